//! Check boxes and radio buttons whose labels wrap.

use super::Icon;
use super::paint::focus_ring;
use crate::ui::theme::tokens;
use egui::{
    Align, Color32, CornerRadius, FontId, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};
use egui::{pos2, vec2};

/// A check box with its label, which wraps. The whole of it can be clicked.
pub fn check_box(ui: &mut Ui, on: &mut bool, label: &str) -> Response {
    let (mut response, mark) = labelled(ui, label);
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *on, label));
    let tokens = tokens(ui);
    let (fill, outline) = ground(ui, &response, *on);
    let radius = CornerRadius::from(tokens.size.radius_small);
    ui.painter().rect(mark, radius, fill, Stroke::new(1.0, outline), StrokeKind::Inside);
    if *on {
        Icon::Check.paint(ui, mark.center(), mark.height() - 3.0, tokens.color.accent_text);
    }
    focus_ring(ui, mark, &response);
    response
}

/// One of several choices that exclude each other. A click is a change if it was not chosen.
pub fn radio_button(ui: &mut Ui, chosen: bool, label: &str) -> Response {
    let (mut response, mark) = labelled(ui, label);
    if response.clicked() && !chosen {
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    let (fill, outline) = ground(ui, &response, chosen);
    let radius = mark.height() / 2.0;
    ui.painter().circle(mark.center(), radius - 0.5, fill, Stroke::new(1.0, outline));
    if chosen {
        ui.painter().circle_filled(mark.center(), radius / 2.5, tokens(ui).color.accent_text);
    }
    if response.has_focus() {
        ui.painter().circle_stroke(mark.center(), radius + 1.0, Stroke::new(2.0, tokens(ui).color.focus));
    }
    response
}

/// Room for a mark and its label, and the label painted. Returns where the mark goes.
fn labelled(ui: &mut Ui, label: &str) -> (Response, Rect) {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let mark = size.icon + 1.0;
    let gap = size.steps(2.0);
    let wrap = (ui.available_width() - mark - gap).max(size.steps(10.0));
    let font = FontId::proportional(size.body);
    let color = if ui.is_enabled() { tokens.color.text } else { tokens.color.text_muted };
    let galley = ui.painter().layout(label.to_owned(), font, color, wrap);
    let line = galley.rows.first().map_or(mark, |row| row.rect().height());
    let height = (galley.size().y + size.control - line).max(size.control);
    let (rect, response) = ui.allocate_exact_size(vec2(mark + gap + galley.size().x, height), Sense::click());
    let middle = rect.top() + size.control / 2.0;
    let top = middle - line / 2.0;
    ui.painter().galley(pos2(rect.left() + mark + gap, top), galley, Color32::PLACEHOLDER);
    let mark = Rect::from_center_size(pos2(rect.left() + mark / 2.0, middle.round()), vec2(mark, mark));
    (response, mark)
}

/// Fill and outline of the mark.
fn ground(ui: &Ui, response: &Response, on: bool) -> (Color32, Color32) {
    let color = &tokens(ui).color;
    match (on, response.hovered()) {
        (true, false) => (color.accent, color.accent),
        (true, true) => (color.accent_hover, color.accent_hover),
        (false, false) => (color.field, color.border_strong),
        (false, true) => (color.hover, color.text_muted),
    }
}

/// A group of radio buttons side by side, wrapping. Returns the click that changed the choice.
pub(super) fn radio_group<T: PartialEq + Clone>(
    ui: &mut Ui,
    value: &mut T,
    options: &[(T, &str)],
) -> Response {
    let tokens = tokens(ui);
    let group = ui.with_layout(egui::Layout::left_to_right(Align::Min).with_main_wrap(true), |ui| {
        ui.spacing_mut().item_spacing = vec2(tokens.size.steps(4.0), 0.0);
        let mut changed = false;
        for (option, label) in options {
            if radio_button(ui, value == option, label).changed() {
                *value = option.clone();
                changed = true;
            }
        }
        changed
    });
    let mut response = group.response;
    if group.inner {
        response.mark_changed();
    }
    response
}
