//! One catalog's part in a run: its call, made for a batch of contacts. Owns what is made ready for that.

use super::axis::Axis;
use super::axis_rows::Told;
use super::batch::{KeyFields, Read};
use super::error::SimulationError;
use super::settings::{Funnel, Settings};
use super::tally::{COMPARED, Contact, Tally, TallyFrame};
use crate::audience::source::Whom;
use crate::contacts::ContactBatch;
use crate::engine::{BlockRanker, Plan, Ranker};
use crate::model::{Call, Catalog, Dimension};
use crate::rule::{Inputs, Program, Root, Schema, Severity, Truth, Typed, Use};
use crate::text::Message;
use jiff::Timestamp;
use std::sync::Arc;

/// Of how many contacts, times offers, every offer's gate is found where nobody says of how many: about a second's work.
const LOOKS: usize = 1_000_000;

/// Of so many contacts at least.
const FEWEST_ASKED: usize = 200;

/// What a catalog is asked, made ready once for all threads.
pub(super) struct Side<'p> {
    pub(super) plan: &'p Plan,
    pub(super) call: Call,
    pub(super) now: Timestamp,
    pub(super) whom: Whom,
    pub(super) keys: KeyFields,
    pub(super) who: Option<Who>,
    pub(super) tally: TallyFrame,
    /// Of how many contacts gates are found; `None`: of each while it goes by.
    pub(super) asked: Option<usize>,
}

/// Whom it is about: a rule over contacts.
pub(super) struct Who {
    program: Program,
    slots: Vec<usize>,
    fields: usize,
}

impl Who {
    fn new(plan: &Plan, schema: &Schema, rule: &str) -> Result<Option<Self>, SimulationError> {
        if rule.trim().is_empty() {
            return Ok(None);
        }
        let wrong = |message: &Message| {
            let message =
                Message::new("simulation-bad-rule").with("rule", rule).with("problem", message.clone());
            SimulationError::Failed(message)
        };
        let found = plan.rules().check(schema, rule, Use::Recipients);
        if let Some(error) = found.iter().find(|found| found.severity == Severity::Error) {
            return Err(wrong(&error.message));
        }
        let program = plan.rules().program(schema, rule).map_err(|found| {
            found.first().map_or(SimulationError::Failed(Message::new("simulation-bad-rule")), |found| {
                wrong(&found.message)
            })
        })?;
        let read = plan.rules().read(rule).ok();
        let fields = schema.fields(Root::Profile);
        // A filter may ask for any field.
        let is_named = |name: &str| rule.contains(name) || rule.contains("filters");
        let slots = fields.iter().enumerate().filter(|(_, (name, _))| read.is_none() || is_named(name));
        Ok(Some(Self { program, slots: slots.map(|(slot, _)| slot).collect(), fields: fields.len() }))
    }

    /// Whether a contact is one of those. Its key, whole or in parts, is what splits tell contacts apart by.
    pub(super) fn is(
        &self,
        read: &Read<'_>,
        row: usize,
        key: &[String],
        room: &mut Vec<Option<Typed>>,
    ) -> bool {
        room.resize(self.fields, None);
        for slot in &self.slots {
            room[*slot] = read.value(*slot, row);
        }
        self.program.test(&Inputs { profile: room, key, ..Inputs::default() }) == Truth::True
    }
}

impl<'p> Side<'p> {
    pub(super) fn new(plan: &'p Plan, settings: &Settings, now: Timestamp) -> Result<Self, SimulationError> {
        let call = Call {
            space: settings.space(plan.catalog()),
            identity: Vec::new(),
            permanent_cookie: None,
            session_cookie: None,
            store: false,
            ..settings.call.clone()
        };
        let ranker = Ranker::new(plan, &call, now)?;
        let dimension = ranker.dimension().cloned().ok_or_else(|| Message::new("simulation-no-dimension"))?;
        let schema = ranker.schema();
        let offers = ranker.offers().len();
        let asked = match settings.funnel {
            Funnel::All => None,
            Funnel::None => Some(0),
            Funnel::Of(count) => Some(usize::try_from(count).unwrap_or(usize::MAX)),
            Funnel::Drawn => Some((LOOKS / offers.max(1)).max(FEWEST_ASKED)),
        };
        let of_contacts = settings.axes.iter().filter(|axis| !axis.is_of_offers());
        let axes = of_contacts.map(|axis| told(axis, &dimension)).collect::<Result<_, _>>()?;
        settings.axes.iter().try_for_each(|axis| is_of_offers(axis, plan.catalog()))?;
        let tally =
            TallyFrame { offers, axes, zone: plan.zone().clone(), drawn: asked.unwrap_or(0).max(COMPARED) };
        Ok(Self {
            plan,
            now,
            who: Who::new(plan, schema, &settings.who)?,
            keys: KeyFields::new(&dimension, plan.zone()),
            whom: Whom { dimension, folders: ranker.folders().cloned(), zone: plan.zone().clone() },
            tally,
            asked,
            call,
        })
    }

