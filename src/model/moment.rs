//! Moments and periods (`domain.md` §2, *Moments*): a day, a local time or a time with an offset.
//! Owns how they are written and when a period holds. Knows no clock.

use super::declare::declare;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};
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

/// How many characters of a text that is no moment are named.
const NAMED: usize = 60;

/// A text that is no moment, as much of it as a sentence can name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{:?}", NoMoment::EXPECTED, .0)]
pub struct NoMoment(pub String);

impl NoMoment {
    /// What its sentence says before the text.
    pub const EXPECTED: &str = "expected a moment such as \"2026-07-01\", \"2026-07-01T08:00\" or \
                                \"2026-07-01T08:00+02:00\", found ";

    fn of(text: &str) -> Self {
        let mut named: String = text.chars().take(NAMED).collect();
        if named.len() < text.len() {
            named.push('…');
        }
        Self(named)
    }
}

/// The first instant that a call can be made at, in seconds since 1970: rules have no timestamps before
/// 0001-01-01T00:00:00Z.
const FIRST_OF_CALLS: i64 = -62_135_596_800;

impl Moment {
    /// The instant it starts, in the catalog's time zone where it has no offset of its own. As a side of a period: one
    /// beyond all instants, as people write "for ever", is the last of them.
    pub fn start(&self, zone: &TimeZone) -> Timestamp {
        self.known(zone).unwrap_or_else(|| end_of_time(self.written()))
    }

    /// The instant of a call or a proposition made at it: exactly that, and none where there is no such instant.
    pub fn instant(&self, zone: &TimeZone) -> Option<Timestamp> {
        self.known(zone).filter(|at| at.as_second() >= FIRST_OF_CALLS)
    }

    /// The instant it starts, where it is one: the last hours of 9999 are beyond those that `jiff` has.
    fn known(&self, zone: &TimeZone) -> Option<Timestamp> {
        let of_zone = |moment| instant(moment, zone);
        match self {
            Self::Offset(moment, seconds) => match Offset::from_seconds(*seconds) {
                Ok(offset) => offset.to_timestamp(*moment).ok(),
                Err(_) => of_zone(*moment),
            },
            Self::Date(_) | Self::Local(_) => of_zone(self.written()),
        }
    }

    /// The date and time as they are written, midnight for a bare date.
    fn written(&self) -> civil::DateTime {
        match self {
            Self::Date(date) => date.to_datetime(civil::Time::midnight()),
            Self::Local(moment) | Self::Offset(moment, _) => *moment,
        }
    }

    /// The first instant after it, read as the end of a period: a bare date includes its whole day.
    pub fn end(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Date(date) => match date.tomorrow() {
                Ok(next) => Self::Date(next).start(zone),
                Err(_) => Timestamp::MAX,
            },
            _ => self.start(zone),
        }
    }

    /// The moment that a person reads and writes for an instant: its local time, to the minute unless it has
    /// seconds. In the hour that a clock change repeats the offset stands behind it where the local time alone
    /// would be the other instant.
    pub fn local(at: &Zoned) -> Self {
        let moment = Self::Local(at.datetime());
        if moment.start(at.time_zone()) == at.timestamp() {
            return moment;
        }
        let offset = at.offset();
        // No file holds an offset with seconds, as local mean times had: the same instant in UTC then.
        let offset = if offset.seconds() % SECONDS_OF_MINUTE == 0 { offset } else { Offset::UTC };
        Self::Offset(offset.to_datetime(at.timestamp()), offset.seconds())
    }
}

impl Moment {
    /// The moment without its seconds, which say nothing to who reads it.
    #[must_use]
    pub fn to_the_minute(&self) -> Self {
        let cut = |at: civil::DateTime| at.date().at(at.hour(), at.minute(), 0, 0);
        match self {
            Self::Date(date) => Self::Date(*date),
            Self::Local(at) => Self::Local(cut(*at)),
            Self::Offset(at, seconds) => Self::Offset(cut(*at), *seconds),
        }
    }
}

/// Times that do not exist or exist twice (clock changes) take the reading that is compatible with
/// RFC 5545, as `jiff` offers it.
fn instant(moment: civil::DateTime, zone: &TimeZone) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(moment).compatible().ok()
}

/// What stands for a moment that is no instant: `"9999-12-31T23:59"`, as people write "for ever", is the last.
fn end_of_time(moment: civil::DateTime) -> Timestamp {
    if moment.year() > 0 { Timestamp::MAX } else { Timestamp::MIN }
}

impl std::str::FromStr for Moment {
    type Err = NoMoment;

    fn from_str(text: &str) -> Result<Self, NoMoment> {
        read(text).ok_or_else(|| NoMoment::of(text))
    }
}

