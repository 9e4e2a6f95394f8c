//! What kind of file a population is in: what its first bytes say. Owns which source reads it.

use super::csv::CsvFile;
use super::database::DatabaseFile;
use super::error::SourceError;
use super::ipc::IpcFile;
use super::parquet::ParquetFile;
use super::population::Source;
use crate::audience::import::{FileKind, kind_of};
use std::path::Path;

/// Opens a file of contacts: CSV, Parquet, an Arrow file or stream, or a contact database.
///
/// # Errors
/// It cannot be read, or is none of those.
pub fn open(path: &Path) -> Result<Box<dyn Source>, SourceError> {
    Ok(match kind_of(path)? {
        FileKind::Csv => Box::new(CsvFile::at(path)),
        FileKind::Parquet => Box::new(ParquetFile::open(path)?),
        FileKind::ArrowIpc => Box::new(IpcFile::open(path)?),
        FileKind::Sqlite => Box::new(DatabaseFile::open(path)?),
    })
}
