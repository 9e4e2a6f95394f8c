//! Where the language is exact (`domain.md` §3): spans, getters, numbers of different types, patterns, the range of
//! timestamps. One table, compiled and interpreted alike. What rules cost is in `hostile_rules.rs`.

use jiff::tz::TimeZone;
use vitrine::model::{Field, FieldType, Value};
use vitrine::rule::{Inputs, Schema, Truth, Typed, compile, interpret, parse, typed};

fn field(name: &str, field_type: FieldType) -> Field {
    Field { name: name.into(), label: String::new(), field_type }
}

fn fields() -> Vec<(Field, Value)> {
    vec![
        (field("visits", FieldType::Integer), Value::Integer((1 << 53) + 1)),
        (field("most", FieldType::Integer), Value::Integer(i64::MAX)),
        (field("round", FieldType::Decimal), Value::Decimal(9_007_199_254_740_992.0)),
        (field("small", FieldType::Integer), Value::Integer(3)),
        (field("name", FieldType::Text), Value::from("Zoë")),
        (field("span", FieldType::Text), Value::from("1h30m")),
        (field("odd_span", FieldType::Text), Value::from("3months")),
        (field("pattern", FieldType::Text), Value::from("^Z")),
        (field("odd_pattern", FieldType::Text), Value::from("(?=Z)")),
        (field("born", FieldType::Date), Value::from("1990-05-01")),
        (field("for_ever", FieldType::Date), Value::from("9999-12-31")),
        (field("last", FieldType::DateTime), Value::from("9999-12-31T23:59:59")),
        (field("seen", FieldType::DateTime), Value::from("2026-07-01T00:30+02:00")),
        (field("interests", FieldType::List), Value::List(vec!["ski".into(), "Zoë".into()])),
    ]
}

