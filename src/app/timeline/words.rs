//! Dates and periods in words. Owns which message says which; the words are in `assets/locales`.

use crate::model::{Moment, Period};
use crate::text::{MONTHS, Message, SHORT_MONTHS};
use jiff::civil::{Date, Time};

fn month(date: Date, names: &[&'static str; 12]) -> Message {
    Message::new(names[usize::from(date.month().unsigned_abs() - 1).min(11)])
}

/// A day: "21 June 2026".
pub fn date(date: Date) -> Message {
    Message::new("timeline-date")
        .with("day", u32::from(date.day().unsigned_abs()))
        .with("month", month(date, &MONTHS))
        .with("year", date.year().to_string())
}

pub(super) fn month_and_year(date: Date) -> Message {
    let message = Message::new("timeline-tick-month").with("month", month(date, &MONTHS));
    message.with("year", date.year().to_string())
}

pub(super) fn month_short(date: Date) -> Message {
    month(date, &SHORT_MONTHS)
}

pub(super) fn year(date: Date) -> Message {
    Message::new("timeline-tick").with("text", date.year().to_string())
}

pub(super) fn day_of_month(date: Date) -> Message {
    Message::new("timeline-tick").with("text", date.day().to_string())
}

pub(super) fn time(time: Time) -> Message {
    Message::new("timeline-tick").with("text", clock(time))
}

/// Hours and minutes, with what is finer only where there is anything finer.
fn clock(time: Time) -> String {
    if (time.second(), time.subsec_nanosecond()) == (0, 0) {
        return format!("{:02}:{:02}", time.hour(), time.minute());
    }
    time.to_string()
}

/// A moment, with its time where it has one.
pub fn moment(moment: &Moment) -> Message {
    let (at, offset) = match moment {
        Moment::Date(day) => return date(*day),
        Moment::Local(at) => (at, String::new()),
        Moment::Offset(at, seconds) => {
            let minutes = seconds.abs() / 60;
            let sign = if *seconds < 0 { '-' } else { '+' };
            (at, format!(" (UTC{sign}{:02}:{:02})", minutes / 60, minutes % 60))
        }
    };
    Message::new("timeline-date-time")
        .with("date", date(at.date()))
        .with("time", clock(at.time()))
        .with("offset", offset)
}

/// A period: "21 June 2026 to 21 September 2026".
pub fn period(period: &Period) -> Message {
    match (&period.from, &period.until) {
        (None, None) => Message::new("timeline-always"),
        (Some(from), None) => Message::new("timeline-since").with("from", moment(from)),
        (None, Some(until)) => Message::new("timeline-until").with("until", moment(until)),
        (Some(from), Some(until)) => {
            Message::new("timeline-between").with("from", moment(from)).with("until", moment(until))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn said(from: &str, until: &str, language: Language) -> String {
        language.say(&period(&Period { from: from.parse().ok(), until: until.parse().ok() }))
    }

    #[test]
    fn periods_are_said_in_both_languages() {
        let summer = ("2026-06-21", "2026-09-21");
        assert_eq!(said(summer.0, summer.1, Language::En), "21 June 2026 to 21 September 2026");
        assert_eq!(said(summer.0, summer.1, Language::Fr), "du 21 juin 2026 au 21 septembre 2026");
        assert_eq!(said("2026-07-01", "", Language::Fr), "à partir du 1er juillet 2026");
        assert_eq!(
            said("", "2026-07-01T08:05-03:30", Language::En),
            "until 1 July 2026 at 08:05 (UTC-03:30)"
        );
        assert_eq!(said("2026-07-01T08:05:07", "", Language::Fr), "à partir du 1er juillet 2026 à 08:05:07");
        assert_eq!(said("", "", Language::En), "no period: at any time");
    }
}
