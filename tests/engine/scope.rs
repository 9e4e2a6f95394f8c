//! The scope of a call: categories, themes, the space's defaults, and what is always recommended.

use crate::support::{category, decision, offer, offers, shop};
use vitrine::model::Reason;
use vitrine::text::Language;

/// `bank` (theme `money`) over `loans` (themes `money`, `house`) with its offer `loan`, and `trips` (theme
/// `sun`); each other category has one offer of its own name.
fn catalog(settings: &str, space: &str, trips: &str) -> String {
    let loans = category("loans", r#"themes: ["house"],"#, &[offer("loan", "")]);
    let cards = category("cards", "", &[offer("card", "")]);
    let below = format!(r#"themes: ["money"], categories: [{loans}{cards}],"#);
    let trips = category("trips", &format!(r#"themes: ["sun", "house"], {trips}"#), &[offer("trip", "")]);
    let categories = category("bank", &below, &[offer("account", "")]) + &trips;
    shop(&[("settings", settings), ("space", space), ("categories", &categories)])
}

/// The offers in scope of a call with these arguments; all that are not must be out of scope.
#[track_caller]
fn in_scope(catalog: &str, arguments: &str, wanted: &[&str]) {
    let call = format!(r#"(space: "r/web", identity: ["anna"], count: 9, {arguments})"#);
    let decision = decision(catalog, &call);
    assert_eq!(offers(&decision), wanted, "{arguments}");
    assert!(decision.excluded.iter().all(|it| it.reason() == Reason::OutOfScope));
}

#[test]
fn all_is_in_scope_when_nothing_is_asked_for() {
    in_scope(&catalog("", "", ""), "", &["account", "loan", "card", "trip"]);
}

#[test]
fn a_category_stands_for_its_subtree_and_several_are_alternatives() {
    let catalog = catalog("", "", "");
    in_scope(&catalog, r#"categories: ["bank"]"#, &["account", "loan", "card"]);
    in_scope(&catalog, r#"categories: ["loans"]"#, &["loan"]);
    in_scope(&catalog, r#"categories: ["loans", "trips"]"#, &["loan", "trip"]);
    in_scope(&catalog, r#"categories: ["loans", "bank"]"#, &["account", "loan", "card"]);
}

#[test]
fn themes_are_inherited_and_several_are_alternatives() {
    let catalog = catalog("", "", "");
    in_scope(&catalog, r#"themes: ["money"]"#, &["account", "loan", "card"]);
    in_scope(&catalog, r#"themes: ["house"]"#, &["loan", "trip"]);
    in_scope(&catalog, r#"themes: ["sun", "money"]"#, &["account", "loan", "card", "trip"]);
}

#[test]
fn categories_and_themes_combine_as_the_settings_say() {
    let call = r#"categories: ["bank"], themes: ["house"]"#;
    in_scope(&catalog("", "", ""), call, &["loan"]);
    in_scope(&catalog("scope: All,", "", ""), call, &["loan"]);
    in_scope(&catalog("scope: Any,", "", ""), call, &["account", "loan", "card", "trip"]);
    let apart = r#"categories: ["cards"], themes: ["sun"]"#;
    in_scope(&catalog("scope: All,", "", ""), apart, &[]);
    in_scope(&catalog("scope: Any,", "", ""), apart, &["card", "trip"]);
}

#[test]
fn the_defaults_of_the_space_stand_in_for_a_call_that_asks_for_nothing() {
    let both = catalog("", r#"default_categories: ["bank"], default_themes: ["house"],"#, "");
    in_scope(&both, "", &["loan"]);
    in_scope(&both, r#"categories: ["trips"]"#, &["trip"]);
    in_scope(&both, r#"themes: ["sun"]"#, &["trip"]);
    in_scope(&catalog("", r#"default_themes: ["house"],"#, ""), "", &["loan", "trip"]);
    in_scope(&catalog("", r#"default_categories: ["cards"],"#, ""), "", &["card"]);
    in_scope(&catalog("", r#"default_categories: ["gone"],"#, ""), "", &[]);
}

#[test]
fn the_defaults_are_those_of_the_space_that_answers() {
    let space =
        r#"default_categories: ["all"], fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#;
    let catalog = shop(&[
        ("space", space),
        ("visitor_space", r#"default_categories: ["some"],"#),
        (
            "visitor_categories",
            &[category("all", "", &[offer("a", "")]), category("some", "", &[offer("b", "")])].concat(),
        ),
    ]);
    assert_eq!(offers(&decision(&catalog, r#"(space: "r/web", count: 9)"#)), ["b"]);
}

#[test]
fn names_that_the_environment_does_not_have_are_ignored_and_noted() {
    let catalog = catalog("", "", "");
    in_scope(&catalog, r#"categories: ["loans", "cats", "dogs"]"#, &["loan"]);
    in_scope(&catalog, r#"categories: ["loans"], themes: ["cats"]"#, &["loan"]);
    in_scope(&catalog, r#"categories: ["cats"], themes: ["sun"]"#, &["trip"]);
    let call =
        r#"(space: "r/web", identity: ["anna"], categories: ["cats", "loans", "dogs"], themes: ["wet"])"#;
    let notes: Vec<_> = decision(&catalog, call).notes.iter().map(|note| Language::En.say(note)).collect();
    assert_eq!(
        notes,
        [
            "ignored: the environment r has no category cats, dogs",
            "ignored: the environment r has no theme wet"
        ]
    );
}

#[test]
fn asking_only_for_unknown_names_leaves_nothing() {
    for settings in ["scope: All,", "scope: Any,"] {
        let catalog = catalog(settings, "", "");
        in_scope(&catalog, r#"categories: ["cats"]"#, &[]);
        in_scope(&catalog, r#"themes: ["cats"]"#, &[]);
        in_scope(&catalog, r#"categories: ["cats"], themes: ["cats"]"#, &[]);
        in_scope(&catalog, r#"categories: ["Bank"]"#, &[]);
    }
}

#[test]
fn what_is_always_recommended_is_always_in_scope_with_its_subtree() {
    let below = category("below", "", &[offer("tent", "")]);
    let trips = format!("always_recommended: true, categories: [{below}],");
    let catalog = catalog("", r#"default_categories: ["loans"],"#, &trips);
    in_scope(&catalog, "", &["loan", "trip", "tent"]);
    in_scope(&catalog, r#"categories: ["cards"]"#, &["card", "trip", "tent"]);
    in_scope(&catalog, r#"categories: ["cats"], themes: ["cats"]"#, &["trip", "tent"]);
}
