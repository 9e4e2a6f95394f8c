//! What some rules ask of one field, test by test, each as a rule of its own: what tells the classes of its values apart,
//! and by which they can be named. Judges no value.

use super::Reasoner;
use super::condition::Condition;
use super::leaf::{Domain, Leaf, Subject, Test};
use super::witness::fields_of;
use crate::rule::print;
use crate::rule::root::Root;
use crate::rule::tree;
use crate::rule::value::Typed;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};
use std::collections::BTreeSet;

/// How many sides of comparisons, and how many numbers and texts, are looked at in one test.
const MOST_SIDES: usize = 16;
const MOST_NAMED: usize = 32;

/// A test of a field that some rules make.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldTest {
    /// The test, as a rule.
    pub holds: String,
    /// The rule that holds where the test does not, though the field has a value.
    pub fails: String,
    /// The other fields that it asks for.
    pub others: Vec<(Root, usize)>,
    /// Where the field goes through arithmetic or is compared with another: rules that hold where a side of what the test
    /// compares is less than the other, and where it is greater. Where they tip over the test may.
    pub sides: Vec<String>,
    /// The numbers and texts that are named in such a test.
    pub named: Vec<Typed>,
}

/// All tests that some rules make of a field.
#[derive(Debug, Clone, Default)]
pub struct FieldTests {
    /// Each once.
    pub all: Vec<FieldTest>,
    /// Whether the rules ask for nothing else of the field: two values for which all tests come out alike are alike then.
    pub are_whole: bool,
}

impl Reasoner {
    /// The tests that some rules make of a field, also through filters.
    pub fn tests(&self, conditions: &[&Condition], (root, slot): (Root, usize)) -> FieldTests {
        let mut tests = FieldTests { all: Vec::new(), are_whole: true };
        for leaf in self.leaves(conditions) {
            let mut fields = BTreeSet::new();
            fields_of(&leaf.expr, &self.schema, &mut fields);
            if fields.contains(&(root, slot)) {
                let is_alone = fields.len() == 1;
                let is_plain = leaf.subject == Subject::Field(root, slot);
                // Of what is neither true nor false, a weight, more counts than whether it holds.
                let is_formula = matches!(leaf.test, Test::Itself)
                    && !matches!(self.table.domain(leaf.subject), Domain::Finite(_));
                tests.are_whole &= is_alone && !is_formula;
                let others = fields.into_iter().filter(|field| *field != (root, slot)).collect();
                tests.all.push(test_of(leaf, others, is_plain && !is_formula));
            }
        }
        tests
    }
}

fn test_of(leaf: &Leaf, others: Vec<(Root, usize)>, is_plain: bool) -> FieldTest {
    let mut test = FieldTest {
        holds: print::expression(&leaf.expr),
        fails: print::expression(&opposite(&leaf.expr)),
        others,
        sides: Vec::new(),
        named: Vec::new(),
    };
    if !is_plain {
        compared(&leaf.expr, &mut test.sides);
        named(&leaf.expr, &mut test.named);
    }
    test
}

/// What an expression compares, side by side.
fn compared(expr: &IdedExpr, sides: &mut Vec<String>) {
    let mut add = |left: &IdedExpr, right: &IdedExpr| {
        for operator in [operators::LESS, operators::GREATER] {
            let args = vec![left.clone(), right.clone()];
            let side = IdedExpr { id: expr.id, expr: tree::call(operator, args) };
            let side = print::expression(&side);
            if sides.len() < MOST_SIDES && !sides.contains(&side) {
                sides.push(side);
            }
        }
    };
    match tree::operation(expr) {
        Some((operators::IN, [item, list])) => {
            if let Expr::List(list) = &list.expr {
                list.elements.iter().for_each(|other| add(item, other));
            }
        }
        Some((
            operators::EQUALS
            | operators::NOT_EQUALS
            | operators::LESS
            | operators::LESS_EQUALS
            | operators::GREATER
            | operators::GREATER_EQUALS,
            [left, right],
        )) => add(left, right),
        _ => {}
    }
    tree::for_children(expr, &mut |child| compared(child, sides));
}

/// The numbers and texts that stand in an expression.
fn named(expr: &IdedExpr, found: &mut Vec<Typed>) {
    if found.len() == MOST_NAMED {
        return;
    }
    if let Expr::Literal(literal) = &expr.expr {
        found.extend(match literal {
            LiteralValue::Int(value) => Some(Typed::Integer(*value.inner())),
            LiteralValue::UInt(value) => i64::try_from(*value.inner()).ok().map(Typed::Integer),
            LiteralValue::Double(value) => Some(Typed::Decimal(*value.inner())),
            LiteralValue::String(text) => Some(Typed::from(text.inner())),
            _ => None,
        });
    }
    tree::for_children(expr, &mut |child| named(child, found));
}

/// The test that comes out the other way.
fn opposite(expr: &IdedExpr) -> IdedExpr {
    let turned = |operator: &str| {
        Some(match operator {
            operators::LESS => operators::GREATER_EQUALS,
            operators::LESS_EQUALS => operators::GREATER,
            operators::GREATER => operators::LESS_EQUALS,
            operators::GREATER_EQUALS => operators::LESS,
            operators::EQUALS => operators::NOT_EQUALS,
            operators::NOT_EQUALS => operators::EQUALS,
            _ => return None,
        })
    };
    let found = tree::operation(expr).and_then(|(operator, args)| Some((turned(operator)?, args.to_vec())));
    let (operator, args) = found.unwrap_or_else(|| (operators::LOGICAL_NOT, vec![expr.clone()]));
    IdedExpr { id: expr.id, expr: tree::call(operator, args) }
}
