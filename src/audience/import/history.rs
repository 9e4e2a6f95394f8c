//! A row as a proposition that was made to a contact. Owns which column is what, and why a row is none.

use super::addresses::Addresses;
use super::customs::DateOrder;
use super::error::ImportError;
use super::form::RawRow;
use super::found::{Asked, Found, plain};
use super::order::Order;
use crate::audience::database::Kept;
use crate::contacts::Past;
use crate::model::{Dimension, FieldType, Status, Values, split_address};
use crate::text::{Language, Message, listed};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::path::Path;

/// What a column may be called, besides the key: in English and in French.
const NAMES: [(&str, &[&str]); 6] = [
    ("offer", &["offer", "offre"]),
    ("space", &["space", "emplacement"]),
    ("at", &["at", "moment", "date", "datetime", "dateetheure", "timestamp"]),
    ("status", &["status", "statut"]),
    ("weight", &["weight", "poids"]),
    ("rank", &["rank", "rang"]),
];

/// How rows are read as propositions.
pub(super) struct Histories<'o> {
    pub(super) found: Found,
    zone: TimeZone,
    /// The columns of the key, with the types of its fields.
    key: Vec<(usize, &'o FieldType)>,
    /// Where what is called as in [`NAMES`] stands.
    parts: [Part; NAMES.len()],
    /// The columns that say whether a proposition came to a status. The last that does counts.
    outcomes: Vec<(usize, Status)>,
    offers: Addresses,
    spaces: Addresses,
}

/// Where a part of a proposition stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    /// In a column.
    Column(usize),
    /// All rows have the same.
    Given(String),
    Nowhere,
}

impl<'o> Histories<'o> {
    pub(super) fn of(order: &'o Order<'o>, path: &Path, asked: &Asked) -> Result<Self, ImportError> {
        let (catalog, dimension) = (order.catalog, order.dimension);
        let found = Found::rows_of(path, &dimension.fields, asked)?;
        let columns = Columns { found: &found, asked, dimension };
        columns.check()?;
        let mut key = Vec::new();
        for name in &dimension.key {
            let field = dimension.fields.iter().find(|field| field.name == *name);
            let Some(field) = field else { continue };
            let names = [plain(&field.name), plain(&field.label)];
            let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            let column = columns.place(name, &names).ok_or_else(|| columns.missing(name))?;
            key.push((column, &field.field_type));
        }
        let parts = NAMES.map(|(name, names)| columns.part(name, names));
        let needed = NAMES.iter().zip(&parts).take(3);
        if let Some(((name, _), _)) = needed.into_iter().find(|(_, part)| **part == Part::Nowhere) {
            return Err(columns.missing(name));
        }
        let outcomes = columns.outcomes();
        let (offers, spaces) =
            (Addresses::of_offers(catalog, &dimension.name), Addresses::of_spaces(catalog, &dimension.name));
        Ok(Self { zone: catalog.zone(), key, parts, outcomes, offers, spaces, found })
    }

    /// The key of a contact and what was proposed to it.
    pub(super) fn proposition(&self, row: &RawRow) -> Result<(Vec<Kept>, Past), Message> {
        if let Some(fault) = &row.fault {
            return Err(fault.clone());
        }
        row.ends_within(self.found.columns.len())?;
        let customs = self.found.customs;
        let mut key = Vec::with_capacity(self.key.len());
        for (column, field_type) in &self.key {
            key.push(customs.read(row.cells.get(*column).unwrap_or_default(), field_type, &self.zone)?);
        }
        let [offer, space, at, status, weight, rank] = self.parts.each_ref().map(|part| part.of(row));
        let no_space = || Message::new("audience-reject-space").with("value", space);
        let space = self.spaces.meant(space, None).ok_or_else(no_space)?;
        let environment = split_address(&space).map(|(environment, _)| environment);
        let no_offer = || Message::new("audience-reject-offer").with("value", offer);
        let offer = self.offers.meant(offer, environment).ok_or_else(no_offer)?;
        let moment = |text: Kept| match text {
            Kept::Text(text) => text.parse::<Timestamp>().ok(),
            _ => None,
        };
        let no_moment = || Message::new("audience-reject-moment").with("value", at);
        let at = moment(customs.read(at, &FieldType::DateTime, &self.zone)?).ok_or_else(no_moment)?;
        let status = self.status(row, status)?;
        let weight = match customs.read(weight, &FieldType::Decimal, &self.zone)? {
            Kept::Decimal(weight) => Some(weight),
            _ => None,
        };
        let rank = match customs.read(rank, &FieldType::Integer, &self.zone)? {
            Kept::Whole(whole) => {
                let no_rank = |_| Message::new("audience-reject-rank").with("value", rank);
                Some(u32::try_from(whole).map_err(no_rank)?)
            }
            _ => None,
        };
        Ok((key, Past { offer, space, at, status, weight, rank, stored: Values::new() }))
    }

