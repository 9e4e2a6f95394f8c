//! Vitrine: a desktop editor for offer catalogs, and the engine that decides which offers a visitor gets.

pub mod model;
pub mod storage;
pub mod text;
