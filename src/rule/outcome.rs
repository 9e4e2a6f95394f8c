//! Whether a rule can match at all, or always does. Owns a proof by cases over what each field may be.
//! It may stay silent; when it speaks it must be right, for every value of every field, missing ones too.

use super::compiler;
use super::expand::{expand, field};
use super::node::{Node, Val};
use super::parse::Parsed;
use super::schema::{Inputs, Root, Schema};
use super::tree;
use crate::model::FieldType;
use cel::IdedExpr;
use cel::common::ast::{Expr, operators};
use std::collections::HashMap;

/// What is certain of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It matches, whatever the values are.
    Always,
    /// It cannot match.
    Never,
}

/// How many cases are looked at before the proof is given up.
const MAX_CASES: usize = 256;

/// Above this, whole numbers have no exact double, and bounds are not compared.
const MAX_EXACT: i64 = 1 << 53;

/// What is certain of a rule, if anything can be proved.
pub fn outcome(parsed: &Parsed, schema: &Schema) -> Option<Outcome> {
    let expanded = expand(parsed.root(), schema);
    if possible(&expanded, schema) == (Possible { yes: true, no: false, unknown: false }) {
        return Some(Outcome::Always);
    }
    let cases = cases(&expanded, true, schema)?;
    cases.iter().all(|case| contradicts(case, schema)).then_some(Outcome::Never)
}

/// What a condition can come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Possible {
    yes: bool,
    no: bool,
    unknown: bool,
}

impl Possible {
    const ANYTHING: Self = Self { yes: true, no: true, unknown: true };

    fn not(self) -> Self {
        Self { yes: self.no, no: self.yes, ..self }
    }

    /// One false operand makes it false; else one unknown makes it unknown.
    fn and(self, other: Self) -> Self {
        let (one, two) = (self.yes || self.unknown, other.yes || other.unknown);
        Self {
            yes: self.yes && other.yes,
            no: self.no || other.no,
            unknown: self.unknown && two || other.unknown && one,
        }
    }

    fn either(self, other: Self) -> Self {
        Self { yes: self.yes || other.yes, no: self.no || other.no, unknown: self.unknown || other.unknown }
    }
}

fn possible(expr: &IdedExpr, schema: &Schema) -> Possible {
    if let Some((operator, left, right)) = tree::logical(expr) {
        let (left, right) = (possible(left, schema), possible(right, schema));
        return if operator == operators::LOGICAL_AND {
            left.and(right)
        } else {
            left.not().and(right.not()).not()
        };
    }
    match operation(expr) {
        Some((operators::LOGICAL_NOT, [operand])) => possible(operand, schema).not(),
        Some((operators::CONDITIONAL, [condition, yes, no])) => {
            let condition = possible(condition, schema);
            let nothing = Possible { yes: false, no: false, unknown: condition.unknown };
            let yes = if condition.yes { possible(yes, schema) } else { nothing };
            let no = if condition.no { possible(no, schema) } else { nothing };
            nothing.either(yes).either(no)
        }
        _ => match constant(expr, schema) {
            Some(Ok(Val::Bool(value))) => Possible { yes: value, no: !value, unknown: false },
            Some(_) => Possible { yes: false, no: false, unknown: true },
            None => Possible::ANYTHING,
        },
    }
}

/// The function and arguments of a call that is not made on anything.
fn operation(expr: &IdedExpr) -> Option<(&str, &[IdedExpr])> {
    match &expr.expr {
        Expr::Call(call) if call.target.is_none() => Some((&call.func_name, &call.args)),
        _ => None,
    }
}

/// The value of an expression that names nothing; an error when it is unknown, whatever the fields are.
fn constant(expr: &IdedExpr, schema: &Schema) -> Option<Result<Val<'static>, ()>> {
    if names_something(expr) {
        return None;
    }
    match compiler::node(expr, schema) {
        Node::Const(value) => Some(Ok(value)),
        node => {
            let found = node.eval(&Inputs::default());
            Some(found.map(Val::into_owned).map_err(|_| ()))
        }
    }
}

