//! How far a run is: counted by its worker, read by the window.

use crate::simulation::{self, Step};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A rate over less time says little.
const LEAST: Duration = Duration::from_millis(200);

/// How far a run is.
#[derive(Debug)]
pub struct Progress {
    step: Mutex<(Option<Step>, Instant)>,
    done: AtomicU64,
    /// How many contacts there are; 0 while that is not known.
    total: AtomicU64,
    /// How many there may be, as far as a file shows at its beginning.
    about: AtomicU64,
}

impl PartialEq for Progress {
    /// Each is of a run of its own.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Progress {
    pub(super) fn new() -> Self {
        let nothing = || AtomicU64::new(0);
        Self { step: Mutex::new((None, Instant::now())), done: nothing(), total: nothing(), about: nothing() }
    }

    /// About so many contacts there may be.
    pub(super) fn expect_about(&self, contacts: u64) {
        self.about.store(contacts, Ordering::Relaxed);
    }

    /// Takes over how far the run is. Threads tell it in any order.
    pub(super) fn note(&self, now: simulation::Progress) {
        let mut known = self.step.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != Some(now.step) {
            *known = (Some(now.step), Instant::now());
            self.done.store(0, Ordering::Relaxed);
        }
        self.done.fetch_max(now.done, Ordering::Relaxed);
        self.total.store(now.of.unwrap_or_default(), Ordering::Relaxed);
    }

    /// What the run is at.
    pub fn step(&self) -> Option<Step> {
        self.step.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    /// How many contacts have been looked at in this step.
    pub fn done(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// How many there are, where that is known.
    pub fn total(&self) -> Option<u64> {
        Some(self.total.load(Ordering::Relaxed)).filter(|total| *total > 0)
    }

    /// How many there are, or may be.
    fn expected(&self) -> Option<u64> {
        self.total().or_else(|| Some(self.about.load(Ordering::Relaxed)).filter(|about| *about > 0))
    }

    /// How much of it is done, from 0 to 1.
    pub fn share(&self) -> Option<f64> {
        Some((float(self.done()) / float(self.expected()?)).min(1.0))
    }

    /// How many contacts are looked at in a second; nothing before that can be said.
    pub fn rate(&self) -> Option<f64> {
        let spent = self.step.lock().unwrap_or_else(PoisonError::into_inner).1.elapsed();
        (spent >= LEAST && self.done() > 0).then(|| float(self.done()) / spent.as_secs_f64())
    }

    /// How long it will still take.
    pub fn left(&self) -> Option<Duration> {
        let left = self.expected()?.saturating_sub(self.done());
        Duration::try_from_secs_f64(float(left) / self.rate()?).ok()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a share and a rate need no more digits")]
fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_follows_from_the_rate_of_the_step() {
        let progress = Progress::new();
        assert_eq!((progress.share(), progress.rate(), progress.left()), (None, None, None));
        let note = |step, done| progress.note(simulation::Progress { step, done, of: Some(1_000) });
        note(Step::Drawing, 900);
        note(Step::Ranking, 250);
        note(Step::Ranking, 200);
        assert_eq!(
            (progress.step(), progress.done(), progress.share()),
            (Some(Step::Ranking), 250, Some(0.25))
        );
        let began = Instant::now().checked_sub(Duration::from_secs(10)).expect("a moment");
        progress.step.lock().expect("not poisoned").1 = began;
        let rate = progress.rate().expect("known");
        assert!((20.0..=25.0).contains(&rate), "{rate}");
        let left = progress.left().expect("known").as_secs();
        assert!((29..=40).contains(&left), "{left}");
    }
}
