//! What the scenarios of a catalog touch, and what none of them does: offers, spaces, ways of identification, fallbacks,
//! gates, and the conditions of rules. Owns what counts as touched; reads it off the records of decisions, and decides
//! nothing.

mod candidates;
mod conditions;
mod invented;
mod item;
mod propose;
mod report;
mod tally;
mod touch;
mod universe;

pub use item::{Aspect, CaseOutcome, CoverageItem, CoverageKind};
pub use propose::{Proposal, Proposals};
pub use report::{CoverageCount, CoverageGroup, CoverageReport, Untouched};
pub use tally::Coverage;
