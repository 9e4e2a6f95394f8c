//! The names of a catalog, hashed once, so that looking up each reference costs the same in a large catalog
//! as in a small one. The first of two duplicates answers, as everywhere.

use crate::model::{
    Catalog, Dimension, Environment, Field, Folder, FolderContent, FolderTree, Offer, Space, Stage,
    split_address,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The names of a catalog.
#[derive(Debug)]
pub(super) struct Index<'a> {
    environments: HashMap<&'a str, Inside<'a>>,
    pub(super) names: Names<'a>,
    /// The Design environment of each Live one.
    designs: HashMap<&'a str, &'a str>,
    dimensions: HashMap<&'a str, (&'a Arc<Dimension>, Fields<'a>)>,
    folders: HashMap<&'a str, &'a Arc<Folder>>,
    folder_tree: FolderTree<'a>,
    looping_folders: HashSet<&'a str>,
    pub(super) offer_fields: Fields<'a>,
    /// The places of the environments with a typology, and the typologies that hold a presentation rule, by name.
    with_typology: HashMap<&'a str, Vec<usize>>,
    typologies_of: HashMap<&'a str, Vec<&'a str>>,
    /// The first folder of visitors that nobody keeps visitors in, by no name, and the first that only the brand of a
    /// name does, each with its place.
    free_folders: HashMap<Option<&'a str>, (usize, &'a str)>,
}

/// The names of a whole catalog, whatever stands behind them.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// The spaces of all environments: an offer template may name any.
    pub(super) spaces: HashSet<&'a str>,
    /// The categories of all environments: a call lists those of several.
    pub(super) categories: HashSet<&'a str>,
    /// The themes of all categories.
    pub(super) themes: HashSet<&'a str>,
    /// The themes that the defaults of a space or the call of a scenario ask for.
    pub(super) themes_asked: HashSet<&'a str>,
    pub(super) presentation_rules: HashSet<&'a str>,
    pub(super) typologies: HashSet<&'a str>,
    pub(super) channels: HashSet<&'a str>,
}

/// Fields by their names.
pub(super) type Fields<'a> = HashMap<&'a str, &'a Field>;

/// The fields of a list by their names, the first of each.
pub(super) fn fields_of(fields: &[Field]) -> Fields<'_> {
    by_name(fields, |field| &field.name)
}

fn by_name<'a, T>(items: &'a [T], name: impl Fn(&'a T) -> &'a str) -> HashMap<&'a str, &'a T> {
    let mut known = HashMap::new();
    for item in items {
        known.entry(name(item)).or_insert(item);
    }
    known
}

/// The names inside an environment.
#[derive(Debug)]
pub(super) struct Inside<'a> {
    pub(super) environment: &'a Arc<Environment>,
    pub(super) spaces: HashMap<&'a str, &'a Arc<Space>>,
    pub(super) categories: HashSet<&'a str>,
    pub(super) offers: HashMap<&'a str, &'a Arc<Offer>>,
    pub(super) themes: HashSet<&'a str>,
    pub(super) call_data: Fields<'a>,
}

impl<'a> Index<'a> {
    pub(super) fn new(catalog: &'a Catalog) -> Self {
        let mut index = Self {
            environments: HashMap::new(),
            names: Names {
                presentation_rules: catalog
                    .presentation_rules
                    .iter()
                    .map(|rule| rule.name.as_str())
                    .collect(),
                typologies: catalog.typologies.iter().map(|typology| typology.name.as_str()).collect(),
                channels: catalog.channels.iter().map(String::as_str).collect(),
                ..Names::default()
            },
            designs: HashMap::new(),
            dimensions: HashMap::new(),
            folders: by_name(&catalog.folders, |folder| &folder.name),
            folder_tree: FolderTree::new(&catalog.folders),
            looping_folders: HashSet::new(),
            offer_fields: fields_of(&catalog.offer_fields),
            with_typology: HashMap::new(),
            typologies_of: HashMap::new(),
            free_folders: HashMap::new(),
        };
        let mut typologies = HashSet::new();
        for typology in catalog.typologies.iter().filter(|typology| typologies.insert(&typology.name)) {
            for rule in &typology.rules {
                let known = index.typologies_of.entry(rule).or_default();
                if known.last() != Some(&typology.name.as_str()) {
                    known.push(&typology.name);
                }
            }
        }
        for (place, environment) in catalog.environments.iter().enumerate() {
            if let Some(typology) = &environment.typology {
                index.with_typology.entry(typology).or_default().push(place);
            }
        }
        for dimension in &catalog.dimensions {
            let known = index.dimensions.entry(&dimension.name);
            known.or_insert_with(|| (dimension, fields_of(&dimension.fields)));
        }
        for environment in &catalog.environments {
            let inside = Inside::new(environment);
            index.names.spaces.extend(inside.spaces.keys());
            index.names.categories.extend(&inside.categories);
            index.names.themes.extend(&inside.themes);
            for space in &environment.spaces {
                index.names.themes_asked.extend(space.default_themes.iter().map(String::as_str));
            }
            if let Stage::Design { live } = &environment.stage {
                index.designs.entry(live).or_insert(&environment.name);
            }
            index.environments.entry(&environment.name).or_insert(inside);
        }
        for scenario in &catalog.scenarios {
            let calls = scenario.placements().map(|(call, _)| call);
            index.names.themes_asked.extend(calls.flat_map(|call| call.themes.iter().map(String::as_str)));
        }
        index.looping_folders = index.folder_tree.loops();
        index.free_folders = index.found_free(catalog);
        index
    }

