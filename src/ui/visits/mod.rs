//! The visit player: visits over days, played in order against a copy of the contacts, each with who was recognised, what was
//! proposed and stored, what was answered, and what caps stopped.
//!
//! Reads what the engine made of the visits; decides nothing.

mod line;
mod played;
mod visit;

use super::ctx::{Actions, UiCtx};
use super::later::later;
use super::memo::Same;
use super::theme::tokens;
use super::widgets::{Button, Icon, empty_state};
use crate::app::{Action, Command, VisitAction};
use crate::engine::play;
use egui::{Id, ScrollArea, Ui};
use played::Played;

/// Draws the tab.
pub(super) fn visits_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let visits = ctx.app.visits().all();
    let area = ScrollArea::vertical().id_salt("visits").auto_shrink([false, false]);
    if visits.is_empty() {
        let button = ctx.title(Command::AddVisit);
        let button = Command::AddVisit.enabled(ctx.app).then_some(button.as_str());
        let (title, hint) = (ctx.text("visits-none"), ctx.text("visits-none-hint"));
        if area.show(ui, |ui| empty_state(ui, Icon::History, &title, &hint, button)).inner {
            actions.push(Action::Run(Command::AddVisit));
        }
        return;
    }
    let order = || {
        let (derived, all, now) = (ctx.app.workspace().derived().clone(), visits.to_vec(), ctx.app.now());
        move || {
            let mut contacts = derived.population.clone();
            // In memory nothing goes wrong.
            let visited = play(&derived.plan, &mut contacts, &all, now).unwrap_or_default();
            Played { visited, contacts }
        }
    };
    let of = (Same::of(ctx.app.workspace().plan()), visits.to_vec());
    let (played, _) = later(ui.ctx(), Id::unique("visits played"), of, actions, order);
    let margin = egui::Margin::symmetric(12, 4);
    area.show(ui, |ui| {
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
            commands_ui(ui, ctx, actions);
            let Some(played) = played.filter(|played| played.visited.len() == visits.len()) else { return };
            line::line_ui(ui, ctx, visits, &played);
            for place in 0..visits.len() {
                ui.push_id(("visit", place), |ui| visit::visit_ui(ui, ctx, &played, place, actions));
            }
        });
    });
}

fn commands_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        let add = ctx.title(Command::AddVisit);
        let button = Button::secondary(&add).icon(Icon::Add);
        if ui.add_enabled(Command::AddVisit.enabled(ctx.app), button).clicked() {
            actions.push(Action::Run(Command::AddVisit));
        }
        let others = [
            ("visits-export", "visits-export-hint", Icon::Scenario, VisitAction::Export),
            ("visits-clear", "visits-clear-hint", Icon::Delete, VisitAction::Clear),
        ];
        for (label, hint, icon, action) in others {
            let label = ctx.text(label);
            if ui.add(Button::ghost(&label).icon(icon)).on_hover_text(ctx.text(hint)).clicked() {
                actions.push(Action::Visit(action));
            }
        }
    });
}
