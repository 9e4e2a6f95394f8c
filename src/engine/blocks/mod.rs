//! Whole populations: one call made for blocks of contacts in columns, as Arrow has them. Owns the way through a block; what
//! an offer is ranked by is [`super::ranking`]'s, and what a contact is asked whom that cannot answer [`super::ranker`]'s.
//!
//! Memory is that of the blocks at hand. A contact's answer depends on nobody else, so that neither the size of the blocks nor
//! the number of threads changes it.

mod answers;
mod classes;
mod keys;

use super::decide::CallError;
use super::gates::Candidate;
use super::order;
use super::plan::Plan;
use super::ranker::Ranker;
use super::ranking::{Found, Narrowed, ranking_of};
use crate::contacts::{BlockError, ContactBlock, Person, ReadBlock};
use crate::model::{Call, FieldType, Ties};
use crate::rule::Root;
use answers::{AnswerColumns, Answers};
use arrow_array::RecordBatch;
use classes::{Classes, TOGETHER};
use jiff::Timestamp;
use keys::Keys;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// How many blocks there are for each thread at once: one that is done early takes another.
const BLOCKS_EACH: usize = 4;

impl From<CallError> for BlockError {
    fn from(error: CallError) -> Self {
        Self { message: error.message }
    }
}

/// Finds the best offers of one space for contacts in columns: for each what [`super::Ranker`] finds, millions in a second.
/// Each thread has its own; [`rank_blocks`] has one for each processor.
#[derive(Debug)]
pub struct BlockRanker<'p> {
    /// Asks for contacts one by one.
    ranker: Ranker<'p>,
    /// What is asked of all contacts of which no more needs to be known than the classes of their values.
    narrowed: Option<Narrowed<'p>>,
    fields: Vec<(String, FieldType)>,
    /// Where key values stand, if some rule calls a split or equals take turns.
    keys: Option<Keys>,
    /// The seed by which equals take turns, where they do.
    seed: Option<u64>,
    answers: AnswerColumns,
    found: Found,
    /// Room for the classes of some contacts' values.
    classes: Classes,
}

impl<'p> BlockRanker<'p> {
    /// For the space, the call data, the scope, the count and the moment of a call. `now` is the moment of one that names
    /// none.
    ///
    /// # Errors
    /// The call's space, or its environment, does not exist, or its moment is no instant.
    pub fn new(plan: &'p Plan, call: &Call, now: Timestamp) -> Result<Self, BlockError> {
        let ranker = Ranker::new(plan, call, now)?;
        let environment = ranker.environment;
        let context = &ranker.context;
        let caps = environment.caps();
        let caps_all = plan.settings.count_within_call && !caps.is_empty()
            || caps.iter().any(|cap| cap.rule.at_most == 0);
        let is_plain = context.runs_every_rule() && !caps_all;
        let seed = match plan.settings.ties {
            Ties::CatalogOrder => None,
            Ties::Shuffled { seed } => Some(seed),
        };
        let needs_keys = environment.schema.calls_splits() || seed.is_some();
        let ranking = is_plain.then(|| ranking_of(environment)).flatten();
        Ok(Self {
            narrowed: ranking
                .and_then(|ranking| Narrowed::new(ranking.of_all(environment), context, &ranker.in_scope)),
            fields: environment.schema.fields(Root::Profile).to_vec(),
            keys: needs_keys.then(|| Keys::of(environment, &plan.zone)),
            seed,
            answers: AnswerColumns::new(environment),
            found: Found::default(),
            classes: Classes::default(),
            ranker,
        })
    }

    /// The best offers of each contact of a block: a row for each, best first, contact after contact, with the columns
    /// `contact` (its row in the block), `rank` (from 1), `offer` (`"ENV/OFFER"`), `weight`, `multiplier` and `final_weight`.
    ///
    /// # Errors
    /// A column has the name of a field and another type, or a value that the field has no room for; or what was proposed
    /// cannot be read.
    pub fn rank(&mut self, block: &ContactBlock) -> Result<RecordBatch, BlockError> {
        let block = self.read(block)?;
        let mut answers = Answers::of(block.len(), self.ranker.call.count);
        self.rank_read(&block, |_| true, |row, offer, weights| answers.add(row, offer, weights));
        answers.finish(&self.answers).map_err(|error| BlockError::value("offer", &error))
    }

    /// Reads a block as the values of the contacts that the environment is for.
    ///
    /// # Errors
    /// As those of [`Self::rank`].
    pub fn read(&self, block: &ContactBlock) -> Result<ReadBlock, BlockError> {
        let with_history = !self.ranker.environment.caps().is_empty();
        ReadBlock::new(block, &self.fields, &self.ranker.plan.zone, with_history)
    }

