//! Prints a syntax tree as one line of canonical CEL: texts in single quotes, parentheses only where they are
//! needed, macros as they were written. What it prints reads back as the same tree.

use super::parse::Parsed;
use super::root::FILTERS;
use super::stand_in::{self, NotExpanded, not_expanded, written_name};
use super::tree::Macro;
use super::value::Typed;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, IdedEntryExpr, LiteralValue, operators};
use std::fmt::Write;

/// How tightly an expression binds, from a choice (`? :`) to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tightness {
    Choice,
    Or,
    And,
    Relation,
    Sum,
    Product,
    Unary,
    /// What a selection, an index or a call can be added to.
    Primary,
}

/// A rule as one line of canonical CEL.
pub fn print(parsed: &Parsed) -> String {
    expression(parsed.root())
}

/// A value as a rule names it; a list as the list of its texts.
pub fn written_literal(value: &Typed) -> String {
    let text = |text: &str| {
        let mut out = String::from("'");
        text.chars().for_each(|c| escaped(&mut out, c));
        out + "'"
    };
    match value {
        Typed::Boolean(value) => value.to_string(),
        Typed::Integer(value) => value.to_string(),
        Typed::Decimal(value) => format!("{value:?}"),
        Typed::Text(value) => text(value),
        Typed::Moment(at) => format!("timestamp('{at}')"),
        Typed::List(texts) => {
            let texts: Vec<String> = texts.iter().map(|it| text(it)).collect();
            format!("[{}]", texts.join(", "))
        }
    }
}

/// An expression as one line of canonical CEL.
pub(super) fn expression(expr: &IdedExpr) -> String {
    let mut out = String::new();
    write(&mut out, expr, Tightness::Choice);
    out
}

/// Writes an expression where only those are allowed that bind at least so tightly.
fn write(out: &mut String, expr: &IdedExpr, least: Tightness) {
    if tightness(expr) < least {
        out.push('(');
        bare(out, expr);
        out.push(')');
    } else {
        bare(out, expr);
    }
}

fn tightness(expr: &IdedExpr) -> Tightness {
    match &expr.expr {
        Expr::Call(call) => match (call.func_name.as_str(), call.args.len()) {
            (operators::CONDITIONAL, 3) => Tightness::Choice,
            (operators::NEGATE | operators::LOGICAL_NOT, 1) => Tightness::Unary,
            (name, 2) => infix(name).map_or(Tightness::Primary, |(_, tightness)| tightness),
            _ => Tightness::Primary,
        },
        // A sign would take the number behind it, and a dot would look like a decimal mark.
        Expr::Literal(LiteralValue::Int(_) | LiteralValue::Double(_) | LiteralValue::UInt(_)) => {
            Tightness::Unary
        }
        _ => Tightness::Primary,
    }
}

fn infix(function: &str) -> Option<(&'static str, Tightness)> {
    Some(match function {
        operators::LOGICAL_OR => ("||", Tightness::Or),
        operators::LOGICAL_AND => ("&&", Tightness::And),
        operators::EQUALS => ("==", Tightness::Relation),
        operators::NOT_EQUALS => ("!=", Tightness::Relation),
        operators::LESS => ("<", Tightness::Relation),
        operators::LESS_EQUALS => ("<=", Tightness::Relation),
        operators::GREATER => (">", Tightness::Relation),
        operators::GREATER_EQUALS => (">=", Tightness::Relation),
        operators::IN => ("in", Tightness::Relation),
        operators::ADD => ("+", Tightness::Sum),
        operators::SUBSTRACT => ("-", Tightness::Sum),
        operators::MULTIPLY => ("*", Tightness::Product),
        operators::DIVIDE => ("/", Tightness::Product),
        operators::MODULO => ("%", Tightness::Product),
        _ => return None,
    })
}

/// How a binary operator is written.
pub(super) fn sign(function: &str) -> Option<&'static str> {
    infix(function).map(|(sign, _)| sign)
}

fn tighter(tightness: Tightness) -> Tightness {
    match tightness {
        Tightness::Choice => Tightness::Or,
        Tightness::Or => Tightness::And,
        Tightness::And => Tightness::Relation,
        Tightness::Relation => Tightness::Sum,
        Tightness::Sum => Tightness::Product,
        Tightness::Product => Tightness::Unary,
        Tightness::Unary | Tightness::Primary => Tightness::Primary,
    }
}

fn bare(out: &mut String, expr: &IdedExpr) {
    match &expr.expr {
        Expr::Unspecified => {}
        Expr::Literal(literal) => self::literal(out, literal),
        Expr::Ident(name) => out.push_str(stand_in::shown(name).unwrap_or(written_name(name))),
        Expr::Call(call) => match not_expanded(expr) {
            Some(NotExpanded::Filter(_, name)) => {
                for part in [FILTERS, ".", name, "()"] {
                    out.push_str(part);
                }
            }
            Some(NotExpanded::TooLarge) => out.push('…'),
            None => self::call(out, call),
        },
        Expr::Comprehension(_) => comprehension(out, expr),
        Expr::Select(select) => {
            out.push_str(if select.test { "has(" } else { "" });
            write(out, &select.operand, Tightness::Primary);
            out.push('.');
            name(out, &select.field);
            out.push_str(if select.test { ")" } else { "" });
        }
        Expr::List(list) => {
            out.push('[');
            for (at, element) in list.elements.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                out.push_str(if list.optional_indices.contains(&at) { "?" } else { "" });
                write(out, element, Tightness::Choice);
            }
            out.push(']');
        }
        Expr::Map(map) => entries(out, &map.entries),
        Expr::Struct(made) => {
            out.push_str(&made.type_name);
            entries(out, &made.entries);
        }
    }
}

