//! `vitrine audience import`: contacts of other programs become a contact database.

use super::super::console::{Console, Failure, Outcome};
use super::super::input::{Expected, Input};
use crate::audience::import::{
    Asked, Column, Customs, DateOrder, FileKind, Found, ImportError, Order, Progress, Quoting, Summary,
    Target, Watch, import,
};
use crate::model::{Catalog, Field, FieldType};
use crate::text::{Language, Message, listed};
use serde::Serialize;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "DATA")]
    data: PathBuf,
    #[arg(long, value_name = "NAME")]
    dimension: String,
    #[arg(long, value_name = "FILE", value_parser = Input::parser())]
    catalog: Input,
    #[arg(long, short, value_name = "DB")]
    output: PathBuf,
    #[arg(long, value_name = "H.csv")]
    history: Option<PathBuf>,
    #[arg(long, value_name = "COLUMN=FIELD", value_parser = pair)]
    map: Vec<(String, String)>,
    #[arg(long, value_name = "COLUMN=NAME", value_parser = pair, requires = "history")]
    map_history: Vec<(String, String)>,
    #[arg(long, value_name = "NAME=VALUE", value_parser = pair, requires = "history")]
    set_history: Vec<(String, String)>,
    #[arg(long, value_name = "FOLDER")]
    folder: Option<String>,
    #[command(flatten)]
    form: FormFlags,
    #[command(flatten)]
    after: AfterFlags,
}

/// How the file is read, in the place of what is found.
#[derive(Debug, clap::Args)]
struct FormFlags {
    #[arg(long, value_name = "C", value_parser = delimiter)]
    delimiter: Option<char>,
    #[arg(long, value_name = "double|single|none", value_parser = quoting)]
    quoting: Option<Quoting>,
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    #[arg(long)]
    no_header: bool,
    #[arg(long)]
    decimal_comma: bool,
    #[arg(long, value_name = "dmy|mdy", value_parser = date_order)]
    date_order: Option<DateOrder>,
    #[arg(long, value_name = "TABLE")]
    table: Option<String>,
}

/// What is done with what was found.
#[derive(Debug, clap::Args)]
struct AfterFlags {
    #[arg(long)]
    add_fields: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    json: bool,
}

/// A column and what it is; nothing behind the sign leaves it out.
fn pair(text: &str) -> Result<(String, String), Expected> {
    match text.rsplit_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err(Expected::new("cli-expected-pair")),
    }
}

fn delimiter(text: &str) -> Result<char, Expected> {
    let mut characters = text.chars();
    match (characters.next(), characters.as_str()) {
        (Some('\\'), "t") => Ok('\t'),
        (Some(one), "") if one.is_ascii() => Ok(one),
        _ => Err(Expected::new("audience-cli-expected-delimiter")),
    }
}

fn quoting(text: &str) -> Result<Quoting, Expected> {
    match text {
        "double" => Ok(Quoting::Double),
        "single" => Ok(Quoting::Single),
        "none" => Ok(Quoting::None),
        _ => Err(Expected::new("audience-cli-expected-quoting")),
    }
}

fn date_order(text: &str) -> Result<DateOrder, Expected> {
    text.parse().map_err(|()| Expected::new("audience-cli-expected-order"))
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Message::from(error).into()
    }
}

/// What came of it, as `--json` prints it.
#[derive(Debug, Serialize)]
struct Report {
    contacts: u64,
    repeated: u64,
    rejected: u64,
    rejected_file: Option<String>,
    propositions: u64,
    rejected_propositions: u64,
    rejected_propositions_file: Option<String>,
    added_fields: Vec<Field>,
    left_out: Vec<String>,
}

/// What would come of it, as `--dry-run --json` prints it.
#[derive(Debug, Serialize)]
struct Proposal<'f> {
    columns: Vec<ColumnProposal<'f>>,
}

/// What would become of a column.
#[derive(Debug, Serialize)]
struct ColumnProposal<'f> {
    column: &'f str,
    /// `field`, `cookies`, `folder`, `new` or `left_out`.
    becomes: &'static str,
    /// The name of the field that it is, or that would be added.
    field: Option<&'f str>,
    /// The type of the field that would be added.
    #[serde(rename = "type")]
    field_type: Option<&'f FieldType>,
    sample: Option<&'f str>,
}

