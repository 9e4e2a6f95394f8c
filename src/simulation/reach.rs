//! Who of a population gets an offer, and what would have to change for those who do not. Owns the sample that is asked for
//! the second, and how the ways of many contacts are one list.

use super::error::{SimulationError, Step, Watch};
use super::finish::{example, finished};
use super::results::{Example, MadeOf, OfferResult, Simulation, Speed};
use super::run::Going;
use super::settings::Settings;
use super::side::Side;
use super::simulate::{counted, speed};
use crate::audience::source::Source;
use crate::contacts::{Person, Population};
use crate::engine::{ChangeSearch, Plan, Ranker, Way, decide_unfilled};
use crate::model::{Call, Value};
use crate::text::{Language, Message};
use jiff::Timestamp;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// Of how many contacts it is found what would have to change: each takes some hundredths of a second.
const MOST_ASKED: usize = 200;

/// How many ways are told.
const MOST_WAYS: usize = 20;

/// Who of a population gets an offer.
#[derive(Debug, Clone, PartialEq)]
pub struct Reach {
    /// What a person calls the population.
    pub population: String,
    /// The space that answers, as `"ENV/SPACE"`.
    pub answered_by: String,
    /// How many contacts get it, at which ranks, some of them, and what stopped it for the others.
    pub offer: OfferResult,
    /// How many contacts there are.
    pub taken: u64,
    /// Of how many who do not get it, evenly drawn, it was found what would have to change.
    pub asked: u64,
    /// The smallest changes of each, those first that would win the most contacts.
    pub ways: Vec<WonBy>,
    /// How long it took.
    pub speed: Speed,
}

/// A change that would win contacts.
#[derive(Debug, Clone, PartialEq)]
pub struct WonBy {
    /// What would have to change; the rank is the best of them.
    pub way: Way,
    /// How many of the contacts that were asked about would get the offer then.
    pub contacts: u64,
    /// One of them.
    pub example: Example,
}

/// Who of a population gets an offer, `"ENV/OFFER"`, of the environment that answers, and what would win the most others.
///
/// # Errors
/// As those of [`super::simulate`], or there is no such offer.
pub fn reach(
    plan: &Plan,
    source: &dyn Source,
    settings: &Settings,
    offer: &str,
    now: Timestamp,
    watch: &Watch<'_>,
) -> Result<Reach, SimulationError> {
    let started = Instant::now();
    let settings = Settings { axes: Vec::new(), ..settings.clone() };
    let side = Side::new(plan, &settings, now)?;
    let mut ranker = Ranker::new(plan, &side.call, now)?;
    let unknown = || Message::new("simulation-unknown-offer").with("offer", offer);
    let place = ranker.offers().position(|address| address == offer).ok_or_else(unknown)?;
    let tally = counted(&side, source, settings.sample, watch)?;
    let mut others = tally.all.clone().finish();
    let Simulation { mut offers, contacts, .. } =
        finished(&side, &settings, MadeOf::default(), tally, watch)?;
    others.retain(|person| ranker.best_for(person).iter().all(|best| best.place != place));
    others.truncate(MOST_ASKED);
    let going = Going::new(watch, Step::Changes, u64::try_from(others.len()).ok());
    let found = others.par_iter().map(|person| {
        let ways = ways(&side, person, offer);
        going.on(1).map(|()| (person, ways))
    });
    let found: Vec<(&Arc<Person>, Option<Vec<Way>>)> = found.collect::<Result<_, _>>()?;
    Ok(Reach {
        population: source.name(),
        answered_by: side.call.space.clone(),
        offer: offers.swap_remove(place),
        taken: contacts.taken,
        asked: found.iter().filter(|(_, ways)| ways.is_some()).count() as u64,
        ways: together(&side, found),
        speed: speed(started, contacts.looked_at),
    })
}

/// The ways of all contacts, each once.
fn together(side: &Side<'_>, found: Vec<(&Arc<Person>, Option<Vec<Way>>)>) -> Vec<WonBy> {
    let mut by_words: BTreeMap<String, WonBy> = BTreeMap::new();
    for (person, ways) in found {
        for way in ways.unwrap_or_default() {
            let words = Language::En.say(&way.message(None));
            let won = by_words.entry(words);
            let rank = way.rank;
            let won = won.or_insert_with(|| WonBy { way, contacts: 0, example: example(side, person) });
            won.contacts += 1;
            won.way.rank = won.way.rank.min(rank);
        }
    }
    let mut all: Vec<WonBy> = by_words.into_values().collect();
    all.sort_by_key(|won| (std::cmp::Reverse(won.contacts), won.way.changes.len()));
    all.truncate(MOST_WAYS);
    all
}

/// What would have to change for a contact that does not get an offer; none for one that does, or cannot call.
fn ways(side: &Side<'_>, person: &Arc<Person>, offer: &str) -> Option<Vec<Way>> {
    let Example { values, folder, .. } = example(side, person);
    let person = Person { folder, values, ..Person::clone(person) };
    let (_, space) = side.plan.catalog().space_at(&side.call.space)?;
    let own = &space.identification_keys;
    let keys = if own.is_empty() { &side.whom.dimension.key } else { own };
    let identity: Option<Vec<Value>> = keys.iter().map(|key| person.values.get(key).cloned()).collect();
    let call = Call { identity: identity?, ..side.call.clone() };
    let mut population = Population::default();
    population.push(person, &[]);
    let decision = decide_unfilled(side.plan, &population, &call, side.now).ok()?;
    let excluded = decision.excluded.iter().find(|excluded| decision.address(excluded) == offer)?;
    Some(ChangeSearch::new(side.plan, &population, &call).ways(&decision, excluded).all)
}
