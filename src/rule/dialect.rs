//! Where this language is stricter than the `cel` crate (`domain.md` §3): exact comparison of numbers, spans that are
//! read whole, getters in UTC, RE2's patterns, differences over the whole range of timestamps. The crate's own
//! functions cannot be replaced, so that calls of them run under other names, which no rule can contain. Owns those
//! names and functions; compiled evaluation shares what they do.

use super::constants::{self, Constants};
use super::instant::Instant;
use super::number::whole_with_decimal;
use super::pattern::{Pattern, Refused};
use super::span;
use super::stand_in;
use super::tree;
use super::val;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use cel::common::types::{
    CelBool, CelDouble, CelDuration, CelInt, CelList, CelMap, CelOptional, CelString, CelTimestamp, CelUInt,
    DYN_TYPE, Kind, LIST_TYPE, Type,
};
use cel::common::value::{CowVal, StaticVal, Val};
use cel::{DeclarationError, Env, ExecutionError, IdedExpr, Value, extensions};
use jiff::SignedDuration;
use std::any::Any;
use std::cmp::Ordering;
use std::fmt::Debug;
use std::sync::Arc;

/// What stands for a constant pattern: this and its number.
const PATTERN: &str = "@pattern:";

/// What stands for a list of constants that is only looked into: this and its number.
const SET: &str = "@set:";

/// What `matches` fails with where a pattern is too large.
pub(super) const TOO_LARGE: &str = "too large";

/// Above this, a whole number may be none that a double can be: 2^53.
const MAX_EXACT: u64 = 1 << 53;
const MAX_EXACT_DECIMAL: f64 = 9_007_199_254_740_992.0;

/// The name that a call of a function runs under.
const NAMES: [(&str, &str); 13] = [
    (operators::EQUALS, "@equal"),
    (operators::NOT_EQUALS, "@unequal"),
    (operators::LESS, "@less"),
    (operators::LESS_EQUALS, "@less_or_equal"),
    (operators::GREATER, "@greater"),
    (operators::GREATER_EQUALS, "@greater_or_equal"),
    (operators::IN, "@among"),
    (operators::SUBSTRACT, "@minus"),
    ("duration", "@duration"),
    ("getMilliseconds", "@getMilliseconds"),
    ("distinct", "@distinct"),
    ("math.@max", "@greatest"),
    ("math.@min", "@least"),
];

/// What an expression names that is made ready once.
#[derive(Debug, Default)]
pub(super) struct ReadyMade {
    patterns: Vec<Arc<Pattern>>,
    sets: Vec<Arc<Constants>>,
}

impl ReadyMade {
    /// The variables that the interpreter must be given, with their values.
    pub(super) fn variables(&self) -> impl Iterator<Item = (String, Box<dyn Val>)> {
        let patterns = self.patterns.iter().enumerate().map(|(index, pattern)| {
            let value: Box<dyn Val> = Box::new(Ready(Arc::clone(pattern)));
            (format!("{PATTERN}{index}"), value)
        });
        patterns.chain(self.sets.iter().enumerate().map(|(index, set)| {
            let value: Box<dyn Val> = Box::new(Ready(Arc::clone(set)));
            (format!("{SET}{index}"), value)
        }))
    }
}

/// Has an expression run as this language has it. `shared` gives the shared lists of constants by their numbers.
pub(super) fn adapt(expr: &mut IdedExpr, shared: &dyn Fn(usize) -> Option<Arc<Constants>>) -> ReadyMade {
    let mut made = ReadyMade::default();
    rename(expr, &mut made, shared);
    made
}

/// The set that an expression is, where only looking into it is asked.
fn set_of(expr: &Expr, shared: &dyn Fn(usize) -> Option<Arc<Constants>>) -> Option<Arc<Constants>> {
    match expr {
        Expr::Ident(name) => shared(stand_in::shared(name)?),
        expr if constants::is_long(expr) => {
            let Expr::List(list) = expr else { return None };
            Some(Arc::new(list.elements.iter().map(constants::constant).collect::<Option<_>>()?))
        }
        _ => None,
    }
}

