//! What the editor fills in by itself when one choice makes others obvious (`experience.md`).

use super::Edit;
use super::create::{dimension, folder};
use crate::model::{Catalog, DimensionKind, Entity, Environment, FolderContent, Ref};
use crate::text::folded;
use std::sync::Arc;

/// The longest label that gives something its name, in characters.
const NAME_LENGTH: usize = 40;

/// The environment after its anonymous check box is ticked or cleared.
///
/// Ticking fills the targeting dimension with the first visitor dimension, unless it already is one, and
/// the visitor folder with the first folder for visitors that no other brand's environment has. Clearing
/// empties the visitor folder, which only an anonymous environment may have; the dimension stays.
#[must_use]
pub fn make_anonymous(catalog: &Catalog, environment: &Environment, anonymous: bool) -> Environment {
    let mut next = Environment { anonymous, ..environment.clone() };
    if !anonymous {
        next.visitor_folder = None;
        return next;
    }
    let is_visitor = |name: &str| catalog.dimension(name).is_some_and(|it| it.kind == DimensionKind::Visitor);
    if !is_visitor(&next.targeting_dimension)
        && let Some(dimension) = catalog.dimensions.iter().find(|it| it.kind == DimensionKind::Visitor)
    {
        next.targeting_dimension.clone_from(&dimension.name);
    }
    if next.visitor_folder.is_none() {
        let mut folders = catalog.folders.iter().filter(|folder| folder.holds == FolderContent::Visitors);
        let first = folders.clone().next();
        let free = folders.find(|folder| !taken(catalog, environment, &folder.name));
        next.visitor_folder = free.or(first).map(|folder| folder.name.clone());
    }
    next
}

/// What is made for visitors is called so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitorLabels {
    /// The label of a dimension for visitors.
    pub dimension: String,
    /// The label of a visitor folder.
    pub folder: String,
}

/// The edit that ticks or clears the anonymous check box of an environment as [`make_anonymous`] does, and what it
/// makes for that: a dimension for visitors where there is none, and a visitor folder where each is another brand's.
pub fn turn_anonymous(
    catalog: &Catalog,
    environment: &Environment,
    anonymous: bool,
    labels: VisitorLabels,
) -> (Edit, Vec<Entity>) {
    let mut after = catalog.clone();
    let mut made = Vec::new();
    if anonymous {
        if after.dimensions.iter().all(|it| it.kind != DimensionKind::Visitor) {
            let name = unique_name("visitor", |name| after.dimension(name).is_some());
            let visitor = Arc::new(dimension(&name, labels.dimension, DimensionKind::Visitor));
            after.dimensions.push(Arc::clone(&visitor));
            made.push(Entity::Dimension(visitor));
        }
        if environment.visitor_folder.is_none() {
            made.extend(add_folder(&mut after, environment, labels.folder));
        }
    }
    let put = Edit::Put(
        Ref::Environment(environment.name.clone()),
        Entity::Environment(Arc::new(make_anonymous(&after, environment, anonymous))),
    );
    (Edit::All(made.iter().cloned().map(added).chain([put]).collect()), made)
}

/// Adds a visitor folder for the environment, unless there is one that no other brand has.
pub(super) fn add_folder(after: &mut Catalog, environment: &Environment, label: String) -> Option<Entity> {
    let mut folders = after.folders.iter().filter(|folder| folder.holds == FolderContent::Visitors);
    if folders.any(|folder| !taken(after, environment, &folder.name)) {
        return None;
    }
    let name = unique_name("visitors", |name| after.folder(name).is_some());
    let made = Arc::new(folder(&name, label));
    after.folders.push(Arc::clone(&made));
    Some(Entity::Folder(made))
}

/// The edit that adds an entity to the catalog.
pub(super) fn added(entity: Entity) -> Edit {
    Edit::Insert { parent: Ref::Catalog, index: None, entity }
}

/// Whether the environment of another brand keeps its visitors in this folder. A Design environment and
/// its linked Live environment are one brand.
fn taken(catalog: &Catalog, environment: &Environment, folder: &str) -> bool {
    catalog.environments.iter().any(|other| {
        other.visitor_folder.as_deref() == Some(folder)
            && other.name != environment.name
            && environment.linked_live() != Some(&other.name)
            && other.linked_live() != Some(&environment.name)
    })
}

/// A name like `wanted` that `taken` does not have: it, or it with a number behind it.
pub fn unique_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let stem = wanted.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    (2..=u32::MAX)
        .map(|number| format!("{stem}_{number}"))
        .find(|name| !taken(name))
        .unwrap_or_else(|| wanted.to_owned())
}

/// A name made of a label: small letters without accents and digits, with underscores between words. Where nothing is left
/// it is `kind`, which also leads a name that would start with a digit.
pub fn name_of(label: &str, kind: &str) -> String {
    let plain: String = folded(label)
        .chars()
        .take(NAME_LENGTH)
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    let words: Vec<&str> = plain.split('_').filter(|word| !word.is_empty()).collect();
    let name = words.join("_");
    match name.chars().next() {
        None => kind.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{kind}_{name}"),
        Some(_) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_gives_a_name() {
        for (label, name) in [
            ("Visitors, brand B", "visitors_brand_b"),
            ("2nd", "folder_2nd"),
            ("Été", "ete"),
            ("…", "folder"),
        ] {
            assert_eq!(name_of(label, "folder"), name);
        }
    }
}
