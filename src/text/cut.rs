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

/// So many names are listed: nobody reads the hundred columns of a file in one sentence.
const MOST_LISTED: usize = 20;

/// Names in a sentence, with commas between them: the first of them where they are many.
pub fn listed<N: AsRef<str>>(names: &[N]) -> String {
    let first: Vec<&str> = names.iter().take(MOST_LISTED).map(AsRef::as_ref).collect();
    let more = if names.len() > MOST_LISTED { ", …" } else { "" };
    first.join(", ") + more
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

    #[test]
    fn of_many_names_the_first_are_listed() {
        assert_eq!(listed(&["a", "b"]), "a, b");
        assert_eq!(listed::<&str>(&[]), "");
        let many: Vec<String> = (1..=21).map(|number| number.to_string()).collect();
        assert!(listed(&many).ends_with("19, 20, …") && listed(&many[..20]).ends_with("19, 20"));
    }
}
