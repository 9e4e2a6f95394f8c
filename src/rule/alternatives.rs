//! A rule as alternatives, each of which is some tests that must all hold: what an index of many rules is made of.
//!
//! Owns how a rule is taken apart. A rule that is unknown does not match, so that each test is wanted to come to *true*, or
//! to *false*: one that is unknown comes to neither, and `!` only turns round what is wanted. It goes for values of the
//! usual size ([`super::are_usual`]); larger ones may make a rule unknown that would take too long.

use super::cause::Cause;
use super::node::{CompiledFilter, Node};
use super::program::Program;
use super::schema::{Inputs, Schema};
use super::slot_test::SlotTest;
use super::val::Val;
use std::ptr;
use std::sync::Arc;

/// How many alternatives a rule, or a part of it, is taken apart into. What has more is asked as one.
const MOST_ALTERNATIVES: usize = 16;

/// How many tests all alternatives of a rule, or of a part of it, have together. What has more is asked as one.
const MOST_TESTS: usize = 256;

/// Alternatives, one of which must hold. Without any, nothing matches; one without tests always does.
pub type Alternatives = Vec<Vec<RuleTest>>;

/// A test that a rule makes.
#[derive(Debug, Clone)]
pub enum RuleTest {
    /// Of one field against constants.
    Slot(Arc<SlotTest>),
    /// Of anything else.
    Part(Arc<PartTest>),
}

/// A part of a rule that is no test of one field against constants, and what it is wanted to come to.
#[derive(Debug)]
pub struct PartTest {
    whole: Whole,
    /// The way from the whole down to the part: which operand at each step.
    path: Box<[u16]>,
    wanted: bool,
}

/// What a part is a part of.
#[derive(Debug, Clone)]
enum Whole {
    Rule(Program),
    Filter(Arc<CompiledFilter>),
}

impl Whole {
    fn node(&self) -> &Node {
        match self {
            Self::Rule(program) => program.node(),
            Self::Filter(filter) => &filter.node,
        }
    }
}

/// What parts are told apart by, as long as the rules live that they are parts of.
pub type PartKey<'p> = (usize, &'p [u16], bool);

impl PartTest {
    /// The same for the same part of the same rule, wanted to come to the same.
    pub fn key(&self) -> PartKey<'_> {
        (ptr::from_ref(self.whole.node()).addr(), &self.path, self.wanted)
    }

    /// A part of a rule, by the way down to it.
    pub(super) fn of_rule(program: &Program, path: &[u16], wanted: bool) -> Self {
        Self { whole: Whole::Rule(program.clone()), path: path.into(), wanted }
    }

    /// Whether it holds.
    pub fn holds(&self, inputs: &Inputs<'_>) -> bool {
        self.comes_to(inputs) == Ok(true)
    }

    /// Whether it comes to what is wanted, or to the other one.
    pub(super) fn comes_to(&self, inputs: &Inputs<'_>) -> Result<bool, Cause> {
        let part = self.path.iter().try_fold(self.whole.node(), |node, step| operand(node, (*step).into()));
        part.map_or(Err(Cause::Failed), |node| node.test(inputs).map(|value| value == self.wanted))
    }

    /// Whether it may come to something else for another offer.
    pub fn sees_offer(&self) -> bool {
        match &self.whole {
            Whole::Rule(program) => program.sees_offer(),
            Whole::Filter(filter) => !filter.is_settled,
        }
    }
}

/// The operand of a node that is taken apart.
fn operand(node: &Node, place: usize) -> Option<&Node> {
    match node {
        Node::Not(inner) | Node::Guarded(_, inner) => Some(inner),
        Node::And(nodes) | Node::Or(nodes) => nodes.get(place),
        Node::If(parts) => parts.get(place),
        _ => None,
    }
}

impl Program {
    /// The alternatives in which the rule is true.
    pub fn alternatives(&self) -> Alternatives {
        let whole = Whole::Rule(self.clone());
        Splitter { whole, path: Vec::new(), schema: self.schema() }.split(self.node(), true)
    }
}

/// Takes a rule apart, from the top down.
struct Splitter<'s> {
    schema: &'s Schema,
    whole: Whole,
    /// The way to the node at hand.
    path: Vec<u16>,
}

