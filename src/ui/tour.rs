//! The callout of the tour: a card beside the part of the window that it is about, which is outlined. Dims and
//! locks nothing: the window can be used meanwhile.

use super::ctx::{Actions, UiCtx};
use super::shortcuts::written;
use super::theme::{Tokens, tokens};
use super::widgets::{Button, sides};
use crate::app::{Action, Command, TourAction, TourStep};
use crate::text::Message;
use egui::{
    Align, Area, Context, CornerRadius, Frame, Id, Key, Label, LayerId, Margin, Modifiers, Order, Painter,
    Popup, Rect, Response, RichText, Role, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

/// The width of the callout, in steps of the grid.
const WIDTH: f32 = 76.0;
/// The room that the menus take in the bar, in points.
const MENUS: f32 = 260.0;
/// The height that is reckoned with until it has been drawn once, in steps of the grid.
const FIRST_HEIGHT: f32 = 45.0;

/// Where the parts of the window are that the tour points at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub(super) bar: Rect,
    pub(super) explorer: Option<Rect>,
    pub(super) form: Rect,
    pub(super) preview: Option<Rect>,
    pub(super) problems: Option<Rect>,
}

impl Parts {
    fn of(&self, ctx: &Context, step: TourStep) -> Rect {
        let part = match step {
            TourStep::Explorer => self.explorer,
            TourStep::Form => None,
            TourStep::Identification => ctx.data(|data| data.get_temp(marked())),
            TourStep::Preview => self.preview,
            TourStep::Problems => self.problems,
            // The menus at its left.
            TourStep::Palette => Some(self.bar.with_max_x(self.bar.right().min(self.bar.left() + MENUS))),
        };
        part.filter(Rect::is_positive).unwrap_or(self.form)
    }
}

fn marked() -> Id {
    Id::unique("part of a form that the tour points at")
}

/// The step that the keyboard was given to last.
fn focused() -> Id {
    Id::unique("focused step of the tour")
}

/// Notes, while the tour is there, where the form has what that step is about; at first it is scrolled to.
pub(super) fn mark(ui: &Ui, ctx: &UiCtx<'_>, rect: Rect) {
    let step = TourStep::Identification;
    if ctx.app.tour.step() != Some(step) {
        return;
    }
    let size = &tokens(ui).size;
    if ui.data(|data| data.get_temp::<TourStep>(focused())) != Some(step) {
        ui.scroll_to_rect(rect, Some(Align::Center));
    }
    let rect = rect.expand2(vec2(size.steps(3.0), size.steps(2.0))).intersect(ui.clip_rect());
    ui.data_mut(|data| data.insert_temp(marked(), rect));
}

/// Draws the callout of the step that the tour is at.
pub(super) fn tour_ui(egui: &Context, ctx: &UiCtx<'_>, parts: &Parts, actions: &mut Actions) {
    let Some(step) = ctx.app.tour.step() else {
        return egui.data_mut(|data| data.remove::<TourStep>(focused()));
    };
    // A question comes first.
    if ctx.app.dialog.is_some() {
        return;
    }
    let id = Id::unique("tour");
    let size = &Tokens::of(egui.theme()).size;
    let target = parts.of(egui, step).expand(1.0);
    let known = egui.memory(|memory| memory.area_rect(id)).map(|rect| rect.size());
    let callout = known.unwrap_or(vec2(size.steps(WIDTH + 8.0), size.steps(FIRST_HEIGHT)));
    let (at, points_at) = place(egui.content_rect(), target, callout, size.steps(4.0));
    outline(egui, id, target, Rect::from_min_size(at, callout), points_at);
    let (title, text) = words(egui, ctx, step);
    let area =
        Area::new(id).order(Order::Foreground).fixed_pos(at).role(Role::Dialog).accessible_name(&title);
    area.show(egui, |ui| {
        let fresh = ui.data(|data| data.get_temp::<TourStep>(focused())) != Some(step);
        callout_ui(ui, ctx, step, (&title, &text), fresh, actions);
        ui.data_mut(|data| data.insert_temp(focused(), step));
    });
    let free = !Popup::is_any_open(egui);
    if free && egui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        actions.push(Action::Tour(TourAction::Skip));
    }
}

/// Where the callout goes: beside the part where there is room, else over its lower end; and the side of the
/// callout at which the part then is.
fn place(window: Rect, target: Rect, callout: Vec2, gap: f32) -> (egui::Pos2, Option<Vec2>) {
    let window = window.shrink(gap / 2.0);
    let top = target.top() + (target.height() / 4.0).min(gap * 3.0);
    let middle = target.center().x.min(target.left() + callout.x) - callout.x / 2.0;
    let beside = [
        (pos2(target.right() + gap, top), Vec2::LEFT),
        (pos2(target.left() - gap - callout.x, top), Vec2::RIGHT),
        (pos2(middle, target.bottom() + gap), Vec2::UP),
        (pos2(middle, target.top() - gap - callout.y), Vec2::DOWN),
    ];
    let inside = |at: egui::Pos2| {
        let most = (window.max - callout).max(window.min);
        at.clamp(window.min, most)
    };
    for (at, side) in beside {
        let moved = inside(at);
        if !Rect::from_min_size(moved, callout).intersects(target) {
            return (moved, Some(side));
        }
    }
    (inside(target.max - callout - Vec2::splat(gap)), None)
}

