//! The templates of spaces and of content fields: whether they can be read, and the names in them.

use super::checker::Checker;
use super::dangers::dangers;
use super::issue::changed;
use super::kinds;
use crate::model::{Content, ContentField, Entity, FieldType, Place, Space};
use crate::rule::{Diagnostic, Holds, PROPOSITION, Root, Schema, Template, TemplateKind, places};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// The variables that hold fields which are known beforehand.
const ROOTS: [(&str, Root); 3] = [("profile", Root::Profile), ("call", Root::Call), ("offer", Root::Offer)];

/// What is wrong with a name in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    Fine,
    /// There is nothing of that name.
    Unknown,
    /// It is a content field, and the space does not declare it.
    Undeclared,
}

/// A name in a template that shows nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtfulName {
    /// The variable, with the fields that are taken of it.
    pub name: String,
    /// Whether it is a content field that the space does not declare; otherwise there is no such field.
    pub undeclared: bool,
    /// Where it stands.
    pub places: Vec<Range<usize>>,
}

/// The names in a template that show nothing: that of a space, or of a content field, which sees no content.
pub fn doubtful_names(
    template: &Template,
    source: &str,
    schema: &Schema,
    space: Option<&Space>,
) -> Vec<DoubtfulName> {
    let named = template.names().into_iter().map(|name| (naming(&name, schema, space), name));
    let doubtful: Vec<_> = named.filter(|(naming, _)| *naming != Naming::Fine).collect();
    let mut places = if doubtful.is_empty() { HashMap::new() } else { places(source) };
    let doubt = |(naming, name): (Naming, String)| DoubtfulName {
        undeclared: naming == Naming::Undeclared,
        places: places.remove(name.as_str()).unwrap_or_default(),
        name,
    };
    doubtful.into_iter().map(doubt).collect()
}

/// The templates of a space.
pub(super) fn of_space(checker: &mut Checker<'_>, space: &Arc<Space>, schema: &Schema, place: &Place) {
    let rendering = place.field("rendering");
    dangers(checker, &space.rendering.html, &rendering.field("html"));
    for (source, kind, place) in [
        (&space.rendering.html, TemplateKind::Html, rendering.field("html")),
        (&space.rendering.text, TemplateKind::Text, rendering.field("text")),
        (&space.rendering.xml, TemplateKind::Xml, rendering.field("xml")),
    ] {
        let template = match Template::compile(source, kind) {
            Ok(template) => template,
            Err(problem) => {
                unreadable(checker, problem, &place);
                continue;
            }
        };
        risky(checker, &template, schema, &place);
        for doubt in doubtful_names(&template, source, schema, Some(space)) {
            if doubt.undeclared {
                undeclared(checker, &doubt, space, &place);
            } else {
                unknown(checker, &doubt, &place);
            }
        }
    }
}

/// The template that a content field may be. It is filled in before the content is shown, and so sees no
/// content field.
pub(super) fn of_field(
    checker: &mut Checker<'_>,
    name: &str,
    source: &str,
    schema: Option<&Schema>,
    place: &Place,
) {
    if name == "html" {
        dangers(checker, source, place);
    }
    match Template::of_field(name, source) {
        Ok(None) => {}
        Ok(Some(template)) => {
            let Some(schema) = schema else { return };
            risky(checker, &template, schema, place);
            for doubt in doubtful_names(&template, source, schema, None) {
                unknown(checker, &doubt, place);
            }
        }
        Err(problem) => unreadable(checker, problem, place),
    }
}

fn naming(name: &str, schema: &Schema, space: Option<&Space>) -> Naming {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let field = rest.split('.').next().unwrap_or_default();
    let fine_if = |known: bool| if known { Naming::Fine } else { Naming::Unknown };
    if let Some((_, root)) = ROOTS.iter().find(|(root, _)| *root == first) {
        return fine_if(field.is_empty() || schema.slot(*root, field).is_some());
    }
    if first == "proposition" {
        return fine_if(field.is_empty() || PROPOSITION.contains(&field));
    }
    match space {
        Some(space) if is_content_field(first, schema) => {
            let declared = space.content_fields.iter().any(|field| field.name == first);
            if declared { Naming::Fine } else { Naming::Undeclared }
        }
        _ => Naming::Unknown,
    }
}

/// A standard content field, or one of the catalog's offer fields, which stand behind the standard ones.
fn is_content_field(name: &str, schema: &Schema) -> bool {
    let own = schema.fields(Root::Offer).iter().skip(crate::rule::offer::FIRST_FIELD);
    Content::STANDARD.contains(&name) || own.map(|(field, _)| field).any(|field| field == name)
}

/// What a name in a template holds.
pub fn holds(name: &str, schema: &Schema) -> Holds {
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let of_type = |of: &FieldType| match of {
        FieldType::Integer | FieldType::Decimal => Holds::Number(false),
        FieldType::Text | FieldType::Choice(_) | FieldType::Date | FieldType::DateTime => Holds::Text,
        FieldType::List => Holds::List,
        FieldType::Boolean => Holds::Truth,
    };
    let of = |root: Root, field: &str| schema.field_type(root, field).map_or(Holds::Unknown, of_type);
    match (first, rest) {
        ("proposition", "rank" | "weight") => Holds::Number(true),
        ("proposition", field) if PROPOSITION.contains(&field) => Holds::Text,
        ("proposition", _) => Holds::Unknown,
        (root, "") if ROOTS.iter().any(|(name, _)| *name == root) => Holds::Unknown,
        (name, "") if Content::STANDARD.contains(&name) => Holds::Text,
        (name, "") => of(Root::Offer, name),
        (root, field) => {
            ROOTS.iter().find(|(name, _)| *name == root).map_or(Holds::Unknown, |it| of(it.1, field))
        }
    }
}

fn risky(checker: &mut Checker<'_>, template: &Template, schema: &Schema, place: &Place) {
    for risk in template.risks(&|name| holds(name, schema)) {
        checker.report(&kinds::TEMPLATE_RISK, place.part(&risk.span)).with("risk", risk.message);
    }
}

fn unreadable(checker: &mut Checker<'_>, problem: Diagnostic, place: &Place) {
    checker.report(&kinds::TEMPLATE_ERROR, place.part(&problem.span)).with("problem", problem.message);
}

fn unknown(checker: &mut Checker<'_>, doubt: &DoubtfulName, place: &Place) {
    checker.report(&kinds::TEMPLATE_UNKNOWN_FIELD, spot(doubt, place)).with("name", &doubt.name);
}

fn undeclared(checker: &mut Checker<'_>, doubt: &DoubtfulName, space: &Arc<Space>, place: &Place) {
    let field = doubt.name.split('.').next().unwrap_or(&doubt.name).to_owned();
    let declared = changed(space, Entity::Space, move |space| {
        if !space.content_fields.iter().any(|it| it.name == field) {
            space.content_fields.push(ContentField { name: field.clone(), required: false });
        }
    });
    checker
        .report(&kinds::TEMPLATE_UNDECLARED_FIELD, spot(doubt, place))
        .with("name", &doubt.name)
        .with("space", crate::model::label_or_name(&space.label, &space.name))
        .fixed_by("check-fix-declare", declared);
}

/// The first place where a template has a name.
fn spot(doubt: &DoubtfulName, place: &Place) -> Place {
    doubt.places.first().map_or_else(|| place.clone(), |span| place.part(span))
}