fn names_something(expr: &IdedExpr) -> bool {
    let mut found = matches!(expr.expr, Expr::Ident(_) | Expr::Comprehension(_));
    tree::for_children(expr, &mut |child| found = found || names_something(child));
    found
}

/// What a field has to be in one case.
#[derive(Debug, Clone)]
enum Fact {
    /// It equals one of these.
    OneOf(Vec<Val<'static>>),
    /// It equals none of these.
    NoneOf(Vec<Val<'static>>),
    /// It is not less than this, or, when strict, greater.
    AtLeast(f64, bool),
    /// It is not greater than this, or, when strict, less.
    AtMost(f64, bool),
    /// It has a value, or it has none.
    Present(bool),
}

/// A way for a rule to come out as wanted: all these facts together.
type Case = Vec<((Root, usize), Fact)>;

/// All the ways for a condition to come out as wanted; `None` when there are too many. A part of a rule that
/// is not understood is no fact: it is taken to be possible.
fn cases(expr: &IdedExpr, wanted: bool, schema: &Schema) -> Option<Vec<Case>> {
    if let Some((operator, left, right)) = tree::logical(expr) {
        let (left, right) = (cases(left, wanted, schema)?, cases(right, wanted, schema)?);
        return if (operator == operators::LOGICAL_AND) == wanted {
            both(&left, &right)
        } else {
            either(left, right)
        };
    }
    match operation(expr) {
        Some((operators::LOGICAL_NOT, [operand])) => cases(operand, !wanted, schema),
        Some((operators::CONDITIONAL, [condition, yes, no])) => {
            let yes = both(&cases(condition, true, schema)?, &cases(yes, wanted, schema)?)?;
            either(yes, both(&cases(condition, false, schema)?, &cases(no, wanted, schema)?)?)
        }
        _ => Some(match constant(expr, schema) {
            Some(Ok(Val::Bool(value))) if value == wanted => vec![Vec::new()],
            Some(_) => Vec::new(),
            None => vec![fact(expr, wanted, schema).into_iter().collect()],
        }),
    }
}

fn both(left: &[Case], right: &[Case]) -> Option<Vec<Case>> {
    (left.len() * right.len() <= MAX_CASES).then(|| {
        let joined =
            |one: &Case| right.iter().map(|other| [one.as_slice(), other].concat()).collect::<Vec<_>>();
        left.iter().flat_map(joined).collect()
    })
}

fn either(mut left: Vec<Case>, right: Vec<Case>) -> Option<Vec<Case>> {
    left.extend(right);
    (left.len() <= MAX_CASES).then_some(left)
}

/// What a condition on one field says of it when it comes out as wanted.
fn fact(expr: &IdedExpr, wanted: bool, schema: &Schema) -> Option<((Root, usize), Fact)> {
    if let Some((place, test)) = place(expr, schema) {
        return Some((
            place,
            if test { Fact::Present(wanted) } else { Fact::OneOf(vec![Val::Bool(wanted)]) },
        ));
    }
    let (function, [left, right]) = operation(expr)? else { return None };
    let of_field = |expr| place(expr, schema).filter(|(_, test)| !test).map(|(place, _)| place);
    if let Some(place) = of_field(left) {
        return Some((place, compared(function, right, wanted, schema)?));
    }
    Some((of_field(right)?, compared(mirrored(function)?, left, wanted, schema)?))
}

fn place(expr: &IdedExpr, schema: &Schema) -> Option<((Root, usize), bool)> {
    let (root, name, test) = field(expr)?;
    Some(((root, schema.slot(root, name)?), test))
}

fn mirrored(function: &str) -> Option<&str> {
    Some(match function {
        operators::LESS => operators::GREATER,
        operators::GREATER => operators::LESS,
        operators::LESS_EQUALS => operators::GREATER_EQUALS,
        operators::GREATER_EQUALS => operators::LESS_EQUALS,
        operators::EQUALS | operators::NOT_EQUALS => function,
        _ => return None,
    })
}

fn compared(function: &str, other: &IdedExpr, wanted: bool, schema: &Schema) -> Option<Fact> {
    let value = || constant(other, schema)?.ok();
    let values = || match &other.expr {
        Expr::List(list) => {
            list.elements.iter().map(|item| constant(item, schema)?.ok()).collect::<Option<Vec<_>>>()
        }
        _ => None,
    };
    let equal = |values, equal: bool| if equal { Fact::OneOf(values) } else { Fact::NoneOf(values) };
    let bound = || number(&value()?);
    Some(match (function, wanted) {
        (operators::EQUALS, _) => equal(vec![value()?], wanted),
        (operators::NOT_EQUALS, _) => equal(vec![value()?], !wanted),
        (operators::IN, _) => equal(values()?, wanted),
        (operators::LESS, true) | (operators::GREATER_EQUALS, false) => Fact::AtMost(bound()?, true),
        (operators::LESS_EQUALS, true) | (operators::GREATER, false) => Fact::AtMost(bound()?, false),
        (operators::GREATER, true) | (operators::LESS_EQUALS, false) => Fact::AtLeast(bound()?, true),
        (operators::GREATER_EQUALS, true) | (operators::LESS, false) => Fact::AtLeast(bound()?, false),
        _ => return None,
    })
}

/// A bound that doubles hold exactly: numbers, and moments in whole seconds.
#[expect(clippy::cast_precision_loss, reason = "what is not exact is left out")]
fn number(value: &Val<'_>) -> Option<f64> {
    let whole = |number: i64| (number.abs() <= MAX_EXACT).then_some(number as f64);
    match value {
        Val::Int(number) => whole(*number),
        Val::UInt(number) => whole(i64::try_from(*number).ok()?),
        Val::Double(number) => (number.abs() <= MAX_EXACT as f64).then_some(*number),
        Val::Moment(at) if at.subsec_nanosecond() == 0 => whole(at.as_second()),
        _ => None,
    }
}

/// Whether no values satisfy all facts of a case.
fn contradicts(case: &Case, schema: &Schema) -> bool {
    let mut places: HashMap<(Root, usize), Vec<&Fact>> = HashMap::new();
    for (place, fact) in case {
        places.entry(*place).or_default().push(fact);
    }
    places.iter().any(|((root, slot), facts)| {
        schema.fields(*root).get(*slot).is_some_and(|(_, field_type)| impossible(facts, field_type))
    })
}

fn impossible(facts: &[&Fact], field_type: &FieldType) -> bool {
    let absent = facts.iter().any(|fact| matches!(fact, Fact::Present(false)));
    let present = facts.iter().any(|fact| !matches!(fact, Fact::Present(false)));
    absent && present || none_left(facts, field_type) || no_room(facts, field_type)
}

/// Whether every value that the field may have is ruled out, where they can be listed.
#[expect(clippy::float_cmp, reason = "bounds are written numbers, and are the same or not")]
fn none_left(facts: &[&Fact], field_type: &FieldType) -> bool {
    let mut left: Option<Vec<Val<'static>>> = match field_type {
        FieldType::Boolean => Some(vec![Val::Bool(true), Val::Bool(false)]),
        FieldType::Choice(choices) => {
            Some(choices.iter().map(|choice| Val::Text(choice.clone().into())).collect())
        }
        _ => None,
    };
    for fact in facts {
        match (fact, &mut left) {
            (Fact::OneOf(values), Some(left)) => {
                left.retain(|value| values.iter().any(|other| other.equals(value)));
            }
            (Fact::OneOf(values), None) => left = Some(values.clone()),
            _ => {}
        }
    }
    let Some(left) = left else { return false };
    let allowed = |value: &Val<'_>| {
        facts.iter().all(|fact| match fact {
            Fact::NoneOf(values) => values.iter().all(|other| !other.equals(value)),
            Fact::AtLeast(bound, strict) => {
                number(value).is_none_or(|number| number > *bound || !strict && number == *bound)
            }
            Fact::AtMost(bound, strict) => {
                number(value).is_none_or(|number| number < *bound || !strict && number == *bound)
            }
            Fact::OneOf(_) | Fact::Present(_) => true,
        })
    };
    !left.iter().any(allowed)
}

