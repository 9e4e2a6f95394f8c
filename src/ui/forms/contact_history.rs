//! The *History* tab of a sample contact, and of a scenario: what was proposed to it, a card each.

use super::Form;
use super::choices::{AddressOf, Choices};
use super::entities;
use crate::model::{
    Catalog, Contact, Entity, Field as Declared, FieldType, Moment, Proposition, Ref, Scenario, Status, Step,
    Value, Values, split_address,
};
use crate::text::Message;
use crate::ui::theme::tokens;
use crate::ui::values::typed_row;
use crate::ui::widgets::{
    Button, Field, Icon, Severity, card, empty_state, icon_button, issue_line, moment_row,
    optional_number_row,
};
use egui::{RichText, Ui};
use jiff::Unit;

/// Whose history it is.
#[derive(Clone, Copy)]
pub(super) enum Owner<'a> {
    Contact(&'a Contact),
    /// What the contact of a scenario has besides its own.
    Scenario(&'a Scenario),
}

impl Owner<'_> {
    fn history(&self) -> &[Proposition] {
        match self {
            Self::Contact(contact) => &contact.history,
            Self::Scenario(scenario) => &scenario.history,
        }
    }

    /// The dimension of the contact: offers of others are never proposed to it.
    fn dimension<'c>(&'c self, catalog: &'c Catalog) -> &'c str {
        match self {
            Self::Contact(contact) => &contact.dimension,
            Self::Scenario(Scenario { call, expect, .. }) => {
                let space = catalog.space_at(expect.answered_by.as_ref().unwrap_or(&call.space));
                space.map_or("", |(environment, _)| &environment.targeting_dimension)
            }
        }
    }

    fn with(&self, history: Vec<Proposition>) -> Entity {
        match *self {
            Self::Contact(contact) => entities::contact(Contact { history, ..contact.clone() }),
            Self::Scenario(scenario) => entities::scenario(Scenario { history, ..scenario.clone() }),
        }
    }
}

pub(super) fn history_ui(ui: &mut Ui, form: &mut Form<'_, '_>, owner: Owner<'_>) {
    let choices = Choices::of(ui, &form.ctx);
    let first = choices.of_dimension(owner.dimension(form.ctx.catalog())).and_then(|own| own.first.as_ref());
    if matches!(owner, Owner::Scenario(_)) {
        ui.label(RichText::new(form.text("contacts-history-besides")).color(tokens(ui).color.text_muted));
    }
    let history = owner.history();
    above_ui(ui, form, owner);
    if history.is_empty() {
        let hint =
            if first.is_some() { "contacts-history-none-hint" } else { "contacts-history-nothing-to-add" };
        let (title, hint) = (form.text("contacts-history-none"), form.text(hint));
        empty_state(ui, Icon::History, &title, &hint, None);
    }
    for index in form.page_ui(ui, &["history"], history.len()) {
        ui.push_id(("proposition", index), |ui| {
            card(ui, |ui| proposition_ui(ui, form, owner, &choices, index));
        });
    }
    let Some((offer, space)) = first else { return };
    if form.add_item_ui(ui, "contacts-proposition-add", "history", history.len()) {
        let now = form.ctx.app.now().to_zoned(form.ctx.catalog().zone());
        let now = now.round(Unit::Minute).unwrap_or(now);
        let new = Proposition {
            offer: offer.clone(),
            space: space.clone(),
            at: Moment::local(&now),
            status: Status::Presented,
            weight: None,
            rank: None,
            stored: Values::new(),
        };
        put(form, owner.with(history.iter().cloned().chain([new]).collect()), false);
    }
}

/// What is only tried with a contact, and the button that clears the history.
fn above_ui(ui: &mut Ui, form: &mut Form<'_, '_>, owner: Owner<'_>) {
    if let (Owner::Contact(_), Ref::Contact(place)) = (owner, form.entity) {
        let tried = form.ctx.app.preview().tried_with(*place);
        if tried > 0 {
            let said = form.ctx.say(&Message::new("visits-history-tried").with("count", tried));
            issue_line(ui, Severity::Info, &said);
        }
    }
    if owner.history().is_empty() {
        return;
    }
    let label = form.text("visits-history-clear");
    let button = Button::ghost(&label).icon(Icon::Delete);
    if ui.add_enabled(form.enabled, button).clicked() {
        put(form, owner.with(Vec::new()), false);
    }
}

fn put(form: &mut Form<'_, '_>, changed: Entity, typed: bool) {
    form.put(changed, "history", "domain-proposition", typed);
}

