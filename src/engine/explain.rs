//! Reads what a gate saw off the record of a decision: the value, the limit or the offers that stopped an offer.
//! Decides nothing.

use super::decision::{Decision, Excluded};
use super::detail::{Detail, MissedWeight, and_others};
use super::exclusion::Exclusion;
use super::plan::{Level, WeightPlan, WeightSource};
use super::ready_rule::Rule;
use super::weights::missed_weights;
use super::weights_above::Missed;
use crate::model::{Moment, Period, label_or_name};
use crate::rule::{Cause, span_in_words};
use crate::text::{Arg, DECIMALS, Message};

/// How many of the themes that were asked for are named, of each offer out of scope.
const MAX_THEMES: usize = 20;

/// How many of the offers that ranked higher are named. Of thousands of offers each says so.
const MAX_AHEAD: usize = 10;

/// What the last digit of a rounded weight is worth.
const LAST_DIGIT: f64 = 1e-6;

impl Decision {
    pub(super) fn detail(&self, excluded: &Excluded) -> Detail {
        let environment = &self.context.environment;
        let offer = excluded.offer;
        Detail::Plain(match &excluded.exclusion {
            Exclusion::Target(level, mismatch) => {
                return self.rule(*level, offer).map_or_else(Detail::no_match, |rule| {
                    rule.why_not(mismatch, &self.context.inputs_for(offer))
                });
            }
            Exclusion::NoWeight => return self.no_weight(offer),
            Exclusion::OutOfScope => self.out_of_scope(environment.offers[offer].category),
            Exclusion::Disabled(Level::Category(index)) => Message::new("decision-category-disabled")
                .with("category", &environment.categories[*index].name),
            Exclusion::Disabled(_) => Message::new("decision-offer-disabled"),
            Exclusion::NotLiveOnSpace if environment.is_live() => {
                Message::new("decision-not-live").with("space", self.space_name())
            }
            Exclusion::NotLiveOnSpace => Message::new("decision-content-rejected"),
            Exclusion::MissingContent(field) => {
                let fields = &self.context.space.space.content_fields;
                Message::new("decision-missing-content").with("field", &fields[*field].name)
            }
            Exclusion::OutsideDates(level, before) => outside(&self.period(*level, offer), *before),
            Exclusion::Unidentified => Message::new("decision-nobody"),
            Exclusion::ZeroWeight(weight) => {
                let exact = read_the_same(vec![0.0, *weight]);
                Message::new("decision-zero-weight").with("weight", told(*weight, exact))
            }
            Exclusion::Capped(cap, count) => {
                let rule = &environment.caps()[*cap].rule;
                Message::new("decision-capped")
                    .with("rule", label_or_name(&rule.label, &rule.name))
                    .with("count", *count)
                    .with("most", rule.at_most)
                    .with("within", span_in_words(rule.within.seconds()))
            }
            Exclusion::Outranked(weight) => self.outranked(*weight),
            Exclusion::AlreadyOnPage => Message::new("decision-on-page"),
        })
    }

    fn out_of_scope(&self, category: usize) -> Message {
        let environment = &self.context.environment;
        let name = &environment.categories[category].name;
        let themes = &self.context.themes;
        if themes.is_empty() || self.context.is_themed(category) {
            return Message::new("decision-out-of-scope").with("category", name);
        }
        let more = if themes.len() > MAX_THEMES { ", …" } else { "" };
        let named = themes[..themes.len().min(MAX_THEMES)].join(", ") + more;
        Message::new("decision-without-theme").with("category", name).with("themes", named)
    }

    fn period(&self, level: Level, offer: usize) -> Period {
        let environment = &self.context.environment;
        match level {
            Level::Offer => environment.offers[offer].offer.period.clone(),
            Level::Category(index) => environment.categories[index].written_period.clone(),
            Level::Environment => Period::default(),
        }
    }

    fn rule(&self, level: Level, offer: usize) -> Option<&Rule> {
        let environment = &self.context.environment;
        match level {
            Level::Environment => environment.target.as_ref(),
            Level::Category(index) => environment.categories[index].target.as_ref(),
            Level::Offer => environment.offers[offer].target.as_ref(),
        }
    }

