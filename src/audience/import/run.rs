//! An import: rows become contacts of a database. Owns the order of the work: one thread reads, all read the values, and this
//! one writes.

use super::contacts::Contacts;
use super::error::ImportError;
use super::form::{FileForm, RawRow};
use super::found::Target;
use super::history::Histories;
use super::order::{Order, Progress, Stage, Summary, Watch};
use super::rejected::Rejected;
use crate::audience::database::{Builder, Kept, NewContact, NewProposition};
use crate::model::{Catalog, Dimension};
use crate::storage::is_same_file;
use crate::text::Message;
use rayon::prelude::*;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;
use xxhash_rust::xxh64::{Xxh64, xxh64};

/// How many rows are worked on together.
const TOGETHER: usize = 4_096;

/// Imports contacts, and what was proposed to them. Nothing is changed unless all of it is done.
///
/// # Errors
/// A file cannot be read or written, the columns do not make a key, or it was given up.
pub fn import(order: &Order<'_>, watch: Watch<'_>) -> Result<Summary, ImportError> {
    let mut summary = Summary::default();
    let contacts = Contacts::of(order)?;
    // What is wrong with the columns of a history is said before anything is read.
    let history =
        order.history.as_ref().map(|(path, asked)| Histories::of(order, path, asked)).transpose()?;
    let mut builder = Builder::new(&order.target, &order.catalog.name)?;
    builder.begin(order.dimension, contacts.fields())?;
    let names = order.found.columns.iter().map(|column| column.name.clone()).collect();
    let mut rejected = Rejected::new(beside(order, "rejected"), names, watch.say);
    (summary.contacts, summary.repeated) =
        contacts.read_into(&mut builder, &order.found.form, &mut rejected, watch)?;
    summary.rejected = rejected.count;
    (watch.progress)(Progress { stage: Stage::Indexing, rows: summary.contacts, read: 0, bytes: 0 });
    builder.index(&identified_by(order.catalog, order.dimension))?;
    let mut rejected_history = None;
    if let Some(history) = &history {
        let names = history.found.columns.iter().map(|column| column.name.clone()).collect();
        let mut rejected = Rejected::new(beside(order, "history.rejected"), names, watch.say);
        summary.propositions = history.read_into(&mut builder, &mut rejected, watch)?;
        summary.rejected_propositions = rejected.count;
        rejected.write()?;
        rejected_history = Some(rejected);
    }
    (watch.progress)(Progress { stage: Stage::Writing, rows: summary.contacts, read: 0, bytes: 0 });
    builder.end()?;
    if watch.cancelled.load(Ordering::Relaxed) {
        return Err(ImportError::Cancelled);
    }
    rejected.write()?;
    builder.finish()?;
    summary.rejected_file = rejected.finish()?;
    summary.rejected_propositions_file = rejected_history.map_or(Ok(None), Rejected::finish)?;
    summary.added = contacts.fields()[order.dimension.fields.len()..].to_vec();
    let is_left =
        |target: &Target| *target == Target::Nothing || !order.add_fields && matches!(target, Target::New(_));
    let left = order.found.columns.iter().filter(|column| is_left(&column.target));
    summary.left_out = left.map(|column| column.name.clone()).collect();
    Ok(summary)
}

/// The name of a file of rejected rows that stands beside a database: `customers.rejected.csv` beside `customers.sqlite`. What
/// is read is never written over: somebody mends rejected rows where they are, and imports them.
fn beside(order: &Order<'_>, ending: &str) -> PathBuf {
    let of_history = order.history.as_ref().map(|(path, _)| path);
    let is_read = |path: &PathBuf| {
        [Some(&order.found.form.path), of_history].into_iter().flatten().any(|read| is_same_file(read, path))
    };
    let named = |ending: String| order.target.with_extension(ending);
    let others = (2_u32..).map(|number| named(format!("{ending}-{number}.csv")));
    let mut all = std::iter::once(named(format!("{ending}.csv"))).chain(others);
    all.find(|path| !is_read(path)).unwrap_or_default()
}

/// The lists of fields that spaces identify contacts of a dimension by.
fn identified_by(catalog: &Catalog, dimension: &Dimension) -> Vec<Vec<String>> {
    let own = catalog.environments.iter().filter(|it| it.targeting_dimension == dimension.name);
    own.flat_map(|environment| environment.spaces.iter().map(|space| space.identification_keys.clone()))
        .collect()
}

