//! What a file of contacts seems to be. Owns the guesses, made of its beginning, each of which a person may put right: how it
//! is read, what its columns are, and which field of a dimension each of them is.

use super::customs::{Customs, DateOrder, Votes, type_of};
use super::error::ImportError;
use super::foreign;
use super::form::{FileForm, FileKind, RawRow, unreadable};
use super::packed::Unpacked;
use super::rows::kind_of;
use crate::model::{Dimension, Field, FieldType, is_blank};
use crate::text::{Message, folded, listed};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use csv::StringRecord;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How many rows are looked at.
const SAMPLE: usize = 1_000;

/// How many of them are shown.
const SHOWN: usize = 20;

/// How many bytes are looked at for the encoding, and how many of them together.
const MOST_BYTES: usize = 64 << 20;
const CHUNK: usize = 1 << 20;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// What a person says of a file, in the place of what is found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Asked {
    /// The name of the encoding, such as `windows-1252`.
    pub encoding: Option<String>,
    /// What stands between two cells: one character of ASCII.
    pub delimiter: Option<char>,
    /// What stands around cells that hold delimiters.
    pub quoting: Option<Quoting>,
    /// Whether the first row names the columns.
    pub has_header: Option<bool>,
    /// Whether a comma stands before the decimals.
    pub decimal_comma: Option<bool>,
    /// The order of day and month.
    pub date_order: Option<DateOrder>,
    /// The table of a database.
    pub table: Option<String>,
    /// What columns are, by their names: a field's name, `cookies`, `folder`, or nothing to leave one out.
    pub columns: Vec<(String, String)>,
    /// What each row of a history has, where no column says it: `space`, `offer`, `at` or `status`, and the value.
    pub given: Vec<(String, String)>,
}

/// What stands around cells that hold delimiters or line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quoting {
    /// `"`
    Double,
    /// `'`
    Single,
    /// Nothing does: quotes are letters like any other.
    None,
}

impl Quoting {
    /// All, the usual one first.
    pub const ALL: [Self; 3] = [Self::Double, Self::Single, Self::None];

    /// The sign.
    pub fn sign(self) -> Option<u8> {
        match self {
            Self::Double => Some(b'"'),
            Self::Single => Some(b'\''),
            Self::None => None,
        }
    }
}

/// What a file seems to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// How it is read.
    pub form: FileForm,
    /// How its values are written.
    pub customs: Customs,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// The first rows, to be shown for confirmation.
    pub first_rows: Vec<Vec<String>>,
}

/// A column of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What the file calls it; a number where it has no names.
    pub name: String,
    /// The type that all values of the sample have; none where there are no values.
    pub found: Option<FieldType>,
    /// What becomes of it.
    pub target: Target,
}

/// What becomes of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// The field of the dimension that has this name.
    Field(String),
    /// The cookies of the contact.
    Cookies,
    /// The folder of the contact.
    Folder,
    /// The dimension has no such field: one like this is proposed.
    New(Field),
    /// It is left out.
    Nothing,
}

impl Found {
    /// Looks at the beginning of a file of contacts of a dimension.
    ///
    /// # Errors
    /// It cannot be read, or what is asked of it makes no sense.
    pub fn of(path: &Path, dimension: &Dimension, asked: &Asked) -> Result<Self, ImportError> {
        let mut found = Self::rows_of(path, &dimension.fields, asked)?;
        let names: Vec<String> = found.columns.iter().map(|column| column.name.clone()).collect();
        let mut taken: Vec<String> = dimension.fields.iter().map(|field| field.name.clone()).collect();
        let positional = !found.form.has_header && names.len() == dimension.fields.len();
        for (place, column) in found.columns.iter_mut().enumerate() {
            column.target = match asked.columns.iter().find(|(name, _)| *name == column.name) {
                Some((name, wanted)) => by_hand(name, wanted, dimension)?,
                None if positional => Target::Field(dimension.fields[place].name.clone()),
                None => by_name(column, dimension, &mut taken),
            };
        }
        if let Some((unknown, _)) = asked.columns.iter().find(|(name, _)| !names.contains(name)) {
            let message = Message::new("audience-import-no-column").with("name", unknown);
            return Err(ImportError::Failed(message.with("known", listed(&names))));
        }
        found.leave_twins_out(&asked.columns);
        Ok(found)
    }

