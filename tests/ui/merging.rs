//! A file with the markers of a merge: its conflicts are settled one by one, side by side, and then it is saved.

use crate::support::{Chosen, SMALL_WINDOW, WINDOW, app, click, has, press, says, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use vitrine::model::Offer;
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");

/// The story with another code and label of its first offer.
fn with(code: &str, label: &str) -> storage::Loaded {
    let loaded = storage::read(STORY.as_bytes()).expect("a catalog");
    let (at, offer) = first_offer(&loaded);
    let offer = Offer { code: code.to_owned(), label: label.to_owned(), ..offer };
    let put = vitrine::document::Edit::Put(at, vitrine::model::Entity::Offer(offer.into()));
    let text = storage::write(&put.apply(&loaded.catalog).expect("changed"), Some(&loaded.document));
    storage::read(text.expect("a text").into_bytes()).expect("a catalog")
}

fn first_offer(loaded: &storage::Loaded) -> (vitrine::model::Ref, Offer) {
    let found = vitrine::document::entities(&loaded.catalog).into_iter().find_map(|it| match it.entity {
        vitrine::model::Entity::Offer(offer) => Some((it.place.entity, Offer::clone(&offer))),
        _ => None,
    });
    found.expect("an offer")
}

/// A file in which the code and the label of an offer are disputed.
fn disputed(folder: &TempDir) -> PathBuf {
    let base = storage::read(STORY.as_bytes()).expect("a catalog");
    let merged = storage::merge(Some(&base), &with("OURS", "Our label"), &with("THEIRS", "Their label"));
    let path = folder.path().join("one.catalog.ron");
    std::fs::write(&path, merged.expect("merged").text).expect("written");
    path
}

fn window(path: &Path, size: [f32; 2], language: Language) -> Harness<'static, Shell> {
    let mut app = app(language, Chosen::paths([]), Some(path.to_path_buf()));
    app.poll();
    shell(ThemeChoice::Light, size, app)
}

fn offer(path: &Path) -> Offer {
    first_offer(&storage::load(path).expect("a catalog")).1
}

/// The button of the dialog: that of the bar stands before it.
fn save<'h>(harness: &'h Harness<'_, Shell>) -> Node<'h> {
    harness.query_all_by_role_and_label(Role::Button, "Save").last().expect("a button")
}

fn ctrl(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press_modifiers(Modifiers::COMMAND, key);
    harness.run();
}

#[test]
fn conflicts_are_settled_with_the_mouse_and_the_file_is_saved_once_all_are() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = disputed(&folder);
    let mut harness = window(&path, WINDOW, Language::En);
    assert!(has(&harness, Role::Dialog, "Conflicts in one.catalog.ron"));
    assert!(says(&harness, "0 of 2 settled"));
    assert!(save(&harness).accesskit_node().is_disabled());
    click(&mut harness, Role::Button, "Take theirs");
    assert!(says(&harness, "1 of 2 settled"));
    click(&mut harness, Role::Button, "Take ours");
    assert!(says(&harness, "2 of 2 settled"));
    save(&harness).click();
    harness.run();
    assert!(harness.query_by_role(Role::Dialog).is_none());
    let saved = offer(&path);
    assert_eq!((saved.code.as_str(), saved.label.as_str()), ("THEIRS", "Our label"));
    assert!(
        !harness.state().app().workspace().is_dirty() && harness.state().app().workspace().merge().is_none()
    );
}

#[test]
fn conflicts_are_settled_with_the_keyboard_and_choices_are_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = disputed(&folder);
    let mut harness = window(&path, SMALL_WINDOW, Language::Fr);
    assert!(has(&harness, Role::Dialog, "Conflits dans one.catalog.ron"));
    // The list has the keyboard; the buttons follow it.
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Tab);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app().workspace().open_conflicts(), 1);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().app().workspace().open_conflicts(), 0);
    press(&mut harness, Key::Escape);
    let (_, shown) = catalog_offer(&harness);
    assert_eq!((shown.code.as_str(), shown.label.as_str()), ("THEIRS", "Their label"));
    ctrl(&mut harness, Key::Z);
    assert_eq!(harness.state().app().workspace().open_conflicts(), 1);
    ctrl(&mut harness, Key::S);
    assert!(has(&harness, Role::Dialog, "Conflits dans one.catalog.ron"), "it is not saved yet");
    assert!(storage::load(&path).is_err(), "the file is as it was");
    press(&mut harness, Key::Escape);
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    harness.run();
    ctrl(&mut harness, Key::S);
    assert_eq!(offer(&path).code, "THEIRS");
}

