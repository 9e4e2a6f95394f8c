//! Replacing what was found: the edit that does it. Names are found and never replaced: they are renamed.

use super::Edit;
use super::entities::entities;
use super::find::{Needle, Query, is_live, live};
use super::texts;
use crate::model::{Catalog, Entity, Place};
use std::collections::HashSet;
use std::sync::Arc;

/// The edit that replaces what stands at one place; `None` where it does not stand there any more, or cannot
/// be replaced.
pub fn replace_one(catalog: &Arc<Catalog>, query: &Query, place: &Place, with: &str) -> Option<Edit> {
    let (start, end) = place.span?;
    let mut entity = catalog.entity(&place.entity)?;
    if is_live(&live(catalog), &place.entity) {
        return None;
    }
    let mut replaced = false;
    texts::write(&mut entity, &mut |at, text| {
        if !replaced && at.steps() == place.field && query.ranges(text).contains(&(start..end)) {
            text.replace_range(start..end, with);
            replaced = true;
        }
    });
    replaced.then(|| Edit::Put(place.entity.clone(), entity))
}

/// The edit that replaces every text that is found and can be replaced. What the replacement adds is not
/// looked through again.
pub fn replace_all(catalog: &Arc<Catalog>, query: &Query, with: &str) -> Edit {
    let (needle, live) = (Needle::new(query), live(catalog));
    let mut seen = HashSet::new();
    let mut puts = Vec::new();
    for seat in entities(catalog) {
        let at = seat.place.entity;
        // The first of two duplicates is the one that a reference names.
        if is_live(&live, &at) || !holds(&seat.entity, &needle) || !seen.insert(at.clone()) {
            continue;
        }
        let mut entity = seat.entity;
        texts::write(&mut entity, &mut |_, text| {
            if let Some(replaced) = replaced(text, &needle, with) {
                *text = replaced;
            }
        });
        puts.push(Edit::Put(at, entity));
    }
    Edit::All(puts)
}

/// Whether a free text of an entity has what is looked for.
fn holds(entity: &Entity, needle: &Needle<'_>) -> bool {
    let mut holds = false;
    texts::read(entity, &mut |_, free, text| {
        holds = holds || free && needle.next(text, 0).is_some();
    });
    holds
}

fn replaced(text: &str, needle: &Needle<'_>, with: &str) -> Option<String> {
    let mut next = needle.next(text, 0)?;
    let (mut replaced, mut done) = (String::with_capacity(text.len()), 0);
    loop {
        replaced.push_str(&text[done..next.start]);
        replaced.push_str(with);
        done = next.end;
        match needle.next(text, done) {
            Some(range) => next = range,
            None => break,
        }
    }
    replaced.push_str(&text[done..]);
    Some(replaced)
}
