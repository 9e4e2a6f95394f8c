//! A file is understood in one way: what is imported from it comes to what is read from it, whatever kind it is.

use super::sources::{batch, files, on};
use super::support::{Random, contact, neobank, own, settings};
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, Int64Array, NullArray, RecordBatch, StringArray, StructArray, TimestampMicrosecondArray,
};
use parquet::arrow::ArrowWriter;
use rusqlite::params_from_iter;
use rusqlite::types::Value as Cell;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tempfile::TempDir;
use vitrine::audience::import::{Asked, Found, ImportError, Order, Summary, Watch, import};
use vitrine::audience::source::open;
use vitrine::engine::Plan;
use vitrine::model::{Catalog, Contact, Value};
use vitrine::simulation::{Axis, Funnel, Settings, Simulation};
use vitrine::text::{Language, Message};

/// Imports the recipients of a file; `cancelled` gives it up once some are read.
fn imported(from: &Path, target: &Path, cancelled: bool) -> Result<Summary, ImportError> {
    let catalog = neobank();
    let dimension = catalog.dimension("recipient").expect("it is there");
    let order = Order {
        catalog: &catalog,
        dimension,
        found: Found::of(from, dimension, &Asked::default())?,
        history: None,
        folder: None,
        add_fields: false,
        target: target.to_path_buf(),
    };
    let stop = AtomicBool::new(false);
    let watch = Watch {
        progress: &|_| stop.store(cancelled, Ordering::Relaxed),
        cancelled: &stop,
        say: &|message: &Message| Language::En.say(message),
    };
    import(&order, watch)
}

/// What comes of the contacts of a file, with everything that tells their values apart.
fn found(path: &Path) -> Simulation {
    let fields = ["age", "balance", "customer_since", "interests", "segment", "premium", "first_name"];
    let axes = fields.iter().map(|axis| axis.parse().expect("an axis")).collect::<Vec<Axis>>();
    let settings = Settings { axes, funnel: Funnel::All, ..settings(2) };
    let source = open(path).unwrap_or_else(|error| panic!("{}", Language::En.say(&error.message)));
    on(2, &Plan::new(&neobank()), source.as_ref(), &settings)
}

/// The contacts in a table of another program, numbers as numbers.
fn foreign(path: &Path, contacts: &[Contact]) {
    let names = ["id", "age", "balance", "premium", "customer_since", "segment", "first_name", "interests"];
    let connection = rusqlite::Connection::open(path).expect("a new file");
    connection.execute_batch(&format!("CREATE TABLE people ({})", names.join(", "))).expect("a table");
    for contact in contacts {
        let cells = names.map(|name| match contact.values.get(name) {
            None => Cell::Null,
            Some(Value::Integer(number)) => Cell::Integer(*number),
            Some(Value::Boolean(truth)) => Cell::Integer((*truth).into()),
            Some(Value::Decimal(number)) => Cell::Real(*number),
            Some(Value::List(texts)) => Cell::Text(texts.join(";")),
            Some(Value::Text(text)) => Cell::Text(text.clone()),
        });
        let insert = "INSERT INTO people VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
        connection.execute(insert, params_from_iter(cells)).expect("a row");
    }
}

