//! From a catalog to a [`Plan`]. Cannot fail: what is wrong with a catalog is for [`crate::check`] to say,
//! and stops here only what depends on it.

use super::carry_over::carry_over;
use super::growth::{Growth, most_length_in};
use super::plan::{
    Caps, CategoryPlan, ContactsOf, EnvironmentPlan, Found, OfferPlan, Plan, SpacePlan, WeightPlan,
    WeightSource, Weights,
};
use super::ready_rule::Rule;
use super::templates::SpaceTemplates;
use crate::model::{
    Catalog, Category, Dimension, Environment, Field, FolderTree, Offer, Period, PresentationRule, Space,
    Typology, Value, Weight, WeightValue, Window,
};
use crate::rule::{RuleTable, Schema, Texts, Typed, most_growth, offer as offer_slot, typed};
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Fewer rules are compiled before others could take some over.
const MANY_RULES: usize = 2_000;

/// How many rules are compiled before anybody is asked whether to go on.
const RULES_TOGETHER: usize = 1_024;

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
        let mut schemas = Schemas {
            known: HashMap::new(),
            rules: &rules,
            any_new: false,
            most_length: most_length_in(catalog),
        };
        earlier.into_iter().flat_map(Self::schemas).for_each(|schema| schemas.add(schema));
        let names = Names::of(catalog);
        let most_growth = schemas.most_growth(&names, earlier);
        let shared_caps = RefCell::default();
        let compile = |environment: &Arc<Environment>| {
            let old = earlier.and_then(|plan| plan.environment(&environment.name));
            let schema = schemas.of(&names, environment, old.map(|plan| &plan.schema), most_growth);
            let outside = Outside::of(&names, environment);
            let old = old.filter(|plan| plan.schema.is_same(&schema));
            if let Some(plan) =
                old.filter(|plan| Arc::ptr_eq(&plan.source, environment) && outside.is_of(plan))
            {
                return Arc::clone(plan);
            }
            let compiler = Compiler {
                catalog,
                shared_caps: &shared_caps,
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
        let (mut by_name, mut by_brand) = (HashMap::new(), HashMap::<String, Vec<usize>>::new());
        for (index, environment) in environments.iter().enumerate() {
            by_name.entry(environment.name.clone()).or_insert(index);
            by_brand.entry(environment.design_name.clone()).or_default().push(index);
        }
        let changed = schemas.any_new;
        let (catalog, settings) = (Arc::clone(catalog), catalog.settings.clone());
        let plan = Self { catalog, zone, settings, environments, by_name, by_brand, rules };
        let schemas: Vec<Schema> = plan.schemas().cloned().collect();
        plan.rules.forget(&schemas, changed);
        plan
    }
}

/// What the rules of environments see. Environments that see the same share it, and the rules that they share are
/// compiled once.
struct Schemas<'a> {
    /// By what they are told apart by at first sight.
    known: HashMap<u64, Vec<Schema>>,
    rules: &'a RuleTable,
    any_new: bool,
    /// How long a rule of the catalog may be.
    most_length: usize,
}

impl Schemas<'_> {
    fn add(&mut self, schema: &Schema) {
        let known = self.known.entry(schema.mark()).or_default();
        if !known.iter().any(|known| known.is_same(schema)) {
            known.push(schema.clone());
        }
    }

    /// That of an environment: the one that it had, or another one that is known, where it fits still.
    /// The filters of an environment may bring no more than `most_growth` nodes into one rule.
    fn of(
        &mut self,
        names: &Names<'_>,
        environment: &Environment,
        old: Option<&Schema>,
        most_growth: usize,
    ) -> Schema {
        let (catalog, most_length) = (names.catalog, self.most_length);
        let (profile, zone) = (names.profile_of(environment), catalog.zone());
        let Environment { call_data, filters, .. } = environment;
        let mark = Schema::mark_of(profile, call_data, filters);
        let mut known = old.into_iter().chain(self.known.get(&mark).into_iter().flatten());
        let fits = |schema: &&Schema| {
            (schema.most_growth(), schema.most_length()) == (most_growth, most_length)
                && schema.is_of(profile, call_data, &catalog.offer_fields, filters, &zone)
        };
        if let Some(schema) = known.find(fits) {
            return schema.clone();
        }
        let read = |rule: &str| self.rules.read(rule).ok();
        let schema = Schema::reading(profile, call_data, &catalog.offer_fields, filters, zone, read);
        let schema = schema.bounded(most_growth, most_length);
        self.any_new = true;
        self.add(&schema);
        schema
    }
}

