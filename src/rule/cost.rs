//! How much work a rule can be, and how large its values can grow. Macros in macros multiply, texts grow, and the
//! interpreter knows no limit, so the limit is set here, on an estimate that is rather too high: once with sizes that
//! fields usually have, for checking, and again with those at hand whenever they are larger. Owns the estimate;
//! evaluates nothing.

use super::budget::{CHEAP_WORK, MAX_BYTES, MAX_WORK, Pace, SMALL};
use super::cause::Cause;
use super::constants;
use super::kept::Expanded;
use super::pattern::Pattern;
use super::root::{Root, field};
use super::schema::{Inputs, Schema};
use super::size::{Most, Size, is_of_one_size};
use super::stand_in::{self, not_expanded};
use super::tree::{self, Macro, MacroKind};
use super::value::Typed;
use crate::model::FieldType;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

/// How many bytes are copied or looked at in one step.
const BYTES_A_STEP: f64 = 64.0;

/// What one turn of a macro takes beside its body: a variable is bound, an item copied.
const TURN: f64 = 3.0;

/// In how many macros around each other large and small items are told apart: it doubles the looks.
const MAX_UNEVEN: usize = 4;

/// How much a number may take as a text: 308 digits, or those that `%.100f` adds.
const LONGEST_NUMBER: f64 = 512.0;

/// How many times larger than usual the fields may be that a rule is tried with beforehand.
const SCALES: [f64; 6] = [1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0];

/// Whether a rule would take too long with fields of the usual size, or grow its values beyond measure.
pub(super) fn too_costly(expr: &IdedExpr, schema: &Schema) -> bool {
    usual(expr, schema, 1.0).is_too_much()
}

/// Whether one evaluation is next to nothing, so that it may be done again and again.
pub(super) fn is_cheap(expr: &IdedExpr, schema: &Schema) -> bool {
    let estimate = usual(expr, schema, 10.0);
    estimate.work <= CHEAP_WORK && !estimate.is_too_much()
}

fn usual(expr: &IdedExpr, schema: &Schema, scale: f64) -> Estimate {
    let usual = |root: Root, name: &str| Size::usual(schema.field_type(root, name), scale);
    Estimator { schema, size_of: &usual, variables: Vec::new(), settles: false }.of(expr)
}

/// The steps of a rule itself, without those of filters that are asked once for all rules that call them.
fn own_steps(expr: &IdedExpr, schema: &Schema, size_of: &dyn Fn(Root, &str) -> Size) -> f64 {
    Estimator { schema, size_of, variables: Vec::new(), settles: true }.of(expr).work
}

/// What a rule is asked before it runs: whether the values at hand are too large for it.
#[derive(Debug)]
pub(super) struct Guard {
    /// What is estimated again; none where no values change the estimate.
    rule: Option<Expanded>,
    schema: Schema,
    fields: Vec<(Root, usize)>,
    /// Fields may be so large, and nothing need be asked; `None` when it must be.
    free: Option<Most>,
    pace: Pace,
    /// Whether it calls filters that are shared.
    calls_filters: bool,
    /// The steps that it takes with fields of the usual size.
    usual: f64,
}

impl Guard {
    /// The guard of a rule, of which some may be interpreted and which it keeps as `kept` has it; `None` where no values are
    /// too large, and it is next to nothing.
    pub(super) fn new(
        expr: &IdedExpr,
        kept: impl FnOnce() -> Expanded,
        schema: &Schema,
        interpreted: bool,
    ) -> Option<Self> {
        let pace = pace(expr, interpreted);
        let is_free = |scale: &f64| {
            let estimate = usual(expr, schema, *scale);
            pace.of(estimate.work) <= SMALL && !estimate.is_too_much()
        };
        // What is too large is so with still larger fields: half of the scales need not be tried.
        let free = SCALES.partition_point(is_free);
        let scale = free.checked_sub(1).map_or(0.0, |largest| SCALES[largest]);
        let mut fields = Vec::new();
        gather(expr, schema, &mut fields);
        fields.sort_unstable();
        fields.dedup();
        let small = |(root, slot): &(Root, usize)| schema.type_at(*root, *slot).is_some_and(is_of_one_size);
        fields.retain(|field| !small(field));
        let free = (scale > 0.0).then(|| Most::usual(scale));
        (free.is_none() || !fields.is_empty()).then(|| Self {
            rule: (!fields.is_empty()).then(kept),
            schema: schema.clone(),
            fields,
            free,
            pace,
            calls_filters: calls_filters(expr),
            usual: usual_steps(expr, schema, interpreted),
        })
    }

