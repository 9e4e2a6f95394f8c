//! Exporting what production needs (`domain.md` §5), or all of a catalog: chosen, checked and put into text. Writes no
//! file.

use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::document::production;
use crate::engine::Plan;
use crate::model::Catalog;
use crate::storage;
use crate::storage::ron::Notation;
use crate::text::Message;
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

/// How much of a catalog is exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportScope {
    /// What production needs, checked.
    Live,
    /// All of it, as it stands.
    All,
}

/// The text of an export. `now` is the moment that what production gets is checked for.
///
/// # Errors
/// There is nothing to export, or it could not run.
pub fn export(
    catalog: &Arc<Catalog>,
    scope: ExportScope,
    format: ExportFormat,
    now: Timestamp,
) -> Result<String, ExportError> {
    let exported = match scope {
        ExportScope::Live => for_production(catalog, now)?,
        ExportScope::All => Arc::clone(catalog),
    };
    let notation = match format {
        ExportFormat::Ron => Notation::Ron,
        ExportFormat::Json => Notation::Json,
    };
    storage::write_in(&exported, None, notation).map_err(|error| ExportError::Unwritable(error.message()))
}

fn for_production(catalog: &Catalog, now: Timestamp) -> Result<Arc<Catalog>, ExportError> {
    let exported = Arc::new(production(catalog));
    if exported.environments.is_empty() {
        return Err(ExportError::NothingLive);
    }
    let mut issues = check(&Plan::new(&exported), &Population::of(&exported), now);
    issues.retain(|issue| issue.severity == Severity::Error);
    if issues.is_empty() { Ok(exported) } else { Err(ExportError::Unsound(issues)) }
}
