//! A tree of rows: draws only those in sight, and says what a person did with which.
//!
//! The tree as a whole has the keyboard; its cursor is one of the rows. Rows come flattened: what is
//! closed is not in the list.

use super::Icon;
use super::context_menu::{context_menu, is_asked_for};
use super::paint::{text_width, truncated};
use super::popup_list::offset;
use super::severity::Badge;
use super::{held, keyboard};
use crate::ui::theme::{Tokens, tokens};
use egui::{
    CornerRadius, Id, IdSet, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// A row in sight or not, but not inside a closed branch.
#[derive(Debug, Clone, PartialEq)]
pub struct TreeRow {
    /// Made of the entity, never of the position.
    pub id: Id,
    /// How deep it lies; 0 at the top.
    pub level: u16,
    /// Its text.
    pub label: String,
    /// Its icon.
    pub icon: Option<Icon>,
    /// Whether it is open; none when it has nothing inside.
    pub expanded: Option<bool>,
    /// Whether it is selected.
    pub selected: bool,
    /// What is wrong with it or inside.
    pub badge: Option<Badge>,
    /// Whether it is of the second rank: out of date, refused.
    pub muted: bool,
    /// A short text at the right.
    pub trailing: String,
    /// What badge, colour and trailing text mean, in words: for screen readers and the tooltip.
    pub description: String,
}

impl TreeRow {
    /// A plain row.
    pub fn new(id: Id, level: u16, label: impl Into<String>) -> Self {
        Self {
            id,
            level,
            label: label.into(),
            icon: None,
            expanded: None,
            selected: false,
            badge: None,
            muted: false,
            trailing: String::new(),
            description: String::new(),
        }
    }
}

/// What a person did with the rows, each by its index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TreeEvents {
    /// Clicked, or reached with the arrow keys: to be selected.
    pub clicked: Option<usize>,
    /// Clicked itself: neither reached with the arrow keys nor asked for its menu.
    pub pressed: Option<usize>,
    /// The keys held during the click, and Shift with an arrow key: they select several.
    pub modifiers: Modifiers,
    /// Double-clicked, or Enter: to be opened.
    pub activated: Option<usize>,
    /// To be opened or closed as a branch.
    pub toggled: Option<usize>,
    /// F2.
    pub rename: Option<usize>,
    /// Delete.
    pub delete: Option<usize>,
    /// The first row was dropped on the second.
    pub moved: Option<(usize, usize)>,
    /// The row was dropped below all rows.
    pub dropped_below: Option<usize>,
}

/// A row being dragged, from the tree of this id.
struct Dragged {
    tree: Id,
    row: usize,
}

/// A tree, to be shown with its rows.
#[must_use = "to be shown"]
pub struct Tree<'a> {
    id: Id,
    name: &'a str,
    can_drop: Option<&'a dyn Fn(usize, usize) -> bool>,
    can_drop_below: Option<&'a dyn Fn(usize) -> bool>,
    selected: Option<&'a IdSet>,
    reveal: Option<usize>,
}

impl<'a> Tree<'a> {
    /// A tree of that id and accessible name.
    pub fn new(id: Id, name: &'a str) -> Self {
        Self { id, name, can_drop: None, can_drop_below: None, selected: None, reveal: None }
    }

    /// Rows can be dragged onto those that this allows: (dragged, target).
    pub fn can_drop(mut self, allowed: &'a dyn Fn(usize, usize) -> bool) -> Self {
        self.can_drop = Some(allowed);
        self
    }

    /// Rows that this allows can be dragged below all others, where room for one is kept.
    pub fn can_drop_below(mut self, allowed: &'a dyn Fn(usize) -> bool) -> Self {
        self.can_drop_below = Some(allowed);
        self
    }

    /// The rows of these ids are selected, beside those that say so themselves: rows that are shared cannot be marked.
    pub fn selected(mut self, rows: &'a IdSet) -> Self {
        self.selected = Some(rows);
        self
    }

