//! How the parts of a grid are painted: grounds, headings, cells, boxes and the cursor.

use super::Icon;
use super::grid_parts::{GridCell, GridColumn};
use super::paint::focus_ring;
use crate::ui::theme::tokens;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Color32, CornerRadius, FontId, Pos2, Rangef, Rect, Response, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

/// No more of a text is laid out for a cell: no cell is that wide.
const MOST_CHARS: usize = 250;

/// Whether the pointer or the keyboard is on a box.
#[derive(Clone, Copy)]
pub(super) enum Look {
    Rest,
    Hovered,
    Focused,
}

impl Look {
    pub(super) fn of(response: &Response) -> Self {
        match (response.has_focus(), response.hovered()) {
            (true, _) => Self::Focused,
            (false, true) => Self::Hovered,
            (false, false) => Self::Rest,
        }
    }
}

/// The ground of the headings.
pub(super) fn paint_ground(ui: &Ui, rect: Rect) {
    let color = &tokens(ui).color;
    ui.painter().rect_filled(rect, CornerRadius::ZERO, color.background);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, color.border_strong));
}

/// The ground of a row: chosen, or under the pointer.
pub(super) fn paint_row(ui: &Ui, rect: Rect, chosen: Option<bool>) {
    let color = &tokens(ui).color;
    match chosen {
        Some(true) => drop(ui.painter().rect_filled(rect, CornerRadius::ZERO, color.selection)),
        Some(false) => drop(ui.painter().rect_filled(rect, CornerRadius::ZERO, color.hover)),
        None => {}
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, color.border));
}

pub(super) fn paint_heading(ui: &Ui, rect: Rect, column: &GridColumn, response: &Response) {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, color.hover);
    }
    ui.painter().vline(rect.right() - 0.5, rect.y_range().shrink(size.space), Stroke::new(1.0, color.border));
    let inner = rect.shrink2(vec2(size.steps(2.0), 0.0));
    let arrow = if column.sorted.is_some() { size.icon } else { 0.0 };
    let ink = if column.sorted.is_some() { color.text } else { color.text_muted };
    let room = inner.width() - arrow;
    let galley = line(ui, &column.heading, None, size.body, ink, room);
    let left = if column.right { inner.right() - arrow - galley.size().x } else { inner.left() };
    let end = left + galley.size().x;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    if let Some(descending) = column.sorted {
        let icon = if descending { Icon::MoveDown } else { Icon::MoveUp };
        icon.paint(ui, pos2(end + size.icon / 2.0 + 1.0, rect.center().y), size.icon - 2.0, color.link);
    }
    focus_ring(ui, rect.shrink(2.0), response);
}

/// The line behind the column that stays, while others are scrolled below it.
pub(super) fn paint_held_edge(ui: &Ui, at: f32, rows: Rangef) {
    ui.painter().vline(at - 0.5, rows, Stroke::new(1.0, tokens(ui).color.border_strong));
}

/// Paints what stands in a cell. Says whether there is no room for the whole of it.
pub(super) fn paint_cell(ui: &Ui, rect: Rect, cell: &GridCell, right: bool) -> bool {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    if let Some(on) = cell.ticked {
        paint_mark(ui, rect.center(), on, Look::Rest);
        return false;
    }
    if let Some(badge) = cell.badge {
        badge.paint(ui, rect.left() + size.steps(2.0) + badge.width(ui), rect.center().y);
        return false;
    }
    if cell.text.is_empty() {
        return false;
    }
    let inner = rect.shrink2(vec2(size.steps(2.0), 0.0));
    let ink = if cell.muted { color.text_muted } else { color.text };
    let galley = line(ui, &cell.text, cell.found.clone(), size.body, ink, inner.width());
    let left = if right { inner.right() - galley.size().x } else { inner.left() };
    let cut = galley.elided;
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, ink);
    cut
}

/// A text on one line, cut to its room; what was searched lies on a ground and is underlined.
fn line(
    ui: &Ui,
    text: &str,
    found: Option<std::ops::Range<usize>>,
    points: f32,
    ink: Color32,
    room: f32,
) -> std::sync::Arc<egui::Galley> {
    let color = &tokens(ui).color;
    let end = text.char_indices().nth(MOST_CHARS).map_or(text.len(), |(end, _)| end);
    let plain = TextFormat::simple(FontId::proportional(points), ink);
    let mut job = LayoutJob::default();
    match found.filter(|found| found.end <= end) {
        Some(found) => {
            let marked = TextFormat {
                background: color.warning_soft,
                underline: Stroke::new(1.0, ink),
                ..plain.clone()
            };
            job.append(&text[..found.start], 0.0, plain.clone());
            job.append(&text[found.clone()], 0.0, marked);
            job.append(&text[found.end..end], 0.0, plain);
        }
        None => job.append(&text[..end], 0.0, plain),
    }
    job.break_on_newline = false;
    job.wrap = TextWrapping::truncate_at_width(room.max(0.0));
    ui.painter().layout_job(job)
}

/// The size of a box.
pub(super) fn mark_size(ui: &Ui) -> Vec2 {
    Vec2::splat(tokens(ui).size.icon)
}

/// A box that is ticked or not.
pub(super) fn paint_mark(ui: &Ui, center: Pos2, on: bool, look: Look) {
    let tokens = tokens(ui);
    let color = &tokens.color;
    let rect = Rect::from_center_size(center.round(), mark_size(ui));
    let radius = CornerRadius::from(tokens.size.radius_small);
    let fill = match (on, look) {
        (true, Look::Hovered) => color.accent_hover,
        (true, _) => color.accent,
        (false, Look::Hovered) => color.hover,
        (false, _) => color.field,
    };
    let outline = if on { fill } else { color.border_strong };
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
    if on {
        Icon::Check.paint(ui, rect.center(), rect.height() - 3.0, color.accent_text);
    }
    if matches!(look, Look::Focused) {
        ui.painter().rect_stroke(
            rect.expand(2.0),
            radius,
            Stroke::new(2.0, color.focus),
            StrokeKind::Outside,
        );
    }
}

/// The frame around the cell at the cursor: strong while the table has the keyboard.
pub(super) fn paint_cursor(ui: &Ui, rect: Rect, keyboard: bool) {
    let color = &tokens(ui).color;
    let stroke = if keyboard { Stroke::new(2.0, color.focus) } else { Stroke::new(1.0, color.border_strong) };
    ui.painter().rect_stroke(rect.shrink(0.5), CornerRadius::ZERO, stroke, StrokeKind::Inside);
}
