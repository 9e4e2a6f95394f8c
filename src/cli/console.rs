//! What the command line prints, and how it ends. Owns standard output and standard error: colours only on
//! terminals, who stops reading changes nothing, and what a catalog or a file's name says cannot steer the terminal.

use super::clean::clean;
use super::common::Common;
use super::names::Names;
use crate::storage::{FileError, LoadError, SaveError, WriteError};
use crate::text::{Language, Message, escaped_json};
use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use std::ffi::OsStr;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;
use std::process::ExitCode;

/// The exit code of a command that could not run.
const COULD_NOT_RUN: u8 = 2;

pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
pub(super) const HINT: Style = AnsiColor::Cyan.on_default().bold();
pub(super) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(super) const BAD: Style = AnsiColor::Red.on_default();
pub(super) const STRONG: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const PLAIN: Style = Style::new();

/// How a command ended that could run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Outcome {
    /// All is well.
    Fine,
    /// It found problems, failed scenarios or differences.
    Problems,
}

impl Outcome {
    pub(super) fn problems_if(found: bool) -> Self {
        if found { Self::Problems } else { Self::Fine }
    }
}

/// Why a command could not run, or not to its end.
#[derive(Debug)]
pub(super) struct Failure(pub(super) Vec<Complaint>);

/// One sentence on standard error.
#[derive(Debug, PartialEq)]
pub(super) struct Complaint {
    /// `FILE:LINE:COLUMN`, where it is about a place.
    pub(super) place: Option<String>,
    pub(super) message: Message,
}

impl From<Message> for Failure {
    fn from(message: Message) -> Self {
        Self(vec![Complaint { place: None, message }])
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        error.message.into()
    }
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        error.into_message().into()
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        error.message().into()
    }
}

impl From<io::Error> for Failure {
    /// An error of standard output.
    fn from(error: io::Error) -> Self {
        Message::new("cli-output-failed").with("detail", error.to_string()).into()
    }
}

impl Failure {
    /// The errors of a file that is no catalog; `name` is the file's.
    pub(super) fn of_load(name: &str, error: LoadError) -> Self {
        match error {
            LoadError::File(error) => error.into(),
            LoadError::Content(errors) => {
                let complaint = |error: crate::storage::ReadError| Complaint {
                    place: Some(format!("{name}:{}:{}", error.line, error.column)),
                    message: error.message,
                };
                Self(errors.into_iter().map(complaint).collect())
            }
        }
    }
}

/// Standard output and standard error.
#[derive(Debug)]
pub(super) struct Console {
    pub(super) language: Language,
    out: BufWriter<Output>,
    colour_out: bool,
    colour_err: bool,
    /// The names of files as the arguments have them.
    names: Names,
}

/// Standard output, until whoever reads it has read enough. The command goes on to its end all the same: what it
/// found, and so its exit code, does not depend on the reader.
#[derive(Debug)]
struct Output {
    out: StdoutLock<'static>,
    closed: bool,
}

impl Output {
    fn unless_closed<T>(
        &mut self,
        instead: T,
        write: impl FnOnce(&mut StdoutLock<'static>) -> io::Result<T>,
    ) -> io::Result<T> {
        if self.closed {
            return Ok(instead);
        }
        match write(&mut self.out) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(instead)
            }
            other => other,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.unless_closed(bytes.len(), |out| out.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_closed((), Write::flush)
    }
}

/// JSON on its way out, without what steers a terminal. It comes in whole characters.
struct Escaping<'o>(&'o mut BufWriter<Output>);

