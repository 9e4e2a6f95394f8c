//! Offer spaces: a place on a channel where offers appear (`domain.md` §2).

use super::Status;
use super::declare::{choices, declare};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// A place on a channel where offers appear.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Space {
    /// Unique among the environment's spaces.
    pub name: String,
    /// What a person reads.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// The channel it is on.
    pub channel: Channel,
    /// Whether calls come one contact at a time (a web page), rather than for a population (a mailing).
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub unitary: bool,
    /// The categories in scope of a call that names neither category nor theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub default_categories: Vec<String>,
    /// The themes in scope of a call that names neither category nor theme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub default_themes: Vec<String>,
    /// The fields that a call's identity is matched on, in order; empty: the dimension's key.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub identification_keys: Vec<String>,
    /// Whether a contact is recognised by a cookie.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub implicit_identification: bool,
    /// Whether the linked anonymous space answers for a contact that nobody identified.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub fall_back_to_anonymous: bool,
    /// The space of an anonymous environment that answers instead, as `"ENV/SPACE"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked_anonymous_space: Option<String>,
    /// The content fields that its templates use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content_fields: Vec<ContentField>,
    /// How an offer is rendered here.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub rendering: Rendering,
    /// What is kept of a proposition made here.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub storage: Storage,
}

/// The kind of place a space is on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Channel {
    /// A web page that the contact opened.
    #[default]
    InboundWeb,
    /// An app that the contact opened.
    InboundMobile,
    /// A call centre.
    CallCenter,
    /// An email.
    Email,
    /// A text message.
    Sms,
    /// A letter.
    DirectMail,
    /// One of the catalog's own channels.
    Other(String),
}

impl Channel {
    /// Every channel that is not the catalog's own.
    pub const STANDARD: [Self; 6] =
        [Self::InboundWeb, Self::InboundMobile, Self::CallCenter, Self::Email, Self::Sms, Self::DirectMail];

    /// Its name in rules: snake case, or the catalog's own name.
    pub fn rule_name(&self) -> &str {
        match self {
            Self::InboundWeb => "inbound_web",
            Self::InboundMobile => "inbound_mobile",
            Self::CallCenter => "call_center",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::DirectMail => "direct_mail",
            Self::Other(name) => name,
        }
    }
}

/// A content field that a space declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContentField {
    /// One of `title`, `destination_url`, `image_url`, `html`, `text`, or an offer field of the catalog.
    pub name: String,
    /// Whether an offer without it is not shown here.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub required: bool,
}

/// The templates of a space. One that is empty renders nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rendering {
    /// All values but `html` are escaped.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub html: String,
    /// Nothing is escaped.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// All values are escaped.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub xml: String,
}

/// What is kept of a proposition made on a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Storage {
    /// The status of a proposition when it is made.
    #[serde(default = "presented", skip_serializing_if = "is_presented")]
    pub on_proposition: Status,
    /// The status of a proposition that the contact accepts.
    #[serde(default = "accepted", skip_serializing_if = "is_accepted")]
    pub on_acceptance: Status,
    /// What else is kept: a name, and the expression that gives its value.
    #[serde(default, skip_serializing_if = "IndexMap::is_empty")]
    pub fields: IndexMap<String, String>,
    /// Whether nothing is kept.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub disabled: bool,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            on_proposition: Status::Presented,
            on_acceptance: Status::Accepted,
            fields: IndexMap::new(),
            disabled: false,
        }
    }
}

fn presented() -> Status {
    Status::Presented
}

fn accepted() -> Status {
    Status::Accepted
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_presented(status: &Status) -> bool {
    *status == Status::Presented
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_accepted(status: &Status) -> bool {
    *status == Status::Accepted
}

declare!(Space {
    name: Name, "forms-name" "forms-name-hint";
    label: Text, "forms-label" "forms-label-tip";
    channel: Choice(Channel::choices), "forms-channel" "forms-channel-tip";
    unitary: Flag, "forms-unitary" "forms-unitary-hint";
    default_categories: List(&Reference(EntityKind::Category)),
        "forms-default-categories" "forms-default-categories-hint";
    default_themes: List(&Fixed), "forms-default-themes" "forms-default-themes-hint";
    identification_keys: List(&Declared(DeclaredIn::Dimension)),
        "forms-identification-keys" "forms-keys-hint", on Identification;
    implicit_identification: Flag, "domain-implicit-identification" "forms-implicit-hint", on Identification;
    fall_back_to_anonymous: Flag, "domain-fallback" "forms-fallback-hint", on Identification;
    linked_anonymous_space: Address(EntityKind::Space),
        "domain-linked-anonymous-space" "forms-linked-hint", on Identification;
    content_fields: List(&Part(ContentField::declarations)), "contacts-content-fields", on Content;
    rendering: Part(Rendering::declarations), "forms-tab-rendering", on Rendering;
    storage: Part(Storage::declarations), "forms-tab-storage", on Storage;
});

choices!(Channel {
    InboundWeb => "domain-channel-inbound-web",
    InboundMobile => "domain-channel-inbound-mobile",
    CallCenter => "domain-channel-call-center",
    Email => "domain-channel-email",
    Sms => "domain-channel-sms",
    DirectMail => "domain-channel-direct-mail",
    Other(name: Declared(DeclaredIn::Channels)) => "",
});

declare!(ContentField {
    name: Declared(DeclaredIn::OfferFields), "forms-name";
    required: Flag, "compare-required";
});

declare!(Rendering {
    html: Template, "contacts-template-html" "contacts-template-html-hint";
    text: Template, "contacts-template-text" "contacts-template-text-hint";
    xml: Template, "contacts-template-xml" "contacts-template-xml-hint";
});

declare!(Storage {
    on_proposition: Choice(Status::choices), "contacts-on-proposition",
        else "Presented";
    on_acceptance: Choice(Status::choices), "contacts-on-acceptance",
        else "Accepted";
    fields: Map(&Name, &Rule(RuleUse::StoredField)), "contacts-stored-fields";
    disabled: Flag, "contacts-storage-disabled" "contacts-storage-disabled-hint";
});