const CASES: &[(&str, Option<bool>)] = &[
    // Spans.
    ("duration('1h30m') == duration('90m') && duration('-1.5h') == duration('-90m')", Some(true)),
    ("duration('+1h') == duration('3600s') && duration('0') == duration('0s')", Some(true)),
    ("duration('.5s') == duration('500ms') && duration('1us') == duration('1000ns')", Some(true)),
    ("duration('3months') < duration('4h')", None),
    ("duration('1h30') < duration('4h')", None),
    ("duration('1 h') < duration('4h')", None),
    ("duration('-') < duration('4h')", None),
    ("duration('') < duration('4h')", None),
    ("duration('1d') < duration('400h')", None),
    ("duration('1.5.h') < duration('4h')", None),
    ("duration('1e3s') < duration('4h')", None),
    ("duration('infs') > duration('4h')", None),
    ("duration('1h-30m') < duration('4h')", None),
    ("duration('99999999999h') > duration('4h')", None),
    ("duration(profile.span) == duration('90m')", Some(true)),
    ("duration(profile.odd_span) == duration('3m')", None),
    ("duration(duration('1h')) == duration('60m')", Some(true)),
    ("[profile.span, '2h'].all(s, duration(s) > duration('1h'))", Some(true)),
    ("string(duration('1h30m')) == '5400s' && duration('90m').getHours() == 1", Some(true)),
    // Getters: in UTC, whatever the offset was.
    ("timestamp('2026-07-01T00:30:00+02:00').getDate() == 30", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getMonth() == 5", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getHours() == 22", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getMinutes() == 30", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getDayOfMonth() == 29", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getDayOfWeek() == 2", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getDayOfYear() == 180", Some(true)),
    ("timestamp('2027-01-01T00:30:00+01:00').getFullYear() == 2026", Some(true)),
    ("timestamp('2026-01-01T05:30:00+05:30').getHours() == 0", Some(true)),
    ("timestamp('2026-01-01T00:00:01.250-08:00').getSeconds() == 1", Some(true)),
    ("timestamp('2026-01-01T00:00:01.250-08:00').getMilliseconds() == 250", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getDate('Europe/Paris') == 1", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getHours('+02:00') == 0", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getHours('02:00') == 0", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getHours('-03:30') == 19", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00').getHours('UTC') == 22", Some(true)),
    ("timestamp('2026-01-01T00:30:00Z').getHours('Europe/Paris') == 1", Some(true)),
    ("timestamp('2026-07-01T00:30:00Z').getHours('Europe/Paris') == 2", Some(true)),
    ("timestamp('2026-07-01T00:30:00Z').getHours('nowhere') == 2", None),
    ("profile.seen.getDate() == 30 && profile.seen.getHours() == 22", Some(true)),
    ("(timestamp('2026-07-01T00:30:00+02:00') + duration('1h')).getHours() == 23", Some(true)),
    ("string(timestamp('2026-07-01T00:30:00+02:00')) == '2026-06-30T22:30:00Z'", Some(true)),
    ("timestamp('2026-07-01T00:30:00+02:00') == timestamp('2026-06-30T22:30:00Z')", Some(true)),
    ("[timestamp('2026-07-01T00:30:00+02:00')].all(t, t.getDate() == 30)", Some(true)),
    ("timestamp('2016-12-31T23:59:60Z').getSeconds() == 59", None),
    // Integers against decimals.
    ("profile.visits == 9007199254740992.0", Some(false)),
    ("profile.visits != 9007199254740992.0 && profile.visits > 9007199254740992.0", Some(true)),
    ("profile.visits <= profile.round", Some(false)),
    ("profile.round < profile.visits && profile.visits >= profile.round", Some(true)),
    ("9007199254740993u == 9007199254740992.0", Some(false)),
    ("profile.visits == 9007199254740993u", Some(true)),
    ("profile.most == 9223372036854775808.0", Some(false)),
    ("profile.most < 9223372036854775808.0 && 18446744073709551615u < 18446744073709551616.0", Some(true)),
    ("-0x8000000000000000 == -9223372036854775808", Some(true)),
    ("-0X08000000000000000 < -0x7fffffffffffffff && -0x8000000000000000 == -0x8000000000000000", Some(true)),
    ("[1, -0x8000000000000000].exists(x, x < -9223372036854775807 && -x == x)", None),
    ("'-0x8000000000000000' == '-0' + 'x8000000000000000' && profile.small == 3", Some(true)),
    ("profile.most < 1.0 / 0.0 && profile.most > -1.0 / 0.0", Some(true)),
    ("profile.small == 0.0 / 0.0", Some(false)),
    ("profile.small < 0.0 / 0.0", Some(false)),
    ("0.0 / 0.0 >= profile.small || 0.0 / 0.0 <= 0.0 / 0.0 || 0.0 / 0.0 > 1u", Some(false)),
    ("!(profile.most > 0.0 / 0.0) && ![0.0 / 0.0].exists(x, x < 1 || x >= 1)", Some(true)),
    ("0.0 / 0.0 < 'a'", None),
    ("profile.small == 3.0 && profile.small < 3.5 && profile.small > 2.5 && -0.0 == 0", Some(true)),
    ("profile.visits in [9007199254740992.0]", Some(false)),
    ("profile.visits in [9007199254740992.0, 9007199254740993u]", Some(true)),
    ("profile.small in [1, 3.0, 'x', true]", Some(true)),
    ("profile.round in [9007199254740993, 'x']", Some(false)),
    ("[9007199254740992.0].exists(x, x == profile.visits)", Some(false)),
    ("profile.visits in [profile.round]", Some(false)),
    ("[profile.visits] == [9007199254740992.0]", Some(false)),
    ("[[profile.visits], [1]] == [[9007199254740993u], [1.0]]", Some(true)),
    ("{'a': profile.visits} == {'a': 9007199254740992.0}", Some(false)),
    ("{'a': profile.small} == {'a': 3.0}", Some(true)),
    ("{9007199254740993: true}[9007199254740992.0]", None),
    ("{3: true}[3.0] && {3u: true}[profile.small]", Some(true)),
    ("9007199254740992.0 in {9007199254740993: true}", Some(false)),
    ("optional.of(profile.visits) == optional.of(9007199254740992.0)", Some(false)),
    ("size([profile.visits, 9007199254740992.0].distinct()) == 2", Some(true)),
    ("size([3, 3.0, 3u].distinct()) == 1", Some(true)),
    ("math.greatest(9007199254740992.0, profile.visits) == 9007199254740993", Some(true)),
    ("math.least(profile.visits, 9007199254740992.0, profile.most) == 9007199254740992", Some(true)),
    ("math.greatest(1, 'x') == 1", None),
    // Patterns of RE2.
    (r"profile.name.matches('^\\w+$')", Some(false)),
    (r"profile.name.matches('^[\\w\\W]+$') && profile.name.matches('\\W')", Some(true)),
    (r"'٣'.matches('\\d') || 'a\u00a0b'.matches('\\s')", Some(false)),
    (r"profile.name.matches('\\bë') && !'aë'.matches('ë\\b')", Some(true)),
    (r"profile.name.matches('o\\b')", Some(true)),
    (r"profile.name.matches('^(?i)zoË$') && profile.name.matches('^\\pL+$')", Some(true)),
    ("profile.name.matches('^[[:alpha:]]+$')", Some(false)),
    ("profile.name.matches('(?=Z)')", None),
    ("profile.name.matches('(?u)Z')", None),
    (r"profile.name.matches('(Z)\\1')", None),
    (r"profile.name.matches('\\C')", None),
    ("profile.name.matches('Z{1001}')", None),
    ("profile.name.matches(profile.pattern) && matches(profile.name, profile.pattern)", Some(true)),
    ("profile.name.matches(profile.odd_pattern)", None),
    (
        r"profile.interests.exists(i, i.matches('^\\w+$')) && !profile.interests.all(i, i.matches('^\\w+$'))",
        Some(true),
    ),
    (r"['^s', '^Z'].all(p, profile.interests.exists(i, i.matches(p)))", Some(true)),
    ("profile.small.matches('3')", None),
    // The range of timestamps.
    ("profile.born < timestamp('9999-12-31T00:00:00Z')", Some(true)),
    ("profile.born < timestamp('9999-12-31T23:59:59.999999999Z')", Some(true)),
    ("profile.born < timestamp('9999-12-31T23:59:59-00:01')", None),
    ("profile.born < timestamp('10000-01-01T00:00:00Z')", None),
    ("profile.born > timestamp('0001-01-01T00:00:00Z')", Some(true)),
    ("profile.born > timestamp('0000-12-31T23:59:59Z')", None),
    ("profile.for_ever == timestamp('9999-12-30T23:00:00Z') && profile.for_ever > profile.born", Some(true)),
    ("profile.for_ever.getDate() == 30 && profile.for_ever.getDate('Europe/Paris') == 31", Some(true)),
    ("profile.last == timestamp('9999-12-31T22:59:59Z')", Some(true)),
    ("timestamp('9999-12-31T23:59:59.999999999Z').getFullYear() == 9999", Some(true)),
    ("timestamp('9999-12-31T23:59:59Z') + duration('1s') > profile.born", None),
    ("timestamp('9999-12-31T23:59:59Z') + duration('999999999ns') > profile.born", Some(true)),
    ("timestamp('0001-01-01T00:00:00Z') - duration('1ns') < profile.born", None),
    ("timestamp(253402300799) > profile.born", Some(true)),
    ("timestamp(253402300800) > profile.born", None),
    ("profile.for_ever - profile.born > duration('720h')", Some(true)),
    ("profile.born - profile.for_ever < duration('0s')", Some(true)),
    ("timestamp('0001-01-01T00:00:00Z') - timestamp('9999-12-31T23:59:59Z') < duration('0s')", None),
    ("[profile.for_ever].all(t, t - profile.born > duration('720h'))", Some(true)),
];

#[test]
fn the_language_is_exact() {
    let zone = TimeZone::get("Europe/Paris").expect("bundled");
    let (fields, values): (Vec<Field>, Vec<Value>) = fields().into_iter().unzip();
    let profile: Vec<Option<Typed>> = fields
        .iter()
        .zip(&values)
        .map(|(field, value)| typed(value, &field.field_type, &zone).ok())
        .collect();
    assert!(profile.iter().all(Option::is_some));
    let schema = Schema::new(&fields, &[], &[], &[], zone);
    let inputs = Inputs { profile: &profile, ..Inputs::default() };
    let mut wrong = Vec::new();
    for (rule, expected) in CASES {
        let parsed = parse(rule).unwrap_or_else(|found| panic!("{rule}: {found:?}"));
        for (how, program) in
            [("compiled", compile(&parsed, &schema)), ("interpreted", interpret(&parsed, &schema))]
        {
            let truth = program.test(&inputs);
            let found = match truth {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown(_) => None,
            };
            if found != *expected {
                wrong.push(format!("{how}: {rule} is {truth:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
