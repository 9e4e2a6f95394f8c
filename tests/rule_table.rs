//! The rule language as catalogs use it: one table of rules over one contact and one call, compiled and
//! interpreted alike. The specification's own cases are in `rule.rs`, where they are at hand.

use jiff::tz::TimeZone;
use std::sync::Arc;
use vitrine::model::{Field, FieldType, Filter, Parameter, Value};
use vitrine::rule::{Inputs, Schema, Truth, Typed, compile, interpret, parse, print};

fn field(name: &str, field_type: FieldType) -> Field {
    Field { name: name.into(), label: String::new(), field_type }
}

fn parameter(name: &str, parameter_type: FieldType, default: Option<Value>) -> Parameter {
    Parameter { name: name.into(), parameter_type, default }
}

fn filter(name: &str, rule: &str, parameters: Vec<Parameter>) -> Arc<Filter> {
    Arc::new(Filter { name: name.into(), label: String::new(), rule: rule.into(), parameters })
}

fn schema() -> Schema {
    let profile = [
        field("age", FieldType::Integer),
        field("balance", FieldType::Decimal),
        field("email", FieldType::Text),
        field("premium", FieldType::Boolean),
        field("since", FieldType::Date),
        field("seen", FieldType::DateTime),
        field("segment", FieldType::Choice(vec!["mass".into(), "student".into()])),
        field("interests", FieldType::List),
        field("missing", FieldType::Integer),
        field("nothing", FieldType::Text),
    ];
    let call = [field("language", FieldType::Text), field("product", FieldType::Text)];
    let filters = [
        filter(
            "adult",
            "profile.age >= least",
            vec![parameter("least", FieldType::Integer, Some(Value::Integer(18)))],
        ),
        filter("senior", "filters.adult(60)", Vec::new()),
        filter("unsure", "profile.missing > 3", Vec::new()),
        filter(
            "between",
            "profile.age >= low && profile.age < high",
            vec![parameter("low", FieldType::Integer, None), parameter("high", FieldType::Integer, None)],
        ),
    ];
    let zone = TimeZone::get("Europe/Paris").expect("bundled");
    Schema::new(&profile, &call, &[field("price", FieldType::Decimal)], &filters, zone)
}

#[expect(clippy::unnecessary_wraps, reason = "a field may have no value; these have one")]
fn moment(text: &str) -> Option<Typed> {
    Some(Typed::Moment(text.parse().expect("a moment")))
}

#[expect(clippy::unnecessary_wraps, reason = "a field may have no value; these have one")]
fn text(text: &str) -> Option<Typed> {
    Some(Typed::Text(text.into()))
}

