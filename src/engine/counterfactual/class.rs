//! How a change is named by its class: "age is at least 25", not "age is 25". Owns how wide a class is found to be; each of
//! its values that is tried lets the offer through.

use super::change::{Change, ValueChange};
use super::moments::moment_in;
use super::setting::{Classes, Lever, ReadTest, Setting};
use super::situation::{Attempt, Situation};
use crate::model::{ApprovalPart, Moment, Window};
use crate::rule::{Root, Typed, written_literal};

/// The change that one of some settings is, the others being as they are. `attempt` is what came of all of them.
pub(super) fn change(
    situation: &Situation<'_>,
    (lever, settings): (&Lever, &[&Setting]),
    place: usize,
    attempt: &Attempt,
) -> Change {
    let environment = situation.environment();
    let passes = |setting: &Setting| {
        let mut others = settings.to_vec();
        others[place] = setting;
        settings[place] == setting
            || situation.attempt(&others).is_some_and(|other| covers(&others, attempt, &other))
    };
    match settings[place] {
        Setting::Identified => Change::Identified,
        Setting::Field(root, slot, value) => {
            let (name, field_type) = &environment.schema.fields(*root)[*slot];
            let written = value.as_ref().map(|it| it.written_as(field_type, environment.schema.zone()));
            let is_alone = settings.len() == 1;
            let rule = rule(situation, lever, ((*root, *slot), value.as_ref(), is_alone), &passes);
            Change::Value(ValueChange { root: *root, field: name.clone(), rule, value: written })
        }
        Setting::Moment(at) => {
            let zone = environment.schema.zone();
            let within = stretch(situation, lever, *at, &passes).period(zone);
            Change::Moment { at: Moment::local(&at.to_zoned(zone.clone())), within }
        }
        Setting::Space(space) => Change::Space(environment.address(&environment.spaces[*space].space.name)),
        Setting::Category => {
            let category = environment.offers[situation.offer].category;
            Change::Category(environment.categories[category].name.clone())
        }
        Setting::Count => Change::Count(attempt.rank),
        Setting::History => Change::History(attempt.removed.clone()),
        Setting::Approval => Change::Approved(ApprovalPart::Content),
    }
}

/// Whether what is told of one try is enough for another one: as many offers, and the same propositions never made.
fn covers(settings: &[&Setting], told: &Attempt, other: &Attempt) -> bool {
    let is_enough = !settings.contains(&&Setting::Count) || other.rank <= told.rank;
    is_enough && other.removed.iter().all(|past| told.removed.contains(past))
}

/// The rule that holds for the values of a field that let the offer through: what rules ask of the field and the value
/// meets, without what does not matter. What is asked of several fields says nothing where more than this one changes.
fn rule(
    situation: &Situation<'_>,
    lever: &Lever,
    (place, value, is_alone): ((Root, usize), Option<&Typed>, bool),
    passes: &dyn Fn(&Setting) -> bool,
) -> String {
    let (root, slot) = place;
    let field = situation.environment().schema.fields(root)[slot].0.clone();
    let path = format!("{}.{field}", root.name());
    let Some(value) = value else { return format!("!has({path})") };
    let Classes::Tests(tests) = &lever.classes else { return equal(&path, value) };
    // What each test comes to for the value, and whether it is as much for each of the others.
    let literal = |test: &ReadTest| Some((test.outcome(situation, place, Some(value))?, test.text.clone()));
    let mut literals: Vec<(usize, bool, String)> = Vec::new();
    for (at, test) in tests.iter().enumerate().filter(|(_, test)| is_alone || test.text.is_alone) {
        if let Some((outcome, text)) = literal(test) {
            literals.push((at, outcome, if outcome { text.holds } else { text.fails }));
        }
    }
    let outcomes = |value: &Typed| -> Vec<Option<bool>> {
        tests.iter().map(|test| test.outcome(situation, place, Some(value))).collect()
    };
    // With the value that it has now it is not let through: fewer changes would do.
    let present = situation.present(place).map(|present| (outcomes(&present), false));
    let tried = lever.settings.iter().filter_map(|setting| match setting {
        Setting::Field(_, _, Some(other)) => Some((outcomes(other), passes(setting))),
        _ => None,
    });
    let others: Vec<(Vec<Option<bool>>, bool)> = tried.chain(present).collect();
    let is_true = |kept: &[(usize, bool, String)]| {
        let meets =
            |outcomes: &[Option<bool>]| kept.iter().all(|(at, outcome, _)| outcomes[*at] == Some(*outcome));
        others.iter().all(|(outcomes, passes)| *passes || !meets(outcomes))
    };
    if !is_true(&literals) {
        return equal(&path, value);
    }
    // What a rule asks for says more than the opposite of what another asks for.
    literals.sort_by_key(|(_, outcome, _)| *outcome);
    let mut at = 0;
    while at < literals.len() {
        let left_out = literals.remove(at);
        if !is_true(&literals) {
            literals.insert(at, left_out);
            at += 1;
        }
    }
    let mut said: Vec<String> = literals.into_iter().map(|(_, _, text)| text).collect();
    // "Is not fr" sounds as if a value that is missing would do.
    let excludes = |text: &String| text.contains("!=") || text.starts_with("!(");
    if said.iter().all(excludes) && situation.present(place).is_none() {
        said.insert(0, format!("has({path})"));
    }
    if said.is_empty() { format!("has({path})") } else { said.join(" && ") }
}

fn equal(path: &str, value: &Typed) -> String {
    match value {
        Typed::Boolean(true) => path.to_owned(),
        Typed::Boolean(false) => format!("!{path}"),
        value => format!("{path} == {}", written_literal(value)),
    }
}

/// All of time around a moment that lets the offer through as well.
fn stretch(
    situation: &Situation<'_>,
    lever: &Lever,
    at: jiff::Timestamp,
    passes: &dyn Fn(&Setting) -> bool,
) -> Window {
    let Classes::Stretches(stretches) = &lever.classes else { return Window { from: at, until: at } };
    let found = stretches.iter().position(|stretch| stretch.contains(at)).unwrap_or_default();
    let is_so = |stretch: &&Window| passes(&Setting::Moment(moment_in(**stretch, situation.context.at)));
    let last = stretches[found + 1..].iter().take_while(is_so).last().unwrap_or(&stretches[found]);
    let first = stretches[..found].iter().rev().take_while(is_so).last().unwrap_or(&stretches[found]);
    Window { from: first.from, until: last.until }
}
