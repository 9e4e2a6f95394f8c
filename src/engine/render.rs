//! Step 10 of a decision: an offer's content through the space's templates (`domain.md` §4).

use super::gates::Candidate;
use super::situation::Situation;
use crate::model::{Rendering, Values};
use crate::text::Message;

/// The templates of a space.
#[derive(Debug)]
pub(super) struct SpaceTemplates {}

impl SpaceTemplates {
    pub(super) fn compile(_rendering: &Rendering) -> Self {
        Self {}
    }
}

/// An offer as it will look.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) content: Values,
    pub(super) html: Option<String>,
    pub(super) text: Option<String>,
    pub(super) xml: Option<String>,
    pub(super) problems: Vec<Message>,
}

pub(super) fn render(situation: &Situation, candidate: &Candidate, rank: u32) -> Rendered {
    let _ = (situation, candidate, rank);
    Rendered::default()
}
