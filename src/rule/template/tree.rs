//! What a template says, read off MiniJinja's own syntax tree. Owns what templates may not do: what has no
//! place in the tree here cannot be said, however it is written or hidden in quotes, comments and `raw`.
//!
//! The library's parser recurses without a bound where operators or `elif` are in a row, so that its tokens
//! are counted first.

use super::super::parse::Diagnostic;
use super::known::{FILTERS, TESTS};
use crate::model::is_name;
use crate::text::Message;
use minijinja::machinery::ast::{self, BinOpKind, CallArg, CallType, CompareOpKind, UnaryOpKind};
use minijinja::machinery::{Span, Token, parse, tokenize};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use std::collections::BTreeSet;
use std::ops::Range;

/// The name that the library knows a template by.
const NAME: &str = "template";

/// Words in one tag: the parser recurses for each in a row of some, and what people write has a dozen.
const MOST_WORDS: usize = 400;
/// `elif`s of a template: the parser recurses for each in a row.
const MOST_ELIFS: usize = 100;
/// Expressions inside each other: filling in recurses, on threads with small stacks.
const MOST_DEPTH: usize = 60;
/// Blocks inside each other.
const MOST_BLOCKS: usize = 20;

/// Bytes of an expression that a sentence shows.
const MOST_SHOWN: usize = 80;

/// A part of a template.
#[derive(Debug)]
pub(super) enum Node {
    /// What stands as it is.
    Text(String),
    /// `{{ … }}`
    Value(Placed),
    /// `{% if %}` with its `elif`s, and what stands otherwise.
    If(Vec<(Placed, Vec<Node>)>, Vec<Node>),
    /// `{% for %}`
    For(Box<Loop>),
}

/// A loop.
#[derive(Debug)]
pub(super) struct Loop {
    pub(super) item: String,
    pub(super) over: Placed,
    pub(super) only_if: Option<Placed>,
    pub(super) body: Vec<Node>,
    /// What stands where there is no item.
    pub(super) otherwise: Vec<Node>,
}

/// An expression with the bytes that it stands at.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) expr: Expr,
    pub(super) span: Range<usize>,
    /// How it is written, for a person.
    pub(super) text: String,
}

/// An expression.
#[derive(Debug)]
pub(super) enum Expr {
    Name(String),
    Const(Value),
    Attr(Box<Expr>, String),
    Item(Box<Expr>, Box<Expr>),
    /// `text[from:to:step]`
    Slice(Box<Expr>, [Option<Box<Expr>>; 3]),
    List(Vec<Expr>),
    Not(Box<Expr>),
    Neg(Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Math(Operator, Box<Expr>, Box<Expr>, Range<usize>),
    /// `a < b <= c`
    Compare(Box<Expr>, Vec<(Comparison, Expr)>),
    /// `yes if test else no`
    Choice(Box<[Expr; 2]>, Option<Box<Expr>>),
    Filter(&'static str, Box<Arguments>, Range<usize>),
    Test(&'static str, Box<Arguments>),
    /// `loop.cycle(…)`
    Cycle(Vec<Expr>),
}

/// What a filter or a test is given: first what it stands behind.
#[derive(Debug)]
pub(super) struct Arguments {
    pub(super) plain: Vec<Expr>,
    pub(super) named: Vec<(String, Expr)>,
}

/// What makes a value of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Rem,
    Pow,
    Concat,
}

/// What compares two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Eq,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    NotIn,
}

impl Expr {
    /// `profile.age`, where it is a variable with fields taken of it.
    pub(super) fn path(&self) -> Option<String> {
        match self {
            Self::Name(name) => Some(name.clone()),
            Self::Attr(of, name) => Some(format!("{}.{name}", of.path()?)),
            _ => None,
        }
    }

