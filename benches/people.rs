//! Files of contacts of the workload, of each kind that populations come in, with what was proposed to them or without.
//! Written piece by piece, so that memory says what simulating takes and not what writing did.

use crate::workload::{Datum, Workload, attribute};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, ListArray, RecordBatch, StringArray,
    StructArray, TimestampMicrosecondArray, UInt32Array,
};
use arrow_buffer::OffsetBuffer;
use arrow_ipc::writer::FileWriter;
use arrow_schema::Field;
use parquet::arrow::ArrowWriter;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::audience::database::{Builder, Kept, NewContact, NewProposition};
use vitrine::contacts::Past;
use vitrine::model::Catalog;

/// How many contacts are written together.
const PIECE: usize = 65_536;

/// A contact: its key, its attributes, and what was proposed to it.
struct Somebody {
    key: String,
    data: Vec<Datum>,
    history: Vec<Past>,
}

/// A kind of file, and where one is.
pub(crate) struct PeopleFile {
    pub(crate) kind: &'static str,
    pub(crate) path: PathBuf,
}

/// Writes so many contacts into a file of each kind. CSV has no history.
pub(crate) fn write(
    folder: &Path,
    catalog: &Catalog,
    count: usize,
    with_history: Option<usize>,
) -> Vec<PeopleFile> {
    let file = |kind, name: &str| PeopleFile { kind, path: folder.join(name) };
    let (parquet, arrow, sqlite) =
        (file("Parquet", "a.parquet"), file("Arrow", "b.arrow"), file("SQLite", "d.sqlite"));
    let csv = with_history.is_none().then(|| file("CSV", "c.csv"));
    let (mut columns, mut lines, mut base) =
        (None, csv.as_ref().map(|file| Lines::new(&file.path)), Base::new(&sqlite.path, catalog));
    let zone = catalog.zone();
    let mut people = Workload::people(count, with_history).enumerate().map(|(number, (data, made))| {
        let history = made.iter().map(|made| Past::read(made, &zone)).collect();
        Somebody { key: format!("k{number}"), data, history }
    });
    loop {
        let piece: Vec<Somebody> = people.by_ref().take(PIECE).collect();
        if piece.is_empty() {
            break;
        }
        let batch = batch(&piece, with_history.is_some());
        columns.get_or_insert_with(|| Columns::new(&parquet.path, &arrow.path, &batch)).write(&batch);
        if let Some(lines) = &mut lines {
            lines.write(&piece);
        }
        base.write(&piece);
    }
    if let Some(columns) = columns {
        columns.finish();
    }
    base.finish();
    [parquet, arrow].into_iter().chain(csv).chain([sqlite]).collect()
}

/// The files in columns.
struct Columns {
    parquet: ArrowWriter<File>,
    arrow: FileWriter<File>,
}

impl Columns {
    fn new(parquet: &Path, arrow: &Path, first: &RecordBatch) -> Self {
        let made = |path: &Path| File::create(path).expect("made");
        Self {
            parquet: ArrowWriter::try_new(made(parquet), first.schema(), None).expect("a schema"),
            arrow: FileWriter::try_new(made(arrow), &first.schema()).expect("a schema"),
        }
    }

    fn write(&mut self, batch: &RecordBatch) {
        self.parquet.write(batch).expect("written");
        self.arrow.write(batch).expect("written");
    }

    fn finish(mut self) {
        self.parquet.close().expect("written");
        self.arrow.finish().expect("written");
    }
}

fn batch(people: &[Somebody], with_history: bool) -> RecordBatch {
    let column = |index: usize| -> ArrayRef {
        let data = || people.iter().map(|somebody| &somebody.data[index]);
        match &people[0].data[index] {
            Datum::Number(_) => Arc::new(
                data()
                    .map(|datum| match datum {
                        Datum::Number(number) => Some(*number),
                        _ => None,
                    })
                    .collect::<Int64Array>(),
            ),
            Datum::Flag(_) => {
                Arc::new(data().map(|datum| Some(*datum == Datum::Flag(true))).collect::<BooleanArray>())
            }
            Datum::Text(_) | Datum::Missing => Arc::new(
                data()
                    .map(|datum| match datum {
                        Datum::Text(text) => Some(text.as_str()),
                        _ => None,
                    })
                    .collect::<StringArray>(),
            ),
        }
    };
    let keys: ArrayRef =
        Arc::new(people.iter().map(|somebody| Some(somebody.key.as_str())).collect::<StringArray>());
    let columns = (0..people[0].data.len()).map(|index| (attribute(index), column(index)));
    let history = with_history.then(|| ("history", histories(people)));
    RecordBatch::try_from_iter(std::iter::once(("id", keys)).chain(columns).chain(history))
        .expect("columns of one length")
}

