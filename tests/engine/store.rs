//! What is kept of a decision: propositions, stored fields, new visitors, and answers to propositions.

use crate::support::{category, now, offer, opened, read, shop};
use std::collections::HashSet;
use std::sync::Arc;
use vitrine::contacts::{ContactStore, Past, Person, Population, StoreError};
use vitrine::engine::{Decision, Plan, decide, store, written};
use vitrine::model::{Call, Proposition, Status, Value};
use vitrine::text::Message;

/// Decides a call and stores what came of it. Says for which contact it was stored.
fn call(plan: &Plan, population: &mut Population, call: &str) -> (Decision, Option<usize>) {
    let call: Call = read(call);
    let decision = decide(plan, population, &call, now()).expect("the space exists");
    let stored = store(plan, population, &call, &decision).expect("in memory").map(|it| it.contact);
    (decision, stored)
}

fn respond(plan: &Plan, population: &mut Population, contact: usize, offer: &str, accepted: bool) -> bool {
    vitrine::engine::respond(plan, population, contact, offer, accepted).expect("in memory")
}

fn history(population: &Population, contact: usize) -> &[Past] {
    &population.person(contact).expect("there is such a contact").history
}

/// Offers `a` (weight 5, doubled) and `b` (weight 3) on `r`, and `v` on `v`, on spaces with these parts.
fn catalog(space: &str, visitor_space: &str) -> String {
    let offers = [offer("a", ""), offer("b", "weights: [Weight(value: 3)],")];
    shop(&[
        ("space", space),
        ("spaces", r#"Space(name: "mail", channel: Email),"#),
        ("visitor_space", visitor_space),
        ("visitor_spaces", r#"Space(name: "app", channel: InboundMobile, implicit_identification: true),"#),
        ("categories", &category("all", "multiplier: Multiplier(value: 2.0),", &offers)),
        ("visitor_categories", &category("all", "", &[offer("v", "")])),
    ])
}

const STORE: &str = r#"(space: "r/web", identity: ["anna"], count: 9, store: true)"#;

#[test]
fn propositions_are_kept_with_status_weight_rank_and_moment() {
    let (plan, mut population) = opened(&catalog("", ""));
    let (_, stored) = call(&plan, &mut population, STORE);
    assert_eq!(stored, Some(0));
    let kept: Vec<Proposition> = history(&population, 0).iter().map(|past| written(&plan, past)).collect();
    let wanted: Vec<Proposition> = read(
        r#"[
        Proposition(offer: "r/a", space: "r/web", at: "2026-06-15T12:00", status: Presented, weight: 10.0, rank: 1),
        Proposition(offer: "r/b", space: "r/web", at: "2026-06-15T12:00", status: Presented, weight: 6.0, rank: 2),
    ]"#,
    );
    assert_eq!(kept, wanted);
}

#[test]
fn nothing_is_kept_unless_the_call_asks_for_it() {
    let (plan, mut population) = opened(&catalog("", ""));
    let (decision, stored) = call(&plan, &mut population, &STORE.replace(", store: true", ""));
    assert_eq!((decision.propositions.len(), stored), (2, None));
    assert!(history(&population, 0).is_empty());
}

#[test]
fn nothing_is_kept_where_the_space_disables_it() {
    let (plan, mut population) = opened(&catalog("storage: Storage(disabled: true),", ""));
    assert_eq!(call(&plan, &mut population, STORE).1, None);
    assert!(history(&population, 0).is_empty());
}

#[test]
fn nothing_is_kept_for_nobody() {
    let (plan, mut population) = opened(&catalog("", ""));
    let nobody = r#"(space: "r/web", permanent_cookie: "c-new", store: true)"#;
    assert_eq!(call(&plan, &mut population, nobody).1, None);
    assert_eq!(population.len(), 1);
}

#[test]
fn the_space_says_the_status_and_what_else_is_kept() {
    let fields = r#"storage: Storage(on_proposition: Scheduled, fields: {
        "how": "interaction.identification", "age": "profile.age", "next": "profile.age + 1",
        "name": "offer.name", "old": "profile.age > 30", "score": "profile.score", "broken": "1 +",
        "empty": " ",
    }),"#;
    let (plan, mut population) = opened(&catalog(fields, ""));
    call(&plan, &mut population, STORE);
    let past = &history(&population, 0)[1];
    assert_eq!(past.status, Status::Scheduled);
    let stored: Vec<_> = past.stored.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    assert_eq!(
        stored,
        [
            ("how", Value::from("explicit")),
            ("age", Value::Integer(34)),
            ("next", Value::Integer(35)),
            ("name", Value::from("b")),
            ("old", Value::Boolean(true)),
        ],
        "what is unknown is left out"
    );
}

