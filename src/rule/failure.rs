//! What is kept of a condition that failed, and of the values that it saw. The words are in `wording`.

use super::cause::{Cause, FieldName};
use cel::IdedExpr;
use std::sync::Arc;

/// A condition of a rule that failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// It is false.
    False {
        /// The condition's node, with the rules of predefined filters in the place of their calls.
        condition: Arc<IdedExpr>,
        /// The fields it names, with their values.
        seen: Vec<Seen>,
    },
    /// It is unknown.
    Unknown {
        /// Why.
        cause: Cause,
        /// The fields it names, with their values, where these explain the cause.
        seen: Vec<Seen>,
    },
}

/// A field that a condition looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The field.
    pub field: FieldName,
    /// Its value as a catalog writes it, cut after 80 characters; `None` when it is missing.
    pub value: Option<String>,
}
