//! A rule with its colours: every kind of token has one, and what is wrong is underlined. Colour is not the only
//! signal of an error: its sentence stands below the rule.

use crate::rule::{Diagnostic, Severity, TokenKind, tokens as tokens_of};
use crate::ui::theme::{Colors, tokens};
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Stroke, Ui};
use std::ops::Range;
use std::sync::Arc;

/// The rule laid out in a width. egui keeps the layout of a text that stays the same.
pub(super) fn galley(ui: &Ui, source: &str, found: &[Diagnostic], width: f32) -> Arc<Galley> {
    let tokens = tokens(ui);
    let font = FontId::monospace(tokens.size.mono);
    let mut job = LayoutJob::default();
    job.wrap.max_width = width;
    for (span, color) in pieces(source, &tokens.color) {
        for (span, wrong) in cut(span, found) {
            let mut format = TextFormat::simple(font.clone(), color);
            if let Some(severity) = wrong {
                let color =
                    if severity == Severity::Error { tokens.color.error } else { tokens.color.warning };
                format.underline = Stroke::new(2.0, color);
            }
            job.append(source.get(span).unwrap_or_default(), 0.0, format);
        }
    }
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The whole text in pieces of one colour.
fn pieces(source: &str, colors: &Colors) -> Vec<(Range<usize>, Color32)> {
    let mut pieces = Vec::new();
    let mut end = 0;
    for token in tokens_of(source) {
        pieces.push((end..token.span.start, colors.text));
        end = token.span.end;
        pieces.push((token.span, color(token.kind, colors)));
    }
    pieces.push((end..source.len(), colors.text));
    pieces.retain(|(span, _)| !span.is_empty());
    pieces
}

fn color(kind: TokenKind, colors: &Colors) -> Color32 {
    match kind {
        TokenKind::Operator | TokenKind::Comment => colors.text_muted,
        TokenKind::Keyword | TokenKind::Root => colors.link,
        TokenKind::Field | TokenKind::Name => colors.text,
        TokenKind::Function => colors.info,
        TokenKind::Text => colors.success,
        TokenKind::Number => colors.warning,
    }
}

/// A piece cut where what is wrong begins and ends.
fn cut(piece: Range<usize>, found: &[Diagnostic]) -> Vec<(Range<usize>, Option<Severity>)> {
    let inside = |place: &usize| piece.start < *place && *place < piece.end;
    let ends = found.iter().flat_map(|one| [one.span.start, one.span.end]);
    let mut cuts: Vec<usize> = ends.filter(inside).chain([piece.start, piece.end]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let wrong = |span: &Range<usize>| {
        let here = found.iter().filter(|one| one.span.start <= span.start && span.end <= one.span.end);
        here.map(|one| one.severity).min_by_key(|severity| *severity != Severity::Error)
    };
    cuts.windows(2)
        .map(|ends| {
            let span = ends[0]..ends[1];
            let wrong = wrong(&span);
            (span, wrong)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Message;

    #[test]
    fn pieces_cover_the_text_and_are_cut_at_what_is_wrong() {
        let colors = &crate::ui::theme::Tokens::of(egui::Theme::Light).color;
        let source = " profile.age > 'é' ";
        let covered: String = pieces(source, colors).into_iter().map(|(span, _)| &source[span]).collect();
        assert_eq!(covered, source);
        let wrong = |span, severity| Diagnostic { span, severity, code: "x", message: Message::new("x") };
        let found = [wrong(2..4, Severity::Warning), wrong(3..6, Severity::Error)];
        let parts = cut(0..8, &found);
        let error = Some(Severity::Error);
        assert_eq!(
            parts,
            [(0..2, None), (2..3, Some(Severity::Warning)), (3..4, error), (4..6, error), (6..8, None)]
        );
    }
}
