//! What would be otherwise: the record of a counterfactual, and how it is put into words.

use crate::contacts::Past;
use crate::model::{ApprovalPart, Moment, Period, Ref, Status, Value, split_address};
use crate::rule::{Labels, Root, parse, sentence};
use crate::text::{Arg, Message};
use std::collections::BTreeMap;

/// One way in which an offer would be proposed: nothing less would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// All of it must be so.
    pub changes: Vec<Change>,
    /// The offer's place among the propositions then.
    pub rank: u32,
}

/// One thing that would have to be otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A contact is identified.
    Identified,
    /// A value of the contact, or sent with the call.
    Value(ValueChange),
    /// The moment of the call.
    Moment {
        /// One that will do, the nearest after the call's, else before it.
        at: Moment,
        /// All around it that will do as well.
        within: Period,
    },
    /// Another space of the environment is called: `"ENV/SPACE"`.
    Space(String),
    /// The call asks for a category, by its name.
    Category(String),
    /// The call asks for so many offers.
    Count(u32),
    /// These propositions were never made to the contact.
    History(Vec<Past>),
    /// The offer, or a category above it, is enabled.
    Enabled(Ref),
    /// The offer's content is approved for the space, or its eligibility, and where Live is asked, published.
    Approved(ApprovalPart),
}

/// A value that would have to be another one.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueChange {
    /// Of the contact, or of the call.
    pub root: Root,
    /// The name of the field.
    pub field: String,
    /// Which values will do, as a rule: `profile.age >= 25`.
    pub rule: String,
    /// One of them, as a file has it; none: the value is missing.
    pub value: Option<Value>,
}

impl Way {
    /// The changes in words, one condition: with rules as they are written, or with sentences and labels.
    pub fn message(&self, labels: Option<&dyn Labels>) -> Message {
        let worded = self.changes.iter().map(|change| change.message(labels));
        let and = |first: Message, second: Message| {
            Message::new("decision-change-and").with("first", first).with("second", second)
        };
        worded.reduce(and).unwrap_or_else(|| Message::new("decision-change-nothing"))
    }
}

impl Change {
    /// The change in words, as a condition that would have to hold.
    pub fn message(&self, labels: Option<&dyn Labels>) -> Message {
        let named = |root: Root, field: &str, name: &str| {
            labels.and_then(|labels| labels.value(root, field, name)).unwrap_or_else(|| Arg::from(name))
        };
        match self {
            Self::Identified => Message::new("decision-change-identified"),
            Self::Value(change) => match (labels, parse(&change.rule)) {
                (Some(labels), Ok(rule)) => sentence(&rule, labels),
                _ => Message::new("decision-change-rule").with("rule", change.rule.as_str()),
            },
            Self::Moment { within, .. } => moment(within),
            Self::Space(address) => {
                let name = split_address(address).map_or(address.as_str(), |(_, name)| name);
                Message::new("decision-change-space").with("space", named(Root::Interaction, "space", name))
            }
            Self::Category(name) => Message::new("decision-change-category")
                .with("category", named(Root::Offer, "category", name)),
            Self::Count(count) => Message::new("decision-change-count").with("count", *count),
            Self::History(past) => history(past, &named),
            Self::Enabled(Ref::Category(_, name)) => Message::new("decision-change-enabled-category")
                .with("category", named(Root::Offer, "category", name)),
            Self::Enabled(_) => Message::new("decision-change-enabled-offer"),
            Self::Approved(ApprovalPart::Content) => Message::new("decision-change-approved"),
            Self::Approved(ApprovalPart::Eligibility) => Message::new("decision-change-eligible"),
        }
    }
}

fn moment(within: &Period) -> Message {
    let said = |moment: &Moment| Arg::Moment(moment.to_string());
    match (&within.from, &within.until) {
        (Some(from), Some(until)) => {
            Message::new("decision-change-between").with("from", said(from)).with("until", said(until))
        }
        (Some(from), None) => Message::new("decision-change-from").with("from", said(from)),
        (None, Some(until)) => Message::new("decision-change-until").with("until", said(until)),
        (None, None) => Message::new("decision-change-nothing"),
    }
}

/// How many propositions less of which offer and status there would have to be.
fn history(past: &[Past], named: &dyn Fn(Root, &str, &str) -> Arg) -> Message {
    let mut counts: BTreeMap<(&str, &str), (Status, usize)> = BTreeMap::new();
    for made in past {
        let name = split_address(&made.offer).map_or(made.offer.as_str(), |(_, name)| name);
        counts.entry((name, made.status.rule_name())).or_insert((made.status, 0)).1 += 1;
    }
    let less = counts.into_iter().map(|((name, _), (status, count))| {
        let id = match status {
            Status::Rejected => "decision-change-rejected-less",
            Status::Accepted => "decision-change-accepted-less",
            _ => "decision-change-proposed-less",
        };
        Message::new(id).with("offer", named(Root::Proposition, "offer", name)).with("count", count)
    });
    let and = |first: Message, second: Message| {
        Message::new("decision-change-and").with("first", first).with("second", second)
    };
    less.reduce(and).unwrap_or_else(|| Message::new("decision-change-nothing"))
}
