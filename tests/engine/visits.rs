//! Visits: what a login links, and visits that are played one after the other.

use crate::support::{category, now, offer, offers, opened, read, shop};
use vitrine::contacts::Population;
use vitrine::engine::{Plan, Response, Stored, Visit, Visited, decide, play, store};
use vitrine::model::{Call, Identification, Status};

/// A shop whose recipients are recognised by cookie and fall back on visitors, with another recipient, Ben, and the visitor of
/// cookie `c-v`.
fn catalog(parts: &[(&str, &str)]) -> String {
    let space =
        r#"implicit_identification: true, fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#;
    let contacts = r#"Contact(dimension: "recipient", values: {"id": "ben"}, cookies: ["c-ben"]),
        Contact(dimension: "visitor", folder: "visitors", values: {"id": "v-1"}, cookies: ["c-v"]),"#;
    let own = [
        ("space", space),
        ("visitor_space", "implicit_identification: true,"),
        ("contacts", contacts),
        ("categories", &category("all", "", &[offer("a", ""), offer("b", "weights: [Weight(value: 3)],")])),
        ("visitor_categories", &category("all", "", &[offer("v", "")])),
    ];
    shop(&[&own[..], parts].concat())
}

fn stored(plan: &Plan, population: &mut Population, call: &str) -> (Identification, Option<Stored>) {
    let call: Call = read(call);
    let decision = decide(plan, population, &call, now()).expect("the space exists");
    let stored = store(plan, population, &call, &decision).expect("in memory");
    (decision.identification, stored)
}

const ANNA: usize = 0;

