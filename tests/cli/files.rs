//! `vitrine fmt` and `vitrine export`: what is written, and what is left alone.

use crate::support::{CATALOGS, Edited, NEOBANK, vitrine, with_input};
use serde_json::Value;
use std::fs;

#[test]
fn formatting_keeps_comments_and_writes_only_what_differs() {
    let catalog = Edited::of("// ours\nCatalog(name: \"x\", format: 1) // end\n");
    let checked = vitrine(&["fmt", "--check", NEOBANK, catalog.path()]);
    assert_eq!((checked.code, checked.out), (1, format!("{}\n", catalog.path())));
    assert_eq!(fs::read_to_string(&catalog.path).ok().as_deref(), Some(&*catalog.text));
    let printed = with_input(&["fmt", "-"], &catalog.text);
    assert_eq!(printed.code, 0);
    let formatted = vitrine(&["fmt", catalog.path()]);
    assert_eq!((formatted.code, formatted.out.as_str()), (0, ""));
    let text = fs::read_to_string(&catalog.path).expect("a file");
    assert_eq!(text, printed.out);
    assert!(text.contains("// ours") && text.contains("// end") && text.contains("format: 1"), "{text}");
    assert_eq!(vitrine(&["fmt", "--check", catalog.path()]).code, 0);
    let modified = || fs::metadata(&catalog.path).and_then(|it| it.modified()).expect("a time");
    let before = modified();
    assert_eq!(vitrine(&["fmt", catalog.path()]).code, 0);
    assert_eq!(modified(), before, "a canonical file is not written");
    let some = vitrine(&["fmt", "nope.ron", catalog.path()]);
    assert_eq!(some.code, 2);
}

#[test]
fn an_export_is_what_production_needs_and_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("live.json");
    for catalog in CATALOGS {
        let ron = vitrine(&["export", catalog]);
        assert_eq!((ron.code, ron.err.as_str()), (0, ""), "{catalog}");
        for word in ["Design(", "Contact(", "Scenario(", "Proposition("] {
            assert!(!ron.out.contains(word), "{catalog}: {word}");
        }
        assert!(ron.out.starts_with("#![enable(implicit_some)]\n"));
        let again = with_input(&["export", "-"], &ron.out);
        assert_eq!(again.out, ron.out, "an export of an export is itself");
        assert_eq!(with_input(&["fmt", "--check", "-"], &ron.out).code, 0, "{catalog}");
        let json = vitrine(&["export", catalog, "--format", "json"]).json();
        let stages = json["environments"].as_array().expect("a list").iter().map(|it| &it["stage"]);
        assert!(stages.into_iter().all(|stage| stage == "Live"));
        assert!(json.get("contacts").is_none() && json.get("scenarios").is_none());
        let written = vitrine(&["export", catalog, "-o", out.to_str().expect("UTF-8")]);
        assert_eq!((written.code, written.out.as_str()), (0, ""));
        let text = fs::read_to_string(&out).expect("the export");
        assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), json);
    }
}

#[test]
fn an_export_that_could_not_run_is_refused() {
    let bare = with_input(&["export", "-"], "Catalog(format: 1, name: \"x\")");
    assert_eq!((bare.code, bare.out.as_str()), (1, ""));
    assert!(bare.err.contains("no Live environment"), "{}", bare.err);
    let published = Edited::new("name: \"live_recipient\"", "\"customer_pressure\"", "\"gone\"");
    let (line, column) = published.place("\"gone\"");
    let refused = vitrine(&["export", published.path()]);
    assert_eq!((refused.code, refused.out.len()), (1, 0));
    assert!(refused.err.contains(&format!(":{line}:{column}: error: ")), "{}", refused.err);
    let design =
        Edited::new("name: \"recipient\",\n            label: \"Env", "\"customer_pressure\"", "\"gone\"");
    assert_eq!(vitrine(&["export", design.path()]).code, 0, "what is wrong in Design stays there");
    let onto_itself = vitrine(&["export", design.path(), "-o", design.path()]);
    assert_eq!(onto_itself.code, 2);
    assert_eq!(fs::read_to_string(&design.path).ok().as_deref(), Some(&*design.text));
    let nowhere = vitrine(&["export", NEOBANK, "-o", "no/such/folder/x.ron"]);
    assert_eq!(nowhere.code, 2);
}
