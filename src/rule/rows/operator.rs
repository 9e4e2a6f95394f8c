//! The operators of a row: which fields they go with, what they take. Their CEL is in `write`.

use crate::model::FieldType;

/// How a row looks at its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `x == v`. Of a date: on that day.
    Equal,
    /// `x != v`. A missing value is not different: it is unknown.
    Different,
    /// `x < v`. Of a moment: before.
    Less,
    /// `x <= v`.
    AtMost,
    /// `x > v`. Of a moment: after.
    Greater,
    /// `x >= v`.
    AtLeast,
    /// `x >= v && x <= w`, both ends included.
    Between,
    /// `x >= v && x < w`, of a date and time: the end is excluded, as a period's is.
    During,
    /// `x in [v, w]`.
    OneOf,
    /// `!(x in [v, w])`.
    NoneOf,
    /// `x.contains(v)`.
    Contains,
    /// `!x.contains(v)`.
    NotContains,
    /// `x.startsWith(v)`.
    StartsWith,
    /// `x.endsWith(v)`.
    EndsWith,
    /// A text that is missing or has nothing in it: `!has(x) || x == ''`. Never unknown.
    Empty,
    /// The opposite: `has(x) && x != ''`. Never unknown.
    NotEmpty,
    /// A list that is missing or has nothing in it: `!has(x) || size(x) == 0`. Never unknown.
    NoItems,
    /// The opposite: `has(x) && size(x) > 0`. Never unknown.
    SomeItems,
    /// `has(x)`. Never unknown.
    Present,
    /// `!has(x)`. Never unknown.
    Absent,
    /// `x`, a boolean field or a predefined filter.
    IsTrue,
    /// `!x`.
    IsFalse,
    /// A date and time on that day: `x >= v && x < w`, where `w` is the midnight after.
    OnDay,
    /// At most N times 24 hours before the call: `x <= interaction.at && interaction.at - x <= duration('24h')`.
    LastDays,
    /// At most N times 24 hours after the call: `x >= interaction.at && x - interaction.at <= duration('24h')`.
    NextDays,
    /// More than N times 24 hours before the call: `interaction.at - x > duration('24h')`.
    OlderThan,
    /// A list has a text: `v in x`.
    Has,
    /// A list has one of several texts: `v in x || w in x`.
    HasAny,
    /// A list has all of several texts: `v in x && w in x`.
    HasAll,
    /// A list has none of several texts: `!(v in x || w in x)`.
    HasNone,
    /// `size(x) == n`.
    SizeEqual,
    /// `size(x) >= n`.
    SizeAtLeast,
    /// `size(x) <= n`.
    SizeAtMost,
    /// A split, from a share (included) to another: `x >= 10.0 && x < 50.0`. An end at 0 or 100 is not written, unless
    /// both are: `x < 100.0`.
    InPart,
}

/// What an operator takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing.
    Nothing,
    /// One value of the field's type; of a list, a text.
    One,
    /// Two: from and to.
    Two,
    /// At least one.
    Several,
    /// A day: two moments, its midnight and the next.
    Day,
    /// A number of days.
    Days,
    /// A number of items.
    Count,
    /// Two shares out of a hundred: from and to.
    Part,
}

use Operator as O;

