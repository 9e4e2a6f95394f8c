//! The tabs of the entities' forms: what a field's declaration says of where its row stands.

use super::{Place, Ref, Step};

/// A tab inside an entity's form, named as the reference names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InnerTab {
    /// Label, name and what the entity is.
    General,
    /// A space's label, name and channel.
    Properties,
    /// How a space identifies its contacts.
    Identification,
    /// Who is eligible, when, and how much it is preferred.
    Eligibility,
    /// The weights that an environment's offers inherit.
    OfferWeight,
    /// The call data that an environment declares, with examples.
    CallData,
    /// What an offer shows, or which content a space shows.
    Content,
    /// The templates of a space.
    Rendering,
    /// An offer as it will look.
    Preview,
    /// What was decided of an offer, and by whom.
    Approval,
    /// What a space keeps of its propositions.
    Storage,
    /// The propositions that sample contacts had on a space.
    Propositions,
    /// What a presentation rule caps and counts.
    OfferPresentation,
    /// What the catalog's offers carry beside the standard content.
    OfferFields,
    /// What was proposed to a contact, or to that of a scenario.
    History,
    /// What a scenario expects.
    Expectation,
    /// The further placements of a scenario's page.
    Page,
    /// The periods of all that is inside, over time.
    Timeline,
    /// Its offers, as a table.
    Offers,
    /// The entity as the file has it.
    Source,
}

impl InnerTab {
    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::General => "forms-tab-general",
            Self::Properties => "forms-tab-properties",
            Self::Identification => "forms-tab-identification",
            Self::Eligibility => "forms-tab-eligibility",
            Self::OfferWeight => "forms-tab-offer-weight",
            Self::CallData => "forms-tab-call-data",
            Self::Content => "forms-tab-content",
            Self::Rendering => "forms-tab-rendering",
            Self::Preview => "render-tab-preview",
            Self::Approval => "compare-approval",
            Self::Storage => "forms-tab-storage",
            Self::Propositions => "forms-tab-propositions",
            Self::OfferPresentation => "forms-tab-offer-presentation",
            Self::OfferFields => "forms-tab-offer-fields",
            Self::History => "forms-tab-history",
            Self::Expectation => "forms-tab-expectation",
            Self::Page => "page-title",
            Self::Timeline => "timeline-tab",
            Self::Offers => "table-tab",
            Self::Source => "forms-tab-source",
        }
    }

    /// The tabs of an entity's form, in order.
    pub fn of(entity: &Ref) -> &'static [Self] {
        match entity {
            Ref::Catalog => &[Self::General, Self::OfferFields, Self::Source],
            Ref::Dimension(_) | Ref::Folder(_) | Ref::Typology(_) | Ref::Filter(..) => {
                &[Self::General, Self::Source]
            }
            Ref::PresentationRule(_) => &[Self::General, Self::OfferPresentation, Self::Source],
            Ref::Environment(_) => &[
                Self::General,
                Self::Eligibility,
                Self::OfferWeight,
                Self::CallData,
                Self::Offers,
                Self::Timeline,
                Self::Source,
            ],
            Ref::Space(..) => &[
                Self::Properties,
                Self::Identification,
                Self::Content,
                Self::Rendering,
                Self::Storage,
                Self::Propositions,
                Self::Source,
            ],
            Ref::Category(..) => {
                &[Self::General, Self::Eligibility, Self::Offers, Self::Timeline, Self::Source]
            }
            Ref::Offer(..) => &[
                Self::General,
                Self::Eligibility,
                Self::Content,
                Self::Preview,
                Self::Approval,
                Self::Source,
            ],
            Ref::Template(_) => &[Self::General, Self::Eligibility, Self::Content, Self::Source],
            Ref::Contact(_) => &[Self::General, Self::History, Self::Source],
            Ref::Scenario(_) => &[Self::General, Self::Page, Self::History, Self::Expectation, Self::Source],
        }
    }

    /// The tab that has the control of a field, as its declaration says; none for an entity as a whole.
    pub fn with_field(place: &Place) -> Option<Self> {
        let Some(Step::Field(field)) = place.field.first() else { return None };
        let (declaration, tabs) = (place.entity.kind().declaration(field), Self::of(&place.entity));
        // A template has the fields of an offer, and not all of its tabs.
        let declared = declaration.and_then(|it| it.tab).filter(|tab| tabs.contains(tab));
        Some(declared.unwrap_or(tabs[0]))
    }
}
