//! What the command line reads: a file, or standard input for `-`. Owns the reading of arguments that name
//! one, or a moment; [`crate::storage`] reads catalogs.

use super::console::Failure;
use crate::engine::instant_of;
use crate::model::{Catalog, Moment};
use crate::storage::{self, FileError, LoadError, Loaded, MAX_BYTES};
use crate::text::{Language, Message};
use clap::builder::{OsStringValueParser, TypedValueParser};
use jiff::Timestamp;
use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;

/// How messages call standard input.
const STANDARD_INPUT: &str = "<stdin>";

/// Where a command reads from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input, written `-`.
    Standard,
}

impl From<OsString> for Input {
    fn from(argument: OsString) -> Self {
        if argument == "-" { Self::Standard } else { Self::File(argument.into()) }
    }
}

impl Input {
    /// Reads an argument that names one.
    pub(super) fn parser() -> impl TypedValueParser<Value = Self> {
        OsStringValueParser::new().map(Self::from)
    }

    /// Refuses several that are all standard input, which is read once.
    pub(super) fn at_most_one_standard<'i>(
        inputs: impl IntoIterator<Item = &'i Self>,
    ) -> Result<(), Failure> {
        let standard = inputs.into_iter().filter(|input| **input == Self::Standard);
        if standard.count() > 1 { Err(Message::new("cli-stdin-twice").into()) } else { Ok(()) }
    }

    /// What messages call it.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard => STANDARD_INPUT.to_owned(),
        }
    }

    /// Reads a catalog.
    pub(super) fn load(&self) -> Result<Loaded, Failure> {
        self.read().map_err(|error| Failure::of_load(&self.name(), error))
    }

    /// Reads a catalog, for a command that says more of what is none.
    pub(super) fn read(&self) -> Result<Loaded, LoadError> {
        match self {
            Self::File(path) => storage::load(path),
            Self::Standard => storage::read(standard_input()?).map_err(LoadError::Content),
        }
    }

    /// Opens it for reading piece by piece.
    pub(super) fn open(&self) -> Result<Box<dyn Read + Send>, Failure> {
        match self {
            Self::Standard => Ok(Box::new(io::stdin())),
            Self::File(path) => Ok(Box::new(storage::open(path)?)),
        }
    }

    /// Why it cannot be read.
    pub(super) fn unreadable(&self, error: &io::Error) -> Failure {
        self.failed(error).into()
    }

    fn failed(&self, error: &io::Error) -> Message {
        Message::new("cli-read-failed").with("file", self.name()).with("detail", error.to_string())
    }
}

/// What an argument should have been. It is put into words where its language is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expected(pub(super) Message);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Language::En.say(&self.0))
    }
}

impl std::error::Error for Expected {}

impl Expected {
    pub(super) fn new(id: &'static str) -> Self {
        Self(Message::new(id))
    }
}

/// Reads an argument that names a moment.
pub(super) fn moment(text: &str) -> Result<Moment, Expected> {
    text.parse().map_err(|_| Expected::new("cli-expected-moment"))
}

/// Reads an argument that is a whole number within bounds.
pub(super) fn whole<N>(
    within: RangeInclusive<N>,
) -> impl Fn(&str) -> Result<N, Expected> + Clone + Send + Sync + 'static
where
    N: FromStr + PartialOrd + ToString + Clone + Send + Sync + 'static,
{
    move |text| {
        let read = text.parse::<N>().ok().filter(|number| within.contains(number));
        read.ok_or_else(|| {
            let [least, most] = [within.start(), within.end()].map(N::to_string);
            Expected(Message::new("cli-expected-count").with("least", least).with("most", most))
        })
    }
}

/// The instant of `--at`, or now.
pub(super) fn instant(at: Option<&Moment>, catalog: &Catalog) -> Result<Timestamp, Failure> {
    let found = instant_of(at, Timestamp::now(), &catalog.zone());
    found.map_err(|error| Message::new("cli-no-instant").with("problem", error.message).into())
}

/// All of standard input, or one byte more than a catalog may have, which [`storage::read`] refuses.
fn standard_input() -> Result<Vec<u8>, LoadError> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes);
    let failed = |error| FileError { path: STANDARD_INPUT.into(), message: Input::Standard.failed(&error) };
    read.map_err(|error| LoadError::File(failed(error)))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_input_is_read_once() {
        let [file, standard] = ["a", "-"].map(|name| Input::from(OsString::from(name)));
        assert!(Input::at_most_one_standard([&file, &standard, &file]).is_ok());
        assert!(Input::at_most_one_standard([&standard, &file, &standard]).is_err());
    }

    #[test]
    fn a_dash_is_standard_input_and_a_file_of_that_name_can_still_be_named() {
        assert_eq!(Input::from(OsString::from("-")), Input::Standard);
        assert_eq!(Input::from(OsString::from("./-")), Input::File("./-".into()));
    }
}
