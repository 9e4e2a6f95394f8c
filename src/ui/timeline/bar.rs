//! A bar: where it is, how it is dragged and moved by keys, what it says of itself.

use super::paint::{Bar, paint_bar};
use super::row::{id_of, place, sentences, status_of, toggle};
use super::{Track, axis};
use crate::app::timeline::{Grip, Part, PeriodStatus, Row, shifted, words};
use crate::app::{Action, TimelineAction};
use crate::model::{Period, Window};
use crate::ui::ctx::Actions;
use crate::ui::theme::tokens;
use crate::ui::widgets::{focus_ring, keep_arrows};
use egui::style::ScrollAnimation;
use egui::{CursorIcon, Id, Key, Modifiers, Rect, Response, Role, Sense, Tooltip, Ui, WidgetInfo};
use egui::{pos2, vec2};

/// The room at each end of a bar that moves this end alone, in points.
const END: f32 = 7.0;
/// A bar is not shorter than this: it must be seen and hit.
const SHORTEST: f32 = 8.0;

/// A drag under way: what it moves, from what, and what the period has become.
#[derive(Debug, Clone)]
struct Drag {
    grip: Grip,
    /// Where it started.
    from_x: f32,
    before: Period,
    now: Period,
}

/// The id of a row's bar.
pub(super) fn bar_id(track: &Track<'_>, row: &Row) -> Id {
    id_of(track.environment, row)
}

/// Draws the bar of a row, and takes what is done with it.
pub(super) fn bar_ui(
    ui: &mut Ui,
    track: &Track<'_>,
    rect: Rect,
    rows: &[Row],
    index: usize,
    actions: &mut Actions,
) {
    let row = &rows[index];
    let rect = Rect::from_min_max(pos2(track.left, rect.top()), rect.max);
    let id = bar_id(track, row);
    let drag = ui.data(|data| data.get_temp::<Drag>(id));
    let period = drag.as_ref().map_or_else(|| row.period().clone(), |drag| drag.now.clone());
    let own = Window::of(&period, &track.zone);
    let bounds = bounds(track, rect, &period, own, row.part);
    let can_move = track.editable && !row.period().is_always();
    let response = ui.interact(bounds, id, if can_move { Sense::click_and_drag() } else { Sense::click() });
    let status = status_of(track, row);
    describe(ui, track, row, &period, status, &response);
    let bar = Bar { rect, bounds, own, period: &period, status };
    paint_bar(ui, track, row, &bar);
    focus_ring(ui, bounds, &response);
    if response.clicked() {
        response.request_focus();
    }
    if response.double_clicked() {
        actions.push(Action::GoTo(place(track, row)));
    }
    if can_move {
        drag_ui(ui, track, row, (&response, bounds), drag.as_ref(), actions);
    }
    keys(ui, track, rows, index, &response, actions);
    if response.lost_focus() {
        actions.push(Action::Settle);
    }
    if response.dragged() {
        let text = track.ctx.say(&row.name(&period));
        Tooltip::for_widget(&response).at_pointer().gap(12.0).show(|ui| ui.label(text));
    } else {
        let said = || sentences(track, row, &period, status);
        response.on_hover_ui_at_pointer(|ui| {
            for sentence in said() {
                ui.label(sentence);
            }
            if can_move {
                let muted = tokens(ui).color.text_muted;
                ui.label(egui::RichText::new(track.text("timeline-keys")).color(muted));
            }
        });
    }
}

/// Where a bar can be hit: its part in sight, or the edge that it lies behind.
fn bounds(track: &Track<'_>, rect: Rect, period: &Period, own: Window, part: Part) -> Rect {
    let height = if part == Part::Own { rect.height() * 0.56 } else { rect.height() * 0.4 };
    let (left, right) = if period.is_always() {
        (track.left, track.right())
    } else {
        // A reversed period is drawn where it starts.
        (track.x(own.from), track.x(own.until.max(own.from)))
    };
    let left = left.clamp(track.left, track.right() - SHORTEST);
    let right = right.clamp(left + SHORTEST, track.right().max(left + SHORTEST));
    Rect::from_center_size(pos2(f32::midpoint(left, right), rect.center().y), vec2(right - left, height))
}

/// Name, value and description for those who do not see the bar.
fn describe(
    ui: &Ui,
    track: &Track<'_>,
    row: &Row,
    period: &Period,
    status: Option<PeriodStatus>,
    response: &Response,
) {
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, track.ctx.say(&row.title())));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if !track.editable || period.is_always() {
            node.set_read_only();
        }
        node.set_value(track.ctx.say(&words::period(period)));
        node.set_description(sentences(track, row, period, status).split_off(1).join(" "));
    });
}

