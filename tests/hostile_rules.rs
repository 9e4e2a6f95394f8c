//! Rules and data made to do harm: each is checked, decided and run as a scenario within bounded work. The bounds are
//! counted by the engine; the time here only shows that nothing hangs.

use std::sync::Arc;
use std::time::{Duration, Instant};
use vitrine::check::{Severity, check};
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan, Scenarios, decide};
use vitrine::model::{Call, Catalog};
use vitrine::text::Language;

/// Far more than the bounds allow on the slowest machine, and far less than a hang.
const PATIENCE: Duration = Duration::from_secs(20);

const SHOP: &str = r#"
Catalog(
    format: 1, name: "hostile", settings: Settings(ties: CatalogOrder),
    dimensions: [Dimension(name: "recipient", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", type: Text), Field(name: "bio", type: Text), Field(name: "pattern", type: Text),
        Field(name: "age", type: Integer), Field(name: "tags", type: List)])],
    «rules»
    environments: [
        Environment(name: "e", stage: Design(live: "l"), targeting_dimension: "recipient", «environment»
            call_data: [Field(name: "ids", type: List)], filters: [«filters»],
            spaces: [Space(name: "sp", channel: InboundWeb, unitary: true)],
            categories: [Category(name: "c", offers: [«offers»])]),
        Environment(name: "l", stage: Live, targeting_dimension: "recipient"),
    ],
    contacts: [Contact(dimension: "recipient", values: {"id": "1001", "age": 34, «values»}, history: [«history»])],
    scenarios: [«scenarios»],
)"#;

fn shop(parts: &[(&str, &str)]) -> Arc<Catalog> {
    read(&filled(parts))
}

fn filled(parts: &[(&str, &str)]) -> String {
    let mut text = SHOP.to_owned();
    for name in ["rules", "environment", "filters", "offers", "values", "history", "scenarios"] {
        let part = parts.iter().find(|(known, _)| *known == name).map_or("", |(_, part)| part);
        text = text.replace(&format!("«{name}»"), part);
    }
    text
}

fn read(text: &str) -> Arc<Catalog> {
    let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
    Arc::new(options.from_str(text).unwrap_or_else(|error| panic!("{error}")))
}

fn offer(index: usize, target: &str) -> String {
    format!("Offer(name: \"o{index}\", target: {target:?}, weights: [Weight(value: 5)]),")
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| format!("{item:?}")).collect();
    format!("[{}]", items.join(","))
}

/// What came of a catalog.
struct Seen {
    /// The errors of checking.
    errors: Vec<&'static str>,
    decision: Decision,
}

impl Seen {
    /// The details of the offers that were not proposed.
    fn details(&self) -> Vec<String> {
        let wording = self.decision.wording(Language::En);
        self.decision.explanations().map(|it| wording.detail(&it)).collect()
    }
}

/// Checks, decides, explains and runs as scenario, and is patient with all of it together.
#[track_caller]
fn survive(catalog: &Arc<Catalog>, ids: &[String]) -> Seen {
    let begun = Instant::now();
    let (plan, population) = (Plan::new(catalog), Population::of(catalog));
    let now = "2026-11-21T10:00:00Z".parse().expect("a moment");
    let issues = check(&plan, &population, now);
    let errors =
        issues.iter().filter(|issue| issue.severity == Severity::Error).map(|issue| issue.code).collect();
    let mut call = Call::new("e/sp");
    call.identity = vec!["1001".into()];
    call.count = 9;
    call.call_data.insert("ids".into(), vitrine::model::Value::List(ids.to_vec()));
    let decision = decide(&plan, &population, &call, now).expect("the space exists");
    let seen = Seen { errors, decision };
    assert!(!seen.details().is_empty() || !seen.decision.propositions.is_empty());
    let mut runs = Scenarios::new(&plan, &population, now);
    catalog.scenarios.iter().for_each(|scenario| drop(runs.run(scenario)));
    let taken = begun.elapsed();
    assert!(taken < PATIENCE, "it took {taken:?}");
    seen
}

/// One rule on one contact: whether it is proposed, or the detail.
#[track_caller]
fn one(rule: &str, values: &str) -> Result<(), String> {
    let seen = survive(&shop(&[("offers", &offer(0, rule)), ("values", values)]), &[]);
    if seen.decision.propositions.is_empty() { Err(seen.details().join("; ")) } else { Ok(()) }
}

const TOO_LONG: &str = "the rule would take too long";

