//! The catalog's own fields, and what stands beside the environments: dimensions, folders, presentation
//! rules, typologies and offer templates. Calls the checks of everything else.

use super::checker::{Checker, NamedKind, inside};
use super::declared::channel;
use super::index::fields_of;
use super::issue::changed;
use super::kinds;
use super::rules::Rules;
use super::site::Site;
use super::{contact, environment, offer, scenario, texts};
use crate::model::{Channel, Content, Dimension, Entity, Folder, Place, PresentationRule, Ref, Typology};
use crate::rule::{Root, Schema, Use};
use std::collections::HashSet;
use std::sync::Arc;

/// Checks a whole catalog.
pub(super) fn check(checker: &mut Checker<'_>) {
    let catalog = checker.catalog;
    let root = Place::new(Ref::Catalog, Vec::new());
    own_fields(checker, &root);
    let mut seen = HashSet::new();
    for (index, item) in catalog.dimensions.iter().enumerate() {
        let place = inside(&root, "dimensions", index, Ref::Dimension(item.name.clone()));
        checker.name(NamedKind::Dimension, &item.name, &mut seen, &place);
        dimension(checker, item, &place);
    }
    seen.clear();
    for (index, item) in catalog.folders.iter().enumerate() {
        let place = inside(&root, "folders", index, Ref::Folder(item.name.clone()));
        checker.name(NamedKind::Folder, &item.name, &mut seen, &place);
        folder(checker, item, &place);
    }
    seen.clear();
    for (index, item) in catalog.presentation_rules.iter().enumerate() {
        let place = inside(&root, "presentation_rules", index, Ref::PresentationRule(item.name.clone()));
        checker.name(NamedKind::PresentationRule, &item.name, &mut seen, &place);
        presentation_rule(checker, item, &place);
    }
    seen.clear();
    for (index, item) in catalog.typologies.iter().enumerate() {
        let place = inside(&root, "typologies", index, Ref::Typology(item.name.clone()));
        checker.name(NamedKind::Typology, &item.name, &mut seen, &place);
        typology(checker, item, &place);
    }
    environment::check_all(checker, &root);
    seen.clear();
    for (index, item) in catalog.templates.iter().enumerate() {
        let place = inside(&root, "templates", index, Ref::Template(item.name.clone()));
        checker.name(NamedKind::Template, &item.name, &mut seen, &place);
        offer::template(checker, item, &place);
    }
    contact::check_all(checker, &root);
    scenario::check_all(checker, &root);
    texts::check_all(checker);
    if checker.bounds.effort.left() == 0 {
        checker.report(&kinds::RULES_UNPROVED, root);
    }
}

fn own_fields(checker: &mut Checker<'_>, root: &Place) {
    let catalog = checker.catalog;
    if jiff::tz::TimeZone::get(&catalog.time_zone).is_err() {
        let utc = changed(catalog, Entity::Catalog, |catalog| "UTC".clone_into(&mut catalog.time_zone));
        checker
            .report(&kinds::UNKNOWN_TIME_ZONE, root.field("time_zone"))
            .with("name", &catalog.time_zone)
            .fixed_by("check-fix-utc", utc);
    }
    let mut seen = HashSet::new();
    for (index, name) in catalog.channels.iter().enumerate() {
        let place = root.field("channels").index(index);
        checker.name(NamedKind::Channel, name, &mut seen, &place);
        if Channel::STANDARD.iter().any(|channel| channel.rule_name() == name) {
            checker.report(&kinds::RESERVED_NAME, place).with("name", name);
        }
    }
    let fields = root.field("offer_fields");
    checker.field_names(NamedKind::OfferField, &catalog.offer_fields, &fields);
    let bare = Schema::new(&[], &[], &[], &[], checker.zone.clone());
    for (index, field) in catalog.offer_fields.iter().enumerate() {
        if Content::STANDARD.contains(&field.name.as_str()) || bare.slot(Root::Offer, &field.name).is_some() {
            let place = fields.index(index).field("name");
            checker.report(&kinds::RESERVED_NAME, place).with("name", &field.name);
        }
    }
}

