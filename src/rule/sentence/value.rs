//! Values in words: fields, texts, numbers, moments, spans, and what is calculated from them.

use super::join;
use super::words::Words;
use crate::model::FieldType;
use crate::rule::instant::Instant;
use crate::rule::print;
use crate::rule::root::{Root, field};
use crate::rule::schema::standard;
use crate::rule::span;
use crate::rule::stand_in::written_name;
use crate::rule::tree::{Macro, MacroKind, called};
use crate::rule::types::{FUNCTIONS, Type};
use crate::text::{MONTHS, Message};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};
use jiff::ToSpan;
use jiff::civil::{DateTime, Time};

/// What a value is, as far as its words depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    Boolean,
    Number,
    Moment,
    Span,
    Text,
    List,
    Other,
}

impl ValueKind {
    fn of_field(field_type: &FieldType) -> Self {
        Self::of_type(&Type::of_field(field_type))
    }

    fn of_type(found: &Type) -> Self {
        match found {
            Type::Bool => Self::Boolean,
            Type::Int | Type::UInt | Type::Double => Self::Number,
            Type::Moment => Self::Moment,
            Type::Span => Self::Span,
            Type::Text => Self::Text,
            Type::List(_) => Self::List,
            _ => Self::Other,
        }
    }
}

/// The functions that change nothing that words would say.
const CONVERSIONS: &[&str] = &["int", "uint", "double", "string", "dyn"];

