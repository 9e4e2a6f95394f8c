//! The questions of the table: which field of the chosen offers becomes what, and whether a block is pasted.

use crate::app::{Action, Column, Dialog, Plan, Refused, TableDialog};
use crate::model::{Field, FieldType, Value};
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::explorer::answer;
use crate::ui::theme::tokens;
use crate::ui::values::value_row;
use crate::ui::widgets::{
    self, DialogButton, PickEvent, PickItem, Picker, Severity, dialog, issue_line, picker_row,
};
use egui::{Context, Id, Label, RichText, Ui};

/// Draws the question.
pub(in crate::ui) fn dialog_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    question: &TableDialog,
    actions: &mut Actions,
) {
    match question {
        TableDialog::Change { column, value } => change_ui(egui, ctx, column, value.as_ref(), actions),
        TableDialog::Paste(plan) => paste_ui(egui, ctx, plan, actions),
    }
}

fn change_ui(egui: &Context, ctx: &UiCtx<'_>, column: &Column, value: Option<&Value>, actions: &mut Actions) {
    let count = ctx.app.sheet().map_or(0, |sheet| sheet.chosen_count().max(1));
    let title = ctx.say(&Message::new("table-change-title").with("count", count));
    let [change, cancel] = ["table-change-accept", "app-dialog-cancel"].map(|id| ctx.text(id));
    let Some(field) = column.field(ctx.catalog()) else { return };
    let enabled = value.is_some() || may_be_empty(column);
    let buttons = [DialogButton::accept(&change).enabled(enabled), DialogButton::cancel(&cancel)];
    let (mut next, mut typed) = (column.clone(), value.cloned());
    let pressed = dialog(egui, Id::unique("table change"), &title, &buttons, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(3.0);
        let items = fields(ctx);
        let name = ctx.text("table-field");
        let picker = Picker::new(&items, ctx.language);
        let row = widgets::Field::new(&name).key("field");
        if let Some(PickEvent::Chosen(key)) = picker_row(ui, row, picker, Some(&column.key()))
            && let Some(chosen) = Column::all(ctx.catalog()).into_iter().find(|it| it.key() == key)
        {
            (next, typed) = (chosen, None);
            return;
        }
        new_value_ui(ui, ctx, column, &field, &mut typed);
    });
    if next != *column || typed.as_ref() != value {
        actions.push(Action::Keep(Dialog::Table(TableDialog::Change { column: next, value: typed })));
    }
    actions.extend(answer(pressed));
}

/// The control for the new value, by the type of the field.
fn new_value_ui(ui: &mut Ui, ctx: &UiCtx<'_>, column: &Column, field: &Field, typed: &mut Option<Value>) {
    let (name, placeholder) = (ctx.text("table-new-value"), ctx.text("table-new-value-none"));
    // The row of a list says already how it is written.
    let clears = may_be_empty(column) && field.field_type != FieldType::List;
    let hint = if clears { ctx.text("table-empty-clears") } else { String::new() };
    let row = widgets::Field::new(&name).key("value").placeholder(&placeholder).hint(&hint);
    // Another field has another control, which must not take over what was typed into this one.
    let new = ui.push_id(column.key(), |ui| value_row(ui, ctx.language, field, row, typed.as_ref())).inner;
    if let Some(new) = new {
        *typed = new;
    }
}

/// Whether the cells of a column can be empty.
fn may_be_empty(column: &Column) -> bool {
    !matches!(column, Column::Enabled | Column::Weight)
}

/// The fields that can be changed in many offers.
fn fields(ctx: &UiCtx<'_>) -> Vec<PickItem> {
    let all = Column::all(ctx.catalog()).into_iter();
    all.filter(|column| column.field(ctx.catalog()).is_some())
        .map(|column| PickItem {
            id: column.key(),
            label: column.heading(ctx.catalog(), ctx.language),
            detail: String::new(),
        })
        .collect()
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
    let column = match &refused.column {
        Arg::Message(message) => ctx.say(message),
        Arg::Text(text) => text.clone(),
        Arg::Number(number) => ctx.language.number(*number, 0),
    };
    let line = Message::new("table-paste-cell")
        .with("offer", &refused.offer)
        .with("column", column)
        .with("text", &refused.text)
        .with("problem", refused.problem.clone());
    let color = tokens(ui).color.text_muted;
    ui.add(Label::new(RichText::new(ctx.say(&line)).color(color)).wrap());
}
