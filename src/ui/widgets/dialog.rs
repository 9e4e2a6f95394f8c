//! A dialog over the window: title, body, buttons. It has the keyboard from the start: its first control, or the button
//! that does no harm. Enter takes the default, Escape the way out.

use super::button::{Button, ButtonKind};
use super::keyboard;
use super::paint::heading_ui;
use super::sides::at_right;
use egui::{
    Align, Context, CornerRadius, Frame, Id, Key, LayerId, Layout, Margin, Modal, Modifiers, Response, Role,
    ScrollArea, Sense, Stroke, Ui, WidgetInfo,
};

/// A line of a comparison is read across: a wider one is not read any more.
const LARGE_WIDTH: f32 = 1080.0;

/// The room that a focus ring takes beyond its control, in points.
const RING: i8 = 4;
/// How far an arrow key scrolls a dialog, in points: two lines.
const LINES: f32 = 40.0;

/// A button of a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DialogButton<'a> {
    /// Its word.
    pub label: &'a str,
    /// Its look. The first primary or dangerous one is what Enter presses.
    pub kind: ButtonKind,
    /// Whether Escape and a click beside the dialog mean this one.
    pub cancels: bool,
    /// Whether it can be pressed.
    pub enabled: bool,
}

impl<'a> DialogButton<'a> {
    /// What the dialog is for; Enter presses it.
    pub fn accept(label: &'a str) -> Self {
        Self { label, kind: ButtonKind::Primary, cancels: false, enabled: true }
    }

    /// What the dialog is for, when that destroys something; Enter presses it.
    pub fn danger(label: &'a str) -> Self {
        Self { kind: ButtonKind::Danger, ..Self::accept(label) }
    }

    /// Another way to go on.
    pub fn other(label: &'a str) -> Self {
        Self { kind: ButtonKind::Secondary, ..Self::accept(label) }
    }

    /// The way out; Escape presses it.
    pub fn cancel(label: &'a str) -> Self {
        Self { cancels: true, ..Self::other(label) }
    }

    /// Whether it can be pressed.
    #[must_use]
    pub fn enabled(mut self, enabled: bool) -> Self {
        self.enabled = enabled;
        self
    }
}

/// Shows a dialog, and returns the index of the button that was pressed. What lies behind gets neither
/// clicks nor the keyboard. Call it in each frame while the dialog is open.
pub fn dialog(
    ctx: &Context,
    id: Id,
    title: &str,
    buttons: &[DialogButton<'_>],
    body: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let width = crate::ui::theme::Tokens::of(ctx.theme()).size.dialog_width;
    modal(ctx, id, title, buttons, width, |ui| {
        let room = ctx.content_rect().height() * 0.7;
        let area = ui.make_persistent_id("long text");
        let scrolled = ScrollArea::vertical().max_height(room).auto_shrink([false, true]);
        let shown = with_rings(ui, scrolled, |ui| {
            scroll_by_key(ui, area, room);
            body(ui);
            keyboard::first_control(ctx, ui.layer_id()).is_some()
        });
        // A long text without controls is a stop of its own: with the arrows it is read to its end.
        if !shown.inner && shown.content_size.y > shown.inner_rect.height() + 1.0 {
            text_stop_ui(ui, area, shown.inner_rect, title);
        }
    })
}

/// Shows what scrolls in a dialog, with room for the rings around what has the keyboard, which the area would cut; the body
/// stays where it would be without.
pub fn with_rings<R>(
    ui: &mut Ui,
    area: ScrollArea,
    body: impl FnOnce(&mut Ui) -> R,
) -> egui::scroll_area::ScrollAreaOutput<R> {
    let outer = Frame::new().outer_margin(Margin::same(-RING));
    let inner = Frame::new().inner_margin(Margin::same(RING));
    outer.show(ui, |ui| area.show(ui, |ui| inner.show(ui, body).inner)).inner
}

/// The stop of the Tab key that a long text without controls is.
fn text_stop_ui(ui: &Ui, id: Id, rect: egui::Rect, title: &str) -> Response {
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollView, true, title));
    if response.has_focus() {
        keyboard::keep_arrows(ui, id, false);
    }
    super::paint::focus_ring(ui, rect.shrink(2.0), &response);
    response
}

/// Scrolls a text that has the keyboard: by lines, by pages, to either end.
fn scroll_by_key(ui: &Ui, area: Id, page: f32) {
    if !ui.memory(|memory| memory.has_focus(area)) {
        return;
    }
    let page = page - LINES;
    let by = [
        (Key::ArrowDown, LINES),
        (Key::ArrowUp, -LINES),
        (Key::PageDown, page),
        (Key::PageUp, -page),
        (Key::End, f32::from(u16::MAX)),
        (Key::Home, -f32::from(u16::MAX)),
    ];
    let pressed =
        |(key, by): (Key, f32)| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)).then_some(by);
    if let Some(by) = by.into_iter().find_map(pressed) {
        ui.scroll_with_delta(egui::vec2(0.0, -by));
    }
}

