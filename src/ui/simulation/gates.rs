//! The gates: of how many contacts each stopped an offer, or all offers together; and who gets an offer.

use super::chart::{BarOf, Bars, Chart};
use super::examples::{examples_ui, tried};
use super::parts::{dimension, scrolled, show};
use super::reach::{gets, reach_ui};
use super::sheet::{Cell, Column, Rows, sheet_ui};
use super::words::{self, float};
use crate::app::{Action, Ran, ShownResults};
use crate::model::{Reason, Ref};
use crate::simulation::{GateCounts, OfferResult, Simulation};
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx, reason_label};
use crate::ui::labels::short_label;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, PickEvent, PickItem, Picker, empty_state, segmented};
use egui::{Align, Label, Layout, RichText, Ui, vec2};
use std::sync::Arc;

/// Contacts in sight who get an offer.
const EXAMPLES: u8 = 2;
/// Rows that there is room for at least before contacts stand above the table: they and some of its own.
const LEAST_ROWS: f32 = 7.0;

/// The gates that stopped somebody, in their order, with how many came to each and how many it stopped.
struct Funnel {
    steps: Vec<Step>,
    passed: u64,
    all: u64,
}

struct Step {
    gate: Reason,
    came: u64,
    stopped: u64,
}

impl Funnel {
    /// Of one offer, or of all together.
    fn of(simulation: &Simulation, offer: Option<&str>) -> Self {
        let chosen = simulation.offers.iter().filter(|it| offer.is_none_or(|offer| it.offer == offer));
        let (mut stopped, mut passed) = (GateCounts::default(), 0);
        for offer in chosen {
            for (sum, count) in stopped.0.iter_mut().zip(offer.stopped.0) {
                *sum += count;
            }
            passed += offer.passed;
        }
        let all = stopped.total() + passed;
        let mut left = all;
        let steps = stopped.iter().map(|(gate, stopped)| {
            let came = left;
            left -= stopped;
            Step { gate, came, stopped }
        });
        // What stopped nobody says nothing.
        Self { steps: steps.filter(|step| step.stopped > 0).collect(), passed, all }
    }
}

struct Gates<'a> {
    ctx: &'a UiCtx<'a>,
    funnel: &'a Funnel,
}

impl Rows for Gates<'_> {
    fn len(&self) -> usize {
        self.funnel.steps.len() + 1
    }

    fn name(&self, row: usize) -> String {
        let gate = self.funnel.steps.get(row);
        self.ctx.text(gate.map_or("population-passed", |step| reason_label(step.gate)))
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (language, all) = (self.ctx.language, float(self.funnel.all.max(1)));
        let count = |count: u64| Cell { text: words::whole(language, count), value: Some(float(count)) };
        let (came, stopped) = self
            .funnel
            .steps
            .get(row)
            .map_or((self.funnel.passed, None), |step| (step.came, Some(step.stopped)));
        match column {
            0 => Cell::text(self.name(row)),
            1 => stopped.map_or_else(Cell::default, count),
            2 => stopped.map_or_else(Cell::default, |stopped| {
                let share = float(stopped) / all;
                Cell { text: words::percent(language, share), value: Some(share) }
            }),
            _ => count(came),
        }
    }
}

pub(super) fn gates_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    ran: &Arc<Ran>,
    shown: &ShownResults,
    actions: &mut Actions,
) {
    let simulation = ran.simulation();
    let offer = offer_of(ran, shown);
    if let Some(offer) = offer.filter(|_| shown.changes) {
        return scrolled(ui, |ui| {
            let inner = egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 6));
            inner.show(ui, |ui| reach_ui(ui, ctx, &offer.offer, actions));
        });
    }
    egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
        if let Some(offer) = offer {
            gets_ui(ui, ctx, ran, offer, actions);
        }
        sample_ui(ui, ctx, simulation);
    });
    if simulation.funnel.contacts == 0 {
        let (title, hint) = (ctx.text("population-no-funnel"), ctx.text("population-no-funnel-hint"));
        scrolled(ui, |ui| empty_state(ui, Icon::Filter, &title, &hint, None));
        return;
    }
    let funnel = Funnel::of(simulation, offer.map(|offer| offer.offer.as_str()));
    let columns = [
        Column::text(ctx.text("population-gate"), 200.0),
        Column::number(ctx.text("population-column-stopped"), 92.0),
        Column::number(ctx.text("population-column-share"), 76.0),
        Column::number(ctx.text("population-column-came"), 104.0),
    ];
    let (rows, name) = (Gates { ctx, funnel: &funnel }, ctx.text("population-gates"));
    let key = format!("gates {}", offer.map_or("", |offer| &offer.offer));
    sheet_ui(ui, (&key, &name), None, ran, &columns, &rows, |_, _| {});
}

