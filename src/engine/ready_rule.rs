//! A rule of a catalog, ready to be asked. Owns what comes of one that is no CEL: it matches nobody, and says why.

use super::detail::Detail;
use crate::rule::{Cause, Diagnostic, Inputs, Program, RuleTable, Schema, Truth};
use crate::text::Message;
use std::sync::Arc;

/// A rule with its program. One that is no CEL matches nobody and says so.
#[derive(Debug, Clone)]
pub(super) enum Rule {
    /// Ready to run.
    Ready(Program),
    /// What is wrong with it.
    Broken(Arc<[Diagnostic]>),
}

/// Why a rule did not match.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mismatch {
    /// It is false.
    False,
    /// It is unknown, for this reason.
    Unknown(Cause),
    /// It is no rule.
    Broken,
}

/// Why a rule cannot run.
fn broken(found: &[Diagnostic]) -> Message {
    match found.first() {
        Some(first) => Message::new("decision-broken-rule").with("problem", first.message.clone()),
        None => Message::new("decision-empty-formula"),
    }
}

impl Rule {
    /// From its text; an empty one is none: everyone.
    pub(super) fn read(rules: &RuleTable, schema: &Schema, source: &str) -> Option<Self> {
        if source.trim().is_empty() {
            return None;
        }
        Some(rules.program(schema, source).map_or_else(Self::Broken, Self::Ready))
    }

    /// Whether two are the same, or there is none: they come to the same whatever is asked of them.
    pub(super) fn are_same(one: Option<&Self>, other: Option<&Self>) -> bool {
        match (one, other) {
            (Some(Self::Ready(one)), Some(Self::Ready(other))) => one.is_same(other),
            (Some(Self::Broken(_)), Some(Self::Broken(_))) | (None, None) => true,
            _ => false,
        }
    }

    /// Whether it matches, and if not, whether it could be told.
    pub(super) fn test(&self, inputs: &Inputs<'_>) -> Result<(), Mismatch> {
        match self {
            Self::Ready(program) => match program.test(inputs) {
                Truth::True => Ok(()),
                Truth::False => Err(Mismatch::False),
                Truth::Unknown(cause) => Err(Mismatch::Unknown(cause)),
            },
            Self::Broken(_) => Err(Mismatch::Broken),
        }
    }

    /// The number it comes to, unless it is unknown, infinite or no number.
    pub(super) fn number(&self, inputs: &Inputs<'_>) -> Result<f64, Mismatch> {
        match self {
            Self::Ready(program) => program.number(inputs).map_err(Mismatch::Unknown),
            Self::Broken(_) => Err(Mismatch::Broken),
        }
    }

    /// Whether it may come to something else for another offer.
    pub(super) fn sees_offer(&self) -> bool {
        matches!(self, Self::Ready(program) if program.sees_offer())
    }

    /// The steps that it would take on these values.
    pub(super) fn steps(&self, inputs: &Inputs<'_>) -> f64 {
        match self {
            Self::Ready(program) => program.steps(inputs),
            Self::Broken(_) => 0.0,
        }
    }

    /// The same with values of the usual size.
    pub(super) fn usual_steps(&self) -> f64 {
        match self {
            Self::Ready(program) => program.usual_steps(),
            Self::Broken(_) => 0.0,
        }
    }

    /// Why it does not match these values.
    pub(super) fn why_not(&self, mismatch: &Mismatch, inputs: &Inputs<'_>) -> Detail {
        let found = match (mismatch, self) {
            (Mismatch::Unknown(cause), Self::Ready(program)) => {
                Some(Detail::Rule(program.why_unknown(cause, inputs)))
            }
            (Mismatch::Unknown(cause), Self::Broken(_)) => Some(Detail::Unknown(cause.clone())),
            (_, Self::Ready(program)) => program.why_not(inputs).map(Detail::Rule),
            (_, Self::Broken(found)) => Some(Detail::Plain(broken(found))),
        };
        found.unwrap_or_else(Detail::no_match)
    }
}

/// Whether an optional rule matches: none matches everyone.
pub(super) fn matches(rule: Option<&Rule>, inputs: &Inputs<'_>) -> Result<(), Mismatch> {
    rule.map_or(Ok(()), |rule| rule.test(inputs))
}
