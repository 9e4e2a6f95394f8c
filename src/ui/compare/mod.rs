//! The differences between two states of the catalog, as a list over the window: entity by entity, field by
//! field, each of which can be taken back.
//!
//! Owns how they are listed; [`crate::app::difference_words`] says how they read. What differs is `document`'s, and what an answer does
//! is `app`'s.

mod rows;
mod states;

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{DialogButton, Icon, RowList, empty_state, large_dialog};
use crate::app::{Action, Against, Answer};
use crate::text::Message;
use egui::{Context, Id, Label, RichText, Ui};
pub(in crate::ui) use rows::{Rows, change_line, height as row_height};

/// The height of the list while nothing is known yet, in steps.
const WAITING_STEPS: f32 = 30.0;

/// Draws the comparison.
pub(in crate::ui) fn compare_ui(egui: &Context, ctx: &UiCtx<'_>, against: &Against, actions: &mut Actions) {
    let title = match against {
        Against::Saved => "compare-title-saved",
        Against::File(_) => "compare-title-file",
        Against::States => "versions-compare-title",
        #[cfg(feature = "sheets")]
        Against::Sheet => "exchange-compare-title",
    };
    let title = ctx.say(&Message::new(title).with("file", ctx.app.workspace().file_name()));
    let [overwrite, reload, cancel, close] =
        ["app-dialog-overwrite", "app-dialog-reload", "app-dialog-cancel", "app-dialog-close"]
            .map(|id| ctx.text(id));
    #[cfg(feature = "sheets")]
    let (all, is_empty) =
        (ctx.text("exchange-take-all"), ctx.app.compare.differences().is_none_or(|it| it.is_empty()));
    let known = ctx.app.compare.differences().is_some();
    let buttons = match against {
        // No default: Enter must not decide whose work is replaced.
        Against::File(_) => vec![
            (DialogButton::other(&overwrite).enabled(known), Answer::Accept),
            (DialogButton::other(&reload), Answer::Discard),
            (DialogButton::cancel(&cancel), Answer::Cancel),
        ],
        Against::Saved | Against::States => vec![(DialogButton::cancel(&close), Answer::Cancel)],
        #[cfg(feature = "sheets")]
        Against::Sheet => vec![
            (DialogButton::accept(&all).enabled(known && !is_empty), Answer::Accept),
            (DialogButton::cancel(&close), Answer::Cancel),
        ],
    };
    let shown: Vec<DialogButton<'_>> = buttons.iter().map(|(button, _)| *button).collect();
    let pressed = large_dialog(egui, Id::unique("compare"), &title, &shown, |ui| {
        body_ui(ui, ctx, against, actions);
    });
    let answer = pressed.and_then(|index| buttons.into_iter().nth(index));
    actions.extend(answer.map(|(_, answer)| Action::Answer(answer)));
}

fn body_ui(ui: &mut Ui, ctx: &UiCtx<'_>, against: &Against, actions: &mut Actions) {
    let size = &tokens(ui).size;
    if *against == Against::States {
        states::states_ui(ui, ctx, actions);
    }
    let Some(differences) = ctx.app.compare.differences() else {
        ui.vertical_centered(|ui| {
            ui.add_space(size.steps(WAITING_STEPS / 2.0));
            ui.spinner();
            ui.label(ctx.text("app-task-compare"));
            ui.add_space(size.steps(WAITING_STEPS / 2.0));
        });
        return;
    };
    if differences.is_empty() {
        let (title, sentence) = (ctx.text("compare-none"), ctx.text("compare-none-hint"));
        empty_state(ui, Icon::Success, &title, &sentence, None);
        return;
    }
    let color = &tokens(ui).color;
    let [old, new] = match against {
        Against::Saved => ["compare-old-saved", "compare-new-saved"],
        Against::File(_) => ["compare-old-file", "compare-new-file"],
        Against::States => ["versions-pick-old", "versions-pick-new"],
        #[cfg(feature = "sheets")]
        Against::Sheet => ["compare-new-file", "exchange-compare-new"],
    };
    let count = Message::new("compare-count").with("count", differences.len());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = size.steps(4.0);
        ui.label(RichText::new(ctx.say(&count)).color(color.text));
        ui.label(RichText::new(format!("− {}", ctx.text(old))).color(color.error));
        ui.label(RichText::new(format!("+ {}", ctx.text(new))).color(color.success));
    });
    let hint = match against {
        Against::File(_) => "compare-hint-file",
        Against::States if ctx.app.compare.newer().is_some() => "versions-compare-hint",
        Against::Saved | Against::States => "compare-hint-saved",
        #[cfg(feature = "sheets")]
        Against::Sheet => "exchange-compare-hint",
    };
    ui.add(Label::new(RichText::new(ctx.text(hint)).color(color.text_muted)).wrap());
    ui.add_space(size.space);
    let rows = Rows::new(ctx, against, differences);
    let name = ctx.text("compare-button");
    let list = RowList::new(Id::unique("differences"), &name, rows::height(ui));
    list.show(ui, rows.len(), |ui, row| rows.row_ui(ui, row, actions));
}
