//! Texts of any length in a sentence or on a line of the window.

use std::borrow::Cow;

/// Bytes of a text that a field of the window shows to be edited: an email with its inline styles, and a few small
/// pictures in it. Its layout takes a hundred bytes a letter, and holds the window up while it is made.
pub const MOST_EDITED: usize = 250_000;

/// The beginning of a text, with a sign that it goes on where it is longer than so many bytes.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    let end = text.floor_char_boundary(most);
    if end < text.len() { Cow::Owned(format!("{}…", &text[..end])) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Message};

    #[test]
    fn a_text_is_cut_between_letters_and_says_so() {
        assert_eq!(cut("éé", 4), "éé");
        assert_eq!(cut("ééé", 5), "éé…");
        let message = Message::new("rule-template-missing").with("name", "n".repeat(1_000_000));
        let said = Language::En.say_briefly(&message);
        assert!(said.len() < 3_000 && said.contains("n… is missing"), "{}", said.len());
        let both = Message::new("rule-and").with("first", message.clone()).with("second", message.clone());
        let said = Language::En.say_briefly(&both);
        assert!(said.len() < 1_500 && said.matches("n… is missing").count() == 2, "{}", said.len());
        assert!(Language::En.say(&message).len() > 1_000_000, "what is kept, or read by programs, is whole");
    }
}
