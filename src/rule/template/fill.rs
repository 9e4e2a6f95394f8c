//! Filling in a template, part by part: what cannot be filled in shows nothing, and is noted; the rest stands.
//! Owns the order in which parts are filled in, and what each may cost.

use super::known::{Fault, FaultKind, Filled, Given, HTML_VARIABLE, TemplateKind};
use super::meter::{Unfilled, Work};
use super::operate::{self, BASE};
use super::tree::{Arguments, Expr, Loop, Node, Operator, Placed};
use crate::text::Message;
use minijinja::value::{Value, ValueKind};
use minijinja::{HtmlEscape, State};
use std::collections::BTreeSet;
use std::fmt::{self, Write};
use std::ops::Range;

/// Problems that are noted of one template: nobody reads more.
const MOST_PROBLEMS: usize = 3;
/// What could not be filled in of one template, for checking.
const MOST_FAULTS: usize = 50;
/// The longest part of a value, or of the library's own words, in a note.
const MOST_DETAIL: usize = 200;

/// Fills in a template; `None` where it costs too much.
pub(super) fn fill(nodes: &[Node], kind: TemplateKind, given: &Given, work: &mut Work) -> Option<Filled> {
    Some(made(nodes, kind, given, work, None)?.0)
}

/// The same but for some values that it only shows: with the bytes that they stand before, and their names. What it costs is
/// without their lengths.
pub(super) fn fill_but(
    nodes: &[Node],
    kind: TemplateKind,
    given: &Given,
    work: &mut Work,
    open: &BTreeSet<String>,
) -> Option<(Filled, Vec<(usize, String)>)> {
    made(nodes, kind, given, work, Some(open))
}

fn made(
    nodes: &[Node],
    kind: TemplateKind,
    given: &Given,
    work: &mut Work,
    open: Option<&BTreeSet<String>>,
) -> Option<(Filled, Vec<(usize, String)>)> {
    let html = given.get(HTML_VARIABLE);
    let html = html.as_str().filter(|_| kind == TemplateKind::Html);
    work.pay(html.map_or(0, str::len)).ok()?;
    let html = html.map(|html| Value::from_safe_string(html.to_owned()));
    let (state, bound) = (BASE.empty_state(), Vec::new());
    let (at, filled, found) = (None, Filled::default(), Vec::new());
    let mut filling = Filler { kind, given, html, work, state, bound, at, filled, open, found };
    match filling.nodes(nodes) {
        Ok(()) => Some((filling.filled, filling.found)),
        Err(TooMuch) => None,
    }
}

/// What the parts of a template show that name no variable, each with the bytes of its expression. Where they cost
/// too much together, the rest is left out.
pub(super) fn constants(
    nodes: &[Node],
    kind: TemplateKind,
    work: &mut Work,
    found: &mut Vec<(Range<usize>, String)>,
) {
    for node in nodes {
        match node {
            Node::Value(value) if value.expr.is_constant() => {
                let given = Given::default();
                if let Some(filled) = fill(std::slice::from_ref(node), kind, &given, work) {
                    found.push((value.span.clone(), filled.text));
                }
            }
            Node::Text(_) | Node::Value(_) => {}
            Node::If(branches, otherwise) => {
                let bodies = branches.iter().map(|(_, body)| body).chain([otherwise]);
                bodies.for_each(|body| constants(body, kind, work, found));
            }
            Node::For(each) => {
                constants(&each.body, kind, work, found);
                constants(&each.otherwise, kind, work, found);
            }
        }
    }
}

/// The template is given up.
struct TooMuch;

struct Filler<'t> {
    kind: TemplateKind,
    given: &'t Given,
    /// The variable that an HTML template shows as it is.
    html: Option<Value>,
    work: &'t mut Work,
    state: State<'static, 'static>,
    /// The items of the loops around, by name.
    bound: Vec<(String, Value)>,
    /// What is being filled in.
    at: Option<&'t Placed>,
    filled: Filled,
    /// The values that are left open, and where they are to be shown.
    open: Option<&'t BTreeSet<String>>,
    found: Vec<(usize, String)>,
}

impl<'t> Filler<'t> {
    fn nodes(&mut self, nodes: &'t [Node]) -> Result<(), TooMuch> {
        nodes.iter().try_for_each(|node| self.node(node))
    }

