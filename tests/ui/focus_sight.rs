//! What gets the keyboard by key is in sight and shows its ring, whatever it lies in; and Tab goes the way of the eye.

use crate::declared::one_of_each;
use crate::focus::{Window, focused, owner};
use crate::support::{SMALL_WINDOW, WINDOW, find, press, reading, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Shape};
use egui_kittest::kittest::Queryable;
use std::collections::HashSet;
use std::sync::Arc;
use vitrine::app::{Action, Command};
use vitrine::model::{Catalog, InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::{ThemeChoice, Tokens};

/// A catalog with every field that the format has.
const EVERYTHING: &str = include_str!("../golden/everything.catalog.ron");
const STORY: &str = include_str!("story.catalog.ron");

/// More stops than any window of these tests has.
const MOST_STOPS: usize = 400;

fn open(text: &str, size: [f32; 2], panels: bool, shown: Option<(Ref, InnerTab)>) -> Window {
    let mut app = reading(Language::En, text);
    if !panels {
        for command in [Command::ToggleExplorer, Command::TogglePreview, Command::ToggleProblems] {
            app.run(command);
        }
    }
    if let Some((entity, tab)) = shown {
        app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
    }
    shell(ThemeChoice::Light, size, app)
}

/// Goes on with Tab from where the keyboard is until it comes round, and looks at each stop.
fn go_round(window: &mut Window, key: Modifiers, mut look: impl FnMut(&Window)) -> usize {
    let mut seen = HashSet::new();
    for _ in 0..MOST_STOPS {
        window.key_press_modifiers(key, Key::Tab);
        window.run();
        let id = owner(window).expect("somebody has the keyboard");
        if !seen.insert(id) {
            return seen.len();
        }
        look(window);
    }
    panic!("more than {MOST_STOPS} stops");
}

/// The whole of what has the keyboard is in sight, or enough of what is long.
fn assert_in_sight(window: &Window, what: &str) {
    let id = owner(window).expect("an owner");
    let response = window.ctx.read_response(id).expect("it is drawn");
    let (whole, seen) = (response.rect.size(), response.interact_rect.size());
    let is_seen = seen.y >= whole.y.min(160.0) - 1.0 && seen.x >= whole.x.min(160.0) - 1.0;
    assert!(is_seen, "{what}: {:?} {:?} of {:?}", focused(window), response.interact_rect, response.rect);
}

/// The ring of what has the keyboard is drawn in its place.
fn assert_ring(window: &Window, what: &str) {
    let id = owner(window).expect("an owner");
    let response = window.ctx.read_response(id).expect("it is drawn");
    let near = response.interact_rect.expand(6.0);
    let focus = Tokens::of(egui::Theme::Light).color.focus;
    let is_ring = |shape: &Shape, clip: Rect| match shape {
        Shape::Rect(rect) => {
            rect.stroke.color == focus && near.intersects(rect.visual_bounding_rect().intersect(clip))
        }
        Shape::Circle(circle) => circle.stroke.color == focus,
        Shape::LineSegment { stroke, .. } => stroke.color == focus,
        _ => false,
    };
    let drawn = window.output().shapes.iter().any(|it| is_ring(&it.shape, it.clip_rect));
    assert!(drawn, "{what}: no ring around {:?} at {:?}", focused(window), response.rect);
}

#[test]
fn every_field_of_every_form_is_in_sight_when_it_gets_the_keyboard() {
    let catalog: Arc<Catalog> = Arc::new(ron::from_str(EVERYTHING).expect("a catalog"));
    let mut stops = 0;
    for entity in one_of_each() {
        assert!(catalog.entity(&entity).is_some(), "{entity:?}");
        for tab in InnerTab::of(&entity) {
            let mut window = open(EVERYTHING, SMALL_WINDOW, false, Some((entity.clone(), *tab)));
            let what = format!("{entity:?} {tab:?}");
            stops += go_round(&mut window, Modifiers::NONE, |window| assert_in_sight(window, &what));
        }
    }
    assert!(stops > 1_000, "{stops}");
}

#[test]
fn every_control_of_every_part_is_in_sight_both_ways() {
    for key in [Modifiers::NONE, Modifiers::SHIFT] {
        let mut window = open(STORY, SMALL_WINDOW, true, Some((Ref::Catalog, InnerTab::General)));
        let stops = go_round(&mut window, key, |window| {
            assert_in_sight(window, "the window");
            assert_ring(window, "the window");
        });
        assert!(stops > 40, "{stops}");
    }
}

/// The part of the window that a place is in: the parts are told apart by the edges between them.
fn part_at(window: &Window, rect: Rect) -> &'static str {
    let at = rect.center();
    let edge = |name: &str| find(window, Role::Splitter, name).rect().center();
    let (explorer, preview, below) =
        (edge("Explorer").x, edge("Live preview").x, edge("Problems and scenarios").y);
    let menus = window.query_all_by_role_and_label(Role::MenuItem, "File").next().expect("a menu").rect();
    let zoom = window.query_all_by_role_and_label(Role::Button, "Zoom in").last().expect("zoom").rect();
    if at.y < menus.bottom() + 6.0 {
        "menu bar"
    } else if at.y > zoom.top() - 4.0 {
        "status"
    } else if at.x <= explorer + 4.0 {
        "explorer"
    } else if at.x >= preview - 4.0 {
        "preview"
    } else if at.y >= below - 4.0 {
        "bottom"
    } else {
        "editor"
    }
}

