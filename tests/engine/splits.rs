//! Splits: which key a contact is told apart by, wherever rules call one, and that it stands in one place for good.

use crate::support::{category, check, decision, now, offer, offers, opened, read, shop, shop_of};
use vitrine::engine::{ChangeSearch, Ranker, decide};
use vitrine::model::Call;
use vitrine::rule::{Truth, compile, parse, split_of};
use vitrine::text::Language;

fn part(name: &str, from: f64, to: f64) -> String {
    format!(r#"target: "split('{name}') >= {from:?} && split('{name}') < {to:?}","#)
}

/// The offers of ten parts of a split, one of which is whoever calls in.
fn tenths() -> Vec<String> {
    (0..10)
        .map(|tenth| {
            offer(
                &format!("t{tenth}"),
                &part("spring_test", f64::from(tenth) * 10.0, f64::from(tenth) * 10.0 + 10.0),
            )
        })
        .collect()
}

fn tenth_of(name: &str, key: &[&str]) -> String {
    let key: Vec<String> = key.iter().map(|part| (*part).to_owned()).collect();
    format!("t{:.0}", (split_of(name, &key).expect("there is a key") / 10.0).floor())
}

#[test]
fn a_contact_is_told_apart_by_its_key_and_an_unknown_visitor_by_its_cookie() {
    let spaces = r#"Space(name: "open", channel: InboundWeb, fall_back_to_anonymous: true,
        linked_anonymous_space: "v/web"),"#;
    let all = category("all", "", &tenths());
    let people =
        r#"Contact(dimension: "visitor", folder: "visitors", values: {"id": "v-7"}, cookies: ["c-7"]),"#;
    let recognises = "implicit_identification: true,";
    let catalog = shop(&[
        ("categories", &all),
        ("visitor_categories", &all),
        ("spaces", spaces),
        ("contacts", people),
        ("visitor_space", recognises),
    ]);
    for (call, key) in [
        (
            r#"(space: "r/web", identity: ["anna"], permanent_cookie: "p", session_cookie: "s")"#,
            &["anna"][..],
        ),
        (r#"(space: "v/web", permanent_cookie: "p", session_cookie: "s")"#, &["p"]),
        (r#"(space: "v/web", permanent_cookie: " ", session_cookie: "s")"#, &["s"]),
        (r#"(space: "v/web", session_cookie: "c-7")"#, &["v-7"]),
        (r#"(space: "r/open", permanent_cookie: "p2")"#, &["p2"]),
        (r#"(space: "r/open", permanent_cookie: "c-7")"#, &["v-7"]),
    ] {
        assert_eq!(offers(&decision(&catalog, call)), [tenth_of("spring_test", key)], "{call}");
    }
    check(
        &shop(&[(
            "visitor_categories",
            &category("all", "", &[offer("a", &part("spring_test", 10.0, 50.0))]),
        )]),
        r#"(space: "v/web")"#,
        "anonymous by v/web
         - v/a: target, offer a: the contact has no key and no cookie for the split spring_test",
    );
}

#[test]
fn several_key_values_are_joined() {
    let catalog = shop(&[("categories", &category("all", "", &tenths()))]).replace(
        r#"name: "recipient", kind: Recipient, key: ["id"]"#,
        r#"name: "recipient", kind: Recipient, key: ["id", "age"]"#,
    );
    let call = r#"(space: "r/web", identity: ["anna", 34])"#;
    assert_eq!(offers(&decision(&catalog, call)), [tenth_of("spring_test", &["anna", "34"])]);
}

#[test]
fn a_decision_says_where_the_contact_stands() {
    // 52.75… of 100.
    let parts = [offer("a", &part("spring_test", 10.0, 50.0)), offer("b", &part("spring_test", 50.0, 100.0))];
    let stands = split_of("spring_test", &["anna".to_owned()]).expect("there is a key");
    let (kept, stopped, said) = if stands < 50.0 { ("a", "b", ">= 50.0") } else { ("b", "a", "< 50.0") };
    check(
        &shop_of(&parts),
        crate::support::ANNA,
        &format!(
            "explicit anna by r/web\n1 r/{kept} 5\n- r/{stopped}: target, offer {stopped}: \
             split('spring_test') {said}: split('spring_test') is {}",
            (stands * 1e4).floor() / 1e4
        ),
    );
}

/// The same contact stands in the same place in a call, in the preview's rules, and where contacts are gone through; in
/// targets, filters, weights, presentation rules and stored fields.
#[test]
fn a_split_is_one_number_wherever_it_is_called() {
    let stands = split_of("spring_test", &["anna".to_owned()]).expect("there is a key");
    let catalog = shop(&[
        (
            "environment",
            r#"typology: "t", filters: [Filter(name: "in_it", rule: "split('spring_test') < least",
            parameters: [Parameter(name: "least", type: Decimal)])],"#,
        ),
        ("space", r#"storage: Storage(fields: {"stands": "split('spring_test')"}),"#),
        (
            "catalog",
            r#"presentation_rules: [PresentationRule(name: "never", applies_to: "offer.name == 'capped'",
            recipients: "split('spring_test') >= 0.0", within: "1d", at_most: 0, count: Count(offers: All))],
            typologies: [Typology(name: "t", rules: ["never"])],"#,
        ),
        (
            "categories",
            &category(
                "all",
                r#"target: "filters.in_it(100.0)","#,
                &[
                    offer("weighed", r#"weights: [Weight(value: "1.0 + split('spring_test')")],"#),
                    offer("capped", "weights: [Weight(value: 3)],"),
                ],
            ),
        ),
    ]);
    let (plan, mut population) = opened(&catalog);
    let call: Call = read(r#"(space: "r/web", identity: ["anna"], count: 9, store: true)"#);
    let decided = decide(&plan, &population, &call, now()).expect("the space exists");
    assert_eq!(offers(&decided), ["weighed"]);
    assert!((decided.propositions[0].weight - 1.0 - stands).abs() < 1e-9);
    let mut ranker = Ranker::new(&plan, &call, now()).expect("the space exists");
    let best = ranker.best(&population, 0).expect("she is a recipient");
    assert!((best[0].weight - 1.0 - stands).abs() < 1e-9);
    let view = decided.call_view();
    let rule = compile(
        &parse(&format!("split('spring_test') == {stands:?} && split('another') >= 0.0")).expect("CEL"),
        view.schema(),
    );
    assert_eq!(
        rule.test(&view.inputs(None)),
        Truth::True,
        "a split that no rule called before has its value too"
    );
    let person = population.person(0).expect("Anna").clone();
    let mut spread = view.spread();
    let profile = spread.fill(Some(&person.profile));
    assert_eq!(rule.test(&view.inputs_of((profile, &person.key), None)), Truth::True);
    assert!(matches!(rule.test(&view.inputs_of((profile, &[]), None)), Truth::Unknown(_)));
    vitrine::engine::store(&plan, &mut population, &call, &decided).expect("the contacts are in memory");
    let stored = &population.person(0).expect("Anna").history[0].stored;
    assert_eq!(stored.get("stands").map(ToString::to_string), Some(stands.to_string()));
}

/// What a contact can do nothing about is named, and no value is proposed for it.
#[test]
fn a_split_is_nothing_that_could_change() {
    let stands = split_of("spring_test", &["anna".to_owned()]).expect("there is a key");
    let other = if stands < 50.0 { part("spring_test", 50.0, 100.0) } else { part("spring_test", 0.0, 50.0) };
    let (plan, population) = opened(&shop_of(&[offer("wanted", &other)]));
    let call: Call = read(crate::support::ANNA);
    let decided = decide(&plan, &population, &call, now()).expect("the space exists");
    let ways = ChangeSearch::new(&plan, &population, &call).ways(&decided, &decided.excluded[0]);
    assert!(ways.is_whole && ways.all.is_empty(), "{ways:?}");
    let said: Vec<String> = ways.messages(None).iter().map(|message| Language::En.say(message)).collect();
    assert!(said[0].contains("spring_test"), "{said:?}");
}
