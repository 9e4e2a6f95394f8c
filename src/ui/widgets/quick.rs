//! A list over the window to search and take one of: type, arrows, Enter. Only the rows in sight are drawn.

use super::keyboard;
use super::paint::as_role;
use super::picker::{Keys, say_found, search_field};
use super::popup_list::{ListEntry, list_ui};
use crate::text::Language;
use crate::ui::theme::{Tokens, tokens};
use egui::{
    Align2, Context, CornerRadius, Frame, Id, Key, Label, Margin, Modal, RichText, Role, Stroke, Ui, vec2,
};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuickEntry {
    /// What it is.
    pub label: String,
    /// What tells it from others, muted, at the right.
    pub detail: String,
    /// Whether it is on now.
    pub chosen: bool,
    /// Whether it cannot be taken.
    pub muted: bool,
}

/// What a list is of.
pub trait QuickSource {
    /// Makes the list that of what matches a query, best first, and says how long it is. Asked for in each
    /// frame: what it was made of the last time is to be kept.
    fn search(&mut self, query: &str) -> usize;

    /// A row of it.
    fn entry(&self, index: usize) -> QuickEntry;
}

/// What a person did with the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuickEvent {
    /// Took the row of this index.
    Taken(usize),
    /// Went away.
    Closed,
}

/// A list that is open: what is typed, and the row that Enter would take.
#[derive(Debug, Default)]
pub struct QuickList {
    query: String,
    cursor: usize,
    /// Whether keys have moved the cursor since something was typed.
    steered: bool,
    open: bool,
}

impl QuickList {
    /// Draws the list above everything else. Call it in each frame while it is open.
    pub fn show(
        &mut self,
        ctx: &Context,
        (title, nothing): (&str, &str),
        language: Language,
        source: &mut dyn QuickSource,
    ) -> Option<QuickEvent> {
        let tokens = Tokens::of(ctx.theme());
        let size = &tokens.size;
        let frame = Frame::new()
            .fill(tokens.color.raised)
            .stroke(Stroke::new(1.0, tokens.color.border))
            .corner_radius(CornerRadius::same(10))
            .shadow(ctx.global_style().visuals.window_shadow)
            .inner_margin(Margin::same(10));
        let id = Id::unique(("quick list", title));
        let area = Modal::default_area(id)
            .accessible_name(title)
            .anchor(Align2::CENTER_TOP, vec2(0.0, size.steps(16.0)));
        let modal = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.color.backdrop);
        let shown = modal.show(ctx, |ui| {
            ui.set_width((size.dialog_width * 1.2).min(ctx.content_rect().width() - size.steps(16.0)));
            keyboard::modal(ctx, ui.layer_id());
            self.parts_ui(ui, nothing, language, source)
        });
        let event = shown.inner.or_else(|| shown.should_close().then_some(QuickEvent::Closed));
        if event.is_some() {
            *self = Self::default();
        }
        event
    }

    fn parts_ui(
        &mut self,
        ui: &mut Ui,
        nothing: &str,
        language: Language,
        source: &mut dyn QuickSource,
    ) -> Option<QuickEvent> {
        let opening = !std::mem::replace(&mut self.open, true);
        // The key that opened the list is not meant for it.
        let keys = if opening { Keys::default() } else { Keys::take(ui, Some(&self.query)) };
        let field = search_field(ui, &mut self.query, language);
        if opening || !field.has_focus() && !ui.input(|input| input.key_pressed(Key::Tab)) {
            field.request_focus();
        }
        if field.changed() {
            (self.cursor, self.steered) = (0, false);
        }
        self.steered |= keys.any();
        let count = source.search(&self.query);
        self.cursor = keys.moved(self.cursor, count);
        ui.add_space(tokens(ui).size.steps(2.0));
        if count == 0 {
            let text = RichText::new(nothing).color(tokens(ui).color.text_muted);
            let label = ui.add(Label::new(text).wrap());
            as_role(ui, &label, Role::Status, nothing);
            return None;
        }
        let follow = opening || keys.any() || field.changed();
        if !self.query.is_empty() && !self.steered {
            say_found(ui, language, count, &source.entry(0).label);
        }
        let steered = self.steered.then_some(field.id);
        let clicked = list_ui(ui, steered, count, self.cursor, follow, |index| {
            let QuickEntry { label, detail, chosen, muted } = source.entry(index);
            ListEntry { label: label.into(), detail: detail.into(), chosen, muted, enabled: !muted }
        });
        let taken = clicked.or_else(|| keys.enter().then_some(self.cursor))?;
        (!source.entry(taken).muted).then_some(QuickEvent::Taken(taken))
    }
}
