//! The first rank at which a decision proposes another offer than a scenario expects, and what became of the expected one.
//! Reads it off the record of the decision; decides nothing.

use super::decision::Decision;
use super::detail::Detail;
use crate::model::{Expect, Reason};
use std::sync::Arc;

/// An offer, as the catalog and as people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedOffer {
    /// `"ENV/OFFER"`.
    pub address: String,
    /// What a person reads; the address of one that is not there.
    pub label: String,
}

/// What became of an expected offer.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// A gate stopped it, which saw this.
    Stopped(Reason, Arc<Detail>),
    /// It is proposed at another rank.
    Ranked {
        /// The rank.
        rank: u32,
        /// Its final weight.
        weight: f64,
        /// The final weight of the offer in its place; none where it is expected behind the last.
        ahead: Option<f64>,
    },
    /// The answering environment has no such offer.
    Absent,
}

/// The first rank at which a decision is another one than expected.
#[derive(Debug, Clone, PartialEq)]
pub struct FirstDifference {
    /// The rank, from 1.
    pub rank: usize,
    /// The offer that is expected there, and what became of it; none where no more are expected.
    pub expected: Option<(NamedOffer, Fate)>,
    /// The offer that is proposed there; none where no more are.
    pub got: Option<NamedOffer>,
}

impl FirstDifference {
    /// That of the decision for a call; none where the offers are as expected.
    pub fn of(expect: &Expect, decision: &Decision) -> Option<Self> {
        let expected = expect.offers.as_ref()?;
        let got = &decision.propositions;
        let longest = expected.len().max(got.len());
        let at = (0..longest).find(|at| expected.get(*at) != got.get(*at).map(|it| &it.offer))?;
        let named = |address: &str, label: &str| NamedOffer { address: address.into(), label: label.into() };
        let wanted = expected.get(at).map(|address| match fate(decision, address, at) {
            (fate, Some(label)) => (named(address, &label), fate),
            (fate, None) => (named(address, address), fate),
        });
        let got = got.get(at).map(|it| named(&it.offer, &it.label));
        Some(Self { rank: at + 1, expected: wanted, got })
    }
}

/// What became of an offer that is expected at a place, with its label where it is there.
fn fate(decision: &Decision, address: &str, at: usize) -> (Fate, Option<String>) {
    if let Some(proposed) = decision.propositions.iter().find(|it| it.offer == address) {
        let ahead = decision.propositions.get(at).map(|it| it.final_weight);
        let (rank, weight) = (proposed.rank, proposed.final_weight);
        return (Fate::Ranked { rank, weight, ahead }, Some(proposed.label.clone()));
    }
    match decision.excluded.iter().find(|it| decision.address(it) == address) {
        Some(excluded) => {
            let explanation = decision.explain(excluded);
            let detail = Arc::clone(explanation.detail());
            (Fate::Stopped(explanation.reason, detail), Some(explanation.label.to_owned()))
        }
        None => (Fate::Absent, None),
    }
}
