//! The explorer as the place where entities are made, named, moved and taken away: by menu, key, mouse and
//! clipboard, each in one step that can be undone.

use crate::support::{Chosen, WINDOW, app, click, find, has, hover_dragged, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use vitrine::app::{Action, Node};
use vitrine::model::{Catalog, Ref, Stage};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const CATALOG: &str = r#"Catalog(format: 1, name: "shop",
    dimensions: [
        Dimension(name: "recipient", label: "Recipients", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)]),
    ],
    environments: [
        Environment(name: "design", label: "Shop", stage: Design(live: "live"), targeting_dimension: "recipient",
            filters: [Filter(name: "rich", label: "Rich", rule: "profile.id == '1'")],
            spaces: [Space(name: "home", label: "Home page", channel: InboundWeb, default_categories: ["loans"])],
            categories: [
                Category(name: "loans", label: "Loans", target: "filters.rich()", offers: [
                    Offer(name: "car", label: "Car loan", target: "filters.rich() && true", weights: [Weight(value: 1.0, space: Some("home"))]),
                    Offer(name: "house", label: "House loan"),
                ]),
                Category(name: "cards", label: "Cards", offers: [Offer(name: "gold", label: "Gold card")]),
            ]),
        Environment(name: "live", label: "Shop live", stage: Live, targeting_dimension: "recipient",
            categories: [Category(name: "loans", label: "Loans, live")]),
    ],
    folders: [Folder(name: "all", label: "All customers", holds: Recipients), Folder(name: "brand", label: "Brand", holds: Recipients, parent: Some("all"))],
    templates: [Offer(name: "base", label: "Base offer", code: "B1")],
    scenarios: [Scenario(name: "one", label: "One", call: Call(space: "design/home"),
        expect: Expect(offers: Some(["design/car"])))])"#;

type Window = Harness<'static, Shell>;

/// The catalog above, with the branches of its Design environment open.
fn window() -> (Window, tempfile::TempDir) {
    window_on(CATALOG)
}

fn window_on(text: &str) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, text).expect("written");
    let mut window = shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([]), Some(path)));
    menu(&mut window, "Shop", "Expand all");
    (window, folder)
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn undo(window: &mut Window) {
    keys(window, Modifiers::COMMAND, Key::Z);
}

fn menu(window: &mut Window, row: &str, item: &str) {
    find(window, Role::TreeItem, row).click_secondary();
    window.run();
    click(window, Role::Button, item);
}

fn active(window: &Window) -> Option<Ref> {
    window.state().app().view().active_tab().cloned()
}

fn offer(name: &str) -> Ref {
    Ref::Offer("design".to_owned(), name.to_owned())
}

fn category(name: &str) -> Ref {
    Ref::Category("design".to_owned(), name.to_owned())
}

/// The offers of a category of the Design environment, by name.
fn offers(window: &Window, category: &str) -> Vec<String> {
    let category = catalog(window).environments[0].category(category).expect("the category");
    category.offers.iter().map(|offer| offer.name.clone()).collect()
}

/// What was copied in the frames after `act`.
fn copied(window: &mut Window, event: Event) -> String {
    window.event(event);
    for _ in 0..4 {
        window.step();
        let commands = &window.output().platform_output.commands;
        if let Some(OutputCommand::CopyText(text)) = commands.first() {
            return text.clone();
        }
    }
    panic!("nothing was copied");
}

