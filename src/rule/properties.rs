//! What must hold of all rules and all values: the compiled rule is the interpreted one, what is printed
//! reads back, and what is proved is true. Owns the making of random rules; is built for tests only.

use super::{
    Answer, Inputs, NoLabels, Outcome, Program, RuleAt, RuleSetMaker, RuleTest, Schema, Truth, Typed, Use,
    ValueClasses, are_usual, check, compile, conditions, interpret, names_used, outcome, parse, print,
    sentence,
};
use crate::model::{Field, FieldType, Filter, Parameter, Value};
use crate::text::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::sync::Arc;

fn schema() -> Schema {
    let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
    let profile = [
        field("age", FieldType::Integer),
        field("balance", FieldType::Decimal),
        field("name", FieldType::Text),
        field("premium", FieldType::Boolean),
        field("since", FieldType::DateTime),
        field("interests", FieldType::List),
        field("segment", FieldType::Choice(vec!["a".into(), "b".into()])),
    ];
    let parameter =
        Parameter { name: "n".into(), parameter_type: FieldType::Integer, default: Some(Value::Integer(1)) };
    let older = Filter {
        name: "older".into(),
        label: String::new(),
        rule: "profile.age > n".into(),
        parameters: vec![parameter],
    };
    Schema::new(&profile, &[field("age", FieldType::Integer)], &[], &[Arc::new(older)], TimeZone::UTC)
}

fn profile() -> impl Strategy<Value = Vec<Option<Typed>>> {
    let age = prop_oneof![(-2_i64..4), Just(i64::MAX), Just(i64::MIN), Just((1 << 53) + 1)]
        .prop_map(Typed::Integer);
    let balance = prop_oneof![
        Just(0.0),
        Just(-0.0),
        Just(1.0),
        Just(1.5),
        Just(1e300),
        Just(9.007_199_254_740_992e15),
        Just(f64::NAN)
    ];
    let name = prop_oneof![Just(""), Just("a"), Just("b"), Just("é"), Just("ab"), Just("😀")];
    let since = (0_i64..3).prop_map(|second| Typed::Moment(Timestamp::constant(second, 0).into()));
    let interests = proptest::collection::vec(prop_oneof![Just("a"), Just("b")], 0..3).prop_map(Typed::list);
    let segment = prop_oneof![Just("a"), Just("b")].prop_map(Typed::from);
    let values = [
        age.boxed(),
        balance.prop_map(Typed::Decimal).boxed(),
        name.prop_map(Typed::from).boxed(),
        any::<bool>().prop_map(Typed::Boolean).boxed(),
        since.boxed(),
        interests.boxed(),
        segment.boxed(),
    ];
    values.map(proptest::option::of).to_vec()
}

/// What splits tell the contact apart by: its age, where it has one.
fn key(profile: &[Option<Typed>]) -> Vec<String> {
    match &profile[0] {
        Some(Typed::Integer(age)) => vec![age.to_string()],
        _ => Vec::new(),
    }
}

fn leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        "split\\('(s|t)'\\)|\\.split\\('s'\\)",
        "split\\('(s|t)'\\) (<|<=|>|>=) (0\\.0|30|50\\.5|70u|100\\.0)",
        "split\\('', 1\\)|split\\('no name'\\)|split\\(profile\\.name\\)|'a-b'\\.split\\('-'\\)",
        "profile\\.(age|balance|name|premium|since|interests|segment|nothing)",
        "has\\(profile\\.(age|name|nothing)\\)",
        "(call|offer)\\.(age|name)",
        "profile\\['(age|name)'\\]",
        "-?[0-3]|[0-3]u|[0-3]\\.5|-0\\.0|9223372036854775807|9007199254740993",
        "'(a|b|é|ab|)'|true|false|null",
        Just("timestamp('1970-01-01T00:00:01Z')".to_owned()),
        Just("timestamp('no')".to_owned()),
        "duration\\('(1s|-1h30m|1h30|3months|0)'\\)",
        "timestamp\\('(1970-01-01T02:00:00\\+02:00|9999-12-31T23:59:59\\.999999999Z|0001-01-01T00:00:00Z)'\\)",
        "9007199254740992\\.0|9223372036854775808\\.0|18446744073709551615u|-1e300",
        Just("filters.older()".to_owned()),
        Just("nobody".to_owned()),
    ]
}

