//! `vitrine check`: the issues of catalogs. [`crate::check`] finds them.

use super::console::{Console, ERROR, FAINT, Failure, GOOD, HINT, Outcome, STRONG, WARNING};
use super::input::{Input, instant, moment};
use crate::check::{Issue, Severity, check, hidden_outside_texts};
use crate::contacts::Population;
use crate::engine::Plan;
use crate::model::{Catalog, Moment, Ref};
use crate::storage::{LoadError, Place};
use crate::text::{Language, Message};
use anstyle::Style;
use serde::Serialize;
use std::cmp::Reverse;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", required = true, value_parser = Input::parser())]
    files: Vec<Input>,
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Moment>,
    #[arg(long, value_name = "warnings", hide_possible_values = true)]
    deny: Option<Denied>,
    #[arg(long)]
    json: bool,
}

/// What is a problem beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Denied {
    Warnings,
}

/// An issue as `--json` prints it.
#[derive(Debug, Serialize)]
struct IssueReport {
    file: String,
    severity: &'static str,
    code: &'static str,
    entity: EntityReport,
    /// The field of the entity; `null` for the entity as a whole.
    field: Option<String>,
    /// From 1; `null` where the file cannot be read at all.
    line: Option<usize>,
    column: Option<usize>,
    message: String,
    hint: Option<String>,
}

/// An entity as JSON names it.
#[derive(Debug, Serialize)]
pub(super) struct EntityReport {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<String>,
    name: String,
}

/// Checks each file. One that is no catalog does not keep the others from it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let mut reports = Vec::new();
    let mut unread = Vec::new();
    let mut worst = None;
    for file in &arguments.files {
        let name = file.name();
        let loaded = match file.read() {
            Ok(loaded) => loaded,
            Err(error) => {
                let failure = Failure::of_load(&name, error.clone());
                unread.extend(failure.0);
                reports.extend(IssueReport::of_unread(&name, error));
                continue;
            }
        };
        let now = match instant(arguments.at.as_ref(), &loaded.catalog) {
            Ok(now) => now,
            Err(failure) => {
                unread.extend(failure.0);
                continue;
            }
        };
        // What checking needs is gone before the tree is there again.
        let (loaded, issues) =
            loaded.without_tree(|catalog| check(&Plan::new(catalog), &Population::of(catalog), now));
        let placed = issues.into_iter().map(|issue| (loaded.place_of(&issue.place), issue));
        let mut issues: Vec<(Place, Issue)> = placed.collect();
        issues.extend(hidden_outside_texts(loaded.hidden_outside_texts()));
        worst = worst.max(issues.iter().map(|(_, issue)| Reverse(issue.severity)).max());
        if arguments.json {
            let catalog = &loaded.catalog;
            reports
                .extend(issues.iter().map(|(place, issue)| IssueReport::of(&name, *place, issue, catalog)));
            continue;
        }
        for (place, issue) in &issues {
            print(&name, *place, issue, console)?;
        }
        print_summary(&name, arguments.files.len() > 1, &issues, console)?;
    }
    if arguments.json {
        console.json(&reports)?;
    }
    if !unread.is_empty() {
        return Err(Failure(unread));
    }
    let least = if arguments.deny.is_some() { Severity::Warning } else { Severity::Error };
    Ok(Outcome::problems_if(worst.is_some_and(|worst| worst.0 <= least)))
}

/// Prints one issue, which stands at `place` of the file called `name`.
pub(super) fn print(name: &str, place: Place, issue: &Issue, console: &mut Console) -> Result<(), Failure> {
    let place = console.paint(STRONG, &format!("{name}:{}:{}:", place.line, place.column));
    let severity = console.language.text(word(issue.severity));
    let label = console.paint(style(issue.severity), &format!("{severity}[{}]:", issue.code));
    let message = console.say(&issue.message);
    console.line(&format!("{place} {label} {message}"))?;
    if let Some(hint) = &issue.hint {
        let hint = console.paint(FAINT, &console.say(hint));
        writeln!(console.out(), "    {hint}")?;
    }
    Ok(())
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "cli-error",
        Severity::Warning => "cli-warning",
        Severity::Hint => "cli-hint",
    }
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Hint => HINT,
    }
}

