//! The panel below: every issue with its fix, every scenario with its result and what none of them touches, what waits
//! for a decision, the effect of changes, and what a whole population gets.
//!
//! Owns the tabs. Reads what the last analysis found; checks nothing itself.

mod count;
mod coverage;
mod problems;
mod scenarios;

use super::command::command_button;
use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{Badge, Icon, InnerTab, Severity, sides, tab_bar};
use crate::app::{Action, BottomTab, Command};
use crate::check::Issue;
use crate::ui::approval::reviews_ui;
use crate::ui::explorer::severity;
use crate::ui::find::find_ui;
use crate::ui::impact::impact_ui;
use crate::ui::serving::serving_ui;
use crate::ui::simulation::simulation_ui;
use crate::ui::visits::visits_ui;
use count::count;
pub(super) use coverage::show_coverage;
use egui::{RichText, Ui};
pub(super) use scenarios::{accept_all_ui, accept_ui};

/// Draws the panel.
pub(super) fn bottom_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let size = &tokens(ui).size;
    let mut shown = problems::ShownSeverities::load(ui);
    let listed = coverage::Listed::load(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    // The panel keeps its height also while there is nothing to list.
    ui.set_min_height(ui.available_height());
    // The tabs scroll in the room that what stands at the right leaves.
    let mut sized = Actions::new();
    let tabs = |ui: &mut Ui| tabs_ui(ui, ctx, actions);
    sides(ui, "bottom", tabs, |ui| {
        if !ctx.app.workspace().is_analysed() {
            let line = RichText::new(ctx.text("bottom-checking")).size(size.small);
            ui.label(line.color(tokens(ui).color.text_muted));
        }
        if ctx.app.view().bottom == BottomTab::Problems {
            shown.buttons_ui(ui, ctx);
        }
        if ctx.app.view().bottom == BottomTab::Scenarios {
            listed.choice_ui(ui, ctx);
        }
        let towards = if ctx.app.is_bottom_large() { Icon::Down } else { Icon::Up };
        command_button(ui, ctx, Command::EnlargeProblems, towards, &mut sized);
        ui.add_space(size.steps(2.0));
    });
    actions.append(&mut sized);
    ui.add_space(size.space);
    match ctx.app.view().bottom {
        BottomTab::Problems => problems::problems_ui(ui, ctx, shown, actions),
        BottomTab::Scenarios => match listed {
            coverage::Listed::Results => scenarios::scenarios_ui(ui, ctx, actions),
            coverage::Listed::Coverage => coverage::coverage_ui(ui, ctx, actions),
        },
        BottomTab::Reviews => reviews_ui(ui, ctx, actions),
        BottomTab::Impact => impact_ui(ui, ctx, actions),
        BottomTab::Visits => visits_ui(ui, ctx, actions),
        BottomTab::Simulation => simulation_ui(ui, ctx, actions),
        BottomTab::Serving => serving_ui(ui, ctx, actions),
        BottomTab::Find => find_ui(ui, ctx, actions),
    }
}

fn tabs_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let workspace = &ctx.app.workspace();
    let problems = ctx.text("bottom-problems");
    let results = workspace.scenarios();
    let passed = results.iter().filter(|result| result.differences.is_empty()).count();
    let mut scenarios = ctx.text("domain-scenarios");
    if !results.is_empty() {
        scenarios = format!("{scenarios} {passed}/{}", results.len());
    }
    let failed = results.len() - passed;
    let failed = (failed > 0).then_some(Badge { severity: Severity::Error, count: failed });
    let find = ctx.text("find-command-find");
    let impact = ctx.text("impact-tab");
    let shifts = ctx.app.impacts().shown().map_or(0, |impact| impact.shifts.len());
    let shifts = (shifts > 0).then_some(Badge { severity: Severity::Info, count: shifts });
    let reviews = ctx.text("approval-to-review");
    let waiting = ctx.app.reviews().listed().map_or(0, |listed| listed.len());
    let waiting = (waiting > 0).then_some(Badge { severity: Severity::Warning, count: waiting });
    let mut visits = ctx.text("visits-tab");
    if !ctx.app.visits().all().is_empty() {
        visits = format!("{visits} {}", ctx.app.visits().all().len());
    }
    let simulation = ctx.text("population-tab");
    let mut tabs = vec![
        InnerTab { value: BottomTab::Problems, label: &problems, badge: badge(workspace.issues()) },
        InnerTab { value: BottomTab::Scenarios, label: &scenarios, badge: failed },
        InnerTab { value: BottomTab::Reviews, label: &reviews, badge: waiting },
        InnerTab { value: BottomTab::Impact, label: &impact, badge: shifts },
        InnerTab { value: BottomTab::Visits, label: &visits, badge: None },
        InnerTab { value: BottomTab::Simulation, label: &simulation, badge: None },
        InnerTab { value: BottomTab::Find, label: &find, badge: None },
    ];
    // Most people never serve anything.
    let serving = ctx.text("serve-tab");
    if ctx.app.serving().is_open() {
        tabs.push(InnerTab { value: BottomTab::Serving, label: &serving, badge: None });
    }
    let mut active = ctx.app.view().bottom;
    if tab_bar(ui, &ctx.text("app-command-problems"), &mut active, &tabs).changed() {
        actions.push(Action::Bottom(active));
    }
}

/// How many issues there are, marked as the gravest of them.
fn badge(issues: &[Issue]) -> Option<Badge> {
    let worst = issues.iter().map(|issue| issue.severity).min()?;
    Some(Badge { severity: severity(worst), count: issues.len() })
}
