//! Past propositions of a contact, looked up in the catalog as it is now. Owns the look-up, and which of them stand for an
//! offer or a category: names become places of the environment that answers, so that counting compares no texts.

use super::call_context::CallContext;
use super::plan::{EnvironmentPlan, Plan};
use crate::contacts::Past;
use crate::model::{CountedOffers, SameCategory, Status, split_address};
use crate::rule::{Typed, proposition};
use jiff::{SignedDuration, Timestamp};
use std::cell::OnceCell;
use std::ptr;

/// A past proposition with its offer and its space as the catalog has them now: the same for all calls that an environment
/// answers.
#[derive(Debug, Clone)]
pub(super) struct Known<'a> {
    at: Timestamp,
    pub(super) status: Status,
    /// The channel of its space, by its rule name; `None` for a space that is gone.
    channel: Option<&'a str>,
    /// Whether its offer is of the environment that answers, or of the one linked with it.
    is_own: bool,
    /// Its offer as the catalog lists it now; `None` for one that is gone.
    pub(super) now: Option<ListedOffer<'a>>,
    /// What rules see of it, where they are asked.
    pub(super) inputs: Vec<Option<Typed>>,
}

/// An offer as the catalog lists it now.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListedOffer<'a> {
    pub(super) environment: &'a EnvironmentPlan,
    pub(super) offer: usize,
}

/// Looks past propositions up for the environment that answers a call.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lookup<'a> {
    plan: &'a Plan,
    answering: &'a EnvironmentPlan,
    /// Whether rules see the propositions.
    is_seen: bool,
}

/// A history that was looked up.
#[derive(Debug, Clone)]
pub(super) struct History<'a> {
    lookup: Lookup<'a>,
    known: Vec<Known<'a>>,
    /// The places of propositions by that of their offer, and by those of the categories that they count for, in the
    /// environment that answers: in order, once somebody asks.
    by_offer: OnceCell<Vec<(u32, u32)>>,
    by_category: OnceCell<Vec<(u32, u32)>>,
}

impl Known<'_> {
    /// How far it is from the moment of a call, before or after it.
    pub(super) fn apart(&self, context: &CallContext) -> SignedDuration {
        self.at.duration_since(context.at).abs()
    }

    /// Whether its space has the channel of the space that answers.
    pub(super) fn is_on_channel(&self, context: &CallContext) -> bool {
        self.channel == Some(context.space.space.channel.rule_name())
    }
}

impl<'a> Lookup<'a> {
    /// For the environment that answers a call. Rules see the propositions where they `are_seen`.
    pub(super) fn new(plan: &'a Plan, answering: &'a EnvironmentPlan, are_seen: bool) -> Self {
        Self { plan, answering, is_seen: are_seen }
    }

    /// Looks a proposition up.
    pub(super) fn know(&self, past: &Past) -> Known<'a> {
        self.know_on(past, self.channel(&past.space))
    }

    fn know_on(&self, past: &Past, channel: Option<&'a str>) -> Known<'a> {
        let (is_own, now) = self.offer(&past.offer).unwrap_or_default();
        let mut inputs = Vec::new();
        if self.is_seen {
            inputs.resize(proposition::COUNT, None);
            inputs[proposition::OFFER] = Some(Typed::from(name_in(&past.offer)));
            inputs[proposition::CATEGORY] = now.as_ref().map(|now| Typed::from(now.category_name()));
            inputs[proposition::SPACE] = Some(Typed::from(name_in(&past.space)));
            inputs[proposition::CHANNEL] = channel.map(Typed::from);
            inputs[proposition::STATUS] = Some(Typed::from(past.status.rule_name()));
            inputs[proposition::WEIGHT] = past.weight.map(Typed::Decimal);
            inputs[proposition::AT] = Some(Typed::Moment(past.at.into()));
        }
        Known { at: past.at, status: past.status, channel, is_own, now, inputs }
    }

    /// Whether an offer is of the brand that answers, and where it is listed. For counting, a Design environment and its
    /// Live environment are one: it is looked for in the environment that answers first, then in its own, then in the one
    /// linked with that.
    fn offer(&self, address: &str) -> Option<(bool, Option<ListedOffer<'a>>)> {
        let (environment, name) = split_address(address)?;
        let (plan, answering) = (self.plan, self.answering);
        let design = design_of(plan, environment);
        let is_own = answering.design_name == design;
        let listed = |environment: &'a EnvironmentPlan| {
            Some(ListedOffer { environment, offer: environment.offer_named(name)? })
        };
        let first = if is_own { listed(answering) } else { None };
        let own = || plan.environment(environment).and_then(|environment| listed(environment));
        let pair = || plan.of_brand(design).find_map(|environment| listed(environment));
        Some((is_own, first.or_else(own).or_else(pair)))
    }

    /// The channel of a space, looked for in its environment and then in the one linked with it.
    fn channel(&self, address: &str) -> Option<&'a str> {
        let (environment, name) = split_address(address)?;
        let plan = self.plan;
        let design = design_of(plan, environment);
        let in_pair = || plan.of_brand(design).find_map(|it| it.space_named(name));
        let space = plan.space(address).map(|(_, space)| space).or_else(in_pair)?;
        Some(space.space.channel.rule_name())
    }

    /// The place of the offer that a proposition counts for, where the environment that answers has it.
    fn offer_of(&self, known: &Known<'a>) -> Option<u32> {
        let now = known.now.filter(|now| known.is_own && ptr::eq(now.environment, self.answering))?;
        place(now.offer)
    }

    /// The places of the categories that a proposition counts for: that of its offer, and where the catalog says so those
    /// above, by name, since a Design environment and its Live one have each their own.
    fn categories_of(&self, known: &Known<'a>) -> impl Iterator<Item = u32> + use<'a> {
        let (answering, same_category) = (self.answering, self.plan.settings.same_category);
        let now = known.now.filter(|_| known.is_own);
        let chain = now.into_iter().flat_map(move |now| {
            let chain = now.environment.chain(now.category());
            let above = if same_category == SameCategory::Exact { usize::MAX } else { 0 };
            let own = now.environment.categories[now.category()].chain.len() - 1;
            chain.skip(above.min(own))
        });
        chain.filter_map(move |(_, category)| place(answering.category_named(&category.name)?))
    }
}

