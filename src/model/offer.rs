//! Categories, offers, their weights, multipliers, content and approval (`domain.md` §2).

use super::declare::{choices, declare};
use super::{Moment, Period, Values};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A folder of offers. Its offers and subcategories inherit its rule, weights, period and themes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// Unique among the environment's categories.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Whether its offers can be proposed at all.
    #[serde(default = "super::yes", skip_serializing_if = "super::is_yes")]
    pub enabled: bool,
    /// Keywords that a call can ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// When its offers can be proposed.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
    /// Who is eligible for its offers; empty: everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// What the weight of its offers is multiplied by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Multiplier>,
    /// Weights that its offers inherit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<Weight>,
    /// Whether it is in the scope of every call.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub always_recommended: bool,
    /// The categories inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Arc<Category>>,
    /// The offers inside it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offers: Vec<Arc<Offer>>,
}

impl Default for Category {
    fn default() -> Self {
        Self {
            name: String::new(),
            label: String::new(),
            enabled: true,
            themes: Vec::new(),
            period: Period::default(),
            target: String::new(),
            multiplier: None,
            weights: Vec::new(),
            always_recommended: false,
            categories: Vec::new(),
            offers: Vec::new(),
        }
    }
}

impl Category {
    /// An empty, enabled category.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }

    /// The category without what is inside it. What is not named inside is its own.
    #[must_use]
    pub fn own(&self) -> Self {
        Self { categories: Vec::new(), offers: Vec::new(), ..self.clone() }
    }

    /// The category with other offers in the place of its own, and of those of the categories inside it.
    #[must_use]
    pub fn with_offers(&self, change: &mut dyn FnMut(&Arc<Offer>) -> Arc<Offer>) -> Self {
        let offers = self.offers.iter().map(&mut *change).collect();
        let categories = self.categories.iter().map(|below| Arc::new(below.with_offers(change))).collect();
        Self { categories, offers, ..self.own() }
    }
}

impl ApprovalPart {
    /// Both, in the order of the file.
    pub const ALL: [Self; 2] = [Self::Content, Self::Eligibility];
}

/// What is proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Unique among the environment's offers.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The code other systems know it by.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Whether it can be proposed at all.
    #[serde(default = "super::yes", skip_serializing_if = "super::is_yes")]
    pub enabled: bool,
    /// When it can be proposed.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
    /// Who is eligible; empty: everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// How much it is preferred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<Weight>,
    /// What is shown.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub content: Content,
    /// Whether content and eligibility may be published; offers of a Design environment only.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub approval: Approval,
    /// The spaces it is live on; offers of a Live environment only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub live_on: Vec<String>,
}

impl Default for Offer {
    fn default() -> Self {
        Self {
            name: String::new(),
            label: String::new(),
            code: String::new(),
            enabled: true,
            period: Period::default(),
            target: String::new(),
            weights: Vec::new(),
            content: Content::default(),
            approval: Approval::default(),
            live_on: Vec::new(),
        }
    }
}

impl Offer {
    /// An empty, enabled offer.
    pub fn new(name: impl Into<String>, label: impl Into<String>) -> Self {
        Self { name: name.into(), label: label.into(), ..Self::default() }
    }
}

/// How much an offer is preferred, where and when and for whom.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The weight itself.
    pub value: WeightValue,
    /// When it applies.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
    /// The space it applies on; any where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub space: Option<String>,
    /// Whom it applies to; empty: everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
}

impl Weight {
    /// What a person calls it: its label, or its value where it has none.
    pub fn title(&self) -> String {
        match &self.value {
            _ if !self.label.is_empty() => self.label.clone(),
            WeightValue::Number(value) => value.to_string(),
            WeightValue::Formula(formula) => formula.clone(),
        }
    }
}

/// A weight: a number, or a formula in the rule language.
#[derive(Debug, Clone, PartialEq)]
pub enum WeightValue {
    /// The same for everyone.
    Number(f64),
    /// Computed for each contact; a result that is unknown, infinite or no number does not apply.
    Formula(String),
}

