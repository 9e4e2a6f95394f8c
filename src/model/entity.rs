//! An entity of any kind as one type: its name, its label, its own fields, its texts and its written form, so that
//! nobody else asks which kind it is for these.

use super::declare::{Declaration, FieldValue, Reading, StepsTo, Writing};
use super::{
    Catalog, Category, Contact, Dimension, EntityKind, Environment, FieldKind, Filter, Folder, Offer,
    PresentationRule, Scenario, Space, Typology,
};
use serde::de::{Deserialize, DeserializeSeed, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::sync::Arc;

/// An entity of any kind. Cheap to clone.
#[derive(Debug, Clone, PartialEq)]
pub enum Entity {
    /// The catalog's own fields.
    Catalog(Arc<Catalog>),
    /// A targeting dimension.
    Dimension(Arc<Dimension>),
    /// A folder of contacts.
    Folder(Arc<Folder>),
    /// A presentation rule.
    PresentationRule(Arc<PresentationRule>),
    /// A typology.
    Typology(Arc<Typology>),
    /// An environment.
    Environment(Arc<Environment>),
    /// A predefined filter.
    Filter(Arc<Filter>),
    /// A space.
    Space(Arc<Space>),
    /// A category.
    Category(Arc<Category>),
    /// An offer.
    Offer(Arc<Offer>),
    /// An offer template.
    Template(Arc<Offer>),
    /// A sample contact.
    Contact(Arc<Contact>),
    /// A scenario.
    Scenario(Arc<Scenario>),
}

/// The same for an entity of every kind: `it` is the shared struct, `Kind` its variant of [`Entity`].
macro_rules! of_each_kind {
    ($entity:expr, $it:ident => $body:expr) => {
        match $entity {
            Entity::Catalog($it) => $body,
            Entity::Dimension($it) => $body,
            Entity::Folder($it) => $body,
            Entity::PresentationRule($it) => $body,
            Entity::Typology($it) => $body,
            Entity::Environment($it) => $body,
            Entity::Filter($it) => $body,
            Entity::Space($it) => $body,
            Entity::Category($it) => $body,
            Entity::Offer($it) | Entity::Template($it) => $body,
            Entity::Contact($it) => $body,
            Entity::Scenario($it) => $body,
        }
    };
}

/// What the structs of entities have in common.
pub(super) trait Named {
    /// Its name in the file; a contact has none.
    fn name(&self) -> &str;
    /// What a person reads; a contact has none.
    fn label(&self) -> &str;
    /// Gives it another name; a contact keeps having none.
    fn set_name(&mut self, name: String);
    /// Gives it another label; a contact keeps having none.
    fn set_label(&mut self, label: String);
}

macro_rules! named {
    ($($type:ty),*) => {
        $(impl Named for $type {
            fn name(&self) -> &str {
                &self.name
            }

            fn label(&self) -> &str {
                &self.label
            }

            fn set_name(&mut self, name: String) {
                self.name = name;
            }

            fn set_label(&mut self, label: String) {
                self.label = label;
            }
        })*
    };
}

named!(
    Catalog,
    Dimension,
    Folder,
    PresentationRule,
    Typology,
    Environment,
    Filter,
    Space,
    Category,
    Offer,
    Scenario
);

impl Named for Contact {
    fn name(&self) -> &'static str {
        ""
    }

    fn label(&self) -> &'static str {
        ""
    }

    fn set_name(&mut self, _: String) {}

    fn set_label(&mut self, _: String) {}
}

impl EntityKind {
    /// The declarations of its fields, in order.
    pub fn declarations(self) -> &'static [Declaration] {
        match self {
            Self::Catalog => Catalog::declarations(),
            Self::Dimension => Dimension::declarations(),
            Self::Folder => Folder::declarations(),
            Self::PresentationRule => PresentationRule::declarations(),
            Self::Typology => Typology::declarations(),
            Self::Environment => Environment::declarations(),
            Self::Filter => Filter::declarations(),
            Self::Space => Space::declarations(),
            Self::Category => Category::declarations(),
            Self::Offer | Self::Template => Offer::declarations(),
            Self::Contact => Contact::declarations(),
            Self::Scenario => Scenario::declarations(),
        }
    }

    /// The declaration of one of its fields, by its name in the file.
    pub fn declaration(self, field: &str) -> Option<&'static Declaration> {
        self.declarations().iter().find(|it| it.name == field)
    }
}

impl Entity {
    /// Its kind.
    pub fn kind(&self) -> EntityKind {
        match self {
            Self::Catalog(_) => EntityKind::Catalog,
            Self::Dimension(_) => EntityKind::Dimension,
            Self::Folder(_) => EntityKind::Folder,
            Self::PresentationRule(_) => EntityKind::PresentationRule,
            Self::Typology(_) => EntityKind::Typology,
            Self::Environment(_) => EntityKind::Environment,
            Self::Filter(_) => EntityKind::Filter,
            Self::Space(_) => EntityKind::Space,
            Self::Category(_) => EntityKind::Category,
            Self::Offer(_) => EntityKind::Offer,
            Self::Template(_) => EntityKind::Template,
            Self::Contact(_) => EntityKind::Contact,
            Self::Scenario(_) => EntityKind::Scenario,
        }
    }

