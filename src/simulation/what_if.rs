//! Two catalogs on one population: who gains and who loses which offer. Owns the comparison; what each comes to by itself is
//! a simulation.

use super::draw::Draw;
use super::error::{SimulationError, Watch};
use super::finish::{example, finished};
use super::results::{Example, Simulation};
use super::run::{Witness, ranked};
use super::settings::Settings;
use super::side::Side;
use super::simulate::{made_of, speed};
use super::tally::{Contact, EXAMPLES, Tally};
use crate::audience::source::Source;
use crate::engine::Plan;
use jiff::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::time::Instant;

/// What two catalogs come to on one population.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WhatIf {
    /// Of the catalog that is compared with.
    pub before: Simulation,
    /// Of the other one.
    pub after: Simulation,
    /// Each offer of either, by its name in its environment: those of `before` in their order, then what is new.
    pub offers: Vec<OfferChange>,
    /// Where contacts went from their first offer, the largest flows first; those who stay are among them.
    pub flows: Vec<Flow>,
    /// The contacts that got something before, and nothing after.
    pub fell: Moved,
    /// The contacts that got nothing before, and something after.
    pub rose: Moved,
    /// How many contacts get other offers than before, or in another order.
    pub changed: u64,
}

/// What became of one offer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OfferChange {
    /// Its name in its environment.
    pub offer: String,
    /// What a person reads.
    pub label: String,
    /// Its place among the offers of `before`, if it is there.
    pub before: Option<usize>,
    /// Its place among the offers of `after`, if it is there.
    pub after: Option<usize>,
    /// How many contacts got it before and after.
    pub times: [u64; 2],
    /// The contacts that get it and did not.
    pub gained: Moved,
    /// The contacts that got it and do not any more.
    pub lost: Moved,
}

/// Contacts for whom something changed.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Moved {
    /// How many.
    pub contacts: u64,
    /// Some of them, evenly drawn.
    pub examples: Vec<Example>,
}

/// Contacts that went from one first offer to another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flow {
    /// The place among [`WhatIf::offers`] of their first offer before; none: they got nothing.
    pub from: Option<usize>,
    /// The same after.
    pub to: Option<usize>,
    /// Who they are.
    #[serde(flatten)]
    pub moved: Moved,
}

/// Contacts that are counted.
#[derive(Debug, Clone)]
struct Counted {
    contacts: u64,
    examples: Draw,
}

impl Default for Counted {
    fn default() -> Self {
        Self { contacts: 0, examples: Draw::of(EXAMPLES) }
    }
}

impl Counted {
    fn add(&mut self, contact: &Contact<'_>) {
        self.contacts += 1;
        contact.draw(&mut self.examples);
    }

    fn merge(&mut self, other: Self) {
        self.contacts += other.contacts;
        self.examples.merge(other.examples);
    }

    fn finish(self, side: &Side<'_>) -> Moved {
        let people = self.examples.finish();
        Moved {
            contacts: self.contacts,
            examples: people.iter().map(|person| example(side, person)).collect(),
        }
    }
}

/// From where to where, by places among the offers of both.
type Ends = (Option<usize>, Option<usize>);

/// What one thread sees.
struct Seen<'n> {
    /// For each side the places of its offers among the offers of both.
    places: &'n [Vec<usize>; 2],
    flows: HashMap<Ends, Counted>,
    gained: BTreeMap<usize, Counted>,
    lost: BTreeMap<usize, Counted>,
    changed: u64,
}

impl<'n> Seen<'n> {
    fn new(places: &'n [Vec<usize>; 2]) -> Self {
        let (gained, lost) = (BTreeMap::new(), BTreeMap::new());
        Self { places, flows: HashMap::new(), gained, lost, changed: 0 }
    }

    fn merge(&mut self, other: Self) {
        self.changed += other.changed;
        for (own, others) in [(&mut self.gained, other.gained), (&mut self.lost, other.lost)] {
            for (offer, counted) in others {
                own.entry(offer).or_default().merge(counted);
            }
        }
        let mut flows: Vec<(Ends, Counted)> = other.flows.into_iter().collect();
        flows.sort_by_key(|(ends, _)| *ends);
        for (ends, counted) in flows {
            self.flows.entry(ends).or_default().merge(counted);
        }
    }
}

