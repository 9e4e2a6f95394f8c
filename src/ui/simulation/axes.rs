//! Each offer by the values on an axis: a pivot, and the same as a heat map.

use super::chart::{Chart, Heat};
use super::parts::{dimension, scrolled, show};
use super::sheet::{Cell, Column, Rows, sheet_ui};
use super::words::{self, float};
use crate::app::{Ran, ShownResults, SimulationTab};
use crate::simulation::{Pivot, Simulation};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::short_label;
use crate::ui::widgets::{Icon, empty_state, segmented};
use egui::Ui;
use std::sync::Arc;

/// Offers with a column of their own: those that come most. A file has all.
const MOST_COLUMNS: usize = 40;
/// Rows and columns of a heat map: a file has all.
const MOST_ROWS: usize = 40;
const MOST_HEAT_COLUMNS: usize = 16;
/// Columns before those of the offers.
const BEFORE: usize = 4;

struct Values<'a> {
    ctx: &'a UiCtx<'a>,
    pivot: &'a Pivot,
    offers: &'a [usize],
}

impl Rows for Values<'_> {
    fn len(&self) -> usize {
        self.pivot.rows.len()
    }

    fn name(&self, row: usize) -> String {
        words::axis_value(self.ctx, &self.pivot.rows[row].value)
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (language, values) = (self.ctx.language, &self.pivot.rows[row]);
        let count = |count: u64| Cell { text: words::whole(language, count), value: Some(float(count)) };
        match column {
            0 => Cell::text(self.name(row)),
            1 => count(values.contacts),
            2 => values.nothing.map_or_else(|| Cell::text("–"), count),
            3 => count(values.times),
            _ => {
                let offer = self.offers.get(column - BEFORE);
                let cell = values.cells.iter().find(|cell| Some(&cell.offer) == offer);
                cell.map_or_else(Cell::default, |cell| Cell {
                    text: words::percent(language, cell.share),
                    value: Some(cell.share),
                })
            }
        }
    }
}

/// The offers that come most on an axis, by their places.
fn leading(simulation: &Simulation, most: usize) -> Vec<usize> {
    let mut offers: Vec<usize> = (0..simulation.offers.len()).collect();
    offers.retain(|offer| simulation.offers[*offer].times > 0);
    offers.sort_by_key(|offer| std::cmp::Reverse(simulation.offers[*offer].times));
    offers.truncate(most);
    offers
}

pub(super) fn axes_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    ran: &Arc<Ran>,
    shown: &ShownResults,
    actions: &mut Actions,
) {
    let pivots = &ran.simulation().axes;
    let Some(pivot) = pivots.get(shown.axis).or_else(|| pivots.first()) else {
        let [title, hint, add] =
            ["population-no-axes", "population-no-axes-hint", "population-settings"].map(|id| ctx.text(id));
        if scrolled(ui, |ui| empty_state(ui, Icon::Table, &title, &hint, Some(&add))) {
            actions.push(show(ctx, |shown| shown.tab = SimulationTab::Settings));
        }
        return;
    };
    if pivot.too_many {
        let (title, hint) = (ctx.text("population-too-many"), ctx.text("population-too-many-hint"));
        scrolled(ui, |ui| empty_state(ui, Icon::Table, &title, &hint, None));
        return;
    }
    let offers = leading(ran.simulation(), MOST_COLUMNS);
    let axis = words::axis(ctx, dimension(ctx, ran), &pivot.axis);
    let mut columns = vec![
        Column::text(axis, 132.0),
        Column::number(ctx.text("population-column-contacts"), 80.0),
        Column::number(ctx.text("population-column-nothing"), 92.0),
        Column::number(ctx.text("population-column-times"), 96.0),
    ];
    let label = |offer: &usize| short_label(&ran.simulation().offers[*offer].label).to_owned();
    columns.extend(offers.iter().map(|offer| Column::number(label(offer), 110.0)));
    let rows = Values { ctx, pivot, offers: &offers };
    let (key, name) = (format!("axis {}", pivot.axis), ctx.text("population-axes"));
    sheet_ui(ui, (&key, &name), None, ran, &columns, &rows, |_, _| {});
}

/// The axis that is shown, where there are several.
pub(super) fn choice_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    ran: &Ran,
    shown: &ShownResults,
    actions: &mut Actions,
) {
    if ran.simulation().axes.len() < 2 {
        return;
    }
    let options: Vec<(usize, String)> = ran
        .simulation()
        .axes
        .iter()
        .enumerate()
        .map(|(place, pivot)| (place, words::axis(ctx, dimension(ctx, ran), &pivot.axis)))
        .collect();
    let mut axis = shown.axis.min(options.len() - 1);
    if segmented(ui, &ctx.text("population-axes"), &mut axis, &options).changed() {
        actions.push(show(ctx, |shown| shown.axis = axis));
    }
}

/// The share of the contacts of each value who get each offer.
pub(super) fn chart(ctx: &UiCtx<'_>, ran: &Ran, axis: usize) -> Option<Chart> {
    let simulation = ran.simulation();
    let pivot = simulation.axes.get(axis).or_else(|| simulation.axes.first())?;
    let offers = leading(simulation, MOST_HEAT_COLUMNS);
    let rows: Vec<_> = pivot.rows.iter().take(MOST_ROWS).collect();
    if rows.is_empty() || offers.is_empty() {
        return None;
    }
    let cells = rows.iter().flat_map(|row| {
        offers.iter().map(|offer| {
            let share = row.cells.iter().find(|cell| cell.offer == *offer).map_or(0.0, |cell| cell.share);
            (share, words::percent(ctx.language, share))
        })
    });
    Some(Chart::Heat(Heat {
        title: words::axis(ctx, dimension(ctx, ran), &pivot.axis),
        rows: rows.iter().map(|row| words::axis_value(ctx, &row.value)).collect(),
        columns: offers.iter().map(|offer| simulation.offers[*offer].label.clone()).collect(),
        cells: cells.collect(),
    }))
}
