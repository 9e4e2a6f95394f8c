//! What blocks are drawn with.

use crate::html::Address;
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::{colors_on, readable, written};
use egui::accesskit::Role;
use egui::{CursorIcon, Frame, OpenUrl, Response, Ui};
use std::sync::Arc;

/// What blocks are drawn with.
pub(super) struct Pen<'a, 'p> {
    pub(super) ctx: UiCtx<'a>,
    pub(super) actions: &'p mut Actions,
    /// The colour of the offer's own that is drawn on.
    pub(super) ground: Option<[u8; 3]>,
}

/// Tells a screen reader what the part of the window that is drawn in is.
pub(super) fn role(ui: &Ui, role: Role, name: &str) {
    ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
        node.set_role(role);
        if !name.is_empty() {
            node.set_label(name);
        }
    });
}

/// Draws on a colour of the offer's own, or on that of the window.
pub(super) fn on_ground(
    ui: &mut Ui,
    pen: &mut Pen<'_, '_>,
    frame: Frame,
    ground: Option<[u8; 3]>,
    contents: impl FnOnce(&mut Ui, &mut Pen<'_, '_>),
) {
    let around = std::mem::replace(&mut pen.ground, ground);
    let fill = ground.filter(|_| ground != around).map(written);
    frame.fill(fill.unwrap_or_default()).show(ui, |ui| {
        if let Some(fill) = fill {
            ui.visuals_mut().override_text_color = Some(readable(colors_on(fill).text, fill));
        }
        contents(ui, pen);
    });
    pen.ground = around;
}

/// Says where a link leads, and opens what is on the web in the person's browser.
pub(super) fn follow(ui: &Ui, ctx: &UiCtx<'_>, link: &Arc<str>, response: Response) {
    if let Address::Web(url) = Address::of(link) {
        if response.clicked() {
            ui.ctx().open_url(OpenUrl::new_tab(&url));
        }
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(url);
    } else {
        let kept = Message::new("render-link-kept").with("address", &**link);
        response.on_hover_text(ctx.say(&kept));
    }
}
