//! The table of offers: sorted, filtered, edited in place, many at once and from a spreadsheet, by mouse and key.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, Column, Command, InnerTab};
use vitrine::model::{Catalog, Offer, Ref, Value, WeightValue};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const CATALOG: &str = r#"Catalog(format: 1, name: "shop",
    dimensions: [
        Dimension(name: "recipient", label: "Recipients", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)]),
    ],
    offer_fields: [
        Field(name: "price", label: "Price", type: Decimal), Field(name: "months", label: "Months", type: Integer),
        Field(name: "online", label: "Online", type: Boolean), Field(name: "tier", label: "Tier", type: Choice(["Gold", "Silver"])),
        Field(name: "launch", label: "Launch", type: Date),
    ],
    environments: [
        Environment(name: "design", label: "Shop", stage: Design(live: "live"), targeting_dimension: "recipient",
            categories: [
                Category(name: "loans", label: "Loans", offers: [
                    Offer(name: "car", label: "Car loan", code: "C1", weights: [Weight(value: 9.0)],
                        period: Period(from: Some("2026-03-01")), content: Content(title: "Drive", fields: {"price": 100.0})),
                    Offer(name: "house", label: "House loan", weights: [Weight(value: 10.0), Weight(value: 2.0)], enabled: false),
                ], categories: [Category(name: "students", label: "Étudiants", offers: [
                    Offer(name: "study", label: "Study loan", period: Period(from: Some("2026-01-15T08:00")), content: Content(fields: {"price": 9.5})),
                ])]),
                Category(name: "cards", label: "Cards", offers: [Offer(name: "gold", label: "Gold card", code: "G1")]),
            ]),
        Environment(name: "live", label: "Shop live", stage: Live, targeting_dimension: "recipient",
            categories: [Category(name: "loans", label: "Loans, live", offers: [Offer(name: "car", label: "Car, live")])]),
    ])"#;

type Window = Harness<'static, Shell>;

/// Whether an offer is as an edit should have made it.
type Check = fn(&Offer) -> bool;

/// The table of the Design environment, in a window without the panels beside it.
fn window() -> (Window, tempfile::TempDir) {
    window_of(Language::En, "design")
}

fn window_of(language: Language, environment: &str) -> (Window, tempfile::TempDir) {
    window_on(language, Ref::Environment(environment.to_owned()))
}

fn window_on(language: Language, scope: Ref) -> (Window, tempfile::TempDir) {
    window_with(CATALOG, language, scope)
}

fn window_with(text: &str, language: Language, scope: Ref) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, text).expect("written");
    let mut app = app(language, Chosen::paths([]), Some(path));
    app.poll();
    for command in [Command::ToggleExplorer, Command::TogglePreview, Command::ToggleProblems] {
        app.run(command);
    }
    app.apply(vec![Action::Open(scope.clone()), Action::Inner(scope, InnerTab::Offers)]);
    let size = [2300.0, WINDOW[1]];
    (shell(ThemeChoice::Light, size, app), folder)
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn offer(window: &Window, name: &str) -> Offer {
    (**catalog(window).environments[0].offer(name).expect("the offer").1).clone()
}

