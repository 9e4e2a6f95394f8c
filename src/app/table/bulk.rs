//! One change of one field in many offers: what is done to it, what becomes of each offer, and which of them stay as
//! they are and why. Knows neither rows nor the window.

use super::cell::{put, read};
use super::column::Column;
use crate::model::{FieldType, Offer, Value, label_or_name};
use crate::text::Message;

/// So many offers are shown with what they have and would have.
pub const MOST_LINES: usize = 5;
/// So many of the offers that stay as they are are named for each reason.
const MOST_NAMED: usize = 3;
/// Whole numbers up to this can be multiplied without a loss: beyond it, decimals have gaps.
const EXACT: u64 = 1 << 53;

/// What is done to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operation {
    /// It becomes a value.
    Set,
    /// It becomes empty.
    Clear,
    /// It grows by so many percent.
    Percent,
    /// It is multiplied.
    Multiply,
    /// Something is added at the end of a text, or to a list.
    Append,
}

impl Operation {
    /// What can be done to a column whose cells are of a type.
    pub fn of(column: &Column, field_type: &FieldType) -> Vec<Self> {
        let mut all = vec![Self::Set];
        match field_type {
            FieldType::Integer | FieldType::Decimal => all.extend([Self::Percent, Self::Multiply]),
            FieldType::Text | FieldType::List => all.push(Self::Append),
            FieldType::Boolean | FieldType::Choice(_) | FieldType::Date | FieldType::DateTime => {}
        }
        if !matches!(column, Column::Enabled | Column::Weight) {
            all.push(Self::Clear);
        }
        all
    }

    /// The message of its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Set => "table-operation-set",
            Self::Clear => "table-operation-clear",
            Self::Percent => "table-operation-percent",
            Self::Multiply => "table-operation-multiply",
            Self::Append => "table-operation-append",
        }
    }

    /// The type of the value that it takes, for a field of a type.
    pub fn value_type(self, field_type: &FieldType) -> FieldType {
        match self {
            Self::Percent | Self::Multiply => FieldType::Decimal,
            Self::Set | Self::Clear | Self::Append => field_type.clone(),
        }
    }
}

/// What a person wants of the chosen offers: nothing at first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BulkChange {
    /// The field.
    pub column: Option<Column>,
    /// What is done to it; none until the field is chosen.
    pub operation: Option<Operation>,
    /// What it is set to, multiplied by, or gets at its end.
    pub value: Option<Value>,
}

impl BulkChange {
    /// The offer as it would be, or the message why it stays as it is.
    pub(super) fn offer(&self, offer: &Offer, whole: bool) -> Result<Offer, &'static str> {
        let (Some(column), Some(operation)) = (&self.column, self.operation) else {
            return Err("table-stays-same");
        };
        let next = result(operation, read(offer, column).as_ref(), self.value.as_ref(), whole)?;
        put(offer, column, next).map_err(|_| "table-stays-fixed")
    }

    /// Whether it says what is to be done.
    pub fn is_complete(&self) -> bool {
        self.column.is_some()
            && self.operation.is_some_and(|operation| operation == Operation::Clear || self.value.is_some())
    }
}

/// What a value becomes. `whole` numbers stay whole.
fn result(
    operation: Operation,
    current: Option<&Value>,
    value: Option<&Value>,
    whole: bool,
) -> Result<Option<Value>, &'static str> {
    let next = match (operation, value) {
        (Operation::Clear, _) => None,
        (_, None) => return Err("table-stays-same"),
        (Operation::Set, Some(value)) => Some(value.clone()),
        (Operation::Percent, Some(by)) => Some(scaled(current, 1.0 + number(by)? / 100.0, whole)?),
        (Operation::Multiply, Some(by)) => Some(scaled(current, number(by)?, whole)?),
        (Operation::Append, Some(more)) => Some(appended(current, more)),
    };
    if next.as_ref() == current { Err("table-stays-same") } else { Ok(next) }
}

fn number(value: &Value) -> Result<f64, &'static str> {
    match value {
        #[expect(clippy::cast_precision_loss, reason = "refused where anything would be lost")]
        Value::Integer(number) if number.unsigned_abs() <= EXACT => Ok(*number as f64),
        Value::Integer(_) => Err("table-stays-range"),
        Value::Decimal(number) => Ok(*number),
        _ => Err("table-stays-no-number"),
    }
}

fn scaled(current: Option<&Value>, factor: f64, whole: bool) -> Result<Value, &'static str> {
    let product = number(current.ok_or("table-stays-empty")?)? * factor;
    // 19.9 and 10 % more are 21.89, not 21.890000000000004: what is finer than twelve digits is not meant.
    let rounded: f64 = format!("{product:.11e}").parse().map_err(|_| "table-stays-range")?;
    if !rounded.is_finite() {
        return Err("table-stays-range");
    }
    if !whole {
        return Ok(Value::Decimal(rounded));
    }
    #[expect(clippy::cast_precision_loss, reason = "a power of two")]
    let fits = rounded.abs() <= EXACT as f64;
    #[expect(clippy::cast_possible_truncation, reason = "within the bound above")]
    fits.then(|| Value::Integer(rounded.round() as i64)).ok_or("table-stays-range")
}

/// A text with another behind it; a list with the items that it does not have yet.
fn appended(current: Option<&Value>, more: &Value) -> Value {
    match (current, more) {
        (None, more) => more.clone(),
        (Some(Value::List(items)), Value::List(more)) => {
            let more = more.iter().filter(|item| !items.contains(item));
            Value::List(items.iter().chain(more).cloned().collect())
        }
        (Some(current), more) => Value::Text(format!("{current}{more}")),
    }
}

