//! The names of a catalog, hashed once, so that looking up each reference costs the same in a large catalog
//! as in a small one. The first of two duplicates answers, as everywhere.

use crate::model::{Catalog, Environment, Offer, Space, Stage, split_address};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names of a catalog.
#[derive(Debug)]
pub(super) struct Index<'a> {
    environments: HashMap<&'a str, Inside<'a>>,
    /// The names of the spaces of all environments: an offer template may name any.
    pub(super) spaces: HashSet<&'a str>,
    /// The categories of all environments: a call lists those of several.
    pub(super) categories: HashSet<&'a str>,
    /// The themes of all categories.
    pub(super) themes: HashSet<&'a str>,
    /// The themes that the defaults of a space or the call of a scenario ask for.
    pub(super) themes_asked: HashSet<&'a str>,
    /// The Design environment of each Live one.
    designs: HashMap<&'a str, &'a str>,
}

/// The names inside an environment.
#[derive(Debug)]
pub(super) struct Inside<'a> {
    pub(super) environment: &'a Arc<Environment>,
    pub(super) spaces: HashMap<&'a str, &'a Arc<Space>>,
    pub(super) categories: HashSet<&'a str>,
    pub(super) offers: HashMap<&'a str, &'a Arc<Offer>>,
    pub(super) themes: HashSet<&'a str>,
}

impl<'a> Index<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut index = Self {
            environments: HashMap::new(),
            spaces: HashSet::new(),
            categories: HashSet::new(),
            themes: HashSet::new(),
            themes_asked: HashSet::new(),
            designs: HashMap::new(),
        };
        for environment in &catalog.environments {
            let inside = Inside::new(environment);
            index.spaces.extend(inside.spaces.keys());
            index.categories.extend(&inside.categories);
            index.themes.extend(&inside.themes);
            for space in &environment.spaces {
                index.themes_asked.extend(space.default_themes.iter().map(String::as_str));
            }
            if let Stage::Design { live } = &environment.stage {
                index.designs.entry(live).or_insert(&environment.name);
            }
            index.environments.entry(&environment.name).or_insert(inside);
        }
        for scenario in &catalog.scenarios {
            index.themes_asked.extend(scenario.call.themes.iter().map(String::as_str));
        }
        index
    }

    /// The names inside the environment of that name.
    pub(super) fn environment(&self, name: &str) -> Option<&Inside<'a>> {
        self.environments.get(name)
    }

    /// A space by its address, with its environment.
    pub(super) fn space(&self, address: &str) -> Option<(&'a Arc<Environment>, &'a Arc<Space>)> {
        let (environment, space) = split_address(address)?;
        let inside = self.environment(environment)?;
        Some((inside.environment, inside.spaces.get(space)?))
    }

    /// An offer by its address.
    pub(super) fn offer(&self, address: &str) -> Option<&'a Arc<Offer>> {
        let (environment, offer) = split_address(address)?;
        self.environment(environment)?.offers.get(offer).copied()
    }

    /// The name that a Design environment shares with its Live one: its own.
    pub(super) fn brand(&self, environment: &'a str) -> &'a str {
        self.designs.get(environment).copied().unwrap_or(environment)
    }
}

impl<'a> Inside<'a> {
    fn new(environment: &'a Arc<Environment>) -> Self {
        let mut inside = Self {
            environment,
            spaces: HashMap::new(),
            categories: HashSet::new(),
            offers: HashMap::new(),
            themes: HashSet::new(),
        };
        for space in &environment.spaces {
            inside.spaces.entry(&space.name).or_insert(space);
        }
        environment.walk_categories(|_, category| {
            inside.categories.insert(&category.name);
            inside.themes.extend(category.themes.iter().map(String::as_str));
            for offer in &category.offers {
                inside.offers.entry(&offer.name).or_insert(offer);
            }
        });
        inside
    }
}
