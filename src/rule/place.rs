//! Where each node of a syntax tree stands in its text. The parser keeps that to itself, but its lexer is public: the
//! tree is walked beside the tokens, both from left to right. Owns that walk; a node that it does not find has no
//! place.

use super::tree::{Macro, for_children};
use cel::IdedExpr;
use cel::common::ast::{CallExpr, EntryExpr, Expr, operators};
use cel::parser::pratt_parser::{Lexer, Token, TokenKind, get_binary_op_info};
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// The places of the nodes of one text, in bytes: for each node that of the token that makes it (an operator, the
/// bracket of a call on something, the name of any other call, a literal with its sign, a selection's dot and name).
#[derive(Debug, Default)]
pub(super) struct Places {
    own: HashMap<u64, Range<usize>>,
    /// Where each pair of brackets opens and closes, inner pairs before outer ones.
    brackets: Vec<(usize, usize)>,
}

impl Places {
    /// Finds the nodes of a tree in the text that it was read from.
    pub(super) fn new(root: &IdedExpr, source: &str) -> Self {
        let tokens = significant(source);
        let places = Self { own: HashMap::new(), brackets: brackets(&tokens) };
        let mut walk = Walk { tokens, at: 0, signs: VecDeque::new(), places };
        walk.expression(root);
        walk.places
    }

    /// The token that makes a node.
    pub(super) fn own(&self, expr: &IdedExpr) -> Option<&Range<usize>> {
        self.own.get(&expr.id)
    }

    /// Where a node and all it is made of stands: brackets that open in it close in it.
    pub(super) fn whole(&self, expr: &IdedExpr) -> Range<usize> {
        self.brackets.iter().fold(self.tokens_of(expr), |span, (open, close)| {
            match (span.contains(open), span.contains(close)) {
                (true, false) => span.start..span.end.max(close + 1),
                (false, true) => span.start.min(*open)..span.end,
                _ => span,
            }
        })
    }

    /// From the first to the last token of all its nodes.
    fn tokens_of(&self, expr: &IdedExpr) -> Range<usize> {
        let mut span = self.own(expr).cloned().unwrap_or_default();
        if let Some(written) = Macro::of(expr) {
            for part in [Some(written.range), written.filter, written.body].into_iter().flatten() {
                span = union(span, self.tokens_of(part));
            }
        } else {
            for_children(expr, &mut |child| span = union(span.clone(), self.tokens_of(child)));
        }
        span
    }
}

/// Whether a function is an operator: the parser's names of them, such as `_+_` and `@in`, are no names.
fn is_sign(function: &str) -> bool {
    function.contains(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.'))
}

fn union(one: Range<usize>, other: Range<usize>) -> Range<usize> {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other,
        (_, true) => one,
        _ => one.start.min(other.start)..one.end.max(other.end),
    }
}

/// The tokens of a text without blanks and comments, up to the first that is none.
pub(super) fn significant(source: &str) -> Vec<Token> {
    let mut lexer = Lexer::new(source);
    let tokens = std::iter::from_fn(|| Some(lexer.lex()));
    let tokens = tokens.take_while(|token| token.kind != TokenKind::TokEnd);
    let blank = |token: &Token| matches!(token.kind, TokenKind::TokWhitespace | TokenKind::TokComment);
    tokens.filter(|token| !blank(token)).collect()
}

/// Where each pair of brackets among some tokens opens and closes, inner pairs before outer ones.
fn brackets(tokens: &[Token]) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for token in tokens {
        match token.kind {
            TokenKind::TokLeftParen | TokenKind::TokLeftBracket | TokenKind::TokLeftBrace => {
                open.push(token.start);
            }
            TokenKind::TokRightParen | TokenKind::TokRightBracket | TokenKind::TokRightBrace => {
                pairs.extend(open.pop().map(|start| (start, token.start)));
            }
            _ => {}
        }
    }
    pairs
}

struct Walk {
    tokens: Vec<Token>,
    /// The place of the next token.
    at: usize,
    /// Signs and negations that were passed and whose nodes come next.
    signs: VecDeque<Token>,
    places: Places,
}

