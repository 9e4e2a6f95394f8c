//! What is kept of a condition that failed, and of the values that it saw. The words are in `wording`.

use super::cause::{Cause, FieldName};
use super::print;
use super::terms::Terms;
use cel::IdedExpr;
use std::borrow::Cow;
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
    Term(Arc<Terms>, usize),
}

impl FailedCondition {
    pub(super) fn node(node: &Arc<IdedExpr>) -> Self {
        Self(Which::Node(Arc::clone(node)))
    }

    pub(super) fn term(terms: &Arc<Terms>, place: usize) -> Self {
        Self(Which::Term(Arc::clone(terms), place))
    }

    /// Its node.
    pub(super) fn expr(&self) -> Arc<IdedExpr> {
        match &self.0 {
            Which::Node(node) => Arc::clone(node),
            Which::Term(terms, place) => terms.expr(*place),
        }
    }

    /// As rules write it.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match &self.0 {
            Which::Node(node) => print::expression(node).into(),
            Which::Term(terms, place) => (&*terms.get(*place).text).into(),
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
