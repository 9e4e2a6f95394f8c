//! The calls of a rule: functions and predefined filters, with what they are given.

use super::checker::{Checker, suggesting};
use crate::model::{Value, is_name};
use crate::rule::compiler;
use crate::rule::kept::Expanded;
use crate::rule::known_filter::KnownFilter;
use crate::rule::pattern::{Pattern, Refused};
use crate::rule::root::Root;
use crate::rule::schema::{Inputs, Use};
use crate::rule::tree;
use crate::rule::types::{FUNCTIONS, Function, Type};
use crate::rule::value::typed;
use crate::text::Message;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue};
use std::sync::Arc;

impl<'c> Checker<'c> {
    pub(super) fn filter(&mut self, expr: &IdedExpr, call: &'c CallExpr) -> Type {
        let given: Vec<Type> = call.args.iter().map(|argument| self.infer(argument)).collect();
        let schema = self.schema;
        let Some(filter) = schema.filter(&call.func_name) else {
            let near = self.nearest(&call.func_name, schema.filter_names());
            let message = suggesting("rule-check-filter", "rule-check-filter-near", &call.func_name, near);
            self.error(expr, message);
            return Type::Bool;
        };
        let needed = filter
            .parameters
            .iter()
            .rposition(|parameter| parameter.default.is_none())
            .map_or(0, |last| last + 1);
        if given.len() < needed || given.len() > filter.parameters.len() {
            let message =
                Message::new("rule-check-count").with("name", &call.func_name).with("given", given.len());
            self.error(expr, message);
        }
        if self.usage != Use::Filter
            && filter.rule.as_ref().is_some_and(|rule| schema.loops(filter.name(), rule))
        {
            self.error(expr, Message::new("rule-check-loop").with("name", filter.name()));
        }
        self.arguments(filter, call, &given);
        Type::Bool
    }

    fn arguments(&mut self, filter: &KnownFilter, call: &'c CallExpr, given: &[Type]) {
        for ((parameter, argument), given) in filter.parameters.iter().zip(&call.args).zip(given) {
            let wanted = Type::of_field(&parameter.parameter_type);
            let written = match &argument.expr {
                Expr::Literal(LiteralValue::String(text)) if wanted == Type::Moment => {
                    typed(&Value::from(text.inner()), &parameter.parameter_type, self.schema.zone()).is_ok()
                }
                _ => false,
            };
            let number = wanted == Type::Double && given.is_number();
            if !given.fits(&wanted) && !written && !number {
                let message = Message::new("rule-check-argument").with("name", &parameter.name);
                self.error(argument, message.with("wanted", wanted.message()).with("type", given.message()));
            }
        }
    }

    /// `split('spring_test')`: one constant that is a name, where rules see the contact.
    pub(super) fn split(&mut self, expr: &IdedExpr, call: &CallExpr) -> Type {
        if !self.usage.sees_splits() {
            self.error(expr, Message::new("rule-check-not-here").with("name", Root::Split.name()));
        }
        match call.args.as_slice() {
            [argument] => match &argument.expr {
                Expr::Literal(LiteralValue::String(text)) if is_name(text.inner()) => {}
                Expr::Literal(LiteralValue::String(text)) => {
                    self.error(argument, Message::new("rule-check-split-name").with("name", text.inner()));
                }
                _ => {
                    let message = Message::new("rule-check-split-constant");
                    self.error(argument, message.with("example", "split('spring_test')"));
                }
            },
            given => {
                let message = Message::new("rule-check-count").with("name", Root::Split.name());
                self.error(expr, message.with("given", given.len()));
            }
        }
        Type::Double
    }