fn rename(expr: &mut IdedExpr, made: &mut ReadyMade, shared: &dyn Fn(usize) -> Option<Arc<Constants>>) {
    tree::edit_children(expr, &mut |child| rename(child, made, shared));
    let Expr::Call(call) = &mut expr.expr else { return };
    if call.func_name == operators::IN
        && let [_, list] = call.args.as_mut_slice()
        && let Some(set) = set_of(&list.expr, shared)
    {
        list.expr = Expr::Ident(format!("{SET}{}", made.sets.len()));
        made.sets.push(set);
        "@among".clone_into(&mut call.func_name);
        return;
    }
    match (call.func_name.as_str(), call.args.len(), call.target.is_some()) {
        // An offset is forgotten as soon as it is read: what has none afterwards is in UTC.
        ("timestamp", 1, false) => {
            let read = IdedExpr { id: expr.id, expr: std::mem::take(&mut expr.expr) };
            expr.expr = tree::call("@utc", vec![read]);
        }
        ("matches", 1, true) | ("matches", 2, false) => {
            let mut args = std::mem::take(&mut call.args);
            args.splice(0..0, call.target.take().map(|target| *target));
            if let Expr::Literal(LiteralValue::String(text)) = &args[1].expr
                && let Ok(pattern) = Pattern::of(text.inner())
            {
                args[1].expr = Expr::Ident(format!("{PATTERN}{}", made.patterns.len()));
                made.patterns.push(pattern);
            }
            expr.expr = tree::call("@matches", args);
        }
        (name, _, _) => {
            if let Some((_, own)) = NAMES.iter().find(|(known, _)| *known == name)
                && !is_plain(call)
            {
                (*own).clone_into(&mut call.func_name);
            }
        }
    }
}

/// Whether the crate's own operator does the same, and faster: no whole number is compared with a decimal one, or
/// they are small, and nothing is put in an order with what is no number at all.
fn is_plain(call: &CallExpr) -> bool {
    let plain = |expr: &IdedExpr| match &expr.expr {
        Expr::Literal(LiteralValue::Int(number)) => number.inner().unsigned_abs() < MAX_EXACT,
        Expr::Literal(LiteralValue::UInt(number)) => *number.inner() < MAX_EXACT,
        Expr::Literal(LiteralValue::Double(number)) => number.inner().abs() < MAX_EXACT_DECIMAL,
        Expr::Literal(_) => true,
        _ => false,
    };
    let is_text = |expr: &IdedExpr| matches!(expr.expr, Expr::Literal(LiteralValue::String(_)));
    let all_plain = |expr: &IdedExpr| match &expr.expr {
        Expr::List(list) => list.elements.iter().all(plain),
        _ => false,
    };
    match (call.func_name.as_str(), call.args.as_slice()) {
        (operators::SUBSTRACT, [left, right]) => plain(left) || plain(right),
        (
            operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS,
            [left, right],
        ) => (plain(left) && plain(right)) || is_text(left) || is_text(right),
        (operators::IN, [item, list]) => plain(item) || all_plain(list),
        (name, [left, right]) if name.starts_with('_') => plain(left) || plain(right),
        ("getMilliseconds" | "distinct", args) => call.target.is_none() || !args.is_empty(),
        ("duration", args) => call.target.is_some() || args.len() != 1,
        _ => false,
    }
}

/// Standard CEL, the extensions that the crate has, and the functions of this language.
pub(super) fn environment() -> Env {
    let mut env = Env::stdlib();
    for added in [
        env.add_extension(extensions::strings),
        env.add_extension(extensions::lists),
        env.add_extension(extensions::math),
        env.add_extension(own),
    ] {
        debug_assert!(added.is_ok(), "{added:?}");
    }
    env
}

