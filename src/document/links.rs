//! Every reference that one entity of a catalog makes to another, in one place, so that what follows
//! references (renaming, looking for uses) cannot forget one. Reads no rule: it says where they stand.

use crate::model::{
    Catalog, Category, Contact, ContentApproval, Environment, Folder, Offer, PresentationRule, Proposition,
    Ref, Scenario, Space, Stage, Typology, Weight, WeightValue,
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
    /// Not one thing, but a rule or formula, which may name filters of the environment named; `None`: of
    /// whichever environment it runs in.
    Rule(Option<&'a str>),
}

/// Where a reference stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    /// The entity that refers.
    pub(super) owner: &'a Ref,
    /// The field of it, as the file names it.
    pub(super) field: &'static str,
    /// What is referred to.
    pub(super) link: Link<'a>,
}

/// Calls `visit` with each reference of the catalog; entities in which it changes nothing stay shared.
pub(super) fn visit(catalog: &mut Catalog, visit: Visit<'_>) {
    each(&mut catalog.folders, |folder| in_folder(folder, visit));
    each(&mut catalog.presentation_rules, |rule| in_rule(rule, visit));
    each(&mut catalog.typologies, |typology| in_typology(typology, visit));
    each(&mut catalog.environments, |environment| in_environment(environment, visit));
    each(&mut catalog.templates, |offer| {
        let owner = Ref::Template(offer.name.clone());
        in_offer(offer, Site { owner: &owner, environment: None, visit });
    });
    for (index, contact) in catalog.contacts.iter_mut().enumerate() {
        each(std::slice::from_mut(contact), |contact| in_contact(contact, index, visit));
    }
    each(&mut catalog.scenarios, |scenario| in_scenario(scenario, visit));
}

type Visit<'a> = &'a dyn Fn(Found<'_>, &mut String);

/// An entity whose references are visited, and the environment that it is in.
#[derive(Clone, Copy)]
struct Site<'a> {
    owner: &'a Ref,
    environment: Option<&'a str>,
    visit: Visit<'a>,
}

impl Site<'_> {
    fn found(&self, field: &'static str, link: Link<'_>, text: &mut String) {
        (self.visit)(Found { owner: self.owner, field, link }, text);
    }

    fn rule(&self, field: &'static str, text: &mut String) {
        self.found(field, Link::Rule(self.environment), text);
    }

    fn space(&self, field: &'static str, text: &mut String) {
        self.found(field, Link::Space(self.environment), text);
    }
}

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
    let owner = Ref::Folder(folder.name.clone());
    if let Some(parent) = &mut folder.parent {
        visit(Found { owner: &owner, field: "parent", link: Link::Folder }, parent);
    }
}

fn in_rule(rule: &mut PresentationRule, visit: Visit<'_>) {
    let owner = Ref::PresentationRule(rule.name.clone());
    let site = Site { owner: &owner, environment: None, visit };
    site.rule("applies_to", &mut rule.applies_to);
    site.rule("recipients", &mut rule.recipients);
    site.rule("count", &mut rule.count.matching);
}

fn in_typology(typology: &mut Typology, visit: Visit<'_>) {
    let owner = Ref::Typology(typology.name.clone());
    for rule in &mut typology.rules {
        visit(Found { owner: &owner, field: "rules", link: Link::PresentationRule }, rule);
    }
}

