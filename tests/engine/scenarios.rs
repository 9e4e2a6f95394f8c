//! Scenarios: what passes, and each way in which a decision can differ from what was expected.

use crate::support::{category, now, offer, opened, read, shop};
use vitrine::engine::run_scenario;
use vitrine::model::Scenario;
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
        ("identification: Anonymous", "expected to be identified as anonymous, but was explicit"),
        (r#"answered_by: "v/web""#, "expected v/web to answer, but r/web did"),
        (r#"offers: ["r/b", "r/a"]"#, "expected r/b, r/a, but got r/a, r/b"),
        (r#"offers: ["r/a"]"#, "expected r/a, but got r/a, r/b"),
        ("offers: []", "expected —, but got r/a, r/b"),
        (r#"excluded: {"r/c": target}"#, "expected r/c to be stopped by target, but disabled stopped it"),
        (r#"excluded: {"r/a": target}"#, "expected r/a to be stopped by target, but it was proposed"),
        (
            r#"excluded: {"r/x": target}"#,
            "expected r/x to be stopped by target, but the answering environment has no such offer",
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
