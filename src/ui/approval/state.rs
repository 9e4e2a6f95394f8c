//! How the state of an approval is shown: its word, its colour, and the mark of an offer in lists.

use crate::app::Since;
use crate::model::{Approval, ApprovalPart, ApprovalState, Verdict};
use crate::ui::widgets::Severity;

/// The message of the name of a part.
pub(in crate::ui) fn part_label(part: ApprovalPart) -> &'static str {
    match part {
        ApprovalPart::Content => "forms-tab-content",
        ApprovalPart::Eligibility => "forms-tab-eligibility",
    }
}

/// The message of what was decided, and how it is shown. Of an entry of a log, [`Verdict::Reset`] is its own word.
pub(in crate::ui) fn state_words(decided: Option<Verdict>) -> (&'static str, Severity) {
    match decided {
        Some(Verdict::Approved) => ("compare-approved", Severity::Success),
        Some(Verdict::Rejected) => ("compare-rejected", Severity::Error),
        Some(Verdict::Reset) => ("compare-reset", Severity::Neutral),
        None => ("compare-pending", Severity::Warning),
    }
}

/// The message of what the changes of a part are changes from.
pub(in crate::ui) fn since_words(since: Since) -> &'static str {
    match since {
        Since::Approved => "approval-since-approved",
        Since::Published => "approval-since-published",
        Since::Nothing => "approval-since-nothing",
    }
}

/// The message of the mark of an offer of a Design environment in lists: what is approved has none.
pub(in crate::ui) fn mark(approval: &Approval) -> Option<&'static str> {
    match approval.state() {
        ApprovalState::Waiting => Some("approval-mark-waiting"),
        ApprovalState::Rejected => Some("approval-mark-rejected"),
        ApprovalState::Approved => None,
    }
}
