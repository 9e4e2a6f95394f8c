//! `schema` and `export`: a catalog in other hands, and back.

use crate::support::{CATALOGS, NEOBANK, vitrine, with_input};

#[cfg(feature = "schema")]
#[test]
fn the_schema_validates_every_export_of_the_sample_catalogs() {
    let printed = vitrine(&["schema"]);
    assert_eq!((printed.code, printed.err.as_str()), (0, ""));
    assert_eq!(vitrine(&["schema"]).out, printed.out, "it is the same each time");
    let schema = jsonschema::validator_for(&printed.json()).expect("a schema");
    for catalog in CATALOGS {
        for scope in [&["--all"][..], &[]] {
            let exported = vitrine(&[&["export", catalog, "--format=json"], scope].concat());
            assert_eq!(exported.code, 0, "{}", exported.err);
            let wrong: Vec<String> = schema.iter_errors(&exported.json()).map(|it| it.to_string()).collect();
            assert!(wrong.is_empty(), "{catalog}: {wrong:?}");
        }
    }
    for spoiled in
        [r#"{"format": 2, "name": "a"}"#, r#"{"format": 1}"#, r#"{"format": 1, "name": "a", "b": 1}"#]
    {
        assert!(!schema.is_valid(&serde_json::from_str(spoiled).expect("JSON")), "{spoiled}");
    }
}

#[test]
fn a_whole_catalog_goes_out_as_json_and_comes_back_the_same() {
    for catalog in CATALOGS {
        let exported = vitrine(&["export", "--all", "--format=json", catalog]);
        assert_eq!((exported.code, exported.err.as_str()), (0, ""));
        let back = with_input(&["export", "--all", "--format=ron", "-"], &exported.out);
        assert_eq!((back.code, back.err.as_str()), (0, ""));
        let plain = vitrine(&["export", "--all", "--format=ron", catalog]);
        assert_eq!(back.out, plain.out, "{catalog}");
        let checked = with_input(&["check", "-"], &exported.out);
        assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{catalog}");
    }
}

#[test]
fn a_catalog_in_json_is_edited_as_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.json");
    let file = path.to_str().expect("text");
    assert_eq!(vitrine(&["export", "--all", NEOBANK, "-o", file]).code, 0);
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(text.starts_with("{\n  \"format\": 1,"), "{}", &text[..40]);
    assert_eq!(vitrine(&["fmt", "--check", file]).code, 0);
    std::fs::write(&path, text.replace("\n  ", "\n")).expect("written");
    assert_eq!(vitrine(&["fmt", "--check", file]).code, 1);
    assert_eq!(vitrine(&["fmt", file]).code, 0);
    assert_eq!(std::fs::read_to_string(&path).expect("there"), text);
    std::fs::write(&path, text.replacen("\"format\": 1", "\"format\": 1, \"colour\": 3", 1))
        .expect("written");
    let refused = vitrine(&["check", file]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("shop.json:2:16:") && refused.err.contains("colour"), "{}", refused.err);
}

#[cfg(feature = "sheets")]
#[test]
fn what_is_no_sheet_of_offers_is_told_in_one_sentence() {
    let sheet = crate::support::Edited::of("x\n");
    let ran = vitrine(&["apply", NEOBANK, sheet.path()]);
    let said = format!("error: “{}” has no row of headings with “Environment” and “Offer”.\n", sheet.path());
    assert_eq!((ran.code, ran.out.as_str(), ran.err), (1, "", said));
}
