//! A segmented control: a few choices that exclude each other, side by side.

use super::paint::{focus_ring, text_width};
use crate::ui::theme::tokens;
use egui::{
    Align2, CornerRadius, FontId, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};
use egui::{pos2, vec2};

/// Choices that exclude each other. `name` is the group's accessible name; the response says whether
/// the choice changed.
pub fn segmented<T: PartialEq + Clone, S: AsRef<str>>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    options: &[(T, S)],
) -> Response {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let inset = 2.0;
    let room = ui.available_width() - 2.0 * inset;
    let measured =
        |font: f32| options.iter().map(|(_, label)| text_width(ui, label.as_ref(), font)).collect();
    let (mut font, mut widths): (f32, Vec<f32>) = (size.body, measured(size.body));
    if padding(room, &widths, size.steps(6.0), size.space) < size.steps(2.0) {
        (font, widths) = (size.small, measured(size.small));
    }
    let padding = padding(room, &widths, size.steps(6.0), size.space);
    for width in &mut widths {
        *width += padding;
    }
    let (rect, mut group) =
        ui.allocate_exact_size(vec2(widths.iter().sum::<f32>() + 2.0 * inset, size.control), Sense::hover());
    ui.ctx().accesskit_node_builder(group.id, |node| {
        node.set_role(Role::RadioGroup);
        node.set_label(name);
    });
    let outline = Stroke::new(1.0, tokens.color.border);
    ui.painter().rect(rect, CornerRadius::from(size.radius), tokens.color.hover, outline, StrokeKind::Inside);
    let mut left = rect.left() + inset;
    for (index, ((option, label), width)) in options.iter().zip(widths).enumerate() {
        let part =
            Rect::from_min_size(pos2(left, rect.top() + inset), vec2(width, rect.height() - 2.0 * inset));
        left += width;
        if segment(ui, group.id.with(index), part, value == option, (label.as_ref(), font)).clicked()
            && value != option
        {
            *value = option.clone();
            group.mark_changed();
        }
    }
    group
}

/// The width at which choices stand in their small letters with room around each.
pub fn segmented_width<T, S: AsRef<str>>(ui: &Ui, options: &[(T, S)]) -> f32 {
    let size = &tokens(ui).size;
    let text = |(_, label): &(T, S)| text_width(ui, label.as_ref(), size.small) + size.steps(2.0);
    options.iter().map(text).sum()
}

/// What each choice takes beside its text: less where there is little room.
#[expect(clippy::cast_precision_loss, reason = "a handful of choices")]
fn padding(room: f32, texts: &[f32], usual: f32, least: f32) -> f32 {
    let spare = room - texts.iter().sum::<f32>();
    (spare / texts.len().max(1) as f32).clamp(least, usual)
}

fn segment(ui: &mut Ui, id: Id, rect: Rect, chosen: bool, (label, font): (&str, f32)) -> Response {
    let tokens = tokens(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), chosen, label));
    if chosen {
        let outline = Stroke::new(1.0, tokens.color.border_strong);
        let radius = CornerRadius::from(tokens.size.radius_small);
        ui.painter().rect(rect, radius, tokens.color.raised, outline, StrokeKind::Inside);
    }
    focus_ring(ui, rect.shrink(1.0), &response);
    let bright = chosen || response.hovered();
    let color = if bright { tokens.color.text } else { tokens.color.text_muted };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, label, FontId::proportional(font), color);
    response
}
