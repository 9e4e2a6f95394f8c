//! A rule or a formula, as text: checked while it is typed, made canonical when it is finished.

use super::Form;
use crate::app::Action;
use crate::engine::schema_of;
use crate::model::{Catalog, Entity, Filter};
use crate::rule::{self, Diagnostic, Schema, Use};
use crate::text::Message;
use crate::ui::widgets::{Field, FieldIssue, Severity, row};
use egui::{Response, TextEdit, Ui};

/// What a rule stands in: the field's key, its label, its hint, and what the rule is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleField {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) usage: Use,
}

impl Form<'_, '_> {
    /// What rules of the entity's environment see. What is in no environment yet may end up in any.
    pub(super) fn schema(&self, ui: &Ui) -> Schema {
        let environment = self.entity.environment();
        let schema = self.kept(ui, ("schema", environment), |catalog| {
            match environment.and_then(|name| catalog.environment(name)) {
                Some(environment) => schema_of(catalog, environment),
                None => schema_of_any(catalog),
            }
        });
        Schema::clone(&schema)
    }

    /// A row with a rule of `schema`. What is wrong with it is said below it, with its column.
    pub(super) fn rule_row(
        &mut self,
        ui: &mut Ui,
        rule: RuleField,
        schema: &Schema,
        source: &str,
        put: impl Fn(String) -> Entity,
    ) -> Response {
        let issues = self.rule_issues(rule, schema, source);
        self.rule_edit_row(ui, rule, &issues, source, put)
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
    ) -> Response {
        let (title, hint) = (self.text(rule.label), self.text(rule.hint));
        let mut text = source.to_owned();
        let field = Field::new(&title).key(rule.key).hint(&hint).issues(issues).enabled(self.enabled);
        let response = row(ui, field, |ui| {
            let edit = TextEdit::multiline(&mut text).id(ui.make_persistent_id("input")).code_editor();
            // Tab leaves the field: a rule has no use for it.
            ui.add(edit.lock_focus(false).desired_rows(1).desired_width(ui.available_width()))
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
        response
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

/// The fields and filters of all environments and dimensions together; of two of one name the first.
fn schema_of_any(catalog: &Catalog) -> Schema {
    let profile: Vec<_> = catalog.dimensions.iter().flat_map(|it| it.fields.iter().cloned()).collect();
    let call: Vec<_> = catalog.environments.iter().flat_map(|it| it.call_data.iter().cloned()).collect();
    let filters: Vec<_> = catalog.environments.iter().flat_map(|it| it.filters.iter().cloned()).collect();
    Schema::new(&profile, &call, &catalog.offer_fields, &filters, catalog.zone())
}
