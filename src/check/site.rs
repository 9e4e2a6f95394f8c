//! Where a rule stands in a catalog, and how it is put right there.

use super::issue::Change;
use crate::model::Place;

/// Where a rule stands, and whether it only ever runs on one channel.
pub(super) struct Site<'s> {
    pub(super) place: Place,
    pub(super) one_channel: bool,
    /// The entity it is in, with another rule in its place.
    pub(super) put: Option<Box<dyn Fn(String) -> Change + 's>>,
    /// Whether there may be none.
    pub(super) optional: bool,
}

impl<'s> Site<'s> {
    /// A rule that runs on every space.
    pub(super) fn anywhere(place: Place) -> Self {
        Self { place, one_channel: false, put: None, optional: true }
    }

    /// A rule that runs on one space.
    pub(super) fn on_one_space(place: Place) -> Self {
        Self { place, one_channel: true, put: None, optional: true }
    }

    /// How the entity is with another rule in this place.
    pub(super) fn put(self, put: impl Fn(String) -> Change + 's) -> Self {
        Self { put: Some(Box::new(put)), ..self }
    }

    /// A rule that must not be left empty.
    pub(super) fn required(self) -> Self {
        Self { optional: false, ..self }
    }
}
