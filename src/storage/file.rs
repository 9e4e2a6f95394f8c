//! Catalog files on disk: how they are read, and what is said of those that cannot be.
//!
//! Owns how a change by somebody else is noticed. Knows nothing of what is in a file; [`super::save()`] writes.

use super::error::{FileError, LoadError};
use super::source::{MAX_BYTES, too_large_megabytes};
use super::temporary::folder_of;
use super::{Loaded, read};
use crate::text::Message;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use xxhash_rust::xxh64::xxh64;

/// How many symbolic links are followed to a file: as many as Linux follows.
const MAX_LINKS: usize = 40;

/// What a file was like when it was read or written. Journals keep it, and are read by later builds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When it was changed last, where the system knows.
    pub modified: Option<SystemTime>,
    /// Its length in bytes.
    pub length: u64,
    /// XXH64 of its bytes with seed 0: the same in every build and on every machine.
    pub hash: u64,
}

impl Stamp {
    /// The stamp of bytes that stand in no file.
    pub fn of(bytes: &[u8]) -> Self {
        Self { modified: None, length: bytes.len() as u64, hash: xxh64(bytes, 0) }
    }

    /// Whether both are stamps of the same bytes. A file that was only touched has not changed.
    pub fn same_content(&self, other: &Self) -> bool {
        (self.length, self.hash) == (other.length, other.hash)
    }
}

/// Reads a catalog from a file.
///
/// # Errors
/// The file cannot be read, or is no catalog: then with every error that one pass finds.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let (bytes, modified) = bytes(path).map_err(LoadError::File)?;
    let mut loaded = read(bytes).map_err(LoadError::Content)?;
    loaded.stamp.modified = modified;
    Ok(loaded)
}

/// The text of a file.
///
/// # Errors
/// The file cannot be read, is not UTF-8, or is longer than [`super::MAX_BYTES`].
pub fn text(path: &Path) -> Result<String, FileError> {
    let (bytes, _) = bytes(path)?;
    String::from_utf8(bytes).map_err(|_| FileError::reading(path, &ErrorKind::InvalidData.into()))
}

/// Whether a file is there and protected against writing.
pub fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.permissions().readonly())
}

/// The stamp of a file that another program changed since it had the stamp `known`; `None` where nobody did, or
/// where the file cannot be read now. A file of the same moment and length is not read.
pub fn changed_since(path: &Path, known: &Stamp) -> Option<Stamp> {
    let metadata = fs::metadata(path).ok()?;
    let modified = metadata.modified().ok();
    if modified.is_some() && (modified, metadata.len()) == (known.modified, known.length) {
        return None;
    }
    stamp(path).ok().filter(|now| !now.same_content(known))
}

/// The stamp of a file as it is now.
///
/// # Errors
/// The file cannot be read.
pub fn stamp(path: &Path) -> Result<Stamp, FileError> {
    let (bytes, modified) = bytes(path)?;
    Ok(Stamp { modified, ..Stamp::of(&bytes) })
}

/// Opens a plain file. A pipe may never say anything, and a device never end: they are read as standard input only.
///
/// # Errors
/// It is not there, is no plain file, or may not be read.
pub fn open(path: &Path) -> Result<File, FileError> {
    // Asked before it is opened: opening a pipe waits for somebody to write.
    let metadata = fs::metadata(path).map_err(|error| FileError::reading(path, &error))?;
    if metadata.is_dir() {
        return Err(FileError::of(path, "storage-is-folder"));
    }
    if !metadata.is_file() {
        return Err(FileError::of(path, "storage-read-not-plain"));
    }
    File::open(path).map_err(|error| FileError::reading(path, &error))
}

/// All bytes of a file, and when it was changed last.
fn bytes(path: &Path) -> Result<(Vec<u8>, Option<SystemTime>), FileError> {
    let file = open(path)?;
    let read = || -> io::Result<_> {
        let metadata = file.metadata()?;
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok((bytes, metadata.modified().ok()))
    };
    read().map_err(|error| FileError::reading(path, &error))
}

