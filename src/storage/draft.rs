//! A file in the making beside its place, written by whoever knows how, as a database is. Owns that it takes the place of what
//! is there as a save does: links are followed, and the owner and the permissions stay.

use super::attributes::Attributes;
use super::file::target;
use super::temporary::{Readers, Temporary, folder_of};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file in the making. Dropped before it has its place, it is removed.
pub struct Draft {
    file: Temporary,
    place: PathBuf,
    /// What the file has that it takes the place of.
    before: Option<Attributes>,
}

impl Draft {
    /// An empty file in the folder of the one that a path means.
    ///
    /// # Errors
    /// Nothing can be written there.
    pub fn beside(path: &Path) -> io::Result<Self> {
        let place = target(path)?;
        // Opened for writing, so that a file that this process may not write is not replaced either.
        let before = match File::options().read(true).write(true).open(&place) {
            Ok(file) => Some(Attributes::of(&file)?),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let readers = if before.is_some() { Readers::Owner } else { Readers::AsNewFile };
        Ok(Self { file: Temporary::in_the_making(folder_of(&place), readers)?, place, before })
    }

    /// Where it is until then.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Where it will be: behind all links.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Gives it its place, in place of what is there.
    ///
    /// # Errors
    /// It cannot be written to the disk or renamed: what was there is left alone.
    pub fn put(self) -> io::Result<()> {
        let file = self.file.file();
        if let Some(before) = &self.before {
            // Who may not give a file away keeps it, and lets no more people read it.
            before.give(file).or_else(|_| file.set_permissions(before.metadata.permissions()))?;
        }
        file.sync_all()?;
        self.file.put(&self.place)
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::fs::{self, Permissions};
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn a_draft_takes_the_place_behind_a_link_and_keeps_who_may_read_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, link) = (folder.path().join("real"), folder.path().join("link"));
        fs::write(&real, "old").expect("written");
        fs::set_permissions(&real, Permissions::from_mode(0o600)).expect("its own");
        symlink("real", &link).expect("a link");
        let draft = Draft::beside(&link).expect("a draft");
        assert_eq!(draft.place().canonicalize().ok(), real.canonicalize().ok());
        fs::write(draft.path(), "new").expect("written");
        draft.put().expect("put");
        assert!(fs::symlink_metadata(&link).is_ok_and(|it| it.is_symlink()));
        assert_eq!(fs::read_to_string(&real).ok().as_deref(), Some("new"));
        assert_eq!(fs::metadata(&real).map(|it| it.permissions().mode() & 0o777).ok(), Some(0o600));
        assert!(Draft::beside(folder.path()).is_err(), "a folder is never replaced");
    }
}
