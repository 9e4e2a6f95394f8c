//! How deep the syntax tree of a text may be, guessed before it is read: the parser recurses, and so does the drop of
//! what it made. Owns the guess, which walks over the tokens without recursion.

use cel::parser::pratt_parser::{Lexer, TokenKind};

/// Above this guess of what it takes to read a text, it is not even read: the parser recurses too.
const MAX_GUESS: usize = 500;

/// What a bracket or a choice takes: the operators around it, one for each precedence, and itself.
const BRACKET: usize = 6;

/// What an operator, a sign or a selection takes.
const STEP: usize = 3;

/// A bracket that is open while a text is measured.
#[derive(Default)]
struct Level {
    /// Of choices, which nest to the right through the whole bracket.
    choices: usize,
    /// Of the term at hand so far.
    term: usize,
    /// Of the signs and negations in the term at hand.
    signs: usize,
    /// Of the deepest term before it.
    peak: usize,
}

impl Level {
    fn end_term(&mut self) {
        self.peak = self.peak.max(self.term + self.signs);
        (self.term, self.signs) = (0, 0);
    }
}

/// Whether reading a text may take too much stack, by a guess that is made without recursion.
/// `&&` and `||` do not count: their chains are balanced.
pub(super) fn may_be_too_deep(source: &str) -> bool {
    let (mut lexer, mut open) = (Lexer::new(source), vec![Level::default()]);
    let mut after_operand = false;
    loop {
        let kind = lexer.lex().kind;
        let Some(level) = open.last_mut() else { return false };
        match kind {
            TokenKind::TokEnd => return false,
            TokenKind::TokWhitespace | TokenKind::TokComment => continue,
            TokenKind::TokLeftParen | TokenKind::TokLeftBracket | TokenKind::TokLeftBrace => {
                level.term += if after_operand { STEP } else { 0 };
                open.push(Level::default());
            }
            TokenKind::TokRightParen | TokenKind::TokRightBracket | TokenKind::TokRightBrace => {
                close(&mut open);
            }
            kind if ends_term(kind) => level.end_term(),
            TokenKind::TokQuestion => {
                level.end_term();
                level.choices += BRACKET;
            }
            TokenKind::TokExclamation => level.signs += STEP,
            TokenKind::TokMinus if !after_operand => level.signs += STEP,
            kind if is_binary(kind) => level.term += STEP,
            _ => {}
        }
        after_operand = ends_operand(kind);
        if guess(&open) > MAX_GUESS {
            return true;
        }
    }
}

fn ends_term(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(kind, T::TokLogicalAnd | T::TokLogicalOr | T::TokComma | T::TokColon)
}

fn is_binary(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::TokDot | T::TokIn | T::TokMinus | T::TokPlus | T::TokAsterisk | T::TokSlash | T::TokPercent
    ) || matches!(kind, T::TokEqualEqual | T::TokExclamationEqual | T::TokLess | T::TokLessEqual)
        || matches!(kind, T::TokGreater | T::TokGreaterEqual)
}

/// Whether an operand may end with such a token.
pub(super) fn ends_operand(kind: TokenKind) -> bool {
    use TokenKind as T;
    matches!(
        kind,
        T::TokIdent | T::TokInt | T::TokUint | T::TokFloat | T::TokString | T::TokBytes | T::TokReservedWord
    ) || matches!(
        kind,
        T::TokRightParen | T::TokRightBracket | T::TokRightBrace | T::TokTrue | T::TokFalse | T::TokNull
    )
}

/// The expression around a bracket that closes is at least as deep as the bracket was.
fn close(open: &mut Vec<Level>) {
    if open.len() < 2 {
        return;
    }
    if let Some(mut inner) = open.pop()
        && let Some(level) = open.last_mut()
    {
        inner.end_term();
        level.term = level.term.max(inner.peak + inner.choices + BRACKET);
    }
}

fn guess(open: &[Level]) -> usize {
    open.iter().map(|level| level.choices + level.signs + level.peak.max(level.term) + 1).sum()
}
