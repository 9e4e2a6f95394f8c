//! Simulations (`domain.md` §4): what a whole population would be proposed, at one moment, on one space.
//!
//! Owns what is asked ([`Settings`]), the run over the contacts of a source, and the results. Decides nothing itself:
//! [`crate::engine`] ranks and says which gate stopped what. Draws and prints nothing, and reads no clock but for its own
//! speed.

mod again;
mod axis;
mod axis_rows;
mod batch;
mod bins;
mod digest;
mod draw;
mod error;
mod finish;
mod funnel;
mod reach;
mod results;
mod run;
mod settings;
mod side;
mod simulate;
mod sum;
mod table;
mod tally;
mod what_if;
mod words;

pub use axis::{Axis, AxisValue, NoAxis};
pub use error::{Progress, SimulationError, Step, Watch};
pub use reach::{Reach, WonBy, reach};
pub use results::{
    ClosestGate, Common, ContactCounts, Example, FunnelCounts, GateCounts, MadeOf, Nothing, OfferResult,
    Pivot, PivotCell, PivotRow, Simulation, Speed, Unknown, UnknownOffer,
};
pub use settings::{Funnel, NoFunnel, Settings};
pub use simulate::simulate;
pub use what_if::{Flow, Moved, OfferChange, WhatIf, what_if};
pub use words::{percent, share};
