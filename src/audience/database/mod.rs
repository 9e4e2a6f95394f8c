//! Contacts in a database: one SQLite file, typed, keyed, indexed by cookie, with what was proposed. Owns how it is made,
//! opened, asked and written; a catalog says what its fields mean. [`schema`] says what is in it.

mod builder;
mod info;
mod kept;
mod layout;
mod open;
mod read;
mod scan;
pub mod schema;
mod search;
mod store;
mod table;
mod write;

pub use builder::{Builder, NewContact, NewProposition};
pub use info::{DatabaseInfo, DimensionInfo};
pub use kept::Kept;
pub use layout::{KeptDimension, KeptField};
pub use open::Database;
pub(in crate::audience) use scan::{Scan, Scanned, glance};
