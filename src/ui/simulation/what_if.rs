//! What the catalog as edited does otherwise than another state, on the same contacts: which offers gain and which lose,
//! from which first offer contacts go to which, and some of them.

use super::chart::{BarOf, Bars, Chart, Heat};
use super::examples::{examples_ui, tried};
use super::parts::{dimension, scrolled, show};
use super::sheet::{Cell, Column, Rows, sheet_ui};
use super::words::{self, float};
use crate::app::{Moving, Ran, ShownResults, SimulationTab, WhatIfView};
use crate::simulation::{Moved, OfferChange, WhatIf};
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx};
use crate::ui::labels::short_label;
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, empty_state, segmented, text_width};
use egui::{Label, Ui};
use std::collections::HashMap;
use std::sync::Arc;

/// Offers in a chart: the table has all.
const MOST_BARS: usize = 40;
/// First offers on each side of a matrix: those between which most go.
const MOST_ENDS: usize = 30;
/// The columns of the table of offers that are contacts.
const GAINED: usize = 4;
const LOST: usize = 5;

/// A change with its sign.
fn signed(ctx: &UiCtx<'_>, [before, after]: [u64; 2]) -> String {
    let count = words::whole(ctx.language, after.abs_diff(before));
    match after.cmp(&before) {
        std::cmp::Ordering::Greater => format!("+{count}"),
        std::cmp::Ordering::Less => format!("−{count}"),
        std::cmp::Ordering::Equal => count,
    }
}

fn change(offer: &OfferChange) -> f64 {
    float(offer.times[1]) - float(offer.times[0])
}

/// What changes of each offer, those that most contacts gain or lose first.
struct Changes<'a> {
    ctx: &'a UiCtx<'a>,
    offers: &'a [OfferChange],
    /// The place of the offer in each row.
    order: Vec<usize>,
}

impl<'a> Changes<'a> {
    fn of(ctx: &'a UiCtx<'a>, offers: &'a [OfferChange]) -> Self {
        let mut order: Vec<usize> = (0..offers.len()).collect();
        order.sort_by_key(|offer| {
            let OfferChange { gained, lost, times, .. } = &offers[*offer];
            std::cmp::Reverse((gained.contacts + lost.contacts, times[1]))
        });
        Self { ctx, offers, order }
    }
}

impl Rows for Changes<'_> {
    fn len(&self) -> usize {
        self.order.len()
    }

    fn name(&self, row: usize) -> String {
        short_label(&self.offers[self.order[row]].label).to_owned()
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let offer = &self.offers[self.order[row]];
        let count =
            |count: u64| Cell { text: words::whole(self.ctx.language, count), value: Some(float(count)) };
        match column {
            0 => Cell::text(self.name(row)),
            1 => count(offer.times[0]),
            2 => count(offer.times[1]),
            3 => Cell { text: signed(self.ctx, offer.times), value: Some(change(offer)) },
            GAINED => count(offer.gained.contacts),
            _ => count(offer.lost.contacts),
        }
    }
}

pub(super) fn what_if_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (ran, view): (&Arc<Ran>, WhatIfView),
    actions: &mut Actions,
) {
    let Some(what_if) = ran.what_if() else {
        let [title, hint, choose] =
            ["population-no-what-if", "population-no-what-if-hint", "population-settings"]
                .map(|id| ctx.text(id));
        if scrolled(ui, |ui| empty_state(ui, Icon::Compare, &title, &hint, Some(&choose))) {
            actions.push(show(ctx, |shown| shown.tab = SimulationTab::Settings));
        }
        return;
    };
    match view {
        WhatIfView::Offers => offers_ui(ui, ctx, (ran, what_if), actions),
        WhatIfView::Flows => flows_ui(ui, ctx, (ran, what_if), actions),
        WhatIfView::Contacts(moving) => contacts_ui(ui, ctx, (ran, what_if), moving, actions),
    }
}

/// Which view of them, and how many contacts get something else.
pub(super) fn choice_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    ran: &Ran,
    shown: &ShownResults,
    actions: &mut Actions,
) {
    let Some(what_if) = ran.what_if() else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = tokens(ui).size.steps(3.0);
        view_ui(ui, ctx, shown.what_if, actions);
        let said = summary(ctx, what_if);
        if text_width(ui, &said, tokens(ui).size.body) > ui.available_size_before_wrap().x {
            ui.end_row();
        }
        ui.add(Label::new(&said).truncate()).on_hover_text(said);
    });
}

