//! How many contacts a second a simulation takes from files, end to end: the best three of each, without gates.

use crate::workload::{Datum, NOW, Workload, attribute};
use arrow_array::{ArrayRef, BooleanArray, Int64Array, RecordBatch, StringArray};
use arrow_ipc::writer::FileWriter;
use criterion::{BenchmarkId, Criterion, Throughput};
use parquet::arrow::ArrowWriter;
use std::fmt::Write;
use std::fs::File;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::audience::source::open;
use vitrine::engine::Plan;
use vitrine::simulation::{Funnel, Settings, simulate};

/// How many contacts there are in a file.
const CONTACTS: usize = 524_288;

fn batch(contacts: &[Vec<Datum>]) -> RecordBatch {
    let column = |index: usize| -> ArrayRef {
        let data = || contacts.iter().map(|contact| &contact[index]);
        match &contacts[0][index] {
            Datum::Number(_) => Arc::new(
                data()
                    .map(|datum| match datum {
                        Datum::Number(number) => Some(*number),
                        _ => None,
                    })
                    .collect::<Int64Array>(),
            ),
            Datum::Flag(_) => {
                Arc::new(data().map(|datum| Some(*datum == Datum::Flag(true))).collect::<BooleanArray>())
            }
            Datum::Text(_) | Datum::Missing => Arc::new(
                data()
                    .map(|datum| match datum {
                        Datum::Text(text) => Some(text.as_str()),
                        _ => None,
                    })
                    .collect::<StringArray>(),
            ),
        }
    };
    let keys: ArrayRef =
        Arc::new((0..contacts.len()).map(|key| Some(format!("k{key}"))).collect::<StringArray>());
    let columns = (0..contacts[0].len()).map(|index| (attribute(index), column(index)));
    RecordBatch::try_from_iter(std::iter::once(("id", keys)).chain(columns)).expect("columns of one length")
}

fn csv(contacts: &[Vec<Datum>]) -> String {
    let names: Vec<&str> = (0..contacts[0].len()).map(attribute).collect();
    let mut text = format!("id,{}\n", names.join(","));
    for (key, contact) in contacts.iter().enumerate() {
        write!(text, "k{key}").expect("a text can grow");
        for datum in contact {
            match datum {
                Datum::Number(number) => write!(text, ",{number}"),
                Datum::Text(value) => write!(text, ",{value}"),
                Datum::Flag(flag) => write!(text, ",{flag}"),
                Datum::Missing => write!(text, ","),
            }
            .expect("a text can grow");
        }
        text.push('\n');
    }
    text
}

fn files(folder: &Path) -> [(&'static str, PathBuf); 3] {
    let contacts = Workload::more_contacts(CONTACTS);
    let batch = batch(&contacts);
    let paths = [("Parquet", "a.parquet"), ("Arrow", "b.arrow"), ("CSV", "c.csv")]
        .map(|(kind, name)| (kind, folder.join(name)));
    let mut writer = ArrowWriter::try_new(File::create(&paths[0].1).expect("made"), batch.schema(), None)
        .expect("a schema");
    writer.write(&batch).expect("written");
    writer.close().expect("written");
    let mut writer =
        FileWriter::try_new(File::create(&paths[1].1).expect("made"), &batch.schema()).expect("a schema");
    for start in (0..CONTACTS).step_by(65_536) {
        writer.write(&batch.slice(start, 65_536.min(CONTACTS - start))).expect("written");
    }
    writer.finish().expect("written");
    std::fs::write(&paths[2].1, csv(&contacts)).expect("written");
    paths
}

pub(crate) fn benches(criterion: &mut Criterion) {
    let folder = tempfile::TempDir::new().expect("a folder");
    let files = files(folder.path());
    let workload = Workload::new(1_000);
    let plan = Plan::new(&workload.catalog);
    let mut settings = Settings { funnel: Funnel::None, ..Settings::new("shop/web") };
    settings.call.count = 3;
    let now = NOW.parse().expect("a timestamp");
    let mut group = criterion.benchmark_group("simulation");
    group.sample_size(10).throughput(Throughput::Elements(CONTACTS as u64));
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        for (kind, path) in &files {
            let source = open(path).expect("it can be read");
            group.bench_function(BenchmarkId::new(format!("{kind}, {threads} threads"), 1_000), |bencher| {
                bencher.iter(|| {
                    let found = pool.install(|| simulate(&plan, source.as_ref(), &settings, now, &|_| true));
                    black_box(found.expect("it goes through"));
                });
            });
        }
    }
    group.finish();
}
