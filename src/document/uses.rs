//! What refers to an entity, or to something inside it: asked before it is deleted. Changes nothing.

use super::references::{self, Reference};
use super::tree;
use crate::model::{Catalog, Category, FieldKind, Ref, split_address};
use crate::rule::{self, RuleTable};
use std::collections::HashSet;
use std::sync::Arc;

/// Each entity outside `at` that refers to it or to something inside it, with the field that does, in the
/// order of the file. Rules refer to the filters that they call.
pub fn uses(catalog: &Arc<Catalog>, rules: &RuleTable, at: &Ref) -> Vec<(Ref, &'static str)> {
    let wanted = Wanted { all: inside(catalog, at), rules };
    let mut uses: Vec<(Ref, &'static str)> = Vec::new();
    references::visit(catalog, &mut |found, text| {
        let known = uses.last().is_some_and(|(owner, field)| owner == found.owner && *field == found.field);
        if !known && !wanted.all.contains(found.owner) && wanted.is_in(&found, text) {
            uses.push((found.owner.clone(), found.field));
        }
    });
    let mut seen = HashSet::new();
    uses.retain(|one| seen.insert(one.clone()));
    uses
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
struct Wanted<'r> {
    all: HashSet<Ref>,
    rules: &'r RuleTable,
}

impl Wanted<'_> {
    fn is_in(&self, reference: &Reference<'_>, text: &str) -> bool {
        let environment = reference.owner.environment();
        match reference.holds {
            FieldKind::Reference(kind) => match Ref::named(*kind, environment, text) {
                Some(at) => self.all.contains(&at),
                // Of whichever environment.
                None => self.all.iter().any(|it| it.kind() == *kind && it.name() == text),
            },
            FieldKind::Address(kind) => split_address(text)
                .and_then(|(environment, name)| Ref::named(*kind, Some(environment), name))
                .is_some_and(|at| self.all.contains(&at)),
            _ => reference.is_rule() && self.has_filter_of(environment, text),
        }
    }

    fn has_filter_of(&self, environment: Option<&str>, text: &str) -> bool {
        let mut filters = self.all.iter().filter_map(|it| match it {
            Ref::Filter(own, name) if environment.is_none_or(|environment| environment == own) => Some(name),
            _ => None,
        });
        if filters.clone().all(|name| !text.contains(name.as_str())) {
            return false;
        }
        let Ok(parsed) = self.rules.read(text) else { return false };
        let used = rule::names_used(&parsed).filters;
        filters.any(|name| used.contains(name))
    }
}
