//! The forms of presentation rules, with their tabs *General* and *Offer presentation*, and of typologies.

use super::rule::RuleField;
use super::{Form, channel};
use crate::app::{Action, InnerTab};
use crate::document::Kind;
use crate::engine::schema_of;
use crate::model::{
    Catalog, Count, CountedOffers, CountedStatus, Entity, PresentationRule, Ref, Step, Typology,
    label_or_name,
};
use crate::rule::{Schema, Use};
use crate::text::Message;
use crate::ui::ctx::icon_of;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Field, Icon, PickEvent, PickItem, Picker, icon_button, label_before, number_row, picker_row, row,
    section, span_row,
};
use egui::{RichText, Ui};
use std::sync::Arc;

/// What a rule may count the propositions of, as the picker lists it.
const OFFERS: [(CountedOffers, &str, &str); 4] = [
    (CountedOffers::All, "all", "offers-counted-all"),
    (CountedOffers::OfferBeingPresented, "offer_being_presented", "offers-counted-presented"),
    (CountedOffers::SameCategory, "same_category", "offers-counted-category"),
    (CountedOffers::RuleOffers, "rule_offers", "offers-counted-rule"),
];

/// The status that a rule may count, as the picker lists it.
const STATUSES: [(CountedStatus, &str, &str); 4] = [
    (CountedStatus::Any, "any", "offers-status-any"),
    (CountedStatus::AcceptedOrRejected, "accepted_or_rejected", "offers-status-either"),
    (CountedStatus::Accepted, "accepted", "offers-status-accepted"),
    (CountedStatus::Rejected, "rejected", "offers-status-rejected"),
];

fn entity(rule: PresentationRule) -> Entity {
    Entity::PresentationRule(Arc::new(rule))
}

pub(super) fn rule_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rule: &PresentationRule, tab: InnerTab) {
    match tab {
        InnerTab::OfferPresentation => presentation_ui(ui, form, rule),
        _ => general_ui(ui, form, rule),
    }
}

fn general_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rule: &PresentationRule) {
    let PresentationRule {
        name: _,
        label,
        active,
        channel,
        // On the tab Offer presentation.
        applies_to: _,
        recipients: _,
        within: _,
        at_most: _,
        count: _,
    } = rule;
    form.text_row(ui, ("label", "forms-label", "forms-label-tip"), label, |label| {
        entity(PresentationRule { label, ..rule.clone() })
    });
    form.name_row(ui);
    form.check_row(ui, ("active", "offers-active", "offers-active-hint"), *active, |active| {
        entity(PresentationRule { active, ..rule.clone() })
    });
    let items = channel::items(&form.ctx);
    let (title, any) = (form.text("forms-channel"), form.text("offers-any-channel"));
    let (hint, issues) = (form.text("offers-channel-hint"), form.issues_of("channel"));
    let field = Field::new(&title).key("channel").hint(&hint).issues(&issues);
    let field = field.focused(form.is_led_to(ui, &[Step::Field("channel")]));
    let picker = Picker::new(&items, form.ctx.language).none(&any);
    let channel = match picker_row(ui, field, picker, channel.as_ref().map(channel::id).as_deref()) {
        Some(PickEvent::Chosen(id)) => Some(channel::of_id(&id)),
        Some(PickEvent::Cleared) => None,
        _ => return,
    };
    form.put(entity(PresentationRule { channel, ..rule.clone() }), "channel", "forms-channel", false);
}

fn presentation_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rule: &PresentationRule) {
    let PresentationRule { applies_to, recipients, count, .. } = rule;
    let schema = form.kept(ui, ("cap", &rule.name), |catalog| schema_of_cap(catalog, rule));
    section(ui, &form.text("offers-section-applies"));
    let field = RuleField {
        key: "applies_to",
        label: "domain-offers",
        hint: "offers-applies-to-hint",
        usage: Use::AppliesTo,
    };
    form.rule_row(ui, field, &schema, applies_to, |applies_to| {
        entity(PresentationRule { applies_to, ..rule.clone() })
    });
    let field = RuleField {
        key: "recipients",
        label: "offers-recipients",
        hint: "offers-recipients-hint",
        usage: Use::Recipients,
    };
    form.rule_row(ui, field, &schema, recipients, |recipients| {
        entity(PresentationRule { recipients, ..rule.clone() })
    });
    section(ui, &form.text("offers-section-cap"));
    cap_ui(ui, form, rule);
    section(ui, &form.text("offers-section-count"));
    count_ui(ui, form, &schema, count, |count| entity(PresentationRule { count, ..rule.clone() }));
}

/// What a presentation rule's rules see: it belongs to no environment, so the first one that uses it
/// stands for those that do, and the first dimension where none does.
fn schema_of_cap(catalog: &Catalog, rule: &PresentationRule) -> Schema {
    let holds = |name: &Option<String>| {
        let typology = catalog.typologies.iter().find(|typology| Some(&typology.name) == name.as_ref());
        typology.is_some_and(|typology| typology.rules.contains(&rule.name))
    };
    if let Some(environment) = catalog.environments.iter().find(|environment| holds(&environment.typology)) {
        return schema_of(catalog, environment);
    }
    let profile = catalog.dimensions.first().map(|dimension| dimension.fields.as_slice());
    Schema::new(profile.unwrap_or_default(), &[], &catalog.offer_fields, &[], catalog.zone())
}

