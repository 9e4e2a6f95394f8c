//! A catalog too large for one frame: its tree, its table, its lists and its preview are a worker's, and follow all the
//! same.

use crate::support::{Chosen, WINDOW, app, click, find, has, press, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{
    Action, After, App, Choose, Column, Command, InnerTab, PreviewChange, TableAction, Workspace,
};
use vitrine::engine::Decision;
use vitrine::model::{Catalog, Entity, Offer, Place, Ref};
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

#[test]
fn the_table_of_very_many_offers_is_filtered_while_one_types() {
    let mut app = crowded();
    app.run(Command::OffersTable);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let shown = |window: &egui_kittest::Harness<'_, vitrine::ui::Shell>| {
        window.state().app().table_rows().expect("a table").shown.len()
    };
    assert!(shown(&window) > MORE);
    click(&mut window, Role::TextInput, "Filter the offers");
    type_text(&mut window, "more 50");
    assert_eq!(shown(&window), 111, "50, 500 to 509, and 5000 to 5099");
    type_text(&mut window, "99");
    assert_eq!(shown(&window), 1);
}

#[test]
fn cells_are_changed_as_they_stand_though_the_rows_are_made_later() {
    let mut app = crowded();
    app.run(Command::OffersTable);
    app.poll();
    let offer = Arc::clone(&app.table_rows().expect("a table").shown[0].offer);
    let environment = app.workspace().catalog().environments[0].name.clone();
    for (column, text) in [(Column::Label, "Quite new"), (Column::Code, "Q7")] {
        let go = TableAction::Go { row: 0, column, choose: Choose::One };
        let typed = [go, TableAction::Start(Some(text.to_owned())), TableAction::Commit(After::Stay)];
        // As in one frame: nothing that a worker has made is taken over between them.
        app.apply(typed.map(Action::Table).to_vec());
    }
    let Some(Entity::Offer(changed)) =
        app.workspace().catalog().entity(&Ref::Offer(environment, offer.name.clone()))
    else {
        panic!("it is there")
    };
    assert_eq!((changed.label.as_str(), changed.code.as_str()), ("Quite new", "Q7"));
    while app.poll() {}
    assert_eq!(app.table_rows().expect("a table").shown[0].offer, changed);
}

#[test]
fn one_of_very_many_entities_is_gone_to_as_soon_as_it_is_typed() {
    for at_once in [false, true] {
        let mut window = shell(ThemeChoice::Light, WINDOW, crowded());
        window.key_press_modifiers(Modifiers::COMMAND, Key::P);
        window.run();
        if at_once {
            // Enter comes before a worker has found anything.
            window.event(egui::Event::Text("more 5099".to_owned()));
            window.step();
            window.key_press(Key::Enter);
            window.run();
        } else {
            type_text(&mut window, "more 5099");
            assert!(has(&window, Role::ListBoxOption, "More 5099"));
            press(&mut window, Key::Enter);
        }
        assert_eq!(window.state().app().view().active_tab().map(Ref::name), Some("more_5099"));
    }
}

#[test]
fn one_of_very_many_offers_that_are_not_proposed_is_found() {
    let mut window = shell(ThemeChoice::Light, [1280.0, 2400.0], crowded());
    click(&mut window, Role::TextInput, "Search the offers not proposed");
    type_text(&mut window, "more 5099");
    assert!(has(&window, Role::Link, "More 5099"));
    assert!(!has(&window, Role::Link, "More 5098"));
}

#[test]
fn very_many_contacts_are_counted_too() {
    let mut app = app(Language::En, Chosen::paths([]), None);
    let mut catalog = Catalog::clone(app.workspace().catalog());
    let environment = &catalog.environments[0];
    let own = |contact: &&Arc<vitrine::model::Contact>| contact.dimension == environment.targeting_dimension;
    let contact = Arc::clone(catalog.contacts.iter().find(own).expect("a contact"));
    let mut offer = None;
    environment.walk_categories(|_, category| {
        offer = offer.take().or_else(|| category.offers.iter().find(|it| !it.target.is_empty()).cloned());
    });
    let offer = Ref::Offer(environment.name.clone(), offer.expect("one with a rule").name.clone());
    catalog.contacts.extend((0..300).map(|_| Arc::clone(&contact)));
    app.replace(app.workspace().id(), Workspace::new(Arc::new(catalog)));
    app.apply(vec![Action::Open(offer.clone()), Action::Inner(offer, InnerTab::Eligibility)]);
    let window = shell(ThemeChoice::Light, WINDOW, app);
    assert!(window.query_all_by_label_contains("sample contacts").count() > 0);
}
