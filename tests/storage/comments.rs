//! Comments wherever the notation takes them: formatting keeps each of them, and changes nothing else.

use crate::{CANONICAL, GOLDEN, catalog};
use proptest::prelude::*;
use vitrine::model::{Catalog, Moment};
use vitrine::storage::{self, WriteError};

/// What people write in other ways than we do: options, defaults, equal items, numbers, raw texts.
const UNTIDY: &str = r##"#![enable(implicit_some, unwrap_newtypes)] #![type = "vitrine::Catalog"] #![schema = r"catalog.json"]
Catalog(name: "x", format: 1, description: r#"one "two"
three"#, channels: ["a", "a"], settings: (ties: Shuffled(seed: 0x10,), count_within_call: false),
dimensions: [Dimension(name: "d", label: "D", kind: Recipient, key: [], fields: [
    Field(name: "c", label: "C", type: Choice(["x", "y"])), Field(name: "l", label: "L", type: List)])],
environments: [Environment(name: "e", label: "E", stage: Design(live: "l"), anonymous: false, targeting_dimension: "d",
    typology: Some("t"), visitor_folder: None, weights: [Weight(value: 5), Weight(value: 5.0), Weight(value: 5., label: "")],
    call_data_examples: [Example(name: "n", values: {"a": 1, "b": [], "c": ["\u{200b}x"], "d": -1.5e3})],
    categories: [Category(name: "c", label: "C", multiplier: Some(Multiplier(value: 2, period: Period())), offers: [
        Offer(name: "o", label: "O", weights: [], approval: Approval(content: Approved(spaces: ["s"]))),])])],
contacts: [Contact(dimension: "d", values: {}, cookies: [], history: [Proposition(offer: "e/o", space: "e/s",
    at: "2026-11-01 09:30", status: Rejected)])])"##;

/// The tokens of a text without comments: so many bytes each, white space among them.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hashes = rest.len() - rest[1..].trim_start_matches('#').len() - 1;
        let length = if first == 'r' && rest[1 + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            body + rest[body..].find(&close).expect("closed") + close.len()
        } else if first == '"' {
            let mut at = 1;
            while !rest[at..].starts_with('"') {
                at += if rest[at..].starts_with('\\') {
                    2
                } else {
                    rest[at..].chars().next().map_or(1, char::len_utf8)
                };
            }
            at + 1
        } else if first.is_whitespace() {
            rest.len() - rest.trim_start().len()
        } else {
            let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
            (rest.len() - rest.trim_start_matches(word).len()).max(first.len_utf8())
        };
        tokens.push(&rest[..length]);
        rest = &rest[length..];
    }
    tokens
}

/// The comments of a text, each without the white space in it, sorted.
fn comments(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            nested(rest)
        } else {
            at += literal_or_character(rest);
            continue;
        };
        found.push(rest[..length].split_whitespace().collect::<Vec<_>>().join(" "));
        at += length;
    }
    found.sort();
    found
}

fn nested(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    loop {
        let step = match text.get(at..at + 2) {
            Some("/*") => 1,
            Some("*/") => -1,
            _ => {
                at += text[at..].chars().next().expect("closed").len_utf8();
                continue;
            }
        };
        (depth, at) = (depth + step, at + 2);
        if depth == 0 {
            return at;
        }
    }
}

/// How much of a text that begins with no comment is no comment: a literal, or one character.
fn literal_or_character(text: &str) -> usize {
    let literal = text.starts_with('"') || text.starts_with("r#") || text.starts_with("r\"");
    if literal { literal_length(text) } else { text.chars().next().map_or(1, char::len_utf8) }
}

fn literal_length(text: &str) -> usize {
    if text.starts_with('"') {
        let mut at = 1;
        while !text[at..].starts_with('"') {
            at += if text[at..].starts_with('\\') {
                2
            } else {
                text[at..].chars().next().map_or(1, char::len_utf8)
            };
        }
        return at + 1;
    }
    let hashes = text[1..].len() - text[1..].trim_start_matches('#').len();
    let close = format!("\"{}", "#".repeat(hashes));
    2 + hashes + text[2 + hashes..].find(&close).expect("closed") + close.len()
}

