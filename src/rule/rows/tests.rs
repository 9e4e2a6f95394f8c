//! Every operator of every type, and what holds of all rows and all rules. Built for tests only.

use super::{
    Group, Item, Join, MAX_GROUPS, Missing, Node, Operand, Operator as O, Path, Row, Scope, read, write,
};
use crate::model::{Field, FieldType, Filter, Parameter, Value};
use crate::rule::{Inputs, Root, Schema, Truth, Typed, Use, canonical, check, compile, parse};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::sync::Arc;

fn schema() -> Schema {
    let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
    let profile = [
        field("name", FieldType::Text),
        field("age", FieldType::Integer),
        field("balance", FieldType::Decimal),
        field("premium", FieldType::Boolean),
        field("since", FieldType::Date),
        field("seen", FieldType::DateTime),
        field("segment", FieldType::Choice(vec!["a".into(), "b".into()])),
        field("interests", FieldType::List),
    ];
    let call = [field("language", FieldType::Text), field("limit", FieldType::Decimal)];
    let parameter =
        |name: &str, parameter_type, default| Parameter { name: name.into(), parameter_type, default };
    let curious = Filter {
        name: "curious".into(),
        label: String::new(),
        rule: "profile.age >= least && profile.since > from".into(),
        parameters: vec![
            parameter("least", FieldType::Integer, None),
            parameter("from", FieldType::Date, Some(Value::from("2026-01-01"))),
        ],
    };
    let zone = TimeZone::get("Europe/Paris").expect("bundled");
    Schema::new(&profile, &call, &[], &[Arc::new(curious)], zone)
}

fn profile(name: &str) -> Path {
    Path::field(Root::Profile, name)
}

fn text(text: &str) -> Operand {
    Operand::Text(text.into())
}

fn at(at: &str) -> Operand {
    Operand::Moment(at.into())
}

/// Every operator of every type, with its one form.
fn every_row() -> Vec<(Row, String)> {
    let mut rows = of_texts();
    rows.extend(of_numbers());
    rows.extend(of_choices());
    rows.extend(of_lists());
    rows.extend(of_moments());
    for name in ["age", "balance", "premium", "since", "seen", "segment"] {
        rows.push((row(name, O::Present, &[]), format!("has(profile.{name})")));
        rows.push((row(name, O::Absent, &[]), format!("!has(profile.{name})")));
    }
    rows
}

fn row(name: &str, operator: O, values: &[Operand]) -> Row {
    Row::new(profile(name), operator, values.to_vec())
}

fn ab() -> [Operand; 2] {
    [text("a"), text("b")]
}

fn of_texts() -> Vec<(Row, String)> {
    let a = [text("a")];
    let mut rows: Vec<(Row, String)> = Vec::new();
    for (ignore_case, x) in [(false, "profile.name"), (true, "profile.name.lowerAscii()")] {
        for (operator, values, rule) in [
            (O::Equal, &a[..], format!("{x} == 'a'")),
            (O::Different, &a, format!("{x} != 'a'")),
            (O::OneOf, &ab(), format!("{x} in ['a', 'b']")),
            (O::NoneOf, &ab(), format!("!({x} in ['a', 'b'])")),
            (O::Contains, &a, format!("{x}.contains('a')")),
            (O::NotContains, &a, format!("!{x}.contains('a')")),
            (O::StartsWith, &a, format!("{x}.startsWith('a')")),
            (O::EndsWith, &a, format!("{x}.endsWith('a')")),
        ] {
            rows.push((Row { ignore_case, ..row("name", operator, values) }, rule));
        }
    }
    let language = Operand::Field(Path::field(Root::Call, "language"));
    let same = Row { ignore_case: true, ..row("name", O::Equal, &[language]) };
    rows.extend([
        (same, "profile.name.lowerAscii() == call.language.lowerAscii()".into()),
        (row("name", O::Equal, &[text("it's")]), r"profile.name == 'it\'s'".into()),
        (row("name", O::Empty, &[]), "!has(profile.name) || profile.name == ''".into()),
        (row("name", O::NotEmpty, &[]), "has(profile.name) && profile.name != ''".into()),
        (row("name", O::Present, &[]), "has(profile.name)".into()),
    ]);
    rows
}

