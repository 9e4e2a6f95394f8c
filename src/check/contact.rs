//! Sample contacts: their folder, values and history.

use super::checker::{Checker, NamedKind, inside};
use super::declared::values;
use super::identity;
use super::issue::{Change, changed};
use super::kinds;
use crate::model::{
    Contact, DimensionKind, Entity, FolderContent, Moment, Place, Proposition, Ref, label_or_name,
};
use std::rc::Rc;
use std::sync::Arc;

/// Checks all sample contacts.
pub(super) fn check_all(checker: &mut Checker<'_>, root: &Place) {
    let mut seen = identity::Seen::default();
    for (index, contact) in checker.catalog.contacts.iter().enumerate() {
        let place = inside(root, "contacts", index, Ref::Contact(index));
        check(checker, contact, &place);
        identity::check(checker, contact, &mut seen, &place);
    }
}

fn check(checker: &mut Checker<'_>, contact: &Arc<Contact>, place: &Place) {
    let catalog = checker.catalog;
    match checker.index.dimension(&contact.dimension) {
        Some(dimension) => {
            let index = Rc::clone(&checker.index);
            let declared = |name: &str| index.dimension_field(&dimension.name, name);
            values(checker, NamedKind::Field, &contact.values, &declared, &place.field("values"));
            folder(checker, contact, dimension.kind, place);
        }
        None => drop(checker.dangling(NamedKind::Dimension, &contact.dimension, place.field("dimension"))),
    }
    let without =
        |index| changed(contact, Entity::Contact, move |contact| drop(contact.history.remove(index)));
    history(checker, &contact.history, &|| catalog.contact_title(contact), place, without);
}

/// The propositions of a contact or a scenario, `owner` in words: an offer or a space may be gone. `without` is the
/// entity without one of them.
pub(super) fn history(
    checker: &mut Checker<'_>,
    history: &[Proposition],
    owner: &dyn Fn() -> String,
    place: &Place,
    without: impl Fn(usize) -> Change,
) {
    for (index, past) in history.iter().enumerate() {
        let place = place.field("history").index(index);
        let offer_gone = checker.index.offer(&past.offer).is_none();
        let space_gone = checker.index.space(&past.space).is_none();
        for (gone, address, field) in [(offer_gone, &past.offer, "offer"), (space_gone, &past.space, "space")]
        {
            if gone {
                checker
                    .report(&kinds::HISTORY_GONE, place.field(field))
                    .with("contact", owner())
                    .with("name", address)
                    .fixed_by("check-fix-remove-proposition", without(index));
            }
        }
        no_instant(checker, &past.at, place.field("at"));
    }
}

/// A moment of a call or a proposition that is no instant.
pub(super) fn no_instant(checker: &mut Checker<'_>, at: &Moment, place: Place) {
    if at.instant(&checker.zone).is_none() {
        checker.report(&kinds::NO_INSTANT, place).with("moment", at.to_string());
    }
}

fn folder(checker: &mut Checker<'_>, contact: &Arc<Contact>, kind: DimensionKind, place: &Place) {
    let Some(name) = &contact.folder else { return };
    let wanted = match kind {
        DimensionKind::Recipient => FolderContent::Recipients,
        DimensionKind::Visitor => FolderContent::Visitors,
    };
    let place = place.field("folder");
    let without = || changed(contact, Entity::Contact, |contact| contact.folder = None);
    match checker.index.folder(name) {
        None => {
            checker.dangling(NamedKind::Folder, name, place).fixed_by("check-fix-clear", without());
        }
        Some(folder) if folder.holds != wanted => {
            checker
                .report(&kinds::FOLDER_WRONG_KIND, place)
                .with("folder", label_or_name(&folder.label, &folder.name))
                .fixed_by("check-fix-clear", without());
        }
        Some(_) => {}
    }
}
