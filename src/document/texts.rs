//! Every text of every entity, in one place, so that what looks for texts and what replaces them go through
//! the same ones. Entities are destructured exhaustively: a new field does not compile before it is here.
//!
//! Owns which texts there are, and which of them are names. Looks for nothing.

use crate::model::{
    Call, Catalog, Category, Channel, Contact, Content, ContentApproval, Dimension, Entity, Environment,
    Expect, Field, FieldType, Filter, Folder, Offer, PresentationRule, Proposition, Scenario, Space, Stage,
    Step, Typology, Value, Values, Weight, WeightValue,
};
use std::sync::Arc;

/// The way from an entity to one of its texts, on the stack: made into steps for those that are wanted.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    above: Option<&'a At<'a>>,
    step: Leg<'a>,
}

#[derive(Clone, Copy)]
enum Leg<'a> {
    Top,
    Field(&'static str),
    Index(usize),
    Key(&'a str),
}

impl At<'_> {
    const TOP: At<'static> = At { above: None, step: Leg::Top };

    fn field<'b>(&'b self, name: &'static str) -> At<'b> {
        At { above: Some(self), step: Leg::Field(name) }
    }

    fn index(&self, index: usize) -> At<'_> {
        At { above: Some(self), step: Leg::Index(index) }
    }

    fn key<'b>(&'b self, key: &'b str) -> At<'b> {
        At { above: Some(self), step: Leg::Key(key) }
    }

    /// The steps from the entity to the text.
    pub(super) fn steps(&self) -> Vec<Step> {
        let mut steps = self.above.map(At::steps).unwrap_or_default();
        match self.step {
            Leg::Top => {}
            Leg::Field(name) => steps.push(Step::Field(name)),
            Leg::Index(index) => steps.push(Step::Index(index)),
            Leg::Key(key) => steps.push(Step::Key(key.to_owned())),
        }
        steps
    }
}

/// Reads texts: where each is, whether it is free text, and the text. What is not free is a name, a
/// reference or a record of what happened: it can be found, and is changed where it stands only.
type Reading<'v> = &'v mut dyn FnMut(&At<'_>, bool, &str);
/// Changes free texts.
type Writing<'v> = &'v mut dyn FnMut(&At<'_>, &mut String);

struct Reader<'v>(Reading<'v>);
struct Writer<'v>(Writing<'v>);

impl Reader<'_> {
    fn text(&mut self, at: &At<'_>, text: &str) {
        self.part(at, true, text);
    }

    fn name(&mut self, at: &At<'_>, name: &str) {
        self.part(at, false, name);
    }

    fn part(&mut self, at: &At<'_>, free: bool, text: &str) {
        if !text.is_empty() {
            (self.0)(at, free, text);
        }
    }
}

impl Writer<'_> {
    fn text(&mut self, at: &At<'_>, text: &mut String) {
        if !text.is_empty() {
            (self.0)(at, text);
        }
    }

    #[expect(clippy::unused_self, reason = "names are not changed; the walk is the reader's")]
    fn name(&mut self, _at: &At<'_>, _name: &str) {}
}

/// Calls `visit` with each text of an entity's own fields.
pub(super) fn read(entity: &Entity, visit: Reading<'_>) {
    let (at, visit) = (At::TOP, &mut Reader(visit));
    match entity {
        Entity::Catalog(it) => reading::catalog(it, &at, visit),
        Entity::Dimension(it) => reading::dimension(it, &at, visit),
        Entity::Folder(it) => reading::folder(it, &at, visit),
        Entity::PresentationRule(it) => reading::presentation_rule(it, &at, visit),
        Entity::Typology(it) => reading::typology(it, &at, visit),
        Entity::Environment(it) => reading::environment(it, &at, visit),
        Entity::Filter(it) => reading::filter(it, &at, visit),
        Entity::Space(it) => reading::space(it, &at, visit),
        Entity::Category(it) => reading::category(it, &at, visit),
        Entity::Offer(it) | Entity::Template(it) => reading::offer(it, &at, visit),
        Entity::Contact(it) => reading::contact(it, &at, visit),
        Entity::Scenario(it) => reading::scenario(it, &at, visit),
    }
}