/// What a press at this place of a bar would move.
fn grip_at(bounds: Rect, x: f32, period: &Period) -> Grip {
    // A short bar has thirds.
    let end = END.min(bounds.width() / 3.0);
    let grip = if x < bounds.left() + end {
        Grip::Start
    } else if x > bounds.right() - end {
        Grip::End
    } else {
        Grip::Whole
    };
    if grip.fits(period) { grip } else { Grip::Whole }
}

fn drag_ui(
    ui: &Ui,
    track: &Track<'_>,
    row: &Row,
    (response, bounds): (&Response, Rect),
    drag: Option<&Drag>,
    actions: &mut Actions,
) {
    let pointer = ui.input(|input| input.pointer.latest_pos()).unwrap_or_default();
    if response.hovered() || response.dragged() {
        let grip = drag.map_or_else(|| grip_at(bounds, pointer.x, row.period()), |drag| drag.grip);
        ui.ctx().set_cursor_icon(match grip {
            Grip::Start | Grip::End => CursorIcon::ResizeHorizontal,
            Grip::Whole if response.dragged() => CursorIcon::Grabbing,
            Grip::Whole => CursorIcon::Grab,
        });
    }
    let id = response.id;
    if response.drag_started() {
        let from_x = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer).x;
        let before = row.period().clone();
        let grip = grip_at(bounds, from_x, &before);
        let drag = Drag { grip, from_x, now: before.clone(), before };
        ui.data_mut(|data| data.insert_temp(id, drag));
        response.request_focus();
    }
    let Some(mut drag) = ui.data(|data| data.get_temp::<Drag>(id)) else { return };
    if response.dragged() {
        drag.now = dragged_to(track, &drag, pointer.x);
        ui.data_mut(|data| data.insert_temp(id, drag));
        return;
    }
    ui.data_mut(|data| data.remove::<Drag>(id));
    let given_up = ui.input(|input| input.key_pressed(Key::Escape));
    if !given_up && drag.now != drag.before {
        actions.push(Action::Timeline(TimelineAction::Move {
            of: row.entity(track.environment),
            part: row.part,
            period: drag.now,
            by_key: false,
        }));
    }
}

/// The period of a drag while the pointer is here.
fn dragged_to(track: &Track<'_>, drag: &Drag, x: f32) -> Period {
    let unit = track.visible.unit();
    let seconds = f64::from((x - drag.from_x) / track.width) * track.visible.length();
    #[expect(clippy::cast_possible_truncation, reason = "a cast of a float stays within the type")]
    let count = (seconds / unit.seconds()).round() as i64;
    shifted(&drag.before, drag.grip, count, unit, &track.zone)
}

/// Arrows move the bar or its ends, and go from row to row; Enter opens the field, Space the branch.
fn keys(
    ui: &mut Ui,
    track: &Track<'_>,
    rows: &[Row],
    index: usize,
    response: &Response,
    actions: &mut Actions,
) {
    if !response.has_focus() {
        return;
    }
    keep_arrows(ui, response.id, false);
    let row = &rows[index];
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) {
        actions.push(Action::GoTo(place(track, row)));
    }
    if pressed(Key::Space) && row.open.is_some() {
        actions.push(toggle(track, row));
    }
    axis::zoom_keys(ui, track, actions);
    let up = pressed(Key::ArrowUp).then(|| index.checked_sub(1)).flatten();
    let down = pressed(Key::ArrowDown).then_some(index + 1);
    if let Some(to) = up.or(down).filter(|to| *to < rows.len()) {
        ui.memory_mut(|memory| memory.request_focus(bar_id(track, &rows[to])));
        let way = vec2(0.0, tokens(ui).size.row * if to < index { -1.0 } else { 1.0 });
        // At once: the row must be drawn when the next key comes.
        let rect = response.rect.translate(way).expand(tokens(ui).size.space);
        ui.scroll_to_rect_animation(rect, None, ScrollAnimation::none());
    }
    move_by_keys(ui, track, row, actions);
}

/// Left and right: alone the whole bar, with Shift its end, with Ctrl its start.
fn move_by_keys(ui: &Ui, track: &Track<'_>, row: &Row, actions: &mut Actions) {
    // The longer combinations first: the shorter ones would answer to them as well.
    let grips =
        [(Modifiers::SHIFT, Grip::End), (Modifiers::COMMAND, Grip::Start), (Modifiers::NONE, Grip::Whole)];
    for (modifiers, grip) in grips {
        let times = |key| ui.input_mut(|input| input.count_and_consume_key(modifiers, key));
        let count = i64::try_from(times(Key::ArrowRight)).unwrap_or(0)
            - i64::try_from(times(Key::ArrowLeft)).unwrap_or(0);
        if count == 0 || !track.editable || !grip.fits(row.period()) {
            continue;
        }
        let period = shifted(row.period(), grip, count, track.visible.unit(), &track.zone);
        if period != *row.period() {
            let of = row.entity(track.environment);
            actions.push(Action::Timeline(TimelineAction::Move { of, part: row.part, period, by_key: true }));
        }
    }
}