    /// What a proposition came to: what a row's own word says, else the last of its columns that say so.
    fn status(&self, row: &RawRow, word: &str) -> Result<Status, Message> {
        let unknown = || Message::new("audience-reject-status").with("value", word);
        let mut status =
            if word.is_empty() { Status::Presented } else { status_of(word).ok_or_else(unknown)? };
        for (column, came_to) in &self.outcomes {
            let cell = row.cells.get(*column).unwrap_or_default();
            if self.found.customs.read(cell, &FieldType::Boolean, &self.zone)? == Kept::Whole(1) {
                status = *came_to;
            }
        }
        Ok(status)
    }
}

impl Part {
    /// What a row has of it.
    fn of<'r>(&'r self, row: &'r RawRow) -> &'r str {
        match self {
            Self::Column(column) => row.cells.get(*column).unwrap_or_default().trim(),
            Self::Given(text) => text.trim(),
            Self::Nowhere => "",
        }
    }
}

/// The columns of a history, and what a person says of them.
struct Columns<'c> {
    found: &'c Found,
    asked: &'c Asked,
    dimension: &'c Dimension,
}

impl Columns<'_> {
    fn known(&self) -> String {
        let names: Vec<&str> = self.found.columns.iter().map(|column| column.name.as_str()).collect();
        listed(&names)
    }

    fn missing(&self, field: &str) -> ImportError {
        let message = Message::new("audience-import-no-history-column").with("field", field);
        ImportError::Failed(message.with("known", self.known()))
    }

    /// Refuses what is said of columns that there are not, and what no column of a history is.
    fn check(&self) -> Result<(), ImportError> {
        let is_column = |name: &str| self.found.columns.iter().any(|column| column.name == name);
        if let Some((name, _)) = self.asked.columns.iter().find(|(name, _)| !is_column(name)) {
            let message = Message::new("audience-import-no-column").with("name", name);
            return Err(ImportError::Failed(message.with("known", self.known())));
        }
        let parts: Vec<&str> = NAMES.iter().map(|(name, _)| *name).collect();
        let mut all: Vec<&str> = self.dimension.key.iter().map(String::as_str).collect();
        all.extend(&parts);
        all.extend(Status::ALL.map(Status::rule_name));
        let unknown = |said: &[(String, String)], known: &[&str], part: fn(&(String, String)) -> &String| {
            let name =
                said.iter().map(part).find(|name| !name.is_empty() && !known.contains(&name.as_str()))?;
            let message = Message::new("audience-import-no-part").with("name", name);
            Some(ImportError::Failed(message.with("known", known.join(", "))))
        };
        let of_columns = unknown(&self.asked.columns, &all, |(_, part)| part);
        of_columns.or_else(|| unknown(&self.asked.given, &parts, |(part, _)| part)).map_or(Ok(()), Err)
    }

    /// The column of a part, by hand or by the names that it may have; one that is left out is of none.
    fn place(&self, wanted: &str, names: &[&str]) -> Option<usize> {
        let by_hand = self.asked.columns.iter().find(|(_, part)| part == wanted).map(|(name, _)| name);
        let is_free = |name: &String| self.asked.columns.iter().all(|(said, _)| said != name);
        self.found.columns.iter().position(|column| match by_hand {
            Some(own) => column.name == *own,
            None => names.contains(&plain(&column.name).as_str()) && is_free(&column.name),
        })
    }

    /// Where a part stands: in a column that is said, else what is given to all, else in a column of its name.
    fn part(&self, name: &str, names: &[&str]) -> Part {
        let is_said = self.asked.columns.iter().any(|(_, part)| part == name);
        let given = self.asked.given.iter().find(|(part, _)| part == name).filter(|_| !is_said);
        match given {
            Some((_, value)) => Part::Given(value.clone()),
            None => self.place(name, names).map_or(Part::Nowhere, Part::Column),
        }
    }

    /// The columns that say whether a proposition came to a status, in the order in which they are said.
    fn outcomes(&self) -> Vec<(usize, Status)> {
        let status = |part: &str| Status::ALL.into_iter().find(|status| status.rule_name() == part);
        let said = self.asked.columns.iter().filter_map(|(name, part)| Some((name, status(part)?)));
        let place = |name: &String| self.found.columns.iter().position(|column| column.name == *name);
        said.filter_map(|(name, status)| Some((place(name)?, status))).collect()
    }
}

/// The status that a word means, in either language.
fn status_of(word: &str) -> Option<Status> {
    let word = plain(word);
    Status::ALL.into_iter().find(|status| {
        let label = format!("contacts-status-{}", status.rule_name());
        let labels = [Language::En, Language::Fr].map(|language| plain(&language.text(&label)));
        plain(status.rule_name()) == word || labels.contains(&word)
    })
}

/// The order that a person says, by its letters.
impl std::str::FromStr for DateOrder {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match plain(text).as_str() {
            "dmy" | "jma" => Ok(Self::DayFirst),
            "mdy" | "mja" => Ok(Self::MonthFirst),
            _ => Err(()),
        }
    }
}
