//! The rows of a ranking: for each offer and each weight that it may have, the alternatives in which it passes all rules
//! and has that weight. Owns what stands in a row; rows are looked for by [`super::block`].

use crate::engine::plan::{
    CategoryPlan, EnvironmentPlan, Level, OfferPlan, WeightPlan, WeightSource, Weights,
};
use crate::engine::ready_rule::Rule;
use crate::engine::weights_above::Spot;
use crate::model::{ContentApproval, Window};
use crate::rule::{Alternatives, PartTest, Root, RuleTest, SlotTest, Typed, ValueClasses, both, interaction};
use jiff::Timestamp;
use std::sync::Arc;

/// How many rows one offer has. One that would have more is asked as a whole.
const MOST_ROWS: usize = 64;

/// How many tests the rows of an environment have together, some two hundred megabytes of them: what a hundred thousand offers
/// have with a few conditions each. Offers beyond are asked as a whole.
const MOST_TESTS: usize = 3_000_000;

/// On how many spaces an offer is live whose rows test the space. One that is on more is asked as a whole.
const MOST_SPACES: usize = 64;

/// How many multipliers with a period are told apart for one offer: each doubles its rows, or more.
const MOST_TIMED: usize = 3;

/// One way in which an offer passes all rules, with a weight.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The place of the offer.
    pub(super) offer: usize,
    /// What the offer is ordered by; `None` where that must be found for each call, and all its rules asked again.
    pub(super) rank: Option<Rank>,
    /// Tests of the contact, the call and the interaction.
    pub(super) fields: Vec<Arc<SlotTest>>,
    /// What is no test of a field, and comes to the same for all offers.
    pub(super) parts: Vec<Arc<PartTest>>,
    /// What sees the offer.
    pub(super) own_parts: Vec<Arc<PartTest>>,
}

/// What an offer is ordered by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rank {
    pub(super) weight: f64,
    pub(super) multiplier: f64,
    pub(super) spot: Spot,
}

/// Makes the rows of an environment's offers.
pub(super) struct RowMaker<'e> {
    environment: &'e EnvironmentPlan,
    /// What the rules above the offers of each category come to, by place; `None` where they have too many alternatives.
    above: Vec<Option<Alternatives>>,
    /// How many tests more there may be.
    left: usize,
}

impl<'e> RowMaker<'e> {
    pub(super) fn new(environment: &'e EnvironmentPlan) -> Self {
        let top = alternatives(environment.target.as_ref());
        let mut above: Vec<Option<Alternatives>> = Vec::with_capacity(environment.categories.len());
        for category in &environment.categories {
            // Depth first: what stands above a category is there already.
            let parent = category.chain.iter().rev().nth(1);
            let parent = parent.map_or(Some(&top), |parent| above[*parent].as_ref());
            above.push(
                parent.and_then(|parent| both(parent.clone(), &alternatives(category.target.as_ref()))),
            );
        }
        Self { environment, above, left: MOST_TESTS }
    }

    /// The rows of an offer; none where nobody ever gets it.
    pub(super) fn rows_of(&mut self, offer: usize) -> Vec<Row> {
        let environment = self.environment;
        let plan = &environment.offers[offer];
        let is_on =
            environment.chain(plan.category).all(|(_, category)| category.enabled) && plan.offer.enabled;
        let is_rejected = !environment.is_live() && plan.offer.approval.content == ContentApproval::Rejected;
        if !is_on || is_rejected {
            return Vec::new();
        }
        let whole = Row { offer, rank: None, fields: Vec::new(), parts: Vec::new(), own_parts: Vec::new() };
        if plan.offer.live_on.len() > MOST_SPACES || self.left == 0 {
            return vec![whole];
        }
        let rows = match self.passing(plan, &self.outside_rules(plan, whole.clone())) {
            Some(rows) => self.ranked(offer, &rows).unwrap_or(rows),
            None => vec![whole.clone()],
        };
        let tests = rows.iter().map(|row| row.fields.len() + row.parts.len() + row.own_parts.len()).sum();
        let is_room = tests <= self.left;
        self.left = self.left.saturating_sub(tests);
        if is_room { rows } else { vec![whole] }
    }

