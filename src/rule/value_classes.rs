//! The classes of a field's values that some tests tell apart: missing, at one of the constants that they name, or between
//! two of them. Owns which class a value is in, and the classes that a test holds for; what constants and values are equal
//! to is for [`super::val`] to say.

use super::constants::Constants;
use super::finder::{Buckets, TextPlaces};
use super::instant::Instant;
use super::node::Order;
use super::slot_test::{SlotTest, TestKind};
use super::val::{Val, compare, val};
use super::value::Typed;
use std::cmp::Ordering;
use std::ops::Range;

/// Up to here whole numbers and doubles stand for each other.
const EXACT: i64 = 1 << 53;

/// Of whole numbers that lie no further apart, the class of each is written down.
const MOST_WRITTEN: i64 = 4_096;

/// The classes of a field's values that some tests tell apart. Class 0 is *missing*; what lies below the constants, at them
/// and above follows in that order, as far as some test tells it from what came before. Where no test asks for an order, all
/// that is at no constant is in class 1.
#[derive(Debug)]
pub struct ValueClasses {
    points: Points,
    /// The classes of what is missing, of what lies below each constant and at it, and of what lies above all.
    classes: Box<[u32]>,
    count: u32,
}

/// Constants in their order, none twice.
#[derive(Debug)]
enum Points {
    /// None: all values that are not missing are alike.
    None,
    Bools(Vec<bool>),
    Whole(WholePoints),
    Decimal(Vec<f64>),
    Texts(TextPoints),
    Moments(Vec<Instant>),
    /// Numbers of which some are whole and some not.
    Mixed(Vec<Val<'static>>),
}

/// Whole numbers in their order.
#[derive(Debug)]
struct WholePoints {
    points: Vec<i64>,
    /// The first of them.
    first: i64,
    /// The classes of those from the first to the last, where they are few.
    written: Box<[u32]>,
    /// Where they are many.
    buckets: Option<Buckets>,
}

/// Texts in their order.
#[derive(Debug)]
struct TextPoints {
    points: Vec<Box<str>>,
    places: TextPlaces,
    /// Whether some test asks what stands before a text, or behind it: only then do classes between texts differ.
    ordered: bool,
}

impl ValueClasses {
    /// The class of what is missing.
    pub const MISSING: u32 = 0;

