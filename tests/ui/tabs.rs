//! Tabs: one click looks at an entity in the tab that the next click takes over; what is opened or edited stays; and
//! the next session begins with the files and tabs of the last one.

use crate::support::{Chosen, WINDOW, app, click, find, reading, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use vitrine::app::{Action, App, Command, Preferences};
use vitrine::model::{InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");

fn tabs(window: &Harness<'static, Shell>) -> Vec<String> {
    window.state().app().view().tabs.iter().map(|tab| tab.name().to_owned()).collect()
}

/// The story, of which the explorer shows everything, with no tab open.
fn window() -> Harness<'static, Shell> {
    let mut app = reading(Language::En, STORY);
    app.run(Command::CloseAllTabs);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    find(&window, Role::TreeItem, "Environment - Recipient").click_secondary();
    window.run();
    click(&mut window, Role::Button, "Expand all");
    window
}

#[test]
fn the_tab_in_front_stays_in_sight_and_another_session_begins_at_the_top() {
    let mut app = reading(Language::En, STORY);
    let catalog = std::sync::Arc::clone(app.workspace().catalog());
    let spaces = catalog.environments.iter().flat_map(|environment| {
        environment.spaces.iter().map(|space| Ref::Space(environment.name.clone(), space.name.clone()))
    });
    let environments = catalog.environments.iter().map(|it| Ref::Environment(it.name.clone()));
    app.apply(environments.chain(spaces).map(Action::Open).collect());
    let front = app.view().active_tab().cloned().expect("a tab");
    let title = catalog.entity(&front).expect("it").title(&catalog);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    for width in [1280.0, 800.0, 1024.0, 800.0] {
        window.set_size(egui::vec2(width, 640.0));
        window.run();
        window.run_steps(20);
        let tab = find(&window, Role::Tab, &title);
        let response = window.ctx.read_response(egui::Id::unique(("tab", &front))).expect("it is drawn");
        let (whole, seen) = (response.rect, response.interact_rect);
        assert!(seen.width() >= whole.width() - 1.0, "{width}: {:?} {seen:?}", tab.rect());
    }
    let (id, scrolled) = (egui::Id::unique("a panel"), egui::containers::scroll_area::State::default());
    let ctx = egui::Context::default();
    scrolled.store(&ctx, id);
    let _ = Shell::new(reading(Language::En, STORY), &ctx);
    assert!(egui::containers::scroll_area::State::load(&ctx, id).is_none());
}

#[test]
fn one_click_looks_at_an_entity_and_an_edit_or_a_double_click_keeps_it() {
    let mut window = window();
    for (row, shown) in [("Home page", "home"), ("Gold card", "gold_card")] {
        click(&mut window, Role::TreeItem, row);
        assert_eq!(tabs(&window), [shown], "the next click takes the tab over");
    }
    let described =
        find(&window, Role::Tab, "Gold card").accesskit_node().data().description().map(str::to_owned);
    assert_eq!(described.as_deref(), Some("Preview: the next item replaces it"));
    window.key_press(Key::F2);
    window.run();
    type_text(&mut window, "Gold");
    click(&mut window, Role::TreeItem, "Home page");
    assert_eq!(tabs(&window), ["gold_card", "home"], "what is edited stays");
    let at = find(&window, Role::Tab, "Home page").rect().center();
    // Each event has a frame of a quarter of a second here. The clicks before are longer ago than those of this one.
    window.ctx.options_mut(|options| options.input_options.max_double_click_delay = 2.0);
    window.run_steps(20);
    for pressed in [true, false, true, false] {
        let button = egui::PointerButton::Primary;
        window.event(egui::Event::PointerMoved(at));
        window.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    }
    window.run();
    click(&mut window, Role::TreeItem, "Environment - Recipient");
    assert_eq!(tabs(&window), ["gold_card", "home", "recipient"], "what is double-clicked stays");
}

#[test]
fn the_menu_of_a_tab_closes_others_and_all() {
    let mut window = window();
    let entities = ["home", "Gold card"];
    let open = |window: &mut Harness<'static, Shell>| {
        let offer = Ref::Offer("recipient".to_owned(), "gold_card".to_owned());
        let space = Ref::Space("recipient".to_owned(), "home".to_owned());
        window.state_mut().act([offer, space].map(Action::Open).to_vec());
        window.run();
    };
    open(&mut window);
    assert_eq!(tabs(&window).len(), entities.len());
    for (entry, left) in [("Close other tabs", vec!["gold_card"]), ("Close all tabs", Vec::new())] {
        find(&window, Role::Tab, "Gold card").click_secondary();
        window.run();
        click(&mut window, Role::Button, entry);
        assert_eq!(tabs(&window), left);
        if !left.is_empty() {
            open(&mut window);
        }
    }
}

#[test]
fn the_next_session_begins_with_the_files_and_tabs_of_the_last_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = ["a.catalog.ron", "b.catalog.ron", "c.catalog.ron"].map(|name| folder.path().join(name));
    for file in &files {
        std::fs::write(file, STORY).expect("written");
    }
    let paths = |app: &App| {
        let names = app.workspaces().filter_map(|it| it.path()?.file_name());
        names.map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    let mut first = app(Language::En, Chosen::paths([]), None);
    for file in &files {
        first.apply(vec![Action::OpenFile(file.clone())]);
        first.poll();
    }
    first.run(Command::CloseCatalog);
    first.apply(vec![Action::Open(Ref::Catalog)]);
    first.run(Command::Quit);
    let begin = |preferences: &Preferences, opens_file: bool| {
        let mut next = app(Language::En, Chosen::paths([]), None);
        next.preferences = preferences.clone();
        next.begin_session(opens_file);
        next.poll();
        next
    };
    let next = begin(&first.preferences, false);
    assert_eq!(paths(&next), ["a.catalog.ron", "b.catalog.ron"], "not what was closed");
    assert_eq!(next.workspace().path(), Some(files[1].as_path()));
    assert_eq!(next.view().active_tab(), Some(&Ref::Catalog));
    assert_eq!(paths(&begin(&first.preferences, true)), Vec::<String>::new(), "another file is asked for");
}

#[test]
fn the_tab_of_the_form_stays_in_sight_when_the_window_gets_narrower() {
    let mut app = reading(Language::En, STORY);
    let catalog = std::sync::Arc::clone(app.workspace().catalog());
    let environment = &catalog.environments[0];
    let space = Ref::Space(environment.name.clone(), environment.spaces[0].name.clone());
    app.apply(vec![Action::Open(space.clone()), Action::Inner(space, InnerTab::Propositions)]);
    // The form alone has the window.
    app.run(Command::ToggleExplorer);
    app.run(Command::TogglePreview);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let title = Language::En.text(InnerTab::Propositions.title());
    for width in [1280.0, 480.0, 700.0, 400.0] {
        window.set_size(egui::vec2(width, 640.0));
        window.run();
        window.run_steps(20);
        let rect = find(&window, Role::Tab, &title).rect();
        assert!(rect.left() >= 0.0 && rect.right() <= width, "{width}: {rect:?}");
    }
}
