//! Parquet and Arrow IPC as rows of cells. Owns how values of columns are written as text.

use super::customs::list_cell;
use super::error::ImportError;
use super::form::{FileForm, FileKind, RawRow, Wanted, unreadable};
use crate::audience::attempt::{attempt, attempts};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, new_null_array};
use arrow_cast::{can_cast_types, cast};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType};
use csv::StringRecord;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

type Batches = Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>;

/// The rows, that with the names of the columns first.
pub(super) fn each_row(
    form: &FileForm,
    read: &Arc<AtomicU64>,
    row: &mut dyn FnMut(RawRow) -> Wanted,
) -> Result<(), ImportError> {
    let failed = |error: &dyn std::fmt::Display| unreadable(&form.path, error);
    let mut file = File::open(&form.path).map_err(|error| failed(&error))?;
    let bytes = file.metadata().map_or(0, |metadata| metadata.len());
    let (schema, batches, total): (_, Batches, Option<i64>) = if form.kind == FileKind::Parquet {
        let builder =
            attempt(|| ParquetRecordBatchReaderBuilder::try_new(file)).map_err(|error| failed(&error))?;
        let (schema, rows) = (Arc::clone(builder.schema()), builder.metadata().file_metadata().num_rows());
        (schema, Box::new(attempt(|| builder.build()).map_err(|error| failed(&error))?), Some(rows))
    } else {
        let mut magic = [0; 4];
        file.read_exact(&mut magic).and_then(|()| file.rewind()).map_err(|error| failed(&error))?;
        if magic == [0xff; 4] {
            let reader = attempt(|| StreamReader::try_new(BufReader::new(file), None))
                .map_err(|error| failed(&error))?;
            (reader.schema(), Box::new(reader), None)
        } else {
            let reader = attempt(|| FileReader::try_new(BufReader::new(file), None))
                .map_err(|error| failed(&error))?;
            (reader.schema(), Box::new(reader), None)
        }
    };
    let names: StringRecord = schema.fields().iter().map(|field| field.name().as_str()).collect();
    if !row(RawRow { line: 0, cells: names, fault: None }) {
        return Ok(());
    }
    let mut line = 0;
    for batch in attempts(batches) {
        let batch = batch.map_err(|error| failed(&error))?;
        let columns: Result<Vec<ArrayRef>, ArrowError> = batch.columns().iter().map(texts).collect();
        let columns = columns.map_err(|error| failed(&error))?;
        let columns: Vec<&StringArray> = columns.iter().map(AsArray::as_string::<i32>).collect();
        for place in 0..batch.num_rows() {
            let mut cells = StringRecord::new();
            for column in &columns {
                cells.push_field(if column.is_null(place) { "" } else { column.value(place) });
            }
            line += 1;
            if !row(RawRow { line, cells, fault: None }) {
                return Ok(());
            }
        }
        if let Some(total) = total.and_then(|total| u64::try_from(total).ok()).filter(|total| *total > 0) {
            read.store(bytes.saturating_mul(line) / total, Ordering::Relaxed);
        }
    }
    Ok(())
}

/// A column as texts; a list as [`list_cell`] writes it. What has no form as text is blank.
pub(in crate::audience) fn texts(column: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    match column.data_type() {
        DataType::List(item) if can_cast_types(item.data_type(), &DataType::Utf8) => {
            let lists = column.as_list::<i32>();
            let items = cast(lists.values(), &DataType::Utf8)?;
            let items = items.as_string::<i32>();
            let text = |place: usize| {
                (!lists.is_null(place)).then(|| {
                    let ends = lists.value_offsets();
                    let range = ends[place]..ends[place + 1];
                    let range = range.filter_map(|at| usize::try_from(at).ok());
                    list_cell(range.filter(|at| !items.is_null(*at)).map(|at| items.value(at)))
                })
            };
            Ok(Arc::new((0..lists.len()).map(text).collect::<StringArray>()))
        }
        DataType::LargeList(item) | DataType::FixedSizeList(item, _) => {
            texts(&cast(column, &DataType::List(Arc::clone(item)))?)
        }
        // They are counted in UTC, whatever zone they are to be shown in, of which nothing is known here.
        DataType::Timestamp(unit, Some(zone)) if **zone != *"+00:00" => {
            texts(&cast(column, &DataType::Timestamp(*unit, Some("+00:00".into())))?)
        }
        of if !can_cast_types(of, &DataType::Utf8) || of.is_nested() => {
            Ok(new_null_array(&DataType::Utf8, column.len()))
        }
        _ => cast(column, &DataType::Utf8),
    }
}
