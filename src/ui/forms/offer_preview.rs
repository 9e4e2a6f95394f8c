//! The tab *Preview* of an offer: as the visitor will see it, for a contact, a space and call data; and whether
//! this contact would get it. And the sample of a space's tab *Rendering*.

use super::Form;
use crate::app::{Action, ShowAction, Viewing};
use crate::check::danger_message;
use crate::document::CatalogLabels;
use crate::engine::{CallError, Decision, OfferOutcome, Plan, ShownOffer};
use crate::html::Document;
use crate::model::{Call, Environment, Place, Ref, Space, Values};
use crate::rule::TemplateKind;
use crate::text::Message;
use crate::ui::ctx::{UiCtx, reason_label};
use crate::ui::document::{Form as Shape, document_ui, offer_ui};
use crate::ui::labels::{contact_title, label_or_name, of_labelled};
use crate::ui::later::later;
use crate::ui::memo::Same;
use crate::ui::theme::tokens;
use crate::ui::widgets::{
    Button, Field, Icon, PickEvent, PickItem, Picker, Severity, icon_button, note, picker_row, segmented,
};
use egui::{Frame, Id, Margin, RichText, ScrollArea, Stroke, Ui};
use std::sync::Arc;

/// Offers that a sample can be chosen among: more than a person looks through, and listed within a frame.
const MOST_SAMPLES: usize = 2_000;

/// How wide the page is that the offer is seen on, in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Width {
    #[default]
    Phone,
    Tablet,
    Desktop,
}

impl Width {
    const ALL: [(Self, &'static str); 3] = [
        (Self::Phone, "render-width-phone"),
        (Self::Tablet, "render-width-tablet"),
        (Self::Desktop, "render-width-desktop"),
    ];

    /// The usual widths of such screens.
    fn points(self) -> f32 {
        match self {
            Self::Phone => 360.0,
            Self::Tablet => 768.0,
            Self::Desktop => 1200.0,
        }
    }
}

/// How an offer looks in a call.
struct KeptAnswer {
    offer: Ref,
    answer: Result<Option<(ShownOffer, Document)>, CallError>,
}

/// What that is made of.
#[derive(PartialEq)]
struct Asked {
    plan: Same<Plan>,
    live: Option<Same<Decision>>,
    offer: Ref,
    call: Call,
}

pub(super) fn preview_ui(ui: &mut Ui, form: &mut Form<'_, '_>) {
    let Some(environment) = form.entity.environment().and_then(|it| form.ctx.catalog().environment(it))
    else {
        return;
    };
    let id = ui.make_persistent_id("viewing");
    let mut viewing: Viewing = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let Some(call) = form.ctx.app.viewing_call(environment, &viewing) else {
        note(ui, Severity::Info, &form.text("render-no-space"));
        return;
    };
    if inputs_ui(ui, form, environment, &call, &mut viewing) {
        ui.data_mut(|data| data.insert_temp(id, viewing));
    }
    let Some(kept) = kept(ui, form, "offer preview", form.entity, &call) else { return };
    match &kept.answer {
        Ok(Some((shown, document))) => shown_ui(ui, form, shown, document),
        Ok(None) => {}
        Err(error) => drop(note(ui, Severity::Error, &form.ctx.say(&error.message))),
    }
}

/// The answer to a call, made when the catalog, the live preview or the call is another. While it is made, the
/// answer before, where it is of the same offer.
fn kept(
    ui: &Ui,
    form: &mut Form<'_, '_>,
    key: &'static str,
    offer: &Ref,
    call: &Call,
) -> Option<Arc<KeptAnswer>> {
    let app = form.ctx.app;
    let live = app.preview().decision().and_then(|answer| answer.as_ref().ok());
    let asked = Asked {
        plan: Same(Arc::clone(app.workspace().plan())),
        live: live.map(|live| Same(Arc::clone(live))),
        offer: offer.clone(),
        call: call.clone(),
    };
    let order = || {
        let (show, offer) = (app.show_offer(offer, call), offer.clone());
        move || {
            let answer = show().map(|shown| {
                shown.map(|shown| {
                    let document = Shape::look(&shown.proposed);
                    (shown, document)
                })
            });
            KeptAnswer { offer, answer }
        }
    };
    let (kept, _) = later(ui.ctx(), Id::unique(key), asked, form.actions, order);
    kept.filter(|kept| kept.offer == *offer)
}

/// Who sees it, where, and with which call data. Says whether anything was chosen.
fn inputs_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    environment: &Environment,
    call: &Call,
    viewing: &mut Viewing,
) -> bool {
    ui.spacing_mut().item_spacing.y = tokens(ui).size.steps(2.0);
    let before = viewing.clone();
    who_ui(ui, form, environment, call, viewing);
    let spaces: Vec<PickItem> =
        environment.spaces.iter().map(|space| super::on_spaces::item_of_space(space)).collect();
    let (label, tip) = (form.text("preview-where"), form.text("render-where-tip"));
    let chosen = call.space.split_once('/').map(|(_, space)| space);
    let picker = Picker::new(&spaces, form.ctx.language).go_to();
    match picker_row(ui, Field::new(&label).key("where").tip(&tip), picker, chosen) {
        Some(PickEvent::Chosen(space)) => viewing.space = Some(space),
        Some(PickEvent::GoTo(space)) => {
            form.actions.push(Action::go_to(Ref::Space(environment.name.clone(), space)));
        }
        _ => {}
    }
    if !environment.call_data_examples.is_empty() {
        example_ui(ui, form, environment, call, viewing);
    }
    *viewing != before
}

