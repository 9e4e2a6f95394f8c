//! What commands find in files, in the forms that people and build servers read: text, JSON, JUnit, SARIF and the
//! annotations of GitHub. Owns the forms; the commands find.
//!
//! JSON is English, for programs. The other forms are for people at last, and in their language.

mod finding;
mod github;
mod json;
mod junit;
mod sarif;

pub(super) use finding::{Case, EntityReport, Finding, Results};
pub(super) use json::{FindingReport, reports};

use super::console::{Console, Failure};

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
    Junit,
    Sarif,
    Github,
}

/// The options of commands that print results.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Shown {
    #[arg(long, value_name = "text|json|junit|sarif|github")]
    format: Option<Format>,
    #[arg(long, conflicts_with = "format")]
    json: bool,
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl Shown {
    pub(super) fn format(&self) -> Format {
        let default = if self.json { Format::Json } else { Format::Text };
        self.format.unwrap_or(default)
    }

    #[cfg(test)]
    pub(super) fn json() -> Self {
        Self { json: true, ..Self::default() }
    }
}

/// Prints all in a form for programs; nothing as text, which is printed as it is found.
pub(super) fn print(results: &Results, format: Format, console: &mut Console) -> Result<(), Failure> {
    match format {
        Format::Text => Ok(()),
        Format::Json => json::print(results, console),
        Format::Junit => junit::print(results, console),
        Format::Sarif => sarif::print(results, console),
        Format::Github => github::print(results, console),
    }
}