fn call(out: &mut String, call: &CallExpr) {
    match (call.func_name.as_str(), call.args.as_slice()) {
        (operators::CONDITIONAL, [condition, yes, no]) => {
            write(out, condition, Tightness::Or);
            out.push_str(" ? ");
            write(out, yes, Tightness::Or);
            out.push_str(" : ");
            write(out, no, Tightness::Choice);
        }
        (operators::NEGATE, [operand]) => prefixed(out, '-', operand),
        (operators::LOGICAL_NOT, [operand]) => prefixed(out, '!', operand),
        (operators::INDEX, [list, at]) => index(out, list, "[", at),
        (operators::OPT_INDEX, [list, at]) => index(out, list, "[?", at),
        (operators::OPT_SELECT, [operand, field]) => {
            write(out, operand, Tightness::Primary);
            out.push_str(".?");
            if let Expr::Literal(LiteralValue::String(text)) = &field.expr {
                name(out, text.inner());
            }
        }
        (function, [left, right]) if let Some((sign, tightness)) = infix(function) => {
            // A chain of one logical operator needs no parentheses: it is balanced however it is grouped.
            let logical = matches!(tightness, Tightness::Or | Tightness::And);
            write(out, left, tightness);
            let _ = write!(out, " {sign} ");
            write(out, right, if logical { tightness } else { tighter(tightness) });
        }
        (function, arguments) => {
            if let Some(target) = &call.target {
                write(out, target, Tightness::Primary);
                out.push('.');
            }
            out.push_str(function);
            list(out, arguments);
        }
    }
}

/// The parser reads a second sign, and a number behind a sign, as one with the first.
fn prefixed(out: &mut String, sign: char, operand: &IdedExpr) {
    out.push(sign);
    write(out, operand, Tightness::Primary);
}

fn index(out: &mut String, list: &IdedExpr, open: &str, at: &IdedExpr) {
    write(out, list, Tightness::Primary);
    out.push_str(open);
    write(out, at, Tightness::Choice);
    out.push(']');
}

fn list(out: &mut String, arguments: &[IdedExpr]) {
    out.push('(');
    for (at, argument) in arguments.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        write(out, argument, Tightness::Choice);
    }
    out.push(')');
}

fn entries(out: &mut String, entries: &[IdedEntryExpr]) {
    out.push('{');
    for (at, entry) in entries.iter().enumerate() {
        out.push_str(if at > 0 { ", " } else { "" });
        match &entry.expr {
            EntryExpr::MapEntry(entry) => {
                out.push_str(if entry.optional { "?" } else { "" });
                write(out, &entry.key, Tightness::Choice);
                out.push_str(": ");
                write(out, &entry.value, Tightness::Choice);
            }
            EntryExpr::StructField(field) => {
                out.push_str(if field.optional { "?" } else { "" });
                name(out, &field.field);
                out.push_str(": ");
                write(out, &field.value, Tightness::Choice);
            }
        }
    }
    out.push('}');
}

fn comprehension(out: &mut String, expr: &IdedExpr) {
    let Some(written) = Macro::of(expr) else { return };
    write(out, written.range, Tightness::Primary);
    let _ = write!(out, ".{}({}", written.name(), written_name(written.variable));
    for part in [written.filter, written.body].into_iter().flatten() {
        out.push_str(", ");
        write(out, part, Tightness::Choice);
    }
    out.push(')');
}

/// A field's name, in backquotes when it is no plain one.
fn name(out: &mut String, name: &str) {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.starts_with(|c: char| !c.is_ascii_digit())
        && !["true", "false", "null", "in"].contains(&name);
    let mark = if plain { "" } else { "`" };
    let _ = write!(out, "{mark}{name}{mark}");
}

fn literal(out: &mut String, literal: &LiteralValue) {
    let _ = match literal {
        LiteralValue::Boolean(value) => write!(out, "{}", value.inner()),
        LiteralValue::Int(value) => write!(out, "{}", value.inner()),
        LiteralValue::UInt(value) => write!(out, "{}u", value.inner()),
        LiteralValue::Double(value) => write!(out, "{:?}", value.inner()),
        LiteralValue::Null => write!(out, "null"),
        LiteralValue::String(text) => {
            out.push('\'');
            text.inner().chars().for_each(|c| escaped(out, c));
            write!(out, "'")
        }
        LiteralValue::Bytes(bytes) => {
            out.push_str("b'");
            for byte in bytes.inner() {
                let _ = match byte {
                    b' '..=b'~' if !b"'\\".contains(byte) => write!(out, "{}", char::from(*byte)),
                    _ => write!(out, "\\x{byte:02x}"),
                };
            }
            write!(out, "'")
        }
    };
}

fn escaped(out: &mut String, c: char) {
    let _ = match c {
        '\\' | '\'' => write!(out, "\\{c}"),
        '\n' => write!(out, "\\n"),
        '\r' => write!(out, "\\r"),
        '\t' => write!(out, "\\t"),
        c if c.is_control() => write!(out, "\\u{:04x}", u32::from(c)),
        c => write!(out, "{c}"),
    };
}
