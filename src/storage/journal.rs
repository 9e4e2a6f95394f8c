//! The recovery journal on disk: unsaved catalogs as text, in a folder of the running program.
//!
//! Each run has a folder of its own with a lock that ends with the process, so that what a crash left is told
//! from what another window still works on. Never touches a person's catalog file.

use super::error::FileError;
use super::file::Stamp;
use super::temporary::{make_private_folder, replace};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The start of a journal's first line; the rest of the line says whose it is. To RON it is a comment.
const HEAD: &str = "// vitrine journal ";
/// The end of a journal's name.
const EXTENSION: &str = "journal";
/// The file that a running program holds locked.
const LOCK: &str = "lock";
/// Leftovers beyond this are not read at one start: nobody looks through more.
const MOST_LEFTOVERS: usize = 20;

/// Whose changes a journal holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalHead {
    /// The catalog's file; none for one that was never saved.
    #[serde(default, with = "super::exact_path::optional")]
    pub file: Option<PathBuf>,
    /// When it was written.
    pub at: Timestamp,
    /// Length and hash of the file that the changes were made on.
    pub base: Option<(u64, u64)>,
}

impl JournalHead {
    /// The stamp of the file that the changes were made on.
    pub fn stamp(&self) -> Option<Stamp> {
        self.base.map(|(length, hash)| Stamp { modified: None, length, hash })
    }
}

/// A journal whose program is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftJournal {
    /// The journal's own file.
    pub journal: PathBuf,
    /// Whose changes it holds.
    pub head: JournalHead,
    /// The catalog's text.
    pub text: String,
}

/// The journals of this run. Dropped without [`JournalSession::end`], as in a crash, they stay.
#[derive(Debug)]
pub struct JournalSession {
    folder: PathBuf,
    lock: File,
}

impl JournalSession {
    /// A folder for this run below `root`. `now` is part of its name.
    ///
    /// # Errors
    /// The folder cannot be made or locked.
    pub fn start(root: &Path, now: Timestamp) -> Result<Self, FileError> {
        let name = format!("{}-{}", now.as_millisecond(), std::process::id());
        let folder = root.join(name);
        let started = || {
            make_private_folder(root)?;
            // Two windows of one process and moment: tests only.
            let folder = (0..=u8::MAX)
                .map(|more| folder.with_extension(more.to_string()))
                .find(|folder| !folder.exists())
                .unwrap_or_else(|| folder.clone());
            make_private_folder(&folder)?;
            let lock = File::create(folder.join(LOCK))?;
            lock.lock()?;
            Ok(Self { folder, lock })
        };
        started().map_err(|error| FileError::writing(&folder, &error))
    }

    /// Writes a journal, in place of the one before with that number.
    ///
    /// # Errors
    /// It cannot be written; the one before is then still whole.
    pub fn write(&self, number: u64, head: &JournalHead, text: &str) -> Result<(), FileError> {
        let path = self.path(number);
        let written = || {
            let head = serde_json::to_string(head)?;
            replace(&path, format!("{HEAD}{head}\n{text}").as_bytes())
        };
        written().map_err(|error| FileError::writing(&path, &error))
    }

    /// Removes the journal with that number, if there is one.
    pub fn remove(&self, number: u64) {
        remove(&self.path(number));
    }

    /// Ends the run: everything was saved or given up.
    pub fn end(self) {
        drop(self.lock);
        forget(fs::remove_dir_all(&self.folder));
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number}.{EXTENSION}"))
    }
}

/// Removes a journal that was recovered or given up, and its folder with the last one.
pub fn remove(journal: &Path) {
    if journal.exists() {
        forget(fs::remove_file(journal));
    }
}

/// The journals below `root` that programs left behind which run no more, the latest first.
pub fn leftovers(root: &Path) -> Vec<LeftJournal> {
    let mut found = Vec::new();
    for folder in entries(root).into_iter().filter(|path| path.is_dir()) {
        // The lock is held while the folder is read, and given back at the end of this block.
        let Some(_lock) = abandoned(&folder) else { continue };
        let journals: Vec<PathBuf> = entries(&folder)
            .into_iter()
            .filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
            .collect();
        if journals.is_empty() {
            forget(fs::remove_dir_all(&folder));
        }
        found.extend(journals.into_iter().filter_map(read));
    }
    found.sort_by_key(|left| std::cmp::Reverse(left.head.at));
    found.truncate(MOST_LEFTOVERS);
    found
}

