//! The nodes of the explorer.

use crate::model::Ref;

/// A node of the explorer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Node {
    /// A group of the catalog's entities.
    Group(Group),
    /// A group inside an environment.
    Inside(String, Inside),
    /// An entity.
    Entity(Ref),
}

/// The groups at the top of the explorer, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Group {
    /// Environments.
    Environments,
    /// Presentation rules and typologies.
    Presentation,
    /// Targeting dimensions.
    Dimensions,
    /// Folders.
    Folders,
    /// Offer templates.
    Templates,
    /// Sample contacts.
    Contacts,
    /// Scenarios.
    Scenarios,
}

impl Group {
    /// The groups, in order.
    pub const ALL: [Self; 7] = [
        Self::Environments,
        Self::Presentation,
        Self::Dimensions,
        Self::Folders,
        Self::Templates,
        Self::Contacts,
        Self::Scenarios,
    ];

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Environments => "domain-environments",
            Self::Presentation => "domain-presentation-rules",
            Self::Dimensions => "domain-dimensions",
            Self::Folders => "domain-folders",
            Self::Templates => "domain-templates",
            Self::Contacts => "domain-contacts",
            Self::Scenarios => "domain-scenarios",
        }
    }
}

/// The groups inside an environment, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Inside {
    /// Its spaces.
    Spaces,
    /// Its predefined filters.
    Filters,
    /// Its categories and offers.
    Offers,
}

impl Inside {
    /// The groups, in order.
    pub const ALL: [Self; 3] = [Self::Spaces, Self::Filters, Self::Offers];

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Spaces => "domain-spaces",
            Self::Filters => "domain-filters",
            Self::Offers => "domain-offer-catalog",
        }
    }
}
