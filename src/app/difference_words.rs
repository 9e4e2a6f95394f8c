//! A difference in the person's words: the label of a field as its form has it, and values as people read them, both
//! from the fields' declarations. Serves the window and the command line.

use crate::app::timeline::words;
use crate::document::{FieldChange, PathStep};
use crate::model::{Declaration, EntityKind, FieldKind, Moment, Place, Ref, Step};
use crate::text::{Language, Message, shown, told_apart};
use serde_json::{Map, Value};

/// Digits behind the decimal mark that are shown.
const DECIMALS: usize = 6;

/// The message of the word for an entity's kind.
pub fn kind_label(entity: &Ref) -> &'static str {
    match entity {
        Ref::Catalog => "domain-catalog",
        Ref::Dimension(_) => "domain-targeting-dimension",
        Ref::Folder(_) => "domain-folder",
        Ref::PresentationRule(_) => "domain-presentation-rule",
        Ref::Typology(_) => "domain-typology",
        Ref::Environment(_) => "domain-environment",
        Ref::Filter(..) => "domain-filter",
        Ref::Space(..) => "domain-space",
        Ref::Category(..) => "domain-category",
        Ref::Offer(..) => "domain-offer",
        Ref::Template(_) => "domain-template",
        Ref::Contact(_) => "domain-contact",
        Ref::Scenario(_) => "domain-scenario",
    }
}

/// What a way from an entity has come to.
#[derive(Clone, Copy)]
struct Reached {
    /// The declaration of the field that the last step led to; none for an item of a list or a value of a map.
    declaration: Option<&'static Declaration>,
    /// What it holds.
    holds: &'static FieldKind,
}

impl Reached {
    const NOTHING: Self = Self { declaration: None, holds: &FieldKind::Nothing };

    fn field(declaration: &'static Declaration) -> Self {
        Self { declaration: Some(declaration), holds: &declaration.holds }
    }

    /// One step on, with the words for it; none for the name of a choice, whose values follow.
    fn step(self, language: Language, step: &PathStep) -> (Self, Option<String>) {
        let item = Self { declaration: None, holds: self.holds.item() };
        match step {
            PathStep::Item(name) => (item, Some(name.clone())),
            PathStep::Index(index) => (item, Some((index + 1).to_string())),
            PathStep::Field(name) => match self.holds {
                FieldKind::Map(..) => (item, Some(name.clone())),
                holds => match (holds.declaration(name), holds.choice(name)) {
                    (Some(declaration), _) => {
                        (Self::field(declaration), Some(language.text(declaration.label)))
                    }
                    (None, Some(choice)) => (Self { declaration: None, holds: &choice.holds }, None),
                    (None, None) => (Self::NOTHING, Some(name.clone())),
                },
            },
        }
    }
}

/// The end of a way from an entity of a kind, and the words for each step.
fn reached(language: Language, kind: EntityKind, path: &[PathStep]) -> (Reached, Vec<String>) {
    let mut words = Vec::new();
    let mut at = Reached::NOTHING;
    for (index, step) in path.iter().enumerate() {
        let first =
            if let (0, PathStep::Field(name)) = (index, step) { kind.declaration(name) } else { None };
        let (next, word) = match first {
            Some(declaration) => (Reached::field(declaration), Some(language.text(declaration.label))),
            None => at.step(language, step),
        };
        at = next;
        words.extend(word);
    }
    (at, words)
}

/// The label of a value of an entity of a kind: the way to it from the entity.
pub fn label(language: Language, kind: EntityKind, path: &[PathStep]) -> String {
    reached(language, kind, path).1.join(" · ")
}

/// The field at a place of a catalog, in the labels of the way to it from its entity.
pub fn field_of(language: Language, place: &Place) -> String {
    let legs = place.field.iter().map(|step| match step {
        Step::Field(name) => PathStep::Field((*name).to_owned()),
        Step::Index(index) => PathStep::Index(*index),
        Step::Key(key) => PathStep::Field(key.clone()),
    });
    label(language, place.entity.kind(), &legs.collect::<Vec<_>>())
}

