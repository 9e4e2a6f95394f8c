//! Tables: columns as wide as what is in them asks for, within the room there is.

use super::{Pen, on_ground, role};
use crate::html::{Block, Cell, Row};
use crate::ui::theme::tokens;
use egui::accesskit::Role;
use egui::{Align, Layout, Margin, Stroke, Ui, vec2};

/// The width of a letter, about, in sizes of the font.
const LETTER: f32 = 0.56;
/// Letters that make a column wider; longer texts wrap.
const MOST_LETTERS: usize = 40;
/// Letters that every column has room for.
const LEAST_LETTERS: usize = 3;
/// The room beside the text of a cell.
const MARGIN: f32 = 8.0;

/// Draws the blocks of a cell.
type DrawBlocks = fn(&mut Ui, &mut Pen<'_, '_>, &[Block]);

pub(super) fn table_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, rows: &[Row], blocks_ui: DrawBlocks) {
    let widths = widths(ui, rows);
    ui.vertical(|ui| {
        role(ui, Role::Table, "");
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        for row in rows {
            row_ui(ui, pen, row, &widths, blocks_ui);
        }
    });
}

/// The width of each column.
fn widths(ui: &Ui, rows: &[Row]) -> Vec<f32> {
    let mut letters: Vec<usize> = Vec::new();
    for row in rows {
        let mut column = 0;
        for cell in &row.cells {
            if letters.len() < column + cell.columns {
                letters.resize(column + cell.columns, LEAST_LETTERS);
            }
            if cell.columns == 1 {
                letters[column] = letters[column].max(longest(&cell.blocks).min(MOST_LETTERS));
            }
            column += cell.columns;
        }
    }
    let letter = tokens(ui).size.body * LETTER;
    let wanted: Vec<f32> =
        letters.iter().map(|letters| as_points(*letters) * letter + 2.0 * MARGIN).collect();
    let part = (ui.available_width() / wanted.iter().sum::<f32>().max(1.0)).min(1.0);
    wanted.into_iter().map(|width| width * part).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a few letters")]
fn as_points(letters: usize) -> f32 {
    letters as f32
}

/// The letters of the longest line in blocks.
fn longest(blocks: &[Block]) -> usize {
    let of = |block: &Block| match block {
        Block::Text(paragraph) => {
            let text = paragraph.text();
            text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
        }
        Block::Rule => 0,
        // What is no text takes what it can get.
        Block::List(_) | Block::Quote(_) | Block::Box(..) | Block::Code(_) | Block::Table(_) => MOST_LETTERS,
    };
    blocks.iter().map(of).max().unwrap_or(0)
}

/// The text of a cell, which is its name.
fn text(cell: &Cell) -> String {
    let texts = cell.blocks.iter().filter_map(|block| match block {
        Block::Text(paragraph) => Some(paragraph.text()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

fn row_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, row: &Row, widths: &[f32], blocks_ui: DrawBlocks) {
    let tokens = tokens(ui);
    let shown = ui.horizontal_top(|ui| {
        role(ui, Role::Row, "");
        let mut column = 0;
        for cell in &row.cells {
            let width: f32 = widths.iter().skip(column).take(cell.columns).sum();
            column += cell.columns;
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                role(ui, if cell.heading { Role::ColumnHeader } else { Role::Cell }, &text(cell));
                ui.set_width(width);
                let margin = Margin::symmetric(8, 5);
                let frame = egui::Frame::new().inner_margin(margin);
                let ground = cell.ground.or(pen.ground);
                on_ground(ui, pen, frame, ground, |ui, pen| {
                    ui.set_width((width - 2.0 * MARGIN).max(1.0));
                    blocks_ui(ui, pen, &cell.blocks);
                });
            });
        }
    });
    let rect = shown.response.rect;
    let heading = row.cells.iter().all(|cell| cell.heading);
    let color = if heading { tokens.color.border_strong } else { tokens.color.border };
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, color));
}
