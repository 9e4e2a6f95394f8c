//! The tab *Example of call data* of an environment: the call data that it declares, and examples of it.

use super::Form;
use super::declarations::Declarations;
use super::items::with_item;
use crate::document::Declared;
use crate::model::{Entity, Environment, Example, Field, Step, Values};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{self, Icon, Severity, card, icon_button, note, section, text_row};
use egui::{RichText, Ui};
use std::sync::Arc;

pub(super) fn call_data_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment) {
    if !form.enabled {
        note(ui, Severity::Info, &form.text("forms-live-note"));
    }
    let list = Declarations {
        key: "call_data",
        empty: "catalog-call-data-none",
        of: Declared::CallData(environment.name.clone()),
    };
    form.declared_ui(ui, &list, &environment.call_data, |call_data| {
        Entity::Environment(Arc::new(Environment { call_data, ..environment.clone() }))
    });
    examples_ui(ui, form, environment);
}

fn examples_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment) {
    let examples = &environment.call_data_examples;
    section(ui, &form.text("catalog-examples"));
    if examples.is_empty() {
        ui.label(RichText::new(form.text("catalog-examples-none")).color(tokens(ui).color.text_muted));
    }
    for index in form.page_ui(ui, &["call_data_examples"], examples.len()) {
        ui.push_id(("example", index), |ui| card(ui, |ui| example_ui(ui, form, environment, index)));
    }
    if form.add_item_ui(ui, "catalog-example-add", "call_data_examples", examples.len()) {
        let named = |number: usize| form.ctx.say(&Message::new("catalog-example-new").with("number", number));
        let taken = |name: &String| examples.iter().any(|example| example.name == *name);
        let name = (examples.len() + 1..=2 * examples.len() + 1)
            .map(named)
            .find(|name| !taken(name))
            .unwrap_or_default();
        let new = Example { name, values: Values::new() };
        form.put_examples(environment, examples.iter().cloned().chain([new]).collect(), false);
    }
}

fn example_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, index: usize) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    let examples = &environment.call_data_examples;
    let Example { name, values } = &examples[index];
    if let Some(arrange) = form.item_header_ui(ui, name, index, examples.len()) {
        form.put_examples(environment, arrange.of(examples, index), false);
    }
    form.begin_item(ui, "call_data_examples", index);
    let (title, mut text) = (form.text("catalog-example-name"), name.clone());
    let tip = form.text("catalog-example-name-tip");
    let at = [Step::Field("call_data_examples"), Step::Index(index)];
    let of_values = [&at[..], &[Step::Field("values")]].concat();
    let issues = form.issues_where(|place| place.starts_with(&at) && !place.starts_with(&of_values));
    let row = widgets::Field::new(&title).key("name").tip(&tip).issues(&issues).enabled(form.enabled);
    let response = text_row(ui, row, &mut text);
    form.lead_where(ui, &response, |place| place.starts_with(&at) && !place.starts_with(&of_values));
    if response.changed() {
        let changed = Example { name: text, values: values.clone() };
        form.put_examples(environment, with_item(examples, index, changed), true);
    }
    form.settle(&response);
    ui.push_id("values", |ui| {
        for field in &environment.call_data {
            value_ui(ui, form, environment, index, field);
        }
        undeclared_ui(ui, form, environment, index);
    });
}

/// One value of an example, by the type of its declared field.
fn value_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, index: usize, field: &Field) {
    let example = &environment.call_data_examples[index];
    let path = path_of_value(index, &field.name);
    let issues = form.issues_at(&path);
    let (none, tip) = (form.text("preview-data-none"), form.text("contacts-call-value-tip"));
    let row = widgets::Field::new(label_or_name(&field.label, &field.name))
        .key(&field.name)
        .tip(&tip)
        .placeholder(&none)
        .issues(&issues)
        .focused(form.is_led_to(ui, &path))
        .enabled(form.enabled);
    let shown = typed_row(ui, form.ctx.language, field, row, example.values.get(&field.name));
    if let Some(value) = shown.changed {
        let mut values = example.values.clone();
        match value {
            Some(value) => drop(values.insert(field.name.clone(), value)),
            None => drop(values.shift_remove(&field.name)),
        }
        form.put_values(environment, index, values, shown.response.is_some());
    }
    if let Some(response) = shown.response {
        form.settle(&response);
    }
}

/// Values of an example that no declared field has: they can be taken away only.
fn undeclared_ui(ui: &mut Ui, form: &mut Form<'_, '_>, environment: &Environment, index: usize) {
    let values = &environment.call_data_examples[index].values;
    let declared = |name: &String| environment.call_data.iter().any(|field| field.name == *name);
    let hint = form.text("preview-data-undeclared");
    for (name, value) in values.iter().filter(|(name, _)| !declared(name)) {
        let remove = form.ctx.say(&Message::new("forms-remove").with("name", name.as_str()));
        let path = path_of_value(index, name);
        let issues = form.issues_at(&path);
        let row = widgets::Field::new(name).key(name).hint(&hint).issues(&issues).enabled(form.enabled);
        let mut removed = false;
        widgets::row(ui, row, |ui| {
            let shown = ui.horizontal(|ui| {
                let label = ui.label(value.to_string());
                let button = icon_button(ui, Icon::Close, &remove);
                form.lead_to_place(ui, &path, &button);
                removed = button.clicked();
                label
            });
            shown.inner
        });
        if removed {
            let mut rest = values.clone();
            rest.shift_remove(name);
            form.put_values(environment, index, rest, false);
        }
    }
}

/// The steps to a value of an example.
fn path_of_value(index: usize, name: &str) -> [Step; 4] {
    let (examples, values) = (Step::Field("call_data_examples"), Step::Field("values"));
    [examples, Step::Index(index), values, Step::Key(name.to_owned())]
}

impl Form<'_, '_> {
    fn put_examples(&mut self, environment: &Environment, call_data_examples: Vec<Example>, typed: bool) {
        let changed =
            Entity::Environment(Arc::new(Environment { call_data_examples, ..environment.clone() }));
        self.put(changed, "call_data_examples", "catalog-examples", typed);
    }

    fn put_values(&mut self, environment: &Environment, index: usize, values: Values, typed: bool) {
        let examples = &environment.call_data_examples;
        let changed = Example { values, ..examples[index].clone() };
        self.put_examples(environment, with_item(examples, index, changed), typed);
    }
}
