//! Populations in Arrow's own files, and in its streams kept in files. Owns how they are cut into parts.

use super::columns::{contacts, cut};
use super::error::SourceError;
use super::fields::Matched;
use super::file::At;
use super::population::{Part, Parts, Source, Whom};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::SchemaRef;
use std::path::Path;
use std::sync::Arc;

/// How many batches one thread takes at once.
const PART: usize = 4;

/// A population in an Arrow file or stream.
#[derive(Debug)]
pub(super) struct IpcFile {
    at: At,
    schema: SchemaRef,
    /// How many batches a file has; a stream does not say.
    batches: Option<usize>,
}

impl IpcFile {
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let at = At::new(path);
        // A stream has no magic of its own, and is read from its beginning.
        match FileReader::try_new_buffered(at.open()?, None) {
            Ok(reader) => {
                let (schema, batches) = (reader.schema(), reader.num_batches());
                Ok(Self { at, schema, batches: Some(batches) })
            }
            Err(error) => {
                let reader = StreamReader::try_new_buffered(at.open()?, None);
                let reader = reader.map_err(|_| at.failed(&error))?;
                Ok(Self { schema: reader.schema(), at, batches: None })
            }
        }
    }
}

impl Source for IpcFile {
    fn name(&self) -> String {
        self.at.name()
    }

    fn total(&self) -> Option<u64> {
        None
    }

    fn digest(&self) -> Result<u64, SourceError> {
        self.at.digest()
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let names: Vec<&str> = self.schema.fields().iter().map(|field| field.name().as_str()).collect();
        let matched = Arc::new(Matched::named(&self.name(), &names, whom)?);
        let whom = whom.clone();
        let read = move |batch: Result<arrow_array::RecordBatch, arrow_schema::ArrowError>| {
            let batches = match batch {
                Ok(batch) => cut(&batch).iter().map(|batch| contacts(batch, &matched, &whom)).collect(),
                Err(error) => vec![Err(error)],
            };
            batches.into_iter().map(|batch| batch.map_err(|error| self.at.failed(&error)))
        };
        let Some(batches) = self.batches else {
            let reader = StreamReader::try_new_buffered(self.at.open()?, None);
            let reader = reader.map_err(|error| self.at.failed(&error))?;
            let part: Part<'s> = Box::new(reader.flat_map(read));
            return Ok(Box::new(std::iter::once(Ok(part))));
        };
        Ok(Box::new((0..batches).step_by(PART).map(move |start| {
            let mut reader = FileReader::try_new_buffered(self.at.open()?, None)
                .map_err(|error| self.at.failed(&error))?;
            reader.set_index(start).map_err(|error| self.at.failed(&error))?;
            let part: Part<'s> = Box::new(reader.take(PART).flat_map(read.clone()));
            Ok(part)
        })))
    }
}
