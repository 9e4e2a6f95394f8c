//! A spreadsheet that is applied in the window: what it would change is compared, taken over singly or all at once, and
//! undone; of one that is wrong every cell is named, and nothing changes.

use crate::support::{Chosen, SMALL_WINDOW, WINDOW, app, click, find, has, press, says, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use vitrine::app::Menu;
use vitrine::model::{Catalog, WeightValue};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");

const GOOD: &str = "Environment,Offer,Label,Weight 1\r\nrecipient,gold_card,Platinum card,12\r\nsite,free_delivery,Free delivery,6\r\n";
const BAD: &str = "Environnement;Offre;Poids 1\r\nrecipient;gold_card;beaucoup\r\nsite;nowhere;6\r\n";

fn catalog_file(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("one.catalog.ron");
    std::fs::write(&path, STORY).expect("written");
    path
}

/// The window on the story, in which a person chooses a sheet of that text as often as they are asked.
fn window(folder: &TempDir, sheet: &str, size: [f32; 2], language: Language) -> Harness<'static, Shell> {
    let path = folder.path().join("sheet.csv");
    std::fs::write(&path, sheet).expect("written");
    let mut app = app(language, Chosen::paths([path.clone(), path]), Some(catalog_file(folder)));
    app.poll();
    shell(ThemeChoice::Light, size, app)
}

/// Chooses an entry of the File menu.
fn choose(harness: &mut Harness<'_, Shell>, language: Language, entry: &str) {
    click(harness, Role::Button, &language.text(Menu::File.title()));
    click(harness, Role::Button, entry);
}

fn ctrl(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

/// The label and the weight of the first offer, and the weight of the other one.
fn offers(catalog: &Catalog) -> (String, WeightValue, WeightValue) {
    let offer = |environment: &str, name: &str| {
        catalog.environment(environment).and_then(|it| it.offer(name)).expect("an offer").1
    };
    let (gold, delivery) = (offer("recipient", "gold_card"), offer("site", "free_delivery"));
    (gold.label.clone(), gold.weights[0].value.clone(), delivery.weights[0].value.clone())
}

fn now(harness: &Harness<'_, Shell>) -> (String, WeightValue, WeightValue) {
    offers(harness.state().app().workspace().catalog())
}

fn state(label: &str, gold: f64, delivery: f64) -> (String, WeightValue, WeightValue) {
    (label.to_owned(), WeightValue::Number(gold), WeightValue::Number(delivery))
}

fn in_file(path: &Path) -> (String, WeightValue, WeightValue) {
    offers(&storage::load(path).expect("a catalog").catalog)
}

#[test]
fn changes_are_taken_over_one_by_one_and_all_at_once_and_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window(&folder, GOOD, WINDOW, Language::En);
    choose(&mut harness, Language::En, "Apply a spreadsheet…");
    assert!(has(&harness, Role::Dialog, "Changes of a spreadsheet to one.catalog.ron"));
    assert_eq!(now(&harness), state("Gold card", 10.0, 5.0), "nothing before it is taken over");
    // What the catalog has first, then what would come.
    assert!(
        has(&harness, Role::Label, "− in the editor") && has(&harness, Role::Label, "+ in the spreadsheet")
    );
    assert!(says(&harness, "Label\n− Gold card\n+ Platinum card"));
    click(&mut harness, Role::Button, "Take over · Gold card · Label");
    assert_eq!(now(&harness), state("Platinum card", 10.0, 5.0));
    click(&mut harness, Role::Button, "Take over all");
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert_eq!(now(&harness), state("Platinum card", 12.0, 6.0));
    ctrl(&mut harness, Key::Z);
    assert_eq!(now(&harness), state("Platinum card", 10.0, 5.0), "all at once is one step");
    ctrl(&mut harness, Key::Z);
    assert_eq!(now(&harness), state("Gold card", 10.0, 5.0));
    for _ in 0..2 {
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        harness.run();
    }
    ctrl(&mut harness, Key::S);
    assert_eq!(in_file(&folder.path().join("one.catalog.ron")), state("Platinum card", 12.0, 6.0));
    choose(&mut harness, Language::En, "Apply a spreadsheet…");
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert!(says(&harness, "2 offers were compared: nothing changes."));
}

#[test]
fn the_keyboard_takes_a_change_over_and_leaves_the_rest() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window(&folder, GOOD, SMALL_WINDOW, Language::En);
    ctrl(&mut harness, Key::K);
    type_text(&mut harness, "apply a spread");
    press(&mut harness, Key::Enter);
    // The list has the keyboard; its button follows it.
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Tab);
    assert!(find(&harness, Role::Button, "Take over · Gold card · Label").is_focused());
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert_eq!(now(&harness), state("Platinum card", 10.0, 5.0));
}

#[test]
fn of_a_wrong_sheet_each_cell_is_named_and_nothing_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = window(&folder, BAD, SMALL_WINDOW, Language::Fr);
    choose(&mut harness, Language::Fr, "Reprendre une feuille de calcul…");
    assert!(harness.query_by_role(Role::Dialog).is_some());
    assert!(says(&harness, "2 cellules ou lignes ne peuvent pas être reprises"));
    for said in ["C2", "Ce n’est pas un nombre.", "B3", "nowhere"] {
        assert!(says(&harness, said), "{said}");
    }
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_role(Role::Dialog).is_none());
    assert_eq!(now(&harness), state("Gold card", 10.0, 5.0));
    assert!(!harness.state().app().workspace().is_dirty());
}

#[test]
fn a_path_that_is_typed_is_asked_for_by_what_is_exported() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = app(Language::En, Chosen::paths([]), Some(catalog_file(&folder)));
    app.poll();
    let mut harness = shell(ThemeChoice::Light, WINDOW, app);
    for entry in [
        "Export for production as JSON…",
        "Export offers as a workbook (XLSX)…",
        "Export offers as CSV…",
        "Export as a document to read (HTML)…",
    ] {
        choose(&mut harness, Language::En, entry);
        let title = entry.trim_end_matches('…');
        assert!(has(&harness, Role::Dialog, title), "{entry}");
        press(&mut harness, Key::Escape);
    }
}
