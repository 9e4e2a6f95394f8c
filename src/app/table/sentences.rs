//! The rules of a table's offers in words: each text once, for as long as the names in it are called the same.
//!
//! A worker makes them with the rows, and takes over those of the rows before. Knows nothing of rows.

use crate::document::{CatalogLabels, rule_said};
use crate::model::{Catalog, Environment, FieldType, Offer};
use crate::rule::{Labels, Root, RuleTable};
use crate::text::{Arg, Language};
use jiff::tz::TimeZone;
use std::cell::Cell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// Rules in words, by their texts.
#[derive(Debug, Default)]
pub(super) struct Sentences {
    names: Names,
    known: HashMap<Arc<str>, Sentence>,
}

#[derive(Debug, Clone)]
struct Sentence {
    words: Arc<str>,
    /// Whether it says what an offer is called: that changes with each label in the table.
    names_offers: bool,
}

/// What names are called in an environment, and in which language sentences are.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Names {
    language: Language,
    of_offers: u64,
    others: u64,
}

/// The labels of a catalog, which notice that an offer's is asked for.
struct Watching<'a> {
    labels: CatalogLabels<'a>,
    offers: Cell<bool>,
}

impl Sentences {
    /// None yet; for an environment, in a language.
    pub(super) fn of(catalog: &Catalog, environment: &Environment, language: Language) -> Self {
        Self { names: Names::of(catalog, environment, language), known: HashMap::new() }
    }

    /// A rule in words; none for an empty one. Taken from those `before` where it says the same. What is no CEL stands
    /// for itself.
    pub(super) fn put(&mut self, rule: &str, labels: CatalogLabels<'_>, rules: &RuleTable, before: &Self) {
        if rule.is_empty() || self.known.contains_key(rule) {
            return;
        }
        let known = before.known.get_key_value(rule).filter(|(_, known)| {
            let names = before.names;
            let of_offers = !known.names_offers || names.of_offers == self.names.of_offers;
            (names.language, names.others) == (self.names.language, self.names.others) && of_offers
        });
        if let Some((rule, known)) = known {
            self.known.insert(Arc::clone(rule), known.clone());
            return;
        }
        let watching = Watching { labels, offers: Cell::new(false) };
        let words = rules.read(rule).ok().and_then(|read| rule_said(&read, &watching, self.names.language));
        let rule: Arc<str> = rule.into();
        let words = words.map_or_else(|| Arc::clone(&rule), Arc::from);
        self.known.insert(rule, Sentence { words, names_offers: watching.offers.get() });
    }

    /// A rule in words; itself where nobody has put it into words.
    pub(super) fn say<'a>(&'a self, rule: &'a str) -> &'a str {
        self.known.get(rule).map_or(rule, |sentence| &*sentence.words)
    }
}

impl Names {
    fn of(catalog: &Catalog, environment: &Environment, language: Language) -> Self {
        let (mut offers, mut others) = (DefaultHasher::new(), DefaultHasher::new());
        let dimension = catalog.dimension(&environment.targeting_dimension);
        let profile = dimension.iter().flat_map(|it| &it.fields);
        for field in profile.chain(&environment.call_data).chain(&catalog.offer_fields) {
            // A choice may have a text of its own, and another type other words.
            format!("{field:?}").hash(&mut others);
        }
        (&catalog.time_zone, environment.call_data.len(), catalog.offer_fields.len()).hash(&mut others);
        environment.filters.iter().for_each(|it| (&it.name, &it.label).hash(&mut others));
        environment.spaces.iter().for_each(|it| (&it.name, &it.label).hash(&mut others));
        catalog.environments.iter().for_each(|it| (&it.name, &it.label).hash(&mut others));
        environment.name.hash(&mut others);
        environment.walk_categories(|_, category| {
            (&category.name, &category.label).hash(&mut others);
            category.offers.iter().for_each(|it: &Arc<Offer>| (&it.name, &it.label).hash(&mut offers));
        });
        Self { language, of_offers: offers.finish(), others: others.finish() }
    }
}

impl Labels for Watching<'_> {
    fn field(&self, root: Root, name: &str) -> Option<(String, FieldType)> {
        self.labels.field(root, name)
    }

    fn filter(&self, name: &str) -> Option<String> {
        self.labels.filter(name)
    }

    fn parameter(&self, name: &str) -> Option<FieldType> {
        self.labels.parameter(name)
    }

    fn value(&self, root: Root, field: &str, text: &str) -> Option<Arg> {
        if matches!((root, field), (Root::Offer, "name") | (Root::Proposition, "offer")) {
            self.offers.set(true);
        }
        self.labels.value(root, field, text)
    }

    fn zone(&self) -> TimeZone {
        self.labels.zone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::table::tests::{catalog, source};
    use crate::app::table::{Column, Filter, Rows};

    #[test]
    fn rules_are_in_words_once_while_names_are_called_the_same() {
        let rule = |name: &str, target: &str| Offer { target: target.into(), ..Offer::new(name, name) };
        let offers = vec![rule("a", "offer.price > 5"), rule("b", "offer.name == 'a'"), rule("c", "1 +")];
        let (first, rules) = (catalog(offers.clone()), RuleTable::default());
        let made = |catalog: &Arc<Catalog>, language, before: Option<&Rows>| {
            Rows::of(&source(catalog, &Filter::default(), None, language), &rules, before)
        };
        let said = |rows: &Rows, name: &str| {
            let row = &rows.shown[rows.position(name).expect("it is there")];
            rows.shown(row, &Column::Target, Language::En)
        };
        let before = made(&first, Language::En, None);
        assert_eq!(said(&before, "a"), "Price is more than 5");
        assert_eq!(said(&before, "b"), "The offer is a");
        assert_eq!(said(&before, "c"), "1 +", "what is no rule stands for itself");
        let french = made(&first, Language::Fr, Some(&before));
        assert_eq!(said(&french, "a"), "Price vaut plus de 5");
        let mut renamed = offers;
        renamed[0].label = "Loan".into();
        let mut after = Catalog::clone(&catalog(renamed));
        let next = made(&Arc::new(after.clone()), Language::En, Some(&before));
        assert_eq!(said(&next, "b"), "The offer is Loan");
        after.offer_fields[0].label = "Cost".into();
        assert_eq!(said(&made(&Arc::new(after), Language::En, Some(&next)), "a"), "Cost is more than 5");
    }
}
