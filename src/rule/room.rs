//! How much of what is made of rules is kept. Owns the room for their syntax trees: a tree takes thirty times the bytes of its
//! text. Knows no rule.

use super::tree;
use cel::IdedExpr;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many nodes all trees that are kept may have, of some 130 bytes each: those of twenty thousand rules that people
/// write. A rule beyond it is read again whenever somebody asks for its tree.
static TREES: Room = Room::of(500_000);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_taken_while_there_is_some() {
        let room = Room::of(10);
        assert_eq!([6, 5, 4, 1].map(|wanted| room.take(wanted)), [true, false, true, false]);
        room.give_back(6);
        assert!(room.take(5));
    }
}
