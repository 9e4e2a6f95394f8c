//! A dialog over the window: title, body, buttons. Enter takes the default, Escape the way out.

use super::button::{Button, ButtonKind};
use super::paint::heading_ui;
use egui::{
    Align, Context, CornerRadius, Frame, Id, Key, Layout, Margin, Modal, Modifiers, Role, ScrollArea, Stroke,
    Ui,
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
        // Room for the rings around what has the keyboard, which the area would cut; the text stays below the title.
        Frame::new().outer_margin(Margin::same(-RING)).show(ui, |ui| {
            ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
                scroll_by_key(ui, room);
                Frame::new().inner_margin(Margin::same(RING)).show(ui, body);
            });
        });
    })
}

/// Scrolls what no control of the dialog has the keyboard for: by lines, by pages, to either end.
fn scroll_by_key(ui: &Ui, page: f32) {
    let is_on_top = ui.memory(|memory| memory.top_modal_layer() == Some(ui.layer_id()));
    if !is_on_top || ui.memory(|memory| memory.focused().is_some()) {
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
    let modal = Modal::new(id).frame(frame).backdrop_color(tokens.color.backdrop);
    let shown = modal.show(ctx, |ui| {
        ui.set_width(width.min(ctx.content_rect().width() - tokens.size.steps(16.0)));
        let node = ui.unique_id();
        ctx.accesskit_node_builder(node, |node| {
            node.set_role(Role::Dialog);
            node.set_label(title);
            node.set_modal();
        });
        heading_ui(ui, title, tokens.size.heading + 1.0);
        ui.add_space(tokens.size.space);
        body(ui);
        ui.add_space(tokens.size.steps(2.0));
        buttons_ui(ui, buttons)
    });
    let listens = shown.is_top_modal && !shown.any_popup_open && !opening;
    let pressed = shown.inner.or_else(|| default_by_key(ctx, buttons, listens));
    pressed.or_else(|| {
        if shown.should_close() { buttons.iter().position(|button| button.cancels) } else { None }
    })
}

/// The dialog that was drawn last.
#[derive(Clone, Copy)]
struct Drawn {
    dialog: Id,
    pass: u64,
    /// What had the keyboard before it opened; before the first, where one dialog led to another.
    before: Option<Id>,
}

/// Where [`Drawn`] is kept.
fn drawn_id() -> Id {
    Id::unique("dialog drawn last")
}

/// Whether this is the dialog's first frame. What had the keyboard behind it then loses it until the dialog
/// is left, and the key that opened the dialog is not meant for it.
fn opening(ctx: &Context, id: Id) -> bool {
    let pass = ctx.cumulative_pass_nr();
    let last = ctx.data(|data| data.get_temp::<Drawn>(drawn_id())).filter(|last| last.pass + 1 >= pass);
    let opening = last.is_none_or(|last| last.dialog != id);
    let focused = ctx.memory(egui::Memory::focused);
    let before = last.map_or(focused, |last| last.before);
    ctx.data_mut(|data| data.insert_temp(drawn_id(), Drawn { dialog: id, pass, before }));
    if opening && let Some(focused) = focused {
        ctx.memory_mut(|memory| memory.surrender_focus(focused));
    }
    opening
}

/// Gives the keyboard back to what had it before a dialog that is not drawn any more, unless something has taken
/// it since. To be called at the end of each frame: in the first one without the dialog, controls behind it are
/// still refused the keyboard while they are drawn.
pub fn give_keyboard_back(ctx: &Context) {
    let Some(last) = ctx.data(|data| data.get_temp::<Drawn>(drawn_id())) else { return };
    if last.pass == ctx.cumulative_pass_nr() {
        return;
    }
    ctx.data_mut(|data| data.remove::<Drawn>(drawn_id()));
    if let Some(before) = last.before.filter(|_| ctx.memory(|memory| memory.focused().is_none())) {
        ctx.memory_mut(|memory| memory.request_focus(before));
        ctx.request_repaint();
    }
}

/// The buttons, from the right; they keep the order in which Tab reaches them.
fn buttons_ui(ui: &mut Ui, buttons: &[DialogButton<'_>]) -> Option<usize> {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let mut pressed = None;
        for (index, button) in buttons.iter().enumerate() {
            if ui.add_enabled(button.enabled, Button::new(button.kind, button.label)).clicked() {
                pressed = Some(index);
            }
        }
        pressed
    })
    .inner
}

/// Enter, unless a control of the dialog has the keyboard and wants it itself.
fn default_by_key(ctx: &Context, buttons: &[DialogButton<'_>], on_top: bool) -> Option<usize> {
    let is_default =
        |button: &DialogButton<'_>| matches!(button.kind, ButtonKind::Primary | ButtonKind::Danger);
    let index = buttons.iter().position(is_default).filter(|index| buttons[*index].enabled)?;
    let free = on_top && ctx.memory(|memory| memory.focused().is_none());
    (free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter))).then_some(index)
}
