//! Values to try: at least one of each class that some tests of a field tell apart, so far as they can be made up. Owns
//! which values those are; what comes of them is for the engine to find out, so that a value too many does no harm.

use super::Reasoner;
use super::condition::Condition;
use super::leaf::{Domain, Leaf, Subject, Test};
use crate::rule::instant::Instant;
use crate::rule::node::TextTest;
use crate::rule::root::{Root, field};
use crate::rule::schema::Schema;
use crate::rule::tree;
use crate::rule::val::Val;
use crate::rule::value::Typed;
use cel::IdedExpr;
use cel::common::ast::{Expr, operators};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;

/// How many values of one field are tried: those of a rule that people write are a handful.
const MOST_VALUES: usize = 60;

/// How many texts of a list, or parts of a text, are combined: each doubles the values.
const MOST_COMBINED: usize = 4;

/// How long a text or a list is made, where a rule asks for its length.
const MOST_LONG: i64 = 100;

const SECOND: SignedDuration = SignedDuration::from_secs(1);
const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Reasoner {
    /// The fields that some rules ask, also through filters.
    pub fn fields(&self, conditions: &[&Condition]) -> Vec<(Root, usize)> {
        let mut found = BTreeSet::new();
        for leaf in self.leaves(conditions) {
            fields_of(&leaf.expr, &self.schema, &mut found);
        }
        found.into_iter().collect()
    }

    /// Values of a field that some rules may tell apart, none of them missing. `at` is the moment of the call.
    pub fn witnesses(
        &self,
        conditions: &[&Condition],
        (root, slot): (Root, usize),
        at: Timestamp,
    ) -> Vec<Typed> {
        let leaves = self.leaves(conditions);
        let subject = Subject::Field(root, slot);
        let own: Vec<&Leaf> = leaves.iter().copied().filter(|leaf| leaf.subject == subject).collect();
        let domain = super::leaf::domain_of(&self.schema, root, slot);
        let mut found = of_domain(&domain, &own);
        for leaf in leaves.iter().filter(|leaf| leaf.subject != subject) {
            if let Subject::Value(value) = leaf.subject {
                let name = |expr: &IdedExpr| {
                    field(expr)
                        .is_some_and(|(of, name, _)| of == root && self.schema.slot(root, name) == Some(slot))
                };
                found.extend(of_expression(self.table.value_at(value), &leaf.test, &name, &domain, at));
            }
        }
        let mut kept: Vec<Typed> = Vec::new();
        for value in found {
            if kept.len() < MOST_VALUES && !kept.contains(&value) {
                kept.push(value);
            }
        }
        kept
    }

    pub(super) fn leaves(&self, conditions: &[&Condition]) -> Vec<&Leaf> {
        let mut places = Vec::new();
        for condition in conditions {
            condition.leaves(&mut places);
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| &self.table.leaves[place]).collect()
    }
}

pub(super) fn fields_of(expr: &IdedExpr, schema: &Schema, found: &mut BTreeSet<(Root, usize)>) {
    if let Some((root, name, _)) = field(expr) {
        found.extend(schema.slot(root, name).map(|slot| (root, slot)));
    }
    tree::for_children(expr, &mut |child| fields_of(child, schema, found));
}

fn of_domain(domain: &Domain, leaves: &[&Leaf]) -> Vec<Typed> {
    let constants: Vec<&Val<'static>> = leaves.iter().flat_map(|leaf| constants(&leaf.test)).collect();
    match domain {
        Domain::Finite(values) => values.iter().filter_map(typed).collect(),
        Domain::Whole => wholes(&constants),
        Domain::Real => reals(&constants),
        Domain::Share => {
            let is_share =
                |value: &Typed| matches!(value, Typed::Decimal(value) if (0.0..100.0).contains(value));
            reals(&constants).into_iter().filter(is_share).collect()
        }
        Domain::Moment => {
            let moments = constants.iter().filter_map(|value| match value {
                Val::Moment(at) => Some(*at),
                _ => None,
            });
            moments.flat_map(around).collect()
        }
        Domain::Text => texts(&constants, leaves),
        Domain::Texts => lists(leaves),
        Domain::Span | Domain::Open => Vec::new(),
    }
}

fn typed(value: &Val<'static>) -> Option<Typed> {
    Some(match value {
        Val::Bool(value) => Typed::Boolean(*value),
        Val::Int(value) => Typed::Integer(*value),
        Val::Double(value) => Typed::Decimal(*value),
        Val::Text(text) => Typed::from(&**text),
        Val::Moment(at) => Typed::Moment(*at),
        _ => return None,
    })
}

fn constants(test: &Test) -> &[Val<'static>] {
    match test {
        Test::Order(_, value) | Test::Equal(_, value) => std::slice::from_ref(value),
        Test::In(values) => values,
        _ => &[],
    }
}

#[expect(clippy::cast_precision_loss, reason = "larger numbers are not read where it matters")]
fn number(value: &Val<'static>) -> Option<f64> {
    match value {
        Val::Int(number) => Some(*number as f64),
        Val::UInt(number) => Some(*number as f64),
        Val::Double(number) => number.is_finite().then_some(*number),
        _ => None,
    }
}

