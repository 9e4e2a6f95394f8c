//! What the checker finds, and where.

use super::*;
use crate::model::{Field, FieldType, Parameter, Value};
use jiff::tz::TimeZone;
use std::sync::Arc;

fn field(name: &str, field_type: FieldType) -> Field {
    Field { name: name.into(), label: String::new(), field_type }
}

fn filter(name: &str, rule: &str, parameters: &[(&str, FieldType, Option<Value>)]) -> Arc<Filter> {
    let parameters = parameters.iter().map(|(name, parameter_type, default)| Parameter {
        name: (*name).into(),
        parameter_type: parameter_type.clone(),
        default: default.clone(),
    });
    Arc::new(Filter {
        name: name.into(),
        label: String::new(),
        rule: rule.into(),
        parameters: parameters.collect(),
    })
}

fn schema() -> Schema {
    let profile = [
        field("age", FieldType::Integer),
        field("balance", FieldType::Decimal),
        field("name", FieldType::Text),
        field("premium", FieldType::Boolean),
        field("since", FieldType::Date),
        field("interests", FieldType::List),
        field("segment", FieldType::Choice(vec!["mass".into(), "rich".into()])),
    ];
    let filters = [
        filter("adult", "profile.age >= least", &[("least", FieldType::Integer, Some(Value::Integer(18)))]),
        filter("before", "profile.since < day", &[("day", FieldType::Date, None)]),
        filter("loop", "filters.pool()", &[]),
        filter("pool", "true && filters.loop()", &[]),
    ];
    Schema::new(&profile, &[field("language", FieldType::Text)], &[], &filters, TimeZone::UTC)
}

/// What is found, each as its place in the source and its code.
fn found(source: &str, usage: Use) -> Vec<(&str, &'static str)> {
    let parsed = parse(source).expect(source);
    check(&parsed, &schema(), usage).into_iter().map(|one| (&source[one.span], one.code)).collect()
}

#[test]
fn good_rules_pass() {
    for source in [
        "profile.balance > 100 && profile.age < 30.5 && profile.age == 3u",
        "profile.segment in ['mass', 'rich'] && profile.interests.exists(i, i.startsWith('s'))",
        "profile.since < interaction.at - duration('720h') && profile.since.getFullYear('Europe/Paris') > 2020",
        "filters.adult() && filters.adult(21) && filters.before('2026-01-01') && filters.before(interaction.at)",
        "has(call.language) ? call.language == 'fr' : true",
        "profile['age'] > 3 && size(profile.name) > 2 && 'x' in profile.interests",
        "type(profile.age) == int && optional.of(1).hasValue() && math.greatest(1, profile.age) > 3",
        "[1, 2].map(profile, profile + 1).all(x, x > 0) && {'a': 1}.a == 1 && {'a': 1}['a'] == 1",
        "profile.name.split(',')[0].lowerAscii() == 'x' && profile.name.matches('^a')",
        "offer.themes.exists_one(t, t in profile.interests) && null == null",
    ] {
        assert_eq!(found(source, Use::Target), [], "{source}");
    }
    assert_eq!(found("10.0 + double(profile.age) * 0.1", Use::Weight), []);
    assert_eq!(found("profile.interests", Use::StoredField), []);
    assert_eq!(found("proposition.status == 'rejected'", Use::Matching), []);
}