/// The offer that is chosen.
pub(super) fn offer_of<'r>(ran: &'r Ran, shown: &ShownResults) -> Option<&'r OfferResult> {
    let chosen = shown.offer.as_ref()?;
    ran.simulation().offers.iter().find(|it| it.offer == *chosen)
}

/// The offer whose gates are shown, and whether it is them or what would have to change.
pub(super) fn choice_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    ran: &Ran,
    shown: &ShownResults,
    actions: &mut Actions,
) {
    let (offer, changes) = (offer_of(ran, shown), shown.changes);
    let items: Vec<PickItem> = ran
        .simulation()
        .offers
        .iter()
        .map(|offer| PickItem {
            id: offer.offer.clone(),
            label: short_label(&offer.label).to_owned(),
            detail: words::whole(ctx.language, offer.times),
        })
        .collect();
    let (name, all) = (ctx.text("domain-offer"), ctx.text("population-all-offers"));
    ui.horizontal(|ui| {
        let picker = Picker::new(&items, ctx.language).none(&all).go_to();
        let room = (ui.available_width() / 2.0).min(tokens(ui).size.steps(90.0));
        let size = vec2(room, tokens(ui).size.control);
        let row = Layout::left_to_right(Align::Center);
        let event = ui.allocate_ui_with_layout(size, row, |ui| {
            picker.show(ui, &name, offer.map(|offer| offer.offer.as_str()))
        });
        match event.inner {
            Some(PickEvent::Chosen(offer)) => actions.push(show(ctx, |shown| shown.offer = Some(offer))),
            Some(PickEvent::Cleared) => actions.push(show(ctx, |shown| shown.offer = None)),
            Some(PickEvent::GoTo(offer)) => actions.extend(Ref::offer_at(&offer).map(Action::go_to)),
            Some(PickEvent::New(_)) | None => {}
        }
        if offer.is_some() {
            let options = [(false, ctx.text("population-gates")), (true, ctx.text("reach-changes"))];
            let mut next = changes;
            if segmented(ui, &ctx.text("population-gates"), &mut next, &options).changed() {
                actions.push(show(ctx, |shown| shown.changes = next));
            }
        }
    });
}

/// Who gets an offer: how many, at which rank, and some of them as far as the table leaves room.
fn gets_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Ran, offer: &OfferResult, actions: &mut Actions) {
    ui.add(Label::new(gets(ctx, offer, None)).truncate());
    let row = tokens(ui).size.row;
    let examples = if ui.available_height() < LEAST_ROWS * row { 0 } else { EXAMPLES };
    if examples > 0 && !offer.examples.is_empty() {
        let name = ctx.text("population-examples");
        let of = dimension(ctx, ran);
        let taken = examples_ui(ui, ctx, ("offer", &name), of, &offer.examples, examples);
        actions.extend(tried(taken));
    }
}

/// Of how many contacts the gates are.
fn sample_ui(ui: &mut Ui, ctx: &UiCtx<'_>, simulation: &Simulation) {
    let funnel = &simulation.funnel;
    if funnel.contacts == 0 || !funnel.is_sample {
        return;
    }
    let text = Message::new("population-funnel-sample").with("count", Arg::Count(funnel.contacts));
    let (size, color) = (tokens(ui).size.small, tokens(ui).color.text_muted);
    ui.add(Label::new(RichText::new(ctx.say(&text)).size(size).color(color)).wrap());
}

/// How many are left after each gate.
pub(super) fn chart(ctx: &UiCtx<'_>, ran: &Ran, offer: Option<&str>) -> Option<Chart> {
    let simulation = ran.simulation();
    let offer = offer.and_then(|offer| simulation.offers.iter().find(|it| it.offer == offer));
    let funnel = Funnel::of(simulation, offer.map(|offer| offer.offer.as_str()));
    if funnel.steps.is_empty() {
        return None;
    }
    let all = float(funnel.all);
    let bar = |label: String, left: u64, stopped: u64| BarOf {
        label,
        parts: vec![float(left), float(stopped)],
        end: ctx.say(
            &Message::new("population-chart-left")
                .with("count", words::whole(ctx.language, left))
                .with("share", words::percent(ctx.language, float(left) / all)),
        ),
    };
    let bars = funnel
        .steps
        .iter()
        .map(|step| bar(ctx.text(reason_label(step.gate)), step.came - step.stopped, step.stopped));
    let of = offer.map_or_else(|| ctx.text("population-all-offers"), |offer| offer.label.clone());
    let title = Message::new("population-chart-gates").with("offer", short_label(&of));
    Some(Chart::Bars(Bars {
        title: ctx.say(&title),
        parts: vec![ctx.text("population-part-left"), ctx.text("population-part-stopped")],
        rows: bars.collect(),
        unit: ctx.text(if offer.is_some() { "population-unit-contacts" } else { "population-unit-looks" }),
        language: ctx.language,
    }))
}
