//! The text of a broken file in an editor, with the lines of its errors marked and underlined.

use crate::app::{Action, Broken, FileAction};
use crate::text::{MOST_EDITED, Message};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Severity, is_too_long, issue_line};
use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::TextEditOutput;
use egui::{Align, FontId, Galley, Id, ScrollArea, Stroke, TextBuffer, TextEdit, Ui};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// Draws the text, of a long one the lines around what is mended. `led` is the byte that the cursor is put to.
pub(super) fn text_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    broken: &Broken,
    led: Option<usize>,
    actions: &mut Actions,
) {
    let whole: &str = broken.text();
    let part = part_ui(ui, ctx, broken, led);
    let marked = marked_lines(broken, &part);
    let mut layout = |ui: &Ui, text: &dyn TextBuffer, _width: f32| galley(ui, text.as_str(), &marked);
    let mut text = Cow::Borrowed(&whole[part.clone()]);
    // Each part has steps of its own to undo: those of another one would bring its text here.
    let id = Id::unique(("broken", broken.path(), part.start));
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
            lead(ui, output, &whole[part.clone()], byte - part.start);
        }
    });
    if let Cow::Owned(text) = text {
        let text = [&whole[..part.start], &text, &whole[part.end..]].concat();
        actions.push(Action::Files(FileAction::Mend(text)));
    }
}

/// Says which lines of a long text are shown, with the way to those before and behind; returns their bytes.
fn part_ui(ui: &mut Ui, ctx: &UiCtx<'_>, broken: &Broken, led: Option<usize>) -> Range<usize> {
    let text: &str = broken.text();
    if !is_too_long(text) {
        return 0..text.len();
    }
    let id = Id::unique(("the part of a broken text", broken.path()));
    let around: Option<usize> = ui.data(|data| data.get_temp(id));
    let first = || broken.errors().first().map_or(0, |error| error.span.start);
    let mut around = around.unwrap_or_else(first).min(text.len());
    let mut shown = part(text, around);
    let lines = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
    let before = lines(&text[..shown.start]);
    let sentence = Message::new("files-broken-lines")
        .with("first", before + 1)
        .with("last", before + lines(&text[shown.clone()]).max(1))
        .with("all", before + lines(&text[shown.start..]));
    ui.horizontal_wrapped(|ui| {
        issue_line(ui, Severity::Info, &ctx.say(&sentence));
        let [earlier, later] = ["files-broken-earlier", "files-broken-later"].map(|id| ctx.text(id));
        if ui.add_enabled(shown.start > 0, Button::ghost(&earlier)).clicked() {
            around = shown.start.saturating_sub(MOST_EDITED / 2);
        }
        if ui.add_enabled(shown.end < text.len(), Button::ghost(&later)).clicked() {
            around = (shown.end + MOST_EDITED / 2).min(text.len());
        }
    });
    if let Some(led) = led.filter(|led| !shown.contains(led)) {
        around = led.min(text.len());
    }
    ui.data_mut(|data| data.insert_temp(id, around));
    shown = part(text, around);
    shown
}

/// The lines around a byte of a long text, as many as can be edited. A line that is longer itself is cut.
fn part(text: &str, around: usize) -> Range<usize> {
    let around = text.floor_char_boundary(around);
    let from = text.floor_char_boundary(around.saturating_sub(MOST_EDITED / 2));
    let newline = text[from..around].find('\n').filter(|_| from > 0);
    let from = newline.map_or(from, |newline| from + newline + 1);
    let to = text.floor_char_boundary((from + MOST_EDITED).min(text.len()));
    let newline = text[around..to].rfind('\n').filter(|_| to < text.len());
    from..newline.map_or(to, |newline| around + newline + 1)
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

/// The bytes of the lines with errors within a part of the text, from its start, in order, each once; of the version
/// that was checked.
fn marked_lines(broken: &Broken, part: &Range<usize>) -> Vec<Range<usize>> {
    let text = &broken.text()[part.clone()];
    let starts = broken.errors().iter().map(|error| error.span.start);
    let mut starts: Vec<usize> = starts.filter(|at| part.contains(at)).map(|at| at - part.start).collect();
    starts.sort_unstable();
    let mut lines: Vec<Range<usize>> = Vec::new();
    for start in starts {
        if lines.last().is_some_and(|last| start <= last.end) {
            continue;
        }
        let at = text.floor_char_boundary(start);
        let from = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let to = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        lines.push(from..to);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_long_text_is_whole_lines_around_a_byte() {
        let line = "    Offer(name: \"é\", label: \"An offer\"),\n";
        let text = line.repeat(3 * MOST_EDITED / line.len());
        for around in [0, 1, MOST_EDITED, text.len() / 2, text.len() - 1, text.len()] {
            let part = part(&text, around);
            assert!(part.start <= around && around <= part.end, "{around} is in {part:?}");
            assert!(part.len() <= MOST_EDITED && part.len() >= MOST_EDITED / 3, "{part:?}");
            assert_eq!((part.start % line.len(), part.end % line.len()), (0, 0), "{part:?}");
        }
        let one_line = "é".repeat(MOST_EDITED);
        let part = part(&one_line, MOST_EDITED + 1);
        assert!(part.contains(&MOST_EDITED) && part.len() <= MOST_EDITED, "{part:?}");
    }
}
