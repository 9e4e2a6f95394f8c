//! The codes of findings that are no issues of a catalog, and the words of severities.

use crate::check::Severity;

/// A file that cannot be read.
pub(super) const UNREADABLE_FILE: &str = "unreadable_file";
/// A file that is no catalog.
pub(super) const NOT_A_CATALOG: &str = "not_a_catalog";
/// A catalog that was not looked at, since what says how cannot be read.
pub(super) const NOT_CHECKED: &str = "not_checked";
/// A file that is not in canonical form.
pub(super) const NOT_CANONICAL: &str = "not_canonical";
/// A catalog without a scenario, where that is a failure.
pub(super) const NO_SCENARIOS: &str = "no_scenarios";

/// The message that names a severity.
pub(super) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "cli-error",
        Severity::Warning => "cli-warning",
        Severity::Hint => "cli-hint",
    }
}