/// Each number, and those below and above it.
#[expect(clippy::cast_possible_truncation, reason = "far below 2^53, or too many to count")]
fn wholes(constants: &[&Val<'static>]) -> Vec<Typed> {
    let cuts = constants.iter().filter_map(|value| number(value));
    let around = cuts.flat_map(|cut| [cut.floor(), cut.floor() + 1.0, cut.floor() - 1.0]);
    let mut found: Vec<Typed> = around.map(|number| Typed::Integer(number as i64)).collect();
    found.push(Typed::Integer(0));
    found
}

/// Each number, one between each two, and one below and above all.
fn reals(constants: &[&Val<'static>]) -> Vec<Typed> {
    let mut cuts: Vec<f64> = constants.iter().filter_map(|value| number(value)).collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let between = cuts.windows(2).map(|pair| pair[0].midpoint(pair[1]));
    let ends = cuts.first().map(|first| first - 1.0).into_iter().chain(cuts.last().map(|last| last + 1.0));
    let found: Vec<f64> = cuts.iter().copied().chain(between).chain(ends).chain([0.0]).collect();
    found.into_iter().map(Typed::Decimal).collect()
}

/// A moment, and those just before and behind it: a day too, as a date has no time.
fn around(at: Instant) -> Vec<Typed> {
    let near = [SignedDuration::ZERO, SECOND, -SECOND, DAY, -DAY];
    near.iter().filter_map(|by| at.later(*by)).map(Typed::Moment).collect()
}

/// Each text that is named, those that begin, end and are filled as asked, and one that is none of them.
fn texts(constants: &[&Val<'static>], leaves: &[&Leaf]) -> Vec<Typed> {
    let named: Vec<&str> = constants
        .iter()
        .filter_map(|value| match value {
            Val::Text(text) => Some(&**text),
            _ => None,
        })
        .collect();
    let mut parts: Vec<(u8, &str)> = leaves
        .iter()
        .filter_map(|leaf| match &leaf.test {
            Test::Pattern(TextTest::StartsWith, part) => Some((0, part.as_str())),
            Test::Pattern(TextTest::Contains, part) => Some((1, part.as_str())),
            Test::Pattern(TextTest::EndsWith, part) => Some((2, part.as_str())),
            _ => None,
        })
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts.truncate(MOST_COMBINED);
    let chosen = |held: u32| {
        let held = parts.iter().enumerate().filter(move |(index, _)| held & (1 << index) != 0);
        held.map(|(_, (_, part))| *part).collect::<String>()
    };
    let mut found: Vec<String> = named.iter().map(|text| (*text).to_owned()).collect();
    found.extend((1..1_u32 << parts.len()).map(chosen));
    let orders = leaves.iter().any(|leaf| matches!(leaf.test, Test::Order(..)));
    found.extend(named.iter().filter(|_| orders).map(|text| format!("{text}a")));
    found.push("other".to_owned());
    found.iter().map(|text| Typed::from(text.as_str())).collect()
}

/// Lists with each selection of the texts that are looked for.
fn lists(leaves: &[&Leaf]) -> Vec<Typed> {
    let mut texts: Vec<&str> = leaves
        .iter()
        .filter_map(|leaf| match &leaf.test {
            Test::Holds(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    texts.sort_unstable();
    texts.dedup();
    texts.truncate(MOST_COMBINED);
    let chosen = |held: u32| {
        let texts = texts.iter().enumerate().filter(move |(index, _)| held & (1 << index) != 0);
        Typed::list(texts.map(|(_, text)| text))
    };
    (0..1_u32 << texts.len()).map(chosen).collect()
}

/// Values of a field inside an expression that is compared: the span between it and the moment of the call, its length.
fn of_expression(
    expr: &IdedExpr,
    test: &Test,
    is_field: &dyn Fn(&IdedExpr) -> bool,
    domain: &Domain,
    at: Timestamp,
) -> Vec<Typed> {
    if let Some((operators::SUBSTRACT, [_, from])) = tree::operation(expr)
        && is_field(from)
    {
        let spans = constants(test).iter().filter_map(|value| match value {
            Val::Span(span) => Some(*span),
            _ => None,
        });
        let at = Instant::from(at);
        return spans.filter_map(|span| at.later(-span)).flat_map(around).collect();
    }
    let Expr::Call(call) = &expr.expr else { return Vec::new() };
    let operand = call.target.as_deref().or(call.args.first());
    if call.func_name != "size" || !operand.is_some_and(is_field) {
        return Vec::new();
    }
    let lengths = constants(test).iter().filter_map(|value| match value {
        Val::Int(length) => Some(*length),
        _ => None,
    });
    let lengths = lengths.flat_map(|length| [length, length + 1, length - 1]);
    let lengths = lengths.filter(|length| (0..=MOST_LONG).contains(length));
    lengths
        .map(|length| match domain {
            Domain::Texts => Typed::list((0..length).map(|index| format!("item {}", index + 1))),
            _ => Typed::from((0..length).map(|_| 'x').collect::<String>().as_str()),
        })
        .collect()
}
