//! `vitrine fmt`: files in their canonical form. [`storage`] says what that is.

use super::codes::NOT_CANONICAL;
use super::console::{Complaint, Console, Failure, Outcome};
use super::input::Input;
use super::lines;
use super::output;
use super::results::{Finding, Format, Results, Shown, print};
use super::sources::sources;
use crate::storage::{self, Expected, Loaded, Place};
use crate::text::Message;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long)]
    check: bool,
    #[arg(long)]
    diff: bool,
    #[arg(long)]
    backup: bool,
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<PathBuf>,
    #[command(flatten)]
    shown: Shown,
}

/// Formats each file. One that cannot be read does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let format = arguments.shown.format();
    if format != Format::Text && (!arguments.check || arguments.diff) {
        return Err(Message::new("cli-fmt-format-without-check").into());
    }
    let mut complaints: Vec<Complaint> = Vec::new();
    let mut results = Results::of("fmt");
    for source in sources(&arguments.files, arguments.stdin_filename.as_deref(), console) {
        match source.read() {
            Ok((input, loaded)) => match formatted(&source.name, &input, &loaded, arguments, console) {
                Ok(finding) => results.add(&source.name, finding.into_iter().collect()),
                Err(failure) => complaints.extend(failure.0),
            },
            Err(error) => {
                complaints.extend(Failure::of_load(&source.name, error.clone()).0);
                results.add_unread(&source.name, error);
            }
        }
    }
    print(&results, format, console)?;
    if !complaints.is_empty() {
        return Err(Failure(complaints));
    }
    Ok(if arguments.writes() { Outcome::Fine } else { results.outcome() })
}

impl Arguments {
    /// Whether files are changed.
    fn writes(&self) -> bool {
        !self.check && !self.diff
    }
}

/// Writes, shows or lists a file that is not in its canonical form, and says so. How its lines end does not count, and is
/// not changed alone.
fn formatted(
    name: &str,
    file: &Input,
    loaded: &Loaded,
    arguments: &Arguments,
    console: &mut Console,
) -> Result<Option<Finding>, Failure> {
    let text = storage::write(&loaded.catalog, Some(&loaded.document))?;
    let differs = !loaded.holds(&text);
    match file {
        Input::Standard if arguments.writes() => console.out().write_all(text.as_bytes())?,
        _ if !differs => {}
        Input::File(path) if arguments.writes() => {
            // What was read is what is formatted: a change made meanwhile stays.
            output::save(path, &text, (arguments.backup, Expected::Content(loaded.stamp)), console)?;
        }
        _ if arguments.diff => lines::print(loaded.source.text(), &text, Some(name), console)?,
        _ if arguments.shown.quiet || arguments.shown.format() != Format::Text => {}
        Input::File(path) => console.path(path)?,
        Input::Standard => console.line(name)?,
    }
    let line = first_difference(loaded.source.text(), &text);
    let message = Message::new("cli-fmt-differs").with("line", line);
    let place = Some(Place { line, column: 1 });
    Ok(differs.then(|| Finding::of_file(name, NOT_CANONICAL, place, message)))
}

/// The first line that two texts do not share, from 1.
fn first_difference(one: &str, other: &str) -> usize {
    one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count() + 1
}
