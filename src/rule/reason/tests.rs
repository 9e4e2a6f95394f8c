//! What is proved of rules, one by one; that it holds for all of them is shown by [`crate::rule`]'s properties.

use super::*;
use crate::model::{Field, FieldType, Filter};
use crate::rule::{Typed, interaction, offer, parse};
use jiff::tz::TimeZone;
use std::sync::Arc;

fn field(name: &str, field_type: FieldType) -> Field {
    Field { name: name.into(), label: String::new(), field_type }
}

fn schema() -> Schema {
    let choices = FieldType::Choice(vec!["mass".into(), "rich".into()]);
    let profile = [
        field("age", FieldType::Integer),
        field("balance", FieldType::Decimal),
        field("premium", FieldType::Boolean),
        field("segment", choices),
        field("name", FieldType::Text),
        field("since", FieldType::Date),
        field("interests", FieldType::List),
    ];
    let call = [field("page", FieldType::Text)];
    let adult = Filter {
        name: "adult".into(),
        label: String::new(),
        rule: "profile.age >= 18".into(),
        parameters: Vec::new(),
    };
    Schema::new(&profile, &call, &[], &[Arc::new(adult)], TimeZone::UTC)
}

#[test]
fn what_can_be_proved_is_said() {
    let schema = schema();
    for (rule, wanted) in [
        ("true", Some(Outcome::Always)),
        ("1 < 2 || profile.age > 3", Some(Outcome::Always)),
        ("profile.age > 3 ? true : true", None),
        ("profile.age > 3 || profile.age <= 3", None),
        ("false", Some(Outcome::Never)),
        ("1 / 0 == 1", Some(Outcome::Never)),
        ("profile.age > 30 && profile.age < 20", Some(Outcome::Never)),
        ("profile.age > 5 && profile.age < 6", Some(Outcome::Never)),
        ("profile.balance > 5 && profile.balance < 6", None),
        ("profile.balance < 9007199254740993 && profile.balance >= 9007199254740992.0", None),
        ("profile.age > 9007199254740992 && profile.age < 9007199254740994", None),
        ("!(profile.age > 3) && profile.age >= 4", Some(Outcome::Never)),
        ("30 < profile.age && (profile.age < 20 || profile.age == 30)", Some(Outcome::Never)),
        ("profile.segment == 'poor'", Some(Outcome::Never)),
        ("profile.segment != 'mass' && profile.segment != 'rich'", Some(Outcome::Never)),
        ("profile.segment in ['mass', 'poor'] && profile.segment != 'mass'", Some(Outcome::Never)),
        ("profile.segment != 'mass'", None),
        ("profile.name == 'a' && profile.name == 'b'", Some(Outcome::Never)),
        ("profile.premium && !profile.premium", Some(Outcome::Never)),
        ("!has(profile.age) && profile.age > 3", Some(Outcome::Never)),
        ("!has(profile.age) || profile.age > 3", None),
        (
            "profile.since < timestamp('2020-01-01T00:00:00Z') && profile.since > timestamp('2021-01-01T00:00:00Z')",
            Some(Outcome::Never),
        ),
        ("profile.age > 3.5 && profile.age < 4", Some(Outcome::Never)),
        ("split('s') < 0.0", Some(Outcome::Never)),
        ("split('s') >= 100 || split('s') == 100.0", Some(Outcome::Never)),
        ("split('s') >= 30.0 && split('s') < 30.0", Some(Outcome::Never)),
        ("split('s') < 30.0 && split('s') >= 70.0 || split('s') > 120.0", Some(Outcome::Never)),
        ("split('s') < 30.0 && split('t') >= 70.0", None),
        ("split('s') > 99.9 && split('s') != 99.95", None),
        // Who has no key is in no part.
        ("split('s') < 100.0", None),
        ("!has(profile.age) || split('s') >= 0.0 || split('s') < 30.0", None),
        ("has(profile.age) ? profile.age > 3 || profile.age <= 3 : true", Some(Outcome::Always)),
        ("has(profile.balance) ? profile.balance > 3 || profile.balance <= 3 : true", None),
        ("has(profile.age) || !has(profile.age)", Some(Outcome::Always)),
        ("has(call.page) || !has(call.page)", None),
        ("filters.adult() && profile.age < 10", Some(Outcome::Never)),
        ("profile.name.startsWith('ab') && !profile.name.startsWith('a')", Some(Outcome::Never)),
        ("profile.name.startsWith('ab') && profile.name.endsWith('a')", None),
        ("profile.name.startsWith('ab') && profile.name.startsWith('b')", Some(Outcome::Never)),
        ("profile.name == 'xyz' && profile.name.contains('a')", Some(Outcome::Never)),
        ("'a' in profile.interests && !('a' in profile.interests)", Some(Outcome::Never)),
        ("'a' in profile.interests && !has(profile.interests)", Some(Outcome::Never)),
        ("'a' in profile.interests && 'b' in profile.interests", None),
        ("size(profile.interests) > 3 && size(profile.interests) < 2", Some(Outcome::Never)),
        ("profile.segment.upperAscii() == 'POOR'", Some(Outcome::Never)),
        ("profile.segment.startsWith('m') && profile.segment == 'rich'", Some(Outcome::Never)),
        (
            "interaction.at - profile.since > duration('48h') && interaction.at - profile.since < duration('24h')",
            Some(Outcome::Never),
        ),
        ("profile.age > profile.balance && !(profile.age > profile.balance)", Some(Outcome::Never)),
        ("profile.age == 'x'", Some(Outcome::Never)),
        ("profile.name", Some(Outcome::Never)),
        ("interaction.identification == 'somehow'", Some(Outcome::Never)),
        ("profile.age > 9007199254740992 && profile.age <= 9007199254740993", None),
    ] {
        assert_eq!(outcome(&parse(rule).expect(rule), &schema), wanted, "{rule}");
    }
}

