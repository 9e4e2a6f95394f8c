//! What the details of reasons name: the values that were seen (`domain.md` §4, *Reasons name values*).

use crate::support::{ANNA, category, check, offer, shop};

fn check_offers(offers: &[String], call: &str, expected: &str) {
    check(&shop(&[("categories", &category("all", "", offers))]), call, expected);
}

#[test]
fn all_that_made_a_rule_or_a_formula_unknown_is_named() {
    let offers = [
        offer("a", r#"target: "profile.score > 2.0 || profile.born < timestamp('2000-01-01T00:00:00Z')","#),
        offer("b", r#"target: "profile.score > 2.0 || profile.age > 90","#),
        offer("c", r#"weights: [Weight(value: "10.0 / double(profile.age - 34)")],"#),
        offer("d", r#"weights: [Weight(value: "double(profile.id)")],"#),
        offer("e", r#"weights: [Weight(value: "profile.email")],"#),
    ];
    let weights = "no weight applies on this space at this time";
    check_offers(
        &offers,
        ANNA,
        &format!(
            "explicit anna by r/web
             - r/a: target, offer a: profile.score is missing, profile.born is missing
             - r/b: target, offer b: profile.score is missing
             - r/c: no_weight, offer c: {weights}: the result is infinite or not a number: profile.age is 34
             - r/d: no_weight, offer d: {weights}: double() cannot be applied to that value: profile.id is anna
             - r/e: no_weight, offer e: {weights}: the result is not a number: profile.email is anna@mail.example"
        ),
    );
}

#[test]
fn weights_that_differ_read_differently() {
    for (ahead, own, expected) in [
        ("5", "4.9999999", "b 5 (this offer: 4.9999999)"),
        ("0.000000002", "0.000000001", "b 0.000000002 (this offer: 0.000000001)"),
        ("0.30000000000000004", "0.1", "b 0.3 (this offer: 0.1)"),
    ] {
        let offers = [
            offer("a", &format!("weights: [Weight(value: {own})],")),
            offer("b", &format!("weights: [Weight(value: {ahead})],")),
        ];
        check_offers(
            &offers,
            r#"(space: "r/web", identity: ["anna"])"#,
            &format!(
                "explicit anna by r/web
                 1 r/b {ahead}
                 - r/a: outranked, offer a: 1 offer ranked higher: {expected}"
            ),
        );
    }
}

#[test]
fn the_themes_that_were_asked_for_are_named() {
    let categories = [
        category("wanted", r#"themes: ["t2"],"#, &[offer("a", "")]),
        category("other", r#"themes: ["t1"],"#, &[offer("b", "")]),
    ];
    check(
        &shop(&[("categories", &categories.concat())]),
        r#"(space: "r/web", identity: ["anna"], themes: ["t2"])"#,
        "explicit anna by r/web
         1 r/a 5
         - r/b: out_of_scope, category other: the category other has none of the themes asked for: t2",
    );
}
