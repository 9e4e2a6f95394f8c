//! From CEL to rows. Owns which expressions are a row; whatever it takes for one is written again and compared,
//! so that nothing else is ever changed.

use super::group::{Group, Item, Join, Node, Operand, Path, Row};
use super::moments::day_after;
use super::operator::{Operator, Takes};
use super::scope::Scope;
use super::write::{Parts, SHARES, parts, write};
use crate::model::FieldType;
use crate::rule::parse::parse;
use crate::rule::root::{Root, field, filter_call};
use crate::rule::{print, tree};
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};

/// How deep groups may lie in each other, conditions included: deeper ones could be neither followed nor shown,
/// and stay expressions.
pub const MAX_GROUPS: usize = 6;

/// A rule as rows. What they cannot say is an expression, the whole of it where it is no CEL.
pub fn read(rule: &str, scope: &Scope<'_>) -> Group {
    if rule.trim().is_empty() {
        return Group::everyone();
    }
    let whole = |text: String| Group::new(Join::All, vec![Node::Expression(text).into()]);
    let Ok(parsed) = parse(rule) else { return whole(rule.to_owned()) };
    let canonical = print::print(&parsed);
    let group = group(parsed.root(), scope, 0);
    if write(&group).as_deref() == Some(&canonical) { group } else { whole(canonical) }
}

/// An expression as a group: its own, or one of a single line.
fn group(expr: &IdedExpr, scope: &Scope<'_>, depth: usize) -> Group {
    match item(expr, scope, depth) {
        Item { condition: None, node: Node::Group(group) } => group,
        item => Group::new(Join::All, vec![item]),
    }
}

fn item(expr: &IdedExpr, scope: &Scope<'_>, depth: usize) -> Item {
    let Some((condition, rule)) = conditional(expr) else { return node(expr, scope, depth).into() };
    if depth >= MAX_GROUPS {
        return expression(expr).into();
    }
    let node = match conditional(rule) {
        Some(_) => Node::Group(Group::new(Join::All, vec![item(rule, scope, depth + 1)])),
        None => node(rule, scope, depth),
    };
    Item { condition: Some(group(condition, scope, depth + 1)), node }
}

/// The parts of `CONDITION ? RULE : true`.
fn conditional(expr: &IdedExpr) -> Option<(&IdedExpr, &IdedExpr)> {
    let Expr::Call(call) = &expr.expr else { return None };
    let always =
        |expr: &IdedExpr| matches!(&expr.expr, Expr::Literal(LiteralValue::Boolean(value)) if *value.inner());
    match call.args.as_slice() {
        [condition, rule, rest] if call.func_name == operators::CONDITIONAL && always(rest) => {
            Some((condition, rule))
        }
        _ => None,
    }
}

fn expression(expr: &IdedExpr) -> Node {
    Node::Expression(print::expression(expr))
}

fn node(expr: &IdedExpr, scope: &Scope<'_>, depth: usize) -> Node {
    if let Some(row) = row(expr, scope) {
        return Node::Row(row);
    }
    if depth >= MAX_GROUPS {
        return expression(expr);
    }
    if let Some((operator, _, _)) = tree::logical(expr) {
        let join = if operator == operators::LOGICAL_AND { Join::All } else { Join::Any };
        return alone(Group::new(join, items(expr, operator, scope, depth)));
    }
    match negated(expr) {
        Some(inner) => match tree::logical(inner) {
            Some((operators::LOGICAL_OR, _, _)) => {
                Node::Group(Group::new(Join::None, items(inner, operators::LOGICAL_OR, scope, depth)))
            }
            _ => Node::Group(Group::new(Join::None, vec![item(inner, scope, depth + 1)])),
        },
        None => expression(expr),
    }
}

/// A chain that came to one line is that line.
fn alone(mut group: Group) -> Node {
    match group.items.as_slice() {
        [Item { condition: None, .. }] => group.items.remove(0).node,
        _ => Node::Group(group),
    }
}

fn negated(expr: &IdedExpr) -> Option<&IdedExpr> {
    match &expr.expr {
        Expr::Call(call) if call.func_name == operators::LOGICAL_NOT => call.args.first(),
        _ => None,
    }
}

