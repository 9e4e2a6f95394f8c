//! The offers that are not proposed: by the gate that stopped each, with what to change to let it through.
//!
//! There may be thousands: only the rows in sight are explained and drawn.

use super::changes::{NotProposed, Opened, changes_ui, offer_row_ui};
use super::digest::{Digest, Group};
use super::part_ui;
use crate::app::Action;
use crate::document::CatalogLabels;
use crate::engine::Explanation;
use crate::model::{Place, Reason, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx, reason_label};
use crate::ui::later::later;
use crate::ui::memo::{Same, memo};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, collapsible, icon_button};
use egui::text::{LayoutJob, TextFormat};
use egui::{FontId, Id, Rect, Sense, Ui, UiBuilder, pos2, vec2};
use std::sync::Arc;

/// The height of a row without what the gate saw, and of each line of that.
const ROW: f32 = 20.0;
const LINE: f32 = 13.0;
/// A gate that stopped no more than this is open at first.
const FEW: usize = 12;
/// From this many offers on they can be searched.
const MANY: usize = 8;

pub(super) fn excluded_ui(ui: &mut Ui, ctx: &UiCtx<'_>, digest: &Arc<Digest>, actions: &mut Actions) {
    let count = digest.decision.excluded.len();
    if count == 0 {
        return;
    }
    let heading = ctx.say(&Message::new("preview-not-proposed").with("count", count));
    match digest.column {
        None => part_ui(ui, &heading, |_| {}),
        Some(_) => drop(ui.label(super::muted(ui, heading))),
    }
    ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
    let groups = match search_ui(ui, ctx, digest, actions) {
        Search::Nothing => return all_ui(ui, ctx, digest, actions),
        Search::Begun => return,
        Search::Found(groups) => groups,
    };
    if groups.is_empty() {
        ui.label(super::muted(ui, ctx.text("kit-no-match")));
    }
    for group in groups.iter() {
        ui.label(super::muted(ui, title(ctx, group)));
        rows_ui(ui, ctx, digest, group, actions);
    }
}

/// The offers of each gate, to be opened.
fn all_ui(ui: &mut Ui, ctx: &UiCtx<'_>, digest: &Digest, actions: &mut Actions) {
    for group in &digest.groups {
        let open = group.reason != Reason::OutOfScope && group.offers.len() <= FEW;
        collapsible(ui, group.reason.code(), &title(ctx, group), None, open, |ui| {
            rows_ui(ui, ctx, digest, group, actions);
        });
    }
}

/// What is searched among the offers that are not proposed.
enum Search {
    /// Nothing.
    Nothing,
    /// A worker searches, for the first time.
    Begun,
    /// What was found, perhaps of a moment before.
    Found(Arc<Vec<Group>>),
}

/// The field to search in, and what was found.
fn search_ui(ui: &mut Ui, ctx: &UiCtx<'_>, digest: &Arc<Digest>, actions: &mut Actions) -> Search {
    if digest.decision.excluded.len() < MANY {
        return Search::Nothing;
    }
    let id = Id::unique(("preview excluded search", digest.column));
    let mut query: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let color = tokens(ui).color.text_muted;
    let edit = egui::TextEdit::singleline(&mut query).hint_text(ctx.text("preview-search-hint"));
    let edit = edit.id(id).prefix(Icon::Search.text(ui).color(color)).desired_width(f32::INFINITY);
    ui.add(edit).accessible_name(ctx.text("preview-search"));
    ui.data_mut(|data| data.insert_temp(id, query.clone()));
    if query.trim().is_empty() {
        return Search::Nothing;
    }
    let of = (Same::of(digest), Same::of(ctx.catalog()), query.clone());
    if ctx.app.workspace().is_small() {
        return Search::Found(memo(ui, id, of, |(_, _, query)| digest.matching(ctx.catalog(), query)));
    }
    let order = || {
        let (digest, catalog) = (Arc::clone(digest), Arc::clone(ctx.catalog()));
        move || digest.matching(&catalog, &query)
    };
    later(ui.ctx(), id, of, actions, order).0.map_or(Search::Begun, Search::Found)
}

fn title(ctx: &UiCtx<'_>, group: &Group) -> String {
    let reason = ctx.text(reason_label(group.reason));
    ctx.say(&Message::new("preview-group").with("reason", reason).with("count", group.offers.len()))
}

/// How many lines there are for what a gate saw: offers that ranked higher are named with their weights.
fn lines(reason: Reason) -> u8 {
    if reason == Reason::Outranked { 4 } else { 2 }
}

