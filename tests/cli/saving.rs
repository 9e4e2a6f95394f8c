//! What `fmt` and `export` write over, for whom, and what of it is left: files that cannot be replaced, rights, signals.

use crate::support::{Edited, program, with_input};
use std::fs::{self, File, Permissions};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A catalog that is not in its canonical form.
const LOOSE: &str = "Catalog(name: \"x\", format: 1)\n";
/// The user that nothing belongs to, on most systems.
const NOBODY: u32 = 65534;

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("set");
}

/// Runs `fmt` for a user whom rights bind; `None` where that user does not reach the program.
fn fmt_as_a_user(path: &Path, temporary: &Path) -> Option<Output> {
    let mut command = program();
    command.arg("fmt").arg(path).env("TMPDIR", temporary).current_dir("/");
    if is_root() {
        command.uid(NOBODY).gid(NOBODY);
    }
    command.output().ok()
}

fn canonical() -> String {
    with_input(&["fmt", "-"], LOOSE).out
}

#[track_caller]
fn holds(path: &Path, text: &str) {
    assert_eq!(fs::read_to_string(path).expect("a file"), text);
}

#[test]
fn what_was_read_is_never_poured_into() {
    let catalog = Edited::of(LOOSE);
    let run = |arguments: &[&str]| {
        let input = File::open(&catalog.path).expect("a file");
        program().args(arguments).stdin(input).output().expect("runs")
    };
    let refused = run(&["fmt", "/dev/stdin"]);
    let err = String::from_utf8_lossy(&refused.stderr);
    assert!(refused.status.code() == Some(2) && err.contains("“/dev/stdin”") && err.contains("“-”"), "{err}");
    holds(&catalog.path, LOOSE);
    assert_eq!(run(&["check", "/dev/stdin"]).status.code(), Some(0));
    assert_eq!(run(&["fmt", "/dev/stdin", "--check"]).status.code(), Some(1));
    let live = "Catalog(format: 1, name: \"x\", environments: [Environment(name: \"l\", stage: Live)])";
    fs::write(&catalog.path, live).expect("written");
    for source in ["-", "/dev/stdin"] {
        let onto_itself = run(&["export", source, "-o", catalog.path()]);
        assert_eq!(onto_itself.status.code(), Some(2), "{source}");
        holds(&catalog.path, live);
    }
}

#[test]
fn a_byte_order_mark_differs_and_line_ends_do_not() {
    let catalog = Edited::of(format!("\u{feff}{}", canonical()));
    let fmt = |options: &[&str]| {
        let ran = program().arg("fmt").args(options).arg(&catalog.path).output().expect("runs");
        ran.status.code()
    };
    assert_eq!(fmt(&["--check"]), Some(1));
    assert_eq!(fmt(&[]), Some(0));
    holds(&catalog.path, &canonical());
    let mixed = canonical().replacen('\n', "\r\n", 1);
    fs::write(&catalog.path, &mixed).expect("written");
    assert_eq!((fmt(&["--check"]), fmt(&[])), (Some(0), Some(0)));
    holds(&catalog.path, &mixed);
}

#[test]
fn where_no_file_can_be_made_a_copy_is_elsewhere_and_its_lack_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let (closed, temporary) = (folder.path().join("closed"), folder.path().join("tmp"));
    fs::create_dir(&closed).expect("made");
    fs::create_dir(&temporary).expect("made");
    let path = closed.join("x.catalog.ron");
    fs::write(&path, LOOSE).expect("written");
    set_mode(folder.path(), 0o755);
    set_mode(&path, 0o666);
    set_mode(&temporary, 0o777);
    set_mode(&closed, 0o555);
    let nowhere = folder.path().join("nowhere");
    let Some(refused) = fmt_as_a_user(&path, &nowhere) else { return };
    let err = String::from_utf8_lossy(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{err}");
    assert!(err.contains("no copy") && err.contains(&format!("“{}”", nowhere.display())), "{err}");
    holds(&path, LOOSE);
    let saved = fmt_as_a_user(&path, &temporary).expect("runs");
    assert_eq!(saved.status.code(), Some(0), "{}", String::from_utf8_lossy(&saved.stderr));
    holds(&path, &canonical());
    assert_eq!(fs::read_dir(&temporary).expect("a folder").count(), 0);
    set_mode(&closed, 0o755);
}

#[test]
fn the_right_to_run_as_its_owner_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    set_mode(folder.path(), 0o777);
    let path = folder.path().join("x.catalog.ron");
    for (mode, linked) in [(0o4755, false), (0o2755, false), (0o6755, true)] {
        fs::write(&path, LOOSE).expect("written");
        if is_root() {
            chown(&path, Some(NOBODY), Some(NOBODY)).expect("given");
        }
        set_mode(&path, mode);
        if linked {
            fs::hard_link(&path, folder.path().join("other.ron")).expect("linked");
        }
        let Some(saved) = fmt_as_a_user(&path, folder.path()) else { return };
        assert_eq!(saved.status.code(), Some(0), "{}", String::from_utf8_lossy(&saved.stderr));
        holds(&path, &canonical());
        assert_eq!(fs::metadata(&path).expect("there").mode() & 0o7777, mode);
        fs::remove_file(&path).expect("removed");
    }
}

#[test]
fn a_file_system_without_room_for_another_file_is_written_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    // A mount of our own: one entry for its root, one for the catalog. Exit code 99 where that is not allowed.
    let script = "mount -t tmpfs -o nr_inodes=2 none \"$1\" || exit 99; cp \"$2\" \"$1/x.ron\" || exit 98; \
                  ! touch \"$1/more\" || exit 97; \"$3\" fmt \"$1/x.ron\" || exit; cat \"$1/x.ron\"";
    let catalog = Edited::of(LOOSE);
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    command.arg(folder.path()).arg(&catalog.path).arg(env!("CARGO_BIN_EXE_vitrine"));
    let Ok(ran) = command.output() else { return };
    let err = String::from_utf8_lossy(&ran.stderr);
    if ran.status.code() == Some(99) || err.starts_with("unshare:") {
        return;
    }
    assert_eq!(
        (ran.status.code(), String::from_utf8_lossy(&ran.stdout).as_ref()),
        (Some(0), &*canonical()),
        "{err}"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_was_ignored_stays_ignored() {
    for (trap, code) in [("trap '' INT HUP;", Some(0)), ("", None)] {
        let script = format!("{trap} exec \"$1\" check -");
        let mut command = Command::new("sh");
        command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_vitrine")]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("a shell");
        let mut input = child.stdin.take().expect("piped");
        // More than a pipe holds: once it is written the program is reading.
        input.write_all(format!("{}\n", "// long\n".repeat(100_000)).as_bytes()).expect("read");
        for signal in ["-INT", "-HUP"] {
            let _ =
                Command::new("kill").arg(signal).arg(child.id().to_string()).stderr(Stdio::null()).status();
        }
        if code.is_some() {
            input.write_all(LOOSE.as_bytes()).expect("still read");
            drop(input);
        }
        assert_eq!(child.wait().expect("it ends").code(), code, "{trap}");
    }
}
