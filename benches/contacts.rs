//! Contact databases of 1,000,000 contacts and 10,000,000 propositions: what is asked of one contact, what a person searches,
//! and how long an import takes. `cargo bench -- contacts`; the database is made once one of them is measured, in a minute or two.

use criterion::{Criterion, Throughput};
use std::cell::LazyCell;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tempfile::TempDir;
use vitrine::audience::Database;
use vitrine::audience::database::{Builder, Kept, NewContact, NewProposition};
use vitrine::audience::import::{Asked, Found, Order, Watch, import};
use vitrine::contacts::{ContactStore, Past};
use vitrine::model::{Catalog, Dimension, Status, Values};
use vitrine::text::Language;

const CONTACTS: usize = 1_000_000;
/// What was proposed to each.
const PROPOSITIONS: i64 = 10;
/// So many are put into the database together.
const TOGETHER: usize = 8_192;
/// So many are shown of what is searched.
const SHOWN: usize = 50;

const FIRST: [&str; 12] =
    ["Anna", "Chloé", "Émile", "Hugo", "Inès", "Jean", "Louise", "Marc", "Marguerite", "Nina", "Théo", "Zoé"];
const PARTS: [&str; 16] = [
    "mar", "dur", "ber", "lan", "pet", "it", "du", "val", "ro", "che", "mon", "le", "fa", "vi", "gau", "tier",
];
const CITIES: [&str; 5] = ["Paris", "Lyon", "Marseille", "Lille", "Nantes"];

fn catalog() -> Arc<Catalog> {
    let text = r#"#![enable(unwrap_newtypes, implicit_some)] (format: 1, name: "many",
        dimensions: [(name: "recipient", kind: Recipient, key: ["id"], fields: [(name: "id", type: Text),
            (name: "email", type: Text), (name: "first_name", type: Text), (name: "last_name", type: Text),
            (name: "city", type: Text), (name: "age", type: Integer), (name: "balance", type: Decimal),
            (name: "since", type: Date)])])"#;
    Arc::new(ron::from_str(text).expect("a catalog"))
}

/// A number that is another one for each contact, and looks like any.
fn mixed(number: usize) -> usize {
    number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20
}

/// The cells of a contact, by its number.
fn cells(number: usize) -> [String; 8] {
    let mixed = mixed(number);
    let first = FIRST[mixed % FIRST.len()];
    let last: String = (0..2 + mixed % 2).map(|part| PARTS[(mixed >> (4 * part)) % PARTS.len()]).collect();
    [
        format!("k{number}"),
        format!("{last}.{number}@mail.example"),
        first.to_owned(),
        last,
        CITIES[mixed % CITIES.len()].to_owned(),
        (18 + mixed % 70).to_string(),
        format!("{}.5", mixed % 10_000),
        format!("{}-{:02}-{:02}", 2000 + mixed % 25, 1 + mixed % 12, 1 + mixed % 28),
    ]
}

fn contact(number: usize) -> NewContact {
    let cells = cells(number);
    let values = cells.into_iter().enumerate().map(|(place, cell)| match place {
        5 => Kept::Whole(cell.parse().expect("a number")),
        6 => Kept::Decimal(cell.parse().expect("a number")),
        _ => Kept::Text(cell),
    });
    NewContact { values: values.collect(), cookies: vec![format!("c-{number}")], ..NewContact::default() }
}

fn made_to(contact: i64) -> impl Iterator<Item = NewProposition> {
    (0..PROPOSITIONS).map(move |nth| {
        let moment = 1_700_000_000_000_000 + nth * 86_400_000_000 + contact;
        let past = Past {
            offer: format!("recipient/offer_{}", (contact + nth) % 100),
            space: "recipient/web".to_owned(),
            at: jiff::Timestamp::from_microsecond(moment).expect("a moment"),
            status: Status::Presented,
            weight: Some(10.0),
            rank: Some(1),
            stored: Values::new(),
        };
        NewProposition { contact, past }
    })
}

