//! Deciding what of offers may be published (`domain.md` §5): what is asked before, what is still to be reviewed, and
//! what a person is told when an edit takes a decision back.
//!
//! What belongs to each part, and the log, are `document`'s.

pub(in crate::app) mod apply;
mod reviews;

use crate::document::Review;
use crate::model::{ApprovalPart, Ref, Verdict};
pub use reviews::{Reviews, Since, ToReview};

/// One thing that a person does about approval.
#[derive(Debug, Clone, PartialEq)]
pub enum ApprovalAction {
    /// Ask about a decision on these offers: which parts, why, by whom.
    Ask {
        /// The offers.
        offers: Vec<Ref>,
        /// What is to be decided.
        verdict: Verdict,
        /// The part it is about; none: those that are not decided so yet.
        part: Option<ApprovalPart>,
    },
}

/// The question about a decision, as it is answered so far.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewDialog {
    /// The offers.
    pub offers: Vec<Ref>,
    /// What is decided.
    pub review: Review,
    /// Who decides.
    pub author: String,
}

impl ReviewDialog {
    /// Whether it can be decided so: of something, by somebody, and content for some space.
    pub fn is_complete(&self) -> bool {
        let Review { parts, verdict, spaces, .. } = &self.review;
        let nowhere = *verdict == Verdict::Approved
            && parts.contains(&ApprovalPart::Content)
            && spaces.as_ref().is_some_and(Vec::is_empty);
        !parts.is_empty() && !nowhere && !self.author.trim().is_empty()
    }
}