/// How many of each severity there are. Of several files each is named.
fn print_summary(
    name: &str,
    several: bool,
    issues: &[(Place, Issue)],
    console: &mut Console,
) -> Result<(), Failure> {
    let count = |severity| -> usize {
        let of_severity = issues.iter().filter(|(_, issue)| issue.severity == severity);
        of_severity.map(|(_, issue)| issue.count).sum()
    };
    if issues.is_empty() {
        let clean = Message::new("cli-check-clean").with("file", name);
        let clean = console.paint(GOOD, &console.say(&clean));
        return console.line(&clean);
    }
    let found = Message::new("cli-check-summary")
        .with("errors", count(Severity::Error))
        .with("warnings", count(Severity::Warning))
        .with("hints", count(Severity::Hint));
    let found = if several {
        Message::new("cli-check-of-file").with("file", name).with("summary", found)
    } else {
        found
    };
    let found = console.say(&found);
    console.line(&found)
}

impl IssueReport {
    fn of(file: &str, place: Place, issue: &Issue, catalog: &Catalog) -> Self {
        let field = issue.place.field_text();
        Self {
            file: file.to_owned(),
            severity: issue.severity.name(),
            code: issue.code,
            entity: EntityReport::of(&issue.place.entity, catalog),
            field: (!field.is_empty()).then_some(field),
            line: Some(place.line),
            column: Some(place.column),
            message: Language::En.say(&issue.message),
            hint: issue.hint.as_ref().map(|hint| Language::En.say(hint)),
        }
    }

    /// Those of a file that is no catalog: each error of its text, or why it cannot be read.
    fn of_unread(file: &str, error: LoadError) -> Vec<Self> {
        let report = |code, place: Option<(usize, usize)>, message: &Message| Self {
            file: file.to_owned(),
            severity: Severity::Error.name(),
            code,
            entity: EntityReport { kind: Ref::Catalog.kind().word(), environment: None, name: String::new() },
            field: None,
            line: place.map(|(line, _)| line),
            column: place.map(|(_, column)| column),
            message: Language::En.say(message),
            hint: None,
        };
        match error {
            LoadError::File(error) => vec![report("unreadable_file", None, &error.message)],
            LoadError::Content(errors) => errors
                .iter()
                .map(|error| report("not_a_catalog", Some((error.line, error.column)), &error.message))
                .collect(),
        }
    }
}

impl EntityReport {
    pub(super) fn of(entity: &Ref, catalog: &Catalog) -> Self {
        let name = match entity {
            Ref::Catalog => catalog.name.clone(),
            Ref::Contact(index) => {
                let contact = catalog.contacts.get(*index);
                contact.map(|contact| catalog.contact_key(contact).join(" ")).unwrap_or_default()
            }
            named => named.name().to_owned(),
        };
        let environment = match entity {
            Ref::Environment(_) => None,
            other => other.environment().map(str::to_owned),
        };
        Self { kind: entity.kind().word(), environment, name }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::ron::live;

    /// A large file's tree is the largest part of it, and checking needs room of its own.
    #[test]
    fn no_tree_is_kept_while_a_catalog_is_checked() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(b"Catalog(format: 1, name: \"a\") // a comment\n").expect("it is written");
        let files = vec![Input::File(file.path().to_owned())];
        let arguments = Arguments { files, at: None, deny: None, json: true };
        let (before, _) = (live::count(), live::noted());
        let done = run(&arguments, &mut Console::new(Language::En));
        assert!(done.is_ok());
        assert_eq!((live::noted(), live::count()), (Some(before), before));
    }
}
