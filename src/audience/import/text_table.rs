//! A text of rows as it stands, whatever its encoding and separator: for what is no population. Owns nothing else.

use super::error::ImportError;
use super::form::{FileForm, FileKind, RawRow};
use super::found::Asked;
use crate::text::Message;
use encoding_rs::UTF_8;
use std::path::Path;

/// A row of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRow {
    /// The line it begins on, from 1.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// What is wrong with it, where it cannot be read.
    pub fault: Option<Message>,
}

/// The rows of a text, and what separates their cells.
///
/// # Errors
/// It cannot be read, or what is asked of it makes no sense.
pub fn text_rows(path: &Path, asked: &Asked) -> Result<(u8, Vec<TextRow>), ImportError> {
    let mut form = FileForm {
        path: path.to_path_buf(),
        kind: FileKind::Csv,
        encoding: UTF_8,
        delimiter: b',',
        quote: Some(b'"'),
        has_header: true,
        table: None,
    };
    form.read_as_text(asked)?;
    let mut rows = Vec::new();
    form.each_row(&std::sync::Arc::default(), &mut |row: RawRow| {
        let cells = row.cells.iter().map(str::to_owned).collect();
        rows.push(TextRow { line: row.line, cells, fault: row.fault });
        true
    })?;
    Ok((form.delimiter, rows))
}
