//! Saves step by step, and of files of every kind. What needs another user or a mount is in the tests of the program.

use super::*;
use std::cell::Cell;

const KEEP: Saving = Saving { backup: true, heeds_protection: true, expected: Expected::Anything };
const ONLY: Saving = Saving { backup: false, heeds_protection: true, expected: Expected::Anything };

fn file(text: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.catalog.ron");
    fs::write(&path, text).expect("written");
    (folder, path)
}

#[track_caller]
fn holds(path: &Path, text: &str) {
    assert_eq!(fs::read_to_string(path).expect("a file"), text, "{}", path.display());
}

fn names(folder: &tempfile::TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).expect("a folder").flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_save_that_stops_anywhere_leaves_a_whole_file() {
    for (stop, text, backup) in [
        (SavePoint::Written, "old", None),
        (SavePoint::BackedUp, "old", Some("old")),
        (SavePoint::Replaced, "new", Some("old")),
    ] {
        let (folder, path) = file("old");
        let mut reached = |step| if step == stop { Err(io::Error::other("stopped")) } else { Ok(()) };
        save_stepwise(&path, b"new", &KEEP, &mut reached).expect_err("stopped");
        holds(&path, text);
        assert_eq!(fs::read_to_string(backup_of(&path)).ok().as_deref(), backup, "{stop:?}");
        assert_eq!(
            names(&folder).len(),
            1 + usize::from(backup.is_some()),
            "{stop:?}: a temporary file is left"
        );
    }
}

#[test]
fn what_another_program_writes_before_the_last_step_stays() {
    let (folder, path) = file("old");
    let saving =
        Saving { backup: true, heeds_protection: true, expected: Expected::Content(Stamp::of(b"old")) };
    let edited = Cell::new(false);
    let mut reached = |step| {
        if step == SavePoint::BackedUp && !edited.replace(true) {
            fs::write(&path, "by somebody else")?;
        }
        Ok(())
    };
    let stopped = save_stepwise(&path, b"new", &saving, &mut reached);
    assert!(matches!(stopped, Err(Failure::Changed)), "{stopped:?}");
    holds(&path, "by somebody else");
    assert!(matches!(save(&path, "new", &saving), Err(SaveError::Changed(_))));
    let missing = folder.path().join("gone.ron");
    assert!(matches!(save(&missing, "new", &saving), Err(SaveError::Changed(_))), "it was deleted meanwhile");
    let again = Saving { expected: Expected::ContentOrNothing(Stamp::of(b"old")), ..saving };
    assert!(matches!(save(&path, "new", &again), Err(SaveError::Changed(_))));
    save(&missing, "new", &again).expect("made again");
    assert_eq!(names(&folder), ["gone.ron", "x.catalog.ron", "x.catalog.ron.bak"]);
}

#[test]
fn leftovers_of_a_kill_are_swept_and_what_is_alive_or_somebody_elses_stays() {
    let (folder, path) = file("old");
    fs::write(folder.path().join(".vitrine-a1B2c3.tmp"), "left").expect("written");
    fs::write(folder.path().join(".vitrine-notes"), "mine").expect("written");
    fs::create_dir(folder.path().join(".vitrine-folder.tmp")).expect("made");
    let alive = Temporary::new(folder.path(), Readers::Owner).expect("a file");
    save(&path, "new", &ONLY).expect("saved");
    assert!(alive.path().exists());
    drop(alive);
    assert_eq!(names(&folder), [".vitrine-folder.tmp", ".vitrine-notes", "x.catalog.ron"]);
}

