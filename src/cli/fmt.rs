//! `vitrine fmt`: files in their canonical form. [`storage`] says what that is.

use super::console::{Console, Failure, Outcome};
use super::input::Input;
use crate::storage::{self, Stamp};
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long)]
    check: bool,
}

/// Formats each file. One that cannot be read does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let mut complaints = Vec::new();
    let mut differs = false;
    for file in &arguments.files {
        match format(file, arguments.check, console) {
            Ok(differed) => differs |= differed,
            Err(Failure::Because(more)) => complaints.extend(more),
            Err(Failure::Closed) => return Err(Failure::Closed),
        }
    }
    if complaints.is_empty() {
        Ok(Outcome::problems_if(differs && arguments.check))
    } else {
        Err(Failure::Because(complaints))
    }
}

/// Says whether the file was not in its canonical form.
fn format(file: &Input, check: bool, console: &mut Console) -> Result<bool, Failure> {
    let loaded = file.load()?;
    let text = storage::write(&loaded.catalog, Some(&loaded.document))?;
    let differs = !Stamp::of(text.as_bytes()).same_content(&loaded.stamp);
    match file {
        _ if check && differs => {
            let name = file.name();
            writeln!(console.out(), "{name}")?;
        }
        Input::Standard if !check => console.out().write_all(text.as_bytes())?,
        Input::File(path) if differs => {
            storage::save(path, &text)?;
        }
        _ => {}
    }
    Ok(differs)
}
