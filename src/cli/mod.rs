//! The command line (`domain.md` §8): one file a subcommand.
//!
//! Owns the arguments, what is printed and the exit codes: 0 fine, 1 found problems, failed scenarios or
//! differences, 2 could not run. Decides and checks nothing itself. Texts for people are in their system's
//! language; JSON is always in English.

mod apply;
#[cfg(feature = "sheets")]
mod applying;
#[cfg(feature = "audience")]
mod audience;
mod changes;
mod check;
mod clean;
mod codes;
mod common;
mod completions;
mod console;
mod contacts;
mod coverage;
mod decide;
mod diff;
mod editor;
mod explain;
mod export;
mod fmt;
mod help;
mod input;
mod lines;
mod man;
mod merge;
mod names;
mod output;
mod page;
mod publish;
mod results;
mod scenarios;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod signals;
#[cfg(feature = "audience")]
mod simulate;
mod sources;
mod table;
mod test;
mod unknown;
mod usage;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use common::{Colour, Common, Spoken};
use console::{Console, Failure, Outcome};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// Where `--help` stands in the help: below a command's own arguments.
const HELP_LAST: usize = 1000;

/// What was asked for. The words of the help are in `cli.ftl`; see [`help`].
#[derive(Debug, Parser)]
#[command(
    name = "vitrine",
    bin_name = "vitrine",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
struct Arguments {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
    #[arg(long, short, global = true, display_order = HELP_LAST, action = clap::ArgAction::Help)]
    help: Option<bool>,
    #[arg(
        long, global = true, value_name = "auto|always|never", display_order = HELP_LAST - 2,
        hide_possible_values = true
    )]
    color: Option<Colour>,
    #[arg(long, global = true, value_name = "en|fr", display_order = HELP_LAST - 1, hide_possible_values = true)]
    lang: Option<Spoken>,
    #[arg(long, short = 'V', display_order = HELP_LAST + 1, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[cfg(feature = "audience")]
    Audience(audience::Arguments),
    Check(check::Arguments),
    Completions(completions::Arguments),
    Decide(Box<decide::Arguments>),
    Diff(diff::Arguments),
    Merge(merge::Arguments),
    Test(test::Arguments),
    Scenarios(scenarios::Arguments),
    #[cfg(feature = "serve")]
    Serve(Box<serve::Arguments>),
    #[cfg(feature = "audience")]
    Simulate(Box<simulate::Arguments>),
    Explain(explain::Arguments),
    Fmt(fmt::Arguments),
    Man(man::Arguments),
    Page(page::Arguments),
    Publish(publish::Arguments),
    Export(export::Arguments),
    Apply(apply::Arguments),
    Schema(schema::Arguments),
}

/// Runs the program with the arguments of the process, and says how it ended.
pub fn run() -> ExitCode {
    signals::await_them();
    let given: Vec<OsString> = std::env::args_os().skip(1).collect();
    let mut console = Console::new(Common::of(&given));
    let result = arguments(given, &mut console).and_then(|arguments| match arguments {
        None => Ok(Outcome::Fine),
        Some(Arguments { command: Some(command), .. }) => command.run(&mut console),
        Some(Arguments { file, .. }) => editor::run(file, &mut console),
    });
    console.end(result)
}

/// What was asked for. `None` where that was help or the version, which is printed.
fn arguments(given: Vec<OsString>, console: &mut Console) -> Result<Option<Arguments>, Failure> {
    let given = common::behind_command(given);
    let known = Arguments::command();
    if let Some(unknown) = unknown::command(given.iter().cloned(), &known) {
        return Err(unknown);
    }
    let asked = usage::asked(&known, given.iter().cloned());
    let program = OsString::from(known.get_name());
    let all = std::iter::once(program).chain(given);
    let matches = help::in_words(known, console.language).try_get_matches_from(all);
    match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => Ok(Some(arguments)),
        Err(error) if error.use_stderr() => Err(usage::failure(&error, &asked)),
        Err(help) => console.help(&help.render()).map(|()| None),
    }
}

impl Command {
    fn run(self, console: &mut Console) -> Result<Outcome, Failure> {
        let language = console.language;
        let program = || help::in_words(Arguments::command(), language);
        match self {
            #[cfg(feature = "audience")]
            Self::Audience(arguments) => audience::run(&arguments, console),
            Self::Check(arguments) => check::run(&arguments, console),
            Self::Completions(arguments) => completions::run(&arguments, program(), console),
            Self::Decide(arguments) => decide::run(&arguments, console),
            Self::Diff(arguments) => diff::run(&arguments, console),
            Self::Merge(arguments) => merge::run(&arguments, console),
            Self::Test(arguments) => test::run(&arguments, console),
            Self::Scenarios(arguments) => scenarios::run(&arguments, console),
            #[cfg(feature = "serve")]
            Self::Serve(arguments) => serve::run(&arguments, console),
            #[cfg(feature = "audience")]
            Self::Simulate(arguments) => simulate::run(&arguments, console),
            Self::Explain(arguments) => explain::run(&arguments, console),
            Self::Fmt(arguments) => fmt::run(&arguments, console),
            Self::Man(arguments) => man::run(&arguments, program(), console),
            Self::Page(arguments) => page::run(&arguments, console),
            Self::Publish(arguments) => publish::run(&arguments, console),
            Self::Export(arguments) => export::run(&arguments, console),
            #[cfg(feature = "sheets")]
            Self::Apply(arguments) => applying::run(&arguments, console),
            #[cfg(not(feature = "sheets"))]
            Self::Apply(_) => Err(crate::text::Message::new("exchange-no-sheets").into()),
            Self::Schema(arguments) => schema::run(&arguments, console),
        }
    }
}
