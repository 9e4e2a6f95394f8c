//! The kinds of entities.

/// A kind of entity, as references and edits tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// The catalog's own fields.
    Catalog,
    /// Targeting dimensions.
    Dimension,
    /// Folders of contacts.
    Folder,
    /// Presentation rules.
    PresentationRule,
    /// Typologies.
    Typology,
    /// Environments.
    Environment,
    /// Predefined filters.
    Filter,
    /// Spaces.
    Space,
    /// Categories.
    Category,
    /// Offers.
    Offer,
    /// Offer templates.
    Template,
    /// Sample contacts.
    Contact,
    /// Scenarios.
    Scenario,
}

impl EntityKind {
    /// Every kind, in the order in which a file holds them.
    pub const ALL: [Self; 13] = [
        Self::Catalog,
        Self::Dimension,
        Self::Folder,
        Self::PresentationRule,
        Self::Typology,
        Self::Environment,
        Self::Filter,
        Self::Space,
        Self::Category,
        Self::Offer,
        Self::Template,
        Self::Contact,
        Self::Scenario,
    ];

    /// The English word for it, as JSON and the command line write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Dimension => "dimension",
            Self::Folder => "folder",
            Self::PresentationRule => "presentation_rule",
            Self::Typology => "typology",
            Self::Environment => "environment",
            Self::Filter => "filter",
            Self::Space => "space",
            Self::Category => "category",
            Self::Offer => "offer",
            Self::Template => "template",
            Self::Contact => "contact",
            Self::Scenario => "scenario",
        }
    }
}

impl std::fmt::Display for EntityKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
