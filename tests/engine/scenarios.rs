//! Scenarios: what passes, and each way in which a decision can differ from what was expected.

use crate::support::{category, now, offer, opened, read, shop};
use vitrine::engine::{Scenarios, run_scenario};
use vitrine::model::{Call, Scenario};
use vitrine::rule::MAX_RUN;
use vitrine::text::Language;

/// What differs, in words, for Anna on `r/web`.
fn differences(expect: &str) -> Vec<String> {
    let offers = [offer("a", ""), offer("b", "weights: [Weight(value: 3)],"), offer("c", "enabled: false,")];
    let (plan, population) = opened(&shop(&[("categories", &category("all", "", &offers))]));
    let scenario: Scenario = read(&format!(
        r#"(name: "s", call: (space: "r/web", identity: ["anna"], count: 2), expect: ({expect}))"#
    ));
    let verdict = run_scenario(&plan, &population, &scenario, now());
    assert_eq!(verdict.passes(), verdict.differences.is_empty());
    verdict.differences.iter().map(|message| Language::En.say(message)).collect()
}

#[test]
fn a_scenario_passes_when_each_part_is_as_expected() {
    for expect in [
        "",
        "identification: Explicit",
        r#"answered_by: "r/web""#,
        r#"offers: ["r/a", "r/b"]"#,
        r#"excluded: {"r/c": disabled}"#,
        r#"identification: Explicit, answered_by: "r/web", offers: ["r/a", "r/b"],
            excluded: {"r/c": disabled}"#,
    ] {
        assert_eq!(differences(expect), [""; 0], "{expect}");
    }
}