fn who_ui(
    ui: &mut Ui,
    form: &mut Form<'_, '_>,
    environment: &Environment,
    call: &Call,
    viewing: &mut Viewing,
) {
    let people = form.kept(ui, ("preview people", &environment.targeting_dimension), |catalog| {
        let contacts = catalog.contacts.iter().enumerate();
        let here = contacts.filter(|(_, contact)| contact.dimension == environment.targeting_dimension);
        here.map(|(index, contact)| PickItem {
            id: index.to_string(),
            label: contact_title(contact, catalog),
            detail: String::new(),
        })
        .collect::<Vec<_>>()
    });
    let comes = !call.identity.is_empty() || call.permanent_cookie.is_some();
    let who = viewing.who.unwrap_or_else(|| form.ctx.app.preview().who().filter(|_| comes));
    let (label, nobody) = (form.text("preview-who"), form.text("preview-nobody"));
    let tip = form.text("render-who-tip");
    let chosen = who.map(|index| index.to_string()).filter(|id| people.iter().any(|it| it.id == *id));
    let picker = Picker::new(&people, form.ctx.language).none(&nobody).go_to();
    match picker_row(ui, Field::new(&label).key("who").tip(&tip), picker, chosen.as_deref()) {
        Some(PickEvent::Chosen(id)) => viewing.who = Some(id.parse().ok()),
        Some(PickEvent::Cleared) => viewing.who = Some(None),
        Some(PickEvent::GoTo(id)) => {
            form.actions.extend(id.parse().ok().map(|index| Action::go_to(Ref::Contact(index))));
        }
        _ => {}
    }
}

fn example_ui(
    ui: &mut Ui,
    form: &Form<'_, '_>,
    environment: &Environment,
    call: &Call,
    viewing: &mut Viewing,
) {
    let examples = &environment.call_data_examples;
    let item = |(index, name): (usize, &String)| PickItem {
        id: index.to_string(),
        label: name.clone(),
        detail: String::new(),
    };
    let items: Vec<PickItem> = examples.iter().map(|example| &example.name).enumerate().map(item).collect();
    let chosen =
        examples.iter().position(|example| example.values == call.call_data).map(|at| at.to_string());
    let (label, none) = (form.text("render-example"), form.text("preview-example-none"));
    let (own, tip) = (form.text("preview-example-own"), form.text("render-example-tip"));
    let picker = Picker::new(&items, form.ctx.language).none(&none);
    let picker = if call.call_data.is_empty() { picker } else { picker.placeholder(&own) };
    match picker_row(ui, Field::new(&label).key("example").tip(&tip), picker, chosen.as_deref()) {
        Some(PickEvent::Chosen(id)) => {
            viewing.data = id.parse().ok().and_then(|at: usize| examples.get(at)).map(|it| it.values.clone());
        }
        Some(PickEvent::Cleared) => viewing.data = Some(Values::new()),
        _ => {}
    }
}

fn shown_ui(ui: &mut Ui, form: &mut Form<'_, '_>, shown: &ShownOffer, document: &Document) {
    fate_ui(ui, form, shown);
    for problem in &shown.problems {
        note(ui, Severity::Error, &form.ctx.say(&of_labelled(problem, form.ctx.catalog())));
    }
    for empty in &shown.empty {
        note(ui, Severity::Info, &form.ctx.say(empty));
    }
    let (shape, width) = switches_ui(ui, form, shown);
    for danger in &document.dangers {
        let kept = Message::new("render-danger").with("what", danger_message(danger));
        note(ui, Severity::Warning, &form.ctx.say(&kept));
    }
    if shown.proposed.look.rendered.html.is_none() && shape == Shape::Look {
        note(ui, Severity::Info, &form.text("render-no-template"));
    }
    page_ui(ui, form, shown, (document, shape), width);
}

