//! The values of a field that matter where a rule takes it through arithmetic or compares it with another field: numbers and
//! moments on both sides of where what the rule compares tips over, found by halving the way between values for which it
//! comes out differently; texts and lists made of what the rule names. Owns which values those are; what comes of them is
//! found by deciding, so that a value too many does no harm.

use super::setting::ReadTest;
use super::situation::Situation;
use crate::model::{FieldType, Moment};
use crate::rule::{Inputs, Instant, Root, Truth, Typed, interaction};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use std::cell::Cell;

/// How often what rules compare is looked at for one field.
const MOST_LOOKS: usize = 3_000;

/// How many such looks take as long as a try, which asks the gates about one offer.
const LOOKS_OF_TRY: usize = 40;

/// How many values of one field are tried besides those at which a rule tips over.
const MOST_OTHERS: usize = 24;

/// How many values of one field are tried.
const MOST_VALUES: usize = 60;

/// How many texts are combined to lists: each doubles them.
const MOST_COMBINED: usize = 4;

/// How long a list is made.
const MOST_LONG: i64 = 20;

const DAY: i64 = 24 * 60 * 60;

/// The values to try. `known` are those that are known to tell something apart; where the tests of the field say all that
/// matters of it, one value of each class is enough.
pub(super) fn values(
    situation: &Situation<'_>,
    place: (Root, usize),
    tests: &[ReadTest],
    (known, tells_all): (Vec<Typed>, bool),
) -> Vec<Typed> {
    let (_, field_type) = &situation.environment().schema.fields(place.0)[place.1];
    let mut seeds = known;
    seeds.extend(tests.iter().flat_map(|test| test.text.named.iter().cloned()));
    seeds.extend(others(situation));
    let zone = situation.environment().schema.zone();
    let Some(axis) = Axis::of(field_type, zone) else {
        let mut made = match field_type {
            FieldType::Text => texts(&seeds),
            FieldType::List => lists(&seeds),
            _ => seeds,
        };
        made.truncate(MOST_VALUES);
        return made;
    };
    let critical = Critical { situation, place, tests, axis, looks: Cell::new(0) };
    let found = critical.found(&seeds, tells_all);
    situation.tries.take((critical.looks.get() / LOOKS_OF_TRY) as u64);
    found
}

/// The values of the contact and the call, and the moment.
fn others(situation: &Situation<'_>) -> Vec<Typed> {
    let inputs = situation.context.inputs();
    let all = inputs.profile.iter().chain(inputs.call).flatten().cloned();
    all.chain(inputs.get(Root::Interaction, interaction::AT).cloned()).collect()
}

/// Where the values of a field lie in order, each with a whole number as its place.
#[derive(Clone, Copy)]
pub(super) enum Axis<'z> {
    Whole,
    Real,
    Seconds,
    Days(&'z TimeZone),
}

impl<'z> Axis<'z> {
    pub(super) fn of(field_type: &FieldType, zone: &'z TimeZone) -> Option<Self> {
        Some(match field_type {
            FieldType::Integer => Self::Whole,
            FieldType::Decimal => Self::Real,
            FieldType::DateTime => Self::Seconds,
            FieldType::Date => Self::Days(zone),
            FieldType::Text | FieldType::Boolean | FieldType::Choice(_) | FieldType::List => return None,
        })
    }

