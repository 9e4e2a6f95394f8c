//! The tags of a template and the words in them, with their places: what highlighting, completion and the
//! places of names are read off. Reads any text, also one that is only half typed; what a template means is
//! for [`super`] to say.

use std::collections::HashMap;
use std::ops::Range;

/// What stands between braces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `{{ … }}`
    Value,
    /// `{% … %}`
    Block,
    /// `{# … #}`
    Comment,
}

/// A tag of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// What it is.
    pub kind: TagKind,
    /// Its bytes, braces and all.
    pub span: Range<usize>,
    /// Whether it has an end. One that has none is taken to the end of its line.
    pub closed: bool,
}

/// What a word in a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// A variable, with the fields that are taken of it: `profile.age`.
    Name,
    /// What stands behind `|`.
    Filter,
    /// What stands behind `is`.
    Test,
    /// A word of the language: `if`, `for`, `in`.
    Keyword,
    /// A text in quotes.
    Text,
    /// A number.
    Number,
    /// Anything else.
    Mark,
}

/// A word in a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// What it is.
    pub kind: WordKind,
    /// Its bytes in the template.
    pub span: Range<usize>,
}

/// The words that are no names.
const KEYWORDS: [&str; 19] = [
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "in",
    "not",
    "and",
    "or",
    "is",
    "raw",
    "endraw",
    "true",
    "false",
    "none",
    "True",
    "False",
    "recursive",
];

/// The longest tag that is told from text, in bytes: what has no end is looked at no further.
const LONGEST_TAG: usize = 1_000;

/// The tags of a template, in order, without what stands in `{% raw %}`. Each byte is looked at a bounded
/// number of times, whatever is left open.
pub fn tags(source: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let (mut from, mut comments_end) = (0, true);
    while let Some(tag) = next(source, from, &mut comments_end) {
        from = tag.span.end;
        let is_raw = tag.kind == TagKind::Block && tag.closed && is_word(source, &tag.span, "raw");
        tags.push(tag);
        if is_raw {
            // What looks like a tag there is text, up to the end.
            let Some(end) = end_of_raw(source, from) else { break };
            from = end.span.end;
            tags.push(end);
        }
    }
    tags
}

/// The `{% endraw %}` behind a byte.
fn end_of_raw(source: &str, from: usize) -> Option<Tag> {
    source[from..].match_indices("{%").find_map(|(at, mark)| {
        let start = from + at;
        let inside = source[start + mark.len()..].trim_start_matches(['-', '+']).trim_ascii_start();
        let behind = inside.strip_prefix("endraw")?.trim_ascii_start();
        let behind = behind.trim_start_matches(['-', '+']).strip_prefix("%}")?;
        Some(Tag { kind: TagKind::Block, span: start..source.len() - behind.len(), closed: true })
    })
}

/// Whether a tag holds nothing but a word.
fn is_word(source: &str, span: &Range<usize>, word: &str) -> bool {
    let inside = &source[span.start + 2..span.end - 2];
    inside.trim_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '-' | '+')) == word
}

fn next(source: &str, from: usize, comments_end: &mut bool) -> Option<Tag> {
    let rest = &source[from..];
    let (at, kind) = rest.match_indices('{').find_map(|(at, _)| {
        let kind = match rest.as_bytes().get(at + 1)? {
            b'{' => TagKind::Value,
            b'%' => TagKind::Block,
            b'#' => TagKind::Comment,
            _ => return None,
        };
        Some((at, kind))
    })?;
    let start = from + at;
    let end = match kind {
        // Where one has no end, none behind it has.
        TagKind::Comment if *comments_end => {
            let end = source[start + 2..].find("#}").map(|length| start + 2 + length + 2);
            *comments_end = end.is_some();
            end
        }
        TagKind::Comment => None,
        TagKind::Value => end_of(source, start + 2, "}}"),
        TagKind::Block => end_of(source, start + 2, "%}"),
    };
    let closed = end.is_some();
    let line = || source[start..].find('\n').map_or(source.len(), |length| start + length);
    Some(Tag { kind, span: start..end.unwrap_or_else(line), closed })
}

/// Where a tag ends: its first closing braces that are in no quotes, before another tag begins.
fn end_of(source: &str, from: usize, close: &str) -> Option<usize> {
    let mut quote = None;
    let near = &source[from..source.floor_char_boundary(from.saturating_add(LONGEST_TAG).min(source.len()))];
    let mut chars = near.char_indices();
    while let Some((at, c)) = chars.next() {
        let here = &near[at..];
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) if c == '\\' => drop(chars.next()),
            None if here.starts_with(close) => return Some(from + at + close.len()),
            None if here.starts_with("{{") || here.starts_with("{%") => return None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
    }
    None
}

