//! An answer held against what Live answers to the same call, offer by offer.
//!
//! Owns what counts as a difference. Both answers are the engine's own.

use crate::engine::{Decision, Proposed};
use crate::model::{Catalog, split_address};

/// An offer that Live proposes.
#[derive(Debug, Clone, PartialEq)]
pub struct InLive {
    /// Its rank there.
    pub rank: u32,
    /// What a person reads.
    pub label: String,
    /// Whether the answer that is held against Live proposes it too, at whatever rank.
    pub is_proposed: bool,
}

/// How a proposed offer differs from what Live proposes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Differs {
    /// Live does not propose it.
    NotInLive,
    /// Live proposes it at this rank.
    Rank(u32),
    /// Live shows it with other content.
    Content,
    /// This is what it comes to in Live: its weight with the multipliers.
    Weight(f64),
}

/// An answer held against that of Live.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AgainstLive {
    /// What Live proposes, best first.
    pub live: Vec<InLive>,
    /// How each offer of the answer differs, best first.
    pub offers: Vec<Vec<Differs>>,
}

impl AgainstLive {
    pub(super) fn of(catalog: &Catalog, answer: &Decision, live: &Decision) -> Self {
        let address = |proposed: &Proposed| design_address(catalog, &proposed.offer);
        let (own, theirs): (Vec<String>, Vec<String>) = (
            answer.propositions.iter().map(address).collect(),
            live.propositions.iter().map(address).collect(),
        );
        let in_live = live.propositions.iter().zip(&theirs).map(|(proposed, address)| InLive {
            rank: proposed.rank,
            label: proposed.label.clone(),
            is_proposed: own.contains(address),
        });
        let offers = answer.propositions.iter().zip(&own).map(|(proposed, address)| {
            let there = theirs.iter().position(|it| it == address).map(|index| &live.propositions[index]);
            there.map_or_else(|| vec![Differs::NotInLive], |there| differs(answer, proposed, (live, there)))
        });
        Self { live: in_live.collect(), offers: offers.collect() }
    }

    /// Whether anything differs.
    pub fn differs(&self) -> bool {
        self.live.iter().any(|it| !it.is_proposed) || self.offers.iter().any(|it| !it.is_empty())
    }
}

fn differs(answer: &Decision, proposed: &Proposed, (live, there): (&Decision, &Proposed)) -> Vec<Differs> {
    let same_weight = proposed.final_weight.total_cmp(&there.final_weight).is_eq();
    let all = [
        (proposed.rank != there.rank).then_some(Differs::Rank(there.rank)),
        (!answer.shows_alike(proposed, live, there)).then_some(Differs::Content),
        (!same_weight).then_some(Differs::Weight(there.final_weight)),
    ];
    all.into_iter().flatten().collect()
}

/// The address in Design of an offer that is perhaps of Live.
pub(in crate::app) fn design_address(catalog: &Catalog, offer: &str) -> String {
    let design = split_address(offer).and_then(|(live, name)| {
        let mut designs = catalog.environments.iter();
        let design = designs.find(|design| design.linked_live() == Some(live))?;
        Some(format!("{}/{name}", design.name))
    });
    design.unwrap_or_else(|| offer.to_owned())
}