    fn found_free(&self, catalog: &'a Catalog) -> HashMap<Option<&'a str>, (usize, &'a str)> {
        // The brand that keeps visitors in a folder; none where several do.
        let mut keepers: HashMap<&str, Option<&str>> = HashMap::new();
        for environment in &catalog.environments {
            let brand = self.brand(&environment.name);
            if let Some(folder) = &environment.visitor_folder {
                let keeper = keepers.entry(folder).or_insert(Some(brand));
                *keeper = keeper.filter(|keeper| *keeper == brand);
            }
        }
        let mut free = HashMap::new();
        for (place, folder) in catalog.folders.iter().enumerate() {
            let keeper = match keepers.get(folder.name.as_str()) {
                None => None,
                Some(Some(brand)) => Some(*brand),
                Some(None) => continue,
            };
            if folder.holds == FolderContent::Visitors {
                free.entry(keeper).or_insert((place, folder.name.as_str()));
            }
        }
        free
    }

    /// The first folder of visitors that no other brand than that of an environment keeps its visitors in.
    pub(super) fn free_folder(&self, environment: &'a str) -> Option<&'a str> {
        let of = |brand| self.free_folders.get(&brand).copied();
        let first = of(None).into_iter().chain(of(Some(self.brand(environment)))).min();
        first.map(|(_, name)| name)
    }

    /// The dimension of that name.
    pub(super) fn dimension(&self, name: &str) -> Option<&'a Arc<Dimension>> {
        self.dimensions.get(name).map(|(dimension, _)| *dimension)
    }

    /// A field of the dimension of that name.
    pub(super) fn dimension_field(&self, dimension: &str, field: &str) -> Option<&'a Field> {
        self.dimensions.get(dimension)?.1.get(field).copied()
    }

    /// The folder of that name.
    pub(super) fn folder(&self, name: &str) -> Option<&'a Arc<Folder>> {
        self.folders.get(name).copied()
    }

    /// Whether a folder is inside itself. One whose name an earlier one has is in no tree, but below its own parent.
    pub(super) fn is_inside_itself(&self, folder: &Arc<Folder>) -> bool {
        let name = folder.name.as_str();
        match &folder.parent {
            None => false,
            Some(_) if self.folder(name).is_some_and(|first| Arc::ptr_eq(first, folder)) => {
                self.looping_folders.contains(name)
            }
            Some(parent) => self.folder_tree.reaches(parent, name),
        }
    }

    /// The places of the environments whose typology holds a presentation rule.
    pub(super) fn environments_using(&self, rule: &str) -> Vec<usize> {
        let typologies = self.typologies_of.get(rule).into_iter().flatten();
        let using = typologies.filter_map(|typology| self.with_typology.get(typology)).flatten();
        let mut using: Vec<usize> = using.copied().collect();
        using.sort_unstable();
        using
    }

    /// A value that the calls of an environment may give.
    pub(super) fn call_data(&self, environment: &str, field: &str) -> Option<&'a Field> {
        self.environment(environment)?.call_data.get(field).copied()
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
            call_data: fields_of(&environment.call_data),
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
