//! The catalog: the root of everything in one file (`domain.md` §2).

use super::declare::{choices, declare};
use super::{Contact, Dimension, Environment, Field, Folder, Offer, PresentationRule, Scenario, Typology};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The version of the file format that is read and written.
pub const FORMAT: u32 = 1;

/// Everything that one file holds. A value: an edit makes a new one, which shares what it did not touch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The version of the file format.
    #[cfg_attr(feature = "schema", schemars(extend("const" = FORMAT)))]
    pub format: u32,
    /// The catalog's name.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The IANA name of the time zone that local moments are in.
    #[serde(default = "utc", skip_serializing_if = "is_utc")]
    pub time_zone: String,
    /// How decisions are made.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub settings: Settings,
    /// The kinds of contact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Arc<Dimension>>,
    /// Where contacts are kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub folders: Vec<Arc<Folder>>,
    /// Names of channels beside the standard ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<String>,
    /// What offers carry beside the standard content.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offer_fields: Vec<Field>,
    /// Caps over past propositions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub presentation_rules: Vec<Arc<PresentationRule>>,
    /// Named sets of presentation rules.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub typologies: Vec<Arc<Typology>>,
    /// Offer catalogs with their spaces.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Arc<Environment>>,
    /// Offers to start a new offer from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Arc<Offer>>,
    /// Sample contacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Arc<Contact>>,
    /// Calls with what they are expected to return.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Arc<Scenario>>,
}

impl Catalog {
    /// An empty catalog.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            format: FORMAT,
            name: name.into(),
            label: String::new(),
            description: String::new(),
            time_zone: utc(),
            settings: Settings::default(),
            dimensions: Vec::new(),
            folders: Vec::new(),
            channels: Vec::new(),
            offer_fields: Vec::new(),
            presentation_rules: Vec::new(),
            typologies: Vec::new(),
            environments: Vec::new(),
            templates: Vec::new(),
            contacts: Vec::new(),
            scenarios: Vec::new(),
        }
    }

    /// The catalog without the entities inside it.
    #[must_use]
    pub fn own(&self) -> Self {
        self.with_own_fields(&Self::new(""))
    }

    /// The entities of `inside` with the own fields of this catalog.
    #[must_use]
    pub fn with_own_fields(&self, inside: &Self) -> Self {
        // Taken apart whole: a field that is forgotten would lose its edits.
        let Self {
            format,
            name,
            label,
            description,
            time_zone,
            settings,
            channels,
            offer_fields,
            dimensions: _,
            folders: _,
            presentation_rules: _,
            typologies: _,
            environments: _,
            templates: _,
            contacts: _,
            scenarios: _,
        } = self;
        Self {
            format: *format,
            name: name.clone(),
            label: label.clone(),
            description: description.clone(),
            time_zone: time_zone.clone(),
            settings: settings.clone(),
            channels: channels.clone(),
            offer_fields: offer_fields.clone(),
            dimensions: inside.dimensions.clone(),
            folders: inside.folders.clone(),
            presentation_rules: inside.presentation_rules.clone(),
            typologies: inside.typologies.clone(),
            environments: inside.environments.clone(),
            templates: inside.templates.clone(),
            contacts: inside.contacts.clone(),
            scenarios: inside.scenarios.clone(),
        }
    }

    /// Its time zone; UTC where the name is not known (checking reports that).
    pub fn zone(&self) -> jiff::tz::TimeZone {
        jiff::tz::TimeZone::get(&self.time_zone).unwrap_or(jiff::tz::TimeZone::UTC)
    }

    /// The environment of that name.
    pub fn environment(&self, name: &str) -> Option<&Arc<Environment>> {
        self.environments.iter().find(|environment| environment.name == name)
    }

    /// The dimension of that name.
    pub fn dimension(&self, name: &str) -> Option<&Arc<Dimension>> {
        self.dimensions.iter().find(|dimension| dimension.name == name)
    }

    /// The folder of that name.
    pub fn folder(&self, name: &str) -> Option<&Arc<Folder>> {
        self.folders.iter().find(|folder| folder.name == name)
    }

    /// Whether `folder` is `above` or somewhere below it. A loop of parents ends the search.
    pub fn folder_within(&self, folder: &str, above: &str) -> bool {
        let mut at = Some(folder);
        for _ in 0..=self.folders.len() {
            match at {
                Some(name) if name == above => return true,
                Some(name) => at = self.folder(name).and_then(|folder| folder.parent.as_deref()),
                None => return false,
            }
        }
        false
    }

    /// A contact's key values, in the order of its dimension's key; empty texts stand for missing ones.
    pub fn contact_key(&self, contact: &Contact) -> Vec<String> {
        let Some(dimension) = self.dimension(&contact.dimension) else { return Vec::new() };
        dimension
            .key
            .iter()
            .map(|field| contact.values.get(field).map(ToString::to_string).unwrap_or_default())
            .collect()
    }
}

