//! Buttons: with a word, with an icon, or both.

use super::Icon;
use super::paint::{paint_control, text_width, truncated};
use crate::ui::theme::{Sizes, Tokens, tokens};
use egui::{Align2, Id, pos2, vec2};
use egui::{Color32, CursorIcon, FontId, Label, Response, Role, Sense, Ui, Widget, WidgetInfo, WidgetText};

/// How much a button asks to be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do here.
    Primary,
    /// Something that can be done.
    Secondary,
    /// The same, without an outline: in toolbars and rows.
    Ghost,
    /// Destroys something.
    Danger,
}

/// A button with a word, and an icon in front of it if one is given.
///
/// ```no_run
/// # fn demo(ui: &mut egui::Ui) {
/// use vitrine::ui::widgets::{Button, Icon};
/// if ui.add(Button::primary("Save").icon(Icon::Save)).clicked() { /* … */ }
/// # }
/// ```
#[must_use = "to be put in a ui with `ui.add(button)`"]
pub struct Button<'a> {
    text: &'a str,
    icon: Option<Icon>,
    kind: ButtonKind,
    grow: bool,
    shorten: bool,
    sense: Sense,
}

impl<'a> Button<'a> {
    /// A button of a kind.
    pub fn new(kind: ButtonKind, text: &'a str) -> Self {
        Self { text, icon: None, kind, grow: false, shorten: false, sense: Sense::click() }
    }

    /// The one thing to do here.
    pub fn primary(text: &'a str) -> Self {
        Self::new(ButtonKind::Primary, text)
    }

    /// Something that can be done.
    pub fn secondary(text: &'a str) -> Self {
        Self::new(ButtonKind::Secondary, text)
    }

    /// The same, without an outline.
    pub fn ghost(text: &'a str) -> Self {
        Self::new(ButtonKind::Ghost, text)
    }

    /// Destroys something.
    pub fn danger(text: &'a str) -> Self {
        Self::new(ButtonKind::Danger, text)
    }

    /// With an icon in front of the word.
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// In a row of a list: only that of the row at the cursor can have the keyboard.
    pub(in crate::ui) fn in_row(mut self, at_cursor: bool) -> Self {
        self.sense = if at_cursor { Sense::click() } else { Sense::CLICK };
        self
    }

    /// No wider than the room there is: a longer text is cut, and whole in the tooltip.
    pub fn shorten(mut self) -> Self {
        self.shorten = true;
        self
    }

    /// As wide as the room there is, the word at the left: for lists of things to do.
    pub fn grow(mut self) -> Self {
        self.grow = true;
        self
    }

    /// The width that it needs, in points.
    pub fn width(&self, ui: &Ui) -> f32 {
        let size = &tokens(ui).size;
        text_width(ui, self.text, size.body) + self.icon_width(size) + 2.0 * self.padding(size)
    }

    fn icon_width(&self, size: &Sizes) -> f32 {
        if self.icon.is_some() { size.icon + size.steps(1.5) } else { 0.0 }
    }

    fn padding(&self, size: &Sizes) -> f32 {
        size.steps(if self.kind == ButtonKind::Ghost { 2.0 } else { 3.0 })
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let tokens = tokens(ui);
        let size = &tokens.size;
        let (padding, icon_width, wanted) = (self.padding(size), self.icon_width(size), self.width(ui));
        let most = if self.shorten { ui.max_rect().width() } else { f32::INFINITY };
        let width = if self.grow { ui.available_width().max(wanted) } else { wanted }.min(most);
        let (rect, response) = ui.allocate_exact_size(vec2(width, size.control), self.sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.text));
        if ui.is_rect_visible(rect) {
            let (fill, outline, color) = look(self.kind, tokens, &response);
            paint_control(ui, rect, fill, outline, &response);
            let mut x = rect.left() + padding;
            if let Some(icon) = self.icon {
                icon.paint(ui, pos2(x + size.icon / 2.0, rect.center().y), size.icon, color);
                x += icon_width;
            }
            let start = pos2(x, rect.center().y);
            if wanted > most {
                truncated(ui, start, rect.right() - padding, self.text, size.body, color);
            } else {
                let font = FontId::proportional(size.body);
                ui.painter().text(start, Align2::LEFT_CENTER, self.text, font, color);
            }
        }
        if wanted > most { response.on_hover_text(self.text) } else { response }
    }
}

