//! The rows of a ranking that one call leaves, for one contact after another. Owns what is worked out once for the call; it
//! goes for contacts with values of the usual size whose history caps nothing.

use super::block::{Block, Head, Known, Question, Rows};
use super::index::{Index, RankedField, candidate};
use crate::engine::call_context::CallContext;
use crate::engine::gates::Candidate;
use crate::rule::ValueClasses;

/// A ranking for one call.
#[derive(Debug)]
pub(in crate::engine) struct Narrowed<'r> {
    index: &'r Index,
    /// The blocks of which some rows hold as far as the call goes, with those rows.
    blocks: Vec<(&'r Block, Rows)>,
    asks: bool,
}

/// A field of the contact that is tested.
#[derive(Debug)]
pub(in crate::engine) struct FieldOfKey<'r> {
    pub(in crate::engine) slot: usize,
    pub(in crate::engine) classes: &'r ValueClasses,
    /// The key whose class is the sum of those of its fields, each times its stride.
    pub(in crate::engine) key: usize,
    pub(in crate::engine) stride: u32,
}

/// What is found out about a contact.
#[derive(Debug, Default)]
pub(in crate::engine) struct Found {
    /// The offers that were found.
    offers: Known,
    /// What parts of rules came to.
    parts: Known,
    /// Those of one weight.
    group: Vec<Candidate>,
}

impl<'r> Narrowed<'r> {
    /// `None` where more than the rows must be asked: weights that are found for each contact, values of the call in no class.
    pub(in crate::engine) fn new(index: &'r Index, context: &CallContext, in_scope: &[bool]) -> Option<Self> {
        if !index.floating.is_empty() {
            return None;
        }
        let classes = index.classes_of(context)?;
        let in_scope = in_scope.contains(&false).then_some(in_scope);
        let of_call = |block: &'r Block| {
            let is_shown = |row: usize| {
                context.space.missing_content(&context.environment, block.heads[row].offer).is_none()
            };
            (block, block.of_call(&classes, in_scope).filter(is_shown))
        };
        let blocks = index.ranked.iter().map(of_call).filter(|(_, rows)| !rows.is_empty());
        let blocks: Vec<_> = blocks.collect();
        let asks = |block: &Block| !block.parts.is_empty() || block.heads.iter().any(Head::sees_offer);
        Some(Self { index, asks: blocks.iter().any(|(block, _)| asks(block)), blocks })
    }

    /// The contact's fields that are tested, but for its splits.
    pub(in crate::engine) fn fields(&self) -> impl Iterator<Item = FieldOfKey<'r>> {
        self.index.declared().iter().map(|field| FieldOfKey {
            slot: field.slot,
            classes: &field.classes,
            key: field.key,
            stride: field.stride,
        })
    }

    /// The splits that are tested.
    pub(in crate::engine) fn splits(&self) -> &'r [RankedField] {
        self.index.splits()
    }

    /// How many keys they make.
    pub(in crate::engine) fn keys(&self) -> usize {
        self.index.keys.own
    }

    /// Whether more of the contact is asked for than the classes of its values.
    pub(in crate::engine) fn asks(&self) -> bool {
        self.asks
    }

    /// The best offers of a contact, no more than so many, best first. `class` gives the class of each key; what is
    /// no test of a field is asked of the context. `order` sorts those of one weight, which otherwise come in catalog order.
    pub(in crate::engine) fn best(
        &self,
        class: impl Fn(usize) -> u32,
        context: &CallContext,
        most: usize,
        found: &mut Found,
        mut order: Option<impl FnMut(&mut [Candidate])>,
        mut give: impl FnMut(Candidate),
    ) {
        let mut left = most;
        let Found { offers, parts, group } = found;
        offers.forget(context.environment.offers.len());
        parts.forget(self.index.parts.len());
        let mut question = Question { context, parts: &self.index.parts, known: parts };
        for (block, rows) in &self.blocks {
            let keys = block.own.iter();
            let mut rows = keys.fold(*rows, |rows, key| rows.both(key.standing.of(class(key.key))));
            while left > 0
                && let Some(head) = block.take_first(&mut rows, &mut question)
            {
                let Some(rank) = &head.rank else { continue };
                let is_known = offers.of(head.offer).is_some();
                if is_known || head.sees_offer() && !head.holds(&context.inputs_for(head.offer)) {
                    continue;
                }
                offers.keep(head.offer, true);
                let next = candidate(head.offer, rank);
                let Some(order) = &mut order else {
                    give(next);
                    left -= 1;
                    continue;
                };
                let is_equal = |it: &Candidate| it.final_weight().total_cmp(&next.final_weight()).is_eq();
                if group.first().is_some_and(|first| !is_equal(first)) {
                    left -= give_sorted(group, left, order, &mut give);
                }
                group.push(next);
            }
            if left == 0 {
                break;
            }
        }
        if let Some(order) = &mut order {
            give_sorted(group, left, order, &mut give);
        }
        group.clear();
    }
}

/// Gives those of one weight in their order, no more than so many; says how many.
fn give_sorted(
    group: &mut Vec<Candidate>,
    most: usize,
    order: &mut impl FnMut(&mut [Candidate]),
    give: &mut impl FnMut(Candidate),
) -> usize {
    if group.len() > 1 && most > 0 {
        order(group);
    }
    let given = group.len().min(most);
    group.drain(..).take(given).for_each(give);
    given
}

impl Rows {
    fn filter(self, keep: impl Fn(usize) -> bool) -> Self {
        let (mut all, mut kept) = (self, Self::default());
        while let Some(row) = all.take_first() {
            kept.put(row, keep(row));
        }
        kept
    }
}
