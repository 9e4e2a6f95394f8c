//! `vitrine explain`: what an issue means, an example, and how to mend it. Owns the words' place: `explain-CODE` and
//! `explain-CODE-mend`.

use super::codes::{NO_SCENARIOS, NOT_A_CATALOG, NOT_CANONICAL, NOT_CHECKED, UNREADABLE_FILE, word};
use super::console::{Console, Failure, Outcome, STRONG};
use crate::check::{Severity, codes, example};
use crate::text::{Language, Message, nearest};
use serde::Serialize;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "CODE")]
    codes: Vec<String>,
    #[arg(long)]
    json: bool,
}

/// Codes that are no issues of a catalog: its file is no catalog, or is laid out otherwise.
const OF_FILES: [&str; 5] = [UNREADABLE_FILE, NOT_A_CATALOG, NOT_CHECKED, NOT_CANONICAL, NO_SCENARIOS];

/// An explanation, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Explanation {
    code: &'static str,
    severity: &'static str,
    meaning: String,
    mend: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<ExampleReport>,
}

#[derive(Debug, Serialize)]
struct ExampleReport {
    wrong: &'static str,
    right: &'static str,
}

/// Every code that a finding can have, with its usual severity.
fn all() -> impl Iterator<Item = (&'static str, Severity)> {
    codes().chain(OF_FILES.map(|code| (code, Severity::Error)))
}

/// Explains the codes that are named, or lists all.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let mut found = Vec::new();
    for word in &arguments.codes {
        found.push(all().find(|(code, _)| code == word).ok_or_else(|| unknown(word))?);
    }
    if arguments.json {
        let named = if found.is_empty() { all().collect() } else { found };
        let explained =
            named.into_iter().map(|(code, severity)| Explanation::of(code, severity, Language::En));
        console.json(&explained.collect::<Vec<_>>())?;
    } else if found.is_empty() {
        list(console)?;
    } else {
        for (at, (code, severity)) in found.into_iter().enumerate() {
            if at > 0 {
                console.line("")?;
            }
            print(&Explanation::of(code, severity, console.language), console)?;
        }
    }
    Ok(Outcome::Fine)
}

fn unknown(word: &str) -> Failure {
    let message = match nearest(word, all().map(|(code, _)| code)) {
        Some(meant) => Message::new("cli-explain-unknown-meant").with("meant", meant),
        None => Message::new("cli-explain-unknown"),
    };
    message.with("code", word).into()
}

fn list(console: &mut Console) -> Result<(), Failure> {
    let width = all().map(|(code, _)| code.len()).max().unwrap_or_default();
    for (code, severity) in all() {
        let severity = console.language.text(word(severity));
        writeln!(console.out(), "{code:width$}  {severity}")?;
    }
    let how = console.say(&Message::new("cli-explain-list"));
    console.line(&format!("\n{how}"))
}

fn print(explanation: &Explanation, console: &mut Console) -> Result<(), Failure> {
    let heading = |id: &str, console: &Console| console.paint(STRONG, &console.language.text(id));
    let title = console.paint(STRONG, explanation.code);
    writeln!(console.out(), "{title}\n\n{}", explanation.meaning)?;
    if let Some(example) = &explanation.example {
        for (id, text) in [("cli-explain-wrong", example.wrong), ("cli-explain-right", example.right)] {
            let heading = heading(id, console);
            writeln!(console.out(), "\n{heading}\n    {}", text.replace('\n', "\n    "))?;
        }
    }
    let heading = heading("cli-explain-mend", console);
    Ok(writeln!(console.out(), "\n{heading}\n{}", explanation.mend)?)
}

impl Explanation {
    fn of(code: &'static str, severity: Severity, language: Language) -> Self {
        let example = example(code);
        Self {
            code,
            severity: severity.name(),
            meaning: meaning(code, language),
            mend: mend(code, language),
            example: example.map(|it| ExampleReport { wrong: it.wrong, right: it.right }),
        }
    }
}

/// What an issue means.
pub(super) fn meaning(code: &str, language: Language) -> String {
    language.text(&id(code))
}

/// How to mend it.
pub(super) fn mend(code: &str, language: Language) -> String {
    language.text(&format!("{}-mend", id(code)))
}

/// The message that says what a code means.
fn id(code: &str) -> String {
    format!("explain-{}", code.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages_and_nothing_else_is() {
        let ids: Vec<String> = all().flat_map(|(code, _)| [id(code), format!("{}-mend", id(code))]).collect();
        for language in Language::ALL {
            for id in &ids {
                assert!(language.has(id), "{id}");
                assert!(language.text(id).len() > 12, "{id} says nothing");
            }
            let (_, source) =
                crate::text::sources(language).iter().find(|(area, _)| *area == "explain").expect("it");
            let heads = source.lines().filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
            let others: Vec<&str> = heads
                .filter(|head| head.starts_with("explain-") && !ids.iter().any(|id| id == head))
                .collect();
            assert!(others.is_empty(), "{others:?}");
        }
    }
}
