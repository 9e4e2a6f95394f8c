//! Approval in the window: the question about a decision, what waits for one, and how a state is shown.
//!
//! Owns how it is drawn. What a decision does, and what takes it back, is `document`'s.

mod dialog;
mod reviews;
mod state;

pub(in crate::ui) use dialog::review_ui;
pub(in crate::ui) use reviews::reviews_ui;
pub(in crate::ui) use state::{mark, part_label, since_words, state_words};
