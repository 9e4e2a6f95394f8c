//! What in a template can fail for values that there are: dividing by what may be zero, reckoning with what may
//! be missing or is no number, taking a field of what has none. Silent where a test around says that somebody thought of it. Fills nothing in.

use super::tree::{Arguments, Expr, Node, Operator};
use crate::text::Message;
use minijinja::value::{Value, ValueKind};
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

/// No person reads more of one template.
const MOST_RISKS: usize = 50;

/// What a variable, with the fields taken of it, holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A number; with whether it is always there.
    Number(bool),
    /// A text.
    Text,
    /// A list.
    List,
    /// True or false.
    Truth,
    /// That is not known.
    Unknown,
}

/// Something that can fail.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// The bytes that it stands at.
    pub span: Range<usize>,
    /// What can happen.
    pub message: Message,
}

/// What can fail in a template, in order.
pub(super) fn risks(nodes: &[Node], kind_of: &dyn Fn(&str) -> Holds) -> Vec<Risk> {
    let mut looker = Looker { kind_of, tested: Tested::default(), loops: Vec::new(), found: Vec::new() };
    looker.nodes(nodes);
    looker.found
}

struct Looker<'k> {
    kind_of: &'k dyn Fn(&str) -> Holds,
    /// What the tests around name.
    tested: Tested,
    /// The variables of the loops around.
    loops: Vec<String>,
    found: Vec<Risk>,
}

/// Names, each as often as it was added, in the order in which they are taken back.
#[derive(Default)]
struct Tested {
    order: Vec<String>,
    counts: HashMap<String, usize>,
}

impl Tested {
    fn add(&mut self, test: &Expr) {
        let before = self.order.len();
        names(test, &mut self.order);
        for name in &self.order[before..] {
            *self.counts.entry(name.clone()).or_default() += 1;
        }
    }

    fn truncate(&mut self, length: usize) {
        for name in self.order.drain(length..) {
            if let Some(count) = self.counts.get_mut(&name) {
                *count -= 1;
            }
        }
    }

    fn contains(&self, name: &str) -> bool {
        self.counts.get(name).is_some_and(|count| *count > 0)
    }
}

