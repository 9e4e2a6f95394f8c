//! The tree of a RON file: values with their places, and the comments around them.
//!
//! Owns the shape of the tree. Neither reads nor writes text.

use std::ops::Range;

/// A RON file.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The names in `#![enable(…)]`.
    pub extensions: Vec<String>,
    /// The comments above the attribute or, where there is none, above the value.
    pub before: Vec<Comment>,
    /// The comments between the attribute and the value.
    pub above_root: Vec<Comment>,
    /// The value.
    pub root: Node,
    /// The comments below the value.
    pub after: Vec<Comment>,
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its bytes in the source; empty for a value that was not read from one.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A text, its escapes resolved.
    Text(String),
    /// A whole number between `i64::MIN` and `u64::MAX`.
    Integer(i128),
    /// A finite number with a decimal point or an exponent.
    Decimal(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A bare name: a variant without content, `None`.
    Word(String),
    /// What holds other values.
    Group(Box<Group>),
}

/// A struct, tuple, list or map.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The name before the bracket: of a struct or variant, or `Some`.
    pub name: Option<String>,
    /// Its brackets, and how its items are labelled.
    pub shape: Shape,
    /// What it holds.
    pub items: Vec<Item>,
    /// The comments below its last item.
    pub end: Vec<Comment>,
}

/// The kind of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `(name: value, …)`.
    Struct,
    /// `(value, …)`, and `()`.
    Tuple,
    /// `[value, …]`.
    List,
    /// `{key: value, …}`.
    Map,
}

/// One item of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What stands before the colon.
    pub label: Label,
    /// The value.
    pub value: Node,
    /// The comments above it.
    pub before: Vec<Comment>,
    /// The comments behind it on its line. Only the last may be a `//` comment.
    pub after: Vec<Comment>,
}

/// What stands before an item's colon.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// Nothing: an item of a list or tuple.
    None,
    /// The name of a struct's field.
    Name(Name),
    /// The key of a map's entry.
    Key(Box<Node>),
}

/// A field's name and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its bytes in the source.
    pub span: Range<usize>,
}

/// A comment as it stands in the source, with its `//` or `/* */`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment(pub String);

impl Node {
    /// A value that was not read from a source.
    pub fn new(kind: Kind) -> Self {
        Self { span: 0..0, kind }
    }

    /// The group, where it is one.
    pub fn group(&self) -> Option<&Group> {
        match &self.kind {
            Kind::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The text, where it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a field of a struct, or of the entry of a map with that text as its key.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let item = self.group()?.items.iter().find(|item| item.label.text() == Some(name))?;
        Some(&item.value)
    }
}

impl Group {
    /// A group without items.
    pub fn new(name: Option<String>, shape: Shape) -> Self {
        Self { name, shape, items: Vec::new(), end: Vec::new() }
    }
}

impl Item {
    /// An item without comments.
    pub fn new(label: Label, value: Node) -> Self {
        Self { label, value, before: Vec::new(), after: Vec::new() }
    }

    /// Whether comments stand at it; those inside its value do not count.
    pub(super) fn has_comments(&self) -> bool {
        !(self.before.is_empty() && self.after.is_empty())
    }
}

impl Label {
    /// A field's name or an entry's key, where that is a text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Name(name) => Some(&name.text),
            Self::Key(key) => key.text(),
        }
    }
}

/// The brackets of a shape.
pub(super) fn brackets(shape: Shape) -> (char, char) {
    match shape {
        Shape::Struct | Shape::Tuple => ('(', ')'),
        Shape::List => ('[', ']'),
        Shape::Map => ('{', '}'),
    }
}
