//! The contact database in the window: who is found in it, and the import of contacts.
//!
//! Reads the application and pushes what a person asks for. Searches nothing itself: workers do.

mod import;
mod people;
mod seek;

pub(super) use import::import_ui;
pub(super) use people::People;
pub(super) use seek::more_ui;
