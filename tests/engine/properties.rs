//! What holds for every catalog, contact and call.

use crate::support::{category, in_words, now, offer, read, shop};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::BTreeSet;
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Decision, Plan, Response, Visit, decide, play, respond, store};
use vitrine::model::{Call, Catalog};

/// Parts of offers that each gate may stop, or not.
const OFFER_PARTS: [&str; 10] = [
    "",
    "enabled: false,",
    "approval: Approval(content: Rejected),",
    r#"period: Period(from: "2026-06-16"),"#,
    r#"target: "profile.age > 30","#,
    r#"target: "profile.pages > 3","#,
    "weights: [],",
    "weights: [Weight(value: 0)],",
    "weights: [Weight(value: 7)],",
    r#"content: Content(title: "Hello"),"#,
];

const CATEGORY_PARTS: [&str; 6] = [
    "",
    r#"themes: ["sun"],"#,
    "multiplier: Multiplier(value: 2.0),",
    "multiplier: Multiplier(value: -1.0),",
    "always_recommended: true,",
    r#"target: "has(profile.age)","#,
];

const SETTINGS: [&str; 4] =
    ["", "count_within_call: true,", "scope: Any,", "same_category: Subtree, count_within_call: true,"];

const CAPS: [&str; 4] = [
    "at_most: 1, count: Count(offers: SameCategory)",
    "at_most: 2",
    "at_most: 1, count: Count(offers: OfferBeingPresented, status: Rejected)",
    "at_most: 0, channel: Email",
];

const SPACE_PARTS: [&str; 3] = [
    "implicit_identification: true,",
    r#"fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#,
    r#"default_themes: ["sun"], content_fields: [ContentField(name: "title", required: true)],"#,
];

const CALLS: [&str; 8] = [
    r#"identity: ["anna"]"#,
    r#"identity: ["ben"], permanent_cookie: "c-ben""#,
    r#"permanent_cookie: "c-anna""#,
    r#"permanent_cookie: "c-v""#,
    r#"permanent_cookie: "c-shared""#,
    r#"identity: ["anna"], categories: ["one", "cats"]"#,
    r#"identity: ["anna"], categories: ["two"], themes: ["sun"]"#,
    "",
];

/// Contacts; their order must not matter.
const CONTACTS: [&str; 4] = [
    r#"Contact(dimension: "recipient", values: {"id": "ben", "age": 20}, cookies: ["c-ben", "c-shared"],
        history: [Proposition(offer: "r/o0", space: "r/web", at: "2026-06-15", status: Rejected)]),"#,
    r#"Contact(dimension: "recipient", values: {"id": "carl"}, cookies: ["c-shared"]),"#,
    r#"Contact(dimension: "visitor", folder: "visitors", values: {"id": "v", "pages": 4}, cookies: ["c-v"]),"#,
    r#"Contact(dimension: "visitor", folder: "elsewhere", values: {"id": "w"}, cookies: ["c-v"]),"#,
];

/// One of some texts.
fn one_of(texts: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(texts)
}

/// Offers `o0`, `o1` … in two categories, of which the second may be below the first.
fn categories() -> impl Strategy<Value = String> {
    let offers = || prop::collection::vec(one_of(&OFFER_PARTS), 0..6);
    let category_parts = || one_of(&CATEGORY_PARTS);
    (offers(), offers(), category_parts(), category_parts(), any::<bool>()).prop_map(
        |(first, second, one, two, below)| {
            let count = first.len();
            let named = |from: usize, parts: Vec<&str>| -> Vec<String> {
                parts.iter().zip(from..).map(|(part, index)| offer(&format!("o{index}"), part)).collect()
            };
            let (first, second) = (named(0, first), category("two", two, &named(count, second)));
            if below {
                category("one", &format!("{one} categories: [{second}],"), &first)
            } else {
                category("one", one, &first) + &second
            }
        },
    )
}

