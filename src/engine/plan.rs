//! A catalog made ready to decide: names resolved, rules compiled, offers in order.
//!
//! Owns the data that the procedure reads. [`super::compile`] builds it; nothing changes it afterwards.

use super::named::Named;
use super::ready_rule::Rule;
use crate::contacts::Population;
use crate::model::{
    Catalog, CountedOffers, Dimension, Environment, Offer, Period, PresentationRule, Ref, Settings, Space,
    Stage, Window,
};
use crate::rule::{RuleTable, Schema, TemplateValues, Texts, Typed};
use jiff::tz::TimeZone;
use std::any::Any;
use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

/// A compiled catalog. Made once a revision; shared by preview, command line, scenarios and simulation.
#[derive(Debug)]
pub struct Plan {
    pub(super) catalog: Arc<Catalog>,
    pub(super) zone: TimeZone,
    pub(super) settings: Settings,
    pub(super) environments: Vec<Arc<EnvironmentPlan>>,
    pub(super) by_name: HashMap<String, usize>,
    /// The places of the environments that share a Design environment, by the name of that.
    pub(super) by_brand: HashMap<String, Vec<usize>>,
    /// Every rule that was read for it and for those before it.
    pub(super) rules: RuleTable,
}

impl Plan {
    /// The catalog it was made from.
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// The catalog's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The rules of the catalog, read, compiled and checked once each.
    pub fn rules(&self) -> &RuleTable {
        &self.rules
    }

    /// What the rules of each environment see, in the order of the catalog.
    pub fn schemas(&self) -> impl Iterator<Item = &Schema> {
        self.environments.iter().map(|environment| &environment.schema)
    }

    /// What the rules of an environment see; of two of one name, the first.
    pub fn schema(&self, environment: &str) -> Option<&Schema> {
        self.environment(environment).map(|environment| &environment.schema)
    }

    /// How many offers there are, in all environments.
    pub fn offer_count(&self) -> usize {
        self.environments.iter().map(|environment| environment.offers.len()).sum()
    }

    /// The name of an environment in rules: a Live one reads as its Design environment.
    pub fn name_in_rules<'a>(&'a self, environment: &'a str) -> &'a str {
        self.environment(environment).map_or(environment, |plan| &plan.design_name)
    }

    /// How many offers an environment has.
    pub fn offers_in(&self, environment: &str) -> usize {
        self.environment(environment).map_or(0, |environment| environment.offers.len())
    }

    pub(super) fn environment(&self, name: &str) -> Option<&Arc<EnvironmentPlan>> {
        self.by_name.get(name).map(|index| &self.environments[*index])
    }

    /// A Design environment, by its name, and its Live one, in the order of the catalog.
    pub(super) fn of_brand(&self, design_name: &str) -> impl Iterator<Item = &Arc<EnvironmentPlan>> {
        self.by_brand.get(design_name).into_iter().flatten().map(|index| &self.environments[*index])
    }

    pub(super) fn space(&self, address: &str) -> Option<(&Arc<EnvironmentPlan>, &Arc<SpacePlan>)> {
        let (environment, space) = crate::model::split_address(address)?;
        let environment = self.environment(environment)?;
        Some((environment, environment.space_named(space)?))
    }
}

/// One environment, ready to decide.
#[derive(Debug)]
pub(super) struct EnvironmentPlan {
    /// The environment that it was made of.
    pub(super) source: Arc<Environment>,
    pub(super) name: String,
    /// The name of the Design environment that this is the Live one of, or its own: for counting, and
    /// in rules, the two are one.
    pub(super) design_name: String,
    pub(super) contacts: ContactsOf,
    pub(super) schema: Schema,
    pub(super) target: Option<Rule>,
    pub(super) weights: Weights,
    pub(super) spaces: Vec<Arc<SpacePlan>>,
    /// Depth first: a category stands before those below it.
    pub(super) categories: Vec<CategoryPlan>,
    /// A category's own offers before those of its subcategories.
    pub(super) offers: Vec<Arc<OfferPlan>>,
    pub(super) found: Found,
    /// The presentation rules of its typology; environments that see the same share them.
    pub(super) caps: Arc<Caps>,
}

/// Whom an environment identifies.
#[derive(Debug, PartialEq)]
pub(super) struct ContactsOf {
    pub(super) dimension: Option<Arc<Dimension>>,
    /// The folders that they are in: those of an anonymous environment are in its own, or below.
    pub(super) folders: Option<HashSet<String>>,
}

