//! Who comes in the preview: a copy of a contact with other values.

use crate::support::{
    Chosen, app, click, find, has, keep_contacts, offers, pick, press, says, shell, type_text,
};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::sync::Arc;
use vitrine::app::{Action, PreviewChange};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the pane to be in sight.
const HIGH: [f32; 2] = [1280.0, 4000.0];

/// The sample catalog, tried when its scenarios take place.
fn sample() -> Harness<'static, Shell> {
    let mut app = app(Language::En, Arc::new(Chosen::default()), None);
    app.apply(vec![Action::Preview(PreviewChange::At("2026-11-21T10:00".parse().ok()))]);
    shell(ThemeChoice::Light, HIGH, app)
}

#[test]
fn a_copy_has_other_values_and_the_contact_stays_as_it_is() {
    let mut harness = sample();
    assert!(!has(&harness, Role::Button, "Edit a copy"), "nobody was identified");
    pick(&mut harness, "Who", "Anna · 1001");
    let before = offers(&harness);
    let student = "recipient/student_pack".to_owned();
    assert!(!before.contains(&student));
    click(&mut harness, Role::Button, "Edit a copy");
    assert_eq!(find(&harness, Role::TextInput, "Age").value().as_deref(), Some("34"));
    assert!(!has(&harness, Role::Button, "Reset the copy"), "it is an equal one");
    click(&mut harness, Role::TextInput, "Age");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "20");
    press(&mut harness, Key::Tab);
    pick(&mut harness, "Segment", "student");
    assert!(has(&harness, Role::Label, "Age: 20, Segment: student"));
    assert!(says(&harness, "The contact has 34") && says(&harness, "The contact has affluent"));
    assert!(offers(&harness).contains(&student), "{:?}", offers(&harness));
    let app = harness.state().app();
    assert!(!app.workspace().is_dirty(), "only a copy changes");
    click(&mut harness, Role::Button, "As the contact has it: Age");
    assert!(has(&harness, Role::Label, "Segment: student"));
    assert!(!offers(&harness).contains(&student));
    click(&mut harness, Role::Button, "Reset the copy");
    assert_eq!(offers(&harness), before);
    assert!(!has(&harness, Role::Button, "Reset the copy"));
}

#[test]
fn a_value_of_the_copy_may_be_missing_and_one_that_is_typed_back_is_no_other_one() {
    let mut harness = sample();
    pick(&mut harness, "Who", "Anna · 1001");
    click(&mut harness, Role::Button, "Edit a copy");
    pick(&mut harness, "Segment", "missing");
    assert!(has(&harness, Role::Label, "Segment: no value"));
    pick(&mut harness, "Segment", "affluent");
    assert!(!has(&harness, Role::Button, "Reset the copy"));
    click(&mut harness, Role::TextInput, "Age");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    press(&mut harness, Key::Delete);
    press(&mut harness, Key::Tab);
    assert!(has(&harness, Role::Label, "Age: no value"));
    // What was accepted of an offer goes with its own command, and stays here.
    click(&mut harness, Role::Button, "Reset the copy");
    assert!(!harness.state().app().preview().has_trial());
    // Another contact comes as it is.
    pick(&mut harness, "Segment", "mass");
    click(&mut harness, Role::ComboBox, "Who");
    type_text(&mut harness, "david");
    press(&mut harness, Key::Enter);
    assert!(!says(&harness, "Segment: mass"));
}

/// A window on a catalog with a database of so many contacts beside it.
fn with_database(count: i64) -> (tempfile::TempDir, Harness<'static, Shell>) {
    use vitrine::audience::database::{Kept, NewContact};
    let folder = tempfile::tempdir().expect("a folder");
    let text = r#"#![enable(unwrap_newtypes, implicit_some)] (format: 1, name: "shop",
        dimensions: [(name: "client", label: "Client", kind: Recipient, key: ["id"], fields: [
            (name: "id", label: "Number", type: Text), (name: "first_name", label: "First name", type: Text),
            (name: "email", label: "Email", type: Text), (name: "age", label: "Age", type: Integer)])],
        environments: [(name: "shop", label: "Shop", stage: Design(live: "live"), targeting_dimension: "client",
            spaces: [(name: "home", label: "Home", channel: InboundWeb)],
            weights: [(label: "All", value: 1.0)],
            categories: [(name: "all", label: "All", offers: [
                (name: "card", label: "Gold card", target: "profile.age >= 30"),
                (name: "club", label: "Young club", target: "profile.age < 30")])])],
        contacts: [(dimension: "client", values: {"id": "s-1", "first_name": "Sam", "age": 50})])"#;
    let file = folder.path().join("shop.catalog.ron");
    std::fs::write(&file, text).expect("written");
    let loaded = vitrine::storage::load(&file).expect("a catalog");
    let contacts = (1..=count).map(|number| NewContact {
        values: vec![
            Kept::Text(format!("c-{number}")),
            Kept::Text(if number == 7 { "Zoé".to_owned() } else { "Ann".to_owned() }),
            Kept::Text(format!("mail{number}@post.example")),
            Kept::Whole(if number % 5 == 0 { 20 } else { 40 }),
        ],
        cookies: vec![format!("cookie-{number}")],
        ..NewContact::default()
    });
    let database = folder.path().join("shop.contacts.sqlite");
    keep_contacts(&database, &loaded.catalog.dimensions[0], &contacts.collect::<Vec<_>>());
    let app = app(Language::En, Arc::new(Chosen::default()), Some(file));
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    harness.run();
    harness.run();
    (folder, harness)
}