#[test]
fn what_fits_is_made_opened_and_ready_to_be_named() {
    let (mut window, _folder) = window();
    menu(&mut window, "Shop", "New space");
    assert_eq!(active(&window), Some(Ref::Space("design".to_owned(), "space".to_owned())));
    type_text(&mut window, "Été, ");
    type_text(&mut window, "B");
    let spaces = |window: &Window| catalog(window).environments[0].spaces.clone();
    assert_eq!((spaces(&window)[1].label.as_str(), spaces(&window)[1].name.as_str()), ("Été, B", "ete_b"));
    assert_eq!(active(&window), Some(Ref::Space("design".to_owned(), "ete_b".to_owned())), "its tab follows");
    undo(&mut window);
    assert_eq!((spaces(&window)[1].label.as_str(), spaces(&window)[1].name.as_str()), ("New space", "space"));
    menu(&mut window, "Loans", "New offer");
    assert_eq!(active(&window), Some(offer("offer")));
    menu(&mut window, "Loans", "New offer");
    assert_eq!(active(&window), Some(offer("offer_2")), "names are unique");
    assert_eq!(offers(&window, "loans"), ["car", "house", "offer", "offer_2"]);
    undo(&mut window);
    assert_eq!(offers(&window, "loans"), ["car", "house", "offer"]);
    for item in ["New space", "New filter", "New category"] {
        menu(&mut window, "Shop", item);
    }
    let design = &catalog(&window).environments[0];
    assert_eq!((design.spaces.len(), design.filters.len(), design.categories.len()), (3, 2, 3));
}

#[test]
fn a_name_follows_its_label_until_somebody_gives_it_one() {
    let (mut window, _folder) = window();
    window.state_mut().act(vec![Action::Open(Ref::Folder("all".to_owned()))]);
    window.run();
    menu(&mut window, "All customers", "New folder inside");
    let folder =
        |window: &Window| catalog(window).folders.last().map(|it| (it.label.clone(), it.name.clone()));
    let is = |label: &str, name: &str| Some((label.to_owned(), name.to_owned()));
    type_text(&mut window, "Brand");
    assert_eq!(folder(&window), is("Brand", "brand_2"), "another one has that name");
    press(&mut window, Key::Tab);
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "mine");
    keys(&mut window, Modifiers::SHIFT, Key::Tab);
    type_text(&mut window, "!");
    assert_eq!(folder(&window).map(|it| it.1), Some("mine".to_owned()));
    // What was there before is known by its name.
    click(&mut window, Role::TreeItem, "Gold card");
    press(&mut window, Key::F2);
    type_text(&mut window, "Platinum card");
    let gold = catalog(&window).environments[0].offer("gold").expect("it keeps its name");
    assert_eq!(gold.1.label, "Platinum card");
    keys(&mut window, Modifiers::COMMAND, Key::D);
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Titan card");
    assert_eq!(offers(&window, "cards"), ["gold", "titan_card"], "a copy is new");
}

#[test]
fn fields_that_are_added_are_called_after_their_labels() {
    let (mut window, _folder) = window();
    window.state_mut().act(vec![Action::Open(Ref::Dimension("recipient".to_owned()))]);
    window.run();
    click(&mut window, Role::Button, "Add a field");
    type_text(&mut window, "Date of ");
    type_text(&mut window, "birth");
    let names = |window: &Window| {
        let fields = catalog(window).dimensions[0].fields.iter();
        fields.map(|field| field.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&window), ["id", "date_of_birth"]);
    let cells: Vec<_> =
        window.query_all_by_role_and_label(Role::ComboBox, "Type").map(|it| it.rect()).collect();
    assert!(cells[1].top() - cells[0].top() < 50.0, "a row each: {cells:?}");
    undo(&mut window);
    undo(&mut window);
    assert_eq!(names(&window), ["id"]);
}

#[test]
fn the_add_button_makes_what_the_catalog_holds() {
    let (mut window, _folder) = window();
    let made = [
        ("New presentation rule", "presentation_rule"),
        ("New typology", "typology"),
        ("New targeting dimension", "dimension"),
        ("New folder", "folder"),
        ("New offer template", "template"),
        ("New contact", "contact"),
        ("New scenario", "scenario"),
    ];
    for (item, kind) in made {
        click(&mut window, Role::Button, "Add");
        click(&mut window, Role::Button, item);
        assert_eq!(active(&window).map(|it| it.kind().word()), Some(kind));
    }
    assert_eq!(catalog(&window).contacts.len(), 1);
    for _ in made {
        undo(&mut window);
    }
    assert!(!window.state().app().workspace().document().is_dirty());
}

#[test]
fn nothing_is_made_inside_a_live_environment() {
    let (mut window, _folder) = window();
    find(&window, Role::TreeItem, "Shop live").click_secondary();
    window.run();
    assert!(!has(&window, Role::Button, "New space"));
}

