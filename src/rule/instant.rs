//! Timestamps as rules have them (`domain.md` §3): from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z.
//! Owns that range, which is two days longer than `jiff`'s, and the arithmetic in it.

use super::span;
use crate::model::Moment;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, civil};
use std::fmt;
use std::str::FromStr;

/// The first and the last second of the range.
const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

/// An instant that a rule can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Since 1970 in UTC, rounded down.
    second: i64,
    /// From 0 to 999,999,999.
    nanosecond: i32,
}

impl Instant {
    /// The last instant there is: what stands for "for ever".
    pub const MAX: Self = Self { second: *SECONDS.end(), nanosecond: 999_999_999 };
    /// The first instant there is.
    pub const MIN: Self = Self { second: *SECONDS.start(), nanosecond: 0 };

    /// The instant of so many seconds since 1970 in UTC, and nanoseconds after them; `None` out of range.
    pub(super) fn new(second: i64, nanosecond: i32) -> Option<Self> {
        let inside = SECONDS.contains(&second) && (0..1_000_000_000).contains(&nanosecond);
        inside.then_some(Self { second, nanosecond })
    }

    /// The instant that a written moment starts, in the time zone given where it has no offset of its own. One that
    /// is later than all instants, as `9999-12-31T23:59` in New York, is the last; `None` for one before the first.
    pub fn of(moment: &Moment, zone: &TimeZone) -> Option<Self> {
        let at = moment.start(zone);
        if at < Timestamp::MAX {
            return Self::new(at.as_second(), 0).map(|_| Self::from(at));
        }
        let (local, offset) = match moment {
            Moment::Date(day) => (day.to_datetime(civil::Time::midnight()), last_offset(zone)),
            Moment::Local(local) => (*local, last_offset(zone)),
            Moment::Offset(local, seconds) => (*local, i64::from(*seconds)),
        };
        let since = local.duration_since(civil::datetime(1970, 1, 1, 0, 0, 0, 0));
        let found = Self::new(since.as_secs().checked_sub(offset)?, since.subsec_nanos());
        Some(found.unwrap_or(Self::MAX))
    }

    /// The moment in a time zone, as a catalog writes it; in UTC where the time zone's year would be 10000. In the
    /// hour that a clock change repeats, the offset stands behind it where it would be the other instant without.
    pub fn written(self, zone: &TimeZone) -> Moment {
        let utc = || Moment::Offset(self.civil(0).unwrap_or(civil::DateTime::MAX), 0);
        let Some((local, offset)) = self.local(zone) else { return utc() };
        let moment = Moment::Local(local);
        if Self::of(&moment, zone) == Some(self) {
            return moment;
        }
        // No file holds an offset with seconds, as local mean times had.
        let whole = offset.seconds() % 60 == 0;
        if whole { Moment::Offset(local, offset.seconds()) } else { utc() }
    }

    /// The date and time in a time zone, with its offset; `None` beyond the year 9999.
    pub(super) fn local(self, zone: &TimeZone) -> Option<(civil::DateTime, Offset)> {
        let known = Timestamp::new(self.second, self.nanosecond).unwrap_or(Timestamp::MAX);
        let offset = zone.to_offset(known);
        Some((self.civil(offset.seconds().into())?, offset))
    }

    /// The date and time at an offset of so many seconds; `None` beyond the year 9999.
    fn civil(self, offset: i64) -> Option<civil::DateTime> {
        let since = SignedDuration::new(self.second.checked_add(offset)?, self.nanosecond);
        civil::datetime(1970, 1, 1, 0, 0, 0, 0).checked_add(since).ok()
    }

    /// Nanoseconds since 1970 in UTC.
    pub(super) fn as_nanosecond(self) -> i128 {
        i128::from(self.second) * 1_000_000_000 + i128::from(self.nanosecond)
    }

    /// The instant so much later; `None` out of range.
    pub(super) fn later(self, by: SignedDuration) -> Option<Self> {
        let nanoseconds = self.as_nanosecond() + by.as_nanos();
        let below = i32::try_from(nanoseconds.rem_euclid(1_000_000_000)).ok()?;
        Self::new(i64::try_from(nanoseconds.div_euclid(1_000_000_000)).ok()?, below)
    }

    /// How long after another instant it is; `None` for a span that is out of range.
    pub(super) fn since(self, other: Self) -> Option<SignedDuration> {
        let nanoseconds = self.as_nanosecond() - other.as_nanosecond();
        let (second, below) = (nanoseconds / 1_000_000_000, nanoseconds % 1_000_000_000);
        let second = i64::try_from(second).ok().filter(|second| second.abs() <= span::MAX_SECONDS)?;
        Some(SignedDuration::new(second, i32::try_from(below).ok()?))
    }
}

/// The offset of a time zone, in seconds, at the end of time.
fn last_offset(zone: &TimeZone) -> i64 {
    i64::from(zone.to_offset(Timestamp::MAX).seconds())
}

/// Instants of `jiff` before the year 1 are the first.
impl From<Timestamp> for Instant {
    fn from(at: Timestamp) -> Self {
        let second = at.as_nanosecond().div_euclid(1_000_000_000);
        let below = at.as_nanosecond().rem_euclid(1_000_000_000);
        let found = i64::try_from(second).ok().zip(i32::try_from(below).ok());
        found.and_then(|(second, below)| Self::new(second, below)).unwrap_or(Self::MIN)
    }
}