impl Splitter<'_> {
    fn split(&mut self, node: &Node, wanted: bool) -> Alternatives {
        let found = match node {
            Node::Const(value) => return if is(value, wanted) { vec![Vec::new()] } else { Vec::new() },
            Node::Fail(_) => return Vec::new(),
            Node::Not(inner) => self.below(0, inner, !wanted),
            Node::And(nodes) => self.many(nodes, wanted, wanted),
            Node::Or(nodes) => self.many(nodes, wanted, !wanted),
            Node::If(parts) => self.either(parts, wanted),
            Node::Guarded(guard, inner) if guard.admits_usual() => self.below(0, inner, wanted),
            Node::Filter(filter) => return self.filter(filter, wanted),
            _ => SlotTest::read(node, wanted, self.schema)
                .map(|test| vec![vec![RuleTest::Slot(Arc::new(test))]]),
        };
        found.unwrap_or_else(|| self.whole_part(wanted))
    }

    fn below(&mut self, place: usize, node: &Node, wanted: bool) -> Option<Alternatives> {
        self.path.push(u16::try_from(place).ok()?);
        let found = self.split(node, wanted);
        self.path.pop();
        Some(found)
    }

    /// Operands of which all must be as wanted, or one.
    fn many(&mut self, nodes: &[Node], wanted: bool, all: bool) -> Option<Alternatives> {
        let start = if all { vec![Vec::new()] } else { Vec::new() };
        nodes.iter().enumerate().try_fold(start, |found, (place, node)| {
            let next = self.below(place, node, wanted)?;
            if all { both(found, &next) } else { one_of(found, next) }
        })
    }

    fn either(&mut self, [condition, yes, no]: &[Node; 3], wanted: bool) -> Option<Alternatives> {
        let then = both(self.below(0, condition, true)?, &self.below(1, yes, wanted)?)?;
        let otherwise = both(self.below(0, condition, false)?, &self.below(2, no, wanted)?)?;
        one_of(then, otherwise)
    }

    /// A filter that is nothing but tests of fields stands as those; any other one is asked once for all that call it.
    fn filter(&mut self, filter: &Arc<CompiledFilter>, wanted: bool) -> Alternatives {
        let whole = Whole::Filter(Arc::clone(filter));
        let mut own = Splitter { whole, path: Vec::new(), schema: self.schema };
        let found = own.split(&filter.node, wanted);
        let is_slot = |test: &RuleTest| matches!(test, RuleTest::Slot(_));
        if found.iter().flatten().all(is_slot) { found } else { own.whole_part(wanted) }
    }

    fn whole_part(&self, wanted: bool) -> Alternatives {
        let part = PartTest { whole: self.whole.clone(), path: self.path.as_slice().into(), wanted };
        vec![vec![RuleTest::Part(Arc::new(part))]]
    }
}

fn is(value: &Val<'_>, wanted: bool) -> bool {
    matches!(value, Val::Bool(value) if *value == wanted)
}

/// The alternatives in which both hold; `None` where there are too many, or tests in them.
pub(crate) fn both(mut left: Alternatives, right: &Alternatives) -> Option<Alternatives> {
    let tests = |some: &Alternatives| some.iter().map(Vec::len).sum::<usize>();
    let together = tests(&left) * right.len() + tests(right) * left.len();
    if left.len() * right.len() > MOST_ALTERNATIVES || together > MOST_TESTS {
        return None;
    }
    if let [only] = right.as_slice() {
        for tests in &mut left {
            tests.extend_from_slice(only);
        }
        return Some(left);
    }
    let with = |one: &Vec<RuleTest>, other: &Vec<RuleTest>| one.iter().chain(other).cloned().collect();
    Some(left.iter().flat_map(|one| right.iter().map(move |other| with(one, other))).collect())
}

fn one_of(mut left: Alternatives, right: Alternatives) -> Option<Alternatives> {
    left.extend(right);
    let tests: usize = left.iter().map(Vec::len).sum();
    (left.len() <= MOST_ALTERNATIVES && tests <= MOST_TESTS).then_some(left)
}