    /// The best offers of those contacts of a block that are wanted: `add` is given a contact's row, an offer's place among
    /// those of its environment, and its weight, multiplier and final weight; best first, contact after contact.
    pub fn rank_read(
        &mut self,
        block: &ReadBlock,
        is_wanted: impl Fn(usize) -> bool,
        mut add: impl FnMut(usize, usize, [f64; 3]),
    ) {
        let mut classes = std::mem::take(&mut self.classes);
        for start in (0..block.len()).step_by(TOGETHER) {
            let rows = start..block.len().min(start + TOGETHER);
            self.rank_some(block, rows, &mut classes, &is_wanted, &mut add);
        }
        self.classes = classes;
    }

    /// What is asked of contacts one by one.
    pub fn ranker(&mut self) -> &mut Ranker<'p> {
        &mut self.ranker
    }

    fn rank_some(
        &mut self,
        block: &ReadBlock,
        rows: Range<usize>,
        classes: &mut Classes,
        is_wanted: &impl Fn(usize) -> bool,
        add: &mut impl FnMut(usize, usize, [f64; 3]),
    ) {
        let Some(narrowed) = &self.narrowed else {
            rows.filter(|row| is_wanted(*row)).for_each(|row| answer(&mut self.ranker, block, row, add));
            return;
        };
        classes.find(narrowed, block, &rows);
        if let Some(keys) = self.keys.as_ref().filter(|_| !narrowed.splits().is_empty()) {
            let mut key = Vec::new();
            for (at, row) in rows.clone().enumerate().filter(|(_, row)| is_wanted(*row)) {
                keys.read(block, row, &mut key);
                classes.add_splits(narrowed.splits(), at, self.ranker.context.key_or_cookie(&key));
            }
        }
        let most = usize::try_from(self.ranker.call.count).unwrap_or(usize::MAX);
        let mut key = Vec::new();
        for (at, row) in rows.enumerate().filter(|(_, row)| is_wanted(*row)) {
            if classes.has_unclassed(at) || block.is_asked_whole(row) {
                answer(&mut self.ranker, block, row, add);
                continue;
            }
            if narrowed.asks() {
                let profile = block.profile(row);
                let mut key = Vec::new();
                self.keys.iter().for_each(|keys| keys.read(block, row, &mut key));
                self.ranker.is_of(&Arc::new(Person { profile, key, ..Person::default() }));
            }
            let class = |key: usize| classes.of(key, at);
            let context = &self.ranker.context;
            let order = self.seed.zip(self.keys.as_ref()).map(|(seed, keys)| {
                let key = &mut key;
                move |equals: &mut [Candidate]| {
                    keys.read(block, row, key);
                    order::shuffle(equals, seed, key, context);
                }
            });
            narrowed.best(class, context, most, &mut self.found, order, |found| {
                add(row, found.offer, [found.weight, found.multiplier, found.final_weight()]);
            });
        }
    }
}

/// The best offers of a contact that is asked for by itself.
fn answer(
    ranker: &mut Ranker<'_>,
    block: &ReadBlock,
    row: usize,
    add: &mut impl FnMut(usize, usize, [f64; 3]),
) {
    let dimension = ranker.environment.contacts.dimension.as_deref();
    let person = block.person(dimension, &ranker.plan.zone, row);
    for found in ranker.best_of(&Arc::new(person), None) {
        add(row, found.place, [found.weight, found.multiplier, found.final_weight]);
    }
}

/// Ranks block after block with all processors. Each answer is given in the order of the blocks, as [`BlockRanker::rank`] makes
/// it. A few blocks for each processor are held at once: ten to a hundred thousand contacts each are a good size.
///
/// # Errors
/// The call cannot be made, a block not be read, or where `blocks` or `answer` ends it.
pub fn rank_blocks<E: From<BlockError>>(
    plan: &Plan,
    call: &Call,
    now: Timestamp,
    blocks: impl IntoIterator<Item = Result<ContactBlock, E>>,
    mut answer: impl FnMut(RecordBatch) -> Result<(), E>,
) -> Result<(), E> {
    BlockRanker::new(plan, call, now)?;
    let mut blocks = blocks.into_iter();
    loop {
        let together = blocks.by_ref().take(BLOCKS_EACH * rayon::current_num_threads());
        let together: Vec<ContactBlock> = together.collect::<Result<_, E>>()?;
        if together.is_empty() {
            return Ok(());
        }
        let answers: Vec<Result<RecordBatch, BlockError>> = together
            .par_iter()
            .map_init(
                || BlockRanker::new(plan, call, now),
                |ranker, block| match ranker {
                    Ok(ranker) => ranker.rank(block),
                    Err(error) => Err(error.clone()),
                },
            )
            .collect();
        drop(together);
        for made in answers {
            answer(made?)?;
        }
    }
}
