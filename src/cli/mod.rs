//! The command line (`domain.md` §8): one file a subcommand.
//!
//! Owns the arguments, what is printed and the exit codes: 0 fine, 1 found problems, failed scenarios or
//! differences, 2 could not run. Decides and checks nothing itself. Texts for people are in their system's
//! language; JSON is always in English.

mod check;
mod console;
mod decide;
mod editor;
mod export;
mod fmt;
mod help;
mod input;
mod names;
mod signals;
mod table;
mod test;
mod unknown;

use crate::text::Language;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use console::{Console, Failure, Outcome};
use std::path::PathBuf;
use std::process::ExitCode;

/// Where `--help` stands in the help: below a command's own arguments.
const HELP_LAST: usize = 1000;

/// What was asked for. The words of the help are in `cli.ftl`; see [`help`].
#[derive(Debug, Parser)]
#[command(
    name = "vitrine",
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
    #[arg(long, short = 'V', display_order = HELP_LAST + 1, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Decide(Box<decide::Arguments>),
    Test(test::Arguments),
    Fmt(fmt::Arguments),
    Export(export::Arguments),
}

/// Runs the program with the arguments of the process, and says how it ended.
pub fn run() -> ExitCode {
    signals::await_them();
    let language = Language::of_system();
    if let Some(unknown) = unknown::command(std::env::args_os().skip(1), &Arguments::command()) {
        return Console::new(language).end(Err(unknown));
    }
    let matches = help::in_words(Arguments::command(), language).try_get_matches();
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Where not even the help can be printed, the exit code is all that is left.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(console::COULD_NOT_RUN));
        }
    };
    let mut console = Console::new(language);
    let result = match arguments.command {
        None => editor::run(arguments.file, &mut console),
        Some(command) => command.run(&mut console),
    };
    console.end(result)
}

impl Command {
    fn run(self, console: &mut Console) -> Result<Outcome, Failure> {
        match self {
            Self::Check(arguments) => check::run(&arguments, console),
            Self::Decide(arguments) => decide::run(&arguments, console),
            Self::Test(arguments) => test::run(&arguments, console),
            Self::Fmt(arguments) => fmt::run(&arguments, console),
            Self::Export(arguments) => export::run(&arguments, console),
        }
    }
}
