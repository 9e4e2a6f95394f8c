//! Single conditions in words: comparisons, membership, texts, filters, macros; each with its opposite.

use super::join::{self, Part};
use super::pairs::is_call_moment;
use super::value::ValueKind;
use super::words::{Words, quoted};
use crate::rule::root::{field, filter_call};
use crate::rule::stand_in::written_name;
use crate::rule::tree::{Macro, MacroKind, called};
use crate::text::Message;
use cel::IdedExpr;
use cel::common::ast::{CallExpr, Expr, LiteralValue, operators};

/// How two values are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Is,
    IsNot,
    AtLeast,
    More,
    AtMost,
    Less,
}

impl Comparison {
    fn of(function: &str) -> Option<Self> {
        Some(match function {
            operators::EQUALS => Self::Is,
            operators::NOT_EQUALS => Self::IsNot,
            operators::GREATER_EQUALS => Self::AtLeast,
            operators::GREATER => Self::More,
            operators::LESS_EQUALS => Self::AtMost,
            operators::LESS => Self::Less,
            _ => return None,
        })
    }

    /// What holds when this does not.
    fn opposite(self) -> Self {
        match self {
            Self::Is => Self::IsNot,
            Self::IsNot => Self::Is,
            Self::AtLeast => Self::Less,
            Self::More => Self::AtMost,
            Self::AtMost => Self::More,
            Self::Less => Self::AtLeast,
        }
    }

    /// The same with the sides exchanged.
    fn mirrored(self) -> Self {
        match self {
            Self::Is | Self::IsNot => self,
            Self::AtLeast => Self::AtMost,
            Self::More => Self::Less,
            Self::AtMost => Self::AtLeast,
            Self::Less => Self::More,
        }
    }

    /// The message that says it of a value of that kind.
    fn message(self, kind: ValueKind) -> &'static str {
        match (kind, self) {
            (ValueKind::Moment, Self::Is) => "sentence-moment-is",
            (ValueKind::Moment, Self::IsNot) => "sentence-moment-is-not",
            (ValueKind::Moment, Self::AtLeast) => "sentence-moment-from",
            (ValueKind::Moment, Self::More) => "sentence-moment-after",
            (ValueKind::Moment, Self::AtMost) => "sentence-moment-until",
            (ValueKind::Moment, Self::Less) => "sentence-moment-before",
            (ValueKind::Number, Self::Is) => "sentence-number-is",
            (ValueKind::Number, Self::IsNot) => "sentence-number-is-not",
            (_, Self::Is) => "sentence-is",
            (_, Self::IsNot) => "sentence-is-not",
            (_, Self::AtLeast) => "sentence-at-least",
            (_, Self::More) => "sentence-more-than",
            (_, Self::AtMost) => "sentence-at-most",
            (_, Self::Less) => "sentence-less-than",
        }
    }

    /// The message for so long before or after the call.
    fn relative(self, ago: bool) -> Option<&'static str> {
        Some(match (self, ago) {
            (Self::AtLeast, true) => "sentence-ago-least",
            (Self::More, true) => "sentence-ago-more",
            (Self::AtMost, true) => "sentence-ago-most",
            (Self::Less, true) => "sentence-ago-less",
            (Self::AtLeast, false) => "sentence-ahead-least",
            (Self::More, false) => "sentence-ahead-more",
            (Self::AtMost, false) => "sentence-ahead-most",
            (Self::Less, false) => "sentence-ahead-less",
            (Self::Is | Self::IsNot, _) => return None,
        })
    }
}

/// One of two messages.
fn either(positive: bool, yes: &'static str, no: &'static str) -> Message {
    Message::new(if positive { yes } else { no })
}

