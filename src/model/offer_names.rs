//! Where the offers of an environment stand, by name: an index beside the value, which is no part of it.
//!
//! Owns when the index is still true. What it was made of is held, so that none of that can change in its place; where an
//! edit left all names as they were, the index of the state before serves on.

use super::{Category, Offer};
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// The index of an environment's offers. Two of them are always equal: they say nothing that the offers do not say.
#[derive(Default)]
pub struct OfferNames(Mutex<Option<Known>>);

/// What was looked at last.
#[derive(Clone)]
struct Known {
    categories: Vec<Arc<Category>>,
    /// None where it was looked at once only: another look is likely to be the last, too.
    places: Option<Places>,
}

/// The hash of each name with the place of its offer among all, in order of both.
type Places = Arc<[(u64, usize)]>;

impl OfferNames {
    /// The category of the offer of that name, and its place there; of several, the first.
    pub(super) fn find<'a>(
        &self,
        categories: &'a [Arc<Category>],
        name: &str,
    ) -> Option<(&'a Arc<Category>, usize)> {
        let Some(places) = self.places(categories) else { return walked(categories, name) };
        let hash = hash_of(name);
        let first = places.partition_point(|(known, _)| *known < hash);
        let alike = places[first..].iter().take_while(|(known, _)| *known == hash);
        let mut found = alike.filter_map(|(_, place)| at(categories, &mut place.clone()));
        found.find(|(category, index)| category.offers[*index].name == name)
    }

    /// The index of these categories; none where they are looked at for the first time.
    fn places(&self, categories: &[Arc<Category>]) -> Option<Places> {
        // Held for a moment only: nobody waits while an index is made.
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let is_of = known.as_ref().is_some_and(|known| same_items(&known.categories, categories));
        let places = match known {
            Some(Known { places: Some(places), .. }) if is_of => return Some(places),
            Some(known) if is_of || same_names(&known.categories, categories) => {
                Some(known.places.unwrap_or_else(|| made(categories)))
            }
            _ => None,
        };
        let known = Known { categories: categories.to_vec(), places: places.clone() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(known);
        places
    }
}

fn made(categories: &[Arc<Category>]) -> Places {
    let mut places = Vec::new();
    for_each(categories, &mut |offer| places.push((hash_of(&offer.name), places.len())));
    places.sort_unstable();
    places.into()
}

fn hash_of(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

/// A category's own offers before those of the categories below it, as they are looked for.
fn for_each(categories: &[Arc<Category>], visit: &mut impl FnMut(&Offer)) {
    for category in categories {
        category.offers.iter().for_each(|offer| visit(offer));
        for_each(&category.categories, visit);
    }
}

/// The offer that so many others stand before.
fn at<'a>(categories: &'a [Arc<Category>], before: &mut usize) -> Option<(&'a Arc<Category>, usize)> {
    categories.iter().find_map(|category| {
        if *before < category.offers.len() {
            return Some((category, *before));
        }
        *before -= category.offers.len();
        at(&category.categories, before)
    })
}

fn walked<'a>(categories: &'a [Arc<Category>], name: &str) -> Option<(&'a Arc<Category>, usize)> {
    categories.iter().find_map(|category| {
        let own = category.offers.iter().position(|offer| offer.name == name);
        own.map(|index| (category, index)).or_else(|| walked(&category.categories, name))
    })
}

/// Whether offers of the same names stand at the same places. What both share is not looked at.
fn same_names(one: &[Arc<Category>], other: &[Arc<Category>]) -> bool {
    all(one, other, |one, other| {
        all(&one.offers, &other.offers, |one, other| one.name == other.name)
            && same_names(&one.categories, &other.categories)
    })
}

fn same_items(one: &[Arc<Category>], other: &[Arc<Category>]) -> bool {
    all(one, other, |_, _| false)
}

fn all<T>(one: &[Arc<T>], other: &[Arc<T>], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other) || same(one, other))
}

impl Clone for OfferNames {
    fn clone(&self) -> Self {
        Self(Mutex::new(self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()))
    }
}

impl PartialEq for OfferNames {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for OfferNames {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OfferNames")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 4] = ["a", "b", "c", "d"];

    fn category(offers: &[usize], below: Vec<Arc<Category>>) -> Arc<Category> {
        let offers = offers.iter().map(|name| Arc::new(Offer::new(NAMES[*name], ""))).collect();
        Arc::new(Category { offers, categories: below, ..Category::new("category", "") })
    }

    /// What is done to the first or the second category: an offer is put in, taken out, renamed or given a label.
    fn change(categories: &mut [Arc<Category>], (below, kind, name): (bool, usize, usize)) {
        let Some(mut category) = categories.first_mut().map(Arc::make_mut) else { return };
        if below && let Some(inner) = category.categories.first_mut() {
            category = Arc::make_mut(inner);
        }
        let place = name.min(category.offers.len());
        match (kind, category.offers.get_mut(place)) {
            (0, _) => category.offers.insert(place, Arc::new(Offer::new(NAMES[name], ""))),
            (1, Some(_)) => drop(category.offers.remove(place)),
            (2, Some(offer)) => Arc::make_mut(offer).name = NAMES[3 - name].to_owned(),
            (_, Some(offer)) => Arc::make_mut(offer).label.push('x'),
            (_, None) => {}
        }
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_walk_finds_whatever_is_changed(
            own in prop::collection::vec(0..4_usize, 0..4),
            inner in prop::collection::vec(0..4_usize, 0..4),
            changes in prop::collection::vec((any::<bool>(), 0..4_usize, 0..4_usize), 1..10),
        ) {
            let mut categories = vec![category(&own, vec![category(&inner, Vec::new())]), category(&inner, Vec::new())];
            let mut names = OfferNames::default();
            for step in changes {
                change(&mut categories, step);
                for name in NAMES.iter().chain(&["none"]) {
                    let found = names.find(&categories, name).map(|(category, at)| (Arc::as_ptr(category), at));
                    let walked = walked(&categories, name).map(|(category, at)| (Arc::as_ptr(category), at));
                    prop_assert_eq!(found, walked);
                }
                names = names.clone();
            }
        }
    }

    #[test]
    fn an_edit_that_changes_no_name_makes_no_index_anew() {
        let mut categories = vec![category(&[0, 1, 2], Vec::new())];
        let names = OfferNames::default();
        assert!(names.places(&categories).is_none(), "one look is no reason for an index");
        let made = names.places(&categories).expect("the second look makes it");
        change(&mut categories, (false, 3, 1));
        let after = names.places(&categories).expect("known");
        assert!(Arc::ptr_eq(&made, &after));
        change(&mut categories, (false, 2, 0));
        assert!(names.places(&categories).is_none());
    }
}