impl Schemas<'_> {
    /// The most nodes that filters may bring into one rule of the catalog.
    fn most_growth(&mut self, names: &Names<'_>, earlier: Option<&Plan>) -> usize {
        let mut growth = Growth::new(self.rules);
        for environment in names.catalog.environments.iter().filter(|it| !it.filters.is_empty()) {
            let old = earlier.and_then(|plan| plan.environment(&environment.name));
            let schema = self.of(names, environment, old.map(|plan| &plan.schema), usize::MAX);
            growth.add(environment, names.caps_of(environment).map_or(&[][..], |caps| caps), &schema);
        }
        most_growth(growth.all())
    }
}

/// The names of a catalog that environments look for, hashed once: the first of each counts.
struct Names<'c> {
    catalog: &'c Catalog,
    dimensions: HashMap<&'c str, &'c Arc<Dimension>>,
    /// The active presentation rules of each typology.
    typologies: HashMap<&'c str, Arc<[Arc<PresentationRule>]>>,
    /// The Design environment of each Live one.
    designs: HashMap<&'c str, &'c str>,
    folders: FolderTree<'c>,
}

impl<'c> Names<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let rules = firsts(catalog.presentation_rules.iter().map(|it| (it.name.as_str(), it)));
        let caps = |typology: &Arc<Typology>| {
            let found = typology.rules.iter().filter_map(|name| rules.get(name.as_str()).copied());
            found.filter(|rule| rule.active).cloned().collect()
        };
        let lives = catalog.environments.iter().filter_map(|it| Some((it.linked_live()?, it.name.as_str())));
        Self {
            catalog,
            dimensions: firsts(catalog.dimensions.iter().map(|it| (it.name.as_str(), it))),
            typologies: firsts(catalog.typologies.iter().map(|it| (it.name.as_str(), caps(it)))),
            designs: firsts(lives),
            folders: FolderTree::new(&catalog.folders),
        }
    }

    /// The active presentation rules of the typology of an environment.
    fn caps_of(&self, environment: &Environment) -> Option<&Arc<[Arc<PresentationRule>]>> {
        environment.typology.as_ref().and_then(|name| self.typologies.get(name.as_str()))
    }

    /// The fields of the contacts of an environment.
    fn profile_of(&self, environment: &Environment) -> &'c [Field] {
        let dimension = self.dimensions.get(environment.targeting_dimension.as_str());
        dimension.map(|dimension| dimension.fields.as_slice()).unwrap_or_default()
    }

    fn folders_within(&self, environment: &Environment) -> HashSet<String> {
        let Some(top) = &environment.visitor_folder else { return HashSet::new() };
        let within = self.folders.within(top).into_iter();
        within.filter(|name| self.folders.has(name)).map(str::to_owned).collect()
    }
}

/// The first value of each name.
fn firsts<'c, T>(named: impl Iterator<Item = (&'c str, T)>) -> HashMap<&'c str, T> {
    let mut known = HashMap::new();
    for (name, value) in named {
        known.entry(name).or_insert(value);
    }
    known
}

/// All that an environment's plan depends on outside the environment, beside what its rules see.
struct Outside {
    design_name: String,
    contacts: ContactsOf,
    /// The active presentation rules of its typology.
    caps: Arc<[Arc<PresentationRule>]>,
}

