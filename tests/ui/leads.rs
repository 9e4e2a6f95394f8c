//! Every kind of problem leads from the list of problems to the control of its very field, which has the keyboard and is in
//! sight. The cases are those of checking, where a new kind without a case fails; one that leads to a field which is not in
//! `leads.txt`, or elsewhere than it says, fails here.

#![expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method alone is not general enough for a query"
)]

use crate::focus::{Window, focused, owner};
use crate::support::{SMALL_WINDOW, press, reading, shell};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use vitrine::check::{Issue, codes};
use vitrine::model::Step;
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

const CLEAN: &str = include_str!("../check/clean.catalog.ron");
/// Where each field is led to: `ENTITY FIELD: ROLE NAME`, with `+` before what is told to say the problem itself.
const LEADS: &str = include_str!("leads.txt");

/// A case of `tests/check.rs`: a text of the clean catalog, and what takes its place.
#[derive(serde::Deserialize)]
struct Case {
    from: String,
    to: String,
}

/// A field without the places and keys on the way to it, as `offer weights[].space`; marked where it is in Live, which can
/// only be looked at.
fn shape(issue: &Issue) -> String {
    let mut shape = issue.place.entity.kind().to_string();
    for (index, step) in issue.place.field.iter().enumerate() {
        let _ = match step {
            Step::Field(name) => write!(shape, "{}{name}", if index == 0 { " " } else { "." }),
            Step::Index(_) => write!(shape, "[]"),
            Step::Key(_) => write!(shape, "{{}}"),
        };
    }
    let live = issue.place.entity.environment().is_some_and(|name| name.ends_with("live"));
    if live { format!("live {shape}") } else { shape }
}

/// What has the keyboard, and whether it tells the problem.
fn led_to(window: &Window, issue: &Issue) -> String {
    let node = window.query_all_by(|node| node.is_focused()).next().expect("somebody has the keyboard");
    let told = node.accesskit_node().description().unwrap_or_default();
    let said = Language::En.say(&issue.message);
    // Dates are told as people write them.
    let said = said.split(|char: char| char.is_ascii_digit()).next().unwrap_or_default();
    let mark = if told.contains(said) { "+" } else { "" };
    let (role, name) = focused(window);
    format!("{mark}{role:?} {name}")
}

/// Goes down to a row of the list of problems, and there.
fn enter_row(window: &mut Window, row: usize) {
    window.query_all_by_role(Role::List).next().expect("the list of problems").focus();
    window.run();
    press(window, Key::Home);
    for _ in 0..row {
        press(window, Key::ArrowDown);
    }
    press(window, Key::Enter);
}

/// What has the keyboard is whole in sight; of what can only be looked at, what is wrong with it.
fn assert_in_sight(window: &Window, what: &str) {
    let id = owner(window).expect("an owner");
    let response = window.ctx.read_response(id).expect("it is drawn");
    let (whole, seen) = (response.rect.size(), response.interact_rect.size());
    assert!(seen.y >= whole.y.min(160.0) - 1.0, "{what}: {seen:?} of {whole:?}");
}

#[test]
fn every_kind_of_problem_leads_to_its_very_field() {
    let cases: Vec<Case> = ron::from_str(include_str!("../check/cases.ron")).expect("the cases are RON");
    let (mut leads, mut met) = (BTreeSet::new(), BTreeSet::new());
    for case in &cases {
        let app = reading(Language::En, &CLEAN.replace(&case.from, &case.to));
        let mut issues: Vec<Issue> = app.workspace().issues().to_vec();
        issues.sort_by_key(|issue| issue.severity);
        let is_new = |issue: &Issue| !met.contains(&(issue.code, shape(issue)));
        let wanted: Vec<usize> = (0..issues.len()).filter(|row| is_new(&issues[*row])).collect();
        if wanted.is_empty() {
            continue;
        }
        let mut window = shell(ThemeChoice::Light, SMALL_WINDOW, app);
        for row in wanted {
            let (issue, shape) = (&issues[row], shape(&issues[row]));
            met.insert((issue.code, shape.clone()));
            enter_row(&mut window, row);
            assert_in_sight(&window, &format!("{} {shape}", issue.code));
            leads.insert(format!("{shape}: {}", led_to(&window, issue)));
        }
    }
    let met: BTreeSet<&str> = met.iter().map(|(code, _)| *code).collect();
    // No file holds the first, which stands where `zero_weight` does; the second takes more rules than a case has.
    let missing: Vec<&str> = codes().map(|(code, _)| code).filter(|code| !met.contains(code)).collect();
    assert_eq!(missing, ["bad_number", "rules_unproved"]);
    assert_eq!(leads.iter().map(String::as_str).collect::<Vec<_>>(), LEADS.lines().collect::<Vec<_>>());
}
