//! Walks a rule and says what is wrong with its names and types. Owns the walk; calls and operators are checked beside
//! it.

use crate::model::Filter;
use crate::rule::cost;
use crate::rule::expand::{is_too_large, link};
use crate::rule::parse::{Diagnostic, Parsed, parse};
use crate::rule::print;
use crate::rule::root::{FILTERS, Root, filter_call, split_call};
use crate::rule::schema::{Schema, Use};
use crate::rule::tokens;
use crate::rule::tree::{self, Macro, MacroKind};
use crate::rule::types::{Type, is_type_name};
use crate::rule::value::typed;
use crate::text::{Message, nearest, said_of_rounded};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SelectExpr, operators};

/// So many names of one rule are told with the one that may have been meant.
const MOST_SUGGESTIONS: usize = 20;

/// Checks a rule for its use. Empty: nothing was found.
pub fn check(parsed: &Parsed, schema: &Schema, usage: Use) -> Vec<Diagnostic> {
    let mut checker = Checker { parsed, schema, usage, variables: Vec::new(), found: Vec::new() };
    let result = checker.infer(parsed.root());
    checker.result(&result);
    checker.refused();
    checker.finish()
}

/// Checks a predefined filter: its rule, which sees its parameters, and their defaults. What is found of a
/// default stands at the beginning of the rule.
pub fn check_filter(filter: &Filter, schema: &Schema) -> Vec<Diagnostic> {
    let mut found = defaults(filter, schema);
    let parsed = match schema.rule_of(filter).map_or_else(|| parse(&filter.rule), |known| Ok(known.clone())) {
        Ok(parsed) => parsed,
        Err(unread) => {
            found.extend(unread);
            return found;
        }
    };
    let variables = filter.parameters.iter().map(|parameter| Variable {
        name: parameter.name.clone(),
        variable_type: Type::of_field(&parameter.parameter_type),
    });
    let mut checker =
        Checker { parsed: &parsed, schema, usage: Use::Filter, variables: variables.collect(), found };
    let result = checker.infer(parsed.root());
    checker.result(&result);
    if schema.loops(&filter.name, &parsed) {
        let span = parsed.span(parsed.root());
        checker
            .found
            .push(Diagnostic::error(span, Message::new("rule-check-loop").with("name", &filter.name)));
    }
    checker.refused();
    checker.finish()
}

/// Defaults that are not of their parameter's type, and parameters that need a value behind those that do not.
fn defaults(filter: &Filter, schema: &Schema) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut optional = false;
    for parameter in &filter.parameters {
        if let Some(default) = &parameter.default {
            optional = true;
            if let Err(wrong) = typed(default, &parameter.parameter_type, schema.zone()) {
                let message =
                    Message::new("rule-check-default").with("name", &parameter.name).with("wrong", wrong);
                found.push(Diagnostic::error(0..0, message));
            }
        } else if optional {
            let message = Message::new("rule-check-default-order").with("name", &parameter.name);
            found.push(Diagnostic::error(0..0, message));
        }
    }
    found
}

/// Why the engine would refuse to run an expression: the message's id.
fn refusal(expr: &IdedExpr, schema: &Schema) -> Option<&'static str> {
    let expanded = link(expr, schema);
    if schema.is_beyond(expr) {
        Some("rule-check-too-large-together")
    } else if is_too_large(&expanded) {
        Some("rule-check-too-large")
    } else {
        cost::too_costly(&expanded, schema).then_some("rule-check-too-costly")
    }
}

/// A macro's variable or a filter's parameter.
struct Variable {
    name: String,
    variable_type: Type,
}

pub(super) struct Checker<'c> {
    pub(super) parsed: &'c Parsed,
    pub(super) schema: &'c Schema,
    pub(super) usage: Use,
    variables: Vec<Variable>,
    pub(super) found: Vec<Diagnostic>,
}

impl<'c> Checker<'c> {
    fn finish(mut self) -> Vec<Diagnostic> {
        let source = self.parsed.source();
        self.found.extend(tokens::rounded(source).map(|(span, kept)| {
            let message = said_of_rounded("rule-check-digits", &source[span.clone()], kept);
            Diagnostic::warning(span, message)
        }));
        self.found.sort_by_key(|one| one.span.start);
        self.found
    }

