//! What templates may use and how long they may be, what they are given, and what comes of them. Owns no reading and no
//! filling in.

use crate::text::Message;
use minijinja::value::{Serde, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The longest template, in bytes: an email with its pictures, as long as what may come of it.
pub const MAX_TEMPLATE: usize = 1_000_000;

/// The longest output, in bytes: a page holds many offers.
pub const MAX_OUTPUT: usize = 1_000_000;

/// The blocks that a template may use.
pub(super) const BLOCKS: [&str; 8] = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];

/// The filters that a template may use.
pub(super) const FILTERS: [&str; 20] = [
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "default",
    "d",
    "escape",
    "e",
    "length",
    "round",
    "abs",
    "int",
    "float",
    "first",
    "last",
    "sort",
    "join",
    "replace",
    "urlencode",
];

/// The tests that a template may use.
pub(super) const TESTS: [&str; 5] = ["defined", "undefined", "none", "odd", "even"];

/// The fields of `proposition`, as the engine gives them to templates.
pub const PROPOSITION: [&str; 5] = ["rank", "weight", "offer", "space", "at"];

/// The variable that an HTML template shows as it is: it is HTML already.
pub(super) const HTML_VARIABLE: &str = "html";

/// What a template makes, which decides how its values are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TemplateKind {
    /// Every value is escaped, but for the variable `html`.
    Html,
    /// No value is escaped.
    Text,
    /// Every value is escaped.
    Xml,
}

/// The values that a template sees, by the names of its variables. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Given {
    values: BTreeMap<String, Value>,
    may_be_empty: Arc<BTreeSet<String>>,
}

impl Given {
    /// Gives a variable its value.
    pub fn put(&mut self, name: &str, value: &impl serde::Serialize) {
        self.values.insert(name.to_owned(), Value::from(Serde(value)));
    }

    /// A variable that may be left empty on purpose, which is then no problem of what is filled in.
    pub fn leave_empty(&mut self, name: &str) {
        Arc::make_mut(&mut self.may_be_empty).insert(name.to_owned());
    }

    /// The same variables may be left empty as in other values.
    pub fn leave_empty_as(&mut self, other: &Self) {
        self.may_be_empty = Arc::clone(&other.may_be_empty);
    }

    /// Whether a variable has a value.
    pub fn has(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    pub(super) fn get(&self, name: &str) -> Value {
        self.values.get(name).cloned().unwrap_or(Value::UNDEFINED)
    }

    pub(super) fn may_be_empty(&self, name: &str) -> bool {
        self.may_be_empty.contains(name)
    }
}

/// What came of a template.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// The text that was made.
    pub text: String,
    /// What of it could not be filled in, and shows nothing: a few, to be told.
    pub problems: Vec<Message>,
    /// The same with their places, and what shows nothing because it may be left empty, and is.
    pub faults: Vec<Fault>,
}

/// A part of a template that shows nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The bytes that it stands at.
    pub span: Range<usize>,
    /// Why it shows nothing.
    pub problem: Message,
    /// What kind of fault it is.
    pub kind: FaultKind,
}

/// Why a part of a template shows nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    /// The values that there are do not fit.
    Fails,
    /// A value is missing.
    Missing,
    /// The variable of this name has no value, which it need not have, or no list to go through.
    Empty(String),
}
