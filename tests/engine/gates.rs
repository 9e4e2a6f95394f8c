//! The gates: each reason with its culprit and its words, and their order.

use crate::support::{ANNA, NOBODY, category, check, decision, offer, shop, shop_of};
use vitrine::model::{Reason, Ref};

#[test]
fn an_offer_that_passes_every_gate_is_proposed() {
    check(&shop_of(&[offer("a", "")]), ANNA, "explicit anna by r/web\n 1 r/a 5");
}

#[test]
fn gate_1_out_of_scope() {
    let catalog = shop(&[(
        "categories",
        &[category("wanted", "", &[offer("a", "")]), category("other", "", &[offer("b", "")])].concat(),
    )]);
    check(
        &catalog,
        r#"(space: "r/web", identity: ["anna"], categories: ["wanted"])"#,
        "explicit anna by r/web
         1 r/a 5
         - r/b: out_of_scope, category other: this space does not request the category other",
    );
}

#[test]
fn gate_2_disabled() {
    let below = format!("categories: [{}],", category("below", "", &[offer("c", "")]));
    let catalog = shop(&[(
        "categories",
        &[
            category("on", "", &[offer("a", "enabled: false,")]),
            category("off", &format!("enabled: false, {below}"), &[offer("b", "enabled: false,")]),
        ]
        .concat(),
    )]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
         - r/a: disabled, offer a: the offer is disabled
         - r/b: disabled, category off: the category off is disabled
         - r/c: disabled, category off: the category off is disabled",
    );
}

