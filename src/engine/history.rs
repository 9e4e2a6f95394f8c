//! Past propositions of a contact, looked up in the catalog as it is now. Owns the look-up: each address once, however
//! many propositions have it.

use super::call_context::CallContext;
use super::plan::{EnvironmentPlan, Plan};
use crate::contacts::Past;
use crate::model::{SameCategory, Status, split_address};
use crate::rule::{Typed, proposition};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;

/// A past proposition with its offer and its space as the catalog has them now.
#[derive(Debug)]
pub(super) struct Known {
    /// How far it is from the moment of the call, before or after it.
    pub(super) apart: SignedDuration,
    pub(super) status: Status,
    /// Whether its space has the channel of the space that answers.
    pub(super) same_channel: bool,
    /// Its offer's name, when that is of the environment that answers, or of the one linked with it.
    pub(super) own: Option<Arc<str>>,
    /// Its offer as the catalog lists it now; `None` for one that is gone.
    pub(super) now: Option<ListedOffer>,
    /// What rules see of it.
    pub(super) inputs: Vec<Option<Typed>>,
}

/// An offer as the catalog lists it now.
#[derive(Debug, Clone)]
pub(super) struct ListedOffer {
    pub(super) environment: Arc<EnvironmentPlan>,
    pub(super) offer: usize,
}

/// What is known of the offer of an address.
#[derive(Debug, Clone, Default)]
struct KnownOffer {
    own: Option<Arc<str>>,
    now: Option<ListedOffer>,
}

/// What is known of the addresses in a history.
#[derive(Debug)]
pub(super) struct Lookup<'a> {
    plan: &'a Plan,
    context: &'a CallContext,
    offers: HashMap<String, KnownOffer>,
    /// The channel of each space, by its rule name; `None` for a space that is gone.
    channels: HashMap<String, Option<Arc<str>>>,
}

impl<'a> Lookup<'a> {
    /// For the environment that answers a call.
    pub(super) fn new(plan: &'a Plan, context: &'a CallContext) -> Self {
        Self { plan, context, offers: HashMap::new(), channels: HashMap::new() }
    }

    /// Looks a proposition up.
    pub(super) fn know(&mut self, past: &Past) -> Known {
        let KnownOffer { own, now } = self.offer(&past.offer);
        let channel = self.channel(&past.space);
        let context = self.context;
        let mut inputs = vec![None; proposition::COUNT];
        inputs[proposition::OFFER] = Some(Typed::from(name_in(&past.offer)));
        inputs[proposition::CATEGORY] = now.as_ref().map(|now| Typed::from(now.category_name()));
        inputs[proposition::SPACE] = Some(Typed::from(name_in(&past.space)));
        inputs[proposition::CHANNEL] = channel.as_deref().map(Typed::from);
        inputs[proposition::STATUS] = Some(Typed::from(past.status.rule_name()));
        inputs[proposition::WEIGHT] = past.weight.map(Typed::Decimal);
        inputs[proposition::AT] = Some(Typed::Moment(past.at.into()));
        let answering = context.space.space.channel.rule_name();
        Known {
            apart: apart(past.at, context.at),
            status: past.status,
            same_channel: channel.as_deref() == Some(answering),
            own,
            now,
            inputs,
        }
    }

    /// For counting, a Design environment and its Live environment are one: an offer is looked for in the environment
    /// that answers first, then in its own, then in the one linked with that.
    fn offer(&mut self, address: &str) -> KnownOffer {
        if let Some(known) = self.offers.get(address) {
            return known.clone();
        }
        let known = self.find_offer(address).unwrap_or_default();
        self.offers.insert(address.to_owned(), known.clone());
        known
    }

    fn find_offer(&self, address: &str) -> Option<KnownOffer> {
        let (environment, name) = split_address(address)?;
        let (plan, answering) = (self.plan, &self.context.environment);
        let design = design_of(plan, environment);
        let is_own = answering.design_name == design;
        let pair = plan.of_brand(design);
        let first = is_own.then_some(answering);
        let now =
            first.into_iter().chain(plan.environment(environment)).chain(pair).find_map(|environment| {
                let offer = environment.offer_named(name)?;
                Some(ListedOffer { environment: Arc::clone(environment), offer })
            });
        Some(KnownOffer { own: is_own.then(|| name.into()), now })
    }

    /// The channel of a space, looked for in its environment and then in the one linked with it.
    fn channel(&mut self, address: &str) -> Option<Arc<str>> {
        if let Some(known) = self.channels.get(address) {
            return known.clone();
        }
        let channel = self.find_channel(address).map(Arc::from);
        self.channels.insert(address.to_owned(), channel.clone());
        channel
    }

    fn find_channel(&self, address: &str) -> Option<&'a str> {
        let (environment, name) = split_address(address)?;
        let plan = self.plan;
        let design = design_of(plan, environment);
        let in_pair = || plan.of_brand(design).find_map(|it| it.space_named(name));
        let space = plan.space(address).map(|(_, space)| space).or_else(in_pair)?;
        Some(space.space.channel.rule_name())
    }
}

impl ListedOffer {
    fn category(&self) -> usize {
        self.environment.offers[self.offer].category
    }

    fn category_name(&self) -> &str {
        &self.environment.categories[self.category()].name
    }

    /// The categories that it counts as one of, by name, since a Design environment and its Live one have each their
    /// own: its own, and where the catalog says so those above.
    pub(super) fn categories(&self, same_category: SameCategory) -> Vec<&str> {
        match same_category {
            SameCategory::Exact => vec![self.category_name()],
            SameCategory::Subtree => {
                let chain = self.environment.chain(self.category());
                let mut names: Vec<&str> = chain.map(|(_, above)| above.name.as_str()).collect();
                names.sort_unstable();
                names.dedup();
                names
            }
        }
    }
}

/// How far two moments are from each other.
pub(super) fn apart(one: Timestamp, other: Timestamp) -> SignedDuration {
    one.duration_since(other).abs()
}

fn design_of<'p>(plan: &'p Plan, environment: &'p str) -> &'p str {
    plan.environment(environment).map_or(environment, |it| &it.design_name)
}

/// The name in an address: what rules see, so that they read the same in Design, in Live and in an export.
fn name_in(address: &str) -> &str {
    split_address(address).map_or(address, |(_, name)| name)
}