/// A rule, and what is said of its parts: the text, what is wrong with it, and the rule without it.
#[test]
fn parts_that_change_nothing_are_found() {
    let schema = schema();
    let mut reasoner = Reasoner::new(&schema);
    for (rule, wanted) in [
        ("profile.age > 30 && profile.age > 18", "profile.age > 18 Redundant profile.age > 30"),
        ("profile.age > 18 || profile.age > 30", "profile.age > 30 Redundant profile.age > 18"),
        ("profile.premium && profile.premium", "profile.premium Redundant profile.premium"),
        (
            "profile.premium || profile.age > 30 && profile.age < 20",
            "profile.age > 30 && profile.age < 20 Impossible profile.premium",
        ),
        (
            "profile.age > 30 && (profile.age < 20 || profile.premium)",
            "profile.age < 20 Impossible profile.age > 30 && profile.premium",
        ),
        ("profile.age > 3 ? profile.age > 2 : true", ""),
        ("profile.age > 3 && (profile.age > 2 ? profile.premium : true)", "true NotTaken -"),
        ("profile.age > 3 ? profile.age < 2 : true", "profile.age < 2 Impossible -"),
        ("!(profile.age > 30 || profile.age > 18)", "profile.age > 30 Redundant !(profile.age > 18)"),
        ("has(profile.age) && profile.age > 3", ""),
        ("filters.adult() && profile.age > 30", ""),
        ("profile.premium && true", "true Redundant profile.premium"),
        ("profile.premium || false", "false Impossible profile.premium"),
        (
            "profile.segment == 'mass' && profile.segment != 'rich'",
            "profile.segment != 'rich' Redundant profile.segment == 'mass'",
        ),
        ("profile.age > 3 && profile.balance > 3.0", ""),
    ] {
        let parsed = parse(rule).expect(rule);
        let condition = reasoner.read(&parsed);
        let said = |remark: &Remark| {
            let rest = remark.term.and_then(|term| crate::rule::without(&parsed, term));
            format!("{} {:?} {}", &rule[remark.span.clone()], remark.problem, rest.as_deref().unwrap_or("-"))
        };
        let found: Vec<String> = reasoner.remarks(&condition).iter().map(said).collect();
        assert_eq!(found.join("; "), wanted, "{rule}");
    }
}

#[test]
fn the_parts_that_exclude_each_other_are_named() {
    let schema = schema();
    let mut reasoner = Reasoner::new(&schema);
    for (rule, culprit) in [
        ("profile.premium && profile.age > 30 && profile.age < 20", "profile.age > 30 && profile.age < 20"),
        ("profile.premium && profile.segment == 'poor'", "profile.segment == 'poor'"),
        ("1 > 2", "1 > 2"),
    ] {
        let condition = reasoner.read(&parse(rule).expect(rule));
        let found = reasoner.culprit(&condition).map(|span| &rule[span]);
        assert_eq!(found, Some(culprit), "{rule}");
    }
}

