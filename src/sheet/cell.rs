//! What stands in a cell: as a catalog has it, and as a sheet was read. Owns the types of cells.

use crate::audience::import::Customs;
use crate::model::{FieldType, Moment, Value, is_blank};
use crate::text::{Language, Message, decimal, folded};
use jiff::civil;

/// The longest text of a cell, in units of UTF-16, as spreadsheets count.
pub(super) const LONGEST: usize = 32_767;

/// The largest whole number that is written as a number: beyond it a cell does not keep all.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_992.0;

/// A value as a cell holds it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    /// A whole number of a field.
    Whole(i64),
    Truth(bool),
    Moment(Moment),
}

/// A cell of a sheet that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Raw {
    Empty,
    Text(String),
    Number(f64),
    Truth(bool),
    Moment(Moment),
    /// What a formula or a length of time leaves, which no column holds.
    Other(String),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind<'a> {
    Text,
    Number,
    Truth,
    Moment,
    Field(&'a FieldType),
}

impl Kind<'_> {
    /// Whether how people write numbers matters for it.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::Number | Self::Field(FieldType::Integer | FieldType::Decimal))
    }

    /// Whether the order of day and month matters for it.
    pub(super) fn is_moment(self) -> bool {
        matches!(self, Self::Moment | Self::Field(FieldType::Date | FieldType::DateTime))
    }
}

impl Cell {
    pub(super) fn of_text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    pub(super) fn of_moment(moment: Option<&Moment>) -> Self {
        moment.map_or(Self::Empty, |moment| Self::Moment(moment.clone()))
    }

    /// The value of a field of that type.
    pub(super) fn of_value(value: Option<&Value>, field_type: &FieldType) -> Self {
        match value {
            None => Self::Empty,
            Some(Value::Boolean(truth)) => Self::Truth(*truth),
            Some(Value::Integer(number)) => Self::Whole(*number),
            Some(Value::Decimal(number)) => Self::Number(*number),
            Some(Value::Text(text)) => match (field_type, text.parse()) {
                (FieldType::Date | FieldType::DateTime, Ok(moment)) => Self::Moment(moment),
                _ => Self::of_text(text),
            },
            Some(Value::List(items)) => Self::Text(list_text(items)),
        }
    }

    /// The value of a field that it stands for; none for an empty one.
    pub(super) fn into_value(self, field_type: &FieldType) -> Option<Value> {
        Some(match self {
            Self::Empty => return None,
            Self::Text(text) if *field_type == FieldType::List => Value::List(list_of(&text)),
            Self::Text(text) => Value::Text(text),
            Self::Number(number) => Value::Decimal(number),
            Self::Whole(number) => Value::Integer(number),
            Self::Truth(truth) => Value::Boolean(truth),
            Self::Moment(moment) => Value::Text(moment.to_string()),
        })
    }
}

/// A list in a cell: an item a line; as JSON where that could be read otherwise.
fn list_text(items: &[String]) -> String {
    let is_plain = |item: &String| !is_blank(item) && item.trim() == item && !item.contains(['\n', '\r']);
    let plain = !items.is_empty() && items.iter().all(is_plain) && !items[0].starts_with('[');
    if plain { items.join("\n") } else { serde_json::json!(items).to_string() }
}

