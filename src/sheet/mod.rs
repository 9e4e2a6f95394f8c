//! Catalogs as spreadsheets, and back (feature `sheets`): offers with their weights, periods and texts, a row an offer,
//! as CSV or XLSX.
//!
//! Owns the columns and their words, how cells are written and read, and what a sheet changes. A sheet that comes back
//! is compared with the catalog cell by cell: what still stands in a cell as it was written changes nothing, so that
//! nothing is lost to what spreadsheets cannot hold. Changes no catalog itself: the answer is an edit.

mod apply;
mod cell;
mod column;
mod csv_text;
mod grid;
mod headings;
mod rows;
mod xlsx;

pub use apply::{Changes, Problem, changes};
pub use grid::{Grid, read};
pub use rows::Scope;

use crate::model::Catalog;
use crate::text::{Language, Message};

/// What a sheet is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    /// Text that spreadsheets of the language open as a table.
    Csv,
    /// A workbook.
    Xlsx,
}

/// The offers of a catalog as a sheet, with headings in a language. The same each time.
///
/// # Errors
/// There is no offer, or more than a workbook can hold.
pub fn write(
    catalog: &Catalog,
    scope: Scope,
    format: SheetFormat,
    language: Language,
) -> Result<Vec<u8>, Message> {
    let table = rows::Table::of(catalog, scope);
    if table.rows.is_empty() {
        return Err(Message::new("sheet-no-offers"));
    }
    match format {
        SheetFormat::Csv => Ok(csv_text::write(catalog, &table, language).into_bytes()),
        SheetFormat::Xlsx => xlsx::write(catalog, &table, language),
    }
}

#[cfg(test)]
mod tests;
