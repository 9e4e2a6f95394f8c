//! How fast a catalog becomes a plan, at first and after an edit of one offer, and how long the preview takes
//! to follow a key press.

use crate::workload::{NOW, Workload};
use criterion::{BenchmarkId, Criterion};
use jiff::Timestamp;
use std::cell::Cell;
use std::hint::black_box;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Plan, decide, decide_best};
use vitrine::model::{Call, Catalog, Value};
use vitrine::text::Language;

/// How many different edits there are: a plan must not profit from having seen the same rule before.
const PRESSES: usize = 8;

/// How many offers that were not kept the preview pane shows at a time.
const ROWS: usize = 50;

pub(crate) fn benches(criterion: &mut Criterion) {
    for offers in [1_000, 10_000] {
        let workload = Workload::new(offers);
        let edited: Vec<_> = (0..PRESSES).map(|press| workload.edited(press)).collect();
        let plan = Plan::new(&workload.catalog);
        // As the worker does that opens a catalog.
        plan.index_offers();
        best(&plan, &Population::of(&workload.catalog));
        compare(&plan, &edited[0]);
        let press = Cell::new(0);
        let next = || {
            press.set((press.get() + 1) % PRESSES);
            &edited[press.get()]
        };
        let mut group = criterion.benchmark_group("compile a catalog");
        group.sample_size(10);
        group.bench_function(BenchmarkId::new("plan", offers), |bencher| {
            bencher.iter_with_large_drop(|| Plan::new(&workload.catalog));
        });
        group.finish();
        let mut group = criterion.benchmark_group("compile after an edit of one offer");
        group.bench_function(BenchmarkId::new("plan", offers), |bencher| {
            bencher.iter(|| black_box(Plan::after(next(), Some(&plan))));
        });
        group.finish();
        let population = Population::of(&workload.catalog);
        let mut group = criterion.benchmark_group("first ranked decision");
        group.bench_function(BenchmarkId::new("of a plan", offers), |bencher| {
            let plan = || Plan::new(&workload.catalog);
            let setup = criterion::BatchSize::PerIteration;
            bencher.iter_batched_ref(plan, |plan| black_box(best(plan, &population)), setup);
        });
        group.bench_function(
            BenchmarkId::new("after an edit of one offer, with the plan", offers),
            |bencher| {
                bencher.iter(|| black_box(best(&Plan::after(next(), Some(&plan)), &population)));
            },
        );
        group.finish();
        let mut group = criterion.benchmark_group("preview after a key press");
        group.bench_function(BenchmarkId::new("plan, decide, explain 50", offers), |bencher| {
            bencher.iter(|| black_box(preview(next(), &plan, &population)));
        });
        group.finish();
    }
}

/// Says what a plan takes with all that is found when it is asked first. Comes first of all: nothing is free yet that it
/// could take again.
pub(crate) fn memory(_: &mut Criterion) {
    let workload = Workload::new(10_000);
    let population = Population::of(&workload.catalog);
    let Some(before) = resident() else { return };
    let plan = Plan::new(&workload.catalog);
    plan.index_offers();
    let compiled = resident().unwrap_or(before);
    best(&plan, &population);
    let ranked = resident().unwrap_or(before);
    let [compiled, ranked] = [compiled, ranked].map(|now| (now - before) / 1024);
    eprintln!("resident memory of a plan of 10,000 offers: {compiled} MB, {ranked} MB once it has ranked");
}

/// How many kilobytes of memory the process has, where the system tells that.
fn resident() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// What the preview shows after an edit: the best three offers rendered, and the first rows of the others in
/// words.
fn preview(catalog: &Arc<Catalog>, earlier: &Plan, population: &Population) -> Vec<String> {
    let plan = Plan::after(catalog, Some(earlier));
    let identity = vec![Value::from("c0")];
    let call = Call { identity, count: 3, ..Call::new("shop/page") };
    let decision = decide(&plan, population, &call, now()).expect("the space exists");
    let shown = decision.propositions.iter().filter_map(|proposed| proposed.look.rendered.html.clone());
    let rows = decision.excluded.iter().take(ROWS);
    let wording = decision.wording(Language::En);
    let rows = rows.map(|excluded| wording.detail(&decision.explain(excluded)));
    shown.chain(rows).collect()
}

/// What the first contact is proposed, without reasons.
fn best(plan: &Plan, population: &Population) -> Vec<String> {
    let call = Call { identity: vec![Value::from("c0")], count: 3, ..Call::new("shop/page") };
    let decision = decide_best(plan, population, &call, now()).expect("the space exists");
    decision.propositions.into_iter().map(|proposed| proposed.offer).collect()
}

fn now() -> Timestamp {
    NOW.parse().expect("a timestamp")
}

/// Refuses to measure a plan that an edit makes other than it would be made anew.
fn compare(earlier: &Plan, edited: &Arc<Catalog>) {
    let population = Population::of(edited);
    let anew = preview(edited, &Plan::new(edited), &population);
    let after = preview(edited, earlier, &population);
    assert_eq!(after, anew, "a plan made after an edit differs from one made anew");
    assert!(anew.len() > ROWS, "there is nothing to show");
    let after = Plan::after(edited, Some(earlier));
    let best = [best(&after, &population), best(&Plan::new(edited), &population)];
    assert_eq!(best[0], best[1], "a ranking kept over an edit differs from one made anew");
    assert!(!best[0].is_empty(), "there is nothing to rank");
}