fn proposition_ui(ui: &mut Ui, form: &mut Form<'_, '_>, owner: Owner<'_>, choices: &Choices, index: usize) {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    let past = &owner.history()[index];
    let Proposition { offer, space, at: _, status, weight: _, rank: _, stored } = past;
    let with = |past: Proposition| {
        let mut history = owner.history().to_vec();
        history[index] = past;
        owner.with(history)
    };
    let dimension = owner.dimension(form.ctx.catalog());
    let own = choices.of_dimension(dimension);
    // What is of another dimension all the same is shown with its label.
    let fits = |address: &str| {
        let environment = split_address(address).and_then(|(name, _)| form.ctx.catalog().environment(name));
        environment.is_none_or(|it| it.targeting_dimension == dimension)
    };
    let offers = own.filter(|_| fits(offer)).map_or(&choices.offers, |own| &own.offers);
    let spaces = own.filter(|_| fits(space)).map_or(&choices.spaces, |own| &own.spaces);
    header_ui(ui, form, owner, index);
    form.begin_item(ui, "history", index);
    let path = |field| [Step::Field("history"), Step::Index(index), Step::Field(field)];
    let (title, issues) = (form.text("domain-offer"), form.issues_at(&path("offer")));
    let field = Field::new(&title).key("offer").issues(&issues).focused(form.is_led_to(ui, &path("offer")));
    if let Some(offer) = form.address_row(ui, field, AddressOf::Offer, offers, offer) {
        put(form, with(Proposition { offer, ..past.clone() }), false);
    }
    let (title, issues) = (form.text("domain-space"), form.issues_at(&path("space")));
    let tip = form.text("contacts-past-space-tip");
    let field =
        Field::new(&title).key("space").tip(&tip).issues(&issues).focused(form.is_led_to(ui, &path("space")));
    if let Some(space) = form.address_row(ui, field, AddressOf::Space, spaces, space) {
        put(form, with(Proposition { space, ..past.clone() }), false);
    }
    let (title, tip) = (form.text("contacts-status"), form.text("contacts-status-tip"));
    if let Some(status) = form.status_row(ui, Field::new(&title).key("status").tip(&tip), *status) {
        put(form, with(Proposition { status, ..past.clone() }), false);
    }
    typed_ui(ui, form, (past, index), &with);
    stored_ui(ui, form, past, stored, &with);
}

/// The place in the list, and the button that takes the proposition away.
fn header_ui(ui: &mut Ui, form: &mut Form<'_, '_>, owner: Owner<'_>, index: usize) {
    let number = form.ctx.say(&Message::new("contacts-proposition-number").with("number", index + 1));
    ui.horizontal(|ui| {
        ui.label(RichText::new(&number).color(tokens(ui).color.text_muted));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let remove = form.ctx.say(&Message::new("forms-remove").with("name", &number));
            ui.add_enabled_ui(form.enabled, |ui| {
                if icon_button(ui, Icon::Delete, &remove).clicked() {
                    let mut history = owner.history().to_vec();
                    history.remove(index);
                    put(form, owner.with(history), false);
                }
            });
        });
    });
}

/// Moment, weight and rank.
fn typed_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    (past, index): (&Proposition, usize),
    with: &impl Fn(Proposition) -> Entity,
) {
    let language = form.ctx.language;
    let path = |field| [Step::Field("history"), Step::Index(index), Step::Field(field)];
    let issues = form.issues_at(&path("at"));
    let (title, mut at) = (form.text("contacts-moment"), Some(past.at.clone()));
    let tip = form.text("contacts-past-moment-tip");
    let field = Field::new(&title).key("at").tip(&tip).issues(&issues).enabled(form.enabled);
    let response = moment_row(ui, field, &mut at, language);
    form.lead_to_place(ui, &path("at"), &response);
    // Every proposition has a moment: an empty field is one that is still being typed.
    if let Some(at) = at.filter(|at| response.changed() && *at != past.at) {
        put(form, with(Proposition { at, ..past.clone() }), true);
    }
    form.settle(&response);
    let (title, none) = (form.text("domain-weight"), form.text("offers-value-none"));
    let tip = form.text("contacts-past-weight-tip");
    let field = Field::new(&title).key("weight").tip(&tip).placeholder(&none).enabled(form.enabled);
    let mut weight = past.weight;
    let response = optional_number_row(ui, field, &mut weight, f64::MIN..=f64::MAX, language);
    if response.changed() && weight != past.weight {
        put(form, with(Proposition { weight, ..past.clone() }), true);
    }
    form.settle(&response);
    let (title, hint) = (form.text("contacts-rank"), form.text("contacts-rank-hint"));
    let field = Field::new(&title).key("rank").placeholder(&none).hint(&hint).enabled(form.enabled);
    let mut rank = past.rank;
    let response = optional_number_row(ui, field, &mut rank, 1..=u32::MAX, language);
    if response.changed() && rank != past.rank {
        put(form, with(Proposition { rank, ..past.clone() }), true);
    }
    form.settle(&response);
}

/// What the space keeps with a proposition: what it declares now, and what was kept.
fn stored_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    past: &Proposition,
    stored: &Values,
    with: &impl Fn(Proposition) -> Entity,
) {
    let space = form.ctx.catalog().space_at(&past.space);
    let declared = space.into_iter().flat_map(|(_, space)| space.storage.fields.keys());
    let names: indexmap::IndexSet<&String> = declared.chain(stored.keys()).collect();
    let tip = form.text("contacts-stored-value-tip");
    for name in names {
        let value = stored.get(name);
        let field = Declared { name: name.clone(), label: String::new(), field_type: type_of(value) };
        let label = form.ctx.say(&Message::new("contacts-stored-value").with("name", name));
        let key = format!("stored {name}");
        let row = Field::new(&label).key(&key).tip(&tip).enabled(form.enabled);
        let drawn = typed_row(ui, form.ctx.language, &field, row, value);
        if let Some(value) = drawn.changed {
            let mut stored = stored.clone();
            match value {
                Some(value) => drop(stored.insert(name.clone(), value)),
                None => drop(stored.shift_remove(name)),
            }
            put(form, with(Proposition { stored, ..past.clone() }), drawn.response.is_some());
        }
        if let Some(response) = &drawn.response {
            form.settle(response);
        }
    }
}

/// The type of a value that no field declares.
fn type_of(value: Option<&Value>) -> FieldType {
    match value {
        Some(Value::Boolean(_)) => FieldType::Boolean,
        Some(Value::Integer(_)) => FieldType::Integer,
        Some(Value::Decimal(_)) => FieldType::Decimal,
        Some(Value::List(_)) => FieldType::List,
        Some(Value::Text(_)) | None => FieldType::Text,
    }
}