impl Words<'_> {
    /// Whether an expression is true or false, as far as it can be seen.
    pub(super) fn is_condition(&self, expr: &IdedExpr) -> bool {
        self.kind(expr) == ValueKind::Boolean
    }

    pub(super) fn kind(&self, expr: &IdedExpr) -> ValueKind {
        if let Some((root, name, test)) = field(expr) {
            return if test {
                ValueKind::Boolean
            } else {
                self.field_type(root, name).map_or(ValueKind::Other, |it| ValueKind::of_field(&it))
            };
        }
        match &expr.expr {
            Expr::Literal(literal) => match literal {
                LiteralValue::Boolean(_) => ValueKind::Boolean,
                LiteralValue::Int(_) | LiteralValue::UInt(_) | LiteralValue::Double(_) => ValueKind::Number,
                LiteralValue::String(_) => ValueKind::Text,
                LiteralValue::Bytes(_) | LiteralValue::Null => ValueKind::Other,
            },
            Expr::Ident(name) => {
                self.labels.parameter(name).map_or(ValueKind::Other, |it| ValueKind::of_field(&it))
            }
            Expr::List(_) => ValueKind::List,
            Expr::Select(select) if select.test => ValueKind::Boolean,
            Expr::Comprehension(_) => match Macro::of(expr).map(|written| written.kind) {
                Some(MacroKind::Map | MacroKind::Filter) => ValueKind::List,
                _ => ValueKind::Boolean,
            },
            Expr::Call(call) => self.kind_of_call(expr, call),
            _ => ValueKind::Other,
        }
    }

    fn kind_of_call(&self, expr: &IdedExpr, call: &CallExpr) -> ValueKind {
        if crate::rule::root::filter_call(expr).is_some() {
            return ValueKind::Boolean;
        }
        match (call.func_name.as_str(), &call.args[..]) {
            (operators::CONDITIONAL, [_, yes, _]) => self.kind(yes),
            (operators::LOGICAL_NOT | operators::LOGICAL_AND | operators::LOGICAL_OR, _) => {
                ValueKind::Boolean
            }
            (operators::NEGATE, [operand]) => self.kind(operand),
            (operators::SUBSTRACT, [left, right]) => match (self.kind(left), self.kind(right)) {
                (ValueKind::Moment, ValueKind::Moment) => ValueKind::Span,
                (kind, _) => kind,
            },
            (operators::ADD, [left, right]) => match (self.kind(left), self.kind(right)) {
                (_, ValueKind::Moment) => ValueKind::Moment,
                (kind, _) => kind,
            },
            (operators::INDEX, _) => ValueKind::Other,
            (name, [left, _]) if call.target.is_none() && print::sign(name).is_some() => {
                let arithmetic = [operators::MULTIPLY, operators::DIVIDE, operators::MODULO].contains(&name);
                if arithmetic { self.kind(left) } else { ValueKind::Boolean }
            }
            (name, _) => {
                let found = FUNCTIONS.iter().find(|function| function.name == name);
                found.map_or(ValueKind::Other, |function| ValueKind::of_type(&function.result))
            }
        }
    }

    /// Whether an expression is what a condition speaks of, rather than what it is compared with.
    pub(super) fn is_subject(&self, expr: &IdedExpr) -> bool {
        match &expr.expr {
            Expr::Literal(_) | Expr::List(_) => false,
            Expr::Call(call) if ["timestamp", "duration"].contains(&call.func_name.as_str()) => false,
            Expr::Ident(name) => self.is_bound(name),
            _ => true,
        }
    }

    fn is_bound(&self, name: &str) -> bool {
        self.bound.iter().any(|bound| bound == written_name(name))
    }

    fn field_type(&self, root: Root, name: &str) -> Option<FieldType> {
        if root == Root::Split {
            return Some(FieldType::Decimal);
        }
        if self.is_bound(root.name()) {
            return None;
        }
        let found = standard(root).into_iter().find(|(known, _)| *known == name).map(|(_, found)| found);
        found.or_else(|| self.labels.field(root, name).map(|(_, found)| found))
    }

    /// A field by its label; `None` where a variable hides the root.
    pub(super) fn field(&self, root: Root, name: &str) -> Option<Message> {
        if root == Root::Split {
            return Some(Message::new("sentence-split").with("name", name));
        }
        if self.is_bound(root.name()) {
            return None;
        }
        if let Some(id) = standard_label(root, name) {
            return Some(Message::new(id));
        }
        let label = self.labels.field(root, name).map(|(label, _)| label);
        Some(plain(join::lowered(label.as_deref().unwrap_or(name))))
    }

    /// What has a name: a field, a macro's variable, a filter's parameter.
    pub(super) fn named(&self, expr: &IdedExpr) -> Option<Message> {
        if let Some((root, name, false)) = field(expr) {
            return self.field(root, name);
        }
        match &expr.expr {
            Expr::Ident(name) if self.is_bound(name) => Some(self.variable(written_name(name))),
            Expr::Ident(name) if self.labels.parameter(name).is_some() => Some(plain(name.clone())),
            _ => None,
        }
    }

    /// The only variable is *it*; among several each keeps its name.
    fn variable(&self, name: &str) -> Message {
        if self.bound.len() == 1 { Message::new("sentence-item") } else { plain(name.to_owned()) }
    }

    /// A value that is compared with another one, which may have words of its own for it.
    pub(super) fn compared(&self, value: &IdedExpr, subject: &IdedExpr) -> Message {
        if let (Expr::Literal(LiteralValue::String(text)), Some((root, name, false))) =
            (&value.expr, field(subject))
        {
            if let Some(label) = known_value(root, name, text.inner()) {
                return Message::new(label);
            }
            if let Some(label) = self.labels.value(root, name, text.inner()) {
                return join::as_message(label);
            }
            if matches!(self.field_type(root, name), Some(FieldType::Choice(choices)) if choices.iter().any(|choice| choice == text.inner()))
            {
                return plain(text.inner().to_owned());
            }
        }
        self.value(value)
    }

    /// A value in words; what has none is quoted as CEL.
    pub(super) fn value(&self, expr: &IdedExpr) -> Message {
        let found = self.named(expr).or_else(|| match &expr.expr {
            Expr::Literal(literal) => of_literal(literal),
            Expr::List(list) if list.optional_indices.is_empty() => {
                Some(join::listed(list.elements.iter().map(|item| self.value(item)).collect()))
            }
            Expr::Call(call) => self.of_call(call),
            _ => None,
        });
        found.unwrap_or_else(|| Message::new("sentence-cel").with("rule", print::expression(expr)))
    }

    fn of_call(&self, call: &CallExpr) -> Option<Message> {
        match (call.func_name.as_str(), call.target.as_deref(), &call.args[..]) {
            ("timestamp", None, [at]) => self.moment(at),
            ("duration", None, [span]) => of_span(literal_text(span)?),
            ("size", None, [of]) | ("size", Some(of), []) => Some(self.size(of)),
            (name, None, [value]) if CONVERSIONS.contains(&name) => Some(self.value(value)),
            (operators::NEGATE, None, [value]) => {
                Some(Message::new("sentence-negative").with("value", self.operand(value)))
            }
            (operators::CONDITIONAL, None, [condition, yes, no]) => {
                let choice = Message::new("sentence-if-else")
                    .with("condition", self.condition(condition, true).inside());
                let choice = choice.with("rule", self.operand(yes)).with("other", self.operand(no));
                Some(choice)
            }
            (name, None, [left, right]) => self.calculation(name, left, right),
            (name, Some(target), []) => {
                Some(Message::new(method(name, self.kind(target))?).with("value", self.value(target)))
            }
            _ => None,
        }
    }

    fn calculation(&self, function: &str, left: &IdedExpr, right: &IdedExpr) -> Option<Message> {
        let sign = arithmetic(function)?;
        // A product binds tighter than a sum, for people too.
        let side = |expr: &IdedExpr| {
            let product = matches!(&expr.expr, Expr::Call(inner) if inner.func_name == operators::MULTIPLY);
            let sum = [operators::ADD, operators::SUBSTRACT].contains(&function);
            if product && sum { self.value(expr) } else { self.operand(expr) }
        };
        let message = Message::new("sentence-arithmetic").with("left", side(left));
        Some(message.with("sign", sign).with("right", side(right)))
    }

    /// A value inside a calculation: in parentheses when it is one itself.
    fn operand(&self, expr: &IdedExpr) -> Message {
        let words = self.value(expr);
        let calculated = ["sentence-arithmetic", "sentence-if-else", "sentence-negative"].contains(&words.id);
        if calculated { Message::new("sentence-group").with("inner", words) } else { words }
    }

    fn size(&self, of: &IdedExpr) -> Message {
        let id = if self.kind(of) == ValueKind::Text { "sentence-length" } else { "sentence-count" };
        Message::new(id).with("value", self.value(of))
    }

    /// The moment of `timestamp('…')`, in the catalog's time zone: a day where it is a midnight.
    fn moment(&self, at: &IdedExpr) -> Option<Message> {
        let at = self.local(at)?;
        let day = Message::new("sentence-date")
            .with("month", month(at.month()))
            .with("year", at.year().to_string());
        let day = day.with("day", f64::from(at.day()));
        if at.time() == Time::midnight() {
            return Some(day);
        }
        Some(Message::new("sentence-moment").with("day", day).with("time", at.strftime("%H:%M").to_string()))
    }

    /// The date and time of a written timestamp in the catalog's time zone.
    fn local(&self, at: &IdedExpr) -> Option<DateTime> {
        Some(literal_text(at)?.parse::<Instant>().ok()?.local(&self.labels.zone())?.0)
    }

    /// The day that a span of moments is, from its midnight to the next.
    pub(super) fn whole_day(&self, from: &IdedExpr, until: &IdedExpr) -> Option<Message> {
        let at = |expr: &IdedExpr| {
            let [text] = called(expr, "timestamp")? else { return None };
            self.local(text)
        };
        let (start, end) = (at(from)?, at(until)?);
        let is_day = start.time() == Time::midnight() && start.checked_add(1.day()).ok()? == end;
        is_day.then(|| self.value(from))
    }
}

