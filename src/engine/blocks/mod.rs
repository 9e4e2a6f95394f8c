//! Whole populations: one call made for blocks of contacts in columns, as Arrow has them. Owns the way through a block; what
//! an offer is ranked by is [`super::ranking`]'s, and what a contact is asked whom that cannot answer [`super::ranker`]'s.
//!
//! Memory is that of the blocks at hand. A contact's answer depends on nobody else, so that neither the size of the blocks nor
//! the number of threads changes it.

mod answers;
mod columns;
mod error;
mod histories;
mod moments;

use super::plan::Plan;
use super::ranker::Ranker;
use super::ranking::{Found, Narrowed, ranking_of};
use crate::contacts::Person;
use crate::model::{Call, Dimension, FieldType, Ties};
use crate::rule::Root;
use crate::text::Message;
use answers::{AnswerColumns, Answers};
use arrow_array::{ListArray, RecordBatch};
use columns::{Columns, UNCLASSED};
pub use error::BlockError;
use histories::Histories;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;

/// How many contacts are looked at together.
const TOGETHER: usize = 4_096;

/// How many blocks there are for each thread at once: one that is done early takes another.
const BLOCKS_EACH: usize = 4;

/// Contacts in columns: the recipients of the environment that is called.
#[derive(Debug, Clone)]
pub struct ContactBlock {
    /// A row for each contact, a column for each field that is known of some, under the field's name. Columns of other names
    /// are passed over; a field without a column is missing everywhere, as is a value that is null.
    ///
    /// `Boolean` fields take booleans; `Integer` whole numbers; `Decimal` all numbers; `Text` and `Choice` texts, also in a
    /// dictionary, which is much the fastest; `Date` days; `DateTime` timestamps and days; `List` lists of texts.
    pub values: RecordBatch,
    /// What was proposed to each: lists of structs with the texts `offer` (as `"ENV/OFFER"`), `space` (as `"ENV/SPACE"`) and
    /// `status` (as rules have it, `"presented"`), the timestamp `at`, and perhaps the numbers `weight` and `rank`.
    pub history: Option<ListArray>,
}

impl From<RecordBatch> for ContactBlock {
    fn from(values: RecordBatch) -> Self {
        Self { values, history: None }
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
    answers: AnswerColumns,
    found: Found,
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
        let is_plain = plan.settings.ties == Ties::CatalogOrder && context.runs_every_rule() && !caps_all;
        let ranking = is_plain.then(|| ranking_of(environment)).flatten();
        Ok(Self {
            narrowed: ranking.and_then(|ranking| Narrowed::new(ranking, context, &ranker.in_scope)),
            fields: environment.schema.fields(Root::Profile).to_vec(),
            answers: AnswerColumns::new(environment),
            found: Found::default(),
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
        let zone = &self.ranker.plan.zone;
        let columns = Columns::read(&block.values, &self.fields, zone)?;
        let histories = block.history.as_ref().map(|history| Histories::read(history, zone)).transpose()?;
        let histories = histories.filter(|_| !self.ranker.environment.caps().is_empty());
        if histories.as_ref().is_some_and(|histories| histories.len() != columns.rows()) {
            return Err(BlockError { message: Message::new("decision-block-histories") });
        }
        let block = Block { unusual: columns.unusual(), columns, histories };
        let mut answers = Answers::of(block.columns.rows(), self.ranker.call.count);
        let mut classes = Vec::new();
        for start in (0..block.columns.rows()).step_by(TOGETHER) {
            let rows = start..block.columns.rows().min(start + TOGETHER);
            self.rank_some(&block, rows, &mut classes, &mut answers);
        }
        answers.finish(&self.answers).map_err(|error| BlockError::value("offer", &error))
    }

    fn rank_some(
        &mut self,
        block: &Block,
        rows: Range<usize>,
        classes: &mut Vec<u32>,
        answers: &mut Answers,
    ) {
        let Some(narrowed) = &self.narrowed else {
            rows.for_each(|row| answer(&mut self.ranker, block, row, answers));
            return;
        };
        classes.resize(narrowed.fields().len() * TOGETHER, 0);
        for ((slot, of_values), of_field) in narrowed.fields().zip(classes.chunks_exact_mut(TOGETHER)) {
            block.columns.classes(slot, of_values, rows.clone(), &mut of_field[..rows.len()]);
        }
        let is_unclassed = |of_field: &[u32]| of_field[..rows.len()].contains(&UNCLASSED);
        let any_unclassed = classes.chunks_exact(TOGETHER).any(is_unclassed);
        let most = usize::try_from(self.ranker.call.count).unwrap_or(usize::MAX);
        for (at, row) in rows.enumerate() {
            let is_unclassed =
                any_unclassed && classes.chunks_exact(TOGETHER).any(|of_field| of_field[at] == UNCLASSED);
            if is_unclassed || block.is_asked_whole(row) {
                answer(&mut self.ranker, block, row, answers);
                continue;
            }
            if narrowed.asks() {
                let profile = block.columns.profile(row);
                self.ranker.context.is_of(&Arc::new(Person { profile, ..Person::default() }));
            }
            let class = |field: usize| classes[field * TOGETHER + at];
            narrowed.best(class, &self.ranker.context, most, &mut self.found, |found| {
                answers.add(row, found.offer, [found.weight, found.multiplier, found.final_weight()]);
            });
        }
    }
}

/// A block as it was read.
struct Block {
    columns: Columns,
    /// Which contacts have values that are larger than usual; nobody, where it is empty.
    unusual: Vec<bool>,
    /// Where something counts past propositions.
    histories: Option<Histories>,
}

impl Block {
    /// Whether more must be asked of a contact than the classes of its values.
    fn is_asked_whole(&self, row: usize) -> bool {
        self.unusual.get(row).is_some_and(|unusual| *unusual)
            || self.histories.as_ref().is_some_and(|histories| histories.has_any(row))
    }

    fn person(&self, dimension: Option<&Dimension>, zone: &TimeZone, row: usize) -> Person {
        let profile = self.columns.profile(row);
        let field = |name: &String| {
            let fields = &dimension?.fields;
            let slot = fields.iter().position(|field| field.name == *name)?;
            Some(profile.get(slot)?.written_as(&fields[slot].field_type, zone).to_string())
        };
        let key = dimension.iter().flat_map(|dimension| &dimension.key);
        Person {
            dimension: dimension.map(|dimension| dimension.name.clone()).unwrap_or_default(),
            key: key.map(|name| field(name).unwrap_or_default()).collect(),
            history: self.histories.as_ref().map(|histories| histories.of(row)).unwrap_or_default(),
            profile,
            ..Person::default()
        }
    }
}

/// The best offers of a contact that is asked for by itself.
fn answer(ranker: &mut Ranker<'_>, block: &Block, row: usize, answers: &mut Answers) {
    let dimension = ranker.environment.contacts.dimension.as_deref();
    let person = block.person(dimension, &ranker.plan.zone, row);
    for found in ranker.best_of(&Arc::new(person), None) {
        answers.add(row, found.place, [found.weight, found.multiplier, found.final_weight]);
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
