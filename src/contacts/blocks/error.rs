//! What may be wrong with contacts in columns. Owns the words, and the reading of one type as another, where a value without
//! room is an error.

use crate::model::FieldType;
use crate::text::Message;
use arrow_array::ArrayRef;
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::{ArrowError, DataType};

/// Why contacts cannot be read, or a call not be made for them.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockError {
    /// What is wrong.
    pub message: Message,
}

impl BlockError {
    pub(super) fn column(name: &str, found: &DataType, wanted: &FieldType) -> Self {
        let wanted = Message::new(wanted.choice_label());
        let message = Message::new("decision-block-column").with("column", name).with("wanted", wanted);
        Self { message: message.with("found", found.to_string()) }
    }

    pub(crate) fn value(name: &str, error: &ArrowError) -> Self {
        let message = Message::new("decision-block-value").with("column", name);
        Self { message: message.with("problem", error.to_string()) }
    }

    pub(super) fn history(name: &str) -> Self {
        Self { message: Message::new("decision-block-history").with("column", name) }
    }
}

/// An array as one of another type; an error where a value has no room in it.
pub(super) fn cast(array: &ArrayRef, to: &DataType) -> Result<ArrayRef, ArrowError> {
    cast_with_options(array, to, &CastOptions { safe: false, ..CastOptions::default() })
}