/// What was proposed, a list for each contact.
fn histories(people: &[Somebody]) -> ArrayRef {
    let made = || people.iter().flat_map(|somebody| &somebody.history);
    let text = |of: fn(&Past) -> &str| -> ArrayRef {
        Arc::new(made().map(|past| Some(of(past))).collect::<StringArray>())
    };
    let at = made().map(|past| Some(past.at.as_microsecond())).collect::<TimestampMicrosecondArray>();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("offer", text(|past| &past.offer)),
        ("space", text(|past| &past.space)),
        ("status", text(|past| past.status.rule_name())),
        ("at", Arc::new(at.with_timezone("UTC"))),
        ("weight", Arc::new(made().map(|past| past.weight).collect::<Float64Array>())),
        ("rank", Arc::new(made().map(|past| past.rank).collect::<UInt32Array>())),
    ];
    let columns = columns.into_iter().map(|(name, array)| (name, array, true));
    let all = RecordBatch::try_from_iter_with_nullable(columns).expect("columns of one length");
    let all = StructArray::from(all);
    let ends = OffsetBuffer::from_lengths(people.iter().map(|somebody| somebody.history.len()));
    let item = Arc::new(Field::new_list_field(all.data_type().clone(), true));
    Arc::new(ListArray::try_new(item, ends, Arc::new(all), None).expect("as many as there are"))
}

/// The file of text.
struct Lines(std::io::BufWriter<File>);

impl Lines {
    fn new(path: &Path) -> Self {
        let mut file = std::io::BufWriter::new(File::create(path).expect("made"));
        let names: Vec<&str> = Workload::attributes().collect();
        writeln!(file, "id,{}", names.join(",")).expect("written");
        Self(file)
    }

    fn write(&mut self, people: &[Somebody]) {
        let mut text = String::new();
        for somebody in people {
            text.push_str(&somebody.key);
            for datum in &somebody.data {
                match datum {
                    Datum::Number(number) => write!(text, ",{number}"),
                    Datum::Text(value) => write!(text, ",{value}"),
                    Datum::Flag(flag) => write!(text, ",{flag}"),
                    Datum::Missing => write!(text, ","),
                }
                .expect("a text can grow");
            }
            text.push('\n');
        }
        self.0.write_all(text.as_bytes()).expect("written");
    }
}

/// The contact database.
struct Base {
    builder: Builder,
    written: i64,
    made: Vec<NewProposition>,
}

impl Base {
    fn new(path: &Path, catalog: &Catalog) -> Self {
        let mut builder = Builder::new(path, &catalog.name).expect("made");
        let dimension = &catalog.dimensions[0];
        builder.begin(dimension, &dimension.fields).expect("a dimension");
        Self { builder, written: 0, made: Vec::new() }
    }

    fn write(&mut self, people: &[Somebody]) {
        let kept = |datum: &Datum| match datum {
            Datum::Number(number) => Kept::Whole(*number),
            Datum::Text(text) => Kept::Text(text.clone()),
            Datum::Flag(flag) => Kept::Whole((*flag).into()),
            Datum::Missing => Kept::Missing,
        };
        let contact = |somebody: &Somebody| NewContact {
            values: std::iter::once(Kept::Text(somebody.key.clone()))
                .chain(somebody.data.iter().map(kept))
                .collect(),
            ..NewContact::default()
        };
        let contacts: Vec<NewContact> = people.iter().map(contact).collect();
        self.builder.add(&contacts).expect("written");
        for somebody in people {
            self.written += 1;
            let contact = self.written;
            let made = somebody.history.iter().cloned().map(|past| NewProposition { contact, past });
            self.made.extend(made);
        }
        self.builder.propose(&std::mem::take(&mut self.made)).expect("written");
    }

    fn finish(mut self) {
        self.builder.index(&[]).expect("indexed");
        self.builder.end().expect("written");
        self.builder.finish().expect("written");
    }
}
