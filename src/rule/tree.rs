//! The shape of a syntax tree: its children, depth and equality, and the macros that the parser
//! expanded. Owns no meaning. The trees are the `cel` crate's.

use cel::IdedExpr;
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, LiteralValue, operators};

/// Calls `visit` with each direct child, in evaluation order.
pub(super) fn for_children<'e>(expr: &'e IdedExpr, visit: &mut dyn FnMut(&'e IdedExpr)) {
    match &expr.expr {
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) => {}
        Expr::Call(call) => call.target.as_deref().into_iter().chain(&call.args).for_each(visit),
        Expr::Comprehension(all) => {
            [&all.iter_range, &all.accu_init, &all.loop_cond, &all.loop_step, &all.result]
                .into_iter()
                .for_each(visit);
        }
        Expr::List(list) => list.elements.iter().for_each(visit),
        Expr::Map(map) => map.entries.iter().for_each(|entry| for_entry(&entry.expr, visit)),
        Expr::Struct(made) => made.entries.iter().for_each(|entry| for_entry(&entry.expr, visit)),
        Expr::Select(select) => visit(&select.operand),
    }
}

fn for_entry<'e>(entry: &'e EntryExpr, visit: &mut dyn FnMut(&'e IdedExpr)) {
    match entry {
        EntryExpr::StructField(field) => visit(&field.value),
        EntryExpr::MapEntry(entry) => {
            visit(&entry.key);
            visit(&entry.value);
        }
    }
}

/// The function and arguments of a call that is not made on anything.
pub(super) fn operation(expr: &IdedExpr) -> Option<(&str, &[IdedExpr])> {
    match &expr.expr {
        Expr::Call(call) if call.target.is_none() => Some((&call.func_name, &call.args)),
        _ => None,
    }
}

/// The arguments of a call of an operator or a global function of that name.
pub(super) fn called<'e>(expr: &'e IdedExpr, name: &str) -> Option<&'e [IdedExpr]> {
    operation(expr).filter(|(function, _)| *function == name).map(|(_, args)| args)
}

/// Whether an expression, or one that it is made of, is of a kind.
pub(super) fn any(expr: &IdedExpr, is_it: &dyn Fn(&IdedExpr) -> bool) -> bool {
    let mut found = is_it(expr);
    for_children(expr, &mut |child| found = found || any(child, is_it));
    found
}

/// How many nodes lie on the longest way down.
pub(super) fn depth(expr: &IdedExpr) -> usize {
    let mut deepest = 0;
    for_children(expr, &mut |child| deepest = deepest.max(depth(child)));
    deepest + 1
}

/// How many nodes there are.
pub(super) fn size(expr: &IdedExpr) -> usize {
    let mut total = 1;
    for_children(expr, &mut |child| total += size(child));
    total
}

/// Whether two trees are the same but for the numbers of their nodes. Numbers that are not numbers are equal.
pub(super) fn same(one: &IdedExpr, other: &IdedExpr) -> bool {
    let shallow = match (&one.expr, &other.expr) {
        (Expr::Literal(LiteralValue::Double(a)), Expr::Literal(LiteralValue::Double(b))) => {
            return a.inner().to_bits() == b.inner().to_bits();
        }
        (Expr::Call(a), Expr::Call(b)) => {
            a.func_name == b.func_name && a.target.is_some() == b.target.is_some()
        }
        (Expr::Comprehension(a), Expr::Comprehension(b)) => {
            a.iter_var == b.iter_var && a.iter_var2 == b.iter_var2 && a.accu_var == b.accu_var
        }
        (Expr::List(a), Expr::List(b)) => a.optional_indices == b.optional_indices,
        (Expr::Map(a), Expr::Map(b)) => {
            a.entries.iter().map(|e| optional(&e.expr)).eq(b.entries.iter().map(|e| optional(&e.expr)))
        }
        (Expr::Struct(a), Expr::Struct(b)) => {
            a.type_name == b.type_name
                && a.entries.iter().map(|e| optional(&e.expr)).eq(b.entries.iter().map(|e| optional(&e.expr)))
        }
        (Expr::Select(a), Expr::Select(b)) => a.field == b.field && a.test == b.test,
        (a, b) => return a == b,
    };
    let (mut ones, mut others) = (Vec::new(), Vec::new());
    for_children(one, &mut |child| ones.push(child));
    for_children(other, &mut |child| others.push(child));
    shallow && ones.len() == others.len() && ones.iter().zip(&others).all(|(a, b)| same(a, b))
}

