//! The list of every entity, to go to one. Of a large catalog a worker makes the list, and searches it.

use super::fuzzy::{Fuzzy, SCATTERED};
use crate::app::Action;
use crate::app::difference_words::kind_label;
use crate::document::entities;
use crate::model::{Catalog, Ref};
use crate::text::Language;
use crate::text::folded;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{label_or_name, title};
use crate::ui::later::{forget, later};
use crate::ui::memo::Same;
use crate::ui::widgets::{QuickEntry, QuickSource};
use egui::{Context, Id};
use std::collections::HashMap;
use std::sync::Arc;

/// What the list is made of.
type Of = (Same<Catalog>, Language);
/// What the matches are made of.
type Wanted = (Same<Lines>, String);

/// The entities of a catalog that match what is typed.
#[derive(Debug, Default)]
pub(super) struct Entities {
    of: Option<Of>,
    lines: Arc<Lines>,
    /// What the matches are of.
    query: Option<String>,
    matches: Arc<Vec<usize>>,
    /// What is typed.
    wanted: String,
    /// Whether a search fits into a frame.
    at_once: bool,
    /// Whether a worker was asked for anything.
    asked: bool,
}

/// Every entity of a catalog.
#[derive(Debug, Default)]
struct Lines {
    lines: Vec<Line>,
    /// Kind and environment, which many entities share: as shown, and folded.
    groups: Vec<(String, String)>,
}

#[derive(Debug)]
struct Line {
    entity: Ref,
    title: String,
    /// Title and name, folded.
    folded: String,
    group: usize,
}

/// Where the list and its matches are kept while a worker makes them.
fn kept() -> (Id, Id) {
    (Id::unique("entities to go to"), Id::unique("entities found to go to"))
}

impl Entities {
    /// Makes the list that of the catalog as it stands, and the matches those of what is typed, as far as they are there.
    pub(super) fn follow(&mut self, egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
        self.at_once = ctx.app.workspace().is_small();
        self.asked |= !self.at_once;
        let of = || (Same::of(ctx.catalog()), ctx.language);
        if self.of.as_ref() != Some(&of()) {
            let (catalog, language) = (Arc::clone(ctx.catalog()), ctx.language);
            let make = move || Lines::of(&catalog, language);
            let lines = if self.at_once {
                Some(Arc::new(make()))
            } else {
                let (lines, is_it) = later(egui, kept().0, of(), actions, || make);
                lines.filter(|_| is_it)
            };
            let Some(lines) = lines else { return };
            (self.of, self.lines) = (Some(of()), lines);
            (self.query, self.matches) = (None, Arc::default());
        }
        if !self.at_once && self.is_behind() {
            let wanted: Wanted = (Same::of(&self.lines), self.wanted.clone());
            let order = || {
                let (lines, query) = (Arc::clone(&self.lines), self.wanted.clone());
                move || lines.search(&query)
            };
            if let (Some(matches), true) = later(egui, kept().1, wanted, actions, order) {
                (self.query, self.matches) = (Some(self.wanted.clone()), matches);
            }
        }
    }

    /// Whether what is shown is not yet what is wanted.
    pub(super) fn is_behind(&self) -> bool {
        self.query.as_deref() != Some(&self.wanted)
    }

    /// Forgets everything: it may be as large as the catalog.
    pub(super) fn forget(&mut self, egui: &Context) {
        if self.asked {
            forget::<Of, Lines>(egui, kept().0);
            forget::<Wanted, Vec<usize>>(egui, kept().1);
        }
        *self = Self::default();
    }

    /// What happens to the one that is taken.
    pub(super) fn take(&mut self, index: usize) -> Option<Action> {
        // Who takes the first one means that of what was typed.
        self.search_now();
        // Not opened only: whoever goes there by keyboard goes on there.
        Some(Action::go_to(self.line(index)?.entity.clone()))
    }

    fn search_now(&mut self) {
        if self.is_behind() {
            self.matches = Arc::new(self.lines.search(&self.wanted));
            self.query = Some(self.wanted.clone());
        }
    }

    fn line(&self, index: usize) -> Option<&Line> {
        self.lines.lines.get(*self.matches.get(index)?)
    }
}

impl Lines {
    fn of(catalog: &Arc<Catalog>, language: Language) -> Self {
        let mut all = Self::default();
        let mut known: HashMap<(&'static str, Option<String>), usize> = HashMap::new();
        for placed in entities(catalog) {
            let entity = placed.place.entity;
            let title = title(&placed.entity, catalog);
            let environment = if matches!(entity, Ref::Environment(_)) { None } else { entity.environment() };
            let key = (kind_label(&entity), environment.map(str::to_owned));
            let group = *known.entry(key).or_insert_with(|| {
                let shown = group(catalog, language, &entity, environment);
                let folded = folded(&shown);
                all.groups.push((shown, folded));
                all.groups.len() - 1
            });
            let name = entity.name();
            let folded = if name == title { folded(name) } else { folded(&format!("{title} {name}")) };
            all.lines.push(Line { entity, title, folded, group });
        }
        all
    }

    /// The places of those that match, best first.
    fn search(&self, query: &str) -> Vec<usize> {
        let wanted = folded(query);
        let mut fuzzy = Fuzzy::default();
        // Each word in title and name, or else in kind and environment: a kind that is spelled out says more than
        // letters scattered over a title.
        let mut score = |line: &Line| {
            let of_group = |word: &str| self.groups[line.group].1.contains(word).then_some(SCATTERED);
            fuzzy.score_or(&line.folded, &wanted, of_group)
        };
        let scored = self.lines.iter().enumerate();
        let mut scored: Vec<(i64, usize)> =
            scored.filter_map(|(index, line)| score(line).map(|score| (-score, index))).collect();
        // Of those that fit alike, in the order of the catalog.
        scored.sort_unstable();
        scored.into_iter().map(|(_, index)| index).collect()
    }
}

/// What kind of entity it is, and in which environment.
fn group(catalog: &Catalog, language: Language, entity: &Ref, environment: Option<&str>) -> String {
    let kind = language.text(kind_label(entity));
    match environment.and_then(|name| catalog.environment(name)) {
        Some(environment) => format!("{kind} · {}", label_or_name(&environment.label, &environment.name)),
        None => kind,
    }
}

impl QuickSource for Entities {
    fn search(&mut self, query: &str) -> usize {
        if self.wanted != query {
            query.clone_into(&mut self.wanted);
        }
        if self.at_once {
            self.search_now();
        }
        self.matches.len()
    }

    fn entry(&self, index: usize) -> QuickEntry {
        let Some(line) = self.line(index) else { return QuickEntry::default() };
        let group = &self.lines.groups[line.group].0;
        let name = line.entity.name();
        let detail = if name.is_empty() { group.clone() } else { format!("{name} · {group}") };
        QuickEntry { label: line.title.clone(), detail, ..QuickEntry::default() }
    }
}
