//! The interface, driven by role and label through `egui_kittest`, with no display.

mod explorer;
mod files;
mod files_more;
mod forms_catalog;
mod gallery;
#[cfg(feature = "snapshots")]
mod images;
mod preview;
mod story;
mod support;
mod widgets;