    /// Lets a rule run on these values, and counts what it takes.
    ///
    /// # Errors
    /// It would take too long, or more than there is left for all rules together.
    pub(super) fn admit(&self, inputs: &Inputs<'_>) -> Result<(), Cause> {
        let steps = self.steps(inputs).ok_or(Cause::TooCostly)?;
        inputs.budget.map_or(Ok(()), |budget| budget.take(steps))
    }

    /// The steps that it would take on these values; `None` where it is refused for them alone.
    pub(super) fn steps(&self, inputs: &Inputs<'_>) -> Option<f64> {
        let Some(rule) = self.rule.as_ref().filter(|_| !self.is_free(inputs)) else {
            return Some(self.usual);
        };
        let (rule, size_of) = (rule.tree(&self.schema), self.size_of(inputs));
        let (schema, variables) = (&self.schema, Vec::new());
        let estimate = Estimator { schema, size_of: &size_of, variables, settles: false }.of(&rule);
        (!estimate.is_too_much()).then(|| {
            let own = if self.calls_filters { own_steps(&rule, schema, &size_of) } else { estimate.work };
            self.pace.of(own)
        })
    }

    /// The steps that it takes with fields of the usual size.
    pub(super) fn usual_steps(&self) -> f64 {
        self.usual
    }

    /// Whether it lets a rule run on any values of the usual size.
    pub(super) fn admits_usual(&self) -> bool {
        self.free.is_some()
    }

    fn size_of<'g>(&'g self, inputs: &'g Inputs<'_>) -> impl Fn(Root, &str) -> Size + use<'g> {
        move |root: Root, name: &str| {
            let value = self.schema.slot(root, name).and_then(|slot| inputs.get(root, slot));
            value.map_or(Size::ONE, Size::of)
        }
    }

    /// Whether these values are so small that nothing need be asked.
    pub(super) fn is_free(&self, inputs: &Inputs<'_>) -> bool {
        let mut sizes = self.fields.iter().filter_map(|(root, slot)| inputs.get(*root, *slot).map(Size::of));
        self.free.as_ref().is_some_and(|most| sizes.all(|size| size.is_within(most)))
    }
}

fn pace(expr: &IdedExpr, interpreted: bool) -> Pace {
    if interpreted {
        Pace::INTERPRETED
    } else if searches(expr) {
        Pace::SEARCHING
    } else {
        Pace::COMPILED
    }
}

/// Whether it calls filters that are shared.
fn calls_filters(expr: &IdedExpr) -> bool {
    tree::any(expr, &|expr| stand_in::filter_place(expr).is_some())
}

/// Whether some of an expression is a search with a regular expression.
fn searches(expr: &IdedExpr) -> bool {
    tree::any(expr, &|expr| matches!(&expr.expr, Expr::Call(call) if call.func_name == "matches"))
}

/// The steps that a rule takes with fields of the usual size; some of it may be interpreted.
pub(super) fn usual_steps(expr: &IdedExpr, schema: &Schema, interpreted: bool) -> f64 {
    let usual = |root: Root, name: &str| Size::usual(schema.field_type(root, name), 1.0);
    pace(expr, interpreted).of(own_steps(expr, schema, &usual))
}

