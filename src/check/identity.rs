//! Contacts that nobody can tell apart: two of one dimension with one key, or with one cookie, identify nobody
//! (`domain.md` §4, step 2).

use super::checker::Checker;
use super::kinds;
use crate::model::{Contact, Place, is_blank};
use crate::rule::identity_of;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Where keys and cookies were seen first.
#[derive(Default)]
pub(super) struct Seen<'a> {
    /// By dimension and values of the key.
    keys: HashMap<(&'a str, Vec<String>), &'a Contact>,
    /// By dimension and cookie.
    cookies: HashMap<(&'a str, &'a str), &'a Contact>,
}

/// Reports the key and the cookies of a contact that an earlier one has too.
pub(super) fn check<'a>(checker: &mut Checker<'a>, contact: &'a Contact, seen: &mut Seen<'a>, place: &Place) {
    let catalog = checker.catalog;
    let name = contact.dimension.as_str();
    let Some(dimension) = checker.index.dimension(name) else { return };
    // As the engine compares them: one moment may be written in several ways.
    let value = |name: &String| {
        let field = dimension.fields.iter().find(|field| field.name == *name)?;
        identity_of(contact.values.get(name)?, &field.field_type, checker.plan.zone())
    };
    let key: Option<Vec<String>> = dimension.key.iter().map(value).collect();
    let is_given = |key: &Vec<String>| !key.is_empty() && key.iter().all(|value| !is_blank(value));
    if let Some(key) = key.filter(is_given) {
        match seen.keys.entry((name, key)) {
            Entry::Vacant(free) => drop(free.insert(contact)),
            Entry::Occupied(first) => {
                checker
                    .report(&kinds::SHARED_KEY, place.field("values"))
                    .with("contact", catalog.contact_title(contact))
                    .with("other", catalog.contact_title(first.get()));
            }
        }
    }
    for (index, cookie) in contact.cookies.iter().enumerate().filter(|(_, cookie)| !is_blank(cookie)) {
        match seen.cookies.entry((name, cookie)) {
            Entry::Vacant(free) => drop(free.insert(contact)),
            Entry::Occupied(first) if std::ptr::eq(*first.get(), contact) => {}
            Entry::Occupied(first) => {
                checker
                    .report(&kinds::SHARED_COOKIE, place.field("cookies").index(index))
                    .with("contact", catalog.contact_title(contact))
                    .with("other", catalog.contact_title(first.get()))
                    .with("cookie", cookie);
            }
        }
    }
}
