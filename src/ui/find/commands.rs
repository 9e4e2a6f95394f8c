//! The palette: every command with its shortcut, derived from the list of commands.

use super::fuzzy::Fuzzy;
use crate::app::{Action, Command, Menu};
use crate::text::{Language, folded};
use crate::ui::ctx::UiCtx;
use crate::ui::shortcuts::written;
use crate::ui::widgets::{QuickEntry, QuickSource};
use egui::Context;

/// Every command, and those that match what is typed.
#[derive(Debug, Default)]
pub(super) struct Commands {
    lines: Vec<Line>,
    matches: Vec<usize>,
    fuzzy: Fuzzy,
}

#[derive(Debug)]
struct Line {
    command: Command,
    folded: String,
    /// Its English name, where the window has another language: people know it from elsewhere.
    english: Option<String>,
    entry: QuickEntry,
}

impl Commands {
    /// Makes the list that of the commands as they are now: a few dozen, so in each frame.
    pub(super) fn follow(&mut self, egui: &Context, ctx: &UiCtx<'_>) {
        let of_menu = |menu: Menu| menu.groups().into_iter().flatten().map(move |command| (menu, command));
        let all = Menu::ALL.into_iter().flat_map(of_menu);
        self.lines = all.map(|(menu, command)| line(egui, ctx, menu, command)).collect();
    }

    /// What happens to the one that is taken.
    pub(super) fn take(&self, index: usize) -> Option<Action> {
        let line = self.lines.get(*self.matches.get(index)?)?;
        Some(Action::Run(line.command))
    }
}

fn line(egui: &Context, ctx: &UiCtx<'_>, menu: Menu, command: Command) -> Line {
    let label = ctx.title(command);
    let menu = ctx.text(menu.title());
    let keys = command.shortcut().map(|keys| written(egui, ctx.language, keys));
    Line {
        command,
        folded: folded(&label),
        english: (ctx.language != Language::En).then(|| folded(&Language::En.text(command.message()))),
        entry: QuickEntry {
            label,
            detail: keys.map_or(menu.clone(), |keys| format!("{menu} · {keys}")),
            chosen: command.checked(ctx.app) == Some(true),
            muted: !command.enabled(ctx.app),
        },
    }
}

impl Line {
    /// How well it fits what is typed. Of an English name only whole words count: letters that are scattered over it would
    /// bring what nobody means.
    fn score(&self, fuzzy: &mut Fuzzy, wanted: &str) -> Option<i64> {
        let english =
            self.english.as_ref().filter(|name| wanted.split_whitespace().all(|it| name.contains(it)));
        let english = english.and_then(|name| fuzzy.score(name, wanted));
        fuzzy.score(&self.folded, wanted).max(english)
    }
}

impl QuickSource for Commands {
    fn search(&mut self, query: &str) -> usize {
        let wanted = folded(query);
        let scored = self.lines.iter().enumerate();
        let fuzzy = &mut self.fuzzy;
        let mut scored: Vec<(i64, usize)> = scored
            .filter_map(|(index, line)| line.score(fuzzy, &wanted).map(|score| (-score, index)))
            .collect();
        if wanted.trim().is_empty() {
            scored.sort_unstable_by_key(|(_, index)| *index);
        } else {
            scored.sort_unstable();
        }
        self.matches = scored.into_iter().map(|(_, index)| index).collect();
        self.matches.len()
    }

    fn entry(&self, index: usize) -> QuickEntry {
        let line = self.matches.get(index).and_then(|index| self.lines.get(*index));
        line.map(|line| line.entry.clone()).unwrap_or_default()
    }
}
