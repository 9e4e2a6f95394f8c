//! The one harness of the interface's tests: fixed size, fixed theme, no animation.

use egui::accesskit::Role;
use egui_kittest::kittest::{Queryable, by};
use egui_kittest::{Harness, Node};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use vitrine::app::{App, FileDialogs, Jobs, Preferences};
use vitrine::audience::database::{Builder, NewContact};
use vitrine::model::Dimension;
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

/// File dialogs that answer what a test says, then nothing.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<VecDeque<PathBuf>>);

impl Chosen {
    /// Dialogs in which a person chooses these paths, one after the other.
    pub(crate) fn paths(paths: impl IntoIterator<Item = PathBuf>) -> Arc<Self> {
        Arc::new(Self(Mutex::new(paths.into_iter().collect())))
    }
}

impl FileDialogs for Chosen {
    fn open(&self) -> Option<PathBuf> {
        self.0.lock().expect("no test panics in a dialog").pop_front()
    }

    fn save(&self, _suggested: &str) -> Option<PathBuf> {
        self.open()
    }
}

/// The moment at which tests of the window take place.
fn moment() -> jiff::Timestamp {
    "2026-11-21T09:00:00Z".parse().expect("a moment")
}

/// The application in a language, on a file or the sample catalog. Its work is done at once.
pub(crate) fn app(language: Language, dialogs: Arc<dyn FileDialogs>, file: Option<PathBuf>) -> App {
    let mut preferences = Preferences::default();
    preferences.language = language;
    preferences.problems = true;
    App::new(Jobs::inline(dialogs, moment), preferences, None, file)
}

/// The application on a catalog of that text, read from a file that is gone since.
pub(crate) fn reading(language: Language, text: &str) -> App {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, text).expect("written");
    let mut app = app(language, Chosen::paths([]), Some(path));
    app.poll();
    app
}

/// The whole window on an application.
pub(crate) fn shell(theme: ThemeChoice, size: [f32; 2], app: App) -> Harness<'static, Shell> {
    let shell = Shell::new(app, &egui::Context::default());
    harness(theme, size, shell, |ui, shell| {
        let ctx = ui.ctx().clone();
        shell.logic(&ctx);
        shell.ui(ui);
    })
}

/// The widgets of that role and accessible name. The role is looked at first: names are put together from other
/// nodes, for each node of the window.
fn named<'h, S>(
    harness: &'h Harness<'_, S>,
    role: Role,
    name: &'h str,
) -> impl Iterator<Item = Node<'h>> + use<'h, S> {
    harness.query_all(by().predicate(move |node| {
        let label = || if role == Role::Label { node.value() } else { node.label() };
        // An entry of a menu is pressed as a button is.
        let is_entry =
            || role == Role::Button && matches!(node.role(), Role::MenuItem | Role::MenuItemCheckBox);
        (node.role() == role || is_entry()) && label().is_some_and(|label| label == name)
    }))
}

/// The one widget of that role and accessible name.
pub(crate) fn find<'h, S>(harness: &'h Harness<'_, S>, role: Role, name: &'h str) -> Node<'h> {
    let mut found = named(harness, role, name);
    match (found.next(), found.next()) {
        (Some(one), None) => one,
        // Which says what there is instead.
        _ => harness.get_by_role_and_label(role, name),
    }
}

/// Whether there is one widget of that role and accessible name; several are a mistake of the test.
pub(crate) fn has<S>(harness: &Harness<'_, S>, role: Role, name: &str) -> bool {
    let count = named(harness, role, name).count();
    assert!(count < 2, "{count} of {role:?} {name}");
    count == 1
}

/// Clicks the widget of that role and name, and draws what follows.
pub(crate) fn click<S>(harness: &mut Harness<'_, S>, role: Role, name: &str) {
    find(harness, role, name).click();
    harness.run();
}

/// Shows rules as CEL, where they are shown as rows: the way to edit them is chosen for all of a session.
pub(crate) fn as_cel<S>(harness: &mut Harness<'_, S>) {
    if let Some(switch) = harness.query_all_by_role_and_label(Role::RadioButton, "CEL").next() {
        switch.click_accesskit();
    }
    harness.run();
}

/// Presses a key, and draws what follows.
pub(crate) fn press<S>(harness: &mut Harness<'_, S>, key: egui::Key) {
    harness.key_press(key);
    harness.run();
}

/// Drags a row of the tree over another one, without letting go. Where the pointer is then.
pub(crate) fn hover_dragged<S>(harness: &mut Harness<'_, S>, what: &str, onto: &str) -> egui::Pos2 {
    let center = |name: &str| find(harness, Role::TreeItem, name).rect().center();
    let (from, to) = (center(what), center(onto));
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + (to - from) / 2.0);
    harness.run();
    harness.hover_at(to);
    harness.run();
    to
}

/// Chooses an item of a picker.
pub(crate) fn pick<S>(harness: &mut Harness<'_, S>, picker: &str, item: &str) {
    click(harness, Role::ComboBox, picker);
    click(harness, Role::ListBoxOption, item);
}

/// Chooses the first item of a picker that a search finds.
pub(crate) fn search<S>(harness: &mut Harness<'_, S>, picker: &str, query: &str) {
    click(harness, Role::ComboBox, picker);
    type_text(harness, query);
    press(harness, egui::Key::Enter);
}

/// What the preview proposes, best first.
pub(crate) fn offers(harness: &Harness<'_, Shell>) -> Vec<String> {
    let decision = harness.state().app().preview().decision().expect("a space").as_ref().expect("an answer");
    decision.propositions.iter().map(|proposed| proposed.offer.clone()).collect()
}

/// Whether that stands somewhere in the window.
pub(crate) fn says<S>(harness: &Harness<'_, S>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

/// Types into what has the keyboard, and draws what follows.
pub(crate) fn type_text<S>(harness: &mut Harness<'_, S>, text: &str) {
    harness.event(egui::Event::Text(text.to_owned()));
    harness.run();
}

/// Puts contacts of a dimension into a database that is made anew.
pub(crate) fn keep_contacts(path: &Path, dimension: &Dimension, contacts: &[NewContact]) {
    let mut builder = Builder::new(path, "shop").expect("a file");
    builder.begin(dimension, &dimension.fields).expect("written");
    builder.add(contacts).expect("written");
    builder.index(&[]).expect("written");
    builder.end().expect("written");
    builder.finish().expect("written");
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
