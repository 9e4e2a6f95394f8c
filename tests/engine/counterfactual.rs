//! What would have to change for an offer to be proposed: single cases in words.

use crate::support::{category, now, offer, opened, read, shop};
use vitrine::engine::{ChangeSearch, Obstacle, Receivers, Who, decide, receivers};
use vitrine::model::Call;
use vitrine::text::Language;

/// The ways in which an offer of `r` would be proposed to a call, in words and with the rank that it would have.
fn ways(catalog: &str, call: &str, name: &str) -> Vec<String> {
    let (plan, population) = opened(catalog);
    let call: Call = read(call);
    let decision = decide(&plan, &population, &call, now()).expect("the space exists");
    let is_it = |it: &&vitrine::engine::Excluded| decision.address(it).ends_with(&format!("/{name}"));
    let excluded = decision.excluded.iter().find(is_it).expect("it is not proposed");
    let ways = ChangeSearch::new(&plan, &population, &call).ways(&decision, excluded);
    assert!(ways.is_whole, "there are few things to try");
    let say = |way: &vitrine::engine::Way| format!("{} ({})", Language::En.say(&way.message(None)), way.rank);
    ways.all.iter().map(say).collect()
}

fn with(parts: &str, more: &[(&str, &str)]) -> String {
    let offers = [offer("wanted", parts), offer("other", "weights: [Weight(value: 9)],")];
    let categories = category("all", "", &offers);
    shop(&[&[("categories", categories.as_str())], more].concat())
}

const ANNA: &str = r#"(space: "r/web", identity: ["anna"], count: 2)"#;

#[test]
fn a_field_is_named_by_its_class() {
    for (target, expected) in [
        ("profile.age >= 40", "profile.age >= 40"),
        ("profile.age < 30", "profile.age < 30"),
        ("!(profile.age > 30)", "profile.age <= 30"),
        ("profile.age > 40 && profile.age <= 45", "profile.age > 40 && profile.age <= 45"),
        ("profile.age == 50 || profile.age == 51", "profile.age == 50"),
        ("!has(profile.age)", "!has(profile.age)"),
        ("has(profile.score)", "has(profile.score)"),
        ("profile.age != 34", "profile.age != 34"),
        ("profile.score != 0.5", "has(profile.score) && profile.score != 0.5"),
        ("profile.email.endsWith('@bank.example')", "profile.email.endsWith('@bank.example')"),
        ("profile.score > 0.5 && profile.age > 20", "profile.score > 0.5"),
        (
            "profile.born < timestamp('2000-01-01T00:00:00Z')",
            "profile.born < timestamp('2000-01-01T00:00:00Z')",
        ),
        ("filters.older(40)", "profile.age >= 40"),
    ] {
        let filters = r#"filters: [Filter(name: "older", rule: "profile.age >= least",
            parameters: [Parameter(name: "least", type: Integer)])],"#;
        let catalog = with(&format!(r#"target: "{target}","#), &[("environment", filters)]);
        assert_eq!(ways(&catalog, ANNA, "wanted"), [format!("{expected} (2)")], "{target}");
    }
}

