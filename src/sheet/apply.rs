//! What a sheet changes: each of its rows is found in the catalog, and each of its cells compared with what was written
//! there. Owns what is said of those that cannot be. One of them is enough for nothing to change.

use super::cell::{Cell, Kind, LONGEST, Raw};
use super::column::{Column, Draft, WeightPart};
use super::csv_text::{cell, guarded, moment_text, unguarded};
use super::grid::{Grid, GridRow, GridTable};
use super::headings::Headings;
use super::rows::{Row, rows};
use super::xlsx::text_of;
use crate::audience::import::{Customs, DateOrder};
use crate::document::Edit;
use crate::model::{Catalog, Entity, Offer, Ref, Stage};
use crate::text::{Language, Message};
use std::collections::HashMap;
use std::sync::Arc;

/// The rows in which the heading is looked for: people write titles above it.
const MOST_ABOVE: usize = 20;

/// What a sheet changes in a catalog.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The edit; empty where nothing changes.
    pub edit: Edit,
    /// How many offers it changes.
    pub offers: usize,
    /// How many rows were read.
    pub rows: usize,
    /// What a person should know of what was not read.
    pub notes: Vec<Message>,
}

/// Something in a sheet that cannot be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// What the spreadsheet calls the cell or the row: `Offers!F12`.
    pub place: String,
    /// The heading of its column; empty for a whole row.
    pub column: String,
    /// What is wrong.
    pub message: Message,
}

impl Problem {
    /// A sentence about it, without its place.
    pub fn sentence(&self) -> Message {
        if self.column.is_empty() {
            return self.message.clone();
        }
        let message = Message::new("sheet-in-column").with("column", &self.column);
        message.with("problem", self.message.clone())
    }
}

/// What a sheet changes in a catalog.
///
/// # Errors
/// There are cells that cannot be taken over: each with its place.
pub fn changes(catalog: &Arc<Catalog>, grid: &Grid) -> Result<Changes, Vec<Problem>> {
    let headings = Headings::of(catalog);
    let whole = |message: Message| vec![Problem { place: String::new(), column: String::new(), message }];
    let found = grid.tables.iter().find_map(|table| Some((table, heading(table, &headings)?)));
    let Some((table, (start, meant))) = found else {
        let message = Message::new("sheet-no-heading").with("file", grid.path.display().to_string());
        let message = message.with("environment", Message::new("domain-environment"));
        return Err(whole(message.with("offer", Message::new("domain-offer"))));
    };
    let mut reading = Reading::new(catalog, table, (start, meant));
    reading.find_customs(&table.rows[start + 1..]);
    for row in &table.rows[start + 1..] {
        reading.row(row);
    }
    reading.finished()
}

/// The row with the heading, and what each of its columns is.
type Meant = Vec<(usize, Vec<Column>, String)>;

fn heading(table: &GridTable, headings: &Headings) -> Option<(usize, Meant)> {
    let mut rows = table.rows.iter().enumerate().take(MOST_ABOVE);
    rows.find_map(|(place, row)| {
        let meant: Meant = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_blank())
            .map(|(at, cell)| {
                let word = cell.text().trim().to_owned();
                (at, headings.meant(unguarded(&word)).to_vec(), word)
            })
            .collect();
        let has = |wanted: &Column| meant.iter().any(|(_, columns, _)| columns.contains(wanted));
        (has(&Column::Environment) && has(&Column::Offer)).then_some((place, meant))
    })
}

struct Reading<'a> {
    catalog: &'a Arc<Catalog>,
    table: &'a GridTable,
    /// The columns that are read, each with its place and heading.
    columns: Vec<(usize, Column, String)>,
    environment_at: usize,
    offer_at: usize,
    offers: HashMap<(&'a str, &'a str), Row<'a>>,
    customs: Customs,
    /// Whether a cell tells what stands before decimals.
    is_mark_known: bool,
    /// How many cells the row of the headings has.
    width: usize,
    /// The rows in which offers stand already.
    seen: HashMap<(&'a str, &'a str), u64>,
    edits: Vec<Edit>,
    said: Said,
}

