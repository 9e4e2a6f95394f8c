//! The form of what is asked: offers, moment, of whom, told apart by what, against what; and what was asked before.

use super::words;
use crate::app::{Action, Asked, HeldAgainst, Ran, SimulationAction, SimulationPath};
use crate::engine::schema_of;
use crate::model::{Catalog, Environment, Field as Declared, FieldType, Ref};
use crate::rule::{Schema, Use};
use crate::simulation::{Axis, Funnel};
use crate::text::{Arg, Message, customary_moment};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::forms::Choices;
use crate::ui::labels::label_or_name;
use crate::ui::rules::{RuleContext, rule_box_ui, splits_of};
use crate::ui::theme::tokens;
use crate::ui::values::value_row;
use crate::ui::widgets::{
    Button, Field, Icon, PickEvent, PickItem, Picker, check_row, icon_button, label_before, moment_row,
    number_row, optional_number_row, page, picker_row, row, section,
};
use egui::{RichText, Ui};
use std::sync::Arc;

/// More offers than any page asks for.
const MOST_OFFERS: u32 = 100;
/// Gates of all or of so many contacts.
const FUNNELS: [(Funnel, &str); 3] = [
    (Funnel::Drawn, "population-funnel-drawn"),
    (Funnel::All, "population-funnel-all"),
    (Funnel::None, "population-funnel-none"),
];

pub(super) fn settings_ui(ui: &mut Ui, ctx: &UiCtx<'_>, asked: &Asked, actions: &mut Actions) {
    page(ui, "simulation settings", |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(3.0);
        let mut next = asked.clone();
        let environment =
            ctx.catalog().space_at(&asked.settings.call.space).map(|(environment, _)| environment);
        call_ui(ui, ctx, &mut next, actions);
        who_ui(ui, ctx, &mut next, environment, actions);
        told_apart_ui(ui, ctx, &mut next, environment);
        against_ui(ui, ctx, &mut next, actions);
        if let Some(environment) = environment {
            call_data_ui(ui, ctx, &mut next, environment);
        }
        kept_ui(ui, ctx, actions);
        if next != *asked {
            actions.push(Action::Simulate(SimulationAction::Ask(Box::new(next))));
        }
    });
}

/// When, how many, and of which offers.
fn call_ui(ui: &mut Ui, ctx: &UiCtx<'_>, next: &mut Asked, actions: &mut Actions) {
    let as_preview = ctx.text("population-as-preview");
    if ui.add(Button::secondary(&as_preview).icon(Icon::Eye)).clicked() {
        actions.push(Action::Simulate(SimulationAction::AskAsPreview));
    }
    let settings = &mut next.settings;
    let (label, now) = (ctx.text("preview-when"), ctx.text("preview-now"));
    moment_row(ui, Field::new(&label).key("at").placeholder(&now), &mut settings.call.at, ctx.language);
    let label = ctx.text("preview-count");
    let field = Field::new(&label).key("count");
    number_row(ui, field, &mut settings.call.count, 1..=MOST_OFFERS, "", ctx.language);
    let (label, hint) = (ctx.text("population-live"), ctx.text("population-live-hint"));
    check_row(ui, Field::new(&label).key("live").hint(&hint), &mut settings.live);
    let choices = Choices::of(ui, ctx);
    let everything = ctx.text("contacts-asked-default");
    let label = ctx.text("population-categories");
    names_row(ui, ctx, (&label, &everything), &mut settings.call.categories, &choices.categories);
    let label = ctx.text("population-themes");
    names_row(ui, ctx, (&label, &everything), &mut settings.call.themes, &choices.themes);
}

/// Of whom.
fn who_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    next: &mut Asked,
    environment: Option<&Arc<Environment>>,
    actions: &mut Actions,
) {
    section(ui, &ctx.text("population-audience"));
    let settings = &mut next.settings;
    if let Some(environment) = environment {
        let entity = Ref::Environment(environment.name.clone());
        let (label, hint) = (ctx.text("population-who"), ctx.text("population-who-hint"));
        let context = RuleContext {
            ctx: *ctx,
            entity: &entity,
            schema: &schema(ctx, environment),
            usage: Use::Recipients,
            filter: None,
            key: "simulated contacts",
            label: &label,
            hint: &hint,
            enabled: true,
            said: &[],
            led_to: false,
        };
        let edit = rule_box_ui(ui, &context, &settings.who, actions);
        if let Some(who) = edit.source {
            settings.who = who;
        }
    }
    let (label, all) = (ctx.text("population-sample"), ctx.text("population-sample-all"));
    let field = Field::new(&label).key("sample").placeholder(&all);
    optional_number_row(ui, field, &mut settings.sample, 1..=u64::from(u32::MAX), ctx.language);
    let label = ctx.text("population-funnel");
    let items: Vec<PickItem> = FUNNELS
        .iter()
        .map(|(funnel, id)| PickItem { id: funnel.to_string(), label: ctx.text(id), detail: String::new() })
        .collect();
    let chosen = settings.funnel.to_string();
    let picker = Picker::new(&items, ctx.language);
    if let Some(PickEvent::Chosen(id)) =
        picker_row(ui, Field::new(&label).key("funnel"), picker, Some(&chosen))
    {
        settings.funnel = id.parse().unwrap_or_default();
    }
}

