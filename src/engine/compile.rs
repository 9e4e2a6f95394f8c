//! From a catalog to a [`Plan`]. Cannot fail: what is wrong with a catalog is for [`crate::check`] to say,
//! and stops here only what depends on it.

use super::plan::{
    Cap, CategoryPlan, EnvironmentPlan, OfferPlan, Plan, Rule, SpacePlan, WeightPlan, WeightSource,
};
use super::templates::SpaceTemplates;
use crate::model::{
    Catalog, Category, Dimension, Environment, Field, FolderTree, Offer, Period, PresentationRule, Space,
    Stage, Value, Weight, WeightValue, Window,
};
use crate::rule::{Diagnostic, RuleTable, Schema, Typed, offer as offer_slot, typed};
use crate::text::Message;
use jiff::tz::TimeZone;
use std::cell::Cell;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

impl Plan {
    /// Compiles a catalog.
    pub fn new(catalog: &Arc<Catalog>) -> Self {
        Self::after(catalog, None)
    }

    /// Compiles a catalog, reusing what it shares with that of an earlier plan. An environment that an edit did not
    /// touch is taken over as it is; in another one the offers that it did not touch. A rule is compiled again only
    /// where it, or what it sees, is another: labels are not seen.
    pub fn after(catalog: &Arc<Catalog>, earlier: Option<&Self>) -> Self {
        Self::made(catalog, earlier, &|| false)
    }

    /// As [`Self::after`]; none, once `stop` says so, which is asked before each offer. The rules that were compiled
    /// until then are known to the next attempt.
    pub fn after_unless(
        catalog: &Arc<Catalog>,
        earlier: Option<&Self>,
        stop: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let stopped = Cell::new(false);
        let stop = || {
            stopped.set(stopped.get() || stop());
            stopped.get()
        };
        let plan = Self::made(catalog, earlier, &stop);
        (!stopped.get()).then_some(plan)
    }

    /// The plan; without the offers from where it was stopped.
    fn made(catalog: &Arc<Catalog>, earlier: Option<&Self>, stop: &dyn Fn() -> bool) -> Self {
        let (zone, rules) = (catalog.zone(), earlier.map(|plan| plan.rules.clone()).unwrap_or_default());
        let mut schemas = Schemas { known: Vec::new(), rules: &rules, any_new: false };
        earlier.into_iter().flat_map(Self::schemas).for_each(|schema| schemas.add(schema));
        let compile = |environment: &Arc<Environment>| {
            let old = earlier.and_then(|plan| plan.environment(&environment.name));
            let schema = schemas.of(catalog, environment, old.map(|plan| &plan.schema));
            let outside = Outside::of(catalog, environment);
            let old = old.filter(|plan| plan.schema.is_same(&schema));
            if let Some(plan) =
                old.filter(|plan| Arc::ptr_eq(&plan.source, environment) && outside.is_of(plan))
            {
                return Arc::clone(plan);
            }
            let compiler = Compiler {
                catalog,
                source: environment,
                zone: &zone,
                schema,
                rules: &rules,
                stop,
                earlier: old.map(AsRef::as_ref),
                categories: Vec::new(),
                offers: Vec::new(),
            };
            Arc::new(compiler.environment(outside))
        };
        let environments: Vec<_> = catalog.environments.iter().map(compile).collect();
        let mut by_name = HashMap::new();
        for (index, environment) in environments.iter().enumerate() {
            by_name.entry(environment.name.clone()).or_insert(index);
        }
        let changed = schemas.any_new;
        let (catalog, settings) = (Arc::clone(catalog), catalog.settings.clone());
        let plan = Self { catalog, zone, settings, environments, by_name, rules };
        let schemas: Vec<Schema> = plan.schemas().cloned().collect();
        plan.rules.forget(&schemas, changed);
        plan
    }
}

/// What the rules of environments see. Environments that see the same share it, and the rules that they share are
/// compiled once.
struct Schemas<'a> {
    known: Vec<Schema>,
    rules: &'a RuleTable,
    any_new: bool,
}