#[test]
fn gate_3_in_live_the_space_must_be_in_live_on() {
    let offers =
        [offer("a", r#"live_on: ["web"],"#), offer("b", r#"live_on: ["mail"],"#), offer("c", "live_on: [],")];
    check(
        &shop(&[("live_categories", &category("all", "", &offers))]),
        r#"(space: "live_r/web", identity: ["anna"], count: 9)"#,
        "explicit anna by live_r/web
         1 live_r/a 5
         - live_r/b: not_live_on_space, offer b: it is not live on the space web
         - live_r/c: not_live_on_space, offer c: it is not live on the space web",
    );
}

#[test]
fn gate_3_in_design_only_rejected_content_is_stopped() {
    let offers = [
        offer("pending", ""),
        offer("elsewhere", r#"approval: Approval(content: Approved(spaces: ["mail"])),"#),
        offer("rejected", "approval: Approval(content: Rejected, eligibility: Approved),"),
        offer("ineligible", "approval: Approval(eligibility: Rejected),"),
    ];
    check(
        &shop_of(&offers),
        ANNA,
        "explicit anna by r/web
         1 r/pending 5
         2 r/elsewhere 5
         3 r/ineligible 5
         - r/rejected: not_live_on_space, offer rejected: its content was rejected",
    );
}

#[test]
fn gate_4_missing_content() {
    let space =
        r#"content_fields: [ContentField(name: "title", required: true), ContentField(name: "html")],"#;
    let offers = [
        offer("full", r#"content: Content(title: "Hello"),"#),
        offer("blank", r#"content: Content(title: "  "),"#),
        offer("empty", ""),
    ];
    check(
        &shop(&[("space", space), ("categories", &category("all", "", &offers))]),
        ANNA,
        "explicit anna by r/web
         1 r/full 5
         - r/blank: missing_content, offer blank: title is empty but required on this space
         - r/empty: missing_content, offer empty: title is empty but required on this space",
    );
}

#[test]
fn gate_5_outside_dates() {
    let below = category("below", r#"period: Period(from: "2026-06-16"),"#, &[offer("d", "")]);
    let offers = [
        offer("a", r#"period: Period(from: "2026-06-15", until: "2026-06-15"),"#),
        offer("b", r#"period: Period(from: "2026-07-01T08:00"),"#),
        offer("c", r#"period: Period(until: "2026-06-14"),"#),
    ];
    let above = format!(r#"period: Period(until: "2026-12-31"), categories: [{below}],"#);
    check(
        &shop(&[("categories", &category("above", &above, &offers))]),
        ANNA,
        "explicit anna by r/web
         1 r/a 5
         - r/b: outside_dates, offer b: it starts on 2026-07-01T08:00
         - r/c: outside_dates, offer c: it ended on 2026-06-14
         - r/d: outside_dates, category below: it starts on 2026-06-16",
    );
}

#[test]
fn gate_6_the_rule_of_the_environment_comes_first() {
    let offers = [offer("a", ""), offer("b", r#"target: "profile.age > 90","#)];
    let catalog = shop(&[
        ("environment", r#"target: "profile.age >= 40","#),
        ("categories", &category("all", r#"target: "profile.age > 80","#, &offers)),
    ]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
         - r/a: target, environment r: profile.age >= 40: profile.age is 34
         - r/b: target, environment r: profile.age >= 40: profile.age is 34",
    );
}

#[test]
fn gate_6_rules_of_categories_and_offers() {
    let below = category("below", r#"target: "profile.score > 1.0","#, &[offer("c", "")]);
    let offers = [
        offer("a", r#"target: "profile.age >= 34 && offer.name == 'a'","#),
        offer("b", r#"target: "profile.age < 30 || profile.age > 40","#),
    ];
    let catalog = shop(&[(
        "categories",
        &[
            category("all", &format!(r#"target: "profile.age > 10", categories: [{below}],"#), &offers),
            category("no", r#"target: "false","#, &[offer("d", "")]),
            category("odd", "", &[offer("e", r#"target: "profile.age >","#)]),
        ]
        .concat(),
    )]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
         1 r/a 5
         - r/b: target, offer b: profile.age < 30 || profile.age > 40: profile.age is 34
         - r/c: target, category below: profile.score is missing
         - r/d: target, category no: false is false
         - r/e: target, offer e: the rule cannot be read: Something is missing at the end of the rule.",
    );
}

#[test]
fn a_theme_that_several_categories_name_is_one_of_an_offers_once() {
    let offers = [
        ("a", "size(offer.themes) == 3"),
        ("b", "offer.themes == ['summer', 'sea', 'sun']"),
        ("c", "size(offer.themes) > 3"),
    ];
    let offers = offers.map(|(name, target)| offer(name, &format!(r#"target: "{target}","#)));
    let below = category("below", r#"themes: ["sea", "sun", "sun"],"#, &offers);
    let categories = category("top", &format!(r#"themes: ["summer", "sea"], categories: [{below}],"#), &[]);
    let catalog = shop(&[("categories", &categories)]);
    check(
        &catalog,
        r#"(space: "r/web", identity: ["anna"], count: 9)"#,
        "explicit anna by r/web
         1 r/a 5
         2 r/b 5
         - r/c: target, offer c: size(offer.themes) > 3: offer.themes is summer, sea, sun",
    );
}

#[test]
fn gate_6_sees_the_call_the_offer_and_the_interaction() {
    let environment = r#"
        call_data: [Field(name: "language", type: Text), Field(name: "cart", type: Integer)],
        filters: [Filter(name: "older", rule: "profile.age >= least",
            parameters: [Parameter(name: "least", type: Integer, default: 30)])],"#;
    let targets = [
        ("a", "call.language == 'fr' && call.cart > 2"),
        ("b", "filters.older() && filters.older(34) && !filters.older(35)"),
        ("c", "offer.category == 'all' && 'summer' in offer.themes && offer.price < 10.0"),
        ("d", "interaction.space == 'web' && interaction.environment == 'r'"),
        ("e", "interaction.channel == 'inbound_web' && interaction.identification == 'explicit'"),
        ("f", "interaction.at == timestamp('2026-06-15T10:00:00Z')"),
        ("g", "has(profile.score) || profile.age > 3"),
        ("h", "!has(profile.age)"),
    ];
    let offers = targets.map(|(name, target)| {
        let content = r#"content: Content(fields: {"price": 9.9}),"#;
        offer(name, &format!(r#"target: "{target}", {content}"#))
    });
    let categories = category("all", r#"themes: ["summer"],"#, &offers);
    let catalog = shop(&[("environment", environment), ("categories", &categories)]);
    let call =
        r#"(space: "r/web", identity: ["anna"], count: 9, call_data: {"language": "fr", "cart": 3, "x": 1})"#;
    check(
        &catalog,
        call,
        "explicit anna by r/web
         1 r/a 5
         2 r/b 5
         3 r/c 5
         4 r/d 5
         5 r/e 5
         6 r/f 5
         7 r/g 5
         - r/h: target, offer h: !has(profile.age): profile.age is 34
         note: ignored: the environment r declares no call data x",
    );
    let mistyped =
        r#"(space: "r/web", identity: ["anna"], categories: ["none"], call_data: {"cart": "three"})"#;
    let notes = decision(&catalog, mistyped).notes;
    let said = vitrine::text::Language::En.say(&notes[0]);
    assert_eq!(said, "the call data cart is ignored: “three” is not a whole number");
}

#[test]
fn gates_7_and_8_no_weight_and_zero_weight() {
    let offers = [
        offer("a", "weights: [],"),
        offer("b", r#"weights: [Weight(value: 9, target: "profile.age > 90")],"#),
        offer("c", "weights: [Weight(value: 0)],"),
        offer("d", "weights: [Weight(value: -2.5), Weight(value: -3)],"),
    ];
    check(
        &shop_of(&offers),
        ANNA,
        "explicit anna by r/web
         - r/a: no_weight, offer a: it has no weight, own or inherited
         - r/b: no_weight, offer b: no weight applies on this space at this time: profile.age > 90: profile.age is 34
         - r/c: zero_weight, offer c: its weight is 0
         - r/d: zero_weight, offer d: its weight is -2.5",
    );
}

#[test]
fn gate_9_presentation_rule() {
    let rules = r#"
        presentation_rules: [PresentationRule(name: "once", label: "Once a week", within: "7d", at_most: 1)],
        typologies: [Typology(name: "pressure", rules: ["once"])],"#;
    let history = r#"Proposition(offer: "r/a", space: "r/web", at: "2026-06-14", status: Presented),"#;
    let catalog = shop(&[
        ("catalog", rules),
        ("environment", r#"typology: "pressure","#),
        ("categories", &category("all", "", &[offer("a", "")])),
        ("history", history),
    ]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
         - r/a: presentation_rule, presentation_rule once: Once a week: 1 proposition in 7 days (limit 1)",
    );
}

#[test]
fn gate_10_outranked() {
    let offers = [offer("a", ""), offer("b", "weights: [Weight(value: 9)],"), offer("c", "")];
    for (count, expected) in [
        (
            0,
            "explicit anna by r/web
             - r/a: outranked, offer a: the call asks for no offers
             - r/b: outranked, offer b: the call asks for no offers
             - r/c: outranked, offer c: the call asks for no offers",
        ),
        (
            1,
            "explicit anna by r/web
             1 r/b 9
             - r/a: outranked, offer a: 1 offer ranked higher: b 9 (this offer: 5)
             - r/c: outranked, offer c: 1 offer ranked higher: b 9 (this offer: 5)",
        ),
        (
            2,
            "explicit anna by r/web
             1 r/b 9
             2 r/a 5
             - r/c: outranked, offer c: 2 offers ranked higher: b 9, a 5 (this offer: 5)",
        ),
        (u32::MAX, "explicit anna by r/web\n 1 r/b 9\n 2 r/a 5\n 3 r/c 5"),
    ] {
        let call = format!(r#"(space: "r/web", identity: ["anna"], count: {count})"#);
        check(&shop_of(&offers), &call, expected);
    }
}

/// An offer that fails at every gate; each step mends the first one, so that the next one shows.
#[test]
fn the_first_gate_that_fails_is_the_reason() {
    let rules = r#"
        presentation_rules: [PresentationRule(name: "never", within: "1d", at_most: 0)],
        typologies: [Typology(name: "pressure", rules: ["never"])],"#;
    let mends = [
        (Reason::OutOfScope, r#"categories: ["other"]"#, r#"categories: ["all"]"#),
        (Reason::Disabled, "enabled: false,", ""),
        (Reason::NotLiveOnSpace, "approval: Approval(content: Rejected),", ""),
        (Reason::MissingContent, r#"title: " ""#, r#"title: "Hello""#),
        (Reason::OutsideDates, r#"until: "2026-01-01""#, r#"until: "2027-01-01""#),
        (Reason::Target, "profile.age > 90", "profile.age > 30"),
        (Reason::NoWeight, "weights: [],", "weights: [Weight(value: 0)],"),
        (Reason::ZeroWeight, "Weight(value: 0)", "Weight(value: 1)"),
        (Reason::PresentationRule, "at_most: 0", "at_most: 1"),
        (Reason::Outranked, "count: 0", "count: 1"),
    ];
    let parts = r#"enabled: false, approval: Approval(content: Rejected), content: Content(title: " "),
        period: Period(until: "2026-01-01"), target: "profile.age > 90", weights: [],"#;
    let mut catalog = shop(&[
        ("catalog", rules),
        ("environment", r#"typology: "pressure","#),
        ("space", r#"content_fields: [ContentField(name: "title", required: true)],"#),
        ("categories", &[category("all", "", &[offer("a", parts)]), category("other", "", &[])].concat()),
    ]);
    let mut call = r#"(space: "r/web", identity: ["anna"], count: 0, categories: ["other"])"#.to_owned();
    let mut seen = Vec::new();
    for (_, broken, mended) in &mends {
        seen.push(decision(&catalog, &call).excluded[0].reason());
        catalog = catalog.replace(broken, mended);
        call = call.replace(broken, mended);
    }
    assert_eq!(seen, mends.map(|(reason, ..)| reason));
    assert_eq!(seen, Reason::ALL);
    assert!(decision(&catalog, &call).excluded.is_empty());
}

#[test]
fn the_culprit_is_an_entity_and_its_field() {
    let offers = [offer("a", "enabled: false,"), offer("b", r#"target: "false","#)];
    let decision = decision(&shop_of(&offers), ANNA);
    let culprits: Vec<_> = decision.explanations().map(|it| (it.at(), it.field())).collect();
    let named = |name: &str| Ref::Offer("r".to_owned(), name.to_owned());
    assert_eq!(culprits, [(named("a"), "enabled"), (named("b"), "target")]);
}

#[test]
fn a_space_that_does_not_exist_is_an_error() {
    let (plan, population) = crate::support::opened(&shop(&[]));
    for (space, words) in [
        ("web", "'web' is not a valid space: use ENVIRONMENT/SPACE"),
        ("r/", "'r/' is not a valid space: use ENVIRONMENT/SPACE"),
        ("x/web", "there is no environment x"),
        ("r/x", "the environment r has no space x"),
    ] {
        let call = vitrine::model::Call::new(space);
        let error = vitrine::engine::decide(&plan, &population, &call, crate::support::now())
            .expect_err("there is no such space");
        assert_eq!(vitrine::text::Language::En.say(&error.message), words);
    }
}

#[test]
fn an_empty_environment_proposes_nothing() {
    check(&shop(&[]), ANNA, "explicit anna by r/web");
    check(&shop(&[]), NOBODY, "anonymous by v/web");
}

#[test]
fn a_rule_above_an_offer_may_look_at_the_offer() {
    let inner = category("inner", r#"target: "profile.age < 30","#, &[offer("c", ""), offer("d", "")]);
    let outer = format!(
        r#"Category(name: "outer", target: "offer.name != 'd' || profile.age < 30", offers: [{}{}],
            categories: [{inner}]),"#,
        offer("a", ""),
        offer("b", "")
    );
    let catalog = shop(&[("environment", r#"target: "offer.name != 'b'","#), ("categories", &outer)]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
        1 r/a 5
        - r/b: target, environment r: offer.name != 'b': offer.name is b
        - r/c: target, category inner: profile.age < 30: profile.age is 34
        - r/d: target, category outer: offer.name != 'd' || profile.age < 30: offer.name is d, profile.age is 34",
    );
}

#[test]
fn a_rule_above_an_offer_may_ask_what_the_offer_has() {
    let offers = [offer("a", r#"code: "A","#), offer("b", "")];
    let all =
        format!(r#"Category(name: "all", target: "has(offer.code)", offers: [{}{}]),"#, offers[0], offers[1]);
    let catalog = shop(&[("categories", &all)]);
    check(
        &catalog,
        ANNA,
        "explicit anna by r/web
        1 r/a 5
        - r/b: target, category all: has(offer.code): offer.code is missing",
    );
    let none = all.replace("has(offer.code)", "!has(offer.code)");
    check(
        &shop(&[("categories", &none)]),
        ANNA,
        "explicit anna by r/web
        1 r/b 5
        - r/a: target, category all: !has(offer.code): offer.code is A",
    );
}
