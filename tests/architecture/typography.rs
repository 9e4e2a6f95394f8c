//! French is written as French is: its spaces that do not break, its apostrophes, its quotation marks.

use vitrine::text::{Language, sources};

/// Before `:` and inside « ».
const NO_BREAK: char = '\u{a0}';
/// Before `;`, `!` and `?`.
const NARROW: char = '\u{202f}';

/// What a line of a locale file says, each placeable as one letter.
fn said(line: &str) -> String {
    let (mut said, mut depth) = (String::new(), 0);
    for char in line.chars() {
        match char {
            '{' => {
                said.extend((depth == 0).then_some('x'));
                depth += 1;
            }
            '}' => depth -= i32::from(depth > 0),
            _ if depth == 0 => said.push(char),
            _ => {}
        }
    }
    said
}

/// What is wrong with a line, if anything is.
fn fault(line: &str) -> Option<String> {
    let said: Vec<char> = said(line).chars().collect();
    (0..said.len()).find_map(|at| {
        let before = at.checked_sub(1).map(|before| said[before]);
        let after = said.get(at + 1).copied();
        let ends = after.is_none_or(char::is_whitespace);
        let wrong = match said[at] {
            '\'' => true,
            ';' | '!' | '?' => ends && before != Some(NARROW),
            ':' => ends && before != Some(NO_BREAK),
            '»' => before != Some(NO_BREAK),
            '«' => after != Some(NO_BREAK),
            _ => false,
        };
        wrong.then(|| format!("{:?} at letter {at}", said[at]))
    })
}

#[test]
fn french_has_its_own_spaces_apostrophes_and_quotation_marks() {
    let mut faults = Vec::new();
    for (file, source) in sources(Language::Fr) {
        let lines = source.lines().filter(|line| !line.starts_with('#'));
        faults.extend(lines.filter_map(|line| Some(format!("{file}: {}: {line}", fault(line)?))));
    }
    assert_eq!(faults, [] as [String; 0]);
}

/// A remark of whoever wrote the words, such as `(remove: it repeats the label)`, is no message.
#[test]
fn no_message_is_a_remark_in_brackets() {
    for language in Language::ALL {
        for (file, source) in sources(language) {
            let remark =
                |line: &&str| line.split_once(" = (").is_some_and(|(_, rest)| !rest.starts_with('{'));
            assert_eq!(source.lines().find(remark), None, "{language:?} {file}");
        }
    }
}

#[test]
fn a_fault_of_typography_is_seen() {
    for line in
        ["a = l'offre", "a = Quoi ?", "a = Quoi?", "a = { $x } : y", "a = « x\u{a0}»", "a = «\u{a0}x »"]
    {
        assert!(fault(line).is_some(), "{line}");
    }
    for line in [
        "a = l’offre",
        "a = Quoi\u{202f}?",
        "a = { $x }\u{a0}: 08:00",
        "a = «\u{a0}{ $x }\u{a0}»",
        "a = { $n ->",
    ] {
        assert_eq!(fault(line), None, "{line}");
    }
}
