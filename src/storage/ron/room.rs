//! How much memory a file may take once it is read. Values and comments take many times their bytes in the file, so that the
//! length of a file bounds nothing.
//!
//! Owns the bounds, counted while a tree is built and while values are made of it, so that what is too much is refused
//! before it is there.

use crate::text::Message;
use std::cell::Cell;

/// The most bytes of a tree: half a gigabyte less what is beside it. That of 100,000 offers with rules and contents, a file of
/// 64 MB, has 146 MB.
pub(super) const MAX_TREE: usize = 256 << 20;

/// The most bytes of what is made of a tree, as if each part stood by itself: those 100,000 offers have 134 MB. A plan and
/// checks take as much again.
pub(super) const MAX_STRUCTS: usize = 192 << 20;

/// The longest text, and name, in bytes: a page with its pictures in it has a few megabytes. What one is shown in takes many
/// times its length.
pub(super) const MAX_TEXT: usize = 16 << 20;

/// The most bytes of all texts and bare names together: a file of 64 MB has room. Each is there four times: in the file, its
/// tree, the catalog and what is decided with it.
pub(super) const MAX_TEXTS: usize = 80 << 20;

/// What the smallest piece of memory takes that is asked for alone, and what each takes beside its bytes.
const SMALLEST: usize = 32;
const BESIDE: usize = 16;

/// What is left of a bound.
#[derive(Debug)]
pub(super) struct Room {
    left: Cell<usize>,
    /// What there was, for whoever is told that it is not enough.
    all: usize,
    /// What that person is told.
    refusal: &'static str,
}

/// What is left for texts.
#[derive(Debug)]
pub(super) struct Texts {
    longest: usize,
    left: Room,
}

impl Default for Room {
    fn default() -> Self {
        Self::of(MAX_TREE)
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self::of(MAX_TEXT, MAX_TEXTS)
    }
}

impl Texts {
    /// Texts of so many bytes each, and together.
    pub(super) fn of(longest: usize, together: usize) -> Self {
        Self { longest, left: Room { refusal: "storage-too-much-text", ..Room::of(together) } }
    }

    /// Takes the room of a text.
    ///
    /// # Errors
    /// It is too long, or all are together.
    pub(super) fn take(&self, bytes: usize) -> Result<(), Message> {
        if bytes > self.longest {
            return Err(Message::new("storage-too-long-text").with("megabytes", self.longest >> 20));
        }
        self.left.take(bytes)
    }
}

impl Room {
    /// So many bytes.
    pub(super) fn of(bytes: usize) -> Self {
        Self { left: Cell::new(bytes), all: bytes, refusal: "storage-too-much" }
    }

    /// Takes some of it.
    ///
    /// # Errors
    /// There is not so much left.
    pub(super) fn take(&self, bytes: usize) -> Result<(), Message> {
        match self.left.get().checked_sub(bytes) {
            Some(left) => {
                self.left.set(left);
                Ok(())
            }
            None => Err(Message::new(self.refusal).with("megabytes", self.all >> 20)),
        }
    }
}

/// What a piece of memory takes that is asked for alone.
pub(super) fn in_heap(bytes: usize) -> usize {
    if bytes == 0 { 0 } else { (bytes + BESIDE).max(SMALLEST) }
}
