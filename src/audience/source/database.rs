//! Populations in contact databases, with what was proposed. Owns how they are cut into parts, and become columns.

use super::column::Column;
use super::columns::block;
use super::error::SourceError;
use super::file::At;
use super::population::{Part, Parts, Source, Whom};
use crate::audience::database::{Scan, Scanned, glance};
use crate::contacts::Past;
use arrow_array::{
    Array, ArrayRef, Float64Array, ListArray, RecordBatch, StringArray, StructArray,
    TimestampMicrosecondArray, UInt32Array,
};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{ArrowError, Field};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// How many contacts are ranked together, and how many one thread takes at once.
const BATCH: i64 = 16_384;
const PART: i64 = 8 * BATCH;

/// A population in a contact database.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    at: At,
    total: u64,
    digest: u64,
}

impl DatabaseFile {
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let (total, digest) = glance(path)?;
        Ok(Self { at: At::new(path), total, digest })
    }
}

impl Source for DatabaseFile {
    fn name(&self) -> String {
        self.at.name()
    }

    fn total(&self) -> Option<u64> {
        Some(self.total)
    }

    fn digest(&self) -> Result<u64, SourceError> {
        Ok(self.digest)
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let scan = Scan::of(self.at.path(), &whom.dimension, whom.folders.as_ref(), &whom.zone)?;
        let (scan, dimension) = (Arc::new(scan), Arc::clone(&whom.dimension));
        Ok(Box::new(cut(scan.numbers.clone(), PART).map(move |numbers| {
            let (scan, dimension) = (Arc::clone(&scan), Arc::clone(&dimension));
            let connection = scan.connect()?;
            let part: Part<'s> = Box::new(cut(numbers, BATCH).map(move |numbers| {
                let mut columns: Vec<Column> =
                    scan.slots().map(|slot| Column::of(&dimension, slot)).collect();
                let made = scan.read(&connection, &numbers, |place, value| match value {
                    Scanned::Text(text) => columns[place].push_text(text),
                    Scanned::Other(kept) => columns[place].push(&kept),
                })?;
                let named = scan.slots().zip(columns);
                let named = named.map(|(slot, column)| (&*dimension.fields[slot].name, column.finish()));
                let history = made.iter().any(|made| !made.is_empty()).then(|| histories(&made)).transpose();
                let found = history.and_then(|history| block(named, made.len(), history));
                found.map_err(|error| self.at.failed(&error))
            }));
            Ok(part)
        })))
    }
}

fn cut(numbers: Range<i64>, each: i64) -> impl Iterator<Item = Range<i64>> {
    let starts = numbers.clone().step_by(usize::try_from(each).unwrap_or(1));
    starts.map(move |start| start..numbers.end.min(start + each))
}

/// What was proposed to contacts, as [`crate::contacts::ContactBlock`] has it.
fn histories(found: &[Vec<Past>]) -> Result<ListArray, ArrowError> {
    let made = || found.iter().flatten();
    let text = |of: fn(&Past) -> &str| -> ArrayRef {
        Arc::new(made().map(|past| Some(of(past))).collect::<StringArray>())
    };
    let at = made().map(|past| Some(past.at.as_microsecond())).collect::<TimestampMicrosecondArray>();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("offer", text(|past| &past.offer)),
        ("space", text(|past| &past.space)),
        ("status", text(|past| past.status.rule_name())),
        ("at", Arc::new(at.with_timezone("UTC"))),
        ("weight", Arc::new(made().map(|past| past.weight).collect::<Float64Array>())),
        ("rank", Arc::new(made().map(|past| past.rank).collect::<UInt32Array>())),
    ];
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    let all = StructArray::from(RecordBatch::try_from_iter_with_nullable(columns)?);
    let ends = OffsetBuffer::from_lengths(found.iter().map(Vec::len));
    let item = Field::new_list_field(all.data_type().clone(), true);
    ListArray::try_new(Arc::new(item), ends, Arc::new(all), None)
}