    /// What a person calls something taken of something else: `profile.tags[0]`; an ellipsis stands for what is worked
    /// out. None where nothing is taken.
    pub(super) fn taken(&self) -> Option<String> {
        let of = |of: &Self| of.path().or_else(|| of.taken()).unwrap_or_else(|| "…".to_owned());
        match self {
            Self::Attr(from, name) => Some(format!("{}.{name}", of(from))),
            Self::Item(from, at) => Some(match &**at {
                Self::Const(at) => format!("{}[{at:?}]", of(from)),
                _ => format!("{}[…]", of(from)),
            }),
            _ => None,
        }
    }

    /// Whether it comes to the same whatever values there are.
    pub(super) fn is_constant(&self) -> bool {
        !matches!(self, Self::Name(_) | Self::Cycle(_)) && self.parts().into_iter().all(Self::is_constant)
    }

    /// Whether it can be filled in with any values, or for want of one cannot. What is asked of here are its own
    /// parts only.
    fn is_plain(&self) -> bool {
        match self {
            Self::Name(_)
            | Self::Const(_)
            | Self::Attr(..)
            | Self::Not(_)
            | Self::And(..)
            | Self::Or(..)
            | Self::Choice(..)
            | Self::Filter("default" | "d" | "escape" | "e", ..)
            | Self::Test("defined" | "undefined" | "none", _) => true,
            Self::Compare(_, others) => {
                others.iter().all(|(by, _)| !matches!(by, Comparison::In | Comparison::NotIn))
            }
            _ => false,
        }
    }

    /// The expressions that it is made of.
    pub(super) fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Name(_) | Self::Const(_) => Vec::new(),
            Self::Attr(of, _) | Self::Not(of) | Self::Neg(of) => vec![of],
            Self::Item(left, right)
            | Self::And(left, right)
            | Self::Or(left, right)
            | Self::Math(_, left, right, _) => vec![left, right],
            Self::Slice(of, bounds) => {
                let bounds = bounds.iter().flatten().map(|bound| &**bound);
                std::iter::once(&**of).chain(bounds).collect()
            }
            Self::List(items) | Self::Cycle(items) => items.iter().collect(),
            Self::Compare(first, others) => {
                std::iter::once(&**first).chain(others.iter().map(|(_, other)| other)).collect()
            }
            Self::Choice(both, no) => both.iter().chain(no.as_deref()).collect(),
            Self::Filter(_, arguments, _) | Self::Test(_, arguments) => {
                arguments.plain.iter().chain(arguments.named.iter().map(|(_, expr)| expr)).collect()
            }
        }
    }
}

/// A template that was read.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// The variables that are not bound by a loop, with the fields that are taken of them.
    pub(super) names: BTreeSet<String>,
    /// Whether only a missing value can keep a part from being filled in.
    pub(super) is_plain: bool,
}

/// Reads a template.
pub(super) fn read(source: &str) -> Result<Tree, Diagnostic> {
    count(source)?;
    let parsed = parse(source, NAME, SyntaxConfig::default());
    let parsed = parsed.map_err(|error| unread(source, &error))?;
    let ast::Stmt::Template(template) = &parsed else {
        return Err(refused(0..source.len(), "rule-template-form", "template"));
    };
    let (bound, names) = (Vec::new(), BTreeSet::new());
    let mut reader = Reader { source, depth: 0, blocks: 0, bound, names, is_plain: true };
    let nodes = reader.nodes(&template.children)?;
    Ok(Tree { nodes, names: reader.names, is_plain: reader.is_plain })
}

/// Refuses what the parser would recurse through too deeply. It meets what is no token itself.
fn count(source: &str) -> Result<(), Diagnostic> {
    let (mut start, mut words, mut elifs) = (0, 0, 0);
    for token in tokenize(source, false, SyntaxConfig::default()) {
        let Ok((token, span)) = token else { return Ok(()) };
        match token {
            Token::VariableStart | Token::BlockStart => (start, words) = (offset(span.start_offset), 0),
            Token::TemplateData(_) => {}
            Token::Ident("elif") if words == 0 => (words, elifs) = (1, elifs + 1),
            _ => words += 1,
        }
        let here = || start..offset(span.end_offset).min(source.len());
        if words > MOST_WORDS {
            return Err(Diagnostic::error(
                here(),
                Message::new("rule-template-words").with("limit", MOST_WORDS),
            ));
        }
        if elifs > MOST_ELIFS {
            let message = Message::new("rule-template-elifs").with("limit", MOST_ELIFS);
            return Err(Diagnostic::error(here(), message));
        }
    }
    Ok(())
}

