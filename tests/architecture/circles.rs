//! No circle of files: what a file names by `crate::`, `super::` and `self::`, followed through re-exports, never
//! leads back to it. Reads the sources as text; tests in them do not count.

use std::collections::{BTreeMap, BTreeSet};

/// The modules in which files make no circle.
const WITHOUT_CIRCLES: &[&str] = &[
    "app",
    "audience",
    "check",
    "cli",
    "contacts",
    "document",
    "engine",
    "html",
    "model",
    "rule",
    "serve",
    "simulation",
    "site",
    "storage",
    "text",
    "ui",
];

/// Files that are built for tests only.
const TEST_FILES: &[&str] = &["tests", "properties"];

/// The files of some modules, by their paths such as `rule::check::calls`, and what they name.
struct Files {
    /// The code, without remarks and tests.
    code: BTreeMap<String, String>,
    /// What a file hands on, by its path with the name: the path that it comes from.
    handed_on: BTreeMap<String, String>,
}

impl Files {
    /// Of files by their paths below `src`.
    fn new<'t>(files: impl Iterator<Item = (&'t str, &'t str)>) -> Self {
        let mut all = Self { code: BTreeMap::new(), handed_on: BTreeMap::new() };
        for (file, text) in files {
            let path = file.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
            if path.rsplit("::").next().is_some_and(|name| !TEST_FILES.contains(&name)) {
                all.code.insert(path, code_of(text));
            }
        }
        for path in all.code.keys().cloned().collect::<Vec<_>>() {
            all.take_out_handed_on(&path);
        }
        all
    }

    /// Re-exports are no use of their own: who names them uses the file that they come from. What a file imports for
    /// itself, the files below it name by it too.
    fn take_out_handed_on(&mut self, path: &str) {
        let mut rest = String::new();
        for statement in self.code[path].clone().split_inclusive(';') {
            let line = statement.trim_start();
            let public = line.strip_prefix("pub");
            let tree = public.unwrap_or(line).split_once("use ").filter(|(scope, _)| is_scope(scope.trim()));
            for (target, name) in tree.into_iter().flat_map(|(_, tree)| leaves(tree.trim_end_matches(';'))) {
                if let Some(target) = self.absolute(path, &target) {
                    self.handed_on.insert(format!("{path}::{name}"), target);
                }
            }
            if tree.is_none() || public.is_none() {
                rest.push_str(statement);
            }
        }
        self.code.insert(path.to_owned(), rest);
    }

    /// A path that a file names, from the crate down; `None` when it leads out of it.
    fn absolute(&self, file: &str, named: &str) -> Option<String> {
        let mut base: Vec<&str> = file.split("::").collect();
        let mut rest = named;
        if let Some(behind) = rest.strip_prefix("crate::") {
            return Some(behind.to_owned());
        }
        if let Some(behind) = rest.strip_prefix("self::") {
            rest = behind;
        } else if !rest.starts_with("super::") && !self.code.contains_key(&format!("{file}::{}", head(rest)))
        {
            return None;
        }
        while let Some(behind) = rest.strip_prefix("super::") {
            base.pop();
            rest = behind;
        }
        base.push(rest);
        Some(base.join("::"))
    }

    /// The file that a path leads to.
    fn file_of(&self, path: &str) -> Option<&str> {
        let mut path = path.to_owned();
        loop {
            if let Some((file, _)) = self.code.get_key_value(&path) {
                return Some(file);
            }
            match self.handed_on.get(&path) {
                Some(target) => path.clone_from(target),
                None => path = path.rsplit_once("::")?.0.to_owned(),
            }
        }
    }

    /// The files that a file names.
    fn named_by(&self, file: &str) -> BTreeSet<&str> {
        let code = &self.code[file];
        let below = format!("{file}::");
        let children = self.code.keys().filter_map(|path| path.strip_prefix(&below));
        let children = children.filter(|child| !child.contains("::"));
        let mut found = BTreeSet::new();
        for start in ["crate", "super", "self"].into_iter().chain(children) {
            for (at, _) in code.match_indices(&format!("{start}::")) {
                let before = code[..at].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                    continue;
                }
                for (path, _) in leaves(&code[at..]) {
                    let target = self.absolute(file, &path).and_then(|path| self.file_of(&path));
                    found.extend(target.filter(|target| *target != file));
                }
            }
        }
        found
    }

    fn circles(&self) -> Vec<String> {
        let named = self.code.keys().map(|file| (file.as_str(), self.named_by(file))).collect();
        self.code.keys().filter_map(|file| circle_of(file, &named)).collect()
    }
}

