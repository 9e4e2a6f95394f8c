//! The house keeps its order: modules import downwards only, every file says what it owns and keeps its size,
//! every text comes from the locales. Reads the sources as text.

#[path = "architecture/circles.rs"]
mod circles;
#[path = "architecture/typography.rs"]
mod typography;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use vitrine::text::{Language, sources};

/// What each module may import, beside itself. `ui` and `cli` are fronts: nothing imports them.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &[]),
    ("html", &[]),
    ("rule", &["model", "text"]),
    ("contacts", &["model", "rule", "text"]),
    ("engine", &["model", "rule", "contacts", "text"]),
    ("site", &["model", "contacts", "engine", "text"]),
    ("serve", &["model", "contacts", "engine", "site", "text"]),
    ("check", &["model", "rule", "contacts", "engine", "html", "text"]),
    ("document", &["model", "rule", "text"]),
    ("storage", &["model", "rule", "document", "text"]),
    ("audience", &["model", "rule", "contacts", "storage", "text"]),
    ("sheet", &["model", "rule", "document", "storage", "audience", "text"]),
    ("simulation", &["model", "rule", "contacts", "engine", "audience", "text"]),
    ("app", BELOW_THE_APPLICATION),
    ("ui", BELOW_THE_FRONTS),
    ("cli", BELOW_THE_FRONTS),
];

/// All of [`BELOW_THE_FRONTS`] but the application, which stands last.
const BELOW_THE_APPLICATION: &[&str] = match BELOW_THE_FRONTS {
    [below @ .., _application] => below,
    [] => &[],
};
const BELOW_THE_FRONTS: &[&str] = &[
    "model",
    "rule",
    "contacts",
    "engine",
    "site",
    "serve",
    "html",
    "check",
    "document",
    "storage",
    "text",
    "audience",
    "simulation",
    "sheet",
    "app",
];

/// The one place where a front calls the other: the command without a subcommand opens the window.
const EXCEPTIONS: &[(&str, &str)] = &[("cli/editor.rs", "ui")];

/// No file is longer, its tests included.
const MOST_LINES: usize = 900;
/// Nineteen of twenty files are not longer.
const USUAL_LINES: usize = 600;

/// No struct has more fields, but entities, whose fields the file format gives, and the tables of the theme's tokens.
const MOST_FIELDS: usize = 12;
const FIELDS_ARE_GIVEN: &[&str] = &["model/", "ui/theme/tokens.rs"];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Each source file: its path below `src`, with `/`, and its text.
fn source_files() -> Vec<(String, String)> {
    let root = source_root();
    let below = |path: &Path| path.strip_prefix(&root).expect("below").to_string_lossy().replace('\\', "/");
    rust_files(&root).iter().map(|path| (below(path), fs::read_to_string(path).expect("text"))).collect()
}

/// The modules of the crate that a line names after `crate::`, outside comments.
fn modules_named(line: &str) -> Vec<&str> {
    let code = line.split("//").next().unwrap_or_default();
    code.split("crate::")
        .skip(1)
        .map(|rest| {
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(rest.len());
            &rest[..end]
        })
        .collect()
}

