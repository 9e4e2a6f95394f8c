//! The table of offers without a window: its columns, its rows in order, its cells and what is done to them.
//!
//! Owns what is shown of an environment's or a category's offers, and the edits that a person makes in many of
//! them at once. The rows are made when the catalog, the filter or the order has changed, and while a table is in
//! front; of a large catalog by a worker.

mod apply;
mod block;
mod bulk;
mod cell;
mod column;
mod filter;
mod paste;
mod rows;
mod sentences;
mod sheet;
#[cfg(test)]
mod tests;

use crate::app::explorer::ExplorerAction;
use crate::app::listing::{Listing, Same};
use crate::app::view::View;
use crate::check::Issue;
use crate::model::{Catalog, Ref};
use crate::text::Language;
pub use bulk::{BulkChange, Line, MOST_LINES, Operation, Outlook, Staying};
pub use column::Column;
pub use filter::{Filter, Sort, Tally};
pub use paste::{MOST_REFUSED, Plan, Refused};
pub use rows::{Row, Rows};
pub use sheet::{Choose, Cursor, Editing, Sheet};
use std::sync::Arc;

/// So many offers are duplicated or deleted at once: for each the whole catalog is searched for what refers
/// to it.
pub const MOST_AT_ONCE: usize = 100;

/// The rows of the table in front.
#[derive(Debug, Default)]
pub struct Table {
    rows: Listing<Source, Rows>,
    /// Whether the table has the keyboard.
    keyboard: bool,
}

/// What rows are made of.
#[derive(Debug, Clone, PartialEq)]
struct Source {
    catalog: Same<Catalog>,
    issues: Same<Vec<Issue>>,
    scope: Ref,
    filter: Filter,
    sort: Option<Sort>,
    /// The language of the rules in words.
    language: Language,
}

/// What a person does in a table: always the one in front.
#[derive(Debug, Clone, PartialEq)]
pub enum TableAction {
    /// Sort by a column: upwards, downwards, not any more.
    Sort(Column),
    /// Show only these.
    Filter(Filter),
    /// Show or hide a column.
    Show(Column, bool),
    /// Put the cursor on a cell; what is typed into another is taken first.
    Go {
        /// The row.
        row: usize,
        /// The column.
        column: Column,
        /// Which rows are chosen then.
        choose: Choose,
    },
    /// Choose every row, or none.
    ChooseAll(bool),
    /// Type into the cell at the cursor: over what stands there, or on from it.
    Start(Option<String>),
    /// What is typed now.
    Type(String),
    /// Take what was typed.
    Commit(After),
    /// Leave the cell as it was.
    Cancel,
    /// Turn the cell at the cursor over, where it says yes or no.
    Turn,
    /// Copy the chosen rows.
    Copy,
    /// Paste a block of cells from the cursor on.
    Paste(String),
    /// Ask which field of all that is chosen becomes what.
    Change,
    /// What would become of it: other answers to that question.
    Propose(BulkChange),
    /// Open the form of the offer at the cursor.
    Open,
    /// Choose the chosen rows in the explorer too, and do this to what is chosen there.
    InExplorer(ExplorerAction),
    /// Whether the table has the keyboard.
    Keyboard(bool),
}

/// Where the cursor goes when what was typed is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// It stays.
    Stay,
    /// To the next column.
    Next,
    /// To the column before.
    Before,
}

/// A question of the table.
#[derive(Debug, Clone, PartialEq)]
pub enum TableDialog {
    /// Which field of the chosen offers becomes what.
    Change {
        /// What was answered so far.
        change: BulkChange,
        /// What it would make of the offers.
        outlook: Arc<Outlook>,
    },
    /// Whether a block of cells is to be pasted.
    Paste(Arc<Plan>),
}

impl Table {
    /// The rows of the table of an environment or a category; none while they are made.
    pub fn rows_of(&self, scope: &Ref) -> Option<&Arc<Rows>> {
        self.rows.made().filter(|(of, _)| of.scope == *scope).map(|(_, rows)| rows)
    }

    /// The chosen rows of the table in front, in its order; the one at the cursor where none is chosen.
    pub fn chosen_rows(&self, view: &View) -> Vec<Row> {
        let rows = view.table_scope().and_then(|scope| self.rows_of(scope));
        let Some((sheet, rows)) = view.sheet().zip(rows) else { return Vec::new() };
        if sheet.chosen_count() == 0 {
            return sheet.cursor().and_then(|it| rows.shown.get(it.row)).cloned().into_iter().collect();
        }
        rows.shown.iter().filter(|row| sheet.is_chosen(&row.offer.name)).cloned().collect()
    }

    /// Whether it has the keyboard.
    pub fn has_keyboard(&self) -> bool {
        self.keyboard
    }
}
