//! Counterfactuals: what would have to change for an offer that a call does not propose, and who gets an offer. The values
//! that are tried are one of each class that rules, periods and caps tell apart; whether they let the offer through is
//! found by deciding. Reports nothing that was not decided, and claims that nobody gets an offer only where it is proved.

mod change;
mod class;
mod critical;
mod edits;
mod lever;
mod moments;
mod receivers;
mod search;
mod setting;
mod situation;
mod stretch;

pub use change::{Change, ValueChange, Way};
pub(super) use receivers::{Material, material};
pub use receivers::{Obstacle, Receiver, Receivers, Who, receivers};
pub use search::{ChangeSearch, Ways};
