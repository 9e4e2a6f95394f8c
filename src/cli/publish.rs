//! `vitrine publish`: Live becomes what has been approved. [`crate::app::publication`] says what that is.

use super::check::EntityReport;
use super::console::{Complaint, Console, ERROR, FAINT, Failure, GOOD, HINT, Outcome, STRONG};
use super::input::Input;
use crate::app::difference_words::{self as words, kind_label};
use crate::app::{self, Derived, Publication, PublishError, PublishProblem};
use crate::document::{Difference, PathStep, Sign};
use crate::model::{Catalog, Ref, label_or_name};
use crate::storage::{self, Expected, Loaded, Saving};
use crate::text::{Language, Message};
use anstyle::Style;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::sync::Arc;

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

/// One entity of Live that changes.
#[derive(Debug, Serialize)]
struct ChangeReport {
    change: &'static str,
    entity: EntityReport,
    label: String,
    fields: Vec<FieldReport>,
    /// The name that it had, where that was another one.
    #[serde(skip_serializing_if = "Option::is_none")]
    renamed_from: Option<String>,
    /// What it stood in, where that is another one or another place of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<String>,
}

#[derive(Debug, Serialize)]
struct FieldReport {
    field: String,
    old: Option<Value>,
    new: Option<Value>,
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
            let expected = Expected::Content(loaded.stamp);
            let saving = Saving { backup: arguments.backup, heeds_protection: false, expected };
            if let Some(notice) = storage::save(path, &text, &saving)?.notice {
                console.note(&notice);
            }
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
        print_change(change, &publication.catalog, console)?;
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

fn print_change(change: &Difference, catalog: &Arc<Catalog>, console: &mut Console) -> Result<(), Failure> {
    let language = console.language;
    let (mark, style, word) = sign(change);
    let word = language.text(word);
    let kind = language.text(kind_label(&change.entity));
    let title = console.paint(STRONG, &change.value.title(catalog));
    let environment = change.entity.environment().filter(|_| !matches!(change.entity, Ref::Environment(_)));
    let environment = environment.and_then(|name| catalog.environment(name));
    let within = environment.map(|it| format!(" · {}", label_or_name(&it.label, &it.name)));
    let within = console.paint(FAINT, &within.unwrap_or_default());
    let mark = console.paint(style, mark);
    console.line(&format!("{mark} {kind} {title}{within}: {word}"))?;
    if let Some(old) = &change.renamed {
        console.line(&format!("    {}: {old} → {}", language.text("forms-name"), change.entity.name()))?;
    }
    if let Some(moved) = &change.moved {
        let [old, new] = [&moved.from, &moved.to].map(|at| {
            catalog.entity(at).map_or_else(|| at.name().to_owned(), |holder| holder.title(catalog))
        });
        let [old, new] = if moved.from == moved.to {
            ["compare-order-old", "compare-order-new"].map(|id| language.text(id))
        } else {
            [old, new]
        };
        console.line(&format!("    {}: {old} → {new}", language.text("compare-place")))?;
    }
    for field in &change.fields {
        let kind = change.entity.kind();
        let (label, [old, new]) =
            (words::label(language, kind, &field.path), words::values(language, kind, field));
        console.line(&format!("    {label}: {} → {}", one_line(&old), one_line(&new)))?;
    }
    Ok(())
}

/// A text as one line shows it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn sign(change: &Difference) -> (&'static str, Style, &'static str) {
    match change.sign {
        Sign::Added => ("+", GOOD, "compare-added"),
        Sign::Removed => ("−", ERROR, "compare-removed"),
        Sign::Changed if change.is_only_renamed() => ("~", HINT, "compare-renamed"),
        Sign::Changed => ("~", HINT, "compare-changed"),
    }
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

impl ChangeReport {
    fn of(change: &Difference, catalog: &Catalog) -> Self {
        let fields = change.fields.iter().map(|field| FieldReport {
            field: path_text(&field.path),
            old: field.old.clone(),
            new: field.new.clone(),
        });
        Self {
            change: match change.sign {
                Sign::Added => "added",
                Sign::Removed => "removed",
                Sign::Changed => "changed",
            },
            entity: EntityReport::of(&change.entity, catalog),
            label: change.value.title(catalog),
            fields: fields.collect(),
            renamed_from: change.renamed.clone(),
            moved_from: change.moved.as_ref().map(|moved| moved.from.name().to_owned()),
        }
    }
}

/// A way from an entity as [`Place::field_text`] writes it, with the items of a list by their names: `weights[Base]`.
fn path_text(path: &[PathStep]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            PathStep::Field(name) if text.is_empty() => text.push_str(name),
            PathStep::Field(name) => text = format!("{text}.{name}"),
            PathStep::Item(name) => text = format!("{text}[{name}]"),
            PathStep::Index(index) => text = format!("{text}[{index}]"),
        }
    }
    text
}
