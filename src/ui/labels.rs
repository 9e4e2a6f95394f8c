//! What things are called in the window: their labels, as far as a line has room for them. What is kept and what
//! programs read has them whole, from [`crate::model`].

use crate::model::{self, Catalog, Contact, Entity, Ref, Value};
use crate::text::{Arg, Language, Message, customary_moment};
use std::sync::Arc;

/// Bytes of a label that are shown and spoken of: a line of the window has room for a hundred letters.
const MOST_LABEL: usize = 500;

/// What a decision says of templates that it cannot fill in.
const RENDER_PROBLEM: &str = "decision-render-problem";

/// As much of a label as is shown.
pub(super) fn short_label(label: &str) -> &str {
    &label[..label.floor_char_boundary(MOST_LABEL)]
}

/// A label, or the name where there is none.
pub(super) fn label_or_name<'a>(label: &'a str, name: &'a str) -> &'a str {
    short_label(model::label_or_name(label, name))
}

/// What a person calls an entity.
pub(super) fn title(entity: &Entity, catalog: &Catalog) -> String {
    short_label(&entity.title(catalog)).to_owned()
}

/// What a person calls the entity of a reference; nothing where there is none.
pub(super) fn title_of(at: &Ref, catalog: &Arc<Catalog>) -> String {
    catalog.entity(at).map(|entity| title(&entity, catalog)).unwrap_or_default()
}

/// What a person reads of a contact.
pub(super) fn contact_title(contact: &Contact, catalog: &Catalog) -> String {
    short_label(&catalog.contact_title(contact)).to_owned()
}

/// A value as the language writes it.
pub(super) fn value_said(language: Language, value: &Value) -> String {
    /// Decimals of a number.
    const DECIMALS: usize = 6;
    match value {
        Value::Boolean(true) => language.text("preview-yes"),
        Value::Boolean(false) => language.text("preview-no"),
        Value::Integer(_) => value.to_string(),
        Value::Decimal(number) => language.number(*number, DECIMALS),
        Value::Text(text) => customary_moment(text, language),
        Value::List(items) => items.join(", "),
    }
}

/// A value of a contact, with the label of its field: what is tried, or invented.
pub(super) fn contact_value(catalog: &Catalog, dimension: &str, name: &str, value: String) -> Message {
    let dimension = catalog.dimension(dimension);
    let field = dimension.and_then(|it| it.fields.iter().find(|field| field.name == name));
    let label = field.map_or(name, |field| label_or_name(&field.label, name));
    Message::new("preview-tried-value").with("field", label).with("value", value)
}

/// A message as a sentence that stands alone. One that starts with a name of a rule keeps it as it is.
pub(super) fn sentence(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.contains(|c: char| !c.is_alphabetic()) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// What the templates of an offer do not show, with the offer by its label: decisions name it by its address.
pub(super) fn of_labelled(problem: &Message, catalog: &Arc<Catalog>) -> Message {
    let mut problem = problem.clone();
    let offer =
        problem.args.iter_mut().filter(|_| problem.id == RENDER_PROBLEM).find(|(name, _)| *name == "offer");
    if let Some((_, Arg::Text(address))) = offer
        && let Some(entity) = Ref::offer_at(address).and_then(|at| catalog.entity(&at))
    {
        *address = title(&entity, catalog);
    }
    problem
}
