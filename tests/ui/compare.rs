//! Comparing with the file and with what was saved: what differs is listed, and taken back part by part.

use crate::support::{Chosen, SMALL_WINDOW, THEMES, WINDOW, app, click, find, has, pick, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use vitrine::app::{Action, App, Keeping};
use vitrine::document::{Declared, Edit};
use vitrine::model::{Catalog, Entity, Offer, Ref};
use vitrine::text::{Language, Message};
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");

fn file(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("one.catalog.ron");
    std::fs::write(&path, STORY).expect("written");
    path
}

/// An application on a file, with changes that are not saved.
fn changed(language: Language, path: &Path, edits: Vec<Edit>) -> App {
    let mut app = app(language, Chosen::paths([]), Some(path.to_path_buf()));
    app.poll();
    let step = |edit| Action::Edit { edit, name: Message::new("app-command-save"), field: None };
    app.apply(edits.into_iter().map(step).collect());
    app
}

/// The window on an application that looks after its file at once.
fn window(folder: &TempDir, mut app: App) -> Harness<'static, Shell> {
    app.keep(Keeping {
        journals: folder.path().join("journal"),
        rest: Duration::ZERO,
        look_every: Duration::ZERO,
    });
    shell(ThemeChoice::Light, WINDOW, app)
}

fn catalog(harness: &Harness<'_, Shell>) -> Arc<Catalog> {
    Arc::clone(harness.state().app().workspace().catalog())
}

/// The first offer.
fn offer(catalog: &Catalog) -> (Ref, Arc<Offer>) {
    let found = catalog.environments.iter().find_map(|environment| {
        let first = environment.find(|_, category| category.offers.first());
        first.map(|it| (Ref::Offer(environment.name.clone(), it.name.clone()), Arc::clone(it)))
    });
    found.expect("an offer")
}

/// The edit that changes the first offer of a file.
fn change(path: &Path, change: impl FnOnce(&mut Offer)) -> Edit {
    let (at, found) = offer(&vitrine::storage::load(path).expect("a catalog").catalog);
    let mut changed = Offer::clone(&found);
    change(&mut changed);
    Edit::Put(at, Entity::Offer(Arc::new(changed)))
}

fn mine(path: &Path) -> Vec<Edit> {
    vec![change(path, |offer| "MINE".clone_into(&mut offer.code))]
}

/// Asks for what is not saved, in the menu.
fn compare_saved(harness: &mut Harness<'_, Shell>, menu: &str, item: &str) {
    click(harness, Role::Button, menu);
    click(harness, Role::Button, item);
}

/// Another program gives the catalog a description and the first offer another label.
fn theirs(path: &Path) -> Arc<Catalog> {
    let read = vitrine::storage::load(path).expect("a catalog").catalog;
    let (at, found) = offer(&read);
    let changed = Offer { label: "Theirs".to_owned(), ..Offer::clone(&found) };
    let next = Edit::Put(at, Entity::Offer(Arc::new(changed))).apply(&read).expect("changed");
    let next = Arc::new(Catalog { description: "From outside".to_owned(), ..Catalog::clone(&next) });
    std::fs::write(path, vitrine::storage::write(&next, None).expect("written")).expect("written");
    next
}

fn ctrl(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

#[test]
fn what_another_program_changed_is_compared_taken_in_part_and_the_rest_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder);
    let mut harness = window(&folder, changed(Language::En, &path, mine(&path)));
    theirs(&path);
    harness.run();
    assert!(has(&harness, Role::Dialog, "Another program changed one.catalog.ron"));
    click(&mut harness, Role::Button, "Compare");
    assert!(has(&harness, Role::Dialog, "Differences from one.catalog.ron on disk"));
    let (_, before) = offer(&catalog(&harness));
    let title = before.label.clone();
    for row in [format!("Label\n− Theirs\n+ {title}"), "Code\n− nothing\n+ MINE".to_owned()] {
        assert!(has(&harness, Role::Label, &row), "{row}");
    }
    assert!(has(&harness, Role::Label, "Description\n− From outside\n+ nothing"));
    click(&mut harness, Role::Button, &format!("Use the file's version · {title} · Label"));
    let after = offer(&catalog(&harness)).1;
    assert_eq!((after.label.as_str(), after.code.as_str()), ("Theirs", "MINE"));
    assert!(
        !has(&harness, Role::Button, &format!("Use the file's version · {title} · Label")),
        "it is listed no more"
    );
    click(&mut harness, Role::Button, "Overwrite");
    assert!(harness.query_by_role(Role::Dialog).is_none());
    let saved = vitrine::storage::load(&path).expect("a catalog").catalog;
    assert_eq!(*saved, *catalog(&harness));
    assert!(saved.description.is_empty() && offer(&saved).1.label == "Theirs");
    ctrl(&mut harness, Key::Z);
    assert_eq!(offer(&catalog(&harness)).1.label, title, "one step each");
}

