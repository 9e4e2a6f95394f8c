//! The keyboard has an owner that is seen: what is new takes it, its ring is whole, and what is long scrolls by it. And
//! what holds for pointers and screens beside it: a drop that makes no sense, a window that is too large.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough for a query"
)]

use crate::support::{
    SMALL_WINDOW, WINDOW, click, find, harness, hover_dragged, press, reading, shell, type_text,
};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, Shape, ViewportCommand, ViewportId, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, InnerTab};
use vitrine::model::{Catalog, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::{ThemeChoice, Tokens};
use vitrine::ui::widgets::{Button, DialogButton, dialog, text_row};

const CONTACTS: &str = include_str!("contacts.catalog.ron");
const FIELDS: &str = include_str!("fields.catalog.ron");

fn open(text: &str, size: [f32; 2], shown: Option<(Ref, InnerTab)>) -> Harness<'static, Shell> {
    let mut app = reading(Language::En, text);
    if let Some((entity, tab)) = shown {
        app.preferences.preview = false;
        app.apply(vec![Action::Open(entity.clone()), Action::Inner(entity, tab)]);
    }
    shell(ThemeChoice::Light, size, app)
}

fn catalog(window: &Harness<'_, Shell>) -> Arc<Catalog> {
    Arc::clone(window.state().app().workspace().catalog())
}

/// The role and name of what has the keyboard.
fn focused(window: &Harness<'_, Shell>) -> Option<(Role, String)> {
    let node = window.query_all_by(|node| node.is_focused()).next()?;
    let node = node.accesskit_node();
    Some((node.role(), node.label().unwrap_or_default()))
}

#[test]
fn a_new_row_takes_the_keyboard() {
    let shop = || "shop".to_owned();
    let fields = [
        (Ref::Dimension("recipient".into()), InnerTab::General, "Add a field", Role::TextInput, "Label"),
        (Ref::Environment(shop()), InnerTab::CallData, "Add a field", Role::TextInput, "Label"),
        (
            Ref::Environment(shop()),
            InnerTab::CallData,
            "Add an example",
            Role::TextInput,
            "Name of the example",
        ),
        (Ref::Environment(shop()), InnerTab::OfferWeight, "Add a weight", Role::TextInput, "Label"),
        (Ref::Filter(shop(), "dear".into()), InnerTab::General, "Add a parameter", Role::TextInput, "Name"),
        (
            Ref::Space(shop(), "stand".into()),
            InnerTab::Storage,
            "Add a stored field",
            Role::TextInput,
            "Field name",
        ),
    ];
    let contacts = [
        (Ref::Contact(0), InnerTab::General, "Add a cookie", Role::TextInput, "Cookie 2"),
        (Ref::Contact(0), InnerTab::History, "Add a proposition", Role::ComboBox, "Offer"),
    ];
    let all = fields.map(|it| (FIELDS, it)).into_iter().chain(contacts.map(|it| (CONTACTS, it)));
    for (text, (entity, tab, button, role, first)) in all {
        let mut window = open(text, WINDOW, Some((entity.clone(), tab)));
        find(&window, Role::Button, button).focus();
        window.run();
        press(&mut window, Key::Space);
        let node = window.query_all_by(|node| node.is_focused()).next().expect("an owner");
        let last = window.query_all_by_role_and_label(role, first).last();
        let last = last.unwrap_or_else(|| panic!("{button}: {:?}", focused(&window)));
        assert_eq!(focused(&window), Some((role, first.to_owned())), "{entity:?} {button}");
        assert_eq!(node.rect(), last.rect(), "{entity:?} {button}: the last one");
        if role == Role::TextInput {
            let before = catalog(&window);
            type_text(&mut window, "zz");
            press(&mut window, Key::Enter);
            assert_ne!(catalog(&window), before, "{entity:?} {button}: one can go on typing");
        }
    }
}