/// As [`dialog`], over most of the window, for a body that scrolls by itself.
pub fn large_dialog(
    ctx: &Context,
    id: Id,
    title: &str,
    buttons: &[DialogButton<'_>],
    body: impl FnOnce(&mut Ui),
) -> Option<usize> {
    modal(ctx, id, title, buttons, LARGE_WIDTH, |ui| {
        let room = egui::vec2(ui.available_width(), ctx.content_rect().height() * 0.7);
        ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
            ui.set_min_size(room);
            body(ui);
        });
    })
}

fn modal(
    ctx: &Context,
    id: Id,
    title: &str,
    buttons: &[DialogButton<'_>],
    width: f32,
    body: impl FnOnce(&mut Ui),
) -> Option<usize> {
    let tokens = crate::ui::theme::Tokens::of(ctx.theme());
    let frame = Frame::new()
        .fill(tokens.color.raised)
        .stroke(Stroke::new(1.0, tokens.color.border))
        .corner_radius(CornerRadius::same(10))
        .shadow(ctx.global_style().visuals.window_shadow)
        .inner_margin(Margin::same(20));
    // Before the body, so that a field of it may take the keyboard at once.
    let opening = opening(ctx, id);
    let area = Modal::default_area(id).accessible_name(title);
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.color.backdrop);
    let shown = modal.show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - tokens.size.steps(16.0)));
        keyboard::modal(ctx, ui.layer_id());
        heading_ui(ui, title, tokens.size.heading + 1.0);
        ui.add_space(tokens.size.space);
        body(ui);
        let first = keyboard::beginning(ctx).or_else(|| keyboard::first_control(ctx, ui.layer_id()));
        ui.add_space(tokens.size.steps(2.0));
        let drawn = buttons_ui(ui, buttons);
        begin(ctx, (id, ui.layer_id()), first, safe(buttons).map(|index| drawn[index].id));
        drawn.iter().position(Response::clicked)
    });
    let listens = shown.is_top_modal && !shown.any_popup_open && !opening;
    let pressed = shown.inner.or_else(|| default_by_key(ctx, buttons, listens));
    pressed.or_else(|| {
        if shown.should_close() { buttons.iter().position(|button| button.cancels) } else { None }
    })
}

/// Has a dialog take the keyboard: the first control of its body, or a button while the body has none. One that has to wait
/// for what it shows gets it then, unless somebody has left that button meanwhile.
fn begin(ctx: &Context, (id, layer): (Id, LayerId), first: Option<Id>, button: Option<Id>) {
    let waiting = id.with("waits at a button");
    if keyboard::enter(ctx, layer, first.or(button)) {
        let at = button.filter(|_| first.is_none());
        ctx.data_mut(|data| data.insert_temp(waiting, at));
        return;
    }
    let Some(at) = ctx.data(|data| data.get_temp::<Option<Id>>(waiting)).flatten() else { return };
    let waits = ctx.memory(|memory| memory.has_focus(at));
    if let Some(first) = first.filter(|_| waits) {
        ctx.memory_mut(|memory| memory.request_focus(first));
    }
    if first.is_some() || !waits {
        ctx.data_mut(|data| data.remove::<Option<Id>>(waiting));
    }
}

/// Whether this is the dialog's first frame: the key that opened it is not meant for it, and what lies behind it loses
/// the keyboard.
fn opening(ctx: &Context, id: Id) -> bool {
    let (known, pass) = (Id::unique("dialog drawn last"), ctx.cumulative_pass_nr());
    let last = ctx.data(|data| data.get_temp::<(Id, u64)>(known));
    ctx.data_mut(|data| data.insert_temp(known, (id, pass)));
    let opening = last.is_none_or(|(dialog, at)| dialog != id || at + 1 < pass);
    if opening && let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
    opening
}

/// The buttons at the right, the first of them last: there the eye ends. Returns what was drawn of each.
fn buttons_ui(ui: &mut Ui, buttons: &[DialogButton<'_>]) -> Vec<Response> {
    at_right(ui, "buttons", |ui| {
        let last_first = buttons.iter().rev();
        let mut drawn: Vec<Response> = last_first
            .map(|button| ui.add_enabled(button.enabled, Button::new(button.kind, button.label)))
            .collect();
        drawn.reverse();
        drawn
    })
}

/// The button that does no harm when Enter is pressed without reading: the default, unless it destroys something; else
/// the way out.
fn safe(buttons: &[DialogButton<'_>]) -> Option<usize> {
    let usable = |wanted: fn(&DialogButton<'_>) -> bool| {
        buttons.iter().position(|button| button.enabled && wanted(button))
    };
    let default = usable(|button| button.kind == ButtonKind::Primary);
    default.or_else(|| usable(|button| button.cancels)).or_else(|| usable(|_| true))
}

/// Enter, unless a control of the dialog has the keyboard and wants it itself.
fn default_by_key(ctx: &Context, buttons: &[DialogButton<'_>], on_top: bool) -> Option<usize> {
    let is_default =
        |button: &DialogButton<'_>| matches!(button.kind, ButtonKind::Primary | ButtonKind::Danger);
    let index = buttons.iter().position(is_default).filter(|index| buttons[*index].enabled)?;
    let free = on_top && ctx.memory(|memory| memory.focused().is_none());
    (free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))).then_some(index)
}