fn of_numbers() -> Vec<(Row, String)> {
    use Operand::{Decimal, Field, Integer};
    let two = [Integer(-1), Integer(2)];
    let mut rows = Vec::new();
    for (name, value, written) in [("age", Integer(-5), "-5"), ("balance", Decimal(2.0), "2.0")] {
        for (operator, sign) in SIGNS {
            let rule = format!("profile.{name} {sign} {written}");
            rows.push((row(name, operator, std::slice::from_ref(&value)), rule));
        }
        let x = format!("profile.{name}");
        rows.push((row(name, O::Between, &two), format!("{x} >= -1 && {x} <= 2")));
        rows.push((row(name, O::OneOf, &two), format!("{x} in [-1, 2]")));
        rows.push((row(name, O::NoneOf, &two[..1]), format!("!({x} in [-1])")));
    }
    let limit = Field(Path::field(Root::Call, "limit"));
    rows.push((row("age", O::AtLeast, &[limit]), "profile.age >= call.limit".into()));
    rows
}

const SIGNS: [(O, &str); 6] = [
    (O::Equal, "=="),
    (O::Different, "!="),
    (O::Less, "<"),
    (O::AtMost, "<="),
    (O::Greater, ">"),
    (O::AtLeast, ">="),
];

fn of_choices() -> Vec<(Row, String)> {
    let curious = |operator, values: Vec<Operand>| Row::new(Path::Filter("curious".into()), operator, values);
    let three = Operand::Integer(3);
    let rows = [
        (row("premium", O::IsTrue, &[]), "profile.premium"),
        (row("premium", O::IsFalse, &[]), "!profile.premium"),
        (row("premium", O::Equal, &[Operand::Boolean(true)]), "profile.premium == true"),
        (row("segment", O::Equal, &[text("a")]), "profile.segment == 'a'"),
        (row("segment", O::Different, &[text("a")]), "profile.segment != 'a'"),
        (row("segment", O::OneOf, &ab()), "profile.segment in ['a', 'b']"),
        (row("segment", O::NoneOf, &ab()), "!(profile.segment in ['a', 'b'])"),
        (curious(O::IsTrue, vec![three.clone()]), "filters.curious(3)"),
        (curious(O::IsFalse, vec![three, text("2026-02-01")]), "!filters.curious(3, '2026-02-01')"),
    ];
    rows.map(|(row, rule)| (row, rule.to_owned())).to_vec()
}

fn of_lists() -> Vec<(Row, String)> {
    let (x, ab, one) = ("interests", ab(), [Operand::Integer(1)]);
    let name = [Operand::Field(profile("name"))];
    let rows = [
        (O::Has, &ab[..1], "'a' in profile.interests"),
        (O::Has, &name, "profile.name in profile.interests"),
        (O::HasAny, &ab, "'a' in profile.interests || 'b' in profile.interests"),
        (O::HasAll, &ab, "'a' in profile.interests && 'b' in profile.interests"),
        (O::HasNone, &ab, "!('a' in profile.interests || 'b' in profile.interests)"),
        (O::HasNone, &ab[..1], "!('a' in profile.interests)"),
        (O::NoItems, &[], "!has(profile.interests) || size(profile.interests) == 0"),
        (O::SomeItems, &[], "has(profile.interests) && size(profile.interests) > 0"),
        (O::SizeEqual, &one, "size(profile.interests) == 1"),
        (O::SizeAtLeast, &one, "size(profile.interests) >= 1"),
        (O::SizeAtMost, &one, "size(profile.interests) <= 1"),
    ];
    rows.map(|(operator, values, rule)| (row(x, operator, values), rule.to_owned())).to_vec()
}

