//! How words are put together: lists, and conditions inside conditions.

use crate::text::{Arg, Message};

/// How many values a sentence lists: more of them are counted.
const MAX_VALUES: usize = 12;

/// A condition in words.
pub(super) struct Part {
    pub(super) message: Message,
    /// Whether it is made of several, so that it needs parentheses inside another.
    joined: bool,
}

impl Part {
    pub(super) fn one(message: Message) -> Self {
        Self { message, joined: false }
    }

    pub(super) fn joined(message: Message) -> Self {
        Self { message, joined: true }
    }

    /// Its words inside another condition.
    pub(super) fn inside(self) -> Message {
        if self.joined { Message::new("sentence-group").with("inner", self.message) } else { self.message }
    }

    /// Its opposite, unless it is meant as it is.
    pub(super) fn negated(self, positive: bool) -> Self {
        if positive {
            return self;
        }
        Self::joined(Message::new("sentence-not").with("condition", self.inside()))
    }
}

/// Messages joined by one that takes `first` and `second`. Folded evenly: a long chain is not deep.
pub(super) fn folded(id: &'static str, mut messages: Vec<Message>) -> Message {
    if messages.len() > 2 {
        let rest = messages.split_off(messages.len().div_ceil(2));
        messages = vec![folded(id, messages), folded(id, rest)];
    }
    messages
        .into_iter()
        .reduce(|first, second| Message::new(id).with("first", first).with("second", second))
        .unwrap_or_else(|| Message::new("sentence-nothing"))
}

/// Values as a list; those beyond the first few are counted.
pub(super) fn listed(mut values: Vec<Message>) -> Message {
    let count = values.len();
    values.truncate(MAX_VALUES);
    let list = folded("sentence-list", values);
    if count > MAX_VALUES {
        Message::new("sentence-more").with("values", list).with("count", count - MAX_VALUES)
    } else {
        list
    }
}

/// A label inside a sentence: without its capital, unless it is an abbreviation.
pub(super) fn lowered(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

/// A value that is a message already, or is given as one.
pub(super) fn as_message(value: Arg) -> Message {
    match value {
        Arg::Message(message) => *message,
        other => Message::new("sentence-plain").with("value", other),
    }
}