/// Fill, outline and text of a button as it is now.
fn look(kind: ButtonKind, tokens: &Tokens, response: &Response) -> (Color32, Color32, Color32) {
    let color = &tokens.color;
    let (down, over) = (response.is_pointer_button_down_on(), response.hovered());
    let of = |rest, hover, pressed| {
        if down {
            pressed
        } else if over {
            hover
        } else {
            rest
        }
    };
    match kind {
        ButtonKind::Primary => {
            let fill = of(color.accent, color.accent_hover, color.accent_hover);
            (fill, fill, color.accent_text)
        }
        ButtonKind::Danger => {
            let fill = of(color.danger, color.danger_hover, color.danger_hover);
            (fill, fill, color.accent_text)
        }
        ButtonKind::Secondary => {
            (of(color.raised, color.hover, color.pressed), color.border_strong, color.text)
        }
        ButtonKind::Ghost => {
            (of(Color32::TRANSPARENT, color.hover, color.pressed), Color32::TRANSPARENT, color.text)
        }
    }
}

/// A square button with an icon. Its name is shown as a tooltip and read by screen readers.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let response = icon_square(ui, icon, false, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

/// The same in a row of a list: only that of the row at the cursor can have the keyboard.
pub(in crate::ui) fn row_icon_button(ui: &mut Ui, icon: Icon, name: &str, at_cursor: bool) -> Response {
    let response = icon_square(ui, icon, false, if at_cursor { Sense::click() } else { Sense::CLICK });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

/// The same with an id of its own, which stays when something comes or goes before it.
pub(super) fn icon_button_of(ui: &mut Ui, id: Id, icon: Icon, name: &str) -> Response {
    let side = tokens(ui).size.control;
    let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let response = paint_icon(ui, icon, false, ui.interact(rect, id, Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

/// A text with icon buttons behind it: cut where it would push them out of sight.
pub fn label_before(ui: &mut Ui, text: impl Into<WidgetText>, buttons: u8) -> Response {
    let button = tokens(ui).size.control + ui.spacing().item_spacing.x;
    let room = (ui.available_width() - f32::from(buttons) * button).max(button);
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(Label::new(text).truncate())
    })
    .inner
}

/// An icon button for something that is on or off. Returns a click as a change of the value.
pub fn toggle_icon_button(ui: &mut Ui, icon: Icon, name: &str, on: &mut bool) -> Response {
    let mut response = icon_square(ui, icon, *on, Sense::click());
    if response.clicked() {
        *on = !*on;
        response.mark_changed();
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), *on, name));
    response.on_hover_text(name)
}

/// The handle that something is dragged by. It takes the keyboard too, for those who move things with it.
pub fn grip(ui: &mut Ui, name: &str) -> Response {
    let response = icon_square(ui, Icon::Grip, false, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name).on_hover_cursor(CursorIcon::Grab)
}

fn icon_square(ui: &mut Ui, icon: Icon, on: bool, sense: Sense) -> Response {
    let side = tokens(ui).size.control;
    let (_, response) = ui.allocate_exact_size(vec2(side, side), sense);
    paint_icon(ui, icon, on, response)
}

fn paint_icon(ui: &Ui, icon: Icon, on: bool, response: Response) -> Response {
    let (tokens, rect) = (tokens(ui), response.rect);
    if ui.is_rect_visible(rect) {
        let (fill, outline, _) = look(ButtonKind::Ghost, tokens, &response);
        let fill = if on { tokens.color.selection } else { fill };
        paint_control(ui, rect, fill, outline, &response);
        let bright = on || response.hovered() || response.has_focus();
        let color = if bright { tokens.color.text } else { tokens.color.text_muted };
        icon.paint(ui, rect.center(), tokens.size.icon, color);
    }
    response
}
