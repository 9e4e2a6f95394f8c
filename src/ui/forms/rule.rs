//! A rule or a formula, as text: checked while it is typed, made canonical when it is finished.

use super::Form;
use crate::app::Action;
use crate::engine::schema_of;
use crate::model::{Entity, Environment, Filter};
use crate::rule::{self, Diagnostic, Schema, Use};
use crate::text::Message;
use crate::ui::widgets::{Field, FieldIssue, Severity, row};
use egui::{Id, TextEdit, Ui};

/// What a rule stands in: the field's key, its label, its hint, and what the rule is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleField {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) usage: Use,
}

/// The schema of one environment of one revision, so that it is not made in every frame.
#[derive(Clone)]
struct Known {
    revision: u64,
    schema: Schema,
}

impl Form<'_, '_> {
    /// What rules of the entity's environment see; of the catalog alone for what is in none.
    pub(super) fn schema(&self, ui: &Ui) -> Schema {
        let revision = self.ctx.app.workspace.document().revision();
        let environment = self.entity.environment().map(str::to_owned);
        let id = Id::unique(("schema", &environment));
        if let Some(known) =
            ui.data(|data| data.get_temp::<Known>(id)).filter(|known| known.revision == revision)
        {
            return known.schema;
        }
        let schema =
            self.make_schema(environment.as_deref().and_then(|name| self.ctx.catalog().environment(name)));
        ui.data_mut(|data| data.insert_temp(id, Known { revision, schema: schema.clone() }));
        schema
    }

    fn make_schema(&self, environment: Option<&std::sync::Arc<Environment>>) -> Schema {
        let catalog = self.ctx.catalog();
        match environment {
            Some(environment) => schema_of(catalog, environment),
            None => Schema::new(&[], &[], &catalog.offer_fields, &[], catalog.zone()),
        }
    }

    /// A row with a rule of `schema`. What is wrong with it is said below it, with its column.
    pub(super) fn rule_row(
        &mut self,
        ui: &mut Ui,
        rule: RuleField,
        schema: &Schema,
        source: &str,
        put: impl Fn(String) -> Entity,
    ) {
        let issues = self.rule_issues(rule, schema, source);
        self.rule_edit_row(ui, rule, &issues, source, put);
    }

    /// A row with the rule of a predefined filter, which sees its parameters.
    pub(super) fn filter_rule_row(
        &mut self,
        ui: &mut Ui,
        rule: RuleField,
        schema: &Schema,
        filter: &Filter,
        put: impl Fn(String) -> Entity,
    ) {
        let mut found = rule::check_filter(filter, schema);
        // A default of a wrong type is said where it stands.
        found.retain(|one| one.code != "rule-check-default");
        let issues = self.say_found(&filter.rule, found);
        self.rule_edit_row(ui, rule, &issues, &filter.rule, put);
    }

    fn rule_edit_row(
        &mut self,
        ui: &mut Ui,
        rule: RuleField,
        issues: &[FieldIssue],
        source: &str,
        put: impl Fn(String) -> Entity,
    ) {
        let (title, hint) = (self.text(rule.label), self.text(rule.hint));
        let mut text = source.to_owned();
        let field = Field::new(&title).key(rule.key).hint(&hint).issues(issues).enabled(self.enabled);
        let response = row(ui, field, |ui| {
            let edit = TextEdit::multiline(&mut text).id(ui.make_persistent_id("input")).code_editor();
            // Tab goes on to the next field: a rule has no use for it.
            let edit = edit.lock_focus(false);
            ui.add(edit.desired_rows(1).desired_width(ui.available_width()))
        });
        // A rule is one line: Enter would only be lost when it is saved.
        let text = text.replace('\n', " ");
        if response.changed() {
            self.put(put(text), rule.key, rule.label, true);
        } else if response.lost_focus() {
            let canonical = if text.trim().is_empty() { String::new() } else { rule::canonical(&text) };
            if canonical != text {
                self.put(put(canonical), rule.key, rule.label, true);
            }
            self.actions.push(Action::Settle);
        }
        self.lead_to(ui, rule.key, &response);
    }

    /// What is wrong with a rule, in words, each with its column.
    fn rule_issues(&self, field: RuleField, schema: &Schema, source: &str) -> Vec<FieldIssue> {
        if source.trim().is_empty() {
            return Vec::new();
        }
        let found = match rule::parse(source) {
            Ok(parsed) => rule::check(&parsed, schema, field.usage),
            Err(found) => found,
        };
        self.say_found(source, found)
    }

    fn say_found(&self, source: &str, found: Vec<Diagnostic>) -> Vec<FieldIssue> {
        found
            .into_iter()
            .map(|diagnostic| {
                let (_, column) = rule::line_column(source, diagnostic.span.start);
                let message = Message::new("forms-rule-issue")
                    .with("column", column)
                    .with("problem", diagnostic.message);
                let severity = match diagnostic.severity {
                    rule::Severity::Error => Severity::Error,
                    rule::Severity::Warning => Severity::Warning,
                };
                FieldIssue { severity, text: self.ctx.say(&message) }
            })
            .collect()
    }
}
