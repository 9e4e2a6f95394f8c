//! A rule for where a field has other values than those it was written for: equal before and after. Owns the trees; which
//! values stand for which, it is told.

use super::names::named_field;
use super::parse::{Parsed, parse};
use super::print;
use super::root::Root;
use super::tree;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};

/// A text field of a root, and its values: what each was where the rule was written, and what it is instead. No text
/// stands twice among them.
#[derive(Debug, Clone, Copy)]
pub struct Revalued<'r> {
    /// The root.
    pub root: Root,
    /// The field.
    pub field: &'r str,
    /// The values that it had, each with the one that it has instead.
    pub values: &'r [(&'r str, &'r str)],
}

/// The rule that is true of the new values where this one is true of the old; `None` when it does not ask for the field.
/// Texts that the field is compared with are exchanged. Where it is used otherwise, a choice gives the value that it had.
pub fn revalue(parsed: &Parsed, revalued: Revalued<'_>) -> Option<String> {
    let mut root = parsed.root().clone();
    change(&mut root, revalued, &mut Vec::new());
    (root != *parsed.root()).then(|| print::expression(&tree::balance(root)))
}

fn change(expr: &mut IdedExpr, revalued: Revalued<'_>, bound: &mut Vec<String>) {
    if let Expr::Comprehension(all) = &mut expr.expr {
        change(&mut all.iter_range, revalued, bound);
        bound.push(all.iter_var.clone());
        change(&mut all.loop_step, revalued, bound);
        bound.pop();
    } else if let Some(former) = revalued.is_asked(expr, bound).and_then(|root| revalued.former(expr, &root))
    {
        *expr = former;
    } else if !revalued.exchange(expr, bound) {
        tree::edit_children(expr, &mut |child| change(child, revalued, bound));
    }
}

impl Revalued<'_> {
    /// The name of the root, as it is written, where an expression is the field's value or asks for it.
    fn is_asked(&self, expr: &IdedExpr, bound: &[String]) -> Option<String> {
        let (root, field, written) = named_field(expr)?;
        let is_it = root == self.root && field == self.field && !bound.iter().any(|it| it == written);
        is_it.then(|| written.to_owned())
    }

    /// What gives the value that the field had; `None` where an expression asks for its presence only.
    fn former(&self, expr: &IdedExpr, root: &str) -> Option<IdedExpr> {
        let optional = match &expr.expr {
            Expr::Select(select) => (!select.test).then_some(false),
            Expr::Call(call) => match call.func_name.as_str() {
                operators::INDEX => Some(false),
                operators::OPT_INDEX | operators::OPT_SELECT => Some(true),
                _ => None,
            },
            _ => None,
        }?;
        let field = format!("{root}.{}", self.field);
        let quoted = |text: &str| print::expression(&literal(text));
        let choices =
            self.values.iter().map(|(old, new)| format!("{field} == {} ? {} : ", quoted(new), quoted(old)));
        let value = choices.collect::<String>() + &field;
        let text = if optional { format!("optional.of({value})") } else { value };
        parse(&text).ok().map(|parsed| parsed.root().clone())
    }

    /// Exchanges the texts that the field is compared with. Says whether it is compared with texts and no more.
    fn exchange(&self, expr: &mut IdedExpr, bound: &[String]) -> bool {
        let Expr::Call(call) = &mut expr.expr else { return false };
        let [left, right] = call.args.as_mut_slice() else { return false };
        let is_value = |expr: &IdedExpr| {
            let is_value = !matches!(&expr.expr, Expr::Call(call) if call.func_name != operators::INDEX);
            is_value && self.is_asked(expr, bound).is_some()
        };
        match call.func_name.as_str() {
            operators::EQUALS | operators::NOT_EQUALS if is_value(left) => self.exchange_text(right),
            operators::EQUALS | operators::NOT_EQUALS if is_value(right) => self.exchange_text(left),
            operators::IN if is_value(left) => match &mut right.expr {
                Expr::List(list) if list.elements.iter().all(|it| text_of(it).is_some()) => {
                    list.elements.iter_mut().all(|it| self.exchange_text(it))
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn exchange_text(&self, expr: &mut IdedExpr) -> bool {
        let Some(text) = text_of(expr) else { return false };
        let other = self.values.iter().find_map(|(old, new)| match text {
            text if text == *old => Some(*new),
            text if text == *new => Some(*old),
            _ => None,
        });
        if let Some(other) = other {
            expr.expr = literal(other).expr;
        }
        true
    }
}

fn text_of(expr: &IdedExpr) -> Option<&str> {
    match &expr.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

fn literal(text: &str) -> IdedExpr {
    IdedExpr { id: 0, expr: Expr::Literal(LiteralValue::String(text.to_owned().into())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_reads_for_other_values_as_it_did() {
        let values = [("shop", "live_shop")];
        let revalued = Revalued { root: Root::Interaction, field: "environment", values: &values };
        let was = "(interaction.environment == 'live_shop' ? 'shop' : interaction.environment)";
        for (rule, wanted) in [
            ("interaction.environment == 'shop'", Some("interaction.environment == 'live_shop'".to_owned())),
            (
                "'shop' != interaction['environment']",
                Some("'live_shop' != interaction['environment']".into()),
            ),
            (
                "call.x && interaction.environment in ['shop', 'live_shop', 'other']",
                Some("call.x && interaction.environment in ['live_shop', 'shop', 'other']".into()),
            ),
            ("interaction.environment == 'other'", None),
            ("interaction.environment in ['shop', call.x]", Some(format!("{was} in ['shop', call.x]"))),
            ("interaction.environment.startsWith('sh')", Some(format!("{was}.startsWith('sh')"))),
            (
                "['shop'].exists(x, interaction.environment == x)",
                Some(format!("['shop'].exists(x, {was} == x)")),
            ),
            ("interaction.environment < 'shop'", Some(format!("{was} < 'shop'"))),
            (
                "interaction.?environment.orValue('') == 'shop'",
                Some(format!("optional.of{was}.orValue('') == 'shop'")),
            ),
            ("has(interaction.environment) || 'environment' in interaction", None),
            ("[call].exists(interaction, interaction.environment == 'shop')", None),
            (
                "['shop'].exists(interaction, .interaction.environment == interaction)",
                Some(
                    "['shop'].exists(interaction, (.interaction.environment == 'live_shop' ? 'shop' : \
                     .interaction.environment) == interaction)"
                        .into(),
                ),
            ),
            ("interaction.space == 'shop'", None),
        ] {
            let found = revalue(&parse(rule).expect(rule), revalued);
            assert_eq!(found, wanted, "{rule}");
            assert!(found.is_none_or(|found| parse(&found).is_ok()), "{rule}");
        }
    }
}
