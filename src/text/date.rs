//! Dates and times of day as people type and read them, and the form that files have of them (ISO 8601).

use super::{Language, folded};

/// The ids of the months' names, inside a date.
pub const MONTHS: [&str; 12] = [
    "timeline-january",
    "timeline-february",
    "timeline-march",
    "timeline-april",
    "timeline-may",
    "timeline-june",
    "timeline-july",
    "timeline-august",
    "timeline-september",
    "timeline-october",
    "timeline-november",
    "timeline-december",
];

/// The ids of the months' short names.
pub const SHORT_MONTHS: [&str; 12] = [
    "timeline-january-short",
    "timeline-february-short",
    "timeline-march-short",
    "timeline-april-short",
    "timeline-may-short",
    "timeline-june-short",
    "timeline-july-short",
    "timeline-august-short",
    "timeline-september-short",
    "timeline-october-short",
    "timeline-november-short",
    "timeline-december-short",
];

/// Letters from which on the beginning of a month's name stands for it.
const FEWEST_LETTERS: usize = 3;

/// Of the ISO form of a moment, its date.
const ISO_DATE: usize = "2026-12-31".len();

/// A date or a moment as people type it, in its ISO form: `31/12/2026 8:30` and `31 Dec 2026 at 8.30 pm` are
/// `2026-12-31T08:30` and `2026-12-31T20:30`. Days come before months, in digits; months have their names in any
/// language. Whatever else it is stays as it is: who asks reads the ISO form, and says what is wrong.
pub fn iso_moment(text: &str) -> String {
    read(&folded(text.trim())).unwrap_or_else(|| text.trim().to_owned())
}

/// The ISO form of a date or a moment as people read and type it: `31 Dec 2026 08:30 +02:00` in English, where digits
/// alone could be read in two ways, and `31/12/2026 08:30 +02:00` in French. Whatever else it is stays as it is.
pub fn customary_moment(iso: &str, language: Language) -> String {
    let Some((date, time)) = iso.split_at_checked(ISO_DATE) else { return iso.to_owned() };
    let mut parts = date.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return iso.to_owned();
    };
    let time = time.trim_start_matches(['T', 't', ' ']);
    let (time, offset) = time.split_at(time.find(['Z', 'z', '+', '-']).unwrap_or(time.len()));
    let offset = if offset.eq_ignore_ascii_case("z") { "UTC" } else { offset };
    let name = month.parse::<usize>().ok().and_then(|month| SHORT_MONTHS.get(month.wrapping_sub(1)));
    let date = match (language, name) {
        (Language::En, Some(name)) => {
            format!("{} {} {year}", day.trim_start_matches('0'), language.text(name))
        }
        _ => format!("{day}/{month}/{year}"),
    };
    let parts = [date, time.to_owned(), offset.to_owned()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn read(text: &str) -> Option<String> {
    let (date, rest) = date(text)?;
    let rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    if rest.is_empty() {
        return Some(date);
    }
    let words = ["at ", "a ", "t"];
    let rest = words.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    Some(format!("{date}T{}", time(rest.trim_start())?))
}

/// The date at the beginning of a text, and what follows it.
fn date(text: &str) -> Option<(String, &str)> {
    let (first, rest) = piece(text)?;
    let (second, rest) = piece(rest)?;
    let (third, rest) = piece(rest)?;
    let is_number = |piece: &str| piece.starts_with(|c: char| c.is_ascii_digit());
    let (year, month, day) = match [first, second, third].map(is_number) {
        [true, true, true] if first.len() == 4 => (first, month_of(second)?, third),
        [true, _, true] => (third, month_of(second)?, first),
        [false, true, true] => (third, month_of(first)?, second),
        _ => return None,
    };
    let century = match year.len() {
        4 => "",
        2 => "20",
        _ => return None,
    };
    (day.len() <= 2).then(|| (format!("{century}{year}-{month:0>2}-{day:0>2}"), rest))
}

/// The first number or word of a text, and what follows it: the ending of an ordinal number says nothing.
fn piece(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(|c: char| "/-.,".contains(c) || c.is_whitespace());
    let first = text.chars().next()?;
    let end = text.find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit() != first.is_ascii_digit());
    let (piece, rest) = text.split_at(end.unwrap_or(text.len()));
    if !first.is_ascii_digit() {
        return Some((piece, rest));
    }
    let ending = ["er", "st", "nd", "rd", "th"].into_iter().find_map(|ending| {
        let rest = rest.strip_prefix(ending)?;
        (!rest.starts_with(char::is_alphabetic)).then_some(rest)
    });
    Some((piece, ending.unwrap_or(rest)))
}

/// The number of a month: of its digits, or of its name or the beginning of that in any language.
fn month_of(piece: &str) -> Option<String> {
    if piece.bytes().all(|byte| byte.is_ascii_digit()) {
        return (piece.len() <= 2).then(|| piece.to_owned());
    }
    if piece.chars().count() < FEWEST_LETTERS {
        return None;
    }
    let begins = |id: &str| Language::ALL.iter().any(|it| folded(&it.text(id)).starts_with(piece));
    let mut found = (1..).zip(MONTHS).filter(|(_, id)| begins(id)).map(|(number, _)| number);
    let month: i32 = found.next()?;
    found.next().is_none().then(|| month.to_string())
}

