//! A rule ready to run. Owns the public face of evaluation: truth, numbers and values.

use super::cause::Cause;
use super::compiler;
use super::expand::expand;
use super::node::{Node, Val};
use super::parse::Parsed;
use super::schema::{Inputs, Schema};
use super::value::Typed;
use super::why::Why;
use crate::model::Value;
use crate::text::Message;
use cel::IdedExpr;
use std::sync::{Arc, OnceLock};

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

/// A compiled rule. Cheap to clone, and free to go to another thread.
#[derive(Debug, Clone)]
pub struct Program(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    expanded: IdedExpr,
    schema: Schema,
    node: Node,
    why: OnceLock<Why>,
}

/// Compiles a rule for values of a layout. Cannot fail: what cannot be compiled is interpreted, and what
/// cannot run is unknown, with its cause.
pub fn compile(parsed: &Parsed, schema: &Schema) -> Program {
    Program::new(parsed, schema, compiler::node)
}

/// A rule that runs through the `cel` interpreter alone: the meaning that [`compile`] is held to, and the
/// peer that it is measured against.
pub fn interpret(parsed: &Parsed, schema: &Schema) -> Program {
    Program::new(parsed, schema, compiler::interpreted)
}

impl Program {
    fn new(parsed: &Parsed, schema: &Schema, node: impl Fn(&IdedExpr, &Schema) -> Node) -> Self {
        let expanded = expand(parsed.root(), schema);
        let node = node(&expanded, schema);
        Self(Arc::new(Compiled { expanded, schema: schema.clone(), node, why: OnceLock::new() }))
    }

    /// Whether it matches.
    pub fn test(&self, inputs: &Inputs<'_>) -> Truth {
        match self.0.node.test(inputs) {
            Ok(true) => Truth::True,
            Ok(false) => Truth::False,
            Err(cause) => Truth::Unknown(cause),
        }
    }

    /// The number it comes to.
    ///
    /// # Errors
    /// It is unknown, infinite, or no number.
    #[expect(clippy::cast_precision_loss, reason = "a weight is a decimal number")]
    pub fn number(&self, inputs: &Inputs<'_>) -> Result<f64, Cause> {
        match self.0.node.eval(inputs)? {
            Val::Double(value) if value.is_finite() => Ok(value),
            Val::Double(_) => Err(Cause::not_finite()),
            Val::Int(value) => Ok(value as f64),
            Val::UInt(value) => Ok(value as f64),
            _ => Err(Cause::not_number()),
        }
    }

    /// The value it comes to, as a catalog writes it; a moment in the catalog's time zone.
    ///
    /// # Errors
    /// It is unknown, or a value that no field can have.
    pub fn value(&self, inputs: &Inputs<'_>) -> Result<Value, Cause> {
        let zone = self.0.schema.zone();
        Ok(match self.0.node.eval(inputs)? {
            Val::Bool(value) => Value::Boolean(value),
            Val::Int(value) => Value::Integer(value),
            Val::UInt(value) => Value::Integer(i64::try_from(value).map_err(|_| Cause::overflow())?),
            Val::Double(value) if value.is_finite() => Value::Decimal(value),
            Val::Double(_) => return Err(Cause::not_finite()),
            Val::Text(text) => Value::Text(text.into_owned()),
            Val::Moment(at) => Typed::Moment(at).written(zone),
            Val::Span(_) => return Err(Cause::no_field_value()),
            Val::Texts(texts) => Value::List(texts.iter().map(ToString::to_string).collect()),
        })
    }

    /// Whether some of it runs through the `cel` interpreter.
    pub fn interpreted(&self) -> bool {
        self.0.node.interpreted()
    }

    /// Why it is not true of these values: the smallest conditions that failed, and what they saw, such as
    /// `profile.age >= 25: profile.age is 19`. `None` when it is true.
    pub fn why_not(&self, inputs: &Inputs<'_>) -> Option<Message> {
        if self.0.node.test(inputs) == Ok(true) {
            return None;
        }
        let why = self.0.why.get_or_init(|| Why::new(&self.0.expanded, &self.0.schema));
        Some(why.message(inputs, self.0.schema.zone()))
    }
}
