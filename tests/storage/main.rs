//! Catalogs as files, from outside: what is read, what is written, and that nothing is lost in between.

mod comments;
mod defaults;
mod json;
mod notation;

use std::fs;
use std::path::Path;
use vitrine::model::Catalog;
use vitrine::storage::ron::PathStep;
use vitrine::storage::{self, LoadError, ReadError};
use vitrine::text::Language;

/// The example of the format's description, version 1.
const GOLDEN: &str = include_str!("../golden/format1.catalog.ron");
/// The same in the form in which it is saved.
const CANONICAL: &str = include_str!("../golden/format1.canonical.catalog.ron");

fn catalog(text: &str) -> Catalog {
    let loaded = storage::read(text.as_bytes()).unwrap_or_else(|errors| panic!("{}", sentences(&errors)));
    Catalog::clone(&loaded.catalog)
}

fn sentences(errors: &[ReadError]) -> String {
    let line =
        |error: &ReadError| format!("{}:{}: {}", error.line, error.column, Language::En.say(&error.message));
    errors.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What reading a text as a catalog says is wrong with it.
fn refused(text: &str) -> String {
    sentences(&storage::read(text.as_bytes()).expect_err("refused"))
}

fn written(catalog: &Catalog) -> String {
    storage::write(catalog, None).expect("writable")
}

/// The `ron` crate with the settings of our files.
fn oracle() -> ron::Options {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .with_recursion_limit(storage::ron::MAX_DEPTH)
}

#[test]
fn the_example_of_the_format_is_read_and_written_without_loss() {
    let example = catalog(GOLDEN);
    assert_eq!(example.environments.len(), 4);
    assert_eq!(example.contacts[0].history.len(), 1);
    assert_eq!(written(&example), CANONICAL);
    assert_eq!(catalog(CANONICAL), example);
    assert_eq!(storage::fmt(GOLDEN.as_bytes()).as_deref(), Ok(CANONICAL));
    assert_eq!(storage::fmt(CANONICAL.as_bytes()).as_deref(), Ok(CANONICAL));
}

#[test]
fn the_ron_crate_reads_what_we_write() {
    let read: Catalog = oracle().from_str(CANONICAL).expect("RON for the crate");
    assert_eq!(read, catalog(GOLDEN));
    let read: Catalog = oracle().from_str(GOLDEN).expect("RON for the crate");
    assert_eq!(read, catalog(GOLDEN));
}

#[test]
fn we_read_what_the_ron_crate_writes() {
    let example = catalog(GOLDEN);
    let implicit = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    let explicit = ron::ser::PrettyConfig::new().escape_strings(false).compact_arrays(true);
    for config in [implicit, explicit] {
        let text = ron::ser::to_string_pretty(&example, config).expect("writable");
        assert_eq!(catalog(&text), example);
    }
    let bare = ron::ser::to_string(&example).expect("writable");
    assert_eq!(catalog(&bare), example);
}

#[test]
fn one_pass_reports_what_is_unknown_or_repeated() {
    let text = "\
Catalog(
    format: 1, nme: \"x\", name: \"é\",
    colour: \"red\", name: \"again\",
    folders: [Directory(name: \"f\", holds: Visitors, parrent: \"g\")],
    contacts: [(dimension: \"d\", values: {\"id\": 1, \"id\": 2})],
    scenarios: [Scenario(name: \"s\", call: Call(space: \"e/s\", at: \"2026-13-01\"))],
)";
    assert_eq!(
        refused(&format!("#![enable(implicit_some)]\n{text}")),
        "\
3:16: Catalog has no field “nme”. Did you mean “name”?
4:5: Catalog has no field “colour”. Expected one of: format, name, label, description, time_zone, settings, \
dimensions, folders, channels, offer_fields, presentation_rules, typologies, environments, templates, contacts, \
scenarios.
4:20: The field “name” of Catalog is given twice.
5:15: Expected Folder, found Directory.
5:53: Folder has no field “parrent”. Did you mean “parent”?
6:51: The key “id” is given twice.
7:66: Expected a date or a date and time, such as \"2026-07-01\", \"2026-07-01T08:00\" or \"2026-07-01T08:00+02:00\", found \"2026-13-01\"."
    );
    assert_eq!(
        refused("Catalog(\n  format: 1,\n  nme: \"x\")"),
        "1:1: Catalog needs the field “name”.\n3:3: Catalog has no field “nme”. Did you mean “name”?"
    );
}

#[test]
fn every_wrong_value_has_its_place_and_sentence() {
    // The mark ¦ stands where the error is expected; without one that is the start.
    for (fields, expected) in [
        ("name: ¦3", "Expected a text, found a whole number."),
        ("name: ¦bare", "Expected a text: “bare” needs quotation marks."),
        ("label: \"é\"", "Catalog needs the field “name”."),
        ("name: \"é\", label: ¦[]", "Expected a text, found a list."),
        ("name: \"x\", settings: Settings(scope: ¦Al)", "“Al” is not allowed here. Did you mean “All”?"),
        ("name: \"x\", settings: (ties: ¦Shuffled)", "Write Shuffled with named fields in parentheses."),
        ("name: \"x\", settings: (ties: ¦CatalogOrder())", "Write CatalogOrder without parentheses."),
        (
            "name: \"x\", settings: (ties: Shuffled(seed: ¦-1))",
            "-1 is not between 0 and 18446744073709551615.",
        ),
        (
            "name: \"x\", settings: (ties: Shuffled(¦sed: 1))",
            "Shuffled has no field “sed”. Did you mean “seed”?",
        ),
        ("name: \"x\", settings: ¦{\"ties\": 1}", "Expected named fields in parentheses, found a map."),
        ("name: \"x\", channels: [\"a\", ¦1]", "Expected a text, found a whole number."),
        (
            "name: \"x\", contacts: [(dimension: \"d\", values: {\"v\": ¦{}})]",
            "Expected a text, a number, true, false or a list of texts, found a map.",
        ),
        (
            "name: \"x\", contacts: [(dimension: \"d\", values: {\"v\": ¦9223372036854775808})]",
            "9223372036854775808 does not fit in a whole number of 64 bits.",
        ),
        (
            "name: \"x\", contacts: [(dimension: \"d\", folder: ¦\"f\")]",
            "Expected Some(…) or None, found a text.",
        ),
        (
            "name: \"x\", presentation_rules: [(name: \"r\", within: ¦\"9y\", at_most: 1)]",
            "Expected a duration such as \"90d\" or \"2d 6h\", in weeks (w), days (d), hours (h), minutes (m) and \
             seconds (s).",
        ),
        (
            "name: \"x\", templates: [(name: \"o\", weights: [(value: ¦true)])]",
            "Expected a number, or a formula as text.",
        ),
        (
            "name: \"x\", offer_fields: [(name: \"f\", type: ¦Choice(\"a\", \"b\"))]",
            "Write Choice with one value in parentheses.",
        ),
    ] {
        let text = format!("Catalog(format: 1, {fields})");
        let column = text.chars().position(|c| c == '¦').unwrap_or(0) + 1;
        assert_eq!(refused(&text.replace('¦', "")), format!("1:{column}: {expected}"));
    }
}

#[test]
fn what_is_no_ron_is_refused_in_one_sentence() {
    for (text, expected) in [
        ("", "1:1: Expected a value, found the end of the file."),
        ("Catalog(format: 1", "1:8: This “(” is never closed."),
        ("Catalog(\n  format: 1 name: 2)", "2:13: Expected , ), found n."),
        ("Catalog(format: 1,, )", "1:19: Expected the name of a field, found ,."),
        ("Catalog(format: 1, [])", "1:20: Expected the name of a field, found [."),
        ("Catalog(format: 1] ", "1:18: Expected , ), found ]."),
        ("Catalog(format: 1) x", "1:20: Expected the end of the file, found x."),
        ("Catalog(format: 1, name: \"☃\\q\")", "1:28: “\\q” is not a valid escape sequence."),
        ("Catalog(format: 1, name: \"x)", "1:26: This text is never closed."),
        ("Catalog(format: 1, /* /* */ )", "1:20: This comment is never closed."),
        ("Catalog(format: 1, v: 1e400)", "1:23: 1e400 is not a finite number."),
        ("Catalog(format: 1, v: -inf)", "1:23: -inf is not a finite number."),
        ("Catalog(format: 1, v: NaN)", "1:23: NaN is not a finite number."),
        ("Catalog(format: 1, v: 0xZ)", "1:23: “0xZ” is not a number."),
        (
            "Catalog(format: 1, v: 18446744073709551616)",
            "1:23: 18446744073709551616 does not fit in a whole number of 64 bits.",
        ),
        (
            "#![enable(magic)] Catalog()",
            "1:11: Unknown extension “magic”. Known extensions: implicit_some, unwrap_newtypes, unwrap_variant_newtypes, explicit_struct_names.",
        ),
        ("#![disable(implicit_some)] Catalog()", "1:4: Expected enable, type, schema, found d."),
        (
            "Catalog(format: 2, news: [])",
            "1:17: This catalog has format 2, but this version of Vitrine reads up to format 1. Update Vitrine to open it.",
        ),
        ("Catalog(format: 0)", "1:17: There is no format 0. This version of Vitrine reads up to format 1."),
        ("Catalog(name: \"x\")", "1:1: The catalog's format is missing. Add it, for example “format: 1”."),
        ("{\"format\": 1}", "1:1: Catalog needs the field “name”."),
        ("[1]", "1:1: This is not a catalog: a catalog starts with “Catalog(”."),
    ] {
        assert_eq!(refused(text), expected);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let errors = storage::read(b"Catalog(\n  name: \"\xe9\")").expect_err("refused");
    assert_eq!(sentences(&errors), "2:10: This is not UTF-8 text.");
    assert_eq!(
        (errors[0].span.clone(), Language::Fr.say(&errors[0].message)),
        (18..18, "Ce n’est pas du texte UTF-8.".to_owned())
    );
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    assert_eq!(catalog(&format!("\u{feff}{GOLDEN}")), catalog(GOLDEN));
    assert_eq!(refused("\u{feff}Catalog(format: x)"), refused("Catalog(format: x)"));
}

#[test]
fn a_truncated_file_is_refused_and_nothing_breaks() {
    for end in 0..GOLDEN.trim_end().len() {
        let bytes = &GOLDEN.as_bytes()[..end];
        assert!(storage::read(bytes).is_err(), "{end} bytes");
    }
}

/// A catalog with so many categories in one another.
fn nested(categories: usize) -> String {
    let open = "categories: [Category(name: \"c\", ".repeat(categories);
    let close = ")]".repeat(categories);
    format!(
        "Catalog(format: 1, name: \"n\", environments: [Environment(name: \"e\", stage: Live, targeting_dimension: \"d\", {open}{close})])"
    )
}

#[test]
fn nesting_has_one_limit_for_reading_and_writing() {
    let deepest = (storage::ron::MAX_DEPTH - 3) / 2;
    let read = catalog(&nested(deepest));
    assert_eq!(catalog(&written(&read)), read);
    assert!(refused(&nested(deepest + 1)).ends_with("Values are nested too deep (limit 128 levels)."));
    assert!(refused(&"[".repeat(1_000_000)).ends_with("Values are nested too deep (limit 128 levels)."));
    assert!(
        refused(&"({Some(".repeat(1_000_000)).ends_with("Values are nested too deep (limit 128 levels).")
    );

    let mut deeper = read;
    let environment = std::sync::Arc::make_mut(&mut deeper.environments[0]);
    let mut category = vitrine::model::Category::new("top", "");
    category.categories = std::mem::take(&mut environment.categories);
    environment.categories = vec![std::sync::Arc::new(category)];
    assert_eq!(storage::write(&deeper, None), Err(storage::WriteError::TooDeep));
}

#[test]
fn a_number_that_is_not_finite_is_not_written() {
    let mut example = catalog(GOLDEN);
    std::sync::Arc::make_mut(&mut example.contacts[0]).history[0].weight = Some(f64::NAN);
    let error = storage::write(&example, None).expect_err("not finite");
    assert!(Language::En.has(error.message().id));
}

#[test]
fn a_catalog_that_makes_no_sense_still_loads() {
    let text = "#![enable(implicit_some)] Catalog(format: 1, name: \"\", time_zone: \"Nowhere\", environments: [
        Environment(name: \"e\", stage: Design(live: \"gone\"), targeting_dimension: \"gone\", target: \"((\"),
        Environment(name: \"e\", stage: Live, targeting_dimension: \"\", typology: Some(\"gone\"))])";
    assert_eq!(catalog(text).environments.len(), 2);
}

#[test]
fn comments_stay_when_a_file_is_formatted_and_edited() {
    let text = "\
// Owned by the web team.
#![enable(implicit_some)]
Catalog(format: 1, /* the short name */ name: \"shop\", // do not change
  environments: [
    // Visitors first.
    Environment(name: \"a\", stage: Live, targeting_dimension: \"d\", enabled_note: []),
  ],
  // Nobody yet.
)
// The end.
"
    .replace(", enabled_note: []", ", anonymous: false, // later\n");
    let formatted = "\
// Owned by the web team.
#![enable(implicit_some)]
Catalog(
    format: 1,
    /* the short name */
    name: \"shop\", // do not change
    environments: [
        // Visitors first.
        Environment(
            name: \"a\",
            stage: Live,
            targeting_dimension: \"d\",
            // later
        ),
    ],
    // Nobody yet.
)
// The end.
";
    assert_eq!(storage::fmt(text.as_bytes()).as_deref(), Ok(formatted));
    assert_eq!(storage::fmt(formatted.as_bytes()).as_deref(), Ok(formatted));

    let loaded = storage::read(text.as_bytes()).expect("a catalog");
    let mut edited = Catalog::clone(&loaded.catalog);
    edited.name = "store".to_owned();
    edited.environments.clear();
    assert_eq!(
        storage::write(&edited, Some(&loaded.document)).as_deref(),
        Ok("\
// Owned by the web team.
#![enable(implicit_some)]
Catalog(
    format: 1,
    /* the short name */
    name: \"store\", // do not change
    // Visitors first.
    // later
    // Nobody yet.
)
// The end.
")
    );
}

#[test]
fn everything_has_a_place() {
    let loaded = storage::read(GOLDEN.as_bytes()).expect("a catalog");
    let offer = [
        PathStep::field("environments"),
        PathStep::named("recipient"),
        PathStep::below("categories", "offers", "home_insurance"),
    ];
    let text_at = |place: storage::Place| {
        let line = GOLDEN.lines().nth(place.line - 1).expect("a line");
        line.chars().skip(place.column - 1).collect::<String>()
    };
    assert!(text_at(loaded.place(&offer)).starts_with("Offer(name: \"home_insurance\""));
    let target = [&offer[..], &[PathStep::field("target")]].concat();
    assert!(text_at(loaded.place(&target)).starts_with("\"profile.age >= 25\""));
    assert!(text_at(loaded.place_in_text(&target, 8)).starts_with("age >= 25\""));
    let code = [&offer[..], &[PathStep::field("code")]].concat();
    assert_eq!(loaded.place(&code), loaded.place(&offer), "what is left out stands where its owner does");
}

/// As the window saves a new file.
const SAVING: storage::Saving =
    storage::Saving { backup: true, heeds_protection: true, expected: storage::Expected::Anything };

#[track_caller]
fn saved(path: &Path, text: &str) -> storage::Stamp {
    let saved = storage::save(path, text, &SAVING).expect("saved");
    assert_eq!(saved.notice, None);
    saved.stamp
}

#[track_caller]
fn not_saved(path: &Path) -> vitrine::text::Message {
    storage::save(path, "new", &SAVING).expect_err("refused").into_message()
}

#[test]
fn a_save_keeps_the_previous_version_and_leaves_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    let first = saved(&path, CANONICAL);
    assert!(!storage::backup_of(&path).exists(), "there was no previous version");
    let loaded = storage::load(&path).expect("loaded");
    assert!(loaded.stamp.same_content(&first));

    let changed = CANONICAL.replace("neobank", "bank");
    let second = saved(&path, &changed);
    assert!(!second.same_content(&first));
    assert_eq!(storage::stamp(&path).expect("a stamp"), second);
    assert_eq!(fs::read_to_string(&path).expect("a file"), changed);
    saved(&path, &changed);
    let backup = folder.path().join("shop.catalog.ron.bak");
    assert_eq!(
        fs::read_to_string(backup).expect("a file"),
        CANONICAL,
        "saving twice keeps the version before"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);

    fs::write(&path, "changed by somebody else").expect("written");
    assert!(!storage::stamp(&path).expect("a stamp").same_content(&second));
}

#[test]
fn what_is_no_catalog_file_is_refused_with_a_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let id = |path: &Path| match storage::load(path).expect_err("refused") {
        LoadError::File(error) => error.message.id,
        LoadError::Content(errors) => errors[0].message.id,
    };
    assert_eq!(id(&folder.path().join("none.ron")), "storage-read-not-found");
    assert_eq!(id(folder.path()), "storage-is-folder");
    let path = folder.path().join("x.ron");
    fs::write(&path, "[]").expect("written");
    assert_eq!(id(&path), "storage-not-a-catalog");

    let id = |path: &Path| not_saved(path).id;
    assert_eq!(id(folder.path()), "storage-is-folder");
    assert_eq!(id(&folder.path().join("none/x.ron")), "storage-write-no-folder");
}

#[cfg(unix)]
#[test]
fn a_save_keeps_permissions_and_links() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = tempfile::tempdir().expect("a folder");
    let (path, link) = (folder.path().join("x.ron"), folder.path().join("link.ron"));
    fs::write(&path, "old").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    symlink("x.ron", &link).expect("a link");
    saved(&link, "new");
    assert!(link.is_symlink());
    assert_eq!(fs::read_to_string(&path).expect("a file"), "new");
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(storage::backup_of(&path)).expect("a file"), "old");

    let mode = |path: &Path| fs::metadata(path).expect("a file").permissions().mode();
    let (new, plain) = (folder.path().join("new.ron"), folder.path().join("plain"));
    symlink("new.ron", folder.path().join("early.ron")).expect("a link");
    saved(&folder.path().join("early.ron"), "new");
    fs::write(&plain, "").expect("written");
    assert_eq!(mode(&new), mode(&plain), "a new file is like any other");

    symlink("loop.ron", folder.path().join("loop.ron")).expect("a link");
    assert_eq!(not_saved(&folder.path().join("loop.ron")).id, "storage-write-failed");
}

/// A command that names a file means it: it is written where the system allows that, as it allows a superuser.
#[cfg(target_os = "linux")]
#[test]
fn a_command_asks_the_system_whether_a_file_is_protected() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.ron");
    fs::write(&path, "old").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    let may_write_anyway = fs::File::options().write(true).open(&path).is_ok();
    let saved = storage::save(&path, "new", &storage::Saving { heeds_protection: false, ..SAVING });
    assert_eq!(saved.is_ok(), may_write_anyway);
    let held = if may_write_anyway { "new" } else { "old" };
    assert_eq!(fs::read_to_string(&path).expect("a file"), held);
    assert_eq!(fs::metadata(&path).expect("a file").permissions().mode() & 0o777, 0o444);
}

#[cfg(target_os = "linux")]
#[test]
fn a_read_only_file_or_folder_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.ron");
    fs::write(&path, "old").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("set");
    assert_eq!(not_saved(&path).id, "storage-write-denied");
    assert_eq!(fs::read_to_string(&path).expect("a file"), "old");

    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).expect("set");
    // A superuser may write anywhere but into the kernel's own folders.
    let may_write_anyway = fs::write(folder.path().join("probe"), "").is_ok();
    let denied = if may_write_anyway { Path::new("/sys") } else { folder.path() };
    assert_eq!(not_saved(&denied.join("new.ron")).id, "storage-write-denied");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("set");
}
