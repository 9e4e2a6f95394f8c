//! The dialogs: questions that stand before everything else.
//!
//! Owns how each is drawn. What an answer does is decided by `app`.

use crate::app::{
    Action, AfterSave, Answer, CompareAction, Dialog, ExportFormat, ImportPath, Menu, PathPurpose,
    SimulationPath, Unfit,
};
use crate::text::{Message, customary_moment};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::folders_dialog_ui;
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::shortcuts::{in_words, written};
use crate::ui::theme::tokens;
use crate::ui::widgets::{DialogButton, dialog, key_value, section};
use egui::{Context, Id, Key, KeyboardShortcut, Label, Modifiers, RichText, Ui};

/// The keys that go through the window.
const WINDOW_KEYS: [(Modifiers, Key, &str); 3] = [
    (Modifiers::NONE, Key::F6, "find-key-next-part"),
    (Modifiers::SHIFT, Key::F6, "find-key-part-before"),
    (Modifiers::NONE, Key::F10, "find-key-menus"),
];

/// The keys that the explorer takes while it has the keyboard. They are no commands: they mean its row.
const EXPLORER_KEYS: [(Modifiers, Key, &str); 6] = [
    (Modifiers::NONE, Key::Enter, "find-key-open"),
    (Modifiers::ALT, Key::ArrowUp, "find-key-move-up"),
    (Modifiers::ALT, Key::ArrowDown, "find-key-move-down"),
    (Modifiers::NONE, Key::ArrowRight, "find-key-unfold"),
    (Modifiers::NONE, Key::ArrowLeft, "find-key-fold"),
    (Modifiers::SHIFT, Key::F10, "find-key-menu"),
];

/// The keys that the table of offers takes while it has the keyboard.
const TABLE_KEYS: [(Modifiers, Key, &str); 6] = [
    (Modifiers::NONE, Key::F2, "table-key-edit"),
    (Modifiers::NONE, Key::Space, "table-key-turn"),
    (Modifiers::COMMAND, Key::A, "table-choose-all"),
    (Modifiers::COMMAND, Key::Enter, "find-key-open"),
    (Modifiers::NONE, Key::Delete, "find-key-delete"),
    (Modifiers::SHIFT, Key::F10, "find-key-menu"),
];

/// Draws the dialog that is open, if one is.
pub(super) fn dialog_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    match &ctx.app.dialog {
        // The lists over the window are drawn by `find`.
        None | Some(Dialog::GoTo | Dialog::Palette) => {}
        Some(Dialog::Compare(against)) => crate::ui::compare::compare_ui(egui, ctx, against, actions),
        Some(Dialog::Merge) => crate::ui::merging::merge_ui(egui, ctx, actions),
        Some(Dialog::Publish(asked)) => crate::ui::publishing::publish_ui(egui, ctx, *asked, actions),
        Some(Dialog::GoBack) => crate::ui::publishing::go_back_ui(egui, ctx, actions),
        Some(Dialog::Review(asked)) => crate::ui::approval::review_ui(egui, ctx, asked, actions),
        Some(Dialog::AcceptResults) => crate::ui::bottom::accept_ui(egui, ctx, actions),
        Some(Dialog::Unsaved(_)) => unsaved_ui(egui, ctx, actions),
        Some(Dialog::ChangedOnDisk(then)) => changed_ui(egui, ctx, then, actions),
        Some(Dialog::Broken { file, errors }) => broken_ui(egui, ctx, file, errors, actions),
        #[cfg(feature = "sheets")]
        Some(Dialog::Sheet { file, problems }) => sheet_ui(egui, ctx, file, problems, actions),
        Some(Dialog::Path { purpose, text, then }) => path_ui(egui, ctx, *purpose, text, then, actions),
        Some(Dialog::Folders { environment, selected }) => {
            folders_dialog_ui(egui, ctx, environment, selected.as_deref(), actions);
        }
        Some(Dialog::ImportContacts) => crate::ui::audience::import_ui(egui, ctx, actions),
        Some(Dialog::StoredHistory) => crate::ui::visits::history_ui(egui, ctx, actions),
        Some(Dialog::MakeLive(environment)) => make_live_ui(egui, ctx, environment, actions),
        Some(Dialog::Recover) => recover_ui(egui, ctx, actions),
        Some(Dialog::LoseText(_)) => lose_text_ui(egui, ctx, actions),
        Some(Dialog::Explorer(question)) => crate::ui::explorer::dialog_ui(egui, ctx, question, actions),
        Some(Dialog::Table(question)) => crate::ui::table::dialog_ui(egui, ctx, question, actions),
        Some(Dialog::Shortcuts) => shortcuts_ui(egui, ctx, actions),
        Some(Dialog::About) => about_ui(egui, ctx, actions),
    }
}

