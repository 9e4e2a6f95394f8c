//! Files of rows, whatever wrote them: CSV, Parquet, Arrow IPC, tables of other SQLite databases. Owns how each is told from
//! the others, and read as cells of text.

use super::columnar;
use super::decoded::Decoded;
use super::error::ImportError;
use super::foreign;
use super::form::{FileForm, FileKind, RawRow, Wanted, unreadable};
use crate::text::Message;
use csv::StringRecord;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a file is, by how it begins.
pub(in crate::audience) fn kind_of(path: &Path) -> Result<FileKind, ImportError> {
    let mut start = Vec::new();
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    file.take(16).read_to_end(&mut start).map_err(|error| unreadable(path, &error))?;
    let refused = |id: &'static str| {
        Err(ImportError::Failed(Message::new(id).with("file", path.display().to_string())))
    };
    match start.as_slice() {
        [b'P', b'A', b'R', b'1', ..] => Ok(FileKind::Parquet),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] | [0xff, 0xff, 0xff, 0xff, ..] => Ok(FileKind::ArrowIpc),
        bytes if bytes.starts_with(b"SQLite format 3\0") => Ok(FileKind::Sqlite),
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => refused("audience-import-packed"),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => refused("audience-import-workbook"),
        [] => refused("audience-import-empty"),
        _ => Ok(FileKind::Csv),
    }
}

impl FileForm {
    /// The rows, the one with the names of the columns first where there is one, until no more are wanted. `read` counts the
    /// bytes that were read so far.
    pub(super) fn each_row(
        &self,
        read: &Arc<AtomicU64>,
        row: &mut dyn FnMut(RawRow) -> Wanted,
    ) -> Result<(), ImportError> {
        match self.kind {
            FileKind::Csv => self.each_line(read, row),
            FileKind::Parquet | FileKind::ArrowIpc => columnar::each_row(self, read, row),
            FileKind::Sqlite => foreign::each_row(self, row),
        }
    }

    fn each_line(
        &self,
        read: &Arc<AtomicU64>,
        row: &mut dyn FnMut(RawRow) -> Wanted,
    ) -> Result<(), ImportError> {
        let file = File::open(&self.path).map_err(|error| unreadable(&self.path, &error))?;
        let counted = Counted { file, read: Arc::clone(read) };
        let text = Decoded::new(counted, self.encoding);
        let mut lines = self.reader().has_headers(false).buffer_capacity(1 << 18).from_reader(text);
        let (mut record, mut begins) = (csv::ByteRecord::new(), LineOf::default());
        loop {
            match lines.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => return Err(unreadable(&self.path, &error)),
            }
            let line = begins.of(&record, lines.position().line());
            let read = match StringRecord::from_byte_record(std::mem::take(&mut record)) {
                Ok(cells) => RawRow { line, cells, fault: None },
                Err(error) => {
                    let cells = StringRecord::from_byte_record_lossy(error.into_byte_record());
                    let fault =
                        Message::new("audience-reject-encoding").with("encoding", self.encoding.name());
                    RawRow { line, cells, fault: Some(fault) }
                }
            };
            if !row(read) {
                return Ok(());
            }
        }
    }
}

/// On which line rows begin. The reader goes on from the end of the row above: where that is written as two signs, it is
/// between them.
#[derive(Default)]
struct LineOf {
    /// Whether line ends are of two signs, as the first row says.
    is_between: Option<bool>,
}

impl LineOf {
    /// Of a row, behind which the reader is on a line.
    fn of(&mut self, record: &csv::ByteRecord, behind: u64) -> u64 {
        let from = record.position().map_or(1, csv::Position::line);
        let within = record.as_slice().iter().fold(0, |ends, byte| ends + u64::from(*byte == b'\n'));
        let Some(is_between) = self.is_between else {
            self.is_between = Some(behind == from + within);
            return from;
        };
        // Lines without anything may stand above it; nothing may stand below the last one.
        let first = behind.saturating_sub(within + u64::from(!is_between));
        first.max(from + u64::from(is_between))
    }
}

/// A file that counts what is read of it.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_begin_on_the_lines_that_an_editor_shows() {
        for end in ["\n", "\r\n"] {
            for last in ["", end] {
                let text = format!("a,b{end}1,\"x{end}{end}y\"{end}{end}{end}2,3{end}4,5{last}");
                let folder = tempfile::tempdir().expect("a folder");
                let path = folder.path().join("a.csv");
                std::fs::write(&path, &text).expect("it is written");
                let form = FileForm {
                    path,
                    kind: FileKind::Csv,
                    encoding: encoding_rs::UTF_8,
                    delimiter: b',',
                    quote: Some(b'"'),
                    has_header: true,
                    table: None,
                };
                let mut lines = Vec::new();
                let mut note = |row: RawRow| {
                    lines.push(row.line);
                    true
                };
                form.each_row(&Arc::default(), &mut note).expect("it is read");
                assert_eq!(lines, [1, 2, 7, 8], "{text:?}");
            }
        }
    }
}
