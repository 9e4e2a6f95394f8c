//! What an offer shows on a space: the shared content, with the space's own in its place field by field.

use crate::model::{Content, Space, Value};

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
    let missing = |name: &str| match field(content, &space.name, name) {
        None => true,
        Some(Value::Text(text)) => text.trim().is_empty(),
        Some(Value::List(items)) => items.is_empty(),
        Some(_) => false,
    };
    space.content_fields.iter().position(|field| field.required && missing(&field.name))
}

/// The names of all content fields that an offer has on a space: the standard ones, then its own.
pub(super) fn names<'a>(content: &'a Content, space: &str) -> Vec<&'a str> {
    let own = content.spaces.get(space);
    let own_fields = own.into_iter().flat_map(|own| own.fields.keys());
    let mut names: Vec<&str> = Content::STANDARD.to_vec();
    for name in content.fields.keys().chain(own_fields) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}
