//! A decision as text for people. Reads it off the record; JSON is [`crate::engine::Report`].

use super::super::console::{Console, FAINT, Failure, GOOD, HINT, STRONG, WARNING};
use super::super::table::{Cell, Table};
use crate::document::CatalogLabels;
use crate::engine::{Decision, Outcome, PathStep, Proposed, StepKind, Ways};
use crate::model::{Catalog, Identification, Reason, Ref};
use crate::text::Message;
use std::io::Write;

/// How many decimals of a weight are shown.
const DECIMALS: usize = 6;

/// Prints who was identified and how, what was noted, the offers kept and, with `ways`, every other one
/// with the gate that stopped it, and what would have to change for the first of them.
pub(super) fn print(
    decision: &Decision,
    ways: Option<&[Ways]>,
    catalog: &Catalog,
    console: &mut Console,
) -> Result<(), Failure> {
    summary(decision, console).print(console)?;
    heading("cli-decide-path", console)?;
    path(&decision.path, console).print(console)?;
    if !decision.notes.is_empty() {
        heading("cli-decide-notes", console)?;
        for note in &decision.notes {
            let note = console.say(note);
            writeln!(console.out(), "  {note}")?;
        }
    }
    heading("cli-decide-propositions", console)?;
    if decision.propositions.is_empty() {
        let none = console.language.text("cli-decide-nothing");
        writeln!(console.out(), "  {none}")?;
    }
    propositions(&decision.propositions, console).print(console)?;
    if decision.excluded.is_empty() {
        return Ok(());
    }
    if let Some(ways) = ways {
        heading("cli-decide-excluded", console)?;
        excluded(decision, console).print(console)?;
        if ways.is_empty() {
            return Ok(());
        }
        heading("cli-decide-changes", console)?;
        return changes(decision, ways, catalog, console).print(console);
    }
    let others = Message::new("cli-decide-others").with("count", decision.excluded.len());
    let others = console.paint(FAINT, &console.say(&others));
    Ok(writeln!(console.out(), "\n{others}")?)
}

fn heading(id: &str, console: &mut Console) -> Result<(), Failure> {
    let text = console.paint(STRONG, &console.language.text(id));
    Ok(writeln!(console.out(), "\n{text}")?)
}

fn summary(decision: &Decision, console: &Console) -> Table {
    let say = |id: &str| console.language.text(id);
    let contact = match &decision.contact {
        Some(contact) => format!("{} ({})", contact.label, contact.dimension),
        None => say("cli-decide-nobody"),
    };
    let identification = match decision.identification {
        Identification::Explicit => "domain-explicit",
        Identification::Implicit => "domain-implicit",
        Identification::Anonymous => "domain-anonymous",
    };
    let mut table = Table::default();
    for (title, value) in [
        ("domain-space", decision.space.clone()),
        ("cli-decide-answered-by", decision.answered_by.clone()),
        ("domain-contact", contact),
        ("cli-decide-identification", say(identification)),
        ("cli-decide-moment", decision.written_at().strftime("%Y-%m-%d %H:%M:%S %:z").to_string()),
    ] {
        table.row([Cell::text(say(title)).styled(FAINT), Cell::text(value)]);
    }
    table
}

fn path(steps: &[PathStep], console: &Console) -> Table {
    let say = |id: &str| console.language.text(id);
    let mut table = Table::default();
    for step in steps {
        let kind = match step.kind {
            StepKind::Explicit => "cli-decide-step-explicit",
            StepKind::Implicit => "cli-decide-step-implicit",
            StepKind::FallBack => "cli-decide-step-fall-back",
        };
        let (outcome, style, detail) = match &step.outcome {
            Outcome::Found if step.kind == StepKind::FallBack => ("cli-decide-taken", GOOD, String::new()),
            Outcome::Found => ("cli-decide-found", GOOD, String::new()),
            Outcome::Skipped(message) => ("cli-decide-skipped", FAINT, console.say(message)),
            Outcome::Failed(message) => ("cli-decide-failed", WARNING, console.say(message)),
        };
        table.row([
            Cell::text(&step.space),
            Cell::text(say(kind)),
            Cell::text(say(outcome)).styled(style),
            Cell::text(detail),
        ]);
    }
    table
}

fn propositions(propositions: &[Proposed], console: &Console) -> Table {
    let number = |value: f64| Cell::number(console.language.number(value, DECIMALS));
    let mut table = Table::default();
    for proposed in propositions {
        table.row([
            Cell::number(proposed.rank.to_string()).styled(STRONG),
            Cell::text(&proposed.label),
            number(proposed.weight),
            Cell::text("×").styled(FAINT),
            number(proposed.multiplier),
            Cell::text("=").styled(FAINT),
            number(proposed.final_weight).styled(STRONG),
            Cell::text(&proposed.category),
            Cell::text(&proposed.offer).styled(FAINT),
        ]);
    }
    table
}

fn excluded(decision: &Decision, console: &Console) -> Table {
    let mut table = Table::default();
    let wording = decision.wording(console.language);
    for explanation in decision.explanations() {
        let (kind, name) = explanation.culprit();
        table.row([
            Cell::text(explanation.label),
            Cell::text(reason(explanation.reason, console)).styled(HINT),
            Cell::text(format!("{kind} {name}")).styled(FAINT),
            Cell::text(wording.detail(&explanation)),
        ]);
    }
    table
}

/// A line for each way in which an offer would be proposed.
fn changes(decision: &Decision, ways: &[Ways], catalog: &Catalog, console: &Console) -> Table {
    let mut table = Table::default();
    for (explanation, ways) in decision.explanations().zip(ways) {
        let offer = Ref::offer_at(explanation.offer).unwrap_or(Ref::Catalog);
        for way in ways.messages(Some(&CatalogLabels::of(catalog, &offer))) {
            table.row([Cell::text(explanation.label), Cell::text(console.say(&way))]);
        }
    }
    table
}

fn reason(reason: Reason, console: &Console) -> String {
    console.language.text(&format!("domain-reason-{}", reason.code().replace('_', "-")))
}