pub(super) fn plain(text: String) -> Message {
    Message::new("sentence-plain").with("value", text)
}

fn literal_text(expr: &IdedExpr) -> Option<&str> {
    match &expr.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

fn of_literal(literal: &LiteralValue) -> Option<Message> {
    Some(match literal {
        LiteralValue::Boolean(value) => {
            Message::new(if *value.inner() { "sentence-value-yes" } else { "sentence-value-no" })
        }
        LiteralValue::Int(value) => plain(value.inner().to_string()),
        LiteralValue::UInt(value) => plain(value.inner().to_string()),
        LiteralValue::Double(value) => decimal(*value.inner()),
        LiteralValue::String(text) => Message::new("sentence-text").with("text", text.inner()),
        LiteralValue::Bytes(_) | LiteralValue::Null => return None,
    })
}

/// A decimal number; the mark is the language's.
fn decimal(value: f64) -> Message {
    let written = value.to_string();
    match written.split_once('.') {
        Some((whole, fraction)) => {
            Message::new("sentence-decimal").with("whole", whole).with("fraction", fraction)
        }
        None => plain(written),
    }
}

/// A span in days, hours, minutes and seconds.
fn of_span(text: &str) -> Option<Message> {
    let span = span::parse(text)?;
    if span.is_negative() || span.subsec_nanos() != 0 {
        return None;
    }
    Some(span_in_words(span.as_secs()))
}

/// A span of so many seconds, in days, hours, minutes and seconds: "2 days 6 hours".
pub fn span_in_words(seconds: i64) -> Message {
    let units = [
        ("sentence-days", seconds / 86_400),
        ("sentence-hours", seconds / 3_600 % 24),
        ("sentence-minutes", seconds / 60 % 60),
        ("sentence-seconds", seconds % 60),
    ];
    let units =
        units.into_iter().filter(|(id, count)| *count > 0 || seconds == 0 && *id == "sentence-seconds");
    #[expect(clippy::cast_precision_loss, reason = "a count above 2^53 does not occur in a span")]
    let parts = units.map(|(id, count)| Message::new(id).with("count", count as f64)).collect();
    join::folded("sentence-spans", parts)
}

fn arithmetic(function: &str) -> Option<&'static str> {
    Some(match function {
        operators::ADD => "+",
        operators::SUBSTRACT => "-",
        operators::MULTIPLY => "×",
        operators::DIVIDE => "÷",
        operators::MODULO => "%",
        _ => return None,
    })
}

