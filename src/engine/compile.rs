//! From a catalog to a [`Plan`]. Cannot fail: what is wrong with a catalog is for [`crate::check`] to say,
//! and stops here only what depends on it.

use super::plan::{
    Cap, CategoryPlan, EnvironmentPlan, OfferPlan, Plan, Rule, SpacePlan, WeightPlan, WeightSource,
};
use super::templates::SpaceTemplates;
use crate::model::{
    Catalog, Category, Environment, FolderTree, Offer, Period, PresentationRule, Space, Stage, Value, Weight,
    WeightValue, Window,
};
use crate::rule::{Schema, Typed, compile as compile_rule, offer as offer_slot, parse, typed};
use crate::text::Message;
use jiff::tz::TimeZone;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

impl Plan {
    /// Compiles a catalog.
    pub fn new(catalog: &Arc<Catalog>) -> Self {
        Self::after(catalog, None)
    }

    /// Compiles a catalog, reusing what it shares with that of an earlier plan: after an edit of one
    /// offer, the other environments are taken over as they are.
    pub fn after(catalog: &Arc<Catalog>, earlier: Option<&Self>) -> Self {
        let zone = catalog.zone();
        let reusable = earlier.filter(|plan| same_frame(&plan.catalog, catalog));
        let compile = |environment: &Arc<Environment>| {
            let old = reusable.and_then(|plan| {
                Some((plan.catalog.environment(&environment.name)?, plan.environment(&environment.name)?))
            });
            match old {
                Some((source, plan)) if Arc::ptr_eq(source, environment) => Arc::clone(plan),
                Some((source, plan)) if sees_the_same(source, environment) => Arc::new(
                    Compiler::new(catalog, environment, &zone, plan.schema.clone(), Some(plan)).environment(),
                ),
                _ => {
                    let schema = schema_of(catalog, environment);
                    Arc::new(Compiler::new(catalog, environment, &zone, schema, None).environment())
                }
            }
        };
        let environments: Vec<_> = catalog.environments.iter().map(compile).collect();
        let mut by_name = HashMap::new();
        for (index, environment) in environments.iter().enumerate() {
            by_name.entry(environment.name.clone()).or_insert(index);
        }
        Self { catalog: Arc::clone(catalog), zone, settings: catalog.settings.clone(), environments, by_name }
    }
}

/// Whether all that environments depend on outside themselves is the same.
fn same_frame(old: &Catalog, new: &Catalog) -> bool {
    let links = |catalog: &Catalog| -> Vec<(String, Stage)> {
        catalog.environments.iter().map(|it| (it.name.clone(), it.stage.clone())).collect()
    };
    old.time_zone == new.time_zone
        && old.dimensions == new.dimensions
        && old.folders == new.folders
        && old.offer_fields == new.offer_fields
        && old.presentation_rules == new.presentation_rules
        && old.typologies == new.typologies
        && links(old) == links(new)
}

/// Whether the rules of an environment see the same fields and filters before and after an edit.
fn sees_the_same(old: &Environment, new: &Environment) -> bool {
    old.targeting_dimension == new.targeting_dimension
        && old.call_data == new.call_data
        && old.filters == new.filters
}

/// Compiles one environment. Equal rules are compiled once, and those of an earlier plan not again; offers
/// that an edit did not touch are taken over from it.
struct Compiler<'a> {
    catalog: &'a Catalog,
    source: &'a Environment,
    zone: &'a TimeZone,
    schema: Schema,
    rules: HashMap<String, Rule>,
    earlier: Option<&'a EnvironmentPlan>,
    categories: Vec<CategoryPlan>,
    offers: Vec<Arc<OfferPlan>>,
}

/// What an offer takes from where it stands: its category's place and name, and the themes of that category
/// and those above.
struct Home {
    category: usize,
    name: Option<Typed>,
    themes: Typed,
}

impl<'a> Compiler<'a> {
    fn new(
        catalog: &'a Catalog,
        source: &'a Environment,
        zone: &'a TimeZone,
        schema: Schema,
        earlier: Option<&'a Arc<EnvironmentPlan>>,
    ) -> Self {
        Self {
            catalog,
            source,
            zone,
            schema,
            rules: HashMap::new(),
            earlier: earlier.map(AsRef::as_ref),
            categories: Vec::new(),
            offers: Vec::new(),
        }
    }