impl Schemas<'_> {
    fn add(&mut self, schema: &Schema) {
        if !self.known.iter().any(|known| known.is_same(schema)) {
            self.known.push(schema.clone());
        }
    }

    /// That of an environment: the one that it had, or another one that is known, where it fits still.
    fn of(&mut self, catalog: &Catalog, environment: &Environment, old: Option<&Schema>) -> Schema {
        let (profile, zone) = (profile_of(catalog, environment), catalog.zone());
        let Environment { call_data, filters, .. } = environment;
        let mut known = old.into_iter().chain(&self.known);
        let fits = |schema: &&Schema| schema.is_of(profile, call_data, &catalog.offer_fields, filters, &zone);
        if let Some(schema) = known.find(fits) {
            return schema.clone();
        }
        let read = |rule: &str| self.rules.read(rule).ok();
        let schema = Schema::reading(profile, call_data, &catalog.offer_fields, filters, zone, read);
        self.any_new = true;
        self.add(&schema);
        schema
    }
}

/// All that an environment's plan depends on outside the environment, beside what its rules see.
struct Outside {
    design_name: String,
    dimension: Option<Arc<Dimension>>,
    folders: Option<Vec<String>>,
    /// The active presentation rules of its typology.
    caps: Vec<Arc<PresentationRule>>,
}

impl Outside {
    fn of(catalog: &Catalog, environment: &Environment) -> Self {
        let typology = environment.typology.as_ref();
        let typology = typology.and_then(|name| catalog.typologies.iter().find(|it| it.name == *name));
        let find = |name: &String| catalog.presentation_rules.iter().find(|rule| rule.name == *name).cloned();
        let rules = typology.map(|typology| typology.rules.as_slice()).unwrap_or_default();
        Self {
            design_name: design_name(catalog, &environment.name),
            dimension: catalog.dimension(&environment.targeting_dimension).cloned(),
            folders: environment.anonymous.then(|| folders_within(catalog, environment)),
            caps: rules.iter().filter_map(find).filter(|rule| rule.active).collect(),
        }
    }

    /// Whether a plan was made with the same.
    fn is_of(&self, plan: &EnvironmentPlan) -> bool {
        let Self { design_name, dimension, folders, caps } = self;
        *design_name == plan.design_name
            && *dimension == plan.dimension
            && *folders == plan.folders
            && caps.iter().eq(plan.caps.iter().map(|cap| &cap.rule))
    }
}

/// Compiles one environment. Equal rules are compiled once, and those of an earlier plan not again; offers
/// that an edit did not touch are taken over from it.
struct Compiler<'a> {
    catalog: &'a Catalog,
    source: &'a Arc<Environment>,
    zone: &'a TimeZone,
    schema: Schema,
    rules: &'a RuleTable,
    stop: &'a dyn Fn() -> bool,
    /// The plan before, where its rules saw the same.
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

impl Compiler<'_> {
    fn environment(mut self, outside: Outside) -> EnvironmentPlan {
        let source = self.source;
        let target = self.rule(&source.target);
        let weights = self.weights(&source.weights);
        for category in &source.categories {
            self.category(category, &[], &[]);
        }
        let spaces = source.spaces.iter().map(|space| Arc::new(self.space(space))).collect();
        let Outside { design_name, dimension, folders, caps } = outside;
        let caps = self.caps(caps);
        EnvironmentPlan {
            source: Arc::clone(source),
            name: source.name.clone(),
            design_name,
            live: source.stage == Stage::Live,
            anonymous: source.anonymous,
            dimension,
            folders,
            schema: self.schema,
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
            if (self.stop)() {
                return;
            }
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

    fn caps(&mut self, active: Vec<Arc<PresentationRule>>) -> Vec<Cap> {
        active
            .into_iter()
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
        let broken = |found: &[Diagnostic]| broken(found.first().map(|first| first.message.clone()));
        let program = self.rules.program(&self.schema, source);
        Some(program.map_or_else(|found| Rule::Broken(broken(&found)), Rule::Ready))
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
    let profile = profile_of(catalog, environment);
    Schema::new(profile, &environment.call_data, &catalog.offer_fields, &environment.filters, catalog.zone())
}

/// The fields of the contacts of an environment.
fn profile_of<'a>(catalog: &'a Catalog, environment: &Environment) -> &'a [Field] {
    let dimension = catalog.dimension(&environment.targeting_dimension);
    dimension.map(|dimension| dimension.fields.as_slice()).unwrap_or_default()
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
