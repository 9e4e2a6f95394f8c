//! What may be otherwise for an offer to be proposed, and with which values it is tried: one of each class that rules, periods
//! and presentation rules tell apart, those nearest to what is so now first.

use super::critical;
use super::moments;
use super::setting::{Classes, Lever, ReadTest, Setting};
use super::situation::Situation;
use crate::engine::decision::{Decision, Excluded};
use crate::engine::exclusion::Exclusion;
use crate::engine::plan::{Plan, WeightPlan};
use crate::model::{Category, PresentationRule, Weight, WeightValue};
use crate::rule::{
    Condition, FieldTest, FieldTests, Inputs, Reasoner, Root, Truth, Typed, compile, parse, typed,
};

/// How many of the offers that may come before are looked at: they may be left out for somebody else.
const MOST_RIVALS: usize = 10;

/// How many sample contacts' values are tried where rules do not tell the classes of a field.
const MOST_SAMPLES: usize = 30;

/// How many contacts are looked at for them.
const MOST_SAMPLED: usize = 300;

/// How many spaces are tried.
const MOST_SPACES: usize = 20;

impl ReadTest {
    fn read(text: FieldTest, situation: &Situation<'_>) -> Option<Self> {
        let program = |text: &str| Some(compile(&parse(text).ok()?, &situation.environment().schema));
        let sides = text.sides.iter().filter_map(|side| program(side)).collect();
        Some(Self { holds: program(&text.holds)?, fails: program(&text.fails)?, sides, text })
    }

    /// Whether it holds, or the other one, for the contact and the call as they are but for a field.
    pub(super) fn outcome(
        &self,
        situation: &Situation<'_>,
        place: (Root, usize),
        value: Option<&Typed>,
    ) -> Option<bool> {
        situation.with_value(place, value, |inputs| self.outcome_of(inputs))
    }

    /// Whether it holds, or the other one.
    pub(super) fn outcome_of(&self, inputs: &Inputs<'_>) -> Option<bool> {
        match (self.holds.test(inputs), self.fails.test(inputs)) {
            (Truth::True, _) => Some(true),
            (_, Truth::True) => Some(false),
            _ => None,
        }
    }
}

/// The offers that may come before another one: those that are proposed, and those that are stopped now, of which the
/// heaviest count. With what lets the one through they may be let through too.
fn rivals(situation: &Situation<'_>, decision: &Decision) -> Vec<usize> {
    let environment = situation.environment();
    let proposed = decision.propositions.iter();
    let proposed = proposed.filter_map(|it| environment.offer_named(it.offer.split_once('/')?.1));
    let heaviest = |offer: usize| {
        let weights = environment.offers[offer].weights.all.iter();
        weights.filter_map(WeightPlan::plain).fold(0.0, f64::max)
    };
    let stopped = decision.excluded.iter().map(|it| it.offer).filter(|offer| *offer != situation.offer);
    let mut stopped: Vec<usize> = stopped.collect();
    stopped.sort_by(|one, other| heaviest(*other).total_cmp(&heaviest(*one)));
    proposed.chain(stopped).take(MOST_RIVALS).collect()
}

/// All that may be otherwise, for an offer that a decision left out.
pub(super) fn levers(situation: &Situation<'_>, decision: &Decision, excluded: &Excluded) -> Vec<Lever> {
    let offers: Vec<usize> = std::iter::once(situation.offer).chain(rivals(situation, decision)).collect();
    let mut levers = Vec::new();
    if situation.context.person.is_none() {
        levers.push(Lever::plain(Setting::Identified));
    }
    let mut reasoner = Reasoner::new(&situation.environment().schema);
    let conditions = conditions(situation, &offers, &mut reasoner);
    let conditions: Vec<&Condition> = conditions.iter().collect();
    levers.extend(fields(situation, &reasoner, &conditions));
    levers.extend(moments::lever(situation, &offers, &reasoner, &conditions));
    let spaces = situation.environment().spaces.iter().enumerate().take(MOST_SPACES);
    let others = spaces.filter(|(_, space)| space.space.name != situation.context.space.space.name);
    let settings = others.map(|(place, _)| Setting::Space(place)).collect();
    levers.push(Lever { settings, classes: Classes::None });
    levers.push(Lever::plain(Setting::Category));
    levers.push(Lever::plain(Setting::Count));
    if situation.context.person.as_ref().is_some_and(|person| !person.history.is_empty()) {
        levers.push(Lever::plain(Setting::History));
    }
    if excluded.exclusion == Exclusion::NotLiveOnSpace {
        levers.push(Lever::plain(Setting::Approval));
    }
    levers.retain(|lever| !lever.settings.is_empty());
    levers
}

/// The fields of a contact and of the call that an offer's rules ask for.
pub(super) fn of_caller(situation: &Situation<'_>) -> Vec<Lever> {
    let mut reasoner = Reasoner::new(&situation.environment().schema);
    let conditions = conditions(situation, &[situation.offer], &mut reasoner);
    let conditions: Vec<&Condition> = conditions.iter().collect();
    let mut levers = fields(situation, &reasoner, &conditions);
    levers.retain(|lever| !lever.settings.is_empty());
    levers
}

/// The splits that an offer's rules ask for. They are no levers: where a contact stands in one is so for good.
pub(super) fn splits(situation: &Situation<'_>) -> Vec<String> {
    let schema = &situation.environment().schema;
    let mut reasoner = Reasoner::new(schema);
    let conditions = conditions(situation, &[situation.offer], &mut reasoner);
    let conditions: Vec<&Condition> = conditions.iter().collect();
    let asked = reasoner.fields(&conditions).into_iter().filter(|(root, _)| *root == Root::Split);
    asked.filter_map(|(_, slot)| schema.split_name(slot)).map(|name| name.to_string()).collect()
}

