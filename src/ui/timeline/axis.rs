//! The axis above the bars: its marks, the lines below them, today and the moment of the preview; and how the part
//! of time in sight is moved and zoomed.

use super::{PAN, Track, ZOOM, look};
use crate::app::timeline::{Axis, Tick, axis, words};
use crate::text::Message;
use crate::ui::ctx::Actions;
use crate::ui::theme::tokens;
use crate::ui::widgets::{focus_ring, text_width, truncated};
use egui::{
    Align2, Color32, CornerRadius, EventFilter, FontId, Id, Key, Modifiers, Rect, Response, Role, Sense,
    Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Draws the axis, which has the keyboard for moving and zooming. Returns its marks.
pub(super) fn axis_ui(ui: &Ui, track: &Track<'_>, rect: Rect, actions: &mut Actions) -> Axis {
    let tokens = tokens(ui);
    let axis = axis(track.visible, f64::from(track.width), &track.zone);
    let response = ui.interact(rect, Id::unique("timeline axis"), Sense::click_and_drag());
    let day = |at: jiff::Timestamp| words::date(at.to_zoned(track.zone.clone()).date());
    let days = Message::new("timeline-between")
        .with("from", day(track.visible.first()))
        .with("until", day(track.visible.last()));
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, track.text("timeline-axis")));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_value(track.ctx.say(&days)));
    let response = response.on_hover_text(track.text("timeline-axis-hint"));
    pan(track, &response, actions);
    if response.clicked() {
        response.request_focus();
    }
    keys(ui, track, &response, actions);
    let line = vec2(rect.width(), tokens.size.steps(5.0));
    let upper = Rect::from_min_size(rect.min, line);
    ticks_ui(ui, track, upper, &axis.coarse, tokens.color.text);
    ticks_ui(ui, track, upper.translate(vec2(0.0, line.y)), &axis.fine, tokens.color.text_muted);
    let line = Stroke::new(1.0, tokens.color.border);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    focus_ring(ui, rect.shrink(2.0), &response);
    axis
}

/// What is dragged takes the visible range along.
fn pan(track: &Track<'_>, dragged: &Response, actions: &mut Actions) {
    if !dragged.dragged() {
        return;
    }
    dragged.ctx.set_cursor_icon(egui::CursorIcon::Grabbing);
    let way = dragged.drag_delta().x;
    // A pointer that rests asks for nothing: the window would be drawn for ever.
    if way != 0.0 {
        look(actions, track.visible.panned(f64::from(-way / track.width)));
    }
}

/// Arrows move the visible range, plus and minus zoom.
fn keys(ui: &Ui, track: &Track<'_>, axis: &Response, actions: &mut Actions) {
    if !axis.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(axis.id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowLeft) {
        look(actions, track.visible.panned(-PAN));
    } else if pressed(Key::ArrowRight) {
        look(actions, track.visible.panned(PAN));
    }
    zoom_keys(ui, track, actions);
}

/// Plus and minus zoom, wherever the keyboard is in the timeline.
pub(super) fn zoom_keys(ui: &Ui, track: &Track<'_>, actions: &mut Actions) {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        look(actions, track.visible.zoomed(ZOOM, 0.5));
    } else if pressed(Key::Minus) {
        look(actions, track.visible.zoomed(1.0 / ZOOM, 0.5));
    }
}

/// The background dragged, Ctrl with the wheel, Shift with the wheel.
pub(super) fn pan_and_zoom(
    ui: &Ui,
    track: &Track<'_>,
    all: Rect,
    background: &Response,
    actions: &mut Actions,
) {
    pan(track, background, actions);
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()).filter(|at| all.contains(*at)) else {
        return;
    };
    if ui.ctx().layer_id_at(pointer) != Some(ui.layer_id()) {
        return;
    }
    let (zoom, wheel) = ui.input(|input| (f64::from(input.zoom_delta()), input.smooth_scroll_delta().x));
    if (zoom - 1.0).abs() > f64::EPSILON {
        look(actions, track.visible.zoomed(zoom, track.share_at(pointer.x)));
    } else if wheel != 0.0 {
        look(actions, track.visible.panned(f64::from(-wheel / track.width)));
    }
}

/// One row of marks: each label stands behind its mark, and stays in sight while its stretch is.
fn ticks_ui(ui: &Ui, track: &Track<'_>, rect: Rect, ticks: &[Tick], color: Color32) {
    let tokens = tokens(ui);
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    for (index, tick) in ticks.iter().enumerate() {
        let x = track.x_of(tick.share);
        let next = ticks.get(index + 1).map_or(rect.right(), |next| track.x_of(next.share));
        if tick.share >= 0.0 {
            painter.vline(x, rect.y_range(), Stroke::new(1.0, tokens.color.border));
        }
        let label = track.ctx.say(&tick.label);
        let left = x.max(rect.left()) + tokens.size.space;
        if next - left >= text_width(ui, &label, tokens.size.small).min(tokens.size.steps(14.0)) {
            truncated(ui, pos2(left, rect.center().y), next, &label, tokens.size.small, color);
        }
    }
}

/// The lines below the marks.
pub(super) fn grid(ui: &Ui, track: &Track<'_>, ground: Rect, axis: &Axis) {
    let color = tokens(ui).color.border;
    let painter = ui.painter().with_clip_rect(ground.intersect(ui.clip_rect()));
    for (ticks, color) in [(&axis.fine, color.gamma_multiply(0.5)), (&axis.coarse, color)] {
        for tick in ticks.iter().filter(|tick| tick.share >= 0.0) {
            let x = track.x_of(tick.share);
            painter.vline(x, ground.y_range(), Stroke::new(1.0, color));
        }
    }
}

/// Today, and the moment of the preview where it is another day.
pub(super) fn moments(ui: &Ui, track: &Track<'_>, header: Rect, ground: Rect) {
    let color = &tokens(ui).color;
    let day = |at: jiff::Timestamp| at.to_zoned(track.zone.clone()).date();
    moment(ui, track, (header, ground), track.now, "timeline-today", (color.accent, color.accent_text));
    if day(track.preview) != day(track.now) {
        moment(ui, track, (header, ground), track.preview, "timeline-preview", (color.text, color.panel));
    }
}

fn moment(
    ui: &Ui,
    track: &Track<'_>,
    (header, ground): (Rect, Rect),
    at: jiff::Timestamp,
    label: &str,
    (fill, text): (Color32, Color32),
) {
    let size = &tokens(ui).size;
    let x = track.x(at);
    if x < track.left || x > track.right() {
        return;
    }
    let label = track.text(label);
    let painter = ui.painter();
    painter.vline(x, ground.y_range(), Stroke::new(1.5, fill));
    let chip = vec2(text_width(ui, &label, size.small) + size.steps(2.0), size.steps(4.0));
    let half = chip.x / 2.0;
    let middle = x.clamp(track.left + half, (track.right() - half).max(track.left + half));
    let chip = Rect::from_center_size(pos2(middle, header.bottom() - chip.y / 2.0 - 1.0), chip);
    let whole = ui.interact(chip, Id::unique(("timeline moment", &label)), Sense::hover());
    whole.widget_info(|| {
        let day = words::date(at.to_zoned(track.zone.clone()).date());
        let name = Message::new("timeline-bar").with("name", label.as_str()).with("period", day);
        WidgetInfo::labeled(Role::Label, true, track.ctx.say(&name))
    });
    painter.rect_filled(chip, CornerRadius::from(size.radius_small), fill);
    painter.text(chip.center(), Align2::CENTER_CENTER, &label, FontId::proportional(size.small), text);
}
