//! The parts of a rule that change nothing: what can never be true, what the rest says already, a branch that
//! is never taken. Owns what is said of them. A part may be said to change nothing when the rule without it
//! matches the same contacts; that it would be unknown instead of false for some does not count.

use super::condition::{Condition, ConditionKind};
use super::given::Given;
use super::leaf::{LeafTable, Test};
use super::mask::{ANYTHING, FALSE, Mask, TRUE};
use super::solve::{Want, possible};
use std::ops::Range;

/// How many tests a rule may have for each of its parts to be asked whether it matters, which is as many proofs.
pub(super) const MAX_TESTS: usize = 64;

/// What is wrong with a part of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartProblem {
    /// It can never be as it would have to be to make the rule match.
    Impossible,
    /// The other parts say it already.
    Redundant,
    /// A branch of `? :` that is never taken.
    NotTaken,
}

/// A part of a rule that changes nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Remark {
    /// Where it stands, in bytes of the rule.
    pub span: Range<usize>,
    /// What is wrong with it.
    pub problem: PartProblem,
    /// The number of its node, where it is a term that can be left out: see [`crate::rule::without`].
    pub term: Option<u64>,
}

/// The parts of a rule that change nothing.
pub(super) fn remarks(table: &LeafTable, condition: &Condition) -> Vec<Remark> {
    let mut leaves = Vec::new();
    condition.leaves(&mut leaves);
    if leaves.len() > MAX_TESTS {
        return Vec::new();
    }
    let mut parts = Parts { table, found: Vec::new() };
    parts.look(condition, TRUE, &[]);
    parts.found.sort_by_key(|remark| remark.span.start);
    parts.found
}

struct Parts<'p> {
    table: &'p LeafTable,
    found: Vec<Remark>,
}

impl<'p> Parts<'p> {
    /// Looks at a part that has to come to `wanted` for the rule to match, while `around` holds.
    fn look(&mut self, condition: &'p Condition, wanted: Mask, around: &[Want<'p>]) {
        match &*condition.kind {
            // What is inside a filter is looked at where the filter stands.
            _ if condition.is_filter => {}
            ConditionKind::Known(_) | ConditionKind::Leaf(_) => {}
            ConditionKind::Not(operand) => self.look(operand, opposite(wanted), around),
            ConditionKind::And(terms) if wanted == TRUE => self.all_of(terms, wanted, around),
            ConditionKind::Or(terms) if wanted == FALSE => self.all_of(terms, wanted, around),
            ConditionKind::And(terms) | ConditionKind::Or(terms) => self.any_of(terms, wanted, around),
            ConditionKind::If([condition, yes, no]) => {
                self.branch(condition, TRUE, yes, wanted, around);
                self.branch(condition, FALSE, no, wanted, around);
            }
        }
    }

    fn possible(&self, around: &[Want<'p>], more: impl IntoIterator<Item = Want<'p>>) -> bool {
        let wants: Vec<Want<'p>> = around.iter().copied().chain(more).collect();
        possible(self.table, &wants, &Given::default())
    }

    fn report(&mut self, part: &Condition, problem: PartProblem, is_term: bool) {
        if let Some(span) = &part.span {
            self.found.push(Remark { span: span.clone(), problem, term: is_term.then_some(part.node) });
        }
    }

    /// Terms that must all come to `wanted`. One is redundant when it does, wherever the others do.
    fn all_of(&mut self, terms: &'p [Condition], wanted: Mask, around: &[Want<'p>]) {
        let table = self.table;
        let mut kept: Vec<&'p Condition> = terms.iter().collect();
        let others = |kept: &[&'p Condition], term: &Condition| -> Vec<Want<'p>> {
            let others = kept.iter().filter(|other| other.node != term.node);
            others.map(|condition| Want { condition, mask: wanted }).collect()
        };
        for term in terms.iter().rev().filter(|term| may_be_redundant(table, term)) {
            let differs = Want { condition: term, mask: ANYTHING & !wanted };
            if kept.len() > 1 && !self.possible(around, others(&kept, term).into_iter().chain([differs])) {
                self.report(term, PartProblem::Redundant, true);
                kept.retain(|other| other.node != term.node);
            }
        }
        for term in &kept {
            let around: Vec<Want<'p>> = around.iter().copied().chain(others(&kept, term)).collect();
            self.look(term, wanted, &around);
        }
    }

    /// Terms of which one must come to `wanted`. One is redundant when another does, wherever it does.
    fn any_of(&mut self, terms: &'p [Condition], wanted: Mask, around: &[Want<'p>]) {
        let table = self.table;
        let mut kept: Vec<&'p Condition> = Vec::new();
        for term in terms {
            if self.possible(around, [Want { condition: term, mask: wanted }]) {
                kept.push(term);
            } else {
                self.report(term, PartProblem::Impossible, true);
            }
        }
        for term in terms.iter().rev().filter(|term| may_be_redundant(table, term)) {
            let Some(index) = kept.iter().position(|other| other.node == term.node) else { continue };
            let others = kept.iter().filter(|other| other.node != term.node);
            let others = others.map(|condition| Want { condition, mask: ANYTHING & !wanted });
            let holds = Want { condition: term, mask: wanted };
            if kept.len() > 1 && !self.possible(around, others.chain([holds])) {
                self.report(term, PartProblem::Redundant, true);
                kept.remove(index);
            }
        }
        for term in kept {
            self.look(term, wanted, around);
        }
    }

    fn branch(
        &mut self,
        condition: &'p Condition,
        taken: Mask,
        branch: &'p Condition,
        wanted: Mask,
        around: &[Want<'p>],
    ) {
        let around: Vec<Want<'p>> = around.iter().copied().chain([Want { condition, mask: taken }]).collect();
        let holds = Want { condition: branch, mask: wanted };
        if !self.possible(&around, []) {
            self.report(branch, PartProblem::NotTaken, false);
        } else if matches!(*branch.kind, ConditionKind::Known(_)) {
            // `: true` and `: false` are what a person means.
        } else if !self.possible(&around, [holds]) {
            self.report(branch, PartProblem::Impossible, false);
        } else {
            self.look(branch, wanted, &around);
        }
    }
}

/// `has(x) && x > 3` says what is meant, though the comparison alone would do; and a filter is used for its
/// name.
fn may_be_redundant(table: &LeafTable, term: &Condition) -> bool {
    let is_presence = match &*term.kind {
        ConditionKind::Leaf(leaf) => matches!(table.leaves[*leaf].test, Test::Has),
        _ => false,
    };
    !is_presence && !term.is_filter
}

fn opposite(wanted: Mask) -> Mask {
    if wanted == TRUE { FALSE } else { TRUE }
}
