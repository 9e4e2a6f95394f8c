//! Targeting dimensions and the folders that hold contacts (`domain.md` §1 and §2).

use super::Field;
use super::declare::{choices, declare};
use serde::{Deserialize, Serialize};

/// The kind of contact that offers target, with its fields.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// Unique among the catalog's dimensions.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Whether these are recipients or visitors.
    pub kind: DimensionKind,
    /// The fields that tell one contact from another, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub key: Vec<String>,
    /// What is known of a contact.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// Who the contacts of a dimension are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DimensionKind {
    /// Known people.
    #[default]
    Recipient,
    /// Visitors, most of them without a name.
    Visitor,
}

/// A folder of contacts; a visitor folder belongs to one brand.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Folder {
    /// Unique among the catalog's folders.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the folder keeps.
    pub holds: FolderContent,
    /// The folder it is in [none: at the top].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
}

/// What a folder keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FolderContent {
    /// Visitors' profiles.
    #[default]
    Visitors,
    /// Recipients' profiles.
    Recipients,
}

declare!(Dimension {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    kind: Choice(DimensionKind::choices), "catalog-kind" "catalog-kind-hint";
    key: List(&Declared(DeclaredIn::Dimension)), "catalog-key" "catalog-key-hint";
    fields: List(&Part(Field::declarations)), "catalog-fields";
});

choices!(DimensionKind { Recipient => "catalog-kind-recipient", Visitor => "catalog-kind-visitor" });

declare!(Folder {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    holds: Choice(FolderContent::choices), "catalog-holds" "catalog-holds-hint";
    parent: Reference(EntityKind::Folder), "forms-folder-parent" "forms-folder-parent-tip";
});

choices!(FolderContent { Visitors => "catalog-holds-visitors", Recipients => "catalog-holds-recipients" });
