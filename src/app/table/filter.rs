//! Which offers a table shows, and in which order.

use super::column::Column;
use crate::check::Severity;
use crate::model::{ApprovalState, Offer};

/// What is shown of the offers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// A text that labels, names, codes, categories, rules, titles or addresses have.
    pub text: String,
    /// Only those with that approval.
    pub approval: Option<ApprovalState>,
    /// Only those that are enabled, or not.
    pub enabled: Option<bool>,
    /// Only those of a category and what is below it.
    pub category: Option<String>,
    /// Only those in which something is wrong.
    pub problems: bool,
}

impl Filter {
    /// Whether it leaves nothing out.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an offer passes what is not text.
    pub(super) fn takes(&self, problems: &Tally, offer: &Offer) -> bool {
        self.enabled.is_none_or(|on| on == offer.enabled)
            && self.approval.is_none_or(|state| state == offer.approval.state())
            && (!self.problems || problems.count > 0)
    }
}

/// The column that rows are sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// How many issues there are, and the gravest of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many.
    pub count: usize,
    /// The gravest.
    pub worst: Option<Severity>,
}
