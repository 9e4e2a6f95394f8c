//! Scenarios: saved calls with what they are expected to return (`domain.md` §6).

use super::decide::{CallError, contact_of, decide_page_unfilled, decide_unfilled, unknown};
use super::decision::{Decision, Excluded};
use super::first_difference::FirstDifference;
use super::plan::Plan;
use crate::contacts::{ContactStore, Overlay, Past};
use crate::model::{Call, Expect, Identification, Proposition, Reason, Scenario};
use crate::rule::MAX_RUN;
use crate::text::Message;
use jiff::Timestamp;
use std::collections::HashMap;

/// What came of a scenario.
#[derive(Debug)]
pub struct Verdict {
    /// The decision for its call, without content: no scenario expects any.
    pub decision: Result<Decision, CallError>,
    /// Those for the further placements of its page.
    pub page: Vec<Result<Decision, CallError>>,
    /// What differs from what was expected; nothing when it passes.
    pub differences: Vec<Message>,
}

impl Verdict {
    /// Whether the decision is as expected.
    pub fn passes(&self) -> bool {
        self.differences.is_empty()
    }

    /// The decisions that there are, of the call and of the further placements.
    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.all().filter_map(|decision| decision.as_ref().ok())
    }

    fn all(&self) -> impl Iterator<Item = &Result<Decision, CallError>> {
        std::iter::once(&self.decision).chain(&self.page)
    }

    /// The first rank at which another offer is proposed than the scenario expects, of the first placement that has one.
    pub fn first_difference(&self, scenario: &Scenario) -> Option<FirstDifference> {
        let mut all = scenario.placements().zip(self.all());
        all.find_map(|((_, expect), decision)| FirstDifference::of(expect, decision.as_ref().ok()?))
    }

    /// The scenario, expecting what it gets, part by part as [`retaken`] has it; none where its call has no answer.
    pub fn accepted(&self, scenario: &Scenario) -> Option<Scenario> {
        let mut accepted = scenario.clone();
        accepted.expect = retaken(self.decision.as_ref().ok()?, &scenario.expect);
        for (placement, decision) in accepted.page.iter_mut().zip(&self.page) {
            if let Ok(decision) = decision {
                placement.expect = retaken(decision, &placement.expect);
            }
        }
        Some(accepted)
    }
}

/// Runs the scenarios of a catalog one after the other.
#[derive(Debug)]
pub struct Scenarios<'a> {
    plan: &'a Plan,
    contacts: &'a dyn ContactStore,
    now: Timestamp,
    /// The work of those that have run, in steps of rules.
    work: f64,
    /// How much that may be.
    most: f64,
}

impl<'a> Scenarios<'a> {
    /// None has run yet. `now` is the moment of a call that names none.
    pub fn new(plan: &'a Plan, contacts: &'a dyn ContactStore, now: Timestamp) -> Self {
        Self { plan, contacts, now, work: 0.0, most: MAX_RUN }
    }

    /// The same without a bound: however many there are, each is run.
    pub fn all(plan: &'a Plan, contacts: &'a dyn ContactStore, now: Timestamp) -> Self {
        Self { most: f64::INFINITY, ..Self::new(plan, contacts, now) }
    }

    /// Whether there is time left to explain the decision of a scenario, which counts as its work does.
    pub fn explains(&mut self, decision: &Decision) -> bool {
        let is_left = self.work <= self.most;
        self.work += if is_left { decision.work_of_explaining() } else { 0.0 };
        is_left
    }

    /// Runs the next one. It fails when those before it took too long, so that a catalog of many does not hold anybody
    /// up.
    pub fn run(&mut self, scenario: &Scenario) -> Verdict {
        if self.work > self.most {
            let message = Message::new("decision-not-run");
            let decision = Err(CallError { message: message.clone() });
            return Verdict { decision, page: Vec::new(), differences: vec![message] };
        }
        let verdict = run(self.plan, self.contacts, scenario, self.now);
        self.work += verdict.decisions().map(Decision::work).sum::<f64>();
        verdict
    }

    /// The work of those that have run, in steps of rules.
    pub fn work(&self) -> f64 {
        self.work
    }
}

/// Runs a scenario. `now` is the moment of a call that names none.
pub fn run(plan: &Plan, contacts: &dyn ContactStore, scenario: &Scenario, now: Timestamp) -> Verdict {
    if scenario.page.is_empty() {
        let decision = decide_scenario(plan, contacts, scenario, now);
        let differences = differences(&scenario.expect, &decision);
        return Verdict { decision, page: Vec::new(), differences };
    }
    let mut all = decide_scenario_page(plan, contacts, scenario, now);
    let each = scenario.placements().zip(&all).enumerate();
    let differences = each.flat_map(|(place, ((call, expect), decision))| {
        let on =
            Message::new("decision-differs-placement").with("number", place + 1).with("space", &call.space);
        differences(expect, decision).into_iter().map(move |problem| on.clone().with("problem", problem))
    });
    let differences = differences.collect();
    let page = all.split_off(1);
    let decision = all.pop().unwrap_or_else(|| Err(unknown(plan, &scenario.call)));
    Verdict { decision, page, differences }
}

fn differences(expect: &Expect, decision: &Result<Decision, CallError>) -> Vec<Message> {
    match decision {
        Ok(decision) => compare(expect, decision),
        Err(error) => vec![error.message.clone()],
    }
}

