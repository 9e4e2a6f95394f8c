//! The questions of the table: which field of the chosen offers becomes what ([`super::change`]), and whether a
//! block is pasted.

use super::change::change_ui;
use crate::app::{Plan, Refused, TableDialog};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::explorer::answer;
use crate::ui::theme::tokens;
use crate::ui::widgets::{DialogButton, Severity, dialog, issue_line};
use egui::{Context, Id, Label, RichText, Ui};

/// Draws the question.
pub(in crate::ui) fn dialog_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    question: &TableDialog,
    actions: &mut Actions,
) {
    match question {
        TableDialog::Change { change, outlook } => change_ui(egui, ctx, change, outlook, actions),
        TableDialog::Paste(plan) => paste_ui(egui, ctx, plan, actions),
    }
}

fn paste_ui(egui: &Context, ctx: &UiCtx<'_>, plan: &Plan, actions: &mut Actions) {
    let [title, paste, cancel] =
        ["table-paste-title", "explorer-command-paste", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [DialogButton::accept(&paste).enabled(plan.cells > 0), DialogButton::cancel(&cancel)];
    let pressed = dialog(egui, Id::unique("table paste"), &title, &buttons, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        let changes = Message::new("table-paste-changes")
            .with("cells", cells(plan.cells))
            .with("offers", offers(plan.changed.len()));
        let nothing = Message::new("table-paste-no-change");
        ui.add(Label::new(ctx.say(if plan.cells > 0 { &changes } else { &nothing })).wrap());
        beyond_ui(ui, ctx, plan);
        if plan.refused_count > 0 {
            let refused = Message::new("table-paste-refused").with("count", plan.refused_count);
            issue_line(ui, Severity::Warning, &ctx.say(&refused));
        }
        for refused in &plan.refused {
            refused_ui(ui, ctx, refused);
        }
        let more = plan.refused_count - plan.refused.len();
        if more > 0 {
            ui.label(ctx.say(&Message::new("explorer-delete-more").with("count", more)));
        }
    });
    actions.extend(answer(pressed));
}

fn cells(count: usize) -> Message {
    Message::new("table-cells").with("count", count)
}

fn offers(count: usize) -> Message {
    Message::new("table-count").with("count", count)
}

/// What of the block lies beside the table.
fn beyond_ui(ui: &mut Ui, ctx: &UiCtx<'_>, plan: &Plan) {
    for (id, count) in
        [("table-paste-lines-beyond", plan.lines_beyond), ("table-paste-columns-beyond", plan.columns_beyond)]
    {
        if count > 0 {
            issue_line(ui, Severity::Warning, &ctx.say(&Message::new(id).with("count", count)));
        }
    }
}

fn refused_ui(ui: &mut Ui, ctx: &UiCtx<'_>, refused: &Refused) {
    let line = Message::new("table-paste-cell")
        .with("offer", &refused.offer)
        .with("column", refused.column.clone())
        .with("text", &refused.text)
        .with("problem", refused.problem.clone());
    let color = tokens(ui).color.text_muted;
    ui.add(Label::new(RichText::new(ctx.say(&line)).color(color)).wrap());
}