/// What is said of a sheet.
#[derive(Default)]
struct Said {
    problems: Vec<Problem>,
    notes: Vec<Message>,
    rows: usize,
    /// How many cells of columns that are only shown say something else.
    not_read: usize,
}

impl<'a> Reading<'a> {
    fn new(catalog: &'a Arc<Catalog>, table: &'a GridTable, (start, meant): (usize, Meant)) -> Self {
        let mut said = Said::default();
        let mut columns: Vec<(usize, Column, String)> = Vec::new();
        let mut unknown = Vec::new();
        for (at, found, word) in meant {
            let problem = |id: &'static str| Problem {
                place: table.place(table.rows[start].number, at),
                column: word.clone(),
                message: Message::new(id),
            };
            match found.as_slice() {
                [] => unknown.push(word),
                [column] if columns.iter().any(|(_, known, _)| known == column) => {
                    said.problems.push(problem("sheet-column-twice"));
                }
                [column] => columns.push((at, column.clone(), word)),
                _ => said.problems.push(problem("sheet-column-ambiguous")),
            }
        }
        if !unknown.is_empty() {
            let message = Message::new("sheet-columns-not-read").with("count", unknown.len());
            said.notes.push(message.with("columns", unknown.join(", ")));
        }
        let at = |wanted: &Column| {
            columns.iter().find(|(_, column, _)| column == wanted).map_or(usize::MAX, |(at, ..)| *at)
        };
        let (environment_at, offer_at) = (at(&Column::Environment), at(&Column::Offer));
        let offers = rows(catalog)
            .into_iter()
            .map(|row| ((row.environment.name.as_str(), row.offer.name.as_str()), row));
        Self {
            catalog,
            table,
            columns,
            environment_at,
            offer_at,
            offers: offers.collect(),
            customs: Customs::default(),
            is_mark_known: false,
            width: table.rows[start].cells.len(),
            seen: HashMap::new(),
            edits: Vec::new(),
            said,
        }
    }

    /// Finds how numbers and days are written: as most cells say what the catalog says, which most do; where no cell
    /// tells, as cells that can be read in one way only are written.
    fn find_customs(&mut self, rows: &[GridRow]) {
        let mut told: Vec<(&str, Kind<'_>, Cell)> = Vec::new();
        for row in rows {
            let Some(known) = self.offer_of(row) else { continue };
            for (at, column, _) in &self.columns {
                let kind = column.kind(self.catalog);
                let Some(Raw::Text(text)) = row.cells.get(*at) else { continue };
                if kind.is_number() || kind.is_moment() {
                    told.push((text, kind, column.read(self.catalog, known.offer)));
                }
            }
        }
        let mut customs = Customs::of(told.iter().map(|(text, ..)| *text));
        if !customs.is_comma_known && self.table.delimiter == Some(';') {
            customs.customs.decimal_comma = true;
        }
        let mut best = customs.customs;
        let score = |customs: Customs, numbers: bool| {
            let says_the_same = |(text, kind, was): &&(&str, Kind<'_>, Cell)| {
                (if numbers { kind.is_number() } else { kind.is_moment() })
                    && Raw::Text((*text).to_owned()).read(*kind, customs).is_ok_and(|it| it == *was)
            };
            told.iter().filter(says_the_same).count()
        };
        let comma = |decimal_comma| score(Customs { decimal_comma, ..best }, true);
        let (with, without) = (comma(true), comma(false));
        if with != without {
            best.decimal_comma = with > without;
        }
        self.is_mark_known = customs.is_comma_known || with != without;
        let order = |date_order| score(Customs { date_order, is_ambiguous: false, ..best }, false);
        let (day, month) = (order(DateOrder::DayFirst), order(DateOrder::MonthFirst));
        if day != month {
            best.date_order = if day > month { DateOrder::DayFirst } else { DateOrder::MonthFirst };
            best.is_ambiguous = false;
        }
        self.customs = best;
    }

    /// The offer that a row is of.
    fn offer_of(&self, row: &GridRow) -> Option<Row<'a>> {
        let text = |at: usize| row.cells.get(at).map(Raw::text).unwrap_or_default();
        let (environment, offer) = (text(self.environment_at), text(self.offer_at));
        self.offers.get(&(environment.trim(), offer.trim())).copied()
    }

    fn row(&mut self, row: &GridRow) {
        if row.cells.iter().all(Raw::is_blank) {
            return;
        }
        self.said.rows += 1;
        if let Some(fault) = &row.fault {
            return self.problem(row, None, fault.clone());
        }
        if let Some(at) = self.beyond(row) {
            return self.problem(row, Some(at), Message::new("sheet-cell-beyond"));
        }
        let Some(known) = self.offer_of(row) else {
            let text = |at: usize| row.cells.get(at).map(Raw::text).unwrap_or_default();
            let message = Message::new("sheet-unknown-offer").with("offer", text(self.offer_at));
            return self.problem(row, None, message.with("environment", text(self.environment_at)));
        };
        let key = (known.environment.name.as_str(), known.offer.name.as_str());
        if let Some(first) = self.seen.insert(key, row.number) {
            let message = Message::new("sheet-offer-twice").with("offer", known.offer.name.as_str());
            return self.problem(row, None, message.with("row", first.to_string()));
        }
        if let Some(offer) = self.changed(row, known)
            && offer != **known.offer
        {
            if known.environment.stage == Stage::Live {
                let message = Message::new("sheet-live").with("offer", known.offer.name.as_str());
                return self.problem(row, None, message);
            }
            let at = Ref::Offer(known.environment.name.clone(), offer.name.clone());
            self.edits.push(Edit::Put(at, Entity::Offer(Arc::new(offer))));
        }
    }

    /// The first cell of a text behind the last of its headings: where a separator in a text is not quoted, the cells of
    /// the row are shifted, and none of them is to be trusted.
    fn beyond(&self, row: &GridRow) -> Option<usize> {
        self.table.delimiter?;
        (self.width..row.cells.len()).find(|at| !row.cells[*at].is_blank())
    }

    /// A cell as one of its column. Where nothing tells, what would be a thousand times as much is never guessed.
    fn read(&self, raw: &Raw, kind: Kind<'_>) -> Result<Cell, Message> {
        if let Raw::Text(text) = raw
            && kind.is_number()
            && !self.is_mark_known
            && let Some([thousands, decimals]) = self.customs.guessed_thousands(text.trim())
        {
            let message = Message::new("sheet-ambiguous-number").with("thousands", thousands);
            return Err(message.with("decimals", decimals));
        }
        raw.read(kind, self.customs)
    }

    /// The offer of a row with what its cells say; none where one of them cannot be taken over.
    fn changed(&mut self, row: &GridRow, known: Row<'a>) -> Option<Offer> {
        let mut draft = Draft::of(known.offer);
        let mut problems = Vec::new();
        for (at, column, _) in &self.columns {
            let raw = row.cells.get(*at).unwrap_or(&Raw::Empty);
            let was = cell(self.catalog, column, &known, Language::En);
            if still_says(raw, &was) || matches!(column, Column::Environment | Column::Offer) {
                continue;
            }
            if column.is_shown_only() {
                let in_words = Language::ALL.map(|it| cell(self.catalog, column, &known, it));
                let is_same = in_words.iter().any(|was| still_says(raw, was)) || raw.is_blank();
                match column {
                    Column::Category if !is_same => {
                        let message = Message::new("sheet-other-category");
                        let message = message.with("offer", known.offer.name.as_str());
                        problems.push((*at, message.with("category", known.category.name.as_str())));
                    }
                    _ => self.said.not_read += usize::from(!is_same),
                }
                continue;
            }
            let spaces = |name: &str| known.environment.space(name).is_some();
            let written = self.read(raw, column.kind(self.catalog)).and_then(|now| {
                if is_cut(&now, &was) {
                    return Err(Message::new("sheet-text-cut"));
                }
                if is_same(&now, &was) { Ok(()) } else { draft.write(self.catalog, column, now, &spaces) }
            });
            if let Err(message) = written {
                problems.push((*at, message));
            }
        }
        let is_sound = problems.is_empty();
        for (at, message) in problems {
            self.problem(row, Some(at), message);
        }
        if !is_sound {
            return None;
        }
        match draft.finished() {
            Ok(offer) => Some(offer),
            Err((place, message)) => {
                let value = Column::Weight(place, WeightPart::Value);
                let of_weight = |column: &Column| matches!(column, Column::Weight(it, _) if *it == place);
                let columns = self.columns.iter();
                let found = columns.clone().find(|(_, column, _)| *column == value);
                let at = found.or_else(|| columns.clone().find(|(_, column, _)| of_weight(column)));
                let at = at.map(|(at, ..)| *at);
                self.problem(row, at, message);
                None
            }
        }
    }

    fn problem(&mut self, row: &GridRow, at: Option<usize>, message: Message) {
        let heading = self.columns.iter().find(|(place, ..)| Some(*place) == at);
        let column = heading.map(|(.., word)| word.clone()).unwrap_or_default();
        let place = self.table.place(row.number, at.unwrap_or(self.offer_at));
        self.said.problems.push(Problem { place, column, message });
    }

    fn finished(self) -> Result<Changes, Vec<Problem>> {
        let Said { problems, mut notes, rows, not_read } = self.said;
        if !problems.is_empty() {
            return Err(problems);
        }
        if not_read > 0 {
            notes.push(Message::new("sheet-status-not-read").with("count", not_read));
        }
        Ok(Changes { offers: self.edits.len(), edit: Edit::All(self.edits), rows, notes })
    }
}

