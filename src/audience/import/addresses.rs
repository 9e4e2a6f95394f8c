//! What logs of other programs call offers and spaces: an address, or a name or code that one of the catalog has. Owns which
//! one is meant.

use crate::model::{Catalog, Environment, Stage, split_address};
use std::collections::HashMap;

/// The offers or spaces of a dimension's environments, by what they may be called.
#[derive(Default)]
pub(super) struct Addresses(HashMap<String, Known>);

struct Known {
    /// None where several are called so.
    address: Option<String>,
    /// A name goes before a code, and what is edited before what is live.
    rank: (bool, bool),
}

impl Addresses {
    /// The offers that are proposed to contacts of a dimension.
    pub(super) fn of_offers(catalog: &Catalog, dimension: &str) -> Self {
        let mut all = Self::default();
        for environment in own(catalog, dimension) {
            environment.walk_categories(|_, category| {
                for offer in &category.offers {
                    all.put(environment, &offer.name, &offer.name, false);
                    all.put(environment, &offer.code, &offer.name, true);
                }
            });
        }
        all
    }

    /// The spaces on which they are.
    pub(super) fn of_spaces(catalog: &Catalog, dimension: &str) -> Self {
        let mut all = Self::default();
        for environment in own(catalog, dimension) {
            for space in &environment.spaces {
                all.put(environment, &space.name, &space.name, false);
            }
        }
        all
    }

    fn put(&mut self, environment: &Environment, called: &str, name: &str, is_code: bool) {
        if called.is_empty() {
            return;
        }
        let rank = (is_code, environment.stage == Stage::Live);
        let address = format!("{}/{name}", environment.name);
        for called in [called.to_owned(), format!("{}/{called}", environment.name)] {
            let new = Known { address: Some(address.clone()), rank };
            let known = self.0.entry(called).or_insert(new);
            if known.rank > rank {
                *known = Known { address: Some(address.clone()), rank };
            } else if known.rank == rank && known.address.as_ref() != Some(&address) {
                known.address = None;
            }
        }
    }

    /// The address that is meant, best in an environment: one that is written out, if of something that is gone.
    pub(super) fn meant(&self, called: &str, environment: Option<&str>) -> Option<String> {
        let known = |called: &str| self.0.get(called).and_then(|known| known.address.clone());
        let here = environment.and_then(|environment| known(&format!("{environment}/{called}")));
        let written = || split_address(called).map(|_| called.to_owned());
        here.or_else(|| known(called)).or_else(written)
    }
}

fn own<'c>(catalog: &'c Catalog, dimension: &str) -> impl Iterator<Item = &'c Environment> {
    let all = catalog.environments.iter().map(AsRef::as_ref);
    all.filter(move |environment: &&Environment| environment.targeting_dimension == dimension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_log_calls_an_offer_is_found_by_name_or_code() {
        let text = r#"Catalog(format: 1, name: "shop", environments: [
            Environment(name: "web", stage: Design(live: "live"), targeting_dimension: "d", spaces: [Space(name: "top", channel: InboundWeb)], categories: [
                Category(name: "a", offers: [Offer(name: "one", code: "79"), Offer(name: "two", code: "14")]),
                Category(name: "b", offers: [Offer(name: "three", code: "14"), Offer(name: "four", code: "one")])]),
            Environment(name: "live", stage: Live, targeting_dimension: "d", spaces: [Space(name: "top", channel: InboundWeb)], categories: [
                Category(name: "a", offers: [Offer(name: "one", code: "79"), Offer(name: "old", code: "8")])]),
            Environment(name: "mail", stage: Design(live: "x"), targeting_dimension: "d", categories: [
                Category(name: "a", offers: [Offer(name: "two")])]),
            Environment(name: "others", stage: Live, targeting_dimension: "e", categories: [
                Category(name: "a", offers: [Offer(name: "theirs")])])])"#;
        let catalog: Catalog = ron::from_str(text).expect("a catalog");
        let offers = Addresses::of_offers(&catalog, "d");
        for (called, environment, meant) in [
            ("79", None, Some("web/one")),
            ("79", Some("live"), Some("live/one")),
            ("79", Some("mail"), Some("web/one")),
            ("8", Some("web"), Some("live/old")),
            ("one", None, Some("web/one")),
            ("14", None, None),
            ("two", None, None),
            ("two", Some("mail"), Some("mail/two")),
            ("web/79", Some("live"), Some("web/one")),
            ("web/gone", None, Some("web/gone")),
            ("theirs", None, None),
            ("", None, None),
        ] {
            assert_eq!(offers.meant(called, environment).as_deref(), meant, "{called} in {environment:?}");
        }
        let spaces = Addresses::of_spaces(&catalog, "d");
        assert_eq!(spaces.meant("top", None).as_deref(), Some("web/top"));
    }
}