    /// What one thread ranks with.
    pub(super) fn ranking(&self) -> Result<Ranking<'p>, SimulationError> {
        let ranker = BlockRanker::new(self.plan, &self.call, self.now)?;
        Ok(Ranking { ranker, tally: Tally::new(&self.tally), got: Vec::new(), ends: Vec::new() })
    }
}

/// Refuses a field of offers that the catalog does not have.
fn is_of_offers(axis: &Axis, catalog: &Catalog) -> Result<(), SimulationError> {
    match axis {
        Axis::OfferField(name) if !catalog.offer_fields.iter().any(|field| field.name == *name) => {
            Err(Message::new("simulation-unknown-offer-axis").with("axis", name).into())
        }
        _ => Ok(()),
    }
}

/// What an axis of contacts is of.
fn told(axis: &Axis, dimension: &Arc<Dimension>) -> Result<Told, SimulationError> {
    let named = |name: &String| dimension.fields.iter().position(|field| field.name == *name);
    match axis {
        Axis::Split(name) => Ok(Told::Split(name.clone())),
        Axis::Contact(name) => {
            let unknown = || {
                Message::new("simulation-unknown-axis").with("axis", name).with("dimension", &dimension.name)
            };
            let slot = named(name).ok_or_else(unknown)?;
            Ok(Told::Field(slot, dimension.fields[slot].field_type.clone()))
        }
        Axis::OfferCategory | Axis::OfferTheme | Axis::OfferField(_) => {
            Err(Message::new("simulation-unknown-axis")
                .with("axis", axis.to_string())
                .with("dimension", &dimension.name)
                .into())
        }
    }
}

/// One thread's ranking for one catalog.
pub(super) struct Ranking<'p> {
    pub(super) ranker: BlockRanker<'p>,
    pub(super) tally: Tally,
    /// What the contacts of a batch got, one after another, and where each one's ends.
    got: Vec<(u32, f64)>,
    ends: Vec<usize>,
}

impl Ranking<'_> {
    pub(super) fn read<'b>(&self, batch: &'b ContactBatch) -> Result<Read<'b>, SimulationError> {
        Ok(Read::new(batch, &self.ranker)?)
    }

    /// Ranks for those contacts of a batch that are wanted.
    pub(super) fn rank(&mut self, read: &Read<'_>, is_wanted: impl Fn(usize) -> bool) {
        let Self { ranker, got, ends, .. } = self;
        got.clear();
        ends.clear();
        ends.resize(read.len() + 1, 0);
        let mut add = |row: usize, offer: usize, weight: f64| {
            got.push((u32::try_from(offer).unwrap_or(u32::MAX), weight));
            ends[row + 1] = got.len();
        };
        match read {
            Read::Columns(block) => {
                ranker.rank_read(block, is_wanted, |row, offer, [_, _, weight]| add(row, offer, weight));
            }
            Read::People(people) => {
                for (row, person) in people.iter().enumerate().filter(|(row, _)| is_wanted(*row)) {
                    for best in ranker.ranker().best_for(person) {
                        add(row, best.place, best.final_weight);
                    }
                }
            }
        }
        // Who got nothing ends where the one before did.
        let mut last = 0;
        for end in ends {
            last = last.max(*end);
            *end = last;
        }
    }

    /// Counts a contact that was ranked for.
    pub(super) fn count(&mut self, contact: &Contact<'_>, side: &Side<'_>) {
        let Self { tally, got, ends, ranker } = self;
        tally.add(contact, &got[ends[contact.row]..ends[contact.row + 1]]);
        if side.asked.is_none() {
            tally.asked += 1;
            ranker.ranker().gates_for(&contact.person(), |offer, gate| {
                tally.offers[offer].stopped[gate as usize] += 1;
            });
        }
    }

    /// What a contact of the batch got, the best first.
    pub(super) fn got(&self, row: usize) -> &[(u32, f64)] {
        &self.got[self.ends[row]..self.ends[row + 1]]
    }
}
