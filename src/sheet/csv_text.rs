//! Sheets as CSV, as spreadsheets of a language open and save it. Owns the quotes, and how a text is kept from being
//! read as a formula.

use super::cell::Cell;
use super::column::{Column, content_status, eligibility_status};
use super::headings::Headings;
use super::rows::{Row, Table};
use crate::model::{Catalog, Moment};
use crate::text::Language;
use jiff::civil::Time;

/// What makes a spreadsheet read a text as a formula, in any of its forms.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// The text of a sheet: with a byte order mark, without which accents are lost, and the separator that spreadsheets of
/// the language expect.
pub(super) fn write(catalog: &Catalog, table: &Table<'_>, language: Language) -> String {
    let headings = Headings::of(catalog);
    let separator = match language {
        Language::En => ",",
        Language::Fr => ";",
    };
    let mut text = String::from("\u{feff}");
    let mut line = |cells: Vec<String>| {
        text.push_str(&cells.join(separator));
        text.push_str("\r\n");
    };
    line(table.columns.iter().map(|column| quoted(&guarded(&headings.word(column, language)))).collect());
    for row in &table.rows {
        let cells =
            table.columns.iter().map(|column| written(&cell(catalog, column, row, language), language));
        line(cells.collect());
    }
    text
}

/// What a row has in a column, with what is only shown.
pub(super) fn cell(catalog: &Catalog, column: &Column, row: &Row<'_>, language: Language) -> Cell {
    match column {
        Column::Environment => Cell::of_text(&row.environment.name),
        Column::Category => Cell::of_text(&row.category.name),
        Column::ContentStatus => Cell::Text(language.text(content_status(&row.offer.approval.content))),
        Column::EligibilityStatus => {
            Cell::Text(language.text(eligibility_status(row.offer.approval.eligibility)))
        }
        _ => column.read(catalog, row.offer),
    }
}

fn written(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => quoted(&guarded(text)),
        Cell::Number(number) => decimal(*number, language),
        Cell::Whole(number) => number.to_string(),
        Cell::Truth(truth) => truth.to_string().to_uppercase(),
        Cell::Moment(moment) => moment_text(moment),
    }
}

/// As spreadsheets of the language read it.
fn decimal(number: f64, language: Language) -> String {
    let text = number.to_string();
    match language {
        Language::En => text,
        Language::Fr => text.replace('.', ","),
    }
}

/// With a blank before the time, so that spreadsheets see a date; but as it is where they would drop something of it.
pub(super) fn moment_text(moment: &Moment) -> String {
    match moment {
        Moment::Local(at)
            if at.time() != Time::midnight() && at.second() == 0 && at.subsec_nanosecond() == 0 =>
        {
            moment.to_string().replacen('T', " ", 1)
        }
        _ => moment.to_string(),
    }
}

/// A text that no spreadsheet reads as a formula: with an apostrophe before it where it would be.
pub(super) fn guarded(text: &str) -> String {
    if needs_guard(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that was guarded so.
pub(super) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(text)
}

/// Whether a text would be read as a formula, or as one that is guarded already.
fn needs_guard(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.trim_start().starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n'])
}

/// A cell as it stands in the file.
fn quoted(text: &str) -> String {
    let is_plain = !text.contains(['"', ',', ';', '\n', '\r', '\t', '|']) && text.trim() == text;
    if is_plain { text.to_owned() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
}