/// A comment of each kind, with a number of its own. A `//` comment ends with its line.
fn comment(kind: u8, number: usize) -> String {
    match kind % 6 {
        0 => format!("/*{number}*/"),
        1 => format!("//{number}\n"),
        2 => format!("\n// {number} \"(\n"),
        3 => format!("/* {number}\n two lines, // */"),
        4 => format!("\n/* {number} /* nested */ {{ */\n"),
        _ => format!("// {number} */ trailing  \r\n"),
    }
}

/// A text with comments put between its tokens: for each boundary their kinds.
fn commented(text: &str, kinds: impl Fn(usize) -> Vec<u8>) -> String {
    let mut out = String::new();
    let mut number = 0;
    for (index, token) in tokens(text).into_iter().chain([""]).enumerate() {
        for kind in kinds(index) {
            out.push_str(&comment(kind, number));
            number += 1;
        }
        out.push_str(token);
    }
    out
}

/// Formats a text, and says what went wrong. The text may have comments anywhere.
fn keeps(text: &str, meaning: &Catalog) -> Result<(), String> {
    let once = storage::fmt(text.as_bytes()).map_err(|errors| format!("{errors:?} in\n{text}"))?;
    if catalog(&once) != *meaning {
        return Err(format!("another catalog:\n{text}\nbecame\n{once}"));
    }
    if comments(&once) != comments(text) {
        return Err(format!("other comments:\n{text}\nbecame\n{once}"));
    }
    let twice = storage::fmt(once.as_bytes()).map_err(|errors| format!("{errors:?} in\n{once}"))?;
    if twice == once { Ok(()) } else { Err(format!("not the same twice:\n{once}\nbecame\n{twice}")) }
}

#[test]
fn a_comment_at_every_boundary_stays_one() {
    for text in [UNTIDY, GOLDEN, CANONICAL] {
        let meaning = catalog(text);
        for kind in 0..6 {
            keeps(&commented(text, |_| vec![kind]), &meaning).unwrap_or_else(|problem| panic!("{problem}"));
        }
    }
}

#[test]
fn two_comments_at_each_boundary_of_one_kind_of_place_stay_two() {
    let meaning = catalog(UNTIDY);
    let places = tokens(UNTIDY);
    for before in [":", ",", ")", "]", "}", "(", "[", "{", "!", "#", "="] {
        for (one, two) in (0..6).flat_map(|one| (0..6).map(move |two| (one, two))) {
            let here = |index: usize| places.get(index).copied().unwrap_or_default() == before;
            let text = commented(UNTIDY, |index| if here(index) { vec![one, two] } else { Vec::new() });
            keeps(&text, &meaning).unwrap_or_else(|problem| panic!("before {before}: {problem}"));
        }
    }
}

/// What is said of a default that is not written stands above the next field, where it was said.
#[test]
fn a_comment_on_a_default_stays_in_its_place() {
    let text = r#"#![enable(implicit_some)]
Catalog(
    format: 1,
    name: "x",
    settings: Settings(ties: Shuffled(seed: 0)), // never change the seed
    // no folders yet
    folders: [],
    channels: ["a"], // the kiosks
    contacts: [], // nobody
)"#;
    let once = storage::fmt(text.as_bytes()).expect("a catalog");
    let order = ["name:", "never change", "no folders", "channels:", "the kiosks", "nobody"];
    let places: Vec<Option<usize>> = order.iter().map(|part| once.find(part)).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{once}");
    assert_eq!(storage::fmt(once.as_bytes()).expect("a catalog"), once);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn comments_anywhere_are_kept_and_change_nothing(
        which in 0..3_usize,
        kinds in proptest::collection::vec(
            prop_oneof![3 => Just(Vec::new()), 1 => proptest::collection::vec(any::<u8>(), 1..4)], 1..97),
    ) {
        let text = [UNTIDY, GOLDEN, CANONICAL][which];
        let commented = commented(text, |index| kinds[index % kinds.len()].clone());
        let kept = keeps(&commented, &catalog(text));
        prop_assert!(kept.is_ok(), "{}", kept.unwrap_err());
    }
}

