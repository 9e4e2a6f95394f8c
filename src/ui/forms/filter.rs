//! The form of a predefined filter: its rule sees its parameters as bare names.

use super::Form;
use super::rule::RuleField;
use crate::app::Action;
use crate::app::difference_words::kind_label;
use crate::document::{Edit, uses};
use crate::model::{Entity, Filter, InnerTab, Place, Ref};
use crate::rule::Use;
use crate::text::Message;
use crate::ui::ctx::icon_of;
use crate::ui::explorer::field_label;
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, note, section};
use egui::{RichText, Ui};
use std::sync::Arc;

fn entity(filter: Filter) -> Entity {
    Entity::Filter(Arc::new(filter))
}

pub(super) fn filter_ui(ui: &mut Ui, form: &mut Form<'_, '_>, filter: &Filter, tab: InnerTab) {
    if !form.enabled {
        note(ui, Severity::Info, &form.text("forms-live-note"));
    }
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "rule" => {
                section(ui, &form.text("catalog-filter-rule"));
                let (key, label, hint) = ("rule", "forms-target", "catalog-filter-rule-hint");
                let field = RuleField { key, label, hint, usage: Use::Filter };
                let schema = form.schema(ui);
                let put = |rule| entity(Filter { rule, ..filter.clone() });
                form.filter_rule_row(ui, field, &schema, filter, put);
            }
            // Drawn with the filter as a whole: a parameter's new name changes the rule too.
            "parameters" => form.parameters_ui(ui, filter),
            _ => return false,
        }
        true
    });
    uses_ui(ui, form, filter);
}

/// Where the filter is called, each with a jump, and the way to do without it.
fn uses_ui(ui: &mut Ui, form: &mut Form<'_, '_>, filter: &Filter) {
    let at = form.entity.clone();
    let (rules, of) = (form.ctx.app.workspace().plan().rules().clone(), at.clone());
    let uses = form.kept_of_all(ui, ("uses", &at), move |catalog| uses(catalog, &rules, &of));
    section(ui, &form.text("effect-used-in"));
    let Some(uses) = uses else { return };
    if uses.is_empty() {
        ui.label(RichText::new(form.text("effect-unused")).color(tokens(ui).color.text_muted));
        return;
    }
    for (owner, field) in uses.iter() {
        let said = Message::new("effect-use")
            .with("entity", title_of(owner, form.ctx.catalog()))
            .with("kind", Message::new(kind_label(owner)))
            .with("field", Message::new(field_label(owner, field)));
        if ui.add(Button::ghost(&form.ctx.say(&said)).icon(icon_of(owner)).shorten()).clicked() {
            form.actions.push(Action::GoTo(Place::new(owner.clone(), Vec::new()).field(field)));
        }
    }
    if !form.enabled {
        return;
    }
    ui.add_space(tokens(ui).size.steps(2.0));
    let here = |owner: &Ref| owner.environment() == at.environment();
    let mut edits = None;
    ui.horizontal_wrapped(|ui| {
        let inline = form.text("effect-inline");
        let inline = ui.add(Button::secondary(&inline).icon(Icon::Replace));
        if inline.on_hover_text(form.text("effect-inline-hint")).clicked() {
            edits = Some(vec![Edit::Inline(at.clone())]);
        }
        // What may run in another environment goes on calling it.
        if uses.iter().all(|(owner, _)| here(owner)) {
            let delete = form.text("effect-inline-delete");
            if ui.add(Button::secondary(&delete).icon(Icon::Delete)).clicked() {
                edits = Some(vec![Edit::Inline(at.clone()), Edit::Remove(at.clone())]);
            }
        }
    });
    if let Some(edits) = edits {
        let title = label_or_name(&filter.label, &filter.name);
        let name = Message::new("effect-inline-step").with("filter", title);
        form.actions.push(Action::Edit { edit: Edit::All(edits), name, field: None });
    }
}
