//! A file of contacts. Owns its digest, and the words for what cannot be read.

use super::error::SourceError;
use crate::text::Message;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use xxhash_rust::xxh64::Xxh64;

/// How many bytes are read at once.
const TOGETHER: usize = 1 << 20;

/// Where a file is.
#[derive(Debug, Clone)]
pub(super) struct At(PathBuf);

impl At {
    pub(super) fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The file's name without its folders.
    pub(super) fn name(&self) -> String {
        self.0.file_name().unwrap_or(self.0.as_os_str()).to_string_lossy().into_owned()
    }

    pub(super) fn open(&self) -> Result<File, SourceError> {
        File::open(&self.0).map_err(|error| self.failed(&error))
    }

    /// What went wrong with it.
    pub(super) fn failed(&self, problem: &dyn std::fmt::Display) -> SourceError {
        let message = Message::new("source-failed").with("file", self.0.to_string_lossy().into_owned());
        message.with("problem", problem.to_string()).into()
    }

    pub(super) fn digest(&self) -> Result<u64, SourceError> {
        let (mut file, mut hash) = (self.open()?, Xxh64::new(0));
        let mut bytes = vec![0; TOGETHER];
        loop {
            let read = file.read(&mut bytes).map_err(|error| self.failed(&error))?;
            if read == 0 {
                return Ok(hash.digest());
            }
            hash.update(&bytes[..read]);
        }
    }
}
