//! `vitrine test`: runs the catalog's scenarios, each on the contacts as the catalog has them.

use super::console::{Console, ERROR, FAINT, Failure, GOOD, Outcome, STRONG};
use super::input::Input;
use crate::contacts::Population;
use crate::engine::{Plan, Report, Verdict, run_scenario};
use crate::model::{Scenario, label_or_name};
use crate::text::{Language, Message};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long)]
    json: bool,
}

/// What came of the scenarios, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Results<'a> {
    passed: usize,
    failed: usize,
    scenarios: Vec<ScenarioResult<'a>>,
}

#[derive(Debug, Serialize)]
struct ScenarioResult<'a> {
    name: &'a str,
    label: &'a str,
    passed: bool,
    differences: Vec<String>,
    /// The decision of a scenario that failed, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<Report>,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let plan = Plan::new(&loaded.catalog);
    let population = Population::of(&loaded.catalog);
    let now = Timestamp::now();
    let scenarios = loaded.catalog.scenarios.iter().map(AsRef::as_ref);
    let ran: Vec<(&Scenario, Verdict)> =
        scenarios.map(|scenario| (scenario, run_scenario(&plan, &population, scenario, now))).collect();
    let failed = ran.iter().filter(|(_, verdict)| !verdict.passes()).count();
    if arguments.json {
        let scenarios = ran.iter().map(|(scenario, verdict)| ScenarioResult::of(scenario, verdict)).collect();
        console.json(&Results { passed: ran.len() - failed, failed, scenarios })?;
    } else {
        print(&ran, failed, console)?;
    }
    Ok(Outcome::problems_if(failed > 0))
}

impl<'a> ScenarioResult<'a> {
    fn of(scenario: &'a Scenario, verdict: &Verdict) -> Self {
        let passed = verdict.passes();
        let decision = verdict.decision.as_ref().ok().filter(|_| !passed);
        Self {
            name: &scenario.name,
            label: label_or_name(&scenario.label, &scenario.name),
            passed,
            differences: verdict.differences.iter().map(|message| Language::En.say(message)).collect(),
            decision: decision.map(Report::of),
        }
    }
}

fn print(ran: &[(&Scenario, Verdict)], failed: usize, console: &mut Console) -> Result<(), Failure> {
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
    let summary = match ran.len() {
        0 => Message::new("cli-test-none"),
        all => Message::new("cli-test-summary").with("passed", all - failed).with("failed", failed),
    };
    let summary = console.paint(if failed > 0 { ERROR } else { GOOD }, &console.say(&summary));
    Ok(writeln!(console.out(), "{summary}")?)
}
