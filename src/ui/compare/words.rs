//! A difference in the person's words: the label of a field as its form has it, and values as people read them.
//! Draws nothing.

use crate::app::timeline::words;
use crate::document::{FieldChange, Leg};
use crate::model::{Moment, Reason};
use crate::text::Language;
use crate::ui::ctx::reason_label;
use serde_json::{Map, Value};

/// Maps whose keys are a person's own names.
const OWN_NAMES: [&str; 6] = ["fields", "values", "stored", "call_data", "excluded", "spaces"];
/// Digits behind the decimal mark that are shown.
const DECIMALS: usize = 6;

/// The label of a value: the way to it from the entity.
pub(super) fn label(language: Language, path: &[Leg]) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut holder = "";
    for leg in path {
        match leg {
            Leg::Field(name) if OWN_NAMES.contains(&holder) => words.push(name.clone()),
            // The name of a choice: its values follow.
            Leg::Field(name) if is_variant(name) => {}
            Leg::Field(name) => {
                words.push(field_word(name).map_or_else(|| name.clone(), |id| language.text(id)));
            }
            Leg::Item(name) => words.push(name.clone()),
            Leg::Index(index) => words.push((index + 1).to_string()),
        }
        holder = if let Leg::Field(name) = leg { name } else { "" };
    }
    words.join(" · ")
}

/// What a value was and what it is.
pub(super) fn values(language: Language, change: &FieldChange) -> [String; 2] {
    let field = field_of(&change.path);
    let words = |value: &Option<Value>, other: &Option<Value>| match value {
        Some(value) => value_words(language, field, value),
        None => left_out(language, field, other.as_ref()),
    };
    [words(&change.old, &change.new), words(&change.new, &change.old)]
}

/// The field that a value is of: below the name of a choice, that of the choice.
fn field_of(path: &[Leg]) -> &str {
    let names =
        path.iter().rev().filter_map(|leg| if let Leg::Field(name) = leg { Some(name) } else { None });
    let mut names = names.map(String::as_str).peekable();
    let own = names.next().unwrap_or_default();
    match names.peek() {
        Some(holder) if *holder == "excluded" => holder,
        Some(holder) if OWN_NAMES.contains(holder) => "",
        _ => own,
    }
}

fn is_variant(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
}

fn value_words(language: Language, field: &str, value: &Value) -> String {
    match value {
        Value::Null => language.text("compare-nothing"),
        Value::Bool(yes) => yes_or_no(language, *yes),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (None, Some(decimal)) => language.number(decimal, DECIMALS),
            _ => number.to_string(),
        },
        Value::String(text) if text.trim().is_empty() => language.text("compare-nothing"),
        Value::String(text) => text_words(language, field, text),
        Value::Array(items) if items.is_empty() => language.text("compare-nothing"),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| value_words(language, field, item)).collect();
            items.join(", ")
        }
        Value::Object(map) => map_words(language, field, map),
    }
}

fn text_words(language: Language, field: &str, text: &str) -> String {
    let moment = matches!(field, "from" | "until" | "at").then(|| text.parse::<Moment>().ok()).flatten();
    match (moment, choice_word(field, text)) {
        (Some(moment), _) => language.say(&words::moment(&moment)),
        (None, Some(word)) => language.text(word),
        (None, None) => text.to_owned(),
    }
}

