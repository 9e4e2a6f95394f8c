//! How many contacts a second are ranked that come in columns: the best three of each, beside the predicate tree and
//! contacts one by one.

use crate::peers;
use crate::workload::{Datum, NOW, Workload, attribute};
use arrow_array::cast::AsArray;
use arrow_array::types::UInt32Type;
use arrow_array::{ArrayRef, BooleanArray, DictionaryArray, Int64Array, RecordBatch, StringArray};
use criterion::{BenchmarkId, Criterion, Throughput};
use std::hint::black_box;
use std::sync::Arc;
use vitrine::contacts::{BlockError, ContactBlock};
use vitrine::engine::{BlockRanker, Plan, rank_blocks};
use vitrine::model::Call;

/// Contacts of a block, and of the predicate tree, which is slow.
const CONTACTS: usize = 65_536;
const FEW: usize = 512;

/// Blocks of which many threads are given some.
const BLOCKS: usize = 16;

fn block(contacts: &[Vec<Datum>], coded: bool) -> ContactBlock {
    let column = |index: usize| -> ArrayRef {
        let data = || contacts.iter().map(|contact| &contact[index]);
        match &contacts[0][index] {
            Datum::Number(_) => Arc::new(Int64Array::from_iter_values(data().map(|datum| match datum {
                Datum::Number(number) => *number,
                _ => unreachable!("a column has one type"),
            }))),
            Datum::Flag(_) => {
                Arc::new(data().map(|datum| Some(*datum == Datum::Flag(true))).collect::<BooleanArray>())
            }
            Datum::Missing => unreachable!("the usual workload has all values"),
            Datum::Text(_) => {
                let texts = data().map(|datum| match datum {
                    Datum::Text(text) => text.as_str(),
                    _ => unreachable!("a column has one type"),
                });
                if coded {
                    Arc::new(texts.collect::<DictionaryArray<UInt32Type>>())
                } else {
                    Arc::new(StringArray::from_iter_values(texts))
                }
            }
        }
    };
    let columns = (0..contacts[0].len()).map(|index| (attribute(index), column(index)));
    RecordBatch::try_from_iter(columns).expect("columns of one length").into()
}

/// The best three of each contact, by place.
fn places(answers: &RecordBatch) -> Vec<Vec<usize>> {
    let column = |name: &str| answers.column_by_name(name).expect("a column");
    let contacts = column("contact").as_primitive::<UInt32Type>().values();
    let offers = column("offer").as_dictionary::<UInt32Type>().keys().values();
    let mut found = vec![Vec::new(); CONTACTS];
    for (contact, offer) in contacts.iter().zip(offers) {
        found[*contact as usize].push(*offer as usize);
    }
    found
}

pub(crate) fn benches(criterion: &mut Criterion) {
    for offers in [100, 1_000, 10_000] {
        let workload = Workload::new(offers);
        let contacts = Workload::more_contacts(CONTACTS);
        let plan = Plan::new(&workload.catalog);
        let call = Call { count: 3, ..Call::new("shop/web") };
        let now = NOW.parse().expect("a timestamp");
        let mut ranker = BlockRanker::new(&plan, &call, now).expect("the space exists");
        let [coded, written] = [true, false].map(|coded| block(&contacts, coded));
        let answers = ranker.rank(&coded).expect("the columns fit");
        assert_eq!(answers, ranker.rank(&written).expect("the columns fit"));
        for (contact, best) in contacts.iter().zip(places(&answers)).take(FEW) {
            let expected = peers::tree(&workload, contact);
            assert_eq!(best, expected[..3.min(expected.len())], "the predicate tree differs");
        }
        let mut group = criterion.benchmark_group("population");
        group.throughput(Throughput::Elements(CONTACTS as u64));
        for (name, block) in [("vitrine, coded texts", &coded), ("vitrine, plain texts", &written)] {
            group.bench_function(BenchmarkId::new(name, offers), |bencher| {
                bencher.iter(|| black_box(ranker.rank(block).expect("the columns fit")));
            });
        }
        group.throughput(Throughput::Elements((BLOCKS * CONTACTS) as u64));
        for threads in [1, 2] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            let name = format!("vitrine, {threads} threads");
            group.bench_function(BenchmarkId::new(name, offers), |bencher| {
                bencher.iter(|| {
                    pool.install(|| {
                        let blocks = (0..BLOCKS).map(|_| Ok::<_, BlockError>(coded.clone()));
                        rank_blocks(&plan, &call, now, blocks, |answers| {
                            black_box(answers);
                            Ok(())
                        })
                    })
                    .expect("the columns fit");
                });
            });
        }
        group.throughput(Throughput::Elements(FEW as u64));
        group.bench_function(BenchmarkId::new("predicate tree in Rust", offers), |bencher| {
            bencher.iter(|| {
                for contact in &contacts[..FEW] {
                    black_box(peers::tree(&workload, black_box(contact)));
                }
            });
        });
        group.finish();
    }
}