/// How many propositions, in which span, are enough.
fn cap_ui(ui: &mut Ui, form: &mut Form<'_, '_>, rule: &PresentationRule) {
    let (title, hint, issues) =
        (form.text("offers-at-most"), form.text("offers-at-most-hint"), form.issues_of("at_most"));
    let field = Field::new(&title).key("at_most").hint(&hint).issues(&issues);
    let mut at_most = rule.at_most;
    let response = number_row(ui, field, &mut at_most, 0..=u32::MAX, "", form.ctx.language);
    if response.changed() {
        form.put(entity(PresentationRule { at_most, ..rule.clone() }), "at_most", "offers-at-most", true);
    }
    form.settle_number(&response);
    form.lead_to(ui, "at_most", &response);
    let (title, hint, issues) =
        (form.text("offers-within"), form.text("offers-within-hint"), form.issues_of("within"));
    let field = Field::new(&title).key("within").hint(&hint).issues(&issues);
    let mut within = rule.within;
    let response = span_row(ui, field, &mut within, form.ctx.language);
    if response.changed() && within != rule.within {
        form.put(entity(PresentationRule { within, ..rule.clone() }), "within", "offers-within", true);
    }
    form.settle(&response);
    form.lead_to(ui, "within", &response);
}

/// Which propositions count.
fn count_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    schema: &Schema,
    count: &Count,
    put: impl Fn(Count) -> Entity,
) {
    let Count { same_channel_only, offers, status, matching } = count;
    let picked = pick_ui(ui, form, ("offers", "offers-counted", "offers-counted-tip"), &OFFERS, *offers);
    if let Some(offers) = picked {
        form.put(put(Count { offers, ..count.clone() }), "count", "offers-counted", false);
    }
    let picked = pick_ui(ui, form, ("status", "offers-status", "offers-status-tip"), &STATUSES, *status);
    if let Some(status) = picked {
        form.put(put(Count { status, ..count.clone() }), "count", "offers-status", false);
    }
    let row = ("same_channel_only", "offers-same-channel", "offers-same-channel-hint");
    form.check_row(ui, row, *same_channel_only, |same_channel_only| {
        put(Count { same_channel_only, ..count.clone() })
    });
    // Issues of `count` are of this rule: the other rows can hold nothing wrong.
    let field = RuleField {
        key: "count",
        label: "offers-matching",
        hint: "offers-matching-hint",
        usage: Use::Matching,
    };
    form.rule_row(ui, field, schema, matching, |matching| put(Count { matching, ..count.clone() }));
}

/// A picker over the values of an enumeration.
fn pick_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    form: &Form<'_, '_>,
    (key, label, tip): (&'static str, &'static str, &'static str),
    values: &[(T, &str, &str)],
    current: T,
) -> Option<T> {
    let item = |(_, id, label): &(T, &str, &str)| PickItem {
        id: (*id).to_owned(),
        label: form.text(label),
        detail: String::new(),
    };
    let items: Vec<PickItem> = values.iter().map(item).collect();
    let chosen = values.iter().find(|(value, ..)| *value == current).map(|(_, id, _)| *id);
    let (title, tip) = (form.text(label), form.text(tip));
    let field = Field::new(&title).key(key).tip(&tip).enabled(form.enabled);
    match picker_row(ui, field, Picker::new(&items, form.ctx.language), chosen)? {
        PickEvent::Chosen(picked) => values.iter().find(|(_, id, _)| *id == picked).map(|(value, ..)| *value),
        PickEvent::Cleared | PickEvent::GoTo(_) | PickEvent::New(_) => None,
    }
}

pub(super) fn typology_ui(ui: &mut Ui, form: &mut Form<'_, '_>, typology: &Typology) {
    let Typology { name, label, rules } = typology;
    let put = |changed| Entity::Typology(Arc::new(changed));
    form.text_row(ui, ("label", "forms-label", "forms-label-tip"), label, |label| {
        put(Typology { label, ..typology.clone() })
    });
    form.name_row(ui);
    let field = "domain-presentation-rules";
    match rules_ui(ui, form, rules) {
        Some(Rules::Are(rules)) => {
            form.put(put(Typology { rules, ..typology.clone() }), "rules", field, false);
        }
        Some(Rules::New(new)) => form.put_new(
            (Kind::PresentationRule, &new),
            |name| {
                let rules = rules.iter().cloned().chain([name]).collect();
                put(Typology { rules, ..typology.clone() })
            },
            field,
        ),
        None => {}
    }
    used_by_ui(ui, form, name);
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
            for index in 0..rules.len() {
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
            form.actions.push(Action::Open(at));
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
        if icon_button(ui, Icon::Close, &remove).clicked() {
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
    let (placeholder, new) = (form.text("forms-add"), form.text(Kind::PresentationRule.title()));
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
            form.actions.push(Action::Open(at));
        }
    }
}

fn title_of(form: &Form<'_, '_>, at: &Ref) -> String {
    let catalog = form.ctx.catalog();
    catalog.entity(at).map_or_else(|| at.name().to_owned(), |entity| entity.title(catalog))
}
