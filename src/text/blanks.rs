//! Two texts that look alike and differ: in blanks, line ends, or characters that show nothing. Owns how such are shown.

use super::doubtful::{code_point, hidden};
use std::collections::HashSet;

/// Two texts with what they differ in made visible, where that is nothing that a person sees; `None` where they are
/// equal, or look different.
pub fn told_apart(one: &str, other: &str) -> Option<[String; 2]> {
    (one != other && looks(one) == looks(other)).then(|| [one, other].map(shown))
}

/// A text as a line shows it.
fn looks(text: &str) -> String {
    let hidden: HashSet<usize> = hidden(text).map(|(at, _)| at).collect();
    let seen = text.char_indices().filter(|(at, _)| !hidden.contains(at));
    let seen: String = seen.map(|(_, it)| if it.is_whitespace() { ' ' } else { it }).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with its blanks as dots, but for single ones between words, its line ends as `¶`, and what else shows nothing
/// by its number in Unicode.
pub fn shown(text: &str) -> String {
    let hidden: HashSet<usize> = hidden(text).map(|(at, _)| at).collect();
    let mut out = String::new();
    let mut before = None;
    for (at, it) in text.char_indices() {
        let after = text[at + it.len_utf8()..].chars().next();
        let is_word = |beside: Option<char>| beside.is_some_and(|beside| !beside.is_whitespace());
        match it {
            ' ' if is_word(before) && is_word(after) => out.push(' '),
            ' ' => out.push('·'),
            '\n' => out.push('¶'),
            it if it.is_whitespace() || it.is_control() || hidden.contains(&at) => {
                out.extend(["[U+", &code_point(it), "]"]);
            }
            it => out.push(it),
        }
        before = Some(it);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_told_apart() {
        for (one, other, wanted) in [
            ("Home loan", "Home loan ", Some(["Home loan", "Home loan·"])),
            ("a b", "a  b", Some(["a b", "a··b"])),
            ("a\nb", "a b", Some(["a¶b", "a b"])),
            ("a\n", "a", Some(["a¶", "a"])),
            ("a\u{a0}b", "a b", Some(["a[U+00A0]b", "a b"])),
            ("a\u{200b}b", "ab", Some(["a[U+200B]b", "ab"])),
            ("\t", "", Some(["[U+0009]", ""])),
            ("a", "b ", None),
            ("a ", "a ", None),
        ] {
            let wanted = wanted.map(|pair| pair.map(str::to_owned));
            assert_eq!(told_apart(one, other), wanted, "{one:?} {other:?}");
        }
    }
}
