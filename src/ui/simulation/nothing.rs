//! The contacts left with nothing: how many, what they have in common, how far the nearest offer came, and some of them.

use super::chart::{BarOf, Bars, Chart};
use super::examples::{examples_ui, tried};
use super::parts::{dimension, scrolled};
use super::words::{self, float};
use crate::app::Ran;
use crate::simulation::Nothing;
use crate::text::{Arg, Message};
use crate::ui::ctx::{Actions, UiCtx, reason_label};
use crate::ui::theme::tokens;
use crate::ui::widgets::{Icon, empty_state, section};
use egui::{Label, Margin, RichText, Ui};

/// Examples in sight.
const EXAMPLES: u8 = 6;

pub(super) fn nothing_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Ran, actions: &mut Actions) {
    let nothing = &ran.simulation().nothing;
    if nothing.contacts == 0 {
        let (title, hint) = match ran.simulation().contacts.taken {
            0 => ("population-nobody", "population-nobody-hint"),
            _ => ("population-nothing-none", "population-nothing-none-hint"),
        };
        let (title, hint) = (ctx.text(title), ctx.text(hint));
        scrolled(ui, |ui| empty_state(ui, Icon::Success, &title, &hint, None));
        return;
    }
    scrolled(ui, |ui| {
        egui::Frame::new().inner_margin(Margin::symmetric(12, 0)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = tokens(ui).size.space;
            let count = Message::new("population-nothing-count")
                .with("count", Arg::Count(nothing.contacts))
                .with("share", words::percent(ctx.language, nothing.share));
            ui.label(RichText::new(ctx.say(&count)).strong());
            common_ui(ui, ctx, ran, nothing);
            closest_ui(ui, ctx, nothing);
            section(ui, &ctx.text("population-nothing-examples"));
            let name = ctx.text("population-nothing-examples");
            let of = dimension(ctx, ran);
            let taken = examples_ui(ui, ctx, ("nothing", &name), of, &nothing.examples, EXAMPLES);
            actions.extend(tried(taken));
        });
    });
}

/// The values that are much more frequent among them.
fn common_ui(ui: &mut Ui, ctx: &UiCtx<'_>, ran: &Ran, nothing: &Nothing) {
    section(ui, &ctx.text("population-common"));
    if nothing.common.is_empty() {
        let color = tokens(ui).color.text_muted;
        ui.label(RichText::new(ctx.text("population-common-none")).color(color));
    }
    for common in &nothing.common {
        let line = Message::new("population-common-line")
            .with("field", words::field_label(ctx.catalog(), dimension(ctx, ran), &common.field))
            .with("value", words::axis_value(ctx, &common.value))
            .with("them", words::percent(ctx.language, common.among_them))
            .with("all", words::percent(ctx.language, common.among_all));
        ui.add(Label::new(ctx.say(&line)).wrap());
    }
}

/// How far the offer that got furthest came.
fn closest_ui(ui: &mut Ui, ctx: &UiCtx<'_>, nothing: &Nothing) {
    if nothing.closest.is_empty() {
        return;
    }
    section(ui, &ctx.text("population-closest"));
    for closest in &nothing.closest {
        let line = Message::new("population-closest-line")
            .with("gate", ctx.text(reason_label(closest.gate)))
            .with("count", Arg::Count(closest.contacts));
        ui.add(Label::new(ctx.say(&line)).wrap());
    }
}

/// What they have in common, among them and among all.
pub(super) fn chart(ctx: &UiCtx<'_>, ran: &Ran) -> Option<Chart> {
    let nothing = &ran.simulation().nothing;
    let closest = nothing.closest.iter().map(|closest| BarOf {
        label: ctx.text(reason_label(closest.gate)),
        parts: vec![float(closest.contacts)],
        end: words::whole(ctx.language, closest.contacts),
    });
    let bars: Vec<BarOf> = closest.collect();
    let title = ctx.text("population-closest");
    let unit = ctx.text("population-unit-contacts");
    let language = ctx.language;
    (!bars.is_empty()).then_some(Chart::Bars(Bars { title, parts: Vec::new(), rows: bars, unit, language }))
}
