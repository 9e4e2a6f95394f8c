//! The names that a rule uses, how many conditions it has, and a rule with a name changed.
//! Owns no meaning: a variable of a macro that hides a root is told apart, and that is all.

use super::parse::{Parsed, parse};
use super::print;
use super::root::{FILTERS, Root, filter_call};
use super::tree::{self, Macro};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use std::collections::BTreeSet;

/// The names that a rule uses.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// Fields, by their root.
    pub fields: BTreeSet<(Root, String)>,
    /// Roots, whether a field of them is named or they are used whole.
    pub roots: BTreeSet<Root>,
    /// Predefined filters that it calls itself; not those that these call.
    pub filters: BTreeSet<String>,
}

/// The field that an expression names in any of the ways of rules: `profile.age`, `profile['age']`, `profile.?age`,
/// `profile[?'age']`, `'age' in profile`, and those with a point before the root, which a variable of a macro does not
/// hide. With the root's name as it is written.
pub(super) fn named_field(expr: &IdedExpr) -> Option<(Root, &str, &str)> {
    let (operand, name) = match &expr.expr {
        Expr::Select(select) => (&*select.operand, select.field.as_str()),
        Expr::Call(call) => {
            let (root, name) = places_in_call(call)?;
            let Expr::Literal(LiteralValue::String(name)) = &call.args[name].expr else { return None };
            (&call.args[root], name.inner())
        }
        _ => return None,
    };
    let Expr::Ident(written) = &operand.expr else { return None };
    Some((Root::named(written.trim_start_matches('.'))?, name, written))
}

/// Which operand of a call is the root and which the name, where it may name a field.
fn places_in_call(call: &CallExpr) -> Option<(usize, usize)> {
    match (call.func_name.as_str(), call.args.len()) {
        (operators::INDEX | operators::OPT_INDEX | operators::OPT_SELECT, 2) => Some((0, 1)),
        (operators::IN, 2) => Some((1, 0)),
        _ => None,
    }
}

/// The names that a rule uses.
pub fn names_used(parsed: &Parsed) -> Names {
    let mut names = Names::default();
    gather(parsed.root(), &mut Vec::new(), &mut names);
    names
}

fn gather<'e>(expr: &'e IdedExpr, bound: &mut Vec<&'e str>, names: &mut Names) {
    let free = |name: &str| !bound.contains(&name);
    if let Some((root, name, written)) = named_field(expr)
        && free(written)
    {
        names.fields.insert((root, name.to_owned()));
    }
    if let Some(call) = filter_call(expr)
        && free(FILTERS)
    {
        names.filters.insert(call.func_name.clone());
    }
    if let Expr::Ident(name) = &expr.expr
        && let Some(root) = Root::named(name.trim_start_matches('.'))
        && free(name)
    {
        names.roots.insert(root);
    }
    let Some(written) = Macro::of(expr) else {
        return tree::for_children(expr, &mut |child| gather(child, bound, names));
    };
    gather(written.range, bound, names);
    bound.push(written.variable);
    for part in [written.filter, written.body].into_iter().flatten() {
        gather(part, bound, names);
    }
    bound.pop();
}

/// How many conditions a rule has: what stands between `&&`, `||`, `!` and `? :`.
pub fn conditions(parsed: &Parsed) -> usize {
    conditions_of(parsed.root())
}

/// The same of an expression.
pub(super) fn conditions_of(expr: &IdedExpr) -> usize {
    match &expr.expr {
        Expr::Call(call) if call.target.is_none() => match call.func_name.as_str() {
            operators::LOGICAL_AND
            | operators::LOGICAL_OR
            | operators::LOGICAL_NOT
            | operators::CONDITIONAL => call.args.iter().map(conditions_of).sum(),
            _ => 1,
        },
        Expr::Literal(LiteralValue::Boolean(_)) => 0,
        _ => 1,
    }
}

