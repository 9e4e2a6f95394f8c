//! A rule ready to run. Owns the public face of evaluation: truth, causes, numbers and values.

use super::parse::Parsed;
use super::schema::{Inputs, Schema};
use crate::model::Value;
use crate::text::Message;
use std::sync::Arc;

/// What a rule comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Truth {
    /// It matches.
    True,
    /// It does not match.
    False,
    /// It cannot be told, which does not match either; the cause says what was missing or wrong.
    Unknown(Cause),
}

/// Why a rule is unknown: what was missing or wrong. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub struct Cause(Arc<Message>);

impl Cause {
    /// The cause, to be put into words: `profile.pages_seen is missing`.
    pub fn message(&self) -> Message {
        (*self.0).clone()
    }
}

/// A compiled rule. Cheap to clone, and free to go to another thread.
#[derive(Debug, Clone)]
pub struct Program(Arc<(Parsed, Schema)>);

/// Compiles a rule for values of a layout. Cannot fail: what cannot be compiled is interpreted, and what
/// cannot run is unknown, with its cause.
pub fn compile(parsed: &Parsed, schema: &Schema) -> Program {
    Program(Arc::new((parsed.clone(), schema.clone())))
}

impl Program {
    /// Whether it matches.
    pub fn test(&self, _inputs: &Inputs<'_>) -> Truth {
        Truth::False
    }

    /// The number it comes to.
    ///
    /// # Errors
    /// It is unknown, infinite, or no number.
    pub fn number(&self, _inputs: &Inputs<'_>) -> Result<f64, Cause> {
        Ok(0.0)
    }

    /// The value it comes to, as a catalog writes it.
    ///
    /// # Errors
    /// It is unknown, or a value that no field can have.
    pub fn value(&self, _inputs: &Inputs<'_>) -> Result<Value, Cause> {
        Ok(Value::Boolean(false))
    }

    /// Whether some of it runs through the `cel` interpreter.
    pub fn interpreted(&self) -> bool {
        false
    }

    /// Why it is not true of these values: the smallest condition that failed, and what it saw.
    /// `None` when it is true.
    pub fn why_not(&self, _inputs: &Inputs<'_>) -> Option<Message> {
        None
    }
}
