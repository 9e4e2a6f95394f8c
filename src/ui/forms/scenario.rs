//! The form of a scenario: its *General* tab, which is the call. What is expected has a file of its own.

use super::Form;
use super::choices::{AddressOf, Choices};
use super::contact_history::{Owner, history_ui};
use super::entities::scenario as entity;
use super::ordinary::field;
use super::scenario_expect::expectation_ui;
use super::scenario_page::placements_ui;
use crate::app::{Action, Command, InnerTab, PreviewChange};
use crate::model::{Call, Entity, Environment, Field as Declared, FieldType, Scenario, Space, Step, Value};
use crate::text::Message;
use crate::ui::labels::label_or_name;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{Button, Field, Icon, number_row, section};
use egui::{RichText, Ui};
use std::sync::Arc;

/// More offers than any page asks for.
const MOST_OFFERS: u32 = 100;

pub(super) fn scenario_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario, tab: InnerTab) {
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "call" => {
                call_ui(ui, form, scenario, &scenario.call);
                run_ui(ui, form, scenario);
            }
            "expect" => expectation_ui(ui, form, scenario),
            "page" => placements_ui(ui, form, scenario),
            "history" => history_ui(ui, form, Owner::Scenario(scenario)),
            _ => return false,
        }
        true
    });
}

fn run_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario) {
    ui.add_space(tokens(ui).size.steps(2.0));
    if ui.add(Button::secondary(&form.text("contacts-run-preview")).icon(Icon::Eye)).clicked() {
        form.actions.push(Action::Preview(PreviewChange::Scenario(Box::new(scenario.clone()))));
        if !form.ctx.app.preferences.preview {
            form.actions.push(Action::Run(Command::TogglePreview));
        }
    }
}

fn call_ui(ui: &mut Ui, form: &mut Form<'_, '_>, scenario: &Scenario, call: &Call) {
    let Call { space, categories, themes, .. } = call;
    let choices = Choices::of(ui, &form.ctx);
    let with = |call| entity(Scenario { call, ..scenario.clone() });
    section(ui, &form.text("domain-call"));
    let path = [Step::Field("call"), Step::Field("space")];
    let (title, issues) = (form.text("domain-space"), form.issues_at(&path));
    let tip = form.text("contacts-called-space-tip");
    let field = Field::new(&title).key("space").tip(&tip).issues(&issues).focused(form.is_led_to(ui, &path));
    if let Some(space) = form.address_row(ui, field, AddressOf::Space, &choices.spaces, space) {
        form.put(with(Call { space, ..call.clone() }), "space", "domain-space", false);
    }
    form.field_row(ui, field!(Scenario.call.store));
    form.field_row(ui, field!(Scenario.call.at));
    count_ui(ui, form, call, &with);
    section(ui, &form.text("contacts-who"));
    identity_ui(ui, form, call, &with);
    form.field_row(ui, field!(Scenario.call.permanent_cookie));
    form.field_row(ui, field!(Scenario.call.session_cookie));
    section(ui, &form.text("contacts-asked"));
    let empty = "contacts-asked-default";
    form.list_row(
        ui,
        field!(Scenario.call.categories),
        empty,
        categories,
        &choices.categories,
        |categories| with(Call { categories, ..call.clone() }),
    );
    form.list_row(ui, field!(Scenario.call.themes), empty, themes, &choices.themes, |themes| {
        with(Call { themes, ..call.clone() })
    });
    call_data_ui(ui, form, call, &with);
}

fn count_ui(ui: &mut Ui, form: &mut Form<'_, '_>, call: &Call, with: &impl Fn(Call) -> Entity) {
    let language = form.ctx.language;
    let (title, tip, mut count) = (form.text("contacts-count"), form.text("contacts-count-tip"), call.count);
    let field = Field::new(&title).key("count").tip(&tip).enabled(form.enabled);
    // A call may ask for none, or for more than a page has; dragging does not lead there.
    let range = call.count.min(1)..=call.count.max(MOST_OFFERS);
    let response = number_row(ui, field, &mut count, range, "", language);
    if response.changed() && count != call.count {
        form.put(with(Call { count, ..call.clone() }), "count", "contacts-count", true);
    }
    if response.drag_stopped() {
        form.actions.push(Action::Settle);
    }
    form.settle(&response);
}

