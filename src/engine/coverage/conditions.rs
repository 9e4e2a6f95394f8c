//! The rules of a catalog with their conditions, and what each condition can come to. Owns where each rule is found when a
//! decision asks it.

use super::item::{Aspect, CaseOutcome, CoverageItem};
use crate::engine::plan::{EnvironmentPlan, OfferPlan, Plan};
use crate::model::{Place, Ref, Status, Weight, WeightValue};
use crate::rule::{Cases, Effort, Given, Reasoner, Root, Typed, interaction, proposition};
use std::collections::HashMap;
use std::sync::Arc;

/// How many conditions there may be to look at: those of thousands of offers. The rules behind them are left out, which is
/// said.
const MOST_CONDITIONS: usize = 10_000;

/// How much all proofs together may be of what conditions can come to: about half a second. Behind it, they are taken to
/// come to anything.
const MOST_EFFORT: u64 = 25_000_000;

/// A rule, with the items of its conditions.
#[derive(Debug)]
pub(super) struct Site {
    pub(super) cases: Arc<Cases>,
    /// By the place of the condition: what it comes to true, false and unknown; none for what it never comes to.
    pub(super) items: Vec<[Option<usize>; 3]>,
}

/// The conditions of all rules.
#[derive(Debug)]
pub(super) struct Conditions {
    pub(super) sites: Vec<Site>,
    /// By the rule's place and the condition's text.
    known: HashMap<(Place, Arc<str>), [Option<usize>; 3]>,
    effort_left: u64,
    is_whole: bool,
}

/// Where the rules of an environment are, each by its place among the sites.
#[derive(Debug, Default)]
pub(super) struct Sites {
    pub(super) target: Option<usize>,
    pub(super) categories: Vec<Option<usize>>,
    pub(super) offers: Vec<Option<usize>>,
    /// The rules and formulas of the weights of the environment, of each category and of each offer.
    pub(super) weights: Vec<[Option<usize>; 2]>,
    pub(super) category_weights: Vec<Vec<[Option<usize>; 2]>>,
    pub(super) offer_weights: Vec<Vec<[Option<usize>; 2]>>,
    /// What presentation rules apply to, whom they are for, and what they count.
    pub(super) caps: Vec<[Option<usize>; 3]>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self { sites: Vec::new(), known: HashMap::new(), effort_left: MOST_EFFORT, is_whole: true }
    }
}

impl Conditions {
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// Finds the rules of an environment; none, once the work is to be given up.
    pub(super) fn sites(
        &mut self,
        plan: &Plan,
        environment: &EnvironmentPlan,
        items: &mut Vec<CoverageItem>,
        stop: &dyn Fn() -> bool,
    ) -> Option<Sites> {
        let effort = Effort::of(self.effort_left);
        let mut finder = Finder {
            plan,
            environment,
            reasoner: Reasoner::sharing(&environment.schema, &effort),
            read: HashMap::new(),
            given: given(environment),
            conditions: self,
            items,
        };
        let sites = finder.sites(stop)?;
        self.effort_left = effort.left();
        Some(sites)
    }
}

struct Finder<'f> {
    plan: &'f Plan,
    environment: &'f EnvironmentPlan,
    reasoner: Reasoner,
    /// Rules that stand in several places are taken apart once.
    read: HashMap<(String, bool), Arc<Cases>>,
    given: Given,
    conditions: &'f mut Conditions,
    items: &'f mut Vec<CoverageItem>,
}