const SECONDS_OF_MINUTE: i32 = 60;

/// Reads the forms of `domain.md` and no others. `jiff` also takes weeks, names of zones and leap seconds, and
/// leaves away what the type asked for does not hold: of a moment, no part may be dropped.
fn read(text: &str) -> Option<Moment> {
    let (date, rest) = text.split_at_checked("2026-07-01".len())?;
    let date = date_of(date)?;
    if rest.is_empty() {
        return Some(Moment::Date(date));
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, offset) = rest.split_at(rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len()));
    let moment = date.to_datetime(time_of(time)?);
    if offset.is_empty() {
        Some(Moment::Local(moment))
    } else {
        Some(Moment::Offset(moment, offset_of(offset)?))
    }
}

/// `2026-07-01`.
fn date_of(text: &str) -> Option<civil::Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (year, month, day) = (digits(year, 4)?, digits(month, 2)?, digits(day, 2)?);
    if parts.next().is_some() {
        return None;
    }
    civil::Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// `08:00`, `08:00:30` or `08:00:30.5`.
fn time_of(text: &str) -> Option<civil::Time> {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let (hour, minute, second) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?, parts.next());
    if parts.next().is_some() || (fraction.is_some() && second.is_none()) {
        return None;
    }
    let second = second.map_or(Some(0), |second| digits(second, 2))?;
    let nanosecond = fraction.map_or(Some(0), nanoseconds)?;
    civil::Time::new(hour.try_into().ok()?, minute.try_into().ok()?, second.try_into().ok()?, nanosecond).ok()
}

/// The digits behind the point of a second: a finer part could not be kept.
fn nanoseconds(fraction: &str) -> Option<i32> {
    let number = digits(fraction, fraction.len()).filter(|_| fraction.len() <= 9)?;
    (fraction.len()..9).try_fold(number, |number, _| number.checked_mul(10))
}

/// `Z`, `+02:00`, `+0200` or `+02`, in seconds.
fn offset_of(text: &str) -> Option<i32> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, clock) = text.split_at_checked(1)?;
    let (hours, minutes) = match clock.len() {
        2 => (clock, "00"),
        4 => clock.split_at_checked(2)?,
        _ => clock.split_once(':')?,
    };
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let seconds = (hours * 60 + minutes) * SECONDS_OF_MINUTE;
    (hours < 24 && minutes < 60).then_some(if sign == "-" { -seconds } else { seconds })
}

/// The number that exactly so many digits stand for; at most nine fit.
fn digits(text: &str, count: usize) -> Option<i32> {
    let all = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if all { text.parse().ok() } else { None }
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
        let fraction = format!("{:09}", moment.subsec_nanosecond());
        write!(f, ".{}", fraction.trim_end_matches('0'))?;
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
}

