//! The visit player: visits over days, played in order against a copy of the contacts, each with who was recognised, what was
//! proposed and stored, what was answered, and what caps stopped.
//!
//! Reads what the engine made of the visits; decides nothing.

mod history;
mod line;
mod played;
mod visit;

use super::ctx::{Actions, UiCtx};
use super::later::later;
use super::memo::Same;
use super::theme::tokens;
use super::widgets::{Button, Icon, Severity, empty_state, note, text_width};
use crate::app::{Action, Command, VisitAction};
use crate::contacts::{ContactStore, Overlay, StoreError};
use crate::text::Message;
use egui::{Id, Label, RichText, ScrollArea, Ui};
pub(super) use history::history_ui;
use played::Played;
use std::sync::Arc;

/// Draws the tab.
pub(super) fn visits_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let visits = ctx.app.visits().all();
    let area = ScrollArea::vertical().id_salt("visits").auto_shrink([false, false]);
    if visits.is_empty() {
        let (button, action, is_possible) = if ctx.app.visits().can_restore() {
            (ctx.text("stored-visits-restore"), Action::Visit(VisitAction::Restore), true)
        } else {
            let command = Command::AddVisit;
            (ctx.title(command), Action::Run(command), command.enabled(ctx.app))
        };
        let button = is_possible.then_some(button.as_str());
        let (title, hint) = (ctx.text("visits-none"), ctx.text("visits-none-hint"));
        if area.show(ui, |ui| empty_state(ui, Icon::History, &title, &hint, button)).inner {
            actions.push(action);
        }
        return;
    }
    let order = || {
        let (derived, all, now) = (ctx.app.workspace().derived().clone(), visits.to_vec(), ctx.app.now());
        let contacts: Arc<dyn ContactStore> = match ctx.app.visits().database() {
            Some(database) => database.store(),
            None => Arc::new(derived.population.clone()),
        };
        move || Played::of(&derived.plan, &mut Overlay::over_shared(contacts), &all, now)
    };
    let database = ctx.app.visits().database().map(|database| Same(Arc::clone(database)));
    let of = (Same::of(ctx.app.workspace().plan()), database, visits.to_vec());
    let (played, _) =
        later::<_, Result<Played, StoreError>, _>(ui.ctx(), Id::unique("visits played"), of, actions, order);
    let margin = egui::Margin::symmetric(12, 4);
    area.show(ui, |ui| {
        egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
            commands_ui(ui, ctx, actions);
            let played = match played.as_deref() {
                Some(Ok(played)) if played.visited.len() == visits.len() => played,
                Some(Err(error)) => return drop(note(ui, Severity::Error, &ctx.say(&error.message))),
                _ => return,
            };
            line::line_ui(ui, ctx, visits, played);
            for place in 0..visits.len() {
                ui.push_id(("visit", place), |ui| visit::visit_ui(ui, ctx, played, place, actions));
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
        let database = ctx.app.visits().database();
        let mut others = vec![("visits-clear", "visits-clear-hint", Icon::Delete, VisitAction::Clear)];
        if database.is_none() {
            others.insert(0, ("visits-export", "visits-export-hint", Icon::Scenario, VisitAction::Export));
        }
        if ctx.app.visits().can_restore() {
            let hint = "stored-visits-restore-hint";
            others.push(("stored-visits-restore", hint, Icon::Undo, VisitAction::Restore));
        }
        for (label, hint, icon, action) in others {
            let label = ctx.text(label);
            if ui.add(Button::ghost(&label).icon(icon)).on_hover_text(ctx.text(hint)).clicked() {
                actions.push(Action::Visit(action));
            }
        }
        if let Some(database) = database {
            let said = ctx.say(&Message::new("stored-visits-in").with("file", database.name()));
            let tokens = tokens(ui);
            // It stands on one line, beside the buttons or below them.
            if text_width(ui, &said, tokens.size.small) > ui.available_size_before_wrap().x {
                ui.end_row();
            }
            let said = RichText::new(said).size(tokens.size.small).color(tokens.color.text_muted);
            ui.add(Label::new(said).wrap());
        }
    });
}