    /// The same without what becomes of the columns, some of which may have the names of these fields.
    pub(super) fn rows_of(path: &Path, fields: &[Field], asked: &Asked) -> Result<Self, ImportError> {
        let kind = kind_of(path)?;
        let mut form = FileForm {
            path: path.to_path_buf(),
            kind,
            encoding: UTF_8,
            delimiter: b',',
            quote: Some(b'"'),
            has_header: true,
            table: None,
        };
        match kind {
            FileKind::Csv => form.read_as_text(asked)?,
            FileKind::Sqlite => form.table = Some(foreign::table(path, asked.table.as_deref())?),
            FileKind::Parquet | FileKind::ArrowIpc => {}
        }
        let mut rows: Vec<StringRecord> = Vec::new();
        form.each_row(&std::sync::Arc::default(), &mut |row: RawRow| {
            rows.push(row.cells);
            rows.len() <= SAMPLE
        })?;
        let mut votes = Votes::default();
        rows.iter().skip(1).flat_map(StringRecord::iter).for_each(|cell| votes.hear(cell));
        let mut customs = votes.customs();
        customs.decimal_comma = asked.decimal_comma.unwrap_or(customs.decimal_comma);
        if let Some(order) = asked.date_order {
            (customs.date_order, customs.is_ambiguous) = (order, false);
        }
        if kind == FileKind::Csv {
            let has_names =
                || rows.first().is_some_and(|first| is_header(first, &rows[1..], customs, fields));
            form.has_header = asked.has_header.unwrap_or_else(has_names);
        }
        let names = if form.has_header && !rows.is_empty() { Some(rows.remove(0)) } else { None };
        let count =
            names.as_ref().map_or_else(|| rows.iter().map(StringRecord::len).max(), |it| Some(it.len()));
        let columns = (0..count.unwrap_or_default()).map(|place| {
            let name = names.as_ref().and_then(|names| names.get(place)).map(str::trim);
            let name =
                name.filter(|name| !name.is_empty()).map_or_else(|| (place + 1).to_string(), str::to_owned);
            let found = type_of(rows.iter().filter_map(|row| row.get(place)), customs);
            Column { name, found, target: Target::Nothing }
        });
        let columns = columns.collect();
        let first_rows = rows.iter().take(SHOWN).map(|row| row.iter().map(str::to_owned).collect()).collect();
        Ok(Self { form, customs, columns, first_rows })
    }

    /// The columns that the dimension has no field for, with the fields that are proposed.
    pub fn new_fields(&self) -> impl Iterator<Item = (&Column, &Field)> {
        self.columns.iter().filter_map(|column| match &column.target {
            Target::New(field) => Some((column, field)),
            _ => None,
        })
    }

    /// Of two columns that would be the same, what somebody said of one counts, else the first.
    fn leave_twins_out(&mut self, said: &[(String, String)]) {
        let mut seen: Vec<Target> = Vec::new();
        let mut columns: Vec<&mut Column> = self.columns.iter_mut().collect();
        columns.sort_by_key(|column| !said.iter().any(|(name, _)| *name == column.name));
        for column in columns {
            if seen.contains(&column.target) {
                column.target = Target::Nothing;
            } else if column.target != Target::Nothing {
                seen.push(column.target.clone());
            }
        }
    }
}

/// A name as people compare it: without case, accents, blanks and signs.
pub(super) fn plain(name: &str) -> String {
    folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn by_hand(column: &str, wanted: &str, dimension: &Dimension) -> Result<Target, ImportError> {
    if wanted.is_empty() {
        return Ok(Target::Nothing);
    }
    if dimension.fields.iter().any(|field| field.name == wanted) {
        return Ok(Target::Field(wanted.to_owned()));
    }
    match wanted {
        "cookies" => Ok(Target::Cookies),
        "folder" => Ok(Target::Folder),
        _ => {
            let known: Vec<&str> = dimension.fields.iter().map(|field| field.name.as_str()).collect();
            let message =
                Message::new("audience-import-no-field").with("field", wanted).with("column", column);
            let message = message.with("dimension", &dimension.name).with("known", listed(&known));
            Err(ImportError::Failed(message))
        }
    }
}

/// The field that a column of this name is: by its name, else by what people read, as they compare names.
pub(in crate::audience) fn field_of<'d>(column: &str, dimension: &'d Dimension) -> Option<&'d Field> {
    let name = plain(column);
    let fields = || dimension.fields.iter();
    let exact = fields().find(|field| field.name == column);
    let alike = || fields().find(|field| plain(&field.name) == name && !name.is_empty());
    let labelled = || fields().find(|field| plain(&field.label) == name && !name.is_empty());
    exact.or_else(alike).or_else(labelled)
}

