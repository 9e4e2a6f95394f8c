//! Lists of declared fields, as dimensions, call data and offer fields have them: a table; and of a filter's parameters:
//! a card each. A name is given when it is finished; rules that name it follow.

use super::items::{Arrange, with_item};
use super::name::NameField;
use super::texts::{TextsChange, TextsField};
use super::{Form, step_name};
use crate::app::Action;
use crate::document::{Declared, Edit, Made, unique_name};
use crate::model::{Entity, Field, FieldType, Filter, Parameter, Step};
use crate::rule::{self, Renamed};
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{
    self, FieldIssue, PickEvent, PickItem, Picker, card, cell, issue_line, name_line, picker_row, section,
    text_line,
};
use egui::{Align, Label, Layout, RichText, Ui, vec2};
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

/// The type that was picked, where it is another one.
fn chosen_type(event: Option<PickEvent>, current: &FieldType) -> Option<FieldType> {
    match event {
        Some(PickEvent::Chosen(id)) if id != current.choice_label() => {
            types().into_iter().find(|field_type| field_type.choice_label() == id)
        }
        _ => None,
    }
}

/// What is to become of a field of the table.
#[derive(Default)]
struct Cells {
    label: Option<String>,
    name: Option<String>,
    field_type: Option<FieldType>,
    arrange: Option<Arrange>,
    /// What is wrong with it.
    issues: Vec<FieldIssue>,
}

/// How wide label, name and type of a field are, in points: what the buttons behind them leave, and no more than is
/// read at a glance.
fn columns(ui: &Ui) -> [f32; 3] {
    let size = &tokens(ui).size;
    let buttons = 3.0 * size.control + 3.0 * size.steps(2.0);
    let room = (ui.max_rect().width() - buttons).min(size.label_column + size.field_width);
    [0.38, 0.34, 0.28].map(|part| (room * part).floor())
}