/// The names of the rows, in order.
fn rows(window: &Window) -> Vec<String> {
    window
        .state()
        .app()
        .table_rows()
        .expect("a table")
        .shown
        .iter()
        .map(|row| row.offer.name.clone())
        .collect()
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn undo(window: &mut Window) {
    keys(window, Modifiers::COMMAND, Key::Z);
}

fn cell(window: &mut Window, name: &str) {
    click(window, Role::Cell, name);
}

/// Types a text over what stands in a cell, and takes it.
fn write(window: &mut Window, name: &str, text: &str) {
    cell(window, name);
    press(window, Key::Backspace);
    if !text.is_empty() {
        type_text(window, text);
    }
    press(window, Key::Enter);
}

fn click_with(window: &mut Window, modifiers: Modifiers, name: &str) {
    find(window, Role::Cell, name).click_modifiers(modifiers);
    window.run();
}

fn undo_name(window: &Window) -> String {
    let document = window.state().app().workspace().document();
    Language::En.say(document.undo_name().expect("a step"))
}

#[test]
fn a_heading_sorts_upwards_downwards_and_not_any_more() {
    let (mut window, _folder) = window();
    assert_eq!(rows(&window), ["car", "house", "study", "gold"]);
    let mut sorted = |heading: &str| {
        click(&mut window, Role::ColumnHeader, heading);
        rows(&window)
    };
    assert_eq!(sorted("Weight"), ["car", "house", "study", "gold"], "9 before 10, none last");
    assert_eq!(sorted("Weight"), ["house", "car", "study", "gold"], "none is last here too");
    assert_eq!(sorted("Weight"), ["car", "house", "study", "gold"]);
    assert_eq!(sorted("From"), ["study", "car", "house", "gold"], "as moments, not as texts");
    assert_eq!(sorted("Price"), ["study", "car", "house", "gold"], "as numbers, not as texts");
    assert_eq!(sorted("Label"), ["car", "gold", "house", "study"]);
}

#[test]
fn what_is_typed_above_filters_and_the_count_says_so() {
    let (mut window, _folder) = window();
    assert!(has(&window, Role::Label, "4 offers"));
    click(&mut window, Role::TextInput, "Filter the offers");
    type_text(&mut window, "ETUDIANT");
    assert_eq!(rows(&window), ["study"], "a category that fits, without accents");
    assert!(has(&window, Role::Label, "1 of 4 offers"));
    click(&mut window, Role::Button, "Clear the filter");
    click(&mut window, Role::ComboBox, "Enabled");
    click(&mut window, Role::ListBoxOption, "Disabled");
    assert_eq!(rows(&window), ["house"]);
    click(&mut window, Role::ComboBox, "Category");
    click(&mut window, Role::ListBoxOption, "Cards");
    assert!(rows(&window).is_empty());
    click(&mut window, Role::Button, "Clear the filter");
    assert_eq!(rows(&window).len(), 4);
    click(&mut window, Role::ComboBox, "Category");
    click(&mut window, Role::ListBoxOption, "Loans");
    assert_eq!(rows(&window), ["car", "house", "study"], "with what is below it");
}

#[test]
fn a_category_shows_its_subtree() {
    let category = Ref::Category("design".to_owned(), "loans".to_owned());
    let (window, _folder) = window_on(Language::En, category);
    assert_eq!(rows(&window), ["car", "house", "study"]);
}

#[test]
fn columns_are_chosen_and_kept() {
    let (mut window, _folder) = window();
    assert!(!has(&window, Role::ColumnHeader, "Name"));
    click(&mut window, Role::Button, "Columns");
    click(&mut window, Role::CheckBox, "Name");
    assert!(has(&window, Role::ColumnHeader, "Name"));
    click(&mut window, Role::CheckBox, "Code");
    assert!(!has(&window, Role::ColumnHeader, "Code"));
    assert!(window.state().app().preferences.hidden_columns.contains(&"code".to_owned()));
}

#[test]
fn each_kind_of_cell_is_edited_in_one_step() {
    let (mut window, _folder) = window();
    let before = offer(&window, "car");
    let edits: [(&str, &str, Check); 10] = [
        ("Label, Car loan", "Auto", |it| it.label == "Auto"),
        ("Code, Car loan", "C2", |it| it.code == "C2"),
        ("From, Car loan", "2026-05-01T08:00", |it| {
            it.period.from.as_ref().is_some_and(|it| it.to_string() == "2026-05-01T08:00")
        }),
        ("Until, Car loan", "2026-12-31", |it| it.period.until.is_some()),
        ("Rule, Car loan", "profile.id == '1'", |it| it.target == "profile.id == '1'"),
        ("Weight, Car loan", "12.5", |it| it.weights[0].value == WeightValue::Number(12.5)),
        ("Title, Car loan", "Drive now", |it| it.content.title == "Drive now"),
        ("Price, Car loan", "", |it| !it.content.fields.contains_key("price")),
        ("Months, Car loan", "24", |it| it.content.fields.get("months") == Some(&Value::Integer(24))),
        ("Launch, Car loan", "2026-02-01", |it| {
            it.content.fields.get("launch") == Some(&Value::from("2026-02-01"))
        }),
    ];
    for (name, text, check) in edits {
        write(&mut window, name, text);
        assert!(check(&offer(&window, "car")), "{name}");
        undo(&mut window);
        assert_eq!(offer(&window, "car"), before, "{name}");
        keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
        assert!(check(&offer(&window, "car")), "{name} again");
        undo(&mut window);
    }
}

#[test]
fn boxes_turn_and_choices_are_listed() {
    let (mut window, _folder) = window();
    cell(&mut window, "Enabled, House loan");
    assert!(offer(&window, "house").enabled, "a click on the box");
    press(&mut window, Key::Space);
    assert!(!offer(&window, "house").enabled);
    assert_eq!(undo_name(&window), "Enabled · House loan");
    cell(&mut window, "Online, House loan");
    press(&mut window, Key::Space);
    assert_eq!(offer(&window, "house").content.fields.get("online"), Some(&Value::Boolean(true)));
    cell(&mut window, "Tier, House loan");
    press(&mut window, Key::F2);
    click(&mut window, Role::Button, "Silver");
    assert_eq!(offer(&window, "house").content.fields.get("tier"), Some(&Value::from("Silver")));
    cell(&mut window, "Tier, House loan");
    press(&mut window, Key::F2);
    press(&mut window, Key::ArrowUp);
    press(&mut window, Key::Enter);
    assert_eq!(offer(&window, "house").content.fields.get("tier"), Some(&Value::from("Gold")));
}

#[test]
fn what_cannot_be_taken_is_said_and_stays() {
    let (mut window, _folder) = window();
    write(&mut window, "Months, Car loan", "many");
    let field = find(&window, Role::TextInput, "Months");
    assert!(
        field.accesskit_node().description().is_some_and(|text| text.starts_with("Enter a whole number"))
    );
    assert_eq!(field.accesskit_node().value().as_deref(), Some("many"));
    assert!(window.query_by_label_contains("Enter a whole number").is_some(), "beside the cell");
    cell(&mut window, "Label, Gold card");
    assert!(has(&window, Role::TextInput, "Months"), "what was typed is not lost");
    press(&mut window, Key::Escape);
    assert!(!has(&window, Role::TextInput, "Months"));
    assert!(!offer(&window, "car").content.fields.contains_key("months"));
    write(&mut window, "Weight, House loan", "1");
    assert_eq!(offer(&window, "house").weights.len(), 2, "several weights are changed on the offer's page");
}

#[test]
fn a_text_that_is_too_long_for_a_field_is_not_edited_in_its_cell() {
    let title = "g".repeat(250_001);
    let gold = format!("label: \"Gold card\", content: Content(title: \"{title}\")");
    let text = CATALOG.replace("label: \"Gold card\"", &gold);
    let (mut window, _folder) = window_with(&text, Language::En, Ref::Environment("design".to_owned()));
    assert_eq!(offer(&window, "gold").content.title, title);
    click(&mut window, Role::Cell, "Label, Gold card");
    let column = |window: &Window| window.state().app().view().sheet()?.cursor().map(|it| it.column.clone());
    for _ in 0..30 {
        if column(&window) != Some(Column::Title) {
            press(&mut window, Key::ArrowRight);
        }
    }
    assert_eq!(column(&window), Some(Column::Title));
    press(&mut window, Key::F2);
    assert!(!has(&window, Role::TextInput, "Title"));
    assert!(window.query_by_label_contains("Too long to be edited here").is_some());
}

#[test]
fn the_keyboard_alone_does_everything() {
    let (mut window, _folder) = window();
    cell(&mut window, "Label, Car loan");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    type_text(&mut window, "H");
    type_text(&mut window, "1");
    press(&mut window, Key::Tab);
    assert_eq!(offer(&window, "house").code, "H1");
    let cursor = |window: &Window| {
        window.state().app().view().sheet().and_then(|it| it.cursor().cloned()).expect("one")
    };
    assert_eq!(cursor(&window).column, Column::Category, "Tab goes to the next cell");
    keys(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.state().app().table().chosen_rows(window.state().app().view()).len(), 2);
    keys(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(window.state().app().table().chosen_rows(window.state().app().view()).len(), 4);
    press(&mut window, Key::Space);
    assert_eq!(
        window.state().app().table().chosen_rows(window.state().app().view()).len(),
        3,
        "Space takes the row out of the choice"
    );
    keys(&mut window, Modifiers::COMMAND, Key::Enter);
    let open = window.state().app().view().active_tab().cloned();
    assert_eq!(open, Some(Ref::Offer("design".to_owned(), "study".to_owned())));
}

/// Chooses offers by their labels, and asks to change a field of them.
fn change_of(window: &mut Window, offers: &[&str]) {
    cell(window, &format!("Price, {}", offers[0]));
    for offer in &offers[1..] {
        click_with(window, Modifiers::COMMAND, &format!("Price, {offer}"));
    }
    click(window, Role::Button, "Change a field…");
}

fn pick(window: &mut Window, picker: &str, item: &str) {
    click(window, Role::ComboBox, picker);
    type_text(window, item);
    click(window, Role::ListBoxOption, item);
}

#[test]
fn one_field_of_many_is_one_step() {
    let (mut window, _folder) = window();
    change_of(&mut window, &["Car loan", "Gold card"]);
    pick(&mut window, "Field", "Price");
    click(&mut window, Role::TextInput, "New value");
    type_text(&mut window, "7.5");
    assert!(has(&window, Role::Label, "2 offers would change:"));
    assert!(
        has(&window, Role::Label, "Car loan: 7.5 (now 100)")
            && has(&window, Role::Label, "Gold card: 7.5 (now nothing)")
    );
    click(&mut window, Role::Button, "Change");
    let price = |window: &Window, name: &str| offer(window, name).content.fields.get("price").cloned();
    assert_eq!(price(&window, "car"), Some(Value::Decimal(7.5)));
    assert_eq!(price(&window, "gold"), Some(Value::Decimal(7.5)));
    assert_eq!(undo_name(&window), "Change Price of 2 offers");
    undo(&mut window);
    assert_eq!((price(&window, "car"), price(&window, "gold")), (Some(Value::Decimal(100.0)), None));
    click(&mut window, Role::Button, "Change a field…");
    pick(&mut window, "Field", "Enabled");
    pick(&mut window, "New value", "No");
    click(&mut window, Role::Button, "Change");
    assert!(!offer(&window, "car").enabled && !offer(&window, "gold").enabled);
}

#[test]
fn a_change_of_many_starts_on_nothing_and_enter_does_nothing() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    change_of(&mut window, &["Car loan", "Gold card"]);
    assert!(!has(&window, Role::TextInput, "New value"), "no field is selected");
    for _ in 0..2 {
        press(&mut window, Key::Enter);
        assert!(has(&window, Role::Dialog, "Change a field of 2 offers"));
    }
    pick(&mut window, "Field", "Label");
    press(&mut window, Key::Escape);
    window.run();
    assert_eq!(*catalog(&window), before);
    change_of(&mut window, &["Car loan", "Gold card"]);
    pick(&mut window, "Field", "Label");
    assert!(find(&window, Role::Button, "Change").accesskit_node().is_disabled());
    assert_eq!(*catalog(&window), before, "an empty value wipes nothing");
    pick(&mut window, "What to do", "Clear");
    assert!(has(&window, Role::Label, "Car loan: nothing (now Car loan)"), "unless that is asked for");
}

/// Clicks the box before a row.
fn tick(window: &mut Window, modifiers: Modifiers, label: &str) {
    find(window, Role::CheckBox, &format!("Select, {label}")).click_modifiers(modifiers);
    window.run();
}

fn chosen(window: &Window) -> Vec<String> {
    let sheet = window.state().app().view().sheet().expect("a table");
    rows(window).into_iter().filter(|offer| sheet.is_chosen(offer)).collect()
}

#[test]
fn shift_takes_the_boxes_between_two_and_keeps_the_others() {
    let (mut window, _folder) = window();
    tick(&mut window, Modifiers::NONE, "Car loan");
    tick(&mut window, Modifiers::SHIFT, "Study loan");
    assert_eq!(chosen(&window), ["car", "house", "study"]);
    tick(&mut window, Modifiers::NONE, "House loan");
    tick(&mut window, Modifiers::NONE, "Study loan");
    assert_eq!(chosen(&window), ["car"]);
    tick(&mut window, Modifiers::SHIFT, "Gold card");
    assert_eq!(chosen(&window), ["car", "study", "gold"], "from the last box, beside what was chosen");
}

#[test]
fn shift_and_space_take_the_rows_from_where_the_choice_began() {
    let (mut window, _folder) = window();
    cell(&mut window, "Label, Car loan");
    for _ in 0..2 {
        keys(&mut window, Modifiers::COMMAND, Key::ArrowDown);
    }
    assert_eq!(chosen(&window), ["car"], "Ctrl and an arrow leave the choice");
    keys(&mut window, Modifiers::SHIFT, Key::Space);
    assert_eq!(chosen(&window), ["car", "house", "study"]);
}

#[test]
fn offers_that_stay_as_they_are_are_named_with_the_reason() {
    let (mut window, _folder) = window();
    change_of(&mut window, &["Car loan", "House loan", "Gold card"]);
    pick(&mut window, "Field", "Weight");
    pick(&mut window, "What to do", "Raise by a percentage");
    click(&mut window, Role::TextInput, "Percent");
    type_text(&mut window, "10");
    assert!(has(&window, Role::Label, "1 offer would change:"));
    assert!(has(&window, Role::Label, "Car loan: 9.9 (now 9)"));
    let said = "1 offer unchanged: several weights, or a formula (House loan)";
    assert!(window.query_by_label_contains(said).is_some());
    assert!(window.query_by_label_contains("1 offer unchanged: no value to change (Gold card)").is_some());
    click(&mut window, Role::Button, "Change");
    assert_eq!(offer(&window, "car").weights[0].value, WeightValue::Number(9.9));
    assert!(window.query_by_label_contains(said).is_some(), "and once more when it is done");
    undo(&mut window);
    click(&mut window, Role::Button, "Change a field…");
    pick(&mut window, "Field", "Label");
    pick(&mut window, "What to do", "Add at the end");
    click(&mut window, Role::TextInput, "Text to add");
    type_text(&mut window, " 2027");
    click(&mut window, Role::Button, "Change");
    assert_eq!(offer(&window, "house").label, "House loan 2027");
}

#[test]
fn shift_counts_that_was_let_go_in_the_same_frame() {
    let (mut window, _folder) = window();
    cell(&mut window, "Price, Car loan");
    // By the end of the frame nothing is held any more, as the state of the input says.
    let modifiers = Modifiers::SHIFT;
    for pressed in [true, false] {
        window.event(Event::Key {
            key: Key::ArrowDown,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers,
        });
    }
    window.run();
    assert_eq!(window.state().app().table().chosen_rows(window.state().app().view()).len(), 2);
}

#[test]
fn a_block_is_pasted_after_a_look_at_it() {
    let (mut window, _folder) = window();
    cell(&mut window, "Price, House loan");
    window.event(Event::Paste("250,5\tsix\tyes\r\n9.5\t12\tno\r\n1\t2\tyes\r\n3\t4\tno\r\n".to_owned()));
    window.run();
    assert!(has(&window, Role::Label, "7 cells in 3 offers will change."));
    assert!(window.query_by_label_contains("House loan, Months: “six”").is_some());
    assert!(window.query_by_label_contains("1 row goes past the last offer").is_some());
    let before = Arc::clone(catalog(&window));
    click(&mut window, Role::Button, "Paste");
    let field = |name: &str, field: &str| offer(&window, name).content.fields.get(field).cloned();
    assert_eq!(field("house", "price"), Some(Value::Decimal(250.5)));
    assert_eq!(field("house", "months"), None, "refused");
    assert_eq!(field("study", "months"), Some(Value::Integer(12)));
    assert_eq!(field("gold", "online"), Some(Value::Boolean(true)));
    assert_eq!(undo_name(&window), "Paste into 3 offers");
    undo(&mut window);
    assert_eq!(*catalog(&window), before);
}

#[test]
fn the_keyboard_goes_on_in_the_table_after_a_dialog() {
    let (mut window, _folder) = window();
    cell(&mut window, "Price, Car loan");
    for leave in [Key::Escape, Key::Enter] {
        window.event(Event::Paste("9".to_owned()));
        window.run();
        assert!(has(&window, Role::Dialog, "Paste cells"), "{leave:?}");
        press(&mut window, leave);
        assert!(!has(&window, Role::Dialog, "Paste cells"));
    }
    keys(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.state().app().table().chosen_rows(window.state().app().view()).len(), 2);
}

#[test]
fn chosen_rows_are_copied_as_spreadsheets_paste_them() {
    let (mut window, _folder) = window();
    for heading in ["Category", "Enabled", "From", "Until", "Rule", "Title", "Price", "Months"] {
        click(&mut window, Role::Button, "Columns");
        click(&mut window, Role::CheckBox, heading);
        press(&mut window, Key::Escape);
    }
    cell(&mut window, "Label, Car loan");
    click_with(&mut window, Modifiers::SHIFT, "Label, House loan");
    window.event(Event::Copy);
    for _ in 0..4 {
        window.step();
        if let Some(OutputCommand::CopyText(text)) = window.output().platform_output.commands.first() {
            assert_eq!(text, "Car loan\tC1\t9\t\t\t\t\nHouse loan\t\t10\t\t\t\t\n");
            return;
        }
    }
    panic!("nothing was copied");
}

#[test]
fn rows_are_duplicated_and_deleted() {
    let (mut window, _folder) = window();
    cell(&mut window, "Label, Car loan");
    click_with(&mut window, Modifiers::COMMAND, "Label, Gold card");
    keys(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(catalog(&window).environments[0].categories[1].offers.len(), 2);
    undo(&mut window);
    cell(&mut window, "Label, Gold card");
    press(&mut window, Key::Delete);
    click(&mut window, Role::Button, "Delete");
    assert_eq!(rows(&window), ["car", "house", "study"]);
}

#[test]
fn a_live_environment_is_read_only() {
    let (mut window, _folder) = window_of(Language::En, "live");
    let before = Arc::clone(catalog(&window));
    cell(&mut window, "Label, Car, live");
    press(&mut window, Key::F2);
    assert!(!has(&window, Role::TextInput, "Label"));
    cell(&mut window, "Enabled, Car, live");
    press(&mut window, Key::Space);
    window.event(Event::Paste("x".to_owned()));
    window.run();
    assert!(has(&window, Role::Label, "No changes to paste."));
    assert_eq!(*catalog(&window), before);
}

#[test]
fn the_command_opens_the_table_in_french_too() {
    let (mut window, _folder) = window_of(Language::Fr, "design");
    keys(&mut window, Modifiers::COMMAND, Key::W);
    assert!(!has(&window, Role::Table, "Offres"));
    keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O);
    assert!(has(&window, Role::Table, "Offres") && has(&window, Role::Label, "4 offres"));
    write(&mut window, "Price, Car loan", "9,90");
    assert_eq!(offer(&window, "car").content.fields.get("price"), Some(&Value::Decimal(9.9)));
    write(&mut window, "Du, Car loan", "31/12/2026");
    let from = offer(&window, "car").period.from.map(|moment| moment.to_string());
    assert_eq!(from.as_deref(), Some("2026-12-31"));
}
