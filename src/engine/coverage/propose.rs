//! Scenarios for what no scenario touches: calls that are tried, of which as few as will do are kept. Owns the choice.

use super::candidates::{Candidate, Trying};
use super::invented;
use super::item::{Aspect, CoverageItem};
use super::tally::Coverage;
use crate::contacts::Population;
use crate::engine::decision::Decision;
use crate::engine::plan::Plan;
use crate::engine::scenario::decide_scenario;
use crate::model::{Catalog, Contact, Expect, Scenario};
use crate::rule::MAX_RUN;
use indexmap::IndexMap;
use jiff::Timestamp;
use std::sync::Arc;

/// How many calls are tried: about a second for catalogs that people write.
const MOST_TRIED: usize = 6_000;

/// How many calls of contacts that were invented.
const MOST_INVENTED: usize = 3_000;

/// How much there is to read in a contact, beside a call.
const SIZE_OF_CONTACT: usize = 6;

/// How many scenarios are proposed at most: more are not looked through.
const MOST_PROPOSED: usize = 40;

/// How many offers that are stopped a scenario expects to be.
const MOST_EXCLUDED: usize = 2;

/// A scenario that is proposed. It has no name yet, and its label is for whoever speaks to a person.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The call, with the history and the expectation that the decision for it gave.
    pub scenario: Scenario,
    /// A contact that its call identifies, which the catalog has not: it must be added along with the scenario.
    pub contact: Option<Arc<Contact>>,
    /// The decision for its call.
    pub decision: Decision,
    /// What it touches that nothing before it does, by the places of the items.
    pub touches: Vec<usize>,
}

/// The scenarios that are proposed for a catalog.
#[derive(Debug, Default)]
pub struct Proposals {
    /// The scenarios, those that touch most first.
    pub all: Vec<Proposal>,
    /// How many items are left that nothing that was tried touches.
    pub left: usize,
    /// Whether all was tried that there was to try.
    pub is_whole: bool,
}

/// Something that was tried, with what it touches.
struct Tried {
    candidate: Candidate,
    is_invented: bool,
    touches: Vec<usize>,
}

impl Tried {
    /// How much there is to read in it, a contact that comes along too.
    fn size(&self) -> usize {
        self.candidate.size() + if self.is_invented { SIZE_OF_CONTACT } else { 0 }
    }
}

impl Coverage {
    /// Few scenarios for what is not touched yet, each of which was decided. None, once the work is to be given up.
    pub fn propose(
        &self,
        plan: &Plan,
        population: &Population,
        now: Timestamp,
        stop: &dyn Fn() -> bool,
    ) -> Option<Proposals> {
        let untouched: Vec<&CoverageItem> =
            self.items().iter().enumerate().filter(|(it, _)| !self.touched[*it]).map(|(_, it)| it).collect();
        let environments = plan.environments.iter();
        let environments: Vec<_> =
            environments.filter(|it| self.universe.environments.contains_key(&it.name)).collect();
        let invented = invented::contacts(plan, population, &environments, &untouched, (now, stop))?;
        let own = plan.catalog.contacts.len();
        let mut catalog = Catalog::clone(&plan.catalog);
        catalog.contacts.extend(invented.iter().cloned());
        let plan = &Plan::after(&Arc::new(catalog), Some(plan));
        let population = &population.clone().with(&plan.catalog, &invented);
        let mut trial = Trial { coverage: self, plan, population, own, now, tried: Vec::new(), work: 0.0 };
        let shares = [MOST_TRIED, MOST_INVENTED].map(|most| most / environments.len().max(1));
        let mut is_whole = true;
        for environment in environments {
            let trying = Trying::new(plan, environment, (population, own), now, &untouched);
            is_whole &= trial.run(trying.all(), shares[0], stop)?;
            is_whole &= trial.run(trying.invented(), shares[1], stop)?;
        }
        let (all, left) = trial.choose();
        Some(Proposals { all, left, is_whole })
    }
}

struct Trial<'t> {
    coverage: &'t Coverage,
    plan: &'t Plan,
    population: &'t Population,
    /// How many contacts are the catalog's own: those behind them are invented.
    own: usize,
    now: Timestamp,
    tried: Vec<Tried>,
    /// In steps of rules.
    work: f64,
}

