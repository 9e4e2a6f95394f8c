//! Exporting what production needs (`domain.md` §5): chosen, checked and put into text. Writes no file.

use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::document::production;
use crate::engine::Plan;
use crate::model::Catalog;
use crate::storage;
use crate::text::{Message, escaped_json};
use jiff::Timestamp;
use std::sync::Arc;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// As a catalog file.
    Ron,
    /// As JSON, of the same structure.
    Json,
}

/// Why a catalog is not exported.
#[derive(Debug)]
pub enum ExportError {
    /// It has no Live environment.
    NothingLive,
    /// What would be exported has these errors.
    Unsound(Vec<Issue>),
    /// It cannot be put into text.
    Unwritable(Message),
}

/// The text of what production needs of a catalog. `now` is the moment that it is checked for.
///
/// # Errors
/// There is nothing to export, or it could not run.
pub fn export(catalog: &Catalog, format: ExportFormat, now: Timestamp) -> Result<String, ExportError> {
    let exported = Arc::new(production(catalog));
    if exported.environments.is_empty() {
        return Err(ExportError::NothingLive);
    }
    let mut issues = check(&Plan::new(&exported), &Population::of(&exported), now);
    issues.retain(|issue| issue.severity == Severity::Error);
    if !issues.is_empty() {
        return Err(ExportError::Unsound(issues));
    }
    match format {
        ExportFormat::Ron => {
            storage::write(&exported, None).map_err(|error| ExportError::Unwritable(error.message()))
        }
        ExportFormat::Json => json(&exported).map_err(|error| {
            ExportError::Unwritable(Message::new("app-export-failed").with("problem", error.to_string()))
        }),
    }
}

/// A catalog as JSON. As with [`storage::write`], nothing is written that does not read back as the same catalog.
fn json(catalog: &Catalog) -> serde_json::Result<String> {
    let text = escaped_json(&serde_json::to_string_pretty(catalog)?).into_owned() + "\n";
    let back: Catalog = serde_json::from_str(&text)?;
    if back == *catalog { Ok(text) } else { Err(serde::ser::Error::custom("another catalog when read back")) }
}