/// The same in Parquet, with a column that has no form as text.
fn nested(path: &Path, contacts: &[Contact]) {
    let plain = batch(contacts);
    let nested: ArrayRef = Arc::new(StructArray::from(plain.clone()));
    let schema = plain.schema();
    let columns = schema.fields().iter().map(|field| field.name().as_str()).zip(plain.columns().to_vec());
    let columns = columns.chain([("extra", nested)]).map(|(name, array)| (name, array, true));
    written(path, &RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length"));
}

fn written(path: &Path, whole: &RecordBatch) {
    let mut writer = ArrowWriter::try_new(File::create(path).expect("it is made"), whole.schema(), None)
        .expect("a schema");
    writer.write(whole).expect("it is written");
    writer.close().expect("it is written");
}

#[test]
fn what_is_imported_is_what_was_there_whatever_it_is_imported_from() {
    let folder = TempDir::new().expect("a folder");
    let mut random = Random(7);
    let mut contacts: Vec<Contact> = (0..90).map(|number| contact(number, false, &mut random)).collect();
    for contact in &mut contacts {
        contact.values.retain(|_, value| *value != Value::List(Vec::new()));
    }
    let mut catalog = Catalog::clone(&neobank());
    catalog.contacts = contacts.iter().cloned().map(Arc::new).collect();
    let at = |name: &str| folder.path().join(name);
    let (of_other, of_nested, all) = (at("foreign.sqlite"), at("nested.parquet"), at("own.sqlite"));
    foreign(&of_other, &contacts);
    nested(&of_nested, &contacts);
    super::keep::keep(&catalog, &all);
    let expected = found(&all);
    assert_eq!(expected.contacts.taken, 90);
    let others: Vec<PathBuf> = vec![of_other, of_nested];
    for path in files(folder.path(), &contacts, 20).into_iter().chain(others) {
        let target = path.with_extension("imported");
        let summary = imported(&path, &target, false).unwrap_or_else(|error| panic!("{error:?}"));
        assert_eq!((summary.contacts, summary.rejected), (90, 0), "{}", path.display());
        let left: &[&str] = if path.ends_with("nested.parquet") { &["extra"] } else { &[] };
        assert_eq!(summary.left_out, left);
        assert_eq!(found(&target), expected, "{}", path.display());
    }
    let plan = Plan::new(&Arc::new(catalog.clone()));
    let own = on(1, &plan, &own(&Arc::new(catalog)), &settings(2));
    assert_eq!(own.by_count, expected.by_count);
}

#[test]
fn a_simulation_understands_a_file_as_an_import_does() {
    let folder = TempDir::new().expect("a folder");
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>()
    };
    let french: &[u8] = b"id;Customer since;balance;first_name;premium;interests;age\n\
        x1;31/12/2020;1 234,50;Zo\xe9;oui;travel|music;34\nx2;01/02/2021;7,5;No\xebl;non;[sport];\n";
    let packed = |text: &str| {
        let (first, rest) = text.split_at(text.len() / 2);
        // Two members, as programs write that append to a packed file.
        let of = |part: &str| {
            let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            out.write_all(part.as_bytes()).expect("in memory");
            out.finish().expect("in memory")
        };
        [of(first), of(rest)].concat()
    };
    let files: [(&str, Vec<u8>, u64); 9] = [
        ("packed.csv.gz", packed("id;age;first_name\n1;30;Zo\u{e9}\n2;;Bo\n3;41;Al\n"), 3),
        ("french.csv", french.to_vec(), 2),
        ("wide.csv", utf16("id\tage\tfirst_name\r\n1\t30\tZo\u{e9}\r\n2\t\tBo\r\n"), 2),
        // Rows that end early, and with more delimiters than columns.
        ("ragged.csv", b"id,age,balance,first_name\n1\n2,30,,,\n3,40,12.50,Bo\n".to_vec(), 3),
        // Quotes in the middle of a cell, and line ends within quotes.
        (
            "quotes.csv",
            b"id,first_name,age\n1,5\" Bo,30\n2,\"two\nlines, \"\"and\"\"\",31\n3,Al,32\n".to_vec(),
            3,
        ),
        // Single quotes, which are letters like any other elsewhere.
        ("single.csv", b"id;first_name;age\n1;'O''Hara; Bo';30\n2;'Al';31\n".to_vec(), 2),
        // A heading that is blank, above the numbers of rows.
        ("numbered.csv", b",id,first_name,premium\n0,x1,Bo,true\n1,x2,Al,false\n".to_vec(), 2),
        ("mark.csv", "\u{feff}id;first_name;premium\n1; x ;1\n2; ;0\n\n".as_bytes().to_vec(), 2),
        (
            "american.csv",
            b"id,customer_since,balance\n1,12/31/2020,\"1,234.5\"\n2,01/02/2021,3\n".to_vec(),
            2,
        ),
    ];
    for (name, bytes, count) in files {
        let (path, target) = (folder.path().join(name), folder.path().join(name).with_extension("sqlite"));
        fs::write(&path, bytes).expect("it is written");
        let summary = imported(&path, &target, false).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!((summary.contacts, summary.rejected), (count, 0), "{name}");
        let read = found(&path);
        assert_eq!(read.contacts.taken, count, "{name}");
        assert_eq!(read, found(&target), "{name}");
    }
}

