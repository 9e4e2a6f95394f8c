//! Moments and periods (`domain.md` §2, *Moments*): a day, a local time or a time with an offset.
//! Owns how they are written and when a period holds. Knows no clock.

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// A moment as the file writes it.
///
/// What was written is kept: a bare date ends a period with its whole day, and a local time follows
/// the catalog's time zone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Moment {
    /// `"2026-07-01"`: midnight, or, as the end of a period, the whole day.
    Date(civil::Date),
    /// `"2026-07-01T08:00"`, in the catalog's time zone.
    Local(civil::DateTime),
    /// `"2026-07-01T08:00+02:00"`: the same everywhere. The offset is kept in seconds.
    Offset(civil::DateTime, i32),
}

/// A text that is no moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a moment such as \"2026-07-01\", \"2026-07-01T08:00\" or \"2026-07-01T08:00+02:00\"")]
pub struct NoMoment;

impl Moment {
    /// The instant it starts, in the catalog's time zone where it has no offset of its own.
    pub fn start(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Date(date) => instant(date.to_datetime(civil::Time::midnight()), zone),
            Self::Local(moment) => instant(*moment, zone),
            Self::Offset(moment, seconds) => match jiff::tz::Offset::from_seconds(*seconds) {
                Ok(offset) => offset.to_timestamp(*moment).unwrap_or_else(|_| end_of_time(*moment)),
                Err(_) => instant(*moment, zone),
            },
        }
    }

    /// The first instant after it, read as the end of a period: a bare date includes its whole day.
    pub fn end(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Date(date) => match date.tomorrow() {
                Ok(next) => instant(next.to_datetime(civil::Time::midnight()), zone),
                Err(_) => Timestamp::MAX,
            },
            _ => self.start(zone),
        }
    }

    /// The moment that a person reads and writes for an instant, to the minute unless it has seconds.
    pub fn local(at: &Zoned) -> Self {
        Self::Local(at.datetime())
    }
}

/// Times that do not exist or exist twice (clock changes) take the reading that is compatible with
/// RFC 5545, as `jiff` offers it.
fn instant(moment: civil::DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_timestamp(moment).compatible().unwrap_or_else(|_| end_of_time(moment))
}

/// What stands for a moment that is no instant: `"9999-12-31T23:59"`, as people write "for ever", is the last.
fn end_of_time(moment: civil::DateTime) -> Timestamp {
    if moment.year() > 0 { Timestamp::MAX } else { Timestamp::MIN }
}

impl std::str::FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        if !text.contains('T') {
            return text.parse().map(Self::Date).map_err(|_| NoMoment);
        }
        if let Ok(pieces) = jiff::fmt::temporal::DateTimeParser::new().parse_timestamp(text) {
            let seconds = offset_of(text).ok_or(NoMoment)?;
            let offset = jiff::tz::Offset::from_seconds(seconds).map_err(|_| NoMoment)?;
            return Ok(Self::Offset(offset.to_datetime(pieces), seconds));
        }
        if text.ends_with('Z') || text.contains('[') {
            return Err(NoMoment);
        }
        text.parse().map(Self::Local).map_err(|_| NoMoment)
    }
}

/// The offset at the end of a timestamp that has already been parsed.
fn offset_of(text: &str) -> Option<i32> {
    let pieces = jiff::fmt::temporal::Pieces::parse(text).ok()?;
    match pieces.offset()? {
        jiff::fmt::temporal::PiecesOffset::Zulu => Some(0),
        jiff::fmt::temporal::PiecesOffset::Numeric(numeric) => Some(numeric.offset().seconds()),
        _ => None,
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Local(moment) => write_time(f, moment),
            Self::Offset(moment, seconds) => {
                write_time(f, moment)?;
                if *seconds == 0 {
                    return f.write_str("Z");
                }
                let minutes = seconds.abs() / 60;
                write!(f, "{}{:02}:{:02}", if *seconds < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
            }
        }
    }
}

fn write_time(f: &mut std::fmt::Formatter<'_>, moment: &civil::DateTime) -> std::fmt::Result {
    write!(f, "{}T{:02}:{:02}", moment.date(), moment.hour(), moment.minute())?;
    if moment.second() != 0 || moment.subsec_nanosecond() != 0 {
        write!(f, ":{:02}", moment.second())?;
    }
    if moment.subsec_nanosecond() != 0 {
        write!(f, ".{:09}", moment.subsec_nanosecond())?;
    }
    Ok(())
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A stretch of time: `from` is included; `until` is excluded, except that a bare date includes its
/// whole day. A side that is left out is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first moment inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// The first moment outside, or the last whole day inside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
}

impl Period {
    /// Whether neither side is given.
    pub fn is_always(&self) -> bool {
        self.from.is_none() && self.until.is_none()
    }

    /// The first instant inside and the first instant outside.
    pub fn bounds(&self, zone: &TimeZone) -> (Timestamp, Timestamp) {
        let from = self.from.as_ref().map_or(Timestamp::MIN, |moment| moment.start(zone));
        let until = self.until.as_ref().map_or(Timestamp::MAX, |moment| moment.end(zone));
        (from, until)
    }

    /// Whether an instant is inside.
    pub fn contains(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let (from, until) = self.bounds(zone);
        from <= at && at < until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_they_were_read() {
        for text in [
            "2026-07-01",
            "2026-07-01T08:00",
            "2026-07-01T08:00:30",
            "2026-07-01T08:00+02:00",
            "2026-07-01T08:00Z",
            "2026-07-01T08:00-03:30",
        ] {
            assert_eq!(text.parse::<Moment>().map(|moment| moment.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "tomorrow", "2026-13-01", "2026-02-30", "2026-07-01T25:00", "2026-07-01T08:00+99:00"]
        {
            assert_eq!(text.parse::<Moment>(), Err(NoMoment), "{text}");
        }
    }

    #[test]
    fn a_bare_date_ends_with_its_day() {
        let zone = TimeZone::get("Europe/Paris").expect("bundled");
        let period = Period { from: "2026-01-01".parse().ok(), until: "2026-01-31".parse().ok() };
        let inside = |text: &str| period.contains(text.parse::<Moment>().expect(text).start(&zone), &zone);
        assert!(inside("2026-01-01") && inside("2026-01-31T23:59") && inside("2026-01-31T22:59Z"));
        assert!(!inside("2025-12-31T23:59") && !inside("2026-02-01") && !inside("2026-01-31T23:00Z"));
    }

    #[test]
    fn a_time_ends_before_itself() {
        let period = Period { from: None, until: "2026-01-31T12:00".parse().ok() };
        let inside = |text: &str| {
            period.contains(text.parse::<Moment>().expect(text).start(&TimeZone::UTC), &TimeZone::UTC)
        };
        assert!(inside("2026-01-31T11:59") && !inside("2026-01-31T12:00"));
    }
}
