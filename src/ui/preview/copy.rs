//! *Edit a copy*: what the contact who comes would get with other values. A row for each field, marked where the copy
//! differs, and above them what differs. Changes nothing but what the preview tries.

use super::parts::{beside, muted};
use crate::app::{Action, CopyChange, PreviewChange};
use crate::contacts::Person;
use crate::model::Field as Declared;
use crate::text::{Message, contains_folded, folded};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::{contact_value, label_or_name, short_label, value_said};
use crate::ui::theme::tokens;
use crate::ui::values::value_row;
use crate::ui::widgets::{Badge, Field, Icon, Severity, collapsible, icon_button, row};
use egui::{Id, Label, Ui, vec2};

/// So many fields are shown at once; of more there is a field to search in, and all of them are reached by it.
const MOST_FIELDS: usize = 12;
/// The part of the pane's width that labels take.
const LABELS: f32 = 0.38;

fn changed(change: CopyChange) -> Action {
    Action::Preview(PreviewChange::Copy(change))
}

/// The values in which the copy differs, and the fields to change.
pub(super) fn copy_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let Some(person) = ctx.app.preview().contact() else { return };
    copied_ui(ui, ctx, person, actions);
    let count = ctx.app.preview().other_values().count();
    let badge = (count > 0).then_some(Badge { severity: Severity::Info, count });
    collapsible(ui, "copy", &ctx.text("who-copy"), badge, false, |ui| {
        ui.add(Label::new(muted(ui, ctx.text("who-copy-hint"))).wrap());
        fields_ui(ui, ctx, person, actions);
    });
}

/// What the copy is, as long as it is no equal one, with a button that makes it one again.
fn copied_ui(ui: &mut Ui, ctx: &UiCtx<'_>, person: &Person, actions: &mut Actions) {
    let said = ctx.app.preview().other_values().map(|(name, value)| {
        let none = || ctx.text("preview-tried-none");
        let value = value.map_or_else(none, |value| value_said(ctx.language, value));
        ctx.say(&contact_value(ctx.catalog(), &person.dimension, name, value))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() {
        return;
    }
    let (label, tip) = (ctx.text("who-copied"), ctx.text("who-copied-tip"));
    row(ui, beside(ui, &label, "copied").tip(&tip), |ui| {
        ui.horizontal_wrapped(|ui| {
            let shown = ui.label(short_label(&said.join(", ")));
            if icon_button(ui, Icon::Undo, &ctx.text("who-copy-reset")).clicked() {
                actions.push(changed(CopyChange::Reset));
            }
            shown
        })
        .inner
    });
}

fn fields_ui(ui: &mut Ui, ctx: &UiCtx<'_>, person: &Person, actions: &mut Actions) {
    let Some(dimension) = ctx.catalog().dimension(&person.dimension) else { return };
    let query = if dimension.fields.len() > MOST_FIELDS { search_ui(ui, ctx) } else { String::new() };
    let words: Vec<&str> = query.split_whitespace().collect();
    let has = |field: &Declared, word: &str| {
        contains_folded(&field.label, word) || contains_folded(&field.name, word)
    };
    let mut found = dimension.fields.iter().filter(|field| words.iter().all(|word| has(field, word)));
    for field in found.by_ref().take(MOST_FIELDS) {
        field_ui(ui, ctx, person, field, actions);
    }
    let more = found.count();
    if more > 0 {
        let said = ctx.say(&Message::new("who-copy-more").with("count", more));
        ui.add(Label::new(muted(ui, said)).wrap());
    }
}

/// The field to search in. Gives what is searched.
fn search_ui(ui: &mut Ui, ctx: &UiCtx<'_>) -> String {
    let id = Id::unique("preview copy search");
    let mut query: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let color = tokens(ui).color.text_muted;
    let edit = egui::TextEdit::singleline(&mut query).hint_text(ctx.text("who-copy-find-hint"));
    let edit = edit.id(id).prefix(Icon::Search.text(ui).color(color)).desired_width(f32::INFINITY);
    ui.add(edit).accessible_name(ctx.text("who-copy-find"));
    ui.data_mut(|data| data.insert_temp(id, query.clone()));
    folded(query.trim())
}

fn field_ui(ui: &mut Ui, ctx: &UiCtx<'_>, person: &Person, field: &Declared, actions: &mut Actions) {
    let own = person.values.get(&field.name);
    let other = ctx.app.preview().other_values().find(|(name, _)| *name == field.name);
    let value = other.map_or(own, |(_, value)| value);
    let hint = match (other, own) {
        (None, _) => String::new(),
        (Some(_), None) => ctx.text("who-copy-own-none"),
        (Some(_), Some(own)) => ctx.say(&Message::new("who-copy-own").with("value", own.to_string())),
    };
    let (label, none) = (label_or_name(&field.label, &field.name), ctx.text("who-copy-none"));
    ui.horizontal_top(|ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing = vec2(size.space, 0.0);
        // Room for the button is kept where there is none: no field moves while somebody types in it.
        let width = ui.available_width() - size.control - size.space;
        ui.vertical(|ui| {
            ui.set_max_width(width);
            let column = (width * LABELS).min(size.label_column);
            let row = Field::new(label).key(&field.name).column(column).hint(&hint).placeholder(&none);
            if let Some(value) = value_row(ui, ctx.language, field, row, value) {
                actions.push(changed(CopyChange::Value(field.name.clone(), value)));
            }
        });
        let keep = ctx.say(&Message::new("who-copy-keep").with("field", label));
        if other.is_some() && icon_button(ui, Icon::Undo, &keep).clicked() {
            actions.push(changed(CopyChange::Keep(field.name.clone())));
        }
    });
}
