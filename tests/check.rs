//! What checking finds, case by case: a clean catalog, one change of its text, and the issues of the change.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use vitrine::check::{Issue, Severity, check, codes};
use vitrine::contacts::Population;
use vitrine::document::Edit;
use vitrine::engine::Plan;
use vitrine::model::{Catalog, Ref, WeightValue};
use vitrine::text::Language;

/// Two environments with their Live ones, and one of everything. Nothing is wrong with it.
const CLEAN: &str = r##"Catalog(
    format: 1, name: "bank", label: "Bank", time_zone: "Europe/Paris",
    dimensions: [
        Dimension(name: "client", label: "Client", kind: Recipient, key: ["id"], fields: [
            Field(name: "id", type: Text), Field(name: "email", type: Text), Field(name: "age", type: Integer)]),
        Dimension(name: "visitor", label: "Visitor", kind: Visitor, key: ["vid"],
            fields: [Field(name: "vid", type: Text)]),
    ],
    folders: [
        Folder(name: "visitors", label: "Visitors", holds: Visitors),
        Folder(name: "blog", label: "Blog", holds: Visitors, parent: "visitors"),
        Folder(name: "clients", label: "Clients", holds: Recipients),
    ],
    channels: ["desk"],
    offer_fields: [Field(name: "price", type: Decimal)],
    presentation_rules: [PresentationRule(name: "gentle", label: "Gentle", channel: InboundWeb,
        applies_to: "offer.category != 'filler'", recipients: "profile.age > 0", within: "30d", at_most: 2,
        count: Count(matching: "proposition.weight > 1.0"))],
    typologies: [Typology(name: "calm", label: "Calm", rules: ["gentle"])],
    environments: [
        Environment(name: "anon", label: "Visitors", stage: Design(live: "anon_live"), anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "visitors", weights: [Weight(label: "All", value: 5)],
            spaces: [Space(name: "home", label: "Anonymous home", channel: InboundWeb, unitary: true)],
            categories: [Category(name: "welcome", label: "Welcome", offers: [Offer(name: "hello", label: "Hello")])]),
        Environment(name: "anon_live", label: "Live visitors", stage: Live, anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "visitors",
            spaces: [Space(name: "live_home", channel: InboundWeb)]),
        Environment(name: "known", label: "Clients", stage: Design(live: "known_live"),
            targeting_dimension: "client", typology: "calm",
            call_data: [Field(name: "page", type: Text)],
            call_data_examples: [Example(name: "Loans page", values: {"page": "loans"})],
            filters: [Filter(name: "adult", label: "Adults", rule: "profile.age >= least",
                parameters: [Parameter(name: "least", type: Integer, default: 18)])],
            spaces: [
                Space(name: "web", label: "Web", channel: InboundWeb, unitary: true, default_categories: ["loans"],
                    default_themes: ["credit"], identification_keys: ["email"], fall_back_to_anonymous: true,
                    linked_anonymous_space: "anon/home",
                    content_fields: [ContentField(name: "title", required: true), ContentField(name: "price")],
                    rendering: Rendering(html: "<b>{{ title }}</b> {{ price }}"),
                    storage: Storage(fields: {"seen": "interaction.at"})),
                Space(name: "kiosk", label: "Kiosk", channel: Other("desk")),
            ],
            categories: [
                Category(name: "loans", label: "Loans", themes: ["credit"], target: "filters.adult()",
                    period: Period(from: "2026-01-01", until: "2027-12-31"),
                    multiplier: Multiplier(value: 1.5, period: Period(from: "2026-06-01", until: "2026-11-30")),
                    offers: [Offer(name: "car", label: "Car loan", target: "profile.age < 70",
                        period: Period(from: "2026-02-01", until: "2027-06-30"),
                        weights: [
                            Weight(label: "Autumn", value: 20, space: "web",
                                period: Period(from: "2026-09-01", until: "2026-12-21")),
                            Weight(label: "By age", value: "double(profile.age)", period: Period(until: "2026-12-24")),
                        ],
                        content: Content(title: "Drive, {{ profile.email }}", image_url: "https://bank.example/car.jpg",
                            fields: {"price": 3.5}, spaces: {"kiosk": Content(title: "Drive now")}),
                        approval: Approval(content: Approved(spaces: ["web"])))],
                    categories: [Category(name: "small", label: "Small loans", period: Period(until: "2027-01-31"))]),
                Category(name: "filler", label: "Filler", always_recommended: true, offers: [
                    Offer(name: "app", label: "The app", weights: [Weight(label: "Low", value: 1)],
                        content: Content(title: "Get the app"))]),
            ]),
        Environment(name: "known_live", label: "Live clients", stage: Live, targeting_dimension: "client",
            spaces: [Space(name: "web", label: "Live web", channel: InboundWeb,
                linked_anonymous_space: "anon_live/live_home")],
            categories: [Category(name: "live", label: "Live", offers: [Offer(name: "bike", label: "Bike loan",
                live_on: ["web"], weights: [Weight(label: "Only", value: 3)])])]),
    ],
    templates: [Offer(name: "blank", label: "Blank", target: "profile.x > 3",
        weights: [Weight(label: "First", value: "profile.y", space: "kiosk")])],
    contacts: [Contact(dimension: "client", folder: "clients", values: {"id": "1", "email": "a@b.example", "age": 40},
        history: [Proposition(offer: "known/car", space: "anon/home", at: "2026-11-01", status: Presented)])],
    scenarios: [Scenario(name: "logged_in", label: "Logged in",
        call: Call(space: "known/web", identity: ["a@b.example"], call_data: {"page": "car"}, categories: ["welcome", "loans"],
            themes: ["credit"], at: "2026-11-21T10:00"),
        expect: Expect(answered_by: "known/web", offers: ["known/car"], excluded: {"known/app": outranked}))],
)"##;

