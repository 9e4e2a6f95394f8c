//! A catalog too large for one frame: its tree and its preview are a worker's, and follow all the same.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, App, PreviewChange, Workspace};
use vitrine::engine::Decision;
use vitrine::model::{Catalog, Offer, Place, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

/// More than what follows within a frame.
const MORE: usize = 5_100;

/// The sample with very many more offers in the first category of its first environment.
fn crowded() -> App {
    let mut app = app(Language::En, Chosen::paths([]), None);
    let mut catalog = Catalog::clone(app.workspace().catalog());
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    let category = Arc::make_mut(&mut environment.categories[0]);
    let more = (0..MORE).map(|index| Arc::new(Offer::new(format!("more_{index}"), format!("More {index}"))));
    category.offers.extend(more);
    app.replace(app.workspace().id(), Workspace::new(Arc::new(catalog)));
    app.apply(vec![Action::Preview(PreviewChange::Who(Some(0)))]);
    app.poll();
    app
}

fn answered(app: &App) -> Arc<Decision> {
    let answer = app.preview().decision().expect("an answer");
    Arc::clone(answer.as_ref().expect("a space"))
}

#[test]
fn the_tree_of_very_many_offers_is_marked_and_searched() {
    let mut app = crowded();
    let environment = app.workspace().catalog().environments[0].name.clone();
    app.apply(vec![Action::Open(Ref::Offer(environment, "more_4000".to_owned()))]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let row = find(&window, Role::TreeItem, "More 4000");
    assert_eq!(row.accesskit_node().is_selected(), Some(true), "it is brought in sight, and marked");
    click(&mut window, Role::TextInput, "Filter");
    type_text(&mut window, "more 509");
    type_text(&mut window, "9");
    assert!(has(&window, Role::TreeItem, "More 5099"));
    assert!(!has(&window, Role::TreeItem, "More 5098"));
    click(&mut window, Role::Button, "Clear the filter");
    assert!(window.query_all_by_role(Role::TreeItem).count() > 10, "those in sight are there again");
}

#[test]
fn what_is_typed_into_a_large_catalog_is_decided_and_checked() {
    let mut app = crowded();
    let offer = answered(&app).propositions.first().expect("one is proposed").offer.clone();
    let (environment, name) = offer.split_once('/').expect("an address");
    let place = Place::new(Ref::Offer(environment.to_owned(), name.to_owned()), Vec::new()).field("label");
    app.apply(vec![Action::GoTo(place)]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut window, "Quite new");
    press(&mut window, Key::Tab);
    let app = window.state().app();
    let after = answered(app);
    assert_eq!(after.propositions.first().map(|it| it.label.as_str()), Some("Quite new"));
    assert!(app.workspace().is_analysed());
    assert!(Arc::ptr_eq(app.workspace().plan().catalog(), app.workspace().catalog()));
    assert!(window.query_all_by_label_contains("Quite new").count() > 1, "the preview shows it");
}
