//! Texts of catalogs as a terminal may show them.

use crate::text::with_hidden_escaped;
use std::borrow::Cow;

/// A text without control characters: one of a catalog could clear the screen or colour the rest. Characters that
/// nobody sees, or that turn the direction of what stands around them, are shown as escapes.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let text = with_hidden_escaped(text).map_or(Cow::Borrowed(text), Cow::Owned);
    if !text.contains(char::is_control) {
        return text;
    }
    let shown = |char: char| match char {
        '\n' | '\r' | '\t' => ' ',
        other if other.is_control() => char::REPLACEMENT_CHARACTER,
        other => other,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cannot_steer_the_terminal() {
        assert_eq!(clean("plain é ☃"), "plain é ☃");
        assert_eq!(clean("a\u{202e}b\u{1b}é\u{200b}"), "a\\u{202e}b\u{fffd}é\\u{200b}");
        assert_eq!(clean("a\u{1b}[2Jb\nc\td\u{9b}"), "a\u{fffd}[2Jb c d\u{fffd}");
    }
}
