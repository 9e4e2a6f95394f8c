//! What dragging does to a period: one end or the whole of it goes by so many days or hours.
//!
//! A moment keeps the form in which it was written: a bare date stays a bare date, a time keeps its offset.
//! What comes out never ends before it starts. Knows no catalog and no pointer.

use crate::model::{Moment, Period, Window};
use jiff::Span;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What of a period is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grip {
    /// Its first moment.
    Start,
    /// Its last.
    End,
    /// Both together.
    Whole,
}

/// What movements are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Whole days.
    Days,
    /// Hours, for moments that have a time; bare dates go by the nearest number of days.
    Hours,
}

impl Unit {
    /// Its length in seconds.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Days => 86_400.0,
            Self::Hours => 3_600.0,
        }
    }
}

impl Grip {
    /// Whether a period has what this moves.
    pub fn fits(self, period: &Period) -> bool {
        match self {
            Self::Start => period.from.is_some(),
            Self::End => period.until.is_some(),
            Self::Whole => !period.is_always(),
        }
    }
}

/// No movement goes further: more units than this leave the calendar anyway.
const FURTHEST: i64 = 100_000_000;

/// A period with what `grip` holds moved by so many units; less far where it would end before it starts, or
/// leave the calendar. A period that already does is only moved into one that does not.
pub fn shifted(period: &Period, grip: Grip, count: i64, unit: Unit, zone: &TimeZone) -> Period {
    let count = count.clamp(-FURTHEST, FURTHEST);
    let at = |count: i64| moved(period, grip, count, unit);
    let holds = |period: &Period| !Window::of(period, zone).is_empty();
    if let Some(all_the_way) = at(count).filter(holds) {
        return all_the_way;
    }
    // The last that holds on the way, halving what is left: `reached` always holds.
    let (mut reached, mut beyond) = (0, count);
    if !holds(period) {
        return period.clone();
    }
    while (beyond - reached).abs() > 1 {
        let middle = reached + (beyond - reached) / 2;
        if at(middle).as_ref().is_some_and(holds) {
            reached = middle;
        } else {
            beyond = middle;
        }
    }
    at(reached).unwrap_or_else(|| period.clone())
}

/// The same without asking whether it holds; nothing where it leaves the calendar.
fn moved(period: &Period, grip: Grip, count: i64, unit: Unit) -> Option<Period> {
    let bare = |moment: &Option<Moment>| matches!(moment, Some(Moment::Date(_)));
    // Both ends of a whole go by the same: days, when one of them can go by nothing else.
    let whole_days = grip == Grip::Whole && (bare(&period.from) || bare(&period.until));
    let (count, unit) = match unit {
        Unit::Hours if whole_days => (days_of(count), Unit::Days),
        unit => (count, unit),
    };
    let end = |moment: &Option<Moment>, here: bool| match moment {
        Some(moment) if here => moment_by(moment, count, unit).map(Some),
        other => Some(other.clone()),
    };
    let moved = Period {
        from: end(&period.from, grip != Grip::End)?,
        until: end(&period.until, grip != Grip::Start)?,
    };
    Some(moved)
}

fn moment_by(moment: &Moment, count: i64, unit: Unit) -> Option<Moment> {
    let by = |at: DateTime| match unit {
        Unit::Days => at.checked_add(Span::new().try_days(count).ok()?).ok(),
        Unit::Hours => at.checked_add(Span::new().try_hours(count).ok()?).ok(),
    };
    Some(match (moment, unit) {
        (Moment::Date(date), Unit::Days) => {
            Moment::Date(date.checked_add(Span::new().try_days(count).ok()?).ok()?)
        }
        (Moment::Date(date), Unit::Hours) => {
            Moment::Date(date.checked_add(Span::new().try_days(days_of(count)).ok()?).ok()?)
        }
        (Moment::Local(at), _) => Moment::Local(by(*at)?),
        (Moment::Offset(at, offset), _) => Moment::Offset(by(*at)?, *offset),
    })
}