    /// What an offer must pass besides rules and weights: where it is live, and when.
    fn outside_rules(&self, plan: &OfferPlan, mut row: Row) -> Row {
        let environment = self.environment;
        if environment.is_live() {
            row.on_space(plan.offer.live_on.iter().map(String::as_str));
        }
        let chain = environment.chain(plan.category).map(|(_, category)| category.period);
        chain.chain([plan.period]).for_each(|period| row.within(period));
        row
    }

    /// The alternatives in which an offer passes its rules too; `None` of too many.
    fn passing(&self, plan: &OfferPlan, row: &Row) -> Option<Vec<Row>> {
        let above = self.above[plan.category].clone()?;
        let all = both(above, &alternatives(plan.target.as_ref()))?;
        Some(all.iter().filter_map(|tests| row.clone().with(self.environment, tests)).collect())
    }

    /// The rows with the weights that the offer may have; `None` where they must be found for each call.
    fn ranked(&self, offer: usize, passing: &[Row]) -> Option<Vec<Row>> {
        let environment = self.environment;
        let plan = &environment.offers[offer];
        let multipliers = multipliers(environment.chain(plan.category).map(|(_, category)| category))?;
        let mut found = Vec::new();
        for (spot, weight) in weights(environment, plan) {
            let WeightSource::Number(value) = weight.value else { return None };
            if !value.is_finite() || value <= 0.0 {
                // Where it is the highest it stops the offer, and where it is not it changes nothing.
                continue;
            }
            for row in passing {
                let mut row = row.clone();
                row.within(weight.period);
                if let Some(space) = &weight.space {
                    row.on_space([space.as_str()]);
                }
                let each = alternatives(weight.target.as_ref());
                for row in each.iter().filter_map(|tests| row.clone().with(environment, tests)) {
                    for (multiplier, periods) in &multipliers {
                        let rank = Some(Rank { weight: value, multiplier: *multiplier, spot });
                        let fields = row.fields.iter().chain(periods).cloned().collect();
                        found.push(Row { rank, fields, ..row.clone() });
                    }
                }
                if found.len() > MOST_ROWS {
                    return None;
                }
            }
        }
        Some(found)
    }
}

/// The alternatives of a rule: one without tests where there is no rule, none of one that is broken.
fn alternatives(rule: Option<&Rule>) -> Alternatives {
    match rule {
        None => vec![Vec::new()],
        Some(Rule::Broken(_)) => Vec::new(),
        Some(Rule::Ready(program)) => program.alternatives(),
    }
}

impl Row {
    /// The row with some tests more; `None` where one of them does not hold for its offer.
    fn with(mut self, environment: &EnvironmentPlan, tests: &[RuleTest]) -> Option<Self> {
        let offer = &environment.offers[self.offer].inputs;
        for test in tests {
            match test {
                RuleTest::Slot(test) if test.root == Root::Offer => {
                    if !ValueClasses::holds(test, offer.get(test.slot)?.as_ref()) {
                        return None;
                    }
                }
                RuleTest::Slot(test) if is_environment(test) => {
                    if !ValueClasses::holds(test, Some(&Typed::from(environment.design_name.as_str()))) {
                        return None;
                    }
                }
                // What rules of presentation see is not there: it is unknown.
                RuleTest::Slot(test) if test.root == Root::Proposition => return None,
                RuleTest::Slot(test) => self.fields.push(Arc::clone(test)),
                RuleTest::Part(part) if part.sees_offer() => self.own_parts.push(Arc::clone(part)),
                RuleTest::Part(part) => self.parts.push(Arc::clone(part)),
            }
        }
        Some(self)
    }

    /// The row where the moment must be inside a period.
    fn within(&mut self, period: Window) {
        self.fields.extend(ends(period, true).into_iter().flatten());
    }

