//! The conditions of a rule one by one, and what each of them comes to where the rule is asked. Owns how a rule is taken
//! apart for that: of what counts under a condition only the side that counts is looked at, and what a filter that it
//! calls asks is that filter's.

use super::compiler;
use super::expand::{bind, expand_with};
use super::known_filter::KnownFilter;
use super::node::Node;
use super::parse::Parsed;
use super::print;
use super::root::filter_call;
use super::schema::{Inputs, Schema};
use super::tree;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};
use std::ops::Range;

/// How many conditions of a rule are looked at, with those of the filters that it calls: far more than a person reads.
const MOST_CASES: usize = 200;

/// A condition of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The predefined filter in whose rule it stands; none: it stands in the rule itself.
    pub filter: Option<String>,
    /// The condition in canonical form, as it stands there.
    pub text: String,
    /// Where it stands in the text of that rule, in bytes.
    pub span: Range<usize>,
    /// The same with the values of the filter's parameters in it, so that it can be read by itself.
    pub bound: String,
}

/// The conditions of a rule.
#[derive(Debug)]
pub struct Cases {
    all: Vec<Case>,
    root: Part,
    is_whole: bool,
}

#[derive(Debug)]
enum Part {
    /// Nothing that could come out otherwise.
    Nothing,
    /// A condition, by its place.
    One(usize, Node),
    All(Vec<Part>),
    /// A condition, what counts where it holds, and what counts where it does not.
    Choice(Node, Box<[Part; 3]>),
    /// The call of a filter, and what its rule asks.
    Filter(usize, Node, Box<Part>),
}

impl Cases {
    /// The conditions of a rule, or those that a formula asks.
    pub fn of(parsed: &Parsed, schema: &Schema) -> Self {
        let mut reader = Reader { schema, all: Vec::new(), is_whole: true };
        let root = reader.part(parsed.root(), &Around { source: parsed, filter: None }, true);
        Self { all: reader.all, root, is_whole: reader.is_whole }
    }

    /// Those of a formula: what it asks before it counts.
    pub fn of_formula(parsed: &Parsed, schema: &Schema) -> Self {
        let mut reader = Reader { schema, all: Vec::new(), is_whole: true };
        let root = reader.part(parsed.root(), &Around { source: parsed, filter: None }, false);
        Self { all: reader.all, root, is_whole: reader.is_whole }
    }

    /// The conditions, in the order of the rule.
    pub fn all(&self) -> &[Case] {
        &self.all
    }

    /// Whether there are no more of them than are looked at.
    pub fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// What the conditions that count come to for some values, each by its place; `None`: it is unknown.
    pub fn look(&self, inputs: &Inputs<'_>, see: &mut dyn FnMut(usize, Option<bool>)) {
        self.root.look(inputs, see);
    }
}

impl Part {
    fn look(&self, inputs: &Inputs<'_>, see: &mut dyn FnMut(usize, Option<bool>)) {
        match self {
            Self::Nothing => {}
            Self::One(place, node) => see(*place, node.test(inputs).ok()),
            Self::All(parts) => parts.iter().for_each(|part| part.look(inputs, see)),
            Self::Choice(node, parts) => {
                parts[0].look(inputs, see);
                match node.test(inputs) {
                    Ok(true) => parts[1].look(inputs, see),
                    Ok(false) => parts[2].look(inputs, see),
                    Err(_) => {}
                }
            }
            Self::Filter(place, node, body) => {
                see(*place, node.test(inputs).ok());
                body.look(inputs, see);
            }
        }
    }
}

/// Where a part stands: in a rule's text, perhaps that of a filter, called with some values.
struct Around<'a> {
    source: &'a Parsed,
    filter: Option<(&'a KnownFilter, Vec<IdedExpr>)>,
}

struct Reader<'s> {
    schema: &'s Schema,
    all: Vec<Case>,
    is_whole: bool,
}

