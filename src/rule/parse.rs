//! From a text to a syntax tree with the place of each node. Owns the limits of a rule's size, and what is
//! said of a text that is no CEL. Does not look at names or types.

use super::least::Replaced;
use super::place::{Places, significant};
use super::room::Kept;
use super::{nesting, tree};
use crate::text::Message;
use cel::IdedExpr;
use cel::parser::pratt_parser::{Token, TokenKind};
use cel::parser::{ParseError, PrattParser};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The longest rule, in bytes: far above what a person reads, and small enough to check at each key press.
pub const MAX_LENGTH: usize = 20_000;

/// How deep a rule's syntax tree may be: evaluation recurses, on threads with 2 MiB of stack.
pub const MAX_NESTING: usize = 64;

/// How many syntax errors are reported: those after the first few follow from it.
const MAX_ERRORS: usize = 3;

/// How grave a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// It cannot run, or not as meant for sure.
    Error,
    /// It runs, and probably does not do what was meant.
    Warning,
}

/// Something found in a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Where it is, in bytes of the source, on character boundaries.
    pub span: Range<usize>,
    /// How grave it is.
    pub severity: Severity,
    /// A stable name of what was found: the message's id.
    pub code: &'static str,
    /// What was found, to be put into words.
    pub message: Message,
}

impl Diagnostic {
    pub(super) fn error(span: Range<usize>, message: Message) -> Self {
        Self { span, severity: Severity::Error, code: message.id, message }
    }

    pub(super) fn warning(span: Range<usize>, message: Message) -> Self {
        Self { span, severity: Severity::Warning, code: message.id, message }
    }
}

/// A rule that is CEL: its source, its syntax tree, and where each node stands. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Parsed(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: Arc<str>,
    root: Arc<IdedExpr>,
    /// The room of the tree; none where there was none left. Only of rules that are kept for long.
    kept: OnceLock<Option<Kept>>,
    /// Found when the first is asked for: most rules run and are never spoken of.
    places: OnceLock<Places>,
}

impl Parsed {
    /// The text it was read from.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// Its syntax tree. Chains of `&&` and `||` are balanced, however they were grouped.
    pub fn root(&self) -> &IdedExpr {
        &self.0.root
    }

    /// The same, to be kept.
    pub(super) fn shared_root(&self) -> Arc<IdedExpr> {
        Arc::clone(&self.0.root)
    }

    /// The text, to be kept.
    pub(super) fn shared_source(&self) -> Arc<str> {
        Arc::clone(&self.0.source)
    }

    /// Whether there is room to keep its tree for long; asked once.
    pub(super) fn is_kept(&self) -> bool {
        self.0.kept.get_or_init(|| Kept::of(&self.0.root)).is_some()
    }

    /// Where a node and all it is made of stands, in bytes of the source: brackets that open in it close in it.
    pub fn span(&self, expr: &IdedExpr) -> Range<usize> {
        self.0.places.get_or_init(|| self.places()).whole(expr)
    }

    /// The places of all nodes, found anew: for who asks for many once, since they are larger than the tree.
    pub(super) fn places(&self) -> Places {
        Places::new(&self.0.root, &self.0.source)
    }
}

/// Two rules are equal when their trees are: blanks, quotes and needless parentheses do not count.
impl PartialEq for Parsed {
    fn eq(&self, other: &Self) -> bool {
        tree::same(self.root(), other.root())
    }
}

