//! The row of a value by its declared type: call data, content and values of contacts all use this one.
//!
//! A value may be left out; what stands in the row then is the row's placeholder. Says what it becomes and
//! leaves it to the caller where that goes.

use super::widgets::{
    self, PickEvent, PickItem, Picker, day_row, moment_row, multiline_row, optional_number_row, picker_row,
    text_row,
};
use crate::model::{Field, FieldType, Moment, Value};
use crate::text::Language;
use egui::{Response, Ui};

/// What a row says: the response of its control where that takes text, and what the value becomes.
pub(in crate::ui) struct ValueRow {
    /// None for pickers, which take no text.
    pub(in crate::ui) response: Option<Response>,
    /// What the value becomes, when it changed.
    #[expect(clippy::option_option, reason = "whether it changed, and what it became: perhaps no value")]
    pub(in crate::ui) changed: Option<Option<Value>>,
}

/// Draws the row of a value that may be left out. Returns what it becomes, when it changed.
#[expect(clippy::option_option, reason = "whether it changed, and what it became: perhaps no value")]
pub(in crate::ui) fn value_row(
    ui: &mut Ui,
    language: Language,
    field: &Field,
    row: widgets::Field<'_>,
    value: Option<&Value>,
) -> Option<Option<Value>> {
    typed_row(ui, language, field, row, value).changed
}

/// As [`value_row`], with the response: for callers that have to know when the focus leaves.
pub(in crate::ui) fn typed_row(
    ui: &mut Ui,
    language: Language,
    field: &Field,
    row: widgets::Field<'_>,
    value: Option<&Value>,
) -> ValueRow {
    let none = language.text("offers-value-none");
    let row = if row.placeholder.is_empty() { row.placeholder(&none) } else { row };
    match &field.field_type {
        FieldType::Text => text_ui(ui, row, value),
        FieldType::Integer => {
            let mut number = match value {
                Some(Value::Integer(number)) => Some(*number),
                _ => None,
            };
            let response = optional_number_row(ui, row, &mut number, i64::MIN..=i64::MAX, language);
            ValueRow::new(response, || number.map(Value::Integer))
        }
        FieldType::Decimal => {
            let mut number = match value {
                #[expect(clippy::cast_precision_loss, reason = "shown, and taken only when typed again")]
                Some(Value::Integer(number)) => Some(*number as f64),
                Some(Value::Decimal(number)) => Some(*number),
                _ => None,
            };
            let response = optional_number_row(ui, row, &mut number, f64::MIN..=f64::MAX, language);
            ValueRow::new(response, || number.map(Value::Decimal))
        }
        FieldType::Boolean => {
            let choices = [("true", language.text("preview-yes")), ("false", language.text("preview-no"))];
            choice_ui(ui, language, row, &choices, value, |id| Value::Boolean(id == "true"))
        }
        FieldType::Choice(choices) => {
            let choices: Vec<(&str, String)> = choices.iter().map(|it| (it.as_str(), it.clone())).collect();
            choice_ui(ui, language, row, &choices, value, Value::Text)
        }
        FieldType::Date | FieldType::DateTime => {
            let mut moment: Option<Moment> = value.and_then(|value| value.to_string().parse().ok());
            let is_day = field.field_type == FieldType::Date;
            let of_type = if is_day { day_row } else { moment_row };
            let response = of_type(ui, row, &mut moment, language);
            ValueRow::new(response, || moment.map(|moment| Value::Text(moment.to_string())))
        }
        FieldType::List => list_ui(ui, language, row, value),
    }
}

impl ValueRow {
    fn new(response: Response, value: impl FnOnce() -> Option<Value>) -> Self {
        let changed = response.changed().then(value);
        Self { response: Some(response), changed }
    }
}

fn text_ui(ui: &mut Ui, row: widgets::Field<'_>, value: Option<&Value>) -> ValueRow {
    let mut text = value.map(ToString::to_string).unwrap_or_default();
    let response = text_row(ui, row, &mut text);
    ValueRow::new(response, || (!text.is_empty()).then_some(Value::Text(text)))
}

/// The texts of a list, one a line.
fn list_ui(ui: &mut Ui, language: Language, row: widgets::Field<'_>, value: Option<&Value>) -> ValueRow {
    let mut text = match value {
        Some(Value::List(items)) => items.join("\n"),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let hint = language.text("preview-data-lines");
    let row = if row.hint.is_empty() { row.hint(&hint) } else { row };
    let response = multiline_row(ui, row, &mut text, 2);
    let items = || Value::List(text.split('\n').map(str::to_owned).collect());
    ValueRow::new(response, || (!text.is_empty()).then(items))
}

fn choice_ui(
    ui: &mut Ui,
    language: Language,
    row: widgets::Field<'_>,
    choices: &[(&str, String)],
    value: Option<&Value>,
    of: impl FnOnce(String) -> Value,
) -> ValueRow {
    let item = |(id, label): &(&str, String)| PickItem {
        id: (*id).to_owned(),
        label: label.clone(),
        detail: String::new(),
    };
    let items: Vec<PickItem> = choices.iter().map(item).collect();
    let chosen = value.map(ToString::to_string);
    let picker = Picker::new(&items, language).none(row.placeholder);
    let changed = match picker_row(ui, row, picker, chosen.as_deref()) {
        Some(PickEvent::Chosen(id)) => Some(Some(of(id))),
        Some(PickEvent::Cleared) => Some(None),
        Some(PickEvent::GoTo(_) | PickEvent::New(_)) | None => None,
    };
    ValueRow { response: None, changed }
}
