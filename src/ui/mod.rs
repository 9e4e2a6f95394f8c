//! The window, in egui: reads the state of `app` and pushes what a person asks for.
//!
//! Nothing here takes longer than a frame, and nothing here changes a catalog: actions are applied
//! after drawing. The only part of the crate that knows egui.

pub mod theme;
pub mod widgets;