/// Whether values are not larger than usual.
pub fn are_usual<'v>(values: impl IntoIterator<Item = &'v Typed>) -> bool {
    let most = Most::usual(1.0);
    values.into_iter().all(|value| match value {
        Typed::Text(text) if text.len() <= Size::SHORT => true,
        Typed::Text(_) | Typed::List(_) => Size::of(value).is_within(&most),
        Typed::Boolean(_) | Typed::Integer(_) | Typed::Decimal(_) | Typed::Moment(_) => true,
    })
}

/// The fields that an expression names, those of a root that it uses whole among them.
fn gather(expr: &IdedExpr, schema: &Schema, fields: &mut Vec<(Root, usize)>) {
    if let Some((root, name, _)) = field(expr) {
        fields.extend(schema.slot(root, name).map(|slot| (root, slot)));
    } else if let Some(linked) = stand_in::filter_place(expr).and_then(|place| schema.linked(place)) {
        gather(&linked.expr, schema, fields);
    } else if let Expr::Ident(name) = &expr.expr {
        let root = Root::named(name);
        fields.extend(
            root.into_iter().flat_map(|root| (0..schema.fields(root).len()).map(move |slot| (root, slot))),
        );
    } else {
        tree::for_children(expr, &mut |child| gather(child, schema, fields));
    }
}

#[derive(Clone, Copy)]
struct Estimate {
    /// Steps.
    work: f64,
    /// Of the value.
    size: Size,
    /// The most bytes that an operation has at hand: its operands and its result.
    peak: f64,
}

impl Estimate {
    fn is_too_much(&self) -> bool {
        !(self.work <= MAX_WORK && self.peak <= MAX_BYTES)
    }
}

struct Estimator<'e> {
    schema: &'e Schema,
    size_of: &'e dyn Fn(Root, &str) -> Size,
    variables: Vec<(&'e str, Size)>,
    /// Whether filters count as known that are asked once for all rules that call them.
    settles: bool,
}

impl<'e> Estimator<'e> {
    fn of(&mut self, expr: &'e IdedExpr) -> Estimate {
        if let Some((root, name, _)) = field(expr) {
            return leaf((self.size_of)(root, name));
        }
        if let Some(written) = Macro::of(expr) {
            return self.of_macro(&written);
        }
        if let Some(linked) = stand_in::filter_place(expr).and_then(|place| self.schema.linked(place)) {
            return if self.settles && linked.is_settled() {
                leaf(Size::ONE)
            } else {
                Estimator { variables: Vec::new(), ..*self }.of(&linked.expr)
            };
        }
        match &expr.expr {
            Expr::Ident(name) => leaf(self.ident(name)),
            Expr::Literal(LiteralValue::String(text)) => leaf(Size::text(text.inner().len())),
            Expr::Literal(LiteralValue::Bytes(bytes)) => leaf(Size::text(bytes.inner().len())),
            Expr::Call(_) if not_expanded(expr).is_some() => leaf(Size::usual(Some(&FieldType::Text), 1.0)),
            Expr::Call(call) => self.call(call),
            _ => self.parts(expr, |parts| parts.iter().copied().fold(Size::EMPTY, Size::and_item)),
        }
    }

    fn ident(&self, name: &str) -> Size {
        if let Some((_, size)) = self.variables.iter().rev().find(|(known, _)| *known == name) {
            return *size;
        }
        if let Some(list) = stand_in::shared(name).and_then(|list| self.schema.list(list)) {
            return Size::list(list.items.len(), list.longest, list.bytes);
        }
        match Root::named(name) {
            Some(root) => {
                let fields = self.schema.fields(root).iter().map(|(name, _)| (self.size_of)(root, name));
                fields.fold(Size::EMPTY, Size::and_item)
            }
            // A filter's parameter, or the variable of a macro around the part that is looked at.
            None => Size::usual(Some(&FieldType::Text), 1.0),
        }
    }