fn view_ui(ui: &mut Ui, ctx: &UiCtx<'_>, view: WhatIfView, actions: &mut Actions) {
    let moving = match view {
        WhatIfView::Contacts(moving) => moving,
        WhatIfView::Offers | WhatIfView::Flows => Moving::Fell,
    };
    let options = [
        (WhatIfView::Offers, ctx.text("population-offers")),
        (WhatIfView::Flows, ctx.text("population-flows")),
        (WhatIfView::Contacts(moving), ctx.text("population-moved")),
    ];
    let mut next = view;
    if segmented(ui, &ctx.text("population-what-if"), &mut next, &options).changed() {
        actions.push(show(ctx, |shown| shown.what_if = next));
    }
}

/// How many contacts get something else, and how many fall to nothing.
fn summary(ctx: &UiCtx<'_>, what_if: &WhatIf) -> String {
    let said = Message::new("population-changes")
        .with("changed", Arg::Count(what_if.changed))
        .with("fell", Arg::Count(what_if.fell.contacts))
        .with("rose", Arg::Count(what_if.rose.contacts));
    ctx.say(&said)
}

fn offers_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (ran, what_if): (&Arc<Ran>, &WhatIf), actions: &mut Actions) {
    let column = |id: &str| Column::number(ctx.text(id), 84.0);
    let columns = [
        Column::text(ctx.text("domain-offer"), 170.0),
        column("population-column-before"),
        column("population-column-after"),
        column("population-column-change"),
        column("population-column-gained"),
        column("population-column-lost"),
    ];
    let (rows, name) = (Changes::of(ctx, &what_if.offers), ctx.text("population-what-if"));
    let taken = sheet_ui(ui, ("what if", &name), None, ran, &columns, &rows, |_, _| {});
    let moving = taken.map(|(row, column)| (rows.order[row], column)).map(|(row, column)| match column {
        LOST => Moving::Lost(row),
        3 if change(&what_if.offers[row]) < 0.0 => Moving::Lost(row),
        _ => Moving::Gained(row),
    });
    actions.extend(moving.map(|moving| show(ctx, |shown| shown.what_if = WhatIfView::Contacts(moving))));
}

/// Where contacts come from and go to: the first offers between which most go, and nothing.
struct Flows<'a> {
    ctx: &'a UiCtx<'a>,
    what_if: &'a WhatIf,
    from: Vec<Option<usize>>,
    to: Vec<Option<usize>>,
    contacts: HashMap<Ends, u64>,
}

/// From which first offer to which, by their places; none: nothing.
type Ends = (Option<usize>, Option<usize>);

impl<'a> Flows<'a> {
    fn of(ctx: &'a UiCtx<'a>, what_if: &'a WhatIf) -> Self {
        let (mut from, mut to) = (Vec::new(), Vec::new());
        // The largest flows come first.
        for flow in &what_if.flows {
            for (ends, end) in [(&mut from, flow.from), (&mut to, flow.to)] {
                if ends.len() < MOST_ENDS && !ends.contains(&end) {
                    ends.push(end);
                }
            }
        }
        let contacts = what_if.flows.iter().map(|flow| ((flow.from, flow.to), flow.moved.contacts)).collect();
        Self { ctx, what_if, from, to, contacts }
    }

    fn label(&self, end: Option<usize>) -> String {
        match end.and_then(|offer| self.what_if.offers.get(offer)) {
            Some(offer) => short_label(&offer.label).to_owned(),
            None => self.ctx.text("population-no-offer"),
        }
    }

    fn contacts(&self, from: Option<usize>, to: Option<usize>) -> u64 {
        self.contacts.get(&(from, to)).copied().unwrap_or_default()
    }
}

impl Rows for Flows<'_> {
    fn len(&self) -> usize {
        self.from.len()
    }

    fn name(&self, row: usize) -> String {
        self.label(self.from[row])
    }

    fn cell(&self, row: usize, column: usize) -> Cell {
        let Some(to) = column.checked_sub(1).map(|to| self.to[to]) else { return Cell::text(self.name(row)) };
        match self.contacts(self.from[row], to) {
            0 => Cell::default(),
            count => Cell { text: words::whole(self.ctx.language, count), value: Some(float(count)) },
        }
    }
}

fn flows_ui(ui: &mut Ui, ctx: &UiCtx<'_>, (ran, what_if): (&Arc<Ran>, &WhatIf), actions: &mut Actions) {
    let flows = Flows::of(ctx, what_if);
    let mut columns = vec![Column::text(ctx.text("population-from"), 190.0)];
    columns.extend(flows.to.iter().map(|to| {
        let heading = Message::new("population-to").with("offer", flows.label(*to));
        Column::number(ctx.say(&heading), 120.0)
    }));
    let name = ctx.text("population-flows");
    let taken = sheet_ui(ui, ("flows", &name), None, ran, &columns, &flows, |_, _| {});
    let moving = taken.and_then(|(row, column)| {
        Some(Moving::Between(flows.from[row], *flows.to.get(column.checked_sub(1)?)?))
    });
    actions.extend(moving.map(|moving| show(ctx, |shown| shown.what_if = WhatIfView::Contacts(moving))));
}

