//! Presentation rules: caps over the contact's past propositions (`domain.md` §4, *Presentation rules*).
//!
//! The history is looked up once, not once for each cap and offer, and only once an offer is asked about. An offer against
//! which nothing stands is let through without a look at any of it.

use super::call_context::CallContext;
use super::history::{History, Known, Lookup};
use super::plan::{Cap, EnvironmentPlan, Plan};
use super::ready_rule::{Mismatch, Rule, matches};
use crate::contacts::Past;
use crate::model::{CountedOffers, CountedStatus};
use crate::rule::{Cause, Inputs};
use jiff::SignedDuration;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

/// Up to so many propositions against a key, and so many caps, are gone through for each offer; of more it is kept how far
/// they are from the call.
const FEW: usize = 8;

/// The caps that weigh on a call, and the propositions that they may count.
#[derive(Debug)]
pub(super) struct FrequencyCaps<'a> {
    context: &'a CallContext,
    lookup: Lookup<'a>,
    /// The environment's caps that weigh on this contact and channel, in their order.
    caps: Vec<Weighing>,
    groups: Vec<Group>,
    /// The places in `caps` of those that must be asked for each offer.
    asked: Vec<usize>,
    /// The contact's history, where it was looked up before; or else once it is asked for.
    given: Option<&'a History<'a>>,
    own: OnceCell<History<'a>>,
    /// What was proposed earlier in the same call or on the same page.
    made: History<'a>,
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
    /// Those that its rules accept, by what they are held against, once an offer asks.
    ByRule(OnceCell<HashMap<u32, Tally>>),
}

/// What a cap that asks a rule about propositions may count against some offers.
#[derive(Debug, Default)]
struct Tally {
    /// How many it counts, whatever the offer is.
    certain: usize,
    /// The places of those that its rule must be asked about for each offer: of what was made behind the history's.
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
    /// The places in [`FrequencyCaps::caps`] of its caps that weigh on every offer, and the fewest that one of them stops at.
    plain: Vec<usize>,
    least: u32,
    /// By what they are held against, where they are many.
    times: RefCell<HashMap<u32, Times>>,
}

/// How far propositions are from the call, the nearest first.
#[derive(Debug, Default)]
struct Times {
    apart: Vec<SignedDuration>,
    /// The first of the caps that weigh on every offer which stops those that count these, with what it counted.
    first: OnceCell<Option<(usize, u32)>>,
}

/// Stands for what nothing is held against.
const NOTHING: u32 = u32::MAX;

