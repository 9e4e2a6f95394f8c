//! Checking an open catalog and running its scenarios, off the window's thread: what is asked for, and what came of it.

use crate::app::derived::Derived;
use crate::app::let_go::let_go;
use crate::app::tasks::CancelFlag;
use crate::check::{self, Findings, Issue};
use crate::engine::{Coverage, CoverageReport, FirstDifference, Scenarios, Verdict};
use crate::model::Scenario;
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

/// The result of a scenario, for the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioResult {
    /// The scenario's name.
    pub name: String,
    /// What differs; nothing when it passes.
    pub differences: Vec<Message>,
    /// The first rank at which another offer is proposed than expected, where there is one.
    pub first: Option<FirstDifference>,
    /// The scenario as it would be if what it gets were accepted, part by part; of one that fails and has an answer.
    pub accepted: Option<Arc<Scenario>>,
}

impl ScenarioResult {
    fn of(scenario: &Scenario, verdict: Verdict) -> Self {
        let failed = Some(&verdict).filter(|_| !verdict.passes());
        Self {
            name: scenario.name.clone(),
            first: failed.and_then(|verdict| verdict.first_difference(scenario)),
            accepted: failed.and_then(|verdict| Some(Arc::new(verdict.accepted(scenario)?))),
            differences: verdict.differences,
        }
    }
}

/// What is known of an open catalog.
#[derive(Debug, Default)]
pub(super) struct Results {
    /// What checking found, in the order of the file.
    pub(super) issues: Arc<Vec<Issue>>,
    /// The results of the scenarios, in the order of the file.
    pub(super) scenarios: Arc<Vec<ScenarioResult>>,
    /// What the scenarios touch.
    pub(super) coverage: Arc<CoverageReport>,
    /// What the last check found of offers, for the next.
    findings: Arc<Findings>,
    /// The revision that issues and scenario results are of; none before the first analysis.
    revision: Option<u64>,
    /// The revision that was last given to a worker.
    begun: Option<u64>,
}

/// What an analysis reads.
#[derive(Debug)]
pub(super) struct Analysis {
    revision: u64,
    derived: Derived,
    /// What there is to say of characters in its file that nobody sees.
    hidden: Arc<Vec<Issue>>,
    findings: Arc<Findings>,
}

/// What an analysis found.
#[derive(Debug)]
pub(super) struct Analysed {
    revision: u64,
    /// None once it was given up.
    issues: Option<Arc<Vec<Issue>>>,
    scenarios: Arc<Vec<ScenarioResult>>,
    coverage: Arc<CoverageReport>,
    findings: Arc<Findings>,
}

impl Results {
    /// Whether they are those of this revision.
    pub(super) fn are_of(&self, revision: u64) -> bool {
        self.revision == Some(revision)
    }

    /// What finds those of a revision; none where that is done or under way.
    pub(super) fn begin(
        &mut self,
        revision: u64,
        derived: &Derived,
        hidden: &Arc<Vec<Issue>>,
    ) -> Option<Analysis> {
        if self.are_of(revision) || self.begun == Some(revision) {
            return None;
        }
        self.begun = Some(revision);
        let (derived, hidden) = (derived.clone(), Arc::clone(hidden));
        Some(Analysis { revision, derived, hidden, findings: Arc::clone(&self.findings) })
    }

    /// What was begun may not be finished: it may be begun again.
    pub(super) fn may_begin_again(&mut self) {
        self.begun = None;
    }

    /// Something else was read: they are to be found anew.
    pub(super) fn outdate(&mut self) {
        (self.revision, self.begun) = (None, None);
    }

    /// Takes over what an analysis found, as far as it is of this revision.
    pub(super) fn take(&mut self, analysed: Analysed, revision: u64) {
        let Analysed { revision: of, issues, scenarios, coverage, findings } = analysed;
        let_go(std::mem::replace(&mut self.findings, findings));
        let Some(issues) = issues.filter(|_| of == revision) else { return let_go((scenarios, coverage)) };
        self.revision = Some(revision);
        let_go(std::mem::replace(&mut self.issues, issues));
        let_go(std::mem::replace(&mut self.scenarios, scenarios));
        let_go(std::mem::replace(&mut self.coverage, coverage));
    }
}

impl Analysis {
    /// Checks the catalog and runs its scenarios. Once it is given up, what is left is not done: nobody sees the
    /// answer.
    pub(super) fn run(&self, now: Timestamp, cancelled: &CancelFlag) -> Analysed {
        let Derived { plan, population, .. } = &self.derived;
        let give_up = || cancelled.is_set();
        let mut coverage = Coverage::unless(plan, &give_up).unwrap_or_default();
        let scenarios = plan.catalog().scenarios.iter().take_while(|_| !cancelled.is_set());
        let mut runs = Scenarios::new(plan, population, now);
        let results = scenarios.map(|scenario| {
            let verdict = runs.run(scenario);
            verdict.decisions().for_each(|decision| coverage.see(plan, decision));
            ScenarioResult::of(scenario, verdict)
        });
        let scenarios = Arc::new(results.collect());
        let coverage = Arc::new(coverage.report());
        let (issues, findings) = check::check_after(&self.findings, plan, population, minute(now), &give_up);
        let hidden = self.hidden.iter().cloned();
        let issues = issues.map(|issues| Arc::new(issues.into_iter().chain(hidden).collect()));
        Analysed { revision: self.revision, scenarios, coverage, issues, findings: Arc::new(findings) }
    }
}

/// The minute of a moment. Checks in one minute are of one moment, so that they can share what they find.
fn minute(now: Timestamp) -> Timestamp {
    let seconds = now.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(60)).unwrap_or(now)
}