/// Rules of all kinds, most of them with wrong types somewhere.
fn rule() -> impl Strategy<Value = String> {
    leaf().prop_recursive(5, 40, 3, |inner| {
        let binary = "(==|!=|<|<=|>|>=|\\+|-|\\*|/|%|&&|\\|\\||in)";
        prop_oneof![
            4 => (inner.clone(), binary, inner.clone()).prop_map(|(left, sign, right)| format!("({left}) {sign} ({right})")),
            2 => (inner.clone(), "&&|\\|\\|", inner.clone()).prop_map(|(left, sign, right)| format!("({left}) {sign} ({right})")),
            1 => inner.clone().prop_map(|operand| format!("!({operand})")),
            1 => inner.clone().prop_map(|operand| format!("-({operand})")),
            1 => (inner.clone(), inner.clone(), inner.clone()).prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
            1 => (inner.clone(), inner.clone()).prop_map(|(item, other)| format!("({item}) in [{other}, 'a', 1]")),
            1 => inner.clone().prop_map(|item| format!("({item}) in ['a', 'b']")),
            1 => ("size|double|int|string|filters\\.older", inner.clone()).prop_map(|(name, value)| format!("{name}({value})")),
            1 => (inner.clone(), "contains|startsWith|endsWith", inner.clone()).prop_map(|(text, name, part)| format!("({text}).{name}({part})")),
            1 => ("all|exists|exists_one|filter|map", inner.clone()).prop_map(|(name, body)| format!("profile.interests.{name}(x, (x == 'a') || ({body}))")),
            1 => (inner.clone(), "matches|getDate|getHours|getMilliseconds|distinct", inner.clone()).prop_map(|(value, name, argument)| match name.as_str() {
                "matches" => format!("({value}).matches('^\\\\w*$') || ({value}).matches({argument})"),
                "distinct" => format!("size([{value}, {argument}].distinct()) == 1"),
                getter => format!("({value}).{getter}() == ({argument})"),
            }),
            1 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("math.greatest({one}, {other}) == ({one})")),
            1 => (inner.clone(), inner).prop_map(|(list, at)| format!("[{list}, {at}][{at}]")),
        ]
    })
}

#[test]
fn what_is_not_a_number_has_no_greatest() {
    let (schema, parsed) = (schema(), parse("math.greatest(0, profile.balance) == 0").expect("it is CEL"));
    let profile = [None, Some(Typed::Decimal(f64::NAN)), None, None, None, None, None];
    let truth =
        compile(&parsed, &schema).test(&Inputs { profile: &profile, call: &[None], ..Inputs::default() });
    let Truth::Unknown(cause) = truth else { panic!("{truth:?}") };
    assert_eq!(cause, crate::rule::Cause::FunctionFailed("math.greatest".into()));
}

