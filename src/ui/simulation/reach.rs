//! Who of a population gets an offer, and what would have to change for the others: in the offer's form, below the sample
//! contacts that get it. A worker finds out once somebody asks; how far it is stands here, and it can be given up.

use super::examples::examples_ui;
use super::progress::progress_ui;
use super::words;
use crate::app::{Action, Reached, SimulationAction};
use crate::document::CatalogLabels;
use crate::model::{Reason, Ref, split_address};
use crate::simulation::{Example, OfferResult, Reach, WonBy, share};
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx, reason_label};
use crate::ui::labels::{label_or_name, short_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Button, Icon, PickEvent, PickItem, Picker, Severity, note};
use egui::{Align, Id, Label, Layout, Link, RichText, Ui, vec2};

/// Contacts in sight who get it.
const EXAMPLES: u8 = 3;
/// Gates that are named.
const MOST_GATES: usize = 3;

/// Draws it for an offer, `"ENV/OFFER"`.
pub(in crate::ui) fn reach_ui(ui: &mut Ui, ctx: &UiCtx<'_>, offer: &str, actions: &mut Actions) {
    let reaching = ctx.app.simulations().reaching();
    ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
    let Some((environment, _)) = split_address(offer) else { return };
    let spaces = spaces(ctx, environment);
    let asked = ctx.app.simulations().asked().map(|asked| asked.settings.call.space.as_str());
    let known = |space: &str| spaces.iter().any(|it| it.id == space).then(|| space.to_owned());
    let id = Id::unique(("space of reach", environment));
    let chosen: Option<String> = ui.data(|data| data.get_temp(id));
    let usual = || asked.and_then(known).or_else(|| ctx.app.preview().space().and_then(known));
    let chosen = chosen.and_then(|space| known(&space)).or_else(usual);
    let Some(space) = chosen.or_else(|| spaces.first().map(|space| space.id.clone())) else { return };
    let progress = reaching.progress(offer);
    let reached = reaching.reached(offer, ctx.catalog());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(2.0);
        if let Some(space) = space_ui(ui, ctx, &spaces, &space) {
            ui.data_mut(|data| data.insert_temp(id, space));
        }
        let (id, icon) = match (progress, reached) {
            (Some(_), _) => ("population-cancel", Icon::Stop),
            (None, Some(_)) => ("reach-again", Icon::Run),
            (None, None) => ("reach-ask", Icon::Run),
        };
        let (word, tip) = (ctx.text(id), ctx.text("reach-ask-tip"));
        if ui.add(Button::secondary(&word).icon(icon)).on_hover_text(tip).clicked() {
            let ask = SimulationAction::Reach { offer: offer.to_owned(), space: space.clone() };
            let act = if progress.is_some() { SimulationAction::StopReaching } else { ask };
            actions.push(Action::Simulate(act));
        }
    });
    if let Some(progress) = progress {
        progress_ui(ui, ctx, progress);
    }
    if let Some(reached) = reached {
        reached_ui(ui, ctx, &reached, actions);
    }
}

/// On which space it is asked, where there are several; another one that is chosen.
fn space_ui(ui: &mut Ui, ctx: &UiCtx<'_>, spaces: &[PickItem], space: &str) -> Option<String> {
    if spaces.len() < 2 {
        return None;
    }
    let width = (ui.available_width() / 2.0).min(tokens(ui).size.steps(60.0));
    let (size, row) = (vec2(width, tokens(ui).size.control), Layout::left_to_right(Align::Center));
    let picker = Picker::new(spaces, ctx.language);
    let show = |ui: &mut Ui| picker.show(ui, &ctx.text("domain-space"), Some(space));
    match ui.allocate_ui_with_layout(size, row, show).inner {
        Some(PickEvent::Chosen(space)) => Some(space),
        _ => None,
    }
}

/// The spaces of an environment, by `"ENV/SPACE"`.
fn spaces(ctx: &UiCtx<'_>, environment: &str) -> Vec<PickItem> {
    let spaces = ctx.catalog().environment(environment).map(|it| it.spaces.as_slice()).unwrap_or_default();
    let item = |space: &std::sync::Arc<crate::model::Space>| PickItem {
        id: format!("{environment}/{}", space.name),
        label: short_label(label_or_name(&space.label, &space.name)).to_owned(),
        detail: String::new(),
    };
    spaces.iter().map(item).collect()
}

