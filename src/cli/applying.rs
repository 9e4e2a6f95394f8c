//! `vitrine apply` as [`crate::sheet`] finds what is to be changed. Owns what is written, and how it is told.

use super::apply::Arguments;
use super::changes::{self as told, ChangeReport};
use super::console::{Complaint, Console, Failure, GOOD, Outcome};
use super::input::Input;
use super::output;
use crate::app::Preferences;
use crate::document::{Difference, Signature, difference};
use crate::model::{Catalog, Moment};
use crate::rule::RuleTable;
use crate::sheet::{self, Changes, Problem};
use crate::storage::{self, Expected, Loaded};
use crate::text::{Language, Message};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;
use std::sync::Arc;

/// What came of it, as `--json` prints it.
#[derive(Debug, Default, Serialize)]
struct ApplyReport {
    /// Whether a file was written.
    applied: bool,
    changes: Vec<ChangeReport>,
    errors: Vec<ProblemReport>,
    notes: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ProblemReport {
    place: String,
    column: String,
    message: String,
}

/// Applies a sheet, unless it is only asked what would come of it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let grid = sheet::read(&arguments.sheet)?;
    let changes = match sheet::changes(&loaded.catalog, &grid) {
        Ok(changes) => changes,
        Err(problems) => return refused(arguments, &problems, console),
    };
    let zone = loaded.catalog.zone();
    let at = Moment::local(&Timestamp::now().to_zoned(zone)).to_the_minute();
    let by =
        Signature { at, author: arguments.author.clone().unwrap_or_else(|| Preferences::default().author()) };
    let applied = changes.edit.apply_by(&loaded.catalog, &RuleTable::default(), Some(&by));
    let next = applied.map_or_else(|| Arc::clone(&loaded.catalog), |(next, _)| next);
    let found = difference(&loaded.catalog, &next);
    let written = write(arguments, &loaded, &next, console)?;
    if arguments.json {
        let language = Language::En;
        console.json(&ApplyReport {
            applied: written,
            changes: found.iter().map(|it| ChangeReport::of(it, &next)).collect(),
            errors: Vec::new(),
            notes: changes.notes.iter().map(|note| language.say(note)).collect(),
        })?;
    } else if arguments.dry_run || !arguments.writes_to_output() {
        print(arguments, &changes, (&found, &next), console)?;
    }
    Ok(Outcome::Fine)
}

impl Arguments {
    /// Whether the catalog itself is what is printed.
    fn writes_to_output(&self) -> bool {
        match &self.output {
            Some(path) => output::file(Some(path)).is_none(),
            None => matches!(self.file, Input::Standard),
        }
    }
}

/// Writes the catalog to where it came from, or where it was asked to go. Says whether it did.
fn write(
    arguments: &Arguments,
    loaded: &Loaded,
    next: &Arc<Catalog>,
    console: &mut Console,
) -> Result<bool, Failure> {
    let same = Arc::ptr_eq(next, &loaded.catalog);
    if arguments.dry_run || same && arguments.output.is_none() && matches!(arguments.file, Input::File(_)) {
        return Ok(false);
    }
    if arguments.writes_to_output() && arguments.json {
        return Ok(false);
    }
    let text = storage::write(next, Some(&loaded.document))?;
    let (path, expected) = match (&arguments.output, &arguments.file) {
        _ if arguments.writes_to_output() => {
            console.out().write_all(text.as_bytes())?;
            return Ok(true);
        }
        (Some(path), Input::File(own)) if storage::is_same_file(own, path) => {
            (path, Expected::Content(loaded.stamp))
        }
        (Some(path), _) => (path, Expected::Anything),
        // What was read is what is changed: a change made meanwhile stays.
        (None, Input::File(path)) => (path, Expected::Content(loaded.stamp)),
        (None, Input::Standard) => return Ok(false),
    };
    output::save(path, &text, (arguments.backup, expected), console)?;
    Ok(true)
}

/// Says what in the sheet cannot be taken over: nothing of it is.
fn refused(arguments: &Arguments, problems: &[Problem], console: &mut Console) -> Result<Outcome, Failure> {
    let name = arguments.sheet.display().to_string();
    if arguments.json {
        let errors = problems.iter().map(|problem| ProblemReport {
            place: problem.place.clone(),
            column: problem.column.clone(),
            message: Language::En.say(&problem.message),
        });
        console.json(&ApplyReport { errors: errors.collect(), ..ApplyReport::default() })?;
        return Ok(Outcome::Problems);
    }
    let mut cells = 0;
    for problem in problems {
        // What is about the sheet as a whole names it.
        let place = (!problem.place.is_empty()).then(|| format!("{name}: {}", problem.place));
        cells += usize::from(place.is_some());
        console.complain(&Complaint { place, message: problem.sentence() });
    }
    if cells > 0 {
        let message = Message::new("sheet-refused").with("count", cells).with("file", name);
        console.complain(&Complaint { place: None, message });
    }
    Ok(Outcome::Problems)
}

fn print(
    arguments: &Arguments,
    changes: &Changes,
    (found, next): (&[Difference], &Arc<Catalog>),
    console: &mut Console,
) -> Result<(), Failure> {
    for change in found {
        told::print(change, (None, next), console)?;
    }
    for note in &changes.notes {
        console.note(note);
    }
    let id = match (changes.offers, arguments.dry_run) {
        (0, _) => "sheet-nothing",
        (_, true) => "sheet-would",
        (_, false) => "sheet-done",
    };
    let summary = Message::new(id).with("count", changes.offers).with("rows", changes.rows);
    let summary = console.paint(GOOD, &console.say(&summary));
    console.line(&summary)
}
