//! The results of scenarios as `test --json` prints them.

use super::super::console::{Console, Failure};
use super::super::coverage::FileCoverage;
use super::super::results::reports;
use super::super::sources::Source;
use super::runner::Runner;
use crate::app::first_difference_words::first_difference;
use crate::engine::{CallError, Decision, FirstDifference, Report, Scenarios, Verdict};
use crate::model::{Scenario, label_or_name};
use crate::text::Language;
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use std::cell::{Cell, RefCell};

/// What came of the scenarios. They are run while they are written, one after the other: of thousands of decisions none
/// is kept.
#[derive(Serialize)]
struct TestResults<'r> {
    scenarios: Running<'r>,
    passed: &'r Cell<usize>,
    failed: &'r Cell<usize>,
    /// What no scenario touches, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'r RefCell<Vec<FileCoverage>>>,
    errors: Errors<'r>,
}

/// What keeps files from being tested, and those without scenarios where that is a failure: known once all were run.
struct Errors<'r>(&'r Runner<'r>);

impl Serialize for Errors<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (unread, empty) = (self.0.results.borrow(), self.0.empty.borrow());
        reports(unread.all().chain(&*empty)).serialize(serializer)
    }
}

#[derive(Debug, Serialize)]
struct ScenarioResult<'v> {
    file: String,
    name: String,
    label: String,
    passed: bool,
    differences: Vec<String>,
    /// Where the offers of a scenario that failed differ first.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_difference: Option<FirstResult>,
    /// The decision of a scenario that failed, where there was one and time to explain it.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Report<'v>>,
    /// Those for the further placements of its page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    page: Vec<Report<'v>>,
}

/// The first rank at which another offer is proposed than a scenario expects.
#[derive(Debug, Serialize)]
struct FirstResult {
    rank: usize,
    expected: Option<String>,
    got: Option<String>,
    /// What became of the expected offer, in English.
    detail: String,
}

/// The scenarios of all files, which are run as they are written.
struct Running<'r>(&'r Runner<'r>, &'r [Source]);

/// Runs the scenarios and prints what comes of them.
pub(super) fn print(runner: &Runner<'_>, sources: &[Source], console: &mut Console) -> Result<(), Failure> {
    let Runner { passed, failed, coverage, .. } = runner;
    let coverage = runner.arguments.coverage.then_some(coverage);
    let (scenarios, errors) = (Running(runner, sources), Errors(runner));
    console.json(&TestResults { scenarios, passed, failed, coverage, errors })
}

impl Serialize for Running<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(runner, sources) = self;
        let mut list = serializer.serialize_seq(None)?;
        for source in *sources {
            let Some(opened) = runner.open(source) else { continue };
            runner.run(&opened, |scenario, verdict, runs| {
                list.serialize_element(&ScenarioResult::of(&opened.name, scenario, verdict, runs))
            })?;
        }
        list.end()
    }
}

impl<'v> ScenarioResult<'v> {
    fn of(file: &str, scenario: &Scenario, verdict: &'v Verdict, runs: &mut Scenarios<'_>) -> Self {
        let passed = verdict.passes();
        let mut explained = |decision: &Result<Decision, CallError>| {
            decision.as_ref().is_ok_and(|decision| !passed && runs.explains(decision))
        };
        let decision = Some(&verdict.decision).filter(|it| explained(it));
        let page = verdict.page.iter().filter(|it| explained(it)).flatten().map(Report::of).collect();
        Self {
            file: file.to_owned(),
            name: scenario.name.clone(),
            label: label_or_name(&scenario.label, &scenario.name).to_owned(),
            passed,
            differences: verdict.differences.iter().map(|message| Language::En.say(message)).collect(),
            first_difference: verdict.first_difference(scenario).map(FirstResult::of),
            decision: decision.and_then(|it| it.as_ref().ok()).map(Report::of),
            page,
        }
    }
}

impl FirstResult {
    fn of(first: FirstDifference) -> Self {
        Self {
            rank: first.rank,
            detail: Language::En.say(&first_difference(Language::En, None, &first)),
            expected: first.expected.map(|(offer, _)| offer.address),
            got: first.got.map(|offer| offer.address),
        }
    }
}
