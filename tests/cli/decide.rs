//! `vitrine decide`: one decision, and the flags that describe its call.

use crate::support::{Edited, NEOBANK, NOBODY, offers, vitrine, with_input};
use serde_json::{Value, json};

#[test]
fn an_unidentified_browser_falls_back_on_the_anonymous_environment() {
    let ran = vitrine(&[&NOBODY[..], &["--json"]].concat());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let decision = ran.json();
    assert_eq!(decision["space"], "recipient/web_best");
    assert_eq!(decision["answered_by"], "visitor/web_best_anonymous");
    assert_eq!(decision["identification"], "anonymous");
    assert_eq!(decision["contact"], Value::Null);
    assert_eq!(decision["at"], "2026-11-21T10:00:00+01:00");
    assert!(decision["notes"].is_array());
    let first = &decision["propositions"][0];
    for (field, is) in [
        ("offer", first["offer"].is_string()),
        ("category", first["category"].is_string()),
        ("content", first["content"]["title"].is_string()),
        ("html", first["html"].is_string()),
        ("xml", first["xml"].is_null()),
    ] {
        assert!(is, "{field}: {first}");
    }
    assert_eq!(first["rank"], 1);
    let number = |field: &str| first[field].as_f64().expect("a number");
    assert!((number("final_weight") - number("weight") * number("multiplier")).abs() < 1e-9);
    let excluded = decision["excluded"].as_array().expect("a list");
    assert!(excluded.len() > 5, "{decision}");
    for offer in excluded {
        for field in ["offer", "reason", "at", "detail"] {
            assert!(offer[field].as_str().is_some_and(|text| !text.is_empty()), "{offer}");
        }
    }
}

#[test]
fn a_known_cookie_is_implicit_and_an_email_explicit() {
    let by_cookie = vitrine(&[&NOBODY[..], &["--cookie=c-ben", "--json"]].concat()).json();
    assert_eq!(by_cookie["identification"], "implicit");
    assert_eq!(by_cookie["answered_by"], "recipient/web_best");
    assert_eq!(by_cookie["contact"]["dimension"], "recipient");
    assert!(by_cookie["contact"]["key"].is_array() && by_cookie["contact"]["label"].is_string());
    let session = ["--cookie=c-ben", "--session-cookie=s-anna-1121", "--json"];
    let by_session = vitrine(&[&NOBODY[..], &session].concat()).json();
    let email = ["--identity=anna.moreau@mail.example", "--json"];
    let by_email = vitrine(&[&NOBODY[..], &email].concat()).json();
    assert_eq!(by_email["identification"], "explicit");
    assert_eq!(
        by_email["contact"], by_session["contact"],
        "the session cookie goes before the permanent one"
    );
    let wrong = vitrine(&[&NOBODY[..], &["--identity=nobody@mail.example", "--json"]].concat()).json();
    assert_eq!(wrong["identification"], "anonymous");
    assert_eq!(wrong["notes"][0], "no recipient matches email 'nobody@mail.example'");
}

#[test]
fn with_the_fallback_off_nothing_is_proposed_and_the_notes_say_why() {
    let catalog = Edited::new("web_best", "fall_back_to_anonymous: true,", "");
    let mut arguments = NOBODY.to_vec();
    arguments[1] = catalog.path();
    let text = vitrine(&arguments);
    assert_eq!(text.code, 0);
    assert!(text.out.contains("no offer"), "{}", text.out);
    assert!(text.out.contains("the space does not fall back on an anonymous environment"), "{}", text.out);
    arguments.push("--json");
    let decision = vitrine(&arguments).json();
    assert_eq!(decision["propositions"], json!([]));
    assert_eq!(decision["answered_by"], "recipient/web_best");
    let note = decision["notes"][0].as_str().expect("a note");
    assert!(note.contains("unidentified") && note.contains("recipient"), "{note}");
}

#[test]
fn text_shows_the_path_the_ranks_and_every_other_offer_when_asked() {
    let short = vitrine(&NOBODY);
    for part in ["Path", "nobody is logged in", "Propositions", "×", "--explain"] {
        assert!(short.out.contains(part), "{part} is missing in {}", short.out);
    }
    let ranks = short.out.lines().filter(|line| line.contains(" × ")).count();
    assert_eq!(ranks, 2, "{}", short.out);
    let long = vitrine(&[&NOBODY[..], &["--explain"]].concat());
    let json = vitrine(&[&NOBODY[..], &["--json"]].concat()).json();
    let (_, others) = long.out.split_once("Not proposed\n").expect("the other offers");
    let (others, changes) = others.split_once("\nWhat would have to change\n").expect("the changes");
    assert_eq!(others.lines().count(), json["excluded"].as_array().map_or(0, Vec::len));
    assert!(changes.contains("Would be shown if the call requests"), "{changes}");
    assert!(others.contains("Not eligible") && others.contains("Outranked"), "{others}");
}