    fn node(&mut self, node: &'t Node) -> Result<(), TooMuch> {
        self.work.step().map_err(|_| TooMuch)?;
        match node {
            Node::Text(text) => {
                self.work.make(text.len()).map_err(|_| TooMuch)?;
                self.filled.text.push_str(text);
            }
            Node::Value(value) if self.leaves_open(&value.expr)? => {}
            Node::Value(value) => {
                let start = self.filled.text.len();
                let shown = self.placed(value).and_then(|made| self.show(&made, &value.expr));
                if self.noted(shown, value)?.is_none() {
                    self.filled.text.truncate(start);
                }
            }
            Node::If(branches, otherwise) => {
                for (test, body) in branches {
                    let holds = self.placed(test).map(|value| value.is_true());
                    // Neither this branch nor another stands where it cannot be told.
                    let Some(holds) = self.noted(holds, test)? else { return Ok(()) };
                    if holds {
                        return self.nodes(body);
                    }
                }
                self.nodes(otherwise)?;
            }
            Node::For(each) => self.each(each)?,
        }
        Ok(())
    }

    /// Whether a value is left open, and no item of a loop is of its name.
    fn leaves_open(&mut self, expr: &Expr) -> Result<bool, TooMuch> {
        let Some(path) = self.open.and_then(|open| expr.path().filter(|path| open.contains(path))) else {
            return Ok(false);
        };
        let mut parts = path.split('.');
        let root = parts.next();
        if self.bound.iter().any(|(name, _)| Some(name.as_str()) == root) {
            return Ok(false);
        }
        for _ in root.into_iter().chain(parts) {
            self.work.step().map_err(|_| TooMuch)?;
        }
        self.found.push((self.filled.text.len(), path));
        Ok(true)
    }

    /// What was made; nothing where it could not be, which is noted.
    fn noted<T>(&mut self, made: Result<T, Unfilled>, at: &Placed) -> Result<Option<T>, TooMuch> {
        let unfilled = match made {
            Ok(made) => return Ok(Some(made)),
            Err(Unfilled::TooMuch) => return Err(TooMuch),
            Err(unfilled) => unfilled,
        };
        self.note(unfilled, at);
        Ok(None)
    }

    fn note(&mut self, unfilled: Unfilled, at: &Placed) {
        let cut = |mut text: String| {
            text.truncate(text.floor_char_boundary(MOST_DETAIL));
            text
        };
        let kind = match &unfilled {
            Unfilled::Empty(name) => FaultKind::Empty(name.clone()),
            Unfilled::Missing(_) => FaultKind::Missing,
            _ => FaultKind::Fails,
        };
        let problem = match unfilled {
            Unfilled::TooMuch => Message::new("rule-template-too-much"),
            Unfilled::Missing(name) | Unfilled::Empty(name) => {
                Message::new("rule-template-missing").with("name", name)
            }
            Unfilled::Division => Message::new("rule-template-division"),
            Unfilled::Infinite => Message::new("rule-template-infinite"),
            Unfilled::Unfit => Message::new("rule-template-unfit"),
            Unfilled::NoNumber(text) => Message::new("rule-template-no-number").with("value", cut(text)),
            Unfilled::Failed(id, detail) => Message::new(id).with("detail", cut(detail)),
        };
        let nothing = Message::new("rule-template-nothing").with("part", &at.text).with("problem", problem);
        if !matches!(kind, FaultKind::Empty(_)) {
            self.add_problem(nothing.clone());
        }
        self.add_fault(at, nothing, kind);
    }

    fn add_fault(&mut self, at: &Placed, problem: Message, kind: FaultKind) {
        let faults = &mut self.filled.faults;
        let fault = Fault { span: at.span.clone(), problem, kind };
        if faults.len() < MOST_FAULTS && !faults.contains(&fault) {
            faults.push(fault);
        }
    }

    fn add_problem(&mut self, message: Message) {
        let problems = &mut self.filled.problems;
        if problems.len() < MOST_PROBLEMS && !problems.contains(&message) {
            problems.push(message);
        }
    }

    fn each(&mut self, each: &'t Loop) -> Result<(), TooMuch> {
        let over = self.placed(&each.over);
        if let (Ok(true), [], Some(name)) =
            (over.as_ref().map(Value::is_undefined), each.otherwise.as_slice(), each.over.expr.path())
        {
            self.note(Unfilled::Empty(name), &each.over);
        }
        let over = over.and_then(|over| self.items(&over));
        let Some(items) = self.noted(over, &each.over)? else { return Ok(()) };
        let bound = self.bound.len();
        let items = self.chosen(each, items)?;
        if items.is_empty() {
            return self.nodes(&each.otherwise);
        }
        for (index, item) in items.iter().enumerate() {
            self.work.step().map_err(|_| TooMuch)?;
            self.bound.push((each.item.clone(), item.clone()));
            self.bound.push(("loop".to_owned(), looping(index, items.len())));
            self.nodes(&each.body)?;
            self.bound.truncate(bound);
        }
        Ok(())
    }

