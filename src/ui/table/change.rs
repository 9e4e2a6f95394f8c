//! The question which field of the chosen offers becomes what, with what that would make of them.

use crate::app::{Action, BulkChange, Column, Operation, Outlook, TableAction};
use crate::model::{Field, FieldType};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::explorer::answer;
use crate::ui::labels::short_label;
use crate::ui::theme::tokens;
use crate::ui::values::value_row;
use crate::ui::widgets::{
    self, DialogButton, PickEvent, PickItem, Picker, Severity, dialog, issue_line, picker_row,
};
use egui::{Context, Id, Label, RichText, Ui};

/// Draws the question.
pub(super) fn change_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    change: &BulkChange,
    outlook: &Outlook,
    actions: &mut Actions,
) {
    let count = ctx.app.view().sheet().map_or(0, |sheet| sheet.chosen_count().max(1));
    let title = ctx.say(&Message::new("table-change-title").with("count", count));
    let [accept, cancel] = ["table-change-accept", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [DialogButton::accept(&accept).enabled(outlook.changed > 0), DialogButton::cancel(&cancel)];
    let mut next = change.clone();
    let pressed = dialog(egui, Id::unique("table change"), &title, &buttons, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(3.0);
        field_ui(ui, ctx, &mut next);
        let field =
            next.column.as_ref().and_then(|column| Some((column.clone(), column.field(ctx.catalog())?)));
        if let Some((column, field)) = field {
            operation_ui(ui, ctx, &column, &field, &mut next);
            value_ui(ui, ctx, &column, &field, &mut next);
        }
        if change.is_complete() {
            outlook_ui(ui, ctx, outlook);
        }
    });
    if next != *change {
        actions.push(Action::Table(TableAction::Propose(next)));
    }
    actions.extend(answer(pressed));
}

/// Which field it is: none at first, so that nothing is changed by mistake.
fn field_ui(ui: &mut Ui, ctx: &UiCtx<'_>, change: &mut BulkChange) {
    let all = Column::all(ctx.catalog()).into_iter().filter(|column| column.field(ctx.catalog()).is_some());
    let columns: Vec<Column> = all.collect();
    let items: Vec<PickItem> = columns
        .iter()
        .map(|column| PickItem {
            id: column.key(),
            label: short_label(&column.heading(ctx.catalog(), ctx.language)).to_owned(),
            detail: String::new(),
        })
        .collect();
    let (name, none) = (ctx.text("table-field"), ctx.text("table-field-none"));
    let picker = Picker::new(&items, ctx.language).placeholder(&none);
    let chosen = change.column.as_ref().map(Column::key);
    let row = widgets::Field::new(&name).key("field");
    if let Some(PickEvent::Chosen(key)) = picker_row(ui, row, picker, chosen.as_deref()) {
        let column = columns.into_iter().find(|column| column.key() == key);
        if column != change.column {
            *change = BulkChange { column, operation: Some(Operation::Set), value: None };
        }
    }
}

/// What is done to it, where there is a choice.
fn operation_ui(ui: &mut Ui, ctx: &UiCtx<'_>, column: &Column, field: &Field, change: &mut BulkChange) {
    let all = Operation::of(column, &field.field_type);
    if all.len() < 2 {
        return;
    }
    let item = |operation: &Operation| PickItem {
        id: operation.title().to_owned(),
        label: ctx.text(operation.title()),
        detail: String::new(),
    };
    let items: Vec<PickItem> = all.iter().map(item).collect();
    let name = ctx.text("table-operation");
    let row = widgets::Field::new(&name).key("operation");
    let picker = Picker::new(&items, ctx.language);
    let chosen = change.operation.map(Operation::title);
    if let Some(PickEvent::Chosen(id)) = picker_row(ui, row, picker, chosen) {
        let operation = all.into_iter().find(|operation| operation.title() == id);
        if operation != change.operation {
            *change = BulkChange { column: change.column.clone(), operation, value: None };
        }
    }
}

/// The control for the value, by the type of the field and what is done to it.
fn value_ui(ui: &mut Ui, ctx: &UiCtx<'_>, column: &Column, field: &Field, change: &mut BulkChange) {
    let Some(operation) = change.operation else { return };
    let (name, hint) = match (operation, &field.field_type) {
        (Operation::Clear, _) => return,
        (Operation::Set, _) => ("table-new-value", None),
        (Operation::Percent, _) => ("table-percent", Some("table-percent-hint")),
        (Operation::Multiply, _) => ("table-factor", None),
        (Operation::Append, FieldType::List) => ("table-appended-list", None),
        (Operation::Append, _) => ("table-appended", None),
    };
    let (name, hint) = (ctx.text(name), hint.map(|id| ctx.text(id)).unwrap_or_default());
    let field = Field { field_type: operation.value_type(&field.field_type), ..field.clone() };
    let row = widgets::Field::new(&name).key("value").hint(&hint);
    // Another field has another control, which must not take over what was typed into this one.
    let scope = (column.key(), operation);
    let new = ui.push_id(scope, |ui| value_row(ui, ctx.language, &field, row, change.value.as_ref())).inner;
    if let Some(new) = new {
        change.value = new;
    }
}

/// What the change would make of the first offers, and which stay as they are.
fn outlook_ui(ui: &mut Ui, ctx: &UiCtx<'_>, outlook: &Outlook) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.5);
    let muted = tokens(ui).color.text_muted;
    ui.add(Label::new(ctx.say(&Message::new("table-outlook").with("count", outlook.changed))).wrap());
    let nothing = ctx.text("compare-nothing");
    let shown = |text: &str| if text.is_empty() { nothing.clone() } else { text.to_owned() };
    for line in &outlook.first {
        let line = Message::new("table-outlook-line")
            .with("offer", &line.offer)
            .with("before", shown(&line.before))
            .with("after", shown(&line.after));
        ui.add(Label::new(ctx.say(&line)).wrap());
    }
    let more = outlook.changed - outlook.first.len();
    if more > 0 {
        let more = ctx.say(&Message::new("table-outlook-more").with("count", more));
        ui.add(Label::new(RichText::new(more).color(muted)).wrap());
    }
    for staying in &outlook.staying {
        issue_line(ui, Severity::Info, &ctx.say(&staying.message()));
    }
}