#[test]
fn explain_adds_what_would_have_to_change_to_the_json() {
    let plain = vitrine(&[&NOBODY[..], &["--json"]].concat()).json();
    let mut more = vitrine(&[&NOBODY[..], &["--json", "--explain"]].concat()).json();
    for offer in more["excluded"].as_array_mut().expect("a list") {
        let ways = offer.as_object_mut().and_then(|it| it.remove("would_be_shown_if")).expect("the ways");
        for way in ways.as_array().expect("a list") {
            assert!(way["rank"].as_u64() > Some(0) && way["all"][0].is_string(), "{way}");
        }
    }
    assert_eq!(more, plain, "nothing else is different, and JSON always explains");
}

#[test]
fn flags_take_the_place_of_what_the_scenario_says() {
    let scenario = ["decide", NEOBANK, "--scenario=logged_in", "--json"];
    let said = vitrine(&scenario).json();
    assert_eq!(offers(&said), ["recipient/term_deposit", "recipient/travel_card"]);
    let one = vitrine(&[&scenario[..], &["--count=1"]].concat()).json();
    assert_eq!(offers(&one), ["recipient/term_deposit"]);
    let french = vitrine(&[&scenario[..], &["--data=language=fr"]].concat()).json();
    assert_eq!(offers(&french), ["recipient/carte_voyage", "recipient/compte_joint"]);
    let partner = vitrine(&[&scenario[..], &["--category=partner"]].concat()).json();
    assert!(offers(&partner).iter().all(|offer| !offers(&said).contains(offer)), "{partner}");
    let later = vitrine(&[&scenario[..], &["--at=2027-01-15"]].concat()).json();
    assert_eq!(later["at"], "2027-01-15T00:00:00+01:00");
}

#[test]
fn call_data_takes_the_declared_type_or_that_of_the_linked_environment() {
    let text = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "x",
    dimensions: [
        Dimension(name: "r", kind: Recipient, key: ["id"], fields: [Field(name: "id", type: Text)]),
        Dimension(name: "v", kind: Visitor, key: ["id"], fields: [Field(name: "id", type: Text)]),
    ],
    folders: [Folder(name: "f", holds: Visitors)],
    environments: [
        Environment(name: "r", stage: Live, targeting_dimension: "r", spaces: [Space(name: "s", channel: InboundWeb,
            fall_back_to_anonymous: true, linked_anonymous_space: "v/s")]),
        Environment(name: "v", stage: Live, anonymous: true, targeting_dimension: "v", visitor_folder: "f",
            call_data: [Field(name: "basket", type: Decimal), Field(name: "pages", type: List),
                Field(name: "day", type: Date)],
            spaces: [Space(name: "s", channel: InboundWeb)],
            categories: [Category(name: "c", offers: [
                Offer(name: "o", target: "call.basket >= 10.0 && 'b' in call.pages",
                    weights: [Weight(label: "w", value: 1)], live_on: ["s"]),
            ])]),
    ])"#;
    let catalog = Edited::of(text);
    let decide =
        |data: &[&str]| vitrine(&[&["decide", catalog.path(), "--space=r/s", "--json"], data].concat());
    let decision = decide(&["--data=basket=10", "--data=pages=a,b"]);
    assert_eq!(offers(&decision.json()), ["v/o"], "{}", decision.out);
    let with_day = decide(&["--data=basket=10", "--data=pages=a,b", "--data=day=2026-06-01"]).json();
    assert_eq!(offers(&with_day), ["v/o"], "{with_day}");
    assert_eq!(with_day["notes"], decision.json()["notes"], "a day stays a day");
    let undeclared = decide(&["--data=colour=red"]).json();
    assert!(undeclared["notes"][0].as_str().is_some_and(|note| note.contains("colour")), "{undeclared}");
    let mistyped = decide(&["--data=basket=much"]);
    assert_eq!((mistyped.code, mistyped.out.as_str()), (2, ""));
    assert!(mistyped.err.contains("basket") && mistyped.err.contains("much"), "{}", mistyped.err);
}

