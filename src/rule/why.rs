//! Why a rule is not true: the smallest conditions that failed, and the values they saw, as data.
//! Owns the way from a rule to its conditions; evaluates them as the rule does. The words are in `wording`.

use super::cause::Cause;
use super::compiler;
use super::failure::{FailedCondition, Failure, Seen};
use super::kept::Expanded;
use super::node::{CompiledFilter, Node};
use super::root::Root;
use super::schema::{Inputs, Schema};
use super::split::in_explanations;
use super::stand_in;
use super::terms::{Terms, gather};
use super::tree;
use super::val::Val;
use super::value::Typed;
use crate::model::FieldType;
use cel::IdedExpr;
use cel::common::ast::{Expr, operators};
use std::slice;
use std::sync::{Arc, OnceLock};

/// How many failing conditions one explanation names.
const MAX_CONDITIONS: usize = 3;

/// How long the value of a field may be in an explanation, in characters.
const MAX_VALUE: usize = 80;

/// Why a rule is not true of some values.
#[derive(Debug, Clone, PartialEq)]
pub struct WhyNot {
    /// The first few conditions that failed, in the order of the rule: those that are false, and where none is, those
    /// that are unknown. Never empty.
    pub failures: Vec<Failure>,
}

impl WhyNot {
    /// It is unknown, and that is all there is to say.
    pub(super) fn unknown(cause: Cause) -> Self {
        Self { failures: vec![Failure::Unknown { cause, seen: Vec::new() }] }
    }
}

/// A rule taken apart for its explanation.
#[derive(Debug)]
pub(super) enum Conditions {
    /// All must hold.
    All(Vec<Conditions>),
    /// "Taken into account if": the second counts when the first holds, else the third.
    If(Node, Box<[Conditions; 2]>),
    /// A condition that is not taken apart.
    One(Condition),
    /// One must hold.
    Any(Condition, Alternatives),
    /// A filter, by its place: it is taken apart once for all rules that call it.
    Filter(usize),
}

/// A condition, with the fields it names.
#[derive(Debug)]
pub(super) struct Condition {
    node: Node,
    expr: Arc<IdedExpr>,
    fields: Vec<(Root, usize)>,
}

/// The conditions of which one must hold: taken apart when the first explanation asks which of them are unknown.
#[derive(Debug)]
pub(super) struct Alternatives {
    /// The condition that they make together, linked.
    whole: Arc<IdedExpr>,
    each: OnceLock<Vec<Conditions>>,
}

impl Alternatives {
    fn each(&self, schema: &Schema) -> &[Conditions] {
        self.each.get_or_init(|| {
            let mut terms = Vec::new();
            tree::terms(&self.whole, operators::LOGICAL_OR, &mut terms);
            terms.into_iter().map(|term| Conditions::new(term, schema)).collect()
        })
    }
}

/// What was found of the conditions of a rule.
struct Gathered<'w> {
    inputs: &'w Inputs<'w>,
    schema: &'w Schema,
    /// Why a value that is no truth will not do.
    no_truth: &'w Cause,
    failed: Vec<Failure>,
    unknown: Vec<Failure>,
}

impl Conditions {
    /// Takes an expanded rule apart, which is kept anyhow: a condition that is the whole of it is not copied.
    pub(super) fn whole(expr: &Arc<IdedExpr>, schema: &Schema) -> Self {
        Self::of(expr, || Arc::clone(expr), schema)
    }

    fn new(expr: &IdedExpr, schema: &Schema) -> Self {
        Self::of(expr, || Arc::new(expr.clone()), schema)
    }