    /// The items that a loop runs over.
    fn items(&mut self, over: &Value) -> Result<Vec<Value>, Unfilled> {
        if over.is_undefined() {
            // Nothing to run over is what a list that is not there is for.
            return Ok(Vec::new());
        }
        if !matches!(over.kind(), ValueKind::Seq | ValueKind::Iterable | ValueKind::Map) {
            return Err(Unfilled::Unfit);
        }
        self.work.pay_for([over])?;
        Ok(over.try_iter()?.collect())
    }

    /// Those of them that the loop's own condition accepts.
    fn chosen(&mut self, each: &'t Loop, items: Vec<Value>) -> Result<Vec<Value>, TooMuch> {
        let Some(test) = &each.only_if else { return Ok(items) };
        let mut chosen = Vec::new();
        for item in items {
            self.bound.push((each.item.clone(), item.clone()));
            let holds = self.placed(test).map(|value| value.is_true());
            self.bound.pop();
            if self.noted(holds, test)? == Some(true) {
                chosen.push(item);
            }
        }
        Ok(chosen)
    }

    /// Writes a value, escaped as the kind of the template wants it.
    fn show(&mut self, value: &Value, expr: &Expr) -> Result<(), Unfilled> {
        if value.is_undefined() {
            return self.nothing(expr);
        }
        if value.is_none() {
            return Ok(());
        }
        self.work.pay_for([value])?;
        let value = operate::written(value)?;
        let escapes = self.kind != TemplateKind::Text && !value.is_safe();
        let mut out = Out { work: self.work, text: &mut self.filled.text };
        let written = match value.as_str() {
            Some(text) if escapes => write!(out, "{}", HtmlEscape(text)),
            Some(text) => out.write_str(text),
            None if escapes => write!(out, "{}", HtmlEscape(&value.to_string())),
            None => write!(out, "{value}"),
        };
        written.map_err(|_| Unfilled::TooMuch)
    }

    /// What a missing value shows: nothing. A content field may be left empty; all else is noted.
    fn nothing(&self, expr: &Expr) -> Result<(), Unfilled> {
        match expr.path() {
            Some(name) if self.given.may_be_empty(&name) => Err(Unfilled::Empty(name)),
            Some(name) => Err(Unfilled::Missing(name)),
            None => expr.taken().map_or(Ok(()), |name| Err(Unfilled::Missing(name))),
        }
    }

    /// A value that something is done with, and so must be there.
    fn there(&mut self, expr: &Expr) -> Result<Value, Unfilled> {
        let value = self.value(expr)?;
        if value.is_undefined() || value.is_none() {
            let name = expr.path();
            return Err(name.map_or(Unfilled::Unfit, Unfilled::Missing));
        }
        Ok(value)
    }

    fn placed(&mut self, part: &'t Placed) -> Result<Value, Unfilled> {
        self.at = Some(part);
        self.value(&part.expr)
    }

    fn value(&mut self, expr: &Expr) -> Result<Value, Unfilled> {
        self.work.step()?;
        match expr {
            Expr::Name(name) => Ok(self.named(name)),
            Expr::Const(value) => Ok(value.clone()),
            Expr::Attr(of, name) => Ok(self.value(of)?.get_attr(name).unwrap_or(Value::UNDEFINED)),
            Expr::Item(of, at) => self.item(of, at),
            Expr::Slice(of, bounds) => self.slice(of, bounds),
            Expr::List(items) => Ok(Value::from(self.all(items)?)),
            Expr::Not(expr) => Ok(Value::from(!self.value(expr)?.is_true())),
            Expr::Neg(expr) => {
                let value = self.there(expr)?;
                operate::negative(self.work, &value)
            }
            Expr::And(left, right) => {
                let left = self.value(left)?;
                if left.is_true() { self.value(right) } else { Ok(left) }
            }
            Expr::Or(left, right) => {
                let left = self.value(left)?;
                if left.is_true() { Ok(left) } else { self.value(right) }
            }
            Expr::Math(operator, left, right, _) => self.math(*operator, left, right),
            Expr::Compare(first, others) => self.compare(first, others),
            Expr::Choice(both, no) => match (self.value(&both[0])?.is_true(), no) {
                (true, _) => self.value(&both[1]),
                (false, Some(no)) => self.value(no),
                // There is nothing to show on purpose.
                (false, None) => Ok(Value::from("")),
            },
            Expr::Filter(name, arguments, _) => self.filter(name, arguments),
            Expr::Test(name, arguments) => self.test(name, arguments),
            Expr::Cycle(values) => self.cycle(values),
        }
    }

