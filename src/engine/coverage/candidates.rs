//! Calls to try for what no scenario touches: each contact and nobody, on each space, with the call data, moments, categories
//! and past propositions that rules, periods and caps tell apart. Owns what is tried, in which order; what comes of it is for
//! the engine to decide.

use super::item::{Aspect, CoverageItem};
use crate::contacts::Population;
use crate::engine::plan::{EnvironmentPlan, Plan, SpacePlan};
use crate::model::{Call, Contact, CountedStatus, Moment, Proposition, Ref, Status, Value, Values, Window};
use crate::rule::{Condition, Reasoner, Root};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// How many contacts, moments, categories and spaces of an environment are tried: enough for catalogs that people write,
/// and no more than can be tried in a moment.
const MOST_PEOPLE: usize = 30;
const MOST_MOMENTS: usize = 24;
const MOST_CATEGORIES: usize = 40;
const MOST_SPACES: usize = 20;

/// On how many spaces contacts that were invented are tried.
const MOST_SPACES_OF_STRANGERS: usize = 6;

/// How many propositions a contact is given so that a cap stops an offer.
const MOST_PAST: u32 = 50;

/// A call to try, and the propositions that its contact has besides its own.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) call: Call,
    pub(super) history: Vec<Proposition>,
}

impl Candidate {
    /// How much there is to read in it: of equals the smallest is proposed.
    pub(super) fn size(&self) -> usize {
        let call = &self.call;
        let cookies = usize::from(call.permanent_cookie.is_some());
        let asked = 2 * (call.categories.len() + call.themes.len()) + usize::from(call.count > 1);
        call.identity.len() + cookies + call.call_data.len() + asked + 3 * self.history.len()
    }
}

/// Who calls: the identity of a contact, its cookie, or nobody.
#[derive(Debug, Clone, Default, PartialEq)]
struct Caller {
    identity: Vec<Value>,
    cookie: Option<String>,
}

/// What is tried on the spaces of one environment.
pub(super) struct Trying<'t> {
    plan: &'t Plan,
    environment: &'t EnvironmentPlan,
    now: Moment,
    at: Timestamp,
    people: Vec<usize>,
    /// Contacts that were invented.
    strangers: Vec<usize>,
    /// Call data: none, the examples, and each value that a rule tells apart.
    data: Vec<Values>,
    moments: Vec<Moment>,
}

impl<'t> Trying<'t> {
    /// For the environment; `untouched` are the items that are wanted. Behind so many contacts of the catalog, those of the
    /// population are invented.
    pub(super) fn new(
        plan: &'t Plan,
        environment: &'t EnvironmentPlan,
        (population, own): (&Population, usize),
        now: Timestamp,
        untouched: &[&CoverageItem],
    ) -> Self {
        let now = to_the_minute(now);
        let moment = |at: Timestamp| Moment::local(&at.to_zoned(plan.zone.clone()));
        let mut reasoner = Reasoner::new(&environment.schema);
        let conditions = conditions(plan, environment, untouched, &mut reasoner);
        let conditions: Vec<&Condition> = conditions.iter().collect();
        let moments = moments(environment, &reasoner, &conditions, now);
        Self {
            plan,
            environment,
            at: now,
            now: moment(now),
            people: environment.contacts(population).take_while(|it| *it < own).take(MOST_PEOPLE).collect(),
            strangers: environment.contacts(population).filter(|it| *it >= own).collect(),
            data: data(environment, &reasoner, &conditions, now),
            moments: moments.into_iter().map(moment).collect(),
        }
    }

    /// All calls, the plain ones first.
    pub(super) fn all(&self) -> impl Iterator<Item = Candidate> {
        let spaces = self.environment.spaces.iter().take(MOST_SPACES);
        let spaces: Vec<(&SpacePlan, Vec<Caller>)> =
            spaces.map(|space| (&**space, self.callers(space, &self.people))).collect();
        let plain = each(&spaces, |space, who| {
            let examples = self.data.iter().take(1 + self.environment.source.call_data_examples.len());
            examples.map(|data| self.call(space, who, data, 1)).collect::<Vec<_>>()
        });
        let moments = each(&spaces, |space, who| {
            let at = self.moments.iter();
            let at = at.map(|at| Call { at: Some(at.clone()), ..self.call(space, who, &Values::new(), 99) });
            at.collect::<Vec<_>>()
        });
        let data = each(&spaces, |space, who| {
            self.data.iter().flat_map(|data| self.counts(space, who, data)).collect::<Vec<_>>()
        });
        let categories = each(&spaces, |space, who| {
            let names = self.environment.categories.iter().take(MOST_CATEGORIES);
            let of = |name: &String| Call {
                categories: vec![name.clone()],
                ..self.call(space, who, &Values::new(), 99)
            };
            names.map(|category| of(&category.name)).collect::<Vec<_>>()
        });
        let widest = each(&spaces, |space, who| {
            let names = self.environment.categories.iter().filter(|category| category.chain.len() == 1);
            let names: Vec<String> = names.map(|category| category.name.clone()).collect();
            let all = |data: &Values| Call { categories: names.clone(), ..self.call(space, who, data, 99) };
            self.data.iter().map(all).collect::<Vec<_>>()
        });
        let calls = plain.into_iter().chain(widest).chain(data).chain(categories).chain(moments);
        let calls = calls.map(|call| Candidate { call, history: Vec::new() });
        calls.chain(self.capped(&spaces))
    }

