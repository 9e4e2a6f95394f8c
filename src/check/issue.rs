//! What checking finds: an issue, how grave it is, and the edit that repairs it.
//! Owns the shape only; [`super::kinds`] lists what there is to find.

use super::kinds::Kind;
use crate::model::{Entity, Place, Ref};
use crate::text::{Arg, Message};
use std::sync::Arc;

/// How grave an issue is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something that cannot run.
    Error,
    /// It runs, and probably does not do what was meant.
    Warning,
    /// Worth a look.
    Hint,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];

    /// Its name, as JSON and the command line write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }
}

/// Something that checking found.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of what was found, in snake case: see [`super::codes`].
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What was found.
    pub message: Message,
    /// What to do about it.
    pub hint: Option<Message>,
    /// The edit that repairs it, where there is an obvious one.
    pub fix: Option<Fix>,
    /// How many it stands for: 1, or of a kind that is everywhere the number of those that are not listed.
    pub count: usize,
}

/// An edit that repairs an issue: entities with their own fields changed, to be put in place as one
/// undoable step.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does, as a button says it.
    pub title: Message,
    /// The entities as they will be.
    pub put: Vec<(Ref, Entity)>,
}

impl Issue {
    pub(super) fn new(kind: &Kind, place: Place) -> Self {
        Self {
            severity: kind.severity,
            code: kind.code,
            place,
            message: Message::new(kind.message),
            hint: kind.hint.map(Message::new),
            fix: None,
            count: 1,
        }
    }

    /// In the place of those of a kind that are not listed.
    pub(super) fn of_more(kind: &Kind, place: Place) -> Self {
        Self { message: Message::new("check-more-of-a-kind"), hint: None, ..Self::new(kind, place) }
    }

    /// Adds a value that the message, or its hint, speaks of.
    pub(super) fn with(&mut self, name: &'static str, value: impl Into<Arg>) -> &mut Self {
        let value = value.into();
        if let Some(hint) = &mut self.hint {
            hint.args.push((name, value.clone()));
        }
        self.message.args.push((name, value));
        self
    }

    /// Adds the edit that repairs it: the entity it was found in, as it will be.
    pub(super) fn fixed_by(&mut self, title: &'static str, entity: Entity) -> &mut Self {
        self.fixed_in(title, self.place.entity.clone(), entity)
    }

    /// Adds the edit that repairs it: an entity, as it will be.
    pub(super) fn fixed_in(&mut self, title: &'static str, at: Ref, entity: Entity) -> &mut Self {
        self.fix = Some(Fix { title: Message::new(title), put: vec![(at, entity)] });
        self
    }
}

/// A copy of an entity with something changed.
pub(super) fn changed<T: Clone>(entity: &Arc<T>, change: impl FnOnce(&mut T)) -> Arc<T> {
    let mut copy = T::clone(entity);
    change(&mut copy);
    Arc::new(copy)
}
