//! Who is calling: identities, cookies, folders, and falling back on an anonymous space.

use crate::support::{NOBODY, category, check, decision, offer, shop};
use vitrine::engine::StepKind;

const BEN: &str = r#"Contact(dimension: "recipient", values: {"id": "ben", "email": "ben@mail.example",
    "age": 34, "born": "1992-02-29", "score": 2.5}, cookies: ["c-ben", "s-ben"]),"#;

const VISITORS: &str = r#"
    Contact(dimension: "visitor", folder: "visitors", values: {"id": "v-1", "pages": 4}, cookies: ["c-1"]),
    Contact(dimension: "visitor", folder: "deep", values: {"id": "v-2"}, cookies: ["c-2"]),
    Contact(dimension: "visitor", folder: "elsewhere", values: {"id": "v-3"}, cookies: ["c-3"]),
    Contact(dimension: "visitor", values: {"id": "v-4"}, cookies: ["c-4"]),"#;

/// The decision on `r/web` with that space, and Anna and Ben; nothing to propose.
#[track_caller]
fn identify(space: &str, call: &str, expected: &str) {
    let catalog = shop(&[("space", space), ("contacts", BEN)]);
    check(&catalog, &format!(r#"(space: "r/web", {call})"#), expected);
}

const UNIDENTIFIED: &str = "anonymous by r/web
    note: the contact is unidentified and the environment r is not anonymous, so nothing is proposed";

/// What is noted when an identity finds nobody.
fn unidentified(note: &str) -> String {
    UNIDENTIFIED.replace("note:", &format!("note: {note}\nnote:"))
}

#[test]
fn an_identity_is_matched_on_the_key_of_the_dimension() {
    identify("", r#"identity: ["ben"]"#, "explicit ben by r/web");
    identify("", r#"identity: ["carl"]"#, &unidentified("no recipient matches id 'carl'"));
    identify("", r#"identity: ["Ben"]"#, &unidentified("no recipient matches id 'Ben'"));
    identify("", "identity: []", UNIDENTIFIED);
}

#[test]
fn the_keys_of_the_space_replace_that_of_the_dimension() {
    let keys = r#"identification_keys: ["email"],"#;
    identify(keys, r#"identity: ["ben@mail.example"]"#, "explicit ben by r/web");
    identify(keys, r#"identity: ["ben"]"#, &unidentified("no recipient matches email 'ben'"));
}

#[test]
fn several_keys_are_matched_in_their_order() {
    let keys = r#"identification_keys: ["age", "email"],"#;
    identify(keys, r#"identity: [34, "ben@mail.example"]"#, "explicit ben by r/web");
    identify(
        keys,
        r#"identity: ["ben@mail.example", 34]"#,
        &unidentified("age: “ben@mail.example” is not a whole number"),
    );
    identify(
        keys,
        r#"identity: [35, "ben@mail.example"]"#,
        &unidentified("no recipient matches age '35', email 'ben@mail.example'"),
    );
}

#[test]
fn an_identity_that_several_match_identifies_nobody() {
    identify(
        r#"identification_keys: ["age"],"#,
        "identity: [34]",
        &unidentified("2 recipient contacts match age '34'"),
    );
}

#[test]
fn an_identity_needs_as_many_values_as_there_are_keys() {
    identify(
        "",
        r#"identity: ["ben", "x"]"#,
        &unidentified("the identity has 2 values, but the space needs 1"),
    );
    identify(
        r#"identification_keys: ["id", "email"],"#,
        r#"identity: ["ben"]"#,
        &unidentified("the identity has 1 value, but the space needs 2"),
    );
}

#[test]
fn identity_values_are_read_as_their_fields_type() {
    for (key, value) in [
        ("age, id", r#""34", "ben""#),
        ("age, id", r#"34, "ben""#),
        ("score", "2.5"),
        ("score", r#"" 2.50""#),
        ("born", r#""1992-02-29""#),
    ] {
        let keys = key.replace(", ", "\", \"");
        let space = format!(r#"identification_keys: ["{keys}"],"#);
        identify(&space, &format!("identity: [{value}]"), "explicit ben by r/web");
    }
    identify(
        r#"identification_keys: ["shoe"],"#,
        r#"identity: ["43"]"#,
        &unidentified("the space identifies contacts by shoe, which the targeting dimension does not have"),
    );
}

const COOKIES: &str = "implicit_identification: true,";

#[test]
fn a_cookie_identifies_where_the_space_asks_for_it() {
    identify(COOKIES, r#"permanent_cookie: "c-ben""#, "implicit ben by r/web");
    identify(COOKIES, r#"session_cookie: "c-ben""#, "implicit ben by r/web");
    identify("", r#"permanent_cookie: "c-ben""#, UNIDENTIFIED);
    identify(COOKIES, "", UNIDENTIFIED);
    identify(COOKIES, r#"session_cookie: "", permanent_cookie: """#, UNIDENTIFIED);
    identify(COOKIES, r#"session_cookie: "", permanent_cookie: "c-ben""#, "implicit ben by r/web");
    identify(COOKIES, r#"permanent_cookie: "c-new""#, &unidentified("no recipient has the cookie 'c-new'"));
}

#[test]
fn the_session_cookie_goes_before_the_permanent_one() {
    identify(COOKIES, r#"session_cookie: "c-anna", permanent_cookie: "c-ben""#, "implicit anna by r/web");
    identify(COOKIES, r#"session_cookie: "c-ben", permanent_cookie: "c-anna""#, "implicit ben by r/web");
    identify(COOKIES, r#"session_cookie: "s-new", permanent_cookie: "c-ben""#, "implicit ben by r/web");
}

#[test]
fn an_identity_goes_before_cookies() {
    identify(COOKIES, r#"identity: ["anna"], permanent_cookie: "c-ben""#, "explicit anna by r/web");
    identify(
        COOKIES,
        r#"identity: ["carl"], permanent_cookie: "c-ben""#,
        "implicit ben by r/web\n note: no recipient matches id 'carl'",
    );
}

#[test]
fn a_cookie_that_two_contacts_have_identifies_nobody() {
    let shared = r#"Contact(dimension: "recipient", values: {"id": "carl"}, cookies: ["c-anna", "c-anna"]),
        Contact(dimension: "recipient", values: {"id": "dora"}, cookies: ["c-dora", "c-dora"]),
        Contact(dimension: "visitor", folder: "visitors", values: {"id": "v-1"}, cookies: ["c-dora"]),"#;
    let catalog = shop(&[("space", COOKIES), ("contacts", shared)]);
    let note = "2 contacts share the cookie 'c-anna', so it identifies nobody";
    check(&catalog, r#"(space: "r/web", permanent_cookie: "c-anna")"#, &unidentified(note));
    check(
        &catalog,
        r#"(space: "r/web", session_cookie: "s-new", permanent_cookie: "c-anna")"#,
        &unidentified(note),
    );
    check(
        &catalog,
        r#"(space: "r/web", session_cookie: "c-anna", permanent_cookie: "c-dora")"#,
        "implicit dora by r/web",
    );
}

#[test]
fn an_anonymous_environment_looks_in_its_folder_and_those_below() {
    let catalog = shop(&[("visitor_space", COOKIES), ("contacts", VISITORS)]);
    let by_cookie = |cookie: &str, expected: &str| {
        check(&catalog, &format!(r#"(space: "v/web", permanent_cookie: "{cookie}")"#), expected);
    };
    by_cookie("c-1", "implicit v-1 by v/web");
    by_cookie("c-2", "implicit v-2 by v/web");
    by_cookie("c-3", "anonymous by v/web\n note: no visitor has the cookie 'c-3'");
    by_cookie("c-4", "anonymous by v/web\n note: no visitor has the cookie 'c-4'");
    by_cookie("c-anna", "anonymous by v/web\n note: no visitor has the cookie 'c-anna'");
    let by_identity = |id: &str, expected: &str| {
        check(&catalog, &format!(r#"(space: "v/web", identity: ["{id}"])"#), expected);
    };
    by_identity("v-1", "explicit v-1 by v/web");
    by_identity("v-2", "explicit v-2 by v/web");
    by_identity("v-3", "anonymous by v/web\n note: no visitor matches id 'v-3'");
}

#[test]
fn a_cookie_shared_with_another_brand_is_this_brands_own() {
    let other =
        r#"Contact(dimension: "visitor", folder: "elsewhere", values: {"id": "v-9"}, cookies: ["c-1"]),"#;
    let catalog = shop(&[("visitor_space", COOKIES), ("contacts", &[VISITORS, other].concat())]);
    check(&catalog, r#"(space: "v/web", permanent_cookie: "c-1")"#, "implicit v-1 by v/web");
}

const FALLBACK: &str = r#"fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#;

#[test]
fn nobody_falls_back_on_the_linked_space() {
    let catalog = shop(&[
        ("space", FALLBACK),
        ("visitor_space", COOKIES),
        ("contacts", VISITORS),
        ("categories", &category("all", "", &[offer("a", "")])),
        ("visitor_categories", &category("all", "", &[offer("b", "")])),
    ]);
    check(&catalog, r#"(space: "r/web", identity: ["anna"])"#, "explicit anna by r/web\n 1 r/a 5");
    check(&catalog, r#"(space: "r/web")"#, "anonymous by v/web\n 1 v/b 5");
    check(&catalog, r#"(space: "r/web", permanent_cookie: "c-1")"#, "implicit v-1 by v/web\n 1 v/b 5");
    check(
        &catalog,
        r#"(space: "r/web", identity: ["v-1"])"#,
        "anonymous by v/web\n 1 v/b 5\n note: no recipient matches id 'v-1'",
    );
}

#[test]
fn the_linked_space_identifies_by_its_own_setting() {
    let call = r#"(space: "r/web", permanent_cookie: "c-1")"#;
    let parts = |own: &'static str, linked: &'static str| {
        shop(&[("space", own), ("visitor_space", linked), ("contacts", VISITORS)])
    };
    check(&parts(FALLBACK, ""), call, "anonymous by v/web");
    let own = r#"implicit_identification: true, fall_back_to_anonymous: true,
        linked_anonymous_space: "v/web","#;
    check(&parts(own, ""), call, "anonymous by v/web\n note: no recipient has the cookie 'c-1'");
    check(&parts(own, COOKIES), call, "implicit v-1 by v/web\n note: no recipient has the cookie 'c-1'");
}

#[test]
fn there_is_one_hop_only() {
    let spaces = r#"Space(name: "second", channel: Email),"#;
    let catalog = shop(&[
        ("space", FALLBACK),
        ("visitor_space", r#"fall_back_to_anonymous: true, linked_anonymous_space: "v/second","#),
        ("visitor_spaces", spaces),
    ]);
    check(&catalog, r#"(space: "r/web")"#, "anonymous by v/web");
    let itself =
        shop(&[("visitor_space", r#"fall_back_to_anonymous: true, linked_anonymous_space: "v/web","#)]);
    check(&itself, NOBODY, "anonymous by v/web");
}

#[test]
fn a_fallback_that_leads_nowhere_is_noted() {
    identify(
        r#"fall_back_to_anonymous: true, linked_anonymous_space: "v/gone","#,
        "",
        &unidentified("the linked anonymous space v/gone does not exist"),
    );
    identify(
        "fall_back_to_anonymous: true,",
        "",
        &unidentified(
            "the space falls back on an anonymous environment, but no linked anonymous space is chosen",
        ),
    );
    identify(r#"linked_anonymous_space: "v/web","#, "", UNIDENTIFIED);
}

#[test]
fn nobody_gets_nothing_where_offers_are_for_known_contacts() {
    let offers = [offer("a", ""), offer("b", "enabled: false,"), offer("c", r#"target: "true","#)];
    check(
        &shop(&[("categories", &category("all", "", &offers))]),
        r#"(space: "r/web", count: 9)"#,
        "anonymous by r/web
         - r/a: target, environment r: nobody was identified
         - r/b: disabled, offer b: the offer is disabled
         - r/c: target, environment r: nobody was identified
         note: the contact is unidentified and the environment r is not anonymous, so nothing is proposed",
    );
}

#[test]
fn an_unknown_visitor_has_an_empty_profile() {
    let offers = [
        offer("a", r#"target: "!has(profile.pages)","#),
        offer("b", r#"target: "profile.pages >= 0","#),
        offer("c", r#"target: "profile.pages >= 0 || interaction.identification == 'anonymous'","#),
    ];
    let catalog = shop(&[
        ("visitor_space", COOKIES),
        ("visitor_categories", &category("all", "", &offers)),
        ("contacts", VISITORS),
    ]);
    check(
        &catalog,
        NOBODY,
        "anonymous by v/web
         1 v/a 5
         2 v/c 5
         - v/b: target, offer b: profile.pages is missing",
    );
    check(
        &catalog,
        r#"(space: "v/web", count: 9, permanent_cookie: "c-1")"#,
        "implicit v-1 by v/web
         1 v/b 5
         2 v/c 5
         - v/a: target, offer a: !has(profile.pages): profile.pages is 4",
    );
}

#[test]
fn the_path_tells_what_was_tried_where() {
    let catalog = shop(&[("space", FALLBACK), ("visitor_space", COOKIES), ("contacts", VISITORS)]);
    let path = |call: &str| -> Vec<(StepKind, String)> {
        let decision = decision(&catalog, call);
        decision.path.into_iter().map(|step| (step.kind, step.space)).collect()
    };
    let at = |kind, space: &str| (kind, space.to_owned());
    assert_eq!(
        path(r#"(space: "r/web", identity: ["anna"])"#),
        [at(StepKind::Explicit, "r/web")],
        "nothing is tried after somebody is found"
    );
    assert_eq!(
        path(r#"(space: "r/web", permanent_cookie: "c-1")"#),
        [
            at(StepKind::Explicit, "r/web"),
            at(StepKind::Implicit, "r/web"),
            at(StepKind::FallBack, "v/web"),
            at(StepKind::Implicit, "v/web"),
        ]
    );
}
