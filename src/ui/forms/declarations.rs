//! Lists of declared fields, as dimensions, call data and offer fields have them, and of a filter's parameters:
//! a card each. A name is given when it is finished; rules that name it follow.

use super::items::with_item;
use super::name::NameField;
use super::texts::{TextsChange, TextsField};
use super::{Form, step_name};
use crate::app::Action;
use crate::document::{Declared, Edit, unique_name};
use crate::model::{Entity, Field, FieldType, Filter, Parameter};
use crate::rule::{self, Renamed};
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{self, PickEvent, PickItem, Picker, card, picker_row, section, text_row};
use egui::{RichText, Ui};
use std::sync::Arc;

/// What a list of fields is: its key in the entity, the messages of its heading and of what stands there while
/// it is empty, and where it is declared.
#[derive(Debug)]
pub(super) struct Declarations {
    pub(super) key: &'static str,
    pub(super) empty: &'static str,
    pub(super) of: Declared,
}

/// Every type, in the order in which they are offered.
fn types() -> [FieldType; 8] {
    [
        FieldType::Text,
        FieldType::Integer,
        FieldType::Decimal,
        FieldType::Boolean,
        FieldType::Date,
        FieldType::DateTime,
        FieldType::Choice(Vec::new()),
        FieldType::List,
    ]
}

/// The message of a type's word.
pub(in crate::ui) fn type_label(field_type: &FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "catalog-type-text",
        FieldType::Integer => "catalog-type-integer",
        FieldType::Decimal => "catalog-type-decimal",
        FieldType::Boolean => "catalog-type-boolean",
        FieldType::Date => "catalog-type-date",
        FieldType::DateTime => "catalog-type-date-time",
        FieldType::Choice(_) => "catalog-type-choice",
        FieldType::List => "catalog-type-list",
    }
}

impl Form<'_, '_> {
    /// A list of declared fields, with its heading and a button to add one.
    pub(super) fn declared_ui(
        &mut self,
        ui: &mut Ui,
        list: &Declarations,
        fields: &[Field],
        put: impl Fn(Vec<Field>) -> Entity,
    ) {
        section(ui, &self.text(self.label_of(list.key)));
        if fields.is_empty() {
            ui.label(RichText::new(self.text(list.empty)).color(tokens(ui).color.text_muted));
        }
        for index in self.page_ui(ui, &[list.key], fields.len()) {
            ui.push_id((list.key, index), |ui| {
                card(ui, |ui| self.field_ui(ui, list, fields, index, &put));
            });
        }
        if self.add_item_ui(ui, "catalog-field-add", list.key, fields.len()) {
            let name = unique_name("field", |name| fields.iter().any(|field| field.name == name));
            let new = Field { name, label: String::new(), field_type: FieldType::Text };
            self.put(
                put(fields.iter().cloned().chain([new]).collect()),
                list.key,
                self.label_of(list.key),
                false,
            );
        }
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        list: &Declarations,
        fields: &[Field],
        index: usize,
        put: &impl Fn(Vec<Field>) -> Entity,
    ) {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        let field = &fields[index];
        let Field { name, label, field_type } = field;
        let with = |field: Field| put(with_item(fields, index, field));
        if let Some(arrange) = self.item_header_ui(ui, label_or_name(label, name), index, fields.len()) {
            self.put(put(arrange.of(fields, index)), list.key, self.label_of(list.key), false);
        }
        self.begin_item(ui, list.key, index);
        let (title, mut text) = (self.text("forms-label"), label.clone());
        let tip = self.text("catalog-field-label-tip");
        let row = widgets::Field::new(&title).key("label").tip(&tip).enabled(self.enabled);
        let response = text_row(ui, row, &mut text);
        if response.changed() {
            self.put(with(Field { label: text, ..field.clone() }), list.key, self.label_of(list.key), true);
        }
        self.settle(&response);
        let issues = self.issues_of_item(list.key, index);
        let row = NameField { hint: "catalog-field-name-hint", current: name, issues };
        let taken = |name: &str| fields.iter().any(|field| field.name == name);
        let (response, given) = self.finished_name_row(ui, row, taken);
        self.lead_to_item(ui, list.key, index, &response);
        if let Some(to) = given {
            self.rename_field(list, fields, index, to, put);
        }
        if let Some(field_type) = self.type_rows(ui, field_type) {
            self.put(with(Field { field_type, ..field.clone() }), list.key, self.label_of(list.key), false);
        }
    }

    /// Whatever names the field follows; where two have its name, nobody knows which is meant.
    fn rename_field(
        &mut self,
        list: &Declarations,
        fields: &[Field],
        index: usize,
        to: String,
        put: &impl Fn(Vec<Field>) -> Entity,
    ) {
        let field = &fields[index];
        let one = fields.iter().filter(|other| other.name == field.name).count() == 1;
        let step = step_name("forms-name", to.as_str());
        let edit = if one {
            Edit::RenameDeclared { of: list.of.clone(), from: field.name.clone(), to }
        } else {
            let renamed = Field { name: to, ..field.clone() };
            Edit::Put(self.entity.clone(), put(with_item(fields, index, renamed)))
        };
        self.actions.push(Action::Edit { edit, name: step, field: None });
    }