fn own(env: &mut Env) -> Result<(), DeclarationError> {
    let pair = || vec![DYN_TYPE, DYN_TYPE];
    env.add_overload("@equal", "equal", pair(), |args| two(&args, |left, right| Ok(equal(left, right))))?;
    env.add_overload("@unequal", "unequal", pair(), |args| {
        two(&args, |left, right| Ok(!equal(left, right)))
    })?;
    env.add_overload("@less", "less", pair(), |args| two(&args, |a, b| compare(a, b, Ordering::is_lt)))?;
    env.add_overload("@less_or_equal", "less_or_equal", pair(), |args| {
        two(&args, |a, b| compare(a, b, Ordering::is_le))
    })?;
    env.add_overload("@greater", "greater", pair(), |args| {
        two(&args, |a, b| compare(a, b, Ordering::is_gt))
    })?;
    env.add_overload("@greater_or_equal", "greater_or_equal", pair(), |args| {
        two(&args, |a, b| compare(a, b, Ordering::is_ge))
    })?;
    env.add_overload("@among", "among", pair(), |args| two(&args, contains))?;
    env.add_overload("@matches", "matches", pair(), |args| two(&args, matches))?;
    env.add_overload("@minus", "minus", pair(), minus)?;
    for (name, wanted) in [("@greatest", greatest as cel::common::functions::Function), ("@least", least)] {
        env.add_overload(name, &format!("{name}(one)"), vec![DYN_TYPE], wanted)?;
        env.add_overload(name, &format!("{name}(two)"), pair(), wanted)?;
    }
    env.add_member_overload("@distinct", "distinct", LIST_TYPE, vec![], distinct)?;
    cel::add_overload!(env, fn read_span: (CelString) -> Result<CelDuration>, name = "@duration")?;
    cel::add_overload!(env, fn same_span: (CelDuration) -> CelDuration, name = "@duration")?;
    cel::add_overload!(env, fn in_utc: (CelTimestamp) -> Result<CelTimestamp>, name = "@utc")?;
    cel::add_member_overload!(env, fn part_of_span: (CelDuration) -> CelInt, name = "@getMilliseconds")?;
    cel::add_member_overload!(env, fn part_of_moment: (CelTimestamp) -> CelInt, name = "@getMilliseconds")
}

/// A condition on two values.
fn two<'b, 'v>(
    args: &[CowVal<'b, 'v>],
    test: impl Fn(&dyn Val, &dyn Val) -> Result<bool, ExecutionError>,
) -> Result<CowVal<'b, 'v>, ExecutionError> {
    match args {
        [left, right] => test(left.as_ref(), right.as_ref()).map(|found| CowVal::owned(CelBool::from(found))),
        _ => Err(ExecutionError::invalid_argument_count(2, args.len())),
    }
}

/// A number of any type.
enum Number {
    Whole(i128),
    Decimal(f64),
}

fn number(value: &dyn Val) -> Option<Number> {
    Some(match value.get_type().kind() {
        Kind::Int => Number::Whole((*value.downcast_ref::<CelInt>()?.inner()).into()),
        Kind::UInt => Number::Whole((*value.downcast_ref::<CelUInt>()?.inner()).into()),
        Kind::Double => Number::Decimal(*value.downcast_ref::<CelDouble>()?.inner()),
        _ => return None,
    })
}

fn order(left: &Number, right: &Number) -> Option<Ordering> {
    match (left, right) {
        (Number::Whole(left), Number::Whole(right)) => Some(left.cmp(right)),
        (Number::Decimal(left), Number::Decimal(right)) => left.partial_cmp(right),
        (Number::Whole(left), Number::Decimal(right)) => whole_with_decimal(*left, *right),
        (Number::Decimal(left), Number::Whole(right)) => {
            whole_with_decimal(*right, *left).map(Ordering::reverse)
        }
    }
}

/// Whether two values are equal, and whatever is in them.
fn equal(left: &dyn Val, right: &dyn Val) -> bool {
    match (number(left), number(right)) {
        (Some(left), Some(right)) => return order(&left, &right) == Some(Ordering::Equal),
        (None, None) => {}
        _ => return false,
    }
    if let (Some(left), Some(right)) = (left.downcast_ref::<CelList>(), right.downcast_ref::<CelList>()) {
        let pairs = left.inner().iter().zip(right.inner());
        return left.inner().len() == right.inner().len() && { pairs }
            .all(|(left, right)| equal(left.as_ref(), right.as_ref()));
    }
    if let (Some(left), Some(right)) = (left.downcast_ref::<CelMap>(), right.downcast_ref::<CelMap>()) {
        let entry =
            |key: &dyn Val| cel::common::traits::Indexer::get(right, key).ok().map(CowVal::into_owned);
        return left.inner().len() == right.inner().len()
            && left.inner().iter().all(|(key, value)| {
                entry(key.inner()).is_some_and(|other| equal(value.as_ref(), other.as_ref()))
            });
    }
    match (left.downcast_ref::<CelOptional>(), right.downcast_ref::<CelOptional>()) {
        (Some(left), Some(right)) => match (left.option(), right.option()) {
            (Some(left), Some(right)) => equal(left, right),
            (left, right) => left.is_none() && right.is_none(),
        },
        _ => left.equals(right),
    }
}

