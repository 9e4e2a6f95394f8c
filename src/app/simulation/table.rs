//! Results as texts: as JSON, and as one table for spreadsheets, with a line for each offer, and one for each offer and value
//! on each axis; beside another state also with what it was before.

use super::Ran;
use super::export::SimulationFormat;
use crate::model::Reason;
use crate::simulation::{OfferResult, Simulation, WhatIf};
use crate::text::Message;
use std::fmt;

/// The results as a text.
///
/// # Errors
/// They cannot be put into one.
pub(in crate::app) fn text_of(ran: &Ran, format: SimulationFormat) -> Result<String, Message> {
    match format {
        SimulationFormat::Csv => csv_of(ran).map_err(|error| unwritable(&error)),
        SimulationFormat::Json => {
            let json = match ran.what_if() {
                Some(what_if) => serde_json::to_string_pretty(what_if),
                None => serde_json::to_string_pretty(ran.simulation()),
            };
            json.map(|json| json + "\n").map_err(|error| unwritable(&error))
        }
    }
}

fn unwritable(error: &dyn fmt::Display) -> Message {
    Message::new("population-unwritable").with("problem", error.to_string())
}

/// The table of a run.
///
/// # Errors
/// It cannot be written.
fn csv_of(ran: &Ran) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let simulation = ran.simulation();
    let ranks = simulation.offers.iter().map(|offer| offer.ranks.len()).max().unwrap_or_default();
    let before = ran.what_if();
    writer.write_record(heading(ranks, before.is_some()))?;
    for (place, offer) in simulation.offers.iter().enumerate() {
        writer.write_record(line_of_offer(simulation, offer, (place, ranks), before))?;
    }
    for pivot in &simulation.axes {
        for row in &pivot.rows {
            for cell in &row.cells {
                let Some(offer) = simulation.offers.get(cell.offer) else { continue };
                let mut line = vec![
                    pivot.axis.to_string(),
                    row.value.written(),
                    row.contacts.to_string(),
                    offer.offer.clone(),
                    offer.label.clone(),
                    offer.category.clone(),
                    cell.times.to_string(),
                    cell.share.to_string(),
                    number(cell.mean_weight),
                ];
                line.resize(heading(ranks, before.is_some()).len(), String::new());
                writer.write_record(line)?;
            }
        }
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    // Only texts were written.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn heading(ranks: usize, beside: bool) -> Vec<String> {
    let first = [
        "axis",
        "value",
        "of_contacts",
        "offer",
        "label",
        "category",
        "contacts",
        "share",
        "mean_weight",
        "mean_rank",
    ];
    let mut heading: Vec<String> = first.map(str::to_owned).to_vec();
    heading.extend((1..=ranks).map(|rank| format!("rank_{rank}")));
    heading.extend(Reason::ALL.map(|gate| format!("stopped_{}", gate.code())));
    if beside {
        heading.extend(["before", "gained", "lost"].map(str::to_owned));
    }
    heading
}

fn number(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn line_of_offer(
    simulation: &Simulation,
    offer: &OfferResult,
    (place, ranks): (usize, usize),
    before: Option<&WhatIf>,
) -> Vec<String> {
    let mut line = vec![
        String::new(),
        String::new(),
        simulation.contacts.taken.to_string(),
        offer.offer.clone(),
        offer.label.clone(),
        offer.category.clone(),
        offer.times.to_string(),
        offer.share.to_string(),
        number(offer.mean_weight),
        number(offer.mean_rank),
    ];
    line.extend((0..ranks).map(|rank| offer.ranks.get(rank).copied().unwrap_or_default().to_string()));
    line.extend(offer.stopped.iter().map(|(_, stopped)| stopped.to_string()));
    if let Some(what_if) = before {
        let change = what_if.offers.iter().find(|change| change.after == Some(place));
        let [was, gained, lost] =
            change.map_or([0; 3], |change| [change.times[0], change.gained.contacts, change.lost.contacts]);
        line.extend([was, gained, lost].map(|count| count.to_string()));
    }
    line
}
