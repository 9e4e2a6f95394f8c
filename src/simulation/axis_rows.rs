//! What comes of offers for each value on an axis of contacts. Owns which values are told apart while contacts go by, and
//! the rows that they become at last: both are the same whatever the order of the contacts.

use super::axis::AxisValue;
use super::batch::Read;
use super::bins;
use super::results::{PivotCell, PivotRow};
use super::sum::Sum;
use super::words::share;
use crate::model::{FieldType, Moment};
use crate::rule::{Typed, split_of};
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

/// So many numbers are told apart one by one; of more those that differ in their first two digits.
const MOST_NUMBERS: usize = 256;

/// So many texts are told apart; more are keys and names, which tell nothing.
const MOST_TEXTS: usize = 1_000;

/// So many texts have a row; the rarest of more are one.
const MOST_ROWS: usize = 30;

/// So many numbers are rows of their own; more are put into bins.
const MOST_SINGLE: usize = 12;

/// So many months have a row each; of more, years have.
const MOST_MONTHS: usize = 24;

/// The rows of values, by place.
type Places<K> = HashMap<K, usize, foldhash::fast::RandomState>;

/// What an axis is of.
#[derive(Debug, Clone)]
pub(super) enum Told {
    /// The field in a slot.
    Field(usize, FieldType),
    /// A split.
    Split(String),
}

/// The rows of the values that were seen.
#[derive(Debug, Clone)]
enum Seen {
    Texts(Places<Arc<str>>),
    Flags(Places<bool>),
    /// By their bits; whether all are whole.
    Numbers(Places<u64>, bool),
    /// By their fine bins.
    Fine(Places<i32>, bool),
    /// By months since the year 0.
    Months(Places<i32>),
    /// Of a split.
    Parts(Places<u8>),
    /// Too many to tell them apart.
    TooMany,
}

/// One value's contacts.
#[derive(Debug, Clone, Default)]
struct Row {
    contacts: u64,
    nothing: u64,
    /// Of each offer how often it came, and its weights; empty where none came.
    cells: Vec<(u64, Sum)>,
}

impl Row {
    fn merge(&mut self, other: Self) {
        self.contacts += other.contacts;
        self.nothing += other.nothing;
        if self.cells.is_empty() {
            self.cells = other.cells;
            return;
        }
        for (own, (times, weight)) in self.cells.iter_mut().zip(other.cells) {
            own.0 += times;
            own.1.merge(weight);
        }
    }
}

/// What comes of offers for each value on an axis.
#[derive(Debug, Clone)]
pub(super) struct AxisRows {
    told: Told,
    zone: TimeZone,
    offers: usize,
    seen: Seen,
    rows: Vec<Row>,
    missing: Row,
    /// The places of the rows that a contact is in.
    own: Vec<usize>,
}

impl AxisRows {
    pub(super) fn new(told: Told, zone: &TimeZone, offers: usize) -> Self {
        let seen = match &told {
            Told::Split(_) => Seen::Parts(Places::default()),
            Told::Field(_, of) => match of {
                FieldType::Text | FieldType::Choice(_) | FieldType::List => Seen::Texts(Places::default()),
                FieldType::Boolean => Seen::Flags(Places::default()),
                FieldType::Integer | FieldType::Decimal => Seen::Numbers(Places::default(), true),
                FieldType::Date | FieldType::DateTime => Seen::Months(Places::default()),
            },
        };
        let (rows, own) = (Vec::new(), Vec::new());
        Self { told, zone: zone.clone(), offers, seen, rows, missing: Row::default(), own }
    }

    /// Counts a contact of a batch with the offers that it got and their weights.
    pub(super) fn add(&mut self, read: &Read<'_>, row: usize, key: &str, got: &[(u32, f64)]) {
        self.find(read, row, key);
        self.count(got.is_empty(), got);
    }

    /// Counts a contact that is looked at again, as one of those left with nothing alone.
    pub(super) fn add_left(&mut self, read: &Read<'_>, row: usize, key: &str) {
        self.find(read, row, key);
        if self.own.is_empty() {
            self.missing.nothing += 1;
        }
        for place in &self.own {
            self.rows[*place].nothing += 1;
        }
    }

