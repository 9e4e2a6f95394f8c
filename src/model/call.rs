//! Calls and scenarios: one request to the engine, and what it is expected to return (`domain.md` §2, §6).

use super::declare::{choices, declare};
use super::{Moment, Proposition, Value, Values};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// One request to the engine, for one space.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The space, as `"ENV/SPACE"`.
    pub space: String,
    /// The key values of somebody who logged in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identity: Vec<Value>,
    /// The cookie that stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub permanent_cookie: Option<String>,
    /// The cookie that goes with the browser's session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session_cookie: Option<String>,
    /// The values sent with the call.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub call_data: Values,
    /// The categories asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// The themes asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// How many offers are wanted.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
    /// The moment of the call; now where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Moment>,
    /// Whether the propositions are kept in the contact's history.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub store: bool,
}

impl Default for Call {
    fn default() -> Self {
        Self::new("")
    }
}

impl Call {
    /// A call for one offer on a space, by nobody, now.
    pub fn new(space: impl Into<String>) -> Self {
        Self {
            space: space.into(),
            identity: Vec::new(),
            permanent_cookie: None,
            session_cookie: None,
            call_data: Values::new(),
            categories: Vec::new(),
            themes: Vec::new(),
            count: 1,
            at: None,
            store: false,
        }
    }
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(count: &u32) -> bool {
    *count == 1
}

/// A saved call, with what it is expected to return.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Unique among the catalog's scenarios.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The call.
    pub call: Call,
    /// What it is expected to return.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub expect: Expect,
    /// What is decided together with the call, as the other placements of a page: contact and moment are those of
    /// the call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page: Vec<Placement>,
    /// Whether an offer that is kept for one placement of the page is left out of the later ones.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub no_offer_twice: bool,
    /// Propositions that the contact of the call has besides its own. Nobody has them where the call identifies
    /// nobody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<Proposition>,
}

/// A further placement of a scenario's page. It asks for offers on a space; the identity, cookies and moment of its
/// call are not read, since a page has those of its first call.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// The call.
    pub call: Call,
    /// What it is expected to return.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub expect: Expect,
}

impl Scenario {
    /// The call and what it is expected to return, then those of each further placement of the page.
    pub fn placements(&self) -> impl Iterator<Item = (&Call, &Expect)> {
        let further = self.page.iter().map(|placement| (&placement.call, &placement.expect));
        std::iter::once((&self.call, &self.expect)).chain(further)
    }
}

/// What a scenario expects; a part that is not given is not checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Expect {
    /// How the contact is identified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identification: Option<Identification>,
    /// The space that answers, as `"ENV/SPACE"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// The offers proposed, in order, as `"ENV/OFFER"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offers: Option<Vec<String>>,
    /// Offers that are not proposed, each with the reason.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub excluded: IndexMap<String, Reason>,
}

/// How the contact of a call is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Identification {
    /// The contact logged in.
    Explicit,
    /// The contact was recognised by a cookie.
    Implicit,
    /// Nobody was recognised.
    Anonymous,
}

impl Identification {
    /// Its name in rules and in JSON.
    pub fn rule_name(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Implicit => "implicit",
            Self::Anonymous => "anonymous",
        }
    }
}

/// The gate that stopped an offer, in the order of the gates (`domain.md` §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The call's categories and themes leave it out.
    OutOfScope,
    /// It, or a category above it, is not enabled.
    Disabled,
    /// It is not live on the space.
    NotLiveOnSpace,
    /// A required content field of the space is empty.
    MissingContent,
    /// The moment is outside a period.
    OutsideDates,
    /// A rule does not match.
    Target,
    /// No weight applies.
    NoWeight,
    /// The highest weight that applies is 0 or less.
    ZeroWeight,
    /// A presentation rule caps it.
    PresentationRule,
    /// Better ones were kept.
    Outranked,
}

impl Reason {
    /// All gates, in order.
    pub const ALL: [Self; 10] = [
        Self::OutOfScope,
        Self::Disabled,
        Self::NotLiveOnSpace,
        Self::MissingContent,
        Self::OutsideDates,
        Self::Target,
        Self::NoWeight,
        Self::ZeroWeight,
        Self::PresentationRule,
        Self::Outranked,
    ];

