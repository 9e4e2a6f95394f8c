//! The search for the least change that lets an offer through: first each thing alone, then two together, then three. Owns
//! its bounds.

use super::change::{Change, Way};
use super::class;
use super::edits;
use super::lever::{levers, splits};
use super::setting::{Lever, Setting};
use super::situation::{Attempt, Situation, Tries};
use crate::contacts::ContactStore;
use crate::engine::decide::decide_unfilled;
use crate::engine::decision::{Decision, Excluded};
use crate::engine::plan::Plan;
use crate::model::Call;
use crate::rule::Labels;
use crate::text::Message;
use jiff::Timestamp;
use std::cell::OnceCell;
use std::sync::Arc;

/// How many things are changed together: of more, a person would not say that little is missing.
const MOST_CHANGES: usize = 3;

/// How many ways of equal size are told.
const MOST_WAYS: usize = 4;

/// How many tries the ways of one offer take: a few hundredths of a second.
const MOST_TRIES: u64 = 6_000;

/// How many tries it takes at the most to find out how wide the classes are by which the ways of one offer are told.
const MOST_TRIES_OF_CLASSES: u64 = 6_000;

/// How many tries the ways of all offers of one decision take.
const MOST_TRIES_TOGETHER: u64 = 60_000;

/// What the plan of an edited catalog costs, in tries, and for how many offers one more.
const PLAN: u64 = 100;
const OFFERS_OF_TRY: u64 = 20;

/// Looks for what would have to change for the offers that one call does not propose.
#[derive(Debug)]
pub struct ChangeSearch<'s> {
    plan: &'s Plan,
    population: &'s dyn ContactStore,
    call: &'s Call,
    left: u64,
}

/// The ways in which an offer would be proposed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ways {
    /// Those with the fewest changes; all have as many.
    pub all: Vec<Way>,
    /// Whether all was tried that there was to try. There may be ways though none is told where it was not, and where a value
    /// goes through arithmetic, of which no classes are known.
    pub is_whole: bool,
    /// Where there are none, the splits that the offer depends on: nothing changes where a contact stands in them.
    pub splits: Vec<String>,
}

impl Ways {
    /// Each way in words, or that there is none: with rules as they are written, or with sentences and labels.
    pub fn messages(&self, labels: Option<&dyn Labels>) -> Vec<Message> {
        let shown = |way: &Way| Message::new("decision-change-if").with("changes", way.message(labels));
        if !self.all.is_empty() {
            return self.all.iter().map(shown).collect();
        }
        let split = |name: &String| Message::new("decision-change-split").with("split", name);
        let nothing = if self.is_whole {
            Message::new("decision-change-none").with("count", MOST_CHANGES)
        } else {
            Message::new("decision-change-not-found")
        };
        self.splits.iter().map(split).chain([nothing]).collect()
    }
}

impl<'s> ChangeSearch<'s> {
    /// For the decision that a plan and the contacts gave for a call.
    pub fn new(plan: &'s Plan, population: &'s dyn ContactStore, call: &'s Call) -> Self {
        Self { plan, population, call, left: MOST_TRIES_TOGETHER }
    }

    /// The least that would have to change for an offer that the decision left out.
    pub fn ways(&mut self, decision: &Decision, excluded: &Excluded) -> Ways {
        let environment = &decision.context.environment;
        let needed = edits::needed(environment, excluded.offer);
        if needed.is_empty() {
            return self.search(decision, excluded, MOST_CHANGES);
        }
        let cost = PLAN + environment.offers.len() as u64 / OFFERS_OF_TRY;
        let Some(left) = self.left.checked_sub(cost) else { return Ways::default() };
        self.left = left;
        let plan = edits::made(self.plan, environment, excluded.offer, false);
        let address = &*environment.offers[excluded.offer].address;
        self.after(&needed, &plan, address, decision.context.at).unwrap_or_default()
    }