/// A choice with its values, or the values of a part, each behind its label.
fn map_words(language: Language, field: &str, map: &Map<String, Value>) -> String {
    let parts = map.iter().map(|(name, value)| {
        if is_variant(name) && map.len() == 1 {
            let word = choice_word(field, name).map_or_else(String::new, |id| language.text(id));
            let inner = value_words(language, field, value);
            return if word.is_empty() { inner } else { format!("{word} ({inner})") };
        }
        let label = field_word(name).filter(|_| !OWN_NAMES.contains(&field));
        let label = label.map_or_else(|| name.clone(), |id| language.text(id));
        let inner = if OWN_NAMES.contains(&field) { field } else { name };
        format!("{label}: {}", value_words(language, inner, value))
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// What stands for a value that is left out.
fn left_out(language: Language, field: &str, other: Option<&Value>) -> String {
    let default = match (field, other) {
        // What is written is not the default, which is left out.
        (_, Some(Value::Bool(other))) => return yes_or_no(language, !other),
        ("time_zone", _) => return "UTC".to_owned(),
        ("count", Some(Value::Number(_))) => return "1".to_owned(),
        ("ties", _) => "catalog-ties-shuffled",
        ("scope", _) => "catalog-scope-all",
        ("same_category", _) => "catalog-same-exact",
        ("on_proposition", _) => "contacts-status-presented",
        ("on_acceptance", _) => "contacts-status-accepted",
        ("status", _) => "offers-status-any",
        ("offers", Some(Value::String(_))) => "offers-counted-all",
        ("content" | "eligibility", Some(Value::String(_) | Value::Object(_))) => "compare-pending",
        _ => "compare-nothing",
    };
    language.text(default)
}

fn yes_or_no(language: Language, yes: bool) -> String {
    language.text(if yes { "preview-yes" } else { "preview-no" })
}

/// The message of a field's label, as its form has it.
pub(super) fn field_word(name: &str) -> Option<&'static str> {
    of_catalog(name).or_else(|| of_offers(name)).or_else(|| of_contacts(name))
}

/// Fields of the catalog, its dimensions, folders, environments and presentation rules.
fn of_catalog(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => "forms-name",
        "label" => "forms-label",
        "description" => "catalog-description",
        "time_zone" => "catalog-time-zone",
        "settings" => "catalog-settings",
        "ties" => "catalog-ties",
        "seed" => "catalog-seed",
        "scope" => "catalog-scope",
        "same_category" => "catalog-same-category",
        "count_within_call" => "catalog-count-within-call",
        "channels" => "catalog-channels",
        "offer_fields" => "forms-tab-offer-fields",
        "type" | "stage" => "forms-type",
        "kind" => "catalog-kind",
        "key" => "catalog-key",
        "fields" => "catalog-fields",
        "holds" => "catalog-holds",
        "parent" => "forms-folder-parent",
        "active" => "offers-active",
        "channel" => "forms-channel",
        "applies_to" => "offers-section-applies",
        "recipients" => "offers-recipients",
        "within" => "offers-within",
        "at_most" => "offers-at-most",
        "count" => "offers-section-count",
        "same_channel_only" => "offers-same-channel",
        "matching" => "offers-matching",
        "rules" | "presentation_rules" => "domain-presentation-rules",
        "live" => "forms-linked-live",
        "anonymous" => "domain-anonymous-environment",
        "targeting_dimension" | "dimension" => "domain-targeting-dimension",
        "visitor_folder" => "domain-visitor-folder",
        "typology" => "domain-typology",
        "call_data" => "domain-call-data",
        "call_data_examples" => "catalog-examples",
        "rule" => "catalog-filter-rule",
        "parameters" => "catalog-parameters",
        "default" => "catalog-default",
        "dimensions" => "domain-dimensions",
        "folders" => "domain-folders",
        "typologies" => "domain-typologies",
        "environments" => "domain-environments",
        "templates" => "domain-templates",
        "scenarios" => "domain-scenarios",
        "filters" => "domain-filters",
        _ => return None,
    })
}

/// Fields of spaces, categories and offers.
fn of_offers(name: &str) -> Option<&'static str> {
    Some(match name {
        "unitary" => "forms-unitary",
        "default_categories" => "forms-default-categories",
        "default_themes" => "forms-default-themes",
        "identification_keys" => "forms-identification-keys",
        "implicit_identification" => "domain-implicit-identification",
        "fall_back_to_anonymous" => "domain-fallback",
        "linked_anonymous_space" => "domain-linked-anonymous-space",
        "content_fields" => "contacts-content-fields",
        "required" => "compare-required",
        "rendering" => "forms-tab-rendering",
        "storage" => "forms-tab-storage",
        "on_proposition" => "contacts-on-proposition",
        "on_acceptance" => "contacts-on-acceptance",
        "disabled" => "contacts-storage-disabled",
        "enabled" => "offers-enabled",
        "themes" => "domain-themes",
        "period" => "forms-period",
        "from" => "forms-from",
        "until" => "forms-until",
        "target" => "forms-target",
        "multiplier" => "offers-multiplier",
        "weights" => "forms-weights",
        "value" => "forms-weight-value",
        "space" => "domain-space",
        "always_recommended" => "offers-always-recommended",
        "code" => "offers-code",
        "content" => "forms-tab-content",
        "title" => "offers-title",
        "destination_url" => "offers-destination-url",
        "image_url" => "offers-image-url",
        "html" => "offers-html",
        "text" => "offers-text",
        "xml" => "contacts-template-xml",
        "spaces" => "domain-spaces",
        "approval" => "compare-approval",
        "eligibility" => "forms-tab-eligibility",
        "log" => "compare-log",
        "author" => "compare-author",
        "part" => "compare-part",
        "verdict" => "compare-verdict",
        "comment" => "compare-comment",
        "live_on" => "offers-live-on",
        _ => return None,
    })
}

