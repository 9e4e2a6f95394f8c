//! Scenarios that are proposed for what none touches: named and labelled by what they cover.
//! Serves the window and the command line.

mod apply;

use crate::app::coverage_words;
use crate::app::preview::{free_label, what_it_shows};
use crate::contacts::Population;
use crate::document;
use crate::engine::{Coverage, CoverageItem, Plan, Scenarios};
use crate::model::{Catalog, Contact, Scenario};
use crate::text::{Language, Message};
use jiff::Timestamp;
use std::collections::VecDeque;
use std::sync::Arc;

/// A scenario to be accepted or not.
#[derive(Debug, Clone)]
pub struct ProposedScenario {
    /// The scenario, labelled by what it covers; it passes.
    pub scenario: Arc<Scenario>,
    /// A contact that comes along with it, where the catalog has none that would do.
    pub contact: Option<Arc<Contact>>,
    /// Who comes where, and what is proposed first.
    pub shows: Message,
}

/// Scenarios to be accepted one by one.
#[derive(Debug, Default, Clone)]
pub struct ProposedScenarios {
    /// The scenarios, those that touch most first.
    pub all: Vec<ProposedScenario>,
    /// How many items are left that nothing that was tried touches.
    pub left: usize,
}

/// Something to do about proposed scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalAction {
    /// Look for them.
    Begin,
    /// Add the one that is shown.
    Add,
    /// Do not.
    Skip,
}

/// The scenarios that are proposed for an open catalog.
#[derive(Debug, Default)]
pub struct Proposing {
    is_looking: bool,
    /// Those that were not looked at yet, and how many there were; none before they are asked for.
    found: Option<(VecDeque<ProposedScenario>, usize)>,
}

impl Proposing {
    /// Whether a worker looks for them.
    pub fn is_looking(&self) -> bool {
        self.is_looking
    }

    /// The one to accept or not, its place from 1, and how many there are.
    pub fn shown(&self) -> Option<(&ProposedScenario, usize, usize)> {
        let (queue, count) = self.found.as_ref()?;
        Some((queue.front()?, count - queue.len() + 1, *count))
    }

    /// Whether all were looked at.
    pub fn is_done(&self) -> bool {
        self.found.as_ref().is_some_and(|(queue, _)| queue.is_empty())
    }

    fn begin(&mut self) {
        (self.is_looking, self.found) = (true, None);
    }

    /// A worker failed: they may be asked for again.
    pub(super) fn give_up(&mut self) {
        self.is_looking = false;
    }

    fn take(&mut self, found: ProposedScenarios) {
        let count = found.all.len();
        (self.is_looking, self.found) = (false, Some((found.all.into(), count)));
    }

    fn take_next(&mut self) -> Option<ProposedScenario> {
        self.found.as_mut()?.0.pop_front()
    }
}

/// Few scenarios for what those of a catalog do not touch. None, once the work is to be given up.
pub fn propose_scenarios(
    plan: &Plan,
    population: &Population,
    now: Timestamp,
    language: Language,
    stop: &dyn Fn() -> bool,
) -> Option<ProposedScenarios> {
    let mut coverage = Coverage::unless(plan, stop)?;
    let mut runs = Scenarios::new(plan, population, now);
    for scenario in &plan.catalog().scenarios {
        if let Ok(decision) = runs.run(scenario).decision {
            coverage.see(plan, &decision);
        }
    }
    let proposals = coverage.propose(plan, population, now, stop)?;
    let mut named = Catalog::clone(plan.catalog());
    let mut all = Vec::with_capacity(proposals.all.len());
    for proposal in proposals.all {
        let touches: Vec<&CoverageItem> = proposal.touches.iter().map(|it| &coverage.items()[*it]).collect();
        let covers = coverage_words::covered(language, plan.catalog(), &touches, plan.rules());
        let label = free_label(&named, &language.say(&covers));
        let taken = |name: &str| named.scenarios.iter().any(|scenario| scenario.name == name);
        let name = document::unique_name(&document::name_of(&label, "scenario"), taken);
        let scenario = Arc::new(Scenario { name, label, ..proposal.scenario });
        named.scenarios.push(Arc::clone(&scenario));
        let who = proposal.contact.as_ref().map(|contact| plan.catalog().contact_title(contact));
        let shows = what_it_shows(plan.catalog(), &proposal.decision, who);
        all.push(ProposedScenario { scenario, contact: proposal.contact, shows });
    }
    Some(ProposedScenarios { all, left: proposals.left })
}
