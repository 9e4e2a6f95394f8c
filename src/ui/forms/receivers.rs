//! *Who gets this offer?*: the sample contacts and scenarios that do, each with its rank; an invented contact where there are none;
//! or that nobody can. A worker finds out, once it is opened. Below, a whole population is asked.

use super::Form;
use crate::app::{Action, PreviewChange, known_on};
use crate::document::Edit;
use crate::engine::{Obstacle, Plan, Receiver, Receivers, Who};
use crate::model::{Contact, Entity, Ref, label_or_name};
use crate::text::Message;
use crate::ui::labels::{contact_title, contact_value, short_label, value_said};
use crate::ui::later::later;
use crate::ui::memo::Same;
use crate::ui::simulation::reach_ui;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, Severity, collapsible, note};
use egui::{Id, Link, RichText, Ui};
use jiff::Timestamp;
use std::sync::Arc;

/// What it follows from.
type Asked = (Same<Plan>, Ref, Timestamp);

pub(super) fn receivers_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    if !matches!(form.entity, Ref::Offer(..)) {
        return;
    }
    let title = form.text("receivers-title");
    collapsible(ui, "receivers", &title, None, false, |ui| {
        let app = form.ctx.app;
        let plan = Same(Arc::clone(app.workspace().plan()));
        // A minute more is not another question.
        let minute = app.preview_moment().as_second() / 60 * 60;
        let at = Timestamp::from_second(minute).unwrap_or_default();
        let of: Asked = (plan, form.entity.clone(), at);
        let order = || {
            let (find, offer) = (app.receivers_of(form.entity), form.entity.clone());
            move || (offer, find())
        };
        let id = Id::unique("receivers");
        let (found, _) = later::<_, (Ref, Option<Receivers>), _>(ui.ctx(), id, of, form.actions, order);
        match found.filter(|found| found.0 == *form.entity) {
            None => drop(ui.label(form.text("receivers-looking"))),
            Some(found) => found.1.iter().for_each(|found| found_ui(ui, form, found)),
        }
        let offer = format!("{}/{}", form.entity.environment().unwrap_or_default(), form.entity.name());
        ui.label(RichText::new(form.text("reach-title")).color(tokens(ui).color.text_muted));
        reach_ui(ui, &form.ctx, &offer, form.actions);
    });
}

fn found_ui(ui: &mut Ui, form: &mut Form<'_, '_>, found: &Receivers) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
    let is_scenario = |receiver: &Receiver| matches!(receiver.who, Who::Scenario(_));
    if found.all.iter().all(is_scenario) {
        ui.label(RichText::new(form.text("receivers-none")).color(tokens(ui).color.text_muted));
    }
    for receiver in &found.all {
        receiver_ui(ui, form, receiver);
    }
    if found.more {
        ui.label(RichText::new(form.text("receivers-more")).color(tokens(ui).color.text_muted));
    }
    match (&found.nobody, &found.invented) {
        (Some(obstacle), _) => {
            let why = Message::new(match obstacle {
                Obstacle::Disabled => "receivers-nobody-disabled",
                Obstacle::Nowhere => "receivers-nobody-nowhere",
                Obstacle::Content => "receivers-nobody-content",
                Obstacle::Period => "receivers-nobody-period",
                Obstacle::Rules => "receivers-nobody-rules",
                Obstacle::Weight => "receivers-nobody-weight",
            });
            let message = Message::new("receivers-nobody").with("why", why);
            note(ui, Severity::Warning, &form.ctx.say(&message));
        }
        (None, Some((contact, receiver))) => invented_ui(ui, form, contact, receiver),
        (None, None) if found.all.iter().all(is_scenario) => {
            note(ui, Severity::Info, &form.text("receivers-not-found"));
        }
        (None, None) => {}
    }
}

