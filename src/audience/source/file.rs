//! A file of contacts. Owns its digest, which whoever reads all of it has on the way, and the words for what cannot be read.

use super::error::SourceError;
use crate::text::Message;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use xxhash_rust::xxh64::Xxh64;

/// How many bytes are read at once: they are still near the processor when they are hashed.
const TOGETHER: usize = 1 << 18;

/// Where a file is.
#[derive(Debug)]
pub(super) struct At {
    path: PathBuf,
    /// The digest of what was read last, from beginning to end.
    digest: Mutex<Option<u64>>,
}

impl At {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), digest: Mutex::new(None) }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file's name without its folders.
    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or(self.path.as_os_str()).to_string_lossy().into_owned()
    }

    pub(super) fn open(&self) -> Result<File, SourceError> {
        File::open(&self.path).map_err(|error| self.failed(&error))
    }

    /// What went wrong with it.
    pub(super) fn failed(&self, problem: &dyn std::fmt::Display) -> SourceError {
        let message = Message::new("source-failed").with("file", self.path.to_string_lossy().into_owned());
        message.with("problem", problem.to_string()).into()
    }

    /// What tells the file from another: of what was just read, or else of what it holds now.
    pub(super) fn digest(&self) -> Result<u64, SourceError> {
        if let Some(known) = self.known().take() {
            return Ok(known);
        }
        let mut file = self.read_whole(self.open()?);
        io::copy(&mut file, &mut io::sink()).map_err(|error| self.failed(&error))?;
        *self.known() = None;
        Ok(file.hash.digest())
    }

    /// Reads a file that was opened, whose digest is known once its end is reached.
    pub(super) fn read_whole(&self, file: File) -> Whole<'_> {
        *self.known() = None;
        Whole { at: self, file, hash: Xxh64::new(0) }
    }

    fn known(&self) -> MutexGuard<'_, Option<u64>> {
        self.digest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file that is read from its beginning to its end.
pub(super) struct Whole<'a> {
    at: &'a At,
    file: File,
    hash: Xxh64,
}

impl Read for Whole<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let together = buffer.len().min(TOGETHER);
        let read = self.file.read(&mut buffer[..together])?;
        self.hash.update(&buffer[..read]);
        if read == 0 && !buffer.is_empty() {
            *self.at.known() = Some(self.hash.digest());
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_is_that_of_what_was_read_whole_and_else_of_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("people.csv");
        let text = "id\n".repeat(2 * TOGETHER);
        std::fs::write(&path, &text).expect("written");
        let (at, other) = (At::new(&path), At::new(&path));
        let expected = xxhash_rust::xxh64::xxh64(text.as_bytes(), 0);
        assert_eq!(other.digest().expect("read"), expected);
        let read = |most: u64| {
            let file = at.read_whole(at.open().expect("opened"));
            io::copy(&mut file.take(most), &mut io::sink()).expect("read");
        };
        read(u64::MAX);
        std::fs::write(&path, "id\n1\n").expect("written");
        assert_eq!(at.digest().expect("known"), expected);
        let changed = other.digest().expect("read");
        assert_ne!(changed, expected);
        // Once is all that what was read serves for, and what was read in part for nothing.
        assert_eq!(at.digest().expect("read"), changed);
        read(2);
        assert_eq!(at.digest().expect("read"), changed);
    }
}
