//! What is kept of a condition that failed, and of the values that it saw. The words are in `wording`.

use super::cause::{Cause, FieldName};
use super::print;
use cel::IdedExpr;
use std::borrow::Cow;
use std::fmt::Debug;
use std::sync::Arc;

/// A condition of a rule that failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// It is false.
    False {
        /// The condition.
        condition: FailedCondition,
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

/// Which condition failed, with the rules of predefined filters in the place of their calls.
#[derive(Debug, Clone)]
pub struct FailedCondition(Which);

#[derive(Debug, Clone)]
enum Which {
    /// Its node.
    Node(Arc<IdedExpr>),
    /// One of those of a rule, by its place.
    Term(Arc<dyn Conditions>, usize),
}

/// The conditions of a rule, by their places.
pub(super) trait Conditions: Debug + Send + Sync {
    /// The node of one, with filters as they are called.
    fn expr(&self, place: usize) -> Arc<IdedExpr>;

    /// One, as rules write it.
    fn text(&self, place: usize) -> &str;
}

impl FailedCondition {
    pub(super) fn node(node: &Arc<IdedExpr>) -> Self {
        Self(Which::Node(Arc::clone(node)))
    }

    pub(super) fn term(conditions: Arc<dyn Conditions>, place: usize) -> Self {
        Self(Which::Term(conditions, place))
    }

    /// Its node.
    pub(super) fn expr(&self) -> Arc<IdedExpr> {
        match &self.0 {
            Which::Node(node) => Arc::clone(node),
            Which::Term(conditions, place) => conditions.expr(*place),
        }
    }

    /// As rules write it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Which::Node(node) => print::expression(node).into(),
            Which::Term(conditions, place) => conditions.text(*place).into(),
        }
    }
}

impl PartialEq for FailedCondition {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

/// A field that a condition looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The field.
    pub field: FieldName,
    /// Its value as a catalog writes it, cut after 80 characters; `None` when it is missing.
    pub value: Option<String>,
}
