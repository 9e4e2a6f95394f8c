//! The versions of a catalog that git keeps, through the `git` program where there is one. Reads only, runs nothing of the
//! repository's own (no hooks, filters, pagers or ways to a server), and never waits in the window: workers call it.

use crate::storage::MAX_BYTES;
use crate::text::Message;
use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};

/// So many revisions are listed, the latest first: nobody looks through more.
const MOST: usize = 50;
/// What stands between the parts of a revision in what git prints.
const BETWEEN: char = '\u{1f}';

/// A version of the file in git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// What git calls it.
    pub hash: String,
    /// Its day, as `2026-11-30`.
    pub date: String,
    /// Who made it.
    pub author: String,
    /// The first line of what its author said of it.
    pub subject: String,
}

fn git(file: &Path) -> Option<Command> {
    let folder = file.parent()?;
    let mut command = Command::new("git");
    command.arg("--no-pager").arg("--literal-pathspecs").args(["-c", "core.fsmonitor=false"]);
    command.arg("-C").arg(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    command.env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    // What is missing of a partial clone would be fetched, by a program that the repository names.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "");
    command.stdin(Stdio::null()).stderr(Stdio::null());
    Some(command)
}

/// The last revisions of a file.
///
/// # Errors
/// Why there are none: no git, no repository, or the file is not in it.
pub(super) fn revisions(file: &Path) -> Result<Vec<Revision>, Message> {
    let none = || Message::new("versions-no-git");
    let mut command = git(file).ok_or_else(none)?;
    let format = format!("--format=%H{BETWEEN}%as{BETWEEN}%an{BETWEEN}%s");
    command.args(["log", "--no-show-signature", "--no-color", &format, "-n", &MOST.to_string(), "--"]);
    let output = command.arg(file.file_name().unwrap_or_default()).output().map_err(|_| none())?;
    if !output.status.success() {
        return Err(Message::new("versions-no-repository"));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let found: Vec<Revision> = text.lines().filter_map(revision).collect();
    if found.is_empty() { Err(Message::new("versions-no-revision")) } else { Ok(found) }
}

fn revision(line: &str) -> Option<Revision> {
    let mut parts = line.splitn(4, BETWEEN).map(str::to_owned);
    let revision =
        Revision { hash: parts.next()?, date: parts.next()?, author: parts.next()?, subject: parts.next()? };
    is_hash(&revision.hash).then_some(revision)
}

fn is_hash(text: &str) -> bool {
    text.len() >= 40 && text.bytes().all(|it| it.is_ascii_hexdigit())
}

/// What a file held in a revision; `None` where git does not say.
pub(super) fn bytes_of(file: &Path, hash: &str) -> Option<Vec<u8>> {
    let name = file.file_name()?;
    let mut object = std::ffi::OsString::from(format!("{hash}:./"));
    object.push(name);
    let mut command = git(file).filter(|_| is_hash(hash))?;
    command.args([OsStr::new("cat-file"), OsStr::new("blob"), &object]).stdout(Stdio::piped());
    let mut child = command.spawn().ok()?;
    let mut bytes = Vec::new();
    let read = child.stdout.take()?.take(MAX_BYTES + 1).read_to_end(&mut bytes);
    // What is longer than a catalog may be is not read to its end.
    let _ = child.kill();
    let ended = child.wait();
    (read.is_ok() && ended.is_ok() && !bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(folder: &Path, arguments: &[&str]) {
        let own = ["-c", "user.name=Ann\u{e9}", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"];
        let done = Command::new("git")
            .args(own)
            .args(arguments)
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        assert!(done.expect("git is there").status.success(), "{arguments:?}");
    }

    #[test]
    fn nothing_that_the_repository_names_is_run_to_fetch_what_is_missing() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("one.catalog.ron"), "one").expect("written");
        run(folder.path(), &["init", "-q"]);
        run(folder.path(), &["add", "."]);
        run(folder.path(), &["commit", "-q", "-m", "First"]);
        let found = revisions(&at("one.catalog.ron")).expect("revisions");
        // The object of the text "one".
        std::fs::remove_file(at(".git/objects/43/dd47ea691c90a5fa7827892c70241913351963"))
            .expect("it is there");
        let fetch = format!("touch '{}'; git-upload-pack", at("ran").display());
        for (name, value) in [
            ("core.repositoryformatversion", "1"),
            ("extensions.partialClone", "origin"),
            ("remote.origin.url", "."),
            ("remote.origin.promisor", "true"),
            ("remote.origin.uploadpack", &fetch),
        ] {
            run(folder.path(), &["config", name, value]);
        }
        assert_eq!(bytes_of(&at("one.catalog.ron"), &found[0].hash), None);
        assert!(!at("ran").exists());
    }

    #[test]
    fn the_revisions_of_a_file_are_listed_and_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a b.catalog.ron");
        std::fs::write(&file, "one").expect("written");
        assert_eq!(revisions(&file).map_err(|it| it.id), Err("versions-no-repository"));
        run(folder.path(), &["init", "-q"]);
        run(folder.path(), &["commit", "-q", "--allow-empty", "-m", "empty"]);
        assert_eq!(revisions(&file).map_err(|it| it.id), Err("versions-no-revision"));
        for (text, said) in [("one", "First: \u{201c}x\u{201d}\n\nMore"), ("two", "Second")] {
            std::fs::write(&file, text).expect("written");
            run(folder.path(), &["add", "."]);
            run(folder.path(), &["commit", "-q", "-m", said]);
        }
        let found = revisions(&file).expect("revisions");
        let said: Vec<(&str, &str)> =
            found.iter().map(|it| (it.author.as_str(), it.subject.as_str())).collect();
        assert_eq!(said, [("Ann\u{e9}", "Second"), ("Ann\u{e9}", "First: \u{201c}x\u{201d}")]);
        let text = |at: usize| bytes_of(&file, &found[at].hash);
        assert_eq!((text(0), text(1)), (Some(b"two".to_vec()), Some(b"one".to_vec())));
        assert_eq!(bytes_of(&file, "--help"), None);
    }
}
