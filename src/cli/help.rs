//! The words of `--help`, in the person's language. Owns which message belongs to which argument:
//! `cli-help-COMMAND` and `cli-help-COMMAND-ARGUMENT`.

use super::console::STRONG;
use crate::text::Language;
use clap::{Arg, Command};

/// Where the texts of the program itself and of the arguments that every command has are found.
const PROGRAM: &str = "cli-help";

/// A command with the texts of its help, and those of its subcommands.
pub(super) fn in_words(command: Command, language: Language) -> Command {
    let command = described(command, PROGRAM, language).after_help(language.text("cli-help-exit-codes"));
    below_in_words(command, PROGRAM, language)
}

/// The same of the commands below one.
fn below_in_words(command: Command, prefix: &str, language: Language) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        let prefix = format!("{prefix}-{name}");
        command.mut_subcommand(&name, |below| {
            below_in_words(described(below, &prefix, language), &prefix, language)
        })
    })
}

/// The layout of the help, with its headings in words. Each part is left out where a command has none of it.
fn layout(command: &Command, language: Language) -> String {
    let heading = |id: &str| format!("{STRONG}{}{STRONG:#}", language.text(id));
    let usage = format!("{{about-with-newline}}\n{} {{usage}}\n\n", heading("cli-help-usage"));
    let parts = [
        (command.has_subcommands(), "cli-help-commands", "{subcommands}"),
        (command.get_positionals().next().is_some(), "cli-help-arguments", "{positionals}"),
        (true, "cli-help-options", "{options}"),
    ];
    let there = parts.into_iter().filter(|(there, ..)| *there);
    let parts: Vec<String> = there.map(|(_, id, part)| format!("{}\n{part}", heading(id))).collect();
    usage + &parts.join("\n\n") + "{after-help}"
}

fn described(command: Command, prefix: &str, language: Language) -> Command {
    let layout = layout(&command, language);
    command
        .help_template(layout)
        .about(language.text(prefix))
        .mut_args(|argument| {
            let help = language.text(&id_of(prefix, &argument));
            // The words name the default and the possible values, in the person's language.
            let has_value = argument.get_action().takes_values();
            let argument = argument.help(help);
            if has_value { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
        })
        .disable_help_flag(true)
}

/// The message of an argument. Those of the program itself are told from commands by `arg`.
fn id_of(prefix: &str, argument: &Arg) -> String {
    let kind = if prefix == PROGRAM { "-arg" } else { "" };
    format!("{prefix}{kind}-{}", argument.get_id().as_str().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_has_its_words() {
        for language in Language::ALL {
            let command = in_words(super::super::Arguments::command(), language);
            let below = command.get_subcommands().flat_map(Command::get_subcommands);
            for command in std::iter::once(&command).chain(command.get_subcommands()).chain(below) {
                let about = command.get_about().expect("an about text").to_string();
                assert!(!about.starts_with(PROGRAM), "{about} has no text");
                for argument in command.get_arguments() {
                    let help = argument.get_help().expect("a help text").to_string();
                    assert!(!help.starts_with(PROGRAM), "{help} has no text");
                }
            }
        }
    }

    /// clap adds its own, in English, which would say the same twice.
    #[test]
    fn defaults_and_values_are_said_by_the_words_alone() {
        for language in Language::ALL {
            let mut command = in_words(super::super::Arguments::command(), language);
            command.build();
            let below = command.get_subcommands().flat_map(Command::get_subcommands);
            for command in command.get_subcommands().chain(below) {
                let help = command.clone().render_long_help().to_string();
                assert!(!help.contains("[default") && !help.contains("[possible values"), "{help}");
            }
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        in_words(super::super::Arguments::command(), Language::En).debug_assert();
    }
}
