//! Rows that were not imported, kept in a file with line and reason.

use super::error::ImportError;
use crate::storage::Draft;
use crate::text::Message;
use csv::{StringRecord, Writer};
use std::fs::File;
use std::path::{Path, PathBuf};

/// What puts a message into words.
pub type Say<'s> = &'s (dyn Fn(&Message) -> String + Sync);

/// The rows that were rejected so far. The file is there once there is one.
pub(super) struct Rejected<'s> {
    path: PathBuf,
    columns: Vec<String>,
    say: Say<'s>,
    file: Option<(Draft, Writer<File>)>,
    pub(super) count: u64,
}

impl<'s> Rejected<'s> {
    pub(super) fn new(path: PathBuf, columns: Vec<String>, say: Say<'s>) -> Self {
        Self { path, columns, say, file: None, count: 0 }
    }

    pub(super) fn put(
        &mut self,
        line: u64,
        reason: &Message,
        cells: &StringRecord,
    ) -> Result<(), ImportError> {
        self.count += 1;
        let failed = |error: &dyn std::fmt::Display| unwritable(&self.path, error);
        if self.file.is_none() {
            let draft = Draft::beside(&self.path).map_err(|error| failed(&error))?;
            let file = File::options().write(true).open(draft.path()).map_err(|error| failed(&error))?;
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
            let heads = ["audience-rejected-line", "audience-rejected-reason"]
                .map(|id| (self.say)(&Message::new(id)));
            let heads = heads.iter().chain(&self.columns);
            writer.write_record(heads).map_err(|error| failed(&error))?;
            self.file = Some((draft, writer));
        }
        let Some((_, writer)) = &mut self.file else { return Ok(()) };
        let (line, reason) = (line.to_string(), (self.say)(reason));
        let row = [line.as_str(), reason.as_str()].into_iter().chain(cells.iter());
        writer.write_record(row).map_err(|error| unwritable(&self.path, &error))
    }

    /// Writes all of them to the disk, before what they are rejected from is put in its place.
    pub(super) fn write(&mut self) -> Result<(), ImportError> {
        let Some((_, writer)) = &mut self.file else { return Ok(()) };
        writer.flush().map_err(|error| unwritable(&self.path, &error))
    }

    /// Puts the file in its place, and says where that is.
    pub(super) fn finish(mut self) -> Result<Option<PathBuf>, ImportError> {
        self.write()?;
        let Some((draft, writer)) = self.file else { return Ok(None) };
        drop(writer);
        draft.put().map_err(|error| unwritable(&self.path, &error))?;
        Ok(Some(self.path))
    }
}

fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> ImportError {
    let message = Message::new("audience-unwritable").with("file", path.display().to_string());
    ImportError::Failed(message.with("detail", error.to_string()))
}
