//! The part of time that is in sight, and the marks on the axis above it. Knows no pixels but a width.

use super::shift::Unit;
use crate::text::Message;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;
const YEAR: f64 = 365.25 * DAY;
/// As near as one comes: the hours of half a day.
const SHORTEST: f64 = 12.0 * HOUR;
/// As far as one goes: no offer is planned for longer.
const LONGEST: f64 = 400.0 * YEAR;
/// The middle of the visible range stays in the years that calendars have: 1 to 9000, in seconds from 1970.
const MIDDLES: (f64, f64) = (-1969.0 * YEAR + LONGEST / 2.0, 7030.0 * YEAR);
/// More marks than any screen has room for.
const MOST_TICKS: usize = 400;

/// The part of time in sight, in seconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VisibleRange {
    from: f64,
    until: f64,
}

impl VisibleRange {
    /// So many seconds around a middle, as far as that can be shown.
    pub fn around(middle: f64, seconds: f64) -> Self {
        let seconds = if seconds.is_finite() { seconds.clamp(SHORTEST, LONGEST) } else { YEAR };
        let middle = if middle.is_finite() { middle.clamp(MIDDLES.0, MIDDLES.1) } else { 0.0 };
        Self { from: middle - seconds / 2.0, until: middle + seconds / 2.0 }
    }

    /// Two moments with some room at both sides.
    pub fn over(from: Timestamp, until: Timestamp) -> Self {
        let (from, until) = (seconds(from), seconds(until));
        Self::around(f64::midpoint(from, until), ((until - from) * 1.1).max(30.0 * DAY))
    }

    /// Its length in seconds.
    pub fn length(self) -> f64 {
        self.until - self.from
    }

    /// The moment in its middle, in seconds.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.from, self.until)
    }

    /// The moment at the left edge.
    pub fn first(self) -> Timestamp {
        instant(self.from)
    }

    /// The moment at the right edge.
    pub fn last(self) -> Timestamp {
        instant(self.until)
    }

    /// Where a moment lies: 0 at the left edge, 1 at the right one.
    pub fn share(self, at: Timestamp) -> f64 {
        (seconds(at) - self.from) / self.length()
    }

    /// Longer or shorter by a factor, while what lies at a share stays there.
    #[must_use]
    pub fn zoomed(self, factor: f64, pivot: f64) -> Self {
        let length = (self.length() / factor.max(f64::MIN_POSITIVE)).clamp(SHORTEST, LONGEST);
        let fixed = self.from + pivot * self.length();
        Self::around(fixed + (0.5 - pivot) * length, length)
    }

    /// Longer or shorter around the same middle.
    #[must_use]
    pub fn with_length(self, seconds: f64) -> Self {
        Self::around(self.middle(), seconds)
    }

    /// The part that lies so many of its lengths later.
    #[must_use]
    pub fn panned(self, shares: f64) -> Self {
        Self::around(self.middle() + shares * self.length(), self.length())
    }

    /// What bars are moved by: hours where days are wide.
    pub fn unit(self) -> Unit {
        if self.length() <= 8.0 * DAY { Unit::Hours } else { Unit::Days }
    }
}

/// A length of time to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Preset {
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Preset {
    /// All, from the shortest.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Month => "timeline-month",
            Self::Quarter => "timeline-quarter",
            Self::Year => "timeline-year",
        }
    }

    /// How long it is, in seconds.
    pub fn seconds(self) -> f64 {
        match self {
            Self::Month => 31.0 * DAY,
            Self::Quarter => 92.0 * DAY,
            Self::Year => 366.0 * DAY,
        }
    }
}

/// A mark of the axis, with what stands behind it up to the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it is: 0 at the left edge, 1 at the right one; the first may lie before it.
    pub share: f64,
    /// What stands there.
    pub label: Message,
}

/// The two rows of marks.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Axis {
    /// The upper row: years, months or days.
    pub coarse: Vec<Tick>,
    /// The lower row: what those are made of.
    pub fine: Vec<Tick>,
}

/// The steps from mark to mark, from the shortest.
#[derive(Debug, Clone, Copy, PartialEq)]
enum MarkStep {
    Hours(i64),
    Days(i64),
    Weeks,
    Months(i64),
    Years(i64),
}