#[test]
fn a_rename_is_followed_by_references_and_rules_in_one_step() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    click(&mut window, Role::TreeItem, "Rich");
    press(&mut window, Key::F2);
    assert!(find(&window, Role::TextInput, "Label").is_focused());
    press(&mut window, Key::Tab);
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "two words");
    assert_eq!(*catalog(&window), before, "no name");
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "wealthy");
    press(&mut window, Key::Enter);
    let design = &catalog(&window).environments[0];
    assert_eq!(design.filters[0].name, "wealthy");
    assert_eq!(design.categories[0].target, "filters.wealthy()");
    assert_eq!(design.offer("car").expect("kept").1.target, "filters.wealthy() && true");
    let wealthy = Ref::Filter("design".to_owned(), "wealthy".to_owned());
    assert_eq!(active(&window), Some(wealthy.clone()));
    undo(&mut window);
    assert_eq!(*catalog(&window), before);
    assert_eq!(active(&window).as_ref().map(Ref::name), Some("rich"), "its tab follows the old name");
    keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    assert_eq!(active(&window), Some(wealthy), "and the new one");
}

#[test]
fn deleting_says_first_what_refers_to_it() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    click(&mut window, Role::TreeItem, "Car loan");
    press(&mut window, Key::Delete);
    assert!(has(&window, Role::Dialog, "Delete Car loan?"));
    assert!(has(&window, Role::Label, "One (Scenario): Expectation"));
    click(&mut window, Role::Button, "Cancel");
    assert_eq!(*catalog(&window), before);
    menu(&mut window, "Rich", "Delete…");
    assert!(has(&window, Role::Label, "Loans (Category): Rule"));
    assert!(has(&window, Role::Label, "Car loan (Offer): Rule"));
    press(&mut window, Key::Tab);
    press(&mut window, Key::Enter);
    assert!(catalog(&window).environments[0].filters.is_empty());
    undo(&mut window);
    assert_eq!(*catalog(&window), before);
}

#[test]
fn several_are_chosen_duplicated_and_deleted_together() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    click(&mut window, Role::TreeItem, "Car loan");
    find(&window, Role::TreeItem, "Gold card").click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(window.state().app().chosen(), [offer("car"), offer("gold")]);
    keys(&mut window, Modifiers::COMMAND, Key::D);
    assert_eq!(offers(&window, "loans"), ["car", "car_2", "house"]);
    assert_eq!(offers(&window, "cards"), ["gold", "gold_2"]);
    assert!(has(&window, Role::TreeItem, "Gold card (copy)"));
    undo(&mut window);
    assert_eq!(*catalog(&window), before);
    click(&mut window, Role::TreeItem, "Car loan");
    keys(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(window.state().app().chosen(), [offer("car"), offer("house")]);
    press(&mut window, Key::Delete);
    assert!(
        has(&window, Role::Dialog, "Delete House loan and 1 other?")
            || has(&window, Role::Dialog, "Delete Car loan and 1 other?")
    );
    press(&mut window, Key::Tab);
    press(&mut window, Key::Enter);
    assert_eq!(offers(&window, "loans"), Vec::<String>::new());
    undo(&mut window);
    assert_eq!(*catalog(&window), before);
}

#[test]
fn a_duplicate_has_everything_inside_under_names_of_its_own() {
    let (mut window, _folder) = window();
    menu(&mut window, "Loans", "Duplicate");
    assert_eq!(active(&window), Some(category("loans_2")));
    assert_eq!(offers(&window, "loans_2"), ["car_2", "house_2"]);
    menu(&mut window, "Shop", "Duplicate");
    let copy = catalog(&window).environment("design_2").expect("made");
    assert_eq!((copy.spaces[0].name.as_str(), copy.label.as_str()), ("home", "Shop (copy)"));
    assert!(copy.offer("car_2").is_some());
}

