//! Options that every command has: `--color` and `--lang`. They count from the first word that is said, so they are
//! looked for before the arguments are read.

use crate::text::Language;
use anstream::ColorChoice;
use std::ffi::{OsStr, OsString};

/// When the output has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// The language of what people read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Spoken {
    En,
    Fr,
}

/// What the program is told of colours and languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Common {
    pub(super) colour: ColorChoice,
    pub(super) language: Language,
}

/// The two options, each with what follows it, as far as one is there.
const OPTIONS: [&str; 2] = ["--color", "--lang"];

impl Common {
    /// What arguments say; the system where they say nothing, or nothing that there is.
    pub(super) fn of(arguments: &[OsString]) -> Self {
        let said = |option: &str| -> Option<String> {
            let before_values = arguments.iter().take_while(|it| *it != "--");
            let mut rest = before_values.skip_while(|it| name(it) != Some(option));
            let first = rest.next()?.to_string_lossy();
            match first.split_once('=') {
                Some((_, value)) => Some(value.to_owned()),
                None => Some(rest.next()?.to_string_lossy().into_owned()),
            }
        };
        let colour = match said("--color").as_deref() {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        };
        let language = match said("--lang").as_deref() {
            Some("en") => Language::En,
            Some("fr") => Language::Fr,
            _ => Language::of_system(),
        };
        Self { colour, language }
    }
}

/// Arguments with those of the two options that stand before the command behind it, where it reads them.
pub(super) fn behind_command(arguments: Vec<OsString>) -> Vec<OsString> {
    let mut count = 0;
    while let Some(found) = arguments.get(count).filter(|it| name(it).is_some()) {
        count += if found.to_string_lossy().contains('=') { 1 } else { 2 };
    }
    if count == 0 || count >= arguments.len() || arguments[count].to_string_lossy().starts_with('-') {
        return arguments;
    }
    let mut turned = arguments;
    turned[..=count].rotate_right(1);
    turned
}

/// The option that an argument is, alone or with its value.
fn name(argument: &OsStr) -> Option<&'static str> {
    let text = argument.to_str()?;
    let text = text.split_once('=').map_or(text, |(name, _)| name);
    OPTIONS.into_iter().find(|option| *option == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(texts: &[&str]) -> Vec<OsString> {
        texts.iter().map(OsString::from).collect()
    }

    #[test]
    fn colours_and_language_are_found_wherever_they_stand() {
        let of = |texts: &[&str]| Common::of(&arguments(texts));
        let said = of(&["check", "a", "--lang", "fr", "--color=never"]);
        assert_eq!(said, Common { colour: ColorChoice::Never, language: Language::Fr });
        assert_eq!(of(&["--color", "always", "fmt"]).colour, ColorChoice::Always);
        let other = Common { colour: ColorChoice::Auto, language: Language::of_system() };
        for none in [&["check", "--lang=klingon"][..], &["--lang"], &["check", "--", "--lang=fr"], &[]] {
            assert_eq!(of(none), other, "{none:?}");
        }
    }

    #[test]
    fn before_the_command_they_mean_the_same_as_behind_it() {
        for (given, read) in [
            (&["--lang", "fr", "check", "a"][..], &["check", "--lang", "fr", "a"][..]),
            (&["--lang=fr", "--color", "never", "check"], &["check", "--lang=fr", "--color", "never"]),
            (&["check", "--lang", "fr"], &["check", "--lang", "fr"]),
            (&["--lang", "fr", "--help"], &["--lang", "fr", "--help"]),
            (&["--lang", "fr"], &["--lang", "fr"]),
            (&["--lang"], &["--lang"]),
        ] {
            assert_eq!(behind_command(arguments(given)), arguments(read));
        }
    }
}
