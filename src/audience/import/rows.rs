//! Files of rows, whatever wrote them: CSV, Parquet, Arrow IPC, tables of other SQLite databases. Owns how each is told from
//! the others, and read as cells of text.

use super::columnar;
use super::decoded::Decoded;
use super::error::ImportError;
use super::foreign;
use super::form::{FileForm, FileKind, RawRow, Wanted, unreadable};
use super::packed::Unpacked;
use super::quotes::Quotes;
use crate::audience::plain;
use crate::text::Message;
use csv::StringRecord;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a file is, by how it begins. A text may be packed.
pub(in crate::audience) fn kind_of(path: &Path) -> Result<FileKind, ImportError> {
    let mut start = Vec::new();
    let file = Unpacked::of(plain::open(path)?).map_err(|error| unreadable(path, &error))?;
    let is_packed = file.is_packed();
    file.take(16).read_to_end(&mut start).map_err(|error| unreadable(path, &error))?;
    let refused = |id: &'static str| {
        Err(ImportError::Failed(Message::new(id).with("file", path.display().to_string())))
    };
    let kind = match start.as_slice() {
        [b'P', b'A', b'R', b'1', ..] => Ok(FileKind::Parquet),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] | [0xff, 0xff, 0xff, 0xff, ..] => Ok(FileKind::ArrowIpc),
        bytes if bytes.starts_with(b"SQLite format 3\0") => Ok(FileKind::Sqlite),
        [0x1f, 0x8b, ..] | [0x28, 0xb5, 0x2f, 0xfd, ..] => refused("audience-import-packed"),
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => refused("audience-import-workbook"),
        [] => refused("audience-import-empty"),
        _ => Ok(FileKind::Csv),
    };
    // The others are read in places, and have their own ways to be small.
    if is_packed && kind.as_ref().is_ok_and(|kind| *kind != FileKind::Csv) {
        return refused("audience-import-packed");
    }
    kind
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
        let counted = |file| Counted { file, read: Arc::clone(read) };
        let file = Unpacked::read_by(file, counted).map_err(|error| unreadable(&self.path, &error))?;
        let text = Decoded::new(file, self.encoding);
        let quotes = Quotes::new(self.delimiter, self.quote);
        let text = Kept { text, quotes, last: Vec::new(), end: 0, is_over: false };
        let mut lines = self.reader().has_headers(false).buffer_capacity(1 << 18).from_reader(text);
        let mut record = csv::ByteRecord::new();
        loop {
            match lines.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => return Ok(()),
                Err(error) => return Err(unreadable(&self.path, &error)),
            }
            let is_open = lines.get_ref().ends_in_quotes();
            // Where the record began, the reader had not passed the line end before it.
            let inside: u64 = record.as_slice().iter().map(|byte| u64::from(*byte == b'\n')).sum();
            let is_ended = !is_open && lines.get_ref().has_line_end_before(lines.position().byte());
            let line = lines.position().line().saturating_sub(inside + u64::from(is_ended));
            let open = is_open.then(|| Message::new("audience-reject-open-quote"));
            let read = match StringRecord::from_byte_record(std::mem::take(&mut record)) {
                Ok(cells) => RawRow { line, cells, fault: open },
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

/// A text of which the part that was read last is kept: what stands before a place in it is asked.
struct Kept<R> {
    text: R,
    quotes: Quotes,
    last: Vec<u8>,
    /// Where the last part ends.
    end: u64,
    is_over: bool,
}

impl<R> Kept<R> {
    /// Whether all was read, and a quote never closed: what seems one row may be many.
    fn ends_in_quotes(&self) -> bool {
        self.is_over && self.quotes.are_open()
    }

    fn has_line_end_before(&self, place: u64) -> bool {
        let behind = usize::try_from(self.end.saturating_sub(place)).unwrap_or(usize::MAX);
        let before = self.last.len().checked_sub(behind).and_then(|at| at.checked_sub(1));
        before.and_then(|at| self.last.get(at)) == Some(&b'\n')
    }
}

impl<R: Read> Read for Kept<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.text.read(buffer)?;
        self.is_over |= count == 0;
        self.quotes.follow(&buffer[..count]);
        if count > 0 {
            self.last.clear();
            self.last.extend_from_slice(&buffer[..count]);
            self.end += count as u64;
        }
        Ok(count)
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
