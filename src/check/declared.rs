//! Names that have to be declared: those of values by the fields, channels by the catalog.

use super::checker::{Checker, NamedKind};
use super::issue::changed;
use super::kinds;
use crate::model::{Entity, Field, Place, Ref, Values};

/// Values by name against the fields that declare them.
pub(super) fn values<'f>(
    checker: &mut Checker<'_>,
    what: NamedKind,
    values: &Values,
    declared: &dyn Fn(&str) -> Option<&'f Field>,
    place: &Place,
) {
    for (name, value) in values {
        let place = place.key(name);
        match declared(name) {
            Some(field) => checker.value(value, &field.field_type, place),
            None => drop(checker.dangling(what, name, place)),
        }
    }
}

/// A channel that is not a standard one.
pub(super) fn channel(checker: &mut Checker<'_>, name: &str, place: Place) {
    let catalog = checker.catalog;
    if checker.index.names.channels.contains(name) {
        return;
    }
    let own = name.to_owned();
    let listed = changed(catalog, Entity::Catalog, move |catalog| {
        if !catalog.channels.contains(&own) {
            catalog.channels.push(own.clone());
        }
    });
    checker.report(&kinds::UNKNOWN_CHANNEL, place).with("name", name).fixed_in(
        "check-fix-list-channel",
        Ref::Catalog,
        listed,
    );
}
