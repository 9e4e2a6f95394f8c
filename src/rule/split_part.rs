//! The parts of splits that a rule is for: `split('spring_test') >= 10.0 && split('spring_test') < 50.0`. Owns what is
//! understood of them: the bounds that must all hold, also in filters; a rule with any other use of a split has no part.

use super::expand::expand;
use super::parse::Parsed;
use super::print;
use super::root::{Root, field};
use super::schema::Schema;
use super::tree;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};
use std::collections::BTreeMap;
use std::ops::Range;

/// The part of a split that a rule is for.
#[derive(Debug, Clone, PartialEq)]
pub struct SplitPart {
    /// The name of the split.
    pub split: String,
    /// From where to where, out of a hundred: the first is included, the second is not. `<=` and `>` count as `<` and `>=`,
    /// since nobody stands at one number.
    pub shares: Range<f64>,
    /// What else the rule asks, in canonical form.
    pub rest: String,
}

/// The parts of splits that a rule is for.
pub fn split_parts(parsed: &Parsed, schema: &Schema) -> Vec<SplitPart> {
    let expanded = expand(parsed.root(), schema);
    let mut terms = Vec::new();
    tree::terms(&expanded, operators::LOGICAL_AND, &mut terms);
    let mut found: BTreeMap<&str, Range<f64>> = BTreeMap::new();
    let mut rest = Vec::new();
    for term in terms {
        match bound(term) {
            Some((split, end)) => {
                let shares = found.entry(split).or_insert(0.0..100.0);
                match end {
                    End::From(share) => shares.start = shares.start.max(share),
                    End::Until(share) => shares.end = shares.end.min(share),
                }
            }
            None => rest.push(term),
        }
    }
    let is_used_otherwise = |split: &str| {
        let is_it = |expr: &IdedExpr| field(expr).is_some_and(|it| it == (Root::Split, split, false));
        rest.iter().any(|term| tree::any(term, &is_it))
    };
    let mut others: Vec<String> = rest.iter().map(|term| print::expression(term)).collect();
    others.sort_unstable();
    let others = others.join(" && ");
    let parts = found.into_iter().filter(|(split, _)| !is_used_otherwise(split));
    parts.map(|(split, shares)| SplitPart { split: split.to_owned(), shares, rest: others.clone() }).collect()
}

/// An end of a part.
enum End {
    From(f64),
    Until(f64),
}

/// The split of which a term says where a part begins or ends.
fn bound(term: &IdedExpr) -> Option<(&str, End)> {
    let (operator, operands) = tree::operation(term)?;
    if let (operators::LOGICAL_NOT, [operand]) = (operator, operands) {
        let (split, end) = bound(operand)?;
        return Some((
            split,
            match end {
                End::From(share) => End::Until(share),
                End::Until(share) => End::From(share),
            },
        ));
    }
    let [left, right] = operands else { return None };
    let split = |expr| match field(expr) {
        Some((Root::Split, split, _)) => Some(split),
        _ => None,
    };
    let (split, share, is_turned) = match (split(left), split(right)) {
        (Some(split), None) => (split, number(right)?, false),
        (None, Some(split)) => (split, number(left)?, true),
        _ => return None,
    };
    let is_least = match operator {
        operators::GREATER | operators::GREATER_EQUALS => true,
        operators::LESS | operators::LESS_EQUALS => false,
        _ => return None,
    };
    Some((split, if is_least == is_turned { End::Until(share) } else { End::From(share) }))
}

#[expect(clippy::cast_precision_loss, reason = "shares are small")]
fn number(expr: &IdedExpr) -> Option<f64> {
    match &expr.expr {
        Expr::Literal(LiteralValue::Int(number)) => Some(*number.inner() as f64),
        Expr::Literal(LiteralValue::UInt(number)) => Some(*number.inner() as f64),
        Expr::Literal(LiteralValue::Double(number)) => Some(*number.inner()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Filter;
    use crate::rule::parse;
    use std::sync::Arc;

    #[test]
    fn the_bounds_that_must_all_hold_are_a_part() {
        let variant = Filter {
            name: "variant".into(),
            label: String::new(),
            rule: "split('s') >= 50.0".into(),
            parameters: Vec::new(),
        };
        let schema = Schema::new(&[], &[], &[], &[Arc::new(variant)], jiff::tz::TimeZone::UTC);
        let parts = |rule: &str| {
            let found = split_parts(&parse(rule).expect("CEL"), &schema).into_iter();
            found.map(|it| (it.split, it.shares, it.rest)).collect::<Vec<_>>()
        };
        let part = |split: &str, shares, rest: &str| (split.to_owned(), shares, rest.to_owned());
        for (rule, wanted) in [
            ("split('s') < 30.0", vec![part("s", 0.0..30.0, "")]),
            ("10 <= split('s') && call.x && split('s') < 50.5", vec![part("s", 10.0..50.5, "call.x")]),
            (
                "!(split('s') < 30.0) && split('t') <= 5u",
                vec![part("s", 30.0..100.0, ""), part("t", 0.0..5.0, "")],
            ),
            ("filters.variant() && split('s') < 80.0", vec![part("s", 50.0..80.0, "")]),
            ("split('s') < 30.0 || call.x", vec![]),
            ("split('s') < 30.0 && (split('s') > 20.0 || call.x)", vec![]),
            ("split('s') < call.x", vec![]),
            ("call.x", vec![]),
        ] {
            assert_eq!(parts(rule), wanted, "{rule}");
        }
    }
}
