//! What some rules ask of one field, test by test, each as a rule of its own: what tells the classes of its values apart,
//! and by which they can be named. Judges no value.

use super::Reasoner;
use super::condition::Condition;
use super::leaf::{Leaf, Subject};
use super::witness::fields_of;
use crate::rule::print;
use crate::rule::root::Root;
use crate::rule::tree;
use cel::IdedExpr;
use cel::common::ast::operators;
use std::collections::BTreeSet;

/// A test of a field that some rules make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTest {
    /// The test, as a rule.
    pub holds: String,
    /// The rule that holds where the test does not, though the field has a value.
    pub fails: String,
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
                tests.are_whole &= leaf.subject == Subject::Field(root, slot);
                tests.all.push(test_of(leaf));
            }
        }
        tests
    }
}

fn test_of(leaf: &Leaf) -> FieldTest {
    FieldTest { holds: print::expression(&leaf.expr), fails: print::expression(&opposite(&leaf.expr)) }
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