impl Write for Escaping<'_> {
    fn write(&mut self, json: &[u8]) -> io::Result<usize> {
        let text = str::from_utf8(json).map_err(io::Error::other)?;
        self.0.write_all(escaped_json(text).as_bytes())?;
        Ok(json.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl Console {
    /// Asks the terminals, and `NO_COLOR`, for colours where it is left to them.
    pub(super) fn new(common: Common) -> Self {
        let (out, err) = (io::stdout(), io::stderr());
        let wanted = |choice| match common.colour {
            ColorChoice::Auto => choice != ColorChoice::Never,
            given => given != ColorChoice::Never,
        };
        Self {
            language: common.language,
            colour_out: wanted(AutoStream::choice(&out)),
            colour_err: wanted(AutoStream::choice(&err)),
            out: BufWriter::new(Output { out: out.lock(), closed: false }),
            names: Names::of_arguments(std::env::args_os()),
        }
    }

    /// Has a name printed as it is that stands in no argument: that of a file in a folder.
    pub(super) fn will_name(&mut self, name: &OsStr) {
        self.names.add(name);
    }

    /// Standard output, for text that has been [painted](Self::paint) and for data.
    pub(super) fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    /// A text in a style, where the output has any.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        painted(self.colour_out, style, text)
    }

    /// A message in words.
    pub(super) fn say(&self, message: &Message) -> String {
        clean(&self.language.say(message)).into_owned()
    }

    /// A line of words in which files are named, painted already.
    pub(super) fn line(&mut self, text: &str) -> Result<(), Failure> {
        let bytes =
            if io::stdout().is_terminal() { text.as_bytes().into() } else { self.names.restored(text) };
        self.out.write_all(&bytes)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// A line of data. On a terminal it is painted, and cannot steer it.
    pub(super) fn data_line(&mut self, style: Style, text: &str) -> Result<(), Failure> {
        if self.colour_out || io::stdout().is_terminal() {
            let text = self.paint(style, text);
            return Ok(writeln!(self.out, "{text}")?);
        }
        self.out.write_all(&self.names.restored(text))?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Writes out what was printed so far. Says whether somebody still reads.
    pub(super) fn flush(&mut self) -> Result<bool, Failure> {
        self.out.flush()?;
        Ok(!self.out.get_ref().closed)
    }

    /// The name of a file on a line of its own: as it is for another program, without what steers a terminal.
    pub(super) fn path(&mut self, path: &Path) -> Result<(), Failure> {
        if io::stdout().is_terminal() {
            let text = clean(&path.to_string_lossy()).into_owned();
            return Ok(writeln!(self.out, "{text}")?);
        }
        self.out.write_all(path.as_os_str().as_encoded_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// The help or the version, which has the words of the program alone.
    pub(super) fn help(&mut self, text: &clap::builder::StyledStr) -> Result<(), Failure> {
        let written =
            if self.colour_out { write!(self.out, "{}", text.ansi()) } else { write!(self.out, "{text}") };
        Ok(written?)
    }

    /// A value as JSON on lines of its own.
    pub(super) fn json(&mut self, value: &impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer_pretty(Escaping(&mut self.out), value).map_err(io::Error::from)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Tells a person something beside the output.
    pub(super) fn note(&self, message: &Message) {
        self.tell(HINT, "cli-note", None, message);
    }

    /// Tells a person what is wrong.
    pub(super) fn complain(&self, complaint: &Complaint) {
        self.tell(ERROR, "cli-error", complaint.place.as_deref(), &complaint.message);
    }

    fn tell(&self, style: Style, label: &str, place: Option<&str>, message: &Message) {
        let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
        let label = painted(self.colour_err, style, &self.language.text(label));
        let line = format!("{}{label}: {}\n", clean(&place), self.say(message));
        let err = io::stderr();
        let bytes = if err.is_terminal() { line.as_bytes().into() } else { self.names.restored(&line) };
        // Where standard error is gone there is nobody to tell.
        let _ = err.lock().write_all(&bytes);
    }

    /// Writes out what is left, says why a command could not run, and gives the exit code.
    pub(super) fn end(mut self, result: Result<Outcome, Failure>) -> ExitCode {
        let flushed = self.out.flush().map_err(Failure::from);
        match result.and_then(|outcome| flushed.map(|()| outcome)) {
            Ok(Outcome::Fine) => ExitCode::SUCCESS,
            Ok(Outcome::Problems) => ExitCode::FAILURE,
            Err(Failure(complaints)) => {
                for complaint in &complaints {
                    self.complain(complaint);
                }
                ExitCode::from(COULD_NOT_RUN)
            }
        }
    }
}

fn painted(colour: bool, style: Style, text: &str) -> String {
    let text = clean(text);
    if colour { format!("{style}{text}{style:#}") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_only_there_where_colours_are() {
        assert_eq!(painted(false, ERROR, "x"), "x");
        assert_eq!(painted(true, ERROR, "x"), "\u{1b}[1m\u{1b}[31mx\u{1b}[0m");
    }
}
