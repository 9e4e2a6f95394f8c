//! Finding: a text anywhere in the catalog, an entity to go to, a command to run.
//!
//! Owns how these are searched and shown in the window. What is found of a text, and how it is replaced,
//! is `app`'s.

mod commands;
mod fuzzy;
mod go_to;
mod panel;

use super::ctx::{Actions, UiCtx};
use super::widgets::{QuickEvent, QuickList};
use crate::app::{Action, Answer, Dialog};
use egui::Context;

pub(super) use panel::find_ui;

/// What is kept between frames of a list that is open.
#[derive(Debug, Default)]
pub(super) struct State {
    list: QuickList,
    entities: go_to::Entities,
    commands: commands::Commands,
}

impl State {
    /// Draws the list of entities or commands, if one is open.
    pub(super) fn quick_ui(&mut self, egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
        let (id, nothing) = match ctx.app.dialog {
            Some(Dialog::GoTo) => ("find-command-go-to", "find-no-entity"),
            Some(Dialog::Palette) => ("find-command-palette", "find-no-command"),
            _ => {
                // What was searched may be as large as the catalog: it is not kept while nobody looks.
                self.entities.forget(egui);
                *self = Self::default();
                return;
            }
        };
        let is_palette = id == "find-command-palette";
        let nothing = if is_palette || !self.entities.is_behind() { nothing } else { "app-task-find" };
        let texts = [id, nothing].map(|id| ctx.text(id));
        let event = if is_palette {
            self.commands.follow(egui, ctx);
            self.list.show(egui, (&texts[0], &texts[1]), ctx.language, &mut self.commands)
        } else {
            self.entities.follow(egui, ctx, actions);
            let event = self.list.show(egui, (&texts[0], &texts[1]), ctx.language, &mut self.entities);
            // A letter that was typed just now is searched for.
            self.entities.follow(egui, ctx, actions);
            event
        };
        let Some(event) = event else { return };
        actions.push(Action::Answer(Answer::Cancel));
        if let QuickEvent::Taken(index) = event {
            actions.extend(if is_palette { self.commands.take(index) } else { self.entities.take(index) });
        }
    }
}