/// The lock of a folder that no running program holds.
fn abandoned(folder: &Path) -> Option<File> {
    let lock =
        File::options().read(true).write(true).create(true).truncate(false).open(folder.join(LOCK)).ok()?;
    match lock.try_lock() {
        Ok(()) => Some(lock),
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => None,
    }
}

/// A journal; `None` for what is none, or is damaged.
fn read(journal: PathBuf) -> Option<LeftJournal> {
    let whole = super::file::text(&journal).ok()?;
    let (head, text) = whole.strip_prefix(HEAD)?.split_once('\n')?;
    let head = serde_json::from_str(head).ok()?;
    Some(LeftJournal { journal, head, text: text.to_owned() })
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

/// What is left over costs a question at the next start, never work.
fn forget(done: io::Result<()>) {
    if let Err(error) = done {
        tracing::warn!("a journal is not removed: {error}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(second: i64) -> JournalHead {
        let at = Timestamp::from_second(second).expect("a moment");
        JournalHead { file: Some("a.catalog.ron".into()), at, base: Some((3, 4)) }
    }

    #[test]
    fn what_a_crash_left_is_found_once_its_program_is_gone() {
        let root = tempfile::tempdir().expect("a folder");
        let session = JournalSession::start(root.path(), Timestamp::UNIX_EPOCH).expect("a session");
        session.write(1, &head(1), "one").expect("written");
        session.write(1, &head(2), "two").expect("written");
        session.write(2, &head(1), "other").expect("written");
        assert_eq!(leftovers(root.path()), [], "its program is still running");
        drop(session);
        let found = leftovers(root.path());
        let texts: Vec<_> = found.iter().map(|left| (left.text.as_str(), left.head.clone())).collect();
        assert_eq!(texts, [("two", head(2)), ("other", head(1))]);
        for left in &found {
            remove(&left.journal);
        }
        assert_eq!(leftovers(root.path()), []);
        assert_eq!(entries(root.path()).len(), 0, "nothing is left of the run");
    }

    #[cfg(unix)]
    #[test]
    fn a_journal_leads_to_a_file_whose_name_is_no_text() {
        use std::os::unix::ffi::OsStringExt;
        let root = tempfile::tempdir().expect("a folder");
        let session = JournalSession::start(root.path(), Timestamp::UNIX_EPOCH).expect("a session");
        let file = std::ffi::OsString::from_vec(b"caf\xe9.ron".to_vec());
        let head = JournalHead { file: Some(file.into()), ..head(1) };
        session.write(1, &head, "one").expect("written");
        session.write(2, &JournalHead { file: None, ..head.clone() }, "two").expect("written");
        drop(session);
        let mut heads: Vec<_> = leftovers(root.path()).into_iter().map(|left| left.head).collect();
        heads.sort_by_key(|head| head.file.is_none());
        assert_eq!(heads, [head.clone(), JournalHead { file: None, ..head }]);
    }

    #[test]
    fn a_clean_end_leaves_nothing_and_damage_is_no_journal() {
        let root = tempfile::tempdir().expect("a folder");
        let session = JournalSession::start(root.path(), Timestamp::UNIX_EPOCH).expect("a session");
        session.write(1, &head(1), "one").expect("written");
        session.remove(1);
        session.remove(1);
        session.write(2, &head(1), "two").expect("written");
        session.end();
        assert_eq!(entries(root.path()).len(), 0);
        let folder = root.path().join("old");
        fs::create_dir(&folder).expect("a folder");
        for damaged in [&b""[..], b"// vitrine journal", b"// vitrine journal {}\nx", b"\xff"] {
            fs::write(folder.join("1.journal"), damaged).expect("written");
            assert_eq!(leftovers(root.path()), []);
            assert!(folder.join("1.journal").exists(), "it is left alone");
        }
    }
}