/// Somebody who gets it; a click shows it in the preview.
fn receiver_ui(ui: &mut Ui, form: &mut Form<'_, '_>, receiver: &Receiver) {
    let catalog = form.ctx.catalog();
    let (who, changes) = match &receiver.who {
        Who::Contact(index) => {
            let contact = catalog.contacts.get(*index);
            let title = contact.map(|contact| contact_title(contact, catalog)).unwrap_or_default();
            let space = PreviewChange::Space(receiver.space.clone());
            (title, vec![PreviewChange::Who(Some(*index)), space])
        }
        Who::Nobody => {
            let space = PreviewChange::Space(receiver.space.clone());
            (form.text("preview-nobody"), vec![PreviewChange::Who(None), space])
        }
        Who::Scenario(name) => {
            let scenario = catalog.scenarios.iter().find(|scenario| scenario.name == *name);
            let label = scenario.map_or(name.as_str(), |it| short_label(label_or_name(&it.label, name)));
            let said = form.ctx.say(&Message::new("receivers-scenario").with("scenario", label));
            let change = scenario.map(|scenario| PreviewChange::Scenario(Box::new((**scenario).clone())));
            (said, change.into_iter().collect())
        }
    };
    let line = Message::new("receivers-line")
        .with("who", who)
        .with("rank", receiver.rank)
        .with("space", space_label(form, &receiver.space));
    let sent = (!receiver.data.is_empty()).then(|| PreviewChange::AllData(receiver.data.clone()));
    if ui.add(Link::new(form.ctx.say(&with_data(form, line, receiver)))).clicked() {
        form.actions.extend(changes.into_iter().chain(sent).map(Action::Preview));
    }
}

/// A line about who gets it, with what must be sent with the call.
fn with_data(form: &Form<'_, '_>, line: Message, receiver: &Receiver) -> Message {
    if receiver.data.is_empty() {
        return line;
    }
    let environment = form.entity.environment().and_then(|name| form.ctx.catalog().environment(name));
    let said = receiver.data.iter().map(|(name, value)| {
        let field = environment.and_then(|it| it.call_data.iter().find(|field| field.name == *name));
        let label = field.map_or(name.as_str(), |field| short_label(label_or_name(&field.label, name)));
        let value = value_said(form.ctx.language, value);
        form.ctx.say(&Message::new("receivers-data").with("field", label).with("value", value))
    });
    let said: Vec<String> = said.collect();
    Message::new("receivers-with-data").with("line", line).with("data", said.join(", "))
}

fn space_label(form: &Form<'_, '_>, address: &str) -> String {
    let space = form.ctx.catalog().space_at(address);
    space.map_or(address, |(_, it)| short_label(label_or_name(&it.label, &it.name))).to_owned()
}

/// A contact that would get it, to be added.
fn invented_ui(ui: &mut Ui, form: &mut Form<'_, '_>, contact: &Contact, receiver: &Receiver) {
    let catalog = form.ctx.catalog();
    let said = contact.values.iter().map(|(name, value)| {
        let value = value_said(form.ctx.language, value);
        form.ctx.say(&contact_value(catalog, &contact.dimension, name, value))
    });
    let said: Vec<String> = said.collect();
    let values = if said.is_empty() { form.text("receivers-nothing") } else { said.join(", ") };
    let message = Message::new("receivers-invented")
        .with("values", values)
        .with("rank", receiver.rank)
        .with("space", space_label(form, &receiver.space));
    note(ui, Severity::Info, &form.ctx.say(&with_data(form, message, receiver)));
    if ui.add(Button::secondary(&form.text("receivers-add")).icon(Icon::Add)).clicked() {
        let contact = known_on(catalog, &receiver.space, contact.clone());
        let entity = Entity::Contact(Arc::new(contact));
        form.actions.push(Action::Edit {
            edit: Edit::Insert { parent: Ref::Catalog, index: None, entity },
            name: Message::new("receivers-undo-add"),
            field: None,
        });
    }
}
