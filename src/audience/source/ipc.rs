//! Populations in Arrow's own files, and in its streams kept in files. Owns how they are cut into parts.

use super::columns::{contacts, cut};
use super::error::SourceError;
use super::fields::Matched;
use super::file::At;
use super::ipc_blocks::Footer;
use super::population::{Part, Parts, Source, Whom};
use crate::audience::attempt::{attempt, attempts};
use arrow_ipc::reader::StreamReader;
use arrow_schema::SchemaRef;
use std::io::{Read, Seek};
use std::path::Path;
use std::sync::Arc;

/// How a file begins.
const MAGIC: &[u8; 6] = b"ARROW1";

/// A population in an Arrow file or stream.
#[derive(Debug)]
pub(super) struct IpcFile {
    at: At,
    schema: SchemaRef,
    /// Of a file; a stream has none.
    footer: Option<Arc<Footer>>,
}

impl IpcFile {
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let at = At::new(path);
        let mut file = at.open()?;
        let mut magic = [0; MAGIC.len()];
        file.read_exact(&mut magic).and_then(|()| file.rewind()).map_err(|error| at.failed(&error))?;
        if magic == *MAGIC {
            let footer = attempt(|| Footer::read(&mut file)).map_err(|error| at.failed(&error))?;
            return Ok(Self { at, schema: Arc::clone(&footer.schema), footer: Some(Arc::new(footer)) });
        }
        // A stream has no magic of its own, and is read from its beginning.
        let reader = attempt(|| StreamReader::try_new_buffered(file, None));
        let reader = reader.map_err(|error| at.failed(&error))?;
        Ok(Self { schema: reader.schema(), at, footer: None })
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
            let batches: Vec<_> = match batch {
                Ok(batch) => {
                    cut(&batch).iter().map(|batch| contacts(batch, &matched, &whom, &self.at)).collect()
                }
                Err(error) => vec![Err(self.at.failed(&error))],
            };
            batches.into_iter()
        };
        let Some(footer) = &self.footer else {
            let file = self.at.open()?;
            let reader = attempt(|| StreamReader::try_new_buffered(file, None));
            let reader = reader.map_err(|error| self.at.failed(&error))?;
            let part: Part<'s> = Box::new(attempts(reader).flat_map(read));
            return Ok(Box::new(std::iter::once(Ok(part))));
        };
        Ok(Box::new(footer.blocks(&self.at, self.at.open()?).map(move |block| {
            let (block, read) = (block.map_err(|error| self.at.failed(&error))?, read.clone());
            let part: Part<'s> =
                Box::new(std::iter::once_with(move || attempt(|| block.rows())).flat_map(read));
            Ok(part)
        })))
    }
}