impl Finder<'_> {
    fn sites(&mut self, stop: &dyn Fn() -> bool) -> Option<Sites> {
        let environment = self.environment;
        let name = || environment.name.clone();
        let of = |entity| Place::new(entity, Vec::new());
        let mut sites = Sites::default();
        let own = of(Ref::Environment(name()));
        sites.target = self.rule(&environment.source.target, &own.field("target"), None);
        sites.weights = self.weights(&environment.source.weights, &own, None);
        let mut categories = Vec::new();
        environment.source.walk_categories(|_, category| categories.push(category));
        for category in categories {
            let place = of(Ref::Category(name(), category.name.clone()));
            sites.categories.push(self.rule(&category.target, &place.field("target"), None));
            sites.category_weights.push(self.weights(&category.weights, &place, None));
        }
        for offer in &environment.offers {
            if stop() {
                return None;
            }
            let place = of(Ref::Offer(name(), offer.offer.name.clone()));
            sites.offers.push(self.rule(&offer.offer.target, &place.field("target"), Some(offer)));
            sites.offer_weights.push(self.weights(&offer.offer.weights, &place, Some(offer)));
        }
        for cap in environment.caps() {
            let (rule, place) = (&cap.rule, of(Ref::PresentationRule(cap.rule.name.clone())));
            sites.caps.push([
                self.rule(&rule.applies_to, &place.field("applies_to"), None),
                self.rule(&rule.recipients, &place.field("recipients"), None),
                self.rule(&rule.count.matching, &place.field("count").field("matching"), None),
            ]);
        }
        Some(sites)
    }

    fn weights(
        &mut self,
        weights: &[Weight],
        place: &Place,
        offer: Option<&OfferPlan>,
    ) -> Vec<[Option<usize>; 2]> {
        let mut found = Vec::with_capacity(weights.len());
        for (index, weight) in weights.iter().enumerate() {
            let place = place.field("weights").index(index);
            let formula = match &weight.value {
                WeightValue::Formula(formula) => self.site(formula, &place.field("value"), offer, false),
                WeightValue::Number(_) => None,
            };
            found.push([self.rule(&weight.target, &place.field("target"), offer), formula]);
        }
        found
    }

    fn rule(&mut self, source: &str, place: &Place, offer: Option<&OfferPlan>) -> Option<usize> {
        self.site(source, place, offer, true)
    }

    fn site(
        &mut self,
        source: &str,
        place: &Place,
        offer: Option<&OfferPlan>,
        is_truth: bool,
    ) -> Option<usize> {
        if source.trim().is_empty() {
            return None;
        }
        if self.conditions.known.len() > MOST_CONDITIONS {
            self.conditions.is_whole = false;
            return None;
        }
        let cases = self.cases(source, is_truth)?;
        self.conditions.is_whole &= cases.is_whole();
        let given = offer.map_or_else(|| self.given.clone(), |offer| of_offer(&self.given, offer));
        let items = (0..cases.all().len()).map(|case| self.case(&cases, case, place, &given)).collect();
        self.conditions.sites.push(Site { cases, items });
        Some(self.conditions.sites.len() - 1)
    }

    fn cases(&mut self, source: &str, is_truth: bool) -> Option<Arc<Cases>> {
        if let Some(known) = self.read.get(&(source.to_owned(), is_truth)) {
            return Some(Arc::clone(known));
        }
        let parsed = self.plan.rules.read(source).ok()?;
        let schema = &self.environment.schema;
        let cases = if is_truth { Cases::of(&parsed, schema) } else { Cases::of_formula(&parsed, schema) };
        let cases = Arc::new(cases);
        self.read.insert((source.to_owned(), is_truth), Arc::clone(&cases));
        (!cases.all().is_empty()).then_some(cases)
    }

    /// The items of a condition, new ones where it is met first.
    fn case(&mut self, cases: &Cases, case: usize, place: &Place, given: &Given) -> [Option<usize>; 3] {
        let case = &cases.all()[case];
        let (environment, place) = match &case.filter {
            Some(filter) => {
                let filter = Ref::Filter(self.environment.name.clone(), filter.clone());
                (Some(self.environment.name.clone()), Place::new(filter, Vec::new()).field("rule"))
            }
            None if matches!(place.entity, Ref::PresentationRule(_)) => (None, place.clone()),
            None => (Some(self.environment.name.clone()), place.clone()),
        };
        let text: Arc<str> = case.text.as_str().into();
        let key = (place, Arc::clone(&text));
        if let Some(known) = self.conditions.known.get(&key) {
            return *known;
        }
        let possible = self.possible(&case.bound, given);
        let place = key.0.part(&case.span);
        let bound: Arc<str> = case.bound.as_str().into();
        let mut items = [None; 3];
        for (index, outcome) in CaseOutcome::ALL.into_iter().enumerate().filter(|(it, _)| possible[*it]) {
            let aspect = Aspect::Condition { text: Arc::clone(&text), bound: Arc::clone(&bound), outcome };
            self.items.push(CoverageItem { environment: environment.clone(), place: place.clone(), aspect });
            items[index] = Some(self.items.len() - 1);
        }
        self.conditions.known.insert(key, items);
        items
    }

    /// What a condition can come to by itself.
    fn possible(&mut self, bound: &str, given: &Given) -> [bool; 3] {
        match self.plan.rules.read(bound) {
            Ok(parsed) => {
                let condition = self.reasoner.read(&parsed);
                self.reasoner.can_be(&condition, given)
            }
            Err(_) => [true; 3],
        }
    }
}

/// What is known of every call that an environment answers.
fn given(environment: &EnvironmentPlan) -> Given {
    let texts = |texts: Vec<&str>| texts.into_iter().map(|it| Some(Typed::from(it))).collect::<Vec<_>>();
    let mut channels: Vec<&str> =
        environment.spaces.iter().map(|space| space.space.channel.rule_name()).collect();
    channels.sort_unstable();
    channels.dedup();
    let spaces = environment.spaces.iter().map(|space| space.space.name.as_str()).collect();
    // Rules of other environments are asked of somebody who was identified.
    let known: &[&str] = if environment.source.anonymous { &["anonymous"] } else { &[] };
    let known = known.iter().chain(&["explicit", "implicit"]).copied().collect();
    let always = crate::model::Window::ALWAYS;
    let statuses = Status::ALL.iter().map(|status| status.rule_name()).collect();
    Given::default()
        .there(Root::Call)
        .there(Root::Interaction)
        .one_of(Root::Proposition, proposition::STATUS, texts(statuses))
        .one_of(Root::Interaction, interaction::ENVIRONMENT, texts(vec![&environment.design_name]))
        .one_of(Root::Interaction, interaction::SPACE, texts(spaces))
        .one_of(Root::Interaction, interaction::CHANNEL, texts(channels))
        .one_of(Root::Interaction, interaction::IDENTIFICATION, texts(known))
        .within(Root::Interaction, interaction::AT, (always.from, always.until))
}

fn of_offer(given: &Given, offer: &OfferPlan) -> Given {
    let values = offer.inputs.iter().enumerate();
    values.fold(given.clone(), |given, (slot, value)| given.one_of(Root::Offer, slot, vec![value.clone()]))
}
