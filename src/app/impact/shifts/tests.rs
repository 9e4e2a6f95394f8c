//! The effect of a change on a catalog of two offers: who gets what, before and after.

use super::*;
use crate::model::{Category, Offer, Period, Weight, WeightValue};
use crate::storage;
use proptest::prelude::*;

const CATALOG: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "c", settings: Settings(ties: CatalogOrder),
    dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", type: Text), Field(name: "age", type: Integer)])],
    environments: [
        Environment(name: "design", stage: Design(live: "live"), targeting_dimension: "d",
            spaces: [
                Space(name: "web", channel: InboundWeb, unitary: true, implicit_identification: true),
                Space(name: "mail", channel: Email),
            ],
            categories: [Category(name: "a", offers: [
                Offer(name: "loan", label: "Loan", target: "profile.age >= 30", weights: [Weight(value: 9)]),
                Offer(name: "card", label: "Card", weights: [Weight(value: 5)]),
            ])]),
        Environment(name: "live", stage: Live, targeting_dimension: "d"),
    ],
    contacts: [
        Contact(dimension: "d", values: {"id": "1", "age": 34}),
        Contact(dimension: "d", values: {"id": "2", "age": 20}),
        Contact(dimension: "d", values: {"age": 50}, cookies: ["c"]),
        Contact(dimension: "d", values: {"age": 50}),
    ],
    scenarios: [Scenario(name: "s", call: Call(space: "design/mail", identity: ["2"], count: 2, at: "2026-06-01"))])
"#;

fn side(catalog: &Arc<Catalog>, in_live: bool) -> Side {
    Side { derived: Derived::of(catalog), in_live }
}

fn catalog() -> Arc<Catalog> {
    storage::read(CATALOG.as_bytes()).expect("a catalog").catalog
}

fn changed(change: impl FnOnce(&mut Category)) -> Arc<Catalog> {
    let mut catalog = Catalog::clone(&catalog());
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    change(Arc::make_mut(&mut environment.categories[0]));
    Arc::new(catalog)
}

fn now() -> Timestamp {
    "2026-06-01T10:00:00Z".parse().expect("an instant")
}

/// Who gets other offers where, with the labels before and after.
fn shifts(impact: &Impact) -> Vec<(Caller, &str, String, String)> {
    let labels = |list: &[Answered]| list.iter().map(|it| it.label.as_str()).collect::<Vec<_>>().join(" ");
    impact
        .shifts
        .iter()
        .map(|it| (it.caller.clone(), it.space.as_str(), labels(&it.before), labels(&it.after)))
        .collect()
}

#[test]
fn who_gets_other_offers_is_found_on_every_space_and_in_every_scenario() {
    let before = catalog();
    let after = changed(|category| {
        let loan: &mut Offer = Arc::make_mut(&mut category.offers[0]);
        loan.target = "profile.age <= 30".into();
    });
    let impact = impact_between(&side(&before, false), &side(&after, false), now());
    let said = |before: &str, after: &str| (before.to_owned(), after.to_owned());
    let expected = [
        (Caller::Scenario("s".into()), "design/mail", said("Card", "Loan Card")),
        (Caller::LoggedIn(0), "design/web", said("Loan", "Card")),
        (Caller::LoggedIn(1), "design/web", said("Card", "Loan")),
        (Caller::Cookie(2), "design/web", said("Loan", "Card")),
        (Caller::LoggedIn(0), "design/mail", said("Loan Card", "Card")),
        (Caller::LoggedIn(1), "design/mail", said("Card", "Loan Card")),
    ];
    let expected: Vec<_> =
        expected.into_iter().map(|(caller, space, (before, after))| (caller, space, before, after)).collect();
    assert_eq!(shifts(&impact), expected);
    // The scenario, two who log in and somebody unknown on both spaces, and one known by a cookie.
    assert_eq!((impact.compared, impact.left_out), (8, 0));
    assert_eq!(impact.gained_and_lost(), (5, 4));
    let none = impact_between(&side(&before, false), &side(&before, false), now());
    assert_eq!((none.shifts.len(), none.compared), (0, 8));
}

#[test]
fn live_is_held_against_design_by_the_names_that_both_share() {
    let approve = |category: &mut Category| {
        for offer in &mut category.offers {
            let spaces = vec!["web".into(), "mail".into()];
            let offer: &mut Offer = Arc::make_mut(offer);
            offer.approval.content = crate::model::ContentApproval::Approved { spaces };
            offer.approval.eligibility = crate::model::EligibilityApproval::Approved;
        }
    };
    let design = changed(approve);
    let live = impact_between(&side(&design, true), &side(&design, false), now());
    assert!(live.shifts.iter().all(|it| it.before.is_empty() && !it.after.is_empty()), "nothing is live yet");
    let published = document::publish(&design).expect("publishes").catalog;
    let same = impact_between(&side(&published, true), &side(&published, false), now());
    assert_eq!(shifts(&same), []);
}

