//! What the views of results are made of.

use crate::app::{Action, Ran, ShownResults, SimulationAction};
use crate::model::split_address;
use crate::ui::ctx::UiCtx;
use egui::{ScrollArea, Ui};

/// Something that may be higher than the room there is.
pub(super) fn scrolled<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    ScrollArea::vertical().id_salt("results").auto_shrink([false, false]).show(ui, add).inner
}

/// The dimension of the contacts of a run.
pub(super) fn dimension<'c>(ctx: &UiCtx<'c>, ran: &Ran) -> &'c str {
    let space = split_address(&ran.simulation().made_of.answered_by);
    let environment = space.and_then(|(environment, _)| ctx.catalog().environment(environment));
    environment.map_or("", |environment| &environment.targeting_dimension)
}

/// Shows other results.
pub(super) fn show(ctx: &UiCtx<'_>, change: impl FnOnce(&mut ShownResults)) -> Action {
    let mut shown = ctx.app.simulations().shown().clone();
    change(&mut shown);
    Action::Simulate(SimulationAction::Show(shown))
}