    fn count(&mut self, is_nothing: bool, got: &[(u32, f64)]) {
        let offers = self.offers;
        let count = |row: &mut Row| {
            row.contacts += 1;
            row.nothing += u64::from(is_nothing);
            if row.cells.is_empty() && !got.is_empty() {
                row.cells = vec![(0, Sum::default()); offers];
            }
            for (offer, weight) in got {
                let (times, sum) = &mut row.cells[*offer as usize];
                *times += 1;
                sum.add(*weight);
            }
        };
        if self.own.is_empty() {
            count(&mut self.missing);
        }
        for place in &self.own {
            count(&mut self.rows[*place]);
        }
    }

    /// Finds the rows that a contact is in; none: its value is missing.
    fn find(&mut self, read: &Read<'_>, row: usize, key: &str) {
        self.own.clear();
        let slot = match &self.told {
            Told::Split(name) => {
                // The values of a key stand there as a split has them.
                let Some(part) = split_of(name, &[key]).map(tenth) else { return };
                return self.put(|seen, rows| match seen {
                    Seen::Parts(parts) => Some(place(parts, &part, rows, |part| *part)),
                    _ => None,
                });
            }
            Told::Field(slot, _) => *slot,
        };
        if matches!(self.seen, Seen::TooMany) {
            return;
        }
        if let Some(text) = read.text(slot, row) {
            return self.find_text(text);
        }
        match read.value(slot, row) {
            Some(Typed::Text(text)) => self.find_text(&text),
            Some(Typed::List(texts)) => texts.iter().for_each(|text| self.find_text(text)),
            Some(Typed::Boolean(flag)) => self.put(|seen, rows| match seen {
                Seen::Flags(flags) => Some(place(flags, &flag, rows, |flag| *flag)),
                _ => None,
            }),
            #[expect(clippy::cast_precision_loss, reason = "a place among bins")]
            Some(Typed::Integer(number)) => self.find_number(number as f64),
            Some(Typed::Decimal(number)) => self.find_number(number),
            Some(Typed::Moment(at)) => {
                let month = month_of(&at.written(&self.zone));
                self.put(|seen, rows| match seen {
                    Seen::Months(months) => Some(place(months, &month, rows, |month| *month)),
                    _ => None,
                });
            }
            None => {}
        }
    }

    fn put(&mut self, find: impl FnOnce(&mut Seen, &mut Vec<Row>) -> Option<usize>) {
        let found = find(&mut self.seen, &mut self.rows);
        self.own.extend(found);
    }

    fn find_text(&mut self, text: &str) {
        let Seen::Texts(texts) = &mut self.seen else { return };
        let found = place(texts, text, &mut self.rows, |text| Arc::from(text));
        if texts.len() > MOST_TEXTS {
            self.give_up();
        } else if !self.own.contains(&found) {
            self.own.push(found);
        }
    }

    fn give_up(&mut self) {
        self.seen = Seen::TooMany;
        self.rows = Vec::new();
        self.own = Vec::new();
    }

    fn find_number(&mut self, number: f64) {
        if let Seen::Numbers(numbers, are_whole) = &mut self.seen {
            *are_whole &= number.fract() == 0.0;
            let found = place(numbers, &(number + 0.0).to_bits(), &mut self.rows, |bits| *bits);
            if numbers.len() <= MOST_NUMBERS {
                self.own.push(found);
                return;
            }
            self.coarsen();
        }
        if let Seen::Fine(bins, are_whole) = &mut self.seen {
            *are_whole &= number.fract() == 0.0;
            let found = place(bins, &bins::fine(number), &mut self.rows, |fine| *fine);
            self.own.push(found);
        }
    }

    /// Tells numbers apart by their first two digits from now on.
    fn coarsen(&mut self) {
        let Seen::Numbers(numbers, are_whole) = &self.seen else { return };
        let (mut bins, mut rows) = (Places::default(), Vec::new());
        for (bits, old) in sorted(numbers) {
            let fine = bins::fine(f64::from_bits(bits));
            let found = place(&mut bins, &fine, &mut rows, |fine| *fine);
            rows[found].merge(std::mem::take(&mut self.rows[old]));
        }
        self.seen = Seen::Fine(bins, *are_whole);
        self.rows = rows;
    }