/// The fields of the contact and of the call that the rules ask for.
fn fields(situation: &Situation<'_>, reasoner: &Reasoner, conditions: &[&Condition]) -> Vec<Lever> {
    let of_caller = |place: &(Root, usize)| matches!(place.0, Root::Profile | Root::Call);
    let places = reasoner.fields(conditions).into_iter().filter(of_caller);
    let places = places.filter(|place| !(situation.context.person.is_some() && situation.is_key(*place)));
    places.map(|place| field(situation, reasoner, conditions, place)).collect()
}

/// A field with a value of each class, and missing; the class that it has now is left out.
fn field(
    situation: &Situation<'_>,
    reasoner: &Reasoner,
    conditions: &[&Condition],
    place: (Root, usize),
) -> Lever {
    let FieldTests { all, are_whole } = reasoner.tests(conditions, place);
    let count = all.len();
    let tests: Vec<ReadTest> = all.into_iter().filter_map(|text| ReadTest::read(text, situation)).collect();
    let present = situation.present(place);
    let class = |value: Option<&Typed>| -> Vec<Option<bool>> {
        tests.iter().map(|test| test.outcome(situation, place, value)).collect()
    };
    let tells_all = are_whole && tests.len() == count;
    let mut values = reasoner.witnesses(conditions, place, situation.context.at);
    if !tells_all {
        values.extend(samples(situation, place));
    }
    if !tells_all || tests.iter().any(|test| !test.sides.is_empty() || !test.text.named.is_empty()) {
        values = critical::values(situation, place, &tests, (values, tells_all));
    }
    // Of values that are equally far, what people gave as examples says most.
    let examples = if place.0 == Root::Call { samples(situation, place) } else { Vec::new() };
    values.splice(..0, examples);
    values
        .sort_by(|one, other| distance(one, present.as_ref()).total_cmp(&distance(other, present.as_ref())));
    let mut known = vec![(class(present.as_ref()), present.clone())];
    let mut settings = Vec::new();
    for value in values.into_iter().map(Some).chain([None]) {
        let found = class(value.as_ref());
        // A value that is there and one that is missing are of one class only where no rule asks for it.
        let is_known = known.iter().any(|(class, other)| {
            *other == value || tells_all && *class == found && other.is_some() == value.is_some()
        });
        if !is_known {
            known.push((found, value.clone()));
            settings.push(Setting::Field(place.0, place.1, value));
        }
    }
    Lever { settings, classes: Classes::Tests(tests) }
}

/// How far a value is from the one that there is now, where that can be said.
fn distance(value: &Typed, present: Option<&Typed>) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "only the order counts")]
    match (value, present) {
        (Typed::Integer(one), Some(Typed::Integer(other))) => one.abs_diff(*other) as f64,
        (Typed::Decimal(one), Some(Typed::Decimal(other))) => (one - other).abs(),
        _ => 0.0,
    }
}

/// Values that sample contacts have, or examples of call data.
fn samples(situation: &Situation<'_>, (root, slot): (Root, usize)) -> Vec<Typed> {
    let (environment, population) = (situation.environment(), situation.population);
    if root == Root::Call {
        let (name, field_type) = &environment.schema.fields(root)[slot];
        let examples = environment.source.call_data_examples.iter();
        let values = examples.filter_map(|example| example.values.get(name));
        return values.filter_map(|value| typed(value, field_type, environment.schema.zone()).ok()).collect();
    }
    let dimension = environment.contacts.dimension.as_ref().map_or("", |dimension| &dimension.name);
    let first = population.first(dimension, environment.contacts.folders.as_ref(), MOST_SAMPLED);
    // Where they cannot be read there are no samples: the tries say so.
    let places = first.unwrap_or_default().into_iter();
    let people = places.filter_map(|place| population.person(place).ok().flatten());
    people.filter_map(|person| person.profile.get(slot).cloned()).take(MOST_SAMPLES).collect()
}

/// The rules that decide about some offers, taken apart.
fn conditions(situation: &Situation<'_>, offers: &[usize], reasoner: &mut Reasoner) -> Vec<Condition> {
    let (plan, environment): (&Plan, _) = (situation.plan, situation.environment());
    let mut categories: Vec<&Category> = Vec::new();
    environment.source.walk_categories(|_, category| categories.push(category));
    let mut sources: Vec<&str> = vec![&environment.source.target];
    sources.extend(of_weights(&environment.source.weights));
    for offer in offers {
        let offer = &environment.offers[*offer];
        for (place, _) in environment.chain(offer.category) {
            sources.push(&categories[place].target);
            sources.extend(of_weights(&categories[place].weights));
        }
        sources.push(&offer.offer.target);
        sources.extend(of_weights(&offer.offer.weights));
    }
    for cap in environment.caps() {
        let rule: &PresentationRule = &cap.rule;
        sources.extend([rule.recipients.as_str(), rule.count.matching.as_str()]);
    }
    sources.retain(|source| !source.trim().is_empty());
    sources.sort_unstable();
    sources.dedup();
    let read = sources.into_iter().filter_map(|source| plan.rules.read(source).ok());
    read.map(|parsed| reasoner.read(&parsed)).collect()
}

fn of_weights(weights: &[Weight]) -> impl Iterator<Item = &str> {
    weights.iter().flat_map(move |weight| {
        let formula = match &weight.value {
            WeightValue::Formula(formula) => Some(formula.as_str()),
            WeightValue::Number(_) => None,
        };
        std::iter::once(weight.target.as_str()).chain(formula)
    })
}
