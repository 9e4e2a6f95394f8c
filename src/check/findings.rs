//! What the last check found of each offer, so that the next one looks again only at those that may fare otherwise.
//!
//! What is said of an offer follows from itself and from what stands around the offers: environments, spaces,
//! categories, dimensions, contacts. While that is the same, an offer that was not touched, at the place where it was,
//! fares as it did. Two things are of several offers: a code that an earlier one has, which is looked at each time, and
//! templates of spaces, which are told of once: see [`Told`].

use super::issue::Issue;
use crate::contacts::Population;
use crate::model::{Catalog, Offer, Place, same_around_offers};
use jiff::Timestamp;
use std::collections::HashSet;
use std::sync::Arc;

/// What a check found of each offer.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    around: Option<Around>,
    /// By category, in the order in which they are checked, and by their places there. None of an offer that was not
    /// looked at in full.
    offers: Vec<Vec<Option<Known>>>,
    looked_at: usize,
}

/// What is known of offers while they are checked.
pub(super) struct KnownOffers<'a> {
    /// From the check before, where offers fare as they did.
    before: Option<&'a Findings>,
    /// From this one.
    pub(super) found: Findings,
}

/// What a check saw beside the offers.
#[derive(Debug, Clone)]
struct Around {
    catalog: Arc<Catalog>,
    population: Population,
    now: Timestamp,
}

/// An offer, and what was found; of most offers nothing.
#[derive(Debug, Clone)]
pub(super) struct Known {
    offer: Arc<Offer>,
    found: Option<Arc<Found>>,
}

#[derive(Debug, PartialEq)]
struct Found {
    is_duplicate: bool,
    issues: Vec<Issue>,
    told: Places,
}

/// Where templates were found not to do what they should, of an environment. One that several offers share is told of
/// once, at the first of them.
#[derive(Debug, Default)]
pub(super) struct Told {
    all: HashSet<Place>,
    of_offer: Places,
}

/// The places that were told of at one offer, and those that were known there already.
#[derive(Debug, Default, PartialEq)]
struct Places {
    new: Vec<Place>,
    known: Vec<Place>,
}

impl Told {
    /// What is told of from now on, and known, is so at the next offer.
    pub(super) fn begin_offer(&mut self) {
        self.of_offer = Places::default();
    }

    /// Whether a place was told of.
    pub(super) fn has(&mut self, place: &Place) -> bool {
        let known = self.all.contains(place);
        if known && self.of_offer.known.last() != Some(place) {
            self.of_offer.known.push(place.clone());
        }
        known
    }

    /// From now on a place is told of.
    pub(super) fn tell(&mut self, place: Place) {
        self.of_offer.new.push(place.clone());
        self.all.insert(place);
    }

    /// Whether an offer at which these were told of, and known, finds the same known and not known now.
    fn fits(&self, places: &Places) -> bool {
        let is_new = |place: &Place| places.new.contains(place);
        places.new.iter().all(|place| !self.all.contains(place))
            && places.known.iter().all(|place| is_new(place) || self.all.contains(place))
    }

    /// From now on what was told of at an offer is told of.
    pub(super) fn tell_again(&mut self, known: &Known) {
        let found = known.found.iter();
        self.all.extend(found.flat_map(|found| &found.told.new).cloned());
    }
}

impl Known {
    /// What a look at an offer found; `told` from now on knows what the next one finds.
    pub(super) fn new(offer: &Arc<Offer>, is_duplicate: bool, issues: Vec<Issue>, told: &mut Told) -> Self {
        let told = std::mem::take(&mut told.of_offer);
        let is_plain = issues.is_empty() && !is_duplicate && told == Places::default();
        let found = (!is_plain).then(|| Arc::new(Found { is_duplicate, issues, told }));
        Self { offer: Arc::clone(offer), found }
    }

    /// What was found.
    pub(super) fn issues(&self) -> &[Issue] {
        self.found.as_ref().map_or(&[], |found| &found.issues)
    }
}

impl Findings {
    /// Nothing yet, of a check of these.
    pub(super) fn of(catalog: &Arc<Catalog>, population: &Population, now: Timestamp) -> Self {
        let around = Around { catalog: Arc::clone(catalog), population: population.clone(), now };
        Self { around: Some(around), ..Self::default() }
    }

    /// How many offers were looked at, and did not fare as in the check before.
    pub fn looked_at(&self) -> usize {
        self.looked_at
    }

    /// Whether offers fare in a check of these as they fared in this one.
    fn serve(&self, next: &Self) -> bool {
        let (Some(was), Some(is)) = (&self.around, &next.around) else { return false };
        was.now == is.now
            && was.population.shares_all(&is.population)
            && same_around_offers(&was.catalog, &is.catalog)
    }
}

impl<'a> KnownOffers<'a> {
    /// What the check before found, where it serves this one, which has found nothing yet.
    pub(super) fn new(before: Option<&'a Findings>, found: Findings) -> Self {
        Self { before: before.filter(|before| before.serve(&found)), found }
    }

    /// Whether anything is known of the check before.
    pub(super) fn has_before(&self) -> bool {
        self.before.is_some()
    }

    /// The place of the category that is checked next.
    pub(super) fn begin_category(&mut self) -> usize {
        self.found.offers.push(Vec::new());
        self.found.offers.len() - 1
    }

    /// What the check before found of an offer, in its category and at its place there, if it fares as it did.
    pub(super) fn before(
        &self,
        offer: &Arc<Offer>,
        (category, index): (usize, usize),
        is_duplicate: bool,
        told: &Told,
    ) -> Option<Known> {
        let known = self.before?.offers.get(category)?.get(index)?.as_ref()?;
        let fares = known
            .found
            .as_ref()
            .map_or(!is_duplicate, |found| found.is_duplicate == is_duplicate && told.fits(&found.told));
        (Arc::ptr_eq(&known.offer, offer) && fares).then(|| known.clone())
    }

    /// Notes what is known of the next offer of a category.
    pub(super) fn push(&mut self, category: usize, known: Option<Known>, looked_at: bool) {
        self.found.offers[category].push(known);
        self.found.looked_at += usize::from(looked_at);
    }
}