/// A name that changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renamed<'n> {
    /// A field of a root.
    Field(Root, &'n str),
    /// A predefined filter.
    Filter(&'n str),
    /// A bare name: a parameter of the filter that the rule is of.
    Parameter(&'n str),
}

/// A rule with a name changed, printed; `None` when it does not use the name.
pub fn rename(parsed: &Parsed, from: Renamed<'_>, to: &str) -> Option<String> {
    let mut root = parsed.root().clone();
    change(&mut root, from, to, &mut Vec::new());
    (root != *parsed.root()).then(|| print::expression(&root))
}

fn change(expr: &mut IdedExpr, from: Renamed<'_>, to: &str, bound: &mut Vec<String>) {
    let named = match from {
        Renamed::Field(root, name) => {
            let is_it = |(of, found, written)| of == root && found == name && !hides(bound, written);
            named_field(expr).is_some_and(is_it)
        }
        Renamed::Filter(name) => {
            filter_call(expr).is_some_and(|call| call.func_name == name) && !hides(bound, FILTERS)
        }
        Renamed::Parameter(name) => {
            matches!(&expr.expr, Expr::Ident(found) if found == name) && !hides(bound, name)
        }
    };
    match &mut expr.expr {
        Expr::Ident(name) if named => to.clone_into(name),
        Expr::Select(select) if named => to.clone_into(&mut select.field),
        Expr::Call(call) if named && call.target.is_some() => to.clone_into(&mut call.func_name),
        Expr::Call(call) if named => {
            if let Some((_, name)) = places_in_call(call) {
                call.args[name].expr = Expr::Literal(LiteralValue::String(to.to_owned().into()));
            }
        }
        _ => {}
    }
    if let Expr::Comprehension(all) = &mut expr.expr {
        change(&mut all.iter_range, from, to, bound);
        bound.push(all.iter_var.clone());
        change(&mut all.loop_step, from, to, bound);
        bound.pop();
    } else {
        tree::edit_children(expr, &mut |child| change(child, from, to, bound));
    }
}

fn hides(bound: &[String], name: &str) -> bool {
    bound.iter().any(|bound| bound == name)
}

/// A rule in canonical form, or as it was written when it cannot be read, or would lose digits.
pub fn canonical(source: &str) -> String {
    if super::tokens::rounded(source).next().is_some() {
        return source.to_owned();
    }
    parse(source).map_or_else(|_| source.to_owned(), |parsed| print::print(&parsed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_conditions_are_counted() {
        let rule = parse(
            "profile.age > 3 && (call['language'] == 'fr' || !filters.rich(offer.price)) && \
             profile.tags.exists(call, call.x == 1) && has(profile.seen)",
        )
        .expect("a rule");
        let names = names_used(&rule);
        let fields: Vec<String> =
            names.fields.iter().map(|(root, name)| format!("{}.{name}", root.name())).collect();
        assert_eq!(fields, ["profile.age", "profile.seen", "profile.tags", "call.language", "offer.price"]);
        assert_eq!(names.filters.into_iter().collect::<Vec<_>>(), ["rich"]);
        assert_eq!(conditions(&rule), 5);
    }

    #[test]
    fn a_rename_follows_the_name_and_no_other() {
        let rule =
            parse("profile.age > 3 && call.age == 1 && profile['age'] < [1].map(profile, profile.age)[0]")
                .expect("a rule");
        assert_eq!(
            rename(&rule, Renamed::Field(Root::Profile, "age"), "years").as_deref(),
            Some("profile.years > 3 && call.age == 1 && profile['years'] < [1].map(profile, profile.age)[0]")
        );
        assert_eq!(rename(&rule, Renamed::Field(Root::Offer, "age"), "years"), None);
        let rule = parse(
            "'age' in profile && profile.?age.hasValue() && profile[?\"age\"].hasValue() && has(.profile.age) && \
             [1].exists(profile, .profile['age'] == profile['age'] && 'age' in profile) && 'age' in profile.age",
        )
        .expect("a rule");
        assert_eq!(
            rename(&rule, Renamed::Field(Root::Profile, "age"), "years").as_deref(),
            Some(
                "'years' in profile && profile.?years.hasValue() && profile[?'years'].hasValue() && \
                 has(.profile.years) && [1].exists(profile, .profile['years'] == profile['age'] && \
                 'age' in profile) && 'age' in profile.years"
            )
        );
        let fields = names_used(&parse("'age' in profile || call.?page.hasValue()").expect("a rule")).fields;
        assert_eq!(fields.len(), 2, "{fields:?}");
        let rule = parse("filters.rich(1) || rich(2)").expect("a rule");
        assert_eq!(
            rename(&rule, Renamed::Filter("rich"), "poor").as_deref(),
            Some("filters.poor(1) || rich(2)")
        );
        let rule = parse("call.min > min && [1].exists(min, min > 1) && max > 2").expect("a rule");
        assert_eq!(
            rename(&rule, Renamed::Parameter("min"), "least").as_deref(),
            Some("call.min > least && [1].exists(min, min > 1) && max > 2")
        );
        assert_eq!(rename(&rule, Renamed::Parameter("most"), "least"), None);
    }
}