/// RFC 3339 in UTC, with as many decimals as it takes.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(at) = self.civil(0) else { return Err(fmt::Error) };
        write!(f, "{at}Z")
    }
}

/// RFC 3339, with any offset.
impl FromStr for Instant {
    type Err = NoInstant;

    fn from_str(text: &str) -> Result<Self, NoInstant> {
        let pieces = jiff::fmt::temporal::Pieces::parse(text).map_err(|_| NoInstant)?;
        let offset = pieces.to_numeric_offset().ok_or(NoInstant)?;
        let time = pieces.time().ok_or(NoInstant)?;
        let since = pieces.date().to_datetime(time).duration_since(civil::datetime(1970, 1, 1, 0, 0, 0, 0));
        let second = since.as_secs() - i64::from(since.subsec_nanos() < 0) - i64::from(offset.seconds());
        let nanosecond = since.subsec_nanos().rem_euclid(1_000_000_000);
        Self::new(second, nanosecond).ok_or(NoInstant)
    }
}

/// A text that is no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an instant between the years 1 and 9999")]
pub struct NoInstant;

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> TimeZone {
        TimeZone::get(name).expect("bundled")
    }

    #[test]
    fn the_range_ends_with_the_last_nanosecond_of_9999() {
        for (text, wanted) in [
            ("9999-12-31T23:59:59.999999999Z", Some("9999-12-31T23:59:59.999999999Z")),
            ("9999-12-31T00:00:00Z", Some("9999-12-31T00:00:00Z")),
            ("9999-12-31T23:59:59.999999999+01:00", Some("9999-12-31T22:59:59.999999999Z")),
            ("9999-12-31T23:59:59-00:01", None),
            ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
            ("0001-01-01T00:00:00+00:01", None),
            ("0000-12-31T23:59:59.5Z", None),
            ("1969-12-31T23:59:59.5Z", Some("1969-12-31T23:59:59.5Z")),
            ("2026-07-01T00:30:00+02:00", Some("2026-06-30T22:30:00Z")),
            ("2026-07-01", None),
            ("2026-07-01T00:30", None),
            ("soon", None),
        ] {
            let found = text.parse::<Instant>().ok().map(|at| at.to_string());
            assert_eq!(found.as_deref(), wanted, "{text}");
        }
        assert_eq!(Instant::MAX.to_string(), "9999-12-31T23:59:59.999999999Z");
        assert_eq!(Instant::MIN.to_string(), "0001-01-01T00:00:00Z");
    }

    #[test]
    fn a_written_moment_is_an_instant_up_to_the_end_of_time() {
        for (written, name, wanted) in [
            ("9999-12-31", "UTC", Some("9999-12-31T00:00:00Z")),
            ("9999-12-31", "Europe/Paris", Some("9999-12-30T23:00:00Z")),
            ("9999-12-31", "America/New_York", Some("9999-12-31T05:00:00Z")),
            ("9999-12-31T23:59", "Europe/Paris", Some("9999-12-31T22:59:00Z")),
            ("9999-12-31T23:59", "America/New_York", Some("9999-12-31T23:59:59.999999999Z")),
            ("9999-12-30", "UTC", Some("9999-12-30T00:00:00Z")),
            ("2026-07-01", "Europe/Paris", Some("2026-06-30T22:00:00Z")),
            ("0001-01-01", "UTC", Some("0001-01-01T00:00:00Z")),
            ("0001-01-01", "Asia/Tokyo", None),
        ] {
            let moment: Moment = written.parse().expect(written);
            let found = Instant::of(&moment, &zone(name));
            assert_eq!(found.map(|at| at.to_string()).as_deref(), wanted, "{written} in {name}");
        }
    }

    #[test]
    fn an_instant_is_written_in_a_time_zone_where_its_year_has_four_digits() {
        let written =
            |text: &str, name| text.parse::<Instant>().expect(text).written(&zone(name)).to_string();
        assert_eq!(written("2026-06-30T22:00:00Z", "Europe/Paris"), "2026-07-01T00:00");
        assert_eq!(written("9999-12-30T23:00:00Z", "Europe/Paris"), "9999-12-31T00:00");
        assert_eq!(written("9999-12-31T23:30:00Z", "Europe/Paris"), "9999-12-31T23:30Z");
        assert_eq!(written("9999-12-31T23:30:00Z", "America/New_York"), "9999-12-31T18:30");
    }

    #[test]
    fn a_span_between_instants_may_be_all_but_the_whole_range() {
        let at = |text: &str| text.parse::<Instant>().expect(text);
        assert_eq!(
            at("2026-01-02T00:00:00Z").since(at("2026-01-01T00:00:00.5Z")).map(|it| it.as_millis()),
            Some(86_399_500)
        );
        assert!(Instant::MAX.since(at("2026-01-01T00:00:00Z")).is_some());
        assert_eq!(Instant::MAX.since(Instant::MIN), None);
        assert_eq!(at("0001-01-01T00:00:00Z").since(at("9999-12-31T23:59:59Z")), None);
    }
}