    /// An operation on all children of an expression.
    fn parts(&mut self, expr: &'e IdedExpr, size: impl Fn(&[Size]) -> Size) -> Estimate {
        let (mut sizes, mut work, mut peak) = (Vec::new(), 1.0, 0.0_f64);
        tree::for_children(expr, &mut |child| {
            let part = self.of(child);
            work += part.work;
            peak = peak.max(part.peak);
            sizes.push(part.size);
        });
        together(work, peak, &sizes, size(&sizes))
    }

    fn call(&mut self, call: &'e CallExpr) -> Estimate {
        if let [item, list] = call.args.as_slice()
            && call.func_name == operators::IN
            && is_set(list)
        {
            // However long it is, it is looked into once.
            let item = self.of(item);
            return together(1.0 + item.work, item.peak, &[item.size], Size::ONE);
        }
        let (mut sizes, mut work, mut peak) = (Vec::new(), 1.0, 0.0_f64);
        for child in call.target.as_deref().into_iter().chain(&call.args) {
            let part = self.of(child);
            work += part.work;
            peak = peak.max(part.peak);
            sizes.push(part.size);
        }
        work += own_work(call, &sizes);
        together(work, peak, &sizes, result(call, &sizes))
    }

    /// The work of all turns is the most when some items are as large as they can be, and the others empty: no body
    /// grows slower than its item.
    fn of_macro(&mut self, written: &Macro<'e>) -> Estimate {
        let range = self.of(written.range);
        let (size, items) = (range.size, range.size.items);
        let largest = self.turn(written, size.element());
        let peak = range.peak.max(largest.peak + size.total);
        let (mut work, mut made) = (items * largest.work, Size::many(items, largest.size));
        let count = size.total / size.item.max(1.0);
        if count * 2.0 < items && self.variables.len() < MAX_UNEVEN {
            let smallest = self.turn(written, Size::ONE);
            let sum = |of: fn(&Estimate) -> f64| count * of(&largest) + items * of(&smallest);
            work = work.min(sum(|turn| turn.work));
            made.total = made.total.min(Size::ITEM + sum(|turn| turn.size.total));
        }
        let result = match written.kind {
            MacroKind::Map => made,
            MacroKind::Filter => size,
            MacroKind::All | MacroKind::Exists | MacroKind::ExistsOne => Size::ONE,
        };
        together(range.work + work, peak, &[size], result)
    }

    /// One turn of a macro with an item of a size, and what its body gives.
    fn turn(&mut self, written: &Macro<'e>, item: Size) -> Estimate {
        self.variables.push((written.variable, item));
        let mut turn = Estimate { work: TURN + item.total / BYTES_A_STEP, size: Size::ONE, peak: item.total };
        for part in [written.filter, written.body].into_iter().flatten() {
            let part = self.of(part);
            turn = Estimate { work: turn.work + part.work, size: part.size, peak: turn.peak.max(part.peak) };
        }
        self.variables.pop();
        turn
    }
}

fn leaf(size: Size) -> Estimate {
    Estimate { work: 1.0 + size.total / BYTES_A_STEP, size, peak: size.total }
}

/// An operation: its operands and its result are looked at or copied once.
fn together(work: f64, peak: f64, operands: &[Size], result: Size) -> Estimate {
    let at_hand = operands.iter().map(|size| size.total).sum::<f64>() + result.total;
    Estimate { work: work + at_hand / BYTES_A_STEP, size: result, peak: peak.max(at_hand) }
}

/// Whether a list is made a set with its rule.
fn is_set(list: &IdedExpr) -> bool {
    match &list.expr {
        Expr::Ident(name) => stand_in::shared(name).is_some(),
        list => constants::is_long(list),
    }
}

