//! How the people who wrote a file write numbers and days. Owns how that is found, and how a cell is read as a value.

use crate::audience::database::Kept;
use crate::model::{FieldType, Moment};
use crate::rule::{Typed, typed_from_text};
use crate::text::{self, Message, folded};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value as Json;
use std::borrow::Cow;

/// In which order the parts of a day stand, where the year is not first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateOrder {
    /// 31/12/2026.
    #[default]
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

/// How values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Customs {
    /// Whether a comma stands before the decimals; a point may then stand between thousands.
    pub decimal_comma: bool,
    /// The order of day and month where the year is last.
    pub date_order: DateOrder,
    /// Whether no day of the sample tells day and month apart, though some could be either.
    pub is_ambiguous: bool,
}

/// How values seem to be written, by what some cells say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// How they are written.
    pub customs: Customs,
    /// Whether a cell tells what stands before the decimals.
    pub is_comma_known: bool,
}

/// What speaks for one way of writing and for the other.
#[derive(Debug, Default)]
pub(super) struct Votes {
    comma: usize,
    point: usize,
    day_first: usize,
    month_first: usize,
    either: usize,
}

impl Votes {
    pub(super) fn hear(&mut self, cell: &str) {
        let cell = cell.trim();
        if let Some((first, second, _, separator)) = parts_of_day(cell)
            && first <= 31
            && second <= 31
        {
            match (first > 12, second > 12) {
                (true, _) => self.day_first += 1,
                (_, true) => self.month_first += 1,
                // Only those who put the day first write points.
                _ if separator == '.' => self.day_first += 1,
                _ if first != second => self.either += 1,
                _ => {}
            }
            return;
        }
        let plain: String = cell.chars().filter(|c| !is_gap(*c)).collect();
        let digits = plain.trim_start_matches(['-', '+']);
        if !digits.starts_with(|c: char| c.is_ascii_digit())
            || !digits.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.')
        {
            return;
        }
        let count = |sign: char| digits.matches(sign).count();
        let decimals = |sign: char| digits.rsplit(sign).next().map_or(0, str::len);
        match (count(','), count('.')) {
            (1.., 1..) if digits.rfind(',') > digits.rfind('.') => self.comma += 1,
            (1.., 1..) | (2.., 0) => self.point += 1,
            (1, 0) if decimals(',') != 3 => self.comma += 1,
            (0, 1) if decimals('.') != 3 => self.point += 1,
            (0, 2..) => self.comma += 1,
            _ => {}
        }
    }

    pub(super) fn customs(&self) -> Customs {
        Customs {
            decimal_comma: self.comma > self.point,
            date_order: if self.month_first > self.day_first {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            },
            is_ambiguous: self.either > 0 && self.day_first == self.month_first,
        }
    }
}

/// A blank or an apostrophe between thousands.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '\u{2019}')
}