fn of_moments() -> Vec<(Row, String)> {
    let texts = ["2026-07-01T00:00:00+02:00", "2026-07-02T00:00:00+02:00", "2026-07-09T12:00:00+02:00"];
    let [day, next, later] = texts.map(at);
    let [day_text, next_text, later_text] = texts.map(|text| format!("timestamp('{text}')"));
    let mut rows = Vec::new();
    for name in ["since", "seen"] {
        let x = format!("profile.{name}");
        for (operator, sign) in SIGNS {
            let rule = format!("{x} {sign} {day_text}");
            rows.push((row(name, operator, std::slice::from_ref(&day)), rule));
        }
        let (now, week) = ("interaction.at", "duration('168h')");
        for (operator, rule) in [
            (O::LastDays, format!("{x} <= {now} && {now} - {x} <= {week}")),
            (O::NextDays, format!("{x} >= {now} && {x} - {now} <= {week}")),
            (O::OlderThan, format!("{now} - {x} > {week}")),
        ] {
            rows.push((row(name, operator, &[Operand::Integer(7)]), rule));
        }
    }
    let (since, seen) = ("profile.since", "profile.seen");
    rows.extend([
        (row("since", O::Greater, &[Operand::Field(profile("seen"))]), format!("{since} > {seen}")),
        (
            row("since", O::Between, &[day.clone(), later.clone()]),
            format!("{since} >= {day_text} && {since} <= {later_text}"),
        ),
        (
            row("seen", O::During, &[day.clone(), later]),
            format!("{seen} >= {day_text} && {seen} < {later_text}"),
        ),
        (row("seen", O::OnDay, &[day, next]), format!("{seen} >= {day_text} && {seen} < {next_text}")),
    ]);
    rows
}

#[test]
fn every_operator_of_every_type_has_one_form_that_is_checked_and_read_back() {
    let schema = schema();
    let scope = Scope::new(&schema);
    for (row, rule) in every_row() {
        assert_eq!(row.missing(), None, "{rule}");
        let group = Group::new(Join::All, vec![row.into()]);
        assert_eq!(write(&group).as_deref(), Some(rule.as_str()));
        assert_eq!(canonical(&rule), rule);
        assert_eq!(read(&rule, &scope), group, "{rule}");
        let parsed = parse(&rule).expect("it is CEL");
        assert_eq!(check(&parsed, &schema, Use::Target), [], "{rule}");
    }
}

#[test]
fn every_operator_that_is_offered_is_tested() {
    let (schema, rows) = (schema(), every_row());
    for (name, _) in schema.fields(Root::Profile) {
        let path = profile(name);
        for operator in Scope::new(&schema).operators(&path) {
            let is_tested =
                |(row, _): &(Row, String)| row.operator == operator && row.field.as_ref() == Some(&path);
            assert!(rows.iter().any(is_tested), "{operator:?} of {name}");
        }
    }
}

#[test]
fn what_rows_cannot_say_stays_as_it_is() {
    let schema = schema();
    let scope = Scope::new(&schema);
    for rule in [
        "profile.age % 2 == 1",
        "5 < profile.age",
        "profile['age'] > 5",
        "profile.age >= 1.5",
        "profile.unknown == 1",
        "profile.interests.exists(x, x.startsWith('a'))",
        "profile.age in []",
        "profile.name.lowerAscii() == 'A'",
        "filters.nobody()",
        "filters.curious('three')",
        "filters.curious(1, '2026-01-01', 3)",
        "profile.since == timestamp('2026-01-01T00:00:00Z') ? profile.premium : false",
        "interaction.at - profile.since > duration('30m')",
        "interaction.at - profile.since > duration('-24h')",
        "true",
    ] {
        assert_eq!(
            read(rule, &scope),
            Group::new(Join::All, vec![Node::Expression(rule.to_owned()).into()]),
            "{rule}"
        );
    }
    let broken = "profile.age >= && (";
    assert_eq!(write(&read(broken, &scope)).as_deref(), Some(broken));
    assert_eq!(read("  ", &scope), Group::everyone());
    assert_eq!(write(&Group::everyone()).as_deref(), Some(""));
}

