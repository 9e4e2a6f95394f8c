//! A simulation from its settings to its results. Owns the order of what is done, and how fast it was.

use super::digest::{in_words, of_catalog};
use super::error::{SimulationError, Watch};
use super::finish::finished;
use super::results::{MadeOf, Simulation, Speed};
use super::run::{Nobody, ranked};
use super::settings::Settings;
use super::side::Side;
use super::tally::Tally;
use crate::audience::source::Source;
use crate::engine::{Plan, Ranker};
use jiff::Timestamp;
use std::time::Instant;

/// What a population would be proposed. `now` is the moment of a call that names none. What comes of it depends neither on
/// the number of threads nor on how the population is cut into batches.
///
/// # Errors
/// The space does not exist, a rule or an axis is wrong, the population cannot be read, or `watch` gives it up.
pub fn simulate(
    plan: &Plan,
    source: &dyn Source,
    settings: &Settings,
    now: Timestamp,
    watch: &Watch<'_>,
) -> Result<Simulation, SimulationError> {
    let started = Instant::now();
    let side = Side::new(plan, settings, now)?;
    let all = counted(&side, source, settings.sample, watch)?;
    let looked_at = all.looked_at;
    let made_of = made_of(&side, source, source.digest()?)?;
    let found = finished(&side, settings, made_of, all, watch)?;
    Ok(Simulation { speed: speed(started, looked_at), ..found })
}

/// What is counted of a population, before it has names and shares.
pub(super) fn counted(
    side: &Side<'_>,
    source: &dyn Source,
    sample: Option<u64>,
    watch: &Watch<'_>,
) -> Result<Tally, SimulationError> {
    let mut all = Tally::new(&side.tally);
    for (tallies, _) in ranked(source, std::slice::from_ref(side), sample, watch, || Nobody)? {
        for tally in tallies {
            all.merge(tally);
        }
    }
    Ok(all)
}

/// Of which catalog and which population, whose digest was taken: that reads all of it.
pub(super) fn made_of(side: &Side<'_>, source: &dyn Source, digest: u64) -> Result<MadeOf, SimulationError> {
    let catalog = side.plan.catalog();
    let ranker = Ranker::new(side.plan, &side.call, side.now)?;
    Ok(MadeOf {
        catalog: catalog.name.clone(),
        catalog_digest: in_words(of_catalog(catalog)),
        population: source.name(),
        population_digest: in_words(digest),
        answered_by: side.call.space.clone(),
        at: ranker.at().to_zoned(side.plan.zone().clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
    })
}

/// How fast a run was that began at a moment.
#[expect(clippy::cast_precision_loss, reason = "a speed is rounded")]
pub(super) fn speed(started: Instant, contacts: u64) -> Speed {
    let seconds = started.elapsed().as_secs_f64();
    let contacts_per_second = if seconds > 0.0 { contacts as f64 / seconds } else { 0.0 };
    Speed { seconds, contacts_per_second, memory: most_memory() }
}

/// The most memory that the program took, as Linux says it.
fn most_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1_024)
}
