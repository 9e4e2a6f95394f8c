//! Reasoning about rules: whether one can match at all, or always does; which of its parts change nothing; which
//! rules exclude each other. Owns a proof by cases over what each field may be.
//!
//! It may stay silent; when it speaks it must be right for every value of every field, missing ones too. The
//! values of a field fall into few classes that the rule cannot tell apart (between the numbers it compares
//! with, each text it names, missing…): one look at each combination of classes is a look at all values.

mod asked;
mod classes;
mod condition;
mod effort;
mod given;
mod leaf;
mod mask;
mod parts;
#[cfg(test)]
mod properties;
mod solve;
mod witness;

pub use asked::{FieldTest, FieldTests};
pub use condition::{Condition, MOST_PROVED};
pub use effort::Effort;
pub use given::Given;
pub use parts::{PartProblem, Remark};

use self::condition::Filters;
use self::leaf::{LeafTable, Subject};
use self::mask::{FALSE, TRUE, UNKNOWN};
use self::parts::MAX_TESTS;
use self::solve::{Want, possible};
use super::parse::Parsed;
use super::root::Root;
use super::schema::Schema;
use std::ops::Range;

/// What is certain of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It matches, whatever the values are.
    Always,
    /// It cannot match.
    Never,
}

/// What is certain of a rule, if anything can be proved.
pub fn outcome(parsed: &Parsed, schema: &Schema) -> Option<Outcome> {
    let mut reasoner = Reasoner::new(schema);
    let condition = reasoner.read(parsed);
    reasoner.outcome(&condition)
}

/// Reasons about the rules of one schema.
#[derive(Debug)]
pub struct Reasoner {
    schema: Schema,
    table: LeafTable,
    filters: Filters,
}

impl Reasoner {
    /// For rules that see that schema, with an effort of its own.
    pub fn new(schema: &Schema) -> Self {
        Self::sharing(schema, &Effort::default())
    }

    /// For rules that see that schema, whose proofs share an effort with others.
    pub fn sharing(schema: &Schema, effort: &Effort) -> Self {
        Self { schema: schema.clone(), table: LeafTable::new(effort), filters: Filters::default() }
    }

    /// Takes a rule apart.
    pub fn read(&mut self, parsed: &Parsed) -> Condition {
        condition::read(&mut self.table, &mut self.filters, parsed, &self.schema)
    }

    /// What is certain of a rule.
    pub fn outcome(&self, condition: &Condition) -> Option<Outcome> {
        let given = Given::default();
        let can = |mask| possible(&self.table, &[Want { condition, mask }], &given);
        if !can(TRUE) {
            Some(Outcome::Never)
        } else if !can(FALSE | UNKNOWN) {
            Some(Outcome::Always)
        } else {
            None
        }
    }

    /// Whether a rule can be true, false and unknown, with what is known of the values. What cannot be told it can.
    pub fn can_be(&self, condition: &Condition, given: &Given) -> [bool; 3] {
        [TRUE, FALSE, UNKNOWN].map(|mask| possible(&self.table, &[Want { condition, mask }], given))
    }

    /// The parts that exclude each other in a rule that can never match: from the first to the last of them.
    pub fn culprit(&self, condition: &Condition) -> Option<Range<usize>> {
        let terms = condition.conjunction();
        let spans = self.conflict(&terms, &Given::default())?;
        let spans = spans.into_iter().filter_map(|index| terms[index].span.clone());
        spans.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end))
    }

    /// Whether a rule, or a filter that it calls, has a test of a field.
    pub fn asks(&self, condition: &Condition, root: Root, slot: usize) -> bool {
        let mut leaves = Vec::new();
        condition.leaves(&mut leaves);
        leaves.iter().any(|leaf| self.table.leaves[*leaf].subject == Subject::Field(root, slot))
    }

    /// The parts of a rule that change nothing. Of a rule that never or always matches, all would be.
    pub fn remarks(&self, condition: &Condition) -> Vec<Remark> {
        parts::remarks(&self.table, condition)
    }

    /// Which of some rules can never match together, with what is known of the values: no more of them than it
    /// takes. `None` when they can, or it cannot be told.
    pub fn conflict(&self, conditions: &[&Condition], given: &Given) -> Option<Vec<usize>> {
        let wants = |kept: &[usize]| -> Vec<Want<'_>> {
            kept.iter().map(|index| Want { condition: conditions[*index], mask: TRUE }).collect()
        };
        let mut kept: Vec<usize> = (0..conditions.len()).collect();
        if possible(&self.table, &wants(&kept), given) {
            return None;
        }
        for index in (0..conditions.len()).take(MAX_TESTS) {
            let fewer: Vec<usize> = kept.iter().copied().filter(|other| *other != index).collect();
            if !possible(&self.table, &wants(&fewer), given) {
                kept = fewer;
            }
        }
        Some(kept)
    }
}

#[cfg(test)]
mod tests;