/// Whether a cell still says what was written there, however it was written.
fn still_says(raw: &Raw, was: &Cell) -> bool {
    match (raw, was) {
        (Raw::Empty, Cell::Empty) => true,
        (Raw::Text(text), Cell::Text(was)) => {
            text == was
                || *text == guarded(was)
                || was.len() > LONGEST && Language::ALL.iter().any(|it| *text == text_of(was, *it))
        }
        (Raw::Text(text), Cell::Moment(moment)) => {
            *text == moment_text(moment) || *text == moment.to_string()
        }
        (Raw::Text(text), Cell::Whole(number)) => *text == number.to_string(),
        (Raw::Number(number), Cell::Number(was)) => number.to_bits() == was.to_bits(),
        (Raw::Truth(truth), Cell::Truth(was)) => truth == was,
        (Raw::Moment(moment), Cell::Moment(was)) => moment == was,
        _ => false,
    }
}

/// Whether two cells say the same: a field may hold a number in another form than its type.
fn is_same(now: &Cell, was: &Cell) -> bool {
    match (now, was) {
        (Cell::Number(now), Cell::Whole(was)) => now.to_string() == was.to_string(),
        (Cell::Text(now), Cell::Whole(was)) => *now == was.to_string(),
        (Cell::Text(now), Cell::Number(was)) => *now == was.to_string(),
        _ => now == was,
    }
}

/// Whether a spreadsheet has cut a text to what its cells hold.
fn is_cut(now: &Cell, was: &Cell) -> bool {
    let (Cell::Text(now), Cell::Text(was)) = (now, was) else { return false };
    let length = now.encode_utf16().count();
    now.len() < was.len() && length + 8 >= LONGEST && was.starts_with(now.as_str())
}
