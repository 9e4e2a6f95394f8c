//! `vitrine test`: runs the scenarios of catalogs, each on the contacts as its catalog has them.

mod json;
mod runner;

pub(super) use runner::Arguments;

use super::console::{Complaint, Console, ERROR, FAINT, Failure, GOOD, Outcome, STRONG};
use super::results::{self, Format};
use super::sources::{Source, sources};
use crate::app::first_difference_words::first_difference;
use crate::engine::Verdict;
use crate::model::Scenario;
use crate::text::Message;
use runner::Runner;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// Runs the scenarios of each file. One that is no catalog does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let format = arguments.shown.format();
    if arguments.coverage && ![Format::Text, Format::Json].contains(&format) {
        return Err(Message::new("cli-test-coverage-format").into());
    }
    let sources = sources(&arguments.files, None, console);
    let runner = Runner::new(arguments);
    match format {
        Format::Json => json::print(&runner, &sources, console)?,
        Format::Text => print_all(&runner, &sources, console)?,
        other => {
            for opened in sources.iter().filter_map(|source| runner.open(source)) {
                let cases = runner.cases(&opened, console.language);
                runner.results.borrow_mut().add_cases(&opened.name, cases);
            }
            results::print(&runner.results.borrow(), other, console)?;
        }
    }
    let mut complaints = runner.unread.take();
    complaints.extend(runner.unknown());
    let empty = runner.empty.take();
    if complaints.is_empty() {
        // What is empty is told by the other forms themselves.
        for finding in empty.iter().filter(|_| format == Format::Json) {
            console
                .complain(&Complaint { place: Some(finding.file.clone()), message: finding.message.clone() });
        }
        return Ok(Outcome::problems_if(runner.failed.get() > 0 || !empty.is_empty()));
    }
    Err(Failure(complaints))
}

/// Runs the scenarios of all files, and prints for people what comes of each.
fn print_all(runner: &Runner<'_>, sources: &[Source], console: &mut Console) -> Result<(), Failure> {
    let quiet = runner.arguments.shown.quiet;
    let mut read = 0;
    for opened in sources.iter().filter_map(|source| runner.open(source)) {
        read += 1;
        let mut heading = (sources.len() > 1).then(|| console.paint(STRONG, &opened.name));
        let names = opened.catalog.scenarios.iter().map(|scenario| scenario.name.width());
        let width = names.max().unwrap_or_default();
        if !quiet && let Some(heading) = heading.take() {
            console.line(&heading)?;
        }
        runner.run(&opened, |scenario, verdict, _| {
            if quiet && verdict.passes() {
                return Ok(());
            }
            if let Some(heading) = heading.take() {
                console.line(&heading)?;
            }
            print(scenario, verdict, width, console)
        })?;
        if let Some(finding) = runner.empty_of(&opened) {
            finding.print(console)?;
        }
        if let Some(coverage) = runner.coverage.borrow().last() {
            coverage.print(console)?;
        }
    }
    // That there are none would be said of names that no scenario has.
    let any = runner.arguments.scenarios.is_empty() || runner.passed.get() + runner.failed.get() > 0;
    if read > 0 && any && !quiet { print_summary(runner, console) } else { Ok(()) }
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
    use super::super::results::Shown;
    use super::runner::Opened;
    use super::*;
    use std::path::Path;

    #[test]
    fn each_scenario_is_shown_before_the_next_is_run() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/neobank.catalog.ron");
        let loaded = crate::storage::load(&path).expect("it is a catalog");
        let (files, shown) = (Vec::new(), Shown::default());
        let scenarios = Vec::new();
        let arguments =
            Arguments { files, at: None, all: false, coverage: false, scenarios, fail_empty: false, shown };
        let runner = Runner::new(&arguments);
        let Ok(opened) = Opened::of(String::new(), &loaded, &arguments) else { panic!("there is no moment") };
        let mut seen = 0;
        let shown = runner.run(&opened, |_, _, _| {
            seen += 1;
            if runner.passed.get() + runner.failed.get() == seen { Ok(()) } else { Err(seen) }
        });
        assert_eq!(shown, Ok(()));
        assert_eq!(seen, opened.catalog.scenarios.len());
        assert!(seen > 1);
    }
}
