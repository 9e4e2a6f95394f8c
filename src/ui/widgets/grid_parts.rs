//! What a grid shows and what comes back from it: columns, cells, and what a person did with them.

use super::severity::Badge;
use egui::Modifiers;
use std::ops::Range;

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct GridColumn {
    /// What its width is kept by.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// Its width at first.
    pub width: f32,
    /// Whether its cells stand at the right, as numbers do.
    pub right: bool,
    /// Whether rows are sorted by it, and whether the greatest comes first then.
    pub sorted: Option<bool>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridCell {
    /// Its text.
    pub text: String,
    /// The part of the text that was searched.
    pub found: Option<Range<usize>>,
    /// A box that is ticked or not, in place of the text.
    pub ticked: Option<bool>,
    /// A mark in place of the text.
    pub badge: Option<Badge>,
    /// Whether it is of the second rank: read only.
    pub muted: bool,
}

/// What a person did with the cells, each by its row and column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GridEvents {
    /// Clicked, or reached with the arrow keys.
    pub gone: Option<(usize, usize)>,
    /// Whether it was reached with the keyboard.
    pub by_key: bool,
    /// The keys held then, or when the box before a row was clicked.
    pub modifiers: Modifiers,
    /// Double-clicked.
    pub doubled: bool,
    /// Asked for its menu.
    pub menu: Option<usize>,
    /// The box before this row was clicked.
    pub ticked: Option<usize>,
    /// The box above all rows was clicked.
    pub all: bool,
    /// The heading of this column was clicked.
    pub sorted: Option<usize>,
}