    /// Brings a row in sight and puts the cursor there, this frame.
    pub fn reveal(mut self, row: Option<usize>) -> Self {
        self.reveal = row;
        self
    }

    /// Draws the rows in sight. `menu` fills the context menu of a row.
    pub fn show(self, ui: &mut Ui, rows: &[TreeRow], mut menu: impl FnMut(&mut Ui, usize)) -> TreeEvents {
        let mut events = TreeEvents::default();
        let rect = ui.available_rect_before_wrap();
        let whole = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        whole.widget_info(|| WidgetInfo::labeled(Role::Tree, ui.is_enabled(), self.name));
        let has_keyboard = whole.has_focus();
        let mut cursor = self.cursor(ui, rows);
        let mut follow = self.reveal.is_some();
        let (mut menu_by_key, mut menu_is_open) = (false, false);
        if has_keyboard {
            keyboard::keep_arrows(ui, self.id, false);
            let before = cursor;
            menu_by_key = keys(ui, rows, &mut cursor, &mut events);
            follow |= before != cursor;
        }
        cursor = self.reveal.unwrap_or(cursor).min(rows.len().saturating_sub(1));
        let height = tokens(ui).size.row;
        ui.spacing_mut().item_spacing.y = 0.0;
        let area = ScrollArea::vertical().id_salt(self.id).auto_shrink([false, false]);
        let places = rows.len() + usize::from(self.can_drop_below.is_some());
        area.show_rows(ui, height, places, |ui, range| {
            let corner = ui.max_rect().min;
            let width = ui.available_width();
            let rect_of = |index: usize| {
                let top = corner.y + offset(index, range.start) * height;
                Rect::from_min_size(pos2(corner.x, top), vec2(width, height))
            };
            if follow && !rows.is_empty() {
                ui.scroll_to_rect(rect_of(cursor), None);
            }
            for index in range.start..range.end.min(rows.len()) {
                let at_cursor = has_keyboard && index == cursor;
                let response = self.row_ui(ui, rect_of(index), rows, index, at_cursor, &mut events);
                menu_is_open |=
                    context_menu(self.id, &response, at_cursor && menu_by_key, |ui| menu(ui, index));
            }
            if range.end == places {
                let below = rect_of(rows.len());
                self.below_ui(ui, below.with_max_y(below.bottom().max(ui.clip_rect().bottom())), &mut events);
            }
        });
        if let Some(index) = events.clicked {
            cursor = index;
            if !menu_is_open {
                keyboard::take(ui.ctx(), self.id);
            }
        }
        self.remember(ui, rows, cursor);
        events
    }

    /// Where the cursor is: the row it was on, wherever that is now; else the selected row; else the first.
    fn cursor(&self, ui: &Ui, rows: &[TreeRow]) -> usize {
        let known = ui.data(|data| data.get_temp::<(Id, usize)>(self.id));
        match known {
            Some((id, index)) if rows.get(index).is_some_and(|row| row.id == id) => index,
            Some((id, index)) => {
                rows.iter().position(|row| row.id == id).unwrap_or(index.min(rows.len().max(1) - 1))
            }
            None => rows.iter().position(|row| self.is_selected(row)).unwrap_or(0),
        }
    }

    fn is_selected(&self, row: &TreeRow) -> bool {
        row.selected || self.selected.is_some_and(|rows| rows.contains(&row.id))
    }

    fn remember(&self, ui: &Ui, rows: &[TreeRow], cursor: usize) {
        let Some(row) = rows.get(cursor) else { return };
        ui.data_mut(|data| data.insert_temp(self.id, (row.id, cursor)));
        if ui.ctx().has_accesskit_node(row.id) {
            ui.ctx()
                .accesskit_node_builder(self.id, |node| node.set_active_descendant(row.id.accesskit_id()));
        }
    }