    /// Calls of the contacts that were invented, for all that a space has.
    pub(super) fn invented(&self) -> impl Iterator<Item = Candidate> {
        let spaces = self.environment.spaces.iter().take(MOST_SPACES_OF_STRANGERS);
        let spaces: Vec<(&SpacePlan, Vec<Caller>)> =
            spaces.map(|space| (&**space, self.callers(space, &self.strangers))).collect();
        let calls = self.data.iter().flat_map(move |data| {
            each(&spaces, |space, who| {
                if *who == Caller::default() { Vec::new() } else { vec![self.call(space, who, data, 99)] }
            })
        });
        calls.map(|call| Candidate { call, history: Vec::new() })
    }

    fn counts(&self, space: &SpacePlan, who: &Caller, data: &Values) -> [Call; 2] {
        [1, 99].map(|count| self.call(space, who, data, count))
    }

    fn call(&self, space: &SpacePlan, who: &Caller, data: &Values, count: u32) -> Call {
        let mut call = Call::new(self.environment.address(&space.space.name));
        call.identity.clone_from(&who.identity);
        call.permanent_cookie.clone_from(&who.cookie);
        call.call_data.clone_from(data);
        call.at = Some(self.now.clone());
        call.count = count.min(u32::try_from(self.environment.offers.len()).unwrap_or(99).max(1));
        call
    }

    /// Nobody, and the contacts that the space may identify, each as it can be.
    fn callers(&self, space: &SpacePlan, people: &[usize]) -> Vec<Caller> {
        let mut callers = vec![Caller::default()];
        let contacts = &self.plan.catalog.contacts;
        let known = people.iter().filter_map(|index| contacts.get(*index));
        for contact in known {
            let identity = identity(self.environment, space, contact);
            if !identity.is_empty() {
                callers.push(Caller { identity, cookie: None });
            }
            if space.space.implicit_identification
                && let Some(cookie) = contact.cookies.first()
            {
                callers.push(Caller { identity: Vec::new(), cookie: Some(cookie.clone()) });
            }
        }
        callers
    }

    /// Calls of contacts with past propositions that presentation rules count.
    fn capped(&self, spaces: &[(&SpacePlan, Vec<Caller>)]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (space, callers) in spaces {
            let known = callers.iter().filter(|who| !who.identity.is_empty() || who.cookie.is_some());
            for who in known.take(3) {
                for cap in self.environment.caps() {
                    for offer in self.environment.offers.iter().take(MOST_CATEGORIES) {
                        let call = self.call(space, who, &Values::new(), 99);
                        let times = cap.rule.at_most.clamp(1, MOST_PAST);
                        for status in counted(cap.rule.count.status) {
                            let past = self.past(&offer.address, &call.space, *status);
                            let history = (0..times).filter_map(|_| past.clone()).collect();
                            found.push(Candidate { call: call.clone(), history });
                        }
                    }
                }
            }
        }
        found
    }

    fn past(&self, offer: &str, space: &str, status: Status) -> Option<Proposition> {
        let at = self.at.checked_sub(SignedDuration::from_hours(1)).ok()?;
        Some(Proposition {
            offer: offer.to_owned(),
            space: space.to_owned(),
            at: Moment::local(&at.to_zoned(self.plan.zone.clone())),
            status,
            weight: None,
            rank: None,
            stored: Values::new(),
        })
    }
}

/// Statuses that a presentation rule counts, those that say most first.
fn counted(status: CountedStatus) -> &'static [Status] {
    match status {
        CountedStatus::Any => &[Status::Presented, Status::Rejected, Status::Accepted],
        CountedStatus::Accepted => &[Status::Accepted],
        CountedStatus::AcceptedOrRejected => &[Status::Rejected, Status::Accepted],
        CountedStatus::Rejected => &[Status::Rejected],
    }
}

