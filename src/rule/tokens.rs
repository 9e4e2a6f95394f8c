//! The tokens of a rule while it is typed: for colours, completion and line breaks. Owns a reading that forgives
//! everything: any text has tokens, whether it is CEL or not. What it means is for the parser.

use super::root::{FILTERS, Root, SPLIT};
use crate::model::is_name;
use crate::text::{NoDecimal, decimal};
use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `&&`, `(`, `.` and their like.
    Operator,
    /// `true`, `false`, `null`, `in`.
    Keyword,
    /// `profile`, `filters`: what holds fields.
    Root,
    /// A name behind a dot.
    Field,
    /// A name before a parenthesis.
    Function,
    /// Any other name.
    Name,
    /// A text or bytes, with their quotes.
    Text,
    /// A number.
    Number,
    /// From `//` to the end of the line.
    Comment,
}

/// A piece of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Where it is, in bytes of the source.
    pub span: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
}

/// Operators of two characters.
const DOUBLE: &[&str] = &["&&", "||", "==", "!=", "<=", ">="];

/// From this length on a rule is shown on several lines: about the width of its field.
const LONG: usize = 56;

/// The tokens of a text, in order. What lies between them is blank.
pub fn tokens(source: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let rest = &source[at..];
        let (length, kind) = token(rest, first);
        let kind = if kind == TokenKind::Name { named(&found, source, rest, length) } else { kind };
        found.push(Token { span: at..at + length, kind });
        at += length;
    }
    found
}

/// The decimal numbers in a text that are read as others, having more digits than can be kept, each with what it
/// becomes.
pub(super) fn rounded(source: &str) -> impl Iterator<Item = (Range<usize>, f64)> {
    let numbers = tokens(source).into_iter().filter(|token| token.kind == TokenKind::Number);
    numbers.filter_map(|Token { span, .. }| {
        let number = &source[span.clone()];
        let is_decimal = number.contains(['.', 'e', 'E']) && !number.starts_with("0x");
        match decimal(number) {
            Err(NoDecimal::Rounded(kept)) if is_decimal => Some((span, kept)),
            _ => None,
        }
    })
}

/// The length and the kind of the token that a text begins with.
fn token(rest: &str, first: char) -> (usize, TokenKind) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), TokenKind::Comment);
    }
    if let Some(length) = text(rest) {
        return (length, TokenKind::Text);
    }
    if first.is_ascii_digit() {
        return (number(rest), TokenKind::Number);
    }
    if first == '_' || first.is_alphabetic() {
        let end = rest.find(|c: char| c != '_' && !c.is_alphanumeric());
        return (end.unwrap_or(rest.len()), TokenKind::Name);
    }
    if first == '`' {
        let end = rest[1..].find('`').map_or(rest.len(), |end| end + 2);
        return (end, TokenKind::Name);
    }
    let double = DOUBLE.iter().any(|sign| rest.starts_with(sign));
    (if double { 2 } else { first.len_utf8() }, TokenKind::Operator)
}

/// The length of the text that begins here, with its prefix; one that is not closed goes on to the end.
fn text(rest: &str) -> Option<usize> {
    let prefix = rest.len() - rest.trim_start_matches(['b', 'B', 'r', 'R']).len();
    let quoted = &rest[prefix..];
    let quote = quoted.chars().next().filter(|c| prefix <= 2 && ['\'', '"'].contains(c))?;
    let raw = rest[..prefix].contains(['r', 'R']);
    let triple = String::from(quote).repeat(3);
    let mark = if quoted.starts_with(&triple) { triple.as_str() } else { &triple[..1] };
    let mut at = mark.len();
    while at < quoted.len() {
        if quoted[at..].starts_with(mark) {
            return Some(prefix + at + mark.len());
        }
        let escaped = !raw && quoted[at..].starts_with('\\');
        let length: usize = quoted[at..].chars().take(if escaped { 2 } else { 1 }).map(char::len_utf8).sum();
        at += length;
    }
    Some(rest.len())
}

fn number(rest: &str) -> usize {
    let mut before = ' ';
    let end = rest.char_indices().find(|(at, c)| {
        let decimal = *c == '.' && rest[at + 1..].starts_with(|next: char| next.is_ascii_digit());
        let sign = ['+', '-'].contains(c) && ['e', 'E'].contains(&before) && !rest.starts_with("0x");
        before = *c;
        !(c.is_ascii_alphanumeric() || decimal || sign)
    });
    end.map_or(rest.len(), |(at, _)| at)
}