fn reached_ui(ui: &mut Ui, ctx: &UiCtx<'_>, reached: &Reached<'_>, actions: &mut Actions) {
    let found = match reached.found {
        Ok(found) => found,
        Err(message) => return drop(note(ui, Severity::Error, &ctx.say(message))),
    };
    let space = ctx.catalog().space_at(&found.answered_by);
    let space = space.map_or(found.answered_by.as_str(), |(_, it)| label_or_name(&it.label, &it.name));
    let of = Message::new(if reached.is_current { "reach-of" } else { "reach-of-before" })
        .with("population", found.population.as_str())
        .with("space", short_label(space))
        .with("offers", reached.asked.settings.call.count)
        .with("seconds", ctx.language.number(found.speed.seconds, 2));
    muted_ui(ui, &ctx.say(&of));
    ui.add(Label::new(gets(ctx, &found.offer, Some(found.taken))).wrap());
    let dimension = dimension(ctx, &found.answered_by);
    if !found.offer.examples.is_empty() {
        let name = ctx.text("population-examples");
        let taken =
            examples_ui(ui, ctx, ("reach", &name), dimension, &found.offer.examples, EXAMPLES).cloned();
        actions.extend(taken.map(|example| tried(example, None)));
    }
    if found.offer.times < found.taken {
        stopped_ui(ui, ctx, &found.offer);
        ways_ui(ui, ctx, found, &reached.asked.offer, actions);
    }
}

/// How many contacts get it, at which rank, with which weight; of how many, where that is not said elsewhere.
pub(super) fn gets(ctx: &UiCtx<'_>, offer: &OfferResult, of: Option<u64>) -> String {
    let language = ctx.language;
    let (count, share) = (Arg::Count(offer.times), words::percent(language, offer.share));
    let gets = match of {
        Some(taken) => Message::new("reach-gets").with("taken", words::whole(language, taken)),
        None => Message::new("population-gets"),
    };
    let mut parts = vec![ctx.say(&gets.with("count", count).with("share", share))];
    let ranks = offer.ranks.iter().enumerate().filter(|(_, times)| **times > 0).take(5);
    parts.extend(ranks.map(|(rank, times)| {
        let at = Message::new("population-at-rank").with("rank", rank + 1);
        ctx.say(&at.with("count", words::whole(language, *times)))
    }));
    if let Some(weight) = offer.mean_weight {
        let weight = words::mean(language, Some(weight));
        parts.push(ctx.say(&Message::new("population-mean-weight").with("weight", weight)));
    }
    parts.join(" · ")
}

/// What stops it most often.
fn stopped_ui(ui: &mut Ui, ctx: &UiCtx<'_>, offer: &OfferResult) {
    let asked = offer.stopped.total() + offer.passed;
    let mut gates: Vec<(Reason, u64)> = offer.stopped.iter().filter(|(_, count)| *count > 0).collect();
    gates.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let said = gates.into_iter().take(MOST_GATES).map(|(gate, count)| {
        let message = Message::new("reach-gate").with("gate", ctx.text(reason_label(gate)));
        ctx.say(&message.with("share", words::percent(ctx.language, share(count, asked))))
    });
    let said: Vec<String> = said.collect();
    if !said.is_empty() {
        muted_ui(ui, &ctx.say(&Message::new("reach-stopped").with("gates", said.join(", "))));
    }
}

/// The changes that would win the most contacts.
fn ways_ui(ui: &mut Ui, ctx: &UiCtx<'_>, found: &Reach, offer: &str, actions: &mut Actions) {
    let asked = words::whole(ctx.language, found.asked);
    let id = match (found.asked, found.ways.is_empty()) {
        (0, _) => "reach-nobody-asked",
        (_, true) => "reach-no-ways",
        (_, false) => "reach-ways",
    };
    muted_ui(ui, &ctx.say(&Message::new(id).with("asked", asked)));
    let entity = Ref::offer_at(offer).unwrap_or(Ref::Catalog);
    let labels = CatalogLabels::of(ctx.catalog(), &entity);
    for won in &found.ways {
        let WonBy { way, contacts, example } = won;
        let line = Message::new("reach-way")
            .with("changes", way.message(Some(&labels)))
            .with("share", words::percent(ctx.language, share(*contacts, found.asked)))
            .with("count", words::whole(ctx.language, *contacts))
            .with("rank", way.rank);
        let text = RichText::new(ctx.say(&line)).size(tokens(ui).size.small);
        if ui.add(Link::new(text)).on_hover_text(ctx.text("reach-way-tip")).clicked() {
            actions.push(tried(example.clone(), Some(way.clone())));
        }
    }
}

fn tried(example: Example, way: Option<crate::engine::Way>) -> Action {
    Action::Simulate(SimulationAction::TryReached(Box::new(example), way))
}

fn dimension<'c>(ctx: &UiCtx<'c>, space: &str) -> &'c str {
    let environment = ctx.catalog().space_at(space).map(|(environment, _)| environment);
    environment.map_or("", |environment| &environment.targeting_dimension)
}

fn muted_ui(ui: &mut Ui, text: &str) {
    let (size, color) = (tokens(ui).size.small, tokens(ui).color.text_muted);
    ui.add(Label::new(RichText::new(text).size(size).color(color)).wrap());
}
