//! The interface, driven by role and label through `egui_kittest`, with no display.

mod gallery;
mod support;
mod widgets;
