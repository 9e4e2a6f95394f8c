//! The tab *Simulation* of the panel below: what a whole population gets.
//!
//! Owns how it is asked for and shown: what is asked in a form of its own, and the results as tables, and charts that say
//! the same. What comes of a run is [`crate::simulation`]'s, when one is made `app`'s.

mod axes;
mod chart;
mod counts;
mod examples;
mod gates;
mod head;
mod nothing;
mod offers;
mod parts;
mod picture;
mod progress;
mod reach;
mod settings;
mod sheet;
mod what_if;
mod words;

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{Icon, empty_state};
use crate::app::{Action, Ran, ShownResults, SimulationAction, SimulationTab, WhatIfView};
use chart::Chart;
use egui::Ui;
use parts::scrolled;
pub(super) use reach::reach_ui;
use std::sync::Arc;

/// Draws the tab.
pub(in crate::ui) fn simulation_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let simulations = ctx.app.simulations();
    let size = &tokens(ui).size;
    let Some(asked) = simulations.asked().filter(|asked| !asked.settings.call.space.is_empty()) else {
        let (title, hint) = (ctx.text("population-no-space"), ctx.text("population-no-space-hint"));
        empty_state(ui, Icon::Space, &title, &hint, None);
        return;
    };
    draw_wanted(ui, ctx, actions);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size.space;
        head::head_ui(ui, ctx, asked, actions);
        head::tabs_ui(ui, ctx, actions);
    });
    ui.add_space(size.space);
    let tab = simulations.shown().tab;
    if tab == SimulationTab::Settings {
        return settings::settings_ui(ui, ctx, asked, actions);
    }
    if let Some(ran) = simulations.result() {
        results_ui(ui, ctx, ran, simulations.shown(), actions);
    } else if !simulations.is_running() {
        let (title, hint) = (ctx.text("population-none"), ctx.text("population-none-hint"));
        scrolled(ui, |ui| empty_state(ui, Icon::Chart, &title, &hint, None));
    }
}

fn results_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Arc<Ran>, shown: &ShownResults, actions: &mut Actions) {
    choice_ui(ui, ctx, ran, shown, actions);
    if let Some(chart) = chart_of(ctx, ran, shown).filter(|_| shown.chart && !is_in_words(ran, shown)) {
        return egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(8, 0))
            .show(ui, |ui| chart.ui(ui))
            .inner;
    }
    match shown.tab {
        SimulationTab::Settings => {}
        SimulationTab::Offers => offers::offers_ui(ui, ctx, ran, actions),
        SimulationTab::Axes => axes::axes_ui(ui, ctx, ran, shown, actions),
        SimulationTab::Gates => gates::gates_ui(ui, ctx, ran, shown, actions),
        SimulationTab::Nothing => nothing::nothing_ui(ui, ctx, ran, actions),
        SimulationTab::PerContact => counts::counts_ui(ui, ctx, ran),
        SimulationTab::WhatIf => what_if::what_if_ui(ui, ctx, (ran, shown.what_if), actions),
    }
}

/// Which of the results are shown, above the table and the chart alike.
fn choice_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Ran, shown: &ShownResults, actions: &mut Actions) {
    let choice = match shown.tab {
        SimulationTab::Axes => axes::choice_ui,
        SimulationTab::Gates => gates::choice_ui,
        SimulationTab::WhatIf => what_if::choice_ui,
        _ => return,
    };
    egui::Frame::new()
        .inner_margin(egui::Margin::symmetric(8, 0))
        .show(ui, |ui| choice(ui, ctx, ran, shown, actions));
    ui.add_space(tokens(ui).size.space);
}

/// Whether what is chosen is said in words, and by no chart: what would have to change, and contacts.
fn is_in_words(ran: &Ran, shown: &ShownResults) -> bool {
    match shown.tab {
        SimulationTab::Gates => shown.changes && gates::offer_of(ran, shown).is_some(),
        SimulationTab::WhatIf => matches!(shown.what_if, WhatIfView::Contacts(_)),
        _ => false,
    }
}

/// The chart of what is shown; none where there is nothing to draw.
fn chart_of(ctx: &UiCtx<'_>, ran: &Ran, shown: &ShownResults) -> Option<Chart> {
    match shown.tab {
        SimulationTab::Settings => None,
        SimulationTab::Offers => offers::chart(ctx, ran),
        SimulationTab::Axes => axes::chart(ctx, ran, shown.axis),
        SimulationTab::Gates => gates::chart(ctx, ran, shown.offer.as_deref()),
        SimulationTab::Nothing => nothing::chart(ctx, ran),
        SimulationTab::PerContact => counts::chart(ctx, ran),
        SimulationTab::WhatIf => what_if::chart(ctx, ran, shown.what_if),
    }
}

/// Has the chart that is shown drawn for a file, where one is wanted; that of the offers where there is none.
fn draw_wanted(ui: &Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let simulations = ctx.app.simulations();
    let (Some(path), Some(ran)) = (simulations.wanted_chart(), simulations.result()) else { return };
    let chart = chart_of(ctx, ran, simulations.shown()).or_else(|| offers::chart(ctx, ran));
    if let Some(chart) = chart {
        let drawing = picture::drawing(chart, ui.ctx().theme());
        actions.push(Action::Simulate(SimulationAction::Drawn(path.clone(), drawing)));
    }
}
