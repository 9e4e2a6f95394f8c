//! Lists of constants, as of customer numbers, which rules ask whether they hold something. Owns their index, and the
//! long ones of predefined filters, which all rules that call the filter share: fifty thousand numbers are not copied
//! into each of them.

use super::number;
use super::print;
use super::stand_in;
use super::tree;
use super::val::{Val, equal};
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};
use std::collections::HashSet;
use std::sync::Arc;

/// How many constants a list has that is shared.
const MIN_SHARED: usize = 32;

/// How many constants of a shared list are written where a rule is explained.
const SHOWN: usize = 3;

/// A set of constants, equal when rules would say so.
#[derive(Debug, Default)]
pub(super) struct Constants {
    texts: HashSet<Arc<str>>,
    /// The whole numbers, whatever their type.
    whole: HashSet<i128>,
    others: Vec<Val<'static>>,
}

impl FromIterator<Val<'static>> for Constants {
    fn from_iter<T: IntoIterator<Item = Val<'static>>>(values: T) -> Self {
        let mut all = Self::default();
        for value in values {
            match (whole(&value), value) {
                (Some(number), _) => drop(all.whole.insert(number)),
                (None, Val::Text(text)) => drop(all.texts.insert(Arc::from(&*text))),
                (None, other) => all.others.push(other),
            }
        }
        all
    }
}

impl Constants {
    /// Each of them, a whole number as one of 64 bits; `None` where there are more than so many, or one that is not compared
    /// like a number or a text.
    pub(super) fn points(&self, most: usize) -> Option<Vec<Val<'static>>> {
        if !self.others.is_empty() || self.texts.len() + self.whole.len() > most {
            return None;
        }
        let texts = self.texts.iter().map(|text| Some(Val::Text(text.to_string().into())));
        let whole = self.whole.iter().map(|number| i64::try_from(*number).ok().map(Val::Int));
        texts.chain(whole).collect()
    }

    /// Whether one of them equals a value.
    pub(super) fn contains(&self, value: &Val<'_>) -> bool {
        match (whole(value), value) {
            (Some(number), _) => self.whole.contains(&number),
            (None, Val::Text(text)) => self.texts.contains(&**text),
            (None, value) => self.others.iter().any(|other| equal(other, value)),
        }
    }
}

fn whole(value: &Val<'_>) -> Option<i128> {
    match value {
        Val::Int(number) => Some((*number).into()),
        Val::UInt(number) => Some((*number).into()),
        Val::Double(number) => number::as_whole(*number),
        _ => None,
    }
}

/// A list of a filter that all its callers share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) constants: Arc<Constants>,
    /// The same for the interpreter.
    pub(super) items: Arc<Vec<cel::Value>>,
    /// The bytes of its longest text, and of all.
    pub(super) longest: usize,
    pub(super) bytes: usize,
}

/// Whether an expression is a list of constants that is worth a set.
pub(super) fn is_long(expr: &Expr) -> bool {
    let Expr::List(list) = expr else { return false };
    let is_constant = |item: &IdedExpr| match &item.expr {
        Expr::Literal(literal) => !matches!(literal, LiteralValue::Bytes(_) | LiteralValue::Null),
        _ => false,
    };
    list.elements.len() >= MIN_SHARED
        && list.optional_indices.is_empty()
        && list.elements.iter().all(is_constant)
}

/// Takes the long lists of constants out of an expression, and leaves names in their place.
pub(super) fn share(expr: &mut IdedExpr, lists: &mut Vec<Shared>) {
    if let Expr::List(list) = &expr.expr
        && is_long(&expr.expr)
        && let Some(values) = list.elements.iter().map(constant).collect::<Option<Vec<_>>>()
    {
        let shown: Vec<String> = list.elements.iter().take(SHOWN).map(print::expression).collect();
        let name = stand_in::shared_list(lists.len(), &shown, values.len());
        let lengths = || values.iter().map(|value| if let Val::Text(text) = value { text.len() } else { 0 });
        lists.push(Shared {
            longest: lengths().max().unwrap_or(0),
            bytes: lengths().sum(),
            items: Arc::new(values.iter().filter_map(for_interpreter).collect()),
            constants: Arc::new(values.into_iter().collect()),
        });
        expr.expr = Expr::Ident(name);
        return;
    }
    tree::edit_children(expr, &mut |child| share(child, lists));
}

/// The value of a literal.
pub(super) fn constant(expr: &IdedExpr) -> Option<Val<'static>> {
    let Expr::Literal(literal) = &expr.expr else { return None };
    Some(match literal {
        LiteralValue::Boolean(value) => Val::Bool(*value.inner()),
        LiteralValue::Int(value) => Val::Int(*value.inner()),
        LiteralValue::UInt(value) => Val::UInt(*value.inner()),
        LiteralValue::Double(value) => Val::Double(*value.inner()),
        LiteralValue::String(text) => Val::Text(text.inner().to_owned().into()),
        LiteralValue::Bytes(_) | LiteralValue::Null => return None,
    })
}

fn for_interpreter(value: &Val<'static>) -> Option<cel::Value> {
    Some(match value {
        Val::Bool(value) => cel::Value::Bool(*value),
        Val::Int(value) => cel::Value::Int(*value),
        Val::UInt(value) => cel::Value::UInt(*value),
        Val::Double(value) => cel::Value::Float(*value),
        Val::Text(text) => cel::Value::String(Arc::new(text.to_string())),
        Val::Moment(_) | Val::Span(_) | Val::Texts(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_equals_one_of_its_constants() {
        let set: Constants = [
            Val::Int(1),
            Val::Double(2.5),
            Val::Double(3.0),
            Val::UInt(u64::MAX),
            Val::Double(f64::NAN),
            Val::Text("a".into()),
            Val::Bool(true),
            Val::Int((1 << 53) + 1),
        ]
        .into_iter()
        .collect();
        for (value, held) in [
            (Val::Int(1), true),
            (Val::Double(1.0), true),
            (Val::UInt(1), true),
            (Val::Int(2), false),
            (Val::Double(2.5), true),
            (Val::Int(3), true),
            (Val::UInt(u64::MAX), true),
            (Val::Double(18_446_744_073_709_551_616.0), false),
            (Val::Double(f64::NAN), false),
            (Val::Text("a".into()), true),
            (Val::Text("b".into()), false),
            (Val::Bool(true), true),
            (Val::Bool(false), false),
            (Val::Double(9_007_199_254_740_992.0), false),
        ] {
            assert_eq!(set.contains(&value), held, "{value:?}");
        }
    }

    #[test]
    fn a_long_list_gives_its_place_to_a_name() {
        let ids: Vec<String> = (0..50).map(|id| format!("'c{id}'")).collect();
        let parsed =
            crate::rule::parse(&format!("profile.id in [{}] && profile.age in [1, 2]", ids.join(", ")));
        let (mut expr, mut lists) = (parsed.expect("a rule").root().clone(), Vec::new());
        share(&mut expr, &mut lists);
        assert_eq!(lists.len(), 1);
        assert_eq!((lists[0].items.len(), lists[0].longest), (50, 3));
        assert_eq!(
            print::expression(&expr),
            "profile.id in ['c0', 'c1', 'c2', … (50)] && profile.age in [1, 2]"
        );
    }
}