/// Calls `visit` with each free text of an entity's own fields. The entity becomes one of its own.
pub(super) fn write(entity: &mut Entity, visit: Writing<'_>) {
    let (at, visit) = (At::TOP, &mut Writer(visit));
    match entity {
        Entity::Catalog(it) => writing::catalog(Arc::make_mut(it), &at, visit),
        Entity::Dimension(it) => writing::dimension(Arc::make_mut(it), &at, visit),
        Entity::Folder(it) => writing::folder(Arc::make_mut(it), &at, visit),
        Entity::PresentationRule(it) => writing::presentation_rule(Arc::make_mut(it), &at, visit),
        Entity::Typology(it) => writing::typology(Arc::make_mut(it), &at, visit),
        Entity::Environment(it) => writing::environment(Arc::make_mut(it), &at, visit),
        Entity::Filter(it) => writing::filter(Arc::make_mut(it), &at, visit),
        Entity::Space(it) => writing::space(Arc::make_mut(it), &at, visit),
        Entity::Category(it) => writing::category(Arc::make_mut(it), &at, visit),
        Entity::Offer(it) | Entity::Template(it) => writing::offer(Arc::make_mut(it), &at, visit),
        Entity::Contact(it) => writing::contact(Arc::make_mut(it), &at, visit),
        Entity::Scenario(it) => writing::scenario(Arc::make_mut(it), &at, visit),
    }
}

