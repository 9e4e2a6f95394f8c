//! A rule as reasoning sees it: logic over leaves. Owns the way there from a syntax tree; what a filter stands
//! for is looked into, and has no place in the text.

use super::leaf::{LeafTable, Reading};
use super::mask::{ANYTHING, FALSE, Mask, TRUE, UNKNOWN};
use crate::rule::cost;
use crate::rule::expand::{expand, is_expanded, is_too_large, link};
use crate::rule::names;
use crate::rule::parse::Parsed;
use crate::rule::place::Places;
use crate::rule::root::filter_call;
use crate::rule::schema::Schema;
use crate::rule::stand_in;
use crate::rule::tree;
use cel::IdedExpr;
use cel::common::ast::operators;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// A rule, or a part of one, taken apart.
#[derive(Debug, Clone)]
pub struct Condition {
    pub(super) kind: Arc<ConditionKind>,
    /// Where it stands in the rule's text; `None` inside a filter.
    pub(super) span: Option<Range<usize>>,
    /// The number of its node in the rule's tree.
    pub(super) node: u64,
    /// It is the call of a filter.
    pub(super) is_filter: bool,
}

#[derive(Debug)]
pub(super) enum ConditionKind {
    /// Its result is known beforehand, or nothing is known of it at all.
    Known(Mask),
    /// A test, by its place in the table.
    Leaf(usize),
    Not(Condition),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    If([Condition; 3]),
}

/// The filters that are called without values, taken apart once for all rules that call them, by their places.
#[derive(Debug, Default)]
pub(super) struct Filters(HashMap<usize, Arc<ConditionKind>>);

/// How many conditions a rule, or a filter that it calls, may have to be taken apart: far more than a person reads. Of each
/// condition the place, the test and what it is about are kept while a catalog is checked.
pub const MOST_PROVED: usize = 200;

/// Takes a rule apart. Of one that is too long, or behind the effort, nothing is known.
pub(super) fn read(
    table: &mut LeafTable,
    filters: &mut Filters,
    parsed: &Parsed,
    schema: &Schema,
) -> Condition {
    if table.effort.left() == 0 || is_too_long(parsed.root()) || !may_run(parsed, schema) {
        let span = Some(0..parsed.source().len());
        return Condition { kind: Arc::new(ConditionKind::Known(ANYTHING)), span, node: 0, is_filter: false };
    }
    Reader { table, filters, schema }.condition(parsed.root(), Some(&parsed.places()))
}

/// Whether it has more conditions than are taken apart.
fn is_too_long(expr: &IdedExpr) -> bool {
    names::conditions_of(expr) > MOST_PROVED
}

/// Whether the engine runs a rule at all.
fn may_run(parsed: &Parsed, schema: &Schema) -> bool {
    if is_expanded(parsed.root()) {
        return !cost::too_costly(parsed.root(), schema);
    }
    let linked = link(parsed.root(), schema);
    !cost::too_costly(&linked, schema) && !is_too_large(&linked)
}

struct Reader<'r> {
    table: &'r mut LeafTable,
    filters: &'r mut Filters,
    schema: &'r Schema,
}

impl Reader<'_> {
    /// A part of a rule's text, by the places in it, or, without any, of an expanded tree.
    fn condition(&mut self, expr: &IdedExpr, places: Option<&Places>) -> Condition {
        Condition {
            kind: self.kind(expr, places),
            span: places.map(|places| places.whole(expr)),
            node: expr.id,
            is_filter: filter_call(expr).is_some(),
        }
    }

    fn kind(&mut self, expr: &IdedExpr, places: Option<&Places>) -> Arc<ConditionKind> {
        if let Some(place) = stand_in::filter_place(expr) {
            return self.filter(place);
        }
        if places.is_some() && filter_call(expr).is_some() {
            let linked = link(expr, self.schema);
            return self.kind(&linked, None);
        }
        Arc::new(self.own_kind(expr, places))
    }

    fn filter(&mut self, place: usize) -> Arc<ConditionKind> {
        if let Some(known) = self.filters.0.get(&place) {
            return Arc::clone(known);
        }
        let schema = self.schema;
        let linked = schema.linked(place).filter(|linked| !is_too_long(&linked.expr));
        let kind = linked.map(|linked| self.kind(&linked.expr, None));
        let kind = kind.unwrap_or_else(|| Arc::new(ConditionKind::Known(ANYTHING)));
        self.filters.0.insert(place, Arc::clone(&kind));
        kind
    }

    fn own_kind(&mut self, expr: &IdedExpr, places: Option<&Places>) -> ConditionKind {
        if let Some((operator, _, _)) = tree::logical(expr) {
            let mut terms = Vec::new();
            tree::terms(expr, operator, &mut terms);
            let terms = terms.into_iter().map(|term| self.condition(term, places)).collect();
            return if operator == operators::LOGICAL_AND {
                ConditionKind::And(terms)
            } else {
                ConditionKind::Or(terms)
            };
        }
        match tree::operation(expr) {
            Some((operators::LOGICAL_NOT, [operand])) => ConditionKind::Not(self.condition(operand, places)),
            Some((operators::CONDITIONAL, [condition, yes, no])) => {
                ConditionKind::If([condition, yes, no].map(|part| self.condition(part, places)))
            }
            _ if places.is_some() && !is_expanded(expr) => {
                let expanded = expand(expr, self.schema);
                self.own_kind(&expanded, None)
            }
            _ => match self.table.leaf(expr, self.schema) {
                Reading::Known(Some(true)) => ConditionKind::Known(TRUE),
                Reading::Known(Some(false)) => ConditionKind::Known(FALSE),
                Reading::Known(None) => ConditionKind::Known(UNKNOWN),
                Reading::Leaf(leaf) => ConditionKind::Leaf(leaf),
                Reading::NotKept => ConditionKind::Known(ANYTHING),
            },
        }
    }
}

impl Condition {
    /// That one of several rules holds.
    pub fn any_of(rules: Vec<Self>) -> Self {
        Self { kind: Arc::new(ConditionKind::Or(rules)), span: None, node: 0, is_filter: false }
    }

    /// The conditions that must all hold for it to hold.
    pub(super) fn conjunction(&self) -> Vec<&Self> {
        match &*self.kind {
            ConditionKind::And(terms) => terms.iter().flat_map(Self::conjunction).collect(),
            _ => vec![self],
        }
    }

    /// The places of its leaves, in order, one for each time that one stands in it.
    pub(super) fn leaves(&self, found: &mut Vec<usize>) {
        match &*self.kind {
            ConditionKind::Known(_) => {}
            ConditionKind::Leaf(leaf) => found.push(*leaf),
            ConditionKind::Not(operand) => operand.leaves(found),
            ConditionKind::And(parts) | ConditionKind::Or(parts) => {
                for part in parts {
                    part.leaves(found);
                }
            }
            ConditionKind::If(parts) => parts.iter().for_each(|part| part.leaves(found)),
        }
    }
}