/// The lines of a chain: several terms in a row may be one.
fn items(expr: &IdedExpr, operator: &str, scope: &Scope<'_>, depth: usize) -> Vec<Item> {
    let mut terms = Vec::new();
    tree::terms(expr, operator, &mut terms);
    let join = if operator == operators::LOGICAL_AND { Join::All } else { Join::Any };
    let (mut items, mut rest) = (Vec::new(), terms.as_slice());
    while let [first, others @ ..] = rest {
        if let Some((row, taken)) = run(rest, join, scope) {
            items.push(row.into());
            rest = &rest[taken..];
        } else {
            items.push(item(first, scope, depth + 1));
            rest = others;
        }
    }
    items
}

/// The row that the first terms of a chain are together, and how many they are: at least two.
fn run(terms: &[&IdedExpr], join: Join, scope: &Scope<'_>) -> Option<(Row, usize)> {
    let first = row(terms.first()?, scope)?;
    if first.operator == Operator::Has {
        return several(first, terms, join, scope);
    }
    let [one, other, ..] = terms else { return None };
    let pair = [*one, *other];
    let second = row(other, scope);
    let found = candidates(&first, second.as_ref(), other, join, scope).into_iter().find(|candidate| {
        let ((Some(Parts::All(made)), Join::All) | (Some(Parts::Any(made)), Join::Any)) =
            (parts(candidate), join)
        else {
            return false;
        };
        allowed(candidate, scope) && made.len() == 2 && made.iter().zip(pair).all(|(a, b)| same(a, b))
    });
    found.map(|row| (row, 2))
}

/// `'a' in x && 'b' in x`: several texts that one list has.
fn several(first: Row, terms: &[&IdedExpr], join: Join, scope: &Scope<'_>) -> Option<(Row, usize)> {
    let rows = terms.iter().map_while(|term| {
        row(term, scope).filter(|row| row.operator == Operator::Has && row.field == first.field)
    });
    let values: Vec<_> = rows.flat_map(|row| row.values).collect();
    let count = values.len();
    let operator = if join == Join::All { Operator::HasAll } else { Operator::HasAny };
    (count > 1).then_some((Row { operator, values, ..first }, count))
}