    /// The row where the space must be one of some.
    fn on_space<'s>(&mut self, spaces: impl IntoIterator<Item = &'s str>) {
        self.fields.push(Arc::new(SlotTest::one_of(Root::Interaction, interaction::SPACE, spaces)));
    }
}

fn is_environment(test: &SlotTest) -> bool {
    (test.root, test.slot) == (Root::Interaction, interaction::ENVIRONMENT)
}

/// The weights of an offer that may be its highest, from the top down: of those that always apply, the first of the
/// highest, and nothing below it.
fn weights<'e>(
    environment: &'e EnvironmentPlan,
    plan: &'e OfferPlan,
) -> impl Iterator<Item = (Spot, &'e WeightPlan)> {
    let at = |depth: usize, level: Level, weights: &'e Weights| {
        weights.contending().map(move |(place, weight)| (Spot { depth, level, place }, weight))
    };
    let top = at(0, Level::Environment, &environment.weights);
    let chain = environment.chain(plan.category).flat_map(move |(index, category)| {
        at(category.chain.len(), Level::Category(index), &category.weights)
    });
    let all: Vec<_> = top.chain(chain).chain(at(usize::MAX, Level::Offer, &plan.weights)).collect();
    let always = all.iter().filter_map(|(spot, weight)| Some((*spot, weight.plain()?)));
    let best = always.reduce(|best, next| if next.1 > best.1 { next } else { best });
    let may_be_highest = move |(spot, weight): &(Spot, &WeightPlan)| match (best, &weight.value) {
        (Some((first, best)), WeightSource::Number(value)) => {
            *spot == first || *value > best || *value >= best && spot.order() < first.order()
        }
        _ => true,
    };
    all.into_iter().filter(may_be_highest)
}

/// What the multipliers of an offer's categories come to, each with the tests of the moments at which they do.
type Multipliers = Vec<(f64, Vec<Arc<SlotTest>>)>;

/// The multipliers of an offer; `None` where they would turn the order of its weights round, or are too many.
fn multipliers<'c>(chain: impl Iterator<Item = &'c CategoryPlan>) -> Option<Multipliers> {
    let mut found: Multipliers = vec![(1.0, Vec::new())];
    let mut timed = 0;
    let finite = chain.filter_map(|category| category.multiplier).filter(|(value, _)| value.is_finite());
    for (value, period) in finite {
        if value <= 0.0 {
            return None;
        }
        let multiplied = |product: f64| (product * value).clamp(f64::MIN, f64::MAX);
        if period == Window::ALWAYS {
            for (product, _) in &mut found {
                *product = multiplied(*product);
            }
            continue;
        }
        timed += 1;
        if timed > MOST_TIMED {
            return None;
        }
        let both = found.iter().flat_map(|(product, tests)| {
            let cases = inside_and_outside(period).into_iter();
            cases.map(|(is_inside, more)| {
                let product = if is_inside { multiplied(*product) } else { *product };
                (product, tests.iter().cloned().chain(more).collect())
            })
        });
        found = both.collect();
    }
    Some(found)
}

/// The tests of the moment inside a period, before it and behind it.
fn inside_and_outside(period: Window) -> Vec<(bool, Vec<Arc<SlotTest>>)> {
    let inside = ends(period, true).into_iter().flatten().collect();
    let outside = ends(period, false).into_iter().flatten().map(|test| (false, vec![test]));
    std::iter::once((true, inside)).chain(outside).collect()
}

/// The tests that a moment is not before a period, and not behind it; or, turned round, that it is.
fn ends(period: Window, inside: bool) -> [Option<Arc<SlotTest>>; 2] {
    let at = |moment: Timestamp, wanted: bool| {
        Arc::new(SlotTest::from_on(Root::Interaction, interaction::AT, moment.into(), wanted))
    };
    let from = (period.from != Timestamp::MIN).then(|| at(period.from, inside));
    [from, (period.until != Timestamp::MAX).then(|| at(period.until, !inside))]
}
