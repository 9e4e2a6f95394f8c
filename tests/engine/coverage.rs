//! What scenarios touch, and what none of them does.

use crate::support::{category, now, offer, opened, read, shop};
use proptest::prelude::*;
use vitrine::engine::{Aspect, Coverage, CoverageKind, CoverageReport, decide_unfilled};
use vitrine::model::Call;

/// Two offers, one for adults by a filter, one in a period; a cap, and a space that falls back.
fn catalog() -> String {
    let adult = r#"target: "filters.adult(18) && (call.language == 'fr' ? true : has(profile.score))","#;
    let offers = [
        offer("loan", adult),
        offer("card", r#"period: Period(from: "2026-01-01", until: "2026-12-31"),"#),
        offer("gone", "enabled: false,"),
    ];
    shop(&[
        ("categories", &category("all", "", &offers)),
        (
            "space",
            r#"implicit_identification: true, fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#,
        ),
        (
            "environment",
            r#"typology: "calm", call_data: [Field(name: "language", type: Text)],
            filters: [Filter(name: "adult", rule: "profile.age >= least",
                parameters: [Parameter(name: "least", type: Integer)])],"#,
        ),
        (
            "catalog",
            r#"presentation_rules: [PresentationRule(name: "twice", within: "7d", at_most: 2,
                recipients: "profile.age < 90", count: Count(matching: "proposition.status == 'rejected'"))],
            typologies: [Typology(name: "calm", rules: ["twice"])],"#,
        ),
    ])
}

fn coverage(calls: &[&str]) -> CoverageReport {
    let (plan, population) = opened(&catalog());
    let mut coverage = Coverage::new(&plan);
    for call in calls {
        let call: Call = read(call);
        let decision = decide_unfilled(&plan, &population, &call, now()).expect("the space exists");
        coverage.see(&plan, &decision);
    }
    coverage.report()
}

/// What is not touched of a kind.
fn untouched(report: &CoverageReport, kind: CoverageKind) -> Vec<String> {
    let counts = report.groups.iter().flat_map(|group| &group.kinds).filter(|count| count.kind == kind);
    let said = counts.flat_map(|count| &count.untouched).map(|it| {
        let at = &it.place.entity;
        let address = at.environment().map_or(String::new(), |environment| format!("{environment}/"));
        let what = match &it.aspect {
            Aspect::Offer | Aspect::Space | Aspect::FallsBack => String::new(),
            Aspect::Identified(identification) => identification.rule_name().to_owned(),
            Aspect::Gate(reason) => reason.code().to_owned(),
            Aspect::Condition { text, .. } => {
                let outcomes: Vec<&str> = it.outcomes.iter().map(|outcome| outcome.code()).collect();
                format!("{} {text}: {}", it.place.field_text(), outcomes.join(","))
            }
        };
        format!("{address}{} {what}", at.name()).trim_end().to_owned()
    });
    said.collect()
}

#[test]
fn without_scenarios_everything_is_untouched_that_can_happen() {
    let report = coverage(&[]);
    assert_eq!(
        untouched(&report, CoverageKind::Offers),
        ["r/loan", "r/card"],
        "a disabled one is not proposed"
    );
    assert_eq!(untouched(&report, CoverageKind::Spaces), ["r/web", "v/web"]);
    assert_eq!(untouched(&report, CoverageKind::Fallbacks), ["r/web"]);
    assert_eq!(
        untouched(&report, CoverageKind::Identification),
        ["r/web explicit", "r/web implicit", "v/web anonymous"],
        "a space that falls back answers nobody by itself, and visitors do not log in"
    );
    assert_eq!(
        untouched(&report, CoverageKind::Gates),
        ["out_of_scope", "disabled", "outside_dates", "target", "presentation_rule", "outranked"]
            .map(|reason| format!("r/r {reason}")),
        "the others cannot stop anything here"
    );
    assert_eq!(
        untouched(&report, CoverageKind::Conditions),
        [
            "r/loan target filters.adult(18): true,false,unknown",
            "r/adult rule profile.age >= least: true,false,unknown",
            "r/loan target call.language == 'fr': true,false,unknown",
            "r/loan target has(profile.score): true,false",
            "twice recipients profile.age < 90: true,false,unknown",
            "twice count.matching proposition.status == 'rejected': true,false",
        ]
    );
    assert_eq!(report.counts(None), (0, 30));
}

#[test]
fn a_decision_touches_what_it_asked() {
    let report = coverage(&[
        r#"(space: "r/web", identity: ["anna"], call_data: {"language": "en"})"#,
        r#"(space: "r/web", identity: ["anna"], call_data: {"language": "fr"}, count: 1)"#,
    ]);
    assert_eq!(untouched(&report, CoverageKind::Offers), [""; 0], "card, then loan");
    assert_eq!(untouched(&report, CoverageKind::Spaces), ["v/web"]);
    assert_eq!(untouched(&report, CoverageKind::Identification), ["r/web implicit", "v/web anonymous"]);
    assert_eq!(
        untouched(&report, CoverageKind::Gates),
        ["r/r out_of_scope", "r/r outside_dates", "r/r presentation_rule"]
    );
    assert_eq!(
        untouched(&report, CoverageKind::Conditions),
        [
            "r/loan target filters.adult(18): false,unknown",
            "r/adult rule profile.age >= least: false,unknown",
            "r/loan target call.language == 'fr': unknown",
            // It does not count where the language is French.
            "r/loan target has(profile.score): true",
            "twice recipients profile.age < 90: false,unknown",
            // Anna has no history.
            "twice count.matching proposition.status == 'rejected': true,false",
        ]
    );
}

