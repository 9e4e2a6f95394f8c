//! `vitrine diff --git`: git calls it with a file's name, its two versions and what it knows of them, for
//! `diff.NAME.command`. Owns git's arguments; a version that is no catalog is shown line by line, since git gives up
//! all files where a program for one of them fails.

use super::super::console::{Console, ERROR, Failure, GOOD, Outcome, PLAIN, STRONG};
use super::super::lines;
use super::compared::{Compared, print};
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
        (Ok(Some(old)), Ok(Some(new))) => print(&Compared::of(old, new), console),
        (Ok(None), Ok(Some(new))) => whole(&new, ("+", GOOD, "versions-git-new"), console),
        (Ok(Some(old)), Ok(None)) => whole(&old, ("−", ERROR, "versions-git-gone"), console),
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

/// A catalog that came or went with its file.
fn whole(
    catalog: &Catalog,
    (mark, style, word): (&str, anstyle::Style, &'static str),
    console: &mut Console,
) -> Result<(), Failure> {
    let label = crate::model::label_or_name(&catalog.label, &catalog.name);
    let said = console.say(&Message::new(word).with("catalog", label));
    let line = format!("{} {}", console.paint(style, mark), console.paint(PLAIN, &said));
    console.line(&line)
}

/// The lines in which two files differ.
fn by_lines(old: &Path, new: &Path, console: &mut Console) -> Result<(), Failure> {
    let text = |path: &Path| {
        if path == Path::new(NOTHING) { Ok(String::new()) } else { storage::text(path) }
    };
    lines::print(&text(old)?, &text(new)?, None, console)
}
