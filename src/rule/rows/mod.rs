//! A rule as rows of field, operator and value, in nested groups: what people build without writing CEL.
//!
//! Owns the canonical CEL of each operator, and the way from a rule to rows and back. What rows cannot say
//! stays in an [`Node::Expression`], word for word: for every rule, `write(&read(rule))` is its canonical form.
//! Knows the schema, no catalog; the labels of fields are for those who draw the rows.
//!
//! A row whose field has no value is unknown, as `domain.md` §3 has it: it does not match, and neither does its
//! opposite ("different from", "none of"). Only *is empty*, *is not empty*, *has a value* and *has no value*
//! are always true or false.
//!
//! ```
//! use vitrine::model::{Field, FieldType};
//! use vitrine::rule::Schema;
//! use vitrine::rule::rows::{Join, Scope, read, write};
//!
//! let age = Field { name: "age".into(), label: String::new(), field_type: FieldType::Integer };
//! let schema = Schema::new(&[age], &[], &[], &[], jiff::tz::TimeZone::UTC);
//! let group = read("profile.age>=18 && profile.age<=30 || profile.age % 2 == 1", &Scope::new(&schema));
//! assert_eq!((group.join, group.items.len()), (Join::Any, 2), "a row between 18 and 30, and an expression");
//! let rule = "profile.age >= 18 && profile.age <= 30 || profile.age % 2 == 1";
//! assert_eq!(write(&group).as_deref(), Some(rule));
//! ```

mod moments;
mod operator;
mod read;
mod scope;
#[cfg(test)]
mod tests;
mod write;

pub use moments::{day_after, moment_of, timestamp_of};
pub use operator::{Operator, Takes};
pub use read::{MAX_GROUPS, read};
pub use scope::{Path, Scope};
pub use write::{write, write_line};

/// How the items of a group are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Join {
    /// All of them must match: `a && b`.
    All,
    /// One of them must match: `a || b`.
    Any,
    /// None of them may match: `!(a || b)`.
    None,
}

impl Join {
    /// Every way to join.
    pub const ALL: [Self; 3] = [Self::All, Self::Any, Self::None];
}

/// Items that are joined. A rule is a group; one without items is the empty rule, which everyone matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How they are joined.
    pub join: Join,
    /// What is joined, in order.
    pub items: Vec<Item>,
}

/// One line of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Taken into account if this matches: `CONDITION ? RULE : true`. Where it does not, the item matches.
    pub condition: Option<Group>,
    /// What must match.
    pub node: Node,
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Field, operator and value.
    Row(Row),
    /// A group inside the group.
    Group(Group),
    /// CEL that rows cannot say, as it is written.
    Expression(String),
}

/// A field, an operator, and the values that the operator wants. What is not given yet is `None`.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What is looked at.
    pub field: Option<Path>,
    /// How it is compared.
    pub operator: Operator,
    /// What it is compared with; of a predefined filter, its arguments.
    pub values: Vec<Option<Operand>>,
    /// Whether A and a are the same letter, where the operator lets one choose ([`Operator::ignores_case`]).
    pub ignore_case: bool,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A text, or one of a field's choices.
    Text(String),
    /// A whole number; a number of days, or of the items of a list.
    Integer(i64),
    /// A decimal number.
    Decimal(f64),
    /// True or false.
    Boolean(bool),
    /// A moment, as `timestamp('…')` has it: see [`timestamp_of`].
    Moment(String),
    /// A list of texts: an argument of a predefined filter only.
    Texts(Vec<String>),
    /// Another field.
    Field(Path),
}

/// What a row lacks before it is a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A field.
    Field,
    /// A value, or another one.
    Value,
    /// Something that is CEL.
    Expression,
    /// A line in the group.
    Line,
}

impl Group {
    /// A group of these items.
    pub fn new(join: Join, items: Vec<Item>) -> Self {
        Self { join, items }
    }

    /// The rule that everyone matches.
    pub fn everyone() -> Self {
        Self::new(Join::All, Vec::new())
    }

    /// What is missing in it first. A rule may be empty, a group inside it may not.
    pub fn missing(&self) -> Option<Missing> {
        self.items.iter().find_map(Item::missing)
    }
}

impl Item {
    /// What is missing in the line first, its condition included.
    pub fn missing(&self) -> Option<Missing> {
        let condition = self.condition.as_ref().and_then(inner_missing);
        condition.or_else(|| match &self.node {
            Node::Row(row) => row.missing(),
            Node::Group(group) => inner_missing(group),
            Node::Expression(text) => super::parse(text).is_err().then_some(Missing::Expression),
        })
    }
}

fn inner_missing(group: &Group) -> Option<Missing> {
    if group.items.is_empty() { Some(Missing::Line) } else { group.missing() }
}

impl From<Node> for Item {
    fn from(node: Node) -> Self {
        Self { condition: None, node }
    }
}

impl From<Row> for Item {
    fn from(row: Row) -> Self {
        Node::Row(row).into()
    }
}

impl Row {
    /// A row with all values given.
    pub fn new(field: Path, operator: Operator, values: impl IntoIterator<Item = Operand>) -> Self {
        let values = values.into_iter().map(Some).collect();
        Self { field: Some(field), operator, values, ignore_case: false }
    }

    /// A row of which nothing is known yet.
    pub fn unset() -> Self {
        Self { field: None, operator: Operator::Equal, values: Vec::new(), ignore_case: false }
    }

    /// What it lacks.
    pub fn missing(&self) -> Option<Missing> {
        match &self.field {
            None => Some(Missing::Field),
            Some(_) if write::parts(self).is_none() => Some(Missing::Value),
            Some(_) => None,
        }
    }
}
