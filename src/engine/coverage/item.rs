//! What can be touched of a catalog: the kinds, and what of an entity.

use crate::model::{Identification, Place, Reason};
use std::sync::Arc;

/// The kinds of what scenarios touch, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageKind {
    /// Offers that are proposed.
    Offers,
    /// Spaces that are called, or answer.
    Spaces,
    /// Ways in which the contact of a call on a space is known, or not.
    Identification,
    /// Spaces that fall back on an anonymous one.
    Fallbacks,
    /// Gates that stop an offer.
    Gates,
    /// What the conditions of rules come to: each true, false and unknown.
    Conditions,
}

/// What a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseOutcome {
    /// It holds.
    True,
    /// It does not.
    False,
    /// A value that it asks for is missing.
    Unknown,
}

impl CaseOutcome {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::True, Self::False, Self::Unknown];

    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
        }
    }
}

/// What can be touched of an entity.
#[derive(Debug, Clone, PartialEq)]
pub enum Aspect {
    /// The offer is proposed.
    Offer,
    /// The space is called, or answers.
    Space,
    /// A contact is identified on the space like this, or nobody is.
    Identified(Identification),
    /// The space falls back.
    FallsBack,
    /// A gate of the environment stops an offer.
    Gate(Reason),
    /// A condition of the rule at the place comes to something.
    Condition {
        /// The condition in canonical form.
        text: Arc<str>,
        /// The same with the values of the parameters of the filter whose rule it stands in.
        bound: Arc<str>,
        /// What it comes to.
        outcome: CaseOutcome,
    },
}

impl Aspect {
    /// What kind of thing that is.
    pub fn kind(&self) -> CoverageKind {
        match self {
            Self::Offer => CoverageKind::Offers,
            Self::Space => CoverageKind::Spaces,
            Self::Identified(_) => CoverageKind::Identification,
            Self::FallsBack => CoverageKind::Fallbacks,
            Self::Gate(_) => CoverageKind::Gates,
            Self::Condition { .. } => CoverageKind::Conditions,
        }
    }
}

/// Something that a scenario can touch.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageItem {
    /// The environment that it is listed under; none for presentation rules, which several share.
    pub environment: Option<String>,
    /// The entity, and its field where a rule is meant.
    pub place: Place,
    /// What of it.
    pub aspect: Aspect,
}
