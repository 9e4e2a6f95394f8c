//! What has another name in the new catalog: an entity that is gone and one that is new are the same where what they
//! hold, and where they stand, says so. Changes nothing; how names are followed is [`Edit::Rename`]'s.

use super::alike::{ALIKE, ALIKE_ELSEWHERE, Content, items, pairs};
use super::{FieldChange, Item, Nodes, PathStep, by_name, nodes};
use crate::document::{Declared, Edit};
use crate::model::{Catalog, Contact, Entity, Environment, Field, Ref};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// The old catalog with the names that the new one has.
pub(super) struct Renamed {
    pub(super) old: Arc<Catalog>,
    /// The old name of what has another one now, by its reference in the new catalog.
    pub(super) names: HashMap<Ref, String>,
    /// What has another name now of what is declared inside an entity, with the entity.
    pub(super) declared: Vec<(Ref, FieldChange)>,
}

/// What has another name in the new catalog: by its reference there, the old one; and what is declared inside entities.
pub(in crate::document) fn between(
    old: &Arc<Catalog>,
    new: &Arc<Catalog>,
) -> (HashMap<Ref, String>, Vec<(Ref, FieldChange)>) {
    let Renamed { names, declared, .. } = renamed(old, new);
    (names, declared)
}

/// An entity that is in one of two catalogs only.
struct Lone {
    at: Ref,
    /// What it stands in, under the names of the new catalog.
    holder: Ref,
    entity: Entity,
}

/// Gives what has another name in `new` that name in `old` too, and whatever refers to it.
pub(super) fn renamed(old: &Arc<Catalog>, new: &Arc<Catalog>) -> Renamed {
    let mut renamed = Renamed { old: Arc::clone(old), names: HashMap::new(), declared: Vec::new() };
    macro_rules! list {
        ($field:ident, $kind:ident) => {
            let old = Arc::clone(&renamed.old);
            let make = |it: &Arc<_>, name: String| (Ref::$kind(name), Entity::$kind(Arc::clone(it)));
            renamed.list(&Ref::Catalog, &old.$field, &new.$field, |it| &it.name, make);
        };
    }
    list!(dimensions, Dimension);
    list!(folders, Folder);
    list!(presentation_rules, PresentationRule);
    list!(typologies, Typology);
    list!(environments, Environment);
    list!(templates, Template);
    list!(scenarios, Scenario);
    for environment in &new.environments {
        renamed.inside(environment);
    }
    renamed.all_declared(new);
    renamed
}

impl Renamed {
    fn list<T>(
        &mut self,
        holder: &Ref,
        old: &[Arc<T>],
        new: &[Arc<T>],
        name: impl Fn(&Arc<T>) -> &String,
        make: impl Fn(&Arc<T>, String) -> (Ref, Entity),
    ) {
        let (Some(before), Some(after)) = (by_name(old, &name), by_name(new, &name)) else { return };
        let lone = |list: &[Arc<T>], others: &HashMap<&String, usize>| -> Vec<Lone> {
            let lone = list.iter().filter(|it| !others.contains_key(name(it)));
            let lone = lone.map(|it| make(it, name(it).clone()));
            lone.map(|(at, entity)| Lone { at, holder: holder.clone(), entity }).collect()
        };
        self.follow(&lone(old, &after), &lone(new, &before));
    }

    /// What is inside an environment that is there in both.
    fn inside(&mut self, new: &Arc<Environment>) {
        let twins =
            |catalog: &Catalog| catalog.environments.iter().filter(|it| it.name == new.name).count() > 1;
        let holder = Ref::Environment(new.name.clone());
        macro_rules! old {
            () => {
                match self.old.environment(&new.name) {
                    Some(old) if !Arc::ptr_eq(old, new) && !twins(&self.old) => Arc::clone(old),
                    _ => return,
                }
            };
        }
        let old = old!();
        let filter =
            |it: &Arc<_>, name| (Ref::Filter(new.name.clone(), name), Entity::Filter(Arc::clone(it)));
        self.list(&holder, &old.filters, &new.filters, |it| &it.name, filter);
        let old = old!();
        let space = |it: &Arc<_>, name| (Ref::Space(new.name.clone(), name), Entity::Space(Arc::clone(it)));
        self.list(&holder, &old.spaces, &new.spaces, |it| &it.name, space);
        // Categories first: offers stand in them.
        for offers in [false, true] {
            let old = old!();
            let (Some(before), Some(after)) = (nodes(&old), nodes(new)) else { return };
            let lone = |list: &Nodes<'_>, others: &Nodes<'_>| -> Vec<Lone> {
                let lone = list.iter().filter(|(key, _)| !others.contains_key(*key));
                let lone = lone.filter(|(_, node)| matches!(node.item, Item::Offer(_)) == offers);
                lone.map(|(key, node)| Lone {
                    at: key.reference(&new.name),
                    holder: node.holder(&new.name),
                    entity: node.item.entity(),
                })
                .collect()
            };
            self.follow(&lone(&before, &after), &lone(&after, &before));
        }
    }

