//! New entities: what they are like before a person has typed anything, under names of their own.
//!
//! Owns the first values and where an entity of which kind fits. Changes nothing: it gives edits.

use super::duplicate::adopt;
use super::{Edit, moves, name_of};
use crate::model::{
    Call, Catalog, Category, Channel, Contact, Dimension, DimensionKind, Entity, Environment, Field,
    FieldType, Filter, Folder, FolderContent, Offer, PresentationRule, Ref, Scenario, Space, Span, Typology,
    Value, Values, Weight, WeightValue,
};
use std::collections::HashSet;
use std::sync::Arc;

/// A new presentation rule caps what was proposed in so many seconds: 30 days.
const CAP_SECONDS: i64 = 30 * 86_400;
/// How often a new presentation rule allows an offer in that time.
const CAP_TIMES: u32 = 3;
/// The weight of an offer started from the anonymous template: in the middle of what people write.
const ANONYMOUS_WEIGHT: f64 = 10.0;

/// A kind of entity that can be made on its own. Environments come in pairs: see
/// [`super::new_environment`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Creatable {
    /// A space of an environment.
    Space,
    /// A predefined filter of an environment.
    Filter,
    /// A category of an environment, or of another category.
    Category,
    /// An offer of a category.
    Offer,
    /// An offer of a category for visitors that nobody knows: it has a weight and no rule.
    AnonymousOffer,
    /// A presentation rule.
    PresentationRule,
    /// A typology.
    Typology,
    /// A targeting dimension.
    Dimension,
    /// A folder of contacts.
    Folder,
    /// An offer template.
    Template,
    /// A sample contact.
    Contact,
    /// A scenario.
    Scenario,
}

impl Creatable {
    /// The kinds that stand in the catalog itself, in the order of the explorer.
    pub const OF_CATALOG: [Self; 7] = [
        Self::PresentationRule,
        Self::Typology,
        Self::Dimension,
        Self::Folder,
        Self::Template,
        Self::Contact,
        Self::Scenario,
    ];

    /// The message of "New space", "New offer" and so on: what is offered, the step, and the first label.
    pub fn title(self) -> &'static str {
        match self {
            Self::Space => "explorer-new-space",
            Self::Filter => "explorer-new-filter",
            Self::Category => "explorer-new-category",
            Self::Offer => "explorer-new-offer",
            Self::AnonymousOffer => "explorer-new-anonymous-offer",
            Self::PresentationRule => "explorer-new-presentation-rule",
            Self::Typology => "explorer-new-typology",
            Self::Dimension => "explorer-new-dimension",
            Self::Folder => "explorer-new-folder",
            Self::Template => "explorer-new-template",
            Self::Contact => "explorer-new-contact",
            Self::Scenario => "explorer-new-scenario",
        }
    }
}

/// The edit that adds a new entity of a kind to `parent`, at the end of its list, and the reference that it
/// then has. `None` where that kind does not fit there, or the parent is read-only.
pub fn create(catalog: &Arc<Catalog>, kind: Creatable, parent: &Ref, label: String) -> Option<(Edit, Ref)> {
    put_into(catalog, parent, blank(catalog, kind, label))
}

/// The same, called after the label, which a person gave it already.
pub fn create_labelled(
    catalog: &Arc<Catalog>,
    kind: Creatable,
    parent: &Ref,
    label: String,
) -> Option<(Edit, Ref)> {
    let entity = blank(catalog, kind, label);
    let name = name_of(entity.label(), entity.kind().word());
    put_into(catalog, parent, entity.with_name(&name))
}

fn put_into(catalog: &Arc<Catalog>, parent: &Ref, mut entity: Entity) -> Option<(Edit, Ref)> {
    if let (Entity::Folder(folder), Ref::Folder(above)) = (&mut entity, parent) {
        let above = catalog.folder(above)?;
        let folder = Arc::make_mut(folder);
        (folder.parent, folder.holds) = (Some(above.name.clone()), above.holds);
        return adopt(catalog, &Ref::Catalog, None, &entity);
    }
    adopt(catalog, parent, None, &entity)
}

fn blank(catalog: &Catalog, kind: Creatable, label: String) -> Entity {
    match kind {
        Creatable::Space => Entity::Space(Arc::new(space(label))),
        Creatable::Filter => Entity::Filter(Arc::new(Filter {
            name: "filter".to_owned(),
            label,
            rule: "true".to_owned(),
            ..Filter::default()
        })),
        Creatable::Category => Entity::Category(Arc::new(Category::new("category", label))),
        Creatable::Offer => Entity::Offer(Arc::new(Offer::new("offer", label))),
        Creatable::AnonymousOffer => Entity::Offer(Arc::new(anonymous_offer(label))),
        Creatable::PresentationRule => Entity::PresentationRule(Arc::new(PresentationRule {
            name: "rule".to_owned(),
            label,
            within: Span::from_seconds(CAP_SECONDS),
            at_most: CAP_TIMES,
            ..PresentationRule::default()
        })),
        Creatable::Typology => {
            let name = "typology".to_owned();
            Entity::Typology(Arc::new(Typology { name, label, ..Typology::default() }))
        }
        Creatable::Dimension => {
            Entity::Dimension(Arc::new(dimension("dimension", label, DimensionKind::Recipient)))
        }
        Creatable::Folder => Entity::Folder(Arc::new(folder("folder", label))),
        Creatable::Template => Entity::Template(Arc::new(Offer::new("template", label))),
        Creatable::Contact => Entity::Contact(Arc::new(contact(catalog))),
        Creatable::Scenario => Entity::Scenario(Arc::new(scenario(catalog, label))),
    }
}

