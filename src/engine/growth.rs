//! What filters that are called with values bring into the rules of a catalog, all taken together. Owns the walk through
//! its rules; what filters bring, and how much that may be, is for [`crate::rule`] to say.

use crate::model::{Category, Environment, Offer, PresentationRule, Weight, WeightValue};
use crate::rule::{RuleTable, Schema};
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
        add(&environment.target);
        of_weights(&environment.weights, &mut add);
        environment.filters.iter().for_each(|filter| add(&filter.rule));
        let stored = environment.spaces.iter().flat_map(|space| space.storage.fields.values());
        stored.for_each(|expression| add(expression));
        for cap in caps {
            add(&cap.applies_to);
            add(&cap.recipients);
            add(&cap.count.matching);
        }
        of_categories(&environment.categories, &mut add);
    }

    /// What filters bring into each rule that was counted.
    pub(super) fn all(self) -> Vec<usize> {
        self.all
    }
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
