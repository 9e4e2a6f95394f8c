//! Two folders of catalogs that are compared: each catalog with the one that has its name in the other folder. Owns which
//! files go together and what is said of them; [`super::compared`] compares two.

use super::super::console::{Complaint, Console, Failure, GOOD, Outcome, STRONG};
use super::super::results::{FindingReport, Results, reports};
use super::super::sources::{below, without_catalogs};
use super::compared::{Compared, Whole, print};
use super::markdown;
use super::report::{DiffReport, Format};
use crate::model::Catalog;
use crate::storage::{self, LoadError};
use crate::text::Message;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What became of a file.
enum Became {
    Whole(Whole),
    Changed(Compared),
}

/// What differs, as `--json` prints it.
#[derive(Debug, Serialize)]
struct FoldersReport<'r> {
    files: Vec<FileReport>,
    /// What keeps files from being compared.
    errors: Vec<FindingReport<'r>>,
}

#[derive(Debug, Serialize)]
struct FileReport {
    /// Seen from both folders.
    file: String,
    change: &'static str,
    #[serde(flatten)]
    changes: DiffReport,
}

/// A comparison of two folders.
struct Comparing {
    format: Format,
    /// How many files differ.
    differ: usize,
    reports: Vec<FileReport>,
    results: Results,
    complaints: Vec<Complaint>,
}

/// Compares them file by file. One that is no catalog does not keep the others from it.
pub(super) fn run(folders: [&Path; 2], format: Format, console: &mut Console) -> Result<Outcome, Failure> {
    let (reports, complaints) = (Vec::new(), Vec::new());
    let mut comparing = Comparing { format, differ: 0, reports, results: Results::of("diff"), complaints };
    let [old, new] = folders.map(|folder| comparing.files(folder));
    if old.is_empty() && new.is_empty() && comparing.complaints.is_empty() {
        let none = without_catalogs(folders[0]);
        comparing.failed(&none.name, none.read().err());
    }
    for name in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
        let paths = [old.get(name), new.get(name)];
        paths.iter().flatten().for_each(|path| console.will_name(path.as_os_str()));
        console.will_name(name.as_os_str());
        let read = paths.map(|path| path.map(|path| comparing.read(path)));
        let became = match read {
            [Some(Ok(old)), Some(Ok(new))] => Became::Changed(Compared::of(old, new)),
            [Some(Ok(old)), None] => Became::Whole(Whole::Went(old)),
            [None, Some(Ok(new))] => Became::Whole(Whole::Came(new)),
            _ => continue,
        };
        comparing.say(&name.display().to_string(), &became, console)?;
    }
    comparing.end(console)
}

impl Comparing {
    /// The catalogs below a folder, by their names as seen from it.
    fn files(&mut self, folder: &Path) -> BTreeMap<PathBuf, PathBuf> {
        let (files, unread) = below(folder);
        for source in unread {
            self.failed(&source.name, source.read().err());
        }
        let named = |path: PathBuf| (path.strip_prefix(folder).unwrap_or(&path).to_path_buf(), path);
        files.into_iter().map(named).collect()
    }

    fn read(&mut self, path: &Path) -> Result<Arc<Catalog>, ()> {
        let read = storage::load(path).map(|loaded| loaded.catalog);
        read.map_err(|error| self.failed(&path.display().to_string(), Some(error)))
    }

    fn failed(&mut self, name: &str, error: Option<LoadError>) {
        if let Some(error) = error {
            self.complaints.extend(Failure::of_load(name, error.clone()).0);
            self.results.add_unread(name, error);
        }
    }

    /// Says what became of a file, where it is not the same.
    fn say(&mut self, name: &str, became: &Became, console: &mut Console) -> Result<(), Failure> {
        if matches!(became, Became::Changed(compared) if compared.changes.is_empty()) {
            return Ok(());
        }
        self.differ += 1;
        match self.format {
            Format::Text => {
                let heading = console.paint(STRONG, name);
                console.line(&heading)?;
                match became {
                    Became::Whole(whole) => whole.print(console),
                    Became::Changed(compared) => print(compared, console),
                }
            }
            Format::Markdown => {
                let language = console.language;
                let text = match became {
                    Became::Whole(whole) => markdown::heading(language, Some(name), &whole.said()),
                    Became::Changed(compared) => markdown::written(language, Some(name), compared),
                };
                let between = if self.differ > 1 { "\n" } else { "" };
                Ok(write!(console.out(), "{between}{text}")?)
            }
            Format::Json => {
                let (change, changes) = match became {
                    Became::Whole(Whole::Came(_)) => ("added", DiffReport::default()),
                    Became::Whole(Whole::Went(_)) => ("removed", DiffReport::default()),
                    Became::Changed(compared) => ("changed", DiffReport::of(compared)),
                };
                self.reports.push(FileReport { file: name.to_owned(), change, changes });
                Ok(())
            }
        }
    }

    /// Prints what is printed last, and says how the command ends.
    fn end(self, console: &mut Console) -> Result<Outcome, Failure> {
        let none = Message::new("versions-none");
        let is_same = self.differ == 0 && self.complaints.is_empty();
        match self.format {
            Format::Json => {
                let errors = reports(self.results.all());
                console.json(&FoldersReport { files: self.reports, errors })?;
            }
            Format::Text if is_same => {
                let none = console.paint(GOOD, &console.say(&none));
                console.line(&none)?;
            }
            Format::Markdown if is_same => {
                let text = markdown::heading(console.language, None, &none);
                console.out().write_all(text.as_bytes())?;
            }
            Format::Text | Format::Markdown => {}
        }
        if self.complaints.is_empty() {
            Ok(Outcome::problems_if(self.differ > 0))
        } else {
            Err(Failure(self.complaints))
        }
    }
}
