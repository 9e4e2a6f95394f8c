//! Each field of each form explains itself: below it, or where the pointer rests on it.

use crate::support::{Chosen, WINDOW, app, find, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use vitrine::app::{Action, InnerTab};
use vitrine::model::{Catalog, Place, Ref, Stage};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// The roles of what a row of a form has.
const FIELDS: [Role; 6] = [
    Role::TextInput,
    Role::MultilineTextInput,
    Role::SpinButton,
    Role::ComboBox,
    Role::CheckBox,
    Role::RadioGroup,
];

/// Tabs that show the entity, or what is in it, without fields of its own.
const OVERVIEWS: [InnerTab; 3] = [InnerTab::Source, InnerTab::Offers, InnerTab::Timeline];

/// Controls inside a row that says what they are for, by the beginning of their names.
const PARTS_OF_ROWS: [&str; 11] = [
    // The rows of a rule, and how they are shown.
    "Row ",
    "Edit as",
    "Conditions",
    "Add to ",
    "Add a content field",
    "Add an expected offer",
    "Add an offer not proposed",
    "Expected reason for ",
    "Content field ",
    "Channel ",
    "Choice ",
];

/// One entity of each kind; of environments and spaces an anonymous one and one that falls back.
pub(crate) fn entities(catalog: &Catalog) -> Vec<Ref> {
    let mut entities = vec![Ref::Catalog, Ref::Contact(0)];
    for environment in catalog.environments.iter().filter(|it| it.stage != Stage::Live) {
        let own = environment.name.clone();
        entities.push(Ref::Environment(own.clone()));
        entities.extend(environment.spaces.first().map(|it| Ref::Space(own.clone(), it.name.clone())));
        entities.extend(environment.filters.first().map(|it| Ref::Filter(own.clone(), it.name.clone())));
        let multiplied = environment.categories.iter().max_by_key(|it| it.multiplier.is_some());
        entities.extend(multiplied.map(|it| Ref::Category(own.clone(), it.name.clone())));
        let offer = multiplied.and_then(|it| it.offers.first());
        entities.extend(offer.map(|it| Ref::Offer(own, it.name.clone())));
    }
    entities.extend(catalog.dimensions.first().map(|it| Ref::Dimension(it.name.clone())));
    entities.extend(catalog.folders.first().map(|it| Ref::Folder(it.name.clone())));
    entities.extend(catalog.presentation_rules.first().map(|it| Ref::PresentationRule(it.name.clone())));
    entities.extend(catalog.typologies.first().map(|it| Ref::Typology(it.name.clone())));
    entities.extend(catalog.scenarios.first().map(|it| Ref::Scenario(it.name.clone())));
    entities
}

/// The fields in the window that say nothing about themselves.
fn silent(window: &Harness<'static, Shell>) -> Vec<String> {
    let mut found = Vec::new();
    for role in FIELDS {
        for node in window.query_all_by_role(role) {
            let node = node.accesskit_node();
            let name = node.label().unwrap_or_default();
            let is_part =
                PARTS_OF_ROWS.iter().any(|part| name.starts_with(part)) || name.ends_with(" is required");
            if !is_part && node.description().is_none_or(|said| said.trim().is_empty()) {
                found.push(format!("{role:?} “{name}”"));
            }
        }
    }
    found
}

#[test]
fn every_field_of_every_form_explains_itself() {
    let mut app = app(Language::En, Chosen::paths([]), None);
    (app.preferences.explorer, app.preferences.preview, app.preferences.problems) = (false, false, false);
    let entities = entities(app.workspace().catalog());
    let kinds: BTreeSet<&str> = entities.iter().map(|it| it.kind().word()).collect();
    assert_eq!(kinds.len(), 11, "{kinds:?}");
    let tabs = app.view().tabs.clone();
    app.apply(tabs.into_iter().map(Action::Close).collect());
    app.apply(entities.iter().cloned().map(Action::Open).collect());
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let mut found = BTreeSet::new();
    for _ in &entities {
        window.key_press_modifiers(Modifiers::COMMAND, Key::Tab);
        window.run();
        let entity = window.state().app().view().active_tab().expect("one is open").clone();
        for tab in InnerTab::of(&entity).iter().filter(|tab| !OVERVIEWS.contains(tab)) {
            let title = Language::En.text(tab.title());
            window.query_all_by_role_and_label(Role::Tab, &title).last().expect("the tab").click_accesskit();
            window.run();
            assert_eq!(window.state().app().view().inner_tab(&entity), *tab);
            found.extend(
                silent(&window).into_iter().map(|field| format!("{} {tab:?}: {field}", entity.kind())),
            );
        }
    }
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn an_issue_gives_the_keyboard_to_the_picker_that_it_is_about() {
    for (entity, field, name) in [
        (Ref::Catalog, "time_zone", "Time zone"),
        (Ref::Environment("visitor".to_owned()), "visitor_folder", "Visitor folder"),
        (Ref::Environment("visitor".to_owned()), "targeting_dimension", "Targeting dimension"),
        (
            Ref::Space("recipient".to_owned(), "web_best".to_owned()),
            "linked_anonymous_space",
            "Linked anonymous space",
        ),
        (Ref::Contact(0), "dimension", "Targeting dimension"),
    ] {
        let mut app = app(Language::En, Chosen::paths([]), None);
        app.preferences.preview = false;
        app.apply(vec![Action::GoTo(Place::new(entity, Vec::new()).field(field))]);
        let window = shell(ThemeChoice::Light, WINDOW, app);
        assert!(find(&window, Role::ComboBox, name).is_focused(), "{name}");
    }
}
