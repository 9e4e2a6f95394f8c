//! What may be wrong with a population that is read. Owns the place: file, line and column.

use crate::audience::import::ImportError;
use crate::contacts::{BlockError, StoreError};
use crate::text::Message;

/// Why a population cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceError {
    /// What is wrong, with the file, the line and the column where they are known.
    pub message: Message,
}

impl From<Message> for SourceError {
    fn from(message: Message) -> Self {
        Self { message }
    }
}

impl From<BlockError> for SourceError {
    fn from(error: BlockError) -> Self {
        Self { message: error.message }
    }
}

impl From<StoreError> for SourceError {
    fn from(error: StoreError) -> Self {
        Self { message: error.message }
    }
}

impl From<ImportError> for SourceError {
    fn from(error: ImportError) -> Self {
        Self { message: error.into() }
    }
}