fn long_text(length: usize) -> String {
    format!("\"bio\": {:?}", "a".repeat(length))
}

fn tags(count: usize) -> String {
    format!("\"tags\": {}", list((0..count).map(|tag| format!("tag{tag}"))))
}

#[test]
fn a_text_that_is_put_between_its_own_letters() {
    assert_eq!(
        one("size(profile.bio.replace('', profile.bio)) > 1", &long_text(1_000_000)),
        Err(TOO_LONG.into())
    );
    assert_eq!(one("size(profile.bio.replace('', profile.bio)) > 1", &long_text(300)), Ok(()));
}

#[test]
fn lists_inside_lists() {
    let rule = "profile.tags.exists(a, profile.tags.exists(b, a + b == 'no'))";
    assert_eq!(one(rule, &tags(20_000)), Err(TOO_LONG.into()));
    assert_eq!(
        one("profile.tags.exists(a, profile.tags.exists(b, a + b == 'tag1tag2'))", &tags(100)),
        Ok(())
    );
    let rule = "size(profile.tags.map(a, profile.tags.map(b, a + b))) == 1";
    assert_eq!(one(rule, &tags(5_000)), Err(TOO_LONG.into()));
}

#[test]
fn texts_that_grow_by_joining_splitting_and_formatting() {
    for rule in [
        "size(profile.bio.split('').join(profile.bio)) > 1",
        "size(profile.tags.map(a, profile.bio).join('')) > 1",
        "size(profile.tags.map(a, profile.tags)) > 1",
        "size(profile.tags.map(a, profile.tags.join(a)).join(profile.bio)) > 1",
        "size('%s%s%s%s%s%s%s%s'.format(profile.tags.map(a, profile.bio))) > 1",
        "profile.tags.map(a, [profile.tags]).flatten(9).size() > 1",
        "profile.tags.map(a, {a: profile.bio}).size() > 1",
        "size(profile.bio.split('')) > 1 && profile.bio.split('').distinct().size() > 1",
        "profile.tags.map(a, profile.bio.split('')).size() > 1",
    ] {
        let values = format!("{}, {}", long_text(400_000), tags(2_000));
        assert_eq!(one(rule, &values), Err(TOO_LONG.into()), "{rule}");
    }
    let doubled = (0..30).fold("profile.bio".to_owned(), |inner, _| format!("[{inner}].map(x, x + x)[0]"));
    assert!(one(&format!("size({doubled}) > 1"), &long_text(1_000)).is_err());
}

#[test]
fn what_is_linear_runs_on_long_values() {
    let long = long_text(1_000_000);
    for rule in [
        "profile.bio.contains('a')",
        "size(profile.bio) == 1000000",
        "profile.bio + 'b' > 'a'",
        "profile.bio.matches('^a+$')",
    ] {
        assert_eq!(one(rule, &long), Ok(()), "{rule}");
    }
    assert_eq!(
        one("'tag19999' in profile.tags && profile.tags.exists(t, t == 'tag19999')", &tags(20_000)),
        Ok(())
    );
    assert_eq!(one("profile.bio.split(',').exists(x, x.trim() == 'b')", "\"bio\": \"a, b, c\""), Ok(()));
}

#[test]
fn regular_expressions_in_lists_of_lists() {
    let rule = "profile.tags.exists(a, profile.tags.exists(b, (a + b).matches('^(x+x+)+y$')))";
    assert_eq!(one(rule, &tags(3_000)), Err(TOO_LONG.into()));
    let rule = "profile.tags.exists(a, profile.tags.exists(b, a.matches(b + '{500}')))";
    assert!(one(rule, &tags(1_000)).is_err());
    let values = format!("{}, \"pattern\": {:?}", long_text(1_000_000), "(a?){1000}$".repeat(100));
    assert!(one("profile.bio.matches(profile.pattern)", &values).is_err());
    assert!(one("profile.bio.matches('(a|aa|aaa){500}$')", &long_text(1_000_000)).is_err());
}

#[test]
fn a_pattern_that_many_calls_use_is_compiled_once() {
    let catalog = shop(&[
        ("offers", &offer(0, r"profile.bio.matches('^(\\p{L}{1,40} ?)+$')")),
        ("values", &long_text(40)),
    ]);
    let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
    let mut call = Call::new("e/sp");
    call.identity = vec!["1001".into()];
    let begun = Instant::now();
    for second in 0..200 {
        let now = jiff::Timestamp::new(1_795_000_000 + second, 0).expect("a moment");
        assert_eq!(decide(&plan, &population, &call, now).expect("it is there").propositions.len(), 1);
    }
    assert!(begun.elapsed() < PATIENCE);
}

