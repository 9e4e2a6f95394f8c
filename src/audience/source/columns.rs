//! Batches of columnar files as contacts. Owns how columns get the names of the fields, where the history is, and whose
//! folder counts.

use super::column::Column;
use super::error::SourceError;
use super::fields::Matched;
use super::file::At;
use super::population::Whom;
use crate::audience::import::{Customs, texts};
use crate::contacts::{ContactBatch, ContactBlock, is_taken};
use crate::text::Message;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, ListArray, RecordBatch, RecordBatchOptions};
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, Schema};
use arrow_select::filter::filter_record_batch;
use std::sync::Arc;

/// How many contacts are ranked together.
pub(super) const TOGETHER: usize = 16_384;

/// The column of past propositions.
pub(super) const HISTORY: &str = "history";

/// A batch of a file as contacts.
pub(super) fn contacts(
    batch: &RecordBatch,
    matched: &Matched,
    whom: &Whom,
    at: &At,
) -> Result<ContactBatch, SourceError> {
    let failed = |error: &ArrowError| at.failed(error);
    let dimension = &whom.dimension;
    let batch = &in_folders(batch, matched, whom).map_err(|error| failed(&error))?;
    let named = matched.fields.iter().map(|(column, slot)| {
        let array = fitting(batch.column(*column), *slot, whom, at)?;
        Ok((&*dimension.fields[*slot].name, array))
    });
    let named: Vec<_> = named.collect::<Result<_, SourceError>>()?;
    let is_own = dimension.fields.iter().any(|field| field.name == HISTORY);
    let history = batch.column_by_name(HISTORY).filter(|_| !is_own);
    let history =
        history.filter(|array| is_history(array.data_type())).map(|array| array.as_list::<i32>().clone());
    block(named.into_iter(), batch.num_rows(), history).map_err(|error| failed(&error))
}

/// A column as the field in a slot takes it: moments for days, numbers for texts and the like are read as an import reads
/// them. What nothing can be made of stays as it is, and is told where it is read.
fn fitting(array: &ArrayRef, slot: usize, whom: &Whom, at: &At) -> Result<ArrayRef, SourceError> {
    let field = &whom.dimension.fields[slot];
    let of = array.data_type();
    if is_taken(&field.field_type, of) || !of.is_primitive() && *of != DataType::Boolean {
        return Ok(Arc::clone(array));
    }
    let wrong = |problem: Message| {
        Message::new("decision-block-value").with("column", &field.name).with("problem", problem)
    };
    let cells = texts(array).map_err(|error| at.failed(&error))?;
    let mut column = Column::of(&whom.dimension, slot);
    for cell in cells.as_string::<i32>() {
        let pushed =
            column.push_cell(cell.unwrap_or_default(), (&field.field_type, &whom.zone), Customs::default());
        pushed.map_err(wrong)?;
    }
    Ok(column.finish())
}

/// Those in the folders that are asked for.
fn in_folders(batch: &RecordBatch, matched: &Matched, whom: &Whom) -> Result<RecordBatch, ArrowError> {
    let Some(folder) = matched.folder else { return Ok(batch.clone()) };
    let folders = cast(batch.column(folder), &DataType::Utf8)?;
    let is_in = folders.as_string::<i32>().iter().map(|folder| Some(whom.takes(folder.unwrap_or_default())));
    filter_record_batch(batch, &is_in.collect())
}

/// Columns under the names of their fields as contacts, of whom there are so many, with what was proposed to them.
pub(super) fn block<'n>(
    named: impl Iterator<Item = (&'n str, ArrayRef)>,
    rows: usize,
    history: Option<ListArray>,
) -> Result<ContactBatch, ArrowError> {
    let (fields, columns): (Vec<Field>, Vec<ArrayRef>) =
        named.map(|(name, array)| (Field::new(name, array.data_type().clone(), true), array)).unzip();
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    let values = RecordBatch::try_new_with_options(Arc::new(Schema::new(fields)), columns, &options)?;
    Ok(ContactBlock { values, history }.into())
}

/// Whether a column holds lists of propositions.
pub(super) fn is_history(of: &DataType) -> bool {
    matches!(of, DataType::List(item) if matches!(item.data_type(), DataType::Struct(_)))
}

/// A batch cut into smaller ones.
pub(super) fn cut(batch: &RecordBatch) -> Vec<RecordBatch> {
    let starts = (0..batch.num_rows()).step_by(TOGETHER);
    starts.map(|start| batch.slice(start, TOGETHER.min(batch.num_rows() - start))).collect()
}
