//! What the scenarios of a catalog touch, and what none of them does: offers, spaces, ways of identification, fallbacks,
//! gates, and the conditions of rules. Owns what counts as touched; reads it off the records of decisions, and decides
//! nothing.

mod conditions;
mod touch;
mod universe;

use super::decision::Decision;
use super::plan::Plan;
use crate::model::{Identification, Place, Reason};
use std::sync::Arc;
use universe::Universe;

/// The kinds of what scenarios touch, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CoverageKind {
    /// Offers that are proposed.
    Offers,
    /// Spaces that are called, or answer.
    Spaces,
    /// Ways in which the contact of a call on a space is known, or not.
    Identification,
    /// Spaces that fall back on an anonymous one.
    Fallbacks,
    /// Gates that stop an offer.
    Gates,
    /// What the conditions of rules come to: each true, false and unknown.
    Conditions,
}

/// What a condition comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseOutcome {
    /// It holds.
    True,
    /// It does not.
    False,
    /// A value that it asks for is missing.
    Unknown,
}

impl CaseOutcome {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::True, Self::False, Self::Unknown];

    /// Its name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::True => "true",
            Self::False => "false",
            Self::Unknown => "unknown",
        }
    }
}

/// What can be touched of an entity.
#[derive(Debug, Clone, PartialEq)]
pub enum Aspect {
    /// The offer is proposed.
    Offer,
    /// The space is called, or answers.
    Space,
    /// A contact is identified on the space like this, or nobody is.
    Identified(Identification),
    /// The space falls back.
    FallsBack,
    /// A gate of the environment stops an offer.
    Gate(Reason),
    /// A condition of the rule at the place comes to something.
    Condition {
        /// The condition in canonical form.
        text: Arc<str>,
        /// The same with the values of the parameters of the filter whose rule it stands in.
        bound: Arc<str>,
        /// What it comes to.
        outcome: CaseOutcome,
    },
}

impl Aspect {
    /// What kind of thing that is.
    pub fn kind(&self) -> CoverageKind {
        match self {
            Self::Offer => CoverageKind::Offers,
            Self::Space => CoverageKind::Spaces,
            Self::Identified(_) => CoverageKind::Identification,
            Self::FallsBack => CoverageKind::Fallbacks,
            Self::Gate(_) => CoverageKind::Gates,
            Self::Condition { .. } => CoverageKind::Conditions,
        }
    }
}

/// Something that a scenario can touch.
#[derive(Debug, Clone, PartialEq)]
pub struct CoverageItem {
    /// The environment that it is listed under; none for presentation rules, which several share.
    pub environment: Option<String>,
    /// The entity, and its field where a rule is meant.
    pub place: Place,
    /// What of it.
    pub aspect: Aspect,
}

/// What is touched of a catalog so far.
#[derive(Debug)]
pub struct Coverage {
    universe: Universe,
    touched: Vec<bool>,
    /// How many looks at conditions are left.
    looks: usize,
    /// Whether every decision was looked at in full.
    is_whole: bool,
}

/// How many conditions are looked at for all scenarios together: about a second. Each is looked at once for a call, or once
/// for each offer that it sees, until it came to all that it can come to.
const MOST_LOOKS: usize = 5_000_000;

impl Coverage {
    /// Nothing of a catalog is touched yet. Live environments are left out that belong to a Design environment: what is
    /// tried there is what will be Live.
    pub fn new(plan: &Plan) -> Self {
        Self::unless(plan, &|| false).unwrap_or_default()
    }

    /// The same; none, once the work is to be given up.
    pub fn unless(plan: &Plan, stop: &dyn Fn() -> bool) -> Option<Self> {
        let universe = Universe::of(plan, stop)?;
        Some(Self {
            touched: vec![false; universe.items.len()],
            is_whole: universe.is_whole,
            universe,
            looks: MOST_LOOKS,
        })
    }

    /// Looks at the decision of a scenario.
    pub fn see(&mut self, plan: &Plan, decision: &Decision) {
        let mut looks = self.looks;
        let touched = self.touched_by(plan, decision, &mut looks);
        self.looks = looks;
        self.is_whole &= looks > 0;
        self.take(&touched);
    }

    /// Takes over what is touched, by the places of the items.
    pub fn take(&mut self, touched: &[usize]) {
        for item in touched {
            self.touched[*item] = true;
        }
    }

    /// What a decision would touch that is not touched yet, by the places of the items. Looks at no more conditions than
    /// `looks`, which become fewer.
    pub fn touched_by(&self, plan: &Plan, decision: &Decision, looks: &mut usize) -> Vec<usize> {
        let mut found = touch::touched(&self.universe, &self.touched, plan, decision, looks);
        found.sort_unstable();
        found.dedup();
        found
    }

    /// All that can be touched.
    pub fn items(&self) -> &[CoverageItem] {
        &self.universe.items
    }

    /// Whether an item is touched.
    pub fn is_touched(&self, item: usize) -> bool {
        self.touched[item]
    }

    /// What is touched and what is not, by environment and kind.
    pub fn report(&self) -> CoverageReport {
        let mut groups: Vec<CoverageGroup> = Vec::new();
        for (index, item) in self.items().iter().enumerate() {
            let place = groups.iter().position(|group| group.environment == item.environment);
            let place = place.unwrap_or_else(|| {
                groups.push(CoverageGroup { environment: item.environment.clone(), kinds: Vec::new() });
                groups.len() - 1
            });
            groups[place].add(item, self.touched[index]);
        }
        for group in &mut groups {
            group.kinds.sort_by_key(|count| count.kind);
        }
        CoverageReport { groups, is_whole: self.is_whole }
    }
}

impl Default for Coverage {
    fn default() -> Self {
        Self { universe: Universe::default(), touched: Vec::new(), looks: MOST_LOOKS, is_whole: true }
    }
}

/// What the scenarios of a catalog touch.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CoverageReport {
    /// By environment, in the order of the catalog; what belongs to none comes where it was first met.
    pub groups: Vec<CoverageGroup>,
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
    /// How much is touched of how much, of a kind or of all.
    pub fn counts(&self, kind: Option<CoverageKind>) -> (usize, usize) {
        let all = self.groups.iter().flat_map(|group| &group.kinds);
        let all = all.filter(|count| kind.is_none_or(|kind| count.kind == kind));
        all.fold((0, 0), |(touched, total), count| (touched + count.touched, total + count.total))
    }
}

impl CoverageGroup {
    fn add(&mut self, item: &CoverageItem, touched: bool) {
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
