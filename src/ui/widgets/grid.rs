//! A table of rows and columns: draws only the cells in sight, and says what a person did with which.
//!
//! The table as a whole has the keyboard; its cursor is one of the cells. Headings stay in sight, sort, and can
//! be drawn wider. The boxes and the first column stay in sight too. Which rows there are, and in which order, is
//! said by the [`GridSource`].

use super::context_menu::{context_menu, is_asked_for};
use super::grid_paint::{
    Look, mark_size, paint_cell, paint_ground, paint_heading, paint_held_edge, paint_mark,
};
use super::grid_parts::{GridCell, GridColumn, GridEvents};
use super::held;
use super::keyboard::keep_arrows;
use super::popup_list::offset;
use crate::ui::theme::tokens;
use egui::{
    CursorIcon, Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// No column is narrower, in points: its heading can still be hit.
const NARROWEST: f32 = 40.0;
/// No column is wider, in points.
const WIDEST: f32 = 1_200.0;
/// So much of a text that has no room in its cell is told where the pointer rests, in bytes.
const MOST_TOLD: usize = 1_000;
/// What stays at the left takes no more of the room: the other columns need some.
const MOST_HELD: f32 = 0.6;

/// The rows of a grid.
pub trait GridSource {
    /// How many there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The id of a row: made of what it shows, never of the position.
    fn id(&self, row: usize) -> Id;
    /// What a screen reader calls a row.
    fn name(&self, row: usize) -> String;
    /// Whether a row is chosen.
    fn is_chosen(&self, row: usize) -> bool;
    /// What stands in a cell.
    fn cell(&self, row: usize, column: usize) -> GridCell;
}

/// A grid, to be shown with its rows.
#[must_use = "to be shown"]
pub struct Grid<'a> {
    id: Id,
    name: &'a str,
    columns: &'a [GridColumn],
    cursor: Option<(usize, usize)>,
    /// The name of the boxes that choose a row, and of the one that chooses all.
    /// None where rows are not chosen.
    boxes: Option<(&'a str, &'a str)>,
    all: bool,
    editing: bool,
}

/// Where the columns are, from the left of the content.
struct Lanes {
    lefts: Vec<f32>,
    width: f32,
    /// How much at the left stays in sight: boxes and first column, or nothing where that takes too much of the room.
    held: f32,
    /// How far the others are scrolled below it.
    scrolled: f32,
}

impl<'a> Grid<'a> {
    /// A grid of that id and accessible name; `boxes` names what chooses a row, and what chooses all.
    pub fn new(id: Id, name: &'a str, columns: &'a [GridColumn], boxes: (&'a str, &'a str)) -> Self {
        Self { boxes: Some(boxes), ..Self::without_boxes(id, name, columns) }
    }

    /// A grid whose rows are not chosen, but by its cursor.
    pub fn without_boxes(id: Id, name: &'a str, columns: &'a [GridColumn]) -> Self {
        Self { id, name, columns, cursor: None, boxes: None, all: false, editing: false }
    }

    /// With the cursor on a cell, which is typed into or not.
    pub fn cursor(mut self, cursor: Option<(usize, usize)>, editing: bool) -> Self {
        self.cursor = cursor;
        self.editing = editing;
        self
    }

    /// Whether all rows are chosen.
    pub fn all(mut self, all: bool) -> Self {
        self.all = all;
        self
    }

