//! How much work a rule can be. Macros in macros multiply, and the interpreter knows no limit, so the limit is
//! set here, on an estimate that is rather too high. Owns the estimate; evaluates nothing.

use super::tree::{self, Macro};
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};

/// The most steps that one evaluation may take, by the estimate: well under a second.
const MAX_WORK: f64 = 5_000_000.0;

/// The size that a field is taken to have: the items of a list, or a hundredth of a long text's characters.
const FIELD_SIZE: f64 = 100.0;

/// Whether a rule would take too long, or grow its values beyond measure.
pub(super) fn too_costly(expr: &IdedExpr) -> bool {
    let estimate = estimate(expr, &mut Vec::new());
    estimate.work > MAX_WORK || estimate.size > MAX_WORK
}

#[derive(Clone, Copy)]
struct Estimate {
    /// Steps.
    work: f64,
    /// Items and characters of the value, those of its items included.
    size: f64,
}

fn estimate<'e>(expr: &'e IdedExpr, variables: &mut Vec<(&'e str, f64)>) -> Estimate {
    if let Some(written) = Macro::of(expr) {
        return of_macro(&written, variables);
    }
    let mut total = Estimate { work: 1.0, size: 0.0 };
    let mut product: f64 = 1.0;
    tree::for_children(expr, &mut |child| {
        let part = estimate(child, variables);
        total.work += part.work;
        total.size += part.size;
        product *= part.size.max(1.0);
    });
    match &expr.expr {
        Expr::Ident(name) => {
            total.size =
                variables.iter().rev().find(|(known, _)| known == name).map_or(FIELD_SIZE, |(_, size)| *size);
        }
        Expr::Select(_) => total.size = total.size.max(FIELD_SIZE),
        Expr::Literal(LiteralValue::String(text)) => total.size = as_size(text.inner().len()),
        Expr::Literal(LiteralValue::Int(number)) => {
            total.size = as_size(usize::try_from(*number.inner()).unwrap_or(1).min(64));
        }
        Expr::List(list) => total.size += as_size(list.elements.len()),
        // The only functions whose result outgrows all that they are given together.
        Expr::Call(call) if ["replace", "join", "format"].contains(&call.func_name.as_str()) => {
            total.size = product;
        }
        Expr::Call(call) if call.func_name == "range" => total.size = of_range(call.args.first()),
        _ => total.size += 1.0,
    }
    total.work += total.size / FIELD_SIZE;
    total
}

/// `lists.range(n)` makes as many items as it is told.
fn of_range(limit: Option<&IdedExpr>) -> f64 {
    match limit.map(|limit| &limit.expr) {
        Some(Expr::Literal(LiteralValue::Int(number))) => {
            as_size(usize::try_from(*number.inner()).unwrap_or(0))
        }
        _ => f64::INFINITY,
    }
}

fn of_macro<'e>(written: &Macro<'e>, variables: &mut Vec<(&'e str, f64)>) -> Estimate {
    let range = estimate(written.range, variables);
    variables.push((written.variable, range.size));
    let (mut work, mut size) = (1.0, 1.0);
    for part in [written.filter, written.body].into_iter().flatten() {
        let part = estimate(part, variables);
        work += part.work;
        size = part.size.max(1.0);
    }
    variables.pop();
    let items = range.size.max(1.0);
    Estimate { work: range.work + items * work, size: items * size }
}

#[expect(clippy::cast_precision_loss, reason = "it is an estimate")]
fn as_size(count: usize) -> f64 {
    count as f64
}
