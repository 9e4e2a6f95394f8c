//! How fast a decision is: the eligible offers and the best three, for sixteen contacts one after the other.

use crate::peers::{self, Interpreted};
use crate::workload::{CONTACTS, NOW, Variant, Workload};
use criterion::{BenchmarkId, Criterion, Throughput};
use jiff::Timestamp;
use std::hint::black_box;
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan, Ranker, Report, decide, decide_best};
use vitrine::model::{Call, Reason, Value, split_address};

/// The engine, ready to be called by each contact of a workload.
struct Engine {
    plan: Plan,
    population: Population,
    now: Timestamp,
}

impl Engine {
    fn new(catalog: &std::sync::Arc<vitrine::model::Catalog>) -> Self {
        let now = NOW.parse().expect("a timestamp");
        Self { plan: Plan::new(catalog), population: Population::of(catalog), now }
    }

    fn decide(&self, call: &Call) -> Decision {
        decide(&self.plan, &self.population, call, self.now).expect("the space exists")
    }

    fn ranker(&self) -> Ranker<'_> {
        let call = Call { count: 3, ..Call::new("shop/web") };
        Ranker::new(&self.plan, &call, self.now).expect("the space exists")
    }

    fn decide_best(&self, call: &Call) -> Decision {
        decide_best(&self.plan, &self.population, call, self.now).expect("the space exists")
    }
}

/// A call by every contact, who logs in, for so many offers.
fn calls(count: u32) -> Vec<Call> {
    let call = |contact: usize| Call {
        identity: vec![Value::Text(format!("c{contact}"))],
        count,
        ..Call::new("shop/web")
    };
    (0..CONTACTS).map(call).collect()
}

/// The places of the offers that a decision found eligible: those kept, in order, then those outranked.
fn eligible(decision: &Decision) -> Vec<usize> {
    let place = |address: &str| -> usize {
        let (_, name) = split_address(address).expect("an address");
        name.strip_prefix("offer_").and_then(|number| number.parse().ok()).expect("an offer's number")
    };
    let kept = decision.propositions.iter().map(|proposed| place(&proposed.offer));
    let outranked = decision.excluded.iter().filter(|excluded| excluded.reason() == Reason::Outranked);
    kept.chain(outranked.map(|excluded| place(decision.address(excluded)))).collect()
}

/// The best three in order, then all the others by place: what all must agree on.
fn comparable(mut answer: Vec<usize>) -> Vec<usize> {
    let best = answer.len().min(3);
    answer[best..].sort_unstable();
    answer
}

/// Refuses to measure what does not give the same answers.
fn compare(workload: &Workload, engine: &Engine, interpreted: &Interpreted) {
    let mut found = 0;
    for (call, contact) in calls(3).iter().zip(&workload.contacts) {
        let ours = comparable(eligible(&engine.decide(call)));
        assert_eq!(ours, comparable(peers::tree(workload, contact)), "the predicate tree differs");
        let all = engine.decide_best(&Call { count: u32::MAX, ..call.clone() });
        assert_eq!(ours, comparable(eligible(&all)), "the ranking differs");
        assert_eq!(ours[..3.min(ours.len())], eligible(&engine.decide_best(call)), "the best differ");
        let cel = interpreted.answer(workload, &peers::context(contact));
        assert_eq!(ours, comparable(cel), "the interpreter differs");
        found += ours.len();
    }
    assert!(found > 0, "nobody is eligible for anything");
}

pub(crate) fn benches(criterion: &mut Criterion) {
    for offers in [100, 1_000, 10_000] {
        let workload = Workload::new(offers);
        let engine = Engine::new(&workload.catalog);
        let interpreted = Interpreted::new(&workload);
        compare(&workload, &engine, &interpreted);
        against_peers(criterion, &workload, &engine, &interpreted);
        #[cfg(feature = "peers")]
        against_others(criterion, &workload, &engine);
        explained(criterion, offers, &engine);
        capped(criterion, &workload);
        for (name, variant) in [("10 % missing", Variant::Missing), ("20 % opaque", Variant::Opaque)] {
            varied(criterion, name, &Workload::varied(offers, variant));
        }
    }
}

/// The best three of one contact after another, against the predicate tree, where something is otherwise.
fn varied(criterion: &mut Criterion, name: &str, workload: &Workload) {
    let engine = Engine::new(&workload.catalog);
    let (mut ranker, mut found) = (engine.ranker(), 0);
    for (place, contact) in workload.contacts.iter().enumerate() {
        let best = ranker.best(&engine.population, place).expect("a contact").iter();
        let ours: Vec<usize> = best.map(|offer| offer.place).collect();
        let tree = peers::tree(workload, contact);
        assert_eq!(ours, tree[..3.min(tree.len())], "the predicate tree differs: {name}");
        found += ours.len();
    }
    assert!(found > 0, "nobody is eligible for anything");
    let mut group = criterion.benchmark_group(format!("decide, {name}"));
    group.throughput(Throughput::Elements(CONTACTS as u64));
    group.bench_function(
        BenchmarkId::new("vitrine, one contact after another", workload.offers.len()),
        |bencher| {
            bencher.iter(|| one_after_another(&mut ranker, &engine));
        },
    );
    group.bench_function(BenchmarkId::new("predicate tree in Rust", workload.offers.len()), |bencher| {
        bencher.iter(|| {
            for contact in &workload.contacts {
                black_box(peers::tree(workload, black_box(contact)));
            }
        });
    });
    group.finish();
}

