//! The main job, end to end: a campaign manager opens a catalog, dedicates an environment to anonymous
//! interactions, lets a space identify by cookie and fall back, watches the preview, saves; and takes each
//! step back.

use crate::support::{Chosen, WINDOW, app, click, find, has, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::model::{Catalog, Environment, Identification, Space};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
const ANONYMOUS: &str = "Environment dedicated to incoming anonymous interactions";
const IMPLICIT: &str = "Implicitly identify the individual based on their browser history";
const FALLBACK: &str = "Fall back on an anonymous environment if no individuals were identified";
const LINKED: &str = "Linked anonymous space";

type Window = Harness<'static, Shell>;

fn open(folder: &tempfile::TempDir) -> (Window, PathBuf) {
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, STORY).expect("written");
    let mut window =
        shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([path.clone()]), None));
    keys(&mut window, Modifiers::COMMAND, Key::O);
    assert_eq!(window.state().app().workspace().path(), Some(path.as_path()));
    (window, path)
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn site(window: &Window) -> &Environment {
    catalog(window).environment("site").expect("the environment")
}

fn home(window: &Window) -> &Space {
    catalog(window).space_at("recipient/home").expect("the space").1
}

/// How the contact was identified, which space answered, and the offers: what the preview pane shows.
fn preview(window: &Window) -> (Identification, String, Vec<String>) {
    let answer = window.state().app().preview().decision().expect("an answer").as_ref().expect("a space");
    let offers = answer.propositions.iter().map(|proposed| proposed.offer.clone()).collect();
    (answer.identification, answer.answered_by.clone(), offers)
}

/// Opens an entity from the explorer, by the labels on the way to it.
fn explore(window: &mut Window, labels: &[&str]) {
    for (place, label) in labels.iter().enumerate() {
        click(window, Role::TreeItem, label);
        // The branch on the way is opened where it is not open yet.
        if let Some(next) = labels.get(place + 1)
            && !has(window, Role::TreeItem, next)
        {
            keys(window, Modifiers::NONE, Key::ArrowRight);
        }
    }
}

fn choose(window: &mut Window, picker: &str, item: &str) {
    click(window, Role::ComboBox, picker);
    click(window, Role::ListBoxOption, item);
}

#[test]
fn ticking_anonymous_fills_dimension_and_folder_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    explore(&mut window, &["Environment - Site"]);
    assert!(!has(&window, Role::ComboBox, "Visitor folder"), "revealed by the check box only");
    click(&mut window, Role::CheckBox, ANONYMOUS);
    let ticked = |window: &Window| {
        let site = site(window);
        (site.anonymous, site.targeting_dimension.clone(), site.visitor_folder.clone())
    };
    assert_eq!(ticked(&window), (true, "visitor".to_owned(), Some("visitors".to_owned())));
    assert!(has(&window, Role::ComboBox, "Visitor folder"));
    keys(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(ticked(&window), (false, "recipient".to_owned(), None), "one undo takes all three back");
    keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    choose(&mut window, "Visitor folder", "Visitors, outlet");
    assert_eq!(ticked(&window).2.as_deref(), Some("visitors_outlet"));
    choose(&mut window, "Targeting dimension", "Recipient");
    assert_eq!(ticked(&window).1, "recipient", "both can be changed");
}

