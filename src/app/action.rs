//! What the frame asks for: the window pushes these while it draws, and [`super::App`] applies them after.

use super::command::Command;
use super::compare::{Against, CompareAction};
use super::explorer::{ExplorerAction, ExplorerDialog};
use super::files::FileAction;
use super::find::FindAction;
use super::making::Making;
use super::preview::PreviewChange;
use super::showing::ShowAction;
use super::table::{TableAction, TableDialog};
use super::tasks::Task;
use super::timeline::TimelineAction;
use super::tour::TourAction;
use super::view::{BottomTab, Node};
use crate::document::{Edit, FieldKey};
use crate::model::{InnerTab, Place, Ref};
use crate::text::Message;

/// One thing to do after the frame.
#[derive(Debug, Clone)]
pub enum Action {
    /// Run a command.
    Run(Command),
    /// Change the catalog, as one step of this name. With a field, typing in it makes one step.
    Edit {
        /// What to change.
        edit: Edit,
        /// The name of the step.
        name: Message,
        /// The field that is typed in.
        field: Option<FieldKey>,
    },
    /// The focus left a field, or a drag stopped: the next change is a step of its own.
    Settle,
    /// Open an entity in a tab.
    Open(Ref),
    /// Tick or clear the anonymous check box of an environment.
    Anonymous {
        /// The environment's name.
        environment: String,
        /// Whether it is ticked.
        on: bool,
    },
    /// Open the entity of an issue, on the tab with its field.
    GoTo(Place),
    /// Close an entity's tab.
    Close(Ref),
    /// Show another of an entity's own tabs.
    Inner(Ref, InnerTab),
    /// Open or close a node of the explorer.
    Toggle(Node),
    /// Choose a node of the explorer.
    Select(Node),
    /// What the explorer is filtered by.
    Filter(String),
    /// Show a tab of the bottom panel.
    Bottom(BottomTab),
    /// Have something made that is too much for a frame.
    Make(Making),
    /// Change what the preview shows.
    Preview(PreviewChange),
    /// Look for something in the whole catalog, or replace it.
    Find(FindAction),
    /// Compare the catalog in front with another state of it.
    Compare(CompareAction),
    /// Give up what workers are doing of this kind.
    Cancel(Task),
    /// Do something in the table of offers.
    Table(TableAction),
    /// Forget the notices of this session.
    ClearNotices,
    /// Apply the fix of the issue at this place of the list.
    Fix(usize),
    /// Open a dialog.
    Ask(Dialog),
    /// Close the dialog with this answer.
    Answer(Answer),
    /// The dialog changed while it was open.
    Keep(Dialog),
    /// Open this file: it was dropped on the window.
    OpenFile(std::path::PathBuf),
    /// Do something about open, recent or broken files.
    Files(FileAction),
    /// Change what is in the explorer.
    Explorer(ExplorerAction),
    /// Do something about how offers are shown.
    Show(ShowAction),
    /// Do something in the timeline.
    Timeline(TimelineAction),
    /// Go on in the tour, back, or out of it.
    Tour(TourAction),
    /// The window was asked to close.
    CloseRequested,
}

/// A question that stands before everything else.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// There are unsaved changes, and something would lose them.
    Unsaved(Then),
    /// Another program changed the file since it was read.
    ChangedOnDisk(Then),
    /// What differs between the catalog in front and another state of it.
    Compare(Against),
    /// A file is no catalog: its name, and what is wrong with it, each with its line and column.
    Broken {
        /// The file.
        file: String,
        /// Line, column and sentence of each error.
        errors: Vec<(usize, usize, Message)>,
    },
    /// A path to type, where a native file dialog did not answer.
    Path {
        /// What the path is for.
        purpose: PathPurpose,
        /// What was typed.
        text: String,
        /// What goes on after a save.
        then: Then,
    },
    /// The folders of visitors or recipients: make, rename, nest and choose.
    Folders {
        /// The environment whose folder is chosen.
        environment: String,
        /// The folder that is selected.
        selected: Option<String>,
    },
    /// A Design environment, by its name, would become a Live one, which is read-only.
    MakeLive(String),
    /// Unsaved changes were found that a crash left; the first of them is asked about.
    Recover,
    /// The mended text of a broken file would be lost.
    LoseText(Then),
    /// A question of the explorer.
    Explorer(ExplorerDialog),
    /// A question of the table of offers.
    Table(TableDialog),
    /// Every entity, to go to one.
    GoTo,
    /// Every command, to run one.
    Palette,
    /// All keyboard shortcuts.
    Shortcuts,
    /// What this program is.
    About,
}

/// What a path is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PathPurpose {
    /// To open a catalog.
    Open,
    /// To save the catalog.
    Save,
    /// To write what production needs, as RON.
    ExportRon,
    /// To write what production needs, as JSON.
    ExportJson,
}

/// What goes on once the changes are saved, or given up.
#[derive(Debug, Clone, PartialEq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// Closing the catalog in front.
    CloseCatalog,
    /// Closing the text of a broken file.
    CloseText,
    /// Closing the window.
    Quit,
}

/// The answer to a dialog.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// Save, then go on.
    Save,
    /// Go on without saving.
    Discard,
    /// Go on with what the dialog holds.
    Accept,
    /// Leave everything as it is.
    Cancel,
}
