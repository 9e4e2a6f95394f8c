//! Every reference that one entity of a catalog makes to another, in one place, so that what follows
//! references (renaming, looking for uses) cannot forget one.

use crate::model::{
    Catalog, Category, Contact, ContentApproval, Environment, Folder, Offer, Scenario, Space, Stage,
    Typology, Weight,
};
use std::sync::Arc;

/// What a text that refers to something refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link<'a> {
    /// A targeting dimension by name.
    Dimension,
    /// A folder by name.
    Folder,
    /// A presentation rule by name.
    PresentationRule,
    /// A typology by name.
    Typology,
    /// An environment by name.
    Environment,
    /// A space of the environment named; `None`: of whichever environment a template ends up in.
    Space(Option<&'a str>),
    /// A category of the environment named; `None`: of any, as a call lists several environments' categories.
    Category(Option<&'a str>),
    /// A space as `"ENV/SPACE"`.
    SpaceAddress,
    /// An offer as `"ENV/OFFER"`.
    OfferAddress,
}

/// Calls `visit` with each reference of the catalog; entities in which it changes nothing stay shared.
pub(super) fn visit(catalog: &mut Catalog, visit: &dyn Fn(Link<'_>, &mut String)) {
    each(&mut catalog.folders, |folder| in_folder(folder, visit));
    each(&mut catalog.typologies, |typology| in_typology(typology, visit));
    each(&mut catalog.environments, |environment| in_environment(environment, visit));
    each(&mut catalog.templates, |offer| in_offer(offer, None, visit));
    each(&mut catalog.contacts, |contact| in_contact(contact, visit));
    each(&mut catalog.scenarios, |scenario| in_scenario(scenario, visit));
}

type Visit<'a> = &'a dyn Fn(Link<'_>, &mut String);

pub(super) fn each<T: Clone + PartialEq>(items: &mut [Arc<T>], change: impl Fn(&mut T)) {
    for item in items {
        let mut changed = T::clone(item);
        change(&mut changed);
        if changed != **item {
            *item = Arc::new(changed);
        }
    }
}

fn in_folder(folder: &mut Folder, visit: Visit<'_>) {
    if let Some(parent) = &mut folder.parent {
        visit(Link::Folder, parent);
    }
}

fn in_typology(typology: &mut Typology, visit: Visit<'_>) {
    typology.rules.iter_mut().for_each(|rule| visit(Link::PresentationRule, rule));
}

fn in_environment(environment: &mut Environment, visit: Visit<'_>) {
    if let Stage::Design { live } = &mut environment.stage {
        visit(Link::Environment, live);
    }
    visit(Link::Dimension, &mut environment.targeting_dimension);
    if let Some(folder) = &mut environment.visitor_folder {
        visit(Link::Folder, folder);
    }
    if let Some(typology) = &mut environment.typology {
        visit(Link::Typology, typology);
    }
    let name = environment.name.clone();
    in_weights(&mut environment.weights, Some(&name), visit);
    each(&mut environment.spaces, |space| in_space(space, &name, visit));
    each(&mut environment.categories, |category| in_category(category, &name, visit));
}

fn in_space(space: &mut Space, environment: &str, visit: Visit<'_>) {
    space
        .default_categories
        .iter_mut()
        .for_each(|category| visit(Link::Category(Some(environment)), category));
    if let Some(linked) = &mut space.linked_anonymous_space {
        visit(Link::SpaceAddress, linked);
    }
}

fn in_category(category: &mut Category, environment: &str, visit: Visit<'_>) {
    in_weights(&mut category.weights, Some(environment), visit);
    each(&mut category.categories, |below| in_category(below, environment, visit));
    each(&mut category.offers, |offer| in_offer(offer, Some(environment), visit));
}

fn in_offer(offer: &mut Offer, environment: Option<&str>, visit: Visit<'_>) {
    in_weights(&mut offer.weights, environment, visit);
    let space = Link::Space(environment);
    offer.live_on.iter_mut().for_each(|name| visit(space, name));
    if let ContentApproval::Approved { spaces } = &mut offer.approval.content {
        for name in spaces {
            visit(space, name);
        }
    }
    offer.content.spaces = rename_keys(&offer.content.spaces, |name| visit(space, name));
}

fn in_weights(weights: &mut [Weight], environment: Option<&str>, visit: Visit<'_>) {
    for weight in weights {
        if let Some(space) = &mut weight.space {
            visit(Link::Space(environment), space);
        }
    }
}

fn in_contact(contact: &mut Contact, visit: Visit<'_>) {
    visit(Link::Dimension, &mut contact.dimension);
    if let Some(folder) = &mut contact.folder {
        visit(Link::Folder, folder);
    }
    for proposition in &mut contact.history {
        visit(Link::OfferAddress, &mut proposition.offer);
        visit(Link::SpaceAddress, &mut proposition.space);
    }
}

fn in_scenario(scenario: &mut Scenario, visit: Visit<'_>) {
    visit(Link::SpaceAddress, &mut scenario.call.space);
    scenario.call.categories.iter_mut().for_each(|category| visit(Link::Category(None), category));
    let expect = &mut scenario.expect;
    if let Some(space) = &mut expect.answered_by {
        visit(Link::SpaceAddress, space);
    }
    expect.offers.iter_mut().flatten().for_each(|offer| visit(Link::OfferAddress, offer));
    expect.excluded = rename_keys(&expect.excluded, |offer| visit(Link::OfferAddress, offer));
}

pub(super) fn rename_keys<T: Clone>(
    map: &indexmap::IndexMap<String, T>,
    rename: impl Fn(&mut String),
) -> indexmap::IndexMap<String, T> {
    map.iter()
        .map(|(key, value)| {
            let mut key = key.clone();
            rename(&mut key);
            (key, value.clone())
        })
        .collect()
}