/// Whether this contact would get the offer here, and otherwise what stops it, with the way there.
fn fate_ui(ui: &mut Ui, form: &mut Form<'_, '_>, shown: &ShownOffer) {
    match &shown.outcome {
        OfferOutcome::Proposed => {
            let message = Message::new("render-outcome-proposed")
                .with("rank", shown.proposed.rank)
                .with("weight", form.ctx.language.number(shown.proposed.final_weight, 2));
            note(ui, Severity::Success, &form.ctx.say(&message));
        }
        OfferOutcome::Elsewhere(space) => {
            let label = form.ctx.catalog().space_at(space).map(|(_, it)| label_or_name(&it.label, &it.name));
            let message = Message::new("render-outcome-elsewhere").with("space", label.unwrap_or(space));
            note(ui, Severity::Warning, &form.ctx.say(&message));
        }
        OfferOutcome::Stopped(place) => {
            let explanation = shown.decision.explain(&shown.decision.excluded[*place]);
            let labels = CatalogLabels::of(form.ctx.catalog(), form.entity);
            let message = Message::new("render-outcome-stopped")
                .with("reason", Message::new(reason_label(explanation.reason)))
                .with("detail", explanation.detail().in_labels(&labels));
            note(ui, Severity::Warning, &form.ctx.say(&message));
            let go_to = form.text("render-go-to-cause");
            if ui.add(Button::secondary(&go_to).icon(Icon::GoTo)).clicked() {
                let place = Place::new(explanation.at(), Vec::new()).field(explanation.field());
                form.actions.push(Action::GoTo(place));
            }
        }
    }
}

/// The form and the width that are chosen, and what else can be done with the page.
fn switches_ui(ui: &mut Ui, form: &mut Form<'_, '_>, shown: &ShownOffer) -> (Shape, Width) {
    let ids = (Id::unique("offer preview form"), Id::unique("offer preview width"));
    let options: Vec<(Shape, String)> = Shape::ALL
        .into_iter()
        .filter(|shape| shape.is_in(&shown.proposed))
        .map(|shape| (shape, form.text(shape.label())))
        .collect();
    let mut shape: Shape = ui.data(|data| data.get_temp(ids.0)).unwrap_or_default();
    if options.iter().all(|(known, _)| *known != shape) {
        shape = Shape::Look;
    }
    let mut width: Width = ui.data(|data| data.get_temp(ids.1)).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(3.0);
        if segmented(ui, &form.text("preview-form"), &mut shape, &options).changed() {
            ui.data_mut(|data| data.insert_temp(ids.0, shape));
        }
        let options = Width::ALL.map(|(width, label)| (width, form.text(label)));
        if segmented(ui, &form.text("render-width"), &mut width, &options).changed() {
            ui.data_mut(|data| data.insert_temp(ids.1, width));
        }
        let browse = form.text("render-browse");
        let html = shown.proposed.look.rendered.html.clone();
        let button = ui.add_enabled(html.is_some(), Button::ghost(&browse).icon(Icon::Environment));
        let button = button.on_hover_text(form.text("render-browse-hint"));
        if let Some(html) = html.filter(|_| button.clicked()) {
            let title = shown.proposed.label.clone();
            form.actions.push(Action::Show(ShowAction::Browse { title, html }));
        }
        if icon_button(ui, Icon::Refresh, &form.text("render-pictures-again")).clicked() {
            form.actions.push(Action::Show(ShowAction::Again));
        }
    });
    (shape, width)
}

/// The page, as wide as the screen that is chosen; what does not fit is scrolled to.
fn page_ui(ui: &mut Ui, form: &mut Form<'_, '_>, shown: &ShownOffer, look: (&Document, Shape), width: Width) {
    let tokens = tokens(ui);
    ScrollArea::horizontal().id_salt(("page", width.points().to_bits())).auto_shrink([false, true]).show(
        ui,
        |ui| {
            let frame = Frame::new()
                .fill(tokens.color.raised)
                .stroke(Stroke::new(1.0, tokens.color.border_strong))
                .corner_radius(tokens.size.radius + 2.0)
                .inner_margin(Margin::same(16));
            frame.show(ui, |ui| {
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(egui::accesskit::Role::Article);
                    node.set_label(form.text("render-page"));
                });
                ui.set_width(width.points() - 32.0);
                match look {
                    (document, Shape::Look) if shown.proposed.look.rendered.html.is_some() => {
                        document_ui(ui, &form.ctx, document, form.actions);
                    }
                    _ => offer_ui(ui, &form.ctx, &shown.proposed, look, form.actions),
                }
            });
        },
    );
}

/// An offer for a contact, to show what the templates of a space make of it.
pub(super) struct Sample(Option<Arc<KeptAnswer>>);

