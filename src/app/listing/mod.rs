//! What a part of the window lists of a whole catalog: made at once of a small one, by a worker of a large one. What was
//! there before stands meanwhile.

mod apply;

use crate::app::let_go::let_go;
use std::sync::{Arc, Weak};

/// One value at one place, equal to itself only. Holding it keeps its address from being given to another.
#[derive(Debug)]
pub(crate) struct Same<T: ?Sized>(pub(crate) Arc<T>);

impl<T: ?Sized> Same<T> {
    pub(crate) fn of(value: &Arc<T>) -> Self {
        Self(Arc::clone(value))
    }
}

impl<T: ?Sized> Clone for Same<T> {
    fn clone(&self) -> Self {
        Self::of(&self.0)
    }
}

impl<T: ?Sized> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What is listed, and what it was made of.
#[derive(Debug)]
pub(super) struct Listing<K, T> {
    made: Option<(Arc<K>, Arc<T>)>,
    /// What a worker makes it of now; held by its work.
    asked: Weak<K>,
}

impl<K, T> Default for Listing<K, T> {
    fn default() -> Self {
        Self { made: None, asked: Weak::new() }
    }
}

impl<K: PartialEq, T: Send + Sync + 'static> Listing<K, T> {
    /// What is listed, with what it was made of.
    pub(super) fn made(&self) -> Option<&(Arc<K>, Arc<T>)> {
        self.made.as_ref()
    }

    /// Whether it is made of that.
    pub(super) fn is_of(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(of, _)| **of == *key)
    }

    /// Whether it is this that a worker was to make it of last.
    pub(super) fn waits_for(&self, key: &Arc<K>) -> bool {
        self.asked.as_ptr() == Arc::as_ptr(key)
    }

    /// Takes over what was made. Gives back what it was made of before.
    pub(super) fn take(&mut self, key: Arc<K>, value: T) -> Option<Arc<K>> {
        self.asked = Weak::new();
        let (before, gone) = self.made.replace((key, Arc::new(value)))?;
        let_go(gone);
        Some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_the_same_as_itself_only() {
        let (one, other) = (Arc::new(1), Arc::new(1));
        assert!(Same::of(&one) == Same::of(&one).clone());
        assert!(Same::of(&one) != Same::of(&other));
    }
}
