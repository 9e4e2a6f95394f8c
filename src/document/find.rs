//! Finding a text anywhere in a catalog.
//!
//! Pure: a catalog and a query give what was found. The declarations of fields say which texts there are.

use super::entities::{PlacedEntity, entities};
use crate::model::{Catalog, FieldKind, Place, Ref, Stage, StepsTo};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// So many places are listed, the first in the order of the file; all are counted. Nobody reads more, and
/// the list stays small however short the query is.
pub const MOST_LISTED: usize = 500;
/// Characters of a text that are shown before what was found in it.
const SHOWN_BEFORE: usize = 24;
/// Characters of a text that are shown after it.
const SHOWN_AFTER: usize = 90;

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The text; nothing is found of an empty one.
    pub text: String,
    /// Whether small and capital letters differ.
    pub case: bool,
    /// Whether letters, digits and underscores must not go on before and after.
    pub whole_words: bool,
}

/// One place where the text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The text that it stands in, and the bytes of it.
    pub place: Place,
    /// Whether it can be replaced there: names are renamed instead, and Live environments are read-only.
    pub replaceable: bool,
    /// The text before it, on one line.
    pub before: String,
    /// What was found.
    pub found: String,
    /// The text after it, on one line.
    pub after: String,
}

/// Everything that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The first [`MOST_LISTED`] places, in the order of the file.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: usize,
    /// How many of them can be replaced.
    pub replaceable: usize,
}

impl Query {
    /// Where it stands in a text: bytes, in order, none over another.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        let needle = Needle::new(self);
        std::iter::successors(needle.next(text, 0), |last| needle.next(text, last.end)).collect()
    }
}

/// Looks for a text in every entity of a catalog.
pub fn find(catalog: &Arc<Catalog>, query: &Query) -> Found {
    find_unless(catalog, query, &|| false)
}

/// As [`find`], but stops where `cancelled` says so: what is found until then is of no use.
pub fn find_unless(catalog: &Arc<Catalog>, query: &Query, cancelled: &dyn Fn() -> bool) -> Found {
    let mut found = Found::default();
    if query.text.is_empty() {
        return found;
    }
    let (needle, live) = (Needle::new(query), live(catalog));
    for PlacedEntity { place, entity } in entities(catalog) {
        if cancelled() {
            break;
        }
        let read_only = is_live(&live, &place.entity);
        entity.read_texts(&mut |at, holds, text| {
            if is_key(holds, at) {
                return;
            }
            let mut from = 0;
            while let Some(range) = needle.next(text, from) {
                from = range.end;
                let replaceable = holds.is_free_text() && !read_only;
                found.total += 1;
                found.replaceable += usize::from(replaceable);
                if found.hits.len() < MOST_LISTED {
                    let place = Place { field: at.steps(), ..place.part(&range) };
                    found.hits.push(hit(place, replaceable, text, &range));
                }
            }
        });
    }
    found
}

/// Whether a text is the name that a value has because a field of that name is declared: it is found where it is
/// declared, not at each of the thousands of values.
fn is_key(holds: &FieldKind, at: &StepsTo<'_>) -> bool {
    matches!(holds, FieldKind::Declared(_)) && at.is_key()
}

fn hit(place: Place, replaceable: bool, text: &str, range: &Range<usize>) -> Hit {
    let line = |text: &str| text.replace(|c: char| c.is_control(), " ");
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let start = before.char_indices().rev().nth(SHOWN_BEFORE - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(SHOWN_AFTER).map_or(after.len(), |(at, _)| at);
    Hit {
        place,
        replaceable,
        before: line(&format!("{}{}", if start > 0 { "…" } else { "" }, &before[start..])),
        found: line(&text[range.clone()]),
        after: line(&format!("{}{}", &after[..end], if end < after.len() { "…" } else { "" })),
    }
}

/// The Live environments: what is inside them is read-only.
pub(super) fn live(catalog: &Catalog) -> HashSet<&str> {
    let live = catalog.environments.iter().filter(|environment| environment.stage == Stage::Live);
    live.map(|environment| environment.name.as_str()).collect()
}

pub(super) fn is_live(live: &HashSet<&str>, entity: &Ref) -> bool {
    entity.environment().is_some_and(|environment| live.contains(environment))
}

/// A query made ready to be looked for in many texts.
pub(super) struct Needle<'q> {
    query: &'q Query,
    /// The characters of the query, in small letters unless case counts.
    chars: Vec<char>,
    is_ascii: bool,
}

impl<'q> Needle<'q> {
    pub(super) fn new(query: &'q Query) -> Self {
        let chars = query.text.chars();
        let chars = if query.case { chars.collect() } else { chars.flat_map(char::to_lowercase).collect() };
        Self { query, chars, is_ascii: query.text.is_ascii() }
    }

    /// Where it stands next in a text, from a byte on that begins a character.
    pub(super) fn next(&self, text: &str, mut from: usize) -> Option<Range<usize>> {
        if self.chars.is_empty() {
            return None;
        }
        loop {
            let range = self.next_anywhere(text, from)?;
            if !self.query.whole_words || is_whole(text, &range) {
                return Some(range);
            }
            from = range.start + text[range.start..].chars().next().map_or(1, char::len_utf8);
        }
    }

    fn next_anywhere(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let (rest, needle) = (&text[from..], &self.query.text);
        if self.query.case {
            return rest.find(needle).map(|at| from + at..from + at + needle.len());
        }
        if self.is_ascii && rest.is_ascii() {
            let needle = needle.as_bytes();
            let at = rest.as_bytes().windows(needle.len()).position(|part| {
                // The first byte rules out nearly every place.
                part[0].eq_ignore_ascii_case(&needle[0]) && part.eq_ignore_ascii_case(needle)
            })?;
            return Some(from + at..from + at + needle.len());
        }
        rest.char_indices()
            .find_map(|(at, _)| self.length_at(&rest[at..]).map(|length| from + at..from + at + length))
    }

    /// The bytes that it takes at the beginning of a text. Small letters may be more characters than the
    /// capital: a match ends where a character of the text does.
    fn length_at(&self, text: &str) -> Option<usize> {
        let mut wanted = self.chars.iter().peekable();
        for (at, char) in text.char_indices() {
            if wanted.peek().is_none() {
                return Some(at);
            }
            if !char.to_lowercase().all(|char| wanted.next() == Some(&char)) {
                return None;
            }
        }
        wanted.peek().is_none().then_some(text.len())
    }
}

/// Whether no letter, digit or underscore goes on beside a match that begins or ends with one.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |inside: Option<char>, beside: Option<char>| {
        inside.is_some_and(is_of_word) && beside.is_some_and(is_of_word)
    };
    let found = &text[range.clone()];
    !goes_on(found.chars().next(), text[..range.start].chars().next_back())
        && !goes_on(found.chars().next_back(), text[range.end..].chars().next())
}

fn is_of_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}
