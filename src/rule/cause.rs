//! Why a rule is unknown. Owns the reasons, and what the interpreter's errors mean in them.

use super::dialect;
use super::expand::{BROKEN_FILTER, LOOPING_FILTER, TOO_LARGE, UNKNOWN_FILTER, WRONG_ARGUMENTS};
use crate::text::Message;
use cel::ExecutionError;
use std::sync::Arc;

/// Why a rule is unknown: what was missing or wrong. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause(Arc<Message>);

impl Cause {
    pub(super) fn new(message: Message) -> Self {
        Self(Arc::new(message))
    }

    /// A field that has no value here.
    pub(super) fn missing(path: &str) -> Self {
        Self::new(Message::new("rule-missing").with("path", path))
    }

    /// A name that means nothing.
    pub(super) fn unknown_name(name: &str) -> Self {
        let message = [
            (UNKNOWN_FILTER, "rule-unknown-filter"),
            (LOOPING_FILTER, "rule-filter-loop"),
            (WRONG_ARGUMENTS, "rule-filter-arguments"),
            (BROKEN_FILTER, "rule-filter-broken"),
            (TOO_LARGE, "rule-too-large"),
        ];
        match message.into_iter().find_map(|(mark, id)| Some((id, name.strip_prefix(mark)?))) {
            Some((id @ "rule-too-large", _)) => Self::new(Message::new(id)),
            Some((id, name)) => Self::new(Message::new(id).with("name", name)),
            None => Self::new(Message::new("rule-unknown-name").with("name", name)),
        }
    }

    pub(super) fn not_boolean() -> Self {
        Self::new(Message::new("rule-not-boolean"))
    }

    pub(super) fn not_number() -> Self {
        Self::new(Message::new("rule-not-number"))
    }

    pub(super) fn not_finite() -> Self {
        Self::new(Message::new("rule-not-finite"))
    }

    pub(super) fn no_field_value() -> Self {
        Self::new(Message::new("rule-no-field-value"))
    }

    pub(super) fn types() -> Self {
        Self::new(Message::new("rule-types-differ"))
    }

    pub(super) fn overflow() -> Self {
        Self::new(Message::new("rule-overflow"))
    }

    pub(super) fn zero() -> Self {
        Self::new(Message::new("rule-division-by-zero"))
    }

    pub(super) fn too_costly() -> Self {
        Self::new(Message::new("rule-too-costly"))
    }

    /// What an error of the interpreter means. `path` finds the whole path of a field that is missing.
    pub(super) fn interpreted(error: &ExecutionError, path: impl Fn(&str) -> Option<String>) -> Self {
        match error {
            ExecutionError::NoSuchKey(key) => Self::missing(path(key).as_deref().unwrap_or(key)),
            ExecutionError::UndeclaredReference(name) => match path(name) {
                Some(path) => Self::missing(&path),
                None => Self::unknown_name(name),
            },
            ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_) => Self::zero(),
            ExecutionError::Overflow(..) => Self::overflow(),
            ExecutionError::NoSuchOverload(_)
            | ExecutionError::UnexpectedType { .. }
            | ExecutionError::UnsupportedBinaryOperator(..)
            | ExecutionError::ValuesNotComparable(..) => Self::types(),
            ExecutionError::IndexOutOfBounds(_) => Self::new(Message::new("rule-no-such-item")),
            ExecutionError::FunctionError { function, message } if function == "matches" => {
                Self::new(Message::new(if message == dialect::TOO_LARGE {
                    "rule-pattern-large"
                } else {
                    "rule-pattern-wrong"
                }))
            }
            ExecutionError::FunctionError { function, .. } => {
                Self::new(Message::new("rule-function-failed").with("name", function))
            }
            _ => Self::new(Message::new("rule-failed")),
        }
    }

    /// Whether the values that were seen explain it.
    pub(super) fn is_of_values(&self) -> bool {
        const OF_VALUES: [&str; 9] = [
            "rule-function-failed",
            "rule-not-finite",
            "rule-not-number",
            "rule-overflow",
            "rule-division-by-zero",
            "rule-types-differ",
            "rule-no-such-item",
            "rule-pattern-wrong",
            "rule-pattern-large",
        ];
        OF_VALUES.contains(&self.0.id)
    }

    /// Whether it was not run at all.
    pub(super) fn is_too_costly(&self) -> bool {
        *self == Self::too_costly()
    }

    /// The cause, to be put into words: `profile.pages_seen is missing`.
    pub fn message(&self) -> Message {
        (*self.0).clone()
    }
}
