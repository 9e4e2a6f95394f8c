//! What comparing does: when two states are compared, and what is taken back.

use super::{Against, Chosen, Compare, CompareAction, Pair, StateOf};
use crate::app::action::Action;
use crate::app::dialog::{Answer, Dialog};
use crate::app::effect::{Context, Effect};
use crate::app::files::Load;
use crate::app::revisions::{bytes_of, revisions};
use crate::app::tasks::Task;
use crate::app::workspace::{Workspace, WorkspaceId};
use crate::document::{self, Part};
use crate::model::Catalog;
use crate::storage::{self, LoadError, Stamp};
use crate::text::Message;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Compare {
    pub(in crate::app) fn apply(&mut self, action: CompareAction, context: &Context<'_>) -> Vec<Effect> {
        match action {
            CompareAction::File(then) => {
                let Some(path) = context.workspace.path().map(Path::to_path_buf) else { return Vec::new() };
                *self = Self::default();
                let dialog = Dialog::Compare(Against::File(then));
                let load = Load::Compare(context.workspace.id());
                vec![Effect::Act(Action::Ask(dialog)), Effect::Load(path, load)]
            }
            CompareAction::Any => self.choose(context),
            CompareAction::Pick { old, state } => {
                self.states.0[usize::from(!old)] = state;
                self.read_states(context)
            }
            // The application asks.
            CompareAction::PickFile { .. } => Vec::new(),
            CompareAction::Revert { index, part } => self.revert(index, part, context).into_iter().collect(),
        }
    }

    /// Lets a person choose what is compared, beginning with what is not saved.
    fn choose(&mut self, context: &Context<'_>) -> Vec<Effect> {
        *self = Self::default();
        let mut effects = self.read_states(context);
        let Some(file) = context.workspace.path().map(Path::to_path_buf) else {
            self.revisions = Some(Err(Message::new("versions-no-file")));
            return effects;
        };
        effects.push(Effect::work(
            Task::Revisions,
            move |_| revisions(&file),
            |features, _, found| {
                features.compare.revisions = Some(found.map(Arc::new));
                Vec::new()
            },
        ));
        effects
    }

    /// Has both states read that are to be compared.
    fn read_states(&mut self, context: &Context<'_>) -> Vec<Effect> {
        (self.base, self.newer, self.of) = (None, None, None);
        let wanted = self.states.clone();
        let [old, new] = self.states.0.each_ref().map(|state| Source::of(state, context));
        let show = Effect::Act(Action::Ask(Dialog::Compare(Against::States)));
        let read = Effect::work(
            Task::Compare,
            move |_| [old.read(), new.read()],
            move |features, _, [old, new]| {
                let compare = features.compare;
                if compare.states != wanted {
                    return Vec::new();
                }
                match (old, new) {
                    (Ok(old), Ok(new)) => {
                        compare.newer = (wanted.0[1] != StateOf::Edited).then_some(new);
                        compare.base = Some(old);
                        Vec::new()
                    }
                    (Err(message), _) | (_, Err(message)) => {
                        compare.states = Chosen::default();
                        let again = CompareAction::Pick { old: true, state: StateOf::Saved };
                        vec![Effect::info(message), Effect::Act(Action::Compare(again))]
                    }
                }
            },
        );
        vec![show, read]
    }

    /// Shows what is not saved.
    pub(in crate::app) fn show_unsaved(&mut self, context: &Context<'_>) -> Vec<Effect> {
        let base = Some(Arc::clone(context.workspace.document().saved()));
        *self = Self { base, ..Self::default() };
        vec![Effect::Act(Action::Ask(Dialog::Compare(Against::Saved)))]
    }

    /// Takes over what the file holds.
    pub(in crate::app) fn take_file(&mut self, id: WorkspaceId, read: &Workspace, context: &Context<'_>) {
        let asked = matches!(context.dialog, Some(Dialog::Compare(Against::File(_))));
        if asked && context.workspace.id() == id {
            self.base = Some(Arc::clone(read.catalog()));
            self.stamp = read.stamp();
        }
    }

    /// Has the states compared that are to be shown, where that is not done or under way.
    pub(in crate::app) fn refresh(&mut self, context: &Context<'_>) -> Vec<Effect> {
        if !matches!(context.dialog, Some(Dialog::Compare(_))) {
            // A file may be chosen meanwhile.
            let (states, revisions) = (std::mem::take(&mut self.states), self.revisions.take());
            *self = Self { states, revisions, ..Self::default() };
            return Vec::new();
        }
        #[cfg(feature = "sheets")]
        if let Some(grid) = self.sheet.clone() {
            return self.refresh_sheet(grid, context);
        }
        let Some(old) = self.base.clone() else { return Vec::new() };
        let new = self.newer.clone().unwrap_or_else(|| Arc::clone(context.catalog()));
        let wanted = Arc::new(Pair { old, new });
        if self.of.clone().into_iter().chain(self.asked_for.upgrade()).any(|it| it.is(&wanted)) {
            return Vec::new();
        }
        self.asked_for = Arc::downgrade(&wanted);
        let of = Arc::clone(&wanted);
        vec![Effect::work(
            Task::Compare,
            move |_| Arc::new(document::difference(&of.old, &of.new)),
            move |features, _, differences| {
                let compare = features.compare;
                // What is of other states by now is compared again.
                if compare.base.as_ref().is_some_and(|base| Arc::ptr_eq(base, &wanted.old)) {
                    (compare.of, compare.differences) = (Some(wanted), differences);
                }
                Vec::new()
            },
        )]
    }

    fn revert(&self, index: usize, part: Part, context: &Context<'_>) -> Option<Effect> {
        // The list may be of the state before the last step: its places then mean something else.
        let of = self.of.as_ref().filter(|of| Arc::ptr_eq(&of.new, context.catalog()))?;
        let difference = self.differences.get(index)?;
        if !document::may_take_back(&of.old, &of.new, difference) {
            return Some(Effect::info(Message::new("timeline-read-only")));
        }
        let edit = document::revert(&of.old, &of.new, difference, part)?;
        let title = difference.value.title(context.catalog());
        Some(Effect::edit(edit, Message::new(self.step()).with("entity", title)))
    }

    /// The name of a step that takes a part over.
    fn step(&self) -> &'static str {
        #[cfg(feature = "sheets")]
        if self.sheet.is_some() {
            return "exchange-step-one";
        }
        "compare-step"
    }

    /// What the file was like that the catalog was compared with: only while it is like that, it is written over.
    pub(in crate::app) fn take_stamp(&mut self) -> Option<Stamp> {
        self.stamp.take()
    }

    /// The comparison was given up, or the file is no catalog: the question about the file is asked again.
    pub(in crate::app) fn stop(context: &Context<'_>) -> Vec<Effect> {
        let next = match context.dialog {
            Some(Dialog::Compare(Against::File(then))) => Action::Ask(Dialog::ChangedOnDisk(then.clone())),
            Some(Dialog::Compare(Against::Saved | Against::States)) => Action::Answer(Answer::Cancel),
            #[cfg(feature = "sheets")]
            Some(Dialog::Compare(Against::Sheet)) => Action::Answer(Answer::Cancel),
            _ => return Vec::new(),
        };
        vec![Effect::Act(next)]
    }
}

