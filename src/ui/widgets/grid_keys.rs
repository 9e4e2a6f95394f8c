//! The keys that move the cursor of a grid.

use super::grid_parts::GridEvents;
use super::held;
use egui::{Key, Modifiers, Ui};

/// So many rows are passed with one page.
const PAGE: usize = 20;

/// Moves the cursor by key: arrows, pages, and the ends of row and table. Shift takes rows along, Ctrl leaves
/// the choice as it is.
pub(super) fn keys(
    ui: &Ui,
    rows: usize,
    columns: usize,
    cursor: Option<(usize, usize)>,
    events: &mut GridEvents,
) {
    if rows == 0 || columns == 0 {
        return;
    }
    let held = held::with_key(ui);
    let modifiers = Modifiers { alt: false, shift: false, ..held };
    let times = |key| ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
    let (mut row, mut column) = cursor.unwrap_or_default();
    let start = (row, column);
    let counts = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::ArrowRight, Key::ArrowLeft]
        .map(times);
    let [down, up, page_down, page_up, right, left] = counts;
    let (home, end) = (times(Key::Home) > 0, times(Key::End) > 0);
    row = (row + down + PAGE * page_down).min(rows - 1).saturating_sub(up + PAGE * page_up);
    column = (column + right).min(columns - 1).saturating_sub(left);
    match (home, end, held.command) {
        (true, _, true) => row = 0,
        (_, true, true) => row = rows - 1,
        (true, _, false) => column = 0,
        (_, true, false) => column = columns - 1,
        _ => {}
    }
    let pressed = counts.iter().any(|count| *count > 0) || home || end;
    if pressed && (cursor.is_none() || (row, column) != start) {
        events.gone = Some((row, column));
        events.by_key = true;
        events.modifiers = held;
    }
}