/// The line and column, both from 1 and in characters, of a place in a text.
pub fn line_column(source: &str, offset: usize) -> (usize, usize) {
    let before = source.get(..source.floor_char_boundary(offset)).unwrap_or(source);
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// Reads a rule. Never panics, whatever the text.
///
/// # Errors
/// Says what cannot be read, with its place: at least one diagnostic, and only a few.
pub fn parse(source: &str) -> Result<Parsed, Vec<Diagnostic>> {
    if source.trim().is_empty() {
        return Err(vec![Diagnostic::error(0..source.len(), Message::new("rule-syntax-empty"))]);
    }
    if source.len() > MAX_LENGTH {
        let message = Message::new("rule-too-long").with("limit", MAX_LENGTH);
        return Err(vec![Diagnostic::error(0..source.len(), message)]);
    }
    if nesting::may_be_too_deep(source) {
        return Err(vec![too_deep(source)]);
    }
    let replaced = Replaced::of(source);
    let read = replaced.as_ref().map_or(source, |replaced| &replaced.text);
    let mut root = parser().parse(read).map_err(|failed| diagnostics(source, &failed.errors))?;
    if let Some(replaced) = replaced {
        replaced.put_back(&mut root).map_err(|place| {
            let message = Message::new("rule-syntax-number").with("token", &source[place.clone()]);
            vec![Diagnostic::error(place, message)]
        })?;
    }
    let root = tree::balance(root);
    if tree::depth(&root) > MAX_NESTING {
        return Err(vec![too_deep(source)]);
    }
    let (root, source) = (Arc::new(root), Arc::from(source));
    Ok(Parsed(Arc::new(Inner { source, root, kept: OnceLock::new(), places: OnceLock::new() })))
}

/// The parser of rules, with all that it can read.
pub(super) fn parser() -> PrattParser {
    PrattParser::new().enable_optional_syntax(true).enable_ident_escape_syntax(true)
}

fn too_deep(source: &str) -> Diagnostic {
    Diagnostic::error(0..source.len(), Message::new("rule-too-deep").with("limit", MAX_NESTING))
}

fn diagnostics(source: &str, errors: &[ParseError]) -> Vec<Diagnostic> {
    let tokens = significant(source);
    // That it gave up says nothing beside the errors that it gave up for.
    let gave_up = u32::try_from(errors.len()).is_ok_and(|count| count > parser().error_recovery_limit);
    let mut found: Vec<Diagnostic> = Vec::new();
    for error in errors.iter().filter(|error| !(gave_up && is_limit(error))) {
        let span = place(source, error);
        if found.len() < MAX_ERRORS && found.iter().all(|earlier| earlier.span.start != span.start) {
            let message = message(source, error, &span, &tokens);
            found.push(Diagnostic::error(span, message));
        }
    }
    found
}

/// Whether the parser came to a limit of its own: such an error has no position.
fn is_limit(error: &ParseError) -> bool {
    error.pos == (0, 0)
}

fn place(source: &str, error: &ParseError) -> Range<usize> {
    let known = error.source_info.as_ref().and_then(|info| info.offset_for(error.expr_id));
    let (start, end) = if let Some((start, end)) = known {
        (start as usize, end as usize)
    } else {
        let line = usize::try_from(error.pos.0 - 1).unwrap_or(0);
        let before: usize = source.split_inclusive('\n').take(line).map(str::len).sum();
        let start = before + usize::try_from(error.pos.1 - 1).unwrap_or(0);
        (start, start + 1)
    };
    let start = source.floor_char_boundary(start);
    start..source.ceil_char_boundary(end.max(start))
}

/// What the parser found, as a message of ours, told by the tokens at its place: its own sentences are English only.
fn message(source: &str, error: &ParseError, span: &Range<usize>, tokens: &[Token]) -> Message {
    let at = tokens.partition_point(|token| token.start < span.start);
    let (before, text) = (&tokens[..at], source.get(span.clone()).unwrap_or_default());
    if is_limit(error) {
        return Message::new("rule-too-deep").with("limit", MAX_NESTING);
    }
    // Only the errors of macros are of no node.
    if error.expr_id == 0 {
        let of_has = callee(source, before) == Some("has");
        return Message::new(if of_has { "rule-syntax-has" } else { "rule-syntax-variable" });
    }
    let Some(token) = tokens.get(at) else { return Message::new("rule-syntax-end") };
    let unexpected = || Message::new("rule-syntax-unexpected").with("token", text);
    // Behind an operand it does not matter what is wrong with a token that cannot stand there.
    let stands_here = before.last().is_none_or(|last| !nesting::ends_operand(last.kind));
    let is_wrong = || stands_here && parser().parse(text).is_err();
    match token.kind {
        TokenKind::TokError => no_token(text).unwrap_or_else(unexpected),
        TokenKind::TokInt | TokenKind::TokUint | TokenKind::TokFloat if is_wrong() => {
            Message::new("rule-syntax-number").with("token", text)
        }
        TokenKind::TokString | TokenKind::TokBytes if is_wrong() => Message::new("rule-syntax-escape"),
        TokenKind::TokReservedWord if is_wrong() => Message::new("rule-syntax-reserved").with("token", text),
        TokenKind::TokEqual => Message::new("rule-syntax-equals"),
        _ => unexpected(),
    }
}

/// What is wrong with a text that is no token, told by how it begins; nothing more than that for most characters.
fn no_token(text: &str) -> Option<Message> {
    match text.chars().next()? {
        '&' | '|' => Some(Message::new("rule-syntax-doubled").with("token", text)),
        '.' | '0'..='9' => Some(Message::new("rule-syntax-number").with("token", text)),
        // A letter begins the prefix of a text: names are always tokens.
        '\'' | '"' | '`' | 'a'..='z' | 'A'..='Z' => Some(Message::new("rule-syntax-unterminated")),
        _ => None,
    }
}

/// The function in whose brackets the place behind some tokens is.
fn callee<'s>(source: &'s str, before: &[Token]) -> Option<&'s str> {
    let mut closed = 0_usize;
    for (at, token) in before.iter().enumerate().rev() {
        match token.kind {
            TokenKind::TokRightParen | TokenKind::TokRightBracket | TokenKind::TokRightBrace => closed += 1,
            TokenKind::TokLeftParen | TokenKind::TokLeftBracket | TokenKind::TokLeftBrace if closed > 0 => {
                closed -= 1;
            }
            TokenKind::TokLeftParen => {
                let name = before[..at].last().filter(|name| name.kind == TokenKind::TokIdent);
                if let Some(name) = name {
                    return source.get(name.start..name.end);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_rule_is_said_with_its_place() {
        for (source, span, code) in [
            ("  ", 0..2, "rule-syntax-empty"),
            ("profile.age = 3", 12..13, "rule-syntax-equals"),
            ("profile.age >= ", 15..15, "rule-syntax-end"),
            ("(1 + 2", 6..6, "rule-syntax-end"),
            ("'abc", 0..4, "rule-syntax-unterminated"),
            ("a & b", 2..3, "rule-syntax-doubled"),
            ("99999999999999999999", 0..20, "rule-syntax-number"),
            ("0x8000000000000000", 0..18, "rule-syntax-number"),
            ("-0x8000000000000001", 1..19, "rule-syntax-number"),
            ("--0x8000000000000000", 2..20, "rule-syntax-number"),
            ("-0x8000000000000000 - 0x8000000000000000", 22..40, "rule-syntax-number"),
            ("a b", 2..3, "rule-syntax-unexpected"),
            ("profile.é == 1", 8..10, "rule-syntax-unexpected"),
            ("[1].all(1, true)", 8..9, "rule-syntax-variable"),
            ("has(x)", 4..5, "rule-syntax-has"),
            ("has((1 + [2])) || a", 7..8, "rule-syntax-has"),
            ("[1].all(f(x), true)", 8..9, "rule-syntax-variable"),
            ("a 99999999999999999999", 2..22, "rule-syntax-unexpected"),
            ("a + '\\q'", 4..8, "rule-syntax-escape"),
            ("1x", 0..2, "rule-syntax-number"),
            ("a + `b", 4..6, "rule-syntax-unterminated"),
            ("br'b", 0..4, "rule-syntax-unterminated"),
            ("while", 0..5, "rule-syntax-reserved"),
        ] {
            let found = parse(source).expect_err(source);
            assert_eq!((found[0].span.clone(), found[0].code), (span, code), "{source}");
        }
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_before_it_is_read() {
        let deep = |open: &str, close: &str| format!("{}1{}", open.repeat(3_000), close.repeat(3_000));
        for source in [
            deep("(", ")"),
            deep("[", "]"),
            deep("!", ""),
            deep("1+", ""),
            deep("a?b:", ""),
            deep("a?", ":b"),
            deep("f(", ")"),
            deep("-(", ")"),
            format!("a{}", ".b".repeat(3_000)),
            format!("a{}", "[0]".repeat(3_000)),
            format!("a{}", "{}".repeat(3_000)),
        ] {
            assert!(parse(&source).is_err(), "{}", &source[..20]);
        }
        assert!(
            parse(&vec!["profile.a == 1"; 800].join(" && ")).is_ok(),
            "a long list of conditions is flat"
        );
    }

    #[test]
    fn places_are_told_in_lines_and_columns() {
        let at = |offset| line_column("é\nab\n", offset);
        assert_eq!(
            [at(0), at(1), at(2), at(3), at(5), at(9)],
            [(1, 1), (1, 1), (1, 2), (2, 1), (2, 3), (3, 1)]
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(source in r#"[a-c .,'"`()\[\]{}?:!<>=&|+*/%0-9xeu\\é-]{0,40}"#) {
            if let Err(found) = parse(&source) {
                prop_assert!(!found.is_empty());
                prop_assert!(found.iter().all(|one| source.get(one.span.clone()).is_some()));
            }
        }
    }
}
