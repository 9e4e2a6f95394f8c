//! What an offer shows on a space: the shared content, with the space's own in its place field by field.

use crate::model::{Content, Space, Value};
use indexmap::IndexSet;

/// The value of a content field of an offer on a space. A field that the space's own content leaves empty is
/// the shared one.
pub(super) fn field(content: &Content, space: &str, name: &str) -> Option<Value> {
    let own = content.spaces.get(space).and_then(|own| given(own, name));
    own.or_else(|| given(content, name))
}

fn given(content: &Content, name: &str) -> Option<Value> {
    match content.standard(name) {
        Some(text) => (!text.is_empty()).then(|| Value::Text(text.to_owned())),
        None => content.fields.get(name).cloned(),
    }
}

/// The place of the first required content field of a space that an offer leaves empty or blank.
pub(crate) fn missing_field(content: &Content, space: &Space) -> Option<usize> {
    missing_fields(content, space).next()
}

/// The places of all required content fields of a space that an offer leaves empty or blank.
pub fn missing_fields(content: &Content, space: &Space) -> impl Iterator<Item = usize> {
    let own = content.spaces.get(&space.name);
    let missing = move |name: &str| {
        own.and_then(|own| is_blank(own, name)).or_else(|| is_blank(content, name)).unwrap_or(true)
    };
    let fields = space.content_fields.iter().enumerate();
    fields.filter(move |(_, field)| field.required && missing(&field.name)).map(|(index, _)| index)
}

/// Whether a field that is given is blank. Copies nothing: it is asked of every offer in every decision.
fn is_blank(content: &Content, name: &str) -> Option<bool> {
    match content.standard(name) {
        Some("") => None,
        Some(text) => Some(text.trim().is_empty()),
        None => content.fields.get(name).map(|value| match value {
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Boolean(_) | Value::Integer(_) | Value::Decimal(_) => false,
        }),
    }
}

/// The names of all content fields that an offer has on a space: the standard ones, then its own.
pub(super) fn names<'a>(content: &'a Content, space: &str) -> Vec<&'a str> {
    let own = content.spaces.get(space);
    let own_fields = own.into_iter().flat_map(|own| own.fields.keys());
    let mut names: IndexSet<&str> = Content::STANDARD.into_iter().collect();
    names.extend(content.fields.keys().chain(own_fields).map(String::as_str));
    names.into_iter().collect()
}

/// Whether a content field on a space is the space's own; otherwise it is the shared one.
pub fn is_own(content: &Content, space: &str, name: &str) -> bool {
    content.spaces.get(space).is_some_and(|own| given(own, name).is_some())
}