#[test]
fn each_difference_is_said() {
    for (expect, wanted) in [
        ("identification: Anonymous", "identification: expected anonymous, got explicit"),
        (r#"answered_by: "v/web""#, "answered by: expected v/web, got r/web"),
        (r#"offers: ["r/b", "r/a"]"#, "offers: expected r/b, r/a, got r/a, r/b"),
        (r#"offers: ["r/a"]"#, "offers: expected r/a, got r/a, r/b"),
        ("offers: []", "offers: expected —, got r/a, r/b"),
        (r#"excluded: {"r/c": target}"#, "r/c: expected reason target, got disabled"),
        (r#"excluded: {"r/a": target}"#, "r/a: expected reason target, but it was proposed"),
        (
            r#"excluded: {"r/x": target}"#,
            "r/x: expected reason target, but the answering environment has no such offer",
        ),
    ] {
        assert_eq!(differences(expect), [wanted], "{expect}");
    }
    assert_eq!(differences(r#"identification: Implicit, offers: [], excluded: {"r/x": target}"#).len(), 3);
}

#[test]
fn the_history_of_a_scenario_is_that_of_its_contact_and_of_no_other_scenario() {
    let rules = r#"
        presentation_rules: [PresentationRule(name: "once", within: "7d", at_most: 1)],
        typologies: [Typology(name: "pressure", rules: ["once"])],"#;
    let (plan, population) = opened(&shop(&[
        ("catalog", rules),
        ("environment", r#"typology: "pressure","#),
        ("categories", &category("all", "", &[offer("a", "")])),
    ]));
    let past =
        |offer: &str| format!(r#"(offer: "{offer}", space: "r/web", at: "2026-06-14", status: Presented)"#);
    let capped = r#"offers: [], excluded: {"r/a": presentation_rule}"#;
    for (identity, history, expect) in [
        ("anna", past("r/a"), capped),
        ("anna", String::new(), r#"offers: ["r/a"]"#),
        // One that is gone counts where all offers do.
        ("anna", past("r/gone"), capped),
        // Nobody is identified: there is nobody whose history it could be.
        ("nobody", past("r/a"), "offers: []"),
    ] {
        let scenario: Scenario = read(&format!(
            r#"(name: "s", call: (space: "r/web", identity: ["{identity}"], count: 2), expect: ({expect}),
                history: [{history}])"#
        ));
        let verdict = run_scenario(&plan, &population, &scenario, now());
        let said: Vec<_> = verdict.differences.iter().map(|message| Language::En.say(message)).collect();
        assert_eq!(said, [""; 0], "{identity} {history}");
    }
}

#[test]
fn a_scenario_whose_space_is_gone_does_not_pass() {
    let (plan, population) = opened(&shop(&[]));
    let scenario: Scenario = read(r#"(name: "s", call: (space: "r/gone"))"#);
    let verdict = run_scenario(&plan, &population, &scenario, now());
    assert!(!verdict.passes() && verdict.decision.is_err());
    assert_eq!(Language::En.say(&verdict.differences[0]), "the environment r has no space gone");
}

#[test]
fn the_scenarios_of_the_sample_catalogs_pass() {
    let mut scenarios = 0;
    for name in ["neobank", "travel", "two_brands"] {
        let path = format!("{}/catalogs/{name}.catalog.ron", env!("CARGO_MANIFEST_DIR"));
        let (plan, population) = opened(&std::fs::read_to_string(path).expect("it is in the repository"));
        for scenario in &plan.catalog().scenarios {
            let verdict = run_scenario(&plan, &population, scenario, now());
            let said: Vec<_> = verdict.differences.iter().map(|message| Language::En.say(message)).collect();
            assert_eq!(said, [""; 0], "{name}: {}", scenario.name);
            scenarios += 1;
        }
    }
    assert!(scenarios > 0);
}

/// An environment of offers whose rules would take long, were they not settled by their first condition.
fn long_rules(offers: usize) -> String {
    let rule = |no: usize| {
        format!(
            r#"target: "profile.age > 1000 && lists.range(200).exists(a, lists.range(200).exists(b, a + b == {no}))","#
        )
    };
    let offers: Vec<String> = (0..offers).map(|no| offer(&format!("o{no}"), &rule(no))).collect();
    shop(&[("categories", &category("all", "", &offers))])
}

#[test]
fn scenarios_share_what_they_may_take() {
    let (plan, population) = opened(&long_rules(10));
    let scenario: Scenario =
        read(r#"(name: "s", call: (space: "r/web", identity: ["anna"]), expect: (offers: []))"#);
    let mut runs = Scenarios::new(&plan, &population, now());
    let passed = (0..1_000).take_while(|_| runs.run(&scenario).passes()).count();
    assert!((3..100).contains(&passed), "{passed}");
    let each = runs.work() / f64::from(u32::try_from(passed).expect("it is small"));
    assert!(each > MAX_RUN / 100.0 && runs.work() < MAX_RUN + each, "{each}");
    let given_up = runs.run(&scenario);
    assert_eq!(
        Language::En.say(&given_up.differences[0]),
        "not run: the scenarios before it took all the time that one run may take"
    );
    assert!(given_up.decision.is_err());
    let mut all = Scenarios::all(&plan, &population, now());
    assert!((0..passed + 9).all(|_| all.run(&scenario).passes()) && all.work() > MAX_RUN);
}

/// What a scenario of ten thousand offers takes that each have these parts.
fn of_ten_thousand(parts: &str) -> f64 {
    let offers: Vec<String> = (0..100).map(|no| offer(&format!("o{no}"), parts)).collect();
    let (plan, population) = opened(&shop(&[("categories", &category("all", "", &offers))]));
    let scenario: Scenario = read(r#"(name: "s", call: (space: "r/web", identity: ["anna"]))"#);
    let mut runs = Scenarios::new(&plan, &population, now());
    assert!(runs.run(&scenario).passes());
    runs.work() * 100.0
}

/// Ten thousand offers of twenty rules and a hundred scenarios of them, or a thousand of ordinary rules, are within the
/// bounds.
#[test]
fn catalogs_of_people_stay_below_the_bounds() {
    let ordinary = of_ten_thousand(
        r#"target: "profile.age >= 18 && profile.email != 'x'", weights: [Weight(value: 5),
            Weight(value: 7, target: "profile.age < 30")],"#,
    );
    assert!(ordinary * 1_000.0 < MAX_RUN, "{ordinary}");
    let weight = |no: usize| {
        format!(
            r#"Weight(value: {no}, target: "profile.age >= {no} && profile.email != 'x' && offer.name != 'y'"),"#
        )
    };
    let weights: String = (0..20).map(weight).collect();
    let parts = format!("weights: [{weights}],");
    let many = of_ten_thousand(&parts);
    assert!(many * 100.0 < MAX_RUN / 2.0, "{many}");
}

#[test]
fn explaining_decisions_counts_as_running_scenarios_does() {
    let offers: Vec<String> = (0..500).map(|no| offer(&format!("o{no}"), "")).collect();
    let (plan, population) = opened(&shop(&[("categories", &category("all", "", &offers))]));
    let scenario: Scenario = read(r#"(name: "s", call: (space: "r/web", identity: ["anna"]))"#);
    let mut runs = Scenarios::new(&plan, &population, now());
    let decision = runs.run(&scenario).decision.expect("the space is there");
    let explained = (0..10_000).take_while(|_| runs.explains(&decision)).count();
    assert!((100..10_000).contains(&explained), "{explained}");
    let proposes = Scenario { call: Call { count: 500, ..scenario.call.clone() }, ..scenario.clone() };
    let mut runs = Scenarios::new(&plan, &population, now());
    let decision = runs.run(&proposes).decision.expect("the space is there");
    assert!(
        (0..10_000).take_while(|_| runs.explains(&decision)).count() < 10_000,
        "so does what is proposed"
    );
    assert!(!runs.run(&scenario).passes(), "no time is left");
}

/// What differs of a page of two spaces, on which Anna sees two offers and then one.
fn page_differences(page: &str) -> Vec<String> {
    let offers = [
        offer("a", ""),
        offer("b", "weights: [Weight(value: 3)],"),
        offer("c", "weights: [Weight(value: 1)],"),
    ];
    let spaces = r#"Space(name: "side", channel: InboundWeb),"#;
    let (plan, population) =
        opened(&shop(&[("spaces", spaces), ("categories", &category("all", "", &offers))]));
    let scenario: Scenario = read(&format!(
        r#"(name: "s", call: (space: "r/web", identity: ["anna"], count: 2), expect: (offers: ["r/a", "r/b"]), {page})"#
    ));
    let verdict = run_scenario(&plan, &population, &scenario, now());
    assert_eq!(verdict.decisions().count(), 1 + scenario.page.len());
    let accepted = verdict.accepted(&scenario).expect("its call has an answer");
    assert!(
        run_scenario(&plan, &population, &accepted, now()).passes(),
        "what it gets is what it expects then"
    );
    verdict.differences.iter().map(|message| Language::En.say(message)).collect()
}

#[test]
fn the_spaces_of_a_page_are_decided_together_and_each_is_held_to_its_own_expectation() {
    let side = |offers: &str| {
        format!(
            r#"page: [(call: (space: "r/side"), expect: (identification: Explicit, offers: [{offers}]))]"#
        )
    };
    assert_eq!(page_differences(&side(r#""r/a""#)), [""; 0]);
    let once = format!("{}, no_offer_twice: true", side(r#""r/c""#));
    assert_eq!(page_differences(&once), [""; 0]);
    let differs = "space 2 of the page (r/side): offers: expected r/c, got r/a";
    assert_eq!(page_differences(&side(r#""r/c""#)), [differs]);
    let gone = r#"page: [(call: (space: "r/gone"))]"#;
    let (plan, population) = opened(&shop(&[]));
    let scenario: Scenario = read(&format!(r#"(name: "s", call: (space: "r/web"), {gone})"#));
    let verdict = run_scenario(&plan, &population, &scenario, now());
    let said: Vec<String> = verdict.differences.iter().map(|message| Language::En.say(message)).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with("space 2 of the page (r/gone): "), "{said:?}");
}
