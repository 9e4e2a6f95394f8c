//! Why a rule is not true: the smallest conditions that failed, and the values they saw.
//! Owns the way from a rule to its conditions; evaluates them as the rule does.

use super::cause::Cause;
use super::compiler;
use super::expand::field;
use super::node::Node;
use super::print;
use super::schema::{Inputs, Root, Schema};
use super::tree;
use crate::text::Message;
use cel::IdedExpr;
use cel::common::ast::{Expr, operators};
use jiff::tz::TimeZone;

/// How many failing conditions one explanation names.
const MAX_CONDITIONS: usize = 3;

/// How long the value of a field may be in an explanation, in characters.
const MAX_VALUE: usize = 80;

/// A rule taken apart for its explanation.
#[derive(Debug)]
pub(super) enum Why {
    /// All must hold.
    All(Vec<Why>),
    /// "Taken into account if": the second counts when the first holds, else the third.
    If(Node, Box<[Why; 2]>),
    /// A condition, with its text and the fields it names.
    One { node: Node, text: String, fields: Vec<(Root, usize, String)> },
}

impl Why {
    /// Takes an expanded rule apart.
    pub(super) fn new(expr: &IdedExpr, schema: &Schema) -> Self {
        if let Some((operators::LOGICAL_AND, _, _)) = tree::logical(expr) {
            let mut terms = Vec::new();
            tree::terms(expr, operators::LOGICAL_AND, &mut terms);
            return Self::All(terms.into_iter().map(|term| Self::new(term, schema)).collect());
        }
        match &expr.expr {
            Expr::Call(call) if call.func_name == operators::CONDITIONAL && call.args.len() == 3 => {
                let branches = [Self::new(&call.args[1], schema), Self::new(&call.args[2], schema)];
                Self::If(compiler::node(&call.args[0], schema), Box::new(branches))
            }
            _ => {
                let mut fields = Vec::new();
                gather(expr, schema, &mut fields);
                Self::One { node: compiler::node(expr, schema), text: print::expression(expr), fields }
            }
        }
    }

    /// What failed. Conditions that are false say more than those that are unknown, so they go first.
    pub(super) fn message(&self, inputs: &Inputs<'_>, zone: &TimeZone) -> Message {
        let (mut failed, mut unknown) = (Vec::new(), Vec::new());
        self.gather(inputs, zone, &mut failed, &mut unknown);
        let found = if failed.is_empty() { unknown } else { failed };
        let joined = found.into_iter().take(MAX_CONDITIONS).reduce(and);
        joined.unwrap_or_else(|| Cause::not_boolean().message())
    }

    fn gather(
        &self,
        inputs: &Inputs<'_>,
        zone: &TimeZone,
        failed: &mut Vec<Message>,
        unknown: &mut Vec<Message>,
    ) {
        match self {
            Self::All(parts) => parts.iter().for_each(|part| part.gather(inputs, zone, failed, unknown)),
            Self::If(condition, branches) => match condition.test(inputs) {
                Ok(held) => branches[usize::from(!held)].gather(inputs, zone, failed, unknown),
                Err(cause) => unknown.push(cause.message()),
            },
            Self::One { node, text, fields } => match node.test(inputs) {
                Ok(true) => {}
                Ok(false) => failed.push(condition(text, fields, inputs, zone)),
                Err(cause) => unknown.push(cause.message()),
            },
        }
    }
}

/// `profile.age >= 25: profile.age is 19`
fn condition(text: &str, fields: &[(Root, usize, String)], inputs: &Inputs<'_>, zone: &TimeZone) -> Message {
    let seen = fields.iter().map(|(root, slot, path)| match inputs.get(*root, *slot) {
        Some(value) => {
            let value: String = value.written(zone).to_string().chars().take(MAX_VALUE).collect();
            Message::new("rule-value-is").with("path", path).with("value", value)
        }
        None => Cause::missing(path).message(),
    });
    match seen.reduce(and) {
        Some(seen) => Message::new("rule-why-not").with("condition", text).with("seen", seen),
        None => Message::new("rule-why-not-constant").with("condition", text),
    }
}

fn and(first: Message, second: Message) -> Message {
    Message::new("rule-and").with("first", first).with("second", second)
}

fn gather(expr: &IdedExpr, schema: &Schema, fields: &mut Vec<(Root, usize, String)>) {
    if let Some((root, name, _)) = field(expr)
        && let Some(slot) = schema.slot(root, name)
    {
        if fields.iter().all(|known| (known.0, known.1) != (root, slot)) {
            fields.push((root, slot, format!("{}.{name}", root.name())));
        }
        return;
    }
    tree::for_children(expr, &mut |child| gather(child, schema, fields));
}