/// Each step with the room in points that its label takes.
const STEPS: [(MarkStep, f64); 13] = [
    (MarkStep::Hours(1), 46.0),
    (MarkStep::Hours(3), 46.0),
    (MarkStep::Hours(6), 46.0),
    (MarkStep::Days(1), 24.0),
    (MarkStep::Weeks, 34.0),
    (MarkStep::Months(1), 40.0),
    (MarkStep::Months(3), 34.0),
    (MarkStep::Years(1), 42.0),
    (MarkStep::Years(2), 42.0),
    (MarkStep::Years(5), 42.0),
    (MarkStep::Years(10), 42.0),
    (MarkStep::Years(50), 42.0),
    (MarkStep::Years(100), 0.0),
];

impl MarkStep {
    #[expect(clippy::cast_precision_loss, reason = "at most 100")]
    fn seconds(self) -> f64 {
        match self {
            Self::Hours(count) => count as f64 * HOUR,
            Self::Days(count) => count as f64 * DAY,
            Self::Weeks => 7.0 * DAY,
            Self::Months(count) => count as f64 * 30.4 * DAY,
            Self::Years(count) => count as f64 * YEAR,
        }
    }

    /// The steps of the upper row: what these are counted in.
    fn coarser(self) -> Option<Self> {
        match self {
            Self::Hours(_) => Some(Self::Days(1)),
            Self::Days(_) | Self::Weeks => Some(Self::Months(1)),
            Self::Months(_) => Some(Self::Years(1)),
            Self::Years(_) => None,
        }
    }

    /// The last mark that is not after a moment.
    fn floor(self, at: DateTime) -> Option<DateTime> {
        let first = |date: Date| date.to_datetime(jiff::civil::Time::midnight());
        Some(match self {
            Self::Hours(count) => {
                let hour = i64::from(at.hour()) / count * count;
                at.date().at(i8::try_from(hour).ok()?, 0, 0, 0)
            }
            Self::Days(_) => first(at.date()),
            Self::Weeks => {
                let back = i64::from(at.weekday().to_monday_zero_offset());
                first(at.date().checked_sub(back.days()).ok()?)
            }
            Self::Months(count) => {
                let month = (i64::from(at.month()) - 1) / count * count + 1;
                first(Date::new(at.year(), i8::try_from(month).ok()?, 1).ok()?)
            }
            Self::Years(count) => {
                let year = i64::from(at.year()).div_euclid(count) * count;
                first(Date::new(i16::try_from(year).ok()?, 1, 1).ok()?)
            }
        })
    }

    fn next(self, at: DateTime) -> Option<DateTime> {
        let span = match self {
            Self::Hours(count) => count.hours(),
            Self::Days(count) => count.days(),
            Self::Weeks => 1.weeks(),
            Self::Months(count) => count.months(),
            Self::Years(count) => count.years(),
        };
        at.checked_add(span).ok()
    }

    /// What stands in the lower row.
    fn fine_label(self, at: DateTime) -> Message {
        match self {
            Self::Hours(_) => super::words::time(at.time()),
            Self::Days(_) | Self::Weeks => super::words::day_of_month(at.date()),
            Self::Months(3) => Message::new("timeline-tick-quarter")
                .with("number", u32::from(at.month().unsigned_abs() / 3 + 1)),
            Self::Months(_) => super::words::month_short(at.date()),
            Self::Years(_) => super::words::year(at.date()),
        }
    }

    /// What stands in the upper row.
    fn coarse_label(self, at: DateTime) -> Message {
        match self {
            Self::Hours(_) | Self::Days(_) | Self::Weeks => super::words::date(at.date()),
            Self::Months(_) => super::words::month_and_year(at.date()),
            Self::Years(_) => super::words::year(at.date()),
        }
    }
}

