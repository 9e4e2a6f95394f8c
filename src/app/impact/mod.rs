//! The effect of a change: which scenarios and which contacts of the catalog get other offers than before, who gains and
//! who loses. The catalog as edited is held against the saved file, against Live, and against what is approved.
//!
//! Owns which calls are tried and how answers are held against each other. The answers are the engine's own decisions.

mod apply;
mod shifts;

use crate::app::listing::{Listing, Same};
use crate::model::Catalog;
pub(in crate::app) use shifts::{Side, impact_between};
use std::sync::Arc;

/// What the catalog as edited is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Basis {
    /// What was last saved to the file, or read from it.
    #[default]
    Saved,
    /// What visitors get.
    Live,
    /// What publishing would make of Live.
    Approved,
}

impl Basis {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Saved, Self::Live, Self::Approved];
}

/// Whose answer it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Caller {
    /// The call of a scenario, by its name.
    Scenario(String),
    /// A contact that logged in, by its place among the catalog's.
    LoggedIn(usize),
    /// A contact that is known by a cookie.
    Cookie(usize),
    /// Somebody whom nobody knows.
    Unknown,
}

/// An offer in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Answered {
    /// Its address; that of Design for what is published.
    pub offer: String,
    /// What a person reads.
    pub label: String,
}

/// An answer that is another one than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// Whose answer it is.
    pub caller: Caller,
    /// The space that is called, as `"ENV/SPACE"`.
    pub space: String,
    /// What was proposed, best first.
    pub before: Vec<Answered>,
    /// What is proposed, best first.
    pub after: Vec<Answered>,
}

/// The effect of a change.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Impact {
    /// The answers that differ: scenarios first, then contacts, in the order of the file.
    pub shifts: Vec<Shift>,
    /// How many answers were held against each other.
    pub compared: usize,
    /// How many were not: there is a bound.
    pub left_out: usize,
    /// Whether there was nothing to hold them against: what is approved cannot be published.
    pub impossible: bool,
}

impl Impact {
    /// How often an offer is proposed that was not, and how often one is not proposed that was.
    pub fn gained_and_lost(&self) -> (usize, usize) {
        let missing = |these: &[Answered], those: &[Answered]| {
            these.iter().filter(|it| !those.iter().any(|other| other.offer == it.offer)).count()
        };
        let gained = self.shifts.iter().map(|it| missing(&it.after, &it.before)).sum();
        (gained, self.shifts.iter().map(|it| missing(&it.before, &it.after)).sum())
    }
}

/// What an effect follows from.
#[derive(Debug, Clone, PartialEq)]
struct Source {
    edited: Same<Catalog>,
    saved: Same<Catalog>,
    basis: Basis,
}

/// The effect that is shown of the catalog in front.
#[derive(Debug, Default)]
pub struct Impacts {
    basis: Basis,
    listing: Listing<Source, Impact>,
}

impl Impacts {
    /// What the catalog as edited is held against.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The effect; of a state before, while a worker finds it out. `None` before the first answer on this basis.
    pub fn shown(&self) -> Option<&Arc<Impact>> {
        self.listing.made().filter(|(of, _)| of.basis == self.basis).map(|(_, impact)| impact)
    }
}