impl Serialize for WeightValue {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Formula(formula) => serializer.serialize_str(formula),
        }
    }
}

impl<'de> Deserialize<'de> for WeightValue {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use super::Value;
        match Value::deserialize(deserializer)? {
            Value::Integer(value) => super::value::decimal_of(value)
                .map(Self::Number)
                .ok_or_else(|| serde::de::Error::custom(format!("{}{value}", super::MORE_DIGITS))),
            Value::Decimal(value) => Ok(Self::Number(value)),
            Value::Text(formula) => Ok(Self::Formula(formula)),
            Value::Boolean(_) | Value::List(_) => {
                Err(serde::de::Error::custom("expected a number, or a text that holds a formula"))
            }
        }
    }
}

/// What a category multiplies the weight of its offers by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Multiplier {
    /// The factor.
    pub value: f64,
    /// When it is active.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub period: Period,
}

/// What an offer shows.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Its heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where a click leads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub destination_url: String,
    /// Its picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub image_url: String,
    /// Its body in HTML.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub html: String,
    /// Its body in plain text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The catalog's offer fields, by name.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub fields: Values,
    /// What takes the place of the above on a space, field by field.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub spaces: IndexMap<String, Content>,
}

impl Content {
    /// The names of the content fields that are not the catalog's own.
    pub const STANDARD: [&'static str; 5] = ["title", "destination_url", "image_url", "html", "text"];

    /// A standard content field by name.
    pub fn standard(&self, name: &str) -> Option<&str> {
        match name {
            "title" => Some(&self.title),
            "destination_url" => Some(&self.destination_url),
            "image_url" => Some(&self.image_url),
            "html" => Some(&self.html),
            "text" => Some(&self.text),
            _ => None,
        }
    }
}

/// What has been approved of an offer of a Design environment.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Its content, space by space.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub content: ContentApproval,
    /// Its dates, rules and weights.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub eligibility: EligibilityApproval,
    /// Who said what, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub log: Vec<Entry>,
}

impl Approval {
    /// Whether both parts may be published.
    pub fn is_approved(&self) -> bool {
        matches!(self.content, ContentApproval::Approved { .. })
            && self.eligibility == EligibilityApproval::Approved
    }

    /// The state of both parts together.
    pub fn state(&self) -> ApprovalState {
        let decided = ApprovalPart::ALL.map(|part| self.decided(part));
        if decided.contains(&None) {
            ApprovalState::Waiting
        } else if self.is_approved() {
            ApprovalState::Approved
        } else {
            ApprovalState::Rejected
        }
    }

    /// What was decided of a part: approved or rejected; `None` while it is pending.
    pub fn decided(&self, part: ApprovalPart) -> Option<Verdict> {
        match (part, &self.content, self.eligibility) {
            (ApprovalPart::Content, ContentApproval::Approved { .. }, _)
            | (ApprovalPart::Eligibility, _, EligibilityApproval::Approved) => Some(Verdict::Approved),
            (ApprovalPart::Content, ContentApproval::Rejected, _)
            | (ApprovalPart::Eligibility, _, EligibilityApproval::Rejected) => Some(Verdict::Rejected),
            _ => None,
        }
    }
}

/// The approval of an offer as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApprovalState {
    /// A part waits for a decision.
    Waiting,
    /// A part is rejected, and none waits.
    Rejected,
    /// Both parts are approved.
    Approved,
}

/// Whether the content of an offer may be published.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum ContentApproval {
    /// Nobody has decided.
    #[default]
    Pending,
    /// It may be published on these spaces.
    Approved {
        /// The names of the spaces.
        spaces: Vec<String>,
    },
    /// It may not be published.
    Rejected,
}

/// Whether the eligibility of an offer may be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum EligibilityApproval {
    /// Nobody has decided.
    #[default]
    Pending,
    /// It may be published.
    Approved,
    /// It may not be published.
    Rejected,
}

