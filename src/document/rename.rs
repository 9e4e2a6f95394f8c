//! Renaming an entity, with every reference to it.

use super::Edit;
use super::declared::{self, Declared};
use super::links::{self, Link};
use super::tree;
use crate::model::{Catalog, Ref, split_address};
use std::collections::HashSet;
use std::sync::Arc;

/// The catalog in which the entity has its new name and whatever referred to it follows. `None` where
/// the entity is gone, has no name, or another of its kind has the new name.
pub(super) fn rename(catalog: &Arc<Catalog>, at: &Ref, name: &str) -> Option<Catalog> {
    catalog.entity(at)?;
    if catalog.entity(&renamed(at, name)?).is_some() {
        return None;
    }
    if let Ref::Filter(environment, old) = at {
        return declared::rename(catalog, &Declared::Filters(environment.clone()), old, name);
    }
    let mut next = Catalog::clone(catalog);
    follow(&mut next, at, name);
    set_name(&mut next, at, name)?;
    Some(next)
}

/// The reference that the entity has after it is renamed; `None` for what has no name of its own.
pub fn renamed(at: &Ref, name: &str) -> Option<Ref> {
    let name = name.to_owned();
    Some(match at {
        Ref::Catalog | Ref::Contact(_) => return None,
        Ref::Dimension(_) => Ref::Dimension(name),
        Ref::Folder(_) => Ref::Folder(name),
        Ref::PresentationRule(_) => Ref::PresentationRule(name),
        Ref::Typology(_) => Ref::Typology(name),
        Ref::Environment(_) => Ref::Environment(name),
        Ref::Filter(environment, _) => Ref::Filter(environment.clone(), name),
        Ref::Space(environment, _) => Ref::Space(environment.clone(), name),
        Ref::Category(environment, _) => Ref::Category(environment.clone(), name),
        Ref::Offer(environment, _) => Ref::Offer(environment.clone(), name),
        Ref::Template(_) => Ref::Template(name),
        Ref::Scenario(_) => Ref::Scenario(name),
    })
}

/// What an edit gives another name, in order.
pub fn renames(edit: &Edit) -> Vec<(Ref, Ref)> {
    match edit {
        Edit::Rename(from, name) => renamed(from, name).map(|to| (from.clone(), to)).into_iter().collect(),
        Edit::All(edits) => edits.iter().flat_map(renames).collect(),
        _ => Vec::new(),
    }
}

fn follow(catalog: &mut Catalog, at: &Ref, new: &str) {
    let old = at.name().to_owned();
    let own = at.environment().map(str::to_owned);
    links::visit(catalog, &|found, text| {
        let link = found.link;
        let here = |environment: Option<&str>| environment.is_none() || environment == own.as_deref();
        let follows = match (at, link) {
            (Ref::Dimension(_), Link::Dimension)
            | (Ref::Folder(_), Link::Folder)
            | (Ref::PresentationRule(_), Link::PresentationRule)
            | (Ref::Typology(_), Link::Typology)
            | (Ref::Environment(_), Link::Environment) => *text == old,
            (Ref::Space(..), Link::Space(environment)) | (Ref::Category(..), Link::Category(environment)) => {
                here(environment) && *text == old
            }
            (Ref::Space(environment, _), Link::SpaceAddress)
            | (Ref::Offer(environment, _), Link::OfferAddress) => {
                if split_address(text) == Some((environment, &old)) {
                    *text = format!("{environment}/{new}");
                }
                false
            }
            (Ref::Environment(_), Link::SpaceAddress | Link::OfferAddress) => {
                if let Some((_, rest)) = split_address(text).filter(|(environment, _)| *environment == old) {
                    *text = format!("{new}/{rest}");
                }
                false
            }
            _ => false,
        };
        if follows {
            new.clone_into(text);
        }
    });
}

/// Lets whatever names one of these offers of an environment by its address find it in another one.
pub(super) fn follow_offers(catalog: &mut Catalog, offers: &HashSet<String>, from: &str, to: &str) {
    links::visit(catalog, &|found, text| {
        if found.link == Link::OfferAddress
            && let Some((_, name)) = split_address(text)
                .filter(|(environment, name)| *environment == from && offers.contains(*name))
        {
            *text = format!("{to}/{name}");
        }
    });
}

fn set_name(catalog: &mut Catalog, at: &Ref, new: &str) -> Option<()> {
    macro_rules! rename_in {
        ($items:expr, $old:expr) => {
            tree::replace(
                &mut $items,
                |item| item.name == *$old,
                |item| {
                    let mut item = item.clone();
                    item.name = new.to_owned();
                    item
                },
            )
        };
    }
    match at {
        // Filters are renamed with the rules that call them.
        Ref::Catalog | Ref::Contact(_) | Ref::Filter(..) => None,
        Ref::Dimension(old) => rename_in!(catalog.dimensions, old),
        Ref::Folder(old) => rename_in!(catalog.folders, old),
        Ref::PresentationRule(old) => rename_in!(catalog.presentation_rules, old),
        Ref::Typology(old) => rename_in!(catalog.typologies, old),
        Ref::Environment(old) => rename_in!(catalog.environments, old),
        Ref::Template(old) => rename_in!(catalog.templates, old),
        Ref::Scenario(old) => rename_in!(catalog.scenarios, old),
        Ref::Space(environment, old) => rename_in!(tree::environment_mut(catalog, environment)?.spaces, old),
        Ref::Category(environment, old) => {
            let categories = &mut tree::environment_mut(catalog, environment)?.categories;
            new.clone_into(&mut tree::category_mut(categories, old)?.name);
            Some(())
        }
        Ref::Offer(environment, old) => {
            let categories = &mut tree::environment_mut(catalog, environment)?.categories;
            rename_in!(tree::category_of_offer_mut(categories, old)?.offers, old)
        }
    }
}
