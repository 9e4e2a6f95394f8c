//! `vitrine test`: runs the scenarios of catalogs, each on the contacts as its catalog has them.

use super::console::{Complaint, Console, ERROR, FAINT, Failure, GOOD, Outcome, STRONG};
use super::coverage::FileCoverage;
use super::input::{Input, instant, moment};
use crate::app::first_difference_words::first_difference;
use crate::contacts::Population;
use crate::engine::{CallError, Coverage, Decision, FirstDifference, Plan, Report, Scenarios, Verdict};
use crate::model::{Catalog, Moment, Scenario, label_or_name};
use crate::text::{Language, Message};
use jiff::Timestamp;
use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use std::cell::{Cell, RefCell};
use std::io::Write;
use std::sync::Arc;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    coverage: bool,
    #[arg(long)]
    json: bool,
}

/// What came of the scenarios, as `--json` prints it. They are run while they are written, one after the other: of
/// thousands of decisions none is kept.
#[derive(Serialize)]
struct Results<'r> {
    scenarios: Running<'r>,
    passed: &'r Cell<usize>,
    failed: &'r Cell<usize>,
    /// What no scenario touches, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<&'r RefCell<Vec<FileCoverage>>>,
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

/// Runs the scenarios of each file. One that is no catalog does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let runner = Runner::new(arguments);
    if arguments.json {
        let Runner { passed, failed, coverage, .. } = &runner;
        let coverage = arguments.coverage.then_some(coverage);
        console.json(&Results { scenarios: Running(&runner), passed, failed, coverage })?;
    } else {
        for file in &arguments.files {
            let Some((catalog, now)) = runner.load(file) else { continue };
            if arguments.files.len() > 1 {
                let heading = console.paint(STRONG, &file.name());
                console.line(&heading)?;
            }
            let names = catalog.scenarios.iter().map(|scenario| scenario.name.width());
            let width = names.max().unwrap_or_default();
            runner.run((file, &catalog), now, |scenario, verdict, _| {
                print(scenario, verdict, width, console)
            })?;
            if let Some(coverage) = runner.coverage.borrow().last() {
                coverage.print(console)?;
            }
        }
        if runner.unread.borrow().len() < arguments.files.len() {
            print_summary(&runner, console)?;
        }
    }
    let unread = runner.unread.take();
    if unread.is_empty() { Ok(Outcome::problems_if(runner.failed.get() > 0)) } else { Err(Failure(unread)) }
}

/// Runs scenarios, and counts.
struct Runner<'a> {
    arguments: &'a Arguments,
    passed: Cell<usize>,
    failed: Cell<usize>,
    coverage: RefCell<Vec<FileCoverage>>,
    /// What is wrong with the files that are no catalogs.
    unread: RefCell<Vec<Complaint>>,
}

impl<'a> Runner<'a> {
    fn new(arguments: &'a Arguments) -> Self {
        Self {
            arguments,
            passed: Cell::new(0),
            failed: Cell::new(0),
            coverage: RefCell::default(),
            unread: RefCell::default(),
        }
    }

    /// A catalog, and the moment of its calls that name none. The tree it stands in is not needed.
    fn load(&self, file: &Input) -> Option<(Arc<Catalog>, Timestamp)> {
        let loaded = file.load().and_then(|loaded| {
            let now = instant(self.arguments.at.as_ref(), &loaded.catalog)?;
            Ok((loaded.catalog, now))
        });
        loaded.map_err(|failure| self.unread.borrow_mut().extend(failure.0)).ok()
    }

    /// Runs the scenarios of a catalog; `see` is shown each before the next is run.
    fn run<E>(
        &self,
        (file, catalog): (&Input, &Arc<Catalog>),
        now: Timestamp,
        mut see: impl FnMut(&Scenario, &Verdict, &mut Scenarios<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (plan, population) = (Plan::new(catalog), Population::of(catalog));
        let runs = if self.arguments.all { Scenarios::all } else { Scenarios::new };
        let mut runs = runs(&plan, &population, now);
        let mut coverage = self.arguments.coverage.then(|| Coverage::new(&plan));
        for scenario in &catalog.scenarios {
            let verdict = runs.run(scenario);
            let count = if verdict.passes() { &self.passed } else { &self.failed };
            count.set(count.get() + 1);
            if let Some(coverage) = &mut coverage {
                verdict.decisions().for_each(|decision| coverage.see(&plan, decision));
            }
            see(scenario, &verdict, &mut runs)?;
        }
        if let Some(coverage) = coverage {
            let found = FileCoverage::of(file.name(), catalog, coverage.report());
            self.coverage.borrow_mut().push(found);
        }
        Ok(())
    }
}

/// The scenarios of all files, which are run as they are written.
struct Running<'r>(&'r Runner<'r>);

impl Serialize for Running<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(runner) = self;
        let mut list = serializer.serialize_seq(None)?;
        for file in &runner.arguments.files {
            let Some((catalog, now)) = runner.load(file) else { continue };
            let name = file.name();
            runner.run((file, &catalog), now, |scenario, verdict, runs| {
                list.serialize_element(&ScenarioResult::of(&name, scenario, verdict, runs))
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

fn print(scenario: &Scenario, verdict: &Verdict, width: usize, console: &mut Console) -> Result<(), Failure> {
    let mark = if verdict.passes() { console.paint(GOOD, "✓") } else { console.paint(ERROR, "✗") };
    let name = console.paint(STRONG, &scenario.name);
    let space = " ".repeat(width - scenario.name.width());
    let label = console.paint(FAINT, &scenario.label);
    let line = format!("{mark} {name}{space}  {label}");
    writeln!(console.out(), "{}", line.trim_end())?;
    for difference in &verdict.differences {
        let difference = console.say(difference);
        writeln!(console.out(), "    {difference}")?;
    }
    if let Some(first) = verdict.first_difference(scenario) {
        let first = console.say(&first_difference(console.language, None, &first));
        writeln!(console.out(), "    {first}")?;
    }
    Ok(())
}

fn print_summary(runner: &Runner<'_>, console: &mut Console) -> Result<(), Failure> {
    let (passed, failed) = (runner.passed.get(), runner.failed.get());
    let summary = match passed + failed {
        0 => Message::new("cli-test-none"),
        _ => Message::new("cli-test-summary").with("passed", passed).with("failed", failed),
    };
    let summary = console.paint(if failed > 0 { ERROR } else { GOOD }, &console.say(&summary));
    Ok(writeln!(console.out(), "{summary}")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn each_scenario_is_shown_before_the_next_is_run() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/neobank.catalog.ron");
        let catalog = crate::storage::load(&path).expect("it is a catalog").catalog;
        let arguments = Arguments { files: Vec::new(), at: None, all: false, coverage: false, json: true };
        let runner = Runner::new(&arguments);
        let mut seen = 0;
        let shown = runner.run((&Input::Standard, &catalog), Timestamp::now(), |_, _, _| {
            seen += 1;
            if runner.passed.get() + runner.failed.get() == seen { Ok(()) } else { Err(seen) }
        });
        assert_eq!(shown, Ok(()));
        assert_eq!(seen, catalog.scenarios.len());
        assert!(seen > 1);
    }
}
