//! `vitrine.toml`: what a folder of catalogs has agreed on for `vitrine check`. Owns where the file is looked for and
//! what may stand in it.
//!
//! ```toml
//! [check]
//! deny = ["warnings"]
//! allow = ["unused_theme"]
//! baseline = "known-issues.json"
//! ```

use super::super::console::{Complaint, Failure};
use super::severities::{Severities, Which};
use crate::storage::{self, Source};
use crate::text::{Message, nearest};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
const NAME: &str = "vitrine.toml";
/// What every repository of git has at its root: a folder, or a file in a second working tree.
const REPOSITORY: &str = ".git";
/// The keys of the file, and of its only table.
const TABLES: [&str; 1] = ["check"];
const KEYS: [&str; 3] = ["deny", "allow", "baseline"];

/// What a `vitrine.toml` says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Config {
    pub(super) severities: Severities,
    /// The file of known issues, seen from where the command runs.
    pub(super) baseline: Option<PathBuf>,
}

/// The files that were read, each once, however many catalogs it is for.
#[derive(Debug, Default)]
pub(super) struct Configs {
    read: BTreeMap<PathBuf, Arc<Config>>,
}

/// Something that is wrong in the file: where, and what.
type Wrong = (Range<usize>, Message);

impl Configs {
    /// Those that were read.
    pub(super) fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.read.keys()
    }

    /// What counts for a catalog; nothing where no file says anything.
    ///
    /// # Errors
    /// The nearest file cannot be read, or says what nobody understands.
    pub(super) fn of(&mut self, catalog: Option<&Path>) -> Result<Arc<Config>, Failure> {
        let Some(path) = nearest_to(catalog) else { return Ok(Arc::default()) };
        if let Some(known) = self.read.get(&path) {
            return Ok(Arc::clone(known));
        }
        let text = storage::text(&path)?;
        let config = read(&text).map_err(|wrong| failure(&path, text, wrong))?;
        let beside = |baseline: PathBuf| path.parent().map_or(baseline.clone(), |it| it.join(&baseline));
        let config = Arc::new(Config { baseline: config.baseline.map(beside), ..config });
        self.read.insert(path, Arc::clone(&config));
        Ok(config)
    }
}

/// The file nearest to a catalog: in its folder or one above it, up to the root of the repository. Where there is no
/// repository, up to the folder that the command runs in; elsewhere only beside it: what lies further up is perhaps
/// somebody else's. Without a catalog's file, it is the folder that the command runs in.
fn nearest_to(catalog: Option<&Path>) -> Option<PathBuf> {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok()?;
    let beside = catalog.and_then(Path::parent).map_or_else(|| here.clone(), |folder| here.join(folder));
    let folder = beside.canonicalize().unwrap_or(beside);
    let folders: Vec<&Path> = folder.ancestors().collect();
    let repository = folders.iter().position(|folder| folder.join(REPOSITORY).exists());
    let own = folders.iter().position(|folder| **folder == *here);
    let last = repository.or(own).unwrap_or_default();
    let found = folders.iter().take(last + 1).map(|folder| folder.join(NAME)).find(|file| file.is_file())?;
    // As people see it from where they are.
    Some(found.strip_prefix(&here).map_or(found.clone(), Path::to_path_buf))
}

fn failure(path: &Path, text: String, wrong: Vec<Wrong>) -> Failure {
    let source = Source::new(text);
    let complaint = |(span, message): Wrong| {
        let place = source.place(span.start);
        Complaint { place: Some(format!("{}:{}:{}", path.display(), place.line, place.column)), message }
    };
    Failure(wrong.into_iter().map(complaint).collect())
}

/// What the text says.
fn read(text: &str) -> Result<Config, Vec<Wrong>> {
    let table = DeTable::parse(text).map_err(|error| {
        let message = Message::new("cli-config-not-toml").with("detail", error.message());
        vec![(error.span().unwrap_or_default(), message)]
    })?;
    let (mut config, mut wrong) = (Config::default(), Vec::new());
    for (name, value) in table.get_ref() {
        match (&**name.get_ref(), value.get_ref()) {
            ("check", DeValue::Table(table)) => of_check(table, &mut config, &mut wrong),
            ("check", _) => wrong.push((value.span(), Message::new("cli-config-table").with("key", "check"))),
            (other, _) => wrong.push((name.span(), unknown(other, &TABLES))),
        }
    }
    let places = |list: &str| entries(&table, list);
    if let Some(both) = config.severities.contradiction() {
        let place = places("allow").into_iter().find(|(word, _)| word == both.word());
        let message = Message::new("cli-deny-and-allow").with("code", both.word());
        wrong.push((place.map(|(_, span)| span).unwrap_or_default(), message));
    }
    if wrong.is_empty() { Ok(config) } else { Err(wrong) }
}