/// The rows of a group: room for all, and those in sight. Of one, what would have to change stands below it.
fn rows_ui(ui: &mut Ui, ctx: &UiCtx<'_>, digest: &Digest, group: &Group, actions: &mut Actions) {
    let count = group.offers.len();
    let lines = lines(group.reason);
    let height = ROW + LINE * f32::from(lines);
    let excluded =
        |place: usize| group.offers.get(place).and_then(|index| digest.decision.excluded.get(*index));
    // What would have to change is asked of a space alone.
    let opened = if digest.column.is_none() { Opened::of(ui) } else { Opened::default() };
    let is_opened =
        |place: &usize| excluded(*place).is_some_and(|it| digest.decision.address(it) == opened.offer);
    let opened_at = if opened.offer.is_empty() { None } else { (0..count).find(is_opened) };
    let room = if opened_at.is_some() { opened.height } else { 0.0 };
    let size = vec2(ui.available_width(), height * as_points(count) + room);
    let (area, _) = ui.allocate_exact_size(size, Sense::hover());
    let sight = ui.clip_rect();
    let first = row_at((sight.top() - area.top() - room) / height, count);
    let last = row_at((sight.bottom() - area.top()) / height + 1.0, count);
    for place in first..last {
        let Some(excluded) = excluded(place) else { continue };
        let below = if opened_at.is_some_and(|at| at < place) { room } else { 0.0 };
        let top = area.top() + height * as_points(place) + below;
        let rect = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), height));
        let explanation = digest.decision.explain(excluded);
        let id = ui.scope_id().with(("excluded", explanation.offer));
        let mut row = ui.new_child(UiBuilder::new().max_rect(rect).scope_id(id));
        row_ui(&mut row, ctx, (&explanation, digest.column.is_none()), lines, actions);
        if opened_at == Some(place) {
            let rect = Rect::from_min_size(rect.left_bottom(), vec2(area.width(), room));
            let mut below = ui.new_child(UiBuilder::new().max_rect(rect).scope_id(id.with("changes")));
            changes_ui(&mut below, ctx, &digest.decision, explanation.offer, actions);
            opened.is_high(ui, below.cursor().top() - rect.top());
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
fn as_points(count: usize) -> f32 {
    count as f32
}

/// The row that lies so many rows below the first; no more than there are.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not negative, and cut to the count"
)]
fn row_at(below: f32, count: usize) -> usize {
    (below.floor().max(0.0) as usize).min(count)
}

fn row_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (explanation, is_alone): (&Explanation<'_>, bool),
    lines: u8,
    actions: &mut Actions,
) {
    let (address, label) = (explanation.offer, explanation.label);
    let offer = NotProposed { entity: Ref::offer_at(address), label, address, is_alone };
    let below = |ui: &mut Ui| detail_ui(ui, &detail(ctx, explanation), lines);
    offer_row_ui(ui, ctx, &offer, actions, below, |ui, actions| {
        let name = Message::new("preview-go-to-cause").with("offer", label);
        if icon_button(ui, Icon::GoTo, &ctx.say(&name)).clicked() {
            let place = Place::new(explanation.at(), Vec::new()).field(explanation.field());
            let place = match explanation.missing() {
                Some(name) => place.content_field(name),
                None => place,
            };
            actions.push(Action::GoTo(place));
        }
    });
}

/// What the gate saw, by the labels that the offer's environment has for it.
fn detail(ctx: &UiCtx<'_>, explanation: &Explanation<'_>) -> String {
    let offer = Ref::offer_at(explanation.offer).unwrap_or(Ref::Catalog);
    let labels = CatalogLabels::of(ctx.catalog(), &offer);
    super::sentence(&ctx.say(&explanation.detail().in_labels(&labels)))
}

/// What the gate saw, in so many lines; the whole of it under the pointer.
fn detail_ui(ui: &mut Ui, detail: &str, lines: u8) {
    let tokens = tokens(ui);
    let format = TextFormat::simple(FontId::proportional(tokens.size.small), tokens.color.text_muted);
    let mut job = LayoutJob::single_section(detail.to_owned(), format);
    job.wrap.max_width = ui.available_width();
    job.wrap.max_rows = usize::from(lines);
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, detail));
    let cut = galley.elided;
    ui.painter().galley(rect.min, galley, tokens.color.text_muted);
    if cut {
        response.on_hover_text(detail);
    }
}
