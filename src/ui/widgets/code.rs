//! A field for code: line numbers, coloured words, marks under what is wrong, and the list of what can stand
//! where somebody types. Knows no language: the caller says what is what.

use super::Severity;
use super::complete::{Caret, Completions, complete_keys, complete_ui};
use super::long::too_long_ui;
use crate::ui::theme::tokens;
use egui::text::{CCursor, CCursorRange, CharIndex, LayoutJob, TextFormat};
use egui::text_edit::{TextEditOutput, TextEditState};
use egui::{
    Align2, Color32, Context, FontId, Galley, Id, Rect, Response, Stroke, TextBuffer, TextEdit, Ui, pos2,
    vec2,
};
use std::ops::Range;
use std::sync::Arc;

/// Letters of a line number, at least.
const LEAST_DIGITS: usize = 2;
/// The width of a letter of code, about, in sizes of the font.
const LETTER: f32 = 0.62;

/// What a part of a text is, which decides its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Running text.
    #[default]
    Plain,
    /// What holds things together: tags, braces.
    Frame,
    /// A name of a value.
    Name,
    /// A word of the language.
    Word,
    /// A text or a number.
    Literal,
    /// A remark.
    Remark,
}

impl Paint {
    fn color(self, ui: &Ui) -> Color32 {
        let color = &tokens(ui).color;
        match self {
            Self::Plain => color.text,
            Self::Frame | Self::Remark => color.text_muted,
            Self::Name => color.link,
            Self::Word => color.warning,
            Self::Literal => color.success,
        }
    }
}

/// What a text looks like: its parts in order, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeLook {
    /// The parts that are not plain, in order, none inside another.
    pub parts: Vec<(Range<usize>, Paint)>,
    /// What is wrong, and how much.
    pub marks: Vec<(Range<usize>, Severity)>,
}

/// A field for code.
#[derive(Debug, Clone, Copy)]
pub struct CodeField<'a> {
    /// Its id, which is also that of its list.
    pub id: Id,
    /// The lines that it shows at least; one for a field of one line.
    pub lines: usize,
    /// Whether its lines have numbers.
    pub numbered: bool,
    /// Whether its letters are those of code.
    pub mono: bool,
    /// What stands in it while it is empty.
    pub placeholder: &'a str,
}

/// Draws a field for code. `look` says what a text looks like, `complete` what can stand at a byte of it.
pub fn code_edit(
    ui: &mut Ui,
    field: CodeField<'_>,
    text: &mut String,
    look: &mut dyn FnMut(&str) -> Arc<CodeLook>,
    complete: &mut dyn FnMut(&str, usize) -> Option<Completions>,
) -> Response {
    if let Some(response) = too_long_ui(ui, text) {
        return response;
    }
    let keys = complete_keys(ui, field.id);
    let output = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let gutter = if field.numbered { gutter(ui, text) } else { 0.0 };
        ui.add_space(gutter);
        let output = edit(ui, field, text, look);
        if field.numbered {
            numbers_ui(ui, &output, gutter);
        }
        output
    });
    let output = output.inner;
    let mut response = output.response.response.clone();
    let caret = output.cursor_range.map(|range| {
        let at = output.galley.pos_from_cursor(range.primary).translate(output.galley_pos.to_vec2());
        let rect = Rect::from_min_size(at.min, vec2(1.0, at.height()));
        Caret { rect, byte: byte_of(text, range.primary.index.0) }
    });
    let typed = response.changed();
    let taken = complete_ui(ui, field.id, (caret, typed), keys, |byte| complete(text, byte));
    if let Some((replaces, with)) = taken {
        take(ui, output, text, replaces, &with);
        response.mark_changed();
    }
    response
}

/// Puts what was taken in its place, and the cursor behind it.
fn take(ui: &Ui, output: TextEditOutput, text: &mut String, replaces: Range<usize>, with: &str) {
    put(ui.ctx(), (output.response.response.id, output.state), text, replaces, with);
}

/// Puts a text at the cursor of a field that need not have the keyboard: at its end where it has not had it yet. The
/// field then has the keyboard, with the cursor behind what was put there. `with` is given the text and the byte.
pub fn insert_at_cursor(
    ctx: &Context,
    field: Id,
    text: &mut String,
    with: impl FnOnce(&str, usize) -> String,
) {
    let state = TextEditState::load(ctx, field).unwrap_or_default();
    let cursor = state.cursor.char_range().map(|range| range.primary.index.0);
    let at = cursor.map_or(text.len(), |cursor| byte_of(text, cursor));
    let with = with(text, at);
    put(ctx, (field, state), text, at..at, &with);
}