#[test]
fn groups_conditions_and_parameters_are_read() {
    let schema = schema();
    let parameters = [Parameter { name: "least".into(), parameter_type: FieldType::Integer, default: None }];
    let scope = Scope::new(&schema).with_parameters(&parameters);
    let premium = || Item::from(Row::new(profile("premium"), O::IsTrue, []));
    let old = || {
        Item::from(Row::new(profile("age"), O::AtLeast, [Operand::Field(Path::Parameter("least".into()))]))
    };
    let all = |items| Group::new(Join::All, items);
    let any = |items| Group::new(Join::Any, items);
    let none = |items| Group::new(Join::None, items);
    let inner = |group| Item::from(Node::Group(group));
    let taken = |condition, item: Item| Item { condition: Some(condition), ..item };
    for (rule, group) in [
        ("profile.premium && profile.age >= least", all(vec![premium(), old()])),
        ("profile.premium || profile.age >= least", any(vec![premium(), old()])),
        ("!(profile.premium || profile.age >= least)", none(vec![premium(), old()])),
        ("!(profile.age >= least)", none(vec![old()])),
        ("!(profile.premium && profile.age >= least)", none(vec![inner(all(vec![premium(), old()]))])),
        (
            "profile.premium && (profile.premium || !(profile.age >= least))",
            all(vec![premium(), inner(any(vec![premium(), inner(none(vec![old()]))]))]),
        ),
        ("profile.premium ? profile.age >= least : true", all(vec![taken(all(vec![premium()]), old())])),
        (
            "profile.premium && (profile.premium || profile.age >= least ? profile.age >= least : true)",
            all(vec![premium(), taken(any(vec![premium(), old()]), old())]),
        ),
        (
            "profile.premium ? (profile.premium ? profile.premium : true) : true",
            all(vec![taken(all(vec![premium()]), inner(all(vec![taken(all(vec![premium()]), premium())])))]),
        ),
        (
            "least > 3",
            all(vec![Row::new(Path::Parameter("least".into()), O::Greater, [Operand::Integer(3)]).into()]),
        ),
    ] {
        assert_eq!(read(rule, &scope), group, "{rule}");
        assert_eq!(write(&group).as_deref(), Some(rule));
    }
    let deep = format!("{}profile.premium || profile.age > 3{}", "!(!(".repeat(8), "))".repeat(8));
    assert_eq!(write(&read(&deep, &scope)), Some(canonical(&deep)));
}

#[test]
fn what_is_missing_is_said_and_not_written() {
    let row = Row::new(profile("age"), O::Between, [Operand::Integer(1)]);
    let group = |node| Group::new(Join::All, vec![Row::new(profile("premium"), O::IsTrue, []).into(), node]);
    for (item, missing) in [
        (Item::from(Row::unset()), Missing::Field),
        (row.into(), Missing::Value),
        (Row { values: vec![None], ..Row::new(profile("age"), O::OneOf, []) }.into(), Missing::Value),
        (Node::Group(Group::everyone()).into(), Missing::Line),
        (Node::Expression("1 +".into()).into(), Missing::Expression),
        (
            Item { condition: Some(Group::everyone()), ..Row::new(profile("premium"), O::IsTrue, []).into() },
            Missing::Line,
        ),
    ] {
        assert_eq!(group(item.clone()).missing(), Some(missing));
        assert_eq!(write(&group(item)), None);
    }
}

/// A row whose field no other row has, so that no two are one.
fn some_row(at: usize) -> Row {
    let rows = every_row();
    rows[at % rows.len()].0.clone()
}