impl Reader<'_> {
    /// A part of a rule of which the truth is asked, or of a formula.
    fn part(&mut self, expr: &IdedExpr, around: &Around<'_>, is_truth: bool) -> Part {
        if self.all.len() >= MOST_CASES {
            self.is_whole = false;
            return Part::Nothing;
        }
        if let Some((operator, _, _)) = tree::logical(expr) {
            let mut terms = Vec::new();
            tree::terms(expr, operator, &mut terms);
            return Part::All(terms.into_iter().map(|term| self.part(term, around, true)).collect());
        }
        match tree::operation(expr) {
            Some((operators::LOGICAL_NOT, [operand])) => self.part(operand, around, true),
            Some((operators::CONDITIONAL, [condition, yes, no])) => {
                let node = self.node(condition, around);
                let condition = self.part(condition, around, true);
                let sides = [yes, no].map(|side| self.part(side, around, is_truth));
                let [yes, no] = sides;
                Part::Choice(node, Box::new([condition, yes, no]))
            }
            _ if !is_truth => self.inside(expr, around),
            _ => self.condition(expr, around),
        }
    }

    /// What a formula asks somewhere inside.
    fn inside(&mut self, expr: &IdedExpr, around: &Around<'_>) -> Part {
        // What stands in a macro is asked of each item.
        if matches!(expr.expr, Expr::Comprehension(_)) || filter_call(expr).is_some() {
            return Part::Nothing;
        }
        let mut parts = Vec::new();
        tree::for_children(expr, &mut |child| parts.push(self.part(child, around, false)));
        parts.retain(|part| !matches!(part, Part::Nothing));
        if parts.is_empty() { Part::Nothing } else { Part::All(parts) }
    }

    fn condition(&mut self, expr: &IdedExpr, around: &Around<'_>) -> Part {
        if matches!(expr.expr, Expr::Literal(LiteralValue::Boolean(_))) {
            return Part::Nothing;
        }
        let (place, expanded) = (self.all.len(), self.expanded(expr, around));
        self.all.push(Case {
            filter: around.filter.as_ref().map(|(filter, _)| filter.name().to_owned()),
            text: print::expression(expr),
            span: around.source.span(expr),
            bound: print::expression(if around.filter.is_some() { &expanded } else { expr }),
        });
        let node = compiler::node(&expanded, self.schema);
        match self.filter(expr, around) {
            Some(body) => Part::Filter(place, node, Box::new(body)),
            None => Part::One(place, node),
        }
    }

    /// What the rule of the filter that is called asks.
    fn filter(&mut self, expr: &IdedExpr, around: &Around<'_>) -> Option<Part> {
        let call = filter_call(expr)?;
        let schema = self.schema;
        let filter = schema.filter(&call.func_name)?;
        let source = filter.rule.as_ref()?;
        let arguments: Vec<IdedExpr> = call.args.iter().map(|it| self.expanded(it, around)).collect();
        bind(filter, arguments.clone(), schema)?;
        Some(self.part(source.root(), &Around { source, filter: Some((filter, arguments)) }, true))
    }

    fn expanded(&self, expr: &IdedExpr, around: &Around<'_>) -> IdedExpr {
        let bound = around
            .filter
            .as_ref()
            .and_then(|(filter, arguments)| bind(filter, arguments.clone(), self.schema))
            .unwrap_or_default();
        expand_with(expr, self.schema, bound)
    }

    fn node(&self, expr: &IdedExpr, around: &Around<'_>) -> Node {
        compiler::node(&self.expanded(expr, around), self.schema)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Field, FieldType, Filter, Parameter, Value};
    use crate::rule::{Typed, parse};
    use jiff::tz::TimeZone;
    use std::sync::Arc;

    fn schema() -> Schema {
        let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
        let profile = [field("age", FieldType::Integer), field("premium", FieldType::Boolean)];
        let least = Parameter {
            name: "least".into(),
            parameter_type: FieldType::Integer,
            default: Some(Value::Integer(18)),
        };
        let filter = |name: &str, rule: &str, parameters| {
            Arc::new(Filter { name: name.into(), label: String::new(), rule: rule.into(), parameters })
        };
        let filters = [
            filter("adult", "profile.age >= least || profile.premium", vec![least.clone()]),
            filter("older", "filters.adult(least + 1)", vec![least]),
        ];
        Schema::new(&profile, &[], &[], &filters, TimeZone::UTC)
    }

    fn seen(cases: &Cases, profile: &[Option<Typed>]) -> Vec<String> {
        let mut seen = Vec::new();
        cases.look(&Inputs { profile, ..Inputs::default() }, &mut |place, found| {
            let Case { filter, text, bound, .. } = &cases.all()[place];
            let filter = filter.as_ref().map(|it| format!("{it}: ")).unwrap_or_default();
            let bound = if bound == text { String::new() } else { format!(" ({bound})") };
            seen.push(format!("{filter}{text}{bound} {found:?}"));
        });
        seen
    }

    #[test]
    fn conditions_come_out_one_by_one_and_only_those_that_count() {
        let schema = schema();
        let rule =
            parse("!(profile.age > 3) && (has(profile.age) ? profile.premium : profile.age == 1) || true");
        let cases = Cases::of(&rule.expect("CEL"), &schema);
        let texts: Vec<&str> = cases.all().iter().map(|case| case.text.as_str()).collect();
        assert_eq!(texts, ["profile.age > 3", "has(profile.age)", "profile.premium", "profile.age == 1"]);
        assert_eq!(
            seen(&cases, &[Some(Typed::Integer(5)), None]),
            ["profile.age > 3 Some(true)", "has(profile.age) Some(true)", "profile.premium None"]
        );
        assert_eq!(
            seen(&cases, &[None, None]),
            ["profile.age > 3 None", "has(profile.age) Some(false)", "profile.age == 1 None"]
        );
    }

    #[test]
    fn what_a_filter_asks_is_its_own_with_the_values_of_the_call() {
        let schema = schema();
        let cases = Cases::of(&parse("filters.older(40)").expect("CEL"), &schema);
        assert_eq!(
            seen(&cases, &[Some(Typed::Integer(40)), Some(Typed::Boolean(false))]),
            [
                "filters.older(40) Some(false)",
                "older: filters.adult(least + 1) (profile.age >= 40 + 1 || profile.premium) Some(false)",
                "adult: profile.age >= least (profile.age >= 40 + 1) Some(false)",
                "adult: profile.premium Some(false)",
            ]
        );
    }

    #[test]
    fn a_formula_asks_what_it_chooses_by() {
        let schema = schema();
        let formula = parse("1.0 + (profile.premium ? 10.0 : double(profile.age))").expect("CEL");
        let cases = Cases::of_formula(&formula, &schema);
        assert_eq!(seen(&cases, &[None, Some(Typed::Boolean(true))]), ["profile.premium Some(true)"]);
        assert!(Cases::of_formula(&parse("1.0 + 2.0").expect("CEL"), &schema).all().is_empty());
    }

    #[test]
    fn a_filter_that_calls_itself_ends() {
        let filter = Filter {
            name: "f".into(),
            label: String::new(),
            rule: "filters.f()".into(),
            parameters: Vec::new(),
        };
        let schema = Schema::new(&[], &[], &[], &[Arc::new(filter)], TimeZone::UTC);
        let cases = Cases::of(&parse("filters.f()").expect("CEL"), &schema);
        assert!(!cases.is_whole() && cases.all().len() <= MOST_CASES);
    }
}
