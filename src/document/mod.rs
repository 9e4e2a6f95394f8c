//! The open catalog: edits, history and revision (`architecture.md`, invariants 1 and 4).
//!
//! Owns what can be done to a catalog and how it is undone. No file, no window, no rule evaluation.

mod complete;
mod declared;
mod edit;
mod export;
mod history;
mod links;
mod rename;
#[cfg(test)]
mod tests;
mod tree;

pub use complete::{make_anonymous, unique_name};
pub use declared::Declared;
pub use edit::Edit;
pub use export::production;
pub use history::{Document, FieldKey};
pub use rename::renamed;
