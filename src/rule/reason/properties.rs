//! What must hold of all rules and all contacts: what is said of a rule is never wrong, and of rules over fields
//! whose classes can be counted all there is to say is said. Is built for tests only.

use super::{Outcome, PartProblem, Reasoner};
use crate::model::{Field, FieldType, Filter, Parameter, Value};
use crate::rule::{Given, Inputs, Schema, Truth, Typed, compile, inline, parse, without};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use proptest::prelude::*;
use std::sync::Arc;

fn schema() -> Schema {
    let field = |name: &str, field_type| Field { name: name.into(), label: String::new(), field_type };
    let profile = [
        field("age", FieldType::Integer),
        field("balance", FieldType::Decimal),
        field("premium", FieldType::Boolean),
        field("segment", FieldType::Choice(vec!["a".into(), "b".into()])),
        field("name", FieldType::Text),
        field("since", FieldType::DateTime),
        field("interests", FieldType::List),
    ];
    let parameter =
        |name: &str, parameter_type, default| Parameter { name: name.to_owned(), parameter_type, default };
    let filter = |name: &str, rule: &str, parameters| {
        Arc::new(Filter { name: name.into(), label: String::new(), rule: rule.into(), parameters })
    };
    let filters = [
        filter(
            "older",
            "profile.age > n || !profile.premium",
            vec![parameter("n", FieldType::Integer, Some(Value::Integer(1)))],
        ),
        filter(
            "fond",
            "profile.interests.exists(x, x == what)",
            vec![parameter("what", FieldType::Text, Some(Value::from("a")))],
        ),
        filter("rich", "profile.balance >= least", vec![parameter("least", FieldType::Decimal, None)]),
    ];
    Schema::new(&profile, &[], &[], &filters, TimeZone::UTC)
}

/// One contact for each combination of what rules can tell apart in the fields that they can be asked about in
/// finitely many ways.
fn everybody() -> Vec<Vec<Option<Typed>>> {
    let values = |values: &[Typed]| -> Vec<Option<Typed>> {
        std::iter::once(None).chain(values.iter().cloned().map(Some)).collect()
    };
    let axes = [
        values(&[-1, 0, 1, 2, 3, i64::MAX].map(Typed::Integer)),
        values(&[-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, f64::NAN].map(Typed::Decimal)),
        values(&[true, false].map(Typed::Boolean)),
        values(&["a", "b"].map(Typed::from)),
    ];
    axes.iter().fold(vec![Vec::new()], |all, axis| {
        let with = |start: Vec<Option<Typed>>| {
            axis.iter().map(move |value| start.iter().cloned().chain([value.clone()]).collect())
        };
        all.into_iter().flat_map(with).collect()
    })
}

fn profile() -> impl Strategy<Value = Vec<Option<Typed>>> {
    let text = |texts: &'static [&'static str]| prop::sample::select(texts).prop_map(Typed::from).boxed();
    let age = prop_oneof![(-1_i64..5), Just(i64::MIN), Just((1 << 53) + 1)].prop_map(Typed::Integer);
    let balance = prop::sample::select(vec![-0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 1e300, f64::NAN]);
    let since = (0_i64..4).prop_map(|second| Typed::Moment(Timestamp::constant(second, 0).into()));
    let interests = prop::collection::vec(prop::sample::select(&["a", "b", "c"][..]), 0..3);
    let values = [
        age.boxed(),
        balance.prop_map(Typed::Decimal).boxed(),
        any::<bool>().prop_map(Typed::Boolean).boxed(),
        text(&["a", "b"]),
        text(&["", "a", "ab", "b", "ba", "abc", "z"]),
        since.boxed(),
        interests.prop_map(Typed::list).boxed(),
    ];
    values.map(prop::option::of).to_vec()
}

