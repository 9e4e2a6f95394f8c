//! The files that were open lately, each with the tabs it was left with. Kept among the preferences.

mod apply;

use crate::model::Ref;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// As many files are remembered: more than that is no menu.
pub(super) const MOST_RECENT: usize = 10;

/// A file that was open lately.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecentFile {
    /// The file.
    #[serde(with = "crate::storage::exact_path")]
    pub path: PathBuf,
    /// The entities that were open.
    pub tabs: Vec<Ref>,
    /// The one in front.
    pub front: Option<Ref>,
    /// Whether the file was open when the window was closed.
    pub open: bool,
    /// Its contact database.
    #[serde(with = "crate::storage::exact_path::optional")]
    pub contacts: Option<PathBuf>,
    /// Whether a person closed its contact database: none is looked for.
    pub contacts_closed: bool,
    /// The contacts of the database that were chosen lately, the last one first.
    pub people: Vec<KnownContact>,
}

/// A contact of a contact database, by its key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct KnownContact {
    /// Its dimension.
    pub dimension: String,
    /// The values of the key, as texts.
    pub key: Vec<String>,
}

/// Whether both are the same file, as far as one can tell without asking the disk.
pub(super) fn same(one: &Path, other: &Path) -> bool {
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    one == other || absolute(one) == absolute(other)
}
