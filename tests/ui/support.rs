//! The one harness of the interface's tests: fixed size, fixed theme, no animation.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, Node};
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use vitrine::app::{App, FileDialogs, Jobs, Preferences, Theme};
use vitrine::text::Language;
use vitrine::ui::Shell;
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

/// The application on the sample catalog: in English, at a fixed moment, with no threads and no files.
pub(crate) fn app() -> App {
    app_with(|_| {})
}

/// The same with other preferences.
pub(crate) fn app_with(prefer: impl FnOnce(&mut Preferences)) -> App {
    let mut preferences = Preferences::default();
    (preferences.language, preferences.theme) = (Language::En, Theme::Light);
    prefer(&mut preferences);
    App::new(Jobs::inline(Arc::new(NoDialogs), clock), preferences, None, None)
}

/// A window on an application, as large as asked for. Its theme is the one that the application prefers.
pub(crate) fn shell(size: [f32; 2], app: App) -> Harness<'static, Shell> {
    let dark = app.preferences.theme == Theme::Dark;
    let theme = if dark { ThemeChoice::Dark } else { ThemeChoice::Light };
    // The harness gives the theme to its own context.
    let shell = Shell::new(app, &egui::Context::default());
    harness(theme, size, shell, |ui, shell| {
        shell.logic(ui.ctx());
        shell.ui(ui);
    })
}

/// The moment that the application is told: 21 November 2026, 10:00 in Paris.
fn clock() -> Timestamp {
    "2026-11-21T09:00:00Z".parse().expect("a moment")
}

/// A system without file dialogs.
struct NoDialogs;

impl FileDialogs for NoDialogs {
    fn open(&self) -> Option<PathBuf> {
        None
    }

    fn save(&self, _suggested: &str) -> Option<PathBuf> {
        None
    }
}
