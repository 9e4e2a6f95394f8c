//! The operators of a rule: what they go with, and what they come to. Owns no names.

use super::checker::Checker;
use crate::model::FieldType;
use crate::rule::parse::Diagnostic;
use crate::rule::types::Type;
use crate::text::Message;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};

impl<'c> Checker<'c> {
    pub(super) fn binary(
        &mut self,
        expr: &IdedExpr,
        operator: &str,
        sign: &str,
        left: &'c IdedExpr,
        right: &'c IdedExpr,
    ) -> Type {
        if [operators::LOGICAL_AND, operators::LOGICAL_OR].contains(&operator) {
            self.condition(left, sign);
            self.condition(right, sign);
            return Type::Bool;
        }
        if operator == operators::INDEX {
            return self.index(expr, left, right);
        }
        let types = (self.infer(left), self.infer(right));
        self.choices(operator, left, right);
        let (result, fine) = match operator {
            operators::EQUALS | operators::NOT_EQUALS => (Type::Bool, types.0.comparable(&types.1)),
            operators::IN => (Type::Bool, contained(&types.0, &types.1)),
            operators::OPT_INDEX | operators::OPT_SELECT => (Type::Any, true),
            _ if is_arithmetic(operator) => match arithmetic(operator, &types.0, &types.1) {
                Some(result) => (result, true),
                None => (Type::Any, false),
            },
            _ => (Type::Bool, types.0.ordered(&types.1)),
        };
        if fine && divides(operator) && is_zero(right) {
            self.error(right, Message::new("rule-check-zero"));
        }
        if !fine {
            let message = Message::new("rule-check-operands").with("operator", sign);
            self.error(expr, message.with("left", types.0.message()).with("right", types.1.message()));
        }
        result
    }

    pub(super) fn index(&mut self, expr: &IdedExpr, list: &'c IdedExpr, at: &'c IdedExpr) -> Type {
        if let (Some(root), Expr::Literal(LiteralValue::String(name))) = (self.root(list), &at.expr) {
            self.infer(list);
            return self.field(expr, root, name.inner());
        }
        let (list, at_type) = (self.infer(list), self.infer(at));
        match list {
            Type::List(item) if at_type.is_number() => *item,
            Type::Any | Type::Map => Type::Any,
            other => {
                let message = Message::new("rule-check-operands").with("operator", "[ ]");
                self.error(expr, message.with("left", other.message()).with("right", at_type.message()));
                Type::Any
            }
        }
    }

    /// A choice that is compared with a text it can never be.
    pub(super) fn choices(&mut self, operator: &str, left: &'c IdedExpr, right: &'c IdedExpr) {
        let sides: &[(&IdedExpr, &IdedExpr)] = match operator {
            operators::EQUALS | operators::NOT_EQUALS => &[(left, right), (right, left)],
            operators::IN => &[(left, right)],
            _ => return,
        };
        for (field, texts) in sides {
            let Some((path, choices)) = self.choice(field) else { continue };
            let texts: Vec<&IdedExpr> = match &texts.expr {
                Expr::List(list) => list.elements.iter().collect(),
                _ => vec![*texts],
            };
            for text in texts {
                if let Expr::Literal(LiteralValue::String(value)) = &text.expr
                    && choices.iter().all(|choice| choice != value.inner())
                {
                    let message =
                        Message::new("rule-check-choice").with("path", &path).with("value", value.inner());
                    let message = message.with("choices", choices.join(", "));
                    self.found.push(Diagnostic::warning(self.parsed.span(text), message));
                }
            }
        }
    }

    pub(super) fn choice(&self, expr: &IdedExpr) -> Option<(String, &'c [String])> {
        let Expr::Select(select) = &expr.expr else { return None };
        let root = self.root(&select.operand)?;
        match self.schema.field_type(root, &select.field)? {
            FieldType::Choice(choices) => Some((format!("{}.{}", root.name(), select.field), choices)),
            _ => None,
        }
    }
}

fn contained(item: &Type, list: &Type) -> bool {
    match list {
        Type::List(other) => item.comparable(other),
        Type::Map | Type::Any => true,
        _ => false,
    }
}

fn is_arithmetic(operator: &str) -> bool {
    [operators::ADD, operators::SUBSTRACT, operators::MULTIPLY, operators::DIVIDE, operators::MODULO]
        .contains(&operator)
}

fn divides(operator: &str) -> bool {
    operator == operators::DIVIDE || operator == operators::MODULO
}

fn is_zero(expr: &IdedExpr) -> bool {
    match &expr.expr {
        Expr::Literal(LiteralValue::Int(number)) => *number.inner() == 0,
        Expr::Literal(LiteralValue::UInt(number)) => *number.inner() == 0,
        _ => false,
    }
}

/// What an operation comes to; `None` when there is no such operation.
fn arithmetic(operator: &str, left: &Type, right: &Type) -> Option<Type> {
    let (add, subtract) = (operator == operators::ADD, operator == operators::SUBSTRACT);
    match (left, right) {
        (Type::Any, _) | (_, Type::Any) => Some(Type::Any),
        (Type::Int, Type::Int) | (Type::UInt, Type::UInt) => Some(left.clone()),
        (Type::Double, Type::Double) => (operator != operators::MODULO).then_some(Type::Double),
        (Type::Text, Type::Text) | (Type::Bytes, Type::Bytes) => add.then(|| left.clone()),
        (Type::List(one), Type::List(other)) => {
            add.then(|| Type::List(Box::new((**one).clone().or((**other).clone()))))
        }
        (Type::Moment, Type::Span) => (add || subtract).then_some(Type::Moment),
        (Type::Span, Type::Moment) => add.then_some(Type::Moment),
        (Type::Span, Type::Span) => (add || subtract).then_some(Type::Span),
        (Type::Moment, Type::Moment) => subtract.then_some(Type::Span),
        _ => None,
    }
}
