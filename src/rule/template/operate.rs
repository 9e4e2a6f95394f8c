//! What operators, filters and tests make of values: MiniJinja's own, each called with values whose size is
//! known and paid for. Owns the bounds on what is made: no value that is made is longer than an output may be.

use super::known::MAX_OUTPUT;
use super::meter::{Unfilled, Work};
use super::tree::{Comparison, Operator};
use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{
    Environment, Error, ErrorKind, Expression, State, UndefinedBehavior, context, filters, tests,
};
use std::sync::LazyLock;

/// The filters and tests that there are, and nothing else.
pub(super) static BASE: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut base = Environment::empty();
    base.set_undefined_behavior(UndefinedBehavior::Chainable);
    base.add_filter("upper", filters::upper);
    base.add_filter("lower", filters::lower);
    base.add_filter("title", filters::title);
    base.add_filter("capitalize", filters::capitalize);
    base.add_filter("trim", filters::trim);
    base.add_filter("default", filters::default);
    base.add_filter("d", filters::default);
    base.add_filter("escape", filters::escape);
    base.add_filter("e", filters::escape);
    base.add_filter("length", filters::length);
    base.add_filter("round", filters::round);
    base.add_filter("abs", filters::abs);
    base.add_filter("int", filters::int);
    base.add_filter("float", filters::float);
    base.add_filter("first", filters::first);
    base.add_filter("last", filters::last);
    base.add_filter("sort", filters::sort);
    base.add_filter("join", join);
    base.add_filter("replace", replace);
    base.add_filter("urlencode", filters::urlencode);
    base.add_test("defined", tests::is_defined);
    base.add_test("undefined", tests::is_undefined);
    base.add_test("none", tests::is_none);
    base.add_test("odd", tests::is_odd);
    base.add_test("even", tests::is_even);
    base
});

/// The filters that make a text of what they are given.
const TEXTUAL: [&str; 9] =
    ["upper", "lower", "title", "capitalize", "trim", "escape", "e", "replace", "urlencode"];

/// The library's operators, each as an expression of two values: it offers them in no other way.
struct Operators {
    math: [Expression<'static, 'static>; 7],
    neg: Expression<'static, 'static>,
    within: Expression<'static, 'static>,
}

static OPERATORS: LazyLock<Option<Operators>> = LazyLock::new(|| {
    let read = |source: &'static str| BASE.compile_expression(source).ok();
    let [add, sub, mul] = [read("a + b")?, read("a - b")?, read("a * b")?];
    let [div, floor, rem] = [read("a / b")?, read("a // b")?, read("a % b")?];
    let math = [add, sub, mul, div, floor, rem, read("a ** b")?];
    Some(Operators { math, neg: read("-a")?, within: read("b in a")? })
});

fn operators() -> Result<&'static Operators, Unfilled> {
    OPERATORS.as_ref().ok_or(Unfilled::TooMuch)
}

/// What an operator makes of two values.
pub(super) fn math(work: &mut Work, operator: Operator, a: &Value, b: &Value) -> Result<Value, Unfilled> {
    work.pay_for([a, b])?;
    let divides = matches!(operator, Operator::Div | Operator::FloorDiv | Operator::Rem);
    if divides && a.kind() == ValueKind::Number && is_zero(b) {
        return Err(Unfilled::Division);
    }
    if operator == Operator::Mul {
        repeats(a, b)?;
    }
    let place = match operator {
        Operator::Concat => return joined(work, a, b),
        Operator::Add => 0,
        Operator::Sub => 1,
        Operator::Mul => 2,
        Operator::Div => 3,
        Operator::FloorDiv => 4,
        Operator::Rem => 5,
        Operator::Pow => 6,
    };
    let made = operators()?.math[place].eval(context! { a => a, b => b });
    let of_numbers = [a, b].iter().all(|it| it.kind() == ValueKind::Number);
    match made.map_err(Unfilled::from) {
        Err(Unfilled::Failed(_, detail)) if of_numbers => {
            Err(Unfilled::Failed("rule-template-failed-sum", detail))
        }
        made => finished(work, made?),
    }
}

