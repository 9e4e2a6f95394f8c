//! The weights above the offers of an environment, gone through once for one call: thousands of them above thousands of
//! offers are not looked at for each. Owns what does not depend on the offer, and which weights must be asked for each.

use super::plan::{EnvironmentPlan, Level, WeightPlan, WeightSource, Weights};
use super::ready_rule::Mismatch;
use crate::rule::Cause;
use jiff::Timestamp;

/// How many weights that do not apply are named: those that came closest.
const MAX_NAMED: usize = 3;

/// What of a call weights ask for.
#[derive(Debug)]
pub(super) struct Asked<'c> {
    /// The name of the space.
    pub(super) space: &'c str,
    pub(super) at: Timestamp,
    /// Whether no rule is run: then none is asked for each offer.
    pub(super) refused: bool,
}

impl Asked<'_> {
    /// Whether the space and the period of a weight let it apply.
    pub(super) fn is_in_play(&self, weight: &WeightPlan) -> Result<(), Missed> {
        if weight.space.as_ref().is_some_and(|space| space != self.space) {
            return Err(Missed::Space);
        }
        if !weight.period.contains(self.at) {
            return Err(Missed::Period(self.at < weight.period.from));
        }
        Ok(())
    }
}

/// Why a weight does not apply where no rule is run.
fn refused(weight: &WeightPlan) -> Missed {
    let unknown = Mismatch::Unknown(Cause::TooCostly);
    if weight.target.is_some() { Missed::Rule(unknown) } else { Missed::Value(unknown) }
}

/// Why a weight does not apply, in the order in which it is asked: what comes last came closest.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Missed {
    /// It is for another space.
    Space,
    /// The moment is outside its period; whether it has yet to start.
    Period(bool),
    /// Its rule does not match.
    Rule(Mismatch),
    /// Its value is no finite number, or its formula does not come to one.
    Value(Mismatch),
}

impl Missed {
    /// Those that came closest to applying first.
    fn order(&self) -> u8 {
        match self {
            Self::Value(_) => 0,
            Self::Rule(Mismatch::Unknown(_)) => 1,
            Self::Rule(_) => 2,
            Self::Period(_) => 3,
            Self::Space => 4,
        }
    }
}

/// Where a weight stands: how far down its level is, the level, and its place in the list there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) depth: usize,
    pub(super) level: Level,
    pub(super) place: usize,
}

impl Spot {
    /// From the top down.
    pub(super) fn order(self) -> (usize, usize) {
        (self.depth, self.place)
    }
}

/// The highest of some weights; of equals the first, from the top down.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Highest(pub(super) Option<(f64, Spot)>);

impl Highest {
    pub(super) fn look_at(&mut self, value: f64, spot: Spot) {
        let is_higher =
            self.0.is_none_or(|(best, first)| value > best || value >= best && spot.order() < first.order());
        if is_higher {
            self.0 = Some((value, spot));
        }
    }
}

/// Some weights that do not apply: those that came closest, and how many there are.
#[derive(Debug, Clone, Default)]
pub(super) struct Misses {
    pub(super) closest: Vec<(Spot, Missed)>,
    pub(super) count: usize,
}

impl Misses {
    pub(super) fn add(&mut self, spot: Spot, missed: Missed) {
        self.count += 1;
        let order = |(spot, missed): &(Spot, Missed)| (missed.order(), spot.order());
        let new = (spot, missed);
        let at = self.closest.partition_point(|known| order(known) <= order(&new));
        if at < MAX_NAMED {
            self.closest.insert(at, new);
            self.closest.truncate(MAX_NAMED);
        }
    }
}

/// What the weights above the offers of an environment come to for one call, as far as it does not depend on the offer.
#[derive(Debug, Clone)]
pub(super) struct WeightsAbove {
    environment: Settled,
    /// By the places of the categories.
    categories: Vec<Settled>,
}

/// What the weights of a level and those above it come to.
#[derive(Debug, Clone, Default)]
struct Settled {
    /// The highest of those that ask nothing.
    highest: Highest,
    /// Those that do not apply, whatever the offer.
    misses: Misses,
    /// The places of those of the level itself whose rules and formulas must be asked for each offer.
    asking: Vec<usize>,
    /// How many of those there are, with those of the levels above.
    all_asking: usize,
}

impl WeightsAbove {
    /// Goes through the weights of the environment and its categories, each once.
    pub(super) fn new(environment: &EnvironmentPlan, asked: &Asked<'_>) -> Self {
        let top = Settled::default().and(asked, &environment.weights, Level::Environment, 0);
        let mut categories: Vec<Settled> = Vec::with_capacity(environment.categories.len());
        for (index, category) in environment.categories.iter().enumerate() {
            // Depth first: what stands above a category is there already.
            let parent = category.chain.iter().rev().nth(1).map_or(&top, |parent| &categories[*parent]);
            let depth = category.chain.len();
            categories.push(parent.and(asked, &category.weights, Level::Category(index), depth));
        }
        Self { environment: top, categories }
    }

    /// How many weights it went through.
    pub(super) fn looks(environment: &EnvironmentPlan) -> usize {
        let below = environment.categories.iter().map(|category| category.weights.all.len());
        environment.weights.all.len() + below.sum::<usize>()
    }

    /// The highest weight above the offers of a category that asks nothing.
    pub(super) fn highest(&self, category: usize) -> Highest {
        self.categories[category].highest
    }

    /// The weights above the offers of a category that do not apply, whatever the offer.
    pub(super) fn misses(&self, category: usize) -> Misses {
        self.categories[category].misses.clone()
    }

    /// How many weights above the offers of a category are asked for each.
    pub(super) fn asked(&self, category: usize) -> usize {
        self.categories[category].all_asking
    }

    /// The weights above an offer that ask something and are in play, from the top down.
    pub(super) fn asking<'w>(
        &'w self,
        environment: &'w EnvironmentPlan,
        offer: usize,
    ) -> impl Iterator<Item = (Spot, &'w WeightPlan)> {
        let chain = environment.chain(environment.offers[offer].category);
        let below = chain.map(|(index, category)| {
            (Level::Category(index), category.chain.len(), &category.weights, &self.categories[index])
        });
        let top = (Level::Environment, 0, &environment.weights, &self.environment);
        std::iter::once(top).chain(below).flat_map(|(level, depth, weights, settled)| {
            settled
                .asking
                .iter()
                .map(move |place| (Spot { depth, level, place: *place }, &weights.all[*place]))
        })
    }
}

impl Settled {
    /// With the weights of the level below.
    fn and(&self, asked: &Asked<'_>, weights: &Weights, level: Level, depth: usize) -> Self {
        let mut settled = Self { asking: Vec::new(), ..self.clone() };
        for (place, weight) in weights.all.iter().enumerate() {
            let spot = Spot { depth, level, place };
            match (asked.is_in_play(weight), &weight.value) {
                (Err(missed), _) => settled.misses.add(spot, missed),
                (Ok(()), _) if weight.asks() && asked.refused => settled.misses.add(spot, refused(weight)),
                (Ok(()), _) if weight.asks() => settled.asking.push(place),
                (Ok(()), WeightSource::Number(value)) if value.is_finite() => {
                    settled.highest.look_at(*value, spot);
                }
                (Ok(()), _) => settled.misses.add(spot, Missed::Value(Mismatch::False)),
            }
        }
        settled.all_asking += settled.asking.len();
        settled
    }
}