/// What an entry is, but for its expressions.
fn optional(entry: &EntryExpr) -> (Option<&str>, bool) {
    match entry {
        EntryExpr::StructField(field) => (Some(&field.field), field.optional),
        EntryExpr::MapEntry(entry) => (None, entry.optional),
    }
}

/// The operator of a chain of `&&` or `||`, and its two sides.
pub(super) fn logical(expr: &IdedExpr) -> Option<(&str, &IdedExpr, &IdedExpr)> {
    match &expr.expr {
        Expr::Call(call) if is_logical(call) => Some((&call.func_name, &call.args[0], &call.args[1])),
        _ => None,
    }
}

fn is_logical(call: &CallExpr) -> bool {
    call.target.is_none()
        && call.args.len() == 2
        && (call.func_name == operators::LOGICAL_AND || call.func_name == operators::LOGICAL_OR)
}

/// Whether the values of an expression's operands are asked for their truth.
pub(super) fn is_logic(expr: &IdedExpr) -> bool {
    match operation(expr) {
        Some((operators::LOGICAL_NOT, [_]) | (operators::CONDITIONAL, [_, _, _])) => true,
        _ => logical(expr).is_some(),
    }
}

/// The terms of a chain of one logical operator, from left to right; any other expression is its own term.
pub(super) fn terms<'e>(expr: &'e IdedExpr, operator: &str, found: &mut Vec<&'e IdedExpr>) {
    match logical(expr) {
        Some((name, left, right)) if name == operator => {
            terms(left, operator, found);
            terms(right, operator, found);
        }
        _ => found.push(expr),
    }
}

/// Groups every chain of one logical operator evenly, as the parser does where there are no parentheses:
/// `a && (b && c)` and `(a && b) && c` are one rule, and a long chain is not deep.
pub(super) fn balance(mut expr: IdedExpr) -> IdedExpr {
    if logical(&expr).is_some() {
        return balance_chain(expr);
    }
    // The step of `all` and `exists` joins what was found so far to a condition: no chain goes through it.
    if let Expr::Comprehension(all) = &mut expr.expr
        && logical(&all.loop_step).is_some()
    {
        balance_children(&mut all.loop_step);
        all.iter_range = balance(std::mem::take(&mut all.iter_range));
    } else {
        balance_children(&mut expr);
    }
    expr
}

fn balance_children(expr: &mut IdedExpr) {
    edit_children(expr, &mut |child| *child = balance(std::mem::take(child)));
}

fn balance_chain(expr: IdedExpr) -> IdedExpr {
    let operator = match &expr.expr {
        Expr::Call(call) => call.func_name.clone(),
        _ => return expr,
    };
    let (mut terms, mut numbers) = (Vec::new(), Vec::new());
    unchain(expr, &operator, &mut terms, &mut numbers);
    let terms = terms.into_iter().map(balance).map(Some).collect::<Vec<_>>();
    rechain(&operator, &mut { terms }, &numbers, 0, numbers.len() - 1)
}

fn unchain(expr: IdedExpr, operator: &str, terms: &mut Vec<IdedExpr>, numbers: &mut Vec<u64>) {
    match expr.expr {
        Expr::Call(mut call) if is_logical(&call) && call.func_name == operator => {
            let (right, left) = (call.args.pop(), call.args.pop());
            if let (Some(left), Some(right)) = (left, right) {
                unchain(left, operator, terms, numbers);
                numbers.push(expr.id);
                unchain(right, operator, terms, numbers);
            }
        }
        _ => terms.push(expr),
    }
}

/// The even grouping of the parser: see `balanced_tree` in `cel`.
fn rechain(
    operator: &str,
    terms: &mut [Option<IdedExpr>],
    numbers: &[u64],
    low: usize,
    high: usize,
) -> IdedExpr {
    let middle = (low + high).div_ceil(2);
    let mut term = |at: usize| terms[at].take().unwrap_or_default();
    let left = if middle == low { term(middle) } else { rechain(operator, terms, numbers, low, middle - 1) };
    let mut term = |at: usize| terms[at].take().unwrap_or_default();
    let right =
        if middle == high { term(middle + 1) } else { rechain(operator, terms, numbers, middle + 1, high) };
    IdedExpr { id: numbers[middle], expr: call(operator, vec![left, right]) }
}

