//! What can be wrong with a file, as values: a place and a message without words.
//!
//! Owns the shapes of errors. Reads and writes nothing.

use crate::text::Message;
use std::ops::Range;
use std::path::PathBuf;

/// What stops a file from being read as a catalog, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadError {
    /// The bytes of the text that are wrong.
    pub span: Range<usize>,
    /// The line on which they start, from 1.
    pub line: usize,
    /// The column at which they start, from 1, in characters.
    pub column: usize,
    /// What is wrong with them.
    pub message: Message,
}

/// A [`ReadError`] whose place has not been counted yet.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    pub(super) span: Range<usize>,
    pub(super) message: Message,
}

impl Problem {
    pub(super) fn new(span: Range<usize>, message: Message) -> Self {
        Self { span, message }
    }
}

/// What stops a catalog from being written as text.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum WriteError {
    /// Its values are nested deeper than a file may be.
    #[error("nested too deeply")]
    TooDeep,
    /// A number of it is infinite or no number.
    #[error("a number that is not finite")]
    NotFinite,
    /// Its text would be no catalog, for this reason among others.
    #[error("its text cannot be read back: line {line}, column {column}")]
    Unreadable {
        /// The line of the text.
        line: usize,
        /// The column of the text.
        column: usize,
        /// What reading finds wrong there.
        problem: Message,
    },
    /// Its text would be another catalog.
    #[error("its text would be another catalog")]
    OtherCatalog,
    /// Its text would have other comments or attributes.
    #[error("its text would have other comments")]
    OtherComments,
    /// Its file has comments, and is to be written in JSON, which has none.
    #[error("JSON has no comments")]
    NoComments,
    /// A value that the model does not have.
    #[error("{0}")]
    Other(String),
}

impl WriteError {
    /// The error of a text that was written and cannot be read.
    pub(super) fn unreadable(errors: Vec<ReadError>) -> Self {
        match errors.into_iter().next() {
            Some(ReadError { line, column, message, .. }) => {
                Self::Unreadable { line, column, problem: message }
            }
            None => Self::OtherCatalog,
        }
    }

    /// The sentence for a person.
    pub fn message(&self) -> Message {
        match self {
            Self::TooDeep => Message::new("storage-write-too-deep").with("limit", super::ron::MAX_DEPTH),
            Self::NotFinite => Message::new("storage-write-not-finite"),
            Self::Unreadable { line, column, problem } => Message::new("storage-write-unreadable")
                .with("line", *line)
                .with("column", *column)
                .with("problem", problem.clone()),
            Self::OtherCatalog => Message::new("storage-write-other-catalog"),
            Self::OtherComments => Message::new("storage-write-other-comments"),
            Self::NoComments => Message::new("storage-write-no-comments"),
            Self::Other(text) => Message::new("storage-invalid").with("text", text),
        }
    }
}

/// A file that cannot be read or written at all: not there, not allowed, no room.
#[derive(Debug, Clone)]
pub struct FileError {
    /// The file that was asked for.
    pub path: PathBuf,
    /// The sentence for a person, which names the path.
    pub message: Message,
}

/// Why a catalog was not loaded.
#[derive(Debug, Clone)]
pub enum LoadError {
    /// The file cannot be read.
    File(FileError),
    /// It was read, and is no catalog: at least one error, by place.
    Content(Vec<ReadError>),
}
