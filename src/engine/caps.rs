//! Presentation rules: caps over the contact's past propositions (`domain.md` §4, *Presentation rules*).
//!
//! The history is gone through once, not once for each cap and offer: propositions are put together by what caps ask of
//! them, in the order of their distance from the call.

use super::call_context::CallContext;
use super::history::{Known, Lookup, apart};
use super::plan::{Cap, EnvironmentPlan, Mismatch, Plan, Rule, matches};
use crate::contacts::Past;
use crate::model::{CountedOffers, CountedStatus, SameCategory};
use crate::rule::{Cause, Inputs};
use jiff::SignedDuration;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

/// The caps that weigh on a call, and the propositions that they may count.
#[derive(Debug)]
pub(super) struct FrequencyCaps<'a> {
    context: &'a CallContext,
    same_category: SameCategory,
    lookup: Lookup<'a>,
    /// The environment's caps that weigh on this contact and channel, in their order.
    caps: Vec<Weighing>,
    groups: Vec<Group>,
    /// The places in `caps` of those that must be asked for each offer.
    asked: Vec<usize>,
    /// The propositions that a rule may have to be asked about again.
    known: Vec<Known>,
    /// How many times a cap or a proposition was looked at.
    looks: Cell<u64>,
}

/// A cap that weighs on a call.
#[derive(Debug)]
struct Weighing {
    /// Its place among the environment's caps.
    cap: usize,
    counted: Counted,
}

/// The propositions that a cap may count, as far as can be told without an offer.
#[derive(Debug)]
enum Counted {
    /// Those of the group at this place: it asks no rule about them.
    Group(usize),
    /// Those that its rules accept, by what they are held against.
    ByRule(HashMap<String, Tally>),
}

/// What a cap that asks a rule about propositions may count against some offers.
#[derive(Debug, Default)]
struct Tally {
    /// How many it counts, whatever the offer is.
    certain: usize,
    /// The places of those that its rule must be asked about for each offer.
    unsure: Vec<usize>,
}

/// What caps ask of propositions besides when they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asks {
    status: CountedStatus,
    same_channel_only: bool,
    offers: CountedOffers,
}

/// The propositions that caps count which ask for the same.
#[derive(Debug)]
struct Group {
    asks: Asks,
    /// By what they are held against.
    times: HashMap<String, Times>,
    /// Where there are none.
    none: Times,
    /// The places in [`FrequencyCaps::caps`] of its caps that weigh on every offer.
    plain: Vec<usize>,
}

/// How far propositions are from the call, the nearest first.
#[derive(Debug, Default)]
struct Times {
    apart: Vec<SignedDuration>,
    /// The first of the caps that weigh on every offer which stops those that count these, with what it counted.
    first: OnceCell<Option<(usize, u32)>>,
}

impl<'a> FrequencyCaps<'a> {
    /// Looks at the contact's history for the caps of the environment.
    pub(super) fn new(plan: &'a Plan, context: &'a CallContext) -> Self {
        let environment = &context.environment;
        let mut frequency_caps = Self {
            context,
            same_category: plan.settings.same_category,
            lookup: Lookup::new(plan, context),
            caps: Vec::new(),
            groups: Vec::new(),
            asked: Vec::new(),
            known: Vec::new(),
            looks: Cell::new(0),
        };
        for (place, cap) in environment.caps().iter().enumerate() {
            frequency_caps.look();
            if weighs(cap, context) {
                frequency_caps.add(place, cap);
            }
        }
        if !frequency_caps.caps.is_empty() {
            let history = context.person.as_ref().map(|person| person.history.as_slice());
            let mut history: Vec<&Past> = history.unwrap_or_default().iter().collect();
            history.sort_by_key(|past| apart(past.at, context.at));
            for past in history {
                frequency_caps.keep(past);
            }
        }
        frequency_caps
    }

    fn add(&mut self, cap: usize, plan: &Cap) {
        let place = self.caps.len();
        let count = &plan.rule.count;
        let asks = Asks {
            status: count.status,
            same_channel_only: count.same_channel_only,
            offers: plan.counted_offers(),
        };
        let of_rule = asks.offers == CountedOffers::RuleOffers && plan.applies_to.is_some();
        let by_rule = plan.matching.is_some() || of_rule;
        let counted =
            if by_rule { Counted::ByRule(HashMap::new()) } else { Counted::Group(self.group(asks)) };
        match counted {
            Counted::Group(group) if plan.applies_to.is_none() => self.groups[group].plain.push(place),
            _ => self.asked.push(place),
        }
        self.caps.push(Weighing { cap, counted });
    }

