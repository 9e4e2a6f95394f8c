//! What the notation takes beside values: line ends, attributes for editors, escapes, and what merges leave.

use crate::{catalog, refused};
use vitrine::storage;

const HEAD: &str = "#![enable(implicit_some)]\n";

fn described(literal: &str) -> String {
    format!("{HEAD}Catalog(format: 1, name: \"x\", description: {literal})\n")
}

#[test]
fn a_line_end_of_windows_reads_as_any_other_and_stays_in_the_file() {
    for (literal, value) in [
        ("r#\"<p>one\r\ntwo</p>\r\n\"#", "<p>one\ntwo</p>\n"),
        ("\"one\r\ntwo\"", "one\ntwo"),
        ("\"one \\\r\n   two\"", "one two"),
        ("\"one\\r\\ntwo\"", "one\r\ntwo"),
        ("r\"mixed\r\nends\nhere\"", "mixed\nends\nhere"),
        ("\"lone\rreturn\"", "lone\rreturn"),
    ] {
        for unix in [false, true] {
            let around = described("@").replace('\n', if unix { "\n" } else { "\r\n" });
            let comment = if unix { "// one\n" } else { "// one\r\n/* two\r\nlines */\r\n" };
            let text = around.replace('@', literal) + comment;
            assert_eq!(catalog(&text).description, value, "{text:?}");
            let formatted = storage::fmt(text.as_bytes()).expect("a catalog");
            assert_eq!(catalog(&formatted).description, value, "{formatted:?}");
            assert_eq!(storage::fmt(formatted.as_bytes()).as_deref(), Ok(formatted.as_str()));
            let (all, windows) = (formatted.matches('\n').count(), formatted.matches("\r\n").count());
            let many_windows = text.matches("\r\n").count() * 2 > text.matches('\n').count();
            assert_eq!(windows, if many_windows { all } else { 0 }, "{formatted:?}");
        }
    }
}

#[test]
fn a_check_out_with_other_line_ends_is_still_canonical() {
    let unix = storage::fmt(described("r\"one\ntwo\"").as_bytes()).expect("a catalog");
    let windows = unix.replace('\n', "\r\n");
    let loaded = storage::read(windows.as_bytes()).expect("a catalog");
    assert!(loaded.holds(&unix) && loaded.holds(&windows) && !loaded.holds(&unix.replace("one", "1")));
    assert_eq!(storage::write(&loaded.catalog, Some(&loaded.document)).as_deref(), Ok(windows.as_str()));
    let marked = storage::read(format!("\u{feff}{unix}").as_bytes()).expect("a catalog");
    assert!(!marked.holds(&unix), "the byte-order mark is not written");
    // Places are those of the file as it is.
    let wrong = windows.replace("name:", "nom:");
    assert!(refused(&wrong).contains("\n4:5:"), "{}", refused(&wrong));
}

#[test]
fn attributes_for_editors_are_kept() {
    for (text, expected) in [
        (
            "#![enable(implicit_some)]\n#![type = \"vitrine::Catalog\"]\nCatalog(format: 1, name: \"x\")",
            "#![enable(implicit_some)]\n#![type = \"vitrine::Catalog\"]\nCatalog(format: 1, name: \"x\")\n",
        ),
        (
            "#! [ schema=r#\"a\"b\"# ] // why\n#![enable(implicit_some)]#![type=\"T\"]Catalog(format: 1, name: \"x\")",
            "#![enable(implicit_some)]\n#![schema = r#\"a\"b\"#]\n// why\n#![type = \"T\"]\nCatalog(format: 1, name: \"x\")\n",
        ),
        (
            "// top\n#![enable(implicit_some)] /* one */\n// two\n#![schema = \"s\"]\n// three\n#![type = \"T\"]\n// four\nCatalog(format: 1, name: \"x\")",
            "// top\n#![enable(implicit_some)]\n/* one */\n// two\n#![schema = \"s\"]\n// three\n#![type = \"T\"]\n// four\nCatalog(format: 1, name: \"x\")\n",
        ),
    ] {
        assert_eq!(storage::fmt(text.as_bytes()).as_deref(), Ok(expected));
        assert_eq!(storage::fmt(expected.as_bytes()).as_deref(), Ok(expected));
        let crates: Result<vitrine::model::Catalog, _> = ron::from_str(text);
        assert_eq!(crates.ok(), Some(catalog(text)));
    }
    for (attribute, at) in [
        ("#![title = \"x\"]", "1:4"),
        ("#![type = x]", "1:11"),
        ("#![type \"x\"]", "1:9"),
        ("#![type = \"x\"", "2:1"),
        ("#![schema]", "1:10"),
    ] {
        let said = refused(&format!("{attribute}\nCatalog(format: 1, name: \"x\")"));
        assert!(said.starts_with(&format!("{at}: Expected")), "{attribute}: {said}");
    }
}

