//! Environments, their predefined filters and examples of call data (`domain.md` §2 and §5).

use super::declare::{choices, declare};
use super::{Category, Field, Offer, OfferNames, Parameter, Space, Values, Weight};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A catalog of offers with its spaces, for one targeting dimension.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Environment {
    /// Unique among the catalog's environments.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Edited, or what visitors get.
    pub stage: Stage,
    /// Whether it is dedicated to incoming anonymous interactions.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub anonymous: bool,
    /// The dimension whose contacts its offers target.
    pub targeting_dimension: String,
    /// Where visitors' profiles are kept: needed when anonymous, refused otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visitor_folder: Option<String>,
    /// Who is eligible for any of its offers; empty: everyone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub target: String,
    /// The set of presentation rules that caps its offers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typology: Option<String>,
    /// Weights that all its offers inherit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<Weight>,
    /// The call data that a call may send.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub call_data: Vec<Field>,
    /// Sets of call data to try rules with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub call_data_examples: Vec<Example>,
    /// Rules with a name and parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<Arc<Filter>>,
    /// The places where its offers appear.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spaces: Vec<Arc<Space>>,
    /// The top of its offer catalog.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<Arc<Category>>,
    /// Where its offers stand, by name: no part of its value.
    #[serde(skip)]
    pub offer_names: OfferNames,
}

impl Environment {
    /// The Live environment that a Design environment publishes into.
    pub fn linked_live(&self) -> Option<&str> {
        match &self.stage {
            Stage::Design { live } => Some(live),
            Stage::Live => None,
        }
    }

    /// Enables an offer and the categories above it, and changes the offer. Says whether there is such an offer.
    pub fn enable(&mut self, offer: &str, change: &dyn Fn(&mut Offer)) -> bool {
        enable(&mut self.categories, offer, change)
    }

    /// The environment without what is inside it. What is not named inside is its own.
    #[must_use]
    pub fn own(&self) -> Self {
        Self { filters: Vec::new(), spaces: Vec::new(), categories: Vec::new(), ..self.clone() }
    }

    /// Its space of that name.
    pub fn space(&self, name: &str) -> Option<&Arc<Space>> {
        self.spaces.iter().find(|space| space.name == name)
    }

    /// Calls `visit` with each category, depth first, and the chain of categories above it.
    pub fn walk_categories<'a>(&'a self, mut visit: impl FnMut(&[&'a Arc<Category>], &'a Arc<Category>)) {
        walk(&self.categories, &mut Vec::new(), &mut visit);
    }
}

fn walk<'a>(
    categories: &'a [Arc<Category>],
    above: &mut Vec<&'a Arc<Category>>,
    visit: &mut impl FnMut(&[&'a Arc<Category>], &'a Arc<Category>),
) {
    for category in categories {
        visit(above, category);
        above.push(category);
        walk(&category.categories, above, visit);
        above.pop();
    }
}

/// Whether an environment is edited or read-only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum Stage {
    /// Edited, and published into the Live environment named.
    Design {
        /// The name of the linked Live environment.
        live: String,
    },
    /// Read-only: what visitors get.
    Live,
}

/// A named set of call data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What a person reads.
    pub name: String,
    /// The call data, by name.
    #[serde(default, skip_serializing_if = "Values::is_empty")]
    pub values: Values,
}

/// Whether the offer is in one of the categories, which are enabled then.
fn enable(categories: &mut [Arc<Category>], name: &str, change: &dyn Fn(&mut Offer)) -> bool {
    categories.iter_mut().any(|category| {
        let place = category.offers.iter().position(|offer| offer.name == name);
        if place.is_none() && category.categories.is_empty() {
            return false;
        }
        let category = Arc::make_mut(category);
        if let Some(offer) = place.and_then(|place| category.offers.get_mut(place)) {
            let offer = Arc::make_mut(offer);
            offer.enabled = true;
            change(offer);
        }
        let found = place.is_some() || enable(&mut category.categories, name, change);
        category.enabled |= found;
        found
    })
}

/// A predefined filter: a rule with a name, which other rules call as `filters.NAME(…)`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Unique among the environment's filters.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The rule, which sees its parameters as bare names.
    pub rule: String,
    /// What a call of it gives.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Parameter>,
}

declare!(Environment {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    stage: Choice(Stage::choices), "forms-type" "forms-stage-tip";
    anonymous: Flag, "domain-anonymous-environment" "forms-anonymous-hint";
    targeting_dimension: Reference(EntityKind::Dimension), "domain-targeting-dimension" "forms-dimension-tip";
    visitor_folder: Reference(EntityKind::Folder), "domain-visitor-folder" "forms-folder-hint";
    target: Rule(RuleUse::Target), "forms-target" "forms-target-hint", on Eligibility;
    typology: Reference(EntityKind::Typology), "domain-typology" "catalog-typology-hint", on Eligibility;
    weights: List(&Part(Weight::declarations)), "forms-weights", on OfferWeight;
    call_data: List(&Part(Field::declarations)), "domain-call-data", on CallData;
    call_data_examples: List(&Part(Example::declarations)), "catalog-examples", on CallData;
    filters: Entities(EntityKind::Filter), "domain-filters";
    spaces: Entities(EntityKind::Space), "domain-spaces";
    categories: Entities(EntityKind::Category), "domain-categories", on Offers;
}, beside offer_names);

choices!(Stage {
    Design { live: Reference(EntityKind::Environment), "forms-linked-live" } => "domain-design",
    Live => "domain-live",
});

declare!(Example {
    name: Text, "catalog-example-name" "catalog-example-name-tip";
    values: Map(&Declared(DeclaredIn::CallData), &Value(&Text)), "contacts-values";
});

declare!(Filter {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    rule: Rule(RuleUse::Filter), "forms-target" "catalog-filter-rule-hint";
    parameters: List(&Part(Parameter::declarations)), "catalog-parameters";
});