fn list_of(text: &str) -> Vec<String> {
    if let Ok(items) = serde_json::from_str(text) {
        return items;
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// A moment of a cell that has a date: a whole day where it has no time.
pub(super) fn day_of(moment: Moment) -> Moment {
    match moment {
        Moment::Local(at) if at.time() == civil::Time::midnight() => Moment::Date(at.date()),
        moment => moment,
    }
}

impl Raw {
    pub(super) fn of_text(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// Whether nobody sees anything in it.
    pub(super) fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => is_blank(text),
            _ => false,
        }
    }

    /// It as a text, as a key or heading is compared.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Other(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Moment(moment) => moment.to_string(),
        }
    }

    /// It as a cell of a column.
    ///
    /// # Errors
    /// It is none: the message says what belongs there.
    pub(super) fn read(&self, kind: Kind<'_>, customs: Customs) -> Result<Cell, Message> {
        if let Self::Other(what) = self {
            return Err(Message::new("sheet-cell-other").with("what", what));
        }
        if self.is_blank() && kind != Kind::Text && kind != Kind::Field(&FieldType::Text) {
            return Ok(Cell::Empty);
        }
        match kind {
            Kind::Text | Kind::Field(FieldType::Text | FieldType::List) => self.read_text(),
            Kind::Number | Kind::Field(FieldType::Decimal) => self.read_number(customs).map(Cell::Number),
            Kind::Field(FieldType::Integer) => self.read_whole(customs),
            Kind::Truth | Kind::Field(FieldType::Boolean) => self.read_truth(),
            Kind::Moment | Kind::Field(FieldType::DateTime) => self.read_moment(customs).map(Cell::Moment),
            Kind::Field(FieldType::Date) => match day_of(self.read_moment(customs)?) {
                moment @ Moment::Date(_) => Ok(Cell::Moment(moment)),
                _ => Err(Message::new("sheet-no-day")),
            },
            Kind::Field(FieldType::Choice(choices)) => self.read_choice(choices),
        }
    }

    fn read_text(&self) -> Result<Cell, Message> {
        match self {
            Self::Text(text) => Ok(Cell::of_text(&text.replace("\r\n", "\n"))),
            Self::Number(_) => Ok(Cell::Text(self.text())),
            // What a spreadsheet took for a date or a truth was typed as something else, which it does not tell.
            Self::Moment(_) => Err(Message::new("sheet-date-for-text")),
            Self::Truth(_) => Err(Message::new("sheet-truth-for-text")),
            Self::Empty | Self::Other(_) => Ok(Cell::Empty),
        }
    }

    fn read_number(&self, customs: Customs) -> Result<f64, Message> {
        let none = || Message::new("sheet-no-number");
        match self {
            Self::Number(number) if number.is_finite() => Ok(*number),
            Self::Text(text) => {
                let plain = customs.plain_number(text.trim()).ok_or_else(none)?;
                decimal(&plain).map_err(|_| none())
            }
            _ => Err(none()),
        }
    }

    fn read_whole(&self, customs: Customs) -> Result<Cell, Message> {
        let none = || Message::new("sheet-no-whole-number");
        match self {
            Self::Number(number) if number.fract() == 0.0 && number.abs() <= LARGEST_WHOLE => {
                #[expect(clippy::cast_possible_truncation, reason = "it is whole, and not large")]
                let whole = *number as i64;
                Ok(Cell::Whole(whole))
            }
            Self::Text(text) => {
                let plain = customs.plain_number(text.trim()).ok_or_else(none)?;
                plain.parse().map(Cell::Whole).map_err(|_| none())
            }
            _ => Err(none()),
        }
    }

    fn read_truth(&self) -> Result<Cell, Message> {
        let truth = match self {
            Self::Truth(truth) => Some(*truth),
            Self::Number(number) if *number == 0.0 => Some(false),
            Self::Number(number) if (*number - 1.0).abs() < f64::EPSILON => Some(true),
            Self::Text(text) => truth(text.trim()),
            _ => None,
        };
        truth.map(Cell::Truth).ok_or_else(|| Message::new("sheet-no-truth"))
    }

    fn read_moment(&self, customs: Customs) -> Result<Moment, Message> {
        match self {
            Self::Moment(moment) => Ok(moment.clone()),
            Self::Text(text) => {
                let text = text.trim();
                if customs.is_ambiguous && customs.depends_on_order(text) {
                    return Err(Message::new("sheet-ambiguous-day"));
                }
                customs.read_moment(text).ok_or_else(|| Message::new("sheet-no-moment"))
            }
            _ => Err(Message::new("sheet-no-moment")),
        }
    }

    fn read_choice(&self, choices: &[String]) -> Result<Cell, Message> {
        let text = self.text();
        let same = choices.iter().find(|choice| **choice == text);
        let alike = || choices.iter().find(|choice| folded(choice) == folded(text.trim()));
        match same.or_else(alike) {
            Some(choice) => Ok(Cell::Text(choice.clone())),
            None => Err(Message::new("sheet-no-choice").with("choices", choices.join(", "))),
        }
    }
}

/// Yes or no, as the languages and spreadsheets write them.
fn truth(text: &str) -> Option<bool> {
    let text = folded(text);
    let is = |id: &str| Language::ALL.iter().any(|language| folded(&language.text(id)) == text);
    match text.as_str() {
        "true" | "vrai" | "1" => Some(true),
        "false" | "faux" | "0" => Some(false),
        _ if is("preview-yes") => Some(true),
        _ if is("preview-no") => Some(false),
        _ => None,
    }
}