#[test]
fn filters_that_double_and_macros_that_nest_are_errors_of_checking() {
    let mut filters = "Filter(name: \"f0\", rule: \"profile.age > 3\"),".to_owned();
    for index in 1..=20 {
        let below = index - 1;
        let filter =
            format!("Filter(name: \"f{index}\", rule: \"filters.f{below}() && filters.f{below}()\"),");
        filters.push_str(&filter);
    }
    let seen = survive(&shop(&[("offers", &offer(0, "filters.f20()")), ("filters", &filters)]), &[]);
    assert!(seen.errors.contains(&"rule_error"), "{:?}", seen.errors);
    assert!(seen.decision.propositions.is_empty());
    let nested = (0..25).fold("true".to_owned(), |inner, at| format!("profile.tags.all(x{at}, {inner})"));
    for rule in [nested.as_str(), "lists.range(profile.age).size() == 34"] {
        let seen = survive(&shop(&[("offers", &offer(0, rule)), ("values", &tags(3))]), &[]);
        assert!(seen.errors.contains(&"rule_error"), "{rule}: {:?}", seen.errors);
        assert!(seen.decision.propositions.is_empty());
    }
}

#[test]
fn fifty_thousand_customer_numbers_in_filters_decide() {
    let ids = |from: usize, to: usize| {
        let ids: Vec<String> = (from..to).map(|id| format!("'{id}'")).collect();
        format!("profile.id in [{}]", ids.join(","))
    };
    let mut filters = String::new();
    let calls: Vec<String> = (0..25).map(|filter| format!("filters.vip{filter}()")).collect();
    for filter in 0..25 {
        let rule = ids(1_000 + (24 - filter) * 2_000, 3_000 + (24 - filter) * 2_000);
        let filter = format!("Filter(name: \"vip{filter}\", rule: {rule:?}),");
        filters.push_str(&filter);
    }
    let rule = calls.join(" || ");
    let offers: String =
        (0..100).map(|index| offer(index, &format!("({rule}) && profile.age > {}", index % 40))).collect();
    let seen = survive(&shop(&[("offers", &offers), ("filters", &filters)]), &[]);
    assert_eq!(seen.errors, Vec::<&str>::new());
    assert_eq!(seen.decision.propositions.len(), 9);
    assert!(seen.details().iter().all(|detail| detail.len() < 2_000), "explanations do not list them all");
}

#[test]
fn many_rules_that_are_each_allowed_share_a_budget() {
    let values = tags(400);
    let rule = |index: usize| format!("profile.tags.exists(a, profile.tags.exists(b, a + b == 'no{index}'))");
    let offers: String = (0..300).map(|index| offer(index, &rule(index))).collect();
    let scenarios: Vec<String> = (0..50)
        .map(|index| {
            format!("Scenario(name: \"s{index}\", call: Call(space: \"e/sp\", identity: [\"1001\"], at: \"2026-11-21T10:00\"), expect: Expect(offers: [])),")
        })
        .collect();
    let scenarios = scenarios.concat();
    let seen = survive(&shop(&[("offers", &offers), ("values", &values), ("scenarios", &scenarios)]), &[]);
    let details = seen.details();
    assert_eq!(details.len(), 300);
    assert!(details.iter().all(|detail| detail == TOO_LONG), "equals are refused together: {details:?}");
}

/// The names of what is proposed, in order of name, with the details of the rest.
fn proposed(seen: &Seen) -> (Vec<String>, Vec<String>) {
    let mut offers: Vec<String> = seen.decision.propositions.iter().map(|it| it.offer.clone()).collect();
    offers.sort();
    (offers, seen.details())
}

#[test]
fn which_rules_are_refused_does_not_depend_on_their_order() {
    let long = |no: usize| format!("!profile.tags.exists(a, profile.tags.exists(b, a + b == 'no{no:03}'))");
    let short = |no: usize| format!("!profile.tags.exists(a, a == 'no{no:03}')");
    let mut offers: Vec<String> = (0..30).map(|no| offer(no, &long(no))).collect();
    offers.extend((30..34).map(|no| offer(no, &short(no))));
    let values = tags(300);
    let forward = survive(&shop(&[("offers", &offers.concat()), ("values", &values)]), &[]);
    offers.reverse();
    let backward = survive(&shop(&[("offers", &offers.concat()), ("values", &values)]), &[]);
    let wanted: Vec<String> = (30..34).map(|no| format!("e/o{no}")).collect();
    assert_eq!(proposed(&forward), (wanted, vec![TOO_LONG.to_owned(); 30]));
    assert_eq!(proposed(&backward), proposed(&forward));
}

