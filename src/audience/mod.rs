//! Contacts outside the catalog: databases of them, what they are imported from, and files of them as populations. Owns the
//! files; decides nothing.

mod attempt;
pub mod database;
pub mod import;
mod plain;
pub mod source;

pub use database::Database;
