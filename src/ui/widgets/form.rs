//! The rows of a form: a label and a control each. Every row returns the response of its control.

use super::field::{Field, Typed, frame, headed_frame, line_edit, parsed_edit, wrong_ui};
use super::long::too_long_ui;
use super::paint::heading_ui;
use super::severity::{Severity, issue_line};
use super::toggle::{check_box, radio_group};
use crate::text::{Language, parse_number};
use crate::ui::theme::tokens;
use egui::emath::Numeric;
use egui::{DragValue, Label, Response, Role, TextEdit, Ui};
use std::cell::RefCell;
use std::ops::RangeInclusive;

/// Decimals that a number keeps.
const DECIMALS: usize = 6;

/// A row with a control of the caller's: the way to build rows that are not here.
pub fn row<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    control: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    frame(ui, &field.into(), |ui| (control(ui), ())).0
}

/// The same over the whole width, with something beside the label, which the control gets.
pub fn headed_row<'a, H>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    head: impl FnOnce(&mut Ui) -> H,
    control: impl FnOnce(&mut Ui, H) -> Response,
) -> Response {
    headed_frame(ui, &field.into(), head, control)
}

/// A line of text.
pub fn text_row<'a>(ui: &mut Ui, field: impl Into<Field<'a>>, text: &mut String) -> Response {
    let field = field.into();
    row(ui, field, |ui| text_line(ui, field.placeholder, text))
}

/// The field of a text, without a row: the caller names it. Its id is the ui's own.
pub fn text_line(ui: &mut Ui, placeholder: &str, text: &mut String) -> Response {
    if let Some(response) = too_long_ui(ui, text) {
        return response;
    }
    let id = ui.make_persistent_id("input");
    ui.add(line_edit(text, id, placeholder))
}

/// The same for a name, in letters of one width.
pub fn name_line(ui: &mut Ui, name: &mut String) -> Response {
    if let Some(response) = too_long_ui(ui, name) {
        return response;
    }
    let id = ui.make_persistent_id("input");
    ui.add(line_edit(name, id, "").font(egui::TextStyle::Monospace))
}

/// Several lines of text; `lines` of them are shown when it is empty.
pub fn multiline_row<'a>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    text: &mut String,
    lines: usize,
) -> Response {
    let field = field.into();
    row(ui, field, |ui| {
        if let Some(response) = too_long_ui(ui, text) {
            return response;
        }
        let edit = TextEdit::multiline(text).id(ui.make_persistent_id("input")).desired_rows(lines);
        ui.add(edit.hint_text(field.placeholder.to_owned()).desired_width(ui.available_width()))
    })
}

/// A number that a person types.
pub trait Number: Numeric + Send + Sync {
    /// The number that a text stands for, digit for digit, as either language writes it.
    fn read(text: &str) -> Option<Self>;

    /// The number as the language writes it.
    fn written(self, language: Language) -> String;
}

impl Number for f64 {
    fn read(text: &str) -> Option<Self> {
        parse_number(text)
    }

    fn written(self, language: Language) -> String {
        language.number(self, DECIMALS)
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl Number for $number {
            fn read(text: &str) -> Option<Self> {
                let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                let whole = || parse_number(text).filter(|number| number.fract() == 0.0 && number.abs() < EXACT);
                plain.parse().ok().or_else(|| format!("{:.0}", whole()?).parse().ok())
            }

            fn written(self, _language: Language) -> String {
                self.to_string()
            }
        }
    )*};
}

/// Beyond it a decimal does not hold every whole number.
const EXACT: f64 = 9_007_199_254_740_992.0;

whole_numbers!(i64, u64, u32);

/// A number, to be typed or dragged. `unit` stands behind it: "%", "days", or nothing. Where what is typed is no
/// number of the range, that is said below it, and the number is the one from before the typing.
pub fn number_row<'a, N: Number>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    number: &mut N,
    range: RangeInclusive<N>,
    unit: &str,
    language: Language,
) -> Response {
    row(ui, field, |ui| {
        let (known, written) = (ui.make_persistent_id("typed number"), number.written(language));
        let mut typed = Typed::known(ui, known, &written, number);
        let before = typed.as_ref().map_or(*number, |typed| typed.before);
        let read = RefCell::new(None);
        // Each letter is read. What the control reads once more when the keyboard is gone may have been given up.
        let id = ui.next_auto_id();
        let is_typed_in = ui.memory(|memory| memory.has_focus(id));
        let drag = DragValue::new(number)
            .range(range.clone())
            .speed(if N::INTEGRAL { 0.1 } else { 0.05 })
            .min_size(egui::vec2(tokens(ui).size.steps(24.0), 0.0))
            .custom_parser(|text| {
                if !is_typed_in {
                    return None;
                }
                let meant = meant(text, before, &range, language);
                *read.borrow_mut() = Some((text.to_owned(), meant.is_some()));
                Some(meant.unwrap_or(before).to_f64())
            });
        // What stands for no number stays in sight when the keyboard goes on.
        let wrong = typed.as_ref().filter(|typed| !typed.valid).map(|typed| typed.text.clone());
        let drag = drag.custom_formatter(move |value, _| {
            let wrong = wrong.clone().filter(|_| N::from_f64(value) == before);
            wrong.unwrap_or_else(|| language.number(value, DECIMALS))
        });
        let drag = if unit.is_empty() { drag } else { drag.suffix(format!(" {unit}")) };
        let response = ui.add(drag);
        match read.into_inner() {
            Some((text, valid)) => typed = Some(Typed::new(ui.ctx(), text, valid, before)),
            // Dragged, or counted up.
            None if response.changed() => typed = None,
            None => {}
        }
        if !Typed::keep(typed, ui, known, &response) {
            no_number_ui::<N>(ui, &response, language);
        }
        response
    })
}