/// What two terms may be together: the caller compares.
fn candidates(
    first: &Row,
    second: Option<&Row>,
    other: &IdedExpr,
    join: Join,
    scope: &Scope<'_>,
) -> Vec<Row> {
    use Operator as O;
    let make = |operator, values| Row { operator, values, ..first.clone() };
    match (join, first.operator) {
        (Join::Any, O::Absent) => [O::Empty, O::NoItems].map(|it| make(it, Vec::new())).to_vec(),
        (Join::All, O::Present) => [O::NotEmpty, O::SomeItems].map(|it| make(it, Vec::new())).to_vec(),
        (Join::All, O::InPart) => {
            let other = second.filter(|second| second.field == first.field);
            other
                .map(|other| make(O::InPart, vec![first.values[0].clone(), other.values[1].clone()]))
                .into_iter()
                .collect()
        }
        (Join::All, O::AtLeast | O::AtMost) => {
            let days = days_of(other).map(|days| Some(Operand::Integer(days)));
            let relative = days.map(|days| {
                let operator = if first.operator == O::AtMost { O::LastDays } else { O::NextDays };
                make(operator, vec![days])
            });
            let span = second.filter(|second| second.values.len() == 1).map(|second| {
                let values = vec![first.values[0].clone(), second.values[0].clone()];
                let operator = match second.operator {
                    O::Less if is_day(&values, scope) => O::OnDay,
                    O::Less => O::During,
                    _ => O::Between,
                };
                make(operator, values)
            });
            relative.into_iter().chain(span).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the values are a midnight and the next.
fn is_day(values: &[Option<Operand>], scope: &Scope<'_>) -> bool {
    match values {
        [Some(Operand::Moment(from)), Some(Operand::Moment(to))] => {
            day_after(from, scope.schema.zone()).as_ref() == Some(to)
        }
        _ => false,
    }
}

/// The days of `… <= duration('24h')`.
fn days_of(expr: &IdedExpr) -> Option<i64> {
    match &expr.expr {
        Expr::Call(call) => span_of(call.args.get(1)?),
        _ => None,
    }
}

fn span_of(expr: &IdedExpr) -> Option<i64> {
    let Expr::Call(duration) = &expr.expr else { return None };
    let [argument] = duration.args.as_slice() else { return None };
    let hours: i64 = text(argument)?.strip_suffix('h')?.parse().ok()?;
    (duration.func_name == "duration" && hours % 24 == 0).then_some(hours / 24)
}

fn same(one: &IdedExpr, other: &IdedExpr) -> bool {
    print::expression(one) == print::expression(other)
}

/// The row that an expression is.
fn row(expr: &IdedExpr, scope: &Scope<'_>) -> Option<Row> {
    let row = match negated(expr) {
        Some(inner) => {
            let row = positive(inner, scope).or_else(|| any_of(inner, scope))?;
            Row { operator: row.operator.negated()?, ..row }
        }
        None => positive(expr, scope)?,
    };
    let made = match parts(&row)? {
        Parts::All(parts) | Parts::Any(parts) => parts,
    };
    (allowed(&row, scope) && made.len() == 1 && same(&made[0], expr)).then_some(row)
}

/// `'a' in x || 'b' in x` behind a `!`.
fn any_of(expr: &IdedExpr, scope: &Scope<'_>) -> Option<Row> {
    let (operators::LOGICAL_OR, _, _) = tree::logical(expr)? else { return None };
    let mut terms = Vec::new();
    tree::terms(expr, operators::LOGICAL_OR, &mut terms);
    run(&terms, Join::Any, scope).filter(|(_, taken)| *taken == terms.len()).map(|(row, _)| row)
}

/// Whether field, operator and values go together.
fn allowed(row: &Row, scope: &Scope<'_>) -> bool {
    let Some((path, field_type)) = row.field.as_ref().and_then(|path| Some((path, scope.field_type(path)?)))
    else {
        return false;
    };
    if let Path::Filter(name) = path {
        let parameters: Vec<_> = scope.parameters_of(name).collect();
        let fits = |(value, (_, parameter_type, _)): (&Option<Operand>, &(_, &FieldType, _))| {
            value.as_ref().is_none_or(|value| scope.fits_parameter(value, parameter_type))
        };
        return row.values.len() <= parameters.len() && row.values.iter().zip(&parameters).all(fits);
    }
    let takes = row.operator.takes();
    if matches!(path, Path::Field(Root::Split, _)) {
        return takes == Takes::Part;
    }
    row.operator.goes_with(&field_type)
        && row.values.iter().flatten().all(|value| scope.fits(value, &field_type, takes))
        && (!row.ignore_case || field_type == FieldType::Text)
}

/// An expression that is no negation as a row, perhaps of another operator or type than there is.
fn positive(expr: &IdedExpr, scope: &Scope<'_>) -> Option<Row> {
    if let Some(call) = filter_call(expr) {
        let values = call.args.iter().map(|argument| operand(argument, scope)).collect::<Option<Vec<_>>>()?;
        return Some(Row::new(Path::Filter(call.func_name.clone()), Operator::IsTrue, values));
    }
    if let Some((root, name, true)) = field(expr) {
        return Some(Row::new(Path::field(root, name), Operator::Present, []));
    }
    if let Some(path) = path(expr, scope) {
        return Some(Row::new(path, Operator::IsTrue, []));
    }
    let Expr::Call(call) = &expr.expr else { return None };
    match (&call.target, call.args.as_slice()) {
        (Some(target), [value]) => tested(&call.func_name, target, value, scope),
        (None, [left, right]) if call.func_name == operators::IN => member(left, right, scope),
        (None, [left, right]) => compared(&call.func_name, left, right, scope),
        _ => None,
    }
}

fn tested(name: &str, target: &IdedExpr, value: &IdedExpr, scope: &Scope<'_>) -> Option<Row> {
    let operator = match name {
        "contains" => Operator::Contains,
        "startsWith" => Operator::StartsWith,
        "endsWith" => Operator::EndsWith,
        _ => return None,
    };
    let (field, ignore_case) = side(target, scope)?;
    let value = operand(unlowered(value).unwrap_or(value), scope)?;
    Some(Row { ignore_case, ..Row::new(field, operator, [value]) })
}

fn member(left: &IdedExpr, right: &IdedExpr, scope: &Scope<'_>) -> Option<Row> {
    let Expr::List(list) = &right.expr else {
        return Some(Row::new(path(right, scope)?, Operator::Has, [operand(left, scope)?]));
    };
    let (field, ignore_case) = side(left, scope)?;
    let values = list.elements.iter().map(|value| operand(unlowered(value).unwrap_or(value), scope));
    Some(Row { ignore_case, ..Row::new(field, Operator::OneOf, values.collect::<Option<Vec<_>>>()?) })
}

fn compared(sign: &str, left: &IdedExpr, right: &IdedExpr, scope: &Scope<'_>) -> Option<Row> {
    if let Some(subtrahend) = subtracted(left) {
        let days = span_of(right)?;
        return Some(Row::new(path(subtrahend, scope)?, Operator::OlderThan, [Operand::Integer(days)]));
    }
    if let Some(list) = sized(left) {
        let operator = match sign {
            operators::EQUALS => Operator::SizeEqual,
            operators::GREATER_EQUALS => Operator::SizeAtLeast,
            operators::LESS_EQUALS => Operator::SizeAtMost,
            _ => return None,
        };
        return Some(Row::new(path(list, scope)?, operator, [operand(right, scope)?]));
    }
    if let Some((Root::Split, name, _)) = field(left) {
        return part(sign, name, right);
    }
    let operator = match sign {
        operators::EQUALS => Operator::Equal,
        operators::NOT_EQUALS => Operator::Different,
        operators::LESS => Operator::Less,
        operators::LESS_EQUALS => Operator::AtMost,
        operators::GREATER => Operator::Greater,
        operators::GREATER_EQUALS => Operator::AtLeast,
        _ => return None,
    };
    let (field, ignore_case) = side(left, scope)?;
    let value = operand(unlowered(right).unwrap_or(right), scope)?;
    Some(Row { ignore_case, ..Row::new(field, operator, [value]) })
}

/// A part of a split of which one end is written.
fn part(sign: &str, split: &str, end: &IdedExpr) -> Option<Row> {
    let end = match &end.expr {
        Expr::Literal(LiteralValue::Int(number)) => Operand::Integer(*number.inner()),
        Expr::Literal(LiteralValue::Double(number)) => Operand::Decimal(*number.inner()),
        _ => return None,
    };
    let values = match sign {
        operators::GREATER_EQUALS => [end, Operand::Decimal(SHARES.end)],
        operators::LESS => [Operand::Decimal(SHARES.start), end],
        _ => return None,
    };
    Some(Row::new(Path::field(Root::Split, split), Operator::InPart, values))
}

/// What is taken from something.
fn subtracted(expr: &IdedExpr) -> Option<&IdedExpr> {
    match &expr.expr {
        Expr::Call(call) if call.func_name == operators::SUBSTRACT => call.args.get(1),
        _ => None,
    }
}

fn sized(expr: &IdedExpr) -> Option<&IdedExpr> {
    match &expr.expr {
        Expr::Call(call) if call.func_name == "size" && call.target.is_none() => call.args.first(),
        _ => None,
    }
}

/// The field of a side, and whether it is read in small letters.
fn side(expr: &IdedExpr, scope: &Scope<'_>) -> Option<(Path, bool)> {
    match unlowered(expr) {
        Some(inner) => Some((path(inner, scope)?, true)),
        None => Some((path(expr, scope)?, false)),
    }
}

/// What stands before `.lowerAscii()`.
fn unlowered(expr: &IdedExpr) -> Option<&IdedExpr> {
    match &expr.expr {
        Expr::Call(call) if call.func_name == "lowerAscii" => call.target.as_deref(),
        _ => None,
    }
}

/// The field or parameter that an expression names, when there is one.
fn path(expr: &IdedExpr, scope: &Scope<'_>) -> Option<Path> {
    let path = match (&expr.expr, field(expr)) {
        (Expr::Select(_), Some((root, name, false))) => Path::field(root, name),
        (Expr::Ident(name), _) if Root::named(name).is_none() => Path::Parameter(name.clone()),
        _ => return None,
    };
    scope.field_type(&path).map(|_| path)
}

fn text(expr: &IdedExpr) -> Option<&str> {
    match &expr.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

fn operand(expr: &IdedExpr, scope: &Scope<'_>) -> Option<Operand> {
    Some(match &expr.expr {
        Expr::Literal(LiteralValue::String(text)) => Operand::Text(text.inner().to_owned()),
        Expr::Literal(LiteralValue::Int(number)) => Operand::Integer(*number.inner()),
        Expr::Literal(LiteralValue::Double(number)) => Operand::Decimal(*number.inner()),
        Expr::Literal(LiteralValue::Boolean(value)) => Operand::Boolean(*value.inner()),
        Expr::List(list) => {
            let texts = list.elements.iter().map(|item| text(item).map(str::to_owned));
            Operand::Texts(texts.collect::<Option<_>>()?)
        }
        Expr::Call(call) if call.func_name == "timestamp" => {
            Operand::Moment(text(call.args.first()?)?.to_owned())
        }
        _ => Operand::Field(path(expr, scope)?),
    })
}
