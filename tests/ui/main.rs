//! The interface, driven by role and label through `egui_kittest`, with no display.

mod brands;
mod commands;
mod compare;
mod effect;
mod empty;
mod explorer;
mod explorer_edit;
mod files;
mod files_more;
mod find;
mod forms_catalog;
mod forms_contacts;
mod forms_offer;
mod from_nothing;
mod gallery;
mod hostile;
#[cfg(feature = "snapshots")]
mod images;
mod preview;
mod render;
mod rules_builder;
mod rules_editor;
mod story;
mod summary;
mod support;
mod table;
mod tasks;
mod timeline;
mod tips;
mod tour;
mod typing;
mod walk_document;
mod walk_shown;
mod walk_steps;
mod walk_window;
mod widgets;
