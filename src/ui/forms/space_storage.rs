//! The *Storage* tab of a space: what is kept of the propositions made there.

use super::Form;
use super::entities::space as entity;
use super::name::{finished_text, typed_text};
use super::ordinary::field;
use super::rule::RuleField;
use crate::document::unique_name;
use crate::model::{Entity, Space, Step, Storage, is_name};
use crate::rule::{Schema, Use};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Field, FieldIssue, Icon, Severity, card, icon_button, issue_line, name_line, row, section,
};
use egui::{Id, RichText, Ui};

/// What a new stored field keeps, until a person says otherwise.
const FIRST_EXPRESSION: &str = "offer.name";

pub(super) fn storage_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) {
    form.field_row(ui, field!(Space.storage.disabled));
    form.field_row(ui, field!(Space.storage.on_proposition));
    form.field_row(ui, field!(Space.storage.on_acceptance));
    fields_ui(ui, form, space);
}

/// The stored fields as a list, in which one can be given another name and keep its place.
type Stored = Vec<(String, String)>;

fn put_fields(space: &Space, fields: Stored) -> Entity {
    let storage = Storage { fields: fields.into_iter().collect(), ..space.storage.clone() };
    entity(Space { storage, ..space.clone() })
}

fn fields_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) {
    section(ui, &form.text("contacts-stored-fields"));
    let stored: Stored =
        space.storage.fields.iter().map(|(name, expression)| (name.clone(), expression.clone())).collect();
    let schema = form.schema(ui);
    if stored.is_empty() {
        ui.label(RichText::new(form.text("contacts-stored-none")).color(tokens(ui).color.text_muted));
    }
    for index in form.page_ui(ui, &["storage", "fields"], stored.len()) {
        ui.push_id(("stored field", index), |ui| {
            card(ui, |ui| field_ui(ui, form, space, &schema, &stored, index));
        });
    }
    if form.add_item_ui(ui, "contacts-stored-add", "stored fields", stored.len()) {
        let name = unique_name("field", |name| space.storage.fields.contains_key(name));
        let mut fields = stored;
        fields.push((name, FIRST_EXPRESSION.to_owned()));
        form.put(put_fields(space, fields), "stored fields", "contacts-stored-fields", false);
    }
}

fn field_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    space: &Space,
    schema: &Schema,
    stored: &Stored,
    index: usize,
) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    let (name, expression) = &stored[index];
    let with = |name: String, expression: String| {
        let mut fields = stored.clone();
        fields[index] = (name, expression);
        put_fields(space, fields)
    };
    ui.horizontal(|ui| {
        ui.label(RichText::new(name).color(tokens(ui).color.text_muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let remove = form.ctx.say(&Message::new("forms-remove").with("name", name));
            ui.add_enabled_ui(form.enabled, |ui| {
                if icon_button(ui, Icon::Delete, &remove).clicked() {
                    let mut rest = stored.clone();
                    rest.remove(index);
                    form.put(put_fields(space, rest), "stored fields", "contacts-stored-fields", false);
                }
            });
        });
    });
    form.begin_item(ui, "stored fields", index);
    if let Some(renamed) = name_ui(ui, form, space, name) {
        form.put(with(renamed, expression.clone()), "stored fields", "contacts-stored-name", false);
    }
    let rule = RuleField {
        key: "expression",
        label: "contacts-stored-expression",
        hint: "contacts-stored-expression-hint",
        usage: Use::StoredField,
    };
    let response = form.rule_row(ui, rule, schema, expression, |expression| with(name.clone(), expression));
    let path = [Step::Field("storage"), Step::Field("fields"), Step::Key(name.clone())];
    if expression.trim().is_empty() {
        for issue in form.issues_at(&path) {
            issue_line(ui, issue.severity, &issue.text);
        }
    }
    form.lead_to_place(ui, &path, &response);
}

/// The name of a stored field: given when it is finished, since on the way it may be that of another.
fn name_ui(ui: &mut Ui, form: &Form<'_, '_>, space: &Space, name: &str) -> Option<String> {
    let id: Id = ui.scope_id().with("typed name");
    let mut text = typed_text(ui, id, name);
    let problem = problem(form, space, name, &text);
    let issues: Vec<FieldIssue> =
        problem.iter().map(|text| FieldIssue { severity: Severity::Error, text: text.clone() }).collect();
    let (title, tip) = (form.text("contacts-stored-name"), form.text("contacts-stored-name-tip"));
    let field = Field::new(&title).key("name").tip(&tip).issues(&issues).enabled(form.enabled);
    let response = row(ui, field, |ui| name_line(ui, &mut text));
    finished_text(ui, id, name, &response, text, problem.is_none())
}

/// Why a stored field cannot have a name.
fn problem(form: &Form<'_, '_>, space: &Space, name: &str, typed: &str) -> Option<String> {
    if typed == name {
        None
    } else if !is_name(typed) {
        Some(form.text("forms-name-invalid"))
    } else {
        let taken = space.storage.fields.contains_key(typed);
        taken.then(|| form.ctx.say(&Message::new("forms-name-taken").with("name", typed)))
    }
}
