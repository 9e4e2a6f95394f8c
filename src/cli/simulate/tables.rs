//! Results in tables for people. Owns which numbers stand where.

use super::super::console::{Console, FAINT, Failure, GOOD, STRONG, WARNING};
use super::super::table::{Cell, Table};
use crate::model::{Reason, label_or_name};
use crate::simulation::{self, Example, OfferResult, Pivot, Simulation, WhatIf};
use crate::text::{Arg, Message, customary_moment};

/// How many offers of a value on an axis are named.
const MOST_OF_ROW: usize = 3;

/// How many keys of contacts are named.
const MOST_KEYS: usize = 5;

/// How many flows are listed.
const MOST_FLOWS: usize = 20;

#[expect(clippy::cast_precision_loss, reason = "a count of contacts")]
fn number(count: u64) -> Arg {
    Arg::Number(count as f64)
}

#[expect(clippy::cast_precision_loss, reason = "a count of contacts")]
fn count(console: &Console, count: u64) -> Cell {
    Cell::number(console.language.number(count as f64, 0))
}

fn decimal(console: &Console, value: Option<f64>, decimals: usize) -> Cell {
    Cell::number(value.map(|value| console.language.number(value, decimals)).unwrap_or_default())
}

fn percent(console: &Console, share: f64) -> String {
    console.say(&simulation::percent(share))
}

fn heading(console: &Console, id: &'static str) -> Cell {
    Cell::text(console.say(&Message::new(id))).styled(FAINT)
}

fn number_heading(console: &Console, id: &'static str) -> Cell {
    Cell::number(console.say(&Message::new(id))).styled(FAINT)
}

fn title(console: &mut Console, message: &Message) -> Result<(), Failure> {
    console.line("")?;
    let words = console.say(message);
    let words = console.paint(STRONG, &words);
    console.line(&words)
}

fn name_of(offer: &OfferResult) -> String {
    let name = offer.offer.split_once('/').map_or(offer.offer.as_str(), |(_, name)| name);
    label_or_name(&offer.label, name).to_owned()
}

/// A simulation.
pub(super) fn simulation(found: &Simulation, console: &mut Console) -> Result<(), Failure> {
    let asked = Message::new("simulation-asked").with("space", &found.made_of.answered_by);
    let asked =
        asked.with("taken", number(found.contacts.taken)).with("all", number(found.contacts.looked_at));
    let at = customary_moment(&found.made_of.at, console.language);
    let asked = asked.with("population", &found.made_of.population).with("at", at);
    let words = console.say(&asked);
    console.line(&words)?;
    if let Some(unknown) = &found.unknown {
        let words = console.say(&unknown.message("simulation-unidentified", "simulation-unknown"));
        let words = console.paint(WARNING, &words);
        console.line(&words)?;
    }
    offers(found, console)?;
    by_count(found, console)?;
    nothing(found, console)?;
    funnel(found, console)?;
    for pivot in &found.axes {
        axis(found, pivot, console)?;
    }
    console.line("")?;
    let speed = Message::new("simulation-speed")
        .with("seconds", Arg::Number((found.speed.seconds * 100.0).round() / 100.0));
    let speed = speed.with("rate", Arg::Number(found.speed.contacts_per_second.round()));
    let mut words = console.say(&speed);
    if let Some(memory) = found.speed.megabytes() {
        words =
            words + ", " + &console.say(&Message::new("simulation-memory").with("memory", number(memory)));
    }
    let words = console.paint(FAINT, &words);
    console.line(&words)
}

