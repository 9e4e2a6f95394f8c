//! What a gate saw: the value, the limit or the offers that stopped an offer. Owns the data, and how it is put into
//! words: with the rules as they are written, or with sentences and labels.

use crate::rule::{Cause, Labels, WhyNot};
use crate::text::Message;

/// What the gate that stopped an offer saw (`domain.md` §4, *Reasons name values*).
#[derive(Debug, Clone, PartialEq)]
pub enum Detail {
    /// Something that names no rule.
    Plain(Message),
    /// A rule does not match: its conditions that failed.
    Rule(WhyNot),
    /// A rule or formula is unknown.
    Unknown(Cause),
    /// No weight applies.
    Weights {
        /// The first few of them, those that came closest first. Never empty.
        missed: Vec<MissedWeight>,
        /// How many more there are.
        others: usize,
    },
}

/// A weight that does not apply.
#[derive(Debug, Clone, PartialEq)]
pub struct MissedWeight {
    /// Its label; empty without one.
    pub label: String,
    /// What keeps it from applying.
    pub why: Detail,
}

impl Detail {
    /// A rule does not match, and nothing more is known.
    pub(super) fn no_match() -> Self {
        Self::Plain(Message::new("decision-target"))
    }

    /// What was seen, with rules and fields as they are written in the catalog: for JSON and the command line.
    pub fn message(&self) -> Message {
        self.worded(None)
    }

    /// What was seen, with rules as sentences and fields by their labels: for the window.
    pub fn in_labels(&self, labels: &dyn Labels) -> Message {
        self.worded(Some(labels))
    }

    fn worded(&self, labels: Option<&dyn Labels>) -> Message {
        match (self, labels) {
            (Self::Plain(message), _) => message.clone(),
            (Self::Rule(why), Some(labels)) => why.in_labels(labels),
            (Self::Rule(why), None) => why.message(),
            (Self::Unknown(cause), Some(labels)) => cause.in_labels(labels),
            (Self::Unknown(cause), None) => cause.message(),
            (Self::Weights { missed, others }, _) => {
                let named = missed.iter().map(|weight| weight.worded(labels));
                let joined = named.reduce(|first, second| {
                    Message::new("decision-no-weight-and").with("first", first).with("second", second)
                });
                match joined {
                    None => Message::new("decision-no-weight-given"),
                    Some(weights) => {
                        Message::new("decision-no-weight").with("weights", and_others(weights, *others))
                    }
                }
            }
        }
    }
}

impl MissedWeight {
    fn worded(&self, labels: Option<&dyn Labels>) -> Message {
        let why = self.why.worded(labels);
        if self.label.is_empty() {
            return why;
        }
        Message::new("decision-weight-missed").with("weight", &self.label).with("why", why)
    }
}

/// A list, with how many more there are that it does not name.
pub(super) fn and_others(list: Message, more: usize) -> Message {
    match more {
        0 => list,
        more => Message::new("decision-others").with("list", list).with("count", more),
    }
}