/// The ISO form of a time of day, with its offset: `8:30`, `8h30`, `8h`, `8 pm`, `8.30 am`, `08:30 +02:00`.
fn time(text: &str) -> Option<String> {
    let number = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (hour, rest) = text.split_at(number(text));
    let mut hour: u8 = hour.parse().ok()?;
    let rest = rest.trim_start();
    let (minute, rest, is_clock) = match rest.strip_prefix([':', 'h', '.']) {
        Some(after) => {
            let after = after.trim_start();
            let (minute, behind) = after.split_at(number(after));
            match minute.len() {
                0 if rest.starts_with('h') => ("00", after, true),
                2 => (minute, behind, true),
                _ => return None,
            }
        }
        None => ("00", rest, false),
    };
    let seconds = rest.find(|c: char| !c.is_ascii_digit() && !":.".contains(c)).unwrap_or(rest.len());
    let (seconds, rest) = rest.split_at(seconds);
    let rest = rest.trim_start();
    let halves = [("am", 0), ("pm", 12)];
    let half = halves.iter().find_map(|(half, more)| Some((rest.strip_prefix(half)?, more)));
    let rest = match half {
        Some((rest, more)) if (1..=12).contains(&hour) => {
            hour = hour % 12 + more;
            rest.trim_start()
        }
        None if is_clock => rest,
        _ => return None,
    };
    let offset = match rest.trim_start_matches('(').trim_end_matches(')') {
        "utc" | "gmt" => "Z",
        offset => offset.strip_prefix("utc").unwrap_or(offset),
    };
    Some(format!("{hour:02}:{minute}{seconds}{}", offset.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (typed, iso) in [
            ("31/12/2026", "2026-12-31"),
            ("1/7/2026", "2026-07-01"),
            ("1.7.26", "2026-07-01"),
            ("31-12-2026", "2026-12-31"),
            ("2026/12/31", "2026-12-31"),
            (" 2026-12-31 ", "2026-12-31"),
            ("31 Dec 2026", "2026-12-31"),
            ("31 december 2026", "2026-12-31"),
            ("Dec 31, 2026", "2026-12-31"),
            ("July 1st 2026", "2026-07-01"),
            ("1er août 2026", "2026-08-01"),
            ("31 DÉCEMBRE 2026", "2026-12-31"),
            ("5 févr. 2026", "2026-02-05"),
            ("31/12/2026 08:30", "2026-12-31T08:30"),
            ("31/12/2026 8:30", "2026-12-31T08:30"),
            ("31/12/2026 à 8h30", "2026-12-31T08:30"),
            ("31/12/2026, 8 h", "2026-12-31T08:00"),
            ("31 Dec 2026 at 8.30 pm", "2026-12-31T20:30"),
            ("31 Dec 2026 12am", "2026-12-31T00:00"),
            ("31/12/2026 08:30:15.5", "2026-12-31T08:30:15.5"),
            ("31/12/2026 08:30 +02:00", "2026-12-31T08:30+02:00"),
            ("31 December 2026 at 08:30 (UTC+02:00)", "2026-12-31T08:30+02:00"),
            ("31/12/2026 08:30 UTC", "2026-12-31T08:30Z"),
            ("2026-12-31T08:30Z", "2026-12-31T08:30z"),
            ("2026-12-31 08:30", "2026-12-31T08:30"),
        ] {
            assert_eq!(iso_moment(typed), iso, "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_stays_as_it_is() {
        for text in [
            "",
            "soon",
            "31/12",
            "31/12/226",
            "31 ma 2026",
            "31 jui 2026",
            "1 2 3",
            "123/1/2026",
            "31/12/2026 8",
            "31/12/2026 13 pm",
            "31/12/2026 8:3",
            "31/12/2026 8:30 or so",
        ] {
            let iso = iso_moment(text);
            assert!(iso == text || iso.ends_with("or so"), "{text}: {iso}");
        }
    }

    #[test]
    fn what_is_shown_is_read_again() {
        for (iso, english, french) in [
            ("2026-12-31", "31 Dec 2026", "31/12/2026"),
            ("2026-07-01T08:00", "1 Jul 2026 08:00", "01/07/2026 08:00"),
            (
                "2026-07-01T08:00:30.25+02:00",
                "1 Jul 2026 08:00:30.25 +02:00",
                "01/07/2026 08:00:30.25 +02:00",
            ),
            ("2026-05-01T08:00-05:30", "1 May 2026 08:00 -05:30", "01/05/2026 08:00 -05:30"),
            ("0001-09-11T08:00", "11 Sep 0001 08:00", "11/09/0001 08:00"),
        ] {
            for (language, shown) in [(Language::En, english), (Language::Fr, french)] {
                let read = (customary_moment(iso, language), iso_moment(shown));
                assert_eq!(read, (shown.to_owned(), iso.to_owned()));
            }
        }
        assert_eq!(customary_moment("2026-07-01T08:00Z", Language::Fr), "01/07/2026 08:00 UTC");
        for text in ["soon", "twenty-first-of", "2026-13-01", ""] {
            assert_eq!(iso_moment(&customary_moment(text, Language::En)), text);
        }
    }
}
