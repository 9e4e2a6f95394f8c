//! The tests at the leaves of rules, each of one subject: a field, or an expression whose type is known.
//! Owns what is understood of a test; one that is not is a subject of its own, of which anything may be true.

use super::effort::Effort;
use crate::model::FieldType;
use crate::rule::compiler::{self, kind};
use crate::rule::cost;
use crate::rule::node::{Node, Order, TextTest};
use crate::rule::print;
use crate::rule::root::{Root, field};
use crate::rule::schema::{Inputs, Schema};
use crate::rule::stand_in::not_expanded;
use crate::rule::tree;
use crate::rule::val::{Val, ValKind};
use cel::IdedExpr;
use cel::common::ast::{Expr, operators};
use std::collections::HashMap;

/// Above this, whole numbers have no exact double, and there is no place for them among those that do.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
const MAX_EXACT_WHOLE: u64 = 1 << 53;

/// How many different tests the rules of a schema may have until no more is proved: ten thousand rules that people write
/// have a fifth of them. Each is kept with its tree, in about a kilobyte.
const MOST_LEAVES: usize = 50_000;

/// How many nodes those tests may have together: ten apiece. A list of customer numbers is one test of thousands of nodes.
const MOST_NODES: usize = 10 * MOST_LEAVES;

/// What a test is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Subject {
    Field(Root, usize),
    /// An expression, by its place in the table.
    Value(usize),
}

/// What values a subject may have, besides none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Domain {
    /// These and no others.
    Finite(Vec<Val<'static>>),
    Whole,
    Real,
    /// A number from 0 to 100, which is excluded: where a contact stands in a split.
    Share,
    Moment,
    Span,
    Text,
    /// A list of texts.
    Texts,
    /// Nothing is known: true, false or unknown.
    Open,
}