/// The functions that do more than look at their operands once.
fn own_work(call: &CallExpr, sizes: &[Size]) -> f64 {
    let total = |index: usize| sizes.get(index).map_or(0.0, |size| size.total);
    match call.func_name.as_str() {
        "matches" => {
            let pattern = call.args.last().and_then(literal_text).map(Pattern::of);
            match pattern {
                Some(Ok(pattern)) => pattern.cost(total(0)),
                Some(Err(_)) => 1.0,
                None => Pattern::cost_at_run(total(0)),
            }
        }
        "indexOf" | "lastIndexOf" => total(0) * total(1) / BYTES_A_STEP,
        "distinct" => sizes.first().map_or(0.0, |list| list.items * (list.items + list.total / BYTES_A_STEP)),
        "sort" => {
            sizes.first().map_or(0.0, |list| (list.items + list.total / BYTES_A_STEP) * list.items.ln_1p())
        }
        operators::IN => sizes.get(1).map_or(0.0, |list| list.items * (1.0 + total(0) / BYTES_A_STEP)),
        _ => 0.0,
    }
}

/// How large what a function gives may be.
fn result(call: &CallExpr, sizes: &[Size]) -> Size {
    let of = |index: usize| sizes.get(index).copied().unwrap_or(Size::ONE);
    let all = || sizes.iter().copied().fold(Size::EMPTY, Size::joined);
    // A text that is written out, and how long it is.
    let written = |index: usize| call.args.get(index).and_then(literal_text).map(str::len);
    match call.func_name.as_str() {
        "replace" => {
            let times = pieces(of(0), written(0));
            Size::of_bytes(of(0).total + times * of(2).total)
        }
        "join" => Size::of_bytes(of(0).total + of(0).items * of(1).total),
        "split" => Size::split(of(0), pieces(of(0), written(0))),
        "format" => Size::of_bytes(of(0).total + of(1).total * (LONGEST_NUMBER / Size::ITEM)),
        "range" => of_range(call.args.first()),
        "quote" => Size::of_bytes(2.0 * of(0).total),
        "string" => Size::of_bytes(of(0).total + LONGEST_NUMBER),
        "flatten" => Size::flat(of(0)),
        operators::INDEX | operators::OPT_INDEX | operators::OPT_SELECT => of(0).element(),
        operators::CONDITIONAL => of(1).or(of(2)),
        name if gives_one(name) => Size::ONE,
        _ => all(),
    }
}

/// Into how many pieces a separator may cut a text: one of no characters cuts at each.
fn pieces(text: Size, separator: Option<usize>) -> f64 {
    let length = separator.map_or(1.0, |length| Size::count(length.max(1)));
    text.total / length + 1.0
}

/// Functions whose result is one number, moment, truth or character.
fn gives_one(name: &str) -> bool {
    const ONE: [&str; 28] = [
        operators::EQUALS,
        operators::NOT_EQUALS,
        operators::LESS,
        operators::LESS_EQUALS,
        operators::GREATER,
        operators::GREATER_EQUALS,
        operators::IN,
        operators::LOGICAL_AND,
        operators::LOGICAL_OR,
        operators::LOGICAL_NOT,
        operators::NEGATE,
        operators::MULTIPLY,
        operators::DIVIDE,
        operators::MODULO,
        operators::SUBSTRACT,
        "size",
        "contains",
        "startsWith",
        "endsWith",
        "matches",
        "int",
        "uint",
        "double",
        "bool",
        "timestamp",
        "duration",
        "indexOf",
        "lastIndexOf",
    ];
    ONE.contains(&name) || name.starts_with("get") || name == "hasValue"
}

/// `lists.range(n)` makes as many items as it is told.
fn of_range(limit: Option<&IdedExpr>) -> Size {
    match limit.map(|limit| &limit.expr) {
        Some(Expr::Literal(LiteralValue::Int(number))) => {
            Size::many(Size::count(usize::try_from(*number.inner()).unwrap_or(0)), Size::ONE)
        }
        _ => Size::many(f64::INFINITY, Size::ONE),
    }
}

fn literal_text(expr: &IdedExpr) -> Option<&str> {
    match &expr.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}
