//! The text of a file, and where in it a byte stands for a person: line and column.
//!
//! Owns the byte-order mark, the encoding and the counting of lines. Knows nothing of RON.

use super::error::{Problem, ReadError};
use crate::text::Message;
use std::borrow::Cow;

/// The longest file that is read, in bytes: three times the largest that people keep (100,000 offers with their
/// contents). Of a file of long texts three copies are in memory while it is read (the file, its tree, the catalog),
/// and one that comes by mail must leave room for the rest.
pub const MAX_BYTES: u64 = 128 * 1024 * 1024;

/// The byte-order mark, as UTF-8 has it.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// How many bytes of a text lie between two places whose number of characters is known, so that a column of a long
/// line is counted in a moment.
const STRIDE: usize = 1024;

/// A text file without its byte-order mark. Offsets are in bytes from its first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    text: String,
    /// Where each line starts.
    lines: Vec<usize>,
    /// How many characters start before each [`STRIDE`] of bytes.
    strides: Vec<usize>,
}

/// A place for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl Source {
    /// A text that is already in memory.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let starts = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        let mut before = 0;
        let strides = text.as_bytes().chunks(STRIDE).map(|bytes| {
            let count = before;
            before += characters(bytes);
            count
        });
        let strides = strides.collect();
        Self { text, lines, strides }
    }

    /// The text of a file's bytes. What is not UTF-8 is refused at its first wrong byte. Bytes that are handed over
    /// become the text: a large file is not in memory twice.
    pub(super) fn decode<'a>(bytes: impl Into<Cow<'a, [u8]>>) -> Result<Self, ReadError> {
        let mut bytes = bytes.into().into_owned();
        if bytes.starts_with(MARK) {
            bytes.drain(..MARK.len());
        }
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Self::new("").error(too_large()));
        }
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(text)),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let valid = Self::new(String::from_utf8_lossy(&error.as_bytes()[..at]));
                Err(valid.error(Problem::new(at..at, Message::new("storage-not-utf8"))))
            }
        }
    }

    /// The text, without a byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte offset; the end of the text for one beyond it.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line - 1];
        Place { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// A problem as a person gets it, with line and column.
    pub(super) fn error(&self, problem: Problem) -> ReadError {
        let Place { line, column } = self.place(problem.span.start);
        ReadError { span: problem.span, line, column, message: problem.message }
    }

    /// How many characters start before an offset.
    fn characters_before(&self, offset: usize) -> usize {
        let stride = (offset / STRIDE).min(self.strides.len().saturating_sub(1));
        let known = self.strides.get(stride).copied().unwrap_or_default();
        known + characters(&self.text.as_bytes()[stride * STRIDE..offset])
    }
}

/// How many characters start in bytes of UTF-8: all bytes but those that continue one.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// The problem of a file beyond [`MAX_BYTES`].
pub(super) fn too_large() -> Problem {
    Problem::new(0..0, Message::new("storage-too-large").with("megabytes", too_large_megabytes()))
}

/// [`MAX_BYTES`] in megabytes, as the messages say it.
pub(super) fn too_large_megabytes() -> f64 {
    f64::from(u32::try_from(MAX_BYTES / (1024 * 1024)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_lines_and_characters_from_one() {
        let source = Source::new("é1\n\n☃☃x");
        let at = |offset| (source.place(offset).line, source.place(offset).column);
        assert_eq!(
            [at(0), at(2), at(3), at(4), at(5), at(11), at(12), at(99)],
            [(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 3), (3, 4), (3, 4)]
        );
        assert_eq!(at(6), (3, 1), "inside a character is where it starts");
    }

    #[test]
    fn columns_of_a_long_line_are_counted_from_the_nearest_known_place() {
        let line = "é☃x".repeat(3 * STRIDE);
        let source = Source::new(format!("{line}\n{line}"));
        let offsets: Vec<usize> = source.text().char_indices().map(|(at, _)| at).collect();
        let per_line = 3 * 3 * STRIDE;
        for index in (0..offsets.len()).step_by(61).chain([per_line, per_line + 1, offsets.len() - 1]) {
            let (line, column) = if index <= per_line { (1, index + 1) } else { (2, index - per_line) };
            assert_eq!(source.place(offsets[index]), Place { line, column }, "{index}");
        }
        // Not even a long line is walked: that made checking quadratic.
        assert!(source.strides.len() > source.text().len() / STRIDE);
        assert_eq!(Source::new("").place(9), Place { line: 1, column: 1 });
    }

    #[test]
    fn wrong_bytes_are_refused_where_they_stand() {
        let error = Source::decode(b"ok\nsi\xff").expect_err("not UTF-8");
        assert_eq!((error.line, error.column), (2, 3));
        assert_eq!(Source::decode("\u{feff}a".as_bytes()).map(|source| source.text), Ok("a".to_owned()));
    }

    #[test]
    fn bytes_that_are_handed_over_become_the_text() {
        let bytes = b"Catalog()".repeat(1000);
        let (at, room) = (bytes.as_ptr(), bytes.capacity());
        let source = Source::decode(bytes).expect("UTF-8");
        assert_eq!((source.text.as_ptr(), source.text.capacity()), (at, room), "no second copy was made");
        let marked = [MARK, b"Catalog()"].concat();
        let at = marked.as_ptr();
        assert_eq!(Source::decode(marked).map(|source| source.text.as_ptr()), Ok(at));
    }
}
