//! Arguments that cannot be used, and what is asked of the program itself: said in one language, and with nothing raw.

use crate::support::{NEOBANK, program, vitrine};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;

#[test]
fn no_argument_steers_the_terminal() {
    let hostile = "x\u{1b}[31mRED\u{1b}]0;title\u{7}\u{9b}2J\u{202e}";
    let joined = |option: &str| format!("{option}{hostile}");
    for arguments in [
        vec!["export", "a.ron", hostile],
        vec!["check", "a.ron", &joined("--")],
        vec!["check", "a.ron", "-\u{1b}[31mRED"],
        vec!["check", "a.ron", &joined("--at=")],
        vec!["check", "a.ron", &joined("--deny=")],
        vec!["check", "a.ron", &joined("--json=")],
        vec!["decide", "a.ron", "--space=a/b", &joined("--data=")],
        vec!["decide", "a.ron", "--space=a/b", &joined("--count=")],
        vec!["export", "a.ron", &joined("--format=")],
        vec!["check", hostile],
        vec![hostile],
        vec![hostile, "more"],
        vec!["decide", NEOBANK, &joined("--space=")],
        vec!["decide", NEOBANK, &joined("--scenario=")],
        vec!["export", NEOBANK, &joined("--output=no/such/")],
    ] {
        // As on a terminal, where clap would paint.
        let ran = program().args(&arguments).env("CLICOLOR_FORCE", "1").output().expect("runs");
        let err = String::from_utf8_lossy(&ran.stderr);
        let painted = err.replace("\u{1b}[1m\u{1b}[31m", "").replace("\u{1b}[0m", "");
        assert_eq!((ran.status.code(), ran.stdout.as_slice()), (Some(2), &b""[..]), "{arguments:?}");
        assert!(!painted.contains(['\u{1b}', '\u{7}', '\u{9b}', '\u{202e}']), "{arguments:?}: {err:?}");
        assert!(err.contains("RED") || err.contains("“-\u{fffd}”"), "{arguments:?}: {err:?}");
    }
    let mut called = program();
    let help = called.arg0("x\u{1b}[31m").arg("--help").output().expect("runs").stdout;
    assert!(!help.contains(&0x1b), "{}", String::from_utf8_lossy(&help));
}

#[test]
fn what_is_wrong_is_said_in_one_language() {
    for (arguments, french) in [
        (&["check", "a", "--fast"][..], "erreur: L’option « --fast » n’existe pas."),
        (
            &["check", "a", "--at=x"],
            "« x » n’est pas une valeur de « --at <MOMENT> » : une date est attendue",
        ),
        (&["check"], "Il manque : <FILE>. Voir"),
        (&["decide", "a"], "Il manque : --space <ENV/SPACE>"),
    ] {
        let ran = program().args(arguments).env("LC_ALL", "fr_FR.UTF-8").output().expect("runs");
        let err = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2));
        // Spaces that do not break are hard to tell from others here.
        let err = err.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(err.contains(french) && err.trim_end().ends_with("--help »."), "{err}");
        assert!(!err.contains("Usage") && !err.contains("required"), "{err}");
    }
}

#[test]
fn only_a_language_of_that_name_is_that_language() {
    let help = |set: &[(&str, &[u8])]| {
        let mut command = program();
        command.env_clear().arg("--help");
        command.envs(set.iter().map(|(name, value)| (name, OsStr::from_bytes(value))));
        String::from_utf8(command.output().expect("runs").stdout).expect("UTF-8").contains("Commandes")
    };
    assert!(help(&[("LC_ALL", b"fr_BE.UTF-8")]));
    assert!(!help(&[("LC_ALL", b"fry_NL")]));
    assert!(!help(&[("LANG", b"frr_DE.UTF-8")]));
    assert!(!help(&[("LANGUAGE", b"fr")]), "no locale is set");
    assert!(!help(&[("LC_CTYPE", b"fr_FR.UTF-8")]), "the letters, not the messages");
    assert!(!help(&[("LC_ALL", b"\xff"), ("LANG", b"fr_FR.UTF-8")]), "the first that is set counts");
}

#[test]
fn a_name_behind_an_option_is_as_it_is_to_other_programs() {
    let attached = OsStr::from_bytes(b"-oout\xff/x");
    let ran = program().args(["export", NEOBANK]).arg(attached).output().expect("runs");
    assert_eq!(ran.status.code(), Some(2));
    let name = b"\xe2\x80\x9cout\xff/x\xe2\x80\x9d";
    let err = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.stderr.windows(name.len()).any(|window| window == name), "{err}");
    let unknown = program().arg("check").arg(OsStr::from_bytes(b"--a\xff")).output().expect("runs");
    assert!(unknown.stderr.windows(4).any(|window| window == b"--a\xff"));
}

#[cfg(target_os = "linux")]
#[test]
fn help_that_cannot_be_written_is_an_error() {
    for option in ["--help", "--version"] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("a device");
        let ran = program().arg(option).stdout(full).output().expect("runs");
        assert_eq!(ran.status.code(), Some(2), "{option}");
        assert!(String::from_utf8_lossy(&ran.stderr).contains("cannot be written"), "{option}");
    }
    assert_eq!(vitrine(&["check", "--help"]).code, 0);
}
