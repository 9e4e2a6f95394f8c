//! How a file of rows is read, and what a row is. Reads nothing.

use super::error::ImportError;
use crate::model::is_blank;
use crate::text::Message;
use csv::StringRecord;
use std::path::{Path, PathBuf};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Text with a row a line.
    Csv,
    /// Parquet.
    Parquet,
    /// Arrow's, as a file or a stream.
    ArrowIpc,
    /// A database of another program.
    Sqlite,
}

/// How a file is read.
#[derive(Debug, Clone, PartialEq)]
pub struct FileForm {
    /// Where it is.
    pub path: PathBuf,
    /// What it is.
    pub kind: FileKind,
    /// The encoding of its text.
    pub encoding: &'static encoding_rs::Encoding,
    /// What stands between two cells.
    pub delimiter: u8,
    /// What stands around a cell that holds delimiters; none: nothing does, and quotes are letters like any other.
    pub quote: Option<u8>,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// The table that is read of a database.
    pub table: Option<String>,
}

impl FileForm {
    /// What reads the cells of its text.
    pub(in crate::audience) fn reader(&self) -> csv::ReaderBuilder {
        let mut reader = csv::ReaderBuilder::new();
        reader.delimiter(self.delimiter).quoting(self.quote.is_some()).quote(self.quote.unwrap_or(b'"'));
        reader.flexible(true);
        reader
    }
}

/// One row.
#[derive(Debug, Clone, Default)]
pub(super) struct RawRow {
    /// Its line in the file, or its number among the rows.
    pub(super) line: u64,
    pub(super) cells: StringRecord,
    /// What is wrong with it, where it cannot be read.
    pub(super) fault: Option<Message>,
}

impl RawRow {
    /// Refuses cells behind the last column, but for blank ones.
    pub(super) fn ends_within(&self, columns: usize) -> Result<(), Message> {
        if self.cells.len() <= columns || self.cells.iter().skip(columns).all(is_blank) {
            return Ok(());
        }
        let message = Message::new("audience-reject-cells").with("count", self.cells.len());
        Err(message.with("wanted", columns))
    }
}

/// Whether more rows are wanted.
pub(super) type Wanted = bool;

/// Why a file cannot be read.
pub(super) fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> ImportError {
    let message = Message::new("audience-unreadable").with("file", path.display().to_string());
    ImportError::Failed(message.with("detail", error.to_string()))
}