declare!(Period {
    from: Moment, "forms-from" "forms-from-tip";
    until: Moment, "forms-until" "forms-until-hint";
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_as_they_were_read() {
        for text in [
            "2026-07-01",
            "0000-02-29",
            "2026-07-01T08:00",
            "2026-07-01T08:00:30",
            "2026-07-01T08:00:30.5",
            "2026-07-01T08:00:00.000000001",
            "2026-07-01T08:00+02:00",
            "2026-07-01T08:00Z",
            "2026-07-01T08:00-03:30",
            "9999-12-31T23:59:59.999999999",
            "9999-12-31T23:59-23:59",
        ] {
            assert_eq!(text.parse::<Moment>().map(|moment| moment.to_string()).as_deref(), Ok(text));
        }
    }

    #[test]
    fn other_ways_to_write_a_moment_lose_nothing() {
        for (text, written) in [
            ("2026-07-01 08:00", "2026-07-01T08:00"),
            ("2026-07-01t08:00", "2026-07-01T08:00"),
            ("2026-07-01 08:00:30.250", "2026-07-01T08:00:30.25"),
            ("2026-07-01 08:00+02:00", "2026-07-01T08:00+02:00"),
            ("2026-07-01t08:00z", "2026-07-01T08:00Z"),
            ("2026-07-01T08:00+0200", "2026-07-01T08:00+02:00"),
            ("2026-07-01T08:00-02", "2026-07-01T08:00-02:00"),
            ("2026-07-01T08:00+00:00", "2026-07-01T08:00Z"),
        ] {
            assert_eq!(
                text.parse::<Moment>().map(|moment| moment.to_string()).as_deref(),
                Ok(written),
                "{text}"
            );
        }
    }

    #[test]
    fn no_part_of_a_moment_is_dropped() {
        for text in [
            "",
            "tomorrow",
            "2026-13-01",
            "2026-02-30",
            "2026-7-1",
            "26-07-01",
            "+002026-07-01",
            "-000001-01-01",
            "20260701",
            "2026-W27-3",
            "2026-182",
            "2026-07",
            "2026/07/01",
            "2026-07-01[Europe/Paris]",
            "2026-07-01T08:00[Europe/Paris]",
            "2026-07-01T08:00+02:00[Europe/Paris]",
            "2026-07-01T08:00+02:00[u-ca=gregory]",
            "2026-07-01Z",
            "2026-07-01+02:00",
            "2026-07-01T",
            "2026-07-01 ",
            " 2026-07-01",
            "2026-07-01  08:00",
            "2026-07-01\t08:00",
            "2026-07-01\u{a0}08:00",
            "2026-07-01T08:00 ",
            "2026-07-01T08:00 +02:00",
            "2026-07-01_08:00",
            "2026-07-01T08",
            "2026-07-01T8:00",
            "2026-07-01T0800",
            "2026-07-01T24:00",
            "2026-07-01T25:00",
            "2026-07-01T08:60",
            "2026-06-30T23:59:60",
            "2026-06-30T23:59:60Z",
            "2026-07-01T08:00:30.",
            "2026-07-01T08:00:30,5",
            "2026-07-01T08:00.5",
            "2026-07-01T08:00:30.1234567891",
            "2026-07-01T08:00:30:30",
            "2026-07-01T08:00 AM",
            "2026-07-01T08:00+02:00:30",
            "2026-07-01T08:00+020030",
            "2026-07-01T08:00+2",
            "2026-07-01T08:00+02:60",
            "2026-07-01T08:00+24:00",
            "2026-07-01T08:00+99:00",
            "2026-07-01T08:00+",
            "2026-07-01T08:00ZZ",
            "2026-07-01T08:00 CET",
            "2026-07-01T08:00\u{2212}02:00",
            "2026-07-01T08:00+0é",
            "2026-07-0é",
        ] {
            assert_eq!(text.parse::<Moment>(), Err(NoMoment(text.to_owned())), "{text}");
        }
        let long = "x".repeat(1000).parse::<Moment>().expect_err("no moment").to_string();
        assert!(long.ends_with(&format!("found \"{}…\"", "x".repeat(NAMED))), "{long}");
    }

    #[test]
    fn an_instant_stays_itself_where_clocks_are_changed() {
        for (zone, instant, written) in [
            ("Europe/Paris", "2026-07-01T06:00:00Z", "2026-07-01T08:00"),
            ("Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-25T02:30"),
            ("Europe/Paris", "2026-10-25T01:30:00Z", "2026-10-25T02:30+01:00"),
            ("Europe/Paris", "2026-10-25T02:00:00Z", "2026-10-25T03:00"),
            ("Europe/Paris", "2026-03-29T01:00:00Z", "2026-03-29T03:00"),
            // Local mean time was 9 minutes and 21 seconds ahead; clocks went back by them in 1911.
            ("Europe/Paris", "1911-03-10T23:55:00Z", "1911-03-10T23:55Z"),
        ] {
            let zone = TimeZone::get(zone).expect("bundled");
            let instant: Timestamp = instant.parse().expect(instant);
            let moment = Moment::local(&instant.to_zoned(zone.clone()));
            assert_eq!(moment.to_string(), written);
            assert_eq!(written.parse::<Moment>().map(|it| it.start(&zone)), Ok(instant), "{written}");
        }
    }

    #[test]
    fn no_other_instant_stands_for_a_moment_that_is_none() {
        let zone = TimeZone::get("Europe/Paris").expect("bundled");
        for (moment, instant) in [
            ("9999-12-31", None),
            ("9999-12-31T12:00", None),
            ("9999-12-31T23:59Z", None),
            ("9999-12-30T23:59-10:00", None),
            ("9999-12-30T22:00Z", Some("9999-12-30T22:00:00Z")),
            ("9999-12-31T00:00+02:00", Some("9999-12-30T22:00:00Z")),
            ("0001-01-01T00:00Z", Some("0001-01-01T00:00:00Z")),
            ("0001-01-01T00:00+01:00", None),
            ("0000-06-01", None),
            ("0000-01-01T00:00+23:59", None),
        ] {
            let wanted = instant.map(|it| it.parse::<Timestamp>().expect(it));
            assert_eq!(moment.parse::<Moment>().map(|it| it.instant(&zone)), Ok(wanted), "{moment}");
        }
        let ever = Period { from: None, until: "9999-12-31".parse().ok() };
        assert!(ever.contains("9999-12-30T21:59:00Z".parse().expect("an instant"), &zone));
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
