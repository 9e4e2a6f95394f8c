//! The timeline: the periods of an environment or a category as bars over an axis of time.
//!
//! Owns how they are drawn, dragged and reached by keyboard. Which rows there are, what the axis shows and what a
//! drag does to a period is known to `app`. Only the rows in sight are drawn.

mod axis;
mod bar;
mod paint;
mod row;
mod track;
mod tree;

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use super::widgets::{Icon, Severity, check_box, empty_state, icon_button, note, segmented};
use crate::app::timeline::{Preset, Row, VisibleRange};
use crate::app::{Action, TimelineAction};
use crate::model::{Ref, Stage};
use egui::{Id, Margin, Rect, ScrollArea, Ui, pos2, vec2};
use track::{PAN, Track, ZOOM, look};

/// The column of the names takes this share of the room, within these bounds.
const NAMES: (f32, f32, f32) = (0.38, 200.0, 320.0);

/// The height of the axis, in steps of the grid: two rows of marks, and one for today and the preview.
const HEADER: f32 = 14.5;

/// Draws the timeline of an environment or a category.
/// Where it is entered, its first bar takes the keyboard.
pub(super) fn timeline_ui(ui: &mut Ui, ctx: &UiCtx<'_>, entity: &Ref, enters: bool, actions: &mut Actions) {
    let timeline = &ctx.app.timeline();
    let (Some(name), Some(visible)) = (entity.environment(), timeline.visible()) else { return };
    // A frame or two later they are there.
    let Some(rows) = timeline.rows_of(entity) else { return };
    let live = ctx.catalog().environment(name).is_some_and(|it| it.stage == Stage::Live);
    let space = tokens(ui).size.space;
    ui.spacing_mut().item_spacing.y = space * 2.0;
    egui::Frame::new().inner_margin(Margin { left: 20, right: 20, top: 10, bottom: 0 }).show(ui, |ui| {
        toolbar_ui(ui, ctx, visible, actions);
        if live {
            note(ui, Severity::Info, &ctx.text("timeline-read-only"));
        }
    });
    if rows.dated == 0 && timeline.only_dated() || rows.rows.is_empty() {
        return nothing_ui(ui, ctx, rows.dated == 0 && rows.offers > 0, actions);
    }
    let room = ui.available_rect_before_wrap();
    let room = Rect::from_min_max(room.min + vec2(space * 3.0, 0.0), room.max - vec2(space * 2.0, 0.0));
    let names = (room.width() * NAMES.0).clamp(NAMES.1, NAMES.2);
    let track = Track {
        ctx: *ctx,
        environment: name,
        editable: !live,
        visible,
        zone: ctx.catalog().zone(),
        now: ctx.app.now(),
        preview: ctx.app.preview_moment(),
        left: room.left() + names,
        width: (room.width() - names).max(1.0),
    };
    if let Some(first) = rows.rows.first().filter(|_| enters) {
        ui.memory_mut(|memory| memory.request_focus(bar::bar_id(&track, first)));
    }
    rows_ui(ui, &track, room, &rows.rows, actions);
}

/// Buttons for the part of time in sight, and which rows there are.
fn toolbar_ui(ui: &mut Ui, ctx: &UiCtx<'_>, visible: VisibleRange, actions: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(tokens(ui).size.space, tokens(ui).size.space);
        let buttons = [
            (Icon::Left, "timeline-earlier", visible.panned(-0.5)),
            (Icon::Right, "timeline-later-button", visible.panned(0.5)),
            (Icon::Remove, "timeline-zoom-out", visible.zoomed(1.0 / ZOOM, 0.5)),
            (Icon::Add, "timeline-zoom-in", visible.zoomed(ZOOM, 0.5)),
        ];
        for (icon, name, to) in buttons {
            if icon_button(ui, icon, &ctx.text(name)).clicked() {
                look(actions, to);
            }
        }
        if ui.add(super::widgets::Button::ghost(&ctx.text("timeline-fit"))).clicked() {
            actions.push(Action::Timeline(TimelineAction::Fit));
        }
        if ui.add(super::widgets::Button::ghost(&ctx.text("timeline-today"))).clicked() {
            let now = ctx.app.now();
            look(actions, VisibleRange::over(now, now).with_length(visible.length()));
        }
        length_ui(ui, ctx, visible, actions);
        ui.add_space(tokens(ui).size.steps(2.0));
        let mut only = ctx.app.timeline().only_dated();
        if check_box(ui, &mut only, &ctx.text("timeline-only-dated")).changed() {
            actions.push(Action::Timeline(TimelineAction::OnlyDated(only)));
        }
    });
}

