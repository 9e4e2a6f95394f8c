//! The text of a broken file in an editor, with the lines of its errors marked and underlined.

use crate::app::{Action, Broken, FileAction};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::TextEditOutput;
use egui::{Align, FontId, Galley, Id, ScrollArea, Stroke, TextBuffer, TextEdit, Ui};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Draws the text. `led` is the byte that the cursor is put to.
pub(super) fn text_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    broken: &Broken,
    led: Option<usize>,
    actions: &mut Actions,
) {
    let marked = marked_lines(broken);
    let mut layout = |ui: &Ui, text: &dyn TextBuffer, _width: f32| galley(ui, text.as_str(), &marked);
    let mut text = Cow::Borrowed(&**broken.text());
    let id = Id::unique(("broken", broken.path()));
    ScrollArea::both().id_salt("broken text").auto_shrink([false, false]).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut text)
            .id(id)
            .code_editor()
            .frame(egui::Frame::NONE)
            .desired_width(f32::INFINITY)
            .desired_rows(8)
            .layouter(&mut layout);
        let output = edit.show(ui);
        let name = ctx.text("files-broken-text");
        ui.ctx().accesskit_node_builder(output.response.response.id, |node| node.set_label(name));
        if let Some(byte) = led {
            lead(ui, output, broken.text(), byte);
        }
    });
    if let Cow::Owned(text) = text {
        actions.push(Action::Files(FileAction::Mend(text)));
    }
}

/// Puts the cursor to a byte, and shows it.
fn lead(ui: &Ui, output: TextEditOutput, text: &str, byte: usize) {
    let before = text.floor_char_boundary(byte.min(text.len()));
    let cursor = CCursor::new(CharIndex(text[..before].chars().count()));
    let at = output.galley.pos_from_cursor(cursor).translate(output.galley_pos.to_vec2());
    let mut state = output.state;
    state.cursor.set_char_range(Some(CCursorRange::one(cursor)));
    state.store(ui.ctx(), output.response.response.id);
    output.response.response.request_focus();
    ui.scroll_to_rect(at, Some(Align::Center));
}

/// The bytes of the lines with errors, in order, each once; of the version that was checked.
fn marked_lines(broken: &Broken) -> Vec<Range<usize>> {
    let text: &str = broken.text();
    let mut lines: Vec<Range<usize>> = Vec::new();
    let mut starts: Vec<usize> = broken.errors().iter().map(|error| error.span.start).collect();
    starts.sort_unstable();
    for start in starts {
        let at = text.floor_char_boundary(start.min(text.len()));
        let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        if lines.last().is_none_or(|last| last.start < from) {
            lines.push(from..to);
        }
    }
    lines
}

/// The text laid out, the marked lines on another ground and underlined. egui keeps the layout of the same
/// text, so that only a change is laid out again.
fn galley(ui: &Ui, text: &str, marked: &[Range<usize>]) -> Arc<Galley> {
    let tokens = tokens(ui);
    let font = FontId::monospace(tokens.size.mono);
    let plain = TextFormat::simple(font, tokens.color.text);
    let wrong = TextFormat {
        background: tokens.color.error_soft,
        underline: Stroke::new(1.0, tokens.color.error),
        ..plain.clone()
    };
    let mut job = LayoutJob { break_on_newline: true, ..LayoutJob::default() };
    job.wrap.max_width = f32::INFINITY;
    let mut at = 0;
    for line in marked {
        // While a key that was just pressed is not checked yet, a mark may lie beside its line, never outside.
        let [start, end] = [line.start, line.end].map(|byte| text.floor_char_boundary(byte.min(text.len())));
        job.append(&text[at.min(start)..start], 0.0, plain.clone());
        job.append(&text[start..end], 0.0, wrong.clone());
        at = end;
    }
    job.append(&text[at..], 0.0, plain);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