    /// The ways in which an offer, `"ENV/OFFER"`, would be proposed once the catalog is changed, of which this is the plan then.
    /// None where the environment that answers has no such offer even then.
    pub fn after(&mut self, changes: &[Change], plan: &Plan, offer: &str, now: Timestamp) -> Option<Ways> {
        let decision = decide_unfilled(plan, self.population, self.call, now).ok()?;
        if let Some(proposed) = decision.propositions.iter().find(|it| it.offer == offer) {
            let way = Way { changes: changes.to_vec(), rank: proposed.rank };
            return Some(Ways { all: vec![way], is_whole: true, splits: Vec::new() });
        }
        let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer)?;
        let mut search = ChangeSearch { plan, population: self.population, call: self.call, left: self.left };
        let most = MOST_CHANGES.saturating_sub(changes.len()).max(1);
        let mut ways = search.search(&decision, excluded, most);
        self.left = search.left;
        for way in &mut ways.all {
            way.changes.splice(..0, changes.iter().cloned());
        }
        Some(ways)
    }

    fn search(&mut self, decision: &Decision, excluded: &Excluded, most: usize) -> Ways {
        let given = self.left.min(MOST_TRIES);
        let tries = Tries::of(given);
        let situation = Situation {
            plan: self.plan,
            population: self.population,
            call: self.call,
            context: Arc::clone(&decision.context),
            offer: excluded.offer,
            tries: &tries,
            given: Vec::new(),
            approved: OnceCell::new(),
        };
        let levers = levers(&situation, decision, excluded);
        let found = least(&situation, &levers, most);
        let is_whole = !tries.are_spent();
        let splits = if found.is_empty() { splits(&situation) } else { Vec::new() };
        self.left -= given - tries.left();
        let given = self.left.min(MOST_TRIES_OF_CLASSES);
        let tries = Tries::of(given);
        let situation = Situation { tries: &tries, ..situation };
        let all = found.iter().map(|found| found.way(&situation)).collect();
        self.left -= given - tries.left();
        Ways { all, is_whole, splits }
    }
}

/// Settings that let an offer through together.
pub(super) struct Found<'l> {
    levers: Vec<&'l Lever>,
    settings: Vec<&'l Setting>,
    attempt: Attempt,
}

impl Found<'_> {
    /// The way that they are, told by classes.
    pub(super) fn way(&self, situation: &Situation<'_>) -> Way {
        let changes = class::changes(situation, &self.levers, &self.settings, &self.attempt);
        Way { changes, rank: self.attempt.rank }
    }
}

/// The ways with the fewest changes, no more than so many.
pub(super) fn least<'l>(situation: &Situation<'_>, levers: &'l [Lever], most: usize) -> Vec<Found<'l>> {
    for size in 1..=most.min(levers.len()) {
        let mut ways = Vec::new();
        choose(levers, size, &mut Vec::new(), &mut |chosen| {
            let found = first(situation, chosen, &mut Vec::new());
            ways.extend(found.map(|(settings, attempt)| Found {
                levers: chosen.to_vec(),
                settings,
                attempt,
            }));
            ways.len() < MOST_WAYS
        });
        if !ways.is_empty() || situation.tries.are_spent() {
            return ways;
        }
    }
    Vec::new()
}

/// Visits each choice of so many levers, until a visit says that it is enough.
fn choose<'l>(
    levers: &'l [Lever],
    size: usize,
    chosen: &mut Vec<&'l Lever>,
    visit: &mut dyn FnMut(&[&'l Lever]) -> bool,
) -> bool {
    if size == 0 {
        return visit(chosen);
    }
    for (place, lever) in levers.iter().enumerate() {
        chosen.push(lever);
        let goes_on = choose(&levers[place + 1..], size - 1, chosen, visit);
        chosen.pop();
        if !goes_on {
            return false;
        }
    }
    true
}

/// The first settings of some levers that let the offer through together.
fn first<'l>(
    situation: &Situation<'_>,
    levers: &[&'l Lever],
    settings: &mut Vec<&'l Setting>,
) -> Option<(Vec<&'l Setting>, Attempt)> {
    let Some((lever, rest)) = levers.split_first() else {
        return situation.attempt(settings).map(|attempt| (settings.clone(), attempt));
    };
    for setting in &lever.settings {
        settings.push(setting);
        let found = first(situation, rest, settings);
        settings.pop();
        if found.is_some() || situation.tries.are_spent() {
            return found;
        }
    }
    None
}
