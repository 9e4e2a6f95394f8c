//! The timeline: bars are read, dragged and moved by keys; each step is taken back; the axis is zoomed and moved.

use crate::support::{Chosen, WINDOW, app, click, has, reading, shell};
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use std::sync::Arc;
use vitrine::app::{Action, Command, InnerTab, PreviewChange};
use vitrine::model::{Catalog, Category, Offer, Period, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

const GOLD: &str = "Gold card: 21 June 2026 to 30 June 2027";
const BANK: &str = "Bank: 1 January 2026 to 31 December 2026";

/// The timeline of an environment, beside nothing else.
fn open(language: Language, environment: &str) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, include_str!("periods.catalog.ron")).expect("written");
    let mut app = app(language, Chosen::paths([]), Some(path));
    (app.preferences.preview, app.preferences.explorer, app.preferences.problems) = (false, false, false);
    app.poll();
    let root = Ref::Environment(environment.to_owned());
    app.apply(vec![Action::Open(root.clone()), Action::Inner(root, InnerTab::Timeline)]);
    shell(ThemeChoice::Light, WINDOW, app)
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn gold(window: &Window) -> &Offer {
    catalog(window).environment("web").and_then(|web| web.offer("gold")).expect("the offer").1
}

fn cards(window: &Window) -> &Category {
    catalog(window).environment("web").and_then(|web| web.category("cards")).expect("the category")
}

fn ends(period: &Period) -> (String, String) {
    let text = |moment: &Option<_>| moment.as_ref().map(ToString::to_string).unwrap_or_default();
    (text(&period.from), text(&period.until))
}

fn dates(from: &str, until: &str) -> (String, String) {
    (from.to_owned(), until.to_owned())
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

/// The bars, or axes, of which this is said: their name and value, as in the tip.
fn bars<'w>(window: &'w Window, said: &'w str) -> Vec<Node<'w>> {
    let all = window.query_all_by_role(Role::Slider);
    all.filter(|bar| {
        let bar = bar.accesskit_node();
        let (name, value) = (bar.label().unwrap_or_default(), bar.value().unwrap_or_default());
        [": ", "\u{a0}: "].iter().any(|colon| said == format!("{name}{colon}{value}"))
    })
    .collect()
}

fn find_bar<'w>(window: &'w Window, said: &'w str) -> Node<'w> {
    let mut found = bars(window, said);
    assert_eq!(found.len(), 1, "{said}");
    found.remove(0)
}

fn has_bar(window: &Window, said: &str) -> bool {
    !bars(window, said).is_empty()
}

fn focus(window: &mut Window, bar: &str) {
    find_bar(window, bar).focus();
    window.run();
}

/// Presses at a place, moves by so many points, and lets go unless it is to be watched.
fn drag(window: &mut Window, from: Pos2, by: f32) {
    press_and_move(window, from, by);
    release(window, from, by);
}

fn press_and_move(window: &mut Window, from: Pos2, by: f32) {
    window.event(Event::PointerMoved(from));
    window.run();
    let modifiers = Modifiers::NONE;
    window.event(Event::PointerButton {
        pos: from,
        button: PointerButton::Primary,
        pressed: true,
        modifiers,
    });
    window.run();
    for part in [0.5, 1.0] {
        window.event(Event::PointerMoved(from + Vec2::new(by * part, 0.0)));
        window.run();
    }
}

fn release(window: &mut Window, from: Pos2, by: f32) {
    let (pos, modifiers) = (from + Vec2::new(by, 0.0), Modifiers::NONE);
    window.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed: false, modifiers });
    window.run();
}

fn steps(window: &mut Window) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(name) = window.state().app().workspace().document().undo_name().cloned() {
        names.push(Language::En.say(&name));
        keys(window, Modifiers::COMMAND, Key::Z);
    }
    names
}

fn described(window: &Window, bar: &str) -> String {
    let bar = find_bar(window, bar).accesskit_node();
    let (value, said) = (bar.value().unwrap_or_default(), bar.description().unwrap_or_default());
    let behind = said.strip_prefix(&value).expect("its value comes first");
    behind.trim_start_matches(" · ").to_owned()
}

