//! `vitrine merge`: what two people made of one catalog becomes one, as [`storage::merge`] makes it. Owns where the three come
//! from and where the result goes; made to be called by git, which knows nothing of catalogs.

use super::console::{Complaint, Console, Failure, Outcome};
use super::input::Input;
use super::output;
use crate::app::conflict_words;
use crate::storage::{self, Expected, LoadError, Loaded};
use crate::text::Message;
use std::path::{Path, PathBuf};

/// Conflicts beyond this are counted, not listed: the file has them all.
const MOST_LISTED: usize = 20;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "BASE", value_parser = Input::parser())]
    base: Input,
    #[arg(value_name = "OURS", value_parser = Input::parser())]
    ours: Input,
    #[arg(value_name = "THEIRS", value_parser = Input::parser())]
    theirs: Input,
    #[arg(long, short, value_name = "OUT")]
    output: Option<PathBuf>,
    #[arg(long, requires = "output")]
    backup: bool,
}

/// Merges. What is disputed is what the exit code tells.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    Input::at_most_one_standard([&arguments.base, &arguments.ours, &arguments.theirs])?;
    let (base, ours, theirs) =
        match (beginning(&arguments.base), arguments.ours.read(), arguments.theirs.read()) {
            (Ok(base), Ok(ours), Ok(theirs)) => (base, ours, theirs),
            (base, ours, theirs) => {
                let read = [
                    (&arguments.base, base.err()),
                    (&arguments.ours, ours.err()),
                    (&arguments.theirs, theirs.err()),
                ];
                return Err(unread(arguments, read, console));
            }
        };
    let merged = match storage::merge(base.as_ref(), &ours, &theirs) {
        Ok(merged) => merged,
        // A text that holds a line like a marker, say, cannot stand between markers and be read again.
        Err(error) => {
            return Err(by_lines(arguments, Failure::from(error).0, console));
        }
    };
    output::write(arguments.output.as_deref(), merged.text.as_bytes(), arguments.backup, console)?;
    let conflicts = merged.merge.conflicts();
    for conflict in conflicts.iter().take(MOST_LISTED) {
        let message = conflict_words::sentence(console.language, &merged.merge, conflict);
        console.complain(&Complaint { place: None, message });
    }
    if !conflicts.is_empty() {
        console.note(&Message::new("versions-merge-conflicts").with("count", conflicts.len()));
    }
    Ok(Outcome::problems_if(!conflicts.is_empty()))
}

/// What both began with. Git has an empty file for what both added: then nobody knows. Where there were several beginnings
/// (branches that were merged into each other), git merges those first: what was disputed of them counts as what was there
/// before them.
fn beginning(input: &Input) -> Result<Option<Loaded>, LoadError> {
    if let Input::File(path) = input {
        let is_empty = std::fs::metadata(path).is_ok_and(|it| it.is_file() && it.len() == 0);
        if is_empty || path == Path::new("/dev/null") {
            return Ok(None);
        }
    }
    input.read().map(Some).or_else(|error| before_markers(input).unwrap_or(Err(error)))
}

/// What both began with, where that is a merge with conflicts.
fn before_markers(input: &Input) -> Option<Result<Option<Loaded>, LoadError>> {
    let found = storage::versions(&text_of(input).ok()?)?;
    match found.base {
        Some(base) => storage::read(base.into_bytes()).ok().map(|read| Ok(Some(read))),
        None => Some(Ok(None)),
    }
}

/// Why catalogs cannot be merged.
fn unread(arguments: &Arguments, read: [(&Input, Option<LoadError>); 3], console: &Console) -> Failure {
    let complaints = read.into_iter().filter_map(|(input, error)| {
        let complaints = Failure::of_load(&input.name(), error?).0;
        Some(complaints)
    });
    by_lines(arguments, complaints.flatten().collect(), console)
}

/// Leaves both versions in the file, line by line. Git takes any failure for conflicts that are left there: they have to be, or
/// what the other one did would be lost.
fn by_lines(arguments: &Arguments, mut complaints: Vec<Complaint>, console: &Console) -> Failure {
    if let Some(path) = output::file(arguments.output.as_deref()) {
        let texts = [&arguments.base, &arguments.ours, &arguments.theirs].map(text_of);
        if let [base, Ok(ours), Ok(theirs)] = texts {
            let text = storage::with_markers(base.ok().as_deref(), &ours, &theirs);
            let message = match output::save(path, &text, (false, Expected::Anything), console) {
                Ok(()) => Message::new("versions-merge-by-lines").with("file", path.display().to_string()),
                Err(Failure(more)) => {
                    complaints.extend(more);
                    return Failure(complaints);
                }
            };
            complaints.push(Complaint { place: None, message });
        }
    }
    Failure(complaints)
}

fn text_of(input: &Input) -> Result<String, ()> {
    match input {
        Input::File(path) => storage::text(path).map_err(drop),
        Input::Standard => Err(()),
    }
}
