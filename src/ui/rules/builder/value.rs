//! The values of a row: each by its type, or taken from another field; several as a list with one more to add.

use super::Builder;
use super::names::values_of;
use crate::model::{FieldType, Moment};
use crate::rule::rows::{Operand, Operator, Path, Row, Takes, day_after, moment_of, timestamp_of};
use crate::text::{Message, parse_number};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Icon, PickEvent, PickItem, Picker, Severity, icon_button, is_finished, is_given_up, is_pending,
    issue_line, moment_field, optional_number, stands_for_nothing, text_line, toggle_icon_button,
};
use egui::{Align, Id, Key, Layout, RichText, Ui, vec2};

/// So many steps of the grid are wide enough for a number.
const NUMBER: f32 = 24.0;

/// So many for two of them, each with the button beside it.
const TWO_NUMBERS: f32 = 48.0;

/// A part of a line, of this width.
pub(super) fn cell<R>(ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(width.max(0.0), tokens(ui).size.control);
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_width(width.max(0.0));
        ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
        add(ui)
    })
    .inner
}

/// What one value is asked for.
struct Wanted<'w> {
    /// The field that it is compared with, which may know its usual values.
    path: &'w Path,
    field_type: &'w FieldType,
    operator: Operator,
    /// The name of its control.
    name: &'w str,
    /// Whether it is the end of a period.
    end: bool,
}

