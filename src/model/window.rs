//! Stretches of time as instants: what periods come to, where two meet, and how a stretch is said as a period
//! again. Knows no catalog and no clock.

use super::{Moment, Period};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A stretch of time: the first instant inside and the first outside. The ends of time stand for open sides, and are
/// inside then: the last day of 9999 has instants that [`Timestamp`] does not hold, which are read as its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first instant inside.
    pub from: Timestamp,
    /// The first instant outside.
    pub until: Timestamp,
}

impl Window {
    /// All of time.
    pub const ALWAYS: Self = Self { from: Timestamp::MIN, until: Timestamp::MAX };

    /// The stretch of a period, in the catalog's time zone.
    pub fn of(period: &Period, zone: &TimeZone) -> Self {
        let from = period.from.as_ref().map_or(Timestamp::MIN, |moment| moment.start(zone));
        let until = period.until.as_ref().map_or(Timestamp::MAX, |moment| moment.end(zone));
        Self { from, until }
    }

    /// Whether no instant is inside.
    pub fn is_empty(self) -> bool {
        self.until <= self.from && self.until != Timestamp::MAX
    }

    /// Whether an instant is inside.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && (at < self.until || self.until == Timestamp::MAX)
    }

    /// What is inside both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), until: self.until.min(other.until) }
    }

    /// Whether the two, neither of them empty, have no instant in common. One that is empty never holds by
    /// itself: that is another thing to say.
    pub fn never_meets(self, other: Self) -> bool {
        !self.is_empty() && !other.is_empty() && self.and(other).is_empty()
    }

    /// The stretch as a period that a person writes: whole days where it starts or ends at midnight.
    pub fn period(self, zone: &TimeZone) -> Period {
        let (start, end) = (self.from.to_zoned(zone.clone()), self.until.to_zoned(zone.clone()));
        // Where clocks go back at midnight, a day has two of them: only the first is its start.
        let day = Moment::Date(start.date());
        let from = if day.start(zone) == self.from { day } else { Moment::local(&start) };
        let day_before = end.date().yesterday().ok().map(Moment::Date);
        let until = day_before.filter(|day| day.end(zone) == self.until);
        let until = until.unwrap_or_else(|| Moment::local(&end));
        Period {
            from: (self.from != Timestamp::MIN).then_some(from),
            until: (self.until != Timestamp::MAX).then_some(until),
        }
    }
}

impl Period {
    /// Whether an instant is inside.
    pub fn contains(&self, at: Timestamp, zone: &TimeZone) -> bool {
        Window::of(self, zone).contains(at)
    }
}

/// Stretches joined where they touch or overlap, from the first to the last, without those that are empty.
pub(super) fn joined(mut windows: Vec<Window>) -> Vec<Window> {
    windows.retain(|window| !window.is_empty());
    windows.sort_unstable_by_key(|window| window.from);
    let mut joined: Vec<Window> = Vec::new();
    for window in windows {
        match joined.last_mut() {
            Some(last) if window.from <= last.until => last.until = last.until.max(window.until),
            _ => joined.push(window),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Paris").expect("bundled")
    }

    fn period(from: &str, until: &str) -> Period {
        Period { from: from.parse().ok(), until: until.parse().ok() }
    }

    fn window(from: &str, until: &str) -> Window {
        Window::of(&period(from, until), &zone())
    }

    #[test]
    fn a_stretch_is_said_as_the_period_that_it_came_from() {
        for (from, until) in [
            ("2026-01-01", "2026-01-31"),
            ("", "2026-03-29"),
            ("2026-03-29", ""),
            ("", ""),
            ("2026-01-01T08:00", "2026-01-31T18:30"),
        ] {
            assert_eq!(window(from, until).period(&zone()), period(from, until));
        }
        // An end at midnight is the end of the day before.
        assert_eq!(window("", "2026-02-01T00:00").period(&zone()), period("", "2026-01-31"));
    }

    /// The last day that can be written has instants that no timestamp holds: they are read as its last one.
    #[test]
    fn the_last_day_is_a_day() {
        let last = window("9999-12-31", "9999-12-31");
        assert!(!last.is_empty());
        for at in ["9999-12-31", "9999-12-31T12:00Z", "9999-12-31T23:59"] {
            let at = at.parse::<Moment>().expect("a moment").start(&zone());
            assert!(
                last.contains(at) && Window::ALWAYS.contains(at) && window("2026-01-01", "").contains(at)
            );
            assert!(!window("", "9999-12-29").contains(at));
        }
        assert!(window("2026-01-02", "2026-01-01").is_empty());
    }

    #[test]
    fn two_stretches_meet_in_what_both_hold() {
        let (one, other) = (window("2026-01-01", "2026-06-30"), window("2026-06-30", ""));
        assert_eq!(one.and(other), window("2026-06-30", "2026-06-30"));
        assert!(!one.never_meets(other));
        assert!(one.never_meets(window("2026-07-01", "")));
        assert!(!one.never_meets(window("2026-07-02", "2026-07-01")), "that one never holds by itself");
        assert_eq!(one.and(Window::ALWAYS), one);
    }

    #[test]
    fn stretches_that_touch_are_one() {
        let days =
            |from: u32, until: u32| window(&format!("2026-01-{from:02}"), &format!("2026-01-{until:02}"));
        let all = vec![days(10, 12), days(1, 3), days(4, 5), days(9, 8), days(11, 11)];
        assert_eq!(joined(all), [days(1, 5), days(10, 12)]);
        assert!(joined(Vec::new()).is_empty());
    }
}