/// The file that a path means, behind its symbolic links.
pub(super) fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..=MAX_LINKS {
        match fs::read_link(&path) {
            Ok(link) => path = folder_of(&path).join(link),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Whether a path leads through the system's list of open files, as `/dev/stdout` does: what it names is open
/// somewhere, and has perhaps no name at all.
pub(super) fn is_open_file(path: &Path) -> bool {
    let mut path = path.to_path_buf();
    for _ in 0..=MAX_LINKS {
        let folder = folder_of(&path).canonicalize().unwrap_or_default();
        if folder.starts_with("/proc") || folder == Path::new("/dev/fd") {
            return true;
        }
        match fs::read_link(&path) {
            Ok(link) => path = folder_of(&path).join(link),
            Err(_) => return false,
        }
    }
    false
}

impl FileError {
    pub(super) fn reading(path: &Path, error: &io::Error) -> Self {
        let id = match error.kind() {
            ErrorKind::NotFound => "storage-read-not-found",
            ErrorKind::PermissionDenied => "storage-read-denied",
            ErrorKind::IsADirectory => "storage-is-folder",
            ErrorKind::FileTooLarge => {
                return Self::new(
                    path,
                    Message::new("storage-too-large").with("megabytes", too_large_megabytes()),
                );
            }
            _ => return Self::other(path, "storage-read-failed", error),
        };
        Self::of(path, id)
    }

    pub(super) fn writing(path: &Path, error: &io::Error) -> Self {
        let id = match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => "storage-write-no-folder",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "storage-write-denied",
            ErrorKind::IsADirectory => "storage-is-folder",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "storage-write-full",
            _ => return Self::other(path, "storage-write-failed", error),
        };
        Self::of(path, id)
    }

    /// Another program changed the file; nothing was written.
    pub(super) fn changed(path: &Path) -> Self {
        Self::of(path, "storage-write-changed")
    }

    /// A file could not be overwritten to its end; its previous version is in `copy`.
    pub(super) fn half_written(path: &Path, error: &io::Error, copy: &Path) -> Self {
        let mut it = Self::other(path, "storage-write-half", error);
        it.message = it.message.with("copy", copy.display().to_string());
        it
    }

    /// What was read is what a program has open: it cannot be replaced.
    pub(super) fn open_file(path: &Path) -> Self {
        Self::of(path, "storage-write-open-file")
    }

    /// A file can only be overwritten, and no copy of its previous version can be made, in `folder` at last.
    pub(super) fn no_copy(path: &Path, error: &io::Error, folder: &Path) -> Self {
        let mut it = Self::other(path, "storage-write-no-copy", error);
        it.message = it.message.with("folder", folder.display().to_string());
        it
    }

    fn of(path: &Path, id: &'static str) -> Self {
        Self::new(path, Message::new(id).with("path", path.display().to_string()))
    }

    fn other(path: &Path, id: &'static str, error: &io::Error) -> Self {
        let message =
            Message::new(id).with("path", path.display().to_string()).with("detail", error.to_string());
        Self::new(path, message)
    }

    fn new(path: &Path, message: Message) -> Self {
        Self { path: path.to_path_buf(), message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_the_same_in_every_build() {
        // The values of the algorithm's own test vectors.
        for (text, hash) in [("", 0xef46_db37_51d8_e999), ("abc", 0x44bc_2cf5_ad77_0999)] {
            assert_eq!(Stamp::of(text.as_bytes()).hash, hash, "{text}");
        }
    }

    #[test]
    fn every_reason_of_the_system_has_its_sentence() {
        let path = Path::new("x.ron");
        for (kind, reading, writing) in [
            (ErrorKind::NotFound, "storage-read-not-found", "storage-write-no-folder"),
            (ErrorKind::PermissionDenied, "storage-read-denied", "storage-write-denied"),
            (ErrorKind::IsADirectory, "storage-is-folder", "storage-is-folder"),
            (ErrorKind::StorageFull, "storage-read-failed", "storage-write-full"),
            (ErrorKind::ReadOnlyFilesystem, "storage-read-failed", "storage-write-denied"),
            (ErrorKind::FileTooLarge, "storage-too-large", "storage-write-failed"),
            (ErrorKind::BrokenPipe, "storage-read-failed", "storage-write-failed"),
        ] {
            assert_eq!(FileError::reading(path, &kind.into()).message.id, reading, "{kind:?}");
            assert_eq!(FileError::writing(path, &kind.into()).message.id, writing, "{kind:?}");
        }
    }
}