/// Whether nothing but how far it is visible stands before a `use`.
fn is_scope(text: &str) -> bool {
    text.is_empty()
        || text
            .strip_prefix('(')
            .and_then(|inner| inner.strip_suffix(')'))
            .is_some_and(|it| !it.contains(')'))
}

/// A circle that a file stands in, from it to itself.
fn circle_of<'f>(file: &'f str, named: &BTreeMap<&'f str, BTreeSet<&'f str>>) -> Option<String> {
    let mut ways = vec![vec![file]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in named.get(way[way.len() - 1]).into_iter().flatten() {
            let longer = [&way[..], &[*next]].concat();
            if *next == file {
                return Some(longer.join(" → "));
            }
            if seen.insert(*next) {
                ways.insert(0, longer);
            }
        }
    }
    None
}

fn head(path: &str) -> &str {
    path.split("::").next().unwrap_or_default()
}

/// A file without its remarks and the tests at its end.
fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    // How far something is visible is no use of it.
    code.map(|line| line.replace("pub(in crate::", "pub(in ")).collect::<Vec<_>>().join("\n")
}

/// The paths that a text begins with, such as `a::{b, c::d as e}`, each with the name that it is known by.
fn leaves(text: &str) -> Vec<(String, String)> {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':')).unwrap_or(text.len());
    let (path, behind) = (&text[..end], &text[end..]);
    let Some(prefix) = path.strip_suffix("::").filter(|_| behind.starts_with('{')) else {
        let path = path.trim_end_matches("::").trim_end_matches("::self");
        let renamed = behind.trim_start().strip_prefix("as ").map(str::trim_end);
        let last = path.rsplit("::").next().unwrap_or_default();
        let name: String =
            renamed.unwrap_or(last).chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        return vec![(path.to_owned(), name)];
    };
    let (mut depth, mut start, mut parts) = (0, 1, Vec::new());
    for (at, c) in behind.char_indices() {
        match c {
            '{' => depth += 1,
            ',' if depth == 1 => {
                parts.push(&behind[start..at]);
                start = at + 1;
            }
            '}' if depth == 1 => {
                parts.push(&behind[start..at]);
                break;
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
    let parts = parts.into_iter().map(str::trim).filter(|part| !part.is_empty());
    let inner = parts.flat_map(leaves);
    inner
        .map(|(path, name)| match path.as_str() {
            "self" => (prefix.to_owned(), prefix.rsplit("::").next().unwrap_or_default().to_owned()),
            _ => (format!("{prefix}::{path}"), name),
        })
        .collect()
}

#[test]
fn files_make_no_circles() {
    let sources = super::source_files();
    let files = sources.iter().map(|(file, text)| (file.as_str(), text.as_str()));
    let checked =
        files.filter(|(file, _)| WITHOUT_CIRCLES.contains(&file.split('/').next().unwrap_or_default()));
    let circles = Files::new(checked).circles();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn a_circle_is_found_through_re_exports_and_folders() {
    let circles = |files: &[(&'static str, &'static str)]| Files::new(files.iter().copied()).circles();
    let tree = [
        ("m/mod.rs", "mod a;\nmod b;\npub use a::A;\npub use b::{B as C, f};\n"),
        ("m/a.rs", "use super::C;\npub struct A(pub(super) C);"),
        ("m/b.rs", "// use super::A;\npub struct B;\n#[cfg(test)]\nmod tests { use super::super::A; }"),
    ];
    assert_eq!(circles(&tree), Vec::<String>::new());
    let mut circle = tree;
    circle[2] = ("m/b.rs", "pub struct B;\npub fn f() { crate::m::A; }");
    assert_eq!(circles(&circle), ["m::a → m::b → m::a", "m::b → m::a → m::b"]);
    let parent =
        [("m/mod.rs", "mod a;\nuse a::A;\npub struct M;"), ("m/a.rs", "use super::{M, x};\npub struct A;")];
    assert_eq!(circles(&parent), ["m → m::a → m", "m::a → m → m::a"]);
}
