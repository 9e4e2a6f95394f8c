//! `vitrine test`: runs the scenarios of catalogs, each on the contacts as its catalog has them.

use super::console::{Console, ERROR, FAINT, Failure, GOOD, Outcome, STRONG};
use super::input::{Input, moment};
use crate::contacts::Population;
use crate::engine::{Plan, Report, Scenarios, Verdict};
use crate::model::{Moment, Scenario, label_or_name};
use crate::text::{Language, Message};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long)]
    json: bool,
}

/// What came of the scenarios, as `--json` prints it.
#[derive(Debug, Default, Serialize)]
struct Results {
    passed: usize,
    failed: usize,
    scenarios: Vec<ScenarioResult>,
}

#[derive(Debug, Serialize)]
struct ScenarioResult {
    file: String,
    name: String,
    label: String,
    passed: bool,
    differences: Vec<String>,
    /// The decision of a scenario that failed, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Report>,
}

/// Runs the scenarios of each file. One that is no catalog does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let mut results = Results::default();
    let mut unread = Vec::new();
    for file in &arguments.files {
        let loaded = match file.load() {
            Ok(loaded) => loaded,
            Err(failure) => {
                unread.extend(failure.0);
                continue;
            }
        };
        let plan = Plan::new(&loaded.catalog);
        let population = Population::of(&loaded.catalog);
        let now = arguments.at.as_ref().map_or_else(Timestamp::now, |at| at.start(&loaded.catalog.zone()));
        let scenarios = loaded.catalog.scenarios.iter().map(AsRef::as_ref);
        let mut runs = Scenarios::new(&plan, &population, now);
        let ran: Vec<(&Scenario, Verdict)> =
            scenarios.map(|scenario| (scenario, runs.run(scenario))).collect();
        let failed = ran.iter().filter(|(_, verdict)| !verdict.passes()).count();
        results.passed += ran.len() - failed;
        results.failed += failed;
        let name = file.name();
        if arguments.json {
            results
                .scenarios
                .extend(ran.iter().map(|(scenario, it)| ScenarioResult::of(&name, scenario, it)));
        } else {
            if arguments.files.len() > 1 {
                let heading = console.paint(STRONG, &name);
                console.line(&heading)?;
            }
            print(&ran, console)?;
        }
    }
    if arguments.json {
        console.json(&results)?;
    } else if unread.len() < arguments.files.len() {
        print_summary(&results, console)?;
    }
    if unread.is_empty() { Ok(Outcome::problems_if(results.failed > 0)) } else { Err(Failure(unread)) }
}

impl ScenarioResult {
    fn of(file: &str, scenario: &Scenario, verdict: &Verdict) -> Self {
        let passed = verdict.passes();
        let decision = verdict.decision.as_ref().ok().filter(|_| !passed);
        Self {
            file: file.to_owned(),
            name: scenario.name.clone(),
            label: label_or_name(&scenario.label, &scenario.name).to_owned(),
            passed,
            differences: verdict.differences.iter().map(|message| Language::En.say(message)).collect(),
            decision: decision.map(Report::of),
        }
    }
}

fn print(ran: &[(&Scenario, Verdict)], console: &mut Console) -> Result<(), Failure> {
    let width = ran.iter().map(|(scenario, _)| scenario.name.width()).max().unwrap_or_default();
    for (scenario, verdict) in ran {
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
    }
    Ok(())
}

fn print_summary(results: &Results, console: &mut Console) -> Result<(), Failure> {
    let Results { passed, failed, .. } = *results;
    let summary = match passed + failed {
        0 => Message::new("cli-test-none"),
        _ => Message::new("cli-test-summary").with("passed", passed).with("failed", failed),
    };
    let summary = console.paint(if failed > 0 { ERROR } else { GOOD }, &console.say(&summary));
    Ok(writeln!(console.out(), "{summary}")?)
}