fn of_check(table: &DeTable<'_>, config: &mut Config, wrong: &mut Vec<Wrong>) {
    for (name, value) in table {
        match &**name.get_ref() {
            "deny" => config.severities.deny = list("deny", value, wrong),
            "allow" => config.severities.allow = list("allow", value, wrong),
            "baseline" => match value.get_ref().as_str().filter(|path| !path.is_empty()) {
                Some(path) => config.baseline = Some(PathBuf::from(path)),
                None => wrong.push((value.span(), Message::new("cli-config-text").with("key", "baseline"))),
            },
            other => wrong.push((name.span(), unknown(other, &KEYS))),
        }
    }
}

fn list(key: &'static str, value: &Spanned<DeValue<'_>>, wrong: &mut Vec<Wrong>) -> Vec<Which> {
    let not_a_list = || Message::new("cli-config-list").with("key", key);
    let Some(items) = value.get_ref().as_array() else {
        wrong.push((value.span(), not_a_list()));
        return Vec::new();
    };
    let mut found = Vec::new();
    for item in &**items {
        match item.get_ref().as_str().map(Which::of) {
            Some(Ok(which)) => found.push(which),
            Some(Err(message)) => wrong.push((item.span(), message)),
            None => wrong.push((item.span(), not_a_list())),
        }
    }
    found
}

/// The words of a list with their places.
fn entries(table: &Spanned<DeTable<'_>>, list: &str) -> Vec<(String, Range<usize>)> {
    let items = table.get_ref().get("check").and_then(|it| it.get_ref().get(list));
    let items = items.and_then(|it| it.get_ref().as_array()).into_iter().flat_map(|it| it.iter());
    items.filter_map(|item| Some((item.get_ref().as_str()?.to_owned(), item.span()))).collect()
}

fn unknown(key: &str, known: &[&'static str]) -> Message {
    let message = |id| Message::new(id).with("key", key);
    match nearest(key, known.iter().copied()) {
        Some(meant) => message("cli-config-unknown-meant").with("meant", meant),
        None => message("cli-config-unknown").with("known", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_it_may_say_is_read() {
        let text = "# why\n[check]\ndeny = [\"warnings\", 'no_key']\nallow = [\"unused_theme\"]\nbaseline = \"a/b.json\"\n";
        let config = read(text).expect("understood");
        assert_eq!(
            config.severities.deny.iter().map(|it| it.word()).collect::<Vec<_>>(),
            ["warnings", "no_key"]
        );
        assert_eq!(config.severities.allow, [Which::Code("unused_theme")]);
        assert_eq!(config.baseline.as_deref(), Some(Path::new("a/b.json")));
        assert_eq!(read(""), Ok(Config::default()));
    }

    #[test]
    fn what_nobody_understands_is_said_with_its_place() {
        for (text, ids, start) in [
            ("[check]\ndeny = [\"no_kye\"]", &["cli-unknown-code-meant"][..], 16),
            ("[check]\ndeny = \"no_key\"", &["cli-config-list"], 15),
            ("[check]\nallow = [3, \"x\"]", &["cli-config-list", "cli-unknown-code"], 17),
            ("[check]\nalow = []", &["cli-config-unknown-meant"], 8),
            ("[check]\nbaseline = \"\"", &["cli-config-text"], 19),
            ("[chek]", &["cli-config-unknown-meant"], 1),
            ("severities = 1", &["cli-config-unknown"], 0),
            ("check = 3", &["cli-config-table"], 8),
            ("[check]\ndeny = [\"no_key\"]\nallow = [\"no_key\"]", &["cli-deny-and-allow"], 35),
        ] {
            let wrong = read(text).expect_err(text);
            assert_eq!(wrong.iter().map(|(_, message)| message.id).collect::<Vec<_>>(), ids, "{text}");
            assert_eq!(wrong[0].0.start, start, "{text}");
        }
        let broken = read("[check\n").expect_err("no TOML");
        assert_eq!(broken[0].1.id, "cli-config-not-toml");
    }
}