    /// The name that somebody may have meant. Of a rule in which most is wrong, only the first names are looked up:
    /// each is held against all that are known.
    pub(super) fn nearest<'n>(&self, name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        if self.found.len() < MOST_SUGGESTIONS { nearest(name, known) } else { None }
    }

    pub(super) fn error(&mut self, at: &IdedExpr, message: Message) {
        self.found.push(Diagnostic::error(self.parsed.span(at), message));
    }

    /// What the engine would refuse to run: the smallest part of the rule that it would.
    fn refused(&mut self) {
        let mut at = self.parsed.root();
        let Some(mut id) = refusal(at, self.schema) else { return };
        loop {
            let mut inner = None;
            tree::for_children(at, &mut |child| {
                inner = inner.or_else(|| Some((child, refusal(child, self.schema)?)));
            });
            // The steps of a macro have no place of their own in the rule.
            let Some((child, why)) = inner.filter(|(child, _)| !self.parsed.span(child).is_empty()) else {
                break;
            };
            (at, id) = (child, why);
        }
        self.error(at, Message::new(id));
    }

    /// What the whole rule must come to.
    fn result(&mut self, result: &Type) {
        let id = match self.usage {
            Use::Weight if !result.is_number() => "rule-check-number",
            Use::StoredField
                if matches!(result, Type::Map | Type::Bytes | Type::Null | Type::Span | Type::Meta) =>
            {
                "rule-check-value"
            }
            Use::Weight | Use::StoredField => return,
            _ if !result.fits(&Type::Bool) => "rule-check-condition",
            _ => return,
        };
        self.error(self.parsed.root(), Message::new(id).with("type", result.message()));
    }

    pub(super) fn infer(&mut self, expr: &'c IdedExpr) -> Type {
        if let Some(written) = Macro::of(expr) {
            return self.of_macro(&written);
        }
        match &expr.expr {
            Expr::Literal(literal) => of_literal(literal),
            Expr::Ident(name) => self.ident(expr, name),
            Expr::Select(select) => self.select(expr, select),
            Expr::Call(call) => self.call(expr, call),
            Expr::List(list) => {
                let items: Vec<Type> = list.elements.iter().map(|item| self.infer(item)).collect();
                Type::List(Box::new(items.into_iter().reduce(Type::or).unwrap_or(Type::Any)))
            }
            _ => {
                tree::for_children(expr, &mut |child| drop(self.infer(child)));
                if matches!(expr.expr, Expr::Map(_)) { Type::Map } else { Type::Any }
            }
        }
    }

    fn of_macro(&mut self, written: &Macro<'c>) -> Type {
        let item = match self.infer(written.range) {
            Type::List(item) => *item,
            Type::Any | Type::Map => Type::Any,
            other => {
                let message = Message::new("rule-check-macro")
                    .with("name", written.name())
                    .with("type", other.message());
                self.error(written.range, message);
                Type::Any
            }
        };
        self.variables.push(Variable { name: written.variable.to_owned(), variable_type: item.clone() });
        if let Some(filter) = written.filter {
            self.condition(filter, written.name());
        }
        let result = match (written.kind, written.body) {
            (MacroKind::Map, Some(body)) => Type::List(Box::new(self.infer(body))),
            (kind, body) => {
                if let Some(body) = body {
                    self.condition(body, written.name());
                }
                if kind == MacroKind::Filter { Type::List(Box::new(item)) } else { Type::Bool }
            }
        };
        self.variables.pop();
        result
    }

    /// An operand that must be true or false.
    pub(super) fn condition(&mut self, expr: &'c IdedExpr, operator: &str) {
        let found = self.infer(expr);
        if !found.fits(&Type::Bool) {
            let message =
                Message::new("rule-check-operand").with("operator", operator).with("type", found.message());
            self.error(expr, message);
        }
    }

    pub(super) fn variable(&self, name: &str) -> Option<Type> {
        let found = self.variables.iter().rev().find(|variable| variable.name == name);
        found.map(|variable| variable.variable_type.clone())
    }

    fn ident(&mut self, expr: &IdedExpr, name: &str) -> Type {
        if let Some(found) = self.variable(name) {
            return found;
        }
        let name = name.trim_start_matches('.');
        match Root::named(name) {
            Some(root) if self.usage.roots().contains(&root) => Type::Map,
            Some(_) => {
                self.error(expr, Message::new("rule-check-not-here").with("name", name));
                Type::Any
            }
            None if is_type_name(name) => Type::Meta,
            None => {
                let roots = self.usage.roots().iter().map(|root| root.name()).chain([FILTERS]);
                let variables = self.variables.iter().map(|variable| variable.name.as_str());
                let near = self.nearest(name, roots.chain(variables));
                let message = suggesting("rule-check-variable", "rule-check-variable-near", name, near);
                self.error(expr, message);
                Type::Any
            }
        }
    }

    /// The root that an expression names, unless a variable hides it.
    pub(super) fn root(&self, expr: &IdedExpr) -> Option<Root> {
        match &expr.expr {
            Expr::Ident(name) if self.variable(name).is_none() => Root::named(name.trim_start_matches('.')),
            _ => None,
        }
    }

    fn select(&mut self, expr: &IdedExpr, select: &'c SelectExpr) -> Type {
        if let Some(root) = self.root(&select.operand) {
            self.infer(&select.operand);
            let found = self.field(expr, root, &select.field);
            return if select.test { Type::Bool } else { found };
        }
        if is_protobuf(&select.operand) {
            return Type::Meta;
        }
        let found = self.infer(&select.operand);
        if !matches!(found, Type::Any | Type::Map) {
            let message = Message::new("rule-check-no-fields")
                .with("name", &select.field)
                .with("type", found.message());
            self.error(expr, message);
        }
        if select.test { Type::Bool } else { Type::Any }
    }

    pub(super) fn field(&mut self, expr: &IdedExpr, root: Root, name: &str) -> Type {
        if !self.usage.roots().contains(&root) {
            return Type::Any;
        }
        if let Some(field_type) = self.schema.field_type(root, name) {
            return Type::of_field(field_type);
        }
        let near = self.nearest(name, self.schema.fields(root).iter().map(|(name, _)| name.as_str()));
        let path = |name: &str| format!("{}.{name}", root.name());
        let near = near.map(path);
        let message = suggesting("rule-check-field", "rule-check-field-near", &path(name), near.as_deref());
        self.error(expr, message);
        Type::Any
    }

    fn call(&mut self, expr: &'c IdedExpr, call: &'c CallExpr) -> Type {
        if filter_call(expr).is_some() && self.variable(FILTERS).is_none() {
            return self.filter(expr, call);
        }
        if split_call(expr).is_some() {
            return self.split(expr, call);
        }
        match (&call.target, call.args.as_slice()) {
            (None, [condition, yes, no]) if call.func_name == operators::CONDITIONAL => {
                self.condition(condition, "? :");
                self.infer(yes).or(self.infer(no))
            }
            (None, [operand]) if call.func_name == operators::LOGICAL_NOT => {
                self.condition(operand, "!");
                Type::Bool
            }
            (None, [operand]) if call.func_name == operators::NEGATE => {
                let found = self.infer(operand);
                if !matches!(found, Type::Any | Type::Int | Type::Double) {
                    let message = Message::new("rule-check-negate").with("type", found.message());
                    self.error(expr, message);
                }
                found
            }
            (None, [left, right]) => match sign(&call.func_name) {
                Some(sign) => self.binary(expr, &call.func_name, sign, left, right),
                None => self.function(expr, call),
            },
            _ => self.function(expr, call),
        }
    }
}

