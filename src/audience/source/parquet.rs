//! Populations in Parquet files. Owns how they are cut into parts that threads read at once. Texts come in dictionaries, as
//! such files hold them.

use super::columns::{HISTORY, TOGETHER, contacts, is_history};
use super::error::SourceError;
use super::fields::Matched;
use super::file::At;
use super::population::{Part, Parts, Source, Whom};
use crate::audience::attempt::{attempt, attempts};
use crate::model::Dimension;
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use arrow_schema::{DataType, Field, Schema};
use std::path::Path;
use std::sync::Arc;

/// How many contacts of a row group one thread takes at once.
const PART: usize = 131_072;

/// A population in a Parquet file.
#[derive(Debug)]
pub(super) struct ParquetFile {
    at: At,
    metadata: ArrowReaderMetadata,
}

impl ParquetFile {
    pub(super) fn open(path: &Path) -> Result<Self, SourceError> {
        let at = At::new(path);
        let file = at.open()?;
        let metadata = attempt(|| ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()));
        let metadata = metadata.map_err(|error| at.failed(&error))?;
        Ok(Self { at, metadata })
    }

    /// The same with texts in dictionaries, but for keys, which are all different.
    fn coded(&self, matched: &Matched, dimension: &Dimension) -> Result<ArrowReaderMetadata, SourceError> {
        let is_key = |column: usize| {
            let named = matched.fields.iter().find(|(own, _)| *own == column);
            named.is_some_and(|(_, slot)| dimension.key.contains(&dimension.fields[*slot].name))
        };
        let texts = DataType::Dictionary(DataType::UInt32.into(), DataType::Utf8.into());
        let coded = |(column, field): (usize, &Arc<Field>)| {
            let is_text =
                matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
            let is_coded = matches!(field.data_type(), DataType::Dictionary(_, of) if **of == DataType::Utf8);
            if is_text && !is_key(column) || is_coded {
                return Arc::new(field.as_ref().clone().with_data_type(texts.clone()));
            }
            Arc::clone(field)
        };
        let schema = self.metadata.schema();
        let fields: Vec<Arc<Field>> = schema.fields().iter().enumerate().map(coded).collect();
        let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
        let options = ArrowReaderOptions::new().with_schema(Arc::new(schema));
        let coded = attempt(|| ArrowReaderMetadata::try_new(Arc::clone(self.metadata.metadata()), options));
        coded.map_err(|error| self.at.failed(&error))
    }
}

impl Source for ParquetFile {
    fn name(&self) -> String {
        self.at.name()
    }

    fn total(&self) -> Option<u64> {
        u64::try_from(self.metadata.metadata().file_metadata().num_rows()).ok()
    }

    fn digest(&self) -> Result<u64, SourceError> {
        self.at.digest()
    }

    fn parts<'s>(&'s self, whom: &Whom) -> Result<Parts<'s>, SourceError> {
        let schema = self.metadata.schema();
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let matched = Matched::named(&self.name(), &names, whom)?;
        let metadata = self.coded(&matched, &whom.dimension)?;
        let history =
            schema.fields().iter().position(|field| field.name() == HISTORY && is_history(field.data_type()));
        let mut roots: Vec<usize> = matched.columns().chain(history).collect();
        roots.sort_unstable();
        roots.dedup();
        let mask = ProjectionMask::roots(metadata.parquet_schema(), roots.iter().copied());
        let matched = Arc::new(matched.among(&roots));
        let groups = self.metadata.metadata().row_groups().iter().enumerate();
        let parts: Vec<(usize, usize)> = groups
            .flat_map(|(group, of)| {
                let rows = usize::try_from(of.num_rows()).unwrap_or_default();
                (0..rows).step_by(PART).map(move |start| (group, start))
            })
            .collect();
        let whom = Arc::new(whom.clone());
        Ok(Box::new(parts.into_iter().map(move |(group, start)| {
            let builder =
                ParquetRecordBatchReaderBuilder::new_with_metadata(self.at.open()?, metadata.clone());
            let builder = builder
                .with_row_groups(vec![group])
                .with_projection(mask.clone())
                .with_batch_size(TOGETHER)
                .with_offset(start)
                .with_limit(PART);
            let reader = attempt(|| builder.build()).map_err(|error| self.at.failed(&error))?;
            let (matched, whom) = (Arc::clone(&matched), Arc::clone(&whom));
            let part: Part<'s> = Box::new(attempts(reader).map(move |batch| {
                let batch = batch.map_err(|error| self.at.failed(&error))?;
                contacts(&batch, &matched, &whom, &self.at)
            }));
            Ok(part)
        })))
    }
}
