//! What checking finds: an issue, how grave it is, and the edit that repairs it.
//! Owns the shape only; [`super::kinds`] lists what there is to find.

use super::kinds::IssueKind;
use super::severity::Severity;
use crate::model::{Catalog, Entity, Place, Ref};
use crate::text::{Arg, Message};
use std::any::Any;
use std::fmt;
use std::sync::Arc;

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

/// An edit that repairs an issue: an entity with its own fields changed, to be put in place.
#[derive(Clone)]
pub struct Fix {
    /// What it does, as a button says it.
    pub title: Message,
    /// The entity that it changes.
    pub at: Ref,
    change: Change,
}

/// Those that can be carried out together without a look at each: none of them takes away what has an effect, and none
/// is a choice of one among several.
const SAFE_TOGETHER: [&str; 7] = [
    "check-fix-cap-of-one",
    "check-fix-clear",
    "check-fix-declare",
    "check-fix-list-channel",
    "check-fix-live",
    "check-fix-remove",
    "check-fix-swap-ends",
];

/// How an entity will be. It is made when it is asked for: an entity with ten thousand issues must not be copied as
/// often.
pub(super) type Change = Arc<dyn Repair>;

/// What is done to an entity.
pub(super) trait Repair: Any + Send + Sync {
    /// The entity as it will be, with what others do to the same one done before.
    fn entity(&self, before: &[&dyn Repair]) -> Entity;
    /// The entity as it was when it was checked.
    fn checked(&self) -> Entity;
}

/// An entity of one kind, and what is done to it.
struct Changed<T> {
    entity: Arc<T>,
    into: fn(Arc<T>) -> Entity,
    change: Box<dyn Fn(&mut T) + Send + Sync>,
}

impl<T: Clone + Send + Sync + 'static> Repair for Changed<T> {
    fn entity(&self, before: &[&dyn Repair]) -> Entity {
        let mut copy = T::clone(&self.entity);
        let same = before.iter().filter_map(|other| (*other as &dyn Any).downcast_ref::<Self>());
        same.chain([self]).for_each(|it| (it.change)(&mut copy));
        (self.into)(Arc::new(copy))
    }

    fn checked(&self) -> Entity {
        (self.into)(Arc::clone(&self.entity))
    }
}

impl Fix {
    /// The entity as it will be.
    pub fn entity(&self) -> Entity {
        self.change.entity(&[])
    }

    /// Whether the entity is still as it was when it was checked: the fix would take back what was edited since.
    pub fn fits(&self, catalog: &Arc<Catalog>) -> bool {
        catalog.entity(&self.at).is_some_and(|now| now.own() == self.change.checked().own())
    }

    /// The entity as it will be with this fix and others of the same kind, in the order in which they were found. The
    /// last is done first: what is taken out of a list leaves the places before it as they were.
    pub fn entity_with(&self, others: &[&Self]) -> Entity {
        let before: Vec<&dyn Repair> = others.iter().rev().map(|fix| &*fix.change).collect();
        self.change.entity(&before)
    }
}

impl fmt::Debug for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fix").field("title", &self.title).field("at", &self.at).finish_non_exhaustive()
    }
}

impl PartialEq for Fix {
    fn eq(&self, other: &Self) -> bool {
        self.title == other.title && self.at == other.at && self.entity() == other.entity()
    }
}

impl Issue {
    /// What those have in common that can be repaired together; none where each is to be looked at.
    pub fn repaired_with(&self) -> Option<(&'static str, &'static str)> {
        let title = self.fix.as_ref()?.title.id;
        SAFE_TOGETHER.contains(&title).then_some((self.code, title))
    }

    pub(super) fn new(kind: &IssueKind, place: Place) -> Self {
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
    pub(super) fn of_more(&self) -> Self {
        let message = Message::new("check-more-of-a-kind");
        Self { message, hint: None, fix: None, place: self.place.clone(), ..*self }
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

    /// Adds the edit that repairs it: how the entity it was found in will be.
    pub(super) fn fixed_by(&mut self, title: &'static str, change: Change) -> &mut Self {
        self.fixed_in(title, self.place.entity.clone(), change)
    }

    /// Adds the edit that repairs it: how an entity will be.
    pub(super) fn fixed_in(&mut self, title: &'static str, at: Ref, change: Change) -> &mut Self {
        self.fix = Some(Fix { title: Message::new(title), at, change });
        self
    }
}

/// An entity of the kind `into` with something changed.
pub(super) fn changed<T: Clone + Send + Sync + 'static>(
    entity: &Arc<T>,
    into: fn(Arc<T>) -> Entity,
    change: impl Fn(&mut T) + Send + Sync + 'static,
) -> Change {
    Arc::new(Changed { entity: Arc::clone(entity), into, change: Box::new(change) })
}
