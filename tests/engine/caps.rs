//! Presentation rules: what they weigh on, and what they count.

use crate::support::{ANNA, category, decision, in_words, offer, offers, shop};

/// A catalog with the presentation rule `cap` on `r` and `live_r`; its offers are `a`, `b` in the category
/// `main` with the price 5, `c` in `below`, which is below `main`, and `d` in `other`.
fn capped(settings: &str, rule: &str, history: &str) -> String {
    let catalog = format!(
        r#"channels: ["kiosk"],
        presentation_rules: [PresentationRule(name: "cap", {rule})],
        typologies: [Typology(name: "pressure", rules: ["cap"])],"#
    );
    let priced = r#"content: Content(fields: {"price": 5.0}), live_on: ["web"],"#;
    let live = r#"live_on: ["web"],"#;
    let below = category("below", "", &[offer("c", live)]);
    let categories =
        category("main", &format!("categories: [{below}],"), &[offer("a", priced), offer("b", priced)])
            + &category("other", "", &[offer("d", live)]);
    let typology = r#"typology: "pressure","#;
    shop(&[
        ("settings", settings),
        ("catalog", &catalog),
        ("environment", typology),
        ("live_environment", typology),
        ("spaces", r#"Space(name: "mail", channel: Email), Space(name: "kiosk", channel: Other("kiosk")),"#),
        ("visitor_environment", typology),
        ("categories", &categories),
        ("live_categories", &categories),
        ("visitor_categories", &category("main", "", &[offer("v", "")])),
        ("history", history),
    ])
}

/// A past proposition on the web, presented the day before the call.
fn past(offer: &str) -> String {
    proposition(offer, "r/web", "2026-06-14T12:00", "Presented")
}

fn proposition(offer: &str, space: &str, at: &str, status: &str) -> String {
    format!(r#"Proposition(offer: "{offer}", space: "{space}", at: "{at}", status: {status}, weight: 5.0),"#)
}

/// The offers that pass, for Anna; all others must be stopped by the rule.
#[track_caller]
fn pass(catalog: &str, call: &str, wanted: &[&str]) {
    let decision = decision(catalog, call);
    assert_eq!(offers(&decision), wanted, "{}", in_words(&decision));
    assert!(
        decision.excluded.iter().all(|it| it.reason().code() == "presentation_rule"),
        "{}",
        in_words(&decision)
    );
}

const ALL: &[&str] = &["a", "b", "c", "d"];

#[test]
fn the_count_must_stay_below_the_most() {
    for (at_most, wanted) in [(0, &[][..]), (1, &[]), (2, &[]), (3, ALL)] {
        let history = past("r/a") + &past("r/b");
        pass(&capped("", &format!(r#"within: "7d", at_most: {at_most}"#), &history), ANNA, wanted);
    }
    pass(&capped("", r#"within: "7d", at_most: 0"#, ""), ANNA, &[]);
}

#[test]
fn the_span_lies_before_and_after_the_call_and_both_ends_are_in_it() {
    for (at, counts) in [
        ("2026-06-13T11:59:59", false),
        ("2026-06-13T12:00", true),
        ("2026-06-15T12:00", true),
        ("2026-06-17T12:00", true),
        ("2026-06-17T12:00:01", false),
        ("2026-06-17T10:00Z", true),
        ("2026-06-17T10:00:00.000000001Z", false),
    ] {
        let history = proposition("r/a", "r/web", at, "Presented");
        let catalog = capped("", r#"within: "2d", at_most: 1"#, &history);
        pass(&catalog, ANNA, if counts { &[] } else { ALL });
    }
}

#[test]
fn a_span_of_nothing_is_the_moment_itself() {
    for (at, wanted) in [("2026-06-15T12:00", &[][..]), ("2026-06-15T12:00:01", ALL)] {
        let history = proposition("r/a", "r/web", at, "Presented");
        pass(&capped("", r#"within: "0s", at_most: 1"#, &history), ANNA, wanted);
    }
}

#[test]
fn a_rule_weighs_when_it_is_active_and_on_its_channel() {
    for (part, wanted) in [
        ("active: true", &[][..]),
        ("active: false", ALL),
        ("channel: InboundWeb", &[]),
        ("channel: Email", ALL),
        (r#"channel: Other("kiosk")"#, ALL),
    ] {
        pass(&capped("", &format!(r#"within: "1d", at_most: 0, {part}"#), ""), ANNA, wanted);
    }
    let kiosk = capped("", r#"within: "1d", at_most: 0, channel: Other("kiosk")"#, "");
    pass(&kiosk, r#"(space: "r/kiosk", identity: ["anna"], count: 9)"#, &[]);
}

#[test]
fn a_rule_weighs_on_the_offers_and_the_contacts_that_it_matches() {
    for (part, wanted) in [
        (r#"applies_to: "offer.name == 'a'""#, &["b", "c", "d"][..]),
        (r#"applies_to: "offer.category == 'main'""#, &["c", "d"]),
        (r#"applies_to: "offer.price > 1.0""#, &["c", "d"]),
        (r#"recipients: "profile.age >= 34""#, &[]),
        (r#"recipients: "profile.age > 34""#, ALL),
        (r#"recipients: "profile.score > 1.0""#, ALL),
    ] {
        pass(&capped("", &format!(r#"within: "1d", at_most: 0, {part}"#), ""), ANNA, wanted);
    }
}

#[test]
fn an_unknown_visitor_has_nothing_to_count() {
    let nobody = crate::support::NOBODY;
    pass(&capped("", r#"within: "1d", at_most: 1"#, &past("r/a")), nobody, &["v"]);
    pass(&capped("", r#"within: "1d", at_most: 0"#, ""), nobody, &[]);
    pass(&capped("", r#"within: "1d", at_most: 0, recipients: "profile.pages > 1""#, ""), nobody, &["v"]);
}

#[test]
fn only_propositions_of_the_calls_channel_count_where_the_rule_says_so() {
    let rule = |same: &str| format!(r#"within: "7d", at_most: 1, count: Count({same})"#);
    for (space, same_channel) in
        [("r/web", true), ("r/mail", false), ("r/kiosk", false), ("v/web", true), ("r/gone", false)]
    {
        let history = proposition("r/a", space, "2026-06-14", "Presented");
        pass(&capped("", &rule(""), &history), ANNA, &[]);
        let wanted = if same_channel { &[] } else { ALL };
        pass(&capped("", &rule("same_channel_only: true"), &history), ANNA, wanted);
    }
    // The space is in the Design environment only, and its Live one is the same for counting.
    let history = proposition("r/a", "live_r/mail", "2026-06-14", "Presented");
    let call = r#"(space: "r/mail", identity: ["anna"], count: 9)"#;
    pass(&capped("", &rule("same_channel_only: true"), &history), call, &[]);
}

#[test]
fn the_offers_that_count() {
    for (settings, offers, past_offer, wanted) in [
        ("", "All", "r/a", &[][..]),
        ("", "All", "r/gone", &[]),
        ("", "All", "gone/a", &[]),
        ("", "All", "nonsense", &[]),
        ("", "OfferBeingPresented", "r/a", &["b", "c", "d"]),
        ("", "OfferBeingPresented", "r/gone", ALL),
        ("", "OfferBeingPresented", "v/a", ALL),
        ("", "SameCategory", "r/a", &["c", "d"]),
        ("", "SameCategory", "r/c", &["a", "b", "d"]),
        ("", "SameCategory", "r/gone", ALL),
        ("", "SameCategory", "v/v", ALL),
        ("same_category: Subtree,", "SameCategory", "r/a", &["c", "d"]),
        ("same_category: Subtree,", "SameCategory", "r/c", &["d"]),
        ("same_category: Subtree,", "SameCategory", "r/gone", ALL),
    ] {
        let rule = format!(r#"within: "7d", at_most: 1, count: Count(offers: {offers})"#);
        pass(&capped(settings, &rule, &past(past_offer)), ANNA, wanted);
    }
}

#[test]
fn the_offers_of_the_rule_count() {
    for (past_offer, wanted) in [("r/a", &["c", "d"][..]), ("r/c", ALL), ("r/gone", ALL), ("v/v", ALL)] {
        let rule = r#"within: "7d", at_most: 1, applies_to: "offer.price > 1.0",
            count: Count(offers: RuleOffers)"#;
        pass(&capped("", rule, &past(past_offer)), ANNA, wanted);
    }
    let rule = r#"within: "7d", at_most: 1, count: Count(offers: RuleOffers)"#;
    pass(&capped("", rule, &past("v/v")), ANNA, &[]);
    pass(&capped("", rule, &past("r/gone")), ANNA, ALL);
}

#[test]
fn the_status_that_counts() {
    let statuses = ["Generated", "Presented", "Interested", "Accepted", "Scheduled", "Rejected"];
    for (counted, wanted) in [
        ("Any", &statuses[..]),
        ("AcceptedOrRejected", &["Accepted", "Rejected"]),
        ("Accepted", &["Accepted"]),
        ("Rejected", &["Rejected"]),
    ] {
        for status in statuses {
            let rule = format!(r#"within: "7d", at_most: 1, count: Count(status: {counted})"#);
            let history = proposition("r/a", "r/web", "2026-06-14", status);
            pass(&capped("", &rule, &history), ANNA, if wanted.contains(&status) { &[] } else { ALL });
        }
    }
}

#[test]
fn the_propositions_that_match_count() {
    for (matching, counts) in [
        ("proposition.offer == 'a'", true),
        ("proposition.category == 'main'", true),
        ("proposition.category == 'other'", false),
        ("proposition.space == 'web' && proposition.channel == 'inbound_web'", true),
        ("proposition.status == 'presented'", true),
        ("proposition.status == 'rejected'", false),
        ("proposition.weight > 4.5", true),
        ("proposition.weight > 5.5", false),
        ("proposition.at < interaction.at", true),
        ("profile.age == 34 && proposition.weight > 1.0", true),
        ("profile.score > 1.0", false),
    ] {
        let rule = format!(r#"within: "7d", at_most: 1, count: Count(matching: "{matching}")"#);
        pass(&capped("", &rule, &past("r/a")), ANNA, if counts { &[] } else { ALL });
    }
    // What is gone has no category and no channel: a rule over them is unknown, so it does not count.
    for (matching, counts) in
        [("proposition.category != 'main'", false), ("proposition.offer == 'gone'", true)]
    {
        let rule = format!(r#"within: "7d", at_most: 1, count: Count(matching: "{matching}")"#);
        pass(&capped("", &rule, &past("r/gone")), ANNA, if counts { &[] } else { ALL });
    }
    let rule = r#"within: "7d", at_most: 1, count: Count(matching: "offer.name == 'a'")"#;
    pass(&capped("", rule, &past("r/d")), ANNA, &["b", "c", "d"]);
}

#[test]
fn a_design_environment_and_its_live_one_are_one() {
    let live = r#"(space: "live_r/web", identity: ["anna"], count: 9)"#;
    for (count, wanted) in [
        ("", &[][..]),
        ("offers: OfferBeingPresented", &["b", "c", "d"]),
        ("offers: SameCategory", &["c", "d"]),
        ("offers: RuleOffers", &[]),
        (r#"matching: "proposition.offer == 'a'""#, &[]),
    ] {
        let rule = format!(r#"within: "7d", at_most: 1, count: Count({count})"#);
        for past_offer in ["r/a", "live_r/a"] {
            let catalog = capped("", &rule, &past(past_offer));
            pass(&catalog, ANNA, wanted);
            pass(&catalog, live, wanted);
        }
    }
}

#[test]
fn an_offer_that_is_in_one_of_the_two_only_still_has_its_category() {
    let rule = r#"within: "7d", at_most: 1, count: Count(offers: SameCategory)"#;
    // The environment lost its offer `a`, which now has another name there.
    let lost = |settings: &str, environment: &str| {
        let catalog = capped(settings, rule, &past("live_r/a"));
        let start = format!(r#"Environment(name: "{environment}""#);
        let (before, after) = catalog.split_once(&start).expect("it has that environment");
        before.to_owned() + &start + &after.replacen(r#"Offer(name: "a""#, r#"Offer(name: "a2""#, 1)
    };
    let live = r#"(space: "live_r/web", identity: ["anna"], count: 9)"#;
    for settings in ["", "same_category: Subtree,"] {
        for environment in ["r", "live_r"] {
            pass(&lost(settings, environment), ANNA, &["c", "d"]);
            pass(&lost(settings, environment), live, &["c", "d"]);
        }
    }
}

/// The Design environment is a draft: what it says of an offer is nothing to a proposition of the Live one.
#[test]
fn an_offer_of_elsewhere_is_that_of_the_environment_that_was_asked() {
    let visitors = |name: &str, price: &str| {
        let content = format!(r#"content: Content(fields: {{"price": {price}}}),"#);
        format!(
            r#"Environment(name: "{name}", stage: {}, targeting_dimension: "visitor", anonymous: true,
            visitor_folder: "elsewhere", categories: [{}]),"#,
            if name == "w" { r#"Design(live: "live_w")"# } else { "Live" },
            category("main", "", &[offer("a", &content)]),
        )
    };
    let rule =
        r#"within: "7d", at_most: 1, applies_to: "offer.price > 1.0", count: Count(offers: RuleOffers)"#;
    for (past_offer, wanted) in [("live_w/a", &["c", "d"][..]), ("w/a", ALL)] {
        let catalog = capped("", rule, &past(past_offer));
        let environments = visitors("w", "0.0") + &visitors("live_w", "5.0");
        let catalog = catalog.replacen("environments: [", &format!("environments: [{environments}"), 1);
        pass(&catalog, ANNA, wanted);
    }
}

#[test]
fn propositions_kept_earlier_in_the_call_count_where_the_settings_say_so() {
    let rule = r#"within: "1d", at_most: 1, count: Count(offers: SameCategory)"#;
    pass(&capped("", rule, ""), ANNA, ALL);
    pass(&capped("count_within_call: true,", rule, ""), ANNA, &["a", "c", "d"]);
    pass(&capped("count_within_call: true, same_category: Subtree,", rule, ""), ANNA, &["a", "c", "d"]);
    let all = r#"within: "1d", at_most: 2"#;
    pass(&capped("count_within_call: true,", all, ""), ANNA, &["a", "b"]);
    pass(&capped("count_within_call: true,", all, &past("r/gone")), ANNA, &["a"]);
    let accepted = r#"within: "1d", at_most: 1, count: Count(status: Accepted)"#;
    pass(&capped("count_within_call: true,", accepted, ""), ANNA, ALL);
}

#[test]
fn an_offer_capped_within_the_call_makes_room_for_the_next() {
    let rule = r#"within: "1d", at_most: 1, count: Count(offers: SameCategory)"#;
    let call = r#"(space: "r/web", identity: ["anna"], count: 2)"#;
    let decision = decision(&capped("count_within_call: true,", rule, ""), call);
    crate::support::assert_words(
        &decision,
        "explicit anna by r/web
         1 r/a 5
         2 r/c 5
         - r/b: presentation_rule, presentation_rule cap: cap: 1 proposition in 1 day (limit 1)
         - r/d: outranked, offer d: 2 offers ranked higher: a 5, c 5 (this offer: 5)",
    );
}

#[test]
fn the_cap_is_named_before_the_rank() {
    let rule = r#"within: "1d", at_most: 1, count: Count(offers: SameCategory)"#;
    let one = r#"(space: "r/web", identity: ["anna"])"#;
    let decision = decision(&capped("count_within_call: true,", rule, ""), one);
    let reasons: Vec<_> = decision.excluded.iter().map(|it| it.reason().code()).collect();
    assert_eq!(reasons, ["presentation_rule", "outranked", "outranked"]);
}

#[test]
fn the_first_rule_of_the_typology_that_stops_an_offer_is_named() {
    let catalog = capped("", r#"within: "7d", at_most: 9"#, &past("r/a"))
        .replace(
            "presentation_rules: [",
            r#"presentation_rules: [
                PresentationRule(name: "second", within: "7d", at_most: 1),
                PresentationRule(name: "first", within: "7d", at_most: 1),
                PresentationRule(name: "unused", within: "7d", at_most: 0),"#,
        )
        .replace(r#"rules: ["cap"]"#, r#"rules: ["gone", "cap", "first", "second"]"#);
    let decision = decision(&catalog, ANNA);
    assert!(decision.explanations().all(|it| it.at().name() == "first"), "{}", in_words(&decision));
    assert_eq!(decision.excluded.len(), ALL.len());
}

/// Many presentation rules, a long history and many offers: each is looked at, and not each with each of the others.
#[test]
fn a_history_is_gone_through_once_for_all_rules_and_offers() {
    let (rules, past_times, offers) = (40_u32, 2_000_u32, 500_u32);
    for count in ["SameCategory", "OfferBeingPresented", "All", "RuleOffers"] {
        let rule = |no: u32| {
            format!(
                r#"PresentationRule(name: "p{no}", within: "{no}d", at_most: 4000, count: Count(offers: {count})),"#
            )
        };
        let names = (0..rules).map(|no| format!("\"p{no}\",")).collect::<Vec<_>>().concat();
        let catalog = format!(
            r#"presentation_rules: [{}], typologies: [Typology(name: "t", rules: [{names}])],"#,
            (0..rules).map(rule).collect::<String>()
        );
        let many: Vec<String> = (0..offers).map(|no| offer(&format!("o{no}"), "")).collect();
        let history: String = (0..past_times).map(|no| past(&format!("r/o{}", no % offers))).collect();
        let decision = decision(
            &shop(&[
                ("catalog", &catalog),
                ("environment", r#"typology: "t","#),
                ("categories", &category("main", "", &many)),
                ("history", &history),
            ]),
            ANNA,
        );
        assert_eq!(decision.propositions.len(), 9);
        let each_once = f64::from(rules + past_times + 16 * offers);
        assert!(decision.work() < each_once, "{count}: {}", decision.work());
    }
}

/// A rule of propositions that is asked of each for each offer is work too.
#[test]
fn a_rule_that_is_asked_of_each_proposition_for_each_offer_shares_the_budget() {
    let matching = r#"matching: "proposition.offer == offer.name || proposition.weight == offer.price""#;
    let rule = |no: usize| {
        format!(r#"PresentationRule(name: "p{no}", within: "9d", at_most: 9000, count: Count({matching})),"#)
    };
    let names = (0..40).map(|no| format!("\"p{no}\",")).collect::<Vec<_>>().concat();
    let catalog = format!(
        r#"presentation_rules: [{}], typologies: [Typology(name: "t", rules: [{names}])],"#,
        (0..40).map(rule).collect::<String>()
    );
    let many: Vec<String> = (0..500).map(|no| offer(&format!("o{no}"), "")).collect();
    let decided = |past_times: usize| {
        let history: String = (0..past_times).map(|no| past(&format!("r/o{no}"))).collect();
        let parts = [
            ("catalog", catalog.as_str()),
            ("environment", r#"typology: "t","#),
            ("categories", &category("main", "", &many)),
            ("history", &history),
        ];
        decision(&shop(&parts), ANNA)
    };
    let few = decided(3);
    let asked = 40.0 * 3.0 * 500.0;
    assert!(few.work() > asked * 0.2, "{}", few.work());
    let too_many = decided(2_000);
    assert!(too_many.work() < 100_000.0, "none of them is asked: {}", too_many.work());
    assert_eq!(too_many.propositions.len(), 9);
}