    /// What came of this population and of another together.
    pub(super) fn merge(&mut self, mut other: Self) {
        self.missing.merge(std::mem::take(&mut other.missing));
        if matches!(self.seen, Seen::Fine(..)) || matches!(other.seen, Seen::Fine(..)) {
            self.coarsen();
            other.coarsen();
        }
        let (rows, theirs) = (&mut self.rows, &mut other.rows);
        match (&mut self.seen, &other.seen) {
            (Seen::Texts(own), Seen::Texts(of)) => merge(own, of, rows, theirs),
            (Seen::Flags(own), Seen::Flags(of)) => merge(own, of, rows, theirs),
            (Seen::Months(own), Seen::Months(of)) => merge(own, of, rows, theirs),
            (Seen::Parts(own), Seen::Parts(of)) => merge(own, of, rows, theirs),
            (Seen::Numbers(own, whole), Seen::Numbers(of, are_whole)) => {
                *whole &= are_whole;
                merge(own, of, rows, theirs);
            }
            (Seen::Fine(own, whole), Seen::Fine(of, are_whole)) => {
                *whole &= are_whole;
                merge(own, of, rows, theirs);
            }
            _ => self.give_up(),
        }
        match &self.seen {
            Seen::Texts(texts) if texts.len() > MOST_TEXTS => self.give_up(),
            Seen::Numbers(numbers, _) if numbers.len() > MOST_NUMBERS => self.coarsen(),
            _ => {}
        }
    }

    /// The rows in their order; `None` where there are too many values.
    pub(super) fn finish(mut self) -> Option<Vec<PivotRow>> {
        let seen = std::mem::replace(&mut self.seen, Seen::TooMany);
        let mut found = match seen {
            Seen::TooMany => return None,
            Seen::Texts(texts) => self.of_texts(&texts),
            Seen::Flags(flags) => {
                let flags = sorted(&flags);
                flags.into_iter().map(|(flag, row)| (AxisValue::Flag(flag), self.take(row))).collect()
            }
            Seen::Parts(parts) => {
                let range = |part: u8| {
                    let from = f64::from(part) * 10.0;
                    AxisValue::Range(Some(from), Some(from + 10.0))
                };
                sorted(&parts).into_iter().map(|(part, row)| (range(part), self.take(row))).collect()
            }
            Seen::Months(months) => self.of_months(&months),
            Seen::Numbers(numbers, whole) => {
                let numbers = numbers.iter().map(|(bits, row)| (f64::from_bits(*bits), *row)).collect();
                self.of_numbers(numbers, whole, false)
            }
            Seen::Fine(bins, whole) => {
                let bins = bins.iter().map(|(fine, row)| (bins::start_of(*fine), *row)).collect();
                self.of_numbers(bins, whole, true)
            }
        };
        if self.missing.contacts + self.missing.nothing > 0 {
            found.push((AxisValue::Missing, self.missing));
        }
        Some(found.into_iter().map(|(value, row)| finished(value, &row)).collect())
    }

    fn take(&mut self, row: usize) -> Row {
        std::mem::take(&mut self.rows[row])
    }

    fn of_texts(&mut self, texts: &Places<Arc<str>>) -> Vec<(AxisValue, Row)> {
        let mut found = sorted(texts);
        found.sort_by_key(|(_, row)| std::cmp::Reverse(self.rows[*row].contacts));
        let others = if found.len() > MOST_ROWS { found.split_off(MOST_ROWS - 1) } else { Vec::new() };
        let mut rows: Vec<(AxisValue, Row)> = found
            .into_iter()
            .map(|(text, row)| (AxisValue::Text(text.to_string()), self.take(row)))
            .collect();
        if !others.is_empty() {
            let mut together = Row::default();
            let count = others.len();
            for (_, row) in others {
                together.merge(self.take(row));
            }
            rows.push((AxisValue::Others(count), together));
        }
        rows
    }

