//! Vitrine: a desktop editor for offer catalogs, and the engine that decides which offers a visitor gets.

pub mod app;
#[cfg(feature = "audience")]
pub mod audience;
pub mod check;
pub mod cli;
pub mod contacts;
pub mod document;
pub mod engine;
pub mod html;
pub mod model;
pub mod rule;
#[cfg(feature = "audience")]
pub mod simulation;
pub mod storage;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