    fn of(expr: &IdedExpr, kept: impl FnOnce() -> Arc<IdedExpr>, schema: &Schema) -> Self {
        if let Some((operators::LOGICAL_AND, _, _)) = tree::logical(expr) {
            let mut terms = Vec::new();
            tree::terms(expr, operators::LOGICAL_AND, &mut terms);
            return Self::All(terms.into_iter().map(|term| Self::new(term, schema)).collect());
        }
        if let Some(place) = stand_in::filter_place(expr) {
            return Self::Filter(place);
        }
        match &expr.expr {
            Expr::Call(call) if call.func_name == operators::CONDITIONAL && call.args.len() == 3 => {
                let branches = [Self::new(&call.args[1], schema), Self::new(&call.args[2], schema)];
                Self::If(compiler::node(&call.args[0], schema), Box::new(branches))
            }
            _ => {
                let mut fields = Vec::new();
                gather(expr, schema, &mut fields);
                let whole = kept();
                let node = compiler::whole(&whole, &Expanded::whole(&whole), schema);
                let expr = stand_in::with_calls(&whole);
                let condition = Condition { node, expr, fields };
                if tree::logical(&whole).is_none() {
                    return Self::One(condition);
                }
                Self::Any(condition, Alternatives { whole, each: OnceLock::new() })
            }
        }
    }

    /// What failed. Conditions that are false say more than those that are unknown, so they go first. `no_truth` is what
    /// is wrong with a value that is neither true nor false.
    pub(super) fn why_not(&self, no_truth: &Cause, inputs: &Inputs<'_>, schema: &Schema) -> WhyNot {
        let mut gathered = Gathered { inputs, schema, no_truth, failed: Vec::new(), unknown: Vec::new() };
        self.gather(&mut gathered);
        let Gathered { failed, mut unknown, .. } = gathered;
        unknown.dedup();
        let mut failures = if failed.is_empty() { unknown } else { failed };
        failures.truncate(MAX_CONDITIONS);
        if failures.is_empty() {
            return WhyNot::unknown(no_truth.clone());
        }
        WhyNot { failures }
    }

    fn gather(&self, gathered: &mut Gathered<'_>) {
        match self {
            Self::All(parts) => parts.iter().for_each(|part| part.gather(gathered)),
            Self::If(condition, branches) => match condition.test(gathered.inputs) {
                Ok(held) => branches[usize::from(!held)].gather(gathered),
                Err(cause) => gathered.unknown.push(Failure::Unknown { cause, seen: Vec::new() }),
            },
            Self::One(condition) => gathered.look_at(condition, None),
            Self::Any(condition, terms) => gathered.look_at(condition, Some(terms)),
            Self::Filter(place) => gathered.filter(*place),
        }
    }
}

/// The conditions of a filter that is called without values.
fn of_filter(place: usize, schema: &Schema) -> Option<Arc<Conditions>> {
    let linked = schema.linked(place)?;
    let conditions = || Arc::new(Conditions::new(&linked.expr, schema));
    match schema.filters().get(place)?.compiled::<CompiledFilter>() {
        Some(filter) => Arc::clone(filter.explained.get_or_init(|| conditions())).downcast().ok(),
        None => Some(conditions()),
    }
}