fn unsaved_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    if let Some(unfit) = ctx.app.view().unfit() {
        return unfit_ui(egui, ctx, &unfit, actions);
    }
    let title = of_file(ctx, "app-dialog-unsaved");
    let [save, discard, cancel] =
        ["app-dialog-save", "app-dialog-discard", "app-dialog-cancel"].map(|id| ctx.text(id));
    // Of a merge that is not settled, the rest stays marked in the file.
    let open = ctx.app.workspace().open_conflicts();
    let later = ctx.text("versions-keep-marked");
    let buttons = [
        (DialogButton::accept(if open > 0 { &later } else { &save }), Answer::Save),
        (DialogButton::other(&discard), Answer::Discard),
        (DialogButton::cancel(&cancel), Answer::Cancel),
    ];
    let answer = ask(egui, "unsaved", &title, buttons, |ui| {
        let text = match open {
            0 => Message::new("app-dialog-unsaved-text"),
            open => Message::new("versions-unsaved-text").with("count", open),
        };
        sentence(ui, &ctx.say(&text));
    });
    actions.extend(answer);
}

/// Asks about a text that no save can hold: it has to be mended first.
fn unfit_ui(egui: &Context, ctx: &UiCtx<'_>, unfit: &Unfit, actions: &mut Actions) {
    let title = of_file(ctx, "app-dialog-unfit");
    let entity = title_of(&unfit.entity, ctx.catalog());
    let text = Message::new("app-dialog-unfit-text")
        .with("entity", entity)
        .with("tab", Message::new(unfit.tab.title()))
        .with("text", unfit.text.as_str());
    let [go, discard, cancel] =
        ["app-dialog-unfit-go", "app-dialog-discard", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [
        (DialogButton::accept(&go), Answer::Accept),
        (DialogButton::other(&discard), Answer::Discard),
        (DialogButton::cancel(&cancel), Answer::Cancel),
    ];
    actions.extend(ask(egui, "unfit", &title, buttons, |ui| {
        sentence(ui, &ctx.say(&text));
        if ctx.app.workspace().is_dirty() {
            sentence(ui, &ctx.text("app-dialog-unfit-others"));
        }
    }));
}

/// Asks about unsaved changes that a crash left.
fn recover_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let Some(left) = ctx.app.files.leftover() else { return };
    let at = left.at.to_zoned(jiff::tz::TimeZone::system());
    let time = customary_moment(&at.strftime("%Y-%m-%dT%H:%M").to_string(), ctx.language);
    let file = left.file.as_deref().and_then(|file| file.file_name());
    let title = match file {
        Some(file) => {
            Message::new("files-recover").with("file", file.to_string_lossy().into_owned()).with("time", time)
        }
        None => Message::new("files-recover-new").with("time", time),
    };
    let holds = if file.is_some() { "files-recover-changed" } else { "files-recover-holds" };
    let holds = Message::new(holds).with("count", left.changed);
    let [recover, discard, later] =
        ["files-recover-yes", "files-recover-no", "files-recover-later"].map(|id| ctx.text(id));
    let buttons = [
        (DialogButton::accept(&recover), Answer::Accept),
        (DialogButton::other(&discard), Answer::Discard),
        (DialogButton::cancel(&later), Answer::Cancel),
    ];
    let answer = ask(egui, "recover", &ctx.say(&title), buttons, |ui| {
        sentence(ui, &ctx.say(&holds));
        sentence(ui, &ctx.text("files-recover-text"));
        if left.file_changed {
            sentence(ui, &ctx.text("files-recover-file-changed"));
        }
        if let Some(file) = &left.file {
            let path = RichText::new(file.display().to_string()).small().color(tokens(ui).color.text_muted);
            ui.add(Label::new(path).wrap());
        }
    });
    actions.extend(answer);
}