    fn row_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        rows: &[TreeRow],
        index: usize,
        at_cursor: bool,
        events: &mut TreeEvents,
    ) -> Response {
        let row = &rows[index];
        let selected = self.is_selected(row);
        let sense = if self.can_drop.is_some() { Sense::CLICK | Sense::DRAG } else { Sense::CLICK };
        let response = ui.interact(rect, row.id, sense);
        response.widget_info(|| WidgetInfo::selected(Role::TreeItem, ui.is_enabled(), selected, &row.label));
        ui.ctx().accesskit_node_builder(row.id, |node| {
            node.set_level(usize::from(row.level) + 1);
            node.set_selected(selected);
            if let Some(expanded) = row.expanded {
                node.set_expanded(expanded);
            }
            if !row.description.is_empty() {
                node.set_description(row.description.as_str());
            }
        });
        let arrow = arrow_rect(rect, row, tokens(ui));
        let response =
            if row.description.is_empty() { response } else { response.on_hover_text(&row.description) };
        if response.clicked() {
            let on_arrow = response.interact_pointer_pos().is_some_and(|at| arrow.contains(at));
            if on_arrow && row.expanded.is_some() {
                events.toggled = Some(index);
            } else {
                events.clicked = Some(index);
                events.pressed = Some(index);
                events.modifiers = held::with_click(ui);
            }
        }
        if response.secondary_clicked() {
            events.clicked = Some(index);
        }
        if response.double_clicked() && events.toggled.is_none() {
            events.activated = Some(index);
        }
        let target = self.drag_ui(&response, index, events);
        let looks = Looks { selected, at_cursor, target };
        paint_row(ui, rect, row, &response, &looks);
        response
    }

    /// Starts a drag, takes a drop, and says whether the row would take the one that hovers over it.
    fn drag_ui(&self, response: &Response, index: usize, events: &mut TreeEvents) -> bool {
        let Some(can_drop) = self.can_drop else { return false };
        if response.drag_started() {
            response.dnd_set_drag_payload(Dragged { tree: self.id, row: index });
        }
        let fits = |dragged: &Dragged| {
            dragged.tree == self.id && dragged.row != index && can_drop(dragged.row, index)
        };
        if let Some(dropped) = response.dnd_release_payload::<Dragged>().filter(|dragged| fits(dragged)) {
            events.moved = Some((dropped.row, index));
        }
        response.dnd_hover_payload::<Dragged>().is_some_and(|dragged| fits(&dragged))
    }
}

impl Tree<'_> {
    /// Takes a drop on the room below all rows.
    fn below_ui(&self, ui: &Ui, rect: Rect, events: &mut TreeEvents) {
        let Some(can_drop) = self.can_drop_below else { return };
        let response = ui.interact(rect, self.id.with("below"), Sense::hover());
        let fits = |dragged: &Dragged| dragged.tree == self.id && can_drop(dragged.row);
        if let Some(dropped) = response.dnd_release_payload::<Dragged>().filter(|dragged| fits(dragged)) {
            events.dropped_below = Some(dropped.row);
        }
        if response.dnd_hover_payload::<Dragged>().is_some_and(|dragged| fits(&dragged)) {
            let tokens = tokens(ui);
            let row = rect.with_max_y(rect.top() + tokens.size.row).shrink2(vec2(2.0, 0.0));
            let ring = Stroke::new(2.0, tokens.color.focus);
            ui.painter().rect_stroke(row, tokens.size.radius_small, ring, StrokeKind::Inside);
        }
    }
}

