//! The classes that the values of a subject fall into, and what some tests come to in each. Owns the claim that
//! all values of a class are alike to all those tests; compares as the evaluation of rules does.

use super::given::{Allowed, Given};
use super::leaf::{Domain, Leaf, LeafTable, Subject, Test};
use super::mask::{FALSE, Mask, TRUE, UNKNOWN, mask};
use crate::rule::node::{Node, TextTest};
use crate::rule::root::Root;
use crate::rule::schema::Inputs;
use crate::rule::val::{Val, compare, val};
use crate::rule::value::Typed;
use std::cmp::Ordering;

/// How many tests of texts may vary freely at once: each doubles the classes.
const MAX_FREE: usize = 5;

/// How many values a subject may be compared with: each test is looked at between each two of them.
const MAX_CUTS: usize = 512;

/// What a test of one class takes, in looks at a part of a rule.
const ROW: usize = 8;

/// What some tests of one subject come to: a row for each class of its values, in the order of the tests.
/// `None` when there are too many classes.
pub(super) fn rows(
    table: &LeafTable,
    subject: Subject,
    leaves: &[usize],
    given: &Given,
) -> Option<Vec<Vec<Mask>>> {
    let leaves: Vec<&Leaf> = leaves.iter().map(|leaf| &table.leaves[*leaf]).collect();
    if leaves.iter().map(|leaf| constants(&leaf.test).len()).sum::<usize>() > MAX_CUTS {
        return None;
    }
    let allowed = match subject {
        Subject::Field(root, slot) => given.of((root, slot)),
        Subject::Value(_) => None,
    };
    let mut rows = match allowed {
        Some(Allowed::OneOf(values)) => {
            values.iter().map(|value| of_value(value.as_ref(), &leaves)).collect()
        }
        Some(Allowed::Within(from, until)) => {
            let (from, until) = (from.as_nanosecond(), until.as_nanosecond());
            let bounds = [from, until];
            let spots = axis(&leaves, moment, &bounds, |_| true, |low, high| high - low > 1);
            let inside = |spot: &Spot<i128>| {
                spot.order(from) != Some(Ordering::Less) && spot.order(until) == Some(Ordering::Less)
            };
            of_spots(spots.into_iter().filter(inside), &leaves, moment)
        }
        None => {
            let mut rows = without_value(subject, &leaves, given);
            rows.extend(of_domain(table.domain(subject), &leaves)?);
            rows
        }
    };
    table.effort.take(ROW * rows.len() * leaves.len());
    rows.sort_unstable();
    rows.dedup();
    Some(rows)
}

/// What is neither the contact's nor known beforehand may be missing in two ways: the field has no value, or
/// the whole root is not there, and even `has` is unknown.
fn without_value(subject: Subject, leaves: &[&Leaf], given: &Given) -> Vec<Vec<Mask>> {
    let Subject::Field(root, _) = subject else { return vec![vec![UNKNOWN; leaves.len()]] };
    let absent = leaves.iter().map(|leaf| match &leaf.test {
        Test::Exact(_, _, node) => come_to(node, &Inputs::default()),
        _ => UNKNOWN,
    });
    let mut rows = vec![of_value(None, leaves)];
    if !given.has(root) {
        rows.push(absent.collect());
    }
    rows
}

/// What the tests come to for one value.
fn of_value(value: Option<&Typed>, leaves: &[&Leaf]) -> Vec<Mask> {
    let tested = |leaf: &&Leaf| match (&leaf.test, value) {
        (Test::Has, value) => mask(value.is_some()),
        (Test::Exact(root, slot, node), value) => exact(node, *root, *slot, value.cloned()),
        (_, None) => UNKNOWN,
        (test, Some(value)) => of_val(test, &val(value)),
    };
    leaves.iter().map(tested).collect()
}

fn of_val(test: &Test, value: &Val<'_>) -> Mask {
    match (test, value) {
        (Test::Itself, Val::Bool(held)) => mask(*held),
        (Test::Pattern(pattern, part), Val::Text(whole)) => mask(pattern.accepts(whole, part)),
        (Test::Holds(wanted), Val::Texts(list)) => mask(list.has(wanted)),
        (Test::Has, _) => TRUE,
        _ => compared(test, &|other| compare(value, other)),
    }
}