    fn group(&mut self, asks: Asks) -> usize {
        self.groups.iter().position(|group| group.asks == asks).unwrap_or_else(|| {
            let (times, none) = (HashMap::new(), Times::default());
            self.groups.push(Group { asks, times, none, plain: Vec::new() });
            self.groups.len() - 1
        })
    }

    /// Adds a proposition: of the contact's history, or made earlier in the same call or on the same page, for caps that
    /// count those.
    pub(super) fn keep(&mut self, past: &Past) {
        let known = self.lookup.know(past);
        for group in &mut self.groups {
            look(&self.looks);
            if group.asks.accept(&known) {
                for held_against in held_against(group.asks.offers, &known, self.same_category) {
                    group.times.entry(held_against.to_owned()).or_default().add(known.apart);
                }
            }
        }
        let mut is_unsure = false;
        for Weighing { cap, counted } in &mut self.caps {
            let Counted::ByRule(tallies) = counted else { continue };
            look(&self.looks);
            let cap = &self.context.environment.caps()[*cap];
            let Some(asks) = may_count(cap, self.context, &known) else { continue };
            for held_against in held_against(cap.counted_offers(), &known, self.same_category) {
                let tally = tallies.entry(held_against.to_owned()).or_default();
                if asks {
                    tally.unsure.push(self.known.len());
                } else {
                    tally.certain += 1;
                }
            }
            is_unsure |= asks;
        }
        if is_unsure {
            self.known.push(known);
        }
    }

    /// The first cap that stops an offer, with what it counted.
    pub(super) fn stops(&self, offer: usize) -> Option<(usize, u32)> {
        let environment = &self.context.environment;
        let plain = self.groups.iter().filter_map(|group| {
            let times = group.times.get(asking(group.asks.offers, environment, offer));
            self.first_of(group, times.unwrap_or(&group.none))
        });
        let plain = plain.min();
        let inputs = self.context.inputs_for(offer);
        for place in &self.asked {
            if plain.is_some_and(|(first, _)| first < *place) {
                break;
            }
            self.look();
            let Weighing { cap, counted } = &self.caps[*place];
            let asked = &environment.caps()[*cap];
            if matches(asked.applies_to.as_ref(), &inputs).is_err() {
                continue;
            }
            let asking = asking(asked.counted_offers(), environment, offer);
            let count = match counted {
                Counted::Group(group) => {
                    self.groups[*group].times.get(asking).map_or(0, |times| times.within(asked))
                }
                Counted::ByRule(tallies) => {
                    tallies.get(asking).map_or(0, |tally| self.count(asked, tally, &inputs))
                }
            };
            if count >= asked.rule.at_most {
                return Some((*cap, count));
            }
        }
        plain.map(|(place, count)| (self.caps[place].cap, count))
    }

    /// The first cap of a group which weighs on every offer that stops those that count these propositions.
    fn first_of(&self, group: &Group, times: &Times) -> Option<(usize, u32)> {
        *times.first.get_or_init(|| {
            group.plain.iter().find_map(|place| {
                self.look();
                let cap = &self.context.environment.caps()[self.caps[*place].cap];
                let count = times.within(cap);
                (count >= cap.rule.at_most).then_some((*place, count))
            })
        })
    }

    fn count(&self, cap: &Cap, tally: &Tally, inputs: &Inputs<'_>) -> u32 {
        let accepted = tally.unsure.iter().filter(|past| {
            self.look();
            accepts(cap, &self.known[**past], inputs).is_ok()
        });
        u32::try_from(tally.certain + accepted.count()).unwrap_or(u32::MAX)
    }

    /// How many times a cap or a proposition was looked at.
    pub(super) fn looks(&self) -> u64 {
        self.looks.get()
    }

    fn look(&self) {
        look(&self.looks);
    }
}

fn look(looks: &Cell<u64>) {
    looks.set(looks.get() + 1);
}

impl Asks {
    fn accept(self, past: &Known) -> bool {
        self.status.counts(past.status) && (!self.same_channel_only || past.same_channel)
    }
}

