//! `vitrine fmt`: files in their canonical form. [`storage`] says what that is.

use super::console::{Console, Failure, Outcome};
use super::input::Input;
use crate::storage::{self, Expected, Saving};
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long)]
    check: bool,
    #[arg(long)]
    backup: bool,
}

/// Formats each file. One that cannot be read does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let mut complaints = Vec::new();
    let mut differs = false;
    for file in &arguments.files {
        match format(file, arguments, console) {
            Ok(differed) => differs |= differed,
            Err(Failure(more)) => complaints.extend(more),
        }
    }
    if complaints.is_empty() {
        Ok(Outcome::problems_if(differs && arguments.check))
    } else {
        Err(Failure(complaints))
    }
}

/// Says whether the file was not in its canonical form. How its lines end does not count, and is not changed alone.
fn format(file: &Input, arguments: &Arguments, console: &mut Console) -> Result<bool, Failure> {
    let loaded = file.load()?;
    let text = storage::write(&loaded.catalog, Some(&loaded.document))?;
    let differs = !loaded.holds(&text);
    match file {
        Input::File(path) if arguments.check && differs => console.path(path)?,
        Input::Standard if arguments.check && differs => console.line(&file.name())?,
        Input::Standard if !arguments.check => console.out().write_all(text.as_bytes())?,
        Input::File(path) if !arguments.check && differs => {
            // What was read is what is formatted: a change made meanwhile stays.
            let saving = Saving {
                backup: arguments.backup,
                heeds_protection: false,
                expected: Expected::Content(loaded.stamp),
            };
            if let Some(notice) = storage::save(path, &text, &saving)?.notice {
                console.note(&notice);
            }
        }
        _ => {}
    }
    Ok(differs)
}
