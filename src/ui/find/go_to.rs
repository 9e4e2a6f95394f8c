//! The list of every entity, to go to one.

use super::fuzzy;
use crate::app::Action;
use crate::document::entities;
use crate::model::{Catalog, Ref, label_or_name};
use crate::text::Language;
use crate::text::folded;
use crate::ui::ctx::UiCtx;
use crate::ui::forms::kind_label;
use crate::ui::widgets::{QuickEntry, QuickSource};
use std::collections::HashMap;
use std::sync::Arc;

/// How much less it counts that a kind or an environment fits than that a title does.
const OF_GROUP: i32 = 500;

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
            let title = placed.entity.title(ctx.catalog());
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
        Some(Action::Open(self.line(index)?.entity.clone()))
    }

    fn line(&self, index: usize) -> Option<&Line> {
        self.lines.get(*self.matches.get(index)?)
    }

    /// How well a line fits: each word in its title and name, or else in its kind and environment.
    fn score(&self, line: &Line, query: &str) -> Option<i32> {
        let mut sum = 0;
        for word in query.split_whitespace() {
            let of_title = fuzzy::score(&line.folded, word);
            let of_group = || self.groups[line.group].1.contains(word).then_some(OF_GROUP);
            // A kind that is spelled out says more than letters scattered over a title.
            sum += of_title.max(of_group())?;
        }
        Some(sum)
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
            let mut scored: Vec<(i32, usize)> = scored
                .filter_map(|(index, line)| self.score(line, &wanted).map(|score| (-score, index)))
                .collect();
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
