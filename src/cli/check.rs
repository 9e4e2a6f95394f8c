//! `vitrine check`: the issues of a catalog. [`crate::check`] finds them.

use super::console::{Console, ERROR, FAINT, Failure, GOOD, HINT, Outcome, STRONG, WARNING};
use super::input::Input;
use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::engine::Plan;
use crate::model::{Catalog, Ref};
use crate::storage::{Loaded, Place};
use crate::text::{Language, Message};
use anstyle::Style;
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FILE", value_parser = Input::parser())]
    file: Input,
    #[arg(long)]
    json: bool,
}

/// An issue as `--json` prints it.
#[derive(Debug, Serialize)]
struct IssueReport {
    severity: &'static str,
    code: &'static str,
    entity: EntityReport,
    /// The field of the entity; `null` for the entity as a whole.
    field: Option<String>,
    line: usize,
    column: usize,
    message: String,
    hint: Option<String>,
}

#[derive(Debug, Serialize)]
struct EntityReport {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<String>,
    name: String,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let loaded = arguments.file.load()?;
    let plan = Plan::new(&loaded.catalog);
    let issues = check(&plan, &Population::of(&loaded.catalog), Timestamp::now());
    if arguments.json {
        let reports: Vec<_> = issues.iter().map(|issue| IssueReport::of(issue, &loaded)).collect();
        console.json(&reports)?;
    } else {
        let name = arguments.file.name();
        for issue in &issues {
            print(&name, loaded.place_of(&issue.place), issue, console)?;
        }
        print_summary(&name, &issues, console)?;
    }
    Ok(Outcome::problems_if(issues.iter().any(|issue| issue.severity != Severity::Hint)))
}

/// How many errors a catalog has.
pub(super) fn count_errors(plan: &Plan, population: &Population, now: Timestamp) -> usize {
    check(plan, population, now).iter().filter(|issue| issue.severity == Severity::Error).count()
}

/// Prints one issue, which stands at `place` of the file called `name`.
pub(super) fn print(name: &str, place: Place, issue: &Issue, console: &mut Console) -> Result<(), Failure> {
    let place = console.paint(STRONG, &format!("{name}:{}:{}:", place.line, place.column));
    let severity = console.language.text(word(issue.severity));
    let label = console.paint(style(issue.severity), &format!("{severity}[{}]:", issue.code));
    let message = console.say(&issue.message);
    writeln!(console.out(), "{place} {label} {message}")?;
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

fn print_summary(name: &str, issues: &[Issue], console: &mut Console) -> Result<(), Failure> {
    let count = |severity| issues.iter().filter(|issue| issue.severity == severity).count();
    let summary = if issues.is_empty() {
        let clean = Message::new("cli-check-clean").with("file", name);
        console.paint(GOOD, &console.say(&clean))
    } else {
        let found = Message::new("cli-check-summary")
            .with("errors", count(Severity::Error))
            .with("warnings", count(Severity::Warning))
            .with("hints", count(Severity::Hint));
        console.say(&found)
    };
    Ok(writeln!(console.out(), "{summary}")?)
}

impl IssueReport {
    fn of(issue: &Issue, loaded: &Loaded) -> Self {
        let place = loaded.place_of(&issue.place);
        let field = issue.place.field_text();
        Self {
            severity: issue.severity.name(),
            code: issue.code,
            entity: EntityReport::of(&issue.place.entity, &loaded.catalog),
            field: (!field.is_empty()).then_some(field),
            line: place.line,
            column: place.column,
            message: Language::En.say(&issue.message),
            hint: issue.hint.as_ref().map(|hint| Language::En.say(hint)),
        }
    }
}

impl EntityReport {
    fn of(entity: &Ref, catalog: &Catalog) -> Self {
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
        Self { kind: entity.kind(), environment, name }
    }
}
