//! What was counted becomes results. Owns names, shares and means, and what the contacts left with nothing have in common.

use super::axis::{Axis, AxisValue};
use super::axis_rows::{AxisRows, Told};
use super::batch::Read;
use super::error::{SimulationError, Watch};
use super::funnel::{Stopped, stopped};
use super::results::{
    ClosestGate, Common, ContactCounts, Example, FunnelCounts, GateCounts, MadeOf, Nothing, OfferResult,
    Pivot, PivotCell, PivotRow, Simulation, Speed, Unknown, UnknownOffer,
};
use super::settings::Settings;
use super::side::Side;
use super::tally::{OfferTally, Tally};
use super::words::share;
use crate::contacts::{Past, Person, Population};
use crate::engine::{OfferFacts, Proposed, Ranker, decide_unfilled, written};
use crate::model::{Reason, Value};
use std::sync::Arc;

/// How many contacts left with nothing are shown.
const MOST_LEFT: usize = 20;

/// How many values are named that they have in common.
const MOST_COMMON: usize = 12;

/// What a share among them is at least, and how often the share among all, to be named.
const LEAST_SHARE: f64 = 0.1;
const MORE_OFTEN: f64 = 1.5;

/// Of fewer contacts nothing is said.
const FEWEST_LEFT: usize = 5;

/// The results of what one catalog came to.
pub(super) fn finished(
    side: &Side<'_>,
    settings: &Settings,
    made_of: MadeOf,
    tally: Tally,
    watch: &Watch<'_>,
) -> Result<Simulation, SimulationError> {
    let ranker = Ranker::new(side.plan, &side.call, side.now)?;
    let Tally { looked_at, taken, unidentified, by_count, offers, axes, all, left, asked } = tally;
    let (all, left) = (all.finish(), left.finish());
    let contacts = ContactCounts { looked_at, taken, unidentified };
    let unknown = if unidentified > 0 { Some(unknown(side, unidentified)?) } else { None };
    let drawn = &all[..all.len().min(side.asked.unwrap_or(0))];
    let of_left = &left[..left.len().min(side.asked.unwrap_or(usize::MAX))];
    let mut found = stopped(side, drawn, watch)?;
    if side.asked.is_none() {
        found.offers = offers.iter().map(|offer| offer.stopped).collect();
    }
    let closest = stopped(side, of_left, watch)?.closest;
    let asked = if side.asked.is_none() { asked } else { drawn.len() as u64 };
    let result = |(place, offer): (usize, &OfferTally)| {
        of_offer(side, &ranker.facts(place), offer, &found, asked, (place, taken))
    };
    let offers: Vec<OfferResult> = offers.iter().enumerate().map(result).collect();
    let nothing = nothing(side, by_count.first().copied().unwrap_or(0), taken, &all, &left, closest);
    let mut of_contacts = axes.into_iter();
    let pivot = |axis: &Axis| {
        let rows = if axis.is_of_offers() {
            Some(rows_of_offers(axis, &offers, &ranker, taken))
        } else {
            of_contacts.next().and_then(AxisRows::finish)
        };
        Pivot { axis: axis.clone(), too_many: rows.is_none(), rows: rows.unwrap_or_default() }
    };
    let axes = settings.axes.iter().map(pivot).collect();
    Ok(Simulation {
        settings: settings.clone(),
        made_of,
        notes: ranker.notes().to_vec(),
        contacts,
        unknown,
        offers,
        by_count,
        nothing,
        funnel: FunnelCounts { contacts: asked, is_sample: asked < taken },
        axes,
        speed: Speed::default(),
    })
}

/// What contacts get whom nobody knows.
fn unknown(side: &Side<'_>, contacts: u64) -> Result<Unknown, SimulationError> {
    let decision = decide_unfilled(side.plan, &Population::default(), &side.call, side.now)?;
    let offer =
        |proposed: &Proposed| UnknownOffer { offer: proposed.offer.clone(), label: proposed.label.clone() };
    let offers = decision.propositions.iter().map(offer).collect();
    Ok(Unknown { contacts, answered_by: decision.answered_by, offers })
}

fn of_offer(
    side: &Side<'_>,
    facts: &OfferFacts<'_>,
    tally: &OfferTally,
    stopped: &Stopped,
    asked: u64,
    (place, taken): (usize, u64),
) -> OfferResult {
    let times: u64 = tally.ranks.iter().sum();
    let ranks = (1..).zip(&tally.ranks).map(|(rank, count): (u64, _)| rank * count);
    let gates = GateCounts(stopped.offers[place]);
    OfferResult {
        offer: facts.address.to_owned(),
        label: facts.label.to_owned(),
        category: facts.category.to_owned(),
        ranks: tally.ranks.clone(),
        times,
        share: share(times, taken),
        mean_weight: tally.weight.mean(times),
        mean_rank: (times > 0).then(|| share(ranks.sum(), times)),
        stopped: gates,
        passed: asked.saturating_sub(gates.total()),
        examples: tally.examples.clone().finish().iter().map(|person| example(side, person)).collect(),
    }
}

