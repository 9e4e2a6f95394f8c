//! What filters that are called with values bring into the rules of a catalog, and how long its rules are, all taken together.
//! Owns the walk through its rules; what filters bring, and how much that may be, is for [`crate::rule`] to say.

use crate::model::{Catalog, Category, Environment, Offer, PresentationRule, Weight, WeightValue};
use crate::rule::{RuleTable, Schema, are_short, most_length};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The rules of a catalog that were counted.
pub(super) struct Growth<'a> {
    rules: &'a RuleTable,
    /// The texts of those under each schema.
    counted: HashMap<usize, HashSet<&'a str>>,
    /// What filters bring into each.
    all: Vec<usize>,
}

impl<'a> Growth<'a> {
    /// `rules` reads them.
    pub(super) fn new(rules: &'a RuleTable) -> Self {
        Self { rules, counted: HashMap::new(), all: Vec::new() }
    }

    /// Counts the rules of an environment that see this, and those that it has of its typology.
    pub(super) fn add(
        &mut self,
        environment: &'a Environment,
        caps: &'a [Arc<PresentationRule>],
        schema: &Schema,
    ) {
        if environment.filters.is_empty() {
            return;
        }
        let counted = self.counted.entry(schema.identity()).or_default();
        let mut add = |rule: &'a str| {
            // Most rules call no filter, and are not looked up.
            if rule.contains("filters")
                && counted.insert(rule)
                && let Ok(parsed) = self.rules.read(rule)
            {
                self.all.extend(Some(schema.growth(&parsed)).filter(|growth| *growth > 0));
            }
        };
        of_environment(environment, &mut add);
        for cap in caps {
            of_cap(cap, &mut add);
        }
    }

    /// What filters bring into each rule that was counted.
    pub(super) fn all(self) -> Vec<usize> {
        self.all
    }
}

/// The longest that a rule of a catalog may be.
pub(super) fn most_length_in(catalog: &Catalog) -> usize {
    let mut together = 0;
    of_catalog(catalog, &mut |rule| together += rule.len());
    if are_short(together) {
        return usize::MAX;
    }
    let mut different = HashSet::new();
    of_catalog(catalog, &mut |rule| {
        different.insert(rule);
    });
    most_length(different.into_iter().map(str::len).collect())
}

fn of_catalog<'a>(catalog: &'a Catalog, add: &mut impl FnMut(&'a str)) {
    catalog.environments.iter().for_each(|environment| of_environment(environment, add));
    catalog.presentation_rules.iter().for_each(|cap| of_cap(cap, add));
}

fn of_environment<'a>(environment: &'a Environment, add: &mut impl FnMut(&'a str)) {
    add(&environment.target);
    of_weights(&environment.weights, add);
    environment.filters.iter().for_each(|filter| add(&filter.rule));
    let stored = environment.spaces.iter().flat_map(|space| space.storage.fields.values());
    stored.for_each(|expression| add(expression));
    of_categories(&environment.categories, add);
}

fn of_cap<'a>(cap: &'a PresentationRule, add: &mut impl FnMut(&'a str)) {
    add(&cap.applies_to);
    add(&cap.recipients);
    add(&cap.count.matching);
}

fn of_categories<'a>(categories: &'a [Arc<Category>], add: &mut impl FnMut(&'a str)) {
    for category in categories {
        add(&category.target);
        of_weights(&category.weights, add);
        for offer in &category.offers {
            let offer: &Offer = offer;
            add(&offer.target);
            of_weights(&offer.weights, add);
        }
        of_categories(&category.categories, add);
    }
}

fn of_weights<'a>(weights: &'a [Weight], add: &mut impl FnMut(&'a str)) {
    for weight in weights {
        add(&weight.target);
        if let WeightValue::Formula(formula) = &weight.value {
            add(formula);
        }
    }
}
