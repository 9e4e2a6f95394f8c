//! What a gate saw, in words: the value, the limit or the offers that stopped an offer. Reads the record of a
//! decision; decides nothing.

use super::decision::{Decision, Excluded};
use super::gates::{Missed, Stop, missed_weights};
use super::plan::{Level, Rule, WeightPlan, WeightSource};
use super::scope::has_theme;
use crate::model::{Moment, Period, label_or_name};
use crate::text::{Arg, DECIMALS, Message};

/// How many weights that do not apply are named: those that came closest.
const MAX_WEIGHTS: usize = 3;

/// How many of the offers that ranked higher are named. Of thousands of offers each says so.
const MAX_AHEAD: usize = 10;

impl Decision {
    pub(super) fn detail(&self, excluded: &Excluded) -> Message {
        let environment = &self.situation.environment;
        let offer = excluded.offer;
        match &excluded.stop {
            Stop::OutOfScope => {
                let category = environment.offers[offer].category;
                let themes = &self.situation.themes;
                let names: Vec<&str> = themes.iter().map(String::as_str).collect();
                let lacks = !themes.is_empty() && !has_theme(environment, category, &names);
                let name = &environment.categories[category].name;
                if lacks {
                    let message = Message::new("decision-without-theme").with("category", name);
                    return message.with("themes", names.join(", "));
                }
                Message::new("decision-out-of-scope").with("category", name)
            }
            Stop::Disabled(Level::Category(index)) => Message::new("decision-category-disabled")
                .with("category", &environment.categories[*index].name),
            Stop::Disabled(_) => Message::new("decision-offer-disabled"),
            Stop::NotLiveOnSpace if environment.live => {
                Message::new("decision-not-live").with("space", self.space_name())
            }
            Stop::NotLiveOnSpace => Message::new("decision-content-rejected"),
            Stop::MissingContent(field) => {
                let fields = &self.situation.space.space.content_fields;
                Message::new("decision-missing-content").with("field", &fields[*field].name)
            }
            Stop::OutsideDates(level, before) => outside(&self.period(*level, offer), *before),
            Stop::Target(level, miss) => self.rule(*level, offer).map_or_else(
                || Message::new("decision-target"),
                |rule| rule.why_not(miss, &self.situation.inputs_for(offer)),
            ),
            Stop::Unidentified => Message::new("decision-nobody"),
            Stop::NoWeight => self.no_weight(offer),
            Stop::ZeroWeight(weight) => {
                Message::new("decision-zero-weight").with("weight", shown(&[0.0, *weight])(*weight))
            }
            Stop::Capped(cap, count) => {
                let rule = &environment.caps[*cap].rule;
                Message::new("decision-capped")
                    .with("rule", label_or_name(&rule.label, &rule.name))
                    .with("count", *count)
                    .with("most", rule.at_most)
                    .with("within", rule.within.to_string())
            }
            Stop::Outranked(weight) => self.outranked(*weight),
            Stop::AlreadyOnPage => Message::new("decision-on-page"),
        }
    }

    fn period(&self, level: Level, offer: usize) -> Period {
        let environment = &self.situation.environment;
        match level {
            Level::Offer => environment.offers[offer].offer.period.clone(),
            Level::Category(index) => environment.categories[index].written_period.clone(),
            Level::Environment => Period::default(),
        }
    }

    fn rule(&self, level: Level, offer: usize) -> Option<&Rule> {
        let environment = &self.situation.environment;
        match level {
            Level::Environment => environment.target.as_ref(),
            Level::Category(index) => environment.categories[index].target.as_ref(),
            Level::Offer => environment.offers[offer].target.as_ref(),
        }
    }

    /// The weights that there are, each with what keeps it from applying.
    fn no_weight(&self, offer: usize) -> Message {
        let missed = missed_weights(&self.situation, offer);
        let named = missed.iter().take(MAX_WEIGHTS).map(|(weight, missed)| {
            let why = self.why_missed(weight, missed, offer);
            if weight.label.is_empty() {
                return why;
            }
            Message::new("decision-weight-missed").with("weight", &weight.label).with("why", why)
        });
        let joined = named.reduce(|first, second| {
            Message::new("decision-no-weight-and").with("first", first).with("second", second)
        });
        match joined {
            None => Message::new("decision-no-weight-given"),
            Some(weights) => {
                Message::new("decision-no-weight").with("weights", others(weights, missed.len(), MAX_WEIGHTS))
            }
        }
    }

    fn why_missed(&self, weight: &WeightPlan, missed: &Missed, offer: usize) -> Message {
        let inputs = self.situation.inputs_for(offer);
        let target = || Message::new("decision-target");
        match (missed, &weight.value) {
            (Missed::Space, _) => Message::new("decision-weight-elsewhere")
                .with("space", weight.space.as_deref().unwrap_or_default()),
            (Missed::Period(before), _) => outside(&weight.written_period, *before),
            (Missed::Rule(miss), _) => {
                weight.target.as_ref().map_or_else(target, |rule| rule.why_not(miss, &inputs))
            }
            (Missed::Value(miss), WeightSource::Formula(formula)) => formula.why_not(miss, &inputs),
            (Missed::Value(_), WeightSource::Number(_)) => Message::new("rule-not-finite"),
        }
    }

    /// The offers that were kept, with their final weights, and the one of the offer that was not.
    fn outranked(&self, weight: f64) -> Message {
        let ahead = self.propositions.iter().take(MAX_AHEAD);
        let weights: Vec<f64> = ahead.clone().map(|proposed| proposed.final_weight).chain([weight]).collect();
        let shown = shown(&weights);
        let ahead = ahead.map(|proposed| {
            Message::new("decision-ahead")
                .with("offer", &proposed.label)
                .with("weight", shown(proposed.final_weight))
        });
        let joined = ahead.reduce(|first, second| {
            Message::new("decision-ahead-and").with("first", first).with("second", second)
        });
        let count = self.propositions.len();
        match joined {
            None => Message::new("decision-none-asked"),
            Some(offers) => Message::new("decision-outranked")
                .with("count", count)
                .with("offers", others(offers, count, MAX_AHEAD))
                .with("weight", shown(weight)),
        }
    }
}

/// How weights are shown beside each other: rounded, unless two that differ would then read the same.
fn shown(weights: &[f64]) -> impl Fn(f64) -> Arg + use<> {
    let rounded = |weight: f64| format!("{weight:.DECIMALS$}");
    let mut sorted = weights.to_vec();
    sorted.sort_by(f64::total_cmp);
    let exact = sorted.windows(2).any(|pair| pair[0] < pair[1] && rounded(pair[0]) == rounded(pair[1]));
    move |weight| if exact { Arg::Exact(weight) } else { Arg::Number(weight) }
}

/// The side of a period that the moment is on the wrong side of.
fn outside(written: &Period, before: bool) -> Message {
    let day = |moment: &Option<Moment>| moment.as_ref().map(ToString::to_string).unwrap_or_default();
    if before {
        Message::new("decision-not-yet").with("from", day(&written.from))
    } else {
        Message::new("decision-no-longer").with("until", day(&written.until))
    }
}

/// A list, with how many there are that it does not name.
fn others(list: Message, count: usize, most: usize) -> Message {
    match count.saturating_sub(most) {
        0 => list,
        more => Message::new("decision-others").with("list", list).with("count", more),
    }
}