#[test]
fn a_backup_that_is_not_possible_is_said_and_the_file_is_saved() {
    let (folder, path) = file("old");
    fs::create_dir(backup_of(&path)).expect("made");
    let saved = save(&path, "new", &KEEP).expect("saved");
    let notice = saved.notice.expect("a notice");
    assert_eq!(notice.id, "storage-no-backup");
    let said = crate::text::Language::En.say(&notice);
    assert!(said.contains("x.catalog.ron.bak"), "{said}");
    holds(&path, "new");
    let long = folder.path().join(format!("{}.ron", "n".repeat(250)));
    fs::write(&long, "old").expect("written");
    let saved = save(&long, "new", &KEEP).expect("saved");
    assert_eq!(saved.notice.map(|notice| notice.id), Some("storage-no-backup"));
    holds(&long, "new");
    assert_eq!(save(&long, "newer", &ONLY).expect("saved").notice, None, "nobody asked for one");
    assert_eq!(names(&folder).len(), 3);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").mode() & 0o7777
    }

    #[test]
    fn a_hard_link_is_written_in_place_once_a_copy_is_safe() {
        let (folder, path) = file("the old version");
        let other = folder.path().join("other.ron");
        fs::hard_link(&path, &other).expect("linked");
        let mut copies = Vec::new();
        let mut reached = |step| {
            if step == SavePoint::Copied {
                for name in fs::read_dir(folder.path())?.flatten().map(|it| it.path()) {
                    if name.extension().is_some_and(|it| it == "copy") {
                        copies.push((fs::read_to_string(&name)?, mode(&name)));
                    }
                }
            }
            Ok(())
        };
        save_stepwise(&path, b"new", &ONLY, &mut reached).expect("saved");
        assert_eq!(copies, [("the old version".to_owned(), 0o600)]);
        holds(&path, "new");
        holds(&other, "new");
        assert_eq!(names(&folder), ["other.ron", "x.catalog.ron"]);
        let mut stop =
            |step| if step == SavePoint::Copied { Err(io::Error::other("stopped")) } else { Ok(()) };
        save_stepwise(&path, b"a longer version", &ONLY, &mut stop).expect_err("stopped");
        holds(&other, "new");
        save(&path, "a longer version", &KEEP).expect("saved");
        holds(&other, "a longer version");
        holds(&backup_of(&path), "new");
    }

    #[test]
    fn what_another_program_writes_while_a_file_is_overwritten_stays() {
        for (new, stop) in [
            ("shorter", SavePoint::Copied),
            ("a longer version", SavePoint::Copied),
            ("a longer version", SavePoint::Extended),
        ] {
            let (folder, path) = file("an old one");
            let other = folder.path().join("other.ron");
            fs::hard_link(&path, &other).expect("linked");
            let saving = Saving {
                backup: false,
                heeds_protection: true,
                expected: Expected::Content(Stamp::of(b"an old one")),
            };
            let mut reached =
                |step| if step == stop { fs::write(&other, "by somebody else") } else { Ok(()) };
            let stopped = save_stepwise(&path, new.as_bytes(), &saving, &mut reached);
            assert!(matches!(stopped, Err(Failure::Changed)), "{stop:?}: {stopped:?}");
            holds(&path, "by somebody else");
            assert_eq!(names(&folder), ["other.ron", "x.catalog.ron"]);
        }
    }

    #[test]
    fn copies_that_a_kill_left_go_with_the_next_save_of_their_file_only() {
        let (folder, path) = file("half");
        let left = SafeCopy::of(&path, b"whole").expect("a copy").keep();
        fs::hard_link(&path, folder.path().join("other.ron")).expect("linked");
        save(&folder.path().join("third.ron"), "x", &ONLY).expect("saved");
        holds(&left, "whole");
        save(&path, "new", &ONLY).expect("saved");
        assert_eq!(names(&folder), ["other.ron", "third.ron", "x.catalog.ron"]);
        // One that can be replaced sweeps its own, and not those of a name that starts alike.
        SafeCopy::of(&folder.path().join("third.ron"), b"whole").expect("a copy").keep();
        let left = SafeCopy::of(&folder.path().join("third.ron-2"), b"whole").expect("a copy").keep();
        save(&folder.path().join("third.ron"), "y", &ONLY).expect("saved");
        holds(&left, "whole");
        assert_eq!(names(&folder).len(), 4);
    }

    #[test]
    fn copies_in_the_temporary_folder_go_too_and_each_is_of_one_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) = (folder.path().join("one"), folder.path().join("two"));
        // No file can be made where no folder is.
        let copy = |of: &Path| SafeCopy::of(&of.join("x.ron"), b"whole").expect("a copy").keep();
        let left = [copy(&one), copy(&two)];
        assert!(left.iter().all(|copy| copy.starts_with(std::env::temp_dir())), "{left:?}");
        sweep_copies(&one.join("x.ron"));
        assert_eq!(left.each_ref().map(|copy| copy.exists()), [false, true]);
        sweep_copies(&two.join("x.ron"));
        assert!(!left[1].exists());
    }

    #[test]
    fn folders_of_pages_that_a_kill_left_go_with_the_next_one() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["vitrine-a1.pages", "vitrine-notes", "vitrine-b2.pages.d"] {
            fs::create_dir(folder.path().join(name)).expect("made");
        }
        let alive = super::super::super::PrivateFolder::new_in(folder.path()).expect("made");
        let page = alive.write("a.html", b"x").expect("written");
        let next = super::super::super::PrivateFolder::new_in(folder.path()).expect("made");
        holds(&page, "x");
        drop((alive, next));
        assert_eq!(names(&folder), ["vitrine-b2.pages.d", "vitrine-notes"]);
    }

    #[test]
    fn as_many_links_are_followed_as_the_system_follows() {
        let (folder, path) = file("old");
        let link = |number: usize| folder.path().join(format!("link{number}"));
        let mut before = path.clone();
        for number in 1..=41 {
            std::os::unix::fs::symlink(&before, link(number)).expect("linked");
            before = link(number);
        }
        save(&link(40), "new", &KEEP).expect("saved");
        holds(&path, "new");
        assert!(fs::read(link(41)).is_err(), "the system follows no more");
        save(&link(41), "newer", &ONLY).expect_err("too many");
        fs::remove_file(&path).expect("removed");
        save(&link(40), "again", &ONLY).expect("made where the links lead");
        holds(&path, "again");
    }

    #[test]
    fn what_became_a_pipe_is_not_written_to_where_a_catalog_was_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("x.ron");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
        for expected in [Expected::Content(Stamp::of(b"old")), Expected::ContentOrNothing(Stamp::of(b"old"))]
        {
            let saved = save(&pipe, "new", &Saving { backup: false, heeds_protection: true, expected });
            assert!(matches!(saved, Err(SaveError::Changed(_))), "{saved:?}");
        }
    }

    #[test]
    fn nothing_private_is_open_to_others_from_the_first_byte() {
        let (folder, path) = file("old");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
        let new = Temporary::new(folder.path(), Readers::Owner).expect("a file");
        assert_eq!(mode(new.path()), 0o600);
        drop(new);
        let old = Old::read(&path, true).expect("read").expect("there");
        let new = old.successor(&path, b"new").expect("made").expect("can be replaced");
        assert_eq!(mode(new.path()), 0o640, "that of the file");
        drop(new);
        save(&path, "new", &KEEP).expect("saved");
        assert_eq!((mode(&path), mode(&backup_of(&path))), (0o640, 0o600));
        let own = folder.path().join("own/deep");
        super::super::super::temporary::make_private_folder(&own).expect("made");
        super::super::super::temporary::replace(&own.join("page"), b"x").expect("written");
        let modes = [mode(&folder.path().join("own")), mode(&own), mode(&own.join("page"))];
        assert_eq!(modes, [0o700, 0o700, 0o600]);
        let pages = super::super::super::PrivateFolder::new().expect("made");
        let page = pages.write("a.html", b"x").expect("written");
        assert_eq!((mode(page.parent().expect("a folder")), mode(&page)), (0o700, 0o600));
        drop(pages);
        assert!(!page.exists());
    }

    #[test]
    fn a_pipe_is_written_to_and_one_that_nobody_reads_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo");
        assert!(made.success());
        let long = "x".repeat(200_000);
        let read = pipe.clone();
        let reader = std::thread::Builder::new().spawn(move || fs::read_to_string(read)).expect("a thread");
        save(&pipe, &long, &KEEP).expect("written");
        assert_eq!(reader.join().expect("no panic").expect("read"), long);
        let refused = save(&pipe, "x", &KEEP).expect_err("nobody reads").into_message();
        assert_eq!(refused.id, "storage-write-failed");
        assert_eq!(names(&folder), ["pipe"], "it is still there, and nothing else");
        let loaded = super::super::super::load(&pipe).expect_err("not read");
        assert!(
            matches!(loaded, crate::storage::LoadError::File(error) if error.message.id == "storage-read-not-plain")
        );
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn extended_attributes_stay_and_those_of_the_folder_do_not_come_in() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let (_folder, path) = file("old");
        if setxattr(&path, "user.origin", b"campaign", XattrFlags::empty()).is_err() {
            // This file system has none.
            return;
        }
        save(&path, "new", &ONLY).expect("saved");
        let mut value = [0; 8];
        assert_eq!(getxattr(&path, "user.origin", &mut value), Ok(8));
        assert_eq!(&value, b"campaign");
        holds(&path, "new");
    }
}
