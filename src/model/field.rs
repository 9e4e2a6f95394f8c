//! A typed field, as dimensions, call data and offer fields declare them (`domain.md` §2).
//! Owns the declaration; the values live in [`super::value`].

use super::declare::{choices, declare};
use serde::{Deserialize, Serialize};

/// A declared field: its name in rules, its label for people and its type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name rules use: `profile.NAME`, `call.NAME`, `offer.NAME`.
    pub name: String,
    /// What a person reads; the name stands in when it is empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What the values are.
    #[serde(rename = "type")]
    pub field_type: FieldType,
}

/// The type of a field's values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum FieldType {
    /// Any text.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A finite floating-point number of 64 bits.
    Decimal,
    /// `true` or `false`.
    Boolean,
    /// A day; in rules a timestamp at its midnight in the catalog's time zone.
    Date,
    /// A day and a time; in rules a timestamp.
    DateTime,
    /// One of the texts listed.
    Choice(Vec<String>),
    /// A list of texts.
    List,
}

/// A parameter of a predefined filter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// The name the filter's rule uses, bare.
    pub name: String,
    /// What the values are.
    #[serde(rename = "type")]
    pub parameter_type: FieldType,
    /// Used when a call of the filter leaves this parameter, and all after it, out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<super::value::Value>,
}

declare!(Field {
    name: Name, "forms-name" "catalog-field-name-hint";
    label: Text, "forms-label" "catalog-field-label-tip";
    field_type as "type": Choice(FieldType::choices), "forms-type" "catalog-field-type-tip";
});

choices!(FieldType {
    Text => "catalog-type-text",
    Integer => "catalog-type-integer",
    Decimal => "catalog-type-decimal",
    Boolean => "catalog-type-boolean",
    Date => "catalog-type-date",
    DateTime => "catalog-type-date-time",
    Choice(choices: List(&Fixed)) => "catalog-type-choice",
    List => "catalog-type-list",
});

declare!(Parameter {
    name: Name, "forms-name" "catalog-parameter-name-hint";
    parameter_type as "type": Choice(FieldType::choices), "forms-type" "catalog-field-type-tip";
    default: Value(&Text), "catalog-default" "catalog-default-hint";
});