/// Conditions whose truth the contacts of [`everybody`] tell apart.
fn counted() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "profile\\.age (<|<=|>|>=|==|!=) [0-2]",
        3 => "[0-2] (<|<=|>|>=) profile\\.age",
        3 => "profile\\.balance (<|<=|>|>=|==|!=) [0-2](\\.0)?",
        2 => "profile\\.age in \\[[0-2], [0-2]\\]",
        3 => "profile\\.premium",
        2 => "profile\\.premium (==|!=) (true|false)",
        4 => "profile\\.segment (==|!=) '[abc]'",
        2 => "profile\\.segment\\.(startsWith|contains)\\('[ab]'\\)",
        3 => "has\\(profile\\.(age|premium|segment|balance)\\)",
        2 => "filters\\.older\\([0-2]?\\)",
        1 => "true|false|1 / 0 == 1",
    ]
}

fn any_leaf() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => counted(),
        2 => "profile\\.name (==|!=|<|>) '(a|ab|b)?'",
        2 => "profile\\.name\\.(startsWith|endsWith|contains)\\('(a|ab|b)'\\)",
        1 => "profile\\.name in \\['a', 'ab', 1\\]",
        2 => "profile\\.since (<|<=|>|>=|==) timestamp\\('1970-01-01T00:00:0[012]Z'\\)",
        1 => "profile\\.since - profile\\.since (<|>) duration\\('[01]s'\\)",
        2 => "'[ab]' in profile\\.interests",
        2 => "size\\(profile\\.interests\\) (<|>=|==) [0-2]",
        1 => "size\\(profile\\.name\\) > [0-2]",
        1 => "profile\\.age (<|>=) int\\(profile\\.balance\\)",
        1 => "profile\\.age \\+ 1 (<|>=) [0-3]",
        1 => "filters\\.fond\\(('[abc]')?\\)|filters\\.rich\\([0-2]\\)|filters\\.rich\\(\\)",
        1 => "profile\\.interests\\.exists\\(x, x == '[ab]'\\)",
        1 => "profile\\.(age|nothing)|call\\.x == 1|has\\(call\\.x\\)|nobody",
    ]
}

/// Logic over leaves, with few of them and of few values, so that they exclude and imply each other often.
fn logic(leaf: impl Strategy<Value = String> + 'static) -> impl Strategy<Value = String> {
    leaf.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            5 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one}) && ({other})")),
            4 => (inner.clone(), inner.clone()).prop_map(|(one, other)| format!("({one}) || ({other})")),
            2 => (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a}) && ({b}) && ({c})")),
            1 => inner.clone().prop_map(|operand| format!("!({operand})")),
            1 => (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(a, b, c)| format!("({a}) ? ({b}) : ({c})")),
            1 => (inner.clone(), inner).prop_map(|(a, b)| format!("({a}) ? ({b}) : true")),
        ]
    })
}

fn matches(source: &str, schema: &Schema, profile: &[Option<Typed>]) -> bool {
    let program = compile(&parse(source).expect("it is CEL"), schema);
    program.test(&Inputs { profile, ..Inputs::default() }) == Truth::True
}

/// The rule with what a remark is of left out, or anything at all in its place.
fn without_part(source: &str, schema: &Schema) -> Vec<(PartProblem, String)> {
    let parsed = parse(source).expect("it is CEL");
    let mut reasoner = Reasoner::new(schema);
    let condition = reasoner.read(&parsed);
    let mut rules = Vec::new();
    for remark in reasoner.remarks(&condition) {
        let with = |text: &str| {
            let (start, end) = (remark.span.start, remark.span.end);
            (remark.problem, format!("{}({text}){}", &source[..start], &source[end..]))
        };
        rules.extend(remark.term.and_then(|term| Some((remark.problem, without(&parsed, term)?))));
        if remark.problem == PartProblem::NotTaken {
            rules.extend([with("true"), with("false"), with("1 / 0 == 1")]);
        }
    }
    rules
}

