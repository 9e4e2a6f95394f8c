//! The dialog of the history of a contact of a database: what was proposed, the latest first, each with its status. Draws; what
//! is changed is `app`'s until it is stored.

use crate::app::{Action, HistoryAction, StoredHistory, VisitAction};
use crate::contacts::Past;
use crate::model::{Status, label_or_name, split_address};
use crate::text::{Message, customary_moment};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::status_label;
use crate::ui::labels::short_label;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, DialogButton, Field, Icon, PickEvent, PickItem, Picker, icon_button, large_dialog, picker_row,
    with_rings,
};
use egui::{Context, Id, Label, RichText, ScrollArea, Ui, vec2};

/// So many of the latest are shown: a person does not read more, and all of them can be cleared.
const MOST_SHOWN: usize = 200;

/// Draws the dialog.
pub(in crate::ui) fn history_ui(egui: &Context, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let Some(history) = ctx.app.visits().history() else { return };
    let title = Message::new("stored-history").with("contact", short_label(&history.title));
    let title = ctx.say(&title.with("file", history.database.name()));
    let [store, cancel] = ["stored-history-store", "app-dialog-cancel"].map(|id| ctx.text(id));
    let buttons = [DialogButton::accept(&store).enabled(history.is_changed()), DialogButton::cancel(&cancel)];
    let pressed = large_dialog(egui, Id::unique("stored history"), &title, &buttons, |ui| {
        above_ui(ui, ctx, history, actions);
        let area = ScrollArea::vertical().auto_shrink([false, false]);
        with_rings(ui, area, |ui| all_ui(ui, ctx, history, actions));
    });
    let pressed = pressed.map(|index| if index == 0 { HistoryAction::Store } else { HistoryAction::Close });
    actions.extend(pressed.map(act));
}

fn act(action: HistoryAction) -> Action {
    Action::Visit(VisitAction::History(action))
}

fn above_ui(ui: &mut Ui, ctx: &UiCtx<'_>, history: &StoredHistory, actions: &mut Actions) {
    let muted = tokens(ui).color.text_muted;
    ui.add(Label::new(RichText::new(ctx.text("stored-history-hint")).color(muted)).wrap());
    ui.horizontal_wrapped(|ui| {
        let clear = ctx.text("visits-history-clear");
        let button = Button::ghost(&clear).icon(Icon::Delete);
        if ui.add_enabled(!history.made().is_empty(), button).clicked() {
            actions.push(act(HistoryAction::Clear));
        }
        let undo = ctx.text("stored-history-undo");
        if ui.add_enabled(history.is_changed(), Button::ghost(&undo).icon(Icon::Undo)).clicked() {
            actions.push(act(HistoryAction::Undo));
        }
    });
}

fn all_ui(ui: &mut Ui, ctx: &UiCtx<'_>, history: &StoredHistory, actions: &mut Actions) {
    let made = history.made();
    if made.is_empty() {
        ui.label(ctx.text("contacts-history-none"));
    }
    for (place, past) in made.iter().enumerate().rev().take(MOST_SHOWN) {
        ui.push_id(place, |ui| past_ui(ui, ctx, (place, past), actions));
    }
    let more = made.len().saturating_sub(MOST_SHOWN);
    if more > 0 {
        ui.label(ctx.say(&Message::new("stored-history-more").with("count", more)));
    }
}

fn past_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (place, past): (usize, &Past), actions: &mut Actions) {
    let offer = split_address(&past.offer)
        .and_then(|(environment, name)| ctx.catalog().environment(environment)?.offer(name))
        .map_or(past.offer.as_str(), |(_, offer)| label_or_name(&offer.label, &offer.name));
    let space = ctx.catalog().space_at(&past.space);
    let space = space.map_or(past.space.as_str(), |(_, space)| label_or_name(&space.label, &space.name));
    let at = past.at.to_zoned(ctx.catalog().zone()).strftime("%Y-%m-%dT%H:%M").to_string();
    let at = customary_moment(&at, ctx.language);
    let hint = format!("{at} · {}", short_label(space));
    ui.horizontal_top(|ui| {
        let size = &tokens(ui).size;
        ui.spacing_mut().item_spacing = vec2(size.space, 0.0);
        let width = ui.available_width() - size.control - size.space;
        ui.vertical(|ui| {
            ui.set_max_width(width);
            if let Some(status) = status_ui(ui, ctx, Field::new(short_label(offer)).hint(&hint), past.status)
            {
                actions.push(act(HistoryAction::Status(place, status)));
            }
        });
        let remove =
            Message::new("stored-history-remove").with("offer", short_label(offer)).with("moment", at);
        if icon_button(ui, Icon::Delete, &ctx.say(&remove)).clicked() {
            actions.push(act(HistoryAction::Remove(place)));
        }
    });
}

fn status_ui(ui: &mut Ui, ctx: &UiCtx<'_>, field: Field<'_>, status: Status) -> Option<Status> {
    let items = Status::ALL.map(|status| PickItem {
        id: status.rule_name().to_owned(),
        label: ctx.text(status_label(status)),
        detail: String::new(),
    });
    let picker = Picker::new(&items, ctx.language);
    match picker_row(ui, field.key("status"), picker, Some(status.rule_name())) {
        Some(PickEvent::Chosen(id)) => Status::ALL.into_iter().find(|status| status.rule_name() == id),
        _ => None,
    }
}