#[test]
fn rules_that_exclude_each_other_are_told_by_what_is_given() {
    let schema = schema();
    let mut reasoner = Reasoner::new(&schema);
    let rules = [
        "profile.premium",
        "profile.age > 30",
        "offer.name == 'loan' ? profile.age < 20 : true",
        "interaction.at < timestamp('2026-01-01T00:00:00Z')",
    ];
    let rules: Vec<Condition> = rules.iter().map(|rule| reasoner.read(&parse(rule).expect(rule))).collect();
    let rules: Vec<&Condition> = rules.iter().collect();
    let of_offer =
        |name: &str| Given::default().one_of(Root::Offer, offer::NAME, vec![Some(Typed::from(name))]);
    assert_eq!(reasoner.conflict(&rules, &Given::default()), None);
    assert_eq!(reasoner.conflict(&rules, &of_offer("car")), None);
    assert_eq!(reasoner.conflict(&rules, &of_offer("loan")), Some(vec![1, 2]));
    let at = |text: &str| text.parse().expect("a moment");
    let window = (at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
    let dated = Given::default().within(Root::Interaction, interaction::AT, window);
    assert_eq!(reasoner.conflict(&rules, &dated), Some(vec![3]));
}

#[test]
fn a_long_rule_is_read_in_no_time() {
    let schema = schema();
    let long = (0..900).map(|number| format!("profile.age != {number}")).collect::<Vec<_>>().join(" && ");
    let mixed = (0..40)
        .map(|number| format!("(profile.age == {number} || profile.balance == {number}.5 || 'a{number}' in profile.interests)"))
        .collect::<Vec<_>>()
        .join(" && ");
    for rule in [long, mixed] {
        let mut reasoner = Reasoner::new(&schema);
        let condition = reasoner.read(&parse(&rule).expect("a rule"));
        assert_eq!(reasoner.outcome(&condition), None);
        assert!(reasoner.remarks(&condition).is_empty());
    }
}

/// Random rules of 21 clauses over 14 fields: each is hard to settle, and none can be.
fn hard(count: usize) -> Vec<String> {
    let mut seed = 7_u64;
    let mut next = |most: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % most
    };
    let mut literal = || format!("{}profile.b{}", if next(2) == 0 { "!" } else { "" }, next(14));
    let mut clause = || format!("({} || {} || {})", literal(), literal(), literal());
    (0..count).map(|_| (0..60).map(|_| clause()).collect::<Vec<_>>().join(" && ")).collect()
}

#[test]
fn proofs_that_are_hard_together_are_given_up() {
    let fields: Vec<Field> = (0..14).map(|no| field(&format!("b{no}"), FieldType::Boolean)).collect();
    let schema = Schema::new(&fields, &[], &[], &[], TimeZone::UTC);
    let contradiction = parse("profile.b0 && !profile.b0").expect("a rule");
    let effort = Effort::of(1_000_000);
    let mut reasoner = Reasoner::sharing(&schema, &effort);
    let condition = reasoner.read(&contradiction);
    assert_eq!(reasoner.outcome(&condition), Some(Outcome::Never));
    for rule in hard(40) {
        let condition = reasoner.read(&parse(&rule).expect("a rule"));
        reasoner.outcome(&condition);
    }
    assert_eq!(effort.left(), 0);
    assert_eq!(reasoner.outcome(&condition), None);
    assert!(reasoner.remarks(&condition).is_empty());
    let mut other = Reasoner::sharing(&schema, &effort);
    let condition = other.read(&contradiction);
    assert_eq!(other.outcome(&condition), None, "those of another schema share it");
}

#[test]
fn rules_that_people_write_take_little_effort() {
    let schema = schema();
    let effort = Effort::default();
    let most = effort.left();
    let mut reasoner = Reasoner::sharing(&schema, &effort);
    let rules = [
        "profile.age >= 18 && profile.segment == 'rich' && profile.balance > 1000.0",
        "filters.adult() && ('ski' in profile.interests || 'golf' in profile.interests)",
        "has(profile.since) && interaction.at - profile.since > duration('720h') && call.page == 'home'",
        "profile.premium ? profile.age > 30 : profile.balance > 500.0 && profile.name != ''",
    ];
    for rule in rules {
        let condition = reasoner.read(&parse(rule).expect(rule));
        assert_eq!(reasoner.outcome(&condition), None);
        reasoner.remarks(&condition);
    }
    let each = (most - effort.left()) / rules.len() as u64;
    assert!(each * 10_000 < most / 5, "{each}");
}

#[test]
fn a_filter_is_taken_apart_once_for_all_rules_that_call_it() {
    let schema = schema();
    let mut reasoner = Reasoner::new(&schema);
    let read = |reasoner: &mut Reasoner, rule: &str| reasoner.read(&parse(rule).expect(rule));
    let one = read(&mut reasoner, "filters.adult()");
    let other = read(&mut reasoner, "filters.adult()");
    assert!(Arc::ptr_eq(&one.kind, &other.kind));
    let never = read(&mut reasoner, "filters.adult() && profile.age < 18");
    assert_eq!(reasoner.outcome(&never), Some(Outcome::Never));
}
