//! The *Propositions* tab of a space: what sample contacts had there, newest first. Changes nothing.

use super::Form;
use super::choices::{Choices, status_label};
use crate::app::{Action, InnerTab};
use crate::model::{Catalog, Moment, Place, Ref, Status};
use crate::text::customary_moment;
use crate::ui::labels::contact_title;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, RowList, RowPlace, empty_state};
use egui::{Align2, CornerRadius, FontId, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::HashMap;

/// Rows that are in sight at once.
const ROWS_IN_SIGHT: f32 = 18.0;

/// The share of the width that each column takes: contact, offer, moment, status.
const COLUMNS: [f32; 4] = [0.3, 0.3, 0.22, 0.18];

/// One proposition.
#[derive(Debug)]
struct Line {
    contact: usize,
    title: String,
    offer: String,
    at: Moment,
    status: Status,
}

pub(super) fn propositions_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    let Ref::Space(environment, name) = form.entity else { return };
    let (space, choices) = (format!("{environment}/{name}"), Choices::of(ui, &form.ctx));
    let lines = form.kept(ui, ("propositions", &space), |catalog| build(catalog, &space, &choices));
    if lines.is_empty() {
        let (title, hint) =
            (form.text("contacts-propositions-none"), form.text("contacts-propositions-none-hint"));
        empty_state(ui, Icon::History, &title, &hint, None);
        return;
    }
    let height = tokens(ui).size.row;
    let titles =
        ["domain-contact", "domain-offer", "contacts-moment", "contacts-status"].map(|id| form.text(id));
    ui.spacing_mut().item_spacing.y = 0.0;
    let (rect, header) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    header.widget_info(|| WidgetInfo::labeled(Role::Row, true, titles.join(" · ")));
    cells(ui, rect, &titles, tokens(ui).color.text_muted);
    let name = form.text(InnerTab::Propositions.title());
    let list = RowList::new(ui.make_persistent_id("propositions"), &name, height).at_most(ROWS_IN_SIGHT);
    let taken = list.show(ui, lines.len(), |ui, row| line_ui(ui, form, &lines[row.index], row));
    if let Some(row) = taken {
        let contact = Ref::Contact(lines[row].contact);
        form.actions.push(Action::GoTo(Place::new(contact, Vec::new()).field("history")));
    }
}

fn line_ui(ui: &Ui, form: &Form<'_, '_>, line: &Line, RowPlace { index, rect, .. }: RowPlace) -> Response {
    let response = ui.interact(rect, ui.scope_id().with(("proposition", index)), Sense::CLICK);
    let tokens = tokens(ui);
    let cells_of = [
        line.title.clone(),
        line.offer.clone(),
        customary_moment(&line.at.to_string(), form.ctx.language),
        form.text(status_label(line.status)),
    ];
    response.widget_info(|| WidgetInfo::labeled(Role::Row, ui.is_enabled(), cells_of.join(" · ")));
    if response.hovered() {
        let radius = CornerRadius::from(tokens.size.radius_small);
        ui.painter().rect_filled(rect, radius, tokens.color.hover);
    }
    cells(ui, rect, &cells_of, tokens.color.text);
    response
}

/// The texts of a row, each cut to its column.
fn cells(ui: &Ui, rect: Rect, texts: &[String; 4], color: egui::Color32) {
    let tokens = tokens(ui);
    let mut left = rect.left() + tokens.size.space;
    for (text, share) in texts.iter().zip(COLUMNS) {
        let right = left + (rect.width() - tokens.size.space) * share;
        let column =
            Rect::from_min_max(pos2(left, rect.top()), pos2(right - tokens.size.space, rect.bottom()));
        let font = FontId::proportional(tokens.size.body);
        ui.painter().with_clip_rect(column.intersect(ui.clip_rect())).text(
            pos2(left, rect.center().y),
            Align2::LEFT_CENTER,
            text,
            font,
            color,
        );
        left = right;
    }
}

fn build(catalog: &Catalog, space: &str, choices: &Choices) -> Vec<Line> {
    let zone = catalog.zone();
    let labels: HashMap<&str, &str> =
        choices.offers.iter().map(|item| (item.id.as_str(), item.label.as_str())).collect();
    let mut lines = Vec::new();
    for (index, contact) in catalog.contacts.iter().enumerate() {
        let here = contact.history.iter().filter(|past| past.space == space);
        lines.extend(here.map(|past| Line {
            contact: index,
            title: contact_title(contact, catalog),
            offer: labels.get(past.offer.as_str()).map_or_else(|| past.offer.clone(), ToString::to_string),
            at: past.at.clone(),
            status: past.status,
        }));
    }
    lines.sort_by_cached_key(|line| std::cmp::Reverse(line.at.start(&zone)));
    lines
}