/// What rules over the contacts of an environment see.
fn schema(ctx: &UiCtx<'_>, environment: &Environment) -> Schema {
    let plan = ctx.app.workspace().plan();
    let known = plan.schema(&environment.name).filter(|_| Arc::ptr_eq(plan.catalog(), ctx.catalog()));
    known.cloned().unwrap_or_else(|| schema_of(ctx.catalog(), environment))
}

/// What the results are told apart by.
fn told_apart_ui(ui: &mut Ui, ctx: &UiCtx<'_>, next: &mut Asked, environment: Option<&Arc<Environment>>) {
    let dimension = environment.map_or("", |environment| environment.targeting_dimension.as_str());
    let items: Vec<PickItem> = axes(ctx.catalog(), dimension, &splits_of(ui, ctx))
        .into_iter()
        .map(|axis| PickItem {
            id: axis.to_string(),
            label: words::axis(ctx, dimension, &axis),
            detail: ctx.text(if axis.is_of_offers() { "domain-offer" } else { "domain-contact" }),
        })
        .collect();
    section(ui, &ctx.text("population-axes"));
    let (label, none) = (ctx.text("population-told-apart"), ctx.text("population-no-axes-yet"));
    let mut names: Vec<String> = next.settings.axes.iter().map(ToString::to_string).collect();
    names_row(ui, ctx, (&label, &none), &mut names, &items);
    next.settings.axes = names.iter().filter_map(|name| name.parse().ok()).collect();
}

/// All that results can be told apart by.
fn axes(catalog: &Catalog, dimension: &str, splits: &[String]) -> Vec<Axis> {
    let fields =
        catalog.dimension(dimension).map(|dimension| dimension.fields.as_slice()).unwrap_or_default();
    let contacts = fields.iter().map(|field| Axis::Contact(field.name.clone()));
    let offers = catalog.offer_fields.iter().map(|field| Axis::OfferField(field.name.clone()));
    let splits = splits.iter().map(|name| Axis::Split(name.clone()));
    contacts.chain(splits).chain([Axis::OfferCategory, Axis::OfferTheme]).chain(offers).collect()
}

/// What the catalog as edited is held against.
fn against_ui(ui: &mut Ui, ctx: &UiCtx<'_>, next: &mut Asked, actions: &mut Actions) {
    section(ui, &ctx.text("population-what-if"));
    let entry =
        |id: &str, label: &str| PickItem { id: id.to_owned(), label: ctx.text(label), detail: String::new() };
    let mut items = vec![entry("saved", "impact-since-saved"), entry("live", "impact-since-live")];
    if let HeldAgainst::File(path) = &next.against {
        let label = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        items.push(PickItem { id: "file".to_owned(), label, detail: path.display().to_string() });
    }
    let chosen = match &next.against {
        HeldAgainst::Nothing => None,
        HeldAgainst::Saved => Some("saved"),
        HeldAgainst::Live => Some("live"),
        HeldAgainst::File(_) => Some("file"),
    };
    let [label, none, choose] =
        ["impact-since", "population-against-nothing", "population-choose-catalog"].map(|id| ctx.text(id));
    let picker = Picker::new(&items, ctx.language).none(&none).new_entry(&choose);
    match picker_row(ui, Field::new(&label).key("against"), picker, chosen) {
        Some(PickEvent::Cleared) => next.against = HeldAgainst::Nothing,
        Some(PickEvent::Chosen(id)) if id == "saved" => next.against = HeldAgainst::Saved,
        Some(PickEvent::Chosen(id)) if id == "live" => next.against = HeldAgainst::Live,
        Some(PickEvent::New(_)) => {
            actions.push(Action::Simulate(SimulationAction::Choose(SimulationPath::Against)));
        }
        _ => {}
    }
}