#[test]
fn entities_travel_as_text_between_catalogs() {
    let (mut from, _folder) = window();
    click(&mut from, Role::TreeItem, "Loans");
    let text = copied(&mut from, Event::Copy);
    assert!(text.starts_with("Category("), "{text}");
    let (mut to, _other) = window();
    click(&mut to, Role::TreeItem, "Cards");
    to.event(Event::Paste(text));
    to.run();
    assert_eq!(active(&to), Some(category("loans_2")));
    assert_eq!(offers(&to, "loans_2"), ["car_2", "house_2"]);
    undo(&mut to);
    assert!(!to.state().app().workspace().document().is_dirty());
    to.event(Event::Paste("what people write".to_owned()));
    to.run();
    assert!(!to.state().app().workspace().document().is_dirty());
}

#[test]
fn a_cut_offer_keeps_its_name_where_it_is_pasted() {
    let (mut window, _folder) = window();
    click(&mut window, Role::TreeItem, "House loan");
    let text = copied(&mut window, Event::Cut);
    assert_eq!(offers(&window, "loans"), ["car"]);
    click(&mut window, Role::TreeItem, "Cards");
    window.event(Event::Paste(text));
    window.run();
    assert_eq!(offers(&window, "cards"), ["gold", "house"]);
}

#[test]
fn a_text_field_keeps_its_own_clipboard() {
    let (mut window, _folder) = window();
    click(&mut window, Role::TreeItem, "Home page");
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(copied(&mut window, Event::Copy), "Home page");
    window.event(Event::Paste("Flat".to_owned()));
    window.run();
    assert_eq!(catalog(&window).environments[0].space("home").expect("kept").label, "Flat");
}

