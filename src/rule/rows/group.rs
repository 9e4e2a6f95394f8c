//! What a rule in rows is made of: groups, lines, fields, values. Owns no CEL.

use super::operator::Operator;
use crate::rule::root::Root;

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
    /// A moment, as `timestamp('…')` has it: see [`super::timestamp_of`].
    Moment(String),
    /// A list of texts: an argument of a predefined filter only.
    Texts(Vec<String>),
    /// Another field.
    Field(Path),
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
}

/// What a row looks at, or compares with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Path {
    /// `profile.age`, or `split('spring_test')`
    Field(Root, String),
    /// A parameter of the predefined filter that the rule is of: `min_pages`
    Parameter(String),
    /// A predefined filter: `filters.curious(…)`
    Filter(String),
}

impl Path {
    /// A field of a root.
    pub fn field(root: Root, name: impl Into<String>) -> Self {
        Self::Field(root, name.into())
    }

    /// The moment of the call.
    pub fn now() -> Self {
        Self::field(Root::Interaction, "at")
    }
}

/// As it is written in a rule, but for the arguments of a filter.
impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Field(root @ Root::Split, name) => write!(f, "{}('{name}')", root.name()),
            Self::Field(root, name) => write!(f, "{}.{name}", root.name()),
            Self::Parameter(name) => f.write_str(name),
            Self::Filter(name) => write!(f, "filters.{name}"),
        }
    }
}