/// A contact to look at.
pub(super) fn example(side: &Side<'_>, person: &Arc<Person>) -> Example {
    let fields = &side.whom.dimension.fields;
    let value = |(slot, value): (usize, &crate::rule::Typed)| {
        let field = fields.get(slot)?;
        Some((field.name.clone(), value.written_as(&field.field_type, &side.whom.zone)))
    };
    // In the order of the moments, wherever they were kept.
    let mut history: Vec<&Past> = person.history.iter().collect();
    history.sort_by_key(|past| past.at);
    Example {
        key: person.key.clone(),
        values: person.profile.iter().filter_map(value).collect(),
        folder: person.folder.clone().or_else(|| side.whom.folders.iter().flatten().min().cloned()),
        history: history.into_iter().map(|past| written(side.plan, past)).collect(),
    }
}

fn nothing(
    side: &Side<'_>,
    contacts: u64,
    taken: u64,
    all: &[Arc<Person>],
    left: &[Arc<Person>],
    closest: [u64; 10],
) -> Nothing {
    let closest = Reason::ALL.into_iter().zip(closest).filter(|(_, contacts)| *contacts > 0);
    Nothing {
        contacts,
        share: share(contacts, taken),
        examples: left.iter().take(MOST_LEFT).map(|person| example(side, person)).collect(),
        common: common(side, all, left),
        closest: closest.map(|(gate, contacts)| ClosestGate { gate, contacts }).collect(),
    }
}

/// The values that are much more frequent among some than among all.
fn common(side: &Side<'_>, all: &[Arc<Person>], left: &[Arc<Person>]) -> Vec<Common> {
    if left.len() < FEWEST_LEFT {
        return Vec::new();
    }
    let (all, left) = (&all[..all.len().min(super::tally::COMPARED)], left);
    let fields = side.whom.dimension.fields.iter().enumerate();
    let mut found = Vec::new();
    for (slot, field) in fields.filter(|(slot, _)| !side.keys.is_key(*slot)) {
        let told = || Told::Field(slot, field.field_type.clone());
        let mut rows = AxisRows::new(told(), &side.whom.zone, 1);
        let (of_all, of_left) = (Read::People(all), Read::People(left));
        (0..all.len()).for_each(|row| rows.add(&of_all, row, "", &[(0, 0.0)]));
        let mut counts = AxisRows::new(told(), &side.whom.zone, 1);
        (0..left.len()).for_each(|row| counts.add_left(&of_left, row, ""));
        rows.merge(counts);
        for row in rows.finish().unwrap_or_default() {
            let among_all = share(row.contacts, all.len() as u64);
            let among_them = share(row.nothing.unwrap_or(0), left.len() as u64);
            if among_them >= LEAST_SHARE && among_them >= MORE_OFTEN * among_all {
                found.push(Common { field: field.name.clone(), value: row.value, among_them, among_all });
            }
        }
    }
    found.sort_by(|one, other| {
        let gap = |common: &Common| common.among_them - common.among_all;
        gap(other).total_cmp(&gap(one)).then_with(|| one.field.cmp(&other.field))
    });
    found.truncate(MOST_COMMON);
    found
}

/// What came of the offers of each value on an axis of offers.
fn rows_of_offers(axis: &Axis, offers: &[OfferResult], ranker: &Ranker<'_>, taken: u64) -> Vec<PivotRow> {
    let mut rows: Vec<(AxisValue, Vec<usize>)> = Vec::new();
    for place in 0..offers.len() {
        for value in values_of(axis, &ranker.facts(place)) {
            match rows.iter_mut().find(|(known, _)| *known == value) {
                Some((_, offers)) => offers.push(place),
                None => rows.push((value, vec![place])),
            }
        }
    }
    let row = |(value, places): (AxisValue, Vec<usize>)| {
        let times = places.iter().map(|place| offers[*place].times).sum();
        let weights = places.iter().filter_map(|place| {
            let offer = &offers[*place];
            Some(offer.mean_weight? * share(offer.times, times))
        });
        let mean = weights.sum::<f64>();
        let cell = |place: &usize| PivotCell {
            offer: *place,
            times: offers[*place].times,
            share: offers[*place].share,
            mean_weight: offers[*place].mean_weight,
        };
        PivotRow {
            value,
            contacts: taken,
            nothing: None,
            times,
            mean_weight: (times > 0).then_some(mean),
            cells: places.iter().map(cell).collect(),
        }
    };
    rows.sort_by_key(|(value, _)| *value == AxisValue::Missing);
    rows.into_iter().map(row).collect()
}

fn values_of(axis: &Axis, facts: &OfferFacts<'_>) -> Vec<AxisValue> {
    match axis {
        Axis::OfferCategory => vec![AxisValue::Text(facts.category.to_owned())],
        Axis::OfferTheme if facts.themes.is_empty() => vec![AxisValue::Missing],
        Axis::OfferTheme => facts.themes.iter().map(|theme| AxisValue::Text((*theme).to_owned())).collect(),
        Axis::OfferField(name) => match facts.content.fields.get(name) {
            None => vec![AxisValue::Missing],
            Some(Value::Boolean(flag)) => vec![AxisValue::Flag(*flag)],
            Some(Value::Decimal(number)) => vec![AxisValue::Number(*number)],
            Some(Value::List(texts)) => texts.iter().map(|text| AxisValue::Text(text.clone())).collect(),
            Some(value) => vec![AxisValue::Text(value.to_string())],
        },
        Axis::Contact(_) | Axis::Split(_) => Vec::new(),
    }
}
