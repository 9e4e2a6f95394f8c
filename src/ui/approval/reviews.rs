//! The list *To review*: the offers of which something waits for a decision, and below each what changed.

use super::{part_label, since_words};
use crate::app::difference_words as words;
use crate::app::{Action, AskReview, ToReview};
use crate::document::FieldChange;
use crate::model::{EntityKind, InnerTab, Verdict};
use crate::ui::compare::change_line;
use crate::ui::ctx::{Actions, UiCtx, icon_of};
use crate::ui::labels::{label_or_name, title_of};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, RowList, RowPlace, buttons_at_right, empty_state, truncated};
use egui::{CornerRadius, Id, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// A line of the list: an offer, or one change of it.
enum Line<'a> {
    Offer(&'a ToReview),
    Change(&'a FieldChange),
}

/// Draws the list.
pub(in crate::ui) fn reviews_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let Some(listed) = ctx.app.reviews().listed() else { return };
    if listed.is_empty() {
        let (title, hint) =
            (ctx.text("approval-nothing-to-review"), ctx.text("approval-nothing-to-review-hint"));
        let area = ScrollArea::vertical().id_salt("nothing to review").auto_shrink([false, false]);
        area.show(ui, |ui| empty_state(ui, Icon::Success, &title, &hint, None));
        return;
    }
    let lines: Vec<Line<'_>> = listed
        .iter()
        .flat_map(|it| {
            let changes = it.parts.iter().flat_map(|(.., changes)| changes);
            std::iter::once(Line::Offer(it)).chain(changes.map(Line::Change))
        })
        .collect();
    let (name, height) = (ctx.text("approval-to-review"), tokens(ui).size.steps(8.5));
    let list = RowList::new(Id::unique("to review"), &name, height);
    let taken = list.show(ui, lines.len(), |ui, at| match lines[at.index] {
        Line::Offer(offer) => offer_ui(ui, ctx, at, offer, actions),
        Line::Change(change) => change_ui(ui, ctx, at, change),
    });
    let offer = taken.and_then(|row| {
        lines[..=row].iter().rev().find_map(|line| match line {
            Line::Offer(it) => Some(&it.offer),
            Line::Change(_) => None,
        })
    });
    if let Some(offer) = offer {
        actions.push(Action::Open(offer.clone()));
        actions.push(Action::Inner(offer.clone(), InnerTab::Approval));
    }
}

/// The parts that wait, in words, those together whose changes are changes from the same.
fn waits(ctx: &UiCtx<'_>, offer: &ToReview) -> String {
    let alike = offer.parts.chunk_by(|(_, one, _), (_, other, _)| one == other);
    let said = alike.map(|parts| {
        let labels: Vec<String> = parts.iter().map(|(part, ..)| ctx.text(part_label(*part))).collect();
        let since = parts.first().map_or_else(String::new, |(_, since, _)| ctx.text(since_words(*since)));
        format!("{} ({since})", labels.join(", "))
    });
    said.collect::<Vec<_>>().join(" · ")
}

fn offer_ui(ui: &mut Ui, ctx: &UiCtx<'_>, at: RowPlace, offer: &ToReview, actions: &mut Actions) -> Response {
    let (size, color) = (&tokens(ui).size, &tokens(ui).color);
    let row = ui.interact(at.rect, Id::unique(("to review", &offer.offer)), Sense::CLICK);
    let fill = if row.hovered() { color.selection } else { color.hover };
    let lane = at.rect.shrink2(vec2(0.0, 2.0));
    ui.painter().rect_filled(lane, CornerRadius::from(size.radius_small), fill);
    let inner = at.rect.shrink2(vec2(size.steps(2.0), 0.0));
    let title = title_of(&offer.offer, ctx.catalog());
    let verdicts =
        [(Verdict::Rejected, "approval-command-reject"), (Verdict::Approved, "approval-command-approve")];
    let words = verdicts.map(|(_, id)| ctx.text(id));
    let buttons = words.iter().map(|word| (Button::secondary(word).in_row(at.at_cursor), true)).collect();
    let (buttons, beside) = buttons_at_right(ui, (inner, row.id.with("decide")), buttons);
    for ((button, word), (verdict, _)) in buttons.iter().zip(&words).zip(verdicts) {
        let name = format!("{word} {title}");
        ui.ctx().accesskit_node_builder(button.id, |node| node.set_label(name.as_str()));
        if button.clicked() {
            let offers = vec![offer.offer.clone()];
            actions.push(Action::AskReview(AskReview { offers, verdict, part: None }));
        }
    }
    let (right, y) = (beside.right() - size.steps(2.0), at.rect.center().y);
    let x = inner.left() + size.icon / 2.0;
    icon_of(&offer.offer).paint(ui, pos2(x, y), size.icon, color.text_muted);
    let x = truncated(ui, pos2(x + size.icon, y), right, &title, size.body, color.text);
    let environment = offer.offer.environment().and_then(|name| ctx.catalog().environment(name));
    let environment = environment.map_or("", |it| label_or_name(&it.label, &it.name));
    // What waits before where: the end is cut where there is little room.
    let waits = waits(ctx, offer);
    let x = truncated(ui, pos2(x + size.steps(2.0), y), right, &waits, size.body, color.warning);
    truncated(ui, pos2(x + size.steps(2.0), y), right, environment, size.body, color.text_muted);
    let said = format!("{title} · {waits} · {environment}");
    row.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said));
    row.on_hover_text(said)
}

fn change_ui(ui: &Ui, ctx: &UiCtx<'_>, at: RowPlace, change: &FieldChange) -> Response {
    let row = ui.interact(at.rect, Id::unique(("change to review", at.index)), Sense::CLICK);
    let label = words::label(ctx.language, EntityKind::Offer, &change.path);
    let [old, new] = words::values(ctx.language, EntityKind::Offer, change);
    let inner = at.rect.shrink2(vec2(tokens(ui).size.steps(2.0), 0.0));
    let said = change_line(ui, inner, &label, &old, &new);
    row.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    row.on_hover_text(said)
}