#[test]
fn every_period_has_a_bar_that_says_what_it_comes_to() {
    let window = open(Language::En, "web");
    let bars = [
        BANK,
        GOLD,
        "Autumn, weight of Gold card: 21 September 2026 to 20 December 2026",
        "Spring, weight of Bank: 1 March 2026 to 31 May 2026",
        "multiplier of Cards: 1 November 2026 to 30 November 2026",
        "Late card: 1 February 2027 to 31 March 2027",
        "Plain card: no period: at any time",
    ];
    for bar in bars {
        assert!(has_bar(&window, bar), "{bar}");
    }
    assert_eq!(
        described(&window, GOLD),
        "Running. Within the periods of its categories: 21 June 2026 to 31 December 2026."
    );
    assert!(described(&window, bars[5]).contains("does not overlap the periods of its categories"));
    assert_eq!(described(&window, bars[3]), "Ended.");
    assert!(has(&window, Role::Label, "Today: 21 November 2026"));
    assert!(!has(&window, Role::Label, "Preview: 21 November 2026"));
}

#[test]
fn dragging_an_end_and_the_middle_is_one_step_each() {
    let mut window = open(Language::En, "web");
    let before = Arc::clone(catalog(&window));
    let rect = find_bar(&window, BANK).rect();
    press_and_move(&mut window, rect.right_center() - Vec2::new(2.0, 0.0), -60.0);
    assert_eq!(catalog(&window), &before, "nothing is changed before it is let go");
    assert!(!has_bar(&window, BANK), "the new dates are said already");
    release(&mut window, rect.right_center() - Vec2::new(2.0, 0.0), -60.0);
    let bank = |window: &Window| {
        let web = catalog(window).environment("web").expect("the environment");
        ends(&web.category("bank").expect("the category").period)
    };
    let (from, until) = bank(&window);
    assert_eq!(from, "2026-01-01");
    assert!(until.as_str() < "2026-12-31" && until.len() == 10, "{until} is a bare date");
    // The whole of it: its length stays.
    let rect = find_bar(&window, GOLD).rect();
    drag(&mut window, rect.center(), 40.0);
    let moved = gold(&window).period.clone();
    let days = |period: &Period| {
        let window = vitrine::model::Window::of(period, &jiff::tz::TimeZone::UTC);
        (window.until - window.from).get_hours() / 24
    };
    assert!(ends(&moved).0.as_str() > "2026-06-21");
    let web = before.environment("web").expect("the environment");
    assert_eq!(days(&moved), days(&web.offer("gold").expect("the offer").1.period));
    assert_eq!(steps(&mut window), ["Period · Gold card", "Period · Bank"]);
    assert_eq!(catalog(&window), &before);
}

#[test]
fn an_end_is_never_dragged_over_the_other() {
    let mut window = open(Language::En, "web");
    let rect = find_bar(&window, "multiplier of Cards: 1 November 2026 to 30 November 2026").rect();
    drag(&mut window, rect.left_center() + Vec2::new(2.0, 0.0), 500.0);
    let multiplier = cards(&window).multiplier.as_ref().expect("a multiplier");
    assert_eq!(ends(&multiplier.period), dates("2026-11-30", "2026-11-30"));
}

