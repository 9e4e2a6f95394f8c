//! Which catalogs a command is for: the files that it names, and all those in the folders that it names.
//! Reads folders; what is in a file is for [`super::input`].

use super::console::Console;
use super::input::Input;
use crate::storage::{FileError, LoadError, Loaded};
use crate::text::Message;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How the name of a catalog's file ends.
const ENDING: &str = ".catalog.ron";

/// A file to read, or why there is none.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// What messages call it.
    pub(super) name: String,
    /// The file; for standard input the one that it is said to be.
    pub(super) path: Option<PathBuf>,
    input: Result<Input, LoadError>,
}

impl Source {
    fn of(input: Input, stdin_filename: Option<&Path>) -> Self {
        let path = match &input {
            Input::File(path) => Some(path.as_path()),
            Input::Standard => stdin_filename,
        };
        let name = path.map_or_else(|| input.name(), |path| path.display().to_string());
        Self { name, path: path.map(Path::to_path_buf), input: Ok(input) }
    }

    /// Reads the catalog, with where it was read from.
    pub(super) fn read(&self) -> Result<(Input, Loaded), LoadError> {
        let input = self.input.clone()?;
        let loaded = input.read()?;
        Ok((input, loaded))
    }
}

/// The catalogs that arguments name, in their order; those of a folder in the order of their names. A file that a
/// folder has besides is not taken twice, nor is standard input, which is called by the file that it is said to be.
pub(super) fn sources(
    arguments: &[Input],
    stdin_filename: Option<&Path>,
    console: &mut Console,
) -> Vec<Source> {
    let named = arguments.iter().filter_map(|input| match input {
        Input::File(path) if !path.is_dir() => path.canonicalize().ok(),
        _ => None,
    });
    let mut known: BTreeSet<PathBuf> = named.collect();
    let mut found = Vec::new();
    for input in arguments {
        match input {
            Input::File(folder) if folder.is_dir() => of_folder(folder, &mut known, &mut found),
            Input::Standard if found.iter().any(|it| matches!(it.input, Ok(Input::Standard))) => {}
            other => found.push(Source::of(other.clone(), stdin_filename)),
        }
    }
    for path in found.iter().filter_map(|source| source.path.as_ref()) {
        console.will_name(path.as_os_str());
    }
    found
}

/// The catalogs below a folder, in the order of their names, and what of it cannot be read.
pub(super) fn below(folder: &Path) -> (Vec<PathBuf>, Vec<Source>) {
    let mut files = Vec::new();
    let mut unread = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        if let Err(error) = read(&folder, &mut files, &mut folders) {
            unread.push(failed(&folder, "cli-folder-unreadable", Some(&error)));
        }
    }
    files.sort();
    (files, unread)
}

/// That there is no catalog in a folder.
pub(super) fn without_catalogs(folder: &Path) -> Source {
    failed(folder, "cli-folder-without-catalogs", None)
}

fn of_folder(folder: &Path, known: &mut BTreeSet<PathBuf>, found: &mut Vec<Source>) {
    let (mut files, unread) = below(folder);
    if files.is_empty() && unread.is_empty() {
        found.push(without_catalogs(folder));
    }
    files.retain(|file| file.canonicalize().is_ok_and(|file| known.insert(file)));
    found.extend(files.into_iter().map(|file| Source::of(Input::File(file), None)));
    found.extend(unread);
}

/// Adds the catalogs of a folder, and the folders in it. What is hidden is left out; so are folders behind a link,
/// which may lead in a circle.
fn read(folder: &Path, files: &mut Vec<PathBuf>, folders: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.as_encoded_bytes().starts_with(b".") {
            continue;
        }
        // A file of the folder one is in is called by its name alone.
        let path = if folder == Path::new(".") { PathBuf::from(&name) } else { entry.path() };
        if entry.file_type()?.is_dir() {
            folders.push(path);
        } else if name.as_encoded_bytes().ends_with(ENDING.as_bytes()) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn failed(folder: &Path, id: &'static str, error: Option<&io::Error>) -> Source {
    let name = folder.display().to_string();
    let message = Message::new(id).with("folder", &name);
    let message = match error {
        Some(error) => message.with("detail", error.to_string()),
        None => message.with("ending", ENDING),
    };
    let error = LoadError::File(FileError { path: folder.to_path_buf(), message });
    Source { name, path: Some(folder.to_path_buf()), input: Err(error) }
}
