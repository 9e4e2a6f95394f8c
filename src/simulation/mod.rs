//! Simulations (`domain.md` §4): what a whole population would be proposed, at one moment, on one space.
//!
//! Owns what is asked ([`Settings`]), the run over the contacts of a source, and the results. Decides nothing itself:
//! [`crate::engine`] ranks and says which gate stopped what. Draws and prints nothing, and reads no clock but for its own
//! speed.

mod axis;
mod results;
mod settings;

pub use axis::{Axis, AxisValue};
pub use results::{
    ClosestGate, Common, ContactCounts, Example, FunnelCounts, GateCounts, MadeOf, Nothing, OfferResult,
    Pivot, PivotCell, PivotRow, Simulation, Speed,
};
pub use settings::{Funnel, Settings};
