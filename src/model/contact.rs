//! Contacts and their propositions (`domain.md` §2).

use super::declare::{choices, declare};
use super::{Moment, Values};
use serde::{Deserialize, Serialize};

/// A recipient or a visitor.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The dimension it belongs to.
    pub dimension: String,
    /// The folder it is kept in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folder: Option<String>,
    /// What is known of it, by field.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
    /// Session and permanent cookies seen with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<String>,
    /// What was proposed to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Proposition>,
}

/// One offer presented to one contact on one space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proposition {
    /// The offer, as `"ENV/OFFER"`. It may be gone.
    pub offer: String,
    /// The space, as `"ENV/SPACE"`. It may be gone.
    pub space: String,
    /// When.
    pub at: Moment,
    /// What became of it.
    pub status: Status,
    /// The offer's final weight then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// Its place among the propositions of its call, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<u32>,
    /// The space's stored fields.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub stored: Values,
}

/// What became of a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// Chosen, and not shown yet.
    Generated,
    /// Shown.
    Presented,
    /// The contact showed interest.
    Interested,
    /// The contact accepted.
    Accepted,
    /// To be shown later.
    Scheduled,
    /// The contact refused.
    Rejected,
}

impl Status {
    /// Every status, in the order of the list that a person chooses from.
    pub const ALL: [Self; 6] =
        [Self::Generated, Self::Presented, Self::Interested, Self::Accepted, Self::Scheduled, Self::Rejected];

    /// Its name in rules.
    pub fn rule_name(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Presented => "presented",
            Self::Interested => "interested",
            Self::Accepted => "accepted",
            Self::Scheduled => "scheduled",
            Self::Rejected => "rejected",
        }
    }
}

declare!(Contact {
    dimension: Reference(EntityKind::Dimension), "domain-targeting-dimension" "contacts-dimension-tip";
    folder: Reference(EntityKind::Folder), "domain-folder" "contacts-folder-tip";
    values: Map(&Declared(DeclaredIn::Dimension), &Value(&Text)), "contacts-values";
    cookies: List(&Fixed), "contacts-cookies" "contacts-cookies-hint";
    history: List(&Part(Proposition::declarations)), "forms-tab-history", on History;
});

declare!(Proposition {
    offer: Address(EntityKind::Offer), "domain-offer";
    space: Address(EntityKind::Space), "domain-space" "contacts-past-space-tip";
    at: Moment, "contacts-moment" "contacts-past-moment-tip";
    status: Choice(Status::choices), "contacts-status" "contacts-status-tip";
    weight: Decimal, "domain-weight" "contacts-past-weight-tip";
    rank: Whole, "contacts-rank" "contacts-rank-hint";
    stored: Map(&Declared(DeclaredIn::StoredFields), &Value(&Fixed)),
        "contacts-stored-fields" "contacts-stored-value-tip";
});

choices!(Status {
    Generated => "contacts-status-generated",
    Presented => "contacts-status-presented",
    Interested => "contacts-status-interested",
    Accepted => "contacts-status-accepted",
    Scheduled => "contacts-status-scheduled",
    Rejected => "contacts-status-rejected",
});