/// What follows from the rest of a plan, found when it is asked for first.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The places of the offers and of the categories by name.
    pub(super) offers: OnceLock<Arc<Named>>,
    categories: OnceLock<Named>,
    /// The places of the spaces by name.
    spaces: OnceLock<Named>,
    /// What is known of the steps of each offer's rules.
    pub(super) steps: OnceLock<Vec<OfferSteps>>,
    /// What its rules take together with values of the usual size.
    pub(super) usual_steps: OnceLock<f64>,
    /// How many evaluations of rules its weights ask for, if all are in play.
    pub(super) evaluations: OnceLock<f64>,
    /// What templates see of no offer.
    pub(super) blank: OnceLock<TemplateValues>,
    /// Its offers, ranked: plans know no rankings.
    pub(super) ranking: OnceLock<Arc<dyn Any + Send + Sync>>,
    /// What its gates ask, a line an offer: plans know no sheets. And whether somebody asked for it.
    pub(super) sheet: OnceLock<Arc<dyn Any + Send + Sync>>,
    pub(super) wants_sheet: AtomicBool,
}

/// What an offer's rules take with values of the usual size.
#[derive(Debug, Clone, Copy)]
pub(super) struct OfferSteps {
    pub(super) category: usize,
    /// Whether what rules see of the offer is no larger than usual.
    pub(super) are_usual: bool,
    pub(super) target: f64,
    /// Of its own weights together.
    pub(super) weights: f64,
    /// How many evaluations those ask for.
    pub(super) evaluations: f64,
}

impl EnvironmentPlan {
    pub(super) fn is_live(&self) -> bool {
        self.source.stage == Stage::Live
    }

    /// The active presentation rules of its typology.
    pub(super) fn caps(&self) -> &[Cap] {
        self.caps.ready()
    }

    pub(super) fn address(&self, name: &str) -> String {
        format!("{}/{name}", self.name)
    }

    fn offers_by_name(&self) -> &Named {
        self.found.offers.get_or_init(|| Arc::new(Named::of(self.offers.iter().map(|plan| &plan.offer.name))))
    }

    fn categories_by_name(&self) -> &Named {
        self.found.categories.get_or_init(|| Named::of(self.categories.iter().map(|plan| &plan.name)))
    }

    /// The place of the offer of that name; of several, which checking reports, the first.
    pub(super) fn offer_named(&self, name: &str) -> Option<usize> {
        self.offers_by_name().place(name)
    }

    /// The place of the category of that name; of several the first.
    pub(super) fn category_named(&self, name: &str) -> Option<usize> {
        self.categories_by_name().place(name)
    }

    /// The place of the first offer that is named as the one at a place.
    pub(super) fn first_offer_named_as(&self, offer: usize) -> usize {
        self.offers_by_name().first(offer)
    }

    /// The place of the first category that is named as the one at a place.
    pub(super) fn first_category_named_as(&self, category: usize) -> usize {
        self.categories_by_name().first(category)
    }

    /// Whether rules of presentation see past propositions.
    pub(super) fn shows_propositions(&self) -> bool {
        self.caps().iter().any(|cap| cap.matching.is_some())
    }

    /// The space of that name; of several, which checking reports, the first.
    pub(super) fn space_named(&self, name: &str) -> Option<&Arc<SpacePlan>> {
        let named = || Named::of(self.spaces.iter().map(|plan| &plan.space.name));
        self.found.spaces.get_or_init(named).place(name).map(|place| &self.spaces[place])
    }

    /// The weights that stand at a level above an offer, or of the offer itself.
    pub(super) fn weights_at(&self, level: Level, offer: usize) -> &Weights {
        match level {
            Level::Environment => &self.weights,
            Level::Category(category) => &self.categories[category].weights,
            Level::Offer => &self.offers[offer].weights,
        }
    }

    /// The places of the contacts that it may identify.
    pub(super) fn contacts<'p>(
        &self,
        population: &'p Population,
    ) -> impl Iterator<Item = usize> + use<'_, 'p> {
        let dimension = self.contacts.dimension.as_ref().map_or("", |dimension| dimension.name.as_str());
        let folders = self.contacts.folders.as_ref();
        (0..population.len()).filter(move |index| population.is_among(*index, dimension, folders))
    }

    /// A category and those above it, from the top down.
    pub(super) fn chain(&self, category: usize) -> impl Iterator<Item = (usize, &CategoryPlan)> {
        self.categories[category].chain.iter().map(|index| (*index, &self.categories[*index]))
    }
}

/// One space, with its templates.
#[derive(Debug)]
pub(super) struct SpacePlan {
    pub(super) space: Arc<Space>,
    pub(super) templates: super::templates::SpaceTemplates,
    /// The stored fields: name and expression.
    pub(super) stored: Vec<(String, Rule)>,
    /// For each offer of the environment the place of the content field that is missing on this space, found when the
    /// space is called first: it is the same in every decision. Empty where no field is required.
    pub(super) missing: OnceLock<Vec<u32>>,
    /// Whether each offer of a Live environment is live on it, found in the same way.
    pub(super) live: OnceLock<Vec<bool>>,
}

