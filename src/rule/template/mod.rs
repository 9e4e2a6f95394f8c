//! Templates (`domain.md` §4.10): a space's HTML, text and XML, and content fields that name values.
//! Owns what a template may do: it sees the values that it is given, reaches no file, no network and no other
//! template, and both its work and its output are bounded.
//!
//! MiniJinja reads them, and its operators and filters make values of values. What goes through the tree is
//! ours: the library gives up a whole template where one part fails, and counts steps, not what they cost.

mod complete;
mod fill;
mod meter;
mod operate;
mod rename;
mod risk;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use complete::{Candidate, CandidateKind, Completed, TemplateNames, complete_template};
pub use meter::Meter;
pub use rename::rename_in_template;
pub use risk::{Holds, Risk};
pub use words::{Tag, TagKind, Word, WordKind, places, tags, without_tags, words};

use super::parse::Diagnostic;
use crate::text::Message;
use minijinja::Error;
use minijinja::value::{Serde, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The longest template, in bytes: an email with its pictures, as long as what may come of it.
pub const MAX_TEMPLATE: usize = 1_000_000;

/// The longest output, in bytes: a page holds many offers.
pub const MAX_OUTPUT: usize = 1_000_000;

/// The blocks that a template may use.
const BLOCKS: [&str; 8] = ["if", "elif", "else", "endif", "for", "endfor", "raw", "endraw"];

/// The filters that a template may use.
const FILTERS: [&str; 20] = [
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
const TESTS: [&str; 5] = ["defined", "undefined", "none", "odd", "even"];

/// The fields of `proposition`, as the engine gives them to templates.
pub const PROPOSITION: [&str; 5] = ["rank", "weight", "offer", "space", "at"];

/// The variable that an HTML template shows as it is: it is HTML already.
const HTML_VARIABLE: &str = "html";

/// The name that the library knows a template by.
const NAME: &str = "template";

/// What a template makes, which decides how its values are escaped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
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
    may_be_empty: BTreeSet<String>,
}

impl Given {
    /// Gives a variable its value.
    pub fn put(&mut self, name: &str, value: &impl serde::Serialize) {
        self.values.insert(name.to_owned(), Value::from(Serde(value)));
    }

    /// A variable that may be left empty on purpose, and is not noted where it is.
    pub fn leave_empty(&mut self, name: &str) {
        self.may_be_empty.insert(name.to_owned());
    }

    fn get(&self, name: &str) -> Value {
        self.values.get(name).cloned().unwrap_or(Value::UNDEFINED)
    }

    fn may_be_empty(&self, name: &str) -> bool {
        self.may_be_empty.contains(name)
    }
}

/// What came of a template.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Filled {
    /// The text that was made.
    pub text: String,
    /// What of it could not be filled in, and shows nothing.
    pub problems: Vec<Message>,
}

/// A template that can be filled in. Cheap to clone, and free to go to another thread.
#[derive(Debug, Clone)]
pub struct Template {
    tree: Arc<tree::Tree>,
    kind: Kind,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// It is too long, cannot be read, or uses what templates may not use. The span is of the whole line
    /// where the place is not known better.
    pub fn compile(source: &str, kind: Kind) -> Result<Self, Diagnostic> {
        if source.len() > MAX_TEMPLATE {
            let message = Message::new("rule-template-too-long").with("limit", MAX_TEMPLATE);
            return Err(Diagnostic::error(0..source.len(), message));
        }
        Ok(Self { tree: Arc::new(tree::read(source)?), kind })
    }

    /// Reads a content field, which may name values itself: `Hello {{ profile.first_name }}`. `None` when it
    /// names none, and stands as it is.
    ///
    /// Only the field `html` is HTML already, so only there values are escaped: the others are escaped when
    /// the space's template shows them.
    ///
    /// # Errors
    /// Those of [`Template::compile`].
    pub fn of_field(name: &str, source: &str) -> Result<Option<Self>, Diagnostic> {
        if !["{{", "{%", "{#"].iter().any(|mark| source.contains(mark)) {
            return Ok(None);
        }
        Self::compile(source, if name == HTML_VARIABLE { Kind::Html } else { Kind::Text }).map(Some)
    }

    /// The variables that it uses and does not bind, with the fields it takes of them: `title`,
    /// `profile.age`.
    pub fn names(&self) -> BTreeSet<String> {
        self.tree.names.clone()
    }

    /// Fills it in. What cannot be filled in shows nothing, and is told.
    ///
    /// # Errors
    /// It takes too many steps, goes over too much, or makes too much: it is given up.
    pub fn fill(&self, given: &Given, meter: &mut Meter) -> Result<Filled, Message> {
        let mut work = meter.begin();
        let filled = fill::fill(&self.tree.nodes, self.kind, given, &mut work);
        meter.end(&work);
        filled.ok_or_else(|| Message::new("rule-template-too-much"))
    }

    /// Where filling it in may fail, for values that there are.
    pub fn risks(&self, kind_of: &dyn Fn(&str) -> Holds) -> Vec<Risk> {
        risk::risks(&self.tree.nodes, kind_of)
    }
}

fn unread(source: &str, error: &Error) -> Diagnostic {
    let message = |detail| Message::new("rule-template-unread").with("detail", detail);
    let detail = error.detail().unwrap_or_default();
    if let Some(range) = error.range().filter(|range| source.get(range.clone()).is_some()) {
        return Diagnostic::error(range, message(detail));
    }
    let line = error.line().unwrap_or(1);
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = source.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Diagnostic::error(start..start + length, message(detail))
}
