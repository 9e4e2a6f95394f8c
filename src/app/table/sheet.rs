//! What a person did with one table: how it is filtered and sorted, which rows are chosen, which cell has the
//! keyboard, and what is typed into it. Knows offers by their names only.

use super::column::Column;
use super::filter::{Filter, Sort};
use super::rows::Rows;
use crate::text::Message;
use std::collections::HashSet;

/// The cell that has the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// The offer's name.
    pub offer: String,
    /// The row that it has now.
    pub row: usize,
    /// The column.
    pub column: Column,
}

/// A cell that is typed into.
#[derive(Debug, Clone, PartialEq)]
pub struct Editing {
    /// What was typed.
    pub text: String,
    /// Why it cannot be taken, once that was tried.
    pub problem: Option<Message>,
    /// Grows whenever the field is to take the keyboard.
    pub asked: u64,
}

/// Which rows are chosen when the cursor goes to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choose {
    /// It alone.
    One,
    /// It in addition, or no more.
    Toggle,
    /// All from where the choice began.
    Range,
    /// The same, beside what is chosen already.
    AlsoRange,
    /// The choice stays as it is.
    Nothing,
}

/// One table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// What is shown.
    pub filter: Filter,
    /// How it is sorted; as the catalog has it where this is none.
    pub sort: Option<Sort>,
    cursor: Option<Cursor>,
    /// The name of the offer where the choice of several began.
    anchor: Option<String>,
    chosen: HashSet<String>,
    editing: Option<Editing>,
    asked: u64,
}

impl Sheet {
    /// The cell that has the keyboard.
    pub fn cursor(&self) -> Option<&Cursor> {
        self.cursor.as_ref()
    }

    /// What is typed into the cell at the cursor.
    pub fn editing(&self) -> Option<&Editing> {
        self.editing.as_ref()
    }

    /// Whether an offer is chosen.
    pub fn is_chosen(&self, offer: &str) -> bool {
        self.chosen.contains(offer)
    }

    /// How many offers are chosen.
    pub fn chosen_count(&self) -> usize {
        self.chosen.len()
    }

    /// Sorts by a column: upwards, then downwards, then not any more.
    pub(super) fn sort_by(&mut self, column: Column) {
        self.sort = match &self.sort {
            Some(Sort { column: at, descending: false }) if *at == column => {
                Some(Sort { column, descending: true })
            }
            Some(Sort { column: at, descending: true }) if *at == column => None,
            _ => Some(Sort { column, descending: false }),
        };
    }

    /// Puts the cursor on a cell.
    pub(super) fn go(&mut self, rows: &Rows, row: usize, column: Column, choose: Choose) {
        let Some(offer) = rows.shown.get(row).map(|row| row.offer.name.clone()) else { return };
        match choose {
            Choose::One => {
                self.chosen.clear();
                self.chosen.insert(offer.clone());
            }
            Choose::Toggle => {
                if !self.chosen.remove(&offer) {
                    self.chosen.insert(offer.clone());
                }
            }
            Choose::Range | Choose::AlsoRange => {
                if choose == Choose::Range {
                    self.chosen.clear();
                }
                let anchor = self.anchor.as_deref().and_then(|anchor| rows.position(anchor)).unwrap_or(row);
                let range = &rows.shown[anchor.min(row)..=anchor.max(row)];
                self.chosen.extend(range.iter().map(|row| row.offer.name.clone()));
            }
            Choose::Nothing => {}
        }
        if matches!(choose, Choose::One | Choose::Toggle) || self.anchor.is_none() {
            self.anchor = Some(offer.clone());
        }
        self.editing = None;
        self.cursor = Some(Cursor { offer, row, column });
    }

    /// Chooses every row that is shown, or none.
    pub(super) fn choose_all(&mut self, rows: &Rows, all: bool) {
        self.chosen.clear();
        if all {
            self.chosen.extend(rows.shown.iter().map(|row| row.offer.name.clone()));
        }
    }

    /// Begins to type into the cell at the cursor.
    pub(super) fn start(&mut self, text: String) {
        self.asked += 1;
        self.editing = Some(Editing { text, problem: None, asked: self.asked });
    }

    pub(super) fn type_text(&mut self, text: String) {
        if let Some(editing) = &mut self.editing {
            editing.text = text;
            editing.problem = None;
        }
    }

    /// Says why what was typed cannot be taken. It stays, and its field takes the keyboard again.
    pub(super) fn refuse(&mut self, problem: Message) {
        if let Some(editing) = &mut self.editing {
            editing.problem = Some(problem);
        }
        self.ask();
    }

    /// Has the field of the cell take the keyboard again.
    pub(in crate::app) fn ask(&mut self) {
        self.asked += 1;
        if let Some(editing) = &mut self.editing {
            editing.asked = self.asked;
        }
    }

    /// Ends the typing.
    pub(in crate::app) fn stop(&mut self) {
        self.editing = None;
    }

    /// Follows rows that are others now: what is not shown any more is not chosen either.
    pub(super) fn follow(&mut self, rows: &Rows) {
        if !self.chosen.is_empty() {
            let mut left = std::mem::take(&mut self.chosen);
            let shown = rows.shown.iter().filter_map(|row| left.take(row.offer.name.as_str()));
            self.chosen = shown.collect();
        }
        let Some(cursor) = &mut self.cursor else { return };
        let at = rows.shown.get(cursor.row).is_some_and(|row| row.offer.name == cursor.offer);
        if at {
            return;
        }
        if let Some(row) = rows.position(&cursor.offer) {
            cursor.row = row;
            return;
        }
        self.editing = None;
        // The next one takes its place.
        let row = cursor.row.min(rows.shown.len().saturating_sub(1));
        match rows.shown.get(row) {
            Some(next) => (cursor.row, cursor.offer) = (row, next.offer.name.clone()),
            None => self.cursor = None,
        }
    }
}
