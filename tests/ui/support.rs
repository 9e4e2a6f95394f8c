//! The one harness of the interface's tests: fixed size, fixed theme, no animation.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, Node};
use vitrine::ui::theme::{ThemeChoice, apply};

/// The usual size of the window.
pub(crate) const WINDOW: [f32; 2] = [1280.0, 800.0];

/// The smallest size that must be usable.
pub(crate) const SMALL_WINDOW: [f32; 2] = [1024.0, 640.0];

/// Both themes, for tests that hold in each.
pub(crate) const THEMES: [ThemeChoice; 2] = [ThemeChoice::Light, ThemeChoice::Dark];

/// A window of that size and theme that draws `state` with `draw`.
pub(crate) fn harness<S: 'static>(
    theme: ThemeChoice,
    size: [f32; 2],
    state: S,
    mut draw: impl FnMut(&mut egui::Ui, &mut S) + 'static,
) -> Harness<'static, S> {
    let shown = if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(shown)
        .with_max_steps(16)
        .with_context_setup(move |ctx| apply(ctx, theme))
        .build_ui_state(
            move |ui, state| {
                // The test's own window has a margin; the program's has none.
                let whole = egui::UiBuilder::new().max_rect(ui.ctx().content_rect());
                ui.scope_builder(whole, |ui| draw(ui, state));
            },
            state,
        );
    harness.run();
    harness
}

/// The one widget of that role and accessible name.
pub(crate) fn find<'h, S>(harness: &'h Harness<'_, S>, role: Role, name: &'h str) -> Node<'h> {
    harness.get_by_role_and_label(role, name)
}

/// Whether there is a widget of that role and accessible name.
pub(crate) fn has<S>(harness: &Harness<'_, S>, role: Role, name: &str) -> bool {
    harness.query_by_role_and_label(role, name).is_some()
}

/// Clicks the widget of that role and name, and draws what follows.
pub(crate) fn click<S>(harness: &mut Harness<'_, S>, role: Role, name: &str) {
    find(harness, role, name).click();
    harness.run();
}

/// Presses a key, and draws what follows.
pub(crate) fn press<S>(harness: &mut Harness<'_, S>, key: egui::Key) {
    harness.key_press(key);
    harness.run();
}

/// Types into what has the keyboard, and draws what follows.
pub(crate) fn type_text<S>(harness: &mut Harness<'_, S>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// Compares the window with the image of that name, in `tests/snapshots`.
#[cfg(feature = "snapshots")]
pub(crate) fn image<S>(harness: &mut Harness<'_, S>, name: &str) {
    harness.remove_cursor();
    harness.run();
    if let Err(error) = harness.try_snapshot(name) {
        panic!("{error}");
    }
}
