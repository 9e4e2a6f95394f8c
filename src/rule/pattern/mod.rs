//! Regular expressions of `matches` (`domain.md` §3): RE2's, run by the `regex` crate. Owns their bounds, what they
//! cost, and the patterns that were read last.

mod class;
mod re2;

use regex::{Regex, RegexBuilder};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// The longest pattern, in bytes: that of the longest rule.
const MAX_LENGTH: usize = 20_000;

/// How large a pattern may be, by [`re2::Translated::size`]: about 10 ms to compile and a megabyte, so that names such as
/// `\p{L}{2,50}` fit.
const MAX_SIZE: u32 = 40_000;

/// How large a pattern may be that is only known while a rule runs: it may be another one at each step.
const MAX_SIZE_AT_RUN: u32 = 1_000;

/// How much a compiled pattern and the tables of its search may take, in bytes: more than one of the largest size does.
const MAX_MEMORY: usize = 16 << 20;

/// How much the tables of a search may take, in bytes; beyond it they are made anew.
const MAX_TABLES: usize = 1 << 20;

/// How many patterns are kept, and how large they may be together.
const MAX_KEPT: usize = 256;
const MAX_KEPT_SIZE: u32 = 400_000;

/// What each step of a search costs against a step of a rule.
const STEPS_A_STEP: f64 = 0.1;

/// A regular expression, read and ready.
#[derive(Debug)]
pub(super) struct Pattern {
    translated: re2::Translated,
    /// Compiled when it is first asked: checking a catalog only reads patterns.
    regex: OnceLock<Option<Regex>>,
}

/// Why a text is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no regular expression of RE2.
    Wrong,
    /// It is one, and too large.
    TooLarge,
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
        if translated.size > MAX_SIZE {
            return Err(Refused::TooLarge);
        }
        let pattern = Arc::new(Self { translated, regex: OnceLock::new() });
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
        let regex = self.regex.get_or_init(|| {
            #[cfg(test)]
            COMPILED.with(|compiled| compiled.set(compiled.get() + 1));
            compile(&self.translated.regex)
        });
        regex.as_ref().map(|regex| regex.is_match(text))
    }

    /// How many steps of a rule a search of so many bytes takes at most, compiling the pattern included.
    pub(super) fn cost(&self, bytes: f64) -> f64 {
        of_search(bytes, self.translated.positions, self.translated.size)
    }

    /// The same for a pattern that is only known while a rule runs. Those that were read are kept, but each might be
    /// a new one.
    pub(super) fn cost_at_run(bytes: f64) -> f64 {
        of_search(bytes, MAX_SIZE_AT_RUN, MAX_SIZE_AT_RUN)
    }
}

fn of_search(bytes: f64, positions: u32, size: u32) -> f64 {
    bytes * f64::from(positions) * STEPS_A_STEP + f64::from(size)
}

fn compile(regex: &str) -> Option<Regex> {
    let mut builder = RegexBuilder::new(regex);
    builder.size_limit(MAX_MEMORY).dfa_size_limit(MAX_TABLES).build().ok()
}

#[cfg(test)]
thread_local! {
    /// How many patterns this thread has compiled.
    static COMPILED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many patterns this thread has compiled so far.
#[cfg(test)]
pub(super) fn compiled() -> usize {
    COMPILED.with(std::cell::Cell::get)
}

static KEPT: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);

/// The patterns that were read last.
#[derive(Default)]
struct Kept {
    patterns: HashMap<String, Arc<Pattern>>,
    size: u32,
}

impl Kept {
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
