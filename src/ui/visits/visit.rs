//! One visit of the player: when, who was recognised and how, what was proposed, stored and answered, and what caps stopped.

use super::played::Played;
use crate::app::{Action, VisitAction};
use crate::document::CatalogLabels;
use crate::engine::{Decision, Proposed, Visit, Visited};
use crate::model::{Identification, Reason, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{contact_title, label_or_name, sentence, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Icon, Severity, as_role, card, check_box, icon_button, issue_line, moment_field, note, pill,
    toggle_icon_button,
};
use egui::{Label, RichText, Role, Ui};

/// So many offers that caps stopped are named.
const MOST_CAPPED: usize = 5;

/// How the contact of a visit was recognised: the message, and the weight of its colour.
pub(super) fn recognised(visited: &Visited) -> (&'static str, Severity) {
    let known = visited.made().find(|decision| decision.contact.is_some());
    match known.or_else(|| visited.made().next()).map(|decision| decision.identification) {
        Some(Identification::Explicit) => ("preview-explicit", Severity::Success),
        Some(Identification::Implicit) => ("preview-implicit", Severity::Info),
        Some(Identification::Anonymous) => ("visits-anonymous", Severity::Neutral),
        None => ("visits-unanswered", Severity::Error),
    }
}

/// The second at which a visit takes place.
pub(super) fn instant(ctx: &UiCtx<'_>, visit: &Visit) -> i64 {
    let at = visit.calls.first().and_then(|call| call.at.as_ref());
    at.map_or_else(|| ctx.app.now(), |at| at.start(&ctx.catalog().zone())).as_second()
}

pub(super) fn visit_ui(ui: &mut Ui, ctx: &UiCtx<'_>, played: &Played, place: usize, actions: &mut Actions) {
    let (visits, visited) = (ctx.app.visits().all(), &played.visited[place]);
    let visit = &visits[place];
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.0);
        header_ui(ui, ctx, (visit, place, visits.len()), actions);
        if place > 0 && instant(ctx, visit) < instant(ctx, &visits[place - 1]) {
            issue_line(ui, Severity::Warning, &ctx.text("visits-earlier"));
        }
        who_ui(ui, ctx, played, visited, actions);
        for (number, decision) in visited.decisions.iter().enumerate() {
            ui.push_id(number, |ui| match decision {
                Ok(decision) => decision_ui(ui, ctx, (visit, place), decision, actions),
                Err(error) => drop(note(ui, Severity::Error, &sentence(&ctx.say(&error.message)))),
            });
        }
        stored_ui(ui, ctx, (visit, place), visited, actions);
    });
}

/// The number, the moment, and what is done with the visit.
fn header_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (visit, place, count): (&Visit, usize, usize),
    actions: &mut Actions,
) {
    let name = ctx.say(&Message::new("visits-number").with("number", place + 1));
    ui.horizontal(|ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing.x = size.space;
        let heading = ui.label(RichText::new(&name).strong());
        as_role(ui, &heading, Role::Heading, &name);
        let mut at = visit.calls.first().and_then(|call| call.at.clone());
        let before = at.clone();
        let field = ui.scope(|ui| {
            ui.set_width(size.steps(44.0));
            moment_field(ui, &ctx.text("preview-now"), &mut at, ctx.language)
        });
        let moment = ctx.say(&Message::new("visits-moment").with("number", place + 1));
        let field = field.inner.accessible_name(moment);
        if let Some(at) = at.filter(|at| field.changed() && Some(at) != before.as_ref()) {
            actions.push(Action::Visit(VisitAction::At(place, at)));
        }
        let buttons = [
            (Icon::Eye, "visits-show", ctx.app.visits().database().is_none(), VisitAction::Show(place)),
            (Icon::MoveUp, "contacts-move-up", place > 0, VisitAction::Earlier(place)),
            (Icon::MoveDown, "contacts-move-down", place + 1 < count, VisitAction::Later(place)),
            (Icon::Close, "forms-remove", true, VisitAction::Remove(place)),
        ];
        for (icon, label, possible, action) in buttons {
            let label = ctx.say(&Message::new(label).with("name", &name));
            let clicked = ui.add_enabled_ui(possible, |ui| icon_button(ui, icon, &label).clicked()).inner;
            if clicked {
                actions.push(Action::Visit(action));
            }
        }
    });
}