fn stored(harness: &Harness<'_, Shell>) -> Option<String> {
    harness.state().app().preview().stored().map(|stored| stored.title.clone())
}

#[test]
fn a_contact_of_the_database_is_found_by_what_is_typed_and_comes() {
    let (folder, mut harness) = with_database(60);
    assert!(says(&harness, "shop.contacts.sqlite · 60 contacts"), "found by itself");
    click(&mut harness, Role::ComboBox, "Who");
    type_text(&mut harness, "zoe");
    harness.run();
    assert!(says(&harness, "Zoé · c-7"));
    press(&mut harness, Key::Enter);
    assert_eq!(stored(&harness).as_deref(), Some("Zoé · c-7"));
    assert_eq!(find(&harness, Role::ComboBox, "Who").value().as_deref(), Some("Zoé · c-7"));
    assert_eq!(offers(&harness), ["shop/card"]);
    click(&mut harness, Role::ComboBox, "Who");
    type_text(&mut harness, "mail10@p");
    harness.run();
    let found = find(&harness, Role::ListBoxOption, "Ann · c-10").accesskit_node().description();
    assert_eq!(found.as_deref(), Some("Email: mail10@post.example"), "what matched");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::Enter);
    assert_eq!(offers(&harness), ["shop/club"]);
    // Chosen lately: there without typing.
    click(&mut harness, Role::ComboBox, "Who");
    assert!(has(&harness, Role::ListBoxOption, "Zoé · c-7"));
    press(&mut harness, Key::Escape);
    // A copy, with what is in the database left alone.
    click(&mut harness, Role::Button, "Edit a copy");
    click(&mut harness, Role::TextInput, "Age");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "33");
    press(&mut harness, Key::Tab);
    assert_eq!(offers(&harness), ["shop/card"]);
    pick(&mut harness, "Who", "Sam · s-1");
    assert_eq!(stored(&harness), None);
    assert!(!has(&harness, Role::Button, "Reset the copy"), "that was another one");
    drop(folder);
}

#[test]
fn somebody_comes_at_random_and_by_rule_one_after_the_other() {
    let (_folder, mut harness) = with_database(12);
    click(&mut harness, Role::Button, "Random contact");
    harness.run();
    assert!(stored(&harness).is_some());
    click(&mut harness, Role::Button, "By rule");
    click(&mut harness, Role::TextInput, "Rule");
    type_text(&mut harness, "profile.age < 30");
    press(&mut harness, Key::Enter);
    harness.run();
    assert_eq!(stored(&harness).as_deref(), Some("Ann · c-5"));
    assert_eq!(offers(&harness), ["shop/club"]);
    click(&mut harness, Role::Button, "Next contact that matches");
    harness.run();
    assert_eq!(stored(&harness).as_deref(), Some("Ann · c-10"));
    click(&mut harness, Role::Button, "Next contact that matches");
    harness.run();
    assert!(says(&harness, "No further contact matches."));
    click(&mut harness, Role::TextInput, "Rule");
    type_text(&mut harness, " &&");
    click(&mut harness, Role::Button, "Next contact that matches");
    harness.run();
    assert_eq!(stored(&harness).as_deref(), Some("Ann · c-10"), "what is no rule finds nobody");
}