    /// The type, and for a choice the texts to choose among. Returns what the type becomes.
    fn type_rows(&self, ui: &mut Ui, current: &FieldType) -> Option<FieldType> {
        let items = types().map(|field_type| PickItem {
            id: type_label(&field_type).to_owned(),
            label: self.text(type_label(&field_type)),
            detail: String::new(),
        });
        let (title, tip) = (self.text("forms-type"), self.text("catalog-field-type-tip"));
        let row = widgets::Field::new(&title).key("type").tip(&tip).enabled(self.enabled);
        let picker = Picker::new(&items, self.ctx.language);
        let chosen = match picker_row(ui, row, picker, Some(type_label(current))) {
            Some(PickEvent::Chosen(id)) if id != type_label(current) => {
                types().into_iter().find(|field_type| type_label(field_type) == id)
            }
            _ => None,
        };
        let FieldType::Choice(choices) = current else { return chosen };
        let field = TextsField {
            key: "choices",
            label: "catalog-choices",
            one: "catalog-choice",
            hint: "catalog-choices-hint",
        };
        let problem = |text: &str| self.text_problem(text, choices);
        let changed = self.texts_row(ui, field, choices, &[], problem);
        chosen.or(changed.map(|change| match change {
            TextsChange::List(list) | TextsChange::Renamed { list, .. } => FieldType::Choice(list),
        }))
    }

    /// The parameters of a filter.
    pub(super) fn parameters_ui(&mut self, ui: &mut Ui, filter: &Filter) {
        let parameters = &filter.parameters;
        section(ui, &self.text("catalog-parameters"));
        if parameters.is_empty() {
            ui.label(RichText::new(self.text("catalog-parameters-none")).color(tokens(ui).color.text_muted));
        }
        for index in self.page_ui(ui, &["parameters"], parameters.len()) {
            ui.push_id(("parameter", index), |ui| card(ui, |ui| self.parameter_ui(ui, filter, index)));
        }
        if self.add_item_ui(ui, "catalog-parameter-add", "parameters", parameters.len()) {
            let taken = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
            let name = unique_name("parameter", taken);
            let new = Parameter { name, parameter_type: FieldType::Text, default: None };
            self.put_parameters(filter, parameters.iter().cloned().chain([new]).collect(), false);
        }
    }

    fn put_parameters(&mut self, filter: &Filter, parameters: Vec<Parameter>, typed: bool) {
        let changed = Entity::Filter(Arc::new(Filter { parameters, ..filter.clone() }));
        self.put(changed, "parameters", "catalog-parameters", typed);
    }

    fn parameter_ui(&mut self, ui: &mut Ui, filter: &Filter, index: usize) {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
        let parameters = &filter.parameters;
        let parameter = &parameters[index];
        let Parameter { name, parameter_type, default: _ } = parameter;
        if let Some(arrange) = self.item_header_ui(ui, name, index, parameters.len()) {
            self.put_parameters(filter, arrange.of(parameters, index), false);
        }
        self.begin_item(ui, "parameters", index);
        let issues = self.issues_of_item("parameters", index);
        let row = NameField { hint: "catalog-parameter-name-hint", current: name, issues };
        let taken = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
        let (response, given) = self.finished_name_row(ui, row, taken);
        self.lead_to_item(ui, "parameters", index, &response);
        if let Some(to) = given {
            self.rename_parameter(filter, index, &to);
        }
        if let Some(parameter_type) = self.type_rows(ui, parameter_type) {
            let changed = Parameter { parameter_type, ..parameter.clone() };
            self.put_parameters(filter, with_item(parameters, index, changed), false);
        }
        self.default_ui(ui, filter, index);
    }

    /// A parameter's default, by its type.
    fn default_ui(&mut self, ui: &mut Ui, filter: &Filter, index: usize) {
        let parameter = &filter.parameters[index];
        let (title, none, hint) = (
            self.text("catalog-default"),
            self.text("catalog-default-none"),
            self.text("catalog-default-hint"),
        );
        let field = Field {
            name: "default".to_owned(),
            label: title.clone(),
            field_type: parameter.parameter_type.clone(),
        };
        let row =
            widgets::Field::new(&title).key("default").placeholder(&none).hint(&hint).enabled(self.enabled);
        let shown = typed_row(ui, self.ctx.language, &field, row, parameter.default.as_ref());
        if let Some(default) = shown.changed {
            let changed = Parameter { default, ..parameter.clone() };
            self.put_parameters(
                filter,
                with_item(&filter.parameters, index, changed),
                shown.response.is_some(),
            );
        }
        if let Some(response) = shown.response {
            self.settle(&response);
        }
    }

    /// The filter's rule follows, in the same step.
    fn rename_parameter(&mut self, filter: &Filter, index: usize, to: &str) {
        let from = &filter.parameters[index];
        let renamed = Parameter { name: to.to_owned(), ..from.clone() };
        let rules = self.ctx.app.workspace().plan().rules();
        let followed = rules
            .read(&filter.rule)
            .ok()
            .and_then(|it| rule::rename(&it, Renamed::Parameter(&from.name), to));
        let changed = Filter {
            parameters: with_item(&filter.parameters, index, renamed),
            rule: followed.unwrap_or_else(|| filter.rule.clone()),
            ..filter.clone()
        };
        self.put(Entity::Filter(Arc::new(changed)), "parameters", "forms-name", false);
    }
}
