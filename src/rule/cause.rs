//! Why a rule is unknown, as a value. Owns the reasons, and what the interpreter's errors mean in them; the words
//! are in `wording`.

use super::dialect;
use super::root::Root;
pub use super::stand_in::FilterProblem;
use super::stand_in::NotExpanded;
use cel::ExecutionError;
use std::sync::Arc;

/// A field of a root, such as `profile.age`. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName {
    /// What holds the field.
    pub root: Root,
    /// The field's name in rules.
    pub name: Arc<str>,
}

impl FieldName {
    pub(super) fn new(root: Root, name: &str) -> Self {
        Self { root, name: name.into() }
    }

    /// The field as rules write it.
    pub fn path(&self) -> String {
        match self.root {
            Root::Split => format!("{}('{}')", self.root.name(), self.name),
            _ => [self.root.name(), ".", &self.name].concat(),
        }
    }
}

/// Why a rule is unknown: what was missing or wrong. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// A field has no value here.
    Missing(FieldName),
    /// A map has no entry of that name.
    MissingEntry(Arc<str>),
    /// A name means nothing.
    UnknownName(Arc<str>),
    /// A predefined filter that is called does not stand for a rule.
    Filter(FilterProblem, Arc<str>),
    /// The rule is too large with all the filters it calls.
    TooLarge,
    /// It is neither true nor false.
    NotBoolean,
    /// It is no number.
    NotNumber,
    /// It is infinite, or not a number at all.
    NotFinite,
    /// It is a value that no field can have.
    NoFieldValue,
    /// Values of types that do not go together.
    TypesDiffer,
    /// A number is out of range.
    Overflow,
    /// A number is divided by zero.
    DivisionByZero,
    /// A list has no item at that place.
    NoSuchItem,
    /// A regular expression is too large.
    PatternTooLarge,
    /// A text is no regular expression.
    PatternWrong,
    /// A function of that name cannot be applied to the value it was given.
    FunctionFailed(Arc<str>),
    /// It would take too long, or more than there is left for all rules together.
    TooCostly,
    /// It could not be evaluated.
    Failed,
}

impl Cause {
    /// What an error of the interpreter means. `field` finds the field that a key or a root stands for.
    pub(super) fn interpreted(error: &ExecutionError, field: impl Fn(&str) -> Option<FieldName>) -> Self {
        match error {
            ExecutionError::NoSuchKey(key) => {
                field(key).map_or_else(|| Self::MissingEntry(key.as_str().into()), Self::Missing)
            }
            ExecutionError::UndeclaredReference(name) => {
                field(name).map_or_else(|| Self::UnknownName(name.as_str().into()), Self::Missing)
            }
            ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_) => Self::DivisionByZero,
            ExecutionError::Overflow(..) => Self::Overflow,
            ExecutionError::NoSuchOverload(_)
            | ExecutionError::UnexpectedType { .. }
            | ExecutionError::UnsupportedBinaryOperator(..)
            | ExecutionError::ValuesNotComparable(..) => Self::TypesDiffer,
            ExecutionError::IndexOutOfBounds(_) => Self::NoSuchItem,
            ExecutionError::FunctionError { function, message } if function == "matches" => {
                if message == dialect::TOO_LARGE { Self::PatternTooLarge } else { Self::PatternWrong }
            }
            ExecutionError::FunctionError { function, .. } => Self::FunctionFailed(function.as_str().into()),
            _ => Self::Failed,
        }
    }

    /// Whether the values that were seen explain it.
    pub(super) fn is_of_values(&self) -> bool {
        match self {
            Self::FunctionFailed(_)
            | Self::NotFinite
            | Self::NotNumber
            | Self::Overflow
            | Self::DivisionByZero
            | Self::TypesDiffer
            | Self::NoSuchItem
            | Self::PatternWrong
            | Self::PatternTooLarge => true,
            Self::Missing(_)
            | Self::MissingEntry(_)
            | Self::UnknownName(_)
            | Self::Filter(..)
            | Self::TooLarge
            | Self::NotBoolean
            | Self::NoFieldValue
            | Self::TooCostly
            | Self::Failed => false,
        }
    }
}

impl From<NotExpanded<'_>> for Cause {
    fn from(not_expanded: NotExpanded<'_>) -> Self {
        match not_expanded {
            NotExpanded::Filter(problem, name) => Self::Filter(problem, name.into()),
            NotExpanded::TooLarge => Self::TooLarge,
        }
    }
}