#[test]
fn columns_of_other_programs_are_understood_alike() {
    let folder = TempDir::new().expect("a folder");
    let (path, target) = (folder.path().join("a.parquet"), folder.path().join("a.sqlite"));
    let mut interests = ListBuilder::new(StringBuilder::new());
    for items in [&["Paris, France", "a;b"][..], &[], &["travel", "music"], &["", " x ", "[1]"]] {
        interests.append_value(items.iter().map(Some));
    }
    let moments = TimestampMicrosecondArray::from(vec![0, 1, 2, 3]);
    let days = [Some(0), Some(86_400_000_000), None, Some(172_800_000_000)];
    let columns: [(&str, ArrayRef); 8] = [
        ("id", Arc::new(Int64Array::from(vec![1, 2, 3, 4]))),
        ("customer_since", Arc::new(TimestampMicrosecondArray::from(days.to_vec()))),
        ("premium", Arc::new(Int64Array::from(vec![1, 0, 0, 1]))),
        ("interests", Arc::new(interests.finish())),
        ("segment", Arc::new(StringArray::from(vec!["MASS", "mass", "Affluent", "student"]))),
        ("age", Arc::new(NullArray::new(4))),
        ("seen", Arc::new(moments.clone().with_timezone("UTC"))),
        ("left", Arc::new(moments.with_timezone("Europe/Paris"))),
    ];
    let columns = columns.map(|(name, array)| (name, array, true));
    written(&path, &RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length"));
    let summary = imported(&path, &target, false).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!((summary.contacts, summary.rejected), (4, 0));
    let read = found(&path);
    assert_eq!(read, found(&target));
    let values = |axis: usize| -> Vec<String> {
        read.axes[axis].rows.iter().map(|row| format!("{} {}", row.value.written(), row.contacts)).collect()
    };
    assert_eq!(values(4), ["mass 2", "affluent 1", "student 1"]);
    assert_eq!(values(5), ["false 2", "true 2"]);
    assert_eq!(values(2)[0], "1970-01 3");
    assert!(values(3).contains(&"Paris, France 1".to_owned()), "{:?}", values(3));
    let seen = Found::of(&path, neobank().dimension("recipient").expect("it is there"), &Asked::default());
    let seen: Vec<String> = seen.expect("it is read").first_rows.iter().map(|row| row[6].clone()).collect();
    assert_eq!(seen[1], "1970-01-01T00:00:00.000001Z");
}

#[test]
fn a_row_that_says_the_same_again_is_no_fault_and_one_that_says_something_else_is() {
    let folder = TempDir::new().expect("a folder");
    let (path, target) = (folder.path().join("log.csv"), folder.path().join("log.sqlite"));
    let log = "id,event,age,first_name\n1,seen,30,Zo\u{e9}\n2,seen,,Bo\n1,bought,30,Zo\u{e9}\n1,seen,31,Zo\u{e9}\n2,left,,Bo\n2,left,,B\n";
    fs::write(&path, log).expect("it is written");
    let summary = imported(&path, &target, false).expect("it is imported");
    assert_eq!((summary.contacts, summary.repeated, summary.rejected), (2, 2, 2));
    let rejected = fs::read_to_string(summary.rejected_file.expect("the rows")).expect("it is read");
    let lines: Vec<&str> = rejected.lines().skip(1).map(|line| &line[..2]).collect();
    assert_eq!(lines, ["5,", "7,"], "{rejected}");
}

#[test]
fn what_is_packed_and_no_text_is_refused() {
    let folder = TempDir::new().expect("a folder");
    for (name, inside) in
        [("a.parquet.gz", &b"PAR1"[..]), ("a.sqlite.gz", b"SQLite format 3\0"), ("a.csv.gz", b"")]
    {
        let (path, target) = (folder.path().join(name), folder.path().join("db.sqlite"));
        let file = File::create(&path).expect("it is made");
        let mut out = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        out.write_all(inside).expect("it is written");
        out.finish().expect("it is written");
        assert!(matches!(imported(&path, &target, false), Err(ImportError::Failed(_))), "{name}");
        assert!(open(&path).is_err() && !target.exists(), "{name}");
    }
    // One that ends too early.
    let path = folder.path().join("cut.csv.gz");
    fs::write(&path, [0x1f, 0x8b, 8, 0, 0, 0]).expect("it is written");
    assert!(matches!(imported(&path, &folder.path().join("db.sqlite"), false), Err(ImportError::Failed(_))));
}

#[test]
fn an_import_that_is_given_up_leaves_nothing_behind() {
    let folder = TempDir::new().expect("a folder");
    let (path, target) = (folder.path().join("a.csv"), folder.path().join("a.sqlite"));
    fs::write(&path, "id,age\n1,30\nx,\n2,old\n").expect("it is written");
    assert_eq!(imported(&path, &target, true), Err(ImportError::Cancelled));
    let left = || fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left(), 1, "the file alone");
    let summary = imported(&path, &target, false).expect("it goes through");
    assert_eq!((summary.contacts, summary.rejected), (2, 1));
    let before = fs::read(&target).expect("it is there");
    fs::write(&path, "id,age\n9,99\n").expect("it is written");
    assert_eq!(imported(&path, &target, true), Err(ImportError::Cancelled));
    assert_eq!(fs::read(&target).expect("it is there"), before, "the database of before stays");
}