/// The call data that the environment declares, then what is sent beside it.
fn call_data_ui(ui: &mut Ui, ctx: &UiCtx<'_>, next: &mut Asked, environment: &Environment) {
    let data = &mut next.settings.call.call_data;
    let other =
        |name: &String| Declared { name: name.clone(), label: String::new(), field_type: FieldType::Text };
    let beside = data.keys().filter(|name| environment.call_data.iter().all(|field| field.name != **name));
    let fields: Vec<Declared> = environment.call_data.iter().cloned().chain(beside.map(other)).collect();
    if fields.is_empty() {
        return;
    }
    section(ui, &ctx.text("domain-call-data"));
    for field in &fields {
        let key = format!("simulated {}", field.name);
        let row = Field::new(label_or_name(&field.label, &field.name)).key(&key);
        match value_row(ui, ctx.language, field, row, data.get(&field.name)) {
            Some(Some(value)) => drop(data.insert(field.name.clone(), value)),
            Some(None) => drop(data.shift_remove(&field.name)),
            None => {}
        }
    }
}

/// The runs of this session, each to be asked again.
fn kept_ui(ui: &mut Ui, ctx: &UiCtx<'_>, actions: &mut Actions) {
    let kept = ctx.app.simulations().kept();
    section(ui, &ctx.text("population-kept"));
    ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
    for ran in kept.iter().skip(1) {
        let line = said(ctx, ran);
        let made_of = &ran.simulation().made_of;
        let tip = Message::new("population-kept-tip")
            .with("catalog", made_of.catalog_digest.as_str())
            .with("population", made_of.population_digest.as_str())
            .with("at", customary_moment(&made_of.at, ctx.language));
        let button = Button::secondary(&line).icon(Icon::History).shorten();
        if ui.add(button).on_hover_text(ctx.say(&tip)).clicked() {
            actions.push(Action::Simulate(SimulationAction::Ask(Box::new(ran.asked.clone()))));
        }
    }
    let (again, tip) = (ctx.text("population-again"), ctx.text("population-again-tip"));
    if ui.add(Button::secondary(&again).icon(Icon::FolderOpen)).on_hover_text(tip).clicked() {
        actions.push(Action::Simulate(SimulationAction::Choose(SimulationPath::Again)));
    }
}

/// A run in a line.
fn said(ctx: &UiCtx<'_>, ran: &Ran) -> String {
    let simulation = ran.simulation();
    let space = ctx.catalog().space_at(&simulation.settings.call.space);
    let space =
        space.map_or(simulation.settings.call.space.as_str(), |(_, it)| label_or_name(&it.label, &it.name));
    let some = simulation.contacts.taken.saturating_sub(simulation.nothing.contacts);
    let message = Message::new("population-kept-line")
        .with("population", simulation.made_of.population.as_str())
        .with("space", space)
        .with("some", Arg::Count(some))
        .with("taken", Arg::Count(simulation.contacts.taken));
    ctx.say(&message)
}

/// A row with a list of names: each can be taken away, and those that are not in it be added.
fn names_row(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (label, empty): (&str, &str),
    names: &mut Vec<String>,
    items: &[PickItem],
) {
    row(ui, Field::new(label), |ui| {
        let list = ui.vertical(|ui| {
            let mut gone = None;
            for (index, name) in names.iter().enumerate() {
                let shown = items.iter().find(|item| item.id == *name).map_or(name, |item| &item.label);
                ui.horizontal(|ui| {
                    ui.set_min_height(tokens(ui).size.control);
                    label_before(ui, shown, 1);
                    let remove = ctx.say(&Message::new("forms-remove").with("name", shown.as_str()));
                    if icon_button(ui, Icon::Close, &remove).clicked() {
                        gone = Some(index);
                    }
                });
            }
            if names.is_empty() {
                ui.label(RichText::new(empty).color(tokens(ui).color.text_muted));
            }
            gone.map(|index| names.remove(index));
            let free: Vec<PickItem> =
                items.iter().filter(|item| !names.contains(&item.id)).cloned().collect();
            if free.is_empty() {
                return;
            }
            let placeholder = ctx.text("forms-add");
            let name = ctx.say(&Message::new("forms-add-to").with("field", label));
            ui.set_max_width(ui.available_width().min(tokens(ui).size.steps(60.0)));
            let picker = Picker::new(&free, ctx.language).placeholder(&placeholder);
            if let Some(PickEvent::Chosen(id)) = picker.show(ui, &name, None) {
                names.push(id);
            }
        });
        list.response
    });
}