/// The marks above a visible range of so many points.
pub fn axis(visible: VisibleRange, points: f64, zone: &TimeZone) -> Axis {
    let per_second = points.max(1.0) / visible.length();
    let fits = |(step, room): &&(MarkStep, f64)| step.seconds() * per_second >= *room;
    let Some((step, _)) = STEPS.iter().find(fits) else { return Axis::default() };
    let ticks = |step: MarkStep, label: fn(MarkStep, DateTime) -> Message| {
        let mut ticks = Vec::new();
        let mut at = step.floor(visible.first().to_zoned(zone.clone()).datetime());
        while let Some(moment) = at.filter(|_| ticks.len() < MOST_TICKS) {
            let Ok(instant) = zone.to_ambiguous_timestamp(moment).compatible() else { break };
            if instant > visible.last() {
                break;
            }
            ticks.push(Tick { share: visible.share(instant), label: label(step, moment) });
            at = step.next(moment);
        }
        ticks
    };
    Axis {
        coarse: step.coarser().map(|step| ticks(step, MarkStep::coarse_label)).unwrap_or_default(),
        fine: ticks(*step, MarkStep::fine_label),
    }
}

#[expect(clippy::cast_precision_loss, reason = "seconds of the calendar are exact in 53 bits")]
fn seconds(at: Timestamp) -> f64 {
    at.as_second() as f64
}

#[expect(clippy::cast_possible_truncation, reason = "the visible range stays within the calendar")]
fn instant(seconds: f64) -> Timestamp {
    Timestamp::from_second(seconds as i64).unwrap_or(if seconds > 0.0 {
        Timestamp::MAX
    } else {
        Timestamp::MIN
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use proptest::prelude::*;

    fn zone() -> TimeZone {
        TimeZone::get("Europe/Paris").expect("bundled")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn labels(from: &str, days: f64, points: f64, language: Language) -> (Vec<String>, Vec<String>) {
        let axis =
            axis(VisibleRange::around(seconds(at(from)) + days * DAY / 2.0, days * DAY), points, &zone());
        let said = |ticks: &[Tick]| ticks.iter().map(|tick| language.say(&tick.label)).collect();
        (said(&axis.coarse), said(&axis.fine))
    }

    #[test]
    fn marks_are_as_fine_as_there_is_room() {
        let (coarse, fine) = labels("2026-01-15T00:00:00Z", 80.0, 300.0, Language::En);
        assert_eq!(coarse, ["2026"]);
        assert_eq!(fine, ["Jan", "Feb", "Mar", "Apr"]);
        let (coarse, fine) = labels("2026-01-15T00:00:00Z", 9.0, 500.0, Language::Fr);
        assert_eq!(coarse, ["janvier 2026"]);
        assert_eq!(fine.first().map(String::as_str), Some("15"));
        let (coarse, fine) = labels("2026-03-29T00:00:00Z", 0.5, 800.0, Language::En);
        assert_eq!(coarse, ["29 March 2026"]);
        assert!(fine.contains(&"06:00".to_owned()), "{fine:?}");
        let (_, fine) = labels("2026-01-01T00:00:00Z", 700.0, 400.0, Language::Fr);
        assert!(fine.starts_with(&["T1".to_owned(), "T2".to_owned()]), "{fine:?}");
        let (coarse, fine) = labels("2026-01-01T00:00:00Z", 365.25 * 40.0, 400.0, Language::En);
        assert!(coarse.is_empty());
        assert!(fine.contains(&"2030".to_owned()), "{fine:?}");
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let visible = VisibleRange::over(at("2026-01-01T00:00:00Z"), at("2026-12-31T00:00:00Z"));
        let fixed = instant(visible.from + 0.25 * visible.length());
        let nearer = visible.zoomed(2.0, 0.25);
        assert!((nearer.length() * 2.0 - visible.length()).abs() < 1.0);
        assert!((nearer.share(fixed) - 0.25).abs() < 1e-6);
        assert!((visible.panned(0.5).middle() - visible.middle() - visible.length() / 2.0).abs() < 1.0);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]
        #[test]
        fn any_sight_has_marks_in_order_and_not_too_many(
            middle in -1e12_f64..1e12, length in 0.0_f64..1e12, points in 1.0_f64..4000.0,
        ) {
            let visible = VisibleRange::around(middle, length);
            let axis = axis(visible, points, &zone());
            prop_assert!(!axis.fine.is_empty());
            for ticks in [&axis.coarse, &axis.fine] {
                prop_assert!(ticks.len() <= MOST_TICKS);
                prop_assert!(ticks.windows(2).all(|pair| pair[0].share < pair[1].share));
                prop_assert!(ticks.iter().skip(1).all(|tick| (-1e-6..=1.0 + 1e-6).contains(&tick.share)));
            }
        }
    }
}
