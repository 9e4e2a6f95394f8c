//! Results as CSV, for spreadsheets and programs. Owns the columns.

use super::results::{OfferResult, PivotCell, Simulation};
use super::what_if::WhatIf;
use crate::model::Reason;
use csv::{Error, Writer};

/// The columns before those of ranks and gates.
const FIRST: [&str; 10] =
    ["axis", "value", "contacts", "offer", "label", "category", "times", "share", "mean_weight", "mean_rank"];

/// A number, or nothing.
fn written(number: Option<f64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

/// What was written into memory.
fn text(writer: Writer<Vec<u8>>) -> Result<String, Error> {
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    // Only texts were written.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Simulation {
    /// The results as CSV: one line an offer, and one for each offer of each value on each axis. What is not known is empty.
    ///
    /// # Errors
    /// They cannot be written.
    pub fn to_csv(&self) -> Result<String, Error> {
        let ranks = self.offers.iter().map(|offer| offer.ranks.len()).max().unwrap_or_default();
        let mut heading: Vec<String> = FIRST.map(str::to_owned).to_vec();
        heading.extend((1..=ranks).map(|rank| format!("rank_{rank}")));
        heading.extend(Reason::ALL.map(|gate| format!("stopped_{}", gate.code())));
        let mut writer = Writer::from_writer(Vec::new());
        writer.write_record(&heading)?;
        for offer in &self.offers {
            writer.write_record(self.line_of(offer, ranks))?;
        }
        for pivot in &self.axes {
            for row in &pivot.rows {
                let place = [pivot.axis.to_string(), row.value.written(), row.contacts.to_string()];
                for cell in &row.cells {
                    let mut line = self.line_of_cell(&place, cell);
                    line.resize(heading.len(), String::new());
                    writer.write_record(line)?;
                }
            }
        }
        text(writer)
    }

    fn line_of(&self, offer: &OfferResult, ranks: usize) -> Vec<String> {
        let mut line = vec![String::new(), String::new(), self.contacts.taken.to_string()];
        line.extend([offer.offer.clone(), offer.label.clone(), offer.category.clone()]);
        line.extend([offer.times.to_string(), offer.share.to_string()]);
        line.extend([written(offer.mean_weight), written(offer.mean_rank)]);
        line.extend((0..ranks).map(|rank| offer.ranks.get(rank).copied().unwrap_or_default().to_string()));
        let is_known = self.funnel.contacts > 0;
        let stopped = offer.stopped.iter();
        line.extend(stopped.map(|(_, count)| if is_known { count.to_string() } else { String::new() }));
        line
    }

    fn line_of_cell(&self, place: &[String; 3], cell: &PivotCell) -> Vec<String> {
        let offer = &self.offers[cell.offer];
        let mut line = place.to_vec();
        line.extend([offer.offer.clone(), offer.label.clone(), offer.category.clone()]);
        line.extend([cell.times.to_string(), cell.share.to_string(), written(cell.mean_weight)]);
        line
    }
}

impl WhatIf {
    /// The comparison as CSV: who gains and loses each offer, then the flows between first offers.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn to_csv(&self) -> Result<String, Error> {
        let mut writer = Writer::from_writer(Vec::new());
        writer.write_record(["kind", "offer", "to", "before", "after", "gained", "lost", "contacts"])?;
        for offer in &self.offers {
            let [before, after] = offer.times.map(|times| times.to_string());
            let (gained, lost) = (offer.gained.contacts.to_string(), offer.lost.contacts.to_string());
            writer.write_record(["offer", &offer.offer, "", &before, &after, &gained, &lost, ""])?;
        }
        let name = |place: Option<usize>| place.map_or("", |place| self.offers[place].offer.as_str());
        for flow in &self.flows {
            let contacts = flow.moved.contacts.to_string();
            writer.write_record(["flow", name(flow.from), name(flow.to), "", "", "", "", &contacts])?;
        }
        text(writer)
    }
}
