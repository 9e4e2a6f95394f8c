//! The offers of an environment ranked beforehand: rows in the order of their final weights, with an index that says at once
//! which of them hold for a contact and a call. Finding the best few of ten thousand offers takes a look at a few hundred.
//!
//! Owns the index and the order. It says of no offer why it is not among the best: that is for [`super::gates`], which go
//! through all of them, and what both find is the same. It goes for values of the usual size, where no rule is refused.

mod block;
mod index;
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
use crate::rule::{Root, ValueClasses};
#[cfg(feature = "arrow")]
pub(super) use narrowed::{Found, Narrowed};

use block::{Head, Known, Question, Rows};
use index::{Ranking, candidate};
use std::sync::Arc;

/// The ranking of an environment, made when it is asked for first.
pub(super) fn ranking_of(environment: &EnvironmentPlan) -> Option<&Ranking> {
    let known = environment.found.ranking.get_or_init(|| Arc::new(Ranking::new(environment)));
    known.downcast_ref()
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
        scratch.is_of_call(self, context, in_scope)?;
        scratch.is_of_contact(self, context.person.as_ref().map(|person| &person.profile))?;
        scratch.known.forget(self.parts.len());
        scratch.seen.forget(context.environment.offers.len());
        scratch.group.clear();
        let floating = self.floating(context, in_scope, caps, scratch);
        let in_scope = scratch.is_narrowed.then_some(in_scope);
        let hits = Hits { ranking: self, context, in_scope, scratch, next: 0, left: Rows::default() };
        let mut best = Best { hits, ahead: None, floating, ties, call };
        best.ahead = best.hits.next();
        Some(best)
    }

    /// The offers whose weights are found for the call, the lightest first.
    fn floating(
        &self,
        context: &CallContext,
        in_scope: &[bool],
        caps: &FrequencyCaps<'_>,
        scratch: &mut Scratch,
    ) -> Vec<Candidate> {
        let mut offers: Vec<usize> = Vec::new();
        for block in &self.floating {
            let of_call = block.of_call(&scratch.classes, scratch.is_narrowed.then_some(in_scope));
            let mut left = block.of_contact(of_call, &scratch.classes);
            while let Some(head) = block.take_first(&mut left, &mut scratch.question(self, context)) {
                offers.push(head.offer);
            }
        }
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
}

/// Room for what is found out in one decision, used again in the next one of the same call.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// Whether it is there what is the same for all contacts of the call.
    is_of_call: bool,
    /// Whether some category is out of scope.
    is_narrowed: bool,
    /// The class of each field's value.
    classes: Vec<u32>,
    /// Of the blocks that were looked at, the rows that hold for all contacts.
    of_call: Vec<Rows>,
    /// What parts of rules came to.
    known: Known,
    /// The offers that were found.
    seen: Known,
    /// Equals, the last first.
    group: Vec<Candidate>,
}

impl Scratch {
    /// Finds what is the same for all contacts of a call; `None` where a value is in no class.
    fn is_of_call(&mut self, ranking: &Ranking, context: &CallContext, in_scope: &[bool]) -> Option<()> {
        if self.is_of_call {
            return Some(());
        }
        self.is_narrowed = in_scope.contains(&false);
        self.of_call.clear();
        self.classes.clear();
        for field in &ranking.fields {
            let value = context.of_call(field.root).get(field.slot).and_then(Option::as_ref);
            self.classes.push(field.classes.class(value)?);
        }
        self.is_of_call = true;
        Some(())
    }

    /// Finds the classes of a contact's values; `None` where a value is in no class.
    fn is_of_contact(&mut self, ranking: &Ranking, profile: Option<&Profile>) -> Option<()> {
        let own = ranking.fields.partition_point(|field| field.root == Root::Profile);
        self.classes[..own].fill(ValueClasses::MISSING);
        for (slot, value) in profile.into_iter().flat_map(Profile::iter) {
            let Some(place) = ranking.own.get(slot).filter(|place| **place != Ranking::NOT_RANKED) else {
                continue;
            };
            let place = *place as usize;
            self.classes[place] = ranking.fields[place].classes.class(Some(value))?;
        }
        Some(())
    }

    fn question<'q>(&'q mut self, ranking: &'q Ranking, context: &'q CallContext) -> Question<'q> {
        Question { context, parts: &ranking.parts, known: &mut self.known }
    }
}

/// The offers whose rows hold, each once, heaviest first.
#[derive(Debug)]
struct Hits<'r> {
    ranking: &'r Ranking,
    context: &'r CallContext,
    in_scope: Option<&'r [bool]>,
    scratch: &'r mut Scratch,
    /// The place of the next block, and the rows that are left of the one before it.
    next: usize,
    left: Rows,
}

impl<'r> Hits<'r> {
    fn next_head(&mut self) -> Option<&'r Head> {
        let ranking = self.ranking;
        loop {
            if !self.left.is_empty() {
                let block = &ranking.ranked[self.next - 1];
                let mut question = self.scratch.question(ranking, self.context);
                if let Some(head) = block.take_first(&mut self.left, &mut question) {
                    return Some(head);
                }
            }
            let block = ranking.ranked.get(self.next)?;
            let Scratch { of_call, classes, .. } = &mut *self.scratch;
            if of_call.len() == self.next {
                of_call.push(block.of_call(classes, self.in_scope));
            }
            self.left = of_call[self.next];
            self.next += 1;
            if !self.left.is_empty() {
                self.left = block.of_contact(self.left, classes);
            }
        }
    }
}

impl Iterator for Hits<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        let context = self.context;
        loop {
            let head = self.next_head()?;
            let (offer, rank) = (head.offer, head.rank?);
            if self.scratch.seen.of(offer).is_some() {
                continue;
            }
            if head.sees_offer() && !head.holds(&context.inputs_for(offer)) {
                continue;
            }
            self.scratch.seen.keep(offer, true);
            if context.space.missing_content(&context.environment, offer).is_none() {
                return Some(candidate(offer, &rank));
            }
        }
    }
}

/// The offers of a decision, best first.
#[derive(Debug)]
pub(super) struct Best<'r> {
    hits: Hits<'r>,
    /// The next hit.
    ahead: Option<Candidate>,
    /// Those whose weights were found for the call, the lightest first.
    floating: Vec<Candidate>,
    ties: Ties,
    call: &'r Call,
}

impl Iterator for Best<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        if let Some(next) = self.hits.scratch.group.pop() {
            return Some(next);
        }
        let weights = [self.ahead.as_ref(), self.floating.last()].map(|it| it.map(Candidate::final_weight));
        let [ahead, floating] = weights;
        let heaviest = match (ahead, floating) {
            (Some(one), Some(other)) => one.max(other),
            (one, other) => one.or(other)?,
        };
        let is_equal = |it: &Candidate| it.final_weight().total_cmp(&heaviest).is_eq();
        while let Some(hit) = self.ahead.take_if(|it| is_equal(it)) {
            self.hits.scratch.group.push(hit);
            self.ahead = self.hits.next();
        }
        while let Some(hit) = self.floating.pop_if(|it| is_equal(it)) {
            self.hits.scratch.group.push(hit);
        }
        let group = &mut self.hits.scratch.group;
        if group.len() > 1 {
            group.sort_unstable_by_key(|candidate| candidate.offer);
            order::sort(group, self.ties, self.hits.context, self.call);
            group.reverse();
        }
        self.hits.scratch.group.pop()
    }
}