/// Whether a column that is no field names the folders of contacts.
pub(in crate::audience) fn is_folder(column: &str) -> bool {
    matches!(plain(column).as_str(), "folder" | "dossier")
}

fn by_name(column: &Column, dimension: &Dimension, taken: &mut Vec<String>) -> Target {
    if let Some(field) = field_of(&column.name, dimension) {
        return Target::Field(field.name.clone());
    }
    match plain(&column.name).as_str() {
        "cookie" | "cookies" => Target::Cookies,
        _ if is_folder(&column.name) => Target::Folder,
        _ => match &column.found {
            Some(field_type) => {
                let field = Field {
                    name: field_name(&column.name, taken),
                    label: column.name.clone(),
                    field_type: field_type.clone(),
                };
                taken.push(field.name.clone());
                Target::New(field)
            }
            None => Target::Nothing,
        },
    }
}

/// A name for rules, made of what a person calls a column.
fn field_name(label: &str, taken: &[String]) -> String {
    let mut name = String::new();
    for c in folded(label).chars() {
        if c.is_ascii_alphanumeric() {
            name.push(c);
        } else if !name.is_empty() && !name.ends_with('_') {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    let first = name.chars().next();
    let name =
        if first.is_none_or(|c| c.is_ascii_digit()) { format!("field_{name}") } else { name.to_owned() };
    let others = (2_u32..).map(|number| format!("{name}_{number}"));
    let mut names = std::iter::once(name.clone()).chain(others);
    names.find(|name| !taken.contains(name)).unwrap_or_default()
}

/// Whether a first row names columns: it has no value twice and none that is blank but the first, above the numbers of rows that
/// some programs write, and either names a field, or has texts where the others have numbers, days or the like. Where two cells
/// name fields, others may be blank or twice the same: no contact is called so.
fn is_header(first: &StringRecord, others: &[StringRecord], customs: Customs, fields: &[Field]) -> bool {
    let names: Vec<String> = first.iter().map(plain).collect();
    let is_distinct = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    let known = ["cookies", "cookie", "offer", "offre", "folder", "dossier"];
    let is_field = |name: &String| {
        known.contains(&name.as_str())
            || fields.iter().any(|field| {
                plain(&field.name) == *name || !field.label.is_empty() && plain(&field.label) == *name
            })
    };
    if !is_distinct || first.iter().skip(1).any(is_blank) {
        return names.iter().filter(|name| is_field(name)).count() > 1;
    }
    let is_other = |place: usize| {
        let typed = type_of(others.iter().filter_map(|row| row.get(place)), customs);
        let own = type_of(first.get(place).into_iter(), customs);
        own == Some(FieldType::Text) && typed.is_some_and(|typed| typed != FieldType::Text)
    };
    let is_text =
        || (0..first.len()).all(|at| type_of(first.get(at).into_iter(), customs) == Some(FieldType::Text));
    names.iter().any(is_field) || (0..first.len()).any(is_other) || others.is_empty() && is_text()
}

impl FileForm {
    pub(super) fn read_as_text(&mut self, asked: &Asked) -> Result<(), ImportError> {
        self.encoding = match &asked.encoding {
            None => encoding_of(&self.path)?,
            Some(name) => Encoding::for_label(name.as_bytes())
                .ok_or_else(|| Message::new("audience-import-encoding").with("name", name))?,
        };
        let delimiter = |form: &Self| match asked.delimiter {
            None => form.found_delimiter(),
            Some(delimiter) => u8::try_from(delimiter).ok().filter(u8::is_ascii).ok_or_else(|| {
                Message::new("audience-import-delimiter").with("delimiter", delimiter.to_string()).into()
            }),
        };
        if let Some(quoting) = asked.quoting {
            self.quote = quoting.sign();
        }
        self.delimiter = delimiter(self)?;
        if asked.quoting.is_none() && self.is_in_single_quotes()? {
            self.quote = Quoting::Single.sign();
            self.delimiter = delimiter(self)?;
        }
        Ok(())
    }

    /// Whether single quotes stand around cells: as many cells begin with one as end with one, some in half of the rows.
    fn is_in_single_quotes(&self) -> Result<bool, ImportError> {
        let (mut rows, mut with_some, mut begun, mut ended) = (0, 0, 0, 0);
        self.each_row(&std::sync::Arc::default(), &mut |row: RawRow| {
            let of_row = row.cells.iter().filter(|cell| cell.starts_with('\'')).count();
            begun += of_row;
            ended += row.cells.iter().filter(|cell| cell.len() > 1 && cell.ends_with('\'')).count();
            with_some += usize::from(of_row > 0);
            rows += 1;
            rows < 100
        })?;
        Ok(begun > 0 && begun == ended && with_some * 2 >= rows)
    }

    /// The delimiter by which most rows have as many cells, and more than one.
    fn found_delimiter(&self) -> Result<u8, ImportError> {
        let mut best = (0, b',');
        for delimiter in DELIMITERS {
            let mut counts: Vec<usize> = Vec::new();
            let form = Self { delimiter, ..self.clone() };
            form.each_row(&std::sync::Arc::default(), &mut |row: RawRow| {
                counts.push(row.cells.len());
                counts.len() < 100
            })?;
            let usual =
                counts.iter().copied().max_by_key(|count| counts.iter().filter(|it| *it == count).count());
            let usual = usual.unwrap_or_default();
            let alike = counts.iter().filter(|count| **count == usual).count();
            let score = if usual > 1 { alike * 1_000 / counts.len() * 100 + usual.min(99) } else { 0 };
            if score > best.0 {
                best = (score, delimiter);
            }
        }
        Ok(best.1)
    }
}

/// What speaks for UTF-8 and against it: characters of several bytes, and bytes that are in none.
#[derive(Default)]
struct Utf8 {
    right: usize,
    wrong: usize,
}

impl Utf8 {
    /// Hears bytes, and says where the last character begins that may go on behind them.
    fn hear(&mut self, bytes: &[u8], is_end: bool) -> usize {
        if bytes.is_ascii() {
            return bytes.len();
        }
        let mut from = 0;
        loop {
            let valid = from + Encoding::utf8_valid_up_to(&bytes[from..]);
            self.right += bytes[from..valid].iter().filter(|byte| **byte >= 0xc0).count();
            if valid == bytes.len() || !is_end && bytes.len() - valid < 4 {
                return valid;
            }
            (self.wrong, from) = (self.wrong + 1, valid + 1);
        }
    }

    /// Whether what was heard is UTF-8, but for a mishap. In other encodings few bytes make such characters by chance.
    fn is_it(&self) -> bool {
        self.wrong * 2 <= self.right
    }

    /// Whether what was heard is surely no UTF-8.
    fn is_other(&self) -> bool {
        self.wrong > self.right + ENOUGH
    }
}

/// So many more wrong bytes than right characters leave no doubt.
const ENOUGH: usize = 1_000;

/// The encoding of a text: that of its mark, UTF-8 where it is mostly that (a row with a wrong byte is told by itself), UTF-16
/// where every other byte is zero, else what its bytes make likely. Other files with zeros are no text.
fn encoding_of(path: &Path) -> Result<&'static Encoding, ImportError> {
    let file = File::open(path).and_then(Unpacked::of);
    let mut file = file.map_err(|error| unreadable(path, &error))?;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut bytes, mut read, mut heard) = (Vec::new(), 0, Utf8::default());
    while read < MOST_BYTES {
        let before = bytes.len();
        let count = (&mut file).take(CHUNK as u64).read_to_end(&mut bytes);
        let count = count.map_err(|error| unreadable(path, &error))?;
        if read == 0 {
            if let Some((marked, _)) = Encoding::for_bom(&bytes) {
                return Ok(marked);
            }
            let zeros =
                |from: usize| bytes.iter().skip(from).step_by(2).take(500).filter(|byte| **byte == 0).count();
            let (even, odd) = (zeros(0), zeros(1));
            if even.max(odd) * 4 > bytes.len().min(1_000) {
                return Ok(if odd > even { UTF_16LE } else { UTF_16BE });
            }
            if bytes.contains(&0) {
                return Err(Message::new("source-unknown").with("file", path.display().to_string()).into());
            }
        }
        read += count;
        let wrong = heard.wrong;
        let end = heard.hear(&bytes, count == 0);
        if read == count || heard.wrong > wrong {
            detector.feed(&bytes[before..], false);
        }
        if count == 0 || heard.is_other() {
            break;
        }
        bytes.drain(..end);
    }
    if heard.is_it() {
        return Ok(UTF_8);
    }
    detector.feed(b"", true);
    Ok(detector.guess(None, Utf8Detection::Deny))
}
