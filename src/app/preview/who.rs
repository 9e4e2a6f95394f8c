//! Who comes in the preview: a sample contact, a contact of the database, or nobody in particular.

use super::trial::Tried;
use crate::app::audience::Stored;

/// Who comes.
#[derive(Debug, Default)]
pub(super) struct Who {
    /// A sample contact, by its place among the catalog's.
    pub(super) sample: Option<usize>,
    /// A contact of the database, which comes in the place of the sample's.
    pub(super) stored: Option<Stored>,
    /// What is tried with the contacts of the other of the two, who do not come now.
    pub(super) tried_there: Vec<(usize, Tried)>,
}
