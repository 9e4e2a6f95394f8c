//! What each part of a rule comes to for some values. Owns the tree of parts; evaluates each of them as the rule
//! itself is evaluated.

use super::cause::{Cause, FieldName};
use super::compiler;
use super::expand::{bind, expand, expand_with};
use super::parse::Parsed;
use super::print;
use super::program::{Truth, compile};
use super::root::{Root, field, filter_call};
use super::schema::{Inputs, Schema};
use super::split::in_explanations;
use super::tree;
use crate::model::Value;
use cel::IdedExpr;
use cel::common::ast::operators;
use std::ops::Range;

/// How many parts are looked at: a rule of more is not read part by part.
const MAX_PARTS: usize = 200;

/// How the parts of a part are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// It has none: a condition.
    One,
    /// All must hold.
    All,
    /// One must hold.
    Any,
    /// It must not hold.
    None,
    /// A condition, what counts when it holds, and what counts when it does not.
    Choice,
    /// The rule of the predefined filter that is called.
    Filter,
}

/// What a part comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// True, false, or unknown with its cause.
    Truth(Truth),
    /// A value of another type: that of a formula.
    Value(Value),
}

/// A part of a rule, and its result.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// The part in canonical form.
    pub text: String,
    /// Where it stands in the rule, in bytes; `None` inside a filter.
    pub span: Option<Range<usize>>,
    /// Its result.
    pub found: Found,
    /// The fields that a condition names, with their values.
    pub seen: Vec<(FieldName, Option<Value>)>,
    /// How its parts are joined.
    pub join: Join,
    /// Its parts.
    pub parts: Vec<Self>,
}

impl Traced {
    /// The part that stands at a place of the rule, if it is one of the tree's.
    pub fn at(&self, span: &Range<usize>) -> Option<&Self> {
        if self.span.as_ref() == Some(span) {
            return Some(self);
        }
        self.parts.iter().find_map(|part| part.at(span))
    }

    /// The first part of that canonical text.
    pub fn named(&self, text: &str) -> Option<&Self> {
        if self.text == text {
            return Some(self);
        }
        self.parts.iter().find_map(|part| part.named(text))
    }
}

/// What a rule and each of its parts come to.
pub fn trace(parsed: &Parsed, schema: &Schema, inputs: &Inputs<'_>) -> Traced {
    let mut walk = Tracer { schema, inputs, left: MAX_PARTS };
    let mut traced = walk.part(parsed.root(), Some(parsed));
    // The bounds of a rule are those of the whole.
    if let Found::Truth(truth) = &mut traced.found {
        *truth = compile(parsed, schema).test(inputs);
    }
    traced
}

/// The same for the rule of a predefined filter that `call` calls without values, and nothing else. `None` when a
/// parameter has no default, or there is no such filter.
pub fn trace_filter(call: &Parsed, filter: &str, schema: &Schema, inputs: &Inputs<'_>) -> Option<Traced> {
    bind(schema.filter(filter)?, Vec::new(), schema)?;
    trace(call, schema, inputs).parts.pop()
}

/// The same for one condition of that rule.
pub fn trace_in_filter(
    condition: &Parsed,
    filter: &str,
    schema: &Schema,
    inputs: &Inputs<'_>,
) -> Option<Traced> {
    let parameters = bind(schema.filter(filter)?, Vec::new(), schema)?;
    let bound = expand_with(condition.root(), schema, parameters);
    Some(Tracer { schema, inputs, left: MAX_PARTS }.part(&bound, None))
}

struct Tracer<'t> {
    schema: &'t Schema,
    inputs: &'t Inputs<'t>,
    left: usize,
}