#[test]
fn the_pointer_rests_while_somebody_types() {
    let mut window = open(FIELDS, WINDOW, Some((Ref::Environment("shop".into()), InnerTab::General)));
    let there = |window: &Harness<'_, Shell>| window.ctx.input(|input| input.pointer.hover_pos());
    find(&window, Role::TextInput, "Name").hover();
    window.run();
    let at = there(&window);
    assert!(at.is_some());
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    type_text(&mut window, "z");
    assert_eq!(there(&window), None, "no tip comes up over what is typed");
    type_text(&mut window, "z");
    window.event(egui::Event::Zoom(1.01));
    window.run();
    assert_eq!(there(&window), at, "its wheel turns what lies below it");
}

#[test]
fn the_list_of_shortcuts_scrolls_by_keyboard() {
    let mut window = open(FIELDS, SMALL_WINDOW, None);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Slash);
    window.run();
    let y = |window: &Harness<'_, Shell>| find(window, Role::Heading, "File").rect().top();
    let top = y(&window);
    for (key, back) in [(Key::ArrowDown, Key::ArrowUp), (Key::PageDown, Key::PageUp), (Key::End, Key::Home)] {
        press(&mut window, key);
        let below = y(&window);
        assert!(below < top - 10.0, "{key:?}: {below} {top}");
        press(&mut window, back);
        assert!((y(&window) - top).abs() < 1.0, "{back:?}");
    }
}

#[test]
fn what_is_gone_to_by_keyboard_takes_it() {
    let mut window = open(FIELDS, WINDOW, None);
    for name in ["Stand", "Outlet"] {
        window.key_press_modifiers(Modifiers::COMMAND, Key::P);
        window.run();
        type_text(&mut window, name);
        press(&mut window, Key::Enter);
        assert_eq!(focused(&window), Some((Role::TextInput, "Label".to_owned())), "{name}");
    }
    type_text(&mut window, "s");
    assert_eq!(catalog(&window).folder("outlet").map(|it| it.label.as_str()), Some("Outlets"));
}

/// The rings around what has the keyboard, each with what is cut off it.
fn rings<S>(window: &Harness<'_, S>) -> Vec<(Rect, Rect)> {
    let focus = Tokens::of(egui::Theme::Light).color.focus;
    let shapes = window.output().shapes.iter();
    let rings = shapes.filter_map(|clipped| match &clipped.shape {
        Shape::Rect(rect) if rect.stroke.color == focus && rect.stroke.width > 1.0 => {
            Some((rect.visual_bounding_rect(), clipped.clip_rect))
        }
        _ => None,
    });
    rings.collect()
}

#[test]
fn a_ticked_entry_of_a_menu_shows_its_ring_and_zoom_has_its_usual_keys() {
    let mut window = open(FIELDS, WINDOW, None);
    window.key_press_modifiers(Modifiers::ALT, Key::V);
    window.run();
    assert_eq!(focused(&window), Some((Role::MenuItemCheckBox, "Explorer".to_owned())));
    let entry = window.query_all_by(|node| node.is_focused()).next().expect("an owner").rect();
    assert!(rings(&window).iter().any(|(ring, _)| entry.expand(3.0).contains_rect(*ring)), "{entry:?}");
    press(&mut window, Key::Escape);
    press(&mut window, Key::Escape);
    for (key, zoom) in [(Key::Equals, 110), (Key::Plus, 120), (Key::Minus, 110)] {
        window.key_press_modifiers(Modifiers::COMMAND, key);
        window.run();
        assert_eq!(window.state().app().preferences.zoom, zoom, "{key:?}");
    }
}