impl Outside {
    fn of(names: &Names<'_>, environment: &Environment) -> Self {
        let name = environment.name.as_str();
        Self {
            design_name: names.designs.get(name).copied().unwrap_or(name).to_owned(),
            contacts: ContactsOf {
                dimension: names.dimensions.get(environment.targeting_dimension.as_str()).copied().cloned(),
                folders: environment.anonymous.then(|| names.folders_within(environment)),
            },
            caps: names.caps_of(environment).cloned().unwrap_or_default(),
        }
    }

    /// Whether a plan was made with the same.
    fn is_of(&self, plan: &EnvironmentPlan) -> bool {
        let Self { design_name, contacts, caps } = self;
        *design_name == plan.design_name && *contacts == plan.contacts && *caps == plan.caps.active
    }
}

/// Presentation rules by the schema that they see and the name of their typology.
type SharedCaps = HashMap<(usize, String), Arc<Caps>>;

/// Compiles one environment. Equal rules are compiled once, and those of an earlier plan not again; offers
/// that an edit did not touch are taken over from it.
struct Compiler<'a> {
    catalog: &'a Catalog,
    source: &'a Arc<Environment>,
    zone: &'a TimeZone,
    schema: Schema,
    rules: &'a RuleTable,
    /// The presentation rules of environments that see the same and have the same typology.
    shared_caps: &'a RefCell<SharedCaps>,
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
    themes: Texts,
}

impl Compiler<'_> {
    fn environment(mut self, outside: Outside) -> EnvironmentPlan {
        let source = self.source;
        if self.earlier.is_none() {
            self.compile_rules();
        }
        let target = self.rule(&source.target);
        let weights = self.weights(&source.weights);
        let no_themes = Texts::none();
        for category in &source.categories {
            self.category(category, &[], &no_themes);
        }
        let spaces = source.spaces.iter().map(|space| Arc::new(self.space(space))).collect();
        let Outside { design_name, contacts, caps } = outside;
        let key = (self.schema.identity(), source.typology.clone().unwrap_or_default());
        let known = self.shared_caps.borrow().get(&key).cloned();
        let caps = known.unwrap_or_else(|| Arc::new(Caps::new(caps, &self.schema, self.rules)));
        self.shared_caps.borrow_mut().insert(key, Arc::clone(&caps));
        let plan = EnvironmentPlan {
            source: Arc::clone(source),
            name: source.name.clone(),
            design_name,
            contacts,
            schema: self.schema,
            target,
            weights,
            spaces,
            categories: self.categories,
            offers: self.offers,
            found: Found::default(),
            caps,
        };
        carry_over(self.earlier, &plan);
        plan
    }

    /// Has all processors compile the rules of very many offers, which are known then.
    fn compile_rules(&self) {
        let mut rules = Vec::new();
        rules_of_offers(&self.source.categories, &mut rules);
        if rules.len() < MANY_RULES {
            return;
        }
        let (schema, table) = (&self.schema, self.rules);
        for some in rules.chunks(RULES_TOGETHER) {
            if (self.stop)() {
                return;
            }
            some.par_iter().for_each(|rule| drop(Rule::read(table, schema, rule)));
        }
    }

    fn category(&mut self, category: &Category, above: &[usize], themes_above: &Texts) {
        let index = self.categories.len();
        let chain: Vec<usize> = above.iter().copied().chain([index]).collect();
        let earlier = self.earlier.and_then(|plan| plan.categories.get(index)).map(|plan| &plan.themes);
        let known = earlier.filter(|known| known.is_made_of(themes_above, &category.themes));
        let themes = known.cloned().unwrap_or_else(|| themes_above.and(&category.themes));
        let plan = CategoryPlan {
            name: category.name.clone(),
            chain: chain.clone(),
            enabled: category.enabled,
            period: self.bounds(&category.period),
            written_period: category.period.clone(),
            target: self.rule(&category.target),
            weights: self.weights(&category.weights),
            multiplier: category.multiplier.as_ref().map(|it| (it.value, self.bounds(&it.period))),
            themes: themes.clone(),
            always_recommended: category.always_recommended,
        };
        self.categories.push(plan);
        let home = Home { category: index, name: text_input(&category.name), themes };
        for offer in &category.offers {
            if (self.stop)() {
                return;
            }
            let plan = self.unchanged(offer, &home).unwrap_or_else(|| Arc::new(self.offer(offer, &home)));
            self.offers.push(plan);
        }
        for below in &category.categories {
            self.category(below, &chain, &home.themes);
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
            && earlier.categories[plan.category].themes.is_same(&home.themes);
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
            live: OnceLock::new(),
            space: Arc::clone(space),
        }
    }

    fn weights(&mut self, weights: &[Weight]) -> Weights {
        let plans = weights.iter().map(|weight| WeightPlan {
            label: weight.label.clone(),
            value: match &weight.value {
                WeightValue::Number(value) => WeightSource::Number(*value),
                WeightValue::Formula(formula) => {
                    let broken = || Rule::Broken(Arc::default());
                    WeightSource::Formula(self.rule(formula).unwrap_or_else(broken))
                }
            },
            period: self.bounds(&weight.period),
            written_period: weight.period.clone(),
            space: weight.space.clone(),
            target: self.rule(&weight.target),
        });
        Weights::new(plans.collect())
    }

    /// An empty rule is none: everyone.
    fn rule(&mut self, source: &str) -> Option<Rule> {
        Rule::read(self.rules, &self.schema, source)
    }

    fn bounds(&self, period: &Period) -> Window {
        Window::of(period, self.zone)
    }
}