/// The usual lengths of time; none is chosen where another one is in sight.
fn length_ui(ui: &mut Ui, ctx: &UiCtx<'_>, visible: VisibleRange, actions: &mut Actions) {
    let is = |preset: &Preset| (preset.seconds() - visible.length()).abs() < 1.0;
    let mut chosen = Preset::ALL.into_iter().find(is);
    let options = Preset::ALL.map(|preset| (Some(preset), ctx.text(preset.title())));
    if segmented(ui, &ctx.text("timeline-length"), &mut chosen, &options).changed()
        && let Some(preset) = chosen
    {
        look(actions, visible.with_length(preset.seconds()));
    }
}

/// What stands where there is no bar to draw.
fn nothing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, undated: bool, actions: &mut Actions) {
    if !undated {
        let (title, sentence) = (ctx.text("timeline-empty"), ctx.text("timeline-empty-hint"));
        empty_state(ui, Icon::Calendar, &title, &sentence, None);
        return;
    }
    let (title, sentence) = (ctx.text("timeline-none"), ctx.text("timeline-none-hint"));
    if empty_state(ui, Icon::Calendar, &title, &sentence, Some(&ctx.text("timeline-show-all"))) {
        actions.push(Action::Timeline(TimelineAction::OnlyDated(false)));
    }
}

/// The axis, and below it the rows in sight.
fn rows_ui(ui: &mut Ui, track: &Track<'_>, room: Rect, rows: &[Row], actions: &mut Actions) {
    let header =
        Rect::from_min_size(pos2(track.left, room.top()), vec2(track.width, HEADER * tokens(ui).size.space));
    let below = Rect::from_min_max(pos2(room.left(), header.bottom()), room.max);
    let axis = axis::axis_ui(ui, track, header, actions);
    let ground = Rect::from_min_max(pos2(track.left, below.top()), below.max);
    // Under the bars: what is dragged beside them moves the visible range.
    let background = ui.interact(ground, Id::unique("timeline background"), egui::Sense::DRAG);
    axis::pan_and_zoom(ui, track, header.union(ground), &background, actions);
    axis::grid(ui, track, ground, &axis);
    let area = Id::unique(("timeline rows", track.environment));
    let whole = ui.interact(below, area, egui::Sense::hover());
    whole.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TreeGrid, true, track.text("timeline-rows")));
    ui.scope_builder(egui::UiBuilder::new().max_rect(below), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = tokens(ui).size.row;
        let scroll = ScrollArea::vertical().id_salt(area).auto_shrink([false, false]);
        scroll.show_rows(ui, height, rows.len(), |ui, range| {
            let corner = ui.max_rect().top();
            // One more at each end: the keyboard can only go to a row that is there.
            for index in range.start.saturating_sub(1)..(range.end + 1).min(rows.len()) {
                let top = corner + below_first(index, range.start) * height;
                let rect = Rect::from_min_max(pos2(room.left(), top), pos2(room.right(), top + height));
                tree::name_ui(ui, track, rect, &rows[index], actions);
                bar::bar_ui(ui, track, rect, rows, index, actions);
            }
        });
    });
    axis::moments(ui, track, header, ground);
}

/// How many rows one lies below the first in sight.
#[expect(clippy::cast_precision_loss, reason = "rows in sight together are few")]
fn below_first(index: usize, first: usize) -> f32 {
    if index < first { -((first - index) as f32) } else { (index - first) as f32 }
}
