//! Calls answered one after another by a clerk, who keeps what offers look like, against the same calls each by itself: every
//! kind of value that a template can name, what is missing, what fails, and what costs so much that there is a bound.

use crate::support::{now, offer, opened, read, shop};
use proptest::prelude::*;
use vitrine::engine::{Clerk, Decision, PageOptions, Report, decide, decide_best, decide_page_for};
use vitrine::model::{Call, Value};

/// What fields and spaces show: of whoever calls, of the call, the offer and the proposition.
const SHOWN: [&str; 22] = [
    "nothing of anybody",
    "{{ profile.email }}<&'/> for {{ call.language }}, {{ offer.name }} {{ profile.email }}{{ unheard_of }}",
    "{% for email in call.words %}{{ email }}{% endfor %}{% if price %}{{ profile.id }}{% endif %}",
    "{{ profile.age }} {{ profile.score }}",
    "{{ profile.email }} of {{ profile.id|upper }}",
    "{{ profile['email'] }}{% if profile.age > 30 %} old{% endif %}",
    "{{ profile }}",
    "{{ profile[call.language] }} {{ profile.email[call.pages] }}",
    "{{ profile.born }}, {{ profile.nobody }} and {{ profile.email.length }}",
    "{{ call.language }}: {{ call.pages + 1 }}",
    "{{ call.since }} {{ call }}",
    "{{ call.words|join('|') }} {{ 100 / call.pages }}",
    "{% for word in call.words %}{{ loop.index }}{{ word }} {{ profile.age }}{% endfor %}",
    "{% for profile in call.words %}{{ profile.age }}{{ profile }}{% else %}none{% endfor %}",
    "{{ proposition.rank }}",
    "{{ proposition.weight }} on {{ proposition.space }}",
    "{{ proposition.at }}",
    "{{ proposition }}",
    "{{ offer.name }} {{ offer.themes }} {{ proposition.offer }}",
    "{{ offer }}{{ unheard_of }}{{ title }}",
    "{{ broken",
    "{% for i in call.words %}{% for j in call.words %}{{ profile.email * 4000 }}{% endfor %}{% endfor %}",
];

const CALL_DATA: &str = r#"call_data: [Field(name: "language", type: Text), Field(name: "pages", type: Integer),
    Field(name: "since", type: Date), Field(name: "words", type: List)],"#;