/// A catalog of any such parts, without its contacts.
fn catalogs() -> impl Strategy<Value = Catalog> {
    let parts = (one_of(&SETTINGS), one_of(&CAPS), one_of(&SPACE_PARTS), any::<bool>());
    (categories(), categories(), parts).prop_map(|(known, visitors, (settings, cap, space, shuffled))| {
        let rules = format!(
            r#"presentation_rules: [PresentationRule(name: "cap", within: "7d", {cap})],
            typologies: [Typology(name: "pressure", rules: ["cap"])],"#
        );
        let typology = r#"typology: "pressure","#;
        let text = shop(&[
            ("settings", settings),
            ("catalog", &rules),
            ("environment", typology),
            ("visitor_environment", typology),
            ("space", space),
            ("visitor_space", "implicit_identification: true,"),
            ("categories", &known),
            ("visitor_categories", &visitors),
            ("contacts", &CONTACTS.concat()),
        ]);
        read(&if shuffled { text.replace("ties: CatalogOrder,", "") } else { text })
    })
}

fn calls() -> impl Strategy<Value = Call> {
    let space = one_of(&["r/web", "v/web"]);
    (space, one_of(&CALLS), 0_u32..6).prop_map(|(space, arguments, count)| {
        read(&format!(r#"(space: "{space}", count: {count}, {arguments})"#))
    })
}

fn decided(catalog: &Arc<Catalog>, call: &Call) -> Decision {
    decide(&Plan::new(catalog), &Population::of(catalog), call, now()).expect("the space exists")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_offer_is_proposed_or_excluded_exactly_once(catalog in catalogs(), call in calls()) {
        let catalog = Arc::new(catalog);
        let decision = decided(&catalog, &call);
        let (environment, _) = catalog.space_at(&decision.answered_by).expect("it answered");
        let mut all = BTreeSet::new();
        environment.walk_categories(|_, category| {
            all.extend(category.offers.iter().map(|offer| format!("{}/{}", environment.name, offer.name)));
        });
        let mut seen: Vec<String> = decision.propositions.iter().map(|it| it.offer.clone()).collect();
        seen.extend(decision.explanations().map(|it| it.offer.to_owned()));
        prop_assert_eq!(seen.len(), all.len());
        prop_assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), all);
    }

    #[test]
    fn ranks_count_from_one_and_weights_do_not_increase(catalog in catalogs(), call in calls()) {
        let decision = decided(&Arc::new(catalog), &call);
        prop_assert!(decision.propositions.len() <= usize::try_from(call.count).expect("it is small"));
        for (rank, it) in (1..).zip(&decision.propositions) {
            prop_assert_eq!(it.rank, rank);
            prop_assert!(it.weight > 0.0);
            prop_assert!((it.final_weight - it.weight * it.multiplier).abs() < f64::EPSILON);
        }
        let weights = decision.propositions.windows(2);
        prop_assert!(weights.map(|pair| (pair[0].final_weight, pair[1].final_weight)).all(|(a, b)| a >= b));
    }

    #[test]
    fn more_offers_are_the_same_offers_and_then_some(catalog in catalogs(), call in calls()) {
        let catalog = Arc::new(catalog);
        let fewer = decided(&catalog, &call);
        let more = decided(&catalog, &Call { count: call.count + 1, ..call.clone() });
        prop_assert!(more.propositions.starts_with(&fewer.propositions));
    }

    #[test]
    fn the_same_call_has_the_same_answer(catalog in catalogs(), call in calls()) {
        let catalog = Arc::new(catalog);
        prop_assert_eq!(in_words(&decided(&catalog, &call)), in_words(&decided(&catalog, &call)));
    }

    #[test]
    fn the_order_of_the_contacts_does_not_matter(
        catalog in catalogs(),
        call in calls(),
        order in Just((0..=CONTACTS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut shuffled = catalog.clone();
        shuffled.contacts = order.into_iter().map(|index| Arc::clone(&catalog.contacts[index])).collect();
        let before = in_words(&decided(&Arc::new(catalog), &call));
        prop_assert_eq!(in_words(&decided(&Arc::new(shuffled), &call)), before);
    }

    #[test]
    fn calls_that_store_nothing_change_nothing(
        catalog in catalogs(),
        call in calls(),
        between in prop::collection::vec(calls(), 0..6),
    ) {
        let catalog = Arc::new(catalog);
        let (plan, mut population) = (Plan::new(&catalog), Population::of(&catalog));
        for other in &between {
            let decision = decide(&plan, &population, other, now()).expect("the space exists");
            prop_assert_eq!(store(&plan, &mut population, other, &decision), Ok(None));
        }
        let after = decide(&plan, &population, &call, now()).expect("the space exists");
        prop_assert_eq!(in_words(&after), in_words(&decided(&catalog, &call)));
    }

    #[test]
    fn playing_visits_is_deciding_storing_and_answering_one_by_one(
        catalog in catalogs(),
        wanted in prop::collection::vec((calls(), any::<bool>(), prop::option::of(any::<bool>())), 0..8),
    ) {
        let catalog = Arc::new(catalog);
        let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
        let (mut one_by_one, mut played) = (population.clone(), population);
        let (mut visits, mut decisions) = (Vec::new(), Vec::new());
        for (call, stores, answer) in wanted {
            let call = Call { store: stores, ..call };
            let decision = decide(&plan, &one_by_one, &call, now()).expect("the space exists");
            let stored = store(&plan, &mut one_by_one, &call, &decision).expect("in memory");
            let contact = decision.contact.as_ref().map(|it| it.index).or(stored.map(|it| it.contact));
            let first = decision.propositions.first().map(|it| it.offer.clone());
            let response = answer.zip(first).map(|(accepted, offer)| Response { offer, accepted });
            if let (Some(Response { offer, accepted }), Some(contact)) = (&response, contact) {
                respond(&plan, &mut one_by_one, contact, offer, *accepted).expect("in memory");
            }
            let responses = response.into_iter().collect();
            visits.push(Visit { calls: vec![call], no_offer_twice: false, responses });
            decisions.push(decision);
        }
        let visited = play(&plan, &mut played, &visits, now()).expect("in memory");
        prop_assert_eq!(visited.len(), decisions.len());
        for (visited, decision) in visited.iter().zip(&decisions) {
            let of_play = visited.decisions[0].as_ref().expect("the space exists");
            let gist = |it: &Decision| {
                let offers: Vec<_> = it.propositions.iter().map(|it| (it.offer.clone(), it.rank)).collect();
                let excluded: Vec<_> =
                    it.excluded.iter().map(|one| (it.address(one).to_owned(), one.reason())).collect();
                (it.identification, it.contact.as_ref().map(|it| it.index), offers, excluded)
            };
            prop_assert_eq!(gist(of_play), gist(decision));
        }
        prop_assert_eq!(played.len(), one_by_one.len());
        for place in 0..played.len() {
            let history = |of: &Population| of.person(place).map(|it| it.history.clone());
            prop_assert_eq!(history(&played), history(&one_by_one));
        }
    }

    #[test]
    fn a_plan_that_reuses_an_earlier_one_decides_as_a_new_one(
        before in catalogs(),
        other in catalogs(),
        call in calls(),
    ) {
        let mut after = before.clone();
        after.environments[0] = Arc::clone(&other.environments[0]);
        let (before, after) = (Arc::new(before), Arc::new(after));
        let plan = Plan::after(&after, Some(&Plan::new(&before)));
        let reused = decide(&plan, &Population::of(&after), &call, now()).expect("the space exists");
        prop_assert_eq!(in_words(&reused), in_words(&decided(&after, &call)));
    }
}

/// The generated catalogs must come to every gate but the one for Live, or the properties say little.
#[test]
fn the_generated_catalogs_come_to_every_gate() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..400 {
        let mut pick = || (catalogs(), calls()).new_tree(&mut runner).expect("it generates").current();
        let (catalog, call) = pick();
        let (plan, population) = (Plan::new(&Arc::new(catalog.clone())), Population::of(&catalog));
        let decision = decide(&plan, &population, &call, now()).expect("the space exists");
        seen.extend(decision.excluded.iter().map(|it| it.reason().code()));
        seen.extend((!decision.propositions.is_empty()).then_some("proposed"));
        seen.insert(decision.identification.rule_name());
    }
    assert_eq!(seen.len(), vitrine::model::Reason::ALL.len() + 4, "{seen:?}");
}
