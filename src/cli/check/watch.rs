//! `check --watch`: checks again whenever a file changes, until it is ended or nobody reads any more. Owns what is
//! looked at and how often.

use super::super::console::{Console, Failure, Outcome};
use crate::storage::{self, Stamp};
use crate::text::Message;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

/// How long it takes until a change is seen, at the most: short enough to wait for.
const EVERY: Duration = Duration::from_millis(300);
/// A look rests so many times as long as it took: one through many folders takes a while.
const REST: u32 = 9;

/// A file that is looked at, with what it was like; none while it is not there.
type Watched = (PathBuf, Option<Stamp>);

/// Runs `check` whenever one of the files changes that it says it has read, or `catalogs` names others than before.
pub(super) fn run(
    catalogs: impl Fn(&mut Console) -> Vec<PathBuf>,
    check: impl Fn(&mut Console) -> (Result<Outcome, Failure>, Vec<PathBuf>),
    quiet: bool,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    loop {
        // Seen before they are read: a change meanwhile is one to come back for.
        let before: Vec<Watched> = catalogs(console).into_iter().map(watched).collect();
        let (result, read) = check(console);
        let outcome = match result {
            Ok(outcome) => outcome,
            Err(Failure(complaints)) => {
                for complaint in &complaints {
                    console.complain(complaint);
                }
                Outcome::Problems
            }
        };
        if !console.flush()? {
            return Ok(outcome);
        }
        if !quiet {
            console.note(&Message::new("cli-watch-waits").with("count", before.len()));
        }
        let more = read.into_iter().filter(|path| !before.iter().any(|(known, _)| known == path));
        let all: Vec<Watched> = before.iter().cloned().chain(more.map(watched)).collect();
        loop {
            let begun = Instant::now();
            if all.iter().any(has_changed) || !same_files(&before, &catalogs(console)) {
                break;
            }
            thread::sleep(EVERY.max(REST * begun.elapsed()));
        }
    }
}

fn watched(path: PathBuf) -> Watched {
    let stamp = storage::stamp(&path).ok();
    (path, stamp)
}

fn has_changed((path, known): &Watched) -> bool {
    match known {
        Some(known) => !path.exists() || storage::changed_since(path, known).is_some(),
        None => storage::stamp(path).is_ok(),
    }
}

fn same_files(before: &[Watched], now: &[PathBuf]) -> bool {
    before.iter().map(|(path, _)| path).eq(now)
}
