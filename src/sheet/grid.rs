//! A sheet as it was read: cells, and where each stands. Owns the reading of files, whatever wrote them. Knows no offer.

use super::cell::{Raw, day_of};
use super::csv_text::unguarded;
use crate::audience::import::{Asked, ImportError, Quoting, text_rows};
use crate::model::Moment;
use crate::storage::MAX_BYTES;
use crate::text::{Message, cut};
use calamine::{
    Cell, CellType, Data, DataRef, Range, Reader, SheetType, Sheets, XlsbError, XlsxError, open_workbook_auto,
};
use jiff::civil;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The cells that a sheet may have, with those between them.
const MOST_CELLS: usize = 10_000_000;

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
    /// Its number in the spreadsheet, from 1.
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
        return Err(too_large(path));
    }
    let tables = if is_workbook(file).map_err(|error| refused(error.to_string()))? {
        let mut book = open_workbook_auto(path).map_err(|error| refused(error.to_string()))?;
        let read = workbook(&mut book).map_err(|error| refused(error.to_string()))?;
        read.ok_or_else(|| too_large(path))?
    } else {
        texts(path, &refused)?
    };
    Ok(Grid { path: path.to_path_buf(), tables })
}

fn refused(path: &Path, problem: String) -> Message {
    let message = Message::new("sheet-unreadable").with("file", path.display().to_string());
    message.with("problem", problem)
}

fn too_large(path: &Path) -> Message {
    Message::new("sheet-file-too-large").with("file", path.display().to_string())
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
            ImportError::Failed(message) if message.id == "source-unknown" => {
                Message::new("sheet-no-table").with("file", path.display().to_string())
            }
            ImportError::Failed(message) => message,
            ImportError::Cancelled => refused(String::new()),
        })?;
        let delimiter = Some(char::from(found));
        if tables.iter().any(|table: &GridTable| table.delimiter == delimiter) {
            continue;
        }
        // Spreadsheets count a row once, however many lines its cells have.
        let mut within = 0;
        let rows = rows.into_iter().map(|row| {
            let number = row.line.saturating_sub(within);
            within += row.cells.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
            let cells = row.cells.iter().map(|cell| Raw::of_text(unguarded(cell).to_owned())).collect();
            GridRow { number, cells, fault: row.fault }
        });
        tables.push(GridTable { name: None, rows: rows.collect(), delimiter });
    }
    Ok(tables)
}

/// The sheets of a workbook; none where one of them is too large.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "one of the readers has no name outside its crate"
)]
fn workbook(book: &mut Sheets<std::io::BufReader<File>>) -> Result<Option<Vec<GridTable>>, calamine::Error> {
    let mut tables = Vec::new();
    let sheets = book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
    for name in names {
        let read = match book {
            Sheets::Xlsx(book) => {
                let values = spread(book.worksheet_cells_reader(&name)?, |cells| {
                    Ok::<_, XlsxError>(cells.next_cell()?.as_ref().map(owned))
                })?;
                values.zip(spread(book.worksheet_cells_reader(&name)?, |cells| cells.next_formula())?)
            }
            Sheets::Xlsb(book) => {
                let values = spread(book.worksheet_cells_reader(&name)?, |cells| {
                    Ok::<_, XlsbError>(cells.next_cell()?.as_ref().map(owned))
                })?;
                values.zip(spread(book.worksheet_cells_reader(&name)?, |cells| cells.next_formula())?)
            }
            // These hold fewer rows, or are checked as they are opened.
            Sheets::Xls(_) | Sheets::Ods(_) => {
                Some((book.worksheet_range(&name)?, book.worksheet_formula(&name)?))
            }
        };
        let Some((values, formulas)) = read else { return Ok(None) };
        tables.push(GridTable { rows: rows_of(&values, &formulas), name: Some(name), delimiter: None });
    }
    Ok(Some(tables))
}

fn owned(cell: &Cell<DataRef<'_>>) -> Cell<Data> {
    Cell::new(cell.get_position(), cell.get_value().clone().into())
}

