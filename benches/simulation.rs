//! How many contacts a second a simulation takes from files, end to end: the best three of each, without gates; and one run
//! of a thousand offers for a million contacts with what was proposed to them, with the most memory that it takes.

use crate::people::{self, PeopleFile};
use crate::workload::{NOW, Workload};
use criterion::{BenchmarkId, Criterion, Throughput};
use std::cell::OnceCell;
use std::hint::black_box;
use tempfile::TempDir;
use vitrine::audience::source::open;
use vitrine::engine::Plan;
use vitrine::simulation::{Funnel, Settings, Simulation, simulate};

/// How many contacts there are in a file, and in one for the volume.
const CONTACTS: usize = 524_288;
const MANY: usize = 1_000_000;

/// How many offers there are.
const OFFERS: usize = 1_000;

/// How many propositions a contact of the volume has had at the most.
const MOST_PAST: usize = 6;

const KINDS: [&str; 4] = ["Parquet", "Arrow", "CSV", "SQLite"];

/// Files that are written once the first of them is asked for: who measures something else does not wait for them.
struct Files {
    folder: TempDir,
    written: OnceCell<Vec<PeopleFile>>,
    count: usize,
    most_past: Option<usize>,
}

impl Files {
    fn of(count: usize, most_past: Option<usize>) -> Self {
        Self { folder: TempDir::new().expect("a folder"), written: OnceCell::new(), count, most_past }
    }

    /// The one of a kind. All kinds come to the same, or nothing is measured.
    fn of_kind(&self, kind: &str, plan: &Plan, settings: &Settings) -> &PeopleFile {
        let made = || {
            let files = people::write(self.folder.path(), plan.catalog(), self.count, self.most_past);
            let found: Vec<Simulation> = files.iter().map(|file| simulated(file, plan, settings)).collect();
            for (file, other) in files.iter().zip(&found) {
                assert_eq!(other.contacts.taken, self.count as u64, "{}", file.kind);
                assert_eq!(other.offers, found[0].offers, "{} differs", file.kind);
                assert_eq!(other.by_count, found[0].by_count, "{} differs", file.kind);
            }
            files
        };
        let files = self.written.get_or_init(made);
        files.iter().find(|file| file.kind == kind).expect("one of that kind")
    }
}

fn simulated(file: &PeopleFile, plan: &Plan, settings: &Settings) -> Simulation {
    let source = open(&file.path).expect("it can be read");
    let now = NOW.parse().expect("a timestamp");
    simulate(plan, source.as_ref(), settings, now, &|_| true).expect("it goes through")
}

fn settings() -> Settings {
    let mut settings = Settings { funnel: Funnel::None, ..Settings::new("shop/web") };
    settings.call.count = 3;
    settings
}

/// Forgets how much memory the program has taken at the most, where the system lets one.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

pub(crate) fn benches(criterion: &mut Criterion) {
    let workload = Workload::new(OFFERS);
    let (plan, settings) = (Plan::new(&workload.catalog), settings());
    let files = Files::of(CONTACTS, None);
    let mut group = criterion.benchmark_group("simulation");
    group.sample_size(10).throughput(Throughput::Elements(CONTACTS as u64));
    for threads in [1, 2] {
        for kind in KINDS {
            let name = BenchmarkId::new(format!("{kind}, {threads} threads"), OFFERS);
            group.bench_function(name, |bencher| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                let file = files.of_kind(kind, &plan, &settings);
                bencher.iter(|| black_box(pool.install(|| simulated(file, &plan, &settings))));
            });
        }
    }
    group.finish();
    volume(criterion, &workload, &settings);
}

/// With two caps, and up to six past propositions each.
fn volume(criterion: &mut Criterion, workload: &Workload, settings: &Settings) {
    let plan = Plan::new(&workload.catalog_with_caps());
    let files = Files::of(MANY, Some(MOST_PAST));
    let mut group = criterion.benchmark_group("simulation with history");
    group.sample_size(10).throughput(Throughput::Elements(MANY as u64));
    for threads in [1, 2] {
        for kind in KINDS.into_iter().filter(|kind| *kind != "CSV") {
            let (name, mut most) = (format!("{kind}, {threads} threads"), None);
            group.bench_function(BenchmarkId::new(&name, OFFERS), |bencher| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                let file = files.of_kind(kind, &plan, settings);
                forget_peak();
                bencher.iter(|| {
                    let found = black_box(pool.install(|| simulated(file, &plan, settings)));
                    most = found.speed.megabytes();
                });
            });
            if let Some(most) = most {
                eprintln!("{name}: {most} MB of memory at most");
            }
        }
    }
    group.finish();
}