impl Looker<'_> {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            if self.found.len() >= MOST_RISKS {
                return;
            }
            match node {
                Node::Text(_) => {}
                Node::Value(value) => self.expr(&value.expr, &value.span),
                Node::If(branches, otherwise) => {
                    let before = self.tested.order.len();
                    for (test, body) in branches {
                        self.expr(&test.expr, &test.span);
                        self.tested.add(&test.expr);
                        self.nodes(body);
                    }
                    self.nodes(otherwise);
                    self.tested.truncate(before);
                }
                Node::For(each) => {
                    self.expr(&each.over.expr, &each.over.span);
                    if matches!(self.holds(&each.over.expr), Holds::Number(_) | Holds::Text) {
                        self.unfit(&each.over.expr, &each.over.span);
                    }
                    let before = (self.tested.order.len(), self.loops.len());
                    self.loops.extend([each.item.clone(), "loop".to_owned()]);
                    if let Some(test) = &each.only_if {
                        self.expr(&test.expr, &test.span);
                        self.tested.add(&test.expr);
                    }
                    self.nodes(&each.body);
                    self.tested.truncate(before.0);
                    self.loops.truncate(before.1);
                    self.nodes(&each.otherwise);
                }
            }
        }
    }

    fn expr(&mut self, expr: &Expr, at: &Range<usize>) {
        match expr {
            Expr::And(left, right) => {
                self.expr(left, at);
                return self.after(left, |looker| looker.expr(right, at));
            }
            Expr::Choice(both, no) => {
                self.expr(&both[0], at);
                return self.after(&both[0], |looker| {
                    for part in [Some(&both[1]), no.as_deref()].into_iter().flatten() {
                        looker.expr(part, at);
                    }
                });
            }
            _ => {}
        }
        let place = match expr {
            Expr::Math(_, _, _, span) | Expr::Filter(_, _, span) => span,
            _ => at,
        };
        for part in expr.parts() {
            self.expr(part, place);
        }
        match expr {
            Expr::Neg(of) => self.reckons(of, at),
            Expr::Math(operator, left, right, span) => self.math(*operator, left, right, span),
            Expr::Filter(name, arguments, span) => self.filter(name, arguments, span),
            Expr::Attr(of, name) => self.takes(of, name, at),
            Expr::Item(of, item) => self.takes_item(of, item, at),
            Expr::Slice(of, _) if self.is_scalar(of) => self.unfit(of, at),
            _ => {}
        }
    }

    /// Taking a field: only lists and what holds fields have any, a list by the number of its item.
    fn takes(&mut self, of: &Expr, field: &str, at: &Range<usize>) {
        let has_none = match self.holds(of) {
            Holds::Number(_) | Holds::Truth => true,
            Holds::Text | Holds::List => field.parse::<usize>().is_err(),
            Holds::Unknown => false,
        };
        if has_none {
            let name = of.path().or_else(|| of.taken()).unwrap_or_else(|| "…".to_owned());
            let message = Message::new("rule-template-risk-field").with("name", name);
            self.add(at, message.with("field", field));
        }
    }

    /// Taking an item: of what has none, or one that a list which is written out does not have.
    fn takes_item(&mut self, of: &Expr, item: &Expr, at: &Range<usize>) {
        if self.is_scalar(of) {
            return self.unfit(of, at);
        }
        let length = match of {
            Expr::List(items) => Some(items.len()),
            Expr::Const(value) => value.len().filter(|_| value.kind() == ValueKind::Seq),
            _ => None,
        };
        let index = match item {
            Expr::Const(index) => i64::try_from(index.clone()).ok(),
            Expr::Neg(index) => match &**index {
                Expr::Const(index) => i64::try_from(index.clone()).ok().map(i64::saturating_neg),
                _ => None,
            },
            _ => None,
        };
        let (Some(length), Some(index)) = (length.and_then(|it| i64::try_from(it).ok()), index) else {
            return;
        };
        if index >= length || index < -length {
            self.add(at, Message::new("rule-template-risk-item").with("item", index.to_string()));
        }
    }

    /// Whether a value is known to have neither fields nor items.
    fn is_scalar(&self, expr: &Expr) -> bool {
        matches!(self.holds(expr), Holds::Number(_) | Holds::Truth)
    }

    fn after(&mut self, test: &Expr, look: impl FnOnce(&mut Self)) {
        let before = self.tested.order.len();
        self.tested.add(test);
        look(self);
        self.tested.truncate(before);
    }

    fn filter(&mut self, name: &str, arguments: &Arguments, at: &Range<usize>) {
        let Some((of, given)) = arguments.plain.split_first() else { return };
        self.arguments(name, given.len(), arguments.named.len(), at);
        if matches!(name, "abs" | "round" | "int" | "float") && self.holds(of) == Holds::Number(false) {
            self.reckons(of, at);
        }
        let misfits = matches!(
            (name, self.holds(of)),
            ("round" | "abs", Holds::Text | Holds::List)
                | ("join" | "sort" | "first" | "last" | "length", Holds::Number(_))
        );
        if misfits {
            self.unfit(of, at);
        }
    }

    /// How many values a filter is given in its parentheses.
    fn arguments(&mut self, name: &str, plain: usize, named: usize, at: &Range<usize>) {
        let takes = arguments_of(name);
        if plain + named < *takes.start() {
            let message = Message::new("rule-template-risk-few").with("name", name);
            self.add(at, message.with("count", *takes.start()));
        } else if plain > *takes.end() {
            let message = Message::new("rule-template-risk-many").with("name", name);
            self.add(at, message.with("count", *takes.end()));
        }
    }

    fn math(&mut self, operator: Operator, left: &Expr, right: &Expr, at: &Range<usize>) {
        if operator == Operator::Concat {
            return;
        }
        let texts = [left, right].map(|expr| self.holds(expr) == Holds::Text);
        // Texts can be put together, and be repeated.
        let is_of_texts = match operator {
            Operator::Add => texts == [true, true],
            Operator::Mul => texts == [true, false],
            _ => false,
        };
        if !is_of_texts {
            self.reckons(left, at);
            self.reckons(right, at);
        }
        let divides = matches!(operator, Operator::Div | Operator::FloorDiv | Operator::Rem);
        if divides && !self.is_never_zero(right) {
            let message = match right.path() {
                Some(name) => Message::new("rule-template-risk-zero").with("name", name),
                None => Message::new("rule-template-risk-division"),
            };
            self.add(at, message);
        }
    }

    /// Reckoning with a value: it has to be there, and to be a number.
    fn reckons(&mut self, expr: &Expr, at: &Range<usize>) {
        match (self.holds(expr), expr.path()) {
            (Holds::Text | Holds::List, _) => self.unfit(expr, at),
            (Holds::Number(false), Some(name)) if !self.tested.contains(&name) => {
                self.add(at, Message::new("rule-template-risk-missing").with("name", name));
            }
            _ => {}
        }
    }

    fn unfit(&mut self, expr: &Expr, at: &Range<usize>) {
        let message = match expr.path() {
            Some(name) => Message::new("rule-template-risk-kind").with("name", name),
            None => Message::new("rule-template-risk-unfit"),
        };
        self.add(at, message);
    }

    fn add(&mut self, span: &Range<usize>, message: Message) {
        let risk = Risk { span: span.clone(), message };
        if self.found.len() < MOST_RISKS && !self.found.contains(&risk) {
            self.found.push(risk);
        }
    }

    fn holds(&self, expr: &Expr) -> Holds {
        if let Some(path) = expr.path() {
            let root = path.split('.').next().unwrap_or_default();
            return match path.as_str() {
                "loop.first" | "loop.last" => Holds::Unknown,
                _ if root == "loop" && self.loops.iter().any(|name| name == root) => {
                    if path.matches('.').count() == 1 { Holds::Number(true) } else { Holds::Unknown }
                }
                _ if self.loops.iter().any(|name| name == root) => Holds::Unknown,
                path => (self.kind_of)(path),
            };
        }
        match expr {
            Expr::Const(value) => match value.kind() {
                ValueKind::Number => Holds::Number(true),
                ValueKind::String => Holds::Text,
                ValueKind::Bool => Holds::Truth,
                ValueKind::Seq => Holds::List,
                _ => Holds::Unknown,
            },
            Expr::List(_) => Holds::List,
            Expr::Math(Operator::Concat, ..) => Holds::Text,
            Expr::Filter("upper" | "lower" | "title" | "capitalize" | "join" | "urlencode", ..) => {
                Holds::Text
            }
            _ => Holds::Unknown,
        }
    }

    fn is_never_zero(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Const(value) => !is_zero(value),
            Expr::Neg(of) => self.is_never_zero(of),
            Expr::Or(_, otherwise) => self.is_never_zero(otherwise),
            Expr::Choice(both, Some(no)) => {
                let mut tested = Vec::new();
                names(&both[0], &mut tested);
                let yes = both[1].path().is_some_and(|name| tested.contains(&name));
                (yes || self.is_never_zero(&both[1])) && self.is_never_zero(no)
            }
            _ => {
                let mut divisors = Vec::new();
                names(expr, &mut divisors);
                let is_counted = |name: &str| {
                    matches!(name, "loop.index" | "loop.length" | "loop.revindex" | "proposition.rank")
                };
                !divisors.is_empty()
                    && divisors.iter().all(|name| self.tested.contains(name) || is_counted(name))
            }
        }
    }
}

/// How many values a filter takes in its parentheses, without those that are named.
fn arguments_of(filter: &str) -> RangeInclusive<usize> {
    match filter {
        "replace" => 2..=2,
        "trim" | "join" | "float" => 0..=1,
        "default" | "d" | "round" | "int" => 0..=2,
        _ => 0..=0,
    }
}

fn is_zero(value: &Value) -> bool {
    f64::try_from(value.clone()).is_ok_and(|number| number == 0.0)
}

/// The variables that an expression names, with the fields taken of them.
fn names(expr: &Expr, found: &mut Vec<String>) {
    match expr.path() {
        Some(path) => found.push(path),
        None => expr.parts().into_iter().for_each(|part| names(part, found)),
    }
}
