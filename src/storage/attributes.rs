//! What a file has beside its bytes: owner, group, mode, extended attributes. Owns how a new file gets those of the
//! one that it takes the place of, before it gets its bytes.

use std::fs::{File, Metadata};
use std::io;
use std::path::Path;

/// Gives a new file the attributes of the file at `old`. An error means that it cannot have them all.
#[cfg(unix)]
pub(super) fn carry_over(old: &Path, metadata: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let is = new.metadata()?;
    let change = |old: u32, new: u32| (old != new).then_some(old);
    let (owner, group) = (change(metadata.uid(), is.uid()), change(metadata.gid(), is.gid()));
    if owner.is_some() || group.is_some() {
        fchown(new, owner, group)?;
    }
    extended(old, new)?;
    // Last: a change of owner takes bits away, and a list of access rights changes them.
    new.set_permissions(metadata.permissions())
}

/// Elsewhere a file has no more than its permissions.
#[cfg(not(unix))]
pub(super) fn carry_over(_old: &Path, metadata: &Metadata, new: &File) -> io::Result<()> {
    new.set_permissions(metadata.permissions())
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
mod xattr {
    use rustix::buffer::spare_capacity;
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr};
    use rustix::io::Errno;
    use std::fs::File;
    use std::io;
    use std::path::Path;

    /// The most that Linux has for the names of a file's attributes, and for the value of one.
    const MOST: usize = 64 * 1024;

    /// Makes the extended attributes of `new` those of `old`. One that a new file has of its folder and `old` has
    /// not is taken away: it may let somebody read.
    pub(in crate::storage) fn extended(old: &Path, new: &File) -> io::Result<()> {
        let old = File::open(old)?;
        let wanted = names(&old)?;
        for name in names(new)?.iter().filter(|name| !wanted.contains(name)) {
            fremovexattr(new, name.as_slice())?;
        }
        for name in &wanted {
            let value = value(&old, name)?;
            if self::value(new, name).is_ok_and(|has| has == value) {
                continue;
            }
            fsetxattr(new, name.as_slice(), &value, XattrFlags::empty())?;
        }
        Ok(())
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

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
use xattr::extended;

/// Nothing is known of them elsewhere.
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
fn extended(_old: &Path, _new: &File) -> io::Result<()> {
    Ok(())
}
