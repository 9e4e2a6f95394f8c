//! `vitrine check` on a catalog with planted mistakes in rules and templates: each is found, at its line and
//! column, and nothing else is.

use serde_json::Value;
use std::process::Command;

const CATALOG: &str = "tests/check/twenty.catalog.ron";

/// The mistakes in the order of the file: the code, a text of the file that stands there once, and the part of
/// it that the mistake is.
const MISTAKES: &[(&str, &str, &str)] = &[
    ("rule_error", "profile.premium || filters.egg()", "profile.premium"),
    ("rule_error", "profile.premium && filters.chicken()", "profile.premium"),
    ("template_undeclared_field", "{{ terms }}", "terms"),
    ("template_unknown_field", "{{ profile.nickname }}", "profile.nickname"),
    ("template_error", "{{ title }</title>", "}</title>"),
    ("rule_error", "profile.age > 3 &&\"", "\""),
    ("rule_error", "customer.age > 30", "customer"),
    ("rule_error", "profile.agee > 30", "profile.agee"),
    ("rule_error", "profile.age > 'old'", "profile.age"),
    ("rule_error", "filters.older()", "filters.older"),
    ("rule_error", "filters.younger(3)", "filters.younger"),
    ("rule_error", "profile.age + 1\"", "profile.age"),
    ("rule_error", "profile.segment + '!'", "profile.segment"),
    ("rule_warning", "profile.segment == 'poor'", "'poor'"),
    ("rule_never_matches", "profile.age > 60 && profile.age < 50", "profile.age > 60"),
    ("rule_always_matches", "\"has(profile.age) || !has(profile.age)\"", "\""),
    ("rule_part_impossible", "profile.age > 60 && profile.age < 30", "profile.age > 60"),
    ("rule_error", "profile.since > '2026-01-01'", "profile.since"),
    ("rule_error", "profile.id.soundsLike('x')", "profile.id"),
    ("rule_error", "profile.id.matches('[a-')", "'[a-'"),
    ("rule_error", "timestamp('the first of May')", "'the first"),
    ("rule_error", "duration('a year')", "'a year'"),
    ("rule_part_redundant", "profile.age > 30 && profile.age > 25", "profile.age > 25"),
    ("offer_unreachable", "\"profile.age < 18 && profile.premium\"", "\""),
    ("rule_branch_not_taken", "profile.age > 40", "profile.age > 40"),
    ("template_unknown_field", "{{ profile.firstname }}", "profile.firstname"),
    ("template_error", "{% if profile.age > 3 %}Hello\"", "Hello"),
    ("rule_error", "profile.age = 3", "= 3"),
];

/// Line and column, from 1 and in characters.
fn place(text: &str, offset: usize) -> (u64, u64) {
    let before = &text[..offset];
    let line = before.rsplit('\n').next().unwrap_or_default();
    let count = |count: usize| u64::try_from(count).expect("a small file") + 1;
    (count(before.matches('\n').count()), count(line.chars().count()))
}

#[test]
fn every_planted_mistake_is_found_where_it_is() {
    let file = format!("{}/{CATALOG}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file).expect("readable");
    let ran = Command::new(env!("CARGO_BIN_EXE_vitrine")).args(["check", "--json", &file]).output();
    let ran = ran.expect("the program starts");
    assert_eq!(ran.status.code(), Some(1), "{}", String::from_utf8_lossy(&ran.stderr));
    let issues: Value = serde_json::from_slice(&ran.stdout).expect("JSON");
    let found = |issue: &Value| {
        let number = |name: &str| issue[name].as_u64().expect("a number");
        (issue["code"].as_str().expect("a code").to_owned(), number("line"), number("column"))
    };
    let found: Vec<_> = issues.as_array().expect("issues").iter().map(found).collect();
    let mut planted = Vec::new();
    for (code, context, part) in MISTAKES {
        assert_eq!(text.matches(context).count(), 1, "{context} stands there once");
        let at = text.find(context).expect("it does") + context.find(part).expect("a part of it");
        let (line, column) = place(&text, at);
        planted.push(((*code).to_owned(), line, column));
    }
    let sorted = |mut list: Vec<(String, u64, u64)>| {
        list.sort_by_key(|(_, line, column)| (*line, *column));
        list
    };
    let (found, planted) = (sorted(found), sorted(planted));
    for one in &planted {
        let line: Vec<_> = found.iter().filter(|other| other.1 == one.1).collect();
        assert!(found.contains(one), "{one:?} is planted; found there: {line:?}");
    }
    assert_eq!(found, planted, "and nothing else is");
}
