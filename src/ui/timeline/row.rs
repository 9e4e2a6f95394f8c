//! What the name and the bar of a row share: its place in the catalog, its status, and what there is to say of it.

use super::track::Track;
use crate::app::timeline::{Part, PeriodStatus, Row, period_status, words};
use crate::app::{Action, TimelineAction};
use crate::model::{Entity, Period, Place, Window};
use crate::text::Message;
use egui::Id;

/// The field that holds the period of a row.
pub(super) fn place(track: &Track<'_>, row: &Row) -> Place {
    let entity = Place::new(row.entity(track.environment), Vec::new());
    match row.part {
        Part::Own => entity.field("period"),
        Part::Multiplier => entity.field("multiplier").field("period"),
        Part::Weight(index) => entity.field("weights").index(index).field("period"),
    }
}

/// What the period of a row comes to now; nothing for one that has none.
pub(super) fn status_of(track: &Track<'_>, row: &Row) -> Option<PeriodStatus> {
    let period = row.period();
    (!period.is_always()).then(|| period_status(Window::of(period, &track.zone), row.above, track.now))
}

/// Opens or closes the branch of a row.
pub(super) fn toggle(track: &Track<'_>, row: &Row) -> Action {
    Action::Timeline(TimelineAction::Toggle(row.entity(track.environment)))
}

/// What tells the bar of a row from all others.
pub(super) fn id_of(environment: &str, row: &Row) -> Id {
    let kind = match &row.of {
        Entity::Category(_) => "category",
        Entity::Offer(_) => "offer",
        _ => "environment",
    };
    Id::unique(("timeline", environment, kind, row.of.name(), row.part))
}

/// What there is to say of a row: its name with its dates, whether it runs, and what those above it leave of it.
pub(super) fn sentences(
    track: &Track<'_>,
    row: &Row,
    period: &Period,
    status: Option<PeriodStatus>,
) -> Vec<String> {
    let mut said = vec![track.ctx.say(&row.name(period))];
    said.extend(status.map(|status| track.text(status.message())));
    let own = Window::of(period, &track.zone);
    let both = own.and(row.above);
    if both != own && !both.is_empty() {
        let period = words::period(&both.period(&track.zone));
        said.push(track.ctx.say(&Message::new("timeline-cut").with("period", period)));
    }
    said
}
