//! The stretch of numbers or moments around one of them that let an offer through, where no test of a rule names them: of a
//! weight that is a formula. Owns where it ends, to the last number; between values that were tried nothing is known for
//! certain.

use super::critical::Axis;
use crate::model::FieldType;
use crate::rule::{Typed, written_literal};
use jiff::tz::TimeZone;

/// How long a number may be written before a rounder one inside the stretch is named.
const MOST_DIGITS: usize = 8;

/// An end of a stretch.
struct End {
    value: Typed,
    /// Whether the value belongs to it.
    is_inside: bool,
}

/// Values side by side.
pub(super) struct Stretch {
    from: Option<End>,
    until: Option<End>,
    /// Values of it, the ends among them.
    pub(super) values: Vec<Typed>,
}

impl Stretch {
    /// The rule that holds for them.
    pub(super) fn rule(&self, path: &str) -> String {
        let end = |end: &End, [inside, outside]: [&str; 2]| {
            let sign = if end.is_inside { inside } else { outside };
            format!("{path} {sign} {}", written_literal(&end.value))
        };
        let ends = [
            self.from.as_ref().map(|it| end(it, [">=", ">"])),
            self.until.as_ref().map(|it| end(it, ["<=", "<"])),
        ];
        let said: Vec<String> = ends.into_iter().flatten().collect();
        match (said.as_slice(), self.values.as_slice()) {
            ([], _) => format!("has({path})"),
            (_, [value]) => equal(path, value),
            _ => said.join(" && "),
        }
    }
}

/// The stretch around a value that passes, among others of which it is known whether they do. None of values that have no
/// order.
pub(super) fn around(
    (field_type, zone): (&FieldType, &TimeZone),
    value: &Typed,
    known: &[(&Typed, bool)],
    passes: &dyn Fn(&Typed) -> bool,
) -> Option<Stretch> {
    let axis = Axis::of(field_type, zone)?;
    let own = axis.place(value)?;
    let places = known.iter().filter_map(|(value, passes)| Some((axis.place(value)?, *passes)));
    let mut places: Vec<(i64, bool)> = places.chain([(own, true)]).collect();
    places.sort_unstable();
    places.dedup_by_key(|(place, _)| *place);
    let at = places.iter().position(|(place, _)| *place == own)?;
    let last = at + places[at + 1..].iter().take_while(|(_, passes)| *passes).count();
    let first = at - places[..at].iter().rev().take_while(|(_, passes)| *passes).count();
    let edge = |pass: i64, fail: Option<&(i64, bool)>| {
        let ((mut pass, far), mut fail) = ((pass, pass), fail?.0);
        while pass.abs_diff(fail) > 1 {
            let middle = pass.midpoint(fail);
            if axis.value(middle).is_some_and(|value| passes(&value)) { pass = middle } else { fail = middle }
        }
        Some(axis.end(pass, fail, far))
    };
    let from = edge(places[first].0, first.checked_sub(1).and_then(|before| places.get(before)));
    let until = edge(places[last].0, places.get(last + 1));
    let inside: Vec<i64> = places[first..=last].iter().map(|(place, _)| *place).collect();
    let ends = [&from, &until].into_iter().flatten().map(|end| end.0);
    let mut inside: Vec<i64> = inside.into_iter().chain(ends).collect();
    inside.sort_unstable();
    inside.dedup();
    let end = |found: Option<(i64, i64)>| {
        let (inside, named) = found?;
        Some(End { value: axis.value(named)?, is_inside: inside == named })
    };
    let values = inside.into_iter().filter_map(|place| axis.value(place)).collect();
    Some(Stretch { from: end(from), until: end(until), values })
}

impl Axis<'_> {
    /// The last place of a stretch and the one that is named: that, or the first behind it where this is shorter to read.
    /// `far` is well inside.
    fn end(self, pass: i64, fail: i64, far: i64) -> (i64, i64) {
        let length = |place: i64| self.value(place).map_or(usize::MAX, |value| written_literal(&value).len());
        if !matches!(self, Axis::Real) {
            return (pass, pass);
        }
        if length(fail) < length(pass) && length(fail) <= MOST_DIGITS {
            return (pass, fail);
        }
        let short = if length(pass) <= MOST_DIGITS { pass } else { self.shortest(pass, far) };
        (short, short)
    }
}

pub(super) fn equal(path: &str, value: &Typed) -> String {
    match value {
        Typed::Boolean(true) => path.to_owned(),
        Typed::Boolean(false) => format!("!{path}"),
        value => format!("{path} == {}", written_literal(value)),
    }
}
