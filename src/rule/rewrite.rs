//! Rules with a part left out, or with a predefined filter's rule in the place of its calls. Owns the trees;
//! what is made is printed, in canonical form.

use super::expand::{Binding, bind};
use super::known_filter::KnownFilter;
use super::parse::{MAX_LENGTH, Parsed, parse};
use super::print::{self, written_literal};
use super::root::{FILTERS, Root, field, filter_call};
use super::schema::Schema;
use super::tree;
use super::value::Typed;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue};

/// A rule without one term of `&&` or `||`, which its node's number names; `None` when it has no such term.
pub fn without(parsed: &Parsed, term: u64) -> Option<String> {
    let mut root = parsed.root().clone();
    leave_out(&mut root, term).then(|| print::expression(&tree::balance(root)))
}

/// A rule with values in the place of some fields, which it then speaks of no more.
pub fn with_values(
    parsed: &Parsed,
    schema: &Schema,
    value: &dyn Fn(Root, usize) -> Option<Typed>,
) -> Option<String> {
    let mut root = parsed.root().clone();
    fill(&mut root, schema, value);
    let printed = print::expression(&tree::balance(root));
    (printed.len() <= MAX_LENGTH).then_some(printed)
}

fn fill(expr: &mut IdedExpr, schema: &Schema, value: &dyn Fn(Root, usize) -> Option<Typed>) {
    let found = field(expr).filter(|(_, _, has)| !has);
    let found = found.and_then(|(root, name, _)| value(root, schema.slot(root, name)?));
    if let Some(literal) = found.and_then(|value| parse(&written_literal(&value)).ok()) {
        *expr = literal.root().clone();
        return;
    }
    tree::edit_children(expr, &mut |child| fill(child, schema, value));
    let binding = Binding { name: String::new(), value: expr.clone() };
    *expr = tidy(binding).value;
}

fn leave_out(expr: &mut IdedExpr, term: u64) -> bool {
    if tree::logical(expr).is_some()
        && let Expr::Call(call) = &mut expr.expr
        && let Some(index) = call.args.iter().position(|operand| operand.id == term)
    {
        let kept = call.args.swap_remove(1 - index);
        *expr = kept;
        return true;
    }
    let mut done = false;
    tree::edit_children(expr, &mut |child| done = done || leave_out(child, term));
    done
}

/// A rule with the rule of a predefined filter in the place of each call of it, which then matches as before.
/// `None` when nothing can be replaced: it does not call the filter, gives it the wrong number of values, or
/// would grow too long.
pub fn inline(parsed: &Parsed, filter: &str, schema: &Schema) -> Option<String> {
    let filter = schema.filter(filter)?;
    let mut root = parsed.root().clone();
    let mut inliner = Inliner { filter, schema, replaced: false };
    inliner.replace(&mut root, &mut Vec::new());
    let printed = print::expression(&tree::balance(root));
    (inliner.replaced && printed.len() <= MAX_LENGTH).then_some(printed)
}

struct Inliner<'i> {
    filter: &'i KnownFilter,
    schema: &'i Schema,
    replaced: bool,
}

impl Inliner<'_> {
    /// Replaces the calls in an expression that stands below macros with the variables of `scope`.
    fn replace(&mut self, expr: &mut IdedExpr, scope: &mut Vec<String>) {
        if let Expr::Comprehension(all) = &mut expr.expr {
            self.replace(&mut all.iter_range, scope);
            scope.push(all.iter_var.clone());
            self.replace(&mut all.loop_step, scope);
            scope.pop();
            return;
        }
        tree::edit_children(expr, &mut |child| self.replace(child, scope));
        if !hides(scope, FILTERS)
            && let Some(call) = filter_call(expr)
            && call.func_name == self.filter.name()
            && let Some(rule) = &self.filter.rule
            && let Some(parameters) = bind(self.filter, call.args.clone(), self.schema)
        {
            let mut body = rule.root().clone();
            let parameters = parameters.into_iter().map(tidy).collect();
            Body { scope, bindings: parameters }.fill(&mut body);
            *expr = body;
            self.replaced = true;
        }
    }
}

/// `double(10)`, which a whole number given for a decimal one becomes, as a person would write it.
fn tidy(mut binding: Binding) -> Binding {
    if let Expr::Call(call) = &binding.value.expr
        && call.func_name == "double"
        && let [IdedExpr { expr: Expr::Literal(LiteralValue::Int(number)), .. }] = call.args.as_slice()
        && let Ok(small) = i32::try_from(*number.inner())
    {
        binding.value.expr = Expr::Literal(LiteralValue::Double(f64::from(small).into()));
    }
    binding
}

