//! What checking finds, case by case: a clean catalog, one change of its text, and the issues of the change.

use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use vitrine::check::{Issue, Severity, check, check_within, codes, example};
use vitrine::contacts::Population;
use vitrine::document::Edit;
use vitrine::engine::Plan;
use vitrine::model::{Catalog, Entity, Ref, WeightValue};
use vitrine::rule::Effort;
use vitrine::text::Language;

/// Two environments with their Live ones, and one of everything. Nothing is wrong with it.
const CLEAN: &str = include_str!("check/clean.catalog.ron");

/// A case: what it is about, a text of the clean catalog and what takes its place, and the issues of that.
#[derive(serde::Deserialize)]
struct Case {
    name: String,
    from: String,
    to: String,
    /// Each as `code entity field`.
    issues: Vec<String>,
}

fn cases() -> Vec<Case> {
    ron::from_str(include_str!("check/cases.ron")).expect("the cases are RON")
}

fn read(text: &str) -> Result<Catalog, ron::error::SpannedError> {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text)
}

fn issues(catalog: &Arc<Catalog>) -> Vec<Issue> {
    let now = "2026-11-21T09:00:00Z".parse().expect("a moment");
    check(&Plan::new(catalog), &Population::of(catalog), now)
}

fn changed(case: &Case) -> Arc<Catalog> {
    let Case { name, from, to, .. } = case;
    assert_eq!(CLEAN.matches(from).count(), 1, "{name}: the text to replace is not there exactly once");
    let text = CLEAN.replace(from, to);
    Arc::new(read(&text).unwrap_or_else(|error| panic!("{name}: {error}")))
}

