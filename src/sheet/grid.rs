//! A sheet as it was read: cells, and where each stands. Owns the reading of files, whatever wrote them. Knows no offer.

use super::cell::{Raw, moment_of};
use super::csv_text::unguarded;
use crate::audience::import::{Asked, ImportError, Quoting, text_rows};
use crate::storage::MAX_BYTES;
use crate::text::{Message, cut};
use calamine::{Data, Range, Reader, Sheets, open_workbook_auto};
use jiff::civil;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A table of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub(super) path: PathBuf,
    /// The sheets of a workbook, or the one table of a text.
    pub(super) tables: Vec<GridTable>,
}

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GridTable {
    /// The name of a workbook's sheet.
    pub(super) name: Option<String>,
    pub(super) rows: Vec<GridRow>,
    /// What stands between the cells of a text.
    pub(super) delimiter: Option<char>,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GridRow {
    /// Its number, as a spreadsheet shows it.
    pub(super) number: u64,
    pub(super) cells: Vec<Raw>,
    /// What is wrong with all of it.
    pub(super) fault: Option<Message>,
}

impl GridTable {
    /// What a person calls a cell.
    pub(super) fn place(&self, number: u64, column: usize) -> String {
        match &self.name {
            Some(name) => format!("{name}!{}{number}", letters(column)),
            None => format!("{}{number}", letters(column)),
        }
    }
}

/// The letters above a column: A, B, … Z, AA.
fn letters(column: usize) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        letters.push(b'A' + u8::try_from((left - 1) % 26).unwrap_or_default());
        left = (left - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Reads the tables of a file: a workbook of any spreadsheet, or a text of any encoding and separator.
///
/// # Errors
/// It cannot be read, or is neither.
pub fn read(path: &Path) -> Result<Grid, Message> {
    let refused = |problem| refused(path, problem);
    // What is no plain file is refused as everywhere.
    let file = crate::storage::open(path).map_err(|error| error.message)?;
    let length = file.metadata().map_err(|error| refused(error.to_string()))?.len();
    if length > MAX_BYTES {
        return Err(Message::new("sheet-file-too-large").with("file", path.display().to_string()));
    }
    let tables = if is_workbook(file).map_err(|error| refused(error.to_string()))? {
        let mut book = open_workbook_auto(path).map_err(|error| refused(error.to_string()))?;
        workbook(&mut book).map_err(|error| refused(error.to_string()))?
    } else {
        texts(path, &refused)?
    };
    Ok(Grid { path: path.to_path_buf(), tables })
}

fn refused(path: &Path, problem: String) -> Message {
    let message = Message::new("sheet-unreadable").with("file", path.display().to_string());
    message.with("problem", problem)
}

/// Whether a file is packed as workbooks are, by how it begins.
fn is_workbook(mut file: File) -> std::io::Result<bool> {
    let mut start = Vec::new();
    (&mut file).take(4).read_to_end(&mut start)?;
    Ok(matches!(start.as_slice(), [b'P', b'K', 3, 4] | [0xd0, 0xcf, 0x11, 0xe0]))
}

/// A text, read with each separator that it may have: which is right is seen by its heading.
fn texts(path: &Path, refused: &dyn Fn(String) -> Message) -> Result<Vec<GridTable>, Message> {
    let mut tables = Vec::new();
    for delimiter in [None, Some(';'), Some(','), Some('\t')] {
        // An apostrophe guards a text from being read as a formula: it is no quotation mark.
        let quoting = Some(Quoting::Double);
        let asked = Asked { delimiter, quoting, ..Asked::default() };
        let (found, rows) = text_rows(path, &asked).map_err(|error| match error {
            ImportError::Failed(message) => message,
            ImportError::Cancelled => refused(String::new()),
        })?;
        let delimiter = Some(char::from(found));
        if tables.iter().any(|table: &GridTable| table.delimiter == delimiter) {
            continue;
        }
        let mut within = 0;
        let rows = rows.into_iter().map(|row| {
            // A cell of several lines is one row of a spreadsheet.
            let number = row.line.saturating_sub(within);
            within += row.cells.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
            let cells = row.cells.iter().map(|cell| Raw::of_text(unguarded(cell).to_owned())).collect();
            GridRow { number, cells, fault: row.fault }
        });
        tables.push(GridTable { name: None, rows: rows.collect(), delimiter });
    }
    Ok(tables)
}

fn workbook(book: &mut Sheets<std::io::BufReader<File>>) -> Result<Vec<GridTable>, calamine::Error> {
    let mut tables = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name)?;
        tables.push(GridTable { name: Some(name), rows: rows_of(&range), delimiter: None });
    }
    Ok(tables)
}

fn rows_of(range: &Range<Data>) -> Vec<GridRow> {
    let (first, left) = range.start().unwrap_or_default();
    let left = usize::try_from(left).unwrap_or_default();
    let rows = range.rows().zip(u64::from(first) + 1..);
    rows.map(|(cells, number)| {
        let before = std::iter::repeat_n(Raw::Empty, left);
        GridRow { number, cells: before.chain(cells.iter().map(raw)).collect(), fault: None }
    })
    .collect()
}

fn raw(cell: &Data) -> Raw {
    match cell {
        Data::Empty => Raw::Empty,
        Data::String(text) => Raw::of_text(text.clone()),
        Data::Float(number) => Raw::Number(*number),
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets have no other numbers")]
        Data::Int(number) => Raw::Number(*number as f64),
        Data::Bool(truth) => Raw::Truth(*truth),
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
            let parts = || {
                civil::DateTime::new(
                    i16::try_from(year).ok()?,
                    i8::try_from(month).ok()?,
                    i8::try_from(day).ok()?,
                    i8::try_from(hour).ok()?,
                    i8::try_from(minute).ok()?,
                    i8::try_from(second).ok()?,
                    i32::from(milli) * 1_000_000,
                )
                .ok()
            };
            parts().map_or_else(|| Raw::Other(at.as_f64().to_string()), |at| Raw::Moment(moment_of(at)))
        }
        Data::DateTime(length) => Raw::Other(length.as_f64().to_string()),
        // OpenDocument writes days and times as the catalog does.
        Data::DateTimeIso(text) => match text.parse() {
            Ok(moment) => Raw::Moment(moment),
            Err(_) => Raw::Other(cut(text, 60).into_owned()),
        },
        Data::DurationIso(text) => Raw::Other(cut(text, 60).into_owned()),
        Data::Error(error) => Raw::Other(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_that_spreadsheets_give_them() {
        for (column, expected) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), expected);
        }
    }
}