#[test]
fn at_a_save_too_the_file_is_compared_before_one_of_both_wins() {
    for (answer, wins) in [("Overwrite", true), ("Reload", false)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = file(&folder);
        let mut harness = shell(ThemeChoice::Light, WINDOW, changed(Language::En, &path, mine(&path)));
        let next = theirs(&path);
        ctrl(&mut harness, Key::S);
        click(&mut harness, Role::Button, "Compare");
        click(&mut harness, Role::Button, answer);
        let saved = vitrine::storage::load(&path).expect("a catalog").catalog;
        assert_eq!(offer(&saved).1.code == "MINE", wins, "{answer}");
        assert_eq!(*saved == *next, !wins, "{answer}");
        assert_eq!(*saved, *catalog(&harness), "{answer}");
        assert!(!harness.state().app().workspace().document().is_dirty());
    }
}

#[test]
fn a_file_that_changed_again_since_it_was_compared_is_not_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder);
    let mut harness = shell(ThemeChoice::Light, WINDOW, changed(Language::En, &path, mine(&path)));
    theirs(&path);
    ctrl(&mut harness, Key::S);
    click(&mut harness, Role::Button, "Compare");
    std::fs::write(&path, STORY).expect("written");
    click(&mut harness, Role::Button, "Overwrite");
    assert!(has(&harness, Role::Dialog, "Another program changed one.catalog.ron"), "asked again");
    std::fs::write(&path, "no catalog").expect("written");
    click(&mut harness, Role::Button, "Compare");
    assert!(
        has(&harness, Role::Dialog, "Another program changed one.catalog.ron"),
        "nothing to compare with"
    );
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), "no catalog");
}

#[test]
fn unsaved_changes_are_listed_and_taken_back_one_by_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder);
    let mut harness = window(&folder, changed(Language::En, &path, Vec::new()));
    compare_saved(&mut harness, "File", "Compare with the saved file");
    assert!(harness.query_by_label("No differences").is_some());
    click(&mut harness, Role::Button, "Close");
    let saved = catalog(&harness);
    let (at, was) = offer(&saved);
    let folder_more = vitrine::model::Folder {
        name: "more".to_owned(),
        label: "More visitors".to_owned(),
        holds: vitrine::model::FolderContent::Visitors,
        parent: None,
    };
    let entity = Entity::Folder(Arc::new(folder_more));
    let edits = vec![
        change(&path, |offer| {
            offer.enabled = !offer.enabled;
            offer.period.from = "2026-07-01".parse().ok();
        }),
        Edit::Insert { parent: Ref::Catalog, index: None, entity },
    ];
    let mut harness = window(&folder, changed(Language::En, &path, edits));
    compare_saved(&mut harness, "File", "Compare with the saved file");
    assert!(has(&harness, Role::Dialog, "Unsaved changes in one.catalog.ron"));
    assert!(harness.query_by_label("2 items differ").is_some());
    assert!(has(&harness, Role::Label, "Enabled\n− Yes\n+ No"));
    assert!(has(&harness, Role::Label, "Period · From\n− nothing\n+ 1 July 2026"));
    assert!(has(&harness, Role::Label, "+ Folder More visitors: added"));
    click(&mut harness, Role::Button, &format!("Revert · {} · Period · From", was.label));
    click(&mut harness, Role::Button, "Revert · More visitors");
    assert!(harness.query_by_label("1 item differs").is_some());
    click(&mut harness, Role::Button, &format!("Revert · {}", was.label));
    assert!(harness.query_by_label("No differences").is_some());
    assert_eq!(*catalog(&harness), *saved);
    click(&mut harness, Role::Button, "Close");
    ctrl(&mut harness, Key::Z);
    let Some(Entity::Offer(after)) = catalog(&harness).entity(&at) else { panic!("it is there") };
    assert!(after.enabled != was.enabled && after.period == was.period, "one step each");
}

