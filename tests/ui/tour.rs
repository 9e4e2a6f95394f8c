//! The tour of the window: on the first start, by keyboard, and again from the menu.

use crate::support::{Chosen, SMALL_WINDOW, WINDOW, app, click, find, has, press, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::NodeT;
use vitrine::app::{App, Command, Jobs, Preferences, TourStep};
use vitrine::model::{Entity, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

const TITLES: [&str; 6] = [
    "The whole catalog",
    "One form for each item",
    "An offer for everyone",
    "Who gets what, and why",
    "What is wrong",
    "Everything by keyboard",
];

/// The program as it starts where these preferences are kept, or none are yet.
fn started(file: &std::path::Path, opens: bool) -> App {
    let mut preferences = Preferences::load(file);
    preferences.language = Language::En;
    let jobs = Jobs::inline(Chosen::paths([]), jiff::Timestamp::now);
    let mut app = App::new(jobs, preferences, Some(file.to_path_buf()), None);
    app.welcome(opens);
    app
}

fn toured(language: Language, size: [f32; 2]) -> Window {
    let mut app = app(language, Chosen::paths([]), None);
    app.preferences.problems = false;
    app.run(Command::Tour);
    shell(ThemeChoice::Light, size, app)
}

fn step(window: &Window) -> Option<TourStep> {
    window.state().app().tour.step()
}

#[test]
fn it_comes_on_the_first_start_and_not_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("preferences.json");
    assert_eq!(started(&file, true).tour.step(), None, "who opens a file wants to see that");
    assert!(!file.exists());
    assert_eq!(started(&file, false).tour.step(), Some(TourStep::Explorer));
    assert_eq!(started(&file, false).tour.step(), None);
    std::fs::write(&file, r#"{"version": 1, "zoom": 120}"#).expect("written");
    assert_eq!(started(&file, false).tour.step(), None, "kept by a version that had no tour");
}

#[test]
fn each_step_is_walked_by_keyboard_alone() {
    let mut window = toured(Language::En, WINDOW);
    for (index, title) in TITLES.iter().enumerate() {
        assert!(has(&window, Role::Dialog, title), "{title}");
        assert!(has(&window, Role::Label, &format!("{} of 6", index + 1)));
        let next = find(&window, Role::Button, if index == 5 { "Done" } else { "Next" });
        assert!(next.is_focused(), "{title}");
        assert!(next.accesskit_node().description().is_some_and(|said| said.starts_with(title)));
        press(&mut window, Key::Enter);
    }
    assert_eq!(step(&window), None);
    assert!(!window.state().app().preferences.problems, "the panel was shown for its step only");
}

#[test]
fn it_goes_back_and_escape_ends_it() {
    let mut window = toured(Language::En, WINDOW);
    assert!(find(&window, Role::Button, "Previous").accesskit_node().is_disabled());
    click(&mut window, Role::Button, "Next");
    click(&mut window, Role::Button, "Next");
    assert!(has(
        &window,
        Role::CheckBox,
        "Fall back on an anonymous environment if no individuals were identified"
    ));
    click(&mut window, Role::Button, "Previous");
    assert_eq!(step(&window), Some(TourStep::Form));
    let front = window.state().app().view().active_tab().cloned().expect("an environment");
    let catalog = window.state().app().workspace().catalog();
    assert!(matches!(catalog.entity(&front), Some(Entity::Environment(it)) if it.anonymous));
    press(&mut window, Key::Escape);
    assert_eq!(step(&window), None);
    assert!(!has(&window, Role::Dialog, TITLES[1]));
    assert!(window.state().app().preferences.tour_seen);
}

#[test]
fn it_holds_in_a_small_window_at_one_and_a_half_times_the_size() {
    let [width, height] = SMALL_WINDOW.map(|side| side / 1.5);
    for language in Language::ALL {
        let mut window = toured(language, [width, height]);
        let whole = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(width, height));
        for number in 0..TourStep::ALL.len() {
            let callout = window.ctx.memory(|memory| memory.area_rect(egui::Id::unique("tour")));
            let callout = callout.expect("the callout");
            assert!(whole.contains_rect(callout), "{language:?} {number}: {callout:?}");
            press(&mut window, Key::Enter);
        }
        assert_eq!(step(&window), None);
    }
}

#[test]
fn the_window_can_be_used_meanwhile_and_an_empty_catalog_has_a_tour_too() {
    let mut window = toured(Language::En, WINDOW);
    window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.run();
    assert_eq!(window.state().app().view().active_tab(), Some(&Ref::Catalog));
    for title in TITLES {
        assert!(has(&window, Role::Dialog, title), "{title}");
        click(&mut window, Role::Button, if title == TITLES[5] { "Done" } else { "Next" });
    }
    assert_eq!(step(&window), None);
}
