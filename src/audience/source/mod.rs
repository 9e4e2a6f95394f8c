//! Populations, wherever they are kept, as batches of contacts that are read one after the other. Owns which source opens a
//! file: by what the file is, and not by its name alone.

mod column;
mod columns;
mod csv;
mod database;
mod error;
mod fields;
mod file;
mod ipc;
mod ipc_blocks;
mod open;
mod own;
mod parquet;
mod population;
mod unquoted;

pub use error::SourceError;
pub use open::open;
pub use own::OwnContacts;
pub use population::{Part, Parts, Source, Whom};
