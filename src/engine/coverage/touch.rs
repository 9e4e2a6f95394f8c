//! What a decision touches, read off its record: the path, the ranks, the gate of each offer, and what the conditions of
//! the rules that were asked came to for the values it saw.

use super::conditions::{Site, Sites};
use super::universe::Universe;
use crate::engine::caps;
use crate::engine::decision::Decision;
use crate::engine::exclusion::Exclusion;
use crate::engine::history::Lookup;
use crate::engine::identify::{Outcome, PathStep, StepKind};
use crate::engine::plan::{Level, Plan, WeightPlan};
use crate::engine::ready_rule::Rule;
use crate::model::{Identification, Reason};
use crate::rule::Inputs;
use std::collections::HashSet;

/// What a decision touches of what is not `touched` yet. Takes what it looks at from `looks`.
pub(super) fn touched(
    universe: &Universe,
    touched: &[bool],
    plan: &Plan,
    decision: &Decision,
    looks: &mut usize,
) -> Vec<usize> {
    let mut found = Vec::new();
    let offers = decision.propositions.iter().filter_map(|it| universe.offers.get(it.offer.as_str()));
    found.extend(offers.copied());
    found.extend(on_the_path(universe, decision));
    let answering = &decision.context.environment.name;
    let reasons: HashSet<Reason> =
        decision.excluded.iter().map(|excluded| excluded.exclusion.reason()).collect();
    let gates = reasons.iter().filter_map(|reason| universe.gates.get(&(answering.clone(), *reason)));
    found.extend(gates.copied());
    if let Some(sites) = universe.environments.get(answering)
        && !decision.context.is_nobody()
    {
        let sites = (sites, universe.conditions.sites.as_slice());
        let mut walk = Walk { sites, touched, plan, decision, asked: HashSet::new(), found, looks };
        walk.offers();
        return walk.found;
    }
    found
}

/// The spaces that were called and answered, and how the contact was known on them.
fn on_the_path(universe: &Universe, decision: &Decision) -> Vec<usize> {
    let mut found = Vec::new();
    let mut on = |space: &str, identification: Option<Identification>| {
        let Some(of) = universe.spaces.get(space) else { return };
        found.extend(of.itself);
        let identified = of.identified.iter().filter(|(it, _)| Some(*it) == identification);
        found.extend(identified.map(|(_, item)| *item));
    };
    on(&decision.space, None);
    on(&decision.answered_by, Some(Identification::Anonymous).filter(|it| *it == decision.identification));
    for step in decision.path.iter().filter(|step| step.outcome == Outcome::Found) {
        match step.kind {
            StepKind::Explicit => on(&step.space, Some(Identification::Explicit)),
            StepKind::Implicit => on(&step.space, Some(Identification::Implicit)),
            // The step is of the space that it led to.
            StepKind::FallBack => {}
        }
    }
    let fell_back = |step: &PathStep| step.kind == StepKind::FallBack && step.outcome == Outcome::Found;
    if decision.path.iter().any(fell_back) {
        found.extend(universe.spaces.get(&decision.space).and_then(|space| space.falls_back));
    }
    found
}

struct Walk<'w> {
    sites: (&'w Sites, &'w [Site]),
    touched: &'w [bool],
    plan: &'w Plan,
    decision: &'w Decision,
    /// The rules that were looked at and see no offer.
    asked: HashSet<usize>,
    found: Vec<usize>,
    looks: &'w mut usize,
}