    /// Gives what is gone the name of what is new, where both are the same.
    fn follow(&mut self, gone: &[Lone], new: &[Lone]) {
        let least = |one: usize, other: usize| {
            if gone[one].holder == new[other].holder { ALIKE } else { ALIKE_ELSEWHERE }
        };
        let contents = |list: &[Lone]| list.iter().map(|it| Content::of(&it.entity)).collect::<Vec<_>>();
        for (one, other) in pairs(|| contents(gone), || contents(new), (gone.len(), new.len()), least) {
            let edit = Edit::Rename(gone[one].at.clone(), new[other].at.name().to_owned());
            if let Some(next) = edit.apply(&self.old) {
                self.old = next;
                self.names.insert(new[other].at.clone(), gone[one].at.name().to_owned());
            }
        }
    }
}

impl Renamed {
    /// What is declared inside entities that are there in both.
    fn all_declared(&mut self, new: &Arc<Catalog>) {
        let old = Arc::clone(&self.old);
        self.fields(
            (&Ref::Catalog, "offer_fields"),
            &Declared::OfferFields,
            &old.offer_fields,
            &new.offer_fields,
        );
        for (at, own) in new.dimensions.iter().map(|own| (Ref::Dimension(own.name.clone()), own)) {
            let Some(was) = old.dimension(&own.name).filter(|was| !Arc::ptr_eq(was, own)) else { continue };
            let of = Declared::Dimension(own.name.clone());
            self.fields((&at, "fields"), &of, &was.fields, &own.fields);
        }
        for (at, own) in new.environments.iter().map(|own| (Ref::Environment(own.name.clone()), own)) {
            let Some(was) = old.environment(&own.name).filter(|was| !Arc::ptr_eq(was, own)) else { continue };
            let of = Declared::CallData(own.name.clone());
            self.fields((&at, "call_data"), &of, &was.call_data, &own.call_data);
        }
    }

    /// Gives the fields of a list that are gone the names of new ones, where both are the same.
    fn fields(&mut self, (at, list): (&Ref, &str), of: &Declared, old: &[Field], new: &[Field]) {
        let lone = |list: &[Field], others: &[Field]| -> Vec<(usize, Value)> {
            let lone = list.iter().enumerate();
            let lone = lone.filter(|(_, it)| others.iter().all(|other| other.name != it.name));
            lone.filter_map(|(place, it)| Some((place, serde_json::to_value(it).ok()?))).collect()
        };
        for (one, other) in items(&lone(old, new), &lone(new, old)) {
            let (from, to) = (old[one].name.clone(), new[other].name.clone());
            let edit = Edit::RenameDeclared { of: of.clone(), from: from.clone(), to: to.clone() };
            let Some(next) = edit.apply(&self.old) else { continue };
            self.old = next;
            let path = vec![
                PathStep::Field(list.to_owned()),
                PathStep::Item(to.clone()),
                PathStep::Field("name".to_owned()),
            ];
            let (old, new, declared) = (Some(Value::from(from)), Some(Value::from(to)), Some(of.clone()));
            self.declared.push((at.clone(), FieldChange { path, old, new, declared }));
        }
    }
}

/// The contacts of one catalog only that are the same all the same: their keys are other ones. By their places.
pub(super) fn contacts(old: &[(usize, Arc<Contact>)], new: &[(usize, Arc<Contact>)]) -> Vec<(usize, usize)> {
    let contents = |list: &[(usize, Arc<Contact>)]| {
        let contents = list.iter().map(|(_, it)| Content::of(&Entity::Contact(Arc::clone(it))));
        contents.collect::<Vec<_>>()
    };
    let least = |one: usize, other: usize| {
        if old[one].1.dimension == new[other].1.dimension { ALIKE } else { ALIKE_ELSEWHERE }
    };
    let found = pairs(|| contents(old), || contents(new), (old.len(), new.len()), least);
    found.into_iter().map(|(one, other)| (old[one].0, new[other].0)).collect()
}