    /// The classes that tests of one field tell apart.
    pub fn of<'t>(tests: impl IntoIterator<Item = &'t SlotTest>) -> Self {
        let mut ordered = false;
        let points = |test: &SlotTest| {
            ordered |= matches!(test.kind, TestKind::Stands(..));
            let borders = borders(&test.kind);
            test.points().into_iter().map(move |point| (point, borders))
        };
        let mut points: Vec<(Val<'static>, [bool; 2])> = tests.into_iter().flat_map(points).collect();
        points.sort_by(|(one, _), (other, _)| compare(one, other).unwrap_or(Ordering::Equal));
        points.dedup_by(|(one, more), (other, borders)| {
            let is_same = compare(one, other) == Some(Ordering::Equal);
            if is_same {
                *borders = [borders[0] || more[0], borders[1] || more[1]];
            }
            is_same
        });
        let (points, borders): (Vec<Val<'static>>, Vec<[bool; 2]>) = points.into_iter().unzip();
        let classes = if ordered { in_order(&borders) } else { apart(borders.len()) };
        let count = classes.iter().max().map_or(0, |last| last + 1);
        let mut points = Points::of(points, ordered);
        if let Points::Whole(whole) = &mut points {
            whole.written.iter_mut().for_each(|class| *class = classes[*class as usize]);
        }
        Self { points, classes, count }
    }

    /// How many classes there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The class of a value; `None` of one that cannot be compared with the constants.
    pub fn class(&self, value: Option<&Typed>) -> Option<u32> {
        let Some(value) = value else { return Some(Self::MISSING) };
        let found = match (&self.points, value) {
            (Points::None, _) => Err(0),
            (Points::Whole(points), Typed::Integer(value)) => return Some(self.of_whole(points, *value)),
            (Points::Bools(points), Typed::Boolean(value)) => points.binary_search(value),
            (Points::Decimal(points), Typed::Decimal(value)) if !value.is_nan() => {
                points.binary_search_by(|point| point.partial_cmp(value).unwrap_or(Ordering::Equal))
            }
            (Points::Texts(points), Typed::Text(value)) => points.find(value),
            (Points::Moments(points), Typed::Moment(value)) => points.binary_search(value),
            (points, value) => points.place(&val(value))?,
        };
        Some(self.class_at(found))
    }

    /// The class of what was found at a constant, or else of what would be put in there.
    fn class_at(&self, found: Result<usize, usize>) -> u32 {
        self.classes[spot(found)]
    }

    #[inline]
    fn of_whole(&self, points: &WholePoints, value: i64) -> u32 {
        points.written(value).unwrap_or_else(|| self.class_at(points.find(value)))
    }

    /// The classes of whole numbers, in their order; `unclassed` stands for those that cannot be compared with the constants.
    #[cfg(feature = "arrow")]
    pub fn classes_of_whole(&self, values: &[i64], unclassed: u32, found: &mut [u32]) {
        let both = found.iter_mut().zip(values);
        match &self.points {
            Points::Whole(points) => both.for_each(|(found, value)| *found = self.of_whole(points, *value)),
            _ => both.for_each(|(found, value)| {
                *found = self.class(Some(&Typed::Integer(*value))).unwrap_or(unclassed);
            }),
        }
    }

    /// The class of a text.
    #[cfg(feature = "arrow")]
    pub fn class_of_text(&self, text: &str) -> Option<u32> {
        let found = match &self.points {
            Points::None => Err(0),
            Points::Texts(points) => points.find(text),
            points => points.place(&Val::Text(text.into()))?,
        };
        Some(self.class_at(found))
    }

    /// The classes that a test holds for which is among those that the classes were made of: in their order, none twice.
    pub fn of_test(&self, test: &SlotTest) -> Vec<Range<u32>> {
        let count = self.count();
        let at = |constant: &Val<'_>| self.points.place(constant).map(|found| self.class_at(found));
        let alone = |constant: &Val<'_>| at(constant).map(|class| class..class + 1);
        let found: Vec<Range<u32>> = match &test.kind {
            TestKind::Has => std::iter::once(1..count).collect(),
            TestKind::IsTrue => alone(&Val::Bool(true)).into_iter().collect(),
            TestKind::Equals(constant) => alone(constant).into_iter().collect(),
            TestKind::Stands(order, constant) => at(constant)
                .map(|class| match order {
                    Order::Less => 1..class,
                    Order::LessOrEqual => 1..class + 1,
                    Order::Greater => class + 1..count,
                    Order::GreaterOrEqual => class..count,
                })
                .into_iter()
                .collect(),
            TestKind::In(constants) => self.at_any(constants),
        };
        match (test.wanted, &test.kind) {
            (true, _) => found,
            (false, TestKind::Has) => std::iter::once(0..1).collect(),
            (false, _) => without(&found, count),
        }
    }

    fn at_any(&self, constants: &Constants) -> Vec<Range<u32>> {
        let points = constants.points(usize::MAX).unwrap_or_default();
        let places = points.iter().filter_map(|point| self.points.place(point));
        let mut classes: Vec<u32> = places.map(|found| self.class_at(found)).collect();
        classes.sort_unstable();
        classes.dedup();
        classes.into_iter().map(|class| class..class + 1).collect()
    }

    /// Whether a test, of which the classes may not have been made, holds for a value.
    pub fn holds(test: &SlotTest, value: Option<&Typed>) -> bool {
        let classes = Self::of([test]);
        let class = classes.class(value);
        class.is_some_and(|class| classes.of_test(test).iter().any(|range| range.contains(&class)))
    }
}

/// All classes of values that are not missing, of so many, but some.
fn without(some: &[Range<u32>], count: u32) -> Vec<Range<u32>> {
    let starts = std::iter::once(1).chain(some.iter().map(|range| range.end));
    let ends = some.iter().map(|range| range.start).chain([count]);
    starts.zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty()).collect()
}

/// Whether a test tells what lies below its constants from what is at them, and that from what lies above.
fn borders(kind: &TestKind) -> [bool; 2] {
    match kind {
        TestKind::Stands(Order::Less | Order::GreaterOrEqual, _) => [true, false],
        TestKind::Stands(Order::LessOrEqual | Order::Greater, _) => [false, true],
        TestKind::IsTrue | TestKind::Has | TestKind::Equals(_) | TestKind::In(_) => [true, true],
    }
}

/// The classes where tests ask for an order: another one begins at each border.
fn in_order(borders: &[[bool; 2]]) -> Box<[u32]> {
    let mut class = 1;
    let next = |border: &bool| {
        class += u32::from(*border);
        class
    };
    [ValueClasses::MISSING, 1].into_iter().chain(borders.iter().flatten().map(next)).collect()
}

/// The classes where no test asks for an order.
fn apart(points: usize) -> Box<[u32]> {
    let at = (2..).take(points).flat_map(|class| [class, 1]);
    [ValueClasses::MISSING, 1].into_iter().chain(at).collect()
}

/// Where the class stands of a constant at a place, or else of what would be put in there.
fn spot(found: Result<usize, usize>) -> usize {
    match found {
        Ok(place) => 2 * place + 2,
        Err(place) => 2 * place + 1,
    }
}

impl WholePoints {
    fn of(points: Vec<i64>) -> Self {
        let ends = points.first().zip(points.last());
        let span = ends.and_then(|(first, last)| Some(*first..=last.checked_sub(*first).map(|_| *last)?));
        let few = span.filter(|span| span.end() - span.start() < MOST_WRITTEN);
        let at = |value: i64| u32::try_from(spot(points.binary_search(&value))).unwrap_or(u32::MAX);
        let written: Box<[u32]> = few.into_iter().flatten().map(at).collect();
        let first = points.first().copied().unwrap_or_default();
        let distances = || points.iter().map(|point| point.abs_diff(first)).collect::<Vec<_>>();
        let buckets = if written.is_empty() { Buckets::of(&distances()) } else { None };
        Self { points, first, written, buckets }
    }

