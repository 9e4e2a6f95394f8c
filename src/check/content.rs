//! The content of offers: fields and their types, addresses, templates, and what spaces require.

use super::above::Above;
use super::checker::{Checker, NamedKind};
use super::kinds;
use super::templates;
use crate::engine::missing_field;
use crate::model::{
    Category, Content, ContentApproval, Environment, Offer, Place, Scope, Space, Stage, Value, label_or_name,
};
use crate::rule::Schema;
use std::collections::HashSet;
use std::sync::Arc;

/// How many spaces one message names.
const MOST_NAMED: usize = 50;

/// The content fields that hold an address.
const URLS: [&str; 2] = ["destination_url", "image_url"];

/// Checks content, and what spaces put in its place. Without a schema, templates are only read.
pub(super) fn check(
    checker: &mut Checker<'_>,
    environment: Option<&Environment>,
    content: &Content,
    schema: Option<&Schema>,
    place: &Place,
) {
    own(checker, content, schema, place);
    for (space, content) in &content.spaces {
        let place = place.field("spaces").key(space);
        if !checker.has_space(environment, space) {
            checker.dangling(NamedKind::Space, space, place.clone());
        }
        own(checker, content, schema, &place);
        if !content.spaces.is_empty() {
            checker.report(&kinds::NESTED_CONTENT, place.field("spaces"));
        }
    }
}

fn own(checker: &mut Checker<'_>, content: &Content, schema: Option<&Schema>, place: &Place) {
    for name in Content::STANDARD {
        let text = content.standard(name).unwrap_or_default();
        templates::of_field(checker, name, text, schema, &place.field(name));
        if URLS.contains(&name) && !is_address(text) {
            checker.report(&kinds::URL_NOT_HTTP, place.field(name)).with("url", text);
        }
    }
    for (name, value) in &content.fields {
        let place = place.field("fields").key(name);
        match checker.index.offer_fields.get(name.as_str()).copied() {
            Some(field) => checker.value(value, &field.field_type, place.clone()),
            None => drop(checker.dangling(NamedKind::OfferField, name, place.clone())),
        }
        if let Value::Text(text) = value {
            templates::of_field(checker, name, text, schema, &place);
        }
    }
}

/// Whether a text is a web address, is empty, or begins with a value that could be one.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let starts = |scheme: &str| text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    text.is_empty() || text.starts_with("{{") || starts("http://") || starts("https://")
}

/// The spaces on which an offer is meant to appear: in Live, those it is live on; in Design, those its content is
/// approved for, and, while that is pending, those whose default categories and themes it falls under. Each with its
/// place.
pub(super) fn meant<'e>(
    policy: Scope,
    environment: &'e Environment,
    offer: &'e Offer,
    above: &'e Above<'_>,
) -> impl Iterator<Item = (usize, &'e Arc<Space>)> {
    let names = match (&environment.stage, &offer.approval.content) {
        (Stage::Live, _) => offer.live_on.as_slice(),
        (_, ContentApproval::Approved { spaces }) => spaces,
        _ => &[],
    };
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    let is_listed = move |space: &Space| names.contains(space.name.as_str());
    environment.spaces.iter().enumerate().filter(move |(_, space)| {
        match (&environment.stage, &offer.approval.content) {
            (Stage::Live, _) | (_, ContentApproval::Approved { .. }) => is_listed(space),
            (_, ContentApproval::Pending) => reaches(policy, space, &above.chain),
            (_, ContentApproval::Rejected) => false,
        }
    })
}

/// The first content field that each space on which the offer is meant to appear requires and misses.
pub(super) fn required(
    checker: &mut Checker<'_>,
    environment: &Environment,
    offer: &Offer,
    above: &Above<'_>,
    place: &Place,
) {
    let mut missing: Vec<(&str, Vec<&str>)> = Vec::new();
    for (_, space) in meant(checker.catalog.settings.scope, environment, offer, above) {
        let Some(index) = missing_field(&offer.content, space) else { continue };
        let (field, label) = (&space.content_fields[index].name, label_or_name(&space.label, &space.name));
        match missing.iter_mut().find(|(name, _)| name == field) {
            Some((_, spaces)) => spaces.push(label),
            None => missing.push((field, vec![label])),
        }
    }
    for (field, spaces) in missing {
        checker
            .report(&kinds::REQUIRED_CONTENT_MISSING, place.field("content").content_field(field))
            .with("offer", label_or_name(&offer.label, &offer.name))
            .with("field", field)
            .with("spaces", first_of(&spaces));
    }
}

/// The first few of a list, and whether there are more: nobody reads thousands.
fn first_of(names: &[&str]) -> String {
    let more = if names.len() > MOST_NAMED { ", …" } else { "" };
    names[..names.len().min(MOST_NAMED)].join(", ") + more
}

/// Whether a call that names neither category nor theme has a category in scope on a space, as step 5 of a
/// decision says.
fn reaches(policy: Scope, space: &Space, chain: &[&Arc<Category>]) -> bool {
    let asked = |names: &[String], has: &dyn Fn(&Category, &String) -> bool| {
        let any = || names.iter().any(|name| chain.iter().any(|category| has(category, name)));
        (!names.is_empty()).then(any)
    };
    let by_category = asked(&space.default_categories, &|category, name| category.name == *name);
    let by_theme = asked(&space.default_themes, &|category, name| category.themes.contains(name));
    let in_scope = match (by_category, by_theme) {
        (Some(one), Some(other)) if policy == Scope::Any => one || other,
        (one, other) => one.unwrap_or(true) && other.unwrap_or(true),
    };
    in_scope || chain.iter().any(|category| category.always_recommended)
}