/// Whether the bounds leave no number between them.
#[expect(clippy::float_cmp, reason = "bounds are written numbers, and are the same or not")]
fn no_room(facts: &[&Fact], field_type: &FieldType) -> bool {
    let (mut low, mut high) = ((f64::NEG_INFINITY, false), (f64::INFINITY, false));
    for fact in facts {
        match fact {
            Fact::AtLeast(bound, strict) if *bound > low.0 || *bound == low.0 && *strict => {
                low = (*bound, *strict);
            }
            Fact::AtMost(bound, strict) if *bound < high.0 || *bound == high.0 && *strict => {
                high = (*bound, *strict);
            }
            _ => {}
        }
    }
    if *field_type == FieldType::Integer {
        let first = if low.1 { low.0.floor() + 1.0 } else { low.0.ceil() };
        let last = if high.1 { high.0.ceil() - 1.0 } else { high.0.floor() };
        return first > last;
    }
    low.0 > high.0 || low.0 == high.0 && (low.1 || high.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use crate::rule::parse;
    use jiff::tz::TimeZone;

    #[test]
    fn what_can_be_proved_is_said() {
        let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
        let choices = FieldType::Choice(vec!["mass".into(), "rich".into()]);
        let profile = [
            field("age", FieldType::Integer),
            field("balance", FieldType::Decimal),
            field("premium", FieldType::Boolean),
            field("segment", choices),
            field("name", FieldType::Text),
            field("since", FieldType::Date),
        ];
        let schema = Schema::new(&profile, &[], &[], &[], TimeZone::UTC);
        for (rule, wanted) in [
            ("true", Some(Outcome::Always)),
            ("1 < 2 || profile.age > 3", Some(Outcome::Always)),
            ("profile.age > 3 ? true : true", None),
            ("profile.age > 3 || profile.age <= 3", None),
            ("false", Some(Outcome::Never)),
            ("1 / 0 == 1", Some(Outcome::Never)),
            ("profile.age > 30 && profile.age < 20", Some(Outcome::Never)),
            ("profile.age > 5 && profile.age < 6", Some(Outcome::Never)),
            ("profile.balance > 5 && profile.balance < 6", None),
            ("!(profile.age > 3) && profile.age >= 4", Some(Outcome::Never)),
            ("30 < profile.age && (profile.age < 20 || profile.age == 30)", Some(Outcome::Never)),
            ("profile.segment == 'poor'", Some(Outcome::Never)),
            ("profile.segment != 'mass' && profile.segment != 'rich'", Some(Outcome::Never)),
            ("profile.segment in ['mass', 'poor'] && profile.segment != 'mass'", Some(Outcome::Never)),
            ("profile.segment != 'mass'", None),
            ("profile.name == 'a' && profile.name == 'b'", Some(Outcome::Never)),
            ("profile.premium && !profile.premium", Some(Outcome::Never)),
            ("!has(profile.age) && profile.age > 3", Some(Outcome::Never)),
            ("!has(profile.age) || profile.age > 3", None),
            (
                "profile.since < timestamp('2020-01-01T00:00:00Z') && profile.since > timestamp('2021-01-01T00:00:00Z')",
                Some(Outcome::Never),
            ),
            ("profile.age > 9007199254740992 && profile.age <= 9007199254740993", None),
        ] {
            assert_eq!(outcome(&parse(rule).expect(rule), &schema), wanted, "{rule}");
        }
    }
}
