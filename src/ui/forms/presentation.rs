//! The forms of presentation rules, with their tabs *General* and *Offer presentation*, and of typologies.

use super::ordinary::field;
use super::rule::RuleField;
use super::{Form, channel};
use crate::app::{Action, InnerTab};
use crate::document::Creatable;
use crate::model::{Count, Entity, PresentationRule, Ref, Step, Typology};
use crate::rule::{Schema, Use};
use crate::text::Message;
use crate::ui::ctx::icon_of;
use crate::ui::labels::{label_or_name, title};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Field, Icon, PickEvent, PickItem, Picker, icon_button, label_before, picker_row, row, section,
};
use egui::{RichText, Ui};
use std::sync::Arc;

fn entity(rule: PresentationRule) -> Entity {
    Entity::PresentationRule(Arc::new(rule))
}

pub(super) fn rule_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rule: &PresentationRule, tab: InnerTab) {
    let schema = form.kept(ui, ("cap", &rule.name), |_| schema_of_cap(form, rule));
    form.rows_ui(ui, tab, |ui, form, field| {
        match field {
            "channel" => channel_ui(ui, form, rule),
            "applies_to" => {
                section(ui, &form.text("offers-section-applies"));
                form.rule_of_field(ui, "applies_to", &schema, &rule.applies_to, |applies_to| {
                    entity(PresentationRule { applies_to, ..rule.clone() })
                });
            }
            "recipients" => {
                form.rule_of_field(ui, "recipients", &schema, &rule.recipients, |recipients| {
                    entity(PresentationRule { recipients, ..rule.clone() })
                });
            }
            // How many propositions are enough is read before the span in which they are.
            "within" => {
                section(ui, &form.text("offers-section-cap"));
                form.field_row(ui, field!(PresentationRule.at_most));
                form.field_row(ui, field!(PresentationRule.within));
            }
            "at_most" => {}
            "count" => {
                section(ui, &form.text("offers-section-count"));
                count_ui(ui, form, &schema, rule);
            }
            _ => return false,
        }
        true
    });
}

fn channel_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rule: &PresentationRule) {
    let items = channel::items(&form.ctx);
    let (title, any) = (form.text("forms-channel"), form.text("offers-any-channel"));
    let (hint, issues) = (form.text("offers-channel-hint"), form.issues_of("channel"));
    let field = Field::new(&title).key("channel").hint(&hint).issues(&issues);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("channel")]));
    let picker = Picker::new(&items, form.ctx.language).none(&any);
    let channel = match picker_row(ui, field, picker, rule.channel.as_ref().map(channel::id).as_deref()) {
        Some(PickEvent::Chosen(id)) => Some(channel::of_id(&id)),
        Some(PickEvent::Cleared) => None,
        _ => return,
    };
    form.put(entity(PresentationRule { channel, ..rule.clone() }), "channel", "forms-channel", false);
}

/// What a presentation rule's rules see: it belongs to no environment, so the first one that uses it
/// stands for those that do, and the first dimension where none does.
fn schema_of_cap(form: &Form<'_, '_>, rule: &PresentationRule) -> Schema {
    let catalog = form.ctx.catalog();
    let holds = |name: &Option<String>| {
        let typology = catalog.typologies.iter().find(|typology| Some(&typology.name) == name.as_ref());
        typology.is_some_and(|typology| typology.rules.contains(&rule.name))
    };
    if let Some(environment) = catalog.environments.iter().find(|environment| holds(&environment.typology)) {
        return form.schema_of(environment);
    }
    let profile = catalog.dimensions.first().map(|dimension| dimension.fields.as_slice());
    Schema::new(profile.unwrap_or_default(), &[], &catalog.offer_fields, &[], catalog.zone())
}

/// Which propositions count.
fn count_ui(ui: &mut Ui, form: &mut Form<'_, '_>, schema: &Schema, rule: &PresentationRule) {
    form.field_row(ui, field!(PresentationRule.count.offers));
    form.field_row(ui, field!(PresentationRule.count.status));
    form.field_row(ui, field!(PresentationRule.count.same_channel_only));
    // Issues of `count` are of this rule: the other rows can hold nothing wrong.
    let (key, label, hint) = ("count", "offers-matching", "offers-matching-hint");
    let field = RuleField { key, label, hint, usage: Use::Matching };
    form.rule_row(ui, field, schema, &rule.count.matching, |matching| {
        let count = Count { matching, ..rule.count.clone() };
        entity(PresentationRule { count, ..rule.clone() })
    });
}

pub(super) fn typology_ui(ui: &mut Ui, form: &mut Form<'_, '_>, typology: &Typology, tab: InnerTab) {
    form.rows_ui(ui, tab, |ui, form, field| {
        let special = field == "rules";
        if special {
            typology_rules_ui(ui, form, typology);
        }
        special
    });
    used_by_ui(ui, form, &typology.name);
}