impl Tracer<'_> {
    fn part(&mut self, expr: &IdedExpr, source: Option<&Parsed>) -> Traced {
        self.left = self.left.saturating_sub(1);
        let expanded = expand(expr, self.schema);
        let (join, parts) = self.parts(expr, &expanded, source);
        let mut seen = Vec::new();
        if parts.is_empty() {
            self.seen(&expanded, &mut seen);
        }
        Traced {
            text: print::expression(expr),
            span: source.map(|parsed| parsed.span(expr)),
            found: self.found(&expanded),
            seen,
            join,
            parts,
        }
    }

    fn parts(
        &mut self,
        expr: &IdedExpr,
        expanded: &IdedExpr,
        source: Option<&Parsed>,
    ) -> (Join, Vec<Traced>) {
        if self.left == 0 {
            return (Join::One, Vec::new());
        }
        if let Some((operator, _, _)) = tree::logical(expr) {
            let mut terms = Vec::new();
            tree::terms(expr, operator, &mut terms);
            let join = if operator == operators::LOGICAL_AND { Join::All } else { Join::Any };
            return (join, terms.into_iter().map(|term| self.part(term, source)).collect());
        }
        match tree::operation(expr) {
            Some((operators::LOGICAL_NOT, [operand])) => (Join::None, vec![self.part(operand, source)]),
            Some((operators::CONDITIONAL, parts @ [_, _, _])) => {
                (Join::Choice, parts.iter().map(|part| self.part(part, source)).collect())
            }
            _ if filter_call(expr).is_some() && source.is_some() => {
                (Join::Filter, vec![self.part(expanded, None)])
            }
            _ => (Join::One, Vec::new()),
        }
    }

    fn found(&self, expanded: &IdedExpr) -> Found {
        let node = compiler::node(expanded, self.schema);
        match node.eval(self.inputs) {
            Ok(value) => match value.written(self.schema.zone()) {
                Some(Value::Boolean(true)) => Found::Truth(Truth::True),
                Some(Value::Boolean(false)) => Found::Truth(Truth::False),
                Some(value) => Found::Value(value),
                None => Found::Truth(Truth::Unknown(Cause::NoFieldValue)),
            },
            Err(cause) => Found::Truth(Truth::Unknown(cause)),
        }
    }

    fn seen(&self, expr: &IdedExpr, seen: &mut Vec<(FieldName, Option<Value>)>) {
        if let Some((root, name, _)) = field(expr) {
            let field = FieldName::new(root, name);
            if seen.iter().all(|(known, _)| *known != field) {
                seen.push((field, self.value(root, name)));
            }
            return;
        }
        tree::for_children(expr, &mut |child| self.seen(child, seen));
    }

    fn value(&self, root: Root, name: &str) -> Option<Value> {
        let slot = self.schema.slot(root, name)?;
        let field_type = self.schema.type_at(root, slot)?;
        let value = self.schema.value(self.inputs, root, slot)?;
        Some(in_explanations(root, &value).written_as(field_type, self.schema.zone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType, Filter, Parameter};
    use crate::rule::{Typed, parse};
    use crate::text::Language;
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    fn schema() -> Schema {
        let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
        let profile = [field("age", FieldType::Integer), field("pages", FieldType::Integer)];
        let parameter = Parameter {
            name: "least".into(),
            parameter_type: FieldType::Integer,
            default: Some(Value::Integer(18)),
        };
        let adult = Filter {
            name: "adult".into(),
            label: String::new(),
            rule: "profile.age >= least && has(profile.age)".into(),
            parameters: vec![parameter],
        };
        Schema::new(&profile, &[], &[], &[Arc::new(adult)], TimeZone::UTC)
    }

    fn said(traced: &Traced, depth: usize, lines: &mut Vec<String>) {
        let found = match &traced.found {
            Found::Truth(Truth::True) => "true".to_owned(),
            Found::Truth(Truth::False) => "false".to_owned(),
            Found::Truth(Truth::Unknown(cause)) => Language::En.say(&cause.message()),
            Found::Value(value) => value.to_string(),
        };
        let seen: Vec<String> = traced
            .seen
            .iter()
            .map(|(field, value)| {
                let value = value.as_ref().map(ToString::to_string).unwrap_or_default();
                format!("{}={value}", field.path())
            })
            .collect();
        lines.push(format!("{}{}: {found} {}", " ".repeat(depth), traced.text, seen.join(" ")));
        traced.parts.iter().for_each(|part| said(part, depth + 1, lines));
    }

    #[test]
    fn each_part_has_its_value() {
        let schema = schema();
        let profile = [Some(Typed::Integer(34)), None];
        let inputs = Inputs { profile: &profile, ..Inputs::default() };
        let rule = "filters.adult(40) || !(profile.pages > 3) && profile.age > 30";
        let parsed = parse(rule).expect("a rule");
        let traced = trace(&parsed, &schema, &inputs);
        let mut lines = Vec::new();
        said(&traced, 0, &mut lines);
        assert_eq!(
            lines,
            [
                "filters.adult(40) || !(profile.pages > 3) && profile.age > 30: profile.pages is missing ",
                " filters.adult(40): false ",
                "  profile.age >= 40 && has(profile.age): false ",
                "   profile.age >= 40: false profile.age=34",
                "   has(profile.age): true profile.age=34",
                " !(profile.pages > 3) && profile.age > 30: profile.pages is missing ",
                "  !(profile.pages > 3): profile.pages is missing ",
                "   profile.pages > 3: profile.pages is missing profile.pages=",
                "  profile.age > 30: true profile.age=34",
            ]
        );
        let part = parsed.source().find("profile.age").expect("it is there");
        let at = traced.at(&(part..rule.len())).map(|part| part.text.as_str());
        assert_eq!(at, Some("profile.age > 30"));
        assert!(traced.named("!(profile.pages > 3)").is_some());
    }

    #[test]
    fn a_formula_has_a_number_and_a_filter_its_defaults() {
        let schema = schema();
        let profile = [Some(Typed::Integer(34)), None];
        let inputs = Inputs { profile: &profile, ..Inputs::default() };
        let formula = trace(&parse("10.0 + double(profile.age)").expect("a formula"), &schema, &inputs);
        assert_eq!(formula.found, Found::Value(Value::Decimal(44.0)));
        let call = |name: &str| parse(&format!("filters.{name}()")).expect("CEL");
        let filter = trace_filter(&call("adult"), "adult", &schema, &inputs).expect("it has defaults");
        assert_eq!((filter.text.as_str(), filter.parts.len()), ("profile.age >= 18 && has(profile.age)", 2));
        assert_eq!(trace_filter(&call("nobody"), "nobody", &schema, &inputs), None);
        let part = trace_in_filter(&parse("profile.age >= least").expect("CEL"), "adult", &schema, &inputs);
        let part = part.expect("its parameter has a default");
        assert_eq!((part.text.as_str(), part.found), ("profile.age >= 18", Found::Truth(Truth::True)));
    }
}
