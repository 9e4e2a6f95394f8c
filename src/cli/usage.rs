//! Arguments that the program has no use for, and what is printed where somebody asks for help. [`clap`] finds what is
//! wrong; owns the sentence that says it, in the person's language and with nothing raw of the arguments.

use super::console::Failure;
use super::input::Expected;
use crate::text::{Arg, Message};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error;
use std::ffi::OsString;

/// Why arguments cannot be used. `asked` is the program with the command that was asked for: its help says more.
pub(super) fn failure(error: &clap::Error, asked: &str) -> Failure {
    let problem = problem(error).unwrap_or_else(|| other(error));
    Message::new("cli-usage").with("problem", problem).with("command", asked).into()
}

/// The program's name, with the command that the first arguments name.
pub(super) fn asked(known: &clap::Command, arguments: impl Iterator<Item = OsString>) -> String {
    let (mut command, mut asked) = (known, known.get_name().to_owned());
    for argument in arguments {
        let Some(below) = command.find_subcommand(argument) else { break };
        command = below;
        asked = format!("{asked} {}", below.get_name());
    }
    asked
}

fn problem(error: &clap::Error) -> Option<Message> {
    let text = |kind| error.get(kind).and_then(texts);
    let argument = || text(ContextKind::InvalidArg);
    let value = || text(ContextKind::InvalidValue);
    Some(match error.kind() {
        ErrorKind::UnknownArgument => unknown(&argument()?, text(ContextKind::SuggestedArg)),
        ErrorKind::InvalidValue | ErrorKind::NoEquals if value().is_none_or(|value| value.is_empty()) => {
            Message::new("cli-usage-no-value").with("argument", argument()?)
        }
        ErrorKind::InvalidValue => Message::new("cli-usage-value-known")
            .with("argument", argument()?)
            .with("value", value()?)
            .with("known", text(ContextKind::ValidValue)?),
        ErrorKind::ValueValidation => Message::new("cli-usage-value")
            .with("argument", argument()?)
            .with("value", value()?)
            .with("problem", expected(error.source()?)),
        ErrorKind::TooManyValues => {
            Message::new("cli-usage-value-unwanted").with("argument", argument()?).with("value", value()?)
        }
        ErrorKind::MissingRequiredArgument => {
            // Dots behind one that may come again would stand before the one that ends the sentence.
            Message::new("cli-usage-missing").with("arguments", argument()?.replace("...", ""))
        }
        ErrorKind::ArgumentConflict => match text(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) == argument().as_ref() => {
                Message::new("cli-usage-twice").with("argument", prior)
            }
            Some(prior) => {
                Message::new("cli-usage-conflict").with("argument", argument()?).with("other", prior)
            }
            None => return None,
        },
        ErrorKind::MissingSubcommand => {
            Message::new("cli-usage-no-command").with("known", text(ContextKind::ValidSubcommand)?)
        }
        ErrorKind::InvalidUtf8 => Message::new("cli-usage-not-utf8"),
        _ => return None,
    })
}

/// What a value should have been; in English where clap says it.
fn expected(source: &(dyn Error + 'static)) -> Arg {
    match source.downcast_ref::<Expected>() {
        Some(Expected(message)) => message.clone().into(),
        None => source.to_string().into(),
    }
}

fn unknown(argument: &str, meant: Option<String>) -> Message {
    if !argument.starts_with('-') {
        return Message::new("cli-usage-too-many").with("argument", argument);
    }
    match meant {
        Some(meant) => {
            Message::new("cli-usage-unknown-meant").with("argument", argument).with("meant", meant)
        }
        None => Message::new("cli-usage-unknown").with("argument", argument),
    }
}

/// What clap says, in English: none of our arguments leads here.
fn other(error: &clap::Error) -> Message {
    let said = error.render().to_string();
    let first = said.lines().next().unwrap_or_default();
    let detail = first.strip_prefix("error: ").unwrap_or(first);
    Message::new("cli-usage-other").with("detail", detail)
}

fn texts(value: &ContextValue) -> Option<String> {
    match value {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;
    use clap::CommandFactory;

    /// What is said of arguments, in both languages.
    fn said(arguments: &[&str]) -> [String; 2] {
        let command = super::super::Arguments::command();
        let given = || arguments.iter().map(OsString::from);
        let asked = asked(&command, given());
        let error = command.try_get_matches_from(std::iter::once("vitrine".into()).chain(given()));
        let failure = failure(&error.expect_err("refused"), &asked);
        Language::ALL.map(|language| language.say(&failure.0[0].message))
    }

    #[test]
    fn every_mistake_has_its_sentence_in_the_persons_language() {
        for (arguments, id) in [
            (&["check", "a", "--fast"][..], "Unknown option “--fast”."),
            (&["check", "a", "--jsn"], "Unknown option “--jsn”. Did you mean “--json”?"),
            (&["export", "a", "b"], "Unexpected argument “b”."),
            (&["check", "a", "--at"], "“--at <MOMENT>” needs a value."),
            (&["check", "a", "--at=x"], "“x” is not valid for “--at <MOMENT>”: expected a date"),
            (&["check", "a", "--deny=all"], "“all” is not valid for “--deny <CODE>”: unknown issue “all”"),
            (&["check", "a", "--lang=de"], "“de” is not valid for “--lang <en|fr>”. Available: en, fr."),
            (&["check", "a", "--json", "--format=text"], "“--json” does not go with “--format <text"),
            (&["check", "a", "--json=x"], "“--json” takes no value, but “x” was given."),
            (&["check"], "Missing: <FILE>."),
            (&["fmt", "a", "--check", "--check"], "“--check” is given more than once."),
            (
                &["decide", "a", "--calls=b", "--json", "--space=c"],
                "“--calls <CALLS.jsonl>” does not go with “--space <ENV/SPACE>”",
            ),
            (
                &["decide", "a", "--space=c", "--count=-1"],
                "“-1” is not valid for “--count <N>”: expected a whole",
            ),
            (
                &["decide", "a", "--space=c", "--data=x"],
                "“x” is not valid for “--data <K=V>”: expected NAME=VALUE",
            ),
        ] {
            let [english, french] = said(arguments);
            assert!(english.contains(id), "{arguments:?}: {english}");
            let help = format!("“vitrine {} --help”", arguments[0]);
            assert!(english.contains(&help), "{arguments:?}: {english}");
            assert_ne!(english, french);
            assert!(!french.contains("cli-usage") && !french.contains("error"), "{french}");
            assert!(!french.contains("expected"), "{french}");
        }
        assert!(said(&["--nope"])[0].contains("“vitrine --help”"));
    }

    #[cfg(all(feature = "audience", feature = "serve"))]
    #[test]
    fn numbers_addresses_and_commands_below_a_command_have_theirs() {
        for (arguments, id, help) in [
            (
                &["serve", "a", "--port=99999"][..],
                "“--port <N>”: expected a whole number from 0 to 65535.",
                "serve",
            ),
            (&["serve", "a", "--rate=0"], "“--rate <N>”: expected a whole number from 1 to ", "serve"),
            (&["serve", "a", "--expose", "--address=x"], "expected an IP address", "serve"),
            (&["simulate", "a", "--sample=x"], "“--sample <N>”: expected a whole number from 1", "simulate"),
            (&["audience"], "Choose a command: import, info.", "audience"),
            (&["audience", "info"], "Missing: <DB>.", "audience info"),
        ] {
            let [english, french] = said(arguments);
            assert!(
                english.contains(id) && english.contains(&format!("“vitrine {help} --help”")),
                "{english}"
            );
            assert!(english != french && !french.contains("expected"), "{french}");
        }
    }
}
