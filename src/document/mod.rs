//! The open catalog: edits, history and revision (`architecture.md`, invariants 1 and 4).
//!
//! Owns what can be done to a catalog and how it is undone. No file, no window, no rule evaluation.

mod approval;
mod complete;
mod create;
mod declared;
mod difference;
mod duplicate;
mod edit;
mod entities;
mod export;
mod find;
mod history;
mod inline;
mod labels;
mod live;
mod merge;
mod moves;
mod named;
mod publish;
mod puts;
mod references;
mod rename;
mod replace;
mod splits;
mod taken;
#[cfg(test)]
mod tests;
mod tree;
mod uses;
mod wizard;

pub use approval::{Reset, Review, Signature, Since, offers_in, pending, review, with_stage};
pub use complete::{VisitorLabels, make_anonymous, name_of, turn_anonymous, unique_name};
pub use create::{Creatable, create, create_labelled, kinds_at, make_template, start_from_template};
pub use declared::Declared;
pub use difference::{
    Difference, FieldChange, Moved, Part, PathStep, Sign, difference, may_take_back, patch, revert,
};
pub use duplicate::{adopt, duplicate};
pub use edit::Edit;
pub use entities::{PlacedEntity, entities};
pub use export::production;
pub use find::{Found, Hit, MOST_LISTED, Query, find, find_unless};
pub use history::{Document, FieldKey, Rename, Settled};
pub use labels::{CatalogLabels, rule_in_words, rule_said};
pub use merge::{Conflict, Disputed, Merge, Side, merge};
pub use moves::{drop_on, may_hold, may_remove, outermost, position, shift};
pub use named::{Made, names_after};
pub use publish::{Obstacle, Published, as_live, call_in_live, in_live, publish, reduced, with_live_of};
pub use rename::{renamed, renames};
pub use replace::{replace_all, replace_one};
pub use splits::splits;
pub use uses::uses;
pub use wizard::{Mapping, NewEnvironment, new_environment};