    /// Draws the headings and the rows in sight. `editor` draws the field in the cell that is typed into; `menu`
    /// fills the context menu of a row.
    pub fn show(
        self,
        ui: &mut Ui,
        source: &dyn GridSource,
        mut editor: impl FnMut(&mut Ui),
        mut menu: impl FnMut(&mut Ui, usize),
    ) -> GridEvents {
        let mut events = GridEvents::default();
        let rect = ui.available_rect_before_wrap();
        let whole = self.whole_ui(ui, rect, source.len());
        let keyboard = whole.has_focus();
        let mut menu_by_key = false;
        if keyboard {
            keep_arrows(ui, self.id, true);
            menu_by_key = is_asked_for(ui);
            super::grid_keys::keys(ui, source.len(), self.columns.len(), self.cursor, &mut events);
        }
        let scrolled: Vec2 = ui.data(|data| data.get_temp(self.id.with("scrolled"))).unwrap_or_default();
        let mut lanes = self.lanes(ui, rect.width(), scrolled.x);
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        let heading = self.headings_ui(ui, &lanes, &mut events);
        let height = tokens(ui).size.row;
        let follow = self.follows(ui, &events);
        let area = ScrollArea::both().id_salt(self.id).auto_shrink([false, false]);
        let area = area.show_viewport(ui, |ui, viewport| {
            ui.set_width(lanes.width);
            ui.set_height(offset(source.len(), 0) * height);
            let origin = ui.max_rect().min;
            lanes.scrolled = rect.left() - origin.x;
            let rect_of = |row: usize| {
                let corner = pos2(origin.x, origin.y + offset(row, 0) * height);
                Rect::from_min_size(corner, vec2(lanes.width, height))
            };
            if let Some((row, column)) = follow.filter(|(row, _)| *row < source.len()) {
                let cell = lanes.to_show(rect_of(row), column, viewport.width());
                ui.scroll_to_rect_animation(cell, None, egui::style::ScrollAnimation::none());
            }
            if let Some(column) = heading {
                let top =
                    Rect::from_min_size(pos2(origin.x, origin.y + viewport.min.y), vec2(lanes.width, height));
                let cell = lanes.to_show(top, column, viewport.width());
                ui.scroll_to_rect_animation(cell, None, egui::style::ScrollAnimation::none());
            }
            for row in in_sight(viewport.y_range(), height, source.len()) {
                let by_key = menu_by_key && self.cursor.is_some_and(|(at, _)| at == row);
                let mut parts = Parts { grid: &self, lanes: &lanes, source, keyboard, events: &mut events };
                parts.row_ui(ui, rect_of(row), row, by_key, &mut editor, &mut menu);
            }
        });
        if area.state.clamped_offset() != scrolled {
            ui.data_mut(|data| data.insert_temp(self.id.with("scrolled"), area.state.clamped_offset()));
            // The headings follow in the next frame.
            ui.ctx().request_repaint();
        }
        if self.cursor.is_none() {
            super::paint::focus_ring(ui, rect.shrink(3.0), &whole);
        }
        self.keep_keyboard(ui, &whole, &events);
        events
    }

    fn whole_ui(&self, ui: &Ui, rect: Rect, rows: usize) -> Response {
        let whole = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::Table, ui.is_enabled(), self.name));
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_row_count(rows);
            node.set_column_count(self.columns.len());
        });
        whole
    }

    /// The cell to bring in sight: where the cursor has just gone, by itself or by key.
    fn follows(&self, ui: &Ui, events: &GridEvents) -> Option<(usize, usize)> {
        let known = self.id.with("cursor");
        let before: Option<Option<(usize, usize)>> = ui.data(|data| data.get_temp(known));
        // Where it goes by key it is followed now, and not in the next frame again: an area that is asked twice in a row
        // scrolls twice as far.
        ui.data_mut(|data| data.insert_temp(known, events.gone.or(self.cursor)));
        let moved = before.is_some_and(|before| before != self.cursor);
        events.gone.or(self.cursor.filter(|_| moved))
    }

    /// The keyboard goes to the table with a click, and comes back to it when a cell is not typed into any more.
    fn keep_keyboard(&self, ui: &Ui, whole: &Response, events: &GridEvents) {
        let known = self.id.with("editing");
        let was_editing = ui.data(|data| data.get_temp::<bool>(known)).unwrap_or_default();
        ui.data_mut(|data| data.insert_temp(known, self.editing));
        let nothing = ui.memory(|memory| memory.focused().is_none());
        let clicked = (events.gone.is_some() && !events.by_key) || events.ticked.is_some() || events.all;
        if !self.editing && (clicked || (was_editing && nothing)) {
            whole.request_focus();
        }
    }

    fn lanes(&self, ui: &Ui, room: f32, scrolled: f32) -> Lanes {
        let kept: Arc<HashMap<String, f32>> =
            ui.data(|data| data.get_temp(self.id.with("widths"))).unwrap_or_default();
        let mut left = if self.boxes.is_some() { tokens(ui).size.row } else { 0.0 };
        let mut lefts = vec![left];
        for column in self.columns {
            left += kept.get(&column.key).copied().unwrap_or(column.width);
            lefts.push(left);
        }
        let held = lefts.get(1).copied().filter(|held| *held <= room * MOST_HELD).unwrap_or_default();
        Lanes { lefts, width: left, held, scrolled }
    }

    fn widen(&self, ui: &Ui, column: &GridColumn, width: Option<f32>) {
        let id = self.id.with("widths");
        ui.data_mut(|data| {
            let kept: Arc<HashMap<String, f32>> = data.get_temp(id).unwrap_or_default();
            let mut widths = HashMap::clone(&kept);
            match width {
                Some(width) => drop(widths.insert(column.key.clone(), width.clamp(NARROWEST, WIDEST))),
                None => drop(widths.remove(&column.key)),
            }
            data.insert_temp(id, Arc::new(widths));
        });
    }

    /// Draws the headings, and returns the one that has just got the keyboard without being wholly in sight.
    fn headings_ui(&self, ui: &mut Ui, lanes: &Lanes, events: &mut GridEvents) -> Option<usize> {
        let height = tokens(ui).size.header;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let clip = rect.intersect(ui.clip_rect());
        // The room is taken already: what is drawn into it must not move what follows.
        let ui = &mut ui.new_child(UiBuilder::new().max_rect(rect).id_salt("headings"));
        ui.set_clip_rect(clip);
        let node = ui.unique_id();
        ui.ctx().accesskit_node_builder(node, |node| node.set_role(Role::Row));
        paint_ground(ui, rect);
        let corner = pos2(rect.left() - lanes.scrolled, rect.top());
        let whole = Rect::from_min_size(corner, vec2(lanes.width, height));
        if let Some((_, name)) = self.boxes {
            let all = ui.interact(lanes.first(whole), self.id.with("all"), Sense::CLICK);
            all.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, self.all, name));
            paint_mark(ui, all.rect.center(), self.all, Look::of(&all));
            events.all = all.clicked();
        }
        let mut hidden = None;
        for (index, column) in self.columns.iter().enumerate() {
            let cell = lanes.cell(whole, index);
            let clip = lanes.shown(whole, clip, index);
            if cell.intersects(clip) {
                ui.set_clip_rect(clip);
                let gained = self.heading_ui(ui, cell, index, column, events).gained_focus();
                if gained && (cell.left() < clip.left() || cell.right() > clip.right()) {
                    hidden = Some(index);
                }
            }
        }
        ui.set_clip_rect(clip);
        lanes.paint_edge(ui, whole);
        hidden
    }

    fn heading_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        index: usize,
        column: &GridColumn,
        events: &mut GridEvents,
    ) -> Response {
        let id = self.id.with(("heading", &column.key));
        let response = ui.interact(rect, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.heading));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_column_index(index);
            if let Some(descending) = column.sorted {
                use egui::accesskit::SortDirection::{Ascending, Descending};
                node.set_sort_direction(if descending { Descending } else { Ascending });
            }
        });
        if response.clicked() {
            events.sorted = Some(index);
        }
        paint_heading(ui, rect, column, &response);
        let edge = Rect::from_x_y_ranges(rect.right() - 4.0..=rect.right() + 2.0, rect.y_range());
        let edge = ui.interact(edge, id.with("edge"), Sense::CLICK | Sense::DRAG);
        let edge = edge.on_hover_cursor(CursorIcon::ResizeHorizontal);
        if edge.dragged() {
            self.widen(ui, column, Some(rect.width() + edge.drag_delta().x));
        }
        if edge.double_clicked() {
            self.widen(ui, column, None);
        }
        response
    }
}