    fn environment(mut self) -> EnvironmentPlan {
        let source = self.source;
        let target = self.rule(&source.target);
        let weights = self.weights(&source.weights);
        for category in &source.categories {
            self.category(category, &[], &[]);
        }
        let spaces = source.spaces.iter().map(|space| Arc::new(self.space(space))).collect();
        let caps = self.caps();
        EnvironmentPlan {
            name: source.name.clone(),
            design_name: design_name(self.catalog, &source.name),
            live: source.stage == Stage::Live,
            anonymous: source.anonymous,
            dimension: self.catalog.dimension(&source.targeting_dimension).cloned(),
            folders: source.anonymous.then(|| folders_within(self.catalog, source)),
            schema: self.schema,
            rules: self.rules,
            target,
            weights,
            spaces,
            categories: self.categories,
            offers: self.offers,
            offer_by_name: OnceLock::new(),
            usual_steps: OnceLock::new(),
            caps,
        }
    }

    fn category(&mut self, category: &Category, above: &[usize], themes_above: &[String]) {
        let index = self.categories.len();
        let chain: Vec<usize> = above.iter().copied().chain([index]).collect();
        let plan = CategoryPlan {
            name: category.name.clone(),
            chain: chain.clone(),
            enabled: category.enabled,
            period: self.bounds(&category.period),
            written_period: category.period.clone(),
            target: self.rule(&category.target),
            weights: self.weights(&category.weights),
            multiplier: category.multiplier.as_ref().map(|it| (it.value, self.bounds(&it.period))),
            themes: category.themes.clone(),
            always_recommended: category.always_recommended,
        };
        self.categories.push(plan);
        let themes: Vec<String> = themes_above.iter().chain(&category.themes).cloned().collect();
        let home = Home { category: index, name: text_input(&category.name), themes: Typed::list(&themes) };
        for offer in &category.offers {
            let plan = self.unchanged(offer, &home).unwrap_or_else(|| Arc::new(self.offer(offer, &home)));
            self.offers.push(plan);
        }
        for below in &category.categories {
            self.category(below, &chain, &themes);
        }
    }

    /// An offer of the earlier plan, when neither it nor what it takes from its category has changed.
    fn unchanged(&self, offer: &Arc<Offer>, home: &Home) -> Option<Arc<OfferPlan>> {
        let earlier = self.earlier?;
        let is_it = |plan: &&Arc<OfferPlan>| Arc::ptr_eq(&plan.offer, offer);
        // Most edits leave an offer in its place.
        let here = earlier.offers.get(self.offers.len()).filter(is_it);
        let elsewhere = || earlier.offers.get(earlier.offer_named(&offer.name)?).filter(is_it);
        let plan = here.or_else(elsewhere)?;
        let same = plan.category == home.category
            && plan.inputs[offer_slot::CATEGORY] == home.name
            && plan.inputs[offer_slot::THEMES].as_ref() == Some(&home.themes);
        same.then(|| Arc::clone(plan))
    }

    fn offer(&mut self, offer: &Arc<Offer>, home: &Home) -> OfferPlan {
        OfferPlan {
            address: format!("{}/{}", self.source.name, offer.name).into(),
            category: home.category,
            period: self.bounds(&offer.period),
            target: self.rule(&offer.target),
            weights: self.weights(&offer.weights),
            inputs: offer_inputs(self.catalog, offer, home, self.zone),
            field_templates: super::templates::FieldTemplates::default(),
            offer: Arc::clone(offer),
        }
    }

    fn space(&mut self, space: &Arc<Space>) -> SpacePlan {
        let fields = space.storage.fields.iter();
        let stored =
            fields.filter_map(|(name, expression)| Some((name.clone(), self.rule(expression)?))).collect();
        SpacePlan {
            templates: SpaceTemplates::default(),
            stored,
            missing: OnceLock::new(),
            space: Arc::clone(space),
        }
    }

