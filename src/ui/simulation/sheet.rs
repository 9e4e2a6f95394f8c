//! A table of results: sorted by any column, gone through by key, its row taken with Enter or a double click.
//!
//! Owns the order of the rows and the cursor, which live as long as the window. What stands in a cell is its caller's.

use crate::app::Ran;
use crate::ui::memo::{Same, memo};
use crate::ui::widgets::{Grid, GridCell, GridColumn, GridSource};
use egui::{Id, Key, Modifiers, Ui};
use std::cmp::Ordering;
use std::sync::Arc;

/// A column: its heading, its width at first, and whether it holds numbers.
pub(super) struct Column {
    pub(super) heading: String,
    pub(super) width: f32,
    pub(super) is_number: bool,
}

impl Column {
    pub(super) fn text(heading: String, width: f32) -> Self {
        Self { heading, width, is_number: false }
    }

    pub(super) fn number(heading: String, width: f32) -> Self {
        Self { heading, width, is_number: true }
    }
}

/// What a cell is: its text, and what it is sorted by where that is a number.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) value: Option<f64>,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: None }
    }
}

/// The rows of a table.
pub(super) trait Rows {
    fn len(&self) -> usize;
    /// What a screen reader calls a row.
    fn name(&self, row: usize) -> String;
    fn cell(&self, row: usize, column: usize) -> Cell;
    /// Whether a row is the one that other views show.
    fn is_chosen(&self, _row: usize) -> bool {
        false
    }
}

/// How a table stands: where its cursor is, and what it is sorted by.
#[derive(Clone, Copy, PartialEq, Default)]
struct State {
    cursor: Option<(usize, usize)>,
    sort: Option<(usize, bool)>,
}

struct Source<'a> {
    rows: &'a dyn Rows,
    order: &'a [usize],
}

impl Source<'_> {
    fn at(&self, row: usize) -> usize {
        self.order.get(row).copied().unwrap_or(row)
    }
}

impl GridSource for Source<'_> {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn id(&self, row: usize) -> Id {
        Id::unique(("row of results", self.at(row)))
    }

    fn name(&self, row: usize) -> String {
        self.rows.name(self.at(row))
    }

    fn is_chosen(&self, row: usize) -> bool {
        self.rows.is_chosen(self.at(row))
    }

    fn cell(&self, row: usize, column: usize) -> GridCell {
        GridCell { text: self.rows.cell(self.at(row), column).text, ..GridCell::default() }
    }
}

/// Shows a table of results in the room there is, at first sorted by a column of numbers or not at all. `menu` fills the context menu of a row.
pub(super) fn sheet_ui(
    ui: &mut Ui,
    (key, name): (&str, &str),
    sorted: Option<usize>,
    ran: &Arc<Ran>,
    columns: &[Column],
    rows: &dyn Rows,
    mut menu: impl FnMut(&mut Ui, usize),
) -> Option<(usize, usize)> {
    let id = Id::unique(("results", key));
    let at_first = State { cursor: None, sort: sorted.map(|column| (column, true)) };
    let mut state: State = ui.data(|data| data.get_temp(id)).unwrap_or(at_first);
    let before = state;
    let of = (Same::of(ran), state.sort, rows.len(), columns.len());
    let order = memo(ui, id.with("order"), of, |(_, sort, ..)| order(rows, columns, *sort));
    let specs: Vec<GridColumn> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| GridColumn {
            key: format!("{key} {index}"),
            heading: column.heading.clone(),
            width: column.width,
            right: column.is_number,
            sorted: state.sort.filter(|(by, _)| *by == index).map(|(_, descending)| descending),
        })
        .collect();
    let source = Source { rows, order: &order };
    let cursor = state.cursor.filter(|(row, column)| *row < order.len() && *column < columns.len());
    let entered = ui.memory(|memory| memory.has_focus(id.with("grid")))
        && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let mut taken = cursor.filter(|_| entered).map(|(row, column)| (source.at(row), column));
    let grid = Grid::without_boxes(id.with("grid"), name, &specs).cursor(cursor, false);
    let events = grid.show(ui, &source, |_| {}, |ui, row| menu(ui, source.at(row)));
    if let Some(at) = events.gone {
        state.cursor = Some(at);
        if events.doubled {
            taken = Some((source.at(at.0), at.1));
        }
    }
    if let Some(column) = events.sorted {
        // The greatest number first; texts from A on.
        let first = columns[column].is_number;
        state.sort = match state.sort {
            Some((by, descending)) if by == column && descending == first => Some((column, !first)),
            Some((by, _)) if by == column => None,
            _ => Some((column, first)),
        };
    }
    if state != before {
        ui.data_mut(|data| data.insert_temp(id, state));
    }
    taken
}

fn order(rows: &dyn Rows, columns: &[Column], sort: Option<(usize, bool)>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let Some((column, descending)) = sort.filter(|(column, _)| *column < columns.len()) else { return order };
    if columns[column].is_number {
        let values: Vec<Option<f64>> = order.iter().map(|row| rows.cell(*row, column).value).collect();
        order.sort_by(|one, other| by_number(values[*one], values[*other], descending));
    } else {
        let texts: Vec<String> =
            order.iter().map(|row| crate::text::folded(&rows.cell(*row, column).text)).collect();
        order.sort_by(|one, other| {
            let ordering = texts[*one].cmp(&texts[*other]);
            if descending { ordering.reverse() } else { ordering }
        });
    }
    order
}

/// What has no number comes last, whichever way it goes.
fn by_number(one: Option<f64>, other: Option<f64>, descending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if descending => other.total_cmp(&one),
        (Some(one), Some(other)) => one.total_cmp(&other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Three;

    impl Rows for Three {
        fn len(&self) -> usize {
            3
        }

        fn name(&self, row: usize) -> String {
            ["b", "É", "a"][row].to_owned()
        }

        fn cell(&self, row: usize, column: usize) -> Cell {
            let value = [Some(2.0), None, Some(10.0)][row].filter(|_| column == 1);
            Cell { text: self.name(row), value }
        }
    }

    #[test]
    fn rows_are_sorted_by_numbers_and_by_letters_and_what_has_none_is_last() {
        let columns = [Column::text(String::new(), 10.0), Column::number(String::new(), 10.0)];
        assert_eq!(order(&Three, &columns, None), [0, 1, 2]);
        assert_eq!(order(&Three, &columns, Some((0, false))), [2, 0, 1]);
        assert_eq!(order(&Three, &columns, Some((1, true))), [2, 0, 1]);
        assert_eq!(order(&Three, &columns, Some((1, false))), [0, 2, 1]);
    }
}
