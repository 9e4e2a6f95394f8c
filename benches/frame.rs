//! `cargo bench --bench frame`: the processor time of one frame of the whole window, without a graphics card:
//! drawing, layout and tessellation of a catalog of 100,000 offers; and the longest frame while one is opened.
//!
//! `VITRINE_BENCH_OFFERS` sets another number of offers, as for a build without optimisation.

#[allow(dead_code, reason = "the window is that of another benchmark, which does more to it")]
mod window;
#[allow(dead_code, reason = "the workload is that of the other benchmarks, which use more of it")]
mod workload;

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Event, Pos2};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use vitrine::app::{Action, App, Command, Group, Inside, Jobs, Node};
use vitrine::model::Ref;
use window::{NoDialogs, Window, letter, offers, preferences, wheel};

/// Offers in the tree and in the table.
const OFFERS: usize = 100_000;
/// Offers of the catalog that is opened.
const OPENED: usize = 10_000;
/// Opening takes seconds at most; what takes longer hangs.
const LONGEST_OPENING: Duration = Duration::from_mins(2);
/// Somewhere in the tree.
const IN_TREE: Pos2 = Pos2::new(120.0, 400.0);
/// The field that the tree is filtered by.
const IN_FILTER: Pos2 = Pos2::new(100.0, 87.0);
/// Somewhere in the table.
const IN_TABLE: Pos2 = Pos2::new(600.0, 500.0);

/// A file with so many offers.
fn file(folder: &Path, offers: usize) -> PathBuf {
    let path = folder.join("large.catalog.ron");
    let catalog = workload::Workload::new(offers).catalog;
    let text = vitrine::storage::write(&catalog, None).expect("it can be written");
    std::fs::write(&path, text).expect("there is room");
    path
}

/// The application on a file, with every branch of its tree open.
fn opened(path: &Path) -> App {
    let jobs = Jobs::inline(Arc::new(NoDialogs), jiff::Timestamp::now);
    let mut app = App::new(jobs, preferences(), None, Some(path.to_path_buf()));
    app.poll();
    let mut nodes = vec![Node::Group(Group::Environments)];
    for environment in &app.workspace().catalog().environments {
        nodes.push(Node::Entity(Ref::Environment(environment.name.clone())));
        nodes.push(Node::Inside(environment.name.clone(), Inside::Offers));
        environment.walk_categories(|_, category| {
            nodes.push(Node::Entity(Ref::Category(environment.name.clone(), category.name.clone())));
        });
    }
    nodes.retain(|node| !app.view().expanded.contains(node));
    app.apply(nodes.into_iter().map(Action::Toggle).collect());
    app
}

fn frames(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let count = offers(OFFERS);
    let path = file(folder.path(), count);
    let mut group = criterion.benchmark_group(format!("frame/{count} offers"));
    let mut window = Window::new(opened(&path));
    let mut press = 0;
    group.bench_function("tree, idle", |bencher| bencher.iter(|| window.frame(Vec::new())));
    group.bench_function("tree, scrolling", |bencher| {
        bencher.iter(|| {
            press += 1;
            window.frame(wheel(IN_TREE, if press / 200 % 2 == 0 { -3.0 } else { 3.0 }));
        });
    });
    window.click(IN_FILTER);
    group.bench_function("tree, typing in the filter", |bencher| {
        bencher.iter(|| window.frame(letter(&mut press)));
    });
    let mut app = opened(&path);
    app.run(Command::OffersTable);
    let mut window = Window::new(app);
    group.bench_function("table, idle", |bencher| bencher.iter(|| window.frame(Vec::new())));
    group.bench_function("table, scrolling", |bencher| {
        bencher.iter(|| {
            press += 1;
            window.frame(wheel(IN_TABLE, if press / 200 % 2 == 0 { -3.0 } else { 3.0 }));
        });
    });
    group.finish();
}

/// The longest frame from the order to the first full display of a catalog, with real threads.
fn longest_frame(path: &Path) -> Duration {
    let jobs = Jobs::threads(Arc::new(NoDialogs), jiff::Timestamp::now, || {}).expect("threads");
    let mut window = Window::new(App::new(jobs, preferences(), None, None));
    let file = window.shell.app().workspace().id();
    window.frame(vec![Event::PointerMoved(IN_TREE)]);
    window.shell.open(path.to_path_buf());
    let (start, mut longest) = (Instant::now(), Duration::ZERO);
    loop {
        let frame = Instant::now();
        window.frame(Vec::new());
        longest = longest.max(frame.elapsed());
        let workspace = &window.shell.app().workspace();
        if workspace.id() != file && workspace.is_analysed() {
            break;
        }
        assert!(start.elapsed() < LONGEST_OPENING, "the catalog does not open");
        std::thread::sleep(Duration::from_millis(4));
    }
    for _ in 0..3 {
        let frame = Instant::now();
        window.frame(Vec::new());
        longest = longest.max(frame.elapsed());
    }
    longest
}

fn opening(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let count = offers(OPENED);
    let path = file(folder.path(), count);
    criterion.bench_function(&format!("open/{count} offers, longest frame"), |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| longest_frame(&path)).sum());
    });
}

fn settings() -> Criterion {
    Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
}

criterion_group! {
    name = benches;
    config = settings();
    targets = frames, opening
}
criterion_main!(benches);
