//! How many contacts get no offer, one, two, and so on.

use super::chart::{BarOf, Bars, Chart};
use super::sheet::{Cell, Column, Rows, sheet_ui};
use super::words::{self, float};
use crate::app::Ran;
use crate::simulation::share;
use crate::text::Message;
use crate::ui::ctx::UiCtx;
use egui::Ui;
use std::sync::Arc;

struct Counts<'a> {
    ctx: &'a UiCtx<'a>,
    by_count: &'a [u64],
}

fn label(ctx: &UiCtx<'_>, offers: usize) -> String {
    ctx.say(&Message::new("population-offer-count").with("count", offers))
}

impl Rows for Counts<'_> {
    fn len(&self) -> usize {
        self.by_count.len()
    }

    fn name(&self, row: usize) -> String {
        label(self.ctx, row)
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let (count, language) = (self.by_count[row], self.ctx.language);
        match column {
            0 => Cell::text(self.name(row)),
            1 => Cell { text: words::whole(language, count), value: Some(float(count)) },
            _ => {
                let share = share(count, self.by_count.iter().sum());
                Cell { text: words::percent(language, share), value: Some(share) }
            }
        }
    }
}

pub(super) fn counts_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Arc<Ran>) {
    let columns = [
        Column::text(ctx.text("population-column-count"), 180.0),
        Column::number(ctx.text("population-column-contacts"), 110.0),
        Column::number(ctx.text("population-column-share"), 90.0),
    ];
    let rows = Counts { ctx, by_count: &ran.simulation().by_count };
    sheet_ui(ui, ("counts", &ctx.text("population-per-contact")), None, ran, &columns, &rows, |_, _| {});
}

pub(super) fn chart(ctx: &UiCtx<'_>, ran: &Ran) -> Option<Chart> {
    let by_count = &ran.simulation().by_count;
    let all = by_count.iter().sum();
    let bars = by_count.iter().enumerate().map(|(offers, count)| BarOf {
        label: label(ctx, offers),
        parts: vec![float(*count)],
        end: format!(
            "{} ({})",
            words::whole(ctx.language, *count),
            words::percent(ctx.language, share(*count, all))
        ),
    });
    let bars: Vec<BarOf> = bars.collect();
    let (title, unit) = (ctx.text("population-per-contact"), ctx.text("population-unit-contacts"));
    let language = ctx.language;
    (!bars.is_empty()).then_some(Chart::Bars(Bars { title, parts: Vec::new(), rows: bars, unit, language }))
}