/// Who was recognised, and how.
fn who_ui(ui: &mut Ui, ctx: &UiCtx<'_>, played: &Played, visited: &Visited, actions: &mut Actions) {
    let (said, severity) = recognised(visited);
    ui.horizontal_wrapped(|ui| {
        pill(ui, &ctx.text(said), severity);
        let known = visited.made().find_map(|decision| decision.contact.as_ref());
        if let Some(known) = known {
            match ctx.catalog().contacts.get(known.index) {
                Some(contact) => {
                    if ui.link(contact_title(contact, ctx.catalog())).clicked() {
                        actions.push(Action::go_to(Ref::Contact(known.index)));
                    }
                }
                None => drop(ui.label(short_label(&known.label))),
            }
        }
        for stored in visited.stored.iter().flatten() {
            let title = played.titles.get(&stored.contact).map_or("", |title| short_label(title));
            if stored.is_new {
                ui.label(muted(ui, ctx.say(&Message::new("visits-created").with("contact", title))));
            } else if !stored.shared.is_empty() {
                let cookie = stored.shared.join(", ");
                ui.label(muted(ui, ctx.say(&Message::new("visits-cookie-shared").with("cookie", cookie))));
            } else if !stored.cookies.is_empty() {
                let cookie = stored.cookies.join(", ");
                ui.label(muted(ui, ctx.say(&Message::new("visits-cookie-linked").with("cookie", cookie))));
            }
        }
    });
}

/// What a space answered: its offers with the answers of the contact, and what caps stopped.
fn decision_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (visit, place): (&Visit, usize),
    decision: &Decision,
    actions: &mut Actions,
) {
    let space = ctx.catalog().space_at(&decision.answered_by);
    let space = space.map_or(decision.answered_by.as_str(), |(_, it)| label_or_name(&it.label, &it.name));
    ui.label(muted(ui, space));
    if decision.propositions.is_empty() {
        ui.label(muted(ui, ctx.text("visits-nothing")));
    }
    for proposed in &decision.propositions {
        ui.push_id(&proposed.offer, |ui| proposed_ui(ui, ctx, (visit, place), proposed, actions));
    }
    let capped = || decision.excluded.iter().filter(|excluded| excluded.reason() == Reason::PresentationRule);
    for excluded in capped().take(MOST_CAPPED) {
        let explanation = decision.explain(excluded);
        let offer = Ref::offer_at(explanation.offer).unwrap_or(Ref::Catalog);
        let labels = CatalogLabels::of(ctx.catalog(), &offer);
        let detail = ctx.say(&explanation.detail().in_labels(&labels));
        let said = Message::new("visits-capped").with("offer", explanation.label).with("detail", detail);
        issue_line(ui, Severity::Warning, &ctx.say(&said));
    }
    let more = capped().count().saturating_sub(MOST_CAPPED);
    if more > 0 {
        ui.label(muted(ui, ctx.say(&Message::new("visits-capped-more").with("count", more))));
    }
}

/// An offer, and what the contact answers to it.
fn proposed_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (visit, place): (&Visit, usize),
    proposed: &Proposed,
    actions: &mut Actions,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.space;
        let answer = visit.responses.iter().find(|response| response.offer == proposed.offer);
        let buttons =
            [(Icon::Accept, "preview-accept-offer", true), (Icon::Refuse, "preview-refuse-offer", false)];
        for (icon, label, accepted) in buttons {
            let mut on = answer.is_some_and(|answer| answer.accepted == accepted);
            let label = Message::new(label).with("offer", &proposed.label);
            let label = Message::new("visits-answer").with("number", place + 1).with("answer", label);
            if toggle_icon_button(ui, icon, &ctx.say(&label), &mut on).changed() {
                let offer = proposed.offer.clone();
                actions.push(Action::Visit(VisitAction::Respond(place, offer, accepted)));
            }
        }
        let weight = ctx.language.number(proposed.final_weight, 2);
        ui.add(Label::new(format!("{}. {}", proposed.rank, short_label(&proposed.label))).truncate());
        ui.label(muted(ui, weight));
    });
}

/// Whether what is proposed is stored, and whether that was done.
fn stored_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (visit, place): (&Visit, usize),
    visited: &Visited,
    actions: &mut Actions,
) {
    let asked = visit.calls.iter().any(|call| call.store);
    let mut on = asked;
    if check_box(ui, &mut on, &ctx.text("visits-store")).changed() {
        actions.push(Action::Visit(VisitAction::Stores(place, on)));
    }
    if asked && visited.stored.iter().all(Option::is_none) {
        ui.add(Label::new(muted(ui, ctx.text("visits-stored-nothing"))).wrap());
    }
    if visited.answered.contains(&false) {
        issue_line(ui, Severity::Warning, &ctx.text("visits-unanswerable"));
    }
}

/// A text of the second rank.
fn muted(ui: &Ui, text: impl Into<String>) -> RichText {
    let tokens = tokens(ui);
    RichText::new(text).size(tokens.size.small).color(tokens.color.text_muted)
}
