//! The issues of a check: of each kind the first are listed, and the others counted.

use super::issue::Issue;
use super::kinds::IssueKind;
use crate::model::Place;
use std::collections::BTreeMap;

/// Issues of one kind that are listed. Nobody reads more, and a file of a million faults must not fill the memory.
pub(super) const MOST_OF_A_KIND: usize = 1000;

/// The issues that were found so far.
#[derive(Debug, Default)]
pub(super) struct IssueList {
    listed: Vec<Issue>,
    /// How many there are of each code.
    counts: BTreeMap<&'static str, Count>,
    not_listed: usize,
    /// The last issue that is not listed.
    last: Option<Issue>,
}

/// How many issues of a kind there are, and the place in the list of the one that stands for those not listed.
#[derive(Debug, Default)]
struct Count {
    seen: usize,
    more: Option<usize>,
}

/// How far the list went.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    listed: usize,
    not_listed: usize,
}

impl IssueList {
    /// Adds an issue. Beyond [`MOST_OF_A_KIND`] it is only counted.
    pub(super) fn add(&mut self, issue: Issue) -> &mut Issue {
        let count = self.counts.entry(issue.code).or_default();
        count.seen += 1;
        if count.seen > MOST_OF_A_KIND {
            if count.more.is_none() {
                count.more = Some(self.listed.len());
                self.listed.push(issue.of_more());
            }
            self.not_listed += 1;
            return self.last.insert(issue);
        }
        self.listed.push(issue);
        let last = self.listed.len() - 1;
        &mut self.listed[last]
    }

    /// How far it goes.
    pub(super) fn mark(&self) -> Mark {
        Mark { listed: self.listed.len(), not_listed: self.not_listed }
    }

    /// The issues since then; none where some of them are not listed.
    pub(super) fn since(&self, mark: Mark) -> Option<&[Issue]> {
        (self.not_listed == mark.not_listed).then(|| &self.listed[mark.listed..])
    }

    /// Whether an issue of a kind stands at a part of this text, or of one around it.
    pub(super) fn has_within(&self, kind: &IssueKind, place: &Place) -> bool {
        let is_within = |known: &Place| match (known.span, place.span) {
            (Some(known), Some(own)) => own.0 <= known.0 && known.1 <= own.1,
            (_, own) => own.is_none(),
        };
        let mut known = self.listed.iter().filter(|issue| issue.code == kind.code).map(|issue| &issue.place);
        known.any(|known| known.entity == place.entity && known.field == place.field && is_within(known))
    }

    /// The issues. Those that are not listed have one in their place that says how many they are.
    pub(super) fn finish(mut self) -> Vec<Issue> {
        for count in self.counts.values() {
            if let Some(more) = count.more {
                let issue = &mut self.listed[more];
                issue.count = count.seen - MOST_OF_A_KIND;
                issue.with("count", count.seen - MOST_OF_A_KIND);
            }
        }
        self.listed
    }
}