/// The decisions for the placements of a scenario's page, the first that of its call, as [`decide_scenario`] decides one.
pub fn decide_scenario_page(
    plan: &Plan,
    contacts: &dyn ContactStore,
    scenario: &Scenario,
    now: Timestamp,
) -> Vec<Result<Decision, CallError>> {
    let calls: Vec<Call> = scenario.placements().map(|(call, _)| call.clone()).collect();
    match with_history(plan, contacts, &scenario.call, &scenario.history) {
        Ok(contacts) => decide_page_unfilled(plan, &contacts, &calls, scenario.no_offer_twice, now),
        Err(error) => calls.iter().map(|_| Err(error.clone())).collect(),
    }
}

/// The decision for the call of a scenario, of a contact that has the scenario's history besides its own. Its
/// templates are not filled in.
///
/// # Errors
///
/// Where the space of the call does not exist, or the contacts cannot be read.
pub fn decide_scenario(
    plan: &Plan,
    contacts: &dyn ContactStore,
    scenario: &Scenario,
    now: Timestamp,
) -> Result<Decision, CallError> {
    let contacts = with_history(plan, contacts, &scenario.call, &scenario.history)?;
    decide_unfilled(plan, &contacts, &scenario.call, now)
}

/// The contacts, of whom the one that a call identifies has more propositions. Who that is does not depend on them.
///
/// # Errors
///
/// Where the space of the call does not exist, or the contacts cannot be read.
pub fn with_history<'p>(
    plan: &Plan,
    contacts: &'p dyn ContactStore,
    call: &Call,
    history: &[Proposition],
) -> Result<Overlay<'p>, CallError> {
    let mut more = Overlay::over(contacts);
    if !history.is_empty()
        && let Some(contact) = contact_of(plan, contacts, call)?
    {
        let zone = plan.zone();
        more.record(contact, history.iter().map(|made| Past::read(made, zone)).collect())?;
    }
    Ok(more)
}

/// An expectation with each part that it checks as a decision has it. Offers that are expected not to be proposed, and are,
/// are not expected so any more.
pub fn retaken(decision: &Decision, before: &Expect) -> Expect {
    let reason = |offer: &String| {
        let found = decision.excluded.iter().find(|excluded| decision.address(excluded) == *offer)?;
        Some((offer.clone(), found.reason()))
    };
    let offers = || decision.propositions.iter().map(|proposed| proposed.offer.clone()).collect();
    Expect {
        identification: before.identification.map(|_| decision.identification),
        answered_by: before.answered_by.as_ref().map(|_| decision.answered_by.clone()),
        offers: before.offers.as_ref().map(|_| offers()),
        excluded: before.excluded.keys().filter_map(reason).collect(),
    }
}

fn compare(expect: &Expect, decision: &Decision) -> Vec<Message> {
    let mut differences = Vec::new();
    if let Some(wanted) = expect.identification.filter(|wanted| *wanted != decision.identification) {
        let message = Message::new("decision-differs-identification");
        differences.push(message.with("wanted", word(wanted)).with("got", word(decision.identification)));
    }
    if let Some(wanted) = expect.answered_by.as_ref().filter(|wanted| **wanted != decision.answered_by) {
        let message = Message::new("decision-differs-space");
        differences.push(message.with("wanted", wanted).with("got", &decision.answered_by));
    }
    if let Some(wanted) = &expect.offers {
        let got: Vec<&str> = decision.propositions.iter().map(|proposed| proposed.offer.as_str()).collect();
        if got != wanted.iter().map(String::as_str).collect::<Vec<_>>() {
            let list = |offers: &[&str]| if offers.is_empty() { "—".to_owned() } else { offers.join(", ") };
            let wanted: Vec<&str> = wanted.iter().map(String::as_str).collect();
            let message = Message::new("decision-differs-offers");
            differences.push(message.with("wanted", list(&wanted)).with("got", list(&got)));
        }
    }
    if !expect.excluded.is_empty() {
        // The first of two with one address counts.
        let excluded = decision.excluded.iter().rev();
        let excluded = excluded.map(|excluded| (decision.address(excluded), excluded)).collect();
        for (offer, wanted) in &expect.excluded {
            differences.extend(excluded_difference(decision, &excluded, offer, *wanted));
        }
    }
    differences
}

/// How the offer that is expected to be excluded differs from that; `excluded` are those that are, by their addresses.
fn excluded_difference(
    decision: &Decision,
    excluded: &HashMap<&str, &Excluded>,
    offer: &str,
    wanted: Reason,
) -> Option<Message> {
    let found = excluded.get(offer);
    let message = |id: &'static str| Message::new(id).with("offer", offer).with("wanted", wanted.code());
    match found {
        Some(excluded) if excluded.reason() == wanted => None,
        Some(excluded) => Some(message("decision-differs-reason").with("got", excluded.reason().code())),
        None if decision.propositions.iter().any(|proposed| proposed.offer == offer) => {
            Some(message("decision-differs-proposed"))
        }
        None => Some(message("decision-differs-absent")),
    }
}

fn word(identification: Identification) -> Message {
    Message::new(match identification {
        Identification::Explicit => "domain-explicit",
        Identification::Implicit => "domain-implicit",
        Identification::Anonymous => "domain-anonymous",
    })
}
