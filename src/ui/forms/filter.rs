//! The form of a predefined filter: its rule sees its parameters as bare names.

use super::Form;
use super::rule::RuleField;
use crate::model::{Entity, Filter};
use crate::rule::Use;
use crate::ui::widgets::{Severity, note, section};
use egui::Ui;
use std::sync::Arc;

fn entity(filter: Filter) -> Entity {
    Entity::Filter(Arc::new(filter))
}

pub(super) fn filter_ui(ui: &mut Ui, form: &mut Form<'_, '_>, filter: &Filter) {
    let Filter {
        name: _,
        label,
        rule: _,
        // Drawn with the filter as a whole: a parameter's new name changes the rule too.
        parameters: _,
    } = filter;
    if !form.enabled {
        note(ui, Severity::Info, &form.text("forms-live-note"));
    }
    form.text_row(ui, ("label", "forms-label", "forms-label-tip"), label, |label| {
        entity(Filter { label, ..filter.clone() })
    });
    form.name_row(ui);
    section(ui, &form.text("catalog-filter-rule"));
    let field = RuleField {
        key: "rule",
        label: "forms-target",
        hint: "catalog-filter-rule-hint",
        usage: Use::Filter,
    };
    let schema = form.schema(ui);
    form.filter_rule_row(ui, field, &schema, filter, |rule| entity(Filter { rule, ..filter.clone() }));
    form.parameters_ui(ui, filter);
}
