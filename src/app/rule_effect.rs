//! What a rule does to the contacts of the catalog and to the one that is previewed, while it is written.
//! Owns the bound on how many contacts are looked at; evaluates as the engine does.

use crate::app::application::App;
use crate::app::derived::Derived;
use crate::engine::{CallView, Decision};
use crate::model::{Call, Catalog, Environment, Filter, Ref, Stage};
use crate::rule::{self, Budget, Inputs, Traced, Truth, Use};
use jiff::Timestamp;
use std::sync::Arc;

/// How many contacts are counted: this happens at each key press.
const MAX_CONTACTS: usize = 2_000;

/// What a rule does.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleEffect {
    /// The contacts that it matches; `None` for a formula.
    pub counted: Option<Counted>,
    /// Its result for the previewed contact, when its environment can have that contact.
    pub traced: Option<Traced>,
    /// The label of that contact; empty for an unknown one.
    pub contact: String,
}

/// How many contacts a rule matches.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Those it matches: their places among the catalog's contacts, and their labels.
    pub matching: Vec<(usize, String)>,
    /// For how many it cannot be told.
    pub unknown: usize,
    /// How many were looked at.
    pub all: usize,
    /// There are more than were looked at.
    pub more: bool,
}

/// What effects follow from: a state of the catalog, and what is previewed of it. A worker may have it too.
#[derive(Debug, Clone)]
pub struct RuleEffectBasis {
    catalog: Arc<Catalog>,
    derived: Derived,
    decision: Option<Arc<Decision>>,
    call: Option<Call>,
    who: Option<usize>,
    now: Timestamp,
}

impl RuleEffectBasis {
    /// As the application stands.
    pub fn of(app: &App) -> Self {
        let (workspace, preview) = (app.workspace(), app.preview());
        let catalog = Arc::clone(workspace.catalog());
        Self {
            derived: workspace.derived().clone(),
            decision: preview.decision().and_then(|answer| answer.as_ref().ok()).cloned(),
            call: preview.call(&catalog),
            who: preview.who(),
            now: app.now(),
            catalog,
        }
    }
}

/// What a rule of an entity does. `None` for what cannot be read, and where no contact is in view: rules that
/// count propositions or choose offers.
pub fn rule_effect(basis: &RuleEffectBasis, entity: &Ref, source: &str, usage: Use) -> Option<RuleEffect> {
    let filter = match (usage, entity) {
        (Use::Filter, Ref::Filter(_, name)) => Some(name.as_str()),
        (Use::Target | Use::Weight | Use::Recipients, _) => None,
        _ => return None,
    };
    if filter.is_some_and(|name| !has_defaults(basis, entity, name)) {
        return None;
    }
    let source = filter.map_or_else(|| source.to_owned(), |name| format!("filters.{name}()"));
    let rules = basis.derived.plan.rules();
    let parsed = rules.read(&source).ok()?;
    let (view, previewed) = view(basis, entity)?;
    let offer = offer_of(entity);
    let schema = view.schema();
    let budget = Budget::default();
    let trace = |inputs| match filter {
        Some(name) => rule::trace_filter(&parsed, name, schema, &inputs),
        None => Some(rule::trace(&parsed, schema, &inputs)),
    };
    let looked_at = Inputs { budget: Some(&budget), ..view.inputs(offer) };
    let traced = previewed.as_ref().and_then(|_| trace(looked_at));
    let counted = (usage != Use::Weight).then(|| {
        let program = rules.program(schema, &source).ok()?;
        Some(count(basis, &view, offer, |inputs| program.test(inputs)))
    });
    let counted = counted.flatten();
    Some(RuleEffect { counted, traced, contact: previewed.unwrap_or_default() })
}

/// What conditions of a rule come to for the previewed contact, one by one, with the contact's label as
/// [`RuleEffect`] has it. A condition that cannot be told has nothing: one that is wrong, or one of a predefined
/// filter without defaults.
pub fn conditions(
    basis: &RuleEffectBasis,
    entity: &Ref,
    usage: Use,
    conditions: &[String],
) -> Option<(String, Vec<Option<Traced>>)> {
    let filter = match (usage, entity) {
        (Use::Filter, Ref::Filter(_, name)) => Some(filter_of(basis, entity, name)?),
        (Use::Target | Use::Recipients, _) => None,
        _ => return None,
    };
    let (view, previewed) = view(basis, entity)?;
    let budget = Budget::default();
    let inputs = Inputs { budget: Some(&budget), ..view.inputs(offer_of(entity)) };
    let (contact, schema) = (previewed?, view.schema());
    let rules = basis.derived.plan.rules();
    let traced = conditions.iter().map(|condition| {
        let parsed = rules.read(condition).ok()?;
        let found = match filter {
            Some(filter) => rule::check_filter(&Filter { rule: condition.clone(), ..filter.clone() }, schema),
            None => rules.check(schema, condition, usage).to_vec(),
        };
        if found.iter().any(|one| one.severity == rule::Severity::Error) {
            return None;
        }
        match filter {
            Some(filter) => rule::trace_in_filter(&parsed, &filter.name, schema, &inputs),
            None => Some(rule::trace(&parsed, schema, &inputs)),
        }
    });
    Some((contact, traced.collect()))
}

