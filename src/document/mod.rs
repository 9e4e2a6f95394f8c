//! The open catalog: edits, history and revision (`architecture.md`, invariants 1 and 4).
//!
//! Owns what can be done to a catalog and how it is undone. No file, no window, no rule evaluation.

mod complete;
mod declared;
mod edit;
mod entities;
mod export;
mod find;
mod history;
mod links;
mod rename;
mod replace;
#[cfg(test)]
mod tests;
mod texts;
mod tree;

pub use complete::{make_anonymous, unique_name};
pub use declared::Declared;
pub use edit::Edit;
pub use entities::{Seat, entities};
pub use export::production;
pub use find::{Found, Hit, MOST_LISTED, Query, find};
pub use history::{Document, FieldKey};
pub use rename::renamed;
pub use replace::{replace_all, replace_one};