impl Sample {
    /// Lets a person choose the offer and the contact. At first they are those of the live preview.
    pub(super) fn choose_ui(ui: &mut Ui, form: &mut Form<'_, '_>, space: &Space) -> Self {
        let environment = form.entity.environment().and_then(|it| form.ctx.catalog().environment(it));
        let Some(environment) = environment else { return Self(None) };
        let id = ui.make_persistent_id("sample");
        let (mut viewing, mut offer): (Viewing, Option<String>) =
            ui.data(|data| data.get_temp(id)).unwrap_or_default();
        viewing.space = Some(space.name.clone());
        let Some(call) = form.ctx.app.viewing_call(environment, &viewing) else { return Self(None) };
        let offers = form.kept(ui, ("sample offers", &environment.name), |_| offers_of(environment));
        let shown = offer.clone().filter(|it| environment.offer(it).is_some());
        let shown = shown.or_else(|| proposed(&form.ctx, environment));
        let Some(shown) = shown.or_else(|| offers.first().map(|it| it.id.clone())) else { return Self(None) };
        let (label, tip) = (form.text("render-sample-offer"), form.text("render-sample-offer-tip"));
        let picker = Picker::new(&offers, form.ctx.language).go_to();
        match picker_row(ui, Field::new(&label).key("sample offer").tip(&tip), picker, Some(&shown)) {
            Some(PickEvent::Chosen(chosen)) => offer = Some(chosen),
            Some(PickEvent::GoTo(name)) => {
                form.actions.push(Action::go_to(Ref::Offer(environment.name.clone(), name)));
            }
            _ => {}
        }
        who_ui(ui, form, environment, &call, &mut viewing);
        ui.data_mut(|data| data.insert_temp(id, (viewing, offer)));
        let offer = Ref::Offer(environment.name.clone(), shown);
        Self(kept(ui, form, "sample", &offer, &call))
    }

    /// What could not be made, and why. It stands below all templates: they must not move while one is typed.
    pub(super) fn problems_ui(&self, ui: &mut Ui, form: &Form<'_, '_>) {
        let answer = self.0.as_ref().map(|kept| &kept.answer);
        let Some(Ok(Some((shown, _)))) = answer else { return };
        for problem in &shown.problems {
            note(ui, Severity::Error, &form.ctx.say(&of_labelled(problem, form.ctx.catalog())));
        }
    }

    /// What the template of a kind makes of it; nothing where there is no such template.
    pub(super) fn result_ui(&self, ui: &mut Ui, form: &mut Form<'_, '_>, kind: TemplateKind) {
        let answer = self.0.as_ref().map(|kept| &kept.answer);
        let Some(Ok(Some((shown, document)))) = answer else { return };
        let shape = match kind {
            TemplateKind::Html => Shape::Look,
            TemplateKind::Text => Shape::Text,
            TemplateKind::Xml => Shape::Xml,
        };
        let made = if kind == TemplateKind::Html {
            shown.proposed.look.rendered.html.is_some()
        } else {
            shape.is_in(&shown.proposed)
        };
        if !made {
            return;
        }
        let title = Message::new("render-result").with("offer", &shown.proposed.label);
        let title = form.ctx.say(&title);
        let tokens = tokens(ui);
        ui.label(RichText::new(&title).size(tokens.size.small).color(tokens.color.text_muted));
        let frame = Frame::new()
            .fill(tokens.color.raised)
            .stroke(Stroke::new(1.0, tokens.color.border))
            .corner_radius(tokens.size.radius)
            .inner_margin(Margin::same(12));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            match shape {
                Shape::Look => document_ui(ui, &form.ctx, document, form.actions),
                _ => offer_ui(ui, &form.ctx, &shown.proposed, (document, shape), form.actions),
            }
        });
    }
}

/// The offer of the environment that the live preview proposes first.
fn proposed(ctx: &UiCtx<'_>, environment: &Environment) -> Option<String> {
    let decision = ctx.app.preview().decision()?.as_ref().ok()?;
    let addresses = decision.propositions.iter().filter_map(|it| it.offer.split_once('/'));
    addresses.filter(|(of, _)| *of == environment.name).map(|(_, offer)| offer.to_owned()).next()
}

fn offers_of(environment: &Environment) -> Vec<PickItem> {
    let mut items = Vec::new();
    environment.walk_categories(|_, category| {
        let room = MOST_SAMPLES.saturating_sub(items.len());
        items.extend(category.offers.iter().take(room).map(|offer| PickItem {
            id: offer.name.clone(),
            label: label_or_name(&offer.label, &offer.name).to_owned(),
            detail: label_or_name(&category.label, &category.name).to_owned(),
        }));
    });
    items
}