/// The rule, and what it comes to: `true`, `false`, or `None` for unknown. The contact is 34, has 1250.5, is
/// premium, a student, customer since 2020-02-29, was seen the evening before the call, and has no `missing`.
const CASES: &[(&str, Option<bool>)] = &[
    // Comparisons, and numbers of different types.
    ("profile.age == 34 && profile.age != 35 && profile.age >= 34 && profile.age <= 34", Some(true)),
    ("profile.age < 34 || profile.age > 34", Some(false)),
    ("profile.age == 34.0 && profile.age < 34.5 && profile.balance > 1250", Some(true)),
    ("profile.balance == 1250.5 && 1250.5 == profile.balance && profile.age == 34u", Some(true)),
    ("profile.email < 'b' && profile.email >= 'anna' && profile.premium > false", Some(true)),
    ("profile.email == 34", Some(false)),
    ("profile.age < 'x'", None),
    ("null == profile.age || profile.email != null", Some(true)),
    // Missing values, and what absorbs them.
    ("profile.missing > 3", None),
    ("profile.missing == profile.missing", None),
    ("!(profile.missing > 3)", None),
    ("profile.missing > 3 || profile.premium", Some(true)),
    ("profile.premium || profile.missing > 3", Some(true)),
    ("profile.missing > 3 && !profile.premium", Some(false)),
    ("profile.missing > 3 && profile.premium", None),
    ("profile.missing > 3 || profile.nothing == ''", None),
    ("has(profile.age) && !has(profile.missing) && !has(call.product)", Some(true)),
    ("has(profile.missing) ? profile.missing > 3 : true", Some(true)),
    ("profile.missing > 3 ? true : true", None),
    ("profile.missing in [1, 2]", None),
    ("[1, 2].exists(x, x == profile.missing)", None),
    ("[34, 2].exists(x, x == profile.age || x == profile.missing)", Some(true)),
    ("[1, 34].all(x, x == profile.missing || x > 0)", Some(true)),
    ("filters.unsure() || filters.adult()", Some(true)),
    ("filters.unsure()", None),
    // Conditions inside conditions.
    ("profile.premium ? profile.age > 30 : profile.age > 60", Some(true)),
    ("!profile.premium ? false : true", Some(true)),
    ("(profile.age > 60 || profile.premium) && !(profile.age < 18 || profile.segment == 'mass')", Some(true)),
    ("profile.premium == true && (profile.age > 3) == profile.premium", Some(true)),
    ("true && !false", Some(true)),
    // Membership.
    ("profile.segment in ['student', 'mass'] && !(profile.segment in ['mass'])", Some(true)),
    ("profile.age in [33, 34] && profile.age in [34.0] && !(profile.age in [])", Some(true)),
    ("'golf' in profile.interests && !('art' in profile.interests)", Some(true)),
    ("call.language in ['fr', 'en']", Some(true)),
    ("profile.age in {34: 'x'}", Some(true)),
    // Lists.
    (
        "size(profile.interests) == 2 && profile.interests[0] == 'golf' && profile.interests.size() > 1",
        Some(true),
    ),
    ("profile.interests[2] == 'art'", None),
    ("profile.interests.exists(i, i.startsWith('g')) && profile.interests.all(i, size(i) > 2)", Some(true)),
    (
        "profile.interests.exists_one(i, i == 'golf') && !profile.interests.exists_one(i, size(i) > 1)",
        Some(true),
    ),
    ("size(profile.interests.filter(i, i != 'golf')) == 1", Some(true)),
    ("profile.interests.map(i, i.upperAscii()) == ['GOLF', 'SPORT']", Some(true)),
    ("profile.interests == ['golf', 'sport'] && profile.interests != ['sport', 'golf']", Some(true)),
    ("profile.interests + ['art'] == ['golf', 'sport', 'art']", Some(true)),
    ("profile.interests.join(', ') == 'golf, sport' && profile.interests.sort()[1] == 'sport'", Some(true)),
    // Texts, Unicode and escapes.
    (
        "profile.email.contains('@') && profile.email.endsWith('.example') && !profile.email.startsWith('b')",
        Some(true),
    ),
    ("profile.email.matches('^[a-zé]+@') && !matches(profile.email, '^b')", Some(true)),
    ("profile.email.matches('(')", None),
    ("size('été') == 3 && 'été'.size() == 3 && size(b'\\xc3\\xa9') == 2 && '\\u00e9' == 'é'", Some(true)),
    ("'it\\'s' == \"it's\" && r'\\d' == '\\\\d' && 'a\\tb' != 'a b'", Some(true)),
    ("profile.email.upperAscii().lowerAscii() == profile.email && ' a '.trim() == 'a'", Some(true)),
    ("profile.email.split('@')[1] == 'mail.example' && profile.email.substring(0, 4) == 'anna'", Some(true)),
    ("profile.email.indexOf('@') == 4 && profile.email.lastIndexOf('z') == -1", Some(true)),
    ("profile.email.replace('anna', 'bob') == 'bob@mail.example' && 'abc'.reverse() == 'cba'", Some(true)),
    ("profile.email.charAt(99) == ''", None),
    ("call.language + '-FR' == 'fr-FR' && '%s %d'.format(['a', profile.age]) == 'a 34'", Some(true)),
    // Numbers.
    (
        "profile.age + 1 == 35 && profile.age * 2 - 8 == 60 && profile.age / 10 == 3 && profile.age % 10 == 4",
        Some(true),
    ),
    ("-profile.age == -34 && profile.balance * 2.0 == 2501.0 && -7 / 2 == -3 && -7 % 3 == -1", Some(true)),
    ("profile.age / 0 == 0", None),
    ("profile.age + 9223372036854775807 > 0", None),
    ("profile.age + 1.5 > 0.0", None),
    ("1.0 / 0.0 > profile.balance && !(0.0 / 0.0 == 0.0 / 0.0)", Some(true)),
    (
        "double(profile.age) == 34.0 && int(profile.balance) == 1250 && int('-5') == -5 && uint(3) == 3u",
        Some(true),
    ),
    ("int('x') == 1", None),
    ("string(profile.age) == '34' && string(profile.balance) == '1250.5' && bool('true')", Some(true)),
    (
        "type(profile.age) == int && type(profile.email) == string && type(profile.since) != type(1)",
        Some(true),
    ),
    ("math.greatest(profile.age, 40) == 40 && math.abs(-2.5) == 2.5 && math.round(2.5) == 3.0", Some(true)),
    ("offer.price * 1.2 < profile.balance", Some(true)),
    // Moments: a date is a midnight in Paris.
    (
        "profile.since == timestamp('2020-02-29T00:00:00+01:00') && profile.since == timestamp('2020-02-28T23:00:00Z')",
        Some(true),
    ),
    ("profile.since < interaction.at && interaction.at >= profile.seen", Some(true)),
    (
        "interaction.at - profile.seen < duration('12h') && interaction.at - profile.seen > duration('1h30m')",
        Some(true),
    ),
    (
        "profile.seen >= interaction.at - duration('24h') && profile.seen + duration('24h') > interaction.at",
        Some(true),
    ),
    (
        "profile.since.getFullYear('Europe/Paris') == 2020 && profile.since.getDate('Europe/Paris') == 29",
        Some(true),
    ),
    (
        "profile.since.getDate() == 28 && profile.since.getMonth() == 1 && profile.since.getHours() == 23",
        Some(true),
    ),
    ("interaction.at.getDayOfWeek('Europe/Paris') == 6 && interaction.at.getDayOfYear() == 324", Some(true)),
    (
        "interaction.at.getHours('+02:00') == 11 && interaction.at.getMinutes('Asia/Kathmandu') == 45",
        Some(true),
    ),
    ("interaction.at.getHours('Nowhere') == 1", None),
    ("duration('123.321456789s').getMilliseconds() == 321", Some(true)),
    ("timestamp('2026-11-21T10:00:00.123456789Z').getMilliseconds() == 123", Some(true)),
    ("timestamp('2026-11-21T10:00:00.123Z').getMilliseconds('Asia/Kathmandu') == 123", Some(true)),
    (
        "duration('90m') == duration('1h30m') && duration('90m').getHours() == 1 && duration('90m').getMinutes() == 90",
        Some(true),
    ),
    ("timestamp('2026-02-30T00:00:00Z') < interaction.at", None),
    ("timestamp('9999-12-31T23:59:59Z') + duration('1s') > interaction.at", None),
    ("string(duration('90s')) == '90s' && int(timestamp('1970-01-01T00:01:00Z')) == 60", Some(true)),
    // Filters with their parameters.
    ("filters.adult() && filters.adult(34) && !filters.adult(35) && !filters.senior()", Some(true)),
    ("filters.between(30, 40) && !filters.between(10, 20)", Some(true)),
    ("filters.between(30)", None),
    ("filters.gone()", None),
    // What CEL has beside, and a catalog hardly.
    ("profile.?missing.orValue(3) == 3 && optional.of(profile.age).value() == 34", Some(true)),
    ("{'a': profile.age}.a == 34 && {'a': 1} == {'a': 1.0} && {'a': 1}['a'] == 1", Some(true)),
    ("{'a': 1}.b == 1", None),
    ("dyn(profile.age) == 34.0 && b'a' + b'b' == b'ab' && bytes('é') == b'\\xc3\\xa9'", Some(true)),
    ("profile['age'] == 34 && strings.quote('a') == '\"a\"'", Some(true)),
    ("[[1], [2]] == [[1.0], [2u]] && [1, 'a', null].exists(x, x == 'a')", Some(true)),
    ("unknown_name == 1 || profile.premium", Some(true)),
    ("interaction.channel == 'inbound_web' && interaction.identification != 'anonymous'", Some(true)),
    ("'financing' in offer.themes && offer.category == 'loans' && offer.name == 'car'", Some(true)),
];

