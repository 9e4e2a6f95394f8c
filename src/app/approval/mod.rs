//! Deciding what of offers may be published (`domain.md` §5): what is asked before, what is still to be reviewed, and
//! what a person is told when an edit takes a decision back.
//!
//! What belongs to each part, and the log, are `document`'s.

pub(in crate::app) mod apply;
mod reviews;

use crate::document::Review;
use crate::model::{ApprovalPart, Ref, Verdict};
pub use reviews::{Reviews, Since, ToReview};

/// A decision on offers that a person is to be asked about: which parts, why, by whom.
#[derive(Debug, Clone, PartialEq)]
pub struct AskReview {
    /// The offers.
    pub offers: Vec<Ref>,
    /// What is to be decided.
    pub verdict: Verdict,
    /// The part it is about; none: those that are not decided so yet.
    pub part: Option<ApprovalPart>,
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
