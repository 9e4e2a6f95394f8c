//! `vitrine publish`: Live becomes what has been approved. [`crate::app::publication`] says what that is.

use super::changes::{self, ChangeReport};
use super::console::{Complaint, Console, Failure, GOOD, Outcome};
use super::input::Input;
use super::output;
use super::results::EntityReport;
use crate::app::{self, Derived, Publication, PublishError, PublishProblem};
use crate::storage::{self, Expected, Loaded};
use crate::text::{Language, Message};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
    #[arg(long)]
    backup: bool,
}

/// What came of it, as `--json` prints it.
#[derive(Debug, Default, Serialize)]
struct PublishReport {
    /// Whether the file was written: not where nothing changes, and not in a dry run.
    published: bool,
    changes: Vec<ChangeReport>,
    errors: Vec<ProblemReport>,
    warnings: Vec<ProblemReport>,
    failing_scenarios: Vec<String>,
    /// What is doubtful in Live as it was before.
    standing_warnings: Vec<ProblemReport>,
    standing_failing_scenarios: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ProblemReport {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    entity: EntityReport,
    line: usize,
    column: usize,
    message: String,
}

/// Publishes, unless it is only asked what would come of it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let publication = match app::publication(&Derived::of(&loaded.catalog), Timestamp::now()) {
        Ok(publication) => publication,
        Err(error) => return refused(arguments, &loaded, &error, console),
    };
    let written = write(arguments, &loaded, &publication, console)?;
    if arguments.json {
        console.json(&PublishReport::of(&loaded, &publication, written))?;
    } else if arguments.dry_run || matches!(arguments.file, Input::File(_)) {
        print(arguments, &loaded, &publication, console)?;
    }
    Ok(Outcome::Fine)
}

/// Writes the catalog, to where it came from. Says whether there was something to write.
fn write(
    arguments: &Arguments,
    loaded: &Loaded,
    publication: &Publication,
    console: &mut Console,
) -> Result<bool, Failure> {
    let to_output = matches!(arguments.file, Input::Standard) && !arguments.json;
    if arguments.dry_run || (publication.changes.is_empty() && !to_output) {
        return Ok(false);
    }
    let text = storage::write(&publication.catalog, Some(&loaded.document))?;
    match &arguments.file {
        Input::Standard if to_output => console.out().write_all(text.as_bytes())?,
        Input::Standard => return Ok(false),
        Input::File(path) => {
            // What was read is what is published: a change made meanwhile stays.
            output::save(path, &text, (arguments.backup, Expected::Content(loaded.stamp)), console)?;
        }
    }
    Ok(true)
}

/// Says why a catalog is not published.
fn refused(
    arguments: &Arguments,
    loaded: &Loaded,
    error: &PublishError,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let name = arguments.file.name();
    if matches!(error, PublishError::NothingDesigned) {
        let message = Message::new("cli-publish-no-design").with("file", name);
        console.complain(&Complaint { place: None, message });
        return Ok(Outcome::Problems);
    }
    let problems = app::publish_problems(error, &loaded.catalog);
    if arguments.json {
        let errors = problems.iter().map(|it| ProblemReport::of(it, loaded)).collect();
        console.json(&PublishReport { errors, ..PublishReport::default() })?;
        return Ok(Outcome::Problems);
    }
    for problem in &problems {
        let place = loaded.place_by_name(&problem.place);
        let place = Some(format!("{name}:{}:{}", place.line, place.column));
        console.complain(&Complaint { place, message: problem.message.clone() });
    }
    let message = Message::new("cli-publish-errors").with("count", problems.len()).with("file", name);
    console.complain(&Complaint { place: None, message });
    Ok(Outcome::Problems)
}

/// What changes in Live, entity by entity and field by field, and what is to be said of it.
fn print(
    arguments: &Arguments,
    loaded: &Loaded,
    publication: &Publication,
    console: &mut Console,
) -> Result<(), Failure> {
    for change in &publication.changes {
        changes::print(change, (None, &publication.catalog), console)?;
    }
    for scenario in &publication.failing {
        console.note(&Message::new("cli-publish-scenario").with("scenario", scenario.as_str()));
    }
    for warning in &publication.warnings {
        let problem = PublishProblem::of_issue(warning, &loaded.catalog);
        let place = loaded.place_by_name(&problem.place);
        let at = format!("{}:{}:{}", arguments.file.name(), place.line, place.column);
        let message = Message::new("cli-publish-warning").with("place", at).with("problem", problem.message);
        console.note(&message);
    }
    for standing in publication.standing.messages() {
        console.note(&standing);
    }
    let summary = match (publication.changes.len(), arguments.dry_run) {
        (0, _) => Message::new("cli-publish-nothing"),
        (count, true) => Message::new("cli-publish-would").with("count", count),
        (count, false) => Message::new("cli-publish-done").with("count", count),
    };
    let summary = console.paint(GOOD, &console.say(&summary));
    console.line(&summary)
}

impl ProblemReport {
    fn of(problem: &PublishProblem, loaded: &Loaded) -> Self {
        let place = loaded.place_by_name(&problem.place);
        Self {
            code: problem.code,
            entity: EntityReport::of(&problem.place.entity, &loaded.catalog),
            line: place.line,
            column: place.column,
            message: Language::En.say(&problem.message),
        }
    }
}

impl PublishReport {
    fn of(loaded: &Loaded, publication: &Publication, published: bool) -> Self {
        let problem = |issue| ProblemReport::of(&PublishProblem::of_issue(issue, &loaded.catalog), loaded);
        Self {
            published,
            changes: publication
                .changes
                .iter()
                .map(|it| ChangeReport::of(it, &publication.catalog))
                .collect(),
            errors: Vec::new(),
            warnings: publication.warnings.iter().map(problem).collect(),
            failing_scenarios: publication.failing.clone(),
            standing_warnings: publication.standing.warnings.iter().map(problem).collect(),
            standing_failing_scenarios: publication.standing.failing.clone(),
        }
    }
}
