//! Why a rule is not true: the smallest conditions that failed, and the values they saw.
//! Owns the way from a rule to its conditions; evaluates them as the rule does.

use super::cause::Cause;
use super::compiler;
use super::expand::field;
use super::node::{Node, Val};
use super::print;
use super::schema::{Inputs, Root, Schema};
use super::tree;
use crate::model::FieldType;
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
    One(Condition),
    /// One must hold.
    Any(Condition, Vec<Why>),
}

/// A condition, with its text and the fields it names.
#[derive(Debug)]
pub(super) struct Condition {
    node: Node,
    text: String,
    fields: Vec<Named>,
}

/// A field that a condition names.
#[derive(Debug)]
struct Named {
    root: Root,
    slot: usize,
    path: String,
    field_type: FieldType,
}

/// What was found of the conditions of a rule.
struct Gathered<'w> {
    inputs: &'w Inputs<'w>,
    zone: &'w TimeZone,
    /// Why a value that is no truth will not do.
    no_truth: &'w Cause,
    failed: Vec<Message>,
    unknown: Vec<Message>,
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
                let condition =
                    Condition { node: compiler::node(expr, schema), text: print::expression(expr), fields };
                if tree::logical(expr).is_none() {
                    return Self::One(condition);
                }
                let mut terms = Vec::new();
                tree::terms(expr, operators::LOGICAL_OR, &mut terms);
                Self::Any(condition, terms.into_iter().map(|term| Self::new(term, schema)).collect())
            }
        }
    }

    /// What failed. Conditions that are false say more than those that are unknown, so they go first. `no_truth` is what
    /// is wrong with a value that is neither true nor false.
    pub(super) fn message(&self, no_truth: &Cause, inputs: &Inputs<'_>, zone: &TimeZone) -> Message {
        let mut gathered = Gathered { inputs, zone, no_truth, failed: Vec::new(), unknown: Vec::new() };
        self.gather(&mut gathered);
        let Gathered { failed, mut unknown, .. } = gathered;
        unknown.dedup();
        let found = if failed.is_empty() { unknown } else { failed };
        let joined = found.into_iter().take(MAX_CONDITIONS).reduce(and);
        joined.unwrap_or_else(|| no_truth.message())
    }

    fn gather(&self, gathered: &mut Gathered<'_>) {
        match self {
            Self::All(parts) => parts.iter().for_each(|part| part.gather(gathered)),
            Self::If(condition, branches) => match condition.test(gathered.inputs) {
                Ok(held) => branches[usize::from(!held)].gather(gathered),
                Err(cause) => gathered.unknown.push(cause.message()),
            },
            Self::One(condition) => gathered.look_at(condition, &[]),
            Self::Any(condition, terms) => gathered.look_at(condition, terms),
        }
    }
}

impl Gathered<'_> {
    /// A condition, or several of which one must hold: those of them that are unknown say why it is.
    fn look_at(&mut self, condition: &Condition, terms: &[Why]) {
        let cause = match condition.node.eval(self.inputs) {
            Ok(Val::Bool(true)) => return,
            Ok(Val::Bool(false)) => {
                let text = &condition.text;
                return self.failed.push(match self.seen(&condition.fields) {
                    Some(seen) => Message::new("rule-why-not").with("condition", text).with("seen", seen),
                    None => Message::new("rule-why-not-constant").with("condition", text),
                });
            }
            Ok(_) => self.no_truth.clone(),
            Err(cause) => cause,
        };
        let before = (self.failed.len(), self.unknown.len());
        for term in terms {
            term.gather(self);
        }
        self.failed.truncate(before.0);
        if self.unknown.len() == before.1 {
            let message = cause.message();
            let seen = self.seen(&condition.fields).filter(|_| cause.is_of_values());
            self.unknown.push(match seen {
                Some(seen) => Message::new("rule-why-unknown").with("cause", message).with("seen", seen),
                None => message,
            });
        }
    }

    /// `profile.age is 19`
    fn seen(&self, fields: &[Named]) -> Option<Message> {
        let seen =
            fields.iter().map(|Named { root, slot, path, field_type }| match self.inputs.get(*root, *slot) {
                Some(value) => {
                    let value = value.written_as(field_type, self.zone).to_string();
                    let value: String = value.chars().take(MAX_VALUE).collect();
                    Message::new("rule-value-is").with("path", path).with("value", value)
                }
                None => Cause::missing(path).message(),
            });
        seen.reduce(and)
    }
}

fn and(first: Message, second: Message) -> Message {
    Message::new("rule-and").with("first", first).with("second", second)
}

fn gather(expr: &IdedExpr, schema: &Schema, fields: &mut Vec<Named>) {
    if let Some((root, name, _)) = field(expr)
        && let Some(slot) = schema.slot(root, name)
    {
        if fields.iter().all(|known| (known.root, known.slot) != (root, slot)) {
            let field_type = schema.fields(root)[slot].1.clone();
            fields.push(Named { root, slot, path: format!("{}.{name}", root.name()), field_type });
        }
        return;
    }
    tree::for_children(expr, &mut |child| gather(child, schema, fields));
}
