//! Entities as texts of their own, for the clipboard: with all that is inside them.
//!
//! One entity is its struct; several are a list of structs. Owns which struct is which entity.

use super::error::{Problem, ReadError, WriteError};
use super::ron::{self, Document, Group, Item, Label, Node, NodeKind, Shape};
use super::source::Source;
use crate::model::Entity;
use crate::text::Message;
use std::sync::Arc;

/// The text of entities with all that is inside them, which [`read_entities`] reads back.
///
/// # Errors
/// They are nested too deeply, or hold a number that is not finite.
pub fn write_entities(entities: &[Entity]) -> Result<String, WriteError> {
    match entities {
        [entity] => Ok(ron::print(&Document::of(encode(entity)?))),
        _ => write_list(entities),
    }
}

/// The text of a list of entities with all that is inside them, which [`read_entities`] reads back too. It has the same
/// form for one entity as for several.
///
/// # Errors
/// They are nested too deeply, or hold a number that is not finite.
pub fn write_list(entities: &[Entity]) -> Result<String, WriteError> {
    let mut list = Group::new(None, Shape::List);
    for entity in entities {
        list.items.push(Item::new(Label::None, encode(entity)?));
    }
    Ok(ron::print(&Document::of(Node::new(NodeKind::Group(Box::new(list))))))
}

/// The entities of a text. One of `Offer(…)` is an offer, though it may have been a template.
///
/// # Errors
/// What is wrong with the text, by place; also where it holds no entity.
pub fn read_entities(text: &str) -> Result<Vec<Entity>, Vec<ReadError>> {
    let source = Source::decode(text.as_bytes()).map_err(|error| vec![error])?;
    let placed = |problems: Vec<Problem>| -> Vec<ReadError> {
        problems.into_iter().map(|problem| source.error(problem)).collect()
    };
    let root = ron::parse(source.text()).map_err(|problem| placed(vec![problem]))?.root;
    let nodes = match root.kind {
        NodeKind::Group(list) if list.shape == Shape::List => {
            list.items.into_iter().map(|item| item.value).collect()
        }
        kind => vec![Node { span: root.span, kind, escapes: None }],
    };
    if nodes.is_empty() {
        return Err(placed(vec![nothing(root.span.range())]));
    }
    nodes.into_iter().map(|node| decode(node).map_err(placed)).collect()
}

fn encode(entity: &Entity) -> Result<Node, WriteError> {
    match entity {
        Entity::Catalog(it) => ron::encode(it),
        Entity::Dimension(it) => ron::encode(it),
        Entity::Folder(it) => ron::encode(it),
        Entity::PresentationRule(it) => ron::encode(it),
        Entity::Typology(it) => ron::encode(it),
        Entity::Environment(it) => ron::encode(it),
        Entity::Filter(it) => ron::encode(it),
        Entity::Space(it) => ron::encode(it),
        Entity::Category(it) => ron::encode(it),
        Entity::Offer(it) | Entity::Template(it) => ron::encode(it),
        Entity::Contact(it) => ron::encode(it),
        Entity::Scenario(it) => ron::encode(it),
    }
}

fn decode(node: Node) -> Result<Entity, Vec<Problem>> {
    let span = node.span.range();
    let name = node.group().and_then(|group| group.name.clone()).unwrap_or_default();
    // What encoding leaves bare is read bare, without a line that says so.
    let document = Document { extensions: vec!["implicit_some".to_owned()], ..Document::of(node) };
    match &*name {
        "Dimension" => ron::decode(&document).map(|it| Entity::Dimension(Arc::new(it))),
        "Folder" => ron::decode(&document).map(|it| Entity::Folder(Arc::new(it))),
        "PresentationRule" => ron::decode(&document).map(|it| Entity::PresentationRule(Arc::new(it))),
        "Typology" => ron::decode(&document).map(|it| Entity::Typology(Arc::new(it))),
        "Environment" => ron::decode(&document).map(|it| Entity::Environment(Arc::new(it))),
        "Filter" => ron::decode(&document).map(|it| Entity::Filter(Arc::new(it))),
        "Space" => ron::decode(&document).map(|it| Entity::Space(Arc::new(it))),
        "Category" => ron::decode(&document).map(|it| Entity::Category(Arc::new(it))),
        "Offer" => ron::decode(&document).map(|it| Entity::Offer(Arc::new(it))),
        "Contact" => ron::decode(&document).map(|it| Entity::Contact(Arc::new(it))),
        "Scenario" => ron::decode(&document).map(|it| Entity::Scenario(Arc::new(it))),
        _ => Err(vec![nothing(span)]),
    }
}

fn nothing(span: std::ops::Range<usize>) -> Problem {
    Problem::new(span, Message::new("explorer-paste-nothing"))
}