/// A test of a subject.
#[derive(Debug)]
pub(super) enum Test {
    /// The subject itself must be true.
    Itself,
    /// It has a value.
    Has,
    Order(Order, Val<'static>),
    /// `==`, or `!=` when true.
    Equal(bool, Val<'static>),
    In(Vec<Val<'static>>),
    Pattern(TextTest, String),
    /// The list holds a text.
    Holds(String),
    /// Any expression of a field whose values can be listed.
    Exact(Root, usize, Node),
}

/// A test, the subject it is of, and the expression it was.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) subject: Subject,
    pub(super) test: Test,
    pub(super) expr: IdedExpr,
}

/// What a leaf is read as.
pub(super) enum Reading {
    /// It names nothing: true, false, or unknown whatever the values are.
    Known(Option<bool>),
    /// A test, by its place.
    Leaf(usize),
    /// A test for which there is no room any more.
    NotKept,
}

/// All leaves of the rules of a schema, and what proofs about them may take. Equal leaves are one.
#[derive(Debug)]
pub(super) struct LeafTable {
    pub(super) leaves: Vec<Leaf>,
    pub(super) effort: Effort,
    /// How many nodes the leaves have.
    nodes: usize,
    domains: HashMap<Subject, Domain>,
    values: Vec<IdedExpr>,
    by_text: HashMap<String, Vec<usize>>,
    values_by_text: HashMap<String, Vec<usize>>,
}

impl LeafTable {
    pub(super) fn new(effort: &Effort) -> Self {
        Self {
            leaves: Vec::new(),
            effort: effort.clone(),
            nodes: 0,
            domains: HashMap::new(),
            values: Vec::new(),
            by_text: HashMap::new(),
            values_by_text: HashMap::new(),
        }
    }

    pub(super) fn domain(&self, subject: Subject) -> &Domain {
        self.domains.get(&subject).unwrap_or(&Domain::Open)
    }

    /// The expression that is a subject, by its place.
    pub(super) fn value_at(&self, place: usize) -> &IdedExpr {
        &self.values[place]
    }

    /// Reads an expression that is no logic, with all filters in it.
    pub(super) fn leaf(&mut self, expr: &IdedExpr, schema: &Schema) -> Reading {
        if let Some(found) = constant(expr, schema) {
            return Reading::Known(match found {
                Ok(Val::Bool(value)) => Some(value),
                _ => None,
            });
        }
        let text = print::expression(expr);
        let known = self.by_text.get(&text).into_iter().flatten();
        if let Some(found) = known.copied().find(|index| tree::same(&self.leaves[*index].expr, expr)) {
            return Reading::Leaf(found);
        }
        self.nodes += tree::size(expr);
        if self.leaves.len() >= MOST_LEAVES || self.nodes > MOST_NODES {
            self.effort.end();
            return Reading::NotKept;
        }
        let found = self.test(expr, schema).or_else(|| self.of_subject(expr, Test::Itself, schema));
        let (subject, asked) = found.unwrap_or_else(|| (self.value(expr, Domain::Open), Test::Itself));
        let index = self.leaves.len();
        self.leaves.push(Leaf { subject, test: asked, expr: expr.clone() });
        self.by_text.entry(text).or_default().push(index);
        Reading::Leaf(index)
    }

    /// An expression as a subject. Equal ones are one subject: they have one value.
    fn value(&mut self, expr: &IdedExpr, domain: Domain) -> Subject {
        let text = print::expression(expr);
        let known = self.values_by_text.entry(text).or_default();
        let found = known.iter().copied().find(|index| tree::same(&self.values[*index], expr));
        let index = found.unwrap_or_else(|| {
            known.push(self.values.len());
            self.values.push(expr.clone());
            self.values.len() - 1
        });
        self.domains.entry(Subject::Value(index)).or_insert(domain);
        Subject::Value(index)
    }

    fn field(&mut self, root: Root, slot: usize, schema: &Schema) -> Subject {
        let domain = || domain_of(schema, root, slot);
        self.domains.entry(Subject::Field(root, slot)).or_insert_with(domain);
        Subject::Field(root, slot)
    }

    fn test(&mut self, expr: &IdedExpr, schema: &Schema) -> Option<(Subject, Test)> {
        if let Some((root, name, has)) = field(expr) {
            let slot = schema.slot(root, name)?;
            return Some((self.field(root, slot, schema), if has { Test::Has } else { Test::Itself }));
        }
        let read = self.binary(expr, schema).or_else(|| self.pattern(expr, schema));
        read.or_else(|| {
            let (root, slot) = only_field(expr, schema).filter(|_| cost::is_cheap(expr, schema))?;
            let subject = self.field(root, slot, schema);
            let finite = matches!(self.domain(subject), Domain::Finite(_));
            finite.then(|| (subject, Test::Exact(root, slot, compiler::node(expr, schema))))
        })
    }

    /// A subject compared with a value.
    fn binary(&mut self, expr: &IdedExpr, schema: &Schema) -> Option<(Subject, Test)> {
        let (operator, [left, right]) = tree::operation(expr)? else { return None };
        if operator == operators::IN {
            return self.membership(left, right, schema);
        }
        let (subject, operator, value) = match constant(right, schema) {
            Some(value) => (left, operator, value.ok()?),
            None => (right, mirrored(operator)?, constant(left, schema)?.ok()?),
        };
        let test = match operator {
            operators::EQUALS => Test::Equal(false, value),
            operators::NOT_EQUALS => Test::Equal(true, value),
            operators::LESS => Test::Order(Order::Less, value),
            operators::LESS_EQUALS => Test::Order(Order::LessOrEqual, value),
            operators::GREATER => Test::Order(Order::Greater, value),
            operators::GREATER_EQUALS => Test::Order(Order::GreaterOrEqual, value),
            _ => return None,
        };
        self.of_subject(subject, test, schema)
    }

    fn membership(&mut self, item: &IdedExpr, list: &IdedExpr, schema: &Schema) -> Option<(Subject, Test)> {
        match &list.expr {
            Expr::List(list) if list.optional_indices.is_empty() => {
                let values = list.elements.iter().map(|item| constant(item, schema)?.ok());
                self.of_subject(item, Test::In(values.collect::<Option<_>>()?), schema)
            }
            _ => match constant(item, schema)?.ok()? {
                Val::Text(text) => self.of_subject(list, Test::Holds(text.into_owned()), schema),
                _ => None,
            },
        }
    }

    /// `text.startsWith('a')` and its like.
    fn pattern(&mut self, expr: &IdedExpr, schema: &Schema) -> Option<(Subject, Test)> {
        let Expr::Call(call) = &expr.expr else { return None };
        let test = match call.func_name.as_str() {
            "contains" => TextTest::Contains,
            "startsWith" => TextTest::StartsWith,
            "endsWith" => TextTest::EndsWith,
            _ => return None,
        };
        match (call.target.as_deref()?, call.args.as_slice()) {
            (target, [part]) => match constant(part, schema)?.ok()? {
                Val::Text(part) => self.of_subject(target, Test::Pattern(test, part.into_owned()), schema),
                _ => None,
            },
            _ => None,
        }
    }

    fn of_subject(&mut self, expr: &IdedExpr, test: Test, schema: &Schema) -> Option<(Subject, Test)> {
        if let Some((root, name, false)) = field(expr) {
            let slot = schema.slot(root, name)?;
            let subject = self.field(root, slot, schema);
            return test.suits(self.domain(subject)).then_some((subject, test));
        }
        let domain = of_kind(kind(&compiler::node(expr, schema), schema)?)?;
        test.suits(&domain).then(|| (self.value(expr, domain), test))
    }
}

impl Test {
    /// Whether its result can be told for values of the domain.
    fn suits(&self, domain: &Domain) -> bool {
        let exact = |value: &Val<'_>| match value {
            Val::Double(number) => number.is_nan() || number.abs() <= MAX_EXACT,
            Val::Int(number) => number.unsigned_abs() <= MAX_EXACT_WHOLE,
            Val::UInt(number) => *number <= MAX_EXACT_WHOLE,
            _ => true,
        };
        // Large whole numbers stand between doubles, where no class has a place for them.
        let plain = |value: &Val<'_>| match value {
            Val::Texts(_) => false,
            Val::Int(_) | Val::UInt(_) => exact(value),
            _ => true,
        };
        match (self, domain) {
            (_, Domain::Open) => false,
            (Self::Itself | Self::Has | Self::Exact(..), _) => true,
            (Self::Holds(_), domain) => *domain == Domain::Texts,
            (_, Domain::Texts) => false,
            (Self::Pattern(..), domain) => matches!(domain, Domain::Text | Domain::Finite(_)),
            (Self::Order(_, value) | Self::Equal(_, value), Domain::Whole) => exact(value) && plain(value),
            (Self::In(values), Domain::Whole) => values.iter().all(|value| exact(value) && plain(value)),
            (Self::Order(_, value) | Self::Equal(_, value), _) => plain(value),
            (Self::In(values), _) => values.iter().all(plain),
        }
    }
}

