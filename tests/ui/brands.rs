//! What a Design environment and its Live one share, and what the form of an environment makes besides its fields.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use std::sync::Arc;
use vitrine::model::{Catalog, DimensionKind, Environment, Stage};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const ANONYMOUS: &str = "Environment dedicated to incoming anonymous interactions";

/// A bank that knows recipients only.
const CATALOG: &str = r#"Catalog(format: 1, name: "bank",
    dimensions: [
        Dimension(name: "recipient", label: "Recipient", kind: Recipient, key: ["id"],
            fields: [Field(name: "id", type: Text)]),
    ],
    environments: [
        Environment(name: "site", label: "Site", stage: Design(live: "live_site"), targeting_dimension: "recipient"),
        Environment(name: "live_site", label: "Site, live", stage: Live, targeting_dimension: "recipient"),
    ])"#;

type Window = Harness<'static, Shell>;

fn window() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bank.catalog.ron");
    std::fs::write(&path, CATALOG).expect("written");
    let mut window = shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([]), Some(path)));
    click(&mut window, Role::TreeItem, "Site");
    (window, folder)
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn environment<'a>(window: &'a Window, name: &str) -> &'a Environment {
    catalog(window).environment(name).expect("the environment")
}

/// Whom an environment is for, and where its visitors are kept.
fn shared(environment: &Environment) -> (bool, &str, Option<&str>) {
    (environment.anonymous, &environment.targeting_dimension, environment.visitor_folder.as_deref())
}

fn said(window: &Window) -> Vec<String> {
    window.state().app().past_notices().map(|past| Language::En.say(&past.notice.message)).collect()
}

fn undo(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
}

#[test]
fn ticking_anonymous_makes_what_is_not_there_in_the_same_step() {
    let (mut window, _folder) = window();
    let before = Arc::clone(catalog(&window));
    click(&mut window, Role::CheckBox, ANONYMOUS);
    for name in ["site", "live_site"] {
        assert_eq!(shared(environment(&window, name)), (true, "visitor", Some("visitors")), "{name}");
    }
    let dimension = catalog(&window).dimension("visitor").expect("made");
    assert_eq!((dimension.kind, dimension.label.as_str()), (DimensionKind::Visitor, "Visitor"));
    assert!(catalog(&window).folder("visitors").is_some());
    assert_eq!(said(&window), ["Added the dimension Visitor and the folder Visitors, Site"]);
    undo(&mut window);
    assert_eq!(*catalog(&window), before, "one step takes all of it back");
}

#[test]
fn clearing_anonymous_reaches_the_live_environment_too() {
    let (mut window, _folder) = window();
    click(&mut window, Role::CheckBox, ANONYMOUS);
    click(&mut window, Role::CheckBox, ANONYMOUS);
    for name in ["site", "live_site"] {
        assert_eq!(shared(environment(&window, name)), (false, "visitor", None), "{name}");
    }
    assert_eq!(said(&window).len(), 1, "nothing was made the second time");
}

#[test]
fn live_is_asked_about_and_can_be_left() {
    let (mut window, _folder) = window();
    click(&mut window, Role::RadioButton, "Live");
    assert!(has(&window, Role::Dialog, "Make Site a Live environment?"));
    press(&mut window, Key::Enter);
    assert!(!has(&window, Role::Dialog, "Make Site a Live environment?"));
    assert!(
        matches!(environment(&window, "site").stage, Stage::Design { .. }),
        "Enter makes nothing read-only"
    );
    click(&mut window, Role::RadioButton, "Live");
    click(&mut window, Role::Button, "Cancel");
    assert!(matches!(environment(&window, "site").stage, Stage::Design { .. }));
    click(&mut window, Role::RadioButton, "Live");
    click(&mut window, Role::Button, "Make it Live");
    assert_eq!(environment(&window, "site").stage, Stage::Live);
    assert!(find(&window, Role::CheckBox, ANONYMOUS).accesskit_node().is_disabled(), "read-only");
    undo(&mut window);
    assert!(matches!(environment(&window, "site").stage, Stage::Design { .. }));
}