fn one_after_another(ranker: &mut Ranker<'_>, engine: &Engine) {
    for contact in 0..CONTACTS {
        black_box(ranker.best(&engine.population, black_box(contact)).map(<[_]>::len));
    }
}

fn against_peers(criterion: &mut Criterion, workload: &Workload, engine: &Engine, cel: &Interpreted) {
    let offers = workload.offers.len();
    let calls = calls(3);
    let mut group = criterion.benchmark_group("decide");
    group.throughput(Throughput::Elements(CONTACTS as u64));
    group.bench_function(BenchmarkId::new("vitrine", offers), |bencher| {
        bencher.iter(|| {
            for call in &calls {
                black_box(engine.decide(call));
            }
        });
    });
    let all: Vec<Call> = calls.iter().map(|call| Call { count: u32::MAX, ..call.clone() }).collect();
    for (name, calls) in [("vitrine, the best three", &calls), ("vitrine, all that are eligible", &all)] {
        group.bench_function(BenchmarkId::new(name, offers), |bencher| {
            bencher.iter(|| {
                for call in calls {
                    black_box(engine.decide_best(call));
                }
            });
        });
    }
    group.bench_function(BenchmarkId::new("vitrine, one contact after another", offers), |bencher| {
        let mut ranker = engine.ranker();
        bencher.iter(|| one_after_another(&mut ranker, engine));
    });
    group.bench_function(BenchmarkId::new("predicate tree in Rust", offers), |bencher| {
        bencher.iter(|| {
            for contact in &workload.contacts {
                black_box(peers::tree(workload, black_box(contact)));
            }
        });
    });
    let contexts: Vec<_> = workload.contacts.iter().map(|contact| peers::context(contact)).collect();
    group.bench_function(BenchmarkId::new("cel interpreter", offers), |bencher| {
        bencher.iter(|| {
            for context in &contexts {
                black_box(cel.answer(workload, context));
            }
        });
    });
    group.finish();
}

/// The engines that the feature `peers` brings, each held to the same answers first.
#[cfg(feature = "peers")]
fn against_others(criterion: &mut Criterion, workload: &Workload, engine: &Engine) {
    let mut group = criterion.benchmark_group("decide");
    group.throughput(Throughput::Elements(CONTACTS as u64));
    for peer in crate::peers_of_others::all(workload) {
        for (contact, call) in calls(3).iter().enumerate() {
            let ours = comparable(eligible(&engine.decide(call)));
            assert_eq!(ours, comparable(peer.answer(workload, contact)), "{} differs", peer.name());
        }
        group.bench_function(BenchmarkId::new(peer.name(), workload.offers.len()), |bencher| {
            bencher.iter(|| {
                for contact in 0..CONTACTS {
                    black_box(peer.answer(workload, black_box(contact)));
                }
            });
        });
    }
    group.finish();
}

/// The same with every other offer explained: which gate, condition and value; with all that the gate saw; and as the JSON that
/// `decide --json` prints, all in words.
fn explained(criterion: &mut Criterion, offers: usize, engine: &Engine) {
    let calls = calls(3);
    let mut group = criterion.benchmark_group("decide and explain every offer");
    group.throughput(Throughput::Elements(CONTACTS as u64));
    group.bench_function(BenchmarkId::new("vitrine", offers), |bencher| {
        bencher.iter(|| {
            for call in &calls {
                black_box(engine.decide(call).explanations().collect::<Vec<_>>());
            }
        });
    });
    group.bench_function(BenchmarkId::new("vitrine, with what gates saw", offers), |bencher| {
        bencher.iter(|| {
            for call in &calls {
                let decision = engine.decide(call);
                decision.explanations().for_each(|it| {
                    black_box(it.detail());
                });
            }
        });
    });
    group.bench_function(BenchmarkId::new("vitrine, as JSON", offers), |bencher| {
        bencher.iter(|| {
            for call in &calls {
                let decision = engine.decide(call);
                black_box(serde_json::to_string(&Report::of(&decision)).expect("it can be written"));
            }
        });
    });
    group.finish();
}

/// With two presentation rules and twenty past propositions for every contact. No peer counts.
fn capped(criterion: &mut Criterion, workload: &Workload) {
    let engine = Engine::new(&workload.catalog_with_caps());
    let calls = calls(3);
    let reasons = calls.iter().map(|call| engine.decide(call));
    let capped = reasons.flat_map(|decision| decision.excluded).map(|excluded| excluded.reason());
    assert!(capped.into_iter().any(|reason| reason == Reason::PresentationRule), "nothing is capped");
    let mut ranker = engine.ranker();
    for (contact, call) in calls.iter().enumerate() {
        let best = ranker.best(&engine.population, contact).expect("a contact").iter();
        assert!(
            best.map(|offer| offer.offer).eq(engine.decide(call).propositions.iter().map(|it| &*it.offer))
        );
    }
    let mut group = criterion.benchmark_group("decide under two caps");
    group.throughput(Throughput::Elements(CONTACTS as u64));
    let offers = workload.offers.len();
    group.bench_function(BenchmarkId::new("vitrine, one contact after another", offers), |bencher| {
        bencher.iter(|| one_after_another(&mut ranker, &engine));
    });
    group.bench_function(
        BenchmarkId::new("vitrine, one contact after another, histories not known yet", offers),
        |bencher| {
            bencher.iter(|| one_after_another(&mut engine.ranker(), &engine));
        },
    );
    group.bench_function(BenchmarkId::new("vitrine", workload.offers.len()), |bencher| {
        bencher.iter(|| {
            for call in &calls {
                black_box(engine.decide(call));
            }
        });
    });
    group.finish();
}
