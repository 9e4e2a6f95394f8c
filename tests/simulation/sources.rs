//! The same contacts come to the same, whatever they are read from, cut into and read by.

use super::keep::keep;
use super::support::{Random, contact, csv, neobank, own, settings, simulated};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use proptest::prelude::*;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use vitrine::audience::source::{Source, open};
use vitrine::engine::Plan;
use vitrine::model::{Catalog, Contact, Value};
use vitrine::simulation::{Axis, Funnel, MadeOf, Settings, Simulation};
use vitrine::text::Language;

pub(crate) fn batch(contacts: &[Contact]) -> RecordBatch {
    let values = |name: &'static str| contacts.iter().map(move |contact| contact.values.get(name));
    let texts = |name| -> ArrayRef {
        Arc::new(values(name).map(|value| value.map(ToString::to_string)).collect::<StringArray>())
    };
    let ages = values("age").map(|value| match value {
        Some(Value::Integer(age)) => Some(*age),
        _ => None,
    });
    let balances = values("balance").map(|value| match value {
        Some(Value::Decimal(balance)) => Some(*balance),
        _ => None,
    });
    let premiums = values("premium").map(|value| match value {
        Some(Value::Boolean(premium)) => Some(*premium),
        _ => None,
    });
    let days = values("customer_since").map(|value| {
        let day: jiff::civil::Date = value?.to_string().parse().ok()?;
        Some(day.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).ok()?.get_days())
    });
    let mut interests = ListBuilder::new(StringBuilder::new());
    for value in values("interests") {
        // A file of text cannot tell an empty list from a missing one.
        match value {
            Some(Value::List(texts)) if !texts.is_empty() => interests.append_value(texts.iter().map(Some)),
            _ => interests.append_null(),
        }
    }
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", texts("id")),
        ("age", Arc::new(ages.collect::<Int64Array>())),
        ("balance", Arc::new(balances.collect::<Float64Array>())),
        ("premium", Arc::new(premiums.collect::<BooleanArray>())),
        ("customer_since", Arc::new(days.collect::<Date32Array>())),
        ("segment", texts("segment")),
        ("first_name", texts("first_name")),
        ("interests", Arc::new(interests.finish())),
    ];
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length")
}

/// The contacts in files of every kind, cut into batches of so many.
pub(crate) fn files(folder: &Path, contacts: &[Contact], each: usize) -> Vec<PathBuf> {
    std::fs::write(folder.join("a.csv"), csv(contacts)).expect("it is written");
    let mut names = columnar(folder, &batch(contacts), each);
    names.insert(0, folder.join("a.csv"));
    names
}

/// Columns in files of every kind that has them.
fn columnar(folder: &Path, whole: &RecordBatch, each: usize) -> Vec<PathBuf> {
    let batches = || {
        (0..whole.num_rows())
            .step_by(each)
            .map(|start| whole.slice(start, each.min(whole.num_rows() - start)))
    };
    let names = ["b.parquet", "c.arrow", "d.arrows"].map(|name| folder.join(name));
    let rows = WriterProperties::builder().set_max_row_group_row_count(Some(each)).build();
    let file = || |path: &PathBuf| File::create(path).expect("it is made");
    let mut writer = ArrowWriter::try_new(file()(&names[0]), whole.schema(), Some(rows)).expect("a schema");
    batches().for_each(|batch| writer.write(&batch).expect("it is written"));
    writer.close().expect("it is written");
    let mut writer = FileWriter::try_new(file()(&names[1]), &whole.schema()).expect("a schema");
    batches().for_each(|batch| writer.write(&batch).expect("it is written"));
    writer.finish().expect("it is written");
    let mut writer = StreamWriter::try_new(file()(&names[2]), &whole.schema()).expect("a schema");
    batches().for_each(|batch| writer.write(&batch).expect("it is written"));
    writer.finish().expect("it is written");
    names.into()
}

