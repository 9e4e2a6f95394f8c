//! The offers of an environment ranked beforehand: rows in the order of their final weights, with an index that says at once
//! which of them hold for a contact and a call. Finding the best few of ten thousand offers takes a look at a few hundred.
//!
//! Owns the index and the order. It says of no offer why it is not among the best: that is for [`super::gates`], which go
//! through all of them, and what both find is the same. It goes for values of the usual size, where no rule is refused.

mod block;
mod index;
mod kept;
mod keys;
#[cfg(feature = "arrow")]
mod narrowed;
mod rows;

use super::call_context::CallContext;
use super::caps::FrequencyCaps;
use super::gates::{Candidate, Gates};
use super::order;
use super::plan::EnvironmentPlan;
use crate::contacts::Profile;
use crate::model::{Call, Ties};
use crate::rule::ValueClasses;
#[cfg(feature = "arrow")]
pub(super) use index::RankedField;
#[cfg(feature = "arrow")]
pub(super) use narrowed::{Found, Narrowed};

use block::{Head, Known, Question, Rows};
use index::{Index, candidate};
use kept::Ranking;
use std::sync::Arc;

/// The ranking of an environment, made when it is asked for first.
pub(super) fn ranking_of(environment: &EnvironmentPlan) -> Option<&Ranking> {
    let known = environment.found.ranking.get_or_init(|| Arc::new(Ranking::new(environment)));
    known.downcast_ref()
}

/// The ranking of an environment from that of the plan before, if somebody asked for that, and it can be kept.
pub(super) fn ranking_after(earlier: &EnvironmentPlan, plan: &EnvironmentPlan) -> Option<Arc<Ranking>> {
    let known: &Ranking = earlier.found.ranking.get()?.downcast_ref()?;
    known.after(earlier, plan).map(Arc::new)
}

impl Ranking {
    /// The offers that pass all gates but the last two, best first, for a call whose rules are all run; `None` where the
    /// value of a field is in no class. What is the same for all contacts of a call is found once for a `scratch`.
    pub(super) fn best<'r>(
        &'r self,
        context: &'r CallContext,
        in_scope: &'r [bool],
        caps: &FrequencyCaps<'_>,
        ties: Ties,
        call: &'r Call,
        scratch: &'r mut Scratch,
    ) -> Option<Best<'r>> {
        let Scratch { of_all, of_edited, group } = scratch;
        group.clear();
        let mut all = Hits::new((&self.all, Some(self)), context, in_scope, of_all)?;
        let edited = self.of_edited(&context.environment);
        let edited = edited.map(|index| Hits::new((index, None), context, in_scope, of_edited));
        // What is in no class of the edited offers cannot be told there.
        let mut edited = match edited {
            Some(None) => return None,
            edited => edited.flatten(),
        };
        let mut floating = all.floating();
        floating.extend(edited.iter_mut().flat_map(Hits::floating));
        let floating = weighed(floating, context, in_scope, caps);
        all.go_on();
        edited.iter_mut().for_each(Hits::go_on);
        Some(Best { all, edited, floating, group, ties, call })
    }
}

/// Those of some offers that pass, with the weights that are found for the call, the lightest first.
fn weighed(
    mut offers: Vec<usize>,
    context: &CallContext,
    in_scope: &[bool],
    caps: &FrequencyCaps<'_>,
) -> Vec<Candidate> {
    if offers.is_empty() {
        return Vec::new();
    }
    offers.sort_unstable();
    offers.dedup();
    let gates = Gates::new(context, in_scope);
    let mut found: Vec<Candidate> =
        offers.into_iter().filter_map(|offer| gates.pass(caps, offer).ok()).collect();
    found.sort_by(|one, other| one.final_weight().total_cmp(&other.final_weight()));
    found
}

/// Room for what is found out in one decision, used again in the next one of the same call.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    of_all: Room,
    of_edited: Room,
    /// Equals, the last first.
    group: Vec<Candidate>,
}

/// The same of one index.
#[derive(Debug, Default)]
struct Room {
    /// Whether it is there what is the same for all contacts of the call.
    is_of_call: bool,
    /// Whether some category is out of scope.
    is_narrowed: bool,
    /// The class of each key.
    classes: Vec<u32>,
    /// Of the blocks that were looked at, the rows that hold for all contacts.
    of_call: Vec<Rows>,
    /// What parts of rules came to.
    known: Known,
    /// The offers that were found.
    seen: Known,
}

impl Room {
    /// Finds what is the same for all contacts of a call; `None` where a value is in no class.
    fn is_of_call(&mut self, index: &Index, context: &CallContext, in_scope: &[bool]) -> Option<()> {
        if self.is_of_call {
            return Some(());
        }
        self.is_narrowed = in_scope.contains(&false);
        self.of_call.clear();
        self.classes = index.classes_of(context)?;
        self.is_of_call = true;
        Some(())
    }

