//! `vitrine diff`: what differs between two catalogs, or two folders of them, as text, JSON or Markdown, and for git as one of its programs that
//! show differences. [`crate::document`] says what differs.

mod compared;
mod folders;
mod git;
mod markdown;
mod report;

use super::console::{Console, Failure, Outcome};
use super::input::Input;
use crate::model::Catalog;
use crate::storage::Loaded;
use compared::{Compared, print};
use report::{DiffReport, Format};
use std::ffi::OsString;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "OLD", value_parser = Input::parser(), required_unless_present = "git")]
    old: Option<Input>,
    #[arg(value_name = "NEW", value_parser = Input::parser(), required_unless_present = "git")]
    new: Option<Input>,
    #[arg(long, value_name = "text|json|markdown", conflicts_with = "json")]
    format: Option<Format>,
    #[arg(long)]
    json: bool,
    #[arg(
        long,
        value_name = "PATH",
        num_args = 1..,
        allow_hyphen_values = true,
        conflicts_with_all = ["old", "new", "format", "json"]
    )]
    git: Vec<OsString>,
}

/// Says what differs. Differences are what the exit code tells.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let (Some(old), Some(new)) = (&arguments.old, &arguments.new) else {
        return git::run(&arguments.git, console);
    };
    let format = if arguments.json { Format::Json } else { arguments.format.unwrap_or(Format::Text) };
    if let (Some(old), Some(new)) = (folder(old), folder(new)) {
        return folders::run([old, new], format, console);
    }
    Input::at_most_one_standard([old, new])?;
    // Both are read before either complains: a person mends two files at once.
    let (old_read, new_read) = (catalog(old), catalog(new));
    let compared = match (old_read, new_read) {
        (Ok(old), Ok(new)) => Compared::of(old, new),
        (Err(Failure(mut complaints)), Err(Failure(more))) => {
            complaints.extend(more);
            return Err(Failure(complaints));
        }
        (Err(failure), _) | (_, Err(failure)) => return Err(failure),
    };
    match format {
        Format::Text => print(&compared, console)?,
        Format::Json => {
            console.json(&DiffReport::of(&compared))?;
        }
        Format::Markdown => {
            let text = markdown::written(console.language, None, &compared);
            console.out().write_all(text.as_bytes())?;
        }
    }
    Ok(Outcome::problems_if(!compared.changes.is_empty()))
}

/// The folder that an argument names.
fn folder(input: &Input) -> Option<&Path> {
    match input {
        Input::File(path) if path.is_dir() => Some(path),
        _ => None,
    }
}

/// The catalog of a file; its tree is not needed.
fn catalog(input: &Input) -> Result<Arc<Catalog>, Failure> {
    input.load().map(|Loaded { catalog, .. }| catalog)
}