#[test]
fn a_number_with_a_type_must_fit_it() {
    let with = |number: &str| format!("{HEAD}Catalog(format: {number}, name: \"x\")");
    assert_eq!(catalog(&with("1u8")).name, "x");
    for number in ["300u8", "-5u8", "128i8", "70000u16", "0x1FFu8", "-1u64"] {
        let said = refused(&with(number));
        assert!(said.starts_with(&format!("2:17: {number} does not fit in ")), "{said}");
    }
}

#[test]
fn what_a_merge_left_is_named() {
    let conflict = "<<<<<<< ours\n    name: \"a\",\n=======\n    name: \"b\",\n>>>>>>> theirs\n";
    for (text, at, marker) in [
        (format!("{HEAD}Catalog(\n    format: 1,\n{conflict})"), "4:1", "<<<<<<<"),
        (format!("{HEAD}Catalog(\n    format: 1,\n{conflict})").replace('\n', "\r\n"), "4:1", "<<<<<<<"),
        (format!("{HEAD}<<<<<<< HEAD\nCatalog(format: 1)"), "2:1", "<<<<<<<"),
        ("<<<<<<< HEAD\n#![enable(implicit_some)]\n".to_owned(), "1:1", "<<<<<<<"),
        (format!("{HEAD}Catalog(format: 1, name: \"x\")\n>>>>>>> theirs\n"), "3:1", ">>>>>>>"),
        (format!("{HEAD}Catalog(format: 1, channels: [\n\"a\",\n=======\n\"b\"])"), "4:1", "======="),
        (format!("{HEAD}Catalog(format: 1, channels: [\n\"a\"\n||||||| base\n\"b\"])"), "4:1", "|||||||"),
        (format!("{HEAD}Catalog(format: 1, values: {{\"a\":\n>>>>>>>\n1}})"), "3:1", ">>>>>>>"),
    ] {
        let said = refused(&text);
        assert!(said.starts_with(&format!("{at}: “{marker}”")), "{text}\n{said}");
    }
    assert!(refused("Catalog(name: <<<<<<< x").contains("Expected a value"));
}

#[test]
fn what_is_no_moment_is_named_where_it_stands() {
    let said = refused(&format!(
        "{HEAD}Catalog(format: 1, name: \"x\", scenarios: [Scenario(name: \"s\", call: Call(space: \"e/s\",\n    at: \
         \"2026-07-01[Europe/Paris]\"))])"
    ));
    assert!(
        said.starts_with("3:9: Expected a date") && said.contains("\"2026-07-01[Europe/Paris]\""),
        "{said}"
    );
}

#[test]
fn what_was_written_as_an_escape_stays_one_in_the_file() {
    let text = described(r#""\u{202E}abc\u{202c}, 10\u{a0}€""#);
    let formatted = storage::fmt(text.as_bytes()).expect("a catalog");
    assert!(formatted.contains(r#"description: "\u{202E}abc\u{202c}, 10\u{a0}€""#), "{formatted}");
    let loaded = storage::read(text.as_bytes()).expect("a catalog");
    let mut edited = vitrine::model::Catalog::clone(&loaded.catalog);
    edited.description.insert_str(0, "Now ");
    let written = storage::write(&edited, Some(&loaded.document)).expect("writable");
    assert!(written.contains(r#""Now \u{202E}abc\u{202c}, 10\u{a0}€""#), "{written}");
    // What stands in a text as itself stays itself.
    let plain = described("\"10\u{a0}€\"");
    assert_eq!(storage::fmt(plain.as_bytes()).as_deref(), Ok(plain.as_str()));
}
