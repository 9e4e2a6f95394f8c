//! A command that does not exist: told from a file to open, with the one that was perhaps meant.

use super::console::Failure;
use crate::text::{Message, nearest};
use clap::Command;
use std::ffi::OsString;
use std::path::Path;

/// Commands that a build may leave out.
const MAY_BE_LEFT_OUT: [&str; 3] = ["audience", "serve", "simulate"];

/// The complaint about arguments whose first one is a word that is neither a command nor a file. A path has a dot or
/// a slash, and is left to the editor, which says what is wrong with it.
pub(super) fn command(mut arguments: impl Iterator<Item = OsString>, known: &Command) -> Option<Failure> {
    let first = arguments.next()?;
    let name = first.to_string_lossy();
    let is_known = known.get_subcommands().any(|it| it.get_name() == name);
    if is_known || name.is_empty() || name.starts_with('-') || name.contains(['.', '/', '\\']) {
        return None;
    }
    if MAY_BE_LEFT_OUT.contains(&&*name) {
        return Some(Message::new("cli-left-out").with("name", name.as_ref()).into());
    }
    let alone = arguments.next().is_none();
    if alone && Path::new(&first).exists() {
        return None;
    }
    let hint = if let Some(meant) = nearest(&name, known.get_subcommands().map(Command::get_name)) {
        Message::new("cli-unknown-command-meant").with("name", meant)
    } else {
        let all: Vec<&str> = known.get_subcommands().map(Command::get_name).collect();
        Message::new("cli-unknown-command-known").with("known", all.join(", "))
    };
    Some(Message::new("cli-unknown-command").with("name", name.as_ref()).with("hint", hint).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn complaint(arguments: &[&str]) -> Option<String> {
        complaint_of(&super::super::Arguments::command(), arguments)
    }

    fn complaint_of(known: &Command, arguments: &[&str]) -> Option<String> {
        let failure = command(arguments.iter().map(OsString::from), known)?;
        Some(crate::text::Language::En.say(&failure.0[0].message))
    }

    #[test]
    fn a_command_that_a_build_leaves_out_is_told_so() {
        let said = complaint_of(&Command::new("vitrine"), &["serve", "a.ron"]).expect("refused");
        assert!(said.contains("“serve”") && said.contains("without"), "{said}");
    }

    #[test]
    fn a_word_that_is_neither_command_nor_file_is_refused_with_a_suggestion() {
        for (arguments, meant) in [
            (&["chek", "a.ron"][..], "“check”"),
            (&["tset"], "“test”"),
            (&["FMT", "x"], "“fmt”"),
            (&["exprot"], "“export”"),
        ] {
            let said = complaint(arguments).expect("refused");
            assert!(said.contains(meant) && said.contains("--help"), "{said}");
        }
        for arguments in [&["help"][..], &["frobnicate", "A", "B"], &["src", "more"]] {
            let said = complaint(arguments).expect("refused");
            assert!(said.contains("check, ") && said.contains("--help"), "{said}");
        }
        for arguments in [&["check"][..], &["--help"], &["a.catalog.ron"], &["./a"], &["src"], &[]] {
            assert_eq!(complaint(arguments), None, "{arguments:?}");
        }
    }
}