#[test]
fn a_database_that_vanishes_says_so_and_is_closed() {
    let (folder, mut harness) = with_database(3);
    let path = folder.path().join("shop.contacts.sqlite");
    click(&mut harness, Role::Button, "Random contact");
    harness.run();
    std::fs::rename(&path, folder.path().join("elsewhere")).expect("renamed");
    click(&mut harness, Role::ComboBox, "Who");
    type_text(&mut harness, "ann");
    harness.run();
    assert!(says(&harness, "is not there any more"));
    press(&mut harness, Key::Escape);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    type_text(&mut harness, "close contact");
    press(&mut harness, Key::Enter);
    harness.run();
    assert_eq!(stored(&harness), None);
    assert!(!says(&harness, "shop.contacts.sqlite"));
}

/// A folder with the catalog of [`with_database`], without its database, and a file of contacts, of which two rows are bad.
fn with_contacts() -> (tempfile::TempDir, Harness<'static, Shell>) {
    let (folder, harness) = with_database(1);
    drop(harness);
    std::fs::remove_file(folder.path().join("shop.contacts.sqlite")).expect("removed");
    let rows = "Number;First name;Email;Age;Member since\n\
        1;Zoé;zoe@post.example;41;31/12/2020\n2;Max;max@post.example;old;01/02/2021\n\
        ;Nobody;nobody@post.example;33;01/02/2021\n4;Ida;ida@post.example;19;13/02/2021\n";
    let csv = folder.path().join("clients.csv");
    std::fs::write(&csv, rows).expect("written");
    let file = folder.path().join("shop.catalog.ron");
    let app = app(Language::En, Chosen::paths([csv]), Some(file));
    let mut harness = shell(ThemeChoice::Light, [1280.0, 1600.0], app);
    harness.run();
    (folder, harness)
}

#[test]
fn contacts_are_imported_and_bad_rows_kept_with_their_reasons() {
    let (folder, mut harness) = with_contacts();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    type_text(&mut harness, "import contacts");
    press(&mut harness, Key::Enter);
    harness.run();
    assert!(says(&harness, "Import contacts from clients.csv"));
    let height = |harness: &Harness<'_, Shell>, button| {
        let top = find(harness, Role::Heading, "Import contacts from clients.csv").rect().top();
        find(harness, Role::Button, button).rect().bottom() - top
    };
    assert!(height(&harness, "Cancel") > 800.0);
    assert_eq!(find(&harness, Role::ComboBox, "Delimiter").value().as_deref(), Some("Semicolon"));
    assert_eq!(find(&harness, Role::ComboBox, "Encoding").value().as_deref(), Some("UTF-8"));
    assert_eq!(find(&harness, Role::ComboBox, "Number").value().as_deref(), Some("Number"));
    let new = find(&harness, Role::ComboBox, "Member since").value();
    assert_eq!(new.as_deref(), Some("New field member_since (Date)"));
    // Of the first rows Age is a text: the field is a number all the same, and the row is rejected.
    assert_eq!(find(&harness, Role::ComboBox, "Age").value().as_deref(), Some("Age"));
    click(&mut harness, Role::Button, "Import");
    harness.run();
    assert!(says(&harness, "2 contacts imported into"));
    assert!(says(&harness, "2 rows rejected."));
    assert!(height(&harness, "Close") < 400.0, "no large sheet for some lines");
    assert!(says(&harness, "Fields added to the dimension: member_since"));
    let rejected = std::fs::read_to_string(folder.path().join("shop.contacts.rejected.csv")).expect("a file");
    assert!(rejected.lines().nth(1).is_some_and(|line| line.starts_with("3,")), "{rejected}");
    let fields =
        |harness: &Harness<'_, Shell>| harness.state().app().workspace().catalog().dimensions[0].fields.len();
    assert_eq!(fields(&harness), 5);
    click(&mut harness, Role::Button, "Open it");
    harness.run();
    assert!(says(&harness, "shop.contacts.sqlite · 2 contacts"));
    click(&mut harness, Role::ComboBox, "Who");
    type_text(&mut harness, "ida");
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(offers(&harness), ["shop/club"]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert_eq!(fields(&harness), 4, "the new field was one step");
}

#[test]
fn a_column_without_the_key_says_what_is_missing_and_is_put_right_by_hand() {
    let (_folder, mut harness) = with_contacts();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run();
    type_text(&mut harness, "import contacts");
    press(&mut harness, Key::Enter);
    harness.run();
    pick(&mut harness, "Number", "Left out");
    click(&mut harness, Role::Button, "Import");
    harness.run();
    assert!(says(&harness, "No column becomes “Number”"));
    pick(&mut harness, "Email", "Number");
    click(&mut harness, Role::Button, "Import");
    harness.run();
    assert!(says(&harness, "3 contacts imported into"));
    click(&mut harness, Role::Button, "Close");
    assert!(!says(&harness, "contacts imported into"));
}