/// Asks before a Design environment becomes read-only.
fn make_live_ui(egui: &Context, ctx: &UiCtx<'_>, environment: &str, actions: &mut Actions) {
    let Some(environment) = ctx.catalog().environment(environment) else { return };
    let title = Message::new("forms-make-live")
        .with("environment", label_or_name(&environment.label, &environment.name));
    let [accept, cancel] = ["forms-make-live-accept", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [
        // No default: Enter must not lock what somebody is editing.
        (DialogButton::other(&accept), Answer::Accept),
        (DialogButton::cancel(&cancel), Answer::Cancel),
    ];
    let texts = ["forms-make-live-read-only", "forms-make-live-offers"].map(|id| ctx.text(id));
    actions.extend(ask(egui, "make live", &ctx.say(&title), buttons, |ui| {
        for text in &texts {
            sentence(ui, text);
        }
    }));
}

/// Asks before the mended text of a broken file is given up.
fn lose_text_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let [title, discard, cancel] =
        ["files-lose-text", "app-dialog-discard", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [
        // No default: Enter must not give up somebody's work.
        (DialogButton::other(&discard), Answer::Discard),
        (DialogButton::cancel(&cancel), Answer::Cancel),
    ];
    let text = ctx.text("files-lose-text-text");
    actions.extend(ask(egui, "lose text", &title, buttons, |ui| sentence(ui, &text)));
}

fn changed_ui(egui: &Context, ctx: &UiCtx<'_>, then: &AfterSave, actions: &mut Actions) {
    let title = of_file(ctx, "app-dialog-changed");
    let [overwrite, reload, compare, cancel] =
        ["app-dialog-overwrite", "app-dialog-reload", "compare-button", "app-dialog-cancel"]
            .map(|id| ctx.text(id));
    let buttons = [
        // No default: Enter must not decide whose work is replaced.
        (DialogButton::other(&overwrite), Action::Answer(Answer::Accept)),
        (DialogButton::other(&reload), Action::Answer(Answer::Discard)),
        (DialogButton::other(&compare), Action::Compare(CompareAction::File(then.clone()))),
        (DialogButton::cancel(&cancel), Action::Answer(Answer::Cancel)),
    ];
    let shown = buttons.each_ref().map(|(button, _)| *button);
    let pressed = dialog(egui, Id::unique(("dialog", "changed")), &title, &shown, |ui| {
        sentence(ui, &ctx.text("app-dialog-changed-text"));
    });
    actions.extend(pressed.and_then(|index| buttons.into_iter().nth(index)).map(|(_, action)| action));
}

/// The title of a dialog about the open file.
fn of_file(ctx: &UiCtx<'_>, id: &'static str) -> String {
    ctx.say(&Message::new(id).with("file", ctx.app.workspace().file_name()))
}

fn broken_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    file: &str,
    errors: &[(usize, usize, Message)],
    actions: &mut Actions,
) {
    let places = errors.iter().map(|(line, column, message)| {
        let place = Message::new("app-dialog-broken-place");
        let place = place.with("line", line.to_string()).with("column", column.to_string());
        (ctx.say(&place), message)
    });
    let sentence = ctx.text("app-dialog-broken-text");
    faults_ui(egui, ctx, (file, "app-dialog-broken", &sentence), places, actions);
}

/// The problems of a spreadsheet that are shown: nobody reads more at once.
#[cfg(feature = "sheets")]
const MOST_PROBLEMS: usize = 100;

#[cfg(feature = "sheets")]
fn sheet_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    file: &str,
    problems: &[(String, Message)],
    actions: &mut Actions,
) {
    let text = ctx.say(&Message::new("exchange-broken-text").with("count", problems.len()));
    let places = problems.iter().take(MOST_PROBLEMS).map(|(place, message)| (place.clone(), message));
    faults_ui(egui, ctx, (file, "exchange-broken", &text), places, actions);
}