impl Gathered<'_> {
    /// What failed of a filter; of one that sees no offer it is found once for all of them.
    fn filter(&mut self, place: usize) {
        let (schema, inputs) = (self.schema, self.inputs);
        let Some(linked) = schema.linked(place) else { return };
        let find = || {
            let no_truth = &Cause::NotBoolean;
            let mut own = Gathered { inputs, schema, no_truth, failed: Vec::new(), unknown: Vec::new() };
            if let Some(conditions) = of_filter(place, schema) {
                conditions.gather(&mut own);
            }
            let Gathered { mut failed, mut unknown, .. } = own;
            unknown.dedup();
            failed.truncate(MAX_CONDITIONS);
            // The first of them may be one with what stands before it.
            unknown.truncate(MAX_CONDITIONS + 1);
            Arc::new([failed, unknown])
        };
        let found = match inputs.filters {
            Some(known) if linked.is_settled() => known.why(place, find),
            _ => find(),
        };
        let [failed, unknown] = &*found;
        self.failed.extend_from_slice(failed);
        self.unknown.extend_from_slice(unknown);
    }

    /// A condition, or several of which one must hold: those of them that are unknown say why it is.
    fn look_at(&mut self, condition: &Condition, terms: Option<&Alternatives>) {
        let cause = match condition.node.eval(self.inputs) {
            Ok(Val::Bool(true)) => return,
            Ok(Val::Bool(false)) => {
                let seen = seen(&condition.fields, self.inputs, self.schema);
                let condition = FailedCondition::node(&condition.expr);
                return self.failed.push(Failure::False { condition, seen });
            }
            Ok(_) => self.no_truth.clone(),
            Err(cause) => cause,
        };
        let before = (self.failed.len(), self.unknown.len());
        for term in terms.map_or(&[][..], |terms| terms.each(self.schema)) {
            term.gather(self);
        }
        self.failed.truncate(before.0);
        if self.unknown.len() == before.1 {
            let seen = if cause.is_of_values() {
                seen(&condition.fields, self.inputs, self.schema)
            } else {
                Vec::new()
            };
            self.unknown.push(Failure::Unknown { cause, seen });
        }
    }
}

/// The values of some fields.
fn seen(fields: &[(Root, usize)], inputs: &Inputs<'_>, schema: &Schema) -> Vec<Seen> {
    let seen = |(root, slot): &(Root, usize)| {
        let field_type = schema.type_at(*root, *slot)?;
        let value = schema.value(inputs, *root, *slot);
        let value = value.map(|value| shown(&in_explanations(*root, &value), field_type, schema));
        Some(Seen { field: schema.field_name(*root, *slot)?, value })
    };
    fields.iter().filter_map(seen).collect()
}

/// A value as a catalog writes it, cut.
fn shown(value: &Typed, field_type: &FieldType, schema: &Schema) -> String {
    match value {
        Typed::Text(text) => text.chars().take(MAX_VALUE).collect(),
        Typed::Integer(number) => number.to_string(),
        value => value.written_as(field_type, schema.zone()).to_string().chars().take(MAX_VALUE).collect(),
    }
}

/// Why a rule is not true of which all conditions must hold, by its own nodes; `None` where it has to be taken apart, or is
/// true.
pub(super) fn of_terms(
    terms: &Arc<Terms>,
    node: &Node,
    no_truth: &Cause,
    inputs: &Inputs<'_>,
    schema: &Schema,
) -> Option<WhyNot> {
    let nodes = if let Node::And(nodes) = node { nodes } else { slice::from_ref(node) };
    if nodes.len() != terms.len() {
        return None;
    }
    let (mut failures, mut unknown) = (Vec::new(), Vec::new());
    for (place, node) in nodes.iter().enumerate() {
        let cause = match node.eval(inputs) {
            Ok(Val::Bool(true)) => continue,
            Ok(Val::Bool(false)) => {
                let condition = FailedCondition::term(terms.clone(), place);
                let seen = seen(&terms.get(place).fields, inputs, schema);
                failures.push(Failure::False { condition, seen });
                if failures.len() == MAX_CONDITIONS {
                    break;
                }
                continue;
            }
            Ok(_) => no_truth.clone(),
            Err(cause) => cause,
        };
        unknown.push((place, cause));
    }
    if failures.is_empty() {
        // Of several of which one must hold it is told which are unknown.
        if unknown.iter().any(|(place, _)| matches!(nodes[*place], Node::Or(_))) {
            return None;
        }
        failures.extend(unknown.into_iter().map(|(place, cause)| {
            let fields = if cause.is_of_values() { &*terms.get(place).fields } else { &[] };
            Failure::Unknown { seen: seen(fields, inputs, schema), cause }
        }));
        failures.dedup();
        failures.truncate(MAX_CONDITIONS);
    }
    (!failures.is_empty()).then_some(WhyNot { failures })
}