pub(super) fn suggesting(id: &'static str, near_id: &'static str, name: &str, near: Option<&str>) -> Message {
    match near {
        Some(near) => Message::new(near_id).with("name", name).with("near", near),
        None => Message::new(id).with("name", name),
    }
}

fn of_literal(literal: &LiteralValue) -> Type {
    match literal {
        LiteralValue::Boolean(_) => Type::Bool,
        LiteralValue::Bytes(_) => Type::Bytes,
        LiteralValue::Double(_) => Type::Double,
        LiteralValue::Int(_) => Type::Int,
        LiteralValue::Null => Type::Null,
        LiteralValue::String(_) => Type::Text,
        LiteralValue::UInt(_) => Type::UInt,
    }
}

/// `google.protobuf.Timestamp` and its like name types.
fn is_protobuf(expr: &IdedExpr) -> bool {
    match &expr.expr {
        Expr::Select(select) => {
            select.field == "protobuf"
                && matches!(&select.operand.expr, Expr::Ident(name) if name == "google")
        }
        _ => false,
    }
}

/// How an operator is written.
fn sign(function: &str) -> Option<&'static str> {
    match function {
        operators::INDEX => Some("[ ]"),
        operators::OPT_INDEX | operators::OPT_SELECT => Some("?"),
        _ => print::sign(function),
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