/// The number that a text in its control stands for, which was `before` when the typing began.
fn meant<N: Number>(text: &str, before: N, range: &RangeInclusive<N>, language: Language) -> Option<N> {
    if text == language.number(before.to_f64(), DECIMALS) {
        // Not typed: the control reads what it wrote, and that may have fewer decimals.
        return Some(before);
    }
    // The control holds a decimal: a whole number that it would change cannot be had.
    let exact = |number: &N| range.contains(number) && N::from_f64(number.to_f64()) == *number;
    N::read(text).filter(exact)
}

fn no_number_ui<N: Number>(ui: &mut Ui, control: &Response, language: Language) {
    let id = if N::INTEGRAL { "kit-no-whole-number" } else { "kit-no-number" };
    wrong_ui(ui, control, &language.text(id));
}

/// A number that may be left out: an empty field is none. What is no number of the range is said so.
pub fn optional_number_row<'a, N: Number>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    number: &mut Option<N>,
    range: RangeInclusive<N>,
    language: Language,
) -> Response {
    let field = field.into();
    row(ui, field, |ui| optional_number(ui, field.placeholder, number, range, language))
}

/// The field of a number that may be left out, without a row: the caller names it. Its id is the ui's own.
pub fn optional_number<N: Number>(
    ui: &mut Ui,
    placeholder: &str,
    number: &mut Option<N>,
    range: RangeInclusive<N>,
    language: Language,
) -> Response {
    let written = number.map_or_else(String::new, |number| number.written(language));
    ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(40.0)));
    let (response, valid) = parsed_edit(ui, &written, placeholder, number, |text| {
        if text.trim().is_empty() {
            return Some(None);
        }
        N::read(text).filter(|number| range.contains(number)).map(Some)
    });
    if !valid {
        no_number_ui::<N>(ui, &response, language);
    }
    response
}

/// A check box over the whole width, its label wrapping; hint and issues stand below the label.
pub fn check_row<'a>(ui: &mut Ui, field: impl Into<Field<'a>>, on: &mut bool) -> Response {
    let field = field.into();
    field.scope(ui, |ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing.y = 0.0;
        let response = ui.add_enabled_ui(field.enabled, |ui| check_box(ui, on, field.label)).inner;
        let response = field.explain(response);
        if field.has_remarks() {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(size.icon + 1.0 + size.steps(2.0));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = size.space;
                    field.remarks_ui(ui, &response);
                });
            });
        }
        response
    })
}

/// Choices that exclude each other, each with its radio button.
pub fn radio_row<'a, T: PartialEq + Clone>(
    ui: &mut Ui,
    field: impl Into<Field<'a>>,
    value: &mut T,
    options: &[(T, &str)],
) -> Response {
    row(ui, field, |ui| {
        let group = radio_group(ui, value, options);
        ui.ctx().accesskit_node_builder(group.id, |node| node.set_role(Role::RadioGroup));
        group
    })
}

/// A value that cannot be changed here. It can be selected and copied.
pub fn static_row<'a>(ui: &mut Ui, field: impl Into<Field<'a>>, value: &str) -> Response {
    row(ui, field, |ui| {
        let line = ui.text_style_height(&egui::TextStyle::Body);
        ui.add_space((tokens(ui).size.control - line) / 2.0 - ui.spacing().item_spacing.y.min(0.0));
        ui.add(Label::new(value).wrap().selectable(true))
    })
}

/// The heading of a group of rows.
pub fn section(ui: &mut Ui, title: &str) -> Response {
    let tokens = tokens(ui);
    ui.add_space(tokens.size.steps(4.0));
    let response = heading_ui(ui, title, tokens.size.heading);
    ui.add_space(tokens.size.steps(1.0));
    response
}

/// A note inside a form: a sentence on the soft ground of its severity.
pub fn note(ui: &mut Ui, severity: Severity, text: &str) -> Response {
    let tokens = tokens(ui);
    let soft = severity.colors(&tokens.color).1;
    let frame = egui::Frame::new()
        .fill(soft)
        .corner_radius(tokens.size.radius)
        .inner_margin(egui::Margin::symmetric(10, 8));
    frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            issue_line(ui, severity, text)
        })
        .inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_are_read_digit_for_digit() {
        assert_eq!(i64::read("9007199254740993"), Some(9_007_199_254_740_993));
        assert_eq!(i64::read("9 223 372 036 854 775 807"), Some(i64::MAX));
        assert_eq!(i64::read("9223372036854775808"), None);
        assert_eq!((u32::read("3.0"), u32::read("3,0"), u32::read("-3")), (Some(3), Some(3), None));
        assert_eq!((u64::read("2.5"), u64::read("1e999"), u64::read("1e30")), (None, None, None));
    }
}