/// A value with which yet another offer comes before it is not among those that are named.
#[test]
fn the_class_of_a_field_is_as_wide_as_the_number_of_offers_beside_it_allows() {
    let offers = [
        offer("wanted", r#"target: "profile.age != 34", weights: [Weight(value: 5)],"#),
        offer("other", "weights: [Weight(value: 9)],"),
        offer("rival", r#"target: "profile.age > 40", weights: [Weight(value: 7)],"#),
    ];
    let catalog = shop(&[("categories", &category("all", "", &offers))]);
    let found = ways(&catalog, r#"(space: "r/web", identity: ["anna"])"#, "wanted");
    let expected = "profile.age <= 40 && profile.age != 34 and the call requests 2 offers (2)";
    assert!(found.iter().any(|way| way == expected), "{found:?}");
}

/// Where a rule takes a value through arithmetic, or compares two, the value that tips it over is found.
#[test]
fn a_field_that_goes_through_arithmetic_has_critical_values_too() {
    for (target, expected) in [
        ("profile.age * 2 > 90", "profile.age * 2 > 90"),
        ("profile.age - 40 == 7", "profile.age - 40 == 7"),
        ("profile.age / 7 == 6", "profile.age / 7 == 6"),
        ("profile.age % 7 == 3", "profile.age % 7 == 3"),
        ("double(profile.age) * 0.1 >= 5.25", "double(profile.age) * 0.1 >= 5.25"),
        ("profile.score - 10.0 > 5.0", "profile.score - 10.0 > 5.0"),
        ("profile.score * profile.score == 6.25", "profile.score * profile.score == 6.25"),
        ("10.0 - profile.score * 4.0 > 123.25", "10.0 - profile.score * 4.0 > 123.25"),
        (
            "profile.score * 2.0 > 3.0 && profile.score * 2.0 < 3.01",
            "profile.score * 2.0 > 3.0 && profile.score * 2.0 < 3.01",
        ),
        ("profile.email.size() > 20", "profile.email.size() > 20"),
        ("profile.email + '!' == 'hello!'", "profile.email + '!' == 'hello!'"),
        ("int(profile.email) >= 12", "int(profile.email) >= 12"),
        ("profile.born.getFullYear() == 1987", "profile.born.getFullYear() == 1987"),
        (
            "interaction.at - profile.born > duration('175200h')",
            "interaction.at - profile.born > duration('175200h')",
        ),
        // Of two fields it is said which one changes: the other one is named by its value.
        ("double(profile.age) < profile.score", "34.0 < profile.score"),
    ] {
        let catalog = with(&format!(r#"target: "{target}","#), &[]);
        let found = ways(&catalog, ANNA, "wanted");
        assert!(found.contains(&format!("{expected} (2)")), "{target}: {found:?}");
    }
}

#[test]
fn what_two_fields_make_together_is_found_by_changing_both() {
    let target = r#"target: "profile.score > double(profile.age) && profile.age > 50","#;
    let catalog = with(target, &[]);
    let found = ways(&catalog, ANNA, "wanted");
    assert_eq!(found, ["profile.age >= 51 && profile.age <= 99 and profile.score > 99.0 (2)"]);
}

/// A weight that is a formula has no test that would name the class.
#[test]
fn a_class_is_found_where_a_formula_weighs() {
    let one = r#"(space: "r/web", identity: ["anna"])"#;
    for (formula, expected) in [
        ("double(profile.age) / 10.0", "profile.age >= 90"),
        ("100.0 - double(profile.age) * 3.0", "profile.age <= 30"),
        ("profile.score * 2.0", "profile.score >= 4.5"),
    ] {
        let found = ways(&with(&format!(r#"weights: [Weight(value: "{formula}")],"#), &[]), one, "wanted");
        assert!(found.contains(&format!("{expected} (1)")), "{formula}: {found:?}");
    }
}

#[test]
fn as_few_things_change_as_can() {
    let data = [("environment", r#"call_data: [Field(name: "language", type: Text)],"#)];
    let catalog = with(r#"target: "profile.age >= 40 && call.language == 'fr'","#, &data);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["profile.age >= 40 and call.language == 'fr' (2)"]);
    let catalog =
        with(r#"target: "profile.age >= 40 && profile.score > 1.0 || call.language == 'fr'","#, &data);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["call.language == 'fr' (2)"]);
    let catalog = with(r#"target: "profile.age >= 40 || call.language == 'fr'","#, &data);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["profile.age >= 40 (2)", "call.language == 'fr' (2)"]);
}

#[test]
fn the_moment_is_the_nearest_stretch_of_time() {
    let catalog = with(r#"period: Period(from: "2026-12-01"),"#, &[]);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["the date is 2026-12-01 or later (2)"]);
    let catalog = with(r#"period: Period(until: "2026-05-31"),"#, &[]);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["the date is 2026-05-31 or earlier (2)"]);
    let catalog = with(r#"target: "interaction.at >= timestamp('2026-07-01T00:00:00+02:00')","#, &[]);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["the date is 2026-07-01 or later (2)"]);
    let seasons = r#"weights: [Weight(value: 1, period: Period(from: "2025-01-01", until: "2025-01-31")),
        Weight(value: 1, period: Period(from: "2027-01-01", until: "2027-01-31"))],"#;
    let catalog = with(seasons, &[]);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["the date is between 2027-01-01 and 2027-01-31 (2)"]);
}

#[test]
fn another_space_another_category_and_more_offers_are_changes_too() {
    let spaces = [("spaces", r#"Space(name: "mail", channel: Email)"#)];
    let catalog = with(r#"weights: [Weight(value: 5, space: "mail")],"#, &spaces);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["the space is mail (2)"]);
    let one = r#"(space: "r/web", identity: ["anna"])"#;
    assert_eq!(ways(&with("", &[]), one, "wanted"), ["the call requests 2 offers (2)"]);
    let offers = category("all", "", &[offer("other", "")]) + &category("more", "", &[offer("wanted", "")]);
    let catalog = shop(&[("categories", &offers), ("space", r#"default_categories: ["all"],"#)]);
    assert_eq!(ways(&catalog, one, "wanted"), ["the call requests the category more (1)"]);
}

#[test]
fn what_was_proposed_before_and_is_counted_stands_in_the_way() {
    let made = |offer: &str, status: &str, at: &str| {
        format!(r#"Proposition(offer: "r/{offer}", space: "r/web", at: "{at}", status: {status}),"#)
    };
    let history = made("other", "Rejected", "2026-06-14")
        + &made("wanted", "Rejected", "2026-06-13")
        + &made("wanted", "Presented", "2026-06-14")
        + &made("wanted", "Rejected", "2026-06-12");
    let cap = r#"presentation_rules: [PresentationRule(name: "calm", within: "7d", at_most: 2,
        count: Count(offers: OfferBeingPresented, status: Rejected))],
        typologies: [Typology(name: "t", rules: ["calm"])],"#;
    let parts = [("history", history.as_str()), ("catalog", cap), ("environment", r#"typology: "t","#)];
    assert_eq!(
        ways(&with("", &parts), ANNA, "wanted"),
        ["the date is 2026-06-19T00:01 or later (2)", "wanted was rejected 1 time less (2)"]
    );
}

#[test]
fn what_was_rejected_would_have_to_be_approved_and_what_is_disabled_enabled() {
    let catalog = with("approval: Approval(content: Rejected),", &[]);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["its content is approved for this space (2)"]);
    let offers = category("all", "", &[offer("wanted", r#"live_on: ["mail"],"#)]);
    let catalog = shop(&[("live_categories", &offers)]);
    let live = r#"(space: "live_r/web", identity: ["anna"])"#;
    assert_eq!(ways(&catalog, live, "wanted"), ["its content is approved for this space (1)"]);
    assert_eq!(ways(&with("enabled: false,", &[]), ANNA, "wanted"), ["the offer is enabled (2)"]);
    let both = r#"enabled: false, approval: Approval(content: Rejected), target: "profile.age >= 40","#;
    assert_eq!(
        ways(&with(both, &[]), ANNA, "wanted"),
        ["the offer is enabled and its content is approved for this space and profile.age >= 40 (2)"]
    );
    let below = category("below", "", &[offer("wanted", "")]);
    let catalog =
        shop(&[("categories", &category("all", &format!("enabled: false, categories: [{below}],"), &[]))]);
    assert_eq!(ways(&catalog, ANNA, "wanted"), ["the category all is enabled (1)"]);
    assert_eq!(ways(&with("weights: [],", &[]), ANNA, "wanted"), [""; 0]);
}

#[test]
fn somebody_is_identified_before_anything_is_known_of_them() {
    let catalog = with(r#"target: "profile.age >= 40","#, &[]);
    let nobody = r#"(space: "r/web", count: 2)"#;
    assert_eq!(ways(&catalog, nobody, "other"), ["a contact is identified (1)"]);
    assert_eq!(ways(&catalog, nobody, "wanted"), ["a contact is identified and profile.age >= 40 (2)"]);
}

#[test]
fn an_offer_that_is_outranked_may_come_first_for_somebody_else() {
    let formula = r#"weights: [Weight(value: "profile.age > 60 ? 20.0 : 1.0")],"#;
    let one = r#"(space: "r/web", identity: ["anna"])"#;
    assert_eq!(
        ways(&with(formula, &[]), one, "wanted"),
        ["profile.age > 60 (1)", "the call requests 2 offers (2)"]
    );
}

/// Whoever is let into the category lets a heavier offer in too, unless that one is not for them.
#[test]
fn an_offer_that_is_stopped_now_may_come_first_then() {
    let heavy = offer("heavy", r#"target: "profile.age >= 30", weights: [Weight(value: 9)],"#);
    let offers = [heavy, offer("wanted", "")];
    let categories = category("all", r#"target: "profile.age != 34","#, &offers);
    let catalog = shop(&[("categories", categories.as_str())]);
    let one = r#"(space: "r/web", identity: ["anna"])"#;
    assert_eq!(ways(&catalog, one, "wanted"), ["profile.age < 30 (1)"]);
}

/// Who gets `r/wanted`.
fn found(catalog: &str) -> Receivers {
    let (plan, population) = opened(catalog);
    receivers(&plan, &population, "r/wanted", now(), &|| false).expect("there is such an offer")
}

#[test]
fn who_gets_an_offer_is_told_with_the_rank() {
    let scenario = r#"scenarios: [Scenario(name: "one", call: Call(space: "r/web", identity: ["anna"], count: 2)),
        Scenario(name: "few", call: Call(space: "r/web", identity: ["anna"]))],"#;
    let got = found(&with("", &[("catalog", scenario)]));
    let all: Vec<(&Who, u32)> = got.all.iter().map(|it| (&it.who, it.rank)).collect();
    assert_eq!(all, [(&Who::Scenario("one".into()), 2), (&Who::Contact(0), 2)]);
    assert!(got.nobody.is_none() && got.invented.is_none());
}

#[test]
fn where_no_contact_gets_it_one_is_invented_that_would() {
    for target in [
        "profile.age >= 40",
        "profile.age > 60 && profile.score >= 2.5 && profile.email.endsWith('@bank.example')",
        "!has(profile.age)",
        "profile.id == 'vip'",
    ] {
        let catalog = with(&format!(r#"target: "{target}","#), &[]);
        let got = found(&catalog);
        assert!(got.all.is_empty() && got.nobody.is_none(), "{target}");
        let (mut contact, receiver) = got.invented.expect("somebody can get it");
        contact.values.entry("id".into()).or_insert_with(|| "new".into());
        let mut tried: vitrine::model::Catalog = read(&catalog);
        let id = contact.values["id"].clone();
        tried.contacts.push(std::sync::Arc::new(contact));
        let (plan, population) = (
            vitrine::engine::Plan::new(&std::sync::Arc::new(tried.clone())),
            vitrine::contacts::Population::of(&tried),
        );
        let call = Call { identity: vec![id], count: 9, ..Call::new(receiver.space) };
        let decision = decide(&plan, &population, &call, now()).expect("the space exists");
        let rank = decision.propositions.iter().find(|it| it.offer == "r/wanted").map(|it| it.rank);
        assert_eq!(rank, Some(receiver.rank), "{target}");
    }
}

#[test]
fn where_no_contact_gets_it_without_call_data_what_must_be_sent_is_told() {
    let data = r#"call_data: [Field(name: "language", type: Text)],
        call_data_examples: [Example(name: "English", values: {"language": "en"})],"#;
    let sent = |target: &str| {
        let got = found(&with(&format!(r#"target: "{target}","#), &[("environment", data)]));
        let all: Vec<_> = got.all.iter().map(|it| (it.who.clone(), it.rank, it.data.clone())).collect();
        (all, got.invented.map(|(contact, receiver)| (contact.values, receiver.data)))
    };
    let english = vitrine::model::Values::from_iter([("language".to_owned(), "en".into())]);
    assert_eq!(sent("call.language != 'fr'"), (vec![(Who::Contact(0), 2, english.clone())], None));
    let old = vitrine::model::Values::from_iter([("age".to_owned(), vitrine::model::Value::Integer(41))]);
    assert_eq!(sent("call.language != 'fr' && profile.age > 40"), (Vec::new(), Some((old, english))));
}

#[test]
fn that_nobody_can_get_it_is_said_where_it_is_certain() {
    for (parts, obstacle) in [
        ("enabled: false,", Some(Obstacle::Disabled)),
        ("approval: Approval(content: Rejected),", Some(Obstacle::Nowhere)),
        ("weights: [],", Some(Obstacle::Weight)),
        ("weights: [Weight(value: 0)],", Some(Obstacle::Weight)),
        (r#"target: "profile.age > 3 && profile.age < 2","#, Some(Obstacle::Rules)),
        // Not now, and yet not never.
        (r#"period: Period(from: "2027-01-01"),"#, None),
        (r#"target: "profile.score * profile.score == 2.0","#, None),
    ] {
        let got = found(&with(parts, &[]));
        assert_eq!((got.nobody, got.all.len(), got.invented.is_none()), (obstacle, 0, true), "{parts}");
    }
    let title = r#"content_fields: [ContentField(name: "title", required: true)],"#;
    assert_eq!(found(&with("", &[("space", title)])).nobody, Some(Obstacle::Content));
}