#[test]
fn a_browser_touches_the_fallback_and_the_space_that_answers() {
    let report = coverage(&[r#"(space: "r/web", session_cookie: "c-anna")"#, r#"(space: "r/web")"#]);
    assert_eq!(untouched(&report, CoverageKind::Spaces), [""; 0]);
    assert_eq!(untouched(&report, CoverageKind::Fallbacks), [""; 0]);
    assert_eq!(untouched(&report, CoverageKind::Identification), ["r/web explicit"]);
}

#[test]
fn what_no_decision_comes_to_stays_untouched() {
    // Out of its period, the offer's rules are not asked.
    let catalog = crate::support::shop_of(&[offer(
        "late",
        r#"target: "profile.age > 3", period: Period(from: "2027-01-01"),"#,
    )]);
    let (plan, population) = opened(&catalog);
    let mut coverage = Coverage::new(&plan);
    let call: Call = read(crate::support::ANNA);
    coverage.see(&plan, &decide_unfilled(&plan, &population, &call, now()).expect("the space exists"));
    let report = coverage.report();
    assert_eq!(
        untouched(&report, CoverageKind::Conditions),
        ["r/late target profile.age > 3: true,false,unknown"]
    );
    assert_eq!(untouched(&report, CoverageKind::Gates), ["r/r out_of_scope", "r/r target"]);
}

/// The scenarios proposed for a catalog without any, each with what it touches.
fn proposed(catalog: &str) -> (vitrine::engine::Proposals, Coverage, vitrine::engine::Plan) {
    let (plan, population) = opened(catalog);
    let coverage = Coverage::new(&plan);
    let proposals = coverage.propose(&plan, &population, now(), &|| false).expect("it is not given up");
    for proposal in &proposals.all {
        // With the contact that comes along.
        let population = population.clone().with(plan.catalog(), &proposal.contact);
        let verdict = vitrine::engine::run_scenario(&plan, &population, &proposal.scenario, now());
        assert!(verdict.passes(), "{:?} of {:?}", verdict.differences, proposal.scenario);
        let decision = verdict.decision.expect("the space exists");
        let mut alone = Coverage::new(&plan);
        alone.see(&plan, &decision);
        assert!(!proposal.touches.is_empty(), "{:?} is needless", proposal.scenario);
        assert!(proposal.touches.iter().all(|item| alone.is_touched(*item)), "{:?}", proposal.scenario);
    }
    (proposals, coverage, plan)
}

#[test]
fn proposed_scenarios_touch_all_that_calls_and_contacts_can() {
    let (proposals, mut coverage, _) = proposed(&catalog());
    for proposal in &proposals.all {
        coverage.take(&proposal.touches);
    }
    let report = coverage.report();
    let (touched, total) = report.counts(None);
    assert_eq!(total - touched, proposals.left);
    assert!(proposals.all.len() < 12, "few: {}", proposals.all.len());
    // Anna, who is 34 and has no score, is the only recipient: others are invented.
    assert_eq!(untouched(&report, CoverageKind::Conditions), [""; 0]);
    let contacts: Vec<_> = proposals.all.iter().filter_map(|proposal| proposal.contact.clone()).collect();
    assert!((1..=4).contains(&contacts.len()), "{contacts:?}");
    for kind in [CoverageKind::Offers, CoverageKind::Spaces, CoverageKind::Identification] {
        assert_eq!(untouched(&report, kind), [""; 0], "{kind:?}");
    }
    // A call cannot leave the only category out.
    assert_eq!(untouched(&report, CoverageKind::Gates), ["r/r out_of_scope"]);
}

#[test]
fn what_is_covered_is_not_proposed_again() {
    let (plan, population) = opened(&catalog());
    let mut coverage = Coverage::new(&plan);
    let first = coverage.propose(&plan, &population, now(), &|| false).expect("it is not given up");
    for proposal in &first.all {
        coverage.see(&plan, &proposal.decision);
    }
    let again = coverage.propose(&plan, &population, now(), &|| false).expect("it is not given up");
    assert_eq!((again.all.len(), again.left), (0, first.left));
    assert!(coverage.propose(&plan, &population, now(), &|| true).is_none(), "it is given up");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Each passes and touches what it says, whatever the catalog.
    #[test]
    fn each_proposed_scenario_passes_and_touches_what_it_says(
        rules in prop::collection::vec(0..RULES.len(), 1..4),
        gone in any::<bool>(),
        settings in prop::sample::select(&["", "count_within_call: true,", "scope: Any,"][..]),
    ) {
        let offers: Vec<String> = rules
            .iter()
            .enumerate()
            .map(|(index, rule)| offer(&format!("o{index}"), &format!("target: {:?},", RULES[*rule])))
            .collect();
        let late = r#"period: Period(from: "2026-12-01"),"#;
        let parts = category("all", if gone { late } else { "" }, &offers);
        let catalog = shop(&[
            ("settings", settings),
            ("categories", &parts),
            ("space", "implicit_identification: true,"),
            ("environment", r#"call_data: [Field(name: "page", type: Text), Field(name: "n", type: Integer)],"#),
        ]);
        proposed(&catalog);
    }
}

const RULES: [&str; 7] = [
    "call.page == 'a' || profile.age > 40",
    "call.page.startsWith('b') && call.n >= 3",
    "call.n < 2 ? profile.age >= 18 : has(call.page)",
    "interaction.identification == 'implicit'",
    "interaction.at < timestamp('2026-07-01T00:00:00Z')",
    "!(call.n in [1, 2]) && profile.email.endsWith('example')",
    "call.n > 100 && call.n < 50",
];