/// One line of an offer's approval log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// When.
    pub at: Moment,
    /// Who.
    pub author: String,
    /// What it was about.
    pub part: ApprovalPart,
    /// What was decided.
    pub verdict: Verdict,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// A part of an offer that is approved on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ApprovalPart {
    /// What is shown.
    Content,
    /// Dates, rules and weights.
    Eligibility,
}

/// What was decided of a part of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Verdict {
    /// It may be published.
    Approved,
    /// It may not be published.
    Rejected,
    /// It was changed, so that it is to be decided again.
    Reset,
}

declare!(Category {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    enabled: Flag, "offers-enabled" "offers-category-enabled-hint";
    themes: List(&Fixed), "domain-themes" "offers-themes-hint";
    period: Part(Period::declarations), "forms-period", on Eligibility;
    target: Rule(RuleUse::Target), "forms-target" "forms-target-hint", on Eligibility;
    multiplier: Part(Multiplier::declarations), "offers-multiplier" "offers-multiplier-hint", on Eligibility;
    weights: List(&Part(Weight::declarations)), "forms-weights", on Eligibility;
    always_recommended: Flag, "offers-always-recommended" "offers-always-recommended-hint";
    categories: Entities(EntityKind::Category), "domain-categories";
    offers: Entities(EntityKind::Offer), "domain-offers";
});

declare!(Offer {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    code: Fixed, "offers-code" "offers-code-tip";
    enabled: Flag, "offers-enabled" "offers-enabled-hint";
    period: Part(Period::declarations), "forms-period", on Eligibility;
    target: Rule(RuleUse::Target), "forms-target" "forms-target-hint", on Eligibility;
    weights: List(&Part(Weight::declarations)), "forms-weights", on Eligibility;
    content: Part(Content::declarations), "forms-tab-content", on Content;
    approval: Part(Approval::declarations), "compare-approval", on Approval;
    live_on: List(&Reference(EntityKind::Space)), "offers-live-on" "offers-live-on-hint";
});

declare!(Weight {
    label: Text, "forms-label" "forms-weight-label-tip";
    value: Formula, "forms-weight-value" "forms-weight-value-hint";
    period: Part(Period::declarations), "forms-period";
    space: Reference(EntityKind::Space), "domain-space" "forms-weight-space-tip";
    target: Rule(RuleUse::Target), "forms-target" "forms-target-hint";
});

declare!(Multiplier {
    value: Decimal, "offers-multiplier-value" "offers-multiplier-value-tip";
    period: Part(Period::declarations), "forms-period";
});

declare!(Content {
    title: Template, "offers-title" "offers-title-tip";
    destination_url: Template, "offers-destination-url" "offers-destination-url-tip";
    image_url: Template, "offers-image-url" "offers-image-url-tip";
    html: Template, "offers-html" "offers-html-tip";
    text: Template, "offers-text" "offers-text-tip";
    fields: Map(&Declared(DeclaredIn::OfferFields), &Value(&Template)), "catalog-fields";
    spaces: Map(&Reference(EntityKind::Space), &Part(Content::declarations)), "domain-spaces";
});

declare!(Approval {
    content: Choice(ContentApproval::choices), "forms-tab-content", else "Pending";
    eligibility: Choice(EligibilityApproval::choices), "forms-tab-eligibility", else "Pending";
    log: List(&Part(Entry::declarations)), "compare-log";
});

choices!(ContentApproval {
    Pending => "compare-pending",
    Approved { spaces: List(&Reference(EntityKind::Space)), "domain-spaces" } => "compare-approved",
    Rejected => "compare-rejected",
});

choices!(EligibilityApproval {
    Pending => "compare-pending",
    Approved => "compare-approved",
    Rejected => "compare-rejected",
});

declare!(Entry {
    at: Moment, "contacts-moment";
    author: Fixed, "compare-author";
    part: Choice(ApprovalPart::choices), "compare-part";
    verdict: Choice(Verdict::choices), "compare-verdict";
    comment: Fixed, "compare-comment";
});

choices!(ApprovalPart { Content => "forms-tab-content", Eligibility => "forms-tab-eligibility" });

choices!(Verdict {
    Approved => "compare-approved",
    Rejected => "compare-rejected",
    Reset => "compare-reset",
});