/// What values a field may have, besides none.
pub(super) fn domain_of(schema: &Schema, root: Root, slot: usize) -> Domain {
    match root {
        Root::Split => Domain::Share,
        _ => schema.type_at(root, slot).map_or(Domain::Open, of_field),
    }
}

fn of_field(field_type: &FieldType) -> Domain {
    match field_type {
        FieldType::Text => Domain::Text,
        FieldType::Integer => Domain::Whole,
        FieldType::Decimal => Domain::Real,
        FieldType::Boolean => Domain::Finite(vec![Val::Bool(true), Val::Bool(false)]),
        FieldType::Date | FieldType::DateTime => Domain::Moment,
        FieldType::Choice(choices) => {
            Domain::Finite(choices.iter().map(|choice| Val::Text(choice.clone().into())).collect())
        }
        FieldType::List => Domain::Texts,
    }
}

fn of_kind(kind: ValKind) -> Option<Domain> {
    Some(match kind {
        ValKind::Bool => Domain::Finite(vec![Val::Bool(true), Val::Bool(false)]),
        ValKind::Int => Domain::Whole,
        ValKind::Double => Domain::Real,
        ValKind::Text => Domain::Text,
        ValKind::Moment => Domain::Moment,
        ValKind::Span => Domain::Span,
        ValKind::Texts => Domain::Texts,
        ValKind::UInt => return None,
    })
}

fn mirrored(operator: &str) -> Option<&str> {
    Some(match operator {
        operators::LESS => operators::GREATER,
        operators::GREATER => operators::LESS,
        operators::LESS_EQUALS => operators::GREATER_EQUALS,
        operators::GREATER_EQUALS => operators::LESS_EQUALS,
        operators::EQUALS | operators::NOT_EQUALS => operator,
        _ => return None,
    })
}

/// The value of an expression that names nothing; an error when it is unknown, whatever the fields are.
fn constant(expr: &IdedExpr, schema: &Schema) -> Option<Result<Val<'static>, ()>> {
    if tree::any(expr, &is_name) || !cost::is_cheap(expr, schema) {
        return None;
    }
    match compiler::node(expr, schema) {
        Node::Const(value) => Some(Ok(value)),
        node => {
            let found = node.eval(&Inputs::default());
            Some(found.map(Val::into_owned).map_err(|_| ()))
        }
    }
}

/// What could not be expanded may name anything; a split is named by its call.
fn is_name(expr: &IdedExpr) -> bool {
    matches!(expr.expr, Expr::Ident(_) | Expr::Comprehension(_))
        || field(expr).is_some()
        || not_expanded(expr).is_some()
}

/// The field that an expression names, when it names nothing else.
fn only_field(expr: &IdedExpr, schema: &Schema) -> Option<(Root, usize)> {
    let mut fields = Vec::new();
    (gather(expr, schema, &mut fields) && fields.windows(2).all(|pair| pair[0] == pair[1]))
        .then(|| fields.first().copied())
        .flatten()
}

/// Adds the fields that an expression names; whether it names nothing else.
fn gather(expr: &IdedExpr, schema: &Schema, found: &mut Vec<(Root, usize)>) -> bool {
    if let Some((root, name, _)) = field(expr) {
        let slot = schema.slot(root, name);
        found.extend(slot.map(|slot| (root, slot)));
        return slot.is_some();
    }
    let mut only = !is_name(expr);
    tree::for_children(expr, &mut |child| only = only && gather(child, schema, found));
    only
}