fn dimension<'a>(checker: &mut Checker<'a>, dimension: &'a Arc<Dimension>, place: &Place) {
    checker.field_names(NamedKind::Field, &dimension.fields, &place.field("fields"));
    if dimension.key.is_empty() {
        checker.report(&kinds::NO_KEY, place.field("key")).with("dimension", title(dimension));
    }
    let fields = fields_of(&dimension.fields);
    for (index, key) in dimension.key.iter().enumerate() {
        if !fields.contains_key(key.as_str()) {
            let without = changed(dimension, Entity::Dimension, move |it| drop(it.key.remove(index)));
            checker
                .dangling(NamedKind::Field, key, place.field("key").index(index))
                .fixed_by("check-fix-remove", without);
        }
    }
}

fn title(dimension: &Dimension) -> &str {
    crate::model::label_or_name(&dimension.label, &dimension.name)
}

fn folder<'a>(checker: &mut Checker<'a>, folder: &'a Arc<Folder>, place: &Place) {
    let Some(parent) = &folder.parent else { return };
    let place = place.field("parent");
    let at_top = || changed(folder, Entity::Folder, |folder| folder.parent = None);
    match checker.index.folder(parent) {
        None => {
            checker.dangling(NamedKind::Folder, parent, place).fixed_by("check-fix-clear", at_top());
        }
        Some(above) if above.holds != folder.holds => {
            checker
                .report(&kinds::FOLDER_WRONG_KIND, place)
                .with("folder", crate::model::label_or_name(&above.label, &above.name))
                .fixed_by("check-fix-clear", at_top());
        }
        Some(_) if checker.index.is_inside_itself(folder) => {
            checker
                .report(&kinds::FOLDER_LOOP, place)
                .with("folder", crate::model::label_or_name(&folder.label, &folder.name))
                .fixed_by("check-fix-clear", at_top());
        }
        Some(_) => {}
    }
}

fn typology(checker: &mut Checker<'_>, typology: &Arc<Typology>, place: &Place) {
    for (index, rule) in typology.rules.iter().enumerate() {
        if !checker.index.names.presentation_rules.contains(rule.as_str()) {
            let without = changed(typology, Entity::Typology, move |it| drop(it.rules.remove(index)));
            checker
                .dangling(NamedKind::PresentationRule, rule, place.field("rules").index(index))
                .fixed_by("check-fix-remove", without);
        }
    }
}

/// How one of the rules of a presentation rule is replaced.
type Set = fn(&mut PresentationRule, String);

fn presentation_rule(checker: &mut Checker<'_>, rule: &Arc<PresentationRule>, place: &Place) {
    if let Some(Channel::Other(name)) = &rule.channel {
        channel(checker, name, place.field("channel"));
    }
    if rule.at_most == 0 {
        let one = changed(rule, Entity::PresentationRule, |rule| rule.at_most = 1);
        checker
            .report(&kinds::CAP_OF_ZERO, place.field("at_most"))
            .with("rule", crate::model::label_or_name(&rule.label, &rule.name))
            .fixed_by("check-fix-cap-of-one", one);
    }
    let mut rules = Rules::of_cap(checker, rule);
    let three: [(&String, Use, Place, Set); 3] = [
        (&rule.applies_to, Use::AppliesTo, place.field("applies_to"), |rule, to| rule.applies_to = to),
        (&rule.recipients, Use::Recipients, place.field("recipients"), |rule, to| rule.recipients = to),
        (&rule.count.matching, Use::Matching, place.field("count").field("matching"), |rule, to| {
            rule.count.matching = to;
        }),
    ];
    for (text, usage, place, set) in three {
        let put = |to: String| changed(rule, Entity::PresentationRule, move |rule| set(rule, to.clone()));
        rules.check(checker, text, usage, &Site::anywhere(place).put(put));
    }
}
