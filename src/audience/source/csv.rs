//! Populations in CSV files. Owns how they are cut into chunks of whole records, which threads read at once, and where a
//! value is that its field cannot have. How a file is written is found as for an import.

use super::column::Column;
use super::columns::block;
use super::error::SourceError;
use super::fields::Matched;
use super::file::At;
use super::population::{Part, Parts, Source, Whom};
use crate::audience::import::{Asked, Decoded, FileForm, Found, Quotes, Target, Unpacked};
use crate::contacts::ContactBatch;
use crate::model::is_blank;
use crate::text::Message;
use ::csv::{ByteRecord, Position};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// How many bytes are read at once, but for a record that is longer.
const CHUNK: usize = 1 << 20;

/// The longest record: more is a quote that nothing closes.
const MOST_OF_RECORD: usize = 64 << 20;

/// A population in a CSV file.
#[derive(Debug)]
pub(super) struct CsvFile(At);

impl CsvFile {
    pub(super) fn at(path: &Path) -> Self {
        Self(At::new(path))
    }
}

/// How the contacts of a file are read.
struct Reading {
    file: String,
    found: Found,
    matched: Matched,
    whom: Whom,
}

impl Reading {
    fn of(at: &At, whom: &Whom) -> Result<Self, SourceError> {
        let (file, dimension) = (at.name(), &whom.dimension);
        let found = Found::of(at.path(), dimension, &Asked::default())?;
        let names: Vec<&str> = found.columns.iter().map(|column| column.name.as_str()).collect();
        let fields = found.columns.iter().map(|column| match &column.target {
            Target::Field(name) => Some(name.as_str()),
            _ => None,
        });
        let matched = Matched::of(&file, &names, fields, whom)?;
        Ok(Self { file, matched, whom: whom.clone(), found })
    }

    /// The contacts of a chunk of whole records.
    fn contacts(&self, chunk: &Chunk) -> Result<ContactBatch, SourceError> {
        let Whom { dimension, zone, .. } = &self.whom;
        let column = |(_, slot): &(usize, usize)| Column::of(dimension, *slot);
        let mut columns: Vec<Column> = self.matched.fields.iter().map(column).collect();
        let form = &self.found.form;
        let mut reader =
            form.reader().has_headers(form.has_header && chunk.is_first).from_reader(chunk.bytes.as_slice());
        let (mut record, mut rows) = (ByteRecord::new(), 0);
        while reader.read_byte_record(&mut record).map_err(|error| self.wrong(&error))? {
            let line = || chunk.line_at(record.position().map_or(0, Position::byte));
            self.no_cells_behind(&record).map_err(|message| message.with("line", line().to_string()))?;
            if !self.is_in_folders(&record) {
                continue;
            }
            rows += 1;
            for ((place, slot), column) in self.matched.fields.iter().zip(&mut columns) {
                let field_type = &dimension.fields[*slot].field_type;
                let pushed = match std::str::from_utf8(record.get(*place).unwrap_or_default()) {
                    Ok(cell) => column.push_cell(cell, (field_type, zone), self.found.customs),
                    Err(_) => Err(self.not_text()),
                };
                pushed.map_err(|problem| {
                    let message = Message::new("source-value").with("file", &self.file);
                    let message = message.with("line", line().to_string());
                    message.with("column", &self.found.columns[*place].name).with("problem", problem)
                })?;
            }
        }
        let named = self.matched.fields.iter().zip(columns);
        let named = named.map(|((_, slot), column)| (&*dimension.fields[*slot].name, column.finish()));
        block(named, rows, None).map_err(|error| self.wrong(&error))
    }

    /// Whether a contact is in the folders that are asked for.
    fn is_in_folders(&self, record: &ByteRecord) -> bool {
        let folder = self.matched.folder.and_then(|place| record.get(place)).unwrap_or_default();
        self.whom.takes(&String::from_utf8_lossy(folder))
    }

    /// Blank cells behind the last column are nothing; rows may end before it.
    fn no_cells_behind(&self, record: &ByteRecord) -> Result<(), Message> {
        let known = self.found.columns.len();
        let is_filled = |cell: &[u8]| std::str::from_utf8(cell).map_or(true, |cell| !is_blank(cell));
        if record.len() <= known || !record.iter().skip(known).any(is_filled) {
            return Ok(());
        }
        let message = Message::new("source-columns").with("file", &self.file);
        Err(message.with("found", record.len().to_string()).with("wanted", known.to_string()))
    }

    fn not_text(&self) -> Message {
        Message::new("audience-reject-encoding").with("encoding", self.found.form.encoding.name())
    }

    fn wrong(&self, problem: &dyn std::fmt::Display) -> SourceError {
        let message = Message::new("source-failed").with("file", &self.file);
        message.with("problem", problem.to_string()).into()
    }
}

