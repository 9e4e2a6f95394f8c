//! Catalog files on disk: read whole, replaced whole.
//!
//! Owns the order of steps of a save, after any of which the file is either the old one or the new one, and how
//! a change by somebody else is noticed. Knows nothing of what is in a file.

use super::error::{FileError, LoadError};
use super::source::{MAX_BYTES, too_large_megabytes};
use super::{Loaded, read};
use crate::text::Message;
use std::ffi::OsString;
use std::fs::{self, File, Permissions};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use tempfile::NamedTempFile;

/// What a person appends to a file's name to find its previous version.
pub const BACKUP_SUFFIX: &str = ".bak";
/// How many symbolic links are followed to a file that does not exist yet.
const MAX_LINKS: usize = 16;

/// What a file was like when it was read or written. Holds within one run of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When it was changed last, where the system knows.
    pub modified: Option<SystemTime>,
    /// Its length in bytes.
    pub length: u64,
    /// A hash of its bytes.
    pub hash: u64,
}

impl Stamp {
    /// The stamp of bytes that stand in no file.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        Self { modified: None, length: bytes.len() as u64, hash: hasher.finish() }
    }

    /// Whether both are stamps of the same bytes. A file that was only touched has not changed.
    pub fn same_content(&self, other: &Self) -> bool {
        (self.length, self.hash) == (other.length, other.hash)
    }
}

/// Reads a catalog from a file.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let (bytes, modified) = bytes(path).map_err(LoadError::File)?;
    let mut loaded = read(&bytes).map_err(LoadError::Content)?;
    loaded.stamp.modified = modified;
    Ok(loaded)
}

/// The text of a file. What is not UTF-8 is refused.
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
pub fn stamp(path: &Path) -> Result<Stamp, FileError> {
    let (bytes, modified) = bytes(path)?;
    Ok(Stamp { modified, ..Stamp::of(&bytes) })
}

/// All bytes of a file, and when it was changed last.
fn bytes(path: &Path) -> Result<(Vec<u8>, Option<SystemTime>), FileError> {
    let read = || -> io::Result<_> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(ErrorKind::FileTooLarge.into());
        }
        Ok((bytes, metadata.modified().ok()))
    };
    read().map_err(|error| FileError::reading(path, &error))
}

/// A point of a save at which the program may be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// The new version stands complete in a temporary file.
    Written,
    /// The old version stands complete in the backup.
    BackedUp,
    /// The new version has taken the place of the old one.
    Replaced,
}

/// Replaces a file by a text, or makes it. The previous version stays beside it as `NAME.bak`.
///
/// The text goes to a temporary file of the same folder, is synced, and takes the file's place at once: whatever
/// happens, there is a whole file of that name. Permissions stay; a symbolic link stays, and its target is replaced.
/// A text that the file already holds changes nothing.
pub fn save(path: &Path, text: &str) -> Result<Stamp, FileError> {
    save_stepwise(path, text, &mut |_| Ok(())).map_err(|error| FileError::writing(path, &error))
}

fn save_stepwise(
    path: &Path,
    text: &str,
    reached: &mut dyn FnMut(Step) -> io::Result<()>,
) -> io::Result<Stamp> {
    let target = target(path)?;
    let old = Old::read(&target)?;
    if old.as_ref().is_none_or(|old| old.bytes != text.as_bytes()) {
        let permissions = old.as_ref().map(|old| &old.permissions);
        let new = complete(&target, text.as_bytes(), permissions)?;
        reached(Step::Written)?;
        if let Some(old) = &old {
            let backup = complete(&target, &old.bytes, permissions)?;
            put(backup, &backup_of(&target))?;
        }
        reached(Step::BackedUp)?;
        put(new, &target)?;
        reached(Step::Replaced)?;
    }
    let modified = fs::metadata(&target)?.modified().ok();
    Ok(Stamp { modified, ..Stamp::of(text.as_bytes()) })
}

/// The version that a save replaces.
struct Old {
    bytes: Vec<u8>,
    permissions: Permissions,
}

impl Old {
    fn read(target: &Path) -> io::Result<Option<Self>> {
        let metadata = match fs::metadata(target) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        if metadata.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        // Renaming over it would work, and undo what somebody protected on purpose.
        if metadata.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        Ok(Some(Self { bytes: fs::read(target)?, permissions: metadata.permissions() }))
    }
}

/// The file that a path means, behind its symbolic links.
fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(link) => path = folder_of(&path).join(link),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Where the previous version of a file is kept.
pub fn backup_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(BACKUP_SUFFIX);
    PathBuf::from(name)
}

/// A temporary file beside `target` that holds `bytes` on the disk. Dropped, it is removed.
fn complete(target: &Path, bytes: &[u8], permissions: Option<&Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vitrine-").suffix(".tmp");
    #[cfg(unix)]
    let readable = <Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666);
    // The process's umask narrows it, as for any new file; by default only the owner may read a temporary one.
    #[cfg(unix)]
    builder.permissions(readable);
    let mut file = builder.tempfile_in(folder_of(target))?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions.clone())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// Replaces a file of the program's own, at once and without a backup.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    put(complete(path, bytes, None)?, path)
}

/// Gives a complete temporary file its name, and has the folder remember it.
fn put(file: NamedTempFile, target: &Path) -> io::Result<()> {
    file.persist(target).map_err(|error| error.error)?;
    // Only Unix can sync a folder; elsewhere the rename itself is as durable as it gets.
    #[cfg(unix)]
    File::open(folder_of(target))?.sync_all()?;
    Ok(())
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
        Self::new(path, Message::new(id).with("path", path.display().to_string()))
    }

    pub(super) fn writing(path: &Path, error: &io::Error) -> Self {
        let id = match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => "storage-write-no-folder",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => "storage-write-denied",
            ErrorKind::IsADirectory => "storage-is-folder",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "storage-write-full",
            _ => return Self::other(path, "storage-write-failed", error),
        };
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
    fn a_save_that_stops_anywhere_leaves_a_whole_file() {
        for (stop, file, backup) in [
            (Step::Written, "old", None),
            (Step::BackedUp, "old", Some("old")),
            (Step::Replaced, "new", Some("old")),
        ] {
            let folder = tempfile::tempdir().expect("a folder");
            let path = folder.path().join("x.catalog.ron");
            fs::write(&path, "old").expect("written");
            let mut reached = |step| if step == stop { Err(io::Error::other("stopped")) } else { Ok(()) };
            save_stepwise(&path, "new", &mut reached).expect_err("stopped");
            assert_eq!(fs::read_to_string(&path).expect("a file"), file, "{stop:?}");
            assert_eq!(fs::read_to_string(backup_of(&path)).ok().as_deref(), backup, "{stop:?}");
            let left = fs::read_dir(folder.path()).expect("a folder").count();
            assert_eq!(left, 1 + usize::from(backup.is_some()), "{stop:?}: a temporary file is left");
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