/// What a name is, by what stands around it.
fn named(before: &[Token], source: &str, rest: &str, length: usize) -> TokenKind {
    let name = &rest[..length];
    let behind_dot = before.last().is_some_and(|last| &source[last.span.clone()] == ".");
    let called = rest[length..].trim_start().starts_with('(');
    match (called, behind_dot) {
        (true, _) => TokenKind::Function,
        (false, true) => TokenKind::Field,
        (false, false) if ["true", "false", "null", "in"].contains(&name) => TokenKind::Keyword,
        (false, false) if name == FILTERS || Root::named(name).is_some() => TokenKind::Root,
        (false, false) => TokenKind::Name,
    }
}

/// A rule as it is shown: a long one on several lines, broken before the `&&` and `||` that are in no
/// parentheses. Each break stands for one blank, so that places stay where they are.
pub fn broken(source: &str) -> String {
    if source.chars().count() < LONG {
        return source.to_owned();
    }
    let mut shown = source.to_owned();
    let mut depth = 0_usize;
    for token in tokens(source) {
        let start = token.span.start;
        match &source[token.span] {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            "&&" | "||" if depth == 0 && source[..start].ends_with(' ') => {
                shown.replace_range(start - 1..start, "\n");
            }
            _ => {}
        }
    }
    shown
}

/// The splits that a rule calls, also one that is being typed and is no CEL yet.
pub fn splits_called(source: &str) -> Vec<&str> {
    let all = tokens(source);
    let text = |at: usize| all.get(at).map_or("", |token: &Token| &source[token.span.clone()]);
    let calls = (0..all.len()).filter(|at| {
        let is_method = at.checked_sub(1).is_some_and(|before| text(before) == "." && before > 0);
        text(*at) == SPLIT && text(at + 1) == "(" && !is_method
    });
    let named = calls.filter_map(|at| {
        let written = text(at + 2);
        let quote = written.chars().next().filter(|quote| ['\'', '"'].contains(quote))?;
        written.strip_prefix(quote)?.strip_suffix(quote)
    });
    named.filter(|name| is_name(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_token_has_its_kind() {
        use TokenKind::{Comment, Field, Function, Keyword, Name, Number, Operator, Root, Text};
        let source = "profile.age>=0x1F&&has(call.x) in ['it\\'s', 1.5e-3] || r'\\' == min //x";
        let found: Vec<(&str, TokenKind)> =
            tokens(source).into_iter().map(|token| (&source[token.span], token.kind)).collect();
        let expected = [
            ("profile", Root),
            (".", Operator),
            ("age", Field),
            (">=", Operator),
            ("0x1F", Number),
            ("&&", Operator),
            ("has", Function),
            ("(", Operator),
            ("call", Root),
            (".", Operator),
            ("x", Field),
            (")", Operator),
            ("in", Keyword),
            ("[", Operator),
            ("'it\\'s'", Text),
            (",", Operator),
            ("1.5e-3", Number),
            ("]", Operator),
            ("||", Operator),
            ("r'\\'", Text),
            ("==", Operator),
            ("min", Name),
            ("//x", Comment),
        ];
        assert_eq!(found, expected);
        let open = tokens("a == 'never closed");
        assert_eq!(open.last().map(|token| (token.span.clone(), token.kind)), Some((5..18, Text)));
    }

    #[test]
    fn a_long_rule_is_broken_where_its_conditions_are_joined() {
        let rule =
            "profile.segment in ['affluent', 'student'] && (profile.age > 3 || profile.premium) || true";
        let shown = broken(rule);
        assert_eq!(
            shown.lines().collect::<Vec<_>>(),
            [
                "profile.segment in ['affluent', 'student']",
                "&& (profile.age > 3 || profile.premium)",
                "|| true"
            ]
        );
        assert_eq!(shown.replace('\n', " "), rule);
        assert_eq!(broken("a && b"), "a && b");
    }

    proptest! {
        #[test]
        fn any_text_has_tokens(source in r#"[a-cé .,'"`()\[\]{}?:!<>=&|+*/%0-9xebr\\\n-]{0,90}"#) {
            let found = tokens(&source);
            let mut end = 0;
            for token in &found {
                prop_assert!(source[end..token.span.start].trim().is_empty());
                prop_assert!(token.span.start < token.span.end);
                end = token.span.end;
            }
            prop_assert!(source[end..].trim().is_empty());
            prop_assert_eq!(broken(&source).replace('\n', " "), source.replace('\n', " "));
        }
    }

    #[test]
    fn splits_are_seen_in_what_is_no_rule_yet() {
        assert_eq!(
            splits_called("split('a') < 3.0 && 'x-y'.split('b') == 1 || split( \"c\" ) < split('d"),
            ["a", "c"]
        );
        assert_eq!(splits_called("split('no name') < split() || profile.split('e')"), [""; 0]);
    }
}