/// Two values as one text.
fn joined(work: &mut Work, a: &Value, b: &Value) -> Result<Value, Unfilled> {
    let text = format!("{}{}", written(a)?, written(b)?);
    finished(work, Value::from(text))
}

/// A value where a text is made of it, as rules and catalogs write it: a price of 3.0 is 3 to a person. The library writes
/// decimals and booleans as Python does.
pub(super) fn written(value: &Value) -> Result<Value, Unfilled> {
    match value.kind() {
        ValueKind::Bool => Ok(Value::from(if value.is_true() { "true" } else { "false" })),
        ValueKind::Number if !value.is_integer() => match f64::try_from(value.clone()) {
            Ok(number) if !number.is_finite() => Err(Unfilled::Infinite),
            // There is no -0 either.
            Ok(number) if number.fract() == 0.0 => Ok(Value::from(format!("{}", number + 0.0))),
            _ => Ok(value.clone()),
        },
        _ => Ok(value.clone()),
    }
}

fn is_zero(value: &Value) -> bool {
    value.kind() == ValueKind::Number && f64::try_from(value.clone()).is_ok_and(|number| number == 0.0)
}

/// A product of a text and a number is that text many times; of a list, none is made.
fn repeats(a: &Value, b: &Value) -> Result<(), Unfilled> {
    let (text, times) = match (a.as_str(), b.as_str()) {
        (Some(text), _) => (text, b),
        (_, Some(text)) => (text, a),
        _ if [a, b].iter().any(|it| !matches!(it.kind(), ValueKind::Number | ValueKind::Bool)) => {
            return Err(Unfilled::Unfit);
        }
        _ => return Ok(()),
    };
    let times = times.as_usize().unwrap_or(0);
    if text.len().saturating_mul(times) > MAX_OUTPUT { Err(Unfilled::TooMuch) } else { Ok(()) }
}

/// The negative of a number.
pub(super) fn negative(work: &mut Work, a: &Value) -> Result<Value, Unfilled> {
    work.pay_for([a])?;
    Ok(operators()?.neg.eval(context! { a => a })?)
}

/// Whether a comparison holds.
pub(super) fn compare(work: &mut Work, by: Comparison, a: &Value, b: &Value) -> Result<bool, Unfilled> {
    work.pay_for([a, b])?;
    let within = |work: &mut Work| -> Result<bool, Unfilled> {
        // Each item is looked at, as often as it is long.
        work.pay_for([a, b])?;
        Ok(operators()?.within.eval(context! { a => b, b => a })?.is_true())
    };
    Ok(match by {
        Comparison::Eq => a == b,
        Comparison::Ne => a != b,
        Comparison::Lt => a < b,
        Comparison::Lte => a <= b,
        Comparison::Gt => a > b,
        Comparison::Gte => a >= b,
        Comparison::In => within(work)?,
        Comparison::NotIn => !within(work)?,
    })
}

/// What a filter makes of its arguments, the first of which it stands behind.
pub(super) fn filter(
    work: &mut Work,
    state: &mut State<'_, '_>,
    name: &'static str,
    mut plain: Vec<Value>,
    named: Vec<(String, Value)>,
) -> Result<Value, Unfilled> {
    work.pay_for(plain.iter().chain(named.iter().map(|(_, value)| value)))?;
    match name {
        "sort" => sorts(work, &plain)?,
        // It may go through the text for each of the letters.
        "trim" => trims(work, &plain)?,
        "replace" => {
            work.pay_for(&plain)?;
        }
        _ => {}
    }
    if TEXTUAL.contains(&name) {
        plain = plain.iter().map(written).collect::<Result<_, _>>()?;
    }
    let number = plain.first().and_then(Value::as_str).filter(|_| matches!(name, "int" | "float"));
    let number = number.map(str::to_owned);
    if !named.is_empty() {
        plain.push(Value::from(named.into_iter().collect::<Kwargs>()));
    }
    let made = state.apply_filter(name, &plain).map_err(Unfilled::from);
    match (made, number) {
        (Err(Unfilled::Failed("rule-template-failed", _)), Some(text)) => Err(Unfilled::NoNumber(text)),
        (made, _) => finished(work, made?),
    }
}