fn offset(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn refused(span: Range<usize>, id: &'static str, name: &str) -> Diagnostic {
    Diagnostic::error(span, Message::new(id).with("name", name))
}

struct Reader<'s> {
    source: &'s str,
    depth: usize,
    blocks: usize,
    /// The variables of the loops around.
    bound: Vec<String>,
    names: BTreeSet<String>,
    is_plain: bool,
}

impl Reader<'_> {
    fn nodes(&mut self, statements: &[ast::Stmt<'_>]) -> Result<Vec<Node>, Diagnostic> {
        statements.iter().map(|statement| self.node(statement)).collect()
    }

    fn node(&mut self, statement: &ast::Stmt<'_>) -> Result<Node, Diagnostic> {
        match statement {
            ast::Stmt::EmitRaw(raw) => Ok(Node::Text(raw.raw.to_owned())),
            ast::Stmt::EmitExpr(emit) => Ok(Node::Value(self.placed(&emit.expr, emit.span())?)),
            ast::Stmt::IfCond(condition) => {
                self.nested(condition.span(), |reader| reader.condition(condition))
            }
            ast::Stmt::ForLoop(each) => self.nested(each.span(), |reader| reader.each(each)),
            other => {
                let span = span_of(other);
                let word = self.source.get(span.clone()).unwrap_or_default();
                let word = &word[..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())];
                Err(refused(span.start..span.start + word.len(), "rule-template-block", word))
            }
        }
    }

    fn nested(
        &mut self,
        span: Span,
        read: impl FnOnce(&mut Self) -> Result<Node, Diagnostic>,
    ) -> Result<Node, Diagnostic> {
        self.blocks += 1;
        if self.blocks > MOST_BLOCKS {
            let message = Message::new("rule-template-deep").with("limit", MOST_BLOCKS);
            return Err(Diagnostic::error(range(span), message));
        }
        let node = read(self);
        self.blocks -= 1;
        node
    }

    fn condition(&mut self, first: &ast::IfCond<'_>) -> Result<Node, Diagnostic> {
        let mut branches = Vec::new();
        let mut condition = first;
        loop {
            let test = self.placed(&condition.expr, condition.expr.span())?;
            branches.push((test, self.nodes(&condition.true_body)?));
            match condition.false_body.as_slice() {
                [ast::Stmt::IfCond(next)] => condition = next,
                otherwise => return Ok(Node::If(branches, self.nodes(otherwise)?)),
            }
        }
    }

    fn each(&mut self, each: &ast::ForLoop<'_>) -> Result<Node, Diagnostic> {
        let over = self.placed(&each.iter, each.iter.span())?;
        // What is no list cannot be gone through.
        self.is_plain = false;
        let ast::Expr::Var(item) = &each.target else {
            return Err(Diagnostic::error(range(each.target.span()), Message::new("rule-template-loop")));
        };
        let item = item.id.to_owned();
        self.bound.extend([item.clone(), "loop".to_owned()]);
        let only_if = each.filter_expr.as_ref().map(|test| self.placed(test, test.span())).transpose()?;
        let body = self.nodes(&each.body)?;
        self.bound.truncate(self.bound.len() - 2);
        let otherwise = self.nodes(&each.else_body)?;
        Ok(Node::For(Box::new(Loop { item, over, only_if, body, otherwise })))
    }

    fn placed(&mut self, expr: &ast::Expr<'_>, span: Span) -> Result<Placed, Diagnostic> {
        let span = range(span);
        let written = self.source.get(span.clone()).unwrap_or_default();
        let text = written.trim_start_matches("{{").trim_start_matches(['-', '+']).trim();
        let start = span.start + lead(written, text);
        Ok(Placed { expr: self.expr(expr)?, span: start..start + text.len(), text: shortened(text) })
    }

    fn boxed(&mut self, expr: &ast::Expr<'_>) -> Result<Box<Expr>, Diagnostic> {
        self.expr(expr).map(Box::new)
    }

    fn expr(&mut self, expr: &ast::Expr<'_>) -> Result<Expr, Diagnostic> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            let message = Message::new("rule-template-deep").with("limit", MOST_DEPTH);
            return Err(Diagnostic::error(range(expr.span()), message));
        }
        if let Some(path) = path(expr) {
            if path.split('.').count() > MOST_DEPTH {
                let message = Message::new("rule-template-deep").with("limit", MOST_DEPTH);
                return Err(Diagnostic::error(range(expr.span()), message));
            }
            let root = path.split('.').next().unwrap_or_default();
            if !self.bound.iter().any(|bound| bound == root) {
                self.names.insert(path.clone());
            }
        }
        let read = self.inner(expr);
        self.is_plain &= read.as_ref().is_ok_and(Expr::is_plain);
        self.depth -= 1;
        read
    }

    fn inner(&mut self, expr: &ast::Expr<'_>) -> Result<Expr, Diagnostic> {
        Ok(match expr {
            ast::Expr::Var(name) => Expr::Name(name.id.to_owned()),
            ast::Expr::Const(constant) => Expr::Const(constant.value.clone()),
            ast::Expr::GetAttr(attr) => {
                Expr::Attr(Box::new(self.taken_of(&attr.expr)?), attr.name.to_owned())
            }
            ast::Expr::GetItem(item) => match field_named(item) {
                Some(name) => Expr::Attr(Box::new(self.taken_of(&item.expr)?), name.to_owned()),
                None => Expr::Item(self.boxed(&item.expr)?, self.boxed(&item.subscript_expr)?),
            },
            ast::Expr::Slice(slice) => self.slice(slice)?,
            ast::Expr::List(list) => Expr::List(self.all(&list.items)?),
            ast::Expr::Tuple(tuple) => Expr::List(self.all(&tuple.items)?),
            ast::Expr::UnaryOp(unary) => match unary.op {
                UnaryOpKind::Not => Expr::Not(self.boxed(&unary.expr)?),
                UnaryOpKind::Neg => Expr::Neg(self.boxed(&unary.expr)?),
            },
            ast::Expr::BinOp(both) => self.both(both)?,
            ast::Expr::Compare(compare) => {
                let first = self.boxed(&compare.expr)?;
                let others = compare.ops.iter();
                let others = others.map(|op| Ok((comparison(op.op), self.expr(&op.expr)?)));
                Expr::Compare(first, others.collect::<Result<_, _>>()?)
            }
            ast::Expr::IfExpr(choice) => {
                let both = [self.expr(&choice.test_expr)?, self.expr(&choice.true_expr)?];
                let no = choice.false_expr.as_ref().map(|no| self.boxed(no)).transpose()?;
                Expr::Choice(Box::new(both), no)
            }
            ast::Expr::Filter(filter) => self.filter(filter)?,
            ast::Expr::Test(test) => self.test(test)?,
            ast::Expr::Call(call) => self.call(call)?,
            ast::Expr::Map(map) => return Err(refused(range(map.span()), "rule-template-form", "{…}")),
        })
    }

    /// What a field is taken of; its own name stands in the longer one.
    fn taken_of(&mut self, expr: &ast::Expr<'_>) -> Result<Expr, Diagnostic> {
        path(expr).map_or_else(|| self.expr(expr), |path| Ok(bare(&path)))
    }

    fn all(&mut self, exprs: &[ast::Expr<'_>]) -> Result<Vec<Expr>, Diagnostic> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    fn slice(&mut self, slice: &ast::Slice<'_>) -> Result<Expr, Diagnostic> {
        let mut bound = |bound: &Option<ast::Expr<'_>>| bound.as_ref().map(|it| self.boxed(it)).transpose();
        let bounds = [bound(&slice.start)?, bound(&slice.stop)?, bound(&slice.step)?];
        Ok(Expr::Slice(self.boxed(&slice.expr)?, bounds))
    }

    fn both(&mut self, both: &ast::Spanned<ast::BinOp<'_>>) -> Result<Expr, Diagnostic> {
        let (left, right) = (self.expr(&both.left)?, self.expr(&both.right)?);
        let comparison = match both.op {
            BinOpKind::ScAnd => return Ok(Expr::And(Box::new(left), Box::new(right))),
            BinOpKind::ScOr => return Ok(Expr::Or(Box::new(left), Box::new(right))),
            BinOpKind::Eq => Comparison::Eq,
            BinOpKind::Ne => Comparison::Ne,
            BinOpKind::Lt => Comparison::Lt,
            BinOpKind::Lte => Comparison::Lte,
            BinOpKind::Gt => Comparison::Gt,
            BinOpKind::Gte => Comparison::Gte,
            BinOpKind::In => Comparison::In,
            op => {
                let (left, right) = (Box::new(left), Box::new(right));
                return Ok(Expr::Math(operator(op), left, right, range(both.span())));
            }
        };
        Ok(Expr::Compare(Box::new(left), vec![(comparison, right)]))
    }

    fn filter(&mut self, filter: &ast::Spanned<ast::Filter<'_>>) -> Result<Expr, Diagnostic> {
        let start = range(filter.span()).start;
        let span = start..start + filter.name.len();
        let name = listed(&FILTERS, filter.name, &span, "rule-template-filter")?;
        let arguments = self.arguments(filter.expr.as_ref(), &filter.args)?;
        Ok(Expr::Filter(name, Box::new(arguments), span))
    }

    fn test(&mut self, test: &ast::Spanned<ast::Test<'_>>) -> Result<Expr, Diagnostic> {
        let start = range(test.span()).start;
        let span = start..start + test.name.len();
        let name = listed(&TESTS, test.name, &span, "rule-template-test")?;
        Ok(Expr::Test(name, Box::new(self.arguments(Some(&test.expr), &test.args)?)))
    }

    fn arguments(
        &mut self,
        first: Option<&ast::Expr<'_>>,
        given: &[CallArg<'_>],
    ) -> Result<Arguments, Diagnostic> {
        let plain = first.map(|first| self.expr(first)).transpose()?;
        let mut arguments = Arguments { plain: plain.into_iter().collect(), named: Vec::new() };
        for argument in given {
            match argument {
                CallArg::Pos(expr) => arguments.plain.push(self.expr(expr)?),
                CallArg::Kwarg(name, expr) => arguments.named.push(((*name).to_owned(), self.expr(expr)?)),
                CallArg::PosSplat(expr) | CallArg::KwargSplat(expr) => {
                    return Err(refused(range(expr.span()), "rule-template-form", "*"));
                }
            }
        }
        Ok(arguments)
    }

    /// There are no functions but one of loops.
    fn call(&mut self, call: &ast::Spanned<ast::Call<'_>>) -> Result<Expr, Diagnostic> {
        let is_loop = self.bound.iter().any(|bound| bound == "loop");
        match call.identify_call() {
            CallType::Method(ast::Expr::Var(of), "cycle") if of.id == "loop" && is_loop => {
                let arguments = self.arguments(None, &call.args)?;
                if arguments.plain.is_empty() || !arguments.named.is_empty() {
                    return Err(refused(range(call.span()), "rule-template-form", "loop.cycle()"));
                }
                Ok(Expr::Cycle(arguments.plain))
            }
            _ => {
                let name = path(&call.expr).unwrap_or_else(|| "()".to_owned());
                Err(refused(range(call.expr.span()), "rule-template-call", &name))
            }
        }
    }
}

/// The name of a filter or a test as it is listed.
fn listed(
    known: &[&'static str],
    name: &str,
    span: &Range<usize>,
    id: &'static str,
) -> Result<&'static str, Diagnostic> {
    known.iter().find(|known| **known == name).copied().ok_or_else(|| {
        let message = Message::new(id).with("name", name).with("known", known.join(", "));
        Diagnostic::error(span.clone(), message)
    })
}

/// A variable with fields taken of it, as [`Expr::path`] has it.
fn path(expr: &ast::Expr<'_>) -> Option<String> {
    match expr {
        ast::Expr::Var(name) => Some(name.id.to_owned()),
        ast::Expr::GetAttr(attr) => Some(format!("{}.{}", path(&attr.expr)?, attr.name)),
        ast::Expr::GetItem(item) => Some(format!("{}.{}", path(&item.expr)?, field_named(item)?)),
        _ => None,
    }
}

/// The field that is taken by a subscript, as in `profile['age']`: the same as after a point.
fn field_named<'e>(item: &'e ast::GetItem<'_>) -> Option<&'e str> {
    let ast::Expr::Const(name) = &item.subscript_expr else { return None };
    name.value.as_str().filter(|name| is_name(name))
}

/// A path as an expression.
fn bare(path: &str) -> Expr {
    let mut names = path.split('.').map(str::to_owned);
    let variable = Expr::Name(names.next().unwrap_or_default());
    names.fold(variable, |of, name| Expr::Attr(Box::new(of), name))
}

/// How many bytes stand before a part of a text, which starts where it is found first.
fn lead(text: &str, part: &str) -> usize {
    text.find(part).unwrap_or(0)
}

/// A text that fits into a sentence.
fn shortened(text: &str) -> String {
    let end = text.floor_char_boundary(MOST_SHOWN);
    if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() }
}