/// Something behind its label, as the language sets the colon between them.
pub fn labelled(language: Language, label: &str, value: &str) -> String {
    language.say(&Message::new("compare-labelled").with("label", label).with("value", value))
}

/// What a value of an entity of a kind was and what it is.
pub fn values(language: Language, kind: EntityKind, change: &FieldChange) -> [String; 2] {
    let (at, _) = reached(language, kind, &change.path);
    let words = |value: &Option<Value>, other: &Option<Value>| match value {
        Some(value) => value_words(language, at.holds, value),
        None => left_out(language, at, other.as_ref()),
    };
    let [old, new] = [words(&change.old, &change.new), words(&change.new, &change.old)];
    if let ([Some(was), Some(is)], true) = ([&change.old, &change.new], old == new) {
        // A whole number and the same as a decimal, say: as they are written.
        return [was, is].map(Value::to_string);
    }
    // What only differs where nothing is seen is shown, or nobody would know what changed.
    told_apart(&old, &new).unwrap_or([old, new])
}

/// A value in words.
pub(in crate::app) fn value_words(language: Language, holds: &FieldKind, value: &Value) -> String {
    match value {
        Value::Null => language.text("compare-nothing"),
        Value::Bool(yes) => yes_or_no(language, *yes),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (None, Some(decimal)) => language.number(decimal, DECIMALS),
            _ => number.to_string(),
        },
        Value::String(text) if text.is_empty() => language.text("compare-nothing"),
        Value::String(text) if text.trim().is_empty() => shown(text),
        Value::String(text) => text_words(language, holds, text),
        Value::Array(items) if items.is_empty() => language.text("compare-nothing"),
        Value::Array(items) => {
            let items = items.iter().map(|item| value_words(language, holds.item(), item));
            items.collect::<Vec<_>>().join(", ")
        }
        Value::Object(map) => map_words(language, holds, map),
    }
}

fn text_words(language: Language, holds: &FieldKind, text: &str) -> String {
    match (holds, holds.choice(text)) {
        (FieldKind::Moment, _) => text
            .parse::<Moment>()
            .map_or_else(|_| text.to_owned(), |it| language.say_briefly(&words::moment(&it))),
        (_, Some(choice)) => language.text(choice.label),
        (_, None) => text.to_owned(),
    }
}

/// A choice with its values, or the values of a part, each behind its label.
fn map_words(language: Language, holds: &FieldKind, map: &Map<String, Value>) -> String {
    let parts = map.iter().map(|(name, value)| {
        if let Some(choice) = holds.choice(name) {
            let inner = value_words(language, &choice.holds, value);
            let is_named = !choice.label.is_empty();
            return if is_named { format!("{} ({inner})", language.text(choice.label)) } else { inner };
        }
        let part = if let FieldKind::List(item) = holds { item } else { holds };
        let (label, inner) = match (part, part.declaration(name)) {
            (_, Some(declaration)) => (language.text(declaration.label), &declaration.holds),
            (FieldKind::Map(_, value), None) => (name.clone(), *value),
            (_, None) => (name.clone(), &FieldKind::Nothing),
        };
        labelled(language, &label, &value_words(language, inner, value))
    });
    parts.collect::<Vec<_>>().join(" · ")
}

/// What stands for a value that is left out.
fn left_out(language: Language, at: Reached, other: Option<&Value>) -> String {
    match (other, at.declaration.and_then(|it| it.left_out)) {
        // What is written is not the default, which is left out.
        (Some(Value::Bool(other)), _) => yes_or_no(language, !other),
        (_, Some(meant)) => text_words(language, at.holds, meant),
        _ => language.text("compare-nothing"),
    }
}

