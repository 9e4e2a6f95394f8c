//! What is touched and what is not, by environment and kind, for whoever shows it. Owns the counts.

use super::item::{Aspect, CaseOutcome, CoverageItem, CoverageKind};
use crate::model::{Place, Ref};
use std::collections::HashMap;

/// What the scenarios of a catalog touch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CoverageReport {
    /// By environment, in the order of the catalog; what belongs to none comes where it was first met.
    pub groups: Vec<CoverageGroup>,
    /// How many scenarios propose each offer, and call each space or are answered by it.
    pub scenarios: HashMap<Ref, usize>,
    /// Whether everything was looked at: very many conditions, or offers in very many scenarios, are not.
    pub is_whole: bool,
}

/// What the scenarios touch of an environment.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageGroup {
    /// Its name; none for what belongs to no environment.
    pub environment: Option<String>,
    /// The kinds of which there is anything, in their order.
    pub kinds: Vec<CoverageCount>,
}

/// How much of a kind is touched.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageCount {
    /// The kind.
    pub kind: CoverageKind,
    /// How many are touched.
    pub touched: usize,
    /// How many there are.
    pub total: usize,
    /// Those that are not, in the order of the catalog.
    pub untouched: Vec<Untouched>,
}

/// Something that no scenario touches.
#[derive(Debug, Clone, PartialEq)]
pub struct Untouched {
    /// The entity, and its field where a rule is meant.
    pub place: Place,
    /// What of it; of a condition the first outcome.
    pub aspect: Aspect,
    /// What a condition never comes to; empty for anything else.
    pub outcomes: Vec<CaseOutcome>,
}

impl CoverageReport {
    /// How many scenarios propose an offer, or call a space or are answered by it; none where there is nothing to touch.
    pub fn scenarios_of(&self, entity: &Ref) -> Option<usize> {
        self.scenarios.get(entity).copied()
    }

    /// The conditions of an entity that are not put to the test.
    pub fn untested_of<'r>(&'r self, entity: &'r Ref) -> impl Iterator<Item = &'r Untouched> {
        let group = |group: &&CoverageGroup| {
            group.environment.is_none() || group.environment.as_deref() == entity.environment()
        };
        let kinds = self.groups.iter().filter(group).flat_map(|group| &group.kinds);
        let conditions = kinds.filter(|count| count.kind == CoverageKind::Conditions);
        conditions.flat_map(|count| &count.untouched).filter(move |it| it.place.entity == *entity)
    }

    /// How much is touched of how much, of a kind or of all.
    pub fn counts(&self, kind: Option<CoverageKind>) -> (usize, usize) {
        let all = self.groups.iter().flat_map(|group| &group.kinds);
        let all = all.filter(|count| kind.is_none_or(|kind| count.kind == kind));
        all.fold((0, 0), |(touched, total), count| (touched + count.touched, total + count.total))
    }
}

impl CoverageGroup {
    pub(super) fn add(&mut self, item: &CoverageItem, touched: bool) {
        let kind = item.aspect.kind();
        let place = self.kinds.iter().position(|count| count.kind == kind).unwrap_or_else(|| {
            self.kinds.push(CoverageCount { kind, touched: 0, total: 0, untouched: Vec::new() });
            self.kinds.len() - 1
        });
        let count = &mut self.kinds[place];
        count.total += 1;
        if touched {
            count.touched += 1;
            return;
        }
        let Aspect::Condition { text, outcome, .. } = &item.aspect else {
            let (place, aspect) = (item.place.clone(), item.aspect.clone());
            return count.untouched.push(Untouched { place, aspect, outcomes: Vec::new() });
        };
        // The outcomes of one condition stand one behind the other.
        if let Some(last) = count.untouched.last_mut()
            && matches!(&last.aspect, Aspect::Condition { text: known, .. } if known == text)
            && last.place == item.place
        {
            return last.outcomes.push(*outcome);
        }
        count.untouched.push(Untouched {
            place: item.place.clone(),
            aspect: item.aspect.clone(),
            outcomes: vec![*outcome],
        });
    }
}
