//! The least integer as hexadecimal digits write it. The parser reads digits before their sign, and 2^63 is no integer
//! without one. Owns the digits that it is given instead, and the way back.

use super::place::{Places, significant};
use super::tree;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};
use cel::parser::pratt_parser::TokenKind;
use std::ops::Range;

/// The digits of 2^63, and those of the number before it, which stand in their place: they are as many.
const DIGITS: (&str, &str) = ("8000000000000000", "7fffffffffffffff");

/// A rule whose numbers of that kind were given other digits.
pub(super) struct Replaced<'s> {
    source: &'s str,
    /// What the parser is to read. Each place in it is the same place of the source.
    pub(super) text: String,
    places: Vec<Range<usize>>,
}

impl<'s> Replaced<'s> {
    /// `None` where there is no such number.
    pub(super) fn of(source: &'s str) -> Option<Self> {
        if !source.contains(DIGITS.0) {
            return None;
        }
        let is_it = |text: &str| {
            let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
            digits.is_some_and(|digits| digits.trim_start_matches('0') == DIGITS.0)
        };
        let integers = significant(source).into_iter().filter(|token| token.kind == TokenKind::TokInt);
        let places = integers.map(|token| token.start..token.end);
        let places: Vec<_> = places.filter(|place| source.get(place.clone()).is_some_and(is_it)).collect();
        let mut text = source.to_owned();
        for place in &places {
            text.replace_range(place.end - DIGITS.0.len()..place.end, DIGITS.1);
        }
        (!places.is_empty()).then_some(Self { source, text, places })
    }

    /// Gives the numbers in the tree of that text their values.
    ///
    /// # Errors
    /// One has no sign: the place of what is too large.
    pub(super) fn put_back(self, root: &mut IdedExpr) -> Result<(), Range<usize>> {
        let (places, mut left) = (Places::new(root, self.source), self.places);
        put_back(root, &places, &mut left);
        left.into_iter().next().map_or(Ok(()), Err)
    }
}

fn put_back(expr: &mut IdedExpr, places: &Places, left: &mut Vec<Range<usize>>) {
    let end = places.own(expr).map(|place| place.end);
    if let Expr::Literal(LiteralValue::Int(number)) = &mut expr.expr
        && *number.inner() == -i64::MAX
        && let Some(found) = left.iter().position(|place| Some(place.end) == end)
    {
        *number = i64::MIN.into();
        left.remove(found);
    }
    tree::edit_children(expr, &mut |child| put_back(child, places, left));
}