    /// Its name in the file; a contact has none.
    pub fn name(&self) -> &str {
        of_each_kind!(self, it => Named::name(&**it))
    }

    /// Its label; empty where it has none.
    pub fn label(&self) -> &str {
        of_each_kind!(self, it => Named::label(&**it))
    }

    /// What a person reads: its label, or its name where it has none. A contact shows its key.
    pub fn title(&self, catalog: &Catalog) -> String {
        match self {
            Self::Contact(contact) => catalog.contact_title(contact),
            _ => super::label_or_name(self.label(), self.name()).to_owned(),
        }
    }

    /// The same entity under another name; shared where it has that name already.
    #[must_use]
    pub fn with_name(mut self, name: &str) -> Self {
        if self.name() != name {
            of_each_kind!(&mut self, it => Arc::make_mut(it).set_name(name.to_owned()));
        }
        self
    }

    /// The same entity with another label.
    #[must_use]
    pub fn with_label(mut self, label: String) -> Self {
        of_each_kind!(&mut self, it => Arc::make_mut(it).set_label(label));
        self
    }

    /// The entity without what is inside it and stands for itself.
    #[must_use]
    pub fn own(&self) -> Self {
        match self {
            Self::Catalog(it) => Self::Catalog(Arc::new(it.own())),
            Self::Environment(it) => Self::Environment(Arc::new(it.own())),
            Self::Category(it) => Self::Category(Arc::new(it.own())),
            entity => entity.clone(),
        }
    }

    /// Its own fields in the place of those of `old`, which keeps its name and what is inside it; `None` where they
    /// are of different kinds.
    pub fn put_over(&self, old: &Self) -> Option<Self> {
        match (self, old) {
            (Self::Catalog(new), Self::Catalog(old)) => {
                Some(Self::Catalog(Arc::new(new.with_own_fields(old))))
            }
            (Self::Environment(new), Self::Environment(old)) => {
                let (filters, spaces) = (old.filters.clone(), old.spaces.clone());
                let (name, categories) = (old.name.clone(), old.categories.clone());
                let put = Environment { name, filters, spaces, categories, ..Environment::clone(new) };
                Some(Self::Environment(Arc::new(put)))
            }
            (Self::Category(new), Self::Category(old)) => {
                let (name, offers) = (old.name.clone(), old.offers.clone());
                let categories = old.categories.clone();
                let put = Category { name, categories, offers, ..Category::clone(new) };
                Some(Self::Category(Arc::new(put)))
            }
            (new, old) if new.kind() == old.kind() => Some(new.clone().with_name(old.name())),
            _ => None,
        }
    }

    /// The value of one of its fields at the end of a way, in its written form; `None` where there is no such field.
    pub fn value_at(&self, path: &[&str]) -> Option<serde_json::Value> {
        of_each_kind!(self, it => (**it).value_at(path))
    }

    /// The same entity with another value of a field; `None` where there is no such field, or it cannot hold that.
    pub fn with_value_at(&self, path: &[&str], value: serde_json::Value) -> Option<Self> {
        let mut next = self.clone();
        of_each_kind!(&mut next, it => Arc::make_mut(it).set_value_at(path, value)).map(|()| next)
    }

    /// Calls `visit` with each text of its own fields, in the order of the file.
    pub fn read_texts(&self, visit: Reading<'_>) {
        of_each_kind!(self, it => (**it).read_texts(&FieldKind::Nothing, &StepsTo::ENTITY, visit));
    }

    /// Calls `visit` with each text of its own fields, and keeps what it makes of it. The entity becomes one of its
    /// own: whoever changes many asks first whether there is something to change.
    pub fn write_texts(&mut self, visit: Writing<'_>) {
        of_each_kind!(self, it => Arc::make_mut(it).write_texts(&FieldKind::Nothing, &StepsTo::ENTITY, visit));
    }
}

impl Serialize for Entity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        of_each_kind!(self, it => it.serialize(serializer))
    }
}

/// Reads an entity of the kind.
impl<'de> DeserializeSeed<'de> for EntityKind {
    type Value = Entity;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Entity, D::Error> {
        Ok(match self {
            Self::Catalog => Entity::Catalog(Arc::deserialize(from)?),
            Self::Dimension => Entity::Dimension(Arc::deserialize(from)?),
            Self::Folder => Entity::Folder(Arc::deserialize(from)?),
            Self::PresentationRule => Entity::PresentationRule(Arc::deserialize(from)?),
            Self::Typology => Entity::Typology(Arc::deserialize(from)?),
            Self::Environment => Entity::Environment(Arc::deserialize(from)?),
            Self::Filter => Entity::Filter(Arc::deserialize(from)?),
            Self::Space => Entity::Space(Arc::deserialize(from)?),
            Self::Category => Entity::Category(Arc::deserialize(from)?),
            Self::Offer => Entity::Offer(Arc::deserialize(from)?),
            Self::Template => Entity::Template(Arc::deserialize(from)?),
            Self::Contact => Entity::Contact(Arc::deserialize(from)?),
            Self::Scenario => Entity::Scenario(Arc::deserialize(from)?),
        })
    }
}
