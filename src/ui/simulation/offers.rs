//! Each offer: how many contacts get it, at which rank, with which weight.

use super::chart::{BarOf, Bars, Chart};
use super::sheet::{Cell, Column, Rows, sheet_ui};
use super::words::{self, float};
use crate::app::{Action, Ran, SimulationAction};
use crate::model::Ref;
use crate::simulation::{OfferResult, Simulation};
use crate::text::Message;
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::widgets::{Button, Icon};
use egui::Ui;
use std::sync::Arc;

/// Ranks with a column of their own.
const MOST_RANKS: usize = 10;
/// Offers in a chart: the table has all.
const MOST_BARS: usize = 40;

struct Offers<'a> {
    ctx: &'a UiCtx<'a>,
    simulation: &'a Simulation,
    ranks: usize,
}

/// How many ranks are shown.
fn ranks(simulation: &Simulation) -> usize {
    simulation.offers.iter().map(|offer| offer.ranks.len()).max().unwrap_or_default().min(MOST_RANKS)
}

fn columns(ctx: &UiCtx<'_>, ranks: usize) -> Vec<Column> {
    let mut columns = vec![
        Column::text(ctx.text("domain-offer"), 190.0),
        Column::number(ctx.text("population-column-contacts"), 86.0),
        Column::number(ctx.text("population-column-share"), 76.0),
    ];
    for rank in 1..=ranks {
        let heading = ctx.say(&Message::new("population-column-rank").with("rank", rank));
        columns.push(Column::number(heading, 74.0));
    }
    columns.push(Column::number(ctx.text("population-column-weight"), 100.0));
    columns.push(Column::number(ctx.text("population-column-mean-rank"), 92.0));
    columns.push(Column::text(ctx.text("domain-category"), 160.0));
    columns
}

impl Rows for Offers<'_> {
    fn len(&self) -> usize {
        self.simulation.offers.len()
    }

    fn name(&self, row: usize) -> String {
        crate::ui::labels::short_label(&self.simulation.offers[row].label).to_owned()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (offer, language) = (&self.simulation.offers[row], self.ctx.language);
        let count = |count: u64| Cell { text: words::whole(language, count), value: Some(float(count)) };
        let mean = |mean: Option<f64>| Cell { text: words::mean(language, mean), value: mean };
        match column {
            0 => Cell::text(self.name(row)),
            1 => count(offer.times),
            2 => Cell { text: words::percent(language, offer.share), value: Some(offer.share) },
            rank if rank < 3 + self.ranks => count(offer.ranks.get(rank - 3).copied().unwrap_or_default()),
            after => match after - 3 - self.ranks {
                0 => mean(offer.mean_weight),
                1 => mean(offer.mean_rank),
                _ => Cell::text(offer.category.as_str()),
            },
        }
    }
}

pub(super) fn offers_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Arc<Ran>, actions: &mut Actions) {
    let simulation = ran.simulation();
    let ranks = ranks(simulation);
    let rows = Offers { ctx, simulation, ranks };
    let columns = columns(ctx, ranks);
    let name = ctx.text("population-offers");
    let taken = sheet_ui(ui, ("offers", &name), Some(1), ran, &columns, &rows, |ui, row| {
        menu_ui(ui, ctx, &simulation.offers[row], actions);
    });
    if let Some(offer) = taken.map(|(row, _)| &simulation.offers[row]) {
        actions.push(who_gets(offer));
    }
}

fn who_gets(offer: &OfferResult) -> Action {
    Action::Simulate(SimulationAction::WhoGets(offer.offer.clone()))
}

/// What can be done with an offer of the results.
fn menu_ui(ui: &mut Ui, ctx: &UiCtx<'_>, offer: &OfferResult, actions: &mut Actions) {
    let open = Ref::offer_at(&offer.offer).map(Action::Open);
    let entries = [
        (Icon::Dimension, "population-who-gets", Some(who_gets(offer))),
        (Icon::GoTo, "explorer-open", open),
    ];
    for (icon, id, action) in entries {
        let text = ctx.text(id);
        if ui.add_enabled(action.is_some(), Button::ghost(&text).icon(icon).grow()).clicked() {
            actions.extend(action);
            ui.close();
        }
    }
}

/// The offers that most contacts get, each with its ranks.
pub(super) fn chart(ctx: &UiCtx<'_>, ran: &Ran) -> Option<Chart> {
    let simulation = ran.simulation();
    let ranks = ranks(simulation);
    let mut offers: Vec<&OfferResult> = simulation.offers.iter().filter(|offer| offer.times > 0).collect();
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.times));
    offers.truncate(MOST_BARS);
    if offers.is_empty() {
        return None;
    }
    let bars = offers.into_iter().map(|offer| BarOf {
        label: offer.label.clone(),
        parts: offer.ranks.iter().take(ranks).map(|times| float(*times)).collect(),
        end: format!(
            "{} ({})",
            words::whole(ctx.language, offer.times),
            words::percent(ctx.language, offer.share)
        ),
    });
    let part = |rank: usize| ctx.say(&Message::new("population-column-rank").with("rank", rank));
    Some(Chart::Bars(Bars {
        title: ctx.text("population-chart-offers"),
        parts: (1..=ranks).map(part).collect(),
        rows: bars.collect(),
        unit: ctx.text("population-unit-contacts"),
        language: ctx.language,
    }))
}