#[test]
fn what_is_beyond_the_bound_is_counted() {
    let mut budget = Budget { calls: 3, offers: 10 };
    assert_eq!([4, 4, 4, 4].map(|size| budget.takes(size)), [true, true, true, false]);
    let mut budget = Budget { calls: 9, offers: 5 };
    assert_eq!([5, 1].map(|size| budget.takes(size)), [true, false]);
}

/// An offer as random rules, weights and a switch make it.
fn any_offer() -> impl Strategy<Value = (bool, u8, u8)> {
    (any::<bool>(), 0..6_u8, 0..4_u8)
}

/// A state of the catalog with offers of that kind, and scenarios for each contact.
fn any_state(offers: &[(bool, u8, u8)]) -> Arc<Catalog> {
    const RULES: [&str; 6] =
        ["", "profile.age >= 30", "profile.age < 30", "has(profile.age)", "profile.id == '2'", "false"];
    let mut catalog = Catalog::clone(&changed(|category| {
        category.offers.clear();
        for (index, (enabled, rule, weight)) in offers.iter().enumerate() {
            let weight = Weight {
                label: String::new(),
                value: WeightValue::Number(f64::from(*weight)),
                period: Period::default(),
                space: None,
                target: String::new(),
            };
            category.offers.push(Arc::new(Offer {
                enabled: *enabled,
                target: RULES[usize::from(*rule)].into(),
                weights: vec![weight],
                ..Offer::new(format!("o{index}"), format!("Offer {index}"))
            }));
        }
    }));
    for (index, id) in ["1", "3"].into_iter().enumerate() {
        let mut scenario = Scenario::clone(&catalog.scenarios[0]);
        scenario.name = format!("more_{index}");
        scenario.call.identity = vec![crate::model::Value::Text(id.into())];
        scenario.call.count = 1;
        catalog.scenarios.push(Arc::new(scenario));
    }
    Arc::new(catalog)
}

/// What a call is answered in a state, offer by offer.
fn answered(catalog: &Arc<Catalog>, call: &Call) -> Vec<String> {
    let derived = Derived::of(catalog);
    let decision = engine::decide(&derived.plan, &derived.population, call, now()).expect("a space");
    decision.propositions.into_iter().map(|it| it.offer).collect()
}

/// Every call that somebody of the catalog could make in Design, written out by hand.
fn every_call(catalog: &Catalog) -> Vec<(Caller, Call)> {
    let known = |space: &str, id: &str| Call {
        identity: vec![crate::model::Value::Text(id.into())],
        ..Call::new(space)
    };
    let by_cookie = Call { permanent_cookie: Some("c".into()), ..Call::new("design/web") };
    let mail = |call: Call| Call { count: COUNT, ..call };
    let scenario = |it: &Arc<Scenario>| (Caller::Scenario(it.name.clone()), it.call.clone());
    let mut calls: Vec<(Caller, Call)> = catalog.scenarios.iter().map(scenario).collect();
    calls.extend([
        (Caller::LoggedIn(0), known("design/web", "1")),
        (Caller::LoggedIn(1), known("design/web", "2")),
        (Caller::Cookie(2), by_cookie),
        (Caller::Unknown, Call::new("design/web")),
        (Caller::LoggedIn(0), mail(known("design/mail", "1"))),
        (Caller::LoggedIn(1), mail(known("design/mail", "2"))),
        (Caller::Unknown, mail(Call::new("design/mail"))),
    ]);
    calls
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_effect_of_an_edit_is_every_decision_that_differs_and_no_other(
        before in prop::collection::vec(any_offer(), 0..5),
        after in prop::collection::vec(any_offer(), 0..5),
        // Most edits change little.
        only in prop::option::of(0..5_usize),
    ) {
        let edited = match only {
            Some(index) => {
                let mut edited = before.clone();
                if let (Some(offer), Some(other)) = (edited.get_mut(index), after.first()) {
                    *offer = *other;
                }
                edited
            }
            None => after,
        };
        let (old, new) = (any_state(&before), any_state(&edited));
        let impact = impact_between(&side(&old, false), &side(&new, false), now());
        let expected: Vec<_> = every_call(&new)
            .into_iter()
            .map(|(caller, call)| (caller, call.space.clone(), answered(&old, &call), answered(&new, &call)))
            .filter(|(.., old, new)| old != new)
            .collect();
        let addresses = |list: &[Answered]| list.iter().map(|it| it.offer.clone()).collect::<Vec<_>>();
        let found: Vec<_> = impact
            .shifts
            .iter()
            .map(|it| (it.caller.clone(), it.space.clone(), addresses(&it.before), addresses(&it.after)))
            .collect();
        prop_assert_eq!(found, expected);
        prop_assert_eq!((impact.compared, impact.left_out), (10, 0));
    }
}