/// The walk through the texts, once over `&` and once over `&mut`.
macro_rules! walk {
    ($module:ident, $visitor:ident $(, $mutable:tt)?) => {
        mod $module {
            use super::*;

            type Visit<'a, 'v> = &'a mut $visitor<'v>;

            pub(super) fn catalog(catalog: &$($mutable)? Catalog, at: &At<'_>, visit: Visit<'_, '_>) {
                // The entities inside are walked on their own; the settings are choices.
                let Catalog {
                    format: _, name, label, description, time_zone, settings: _, dimensions: _, folders: _,
                    channels, offer_fields, presentation_rules: _, typologies: _, environments: _,
                    templates: _, contacts: _, scenarios: _,
                } = catalog;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                visit.text(&at.field("description"), description);
                visit.name(&at.field("time_zone"), time_zone);
                names(channels, &at.field("channels"), visit);
                fields(offer_fields, &at.field("offer_fields"), visit);
            }

            pub(super) fn dimension(dimension: &$($mutable)? Dimension, at: &At<'_>, visit: Visit<'_, '_>) {
                let Dimension { name, label, kind: _, key, fields: declared } = dimension;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                names(key, &at.field("key"), visit);
                fields(declared, &at.field("fields"), visit);
            }

            pub(super) fn folder(folder: &$($mutable)? Folder, at: &At<'_>, visit: Visit<'_, '_>) {
                let Folder { name, label, holds: _, parent } = folder;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                maybe(parent.as_deref(), &at.field("parent"), visit);
            }

            pub(super) fn presentation_rule(
                rule: &$($mutable)? PresentationRule,
                at: &At<'_>,
                visit: Visit<'_, '_>,
            ) {
                let PresentationRule {
                    name, label, active: _, channel: on, applies_to, recipients, within: _, at_most: _, count,
                } = rule;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                if let Some(on) = on {
                    channel(on, at, visit);
                }
                visit.text(&at.field("applies_to"), applies_to);
                visit.text(&at.field("recipients"), recipients);
                visit.text(&at.field("count").field("matching"), &$($mutable)? count.matching);
            }

            pub(super) fn typology(typology: &$($mutable)? Typology, at: &At<'_>, visit: Visit<'_, '_>) {
                let Typology { name, label, rules } = typology;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                names(rules, &at.field("rules"), visit);
            }

            pub(super) fn environment(
                environment: &$($mutable)? Environment,
                at: &At<'_>,
                visit: Visit<'_, '_>,
            ) {
                let Environment {
                    name, label, stage, anonymous: _, targeting_dimension, visitor_folder, target, typology,
                    weights: own, call_data, call_data_examples, filters: _, spaces: _, categories: _,
                } = environment;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                if let Stage::Design { live } = stage {
                    visit.name(&at.field("stage"), live);
                }
                visit.name(&at.field("targeting_dimension"), targeting_dimension);
                maybe(visitor_folder.as_deref(), &at.field("visitor_folder"), visit);
                visit.text(&at.field("target"), target);
                maybe(typology.as_deref(), &at.field("typology"), visit);
                weights(own, &at.field("weights"), visit);
                fields(call_data, &at.field("call_data"), visit);
                let examples = at.field("call_data_examples");
                for (index, example) in (&$($mutable)? **call_data_examples).into_iter().enumerate() {
                    let at = examples.index(index);
                    visit.text(&at.field("name"), &$($mutable)? example.name);
                    values(&$($mutable)? example.values, &at.field("values"), visit);
                }
            }

            pub(super) fn filter(filter: &$($mutable)? Filter, at: &At<'_>, visit: Visit<'_, '_>) {
                let Filter { name, label, rule, parameters } = filter;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                visit.text(&at.field("rule"), rule);
                let all = at.field("parameters");
                for (index, parameter) in (&$($mutable)? **parameters).into_iter().enumerate() {
                    let at = all.index(index);
                    visit.name(&at.field("name"), &parameter.name);
                    field_type(&parameter.parameter_type, &at, visit);
                    if let Some(default) = &$($mutable)? parameter.default {
                        value(default, &at.field("default"), visit);
                    }
                }
            }

            pub(super) fn space(space: &$($mutable)? Space, at: &At<'_>, visit: Visit<'_, '_>) {
                let Space {
                    name, label, channel: on, unitary: _, default_categories, default_themes,
                    identification_keys, implicit_identification: _, fall_back_to_anonymous: _,
                    linked_anonymous_space, content_fields, rendering, storage,
                } = space;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                channel(on, at, visit);
                names(default_categories, &at.field("default_categories"), visit);
                names(default_themes, &at.field("default_themes"), visit);
                names(identification_keys, &at.field("identification_keys"), visit);
                maybe(linked_anonymous_space.as_deref(), &at.field("linked_anonymous_space"), visit);
                let shown = at.field("content_fields");
                for (index, field) in content_fields.iter().enumerate() {
                    visit.name(&shown.index(index).field("name"), &field.name);
                }
                let templates = at.field("rendering");
                visit.text(&templates.field("html"), &$($mutable)? rendering.html);
                visit.text(&templates.field("text"), &$($mutable)? rendering.text);
                visit.text(&templates.field("xml"), &$($mutable)? rendering.xml);
                let storing = at.field("storage");
                let stored = storing.field("fields");
                for (name, expression) in &$($mutable)? storage.fields {
                    visit.name(&stored.key(name), name);
                    visit.text(&stored.key(name), expression);
                }
            }

            pub(super) fn category(category: &$($mutable)? Category, at: &At<'_>, visit: Visit<'_, '_>) {
                let Category {
                    name, label, enabled: _, themes, period: _, target, multiplier: _, weights: own,
                    always_recommended: _, categories: _, offers: _,
                } = category;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                names(themes, &at.field("themes"), visit);
                visit.text(&at.field("target"), target);
                weights(own, &at.field("weights"), visit);
            }

            pub(super) fn offer(offer: &$($mutable)? Offer, at: &At<'_>, visit: Visit<'_, '_>) {
                let Offer {
                    name, label, code, enabled: _, period: _, target, weights: own, content: shown, approval,
                    live_on,
                } = offer;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                visit.name(&at.field("code"), code);
                visit.text(&at.field("target"), target);
                weights(own, &at.field("weights"), visit);
                content(shown, &at.field("content"), visit);
                names(live_on, &at.field("live_on"), visit);
                let approvals = at.field("approval");
                if let ContentApproval::Approved { spaces } = &approval.content {
                    names(spaces, &approvals.field("content"), visit);
                }
                let log = approvals.field("log");
                for (index, entry) in approval.log.iter().enumerate() {
                    visit.name(&log.index(index).field("author"), &entry.author);
                    visit.name(&log.index(index).field("comment"), &entry.comment);
                }
            }

            pub(super) fn contact(contact: &$($mutable)? Contact, at: &At<'_>, visit: Visit<'_, '_>) {
                let Contact { dimension, folder, values: known, cookies, history } = contact;
                visit.name(&at.field("dimension"), dimension);
                maybe(folder.as_deref(), &at.field("folder"), visit);
                values(known, &at.field("values"), visit);
                names(cookies, &at.field("cookies"), visit);
                past(history, &at.field("history"), visit);
            }

            fn past(history: &[Proposition], all: &At<'_>, visit: Visit<'_, '_>) {
                for (index, proposition) in history.iter().enumerate() {
                    let at = all.index(index);
                    visit.name(&at.field("offer"), &proposition.offer);
                    visit.name(&at.field("space"), &proposition.space);
                }
            }

            pub(super) fn scenario(scenario: &$($mutable)? Scenario, at: &At<'_>, visit: Visit<'_, '_>) {
                let Scenario { name, label, call: made, expect, history } = scenario;
                visit.name(&at.field("name"), name);
                visit.text(&at.field("label"), label);
                call(made, &at.field("call"), visit);
                past(history, &at.field("history"), visit);
                let Expect { identification: _, answered_by, offers, excluded } = expect;
                let at = at.field("expect");
                maybe(answered_by.as_deref(), &at.field("answered_by"), visit);
                names(offers.as_deref().unwrap_or_default(), &at.field("offers"), visit);
                let at = at.field("excluded");
                excluded.keys().for_each(|offer| visit.name(&at.key(offer), offer));
            }

            fn call(call: &$($mutable)? Call, at: &At<'_>, visit: Visit<'_, '_>) {
                let Call {
                    space, identity, permanent_cookie, session_cookie, call_data, categories, themes,
                    count: _, at: _, store: _,
                } = call;
                visit.name(&at.field("space"), space);
                let keys = at.field("identity");
                for (index, key) in (&$($mutable)? **identity).into_iter().enumerate() {
                    value(key, &keys.index(index), visit);
                }
                maybe(permanent_cookie.as_deref(), &at.field("permanent_cookie"), visit);
                maybe(session_cookie.as_deref(), &at.field("session_cookie"), visit);
                values(call_data, &at.field("call_data"), visit);
                names(categories, &at.field("categories"), visit);
                names(themes, &at.field("themes"), visit);
            }

            fn content(content: &$($mutable)? Content, at: &At<'_>, visit: Visit<'_, '_>) {
                let Content { title, destination_url, image_url, html, text, fields, spaces } = content;
                visit.text(&at.field("title"), title);
                visit.text(&at.field("destination_url"), destination_url);
                visit.text(&at.field("image_url"), image_url);
                visit.text(&at.field("html"), html);
                visit.text(&at.field("text"), text);
                values(fields, &at.field("fields"), visit);
                let all = at.field("spaces");
                for (space, own) in spaces {
                    visit.name(&all.key(space), space);
                    standard(own, &all.key(space), visit);
                }
            }

            /// The content of one space. What it holds for spaces in turn is never shown.
            fn standard(content: &$($mutable)? Content, at: &At<'_>, visit: Visit<'_, '_>) {
                let Content { title, destination_url, image_url, html, text, fields, spaces: _ } = content;
                visit.text(&at.field("title"), title);
                visit.text(&at.field("destination_url"), destination_url);
                visit.text(&at.field("image_url"), image_url);
                visit.text(&at.field("html"), html);
                visit.text(&at.field("text"), text);
                values(fields, &at.field("fields"), visit);
            }

            fn weights(weights: &$($mutable)? [Weight], at: &At<'_>, visit: Visit<'_, '_>) {
                for (index, weight) in weights.into_iter().enumerate() {
                    let at = at.index(index);
                    let Weight { label, value, period: _, space, target } = weight;
                    visit.text(&at.field("label"), label);
                    if let WeightValue::Formula(formula) = value {
                        visit.text(&at.field("value"), formula);
                    }
                    maybe(space.as_deref(), &at.field("space"), visit);
                    visit.text(&at.field("target"), target);
                }
            }

            fn fields(fields: &$($mutable)? [Field], at: &At<'_>, visit: Visit<'_, '_>) {
                for (index, field) in fields.into_iter().enumerate() {
                    let at = at.index(index);
                    let Field { name, label, field_type: kind } = field;
                    visit.name(&at.field("name"), name);
                    visit.text(&at.field("label"), label);
                    field_type(kind, &at, visit);
                }
            }

            fn values(values: &$($mutable)? Values, at: &At<'_>, visit: Visit<'_, '_>) {
                for (name, held) in values {
                    value(held, &at.key(name), visit);
                }
            }

            fn value(value: &$($mutable)? Value, at: &At<'_>, visit: Visit<'_, '_>) {
                match value {
                    Value::Text(text) => visit.text(at, text),
                    Value::List(texts) => {
                        for (index, text) in (&$($mutable)? **texts).into_iter().enumerate() {
                            visit.text(&at.index(index), text);
                        }
                    }
                    Value::Boolean(_) | Value::Integer(_) | Value::Decimal(_) => {}
                }
            }

            fn field_type(kind: &FieldType, at: &At<'_>, visit: Visit<'_, '_>) {
                if let FieldType::Choice(choices) = kind {
                    names(choices, &at.field("type"), visit);
                }
            }

            fn channel(channel: &Channel, at: &At<'_>, visit: Visit<'_, '_>) {
                if let Channel::Other(name) = channel {
                    visit.name(&at.field("channel"), name);
                }
            }

            fn names(names: &[String], at: &At<'_>, visit: Visit<'_, '_>) {
                names.iter().enumerate().for_each(|(index, name)| visit.name(&at.index(index), name));
            }

            fn maybe(name: Option<&str>, at: &At<'_>, visit: Visit<'_, '_>) {
                if let Some(name) = name {
                    visit.name(at, name);
                }
            }
        }
    };
}

walk!(reading, Reader);
walk!(writing, Writer, mut);