#[test]
fn modules_import_downwards_only() {
    let mut wrong = Vec::new();
    for (file, text) in source_files() {
        let Some((module, _)) = file.split_once('/') else { continue };
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
            wrong.push(format!("{file}: the module {module} has no line in MAY_IMPORT"));
            continue;
        };
        for (number, line) in text.lines().enumerate() {
            for named in modules_named(line) {
                let known = MAY_IMPORT.iter().any(|(name, _)| *name == named);
                let excepted = EXCEPTIONS.contains(&(file.as_str(), named));
                if known && named != module && !allowed.contains(&named) && !excepted {
                    wrong.push(format!("{file}:{}: {module} must not import {named}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The structs of a formatted source with how many fields each has.
fn structs(text: &str) -> Vec<(&str, usize)> {
    let mut found: Vec<(&str, usize)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        if inside {
            let is_field = line.starts_with("    ") && !line.starts_with("     ") && line.contains(": ");
            let is_code = !line.trim_start().starts_with("//") && !line.trim_start().starts_with('#');
            if let Some((_, fields)) = found.last_mut().filter(|_| is_field && is_code) {
                *fields += 1;
            }
            inside = line != "}";
        } else if line.ends_with('{') && !line.starts_with(' ') {
            let name = line.split_once("struct ").map(|(_, rest)| rest);
            let name = name.and_then(|rest| rest.split(['<', ' ']).next());
            found.extend(name.map(|name| (name, 0)));
            inside = name.is_some();
        }
    }
    found
}

#[test]
fn no_struct_outgrows_what_one_sees_through() {
    assert_eq!(structs("pub struct A {\n    /// b: c.\n    d: E,\n    f: G,\n}\nstruct H;\n"), [("A", 2)]);
    let files = source_files().into_iter();
    for (file, text) in
        files.filter(|(file, _)| !FIELDS_ARE_GIVEN.iter().any(|given| file.starts_with(given)))
    {
        for (name, fields) in structs(&text) {
            assert!(fields <= MOST_FIELDS, "{file}: {name} has {fields} fields: split who owns them");
        }
    }
}

/// The parts of the application that change themselves only: for the rest they ask by effects (`app/effect.rs`).
const FEATURES: &[&str] = &[
    "approval",
    "compare",
    "explorer",
    "find",
    "impact",
    "listing",
    "publishing",
    "simulation",
    "table",
    "timeline",
    "tour",
];

#[test]
fn features_do_not_know_the_application() {
    let of_feature = |file: &str| FEATURES.iter().any(|feature| file.starts_with(&format!("app/{feature}/")));
    let files = source_files();
    for feature in FEATURES {
        assert!(files.iter().any(|(file, _)| file.starts_with(&format!("app/{feature}/"))), "{feature}");
    }
    for (file, text) in files.iter().filter(|(file, _)| of_feature(file)) {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            assert!(!words.any(|word| word == "App" || word == "application"), "{file}: {line}");
        }
    }
}

#[test]
fn only_the_window_knows_egui() {
    let outside = source_files().into_iter().filter(|(file, _)| !file.starts_with("ui/"));
    for (file, text) in outside {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(!line.contains("egui::") && !line.contains("eframe::"), "{file}: {line}");
        }
    }
}

#[test]
fn every_file_says_what_it_owns_and_keeps_its_size() {
    let files = source_files();
    for (file, text) in &files {
        assert!(text.starts_with("//!"), "{file} does not open with what it owns");
        assert!(
            text.lines().count() <= MOST_LINES,
            "{file} has outgrown {MOST_LINES} lines: split ownership"
        );
    }
    let long: Vec<&str> = files
        .iter()
        .filter(|(_, text)| text.lines().count() > USUAL_LINES)
        .map(|(file, _)| file.as_str())
        .collect();
    assert!(long.len() * 20 <= files.len(), "more than 5 % of files are over {USUAL_LINES} lines: {long:?}");
}

/// The message ids of a language.
fn messages(language: Language) -> BTreeSet<String> {
    let lines = sources(language).iter().flat_map(|(_, source)| source.lines());
    let heads = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
    heads.filter_map(|line| line.split_once(" =")).map(|(id, _)| id.to_owned()).collect()
}

/// The first words of message ids: each area of the locales has its own.
fn areas(ids: &BTreeSet<String>) -> BTreeSet<&str> {
    ids.iter().filter_map(|id| id.split_once('-')).map(|(area, _)| area).collect()
}

/// The ids that begin like this are put together at run time, of commands and arguments, or of codes; a test of theirs
/// goes through all of them.
const COMPOSED: [&str; 2] = ["cli-help", "explain-"];

/// Where commands are declared: the id of a command's tip is that of its title with [`TIP`] behind it, and a test of
/// commands looks at each.
const COMMANDS: &str = "app/command/list.rs";
const TIP: &str = "-tip";

/// The texts between quotes on a line.
fn literals(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

fn is_id(text: &str, areas: &BTreeSet<&str>) -> bool {
    let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    plain && !text.ends_with('-') && text.split_once('-').is_some_and(|(area, _)| areas.contains(area))
}

#[test]
fn every_message_that_is_named_exists_and_every_one_that_exists_is_named() {
    let ids = messages(Language::En);
    let areas = areas(&ids);
    let mut named = BTreeSet::new();
    for (file, text) in source_files() {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for composed in COMPOSED.iter().filter(|composed| line.contains(**composed)) {
                named.extend(ids.iter().filter(|id| id.starts_with(composed)).cloned());
            }
            for id in literals(line).filter(|text| is_id(text, &areas)) {
                assert!(ids.contains(id), "{file}: no message {id}");
                named.insert(id.to_owned());
                if file == COMMANDS {
                    named.insert(format!("{id}{TIP}"));
                }
            }
        }
    }
    // The words of the domain stand as its design has them, whether a window shows them yet or not.
    let unused: Vec<&String> = ids.difference(&named).filter(|id| !id.starts_with("domain-")).collect();
    assert!(unused.is_empty(), "messages that nothing shows: {unused:?}");
}

#[test]
fn no_sentence_stands_in_the_code_of_the_window() {
    // What a person reads has spaces between words of letters; ids, keys and formats have not.
    let sentence = |text: &str| {
        let words: Vec<&str> = text.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).collect();
        words.len() >= 3 && text.chars().next().is_some_and(char::is_uppercase)
    };
    for (file, text) in
        source_files().iter().filter(|(file, _)| file.starts_with("ui/") || file.starts_with("app/"))
    {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines =
            code.lines().filter(|line| !line.trim_start().starts_with("//") && !line.contains("reason ="));
        for line in lines {
            for text in literals(line) {
                assert!(!sentence(text), "{file}: {text:?} belongs into assets/locales");
            }
        }
    }
}