/// Rules for contacts, with the first thing wrong in each and what it is.
const WRONG: &[(&str, &str, &str)] = &[
    ("profile.agee > 3", "profile.agee", "rule-check-field-near"),
    ("true && profile . colour == 'x'", "profile . colour", "rule-check-field"),
    ("profle.age > 3", "profle", "rule-check-variable-near"),
    ("xyz > 3", "xyz", "rule-check-variable"),
    ("proposition.status == 'rejected'", "proposition", "rule-check-not-here"),
    ("profile.name > 3 || true", "profile.name > 3", "rule-check-operands"),
    ("profile.name == 3", "profile.name == 3", "rule-check-operands"),
    ("profile.age + 1.5 > 2.0", "profile.age + 1.5", "rule-check-operands"),
    ("true && profile.name", "profile.name", "rule-check-operand"),
    ("!profile.age", "profile.age", "rule-check-operand"),
    ("profile.age", "profile.age", "rule-check-condition"),
    ("filters.adlt()", "filters.adlt()", "rule-check-filter-near"),
    ("filters.adult(1, 2)", "filters.adult(1, 2)", "rule-check-count"),
    ("filters.before()", "filters.before()", "rule-check-count"),
    ("filters.adult('x')", "'x'", "rule-check-argument"),
    ("filters.before('soon')", "'soon'", "rule-check-argument"),
    ("filters.loop()", "filters.loop()", "rule-check-loop"),
    ("profile.name.startWith('a')", "profile.name.startWith('a')", "rule-check-function-near"),
    ("frobnicate(1)", "frobnicate(1)", "rule-check-function"),
    ("size(profile.age) > 3", "size(profile.age)", "rule-check-function-types"),
    ("profile.name.contains() || true", "profile.name.contains()", "rule-check-count"),
    ("profile.segment == 'poor'", "'poor'", "rule-check-choice"),
    ("profile.segment in ['mass', 'poor']", "'poor'", "rule-check-choice"),
    ("profile.age.exists(x, true)", "profile.age", "rule-check-macro"),
    ("profile.age.x == 1", "profile.age.x", "rule-check-no-fields"),
    ("profile.interests.all(i, i > 3)", "i > 3", "rule-check-operands"),
    ("profile.since < timestamp('tomorrow')", "'tomorrow'", "rule-check-timestamp"),
    ("profile.since > interaction.at - duration('1 month')", "'1 month'", "rule-check-duration"),
    ("profile.name.matches('(a')", "'(a'", "rule-check-pattern"),
    ("int('x') > 3", "'x'", "rule-check-text"),
    ("profile.age % 0 == 1", "0", "rule-check-zero"),
    ("interaction.at - profile.since < duration('3months')", "'3months'", "rule-check-duration"),
    ("interaction.at - profile.since < duration('5m30')", "'5m30'", "rule-check-duration"),
    ("interaction.at - profile.since < duration('1h 30m')", "'1h 30m'", "rule-check-duration"),
    ("interaction.at - profile.since < duration('1d')", "'1d'", "rule-check-duration"),
    ("profile.since < timestamp('10000-01-01T00:00:00Z')", "'10000-01-01T00:00:00Z'", "rule-check-timestamp"),
    ("profile.since.getHours('Europe/Pariss') == 3", "'Europe/Pariss'", "rule-check-zone"),
    ("profile.name.matches('(?=a)')", "'(?=a)'", "rule-check-pattern"),
    ("profile.name.matches('a{1001}')", "'a{1001}'", "rule-check-pattern-large"),
    ("matches(profile.name, '((a{50}){50}){50}')", "'((a{50}){50}){50}'", "rule-check-pattern-large"),
    ("true && lists.range(profile.age).size() == 34", "lists.range(profile.age)", "rule-check-too-costly"),
    ("lists.range(100000000).size() > 3 || true", "lists.range(100000000)", "rule-check-too-costly"),
    (
        "profile.interests.all(a, profile.interests.all(b, profile.interests.all(c, profile.interests.all(d, a + b == c + d))))",
        "profile.interests.all(b, profile.interests.all(c, profile.interests.all(d, a + b == c + d)))",
        "rule-check-too-costly",
    ),
    (
        "size(profile.name.replace('', profile.name).replace('', profile.name).replace('', profile.name)\
             .replace('', profile.name)) > 1",
        "profile.name.replace('', profile.name).replace('', profile.name).replace('', profile.name)",
        "rule-check-too-costly",
    ),
    ("-profile.name == 1", "-profile.name", "rule-check-negate"),
    ("-duration('1s') == duration('1s')", "-duration('1s')", "rule-check-negate"),
];