impl Witness for Seen<'_> {
    fn see(&mut self, contact: &Contact<'_>, [before, after]: [&[(u32, f64)]; 2]) {
        let places = self.places;
        let [of_before, of_after] = [(before, &places[0]), (after, &places[1])]
            .map(|(got, places)| got.iter().map(|(offer, _)| places[*offer as usize]));
        let first = (of_before.clone().next(), of_after.clone().next());
        self.flows.entry(first).or_default().add(contact);
        if of_before.clone().eq(of_after.clone()) {
            return;
        }
        self.changed += 1;
        for offer in of_after.clone().filter(|offer| !of_before.clone().any(|before| before == *offer)) {
            self.gained.entry(offer).or_default().add(contact);
        }
        for offer in of_before.filter(|offer| !of_after.clone().any(|after| after == *offer)) {
            self.lost.entry(offer).or_default().add(contact);
        }
    }
}

/// What one catalog (`before`) and another come to on one population, read once. Whom it is about, the first one says.
///
/// # Errors
/// As those of [`super::simulate`], of either.
pub fn what_if(
    [before, after]: [&Plan; 2],
    source: &dyn Source,
    [of_before, of_after]: [&Settings; 2],
    now: Timestamp,
    watch: &Watch<'_>,
) -> Result<WhatIf, SimulationError> {
    let started = Instant::now();
    let sides = [Side::new(before, of_before, now)?, Side::new(after, of_after, now)?];
    let mut tallies = [Tally::new(&sides[0].tally), Tally::new(&sides[1].tally)];
    let (names, places) = names(&sides)?;
    let mut seen = Seen::new(&places);
    for (of_sides, other) in ranked(source, &sides, of_before.sample, watch, || Seen::new(&places))? {
        tallies.iter_mut().zip(of_sides).for_each(|(all, tally)| all.merge(tally));
        seen.merge(other);
    }
    let looked_at = tallies[0].looked_at;
    let [one, other] = tallies;
    let digest = source.digest()?;
    let mut before = finished(&sides[0], of_before, made_of(&sides[0], source, digest)?, one, watch)?;
    let mut after = finished(&sides[1], of_after, made_of(&sides[1], source, digest)?, other, watch)?;
    before.speed = speed(started, looked_at);
    after.speed = before.speed;
    Ok(compared(&sides[0], names, &places, seen, before, after))
}

/// The names of the offers of both, and for each side the places of its offers among them.
fn names(sides: &[Side<'_>; 2]) -> Result<(Vec<String>, [Vec<usize>; 2]), SimulationError> {
    let mut names: Vec<String> = Vec::new();
    let mut by_name: HashMap<String, usize> = HashMap::new();
    let mut places = [Vec::new(), Vec::new()];
    for (side, places) in sides.iter().zip(&mut places) {
        let ranker = crate::engine::Ranker::new(side.plan, &side.call, side.now)?;
        for address in ranker.offers() {
            let name = address.split_once('/').map_or(address, |(_, name)| name);
            places.push(*by_name.entry(name.to_owned()).or_insert_with(|| {
                names.push(name.to_owned());
                names.len() - 1
            }));
        }
    }
    Ok((names, places))
}

fn compared(
    side: &Side<'_>,
    names: Vec<String>,
    places: &[Vec<usize>; 2],
    mut seen: Seen<'_>,
    before: Simulation,
    after: Simulation,
) -> WhatIf {
    let own: [HashMap<usize, usize>; 2] =
        [0, 1].map(|side| places[side].iter().enumerate().map(|(own, both)| (*both, own)).collect());
    let mut change = |(both, offer): (usize, String)| {
        let [was, is] = [0, 1].map(|side: usize| own[side].get(&both).copied());
        let of = |found: Option<usize>, simulation: &Simulation| {
            found.map_or(0, |place| simulation.offers[place].times)
        };
        let label =
            is.map(|place| &after.offers[place].label).or(was.map(|place| &before.offers[place].label));
        OfferChange {
            label: label.cloned().unwrap_or_default(),
            before: was,
            after: is,
            times: [of(was, &before), of(is, &after)],
            gained: seen.gained.remove(&both).unwrap_or_default().finish(side),
            lost: seen.lost.remove(&both).unwrap_or_default().finish(side),
            offer,
        }
    };
    let offers = names.into_iter().enumerate().map(&mut change).collect();
    let (mut fell, mut rose) = (Counted::default(), Counted::default());
    let mut flows: Vec<(Ends, Counted)> = seen.flows.into_iter().collect();
    flows.sort_by_key(|(ends, counted)| (std::cmp::Reverse(counted.contacts), *ends));
    for (ends, counted) in &flows {
        match ends {
            (Some(_), None) => fell.merge(counted.clone()),
            (None, Some(_)) => rose.merge(counted.clone()),
            _ => {}
        }
    }
    let flow = |((from, to), counted): (Ends, Counted)| Flow { from, to, moved: counted.finish(side) };
    WhatIf {
        before,
        after,
        offers,
        flows: flows.into_iter().map(flow).collect(),
        fell: fell.finish(side),
        rose: rose.finish(side),
        changed: seen.changed,
    }
}
