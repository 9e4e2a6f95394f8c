//! Native file dialogs behind a port, so that tests choose files too.

use std::path::PathBuf;

/// Asks a person for a path. Blocks, and is called off the window's thread only. `None` both where the
/// person left the dialog and where the system has none: the window then offers to type the path.
pub trait FileDialogs: Send + Sync {
    /// A catalog to open.
    fn open(&self) -> Option<PathBuf>;
    /// Another file to read: contacts.
    fn open_data(&self) -> Option<PathBuf> {
        self.open()
    }
    /// A file to save to.
    fn save(&self, suggested: &str) -> Option<PathBuf>;
}

/// The dialogs of the system.
#[cfg(feature = "gui")]
#[derive(Debug, Clone, Copy)]
pub struct NativeDialogs;

#[cfg(feature = "gui")]
impl FileDialogs for NativeDialogs {
    fn open(&self) -> Option<PathBuf> {
        rfd::FileDialog::new().add_filter("RON, JSON", &["ron", "json"]).pick_file()
    }

    fn open_data(&self) -> Option<PathBuf> {
        rfd::FileDialog::new().pick_file()
    }

    fn save(&self, suggested: &str) -> Option<PathBuf> {
        rfd::FileDialog::new().set_file_name(suggested).save_file()
    }
}

/// The dialogs of a system that has none.
#[cfg(test)]
pub(super) struct NoDialogs;

#[cfg(test)]
impl FileDialogs for NoDialogs {
    fn open(&self) -> Option<PathBuf> {
        None
    }

    fn save(&self, _suggested: &str) -> Option<PathBuf> {
        None
    }
}
