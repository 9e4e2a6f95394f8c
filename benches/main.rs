//! `cargo bench`: the engine and the storage against named peers, on the same work. `README.md` beside this
//! file says how to read the figures.
//!
//! Answers are compared before time is taken: a benchmark of two programs that differ says nothing.

#[cfg(feature = "arrow")]
mod blocks;
mod compile;
#[cfg(feature = "audience")]
mod contacts;
mod decide;
mod peers;
#[cfg(feature = "peers")]
mod peers_of_others;
#[cfg(feature = "audience")]
mod people;
#[cfg(feature = "audience")]
mod simulation;
mod storage;
mod workload;

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Duration;

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn settings() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1500))
}

/// Only where contacts can come in columns.
fn populations(criterion: &mut Criterion) {
    #[cfg(feature = "arrow")]
    blocks::benches(criterion);
    #[cfg(feature = "audience")]
    {
        simulation::benches(criterion);
        contacts::benches(criterion);
    }
    #[cfg(not(feature = "arrow"))]
    let _ = criterion;
}

criterion_group! {
    name = benches;
    config = settings();
    targets = compile::memory, decide::benches, populations, compile::benches, storage::benches
}
criterion_main!(benches);
