//! Every offer's gate, of contacts that were drawn. Owns the counts.

use super::error::{SimulationError, Step, Watch};
use super::run::Going;
use super::side::Side;
use crate::contacts::Person;
use crate::engine::Ranker;
use crate::model::Reason;
use rayon::prelude::*;
use std::sync::Arc;

/// How many contacts a thread asks for at once.
const TOGETHER: usize = 32;

/// How many of some contacts each gate stopped.
#[derive(Debug, Clone, Default)]
pub(super) struct Stopped {
    /// By offer.
    pub(super) offers: Vec<[u64; 10]>,
    /// By the gate that the offer that got furthest came to: contacts of whom all are stopped.
    pub(super) closest: [u64; 10],
}

impl Stopped {
    fn of(offers: usize) -> Self {
        Self { offers: vec![[0; 10]; offers], closest: [0; 10] }
    }

    fn merge(mut self, other: &Self) -> Self {
        let add =
            |own: &mut [u64; 10], of: &[u64; 10]| own.iter_mut().zip(of).for_each(|(own, of)| *own += of);
        self.offers.iter_mut().zip(&other.offers).for_each(|(own, of)| add(own, of));
        add(&mut self.closest, &other.closest);
        self
    }
}

/// Asks for the gates of some contacts.
pub(super) fn stopped(
    side: &Side<'_>,
    people: &[Arc<Person>],
    watch: &Watch<'_>,
) -> Result<Stopped, SimulationError> {
    let offers = side.tally.offers;
    let going = Going::new(watch, Step::Gates, u64::try_from(people.len()).ok());
    let of_chunk = |ranker: &mut Ranker<'_>, chunk: &[Arc<Person>]| {
        let mut found = Stopped::of(offers);
        for person in chunk {
            let (mut count, mut furthest) = (0, Reason::OutOfScope);
            ranker.gates_for(person, |offer, gate| {
                found.offers[offer][gate as usize] += 1;
                count += 1;
                furthest = furthest.max(gate);
            });
            if count == offers {
                found.closest[furthest as usize] += 1;
            }
        }
        going.on(chunk.len()).map(|()| found)
    };
    people
        .par_chunks(TOGETHER)
        .map_init(
            || Ranker::new(side.plan, &side.call, side.now),
            |ranker, chunk| match ranker {
                Ok(ranker) => of_chunk(ranker, chunk),
                Err(error) => Err(error.clone().into()),
            },
        )
        .try_reduce(|| Stopped::of(offers), |one, other| Ok(one.merge(&other)))
}