pub(crate) fn on(threads: usize, plan: &Plan, source: &dyn Source, settings: &Settings) -> Simulation {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let mut found = pool.install(|| simulated(plan, source, settings));
    found.made_of = MadeOf::default();
    found
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(6) })]

    #[test]
    fn every_source_comes_to_the_same(seed in any::<u64>(), count in 1_u32..4, each in 1_usize..40, sampled: bool) {
        let mut random = Random(seed);
        let mut contacts: Vec<Contact> = (0..90).map(|number| contact(number, false, &mut random)).collect();
        for contact in &mut contacts {
            contact.values.retain(|_, value| *value != Value::List(Vec::new()));
        }
        let mut catalog = Catalog::clone(&neobank());
        catalog.contacts = contacts.iter().cloned().map(Arc::new).collect();
        let catalog = Arc::new(catalog);
        let plan = Plan::new(&catalog);
        let axes = ["age", "balance", "customer_since", "interests", "segment", "premium", "split('x')", "offer.theme"];
        let axes: Vec<Axis> = axes.iter().map(|axis| axis.parse().expect("an axis")).collect();
        let funnel = if sampled { Funnel::Of(20) } else { Funnel::All };
        let settings = Settings { axes, funnel, sample: sampled.then_some(40), ..settings(count) };
        let expected = on(1, &plan, &own(&catalog), &settings);
        prop_assert_eq!(&on(3, &plan, &own(&catalog), &settings), &expected);
        let folder = TempDir::new().expect("a folder");
        let database = folder.path().join("e.sqlite");
        keep(&catalog, &database);
        for path in files(folder.path(), &contacts, each).into_iter().chain([database]) {
            let source = open(&path).unwrap_or_else(|error| panic!("{}", Language::En.say(&error.message)));
            for threads in [1, 2] {
                let found = on(threads, &plan, source.as_ref(), &settings);
                prop_assert_eq!(&found, &expected, "{} on {} threads", path.display(), threads);
            }
        }
    }
}