impl<'a> FrequencyCaps<'a> {
    /// The caps of the environment that weigh on a call. The contact's history may have been looked up before.
    pub(super) fn new(plan: &'a Plan, context: &'a CallContext, given: Option<&'a History<'a>>) -> Self {
        let environment = &context.environment;
        let lookup = Lookup::new(plan, environment, environment.shows_propositions());
        let mut frequency_caps = Self {
            context,
            lookup,
            caps: Vec::new(),
            groups: Vec::new(),
            asked: Vec::new(),
            given,
            own: OnceCell::new(),
            made: History::of(lookup, &[]),
            looks: Cell::new(0),
        };
        for (place, cap) in environment.caps().iter().enumerate() {
            frequency_caps.look();
            if weighs(cap, context) {
                frequency_caps.add(place, cap);
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
            if by_rule { Counted::ByRule(OnceCell::new()) } else { Counted::Group(self.group(asks)) };
        match counted {
            Counted::Group(group) if plan.applies_to.is_none() => {
                let group = &mut self.groups[group];
                group.plain.push(place);
                group.least = group.least.min(plan.rule.at_most);
            }
            _ => self.asked.push(place),
        }
        self.caps.push(Weighing { cap, counted });
    }

    fn group(&mut self, asks: Asks) -> usize {
        self.groups.iter().position(|group| group.asks == asks).unwrap_or_else(|| {
            let times = RefCell::default();
            self.groups.push(Group { asks, plain: Vec::new(), least: u32::MAX, times });
            self.groups.len() - 1
        })
    }

    /// The contact's history.
    fn history(&self) -> &History<'a> {
        if let Some(given) = self.given {
            return given;
        }
        self.own.get_or_init(|| {
            let history = self.context.person.as_ref().map_or(&[][..], |person| &person.history);
            look(&self.looks, history.len());
            History::of(self.lookup, history)
        })
    }

    /// Adds a proposition made earlier in the same call or on the same page, for caps that count those.
    pub(super) fn keep(&mut self, past: &Past) {
        let known = self.lookup.know(past);
        let (context, apart) = (self.context, known.apart(self.context));
        for group in &mut self.groups {
            let times = group.times.get_mut();
            if !times.is_empty() && group.asks.accept(&known, context) {
                for key in self.made.keys(group.asks.offers, &known) {
                    times.get_mut(&key).into_iter().for_each(|times| times.add(apart));
                }
            }
        }
        let place = self.given.or(self.own.get()).map_or(0, History::len) + self.made.len();
        for Weighing { cap, counted } in &mut self.caps {
            let Counted::ByRule(tallies) = counted else { continue };
            let Some(tallies) = tallies.get_mut() else { continue };
            tally(tallies, &context.environment.caps()[*cap], context, &self.made, (place, &known));
        }
        self.made.add(known);
    }

    /// The first cap that stops an offer, with what it counted.
    pub(super) fn stops(&self, offer: usize) -> Option<(usize, u32)> {
        let environment = &self.context.environment;
        let plain = self.groups.iter().filter(|group| !group.plain.is_empty());
        let plain =
            plain.filter_map(|group| self.first_of(group, asking(group.asks.offers, environment, offer)));
        let plain = plain.min();
        if self.asked.is_empty() {
            return plain.map(|(place, count)| (self.caps[place].cap, count));
        }
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
                Counted::Group(group) => self.within(&self.groups[*group], asking, asked),
                Counted::ByRule(tallies) => {
                    let tallies = tallies.get_or_init(|| self.tallies(asked));
                    tallies.get(&asking).map_or(0, |tally| self.count(asked, tally, &inputs))
                }
            };
            if count >= asked.rule.at_most {
                return Some((*cap, count));
            }
        }
        plain.map(|(place, count)| (self.caps[place].cap, count))
    }

    /// The first cap of a group which weighs on every offer that stops those that count what is held against a key.
    fn first_of(&self, group: &Group, key: u32) -> Option<(usize, u32)> {
        let offers = group.asks.offers;
        let against = self.history().count(offers, key) + self.made.count(offers, key);
        if against < group.least as usize {
            return None;
        }
        let plain = |within: &dyn Fn(&Cap) -> u32| {
            group.plain.iter().find_map(|place| {
                self.look();
                let cap = &self.context.environment.caps()[self.caps[*place].cap];
                let count = within(cap);
                (count >= cap.rule.at_most).then_some((*place, count))
            })
        };
        if against.max(group.plain.len()) <= FEW {
            return plain(&|cap| self.within(group, key, cap));
        }
        let key = if against == 0 { NOTHING } else { key };
        self.with_times(group, key, |times| *times.first.get_or_init(|| plain(&|cap| times.within(cap))))
    }

    /// How many of what is held against a key a cap counts; both ends of its span are included.
    fn within(&self, group: &Group, key: u32, cap: &Cap) -> u32 {
        let (offers, context) = (group.asks.offers, self.context);
        if self.history().count(offers, key) + self.made.count(offers, key) > FEW {
            return self.with_times(group, key, |times| times.within(cap));
        }
        let span = span(cap);
        let counts = |known: &&Known<'_>| group.asks.accept(known, context) && known.apart(context) <= span;
        let all = [self.history(), &self.made];
        let count = all.map(|history| history.against(offers, key).filter(counts).count());
        u32::try_from(count[0] + count[1]).unwrap_or(u32::MAX)
    }

    /// What is held against a key, gone through once.
    fn with_times<T>(&self, group: &Group, key: u32, of: impl FnOnce(&Times) -> T) -> T {
        let mut times = group.times.borrow_mut();
        of(times.entry(key).or_insert_with(|| {
            let mut apart: Vec<SignedDuration> = Vec::new();
            for history in [self.history(), &self.made].into_iter().filter(|_| key != NOTHING) {
                look(&self.looks, history.count(group.asks.offers, key));
                let against = history.against(group.asks.offers, key);
                let accepted = against.filter(|known| group.asks.accept(known, self.context));
                apart.extend(accepted.map(|known| known.apart(self.context)));
            }
            apart.sort_unstable();
            Times { apart, first: OnceCell::new() }
        }))
    }

    /// What a cap whose rules ask about propositions may count.
    fn tallies(&self, cap: &Cap) -> HashMap<u32, Tally> {
        let mut tallies = HashMap::new();
        let (history, made) = (self.history(), &self.made);
        look(&self.looks, history.len() + made.len());
        for place in 0..history.len() + made.len() {
            if let Some(known) = self.known(place) {
                tally(&mut tallies, cap, self.context, made, (place, known));
            }
        }
        tallies
    }

    /// The proposition at a place: of what was made behind the history's.
    fn known(&self, place: usize) -> Option<&Known<'a>> {
        let history = self.history();
        history.get(place).or_else(|| self.made.get(place - history.len()))
    }

    fn count(&self, cap: &Cap, tally: &Tally, inputs: &Inputs<'_>) -> u32 {
        let accepted = tally.unsure.iter().filter_map(|place| self.known(*place)).filter(|past| {
            self.look();
            accepts(cap, past, inputs).is_ok()
        });
        u32::try_from(tally.certain + accepted.count()).unwrap_or(u32::MAX)
    }

    /// How many times a cap or a proposition was looked at.
    pub(super) fn looks(&self) -> u64 {
        self.looks.get()
    }

    fn look(&self) {
        look(&self.looks, 1);
    }
}

