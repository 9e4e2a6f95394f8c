//! Weights and multipliers: which apply, which is the highest, and what the order goes by.

use crate::support::{ANNA, category, check, decision, offer, shop, shop_of};

/// The highest weight that applies to an offer with these, for Anna.
fn weight(weights: &str) -> Option<f64> {
    let decision = decision(&shop_of(&[offer("a", &format!("weights: [{weights}],"))]), ANNA);
    decision.propositions.first().map(|it| it.weight)
}

#[test]
fn the_highest_weight_that_applies_wins() {
    assert_eq!(weight("Weight(value: 5), Weight(value: 20), Weight(value: 7)"), Some(20.0));
    assert_eq!(weight("Weight(value: 0), Weight(value: 0.5), Weight(value: -3)"), Some(0.5));
}

#[test]
fn a_weight_applies_on_its_space_in_its_period_to_its_target() {
    for (part, wanted) in [
        (r#"space: "web""#, 9.0),
        (r#"space: "mail""#, 1.0),
        (r#"period: Period(from: "2026-06-15", until: "2026-06-15")"#, 9.0),
        (r#"period: Period(until: "2026-06-14")"#, 1.0),
        (r#"period: Period(from: "2026-06-16")"#, 1.0),
        (r#"target: "profile.age == 34""#, 9.0),
        (r#"target: "profile.age == 35""#, 1.0),
        (r#"target: "profile.score > 0.0""#, 1.0),
        (r#"target: "profile.""#, 1.0),
    ] {
        assert_eq!(weight(&format!("Weight(value: 1), Weight(value: 9, {part})")), Some(wanted), "{part}");
    }
}

#[test]
fn a_formula_that_is_no_finite_number_does_not_apply() {
    for (formula, wanted) in [
        ("10.0 + double(profile.age) * 0.1", Some(13.4)),
        ("profile.age", Some(34.0)),
        ("profile.age > 30 ? 2 : 3", Some(2.0)),
        ("profile.score", None),
        ("profile.score > 1.0 ? 2 : 3", None),
        ("1 / 0", None),
        ("1.0 / 0.0", None),
        ("0.0 / 0.0", None),
        ("9223372036854775807 + 1", None),
        ("'seven'", None),
        ("true", None),
        ("1 +", None),
        (" ", None),
    ] {
        assert_eq!(weight(&format!(r#"Weight(value: "{formula}")"#)), wanted, "{formula}");
        let with_another = format!(r#"Weight(value: "{formula}"), Weight(value: 1)"#);
        assert_eq!(weight(&with_another), wanted.or(Some(1.0)), "{formula} with another");
    }
}

#[test]
fn weights_of_the_environment_and_the_categories_are_taken_together() {
    let below = category("below", "weights: [Weight(value: 3)],", &[offer("c", "weights: [],")]);
    let offers = [offer("a", "weights: [],"), offer("b", "weights: [Weight(value: 1), Weight(value: 9)],")];
    let above = format!("weights: [Weight(value: 4)], categories: [{below}],");
    let catalog = |environment: &str| {
        let categories = category("above", &above, &offers) + &category("other", "", &[offer("d", "")]);
        shop(&[("environment", environment), ("categories", &categories)])
    };
    check(&catalog(""), ANNA, "explicit anna by r/web\n 1 r/b 9\n 2 r/d 5\n 3 r/a 4\n 4 r/c 4");
    check(
        &catalog("weights: [Weight(value: 7)],"),
        ANNA,
        "explicit anna by r/web\n 1 r/b 9\n 2 r/a 7\n 3 r/c 7\n 4 r/d 7",
    );
}

#[test]
fn a_decision_says_which_weight_it_was() {
    let categories = category(
        "all",
        r#"weights: [Weight(label: "Low", value: 1), Weight(label: "High", value: 8)],"#,
        &[
            offer("a", r#"weights: [Weight(label: "Own", value: 8)],"#),
            offer("b", "weights: [Weight(value: 9)],"),
        ],
    );
    let decision = decision(&shop(&[("categories", &categories)]), ANNA);
    let from: Vec<_> =
        decision.propositions.iter().map(|it| (it.weight_from.name(), it.weight_label.as_str())).collect();
    assert_eq!(from, [("b", ""), ("all", "High")], "of equals, the one higher up is named");
}

#[test]
fn multipliers_of_all_categories_above_stack_while_they_are_active() {
    let multiplier = |value: &str| format!("multiplier: Multiplier(value: {value}),");
    let dated = |period: &str| format!("multiplier: Multiplier(value: 10.0, period: Period({period})),");
    let below = category("below", &multiplier("3.0"), &[offer("b", "")]);
    let past = category("past", &dated(r#"until: "2026-06-14""#), &[offer("c", "")]);
    let today = category("today", &dated(r#"from: "2026-06-15", until: "2026-06-15""#), &[offer("d", "")]);
    let above = multiplier("2.0") + &format!("categories: [{below}{past}{today}],");
    check(
        &shop(&[("categories", &category("above", &above, &[offer("a", "")]))]),
        ANNA,
        "explicit anna by r/web
         1 r/d 5 x 20
         2 r/b 5 x 6
         3 r/a 5 x 2
         4 r/c 5 x 2",
    );
}

#[test]
fn a_multiplier_changes_the_order_and_not_who_is_eligible() {
    let offers = [offer("a", ""), offer("b", "weights: [Weight(value: -1)],")];
    let categories = category("none", "multiplier: Multiplier(value: 0.0),", &offers)
        + &category("less", "multiplier: Multiplier(value: -1.0),", &[offer("c", "")])
        + &category("rest", "", &[offer("d", "weights: [Weight(value: 1)],")]);
    check(
        &shop(&[("categories", &categories)]),
        ANNA,
        "explicit anna by r/web
         1 r/d 1
         2 r/a 5 x 0
         3 r/c 5 x -1
         - r/b: zero_weight, offer b: its weight is -1",
    );
}

#[test]
fn nothing_and_less_than_nothing_of_it_are_equal() {
    let below = category("below", "multiplier: Multiplier(value: -1.0),", &[offer("a", "")]);
    let above = format!("multiplier: Multiplier(value: 0.0), categories: [{below}],");
    let categories = category("above", &above, &[])
        + &category("none", "multiplier: Multiplier(value: 0.0),", &[offer("b", "")]);
    let decision = decision(&shop(&[("categories", &categories)]), ANNA);
    assert_eq!(crate::support::offers(&decision), ["a", "b"], "a tie is in catalog order");
}

#[test]
fn final_weights_are_finite() {
    let huge = [offer("a", "weights: [Weight(value: 1e308)],")];
    let below = category("below", "multiplier: Multiplier(value: 1e300),", &huge);
    let zero = category("zero", "multiplier: Multiplier(value: 0.0),", &[offer("b", "")]);
    let odd = category("odd", "multiplier: Multiplier(value: inf),", &[offer("c", "")])
        + &category("odder", "multiplier: Multiplier(value: NaN),", &[offer("d", "")]);
    let above = format!("multiplier: Multiplier(value: 1e300), categories: [{below}{zero}{odd}],");
    let decision = decision(&shop(&[("categories", &category("above", &above, &[]))]), ANNA);
    let weights: Vec<_> =
        decision.propositions.iter().map(|it| (it.offer.as_str(), it.final_weight)).collect();
    assert_eq!(weights, [("r/a", f64::MAX), ("r/c", 5e300), ("r/d", 5e300), ("r/b", 0.0)]);
}