/// An offer with what it has and would have.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What a person reads of the offer.
    pub offer: String,
    /// The text of its cell.
    pub before: String,
    /// The text that its cell would have.
    pub after: String,
}

/// Offers that stay as they are for one reason.
#[derive(Debug, Clone, PartialEq)]
pub struct Staying {
    /// The message of the reason.
    pub reason: &'static str,
    /// How many they are.
    pub count: usize,
    /// The first of them, as a person reads them.
    pub offers: Vec<String>,
}

impl Staying {
    /// "3 offers unchanged: several weights, or a formula (Metal card, …)".
    pub fn message(&self) -> Message {
        let mut offers = self.offers.join(", ");
        if self.count > self.offers.len() {
            offers.push_str(", …");
        }
        Message::new("table-unchanged")
            .with("count", self.count)
            .with("reason", Message::new(self.reason))
            .with("offers", offers)
    }
}

/// What a change would make of the chosen offers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    /// How many offers would change.
    pub changed: usize,
    /// The first of them.
    pub first: Vec<Line>,
    /// Those that would not, by reason.
    pub staying: Vec<Staying>,
}

impl Outlook {
    /// Notes that an offer would become another; `text` is what its cell shows.
    pub(super) fn changes(&mut self, offer: &Offer, next: &Offer, text: impl Fn(&Offer) -> String) {
        self.changed += 1;
        if self.first.len() < MOST_LINES {
            self.first.push(Line { offer: title(offer), before: text(offer), after: text(next) });
        }
    }

    /// Notes that an offer would stay as it is.
    pub(super) fn stays(&mut self, offer: &Offer, reason: &'static str) {
        let known = self.staying.iter().position(|staying| staying.reason == reason);
        let index = known.unwrap_or_else(|| {
            self.staying.push(Staying { reason, count: 0, offers: Vec::new() });
            self.staying.len() - 1
        });
        let staying = &mut self.staying[index];
        staying.count += 1;
        if staying.offers.len() < MOST_NAMED {
            staying.offers.push(title(offer));
        }
    }
}

fn title(offer: &Offer) -> String {
    label_or_name(&offer.label, &offer.name).to_owned()
}

/// Why an offer stays as it is, in few words, where its cell cannot be written.
pub(super) fn short_reason(fixed: &'static str) -> &'static str {
    match fixed {
        "table-fixed-weight" => "table-stays-weight",
        "table-fixed-twin" => "table-stays-twin",
        _ => "table-stays-fixed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(operation: Operation, current: Option<&Value>, value: &Value, whole: bool) -> Option<Value> {
        result(operation, current, Some(value), whole).expect("changed")
    }

    fn list(items: &[&str]) -> Value {
        Value::List(items.iter().map(|item| (*item).to_owned()).collect())
    }

    #[test]
    fn numbers_are_raised_and_multiplied_and_whole_ones_stay_whole() {
        use Operation::{Multiply, Percent};
        let (tenth, decimal) = (Value::Decimal(10.0), |number| Some(Value::Decimal(number)));
        assert_eq!(after(Percent, decimal(19.9).as_ref(), &tenth, false), decimal(21.89));
        assert_eq!(after(Percent, Some(&Value::Integer(100)), &tenth, false), decimal(110.0));
        assert_eq!(after(Percent, Some(&Value::Integer(25)), &tenth, true), Some(Value::Integer(28)));
        assert_eq!(after(Percent, decimal(80.0).as_ref(), &Value::Decimal(-5.0), false), decimal(76.0));
        assert_eq!(after(Multiply, decimal(0.1).as_ref(), &Value::Integer(3), false), decimal(0.3));
    }

    #[test]
    fn what_cannot_be_computed_stays_and_says_why() {
        use Operation::{Clear, Multiply, Set};
        let by = |number| Some(Value::Decimal(number));
        let why = |operation, current: Option<Value>, value: Option<Value>, whole| {
            result(operation, Option::as_ref(&current), Option::as_ref(&value), whole).expect_err("stays")
        };
        assert_eq!(why(Multiply, None, by(2.0), false), "table-stays-empty");
        assert_eq!(why(Multiply, Some(Value::from("many")), by(2.0), false), "table-stays-no-number");
        assert_eq!(why(Multiply, by(1e300), by(1e300), false), "table-stays-range");
        assert_eq!(why(Multiply, Some(Value::Integer(i64::MAX)), by(1.0), true), "table-stays-range");
        assert_eq!(why(Multiply, Some(Value::Integer(1)), by(1e16), true), "table-stays-range");
        assert_eq!(why(Set, by(2.0), by(2.0), false), "table-stays-same");
        assert_eq!(why(Set, by(2.0), None, false), "table-stays-same", "nothing was typed");
        assert_eq!(why(Clear, None, None, false), "table-stays-same");
    }

    #[test]
    fn texts_and_lists_grow_at_their_end() {
        use Operation::Append;
        assert_eq!(after(Append, Some(&"Loan".into()), &" 2027".into(), false), Some("Loan 2027".into()));
        assert_eq!(after(Append, None, &"New".into(), false), Some("New".into()));
        let both = after(Append, Some(&list(&["a", "b; c"])), &list(&["b; c", "d"]), false);
        assert_eq!(both, Some(list(&["a", "b; c", "d"])), "nothing twice");
    }
}