fn in_environment(environment: &mut Environment, visit: Visit<'_>) {
    let name = environment.name.clone();
    let owner = Ref::Environment(name.clone());
    let site = Site { owner: &owner, environment: Some(&name), visit };
    if let Stage::Design { live } = &mut environment.stage {
        site.found("stage", Link::Environment, live);
    }
    site.found("targeting_dimension", Link::Dimension, &mut environment.targeting_dimension);
    if let Some(folder) = &mut environment.visitor_folder {
        site.found("visitor_folder", Link::Folder, folder);
    }
    if let Some(typology) = &mut environment.typology {
        site.found("typology", Link::Typology, typology);
    }
    site.rule("target", &mut environment.target);
    in_weights(&mut environment.weights, site);
    each(&mut environment.filters, |filter| {
        let owner = Ref::Filter(name.clone(), filter.name.clone());
        Site { owner: &owner, ..site }.rule("rule", &mut filter.rule);
    });
    each(&mut environment.spaces, |space| {
        let owner = Ref::Space(name.clone(), space.name.clone());
        in_space(space, Site { owner: &owner, ..site });
    });
    each(&mut environment.categories, |category| in_category(category, &name, visit));
}

fn in_space(space: &mut Space, site: Site<'_>) {
    for category in &mut space.default_categories {
        site.found("default_categories", Link::Category(site.environment), category);
    }
    if let Some(linked) = &mut space.linked_anonymous_space {
        site.found("linked_anonymous_space", Link::SpaceAddress, linked);
    }
    for expression in space.storage.fields.values_mut() {
        site.rule("storage", expression);
    }
}

fn in_category(category: &mut Category, environment: &str, visit: Visit<'_>) {
    let owner = Ref::Category(environment.to_owned(), category.name.clone());
    let site = Site { owner: &owner, environment: Some(environment), visit };
    site.rule("target", &mut category.target);
    in_weights(&mut category.weights, site);
    each(&mut category.categories, |below| in_category(below, environment, visit));
    each(&mut category.offers, |offer| {
        let owner = Ref::Offer(environment.to_owned(), offer.name.clone());
        in_offer(offer, Site { owner: &owner, ..site });
    });
}

fn in_offer(offer: &mut Offer, site: Site<'_>) {
    site.rule("target", &mut offer.target);
    in_weights(&mut offer.weights, site);
    offer.live_on.iter_mut().for_each(|name| site.space("live_on", name));
    if let ContentApproval::Approved { spaces } = &mut offer.approval.content {
        for name in spaces {
            site.space("approval", name);
        }
    }
    offer.content.spaces = rename_keys(&offer.content.spaces, |name| site.space("content", name));
}

fn in_weights(weights: &mut [Weight], site: Site<'_>) {
    for weight in weights {
        if let Some(space) = &mut weight.space {
            site.space("weights", space);
        }
        site.rule("weights", &mut weight.target);
        if let WeightValue::Formula(formula) = &mut weight.value {
            site.rule("weights", formula);
        }
    }
}

fn in_contact(contact: &mut Contact, index: usize, visit: Visit<'_>) {
    let owner = Ref::Contact(index);
    let site = Site { owner: &owner, environment: None, visit };
    site.found("dimension", Link::Dimension, &mut contact.dimension);
    if let Some(folder) = &mut contact.folder {
        site.found("folder", Link::Folder, folder);
    }
    in_history(&mut contact.history, site);
}

fn in_history(history: &mut [Proposition], site: Site<'_>) {
    for proposition in history {
        site.found("history", Link::OfferAddress, &mut proposition.offer);
        site.found("history", Link::SpaceAddress, &mut proposition.space);
    }
}

fn in_scenario(scenario: &mut Scenario, visit: Visit<'_>) {
    let owner = Ref::Scenario(scenario.name.clone());
    let site = Site { owner: &owner, environment: None, visit };
    site.found("call", Link::SpaceAddress, &mut scenario.call.space);
    for category in &mut scenario.call.categories {
        site.found("call", Link::Category(None), category);
    }
    in_history(&mut scenario.history, site);
    let expect = &mut scenario.expect;
    if let Some(space) = &mut expect.answered_by {
        site.found("expect", Link::SpaceAddress, space);
    }
    for offer in expect.offers.iter_mut().flatten() {
        site.found("expect", Link::OfferAddress, offer);
    }
    expect.excluded = rename_keys(&expect.excluded, |offer| site.found("expect", Link::OfferAddress, offer));
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