/// The numbers of a day whose year is last, and what stands between them; whatever comes behind it.
fn parts_of_day(cell: &str) -> Option<(u8, u8, i16, char)> {
    let day = cell.split([' ', 'T']).next()?;
    let separator = day.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = day.split(separator);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some()
        || first.len() > 2
        || second.len() > 2
        || ![first, second, year].into_iter().all(is_number)
    {
        return None;
    }
    let year: i16 = match year.len() {
        // As spreadsheets read two digits.
        2 => year.parse::<i16>().ok().map(|year| if year < 69 { 2000 + year } else { 1900 + year })?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    Some((first.parse().ok()?, second.parse().ok()?, year, separator))
}

impl Customs {
    /// How values are written, by cells of numbers and days.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str>) -> Heard {
        let mut votes = Votes::default();
        cells.for_each(|cell| votes.hear(cell));
        Heard { customs: votes.customs(), is_comma_known: votes.comma != votes.point }
    }

    /// A number as programs write it; none where it is not written so.
    pub fn plain_number(self, cell: &str) -> Option<Cow<'_, str>> {
        self.number(cell)
    }

    /// For a number that has one mark, read as one between thousands, and that could stand before decimals: how it is
    /// written as one and as the other.
    pub fn guessed_thousands(self, cell: &str) -> Option<[String; 2]> {
        let (between, before) = if self.decimal_comma { ('.', ',') } else { (',', '.') };
        let other = Self { decimal_comma: !self.decimal_comma, ..self };
        let is_guess = cell.contains(between) && [self, other].iter().all(|it| it.number(cell).is_some());
        is_guess.then(|| [cell.replace(between, ""), cell.replace(between, &before.to_string())])
    }

    /// A day or a moment; none where it is not written so.
    pub fn read_moment(self, cell: &str) -> Option<Moment> {
        self.moment(cell)
    }

    /// Whether a day is another one where day and month stand in the other order.
    pub fn depends_on_order(self, cell: &str) -> bool {
        parts_of_day(cell).is_some_and(|(first, second, _, separator)| {
            first <= 12 && second <= 12 && first != second && separator != '.'
        })
    }

    /// Reads a cell as a value of a type; none where nothing stands in it.
    ///
    /// # Errors
    /// It is no value of that type: the message says what it should have been.
    pub fn read(self, cell: &str, field_type: &FieldType, zone: &TimeZone) -> Result<Kept, Message> {
        let is_word = matches!(field_type, FieldType::Text | FieldType::Choice(_) | FieldType::List);
        if crate::model::is_blank(cell) || !is_word && is_nothing(cell) {
            return Ok(Kept::Missing);
        }
        let trimmed = cell.trim();
        let as_it_stands = |text: &str| {
            let typed = typed_from_text(text, field_type, zone).map_err(|_| wrong(cell, field_type, zone))?;
            Ok(Kept::of(&typed, field_type, zone))
        };
        match field_type {
            FieldType::Text => Ok(Kept::Text(cell.to_owned())),
            FieldType::Integer | FieldType::Decimal => {
                let plain = self.number(trimmed).ok_or_else(|| wrong(cell, field_type, zone))?;
                as_it_stands(&plain)
            }
            FieldType::Boolean => match truth(trimmed) {
                Some(truth) => Ok(Kept::Whole(truth.into())),
                None => Err(wrong(cell, field_type, zone)),
            },
            FieldType::Date => {
                let day = self.moment(trimmed).and_then(|moment| match moment {
                    Moment::Date(day) => Some(day),
                    // A day that a database wrote with its midnight.
                    Moment::Local(at) if at.time() == jiff::civil::Time::midnight() => Some(at.date()),
                    Moment::Local(_) | Moment::Offset(..) => None,
                });
                let day = day.filter(|day| (1..=9999).contains(&day.year()));
                day.map(|day| Kept::Text(day.to_string())).ok_or_else(|| wrong(cell, field_type, zone))
            }
            FieldType::DateTime => match self.moment(trimmed) {
                Some(moment) => as_it_stands(&moment.to_string()),
                None => as_it_stands(trimmed),
            },
            FieldType::Choice(choices) => {
                let named = |choice: &&String| choice.as_str() == cell || choice.as_str() == trimmed;
                let alike = || choices.iter().find(|choice| folded(choice) == folded(trimmed));
                let choice = choices.iter().find(named).or_else(alike);
                choice.map(|choice| Kept::Text(choice.clone())).ok_or_else(|| wrong(cell, field_type, zone))
            }
            FieldType::List => {
                let items: Vec<Cow<'_, str>> = items(trimmed).collect();
                Ok(Kept::list(items.iter().map(AsRef::as_ref)))
            }
        }
    }

    /// A number as programs write it: none where its thousands are not grouped as they would be.
    fn number(self, cell: &str) -> Option<Cow<'_, str>> {
        if !self.decimal_comma
            && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
        {
            return Some(Cow::Borrowed(cell));
        }
        let (sign, group) = if self.decimal_comma { (',', '.') } else { ('.', ',') };
        let (whole, decimals) = match cell.rsplit_once(sign) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (cell, None),
        };
        let is_group = |c: char| c == group || is_gap(c);
        let mut groups = whole.split(is_group);
        let mut plain = groups.next()?.to_owned();
        let is_grouped = whole.contains(is_group);
        if is_grouped && plain.trim_start_matches(['-', '+']).len() > 3 {
            // A decimal point where commas are usual: as programs write it.
            return None;
        }
        for group in groups {
            if group.len() != 3 {
                return None;
            }
            plain.push_str(group);
        }
        if let Some(decimals) = decimals {
            plain.push('.');
            plain.push_str(decimals);
        }
        Some(Cow::Owned(plain))
    }

    /// A day or a moment with the year first or last, and perhaps a time as people write it.
    fn moment(self, cell: &str) -> Option<Moment> {
        if let Ok(moment) = cell.parse::<Moment>() {
            return Some(moment);
        }
        let day = match parts_of_day(cell) {
            Some((first, second, year, _)) => {
                let (day, month) = match self.date_order {
                    DateOrder::DayFirst => (first, second),
                    DateOrder::MonthFirst => (second, first),
                };
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?
            }
            None => cell.split([' ', 'T']).next()?.replace('/', "-").parse().ok()?,
        };
        let Some((_, time)) = cell.split_once([' ', 'T']) else { return Some(Moment::Date(day)) };
        format!("{day}T{}", time_of_day(time.trim())?).parse().ok()
    }
}

