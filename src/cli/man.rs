//! `vitrine man`: the manual, a page for the program and one for each command, made from the declarations of arguments.

use super::console::{Console, Failure, Outcome};
use super::output;
use crate::storage::Expected;
use crate::text::Message;
use clap::Command;
use clap_mangen::Man;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Prints the program's page, or writes all pages into a folder. `program` is the whole program, in words.
pub(super) fn run(
    arguments: &Arguments,
    program: Command,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut program = program;
    program.build();
    let Some(folder) = &arguments.output else {
        console.out().write_all(page(&Man::new(program))?.as_bytes())?;
        return Ok(Outcome::Fine);
    };
    if !folder.is_dir() {
        return Err(Message::new("cli-man-no-folder").with("folder", folder.display().to_string()).into());
    }
    for command in with_those_below(program) {
        let man = Man::new(command);
        output::save(&folder.join(man.get_filename()), page(&man)?, (false, Expected::Anything), console)?;
    }
    Ok(Outcome::Fine)
}

/// A command and all below it.
fn with_those_below(command: Command) -> Vec<Command> {
    let below: Vec<Command> = command.get_subcommands().cloned().collect();
    std::iter::once(command).chain(below.into_iter().flat_map(with_those_below)).collect()
}

fn page(man: &Man) -> Result<String, Failure> {
    let mut page = Vec::new();
    man.render(&mut page)?;
    String::from_utf8(page).map_err(|error| std::io::Error::other(error).into())
}