/// The outline of the part, and the tip of the callout towards it.
fn outline(egui: &Context, id: Id, target: Rect, callout: Rect, side: Option<Vec2>) {
    let tokens = Tokens::of(egui.theme());
    let line = Stroke::new(2.0, tokens.color.focus);
    let painter =
        Painter::new(egui.clone(), LayerId::new(Order::Middle, id.with("outline")), egui.content_rect());
    let radius = CornerRadius::from(tokens.size.radius);
    let seen = target.intersect(egui.content_rect().shrink(1.0));
    painter.rect_stroke(seen, radius, line, StrokeKind::Inside);
    let Some(side) = side else { return };
    let half = tokens.size.steps(2.0);
    let along = vec2(side.y.abs(), side.x.abs()) * half;
    let edge = callout.center() + side * callout.size() / 2.0;
    // On a long edge the tip stands where the part is.
    let wanted =
        if side.x == 0.0 { pos2(target.center().x, edge.y) } else { pos2(edge.x, target.center().y) };
    let room = callout.shrink(tokens.size.steps(4.0));
    let at = if side.x == 0.0 {
        pos2(wanted.x.clamp(room.left(), room.right()), edge.y)
    } else {
        pos2(edge.x, wanted.y.clamp(room.top(), room.bottom()))
    };
    let tip = vec![at + side * half * 1.5, at + along - side, at - along - side];
    painter.add(Shape::convex_polygon(tip, tokens.color.focus, Stroke::NONE));
}

/// Title and text of a step.
fn words(egui: &Context, ctx: &UiCtx<'_>, step: TourStep) -> (String, String) {
    let (title, text) = match step {
        TourStep::Explorer => ("tour-explorer", Message::new("tour-explorer-text")),
        TourStep::Form => ("tour-form", Message::new("tour-form-text")),
        TourStep::Identification => ("tour-identification", Message::new("tour-identification-text")),
        TourStep::Preview => ("tour-preview", Message::new("tour-preview-text")),
        TourStep::Problems => ("tour-problems", Message::new("tour-problems-text")),
        TourStep::Palette => {
            let keys =
                Command::Palette.shortcut().map(|keys| written(egui, ctx.language, keys)).unwrap_or_default();
            ("tour-palette", Message::new("tour-palette-text").with("keys", keys))
        }
    };
    (ctx.text(title), ctx.say(&text))
}

/// The card: title, text, and the buttons. Where the step is `fresh`, the keyboard goes to the one that goes on.
fn callout_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    step: TourStep,
    (title, text): (&str, &str),
    fresh: bool,
    actions: &mut Actions,
) {
    let tokens = tokens(ui);
    let (size, color) = (&tokens.size, &tokens.color);
    let frame = Frame::new()
        .fill(color.raised)
        .stroke(Stroke::new(2.0, color.focus))
        .corner_radius(CornerRadius::same(10))
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin::same(14));
    frame.show(ui, |ui| {
        ui.set_width(size.steps(WIDTH).min(ui.ctx().content_rect().width() - size.steps(12.0)));
        ui.spacing_mut().item_spacing.y = size.steps(2.0);
        let heading = RichText::new(title).size(size.heading).strong().color(color.text);
        ui.add(Label::new(heading).wrap());
        ui.add(Label::new(RichText::new(text).color(color.text)).wrap());
        ui.add_space(size.space);
        let count = Message::new("tour-count").with("step", step.number()).with("count", TourStep::ALL.len());
        let count = RichText::new(ctx.say(&count)).size(size.small).color(color.text_muted);
        let count_ui = |ui: &mut Ui| ui.label(count);
        let next = sides(ui, "tour", count_ui, |ui| {
            ui.spacing_mut().item_spacing.x = size.steps(2.0);
            buttons_ui(ui, ctx, step, actions)
        });
        let next = next.1;
        ui.ctx().accesskit_node_builder(next.id, |node| node.set_description(format!("{title}. {text}")));
        if fresh {
            next.request_focus();
        }
    });
}

/// The buttons. Returns the one that goes on.
fn buttons_ui(ui: &mut Ui, ctx: &UiCtx<'_>, step: TourStep, actions: &mut Actions) -> Response {
    let (first, last) = (step.number() == 1, step.number() == TourStep::ALL.len());
    if !last && ui.add(Button::ghost(&ctx.text("tour-skip"))).clicked() {
        actions.push(Action::Tour(TourAction::Skip));
    }
    let back = ui.add_enabled(!first, Button::secondary(&ctx.text("tour-back")));
    if back.clicked() {
        actions.push(Action::Tour(TourAction::Back));
    }
    let next = ui.add(Button::primary(&ctx.text(if last { "tour-done" } else { "tour-next" })));
    if next.clicked() {
        actions.push(Action::Tour(TourAction::Next));
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callout_stays_in_the_window_and_off_what_it_points_at() {
        let window = Rect::from_min_size(pos2(0.0, 0.0), vec2(683.0, 427.0));
        let callout = vec2(330.0, 180.0);
        let left = Rect::from_min_max(pos2(0.0, 30.0), pos2(180.0, 400.0));
        let right = Rect::from_min_max(pos2(420.0, 30.0), pos2(683.0, 400.0));
        let below = Rect::from_min_max(pos2(180.0, 260.0), pos2(420.0, 400.0));
        let bar = Rect::from_min_max(pos2(0.0, 0.0), pos2(683.0, 30.0));
        for target in [left, right, below, bar] {
            let (at, side) = place(window, target, callout, 16.0);
            let placed = Rect::from_min_size(at, callout);
            assert!(window.contains_rect(placed), "{target:?}: {placed:?}");
            assert!(side.is_some() && !placed.intersects(target), "{target:?}: {placed:?}");
        }
        let (at, side) = place(window, window, callout, 16.0);
        assert!(window.contains_rect(Rect::from_min_size(at, callout)));
        assert_eq!(side, None, "there is no room beside the whole window");
    }
}
