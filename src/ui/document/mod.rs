//! HTML drawn natively: the blocks of a [`Document`], one below the other.
//!
//! Owns the look of headings, paragraphs, links, lists, quotes, code, tables and pictures, in the cards of the
//! live preview and in the preview of an offer. Reads no HTML and loads nothing: pictures are asked for by an
//! action, and a link opens in the person's browser when it is clicked.

mod offer;
mod pen;
mod picture;
mod table;
mod text;

pub(super) use offer::{Form, offer_ui};

use super::ctx::{Actions, UiCtx};
use super::theme::tokens;
use crate::html::{Block, Document, List};
use egui::accesskit::Role;
use egui::{Frame, Label, Margin, RichText, Ui};
use pen::{Pen, on_ground, role};

/// Draws a document as wide as the room there is.
pub(super) fn document_ui(ui: &mut Ui, ctx: &UiCtx<'_>, document: &Document, actions: &mut Actions) {
    let mut pen = Pen { ctx: *ctx, actions, ground: None };
    blocks_ui(ui, &mut pen, &document.blocks);
    if document.cut {
        let note = RichText::new(ctx.text("render-cut")).color(tokens(ui).color.text_muted);
        ui.add(Label::new(note).wrap());
    }
}

fn blocks_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, blocks: &[Block]) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    for block in blocks {
        match block {
            Block::Text(paragraph) => text::paragraph_ui(ui, pen, paragraph),
            Block::List(list) => list_ui(ui, pen, list),
            Block::Quote(blocks) => quote_ui(ui, pen, blocks),
            Block::Box(ground, blocks) => box_ui(ui, pen, *ground, blocks),
            Block::Code(code) => code_ui(ui, code),
            Block::Table(rows) => table::table_ui(ui, pen, rows, blocks_ui),
            Block::Rule => drop(ui.separator()),
        }
    }
}

fn list_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, list: &List) {
    ui.vertical(|ui| {
        role(ui, Role::List, "");
        ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
        for (number, item) in (0_u32..).zip(&list.items) {
            ui.horizontal_top(|ui| {
                role(ui, Role::ListItem, "");
                let size = &tokens(ui).size;
                ui.spacing_mut().item_spacing.x = size.steps(1.5);
                ui.add_space(size.space);
                let mark = list.first.map(|first| format!("{}.", first.saturating_add(number)));
                ui.label(mark.unwrap_or_else(|| "•".to_owned()));
                ui.vertical(|ui| blocks_ui(ui, pen, item));
            });
        }
    });
}

fn quote_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, blocks: &[Block]) {
    let tokens = tokens(ui);
    let inside = Frame::new().inner_margin(Margin { left: 14, right: 4, top: 2, bottom: 2 });
    let quote = inside.show(ui, |ui| {
        role(ui, Role::Blockquote, "");
        blocks_ui(ui, pen, blocks);
    });
    let rect = quote.response.rect;
    let stroke = egui::Stroke::new(3.0, tokens.color.border_strong);
    ui.painter().vline(rect.left() + 4.0, rect.y_range(), stroke);
}

/// Blocks on a colour of their own. On the colour that is there already they need no room around them.
fn box_ui(ui: &mut Ui, pen: &mut Pen<'_, '_>, ground: [u8; 3], blocks: &[Block]) {
    let margin = if pen.ground == Some(ground) { Margin::ZERO } else { Margin::symmetric(14, 12) };
    let frame = Frame::new().corner_radius(tokens(ui).size.radius).inner_margin(margin);
    on_ground(ui, pen, frame, Some(ground), |ui, pen| {
        ui.set_width(ui.available_width());
        blocks_ui(ui, pen, blocks);
    });
}

fn code_ui(ui: &mut Ui, code: &str) {
    let tokens = tokens(ui);
    let frame = Frame::new()
        .fill(tokens.color.hover)
        .corner_radius(tokens.size.radius)
        .inner_margin(Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(Label::new(RichText::new(code).monospace().color(tokens.color.text)).wrap().selectable(true));
    });
}