#[test]
fn rules_of_catalogs_hold_compiled_and_interpreted() {
    let schema = schema();
    let profile = [
        Some(Typed::Integer(34)),
        Some(Typed::Decimal(1250.5)),
        text("anna@mail.example"),
        Some(Typed::Boolean(true)),
        moment("2020-02-28T23:00:00Z"),
        moment("2026-11-20T22:00:00Z"),
        text("student"),
        Some(Typed::list(["golf", "sport"])),
        None,
        None,
    ];
    let call = [text("fr"), None];
    let themes = Some(Typed::list(["financing"]));
    let offer = [text("car"), text(""), text("Car loan"), text("loans"), themes, Some(Typed::Decimal(9.9))];
    let interaction = [
        text("recipient"),
        text("web_best"),
        text("inbound_web"),
        text("explicit"),
        moment("2026-11-21T09:00:00Z"),
    ];
    let inputs = Inputs {
        profile: &profile,
        call: &call,
        offer: &offer,
        interaction: &interaction,
        ..Inputs::default()
    };
    let mut wrong = Vec::new();
    for (rule, expected) in CASES {
        let parsed = parse(rule).unwrap_or_else(|found| panic!("{rule}: {found:?}"));
        let printed = parse(&print(&parsed)).expect("what is printed is CEL");
        let programs = [
            ("compiled", compile(&parsed, &schema)),
            ("interpreted", interpret(&parsed, &schema)),
            ("printed", compile(&printed, &schema)),
        ];
        for (how, program) in programs {
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
