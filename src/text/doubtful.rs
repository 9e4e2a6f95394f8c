//! What in a text a person does not see, or did not mean: characters that show nothing or turn the reading direction,
//! and what an unfinished merge left. Owns the lists of both; says nothing.

/// What a merge that was not finished leaves at the start of a line.
const MERGE_MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", SEPARATOR, ">>>>>>>"];
/// The marker that is also an underlined title: alone in a text it proves nothing.
const SEPARATOR: &str = "=======";

/// The merge marker that a line starts with.
pub fn merge_marker(line: &str) -> Option<&'static str> {
    let is_marker = |marker: &&str| {
        line.strip_prefix(*marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\r', '\n']))
    };
    MERGE_MARKERS.into_iter().find(is_marker)
}

/// The first merge marker in a text, and where it stands.
pub fn left_by_merge(text: &str) -> Option<(usize, &'static str)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        match merge_marker(line) {
            Some(marker) if marker != SEPARATOR => return Some((at, marker)),
            _ => at += line.len(),
        }
    }
    None
}

/// The characters of a text that a person does not see, with their places: they hide what a text says, or make two
/// texts look the same. Joiners and marks of direction are none beside letters and pictures that need them.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    // Most texts are plain, and told so by their bytes.
    let text = if text.bytes().all(is_plain) { "" } else { text };
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, character) = rest.next()?;
            let after = rest.peek().map(|(_, next)| *next);
            let foreign = |neighbour: Option<char>| {
                neighbour.is_some_and(|it: char| !it.is_ascii() && !is_always_hidden(it))
            };
            let is_hidden =
                is_always_hidden(character) || (is_joiner(character) && !foreign(before) && !foreign(after));
            before = Some(character);
            if is_hidden {
                return Some((at, character));
            }
        }
    })
}

/// A character as it is named in Unicode and in an escape: `202E`.
pub fn code_point(character: char) -> String {
    format!("{:04X}", u32::from(character))
}

/// A text in which the characters that [`hidden`] finds are escapes, `\u{202e}`; `None` where it has none.
pub fn with_hidden_escaped(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    let mut shown = String::new();
    let mut from = 0;
    for (at, character) in hidden(text).filter(|(_, character)| !character.is_control()) {
        shown.push_str(&text[from..at]);
        shown.extend(character.escape_unicode());
        from = at + character.len_utf8();
    }
    (from > 0).then(|| shown + &text[from..])
}

/// Whether a byte is a character of ASCII that is seen, a blank, or a line end.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t' | b'\r')
}

fn is_always_hidden(character: char) -> bool {
    match character {
        '\n' | '\t' | '\r' => false,
        // Soft hyphen, fillers, zero widths, embeddings, overrides and isolates of direction, annotations.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0001}' => true,
        other => other.is_control(),
    }
}

/// What joins or separates letters of some scripts and parts of pictures, or marks their direction.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200c}'..='\u{200f}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_found_where_it_stands() {
        for (text, expected) in [
            ("plain é ☃, 10\u{a0}€, 1\u{202f}000\n\t\r", ""),
            ("a\u{202e}b\u{2066}", "1 202E, 5 2066"),
            ("mass\u{200b}", "4 200B"),
            ("\u{feff}x", "0 FEFF"),
            ("soft\u{ad}hyphen", "4 00AD"),
            ("bell\u{7}\u{7f}\u{9b}", "4 0007, 5 007F, 6 009B"),
            ("a\u{200d}b \u{200e}c", "1 200D, 6 200E"),
            // A family, a word of Persian, a word of Hebrew with its mark: nothing is hidden.
            ("\u{1f468}\u{200d}\u{1f469}\u{fe0f} \u{645}\u{6cc}\u{200c}\u{62e} \u{5d0}\u{200f}!", ""),
            ("\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}", ""),
        ] {
            let found: Vec<String> =
                hidden(text).map(|(at, it)| format!("{at} {}", code_point(it))).collect();
            assert_eq!(found.join(", "), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_hidden_is_shown_as_an_escape() {
        assert_eq!(with_hidden_escaped("plain é ☃ \u{9b}"), None);
        assert_eq!(with_hidden_escaped("é\u{202e}b\u{200b}").as_deref(), Some("é\\u{202e}b\\u{200b}"));
    }

    #[test]
    fn what_a_merge_left_is_found_at_the_start_of_a_line() {
        for (text, expected) in [
            ("a\n<<<<<<< ours\nb\n=======\nc\n>>>>>>> theirs", Some((2, "<<<<<<<"))),
            ("a\n=======\nb\n>>>>>>>", Some((12, ">>>>>>>"))),
            ("||||||| base\r\n", Some((0, "|||||||"))),
            ("Title 7\n=======\ntext", None),
            ("a <<<<<<< b", None),
            ("<<<<<<<<", None),
            ("<<<<<<<x", None),
        ] {
            assert_eq!(left_by_merge(text), expected, "{text}");
        }
        assert_eq!(merge_marker("=======\n"), Some("======="));
    }
}