impl Form<'_, '_> {
    /// A list of declared fields as a table, with its heading and a button to add one.
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
        let shown = self.page_ui(ui, &[list.key], fields.len());
        if !fields.is_empty() {
            self.heads_ui(ui);
        }
        for index in shown {
            ui.push_id((list.key, index), |ui| self.field_ui(ui, list, fields, index, &put));
        }
        if self.add_item_ui(ui, "catalog-field-add", list.key, fields.len()) {
            let name = unique_name("field", |name| fields.iter().any(|field| field.name == name));
            let made = Made::Field(list.of.clone(), name.clone());
            let new = Field { name, label: String::new(), field_type: FieldType::Text };
            self.put(
                put(fields.iter().cloned().chain([new]).collect()),
                list.key,
                self.label_of(list.key),
                false,
            );
            self.actions.push(Action::Made(made));
        }
    }

    /// The heads of the columns of a table of fields, which explain them.
    fn heads_ui(&self, ui: &mut Ui) {
        let heads = [
            ("forms-label", "catalog-field-label-tip"),
            ("forms-name", "catalog-field-name-hint"),
            ("forms-type", "catalog-field-type-tip"),
        ];
        ui.horizontal(|ui| {
            let tokens = tokens(ui);
            ui.spacing_mut().item_spacing.x = tokens.size.steps(2.0);
            for ((head, tip), width) in heads.into_iter().zip(columns(ui)) {
                let text =
                    RichText::new(self.text(head)).size(tokens.size.small).color(tokens.color.text_muted);
                let head = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(vec2(width, tokens.size.small), head, |ui| {
                    ui.set_width(width);
                    ui.add(Label::new(text).truncate()).on_hover_text(self.text(tip));
                });
            }
        });
    }

    fn field_ui(
        &mut self,
        ui: &mut Ui,
        list: &Declarations,
        fields: &[Field],
        index: usize,
        put: &impl Fn(Vec<Field>) -> Entity,
    ) {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
        let field = &fields[index];
        let label_of_list = self.label_of(list.key);
        let with = |field: Field| put(with_item(fields, index, field));
        let mut cells = Cells::default();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
            self.begin_item(ui, list.key, index);
            cells = self.cells_ui(ui, list, fields, index);
            ui.spacing_mut().item_spacing.x = 0.0;
            let title = label_or_name(&field.label, &field.name);
            cells.arrange = self.arrange_ui(ui, title, index, fields.len());
        });
        for issue in &cells.issues {
            issue_line(ui, issue.severity, &issue.text);
        }
        if let Some(label) = cells.label {
            self.put(with(Field { label, ..field.clone() }), list.key, label_of_list, true);
        }
        if let Some(to) = cells.name {
            self.rename_field(list, fields, index, to, put);
        }
        let choices = self.choices_row(ui, &field.field_type);
        if let Some(field_type) = cells.field_type.or(choices) {
            self.put(with(Field { field_type, ..field.clone() }), list.key, label_of_list, false);
        }
        if let Some(arrange) = cells.arrange {
            self.put(put(arrange.of(fields, index)), list.key, label_of_list, false);
        }
    }

    /// Label, name and type of a field, side by side.
    fn cells_ui(&mut self, ui: &mut Ui, list: &Declarations, fields: &[Field], index: usize) -> Cells {
        let Field { name, label, field_type } = &fields[index];
        let [label_width, name_width, type_width] = columns(ui);
        let mut cells = Cells::default();
        let (title, mut text) = (self.text("forms-label"), label.clone());
        let tip = self.text("catalog-field-label-tip");
        let row = widgets::Field::new(&title).key("label").tip(&tip).enabled(self.enabled);
        let response = cell(ui, row, label_width, |ui| text_line(ui, "", &mut text));
        cells.label = response.changed().then_some(text);
        self.settle(&response);
        let issues = self.issues_of_item(list.key, index);
        let row = NameField { hint: "catalog-field-name-hint", current: name, issues };
        let taken = |name: &str| fields.iter().any(|field| field.name == name);
        let (response, given) = self.finished_name(ui, row, taken, |ui, field, text| {
            cells.issues = field.said().to_vec();
            cell(ui, field, name_width, |ui| name_line(ui, text))
        });
        self.lead_to_item(ui, list.key, index, &response);
        cells.name = given;
        let items = self.items_of_types();
        let (title, tip) = (self.text("forms-type"), self.text("catalog-field-type-tip"));
        let row = widgets::Field::new(&title).key("type").tip(&tip).enabled(self.enabled);
        let mut event = None;
        cell(ui, row, type_width, |ui| {
            let picker = Picker::new(&items, self.ctx.language);
            let (response, done) = picker.show_control(ui, &title, Some(field_type.choice_label()));
            event = done;
            response
        });
        cells.field_type = chosen_type(event, field_type);
        cells
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

    fn items_of_types(&self) -> [PickItem; 8] {
        types().map(|field_type| PickItem {
            id: field_type.choice_label().to_owned(),
            label: self.text(field_type.choice_label()),
            detail: String::new(),
        })
    }

    /// The type, and for a choice the texts to choose among. Returns what the type becomes.
    fn type_rows(&self, ui: &mut Ui, current: &FieldType) -> Option<FieldType> {
        let items = self.items_of_types();
        let (title, tip) = (self.text("forms-type"), self.text("catalog-field-type-tip"));
        let row = widgets::Field::new(&title).key("type").tip(&tip).enabled(self.enabled);
        let picker = Picker::new(&items, self.ctx.language);
        let chosen = chosen_type(picker_row(ui, row, picker, Some(current.choice_label())), current);
        let choices = self.choices_row(ui, current);
        chosen.or(choices)
    }

    /// The texts of a choice, and what its type becomes.
    fn choices_row(&self, ui: &mut Ui, current: &FieldType) -> Option<FieldType> {
        let FieldType::Choice(choices) = current else { return None };
        let field = TextsField {
            key: "choices",
            label: "catalog-choices",
            one: "catalog-choice",
            hint: "catalog-choices-hint",
        };
        let problem = |text: &str| self.text_problem(text, choices);
        let changed = self.texts_row(ui, field, choices, &[], problem);
        changed.map(|change| match change {
            TextsChange::List(list) | TextsChange::Renamed { list, .. } => FieldType::Choice(list),
        })
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
        let at = [Step::Field("parameters"), Step::Index(index)];
        let of_default = [&at[..], &[Step::Field("default")]].concat();
        let of_name = |place: &[Step]| place.starts_with(&at) && !place.starts_with(&of_default);
        let issues = self.issues_where(of_name);
        let row = NameField { hint: "catalog-parameter-name-hint", current: name, issues };
        let taken = |name: &str| parameters.iter().any(|parameter| parameter.name == name);
        let (response, given) = self.finished_name_row(ui, row, taken);
        self.lead_where(ui, &response, of_name);
        if let Some(to) = given {
            self.rename_parameter(filter, index, &to);
        }
        if let Some(parameter_type) = self.type_rows(ui, parameter_type) {
            let changed = Parameter { parameter_type, ..parameter.clone() };
            self.put_parameters(filter, with_item(parameters, index, changed), false);
        }
        self.default_ui(ui, filter, index, &of_default);
    }

    /// A parameter's default, by its type.
    fn default_ui(&mut self, ui: &mut Ui, filter: &Filter, index: usize, path: &[Step]) {
        let issues = self.issues_at(path);
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
        let row = widgets::Field::new(&title).key("default").placeholder(&none).hint(&hint);
        let row = row.issues(&issues).focused(self.is_led_to(ui, path)).enabled(self.enabled);
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
