//! What a save leaves for a moment: temporary files, and folders of the program's own.
//!
//! Owns that they are private from the first byte, that they go with the program however it ends, and that what a
//! killed one left goes with the next save. Knows nothing of what they hold.

use std::ffi::OsStr;
use std::fs::{self, DirBuilder, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tempfile::{NamedTempFile, TempDir};
use xxhash_rust::xxh64::xxh64;

/// The start of the name of everything temporary.
const PREFIX: &str = ".vitrine-";
/// The end of the name of a file that the next save may sweep.
const SWEPT: &str = ".tmp";
/// The end of the name of a file in the making.
const DRAFT: &str = ".making";
/// Only its owner may read a file.
const PRIVATE_FILE: u32 = 0o600;
/// Only its owner may look into a folder.
const PRIVATE_FOLDER: u32 = 0o700;
/// A new file is made again where another save swept it before it was locked. Twice is next to impossible.
const MOST_TRIES: usize = 8;
/// The end of the program waits so often for files that are being overwritten, [`WAIT_STEP`] each time: three
/// seconds, since their disk may be gone.
const MOST_WAITS: usize = 300;
const WAIT_STEP: Duration = Duration::from_millis(10);

/// What is to go when the program is told to end. Held for no longer than a look: a folder that does not answer must
/// keep nobody else from it.
static LIVE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// How many files are being overwritten in place.
static OVERWRITING: AtomicUsize = AtomicUsize::new(0);

fn live() -> MutexGuard<'static, Vec<PathBuf>> {
    LIVE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn forget(path: &Path) {
    live().retain(|live| live != path);
}

/// While it lives, a signal waits: a file is neither its old nor its new version.
pub(super) struct Uninterrupted;

impl Uninterrupted {
    pub(super) fn begin() -> Self {
        OVERWRITING.fetch_add(1, Ordering::SeqCst);
        Self
    }
}

impl Drop for Uninterrupted {
    fn drop(&mut self) {
        OVERWRITING.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Removes what is temporary, since the program is about to end. A file that is being overwritten is waited for.
pub fn remove_temporary() {
    for _ in 0..MOST_WAITS {
        if OVERWRITING.load(Ordering::SeqCst) == 0 {
            break;
        }
        std::thread::sleep(WAIT_STEP);
    }
    for path in live().drain(..) {
        if fs::remove_file(&path).is_err() {
            // A folder, or gone already.
            let _ = fs::remove_dir_all(&path);
        }
    }
}

/// Who may read a temporary file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Readers {
    /// Its owner.
    Owner,
    /// Whoever may read any new file of this process: for a file that is new under its own name too.
    AsNewFile,
}

/// A temporary file. Dropped, it is removed.
pub(super) struct Temporary(Option<NamedTempFile>);

impl Temporary {
    /// An empty file in `folder`, which the next save there may sweep if this program is killed.
    pub(super) fn new(folder: &Path, readers: Readers) -> io::Result<Self> {
        Self::named(folder, PREFIX, SWEPT, readers)
    }

    /// An empty file in `folder` that is not swept, since it cannot be held locked while others write it.
    pub(super) fn in_the_making(folder: &Path, readers: Readers) -> io::Result<Self> {
        let file = Self::named(folder, PREFIX, DRAFT, readers)?;
        file.file().unlock()?;
        Ok(file)
    }

    fn named(folder: &Path, prefix: &str, suffix: &str, readers: Readers) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(suffix);
        for _ in 0..MOST_TRIES {
            // Known before it is there, so that no signal comes between.
            let file = builder.make_in(folder, |path| {
                live().push(path.to_path_buf());
                create(path, readers).inspect_err(|_| forget(path))
            })?;
            let file = Self(Some(file));
            // Tells other saves that it is alive. Some network folders have no locks: nothing is swept there.
            let _ = file.file().lock();
            if is_linked(file.file()) {
                return Ok(file);
            }
        }
        Err(io::Error::other("temporary files disappear"))
    }

    pub(super) fn file(&self) -> &File {
        self.inner().as_file()
    }

    pub(super) fn path(&self) -> &Path {
        self.inner().path()
    }

    /// Writes all of it to the disk.
    pub(super) fn fill(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file();
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Gives the complete file its name, in place of what has it, and has the folder remember it. Where that is
    /// not possible the file is removed.
    pub(super) fn put(mut self, target: &Path) -> io::Result<()> {
        let Some(file) = self.0.take() else { return Ok(()) };
        let path = file.path().to_path_buf();
        let done = file.persist(target).map(drop).map_err(|error| error.error);
        forget(&path);
        done?;
        // Only Unix can sync a folder, and not each; the file has its name in any case.
        #[cfg(unix)]
        if let Ok(folder) = File::open(folder_of(target)) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    fn inner(&self) -> &NamedTempFile {
        self.0.as_ref().expect("it is there until it has its name")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let path = file.path().to_path_buf();
            drop(file);
            forget(&path);
        }
    }
}

/// Removes the temporary files in a folder whose programs were killed. One that is alive holds its files locked.
pub(super) fn sweep(folder: &Path) {
    remove_abandoned(folder, PREFIX, SWEPT);
}

/// A copy of the previous version while its file is overwritten. Not swept with what is temporary: after a kill it is
/// the only whole one, until the next save of the same file.
pub(super) struct SafeCopy(Temporary);

/// The end of the name of such a copy.
const COPY: &str = ".copy";
/// How much of the file's name is in that of its copy: names have an end, at 255 bytes mostly.
const MOST_NAME: usize = 100;

impl SafeCopy {
    /// A private copy beside the file, or, where no file can be made there, in the system's temporary folder. With an
    /// error comes the folder where it occurred.
    pub(super) fn of(target: &Path, bytes: &[u8]) -> Result<Self, (io::Error, PathBuf)> {
        let prefix = prefix_of_copies(target);
        let made = |folder: &Path| -> io::Result<Self> {
            let file = Temporary::named(folder, &prefix, COPY, Readers::Owner)?;
            file.fill(bytes)?;
            Ok(Self(file))
        };
        made(folder_of(target)).or_else(|_| {
            let folder = std::env::temp_dir();
            made(&folder).map_err(|error| (error, folder))
        })
    }

    /// The file is not whole: the copy stays. Says where.
    pub(super) fn keep(mut self) -> PathBuf {
        let path = self.0.path().to_path_buf();
        if let Some(file) = self.0.0.take() {
            forget(&path);
            // Where even that fails the file is left, as after a kill.
            let _ = file.keep();
        }
        path
    }
}

/// Removes the copies of a file that killed programs left. It is whole, or they were all that is whole of it.
pub(super) fn sweep_copies(target: &Path) {
    let prefix = prefix_of_copies(target);
    remove_abandoned(folder_of(target), &prefix, COPY);
    remove_abandoned(&std::env::temp_dir(), &prefix, COPY);
}

/// The start of the names of a file's copies: its own name, for a person who looks for one, and a hash of where it is,
/// for a file of that name in another folder.
fn prefix_of_copies(target: &Path) -> String {
    let name = target.file_name().unwrap_or_default().to_string_lossy();
    let folder = folder_of(target);
    let folder = folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_default();
    let place = folder.join(target.file_name().unwrap_or_default());
    let hash = xxh64(place.as_os_str().as_encoded_bytes(), 0);
    format!("{PREFIX}{}-{hash:016x}-", &name[..name.floor_char_boundary(MOST_NAME)])
}

fn remove_abandoned(folder: &Path, prefix: &str, suffix: &str) {
    let ours =
        |name: &OsStr| name.to_str().is_some_and(|name| name.starts_with(prefix) && name.ends_with(suffix));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !ours(&entry.file_name()) || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // Removed while the lock is held: who made it just now sees that it is gone, and makes another.
        if let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A folder for files of the program's own that nobody else may look into. It goes with this value, or with the
/// program.
#[derive(Debug)]
pub struct PrivateFolder {
    folder: TempDir,
    /// Held locked while the folder is alive. Folders are opened and locked on Unix only.
    _lock: Option<File>,
}

/// The start and the end of the name of such a folder. Browsers do not show what is hidden, so that it is not.
const FOLDER: (&str, &str) = ("vitrine-", ".pages");

impl PrivateFolder {
    /// A folder in the system's temporary one. Those that killed programs left there go.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn new() -> io::Result<Self> {
        Self::new_in(&std::env::temp_dir())
    }

    pub(super) fn new_in(parent: &Path) -> io::Result<Self> {
        remove_abandoned_folders(parent);
        let mut builder = tempfile::Builder::new();
        builder.prefix(FOLDER.0).suffix(FOLDER.1);
        #[cfg(unix)]
        builder.permissions(mode(PRIVATE_FOLDER));
        for _ in 0..MOST_TRIES {
            let folder = builder.tempdir_in(parent)?;
            live().push(folder.path().to_path_buf());
            let lock = File::open(folder.path()).ok();
            let _ = lock.as_ref().map(File::lock);
            let folder = Self { folder, _lock: lock };
            // Another start may have swept it before it was locked.
            if folder.folder.path().exists() {
                return Ok(folder);
            }
        }
        Err(io::Error::other("temporary folders disappear"))
    }

    /// Writes a file in it, and says where it is.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        let path = self.folder.path().join(name);
        replace(&path, bytes)?;
        Ok(path)
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        forget(self.folder.path());
    }
}

/// Removes the folders of pages whose programs were killed.
fn remove_abandoned_folders(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(FOLDER.0) && name.ends_with(FOLDER.1));
        if ours
            && entry.file_type().is_ok_and(|kind| kind.is_dir())
            && let Ok(folder) = File::open(entry.path())
            && folder.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Makes a folder that nobody else may look into, and those above it that are not there.
pub(super) fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, PRIVATE_FOLDER);
    builder.create(path)?;
    // One that an earlier version made is closed too.
    #[cfg(unix)]
    fs::set_permissions(path, mode(PRIVATE_FOLDER))?;
    Ok(())
}

/// Replaces a file of the program's own by a private one, at once and without a backup.
///
/// # Errors
/// It cannot be written; the one before is then still whole.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    sweep(folder_of(path));
    let file = Temporary::new(folder_of(path), Readers::Owner)?;
    file.fill(bytes)?;
    file.put(path)
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn create(path: &Path, readers: Readers) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(
        &mut options,
        match readers {
            Readers::Owner => PRIVATE_FILE,
            // The process's umask narrows it.
            Readers::AsNewFile => 0o666,
        },
    );
    #[cfg(not(unix))]
    let _ = readers;
    options.open(path)
}

#[cfg(unix)]
fn mode(mode: u32) -> fs::Permissions {
    std::os::unix::fs::PermissionsExt::from_mode(mode)
}

#[cfg(unix)]
fn is_linked(file: &File) -> bool {
    file.metadata().is_ok_and(|metadata| std::os::unix::fs::MetadataExt::nlink(&metadata) > 0)
}

#[cfg(not(unix))]
fn is_linked(_file: &File) -> bool {
    true
}
