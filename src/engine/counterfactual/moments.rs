//! The moments at which a call would be answered otherwise: where periods and spans of presentation rules begin and end, and
//! what rules ask of the moment. Owns the stretches of time between them, in each of which nothing changes.

use super::setting::{Classes, Lever, Setting};
use super::situation::Situation;
use crate::engine::plan::{Level, Weights};
use crate::model::Window;
use crate::rule::{Condition, Reasoner, Root, Typed, interaction};
use jiff::{SignedDuration, Timestamp};

/// How many stretches are tried.
const MOST_STRETCHES: usize = 24;

/// How many past propositions are looked at.
const MOST_PAST: usize = 50;

/// What a person reads of a moment.
const MINUTE: i64 = 60;

/// The moments that may let an offer through: later ones first, the nearest of them first.
pub(super) fn lever(
    situation: &Situation<'_>,
    offers: &[usize],
    reasoner: &Reasoner,
    conditions: &[&Condition],
) -> Option<Lever> {
    let now = situation.context.at;
    let mut cuts = of_periods(situation, offers);
    cuts.extend(of_caps(situation));
    let asked = reasoner.witnesses(conditions, (Root::Interaction, interaction::AT), now);
    cuts.extend(asked.into_iter().filter_map(|value| match value {
        Typed::Moment(at) => at.to_string().parse::<Timestamp>().ok(),
        _ => None,
    }));
    cuts.retain(|cut| *cut != Timestamp::MIN && *cut != Timestamp::MAX);
    cuts.sort_unstable();
    cuts.dedup();
    let from = std::iter::once(Timestamp::MIN).chain(cuts.iter().copied());
    let until = cuts.iter().copied().chain([Timestamp::MAX]);
    let stretches: Vec<Window> = from.zip(until).map(|(from, until)| Window { from, until }).collect();
    let mut others: Vec<Window> = stretches.iter().copied().filter(|it| !it.contains(now)).collect();
    others.sort_by_key(|it| (it.from < now, moment_in(*it, now).duration_since(now).abs()));
    let settings = others.into_iter().take(MOST_STRETCHES);
    let settings: Vec<Setting> = settings.map(|it| Setting::Moment(moment_in(it, now))).collect();
    (!settings.is_empty()).then_some(Lever { settings, classes: Classes::Stretches(stretches) })
}

/// The moment of a stretch that is the nearest to another, to the minute before its end.
pub(super) fn moment_in(stretch: Window, now: Timestamp) -> Timestamp {
    if stretch.from > now {
        return stretch.from;
    }
    let before = stretch.until.checked_sub(SignedDuration::from_secs(MINUTE)).unwrap_or(stretch.from);
    before.max(stretch.from)
}

/// Where the periods above some offers, and those of their weights, begin and end.
fn of_periods(situation: &Situation<'_>, offers: &[usize]) -> Vec<Timestamp> {
    let environment = situation.environment();
    let mut windows = Vec::new();
    let add = |weights: &Weights, windows: &mut Vec<Window>| {
        windows.extend(weights.all.iter().map(|weight| weight.period));
    };
    for offer in offers {
        let plan = &environment.offers[*offer];
        windows.push(plan.period);
        for (place, category) in environment.chain(plan.category) {
            windows.push(category.period);
            windows.extend(category.multiplier.map(|(_, period)| period));
            add(environment.weights_at(Level::Category(place), *offer), &mut windows);
        }
        add(&environment.weights, &mut windows);
        add(&plan.weights, &mut windows);
    }
    windows.into_iter().flat_map(|window| [window.from, window.until]).collect()
}

/// Where presentation rules begin and cease to count what was proposed, to the minute.
fn of_caps(situation: &Situation<'_>) -> Vec<Timestamp> {
    let history = situation.context.person.as_ref().map_or(&[][..], |person| &person.history);
    let mut cuts = Vec::new();
    for cap in situation.environment().caps() {
        let span = SignedDuration::from_secs(cap.rule.within.seconds());
        for past in history.iter().take(MOST_PAST) {
            let until = past.at.checked_add(span).ok();
            // Both ends count: the next whole minute is outside.
            let until = until
                .and_then(|at| Timestamp::from_second((at.as_second().div_euclid(MINUTE) + 1) * MINUTE).ok());
            cuts.extend(past.at.checked_sub(span).ok().into_iter().chain(until));
        }
    }
    cuts
}