/// Fields of contacts and scenarios.
fn of_contacts(name: &str) -> Option<&'static str> {
    Some(match name {
        "folder" => "domain-folder",
        "values" => "contacts-values",
        "cookies" => "contacts-cookies",
        "history" => "forms-tab-history",
        "offer" => "domain-offer",
        "offers" => "domain-offers",
        "at" => "contacts-moment",
        "status" => "contacts-status",
        "weight" => "domain-weight",
        "rank" => "contacts-rank",
        "stored" => "contacts-stored-fields",
        "call" => "domain-call",
        "identity" => "contacts-identity",
        "permanent_cookie" => "contacts-permanent-cookie",
        "session_cookie" => "contacts-session-cookie",
        "categories" => "domain-categories",
        "store" => "contacts-store",
        "expect" => "contacts-expectation",
        "identification" => "contacts-identified",
        "answered_by" => "contacts-answered-by",
        "excluded" => "contacts-excluded",
        _ => return None,
    })
}

/// The message of the word for a choice.
fn choice_word(field: &str, choice: &str) -> Option<&'static str> {
    if field == "excluded" {
        return Reason::ALL.into_iter().find(|reason| reason.code() == choice).map(reason_label);
    }
    Some(match (field, choice) {
        ("ties", "CatalogOrder") => "catalog-ties-order",
        ("ties", "Shuffled") => "catalog-ties-shuffled",
        ("scope", "All") => "catalog-scope-all",
        ("scope", "Any") => "catalog-scope-any",
        ("same_category", "Exact") => "catalog-same-exact",
        ("same_category", "Subtree") => "catalog-same-subtree",
        ("type", "Text") => "catalog-type-text",
        ("type", "Integer") => "catalog-type-integer",
        ("type", "Decimal") => "catalog-type-decimal",
        ("type", "Boolean") => "catalog-type-boolean",
        ("type", "Date") => "catalog-type-date",
        ("type", "DateTime") => "catalog-type-date-time",
        ("type", "Choice") => "catalog-type-choice",
        ("type", "List") => "catalog-type-list",
        ("kind", "Recipient") => "catalog-kind-recipient",
        ("kind", "Visitor") => "catalog-kind-visitor",
        ("holds", "Visitors") => "catalog-holds-visitors",
        ("holds", "Recipients") => "catalog-holds-recipients",
        ("stage", "Design") => "domain-design",
        ("stage", "Live") => "domain-live",
        ("channel", "InboundWeb") => "domain-channel-inbound-web",
        ("channel", "InboundMobile") => "domain-channel-inbound-mobile",
        ("channel", "CallCenter") => "domain-channel-call-center",
        ("channel", "Email") => "domain-channel-email",
        ("channel", "Sms") => "domain-channel-sms",
        ("channel", "DirectMail") => "domain-channel-direct-mail",
        ("offers", "All") => "offers-counted-all",
        ("offers", "OfferBeingPresented") => "offers-counted-presented",
        ("offers", "SameCategory") => "offers-counted-category",
        ("offers", "RuleOffers") => "offers-counted-rule",
        ("identification", "Explicit") => "contacts-identified-explicit",
        ("identification", "Implicit") => "contacts-identified-implicit",
        ("identification", "Anonymous") => "contacts-identified-anonymous",
        ("content" | "eligibility", "Pending") => "compare-pending",
        ("content" | "eligibility" | "verdict", "Approved") => "compare-approved",
        ("content" | "eligibility" | "verdict", "Rejected") => "compare-rejected",
        ("verdict", "Reset") => "compare-reset",
        ("part", "Content") => "forms-tab-content",
        ("part", "Eligibility") => "forms-tab-eligibility",
        _ => return status_word(field, choice),
    })
}

