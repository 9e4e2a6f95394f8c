//! `vitrine completions`: what a shell needs to complete the program's arguments, made from their declarations.

use super::console::{Console, Failure, Outcome};
use clap::Command;
use clap_complete::Shell;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "SHELL", hide_possible_values = true)]
    shell: Shell,
}

/// Prints the script of a shell. `program` is the whole program, in words.
pub(super) fn run(
    arguments: &Arguments,
    mut program: Command,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    let name = program.get_name().to_owned();
    clap_complete::generate(arguments.shell, &mut program, name, &mut script);
    console.out().write_all(&script)?;
    Ok(Outcome::Fine)
}