#[test]
fn keys_move_a_bar_and_its_ends_and_those_pressed_together_are_one_step() {
    let mut window = open(Language::En, "web");
    let autumn = "Autumn, weight of Gold card: 21 September 2026 to 20 December 2026";
    focus(&mut window, autumn);
    keys(&mut window, Modifiers::NONE, Key::ArrowRight);
    keys(&mut window, Modifiers::NONE, Key::ArrowRight);
    keys(&mut window, Modifiers::SHIFT, Key::ArrowLeft);
    keys(&mut window, Modifiers::COMMAND, Key::ArrowRight);
    assert_eq!(ends(&gold(&window).weights[0].period), dates("2026-09-24", "2026-12-21"));
    // Another row is another step.
    keys(&mut window, Modifiers::NONE, Key::ArrowUp);
    assert!(find_bar(&window, GOLD).is_focused());
    keys(&mut window, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(ends(&gold(&window).period), dates("2026-06-20", "2027-06-29"));
    assert_eq!(steps(&mut window), ["Period · Gold card", "Period · Autumn, weight of Gold card"]);
}

#[test]
fn enter_opens_the_field_and_space_the_branch() {
    let mut window = open(Language::En, "web");
    let autumn = "Autumn, weight of Gold card: 21 September 2026 to 20 December 2026";
    focus(&mut window, GOLD);
    keys(&mut window, Modifiers::NONE, Key::Space);
    assert!(!has_bar(&window, autumn), "the branch is closed");
    keys(&mut window, Modifiers::NONE, Key::Space);
    focus(&mut window, autumn);
    keys(&mut window, Modifiers::NONE, Key::Enter);
    let view = &window.state().app().view();
    let offer = Ref::Offer("web".to_owned(), "gold".to_owned());
    assert_eq!((view.active_tab(), view.inner_tab(&offer)), (Some(&offer), InnerTab::Eligibility));
    assert_eq!(
        view.lead.to.as_ref().map(vitrine::model::Place::field_text).as_deref(),
        Some("weights[0].period")
    );
}

#[test]
fn live_environments_are_read_only() {
    let mut window = open(Language::En, "live_web");
    let before = Arc::clone(catalog(&window));
    let name = "Live bank: 1 January 2026 to 31 December 2026";
    assert!(find_bar(&window, name).accesskit_node().data().is_read_only());
    assert!(window.query_all_by_label_contains("read-only").next().is_some());
    let rect = find_bar(&window, name).rect();
    drag(&mut window, rect.right_center() - Vec2::new(2.0, 0.0), -60.0);
    focus(&mut window, name);
    keys(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert_eq!(catalog(&window), &before);
}

fn length(window: &Window) -> f64 {
    window.state().app().timeline().visible().expect("something in sight").length() / 86_400.0
}

#[test]
fn the_axis_is_zoomed_moved_and_fitted() {
    let mut window = open(Language::En, "web");
    let fitted = length(&window);
    click(&mut window, Role::Button, "Zoom the timeline in");
    assert!((length(&window) * 1.5 - fitted).abs() < 0.1);
    click(&mut window, Role::RadioButton, "Month");
    assert!((length(&window) - 31.0).abs() < 0.1);
    click(&mut window, Role::Button, "Today");
    assert!(has_bar(&window, "Time axis: 5 November 2026 to 6 December 2026"));
    find_bar(&window, "Time axis: 5 November 2026 to 6 December 2026").focus();
    window.run();
    keys(&mut window, Modifiers::NONE, Key::ArrowRight);
    assert!(has_bar(&window, "Time axis: 9 November 2026 to 10 December 2026"));
    keys(&mut window, Modifiers::NONE, Key::Minus);
    assert!(length(&window) > 40.0);
    // Ctrl with the wheel, then the background dragged.
    let at = find_bar(&window, "Plain card: no period: at any time").rect().center();
    window.event(Event::PointerMoved(at));
    window.event(Event::Zoom(2.0));
    window.run();
    assert!(length(&window) < 30.0);
    let before = window.state().app().timeline().visible().expect("a sight").middle();
    drag(&mut window, at, 100.0);
    assert!(window.state().app().timeline().visible().expect("a sight").middle() < before);
    click(&mut window, Role::Button, "Fit all");
    assert!((length(&window) - fitted).abs() < 0.1);
}

#[test]
fn the_command_opens_the_environment_of_what_is_open_and_the_preview_is_marked() {
    let mut app = reading(Language::En, include_str!("periods.catalog.ron"));
    let at = "2026-07-14T08:00".parse().ok();
    let category = Ref::Category("live_web".to_owned(), "bank".to_owned());
    app.apply(vec![Action::Open(category), Action::Preview(PreviewChange::At(at))]);
    app.run(Command::Timeline);
    let window = shell(ThemeChoice::Dark, WINDOW, app);
    let root = Ref::Environment("live_web".to_owned());
    let view = &window.state().app().view();
    assert_eq!((view.active_tab(), view.inner_tab(&root)), (Some(&root), InnerTab::Timeline));
    assert!(has(&window, Role::Label, "Preview: 14 July 2026"));
    assert!(has(&window, Role::Label, "Today: 21 November 2026"));
}

#[test]
fn rows_without_a_period_are_left_out_when_asked() {
    let mut window = open(Language::En, "web");
    click(&mut window, Role::CheckBox, "Only rows with a period");
    assert!(!has_bar(&window, "Plain card: no period: at any time"));
    assert!(has_bar(&window, GOLD));
    let mut window = open(Language::En, "empty");
    assert!(has_bar(&window, "One offer: no period: at any time"), "few rows are all shown");
    click(&mut window, Role::CheckBox, "Only rows with a period");
    assert!(window.query_all_by_label_contains("No periods yet").next().is_some());
    click(&mut window, Role::Button, "Show all rows");
    assert!(has_bar(&window, "One offer: no period: at any time"));
}

#[test]
fn it_speaks_french() {
    let window = open(Language::Fr, "web");
    let weight = "Autumn, poids de Gold card\u{a0}: du 21 septembre 2026 au 20 décembre 2026";
    assert!(has_bar(&window, weight));
    assert!(has_bar(&window, "Spring, poids de Bank\u{a0}: du 1er mars 2026 au 31 mai 2026"));
    assert_eq!(described(&window, weight), "En cours.");
    assert!(has(&window, Role::Tab, "Chronologie"));
    assert!(has(&window, Role::Label, "Aujourd’hui\u{a0}: 21 novembre 2026"));
}