fn login(who: &str, cookie: &str) -> String {
    format!(r#"(space: "r/web", identity: ["{who}"], permanent_cookie: "{cookie}", store: true)"#)
}

fn browse(cookie: &str) -> String {
    format!(r#"(space: "r/web", permanent_cookie: "{cookie}", store: true)"#)
}

#[test]
fn a_login_links_the_cookie_of_the_browser_so_that_the_next_visit_is_recognised() {
    let (plan, mut population) = opened(&catalog(&[]));
    let (identification, first) = stored(&plan, &mut population, &browse("c-new"));
    let first = first.expect("a visitor is created");
    assert!(identification == Identification::Anonymous && first.is_new);
    let (identification, second) = stored(&plan, &mut population, &login("anna", "c-new"));
    let second = second.expect("stored");
    assert_eq!(identification, Identification::Explicit);
    assert_eq!((second.contact, second.is_new), (ANNA, false));
    assert_eq!((second.cookies, second.shared), (vec!["c-new".to_owned()], Vec::new()));
    let (identification, third) = stored(&plan, &mut population, &browse("c-new"));
    assert_eq!((identification, third.map(|it| it.contact)), (Identification::Implicit, Some(ANNA)));
    // The visitor keeps its own: cookies are looked up by dimension.
    let (_, of_visitor) =
        stored(&plan, &mut population, r#"(space: "v/web", permanent_cookie: "c-new", store: true)"#);
    assert_eq!(of_visitor.map(|it| it.contact), Some(first.contact));
}

#[test]
fn a_cookie_is_linked_once_and_only_where_visits_are_stored() {
    let (plan, mut population) = opened(&catalog(&[]));
    let (_, unstored) = stored(&plan, &mut population, &login("anna", "c-new").replace(", store: true", ""));
    assert_eq!(unstored, None);
    assert_eq!(stored(&plan, &mut population, &browse("c-new")).0, Identification::Anonymous);
    let cookies = |population: &mut Population| {
        stored(&plan, population, &login("anna", "c-other")).1.expect("stored").cookies
    };
    assert_eq!(cookies(&mut population), ["c-other"]);
    assert_eq!(cookies(&mut population), [""; 0], "it is known by then");
    // Both cookies of a browser are noted; blank ones are none.
    let both =
        r#"(space: "r/web", identity: ["anna"], permanent_cookie: "p", session_cookie: "s", store: true)"#;
    assert_eq!(stored(&plan, &mut population, both).1.expect("stored").cookies, ["s", "p"]);
    assert_eq!(stored(&plan, &mut population, &login("anna", " ")).1.expect("stored").cookies, [""; 0]);
    let (plan, mut population) = opened(&catalog(&[]).replace(
        "linked_anonymous_space: \"v/web\",",
        "linked_anonymous_space: \"v/web\", storage: Storage(disabled: true),",
    ));
    assert_eq!(stored(&plan, &mut population, &login("anna", "c-new")).1, None, "the space stores nothing");
}

#[test]
fn a_cookie_of_two_recipients_identifies_neither() {
    let (plan, mut population) = opened(&catalog(&[]));
    let (_, shared) = stored(&plan, &mut population, &login("anna", "c-ben"));
    let shared = shared.expect("stored");
    assert_eq!((shared.contact, shared.shared), (ANNA, vec!["c-ben".to_owned()]));
    assert_eq!(stored(&plan, &mut population, &browse("c-ben")).0, Identification::Anonymous);
    // Who logs in is known all the same.
    assert_eq!(stored(&plan, &mut population, &login("ben", "c-ben")).0, Identification::Explicit);
}

#[test]
fn visits_see_what_those_before_them_left() {
    let cap = r#"presentation_rules: [PresentationRule(name: "once", within: "7d", at_most: 1,
            count: Count(offers: OfferBeingPresented, status: Rejected))],
        typologies: [Typology(name: "pressure", rules: ["once"])],"#;
    let (plan, mut population) =
        opened(&catalog(&[("catalog", cap), ("environment", r#"typology: "pressure","#)]));
    let visit = |call: &str, at: &str, responses: Vec<Response>| {
        let call = Call { at: at.parse().ok(), ..read(call) };
        Visit { calls: vec![call], no_offer_twice: false, responses }
    };
    let reject = |offer: &str| vec![Response { offer: offer.to_owned(), accepted: false }];
    let visits = [
        visit(&browse("c-new"), "2026-06-01T10:00", Vec::new()),
        visit(&login("anna", "c-new"), "2026-06-02T10:00", reject("r/a")),
        visit(&browse("c-new"), "2026-06-03T10:00", reject("r/gone")),
        visit(&browse("c-new"), "2026-06-20T10:00", Vec::new()),
    ];
    let visited = play(&plan, &mut population, &visits, now()).expect("in memory");
    let recognised: Vec<_> = visited.iter().flat_map(Visited::made).map(|it| it.identification).collect();
    let wanted = [
        Identification::Anonymous,
        Identification::Explicit,
        Identification::Implicit,
        Identification::Implicit,
    ];
    assert_eq!(recognised, wanted);
    let proposed: Vec<_> = visited.iter().flat_map(Visited::made).map(offers).collect();
    assert_eq!(proposed[1..], [["a"], ["b"], ["a"]], "rejected, capped, and free again after a week");
    assert_eq!(visited[1].answered, [true]);
    assert_eq!(visited[2].answered, [false], "nobody proposed it");
    assert_eq!(
        visited.iter().map(Visited::contact).collect::<Vec<_>>(),
        [Some(3), Some(0), Some(0), Some(0)]
    );
    let kept = &population.person(ANNA).expect("Anna").history;
    let kept: Vec<_> = kept.iter().map(|past| (past.offer.as_str(), past.status)).collect();
    let wanted = [("r/a", Status::Rejected), ("r/b", Status::Presented), ("r/a", Status::Presented)];
    assert_eq!(kept, wanted);
}

#[test]
fn a_page_of_a_visit_is_stored_for_one_contact() {
    let spaces = r#"Space(name: "side", channel: InboundWeb, fall_back_to_anonymous: true, linked_anonymous_space: "v/web"),"#;
    let (plan, mut population) = opened(&catalog(&[("spaces", spaces)]));
    let calls = [browse("c-new"), r#"(space: "r/side", store: true)"#.to_owned()].map(|call| read(&call));
    let visit = Visit { calls: calls.to_vec(), no_offer_twice: false, responses: Vec::new() };
    let visited = visit.play(&plan, &mut population, now()).expect("in memory");
    let contacts: Vec<_> =
        visited.stored.iter().map(|it| it.as_ref().map(|it| (it.contact, it.is_new))).collect();
    assert_eq!(contacts, [Some((3, true)), Some((3, false))]);
}