/// A test by comparison.
fn compared(test: &Test, compare: &dyn Fn(&Val<'static>) -> Option<Ordering>) -> Mask {
    let equal = |value: &Val<'static>| compare(value) == Some(Ordering::Equal);
    match test {
        Test::Has => TRUE,
        Test::Order(order, value) => compare(value).map_or(UNKNOWN, |found| mask(order.accepts(found))),
        Test::Equal(negated, value) => mask(equal(value) != *negated),
        Test::In(values) => mask(values.iter().any(equal)),
        Test::Itself | Test::Pattern(..) | Test::Holds(_) | Test::Exact(..) => UNKNOWN,
    }
}

fn exact(node: &Node, root: Root, slot: usize, value: Option<Typed>) -> Mask {
    let mut values = vec![None; slot];
    values.push(value);
    let mut inputs = Inputs::default();
    match root {
        Root::Profile => inputs.profile = &values,
        // Its values are no list.
        Root::Split => {}
        Root::Call => inputs.call = &values,
        Root::Offer => inputs.offer = &values,
        Root::Interaction => inputs.interaction = &values,
        Root::Proposition => inputs.proposition = &values,
    }
    come_to(node, &inputs)
}

fn come_to(node: &Node, inputs: &Inputs<'_>) -> Mask {
    node.test(inputs).map_or(UNKNOWN, mask)
}

fn of_domain(domain: &Domain, leaves: &[&Leaf]) -> Option<Vec<Vec<Mask>>> {
    Some(match domain {
        Domain::Open => vec![vec![TRUE; leaves.len()], vec![FALSE; leaves.len()]],
        Domain::Finite(values) => values.iter().map(|value| of_finite(value, leaves)).collect(),
        Domain::Whole => {
            let between = |low: f64, high: f64| low.floor() + 1.0 < high;
            of_spots(axis(leaves, number, &[], |at| at.fract() == 0.0, between), leaves, number)
        }
        Domain::Real => {
            let mut spots = axis(leaves, number, &[], |_| true, |low, high| low.next_up() < high);
            spots.push(Spot::Nowhere);
            of_spots(spots, leaves, number)
        }
        Domain::Share => {
            let bounds = [0.0, 100.0];
            let spots = axis(leaves, number, &bounds, |_| true, |low, high| low.next_up() < high);
            let is_share = |spot: &Spot<f64>| {
                spot.order(bounds[0]).is_some_and(Ordering::is_ge)
                    && spot.order(bounds[1]) == Some(Ordering::Less)
            };
            of_spots(spots.into_iter().filter(is_share), leaves, number)
        }
        Domain::Moment => {
            of_spots(axis(leaves, moment, &[], |_| true, |low, high| high - low > 1), leaves, moment)
        }
        Domain::Span => of_spots(axis(leaves, span, &[], |_| true, |low, high| high - low > 1), leaves, span),
        Domain::Text => return of_text(leaves),
        Domain::Texts => return of_texts(leaves),
    })
}

fn of_finite(value: &Val<'static>, leaves: &[&Leaf]) -> Vec<Mask> {
    let typed = match value {
        Val::Bool(value) => Some(Typed::Boolean(*value)),
        Val::Text(text) => Some(Typed::from(&**text)),
        _ => None,
    };
    of_value(typed.as_ref(), leaves)
}

/// A place on an axis that values compare with others on.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Spot<T> {
    At(T),
    /// Above the first, where there is one, and below the next.
    Above(Option<T>),
    /// What compares with nothing.
    Nowhere,
}

impl<T: PartialOrd + Copy> Spot<T> {
    fn order(&self, other: T) -> Option<Ordering> {
        match self {
            Self::At(at) => at.partial_cmp(&other),
            Self::Above(low) if low.is_some_and(|low| low >= other) => Some(Ordering::Greater),
            Self::Above(_) => Some(Ordering::Less),
            Self::Nowhere => None,
        }
    }
}

/// The places between and at the values that tests compare with, where there can be a value.
fn axis<'l, T: PartialOrd + Copy>(
    leaves: &[&'l Leaf],
    read: impl Fn(&'l Val<'static>) -> Option<T>,
    more: &[T],
    at: impl Fn(T) -> bool,
    between: impl Fn(T, T) -> bool,
) -> Vec<Spot<T>> {
    let mut cuts: Vec<T> = leaves.iter().flat_map(|leaf| constants(&leaf.test)).filter_map(read).collect();
    cuts.extend(more);
    cuts.sort_by(|one, other| one.partial_cmp(other).unwrap_or(Ordering::Equal));
    cuts.dedup_by(|one, other| one == other);
    let mut spots = vec![Spot::Above(None)];
    for (index, cut) in cuts.iter().enumerate() {
        if at(*cut) {
            spots.push(Spot::At(*cut));
        }
        if cuts.get(index + 1).is_none_or(|next| between(*cut, *next)) {
            spots.push(Spot::Above(Some(*cut)));
        }
    }
    spots
}

