//! A ranking kept over edits. Offers that were edited are struck out of the index that was made of all, and stand in a small
//! one of their own, which is made anew with each edit; the large one is made anew where they have become too many, or
//! something else changed that is folded into rows. Owns which of the two it is.

use super::index::Index;
use crate::engine::plan::{CategoryPlan, EnvironmentPlan, OfferPlan, WeightPlan, WeightSource, Weights};
use crate::engine::ready_rule::Rule;
use std::sync::{Arc, OnceLock};

/// One offer in so many may have been edited, and a few in any case, before all are ranked anew.
const ONE_IN: usize = 64;
const FEW: usize = 16;

/// Stands in the place of an offer that is not there as it was.
const GONE: u32 = u32::MAX;

/// The offers of an environment, ranked.
#[derive(Debug)]
pub(in crate::engine) struct Ranking {
    /// Of all offers, as they were when it was made.
    pub(super) all: Arc<Index>,
    /// The places that they have now; none, where all are as they were.
    places: Option<Box<[u32]>>,
    /// The places of those that are others.
    edited: Vec<usize>,
    of_edited: OnceLock<Index>,
    /// Of all offers as they are now, where whole populations ask for it.
    #[cfg(feature = "arrow")]
    anew: OnceLock<Index>,
}

impl Ranking {
    pub(super) fn new(environment: &EnvironmentPlan) -> Self {
        let all = Arc::new(Index::of(environment, 0..environment.offers.len()));
        Self::edited(all, None, Vec::new())
    }

    fn edited(all: Arc<Index>, places: Option<Box<[u32]>>, edited: Vec<usize>) -> Self {
        Self {
            all,
            places,
            edited,
            of_edited: OnceLock::new(),
            #[cfg(feature = "arrow")]
            anew: OnceLock::new(),
        }
    }

    /// That of the plan after the one that this is the ranking of; `None` where it had better be made anew.
    pub(super) fn after(&self, earlier: &EnvironmentPlan, plan: &EnvironmentPlan) -> Option<Self> {
        if !is_same_above(earlier, plan) {
            return None;
        }
        let moved = moved(&earlier.offers, &plan.offers);
        let now = |before: &u32| moved.get(*before as usize).copied().unwrap_or(GONE);
        let places: Box<[u32]> = match &self.places {
            None => moved.into(),
            Some(places) => places.iter().map(now).collect(),
        };
        let mut is_edited = vec![true; plan.offers.len()];
        for place in places.iter().filter(|place| **place != GONE) {
            is_edited[*place as usize] = false;
        }
        let edited: Vec<usize> = (0..is_edited.len()).filter(|place| is_edited[*place]).collect();
        let are_few = edited.len() <= FEW + plan.offers.len() / ONE_IN;
        are_few.then(|| Self::edited(Arc::clone(&self.all), Some(places), edited))
    }

    /// The index of the offers that were edited, if some were.
    pub(super) fn of_edited(&self, environment: &EnvironmentPlan) -> Option<&Index> {
        let index = || Index::of(environment, self.edited.iter().copied());
        (!self.edited.is_empty()).then(|| self.of_edited.get_or_init(index))
    }

    /// The index of all offers as they are now.
    #[cfg(feature = "arrow")]
    pub(in crate::engine) fn of_all(&self, environment: &EnvironmentPlan) -> &Index {
        if self.places.is_none() {
            return &self.all;
        }
        self.anew.get_or_init(|| Index::of(environment, 0..environment.offers.len()))
    }

    /// The place that an offer of the large index has now, if it is there as it was.
    pub(super) fn place(&self, offer: usize) -> Option<usize> {
        match &self.places {
            None => Some(offer),
            Some(places) => places.get(offer).filter(|place| **place != GONE).map(|place| *place as usize),
        }
    }
}

/// The places that the offers of a plan have in the next one. Where there are more of them or fewer, those between what
/// begins alike and what ends alike are others.
fn moved(earlier: &[Arc<OfferPlan>], later: &[Arc<OfferPlan>]) -> Vec<u32> {
    let same =
        |one: &[Arc<OfferPlan>], other: &[Arc<OfferPlan>], at: usize| Arc::ptr_eq(&one[at], &other[at]);
    let is_as_long = earlier.len() == later.len();
    let begin = earlier.iter().zip(later).take_while(|(one, other)| Arc::ptr_eq(one, other)).count();
    let ends = earlier[begin..].iter().rev().zip(later[begin..].iter().rev());
    let end = ends.take_while(|(one, other)| Arc::ptr_eq(one, other)).count();
    let place = |before: usize| {
        if before < begin || is_as_long && same(earlier, later, before) {
            Some(before)
        } else if !is_as_long && earlier.len() - before <= end {
            Some(before + later.len() - earlier.len())
        } else {
            None
        }
    };
    let place = |before| place(before).and_then(|place| u32::try_from(place).ok()).unwrap_or(GONE);
    (0..earlier.len()).map(place).collect()
}

