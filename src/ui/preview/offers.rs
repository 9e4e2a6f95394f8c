//! The offers that the space proposes: each a card with its rank, its weight, its content, and what the
//! contact may answer.

use super::digest::Digest;
use super::live;
use super::parts::{answer_id, muted, part_ui};
use crate::app::{Action, ExplorerAction, PreviewChange, Version, VisitAction};
use crate::document::Creatable;
use crate::engine::{Decision, Proposed};
use crate::html::Document;
use crate::model::{Place, Ref, Stage, split_address};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::document::{Form, offer_ui};
use crate::ui::labels::{label_or_name, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, announce, card, icon_button, segmented};
use egui::{Align2, FontId, Id, Label, Response, RichText, Sense, Ui, vec2};

/// Decimals of a weight.
const DECIMALS: usize = 2;

pub(super) fn offers_ui(ui: &mut Ui, ctx: &UiCtx<'_>, digest: &Digest, actions: &mut Actions) {
    let decision = &digest.decision;
    let title = Message::new("preview-proposed").with("count", decision.propositions.len());
    match digest.column {
        None => {
            part_ui(ui, &ctx.say(&title), |ui| live::answer_ui(ui, ctx));
        }
        Some(_) => drop(ui.label(muted(ui, ctx.say(&title)))),
    }
    // Of a page, the first space is told of.
    if digest.column.unwrap_or_default() == 0 {
        announce(ui, answer_id(), &answer(ctx, decision));
    }
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    if decision.propositions.is_empty() {
        nothing_ui(ui, ctx, decision, actions);
        return live::only_live_ui(ui, ctx);
    }
    let form = form_ui(ui, ctx, &decision.propositions);
    // What publishing would make is not there yet to be answered.
    let preview = ctx.app.preview();
    let is_somebody = decision.contact.is_some() || preview.stores() && preview.cookie().is_some();
    let answers = is_somebody && preview.version() != Version::Approved;
    let (looks, nothing) = (super::digest::looks(ui, digest, actions), Document::default());
    for (at, proposed) in decision.propositions.iter().enumerate() {
        let look = looks.as_ref().and_then(|looks| looks.of(at, &proposed.offer)).unwrap_or(&nothing);
        ui.push_id(&proposed.offer, |ui| {
            card(ui, |ui| {
                ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(1.5);
                heading_ui(ui, ctx, (at, proposed), actions);
                weight_ui(ui, ctx, proposed, actions);
                content_ui(ui, ctx, proposed, (look, form), actions);
                if answers {
                    answer_ui(ui, ctx, proposed, actions);
                }
            });
        });
    }
    live::only_live_ui(ui, ctx);
}

/// What is proposed, in a few words: those who do not see it are told when it changes.
fn answer(ctx: &UiCtx<'_>, decision: &Decision) -> String {
    let count = decision.propositions.len();
    match decision.propositions.first() {
        Some(first) => {
            ctx.say(&Message::new("preview-answer").with("count", count).with("first", &first.label))
        }
        None => ctx.say(&Message::new("preview-proposed").with("count", count)),
    }
}

/// Why nothing is proposed: something stopped every offer, or there is none yet.
fn nothing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Decision, actions: &mut Actions) {
    let answering = ctx.catalog().space_at(&decision.answered_by);
    let none = answering.filter(|_| decision.excluded.is_empty());
    let Some((environment, _)) = none else {
        ui.add(Label::new(muted(ui, ctx.text("preview-nothing"))).wrap());
        return;
    };
    ui.add(Label::new(muted(ui, ctx.text("preview-no-offers"))).wrap());
    let (kind, parent) = match environment.categories.first() {
        Some(category) => (Creatable::Offer, Ref::Category(environment.name.clone(), category.name.clone())),
        None => (Creatable::Category, Ref::Environment(environment.name.clone())),
    };
    let button = ctx.text(kind.title());
    if environment.stage != Stage::Live && ui.add(Button::secondary(&button).icon(Icon::Add)).clicked() {
        actions.push(Action::Explorer(ExplorerAction::Create(kind, parent)));
    }
}

/// The form that the offers are shown in. One choice for all cards, offered where the space renders any.
fn form_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &[Proposed]) -> Form {
    let forms: Vec<Form> =
        Form::ALL.into_iter().filter(|form| proposed.iter().any(|it| form.is_in(it))).collect();
    if forms.len() < 2 {
        return Form::Look;
    }
    let id = Id::unique("preview form");
    let kept = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let mut form = if forms.contains(&kept) { kept } else { Form::Look };
    let options: Vec<(Form, String)> = forms.into_iter().map(|form| (form, ctx.text(form.label()))).collect();
    if segmented(ui, &ctx.text("preview-form"), &mut form, &options).changed() {
        ui.data_mut(|data| data.insert_temp(id, form));
    }
    form
}

