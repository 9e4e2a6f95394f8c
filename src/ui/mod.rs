//! The window, in egui: reads the state of `app` and pushes what a person asks for.
//!
//! Nothing here takes longer than a frame, and nothing here changes a catalog: actions are applied
//! after drawing. The only part of the crate that knows egui.

mod approval;
mod audience;
mod bottom;
mod broken;
mod caret;
mod command;
mod compare;
mod ctx;
mod document;
mod explorer;
mod find;
mod forms;
mod impact;
mod labels;
mod later;
mod memo;
mod merging;
mod preview;
mod publishing;
mod rules;
mod serving;
mod shell;
mod shortcuts;
mod simulation;
mod table;
pub mod theme;
mod timeline;
mod tour;
mod values;
mod visits;
pub mod widgets;
mod window;
mod wizard;

pub use ctx::{Actions, UiCtx};
pub use shell::Shell;
pub use window::run;