    /// The place of a value; of one of another kind that of what it is here.
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "near is enough")]
    pub(super) fn place(self, value: &Typed) -> Option<i64> {
        match (self, value) {
            (Self::Whole, Typed::Integer(value)) => Some(*value),
            (Self::Whole, Typed::Decimal(value)) => Some(*value as i64),
            (Self::Real, Typed::Integer(value)) => Some(ordered(*value as f64)),
            (Self::Real, Typed::Decimal(value)) => (!value.is_nan()).then(|| ordered(*value)),
            (Self::Seconds | Self::Days(_), Typed::Moment(at)) => {
                Some(self.place_of(at.to_string().parse().ok()?))
            }
            _ => None,
        }
    }

    fn place_of(self, at: Timestamp) -> i64 {
        match self {
            Self::Days(zone) => {
                let day = at.to_zoned(zone.clone()).date();
                day.duration_since(Date::constant(1970, 1, 1)).as_secs().div_euclid(DAY)
            }
            _ => at.as_second(),
        }
    }

    pub(super) fn value(self, place: i64) -> Option<Typed> {
        Some(match self {
            Self::Whole => Typed::Integer(place),
            Self::Real => Typed::Decimal(Some(number(place)).filter(|number| number.is_finite())?),
            Self::Seconds => Typed::Moment(Instant::from(Timestamp::from_second(place).ok()?)),
            Self::Days(zone) => {
                let since = SignedDuration::from_secs(place.checked_mul(DAY)?);
                let day = Date::constant(1970, 1, 1).checked_add(since).ok()?;
                Typed::Moment(Instant::of(&Moment::Date(day), zone)?)
            }
        })
    }

    /// Places all over the axis, near ones close together.
    fn landmarks(self, now: Timestamp) -> Vec<i64> {
        let powers = (0..=12).map(|power| 10_i64.pow(power));
        match self {
            Self::Whole => {
                let small = 0..=10;
                small.chain(powers).flat_map(|number| [number, -number]).collect()
            }
            Self::Real => {
                let parts = (-6..=15).map(|power| 10_f64.powi(power));
                let small = (0..=20_i32).map(|number| f64::from(number) / 2.0);
                small.chain(parts).flat_map(|number| [ordered(number), ordered(-number)]).collect()
            }
            Self::Seconds | Self::Days(_) => {
                let days = [0, 1, 7, 30, 90, 365, 3_652, 7_305, 14_610, 36_525];
                let spans = days.into_iter().flat_map(|days| [days * DAY, -days * DAY]);
                let spans = spans.chain([60, -60, 60 * 60, -60 * 60]);
                let near = spans.filter_map(|span| now.checked_add(SignedDuration::from_secs(span)).ok());
                let far = [-62_000_000_000, 0, 250_000_000_000];
                let far = far.into_iter().filter_map(|second| Timestamp::from_second(second).ok());
                near.chain(far).map(|at| self.place_of(at)).collect()
            }
        }
    }

    /// A few places far apart.
    fn steps(self, now: Timestamp) -> Vec<i64> {
        let all = [0, 1, -1, 10, 100, -100, 1_000, 10_000, 1_000_000];
        let place = |step: i64| match self {
            Self::Whole => Some(step),
            Self::Real => self.place(&Typed::Integer(step)),
            Self::Seconds | Self::Days(_) => {
                let span = SignedDuration::from_secs(step.checked_mul(DAY)?);
                Some(self.place_of(now.checked_add(span).ok()?))
            }
        };
        all.into_iter().filter_map(place).collect()
    }

    /// Of the values from one to another that which is the shortest to read, near the first.
    pub(super) fn shortest(self, near: i64, far: i64) -> i64 {
        let Self::Real = self else { return near };
        let (one, other) = (number(near), number(far));
        let lies_there = |found: &f64| one.min(other) <= *found && *found <= one.max(other);
        let round = |scale: f64| {
            let scaled = one * scale;
            (if one <= other { scaled.ceil() } else { scaled.floor() }) / scale
        };
        let found = (0..=15).map(|digits| round(10_f64.powi(digits))).find(lies_there);
        found.map_or(near, ordered)
    }
}

/// The place of a number among all that there are.
fn ordered(number: f64) -> i64 {
    let bits = (number + 0.0).to_bits().cast_signed();
    if bits < 0 { bits ^ i64::MAX } else { bits }
}

fn number(place: i64) -> f64 {
    f64::from_bits((if place < 0 { place ^ i64::MAX } else { place }).cast_unsigned())
}

/// What tests and the sides of what they compare come to.
type State = Vec<Option<bool>>;

fn truth(truth: &Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown(_) => None,
    }
}

struct Critical<'c, 's> {
    situation: &'c Situation<'s>,
    place: (Root, usize),
    tests: &'c [ReadTest],
    axis: Axis<'c>,
    looks: Cell<usize>,
}

impl Critical<'_, '_> {
    fn found(&self, seeds: &[Typed], tells_all: bool) -> Vec<Typed> {
        let known: Vec<i64> = seeds.iter().filter_map(|seed| self.axis.place(seed)).collect();
        let mut places = known.clone();
        places.extend(self.axis.landmarks(self.situation.context.at));
        places.sort_unstable();
        places.dedup();
        let compared = self.tests.iter().filter(|test| !test.sides.is_empty());
        let tips: Vec<i64> = compared.flat_map(|test| self.tips(test, &places)).collect();
        let present = self.situation.present(self.place).and_then(|value| self.axis.place(&value));
        let near = present.unwrap_or(0);
        places.extend(tips);
        places.sort_unstable();
        places.dedup();
        let mut chosen: Vec<i64> = self.classes(&places, near);
        if !tells_all {
            let mut others = known;
            others.sort_by_key(|place| place.abs_diff(near));
            others.dedup();
            chosen.extend(others.into_iter().take(MOST_OTHERS));
            chosen.extend(self.axis.steps(self.situation.context.at));
        }
        chosen.truncate(MOST_VALUES);
        chosen.into_iter().filter_map(|place| self.axis.value(place)).collect()
    }

