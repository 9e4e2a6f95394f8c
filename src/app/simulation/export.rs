//! What leaves the window of a simulation: its numbers as CSV and JSON, its chart as a picture, and the files that are
//! chosen for it.

use super::{Ran, SimulationTab};
use crate::simulation::{MadeOf, Settings};
use crate::storage;
use crate::text::Message;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SimulationPath {
    /// A population.
    Audience,
    /// Results that were written as JSON, to be asked for again.
    Again,
    /// Another catalog, to hold against the one in front.
    Against,
    /// The results, as a table.
    Csv,
    /// The results, with all that was asked, as JSON.
    Json,
    /// The chart, as a picture.
    Chart,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::app) enum SimulationFormat {
    Csv,
    Json,
}

/// How a picture is drawn: by whoever can, for a worker that calls it. The bytes of a PNG.
#[derive(Clone)]
pub struct Drawing(Arc<dyn Fn() -> Vec<u8> + Send + Sync>);

impl Drawing {
    /// What draws it.
    pub fn new(draw: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self(Arc::new(draw))
    }

    /// The bytes.
    pub(in crate::app) fn bytes(&self) -> Vec<u8> {
        (self.0)()
    }
}

impl fmt::Debug for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Drawing").finish_non_exhaustive()
    }
}

/// The results as a text. JSON has all of them; a table what is shown: the comparison in its view, and otherwise what comes of
/// the catalog as edited.
///
/// # Errors
/// They cannot be put into one.
pub(in crate::app) fn text_of(
    ran: &Ran,
    format: SimulationFormat,
    shown: SimulationTab,
) -> Result<String, Message> {
    let what_if = ran.what_if();
    match format {
        SimulationFormat::Csv => match what_if.filter(|_| shown == SimulationTab::WhatIf) {
            Some(what_if) => what_if.to_csv().map_err(|error| unwritable(&error)),
            None => ran.simulation().to_csv().map_err(|error| unwritable(&error)),
        },
        SimulationFormat::Json => {
            let json = match what_if {
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

/// What was asked of results that were written as JSON, and of what.
///
/// # Errors
/// They cannot be read, or are none.
pub(crate) fn asked_of(path: &Path) -> Result<(Settings, MadeOf), Message> {
    let text = storage::text(path).map_err(|error| error.message)?;
    let no_results = || Message::new("simulation-no-results").with("file", path.display().to_string());
    Settings::of_results(&text).map_err(|_| no_results())
}