/// The database, in a folder that goes with it.
fn made() -> (TempDir, Database) {
    let (folder, catalog) = (TempDir::new().expect("a folder"), catalog());
    let path = folder.path().join("many.sqlite");
    let dimension = &catalog.dimensions[0];
    let mut builder = Builder::new(&path, "many").expect("a new file");
    builder.begin(dimension, &dimension.fields).expect("a table");
    for start in (0..CONTACTS).step_by(TOGETHER) {
        let some = start..CONTACTS.min(start + TOGETHER);
        builder.add(&some.map(contact).collect::<Vec<_>>()).expect("added");
    }
    builder.index(&[vec!["email".to_owned()]]).expect("indexed");
    let numbers: Vec<i64> = (1..).take(CONTACTS).collect();
    for some in numbers.chunks(TOGETHER) {
        let made: Vec<_> = some.iter().flat_map(|contact| made_to(*contact)).collect();
        builder.propose(&made).expect("proposed");
    }
    builder.end().expect("ended");
    builder.finish().expect("in its place");
    let database = Database::open(&path, &catalog).expect("a database");
    (folder, database)
}

fn rows() -> String {
    let mut text = "id,email,first_name,last_name,city,age,balance,since,cookies\n".to_owned();
    for number in 0..CONTACTS {
        writeln!(text, "{},c-{number}", cells(number).join(",")).expect("a text can grow");
    }
    text
}

fn imported(from: &Path, catalog: &Catalog, dimension: &Dimension, target: &Path) -> u64 {
    let order = Order {
        catalog,
        dimension,
        found: Found::of(from, dimension, &Asked::default()).expect("it can be read"),
        history: None,
        folder: None,
        add_fields: false,
        target: target.to_path_buf(),
    };
    let (cancelled, say) = (AtomicBool::new(false), |message: &_| Language::En.say(message));
    let watch = Watch { progress: &|_| {}, cancelled: &cancelled, say: &say };
    import(&order, watch).expect("it goes through").contacts
}

pub(crate) fn benches(criterion: &mut Criterion) {
    asked(criterion);
    let mut group = criterion.benchmark_group("contacts, import");
    group.sample_size(10).throughput(Throughput::Elements(CONTACTS as u64));
    group.bench_function("CSV", |bencher| {
        let (folder, catalog) = (TempDir::new().expect("a folder"), catalog());
        let (from, target) = (folder.path().join("many.csv"), folder.path().join("many.sqlite"));
        std::fs::write(&from, rows()).expect("written");
        bencher.iter(|| {
            drop(std::fs::remove_file(&target));
            assert_eq!(imported(&from, &catalog, &catalog.dimensions[0], &target), CONTACTS as u64);
        });
    });
    group.finish();
}

/// One question after another, each of another contact or for another text.
fn asked(criterion: &mut Criterion) {
    let made = LazyCell::new(made);
    let database = || &made.1;
    let find = |slot, value: String| {
        let found = database().find("recipient", None, &[(slot, value)]).expect("read");
        assert_eq!(found.len(), 1);
        found[0]
    };
    let mut number = 0;
    let mut next = move || {
        number += 1;
        mixed(number) % CONTACTS
    };
    let mut group = criterion.benchmark_group("contacts, one of a million");
    group.bench_function("by key", |bencher| bencher.iter(|| black_box(find(0, format!("k{}", next())))));
    group.bench_function("by another field that spaces identify by", |bencher| {
        bencher.iter(|| black_box(find(1, cells(next())[1].clone())));
    });
    group.bench_function("by cookie", |bencher| {
        bencher.iter(|| {
            let found = database().with_cookie("recipient", None, &format!("c-{}", next())).expect("read");
            assert_eq!(found.len(), 1);
        });
    });
    let first = LazyCell::new(|| find(0, "k0".to_owned()));
    group.bench_function("history of ten", |bencher| {
        bencher.iter(|| {
            let history = database().history_of(*first + next()).expect("read");
            assert_eq!(history.len(), 10);
        });
    });
    group.bench_function("values and history", |bencher| {
        bencher.iter(|| black_box(database().person(*first + next()).expect("read").expect("somebody")));
    });
    group.finish();
    let mut group = criterion.benchmark_group("contacts, first results of a search");
    let dimensions = ["recipient".to_owned()];
    for query in [
        "a",
        "ma",
        "mar",
        "marg",
        "margu",
        "mail",
        "exampl",
        "k99",
        "k99999",
        "marseil gautier",
        "exampl rochemon",
        "anna lyon durlan",
        "nobody",
    ] {
        group.bench_function(query, |bencher| {
            bencher.iter(|| {
                let found = database().searched(&dimensions, query, SHOWN).expect("read");
                let people = found.iter().map(|place| database().person(*place).expect("read"));
                black_box(people.collect::<Vec<_>>())
            });
        });
    }
    group.finish();
}