    pub(super) fn function(&mut self, expr: &IdedExpr, call: &'c CallExpr) -> Type {
        let given: Vec<Type> = call.args.iter().map(|argument| self.infer(argument)).collect();
        let namespaced = call.target.as_deref().and_then(|target| self.namespaced(target, &call.func_name));
        let target = match (&call.target, &namespaced) {
            (Some(target), None) => Some(self.infer(target)),
            _ => None,
        };
        let name = namespaced.as_deref().unwrap_or(call.func_name.trim_start_matches('.'));
        if ["math.greatest", "math.least"].contains(&name) {
            let one_list = |one: &Type| given.len() == 1 && matches!(one, Type::List(_));
            if let Some(wrong) = given.iter().find(|one| !one.is_number() && !one_list(one)) {
                let message = Message::new("rule-check-function-types").with("name", name);
                self.error(expr, message.with("types", wrong.message()));
            }
            return given.into_iter().reduce(Type::or).unwrap_or(Type::Any);
        }
        let named: Vec<&Function> = FUNCTIONS
            .iter()
            .filter(|one| one.name == name && one.target.is_some() == target.is_some())
            .collect();
        if named.is_empty() {
            let known =
                FUNCTIONS.iter().filter(|one| one.target.is_some() == target.is_some()).map(|one| one.name);
            let message = suggesting(
                "rule-check-function",
                "rule-check-function-near",
                name,
                self.nearest(name, known),
            );
            self.error(expr, message);
            return Type::Any;
        }
        let fitting = |one: &&&Function| {
            let on = one.target.iter().zip(&target).all(|(wanted, given)| given.fits(wanted));
            on && one.arguments.len() == given.len()
                && one.arguments.iter().zip(&given).all(|(wanted, given)| given.fits(wanted))
        };
        let results = named.iter().filter(fitting).map(|one| one.result.clone()).reduce(Type::or);
        if results.is_some() {
            self.written(expr, call, name);
        }
        results.unwrap_or_else(|| {
            self.misfit(expr, name, &named, &given, target.as_ref());
            named.iter().map(|one| one.result.clone()).reduce(Type::or).unwrap_or(Type::Any)
        })
    }

    /// A text that is written out and that the function cannot read: `timestamp('tomorrow')`.
    fn written(&mut self, expr: &IdedExpr, call: &CallExpr, name: &str) {
        let Some(argument) = call.args.last() else { return };
        let Expr::Literal(LiteralValue::String(text)) = &argument.expr else { return };
        let id = match name {
            "timestamp" => "rule-check-timestamp",
            "duration" => "rule-check-duration",
            "matches" => match Pattern::of(text.inner()) {
                Ok(_) => return,
                Err(Refused::Wrong) => "rule-check-pattern",
                Err(Refused::TooLarge) => "rule-check-pattern-large",
            },
            "int" | "uint" | "double" | "bool" => "rule-check-text",
            getter if getter.starts_with("get") => "rule-check-zone",
            _ => return,
        };
        let mut tried = CallExpr { func_name: name.to_owned(), target: None, args: vec![argument.clone()] };
        if id == "rule-check-zone" {
            // The time zone is what matters, whatever moment is looked at.
            tried.target =
                Some(Box::new(IdedExpr { id: expr.id, expr: tree::call("timestamp", vec![zero(expr.id)]) }));
        }
        let tried = Arc::new(IdedExpr { id: expr.id, expr: Expr::Call(tried) });
        let fails = || {
            let node = compiler::interpreted(&tried, &Expanded::whole(&tried), self.schema);
            node.eval(&Inputs::default()).is_err()
        };
        let is_pattern = name == "matches";
        if is_pattern || fails() {
            let message = Message::new(id).with("text", text.inner()).with("name", name);
            self.error(argument, message);
        }
    }

    fn misfit(
        &mut self,
        expr: &IdedExpr,
        name: &str,
        named: &[&Function],
        given: &[Type],
        target: Option<&Type>,
    ) {
        let counted = named.iter().any(|one| one.arguments.len() == given.len());
        let message = if counted {
            let wrong = target.into_iter().chain(given).map(Type::message);
            let types = wrong
                .reduce(|first, second| Message::new("rule-and").with("first", first).with("second", second));
            Message::new("rule-check-function-types")
                .with("name", name)
                .with("types", types.unwrap_or_else(|| Type::Any.message()))
        } else {
            Message::new("rule-check-count").with("name", name).with("given", given.len())
        };
        self.error(expr, message);
    }

    /// The name of a function in a namespace: `math.abs`, `optional.of`.
    fn namespaced(&self, target: &IdedExpr, function: &str) -> Option<String> {
        match &target.expr {
            Expr::Ident(name) if ["math", "lists", "strings", "optional"].contains(&name.as_str()) => {
                self.variable(name).is_none().then(|| format!("{name}.{function}"))
            }
            _ => None,
        }
    }
}

fn zero(id: u64) -> IdedExpr {
    IdedExpr { id, expr: Expr::Literal(LiteralValue::Int(0.into())) }
}
