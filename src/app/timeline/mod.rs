//! The timeline of an environment or a category: which part of time is in sight, which branches are open, and
//! the step that a drag makes.
//!
//! Owns when its rows are made: once for a state of the catalog, and only while a tab shows them; of a large catalog by
//! a worker.

mod apply;
mod rows;
mod shift;
mod visible;
pub mod words;

use crate::app::listing::{Listing, Same};
use crate::app::workspace::WorkspaceId;
use crate::model::{Catalog, Period, Ref};
use jiff::Timestamp;
use rows::MANY;
use rows::Toggled;
pub use rows::{Part, PeriodStatus, Row, Rows, period_status};
pub use shift::{Grip, Unit, shifted};
use std::sync::Arc;
pub use visible::{Axis, Preset, Tick, VisibleRange, axis};

/// What the timeline shows.
#[derive(Debug, Default)]
pub struct Timeline {
    rows: Listing<RowsKey, Rows>,
    visible: Option<VisibleRange>,
    toggled: Toggled,
    only_dated: Option<bool>,
}

/// What rows are made of.
#[derive(Debug, Clone, PartialEq)]
struct RowsKey {
    workspace: WorkspaceId,
    catalog: Same<Catalog>,
    root: Ref,
    toggled: Toggled,
    only_dated: Option<bool>,
}

/// What a person does in the timeline.
#[derive(Debug, Clone, PartialEq)]
pub enum TimelineAction {
    /// Open or close the branch of a category or an offer.
    Toggle(Ref),
    /// Look at this part of time.
    Look(VisibleRange),
    /// Look at all periods.
    Fit,
    /// Leave out what has no period, or show it.
    OnlyDated(bool),
    /// Give a part of an entity another period.
    Move {
        /// The entity.
        of: Ref,
        /// Which of its periods.
        part: Part,
        /// What it becomes.
        period: Period,
        /// Whether it is moved by keys: those pressed one after the other are one step.
        by_key: bool,
    },
}

impl Timeline {
    /// The rows of an environment or a category; none while they are made.
    pub fn rows_of(&self, root: &Ref) -> Option<&Arc<Rows>> {
        self.rows.made().filter(|(shown, _)| shown.root == *root).map(|(_, rows)| rows)
    }

    /// The part of time in sight; none while nothing is shown.
    pub fn visible(&self) -> Option<VisibleRange> {
        self.visible
    }

    /// Whether what has no period is left out.
    pub fn only_dated(&self) -> bool {
        self.only_dated.unwrap_or_else(|| self.rows.made().is_some_and(|(_, rows)| rows.offers > MANY))
    }

    /// Looks at all periods, and at now.
    fn fit(&mut self, now: Timestamp) {
        let extent = self.rows.made().and_then(|(_, rows)| rows.extent);
        let (from, until) = extent.unwrap_or((now, now));
        self.visible = Some(VisibleRange::over(from.min(now), until.max(now)));
    }
}