fn put(
    ctx: &Context,
    (field, mut state): (Id, TextEditState),
    text: &mut String,
    replaces: Range<usize>,
    with: &str,
) {
    if text.get(replaces.clone()).is_none() {
        return;
    }
    let behind = text[..replaces.start].chars().count() + with.chars().count();
    text.replace_range(replaces, with);
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(CharIndex(behind)))));
    state.store(ctx, field);
    ctx.memory_mut(|memory| memory.request_focus(field));
}

/// The byte at which a character of a text starts.
fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

fn edit(
    ui: &mut Ui,
    field: CodeField<'_>,
    text: &mut String,
    look: &mut dyn FnMut(&str) -> Arc<CodeLook>,
) -> TextEditOutput {
    let mut layout = |ui: &Ui, text: &dyn TextBuffer, width: f32| {
        let look = look(text.as_str());
        galley(ui, field, text.as_str(), &look, width)
    };
    let edit = if field.lines == 1 { TextEdit::singleline(text) } else { TextEdit::multiline(text) };
    let edit = edit.id(field.id).desired_rows(field.lines).hint_text(field.placeholder.to_owned());
    // Tab leaves the field, so that the keyboard is not caught in it.
    edit.lock_focus(false).desired_width(ui.available_width()).layouter(&mut layout).show(ui)
}

/// The text laid out. Its parts are cut at the marks' ends.
fn galley(ui: &Ui, field: CodeField<'_>, text: &str, look: &CodeLook, width: f32) -> Arc<Galley> {
    let size = &tokens(ui).size;
    let font = if field.mono { FontId::monospace(size.mono) } else { FontId::proportional(size.body) };
    let mut job = LayoutJob { break_on_newline: field.lines > 1, ..LayoutJob::default() };
    job.wrap.max_width = if field.lines > 1 { width } else { f32::INFINITY };
    let mut cuts: Vec<usize> = vec![0, text.len()];
    let spans = look.parts.iter().map(|(span, _)| span).chain(look.marks.iter().map(|(span, _)| span));
    cuts.extend(spans.flat_map(|span| [span.start, span.end]).filter(|cut| text.is_char_boundary(*cut)));
    cuts.sort_unstable();
    cuts.dedup();
    let mut parts = look.parts.iter().peekable();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        while parts.next_if(|(span, _)| span.end <= start).is_some() {}
        let paint =
            parts.peek().filter(|(span, _)| span.start <= start).map_or(Paint::Plain, |(_, paint)| *paint);
        let mut format = TextFormat::simple(font.clone(), paint.color(ui));
        if let Some((_, severity)) =
            look.marks.iter().find(|(span, _)| span.start <= start && end <= span.end)
        {
            let (color, soft) = severity.colors(&tokens(ui).color);
            format.background = soft;
            format.underline = Stroke::new(1.0, color);
        }
        job.append(&text[start..end], 0.0, format);
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The room that line numbers take.
#[expect(clippy::cast_precision_loss, reason = "a few digits")]
fn gutter(ui: &Ui, text: &str) -> f32 {
    let digits = (text.matches('\n').count() + 1).to_string().len().max(LEAST_DIGITS);
    digits as f32 * tokens(ui).size.small * LETTER + tokens(ui).size.steps(2.0)
}

/// The number of each line, beside its first row.
fn numbers_ui(ui: &Ui, output: &TextEditOutput, gutter: f32) {
    let tokens = tokens(ui);
    let right = output.response.response.rect.left() - tokens.size.space;
    let clip = Rect::from_x_y_ranges(right - gutter..=right, output.response.response.rect.y_range());
    let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
    let (mut number, mut first) = (1, true);
    for row in &output.galley.rows {
        if first {
            let middle = output.galley_pos.y + row.pos.y + row.height() / 2.0;
            let font = FontId::monospace(tokens.size.small);
            painter.text(pos2(right, middle), Align2::RIGHT_CENTER, number, font, tokens.color.text_muted);
            number += 1;
        }
        first = row.ends_with_newline;
    }
}
