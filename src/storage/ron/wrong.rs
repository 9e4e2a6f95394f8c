//! What is wrong with a value, while it is read: `serde`'s errors as messages, each with the innermost place.
//!
//! Owns the translation of errors, so that no sentence of a library reaches a person where we have our own.

use super::syntax::{Node, NodeKind, Shape};
use crate::model::{MORE_DIGITS, NoMoment, NoSpan};
use crate::storage::error::Problem;
use crate::text::{Message, nearest, said_of_rounded};
use serde::de::{self, Unexpected};
use std::fmt::Display;
use std::ops::Range;

/// The texts that the model's hand-written readers give as their reason, and what they mean here.
const VALUE_EXPECTED: &str = "a text, a finite number, true, false or a list of texts";
const WEIGHT_EXPECTED: &str = "expected a number, or a text that holds a formula";

/// An error on its way up to the place where it belongs.
#[derive(Debug)]
pub(super) struct Wrong {
    what: WrongKind,
    span: Option<Range<usize>>,
}

#[derive(Debug)]
enum WrongKind {
    Message(Message),
    /// A field that is not there; the struct it belongs to is known one level up.
    Missing(&'static str),
    /// A value that the reader cannot take; the value is known one level up.
    Type(String),
}

impl From<Message> for Wrong {
    fn from(message: Message) -> Self {
        Self { what: WrongKind::Message(message), span: None }
    }
}

impl Wrong {
    /// The error of a value of another type than expected.
    pub(super) fn type_of(node: &Node, expected: &'static str) -> Self {
        Self::from(wrong_type(Message::new(expected).into(), node))
    }

    /// The error at a node, unless it has a place already.
    pub(super) fn at(mut self, node: &Node) -> Self {
        self.span.get_or_insert_with(|| node.span.range());
        self
    }

    /// The error of a value that was found to be `node`.
    pub(super) fn found(mut self, node: &Node) -> Self {
        if let WrongKind::Type(expected) = &self.what {
            let expected = match expected.as_str() {
                VALUE_EXPECTED => Message::new("storage-kind-value").into(),
                other => other.into(),
            };
            self.what = WrongKind::Message(wrong_type(expected, node));
        }
        self
    }

    /// The error of a field that is missing from a struct of that name.
    pub(super) fn in_struct(mut self, name: &'static str) -> Self {
        if let WrongKind::Missing(field) = self.what {
            let message = Message::new("storage-missing-field").with("name", field).with("owner", name);
            self.what = WrongKind::Message(message);
        }
        self
    }

    pub(super) fn into_problem(self) -> Problem {
        let message = match self.what {
            WrongKind::Message(message) => message,
            WrongKind::Missing(field) => {
                Message::new("storage-missing-field").with("name", field).with("owner", "")
            }
            WrongKind::Type(expected) => Message::new("storage-invalid").with("text", expected),
        };
        Problem::new(self.span.unwrap_or(0..0), message)
    }
}

fn wrong_type(expected: crate::text::Arg, node: &Node) -> Message {
    Message::new("storage-wrong-type").with("expected", expected).with("found", Message::new(kind(node)))
}

/// What a node is, in a word.
fn kind(node: &Node) -> &'static str {
    match &node.kind {
        NodeKind::Text(_) => "storage-kind-text",
        NodeKind::Integer(_) => "storage-kind-integer",
        NodeKind::Decimal(_) => "storage-kind-decimal",
        NodeKind::Boolean(_) => "storage-kind-boolean",
        NodeKind::Word(_) => "storage-kind-word",
        NodeKind::Group(group) => match group.shape {
            Shape::Struct => "storage-kind-struct",
            Shape::Tuple => "storage-kind-tuple",
            Shape::List => "storage-kind-list",
            Shape::Map => "storage-kind-map",
            Shape::Object => "storage-kind-object",
        },
    }
}

/// The message about a name that is not among the known ones, with the one that was probably meant.
pub(super) fn unknown(id: &'static str, name: &str, known: &[&str]) -> Message {
    let hint = match nearest(name, known.iter().copied()) {
        Some(other) => Message::new("storage-did-you-mean").with("name", other),
        None => Message::new("storage-known-are").with("names", known.join(", ")),
    };
    Message::new(id).with("name", name).with("hint", hint)
}

impl de::Error for Wrong {
    fn custom<T: Display>(text: T) -> Self {
        let text = text.to_string();
        if let Some(found) = text.strip_prefix(NoMoment::EXPECTED) {
            return Self::from(Message::new("storage-not-a-moment").with("found", found));
        }
        if let Some(digits) = text.strip_prefix(MORE_DIGITS) {
            let kept = digits.parse().unwrap_or_default();
            return Self::from(said_of_rounded(super::number::ROUNDED, digits, kept));
        }
        let known = [
            (NoSpan.to_string(), "storage-not-a-span"),
            (WEIGHT_EXPECTED.to_owned(), "storage-not-a-weight"),
        ];
        let id = known.into_iter().find(|(known, _)| *known == text).map(|(_, id)| id);
        Self::from(id.map_or_else(|| Message::new("storage-invalid").with("text", text), Message::new))
    }

    fn invalid_type(_found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self { what: WrongKind::Type(expected.to_string()), span: None }
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        match found {
            // The only value of the right type that the model refuses: beyond its signed integers.
            Unexpected::Unsigned(number) => {
                Self::from(Message::new("storage-number-too-large").with("number", number.to_string()))
            }
            _ => Self { what: WrongKind::Type(expected.to_string()), span: None },
        }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { what: WrongKind::Missing(field), span: None }
    }
}

impl Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.what)
    }
}

impl std::error::Error for Wrong {}
