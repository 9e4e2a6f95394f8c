//! What leaves the window of a simulation: its numbers as CSV and JSON, its chart as a picture, and the files that are
//! chosen for it.

use crate::text::Message;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

/// What a file is chosen for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SimulationPath {
    /// A population.
    Audience,
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

/// Writes a file of the person's.
///
/// # Errors
/// It cannot be written.
pub(in crate::app) fn write(path: &Path, bytes: &[u8]) -> Result<(), Message> {
    std::fs::write(path, bytes).map_err(|error| {
        let failed = Message::new("population-not-written").with("file", path.display().to_string());
        failed.with("problem", error.to_string())
    })
}
