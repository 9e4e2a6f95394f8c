//! How many issues of a severity there are.

use crate::check::{self, Issue};

/// How many issues are of a severity.
pub(super) fn count(issues: &[Issue], severity: check::Severity) -> usize {
    issues.iter().filter(|issue| issue.severity == severity).count()
}
