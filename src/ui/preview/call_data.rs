//! The values sent with the call: a field each, by its type, or an example that fills in all.

use super::lists::Lists;
use super::part_ui;
use crate::app::{Action, PreviewChange};
use crate::model::{FieldType, Moment, Value, Values, label_or_name};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Field, Icon, PickEvent, PickItem, Picker, icon_button, moment_row, multiline_row, optional_number_row,
    picker_row, text_row,
};
use egui::Ui;

/// The part of the pane's width that labels take.
const LABELS: f32 = 0.38;

pub(super) fn call_data_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, actions: &mut Actions) {
    if lists.fields.is_empty() && lists.examples.is_empty() {
        return;
    }
    let data = ctx.app.preview.data();
    part_ui(ui, &ctx.text("domain-call-data"), |ui| {
        if !data.is_empty() && icon_button(ui, Icon::Close, &ctx.text("preview-data-clear")).clicked() {
            actions.push(Action::Preview(PreviewChange::AllData(Values::new())));
        }
    });
    let column = (ui.available_width() * LABELS).min(tokens(ui).size.label_column);
    if !lists.examples.is_empty() {
        example_ui(ui, ctx, lists, column, actions);
    }
    for (field, declared) in &lists.fields {
        let before = data.get(&field.name);
        let hint = if *declared { String::new() } else { ctx.text("preview-data-undeclared") };
        let label = label_or_name(&field.label, &field.name);
        let row = Field::new(label).key(&field.name).column(column).hint(&hint);
        let mut value = before.cloned();
        if value_ui(ui, ctx, &field.field_type, row, &mut value) {
            actions.push(Action::Preview(PreviewChange::Data(field.name.clone(), value)));
        }
    }
}

/// The example that is sent, if it is one.
fn example_ui(ui: &mut Ui, ctx: &UiCtx<'_>, lists: &Lists, column: f32, actions: &mut Actions) {
    let data = ctx.app.preview.data();
    let item = |(index, name): (usize, &String)| PickItem {
        id: index.to_string(),
        label: name.clone(),
        detail: String::new(),
    };
    let items: Vec<PickItem> =
        lists.examples.iter().map(|example| &example.name).enumerate().map(item).collect();
    let chosen =
        lists.examples.iter().position(|example| example.values == *data).map(|index| index.to_string());
    let (label, none) = (ctx.text("preview-example"), ctx.text("preview-example-none"));
    let own = ctx.text("preview-example-own");
    let picker = Picker::new(&items, ctx.language).none(&none);
    let picker = if data.is_empty() { picker } else { picker.placeholder(&own) };
    let field = Field::new(&label).key("example of call data").column(column);
    let values = match picker_row(ui, field, picker, chosen.as_deref()) {
        Some(PickEvent::Chosen(id)) => {
            id.parse().ok().and_then(|index: usize| lists.examples.get(index)).map(|it| it.values.clone())
        }
        Some(PickEvent::Cleared) => Some(Values::new()),
        Some(PickEvent::GoTo(_) | PickEvent::New(_)) | None => None,
    };
    actions.extend(values.map(|values| Action::Preview(PreviewChange::AllData(values))));
}

/// The control of a value that may be left out. Says whether it changed.
fn value_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    field_type: &FieldType,
    row: Field<'_>,
    value: &mut Option<Value>,
) -> bool {
    let none = ctx.text("preview-data-none");
    let row = row.placeholder(&none);
    match field_type {
        FieldType::Text => text_ui(ui, row, value),
        FieldType::Integer => {
            let mut number = match value {
                Some(Value::Integer(number)) => Some(*number),
                _ => None,
            };
            let response = optional_number_row(ui, row, &mut number, i64::MIN..=i64::MAX, ctx.language);
            set(value, response.changed(), || number.map(Value::Integer))
        }
        FieldType::Decimal => {
            let mut number = match value {
                #[expect(clippy::cast_precision_loss, reason = "shown, and sent only when typed again")]
                Some(Value::Integer(number)) => Some(*number as f64),
                Some(Value::Decimal(number)) => Some(*number),
                _ => None,
            };
            let response = optional_number_row(ui, row, &mut number, f64::MIN..=f64::MAX, ctx.language);
            set(value, response.changed(), || number.map(Value::Decimal))
        }
        FieldType::Boolean => {
            let choices = [("true", ctx.text("preview-yes")), ("false", ctx.text("preview-no"))];
            choice_ui(ui, ctx, row, &choices, value, |id| Value::Boolean(id == "true"))
        }
        FieldType::Choice(choices) => {
            let choices: Vec<(&str, String)> = choices.iter().map(|it| (it.as_str(), it.clone())).collect();
            choice_ui(ui, ctx, row, &choices, value, Value::Text)
        }
        FieldType::Date | FieldType::DateTime => {
            let mut moment: Option<Moment> = value.as_ref().and_then(|value| value.to_string().parse().ok());
            let response = moment_row(ui, row, &mut moment, ctx.language);
            set(value, response.changed(), || moment.map(|moment| Value::Text(moment.to_string())))
        }
        FieldType::List => list_ui(ui, ctx, row, value),
    }
}

/// Takes a new value over where there is one. Says whether there is.
fn set(value: &mut Option<Value>, changed: bool, new: impl FnOnce() -> Option<Value>) -> bool {
    if changed {
        *value = new();
    }
    changed
}

fn text_ui(ui: &mut Ui, row: Field<'_>, value: &mut Option<Value>) -> bool {
    let mut text = value.as_ref().map(ToString::to_string).unwrap_or_default();
    let response = text_row(ui, row, &mut text);
    set(value, response.changed(), || (!text.is_empty()).then_some(Value::Text(text)))
}

/// The texts of a list, one a line.
fn list_ui(ui: &mut Ui, ctx: &UiCtx<'_>, row: Field<'_>, value: &mut Option<Value>) -> bool {
    let mut text = match value {
        Some(Value::List(items)) => items.join("\n"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let hint = ctx.text("preview-data-lines");
    let response = multiline_row(ui, row.hint(&hint), &mut text, 2);
    let items = || Value::List(text.split('\n').map(str::to_owned).collect());
    set(value, response.changed(), || (!text.is_empty()).then(items))
}

fn choice_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    row: Field<'_>,
    choices: &[(&str, String)],
    value: &mut Option<Value>,
    of: impl FnOnce(String) -> Value,
) -> bool {
    let item = |(id, label): &(&str, String)| PickItem {
        id: (*id).to_owned(),
        label: label.clone(),
        detail: String::new(),
    };
    let items: Vec<PickItem> = choices.iter().map(item).collect();
    let none = ctx.text("preview-data-none");
    let chosen = value.as_ref().map(ToString::to_string);
    match picker_row(ui, row, Picker::new(&items, ctx.language).none(&none), chosen.as_deref()) {
        Some(PickEvent::Chosen(id)) => set(value, true, || Some(of(id))),
        Some(PickEvent::Cleared) => set(value, true, || None),
        Some(PickEvent::GoTo(_) | PickEvent::New(_)) | None => false,
    }
}
