//! The run over a population: all processors take part after part. Owns the order of its steps, and how it is watched and
//! given up.

use super::batch::Read;
use super::draw::{Limit, hash_of};
use super::error::{Progress, SimulationError, Step, Watch};
use super::side::{Ranking, Side};
use super::tally::{Contact, Tally};
use crate::audience::source::{Part, Source};
use crate::contacts::ContactBatch;
use crate::model::is_blank;
use crate::rule::Typed;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

/// What sees every contact beside the counts of each of two catalogs.
pub(super) trait Witness: Send {
    /// A contact, and what it got of each of two catalogs.
    fn see(&mut self, contact: &Contact<'_>, got: [&[(u32, f64)]; 2]);
}

/// Nobody looks.
pub(super) struct Nobody;

impl Witness for Nobody {
    fn see(&mut self, _: &Contact<'_>, _: [&[(u32, f64)]; 2]) {}
}

/// How far all threads are together.
pub(super) struct Going<'w> {
    watch: &'w Watch<'w>,
    step: Step,
    of: Option<u64>,
    done: AtomicU64,
    stopped: AtomicBool,
}

impl<'w> Going<'w> {
    pub(super) fn new(watch: &'w Watch<'w>, step: Step, of: Option<u64>) -> Self {
        Self { watch, step, of, done: AtomicU64::new(0), stopped: AtomicBool::new(false) }
    }

    /// So many more are done.
    pub(super) fn on(&self, more: usize) -> Result<(), SimulationError> {
        let done = self.done.fetch_add(more as u64, Ordering::Relaxed) + more as u64;
        let goes_on = !self.stopped.load(Ordering::Relaxed)
            && (self.watch)(Progress { step: self.step, done, of: self.of });
        if goes_on { Ok(()) } else { self.stop(SimulationError::GivenUp) }
    }

    fn stop(&self, error: SimulationError) -> Result<(), SimulationError> {
        self.stopped.store(true, Ordering::Relaxed);
        Err(error)
    }

    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}

/// Has each thread take batch after batch; `make` makes what a thread works with. What each made is returned.
fn each_thread<W: Send>(
    source: &dyn Source,
    side: &Side<'_>,
    going: &Going<'_>,
    make: impl Fn() -> Result<W, SimulationError> + Sync,
    take: impl Fn(&mut W, &ContactBatch) -> Result<(), SimulationError> + Sync,
) -> Result<Vec<W>, SimulationError> {
    let parts = Mutex::new(source.parts(&side.whom)?);
    let next = || parts.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || -> Result<W, SimulationError> {
        let mut worker = make()?;
        while !going.is_stopped()
            && let Some(part) = next()
        {
            let part: Part<'_> = part?;
            for batch in part {
                let batch = batch?;
                take(&mut worker, &batch)?;
                going.on(batch.len())?;
            }
        }
        if going.is_stopped() { Err(SimulationError::GivenUp) } else { Ok(worker) }
    };
    let threads = rayon::current_num_threads();
    let each = (0..threads)
        .into_par_iter()
        .with_max_len(1)
        .map(|_| work().or_else(|error| going.stop(error.clone()).and(Err(error))));
    let all: Vec<Result<W, SimulationError>> = each.collect();
    // What went wrong says more than that the others gave up.
    let failed = all
        .iter()
        .filter_map(|one| one.as_ref().err())
        .max_by_key(|error| **error != SimulationError::GivenUp);
    match failed {
        Some(error) => Err(error.clone()),
        None => all.into_iter().collect(),
    }
}

/// The rows of a batch that are taken, each with its hash.
#[derive(Default)]
struct Taken {
    hashes: Vec<Option<u64>>,
    key: String,
    room: Vec<Option<Typed>>,
    looked_at: u64,
    unidentified: u64,
}

impl Taken {
    /// Says whom a rule takes, up to a hash.
    fn look(&mut self, side: &Side<'_>, read: &Read<'_>, limit: Option<u64>) {
        self.hashes.clear();
        self.looked_at += read.len() as u64;
        for row in 0..read.len() {
            // Most keys are one text, of which no copy is needed.
            let only = side.keys.only(read, row).filter(|_| side.who.is_none());
            let is_known = match only {
                Some(key) => !is_blank(key),
                None => read.write_key(&side.keys, row, &mut self.key),
            };
            if !is_known {
                self.unidentified += 1;
                self.hashes.push(None);
                continue;
            }
            let hash = hash_of(only.unwrap_or(&self.key));
            let is_taken = limit.is_none_or(|limit| hash <= limit)
                && side
                    .who
                    .as_ref()
                    .is_none_or(|who| who.is(read, row, std::slice::from_ref(&self.key), &mut self.room));
            self.hashes.push(is_taken.then_some(hash));
        }
    }
}

/// The largest hash of those in a sample of so many.
fn limit_of(
    source: &dyn Source,
    side: &Side<'_>,
    most: u64,
    watch: &Watch<'_>,
) -> Result<Option<u64>, SimulationError> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let going = Going::new(watch, Step::Drawing, source.total());
    let make = || Ok((side.ranking()?, Taken::default(), Limit::of(most)));
    let take = |(ranking, taken, limit): &mut (Ranking<'_>, Taken, Limit), batch: &ContactBatch| {
        taken.look(side, &ranking.read(batch)?, None);
        taken.hashes.iter().flatten().for_each(|hash| limit.add(*hash));
        Ok(())
    };
    let mut all = Limit::of(most);
    for (_, _, limit) in each_thread(source, side, &going, make, take)? {
        all.merge(limit);
    }
    Ok(all.finish())
}