#[test]
fn folders_are_made_renamed_and_nested_in_the_picker() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    explore(&mut window, &["Environment - Site"]);
    click(&mut window, Role::CheckBox, ANONYMOUS);
    click(&mut window, Role::Button, "Browse folders");
    assert!(has(&window, Role::Dialog, "Visitor folders"));
    click(&mut window, Role::Button, "New folder inside");
    let made = |window: &Window| catalog(window).folders.last().expect("one").as_ref().clone();
    assert_eq!(
        (made(&window).name.as_str(), made(&window).parent.as_deref()),
        ("new_folder", Some("visitors"))
    );
    type_text(&mut window, "Brand ");
    type_text(&mut window, "B");
    assert_eq!((made(&window).label.as_str(), made(&window).name.as_str()), ("Brand B", "brand_b"));
    keys(&mut window, Modifiers::NONE, Key::Tab);
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "folder_b");
    keys(&mut window, Modifiers::NONE, Key::Tab);
    assert_eq!(made(&window).name, "folder_b");
    choose(&mut window, "Parent folder", "Top level");
    assert_eq!(made(&window).parent, None);
    choose(&mut window, "Parent folder", "Visitors, outlet");
    assert_eq!(made(&window).parent.as_deref(), Some("visitors_outlet"));
    click(&mut window, Role::Button, "Choose");
    assert!(!has(&window, Role::Dialog, "Visitor folders"));
    assert_eq!(site(&window).visitor_folder.as_deref(), Some("folder_b"));
    click(&mut window, Role::Button, "Browse folders");
    click(&mut window, Role::Button, "Delete…");
    assert!(has(&window, Role::Dialog, "Delete Brand B?"));
    assert!(
        has(&window, Role::Label, "Environment - Site (Environment): Visitor folder"),
        "it says who uses it"
    );
    click(&mut window, Role::Button, "Delete");
    assert!(catalog(&window).folder("folder_b").is_none());
}

/// The three controls, one after the other.
fn set_up(window: &mut Window) {
    explore(window, &["Environment - Site"]);
    click(window, Role::CheckBox, ANONYMOUS);
    explore(window, &["Environment - Recipient", "Spaces", "Home page"]);
    click(window, Role::Tab, "Identification");
    click(window, Role::CheckBox, IMPLICIT);
    click(window, Role::CheckBox, FALLBACK);
    choose(window, LINKED, "Home page, anonymous");
}

#[test]
fn only_spaces_of_anonymous_environments_can_be_linked() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    explore(&mut window, &["Environment - Recipient", "Spaces", "Home page"]);
    click(&mut window, Role::Tab, "Identification");
    assert!(!has(&window, Role::ComboBox, LINKED), "revealed by the check box only");
    click(&mut window, Role::CheckBox, FALLBACK);
    let offered = |window: &mut Window| -> Vec<String> {
        click(window, Role::ComboBox, LINKED);
        let options = window.query_all_by_role(Role::ListBoxOption);
        let labels = options.filter_map(|option| option.accesskit_node().label()).collect();
        keys(window, Modifiers::NONE, Key::Escape);
        labels
    };
    assert_eq!(offered(&mut window), ["None"], "no environment is anonymous yet");
    explore(&mut window, &["Environment - Site"]);
    click(&mut window, Role::CheckBox, ANONYMOUS);
    click(&mut window, Role::Tab, "Home page");
    assert_eq!(offered(&mut window), ["None", "Home page, anonymous"]);
}

#[test]
fn the_preview_follows_each_edit() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    let nobody = (Identification::Anonymous, "recipient/home".to_owned(), Vec::<String>::new());
    assert_eq!(preview(&window), nobody);
    set_up(&mut window);
    let (identification, answered_by, offers) = preview(&window);
    assert_eq!((identification, answered_by.as_str()), (Identification::Anonymous, "site/home_anonymous"));
    assert_eq!(offers, ["site/free_delivery"]);
    assert!(window.query_all_by_label_contains("Free delivery").next().is_some(), "the pane shows the offer");
    choose(&mut window, "Who", "Anna · 1");
    assert_eq!(preview(&window).0, Identification::Explicit);
    click(&mut window, Role::RadioButton, "Known cookie");
    let (identification, answered_by, offers) = preview(&window);
    assert_eq!((identification, answered_by.as_str()), (Identification::Implicit, "recipient/home"));
    assert_eq!(offers, ["recipient/gold_card"]);
    click(&mut window, Role::CheckBox, IMPLICIT);
    assert_eq!(preview(&window).1, "site/home_anonymous", "without the look-up nobody is recognised");
    click(&mut window, Role::CheckBox, FALLBACK);
    assert_eq!(preview(&window), nobody);
}

