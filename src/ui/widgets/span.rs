//! A span of time, typed as a text such as "2d 6h".

use super::field::{Field, frame, parsed_edit};
use super::severity::{Severity, issue_line};
use crate::model::Span;
use crate::text::Language;
use crate::ui::theme::tokens;
use egui::{Response, Ui};

/// A row of a form with a span. What is typed and is no span is said below it; the value then stays.
pub fn span_row<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    span: &mut Span,
    language: Language,
) -> Response {
    let field = field.into();
    let written = span.to_string();
    frame(ui, &field, |ui| {
        ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(40.0)));
        let (response, valid) = parsed_edit(ui, &written, field.placeholder, span, |text| text.parse().ok());
        if !valid {
            issue_line(ui, Severity::Error, &language.text("offers-no-span"));
        }
        (response, ())
    })
    .0
}
