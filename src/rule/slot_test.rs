//! A test that a rule makes of one field against constants, and what it is wanted to come to: what an index of many rules
//! is made of. Owns which tests those are; which values pass is told by their classes ([`super::ValueClasses`]).

use super::constants::Constants;
use super::instant::Instant;
use super::node::{Node, Order};
use super::root::Root;
use super::schema::Schema;
use super::val::Val;
use crate::model::FieldType;
use std::sync::Arc;

/// A longer list of constants makes no classes: it is asked as it is.
const MOST_CONSTANTS: usize = 64;

/// A test of one field against constants, and what it is wanted to come to. One that is unknown comes to neither.
#[derive(Debug, Clone)]
pub struct SlotTest {
    /// Whose field it is.
    pub root: Root,
    /// Its slot.
    pub slot: usize,
    pub(super) kind: TestKind,
    pub(super) wanted: bool,
}

#[derive(Debug, Clone)]
pub(super) enum TestKind {
    /// The field is boolean, and true.
    IsTrue,
    /// It has a value.
    Has,
    Equals(Val<'static>),
    Stands(Order, Val<'static>),
    In(Arc<Constants>),
}

impl SlotTest {
    /// Reads a node that tests one field of a layout against constants of its kind.
    pub(super) fn read(node: &Node, wanted: bool, schema: &Schema) -> Option<Self> {
        let (root, slot, kind, wanted) = match node {
            Node::Slot(root, slot, _) => (*root, *slot, TestKind::IsTrue, wanted),
            Node::Has(root, slot, _) => (*root, *slot, TestKind::Has, wanted),
            Node::Equal(negated, sides) => {
                let (root, slot, constant, _) = field_and_constant(sides)?;
                (root, slot, TestKind::Equals(constant), wanted != *negated)
            }
            Node::Compare(order, sides) => {
                let (root, slot, constant, is_turned) = field_and_constant(sides)?;
                let order = if is_turned { turned(*order) } else { *order };
                (root, slot, TestKind::Stands(order, constant), wanted)
            }
            Node::InSet(item, constants) => {
                let Node::Slot(root, slot, _) = &**item else { return None };
                constants.points(MOST_CONSTANTS)?;
                (*root, *slot, TestKind::In(Arc::clone(constants)), wanted)
            }
            _ => return None,
        };
        Some(Self { root, slot, kind, wanted }).filter(|test| test.is_of(schema))
    }

    /// Whether a text field is one of some texts, however many.
    pub fn one_of<'t>(root: Root, slot: usize, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let constants: Constants = texts.into_iter().map(|text| Val::Text(text.to_owned().into())).collect();
        Self { root, slot, kind: TestKind::In(Arc::new(constants)), wanted: true }
    }

    /// Whether a moment is this one or later; or, not `wanted`, whether it is before it.
    pub fn from_on(root: Root, slot: usize, at: Instant, wanted: bool) -> Self {
        Self { root, slot, kind: TestKind::Stands(Order::GreaterOrEqual, Val::Moment(at)), wanted }
    }

    /// Whether its constants are of the kind of the field's values, so that they can be compared.
    fn is_of(&self, schema: &Schema) -> bool {
        let Some(field_type) = schema.type_at(self.root, self.slot) else { return false };
        let fits = |constant: &Val<'_>| match field_type {
            FieldType::Boolean => matches!(constant, Val::Bool(_)),
            FieldType::Integer | FieldType::Decimal => match constant {
                Val::Int(_) | Val::UInt(_) => true,
                Val::Double(value) => !value.is_nan(),
                _ => false,
            },
            FieldType::Text | FieldType::Choice(_) => matches!(constant, Val::Text(_)),
            FieldType::Date | FieldType::DateTime => matches!(constant, Val::Moment(_)),
            FieldType::List => false,
        };
        match &self.kind {
            TestKind::IsTrue => *field_type == FieldType::Boolean,
            TestKind::Has => true,
            TestKind::Equals(_) | TestKind::Stands(..) | TestKind::In(_) => self.points().iter().all(fits),
        }
    }

    /// The constants that it names.
    pub(super) fn points(&self) -> Vec<Val<'static>> {
        match &self.kind {
            TestKind::IsTrue => vec![Val::Bool(true)],
            TestKind::Has => Vec::new(),
            TestKind::Equals(constant) | TestKind::Stands(_, constant) => vec![constant.clone()],
            TestKind::In(constants) => constants.points(usize::MAX).unwrap_or_default(),
        }
    }
}

/// The field and the constant of a comparison, and whether the constant stands on the left.
fn field_and_constant(sides: &[Node; 2]) -> Option<(Root, usize, Val<'static>, bool)> {
    match sides {
        [Node::Slot(root, slot, _), Node::Const(constant)] => Some((*root, *slot, constant.clone(), false)),
        [Node::Const(constant), Node::Slot(root, slot, _)] => Some((*root, *slot, constant.clone(), true)),
        _ => None,
    }
}

/// The order in which the right side stands to the left one.
fn turned(order: Order) -> Order {
    match order {
        Order::Less => Order::Greater,
        Order::LessOrEqual => Order::GreaterOrEqual,
        Order::Greater => Order::Less,
        Order::GreaterOrEqual => Order::LessOrEqual,
    }
}
