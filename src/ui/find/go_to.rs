//! The list of every entity, to go to one.

use super::fuzzy::{Fuzzy, SCATTERED};
use crate::app::Action;
use crate::document::entities;
use crate::model::{Catalog, Place, Ref};
use crate::text::Language;
use crate::text::folded;
use crate::ui::ctx::UiCtx;
use crate::ui::forms::kind_label;
use crate::ui::labels::{label_or_name, title};
use crate::ui::widgets::{QuickEntry, QuickSource};
use std::collections::HashMap;
use std::sync::Arc;

/// Every entity of a catalog, and those that match what is typed.
#[derive(Debug, Default)]
pub(super) struct Entities {
    of: Option<(Arc<Catalog>, Language)>,
    lines: Vec<Line>,
    /// Kind and environment, which many entities share: as shown, and folded.
    groups: Vec<(String, String)>,
    /// What the matches are of.
    query: Option<String>,
    matches: Vec<usize>,
    fuzzy: Fuzzy,
}

#[derive(Debug)]
struct Line {
    entity: Ref,
    title: String,
    /// Title and name, folded.
    folded: String,
    group: usize,
}

impl Entities {
    /// Makes the list that of the catalog as it stands.
    pub(super) fn follow(&mut self, ctx: &UiCtx<'_>) {
        let same = |(catalog, language): &(Arc<Catalog>, Language)| {
            Arc::ptr_eq(catalog, ctx.catalog()) && *language == ctx.language
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        *self = Self { of: Some((Arc::clone(ctx.catalog()), ctx.language)), ..Self::default() };
        let mut known: HashMap<(&'static str, Option<String>), usize> = HashMap::new();
        for placed in entities(ctx.catalog()) {
            let entity = placed.place.entity;
            let title = title(&placed.entity, ctx.catalog());
            let environment = if matches!(entity, Ref::Environment(_)) { None } else { entity.environment() };
            let key = (kind_label(&entity), environment.map(str::to_owned));
            let group = *known.entry(key).or_insert_with(|| {
                let shown = group(ctx, &entity, environment);
                let folded = folded(&shown);
                self.groups.push((shown, folded));
                self.groups.len() - 1
            });
            let name = entity.name();
            let folded = if name == title { folded(name) } else { folded(&format!("{title} {name}")) };
            self.lines.push(Line { entity, title, folded, group });
        }
    }

    /// What happens to the one that is taken.
    pub(super) fn take(&self, index: usize) -> Option<Action> {
        // Not opened only: whoever goes there by keyboard goes on there.
        Some(Action::GoTo(Place::new(self.line(index)?.entity.clone(), Vec::new())))
    }

    fn line(&self, index: usize) -> Option<&Line> {
        self.lines.get(*self.matches.get(index)?)
    }
}

/// What kind of entity it is, and in which environment.
fn group(ctx: &UiCtx<'_>, entity: &Ref, environment: Option<&str>) -> String {
    let kind = ctx.text(kind_label(entity));
    match environment.and_then(|name| ctx.catalog().environment(name)) {
        Some(environment) => format!("{kind} · {}", label_or_name(&environment.label, &environment.name)),
        None => kind,
    }
}

impl QuickSource for Entities {
    fn search(&mut self, query: &str) -> usize {
        if self.query.as_deref() != Some(query) {
            let wanted = folded(query);
            let scored = self.lines.iter().enumerate();
            let (fuzzy, groups) = (&mut self.fuzzy, &self.groups);
            // Each word in title and name, or else in kind and environment: a kind that is spelled out says more
            // than letters scattered over a title.
            let mut score = |line: &Line| {
                let of_group = |word: &str| groups[line.group].1.contains(word).then_some(SCATTERED);
                fuzzy.score_or(&line.folded, &wanted, of_group)
            };
            let mut scored: Vec<(i64, usize)> =
                scored.filter_map(|(index, line)| score(line).map(|score| (-score, index))).collect();
            // Of those that fit alike, in the order of the catalog.
            scored.sort_unstable();
            self.matches = scored.into_iter().map(|(_, index)| index).collect();
            self.query = Some(query.to_owned());
        }
        self.matches.len()
    }

    fn entry(&self, index: usize) -> QuickEntry {
        let Some(line) = self.line(index) else { return QuickEntry::default() };
        let group = &self.groups[line.group].0;
        let name = line.entity.name();
        let detail = if name.is_empty() { group.clone() } else { format!("{name} · {group}") };
        QuickEntry { label: line.title.clone(), detail, ..QuickEntry::default() }
    }
}