#[test]
fn entities_move_by_keyboard_and_by_mouse_where_that_makes_sense() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    click(&mut window, Role::TreeItem, "Car loan");
    keys(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(offers(&window, "loans"), ["house", "car"]);
    keys(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(offers(&window, "loans"), ["house", "car"], "it is the last");
    keys(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(offers(&window, "loans"), ["car", "house"]);
    drag(&mut window, "Car loan", "Cards");
    assert_eq!(offers(&window, "cards"), ["gold", "car"]);
    undo(&mut window);
    for (what, onto) in
        [("Shop", "Cards"), ("Car loan", "Home page"), ("Loans", "Loans, live"), ("Cards", "Gold card")]
    {
        if !has(&window, Role::TreeItem, onto) {
            menu(&mut window, "Shop live", "Expand all");
        }
        let here = Arc::clone(catalog(&window));
        drag(&mut window, what, onto);
        assert_eq!(*catalog(&window), here, "{what} cannot go to {onto}");
    }
    drag(&mut window, "Cards", "Loans");
    let loans = catalog(&window).environments[0].category("loans").expect("kept");
    assert_eq!(loans.categories[0].name, "cards");
    while window.state().app().workspace().document().undo_name().is_some() {
        undo(&mut window);
    }
    assert_eq!(*catalog(&window), before);
}

#[test]
fn what_is_dropped_on_a_closed_parent_is_in_sight_and_chosen() {
    let (mut window, _folder) = window();
    click(&mut window, Role::TreeItem, "Cards");
    press(&mut window, Key::ArrowLeft);
    assert!(!has(&window, Role::TreeItem, "Gold card"), "closed");
    click(&mut window, Role::TreeItem, "Car loan");
    drag(&mut window, "Car loan", "Cards");
    assert_eq!(offers(&window, "cards"), ["gold", "car"]);
    assert!(has(&window, Role::TreeItem, "Car loan"), "its new category is open");
    assert_eq!(window.state().app().chosen(), [offer("car")]);
}

#[test]
fn a_folder_is_dragged_to_the_top() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    let parent = |window: &Window| catalog(window).folder("brand").expect("kept").parent.clone();
    menu(&mut window, "Folders", "Expand all");
    drag(&mut window, "Brand", "Folders");
    assert_eq!(parent(&window), None, "onto the heading above all folders");
    drag(&mut window, "Brand", "All customers");
    assert_eq!(parent(&window).as_deref(), Some("all"));
    assert!(has(&window, Role::TreeItem, "Brand"), "in sight in its new parent");
    undo(&mut window);
    undo(&mut window);
    assert_eq!(*catalog(&window), before);
}

#[test]
fn a_copy_has_no_code_that_another_offer_has() {
    let (mut window, _folder) = window();
    for _ in 0..2 {
        find(&window, Role::TreeItem, "Cards").click_secondary();
        window.run();
        click(&mut window, Role::Button, "New offer from template");
        click(&mut window, Role::Button, "Base offer");
    }
    menu(&mut window, "Cards", "Duplicate");
    let codes = |category: &str| -> Vec<String> {
        let category = catalog(&window).environments[0].category(category).expect("made");
        category.offers.iter().map(|offer| offer.code.clone()).collect()
    };
    assert_eq!(codes("cards"), ["", "B1", ""]);
    assert_eq!(codes("cards_2"), ["", "", ""]);
}

fn drag(window: &mut Window, what: &str, onto: &str) {
    let to = hover_dragged(window, what, onto);
    window.drop_at(to);
    window.run();
}

/// The window shows the beginning of a long label; what is made of it has it whole.
#[test]
fn a_long_label_is_duplicated_whole() {
    let long = "G".repeat(3_000);
    let (mut window, _folder) = window_on(&CATALOG.replace("Gold card", &long));
    menu(&mut window, &long[..500], "Duplicate");
    let category = catalog(&window).environments[0].category("cards").expect("the category");
    assert_eq!(category.offers[1].label, format!("{long} (copy)"));
}

#[test]
fn the_way_back_leads_through_what_was_visited() {
    let (mut window, _folder) = window();
    click(&mut window, Role::TreeItem, "Car loan");
    click(&mut window, Role::TreeItem, "Home page");
    click(&mut window, Role::TreeItem, "Gold card");
    let home = Ref::Space("design".to_owned(), "home".to_owned());
    keys(&mut window, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(active(&window), Some(home.clone()));
    click(&mut window, Role::Button, "Back");
    assert_eq!(active(&window), Some(offer("car")));
    keys(&mut window, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(active(&window), Some(home));
    menu(&mut window, "Gold card", "Delete…");
    press(&mut window, Key::Enter);
    click(&mut window, Role::Button, "Back");
    assert_eq!(active(&window), Some(offer("car")), "what is gone is passed over");
}

#[test]
fn templates_are_made_of_offers_and_start_offers() {
    let (mut window, _folder) = window();
    menu(&mut window, "Car loan", "Create a template from it");
    assert_eq!(active(&window), Some(Ref::Template("car".to_owned())));
    find(&window, Role::TreeItem, "Cards").click_secondary();
    window.run();
    click(&mut window, Role::Button, "New offer from template");
    click(&mut window, Role::Button, "Base offer");
    assert_eq!(active(&window), Some(offer("base")));
    assert_eq!(catalog(&window).environments[0].offer("base").expect("made").1.code, "B1");
}

#[test]
fn the_wizard_makes_design_and_live_linked_and_filled_in() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    menu(&mut window, "Environments", "New environment");
    assert!(has(&window, Role::Dialog, "New environment"));
    type_text(&mut window, "Web site");
    click(&mut window, Role::Button, "Create");
    assert_eq!(active(&window), Some(Ref::Environment("web_site".to_owned())));
    let after = Arc::clone(catalog(&window));
    let design = after.environment("web_site").expect("made");
    let live = after.environment("live_web_site").expect("made");
    assert_eq!((design.linked_live(), &live.stage), (Some("live_web_site"), &Stage::Live));
    for environment in [design, live] {
        assert!(environment.anonymous);
        assert_eq!(environment.targeting_dimension, "visitor");
        assert_eq!(environment.visitor_folder.as_deref(), Some("visitors"));
    }
    assert!(after.dimension("visitor").is_some() && after.folder("visitors").is_some());
    undo(&mut window);
    assert_eq!(*catalog(&window), before, "one step");
    menu(&mut window, "Environments", "New environment");
    type_text(&mut window, "Club");
    click(&mut window, Role::RadioButton, "Recipients");
    click(&mut window, Role::Button, "Create");
    let club = catalog(&window).environment("club").expect("made");
    assert!(!club.anonymous && club.targeting_dimension == "recipient");
    menu(&mut window, "Club", "New category");
    assert!(matches!(window.state().app().view().selected, Some(Node::Entity(Ref::Category(..)))));
}
