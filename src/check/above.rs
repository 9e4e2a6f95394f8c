//! What categories and offers stand in: their environment, and the categories above them.

use super::checker::Checker;
use super::rules::Rules;
use super::tried::Tried;
use super::weight;
use crate::model::{Category, Environment, Space, Stage, Weight, Window, label_or_name};
use crate::rule::Schema;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What the checks inside one environment share.
pub(super) struct Inside<'a> {
    pub(super) environment: &'a Arc<Environment>,
    pub(super) rules: Rules,
    /// The place of the environment's schema.
    schema: usize,
    pub(super) categories: HashSet<&'a str>,
    pub(super) offers: HashSet<&'a str>,
    /// The offer that has a code, by code.
    pub(super) codes: HashMap<&'a str, &'a str>,
    /// The themes that were reported already.
    pub(super) themes: HashSet<&'a str>,
    /// What its templates are tried with.
    pub(super) tried: Tried,
    /// How much there is to look at where an offer is held against all spaces: they, and what they ask for.
    pub(super) spaces: usize,
}

impl<'a> Inside<'a> {
    pub(super) fn new(environment: &'a Arc<Environment>, rules: Rules, schema: usize, tried: Tried) -> Self {
        let (categories, offers, themes) = (HashSet::new(), HashSet::new(), HashSet::new());
        let asked = |space: &Arc<Space>| {
            1 + space.default_categories.len() + space.default_themes.len() + space.content_fields.len()
        };
        let spaces = environment.spaces.iter().map(asked).sum();
        let codes = HashMap::new();
        Self { environment, rules, schema, categories, offers, codes, themes, tried, spaces }
    }

    pub(super) fn is_live(&self) -> bool {
        self.environment.stage == Stage::Live
    }

    /// What its rules and templates see.
    pub(super) fn schema(&self, checker: &Checker<'_>) -> Schema {
        checker.schemas[self.schema].clone()
    }
}

/// What a category or an offer has above it.
#[derive(Clone)]
pub(super) struct Above<'a> {
    /// The categories, from the top down.
    pub(super) chain: Vec<&'a Arc<Category>>,
    /// The stretch in which all their periods hold.
    pub(super) window: Window,
    /// Whether there are weights to inherit.
    pub(super) weighted: bool,
    /// Whether any of those still applies.
    pub(super) weights_left: bool,
    /// Those that may count, with the stretches of their periods: no more of them than are looked at.
    pub(super) counting: Vec<(&'a Weight, Window)>,
}

impl<'a> Above<'a> {
    /// What the top categories have above them.
    pub(super) fn environment(checker: &Checker<'_>, environment: &'a Environment) -> Self {
        Self {
            chain: Vec::new(),
            window: Window::ALWAYS,
            weighted: !environment.weights.is_empty(),
            weights_left: weight::any_left(checker, &environment.weights),
            counting: weight::counting(checker, &environment.weights).take(weight::MOST_ASKED + 1).collect(),
        }
    }

    /// What stands inside a category has above it.
    pub(super) fn below(&self, checker: &Checker<'_>, category: &'a Arc<Category>) -> Self {
        let mut chain = self.chain.clone();
        chain.push(category);
        let own = checker.window(&category.period);
        let counting = self.counting.iter().copied().chain(weight::counting(checker, &category.weights));
        let empty = own.is_empty() || own.never_meets(self.window);
        Self {
            chain,
            // A period that never holds is reported once, not again for all that is below it.
            window: if empty { self.window } else { own.and(self.window) },
            weighted: self.weighted || !category.weights.is_empty(),
            weights_left: self.weights_left || weight::any_left(checker, &category.weights),
            counting: counting.take(weight::MOST_ASKED + 1).collect(),
        }
    }

    /// The label of the category right above; of the environment's top there is none.
    pub(super) fn label(&self) -> &'a str {
        self.chain.last().map_or("", |category| label_or_name(&category.label, &category.name))
    }
}