impl SpacePlan {
    /// Stands where no field is missing: thousands of spaces are kept for thousands of offers.
    const NONE_MISSING: u32 = u32::MAX;

    /// The place of the first required content field that an offer of the space's environment leaves empty.
    pub(super) fn missing_content(&self, environment: &EnvironmentPlan, offer: usize) -> Option<usize> {
        Self::place_of(*self.missing(environment).get(offer)?)
    }

    /// The same of all offers, for [`Self::place_of`]; empty where no field is required.
    pub(super) fn missing(&self, environment: &EnvironmentPlan) -> &[u32] {
        self.missing.get_or_init(|| {
            let any = self.space.content_fields.iter().any(|field| field.required);
            let offers = if any { environment.offers.as_slice() } else { &[] };
            offers.iter().map(|plan| self.missing_of(plan)).collect()
        })
    }

    /// What stands there for one offer.
    pub(super) fn missing_of(&self, plan: &OfferPlan) -> u32 {
        let place = super::content::missing_field(&plan.offer.content, &self.space);
        place.and_then(|place| u32::try_from(place).ok()).unwrap_or(Self::NONE_MISSING)
    }

    /// The place of a field that is missing.
    pub(super) fn place_of(missing: u32) -> Option<usize> {
        (missing != Self::NONE_MISSING).then(|| usize::try_from(missing).ok()).flatten()
    }

    /// Whether each offer of the space's environment is live on it.
    pub(super) fn live(&self, environment: &EnvironmentPlan) -> &[bool] {
        self.live.get_or_init(|| environment.offers.iter().map(|plan| self.is_live(plan)).collect())
    }

    /// The same of one.
    pub(super) fn is_live(&self, plan: &OfferPlan) -> bool {
        plan.offer.live_on.contains(&self.space.name)
    }
}

/// One category.
#[derive(Debug)]
pub(super) struct CategoryPlan {
    pub(super) name: String,
    /// The places of the categories above it and its own, from the top down.
    pub(super) chain: Vec<usize>,
    pub(super) enabled: bool,
    /// The first instant inside its period and the first outside.
    pub(super) period: Window,
    /// The period as it was written, for explanations.
    pub(super) written_period: Period,
    pub(super) target: Option<Rule>,
    pub(super) weights: Weights,
    /// The multiplier, with the period in which it is active.
    pub(super) multiplier: Option<(f64, Window)>,
    /// The themes of those above it, and its own behind them.
    pub(super) themes: Texts,
    pub(super) always_recommended: bool,
}

/// One offer.
#[derive(Debug)]
pub(super) struct OfferPlan {
    pub(super) offer: Arc<Offer>,
    /// `"ENV/OFFER"`.
    pub(super) address: Arc<str>,
    pub(super) category: usize,
    pub(super) period: Window,
    pub(super) target: Option<Rule>,
    pub(super) weights: Weights,
    /// What rules see of it.
    pub(super) inputs: Vec<Option<Typed>>,
    pub(super) field_templates: super::templates::FieldTemplates,
}

/// One weight: an environment's, a category's or an offer's.
#[derive(Debug)]
pub(super) struct WeightPlan {
    pub(super) label: String,
    pub(super) value: WeightSource,
    pub(super) period: Window,
    /// The period as it was written, for explanations.
    pub(super) written_period: Period,
    pub(super) space: Option<String>,
    pub(super) target: Option<Rule>,
}

/// Where a weight comes from.
#[derive(Debug)]
pub(super) enum WeightSource {
    /// The same for everyone.
    Number(f64),
    /// Computed for each contact.
    Formula(Rule),
}

/// The weights that stand at one level.
#[derive(Debug, Default)]
pub(super) struct Weights {
    pub(super) all: Vec<WeightPlan>,
    /// The places of those that ask a rule or a formula.
    asking: Vec<usize>,
    /// The places of those that may be the highest in some call: of plain numbers only the first of the highest.
    contending: Vec<usize>,
}

impl Weights {
    /// In the order of the catalog.
    pub(super) fn new(all: Vec<WeightPlan>) -> Self {
        let asking = all.iter().enumerate().filter(|(_, weight)| weight.asks()).map(|(place, _)| place);
        let plain = all.iter().enumerate().filter_map(|(place, weight)| Some((place, weight.plain()?)));
        let highest = plain.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let highest = highest.map(|(place, _)| place);
        let contends = |place: &usize| Some(*place) == highest || all[*place].plain().is_none();
        Self { asking: asking.collect(), contending: (0..all.len()).filter(contends).collect(), all }
    }

