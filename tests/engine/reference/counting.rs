//! Presentation rules (`domain.md` §4): what they weigh on, and what they count.

use super::procedure::{Case, Past, Placed, offers};
use super::view::View;
use vitrine::model::{
    CountedOffers, CountedStatus, Environment, PresentationRule, SameCategory, Space, Status,
};

impl<'a> Case<'a> {
    /// Gate 9.
    pub(super) fn capped(&'a self, placed: &'a Placed<'a>, counted: &[Past]) -> bool {
        let catalog = self.all.catalog;
        let typology = self.environment.typology.as_ref();
        let typology = typology.and_then(|name| catalog.typologies.iter().find(|it| it.name == *name));
        let names = typology.map(|it| &it.rules[..]).unwrap_or_default();
        let mut rules = catalog.presentation_rules.iter().filter(|rule| names.contains(&rule.name));
        rules.any(|rule| {
            let view = self.view(placed);
            rule.active
                && rule.channel.as_ref().is_none_or(|channel| *channel == self.space.channel)
                && self.matches(&rule.applies_to, &view)
                && self.matches(&rule.recipients, &view)
                && counted.iter().filter(|past| self.counts(rule, placed, past)).count()
                    >= rule.at_most as usize
        })
    }

    fn counts(&'a self, rule: &PresentationRule, placed: &'a Placed<'a>, past: &'a Past) -> bool {
        let apart = past.at.duration_since(self.at).unsigned_abs();
        let near = apart <= std::time::Duration::from_secs(rule.within.seconds().unsigned_abs());
        let channel = !rule.count.same_channel_only
            || self.space_of(past).is_some_and(|space| space.channel == self.space.channel);
        let status = match rule.count.status {
            CountedStatus::Any => true,
            CountedStatus::AcceptedOrRejected => matches!(past.status, Status::Accepted | Status::Rejected),
            CountedStatus::Accepted => past.status == Status::Accepted,
            CountedStatus::Rejected => past.status == Status::Rejected,
        };
        let view = View { case: self, offer: Some(placed), past: Some(past) };
        near && channel
            && status
            && self.offer_counts(rule, placed, past)
            && self.matches(&rule.count.matching, &view)
    }

    fn offer_counts(&'a self, rule: &PresentationRule, placed: &Placed<'_>, past: &Past) -> bool {
        let same_environment = self.is_one_with(&past.offer);
        let now = self.offer_of(past);
        match rule.count.offers {
            CountedOffers::All => true,
            CountedOffers::OfferBeingPresented => {
                same_environment && past.offer.split_once('/').map(|it| it.1) == Some(&placed.offer.name)
            }
            CountedOffers::SameCategory => now.is_some_and(|now| {
                let own = &placed.category().name;
                same_environment
                    && match self.all.catalog.settings.same_category {
                        SameCategory::Exact => now.category().name == *own,
                        SameCategory::Subtree => now.above.iter().any(|category| category.name == *own),
                    }
            }),
            CountedOffers::RuleOffers => now.is_some_and(|now| {
                self.matches(&rule.applies_to, &View { case: self, offer: Some(&now), past: None })
            }),
        }
    }

    /// The environments that an address may mean: the answering one, then that which it names.
    fn environments_of(&self, address: &str) -> Vec<&'a Environment> {
        let name = address.split_once('/').map_or("", |(environment, _)| environment);
        let mut all = self.all.one_with(name);
        all.sort_by_key(|it| it.name != self.environment.name);
        all
    }

    fn is_one_with(&self, address: &str) -> bool {
        self.environments_of(address).iter().any(|it| it.name == self.environment.name)
    }

    /// The offer of a past proposition as it is now.
    pub(super) fn offer_of(&self, past: &Past) -> Option<Placed<'a>> {
        let name = past.offer.split_once('/')?.1;
        let all = self.environments_of(&past.offer);
        all.into_iter().find_map(|it| offers(it).into_iter().find(|placed| placed.offer.name == name))
    }

    /// The space of a past proposition: the one that it names, or that of the linked environment.
    pub(super) fn space_of(&self, past: &Past) -> Option<&'a Space> {
        let (environment, name) = past.space.split_once('/')?;
        let all = self.all.one_with(environment);
        all.into_iter().find_map(|it| it.spaces.iter().map(|space| &**space).find(|space| space.name == name))
    }
}