impl Trial<'_> {
    /// Tries calls; says whether all of them. None, once the work is to be given up.
    fn run(
        &mut self,
        candidates: impl Iterator<Item = Candidate>,
        most: usize,
        stop: &dyn Fn() -> bool,
    ) -> Option<bool> {
        for (tried, candidate) in candidates.enumerate() {
            if stop() {
                return None;
            }
            if tried >= most || self.work > MAX_RUN {
                return Some(false);
            }
            let Some(decision) = self.decide(&candidate) else { continue };
            self.work += decision.work();
            let mut looks = usize::MAX;
            let touches = self.coverage.touched_by(self.plan, &decision, &mut looks);
            let touches: Vec<usize> = touches.into_iter().filter(|it| !self.coverage.touched[*it]).collect();
            if !touches.is_empty() {
                let contact = decision.contact.as_ref().map(|contact| contact.index);
                let is_invented = contact.is_some_and(|contact| contact >= self.own);
                self.tried.push(Tried { candidate, is_invented, touches });
            }
        }
        Some(true)
    }

    fn decide(&self, candidate: &Candidate) -> Option<Decision> {
        decide_scenario(self.plan, self.population, &scenario(candidate), self.now).ok()
    }

    /// Again and again the one that touches most, of equals the smallest; those that the others make needless are left
    /// out.
    fn choose(self) -> (Vec<Proposal>, usize) {
        let mut covered = self.coverage.touched.clone();
        let mut chosen: Vec<&Tried> = Vec::new();
        while chosen.len() < MOST_PROPOSED {
            let gain = |tried: &Tried| tried.touches.iter().filter(|item| !covered[**item]).count();
            let best = self.tried.iter().enumerate().map(|(at, it)| (gain(it), it.size(), at));
            let best = best.filter(|(gain, ..)| *gain > 0);
            let Some((_, _, at)) = best.min_by_key(|(gain, size, at)| (std::cmp::Reverse(*gain), *size, *at))
            else {
                break;
            };
            self.tried[at].touches.iter().for_each(|item| covered[*item] = true);
            chosen.push(&self.tried[at]);
        }
        let mut times = vec![0_usize; covered.len()];
        chosen.iter().flat_map(|tried| &tried.touches).for_each(|item| times[*item] += 1);
        for at in (0..chosen.len()).rev() {
            if chosen[at].touches.iter().all(|item| times[*item] > 1) {
                chosen[at].touches.iter().for_each(|item| times[*item] -= 1);
                chosen.remove(at);
            }
        }
        let left = covered.iter().filter(|covered| !**covered).count();
        let mut covered = self.coverage.touched.clone();
        let mut all = Vec::with_capacity(chosen.len());
        for tried in chosen {
            let touches = tried.touches.iter().copied().filter(|item| !covered[*item]);
            let touches: Vec<usize> = touches.collect();
            for item in &touches {
                covered[*item] = true;
            }
            all.extend(self.proposal(tried, touches));
        }
        (all, left)
    }

    /// What was tried, with what the decision for it gave.
    fn proposal(&self, tried: &Tried, touches: Vec<usize>) -> Option<Proposal> {
        let decision = self.decide(&tried.candidate)?;
        let items = touches.iter().map(|item| &self.coverage.items()[*item]);
        let gates = items.filter_map(|item| match item.aspect {
            Aspect::Gate(reason) => Some(reason),
            _ => None,
        });
        let stopped = gates.filter_map(|reason| {
            let excluded = decision.excluded.iter().find(|excluded| excluded.reason() == reason)?;
            Some((decision.address(excluded).to_owned(), reason))
        });
        let excluded: IndexMap<_, _> = stopped.take(MOST_EXCLUDED).collect();
        let expect = Expect {
            identification: Some(decision.identification),
            answered_by: Some(decision.answered_by.clone()),
            offers: Some(decision.propositions.iter().map(|proposed| proposed.offer.clone()).collect()),
            excluded,
        };
        let scenario = Scenario { expect, ..scenario(&tried.candidate) };
        let contact = decision.contact.as_ref().filter(|_| tried.is_invented);
        let contact = contact.and_then(|contact| self.plan.catalog.contacts.get(contact.index)).cloned();
        Some(Proposal { scenario, contact, decision, touches })
    }
}

fn scenario(candidate: &Candidate) -> Scenario {
    Scenario { call: candidate.call.clone(), history: candidate.history.clone(), ..Scenario::default() }
}