const VISIT: &str = r#"(space: "v/web", permanent_cookie: "c-new", session_cookie: "s-new", store: true)"#;

#[test]
fn an_unknown_visitor_is_created_and_recognised_later() {
    let (plan, mut population) = opened(&catalog("", "implicit_identification: true,"));
    let (first, stored) = call(&plan, &mut population, VISIT);
    assert!(first.contact.is_none());
    assert_eq!(stored, Some(1));
    let visitor = population.person(1).expect("it was created");
    assert_eq!(visitor.folder.as_deref(), Some("visitors"));
    assert_eq!(visitor.key, ["c-new"]);
    assert_eq!(visitor.values.get("id"), Some(&Value::from("c-new")));
    for later in [
        VISIT,
        r#"(space: "v/app", permanent_cookie: "c-new", store: true)"#,
        r#"(space: "v/app", session_cookie: "s-new", store: true)"#,
        r#"(space: "v/web", identity: ["c-new"], store: true)"#,
    ] {
        let (decision, stored) = call(&plan, &mut population, later);
        assert_eq!(decision.contact.map(|contact| contact.index), Some(1), "{later}");
        assert_eq!(stored, Some(1));
    }
    assert_eq!((population.len(), history(&population, 1).len()), (2, 5));
}

#[test]
fn a_visitor_without_a_permanent_cookie_is_not_created() {
    let (plan, mut population) = opened(&catalog("", "implicit_identification: true,"));
    for visit in [
        r#"(space: "v/web", session_cookie: "s-new", store: true)"#,
        r#"(space: "v/web", permanent_cookie: "", session_cookie: "s-new", store: true)"#,
        r#"(space: "v/web", store: true)"#,
        r#"(space: "v/web", permanent_cookie: "c-new")"#,
    ] {
        assert_eq!(call(&plan, &mut population, visit).1, None, "{visit}");
    }
    assert_eq!(population.len(), 1);
}

