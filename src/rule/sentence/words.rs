//! The sentence of a rule: how its conditions are joined, nested and negated. Owns what labels are asked for.

use super::join::{self, Part};
use crate::model::FieldType;
use crate::rule::parse::Parsed;
use crate::rule::print;
use crate::rule::root::Root;
use crate::rule::tree;
use crate::text::{Arg, Message};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use jiff::tz::TimeZone;

/// What names are called where a person reads them. The default answers know nothing.
pub trait Labels {
    /// The label of a field, and its type.
    fn field(&self, _root: Root, _name: &str) -> Option<(String, FieldType)> {
        None
    }

    /// The label of a predefined filter.
    fn filter(&self, _name: &str) -> Option<String> {
        None
    }

    /// The type of a parameter of the filter that the rule belongs to.
    fn parameter(&self, _name: &str) -> Option<FieldType> {
        None
    }

    /// What a text stands for where a field is compared with it: `offer.category == 'insurance'`.
    fn value(&self, _root: Root, _field: &str, _text: &str) -> Option<Arg> {
        None
    }

    /// The time zone that moments are told in.
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}

/// The answers of somebody who knows no catalog: names stand for themselves.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoLabels;

impl Labels for NoLabels {}

/// A rule or a formula in words, without a capital at its beginning and a full stop at its end.
pub fn sentence(parsed: &Parsed, labels: &dyn Labels) -> Message {
    sentence_of(parsed.root(), labels)
}

/// The same for a part of a rule, or for a rule with its filters in it.
pub(in crate::rule) fn sentence_of(expr: &IdedExpr, labels: &dyn Labels) -> Message {
    let words = Words { labels, bound: Vec::new() };
    if words.is_condition(expr) { words.condition(expr, true).message } else { words.value(expr) }
}

/// A field by its label, as it stands in a sentence.
pub(in crate::rule) fn field_label(root: Root, name: &str, labels: &dyn Labels) -> Option<Message> {
    Words { labels, bound: Vec::new() }.field(root, name)
}

/// What putting a rule into words goes by.
pub(super) struct Words<'l> {
    pub(super) labels: &'l dyn Labels,
    /// The variables of the macros around.
    pub(super) bound: Vec<String>,
}

impl Words<'_> {
    /// A condition, or its opposite.
    pub(super) fn condition(&self, expr: &IdedExpr, positive: bool) -> Part {
        if let Some((operator, _, _)) = tree::logical(expr) {
            return self.chain(expr, operator, positive);
        }
        match &expr.expr {
            Expr::Literal(LiteralValue::Boolean(value)) => {
                let holds = *value.inner() == positive;
                Part::one(Message::new(if holds { "sentence-always" } else { "sentence-never" }))
            }
            Expr::Call(CallExpr { func_name, target: None, args }) => match (func_name.as_str(), &args[..]) {
                (operators::LOGICAL_NOT, [operand]) => self.condition(operand, !positive),
                (operators::CONDITIONAL, [condition, yes, no]) => {
                    self.choice(condition, yes, no).negated(positive)
                }
                _ => self.atom(expr, positive),
            },
            _ => self.atom(expr, positive),
        }
    }

    /// "Taken into account if", and any other choice between two rules.
    fn choice(&self, condition: &IdedExpr, yes: &IdedExpr, no: &IdedExpr) -> Part {
        let (when, then) = (self.condition(condition, true).inside(), self.condition(yes, true).inside());
        let message = if matches!(&no.expr, Expr::Literal(LiteralValue::Boolean(value)) if *value.inner()) {
            Message::new("sentence-if").with("condition", when).with("rule", then)
        } else {
            let other = self.condition(no, true).inside();
            Message::new("sentence-if-else").with("condition", when).with("rule", then).with("other", other)
        };
        Part::joined(message)
    }

    /// The terms of a chain, those merged that say one thing together.
    fn chain(&self, expr: &IdedExpr, operator: &str, positive: bool) -> Part {
        let mut terms = Vec::new();
        tree::terms(expr, operator, &mut terms);
        let all = operator == operators::LOGICAL_AND;
        if let Some((message, taken)) = self.merged(&terms, all, positive)
            && taken == terms.len()
        {
            return Part::one(message);
        }
        let mut parts = Vec::new();
        let mut rest = &terms[..];
        while let Some(first) = rest.first() {
            let (part, taken) = match self.merged(rest, all, true) {
                Some((message, taken)) => (Part::one(message), taken),
                None => (self.condition(first, true), 1),
            };
            parts.push(part.inside());
            rest = &rest[taken..];
        }
        match (parts.len(), all, positive) {
            (1, ..) => parts.pop().map_or_else(|| quoted(expr, positive), Part::one).negated(positive),
            (_, true, true) => Part::joined(join::folded("sentence-and", parts)),
            (_, false, true) => Part::joined(join::folded("sentence-or", parts)),
            (_, all, false) => {
                let id = if all { "sentence-not-all" } else { "sentence-none-of" };
                let inner = join::folded("sentence-also", parts);
                Part::joined(Message::new(id).with("conditions", inner))
            }
        }
    }

    /// The same, inside a macro that calls its items so.
    pub(super) fn within(&self, variable: &str) -> Self {
        let bound = self.bound.iter().cloned().chain([variable.to_owned()]).collect();
        Self { labels: self.labels, bound }
    }
}

/// A condition that has no words: its CEL.
pub(super) fn quoted(expr: &IdedExpr, positive: bool) -> Part {
    let id = if positive { "sentence-cel-holds" } else { "sentence-cel-fails" };
    Part::one(Message::new(id).with("rule", print::expression(expr)))
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
