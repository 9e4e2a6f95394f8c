//! Populations in CSV files. Owns how they are cut into chunks of whole records, which threads read at once, and where a
//! value is that its field cannot have. Values are written as on the command line: moments as files have them, lists with
//! `;` or `,` between their texts.

use super::csv_column::CsvColumn;
use super::error::SourceError;
use super::fields::Matched;
use super::file::At;
use super::population::{Part, Parts, Source, Whom};
use crate::contacts::{ContactBatch, ContactBlock};
use crate::text::Message;
use ::csv::{ByteRecord, ReaderBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// How many bytes are read at once, but for a record that is longer.
const CHUNK: usize = 1 << 20;

/// The longest record: more is a quote that nothing closes.
const MOST_OF_RECORD: usize = 64 << 20;

/// What may stand between two values.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A population in a CSV file.
#[derive(Debug)]
pub(super) struct CsvFile {
    at: At,
    delimiter: u8,
    columns: Vec<String>,
}

impl CsvFile {
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let at = At::new(path);
        let mut chunks = Chunks::new(&at)?;
        let header = chunks.header()?;
        let text = String::from_utf8_lossy(&header);
        let first = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
        let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
        // Of equals the last one is found, and commas are the first choice.
        let delimiter = DELIMITERS.into_iter().rev().max_by_key(count).unwrap_or(b',');
        let mut record = ByteRecord::new();
        let mut reader =
            ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(first.as_bytes());
        reader.read_byte_record(&mut record).map_err(|error| at.failed(&error))?;
        let columns = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        Ok(Self { at, delimiter, columns })
    }

    /// The contacts of a chunk of whole records.
    fn contacts(&self, chunk: &Chunk, matched: &Matched, whom: &Whom) -> Result<ContactBatch, SourceError> {
        let fields = &whom.dimension.fields;
        let is_key = |slot: usize| whom.dimension.key.contains(&fields[slot].name);
        let column = |(_, slot): &(usize, usize)| CsvColumn::new(&fields[*slot].field_type, is_key(*slot));
        let mut columns: Vec<CsvColumn> = matched.0.iter().map(column).collect();
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .from_reader(chunk.bytes.as_slice());
        let (mut record, mut rows) = (ByteRecord::new(), 0);
        loop {
            let line = chunk.line + reader.position().line() - 1;
            let more = reader.read_byte_record(&mut record);
            if !more.map_err(|error| self.at.failed(&error))? {
                break;
            }
            rows += 1;
            if record.len() != self.columns.len() {
                let message = Message::new("source-columns")
                    .with("file", self.at.name())
                    .with("line", line.to_string());
                let message = message.with("found", record.len().to_string());
                return Err(message.with("wanted", self.columns.len().to_string()).into());
            }
            for ((place, slot), column) in matched.0.iter().zip(&mut columns) {
                column.push(&record[*place], &fields[*slot].field_type, &whom.zone).map_err(|problem| {
                    let message = Message::new("source-value").with("file", self.at.name());
                    let message =
                        message.with("line", line.to_string()).with("column", &self.columns[*place]);
                    SourceError::from(message.with("problem", problem))
                })?;
            }
        }
        let arrays: Vec<ArrayRef> = columns.into_iter().map(CsvColumn::finish).collect();
        let named = matched.0.iter().zip(&arrays);
        let schema: Vec<Field> = named
            .map(|((_, slot), array)| Field::new(&fields[*slot].name, array.data_type().clone(), true))
            .collect();
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let batch = RecordBatch::try_new_with_options(Arc::new(Schema::new(schema)), arrays, &options);
        batch.map(|batch| ContactBlock::from(batch).into()).map_err(|error| self.at.failed(&error))
    }
}

impl Source for CsvFile {
    fn name(&self) -> String {
        self.at.name()
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn digest(&self) -> Result<u64, SourceError> {
        self.at.digest()
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let matched = Arc::new(Matched::of(&self.name(), &self.columns, &whom.dimension)?);
        let mut chunks = Chunks::new(&self.at)?;
        chunks.header()?;
        let whom = whom.clone();
        Ok(Box::new(chunks.map(move |chunk| {
            let (chunk, matched, whom) = (chunk?, Arc::clone(&matched), whom.clone());
            let part: Part<'s> =
                Box::new(std::iter::once_with(move || self.contacts(&chunk, &matched, &whom)));
            Ok(part)
        })))
    }
}

/// Some whole records.
struct Chunk {
    bytes: Vec<u8>,
    /// The line of the file on which they begin.
    line: u64,
}

/// A file in chunks of whole records.
struct Chunks<'a> {
    at: &'a At,
    file: File,
    /// What was read of a record that is not whole yet.
    rest: Vec<u8>,
    line: u64,
    is_done: bool,
}

impl<'a> Chunks<'a> {
    fn new(at: &'a At) -> Result<Self, SourceError> {
        Ok(Self { file: at.open()?, at, rest: Vec::new(), line: 1, is_done: false })
    }

    /// The first record, which names the columns.
    fn header(&mut self) -> Result<Vec<u8>, SourceError> {
        let mut header = self.next().transpose()?.map(|chunk| chunk.bytes).unwrap_or_default();
        let end = records(&header).next().map_or(header.len(), |end| end);
        let mut behind = header.split_off(end);
        behind.append(&mut self.rest);
        self.rest = behind;
        self.line = 1 + lines(&header);
        Ok(header)
    }

    fn read(&mut self) -> Result<Option<Chunk>, SourceError> {
        let mut bytes = std::mem::take(&mut self.rest);
        loop {
            let before = bytes.len();
            let read = (&mut self.file).take(CHUNK as u64).read_to_end(&mut bytes);
            let read = read.map_err(|error| self.at.failed(&error))?;
            debug_assert_eq!(before + read, bytes.len());
            self.is_done = read < CHUNK;
            let end = if self.is_done { bytes.len() } else { records(&bytes).last().unwrap_or(0) };
            if end > 0 || self.is_done {
                self.rest = bytes.split_off(end);
                let line = self.line;
                self.line += lines(&bytes);
                return Ok((!bytes.is_empty()).then_some(Chunk { bytes, line }));
            }
            if bytes.len() > MOST_OF_RECORD {
                let message = Message::new("source-open-quote").with("file", self.at.name());
                return Err(message.with("line", self.line.to_string()).into());
            }
        }
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

/// The places behind the records that are whole: line ends outside quotes.
fn records(bytes: &[u8]) -> impl Iterator<Item = usize> {
    let mut is_quoted = false;
    bytes.iter().enumerate().filter_map(move |(place, byte)| {
        is_quoted ^= *byte == b'"';
        (*byte == b'\n' && !is_quoted).then_some(place + 1)
    })
}

fn lines(bytes: &[u8]) -> u64 {
    bytes.split(|byte| *byte == b'\n').count() as u64 - 1
}
