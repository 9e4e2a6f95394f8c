//! Regular expressions of `matches` (`domain.md` §3): RE2's. Owns their bounds, what they cost, the patterns that were
//! read last, and the memory that those ready to search take together.

mod class;
mod matcher;
mod re2;
mod reader;

pub(super) use reader::Refused;

use matcher::Matcher;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, PoisonError, Weak};

/// The longest pattern, in bytes: that of the longest rule.
const MAX_LENGTH: usize = 20_000;

/// How large a pattern may be, by [`re2::Translated::size`]: about what RE2 takes in its 8 MB, so that names such as
/// `[\pL\pN ._-]{1,100}` fit.
const MAX_SIZE: u32 = 200_000;

/// How large what is written of it may be, each part counted once: its sets are read and kept, each of them some
/// kilobytes.
const MAX_WRITTEN: u32 = 40_000;

/// How large a pattern may be that is only known while a rule runs: it may be another one at each step.
const MAX_SIZE_AT_RUN: u32 = 1_000;

/// How much those that are ready to search may take together, in bytes, whatever their number. One takes some
/// kilobytes, and the largest a few megabytes; one that had to go is made anew, which its cost counts.
const MAX_READY: usize = 32 << 20;

/// How many patterns are kept, and how large they may be together.
const MAX_KEPT: usize = 256;
const MAX_KEPT_SIZE: u32 = 400_000;

/// What each step of a search costs against a step of a rule.
const STEPS_A_STEP: f64 = 0.1;

/// How much longer it takes to read sets in which upper and lower case are one.
const FOLDING: f64 = 10.0;

/// A regular expression that was read.
#[derive(Debug)]
pub(super) struct Pattern {
    translated: re2::Translated,
    /// Made when it is first asked: checking a catalog only reads patterns.
    ready: Mutex<Weak<Matcher>>,
}

impl Pattern {
    /// Reads a pattern, or finds it among those that were read last.
    pub(super) fn of(text: &str) -> Result<Arc<Self>, Refused> {
        if text.len() > MAX_LENGTH {
            return Err(Refused::TooLarge);
        }
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept.patterns.get(text) {
            return Ok(Arc::clone(found));
        }
        let translated = re2::translate(text)?;
        if translated.size > MAX_SIZE || translated.written > MAX_WRITTEN {
            return Err(Refused::TooLarge);
        }
        let pattern = Arc::new(Self { translated, ready: Mutex::default() });
        kept.keep(text, &pattern);
        Ok(pattern)
    }

    /// The same for a pattern that is only known while a rule runs.
    pub(super) fn at_run(text: &str) -> Result<Arc<Self>, Refused> {
        let pattern = Self::of(text)?;
        if pattern.translated.size > MAX_SIZE_AT_RUN { Err(Refused::TooLarge) } else { Ok(pattern) }
    }

    /// Whether it matches a part of a text. `None` when it cannot be run after all.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        self.matcher().map(|matcher| matcher.is_match(text))
    }

    fn matcher(&self) -> Option<Arc<Matcher>> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(matcher) = ready.upgrade() {
            return Some(matcher);
        }
        #[cfg(test)]
        COMPILED.with(|compiled| compiled.set(compiled.get() + 1));
        let matcher = Arc::new(Matcher::new(&self.translated.regex)?);
        *ready = Arc::downgrade(&matcher);
        READY.lock().unwrap_or_else(PoisonError::into_inner).keep(&matcher);
        Some(matcher)
    }

    /// How many steps of a rule a search of so many bytes takes at most, making the pattern ready included.
    pub(super) fn cost(&self, bytes: f64) -> f64 {
        let re2::Translated { positions, written, folds, .. } = self.translated;
        let reading = f64::from(written) * if folds { FOLDING } else { 1.0 };
        of_search(bytes, positions) + reading
    }

    /// The same for a pattern that is only known while a rule runs. Those that were read are kept, but each might be
    /// a new one.
    pub(super) fn cost_at_run(bytes: f64) -> f64 {
        of_search(bytes, MAX_SIZE_AT_RUN) + f64::from(MAX_SIZE_AT_RUN) * FOLDING
    }
}

fn of_search(bytes: f64, positions: u32) -> f64 {
    (bytes + 1.0) * f64::from(positions) * STEPS_A_STEP
}

#[cfg(test)]
thread_local! {
    /// How many patterns this thread has made ready.
    static COMPILED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many patterns this thread has made ready so far.
#[cfg(test)]
pub(super) fn compiled() -> usize {
    COMPILED.with(std::cell::Cell::get)
}

static READY: LazyLock<Mutex<Ready>> = LazyLock::new(Mutex::default);

/// The patterns that were made ready last. They alone hold them, so that what all take together is bounded.
#[derive(Default)]
struct Ready {
    matchers: VecDeque<Arc<Matcher>>,
    bytes: usize,
}

impl Ready {
    fn keep(&mut self, matcher: &Arc<Matcher>) {
        self.bytes += matcher.bytes();
        self.matchers.push_back(Arc::clone(matcher));
        while self.bytes > MAX_READY
            && self.matchers.len() > 1
            && let Some(oldest) = self.matchers.pop_front()
        {
            self.bytes -= oldest.bytes();
        }
    }
}

static KEPT: LazyLock<Mutex<PatternCache>> = LazyLock::new(Mutex::default);

/// The patterns that were read last.
#[derive(Default)]
struct PatternCache {
    patterns: HashMap<String, Arc<Pattern>>,
    size: u32,
}

impl PatternCache {
    /// Keeps a pattern. When there are too many, all are forgotten: rules keep those that are written in them.
    fn keep(&mut self, text: &str, pattern: &Arc<Pattern>) {
        let size = pattern.translated.size;
        if self.patterns.len() >= MAX_KEPT || self.size.saturating_add(size) > MAX_KEPT_SIZE {
            self.patterns.clear();
            self.size = 0;
        }
        self.size += size;
        self.patterns.insert(text.to_owned(), Arc::clone(pattern));
    }
}

#[cfg(test)]
mod tests;