/// Rank, label and category, and how Live differs.
fn heading_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (at, proposed): (usize, &Proposed), actions: &mut Actions) {
    ui.horizontal_top(|ui| {
        let tokens = tokens(ui);
        let side = tokens.size.steps(6.0);
        let (rect, _) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
        ui.painter().circle_filled(rect.center(), side / 2.0, tokens.color.selection);
        let font = FontId::proportional(tokens.size.body);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, proposed.rank, font, tokens.color.text);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let label = RichText::new(short_label(&proposed.label))
                .size(tokens.size.heading)
                .color(tokens.color.text);
            if ui.add(egui::Link::new(label)).on_hover_text(ctx.text("preview-open-offer")).clicked() {
                actions.extend(Ref::offer_at(&proposed.offer).map(Action::go_to));
            }
            ui.add(Label::new(muted(ui, category(ctx, proposed))).wrap());
            live::offer_ui(ui, ctx, at);
        });
    });
}

fn category(ctx: &UiCtx<'_>, proposed: &Proposed) -> String {
    let environment = split_address(&proposed.offer).and_then(|(name, _)| ctx.catalog().environment(name));
    let category = environment.and_then(|environment| environment.category(&proposed.category));
    category.map_or(proposed.category.as_str(), |it| label_or_name(&it.label, &it.name)).to_owned()
}

/// The weight as it was reckoned, and a way to where it stands.
fn weight_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let tokens = tokens(ui);
        ui.spacing_mut().item_spacing.x = tokens.size.steps(1.5);
        let (rect, _) = ui.allocate_exact_size(vec2(tokens.size.icon, tokens.size.icon), Sense::hover());
        Icon::Weight.paint(ui, rect.center(), tokens.size.icon, tokens.color.text_muted);
        let reckoned = RichText::new(reckoning(ctx, proposed)).color(tokens.color.text);
        ui.label(reckoned).on_hover_text(ctx.text("domain-weight"));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let name = Message::new("preview-go-to-weight").with("offer", &proposed.label);
            if icon_button(ui, Icon::GoTo, &ctx.say(&name)).clicked() {
                let place = Place::new(proposed.weight_from.clone(), Vec::new()).field("weights");
                actions.push(Action::GoTo(place));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(muted(ui, short_label(&proposed.weight_label))).truncate());
            });
        });
    });
}

/// `20 × 1.5 = 30`, or `20` where nothing multiplies it.
fn reckoning(ctx: &UiCtx<'_>, proposed: &Proposed) -> String {
    let number = |value: f64| ctx.language.number(value, DECIMALS);
    if (proposed.multiplier - 1.0).abs() < f64::EPSILON {
        return number(proposed.weight);
    }
    let [weight, multiplier, product] =
        [proposed.weight, proposed.multiplier, proposed.final_weight].map(number);
    format!("{weight} × {multiplier} = {product}")
}

fn content_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    proposed: &Proposed,
    shown: (&Document, Form),
    actions: &mut Actions,
) {
    let tokens = tokens(ui);
    let frame = egui::Frame::new()
        .fill(tokens.color.panel)
        .corner_radius(tokens.size.radius)
        .inner_margin(egui::Margin::symmetric(10, 8));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        offer_ui(ui, ctx, proposed, shown, actions);
    });
}

/// What the contact may answer.
fn answer_ui(ui: &mut Ui, ctx: &UiCtx<'_>, proposed: &Proposed, actions: &mut Actions) {
    ui.horizontal(|ui| {
        let accept =
            answer_button(ui, ctx, Icon::Accept, ["preview-accept", "preview-accept-offer"], proposed);
        if accept.clicked() {
            actions.push(answered(ctx, &proposed.offer, true));
        }
        let refuse =
            answer_button(ui, ctx, Icon::Refuse, ["preview-refuse", "preview-refuse-offer"], proposed);
        if refuse.clicked() {
            actions.push(answered(ctx, &proposed.offer, false));
        }
    });
}

/// An answer to an offer: stored in the catalog's contacts, or only tried.
fn answered(ctx: &UiCtx<'_>, offer: &str, accepted: bool) -> Action {
    let offer = offer.to_owned();
    match (ctx.app.preview().stores(), accepted) {
        (true, _) => Action::Visit(VisitAction::Store(Some((offer, accepted)))),
        (false, true) => Action::Preview(PreviewChange::Accept(offer)),
        (false, false) => Action::Preview(PreviewChange::Refuse(offer)),
    }
}

/// A button with a short text and the name of what it does to which offer.
fn answer_button(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    icon: Icon,
    ids: [&'static str; 2],
    proposed: &Proposed,
) -> Response {
    let response = ui.add(Button::secondary(&ctx.text(ids[0])).icon(icon));
    response.clone().accessible_name(ctx.say(&Message::new(ids[1]).with("offer", &proposed.label)));
    let stores = ctx.app.preview().stores();
    response.on_hover_text(ctx.text(if stores { "visits-answer-stored" } else { "preview-answer-hint" }))
}
