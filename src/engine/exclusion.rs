//! What stops an offer, as data. Owns which gate each of them is.

use super::plan::Level;
use super::ready_rule::Mismatch;
use crate::model::Reason;

/// The gate that stopped an offer, with what it saw. Words are found later, by [`super::Decision`].
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Exclusion {
    OutOfScope,
    Disabled(Level),
    NotLiveOnSpace,
    /// The place of the content field that is missing.
    MissingContent(usize),
    /// Where the period stands, and whether it has yet to start.
    OutsideDates(Level, bool),
    Target(Level, Mismatch),
    /// Offers of this environment are for known contacts, and nobody was identified.
    Unidentified,
    NoWeight,
    ZeroWeight(f64),
    /// The place of the cap, and what it counted.
    Capped(usize, u32),
    /// Its own final weight.
    Outranked(f64),
    /// It was kept for an earlier placement of the page.
    AlreadyOnPage,
}

impl Exclusion {
    pub(super) fn reason(&self) -> Reason {
        match self {
            Self::OutOfScope => Reason::OutOfScope,
            Self::Disabled(_) => Reason::Disabled,
            Self::NotLiveOnSpace => Reason::NotLiveOnSpace,
            Self::MissingContent(_) => Reason::MissingContent,
            Self::OutsideDates(..) => Reason::OutsideDates,
            Self::Target(..) | Self::Unidentified => Reason::Target,
            Self::NoWeight => Reason::NoWeight,
            Self::ZeroWeight(_) => Reason::ZeroWeight,
            Self::Capped(..) => Reason::PresentationRule,
            Self::Outranked(_) | Self::AlreadyOnPage => Reason::Outranked,
        }
    }
}