impl Lanes {
    /// Where the box before a row is.
    fn first(&self, row: Rect) -> Rect {
        let left = row.left() + if self.holds() { self.scrolled } else { 0.0 };
        Rect::from_min_max(pos2(left, row.top()), pos2(left + self.lefts[0], row.bottom()))
    }

    fn cell(&self, row: Rect, column: usize) -> Rect {
        let left = row.left() + if self.holds() && column == 0 { self.scrolled } else { 0.0 };
        let from = self.lefts.get(column).copied().unwrap_or(self.width);
        let to = self.lefts.get(column + 1).copied().unwrap_or(self.width);
        Rect::from_min_max(pos2(left + from, row.top()), pos2(left + to, row.bottom()))
    }

    /// Whether the first column stays in sight.
    fn holds(&self) -> bool {
        self.held > 0.0
    }

    /// Where what stays in sight ends.
    fn edge(&self, row: Rect) -> f32 {
        row.left() + self.scrolled + self.held
    }

    /// The part of `clip` that a column is seen in: none lies below the one that stays.
    fn shown(&self, row: Rect, clip: Rect, column: usize) -> Rect {
        match (self.holds(), column) {
            (false, _) => clip,
            (true, 0) => clip.with_max_x(clip.right().min(self.edge(row))),
            (true, _) => clip.with_min_x(clip.left().max(self.edge(row))),
        }
    }

    /// What has to be in sight, in so much room, for a cell to be seen: it and what stays before it. Of one that is
    /// wider than the rest of the room its beginning.
    fn to_show(&self, row: Rect, column: usize, room: f32) -> Rect {
        let cell = self.cell(row, column);
        let left = if column == 0 { cell.left() } else { cell.left() - self.held };
        cell.with_min_x(left).with_max_x(cell.right().min(left + room))
    }

    /// A line where columns go on below the one that stays.
    fn paint_edge(&self, ui: &Ui, row: Rect) {
        if self.holds() && self.scrolled > 0.0 {
            paint_held_edge(ui, self.edge(row), row.y_range());
        }
    }
}