/// Whether all is the same that is folded into the rows of offers besides themselves: what stands above them, and where.
fn is_same_above(earlier: &EnvironmentPlan, plan: &EnvironmentPlan) -> bool {
    let of = |plan: &EnvironmentPlan| (plan.is_live(), plan.design_name.clone(), plan.categories.len());
    of(earlier) == of(plan)
        && Rule::are_same(earlier.target.as_ref(), plan.target.as_ref())
        && are_same(&earlier.weights, &plan.weights)
        && earlier.categories.iter().zip(&plan.categories).all(|(one, other)| is_same_category(one, other))
}

fn is_same_category(one: &CategoryPlan, other: &CategoryPlan) -> bool {
    one.chain == other.chain
        && one.enabled == other.enabled
        && one.period == other.period
        && one.multiplier == other.multiplier
        && Rule::are_same(one.target.as_ref(), other.target.as_ref())
        && are_same(&one.weights, &other.weights)
}

fn are_same(one: &Weights, other: &Weights) -> bool {
    let is_same_value = |one: &WeightSource, other: &WeightSource| match (one, other) {
        (WeightSource::Number(one), WeightSource::Number(other)) => one.to_bits() == other.to_bits(),
        (WeightSource::Formula(one), WeightSource::Formula(other)) => Rule::are_same(Some(one), Some(other)),
        _ => false,
    };
    let is_same_weight = |(one, other): (&WeightPlan, &WeightPlan)| {
        (one.period, &one.space) == (other.period, &other.space)
            && is_same_value(&one.value, &other.value)
            && Rule::are_same(one.target.as_ref(), other.target.as_ref())
    };
    one.all.len() == other.all.len() && one.all.iter().zip(&other.all).all(is_same_weight)
}

#[cfg(test)]
mod tests {
    use super::super::ranking_of;
    use super::*;
    use crate::engine::Plan;
    use crate::model::{Catalog, Category, Offer};

    fn ranked(catalog: &Catalog, earlier: Option<&Plan>) -> (Plan, Arc<Index>, usize) {
        let plan = Plan::after(&Arc::new(catalog.clone()), earlier);
        let ranking = ranking_of(&plan.environments[0]).expect("a ranking");
        let (all, edited) = (Arc::clone(&ranking.all), ranking.edited.len());
        (plan, all, edited)
    }

    type Edit = fn(&mut Category);

    #[test]
    fn the_first_offers_of_a_catalog_are_ranked() {
        let mut catalog = Catalog::new("shop");
        let text = r#"Environment(name: "e", stage: Live, targeting_dimension: "")"#;
        let mut environment: crate::model::Environment = ron::from_str(text).expect("an environment");
        environment.categories = vec![Arc::new(Category::new("all", ""))];
        catalog.environments = vec![Arc::new(environment)];
        let (mut plan, ..) = ranked(&catalog, None);
        for name in ["a", "b"] {
            let environment = Arc::make_mut(&mut catalog.environments[0]);
            Arc::make_mut(&mut environment.categories[0]).offers.push(Arc::new(Offer::new(name, "")));
            (plan, ..) = ranked(&catalog, Some(&plan));
            let environment = &plan.environments[0];
            let ranking = ranking_of(environment).expect("a ranking");
            let edited = ranking.of_edited(environment).map_or(0, |index| index.offers);
            assert_eq!((edited, ranking.edited.len()), (environment.offers.len(), environment.offers.len()));
            #[cfg(feature = "arrow")]
            assert!(!std::ptr::eq(ranking.of_all(environment), &raw const *ranking.all));
        }
    }

    #[test]
    fn what_is_edited_decides_whether_all_offers_are_ranked_anew() {
        let mut catalog = Catalog::new("shop");
        let offer = |name: &str| Arc::new(Offer::new(name, ""));
        let category = Category {
            offers: ["a", "b", "c", "d"].map(offer).to_vec(),
            target: "profile.age > 3".to_owned(),
            ..Category::new("all", "")
        };
        let text = r#"Environment(name: "e", stage: Live, targeting_dimension: "")"#;
        let mut environment: crate::model::Environment = ron::from_str(text).expect("an environment");
        environment.categories = vec![Arc::new(category)];
        catalog.environments = vec![Arc::new(environment)];
        let edits: [(Edit, Option<usize>); 6] = [
            (|it| it.label.push('x'), Some(0)),
            (|it| Arc::make_mut(&mut it.offers[1]).target = "profile.age > 4".to_owned(), Some(1)),
            (|it| it.offers.insert(0, Arc::new(Offer::new("e", ""))), Some(2)),
            (|it| drop(it.offers.remove(3)), Some(2)),
            (|it| it.offers.swap(0, 3), Some(3)),
            (|it| it.target.clear(), None),
        ];
        let (mut plan, mut all, _) = ranked(&catalog, None);
        for (place, (edit, expected)) in edits.into_iter().enumerate() {
            let environment = Arc::make_mut(&mut catalog.environments[0]);
            edit(Arc::make_mut(&mut environment.categories[0]));
            let (after, index, edited) = ranked(&catalog, Some(&plan));
            let kept = Arc::ptr_eq(&index, &all).then_some(edited);
            assert_eq!(kept, expected, "edit {place}");
            (plan, all) = (after, index);
        }
    }
}