const TEXT: &[Operator] = &[
    O::Equal,
    O::Different,
    O::OneOf,
    O::NoneOf,
    O::Contains,
    O::NotContains,
    O::StartsWith,
    O::EndsWith,
    O::Empty,
    O::NotEmpty,
];
const CHOICE: &[Operator] = &[O::Equal, O::Different, O::OneOf, O::NoneOf, O::Present, O::Absent];
const NUMBER: &[Operator] = &[
    O::Equal,
    O::Different,
    O::Less,
    O::AtMost,
    O::Greater,
    O::AtLeast,
    O::Between,
    O::OneOf,
    O::NoneOf,
    O::Present,
    O::Absent,
];
const BOOLEAN: &[Operator] = &[O::IsTrue, O::IsFalse, O::Present, O::Absent];
const DATE: &[Operator] = &[
    O::Equal,
    O::Different,
    O::Less,
    O::AtMost,
    O::Greater,
    O::AtLeast,
    O::Between,
    O::LastDays,
    O::NextDays,
    O::OlderThan,
    O::Present,
    O::Absent,
];
const DATE_TIME: &[Operator] = &[
    O::OnDay,
    O::Less,
    O::AtMost,
    O::Greater,
    O::AtLeast,
    O::During,
    O::LastDays,
    O::NextDays,
    O::OlderThan,
    O::Present,
    O::Absent,
];
const LIST: &[Operator] = &[
    O::Has,
    O::HasAny,
    O::HasAll,
    O::HasNone,
    O::NoItems,
    O::SomeItems,
    O::SizeEqual,
    O::SizeAtLeast,
    O::SizeAtMost,
];

impl Operator {
    /// Those that are offered for a field of that type, the usual one first.
    pub fn offered(field_type: &FieldType) -> &'static [Self] {
        match field_type {
            FieldType::Text => TEXT,
            FieldType::Choice(_) => CHOICE,
            FieldType::Integer | FieldType::Decimal => NUMBER,
            FieldType::Boolean => BOOLEAN,
            FieldType::Date => DATE,
            FieldType::DateTime => DATE_TIME,
            FieldType::List => LIST,
        }
    }

    /// Whether a row of such a field may have it: those that are offered, and what people write in CEL.
    pub(super) fn goes_with(self, field_type: &FieldType) -> bool {
        let written = match field_type {
            FieldType::Text | FieldType::List => matches!(self, O::Present | O::Absent),
            FieldType::Boolean | FieldType::DateTime => matches!(self, O::Equal | O::Different),
            _ => false,
        };
        written || Self::offered(field_type).contains(&self)
    }

    /// What it takes.
    pub fn takes(self) -> Takes {
        match self {
            O::IsTrue | O::IsFalse => Takes::Nothing,
            _ if self.is_of_presence() => Takes::Nothing,
            O::Between | O::During => Takes::Two,
            O::OneOf | O::NoneOf | O::HasAny | O::HasAll | O::HasNone => Takes::Several,
            O::OnDay => Takes::Day,
            O::LastDays | O::NextDays | O::OlderThan => Takes::Days,
            O::SizeEqual | O::SizeAtLeast | O::SizeAtMost => Takes::Count,
            O::InPart => Takes::Part,
            _ => Takes::One,
        }
    }

    /// Whether a row over texts may take A and a for the same letter. It does so for the letters of ASCII only:
    /// `x.lowerAscii()` is what the language has.
    pub fn ignores_case(self) -> bool {
        use Operator::{Contains, Different, EndsWith, Equal, NoneOf, NotContains, OneOf, StartsWith};
        matches!(self, Equal | Different | OneOf | NoneOf | Contains | NotContains | StartsWith | EndsWith)
    }

    /// Whether it compares with the moment of the call, which not every rule sees.
    pub fn is_relative(self) -> bool {
        self.takes() == Takes::Days
    }

    /// Whether it asks for the presence of a value: what always has one, a parameter, has no such row.
    pub fn is_of_presence(self) -> bool {
        use Operator::{Absent, Empty, NoItems, NotEmpty, Present, SomeItems};
        matches!(self, Empty | NotEmpty | NoItems | SomeItems | Present | Absent)
    }

    /// The operator that `!` makes of it.
    pub(super) fn negated(self) -> Option<Self> {
        Some(match self {
            O::OneOf => O::NoneOf,
            O::Contains => O::NotContains,
            O::Present => O::Absent,
            O::IsTrue => O::IsFalse,
            O::Has | O::HasAny => O::HasNone,
            _ => return None,
        })
    }
}