    /// What comes of the value at a place; nothing any more once it was looked often enough.
    fn look<T: Default>(&self, place: i64, look: impl FnOnce(&Inputs<'_>) -> T) -> T {
        self.looks.set(self.looks.get() + 1);
        let value = self.axis.value(place);
        self.situation.with_value(self.place, value.as_ref(), look)
    }

    /// The places between which a test, or a side of what it compares, tips over: always two that lie side by side.
    fn tips(&self, test: &ReadTest, places: &[i64]) -> Vec<i64> {
        let state = |place: i64| -> State {
            self.look(place, |inputs| {
                let sides = test.sides.iter().map(|side| truth(&side.test(inputs)));
                sides.chain([test.outcome_of(inputs)]).collect()
            })
        };
        let mut found = Vec::new();
        let mut states = places.iter().map(|place| (*place, state(*place)));
        let Some(mut low) = states.next() else { return found };
        for high in states {
            let mut from = low;
            while from.1 != high.1 && self.looks.get() < MOST_LOOKS {
                let (mut last, mut next) = (from.0, high.clone());
                while last.abs_diff(next.0) > 1 {
                    let middle = last.midpoint(next.0);
                    let there = state(middle);
                    if there == from.1 { last = middle } else { next = (middle, there) }
                }
                found.extend([last, next.0]);
                from = next;
            }
            low = high;
        }
        found
    }

    /// Of the places in order one of each stretch in which all tests come out alike: the nearest to another place, and of
    /// decimals the shortest.
    fn classes(&self, places: &[i64], near: i64) -> Vec<i64> {
        let class = |place: i64| -> State {
            self.look(place, |inputs| self.tests.iter().map(|test| test.outcome_of(inputs)).collect())
        };
        let classes: Vec<(i64, State)> = places.iter().map(|place| (*place, class(*place))).collect();
        let stretches = classes.chunk_by(|one, other| one.1 == other.1);
        let chosen = stretches.filter_map(|stretch| {
            let ((first, state), (last, _)) = (stretch.first()?, stretch.last()?);
            let (near, far) = if near > *last { (*last, *first) } else { (near.max(*first), *last) };
            let short = self.axis.shortest(near, far);
            Some(if short == near || class(short) == *state { short } else { near })
        });
        let mut chosen: Vec<i64> = chosen.collect();
        chosen.sort_by_key(|place| place.abs_diff(near));
        chosen
    }
}

/// The texts that are named or known, those that are left of one without another, and each in capitals and in small letters.
fn texts(seeds: &[Typed]) -> Vec<Typed> {
    let said = |seed: &Typed| match seed {
        Typed::Text(text) => Some(text.to_string()),
        Typed::Integer(value) => Some(value.to_string()),
        Typed::Decimal(value) => Some(value.to_string()),
        _ => None,
    };
    let named: Vec<String> = seeds.iter().filter_map(said).take(MOST_VALUES).collect();
    let mut all = named.clone();
    for text in &named {
        let parts = named.iter().filter(|part| !part.is_empty());
        let left =
            parts.flat_map(|part| [text.strip_prefix(part.as_str()), text.strip_suffix(part.as_str())]);
        all.extend(left.flatten().map(str::to_owned));
    }
    all.extend(named.iter().flat_map(|text| [text.to_lowercase(), text.to_uppercase()]));
    let nearby = seeds.iter().filter_map(|seed| match seed {
        Typed::Integer(value) => Some([value.checked_add(1), value.checked_sub(1)]),
        _ => None,
    });
    all.extend(nearby.flatten().flatten().map(|value| value.to_string()));
    let mut kept: Vec<Typed> = Vec::new();
    for text in all {
        let text = Typed::from(text.as_str());
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

/// The lists that are known, and those of the texts that are named, each also made as long as a number that is named.
fn lists(seeds: &[Typed]) -> Vec<Typed> {
    let mut named: Vec<&str> = Vec::new();
    let texts = seeds.iter().flat_map(|seed| match seed {
        Typed::List(texts) => texts.iter().map(|text| &**text).collect(),
        _ => Vec::new(),
    });
    let alone = seeds.iter().filter_map(|seed| match seed {
        Typed::Text(text) => Some(&**text),
        _ => None,
    });
    for text in texts.chain(alone) {
        if named.len() < MOST_COMBINED && !named.contains(&text) {
            named.push(text);
        }
    }
    let chosen = |held: u32| {
        let held = named.iter().enumerate().filter(move |(index, _)| held & (1 << index) != 0);
        held.map(|(_, text)| (*text).to_owned()).collect::<Vec<String>>()
    };
    let lengths = seeds.iter().filter_map(|seed| match seed {
        Typed::Integer(length) if (0..MOST_LONG).contains(length) => usize::try_from(*length).ok(),
        _ => None,
    });
    let lengths: Vec<usize> = lengths.flat_map(|length| [length, length + 1]).collect();
    let plain: Vec<Vec<String>> = (0..1_u32 << named.len()).map(chosen).collect();
    let longer = plain.iter().flat_map(|list| {
        let lengths = lengths.iter().filter(move |length| **length > list.len());
        lengths.map(move |length| {
            let others = (1..).map(|number| format!("other{number}"));
            list.iter().cloned().chain(others).take(*length).collect()
        })
    });
    let made: Vec<Vec<String>> = plain.iter().cloned().chain(longer).collect();
    let known = seeds.iter().filter(|seed| matches!(seed, Typed::List(_))).cloned();
    let mut kept: Vec<Typed> = Vec::new();
    for list in known.chain(made.iter().map(|texts| Typed::list(texts.iter().map(String::as_str)))) {
        if !kept.contains(&list) {
            kept.push(list);
        }
    }
    kept
}
