//! What kind of file a population is in: what its first bytes say. Owns that choice.

use super::csv::CsvFile;
use super::error::SourceError;
use super::file::At;
use super::ipc::IpcFile;
use super::parquet::ParquetFile;
use super::population::Source;
use crate::text::Message;
use std::io::Read;
use std::path::Path;

/// How many bytes are looked at.
const LOOKED_AT: usize = 4_096;

/// Opens a file of contacts: CSV, Parquet, or an Arrow file or stream.
///
/// # Errors
/// It cannot be read, or is none of those.
pub fn open(path: &Path) -> Result<Box<dyn Source>, SourceError> {
    let at = At::new(path);
    let mut start = Vec::new();
    let read = at.open()?.take(LOOKED_AT as u64).read_to_end(&mut start);
    read.map_err(|error| at.failed(&error))?;
    if start.starts_with(b"PAR1") {
        return Ok(Box::new(ParquetFile::open(path)?));
    }
    if start.starts_with(b"ARROW1") {
        return Ok(Box::new(IpcFile::open(path)?));
    }
    if start.starts_with(&[0xff, 0xff, 0xff, 0xff]) {
        return Ok(Box::new(IpcFile::open_stream(path)?));
    }
    if start.contains(&0) {
        return Err(Message::new("source-unknown").with("file", at.name()).into());
    }
    Ok(Box::new(CsvFile::open(path)?))
}