#[test]
fn what_is_wrong_is_found_where_it_stands() {
    for &(source, at, code) in WRONG {
        let all = found(source, Use::Target);
        assert_eq!(all.first(), Some(&(at, code)), "{source}: {all:?}");
    }
    assert_eq!(found("profile.name", Use::Weight), [("profile.name", "rule-check-number")]);
    assert_eq!(found("{'a': 1}", Use::StoredField)[0].1, "rule-check-value");
    assert_eq!(found("call.language == 'fr'", Use::Recipients), [("call", "rule-check-not-here")]);
}

#[test]
fn filters_are_checked_with_their_parameters() {
    let codes =
        |filter: &Filter| check_filter(filter, &schema()).into_iter().map(|one| one.code).collect::<Vec<_>>();
    let least = ("least", FieldType::Integer, None);
    assert!(codes(&filter("x", "profile.age >= least", std::slice::from_ref(&least))).is_empty());
    assert_eq!(codes(&filter("x", "profile.name == least", &[least])), ["rule-check-operands"]);
    assert_eq!(codes(&filter("loop", "filters.pool()", &[])), ["rule-check-loop"]);
    assert_eq!(codes(&filter("x", "1 +", &[])), ["rule-syntax-end"]);
    let wrong = ("least", FieldType::Integer, Some(Value::from("x")));
    assert_eq!(
        codes(&filter("x", "true", &[wrong, ("b", FieldType::Text, None)])),
        ["rule-check-default", "rule-check-default-order"]
    );
}

#[test]
fn filters_that_double_are_refused_where_they_are_called() {
    let mut filters = vec![filter("f0", "profile.age > 3", &[])];
    for index in 1..=20 {
        let below = index - 1;
        let rule = format!("filters.f{below}() || filters.f{below}()");
        filters.push(filter(&format!("f{index}"), &rule, &[]));
    }
    let schema = Schema::new(&[field("age", FieldType::Integer)], &[], &[], &filters, TimeZone::UTC);
    let source = "profile.age > 1 && filters.f20()";
    let parsed = parse(source).expect("a rule");
    let found = check(&parsed, &schema, Use::Target);
    assert_eq!(
        found.iter().map(|one| (&source[one.span.clone()], one.code)).collect::<Vec<_>>(),
        [("filters.f20()", "rule-check-too-large")]
    );
    assert!(check_filter(&filters[20], &schema).iter().any(|one| one.code == "rule-check-too-large"));
    let small = parse("filters.f8()").expect("a rule");
    assert_eq!(check(&small, &schema, Use::Target), []);
}

#[test]
fn a_split_is_called_by_one_constant_name() {
    for (source, usage, wanted) in [
        ("split('spring_test') < 50.0 && 'a-b'.split('-')[0] == 'a'", Use::Target, vec![]),
        ("split('s') < 50 && .split('s') >= 3u", Use::Recipients, vec![]),
        ("10.0 + split('s') * 0.5", Use::Weight, vec![]),
        ("split('s') < 5.0 || proposition.weight > split('s')", Use::Matching, vec![]),
        ("split('s')", Use::StoredField, vec![]),
        ("split('s')", Use::Target, vec![("split('s')", "rule-check-condition")]),
        ("split('s') == 'a'", Use::Target, vec![("split('s') == 'a'", "rule-check-operands")]),
        ("split('two words') < 5.0", Use::Target, vec![("'two words'", "rule-check-split-name")]),
        ("split('') < 5.0", Use::Target, vec![("''", "rule-check-split-name")]),
        ("split(profile.name) < 5.0", Use::Target, vec![("profile.name", "rule-check-split-constant")]),
        ("split('a' + 'b') < 5.0", Use::Target, vec![("'a' + 'b'", "rule-check-split-constant")]),
        ("split() < 5.0", Use::Target, vec![("split", "rule-check-count")]),
        ("split('a', 'b') < 5.0", Use::Target, vec![("split('a', 'b')", "rule-check-count")]),
        ("split('s') < 5.0", Use::AppliesTo, vec![("split('s')", "rule-check-not-here")]),
    ] {
        assert_eq!(found(source, usage), wanted, "{source}");
    }
}