impl Times {
    fn add(&mut self, apart: SignedDuration) {
        let place = self.apart.partition_point(|nearer| *nearer <= apart);
        self.apart.insert(place, apart);
        self.first.take();
    }

    /// How many a cap counts; both ends of its span are included.
    fn within(&self, cap: &Cap) -> u32 {
        let count = self.apart.partition_point(|apart| *apart <= span(cap));
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

fn span(cap: &Cap) -> SignedDuration {
    SignedDuration::from_secs(cap.rule.within.seconds())
}

/// What a proposition is held against by caps that count the propositions of such offers: nothing, the offer's name, or
/// the names of categories.
fn held_against(offers: CountedOffers, past: &Known, same_category: SameCategory) -> Vec<&str> {
    match offers {
        CountedOffers::All => vec![""],
        // Which of them the rule applies to does not depend on the offer.
        CountedOffers::RuleOffers => past.now.iter().map(|_| "").collect(),
        CountedOffers::OfferBeingPresented => past.own.as_deref().into_iter().collect(),
        CountedOffers::SameCategory => {
            let own = past.now.as_ref().filter(|_| past.own.is_some());
            own.map(|now| now.categories(same_category)).unwrap_or_default()
        }
    }
}

/// The same of an offer that asks whether it may be presented.
fn asking(offers: CountedOffers, environment: &EnvironmentPlan, offer: usize) -> &str {
    let plan = &environment.offers[offer];
    match offers {
        CountedOffers::All | CountedOffers::RuleOffers => "",
        CountedOffers::OfferBeingPresented => &plan.offer.name,
        CountedOffers::SameCategory => &environment.categories[plan.category].name,
    }
}

/// Whether a cap weighs on the channel of this call.
pub(super) fn is_on_channel(cap: &Cap, context: &CallContext) -> bool {
    cap.rule.channel.as_ref().is_none_or(|channel| *channel == context.space.space.channel)
}

/// Whether a cap weighs on this call at all: on its channel, and on its contact.
pub(super) fn weighs(cap: &Cap, context: &CallContext) -> bool {
    // One that is refused for each offer weighs on none: it is not asked thousands of times.
    let is_refused = |rule: &Rule| context.budget().refuses(rule.usual_steps());
    let may_apply = !cap.applies_to.as_ref().is_some_and(is_refused);
    is_on_channel(cap, context) && may_apply && matches(cap.recipients.as_ref(), &context.inputs()).is_ok()
}

/// Whether the rule of a cap over propositions accepts one.
fn accepts(cap: &Cap, past: &Known, inputs: &Inputs<'_>) -> Result<(), Mismatch> {
    matches(cap.matching.as_ref(), &Inputs { proposition: &past.inputs, ..*inputs })
}

/// Whether a past proposition is of an offer that the rule of a cap applies to.
fn is_of_rule(cap: &Cap, context: &CallContext, past: &Known) -> bool {
    past.now.as_ref().is_some_and(|now| {
        let offer = &now.environment.offers[now.offer].inputs;
        let inputs = Inputs { offer, budget: context.inputs().budget, ..Inputs::default() };
        matches(cap.applies_to.as_ref(), &inputs).is_ok()
    })
}

/// Whether a cap counts a proposition if its rule over propositions accepts that; both ends of the span are included.
pub(super) fn is_counted(cap: &Cap, context: &CallContext, past: &Known) -> bool {
    past.apart <= span(cap)
        && cap.rule.count.status.counts(past.status)
        && (!cap.rule.count.same_channel_only || past.same_channel)
        && (cap.counted_offers() != CountedOffers::RuleOffers || is_of_rule(cap, context, past))
}

/// Whether a cap may count a proposition, by all that does not depend on the offer; both ends of the span are
/// included. `None` when it does not, and whether its rule must still be asked for each offer.
fn may_count(cap: &Cap, context: &CallContext, past: &Known) -> Option<bool> {
    if !is_counted(cap, context, past) {
        return None;
    }
    match accepts(cap, past, &context.inputs()) {
        Ok(()) => Some(false),
        // What takes too long without an offer does so with each.
        Err(Mismatch::Unknown(Cause::TooCostly)) => None,
        // A value that is not there can only make a rule unknown.
        Err(Mismatch::Unknown(_)) if cap.matching.as_ref().is_some_and(Rule::sees_offer) => Some(true),
        Err(_) => None,
    }
}