impl<'a> History<'a> {
    /// Of a contact.
    pub(super) fn of(lookup: Lookup<'a>, history: &[Past]) -> Self {
        let mut last: Option<(&str, Option<&'a str>)> = None;
        let known = history.iter().map(|past| {
            let (_, channel) = match last.filter(|(space, _)| *space == past.space) {
                Some(known) => known,
                None => *last.insert((&past.space, lookup.channel(&past.space))),
            };
            lookup.know_on(past, channel)
        });
        let known = known.collect();
        Self { lookup, known, by_offer: OnceCell::new(), by_category: OnceCell::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.known.len()
    }

    pub(super) fn get(&self, place: usize) -> Option<&Known<'a>> {
        self.known.get(place)
    }

    /// Adds a proposition.
    pub(super) fn add(&mut self, known: Known<'a>) {
        let place = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        let put = |index: Option<&mut Vec<(u32, u32)>>, key: u32| {
            if let Some(index) = index {
                index.insert(index.partition_point(|it| *it < (key, place)), (key, place));
            }
        };
        if let Some(key) = self.lookup.offer_of(&known) {
            put(self.by_offer.get_mut(), key);
        }
        if let Some(index) = self.by_category.get_mut() {
            for key in self.lookup.categories_of(&known) {
                put(Some(&mut *index), key);
            }
            index.dedup();
        }
        self.known.push(known);
    }

    /// What a proposition is held against by caps that count the propositions of such offers: the place of its offer, or
    /// those of categories.
    pub(super) fn keys(&self, offers: CountedOffers, known: &Known<'a>) -> Vec<u32> {
        match offers {
            CountedOffers::All => vec![0],
            // Which of them the rule applies to does not depend on the offer.
            CountedOffers::RuleOffers => known.now.iter().map(|_| 0).collect(),
            CountedOffers::OfferBeingPresented => self.lookup.offer_of(known).into_iter().collect(),
            CountedOffers::SameCategory => {
                let mut keys: Vec<u32> = self.lookup.categories_of(known).collect();
                keys.sort_unstable();
                keys.dedup();
                keys
            }
        }
    }

    /// The places of those that are held against a key.
    fn places(&self, offers: CountedOffers, key: u32) -> Option<&[(u32, u32)]> {
        let index = match offers {
            CountedOffers::All | CountedOffers::RuleOffers => return None,
            CountedOffers::OfferBeingPresented => self.by_offer.get_or_init(|| self.index(offers)),
            CountedOffers::SameCategory => self.by_category.get_or_init(|| self.index(offers)),
        };
        let start = index.partition_point(|(known, _)| *known < key);
        let count = index[start..].partition_point(|(known, _)| *known == key);
        Some(&index[start..start + count])
    }

    fn index(&self, offers: CountedOffers) -> Vec<(u32, u32)> {
        let keys = |(place, known): (u32, &Known<'a>)| -> Vec<(u32, u32)> {
            self.keys(offers, known).into_iter().map(|key| (key, place)).collect()
        };
        let mut index: Vec<(u32, u32)> = (0..).zip(&self.known).flat_map(keys).collect();
        index.sort_unstable();
        index
    }

    /// How many may be held against a key, by whoever counts the propositions of such offers.
    pub(super) fn count(&self, offers: CountedOffers, key: u32) -> usize {
        self.places(offers, key).map_or(self.known.len(), <[_]>::len)
    }

    /// Those that are held against a key.
    pub(super) fn against(&self, offers: CountedOffers, key: u32) -> impl Iterator<Item = &Known<'a>> {
        let places = self.places(offers, key);
        let all = if places.is_none() { self.known.as_slice() } else { &[] };
        let all = all.iter().filter(move |known| offers == CountedOffers::All || known.now.is_some());
        all.chain(places.into_iter().flatten().filter_map(|(_, place)| self.known.get(*place as usize)))
    }
}

impl ListedOffer<'_> {
    fn category(&self) -> usize {
        self.environment.offers[self.offer].category
    }

    fn category_name(&self) -> &str {
        &self.environment.categories[self.category()].name
    }
}

fn place(index: usize) -> Option<u32> {
    u32::try_from(index).ok()
}

fn design_of<'p>(plan: &'p Plan, environment: &'p str) -> &'p str {
    plan.environment(environment).map_or(environment, |it| &it.design_name)
}

/// The name in an address: what rules see, so that they read the same in Design, in Live and in an export.
fn name_in(address: &str) -> &str {
    split_address(address).map_or(address, |(_, name)| name)
}
