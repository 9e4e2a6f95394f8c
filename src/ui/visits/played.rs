//! What a worker made of the visits.

use crate::contacts::Population;
use crate::engine::Visited;

/// What came of the visits, and the contacts afterwards.
pub(super) struct Played {
    pub(super) visited: Vec<Visited>,
    pub(super) contacts: Population,
}
