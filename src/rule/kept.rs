//! The syntax trees of rules that run. Owns how many are kept: a tree takes thirty times the bytes of its text, and is asked
//! for only where a rule is explained, or meets values that are larger than usual.

use super::expand::{is_expanded, link};
use super::parse::{Parsed, parse};
use super::schema::Schema;
use super::{stand_in, tree};
use cel::IdedExpr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many nodes all trees that are kept may have, of some 130 bytes each: those of forty thousand rules that people
/// write. A rule beyond it is read again whenever somebody asks for its tree.
static TREES: Room = Room::of(1_000_000);

/// Room that is shared.
#[derive(Debug)]
pub(super) struct Room(AtomicUsize);

impl Room {
    pub(super) const fn of(left: usize) -> Self {
        Self(AtomicUsize::new(left))
    }

    /// Takes some of it, if there is so much left.
    pub(super) fn take(&self, wanted: usize) -> bool {
        let without = |left: usize| left.checked_sub(wanted);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, without).is_ok()
    }

    pub(super) fn give_back(&self, taken: usize) {
        self.0.fetch_add(taken, Ordering::Relaxed);
    }
}

/// The room of a tree that is kept.
#[derive(Debug)]
pub(super) struct Kept(usize);

impl Kept {
    /// Takes the room of a tree; `None` where there is none left.
    pub(super) fn of(expr: &IdedExpr) -> Option<Self> {
        let size = tree::size(expr);
        TREES.take(size).then(|| Self(size))
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        TREES.give_back(self.0);
    }
}

/// The tree of a rule that runs, with the filters in it.
#[derive(Debug, Clone)]
pub(super) enum Expanded {
    /// It is kept; with its own room, where it is not the tree that was read.
    Kept(Arc<IdedExpr>, #[expect(dead_code, reason = "it is given back with the tree")] Option<Arc<Kept>>),
    /// It is read from this text when it is asked for.
    Again(Arc<str>),
}

impl Expanded {
    /// The tree of a rule, and how it is kept.
    pub(super) fn of(parsed: &Parsed, schema: &Schema) -> (Arc<IdedExpr>, Self) {
        let tree = expanded(parsed, schema);
        let room = if Arc::ptr_eq(&tree, &parsed.shared_root()) {
            parsed.is_kept().then_some(None)
        } else {
            Kept::of(&tree).map(|room| Some(Arc::new(room)))
        };
        let kept = match room {
            Some(room) => Self::Kept(Arc::clone(&tree), room),
            None => Self::Again(parsed.shared_source()),
        };
        (tree, kept)
    }

    /// A tree that is kept whatever room there is.
    pub(super) fn whole(tree: &Arc<IdedExpr>) -> Self {
        Self::Kept(Arc::clone(tree), None)
    }

    /// The tree, where the rule sees values of a schema.
    pub(super) fn tree(&self, schema: &Schema) -> Arc<IdedExpr> {
        match self {
            Self::Kept(tree, _) => Arc::clone(tree),
            // It was read before.
            Self::Again(source) => {
                parse(source).map_or_else(|_| Arc::new(stand_in::too_large()), |it| expanded(&it, schema))
            }
        }
    }
}

/// A rule with the filters in it. Where it calls none, it is the tree that was read.
fn expanded(parsed: &Parsed, schema: &Schema) -> Arc<IdedExpr> {
    if is_expanded(parsed.root()) { parsed.shared_root() } else { Arc::new(link(parsed.root(), schema)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn room_is_taken_while_there_is_some() {
        let room = Room::of(10);
        assert_eq!([6, 5, 4, 1].map(|wanted| room.take(wanted)), [true, false, true, false]);
        room.give_back(6);
        assert!(room.take(5));
    }

    #[test]
    fn a_tree_that_is_not_kept_is_read_again() {
        let schema = Schema::new(&[], &[], &[], &[], TimeZone::UTC);
        for source in ["call.a == 1 && 2 in [1, 2, 3]", "[1, 2].exists(x, x == 2)"] {
            let parsed = parse(source).expect("CEL");
            let (tree, _) = Expanded::of(&parsed, &schema);
            assert_eq!(*Expanded::Again(parsed.shared_source()).tree(&schema), *tree, "{source}");
        }
    }
}
