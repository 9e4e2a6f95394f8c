//! What checking finds in a catalog.

mod issue;

pub use issue::{Fix, Issue, Severity};

/// Checks a catalog.
pub fn check(_: &crate::engine::Plan, _: &crate::contacts::Population, _: jiff::Timestamp) -> Vec<Issue> {
    Vec::new()
}
