//! What refers to an entity, or to something inside it: asked before it is deleted. Changes nothing.

use super::links::{self, Link};
use super::tree;
use crate::model::{Catalog, Category, Ref, split_address};
use crate::rule;
use std::cell::RefCell;
use std::collections::HashSet;

/// Each entity outside `at` that refers to it or to something inside it, with the field that does, in the
/// order of the file. Rules refer to the filters that they call.
pub fn uses(catalog: &Catalog, at: &Ref) -> Vec<(Ref, &'static str)> {
    let wanted = Wanted { all: inside(catalog, at) };
    let uses: RefCell<Vec<(Ref, &'static str)>> = RefCell::default();
    let mut visited = catalog.clone();
    links::visit(&mut visited, &|found, text| {
        let mut uses = uses.borrow_mut();
        let known = uses.last().is_some_and(|(owner, field)| owner == found.owner && *field == found.field);
        if !known && !wanted.all.contains(found.owner) && wanted.is_in(found.link, text) {
            uses.push((found.owner.clone(), found.field));
        }
    });
    let mut seen = HashSet::new();
    uses.into_inner().into_iter().filter(|one| seen.insert(one.clone())).collect()
}

/// An entity with everything inside it.
pub(super) fn inside(catalog: &Catalog, at: &Ref) -> HashSet<Ref> {
    let mut all = HashSet::from([at.clone()]);
    match at {
        Ref::Environment(name) => {
            let Some(environment) = catalog.environment(name) else { return all };
            all.extend(environment.filters.iter().map(|it| Ref::Filter(name.clone(), it.name.clone())));
            all.extend(environment.spaces.iter().map(|it| Ref::Space(name.clone(), it.name.clone())));
            environment.categories.iter().for_each(|it| add_category(&mut all, name, it));
        }
        Ref::Category(environment, name) => {
            if let Some(category) = catalog.environment(environment).and_then(|it| it.category(name)) {
                add_category(&mut all, environment, category);
            }
        }
        _ => {}
    }
    all
}

fn add_category(all: &mut HashSet<Ref>, environment: &str, category: &Category) {
    tree::walk(category, &mut |category| {
        all.insert(Ref::Category(environment.to_owned(), category.name.clone()));
        let offers = category.offers.iter();
        all.extend(offers.map(|offer| Ref::Offer(environment.to_owned(), offer.name.clone())));
    });
}

/// The entities whose uses are looked for.
struct Wanted {
    all: HashSet<Ref>,
}

impl Wanted {
    fn is_in(&self, link: Link<'_>, text: &str) -> bool {
        let named = |is: fn(&Ref) -> bool| self.all.iter().any(|it| is(it) && it.name() == text);
        match link {
            Link::Dimension => self.all.contains(&Ref::Dimension(text.to_owned())),
            Link::Folder => self.all.contains(&Ref::Folder(text.to_owned())),
            Link::PresentationRule => self.all.contains(&Ref::PresentationRule(text.to_owned())),
            Link::Typology => self.all.contains(&Ref::Typology(text.to_owned())),
            Link::Environment => self.all.contains(&Ref::Environment(text.to_owned())),
            Link::Space(Some(environment)) => {
                self.all.contains(&Ref::Space(environment.to_owned(), text.to_owned()))
            }
            Link::Space(None) => named(|it| matches!(it, Ref::Space(..))),
            Link::Category(Some(environment)) => {
                self.all.contains(&Ref::Category(environment.to_owned(), text.to_owned()))
            }
            Link::Category(None) => named(|it| matches!(it, Ref::Category(..))),
            Link::SpaceAddress => self.has_address(text, Ref::Space),
            Link::OfferAddress => self.has_address(text, Ref::Offer),
            Link::Rule(environment) => self.has_filter_of(environment, text),
        }
    }

    fn has_address(&self, text: &str, make: fn(String, String) -> Ref) -> bool {
        split_address(text).is_some_and(|(environment, name)| {
            self.all.contains(&make(environment.to_owned(), name.to_owned()))
        })
    }

    fn has_filter_of(&self, environment: Option<&str>, text: &str) -> bool {
        let mut filters = self.all.iter().filter_map(|it| match it {
            Ref::Filter(own, name) if environment.is_none_or(|environment| environment == own) => Some(name),
            _ => None,
        });
        if filters.clone().all(|name| !text.contains(name.as_str())) {
            return false;
        }
        let Ok(parsed) = rule::parse(text) else { return false };
        let used = rule::names_used(&parsed).filters;
        filters.any(|name| used.contains(name))
    }
}