fn catalog_offer(harness: &Harness<'_, Shell>) -> (vitrine::model::Ref, Offer) {
    let catalog = harness.state().app().workspace().catalog();
    let text = storage::write(catalog, None).expect("a text");
    first_offer(&storage::read(text.into_bytes()).expect("a catalog"))
}

#[test]
fn what_is_closed_half_settled_keeps_the_rest_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = disputed(&folder);
    let mut harness = window(&path, WINDOW, Language::En);
    click(&mut harness, Role::Button, "Take theirs");
    click(&mut harness, Role::Button, "Close");
    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    harness.run();
    assert!(says(
        &harness,
        "1 conflict is still to be settled. “Keep for later” writes your choices to the file and leaves the rest marked."
    ));
    click(&mut harness, Role::Button, "Keep for later");
    assert!(harness.query_by_role(Role::Dialog).is_none(), "it is not asked again");
    assert!(harness.state().app().workspace().is_untouched(), "it is closed");
    let text = std::fs::read_to_string(&path).expect("a file");
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    let mut harness = window(&path, WINDOW, Language::En);
    assert!(says(&harness, "0 of 1 settled"));
    click(&mut harness, Role::Button, "Take ours");
    save(&harness).click();
    harness.run();
    let saved = offer(&path);
    let mut both = [saved.code.as_str(), saved.label.as_str()];
    both.sort_unstable();
    assert!(both == ["Our label", "THEIRS"] || both == ["OURS", "Their label"], "{both:?}");
}

#[test]
fn markers_of_git_that_are_no_conflict_go_with_a_save() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.catalog.ron");
    // Git marks lines beside each other, though both changed something else.
    let label = STORY.find("label: \"").expect("a label");
    let line = STORY[..label].rfind('\n').map_or(0, |at| at + 1);
    let end = label + STORY[label..].find('\n').expect("its end") + 1;
    let marked = format!(
        "{}<<<<<<< HEAD\n{1}||||||| 1a2b\n{1}=======\n{1}>>>>>>> spring\n{2}",
        &STORY[..line],
        &STORY[line..end],
        &STORY[end..]
    );
    std::fs::write(&path, marked).expect("written");
    let mut harness = window(&path, WINDOW, Language::En);
    assert!(harness.query_by_role(Role::Dialog).is_none());
    ctrl(&mut harness, Key::S);
    assert_eq!(
        *storage::load(&path).expect("a catalog").catalog,
        *storage::read(STORY.as_bytes()).expect("a catalog").catalog
    );
}

#[test]
fn what_is_taken_from_theirs_brings_its_comments_along_to_the_file() {
    let offer = r#"Offer(name: "free_delivery", label: "Free delivery", weights: [Weight(label: "Base", value: 5.0)])"#;
    let theirs =
        format!("\n// asked for by the shops\n{}", offer.replace("\"Free", "/* as printed */ \"Quite free"));
    let read = |text: String| storage::read(text.into_bytes()).expect("a catalog");
    let merged = storage::merge(
        Some(&read(STORY.to_owned())),
        &read(STORY.replace(offer, "")),
        &read(STORY.replace(offer, &theirs)),
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("one.catalog.ron");
    std::fs::write(&path, merged.expect("merged").text).expect("written");
    let mut harness = window(&path, WINDOW, Language::En);
    assert!(says(&harness, "0 of 1 settled"));
    click(&mut harness, Role::Button, "Take theirs");
    save(&harness).click();
    harness.run();
    let both = |text: &str| {
        let place = text.find("// asked for by the shops\n").expect("the comment above the offer");
        assert!(text[place..].contains("/* as printed */") && text[place..].contains("Quite free"), "{text}");
    };
    both(&std::fs::read_to_string(&path).expect("a file"));
    // They stay with what is saved later.
    let mut environment = (*harness.state().app().workspace().catalog().environments[0]).clone();
    "Another".clone_into(&mut environment.label);
    let at = vitrine::model::Ref::Environment(environment.name.clone());
    let edit = vitrine::document::Edit::Put(at, vitrine::model::Entity::Environment(environment.into()));
    let name = vitrine::text::Message::new("app-command-save");
    harness.state_mut().act(vec![vitrine::app::Action::Edit { edit, name, field: None }]);
    harness.run();
    ctrl(&mut harness, Key::S);
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains("\"Another\""), "{text}");
    both(&text);
}
