//! Why an offer was not kept, in places and values: nothing is put into words, copied or asked again. Owns how that is read
//! off the record of a decision; [`Decision::explain`] says all there is to say.

use super::decision::{Decision, Excluded};
use super::gates::Exclusion;
use super::plan::{Level, Mismatch};
use super::sheet::Asks;
use crate::model::Reason;
use crate::rule::{Cause, Root, Typed};

/// Why an offer was not kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gist<'d> {
    /// The gate that stopped it.
    pub reason: Reason,
    /// The category that did, where it was one above the offer, or its own.
    pub category: Option<&'d str>,
    /// The condition of the rule that was not true, by its place among those that must all hold; none where the rule was
    /// asked as a whole.
    pub condition: Option<u32>,
    /// The first field that a condition tests which is false, and its value; of a split, which is none, nothing.
    pub seen: Option<(Root, &'d str, Option<&'d Typed>)>,
    /// Why the rule is unknown.
    pub cause: Option<&'d Cause>,
}

impl Decision {
    /// Why an offer of this decision was not kept, in a few words of memory.
    pub fn gist<'d>(&'d self, excluded: &'d Excluded) -> Gist<'d> {
        let level = match &excluded.exclusion {
            Exclusion::Disabled(level) | Exclusion::OutsideDates(level, _) | Exclusion::Target(level, _) => {
                Some(*level)
            }
            _ => None,
        };
        let category = level.and_then(|level| match level {
            Level::Category(index) => Some(self.context.environment.categories[index].name.as_str()),
            Level::Environment | Level::Offer => None,
        });
        let (seen, cause) = match &excluded.exclusion {
            Exclusion::Target(level, Mismatch::False) => (self.seen(*level, excluded), None),
            Exclusion::Target(_, Mismatch::Unknown(cause)) => (None, Some(cause)),
            _ => (None, None),
        };
        Gist { reason: excluded.reason(), category, condition: excluded.condition, seen, cause }
    }

    fn seen(&self, level: Level, excluded: &Excluded) -> Option<(Root, &str, Option<&Typed>)> {
        let (environment, condition) = (&self.context.environment, excluded.condition?);
        let sheet = environment.sheet()?;
        let asks = match level {
            Level::Environment => return None,
            Level::Category(index) => sheet.categories[index],
            Level::Offer => sheet.lines[excluded.offer].asks,
        };
        let Asks::Rule(rule, _) = asks else { return None };
        let (root, slot) = sheet.rules.fields_of(rule, usize::try_from(condition).ok()?).next()?;
        let (name, _) = environment.schema.fields(root).get(slot)?;
        Some((root, name, self.context.inputs().get(root, slot)))
    }
}
