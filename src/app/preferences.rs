//! What the program remembers of a person: one small versioned file, in the folder that the system has for it.

use crate::app::recent::{MOST_RECENT, RecentFile};
use crate::app::table::Column;
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::path::Path;
#[cfg(any(feature = "gui", test))]
use std::path::PathBuf;

/// The version of the preferences file. Another version is not read: defaults are no loss.
const VERSION: u32 = 1;
/// How much larger or smaller one step of zoom makes the window, in percent.
pub(super) const ZOOM_STEP: u16 = 10;
/// The smallest zoom, in percent.
pub(super) const ZOOM_LEAST: u16 = 50;
/// The largest zoom, in percent.
pub(super) const ZOOM_MOST: u16 = 200;

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a person prefers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Preferences {
    version: u32,
    /// The language of the interface.
    pub language: Language,
    /// The colours of the window.
    pub theme: Theme,
    /// The zoom, in percent.
    pub zoom: u16,
    /// Whether the explorer is shown.
    pub explorer: bool,
    /// Whether the live preview is shown.
    pub preview: bool,
    /// Whether the panel with problems and scenarios is shown.
    pub problems: bool,
    /// Whether the tour of the window was seen. A file that does not say is of somebody who knows the window.
    #[serde(default = "known")]
    pub tour_seen: bool,
    /// The files that were open lately, the last one first.
    pub recent: Vec<RecentFile>,
    /// Who approves and rejects, as logs name them; empty until a person was asked.
    author: String,
    /// The populations that were simulated lately, the last one first.
    pub audiences: Vec<String>,
    /// The columns that the table of offers does not show, by their keys.
    pub hidden_columns: Vec<String>,
}

fn known() -> bool {
    true
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            version: VERSION,
            language: Language::of_system(),
            theme: Theme::System,
            zoom: 100,
            explorer: true,
            preview: true,
            problems: false,
            tour_seen: false,
            recent: Vec::new(),
            author: String::new(),
            audiences: Vec::new(),
            hidden_columns: Column::HIDDEN.map(str::to_owned).to_vec(),
        }
    }
}

impl Preferences {
    /// Who approves and rejects, as logs name them: as a person said, or else as the system knows them.
    pub fn author(&self) -> String {
        if !self.author.is_empty() {
            return self.author.clone();
        }
        let known = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        known.unwrap_or_default()
    }

    /// Takes over who approves and rejects.
    pub fn set_author(&mut self, author: String) {
        self.author = author;
    }

    /// Reads them; defaults stand in for a file that is not there, damaged or of another version.
    pub fn load(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        // A list would be read field by field.
        let fields: Option<serde_json::Map<_, _>> = serde_json::from_str(&text).ok();
        let read: Option<Self> = fields.and_then(|fields| serde_json::from_value(fields.into()).ok());
        let mut preferences = read.filter(|read| read.version == VERSION).unwrap_or_default();
        preferences.zoom = preferences.zoom.clamp(ZOOM_LEAST, ZOOM_MOST);
        preferences.recent.truncate(MOST_RECENT);
        preferences
    }

    /// Writes them. A failure costs a person a choice, never work, so it is only logged.
    pub fn store(&self, path: &Path) {
        let write = || -> std::io::Result<()> {
            let text = serde_json::to_string_pretty(self)?;
            path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            // A link to a file that somebody keeps elsewhere stays a link.
            let target = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
            crate::storage::replace(&target, text.as_bytes())
        };
        if let Err(error) = write() {
            tracing::warn!("preferences are not kept: {error}");
        }
    }

    /// Where they are kept.
    #[cfg(feature = "gui")]
    pub fn file() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "vitrine")
            .map(|folders| folders.config_dir().join("preferences.json"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_whose_name_is_no_text_is_remembered_with_all_else() {
        use std::os::unix::ffi::OsStringExt;
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("preferences.json");
        let path = std::ffi::OsString::from_vec(b"/caf\xe9.catalog.ron".to_vec());
        let odd = super::super::RecentFile { path: path.into(), ..Default::default() };
        let plain = super::super::RecentFile { path: "/a.catalog.ron".into(), ..Default::default() };
        let chosen = Preferences { theme: Theme::Dark, recent: vec![odd, plain], ..Preferences::default() };
        chosen.store(&file);
        assert_eq!(Preferences::load(&file), chosen);
        let text = std::fs::read_to_string(&file).expect("a file");
        assert!(text.contains("\"/a.catalog.ron\""), "as earlier versions wrote it: {text}");
    }

    #[test]
    fn preferences_survive_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        let file: PathBuf = folder.path().join("deep").join("preferences.json");
        let chosen =
            Preferences { language: Language::Fr, theme: Theme::Dark, zoom: 150, ..Preferences::default() };
        chosen.store(&file);
        assert_eq!(Preferences::load(&file), chosen);
        for damaged in ["", "{", "[1]", "{\"version\": 99, \"zoom\": 70}", "{\"zoom\": \"big\"}"] {
            std::fs::write(&file, damaged).expect("written");
            assert_eq!(Preferences::load(&file), Preferences::default(), "{damaged}");
        }
        std::fs::write(&file, "{\"version\": 1, \"zoom\": 9000}").expect("written");
        assert_eq!(Preferences::load(&file).zoom, ZOOM_MOST);
    }
}
