//! What the preview asks of a space, and the spaces of a page that are asked together with the first, in order.
//!
//! Owns which they are. Contact, moment and call data are the same for all.

use crate::engine::{CallError, Decision};
use crate::model::{Call, Expect, Placement};
use std::sync::Arc;

/// How many offers a space is asked for at first.
const COUNT: u32 = 3;

/// What is asked of a space.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// How many offers.
    pub(super) count: u32,
    /// The categories; of a call that was taken over, and none otherwise.
    pub(super) categories: Vec<String>,
    /// The themes, likewise.
    pub(super) themes: Vec<String>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { count: COUNT, categories: Vec::new(), themes: Vec::new() }
    }
}

impl Asked {
    /// What a call asks.
    pub(super) fn of(call: &Call) -> Self {
        let Call { count, categories, themes, .. } = call;
        Self { count: (*count).max(1), categories: categories.clone(), themes: themes.clone() }
    }

    /// Asks for all that the space has.
    pub(super) fn everything(&mut self) {
        (self.categories, self.themes) = (Vec::new(), Vec::new());
    }

    /// The call of a space that asks this.
    pub(super) fn call(&self, space: String) -> Call {
        let Self { count, categories, themes } = self.clone();
        Call { categories, themes, count, ..Call::new(space) }
    }
}

/// The spaces of a page behind the first.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Each as `"ENV/SPACE"`, with what is asked of it.
    pub(super) spaces: Vec<(String, Asked)>,
    /// Whether an offer that is kept for one space is left out of the next.
    pub(super) no_offer_twice: bool,
    /// What each answers.
    pub(super) answers: Vec<Result<Arc<Decision>, CallError>>,
}

impl Page {
    /// Gives up the spaces that are not there any more.
    pub(super) fn keep_only(&mut self, is_there: impl Fn(&str) -> bool) {
        self.spaces.retain(|(space, _)| is_there(space));
    }
}

/// A change of the spaces of a page. Their places count from the first space, which is 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageChange {
    /// One more, as `"ENV/SPACE"`.
    Add(String),
    /// Another one at a place.
    Space(usize, String),
    /// How many offers the one at a place is asked for.
    Count(usize, u32),
    /// The one at a place stands one place earlier.
    Earlier(usize),
    /// The one at a place goes.
    Remove(usize),
    /// Whether no offer is shown twice.
    NoOfferTwice(bool),
}

/// The further placements of a scenario's page, with nothing expected yet.
pub(super) fn placements(calls: impl Iterator<Item = Call>) -> Vec<Placement> {
    calls.map(|call| Placement { call, expect: Expect::default() }).collect()
}

/// All that a decision is expected to be once more.
pub(in crate::app) fn expected(kept: &Decision) -> Expect {
    Expect {
        identification: Some(kept.identification),
        offers: Some(kept.propositions.iter().map(|proposed| proposed.offer.clone()).collect()),
        answered_by: Some(kept.answered_by.clone()),
        excluded: indexmap::IndexMap::new(),
    }
}