/// Some of the contacts for whom something changes.
fn contacts_ui(
    ui: &mut Ui,
    ctx: &UiCtx<'_>,
    (ran, what_if): (&Arc<Ran>, &WhatIf),
    moving: Moving,
    actions: &mut Actions,
) {
    let none = Moved::default();
    let moved = moved(what_if, moving).unwrap_or(&none);
    egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
        ui.horizontal_wrapped(|ui| {
            for (other, id) in [(Moving::Fell, "population-fell"), (Moving::Rose, "population-rose")] {
                let word = ctx.text(id);
                if ui.add(crate::ui::widgets::Button::secondary(&word)).clicked() {
                    actions.push(show(ctx, |shown| shown.what_if = WhatIfView::Contacts(other)));
                }
            }
        });
        ui.add(Label::new(said(ctx, what_if, moving, moved)).wrap());
    });
    let name = ctx.text("population-moved");
    let taken = examples_ui(ui, ctx, ("moved", &name), dimension(ctx, ran), &moved.examples, 12);
    actions.extend(tried(taken));
}

fn moved(what_if: &WhatIf, moving: Moving) -> Option<&Moved> {
    Some(match moving {
        Moving::Fell => &what_if.fell,
        Moving::Rose => &what_if.rose,
        Moving::Gained(offer) => &what_if.offers.get(offer)?.gained,
        Moving::Lost(offer) => &what_if.offers.get(offer)?.lost,
        Moving::Between(from, to) => {
            &what_if.flows.iter().find(|flow| (flow.from, flow.to) == (from, to))?.moved
        }
    })
}

/// Who they are, in words.
fn said(ctx: &UiCtx<'_>, what_if: &WhatIf, moving: Moving, moved: &Moved) -> String {
    let label = |end: Option<usize>| match end.and_then(|offer| what_if.offers.get(offer)) {
        Some(offer) => short_label(&offer.label).to_owned(),
        None => ctx.text("population-no-offer"),
    };
    let message = match moving {
        Moving::Fell => Message::new("population-moved-fell"),
        Moving::Rose => Message::new("population-moved-rose"),
        Moving::Gained(offer) => Message::new("population-moved-gained").with("offer", label(Some(offer))),
        Moving::Lost(offer) => Message::new("population-moved-lost").with("offer", label(Some(offer))),
        Moving::Between(from, to) => {
            Message::new("population-moved-between").with("from", label(from)).with("to", label(to))
        }
    };
    ctx.say(&message.with("count", Arg::Count(moved.contacts)))
}

/// What each offer gains and loses, or from which first offer contacts go to which.
pub(super) fn chart(ctx: &UiCtx<'_>, ran: &Ran, view: WhatIfView) -> Option<Chart> {
    let what_if = ran.what_if()?;
    if view == WhatIfView::Flows {
        return flow_chart(ctx, what_if);
    }
    let mut offers: Vec<&OfferChange> =
        what_if.offers.iter().filter(|offer| offer.times[0] != offer.times[1]).collect();
    offers.sort_by(|one, other| change(other).abs().total_cmp(&change(one).abs()));
    let bar = |offer: &OfferChange| BarOf {
        label: offer.label.clone(),
        parts: vec![change(offer)],
        end: signed(ctx, offer.times),
    };
    let bars: Vec<BarOf> = offers.into_iter().take(MOST_BARS).map(bar).collect();
    let (title, unit) = (ctx.text("population-chart-what-if"), ctx.text("population-unit-contacts"));
    let language = ctx.language;
    (!bars.is_empty()).then_some(Chart::Bars(Bars { title, parts: Vec::new(), rows: bars, unit, language }))
}

fn flow_chart(ctx: &UiCtx<'_>, what_if: &WhatIf) -> Option<Chart> {
    let flows = Flows::of(ctx, what_if);
    let labels = |ends: &[Option<usize>]| ends.iter().map(|end| flows.label(*end)).collect::<Vec<_>>();
    let all = float(what_if.flows.iter().map(|flow| flow.moved.contacts).sum::<u64>().max(1));
    let cells = flows.from.iter().flat_map(|from| {
        flows.to.iter().map(|to| {
            let count = flows.contacts(*from, *to);
            (float(count) / all, words::whole(ctx.language, count))
        })
    });
    let heat = Heat {
        title: ctx.text("population-flows"),
        rows: labels(&flows.from),
        columns: labels(&flows.to),
        cells: cells.collect(),
    };
    (!heat.rows.is_empty()).then_some(Chart::Heat(heat))
}
