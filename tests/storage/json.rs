//! Catalogs in JSON: what an export is when it is read again, and what is said of one that is spoiled.

use crate::{GOLDEN, catalog, sentences};
use std::path::Path;
use vitrine::model::Place;
use vitrine::storage::ron::Notation;
use vitrine::storage::{self, WriteError, notation_of};

fn json() -> String {
    storage::write_in(&catalog(GOLDEN), None, Notation::Json).expect("writable")
}

#[test]
fn a_catalog_in_json_is_the_same_and_stays_json() {
    let text = json();
    let loaded = storage::read(text.as_bytes()).unwrap_or_else(|errors| panic!("{}", sentences(&errors)));
    assert_eq!(*loaded.catalog, catalog(GOLDEN));
    assert_eq!(storage::fmt(text.as_bytes()).as_deref(), Ok(text.as_str()));
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(storage::fmt(windows.as_bytes()).as_deref(), Ok(text.replace('\n', "\r\n").as_str()));
    let squeezed = serde_json::to_string(&*loaded.catalog).expect("JSON");
    assert_eq!(storage::fmt(squeezed.as_bytes()).as_deref(), Ok(text.as_str()));
    let ron = storage::write_in(&loaded.catalog, Some(&loaded.document), Notation::Ron).expect("writable");
    assert_eq!(ron, storage::write(&loaded.catalog, None).expect("writable"));
    let again = loaded.clone().fold().unfold();
    assert_eq!(again.document, loaded.document);
}

#[test]
fn comments_are_not_lost_to_json() {
    let loaded = storage::read(&b"// why\nCatalog(format: 1, name: \"a\")"[..]).expect("a catalog");
    let written = storage::write_in(&loaded.catalog, Some(&loaded.document), Notation::Json);
    assert_eq!(written, Err(WriteError::NoComments));
}

#[test]
fn a_name_says_what_is_in_a_file_or_nothing() {
    for (name, notation) in [
        ("a.catalog.ron", Some(Notation::Ron)),
        ("a.JSON", Some(Notation::Json)),
        ("a.txt", None),
        ("json", None),
    ] {
        assert_eq!(notation_of(Path::new(name)), notation, "{name}");
    }
}

#[test]
fn what_is_wrong_in_json_has_its_place_and_the_words_of_json() {
    for (from, to, said) in [
        ("\"format\": 1", "\"format\": 2", "2:13: This catalog has format 2"),
        ("\"format\": 1,", "", "1:1: The catalog's format is missing."),
        ("\"name\": \"n\"", "\"name\": 7", "3:11: Expected a text, found a whole number."),
        ("\"name\": \"n\"", "\"nome\": \"n\"", "3:3: Catalog has no field “nome”. Did you mean “name”?"),
        (
            "\"name\": \"n\"",
            "\"name\": \"n\", \"name\": \"m\"",
            "The field “name” of Catalog is given twice.",
        ),
        ("\"name\": \"n\"", "\"name\": null", "3:11: Expected a text, found a bare name."),
        ("\"scope\": \"Any\"", "\"scope\": \"Eny\"", "5:14: “Eny” is not allowed here."),
        ("\"scope\": \"Any\"", "\"scope\": {\"Any\": {}}", "5:14: Write Any as a text."),
        ("{\"seed\": 3}", "[3]", "6:13: Write Shuffled as an object of that name, with its content."),
        ("{\"Shuffled\": {\"seed\": 3}}", "\"Shuffled\"", "6:13: Write Shuffled as an object of that name"),
        ("{\"Shuffled\": {\"seed\": 3}}", "5", "Expected a name as text, or an object with one name, found"),
        ("{\"k\": 1}", "{\"k\": 1, \"k\": 2}", "The key “k” is given twice."),
        (
            "{\"k\": 1}",
            "{\"k\": {}}",
            "Expected a text, a number, true, false or a list of texts, found an object.",
        ),
        ("{\"k\": 1}", "[]", "Expected an object, found a list."),
        ("{\"k\": 1}", "{\"k\": 0.10000000000000000001}", "has more digits than a decimal number keeps"),
    ] {
        let text = "{\n  \"format\": 1,\n  \"name\": \"n\",\n  \"settings\": {\n    \"scope\": \"Any\",\n    \"ties\": \
                    {\"Shuffled\": {\"seed\": 3}}\n  },\n  \"contacts\": [{\"dimension\": \"d\", \"folder\": null, \
                    \"values\": {\"k\": 1}}]\n}";
        storage::read(text.as_bytes()).unwrap_or_else(|errors| panic!("{}", sentences(&errors)));
        let text = text.replacen(from, to, 1);
        let errors = sentences(&storage::read(text.as_bytes()).expect_err(&text));
        assert!(errors.contains(said), "{to}: {errors}");
    }
}

#[test]
fn a_place_inside_a_rule_is_found_behind_the_escapes_of_json() {
    let text = "{\"format\": 1, \"name\": \"n\", \"presentation_rules\": [{\"name\": \"r\", \"within\": \"1d\", \"at_most\": 1,\n\
                \"recipients\": \"\\u00e9\\ud83d\\ude00\\/\\n==x\"}]}";
    let loaded = storage::read(text.as_bytes()).unwrap_or_else(|errors| panic!("{}", sentences(&errors)));
    let rule = &loaded.catalog.presentation_rules[0];
    let offset = rule.recipients.find('x').expect("an x");
    let place = Place::new(vitrine::model::Ref::PresentationRule("r".into()), Vec::new()).field("recipients");
    let place = loaded.place_by_name(&Place { span: Some((offset, offset + 1)), ..place });
    let column = text.lines().nth(1).expect("a second line").find('x').expect("an x") + 1;
    assert_eq!((place.line, place.column), (2, column));
}

#[test]
fn what_nobody_sees_in_a_name_of_json_is_in_a_text() {
    let text = "{\"format\": 1, \"name\": \"a\u{202e}\", \"contacts\": [{\"dimension\": \"d\", \"values\": {\"a\u{200b}\": 1}}]}";
    let loaded = storage::read(text.as_bytes()).expect("a catalog");
    assert_eq!(loaded.hidden_outside_texts().count(), 0);
}