/// How decisions are made, where an engine may choose.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The order of offers of equal weight.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub ties: Ties,
    /// How the categories and the themes of one call combine.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub scope: Scope,
    /// What "the same category" means to presentation rules.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub same_category: SameCategory,
    /// Whether propositions kept earlier in the same call count for presentation rules.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub count_within_call: bool,
}

/// The order of offers of equal weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub enum Ties {
    /// As they stand in the catalog.
    CatalogOrder,
    /// By a hash that changes with the contact and the moment.
    Shuffled {
        /// Another seed gives another order.
        #[serde(default)]
        seed: u64,
    },
}

impl Default for Ties {
    fn default() -> Self {
        Self::Shuffled { seed: 0 }
    }
}

/// How the categories and the themes of one call combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Scope {
    /// An offer must be in one of the categories and have one of the themes.
    #[default]
    All,
    /// Either is enough.
    Any,
}

/// What "the same category" means to presentation rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SameCategory {
    /// The very category.
    #[default]
    Exact,
    /// The category or one below it.
    Subtree,
}

/// The parts of a reference `"ENV/NAME"`.
pub fn split_address(address: &str) -> Option<(&str, &str)> {
    address.split_once('/').filter(|(environment, name)| !environment.is_empty() && !name.is_empty())
}

/// A label, or the name where there is none.
pub fn label_or_name<'a>(label: &'a str, name: &'a str) -> &'a str {
    if label.is_empty() { name } else { label }
}

fn utc() -> String {
    "UTC".to_owned()
}

fn is_utc(zone: &str) -> bool {
    zone == "UTC"
}

/// Whether a text can be a name: `[A-Za-z_][A-Za-z0-9_]*`.
pub fn is_name(text: &str) -> bool {
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_');
    first && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

declare!(Catalog {
    format: Whole, "catalog-format";
    name: Name, "forms-name" "catalog-name-tip";
    label: Text, "forms-label" "forms-label-tip";
    description: Text, "catalog-description" "catalog-description-tip";
    time_zone: Fixed, "catalog-time-zone" "catalog-time-zone-hint", else "UTC";
    settings: Part(Settings::declarations), "catalog-settings";
    dimensions: Entities(EntityKind::Dimension), "domain-dimensions";
    folders: Entities(EntityKind::Folder), "domain-folders";
    channels: List(&Declared(DeclaredIn::Channels)), "catalog-channels" "catalog-channels-hint";
    offer_fields: List(&Part(Field::declarations)), "forms-tab-offer-fields", on OfferFields;
    presentation_rules: Entities(EntityKind::PresentationRule), "domain-presentation-rules";
    typologies: Entities(EntityKind::Typology), "domain-typologies";
    environments: Entities(EntityKind::Environment), "domain-environments";
    templates: Entities(EntityKind::Template), "domain-templates";
    contacts: Entities(EntityKind::Contact), "domain-contacts";
    scenarios: Entities(EntityKind::Scenario), "domain-scenarios";
});

declare!(Settings {
    ties: Choice(Ties::choices), "catalog-ties" "catalog-ties-hint", else "Shuffled";
    scope: Choice(Scope::choices), "catalog-scope" "catalog-scope-hint", else "All";
    same_category: Choice(SameCategory::choices), "catalog-same-category" "catalog-same-category-hint",
        else "Exact";
    count_within_call: Flag, "catalog-count-within-call" "catalog-count-within-call-hint";
});

choices!(Ties {
    CatalogOrder => "catalog-ties-order",
    Shuffled { seed: Whole, "catalog-seed" } => "catalog-ties-shuffled",
});

choices!(Scope { All => "catalog-scope-all", Any => "catalog-scope-any" });

choices!(SameCategory { Exact => "catalog-same-exact", Subtree => "catalog-same-subtree" });
