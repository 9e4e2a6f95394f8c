//! Populations in CSV files. Owns how they are cut into chunks of whole records, which threads read at once, and where a
//! value is that its field cannot have. How a file is written is found as for an import.

use super::column::Column;
use super::columns::block;
use super::error::SourceError;
use super::fields::Matched;
use super::file::{At, Whole};
use super::population::{Part, Parts, Source, Whom};
use super::unquoted::{each_record, is_line_end, unquoted};
use crate::audience::import::{Asked, Decoded, FileForm, Found, Quotes, Target, Unpacked};
use crate::contacts::ContactBatch;
use crate::model::is_blank;
use crate::text::Message;
use ::csv::{ByteRecord, Position};
use std::io::Read;
use std::path::Path;
use std::str::Utf8Error;
use std::sync::Arc;

/// How many bytes are read at once, but for a record that is longer: few enough to stay near a processor.
const CHUNK: usize = 1 << 18;

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
        let (form, mut table) = (&self.found.form, Table::of(self));
        let mut is_heading = form.has_header && chunk.is_first;
        if let Some(text) = unquoted(&chunk.bytes, form.delimiter, form.quote) {
            each_record(text, form.delimiter, |start, cells| {
                if std::mem::take(&mut is_heading) {
                    return Ok(());
                }
                let cell = |place: usize| Ok(cells.get(place).copied().unwrap_or_default());
                table.add(cells.len(), cell, || chunk.line_at(start))
            })?;
            return table.finish();
        }
        let mut reader = form.reader().has_headers(is_heading).from_reader(chunk.bytes.as_slice());
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(|error| self.wrong(&error))? {
            let cell = |place: usize| std::str::from_utf8(record.get(place).unwrap_or_default());
            let start = || usize::try_from(record.position().map_or(0, Position::byte)).unwrap_or(usize::MAX);
            table.add(record.len(), cell, || chunk.line_at(start()))?;
        }
        table.finish()
    }

    fn not_text(&self) -> Message {
        Message::new("audience-reject-encoding").with("encoding", self.found.form.encoding.name())
    }

    fn wrong(&self, problem: &dyn std::fmt::Display) -> SourceError {
        let message = Message::new("source-failed").with("file", &self.file);
        message.with("problem", problem.to_string()).into()
    }
}

/// Contacts in the making.
struct Table<'r> {
    reading: &'r Reading,
    columns: Vec<Column>,
    rows: usize,
}

impl<'r> Table<'r> {
    fn of(reading: &'r Reading) -> Self {
        let column = |(_, slot): &(usize, usize)| Column::of(&reading.whom.dimension, *slot);
        Self { reading, columns: reading.matched.fields.iter().map(column).collect(), rows: 0 }
    }

    /// Adds the contact of a record of so many cells, which begins in a line of the file.
    fn add<'c>(
        &mut self,
        count: usize,
        cell: impl Fn(usize) -> Result<&'c str, Utf8Error>,
        line: impl Fn() -> u64,
    ) -> Result<(), SourceError> {
        let Reading { file, found, matched, whom } = self.reading;
        // Blank cells behind the last column are nothing; rows may end before it.
        let known = found.columns.len();
        if (known..count).any(|place| cell(place).map_or(true, |cell| !is_blank(cell))) {
            let message = Message::new("source-columns").with("file", file);
            let message = message.with("found", count.to_string()).with("wanted", known.to_string());
            return Err(message.with("line", line().to_string()).into());
        }
        // A folder that is no text is none that anybody asks for.
        let folder = matched.folder.map_or("", |place| cell(place).unwrap_or("\u{fffd}"));
        if !whom.takes(folder) {
            return Ok(());
        }
        self.rows += 1;
        for ((place, slot), column) in matched.fields.iter().zip(&mut self.columns) {
            let of = (&whom.dimension.fields[*slot].field_type, &whom.zone);
            let pushed = match cell(*place) {
                Ok(cell) => column.push_cell(cell, of, found.customs),
                Err(_) => Err(self.reading.not_text()),
            };
            pushed.map_err(|problem| {
                let message =
                    Message::new("source-value").with("file", file).with("line", line().to_string());
                message.with("column", &found.columns[*place].name).with("problem", problem)
            })?;
        }
        Ok(())
    }

    fn finish(self) -> Result<ContactBatch, SourceError> {
        let Reading { matched, whom, .. } = self.reading;
        let named = matched.fields.iter().zip(self.columns);
        let named = named.map(|((_, slot), column)| (&*whom.dimension.fields[*slot].name, column.finish()));
        block(named, self.rows, None).map_err(|error| self.reading.wrong(&error))
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
        let file = Unpacked::read_by(self.0.open()?, |file| self.0.read_whole(file));
        let file = file.map_err(|error| self.0.failed(&error))?;
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
    fn line_at(&self, place: usize) -> u64 {
        let place = place.min(self.bytes.len());
        let ends = self.bytes[place..].iter().take_while(|byte| is_line_end(**byte)).count();
        self.line + line_ends(&self.bytes[..place + ends])
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    // So many that a byte can count them, which is many times as fast.
    let few = |bytes: &[u8]| u64::from(bytes.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>());
    bytes.chunks(usize::from(u8::MAX)).map(few).sum()
}

/// A file in chunks of whole records.
struct Chunks<'a> {
    at: &'a At,
    text: Decoded<Unpacked<Whole<'a>>>,
    delimiter: u8,
    quote: Option<u8>,
    /// What was read of a record that is not whole yet.
    rest: Vec<u8>,
    line: u64,
    is_first: bool,
    is_done: bool,
}

impl<'a> Chunks<'a> {
    fn new(at: &'a At, text: Decoded<Unpacked<Whole<'a>>>, form: &FileForm) -> Self {
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
        fn what_quotes_nothing_is_read_as_the_csv_crate_reads_it(text in "[ab;é \\r\\n]{0,40}") {
            let mut quick: Vec<(usize, Vec<String>)> = Vec::new();
            let plain = unquoted(text.as_bytes(), b';', Some(b'"')).expect("nothing is quoted");
            let taken = each_record(plain, b';', |start, cells| {
                quick.push((start, cells.iter().map(|cell| (*cell).to_owned()).collect()));
                Ok::<(), ()>(())
            });
            prop_assert!(taken.is_ok());
            let slow = read(text.as_bytes(), Some(b'"'));
            prop_assert_eq!(quick.len(), slow.len(), "{:?}", text);
            for ((start, cells), record) in quick.iter().zip(&slow) {
                prop_assert_eq!(cells.iter().map(String::as_bytes).collect::<Vec<_>>(), record.iter().collect::<Vec<_>>());
                let chunk = Chunk { bytes: text.clone().into_bytes(), line: 1, is_first: true };
                let slow = record.position().and_then(|at| usize::try_from(at.byte()).ok()).expect("it was read");
                prop_assert_eq!(chunk.line_at(*start), chunk.line_at(slow), "{:?} at {}", text, start);
            }
        }

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