#[test]
fn a_state_before_a_change_stays_the_one_that_was_chosen_while_parts_are_reverted() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder);
    let (_, was) = offer(&vitrine::storage::load(&path).expect("a catalog").catalog);
    let mut app = changed(Language::En, &path, vec![change(&path, |offer| offer.enabled = !offer.enabled)]);
    let edit = change(&path, |offer| {
        offer.enabled = !offer.enabled;
        offer.period.from = "2026-07-01".parse().ok();
    });
    app.apply(vec![Action::Edit { edit, name: Message::new("forms-name"), field: None }]);
    let mut harness = window(&folder, app);
    compare_saved(&mut harness, "File", "Compare…");
    pick(&mut harness, "Old state", "Before: Save");
    assert!(has(&harness, Role::Label, "Period · From\n− nothing\n+ 1 July 2026"));
    click(&mut harness, Role::Button, &format!("Revert · {} · Period · From", was.label));
    // The change that this made stands behind the others.
    pick(&mut harness, "New state", "As saved");
    assert!(harness.query_by_label("No differences").is_some());
    pick(&mut harness, "New state", "As edited now");
    assert!(harness.query_by_label("1 item differs").is_some());
    assert!(has(&harness, Role::Label, "Enabled\n− Yes\n+ No"));
    pick(&mut harness, "Old state", "Before: Name");
    assert!(harness.query_by_label("No differences").is_some());
}

#[cfg(feature = "sheets")]
#[test]
fn all_that_a_spreadsheet_changes_is_taken_over_and_undone_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, sheet) = (file(&folder), folder.path().join("offers.csv"));
    let text = "Environment;Offer;Label\nrecipient;gold_card;One\nsite;free_delivery;Two\n";
    std::fs::write(&sheet, text).expect("written");
    let saved = vitrine::storage::load(&path).expect("a catalog").catalog;
    let mut app = app(Language::En, Chosen::paths([sheet]), Some(path));
    app.poll();
    let mut harness = window(&folder, app);
    compare_saved(&mut harness, "File", "Apply a spreadsheet…");
    assert!(has(&harness, Role::Dialog, "Changes of a spreadsheet to one.catalog.ron"));
    assert!(harness.query_by_label("2 items differ").is_some());
    click(&mut harness, Role::Button, "Take over all");
    assert!(harness.query_by_role(Role::Dialog).is_none());
    let label = |environment: &str, offer: &str| {
        let at = Ref::Offer(environment.to_owned(), offer.to_owned());
        catalog(&harness).entity(&at).map(|it| it.label().to_owned())
    };
    assert_eq!(label("recipient", "gold_card").as_deref(), Some("One"));
    assert_eq!(label("site", "free_delivery").as_deref(), Some("Two"));
    ctrl(&mut harness, Key::Z);
    assert_eq!(*catalog(&harness), *saved);
}

#[test]
fn a_comparison_is_read_in_french_in_both_themes_and_in_a_small_window() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder);
    for theme in THEMES {
        let edits = vec![change(&path, |offer| offer.period.from = "2026-07-01".parse().ok())];
        let mut harness = shell(theme, SMALL_WINDOW, changed(Language::Fr, &path, edits));
        compare_saved(&mut harness, "Fichier", "Comparer avec le fichier enregistré");
        assert!(has(&harness, Role::Dialog, "Modifications non enregistrées de one.catalog.ron"));
        assert!(has(&harness, Role::Label, "Période · Du\n− rien\n+ 1er juillet 2026"));
        let close = find(&harness, Role::Button, "Fermer").rect();
        assert!(close.bottom() <= SMALL_WINDOW[1] && close.right() <= SMALL_WINDOW[0], "{close:?}");
    }
}

/// A field with another name is that field: what named it is not another rule, and its name goes back with them.
#[test]
fn a_field_that_is_renamed_inside_an_entity_is_listed_as_renamed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(&folder);
    let saved = vitrine::storage::load(&path).expect("a catalog").catalog;
    let of = Declared::Dimension("recipient".to_owned());
    let rename = Edit::RenameDeclared { of, from: "email".to_owned(), to: "mail".to_owned() };
    let Some(Entity::Dimension(mut dimension)) =
        rename.apply(&saved).and_then(|it| it.entity(&Ref::Dimension("recipient".to_owned())))
    else {
        panic!("the dimension")
    };
    Arc::make_mut(&mut dimension).fields[1].label = "Mail".to_owned();
    let put = Edit::Put(Ref::Dimension("recipient".to_owned()), Entity::Dimension(dimension));
    let mut harness = window(&folder, changed(Language::En, &path, vec![rename, put]));
    compare_saved(&mut harness, "File", "Compare with the saved file");
    assert!(harness.query_by_label("1 item differs").is_some());
    assert!(has(&harness, Role::Label, "Fields · mail · Name\n− email\n+ mail"));
    assert!(has(&harness, Role::Label, "Fields · mail · Label\n− Email\n+ Mail"));
    click(&mut harness, Role::Button, "Revert · Recipient · Fields · mail · Name");
    assert!(has(&harness, Role::Label, "Fields · email · Label\n− Email\n+ Mail"));
    click(&mut harness, Role::Button, "Revert · Recipient");
    assert_eq!(*catalog(&harness), *saved);
}