    fn of_months(&mut self, months: &Places<i32>) -> Vec<(AxisValue, Row)> {
        let by_year = months.len() > MOST_MONTHS;
        let mut found: Vec<(AxisValue, Row)> = Vec::new();
        for (month, row) in sorted(months) {
            let year = month.div_euclid(12);
            let text = if by_year {
                format!("{year:04}")
            } else {
                format!("{year:04}-{:02}", month.rem_euclid(12) + 1)
            };
            let value = AxisValue::Text(text);
            match found.last_mut().filter(|(last, _)| *last == value) {
                Some((_, last)) => last.merge(self.take(row)),
                None => found.push((value, self.take(row))),
            }
        }
        found
    }

    fn of_numbers(
        &mut self,
        mut numbers: Vec<(f64, usize)>,
        whole: bool,
        are_bins: bool,
    ) -> Vec<(AxisValue, Row)> {
        numbers.sort_by(|one, other| one.0.total_cmp(&other.0));
        if numbers.len() <= MOST_SINGLE && !are_bins {
            return numbers
                .into_iter()
                .map(|(number, row)| (AxisValue::Number(number), self.take(row)))
                .collect();
        }
        let counted: Vec<(f64, u64)> =
            numbers.iter().map(|(number, row)| (*number, self.rows[*row].contacts)).collect();
        let ends = bins::ends(&counted, whole, are_bins);
        let last = ends.len().saturating_sub(2);
        let mut rows: Vec<Row> = vec![Row::default(); last + 1];
        let (mut below, mut above) = (false, false);
        for (number, row) in numbers {
            let place = ends.partition_point(|end| *end <= number);
            below |= place == 0;
            above |= place == ends.len();
            rows[place.saturating_sub(1).min(last)].merge(self.take(row));
        }
        let range = |place: usize| {
            let from = (place > 0 || !below).then(|| ends[place]);
            let until = (place < last || !above).then(|| ends[place + 1]);
            AxisValue::Range(from, until)
        };
        let rows = rows.into_iter().enumerate().map(|(place, row)| (range(place), row));
        rows.filter(|(_, row)| row.contacts + row.nothing > 0).collect()
    }
}

/// The row of a value, a new one where it is seen first.
fn place<K: Hash + Eq + std::borrow::Borrow<B>, B: Hash + Eq + ?Sized>(
    known: &mut Places<K>,
    value: &B,
    rows: &mut Vec<Row>,
    keep: impl FnOnce(&B) -> K,
) -> usize {
    if let Some(found) = known.get(value) {
        return *found;
    }
    rows.push(Row::default());
    known.insert(keep(value), rows.len() - 1);
    rows.len() - 1
}

fn merge<K: Hash + Eq + Clone + Ord>(
    own: &mut Places<K>,
    of: &Places<K>,
    rows: &mut Vec<Row>,
    theirs: &mut [Row],
) {
    for (value, row) in sorted(of) {
        let found = place(own, &value, rows, K::clone);
        rows[found].merge(std::mem::take(&mut theirs[row]));
    }
}

fn sorted<K: Clone + Ord>(known: &Places<K>) -> Vec<(K, usize)> {
    let mut all: Vec<(K, usize)> = known.iter().map(|(value, row)| (value.clone(), *row)).collect();
    all.sort();
    all
}

fn finished(value: AxisValue, row: &Row) -> PivotRow {
    let (mut times, mut weight) = (0, Sum::default());
    for (of_cell, sum) in &row.cells {
        times += of_cell;
        weight.merge(sum.clone());
    }
    let cell = |(offer, (times, sum)): (usize, &(u64, Sum))| PivotCell {
        offer,
        times: *times,
        share: share(*times, row.contacts),
        mean_weight: sum.mean(*times),
    };
    PivotRow {
        value,
        contacts: row.contacts,
        nothing: Some(row.nothing),
        times,
        mean_weight: weight.mean(times),
        cells: row.cells.iter().enumerate().filter(|(_, (times, _))| *times > 0).map(cell).collect(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
fn tenth(split: f64) -> u8 {
    (split / 10.0).clamp(0.0, 9.0) as u8
}

fn month_of(moment: &Moment) -> i32 {
    let day = match moment {
        Moment::Date(day) => *day,
        Moment::Local(local) | Moment::Offset(local, _) => local.date(),
    };
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}