impl Contacts<'_> {
    /// How many contacts there are, and how many rows say of one what another row has said.
    fn read_into(
        &self,
        builder: &mut Builder,
        form: &FileForm,
        rejected: &mut Rejected<'_>,
        watch: Watch<'_>,
    ) -> Result<(u64, u64), ImportError> {
        let (mut keys, mut count, mut repeated) = (HashMap::new(), 0, 0);
        each_batch(form, Stage::Contacts, watch, |rows| {
            let read: Vec<_> = rows
                .par_iter()
                .map(|row| {
                    self.contact(row).map(|(contact, key)| (said_of(&contact), fingerprint(&key), contact))
                })
                .collect();
            let mut good: Vec<NewContact> = Vec::with_capacity(rows.len());
            for (row, contact) in rows.iter().zip(read) {
                let (said, key, contact) = match contact {
                    Ok(read) => read,
                    Err(reason) => {
                        rejected.put(row.line, &reason, &row.cells)?;
                        continue;
                    }
                };
                match keys.entry(key) {
                    Entry::Vacant(place) => {
                        place.insert((row.line, said));
                        good.push(contact);
                    }
                    // A log says who somebody is in each of its rows.
                    Entry::Occupied(known) if known.get().1 == said => repeated += 1,
                    Entry::Occupied(known) => {
                        let first = known.get().0.to_string();
                        let reason = Message::new("audience-reject-twice").with("line", first);
                        rejected.put(row.line, &reason, &row.cells)?;
                    }
                }
            }
            count += good.len() as u64;
            Ok(builder.add(&good)?)
        })?;
        Ok((count, repeated))
    }
}

/// What stands for all that is said of a contact.
fn said_of(contact: &NewContact) -> u64 {
    let mut said = Xxh64::new(0);
    for value in &contact.values {
        match value {
            Kept::Missing => said.update(&[0]),
            Kept::Whole(number) => said.update(&[&[1][..], &number.to_le_bytes()].concat()),
            Kept::Decimal(number) => said.update(&[&[2][..], &number.to_bits().to_le_bytes()].concat()),
            Kept::Text(text) => said.update(&[&[3][..], &text.len().to_le_bytes(), text.as_bytes()].concat()),
        }
    }
    for text in contact.folder.iter().chain(&contact.cookies) {
        said.update(&[&text.len().to_le_bytes(), text.as_bytes()].concat());
    }
    said.digest()
}

/// What stands for a key: 128 bits, which no two of some billion share.
fn fingerprint(key: &str) -> (u64, u64) {
    (xxh64(key.as_bytes(), 0), xxh64(key.as_bytes(), 1))
}

impl Histories<'_> {
    fn read_into(
        &self,
        builder: &mut Builder,
        rejected: &mut Rejected<'_>,
        watch: Watch<'_>,
    ) -> Result<u64, ImportError> {
        let mut count = 0;
        each_batch(&self.found.form, Stage::History, watch, |rows| {
            let read: Vec<_> = rows.par_iter().map(|row| self.proposition(row)).collect();
            let mut made = Vec::with_capacity(rows.len());
            for (row, past) in rows.iter().zip(read) {
                let reason = match past {
                    Ok((key, past)) => match builder.with_key(&key)? {
                        Some(contact) => {
                            made.push(NewProposition { contact, past });
                            continue;
                        }
                        None => Message::new("audience-reject-nobody"),
                    },
                    Err(reason) => reason,
                };
                rejected.put(row.line, &reason, &row.cells)?;
            }
            count += made.len() as u64;
            Ok(builder.propose(&made)?)
        })?;
        Ok(count)
    }
}

/// Hands on the rows of a file below its names, so many together, as another thread reads them.
fn each_batch(
    form: &FileForm,
    stage: Stage,
    watch: Watch<'_>,
    mut work: impl FnMut(&[RawRow]) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let read = Arc::new(AtomicU64::new(0));
    let bytes = std::fs::metadata(&form.path).map_or(0, |metadata| metadata.len());
    let (to, batches) = mpsc::sync_channel::<Vec<RawRow>>(2);
    thread::scope(|scope| {
        let counter = Arc::clone(&read);
        let reading = scope.spawn(move || {
            let (mut batch, mut is_first) = (Vec::with_capacity(TOGETHER), form.has_header);
            let done = form.each_row(&counter, &mut |row| {
                if std::mem::take(&mut is_first) {
                    return true;
                }
                batch.push(row);
                batch.len() < TOGETHER
                    || to.send(std::mem::replace(&mut batch, Vec::with_capacity(TOGETHER))).is_ok()
            });
            // Nobody waits for it where the work was given up.
            let _ = to.send(batch);
            done
        });
        let (mut rows, mut done) = (0, Ok(()));
        for batch in &batches {
            rows += batch.len() as u64;
            done = if watch.cancelled.load(Ordering::Relaxed) {
                Err(ImportError::Cancelled)
            } else {
                work(&batch)
            };
            if done.is_err() {
                break;
            }
            (watch.progress)(Progress { stage, rows, read: read.load(Ordering::Relaxed), bytes });
        }
        drop(batches);
        let read = reading.join().unwrap_or_else(|grief| std::panic::resume_unwind(grief));
        done.and(read)
    })
}
