//! Whether two catalogs are equal, without looking into what both share: a question that every edit asks, on
//! catalogs of many thousand offers. Entities are destructured, so that a new field does not compile before it
//! is here.

use super::{Catalog, Category, Environment, Offer};
use std::sync::Arc;

/// Whether two catalogs are equal, as `==` says.
pub fn same_catalog(one: &Catalog, other: &Catalog) -> bool {
    same_around(one, other, same_list)
        && same_list(&one.templates, &other.templates)
        && same_list(&one.scenarios, &other.scenarios)
}

/// Whether all is equal that offers stand in and refer to: everything but the offers, the offer templates and the
/// scenarios.
pub fn same_around_offers(one: &Catalog, other: &Catalog) -> bool {
    same_around(one, other, |_, _| true)
}

/// How the offers of a category are compared.
type SameOffers = fn(&[Arc<Offer>], &[Arc<Offer>]) -> bool;

fn same_around(one: &Catalog, other: &Catalog, offers: SameOffers) -> bool {
    let Catalog {
        format,
        name,
        label,
        description,
        time_zone,
        settings,
        dimensions,
        folders,
        channels,
        offer_fields,
        presentation_rules,
        typologies,
        environments,
        templates: _,
        contacts,
        scenarios: _,
    } = one;
    (format, name, label, description) == (&other.format, &other.name, &other.label, &other.description)
        && (time_zone, settings) == (&other.time_zone, &other.settings)
        && (channels, offer_fields) == (&other.channels, &other.offer_fields)
        && same_list(dimensions, &other.dimensions)
        && same_list(folders, &other.folders)
        && same_list(presentation_rules, &other.presentation_rules)
        && same_list(typologies, &other.typologies)
        && all(environments, &other.environments, |one, other| same_environment(one, other, offers))
        && same_list(contacts, &other.contacts)
}

/// Whether two lists are equal, as `==` says.
pub fn same_list<T: PartialEq>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
    all(one, other, T::eq)
}

fn all<T>(one: &[Arc<T>], other: &[Arc<T>], same: impl Fn(&T, &T) -> bool) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other) || same(one, other))
}

fn same_environment(one: &Environment, other: &Environment, same_offers: SameOffers) -> bool {
    let Environment {
        name,
        label,
        stage,
        anonymous,
        targeting_dimension,
        visitor_folder,
        target,
        typology,
        weights,
        call_data,
        call_data_examples,
        filters,
        spaces,
        categories,
        offer_names: _,
    } = one;
    (name, label, stage, anonymous) == (&other.name, &other.label, &other.stage, &other.anonymous)
        && (targeting_dimension, visitor_folder) == (&other.targeting_dimension, &other.visitor_folder)
        && (target, typology, weights) == (&other.target, &other.typology, &other.weights)
        && (call_data, call_data_examples) == (&other.call_data, &other.call_data_examples)
        && same_list(filters, &other.filters)
        && same_list(spaces, &other.spaces)
        && all(categories, &other.categories, |one, other| same_category(one, other, same_offers))
}

fn same_category(one: &Category, other: &Category, same_offers: SameOffers) -> bool {
    let Category {
        name,
        label,
        enabled,
        themes,
        period,
        target,
        multiplier,
        weights,
        always_recommended,
        categories,
        offers,
    } = one;
    (name, label, enabled, themes) == (&other.name, &other.label, &other.enabled, &other.themes)
        && (period, target, multiplier) == (&other.period, &other.target, &other.multiplier)
        && (weights, always_recommended) == (&other.weights, &other.always_recommended)
        && all(categories, &other.categories, |one, other| same_category(one, other, same_offers))
        && same_offers(offers, &other.offers)
}
