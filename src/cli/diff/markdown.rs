//! Differences as Markdown, for the description of a merge request: a heading for each environment, an item for each entity,
//! an item below it for each part. Owns which text may stand as it is: what Markdown, or a forge that reads it, would take
//! for something else stands between backquotes.

use super::super::changes::ChangeWords;
use super::super::clean::clean;
use super::compared::Compared;
use crate::app::difference_words::labelled;
use crate::text::{Language, Message};
use std::fmt::Write;

/// A heading: what is to say, behind the name of its file where there are several.
pub(super) fn heading(language: Language, file: Option<&str>, said: &Message) -> String {
    let said = text(&language.say(said));
    let said = file.map_or(said.clone(), |file| labelled(language, &text(file), &said));
    format!("## {said}\n")
}

/// The differences of two catalogs, with a heading.
pub(super) fn written(language: Language, file: Option<&str>, compared: &Compared) -> String {
    let mut out = heading(language, file, &compared.summary());
    let mut below: Option<Option<String>> = None;
    for change in &compared.changes {
        let words = ChangeWords::of(language, change, compared.catalogs());
        if below.as_ref() != Some(&words.within) {
            let said = match &words.within {
                Some(environment) => text(environment),
                None => text(&language.text("domain-catalog")),
            };
            let _ = write!(out, "\n### {said}\n\n");
            below = Some(words.within.clone());
        }
        let named = format!("{} **{}**", text(&words.kind), text(&words.title));
        let _ = writeln!(out, "- {}", labelled(language, &named, &text(&words.became)));
        for (label, [old, new]) in words.parts {
            let values = format!("{} → {}", text(&old), text(&new));
            let _ = writeln!(out, "  - {}", labelled(language, &text(&label), &values));
        }
    }
    out
}

/// A text as it is where it is plain to every reader of Markdown, else between backquotes, where nothing is read.
fn text(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // What would turn the direction of the rest of the page is shown as in a terminal.
    let line = clean(&line);
    if is_plain(&line) { line.into_owned() } else { code(&line) }
}

/// Whether a text holds nothing that Markdown or a forge reads: letters, digits and what sentences have between them.
fn is_plain(text: &str) -> bool {
    let word = |it: char| it.is_alphanumeric();
    let plain = |it: char| word(it) || " ,.;:?'’«»“”()/%€·–—…→-¶\u{a0}\u{202f}".contains(it);
    // `:name:` is a picture, `%name` a milestone, `GH-1` an issue, `www.` an address.
    let colons = text.matches(':').count() > 1 || text.contains("://");
    let milestone = text.split('%').skip(1).any(|rest| rest.starts_with(word));
    let reference = ["GH-", "www."].iter().any(|it| text.contains(it));
    // An item within an item, or a line above which all is a heading.
    let opening = text.starts_with(['-', '.', ')'])
        || text.split_once(['.', ')']).is_some_and(|(number, _)| {
            !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()) && text.contains(". ")
        });
    !text.is_empty() && text.chars().all(plain) && !colons && !milestone && !reference && !opening
}

/// A text between more backquotes than it has in a row.
fn code(text: &str) -> String {
    let longest = text.split(|it| it != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let blank = if text.is_empty() || text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_misread_stands_between_backquotes() {
        for plain in [
            "Open an account",
            "5",
            "9.9",
            "12,5 %",
            "Weights · Base · Value",
            "1er juillet 2026 à 08:00",
            "Hold-out (2 %)",
        ] {
            assert_eq!(text(plain), plain);
        }
        for (odd, shown) in [
            ("a_b", "`a_b`"),
            ("profile.age >= 25 && call.x", "`profile.age >= 25 && call.x`"),
            ("*bold*", "`*bold*`"),
            ("<script>alert(1)</script>", "`<script>alert(1)</script>`"),
            ("ask @marketing", "`ask @marketing`"),
            ("see #12", "`see #12`"),
            ("https://a.example/b", "`https://a.example/b`"),
            (":tada:", "`:tada:`"),
            ("a | b", "`a | b`"),
            ("two\nlines", "two lines"),
            ("a\u{202e}b", "`a\\u{202e}b`"),
            ("1. one", "`1. one`"),
            ("[x](y)", "`[x](y)`"),
            ("`code`", "`` `code` ``"),
            ("a``b", "```a``b```"),
            ("%v2", "`%v2`"),
            ("- item", "`- item`"),
            ("", "`  `"),
        ] {
            assert_eq!(text(odd), shown, "{odd}");
        }
    }
}