impl<'f> Proposal<'f> {
    fn of(found: &'f Found) -> Self {
        let column = |(place, column): (usize, &'f Column)| {
            let (becomes, field, field_type) = match &column.target {
                Target::Field(name) => ("field", Some(name.as_str()), None),
                Target::Cookies => ("cookies", None, None),
                Target::Folder => ("folder", None, None),
                Target::New(field) => ("new", Some(field.name.as_str()), Some(&field.field_type)),
                Target::Nothing => ("left_out", None, None),
            };
            ColumnProposal { column: &column.name, becomes, field, field_type, sample: sample(found, place) }
        };
        Self { columns: found.columns.iter().enumerate().map(column).collect() }
    }
}

/// The first value of a column that there is.
fn sample(found: &Found, place: usize) -> Option<&str> {
    let mut cells = found.first_rows.iter().filter_map(|row| row.get(place));
    cells.find(|cell| !cell.is_empty()).map(String::as_str)
}

/// Imports, unless it is only asked what would come of it.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> Result<Outcome, Failure> {
    let catalog = arguments.catalog.load()?.catalog;
    let dimension =
        catalog.dimension(&arguments.dimension).ok_or_else(|| unknown(&catalog, &arguments.dimension))?;
    let asked = arguments.form.asked(&arguments.map);
    let found = Found::of(&arguments.data, dimension, &asked)?;
    tell("audience-cli-read", &found, console);
    // Who writes days and numbers of contacts in one way writes those of the history so too; the rest is found.
    let history = arguments.history.clone();
    let Asked { decimal_comma, date_order, .. } = asked;
    let of_history = Asked { decimal_comma, date_order, ..Asked::default() };
    if let Some(path) = &history {
        tell("audience-cli-read-history", &Found::of(path, dimension, &of_history)?, console);
    }
    let (columns, given) = (arguments.map_history.clone(), arguments.set_history.clone());
    let of_history = Asked { columns, given, ..of_history };
    if arguments.after.dry_run {
        if arguments.after.json {
            console.json(&Proposal::of(&found))?;
        } else {
            print_columns(&found, console)?;
        }
        return Ok(Outcome::Fine);
    }
    let order = Order {
        catalog: &catalog,
        dimension,
        found,
        history: history.map(|path| (path, of_history)),
        folder: arguments.folder.clone(),
        add_fields: arguments.after.add_fields,
        target: arguments.output.clone(),
    };
    let language = console.language;
    let summary = watched(&order, language)?;
    print(&summary, arguments, console)?;
    Ok(Outcome::problems_if(summary.rejected + summary.rejected_propositions > 0))
}

impl FormFlags {
    fn asked(&self, map: &[(String, String)]) -> Asked {
        Asked {
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            quoting: self.quoting,
            has_header: self.no_header.then_some(false),
            decimal_comma: self.decimal_comma.then_some(true),
            date_order: self.date_order,
            table: self.table.clone(),
            columns: map.to_vec(),
            given: Vec::new(),
        }
    }
}

fn unknown(catalog: &Catalog, name: &str) -> Failure {
    let known: Vec<&str> = catalog.dimensions.iter().map(|dimension| dimension.name.as_str()).collect();
    Message::new("audience-cli-no-dimension").with("name", name).with("known", known.join(", ")).into()
}

/// Imports with a line of progress, where somebody sees it.
fn watched(order: &Order<'_>, language: Language) -> Result<Summary, ImportError> {
    let (cancelled, last) = (AtomicBool::new(false), AtomicU64::new(0));
    let is_seen = io::stderr().is_terminal();
    let progress = |progress: Progress| {
        let percent = progress.read.saturating_mul(100).checked_div(progress.bytes).unwrap_or(100).min(100);
        let told = progress.rows / 20_000;
        if is_seen && last.swap(told, Ordering::Relaxed) != told {
            let message =
                Message::new("audience-cli-progress").with("rows", progress.rows).with("percent", percent);
            // Where standard error is gone nobody watches.
            let _ = write!(io::stderr(), "\r{}\u{1b}[K", language.say(&message));
        }
    };
    let say = |message: &Message| language.say(message);
    let done = import(order, Watch { progress: &progress, cancelled: &cancelled, say: &say });
    if is_seen {
        let _ = write!(io::stderr(), "\r\u{1b}[K");
    }
    done
}