/// `8:05`, `08:05:30` or `8:05 PM` as programs write it.
fn time_of_day(time: &str) -> Option<String> {
    let upper = time.to_ascii_uppercase();
    let half =
        upper.strip_suffix("PM").map(|time| (time, 12)).or_else(|| Some((upper.strip_suffix("AM")?, 0)));
    let (time, later) = match half {
        Some((time, later)) => (time.trim(), Some(later)),
        None => (time, None),
    };
    let (hour, rest) = time.split_once(':')?;
    let hour: u8 = hour.parse().ok()?;
    let hour = match later {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(later) => hour % 12 + later,
        None => hour,
    };
    Some(format!("{hour:02}:{rest}"))
}

fn truth(cell: &str) -> Option<bool> {
    match cell {
        "true" | "1" => return Some(true),
        "false" | "0" => return Some(false),
        _ => {}
    }
    Some(match folded(cell).as_str() {
        "true" | "yes" | "y" | "t" | "oui" | "o" | "vrai" => true,
        "false" | "no" | "n" | "f" | "non" | "faux" => false,
        _ => return None,
    })
}

/// The items of a list: those of a list in JSON as they are; else separated by semicolons, bars or commas, perhaps in
/// brackets, as other programs write them.
pub(in crate::audience) fn items(cell: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let json = of_json(cell);
    let inside = cell.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(cell);
    let inside = if json.is_some() { "" } else { inside };
    let items = inside.split([';', '|', ',']).map(|item| item.trim().trim_matches(['"', '\'']));
    let items = items.filter(|item| !item.is_empty()).map(Cow::Borrowed);
    json.into_iter().flatten().map(Cow::Owned).chain(items)
}

/// The items of a list in JSON; none where the cell is no such list.
fn of_json(cell: &str) -> Option<Vec<String>> {
    let items: Vec<Json> =
        if cell.starts_with('[') { serde_json::from_str(cell).ok()? } else { return None };
    let text = |item: Json| match item {
        Json::Null => None,
        Json::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    Some(items.into_iter().filter_map(text).collect())
}

/// A list as a cell from which [`items`] reads the same: as people write it, where that says it all.
pub(super) fn list_cell<'t>(items: impl Iterator<Item = &'t str>) -> String {
    let items: Vec<&str> = items.collect();
    let is_plain = |item: &&str| {
        let ends = [item.chars().next(), item.chars().next_back()];
        ends.into_iter().all(|end| end.is_some_and(|c| !c.is_whitespace() && !"[]\"'".contains(c)))
            && !item.contains([';', '|', ','])
    };
    if !items.is_empty() && items.iter().all(is_plain) {
        return items.join(";");
    }
    // Texts always have a form in JSON.
    serde_json::to_string(&items).unwrap_or_default()
}

fn wrong(cell: &str, field_type: &FieldType, zone: &TimeZone) -> Message {
    let said = text::cut(cell, 100);
    match typed_from_text(&said, field_type, zone) {
        Err(message) => message,
        // Only its own way of writing is wrong here.
        Ok(Typed::Boolean(_)) => Message::new("rule-value-boolean").with("value", &*said),
        Ok(_) => Message::new("rule-value-date").with("value", &*said),
    }
}

/// What R, spreadsheets, databases and others write where a value is missing, in small letters.
const NOTHING: [&str; 7] = ["na", "n/a", "nan", "null", "none", "#n/a", "\\n"];