/// What is tried on each space for each caller.
fn each(spaces: &[(&SpacePlan, Vec<Caller>)], calls: impl Fn(&SpacePlan, &Caller) -> Vec<Call>) -> Vec<Call> {
    let pairs = spaces.iter().flat_map(|(space, callers)| callers.iter().map(move |who| (*space, who)));
    pairs.flat_map(|(space, who)| calls(space, who)).collect()
}

/// The values that a contact logs in with on a space; none where it lacks one of them.
fn identity(environment: &EnvironmentPlan, space: &SpacePlan, contact: &Contact) -> Vec<Value> {
    let Some(dimension) = &environment.contacts.dimension else { return Vec::new() };
    let own = &space.space.identification_keys;
    let keys = if own.is_empty() { &dimension.key } else { own };
    keys.iter().map(|key| contact.values.get(key).cloned()).collect::<Option<_>>().unwrap_or_default()
}

/// The conditions that are wanted, read by themselves.
fn conditions(
    plan: &Plan,
    environment: &EnvironmentPlan,
    untouched: &[&CoverageItem],
    reasoner: &mut Reasoner,
) -> Vec<Condition> {
    let own = |item: &&&CoverageItem| match &item.place.entity {
        Ref::PresentationRule(_) => true,
        entity => entity.environment() == Some(environment.name.as_str()),
    };
    let bound = untouched.iter().filter(own).filter_map(|item| match &item.aspect {
        Aspect::Condition { bound, .. } => Some(bound),
        _ => None,
    });
    let mut texts: Vec<&Arc<str>> = bound.collect();
    texts.sort_unstable();
    texts.dedup();
    let read = texts.iter().filter_map(|text| plan.rules.read(text).ok());
    read.map(|parsed| reasoner.read(&parsed)).collect()
}

/// No call data, the examples, and each value of each field that a rule tells apart.
fn data(
    environment: &EnvironmentPlan,
    reasoner: &Reasoner,
    conditions: &[&Condition],
    at: Timestamp,
) -> Vec<Values> {
    let examples = environment.source.call_data_examples.iter().map(|example| example.values.clone());
    let mut all: Vec<Values> = std::iter::once(Values::new()).chain(examples).collect();
    let schema = &environment.schema;
    for (slot, (name, field_type)) in schema.fields(Root::Call).iter().enumerate() {
        for value in reasoner.witnesses(conditions, (Root::Call, slot), at) {
            let value = value.written_as(field_type, schema.zone());
            let alone = Values::from_iter([(name.clone(), value)]);
            if !all.contains(&alone) {
                all.push(alone);
            }
        }
    }
    all
}

/// The moments that periods and rules tell apart, those that are near first.
fn moments(
    environment: &EnvironmentPlan,
    reasoner: &Reasoner,
    conditions: &[&Condition],
    now: Timestamp,
) -> Vec<Timestamp> {
    let mut cuts = Vec::new();
    let mut add = |window: Window| {
        let minute = SignedDuration::from_mins(1);
        let before = |at: Timestamp| at.checked_sub(minute).ok();
        if window.from != Timestamp::MIN {
            cuts.extend([Some(window.from), before(window.from)].into_iter().flatten());
        }
        if window.until != Timestamp::MAX {
            cuts.extend([Some(window.until), before(window.until)].into_iter().flatten());
        }
    };
    let own = |weights: &crate::engine::plan::Weights| -> Vec<Window> {
        weights.all.iter().map(|weight| weight.period).collect()
    };
    own(&environment.weights).into_iter().for_each(&mut add);
    for category in &environment.categories {
        add(category.period);
        own(&category.weights).into_iter().for_each(&mut add);
        category.multiplier.iter().for_each(|(_, period)| add(*period));
    }
    for offer in &environment.offers {
        add(offer.period);
        own(&offer.weights).into_iter().for_each(&mut add);
    }
    let at = (Root::Interaction, crate::rule::interaction::AT);
    let asked = reasoner.witnesses(conditions, at, now).into_iter();
    cuts.extend(asked.filter_map(|value| match value {
        crate::rule::Typed::Moment(at) => at.to_string().parse::<Timestamp>().ok(),
        _ => None,
    }));
    cuts.sort_by_key(|at| (at.duration_since(now).abs(), *at));
    cuts.dedup();
    cuts.truncate(MOST_MOMENTS);
    cuts
}

/// Seconds say nothing to who reads a scenario.
fn to_the_minute(now: Timestamp) -> Timestamp {
    let seconds = now.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(60)).unwrap_or(now)
}