const PARTS: [&str; 6] = ["menu bar", "explorer", "editor", "preview", "bottom", "status"];

fn part_of_owner(window: &Window) -> &'static str {
    let id = owner(window).expect("an owner");
    part_at(window, window.ctx.read_response(id).expect("it is drawn").interact_rect)
}

#[test]
fn tab_goes_the_way_of_the_eye() {
    let mut window = open(STORY, WINDOW, true, Some((Ref::Catalog, InnerTab::General)));
    let mut parts: Vec<&str> = Vec::new();
    let mut rows: Vec<(&str, Rect, String)> = Vec::new();
    go_round(&mut window, Modifiers::NONE, |window| {
        let part = part_of_owner(window);
        if parts.last() != Some(&part) {
            parts.push(part);
        }
        let rect = window.ctx.read_response(owner(window).expect("an owner")).expect("drawn").interact_rect;
        rows.push((part, rect, focused(window).1));
    });
    assert_eq!(parts, PARTS);
    // In the bars everything stands in one line: from left to right.
    for bar in ["menu bar", "status"] {
        let lefts: Vec<(f32, &String)> =
            rows.iter().filter(|it| it.0 == bar).map(|it| (it.1.left(), &it.2)).collect();
        assert!(lefts.len() > 3 && lefts.windows(2).all(|pair| pair[0].0 < pair[1].0), "{bar}: {lefts:?}");
    }
}

#[test]
fn f6_goes_from_part_to_part_and_back_to_where_one_was() {
    let mut window = open(STORY, WINDOW, true, Some((Ref::Catalog, InnerTab::General)));
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    let field = owner(&window);
    let mut parts = vec![part_of_owner(&window)];
    for _ in 0..6 {
        press(&mut window, Key::F6);
        parts.push(part_of_owner(&window));
    }
    assert_eq!(parts, ["editor", "preview", "bottom", "status", "menu bar", "explorer", "editor"]);
    assert_eq!(owner(&window), field, "back in the field");
    // Whoever comes to the explorer for the first time comes to its tree.
    window.key_press_modifiers(Modifiers::SHIFT, Key::F6);
    window.run();
    assert_eq!(focused(&window).0, Role::TreeItem);
    press(&mut window, Key::F6);
    let mut back = Vec::new();
    for _ in 0..6 {
        window.key_press_modifiers(Modifiers::SHIFT, Key::F6);
        window.run();
        back.push(part_of_owner(&window));
    }
    assert_eq!(back, ["explorer", "menu bar", "status", "bottom", "preview", "editor"]);
}

#[test]
fn an_edge_is_moved_by_the_arrow_keys() {
    let mut window = open(STORY, WINDOW, true, None);
    for (name, wider, narrower) in [
        ("Explorer", Key::ArrowRight, Key::ArrowLeft),
        ("Live preview", Key::ArrowLeft, Key::ArrowRight),
        ("Problems and scenarios", Key::ArrowUp, Key::ArrowDown),
    ] {
        let at = |window: &Window| find(window, Role::Splitter, name).rect().center();
        find(&window, Role::Splitter, name).focus();
        window.run();
        let before = at(&window);
        press(&mut window, wider);
        let after = at(&window);
        assert!(before.distance(after) > 10.0, "{name}: {before:?} {after:?}");
        press(&mut window, narrower);
        assert!(before.distance(at(&window)) < 1.0, "{name}");
    }
}

#[test]
fn a_list_is_one_stop_with_a_cursor() {
    let mut window = open(EVERYTHING, SMALL_WINDOW, true, None);
    press(&mut window, Key::F6);
    let list = window.query_all_by_role(Role::List).next().expect("the list of problems");
    list.focus();
    window.run();
    let list = owner(&window);
    let count = window.state().app().workspace().issues().len();
    assert!(count > 3, "{count}");
    let mut names = vec![focused(&window).1];
    for key in [Key::ArrowDown, Key::End, Key::Home, Key::PageDown, Key::PageUp] {
        press(&mut window, key);
        assert_eq!(owner(&window), list, "{key:?}");
        names.push(focused(&window).1);
    }
    assert_eq!((&names[3], &names[5]), (&names[0], &names[0]), "Home and back: {names:?}");
    assert!(names[1] != names[0] && names[2] != names[1] && names[4] != names[0], "{names:?}");
    press(&mut window, Key::End);
    for _ in 0..count + 3 {
        window.key_press(Key::ArrowUp);
        window.step();
        assert_eq!(owner(&window), list, "a key that is held stays in the list");
    }
    let before = window.state().app().view().lead.count;
    press(&mut window, Key::Enter);
    assert_eq!(window.state().app().view().lead.count, before + 1, "Enter goes there");
}