    fn caps(&mut self) -> Vec<Cap> {
        let typology = self.source.typology.as_ref();
        let typology = typology.and_then(|name| self.catalog.typologies.iter().find(|it| it.name == *name));
        let names = typology.map(|typology| typology.rules.clone()).unwrap_or_default();
        let find =
            |name: &String| self.catalog.presentation_rules.iter().find(|rule| rule.name == *name).cloned();
        let rules: Vec<Arc<PresentationRule>> = names.iter().filter_map(find).collect();
        let active = rules.into_iter().filter(|rule| rule.active);
        active
            .map(|rule| Cap {
                applies_to: self.rule(&rule.applies_to),
                recipients: self.rule(&rule.recipients),
                matching: self.rule(&rule.count.matching),
                rule,
            })
            .collect()
    }

    fn weights(&mut self, weights: &[Weight]) -> Vec<WeightPlan> {
        weights
            .iter()
            .map(|weight| WeightPlan {
                label: weight.label.clone(),
                value: match &weight.value {
                    WeightValue::Number(value) => WeightSource::Number(*value),
                    WeightValue::Formula(formula) => {
                        let broken = || Rule::Broken(Message::new("decision-empty-formula"));
                        WeightSource::Formula(self.rule(formula).unwrap_or_else(broken))
                    }
                },
                period: self.bounds(&weight.period),
                written_period: weight.period.clone(),
                space: weight.space.clone(),
                target: self.rule(&weight.target),
            })
            .collect()
    }

    /// An empty rule is none: everyone.
    fn rule(&mut self, source: &str) -> Option<Rule> {
        if source.trim().is_empty() {
            return None;
        }
        if let Some(rule) = self.rules.get(source) {
            return Some(rule.clone());
        }
        let rule = match self.earlier.and_then(|plan| plan.rules.get(source)) {
            Some(rule) => rule.clone(),
            None => match parse(source) {
                Ok(parsed) => Rule::Ready(compile_rule(&parsed, &self.schema)),
                Err(diagnostics) => {
                    Rule::Broken(broken(diagnostics.into_iter().next().map(|first| first.message)))
                }
            },
        };
        self.rules.insert(source.to_owned(), rule.clone());
        Some(rule)
    }

    fn bounds(&self, period: &Period) -> Window {
        Window::of(period, self.zone)
    }
}

fn broken(first: Option<Message>) -> Message {
    match first {
        Some(message) => Message::new("decision-broken-rule").with("problem", message),
        None => Message::new("decision-empty-formula"),
    }
}

/// What rules of an environment can see.
pub fn schema_of(catalog: &Catalog, environment: &Environment) -> Schema {
    let dimension = catalog.dimension(&environment.targeting_dimension);
    let profile = dimension.map(|dimension| dimension.fields.as_slice()).unwrap_or_default();
    Schema::new(profile, &environment.call_data, &catalog.offer_fields, &environment.filters, catalog.zone())
}

/// A text as rules see it: an empty one is missing.
fn text_input(text: &str) -> Option<Typed> {
    (!text.is_empty()).then(|| Typed::from(text))
}

/// What rules see of an offer, in the order of the schema's slots.
fn offer_inputs(catalog: &Catalog, offer: &Offer, home: &Home, zone: &TimeZone) -> Vec<Option<Typed>> {
    let texts = [&offer.name, &offer.code, &offer.label].map(|text| text_input(text));
    let standard = texts.into_iter().chain([home.name.clone(), Some(home.themes.clone())]);
    let own = |name: &str| -> Option<&Value> { offer.content.fields.get(name) };
    let fields =
        catalog.offer_fields.iter().map(|field| typed(own(&field.name)?, &field.field_type, zone).ok());
    standard.chain(fields).collect()
}

fn design_name(catalog: &Catalog, name: &str) -> String {
    let design = catalog.environments.iter().find(|other| other.linked_live() == Some(name));
    design.map_or_else(|| name.to_owned(), |design| design.name.clone())
}

fn folders_within(catalog: &Catalog, environment: &Environment) -> Vec<String> {
    let Some(top) = &environment.visitor_folder else { return Vec::new() };
    let within = FolderTree::new(&catalog.folders).within(top);
    let within = catalog.folders.iter().filter(|folder| within.contains(folder.name.as_str()));
    within.map(|folder| folder.name.clone()).collect()
}
