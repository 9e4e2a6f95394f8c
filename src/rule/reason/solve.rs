//! Whether some conditions can come out as wanted, all together. Owns the search over the classes of values;
//! where it grows too long, it takes them to be possible.

use super::classes;
use super::condition::{Condition, ConditionKind};
use super::effort::Effort;
use super::given::Given;
use super::leaf::{LeafTable, Subject};
use super::mask::{ANYTHING, FALSE, Mask, TRUE, UNKNOWN};
use std::collections::{BTreeMap, HashMap, HashSet};

/// How many times conditions are looked at before the search is given up: rules that people write take a few
/// dozen, and a rule is looked at while it is typed.
const MAX_LOOKS: usize = 2_000;

/// What a leaf takes before the search begins, in looks at a part of a rule: it is looked up, and its mask is kept.
const LEAF: usize = 100;

/// A condition, and what it is wanted to come to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want<'c> {
    pub(super) condition: &'c Condition,
    pub(super) mask: Mask,
}

/// Whether there may be values for which all conditions come out as wanted.
pub(super) fn possible(table: &LeafTable, wants: &[Want<'_>], given: &Given) -> bool {
    let mut leaves = Vec::new();
    for want in wants {
        want.condition.leaves(&mut leaves);
    }
    if !table.effort.take(LEAF * (1 + leaves.len())) {
        return true;
    }
    let mut by_subject: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
    let mut times: BTreeMap<Subject, usize> = BTreeMap::new();
    let mut seen = HashSet::new();
    for leaf in leaves {
        let subject = table.leaves[leaf].subject;
        *times.entry(subject).or_default() += 1;
        if seen.insert(leaf) {
            by_subject.entry(subject).or_default().push(leaf);
        }
    }
    let mut masks = HashMap::new();
    let mut open = Vec::new();
    for (subject, leaves) in by_subject {
        let rows = classes::rows(table, subject, &leaves, given).filter(|rows| !rows.is_empty());
        let Some(rows) = rows else {
            masks.extend(leaves.iter().map(|leaf| (*leaf, ANYTHING)));
            continue;
        };
        for (index, leaf) in leaves.iter().enumerate() {
            masks.insert(*leaf, rows.iter().fold(0, |all, row| all | row[index]));
        }
        // A subject that is asked once is as independent as it looks.
        if rows.len() > 1 && times[&subject] > 1 {
            open.push((times[&subject], leaves, rows));
        }
    }
    open.sort_by_key(|(times, ..)| std::cmp::Reverse(*times));
    let open = open.into_iter().map(|(_, leaves, rows)| Open { leaves, rows }).collect();
    let parts = wants.iter().map(|want| parts(want.condition)).sum();
    Search { wants, open, masks, effort: &table.effort, parts, looks: 0 }.possible(0)
}

/// A subject that several leaves ask: they come out together, as one of the rows says.
struct Open {
    leaves: Vec<usize>,
    rows: Vec<Vec<Mask>>,
}

struct Search<'s> {
    wants: &'s [Want<'s>],
    open: Vec<Open>,
    masks: HashMap<usize, Mask>,
    effort: &'s Effort,
    /// How many parts a look at all conditions looks at.
    parts: usize,
    looks: usize,
}

impl Search<'_> {
    /// Whether it is possible with the subjects before `next` settled. As deep as there are subjects, which
    /// the length of a rule bounds.
    fn possible(&mut self, next: usize) -> bool {
        self.looks += 1;
        if self.looks > MAX_LOOKS || !self.effort.take(self.parts) {
            return true;
        }
        let found = self.wants.iter().map(|want| (come_to(want.condition, &self.masks), want.mask));
        let found: Vec<(Mask, Mask)> = found.collect();
        if found.iter().any(|(found, wanted)| found & wanted == 0) {
            return false;
        }
        if next == self.open.len() || found.iter().all(|(found, wanted)| found & !wanted == 0) {
            return true;
        }
        let before: Vec<Mask> = self.open[next].leaves.iter().map(|leaf| self.masks[leaf]).collect();
        for row in 0..self.open[next].rows.len() {
            let Open { leaves, rows } = &self.open[next];
            self.masks.extend(leaves.iter().copied().zip(rows[row].iter().copied()));
            if self.possible(next + 1) {
                return true;
            }
        }
        self.masks.extend(self.open[next].leaves.iter().copied().zip(before));
        false
    }
}

/// How many parts a condition has.
fn parts(condition: &Condition) -> usize {
    1 + match &*condition.kind {
        ConditionKind::Known(_) | ConditionKind::Leaf(_) => 0,
        ConditionKind::Not(operand) => parts(operand),
        ConditionKind::And(all) | ConditionKind::Or(all) => all.iter().map(parts).sum(),
        ConditionKind::If(all) => all.iter().map(parts).sum(),
    }
}

/// What a condition can come to when its leaves come to anything of theirs.
fn come_to(condition: &Condition, masks: &HashMap<usize, Mask>) -> Mask {
    match &*condition.kind {
        ConditionKind::Known(mask) => *mask,
        ConditionKind::Leaf(leaf) => masks.get(leaf).copied().unwrap_or(ANYTHING),
        ConditionKind::Not(operand) => not(come_to(operand, masks)),
        ConditionKind::And(parts) => parts.iter().map(|part| come_to(part, masks)).fold(TRUE, and),
        ConditionKind::Or(parts) => not(parts.iter().map(|part| not(come_to(part, masks))).fold(TRUE, and)),
        ConditionKind::If([condition, yes, no]) => {
            let condition = come_to(condition, masks);
            let branch =
                |taken: Mask, branch| if condition & taken == 0 { 0 } else { come_to(branch, masks) };
            condition & UNKNOWN | branch(TRUE, yes) | branch(FALSE, no)
        }
    }
}

fn not(mask: Mask) -> Mask {
    let swapped = |from: Mask, to: Mask| if mask & from == 0 { 0 } else { to };
    swapped(TRUE, FALSE) | swapped(FALSE, TRUE) | mask & UNKNOWN
}

/// One false operand makes it false; else one unknown makes it unknown.
fn and(one: Mask, other: Mask) -> Mask {
    let (first, second) = (one & (TRUE | UNKNOWN) != 0, other & (TRUE | UNKNOWN) != 0);
    let unknown = one & UNKNOWN != 0 && second || other & UNKNOWN != 0 && first;
    one & other & TRUE | (one | other) & FALSE | if unknown { UNKNOWN } else { 0 }
}
