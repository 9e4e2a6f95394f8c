//! `vitrine diff --git`: git calls it with a file's name, its two versions and what it knows of them, for
//! `diff.NAME.command`. Owns git's arguments; a version that is no catalog is shown line by line, since git gives up
//! all files where a program for one of them fails.

use super::super::console::{Console, Failure, Outcome, STRONG};
use super::super::lines;
use super::compared::{Compared, Whole, print};
use crate::model::Catalog;
use crate::storage;
use crate::text::Message;
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;

/// What git gives in the place of a version that is not there.
const NOTHING: &str = "/dev/null";

/// Shows what differs of one file. Git takes any other exit code than 0 for a failure.
pub(super) fn run(arguments: &[OsString], console: &mut Console) -> Result<Outcome, Failure> {
    match arguments {
        [path] => {
            let message = Message::new("versions-git-unmerged").with("file", shown(path));
            console.note(&message);
        }
        [path, old, _, _, new, _, _, more @ ..] => {
            let name = match more.first() {
                Some(now) if now != path => format!("{} → {}", shown(path), shown(now)),
                _ => shown(path),
            };
            let name = console.paint(STRONG, &name);
            console.line(&name)?;
            compare(Path::new(old), Path::new(new), console)?;
        }
        _ => return Err(Message::new("versions-git-arguments").into()),
    }
    Ok(Outcome::Fine)
}

fn shown(path: &OsString) -> String {
    path.to_string_lossy().into_owned()
}

fn compare(old: &Path, new: &Path, console: &mut Console) -> Result<(), Failure> {
    match (catalog(old), catalog(new)) {
        (Ok(Some(was)), Ok(Some(is))) => {
            let compared = Compared::of(was, is);
            let [old_text, new_text] = texts(old, new)?;
            if !compared.changes.is_empty() || old_text == new_text {
                return print(&compared, console);
            }
            // No entity differs: comments, or how the file is laid out.
            let said = console.say(&Message::new("versions-git-layout"));
            console.line(&said)?;
            lines::print(&old_text, &new_text, None, console)
        }
        (Ok(None), Ok(Some(new))) => Whole::Came(new).print(console),
        (Ok(Some(old)), Ok(None)) => Whole::Went(old).print(console),
        (Ok(None), Ok(None)) => Ok(()),
        (Err(failure), other) | (other, Err(failure)) => {
            let complaints = failure.0.into_iter().chain(other.err().into_iter().flat_map(|it| it.0));
            for complaint in complaints.take(1) {
                console.complain(&complaint);
            }
            by_lines(old, new, console)
        }
    }
}

/// A version of the file; none where there is none.
fn catalog(path: &Path) -> Result<Option<Arc<Catalog>>, Failure> {
    if path == Path::new(NOTHING) {
        return Ok(None);
    }
    let loaded = storage::load(path).map_err(|error| Failure::of_load(&path.display().to_string(), error));
    Ok(Some(loaded?.catalog))
}

/// The lines in which two files differ.
fn by_lines(old: &Path, new: &Path, console: &mut Console) -> Result<(), Failure> {
    let [old, new] = texts(old, new)?;
    lines::print(&old, &new, None, console)
}

/// The texts of two files, with the same line ends: git may have turned those of one into the other.
fn texts(old: &Path, new: &Path) -> Result<[String; 2], Failure> {
    let text = |path: &Path| {
        if path == Path::new(NOTHING) { Ok(String::new()) } else { storage::text(path) }
    };
    let [old, new] = [text(old)?, text(new)?];
    let same_ends = old.contains("\r\n") == new.contains("\r\n");
    Ok(if same_ends { [old, new] } else { [old, new].map(|text| text.replace("\r\n", "\n")) })
}