fn status_word(field: &str, choice: &str) -> Option<&'static str> {
    if !matches!(field, "status" | "on_proposition" | "on_acceptance") {
        return None;
    }
    Some(match choice {
        "Any" => "offers-status-any",
        "AcceptedOrRejected" => "offers-status-either",
        "Generated" => "contacts-status-generated",
        "Presented" => "contacts-status-presented",
        "Interested" => "contacts-status-interested",
        "Accepted" => "contacts-status-accepted",
        "Scheduled" => "contacts-status-scheduled",
        "Rejected" => "contacts-status-rejected",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{difference, entities};
    use crate::model::Catalog;
    use std::sync::Arc;

    const SAMPLES: [&str; 2] = [
        include_str!("../../../catalogs/neobank.catalog.ron"),
        include_str!("../../../catalogs/travel.catalog.ron"),
    ];

    fn sample(text: &str) -> Arc<Catalog> {
        Arc::new(ron::from_str(text).expect("a catalog"))
    }

    fn field(path: &[&str]) -> Vec<Leg> {
        path.iter().map(|name| Leg::Field((*name).to_owned())).collect()
    }

    #[test]
    fn every_field_of_the_samples_has_a_label_in_both_languages() {
        fn walk(value: &Value, holder: &str, found: &mut Vec<String>) {
            match value {
                Value::Object(map) => {
                    for (name, inner) in map {
                        if !OWN_NAMES.contains(&holder) && !is_variant(name) {
                            found.push(name.clone());
                        }
                        walk(inner, name, found);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| walk(item, "", found)),
                _ => {}
            }
        }
        for text in SAMPLES {
            let mut found = Vec::new();
            walk(&serde_json::to_value(&*sample(text)).expect("written"), "", &mut found);
            for name in found.iter().filter(|name| !matches!(name.as_str(), "format" | "contacts")) {
                let word = field_word(name).unwrap_or_else(|| panic!("{name} has no label"));
                assert!(Language::ALL.iter().all(|language| language.has(word)), "{word}");
            }
        }
    }

    #[test]
    fn values_are_words() {
        let words = |language: Language, path: &[&str], old: Value, new: Option<Value>| {
            values(language, &FieldChange { path: field(path), old: Some(old), new })
        };
        let json = serde_json::json!("2026-07-01T08:00+02:00");
        assert_eq!(
            words(Language::Fr, &["period", "from"], json, None),
            ["1er juillet 2026 à 08:00 (UTC+02:00)", "rien"]
        );
        assert_eq!(words(Language::En, &["enabled"], Value::Bool(false), None), ["No", "Yes"]);
        let json = serde_json::json!(12.5);
        assert_eq!(words(Language::Fr, &["content", "fields", "price"], json, None)[0], "12,5");
        let json = serde_json::json!({"label": "Base", "value": 5.0});
        assert_eq!(words(Language::En, &["weights"], json, None)[0], "Label: Base · Value: 5");
        let json = serde_json::json!({"Design": {"live": "live_visitor"}});
        let design = words(Language::En, &["stage"], json, Some(serde_json::json!("Live")));
        assert_eq!(design, ["Design (Linked live environment: live_visitor)", "Live"]);
        assert_eq!(label(Language::En, &field(&["content", "fields", "label"])), "Content · Fields · label");
        let named =
            [Leg::Field("weights".to_owned()), Leg::Item("Base".to_owned()), Leg::Field("value".to_owned())];
        assert_eq!(label(Language::En, &named), "Weights · Base · Value");
    }

    #[test]
    fn every_difference_between_the_samples_can_be_said() {
        let [one, other] = SAMPLES.map(sample);
        let found = difference(&one, &other);
        assert!(found.len() > 5 && entities(&one).len() > 10);
        for change in found.iter().flat_map(|it| &it.fields) {
            for language in Language::ALL {
                assert!(!label(language, &change.path).is_empty());
                assert!(values(language, change).iter().all(|words| !words.is_empty()));
            }
        }
    }
}
