//! The panels around the form: they keep their share of the window, and no scroll bar lies over what is in them.

use crate::focus::Window;
use crate::support::{Chosen, SMALL_WINDOW, WINDOW, app, find, press, shell};
use egui::accesskit::Role;
use egui::{Key, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use vitrine::app::{Action, App, Command};
use vitrine::model::{InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

/// How wide a scroll bar is.
const BAR: f32 = 8.0;

fn sample() -> App {
    app(Language::En, Chosen::paths([]), None)
}

fn edge(window: &Window, name: &str) -> Rect {
    find(window, Role::Splitter, name).rect()
}

/// The shares of the window that explorer, preview and the panel below have.
fn shares(window: &Window) -> [f32; 3] {
    let size = window.ctx.content_rect().size();
    [
        edge(window, "Explorer").center().x / size.x,
        1.0 - edge(window, "Live preview").center().x / size.x,
        1.0 - edge(window, "Problems and scenarios").center().y / size.y,
    ]
}

/// Zooms as the system's window does: it has fewer points then.
fn zoom(window: &mut Window, size: [f32; 2], command: Command, times: usize) {
    for _ in 0..times {
        window.state_mut().act(vec![Action::Run(command)]);
        window.run();
    }
    let zoom = f32::from(window.state().app().preferences.zoom) / 100.0;
    window.set_size(vec2(size[0], size[1]) / zoom);
    window.run();
}

fn assert_near(before: [f32; 3], after: [f32; 3], what: &str) {
    for (before, after) in before.into_iter().zip(after) {
        assert!((before - after).abs() < 0.02, "{what}: {before} {after}");
    }
}

#[test]
fn panels_keep_their_share_of_the_window_when_it_is_zoomed() {
    let size = [1920.0, 1200.0];
    let mut window = shell(ThemeChoice::Light, size, sample());
    let usual = shares(&window);
    zoom(&mut window, size, Command::ZoomIn, 3);
    assert!(window.state().app().preferences.zoom > 120);
    assert_near(usual, shares(&window), "usual sizes");
    zoom(&mut window, size, Command::ZoomOut, 3);
    assert_near(usual, shares(&window), "and back");
    // A size that a person gives is a share too, of a window of another size as well.
    for (name, key) in [
        ("Explorer", Key::ArrowRight),
        ("Live preview", Key::ArrowLeft),
        ("Problems and scenarios", Key::ArrowUp),
    ] {
        find(&window, Role::Splitter, name).focus();
        window.run();
        for _ in 0..4 {
            press(&mut window, key);
        }
    }
    let chosen = shares(&window);
    assert!(chosen.iter().zip(usual).all(|(chosen, usual)| *chosen > usual + 0.02), "{usual:?} {chosen:?}");
    zoom(&mut window, size, Command::ZoomIn, 2);
    assert_near(chosen, shares(&window), "chosen sizes");
    zoom(&mut window, size, Command::ZoomOut, 2);
    window.set_size(vec2(1600.0, 1000.0));
    window.run();
    assert_near(chosen, shares(&window), "in a smaller window");
}

#[test]
fn panels_keep_their_least_size_however_large_everything_is() {
    let mut window = shell(ThemeChoice::Light, WINDOW, sample());
    let usual = shares(&window);
    zoom(&mut window, WINDOW, Command::ZoomIn, 10);
    assert!(window.state().app().preferences.zoom >= 200);
    let width = window.ctx.content_rect().width();
    assert!(edge(&window, "Explorer").center().x >= 179.0);
    assert!(width - edge(&window, "Live preview").center().x >= 259.0);
    zoom(&mut window, WINDOW, Command::ZoomOut, 10);
    let back = window.state().app().preferences.zoom;
    zoom(&mut window, WINDOW, Command::ZoomReset, 1);
    assert_near(usual, shares(&window), &format!("back from {back}"));
}

#[test]
fn no_scroll_bar_lies_over_a_control() {
    let mut app = sample();
    let environment = app.workspace().catalog().environments[0].clone();
    let offer = environment.categories[0].categories.iter().chain(&environment.categories);
    let offer = offer.flat_map(|it| &it.offers).next().expect("an offer").name.clone();
    let offer = Ref::Offer(environment.name.clone(), offer);
    app.apply(vec![Action::Open(offer.clone()), Action::Inner(offer, InnerTab::Content)]);
    app.run(Command::ToggleProblems);
    // So low that each part has more than it shows.
    let mut window = shell(ThemeChoice::Light, [SMALL_WINDOW[0], 520.0], app);
    window.run();
    let width = window.ctx.content_rect().width();
    let ends = [edge(&window, "Explorer").center().x, edge(&window, "Live preview").center().x, width];
    let mut seen = [0; 3];
    for role in [
        Role::TreeItem,
        Role::TextInput,
        Role::MultilineTextInput,
        Role::ComboBox,
        Role::CheckBox,
        Role::Link,
        Role::Button,
    ] {
        for node in window.query_all_by_role(role) {
            let rect = node.rect();
            // What stands above is not scrolled.
            if rect.top() < 160.0 || rect.bottom() > edge(&window, "Explorer").bottom() {
                continue;
            }
            let part = ends.iter().position(|end| rect.left() < *end).expect("it is in the window");
            seen[part] += 1;
            let label = node.accesskit_node().label();
            assert!(rect.right() <= ends[part] - BAR + 0.5, "{role:?} {label:?} {rect:?} in {ends:?}");
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}