#[test]
fn the_calendar_opens_beside_its_button_at_the_catalogs_today() {
    // It is nine in the morning of the 21st in London, and still the 20th in Samoa.
    let text = FIELDS.replacen("format: 1,", "format: 1, time_zone: \"Pacific/Pago_Pago\",", 1);
    assert_ne!(text, FIELDS);
    for size in [WINDOW, SMALL_WINDOW] {
        let mut app = reading(Language::En, &text);
        app.preferences.preview = true;
        let mut window = shell(ThemeChoice::Light, size, app);
        let button =
            window.query_all_by_role_and_label(Role::Button, "Open the calendar").last().expect("a calendar");
        let of = button.rect();
        button.focus();
        window.run();
        press(&mut window, Key::Enter);
        assert_eq!(focused(&window), Some((Role::Button, "Friday 20 November 2026".to_owned())));
        let days = window
            .query_all_by_role(Role::Button)
            .filter(|day| day.accesskit_node().label().is_some_and(|name| name.ends_with(" November 2026")));
        let days: Vec<Rect> = days.map(|day| day.rect()).collect();
        assert!(days.len() >= 30 && days.iter().all(|day| !day.intersects(of)), "{of:?} {days:?}");
        assert!(days.iter().all(|day| day.bottom() <= size[1]), "{days:?}");
    }
}

#[test]
fn the_ring_is_whole_in_a_dialog() {
    let mut window = harness(ThemeChoice::Light, WINDOW, String::new(), |ui, text| {
        let buttons = [DialogButton::accept("Change")];
        let _ = dialog(ui.ctx(), egui::Id::unique("asked"), "Change a field", &buttons, |ui| {
            text_row(ui, "Label", text);
        });
    });
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    let rings = rings(&window);
    assert!(!rings.is_empty(), "it has one");
    for (ring, clip) in rings {
        assert!(clip.contains_rect(ring), "{ring:?} is cut by {clip:?}");
    }
}

#[test]
fn a_folder_is_not_taken_by_one_of_another_kind() {
    let mut window = open(CONTACTS, WINDOW, None);
    click(&mut window, Role::TreeItem, "Folders");
    press(&mut window, Key::ArrowRight);
    let before = catalog(&window);
    let to = hover_dragged(&mut window, "Customers' folder", "Visitors' folder");
    let rings = rings(&window);
    assert!(rings.iter().all(|(ring, _)| !ring.contains(to)), "nothing says that it would be taken");
    window.drop_at(to);
    window.run();
    assert_eq!(catalog(&window), before);
}

#[test]
fn a_window_that_stands_over_the_screen_fills_it_once() {
    for (screen, fills) in [(vec2(1024.0, 640.0), true), (vec2(1920.0, 1080.0), false)] {
        let mut window = open(FIELDS, WINDOW, None);
        let inner = Rect::from_min_size(pos2(0.0, 24.0), vec2(1280.0, 800.0));
        let viewport = window.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        viewport.monitor_size = Some(screen);
        viewport.inner_rect = Some(inner);
        viewport.outer_rect = Some(inner.with_min_y(0.0));
        let asked = |window: &Harness<'_, Shell>| -> Vec<ViewportCommand> {
            window.output().viewport_output[&ViewportId::ROOT].commands.clone()
        };
        window.step();
        let commands = asked(&window);
        assert_eq!(commands.contains(&ViewportCommand::Maximized(true)), fills, "{commands:?}");
        let smaller = ViewportCommand::InnerSize(vec2(1024.0, 616.0));
        assert_eq!(commands.contains(&smaller), fills, "{commands:?}");
        window.step();
        assert!(!asked(&window).contains(&ViewportCommand::Maximized(true)), "once");
    }
}

/// What a dialog shows is found out while it is there; it has the keyboard then, unless somebody went on meanwhile.
#[test]
fn a_dialog_that_waits_for_what_it_shows_begins_there() {
    for goes_on in [false, true] {
        let mut window = harness(ThemeChoice::Light, WINDOW, false, |ui, known| {
            let buttons = [DialogButton::accept("Take all"), DialogButton::cancel("Close")];
            let _ = dialog(ui.ctx(), egui::Id::unique("waits"), "Changes", &buttons, |ui| {
                if *known {
                    ui.add(Button::secondary("Take one"));
                } else {
                    ui.label("Comparing");
                }
            });
        });
        assert!(find(&window, Role::Button, "Take all").is_focused());
        if goes_on {
            press(&mut window, Key::Tab);
        }
        *window.state_mut() = true;
        window.run();
        assert_eq!(find(&window, Role::Button, "Take one").is_focused(), !goes_on);
    }
}