fn typology_rules_ui(ui: &mut Ui, form: &mut Form<'_, '_>, typology: &Typology) {
    let Typology { rules, .. } = typology;
    let put = |changed| Entity::Typology(Arc::new(changed));
    let field = "domain-presentation-rules";
    match rules_ui(ui, form, rules) {
        Some(Rules::Are(rules)) => {
            form.put(put(Typology { rules, ..typology.clone() }), "rules", field, false);
        }
        Some(Rules::New(new)) => form.put_new(
            (Creatable::PresentationRule, &new),
            |name| {
                let rules = rules.iter().cloned().chain([name]).collect();
                put(Typology { rules, ..typology.clone() })
            },
            field,
        ),
        None => {}
    }
}

/// What a person asks for instead of the rules that a typology has.
enum Rules {
    /// These.
    Are(Vec<String>),
    /// A new one of that label besides.
    New(String),
}

/// The rules of a typology in their order. Returns what a person asks for instead.
fn rules_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rules: &[String]) -> Option<Rules> {
    let with = |added: String| rules.iter().cloned().chain([added]).collect();
    let (title, hint) = (form.text("domain-presentation-rules"), form.text("offers-rules-hint"));
    let issues = form.issues_of("rules");
    let mut next = None;
    let field = Field::new(&title).key("rules").hint(&hint).issues(&issues);
    let response = row(ui, field, |ui| {
        let list = ui.vertical(|ui| {
            for index in form.page_ui(ui, &["rules"], rules.len()) {
                ui.push_id(index, |ui| {
                    if let Some(changed) = rule_item_ui(ui, form, rules, index) {
                        next = Some(Rules::Are(changed));
                    }
                });
            }
            if rules.is_empty() {
                ui.label(RichText::new(form.text("offers-rules-none")).color(tokens(ui).color.text_muted));
            }
            match add_rule_ui(ui, form, &title, rules) {
                Some(PickEvent::Chosen(added)) => next = Some(Rules::Are(with(added))),
                Some(PickEvent::New(label)) => next = Some(Rules::New(label)),
                _ => {}
            }
        });
        list.response
    });
    form.lead_to_place(ui, &[Step::Field("rules")], &response);
    next
}

/// One rule of a typology, with the buttons that open it, move it and take it away.
fn rule_item_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rules: &[String], index: usize) -> Option<Vec<String>> {
    let at = Ref::PresentationRule(rules[index].clone());
    let label = title_of(form, &at);
    let name = |id: &'static str| form.ctx.say(&Message::new(id).with("name", label.as_str()));
    let (go_to, up, down, remove) =
        (name("offers-go-to"), name("offers-move-up"), name("offers-move-down"), name("forms-remove"));
    let mut changed = rules.to_vec();
    ui.horizontal(|ui| {
        ui.set_min_height(tokens(ui).size.control);
        label_before(ui, &label, 4);
        if icon_button(ui, Icon::GoTo, &go_to).clicked() {
            form.actions.push(Action::go_to(at));
        }
        let arrow = |ui: &mut Ui, enabled: bool, icon: Icon, name: &str| {
            ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, name).clicked()).inner
        };
        if arrow(ui, index > 0, Icon::MoveUp, &up) {
            changed.swap(index, index - 1);
        }
        if arrow(ui, index + 1 < rules.len(), Icon::MoveDown, &down) {
            changed.swap(index, index + 1);
        }
        let button = icon_button(ui, Icon::Close, &remove);
        form.lead_to_item(ui, "rules", index, &button);
        if button.clicked() {
            changed.remove(index);
        }
    });
    (changed != rules).then_some(changed)
}

/// A picker over the rules that are not in the typology yet, which makes new ones too.
fn add_rule_ui(ui: &mut Ui, form: &Form<'_, '_>, title: &str, rules: &[String]) -> Option<PickEvent> {
    let free = form.ctx.catalog().presentation_rules.iter().filter(|rule| !rules.contains(&rule.name));
    let items: Vec<PickItem> = free
        .map(|rule| PickItem {
            id: rule.name.clone(),
            label: label_or_name(&rule.label, &rule.name).to_owned(),
            detail: rule.name.clone(),
        })
        .collect();
    let (placeholder, new) = (form.text("forms-add"), form.text(Creatable::PresentationRule.title()));
    let name = form.ctx.say(&Message::new("forms-add-to").with("field", title));
    ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(60.0)));
    Picker::new(&items, form.ctx.language).placeholder(&placeholder).new_entry(&new).show(ui, &name, None)
}

/// The environments that the typology caps the offers of, each a way there.
fn used_by_ui(ui: &mut Ui, form: &mut Form<'_, '_>, typology: &str) {
    section(ui, &form.text("offers-section-used"));
    let catalog = form.ctx.catalog();
    let users = catalog.environments.iter().filter(|it| it.typology.as_deref() == Some(typology));
    let users: Vec<Ref> = users.map(|environment| Ref::Environment(environment.name.clone())).collect();
    if users.is_empty() {
        ui.label(RichText::new(form.text("offers-used-nowhere")).color(tokens(ui).color.text_muted));
    }
    for at in users {
        let label = title_of(form, &at);
        if ui.add(Button::secondary(&label).icon(icon_of(&at))).clicked() {
            form.actions.push(Action::go_to(at));
        }
    }
}

fn title_of(form: &Form<'_, '_>, at: &Ref) -> String {
    let catalog = form.ctx.catalog();
    catalog.entity(at).map_or_else(|| at.name().to_owned(), |entity| title(&entity, catalog))
}