fn month(month: i8) -> Message {
    let index = usize::from(month.unsigned_abs()).saturating_sub(1);
    Message::new(MONTHS[index.min(MONTHS.len() - 1)])
}

/// What a function without arguments makes of a value.
fn method(name: &str, of: ValueKind) -> Option<&'static str> {
    let moment = of != ValueKind::Span;
    Some(match name {
        "lowerAscii" => "sentence-lower",
        "upperAscii" => "sentence-upper",
        "trim" => "sentence-trimmed",
        "getFullYear" => "sentence-part-year",
        "getMonth" => "sentence-part-month",
        "getDate" => "sentence-part-day",
        "getDayOfWeek" => "sentence-part-weekday",
        "getHours" if moment => "sentence-part-hour",
        "getMinutes" if moment => "sentence-part-minute",
        "getHours" => "sentence-in-hours",
        "getMinutes" => "sentence-in-minutes",
        _ => return None,
    })
}

/// The label of a field that every catalog has.
fn standard_label(root: Root, name: &str) -> Option<&'static str> {
    Some(match (root, name) {
        (Root::Offer, "name") => "sentence-offer",
        (Root::Offer, "code") => "sentence-offer-code",
        (Root::Offer, "label") => "sentence-offer-label",
        (Root::Offer, "category") => "sentence-offer-category",
        (Root::Offer, "themes") => "sentence-offer-themes",
        (Root::Interaction, "environment") => "sentence-environment",
        (Root::Interaction, "space") => "sentence-space",
        (Root::Interaction, "channel") => "sentence-channel",
        (Root::Interaction, "identification") => "sentence-identification",
        (Root::Interaction, "at") => "sentence-at",
        (Root::Proposition, "offer") => "sentence-proposition-offer",
        (Root::Proposition, "category") => "sentence-proposition-category",
        (Root::Proposition, "space") => "sentence-proposition-space",
        (Root::Proposition, "channel") => "sentence-proposition-channel",
        (Root::Proposition, "status") => "sentence-proposition-status",
        (Root::Proposition, "weight") => "sentence-proposition-weight",
        (Root::Proposition, "at") => "sentence-proposition-at",
        _ => return None,
    })
}

/// The word for a value that every catalog has.
fn known_value(root: Root, field: &str, value: &str) -> Option<&'static str> {
    Some(match (root, field, value) {
        (Root::Interaction, "identification", "explicit") => "sentence-explicit",
        (Root::Interaction, "identification", "implicit") => "sentence-implicit",
        (Root::Interaction, "identification", "anonymous") => "sentence-anonymous",
        (Root::Interaction | Root::Proposition, "channel", "inbound_web") => "domain-channel-inbound-web",
        (Root::Interaction | Root::Proposition, "channel", "inbound_mobile") => {
            "domain-channel-inbound-mobile"
        }
        (Root::Interaction | Root::Proposition, "channel", "call_center") => "domain-channel-call-center",
        (Root::Interaction | Root::Proposition, "channel", "email") => "domain-channel-email",
        (Root::Interaction | Root::Proposition, "channel", "sms") => "domain-channel-sms",
        (Root::Interaction | Root::Proposition, "channel", "direct_mail") => "domain-channel-direct-mail",
        (Root::Proposition, "status", "generated") => "sentence-generated",
        (Root::Proposition, "status", "presented") => "sentence-presented",
        (Root::Proposition, "status", "interested") => "sentence-interested",
        (Root::Proposition, "status", "accepted") => "sentence-accepted",
        (Root::Proposition, "status", "scheduled") => "sentence-scheduled",
        (Root::Proposition, "status", "rejected") => "sentence-rejected",
        _ => return None,
    })
}
