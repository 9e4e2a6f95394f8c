//! How far something is that is found out of a population: a bar, and how many contacts are done, how fast, and the time left.

use super::words;
use crate::app::Progress;
use crate::text::Message;
use crate::ui::ctx::UiCtx;
use crate::ui::theme::tokens;
use crate::ui::widgets::progress_bar;
use egui::{Label, RichText, Ui};
use std::time::Duration;

/// How often the window looks how far it is.
const LOOKS: Duration = Duration::from_millis(100);

/// Draws it, and has the window look again soon.
pub(super) fn progress_ui(ui: &mut Ui, ctx: &UiCtx<'_>, progress: &Progress) {
    ui.ctx().request_repaint_after(LOOKS);
    let contacts = |count: u64| words::whole(ctx.language, count);
    let done = match progress.total() {
        Some(total) => Message::new("population-done-of")
            .with("done", contacts(progress.done()))
            .with("total", contacts(total)),
        None => Message::new("population-done").with("done", contacts(progress.done())),
    };
    let step = progress.step().map(|step| ctx.text(step.label()));
    let mut parts: Vec<String> = step.into_iter().chain([ctx.say(&done)]).collect();
    if let Some(rate) = progress.rate() {
        let rate = ctx.language.number(rate.round(), 0).parse::<u64>().map(contacts);
        parts.extend(rate.map(|rate| ctx.say(&Message::new("population-rate").with("rate", rate))));
    }
    if let Some(left) = progress.left() {
        parts.push(ctx.say(&Message::new("population-left").with("time", words::span(ctx, left))));
    }
    #[expect(clippy::cast_possible_truncation, reason = "the length of a bar")]
    progress_bar(ui, progress.share().unwrap_or_default() as f32, &ctx.text("population-running"));
    line_ui(ui, &parts.join(" · "));
}

/// A small line, as much of it as there is room for.
pub(super) fn line_ui(ui: &mut Ui, text: &str) {
    let (size, color) = (tokens(ui).size.small, tokens(ui).color.text_muted);
    ui.add(Label::new(RichText::new(text).size(size).color(color)).truncate()).on_hover_text(text);
}