#[test]
fn comments_in_commas_of_their_own_style_stay_comments() {
    let text = "#![enable(implicit_some)]
Catalog(format: 1, name: \"x\" // a
, /* b
c */
description: \"y\" // from the CRM
   , /* paused:
   time_zone: \"Nowhere\",
   // */
   time_zone: \"UTC\" /* d */ /* e */ // f
   , // g
)";
    let expected = "#![enable(implicit_some)]
Catalog(
    format: 1,
    name: \"x\", // a
    /* b
c */
    description: \"y\", // from the CRM
    /* paused:
   time_zone: \"Nowhere\",
   // */
    // f
    /* d */
    /* e */
    // g
)
";
    let formatted = storage::fmt(text.as_bytes()).expect("a catalog");
    assert_eq!(comments(&formatted), comments(expected), "{formatted}");
    assert!(formatted.contains("name: \"x\", // a\n"), "{formatted}");
    assert!(formatted.contains("description: \"y\", // from the CRM\n"), "{formatted}");
    assert_eq!(catalog(&formatted), catalog(text));
}

#[test]
fn equal_items_of_a_list_keep_their_comments() {
    let weights = |items: &str| {
        format!(
            "#![enable(implicit_some)]\nCatalog(format: 1, name: \"x\", environments: [Environment(name: \"e\", \
                 stage: Live, targeting_dimension: \"\", weights: [{items}])])"
        )
    };
    for items in [
        "// summer\nWeight(value: 5, space: \"s\"), // base\nWeight(value: 5.0, space: \"s\")",
        "// summer\nWeight(value: 5.0), // base\nWeight(value: 5.0, target: \"\")",
        "// summer\nWeight(value: 5.0, period: Period()), // base\nWeight(value: 5, label: \"\"), // rest\nWeight(value: 5.)",
        "// summer\nWeight(value: 1e1, space: Some(\"s\")), // base\nWeight(value: 10, space: \"s\")",
    ] {
        // Each comment stands above its item, since the next line begins with it.
        let text = weights(&items.replace(", //", ",\n//"));
        let formatted = storage::fmt(text.as_bytes()).expect("a catalog");
        let order: Vec<&str> = formatted
            .split_inclusive(['\n'])
            .filter(|line| line.trim_start().starts_with("//") || line.contains("Weight("))
            .map(str::trim)
            .collect();
        let said: Vec<&str> =
            order.iter().map(|line| if line.starts_with("//") { *line } else { "W" }).collect();
        let expected: &[&str] = if items.contains("rest") {
            &["// summer", "W", "// base", "W", "// rest", "W"]
        } else {
            &["// summer", "W", "// base", "W"]
        };
        assert_eq!(said, expected, "{formatted}");
    }
}

#[test]
fn what_would_not_be_the_same_when_it_is_read_is_not_written() {
    let loaded = storage::read(GOLDEN.as_bytes()).expect("a catalog");
    let with_moment = |at: Moment| {
        let mut catalog = Catalog::clone(&loaded.catalog);
        let contact = std::sync::Arc::make_mut(&mut catalog.contacts[0]);
        contact.history[0].at = at;
        catalog
    };
    let at = jiff::civil::date(2026, 7, 1).at(8, 0, 0, 0);
    // A file can hold neither an offset with seconds nor a year before the first.
    let seconds = with_moment(Moment::Offset(at, 3_601));
    assert_eq!(storage::write(&seconds, Some(&loaded.document)), Err(WriteError::OtherCatalog));
    let year = with_moment(Moment::Date(jiff::civil::date(-5, 1, 1)));
    let error = storage::write(&year, None).expect_err("refused");
    assert!(matches!(error, WriteError::Unreadable { .. }), "{error}");
    assert!(storage::write(&with_moment(Moment::Offset(at, 3_600)), None).is_ok());
}