impl Source for CsvFile {
    fn name(&self) -> String {
        self.0.name()
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn digest(&self) -> Result<u64, SourceError> {
        self.0.digest()
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let reading = Arc::new(Reading::of(&self.0, whom)?);
        let file = Unpacked::of(self.0.open()?).map_err(|error| self.0.failed(&error))?;
        let text = Decoded::new(file, reading.found.form.encoding);
        let chunks = Chunks::new(&self.0, text, &reading.found.form);
        Ok(Box::new(chunks.map(move |chunk| {
            let (chunk, reading) = (chunk?, Arc::clone(&reading));
            let part: Part<'s> = Box::new(std::iter::once_with(move || reading.contacts(&chunk)));
            Ok(part)
        })))
    }
}

/// Some whole records.
struct Chunk {
    bytes: Vec<u8>,
    /// The line of the file on which they begin.
    line: u64,
    is_first: bool,
}

impl Chunk {
    /// The line of the record that is read from a byte on: line ends before it are those of what is above.
    fn line_at(&self, byte: u64) -> u64 {
        let place = usize::try_from(byte).unwrap_or(usize::MAX).min(self.bytes.len());
        let ends = self.bytes[place..].iter().take_while(|byte| is_line_end(**byte)).count();
        self.line + line_ends(&self.bytes[..place + ends])
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// A file in chunks of whole records.
struct Chunks<'a> {
    at: &'a At,
    text: Decoded<Unpacked<File>>,
    delimiter: u8,
    quote: Option<u8>,
    /// What was read of a record that is not whole yet.
    rest: Vec<u8>,
    line: u64,
    is_first: bool,
    is_done: bool,
}

impl<'a> Chunks<'a> {
    fn new(at: &'a At, text: Decoded<Unpacked<File>>, form: &FileForm) -> Self {
        let (delimiter, quote) = (form.delimiter, form.quote);
        Self { at, text, delimiter, quote, rest: Vec::new(), line: 1, is_first: true, is_done: false }
    }

    fn read(&mut self) -> Result<Option<Chunk>, SourceError> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let read = (&mut self.text).take(CHUNK as u64).read_to_end(&mut bytes);
            let read = read.map_err(|error| self.at.failed(&error))?;
            self.is_done = read < CHUNK;
            let end =
                if self.is_done { bytes.len() } else { end_of_records(&bytes, self.delimiter, self.quote) };
            if end > 0 || self.is_done {
                self.rest = bytes.split_off(end);
                let (line, is_first) = (self.line, std::mem::take(&mut self.is_first));
                self.line += line_ends(&bytes);
                if self.is_done && self.is_in_quotes(&bytes) {
                    let whole = end_of_records(&bytes, self.delimiter, self.quote);
                    return Err(self.open_quote(line + line_ends(&bytes[..whole])));
                }
                return Ok((!bytes.is_empty()).then_some(Chunk { bytes, line, is_first }));
            }
            if bytes.len() > MOST_OF_RECORD {
                return Err(self.open_quote(self.line));
            }
        }
    }
}

impl Chunks<'_> {
    /// Whether whole records at the end of the file are followed by one whose quote nothing closes.
    fn is_in_quotes(&self, bytes: &[u8]) -> bool {
        let mut quotes = Quotes::new(self.delimiter, self.quote);
        quotes.follow(bytes);
        quotes.are_open()
    }

    fn open_quote(&self, line: u64) -> SourceError {
        let message = Message::new("source-open-quote").with("file", self.at.name());
        message.with("line", line.to_string()).into()
    }
}

impl Iterator for Chunks<'_> {
    type Item = Result<Chunk, SourceError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done && self.rest.is_empty() {
            return None;
        }
        let read = self.read();
        self.is_done |= read.is_err();
        read.transpose()
    }
}

/// Where in a record a byte stands.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes around it: a quote there is one like any other letter.
    Plain,
    Quoted,
    /// Behind a quote that ends what is quoted, unless another one follows.
    Behind,
}

/// The places behind the records that are whole: line ends outside quotes.
fn records(bytes: &[u8], delimiter: u8, quote: Option<u8>) -> impl Iterator<Item = usize> {
    let mut within = Within::Start;
    bytes.iter().enumerate().filter_map(move |(place, byte)| {
        let (is_end, is_quote) = (is_line_end(*byte), Some(*byte) == quote);
        within = match within {
            Within::Quoted if is_quote => Within::Behind,
            Within::Quoted => Within::Quoted,
            Within::Start | Within::Behind if is_quote => Within::Quoted,
            _ if is_end || *byte == delimiter => Within::Start,
            _ => Within::Plain,
        };
        (is_end && within == Within::Start).then_some(place + 1)
    })
}

/// The place behind the last record that is whole. Without a quote every line is one.
fn end_of_records(bytes: &[u8], delimiter: u8, quote: Option<u8>) -> usize {
    if quote.is_some_and(|quote| bytes.contains(&quote)) {
        return records(bytes, delimiter, quote).last().unwrap_or(0);
    }
    bytes.iter().rposition(|byte| is_line_end(*byte)).map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audience::import::{FileKind, Quoting};
    use proptest::prelude::*;

    /// The records of some text, each with its cells.
    fn read(text: &[u8], quote: Option<u8>) -> Vec<ByteRecord> {
        let form = FileForm {
            path: std::path::PathBuf::new(),
            kind: FileKind::Csv,
            encoding: encoding_rs::UTF_8,
            delimiter: b';',
            quote,
            has_header: false,
            table: None,
        };
        let mut reader = form.reader().has_headers(false).from_reader(text);
        reader.byte_records().map(|record| record.expect("in memory")).collect()
    }

    proptest! {
        #[test]
        fn a_cut_between_records_changes_none(text in "[a\"';\\r\\n]{0,40}") {
            let bytes = text.as_bytes();
            for quote in Quoting::ALL.map(Quoting::sign) {
                let last = records(bytes, b';', quote).last();
                prop_assert_eq!(end_of_records(bytes, b';', quote), last.unwrap_or(0), "{:?}", text);
                for cut in records(bytes, b';', quote) {
                    let parts = [read(&bytes[..cut], quote), read(&bytes[cut..], quote)].concat();
                    prop_assert_eq!(parts, read(bytes, quote), "{:?} cut at {}", text, cut);
                }
            }
        }
    }
}