/// A call of an operator or a global function.
pub(super) fn call(name: &str, args: Vec<IdedExpr>) -> Expr {
    Expr::Call(CallExpr { func_name: name.to_owned(), target: None, args })
}

/// Calls `edit` with each direct child.
pub(super) fn edit_children(expr: &mut IdedExpr, edit: &mut dyn FnMut(&mut IdedExpr)) {
    match &mut expr.expr {
        Expr::Unspecified | Expr::Ident(_) | Expr::Literal(_) => {}
        Expr::Call(call) => call.target.as_deref_mut().into_iter().chain(&mut call.args).for_each(edit),
        Expr::Comprehension(all) => {
            let ComprehensionExpr { iter_range, accu_init, loop_cond, loop_step, result, .. } = &mut **all;
            [iter_range, accu_init, loop_cond, loop_step, result].into_iter().for_each(edit);
        }
        Expr::List(list) => list.elements.iter_mut().for_each(edit),
        Expr::Map(map) => map.entries.iter_mut().for_each(|entry| edit_entry(&mut entry.expr, edit)),
        Expr::Struct(made) => made.entries.iter_mut().for_each(|entry| edit_entry(&mut entry.expr, edit)),
        Expr::Select(select) => edit(&mut select.operand),
    }
}

fn edit_entry(entry: &mut EntryExpr, edit: &mut dyn FnMut(&mut IdedExpr)) {
    match entry {
        EntryExpr::StructField(field) => edit(&mut field.value),
        EntryExpr::MapEntry(entry) => {
            edit(&mut entry.key);
            edit(&mut entry.value);
        }
    }
}

/// The kind of a macro that the parser expanded into a comprehension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MacroKind {
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}

/// A macro as it was written: `range.KIND(variable, filter, body)`.
#[derive(Debug)]
pub(super) struct Macro<'e> {
    pub(super) kind: MacroKind,
    pub(super) range: &'e IdedExpr,
    pub(super) variable: &'e str,
    /// The condition of a `map` with three arguments.
    pub(super) filter: Option<&'e IdedExpr>,
    pub(super) body: Option<&'e IdedExpr>,
}

impl<'e> Macro<'e> {
    /// The macro that a comprehension was expanded from. The parser makes no other comprehensions.
    pub(super) fn of(expr: &'e IdedExpr) -> Option<Self> {
        let Expr::Comprehension(all) = &expr.expr else { return None };
        let Expr::Call(step) = &all.loop_step.expr else { return None };
        let (kind, filter, body) = match (&all.accu_init.expr, step.func_name.as_str()) {
            (_, operators::LOGICAL_OR) => (MacroKind::Exists, None, step.args.get(1)),
            (_, operators::LOGICAL_AND) => (MacroKind::All, None, step.args.get(1)),
            (Expr::Literal(_), _) => (MacroKind::ExistsOne, None, step.args.first()),
            (_, operators::ADD) => (MacroKind::Map, None, mapped(step)),
            (_, operators::CONDITIONAL) => conditional(step, &all.iter_var),
            _ => return None,
        };
        Some(Self { kind, range: &all.iter_range, variable: &all.iter_var, filter, body })
    }

    /// Its name in the language.
    pub(super) fn name(&self) -> &'static str {
        match self.kind {
            MacroKind::All => "all",
            MacroKind::Exists => "exists",
            MacroKind::ExistsOne => "exists_one",
            MacroKind::Map => "map",
            MacroKind::Filter => "filter",
        }
    }
}

/// `f` of a step `@result + [f]`.
fn mapped(step: &CallExpr) -> Option<&IdedExpr> {
    match &step.args.get(1)?.expr {
        Expr::List(list) => list.elements.first(),
        _ => None,
    }
}

/// A step `p ? @result + [f] : @result`: a filter when `f` is the variable itself, as a rule; `map(v, p, v)`
/// is the same tree, and the same list.
fn conditional<'e>(
    step: &'e CallExpr,
    variable: &str,
) -> (MacroKind, Option<&'e IdedExpr>, Option<&'e IdedExpr>) {
    let condition = step.args.first();
    let item = match step.args.get(1).map(|added| &added.expr) {
        Some(Expr::Call(added)) => mapped(added),
        _ => None,
    };
    match item.map(|item| &item.expr) {
        Some(Expr::Ident(name)) if name == variable => (MacroKind::Filter, None, condition),
        _ => (MacroKind::Map, condition, item),
    }
}
