//! Presentation rules: caps over the contact's past propositions (`domain.md` §4, *Presentation rules*).

use super::plan::{Cap, EnvironmentPlan, Miss, Plan, Rule, matches};
use super::situation::Situation;
use crate::contacts::Past;
use crate::model::{CountedOffers, SameCategory, Status, split_address};
use crate::rule::{Inputs, Typed, proposition};
use jiff::Timestamp;
use std::sync::Arc;

/// A past proposition with its offer and its space looked up in the catalog as it is now.
#[derive(Debug)]
struct Known {
    at: Timestamp,
    status: Status,
    /// The Design name of the offer's environment, and the offer's name.
    offer: Option<(String, String)>,
    /// Where the offer stands now; `None` for one that is gone.
    now: Option<Standing>,
    /// The channel of its space, while there is one.
    channel: Option<String>,
    inputs: Vec<Option<Typed>>,
}

/// Where an offer stands now.
#[derive(Debug)]
struct Standing {
    environment: Arc<EnvironmentPlan>,
    offer: usize,
}

/// The caps that weigh on a call, and the propositions that they may count.
#[derive(Debug)]
pub(super) struct Pressure<'a> {
    situation: &'a Situation,
    same_category: SameCategory,
    /// The environment's caps that weigh on this contact and channel.
    caps: Vec<Weighing>,
    known: Vec<Known>,
}

/// A cap that weighs on a call.
#[derive(Debug)]
struct Weighing {
    /// Its place among the environment's caps.
    cap: usize,
    /// The places of the propositions that it may count, as far as can be told without an offer; and whether its
    /// rule must be asked for each offer.
    counted: Vec<(usize, bool)>,
}

impl<'a> Pressure<'a> {
    /// Looks at the contact's history for the caps of the environment.
    pub(super) fn new(plan: &Plan, situation: &'a Situation) -> Self {
        let environment = &situation.environment;
        let mut pressure = Self {
            situation,
            same_category: plan.settings.same_category,
            caps: Vec::new(),
            known: Vec::new(),
        };
        let weighing: Vec<usize> =
            (0..environment.caps.len()).filter(|cap| weighs(&environment.caps[*cap], situation)).collect();
        if weighing.is_empty() {
            return pressure;
        }
        let history = situation.person.as_ref().map(|person| person.history.as_slice()).unwrap_or_default();
        pressure.known = history.iter().map(|past| know(plan, environment, past)).collect();
        for cap in weighing {
            let known = pressure.known.iter().enumerate();
            let counted = known.filter_map(|(place, past)| {
                may_count(&environment.caps[cap], situation, past).map(|asks| (place, asks))
            });
            pressure.caps.push(Weighing { cap, counted: counted.collect() });
        }
        pressure
    }

    /// Adds a proposition made earlier in the same call or on the same page, for caps that count those.
    pub(super) fn keep(&mut self, plan: &Plan, past: &Past) {
        let known = know(plan, &self.situation.environment, past);
        let place = self.known.len();
        for Weighing { cap, counted } in &mut self.caps {
            let cap = &self.situation.environment.caps[*cap];
            counted.extend(may_count(cap, self.situation, &known).map(|asks| (place, asks)));
        }
        self.known.push(known);
    }

    /// The first cap that stops an offer, with what it counted.
    pub(super) fn stops(&self, offer: usize) -> Option<(usize, u32)> {
        let environment = &self.situation.environment;
        for Weighing { cap: place, counted } in &self.caps {
            let cap = &environment.caps[*place];
            let inputs = self.situation.inputs_for(offer);
            if matches(cap.applies_to.as_ref(), &inputs).is_err() {
                continue;
            }
            let counts = |(past, asks): &&(usize, bool)| {
                let past = &self.known[*past];
                self.is_of_those(cap, offer, past) && (!asks || accepts(cap, past, &inputs).is_ok())
            };
            let count = counted.iter().filter(counts).count();
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            if count >= cap.rule.at_most {
                return Some((*place, count));
            }
        }
        None
    }

    /// Whether a proposition is of the offers that a cap counts against an offer.
    fn is_of_those(&self, cap: &Cap, offer: usize, past: &Known) -> bool {
        let environment = &self.situation.environment;
        let plan = &environment.offers[offer];
        match cap.counted_offers() {
            // Those of the rule were chosen before: they are the same for each offer.
            CountedOffers::All | CountedOffers::RuleOffers => true,
            CountedOffers::OfferBeingPresented => past
                .offer
                .as_ref()
                .is_some_and(|(design, name)| *design == environment.design_name && *name == plan.offer.name),
            CountedOffers::SameCategory => past.now.as_ref().is_some_and(|now| {
                now.environment.design_name == environment.design_name
                    && self.same_category(&environment.categories[plan.category].name, now)
            }),
        }
    }
}

impl Pressure<'_> {
    /// Whether an offer stands in the category of that name, or below it where the catalog says so. By name,
    /// since a Design environment and its Live one have each their own.
    fn same_category(&self, category: &str, now: &Standing) -> bool {
        let mut chain = now.environment.chain(now.category());
        match self.same_category {
            SameCategory::Exact => now.environment.categories[now.category()].name == category,
            SameCategory::Subtree => chain.any(|(_, above)| above.name == category),
        }
    }
}