proptest! {
    #[test]
    fn it_is_never_wrong_when_it_speaks(
        source in logic(any_leaf()),
        profiles in prop::collection::vec(profile(), 24),
    ) {
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        let (said, program) = (super::outcome(&parsed, &schema), compile(&parsed, &schema));
        let others = if said.is_none() { without_part(&source, &schema) } else { Vec::new() };
        for profile in &profiles {
            let truth = program.test(&Inputs { profile, ..Inputs::default() });
            match said {
                Some(Outcome::Always) => prop_assert_eq!(&truth, &Truth::True, "{} of {:?}", source, profile),
                Some(Outcome::Never) => prop_assert_ne!(&truth, &Truth::True, "{} of {:?}", source, profile),
                None => {}
            }
            for (problem, other) in &others {
                let same = matches(other, &schema, profile) == (truth == Truth::True);
                prop_assert!(same, "{source}: {problem:?}, but {other} is another rule for {profile:?}");
            }
        }
    }

    #[test]
    fn rules_that_are_said_to_exclude_each_other_do(
        rules in prop::collection::vec(logic(any_leaf()), 2..5),
        profiles in prop::collection::vec(profile(), 24),
    ) {
        let schema = schema();
        let mut reasoner = Reasoner::new(&schema);
        let read: Vec<_> = rules.iter().map(|rule| reasoner.read(&parse(rule).expect("it is CEL"))).collect();
        if let Some(conflict) = reasoner.conflict(&read.iter().collect::<Vec<_>>(), &Given::default()) {
            for profile in &profiles {
                let all = conflict.iter().all(|index| matches(&rules[*index], &schema, profile));
                prop_assert!(!all, "{rules:?}: {conflict:?} of {profile:?}");
            }
        }
    }

    #[test]
    fn an_inlined_rule_is_the_rule(source in logic(any_leaf()), profiles in prop::collection::vec(profile(), 8)) {
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        for filter in ["older", "fond", "rich"] {
            let Some(inlined) = inline(&parsed, filter, &schema) else { continue };
            for profile in &profiles {
                let inputs = Inputs { profile, ..Inputs::default() };
                let run = |source: &str| compile(&parse(source).expect("it is CEL"), &schema).test(&inputs);
                prop_assert_eq!(run(&source), run(&inlined), "{} is {}", source, inlined);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Where every class of contacts can be looked at, what holds of all of them is said.
    #[test]
    fn it_says_all_there_is_to_say(source in logic(counted())) {
        let (schema, parsed) = (schema(), parse(&source).expect("it is CEL"));
        let program = compile(&parsed, &schema);
        let found: Vec<bool> = everybody()
            .iter()
            .map(|profile| program.test(&Inputs { profile, ..Inputs::default() }) == Truth::True)
            .collect();
        let truth = match (found.contains(&true), found.contains(&false)) {
            (false, _) => Some(Outcome::Never),
            (_, false) => Some(Outcome::Always),
            _ => None,
        };
        prop_assert_eq!(super::outcome(&parsed, &schema), truth, "{}", source);
    }

    #[test]
    fn a_planted_contradiction_is_found(
        rules in prop::collection::vec(logic(counted()), 1..4),
        (low, high) in (0_i64..3).prop_flat_map(|low| (Just(low), low..5)),
    ) {
        let schema = schema();
        let planted = [format!("profile.age < {low}"), format!("profile.age >= {high}")];
        let all: Vec<String> = planted.iter().chain(&rules).map(|rule| format!("({rule})")).collect();
        prop_assert_eq!(
            super::outcome(&parse(&all.join(" && ")).expect("it is CEL"), &schema),
            Some(Outcome::Never)
        );
        let mut reasoner = Reasoner::new(&schema);
        let read: Vec<_> = all.iter().map(|rule| reasoner.read(&parse(rule).expect("it is CEL"))).collect();
        let conflict = reasoner.conflict(&read.iter().collect::<Vec<_>>(), &Given::default());
        prop_assert!(conflict.is_some_and(|conflict| !conflict.is_empty()));
    }
}
