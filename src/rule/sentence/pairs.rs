//! Conditions that say one thing together: a range, *is empty*, *in the last 30 days*, several texts of a list.
//! Owns those forms, which are the ones that the rows of `rule` write.

use super::join;
use super::value::ValueKind;
use super::words::Words;
use crate::rule::root::{Root, field};
use crate::rule::schema::interaction;
use crate::rule::tree::{self, called};
use crate::text::Message;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};

impl Words<'_> {
    /// The words of the first terms of a chain that say one thing together, and how many they are.
    pub(super) fn merged(&self, terms: &[&IdedExpr], all: bool, positive: bool) -> Option<(Message, usize)> {
        if let Some(found) = self.several_of_a_list(terms, all, positive) {
            return Some(found);
        }
        let [first, second, ..] = terms else { return None };
        let message = self.emptiness(first, second, all, positive).or_else(|| {
            if !all || !positive {
                return None;
            }
            self.near_the_call(first, second).or_else(|| self.range(first, second))
        })?;
        Some((message, 2))
    }

    /// `'a' in x && 'b' in x`: as many as there are.
    fn several_of_a_list(&self, terms: &[&IdedExpr], all: bool, positive: bool) -> Option<(Message, usize)> {
        let (_, list) = membership(terms.first()?)?;
        let items: Vec<&IdedExpr> = terms
            .iter()
            .map_while(|term| membership(term).filter(|(_, other)| tree::same(other, list)))
            .map(|(item, _)| item)
            .collect();
        let id = match (all, positive) {
            _ if items.len() < 2 => return None,
            (true, true) => "sentence-all-among",
            (true, false) => "sentence-not-all-among",
            (false, true) => "sentence-any-among",
            (false, false) => "sentence-none-among",
        };
        let count = items.len();
        let values = items.into_iter().map(|item| self.value(item)).collect();
        Some((Message::new(id).with("values", join::listed(values)).with("list", self.value(list)), count))
    }

    /// `!has(x) || x == ''`, and its opposite.
    fn emptiness(&self, first: &IdedExpr, second: &IdedExpr, all: bool, positive: bool) -> Option<Message> {
        let (present, nothing) = if all {
            (first, not_empty(second)?)
        } else {
            let [negated] = called(first, operators::LOGICAL_NOT)? else { return None };
            (negated, empty(second)?)
        };
        let ((root, name, true), (other, same, false)) = (field(present)?, field(nothing)?) else {
            return None;
        };
        if (root, name) != (other, same) {
            return None;
        }
        let id = if all == positive { "sentence-not-empty" } else { "sentence-empty" };
        Some(Message::new(id).with("subject", self.value(nothing)))
    }

    /// `x >= 18 && x <= 30`, and a span that ends before its end.
    fn range(&self, first: &IdedExpr, second: &IdedExpr) -> Option<Message> {
        let [from, low] = called(first, operators::GREATER_EQUALS)? else { return None };
        if let Some([until, high]) = called(second, operators::LESS_EQUALS) {
            return tree::same(from, until).then(|| self.between("sentence-between", from, low, high));
        }
        let [until, high] = called(second, operators::LESS)? else { return None };
        if !tree::same(from, until) {
            return None;
        }
        if let Some(part) = self.part(from, Some(low), Some(high)) {
            return Some(part);
        }
        if let Some(day) = self.whole_day(low, high) {
            return Some(
                Message::new("sentence-moment-is").with("subject", self.value(from)).with("value", day),
            );
        }
        let id = if self.kind(from) == ValueKind::Moment { "sentence-during" } else { "sentence-from-below" };
        Some(self.between(id, from, low, high))
    }

    /// `split('spring_test') >= 10.0 && split('spring_test') < 50.0`: a part of a split, of which an end may be left out.
    pub(super) fn part(
        &self,
        subject: &IdedExpr,
        low: Option<&IdedExpr>,
        high: Option<&IdedExpr>,
    ) -> Option<Message> {
        let Some((Root::Split, name, false)) = field(subject) else { return None };
        let is_number = |expr: &IdedExpr| {
            matches!(
                expr.expr,
                Expr::Literal(LiteralValue::Int(_) | LiteralValue::UInt(_) | LiteralValue::Double(_))
            )
        };
        let end = |end: Option<&IdedExpr>, left_out: &str| match end {
            Some(end) => is_number(end).then(|| self.value(end)),
            None => Some(Message::new("sentence-plain").with("value", left_out)),
        };
        let message = Message::new("sentence-part").with("split", name);
        Some(message.with("low", end(low, "0")?).with("high", end(high, "100")?))
    }

    fn between(&self, id: &'static str, subject: &IdedExpr, low: &IdedExpr, high: &IdedExpr) -> Message {
        let message = Message::new(id).with("subject", self.value(subject));
        message.with("low", self.compared(low, subject)).with("high", self.compared(high, subject))
    }

    /// `x <= interaction.at && interaction.at - x <= duration('720h')`: in the last 30 days; and in the next.
    fn near_the_call(&self, first: &IdedExpr, second: &IdedExpr) -> Option<Message> {
        let ago = called(first, operators::LESS_EQUALS);
        let [subject, now] = ago.or_else(|| called(first, operators::GREATER_EQUALS))? else { return None };
        let [difference, span] = called(second, operators::LESS_EQUALS)? else { return None };
        let [left, right] = called(difference, operators::SUBSTRACT)? else { return None };
        let (later, earlier) = if ago.is_some() { (now, subject) } else { (subject, now) };
        if !is_call_moment(now) || !tree::same(left, later) || !tree::same(right, earlier) {
            return None;
        }
        let id = if ago.is_some() { "sentence-in-last" } else { "sentence-in-next" };
        Some(Message::new(id).with("subject", self.value(subject)).with("span", self.value(span)))
    }
}

/// Item and list of `'a' in x`, where the list is not written out.
fn membership(expr: &IdedExpr) -> Option<(&IdedExpr, &IdedExpr)> {
    let [item, list] = called(expr, operators::IN)? else { return None };
    (!matches!(list.expr, Expr::List(_))).then_some((item, list))
}

/// Whether it is the moment of the call.
pub(super) fn is_call_moment(expr: &IdedExpr) -> bool {
    let at = crate::rule::schema::standard(Root::Interaction)[interaction::AT].0;
    field(expr) == Some((Root::Interaction, at, false))
}

/// `x` of `x == ''` or `size(x) == 0`.
fn empty(expr: &IdedExpr) -> Option<&IdedExpr> {
    let [subject, nothing] = called(expr, operators::EQUALS)? else { return None };
    nothing_in(subject, nothing)
}

/// `x` of `x != ''` or `size(x) > 0`.
fn not_empty(expr: &IdedExpr) -> Option<&IdedExpr> {
    let different = called(expr, operators::NOT_EQUALS).or_else(|| called(expr, operators::GREATER));
    let [subject, nothing] = different? else { return None };
    nothing_in(subject, nothing)
}

fn nothing_in<'e>(subject: &'e IdedExpr, nothing: &IdedExpr) -> Option<&'e IdedExpr> {
    match &nothing.expr {
        Expr::Literal(LiteralValue::String(text)) if text.inner().is_empty() => Some(subject),
        Expr::Literal(LiteralValue::Int(zero)) if *zero.inner() == 0 => called(subject, "size")?.first(),
        _ => None,
    }
}