/// A filter's rule that takes the place of a call.
struct Body<'b> {
    /// The variables of macros around the call, which may hide what the rule names.
    scope: &'b [String],
    /// The parameters with their values, and the variables of the rule's own macros with theirs.
    bindings: Vec<Binding>,
}

impl Body<'_> {
    fn fill(&mut self, expr: &mut IdedExpr) {
        match &mut expr.expr {
            Expr::Ident(name) => match self.bindings.iter().rev().find(|bound| bound.name == *name) {
                Some(bound) => *expr = bound.value.clone(),
                // A leading dot reaches past the variables of macros.
                None if hides(self.scope, name) => *name = format!(".{name}"),
                None => {}
            },
            Expr::Comprehension(all) => {
                self.fill(&mut all.iter_range);
                let variable = self.free_name(&all.iter_var);
                let value = IdedExpr { id: 0, expr: Expr::Ident(variable.clone()) };
                let name = std::mem::replace(&mut all.iter_var, variable);
                self.bindings.push(Binding { name, value });
                self.fill(&mut all.loop_step);
                self.bindings.pop();
            }
            _ => tree::edit_children(expr, &mut |child| self.fill(child)),
        }
    }

    /// A name for a macro's variable that hides nothing of what the values of bindings name.
    fn free_name(&self, name: &str) -> String {
        let taken = |name: &str| self.bindings.iter().any(|bound| names(&bound.value, name));
        let others = (2..).map(|number| format!("{name}{number}"));
        std::iter::once(name.to_owned()).chain(others).find(|name| !taken(name)).unwrap_or_default()
    }
}

fn names(expr: &IdedExpr, name: &str) -> bool {
    tree::any(expr, &|expr| matches!(&expr.expr, Expr::Ident(ident) if ident == name))
}

fn hides(scope: &[String], name: &str) -> bool {
    scope.iter().any(|bound| bound == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FieldType, Filter, Parameter, Value};
    use crate::rule::parse;
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    fn schema() -> Schema {
        let parameter = |name: &str, parameter_type, default| Parameter {
            name: name.to_owned(),
            parameter_type,
            default,
        };
        let filter = |name: &str, rule: &str, parameters| {
            Arc::new(Filter { name: name.into(), label: String::new(), rule: rule.into(), parameters })
        };
        let least = parameter("least", FieldType::Integer, Some(Value::Integer(18)));
        let filters = [
            filter("adult", "profile.age >= least || profile.premium", vec![least]),
            filter("rich", "profile.balance > least", vec![parameter("least", FieldType::Decimal, None)]),
            filter("since", "profile.since < day", vec![parameter("day", FieldType::Date, None)]),
            filter(
                "fond",
                "profile.interests.exists(x, x == what)",
                vec![parameter("what", FieldType::Text, None)],
            ),
        ];
        Schema::new(&[], &[], &[], &filters, TimeZone::UTC)
    }

    #[test]
    fn a_filter_gives_way_to_its_rule() {
        let schema = schema();
        for (rule, name, wanted) in [
            ("filters.adult()", "adult", Some("profile.age >= 18 || profile.premium")),
            (
                "!filters.adult(21) && call.x",
                "adult",
                Some("!(profile.age >= 21 || profile.premium) && call.x"),
            ),
            (
                "filters.rich(10) && filters.adult()",
                "rich",
                Some("profile.balance > 10.0 && filters.adult()"),
            ),
            ("filters.rich(call.x)", "rich", Some("profile.balance > double(call.x)")),
            (
                "filters.since('2026-01-01')",
                "since",
                Some("profile.since < timestamp('2026-01-01T00:00:00Z')"),
            ),
            (
                "['a'].exists(x, filters.fond(x))",
                "fond",
                Some("['a'].exists(x, profile.interests.exists(x2, x2 == x))"),
            ),
            (
                "[1].exists(profile, filters.adult(profile))",
                "adult",
                Some("[1].exists(profile, .profile.age >= profile || .profile.premium)"),
            ),
            ("filters.adult(1, 2)", "adult", None),
            ("filters.rich(1)", "adult", None),
            ("[1].exists(filters, filters.adult())", "adult", None),
        ] {
            let parsed = parse(rule).expect(rule);
            let inlined = inline(&parsed, name, &schema);
            assert_eq!(inlined.as_deref(), wanted, "{rule}");
            assert!(inlined.is_none_or(|inlined| parse(&inlined).is_ok()), "{rule}");
        }
    }
}
