//! Vitrine: a desktop editor for offer catalogs, and the engine that decides which offers a visitor gets.

pub mod document;
pub mod model;
pub mod rule;
pub mod text;