/// `offer known/car`
fn entity(entity: &Ref) -> String {
    match (entity, entity.environment()) {
        (Ref::Catalog, _) => "catalog".to_owned(),
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

/// Where the examples of issues stand that are not part of the clean catalog: what takes which place.
const PLACES: &[(&str, &str, &str)] = &[
    ("bad_name", r#"name: "blog""#, "{}"),
    ("duplicate_name", SMALL_CATEGORIES, "{}"),
    ("duplicate_code", r#"offers: [Offer(name: "hello", label: "Hello")]"#, "{}"),
    ("reserved_name", r#"offer_fields: [Field(name: "price", type: Decimal)]"#, "{}"),
    ("negative_multiplier", "value: 1.5", "{}"),
    ("visitor_folder_missing", ANONYMOUS_DESIGN, r#"stage: Design(live: "anon_live"), {}"#),
    ("brands_share_folder", "environments: [", "environments: [{}, "),
    ("live_differs", ANONYMOUS_LIVE, "{}"),
    ("shared_key", "contacts: [", "contacts: [{}, "),
    ("shared_cookie", "contacts: [", "contacts: [{}, "),
    (
        "linked_space_falls_back",
        r#"Space(name: "home", label: "Anonymous home", channel: InboundWeb, unitary: true)"#,
        "{}",
    ),
    ("fallback_without_space", FALLBACK, "{}"),
    ("rule_warning", TARGET, "{}"),
    ("rule_too_long", TARGET, "{}"),
    ("rule_never_matches", TARGET, "{}"),
    ("rule_part_impossible", TARGET, "{}"),
    ("rule_branch_not_taken", TARGET, "{}"),
    ("call_data_without_channel", TARGET, "{}"),
    ("template_error", TEMPLATE, "{}"),
    ("template_unknown_field", TEMPLATE, "{}"),
    ("template_undeclared_field", TEMPLATE, "{}"),
    ("template_risk", TEMPLATE, "{}"),
    ("template_fails", TEMPLATE, "{}"),
    ("active_content", TEMPLATE, "{}"),
    ("split_overlap", r#"Weight(label: "Low", value: 1)"#, "{}"),
    ("split_gap", r#"Weight(label: "Low", value: 1)"#, "{}"),
    ("offer_outside_category", SMALL, "{}"),
    ("category_outside_category", SMALL, "{}"),
    ("weight_outside_period", r#"Offer(name: "hello", label: "Hello")"#, "{}"),
    ("multiplier_outside_category", SMALL, "{}"),
    ("offer_unreachable", SMALL, "{}"),
    ("offer_under_disabled", SMALL, "{}"),
    ("always_recommended_heavy", ALWAYS_RECOMMENDED, "{}"),
    ("unused_theme", SMALL, "{}"),
    ("live_on_in_design", r#"Offer(name: "hello", label: "Hello")"#, "{}"),
    ("scenario_without_moment", CALL, "{}"),
];
const SMALL: &str = r#"Category(name: "small", label: "Small loans", period: Period(until: "2027-01-31"))"#;
const SMALL_CATEGORIES: &str =
    r#"categories: [Category(name: "small", label: "Small loans", period: Period(until: "2027-01-31"))]"#;
const TARGET: &str = r#"target: "profile.age < 70""#;
const TEMPLATE: &str = r#"html: "<b>{{ title }}</b> {{ price }}""#;
const ANONYMOUS_DESIGN: &str = r#"stage: Design(live: "anon_live"), anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "visitors""#;
const ANONYMOUS_LIVE: &str = r#"stage: Live, anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "visitors""#;
const FALLBACK: &str = r#"fall_back_to_anonymous: true,
                    linked_anonymous_space: "anon/home""#;
const ALWAYS_RECOMMENDED: &str = r#"always_recommended: true, offers: [
                    Offer(name: "app", label: "The app", weights: [Weight(label: "Low", value: 1)],
                        content: Content(title: "Get the app"))]"#;
const CALL: &str = r#"Call(space: "known/web", identity: ["a@b.example"], call_data: {"page": "car"}, categories: ["welcome", "loans"],
            themes: ["credit"], at: "2026-11-21T10:00")"#;

/// Codes of rules that are too many for an example, and of numbers that can only be typed.
const WITHOUT_EXAMPLE: [&str; 3] = ["rules_too_costly", "rules_unproved", "bad_number"];

#[test]
fn each_example_of_an_issue_has_it_and_what_stands_beside_it_has_not() {
    let mut wrong = Vec::new();
    for (code, _) in codes().filter(|(code, _)| !WITHOUT_EXAMPLE.contains(code)) {
        let example = example(code).unwrap_or_else(|| panic!("{code} has no example"));
        let place = PLACES.iter().find(|(of, ..)| *of == code);
        let (from, to) = place.map_or((example.right, "{}"), |(_, from, to)| (*from, *to));
        assert_eq!(CLEAN.matches(from).count(), 1, "{code}: {from} is not there exactly once");
        let reads = |text: &str| read(&CLEAN.replace(from, &to.replace("{}", text))).is_ok();
        let has = |text: &str| {
            let text = CLEAN.replace(from, &to.replace("{}", text));
            read(&text).is_ok_and(|catalog| issues(&Arc::new(catalog)).iter().any(|issue| issue.code == code))
        };
        let found = (has(example.wrong), !reads(example.right) || has(example.right));
        if found != (true, false) {
            wrong.push((code, found));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_clean_catalog_has_no_issue() {
    let catalog = Arc::new(read(CLEAN).expect("it is a catalog"));
    assert_eq!(lines(&issues(&catalog)), Vec::<String>::new());
}

#[test]
fn each_change_has_its_issues() {
    let found = |case: &Case| (case.name.clone(), lines(&issues(&changed(case))));
    let wrong: Vec<_> = cases()
        .into_iter()
        .map(|case| (found(&case), case.issues))
        .filter(|((_, it), all)| it != all)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Numbers that no file can hold can still be typed.
#[test]
fn a_weight_that_is_no_number_is_an_error() {
    let mut catalog = read(CLEAN).expect("it is a catalog");
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    environment.weights[0].value = WeightValue::Number(f64::NAN);
    assert_eq!(lines(&issues(&Arc::new(catalog))), ["bad_number environment anon weights[0].value"]);
}

/// One moment is one key, whichever way it is written.
#[test]
fn a_key_that_is_written_in_two_ways_is_one() {
    let visitor = |at: &str| {
        format!("Contact(dimension: \"visitor\", folder: \"visitors\", values: {{\"vid\": \"{at}\"}}),")
    };
    let contacts = ["2026-07-01 08:00Z", "2026-07-01T10:00+02:00", "2026-07-01T10:00Z"].map(visitor).concat();
    let text = CLEAN
        .replace(r#"Field(name: "vid", type: Text)"#, r#"Field(name: "vid", type: DateTime)"#)
        .replace("contacts: [", &format!("contacts: [{contacts}"));
    let catalog = Arc::new(read(&text).expect("it is a catalog"));
    assert_eq!(lines(&issues(&catalog)), ["shared_key contact 1 values"]);
}

/// What is proved of rules takes of one effort, however many rules there are.
#[test]
fn proofs_end_with_the_effort_that_they_share() {
    let contradiction = "profile.age > 30 && profile.age < 20";
    let text = CLEAN.replacen("target: \"profile.", &format!("target: \"{contradiction} && profile."), 1);
    assert_ne!(text, CLEAN);
    let catalog = Arc::new(read(&text).expect("it is a catalog"));
    let (plan, population) = (Plan::new(&catalog), Population::of(&catalog));
    let found = |effort: &Effort| {
        let now = "2026-11-21T09:00:00Z".parse().expect("a moment");
        check_within(&plan, &population, now, effort)
    };
    let has = |effort: &Effort, code: &str| found(effort).iter().any(|issue| issue.code == code);
    let proved = |effort: &Effort| has(effort, "rule_never_matches");
    let (all, none) = (Effort::default(), Effort::of(0));
    let before = all.left();
    assert!(proved(&all) && all.left() < before);
    assert!(before - all.left() < before / 1_000, "a catalog of people takes next to nothing of it");
    assert!(!proved(&none));
    // That something was left out is said.
    assert!(has(&none, "rules_unproved") && !has(&Effort::default(), "rules_unproved"));
}

/// A rule of more conditions than people read is not reasoned about, which its issue says.
#[test]
fn rules_of_hundreds_of_conditions_are_not_proved_and_it_is_said() {
    let found = |conditions: usize| {
        let never: Vec<String> = (0..conditions).map(|age| format!("profile.age == {age}")).collect();
        let rule = format!("target: \"{} && profile.", never.join(" && "));
        let text = CLEAN.replacen("target: \"profile.", &rule, 1);
        issues(&Arc::new(read(&text).expect("it is a catalog")))
    };
    let has = |found: &[Issue], code: &str| found.iter().any(|issue| issue.code == code);
    let hint = |found: &[Issue]| {
        let long = found.iter().find(|issue| issue.code == "rule_too_long").expect("it is long");
        Language::En.say(long.hint.as_ref().expect("a hint"))
    };
    let (short, long) = (found(150), found(250));
    assert!(
        has(&short, "rule_never_matches") && !hint(&short).contains("does not prove"),
        "{}",
        hint(&short)
    );
    assert!(!has(&long, "rule_never_matches") && hint(&long).contains("more than 200"), "{}", hint(&long));
}

/// A contact that a rule keeps from an offer sees nothing of its templates.
#[test]
fn templates_are_tried_for_those_who_get_the_offer() {
    let tried = |age: &str| {
        let text = CLEAN
            .replace("Drive, {{ profile.email }}", "{{ ['a', 'b'][profile.age - 38]|int if profile.age }}")
            .replace("\"age\": 40", &format!("\"age\": {age}"));
        let text = text.split("scenarios: [").next().expect("a part").to_owned() + ")";
        lines(&issues(&Arc::new(read(&text).expect("it is a catalog"))))
    };
    assert_eq!(tried("38"), ["template_fails offer known/car content.title"]);
    assert_eq!(tried("75"), [] as [String; 0], "too old for the offer");
}

/// What is tried for many offers and contacts has one bound, beyond which checking is silent.
#[test]
fn trying_templates_is_bounded_together() {
    let slow = "{% for a in many %}{% for b in many %}{{ a|int }}{% endfor %}{% endfor %}"
        .replace("many", "(profile.email * 40)[:30000]|sort");
    let offers: Vec<String> = (0..40)
        .map(|at| {
            format!(
                "Offer(name: \"slow{at}\", weights: [Weight(value: 1)], content: Content(title: \"{slow}\")),"
            )
        })
        .collect();
    let text = CLEAN.replace("Offer(name: \"app\"", &format!("{}Offer(name: \"app\"", offers.concat()));
    let found = lines(&issues(&Arc::new(read(&text).expect("it is a catalog"))));
    let given_up =
        found.iter().filter(|line| line.contains("/slow") && line.starts_with("template_fails")).count();
    assert!((1..40).contains(&given_up), "{found:?}");
}

#[test]
fn every_code_has_a_case() {
    let cases = cases();
    let lines = cases.iter().flat_map(|case| &case.issues);
    let tested = lines.filter_map(|line| line.split(' ').next());
    // It takes more rules than a case has: `proofs_end_with_the_effort_that_they_share`.
    let tested: BTreeSet<&str> = tested.chain(["rules_unproved"]).collect();
    let all: BTreeSet<&str> = codes().map(|(code, _)| code).collect();
    assert_eq!(tested, all);
}

#[test]
fn every_issue_can_be_said_in_every_language() {
    for issue in cases().iter().flat_map(|case| issues(&changed(case))) {
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
    for case in cases() {
        let catalog = changed(&case);
        let before = issues(&catalog);
        for issue in &before {
            let Some(fix) = &issue.fix else { continue };
            let fixed = Edit::Put(fix.at.clone(), fix.entity())
                .apply(&catalog)
                .unwrap_or_else(|| panic!("{}: the fix of {} changes nothing", case.name, line(issue)));
            let after = issues(&fixed);
            assert!(!lines(&after).contains(&line(issue)), "{}: {} is still there", case.name, line(issue));
            let errors = |issues: &[Issue]| issues.iter().filter(|it| it.severity == Severity::Error).count();
            assert!(errors(&after) <= errors(&before), "{}: {:?}", case.name, lines(&after));
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

/// A clean catalog with a text in the place of another one, however often that stands there.
fn large(from: &str, to: &str) -> Arc<Catalog> {
    assert!(CLEAN.contains(from), "{from}");
    Arc::new(read(&CLEAN.replacen(from, to, 1)).expect("a catalog"))
}

/// An entity with thousands of issues is shared by their fixes, and copied for none of them.
#[test]
fn fixes_share_what_they_change() {
    let past = "(offer: \"gone/x\", space: \"gone/y\", at: \"2026-01-01\", status: Presented),";
    let contact = format!(
        "contacts: [\n(dimension: \"nothing\", values: {{\"id\": \"h\"}}, history: [{}]),",
        past.repeat(3000)
    );
    let catalog = large("contacts: [", &contact);
    let found = issues(&catalog);
    let fixes: Vec<_> = found.iter().filter_map(|issue| issue.fix.as_ref()).collect();
    assert_eq!(fixes.len(), 1000);
    assert_eq!(Arc::strong_count(&catalog.contacts[0]), 1 + fixes.len());
    let Entity::Contact(without) = fixes[999].entity() else { panic!("a contact") };
    assert_eq!(without.history.len(), 2999);
    let more: Vec<_> = found.iter().filter(|issue| issue.count > 1).map(|it| (it.code, it.count)).collect();
    assert_eq!(more, [("history_gone", 5000)]);
}

/// Each of these took minutes where a chain was walked for each of its links, or all names were looked through for
/// each name.
#[test]
fn long_chains_and_lists_are_checked_once() {
    let numbers = 0..4000;
    let folders: String = numbers
        .clone()
        .map(|n| format!("(name: \"f{n}\", holds: Recipients, parent: \"f{}\"),", n + 1))
        .chain(["(name: \"f4000\", holds: Recipients),".to_owned()])
        .collect();
    assert_eq!(lines(&issues(&large("folders: [", &format!("folders: [{folders}")))), Vec::<String>::new());

    let filters: String = numbers
        .clone()
        .map(|n| format!("(name: \"f{n}\", rule: \"filters.f{}()\"),", n + 1))
        .chain(["(name: \"f4000\", rule: \"filters.f0()\"),".to_owned()])
        .collect();
    let found = issues(&large("filters: [", &format!("filters: [{filters}")));
    assert!(found.iter().all(|issue| issue.code == "rule_error"), "{:?}", lines(&found[..5]));
    let loops = found.iter().filter(|issue| issue.message.args.iter().any(|(_, arg)| is_loop(arg)));
    assert_eq!(loops.count(), 1000, "each calls itself through all others, and that is all there is to say");

    let themes = numbers.map(|n| format!("\"t{n}\",")).collect::<Vec<_>>().concat();
    let found = issues(&large("default_themes: [", &format!("default_themes: [{themes}")));
    assert_eq!(found.iter().map(|issue| issue.count).sum::<usize>(), 4000);
}

fn is_loop(arg: &vitrine::text::Arg) -> bool {
    matches!(arg, vitrine::text::Arg::Message(message) if message.id == "rule-check-loop")
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