fn space(label: String) -> Space {
    let (name, channel) = ("space".to_owned(), Channel::InboundWeb);
    Space { name, label, channel, unitary: true, ..Space::default() }
}

/// Nobody is known, so it has no rule.
fn anonymous_offer(label: String) -> Offer {
    let weight = Weight {
        label: String::new(),
        value: WeightValue::Number(ANONYMOUS_WEIGHT),
        period: crate::model::Period::default(),
        space: None,
        target: String::new(),
    };
    Offer { weights: vec![weight], ..Offer::new("anonymous_offer", label) }
}

/// A dimension whose contacts have a number each.
pub(super) fn dimension(name: &str, label: String, kind: DimensionKind) -> Dimension {
    let id = Field { name: "id".to_owned(), label: String::new(), field_type: FieldType::Text };
    let key = vec![id.name.clone()];
    Dimension { name: name.to_owned(), label, kind, key, fields: vec![id] }
}

/// A folder for visitors, at the top.
pub(super) fn folder(name: &str, label: String) -> Folder {
    Folder { name: name.to_owned(), label, holds: FolderContent::Visitors, ..Folder::default() }
}

/// Of the first dimension, under the next number that no contact of it has as its key.
fn contact(catalog: &Catalog) -> Contact {
    let Some(dimension) = catalog.dimensions.first() else { return contact_of(String::new(), Values::new()) };
    let first_key = dimension.key.first().and_then(|key| dimension.fields.iter().find(|it| it.name == *key));
    let taken: HashSet<String> = catalog
        .contacts
        .iter()
        .filter_map(|contact| contact.values.get(&first_key?.name).map(ToString::to_string))
        .collect();
    let number = (1..=i64::MAX).find(|number| !taken.contains(&number.to_string())).unwrap_or(1);
    let mut values = Values::new();
    match first_key {
        Some(Field { name, field_type: FieldType::Text, .. }) => {
            values.insert(name.clone(), Value::Text(number.to_string()));
        }
        Some(Field { name, field_type: FieldType::Integer, .. }) => {
            values.insert(name.clone(), Value::Integer(number));
        }
        // Of other keys nothing can be guessed.
        _ => {}
    }
    contact_of(dimension.name.clone(), values)
}

fn contact_of(dimension: String, values: Values) -> Contact {
    Contact { dimension, values, ..Contact::default() }
}

/// A call to the first space there is.
fn scenario(catalog: &Catalog, label: String) -> Scenario {
    let of = |it: &Arc<Environment>| it.spaces.first().map(|space| format!("{}/{}", it.name, space.name));
    let space = catalog.environments.iter().find_map(of).unwrap_or_default();
    Scenario { name: "scenario".to_owned(), label, call: Call::new(space), ..Scenario::default() }
}

/// The edit that starts an offer of a category from a template, and the offer.
pub fn start_from_template(catalog: &Arc<Catalog>, template: &str, category: &Ref) -> Option<(Edit, Ref)> {
    let Entity::Template(offer) = catalog.entity(&Ref::Template(template.to_owned()))? else { return None };
    adopt(catalog, category, None, &Entity::Offer(offer))
}

/// The edit that makes a template of an offer, and the template. Approvals are the offer's own.
pub fn make_template(catalog: &Arc<Catalog>, offer: &Ref) -> Option<(Edit, Ref)> {
    let Entity::Offer(offer) = catalog.entity(offer)? else { return None };
    let template = Offer { approval: crate::model::Approval::default(), ..Offer::clone(&offer) };
    adopt(catalog, &Ref::Catalog, None, &Entity::Template(Arc::new(template)))
}

/// The kinds that can be made beside or inside an entity, each with the parent it is made in.
pub fn kinds_at(catalog: &Catalog, at: &Ref) -> Vec<(Creatable, Ref)> {
    if !moves::may_hold(catalog, at) {
        return Vec::new();
    }
    let catalog_kind = |kind| vec![(kind, Ref::Catalog)];
    match at {
        Ref::Catalog => Vec::new(),
        Ref::Environment(_) => {
            [Creatable::Space, Creatable::Filter, Creatable::Category].map(|kind| (kind, at.clone())).into()
        }
        Ref::Space(environment, _) => vec![(Creatable::Space, Ref::Environment(environment.clone()))],
        Ref::Filter(environment, _) => vec![(Creatable::Filter, Ref::Environment(environment.clone()))],
        Ref::Category(environment, _) => {
            let anonymous = catalog.environment(environment).is_some_and(|it| it.anonymous);
            let mut kinds = vec![(Creatable::Offer, at.clone()), (Creatable::Category, at.clone())];
            if anonymous {
                kinds.insert(1, (Creatable::AnonymousOffer, at.clone()));
            }
            kinds
        }
        Ref::Offer(environment, name) => {
            let category = catalog.environment(environment).and_then(|it| it.offer(name));
            let category = category.map(|(category, _)| category.name.clone());
            let parent = category.map(|category| Ref::Category(environment.clone(), category));
            parent.into_iter().map(|parent| (Creatable::Offer, parent)).collect()
        }
        Ref::PresentationRule(_) => catalog_kind(Creatable::PresentationRule),
        Ref::Typology(_) => catalog_kind(Creatable::Typology),
        Ref::Dimension(_) => catalog_kind(Creatable::Dimension),
        Ref::Folder(_) => vec![(Creatable::Folder, at.clone())],
        Ref::Template(_) => catalog_kind(Creatable::Template),
        Ref::Contact(_) => catalog_kind(Creatable::Contact),
        Ref::Scenario(_) => catalog_kind(Creatable::Scenario),
    }
}