    /// Those that may be the highest in some call, with their places.
    pub(super) fn contending(&self) -> impl ExactSizeIterator<Item = (usize, &WeightPlan)> {
        self.contending.iter().map(|place| (*place, &self.all[*place]))
    }

    /// The weight at a place.
    pub(super) fn get(&self, place: usize) -> Option<&WeightPlan> {
        self.all.get(place)
    }

    /// Those that ask a rule or a formula.
    pub(super) fn asking(&self) -> impl Iterator<Item = &WeightPlan> {
        self.asking.iter().map(|place| &self.all[*place])
    }
}

impl WeightPlan {
    /// Its formula, if it has one.
    pub(super) fn formula(&self) -> Option<&Rule> {
        match &self.value {
            WeightSource::Formula(formula) => Some(formula),
            WeightSource::Number(_) => None,
        }
    }

    /// Its number, where it applies to everyone, everywhere and always.
    pub(super) fn plain(&self) -> Option<f64> {
        match self.value {
            WeightSource::Number(value) if value.is_finite() => {
                let everywhere = self.space.is_none() && self.period == Window::ALWAYS;
                (everywhere && self.target.is_none()).then_some(value)
            }
            _ => None,
        }
    }

    /// Whether it asks a rule or a formula.
    pub(super) fn asks(&self) -> bool {
        self.target.is_some() || self.formula().is_some()
    }
}

/// The active presentation rules of a typology, for what an environment sees: compiled when it answers first. Thousands of
/// rules for thousands of environments are millions of programs, and one call asks for those of one environment.
#[derive(Debug)]
pub(super) struct Caps {
    pub(super) active: Arc<[Arc<PresentationRule>]>,
    schema: Schema,
    rules: RuleTable,
    ready: OnceLock<Box<[Cap]>>,
}

impl Caps {
    pub(super) fn new(active: Arc<[Arc<PresentationRule>]>, schema: &Schema, rules: &RuleTable) -> Self {
        Self { active, schema: schema.clone(), rules: rules.clone(), ready: OnceLock::new() }
    }

    fn ready(&self) -> &[Cap] {
        self.ready.get_or_init(|| {
            let read = |source: &str| Rule::read(&self.rules, &self.schema, source);
            let cap = |rule: &Arc<PresentationRule>| Cap {
                applies_to: read(&rule.applies_to),
                recipients: read(&rule.recipients),
                matching: read(&rule.count.matching),
                rule: Arc::clone(rule),
            };
            self.active.iter().map(cap).collect()
        })
    }
}

/// A presentation rule of the environment's typology.
#[derive(Debug)]
pub(super) struct Cap {
    pub(super) rule: Arc<PresentationRule>,
    pub(super) applies_to: Option<Rule>,
    pub(super) recipients: Option<Rule>,
    pub(super) matching: Option<Rule>,
}

impl Cap {
    pub(super) fn counted_offers(&self) -> CountedOffers {
        self.rule.count.offers
    }
}

/// What stands at a level of the hierarchy above an offer, or the offer itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// The environment.
    Environment,
    /// The category at this place.
    Category(usize),
    /// The offer itself.
    Offer,
}

impl EnvironmentPlan {
    /// The entity at a level of an offer's hierarchy.
    pub(super) fn entity(&self, level: Level, offer: usize) -> Ref {
        match level {
            Level::Environment => Ref::Environment(self.name.clone()),
            Level::Category(index) => Ref::Category(self.name.clone(), self.categories[index].name.clone()),
            Level::Offer => Ref::Offer(self.name.clone(), self.offers[offer].offer.name.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_weights_that_always_apply_only_the_highest_is_looked_at() {
        let weight = |value: f64, period: Window, space: Option<&str>| WeightPlan {
            label: String::new(),
            value: WeightSource::Number(value),
            period,
            written_period: Period::default(),
            space: space.map(str::to_owned),
            target: None,
        };
        let mut all: Vec<WeightPlan> =
            (0..50).map(|value| weight(f64::from(value % 40), Window::ALWAYS, None)).collect();
        let over = Window { until: jiff::Timestamp::UNIX_EPOCH, ..Window::ALWAYS };
        all.extend([
            weight(1.0, over, None),
            weight(2.0, Window::ALWAYS, Some("web")),
            weight(39.0, Window::ALWAYS, None),
        ]);
        let weights = Weights::new(all);
        // The first of the two of 39, and those that only apply somewhere or sometimes.
        let looked_at: Vec<usize> = weights.contending().map(|(place, _)| place).collect();
        assert_eq!(looked_at, [39, 50, 51]);
    }
}