fn yes_or_no(language: Language, yes: bool) -> String {
    language.text(if yes { "preview-yes" } else { "preview-no" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{difference, entities};
    use crate::model::Catalog;
    use std::sync::Arc;

    const SAMPLES: [&str; 2] = [
        include_str!("../../catalogs/neobank.catalog.ron"),
        include_str!("../../catalogs/travel.catalog.ron"),
    ];

    fn sample(text: &str) -> Arc<Catalog> {
        Arc::new(ron::from_str(text).expect("a catalog"))
    }

    fn field(path: &[&str]) -> Vec<PathStep> {
        path.iter().map(|name| PathStep::Field((*name).to_owned())).collect()
    }

    #[test]
    fn every_field_of_the_samples_has_a_label_in_both_languages() {
        fn walk(holds: &FieldKind, value: &Value, found: &mut Vec<&'static str>) {
            match value {
                Value::Object(map) => {
                    for (name, inner) in map {
                        let value = if let FieldKind::Map(_, value) = holds { Some(*value) } else { None };
                        if let Some(holds) = value.or(holds.choice(name).map(|choice| &choice.holds)) {
                            walk(holds, inner, found);
                            continue;
                        }
                        let declaration = holds.declaration(name);
                        let declaration = declaration.unwrap_or_else(|| panic!("{name} has no label"));
                        found.push(declaration.label);
                        walk(&declaration.holds, inner, found);
                    }
                }
                Value::Array(items) => items.iter().for_each(|item| walk(holds.item(), item, found)),
                Value::String(text) => found.extend(holds.choice(text).map(|choice| choice.label)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        for placed in SAMPLES.iter().flat_map(|text| entities(&sample(text))) {
            let Value::Object(own) = serde_json::to_value(placed.entity.own()).expect("written") else {
                panic!()
            };
            for (name, value) in own {
                let declaration = placed.entity.kind().declaration(&name);
                let declaration = declaration.unwrap_or_else(|| panic!("{name} has no label"));
                found.push(declaration.label);
                walk(&declaration.holds, &value, &mut found);
            }
        }
        assert!(found.len() > 100);
        for word in found {
            assert!(Language::ALL.iter().all(|language| language.has(word)), "{word}");
        }
    }

    #[test]
    fn values_are_words() {
        let words = |language: Language, path: &[&str], old: Value, new: Option<Value>| {
            let kind = if path == ["stage"] { EntityKind::Environment } else { EntityKind::Offer };
            values(language, kind, &FieldChange { path: field(path), old: Some(old), new, declared: None })
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
        assert_eq!(design, ["Design (Linked Live environment: live_visitor)", "Live"]);
        assert_eq!(
            label(Language::En, EntityKind::Offer, &field(&["content", "fields", "label"])),
            "Content · Fields · label"
        );
        let named = [
            PathStep::Field("weights".to_owned()),
            PathStep::Item("Base".to_owned()),
            PathStep::Field("value".to_owned()),
        ];
        assert_eq!(label(Language::En, EntityKind::Offer, &named), "Weights · Base · Value");
    }

    #[test]
    fn every_difference_between_the_samples_can_be_said() {
        let [one, other] = SAMPLES.map(sample);
        let found = difference(&one, &other);
        assert!(found.len() > 5 && entities(&one).len() > 10);
        for (kind, change) in
            found.iter().flat_map(|it| it.fields.iter().map(|field| (it.entity.kind(), field)))
        {
            for language in Language::ALL {
                assert!(!label(language, kind, &change.path).is_empty());
                assert!(values(language, kind, change).iter().all(|words| !words.is_empty()));
            }
        }
    }

    #[test]
    fn what_differs_where_nothing_is_seen_is_shown() {
        let change = |old: Option<Value>, new: Option<Value>| {
            let path = field(&["content", "title"]);
            values(Language::En, EntityKind::Offer, &FieldChange { path, old, new, declared: None })
        };
        assert_eq!(change(Some("Loan".into()), Some("Loan ".into())), ["Loan", "Loan·"]);
        assert_eq!(change(Some("a\nb".into()), Some("a b".into())), ["a¶b", "a b"]);
        assert_eq!(change(None, Some("  ".into())), ["nothing", "··"]);
        assert_eq!(change(Some("Loan ".into()), Some("Credit".into())), ["Loan ", "Credit"]);
    }
}