/// The rows that a stretch of the content shows.
fn in_sight(shown: egui::Rangef, height: f32, rows: usize) -> Range<usize> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a list, not negative"
    )]
    let at = |y: f32| (y.max(0.0) / height) as usize;
    at(shown.min).min(rows)..(at(shown.max) + 1).min(rows)
}

/// What drawing a row needs of the grid.
struct Parts<'p, 'a> {
    grid: &'p Grid<'a>,
    lanes: &'p Lanes,
    source: &'p dyn GridSource,
    keyboard: bool,
    events: &'p mut GridEvents,
}

impl Parts<'_, '_> {
    fn row_ui(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        row: usize,
        menu_by_key: bool,
        editor: &mut impl FnMut(&mut Ui),
        menu: &mut impl FnMut(&mut Ui, usize),
    ) {
        let (id, chosen) = (self.grid.id.with(self.source.id(row)), self.source.is_chosen(row));
        ui.scope_builder(UiBuilder::new().max_rect(rect).scope_id(id), |ui| {
            let node = ui.unique_id();
            ui.ctx().accesskit_node_builder(node, |node| {
                node.set_role(Role::Row);
                node.set_label(self.source.name(row));
                node.set_row_index(row + 1);
                node.set_selected(chosen);
            });
            let response = ui.interact(rect, id.with("row"), Sense::hover());
            let look = if chosen { Some(true) } else { response.contains_pointer().then_some(false) };
            super::grid_paint::paint_row(ui, rect, look);
            if let Some((name, _)) = self.grid.boxes {
                self.box_ui(ui, rect, row, (chosen, name));
            }
            let clip = ui.clip_rect();
            for column in 0..self.grid.columns.len() {
                let cell = self.lanes.cell(rect, column);
                ui.set_clip_rect(self.lanes.shown(rect, clip, column));
                if !cell.intersects(ui.clip_rect()) {
                    continue;
                }
                let response = self.cell_ui(ui, cell, id, (row, column));
                let at_cursor = self.grid.cursor == Some((row, column));
                context_menu(self.grid.id, &response, menu_by_key && at_cursor, |ui| menu(ui, row));
                if at_cursor && self.grid.editing {
                    ui.scope_builder(UiBuilder::new().max_rect(cell).id_salt("editor"), &mut *editor);
                }
            }
            ui.set_clip_rect(clip);
            self.lanes.paint_edge(ui, rect);
        });
    }

    /// The box that chooses a row beside others.
    fn box_ui(&mut self, ui: &Ui, rect: Rect, row: usize, (chosen, name): (bool, &str)) {
        let rect = self.lanes.first(rect);
        let response = ui.interact(rect, self.grid.id.with(self.source.id(row)).with("box"), Sense::CLICK);
        let name = format!("{name}, {}", self.source.name(row));
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, &name));
        paint_mark(ui, rect.center(), chosen, Look::of(&response));
        if response.clicked() {
            self.events.ticked = Some(row);
            self.events.modifiers = held::with_click(ui);
        }
    }

    fn cell_ui(&mut self, ui: &Ui, rect: Rect, row_id: Id, at: (usize, usize)) -> Response {
        let (row, index) = at;
        let column = &self.grid.columns[index];
        let cell = self.source.cell(row, index);
        let id = row_id.with(&column.key);
        let response = ui.interact(rect, id, Sense::CLICK);
        response.widget_info(|| {
            let name = format!("{}, {}", column.heading, self.source.name(row));
            match cell.ticked {
                Some(on) => WidgetInfo::selected(Role::Cell, !cell.muted, on, name),
                None => WidgetInfo::labeled(Role::Cell, !cell.muted, name),
            }
        });
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_value(cell.text.as_str());
            node.set_column_index(index);
        });
        let at_cursor = self.grid.cursor == Some(at);
        if at_cursor {
            ui.ctx()
                .accesskit_node_builder(self.grid.id, |node| node.set_active_descendant(id.accesskit_id()));
        }
        if response.clicked() {
            self.events.gone = Some(at);
            self.events.modifiers = held::with_click(ui);
            self.events.doubled = response.double_clicked();
            let on_mark = |at| Rect::from_center_size(rect.center(), mark_size(ui) * 2.0).contains(at);
            if cell.ticked.is_some()
                && !self.events.doubled
                && response.interact_pointer_pos().is_some_and(on_mark)
            {
                self.events.doubled = true;
            }
        }
        if response.secondary_clicked() {
            self.events.gone = Some(at);
            self.events.menu = Some(row);
        }
        let cut = paint_cell(ui, rect, &cell, column.right);
        if at_cursor {
            super::grid_paint::paint_cursor(ui, rect, self.keyboard);
        }
        if cut { response.on_hover_text(crate::text::cut(&cell.text, MOST_TOLD)) } else { response }
    }
}