#[test]
fn lists_of_customers_in_filters_are_sets_however_many_offers_look_into_them() {
    let ids = |filter: usize| -> Vec<String> {
        (0..1_500).map(|id| format!("'{}'", 500_000 + 1_500 * filter + id)).collect()
    };
    let filter =
        |no: usize| format!("Filter(name: \"f{no}\", rule: \"profile.id in [{}]\"),", ids(no).join(","));
    let calls: Vec<String> = (0..14).map(|no| format!("filters.f{no}()")).collect();
    let all = format!("Filter(name: \"all\", rule: \"{}\"),", calls.join(" || "));
    let filters: String = (0..14).map(filter).chain([all]).collect();
    // Compiled, and interpreted as a whole.
    for rule in ["!filters.all() && profile.age != ", "[1].exists(x, !filters.all()) && 34 + profile.age != "]
    {
        let offers: String = (100..500).map(|age| offer(age, &format!("{rule}{age}"))).collect();
        let catalog = shop(&[("offers", &offers), ("filters", &filters)]);
        let seen = survive(&catalog, &[]);
        assert_eq!((seen.errors, seen.decision.propositions.len()), (Vec::new(), 9), "{rule}");
        let details: Vec<String> = {
            let wording = seen.decision.wording(Language::En);
            seen.decision.explanations().map(|it| wording.detail(&it)).collect()
        };
        assert!(!details.iter().any(|detail| detail.contains(TOO_LONG)), "{rule}: {:?}", details.last());
    }
}

#[test]
fn many_small_rules_are_counted_too() {
    let rule = |no: usize| format!("profile.tags.filter(a, a.startsWith('y')).size() == {no}");
    let offers: String = (0..1_000).map(|no| offer(no, &rule(no))).collect();
    let seen = survive(&shop(&[("offers", &offers), ("values", &tags(7_000))]), &[]);
    assert_eq!(seen.errors, Vec::<&str>::new(), "with lists of the usual length they all run");
    assert_eq!(proposed(&seen), (Vec::new(), vec![TOO_LONG.to_owned(); 1_000]));
    let seen = survive(&shop(&[("offers", &offers), ("values", &tags(3))]), &[]);
    assert_eq!(seen.decision.propositions.len(), 1, "what is short at hand runs");
}

#[test]
fn rules_that_are_too_much_together_are_an_error_of_checking() {
    let rule = |no: usize| format!("!profile.tags.exists(a, profile.tags.exists(b, a + b == 'no{no:03}'))");
    let offers: String = (0..300).map(|no| offer(no, &rule(no))).collect();
    let seen = survive(&shop(&[("offers", &offers), ("values", &tags(100))]), &[]);
    assert_eq!(seen.errors, ["rules_too_costly"]);
    assert!(seen.decision.propositions.is_empty(), "the engine does what checking said");
}

#[test]
fn many_large_patterns_decide() {
    let rule = |no: usize| format!(r"profile.id.matches('^\\pL{{0,60}}{no}$') || profile.age == {no}");
    let offers: String = (0..500).map(|no| offer(no, &rule(no))).collect();
    let seen = survive(&shop(&[("offers", &offers)]), &[]);
    assert_eq!(seen.errors, Vec::<&str>::new());
    assert_eq!(proposed(&seen).0, ["e/o34"]);
    assert!(seen.details().iter().all(|detail| !detail.contains(TOO_LONG)));
}

#[test]
fn a_presentation_rule_that_looks_long_at_each_past_proposition() {
    let history: Vec<String> = (0..2_000)
        .map(|day| format!("Proposition(offer: \"e/o0\", space: \"e/sp\", at: \"2026-11-{:02}T10:00\", status: Presented),", day % 20 + 1))
        .collect();
    let history = history.concat();
    let rules = r#"presentation_rules: [PresentationRule(name: "p", applies_to: "", within: "90d", at_most: 5000,
        count: Count(matching: "profile.tags.exists(a, profile.tags.exists(b, a + b == proposition.offer))"))],
        typologies: [Typology(name: "t", rules: ["p"])],"#;
    let parts = [
        ("offers", offer(0, "true")),
        ("values", tags(300)),
        ("history", history),
        ("rules", rules.to_owned()),
        ("environment", "typology: \"t\",".to_owned()),
    ];
    let parts: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (*name, part.as_str())).collect();
    assert_eq!(survive(&shop(&parts), &[]).decision.propositions.len(), 1);
}