impl Walk<'_> {
    /// What was asked of each offer, as far as it came.
    fn offers(&mut self) {
        let decision = self.decision;
        let mut excluded = decision.excluded.iter().peekable();
        for offer in 0..decision.context.environment.offers.len() {
            if *self.looks == 0 {
                return;
            }
            let exclusion = excluded.next_if(|it| it.offer == offer).map(|it| &it.exclusion);
            self.offer(offer, exclusion);
        }
    }

    fn offer(&mut self, offer: usize, exclusion: Option<&Exclusion>) {
        let reason = exclusion.map(Exclusion::reason);
        let came_to = |gate: Reason| reason.is_none_or(|reason| reason >= gate);
        if !came_to(Reason::Target) {
            return;
        }
        let last = match exclusion {
            Some(Exclusion::Target(level, _)) => *level,
            _ => Level::Offer,
        };
        self.targets(offer, last);
        if came_to(Reason::NoWeight) {
            self.weights(offer);
        }
        if came_to(Reason::PresentationRule) {
            let last = match exclusion {
                Some(Exclusion::Capped(cap, _)) => *cap,
                _ => usize::MAX,
            };
            self.caps(offer, last);
        }
    }

    /// The rules of gate 6, from the top down to the one that did not match.
    fn targets(&mut self, offer: usize, last: Level) {
        let sites = self.sites.0;
        let environment = &self.decision.context.environment;
        self.ask(sites.target, offer, environment.target.as_ref().is_some_and(Rule::sees_offer));
        if last == Level::Environment {
            return;
        }
        for (index, category) in environment.chain(environment.offers[offer].category) {
            let sees_offer = category.target.as_ref().is_some_and(Rule::sees_offer);
            self.ask(sites.categories.get(index).copied().flatten(), offer, sees_offer);
            if last == Level::Category(index) {
                return;
            }
        }
        self.ask(sites.offers[offer], offer, true);
    }

    /// The rules and formulas of the weights that space and moment let apply.
    fn weights(&mut self, offer: usize) {
        let sites = self.sites.0;
        let environment = &self.decision.context.environment;
        self.weights_of(&environment.weights.all, &sites.weights, offer);
        for (index, category) in environment.chain(environment.offers[offer].category) {
            let of = sites.category_weights.get(index).map_or(&[][..], Vec::as_slice);
            self.weights_of(&category.weights.all, of, offer);
        }
        self.weights_of(&environment.offers[offer].weights.all, &sites.offer_weights[offer], offer);
    }

    fn weights_of(&mut self, weights: &[WeightPlan], sites: &[[Option<usize>; 2]], offer: usize) {
        for (weight, [target, formula]) in weights.iter().zip(sites) {
            if target.is_none() && formula.is_none()
                || self.decision.context.asked().is_in_play(weight).is_err()
            {
                continue;
            }
            self.ask(*target, offer, true);
            let inputs = self.decision.context.inputs_for(offer);
            if weight.target.as_ref().is_none_or(|rule| rule.test(&inputs).is_ok()) {
                self.ask(*formula, offer, true);
            }
        }
    }

    /// The presentation rules, up to the one that stopped it.
    fn caps(&mut self, offer: usize, last: usize) {
        let context = &self.decision.context;
        for (place, cap) in context.environment.caps().iter().enumerate().take(last.saturating_add(1)) {
            let [applies_to, recipients, matching] = self.sites.0.caps[place];
            if !caps::is_on_channel(cap, context) {
                continue;
            }
            self.ask(recipients, offer, false);
            if !caps::weighs(cap, context) {
                continue;
            }
            self.ask(applies_to, offer, true);
            let inputs = context.inputs_for(offer);
            if matching.is_none() || cap.applies_to.as_ref().is_some_and(|rule| rule.test(&inputs).is_err()) {
                continue;
            }
            let lookup = Lookup::new(self.plan, &context.environment, true);
            for past in context.person.iter().flat_map(|person| &person.history) {
                let known = lookup.know(past);
                if caps::is_counted(cap, context, &known) {
                    self.look(matching, &Inputs { proposition: &known.inputs, ..inputs });
                }
            }
        }
    }

    /// Looks at a rule; at one that sees no offer once.
    fn ask(&mut self, site: Option<usize>, offer: usize, sees_offer: bool) {
        let Some(index) = site else { return };
        if sees_offer || self.asked.insert(index) {
            self.look(site, &self.decision.context.inputs_for(offer));
        }
    }

    fn look(&mut self, site: Option<usize>, inputs: &Inputs<'_>) {
        let Some(site) = site.map(|index| &self.sites.1[index]) else { return };
        let is_wanted = |items: &[Option<usize>; 3]| items.iter().flatten().any(|item| !self.touched[*item]);
        if !site.items.iter().any(is_wanted) || *self.looks == 0 {
            return;
        }
        *self.looks = self.looks.saturating_sub(site.items.len());
        site.cases.look(inputs, &mut |case, found| {
            let outcome = match found {
                Some(true) => 0,
                Some(false) => 1,
                None => 2,
            };
            let item = site.items[case][outcome].filter(|item| !self.touched[*item]);
            self.found.extend(item);
        });
    }
}
