//! The new environment of a brand: Design and Live, linked and filled in, with what they need. Changes
//! nothing: it gives an edit.

use super::complete::{add_folder, added};
use super::create::dimension;
use super::{Edit, make_anonymous, unique_name};
use crate::model::{Catalog, DimensionKind, Entity, Environment, OfferNames, Ref, Stage};
use std::sync::Arc;

/// Whom a new environment is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mapping {
    /// Visitors that nobody knows: an anonymous environment.
    Visitors,
    /// Recipients: contacts that are known.
    Recipients,
    /// The contacts of a dimension there is.
    Dimension(String),
    /// The contacts of a dimension to be made.
    NewDimension,
}

/// What a new environment is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEnvironment {
    /// Whom it is for.
    pub mapping: Mapping,
    /// The name of the Design environment.
    pub name: String,
    /// Its label.
    pub label: String,
    /// The label of the Live environment.
    pub live_label: String,
    /// The label of a dimension, where one has to be made.
    pub dimension_label: String,
    /// The label of a visitor folder, where one has to be made.
    pub folder_label: String,
}

/// The edit that adds both environments with the dimension and the folder that they need, and the Design
/// environment.
pub fn new_environment(catalog: &Catalog, wanted: &NewEnvironment) -> (Edit, Ref) {
    let mut after = catalog.clone();
    let mut edits = Vec::new();
    let targeting_dimension = dimension_of(&mut after, wanted, &mut edits);
    let taken = |name: &str| catalog.environment(name).is_some();
    let name = unique_name(&wanted.name, taken);
    let live = unique_name(&format!("live_{name}"), |it| taken(it) || it == name);
    let mut design = Environment {
        label: wanted.label.clone(),
        stage: Stage::Design { live: live.clone() },
        targeting_dimension,
        ..empty(name.clone())
    };
    if is_visitor(&after, &design.targeting_dimension) {
        edits.extend(add_folder(&mut after, &design, wanted.folder_label.clone()).map(added));
        design = make_anonymous(&after, &design, true);
    }
    let live =
        Environment { name: live, label: wanted.live_label.clone(), stage: Stage::Live, ..design.clone() };
    edits.extend([design, live].map(|environment| added(Entity::Environment(Arc::new(environment)))));
    (Edit::All(edits), Ref::Environment(name))
}

fn is_visitor(catalog: &Catalog, name: &str) -> bool {
    catalog.dimension(name).is_some_and(|it| it.kind == DimensionKind::Visitor)
}

/// The dimension of the new environment; made where there is none that fits.
fn dimension_of(after: &mut Catalog, wanted: &NewEnvironment, edits: &mut Vec<Edit>) -> String {
    let first = |kind| after.dimensions.iter().find(|it| it.kind == kind).map(|it| it.name.clone());
    let (found, name, kind) = match &wanted.mapping {
        Mapping::Visitors => (first(DimensionKind::Visitor), "visitor", DimensionKind::Visitor),
        Mapping::Recipients => (first(DimensionKind::Recipient), "recipient", DimensionKind::Recipient),
        Mapping::Dimension(name) => (Some(name.clone()), "dimension", DimensionKind::Recipient),
        Mapping::NewDimension => (None, "dimension", DimensionKind::Recipient),
    };
    found.unwrap_or_else(|| {
        let name = unique_name(name, |name| after.dimension(name).is_some());
        let made = Arc::new(dimension(&name, wanted.dimension_label.clone(), kind));
        after.dimensions.push(Arc::clone(&made));
        edits.push(added(Entity::Dimension(made)));
        name
    })
}

fn empty(name: String) -> Environment {
    Environment {
        name,
        label: String::new(),
        stage: Stage::Live,
        anonymous: false,
        targeting_dimension: String::new(),
        visitor_folder: None,
        target: String::new(),
        typology: None,
        weights: Vec::new(),
        call_data: Vec::new(),
        call_data_examples: Vec::new(),
        filters: Vec::new(),
        spaces: Vec::new(),
        categories: Vec::new(),
        offer_names: OfferNames::default(),
    }
}