/// Says how a file is read.
fn tell(id: &'static str, found: &Found, console: &Console) {
    if found.form.kind == FileKind::Csv {
        let Customs { decimal_comma, date_order, is_ambiguous } = found.customs;
        let delimiter = match found.form.delimiter {
            b'\t' => "\\t".to_owned(),
            other => char::from(other).to_string(),
        };
        let read = Message::new(id)
            .with("encoding", found.form.encoding.name())
            .with("delimiter", delimiter)
            .with("header", if found.form.has_header { "yes" } else { "no" })
            .with("decimal", if decimal_comma { "," } else { "." });
        console.note(&read);
        if is_ambiguous {
            let order = if date_order == DateOrder::DayFirst { "first" } else { "second" };
            console.note(&Message::new("audience-cli-ambiguous").with("day", order));
        }
    }
}

fn print_columns(found: &Found, console: &mut Console) -> Result<(), Failure> {
    for (place, column) in found.columns.iter().enumerate() {
        let becomes = match &column.target {
            Target::Field(name) => Message::new("audience-cli-field").with("name", name),
            Target::Cookies => Message::new("audience-cli-cookies"),
            Target::Folder => Message::new("audience-cli-folder"),
            Target::New(field) => Message::new("audience-cli-new")
                .with("name", &field.name)
                .with("type", format!("{:?}", field.field_type)),
            Target::Nothing => Message::new("audience-cli-left"),
        };
        let line = Message::new("audience-cli-column")
            .with("column", &column.name)
            .with("becomes", becomes)
            .with("sample", sample(found, place).unwrap_or_default());
        let line = console.say(&line);
        console.line(&line)?;
    }
    Ok(())
}

fn print(summary: &Summary, arguments: &Arguments, console: &mut Console) -> Result<(), Failure> {
    let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
    let report = Report {
        contacts: summary.contacts,
        repeated: summary.repeated,
        rejected: summary.rejected,
        rejected_file: path(&summary.rejected_file),
        propositions: summary.propositions,
        rejected_propositions: summary.rejected_propositions,
        rejected_propositions_file: path(&summary.rejected_propositions_file),
        added_fields: summary.added.clone(),
        left_out: summary.left_out.clone(),
    };
    if arguments.after.json {
        return console.json(&report);
    }
    let done = Message::new("audience-cli-done").with("contacts", report.contacts);
    let done = done.with("file", arguments.output.display().to_string());
    let mut lines = vec![done.with("propositions", report.propositions)];
    let rejected = [
        (report.rejected, report.rejected_file),
        (report.rejected_propositions, report.rejected_propositions_file),
    ];
    for (count, file) in rejected {
        let line =
            file.map(|file| Message::new("audience-cli-rejected").with("count", count).with("file", file));
        lines.extend(line);
    }
    for line in lines {
        let line = console.say(&line);
        console.line(&line)?;
    }
    if report.repeated > 0 {
        console.note(&Message::new("audience-cli-repeated").with("count", report.repeated));
    }
    if !report.left_out.is_empty() {
        console.note(&Message::new("audience-cli-left-out").with("columns", listed(&report.left_out)));
    }
    if !report.added_fields.is_empty() {
        console.note(&Message::new("audience-cli-added").with("dimension", &arguments.dimension));
        for field in &report.added_fields {
            // As the fields of a dimension stand in a catalog.
            let field_type = match &field.field_type {
                crate::model::FieldType::Choice(choices) => format!("Choice({choices:?})"),
                other => format!("{other:?}"),
            };
            let line =
                format!("Field(name: {:?}, label: {:?}, type: {field_type}),", field.name, field.label);
            console.line(&super::super::clean::clean(&line))?;
        }
    }
    Ok(())
}
