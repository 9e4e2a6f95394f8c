//! What stands in an expanded rule for something else: the numbered variables of macros, the long lists that rules
//! share, and what could not be expanded. Owns these names and nodes, which no rule can contain, and how they are
//! shown where a rule is explained.

use super::root::FILTERS;
use super::tree;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue};
use std::sync::Arc;

/// The function whose call stands for what could not be expanded: no rule can contain it, and nothing runs it. Its
/// arguments are a number and the filter's name.
const NOT_EXPANDED: &str = "@not_expanded";

/// Why a filter may not have been expanded: the first argument of that call is a place in this list.
const FILTER_PROBLEMS: [FilterProblem; 4] = [
    FilterProblem::Unknown,
    FilterProblem::CallsItself,
    FilterProblem::WrongArguments,
    FilterProblem::Unreadable,
];

/// What marks the number behind a macro variable's name.
const NUMBER_MARK: char = '@';

/// The name of a macro's variable with a number of its own.
pub(super) fn numbered(name: &str, number: usize) -> String {
    format!("{name}{NUMBER_MARK}{number}")
}

/// The name of a macro's variable as it was written.
pub(super) fn written_name(name: &str) -> &str {
    match name.split_once(NUMBER_MARK) {
        Some((written, _)) if !written.is_empty() => written,
        _ => name,
    }
}

/// What stands for a shared list in a rule: this, its number, a colon, and its beginning.
const MARK: &str = "@list:";

/// The name of a shared list: its number, its first constants and how many it has.
pub(super) fn shared_list(number: usize, first: &[String], count: usize) -> String {
    format!("{MARK}{number}:[{}, … ({count})]", first.join(", "))
}

/// The number of the shared list that a name stands for.
pub(super) fn shared(name: &str) -> Option<usize> {
    name.strip_prefix(MARK)?.split_once(':')?.0.parse().ok()
}

/// How the shared list that a name stands for is written in explanations.
pub(super) fn shown(name: &str) -> Option<&str> {
    Some(name.strip_prefix(MARK)?.split_once(':')?.1)
}

/// The name of a shared list for the interpreter.
pub(super) fn variable(list: usize) -> String {
    format!("{MARK}{list}")
}

/// What stands for the call of a filter without values: this, the filter's place, a colon, and its name.
const FILTER_MARK: &str = "@filter:";

/// The node in the place of the call of a filter without values, which all rules share.
pub(super) fn linked_filter(id: u64, place: usize, name: &str) -> IdedExpr {
    IdedExpr { id, expr: Expr::Ident(format!("{FILTER_MARK}{place}:{name}")) }
}

/// The place of the filter that a node stands for.
pub(super) fn filter_place(expr: &IdedExpr) -> Option<usize> {
    let Expr::Ident(name) = &expr.expr else { return None };
    name.strip_prefix(FILTER_MARK)?.split_once(':')?.0.parse().ok()
}

/// An expression with the calls of filters as they are written: itself, where it calls none.
pub(super) fn with_calls(expr: &Arc<IdedExpr>) -> Arc<IdedExpr> {
    if !tree::any(expr, &|expr| filter_place(expr).is_some()) {
        return Arc::clone(expr);
    }
    let mut written = IdedExpr::clone(expr);
    write_calls(&mut written);
    Arc::new(written)
}

fn write_calls(expr: &mut IdedExpr) {
    if let Expr::Ident(name) = &expr.expr
        && let Some((_, filter)) = name.strip_prefix(FILTER_MARK).and_then(|rest| rest.split_once(':'))
    {
        let filters = IdedExpr { id: 0, expr: Expr::Ident(FILTERS.to_owned()) };
        let target = Some(Box::new(filters));
        expr.expr = Expr::Call(CallExpr { func_name: filter.to_owned(), target, args: Vec::new() });
        return;
    }
    tree::edit_children(expr, &mut write_calls);
}

/// Why the call of a predefined filter does not stand for a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FilterProblem {
    /// There is no filter of that name.
    Unknown,
    /// It calls itself.
    CallsItself,
    /// It is called with the wrong number of values.
    WrongArguments,
    /// Its rule cannot be read.
    Unreadable,
}

/// What could not be expanded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotExpanded<'e> {
    /// The call of the filter of that name.
    Filter(FilterProblem, &'e str),
    /// A rule that grew beyond the bounds.
    TooLarge,
}

/// The node in the place of a filter's call.
pub(super) fn without_filter(problem: FilterProblem, filter: &str) -> IdedExpr {
    let place = (0..).zip(FILTER_PROBLEMS).find(|(_, known)| *known == problem).map_or(0, |(place, _)| place);
    let args = [LiteralValue::Int(place.into()), LiteralValue::String(filter.to_owned().into())];
    let args = args.map(|literal| IdedExpr { id: 0, expr: Expr::Literal(literal) });
    IdedExpr { id: 0, expr: tree::call(NOT_EXPANDED, args.to_vec()) }
}

/// The node in the place of what grew beyond the bounds.
pub(super) fn too_large() -> IdedExpr {
    IdedExpr { id: 0, expr: tree::call(NOT_EXPANDED, Vec::new()) }
}

/// What a node of an expanded rule stands for, when that could not be expanded.
pub(super) fn not_expanded(expr: &IdedExpr) -> Option<NotExpanded<'_>> {
    let Expr::Call(CallExpr { func_name, target: None, args }) = &expr.expr else { return None };
    if func_name != NOT_EXPANDED {
        return None;
    }
    let [place, filter] = &args[..] else { return Some(NotExpanded::TooLarge) };
    match (&place.expr, &filter.expr) {
        (Expr::Literal(LiteralValue::Int(place)), Expr::Literal(LiteralValue::String(filter))) => {
            let problem = FILTER_PROBLEMS.get(usize::try_from(*place.inner()).ok()?)?;
            Some(NotExpanded::Filter(*problem, filter.inner()))
        }
        _ => None,
    }
}
