//! The *Propositions* tab of a space: what sample contacts had there, newest first. Changes nothing.

use super::Form;
use super::choices::{Choices, label_of, status_label};
use crate::app::{Action, InnerTab};
use crate::model::{Catalog, Moment, Ref, Status};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, empty_state};
use egui::{
    Align2, CornerRadius, FontId, Id, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};
use std::sync::Arc;

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

/// The propositions of one space of one catalog.
#[derive(Clone)]
struct Kept {
    catalog: Arc<Catalog>,
    space: String,
    lines: Arc<Vec<Line>>,
}

pub(super) fn propositions_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    let Ref::Space(environment, name) = form.entity else { return };
    let lines = lines(ui, form, format!("{environment}/{name}"));
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
    let area = ScrollArea::vertical().id_salt("propositions").max_height(height * ROWS_IN_SIGHT);
    area.auto_shrink([false, true]).show_rows(ui, height, lines.len(), |ui, range| {
        for index in range {
            let line = &lines[index];
            if line_ui(ui, form, line, height, index).clicked() {
                let contact = Ref::Contact(line.contact);
                form.actions.push(Action::Inner(contact.clone(), InnerTab::History));
                form.actions.push(Action::Open(contact));
            }
        }
    });
}

fn line_ui(ui: &mut Ui, form: &Form<'_, '_>, line: &Line, height: f32, index: usize) -> Response {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let response = ui.interact(rect, ui.scope_id().with(("proposition", index)), Sense::click());
    let tokens = tokens(ui);
    let cells_of =
        [line.title.clone(), line.offer.clone(), line.at.to_string(), form.text(status_label(line.status))];
    response.widget_info(|| WidgetInfo::labeled(Role::Row, ui.is_enabled(), cells_of.join(" · ")));
    if response.hovered() || response.has_focus() {
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

fn lines(ui: &Ui, form: &Form<'_, '_>, space: String) -> Arc<Vec<Line>> {
    let id = Id::unique("propositions of a space");
    let catalog = form.ctx.catalog();
    let kept = ui.data(|data| data.get_temp::<Kept>(id));
    if let Some(kept) = kept.filter(|kept| Arc::ptr_eq(&kept.catalog, catalog) && kept.space == space) {
        return kept.lines;
    }
    let lines = Arc::new(build(catalog, &space, &Choices::of(ui, &form.ctx)));
    let kept = Kept { catalog: Arc::clone(catalog), space, lines: Arc::clone(&lines) };
    ui.data_mut(|data| data.insert_temp(id, kept));
    lines
}

fn build(catalog: &Catalog, space: &str, choices: &Choices) -> Vec<Line> {
    let zone = catalog.zone();
    let mut lines = Vec::new();
    for (index, contact) in catalog.contacts.iter().enumerate() {
        let here = contact.history.iter().filter(|past| past.space == space);
        lines.extend(here.map(|past| Line {
            contact: index,
            title: catalog.contact_title(contact),
            offer: label_of(&choices.offers, &past.offer).to_owned(),
            at: past.at.clone(),
            status: past.status,
        }));
    }
    lines.sort_by_cached_key(|line| std::cmp::Reverse(line.at.start(&zone)));
    lines
}
