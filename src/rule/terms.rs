//! The conditions of a rule that must all hold, where none of them has to be taken apart for its explanation. Owns what is kept
//! of them: how they are written, and which fields they name. They are asked by the nodes of the rule itself, which stand
//! in the same order.

use super::failure::Conditions;
use super::kept::Expanded;
use super::print;
use super::room::Room;
use super::root::{Root, field};
use super::schema::Schema;
use super::stand_in;
use super::tree;
use cel::IdedExpr;
use cel::common::ast::{Expr, operators};
use std::sync::Arc;

/// What the conditions of all rules have room for, in bytes: those of a hundred thousand rules that people write. Those of a
/// rule beyond it are found again whenever somebody asks.
static KEPT: Room = Room::of(64_000_000);

/// What a condition takes besides its text and its fields, about.
const BYTES_OF_TERM: usize = 64;

/// The conditions of a rule.
#[derive(Debug)]
pub(super) struct Terms {
    rule: Expanded,
    schema: Schema,
    each: Box<[Term]>,
    /// The room that they take; none of those that are not kept.
    room: usize,
}

#[derive(Debug)]
pub(super) struct Term {
    /// As rules write it.
    pub(super) text: Box<str>,
    /// The fields it names, each once.
    pub(super) fields: Box<[(Root, usize)]>,
}

impl Drop for Terms {
    fn drop(&mut self) {
        KEPT.give_back(self.room);
    }
}

impl Terms {
    /// Those of a rule; `None` where one of them has to be taken apart.
    pub(super) fn of(rule: &Expanded, schema: &Schema) -> Option<Self> {
        let tree = rule.tree(schema);
        let terms = terms(&tree);
        if terms.iter().any(|term| is_taken_apart(term)) {
            return None;
        }
        let each = terms.into_iter().map(|term| Term::of(term, schema)).collect();
        Some(Self { rule: rule.clone(), schema: schema.clone(), each, room: 0 })
    }

    /// The same to be kept, where there is room.
    pub(super) fn with_room(mut self) -> Result<Self, Self> {
        let bytes = |term: &Term| BYTES_OF_TERM + term.text.len() + size_of_val(&*term.fields);
        let room = self.each.iter().map(bytes).sum();
        if !KEPT.take(room) {
            return Err(self);
        }
        self.room = room;
        Ok(self)
    }

    /// The condition at a place.
    pub(super) fn get(&self, place: usize) -> &Term {
        &self.each[place]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.each.len()
    }
}

impl Conditions for Terms {
    fn expr(&self, place: usize) -> Arc<IdedExpr> {
        let tree = self.rule.tree(&self.schema);
        let term = terms(&tree)[place];
        stand_in::with_calls(&Arc::new(term.clone()))
    }

    fn text(&self, place: usize) -> &str {
        &self.each[place].text
    }
}

impl Term {
    fn of(term: &IdedExpr, schema: &Schema) -> Self {
        let calls_filter = tree::any(term, &|expr| stand_in::filter_place(expr).is_some());
        let text = if calls_filter {
            print::expression(&stand_in::with_calls(&Arc::new(term.clone())))
        } else {
            print::expression(term)
        };
        let mut fields = Vec::new();
        gather(term, schema, &mut fields);
        Self { text: text.into(), fields: fields.into() }
    }
}

fn terms(tree: &IdedExpr) -> Vec<&IdedExpr> {
    let mut found = Vec::new();
    tree::terms(tree, operators::LOGICAL_AND, &mut found);
    found
}

/// Whether a condition fails for conditions of its own: those of a filter, or of "taken into account if".
fn is_taken_apart(term: &IdedExpr) -> bool {
    let is_choice = matches!(&term.expr, Expr::Call(call) if call.func_name == operators::CONDITIONAL);
    is_choice || stand_in::filter_place(term).is_some()
}

/// The fields that a condition names, in their order, those of filters that it calls too.
pub(super) fn gather(expr: &IdedExpr, schema: &Schema, fields: &mut Vec<(Root, usize)>) {
    if let Some((root, name, _)) = field(expr)
        && let Some(slot) = schema.slot(root, name)
    {
        if !fields.contains(&(root, slot)) {
            fields.push((root, slot));
        }
        return;
    }
    if let Some(linked) = stand_in::filter_place(expr).and_then(|place| schema.linked(place)) {
        return gather(&linked.expr, schema, fields);
    }
    tree::for_children(expr, &mut |child| gather(child, schema, fields));
}
