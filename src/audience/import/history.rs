//! A row as a proposition that was made to a contact. Owns which column is what, and why a row is none.

use super::customs::DateOrder;
use super::error::ImportError;
use super::form::RawRow;
use super::found::{Asked, Found, plain};
use super::order::Order;
use crate::audience::database::Kept;
use crate::contacts::Past;
use crate::model::{FieldType, Status, Values, split_address};
use crate::text::{Language, Message};
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
    /// The columns of [`NAMES`].
    columns: [Option<usize>; NAMES.len()],
}

impl<'o> Histories<'o> {
    pub(super) fn of(order: &'o Order<'o>, path: &Path, asked: &Asked) -> Result<Self, ImportError> {
        let found = Found::rows_of(path, &order.dimension.fields, asked)?;
        let names =
            || NAMES.iter().map(|(name, _)| *name).chain(order.dimension.key.iter().map(String::as_str));
        if let Some((column, name)) = asked.columns.iter().find(|(_, name)| !names().any(|it| it == name)) {
            let message = Message::new("audience-import-no-history-name").with("column", column);
            let known = names().collect::<Vec<_>>().join(", ");
            return Err(ImportError::Failed(message.with("name", name).with("known", known)));
        }
        let by_hand =
            |wanted: &str| asked.columns.iter().find(|(_, target)| target == wanted).map(|(name, _)| name);
        let column_of = |wanted: &str, names: &[&str]| {
            let own = by_hand(wanted);
            found.columns.iter().position(|column| match own {
                Some(own) => column.name == *own,
                None => names.contains(&plain(&column.name).as_str()),
            })
        };
        let known: Vec<&str> = found.columns.iter().map(|column| column.name.as_str()).collect();
        let missing = |field: &str| {
            let message = Message::new("audience-import-no-history-column").with("field", field);
            ImportError::Failed(message.with("known", known.join(", ")))
        };
        let mut key = Vec::new();
        for name in &order.dimension.key {
            let field = order.dimension.fields.iter().find(|field| field.name == *name);
            let Some(field) = field else { continue };
            let names = [plain(&field.name), plain(&field.label)];
            let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
            let column = column_of(name, &names).ok_or_else(|| missing(name))?;
            key.push((column, &field.field_type));
        }
        let columns = NAMES.map(|(name, names)| column_of(name, names));
        if let Some(((name, _), _)) = NAMES.iter().zip(columns).take(3).find(|(_, column)| column.is_none()) {
            return Err(missing(name));
        }
        Ok(Self { zone: order.catalog.zone(), key, columns, found })
    }

    /// The key of a contact and what was proposed to it.
    pub(super) fn proposition(&self, row: &RawRow) -> Result<(Vec<Kept>, Past), Message> {
        if let Some(fault) = &row.fault {
            return Err(fault.clone());
        }
        row.ends_within(self.found.columns.len())?;
        let cell = |column: Option<usize>| {
            column.and_then(|column| row.cells.get(column)).unwrap_or_default().trim()
        };
        let customs = self.found.customs;
        let mut key = Vec::with_capacity(self.key.len());
        for (column, field_type) in &self.key {
            key.push(customs.read(row.cells.get(*column).unwrap_or_default(), field_type, &self.zone)?);
        }
        let [offer, space, at, status, weight, rank] = self.columns.map(cell);
        for (name, address) in [("offer", offer), ("space", space)] {
            if split_address(address).is_none() {
                return Err(Message::new("audience-reject-address")
                    .with("column", name)
                    .with("value", address));
            }
        }
        let moment = |text: Kept| match text {
            Kept::Text(text) => text.parse::<Timestamp>().ok(),
            _ => None,
        };
        let no_moment = || Message::new("audience-reject-moment").with("value", at);
        let at = moment(customs.read(at, &FieldType::DateTime, &self.zone)?).ok_or_else(no_moment)?;
        let unknown = || Message::new("audience-reject-status").with("value", status);
        let status =
            if status.is_empty() { Status::Presented } else { status_of(status).ok_or_else(unknown)? };
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
        let (offer, space) = (offer.to_owned(), space.to_owned());
        Ok((key, Past { offer, space, at, status, weight, rank, stored: Values::new() }))
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
