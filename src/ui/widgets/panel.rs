//! The parts that panels are made of: header, toolbar, card, collapsible section, empty state.

use super::paint::{as_role, focus_ring, heading_ui, text_width};
use super::sides::at_right;
use super::{Badge, Button, Icon};
use crate::ui::theme::tokens;
use egui::{
    Align, Align2, CornerRadius, FontId, Frame, Label, Layout, Margin, Rect, Response, RichText, Role,
    ScrollArea, Sense,
};
use egui::{Stroke, Ui, WidgetInfo, pos2, vec2};

/// The header of a panel: its title, and at the right its actions.
pub fn panel_header<R>(ui: &mut Ui, title: &str, actions: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = tokens(ui);
    let width = ui.available_width();
    let row = Layout::left_to_right(Align::Center);
    let inner = ui.allocate_ui_with_layout(vec2(width, tokens.size.header), row, |ui| {
        ui.set_min_size(vec2(width, tokens.size.header));
        ui.add_space(tokens.size.space);
        heading_ui(ui, title, tokens.size.body);
        ui.spacing_mut().item_spacing.x = tokens.size.space / 2.0;
        at_right(ui, title, actions)
    });
    inner.inner
}

/// A row of controls with little room between them.
pub fn toolbar<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let size = &tokens(ui).size;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = size.space;
        ui.set_min_height(size.control);
        add(ui)
    })
    .inner
}

/// A page that scrolls, with the margins of a form. `key` keeps its place while others are shown.
pub fn page<R>(ui: &mut Ui, key: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let area = ScrollArea::vertical().id_salt(key).auto_shrink([false, false]);
    // The margin lies inside the scrolled area, so that focus rings at the left are not cut.
    let frame = Frame::new().inner_margin(Margin { left: 20, right: 20, top: 4, bottom: 24 });
    area.show(ui, |ui| frame.show(ui, add).inner).inner
}

/// Things that belong together, on a raised ground with an outline.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = tokens(ui);
    Frame::new()
        .fill(tokens.color.raised)
        .stroke(Stroke::new(1.0, tokens.color.border))
        .corner_radius(CornerRadius::from(tokens.size.radius + 2.0))
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// A section that opens and closes by its heading; its state is kept by `key`. The badge stands at the right.
pub fn collapsible<R>(
    ui: &mut Ui,
    key: &str,
    title: &str,
    badge: Option<Badge>,
    open_at_first: bool,
    body: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let id = ui.scope_id().with(("collapsible", key));
    let mut open = ui.data_mut(|data| *data.get_persisted_mut_or(id, open_at_first));
    let header = collapsible_header(ui, id, title, badge, open);
    if header.clicked() {
        open = !open;
        ui.data_mut(|data| data.insert_persisted(id, open));
    }
    open.then(|| {
        let inner = Frame::new().inner_margin(Margin { left: 20, right: 0, top: 2, bottom: 8 });
        inner
            .show(ui, |ui| ui.scope_builder(egui::UiBuilder::new().scope_id(id.with("body")), body).inner)
            .inner
    })
}

fn collapsible_header(ui: &mut Ui, id: egui::Id, title: &str, badge: Option<Badge>, open: bool) -> Response {
    let tokens = tokens(ui);
    let size = &tokens.size;
    let rect = ui.available_rect_before_wrap();
    let rect = Rect::from_min_size(rect.min, vec2(rect.width(), size.control));
    ui.advance_cursor_after_rect(rect);
    let response = ui.interact(rect, id.with("header"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), title));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::from(size.radius), tokens.color.hover);
    }
    focus_ring(ui, rect.shrink(1.0), &response);
    let arrow = if open { Icon::Down } else { Icon::Right };
    let middle = rect.center().y;
    arrow.paint(
        ui,
        pos2(rect.left() + size.steps(2.0) + 1.0, middle),
        size.icon - 1.0,
        tokens.color.text_muted,
    );
    let font = FontId::proportional(size.body);
    ui.painter().text(
        pos2(rect.left() + size.steps(5.0), middle),
        Align2::LEFT_CENTER,
        title,
        font,
        tokens.color.text,
    );
    if let Some(badge) = badge {
        badge.paint(ui, rect.right() - size.steps(2.0), middle);
    }
    response
}

/// The room that picture and words of an empty state take together, in steps of the grid.
const NEEDED: f32 = 31.0;

/// What stands where there is nothing yet: why, and what to do. Returns whether the button was pressed.
pub fn empty_state(ui: &mut Ui, icon: Icon, title: &str, sentence: &str, button: Option<&str>) -> bool {
    let tokens = tokens(ui);
    let size = &tokens.size;
    // Where the words would be cut, they stand without the picture.
    let needed = if button.is_some() { NEEDED + 12.0 } else { NEEDED };
    let is_low = ui.clip_rect().height() < size.steps(needed);
    ui.vertical_centered(|ui| {
        ui.add_space(size.steps(if is_low { 2.0 } else { 6.0 }));
        if !is_low {
            let (rect, _) = ui.allocate_exact_size(vec2(size.steps(12.0), size.steps(12.0)), Sense::hover());
            ui.painter().rect_filled(rect, CornerRadius::from(size.steps(3.0)), tokens.color.hover);
            icon.paint(ui, rect.center(), size.title + 2.0, tokens.color.text_muted);
            ui.add_space(size.space);
        }
        let heading = ui.label(RichText::new(title).size(size.heading).color(tokens.color.text));
        as_role(ui, &heading, Role::Heading, title);
        ui.spacing_mut().item_spacing.y = size.steps(3.0);
        ui.set_max_width(ui.available_width().min(size.steps(90.0)));
        ui.add(Label::new(RichText::new(sentence).color(tokens.color.text_muted)).wrap());
        let pressed = button.is_some_and(|text| ui.add(Button::primary(text)).clicked());
        ui.add_space(size.steps(6.0));
        pressed
    })
    .inner
}

/// How far something is, from 0 to 1, as a thin bar over the whole width.
pub fn progress_bar(ui: &mut Ui, done: f32, name: &str) -> Response {
    let tokens = tokens(ui);
    let done = if done.is_finite() { done.clamp(0.0, 1.0) } else { 0.0 };
    let size = vec2(ui.available_width(), tokens.size.steps(1.5));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(done) * 100.0),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    let radius = CornerRadius::from(rect.height() / 2.0);
    ui.painter().rect_filled(rect, radius, tokens.color.pressed);
    let filled = Rect::from_min_size(rect.min, vec2(rect.width() * done, rect.height()));
    ui.painter().rect_filled(filled, radius, tokens.color.accent);
    response
}

/// A name and its value on one line: the name muted at the left, the value at the right.
pub fn key_value(ui: &mut Ui, key: &str, value: &str) -> Response {
    let tokens = tokens(ui);
    let row = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), tokens.size.steps(5.0)), row, |ui| {
        let name = ui.label(RichText::new(key).color(tokens.color.text_muted));
        let room = ui.available_width();
        let wanted = text_width(ui, value, tokens.size.body);
        ui.add_space((room - wanted - tokens.size.space).max(0.0));
        ui.add(Label::new(value).truncate().selectable(true)).labelled_by(name.id)
    })
    .inner
}