/// The value of each key that the space identifies by; then those that are too many.
fn identity_ui(ui: &mut Ui, form: &mut Form<'_, '_>, call: &Call, with: &impl Fn(Call) -> Entity) {
    let keys = keys_of(form, &call.space);
    let here = [Step::Field("call"), Step::Field("identity")];
    let count = keys.len().max(call.identity.len());
    if count == 0 {
        ui.label(RichText::new(form.text("contacts-identity-none")).color(tokens(ui).color.text_muted));
    }
    for index in form.page_ui(ui, &["call", "identity"], count) {
        let number = form.ctx.say(&Message::new("contacts-identity-number").with("number", index + 1));
        let extra = Declared { name: String::new(), label: number, field_type: FieldType::Text };
        let field = keys.get(index).unwrap_or(&extra);
        let hint =
            form.text(if index < keys.len() { "contacts-identity-hint" } else { "contacts-identity-extra" });
        // What is wrong with all of them is said at the first.
        let mut issues = form.issues_where(|path| index == 0 && path == here);
        let path = [here[0].clone(), here[1].clone(), Step::Index(index)];
        issues.extend(form.issues_at(&path));
        let key = format!("identity {index}");
        let row = Field::new(label_or_name(&field.label, &field.name)).key(&key).hint(&hint);
        let row = row.issues(&issues).enabled(form.enabled);
        // A text that is empty holds the place of a value that is not given.
        let value = call.identity.get(index).filter(|value| !is_empty(value));
        let drawn = typed_row(ui, form.ctx.language, field, row, value);
        if let Some(value) = drawn.changed {
            let changed = Call { identity: placed(&call.identity, index, value), ..call.clone() };
            form.put(with(changed), "identity", "contacts-identity", drawn.response.is_some());
        }
        if let Some(response) = &drawn.response {
            form.settle(response);
            form.lead_where(ui, response, |place| place.starts_with(&path) || index == 0 && place == here);
        }
    }
}

fn is_empty(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.is_empty())
}

/// The identity with another value at a place. Places before it are filled, and none is left empty at the end.
fn placed(identity: &[Value], index: usize, value: Option<Value>) -> Vec<Value> {
    let mut identity = identity.to_vec();
    let nothing = || Value::Text(String::new());
    if identity.len() <= index {
        identity.resize_with(index + 1, nothing);
    }
    identity[index] = value.unwrap_or_else(nothing);
    while identity.last().is_some_and(is_empty) {
        identity.pop();
    }
    identity
}

/// The fields that a space identifies by. One that its dimension does not have is taken for a text.
fn keys_of(form: &Form<'_, '_>, space: &str) -> Vec<Declared> {
    let catalog = form.ctx.catalog();
    let Some((environment, space)) = catalog.space_at(space) else { return Vec::new() };
    let dimension = catalog.dimension(&environment.targeting_dimension);
    let own = &space.identification_keys;
    let default = dimension.map(|dimension| dimension.key.as_slice()).unwrap_or_default();
    let names = if own.is_empty() { default } else { own };
    let declared = dimension.map(|dimension| dimension.fields.as_slice()).unwrap_or_default();
    names
        .iter()
        .map(|name| {
            declared.iter().find(|field| field.name == *name).cloned().unwrap_or_else(|| Declared {
                name: name.clone(),
                label: String::new(),
                field_type: FieldType::Text,
            })
        })
        .collect()
}

/// The call data that the environments declare, then what is sent beside it.
fn call_data_ui(ui: &mut Ui, form: &mut Form<'_, '_>, call: &Call, with: &impl Fn(Call) -> Entity) {
    section(ui, &form.text("domain-call-data"));
    let fields = call_fields(form, call);
    let tip = form.text("contacts-call-value-tip");
    if fields.is_empty() {
        ui.label(RichText::new(form.text("contacts-call-data-none")).color(tokens(ui).color.text_muted));
    }
    for field in &fields {
        let path = [Step::Field("call"), Step::Field("call_data"), Step::Key(field.name.clone())];
        let issues = form.issues_at(&path);
        let key = format!("call data {}", field.name);
        let row = Field::new(label_or_name(&field.label, &field.name)).key(&key).tip(&tip);
        let row = row.issues(&issues).focused(form.is_led_to(ui, &path)).enabled(form.enabled);
        let drawn = typed_row(ui, form.ctx.language, field, row, call.call_data.get(&field.name));
        if let Some(value) = drawn.changed {
            let mut call_data = call.call_data.clone();
            match value {
                Some(value) => drop(call_data.insert(field.name.clone(), value)),
                None => drop(call_data.shift_remove(&field.name)),
            }
            let changed = with(Call { call_data, ..call.clone() });
            form.put(changed, "call_data", "domain-call-data", drawn.response.is_some());
        }
        if let Some(response) = &drawn.response {
            form.settle(response);
        }
    }
}

fn call_fields(form: &Form<'_, '_>, call: &Call) -> Vec<Declared> {
    let catalog = form.ctx.catalog();
    let asked: Option<(&Arc<Environment>, &Arc<Space>)> = catalog.space_at(&call.space);
    let linked = asked.and_then(|(_, space)| space.linked_anonymous_space.as_deref());
    let linked = linked.and_then(|address| catalog.space_at(address));
    let declared = [asked, linked].into_iter().flatten().flat_map(|(environment, _)| &environment.call_data);
    let mut fields: Vec<Declared> = Vec::new();
    let sent = call.call_data.keys().map(|name| Declared {
        name: name.clone(),
        label: String::new(),
        field_type: FieldType::Text,
    });
    for field in declared.cloned().chain(sent) {
        if fields.iter().all(|known| known.name != field.name) {
            fields.push(field);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_the_identity_keeps_its_place() {
        let text = |text: &str| Value::Text(text.to_owned());
        assert_eq!(placed(&[], 1, Some(text("b"))), [text(""), text("b")]);
        assert_eq!(placed(&[text(""), text("b")], 0, Some(text("a"))), [text("a"), text("b")]);
        assert_eq!(placed(&[text("a"), text("b")], 1, None), [text("a")]);
        assert_eq!(placed(&[text(""), text("b")], 1, None), []);
    }
}
