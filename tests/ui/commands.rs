//! Commands: each does something where it can be run, and says what.

use crate::support::{Chosen, WINDOW, app, find, keep_contacts, shell};
use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use std::path::Path;
use std::sync::Arc;
use vitrine::app::{Action, App, Command, Node, PreviewChange};
use vitrine::audience::database::{Kept, NewContact};
use vitrine::document::Edit;
use vitrine::model::{Entity, Ref};
use vitrine::text::{Language, Message};
use vitrine::ui::theme::ThemeChoice;

const SAMPLE: &str = include_str!("story.catalog.ron");

fn offer() -> Ref {
    Ref::Offer("recipient".to_owned(), "gold_card".to_owned())
}

/// A change of the label of the first environment.
fn relabel(app: &App, label: &str) -> Action {
    let environment = &app.workspace().catalog().environments[0];
    let mut changed = (**environment).clone();
    label.clone_into(&mut changed.label);
    let edit = Edit::Put(Ref::Environment(changed.name.clone()), Entity::Environment(Arc::new(changed)));
    Action::Edit { edit, name: Message::new("app-command-save"), field: None }
}

/// Writes a contact database with one contact of a catalog's first dimension.
fn write_contacts(catalog: &Path, database: &Path) {
    let loaded = vitrine::storage::load(catalog).expect("a catalog");
    let dimension = &loaded.catalog.dimensions[0];
    let mut values = vec![Kept::Missing; dimension.fields.len()];
    values[0] = Kept::Text("c-1".to_owned());
    keep_contacts(database, dimension, &[NewContact { values, ..NewContact::default() }]);
}

/// An application in which every command can be run: several catalogs and tabs, a way back and forward, changes to
/// take back and to bring again, an offer that is chosen, one that was accepted in the preview, and a contact database.
fn busy(folder: &Path) -> App {
    let path = folder.join("sample.catalog.ron");
    std::fs::write(&path, SAMPLE).expect("written");
    let database = folder.join("sample.contacts.sqlite");
    if !database.exists() {
        write_contacts(&path, &database);
    }
    let mut app = app(Language::En, Chosen::paths([folder.join("chosen")]), Some(path));
    app.poll();
    let first = app.workspace().id();
    app.run(Command::New);
    app.run(Command::NextCatalog);
    assert_eq!(app.workspace().id(), first);
    for label in ["One", "Two"] {
        let change = relabel(&app, label);
        app.apply(vec![change, Action::Settle]);
    }
    app.run(Command::Undo);
    let environments: Vec<Ref> =
        app.workspace().catalog().environments.iter().map(|it| Ref::Environment(it.name.clone())).collect();
    for environment in environments {
        app.apply(vec![Action::Open(environment)]);
    }
    app.run(Command::Back);
    app.run(Command::ZoomIn);
    app.run(Command::ZoomIn);
    let space = PreviewChange::Space("recipient/home".to_owned());
    app.apply(vec![Action::Preview(space), Action::Preview(PreviewChange::Who(Some(0)))]);
    app.poll();
    let Some(Ok(decision)) = app.preview().decision().cloned() else { panic!("the preview has an answer") };
    let accepted = decision.propositions.first().expect("an offer").offer.clone();
    app.apply(vec![Action::Preview(PreviewChange::Accept(accepted)), Action::Select(Node::Entity(offer()))]);
    app.poll();
    app.run(Command::Simulate);
    app.poll();
    app
}

/// All that a command may change: the application but for what counts time and frames, and the files.
fn state(app: &App, folder: &Path) -> String {
    let state = format!("{app:?}");
    let state = state.split(", ").filter(|part| !["took: ", "frame: "].iter().any(|it| part.starts_with(it)));
    let files = std::fs::read_dir(folder).expect("a folder").map(|entry| {
        let path = entry.expect("an entry").path();
        format!("{} {:?}", path.display(), std::fs::read(&path).map(|bytes| bytes.len()))
    });
    let mut files: Vec<String> = files.collect();
    files.sort();
    state.map(str::to_owned).chain(files).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_command_changes_something() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut app = busy(folder.path());
    // Work that is done at once is never under way: giving it up is tried where there are workers. A merge needs a file with
    // conflicts.
    let elsewhere = |command: &Command| matches!(command, Command::CancelSimulation | Command::Settle);
    for command in Command::ALL.iter().copied().filter(|command| !elsewhere(command)) {
        if !command.enabled(&app) || app.open_titles().len() != 2 {
            app = busy(folder.path());
        }
        assert!(command.enabled(&app), "{command:?}");
        // A choice that is on already: another one is made first.
        match command {
            Command::English => app.run(Command::French),
            Command::SystemTheme => app.run(Command::DarkTheme),
            _ => {}
        }
        app.poll();
        let before = state(&app, folder.path());
        app.poll();
        assert!(state(&app, folder.path()) == before, "waiting changes nothing");
        app.run(command);
        app.poll();
        assert!(state(&app, folder.path()) != before, "{command:?} does nothing");
    }
}

#[test]
fn keys_of_lists_stand_in_menus_and_do_nothing_elsewhere() {
    for (command, key) in [(Command::Rename, "F2"), (Command::Delete, "Delete"), (Command::Copy, "C")] {
        assert_eq!(command.shortcut().map(|keys| keys.key), Some(key));
        assert!(
            command.has_local_keys(),
            "{command:?}: a text field and the table mean something else by it"
        );
    }
    let mut window = shell(ThemeChoice::Light, WINDOW, app(Language::En, Chosen::paths([]), None));
    let environment = window.state().app().workspace().catalog().environments[0].label.clone();
    find(&window, Role::TreeItem, &environment).click_secondary();
    window.run();
    for (command, key) in [(Command::Rename, "F2"), (Command::Delete, "Delete")] {
        let entry = Language::En.text(command.message());
        let told = find(&window, Role::Button, &entry).accesskit_node().description().unwrap_or_default();
        assert!(told.contains(key), "{entry}: {told}");
    }
}
