//! Text in columns. Owns alignment: by what a terminal shows, not by bytes or characters.

use super::clean::clean;
use super::console::{Console, Failure, PLAIN};
use anstyle::Style;
use std::io::Write;
use unicode_width::UnicodeWidthStr;

/// One cell of a [`Table`].
#[derive(Debug, Clone)]
pub(super) struct Cell {
    text: String,
    style: Style,
    right: bool,
}

impl Cell {
    /// A text.
    pub(super) fn text(text: impl AsRef<str>) -> Self {
        Self { text: clean(text.as_ref()).into_owned(), style: PLAIN, right: false }
    }

    /// A number: aligned to the right.
    pub(super) fn number(text: impl AsRef<str>) -> Self {
        Self { right: true, ..Self::text(text) }
    }

    /// The same in another style.
    pub(super) fn styled(self, style: Style) -> Self {
        Self { style, ..self }
    }

    fn width(&self) -> usize {
        self.text.width()
    }
}

/// Rows of cells, two spaces apart.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints the rows, each after an indent of two spaces.
    pub(super) fn print(&self, console: &mut Console) -> Result<(), Failure> {
        let widths = self.widths();
        for row in &self.rows {
            let last = row.iter().rposition(|cell| !cell.text.is_empty()).unwrap_or_default();
            let mut line = String::new();
            for (place, cell) in row.iter().enumerate().take(last + 1) {
                let space = " ".repeat(widths[place] - cell.width());
                let text = console.paint(cell.style, &cell.text);
                line.push_str("  ");
                match (cell.right, place == last) {
                    (true, _) => line.extend([space, text]),
                    (false, false) => line.extend([text, space]),
                    (false, true) => line.push_str(&text),
                }
            }
            writeln!(console.out(), "{line}")?;
        }
        Ok(())
    }

    /// The width of each column.
    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(Cell::width).max().unwrap_or_default()
        };
        (0..columns).map(width).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_on_a_terminal() {
        let mut table = Table::default();
        table.row([Cell::text("旅行"), Cell::number("1")]);
        table.row([Cell::text("été")]);
        table.row([Cell::text("x"), Cell::number("10.5"), Cell::text("last")]);
        assert_eq!(table.widths(), [4, 4, 4]);
    }
}