fn operator(op: BinOpKind) -> Operator {
    match op {
        BinOpKind::Sub => Operator::Sub,
        BinOpKind::Mul => Operator::Mul,
        BinOpKind::Div => Operator::Div,
        BinOpKind::FloorDiv => Operator::FloorDiv,
        BinOpKind::Rem => Operator::Rem,
        BinOpKind::Pow => Operator::Pow,
        BinOpKind::Concat => Operator::Concat,
        _ => Operator::Add,
    }
}

fn comparison(op: CompareOpKind) -> Comparison {
    match op {
        CompareOpKind::Eq => Comparison::Eq,
        CompareOpKind::Ne => Comparison::Ne,
        CompareOpKind::Lt => Comparison::Lt,
        CompareOpKind::Lte => Comparison::Lte,
        CompareOpKind::Gt => Comparison::Gt,
        CompareOpKind::Gte => Comparison::Gte,
        CompareOpKind::In => Comparison::In,
        CompareOpKind::NotIn => Comparison::NotIn,
    }
}

fn range(span: Span) -> Range<usize> {
    let start = offset(span.start_offset);
    start..offset(span.end_offset).max(start)
}

/// The bytes of a statement that has no place in a template, from its word on.
fn span_of(statement: &ast::Stmt<'_>) -> Range<usize> {
    range(match statement {
        ast::Stmt::Template(it) => it.span(),
        ast::Stmt::EmitExpr(it) => it.span(),
        ast::Stmt::EmitRaw(it) => it.span(),
        ast::Stmt::ForLoop(it) => it.span(),
        ast::Stmt::IfCond(it) => it.span(),
        ast::Stmt::WithBlock(it) => it.span(),
        ast::Stmt::Set(it) => it.span(),
        ast::Stmt::SetBlock(it) => it.span(),
        ast::Stmt::AutoEscape(it) => it.span(),
        ast::Stmt::FilterBlock(it) => it.span(),
        ast::Stmt::Do(it) => it.span(),
    })
}

fn unread(source: &str, error: &minijinja::Error) -> Diagnostic {
    let message = |detail| Message::new("rule-template-unread").with("detail", detail);
    let detail = error.detail().unwrap_or_default();
    if let Some(range) = error.range().filter(|range| source.get(range.clone()).is_some()) {
        return Diagnostic::error(range, message(detail));
    }
    let line = error.line().unwrap_or(1);
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let length = source.get(start..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
    Diagnostic::error(start..start + length, message(detail))
}