/// Whether a cell says that there is no value, where it is no text: in texts such a word may be one.
fn is_nothing(cell: &str) -> bool {
    let cell = cell.trim();
    NOTHING.iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// The type that all of some cells have, those without a value aside; none where there is none.
pub(super) fn type_of<'c>(cells: impl Iterator<Item = &'c str>, customs: Customs) -> Option<FieldType> {
    let mut cells: Vec<&str> = cells.filter(|cell| !crate::model::is_blank(cell)).collect();
    if cells.is_empty() {
        return None;
    }
    cells.retain(|cell| !is_nothing(cell));
    if cells.is_empty() {
        return Some(FieldType::Text);
    }
    let is_word = |cell: &&str| truth(cell).is_some() && cell.trim().len() > 1;
    let all = |field_type: &FieldType| {
        cells.iter().all(|cell| customs.read(cell, field_type, &TimeZone::UTC).is_ok())
    };
    if cells.iter().all(is_word) {
        return Some(FieldType::Boolean);
    }
    // A number that begins with a zero is somebody's code.
    let is_code = |cell: &&str| {
        cell.len() > 1 && cell.starts_with('0') && cell.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !cells.iter().any(is_code) {
        // Zeros behind the sign say that others may follow that are none.
        let sign = if customs.decimal_comma { ',' } else { '.' };
        if all(&FieldType::Decimal) {
            let is_whole = !cells.iter().any(|cell| cell.contains(sign)) && all(&FieldType::Integer);
            return Some(if is_whole { FieldType::Integer } else { FieldType::Decimal });
        }
        if all(&FieldType::Integer) {
            return Some(FieldType::Integer);
        }
    }
    let found = [FieldType::Date, FieldType::DateTime].into_iter().find(all);
    let seems_list = |cell: &&&str| cell.contains([';', '|']) || of_json(cell.trim()).is_some();
    let is_list = || cells.iter().filter(seems_list).count() * 2 > cells.len();
    Some(found.unwrap_or_else(|| if is_list() { FieldType::List } else { FieldType::Text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn customs(cells: &[&str]) -> Customs {
        let mut votes = Votes::default();
        for cell in cells {
            votes.hear(cell);
        }
        votes.customs()
    }

    #[test]
    fn how_numbers_and_days_are_written_is_found() {
        assert!(customs(&["12,5", "1 234,50", "7"]).decimal_comma);
        assert!(customs(&["1.234,5"]).decimal_comma);
        assert!(!customs(&["12.5", "1,234.50", "1,234"]).decimal_comma);
        assert!(!customs(&["1,234,567"]).decimal_comma);
        let days = customs(&["03/04/2026", "31/12/2026"]);
        assert_eq!((days.date_order, days.is_ambiguous), (DateOrder::DayFirst, false));
        let days = customs(&["03/04/2026", "12/31/26 8:05 PM"]);
        assert_eq!((days.date_order, days.is_ambiguous), (DateOrder::MonthFirst, false));
        assert!(customs(&["03/04/2026", "05/06/2026"]).is_ambiguous);
        assert!(!customs(&["03.04.2026"]).is_ambiguous);
        assert!(!customs(&["2026-04-03", "04/04/2026"]).is_ambiguous);
    }

    #[test]
    fn a_cell_is_read_as_people_write_it_or_refused() {
        let paris = TimeZone::get("Europe/Paris").expect("bundled");
        let french = Customs { decimal_comma: true, ..Customs::default() };
        let american = Customs { date_order: DateOrder::MonthFirst, ..Customs::default() };
        let text = |text: &str| Some(Kept::Text(text.to_owned()));
        let choice = FieldType::Choice(vec!["Été".to_owned(), "hiver".to_owned()]);
        for (customs, cell, field_type, wanted) in [
            (french, "1 234,50", FieldType::Decimal, Some(Kept::Decimal(1234.5))),
            (french, "1.234,50", FieldType::Decimal, Some(Kept::Decimal(1234.5))),
            (french, "-1\u{202f}234", FieldType::Integer, Some(Kept::Whole(-1234))),
            (french, "1.5", FieldType::Decimal, None),
            (american, "1,234.5", FieldType::Decimal, Some(Kept::Decimal(1234.5))),
            (american, "12,34", FieldType::Integer, None),
            (american, "0.10000000000000000001", FieldType::Decimal, None),
            (french, "31/12/2026", FieldType::Date, text("2026-12-31")),
            (french, "1.2.26", FieldType::Date, text("2026-02-01")),
            (french, "2026/02/01", FieldType::Date, text("2026-02-01")),
            (french, "2026-02-01 00:00:00", FieldType::Date, text("2026-02-01")),
            (french, "2026-02-01 08:00", FieldType::Date, None),
            (french, "31/02/2026", FieldType::Date, None),
            (american, "12/31/2026 8:05 PM", FieldType::DateTime, text("2026-12-31T19:05:00Z")),
            (american, "12/31/2026", FieldType::DateTime, text("2026-12-30T23:00:00Z")),
            (american, "31/12/2026", FieldType::DateTime, None),
            (french, "2026-07-01T06:00:00Z", FieldType::DateTime, text("2026-07-01T06:00:00Z")),
            (french, "Oui", FieldType::Boolean, Some(Kept::Whole(1))),
            (french, "peut-être", FieldType::Boolean, None),
            (french, "ete", choice.clone(), text("Été")),
            (french, "automne", choice, None),
            (french, "a; b|c", FieldType::List, text(r#"["a","b","c"]"#)),
            (french, r#"["a", "b"]"#, FieldType::List, text(r#"["a","b"]"#)),
            (french, r#"["a, b", " c", 1, null, ""]"#, FieldType::List, text(r#"["a, b"," c","1",""]"#)),
            (french, "[]", FieldType::List, text("[]")),
            (french, " \u{feff}", FieldType::Integer, Some(Kept::Missing)),
            (french, " x ", FieldType::Text, text(" x ")),
            (french, "NA", FieldType::Integer, Some(Kept::Missing)),
            (american, " NaN ", FieldType::Decimal, Some(Kept::Missing)),
            (french, "null", FieldType::Date, Some(Kept::Missing)),
            (french, "#N/A", FieldType::Boolean, Some(Kept::Missing)),
            (french, "NA", FieldType::Text, text("NA")),
        ] {
            assert_eq!(customs.read(cell, &field_type, &paris).ok(), wanted, "{cell} as {field_type:?}");
        }
    }

    #[test]
    fn the_type_of_a_column_is_that_of_all_its_cells() {
        let found = |cells: &[&str]| type_of(cells.iter().copied(), Customs::default());
        assert_eq!(found(&["1", "", "2"]), Some(FieldType::Integer));
        assert_eq!(found(&["1", "2.5"]), Some(FieldType::Decimal));
        assert_eq!(found(&["01234", "75011"]), Some(FieldType::Text));
        assert_eq!(found(&["true", "no"]), Some(FieldType::Boolean));
        assert_eq!(found(&["31/12/2026"]), Some(FieldType::Date));
        assert_eq!(found(&["2026-01-01", "2026-01-01 08:00"]), Some(FieldType::DateTime));
        assert_eq!(found(&["a;b", "c;d", "e"]), Some(FieldType::List));
        assert_eq!(found(&[r#"["a, b"]"#, "[]", "e"]), Some(FieldType::List));
        assert_eq!(found(&["", " "]), None);
        assert_eq!(found(&["NA", "3", "\\N"]), Some(FieldType::Integer));
        assert_eq!(found(&["NULL", "2019-11-24 00:00:34.762830+00:00"]), Some(FieldType::DateTime));
        assert_eq!(found(&["NA", "FR", "BE"]), Some(FieldType::Text), "Namibia");
        assert_eq!(found(&["NA", "none"]), Some(FieldType::Text));
        assert_eq!(found(&["0.0", "1.0"]), Some(FieldType::Decimal), "as 0.5 may follow");
        assert_eq!(found(&["1,234", "2"]), Some(FieldType::Integer));
    }

    #[test]
    fn a_list_is_read_from_its_cell_as_it_was() {
        for list in [
            &["a", "b c"][..],
            &[],
            &["a, b"],
            &["a;b", "c|d"],
            &["", "x"],
            &[" x"],
            &["[1]"],
            &["\"a\""],
            &["é'"],
        ] {
            let cell = list_cell(list.iter().copied());
            assert_eq!(items(&cell).collect::<Vec<_>>(), list, "{cell}");
        }
        assert_eq!(list_cell(["a", "b"].into_iter()), "a;b");
    }
}
