//! Checks a rule while it is typed: names, types, numbers of arguments, filters that call themselves.
//! Owns what is said of a rule that can be read. Where a type is not known, it says nothing.

use super::expand::{FILTERS, filter_call};
use super::near::nearest;
use super::parse::{Diagnostic, Parsed, parse};
use super::schema::{KnownFilter, Root, Schema, Use};
use super::tree::{self, Macro, MacroKind};
use super::types::{FUNCTIONS, Function, Type, is_type_name};
use super::value::typed;
use crate::model::{FieldType, Filter, Value};
use crate::text::Message;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SelectExpr, operators};

/// Checks a rule for its use. Empty: nothing was found.
pub fn check(parsed: &Parsed, schema: &Schema, usage: Use) -> Vec<Diagnostic> {
    let mut checker = Checker { parsed, schema, usage, variables: Vec::new(), found: Vec::new() };
    let result = checker.infer(parsed.root());
    checker.result(&result);
    checker.finish()
}

/// Checks a predefined filter: its rule, which sees its parameters, and their defaults. What is found of a
/// default stands at the beginning of the rule.
pub fn check_filter(filter: &Filter, schema: &Schema) -> Vec<Diagnostic> {
    let mut found = defaults(filter, schema);
    let parsed = match parse(&filter.rule) {
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
    if loops(&filter.name, &parsed, schema) {
        let span = parsed.span(parsed.root());
        checker.found.push(Diagnostic::error(span, Message::new("rule-check-loop").with("name", &filter.name)));
    }
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
                let message = Message::new("rule-check-default").with("name", &parameter.name).with("wrong", wrong);
                found.push(Diagnostic::error(0..0, message));
            }
        } else if optional {
            let message = Message::new("rule-check-default-order").with("name", &parameter.name);
            found.push(Diagnostic::error(0..0, message));
        }
    }
    found
}

/// Whether a filter with that rule calls itself, directly or through others.
fn loops(name: &str, rule: &Parsed, schema: &Schema) -> bool {
    let (mut seen, mut next) = (Vec::new(), vec![rule.clone()]);
    while let Some(rule) = next.pop() {
        for called in super::names::names_used(&rule).filters {
            if called == name {
                return true;
            }
            if !seen.contains(&called) {
                next.extend(schema.filter(&called).and_then(|filter| filter.rule.clone()));
                seen.push(called);
            }
        }
    }
    false
}

/// A macro's variable or a filter's parameter.
struct Variable {
    name: String,
    variable_type: Type,
}

struct Checker<'c> {
    parsed: &'c Parsed,
    schema: &'c Schema,
    usage: Use,
    variables: Vec<Variable>,
    found: Vec<Diagnostic>,
}

impl<'c> Checker<'c> {
    fn finish(mut self) -> Vec<Diagnostic> {
        self.found.sort_by_key(|one| one.span.start);
        self.found
    }

    fn error(&mut self, at: &IdedExpr, message: Message) {
        self.found.push(Diagnostic::error(self.parsed.span(at), message));
    }

    /// What the whole rule must come to.
    fn result(&mut self, result: &Type) {
        let id = match self.usage {
            Use::Weight if !result.is_number() => "rule-check-number",
            Use::StoredField if matches!(result, Type::Map | Type::Bytes | Type::Null | Type::Span | Type::Type) => {
                "rule-check-value"
            }
            Use::Weight | Use::StoredField => return,
            _ if !result.fits(&Type::Bool) => "rule-check-condition",
            _ => return,
        };
        self.error(self.parsed.root(), Message::new(id).with("type", result.message()));
    }