    /// The message of its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::OutOfScope => "domain-reason-out-of-scope",
            Self::Disabled => "domain-reason-disabled",
            Self::NotLiveOnSpace => "domain-reason-not-live-on-space",
            Self::MissingContent => "domain-reason-missing-content",
            Self::OutsideDates => "domain-reason-outside-dates",
            Self::Target => "domain-reason-target",
            Self::NoWeight => "domain-reason-no-weight",
            Self::ZeroWeight => "domain-reason-zero-weight",
            Self::PresentationRule => "domain-reason-presentation-rule",
            Self::Outranked => "domain-reason-outranked",
        }
    }

    /// The reason code of `domain.md` §4.
    pub fn code(self) -> &'static str {
        match self {
            Self::OutOfScope => "out_of_scope",
            Self::Disabled => "disabled",
            Self::NotLiveOnSpace => "not_live_on_space",
            Self::MissingContent => "missing_content",
            Self::OutsideDates => "outside_dates",
            Self::Target => "target",
            Self::NoWeight => "no_weight",
            Self::ZeroWeight => "zero_weight",
            Self::PresentationRule => "presentation_rule",
            Self::Outranked => "outranked",
        }
    }
}

declare!(Scenario {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    call: Part(Call::declarations), "domain-call";
    expect: Part(Expect::declarations), "contacts-expectation", on Expectation;
    page: List(&Part(Placement::declarations)), "page-placements", on Page;
    no_offer_twice: Flag, "page-no-offer-twice" "page-no-offer-twice-hint", on Page;
    history: List(&Part(Proposition::declarations)), "forms-tab-history", on History;
});

declare!(Placement {
    call: Part(Call::declarations), "domain-call";
    expect: Part(Expect::declarations), "contacts-expectation";
});

declare!(Call {
    space: Address(EntityKind::Space), "domain-space" "contacts-called-space-tip";
    identity: List(&Value(&Text)), "contacts-identity" "contacts-identity-hint";
    permanent_cookie: Fixed, "contacts-permanent-cookie" "contacts-permanent-cookie-tip";
    session_cookie: Fixed, "contacts-session-cookie" "contacts-session-cookie-tip";
    call_data: Map(&Declared(DeclaredIn::CallData), &Value(&Text)),
        "domain-call-data" "contacts-call-value-tip";
    categories: List(&Reference(EntityKind::Category)), "domain-categories" "contacts-asked-hint";
    themes: List(&Fixed), "domain-themes" "contacts-asked-hint";
    count: Whole, "contacts-count" "contacts-count-tip", else "1";
    at: Moment, "contacts-moment" "contacts-moment-hint";
    store: Flag, "contacts-store" "contacts-store-hint";
});

declare!(Expect {
    identification: Choice(Identification::choices), "contacts-identified" "contacts-identified-tip";
    answered_by: Address(EntityKind::Space), "contacts-answered-by" "contacts-answered-by-tip";
    offers: List(&Address(EntityKind::Offer)), "domain-offers" "contacts-check-offers-hint";
    excluded: Map(&Address(EntityKind::Offer), &Choice(Reason::choices)), "contacts-excluded";
});

choices!(Identification {
    Explicit => "contacts-identified-explicit",
    Implicit => "contacts-identified-implicit",
    Anonymous => "contacts-identified-anonymous",
});

choices!(Reason {
    OutOfScope as "out_of_scope" => "domain-reason-out-of-scope",
    Disabled as "disabled" => "domain-reason-disabled",
    NotLiveOnSpace as "not_live_on_space" => "domain-reason-not-live-on-space",
    MissingContent as "missing_content" => "domain-reason-missing-content",
    OutsideDates as "outside_dates" => "domain-reason-outside-dates",
    Target as "target" => "domain-reason-target",
    NoWeight as "no_weight" => "domain-reason-no-weight",
    ZeroWeight as "zero_weight" => "domain-reason-zero-weight",
    PresentationRule as "presentation_rule" => "domain-reason-presentation-rule",
    Outranked as "outranked" => "domain-reason-outranked",
});
