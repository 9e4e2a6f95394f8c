//! The offers of Design that publishing would not bring to Live, where Design as approved is previewed: what would have to be
//! decided for each.

use super::changes::{NotProposed, Opened, changes_ui, offer_row_ui};
use super::parts::muted;
use crate::app::Version;
use crate::engine::Decision;
use crate::model::{Catalog, Ref, label_or_name};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::later::later;
use crate::ui::memo::Same;
use crate::ui::widgets::collapsible;
use egui::{Id, Ui};
use std::collections::HashSet;
use std::sync::Arc;

/// How many are listed.
const MOST: usize = 100;

/// An offer of Design.
struct Unapproved {
    entity: Ref,
    label: String,
    /// Its address in Live: `"ENV/OFFER"`.
    address: String,
}

pub(super) fn unapproved_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Arc<Decision>, actions: &mut Actions) {
    if ctx.app.preview().version() != Version::Approved {
        return;
    }
    let of = (Same::of(decision), Same::of(ctx.catalog()));
    let order = || {
        let (catalog, decision) = (Arc::clone(ctx.catalog()), Arc::clone(decision));
        move || unapproved(&catalog, &decision)
    };
    let found = later(ui.ctx(), Id::unique("preview unapproved"), of, actions, order).0;
    let Some(found) = found.filter(|found| !found.is_empty()) else { return };
    let title = Message::new("preview-unapproved").with("count", found.len());
    collapsible(ui, "unapproved", &ctx.say(&title), None, true, |ui| {
        for offer in found.iter().take(MOST) {
            ui.push_id(&offer.address, |ui| row_ui(ui, ctx, decision, offer, actions));
        }
        if found.len() > MOST {
            let more = Message::new("preview-unapproved-more").with("count", found.len() - MOST);
            ui.label(muted(ui, ctx.say(&more)));
        }
    });
}

fn row_ui(ui: &mut Ui, ctx: &UiCtx<'_>, decision: &Arc<Decision>, offer: &Unapproved, actions: &mut Actions) {
    let Unapproved { entity, label, address } = offer;
    let row = NotProposed { entity: Some(entity.clone()), label, address, is_alone: true };
    offer_row_ui(ui, ctx, &row, actions, |_| {}, |_, _| {});
    if Opened::of(ui).offer == offer.address {
        changes_ui(ui, ctx, decision, &offer.address, actions);
    }
}

/// The offers of the Design environment whose Live environment answers that are not in Live then.
fn unapproved(catalog: &Catalog, decision: &Decision) -> Vec<Unapproved> {
    let live = decision.answered_by.split_once('/').map_or("", |(live, _)| live);
    let design = catalog.environments.iter().find(|it| it.linked_live() == Some(live));
    let excluded = decision.excluded.iter().map(|excluded| decision.address(excluded));
    let there: HashSet<&str> =
        decision.propositions.iter().map(|it| it.offer.as_str()).chain(excluded).collect();
    let mut found = Vec::new();
    let Some(design) = design else { return found };
    design.walk_categories(|_, category| {
        found.extend(category.offers.iter().filter_map(|offer| {
            let address = format!("{live}/{}", offer.name);
            (!there.contains(address.as_str())).then(|| Unapproved {
                entity: Ref::Offer(design.name.clone(), offer.name.clone()),
                label: label_or_name(&offer.label, &offer.name).to_owned(),
                address,
            })
        }));
    });
    found
}