/// The words of a tag; none in a comment.
pub fn words(source: &str, tag: &Tag) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    if tag.kind == TagKind::Comment {
        return found;
    }
    let end = if tag.closed { tag.span.end - 2 } else { tag.span.end };
    let mut at = tag.span.start + 2;
    while at < end {
        let rest = &source[at..end];
        let Some(first) = rest.chars().next() else { break };
        let length = match first {
            c if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' | '\'' => text_length(rest, first),
            c if c.is_ascii_digit() => length_while(rest, |c| c.is_ascii_digit() || c == '.' || c == '_'),
            c if is_letter(c) => length_while(rest, |c| is_letter(c) || c.is_ascii_digit() || c == '.'),
            c => c.len_utf8(),
        };
        let kind = match first {
            '"' | '\'' => WordKind::Text,
            c if c.is_ascii_digit() => WordKind::Number,
            c if is_letter(c) => kind_of(&rest[..length], source, &found),
            _ => WordKind::Mark,
        };
        found.push(Word { kind, span: at..at + length });
        at += length;
    }
    found
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn length_while(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// The length of a text with its quotes; to the end where it is not closed.
fn text_length(text: &str, quote: char) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            chars.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// What a word of letters is, by the words before it.
fn kind_of(word: &str, source: &str, before: &[Word]) -> WordKind {
    let text = |word: &Word| &source[word.span.clone()];
    let last = before.last().map(&text);
    let two = before.len().checked_sub(2).map(|at| text(&before[at]));
    match (two, last) {
        (_, Some("|")) => WordKind::Filter,
        (Some("is"), Some("not")) | (_, Some("is")) if !KEYWORDS.contains(&word) || word == "none" => {
            WordKind::Test
        }
        _ if KEYWORDS.contains(&word) => WordKind::Keyword,
        _ => WordKind::Name,
    }
}

/// Where a template names its variables, each with the fields that are taken of it: `profile.age`.
pub fn places(source: &str) -> HashMap<&str, Vec<Range<usize>>> {
    let mut places: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
    for tag in tags(source) {
        for word in words(source, &tag).into_iter().filter(|word| word.kind == WordKind::Name) {
            places.entry(&source[word.span.clone()]).or_default().push(word.span);
        }
    }
    places
}

/// A template in which every tag is a run of `x` as long: what is around the tags, byte by byte in its place.
pub fn without_tags(source: &str) -> String {
    let mut plain = String::with_capacity(source.len());
    let mut at = 0;
    for tag in tags(source) {
        plain.push_str(&source[at..tag.span.start]);
        plain.extend(source[tag.span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { 'x' }));
        at = tag.span.end;
    }
    plain.push_str(&source[at..]);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(source: &str) -> Vec<(WordKind, &str)> {
        let of_tag = |tag: &Tag| words(source, tag);
        tags(source).iter().flat_map(of_tag).map(|word| (word.kind, &source[word.span])).collect()
    }

    #[test]
    fn words_are_told_apart() {
        use WordKind::{Filter, Keyword, Mark, Name, Number, Test, Text};
        assert_eq!(
            written("<p>{{ profile.age|default('}}', 1) }}</p>{% if x is not none and y %}"),
            [
                (Name, "profile.age"),
                (Mark, "|"),
                (Filter, "default"),
                (Mark, "("),
                (Text, "'}}'"),
                (Mark, ","),
                (Number, "1"),
                (Mark, ")"),
                (Keyword, "if"),
                (Name, "x"),
                (Keyword, "is"),
                (Keyword, "not"),
                (Test, "none"),
                (Keyword, "and"),
                (Name, "y"),
            ]
        );
    }

    #[test]
    fn what_is_raw_or_a_comment_has_no_words_and_what_is_not_closed_ends_with_its_line() {
        assert_eq!(written("{# x #}{% raw %}{{ x }}{% endraw %}").len(), 2);
        let source = "{{ tit\n<b>{{ x }}";
        let found = tags(source);
        assert_eq!(
            found.iter().map(|tag| (&source[tag.span.clone()], tag.closed)).collect::<Vec<_>>(),
            [("{{ tit", false), ("{{ x }}", true)]
        );
    }

    #[test]
    fn names_have_their_places_and_what_is_around_tags_stays_where_it_is() {
        let source = "<title>{{ title }} {{ title.x }} {{ 'title' }}{{title}}";
        assert_eq!(places(source)["title"], [10..15, 48..53]);
        assert_eq!(without_tags("a{{ é }}\n<b c={% x\n %}>"), "axxxxxxxx\n<b c=xxxx\nxxx>");
    }

    #[test]
    fn what_is_left_open_is_looked_at_a_bounded_number_of_times() {
        // Quadratic readers take minutes here.
        for source in [
            format!("{{% raw %}}{}", "{{ ".repeat(50_000)),
            "{{ ".repeat(50_000),
            "{% raw %}{% ".repeat(25_000),
            "{# ".repeat(50_000),
            "{{'\\'\n".repeat(25_000),
            "{{ \"\n".repeat(25_000),
            "{%\n".repeat(50_000),
        ] {
            let tags = tags(&source);
            assert_eq!(without_tags(&source).len(), source.len());
            assert!(tags.iter().map(|tag| words(&source, tag).len()).sum::<usize>() <= source.len());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_words_in_its_bounds(source in r"(\{\{|\}\}|\{%|%\}|\{#|#\}| raw | endraw |é|a|\.|\||'|\\|\n| is | ){0,30}") {
            for tag in tags(&source) {
                for word in words(&source, &tag) {
                    proptest::prop_assert!(source.get(word.span.clone()).is_some_and(|it| !it.is_empty()));
                }
            }
            proptest::prop_assert_eq!(without_tags(&source).len(), source.len());
        }
    }
}