/// Whether all tests of an alternative hold, by the classes that all those of the rule make together.
fn all_hold(
    tests: &[RuleTest],
    alternatives: &[Vec<RuleTest>],
    (inputs, schema): (&Inputs<'_>, &Schema),
) -> Option<bool> {
    let mut holds = true;
    for test in tests {
        holds &= match test {
            RuleTest::Part(part) => part.holds(inputs),
            RuleTest::Slot(test) => {
                let of_field = alternatives.iter().flatten().filter_map(|other| match other {
                    RuleTest::Slot(other) if (other.root, other.slot) == (test.root, test.slot) => {
                        Some(&**other)
                    }
                    _ => None,
                });
                let classes = ValueClasses::of(of_field);
                let class = classes.class(schema.value(inputs, test.root, test.slot).as_deref())?;
                classes.of_test(test).iter().any(|range| range.contains(&class))
            }
        };
    }
    Some(holds)
}

fn same(one: &Truth, other: &Truth) -> bool {
    matches!((one, other), (Truth::Unknown(_), Truth::Unknown(_))) || one == other
}

proptest! {
    #[test]
    fn a_compiled_rule_is_the_interpreted_one(source in rule(), profiles in proptest::collection::vec(profile(), 4)) {
        let schema = schema();
        let parsed = parse(&source).expect("it is CEL");
        let (compiled, interpreted) = (compile(&parsed, &schema), interpret(&parsed, &schema));
        for profile in &profiles {
            let key = key(profile);
            let inputs = Inputs { profile, key: &key, call: &[None], ..Inputs::default() };
            let (one, other) = (compiled.test(&inputs), interpreted.test(&inputs));
            prop_assert!(same(&one, &other), "{source} of {profile:?}: {one:?}, interpreted {other:?}");
            let (one, other) = (compiled.value(&inputs).ok(), interpreted.value(&inputs).ok());
            prop_assert_eq!(&one, &other, "{} of {:?}", source, profile);
            prop_assert_eq!(compiled.why_not(&inputs).is_none(), compiled.test(&inputs) == Truth::True);
        }
    }

    #[test]
    fn what_is_printed_reads_back(source in rule()) {
        let parsed = parse(&source).expect("it is CEL");
        let printed = print(&parsed);
        let again = parse(&printed).expect("what is printed is CEL");
        prop_assert!(parsed == again, "{source} is printed as {printed}");
        prop_assert_eq!(print(&again), printed);
    }

    #[test]
    fn every_rule_has_words(source in rule()) {
        let parsed = parse(&source).expect("it is CEL");
        let message = sentence(&parsed, &NoLabels);
        prop_assert_eq!(&sentence(&parsed, &NoLabels), &message);
        for language in Language::ALL {
            let words = language.say(&message);
            prop_assert!(!words.trim().is_empty(), "{source}");
            prop_assert!(!words.contains("sentence-") && !words.contains("{$"), "{source}: {words}");
        }
    }

    #[test]
    fn what_is_found_has_a_place(source in rule()) {
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        for usage in [Use::Target, Use::Weight, Use::AppliesTo, Use::Matching, Use::StoredField] {
            for one in check(&parsed, &schema, usage) {
                let place = source.get(one.span.clone());
                prop_assert!(place.is_some_and(|place| !place.is_empty()), "{source}: {one:?}");
            }
        }
        prop_assert!(conditions(&parsed) <= source.len());
        for (root, name) in names_used(&parsed).fields {
            prop_assert!(source.contains(root.name()) && source.contains(&name) || name == "age", "{source}: {name}");
        }
    }

    #[test]
    fn a_rule_without_errors_never_mixes_types(source in rule(), profiles in proptest::collection::vec(profile(), 4)) {
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        let dynamic = ["null", "dyn", "?", "["].iter().any(|part| source.contains(part));
        if check(&parsed, &schema, Use::Target).is_empty() && !dynamic {
            let program = compile(&parsed, &schema);
            for profile in &profiles {
                let key = key(profile);
                let inputs = Inputs { profile, key: &key, call: &[None], ..Inputs::default() };
                if let Truth::Unknown(cause) = program.test(&inputs) {
                    let id = cause.message().id;
                    prop_assert!(!["rule-types-differ", "rule-not-boolean"].contains(&id), "{source} of {profile:?}: {id}");
                }
            }
        }
    }

    #[test]
    fn one_of_its_alternatives_holds_where_a_rule_is_true(source in rule(), profiles in proptest::collection::vec(profile(), 6)) {
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        let program = compile(&parsed, &schema);
        let alternatives = program.alternatives();
        for profile in profiles.iter().filter(|profile| are_usual(profile.iter().flatten())) {
            let key = key(profile);
            let inputs = Inputs { profile, key: &key, call: &[None], ..Inputs::default() };
            let found = alternatives.iter().map(|tests| all_hold(tests, &alternatives, (&inputs, &schema)));
            // Of what is no number no class is known: then nobody asks the alternatives.
            let Some(found) = found.collect::<Option<Vec<bool>>>() else { continue };
            let is_true = program.test(&inputs) == Truth::True;
            prop_assert_eq!(found.contains(&true), is_true, "{} of {:?}: {:?}", source, profile, alternatives);
        }
    }

    #[test]
    fn a_set_of_rules_says_what_each_of_them_does(
        sources in proptest::collection::vec(rule(), 1..5),
        profiles in proptest::collection::vec(profile(), 4),
    ) {
        let schema = schema();
        let programs: Vec<Program> =
            sources.iter().map(|source| compile(&parse(source).expect("it is CEL"), &schema)).collect();
        let (mut maker, (later, first)) = (RuleSetMaker::default(), programs.split_last().expect("one"));
        let mut places: Vec<RuleAt> = first.iter().map(|program| maker.add(program)).collect();
        let (set, added) = maker.finish().with(&[later]).expect("it is small");
        places.extend(added);
        for profile in profiles.iter().filter(|profile| are_usual(profile.iter().flatten())) {
            let key = key(profile);
            let inputs = Inputs { profile, key: &key, call: &[None], ..Inputs::default() };
            // Of what is no number no class is known.
            let Some(asked) = set.ask(inputs) else { continue };
            for (program, place) in programs.iter().zip(&places).chain(programs.iter().zip(&places)) {
                let offer = || -> &[Option<Typed>] { &[] };
                let found = match asked.ask(*place, &offer) {
                    Answer::Matches => Truth::True,
                    Answer::Fails(_) => Truth::False,
                    Answer::Unknown(_, unsure) => Truth::Unknown(asked.cause(unsure, &offer)),
                };
                prop_assert_eq!(&found, &program.test(&inputs), "{:?} of {:?}", sources, profile);
            }
        }
    }

    #[test]
    fn what_is_proved_is_true(
        conditions in proptest::collection::vec("profile\\.(age|balance) (<|<=|>|>=|==|!=) [0-2]|profile\\.segment (==|!=) '[abc]'|has\\(profile\\.age\\)|profile\\.premium|true|profile\\.age in \\[0, 1\\]|split\\('[st]'\\) (<|<=|>|>=|==|!=) (0|10|60|100)", 2..6),
        signs in proptest::collection::vec("&& |\\|\\| |&& !|\\|\\| !", 5),
        profiles in proptest::collection::vec(profile(), 12),
    ) {
        let source = conditions.iter().zip(&signs).fold("true ".to_owned(), |rule, (condition, sign)| format!("{rule}{sign}({condition}) "));
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        let (proved, program) = (outcome(&parsed, &schema), compile(&parsed, &schema));
        for profile in &profiles {
            let truth = program.test(&Inputs { profile, key: &key(profile), call: &[None], ..Inputs::default() });
            match proved {
                Some(Outcome::Always) => prop_assert_eq!(truth, Truth::True, "{}", source),
                Some(Outcome::Never) => prop_assert_ne!(truth, Truth::True, "{}", source),
                None => {}
            }
        }
    }
}

#[test]
fn canonical_form_has_no_needless_parentheses() {
    for (source, wanted) in [
        ("  ( profile.age>=25 )&&( a || (b) )", "profile.age >= 25 && (a || b)"),
        ("a && (b && (c && d))", "a && b && c && d"),
        ("\"it's\" == r'a\\b'", "'it\\'s' == 'a\\\\b'"),
        ("(a ? b : c) ? d : (e ? f : g)", "(a ? b : c) ? d : e ? f : g"),
        ("1-(2-3)-4*(5+6)", "1 - (2 - 3) - 4 * (5 + 6)"),
        ("!(a) && !(a && b) && -(1) < -1", "!a && !(a && b) && -(1) < -1"),
        (
            "has( profile.x ) && x.exists(i,i>1) && x.map( i, i>1 , i+1 )[0]==1",
            "has(profile.x) && x.exists(i, i > 1) && x.map(i, i > 1, i + 1)[0] == 1",
        ),
        (
            "x.filter(i, true).all(i, i) && x.exists_one(i, i) && x.map(i, i)",
            "x.filter(i, true).all(i, i) && x.exists_one(i, i) && x.map(i, i)",
        ),
        ("{'a':1,?'b':x.?c}[?'a'] in [1.0,2u,?y]", "{'a': 1, ?'b': x.?c}[?'a'] in [1.0, 2u, ?y]"),
        (
            "b'a\\xff' == T{a:1} && x.`a-b` == '\\n\\u0001é'",
            "b'a\\xff' == T{a: 1} && x.`a-b` == '\\n\\u0001é'",
        ),
        ("a // why\n && b", "a && b"),
    ] {
        let parsed = parse(source).unwrap_or_else(|found| panic!("{source}: {found:?}"));
        assert_eq!(print(&parsed), wanted);
        assert!(parse(wanted).is_ok_and(|again| again == parsed), "{wanted}");
    }
}
