//! What would have to change for an offer that is not proposed, below its row: a line for each way, which tries it or
//! makes the edit that it takes. A worker looks for the ways.

use super::parts::{muted, sentence};
use crate::app::{Action, PreviewChange};
use crate::document::CatalogLabels;
use crate::engine::{Change, Decision, Way, Ways};
use crate::model::{Ref, Stage};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::short_label;
use crate::ui::later::later;
use crate::ui::memo::Same;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, icon_button};
use egui::{Id, Label, Link, RichText, Ui, vec2};
use std::sync::Arc;

/// The row below which it stands, and how much room it takes there.
#[derive(Clone, Default)]
pub(super) struct Opened {
    /// `"ENV/OFFER"`; empty while none is opened.
    pub(super) offer: String,
    pub(super) height: f32,
}

impl Opened {
    fn id() -> Id {
        Id::unique("preview changes opened")
    }

    pub(super) fn of(ui: &Ui) -> Self {
        ui.data(|data| data.get_temp(Self::id())).unwrap_or_default()
    }

    /// Opens it for an offer, or closes it.
    pub(super) fn toggle(ui: &Ui, offer: &str) {
        let is_open = Self::of(ui).offer == offer;
        let offer = if is_open { String::new() } else { offer.to_owned() };
        ui.data_mut(|data| data.insert_temp(Self::id(), Self { offer, height: 0.0 }));
        ui.ctx().request_repaint();
    }

    /// It took so much room: the rows behind it give way with the next frame.
    pub(super) fn is_high(&self, ui: &Ui, height: f32) {
        // What was closed meanwhile stays so.
        if (self.height - height).abs() > 0.5 && Self::of(ui).offer == self.offer {
            let opened = Self { offer: self.offer.clone(), height };
            ui.data_mut(|data| data.insert_temp(Self::id(), opened));
            ui.ctx().request_repaint();
        }
    }
}

/// An offer that is not proposed.
pub(super) struct NotProposed<'a> {
    /// What is opened by its label.
    pub(super) entity: Option<Ref>,
    pub(super) label: &'a str,
    /// `"ENV/OFFER"`.
    pub(super) address: &'a str,
    /// Whether its space is asked alone: what would have to change can be told then.
    pub(super) is_alone: bool,
}

/// The row of an offer that is not proposed: its label with what stands below it, the button that asks what would have to
/// change, and what stands behind that.
pub(super) fn offer_row_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    offer: &NotProposed<'_>,
    actions: &mut Actions,
    below: impl FnOnce(&mut Ui),
    behind: impl FnOnce(&mut Ui, &mut Actions),
) {
    ui.horizontal_top(|ui| {
        let tokens = tokens(ui);
        ui.spacing_mut().item_spacing = vec2(tokens.size.space, 1.0);
        let width = ui.available_width() - 2.0 * (tokens.size.control + tokens.size.steps(2.0));
        ui.vertical(|ui| {
            ui.set_width(width);
            let label = RichText::new(short_label(offer.label)).color(tokens.color.text);
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            if ui.add(Link::new(label)).on_hover_text(ctx.text("preview-open-offer")).clicked() {
                actions.extend(offer.entity.clone().map(Action::go_to));
            }
            below(ui);
        });
        let name = Message::new("preview-changes-of").with("offer", offer.label);
        if offer.is_alone && icon_button(ui, Icon::Help, &ctx.say(&name)).clicked() {
            Opened::toggle(ui, offer.address);
        }
        behind(ui, actions);
    });
}

/// The ways in which an offer would be proposed; they are looked for while this is drawn.
pub(super) fn changes_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    decision: &Arc<Decision>,
    offer: &str,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
    ui.label(muted(ui, ctx.text("preview-changes")));
    let order = || {
        let (look, offer) = (ctx.app.ways_of(offer), offer.to_owned());
        move || (offer, look())
    };
    let of = (Same(Arc::clone(decision)), offer.to_owned());
    let (found, _) =
        later::<_, (String, Option<Ways>), _>(ui.ctx(), Id::unique("preview changes"), of, actions, order);
    match found.filter(|found| found.0 == offer) {
        None => drop(ui.label(muted(ui, ctx.text("preview-changes-looking")))),
        Some(found) => found.1.iter().for_each(|ways| ways_ui(ui, ctx, ways, offer, actions)),
    }
    ui.add_space(tokens(ui).size.steps(1.5));
}

fn ways_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ways: &Ways, offer: &str, actions: &mut Actions) {
    let entity = Ref::offer_at(offer).unwrap_or(Ref::Catalog);
    let labels = CatalogLabels::of(ctx.catalog(), &entity);
    let tokens = tokens(ui);
    for (place, message) in ways.messages(Some(&labels)).iter().enumerate() {
        let said = sentence(&ctx.say(message));
        let text = RichText::new(&said).size(tokens.size.small);
        let tried = |way: &Way| Action::Preview(PreviewChange::Try(way.clone()));
        let done = ways.all.get(place).and_then(|way| {
            let tried = ctx.app.preview().can_try(way).then(|| (tried(way), "preview-changes-try"));
            tried.or_else(|| Some((ctx.app.edits_of(way, offer)?, "preview-changes-do")))
        });
        if let Some((action, hint)) = done {
            if ui.add(Link::new(text)).on_hover_text(ctx.text(hint)).clicked() {
                actions.push(action);
            }
        } else {
            let why = ways.all.get(place).map(|way| ctx.text(why_not(ctx, way, offer)));
            let said = why.map_or(said.clone(), |why| {
                ctx.say(&Message::new("preview-changes-not").with("way", said.as_str()).with("why", why))
            });
            let text = RichText::new(said).size(tokens.size.small).color(tokens.color.text_muted);
            ui.add(Label::new(text).wrap());
        }
    }
}

/// Why a way cannot be tried, nor made, by a click.
fn why_not(ctx: &UiCtx<'_>, way: &Way, offer: &str) -> &'static str {
    let edits = |change: &Change| matches!(change, Change::Approved(_) | Change::Enabled(_));
    if !way.changes.iter().any(edits) {
        return "preview-changes-contact";
    }
    let environment = Ref::offer_at(offer).and_then(|offer| ctx.catalog().environment(offer.environment()?));
    let is_live = environment.is_some_and(|environment| environment.stage == Stage::Live);
    if is_live { "preview-changes-live" } else { "preview-changes-edit" }
}
