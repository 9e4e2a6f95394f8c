//! Offers that no contact of the dimension can ever get: their own rule, those of the categories and the
//! environment above them and their weights' exclude each other, on every space.

use super::above::{Above, Inside};
use super::checker::Checker;
use super::kinds;
use super::rules::Rules;
use super::verdict::shortened;
use super::weight;
use crate::model::{ContentApproval, Environment, Offer, Place, Space, Weight, Window, label_or_name};
use crate::rule::{Condition, Given, Outcome, Root, Typed, interaction};
use crate::text::Message;
use std::collections::HashSet;

/// A rule that must match for an offer to be proposed, and what a person calls it.
struct Needed {
    condition: Condition,
    name: Message,
}

/// Reports an offer that nobody can ever get. `window`: when it is valid.
pub(super) fn check<'a>(
    checker: &mut Checker<'a>,
    within: &mut Inside<'a>,
    offer: &'a Offer,
    above: &Above<'a>,
    window: Window,
    place: &Place,
) {
    if !offer.enabled
        || window.is_empty()
        || checker.is_duplicate(&place.entity)
        || !checker.bounds.looks_at_spaces(within.spaces)
    {
        return;
    }
    let Some((rules, count)) = conflict(checker, within, offer, above, window) else { return };
    let place = if offer.target.trim().is_empty() { place.clone() } else { place.field("target") };
    checker
        .report(&kinds::OFFER_UNREACHABLE, place)
        .with("offer", label_or_name(&offer.label, &offer.name))
        .with("count", count)
        .with("rules", rules);
}

/// The rules that exclude each other on every space, of the first space where they are not the same, and how
/// many they are. `None` when an offer can be got, and when its own rule alone never matches, which is said of
/// that rule.
fn conflict(
    checker: &Checker<'_>,
    within: &mut Inside<'_>,
    offer: &Offer,
    above: &Above<'_>,
    window: Window,
) -> Option<(Message, usize)> {
    let environment = within.environment;
    let spaces = spaces(environment, offer, within.is_live());
    let mut needed = targets(&mut within.rules, environment, offer, above);
    let own = within.rules.condition(&offer.target);
    // Of so many weights one applies.
    let weights = weights(checker, offer, above, window).unwrap_or_default();
    let given = given(checker, environment, offer, window);
    let mut first = None;
    for space in spaces {
        let targets = needed.len();
        needed.extend(weight(&mut within.rules, &weights, space));
        let conditions: Vec<&Condition> = needed.iter().map(|needed| &needed.condition).collect();
        let reasoner = within.rules.reasoner()?;
        let found = reasoner.conflict(&conditions, &on_space(given.clone(), space))?;
        if own.as_ref().is_some_and(|own| reasoner.outcome(own) == Some(Outcome::Never)) {
            return None;
        }
        if first.is_none() {
            let names = found.iter().map(|index| needed[*index].name.clone());
            let joined =
                names.reduce(|one, two| Message::new("rule-and").with("first", one).with("second", two));
            first = Some((joined?, found.len()));
        }
        let asks =
            |slot| needed.iter().any(|needed| reasoner.asks(&needed.condition, Root::Interaction, slot));
        if weights.iter().all(|weight| weight.space.is_none())
            && !asks(interaction::SPACE)
            && !asks(interaction::CHANNEL)
        {
            break;
        }
        needed.truncate(targets);
    }
    first
}

/// The spaces where an offer may appear; none where a person has decided so.
fn spaces<'a>(environment: &'a Environment, offer: &'a Offer, live: bool) -> impl Iterator<Item = &'a Space> {
    let nowhere = !live && offer.approval.content == ContentApproval::Rejected;
    let live_on = live.then(|| offer.live_on.iter().map(String::as_str).collect::<HashSet<_>>());
    let spaces = environment.spaces.iter().map(AsRef::as_ref);
    let may_appear = move |space: &&Space| live_on.as_ref().is_none_or(|it| it.contains(space.name.as_str()));
    spaces.filter(move |space| !nowhere && may_appear(space))
}

/// The rules of the environment, of the categories and of the offer.
fn targets(rules: &mut Rules, environment: &Environment, offer: &Offer, above: &Above<'_>) -> Vec<Needed> {
    let named = |id: &'static str, label: &str, rule: &str| {
        Message::new(id).with("name", label).with("rule", shortened(rule))
    };
    let mut needed = Vec::new();
    let mut add = |rule: &str, name: Message| {
        needed.extend(rules.condition(rule).map(|condition| Needed { condition, name }));
    };
    let label = label_or_name(&environment.label, &environment.name);
    add(&environment.target, named("check-rule-of-environment", label, &environment.target));
    for category in &above.chain {
        let label = label_or_name(&category.label, &category.name);
        add(&category.target, named("check-rule-of-category", label, &category.target));
    }
    let label = label_or_name(&offer.label, &offer.name);
    add(&offer.target, named("check-rule-of-offer", label, &offer.target));
    needed
}

/// The weights that may apply to an offer, as far as their numbers and periods go; `None` where they are too many.
fn weights<'a>(
    checker: &Checker<'_>,
    offer: &'a Offer,
    above: &Above<'a>,
    window: Window,
) -> Option<Vec<&'a Weight>> {
    let all = above.counting.iter().copied().chain(weight::counting(checker, &offer.weights));
    let all = all.filter(|(_, period)| !window.never_meets(*period)).map(|(weight, _)| weight);
    let all: Vec<&Weight> = all.take(weight::MOST_ASKED + 1).collect();
    (above.counting.len() <= weight::MOST_ASKED && all.len() <= weight::MOST_ASKED).then_some(all)
}

/// That one of the weights applies on a space. `None` when one always does, and when none ever does, which is
/// said of the weights.
fn weight(rules: &mut Rules, weights: &[&Weight], space: &Space) -> Option<Needed> {
    let here = |weight: &&&Weight| weight.space.as_ref().is_none_or(|name| *name == space.name);
    let conditions: Option<Vec<Condition>> =
        weights.iter().filter(here).map(|weight| rules.condition(&weight.target)).collect();
    let conditions = conditions.filter(|conditions| !conditions.is_empty())?;
    Some(Needed { condition: Condition::any_of(conditions), name: Message::new("check-rule-of-weights") })
}

/// What is known of every call that an offer can answer.
fn given(checker: &Checker<'_>, environment: &Environment, offer: &Offer, window: Window) -> Given {
    let text = |text: &str| vec![Some(Typed::from(text))];
    let known = Given::default()
        .one_of(
            Root::Interaction,
            interaction::ENVIRONMENT,
            text(checker.plan.name_in_rules(&environment.name)),
        )
        .within(Root::Interaction, interaction::AT, (window.from, window.until));
    let values = checker.plan.offer_values(&environment.name, &offer.name).unwrap_or_default();
    let known = values
        .iter()
        .enumerate()
        .fold(known, |known, (slot, value)| known.one_of(Root::Offer, slot, vec![value.clone()]));
    if environment.anonymous {
        return known;
    }
    // Offers of such an environment are for somebody who was identified.
    let identified = ["explicit", "implicit"].map(|name| Some(Typed::from(name)));
    known.one_of(Root::Interaction, interaction::IDENTIFICATION, identified.to_vec())
}

fn on_space(known: Given, space: &Space) -> Given {
    let text = |text: &str| vec![Some(Typed::from(text))];
    known.one_of(Root::Interaction, interaction::SPACE, text(&space.name)).one_of(
        Root::Interaction,
        interaction::CHANNEL,
        text(space.channel.rule_name()),
    )
}