#[test]
fn a_moment_of_local_mean_time_is_printed_in_utc() {
    let decision =
        vitrine(&["decide", NEOBANK, "--space=visitor/web_best_anonymous", "--at=1900-01-01", "--json"]);
    let at = decision.json()["at"].as_str().expect("a moment").to_owned();
    assert!(at.ends_with("+00:00") && at.parse::<vitrine::model::Moment>().is_ok(), "{at}");
}

#[test]
fn a_call_that_cannot_be_made_exits_2_and_says_what_there_is() {
    for (arguments, word) in [
        (vec!["--space=recipient/gone"], "recipient/web_best"),
        (vec!["--space=web_best"], "ENVIRONMENT/SPACE"),
        (vec!["--scenario=gone"], "logged_in"),
        (vec![], "--space"),
        (vec!["--space=a/b", "--data=language"], "NAME=VALUE"),
        (vec!["--space=a/b", "--at=tomorrow"], "2026-07-01"),
        (vec!["--space=a/b", "--count=-1"], "--count"),
        (vec!["--space=a/b", "--audience=x"], "“x”"),
        (vec!["--calls=-"], "--json"),
        (vec!["--calls=-", "--json", "--space=a/b"], "--space"),
        (vec!["--calls=nope.jsonl", "--json"], "nope.jsonl"),
    ] {
        let ran = vitrine(&[&["decide", NEOBANK], &arguments[..]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(word), "{arguments:?}: {}", ran.err);
    }
}

/// Whole numbers beyond those that decimals can tell apart have all their digits: in details, notes and contents.
#[test]
fn whole_numbers_are_said_to_the_last_digit() {
    let catalog = Edited::of(
        r#"#![enable(implicit_some)]
        Catalog(format: 1, name: "m", dimensions: [Dimension(name: "r", kind: Recipient, key: ["id"],
            fields: [Field(name: "id", type: Integer), Field(name: "n", type: Integer)])],
        environments: [Environment(name: "e", stage: Design(live: "l"), targeting_dimension: "r",
            call_data: [Field(name: "b", type: Boolean), Field(name: "c", type: Integer)],
            spaces: [Space(name: "s", channel: InboundWeb)],
            categories: [Category(name: "c", offers: [
                Offer(name: "o", weights: [Weight(value: 9007199254740994)],
                    content: Content(title: "{{ profile.n }} {{ profile.n + 2 }} {{ profile.n|abs }} {{ call.c // 1 }}")),
                Offer(name: "p", target: "profile.n > 9007199254740993 && call.c == -9223372036854775807",
                    weights: [Weight(value: 1)]),
                Offer(name: "q", weights: [Weight(value: 1)])])]),
            Environment(name: "l", stage: Live, targeting_dimension: "r")],
        contacts: [Contact(dimension: "r", values: {"id": 9007199254740995, "n": 9007199254740993})])"#,
    );
    let call = ["decide", catalog.path(), "--space=e/s", "--identity=9007199254740995"];
    let decision = vitrine(&[&call[..], &["--data=c=-9223372036854775808", "--json"]].concat()).json();
    assert_eq!(
        decision["propositions"][0]["content"]["title"],
        "9007199254740993 9007199254740995 9007199254740993 -9223372036854775808"
    );
    let detail = |at: usize| decision["excluded"][at]["detail"].as_str().unwrap_or_default().to_owned();
    assert!(detail(0).contains("profile.n is 9007199254740993"), "{}", detail(0));
    assert!(detail(0).contains("call.c is -9223372036854775808"), "{}", detail(0));
    assert!(detail(1).contains("o 9007199254740994"), "{}", detail(1));
    let line = r#"{"space": "e/s", "identity": ["9007199254740993"], "call_data": {"b": 9007199254740993}}"#;
    let ran = with_input(&["decide", catalog.path(), "--calls", "-", "--json"], line);
    assert_eq!(ran.out.matches("9007199254740993").count(), 2, "{}", ran.out);
}

/// No digit of a number is lost without a word: it is used as it was written, or refused.
#[test]
fn a_number_of_more_digits_than_can_be_kept_is_refused() {
    const LONG: &str = "0.1000000000000000055511151231257827";
    let text = |amount: &str, key: &str| {
        format!(
            r#"#![enable(implicit_some)]
Catalog(format: 1, name: "m", dimensions: [Dimension(name: "r", kind: Recipient, key: ["id"],
    fields: [Field(name: "id", type: Decimal)])],
environments: [Environment(name: "e", stage: Design(live: "l"), targeting_dimension: "r",
    call_data: [Field(name: "n", type: Integer), Field(name: "d", type: Decimal)],
    spaces: [Space(name: "s", channel: InboundWeb)],
    categories: [Category(name: "c", offers: [Offer(name: "o", weights: [Weight(value: {amount})])])]),
    Environment(name: "l", stage: Live, targeting_dimension: "r")],
contacts: [Contact(dimension: "r", values: {{"id": {key}}})])"#
        )
    };
    for (amount, key, number, kept) in [
        (LONG, "0.1", LONG, "0.1"),
        ("9007199254740993", "0.1", "9007199254740993", "9007199254740992.0"),
        ("1.0", LONG, LONG, "0.1"),
        ("1.0", "1e-400", "1e-400", "0.0"),
    ] {
        let catalog = Edited::of(text(amount, key));
        let (line, column) = catalog.place(number);
        for command in ["check", "fmt"] {
            let ran = vitrine(&[command, catalog.path()]);
            let said = format!("{}{}", ran.out, ran.err);
            assert!(
                ran.code != 0
                    && said.contains(&format!(":{line}:{column}: "))
                    && said.contains(&format!("{number} has more digits")),
                "{said}"
            );
            assert!(said.contains(&format!("it would become {kept}")), "{said}");
        }
        assert_eq!(std::fs::read_to_string(&catalog.path).expect("there"), catalog.text);
    }
    let catalog = Edited::of(text("1.10", "0.1"));
    assert_eq!(vitrine(&["check", catalog.path()]).code, 0);
    let decide = ["decide", catalog.path(), "--space=e/s", "--json"];
    let refused = vitrine(&[&decide[..], &["--data", &format!("d={LONG}")]].concat());
    assert!(refused.code == 2 && refused.err.contains(LONG), "{}", refused.err);
    let nobody = vitrine(&[&decide[..], &["--identity", LONG]].concat()).json();
    assert_eq!((&nobody["contact"], &nobody["identification"]), (&Value::Null, &json!("anonymous")));
    assert_eq!(
        vitrine(&[&decide[..], &["--identity", "1.0e-1"]].concat()).json()["identification"],
        "explicit"
    );
    let twice = vitrine(&[&decide[..], &["--data=n=3", "--data=n=4"]].concat());
    assert!(twice.code == 2 && twice.err.contains("n is given twice"), "{}", twice.err);
    let call = format!(r#"{{"space":"e/s","call_data":{{"n":3.0000000000000000001,"d":{LONG}}}}}"#);
    let ran = with_input(&["decide", catalog.path(), "--calls", "-", "--json"], &call);
    assert!(ran.out.contains("“3.0000000000000000001” is not a whole number"), "{}", ran.out);
    assert!(ran.out.contains(&format!("{LONG} has more digits")), "{}", ran.out);
}

#[test]
fn several_spaces_are_a_page_for_one_contact() {
    let page = |flags: &[&str]| {
        let own = [
            "decide",
            NEOBANK,
            "--space=recipient/web_best",
            "--space=recipient/app_home",
            "--at=2026-11-21T10:00",
            "--identity=anna.moreau@mail.example",
            "--count=3",
        ];
        vitrine(&[&own[..], flags].concat())
    };
    let twice = page(&["--json"]).json();
    let of = |page: &Value| -> Vec<Vec<String>> {
        let page = page.as_array().expect("a page is a list");
        page.iter().map(|it| offers(it).iter().map(ToString::to_string).collect()).collect()
    };
    let (first, second) = (of(&twice)[0].clone(), of(&twice)[1].clone());
    assert_eq!(twice[1]["identification"], "explicit");
    assert_eq!(twice[1]["contact"], twice[0]["contact"]);
    assert!(second.iter().any(|offer| first.contains(offer)), "{twice}");
    let once = of(&page(&["--no-offer-twice", "--json"]).json());
    assert_eq!(once[0], first);
    assert!(once[1].iter().all(|offer| !first.contains(offer)), "{once:?}");
    let text = page(&["--no-offer-twice"]);
    assert!(text.code == 0 && text.out.contains("Space 2 of 2"), "{}", text.out);
}