fn look(looks: &Cell<u64>, times: usize) {
    looks.set(looks.get() + times as u64);
}

/// Adds a proposition at a place to what a cap may count.
fn tally<'a>(
    tallies: &mut HashMap<u32, Tally>,
    cap: &Cap,
    context: &CallContext,
    history: &History<'a>,
    (place, known): (usize, &Known<'a>),
) {
    let Some(asks) = may_count(cap, context, known) else { return };
    for key in history.keys(cap.counted_offers(), known) {
        let tally = tallies.entry(key).or_default();
        if asks {
            tally.unsure.push(place);
        } else {
            tally.certain += 1;
        }
    }
}

impl Asks {
    fn accept(self, past: &Known<'_>, context: &CallContext) -> bool {
        self.status.counts(past.status) && (!self.same_channel_only || past.is_on_channel(context))
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

/// What the propositions are held against that count for an offer which asks whether it may be presented.
fn asking(offers: CountedOffers, environment: &EnvironmentPlan, offer: usize) -> u32 {
    let place = match offers {
        CountedOffers::All | CountedOffers::RuleOffers => 0,
        CountedOffers::OfferBeingPresented => environment.first_offer_named_as(offer),
        CountedOffers::SameCategory => {
            environment.first_category_named_as(environment.offers[offer].category)
        }
    };
    u32::try_from(place).unwrap_or(NOTHING)
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
    let may_receive = || match &cap.recipients {
        Some(recipients) => recipients.test(&context.inputs()).is_ok(),
        None => true,
    };
    is_on_channel(cap, context) && may_apply && may_receive()
}

/// Whether the rule of a cap over propositions accepts one.
fn accepts(cap: &Cap, past: &Known<'_>, inputs: &Inputs<'_>) -> Result<(), Mismatch> {
    matches(cap.matching.as_ref(), &Inputs { proposition: &past.inputs, ..*inputs })
}

/// Whether a past proposition is of an offer that the rule of a cap applies to.
fn is_of_rule(cap: &Cap, context: &CallContext, past: &Known<'_>) -> bool {
    past.now.as_ref().is_some_and(|now| {
        let offer = &now.environment.offers[now.offer].inputs;
        let inputs = Inputs { offer, budget: context.inputs().budget, ..Inputs::default() };
        matches(cap.applies_to.as_ref(), &inputs).is_ok()
    })
}

/// Whether a cap counts a proposition if its rule over propositions accepts that; both ends of the span are included.
pub(super) fn is_counted(cap: &Cap, context: &CallContext, past: &Known<'_>) -> bool {
    past.apart(context) <= span(cap)
        && cap.rule.count.status.counts(past.status)
        && (!cap.rule.count.same_channel_only || past.is_on_channel(context))
        && (cap.counted_offers() != CountedOffers::RuleOffers || is_of_rule(cap, context, past))
}

/// Whether a cap may count a proposition, by all that does not depend on the offer; both ends of the span are
/// included. `None` when it does not, and whether its rule must still be asked for each offer.
fn may_count(cap: &Cap, context: &CallContext, past: &Known<'_>) -> Option<bool> {
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