/// The nearest number of days to so many hours.
fn days_of(hours: i64) -> i64 {
    (hours + 12).div_euclid(24)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Paris").expect("bundled")
    }

    fn period(from: &str, until: &str) -> Period {
        Period { from: from.parse().ok(), until: until.parse().ok() }
    }

    fn after(from: &str, until: &str, grip: Grip, count: i64, unit: Unit) -> (String, String) {
        let moved = shifted(&period(from, until), grip, count, unit, &zone());
        let text = |moment: Option<Moment>| moment.map(|it| it.to_string()).unwrap_or_default();
        (text(moved.from), text(moved.until))
    }

    fn pair(from: &str, until: &str) -> (String, String) {
        (from.to_owned(), until.to_owned())
    }

    #[test]
    fn ends_move_alone_and_together() {
        let dates = |grip, count| after("2026-06-21", "2026-09-21", grip, count, Unit::Days);
        assert_eq!(dates(Grip::Start, -3), pair("2026-06-18", "2026-09-21"));
        assert_eq!(dates(Grip::End, 10), pair("2026-06-21", "2026-10-01"));
        assert_eq!(dates(Grip::Whole, 365), pair("2027-06-21", "2027-09-21"));
        let open = after("2026-06-21", "", Grip::Whole, 1, Unit::Days);
        assert_eq!(open, pair("2026-06-22", ""));
    }

    #[test]
    fn moments_keep_their_form() {
        let times = ("2026-06-21T08:00", "2026-06-30T18:00+02:00");
        let whole = after(times.0, times.1, Grip::Whole, 2, Unit::Hours);
        assert_eq!(whole, pair("2026-06-21T10:00", "2026-06-30T20:00+02:00"));
        let mixed = after("2026-06-21", times.1, Grip::Whole, 30, Unit::Hours);
        assert_eq!(mixed, pair("2026-06-22", "2026-07-01T18:00+02:00"), "both by one day");
        let date = after("2026-06-21", "2026-06-30", Grip::End, 11, Unit::Hours);
        assert_eq!(date, pair("2026-06-21", "2026-06-30"));
    }

    #[test]
    fn an_end_stops_at_the_other() {
        let dates = |grip, count| after("2026-06-21", "2026-06-25", grip, count, Unit::Days);
        assert_eq!(dates(Grip::Start, 40), pair("2026-06-25", "2026-06-25"), "one day is left");
        assert_eq!(dates(Grip::End, -40), pair("2026-06-21", "2026-06-21"));
        let times = after("2026-06-21T08:00", "2026-06-21T18:00", Grip::End, -40, Unit::Hours);
        assert_eq!(times, pair("2026-06-21T08:00", "2026-06-21T09:00"));
    }

    #[test]
    fn what_leaves_the_calendar_or_is_reversed_stays() {
        let last = after("9999-12-30", "", Grip::Start, i64::MAX, Unit::Days);
        assert_eq!(last, pair("9999-12-31", ""), "the last day of the calendar");
        let reversed = ("2026-06-21", "2026-06-01");
        assert_eq!(after(reversed.0, reversed.1, Grip::Whole, 5, Unit::Days), pair(reversed.0, reversed.1));
        let mended = after(reversed.0, reversed.1, Grip::End, 30, Unit::Days);
        assert_eq!(mended, pair("2026-06-21", "2026-07-01"));
    }

    fn moment() -> impl Strategy<Value = Moment> {
        (2000_i16..2060, 1_i8..=12, 1_i8..=28, 0_i8..24, 0_u8..3).prop_map(
            |(year, month, day, hour, form)| {
                let at = jiff::civil::date(year, month, day).at(hour, 30, 0, 0);
                match form {
                    0 => Moment::Date(at.date()),
                    1 => Moment::Local(at),
                    _ => Moment::Offset(at, 7200),
                }
            },
        )
    }

    fn form(moment: Option<&Moment>) -> u8 {
        match moment {
            None => 0,
            Some(Moment::Date(_)) => 1,
            Some(Moment::Local(_)) => 2,
            Some(Moment::Offset(..)) => 3,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]
        #[test]
        fn a_drag_never_inverts_a_period_and_keeps_its_forms(
            from in proptest::option::of(moment()),
            until in proptest::option::of(moment()),
            grip in proptest::sample::select(vec![Grip::Start, Grip::End, Grip::Whole]),
            unit in proptest::sample::select(vec![Unit::Days, Unit::Hours]),
            count in prop_oneof![-2000_i64..2000, any::<i64>()],
        ) {
            let before = Period { from, until };
            let after = shifted(&before, grip, count, unit, &zone());
            prop_assert!(after == before || !Window::of(&after, &zone()).is_empty(), "{before:?} {after:?}");
            prop_assert_eq!(form(after.from.as_ref()), form(before.from.as_ref()));
            prop_assert_eq!(form(after.until.as_ref()), form(before.until.as_ref()));
            if grip == Grip::Start { prop_assert_eq!(after.until, before.until); }
            else if grip == Grip::End { prop_assert_eq!(after.from, before.from); }
        }
    }
}