/// Groups as reading makes them: no group of one line, none in one of its own kind, no rows that meet.
fn groups() -> impl Strategy<Value = Group> {
    let line = (any::<usize>(), prop::bool::weighted(0.2)).prop_map(|(at, spell)| {
        if spell {
            Node::Expression(format!("profile.age % {} == 0", at % 7 + 2))
        } else {
            Node::Row(some_row(at))
        }
    });
    let item = line.prop_map(Item::from);
    let leaf = (0_usize..3, prop::collection::vec(item, 2..5)).prop_map(|(join, items)| (join, items));
    let group = leaf.prop_recursive(2, 24, 3, |inner| {
        (0_usize..3, prop::collection::vec((inner, prop::bool::weighted(0.3), any::<usize>()), 2..4))
            .prop_map(|(join, groups)| {
                let items = groups.into_iter().map(|((own, items), conditional, at)| {
                    let node = Node::Group(Group::new(Join::ALL[own], items));
                    let condition = conditional.then(|| Group::new(Join::All, vec![some_row(at).into()]));
                    Item { condition, node }
                });
                (join, items.collect())
            })
    });
    group.prop_map(|(join, items)| Group::new(Join::ALL[join], items))
}

/// The values of a contact, each of which may be missing, and of the call.
fn values() -> impl Strategy<Value = (Vec<Option<Typed>>, Vec<Option<Typed>>)> {
    let moment = (0_i64..20).prop_map(|day| {
        Typed::Moment(jiff::Timestamp::new(1_782_000_000 + day * 86_400, 0).expect("in range").into())
    });
    let text = prop_oneof![Just("a"), Just("b"), Just(""), Just("A")].prop_map(Typed::from);
    let profile = [
        text.clone().boxed(),
        (-1_i64..7).prop_map(Typed::Integer).boxed(),
        (-1_i32..7).prop_map(|half| Typed::Decimal(f64::from(half) / 2.0)).boxed(),
        any::<bool>().prop_map(Typed::Boolean).boxed(),
        moment.clone().boxed(),
        moment.boxed(),
        text.clone().boxed(),
        prop::collection::vec(prop_oneof![Just("a"), Just("b")], 0..3).prop_map(Typed::list).boxed(),
    ];
    let call = [text.boxed(), (0_i32..5).prop_map(|half| Typed::Decimal(f64::from(half))).boxed()];
    (profile.map(prop::option::of).to_vec(), call.map(prop::option::of).to_vec())
}

/// Pieces of rules, most of which rows can say.
fn rules() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => any::<usize>().prop_map(|at| { let rows = every_row(); rows[at % rows.len()].1.clone() }),
        1 => "profile\\.(age|balance|name|nothing) (==|<|>=) ([0-3]|'[ab]'|1\\.5|call\\.limit)",
        1 => "true|false|profile\\.age|1 \\+ 2|size\\(profile\\.name\\) > 2|'x'",
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            3 => (inner.clone(), "&&|\\|\\|", inner.clone()).prop_map(|(a, sign, b)| format!("({a}) {sign} ({b})")),
            2 => (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!("({a}) && ({b}) && ({c})")),
            2 => inner.clone().prop_map(|a| format!("!({a})")),
            2 => (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) ? ({b}) : true")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("({a}) ? ({b}) : ({a})")),
        ]
    })
}

/// Groups whose rows do not meet, as far as a test can tell: two rows of one field may be read as one.
fn meets(group: &Group) -> bool {
    let fields: Vec<_> = group
        .items
        .iter()
        .filter_map(|item| match &item.node {
            Node::Row(row) => row.field.as_ref(),
            _ => None,
        })
        .collect();
    let twice = fields.iter().enumerate().any(|(at, field)| fields[..at].contains(field));
    twice
        || group.items.iter().any(|item| match &item.node {
            Node::Group(inner) => {
                let flattens =
                    item.condition.is_none() && inner.join == group.join && group.join == Join::All;
                let or = item.condition.is_none() && inner.join == Join::Any && group.join != Join::All;
                flattens || or || meets(inner)
            }
            _ => false,
        })
}

