//! The questions that stand before everything else, what they ask for, and how they are answered.

use crate::app::after_save::AfterSave;
use crate::app::approval::ReviewDialog;
#[cfg(feature = "audience")]
use crate::app::audience::ImportPath;
use crate::app::compare::Against;
use crate::app::explorer::ExplorerDialog;
use crate::app::export::ExportFormat;
use crate::app::publishing::PublishDialog;
#[cfg(feature = "audience")]
use crate::app::simulation::SimulationPath;
use crate::app::table::TableDialog;
use crate::text::Message;

/// A question that stands before everything else.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// There are unsaved changes, and something would lose them.
    Unsaved(AfterSave),
    /// Another program changed the file since it was read.
    ChangedOnDisk(AfterSave),
    /// What is decided of offers.
    Review(ReviewDialog),
    /// What publishing would do, and whether to.
    Publish(PublishDialog),
    /// Whether all scenarios that fail are to expect what they get.
    AcceptResults,
    /// The former states of Live, to go back to one.
    GoBack,
    /// What differs between the catalog in front and another state of it.
    Compare(Against),
    /// The conflicts of a merge, to be settled.
    Merge,
    /// A file is no catalog: its name, and what is wrong with it, each with its line and column.
    Broken {
        /// The file.
        file: String,
        /// Line, column and sentence of each error.
        errors: Vec<(usize, usize, Message)>,
    },
    /// A spreadsheet cannot be taken over: its name, and what is wrong with it, each with its cell.
    #[cfg(feature = "sheets")]
    Sheet {
        /// The file.
        file: String,
        /// The cell, the heading of its column with what is wrong there.
        problems: Vec<(String, Message)>,
    },
    /// A path to type, where a native file dialog did not answer.
    Path {
        /// What the path is for.
        purpose: PathPurpose,
        /// What was typed.
        text: String,
        /// What goes on after a save.
        then: AfterSave,
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
    LoseText(AfterSave),
    /// A question of the explorer.
    Explorer(ExplorerDialog),
    /// A question of the table of offers.
    Table(TableDialog),
    /// Contacts are imported.
    #[cfg(feature = "audience")]
    ImportContacts,
    /// The history of a contact of a database.
    StoredHistory,
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
    /// To compare with: in the place of the old state, or of the new one.
    Compare {
        /// Whether it is the old one.
        old: bool,
    },
    /// To open a contact database.
    Contacts,
    /// To write what others read of it.
    Export(ExportFormat),
    /// To read a spreadsheet that changes it.
    #[cfg(feature = "sheets")]
    Sheet,
    /// For an import of contacts.
    #[cfg(feature = "audience")]
    Import(ImportPath),
    /// For a simulation.
    #[cfg(feature = "audience")]
    Simulation(SimulationPath),
}

/// What a file is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::app) enum Choice {
    /// A catalog, to be read.
    Catalog,
    /// Another file to be read: contacts.
    Data,
    /// A file to be written, of that name unless a person says otherwise.
    Written(String),
}

impl PathPurpose {
    /// What is chosen for a catalog whose file has that name.
    pub(in crate::app) fn choice(self, file_name: &str) -> Choice {
        let written =
            |ending: &str| Choice::Written(format!("{}{ending}", file_name.trim_end_matches(".catalog.ron")));
        match self {
            Self::Open | Self::Compare { .. } => Choice::Catalog,
            Self::Save => Choice::Written(file_name.to_owned()),
            Self::Contacts => Choice::Data,
            Self::Export(format) => written(match format {
                ExportFormat::Ron => ".live.catalog.ron",
                ExportFormat::Json => ".live.json",
                ExportFormat::Csv => ".offers.csv",
                ExportFormat::Xlsx => ".offers.xlsx",
                ExportFormat::Html => ".html",
            }),
            #[cfg(feature = "sheets")]
            Self::Sheet => Choice::Data,
            #[cfg(feature = "audience")]
            Self::Import(ImportPath::Contacts | ImportPath::History) => Choice::Data,
            #[cfg(feature = "audience")]
            Self::Import(ImportPath::Database) => written(".contacts.sqlite"),
            #[cfg(feature = "audience")]
            Self::Simulation(SimulationPath::Audience | SimulationPath::Again) => Choice::Data,
            #[cfg(feature = "audience")]
            Self::Simulation(SimulationPath::Against) => Choice::Catalog,
            #[cfg(feature = "audience")]
            Self::Simulation(SimulationPath::Csv) => written(".simulation.csv"),
            #[cfg(feature = "audience")]
            Self::Simulation(SimulationPath::Json) => written(".simulation.json"),
            #[cfg(feature = "audience")]
            Self::Simulation(SimulationPath::Chart) => written(".simulation.png"),
        }
    }

    /// Whether what is there is read, and not written.
    pub fn is_read(self) -> bool {
        !matches!(self.choice(""), Choice::Written(_))
    }
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