/// Where a state comes from.
enum Source {
    Ready(Arc<Catalog>),
    Live(Arc<Catalog>),
    File(PathBuf),
    Revision(PathBuf, String),
    Gone,
}

impl Source {
    fn of(state: &StateOf, context: &Context<'_>) -> Self {
        let document = context.workspace.document();
        match state {
            StateOf::Edited => Self::Ready(Arc::clone(document.catalog())),
            StateOf::Saved => Self::Ready(Arc::clone(document.saved())),
            StateOf::Live => Self::Live(Arc::clone(document.catalog())),
            StateOf::Earlier(index) => {
                document.earlier().into_iter().rev().nth(*index).map_or(Self::Gone, Self::Ready)
            }
            StateOf::File(path) => Self::File(path.clone()),
            StateOf::Revision(hash) => match context.workspace.path() {
                Some(path) => Self::Revision(path.to_path_buf(), hash.clone()),
                None => Self::Gone,
            },
        }
    }

    /// The catalog, or why there is none.
    fn read(self) -> Result<Arc<Catalog>, Message> {
        let gone = || Message::new("versions-state-gone");
        match self {
            Self::Ready(catalog) => Ok(catalog),
            Self::Live(catalog) => Ok(document::as_live(&catalog)),
            Self::Gone => Err(gone()),
            Self::File(path) => match storage::load(&path) {
                Ok(loaded) => Ok(loaded.catalog),
                Err(LoadError::File(error)) => Err(error.message),
                Err(LoadError::Content(_)) => {
                    Err(Message::new("versions-no-catalog").with("file", path.display().to_string()))
                }
            },
            Self::Revision(path, hash) => {
                let bytes = bytes_of(&path, &hash).ok_or_else(gone)?;
                let short = hash.get(..8).unwrap_or_default().to_owned();
                let loaded = storage::read(bytes)
                    .map_err(|_| Message::new("versions-no-catalog").with("file", short))?;
                Ok(loaded.catalog)
            }
        }
    }
}