    fn infer(&mut self, expr: &'c IdedExpr) -> Type {
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
                let message = Message::new("rule-check-macro").with("name", written.name()).with("type", other.message());
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
                body.into_iter().for_each(|body| self.condition(body, written.name()));
                if kind == MacroKind::Filter { Type::List(Box::new(item)) } else { Type::Bool }
            }
        };
        self.variables.pop();
        result
    }

    /// An operand that must be true or false.
    fn condition(&mut self, expr: &'c IdedExpr, operator: &str) {
        let found = self.infer(expr);
        if !found.fits(&Type::Bool) {
            let message = Message::new("rule-check-operand").with("operator", operator).with("type", found.message());
            self.error(expr, message);
        }
    }

    fn variable(&self, name: &str) -> Option<Type> {
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
            None if is_type_name(name) => Type::Type,
            None => {
                let roots = self.usage.roots().iter().map(|root| root.name()).chain([FILTERS]);
                let near = nearest(name, roots.chain(self.variables.iter().map(|variable| variable.name.as_str())));
                let message = suggesting("rule-check-variable", "rule-check-variable-near", name, near);
                self.error(expr, message);
                Type::Any
            }
        }
    }

    /// The root that an expression names, unless a variable hides it.
    fn root(&self, expr: &IdedExpr) -> Option<Root> {
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
            return Type::Type;
        }
        let found = self.infer(&select.operand);
        if !matches!(found, Type::Any | Type::Map) {
            let message = Message::new("rule-check-no-fields").with("name", &select.field).with("type", found.message());
            self.error(expr, message);
        }
        if select.test { Type::Bool } else { Type::Any }
    }

    fn field(&mut self, expr: &IdedExpr, root: Root, name: &str) -> Type {
        if !self.usage.roots().contains(&root) {
            return Type::Any;
        }
        if let Some(field_type) = self.schema.field_type(root, name) {
            return Type::of_field(field_type);
        }
        let near = nearest(name, self.schema.fields(root).iter().map(|(name, _)| name.as_str()));
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
                if !matches!(found, Type::Any | Type::Int | Type::Double | Type::Span) {
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

    fn binary(&mut self, expr: &IdedExpr, operator: &str, sign: &str, left: &'c IdedExpr, right: &'c IdedExpr) -> Type {
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
        if !fine {
            let message = Message::new("rule-check-operands").with("operator", sign);
            self.error(expr, message.with("left", types.0.message()).with("right", types.1.message()));
        }
        result
    }

    fn index(&mut self, expr: &IdedExpr, list: &'c IdedExpr, at: &'c IdedExpr) -> Type {
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
    fn choices(&mut self, operator: &str, left: &'c IdedExpr, right: &'c IdedExpr) {
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
                    let message = Message::new("rule-check-choice").with("path", &path).with("value", value.inner());
                    let message = message.with("choices", choices.join(", "));
                    self.found.push(Diagnostic::warning(self.parsed.span(text), message));
                }
            }
        }
    }

    fn choice(&self, expr: &IdedExpr) -> Option<(String, &'c [String])> {
        let Expr::Select(select) = &expr.expr else { return None };
        let root = self.root(&select.operand)?;
        match self.schema.field_type(root, &select.field)? {
            FieldType::Choice(choices) => Some((format!("{}.{}", root.name(), select.field), choices)),
            _ => None,
        }
    }

    fn filter(&mut self, expr: &IdedExpr, call: &'c CallExpr) -> Type {
        let given: Vec<Type> = call.args.iter().map(|argument| self.infer(argument)).collect();
        let schema = self.schema;
        let Some(filter) = schema.filter(&call.func_name) else {
            let near = nearest(&call.func_name, schema.filter_names());
            let message = suggesting("rule-check-filter", "rule-check-filter-near", &call.func_name, near);
            self.error(expr, message);
            return Type::Bool;
        };
        let needed = filter.parameters.iter().rposition(|parameter| parameter.default.is_none()).map_or(0, |last| last + 1);
        if given.len() < needed || given.len() > filter.parameters.len() {
            let message = Message::new("rule-check-count").with("name", &call.func_name).with("given", given.len());
            self.error(expr, message);
        }
        if self.usage != Use::Filter && filter.rule.as_ref().is_some_and(|rule| loops(&filter.name, rule, schema)) {
            self.error(expr, Message::new("rule-check-loop").with("name", &filter.name));
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

    fn function(&mut self, expr: &IdedExpr, call: &'c CallExpr) -> Type {
        let given: Vec<Type> = call.args.iter().map(|argument| self.infer(argument)).collect();
        let namespaced = call.target.as_deref().and_then(|target| self.namespaced(target, &call.func_name));
        let target = match (&call.target, &namespaced) {
            (Some(target), None) => Some(self.infer(target)),
            _ => None,
        };
        let name = namespaced.as_deref().unwrap_or(call.func_name.trim_start_matches('.'));
        if ["math.greatest", "math.least"].contains(&name) {
            return given.into_iter().reduce(Type::or).unwrap_or(Type::Any);
        }
        let named: Vec<&Function> =
            FUNCTIONS.iter().filter(|one| one.name == name && one.target.is_some() == target.is_some()).collect();
        if named.is_empty() {
            let known = FUNCTIONS.iter().filter(|one| one.target.is_some() == target.is_some()).map(|one| one.name);
            let message = suggesting("rule-check-function", "rule-check-function-near", name, nearest(name, known));
            self.error(expr, message);
            return Type::Any;
        }
        let fitting = |one: &&&Function| {
            let on = one.target.iter().zip(&target).all(|(wanted, given)| given.fits(wanted));
            on && one.arguments.len() == given.len() && one.arguments.iter().zip(&given).all(|(wanted, given)| given.fits(wanted))
        };
        let results = named.iter().filter(fitting).map(|one| one.result.clone()).reduce(Type::or);
        results.unwrap_or_else(|| {
            self.misfit(expr, name, &named, &given, target.as_ref());
            named.iter().map(|one| one.result.clone()).reduce(Type::or).unwrap_or(Type::Any)
        })
    }

    fn misfit(&mut self, expr: &IdedExpr, name: &str, named: &[&Function], given: &[Type], target: Option<&Type>) {
        let counted = named.iter().any(|one| one.arguments.len() == given.len());
        let message = if counted {
            let wrong = target.into_iter().chain(given).map(Type::message);
            let types = wrong.reduce(|first, second| Message::new("rule-and").with("first", first).with("second", second));
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
            Expr::Ident(name) if ["math", "lists", "optional"].contains(&name.as_str()) => {
                self.variable(name).is_none().then(|| format!("{name}.{function}"))
            }
            _ => None,
        }
    }
}

fn suggesting(id: &'static str, near_id: &'static str, name: &str, near: Option<&str>) -> Message {
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
        Expr::Select(select) => select.field == "protobuf" && matches!(&select.operand.expr, Expr::Ident(name) if name == "google"),
        _ => false,
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
    [operators::ADD, operators::SUBSTRACT, operators::MULTIPLY, operators::DIVIDE, operators::MODULO].contains(&operator)
}

/// What an operation comes to; `None` when there is no such operation.
fn arithmetic(operator: &str, left: &Type, right: &Type) -> Option<Type> {
    let (add, subtract) = (operator == operators::ADD, operator == operators::SUBSTRACT);
    match (left, right) {
        (Type::Any, _) | (_, Type::Any) => Some(Type::Any),
        (Type::Int, Type::Int) | (Type::UInt, Type::UInt) => Some(left.clone()),
        (Type::Double, Type::Double) => (operator != operators::MODULO).then_some(Type::Double),
        (Type::Text, Type::Text) | (Type::Bytes, Type::Bytes) => add.then(|| left.clone()),
        (Type::List(one), Type::List(other)) => add.then(|| Type::List(Box::new((**one).clone().or((**other).clone())))),
        (Type::Moment, Type::Span) => (add || subtract).then_some(Type::Moment),
        (Type::Span, Type::Moment) => add.then_some(Type::Moment),
        (Type::Span, Type::Span) => (add || subtract).then_some(Type::Span),
        (Type::Moment, Type::Moment) => subtract.then_some(Type::Span),
        _ => None,
    }
}

/// How an operator is written.
fn sign(function: &str) -> Option<&'static str> {
    match function {
        operators::INDEX => Some("[ ]"),
        operators::OPT_INDEX | operators::OPT_SELECT => Some("?"),
        _ => super::print::sign(function),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, Parameter};
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    fn field(name: &str, field_type: FieldType) -> Field {
        Field { name: name.into(), label: String::new(), field_type }
    }

    fn filter(name: &str, rule: &str, parameters: &[(&str, FieldType, Option<Value>)]) -> Arc<Filter> {
        let parameters = parameters.iter().map(|(name, parameter_type, default)| Parameter {
            name: (*name).into(),
            parameter_type: parameter_type.clone(),
            default: default.clone(),
        });
        Arc::new(Filter { name: name.into(), label: String::new(), rule: rule.into(), parameters: parameters.collect() })
    }

    fn schema() -> Schema {
        let profile = [
            field("age", FieldType::Integer),
            field("balance", FieldType::Decimal),
            field("name", FieldType::Text),
            field("premium", FieldType::Boolean),
            field("since", FieldType::Date),
            field("interests", FieldType::List),
            field("segment", FieldType::Choice(vec!["mass".into(), "rich".into()])),
        ];
        let filters = [
            filter("adult", "profile.age >= least", &[("least", FieldType::Integer, Some(Value::Integer(18)))]),
            filter("before", "profile.since < day", &[("day", FieldType::Date, None)]),
            filter("loop", "filters.pool()", &[]),
            filter("pool", "true && filters.loop()", &[]),
        ];
        Schema::new(&profile, &[field("language", FieldType::Text)], &[], &filters, TimeZone::UTC)
    }

    /// What is found, each as its place in the source and its code.
    fn found(source: &str, usage: Use) -> Vec<(&str, &'static str)> {
        let parsed = parse(source).expect(source);
        check(&parsed, &schema(), usage).into_iter().map(|one| (&source[one.span], one.code)).collect()
    }

    #[test]
    fn good_rules_pass() {
        for source in [
            "profile.balance > 100 && profile.age < 30.5 && profile.age == 3u",
            "profile.segment in ['mass', 'rich'] && profile.interests.exists(i, i.startsWith('s'))",
            "profile.since < interaction.at - duration('720h') && profile.since.getFullYear('Europe/Paris') > 2020",
            "filters.adult() && filters.adult(21) && filters.before('2026-01-01') && filters.before(interaction.at)",
            "has(call.language) ? call.language == 'fr' : true",
            "profile['age'] > 3 && size(profile.name) > 2 && 'x' in profile.interests",
            "type(profile.age) == int && optional.of(1).hasValue() && math.greatest(1, profile.age) > 3",
            "[1, 2].map(profile, profile + 1).all(x, x > 0) && {'a': 1}.a == 1 && {'a': 1}['a'] == 1",
            "profile.name.split(',')[0].lowerAscii() == 'x' && profile.name.matches('^a')",
            "offer.themes.exists_one(t, t in profile.interests) && null == null",
        ] {
            assert_eq!(found(source, Use::Target), [], "{source}");
        }
        assert_eq!(found("10.0 + double(profile.age) * 0.1", Use::Weight), []);
        assert_eq!(found("profile.interests", Use::StoredField), []);
        assert_eq!(found("proposition.status == 'rejected'", Use::Matching), []);
    }

    #[test]
    fn what_is_wrong_is_found_where_it_stands() {
        for (source, at, code) in [
            ("profile.agee > 3", "profile.agee", "rule-check-field-near"),
            ("true && profile . colour == 'x'", "profile . colour", "rule-check-field"),
            ("profle.age > 3", "profle", "rule-check-variable-near"),
            ("xyz > 3", "xyz", "rule-check-variable"),
            ("proposition.status == 'rejected'", "proposition", "rule-check-not-here"),
            ("profile.name > 3 || true", "profile.name > 3", "rule-check-operands"),
            ("profile.name == 3", "profile.name == 3", "rule-check-operands"),
            ("profile.age + 1.5 > 2.0", "profile.age + 1.5", "rule-check-operands"),
            ("true && profile.name", "profile.name", "rule-check-operand"),
            ("!profile.age", "profile.age", "rule-check-operand"),
            ("profile.age", "profile.age", "rule-check-condition"),
            ("filters.adlt()", "filters.adlt(", "rule-check-filter-near"),
            ("filters.adult(1, 2)", "filters.adult(1, 2", "rule-check-count"),
            ("filters.before()", "filters.before(", "rule-check-count"),
            ("filters.adult('x')", "'x'", "rule-check-argument"),
            ("filters.before('soon')", "'soon'", "rule-check-argument"),
            ("filters.loop()", "filters.loop(", "rule-check-loop"),
            ("profile.name.startWith('a')", "profile.name.startWith('a'", "rule-check-function-near"),
            ("frobnicate(1)", "frobnicate(1", "rule-check-function"),
            ("size(profile.age) > 3", "size(profile.age", "rule-check-function-types"),
            ("profile.name.contains() || true", "profile.name.contains(", "rule-check-count"),
            ("profile.segment == 'poor'", "'poor'", "rule-check-choice"),
            ("profile.segment in ['mass', 'poor']", "'poor'", "rule-check-choice"),
            ("profile.age.exists(x, true)", "profile.age", "rule-check-macro"),
            ("profile.age.x == 1", "profile.age.x", "rule-check-no-fields"),
            ("profile.interests.all(i, i > 3)", "i > 3", "rule-check-operands"),
            ("-profile.name == 1", "-profile.name", "rule-check-negate"),
        ] {
            let all = found(source, Use::Target);
            // A function's bracket has no place in the tree, so a span may or may not hold it.
            let first = all.first().map(|(span, code)| (span.trim_end_matches('('), *code));
            assert_eq!(first, Some((at.trim_end_matches('('), code)), "{source}: {all:?}");
        }
        assert_eq!(found("profile.name", Use::Weight), [("profile.name", "rule-check-number")]);
        assert_eq!(found("{'a': 1}", Use::StoredField)[0].1, "rule-check-value");
        assert_eq!(found("call.language == 'fr'", Use::Recipients), [("call", "rule-check-not-here")]);
    }

    #[test]
    fn filters_are_checked_with_their_parameters() {
        let codes = |filter: &Filter| check_filter(filter, &schema()).into_iter().map(|one| one.code).collect::<Vec<_>>();
        let least = ("least", FieldType::Integer, None);
        assert!(codes(&filter("x", "profile.age >= least", std::slice::from_ref(&least))).is_empty());
        assert_eq!(codes(&filter("x", "profile.name == least", &[least])), ["rule-check-operands"]);
        assert_eq!(codes(&filter("loop", "filters.pool()", &[])), ["rule-check-loop"]);
        assert_eq!(codes(&filter("x", "1 +", &[])), ["rule-syntax-end"]);
        let wrong = ("least", FieldType::Integer, Some(Value::from("x")));
        assert_eq!(codes(&filter("x", "true", &[wrong, ("b", FieldType::Text, None)])), ["rule-check-default", "rule-check-default-order"]);
    }
}