proptest! {
    #[test]
    fn rows_are_written_and_read_back(group in groups()) {
        let schema = schema();
        let rule = write(&group).expect("nothing is missing");
        let again = read(&rule, &Scope::new(&schema));
        prop_assert_eq!(write(&again), Some(rule.clone()));
        if !meets(&group) {
            prop_assert_eq!(again, group, "{}", rule);
        }
    }

    #[test]
    fn every_rule_keeps_its_canonical_text(rule in rules()) {
        let schema = schema();
        prop_assert_eq!(write(&read(&rule, &Scope::new(&schema))), Some(canonical(&rule)));
    }

    #[test]
    fn no_text_is_changed(rule in r#"[a-c .,'"`()\[\]{}?:!<>=&|+*/%0-9xeu\\é-]{1,40}"#) {
        let schema = schema();
        prop_assume!(!rule.trim().is_empty());
        prop_assert_eq!(write(&read(&rule, &Scope::new(&schema))), Some(canonical(&rule)));
    }

    #[test]
    fn what_is_written_means_the_same(rule in rules(), all in prop::collection::vec(values(), 4)) {
        let schema = schema();
        let written = write(&read(&rule, &Scope::new(&schema))).expect("nothing is missing");
        let program = |rule: &str| compile(&parse(rule).expect("it is CEL"), &schema);
        let (before, after) = (program(&rule), program(&written));
        let now = [None, None, None, None, Some(Typed::Moment(jiff::Timestamp::new(1_782_700_000, 0).expect("in range").into()))];
        for (profile, call) in &all {
            let inputs = Inputs { profile, call, interaction: &now, ..Inputs::default() };
            let (one, other) = (before.test(&inputs), after.test(&inputs));
            let unknown = matches!((&one, &other), (Truth::Unknown(_), Truth::Unknown(_)));
            prop_assert!(unknown || one == other, "{rule} and {written}: {one:?}, {other:?}");
        }
    }
}

#[test]
fn groups_that_are_too_deep_to_show_stay_expressions() {
    let schema = schema();
    let deep = (0..12).fold("profile.premium".to_owned(), |rule, at| {
        format!("(profile.age == {at} {} {rule})", if at % 2 == 0 { "||" } else { "&&" })
    });
    let group = read(&deep, &Scope::new(&schema));
    assert_eq!(depth(&group), MAX_GROUPS);
    assert_eq!(write(&group), Some(canonical(&deep)));
}

fn depth(group: &Group) -> usize {
    let inner = |item: &Item| match &item.node {
        Node::Group(group) => depth(group),
        _ => 0,
    };
    1 + group.items.iter().map(inner).max().unwrap_or(0)
}

#[test]
fn a_part_of_a_split_is_a_row() {
    let schema = schema();
    let scope = Scope::new(&schema);
    let share = Operand::Decimal;
    for (rule, from, to) in [
        ("split('s') >= 10.0 && split('s') < 50.0", share(10.0), share(50.0)),
        ("split('s') < 30.5", share(0.0), share(30.5)),
        ("split('s') >= 70.0", share(70.0), share(100.0)),
        ("split('s') < 100.0", share(0.0), share(100.0)),
        ("split('s') >= 10 && split('s') < 50", Operand::Integer(10), Operand::Integer(50)),
    ] {
        let row = Row::new(Path::field(Root::Split, "s"), O::InPart, [from, to]);
        assert_eq!(row.missing(), None, "{rule}");
        let group = Group::new(Join::All, vec![row.into()]);
        assert_eq!(write(&group).as_deref(), Some(rule));
        assert_eq!(read(rule, &scope), group, "{rule}");
        assert_eq!(check(&parse(rule).expect("CEL"), &schema, Use::Target), []);
    }
    let several = "split('s') >= 10.0 && split('s') < 50.0 && split('t') < 30.0 && profile.premium";
    assert_eq!(read(several, &scope).items.len(), 3);
    for rule in [
        "split('s') <= 30.0",
        "split('s') == 30.0",
        "split('s') < 130.0",
        "split('s') >= 0.0",
        "split('s') < profile.balance",
        "profile.balance < split('s')",
        "split('no name') < 30.0",
    ] {
        assert_eq!(read(rule, &scope), Group::new(Join::All, vec![Node::Expression(rule.into()).into()]));
    }
    for name in ["", "no name"] {
        let row = Row::new(Path::field(Root::Split, name), O::InPart, [share(10.0), share(50.0)]);
        assert_eq!(row.missing(), Some(Missing::Value), "{name}");
    }
}
