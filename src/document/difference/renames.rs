//! What has another name in the new catalog: an entity that is gone and one that is new are the same where what they
//! hold, and where they stand, says so. Changes nothing; how names are followed is [`Edit::Rename`]'s.

use super::{FieldChange, Item, Nodes, PathStep, by_name, fields, nodes};
use crate::document::{Declared, Edit};
use crate::model::{Catalog, Contact, Entity, Environment, Field, Ref};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// So many pairs of what is gone and what is new are held against each other; of more, only equal contents are
/// found. Each look is a walk over two entities, and a person waits.
const MOST_PAIRS: usize = 20_000;
/// The part of the contents that has to be the same in one place.
const ALIKE: f64 = 0.5;
/// The part of the contents that has to be the same in two places.
const ALIKE_ELSEWHERE: f64 = 0.8;
/// The part of an item of a list that has to be the same in one place of the list; elsewhere in it, [`ALIKE`]. Of a
/// field with another name and label, the type is left.
const ALIKE_AT_ONE_PLACE: f64 = 0.2;
/// What a label counts for, beside one for each other value: a person tells entities by it.
const LABEL: f64 = 3.0;

/// The old catalog with the names that the new one has.
pub(super) struct Renamed {
    pub(super) old: Arc<Catalog>,
    /// The old name of what has another one now, by its reference in the new catalog.
    pub(super) names: HashMap<Ref, String>,
    /// What has another name now of what is declared inside an entity, with the entity.
    pub(super) declared: Vec<(Ref, FieldChange)>,
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

/// The items of one list only that are the same under another name or label, given with their places and by them.
pub(super) fn items(old: &[(usize, Value)], new: &[(usize, Value)]) -> Vec<(usize, usize)> {
    let contents =
        |list: &[(usize, Value)]| list.iter().map(|(_, it)| Content::of_item(it)).collect::<Vec<_>>();
    let least =
        |one: usize, other: usize| if old[one].0 == new[other].0 { ALIKE_AT_ONE_PLACE } else { ALIKE };
    let found = pairs(|| contents(old), || contents(new), (old.len(), new.len()), least);
    found.into_iter().map(|(one, other)| (old[one].0, new[other].0)).collect()
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

/// What an entity holds: its values by where they stand, and what is inside it by name.
#[derive(PartialEq, Eq, Hash)]
struct Content(BTreeMap<String, String>);

impl Content {
    fn of(entity: &Entity) -> Self {
        let mut content = Self(BTreeMap::new());
        if let Some(Value::Object(mut map)) = fields::written(&entity.own()) {
            map.remove("name");
            content.add(&mut String::new(), &Value::Object(map));
        }
        match entity {
            Entity::Environment(it) => {
                content.inside("spaces", it.spaces.iter().map(|it| &it.name));
                content.inside("filters", it.filters.iter().map(|it| &it.name));
                content.inside("categories", it.categories.iter().map(|it| &it.name));
            }
            Entity::Category(it) => {
                content.inside("offers", it.offers.iter().map(|it| &it.name));
                content.inside("categories", it.categories.iter().map(|it| &it.name));
            }
            _ => {}
        }
        content
    }

    /// The same of an item of a list, without what it is told by.
    fn of_item(item: &Value) -> Self {
        let mut content = Self(BTreeMap::new());
        if let Value::Object(map) = item {
            let mut map = map.clone();
            let told_by = if map.contains_key("name") { "name" } else { "label" };
            map.remove(told_by);
            content.add(&mut String::new(), &Value::Object(map));
        }
        content
    }

    fn inside<'a>(&mut self, list: &str, names: impl Iterator<Item = &'a String>) {
        self.0.extend(names.map(|name| (format!("{list}/{name}"), String::new())));
    }

    /// The nesting is that of a file that was read, which is bounded.
    fn add(&mut self, path: &mut String, value: &Value) {
        let length = path.len();
        let mut below = |path: &mut String, step: &str, value: &Value| {
            path.push('.');
            path.push_str(step);
            self.add(path, value);
            path.truncate(length);
        };
        match value {
            Value::Object(map) => map.iter().for_each(|(name, value)| below(path, name, value)),
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(index, value)| below(path, &index.to_string(), value));
            }
            value => drop(self.0.insert(path.clone(), value.to_string())),
        }
    }

    fn weight<'a>(values: impl Iterator<Item = &'a String>) -> f64 {
        values.map(|path| if path == ".label" { LABEL } else { 1.0 }).sum()
    }

    /// Which part of what both hold is the same; none where one of them holds nothing.
    fn alike(&self, other: &Self) -> Option<f64> {
        let all = Self::weight(self.0.keys()) + Self::weight(other.0.keys());
        let same = self.0.iter().filter(|(path, value)| other.0.get(*path) == Some(*value));
        let both = !self.0.is_empty() && !other.0.is_empty();
        both.then(|| 2.0 * Self::weight(same.map(|(path, _)| path)) / all)
    }
}

/// The places of those that are the same in two lists, the surest first. `least` says which part of two has to be the
/// same: less in one place than in two.
fn pairs(
    gone: impl FnOnce() -> Vec<Content>,
    new: impl FnOnce() -> Vec<Content>,
    (gone_count, new_count): (usize, usize),
    least: impl Fn(usize, usize) -> f64,
) -> Vec<(usize, usize)> {
    if gone_count == 0 || new_count == 0 {
        return Vec::new();
    }
    let (gone, new) = (gone(), new());
    let mut found: Vec<(f64, usize, usize)> = Vec::new();
    if gone_count * new_count <= MOST_PAIRS {
        for (one, content) in gone.iter().enumerate() {
            for (other, held) in new.iter().enumerate() {
                let least = least(one, other);
                let alike = content.alike(held).filter(|alike| *alike >= least);
                // Those that hold nothing are the same where they take each other's place.
                let empty = content.0.is_empty()
                    && held.0.is_empty()
                    && least < ALIKE_ELSEWHERE
                    && gone_count == new_count
                    && one == other;
                found.extend(alike.or(empty.then_some(ALIKE)).map(|alike| (alike, one, other)));
            }
        }
    } else {
        let mut by_content: HashMap<&Content, Vec<usize>> = HashMap::new();
        for (one, content) in gone.iter().enumerate().rev().filter(|(_, content)| !content.0.is_empty()) {
            by_content.entry(content).or_default().push(one);
        }
        for (other, content) in new.iter().enumerate() {
            found.extend(by_content.get_mut(content).and_then(Vec::pop).map(|one| (1.0, one, other)));
        }
    }
    let apart = |(_, one, other): &(f64, usize, usize)| (one.abs_diff(*other), *one);
    found.sort_by(|a, b| {
        let place = |it: &(f64, usize, usize)| least(it.1, it.2);
        b.0.total_cmp(&a.0).then(place(a).total_cmp(&place(b))).then_with(|| apart(a).cmp(&apart(b)))
    });
    let (mut left, mut right) = (vec![true; gone_count], vec![true; new_count]);
    found.retain(|(_, one, other)| {
        let free = left[*one] && right[*other];
        if free {
            (left[*one], right[*other]) = (false, false);
        }
        free
    });
    found.into_iter().map(|(_, one, other)| (one, other)).collect()
}