impl Walk {
    fn kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).copied();
        self.at += 1;
        token
    }

    /// Goes behind the next token that is wanted. What is passed are the brackets that end what was walked before.
    fn seek(&mut self, wanted: impl Fn(TokenKind) -> bool) -> Option<Token> {
        while self.kind().is_some_and(|kind| !wanted(kind)) {
            self.at += 1;
        }
        self.next()
    }

    fn put(&mut self, id: u64, token: Option<Token>) {
        self.places.own.extend(token.map(|token| (id, token.start..token.end)));
    }

    /// Goes to where an operand begins: behind the brackets and commas before it, and behind signs. Those of which the
    /// parser makes nodes are kept: of two equal ones in a row it makes none.
    fn operand(&mut self) {
        use TokenKind as T;
        while let Some(kind) = self.kind() {
            match kind {
                T::TokExclamation | T::TokMinus => {
                    let first = self.signs.len();
                    while let Some(T::TokExclamation | T::TokMinus) = self.kind() {
                        let sign = self.tokens[self.at];
                        self.at += 1;
                        match self.signs.back() {
                            Some(last) if self.signs.len() > first && last.kind == sign.kind => {
                                self.signs.pop_back();
                            }
                            _ => self.signs.push_back(sign),
                        }
                    }
                }
                T::TokLeftParen
                | T::TokRightParen
                | T::TokRightBracket
                | T::TokRightBrace
                | T::TokComma
                | T::TokQuestion => self.at += 1,
                _ => return,
            }
        }
    }

    fn expression(&mut self, expr: &IdedExpr) {
        if let Some(written) = Macro::of(expr) {
            return self.macro_call(expr.id, &written);
        }
        match &expr.expr {
            Expr::Unspecified | Expr::Comprehension(_) => {}
            Expr::Literal(_) => self.literal(expr.id),
            Expr::Ident(name) => {
                self.operand();
                let first = self.next();
                let last = if name.starts_with('.') { self.next() } else { first };
                self.put(expr.id, first.zip(last).map(|(first, last)| Token { end: last.end, ..first }));
            }
            Expr::Call(call) => self.call(expr.id, call),
            Expr::Select(select) if select.test => {
                self.operand();
                let has = self.next();
                self.put(expr.id, has);
                let open = self.at;
                self.expression(&select.operand);
                self.close(open);
            }
            Expr::Select(select) => {
                self.expression(&select.operand);
                let dot = self.seek(|kind| kind == TokenKind::TokDot);
                let name = self.next();
                self.put(expr.id, dot.zip(name).map(|(dot, name)| Token { end: name.end, ..dot }));
            }
            Expr::List(list) => {
                let open = self.open(expr.id);
                list.elements.iter().for_each(|element| self.expression(element));
                self.close(open);
            }
            Expr::Map(map) => {
                let open = self.open(expr.id);
                map.entries.iter().for_each(|entry| self.entry(&entry.expr));
                self.close(open);
            }
            Expr::Struct(made) => {
                self.operand();
                let name = self.next();
                self.put(expr.id, name);
                self.seek(|kind| kind == TokenKind::TokLeftBrace);
                let open = self.at.saturating_sub(1);
                made.entries.iter().for_each(|entry| self.entry(&entry.expr));
                self.close(open);
            }
        }
    }

    /// A number with its sign is one node: a sign whose node did not come before is the number's.
    fn literal(&mut self, id: u64) {
        self.operand();
        let token = self.next();
        let sign = self.signs.drain(..).next_back();
        self.put(id, token.map(|token| Token { start: sign.map_or(token.start, |it| it.start), ..token }));
    }

    /// Goes behind the bracket that a list or a map opens with. Gives its place.
    fn open(&mut self, id: u64) -> usize {
        self.operand();
        let open = self.next();
        self.put(id, open);
        self.at.saturating_sub(1)
    }

    /// Goes behind the bracket that closes the one at a place.
    fn close(&mut self, open: usize) {
        let Some(opened) = self.tokens.get(open).map(|token| token.start) else { return };
        let closed = self.places.brackets.iter().find(|(start, _)| *start == opened);
        let Some((_, closed)) = closed.copied() else { return };
        self.at = self.tokens.partition_point(|token| token.start <= closed);
    }

    fn entry(&mut self, entry: &EntryExpr) {
        let value = match entry {
            EntryExpr::StructField(field) => &field.value,
            EntryExpr::MapEntry(entry) => {
                self.expression(&entry.key);
                &entry.value
            }
        };
        self.seek(|kind| kind == TokenKind::TokColon);
        self.expression(value);
    }

    fn call(&mut self, id: u64, call: &CallExpr) {
        let function = call.func_name.as_str();
        match (&call.target, function, &call.args[..]) {
            (Some(target), _, arguments) => {
                self.expression(target);
                let open = self.method(id);
                for argument in arguments {
                    self.expression(argument);
                }
                self.close(open);
            }
            (None, operators::LOGICAL_NOT | operators::NEGATE, [operand]) => {
                if self.signs.is_empty() {
                    self.operand();
                }
                let sign = self.signs.pop_front();
                self.put(id, sign);
                self.expression(operand);
            }
            (None, operators::CONDITIONAL, [condition, yes, no]) => {
                self.expression(condition);
                let question = self.seek(|kind| kind == TokenKind::TokQuestion);
                self.put(id, question);
                self.expression(yes);
                self.seek(|kind| kind == TokenKind::TokColon);
                self.expression(no);
            }
            (None, operators::INDEX | operators::OPT_INDEX, [list, index]) => {
                self.expression(list);
                let bracket = self.seek(|kind| kind == TokenKind::TokLeftBracket);
                self.put(id, bracket);
                let open = self.at.saturating_sub(1);
                self.expression(index);
                self.close(open);
            }
            (None, operators::OPT_SELECT, [operand, name]) => {
                self.expression(operand);
                let dot = self.seek(|kind| kind == TokenKind::TokDot);
                self.put(id, dot);
                self.at += 1;
                let field = self.next();
                self.put(name.id, field);
            }
            (None, _, [left, right]) if is_sign(function) => {
                self.expression(left);
                let sign = self.seek(|kind| get_binary_op_info(kind).name == function);
                self.put(id, sign);
                self.expression(right);
            }
            (None, _, arguments) => {
                self.operand();
                let name = self.next();
                self.put(id, name);
                // A leading dot is a token of its own.
                self.at += usize::from(function.starts_with('.'));
                let open = self.at;
                for argument in arguments {
                    self.expression(argument);
                }
                self.close(open);
            }
        }
    }

    /// Goes behind the bracket of a call that is made on something: the parser gives the call that place.
    fn method(&mut self, id: u64) -> usize {
        self.seek(|kind| kind == TokenKind::TokDot);
        self.at += 1;
        let open = self.next();
        self.put(id, open);
        self.at.saturating_sub(1)
    }

    fn macro_call(&mut self, id: u64, written: &Macro<'_>) {
        self.expression(written.range);
        let open = self.method(id);
        // The variable.
        self.operand();
        self.at += 1;
        for part in [written.filter, written.body].into_iter().flatten() {
            self.expression(part);
        }
        self.close(open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::parse::parser;
    use crate::rule::tree;
    use cel::common::ast::SourceInfo;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// The parser's own places, which it gives away with an error only.
    fn of_parser(source: &str) -> Arc<SourceInfo> {
        let failed = parser().parse(&format!("{source}\n)")).expect_err("a bracket too many");
        failed.errors.into_iter().find_map(|error| error.source_info).expect("places")
    }

    /// Each node begins where the parser has it, and ends there or later: signs of numbers and names of selections
    /// are ours.
    fn same_as_parser(source: &str) -> Result<(), TestCaseError> {
        let Ok(root) = parser().parse(source) else { return Ok(()) };
        let root = tree::balance(root);
        let (ours, theirs) = (Places::new(&root, source), of_parser(source));
        let mut open = vec![&root];
        while let Some(expr) = open.pop() {
            let parsed = theirs.offset_for(expr.id).map(|(start, end)| start as usize..end as usize);
            let own = ours.own(expr).cloned();
            let (Some(parsed), Some(own)) = (parsed, own) else {
                return Err(TestCaseError::fail(format!("{source}: no place of {expr:?}")));
            };
            prop_assert_eq!(own.start, parsed.start, "{}: {:?}", source, expr);
            prop_assert!(own.end >= parsed.end, "{source}: {expr:?}");
            match Macro::of(expr) {
                Some(found) => {
                    open.extend([Some(found.range), found.filter, found.body].into_iter().flatten());
                }
                None => for_children(expr, &mut |child| open.push(child)),
            }
        }
        Ok(())
    }

    #[test]
    fn nodes_stand_where_the_parser_has_them() {
        for source in [
            "profile.age >= 25",
            "a || b && !c || (d && e)",
            "((a + b) * -c) - -5 % 2",
            "-0 + a",
            "--5 + -(-5) + -(!a) + !!b + !!!c + -!-d",
            "!(a == b) && !!(c in [1, -2, 3,])",
            "a ? (b ? 1 : 2) : {'x': 1, ?y: -2}['x']",
            "f(g(x), y).h(1)[2].z",
            ".a + .f(1, .b)",
            "has(profile.age) && !has(a.b.c)",
            "[1, 2].exists(x, x > 1 && [3].all((y), y == x)) || z",
            "f(l.map(v, v > 1, v), l.filter(i, i.a), l.exists_one(i, i)) + 1",
            "a.?b[?c] == [?d]",
            "Foo{bar: 1, baz: a.b}.x",
            "a // a remark (\n && b // more",
            "x.`odd name` == 'é' + r'\\' + b\"x\"",
            "timestamp('2026-01-01T00:00:00Z') - a < duration('1h')",
        ] {
            assert!(parser().parse(source).is_ok(), "{source}");
            same_as_parser(source).unwrap_or_else(|failed| panic!("{failed}"));
        }
    }

    #[test]
    fn a_number_stands_with_its_sign() {
        let root = parser().parse("a == -5").expect("CEL");
        let places = Places::new(&root, "a == -5");
        let Expr::Call(call) = &root.expr else { panic!("a comparison") };
        assert_eq!((places.own(&call.args[1]), places.whole(&root)), (Some(&(5..7)), 0..7));
    }

    proptest! {
        #[test]
        fn any_nodes_stand_where_the_parser_has_them(
            source in r"(a|\(|!|-|f\(|x\.|has\(a\.b\)|\[){0,6}(1|a|'t'|b\.c|\[2\]\.all\(i, i\))([)\]]|\.d| \? 1 : | && | \|\| | - | in |, |\[0\]|\.m\(\)|\+|==|-|!|a|2|\(){0,9}",
        ) {
            same_as_parser(&source)?;
        }
    }
}
