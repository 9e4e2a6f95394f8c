//! Templates (`domain.md` §4.10): a space's HTML, text and XML, and content fields that name values.
//! Owns what a template may do: it sees the values that it is given, reaches no file, no network and no other
//! template, and both its work and its output are bounded.
//!
//! MiniJinja reads them, and its operators and filters make values of values. What goes through the tree is
//! ours: the library gives up a whole template where one part fails, and counts steps, not what they cost.

mod complete;
mod fill;
mod flat;
mod known;
mod meter;
mod operate;
mod rename;
mod risk;
#[cfg(test)]
mod tests;
mod tree;
mod words;

pub use complete::{Candidate, CandidateKind, Completed, TemplateNames, complete_template};
pub use flat::{Flat, shown_by};
pub use known::{Fault, FaultKind, Filled, Given, MAX_OUTPUT, MAX_TEMPLATE, PROPOSITION, TemplateKind};
pub use meter::{COST_OF_NUMBER, Meter};
pub use rename::rename_in_template;
pub use risk::{Holds, Risk};
pub use words::{Tag, TagKind, Word, WordKind, places, tags, without_tags, words};

use self::known::HTML_VARIABLE;
use super::parse::Diagnostic;
use crate::text::Message;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A template that can be filled in. Cheap to clone, and free to go to another thread.
#[derive(Debug, Clone)]
pub struct Template {
    tree: Arc<tree::Tree>,
    kind: TemplateKind,
}

impl Template {
    /// Reads a template.
    ///
    /// # Errors
    /// It is too long, cannot be read, or uses what templates may not use. The span is of the whole line
    /// where the place is not known better.
    pub fn compile(source: &str, kind: TemplateKind) -> Result<Self, Diagnostic> {
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
        Self::compile(source, if name == HTML_VARIABLE { TemplateKind::Html } else { TemplateKind::Text })
            .map(Some)
    }

    /// The variables that it uses and does not bind, with the fields it takes of them: `title`,
    /// `profile.age`.
    pub fn names(&self) -> BTreeSet<String> {
        self.tree.names.clone()
    }

    /// Whether it uses a variable that it does not bind.
    pub fn names_variable(&self, name: &str) -> bool {
        self.tree.names.iter().any(|known| known.split('.').next() == Some(name))
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

    /// Fills it in but for some values that it only shows; `None` where it does something else with one of them, or is given
    /// up.
    pub fn flat(&self, given: &Given, open: &BTreeSet<String>) -> Option<Flat> {
        flat::flat(&self.tree.nodes, self.kind, given, open)
    }

    /// What it makes.
    pub fn kind(&self) -> TemplateKind {
        self.kind
    }

    /// What its parts show that name no variable, whatever values there are, each with the bytes of its expression.
    pub fn constants(&self) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        fill::constants(&self.tree.nodes, self.kind, &mut Meter::default().begin(), &mut found);
        found
    }

    /// Whether nothing but a missing value can keep a part from being filled in: values are shown and asked after,
    /// and nothing is made of them.
    pub fn is_plain(&self) -> bool {
        self.tree.is_plain
    }

    /// Where filling it in may fail, for values that there are.
    pub fn risks(&self, kind_of: &dyn Fn(&str) -> Holds) -> Vec<Risk> {
        risk::risks(&self.tree.nodes, kind_of)
    }
}
