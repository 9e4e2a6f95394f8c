//! Results as CSV: one line an offer, and one for each value of each axis. Owns the columns.

use super::super::console::{Console, Failure};
use crate::model::Reason;
use crate::simulation::{Simulation, WhatIf};
use csv::Writer;
use std::io::{self, Write};

/// A number, or nothing.
fn written(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn failed(error: &csv::Error) -> Failure {
    io::Error::other(error.to_string()).into()
}

/// Prints what was written into memory, without what would steer a terminal.
fn print(writer: Writer<Vec<u8>>, console: &mut Console) -> Result<(), Failure> {
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    let text = String::from_utf8_lossy(&bytes);
    let is_plain = |char: &char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
    let text: String = text.chars().filter(is_plain).collect();
    Ok(console.out().write_all(text.as_bytes())?)
}

/// A simulation.
pub(super) fn simulation(found: &Simulation, console: &mut Console) -> Result<(), Failure> {
    let most = found.offers.iter().map(|offer| offer.ranks.len()).max().unwrap_or(0);
    let mut writer = Writer::from_writer(Vec::new());
    let names = [
        "axis",
        "value",
        "contacts",
        "offer",
        "label",
        "category",
        "times",
        "share",
        "mean_weight",
        "mean_rank",
    ];
    let mut names: Vec<String> = names.map(str::to_owned).into();
    names.extend((1..=most).map(|rank| format!("rank_{rank}")));
    names.extend(Reason::ALL.map(|gate| format!("stopped_{}", gate.code())));
    writer.write_record(&names).map_err(|error| failed(&error))?;
    for offer in &found.offers {
        let mut line = vec![String::new(), String::new(), found.contacts.taken.to_string()];
        line.extend([offer.offer.clone(), offer.label.clone(), offer.category.clone()]);
        line.extend([offer.times.to_string(), offer.share.to_string()]);
        line.extend([written(offer.mean_weight), written(offer.mean_rank)]);
        line.extend((0..most).map(|rank| offer.ranks.get(rank).copied().unwrap_or(0).to_string()));
        let is_known = found.funnel.contacts > 0;
        line.extend(
            offer.stopped.iter().map(|(_, count)| if is_known { count.to_string() } else { String::new() }),
        );
        writer.write_record(&line).map_err(|error| failed(&error))?;
    }
    for pivot in &found.axes {
        for row in &pivot.rows {
            for cell in &row.cells {
                let offer = &found.offers[cell.offer];
                let mut line = vec![pivot.axis.to_string(), row.value.written(), row.contacts.to_string()];
                line.extend([offer.offer.clone(), offer.label.clone(), offer.category.clone()]);
                line.extend([cell.times.to_string(), cell.share.to_string(), written(cell.mean_weight)]);
                line.resize(names.len(), String::new());
                writer.write_record(&line).map_err(|error| failed(&error))?;
            }
        }
    }
    print(writer, console)
}

/// A comparison: who gains and loses each offer, then the flows between first offers.
pub(super) fn what_if(found: &WhatIf, console: &mut Console) -> Result<(), Failure> {
    let mut writer = Writer::from_writer(Vec::new());
    let names = ["kind", "offer", "to", "before", "after", "gained", "lost", "contacts"];
    writer.write_record(names).map_err(|error| failed(&error))?;
    for offer in &found.offers {
        let [before, after] = offer.times.map(|times| times.to_string());
        let (gained, lost) = (offer.gained.contacts.to_string(), offer.lost.contacts.to_string());
        let line = ["offer", &offer.offer, "", &before, &after, &gained, &lost, ""];
        writer.write_record(line).map_err(|error| failed(&error))?;
    }
    let name = |place: Option<usize>| place.map_or("", |place| found.offers[place].offer.as_str());
    for flow in &found.flows {
        let contacts = flow.moved.contacts.to_string();
        let line = ["flow", name(flow.from), name(flow.to), "", "", "", "", &contacts];
        writer.write_record(line).map_err(|error| failed(&error))?;
    }
    print(writer, console)
}