#[test]
fn a_cookie_is_given_to_one_visitor_only() {
    // The space does not identify by cookie: it must not make a second visitor of the same browser.
    let (plan, mut population) = opened(&catalog("", ""));
    assert_eq!(call(&plan, &mut population, VISIT).1, Some(1));
    assert_eq!(call(&plan, &mut population, VISIT).1, None);
    let same_session = r#"(space: "v/web", permanent_cookie: "c-2", session_cookie: "s-new", store: true)"#;
    assert_eq!(call(&plan, &mut population, same_session).1, Some(2));
    let found = |population: &mut Population, cookie: &str| {
        let visit = format!(r#"(space: "v/app", {cookie})"#);
        call(&plan, population, &visit).0.contact.map(|contact| contact.index)
    };
    assert_eq!(found(&mut population, r#"permanent_cookie: "c-new""#), Some(1));
    assert_eq!(found(&mut population, r#"session_cookie: "s-new""#), Some(1));
    assert_eq!(found(&mut population, r#"permanent_cookie: "c-2""#), Some(2));
}

#[test]
fn a_visitor_created_by_a_call_that_fell_back_is_in_the_visitor_folder() {
    let own = r#"implicit_identification: true, fall_back_to_anonymous: true,
        linked_anonymous_space: "v/web","#;
    let (plan, mut population) = opened(&catalog(own, "implicit_identification: true,"));
    let visit = r#"(space: "r/web", permanent_cookie: "c-new", store: true)"#;
    let (_, stored) = call(&plan, &mut population, visit);
    assert_eq!(stored, Some(1));
    assert_eq!(history(&population, 1)[0].space, "v/web");
    assert_eq!(call(&plan, &mut population, visit).0.contact.map(|contact| contact.index), Some(1));
}

#[test]
fn a_key_that_is_no_text_holds_the_cookie_where_it_can() {
    let catalog = catalog("", "implicit_identification: true,");
    let (start, visitors) = catalog.split_once(r#"Dimension(name: "visitor""#).expect("it has visitors");
    let numbered = visitors.replacen(r#"name: "id", type: Text"#, r#"name: "id", type: Integer"#, 1);
    let (plan, mut population) = opened(&format!(r#"{start}Dimension(name: "visitor"{numbered}"#));
    call(&plan, &mut population, r#"(space: "v/web", permanent_cookie: "77", store: true)"#);
    call(&plan, &mut population, r#"(space: "v/web", permanent_cookie: "c-8", store: true)"#);
    let value = |contact| population.person(contact).expect("it was created").values.get("id").cloned();
    assert_eq!((value(1), value(2)), (Some(Value::Integer(77)), Some(Value::Integer(3))), "or a free number");
    let again = call(&plan, &mut population, r#"(space: "v/web", permanent_cookie: "c-8")"#).0;
    assert_eq!(again.contact.map(|contact| contact.key), Some(vec!["3".to_owned()]));
}

#[test]
fn accepting_and_refusing_change_the_latest_proposition() {
    let space = "storage: Storage(on_proposition: Generated, on_acceptance: Interested),";
    let (plan, mut population) = opened(&catalog(space, ""));
    call(&plan, &mut population, STORE);
    let later = STORE.replace("store:", r#"at: "2026-06-16", store:"#);
    call(&plan, &mut population, &later);
    let statuses = |population: &Population| -> Vec<(String, Status)> {
        history(population, 0).iter().map(|past| (past.offer.clone(), past.status)).collect()
    };
    assert!(respond(&plan, &mut population, 0, "r/a", true));
    assert!(respond(&plan, &mut population, 0, "r/b", false));
    let wanted = [
        ("r/a", Status::Generated),
        ("r/b", Status::Generated),
        ("r/a", Status::Interested),
        ("r/b", Status::Rejected),
    ];
    assert_eq!(statuses(&population), wanted.map(|(offer, status)| (offer.to_owned(), status)));
    assert!(!respond(&plan, &mut population, 0, "r/gone", true), "it was never proposed");
    assert!(!respond(&plan, &mut population, 9, "r/a", true), "there is no such contact");
}

#[test]
fn acceptance_takes_the_status_of_the_space_it_was_made_on() {
    let space = "storage: Storage(on_acceptance: Interested),";
    let (plan, mut population) = opened(&catalog(space, ""));
    call(&plan, &mut population, STORE);
    let on_mail = r#"(space: "r/mail", identity: ["anna"], count: 9, store: true, at: "2026-06-16")"#;
    call(&plan, &mut population, on_mail);
    assert!(respond(&plan, &mut population, 0, "r/a", true));
    assert_eq!(history(&population, 0)[2].status, Status::Accepted, "the mail's own, which is the default");
    let gone = r#"Proposition(offer: "r/old", space: "r/gone", at: "2026-01-01", status: Presented),"#;
    let (plan, mut population) = opened(&shop(&[("history", gone)]));
    assert!(respond(&plan, &mut population, 0, "r/old", true));
    assert_eq!(history(&population, 0)[0].status, Status::Accepted, "the space is gone");
}

#[test]
fn what_is_stored_counts_in_the_next_call() {
    let rules = r#"presentation_rules: [PresentationRule(name: "twice", within: "1d", at_most: 2,
            count: Count(offers: OfferBeingPresented))],
        typologies: [Typology(name: "pressure", rules: ["twice"])],"#;
    let (plan, mut population) = opened(&shop(&[
        ("catalog", rules),
        ("environment", r#"typology: "pressure","#),
        ("categories", &category("all", "", &[offer("a", ""), offer("b", "weights: [Weight(value: 1)],")])),
    ]));
    let one = r#"(space: "r/web", identity: ["anna"], store: true)"#;
    let mut seen = Vec::new();
    for _ in 0..5 {
        let decision = call(&plan, &mut population, one).0;
        seen.push(crate::support::offers(&decision).concat());
    }
    assert_eq!(seen, ["a", "a", "b", "b", ""]);
}

/// Paris has the hour from two to three twice on 2026-10-25: what was stored in the second one is not an hour older
/// when its text is read again.
#[test]
fn what_is_stored_in_a_repeated_hour_counts_from_then() {
    let rules = r#"presentation_rules: [PresentationRule(name: "once", within: "30m", at_most: 1)],
        typologies: [Typology(name: "pressure", rules: ["once"])],"#;
    let parts = |history: &str| {
        shop(&[
            ("catalog", rules),
            ("environment", r#"typology: "pressure","#),
            ("categories", &category("all", "", &[offer("a", "")])),
            ("history", history),
        ])
    };
    let at = |at: &str| format!(r#"(space: "r/web", identity: ["anna"], store: true, at: "{at}")"#);
    let (plan, mut population) = opened(&parts(""));
    for (moment, proposed) in [
        ("2026-10-25T02:30", 1),
        ("2026-10-25T02:50+02:00", 0),
        ("2026-10-25T02:30+01:00", 1),
        ("2026-10-25T01:50Z", 0),
    ] {
        let decision = call(&plan, &mut population, &at(moment)).0;
        assert_eq!(decision.propositions.len(), proposed, "{moment}");
    }
    let kept: Vec<Proposition> = history(&population, 0).iter().map(|past| written(&plan, past)).collect();
    let moments: Vec<String> = kept.iter().map(|kept| kept.at.to_string()).collect();
    assert_eq!(moments, ["2026-10-25T02:30", "2026-10-25T02:30+01:00"]);
    let past =
        r#"Proposition(offer: "r/a", space: "r/web", at: "2026-10-25T02:30+01:00", status: Presented),"#;
    for (moment, proposed) in [("2026-10-25T02:50", 1), ("2026-10-25T02:50+01:00", 0)] {
        let (plan, mut population) = opened(&parts(past));
        let decision = call(&plan, &mut population, &at(moment)).0;
        assert_eq!(decision.propositions.len(), proposed, "after a file was read: {moment}");
    }
}

#[test]
fn a_clone_of_the_contacts_keeps_its_own_history() {
    let (plan, mut population) = opened(&catalog("", "implicit_identification: true,"));
    let before = population.clone();
    call(&plan, &mut population, STORE);
    call(&plan, &mut population, VISIT);
    assert_eq!((before.len(), history(&before, 0).len()), (1, 0));
    assert_eq!((population.len(), history(&population, 0).len()), (2, 2));
}

#[test]
fn a_new_visitor_gets_a_key_that_nobody_has() {
    let catalog = catalog("", "implicit_identification: true,");
    let known = r#"contacts: [Contact(dimension: "visitor", folder: "visitors", values: {"id": "c-new"}),"#;
    let (plan, mut population) = opened(&catalog.replacen("contacts: [", known, 1));
    let (_, stored) =
        call(&plan, &mut population, r#"(space: "v/web", permanent_cookie: "c-new", store: true)"#);
    let made = stored.and_then(|it| population.person(it)).and_then(|it| it.values.get("id").cloned());
    assert_eq!(made, Some(Value::Text("c-new-2".to_owned())));
}

/// A database that is gone.
#[derive(Debug)]
struct Gone;

fn gone<T>() -> Result<T, StoreError> {
    Err(StoreError::new(Message::new("cli-expected-pair")))
}

type Folders<'f> = Option<&'f HashSet<String>>;

impl ContactStore for Gone {
    fn places(&self) -> Result<usize, StoreError> {
        gone()
    }
    fn first(&self, _: &str, _: Folders<'_>, _: usize) -> Result<Vec<usize>, StoreError> {
        gone()
    }
    fn find(&self, _: &str, _: Folders<'_>, _: &[(usize, String)]) -> Result<Vec<usize>, StoreError> {
        gone()
    }
    fn with_cookie(&self, _: &str, _: Folders<'_>, _: &str) -> Result<Vec<usize>, StoreError> {
        gone()
    }
    fn is_among(&self, _: usize, _: &str, _: Folders<'_>) -> Result<bool, StoreError> {
        gone()
    }
    fn person(&self, _: usize) -> Result<Option<Arc<Person>>, StoreError> {
        gone()
    }
    fn create(&mut self, _: Person, _: &[String]) -> Result<usize, StoreError> {
        gone()
    }
    fn add_cookies(&mut self, _: usize, _: &[String]) -> Result<(), StoreError> {
        gone()
    }
    fn record(&mut self, _: usize, _: Vec<Past>) -> Result<(), StoreError> {
        gone()
    }
    fn set_status(&mut self, _: usize, _: &str, _: Status) -> Result<bool, StoreError> {
        gone()
    }
    fn set_history(&mut self, _: usize, _: Vec<Past>) -> Result<(), StoreError> {
        gone()
    }
}

#[test]
fn contacts_that_cannot_be_read_refuse_the_calls_that_ask_for_them() {
    let (plan, mut population) = opened(&catalog("", "implicit_identification: true,"));
    let nobody: Call = read(r#"(space: "v/web", permanent_cookie: " ")"#);
    assert_eq!(decide(&plan, &Gone, &nobody, now()).expect("it asks for nobody").propositions.len(), 1);
    for asks in [r#"(space: "r/web", identity: ["anna"])"#, r#"(space: "v/web", permanent_cookie: "c")"#] {
        let refused = decide(&plan, &Gone, &read(asks), now()).expect_err("nobody knows who it is");
        assert_eq!(refused.message, Message::new("cli-expected-pair"));
    }
    let call: Call = read(STORE);
    let decision = decide(&plan, &population, &call, now()).expect("the space exists");
    assert_eq!(store(&plan, &mut Gone, &call, &decision), gone());
    assert!(store(&plan, &mut population, &call, &decision).is_ok());
    assert_eq!(vitrine::engine::respond(&plan, &mut Gone, 0, "r/a", true), gone());
}