fn incomparable() -> ExecutionError {
    ExecutionError::ValuesNotComparable(Value::Null, Value::Null)
}

/// Whether two values stand in an order. What is not a number at all stands in none to a number.
fn compare(left: &dyn Val, right: &dyn Val, accepts: fn(Ordering) -> bool) -> Result<bool, ExecutionError> {
    match (number(left), number(right)) {
        (Some(left), Some(right)) => Ok(order(&left, &right).is_some_and(accepts)),
        _ => left.as_comparer().ok_or_else(incomparable)?.compare(right).map(accepts),
    }
}

/// `item in container`
fn contains(item: &dyn Val, container: &dyn Val) -> Result<bool, ExecutionError> {
    if let Some(set) = container.downcast_ref::<Ready<Constants>>() {
        return Ok(scalar(item).is_some_and(|item| set.0.contains(&item)));
    }
    match container.downcast_ref::<CelList>() {
        Some(list) => Ok(list.inner().iter().any(|other| equal(other.as_ref(), item))),
        None => container.as_container().ok_or_else(incomparable)?.contains(item),
    }
}

/// A value of the interpreter that a constant can equal.
fn scalar(value: &dyn Val) -> Option<val::Val<'_>> {
    Some(match value.get_type().kind() {
        Kind::Int => val::Val::Int(*value.downcast_ref::<CelInt>()?.inner()),
        Kind::UInt => val::Val::UInt(*value.downcast_ref::<CelUInt>()?.inner()),
        Kind::Double => val::Val::Double(*value.downcast_ref::<CelDouble>()?.inner()),
        Kind::Boolean => val::Val::Bool(*value.downcast_ref::<CelBool>()?.inner()),
        _ => val::Val::Text(value.downcast_ref::<CelString>()?.inner().into()),
    })
}

/// The difference of two timestamps over their whole range; the crate's stops at 292 years.
#[expect(clippy::needless_pass_by_value, reason = "the interpreter's functions take them so")]
fn minus<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let [left, right] = args.as_slice() else {
        return Err(ExecutionError::invalid_argument_count(2, args.len()));
    };
    if let (Some(left), Some(right)) =
        (left.downcast_ref::<CelTimestamp>(), right.downcast_ref::<CelTimestamp>())
    {
        let apart = instant(left).zip(instant(right)).and_then(|(left, right)| left.since(right));
        let apart = apart.ok_or(ExecutionError::Overflow("sub", Value::Null, Value::Null))?;
        return Ok(CowVal::owned(to_span(apart)));
    }
    let unsupported = || ExecutionError::UnsupportedBinaryOperator("sub", Value::Null, Value::Null);
    let found = left.as_subtractor().ok_or_else(unsupported)?.sub(right.as_ref())?.into_owned();
    Ok(CowVal::Owned(found))
}

/// A timestamp of the interpreter. A leap second is none of its instants.
pub(super) fn instant(moment: &CelTimestamp) -> Option<Instant> {
    let at = moment.inner();
    Instant::new(at.timestamp(), i32::try_from(at.timestamp_subsec_nanos()).ok()?)
}

fn to_span(span: SignedDuration) -> CelDuration {
    let whole = chrono::Duration::seconds(span.as_secs());
    CelDuration::from(whole + chrono::Duration::nanoseconds(span.subsec_nanos().into()))
}

fn read_span(text: &CelString<'_>) -> Result<CelDuration, ExecutionError> {
    span::parse(text.inner())
        .map(to_span)
        .ok_or_else(|| ExecutionError::function_error("duration", "no span"))
}

fn same_span(span: &CelDuration) -> CelDuration {
    *span
}

fn in_utc(moment: &CelTimestamp) -> Result<CelTimestamp, ExecutionError> {
    let is_instant = instant(moment).is_some();
    let found = is_instant.then(|| CelTimestamp::from(moment.inner().to_utc().fixed_offset()));
    found.ok_or_else(|| ExecutionError::function_error("timestamp", "no instant"))
}

