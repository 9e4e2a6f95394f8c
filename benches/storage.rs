//! How fast a catalog of about five megabytes is read and written, against the `ron` crate on the same text.
//! The storage keeps places and comments, and says everything that is wrong at once; `ron` does not.

use crate::workload::Workload;
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use vitrine::model::Catalog;
use vitrine::storage;

/// As many offers as make about five megabytes.
const OFFERS: usize = 3_600;

pub(crate) fn benches(criterion: &mut Criterion) {
    let catalog = Workload::new(OFFERS).catalog;
    let text = storage::write(&catalog, None).expect("it can be written");
    let text = format!("// A catalog with a comment, which a save keeps.\n{text}");
    let loaded = storage::read(text.as_bytes()).expect("it can be read");
    assert_eq!(loaded.catalog, catalog, "what is read differs from what was written");
    assert_eq!(peer_read(&text), *catalog, "the peer reads something else");
    assert_eq!(peer_read(&peer_write(&catalog)), *catalog, "the peer writes something else");

    let mut group = criterion.benchmark_group(format!("read {:.1} MB", megabytes(&text)));
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("vitrine", |bencher| {
        bencher.iter(|| black_box(storage::read(text.as_bytes()).expect("it can be read")));
    });
    group.bench_function("ron", |bencher| bencher.iter(|| black_box(peer_read(&text))));
    group.finish();

    let mut group = criterion.benchmark_group(format!("write {:.1} MB", megabytes(&text)));
    group.sample_size(10).throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("vitrine", |bencher| {
        bencher.iter(|| black_box(storage::write(&catalog, None).expect("it can be written")));
    });
    group.bench_function("vitrine, comments kept", |bencher| {
        let document = Some(&loaded.document);
        bencher.iter(|| black_box(storage::write(&catalog, document).expect("it can be written")));
    });
    group.bench_function("ron", |bencher| bencher.iter(|| black_box(peer_write(&catalog))));
    group.finish();
}

#[expect(clippy::cast_precision_loss, reason = "a few millions")]
fn megabytes(text: &str) -> f64 {
    text.len() as f64 / 1e6
}

fn peer_read(text: &str) -> Catalog {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    options.from_str(text).expect("it can be read")
}

fn peer_write(catalog: &Catalog) -> String {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    let pretty = ron::ser::PrettyConfig::default().struct_names(true);
    options.to_string_pretty(catalog, pretty).expect("it can be written")
}