#[test]
fn the_story_is_saved_read_back_and_undone_step_by_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, path) = open(&folder);
    let before = Arc::clone(catalog(&window));
    set_up(&mut window);
    assert!(window.state().app().workspace().document().is_dirty());
    keys(&mut window, Modifiers::COMMAND, Key::S);
    assert!(!window.state().app().workspace().document().is_dirty());
    assert_eq!(read(&path), **catalog(&window));
    let (space, site) = (home(&window), site(&window));
    assert!(space.implicit_identification && space.fall_back_to_anonymous && site.anonymous);
    assert_eq!(space.linked_anonymous_space.as_deref(), Some("site/home_anonymous"));
    assert_eq!(
        std::fs::read_to_string(storage::backup_of(&path)).expect("kept"),
        STORY,
        "the version before"
    );

    let steps = [LINKED, FALLBACK, IMPLICIT, ANONYMOUS];
    for step in steps {
        let name = window.state().app().workspace().document().undo_name().expect("a step");
        let name = Language::En.say(name);
        assert!(name.starts_with(step), "{name}");
        keys(&mut window, Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(catalog(&window), &before);
    assert!(window.state().app().workspace().document().undo_name().is_none());
    assert!(window.state().app().workspace().document().is_dirty(), "the file has the changes");
    for _ in steps {
        keys(&mut window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    }
    assert!(!window.state().app().workspace().document().is_dirty(), "what is shown is what is saved");
}

fn read(path: &Path) -> Catalog {
    Catalog::clone(&storage::load(path).expect("a catalog").catalog)
}

#[test]
fn a_name_is_given_when_it_is_finished_and_references_follow() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    set_up(&mut window);
    explore(&mut window, &["Environment - Site"]);
    find(&window, Role::TextInput, "Name").focus();
    window.run();
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "shop window");
    assert!(has(&window, Role::Label, "Use only letters, digits and underscores. Don't start with a digit."));
    assert!(catalog(&window).environment("site").is_some());
    keys(&mut window, Modifiers::COMMAND, Key::A);
    type_text(&mut window, "shop_window");
    assert!(catalog(&window).environment("site").is_some(), "not before it is finished");
    keys(&mut window, Modifiers::NONE, Key::Enter);
    assert!(catalog(&window).environment("shop_window").is_some());
    assert_eq!(home(&window).linked_anonymous_space.as_deref(), Some("shop_window/home_anonymous"));
    keys(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(home(&window).linked_anonymous_space.as_deref(), Some("site/home_anonymous"));
}

#[test]
fn typing_a_label_is_one_step_and_live_is_read_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut window, _) = open(&folder);
    explore(&mut window, &["Environment - Site"]);
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    keys(&mut window, Modifiers::NONE, Key::End);
    for letter in ["!", "?", "…"] {
        type_text(&mut window, letter);
    }
    assert_eq!(site(&window).label, "Environment - Site!?…");
    keys(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(site(&window).label, "Environment - Site");
    explore(&mut window, &["Live - Site"]);
    assert!(find(&window, Role::CheckBox, ANONYMOUS).accesskit_node().is_disabled());
    assert!(find(&window, Role::TextInput, "Label").accesskit_node().is_disabled());
}

#[test]
fn the_story_can_be_told_in_french() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, STORY).expect("written");
    let mut window = shell(ThemeChoice::Dark, WINDOW, app(Language::Fr, Chosen::paths([]), Some(path)));
    explore(&mut window, &["Environment - Site"]);
    click(&mut window, Role::CheckBox, "Environnement dédié aux interactions anonymes entrantes");
    choose(&mut window, "Dossier des visiteurs", "Visitors, outlet");
    explore(&mut window, &["Environment - Recipient", "Emplacements", "Home page"]);
    click(&mut window, Role::Tab, "Identification");
    click(
        &mut window,
        Role::CheckBox,
        "Identifier implicitement l’individu à partir de son historique de navigation",
    );
    click(
        &mut window,
        Role::CheckBox,
        "Basculer sur un emplacement anonyme si aucun individu n’a été identifié",
    );
    choose(&mut window, "Emplacement anonyme associé", "Home page, anonymous");
    assert_eq!(preview(&window).1, "site/home_anonymous");
}