impl Builder<'_> {
    /// The values of a row.
    pub(super) fn values_ui(&mut self, ui: &mut Ui, row: &mut Row, number: &str) {
        let Some(path) = row.field.clone() else { return };
        if let Path::Filter(filter) = &path {
            return self.arguments_ui(ui, row, filter, number);
        }
        let Some(field_type) = self.scope.field_type(&path) else { return };
        let item = match (&field_type, row.operator.takes()) {
            (FieldType::List, Takes::One | Takes::Several) => FieldType::Text,
            _ => field_type.clone(),
        };
        let name = self.name(number, "rules-control-value");
        let wanted =
            Wanted { path: &path, field_type: &item, operator: row.operator, name: &name, end: false };
        match row.operator.takes() {
            Takes::Nothing => {}
            Takes::One => self.one_ui(ui, row, &wanted),
            Takes::Two => self.two_ui(ui, row, &wanted, number),
            Takes::Several => self.several_ui(ui, row, &wanted, number),
            Takes::Day => self.day_ui(ui, row, &name),
            Takes::Part => self.part_ui(ui, row, number),
            Takes::Days => self.count_ui(ui, row, &name, "rules-days"),
            Takes::Count => self.count_ui(ui, row, &name, "rules-items"),
        }
    }

    /// One value, with a switch for small and capital letters where texts are compared.
    fn one_ui(&mut self, ui: &mut Ui, row: &mut Row, wanted: &Wanted<'_>) {
        row.values.resize(1, None);
        let letters = *wanted.field_type == FieldType::Text && wanted.operator.ignores_case();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
            let aside = if letters { tokens(ui).size.control + tokens(ui).size.space } else { 0.0 };
            let room = ui.available_width() - aside;
            cell(ui, room, |ui| self.value_ui(ui, &mut row.values[0], wanted));
            if letters {
                self.letters_ui(ui, row);
            }
        });
    }

    fn letters_ui(&mut self, ui: &mut Ui, row: &mut Row) {
        let name = self.text("rules-ignore-case");
        if toggle_icon_button(ui, Icon::Case, &name, &mut row.ignore_case).changed() {
            self.settled = true;
        }
    }

    /// From and to, side by side where there is room for two numbers.
    fn two_ui(&mut self, ui: &mut Ui, row: &mut Row, wanted: &Wanted<'_>, number: &str) {
        row.values.resize(2, None);
        let size = &tokens(ui).size;
        let numbers = matches!(wanted.field_type, FieldType::Integer | FieldType::Decimal);
        if !numbers || ui.available_width() < size.steps(TWO_NUMBERS) {
            self.first_ui(ui, row, wanted, number);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = size.space;
                self.second_ui(ui, row, wanted, number);
            });
            return;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = size.space;
            let half = (ui.available_width() - size.steps(8.0)) / 2.0;
            cell(ui, half, |ui| self.first_ui(ui, row, wanted, number));
            self.second_ui(ui, row, wanted, number);
        });
    }

    fn first_ui(&mut self, ui: &mut Ui, row: &mut Row, wanted: &Wanted<'_>, number: &str) {
        let name = self.name(number, "rules-control-from");
        let wanted = Wanted { name: &name, ..*wanted };
        ui.push_id("from", |ui| self.value_ui(ui, &mut row.values[0], &wanted));
    }

    fn second_ui(&mut self, ui: &mut Ui, row: &mut Row, wanted: &Wanted<'_>, number: &str) {
        self.word_ui(ui, "rules-and");
        let name = self.name(number, "rules-control-to");
        let wanted = Wanted { name: &name, end: wanted.operator == Operator::During, ..*wanted };
        let room = ui.available_width();
        cell(ui, room, |ui| ui.push_id("to", |ui| self.value_ui(ui, &mut row.values[1], &wanted)));
    }

    /// A word between controls, at their height.
    pub(super) fn word_ui(&self, ui: &mut Ui, id: &'static str) {
        let line = ui.text_style_height(&egui::TextStyle::Body);
        ui.vertical(|ui| {
            ui.add_space((tokens(ui).size.control - line) / 2.0);
            ui.label(RichText::new(self.text(id)).color(tokens(ui).color.text_muted));
        });
    }

    /// One value of its type, or another field. A button switches between the two.
    fn value_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        let others = self.others(wanted.path, wanted.field_type);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
            let aside = if others.is_empty() { 0.0 } else { tokens(ui).size.control + tokens(ui).size.space };
            let room = ui.available_width() - aside;
            let other = self.is_other(ui, value.as_ref(), wanted);
            cell(ui, room, |ui| {
                if other {
                    self.other_ui(ui, value, wanted, &others);
                } else {
                    self.literal_ui(ui, value, wanted);
                }
            });
            if others.is_empty() {
                return;
            }
            let (name, mut on) = (self.text("rules-other-field"), other);
            if toggle_icon_button(ui, Icon::Link, &name, &mut on).changed() {
                *value = None;
                ui.data_mut(|data| data.insert_temp(self.other_id(wanted), on));
                self.settled = true;
            }
        });
    }

    /// Whether another field stands there, or was asked for and is not chosen yet.
    fn is_other(&self, ui: &Ui, value: Option<&Operand>, wanted: &Wanted<'_>) -> bool {
        let asked = || ui.data(|data| data.get_temp(self.other_id(wanted))).unwrap_or(false);
        matches!(value, Some(Operand::Field(_))) || value.is_none() && asked()
    }

    fn other_id(&self, wanted: &Wanted<'_>) -> Id {
        self.id.with(("another field", wanted.name))
    }

    fn other_ui(
        &mut self,
        ui: &mut Ui,
        value: &mut Option<Operand>,
        wanted: &Wanted<'_>,
        others: &[PickItem],
    ) {
        let chosen = match value {
            Some(Operand::Field(path)) => Some(path.to_string()),
            _ => None,
        };
        let placeholder = self.text("rules-choose-field");
        let picker = Picker::new(others, self.rule.ctx.language).placeholder(&placeholder);
        if let Some(PickEvent::Chosen(id)) = picker.show(ui, wanted.name, chosen.as_deref())
            && let Some(named) = self.fields.iter().find(|named| named.item.id == id)
        {
            *value = Some(Operand::Field(named.path.clone()));
            self.settled = true;
        }
    }

    /// A value that is written out.
    fn literal_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        if let Some((items, closed)) = values_of(ui, self.rule, wanted.path, wanted.field_type) {
            return self.known_ui(ui, value, wanted, (&items, closed));
        }
        match wanted.field_type {
            FieldType::Integer | FieldType::Decimal => self.number_ui(ui, value, wanted),
            FieldType::Boolean => self.boolean_ui(ui, value, wanted),
            FieldType::DateTime if wanted.end => self.end_ui(ui, value, wanted),
            FieldType::Date | FieldType::DateTime => {
                let as_day = *wanted.field_type == FieldType::Date
                    || !matches!(wanted.operator, Operator::AtMost | Operator::Greater);
                let zone = self.scope.zone();
                let shown = |text: &str| moment_of(text, zone, as_day);
                let is_date = *wanted.field_type == FieldType::Date;
                self.moment_ui(ui, value, wanted.name, shown, |moment| {
                    timestamp_of(&day_of(moment, is_date), zone)
                });
            }
            _ => self.text_ui(ui, value, wanted),
        }
    }

    fn text_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        let mut text = match value {
            Some(Operand::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let placeholder = self.text("rules-value");
        let response = text_line(ui, &placeholder, &mut text).accessible_name(wanted.name);
        if response.changed() {
            *value = (!text.is_empty()).then_some(Operand::Text(text));
        }
        self.note(&response);
    }

    /// One of the values that the catalog knows; another one can be typed where there may be others.
    fn known_ui(
        &mut self,
        ui: &mut Ui,
        value: &mut Option<Operand>,
        wanted: &Wanted<'_>,
        known: (&[PickItem], bool),
    ) {
        let chosen = match value {
            Some(Operand::Text(text)) => Some(text.clone()),
            _ => None,
        };
        if let Some(text) = self.pick_ui(ui, wanted.name, chosen.as_deref(), known, "rules-value") {
            *value = Some(Operand::Text(text));
            self.settled = true;
        }
    }

    fn pick_ui(
        &self,
        ui: &mut Ui,
        name: &str,
        chosen: Option<&str>,
        (items, closed): (&[PickItem], bool),
        placeholder: &'static str,
    ) -> Option<String> {
        let (placeholder, new) = (self.text(placeholder), self.text("rules-other-value"));
        let picker = Picker::new(items, self.rule.ctx.language).placeholder(&placeholder);
        let picker = if closed { picker } else { picker.new_entry(&new) };
        match picker.show(ui, name, chosen)? {
            PickEvent::Chosen(text) => Some(text),
            PickEvent::New(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    fn number_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        let (placeholder, language) = (self.text("rules-value"), self.rule.ctx.language);
        let response = if *wanted.field_type == FieldType::Integer {
            let mut number = match value {
                Some(Operand::Integer(number)) => Some(*number),
                _ => None,
            };
            let response = optional_number(ui, &placeholder, &mut number, i64::MIN..=i64::MAX, language);
            if response.changed() {
                *value = number.map(Operand::Integer);
            }
            response
        } else {
            let mut number = value.as_ref().and_then(decimal);
            let response = optional_number(ui, &placeholder, &mut number, f64::MIN..=f64::MAX, language);
            if response.changed() {
                *value = number.map(Operand::Decimal);
            }
            response
        };
        self.note(&response.accessible_name(wanted.name));
    }

    fn boolean_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        let items = [("true", "preview-yes"), ("false", "preview-no")].map(|(id, label)| PickItem {
            id: id.to_owned(),
            label: self.text(label),
            detail: String::new(),
        });
        let chosen = match value {
            Some(Operand::Boolean(value)) => Some(value.to_string()),
            _ => None,
        };
        if let Some(id) = self.pick_ui(ui, wanted.name, chosen.as_deref(), (&items, true), "rules-value") {
            *value = Some(Operand::Boolean(id == "true"));
            self.settled = true;
        }
    }

    /// A moment, which is shown and written as `shown` and `written` say.
    fn moment_ui(
        &mut self,
        ui: &mut Ui,
        value: &mut Option<Operand>,
        name: &str,
        shown: impl FnOnce(&str) -> Option<Moment>,
        written: impl FnOnce(&Moment) -> String,
    ) {
        let mut moment = match value {
            Some(Operand::Moment(text) | Operand::Text(text)) => shown(text),
            _ => None,
        };
        let placeholder = self.text("rules-moment");
        let response =
            moment_field(ui, &placeholder, &mut moment, self.rule.ctx.language).accessible_name(name);
        if response.changed() {
            *value = moment.as_ref().map(written).map(Operand::Moment);
        }
        self.note(&response);
    }

    /// The end of a period: a bare day is in it as a whole.
    fn end_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        let zone = self.scope.zone();
        let shown = |text: &str| match moment_of(text, zone, true)? {
            Moment::Date(next) => next.yesterday().ok().map(Moment::Date),
            moment => Some(moment),
        };
        let written = |moment: &Moment| {
            let start = timestamp_of(moment, zone);
            let next = matches!(moment, Moment::Date(_)).then(|| day_after(&start, zone)).flatten();
            next.unwrap_or(start)
        };
        self.moment_ui(ui, value, wanted.name, shown, written);
    }

    /// A day, of a field with a time: from its midnight to the next.
    fn day_ui(&mut self, ui: &mut Ui, row: &mut Row, name: &str) {
        row.values.resize(2, None);
        let zone = self.scope.zone();
        let shown = |text: &str| moment_of(text, zone, true);
        let mut from = row.values[0].clone();
        self.moment_ui(ui, &mut from, name, shown, |moment| timestamp_of(&day_of(moment, true), zone));
        if from != row.values[0] {
            let next = match &from {
                Some(Operand::Moment(text)) => day_after(text, zone).map(Operand::Moment),
                _ => None,
            };
            row.values = vec![from, next];
        }
    }

    /// A number of days or items, which is 0 at least.
    fn count_ui(&mut self, ui: &mut Ui, row: &mut Row, name: &str, unit: &'static str) {
        /// As far back and ahead as moments go.
        const MOST: i64 = 3_650_000;
        row.values.resize(1, None);
        let mut number = match row.values[0] {
            Some(Operand::Integer(number)) => Some(number),
            _ => None,
        };
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(1.5);
            let width = tokens(ui).size.steps(NUMBER);
            let response =
                cell(ui, width, |ui| optional_number(ui, "", &mut number, 0..=MOST, self.rule.ctx.language));
            if response.changed() {
                row.values = vec![number.map(Operand::Integer)];
            }
            self.note(&response.accessible_name(name));
            let line = ui.text_style_height(&egui::TextStyle::Body);
            let count = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            let unit = self.rule.ctx.say(&Message::new(unit).with("count", count));
            ui.vertical(|ui| {
                ui.add_space((tokens(ui).size.control - line) / 2.0);
                ui.label(RichText::new(unit).color(tokens(ui).color.text_muted));
            });
        });
    }

    /// Several values: each with a button that takes it away, and one more to add.
    fn several_ui(&mut self, ui: &mut Ui, row: &mut Row, wanted: &Wanted<'_>, number: &str) {
        let known = values_of(ui, self.rule, wanted.path, wanted.field_type);
        let items = known.as_ref().map(|(items, _)| items.as_slice()).unwrap_or_default();
        self.chips_ui(ui, row, items);
        let name = self.name(number, "rules-control-add");
        let added = match &known {
            Some((items, closed)) => {
                let has = |item: &&PickItem| row.values.contains(&Some(Operand::Text(item.id.clone())));
                let free: Vec<PickItem> = items.iter().filter(|item| !has(item)).cloned().collect();
                self.pick_ui(ui, &name, None, (&free, *closed), "forms-add").map(Operand::Text)
            }
            None => self.one_more_ui(ui, &name, wanted.field_type),
        };
        if let Some(added) = added.filter(|added| !row.values.contains(&Some(added.clone()))) {
            row.values.push(Some(added));
            self.settled = true;
        }
        if *wanted.field_type == FieldType::Text && wanted.operator.ignores_case() {
            self.letters_ui(ui, row);
        }
    }

    fn chips_ui(&mut self, ui: &mut Ui, row: &mut Row, items: &[PickItem]) {
        if row.values.is_empty() {
            return;
        }
        let mut removed = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(tokens(ui).size.space);
            for (index, value) in row.values.iter().enumerate() {
                let label = self.written(value.as_ref(), items);
                let name = self.rule.ctx.say(&Message::new("forms-remove").with("name", label.as_str()));
                if chip_ui(ui, &label, &name) {
                    removed = Some(index);
                }
            }
        });
        if let Some(index) = removed {
            row.values.remove(index);
            self.settled = true;
        }
    }

    /// A value in words.
    fn written(&self, value: Option<&Operand>, items: &[PickItem]) -> String {
        match value {
            Some(Operand::Text(text)) => items
                .iter()
                .find(|item| item.id == *text)
                .map_or_else(|| text.clone(), |item| item.label.clone()),
            Some(Operand::Integer(number)) => number.to_string(),
            Some(Operand::Decimal(number)) => self.rule.ctx.language.number(*number, 6),
            Some(Operand::Boolean(value)) => value.to_string(),
            Some(Operand::Moment(text)) => text.clone(),
            Some(Operand::Texts(texts)) => texts.join(", "),
            Some(Operand::Field(path)) => self.label(path),
            None => String::new(),
        }
    }

    /// The field that takes one more value: with Enter, or when the keyboard leaves it.
    fn one_more_ui(&mut self, ui: &mut Ui, name: &str, field_type: &FieldType) -> Option<Operand> {
        let id = ui.make_persistent_id("one more");
        let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let placeholder = self.text("rules-add-value");
        let response = ui.push_id("one more", |ui| text_line(ui, &placeholder, &mut text)).inner;
        let response = response.accessible_name(name);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let mut value = value_of(&text, field_type);
        if is_given_up(&response) {
            text.clear();
        }
        if value.is_none() && !text.trim().is_empty() {
            stands_for_nothing(&response, &text);
            let whole = *field_type == FieldType::Integer;
            let wanted = if whole { "kit-no-whole-number" } else { "kit-no-number" };
            issue_line(ui, Severity::Error, &self.text(wanted));
        }
        if is_finished(&response) {
            if value.is_some() {
                text.clear();
            }
        } else if value.take().is_some() {
            is_pending(&response);
        }
        if entered {
            response.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(id, text));
        value
    }

    /// The arguments of a predefined filter, each below its parameter's name.
    fn arguments_ui(&mut self, ui: &mut Ui, row: &mut Row, filter: &str, number: &str) {
        let parameters: Vec<_> = self.scope.parameters_of(filter).collect();
        row.values.resize(parameters.len(), None);
        for (index, (parameter, parameter_type, _)) in parameters.into_iter().enumerate() {
            let control = Message::new("rules-argument").with("row", number).with("parameter", parameter);
            let name = self.rule.ctx.say(&control);
            ui.push_id(index, |ui| {
                ui.label(RichText::new(parameter).color(tokens(ui).color.text_muted));
                let path = Path::Parameter(parameter.to_owned());
                let wanted = Wanted {
                    path: &path,
                    field_type: parameter_type,
                    operator: Operator::Equal,
                    name: &name,
                    end: false,
                };
                if *parameter_type == FieldType::List {
                    self.texts_ui(ui, &mut row.values[index], &wanted);
                } else {
                    self.value_ui(ui, &mut row.values[index], &wanted);
                }
            });
        }
    }

    /// A list of texts, separated by commas.
    fn texts_ui(&mut self, ui: &mut Ui, value: &mut Option<Operand>, wanted: &Wanted<'_>) {
        let mut text = match value {
            Some(Operand::Texts(texts)) => texts.join(", "),
            _ => String::new(),
        };
        let placeholder = self.text("rules-texts");
        let response = text_line(ui, &placeholder, &mut text).accessible_name(wanted.name);
        if response.changed() {
            let texts: Vec<String> = text.split(", ").map(str::to_owned).collect();
            *value = (!text.is_empty()).then_some(Operand::Texts(texts));
        }
        self.note(&response);
    }
}

