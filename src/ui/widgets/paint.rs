//! What the widgets paint alike: grounds, focus rings, texts cut to their room.

use crate::ui::theme::tokens;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CornerRadius, FontId, Label, Pos2, Rect, Response, RichText, Role, Stroke, StrokeKind, Ui, pos2,
};

/// Paints the ground of a control, with the focus ring around it when it has the keyboard.
pub(super) fn paint_control(ui: &Ui, rect: Rect, fill: Color32, outline: Color32, response: &Response) {
    let radius = CornerRadius::from(tokens(ui).size.radius);
    ui.painter().rect(rect, radius, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
    focus_ring(ui, rect, response);
}

/// The ring around what has the keyboard.
pub(in crate::ui) fn focus_ring(ui: &Ui, rect: Rect, response: &Response) {
    if response.has_focus() {
        let tokens = tokens(ui);
        let radius = CornerRadius::from(tokens.size.radius + 1.0);
        let ring = Stroke::new(2.0, tokens.color.focus);
        ui.painter().rect_stroke(rect.expand(1.0), radius, ring, StrokeKind::Outside);
    }
}

/// The width of a text in the proportional font.
pub(in crate::ui) fn text_width(ui: &Ui, text: &str, points: f32) -> f32 {
    ui.painter().layout_no_wrap(text.to_owned(), FontId::proportional(points), Color32::PLACEHOLDER).size().x
}

/// Paints a text from the left, centred on a line, cut with an ellipsis where it meets `right`.
/// Returns where it ends.
pub(in crate::ui) fn truncated(
    ui: &Ui,
    left: Pos2,
    right: f32,
    text: &str,
    points: f32,
    color: Color32,
) -> f32 {
    truncated_as(ui, left, right, text, (points, color), false)
}

/// The same, in letters that lean where `leaning`.
pub(super) fn truncated_as(
    ui: &Ui,
    left: Pos2,
    right: f32,
    text: &str,
    (points, color): (f32, Color32),
    leaning: bool,
) -> f32 {
    if right - left.x < points {
        // Three dots alone say nothing, and would lie over what stands behind.
        return left.x;
    }
    let mut job = LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(points), color);
    job.sections.iter_mut().for_each(|section| section.format.italics = leaning);
    job.wrap = TextWrapping::truncate_at_width((right - left.x).max(0.0));
    let galley = ui.painter().layout_job(job);
    let (width, height) = (galley.size().x, galley.size().y);
    ui.painter().galley(pos2(left.x, left.y - height / 2.0), galley, color);
    left.x + width
}

/// A heading, which screen readers can jump to.
pub(super) fn heading_ui(ui: &mut Ui, text: &str, points: f32) -> Response {
    let shown = RichText::new(text).size(points).color(tokens(ui).color.text);
    let response = ui.add(Label::new(shown).wrap());
    as_role(ui, &response, Role::Heading, text);
    response
}

/// Gives a label another role, under which its text is its name.
pub(in crate::ui) fn as_role(ui: &Ui, response: &Response, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.clear_value();
        node.set_label(name);
    });
}
