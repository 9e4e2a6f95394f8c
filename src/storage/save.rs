//! Saving: a file is replaced whole, and what cannot be replaced is written to.
//!
//! Owns the order of steps of a save, after any of which there is a whole version of the file. Knows nothing of what
//! is in a file.

use super::attributes::{Attributes, give_to_owner};
use super::error::FileError;
use super::file::{Stamp, is_open_file, target};
use super::temporary::{Readers, SafeCopy, Temporary, Uninterrupted, folder_of, sweep, sweep_copies};
use crate::text::Message;
use std::ffi::OsString;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What a person appends to a file's name to find its previous version.
pub const BACKUP_SUFFIX: &str = ".bak";

/// How a file is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Saving {
    /// Whether the previous version stays beside it, as `NAME.bak`.
    pub backup: bool,
    /// What the file must still hold.
    pub expected: Expected,
    /// Whether a file that its permissions protect is left alone, also where the system lets it be written, as it lets
    /// a superuser. A person at the window protected it on purpose; a command that names the file means it.
    pub heeds_protection: bool,
}

/// What a file must still hold when it is saved, so that nobody else's change is overwritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Whatever it holds is replaced.
    Anything,
    /// This, or the file is gone, which is then made again.
    ContentOrNothing(Stamp),
    /// This.
    Content(Stamp),
}

/// What came of a save.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What the file is like now.
    pub stamp: Stamp,
    /// What a person should know of it: that the previous version could not be kept.
    pub notice: Option<Message>,
}

/// Why a file was not saved.
#[derive(Debug)]
pub enum SaveError {
    /// Another program changed it meanwhile; nothing was written.
    Changed(FileError),
    /// It cannot be written.
    File(FileError),
}

impl SaveError {
    /// The sentence for a person.
    pub fn into_message(self) -> Message {
        match self {
            Self::Changed(error) | Self::File(error) => error.message,
        }
    }
}

/// Why a save stopped.
#[derive(Debug)]
enum Failure {
    Changed,
    /// What was read is what a program has open, and has no name to be saved by.
    OpenFile,
    Failed(io::Error),
    /// It can only be overwritten, and no copy of the old version could be made, in this folder at last.
    NoCopy(io::Error, PathBuf),
    /// The file is neither the old nor the new version; the old one is here.
    Half(io::Error, PathBuf),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// A point of a save at which the program may be stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SavePoint {
    /// The new version stands complete in a temporary file.
    Written,
    /// The old version stands complete in the backup.
    BackedUp,
    /// Of a file that is overwritten in place: a copy of the old version is safe.
    Copied,
    /// Of such a file: the end of the new version stands behind the old one.
    Extended,
    /// The new version has taken the place of the old one.
    Replaced,
}

/// What is called at each step. Tests stop there.
type Reached<'a> = &'a mut dyn FnMut(SavePoint) -> io::Result<()>;

/// Replaces a file by a text, or makes it.
///
/// The text goes to a temporary file of the same folder, is synced, and takes the file's place at once: whatever
/// happens, there is a whole file of that name. Owner, group, permissions and extended attributes stay; a symbolic
/// link stays, and its target is replaced. A file with other names (hard links), one that the system does not let be
/// replaced, and one in whose folder no file can be made are overwritten in place, once a copy is safe. A device or a
/// pipe, and what a program has open, are written to where nothing is expected of them: never is there poured into what
/// was read. A text that the file already holds changes nothing.
///
/// # Errors
/// The file does not hold what was expected, or cannot be written. It is then as it was.
pub fn save(path: &Path, content: impl AsRef<[u8]>, saving: &Saving) -> Result<Saved, SaveError> {
    save_stepwise(path, content.as_ref(), saving, &mut |_| Ok(())).map_err(|stop| match stop {
        Failure::Changed => SaveError::Changed(FileError::changed(path)),
        Failure::OpenFile => SaveError::File(FileError::open_file(path)),
        Failure::Failed(error) => SaveError::File(FileError::writing(path, &error)),
        Failure::NoCopy(error, folder) => SaveError::File(FileError::no_copy(path, &error, &folder)),
        Failure::Half(error, copy) => SaveError::File(FileError::half_written(path, &error, &copy)),
    })
}

fn save_stepwise(path: &Path, bytes: &[u8], saving: &Saving, reached: Reached<'_>) -> Result<Saved, Failure> {
    let is_special = fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    if is_special || is_open_file(path) {
        match saving.expected {
            Expected::Anything if is_special => special::pour(path, bytes)?,
            // Somebody has it open and goes on writing to it: it is neither replaced nor cut.
            Expected::Anything => File::options().append(true).open(path)?.write_all(bytes)?,
            // A catalog was read from a plain file of that name.
            _ if is_special => return Err(Failure::Changed),
            _ => return Err(Failure::OpenFile),
        }
        return Ok(Saved { stamp: Stamp::of(bytes), notice: None });
    }
    let target = target(path)?;
    sweep(folder_of(&target));
    let notice = match Old::read(&target, saving.heeds_protection)? {
        None if matches!(saving.expected, Expected::Content(_)) => return Err(Failure::Changed),
        None => {
            let new = Temporary::new(folder_of(&target), Readers::AsNewFile)?;
            new.fill(bytes)?;
            reached(SavePoint::Written)?;
            new.put(&target)?;
            None
        }
        Some(old) if !old.is_expected(saving.expected) => return Err(Failure::Changed),
        Some(old) if old.bytes == bytes => None,
        Some(old) => old.give_way(&target, bytes, saving, reached)?,
    };
    reached(SavePoint::Replaced)?;
    // The file is whole: copies that a kill left of it are not needed.
    sweep_copies(&target);
    let modified = fs::metadata(&target)?.modified().ok();
    Ok(Saved { stamp: Stamp { modified, ..Stamp::of(bytes) }, notice })
}