/// Of a span it is the part below the second, as of a moment; the crate's own gives the whole span.
fn part_of_span(span: &CelDuration) -> CelInt {
    CelInt::from(span.inner().num_milliseconds() % 1000)
}

fn part_of_moment(moment: &CelTimestamp) -> CelInt {
    CelInt::from(i64::from(moment.inner().timestamp_subsec_millis()))
}

/// A constant pattern or set, made with its rule.
#[derive(Debug)]
struct Ready<T>(Arc<T>);

static READY: Type = Type::new_unspecified_type("ready-made");

impl<T: Debug + Send + Sync + 'static> Val for Ready<T> {
    fn get_type(&self) -> &Type {
        &READY
    }

    fn cel_type() -> &'static Type {
        &READY
    }

    fn clone_as_boxed<'v>(&self) -> Box<dyn Val + 'v> {
        Box::new(Self(Arc::clone(&self.0)))
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

impl<T: Debug + Send + Sync + 'static> StaticVal for Ready<T> {}

fn matches(text: &dyn Val, pattern: &dyn Val) -> Result<bool, ExecutionError> {
    let Some(text) = text.downcast_ref::<CelString>() else { return Err(incomparable()) };
    let failed = |refused: Refused| match refused {
        Refused::TooLarge => ExecutionError::function_error("matches", TOO_LARGE),
        Refused::Wrong => ExecutionError::function_error("matches", "no pattern"),
    };
    let pattern = if let Some(ready) = pattern.downcast_ref::<Ready<Pattern>>() {
        Arc::clone(&ready.0)
    } else {
        let pattern = pattern.downcast_ref::<CelString>().ok_or_else(incomparable)?;
        Pattern::at_run(pattern.inner()).map_err(failed)?
    };
    pattern.is_match(text.inner()).ok_or_else(|| failed(Refused::TooLarge))
}

/// The first of each set of equal elements.
#[expect(clippy::needless_pass_by_value, reason = "the interpreter's functions take them so")]
fn distinct<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let Some(list) = args.first().and_then(|list| list.as_iterable()) else { return Err(incomparable()) };
    let (mut items, mut found) = (list.iter(), Vec::<Box<dyn Val + 'v>>::new());
    while let Some(item) = items.next() {
        if found.iter().all(|seen| !equal(seen.as_ref(), item)) {
            found.push(item.clone_as_boxed());
        }
    }
    Ok(CowVal::owned(CelList::from(found)))
}

#[expect(clippy::needless_pass_by_value, reason = "the interpreter's functions take them so")]
fn greatest<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    extreme("math.greatest", &args, Ordering::Greater)
}

#[expect(clippy::needless_pass_by_value, reason = "the interpreter's functions take them so")]
fn least<'b, 'v>(args: Vec<CowVal<'b, 'v>>) -> Result<CowVal<'b, 'v>, ExecutionError> {
    extreme("math.least", &args, Ordering::Less)
}

/// The greatest or the least of two numbers, or of a list of them. The first of equal ones.
fn extreme<'b, 'v>(
    function: &str,
    args: &[CowVal<'b, 'v>],
    wanted: Ordering,
) -> Result<CowVal<'b, 'v>, ExecutionError> {
    let numbers: Vec<&(dyn Val + 'v)> = match args {
        [one] => match one.downcast_ref::<CelList>() {
            Some(list) => list.inner().iter().map(AsRef::as_ref).collect(),
            None => vec![one.as_ref()],
        },
        _ => args.iter().map(AsRef::as_ref).collect(),
    };
    let mut best: Option<&(dyn Val + 'v)> = None;
    for value in numbers {
        let own = number(value).ok_or_else(incomparable)?;
        // What is not a number at all stands before and behind none.
        let unordered = || ExecutionError::function_error(function, "not a number");
        let is_best = match best.and_then(number) {
            Some(best) => order(&own, &best).ok_or_else(unordered)? == wanted,
            None => true,
        };
        if is_best {
            best = Some(value);
        }
    }
    let best = best.ok_or_else(|| ExecutionError::function_error(function, "an empty list"))?;
    Ok(CowVal::Owned(best.clone_as_boxed()))
}
