//! Where contacts and their history live: typed, keyed, and indexed by cookie.
//!
//! Owns the lookup of a contact and the record of what was proposed to it. Decides nothing:
//! [`crate::engine`] asks.

#[cfg(feature = "arrow")]
mod blocks;
mod identities;
mod overlay;
mod person;
mod population;
mod profile;
mod store;

#[cfg(feature = "arrow")]
pub(crate) use blocks::UNCLASSED;
#[cfg(feature = "audience")]
pub(crate) use blocks::is_taken;
#[cfg(feature = "arrow")]
pub use blocks::{BlockError, ContactBatch, ContactBlock, ReadBlock};
pub use identities::Identities;
pub use overlay::Overlay;
pub use person::{Past, Person};
pub use population::Population;
pub use profile::{Profile, Spread};
pub use store::{ContactStore, StoreError};
