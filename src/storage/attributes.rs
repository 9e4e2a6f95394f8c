//! What a file has beside its bytes: owner, group, mode, extended attributes. Owns how a new file gets those of the
//! one that it takes the place of, before it gets its bytes, and what is given back to a file that was written to.

use std::fs::{File, Metadata};
use std::io;

/// What a file has beside its bytes.
pub(super) struct Attributes {
    pub(super) metadata: Metadata,
    /// The extended ones; none where they cannot be read.
    extended: Option<Vec<Extended>>,
}

/// The name and value of an extended attribute.
type Extended = (Vec<u8>, Vec<u8>);

impl Attributes {
    /// Those of a file.
    pub(super) fn of(file: &File) -> io::Result<Self> {
        Ok(Self { metadata: file.metadata()?, extended: extended::all(file).ok() })
    }

    /// Gives them to a new file. An error means that it cannot have them all.
    pub(super) fn give(&self, new: &File) -> io::Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            let is = new.metadata()?;
            let change = |old: u32, new: u32| (old != new).then_some(old);
            let owner = change(self.metadata.uid(), is.uid());
            let group = change(self.metadata.gid(), is.gid());
            if owner.is_some() || group.is_some() {
                fchown(new, owner, group)?;
            }
        }
        let extended = self.extended.as_ref().ok_or(io::ErrorKind::PermissionDenied)?;
        extended::make_equal(extended, new)?;
        // Last: a change of owner takes bits away, and a list of access rights changes them.
        new.set_permissions(self.metadata.permissions())
    }

    /// Gives back what the system takes away from a file because it is written to: the right to run as its owner or
    /// group, and capabilities.
    pub(super) fn give_back(&self, file: &File) -> io::Result<()> {
        for (name, value) in self.extended.iter().flatten() {
            extended::put_if_gone(file, name, value)?;
        }
        if file.metadata()?.permissions() == self.metadata.permissions() {
            return Ok(());
        }
        file.set_permissions(self.metadata.permissions())?;
        file.sync_all()
    }
}

/// Gives a backup the owner of its file, where this process may, so that whoever owns the one can read the other.
#[cfg(unix)]
pub(super) fn give_to_owner(metadata: &Metadata, backup: &File) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is = backup.metadata().map(|it| (it.uid(), it.gid()));
    if !is.is_ok_and(|is| is == (metadata.uid(), metadata.gid())) {
        let _ = fchown(backup, Some(metadata.uid()), Some(metadata.gid()));
    }
}

/// Elsewhere files are of who makes them.
#[cfg(not(unix))]
pub(super) fn give_to_owner(_metadata: &Metadata, _backup: &File) {}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod extended {
    use super::Extended;
    use rustix::buffer::spare_capacity;
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;
    use std::fs::File;
    use std::io;

    /// The most that Linux has for the names of a file's attributes, and for the value of one.
    const MOST: usize = 64 * 1024;

    pub(super) fn all(file: &File) -> io::Result<Vec<Extended>> {
        names(file)?
            .into_iter()
            .map(|name| {
                let value = value(file, &name)?;
                Ok((name, value))
            })
            .collect()
    }

    /// Makes the attributes of `new` those `wanted`. One that a new file has of its folder and that is not wanted is
    /// taken away: it may let somebody read.
    pub(super) fn make_equal(wanted: &[Extended], new: &File) -> io::Result<()> {
        for name in names(new)?.iter().filter(|name| !wanted.iter().any(|(it, _)| it == *name)) {
            fremovexattr(new, name.as_slice())?;
        }
        for (name, wanted) in wanted {
            if value(new, name).is_ok_and(|has| has == *wanted) {
                continue;
            }
            fsetxattr(new, name.as_slice(), wanted, XattrFlags::empty())?;
        }
        Ok(())
    }

    pub(super) fn put_if_gone(file: &File, name: &[u8], wanted: &[u8]) -> io::Result<()> {
        match value(file, name) {
            Ok(_) => Ok(()),
            Err(_) => Ok(fsetxattr(file, name, wanted, XattrFlags::empty())?),
        }
    }

    fn names(file: &File) -> io::Result<Vec<Vec<u8>>> {
        let mut list = Vec::with_capacity(MOST);
        match flistxattr(file, spare_capacity(&mut list)) {
            Ok(_) => {}
            // A file system without them.
            Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        }
        let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        Ok(names.map(<[u8]>::to_vec).collect())
    }

    fn value(file: &File, name: &[u8]) -> io::Result<Vec<u8>> {
        let mut value = Vec::with_capacity(MOST);
        fgetxattr(file, name, spare_capacity(&mut value))?;
        Ok(value)
    }
}

/// Nothing is known of them elsewhere.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
mod extended {
    use super::Extended;
    use std::fs::File;
    use std::io;

    pub(super) fn all(_file: &File) -> io::Result<Vec<Extended>> {
        Ok(Vec::new())
    }

    pub(super) fn make_equal(_wanted: &[Extended], _new: &File) -> io::Result<()> {
        Ok(())
    }

    pub(super) fn put_if_gone(_file: &File, _name: &[u8], _wanted: &[u8]) -> io::Result<()> {
        Ok(())
    }
}