/// The moment, or its day where only days are compared.
fn day_of(moment: &Moment, only_days: bool) -> Moment {
    match moment {
        Moment::Local(at) | Moment::Offset(at, _) if only_days => Moment::Date(at.date()),
        moment => moment.clone(),
    }
}

/// A whole number may stand for a decimal one.
#[expect(clippy::cast_precision_loss, reason = "shown, and taken only when typed again")]
pub(super) fn decimal(value: &Operand) -> Option<f64> {
    match value {
        Operand::Decimal(number) => Some(*number),
        Operand::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

/// What was typed as a value of a list.
fn value_of(text: &str, field_type: &FieldType) -> Option<Operand> {
    let text = text.trim();
    match field_type {
        _ if text.is_empty() => None,
        FieldType::Integer => text.parse().ok().map(Operand::Integer),
        FieldType::Decimal => parse_number(text).map(Operand::Decimal),
        _ => Some(Operand::Text(text.to_owned())),
    }
}

/// A value with a button that takes it away; says whether it was pressed.
fn chip_ui(ui: &mut Ui, label: &str, remove: &str) -> bool {
    let tokens = tokens(ui);
    let frame = egui::Frame::new()
        .fill(tokens.color.hover)
        .corner_radius(tokens.size.radius)
        .inner_margin(egui::Margin { left: 8, right: 0, top: 0, bottom: 0 });
    frame
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.label(label);
                icon_button(ui, Icon::Close, remove).clicked()
            })
            .inner
        })
        .inner
}