impl Standing {
    fn category(&self) -> usize {
        self.environment.offers[self.offer].category
    }
}

/// Whether a cap weighs on this call at all: on its channel, and on its contact.
fn weighs(cap: &Cap, situation: &Situation) -> bool {
    let on_channel =
        cap.rule.channel.as_ref().is_none_or(|channel| *channel == situation.space.space.channel);
    on_channel && matches(cap.recipients.as_ref(), &situation.inputs()).is_ok()
}

/// Whether the rule of a cap over propositions accepts one.
fn accepts(cap: &Cap, past: &Known, inputs: &Inputs<'_>) -> Result<(), Miss> {
    matches(cap.matching.as_ref(), &Inputs { proposition: &past.inputs, ..*inputs })
}

/// Whether a past proposition is of an offer that the rule of a cap applies to.
fn is_of_rule(cap: &Cap, situation: &Situation, past: &Known) -> bool {
    past.now.as_ref().is_some_and(|now| {
        let offer = &now.environment.offers[now.offer].inputs;
        let inputs = Inputs { offer, budget: situation.inputs().budget, ..Inputs::default() };
        matches(cap.applies_to.as_ref(), &inputs).is_ok()
    })
}

/// Whether a cap may count a proposition, by all that does not depend on the offer; both ends of the span are
/// included. `None` when it does not, and whether its rule must still be asked for each offer.
fn may_count(cap: &Cap, situation: &Situation, past: &Known) -> Option<bool> {
    let apart = past.at.duration_since(situation.at).abs();
    let channel = situation.space.space.channel.rule_name();
    let counts = apart <= jiff::SignedDuration::from_secs(cap.rule.within.seconds())
        && cap.counts_status(past.status)
        && (!cap.rule.count.same_channel_only || past.channel.as_deref() == Some(channel))
        && (cap.counted_offers() != CountedOffers::RuleOffers || is_of_rule(cap, situation, past));
    if !counts {
        return None;
    }
    match accepts(cap, past, &situation.inputs()) {
        Ok(()) => Some(false),
        // A value that is not there can only make a rule unknown.
        Err(Miss::Unknown(_)) if cap.matching.as_ref().is_some_and(Rule::sees_offer) => Some(true),
        Err(_) => None,
    }
}

/// Looks a past proposition up in the catalog as it is now. For counting, a Design environment and its Live
/// environment are one: the offer is looked for in the environment that answers first, then in its own, then in
/// the one linked with that.
fn know(plan: &Plan, answering: &Arc<EnvironmentPlan>, past: &Past) -> Known {
    let offer =
        split_address(&past.offer).map(|(environment, name)| (design_of(plan, environment), name.to_owned()));
    let now = offer.as_ref().and_then(|(design, name)| {
        let pair = plan.environments.iter().filter(|it| it.design_name == *design);
        let first = (answering.design_name == *design).then_some(answering);
        let own = split_address(&past.offer).and_then(|(environment, _)| plan.environment(environment));
        first.into_iter().chain(own).chain(pair).find_map(|environment| {
            let offer = environment.offer_named(name)?;
            Some(Standing { environment: Arc::clone(environment), offer })
        })
    });
    let channel = channel_of(plan, &past.space);
    let category = now.as_ref().map(|now| now.environment.categories[now.category()].name.clone());
    let mut inputs = vec![None; proposition::COUNT];
    inputs[proposition::OFFER] = Some(Typed::from(name_in(&past.offer)));
    inputs[proposition::CATEGORY] = category.as_deref().map(Typed::from);
    inputs[proposition::SPACE] = Some(Typed::from(name_in(&past.space)));
    inputs[proposition::CHANNEL] = channel.as_deref().map(Typed::from);
    inputs[proposition::STATUS] = Some(Typed::from(past.status.rule_name()));
    inputs[proposition::WEIGHT] = past.weight.map(Typed::Decimal);
    inputs[proposition::AT] = Some(Typed::Moment(past.at.into()));
    Known { at: past.at, status: past.status, offer, now, channel, inputs }
}

/// The channel of a space, looked for in its environment and then in the one linked with it.
fn channel_of(plan: &Plan, address: &str) -> Option<String> {
    let (environment, name) = split_address(address)?;
    let design = design_of(plan, environment);
    let pair = plan.environments.iter().filter(|it| it.design_name == design);
    let in_pair = || pair.flat_map(|it| &it.spaces).find(|space| space.space.name == name);
    let space = plan.space(address).map(|(_, space)| space).or_else(in_pair)?;
    Some(space.space.channel.rule_name().to_owned())
}

fn design_of(plan: &Plan, environment: &str) -> String {
    plan.environment(environment).map_or_else(|| environment.to_owned(), |it| it.design_name.clone())
}

/// The name in an address: what rules see, so that they read the same in Design, in Live and in an export.
fn name_in(address: &str) -> &str {
    split_address(address).map_or(address, |(_, name)| name)
}
