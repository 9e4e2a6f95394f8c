//! `vitrine publish`: Live becomes what has been approved. [`crate::app::publication`] says what that is.

use super::check::EntityReport;
use super::console::{Complaint, Console, ERROR, FAINT, Failure, GOOD, HINT, Outcome, STRONG};
use super::input::Input;
use crate::app::difference_words::{self as words, kind_label};
use crate::app::{self, Publication, PublishError};
use crate::check::Issue;
use crate::document::{Difference, Obstacle, PathStep, Sign};
use crate::model::{Catalog, Place, Ref, label_or_name};
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
}

/// One entity of Live that changes.
#[derive(Debug, Serialize)]
struct ChangeReport {
    change: &'static str,
    entity: EntityReport,
    label: String,
    fields: Vec<FieldReport>,
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

/// Something that stands in the way, or is doubtful, with the place that a person would edit.
struct Problem {
    code: Option<&'static str>,
    place: Place,
    message: Message,
}

/// Publishes, unless it is only asked what would come of it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let publication = match app::publication(&loaded.catalog, Timestamp::now()) {
        Ok(publication) => publication,
        Err(error) => return refused(arguments, &loaded, error, console),
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
    error: PublishError,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let name = arguments.file.name();
    let problems: Vec<Problem> = match error {
        PublishError::NothingDesigned => {
            console.complain(&Complaint {
                place: None,
                message: Message::new("cli-publish-no-design").with("file", name),
            });
            return Ok(Outcome::Problems);
        }
        PublishError::Obstructed(obstacles) => {
            obstacles.iter().map(|it| Problem::of_obstacle(it, &loaded.catalog)).collect()
        }
        PublishError::Unsound(issues) => {
            issues.iter().map(|it| Problem::of_issue(it, &loaded.catalog)).collect()
        }
    };
    if arguments.json {
        let errors = problems.iter().map(|it| it.report(loaded)).collect();
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
        let problem = Problem::of_issue(warning, &loaded.catalog);
        let place = loaded.place_by_name(&problem.place);
        let at = format!("{}:{}:{}", arguments.file.name(), place.line, place.column);
        let message = Message::new("cli-publish-warning").with("place", at).with("problem", problem.message);
        console.note(&message);
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
    let (mark, style, word) = sign(change.sign);
    let word = language.text(word);
    let kind = language.text(kind_label(&change.entity));
    let title = console.paint(STRONG, &change.value.title(catalog));
    let environment = change.entity.environment().filter(|_| !matches!(change.entity, Ref::Environment(_)));
    let environment = environment.and_then(|name| catalog.environment(name));
    let within = environment.map(|it| format!(" · {}", label_or_name(&it.label, &it.name)));
    let within = console.paint(FAINT, &within.unwrap_or_default());
    let mark = console.paint(style, mark);
    console.line(&format!("{mark} {kind} {title}{within}: {word}"))?;
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

fn sign(sign: Sign) -> (&'static str, Style, &'static str) {
    match sign {
        Sign::Added => ("+", GOOD, "compare-added"),
        Sign::Removed => ("−", ERROR, "compare-removed"),
        Sign::Changed => ("~", HINT, "compare-changed"),
    }
}

impl Problem {
    /// An issue of Live as it would be, at the place where it is mended: in the Design environment, if it comes from
    /// there.
    fn of_issue(issue: &Issue, catalog: &Catalog) -> Self {
        let place = Place { entity: in_design(&issue.place.entity, catalog), ..issue.place.clone() };
        Self { code: Some(issue.code), place, message: issue.message.clone() }
    }

    fn of_obstacle(obstacle: &Obstacle, catalog: &Catalog) -> Self {
        let of = |at: &Ref| Place::new(at.clone(), Vec::new());
        let title =
            |at: &Ref| catalog.environment(at.name()).map_or("", |it| label_or_name(&it.label, &it.name));
        let (place, message) = match obstacle {
            Obstacle::NoLive { design } => (
                of(design).field("stage"),
                Message::new("publish-no-live").with("environment", title(design)),
            ),
            Obstacle::LiveTwice { design } => (
                of(design).field("stage"),
                Message::new("publish-live-twice").with("environment", title(design)),
            ),
            Obstacle::NoLinkedSpace { space, missing } => {
                let label = catalog
                    .space_at(&format!("{}/{}", space.environment().unwrap_or_default(), space.name()))
                    .map_or(space.name(), |(_, it)| label_or_name(&it.label, &it.name));
                let message = Message::new("publish-no-linked-space")
                    .with("space", label)
                    .with("missing", missing.as_str());
                (of(space).field("linked_anonymous_space"), message)
            }
        };
        Self { code: None, place, message }
    }

    fn report(&self, loaded: &Loaded) -> ProblemReport {
        let place = loaded.place_by_name(&self.place);
        ProblemReport {
            code: self.code,
            entity: EntityReport::of(&self.place.entity, &loaded.catalog),
            line: place.line,
            column: place.column,
            message: Language::En.say(&self.message),
        }
    }
}

/// The entity of a Design environment that one of its Live environment comes from; the Live one where there is none.
fn in_design(at: &Ref, catalog: &Catalog) -> Ref {
    let design = catalog.environments.iter().find(|it| it.linked_live() == at.environment());
    let design = design.filter(|_| at.environment().is_some());
    let named = design.and_then(|design| match at {
        Ref::Environment(_) => Some(Ref::Environment(design.name.clone())),
        _ => Ref::named(at.kind(), Some(&design.name), at.name()),
    });
    named.filter(|named| is_mended_there(named, catalog)).unwrap_or_else(|| at.clone())
}

/// Whether what is published of an entity of Design is that entity: an offer that is not approved is another version.
fn is_mended_there(at: &Ref, catalog: &Catalog) -> bool {
    let Ref::Offer(environment, name) = at else { return true };
    let offer = catalog.environment(environment).and_then(|it| it.offer(name));
    offer.is_some_and(|(_, offer)| offer.approval.is_approved())
}

impl PublishReport {
    fn of(loaded: &Loaded, publication: &Publication, published: bool) -> Self {
        let problem = |issue| Problem::of_issue(issue, &loaded.catalog).report(loaded);
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
