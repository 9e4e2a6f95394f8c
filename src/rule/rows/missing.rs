//! What rows lack before they are a rule. Asks `write` whether a row has its values.

use super::group::{Group, Item, Node, Row};
use super::write::parts;
use crate::rule::parse::parse;

/// What a row lacks before it is a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A field.
    Field,
    /// A value, or another one.
    Value,
    /// Something that is CEL.
    Expression,
    /// A line in the group.
    Line,
}

impl Group {
    /// What is missing in it first. A rule may be empty, a group inside it may not.
    pub fn missing(&self) -> Option<Missing> {
        self.items.iter().find_map(Item::missing)
    }
}

impl Item {
    /// What is missing in the line first, its condition included.
    pub fn missing(&self) -> Option<Missing> {
        let condition = self.condition.as_ref().and_then(inner_missing);
        condition.or_else(|| match &self.node {
            Node::Row(row) => row.missing(),
            Node::Group(group) => inner_missing(group),
            Node::Expression(text) => parse(text).is_err().then_some(Missing::Expression),
        })
    }
}

fn inner_missing(group: &Group) -> Option<Missing> {
    if group.items.is_empty() { Some(Missing::Line) } else { group.missing() }
}

impl Row {
    /// What it lacks.
    pub fn missing(&self) -> Option<Missing> {
        match &self.field {
            None => Some(Missing::Field),
            Some(_) if parts(self).is_none() => Some(Missing::Value),
            Some(_) => None,
        }
    }
}