#[test]
fn call_data_that_is_long() {
    let ids: Vec<String> = (0..200_000).map(|id| id.to_string()).collect();
    let catalog = shop(&[("offers", &offer(0, "call.ids.exists(a, call.ids.exists(b, a == b + 'x'))"))]);
    assert_eq!(survive(&catalog, &ids).details(), [TOO_LONG]);
    let catalog = shop(&[("offers", &offer(0, "profile.id in call.ids"))]);
    assert_eq!(survive(&catalog, &ids).decision.propositions.len(), 1);
}

/// Rules that each call large filters: a filter is compiled once, and asked and counted once for a contact, so that all of
/// them are decided.
#[test]
fn large_filters_that_many_rules_call_are_no_work_of_each() {
    let tests = |filter: usize| {
        (0..150).map(|no| format!("profile.bio == '{filter}_{no}'")).collect::<Vec<_>>().join(" || ")
    };
    let mut filters: Vec<String> =
        (0..6).map(|no| format!("Filter(name: \"f{no}\", rule: {:?}),", tests(no))).collect();
    let heavy = "profile.tags.exists(a, profile.tags.exists(b, (a + b).reverse() == 'zz'))";
    filters.push(format!("Filter(name: \"heavy\", rule: {heavy:?}),"));
    let calls: Vec<String> = (0..6).map(|no| format!("filters.f{no}()")).collect();
    let rule = |no: usize| format!("{} || filters.heavy() || profile.age > {no}", calls.join(" || "));
    let offers: Vec<String> = (0..60).map(|no| offer(no, &rule(no))).collect();
    let values = format!("{}, \"bio\": \"none\"", tags(120));
    let catalog = shop(&[("offers", &offers.concat()), ("filters", &filters.concat()), ("values", &values)]);
    let seen = survive(&catalog, &[]);
    assert!(seen.details().iter().all(|detail| !detail.contains(TOO_LONG)), "{:?}", seen.details().last());
    let outranked = seen.decision.excluded.iter().filter(|it| it.reason().code() == "outranked").count();
    assert_eq!(outranked + seen.decision.propositions.len(), 34);
    assert!(seen.decision.work() < 3_000_000.0, "{}", seen.decision.work());
}

const TOO_LARGE: &str = "the rule is too large, including the filters it uses";

#[test]
fn filters_that_are_called_with_values_grow_within_a_bound() {
    let terms = |count: usize| {
        (0..count).map(|no| format!("profile.age == p + {no}")).collect::<Vec<_>>().join(" || ")
    };
    let filter = |name: &str, rule: &str| {
        format!(
            r#"Filter(name: "{name}", parameters: [Parameter(name: "p", type: Integer)], rule: "{rule}"),"#
        )
    };
    let filters = filter("large", &terms(500)) + &filter("small", &terms(2));
    let mut offers: Vec<String> = (0..300).map(|no| offer(no, &format!("filters.large({no})"))).collect();
    offers.extend((300..305).map(|no| offer(no, &format!("filters.small({})", no - 267))));
    let seen = survive(&shop(&[("offers", &offers.concat()), ("filters", &filters)]), &[]);
    assert_eq!(seen.errors, ["rule_error"; 300]);
    let (proposed, details) = proposed(&seen);
    assert_eq!(proposed, ["e/o300", "e/o301"], "34, and 33 + 1");
    assert_eq!(details.iter().filter(|detail| *detail == TOO_LARGE).count(), 300);
    let few = survive(&shop(&[("offers", &offers[..20].concat()), ("filters", &filters)]), &[]);
    assert!(few.errors.is_empty() && few.decision.propositions.len() == 9, "a few of them are no harm");
}

#[test]
fn weights_above_many_offers_are_looked_at_once() {
    let weights = (0..400).map(|no| format!("Weight(value: {no}),")).collect::<Vec<_>>().concat();
    let bare = |no: usize| format!("Offer(name: \"o{no}\"),");
    let offers: String = (0..400).map(bare).collect();
    let seen =
        survive(&shop(&[("environment", &format!("weights: [{weights}],")), ("offers", &offers)]), &[]);
    assert!(seen.decision.propositions.iter().all(|it| it.weight.total_cmp(&399.0).is_eq()));
    assert!(seen.decision.work() < 3_000.0, "{}", seen.decision.work());
    let over = weights.replace("),", ", period: Period(until: \"2020-01-01\")),");
    let seen = survive(&shop(&[("environment", &format!("weights: [{over}],")), ("offers", &offers)]), &[]);
    assert!(
        seen.details().iter().all(|detail| detail.contains("and 397 more")),
        "{:?}",
        seen.details().last()
    );
    assert!(seen.decision.work() < 3_000.0, "{}", seen.decision.work());
}