fn of_spots<T: PartialOrd + Copy>(
    spots: impl IntoIterator<Item = Spot<T>>,
    leaves: &[&Leaf],
    read: impl Fn(&Val<'static>) -> Option<T>,
) -> Vec<Vec<Mask>> {
    let row = |spot: Spot<T>| {
        let order = |value: &Val<'static>| read(value).and_then(|value| spot.order(value));
        leaves.iter().map(|leaf| compared(&leaf.test, &order)).collect()
    };
    spots.into_iter().map(row).collect()
}

fn constants(test: &Test) -> &[Val<'static>] {
    match test {
        Test::Order(_, value) | Test::Equal(_, value) => std::slice::from_ref(value),
        Test::In(values) => values,
        _ => &[],
    }
}

/// A number as evaluation compares it with doubles. One that is no number compares with nothing.
#[expect(
    clippy::cast_precision_loss,
    reason = "tests with larger whole numbers are not read where it matters"
)]
fn number(value: &Val<'static>) -> Option<f64> {
    match value {
        Val::Int(number) => Some(*number as f64),
        Val::UInt(number) => Some(*number as f64),
        Val::Double(number) => (!number.is_nan()).then_some(*number),
        _ => None,
    }
}

fn moment(value: &Val<'static>) -> Option<i128> {
    match value {
        Val::Moment(at) => Some(at.as_nanosecond()),
        _ => None,
    }
}

fn span(value: &Val<'static>) -> Option<i128> {
    match value {
        Val::Span(span) => Some(span.as_nanos()),
        _ => None,
    }
}

fn text<'v>(value: &'v Val<'static>) -> Option<&'v str> {
    match value {
        Val::Text(text) => Some(text),
        _ => None,
    }
}

/// Each text that is named, and between them texts of which the patterns may be true or false, as far as they
/// go together.
fn of_text(leaves: &[&Leaf]) -> Option<Vec<Vec<Mask>>> {
    let mut patterns: Vec<(TextTest, &str)> = Vec::new();
    for leaf in leaves {
        if let Test::Pattern(test, part) = &leaf.test
            && !patterns.contains(&(*test, part))
        {
            patterns.push((*test, part));
        }
    }
    if patterns.len() > MAX_FREE {
        return None;
    }
    let mut rows = Vec::new();
    for spot in axis(leaves, text, &[], |_| true, |_, _| true) {
        match spot {
            Spot::At(text) => rows.push(of_value(Some(&Typed::from(text)), leaves)),
            _ => rows.extend((0..1_u32 << patterns.len()).filter_map(|held| {
                let holds = |index: usize| held & (1 << index) != 0;
                let row = |leaf: &&Leaf| match &leaf.test {
                    Test::Pattern(test, part) => {
                        let index = patterns.iter().position(|it| *it == (*test, part.as_str()));
                        mask(index.is_some_and(holds))
                    }
                    test => compared(test, &|value| text(value).and_then(|value| spot.order(value))),
                };
                go_together(&patterns, &holds).then(|| leaves.iter().map(row).collect())
            })),
        }
    }
    Some(rows)
}

/// Whether a text may have just these patterns. Two beginnings are one inside the other, and what begins with a
/// text contains it.
fn go_together(patterns: &[(TextTest, &str)], holds: &dyn Fn(usize) -> bool) -> bool {
    let pairs = (0..patterns.len()).flat_map(|one| (0..patterns.len()).map(move |other| (one, other)));
    pairs.filter(|(one, _)| holds(*one)).all(|(one, other)| {
        let ((test, part), (other_test, other_part)) = (patterns[one], patterns[other]);
        if holds(other) {
            return match (test, other_test) {
                (TextTest::StartsWith, TextTest::StartsWith) => {
                    part.starts_with(other_part) || other_part.starts_with(part)
                }
                (TextTest::EndsWith, TextTest::EndsWith) => {
                    part.ends_with(other_part) || other_part.ends_with(part)
                }
                _ => true,
            };
        }
        let implied = match (test, other_test) {
            (_, TextTest::Contains) => part.contains(other_part),
            (TextTest::StartsWith, TextTest::StartsWith) => part.starts_with(other_part),
            (TextTest::EndsWith, TextTest::EndsWith) => part.ends_with(other_part),
            _ => other_part.is_empty(),
        };
        !implied
    })
}

/// Lists with each selection of the texts that are looked for.
fn of_texts(leaves: &[&Leaf]) -> Option<Vec<Vec<Mask>>> {
    let mut texts: Vec<&str> = Vec::new();
    for leaf in leaves {
        if let Test::Holds(text) = &leaf.test
            && !texts.contains(&text.as_str())
        {
            texts.push(text);
        }
    }
    if texts.len() > MAX_FREE {
        return None;
    }
    let chosen = |held: u32| {
        let texts = texts.iter().enumerate().filter(move |(index, _)| held & (1 << index) != 0);
        Typed::list(texts.map(|(_, text)| text))
    };
    Some((0..1_u32 << texts.len()).map(|held| of_value(Some(&chosen(held)), leaves)).collect())
}