/// What is said of a file with that content.
fn refused(content: &str) -> String {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("people.csv");
    std::fs::write(&path, content).expect("it is written");
    let plan = Plan::new(&neobank());
    let source = match open(&path) {
        Ok(source) => source,
        Err(error) => return Language::En.say(&error.message),
    };
    let now = super::AT.parse().expect("a moment");
    match vitrine::simulation::simulate(&plan, source.as_ref(), &settings(1), now, &|_| true) {
        Err(vitrine::simulation::SimulationError::Failed(message)) => Language::En.say(&message),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_column() {
    let wrong = refused("id;age\n1;30\n2;thirty\n");
    assert!(wrong.starts_with("people.csv, line 3, column age: "), "{wrong}");
    let wrong = refused("id,first_name\n1,\"two\nlines\"\n2,Ann,34\n");
    assert!(wrong.starts_with("people.csv, line 4: it has 3 values"), "{wrong}");
    let wrong = refused("id,age\r\n1,30\r\n\r\n2,thirty\r\n");
    assert!(wrong.starts_with("people.csv, line 4, column age: "), "{wrong}");
    assert!(refused("number,age\n1,30\n").contains("has no column id"));
    assert!(refused("id,age\n1,\u{0}\n").contains("is no file of contacts"));
    assert!(refused("").contains("is empty"));
    assert!(refused("SQLite format 3\0").contains("not a contact database"));
}

/// A key, a folder, and how many visits.
type Visitor = (&'static str, Option<&'static str>, &'static str);

#[test]
fn only_those_in_the_folders_that_an_environment_asks_for_are_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalogs/two_brands.catalog.ron");
    let plan = Plan::new(&vitrine::storage::load(&path).expect("the sample catalog").catalog);
    let settings = Settings::new("visitor_north/north_home");
    let people: [Visitor; 6] = [
        ("n1", Some("visitors_north"), "4"),
        ("s1", Some("visitors_south"), "5"),
        // Below the folder of the environment.
        ("n2", Some("visitors_north_blog"), "6"),
        // Nobody says where they are.
        ("x1", None, "7"),
        ("x2", Some(" "), "8"),
        ("o1", Some("elsewhere"), "9"),
    ];
    let text = |of: fn(&Visitor) -> Option<String>| -> ArrayRef {
        Arc::new(people.iter().map(of).collect::<StringArray>())
    };
    let visits = people.iter().map(|(.., visits)| visits.parse::<i64>().expect("a number"));
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("Folder", text(|(_, folder, _)| folder.map(str::to_owned))),
        ("unused", text(|(id, ..)| Some((*id).to_owned()))),
        ("visits", Arc::new(visits.collect::<Int64Array>())),
        ("id", text(|(id, ..)| Some((*id).to_owned()))),
    ];
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    let whole = RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length");
    let folder = TempDir::new().expect("a folder");
    let mut files = columnar(folder.path(), &whole, 4);
    files.push(folder.path().join("a.csv"));
    let row = |(id, folder, visits): &Visitor| format!("{id};{visits};{}\n", folder.unwrap_or_default());
    let rows: String = people.iter().map(row).collect();
    std::fs::write(&files[3], format!("id;visits;dossier\n{rows}")).expect("it is written");
    let settings = Settings { axes: vec![Axis::Contact("visits".into())], ..settings };
    for path in files {
        let found = simulated(&plan, open(&path).expect("a population").as_ref(), &settings);
        assert_eq!((found.contacts.looked_at, found.contacts.taken), (4, 4), "{}", path.display());
        let visits = found.axes[0].rows.iter().map(|row| format!("{:?}", row.value));
        let missing: Vec<String> =
            visits.filter(|value| value.contains('5') || value.contains('9')).collect();
        assert_eq!(missing, [""; 0], "{}", path.display());
    }
}

#[test]
fn columns_are_found_by_what_people_call_them() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("people.txt");
    std::fs::write(&path, "\u{feff}CUSTOMER NUMBER\tShoe size\tAge\r\n1\t42\t30\r\n\t\t\r\n2\t\t50\r\n")
        .expect("written");
    let plan = Plan::new(&neobank());
    let settings = Settings { axes: vec![Axis::Contact("age".into())], ..settings(1) };
    let found = simulated(&plan, open(&path).expect("it is CSV").as_ref(), &settings);
    assert_eq!((found.contacts.looked_at, found.contacts.taken, found.contacts.unidentified), (3, 2, 1));
    assert_eq!(found.axes[0].rows.len(), 2);
}

#[test]
fn a_file_of_columns_that_is_damaged_is_told_or_read_and_ends_nothing() {
    let folder = TempDir::new().expect("a folder");
    let mut random = Random(11);
    let contacts: Vec<Contact> = (0..12).map(|number| contact(number, false, &mut random)).collect();
    let (plan, now) = (Plan::new(&neobank()), super::AT.parse().expect("a moment"));
    let damages = [0, 1, 0x7f, 0x80, 0xff];
    for path in columnar(folder.path(), &batch(&contacts), 5) {
        let whole = std::fs::read(&path).expect("it was written");
        let mut told = 0;
        for turn in 0..150 {
            let mut bytes = whole.clone();
            let place = usize::try_from(random.below(bytes.len() as u64)).expect("a place");
            bytes[place] = damages[turn % damages.len()];
            if turn % 3 == 0 {
                bytes.truncate(place);
            }
            std::fs::write(&path, bytes).expect("it is written");
            let found = open(&path).map(|source| {
                vitrine::simulation::simulate(&plan, source.as_ref(), &settings(1), now, &|_| true)
            });
            told += u32::from(!matches!(found, Ok(Ok(_))));
        }
        assert!(told > 40, "{}: {told}", path.display());
    }
}