fn offers(found: &Simulation, console: &mut Console) -> Result<(), Failure> {
    let mut table = Table::default();
    let ranks = found.offers.iter().map(|offer| offer.ranks.len()).max().unwrap_or(0).min(5);
    let mut head = vec![heading(console, "simulation-offer"), heading(console, "simulation-category")];
    let ids = ["simulation-times", "simulation-share"];
    head.extend(ids.map(|id| number_heading(console, id)));
    head.extend((1..=ranks).map(|rank| Cell::number(format!("n° {rank}")).styled(FAINT)));
    let ids = ["simulation-weight", "simulation-rank"];
    head.extend(ids.map(|id| number_heading(console, id)));
    table.row(head);
    let mut proposed: Vec<&OfferResult> = found.offers.iter().filter(|offer| offer.times > 0).collect();
    proposed.sort_by_key(|offer| std::cmp::Reverse(offer.times));
    for offer in &proposed {
        let mut row = vec![Cell::text(name_of(offer)), Cell::text(&offer.category).styled(FAINT)];
        row.extend([count(console, offer.times), Cell::number(percent(console, offer.share))]);
        row.extend((0..ranks).map(|rank| count(console, offer.ranks.get(rank).copied().unwrap_or(0))));
        row.extend([decimal(console, offer.mean_weight, 1), decimal(console, offer.mean_rank, 2)]);
        table.row(row);
    }
    title(console, &Message::new("simulation-offers"))?;
    table.print(console)?;
    let never = found.offers.len() - proposed.len();
    if never > 0 {
        let words = console.say(&Message::new("simulation-never").with("offers", number(never as u64)));
        console.line(&format!("  {words}"))?;
    }
    Ok(())
}

fn by_count(found: &Simulation, console: &mut Console) -> Result<(), Failure> {
    title(console, &Message::new("simulation-by-count"))?;
    let mut table = Table::default();
    let all = found.by_count.iter().sum();
    for (offers, contacts) in found.by_count.iter().enumerate() {
        let share = simulation::share(*contacts, all);
        let words = console.say(&Message::new("simulation-count").with("offers", number(offers as u64)));
        table.row([Cell::text(words), count(console, *contacts), Cell::number(percent(console, share))]);
    }
    table.print(console)
}

fn keys<'e>(examples: impl IntoIterator<Item = &'e Example>) -> String {
    let keys = examples.into_iter().take(MOST_KEYS).map(|example| example.key.join("/"));
    keys.collect::<Vec<_>>().join(", ")
}

fn nothing(found: &Simulation, console: &mut Console) -> Result<(), Failure> {
    if found.nothing.contacts == 0 {
        return Ok(());
    }
    let message = Message::new("simulation-nothing").with("contacts", number(found.nothing.contacts));
    title(console, &message.with("share", percent(console, found.nothing.share)))?;
    let words = console.say(&Message::new("simulation-examples").with("keys", keys(&found.nothing.examples)));
    console.line(&format!("  {words}"))?;
    for common in &found.nothing.common {
        let message = Message::new("simulation-common").with("field", &common.field);
        let message = message.with("value", common.value.message());
        let message = message.with("them", percent(console, common.among_them));
        let words = console.say(&message.with("all", percent(console, common.among_all)));
        console.line(&format!("  {words}"))?;
    }
    for closest in &found.nothing.closest {
        let message = Message::new("simulation-closest").with("gate", Message::new(closest.gate.label()));
        let words = console.say(&message.with("contacts", number(closest.contacts)));
        console.line(&format!("  {words}"))?;
    }
    Ok(())
}

fn funnel(found: &Simulation, console: &mut Console) -> Result<(), Failure> {
    if found.funnel.contacts == 0 {
        return Ok(());
    }
    let id = if found.funnel.is_sample { "simulation-funnel-sample" } else { "simulation-funnel" };
    title(console, &Message::new(id).with("contacts", number(found.funnel.contacts)))?;
    let stops = |gate: &Reason| found.offers.iter().any(|offer| offer.stopped.of(*gate) > 0);
    let gates: Vec<Reason> = Reason::ALL.into_iter().filter(stops).collect();
    let mut table = Table::default();
    let mut head = vec![heading(console, "simulation-offer")];
    head.extend(
        gates.iter().map(|gate| Cell::number(console.say(&Message::new(gate.label()))).styled(FAINT)),
    );
    head.push(number_heading(console, "simulation-passed"));
    table.row(head);
    for offer in &found.offers {
        let mut row = vec![Cell::text(name_of(offer))];
        row.extend(gates.iter().map(|gate| count(console, offer.stopped.of(*gate))));
        row.push(count(console, offer.passed).styled(GOOD));
        table.row(row);
    }
    table.print(console)
}