/// The version that a save replaces.
struct Old {
    bytes: Vec<u8>,
    attributes: Attributes,
}

impl Old {
    fn read(target: &Path, heeds_protection: bool) -> io::Result<Option<Self>> {
        let metadata = match fs::metadata(target) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        if metadata.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        // Renaming over it would work, and undo what somebody protected on purpose.
        if heeds_protection && metadata.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        // Opened for writing, so that a file that this process may not write is not replaced either.
        let mut file = File::options().read(true).write(true).open(target)?;
        let attributes = Attributes::of(&file)?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(Some(Self { bytes, attributes }))
    }

    fn is_expected(&self, expected: Expected) -> bool {
        match expected {
            Expected::Anything => true,
            Expected::Content(stamp) | Expected::ContentOrNothing(stamp) => {
                Stamp::of(&self.bytes).same_content(&stamp)
            }
        }
    }

    /// Stops where the file is no more what was read, the same one with the same bytes, and that matters.
    fn must_be_there(&self, target: &Path, expected: Expected) -> Result<(), Failure> {
        let is_there = || {
            fs::read(target).is_ok_and(|bytes| bytes == self.bytes)
                && fs::metadata(target).is_ok_and(|now| same_file(&now, &self.attributes.metadata))
        };
        if expected == Expected::Anything || is_there() { Ok(()) } else { Err(Failure::Changed) }
    }

    /// Lets the new version take its place. Says what a person should know of it.
    fn give_way(
        &self,
        target: &Path,
        bytes: &[u8],
        saving: &Saving,
        reached: Reached<'_>,
    ) -> Result<Option<Message>, Failure> {
        let new = self.successor(target, bytes)?;
        if new.is_some() {
            reached(SavePoint::Written)?;
        }
        let notice = if saving.backup {
            self.back_up(target).err().map(|error| no_backup(target, &error))
        } else {
            None
        };
        reached(SavePoint::BackedUp)?;
        // As late as can be: what another program writes from here on is overwritten.
        self.must_be_there(target, saving.expected)?;
        match new.map(|new| new.put(target)) {
            Some(Ok(())) => {}
            // A mount point is busy; in a folder where only owners may replace their files it is denied.
            Some(Err(error)) if !is_in_the_way(&error) => return Err(error.into()),
            Some(Err(_)) | None => self.overwrite(target, bytes, saving.expected, reached)?,
        }
        Ok(notice)
    }

    /// The new version in a temporary file with all that the old one has beside its bytes; `None` where there can be
    /// none, so that the file is to be overwritten.
    fn successor(&self, target: &Path, bytes: &[u8]) -> io::Result<Option<Temporary>> {
        if has_other_names(&self.attributes.metadata) {
            return Ok(None);
        }
        let new = match Temporary::new(folder_of(target), Readers::Owner) {
            Ok(new) => new,
            // A file system may have room for bytes and none for one more file.
            Err(error) if is_in_the_way(&error) || error.kind() == ErrorKind::StorageFull => return Ok(None),
            Err(error) => return Err(error),
        };
        if self.attributes.give(new.file()).is_err() {
            return Ok(None);
        }
        new.fill(bytes)?;
        Ok(self.attributes.give_back(new.file()).is_ok().then_some(new))
    }