fn contacts() -> String {
    let contact = |id: &str, values: &str| {
        format!(r#"Contact(dimension: "recipient", values: {{"id": "{id}", {values}}}),"#)
    };
    let bea = contact("bea", r#""email": "i1;-", "age": 50, "score": 0.0, "born": "2000-02-29""#);
    let cy = contact("cy", r#""email": "<cy>\u{9b}\u{7f}é", "age": 50, "score": -0.0"#);
    bea + &cy + &contact("dan", r#""age": 1"#)
}

fn catalog(rendering: &str) -> String {
    let quoted = |text: &str| format!("{text:?}");
    let content = |index: usize, shown: &str| {
        format!(
            r#"content: Content(title: {}, html: "<b>{{{{ profile.age }}}}</b>{{{{ title }}}}", fields: {{"price": {index}.0}},
                spaces: {{"web": Content(text: {})}}), weights: [Weight(value: {}), Weight(value: 99, target: "profile.age > 40")],"#,
            quoted(shown),
            quoted(SHOWN[(index * 7) % SHOWN.len()]),
            1 + index / 2,
        )
    };
    let offers: Vec<String> = SHOWN
        .iter()
        .enumerate()
        .map(|(index, shown)| offer(&format!("o{index}"), &content(index, shown)))
        .collect();
    shop(&[
        ("environment", CALL_DATA),
        ("space", &format!("rendering: Rendering({rendering}),")),
        (
            "categories",
            &format!(r#"Category(name: "all", themes: ["money"], offers: [{}])"#, offers.concat()),
        ),
        ("contacts", &contacts()),
    ])
}

fn calls() -> Vec<Call> {
    let data = [
        r#"{"language": "email", "pages": 0}"#,
        r#"{"language": "age", "words": ["a", "b]"], "pages": 3}"#,
        r#"{"since": "2026-01-01", "words": ["a,b"], "wrong": 1}"#,
        "{}",
    ];
    let mut all = Vec::new();
    for who in ["anna", "bea", "cy", "dan", "nobody"] {
        for data in data {
            for (at, count) in [("2026-06-15T10:00", 20), ("2026-06-15T10:00:01", 3), ("2026-06-16", 20)] {
                all.push(read(&format!(
                    r#"(space: "r/web", identity: ["{who}"], call_data: {data}, at: "{at}", count: {count})"#
                )));
            }
        }
    }
    all
}

#[track_caller]
fn assert_alike(clerks: &Decision, alone: &Decision) {
    assert_eq!(clerks.propositions, alone.propositions);
    assert_eq!(clerks.notes, alone.notes);
    let json = |decision: &Decision| serde_json::to_string(&Report::of(decision)).expect("JSON");
    // Beyond what is equal as JSON, a clerk's looks are written without what steers a terminal.
    assert_eq!(vitrine::text::escaped_json(&json(clerks)), vitrine::text::escaped_json(&json(alone)));
}

const RENDERINGS: [&str; 5] = [
    "",
    r#"html: "<h1>{{ title }}</h1>{{ html }}<p>{{ text }}{{ price }}</p>", text: "{{ title }}""#,
    r#"text: "{{ text }} {{ profile.email }}", xml: "<r>{{ proposition.rank }}</r>""#,
    r#"html: "{% if price %}{{ title }}{% for theme in offer.themes %}{{ html }}{{ title }}{% endfor %}{% endif %}",
        text: "{{ title }}{{ html }}{{ profile.id }}", xml: "<r>{{ html }}{{ title }}{{ profile.id }}</r>""#,
    r#"html: "{% for i in call.words %}{{ (title ~ i) * 90000 }}{% endfor %}", text: "{{ 1 / 0 }}""#,
];

#[test]
fn a_clerk_shows_what_each_call_shows_by_itself() {
    for rendering in RENDERINGS {
        let (plan, population) = opened(&catalog(rendering));
        let mut clerk = Clerk::new(&plan);
        // What takes too much takes long, and is the same for all.
        let each = if rendering == RENDERINGS[4] { 13 } else { 1 };
        let calls: Vec<Call> = calls().into_iter().step_by(each).collect();
        // Once with nothing kept, and once with all of it.
        // And between, what is asked for a second time is kept.
        for call in calls.iter().chain(calls.iter().rev()).chain(&calls) {
            let alone = decide(&plan, &population, call, now()).expect("the space exists");
            let clerks = clerk.decide(&population, call, false, now()).expect("the space exists");
            assert_alike(&clerks, &alone);
            let best = decide_best(&plan, &population, call, now()).expect("the space exists");
            assert_alike(&clerk.decide(&population, call, true, now()).expect("the space exists"), &best);
        }
    }
}

#[test]
fn a_clerk_answers_pages_and_refuses_what_cannot_be_answered() {
    let (plan, population) = opened(&catalog(RENDERINGS[1]));
    let mut clerk = Clerk::new(&plan);
    let mut calls = calls();
    calls[2].space = "r/gone".into();
    let options = PageOptions { no_offer_twice: true, unexplained: true };
    let caller = vitrine::engine::Caller { identity: vec![Value::from("bea")], ..Default::default() };
    for _ in 0..2 {
        let alone = decide_page_for(&plan, &population, &caller, &calls[..5], options, now());
        let clerks = clerk.decide_page(&population, &caller, &calls[..5], options, now());
        assert_eq!((alone.len(), clerks.len()), (5, 5));
        for (clerks, alone) in clerks.iter().zip(&alone) {
            match (clerks, alone) {
                (Ok(clerks), Ok(alone)) => assert_alike(clerks, alone),
                (clerks, alone) => assert_eq!(clerks.as_ref().err(), alone.as_ref().err()),
            }
        }
    }
    let gone = clerk.decide(&population, &calls[2], true, now());
    assert_eq!(gone.err(), decide_best(&plan, &population, &calls[2], now()).err());
}

/// Parts of templates: texts, values that are shown, and values that something else is done with.
const PARTS: [&str; 26] = [
    "<&'/\u{9b}",
    "é\n\"",
    "{{ profile.email }}",
    "{{ profile.id }}",
    "{{ profile['age'] }}",
    "{{ profile.score }}",
    "{{ profile.born }}",
    "{{ profile.gone }}",
    "{{ call.language }}",
    "{{ call.pages }}",
    "{{ call.words }}",
    "{{ offer.name }}",
    "{{ offer.price }}",
    "{{ proposition.rank }}",
    "{{ proposition.weight }}",
    "{{ title }}",
    "{{ html }}",
    "{{ text }}",
    "{{ price }}",
    "{{ note }}",
    "{{ profile }}",
    "{{ email }}",
    "{{ profile.email ~ title }}",
    "{{ html|upper }}",
    "{{ note|default('none') }}",
    "{{ 1 / 0 }}",
];

/// What may stand around parts.
const AROUND: [(&str, &str); 12] = [
    ("{% if price %}", "{% endif %}"),
    ("{% if title %}", "{% else %}no title{% endif %}"),
    ("{% if profile.age > 30 %}", "{% endif %}"),
    ("{% if call.pages == 0 %}", "{% else %}{{ profile.email }}{% endif %}"),
    ("{% for email in offer.themes %}{{ email }}", "{% endfor %}"),
    ("{% for profile in offer.themes %}", "{% endfor %}"),
    ("{% for title in offer.themes %}", "{% endfor %}"),
    ("{% for html in offer.themes %}", "{% endfor %}"),
    ("{% for word in call.words %}", "{% else %}no words{% endfor %}"),
    ("{% for note in offer.themes if note != 'sun' %}", "{% endfor %}"),
    ("<i title='", "'>{{ loop }}</i>"),
    ("", ""),
];

fn template() -> impl Strategy<Value = String> {
    let parts = || prop::collection::vec(prop::sample::select(&PARTS[..]), 0..3).prop_map(|it| it.concat());
    let around = || prop::sample::select(&AROUND[..]);
    (parts(), around(), parts(), around(), parts(), parts()).prop_map(
        |(before, (open, close), first, (inside, end), second, behind)| {
            format!("{before}{open}{first}{inside}{second}{end}{close}{behind}")
        },
    )
}

/// Two offers that show templates of any kind, in fields of any name, on a space that does so too.
fn templates() -> impl Strategy<Value = String> {
    let three = || (template(), template(), template());
    (three(), three(), three(), prop::sample::select(&["note", "call", "profile"][..])).prop_map(
        |(one, other, space, own)| {
            let show = |name: &str, (title, html, more): &(String, String, String)| {
                let content = format!(
                    r#"content: Content(title: {title:?}, html: {html:?}, fields: {{"price": 3.0, "{own}": {more:?}}},
                        spaces: {{"web": Content(text: {more:?})}}),"#
                );
                offer(name, &content)
            };
            let offers = [show("one", &one), show("other", &other)].concat();
            let (html, text, xml) = &space;
            shop(&[
                ("environment", CALL_DATA),
                ("space", &format!("rendering: Rendering(html: {html:?}, text: {text:?}, xml: {xml:?}),")),
                ("categories", &format!(r#"Category(name: "all", themes: ["money", "sun"], offers: [{offers}])"#)),
                ("contacts", &contacts()),
            ])
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_clerk_shows_what_any_templates_show(catalog in templates()) {
        let (plan, population) = opened(&catalog);
        let mut clerk = Clerk::new(&plan);
        let calls: Vec<Call> = calls().into_iter().filter(|call| call.count == 3).collect();
        for call in calls.iter().chain(&calls).chain(&calls) {
            let alone = decide(&plan, &population, call, now()).expect("the space exists");
            assert_alike(&clerk.decide(&population, call, false, now()).expect("the space exists"), &alone);
        }
    }
}