/// The offer whose fields the rules of an entity see.
fn offer_of(entity: &Ref) -> Option<&str> {
    match entity {
        Ref::Offer(_, name) => Some(name),
        _ => None,
    }
}

/// Whether a filter can be called without values.
fn has_defaults(basis: &RuleEffectBasis, entity: &Ref, name: &str) -> bool {
    let filter = filter_of(basis, entity, name);
    filter.is_some_and(|filter| filter.parameters.iter().all(|parameter| parameter.default.is_some()))
}

fn filter_of<'a>(basis: &'a RuleEffectBasis, entity: &Ref, name: &str) -> Option<&'a Filter> {
    let environment = basis.catalog.environment(entity.environment()?)?;
    environment.filters.iter().map(|filter| &**filter).find(|filter| filter.name == *name)
}

/// The environment whose contacts a presentation rule is for: one that uses it, the answering one before others and
/// Design before Live. A rule that none uses is seen by the one that answers.
fn used_in<'a>(catalog: &'a Catalog, rule: &str, answered: Option<&'a str>) -> Option<&'a str> {
    let holds = |name: &str| {
        let typology = catalog.typologies.iter().find(|typology| typology.name == name);
        typology.is_some_and(|typology| typology.rules.iter().any(|held| held == rule))
    };
    let caps_by_it = |environment: &&Arc<Environment>| environment.typology.as_deref().is_some_and(holds);
    let order = |environment: &&Arc<Environment>| {
        (Some(environment.name.as_str()) != answered, environment.stage == Stage::Live)
    };
    let capped = catalog.environments.iter().filter(caps_by_it);
    capped.min_by_key(order).map(|environment| environment.name.as_str()).or(answered)
}

/// What the rules of an entity see, with the label of the previewed contact where it is one of theirs.
fn view(basis: &RuleEffectBasis, entity: &Ref) -> Option<(CallView, Option<String>)> {
    let RuleEffectBasis { catalog, derived, call, who, now, .. } = basis;
    let decision = basis.decision.as_deref();
    let answered = decision.map(Decision::call_view);
    let environment = match entity {
        Ref::PresentationRule(rule) => used_in(catalog, rule, answered.as_ref().map(CallView::environment))?,
        _ => entity.environment()?,
    };
    let environment = environment.to_owned();
    if let (Some(decision), Some(answered)) = (decision, answered)
        && answered.environment() == environment
    {
        let label = decision.contact.as_ref().map(|contact| contact.label.clone()).unwrap_or_default();
        let somebody = decision.contact.is_some()
            || catalog.environment(&environment).is_some_and(|environment| environment.anonymous);
        return Some((answered, somebody.then_some(label)));
    }
    let call = call.clone().unwrap_or_else(|| Call::new(String::new()));
    let nobody = derived.plan.call_view(&environment, &call, None, *now)?;
    let population = &derived.population;
    let who = who.filter(|who| nobody.contacts(population).any(|index| index == *who));
    match who.and_then(|who| population.person(who)) {
        Some(person) => {
            let view = derived.plan.call_view(&environment, &call, Some(person), *now)?;
            Some((view, Some(person.label.clone())))
        }
        None => Some((nobody, None)),
    }
}

fn count(
    basis: &RuleEffectBasis,
    view: &CallView,
    offer: Option<&str>,
    test: impl Fn(&Inputs<'_>) -> Truth,
) -> Counted {
    let population = &basis.derived.population;
    let mut contacts = view.contacts(population);
    let mut counted = Counted::default();
    let (budget, mut spread) = (Budget::default(), view.spread());
    for index in contacts.by_ref().take(MAX_CONTACTS) {
        let Some(person) = population.person(index) else { continue };
        if budget.is_spent() {
            counted.more = true;
            return counted;
        }
        counted.all += 1;
        let profile = spread.fill(Some(&person.profile));
        match test(&Inputs { budget: Some(&budget), ..view.inputs_of((profile, &person.key), offer) }) {
            Truth::True => counted.matching.push((index, person.label.clone())),
            Truth::False => {}
            Truth::Unknown(_) => counted.unknown += 1,
        }
    }
    counted.more = contacts.next().is_some();
    counted
}
