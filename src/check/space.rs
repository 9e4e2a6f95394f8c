//! Spaces: how contacts are identified there, the fallback on an anonymous space, defaults, content fields,
//! storage.

use super::checker::{Checker, NamedKind};
use super::declared::channel;
use super::issue::changed;
use super::kinds;
use super::rules::Rules;
use super::site::Site;
use super::templates;
use crate::model::{Channel, Content, Entity, Environment, Place, Space, Stage, label_or_name};
use crate::rule::{Schema, Use};
use std::collections::HashSet;
use std::sync::Arc;

/// Checks one space.
pub(super) fn check<'a>(
    checker: &mut Checker<'a>,
    environment: &'a Environment,
    space: &'a Arc<Space>,
    rules: &mut Rules,
    schema: &Schema,
    place: &Place,
) {
    if let Channel::Other(name) = &space.channel {
        channel(checker, name, place.field("channel"));
    }
    defaults(checker, environment, space, place);
    identification(checker, environment, space, place);
    fallback(checker, environment, space, place);
    content_fields(checker, space, place);
    templates::of_space(checker, space, schema, place);
    for (name, expression) in &space.storage.fields {
        let site = Site::on_one_space(place.field("storage").field("fields").key(name));
        rules.check(checker, expression, Use::StoredField, &site);
    }
}

fn defaults(checker: &mut Checker<'_>, environment: &Environment, space: &Arc<Space>, place: &Place) {
    let Some(known) = checker.index.environment(&environment.name) else { return };
    let gone = |names: &[String], known: &HashSet<&str>| {
        let indexed = names.iter().enumerate().filter(|(_, name)| !known.contains(name.as_str()));
        indexed.map(|(index, name)| (index, name.clone())).collect::<Vec<_>>()
    };
    let categories = gone(&space.default_categories, &known.categories);
    let themes = gone(&space.default_themes, &known.themes);
    for (index, name) in categories {
        let without = changed(space, Entity::Space, move |it| drop(it.default_categories.remove(index)));
        checker
            .dangling(NamedKind::Category, &name, place.field("default_categories").index(index))
            .fixed_by("check-fix-remove", without);
    }
    for (index, name) in themes {
        let without = changed(space, Entity::Space, move |it| drop(it.default_themes.remove(index)));
        checker
            .report(&kinds::UNKNOWN_THEME, place.field("default_themes").index(index))
            .with("name", name)
            .fixed_by("check-fix-remove", without);
    }
}

fn identification(checker: &mut Checker<'_>, environment: &Environment, space: &Arc<Space>, place: &Place) {
    let Some(dimension) = checker.index.dimension(&environment.targeting_dimension) else { return };
    let place = place.field("identification_keys");
    for (index, key) in space.identification_keys.iter().enumerate() {
        if checker.index.dimension_field(&dimension.name, key).is_none() {
            let without = changed(space, Entity::Space, move |it| drop(it.identification_keys.remove(index)));
            checker.dangling(NamedKind::Field, key, place.index(index)).fixed_by("check-fix-remove", without);
        }
    }
    // A space without keys of its own is identified by those of the dimension.
    let keyless = space.identification_keys.is_empty() && dimension.key.is_empty();
    if space.unitary
        && !environment.anonymous
        && keyless
        && !space.implicit_identification
        && !space.fall_back_to_anonymous
    {
        let cookie = changed(space, Entity::Space, |space| space.implicit_identification = true);
        checker
            .report(&kinds::UNIDENTIFIABLE, place)
            .with("space", label_or_name(&space.label, &space.name))
            .fixed_by("check-fix-implicit", cookie);
    }
}

fn fallback(checker: &mut Checker<'_>, environment: &Environment, space: &Arc<Space>, place: &Place) {
    let label = label_or_name(&space.label, &space.name);
    let unlinked = || {
        changed(space, Entity::Space, |space| {
            space.fall_back_to_anonymous = false;
            space.linked_anonymous_space = None;
        })
    };
    let place = place.field("linked_anonymous_space");
    let Some(address) = &space.linked_anonymous_space else {
        if space.fall_back_to_anonymous {
            let kind = &kinds::FALLBACK_WITHOUT_SPACE;
            checker.report(kind, place).with("space", label).fixed_by("check-fix-no-fallback", unlinked());
        }
        return;
    };
    let Some((linked_environment, linked)) = checker.index.space(address) else {
        let issue = checker.report(&kinds::LINKED_SPACE_MISSING, place).with("space", label);
        issue.with("linked", address).fixed_by("check-fix-no-fallback", unlinked());
        return;
    };
    let linked_label = label_or_name(&linked.label, &linked.name);
    let environment_label = label_or_name(&linked_environment.label, &linked_environment.name);
    if !linked_environment.anonymous {
        checker
            .report(&kinds::LINKED_SPACE_NOT_ANONYMOUS, place)
            .with("linked", linked_label)
            .with("environment", environment_label)
            .fixed_by("check-fix-no-fallback", unlinked());
    } else if linked.fall_back_to_anonymous {
        let at = crate::model::Ref::Space(linked_environment.name.clone(), linked.name.clone());
        let stopped = changed(linked, Entity::Space, |linked| {
            linked.fall_back_to_anonymous = false;
            linked.linked_anonymous_space = None;
        });
        checker.report(&kinds::LINKED_SPACE_FALLS_BACK, place).with("linked", linked_label).fixed_in(
            "check-fix-no-second-fallback",
            at,
            stopped,
        );
    } else if environment.stage == Stage::Live && linked_environment.stage != Stage::Live {
        checker
            .report(&kinds::LIVE_FALLS_BACK_ON_DESIGN, place)
            .with("linked", linked_label)
            .with("environment", environment_label);
    }
}

fn content_fields<'a>(checker: &mut Checker<'a>, space: &'a Arc<Space>, place: &Place) {
    let mut seen = HashSet::new();
    for (index, field) in space.content_fields.iter().enumerate() {
        let place = place.field("content_fields").index(index);
        let own = checker.index.offer_fields.contains_key(field.name.as_str());
        if own || Content::STANDARD.contains(&field.name.as_str()) {
            checker.name(NamedKind::ContentField, &field.name, &mut seen, &place);
        } else {
            let without = changed(space, Entity::Space, move |it| drop(it.content_fields.remove(index)));
            checker
                .dangling(NamedKind::OfferField, &field.name, place.field("name"))
                .fixed_by("check-fix-remove", without);
        }
    }
}
