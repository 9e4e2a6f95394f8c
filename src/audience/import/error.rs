//! Why an import came to no end.

use crate::contacts::StoreError;
use crate::text::Message;

/// Why nothing was imported.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportError {
    /// It was given up.
    Cancelled,
    /// It cannot be done.
    Failed(Message),
}

impl From<Message> for ImportError {
    fn from(message: Message) -> Self {
        Self::Failed(message)
    }
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.message)
    }
}

impl From<ImportError> for Message {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Cancelled => Self::new("audience-cancelled"),
            ImportError::Failed(message) => message,
        }
    }
}