/// Moves the cursor and notes what else the keys ask for. Returns whether the context menu is wanted.
fn keys(ui: &Ui, rows: &[TreeRow], cursor: &mut usize, events: &mut TreeEvents) -> bool {
    if rows.is_empty() {
        return false;
    }
    let in_sight = 12;
    let last = rows.len() - 1;
    let before = *cursor;
    let shift = held::with_key(ui).shift;
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    *cursor = (*cursor + times(Key::ArrowDown) + in_sight * times(Key::PageDown)).min(last);
    *cursor = cursor.saturating_sub(times(Key::ArrowUp) + in_sight * times(Key::PageUp));
    if pressed(Key::Home) {
        *cursor = 0;
    }
    if pressed(Key::End) {
        *cursor = last;
    }
    if pressed(Key::ArrowRight) {
        match rows[*cursor].expanded {
            Some(false) => events.toggled = Some(*cursor),
            Some(true) => *cursor = (*cursor + 1).min(last),
            None => {}
        }
    }
    if pressed(Key::ArrowLeft) {
        if rows[*cursor].expanded == Some(true) {
            events.toggled = Some(*cursor);
        } else {
            *cursor = parent(rows, *cursor);
        }
    }
    if *cursor != before {
        events.clicked = Some(*cursor);
        // Ctrl with an arrow moves like the arrow alone; Shift takes the rows on the way along.
        events.modifiers.shift = shift;
    }
    events.activated = pressed(Key::Enter).then_some(*cursor);
    events.rename = pressed(Key::F2).then_some(*cursor);
    events.delete = pressed(Key::Delete).then_some(*cursor);
    is_asked_for(ui)
}

/// The row that one lies in; itself at the top.
fn parent(rows: &[TreeRow], index: usize) -> usize {
    let level = rows[index].level;
    rows[..index].iter().rposition(|row| row.level < level).unwrap_or(index)
}

/// Where the arrow of a row is, with room to hit it.
fn arrow_rect(rect: Rect, row: &TreeRow, tokens: &Tokens) -> Rect {
    let left = rect.left() + tokens.size.space + f32::from(row.level) * tokens.size.steps(4.0);
    Rect::from_min_size(pos2(left, rect.top()), vec2(tokens.size.steps(5.0), rect.height()))
}

/// What a row looks like beside what it says.
struct Looks {
    selected: bool,
    at_cursor: bool,
    /// The row that is dragged would be dropped here.
    target: bool,
}

fn paint_row(ui: &Ui, rect: Rect, row: &TreeRow, response: &Response, looks: &Looks) {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let ground = rect.shrink2(vec2(2.0, 0.0));
    let radius = CornerRadius::from(size.radius_small);
    if looks.selected {
        ui.painter().rect_filled(ground, radius, color.selection);
    } else if response.hovered() {
        ui.painter().rect_filled(ground, radius, color.hover);
    }
    if looks.at_cursor || looks.target {
        let ring = Stroke::new(if looks.target { 2.0 } else { 1.0 }, color.focus);
        ui.painter().rect_stroke(ground, radius, ring, StrokeKind::Inside);
    }
    let arrow = arrow_rect(rect, row, tokens);
    let middle = rect.center().y;
    if let Some(expanded) = row.expanded {
        let icon = if expanded { Icon::Down } else { Icon::Right };
        icon.paint(ui, arrow.center(), size.icon - 2.0, color.text_muted);
    }
    let mut left = arrow.right() + size.space / 2.0;
    if let Some(icon) = row.icon {
        icon.paint(ui, pos2(left + size.icon / 2.0, middle), size.icon, color.text_muted);
        left += size.icon + size.steps(1.5);
    }
    let mut right = rect.right() - size.steps(2.0);
    if let Some(badge) = row.badge {
        right = badge.paint(ui, right, middle) - size.steps(1.5);
    }
    if !row.trailing.is_empty() {
        let width = text_width(ui, &row.trailing, size.small).min(rect.width() / 3.0);
        truncated(ui, pos2(right - width, middle), right, &row.trailing, size.small, color.text_muted);
        right -= width + size.steps(1.5);
    }
    let text = if row.muted { color.text_muted } else { color.text };
    truncated(ui, pos2(left, middle), right, &row.label, size.body, text);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_is_the_row_before_that_lies_less_deep() {
        let levels = [0, 1, 2, 2, 1, 0];
        let rows: Vec<TreeRow> =
            levels.iter().enumerate().map(|(i, level)| TreeRow::new(Id::unique(i), *level, "")).collect();
        let parents: Vec<usize> = (0..rows.len()).map(|index| parent(&rows, index)).collect();
        assert_eq!(parents, [0, 0, 1, 1, 0, 5]);
    }
}