    fn back_up(&self, target: &Path) -> io::Result<()> {
        let backup = backup_of(target);
        match fs::symlink_metadata(&backup) {
            Ok(metadata) if metadata.is_dir() => return Err(ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() && !metadata.is_symlink() => {
                return Err(ErrorKind::AlreadyExists.into());
            }
            _ => {}
        }
        let copy = Temporary::new(folder_of(target), Readers::Owner)?;
        give_to_owner(&self.attributes.metadata, copy.file());
        copy.fill(&self.bytes)?;
        copy.put(&backup)
    }

    /// Writes the new version over the old one, in the same file. A copy of the old one is safe until it is whole.
    fn overwrite(
        &self,
        target: &Path,
        bytes: &[u8],
        expected: Expected,
        reached: Reached<'_>,
    ) -> Result<(), Failure> {
        let copy =
            SafeCopy::of(target, &self.bytes).map_err(|(error, folder)| Failure::NoCopy(error, folder))?;
        reached(SavePoint::Copied)?;
        // The copy took its time.
        self.must_be_there(target, expected)?;
        let mut file = File::options().write(true).open(target)?;
        let _uninterrupted = Uninterrupted::begin();
        if self.extend(&mut file, bytes)? {
            reached(SavePoint::Extended)?;
            // So did that.
            if expected != Expected::Anything && !self.is_extended(target, bytes) {
                return Err(Failure::Changed);
            }
        }
        match put_over(&mut file, bytes) {
            Ok(()) => {
                // Where the system does not let it, nothing of the catalog is lost.
                let _ = self.attributes.give_back(&file);
                Ok(())
            }
            Err(error) if put_over(&mut file, &self.bytes).is_ok() => Err(error.into()),
            Err(error) => Err(Failure::Half(error, copy.keep())),
        }
    }

    /// Writes first what goes beyond the end of the old version: where there is no room for it, nothing is lost. Says
    /// whether there is such a part.
    fn extend(&self, file: &mut File, bytes: &[u8]) -> io::Result<bool> {
        let Some(more) = bytes.get(self.bytes.len()..).filter(|more| !more.is_empty()) else {
            return Ok(false);
        };
        let length = self.bytes.len() as u64;
        let mut extended = || {
            file.seek(SeekFrom::Start(length))
                .and_then(|_| file.write_all(more))
                .and_then(|()| file.sync_all())
        };
        extended().map(|()| true).inspect_err(|_| {
            let _ = file.set_len(length);
        })
    }

    /// Whether the file holds the old version and behind it the end of the new one, as [`Self::extend`] leaves it.
    fn is_extended(&self, target: &Path, bytes: &[u8]) -> bool {
        let more = &bytes[self.bytes.len()..];
        fs::read(target).is_ok_and(|now| now.strip_prefix(self.bytes.as_slice()) == Some(more))
    }
}

fn put_over(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Whether an error says that a file cannot be put in another's place here, though it may perhaps be written.
fn is_in_the_way(error: &io::Error) -> bool {
    use ErrorKind::{CrossesDevices, PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error.kind(), ResourceBusy | PermissionDenied | ReadOnlyFilesystem | CrossesDevices)
}

/// What a person is told where the previous version could not be kept.
fn no_backup(target: &Path, error: &io::Error) -> Message {
    Message::new("storage-no-backup")
        .with("path", target.display().to_string())
        .with("backup", backup_of(target).display().to_string())
        .with("detail", error.to_string())
}

/// Where the previous version of a file is kept.
pub fn backup_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(BACKUP_SUFFIX);
    PathBuf::from(name)
}

/// Whether two paths lead to one file, by links of either kind.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    let canonical = |path: &Path| path.canonicalize().ok();
    #[cfg(unix)]
    if let (Ok(one), Ok(other)) = (fs::metadata(one), fs::metadata(other)) {
        return same_file(&one, &other);
    }
    canonical(one).is_some_and(|one| Some(one) == canonical(other))
}

#[cfg(unix)]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    let all = |it: &Metadata| (it.dev(), it.ino(), it.len(), it.mtime(), it.mtime_nsec());
    all(one) == all(other)
}

#[cfg(not(unix))]
fn same_file(one: &Metadata, other: &Metadata) -> bool {
    (one.len(), one.modified().ok()) == (other.len(), other.modified().ok())
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(metadata) > 1
}

#[cfg(not(unix))]
fn has_other_names(_metadata: &Metadata) -> bool {
    false
}

/// Devices and pipes.
mod special {
    use std::fs::File;
    use std::io::{self, ErrorKind, Write};
    use std::path::Path;

    /// Writes all of it. Whoever reads may stop reading: that is their affair.
    pub(super) fn pour(path: &Path, bytes: &[u8]) -> io::Result<()> {
        match open(path)?.write_all(bytes) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }

    /// Waits for somebody to read a pipe, but not for ever.
    #[cfg(unix)]
    fn open(path: &Path) -> io::Result<File> {
        use rustix::fs::{OFlags, fcntl_setfl};
        use std::os::unix::fs::OpenOptionsExt;
        use std::time::Duration;

        /// Three seconds: who starts both ends of a pipe starts them together.
        const MOST_TRIES: usize = 150;
        const STEP: Duration = Duration::from_millis(20);

        let flags = i32::try_from(OFlags::NONBLOCK.bits()).unwrap_or_default();
        for _ in 0..MOST_TRIES {
            match File::options().write(true).custom_flags(flags).open(path) {
                Err(error) if error.raw_os_error() == Some(rustix::io::Errno::NXIO.raw_os_error()) => {
                    std::thread::sleep(STEP);
                }
                Err(error) => return Err(error),
                Ok(file) => {
                    fcntl_setfl(&file, OFlags::empty())?;
                    return Ok(file);
                }
            }
        }
        Err(io::Error::new(ErrorKind::TimedOut, "nobody reads it"))
    }

    #[cfg(not(unix))]
    fn open(path: &Path) -> io::Result<File> {
        File::options().write(true).open(path)
    }
}

#[cfg(test)]
mod tests;
