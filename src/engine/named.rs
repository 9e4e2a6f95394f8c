//! Places looked up by name, of what stands in a list. Owns which one counts where several have one name.

use std::collections::HashMap;

/// The places of what has a name; of several of one name, which checking reports, the first counts.
#[derive(Debug)]
pub(super) struct Named {
    by_name: HashMap<String, usize>,
    /// Of those that are not the first of their name, the place of that.
    twins: HashMap<usize, usize>,
}

impl Named {
    pub(super) fn of<'n>(names: impl Iterator<Item = &'n String>) -> Self {
        let (mut by_name, mut twins) = (HashMap::with_capacity(names.size_hint().0), HashMap::new());
        for (place, name) in names.enumerate() {
            match by_name.get(name) {
                None => drop(by_name.insert(name.clone(), place)),
                Some(first) => drop(twins.insert(place, *first)),
            }
        }
        Self { by_name, twins }
    }

    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The first place of the name at a place.
    pub(super) fn first(&self, place: usize) -> usize {
        if self.twins.is_empty() { place } else { self.twins.get(&place).copied().unwrap_or(place) }
    }
}
