//! What Live answers to the same call, beside the answer of the preview: for the whole of it, for each offer, and what only
//! Live proposes.

use super::parts::muted;
use crate::app::{Differs, InLive};
use crate::text::Message;
use crate::ui::ctx::UiCtx;
use crate::ui::labels::short_label;
use crate::ui::widgets::{Severity, pill};
use egui::{Label, Ui};

/// Decimals of a weight.
const DECIMALS: usize = 2;

/// Whether Live proposes the same, with what it proposes.
pub(super) fn answer_ui(ui: &mut Ui, ctx: &UiCtx<'_>) {
    let Some(against) = ctx.app.preview().against_live() else { return };
    if !against.differs() {
        ui.label(muted(ui, ctx.text("preview-same-in-live")));
        return;
    }
    let offers = titles(&against.live, |_| true).unwrap_or_else(|| ctx.text("preview-live-nothing"));
    let said = ctx.say(&Message::new("preview-live-proposes").with("offers", offers));
    explained_pill(ui, &ctx.text("preview-differs-from-live"), &said);
}

/// How the offer at a place of the answer differs from what Live proposes: the gravest in a word, all of it under the
/// pointer.
pub(super) fn offer_ui(ui: &mut Ui, ctx: &UiCtx<'_>, place: usize) {
    let differs = ctx.app.preview().against_live().and_then(|against| against.offers.get(place));
    let Some((first, all)) = differs.and_then(|differs| Some((differs.first()?, differs))) else { return };
    let badge = match first {
        Differs::NotInLive => Message::new("preview-not-in-live-badge"),
        Differs::Rank(rank) => Message::new("preview-live-rank-badge").with("rank", *rank),
        Differs::Content => Message::new("preview-live-content-badge"),
        Differs::Weight(_) => Message::new("preview-live-weight-badge"),
    };
    let sentences = all.iter().map(|differs| match differs {
        Differs::NotInLive => ctx.text("preview-not-in-live-tip"),
        Differs::Rank(rank) => ctx.say(&Message::new("preview-live-rank-tip").with("rank", *rank)),
        Differs::Content => ctx.text("preview-live-content-tip"),
        Differs::Weight(weight) => {
            let weight = ctx.language.number(*weight, DECIMALS);
            ctx.say(&Message::new("preview-live-weight-tip").with("weight", weight))
        }
    });
    explained_pill(ui, &ctx.say(&badge), &sentences.collect::<Vec<_>>().join(" "));
}

/// What Live proposes and the answer does not.
pub(super) fn only_live_ui(ui: &mut Ui, ctx: &UiCtx<'_>) {
    let Some(against) = ctx.app.preview().against_live() else { return };
    if let Some(offers) = titles(&against.live, |it| !it.is_proposed) {
        let said = ctx.say(&Message::new("preview-live-also").with("offers", offers));
        ui.add(Label::new(muted(ui, said)).wrap());
    }
}

/// The titles of offers of Live, each with its rank; none where there is none.
fn titles(live: &[InLive], wanted: impl Fn(&InLive) -> bool) -> Option<String> {
    let wanted = live.iter().filter(|it| wanted(it));
    let titles: Vec<String> = wanted.map(|it| format!("{} {}", it.rank, short_label(&it.label))).collect();
    (!titles.is_empty()).then(|| titles.join(", "))
}

/// A pill with what it means, under the pointer and for who does not see.
fn explained_pill(ui: &mut Ui, text: &str, said: &str) {
    let shown = pill(ui, text, Severity::Info);
    ui.ctx().accesskit_node_builder(shown.id, |node| node.set_description(said));
    shown.on_hover_text(said);
}
