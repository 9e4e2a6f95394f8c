//! A baseline: the issues that are known, so that a build fails for new ones only. Owns the file and what counts as the
//! same issue: the code, the entity by its name and the field, wherever it stands in the file.

use super::super::console::{Complaint, Failure};
use super::super::results::{EntityReport, Finding};
use crate::storage::{self, Expected, Saving};
use crate::text::Message;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// The form of the file that this program writes.
const FORMAT: u32 = 1;

/// The file.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: u32,
    issues: Vec<Known>,
}

/// Issues that are known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// The catalog, seen from the folder of the baseline.
    file: String,
    code: String,
    /// Where they are; nothing where there are too many of a code to be listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entity: Option<EntityReport>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: usize,
}

fn one() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_one(count: &usize) -> bool {
    *count == 1
}

/// What tells issues of a file apart, whatever their order.
type Key = (String, Option<(EntityReport, Option<String>)>);

/// The known issues of the files of a baseline, and those that are found now.
#[derive(Debug)]
pub(super) struct Baseline {
    path: PathBuf,
    /// By catalog, as the file names it.
    known: BTreeMap<String, BTreeMap<Key, usize>>,
    found: BTreeMap<String, BTreeMap<Key, usize>>,
}

impl Baseline {
    /// Reads a baseline. One that is to be written need not be there.
    ///
    /// # Errors
    /// It cannot be read, or is no baseline.
    pub(super) fn read(path: &Path, writes: bool) -> Result<Self, Failure> {
        let mut known: BTreeMap<String, BTreeMap<Key, usize>> = BTreeMap::new();
        if !writes || path.exists() {
            let missing = || Message::new("cli-baseline-missing").with("file", path.display().to_string());
            let failed = |error| if path.exists() { Failure::from(error) } else { missing().into() };
            let text = storage::text(path).map_err(failed)?;
            let written: Written = serde_json::from_str(&text).map_err(|error| unreadable(path, &error))?;
            if written.format != FORMAT {
                let message = Message::new("cli-baseline-format").with("file", path.display().to_string());
                return Err(message.with("format", written.format).into());
            }
            for issue in written.issues {
                let key = (issue.code, issue.entity.map(|entity| (entity, issue.field)));
                *known.entry(issue.file).or_default().entry(key).or_default() += issue.count;
            }
        }
        Ok(Self { path: path.to_path_buf(), known, found: BTreeMap::new() })
    }

    /// Marks the findings of a file that are known. `all` has every finding be known from now on.
    pub(super) fn mark(&mut self, file: &Path, findings: &mut [Finding], all: bool) {
        let name = seen_from(&self.path, file);
        let many: BTreeSet<&'static str> =
            findings.iter().filter(|finding| finding.count > 1).map(|finding| finding.code).collect();
        let mut found: BTreeMap<Key, usize> = BTreeMap::new();
        for finding in findings.iter() {
            *found.entry(key(finding, &many)).or_default() += finding.count;
        }
        let known = self.known.get(&name);
        let mut left = known.cloned().unwrap_or_default();
        for finding in findings {
            let key = key(finding, &many);
            // Of those that are too many to be listed all are known, or none.
            let is_known = match (key.1.is_some(), left.get_mut(&key)) {
                (false, Some(count)) => found.get(&key).copied() <= Some(*count),
                (true, Some(count)) if *count > 0 => {
                    *count -= 1;
                    true
                }
                _ => false,
            };
            finding.known = all || is_known;
            finding.fails &= !finding.known;
        }
        self.found.insert(name, found);
    }

    /// How many of the known issues of files that were looked at are there no more.
    pub(super) fn gone(&self) -> usize {
        let of_file = |(file, found): (&String, &BTreeMap<Key, usize>)| -> usize {
            let known = self.known.get(file).into_iter().flatten();
            known.map(|(key, count)| count.saturating_sub(found.get(key).copied().unwrap_or_default())).sum()
        };
        self.found.iter().map(of_file).sum()
    }

    /// Writes what was found now. What is known of files that were not looked at stays, as long as they are there. Says
    /// how many issues it has.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn write(&self) -> Result<usize, Failure> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let others = self.known.iter().filter(|(file, _)| !self.found.contains_key(*file));
        let others = others.filter(|(file, _)| folder.join(file).exists());
        let mut issues: Vec<Known> = others
            .chain(&self.found)
            .flat_map(|(file, of_file)| {
                of_file.iter().map(move |((code, place), count)| {
                    let (entity, field) = place.clone().unzip();
                    Known {
                        file: file.clone(),
                        code: code.clone(),
                        entity,
                        field: field.flatten(),
                        count: *count,
                    }
                })
            })
            .collect();
        issues.sort();
        let count = issues.iter().map(|issue| issue.count).sum();
        let written = Written { format: FORMAT, issues };
        let text = serde_json::to_string_pretty(&written).map_err(|error| unreadable(&self.path, &error))?;
        let saving = Saving { backup: false, heeds_protection: false, expected: Expected::Anything };
        storage::save(&self.path, &(text + "\n"), &saving)?;
        Ok(count)
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// What tells a finding apart. Fields of items are told by their list: items may move.
fn key(finding: &Finding, many: &BTreeSet<&'static str>) -> Key {
    let place = (!many.contains(finding.code)).then(|| {
        let entity = finding.entity.without_catalog_name();
        (entity, finding.field.as_deref().map(without_indices))
    });
    (finding.code.to_owned(), place)
}

/// `weights[0].value` as `weights[].value`.
fn without_indices(field: &str) -> String {
    let mut parts = field.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |made, part| {
        let digits = part.find(|char: char| !char.is_ascii_digit()).unwrap_or_default();
        let part = if part[digits..].starts_with(']') { &part[digits..] } else { part };
        format!("{made}[{part}")
    })
}

/// A file as a baseline calls it: seen from its folder, with `/` everywhere.
fn seen_from(baseline: &Path, file: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let whole = |path: &Path| -> PathBuf {
        let path = here.join(path);
        path.canonicalize().unwrap_or(path)
    };
    let folder = whole(baseline.parent().unwrap_or(Path::new("")));
    let file = whole(file);
    let shared = folder.components().zip(file.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = file.components().skip(shared).filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}

fn unreadable(path: &Path, error: &serde_json::Error) -> Failure {
    let place = format!("{}:{}:{}", path.display(), error.line(), error.column().max(1));
    let said = error.to_string();
    let detail = said.rsplit_once(" at line ").map_or(said.as_str(), |(detail, _)| detail);
    let message = Message::new("cli-baseline-unreadable").with("detail", detail);
    Failure(vec![Complaint { place: Some(place), message }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_by_their_list_and_entries_by_their_name() {
        assert_eq!(without_indices("weights[12].value"), "weights[].value");
        assert_eq!(without_indices("content.spaces[web].title"), "content.spaces[web].title");
        assert_eq!(without_indices("a[1][2].b[x1]"), "a[][].b[x1]");
        assert_eq!(without_indices("name"), "name");
    }

    #[test]
    fn a_catalog_is_called_as_seen_from_the_baseline() {
        assert_eq!(seen_from(Path::new("known.json"), Path::new("a/b.catalog.ron")), "a/b.catalog.ron");
        assert_eq!(seen_from(Path::new("ci/known.json"), Path::new("a/b.catalog.ron")), "../a/b.catalog.ron");
    }
}