#[test]
fn rules_of_weights_above_many_offers_are_counted_within_a_bound() {
    let weights = (0..4_000)
        .map(|no| format!("Weight(value: {no}, target: \"profile.age > {no}\"),"))
        .collect::<Vec<_>>()
        .concat();
    let offers = (0..4_000).map(|no| format!("Offer(name: \"o{no}\"),")).collect::<Vec<_>>().concat();
    let seen =
        survive(&shop(&[("environment", &format!("weights: [{weights}],")), ("offers", &offers)]), &[]);
    assert!(seen.errors.contains(&"rules_too_costly"));
    assert!(seen.details().iter().all(|detail| detail.contains(TOO_LONG)), "{:?}", seen.details().first());
    assert!(seen.decision.work() < 30_000.0, "{}", seen.decision.work());
}

#[test]
fn presentation_rules_that_are_refused_are_not_asked_for_each_offer() {
    let long = "offer.name == 'none' && lists.range(300).exists(a, lists.range(300).exists(b, a + b == 1))";
    let rule = |no: usize| {
        format!(r#"PresentationRule(name: "p{no}", within: "7d", at_most: 1, applies_to: "{long}"),"#)
    };
    let names = (0..100).map(|no| format!("\"p{no}\",")).collect::<Vec<_>>().concat();
    let rules: String = (0..100).map(rule).collect();
    let rules =
        format!("presentation_rules: [{rules}], typologies: [Typology(name: \"t\", rules: [{names}])],");
    let offers: String = (0..100).map(|no| offer(no, "")).collect();
    let parts = [("rules", rules.as_str()), ("environment", "typology: \"t\","), ("offers", &offers)];
    let seen = survive(&shop(&parts), &[]);
    assert!(seen.decision.work() < 1_000.0, "{}", seen.decision.work());
}

#[test]
fn offers_are_held_against_weights_and_spaces_within_bounds() {
    let weight =
        |no: usize| format!("Weight(value: 1, target: \"profile.age < 30 && profile.age != {no}\"),");
    let unreachable = |weights: usize| {
        let weights: String = (0..weights).map(weight).collect();
        let offers = format!("Offer(name: \"o0\", target: \"profile.age > 40\", weights: [{weights}]),");
        issues(&shop(&[("offers", &offers)]), "offer_unreachable")
    };
    assert_eq!((unreachable(9), unreachable(101)), (1, 0), "of so many, one applies");
    let themes = (0..5_000).map(|no| format!("\"t{no}\",")).collect::<Vec<_>>().concat();
    let missing = |offers: usize| {
        let spaces = format!(
            r#"spaces: [Space(name: "sp", channel: InboundWeb, default_themes: [{themes}],
                content_fields: [ContentField(name: "title", required: true)])], categories: [Category(name: "c", themes: ["t0"], "#
        );
        let offers = (0..offers).map(|no| format!("Offer(name: \"o{no}\"),")).collect::<Vec<_>>().concat();
        issues(&shop_of_spaces(&spaces, &offers), "required_content_missing")
    };
    let all = missing(5_000);
    assert_eq!(missing(500), 500);
    assert!((500..1_000).contains(&all), "{all}");
}

/// The catalog with other spaces, and its category.
fn shop_of_spaces(spaces: &str, offers: &str) -> Arc<Catalog> {
    let own = r#"spaces: [Space(name: "sp", channel: InboundWeb, unitary: true)],
            categories: [Category(name: "c", "#;
    assert!(SHOP.contains(own));
    read(&filled(&[("offers", offers)]).replace(own, spaces))
}

/// How many issues of a code checking finds.
fn issues(catalog: &Arc<Catalog>, code: &str) -> usize {
    let now = "2026-11-21T10:00:00Z".parse().expect("a moment");
    let found = check(&Plan::new(catalog), &Population::of(catalog), now);
    let of_code = found.iter().filter(|issue| issue.code == code);
    of_code.map(|issue| if issue.count == 0 { 1 } else { issue.count }).sum()
}