/// Whether a test holds.
pub(super) fn test(
    work: &mut Work,
    state: &mut State<'_, '_>,
    name: &'static str,
    plain: &[Value],
) -> Result<bool, Unfilled> {
    work.pay_for(plain)?;
    Ok(state.perform_test(name, plain)?)
}

/// Sorting compares each item about as often as the number of items has binary digits, and two copies of it.
fn sorts(work: &mut Work, plain: &[Value]) -> Result<(), Unfilled> {
    let items = plain.first().and_then(Value::len).unwrap_or(0);
    for _ in 0..=items.checked_ilog2().unwrap_or(0) {
        work.pay_for(plain)?;
    }
    Ok(())
}

fn trims(work: &mut Work, plain: &[Value]) -> Result<(), Unfilled> {
    let letters = plain.get(1).and_then(Value::len).unwrap_or(0);
    let text = plain.first().and_then(Value::as_str).map_or(0, str::len);
    work.pay(letters.saturating_mul(text))
}

/// A value as it goes on: paid for, not too long, and with its items at hand.
fn finished(work: &mut Work, value: Value) -> Result<Value, Unfilled> {
    let length = work.pay_for([&value])?;
    if length > MAX_OUTPUT {
        return Err(Unfilled::TooMuch);
    }
    if value.kind() == ValueKind::Iterable {
        return Ok(Value::from(value.try_iter()?.collect::<Vec<_>>()));
    }
    Ok(value)
}

/// A part of a text or of a list. A step goes forward.
pub(super) fn slice(work: &mut Work, of: &Value, bounds: &[Option<Value>; 3]) -> Result<Value, Unfilled> {
    work.pay_for([of])?;
    let number = |bound: &Option<Value>| match bound {
        None => Ok(None),
        Some(bound) if bound.is_none() => Ok(None),
        Some(bound) => i64::try_from(bound.clone()).map(Some).map_err(Unfilled::from),
    };
    let [from, to, step] = [number(&bounds[0])?, number(&bounds[1])?, number(&bounds[2])?];
    let step = step.map_or(Ok(1), usize::try_from).ok().filter(|step| *step > 0).ok_or(Unfilled::Unfit)?;
    let length = of.as_str().map_or_else(|| of.len(), |text| Some(text.chars().count()));
    let length = length.filter(|_| of.kind() != ValueKind::Map).ok_or(Unfilled::Unfit)?;
    let place = |bound: Option<i64>, otherwise: usize| match bound {
        None => otherwise,
        Some(bound) => {
            let places = usize::try_from(bound.unsigned_abs()).unwrap_or(usize::MAX);
            if bound < 0 { length.saturating_sub(places) } else { places.min(length) }
        }
    };
    let (from, to) = (place(from, 0), place(to, length));
    let take = to.saturating_sub(from);
    Ok(match of.as_str() {
        Some(text) => Value::from(text.chars().skip(from).take(take).step_by(step).collect::<String>()),
        None => Value::from(of.try_iter()?.skip(from).take(take).step_by(step).collect::<Vec<Value>>()),
    })
}

fn too_long() -> Error {
    Error::new(ErrorKind::WriteFailure, "the value is too long")
}

fn infinite() -> Error {
    Error::new(ErrorKind::InvalidOperation, "the number is not finite")
}

/// `list|join(', ')`, bounded while it grows.
fn join(value: &Value, separator: Option<String>) -> Result<String, Error> {
    let separator = separator.unwrap_or_default();
    let mut joined = String::new();
    for (at, item) in value.try_iter()?.enumerate() {
        joined.push_str(if at > 0 { &separator } else { "" });
        match item.as_str() {
            Some(text) => joined.push_str(text),
            None => joined.push_str(&written(&item).map_err(|_| infinite())?.to_string()),
        }
        if joined.len() > MAX_OUTPUT {
            return Err(too_long());
        }
    }
    Ok(joined)
}

/// `text|replace('a', 'b')`, bounded before it is made.
#[expect(clippy::needless_pass_by_value, reason = "the signature is that of a filter")]
fn replace(text: String, from: String, to: String) -> Result<String, Error> {
    let length = text.matches(&from).count().saturating_mul(to.len()).saturating_add(text.len());
    if length > MAX_OUTPUT { Err(too_long()) } else { Ok(text.replace(&from, &to)) }
}
