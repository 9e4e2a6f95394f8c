//! References to entities, for edits, issues and selections, and how spaces, categories and offers are found by
//! name. Changes nothing.

use super::catalog::split_address;
use super::{Catalog, Category, Contact, EntityKind, Environment, Offer, Space};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A reference to one entity of a catalog. Names as in the file; the first of two duplicates answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ref {
    /// The catalog's own fields.
    Catalog,
    /// A targeting dimension.
    Dimension(String),
    /// A folder of contacts.
    Folder(String),
    /// A presentation rule.
    PresentationRule(String),
    /// A typology.
    Typology(String),
    /// An environment.
    Environment(String),
    /// A predefined filter of an environment.
    Filter(String, String),
    /// A space of an environment.
    Space(String, String),
    /// A category of an environment.
    Category(String, String),
    /// An offer of an environment.
    Offer(String, String),
    /// An offer template.
    Template(String),
    /// A sample contact, by its place: contacts have no name.
    Contact(usize),
    /// A scenario.
    Scenario(String),
}

impl Ref {
    /// Its name in the file; a contact has none.
    pub fn name(&self) -> &str {
        match self {
            Self::Catalog | Self::Contact(_) => "",
            Self::Dimension(name)
            | Self::Folder(name)
            | Self::PresentationRule(name)
            | Self::Typology(name)
            | Self::Environment(name)
            | Self::Template(name)
            | Self::Scenario(name)
            | Self::Filter(_, name)
            | Self::Space(_, name)
            | Self::Category(_, name)
            | Self::Offer(_, name) => name,
        }
    }

    /// The offer of an address, `"ENV/OFFER"`; `None` of a text that is none.
    pub fn offer_at(address: &str) -> Option<Self> {
        split_address(address).map(|(environment, name)| Self::Offer(environment.to_owned(), name.to_owned()))
    }

    /// The environment it belongs to, for what belongs to one.
    pub fn environment(&self) -> Option<&str> {
        match self {
            Self::Environment(environment)
            | Self::Filter(environment, _)
            | Self::Space(environment, _)
            | Self::Category(environment, _)
            | Self::Offer(environment, _) => Some(environment),
            _ => None,
        }
    }

    /// Its kind.
    pub fn kind(&self) -> EntityKind {
        match self {
            Self::Catalog => EntityKind::Catalog,
            Self::Dimension(_) => EntityKind::Dimension,
            Self::Folder(_) => EntityKind::Folder,
            Self::PresentationRule(_) => EntityKind::PresentationRule,
            Self::Typology(_) => EntityKind::Typology,
            Self::Environment(_) => EntityKind::Environment,
            Self::Filter(..) => EntityKind::Filter,
            Self::Space(..) => EntityKind::Space,
            Self::Category(..) => EntityKind::Category,
            Self::Offer(..) => EntityKind::Offer,
            Self::Template(_) => EntityKind::Template,
            Self::Contact(_) => EntityKind::Contact,
            Self::Scenario(_) => EntityKind::Scenario,
        }
    }

    /// The reference of an entity of a kind by its name, in an environment where it stands in one. `None` for what
    /// has no name, and where the environment is missing.
    pub fn named(kind: EntityKind, environment: Option<&str>, name: &str) -> Option<Self> {
        let inside = |of: fn(String, String) -> Self| Some(of(environment?.to_owned(), name.to_owned()));
        let name = name.to_owned();
        match kind {
            EntityKind::Catalog | EntityKind::Contact => None,
            EntityKind::Dimension => Some(Self::Dimension(name)),
            EntityKind::Folder => Some(Self::Folder(name)),
            EntityKind::PresentationRule => Some(Self::PresentationRule(name)),
            EntityKind::Typology => Some(Self::Typology(name)),
            EntityKind::Environment => Some(Self::Environment(name)),
            EntityKind::Filter => inside(Self::Filter),
            EntityKind::Space => inside(Self::Space),
            EntityKind::Category => inside(Self::Category),
            EntityKind::Offer => inside(Self::Offer),
            EntityKind::Template => Some(Self::Template(name)),
            EntityKind::Scenario => Some(Self::Scenario(name)),
        }
    }

    /// The reference that it has under another name; `None` for what has no name of its own.
    pub fn renamed(&self, name: &str) -> Option<Self> {
        Self::named(self.kind(), self.environment(), name)
    }
}

impl Catalog {
    /// A space by its address `"ENV/SPACE"`, with its environment.
    pub fn space_at(&self, address: &str) -> Option<(&Arc<Environment>, &Arc<Space>)> {
        let (environment, space) = super::split_address(address)?;
        let environment = self.environment(environment)?;
        Some((environment, environment.space(space)?))
    }

    /// What a person reads of a contact: its name with its key, or one of them; else its dimension.
    pub fn contact_title(&self, contact: &Contact) -> String {
        let key = self.contact_key(contact).join(" ").trim().to_owned();
        let name = ["first_name", "last_name"].iter().filter_map(|field| contact.values.get(*field));
        let name = name.map(ToString::to_string).collect::<Vec<_>>().join(" ");
        match (name.is_empty(), key.is_empty()) {
            // Everything that is listed has to have something to read.
            (true, true) if contact.dimension.is_empty() => "contact".to_owned(),
            (true, true) => contact.dimension.clone(),
            (true, false) => key,
            (false, true) => name,
            (false, false) => format!("{name} · {key}"),
        }
    }
}

impl Environment {
    /// Its category of that name.
    pub fn category(&self, name: &str) -> Option<&Arc<Category>> {
        self.find(|_, category| (category.name == name).then_some(category))
    }

    /// Its offer of that name, with the category it is in.
    pub fn offer(&self, name: &str) -> Option<(&Arc<Category>, &Arc<Offer>)> {
        let (category, place) = self.offer_place(name)?;
        Some((category, &category.offers[place]))
    }

    /// The category of its offer of that name, and the place of the offer there.
    pub fn offer_place(&self, name: &str) -> Option<(&Arc<Category>, usize)> {
        self.offer_names.find(&self.categories, name)
    }

    /// The first category, depth first, for which `pick` answers.
    pub fn find<'a, T>(
        &'a self,
        pick: impl Fn(&[&'a Arc<Category>], &'a Arc<Category>) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        self.walk_categories(|above, category| {
            if found.is_none() {
                found = pick(above, category);
            }
        });
        found
    }
}
