//! Calls made together for one contact.

use crate::support::{category, now, offer, offers, opened, read, shop};
use vitrine::engine::{Decision, decide_page};
use vitrine::model::{Call, Identification};
use vitrine::text::Language;

/// The decisions of a page.
fn page(catalog: &str, calls: &[&str], no_offer_twice: bool) -> Vec<Decision> {
    let (plan, population) = opened(catalog);
    let calls: Vec<Call> = calls.iter().map(|call| read(call)).collect();
    let decided = decide_page(&plan, &population, &calls, no_offer_twice, now());
    decided.into_iter().map(|decision| decision.expect("the space exists")).collect()
}

fn catalog(parts: &[(&str, &str)]) -> String {
    let weighted = |name: &str, weight: u32| offer(name, &format!("weights: [Weight(value: {weight})],"));
    let categories = category("all", "", &[weighted("a", 3), weighted("b", 2), weighted("c", 1)]);
    let spaces = r#"Space(name: "side", channel: InboundWeb, identification_keys: ["email"]),"#;
    shop(&[parts, &[("spaces", spaces), ("categories", &categories)]].concat())
}

const TOP: &str = r#"(space: "r/web", identity: ["anna"], count: 2)"#;
const SIDE: &str = r#"(space: "r/side", count: 2)"#;

#[test]
fn a_page_identifies_once() {
    let decisions = page(&catalog(&[]), &[TOP, SIDE], false);
    for decision in &decisions {
        assert_eq!(decision.identification, Identification::Explicit);
        assert_eq!(decision.contact.as_ref().map(|contact| contact.key.join("")).as_deref(), Some("anna"));
        assert_eq!(offers(decision), ["a", "b"]);
        assert!(decision.notes.is_empty(), "the second space has another key, and is not asked for it");
    }
}

#[test]
fn a_contact_found_by_cookie_is_found_for_the_whole_page() {
    let catalog = catalog(&[("space", "implicit_identification: true,")]);
    let decisions = page(&catalog, &[r#"(space: "r/web", permanent_cookie: "c-anna")"#, SIDE], false);
    assert!(decisions.iter().all(|it| it.identification == Identification::Implicit));
    assert_eq!(offers(&decisions[1]), ["a", "b"]);
}

#[test]
fn identity_cookies_and_moment_are_those_of_the_first_call() {
    let other = r#"(space: "r/web", identity: ["ben"], permanent_cookie: "x", at: "2020-01-01")"#;
    let decisions = page(&catalog(&[]), &[TOP, other], false);
    assert_eq!(decisions[1].contact, decisions[0].contact);
    assert_eq!(decisions[1].at, decisions[0].at);
    let notes: Vec<String> = decisions[1].notes.iter().map(|note| Language::En.say(note)).collect();
    let note = "a page has one contact and one date, those of its first call; ignored in this call: identity, \
        permanent_cookie, at";
    assert_eq!(notes, [note]);
    assert!(decisions[0].notes.is_empty());
    let same = page(&catalog(&[]), &[TOP, TOP], false);
    assert!(same.iter().all(|decision| decision.notes.is_empty()));
}

#[test]
fn a_recipient_is_nobody_to_an_anonymous_environment() {
    let visitors = category("all", "", &[offer("v", "")]);
    let decisions =
        page(&catalog(&[("visitor_categories", &visitors)]), &[TOP, r#"(space: "v/web")"#], false);
    assert_eq!(decisions[1].identification, Identification::Anonymous);
    assert_eq!(decisions[1].contact, None);
    assert_eq!(offers(&decisions[1]), ["v"]);
}

#[test]
fn the_first_contact_found_stays_the_contact_of_its_environment() {
    let catalog = catalog(&[
        ("visitor_space", "implicit_identification: true,"),
        (
            "contacts",
            r#"Contact(dimension: "visitor", folder: "visitors", values: {"id": "v-1"}, cookies: ["c-1"]),"#,
        ),
    ]);
    let top = r#"(space: "r/web", identity: ["anna"], permanent_cookie: "c-1")"#;
    let decisions = page(&catalog, &[top, r#"(space: "v/web")"#, SIDE, r#"(space: "v/web")"#], false);
    let contacts = decisions.iter().map(|it| it.contact.as_ref().map(|contact| contact.key.concat()));
    assert_eq!(contacts.flatten().collect::<Vec<_>>(), ["anna", "v-1", "anna", "v-1"]);
}

#[test]
fn no_offer_stands_twice_on_request() {
    let decisions = page(&catalog(&[]), &[TOP, SIDE, SIDE], true);
    assert_eq!(decisions.iter().map(offers).collect::<Vec<_>>(), [&["a", "b"][..], &["c"], &[]]);
    let said: Vec<_> = decisions[1].explanations().map(|it| (it.offer, it.reason.code())).collect();
    assert_eq!(said, [("r/a", "outranked"), ("r/b", "outranked")]);
    let words = crate::support::in_words(&decisions[1]);
    assert!(words.contains("- r/a: outranked, space side: it is already on this page"), "{words}");
}

#[test]
fn offers_of_two_environments_with_one_name_are_two() {
    let visitors = category("all", "", &[offer("a", "")]);
    let decisions = page(&catalog(&[("visitor_categories", &visitors)]), &[TOP, r#"(space: "v/web")"#], true);
    assert_eq!(offers(&decisions[1]), ["a"]);
}

#[test]
fn a_cap_counts_the_page_where_the_settings_say_so() {
    let rules = r#"presentation_rules: [PresentationRule(name: "two", within: "1d", at_most: 2)],
        typologies: [Typology(name: "pressure", rules: ["two"])],"#;
    let parts = |settings| {
        catalog(&[("settings", settings), ("catalog", rules), ("environment", r#"typology: "pressure","#)])
    };
    let kept = |settings| {
        page(&parts(settings), &[TOP, SIDE], false).iter().map(|it| offers(it).len()).collect::<Vec<_>>()
    };
    assert_eq!(kept(""), [2, 2]);
    assert_eq!(kept("count_within_call: true,"), [2, 0]);
}

#[test]
fn a_page_of_nothing_is_nothing_and_an_unknown_space_an_error_in_its_place() {
    assert!(page(&catalog(&[]), &[], true).is_empty());
    let (plan, population) = opened(&catalog(&[]));
    let calls = [read(TOP), Call::new("r/gone")];
    let decided = decide_page(&plan, &population, &calls, false, now());
    assert_eq!(decided.iter().map(Result::is_ok).collect::<Vec<_>>(), [true, false]);
}