/// The cells of a sheet with all that is between them; none where that is too much: one cell may stand a million rows away.
fn spread<R, T: CellType, E>(
    mut from: R,
    next: impl Fn(&mut R) -> Result<Option<Cell<T>>, E>,
) -> Result<Option<Range<T>>, calamine::Error>
where
    calamine::Error: From<E>,
{
    let (mut cells, mut rows, mut columns) = (Vec::new(), 0, 0);
    while let Some(cell) = next(&mut from)? {
        if *cell.get_value() == T::default() {
            continue;
        }
        let (row, column) = cell.get_position();
        (rows, columns) = (rows.max(u64::from(row) + 1), columns.max(u64::from(column) + 1));
        cells.push(cell);
        if cells.len() > MOST_CELLS || rows * columns > MOST_CELLS as u64 {
            return Ok(None);
        }
    }
    Ok(Some(Range::from_sparse(cells)))
}

fn rows_of(range: &Range<Data>, formulas: &Range<String>) -> Vec<GridRow> {
    let (first, left) = range.start().unwrap_or_default();
    let before = usize::try_from(left).unwrap_or_default();
    let rows = range.rows().zip(first..);
    rows.map(|(cells, row)| {
        let cells =
            cells.iter().zip(left..).map(|(cell, column)| match (cell, formulas.get_value((row, column))) {
                // Programs that write formulas leave it to spreadsheets to find what comes of them.
                (Data::Empty, Some(formula)) if !formula.is_empty() => {
                    Raw::Other(format!("={}", cut(formula, 60)))
                }
                _ => raw(cell),
            });
        let cells = std::iter::repeat_n(Raw::Empty, before).chain(cells).collect();
        GridRow { number: u64::from(row) + 1, cells, fault: None }
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
            parts().map_or_else(
                || Raw::Other(at.as_f64().to_string()),
                |at| Raw::Moment(day_of(Moment::Local(at))),
            )
        }
        Data::DateTime(length) => Raw::Other(length.as_f64().to_string()),
        // OpenDocument writes days and times as the catalog does.
        Data::DateTimeIso(text) => match text.parse() {
            Ok(moment) => Raw::Moment(day_of(moment)),
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
    fn a_formula_that_nobody_has_computed_yet_is_no_empty_cell() {
        let text = |text: &str| Data::String(text.to_owned());
        let values = Range::from_sparse(vec![
            Cell::new((2, 1), text("first")),
            Cell::new((2, 3), Data::Float(1.5)),
            Cell::new((2, 4), text("")),
        ]);
        let formulas = (2..5).map(|column| Cell::new((2, column), "A1&B1".to_owned()));
        let rows = rows_of(&values, &Range::from_sparse(formulas.collect()));
        let first = Raw::Text("first".to_owned());
        let cells = vec![Raw::Empty, first, Raw::Other("=A1&B1".to_owned()), Raw::Number(1.5), Raw::Empty];
        assert_eq!(rows, [GridRow { number: 3, cells, fault: None }]);
    }

    #[test]
    fn a_cell_that_stands_far_away_does_not_fill_the_memory() {
        let read = |last| {
            let cells = [(0, 0), last].map(|at| Cell::new(at, Data::Bool(true)));
            spread(cells.into_iter(), |cells| Ok::<_, XlsxError>(cells.next())).expect("no fault")
        };
        assert_eq!(read((1_048_575, 16_383)), None);
        assert_eq!(read((2, 3)).map(|range| range.get_size()), Some((3, 4)));
    }

    #[test]
    fn midnight_of_a_day_is_the_day() {
        let iso = |text: &str| raw(&Data::DateTimeIso(text.to_owned()));
        assert_eq!(iso("2026-03-04T00:00:00"), iso("2026-03-04"));
        assert_ne!(iso("2026-03-04T08:00:00"), iso("2026-03-04"));
    }

    #[test]
    fn columns_have_the_letters_that_spreadsheets_give_them() {
        for (column, expected) in
            [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letters(column), expected);
        }
    }
}