impl Words<'_> {
    /// A condition that is not made of others, or its opposite.
    pub(super) fn atom(&self, expr: &IdedExpr, positive: bool) -> Part {
        let found = match &expr.expr {
            Expr::Select(select) if select.test => self.presence(expr, positive),
            Expr::Comprehension(_) => {
                let found = self.of_macro(expr, positive).map(Part::joined);
                return found.unwrap_or_else(|| quoted(expr, positive));
            }
            Expr::Call(_) if filter_call(expr).is_some() => self.filter(expr, positive),
            Expr::Call(call) => self.call(expr, call, positive),
            _ => None,
        };
        let found = found.or_else(|| self.yes_or_no(expr, positive));
        found.map_or_else(|| quoted(expr, positive), Part::one)
    }

    /// `has(profile.age)`
    fn presence(&self, expr: &IdedExpr, positive: bool) -> Option<Message> {
        let (root, name, _) = field(expr)?;
        let subject = self.field(root, name)?;
        Some(either(positive, "sentence-known", "sentence-unknown").with("subject", subject))
    }

    /// A boolean value that stands alone.
    fn yes_or_no(&self, expr: &IdedExpr, positive: bool) -> Option<Message> {
        let subject = self.named(expr)?;
        Some(either(positive, "sentence-yes", "sentence-no").with("subject", subject))
    }

    fn call(&self, expr: &IdedExpr, call: &CallExpr, positive: bool) -> Option<Message> {
        if call.target.is_some() {
            return self.text_test(call, positive);
        }
        let [left, right] = &call.args[..] else { return None };
        if call.func_name == operators::IN {
            return Some(self.membership(left, right, positive));
        }
        let comparison = Comparison::of(&call.func_name)?;
        let comparison = if positive { comparison } else { comparison.opposite() };
        let message = if self.is_subject(right) && !self.is_subject(left) {
            self.comparison(right, comparison.mirrored(), left)
        } else {
            self.comparison(left, comparison, right)
        };
        // Two conditions that are compared with each other have no words.
        let conditions = self.is_condition(left) && self.named(left).is_none();
        (!conditions || self.kind(expr) != ValueKind::Boolean).then_some(message)
    }

    fn comparison(&self, subject: &IdedExpr, comparison: Comparison, value: &IdedExpr) -> Message {
        let part = match comparison {
            Comparison::AtLeast => self.part(subject, Some(value), None),
            Comparison::Less => self.part(subject, None, Some(value)),
            _ => None,
        };
        if let Some(said) = part.or_else(|| self.relative(subject, comparison, value)) {
            return said;
        }
        if let Expr::Literal(LiteralValue::Boolean(yes)) = &value.expr
            && matches!(comparison, Comparison::Is | Comparison::IsNot)
        {
            let positive = *yes.inner() == (comparison == Comparison::Is);
            return either(positive, "sentence-yes", "sentence-no").with("subject", self.value(subject));
        }
        if let Expr::Literal(LiteralValue::String(text)) = &value.expr
            && text.inner().is_empty()
            && matches!(comparison, Comparison::Is | Comparison::IsNot)
        {
            let id = either(comparison == Comparison::Is, "sentence-blank", "sentence-not-blank");
            return id.with("subject", self.value(subject));
        }
        let kind = match self.kind(subject) {
            ValueKind::Other => self.kind(value),
            kind => kind,
        };
        let message = Message::new(comparison.message(kind)).with("subject", self.value(subject));
        message.with("value", self.compared(value, subject))
    }

    /// `interaction.at - x > duration('720h')` and `x >= interaction.at - duration('720h')`: so long ago.
    fn relative(&self, subject: &IdedExpr, comparison: Comparison, value: &IdedExpr) -> Option<Message> {
        let said = |comparison: Comparison, ago, subject: &IdedExpr, span: &IdedExpr| {
            let message = Message::new(comparison.relative(ago)?).with("subject", self.value(subject));
            Some(message.with("span", self.value(span)))
        };
        let is_span = |expr: &IdedExpr| self.kind(expr) == ValueKind::Span;
        if let Some([later, earlier]) = called(subject, operators::SUBSTRACT)
            && is_span(value)
        {
            return match (is_call_moment(later), is_call_moment(earlier)) {
                (true, false) => said(comparison, true, earlier, value),
                (false, true) => said(comparison, false, later, value),
                _ => None,
            };
        }
        if let Some([now, span]) = called(value, operators::SUBSTRACT)
            && is_call_moment(now)
            && is_span(span)
        {
            return said(comparison.mirrored(), true, subject, span);
        }
        let [now, span] = called(value, operators::ADD)? else { return None };
        (is_call_moment(now) && is_span(span)).then(|| said(comparison, false, subject, span))?
    }

    fn membership(&self, item: &IdedExpr, list: &IdedExpr, positive: bool) -> Message {
        let Expr::List(items) = &list.expr else {
            let message = either(positive, "sentence-among", "sentence-not-among");
            return message.with("value", self.value(item)).with("list", self.value(list));
        };
        let values: Vec<Message> = items.elements.iter().map(|value| self.compared(value, item)).collect();
        let subject = self.value(item);
        if let [_] = &values[..] {
            let comparison = if positive { Comparison::Is } else { Comparison::IsNot };
            return self.comparison(item, comparison, &items.elements[0]);
        }
        let message = either(positive, "sentence-one-of", "sentence-not-one-of");
        message.with("subject", subject).with("values", join::listed(values))
    }

    /// `x.contains('a')` and its like.
    fn text_test(&self, call: &CallExpr, positive: bool) -> Option<Message> {
        let (target, [part]) = (call.target.as_deref()?, &call.args[..]) else { return None };
        let message = match call.func_name.as_str() {
            "contains" => either(positive, "sentence-contains", "sentence-not-contains"),
            "startsWith" => either(positive, "sentence-starts", "sentence-not-starts"),
            "endsWith" => either(positive, "sentence-ends", "sentence-not-ends"),
            "matches" => either(positive, "sentence-matches", "sentence-not-matches"),
            _ => return None,
        };
        Some(message.with("subject", self.value(target)).with("value", self.value(part)))
    }

    fn filter(&self, expr: &IdedExpr, positive: bool) -> Option<Message> {
        let call = filter_call(expr)?;
        let label = self.labels.filter(&call.func_name).unwrap_or_else(|| call.func_name.clone());
        if call.args.is_empty() {
            return Some(either(positive, "sentence-filter", "sentence-not-filter").with("filter", label));
        }
        let values = call.args.iter().map(|value| self.value(value)).collect();
        let message = either(positive, "sentence-filter-with", "sentence-not-filter-with");
        Some(message.with("filter", label).with("values", join::listed(values)))
    }

    /// `list.exists(x, …)` and its like.
    fn of_macro(&self, expr: &IdedExpr, positive: bool) -> Option<Message> {
        let written = Macro::of(expr)?;
        let body = written.body?;
        let message = match written.kind {
            MacroKind::Exists => either(positive, "sentence-exists", "sentence-not-exists"),
            MacroKind::All => either(positive, "sentence-every", "sentence-not-every"),
            MacroKind::ExistsOne => either(positive, "sentence-exactly-one", "sentence-not-exactly-one"),
            MacroKind::Map | MacroKind::Filter => return None,
        };
        let inner = self.within(written_name(written.variable)).condition(body, true).inside();
        Some(message.with("list", self.value(written.range)).with("condition", inner))
    }
}
