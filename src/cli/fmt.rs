//! `vitrine fmt`: files in their canonical form. [`storage`] says what that is.

use super::codes::NOT_CANONICAL;
use super::console::{BAD, Complaint, Console, Failure, GOOD, HINT, Outcome, PLAIN, STRONG};
use super::input::Input;
use super::output;
use super::results::{Finding, Format, Results, Shown, print};
use super::sources::sources;
use crate::storage::{self, Expected, Loaded, Place};
use crate::text::Message;
use similar::TextDiff;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

/// Lines around a change that are shown with it.
const CONTEXT: usize = 3;
/// The lines that name the file.
const HEADER: usize = 2;
/// How long the smallest difference is looked for; then one is shown that may be larger.
const PATIENCE: Duration = Duration::from_secs(5);

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
        _ if arguments.diff => show(name, loaded.source.text(), &text, console)?,
        _ if arguments.shown.quiet || arguments.shown.format() != Format::Text => {}
        Input::File(path) => console.path(path)?,
        Input::Standard => console.line(name)?,
    }
    let line = first_difference(loaded.source.text(), &text);
    let message = Message::new("cli-fmt-differs").with("line", line);
    let place = Some(Place { line, column: 1 });
    Ok(differs.then(|| Finding::of_file(name, NOT_CANONICAL, place, message)))
}

/// Prints what formatting would change, as `patch` reads it.
fn show(name: &str, before: &str, after: &str, console: &mut Console) -> Result<(), Failure> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let text = diff.unified_diff().context_radius(CONTEXT).header(name, name).to_string();
    for (at, line) in text.split_terminator('\n').enumerate() {
        let style = match line.as_bytes().first() {
            Some(_) if at < HEADER => STRONG,
            Some(b'-') => BAD,
            Some(b'+') => GOOD,
            Some(b'@') => HINT,
            _ => PLAIN,
        };
        console.data_line(style, line)?;
    }
    Ok(())
}

/// The first line that two texts do not share, from 1.
fn first_difference(one: &str, other: &str) -> usize {
    one.lines().zip(other.lines()).take_while(|(one, other)| one == other).count() + 1
}
