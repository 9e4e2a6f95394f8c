//! Exports: what production needs (`domain.md` §5), or all of a catalog, put into what others read. Writes no file.

use crate::app::booklet::booklet;
use crate::check::{Issue, Severity, check};
use crate::contacts::Population;
use crate::document::production;
use crate::engine::Plan;
use crate::model::Catalog;
use crate::storage;
use crate::storage::ron::Notation;
use crate::text::{Language, Message};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

/// What an export is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportFormat {
    /// As a catalog file.
    Ron,
    /// As JSON, of the same structure.
    Json,
    /// The offers as text that spreadsheets open.
    Csv,
    /// The offers as a workbook.
    Xlsx,
    /// A document for people.
    Html,
}

impl ExportFormat {
    /// Each, in the order in which people are told of them.
    pub const ALL: [Self; 5] = [Self::Ron, Self::Json, Self::Csv, Self::Xlsx, Self::Html];

    /// The end of the names of such files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Ron => "ron",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
        }
    }

    /// What a file of that name is to be.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?;
        Self::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }
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
    /// What production needs, checked; of spreadsheets, the offers that can be changed.
    Usual,
    /// All of it, as it stands.
    All,
}

/// What is exported, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export<'a> {
    /// How much.
    pub scope: ExportScope,
    /// As what.
    pub format: ExportFormat,
    /// The language of headings and sentences.
    pub language: Language,
    /// The folder that pictures lie in: that of the catalog's file.
    pub folder: Option<&'a Path>,
}

/// The bytes of an export. `now` is the moment that what production gets is checked for.
///
/// # Errors
/// There is nothing to export, or it could not run.
pub fn export(catalog: &Arc<Catalog>, wanted: &Export<'_>, now: Timestamp) -> Result<Vec<u8>, ExportError> {
    let notation = match wanted.format {
        ExportFormat::Ron => Notation::Ron,
        ExportFormat::Json => Notation::Json,
        ExportFormat::Csv | ExportFormat::Xlsx => {
            return sheet(catalog, wanted).map_err(ExportError::Unwritable);
        }
        ExportFormat::Html => return Ok(booklet(catalog, wanted.folder, wanted.language).into_bytes()),
    };
    let exported = match wanted.scope {
        ExportScope::Usual => for_production(catalog, now)?,
        ExportScope::All => Arc::clone(catalog),
    };
    let text = storage::write_in(&exported, None, notation);
    text.map(String::into_bytes).map_err(|error| ExportError::Unwritable(error.message()))
}

#[cfg(feature = "sheets")]
fn sheet(catalog: &Catalog, wanted: &Export<'_>) -> Result<Vec<u8>, Message> {
    use crate::sheet::{Scope, SheetFormat, write};
    let scope = match wanted.scope {
        ExportScope::Usual => Scope::Design,
        ExportScope::All => Scope::All,
    };
    let is_csv = wanted.format == ExportFormat::Csv;
    write(catalog, scope, if is_csv { SheetFormat::Csv } else { SheetFormat::Xlsx }, wanted.language)
}

#[cfg(not(feature = "sheets"))]
fn sheet(_: &Catalog, _: &Export<'_>) -> Result<Vec<u8>, Message> {
    Err(Message::new("exchange-no-sheets"))
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
