//! The program as a whole: help, language, colours, and the editor without a window.

use crate::support::{Edited, NEOBANK, NOBODY, program, vitrine};

#[test]
fn piped_output_has_no_colours_and_catalogs_cannot_add_any() {
    for arguments in [&["check", NEOBANK][..], &["test", NEOBANK], &NOBODY, &["--help"], &["nope", "nope"]] {
        let ran = vitrine(arguments);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{arguments:?}");
    }
    let coloured = program().args(["test", NEOBANK]).env("CLICOLOR_FORCE", "1").output().expect("runs");
    assert!(coloured.stdout.contains(&0x1b), "colours that are asked for");
    let hostile = Edited::new("name: \"logged_in\"", "Anna, logged in", "Anna \\u{1b}[2J");
    let ran = vitrine(&["test", hostile.path()]);
    assert!(ran.out.contains("Anna") && !ran.out.contains('\u{1b}'), "{}", ran.out);
}

#[test]
fn help_version_and_usage() {
    let help = vitrine(&["--help"]);
    assert_eq!(help.code, 0);
    for command in ["check", "decide", "test", "fmt", "export"] {
        assert!(help.out.contains(command));
        let own = vitrine(&[command, "--help"]);
        assert!(own.code == 0 && own.out.contains("Usage: vitrine "), "{}", own.out);
    }
    assert_eq!(vitrine(&["--version"]).out, format!("vitrine {}\n", env!("CARGO_PKG_VERSION")));
    let unknown = vitrine(&["check", NEOBANK, "--fast"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("--fast"), "{}", unknown.err);
    let french = program().arg("--help").env("LC_ALL", "fr_FR.UTF-8").output().expect("runs");
    assert!(String::from_utf8_lossy(&french.stdout).contains("Commandes :"));
}

#[test]
fn the_language_is_the_systems_and_json_is_always_english() {
    let run = |arguments: &[&str]| {
        let output = program().args(arguments).env("LC_ALL", "fr_FR.UTF-8").output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(run(&NOBODY).contains("Parcours"));
    let json = [&NOBODY[..], &["--json"]].concat();
    assert_eq!(run(&json), vitrine(&json).out);
}

#[cfg(not(feature = "gui"))]
#[test]
fn without_a_window_the_editor_says_so() {
    for arguments in [&[][..], &[NEOBANK]] {
        let ran = vitrine(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("does not include the editor"), "{}", ran.err);
    }
}

#[cfg(all(feature = "gui", target_os = "linux"))]
#[test]
fn without_a_display_the_editor_says_so() {
    let mut command = program();
    for variable in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(variable);
    }
    let output = command.arg(NEOBANK).output().expect("the program starts");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{err}");
    assert!(err.starts_with("error: ") && err.trim_end().lines().count() == 1, "{err}");
}
