//! How a bar looks: solid where it counts, hatched where those above it cut it, faded where it is open.

use super::Track;
use crate::app::timeline::{Part, PeriodStatus, Row};
use crate::model::{Entity, Period, Window};
use crate::ui::theme::{Colors, tokens};
use crate::ui::widgets::Icon;
use egui::{Color32, CornerRadius, Mesh, Painter, Rect, Stroke, StrokeKind, Ui, pos2};

/// An open end fades over this length, in points.
const FADE: f32 = 28.0;
/// The distance between two lines of a hatched part, in points.
const HATCH: f32 = 6.0;

/// What is painted of a row.
pub(super) struct Bar<'a> {
    /// The row's part of the track.
    pub(super) rect: Rect,
    /// Where the bar can be hit.
    pub(super) bounds: Rect,
    pub(super) own: Window,
    pub(super) period: &'a Period,
    pub(super) status: Option<PeriodStatus>,
}

fn color_of(row: &Row, color: &Colors) -> Color32 {
    match (row.part, &row.of) {
        (Part::Weight(_), _) => color.info,
        (Part::Multiplier, _) => color.success,
        (Part::Own, Entity::Category(_)) => color.text_muted,
        (Part::Own, _) => color.accent,
    }
}

/// Paints the bar of a row.
pub(super) fn paint_bar(ui: &Ui, track: &Track<'_>, row: &Row, bar: &Bar<'_>) {
    let colors = &tokens(ui).color;
    let painter = ui.painter().with_clip_rect(bar.rect.intersect(ui.clip_rect()));
    if bar.period.is_always() {
        let line = Stroke::new(1.0, colors.border);
        painter.hline(bar.rect.x_range(), bar.rect.center().y, line);
        return;
    }
    let color = color_of(row, colors);
    let radius = CornerRadius::from(tokens(ui).size.radius_small);
    let both = bar.own.and(row.above);
    let never = matches!(bar.status, Some(PeriodStatus::Reversed | PeriodStatus::NeverMeets));
    let part = |window: Window| {
        let (from, until) = (track.x(window.from), track.x(window.until));
        Rect::from_x_y_ranges(from..=until, bar.bounds.y_range())
    };
    if never || both != bar.own {
        // All of it first: what is left of it is painted over.
        let whole = if never { bar.bounds } else { part(bar.own) };
        painter.rect_filled(whole, radius, color.gamma_multiply(0.16));
        hatch(&painter, whole.intersect(bar.rect), color.gamma_multiply(0.7));
        let outline = if never { colors.error } else { color };
        painter.rect_stroke(whole, radius, Stroke::new(1.0, outline), StrokeKind::Inside);
    }
    if !never {
        let over = bar.status == Some(PeriodStatus::Over);
        let fill = if over { color.gamma_multiply(0.5) } else { color };
        solid(&painter, track, part(both), both, fill, radius);
    }
    edges(ui, track, bar, color);
}

/// The part that counts. An open side fades towards the edge of the track.
fn solid(
    painter: &Painter,
    track: &Track<'_>,
    rect: Rect,
    window: Window,
    fill: Color32,
    radius: CornerRadius,
) {
    let mut rect = rect;
    if rect.width() < 3.0 {
        rect = Rect::from_center_size(rect.center(), egui::vec2(3.0, rect.height()));
    }
    let room = (track.width / 3.0).min(FADE);
    if window.from == jiff::Timestamp::MIN {
        rect.set_left((track.left + room).min(rect.right()));
        let fade = Rect::from_min_max(pos2(track.left, rect.top()), rect.left_bottom());
        gradient(painter, fade, Color32::TRANSPARENT, fill);
    }
    if window.until == jiff::Timestamp::MAX {
        rect.set_right((track.right() - room).max(rect.left()));
        let fade = Rect::from_min_max(rect.right_top(), pos2(track.right(), rect.bottom()));
        gradient(painter, fade, fill, Color32::TRANSPARENT);
    }
    painter.rect_filled(rect, radius, fill);
}

/// A ground from one colour at the left to another at the right.
fn gradient(painter: &Painter, rect: Rect, left: Color32, right: Color32) {
    if !rect.is_positive() {
        return;
    }
    let mut mesh = Mesh::default();
    mesh.colored_vertex(rect.left_top(), left);
    mesh.colored_vertex(rect.right_top(), right);
    mesh.colored_vertex(rect.right_bottom(), right);
    mesh.colored_vertex(rect.left_bottom(), left);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(0, 2, 3);
    painter.add(mesh);
}

/// Slanted lines over a part; they stand still while the visible range moves.
fn hatch(painter: &Painter, rect: Rect, color: Color32) {
    if !rect.is_positive() {
        return;
    }
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let height = rect.height();
    let mut x = rect.left() - height;
    while x < rect.right() {
        let line = [pos2(x, rect.bottom()), pos2(x + height, rect.top())];
        painter.line_segment(line, Stroke::new(1.0, color));
        x += HATCH;
    }
}

/// Arrows where the bar goes on out of sight.
fn edges(ui: &Ui, track: &Track<'_>, bar: &Bar<'_>, color: Color32) {
    let size = tokens(ui).size.icon - 4.0;
    let middle = bar.bounds.center().y;
    if track.x(bar.own.from) < track.left {
        Icon::Left.paint(ui, pos2(track.left + size / 2.0, middle), size, color);
    }
    if track.x(bar.own.until) > track.right() {
        Icon::Right.paint(ui, pos2(track.right() - size / 2.0, middle), size, color);
    }
}