    /// The weights that there are, each with what keeps it from applying.
    fn no_weight(&self, offer: usize) -> Detail {
        let (missed, others) = missed_weights(&self.context, offer);
        if missed.is_empty() {
            return Detail::Plain(Message::new("decision-no-weight-given"));
        }
        let named = missed.iter().map(|(weight, missed)| MissedWeight {
            label: weight.label.clone(),
            why: self.why_missed(weight, missed, offer),
        });
        Detail::Weights { missed: named.collect(), others }
    }

    fn why_missed(&self, weight: &WeightPlan, missed: &Missed, offer: usize) -> Detail {
        let inputs = self.context.inputs_for(offer);
        match (missed, &weight.value) {
            (Missed::Space, _) => {
                let space = weight.space.as_deref().unwrap_or_default();
                Detail::Plain(Message::new("decision-weight-elsewhere").with("space", space))
            }
            (Missed::Period(before), _) => Detail::Plain(outside(&weight.written_period, *before)),
            (Missed::Rule(mismatch), _) => {
                weight.target.as_ref().map_or_else(Detail::no_match, |rule| rule.why_not(mismatch, &inputs))
            }
            (Missed::Value(mismatch), WeightSource::Formula(formula)) => formula.why_not(mismatch, &inputs),
            (Missed::Value(_), WeightSource::Number(_)) => Detail::Unknown(Cause::NotFinite),
        }
    }

    /// The offers that were kept, with their final weights, and the one of the offer that was not.
    fn outranked(&self, weight: f64) -> Message {
        let exact = self.is_told_exactly(weight);
        self.outranked_by(exact, told(weight, exact))
    }

    /// Whether the weight of an offer that was outranked and those of the offers ahead are told with all their digits.
    pub(super) fn is_told_exactly(&self, weight: f64) -> bool {
        let ahead = self.propositions.iter().take(MAX_AHEAD);
        let weights: Vec<f64> = ahead.map(|proposed| proposed.final_weight).chain([weight]).collect();
        read_the_same(weights)
    }

    /// What is said of an offer that was outranked, whose weight is told so: the rest is the same for all of them.
    pub(super) fn outranked_by(&self, exact: bool, weight: Arg) -> Message {
        let ahead = self.propositions.iter().take(MAX_AHEAD).map(|proposed| {
            Message::new("decision-ahead")
                .with("offer", &proposed.label)
                .with("weight", told(proposed.final_weight, exact))
        });
        let joined = ahead.reduce(|first, second| {
            Message::new("decision-ahead-and").with("first", first).with("second", second)
        });
        let count = self.propositions.len();
        match joined {
            None => Message::new("decision-none-asked"),
            Some(offers) => Message::new("decision-outranked")
                .with("count", count)
                .with("offers", and_others(offers, count.saturating_sub(MAX_AHEAD)))
                .with("weight", weight),
        }
    }
}

/// A weight as it is told beside others: rounded, unless two that differ would then read the same.
pub(super) fn told(weight: f64, exact: bool) -> Arg {
    if exact { Arg::Exact(weight) } else { Arg::Number(weight) }
}

/// Whether two of these weights differ, and would read the same if they were rounded.
fn read_the_same(mut weights: Vec<f64>) -> bool {
    let rounded = |weight: f64| format!("{weight:.DECIMALS$}");
    weights.sort_by(f64::total_cmp);
    // Those that lie further apart than a digit do not.
    let is_near = |pair: &[f64]| pair[0] < pair[1] && pair[1] - pair[0] < 2.0 * LAST_DIGIT;
    weights.windows(2).any(|pair| is_near(pair) && rounded(pair[0]) == rounded(pair[1]))
}

/// The side of a period that the moment is on the wrong side of.
fn outside(written: &Period, before: bool) -> Message {
    let day =
        |moment: &Option<Moment>| Arg::Moment(moment.as_ref().map(Moment::to_string).unwrap_or_default());
    if before {
        Message::new("decision-not-yet").with("from", day(&written.from))
    } else {
        Message::new("decision-no-longer").with("until", day(&written.until))
    }
}