/// What is wrong in a file, each with its place.
fn faults_ui<'m>(
    egui: &Context,
    ctx: &UiCtx<'_>,
    (file, title, text): (&str, &'static str, &str),
    faults: impl Iterator<Item = (String, &'m Message)>,
    actions: &mut Actions,
) {
    let name = std::path::Path::new(file).file_name().map_or(file.into(), |name| name.to_string_lossy());
    let title = ctx.say(&Message::new(title).with("file", name.into_owned()));
    let close = ctx.text("app-dialog-close");
    let buttons = [(as_default(DialogButton::cancel(&close)), Answer::Cancel)];
    let answer = ask(egui, "broken", &title, buttons, |ui| {
        let size = &tokens(ui).size;
        sentence(ui, text);
        ui.add(Label::new(RichText::new(file).small().color(tokens(ui).color.text_muted)).wrap());
        for (place, message) in faults {
            ui.add_space(size.space);
            ui.label(RichText::new(place).monospace().color(tokens(ui).color.error));
            ui.add(Label::new(RichText::new(ctx.say(message)).monospace()).wrap());
        }
        ui.add_space(size.steps(2.0));
    });
    actions.extend(answer);
}

fn path_ui(
    egui: &Context,
    ctx: &UiCtx<'_>,
    purpose: PathPurpose,
    path: &str,
    then: &AfterSave,
    actions: &mut Actions,
) {
    let title = match purpose {
        PathPurpose::Open
        | PathPurpose::Compare { .. }
        | PathPurpose::Simulation(SimulationPath::Against) => "app-dialog-path-open",
        PathPurpose::Contacts => "who-dialog-path",
        PathPurpose::Import(ImportPath::Contacts) => "who-dialog-import",
        PathPurpose::Import(ImportPath::History) => "who-dialog-history",
        PathPurpose::Import(ImportPath::Database) => "who-dialog-target",
        PathPurpose::Save => "app-dialog-path-save",
        PathPurpose::Simulation(SimulationPath::Audience) => "population-path-audience",
        PathPurpose::Simulation(SimulationPath::Again) => "population-path-again",
        PathPurpose::Export(ExportFormat::Ron | ExportFormat::Json) => "app-dialog-path-export",
        PathPurpose::Export(ExportFormat::Csv | ExportFormat::Xlsx) => "exchange-dialog-offers",
        PathPurpose::Export(ExportFormat::Html) => "exchange-dialog-document",
        PathPurpose::Simulation(_) => "population-path-export",
        #[cfg(feature = "sheets")]
        PathPurpose::Sheet => "exchange-dialog-sheet",
    };
    let word = if purpose.is_read() { "app-dialog-open" } else { "app-dialog-save" };
    let [title, word, cancel] = [title, word, "app-dialog-cancel"].map(|id| ctx.text(id));
    let mut text = path.to_owned();
    let accept = DialogButton::accept(&word).enabled(!text.trim().is_empty());
    let buttons = [(accept, Answer::Accept), (DialogButton::cancel(&cancel), Answer::Cancel)];
    let answer = ask(egui, "path", &title, buttons, |ui| {
        let label = ui.label(ctx.text("app-dialog-path"));
        let edit = egui::TextEdit::singleline(&mut text).align(egui::Align2::LEFT_CENTER);
        ui.add(edit.desired_width(f32::INFINITY)).labelled_by(label.id);
        if !purpose.is_read() {
            sentence(ui, &ctx.text("app-dialog-path-replaces"));
        }
    });
    if text != path {
        actions.push(Action::Keep(Dialog::Path { purpose, text, then: then.clone() }));
    }
    actions.extend(answer);
}

fn shortcuts_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let (title, close) = (ctx.text("app-dialog-shortcuts"), ctx.text("app-dialog-close"));
    let buttons = [(as_default(DialogButton::cancel(&close)), Answer::Cancel)];
    let answer = ask(egui, "shortcuts", &title, buttons, |ui| {
        for menu in Menu::ALL {
            let commands = menu.groups().into_iter().flatten();
            let keyed: Vec<_> = commands.filter_map(|it| it.shortcut().map(|keys| (it, keys))).collect();
            if keyed.is_empty() {
                continue;
            }
            section(ui, &ctx.text(menu.title()));
            for (command, keys) in keyed {
                key_value(ui, &ctx.text(command.message()), &written(ui.ctx(), ctx.language, keys));
            }
        }
        for (place, keys) in [
            ("find-in-window", &WINDOW_KEYS[..]),
            ("find-in-explorer", &EXPLORER_KEYS),
            ("table-in-table", &TABLE_KEYS),
        ] {
            section(ui, &ctx.text(place));
            for (modifiers, key, message) in keys {
                let keys = in_words(ui.ctx(), ctx.language, KeyboardShortcut::new(*modifiers, *key));
                key_value(ui, &ctx.text(message), &keys);
            }
        }
    });
    actions.extend(answer);
}

fn about_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let (title, close) = (ctx.text("app-dialog-about"), ctx.text("app-dialog-close"));
    let buttons = [(as_default(DialogButton::cancel(&close)), Answer::Cancel)];
    let answer = ask(egui, "about", &title, buttons, |ui| {
        let version = Message::new("app-dialog-about-version").with("version", env!("CARGO_PKG_VERSION"));
        ui.label(RichText::new(ctx.say(&version)).color(tokens(ui).color.text_muted));
        sentence(ui, &ctx.text("app-dialog-about-text"));
    });
    actions.extend(answer);
}

/// A way out that Enter takes too.
fn as_default(button: DialogButton<'_>) -> DialogButton<'_> {
    DialogButton { kind: crate::ui::widgets::ButtonKind::Primary, ..button }
}

/// Shows a dialog, and returns the answer of the button that is pressed.
fn ask<const N: usize>(
    egui: &Context,
    key: &str,
    title: &str,
    buttons: [(DialogButton<'_>, Answer); N],
    body: impl FnOnce(&mut Ui),
) -> Option<Action> {
    let shown = buttons.each_ref().map(|(button, _)| *button);
    let pressed = dialog(egui, Id::unique(("dialog", key)), title, &shown, body)?;
    buttons.into_iter().nth(pressed).map(|(_, answer)| Action::Answer(answer))
}

fn sentence(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap());
    ui.add_space(tokens(ui).size.space);
}