    #[inline]
    fn written(&self, value: i64) -> Option<u32> {
        // What lies below the first is further away than any number that is written down.
        let distance = usize::try_from(value.wrapping_sub(self.first).cast_unsigned()).ok()?;
        self.written.get(distance).copied()
    }

    fn find(&self, value: i64) -> Result<usize, usize> {
        if value < self.first {
            return Err(0);
        }
        if self.points.last().is_none_or(|last| value > *last) {
            return Err(self.points.len());
        }
        let Some(buckets) = &self.buckets else { return self.points.binary_search(&value) };
        let Some(around) = buckets.around(value.abs_diff(self.first)) else { return Err(self.points.len()) };
        let start = around.start;
        let found = self.points[around].binary_search(&value);
        found.map(|place| place + start).map_err(|place| place + start)
    }
}

impl TextPoints {
    fn of(points: Vec<Box<str>>, ordered: bool) -> Self {
        Self { places: TextPlaces::of(&points), points, ordered }
    }

    fn find(&self, value: &str) -> Result<usize, usize> {
        match self.places.find(&self.points, value) {
            Some(place) => Ok(place),
            None if self.ordered => self.points.binary_search_by(|point| (**point).cmp(value)),
            None => Err(0),
        }
    }
}

impl Points {
    fn of(points: Vec<Val<'static>>, ordered: bool) -> Self {
        fn all<T>(points: &[Val<'static>], of: impl Fn(&Val<'static>) -> Option<T>) -> Option<Vec<T>> {
            points.iter().map(of).collect()
        }
        let bools = || all(&points, |point| if let Val::Bool(value) = point { Some(*value) } else { None });
        let moments = || all(&points, |point| if let Val::Moment(at) = point { Some(*at) } else { None });
        let texts = || {
            all(&points, |point| if let Val::Text(text) = point { Some(Box::from(&**text)) } else { None })
        };
        if points.is_empty() {
            return Self::None;
        }
        let found = bools().map(Self::Bools);
        let found = found.or_else(|| texts().map(|texts| Self::Texts(TextPoints::of(texts, ordered))));
        let found = found.or_else(|| moments().map(Self::Moments));
        let found =
            found.or_else(|| all(&points, as_whole).map(|points| Self::Whole(WholePoints::of(points))));
        let found = found.or_else(|| all(&points, as_decimal).map(Self::Decimal));
        found.unwrap_or(Self::Mixed(points))
    }

    fn len(&self) -> usize {
        match self {
            Self::None => 0,
            Self::Bools(points) => points.len(),
            Self::Whole(whole) => whole.points.len(),
            Self::Decimal(points) => points.len(),
            Self::Texts(texts) => texts.points.len(),
            Self::Moments(points) => points.len(),
            Self::Mixed(points) => points.len(),
        }
    }

    fn get(&self, place: usize) -> Option<Val<'_>> {
        match self {
            Self::None => None,
            Self::Bools(points) => points.get(place).copied().map(Val::Bool),
            Self::Whole(whole) => whole.points.get(place).copied().map(Val::Int),
            Self::Decimal(points) => points.get(place).copied().map(Val::Double),
            Self::Texts(texts) => texts.points.get(place).map(|text| Val::Text((&**text).into())),
            Self::Moments(points) => points.get(place).copied().map(Val::Moment),
            Self::Mixed(points) => points.get(place).cloned(),
        }
    }

    /// The place of a value among the constants, or else where it would be put in; `None` where they cannot be compared.
    fn place(&self, value: &Val<'_>) -> Option<Result<usize, usize>> {
        let (mut from, mut until) = (0, self.len());
        while from < until {
            let middle = usize::midpoint(from, until);
            match compare(&self.get(middle)?, value)? {
                Ordering::Equal => return Some(Ok(middle)),
                Ordering::Less => from = middle + 1,
                Ordering::Greater => until = middle,
            }
        }
        Some(Err(from))
    }
}

fn as_whole(point: &Val<'static>) -> Option<i64> {
    match point {
        Val::Int(value) => Some(*value),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "whole numbers up to there are exact")]
fn as_decimal(point: &Val<'static>) -> Option<f64> {
    match point {
        Val::Double(value) => Some(*value),
        Val::Int(value) if (-EXACT..=EXACT).contains(value) => Some(*value as f64),
        _ => None,
    }
}
