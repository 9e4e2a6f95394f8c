//! Where something stands in a catalog: the path that leads to it, entity by entity and field by field.
//! [`crate::storage`] turns a path into a line and a column; the window turns it into a control.

use super::{Content, Ref};
use std::ops::Range;

/// One step of a path down a catalog.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A field of an entity.
    Field(&'static str),
    /// The item at a place of a list, from 0.
    Index(usize),
    /// A key of a map.
    Key(String),
}

/// A place in a catalog.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The entity that a person would open.
    pub entity: Ref,
    /// The steps from the catalog's root to that entity.
    pub root: Vec<Step>,
    /// The steps from the entity to the field; empty: the entity as a whole.
    pub field: Vec<Step>,
    /// The bytes of the field's text that are meant, where it is a rule or a template.
    pub span: Option<(usize, usize)>,
}

impl Place {
    /// The entity as a whole, `root` steps below the catalog.
    pub fn new(entity: Ref, root: Vec<Step>) -> Self {
        Self { entity, root, field: Vec::new(), span: None }
    }

    /// A field of the same entity.
    #[must_use]
    pub fn field(&self, name: &'static str) -> Self {
        self.step(Step::Field(name))
    }

    /// An item of the list at this place.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    /// A value of the map at this place.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    /// A content field of the content at this place.
    #[must_use]
    pub fn content_field(&self, name: &str) -> Self {
        let standard = Content::STANDARD.into_iter().find(|known| *known == name);
        standard.map_or_else(|| self.field("fields").key(name), |name| self.field(name))
    }

    /// The part of this text.
    #[must_use]
    pub fn part(&self, span: &Range<usize>) -> Self {
        Self { span: Some((span.start, span.end)), ..self.clone() }
    }

    fn step(&self, step: Step) -> Self {
        let mut place = self.clone();
        place.field.push(step);
        place
    }

    /// The field as people and JSON write it: `weights[1].value`.
    pub fn field_text(&self) -> String {
        let mut text = String::new();
        for step in &self.field {
            match step {
                Step::Field(name) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(name);
                }
                Step::Index(index) => text = format!("{text}[{index}]"),
                Step::Key(key) => text = format!("{text}[{key}]"),
            }
        }
        text
    }

    /// All steps from the catalog's root.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.root.iter().chain(&self.field)
    }
}