/// The rules of the offers of categories.
fn rules_of_offers<'c>(categories: &'c [Arc<Category>], rules: &mut Vec<&'c str>) {
    for category in categories {
        for offer in &category.offers {
            rules.push(offer.target.as_str());
            rules.extend(offer.weights.iter().map(|weight| weight.target.as_str()));
        }
        rules_of_offers(&category.categories, rules);
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
    let standard = texts.into_iter().chain([home.name.clone(), Some(Typed::List(home.themes.clone()))]);
    let own = |name: &str| -> Option<&Value> { offer.content.fields.get(name) };
    let fields =
        catalog.offer_fields.iter().map(|field| typed(own(&field.name)?, &field.field_type, zone).ok());
    standard.chain(fields).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_above_a_category_are_shared_with_it_and_with_the_plan_before() {
        let text = r#"Catalog(format: 1, name: "shop", environments: [Environment(name: "e", stage: Live,
            targeting_dimension: "", categories: [Category(name: "top", themes: ["a", "b"], categories: [
                Category(name: "one", themes: ["c"], offers: [Offer(name: "x")]),
                Category(name: "two", offers: [Offer(name: "y")])])])])"#;
        let mut catalog: Catalog = ron::from_str(text).expect("a catalog");
        let plan = Plan::new(&Arc::new(catalog.clone()));
        let environment = &plan.environments[0];
        let themes = |place: usize| &environment.categories[place].themes;
        assert!(themes(1).is_made_of(themes(0), &["c".to_owned()]) && themes(2).is_made_of(themes(0), &[]));
        let seen = |offer: usize| environment.offers[offer].inputs[offer_slot::THEMES].clone();
        assert_eq!([seen(0), seen(1)], [Some(Typed::list(["a", "b", "c"])), Some(Typed::list(["a", "b"]))]);
        let changed = Arc::make_mut(&mut catalog.environments[0]);
        changed.label = "Changed".to_owned();
        Arc::make_mut(&mut Arc::make_mut(&mut changed.categories[0]).categories[0])
            .themes
            .push("d".to_owned());
        let after = Plan::after(&Arc::new(catalog), Some(&plan));
        let after = &after.environments[0];
        let same = |place: usize| after.categories[place].themes.is_same(themes(place));
        assert_eq!([0, 1, 2].map(same), [true, false, true]);
        assert!(!Arc::ptr_eq(&after.offers[0], &environment.offers[0]));
        assert!(Arc::ptr_eq(&after.offers[1], &environment.offers[1]));
    }
}
