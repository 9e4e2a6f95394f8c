//! Vitrine: a desktop editor for offer catalogs, and the engine that decides which offers a visitor gets.

pub mod check;
pub mod contacts;
pub mod document;
pub mod engine;
pub mod model;
pub mod rule;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
