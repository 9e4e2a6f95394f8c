//! The list inside a picker's popup: only the rows in sight are drawn.

use super::Icon;
use super::paint::{text_width, truncated};
use crate::ui::theme::tokens;
use egui::{CornerRadius, Id, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::borrow::Cow;

/// Rows that are in sight at once.
const ROWS_IN_SIGHT: f32 = 9.0;

/// One row of the list.
pub(super) struct ListEntry<'a> {
    /// What it is.
    pub(super) label: Cow<'a, str>,
    /// What tells it from others of that label, muted, at the right.
    pub(super) detail: Cow<'a, str>,
    /// Whether it is the present value.
    pub(super) chosen: bool,
    /// Whether it is no value, and so is written muted.
    pub(super) muted: bool,
    /// Whether it can be chosen.
    pub(super) enabled: bool,
}

/// The height of a list of so many rows.
pub(super) fn list_height(ui: &Ui, count: usize) -> f32 {
    tokens(ui).size.row * offset(count, 0).min(ROWS_IN_SIGHT)
}

/// Draws `count` rows that `entry` describes. `cursor` is the row that Enter would take; when `follow`
/// is set it is brought in sight. Where keys have moved it, screen readers are told that it has the keyboard, in
/// place of the field that they were `steered` from. Returns the row that was clicked.
pub(super) fn list_ui<'a>(
    ui: &mut Ui,
    steered: Option<Id>,
    count: usize,
    cursor: usize,
    follow: bool,
    entry: impl Fn(usize) -> ListEntry<'a>,
) -> Option<usize> {
    let height = tokens(ui).size.row;
    ui.spacing_mut().item_spacing.y = 0.0;
    // A popup that was lower, with fewer rows, leaves no room by itself.
    let (least, most) = (list_height(ui, count), height * ROWS_IN_SIGHT);
    let area = ScrollArea::vertical().min_scrolled_height(least).max_height(most);
    let area = area.auto_shrink([false, true]);
    let area = area.show_rows(ui, height, count, |ui, range| {
        let mut clicked = None;
        let corner = ui.max_rect().min;
        let row = |index: usize| offset(index, range.start) * height + corner.y;
        for index in range.clone() {
            let rect = Rect::from_min_size(pos2(corner.x, row(index)), vec2(ui.available_width(), height));
            let drawn = entry_ui(ui, rect, index == cursor, &entry(index), index);
            ui.ctx().accesskit_node_builder(drawn.id, |node| {
                node.set_position_in_set(index);
                node.set_size_of_set(count);
            });
            if let Some(field) = steered.filter(|_| index == cursor) {
                ui.ctx().accesskit_node_builder(field, |node| {
                    node.set_active_descendant(drawn.id.accesskit_id());
                });
            }
            if drawn.clicked() {
                clicked = Some(index);
            }
        }
        if follow {
            let rect = Rect::from_min_size(pos2(corner.x, row(cursor)), vec2(1.0, height));
            ui.scroll_to_rect(rect, None);
        }
        clicked
    });
    area.inner
}

/// How many rows one lies below another, negative above.
#[expect(clippy::cast_precision_loss, reason = "rows that far apart are not in sight together")]
pub(super) fn offset(index: usize, from: usize) -> f32 {
    index as f32 - from as f32
}

fn entry_ui(ui: &mut Ui, rect: Rect, under_cursor: bool, entry: &ListEntry<'_>, index: usize) -> Response {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let response = ui.interact(rect, ui.scope_id().with(index), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::selected(Role::ListBoxOption, entry.enabled, entry.chosen, &*entry.label)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(entry.chosen);
        if !entry.detail.is_empty() {
            node.set_description(&*entry.detail);
        }
    });
    if under_cursor || response.hovered() {
        let fill = if under_cursor { tokens.color.selection } else { tokens.color.hover };
        ui.painter().rect_filled(rect, CornerRadius::from(size.radius_small), fill);
    }
    let middle = rect.center().y;
    if entry.chosen {
        let center = pos2(rect.left() + size.steps(3.0), middle);
        Icon::Check.paint(ui, center, size.icon - 1.0, tokens.color.link);
    }
    let right = rect.right() - size.steps(2.0);
    let detail = text_width(ui, &entry.detail, size.small).min(rect.width() / 2.0);
    let color = if entry.muted { tokens.color.text_muted } else { tokens.color.text };
    let left = pos2(rect.left() + size.steps(6.0), middle);
    truncated(ui, left, right - detail - size.steps(2.0), &entry.label, size.body, color);
    truncated(ui, pos2(right - detail, middle), right, &entry.detail, size.small, tokens.color.text_muted);
    response
}