fn axis(found: &Simulation, pivot: &Pivot, console: &mut Console) -> Result<(), Failure> {
    title(console, &Message::new("simulation-axis").with("axis", pivot.axis.to_string()))?;
    if pivot.too_many {
        let words = console.say(&Message::new("simulation-too-many"));
        return console.line(&format!("  {words}"));
    }
    let mut table = Table::default();
    let mut head = vec![heading(console, "simulation-value")];
    let ids = ["simulation-contacts", "simulation-left", "simulation-times", "simulation-weight"];
    head.extend(ids.map(|id| number_heading(console, id)));
    head.push(heading(console, "simulation-most"));
    table.row(head);
    for row in &pivot.rows {
        let mut cells: Vec<_> = row.cells.iter().filter(|cell| cell.times > 0).collect();
        cells.sort_by_key(|cell| std::cmp::Reverse(cell.times));
        let most = cells
            .iter()
            .take(MOST_OF_ROW)
            .map(|cell| format!("{} {}", name_of(&found.offers[cell.offer]), percent(console, cell.share)));
        let most = most.collect::<Vec<_>>().join(", ");
        let left = row.nothing.map_or_else(|| Cell::text(""), |left| count(console, left));
        let mut line =
            vec![Cell::text(console.say(&row.value.message())), count(console, row.contacts), left];
        line.extend([count(console, row.times), decimal(console, row.mean_weight, 1), Cell::text(most)]);
        table.row(line);
    }
    table.print(console)
}

/// A comparison.
pub(super) fn what_if(found: &WhatIf, console: &mut Console) -> Result<(), Failure> {
    let message = Message::new("simulation-changed").with("changed", number(found.changed));
    let message = message.with("taken", number(found.after.contacts.taken));
    let message = message
        .with("before", &found.before.made_of.answered_by)
        .with("after", &found.after.made_of.answered_by);
    let words = console.say(&message);
    console.line(&words)?;
    let moved = [("simulation-fell", &found.fell), ("simulation-rose", &found.rose)];
    for (id, moved) in moved.into_iter().filter(|(_, moved)| moved.contacts > 0) {
        let message = Message::new(id).with("contacts", number(moved.contacts));
        let words = console.say(&message.with("keys", keys(&moved.examples)));
        console.line(&words)?;
    }
    changes(found, console)?;
    flows(found, console)
}

/// Who gains and loses which offer, where anybody does.
fn changes(found: &WhatIf, console: &mut Console) -> Result<(), Failure> {
    let changed = found.offers.iter().filter(|offer| offer.gained.contacts + offer.lost.contacts > 0);
    let mut changed = changed.peekable();
    if changed.peek().is_none() {
        return Ok(());
    }
    let mut table = Table::default();
    let mut head = vec![heading(console, "simulation-offer")];
    let ids = ["simulation-before", "simulation-after", "simulation-gained", "simulation-lost"];
    head.extend(ids.map(|id| number_heading(console, id)));
    head.push(heading(console, "simulation-for-example"));
    table.row(head);
    for offer in changed {
        let [before, after] = offer.times.map(|times| count(console, times));
        let mut row = vec![Cell::text(label_or_name(&offer.label, &offer.offer)), before, after];
        row.extend([count(console, offer.gained.contacts), count(console, offer.lost.contacts)]);
        row.push(Cell::text(keys(offer.gained.examples.iter().chain(&offer.lost.examples))));
        table.row(row);
    }
    title(console, &Message::new("simulation-gains"))?;
    table.print(console)
}

fn flows(found: &WhatIf, console: &mut Console) -> Result<(), Failure> {
    let moved: Vec<_> = found.flows.iter().filter(|flow| flow.from != flow.to).collect();
    if moved.is_empty() {
        return Ok(());
    }
    let name = |console: &Console, place: Option<usize>| match place {
        Some(place) => {
            let offer = &found.offers[place];
            Cell::text(label_or_name(&offer.label, &offer.offer))
        }
        None => Cell::text(console.say(&Message::new("simulation-no-offer"))).styled(FAINT),
    };
    let mut table = Table::default();
    for flow in moved.into_iter().take(MOST_FLOWS) {
        let from = name(console, flow.from);
        let to = name(console, flow.to);
        let examples = Cell::text(keys(&flow.moved.examples)).styled(FAINT);
        table.row([from, Cell::text("→"), to, count(console, flow.moved.contacts), examples]);
    }
    title(console, &Message::new("simulation-flows"))?;
    table.print(console)
}