    /// Finds the classes of a contact's values; `None` where a value is in no class.
    fn is_of_contact(&mut self, index: &Index, context: &CallContext) -> Option<()> {
        self.classes[..index.keys.own].fill(ValueClasses::MISSING);
        for split in index.splits() {
            self.classes[split.key] += split.stride * split.class_of_split(context.key())?;
        }
        let profile = context.person.as_ref().map(|person| &person.profile);
        for (slot, value) in profile.into_iter().flat_map(Profile::iter) {
            let Some(place) = index.own.get(slot).filter(|place| **place != Index::NOT_RANKED) else {
                continue;
            };
            let field = &index.fields[*place as usize];
            self.classes[field.key] += field.stride * field.classes.class(Some(value))?;
        }
        self.known.forget(index.parts.len());
        self.seen.forget(index.offers);
        Some(())
    }

    fn question<'q>(&'q mut self, index: &'q Index, context: &'q CallContext) -> Question<'q> {
        Question { context, parts: &index.parts, known: &mut self.known }
    }
}

/// The offers of an index whose rows hold, each once, heaviest first.
#[derive(Debug)]
struct Hits<'r> {
    index: &'r Index,
    /// Where the places are those of a plan before: what they are now.
    kept: Option<&'r Ranking>,
    context: &'r CallContext,
    in_scope: &'r [bool],
    room: &'r mut Room,
    /// The place of the next block, and the rows that are left of the one before it.
    next: usize,
    left: Rows,
    /// The next hit.
    ahead: Option<Candidate>,
}

impl<'r> Hits<'r> {
    /// `None` where a value is in no class.
    fn new(
        (index, kept): (&'r Index, Option<&'r Ranking>),
        context: &'r CallContext,
        in_scope: &'r [bool],
        room: &'r mut Room,
    ) -> Option<Self> {
        room.is_of_call(index, context, in_scope)?;
        room.is_of_contact(index, context)?;
        Some(Self { index, kept, context, in_scope, room, next: 0, left: Rows::default(), ahead: None })
    }

    fn place(&self, offer: usize) -> Option<usize> {
        self.kept.map_or(Some(offer), |kept| kept.place(offer))
    }

    /// The offers whose weights are found for the call.
    fn floating(&mut self) -> Vec<usize> {
        let index = self.index;
        let mut offers: Vec<usize> = Vec::new();
        for block in &index.floating {
            let of_call = block.of_call(&self.room.classes, self.room.is_narrowed.then_some(self.in_scope));
            let mut left = block.of_contact(of_call, &self.room.classes);
            while let Some(head) = block.take_first(&mut left, &mut self.room.question(index, self.context)) {
                offers.extend(self.place(head.offer));
            }
        }
        offers
    }

    fn next_head(&mut self) -> Option<&'r Head> {
        let index = self.index;
        loop {
            if !self.left.is_empty() {
                let block = &index.ranked[self.next - 1];
                let mut question = self.room.question(index, self.context);
                if let Some(head) = block.take_first(&mut self.left, &mut question) {
                    return Some(head);
                }
            }
            let block = index.ranked.get(self.next)?;
            let Room { of_call, classes, is_narrowed, .. } = &mut *self.room;
            if of_call.len() == self.next {
                of_call.push(block.of_call(classes, is_narrowed.then_some(self.in_scope)));
            }
            self.left = of_call[self.next];
            self.next += 1;
            if !self.left.is_empty() {
                self.left = block.of_contact(self.left, classes);
            }
        }
    }

    /// Looks for the next hit.
    fn go_on(&mut self) {
        self.ahead = self.find();
    }

    fn find(&mut self) -> Option<Candidate> {
        let context = self.context;
        loop {
            let head = self.next_head()?;
            let rank = head.rank?;
            if self.room.seen.of(head.offer).is_some() {
                continue;
            }
            let Some(offer) = self.place(head.offer) else { continue };
            if head.sees_offer() && !head.holds(&context.inputs_for(offer)) {
                continue;
            }
            self.room.seen.keep(head.offer, true);
            if context.space.missing_content(&context.environment, offer).is_none() {
                return Some(candidate(offer, &rank));
            }
        }
    }
}

/// The offers of a decision, best first.
#[derive(Debug)]
pub(super) struct Best<'r> {
    all: Hits<'r>,
    edited: Option<Hits<'r>>,
    /// Those whose weights were found for the call, the lightest first.
    floating: Vec<Candidate>,
    /// Equals, the last first.
    group: &'r mut Vec<Candidate>,
    ties: Ties,
    call: &'r Call,
}

impl Iterator for Best<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        if let Some(next) = self.group.pop() {
            return Some(next);
        }
        let edited = self.edited.as_ref().and_then(|edited| edited.ahead.as_ref());
        let ahead = [self.all.ahead.as_ref(), edited, self.floating.last()];
        let heaviest = ahead.into_iter().flatten().map(Candidate::final_weight).reduce(f64::max)?;
        let is_equal = |it: &Candidate| it.final_weight().total_cmp(&heaviest).is_eq();
        for hits in std::iter::once(&mut self.all).chain(&mut self.edited) {
            while let Some(hit) = hits.ahead.take_if(|it| is_equal(it)) {
                self.group.push(hit);
                hits.go_on();
            }
        }
        while let Some(hit) = self.floating.pop_if(|it| is_equal(it)) {
            self.group.push(hit);
        }
        if self.group.len() > 1 {
            self.group.sort_unstable_by_key(|candidate| candidate.offer);
            order::sort(self.group, self.ties, self.all.context, self.call);
            self.group.reverse();
        }
        self.group.pop()
    }
}
