//! What an offer inherits from the environment and the categories above it, from the top down, and what
//! follows of it for its dates: when it can be proposed at all, when a weight applies, what its weight is
//! multiplied by. Evaluates no rule.

use super::window::joined;
use super::{Category, Environment, Multiplier, Offer, Period, Ref, Weight, Window, label_or_name};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// One of those that an offer inherits from, or the offer itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Level<'a> {
    /// The entity.
    pub entity: Ref,
    /// What a person reads of it.
    pub label: &'a str,
    /// Whether it is enabled; an environment always is.
    pub enabled: bool,
    /// Its period; an environment has none.
    pub period: Option<&'a Period>,
    /// Its rule; empty: everyone.
    pub target: &'a str,
    /// What it multiplies weights by.
    pub multiplier: Option<&'a Multiplier>,
    /// Its weights.
    pub weights: &'a [Weight],
}

/// All that an offer inherits, with its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule<'a> {
    /// The environment, the categories from the top down, the offer.
    pub levels: Vec<Level<'a>>,
}

impl<'a> Schedule<'a> {
    /// That of an offer of an environment.
    pub fn of(environment: &'a Environment, offer: &str) -> Option<Self> {
        let (holder, offer) = environment.offer(offer)?;
        environment.find(|above, category| {
            Arc::ptr_eq(category, holder).then_some(())?;
            let mut levels = vec![of_environment(environment)];
            let chain = above.iter().copied().chain([category]);
            levels.extend(chain.map(|category| of_category(environment, category)));
            levels.push(of_offer(environment, offer));
            Some(Self { levels })
        })
    }

    /// When it can be proposed: what its period and those of all categories above it have in common.
    pub fn window(&self, zone: &TimeZone) -> Window {
        let periods = self.levels.iter().filter_map(|level| level.period);
        periods.fold(Window::ALWAYS, |all, period| all.and(Window::of(period, zone)))
    }

    /// When, within that, the period of at least one weight holds.
    pub fn weighted(&self, zone: &TimeZone) -> Vec<Window> {
        let window = self.window(zone);
        let weights = self.levels.iter().flat_map(|level| level.weights);
        joined(weights.map(|weight| window.and(Window::of(&weight.period, zone))).collect())
    }

    /// The multipliers that are active at a moment, from the top down.
    pub fn multipliers(&self, at: Timestamp, zone: &TimeZone) -> Vec<f64> {
        let all = self.levels.iter().filter_map(|level| level.multiplier);
        let active = all.filter(|it| it.value.is_finite() && it.period.contains(at, zone));
        active.map(|multiplier| multiplier.value).collect()
    }
}

fn of_environment(environment: &Environment) -> Level<'_> {
    Level {
        entity: Ref::Environment(environment.name.clone()),
        label: label_or_name(&environment.label, &environment.name),
        enabled: true,
        period: None,
        target: &environment.target,
        multiplier: None,
        weights: &environment.weights,
    }
}

fn of_category<'a>(environment: &Environment, category: &'a Arc<Category>) -> Level<'a> {
    Level {
        entity: Ref::Category(environment.name.clone(), category.name.clone()),
        label: label_or_name(&category.label, &category.name),
        enabled: category.enabled,
        period: Some(&category.period),
        target: &category.target,
        multiplier: category.multiplier.as_ref(),
        weights: &category.weights,
    }
}

fn of_offer<'a>(environment: &Environment, offer: &'a Arc<Offer>) -> Level<'a> {
    Level {
        entity: Ref::Offer(environment.name.clone(), offer.name.clone()),
        label: label_or_name(&offer.label, &offer.name),
        enabled: offer.enabled,
        period: Some(&offer.period),
        target: &offer.target,
        multiplier: None,
        weights: &offer.weights,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stage, WeightValue};

    fn period(from: &str, until: &str) -> Period {
        Period { from: from.parse().ok(), until: until.parse().ok() }
    }

    fn weight(from: &str, until: &str) -> Weight {
        let (label, value) = (String::new(), WeightValue::Number(1.0));
        Weight { label, value, period: period(from, until), space: None, target: String::new() }
    }

    fn environment() -> Environment {
        let mut offer = Offer::new("loan", "Loan");
        offer.period = period("2026-03-01", "");
        offer.weights = vec![weight("2026-01-01", "2026-04-10"), weight("2026-06-01", "2026-06-30")];
        let mut inner = Category::new("loans", "Loans");
        inner.multiplier = Some(Multiplier { value: 1.5, period: period("2026-05-01", "") });
        inner.offers.push(Arc::new(offer));
        let mut top = Category::new("bank", "");
        top.period = period("2026-01-01", "2026-12-31");
        top.multiplier = Some(Multiplier { value: 2.0, period: Period::default() });
        top.categories.push(Arc::new(inner));
        Environment {
            name: "web".to_owned(),
            label: "Web".to_owned(),
            stage: Stage::Live,
            anonymous: false,
            targeting_dimension: String::new(),
            visitor_folder: None,
            target: "true".to_owned(),
            typology: None,
            weights: vec![weight("2026-04-11", "2026-04-30")],
            call_data: Vec::new(),
            call_data_examples: Vec::new(),
            filters: Vec::new(),
            spaces: Vec::new(),
            categories: vec![Arc::new(top)],
            offer_names: crate::model::OfferNames::default(),
        }
    }

    #[test]
    fn an_offer_inherits_from_the_top_down() {
        let environment = environment();
        let schedule = Schedule::of(&environment, "loan").expect("the offer");
        let labels: Vec<&str> = schedule.levels.iter().map(|level| level.label).collect();
        assert_eq!(labels, ["Web", "bank", "Loans", "Loan"]);
        assert_eq!(schedule.levels[2].entity, Ref::Category("web".to_owned(), "loans".to_owned()));
        assert_eq!(Schedule::of(&environment, "nothing"), None);
    }

    #[test]
    fn its_dates_are_what_all_periods_have_in_common() {
        let environment = environment();
        let schedule = Schedule::of(&environment, "loan").expect("the offer");
        let zone = TimeZone::UTC;
        assert_eq!(schedule.window(&zone).period(&zone), period("2026-03-01", "2026-12-31"));
        let weighted: Vec<Period> = schedule.weighted(&zone).iter().map(|it| it.period(&zone)).collect();
        assert_eq!(weighted, [period("2026-03-01", "2026-04-30"), period("2026-06-01", "2026-06-30")]);
        let at = |text: &str| text.parse().expect("a moment");
        assert_eq!(schedule.multipliers(at("2026-04-30T23:59Z"), &zone), [2.0]);
        assert_eq!(schedule.multipliers(at("2026-05-01T00:00Z"), &zone), [2.0, 1.5]);
    }
}