    fn named(&self, name: &str) -> Value {
        let bound = self.bound.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value);
        let html = self.html.as_ref().filter(|_| name == HTML_VARIABLE);
        bound.or(html).cloned().unwrap_or_else(|| self.given.get(name))
    }

    fn all(&mut self, exprs: &[Expr]) -> Result<Vec<Value>, Unfilled> {
        exprs.iter().map(|expr| self.value(expr)).collect()
    }

    fn item(&mut self, of: &Expr, at: &Expr) -> Result<Value, Unfilled> {
        let (of, at) = (self.value(of)?, self.value(at)?);
        self.work.pay_for([&at].into_iter().chain(of.as_str().is_some().then_some(&of)))?;
        Ok(of.get_item(&at).unwrap_or(Value::UNDEFINED))
    }

    fn slice(&mut self, of: &Expr, bounds: &[Option<Box<Expr>>; 3]) -> Result<Value, Unfilled> {
        let of = self.there(of)?;
        let mut made = [None, None, None];
        for (made, bound) in made.iter_mut().zip(bounds) {
            *made = bound.as_ref().map(|bound| self.value(bound)).transpose()?;
        }
        operate::slice(self.work, &of, &made)
    }

    fn math(&mut self, operator: Operator, left: &Expr, right: &Expr) -> Result<Value, Unfilled> {
        let (left, right) = match operator {
            Operator::Concat => (self.text_of(left)?, self.text_of(right)?),
            _ => (self.there(left)?, self.there(right)?),
        };
        operate::math(self.work, operator, &left, &right)
    }

    /// A part of a text that is put together: one that is missing adds nothing, and is noted.
    fn text_of(&mut self, expr: &Expr) -> Result<Value, Unfilled> {
        let value = self.value(expr)?;
        if !value.is_undefined() && !value.is_none() {
            return Ok(value);
        }
        match (self.nothing(expr), self.at) {
            (Err(Unfilled::Missing(name)), at) => {
                let missing = Message::new("rule-template-missing").with("name", name);
                self.add_problem(missing.clone());
                if let Some(at) = at {
                    self.add_fault(at, missing, FaultKind::Missing);
                }
            }
            (Err(unfilled), Some(at)) => self.note(unfilled, at),
            _ => {}
        }
        Ok(Value::from(""))
    }

    fn compare(
        &mut self,
        first: &Expr,
        others: &[(super::tree::Comparison, Expr)],
    ) -> Result<Value, Unfilled> {
        let mut left = self.value(first)?;
        for (by, right) in others {
            let right = self.value(right)?;
            if !operate::compare(self.work, *by, &left, &right)? {
                return Ok(Value::from(false));
            }
            left = right;
        }
        Ok(Value::from(true))
    }

    fn filter(&mut self, name: &'static str, arguments: &Arguments) -> Result<Value, Unfilled> {
        let (mut plain, mut named) = (Vec::new(), Vec::new());
        for (at, argument) in arguments.plain.iter().enumerate() {
            // `default` is there for what is missing.
            let is_needed = at == 0 && !matches!(name, "default" | "d");
            plain.push(if is_needed { self.there(argument)? } else { self.value(argument)? });
        }
        for (name, argument) in &arguments.named {
            named.push((name.clone(), self.value(argument)?));
        }
        operate::filter(self.work, &mut self.state, name, plain, named)
    }

    fn test(&mut self, name: &'static str, arguments: &Arguments) -> Result<Value, Unfilled> {
        let plain = self.all(&arguments.plain)?;
        Ok(Value::from(operate::test(self.work, &mut self.state, name, &plain)?))
    }

    fn cycle(&mut self, values: &[Expr]) -> Result<Value, Unfilled> {
        let index = self.named("loop").get_attr("index0").ok().and_then(|index| index.as_usize());
        match values.get(index.unwrap_or(0) % values.len().max(1)) {
            Some(value) => self.value(value),
            None => Ok(Value::UNDEFINED),
        }
    }
}

/// What a loop says of itself.
fn looping(index: usize, length: usize) -> Value {
    minijinja::context! {
        index => index + 1, index0 => index, revindex => length - index, revindex0 => length - index - 1,
        first => index == 0, last => index + 1 == length, length => length,
    }
}

/// The text that is made, paid for while it grows.
struct Out<'w> {
    work: &'w mut Work,
    text: &'w mut String,
}

impl fmt::Write for Out<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        self.work.make(part.len()).map_err(|_| fmt::Error)?;
        self.text.push_str(part);
        Ok(())
    }
}