/// One thread's work.
struct Worker<'p, W> {
    rankings: Vec<Ranking<'p>>,
    taken: Taken,
    /// Whether somebody asks for keys as texts.
    needs_key: bool,
    witness: W,
}

/// Ranks for each contact of a population that is taken, by one catalog or by several at once.
pub(super) fn ranked<W: Witness>(
    source: &dyn Source,
    sides: &[Side<'_>],
    sample: Option<u64>,
    watch: &Watch<'_>,
    witness: impl Fn() -> W + Sync,
) -> Result<Vec<(Vec<Tally>, W)>, SimulationError> {
    let Some(first) = sides.first() else { return Ok(Vec::new()) };
    let limit = match sample {
        // Nobody is drawn where the population is empty: any limit will do.
        Some(most) => Some(limit_of(source, first, most, watch)?.unwrap_or(0)),
        None => None,
    };
    let going = Going::new(watch, Step::Ranking, source.total());
    let make = || {
        let rankings = sides.iter().map(Side::ranking).collect::<Result<_, _>>()?;
        let needs_key = sides.iter().any(|side| side.tally.needs_key());
        Ok(Worker { rankings, taken: Taken::default(), needs_key, witness: witness() })
    };
    let take = |worker: &mut Worker<'_, W>, batch: &ContactBatch| worker.take(sides, batch, limit);
    let workers = each_thread(source, first, &going, make, take)?;
    let done = workers.into_iter().map(|worker| {
        let Taken { looked_at, unidentified, .. } = worker.taken;
        let tallies =
            worker.rankings.into_iter().map(|ranking| Tally { looked_at, unidentified, ..ranking.tally });
        (tallies.collect(), worker.witness)
    });
    Ok(done.collect())
}

impl<W: Witness> Worker<'_, W> {
    fn take(
        &mut self,
        sides: &[Side<'_>],
        batch: &ContactBatch,
        limit: Option<u64>,
    ) -> Result<(), SimulationError> {
        let reads: Vec<Read<'_>> =
            self.rankings.iter().map(|ranking| ranking.read(batch)).collect::<Result<_, _>>()?;
        let (Some(first), Some(side)) = (reads.first(), sides.first()) else { return Ok(()) };
        self.taken.look(side, first, limit);
        let hashes = &self.taken.hashes;
        for (ranking, read) in self.rankings.iter_mut().zip(&reads) {
            ranking.rank(read, |row| hashes[row].is_some());
        }
        for (row, hash) in hashes.iter().enumerate() {
            let Some(hash) = *hash else { continue };
            if self.needs_key {
                first.write_key(&side.keys, row, &mut self.taken.key);
            }
            let key = self.taken.key.as_str();
            let contact = |read, fields| Contact { read, fields, row, key, hash };
            for ((ranking, read), side) in self.rankings.iter_mut().zip(&reads).zip(sides) {
                ranking.count(&contact(read, &side.keys), side);
            }
            if let [before, after] = self.rankings.as_slice() {
                self.witness.see(&contact(first, &side.keys), [before.got(row), after.got(row)]);
            }
        }
        for ((ranking, read), side) in self.rankings.iter_mut().zip(&reads).zip(sides) {
            ranking.tally.settle(read, &side.keys);
        }
        Ok(())
    }
}
