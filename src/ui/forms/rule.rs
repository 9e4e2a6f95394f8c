//! A rule or a formula of an entity: what it sees, the box that edits it, and where the edit goes.

use super::Form;
use crate::app::Action;
use crate::engine::schema_of;
use crate::model::{Catalog, Entity, Environment, FieldKind, Filter, Step};
use crate::rule::{Schema, Use};
use crate::ui::rules::{RuleContext, rule_box_ui};
use crate::ui::widgets::{FieldIssue, lead, takes_next_row};
use egui::{Response, Ui};
use std::sync::Arc;

/// What a rule stands in: the field's key, its label, its hint, and what the rule is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct RuleField {
    pub(super) key: &'static str,
    pub(super) label: &'static str,
    pub(super) hint: &'static str,
    pub(super) usage: Use,
}

/// What the row of a rule finds itself.
const FOUND_BY_ROW: [&str; 2] = ["rule_error", "rule_warning"];

impl Form<'_, '_> {
    /// What rules of the entity's environment see. What is in no environment yet may end up in any.
    pub(super) fn schema(&self, ui: &Ui) -> Schema {
        let environment = self.entity.environment();
        let schema = self.kept(ui, ("schema", environment), |catalog| {
            match environment.and_then(|name| catalog.environment(name)) {
                Some(environment) => self.schema_of(environment),
                None => schema_of_any(catalog),
            }
        });
        Schema::clone(&schema)
    }

    /// What rules of an environment of the catalog see: that of its plan, under which they are known already.
    pub(super) fn schema_of(&self, environment: &Environment) -> Schema {
        let (catalog, plan) = (self.ctx.catalog(), self.ctx.app.workspace().plan());
        let known = plan.schema(&environment.name).filter(|_| Arc::ptr_eq(plan.catalog(), catalog));
        known.cloned().unwrap_or_else(|| schema_of(catalog, environment))
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
        let said = self.said_of_rule(&[Step::Field(rule.key)]);
        self.rule_box(ui, rule, (schema, None, &said), source, put)
    }

    /// The same for a field of the entity, whose declaration says the rest.
    pub(super) fn rule_of_field(
        &mut self,
        ui: &mut Ui,
        key: &'static str,
        schema: &Schema,
        source: &str,
        put: impl Fn(String) -> Entity,
    ) {
        let Some(declaration) = self.declaration(&[key]) else { return };
        if let FieldKind::Rule(usage) = declaration.holds {
            let field = RuleField { key, label: declaration.label, hint: declaration.tip, usage };
            self.rule_row(ui, field, schema, source, put);
        }
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
        let said = self.said_of_rule(&[Step::Field(rule.key)]);
        self.rule_box(ui, rule, (schema, Some(filter), &said), &filter.rule, put);
    }

    /// What checking says of a rule beside what its row finds itself while it is typed.
    pub(super) fn said_of_rule(&self, path: &[Step]) -> Vec<FieldIssue> {
        self.issues_that(|issue| issue.place.field.starts_with(path) && !FOUND_BY_ROW.contains(&issue.code))
    }

    /// The same of what sees a filter's parameters, and of what checking says.
    pub(super) fn rule_box(
        &mut self,
        ui: &mut Ui,
        rule: RuleField,
        (schema, filter, said): (&Schema, Option<&Filter>, &[FieldIssue]),
        source: &str,
        put: impl Fn(String) -> Entity,
    ) -> Response {
        let (label, hint) = (self.text(rule.label), self.text(rule.hint));
        let here = |path: &[Step]| matches!(path.first(), Some(Step::Field(name)) if *name == rule.key);
        // The first row of a form takes the keyboard as well, and of a rule that is its first line.
        let led_to = self.is_led_where(ui, here) || self.enabled && takes_next_row(ui, Some(rule.key));
        let context = RuleContext {
            ctx: self.ctx,
            entity: self.entity,
            schema,
            usage: rule.usage,
            filter,
            key: rule.key,
            label: &label,
            hint: &hint,
            enabled: self.enabled,
            said,
            led_to,
        };
        let edit = rule_box_ui(ui, &context, source, self.actions);
        if let Some(source) = edit.source {
            self.put(put(source), rule.key, rule.label, true);
        }
        if edit.settled {
            self.actions.push(Action::Settle);
        }
        if led_to && !self.enabled {
            lead(&edit.response);
        } else if led_to {
            edit.response.scroll_to_me(Some(egui::Align::Center));
        }
        edit.response
    }
}

/// The fields and filters of all environments and dimensions together; of two of one name the first.
fn schema_of_any(catalog: &Catalog) -> Schema {
    let profile: Vec<_> = catalog.dimensions.iter().flat_map(|it| it.fields.iter().cloned()).collect();
    let call: Vec<_> = catalog.environments.iter().flat_map(|it| it.call_data.iter().cloned()).collect();
    let filters: Vec<_> = catalog.environments.iter().flat_map(|it| it.filters.iter().cloned()).collect();
    Schema::new(&profile, &call, &catalog.offer_fields, &filters, catalog.zone())
}