/// A case: what it is about, a text of the clean catalog and what takes its place, and the issues of that,
/// each as `code entity field`.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    // CASES
];

fn read(text: &str) -> Result<Catalog, ron::error::SpannedError> {
    ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
}

fn issues(catalog: &Arc<Catalog>) -> Vec<Issue> {
    let now = "2026-11-21T09:00:00Z".parse().expect("a moment");
    check(&Plan::new(catalog), &Population::of(catalog), now)
}

fn changed(case: &Case) -> Arc<Catalog> {
    let (name, from, to, _) = case;
    assert_eq!(CLEAN.matches(from).count(), 1, "{name}: the text to replace is not there exactly once");
    let text = CLEAN.replace(from, to);
    Arc::new(read(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// `offer known/car`
fn entity(entity: &Ref) -> String {
    match (entity, entity.environment()) {
        (Ref::Contact(index), _) => format!("contact {index}"),
        (Ref::Environment(_), _) | (_, None) => format!("{} {}", entity.kind(), entity.name()),
        (_, Some(environment)) => format!("{} {environment}/{}", entity.kind(), entity.name()),
    }
}

fn line(issue: &Issue) -> String {
    format!("{} {} {}", issue.code, entity(&issue.place.entity), issue.place.field_text()).trim().to_owned()
}

fn lines(issues: &[Issue]) -> Vec<String> {
    issues.iter().map(line).collect()
}

#[test]
fn a_clean_catalog_has_no_issue() {
    let catalog = Arc::new(read(CLEAN).expect("it is a catalog"));
    assert_eq!(lines(&issues(&catalog)), Vec::<String>::new());
}

#[test]
fn each_change_has_its_issues() {
    for case in CASES {
        assert_eq!(lines(&issues(&changed(case))), case.3, "{}", case.0);
    }
}

/// Numbers that no file can hold can still be typed.
#[test]
fn a_weight_that_is_no_number_is_an_error() {
    let mut catalog = read(CLEAN).expect("it is a catalog");
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    environment.weights[0].value = WeightValue::Number(f64::NAN);
    assert_eq!(lines(&issues(&Arc::new(catalog))), ["bad_number environment anon weights[0].value"]);
}

#[test]
fn every_code_has_a_case() {
    let tested: BTreeSet<&str> =
        CASES.iter().flat_map(|case| case.3).filter_map(|line| line.split(' ').next()).collect();
    let all: BTreeSet<&str> = codes().map(|(code, _)| code).collect();
    assert_eq!(tested, all);
}

#[test]
fn every_issue_can_be_said_in_every_language() {
    for issue in CASES.iter().flat_map(|case| issues(&changed(case))) {
        let fix = issue.fix.as_ref().map(|fix| &fix.title);
        for message in [Some(&issue.message), issue.hint.as_ref(), fix].into_iter().flatten() {
            for language in Language::ALL {
                let said = language.say(message);
                assert!(said != message.id && !said.contains("{$"), "{said}");
            }
        }
    }
}

/// A fix is an edit of its entities, after which its issue is gone and no error is new.
#[test]
fn a_fix_repairs_its_issue() {
    for case in CASES {
        let catalog = changed(case);
        let before = issues(&catalog);
        for issue in &before {
            let Some(fix) = &issue.fix else { continue };
            let puts = fix.put.iter().map(|(at, entity)| Edit::Put(at.clone(), entity.clone())).collect();
            let fixed = Edit::All(puts).apply(&catalog).expect("a fix changes something");
            let after = issues(&fixed);
            assert!(!lines(&after).contains(&line(issue)), "{}: {} is still there", case.0, line(issue));
            let errors = |issues: &[Issue]| issues.iter().filter(|it| it.severity == Severity::Error).count();
            assert!(errors(&after) <= errors(&before), "{}: {:?}", case.0, lines(&after));
        }
    }
}

#[test]
fn the_sample_catalogs_have_no_issue() {
    for name in ["neobank", "travel", "two_brands"] {
        let path = format!("{}/catalogs/{name}.catalog.ron", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).expect("readable");
        let catalog = Arc::new(read(&text).unwrap_or_else(|error| panic!("{name}: {error}")));
        let found = issues(&catalog);
        let said: Vec<String> = found
            .iter()
            .map(|issue| format!("{}: {}", line(issue), Language::En.say(&issue.message)))
            .collect();
        assert_eq!(said, Vec::<String>::new(), "{name}");
    }
}

/// The texts between quotes, with where they stand.
fn quoted(text: &str) -> Vec<std::ops::Range<usize>> {
    let marks: Vec<usize> = text.match_indices('"').map(|(index, _)| index).collect();
    marks.chunks_exact(2).map(|pair| pair[0] + 1..pair[1]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Names, rules and texts that change places make duplicates, loops and references to nothing.
    #[test]
    fn nothing_makes_it_panic(swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        let mut text = CLEAN.to_owned();
        for (from, to) in swaps {
            let places = quoted(&text);
            let (from, to) = (places[from.index(places.len())].clone(), places[to.index(places.len())].clone());
            let taken = text[from].to_owned();
            text.replace_range(to, &taken);
        }
        if let Ok(catalog) = read(&text) {
            for issue in issues(&Arc::new(catalog)) {
                prop_assert!(!Language::En.say(&issue.message).is_empty());
            }
        }
    }
}
