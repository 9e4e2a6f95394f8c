//! Whether what the preview proposes is stored, and where: in the catalog's contacts, or in the database that the contact comes
//! from; how much of the contact's history there is, and what of it is only tried.

use super::parts::{beside, muted};
use crate::app::{Action, Command, HistoryAction, PreviewChange, Version, VisitAction};
use crate::model::{Place, Ref};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, check_box, text_row};
use egui::{Label, Link, RichText, Ui};

/// The permanent cookie of the browser.
pub(super) fn cookie_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let (label, none) = (ctx.text("visits-cookie"), ctx.text("visits-cookie-none"));
    let mut cookie = ctx.app.preview().cookie().unwrap_or_default().to_owned();
    let field = beside(ui, &label, "cookie").placeholder(&none);
    let response = text_row(ui, field, &mut cookie);
    if response.changed() {
        let cookie = (!cookie.trim().is_empty()).then_some(cookie);
        actions.push(Action::Preview(PreviewChange::Cookie(cookie)));
    }
    response.on_hover_text(ctx.text("visits-cookie-hint"));
}

/// Whether propositions are stored, and the button that does it.
pub(super) fn storing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let preview = ctx.app.preview();
    // What publishing would make is not there yet to be visited.
    if preview.version() == Version::Approved {
        return;
    }
    ui.add_space(tokens(ui).size.steps(1.0));
    // What stands above comes and goes with it: the keyboard stays where it is.
    ui.push_id("storing", |ui| choice_ui(ui, ctx, actions));
}

fn choice_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let mut on = ctx.app.preview().stores();
    let check = check_box(ui, &mut on, &ctx.text("visits-store"));
    if check.changed() {
        actions.push(Action::Preview(PreviewChange::Stores(on)));
    }
    let database = ctx.app.preview().database();
    check.on_hover_text(ctx.text(if database.is_some() { "stored-hint" } else { "visits-store-hint" }));
    if let (Some(database), true) = (database, on) {
        let said = Message::new("stored-where").with("file", database.name());
        ui.add(Label::new(muted(ui, ctx.say(&said))).wrap());
    }
    ui.horizontal_wrapped(|ui| {
        let mut buttons = vec![(Command::AddVisit, Icon::Add)];
        if on {
            buttons.insert(0, (Command::StoreVisit, Icon::Save));
        }
        for (command, icon) in buttons {
            let title = ctx.title(command);
            let button = ui.add_enabled(command.enabled(ctx.app), Button::secondary(&title).icon(icon));
            if button.on_hover_text(ctx.text(command.tip())).clicked() {
                actions.push(Action::Run(command));
            }
        }
    });
    history_ui(ui, ctx, actions);
}

/// How much of the contact's history is stored, and how much is only tried here.
fn history_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let preview = ctx.app.preview();
    // Who is kept nowhere has no history to be looked at.
    if preview.guest().is_some() {
        return;
    }
    let known = preview.answers().flatten().find_map(|answer| Some(answer.contact.as_ref()?.index));
    let Some(place) = known else { return };
    let count = match preview.database() {
        Some(_) => preview.contact().map(|person| person.history.len()),
        None => ctx.catalog().contacts.get(place).map(|contact| contact.history.len()),
    };
    let Some(count) = count else { return };
    let stored = Message::new("visits-history").with("count", count);
    let text = RichText::new(ctx.say(&stored)).size(tokens(ui).size.small);
    if ui.add(Link::new(text)).clicked() {
        actions.push(match preview.database() {
            Some(_) => Action::Visit(VisitAction::History(HistoryAction::Open)),
            None => Action::GoTo(Place::new(Ref::Contact(place), Vec::new()).field("history")),
        });
    }
    let tried = preview.tried_with(place);
    if tried == 0 {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(muted(ui, ctx.say(&Message::new("visits-tried").with("count", tried))));
        let keep = ctx.text("visits-store-tried");
        let hint = if preview.database().is_some() { "stored-tried-hint" } else { "visits-store-tried-hint" };
        if ui.add(Button::ghost(&keep)).on_hover_text(ctx.text(hint)).clicked() {
            actions.push(Action::Visit(VisitAction::StoreTried));
        }
    });
}
