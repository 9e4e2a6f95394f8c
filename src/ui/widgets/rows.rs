//! A list that draws only the rows in sight. It is one stop of the Tab key with a cursor: arrows, pages, Home and End
//! move it, Enter takes its row. What else can be done with the row at the cursor is the next stop.

use super::keyboard;
use super::popup_list::offset;
use crate::ui::theme::tokens;
use egui::style::ScrollAnimation;
use egui::{
    CornerRadius, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};
use std::ops::Range;

/// A row that is to be drawn.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui) struct RowPlace {
    /// Which row it is.
    pub(in crate::ui) index: usize,
    /// Where it is.
    pub(in crate::ui) rect: Rect,
    /// Whether the cursor is on it: its buttons can have the keyboard, those of other rows are for the mouse.
    pub(in crate::ui) at_cursor: bool,
}

/// A list, to be shown with its rows.
#[must_use = "to be shown"]
pub(in crate::ui) struct RowList<'a> {
    id: Id,
    name: &'a str,
    height: f32,
    most: f32,
}

impl<'a> RowList<'a> {
    /// A list of that id and accessible name, with rows of that height in points.
    pub(in crate::ui) fn new(id: Id, name: &'a str, height: f32) -> Self {
        Self { id, name, height, most: f32::INFINITY }
    }

    /// No higher than so many rows.
    pub(in crate::ui) fn at_most(mut self, rows: f32) -> Self {
        self.most = rows * self.height;
        self
    }

    /// Draws the rows in sight, each with what `row` draws and returns; the row is clicked on the whole of it. Returns
    /// the row that was clicked, or taken with Enter.
    pub(in crate::ui) fn show(
        self,
        ui: &mut Ui,
        count: usize,
        mut row: impl FnMut(&mut Ui, RowPlace) -> Response,
    ) -> Option<usize> {
        let limited = self.most.is_finite();
        let room = ui.available_rect_before_wrap();
        let height = if limited { self.most.min(offset(count, 0) * self.height) } else { room.height() };
        let rect = Rect::from_min_size(room.min, vec2(room.width(), height));
        let whole = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::List, ui.is_enabled(), self.name));
        let has_keyboard = whole.has_focus();
        let known = ui.data(|data| data.get_temp::<usize>(self.id)).unwrap_or_default();
        let mut cursor = known.min(count.saturating_sub(1));
        let mut taken = None;
        if has_keyboard {
            keyboard::keep_arrows(ui, self.id, false);
            let page = ((height / self.height).floor().max(2.0) - 1.0).max(1.0);
            cursor = moved(ui, cursor, count, page);
            let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            taken = (pressed(Key::Enter) || pressed(Key::Space)).then_some(cursor);
        }
        let follow = has_keyboard && (cursor != known || whole.gained_focus());
        let area =
            ScrollArea::vertical().id_salt(self.id).max_height(self.most).auto_shrink([false, limited]);
        let rows = |ui: &mut Ui, range: Range<usize>| {
            let corner = ui.max_rect().min;
            let size = vec2(ui.available_width(), self.height);
            let first = range.start;
            let rect_of = |index| {
                Rect::from_min_size(pos2(corner.x, corner.y + offset(index, first) * self.height), size)
            };
            if follow {
                ui.scroll_to_rect_animation(rect_of(cursor), None, ScrollAnimation::none());
            }
            for index in range {
                let rect = rect_of(index);
                let drawn = row(ui, RowPlace { index, rect, at_cursor: index == cursor });
                if drawn.clicked() {
                    taken = Some(index);
                }
                if has_keyboard && index == cursor {
                    ring(ui, rect);
                    ui.ctx().accesskit_node_builder(self.id, |node| {
                        node.set_active_descendant(drawn.id.accesskit_id());
                    });
                }
            }
        };
        // What follows the list keeps its distances.
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, self.height, count, rows);
        });
        let cursor = taken.unwrap_or(cursor);
        ui.data_mut(|data| data.insert_temp(self.id, cursor));
        taken.filter(|index| *index < count)
    }
}

/// Where the keys move the cursor to.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a page is a few rows")]
fn moved(ui: &Ui, cursor: usize, count: usize, page: f32) -> usize {
    let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let (page, last) = (page as usize, count.saturating_sub(1));
    let down = times(Key::ArrowDown) + page * times(Key::PageDown);
    let up = times(Key::ArrowUp) + page * times(Key::PageUp);
    let (home, end) = (times(Key::Home) > 0, times(Key::End) > 0);
    // Left and right mean nothing here, and must not leave the list either.
    let _ = times(Key::ArrowLeft) + times(Key::ArrowRight);
    match (home, end) {
        (true, _) => 0,
        (_, true) => last,
        _ => (cursor + down).min(last).saturating_sub(up),
    }
}

fn ring(ui: &Ui, rect: Rect) {
    let tokens = tokens(ui);
    let ring = Stroke::new(2.0, tokens.color.focus);
    let radius = CornerRadius::from(tokens.size.radius_small);
    ui.painter().rect_stroke(rect.shrink2(vec2(2.0, 0.0)), radius, ring, StrokeKind::Inside);
}
