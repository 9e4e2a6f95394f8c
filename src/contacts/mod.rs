//! Where contacts and their history live: typed, keyed, and indexed by cookie.
//!
//! Owns the lookup of a contact and the record of what was proposed to it. Decides nothing:
//! [`crate::engine`] asks.

mod identities;
mod population;
mod profile;

pub use identities::Identities;
pub use population::{Past, Person, Population};
pub use profile::{Profile, Spread};
