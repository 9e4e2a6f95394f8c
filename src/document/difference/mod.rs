//! The difference of two catalogs, entity by entity and field by field, and how each part of it is taken back.
//!
//! Pure and total: nothing differs where two catalogs are equal, and taking every difference back gives the old
//! one. What both share is not looked into. What has another name is found again by what it holds and where it
//! stands, and everything else is compared as if the old catalog had the new names already.

mod alike;
mod fields;
mod order;
mod patch;
mod renames;
mod revert;
#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::{catalog, changed, neobank};

pub use fields::{FieldChange, PathStep};
pub(super) use fields::{
    compare as fields_of, followed_names, is_part, name, names, reached, same_shape, with_old, written,
};
pub(super) use order::rising;
pub use patch::patch;
pub(super) use renames::between as names_between;
pub(super) use revert::Back;
pub use revert::{Part, may_take_back, revert};

use crate::model::{Catalog, Category, Contact, Entity, EntityKind, Environment, FieldKind, Offer, Ref};
use indexmap::IndexMap;
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What became of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// It is new, with all that is inside it.
    Added,
    /// It is gone, with all that was inside it and is nowhere else now.
    Removed,
    /// It is there in both.
    Changed,
}

/// Another place of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// What it stood in.
    pub from: Ref,
    /// What it stands in now; the same where its place in the list is another one.
    pub to: Ref,
}

/// One entity that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The entity in the new catalog; in the old one where it is gone.
    pub entity: Ref,
    /// The entity in the old catalog under the names of the new one. It is another reference for contacts only,
    /// which have no name.
    pub before: Ref,
    /// What became of it.
    pub sign: Sign,
    /// The entity as it is; as it was where it is gone.
    pub value: Entity,
    /// The name that it had, where that was another one.
    pub renamed: Option<String>,
    /// Where it has moved.
    pub moved: Option<Moved>,
    /// The values in which it differs.
    pub fields: Vec<FieldChange>,
}

impl Difference {
    /// Whether nothing but its name differs.
    pub fn is_only_renamed(&self) -> bool {
        self.renamed.is_some() && self.moved.is_none() && self.fields.is_empty()
    }

    /// How many entities are in it that are added or gone with it, itself included.
    pub fn entities(&self) -> usize {
        match (&self.value, self.sign) {
            (_, Sign::Changed) => 1,
            (Entity::Environment(it), _) => {
                let categories: usize = it.categories.iter().map(|it| in_category(it)).sum();
                1 + it.filters.len() + it.spaces.len() + categories
            }
            (Entity::Category(it), _) => in_category(it),
            _ => 1,
        }
    }
}

impl Difference {
    /// The same with each category and offer that came or went with a category as a difference of its own.
    pub fn one_by_one(self) -> Vec<Self> {
        let (Entity::Category(category), Some(environment)) = (&self.value, self.entity.environment()) else {
            return vec![self];
        };
        if self.sign == Sign::Changed {
            return vec![self];
        }
        let alone = |entity: Ref, value: Entity| Self {
            before: entity.clone(),
            entity,
            sign: self.sign,
            value,
            renamed: None,
            moved: None,
            fields: Vec::new(),
        };
        let (category, environment) = (Arc::clone(category), environment.to_owned());
        let offers = category.offers.iter().map(|offer| {
            alone(Ref::Offer(environment.clone(), offer.name.clone()), Entity::Offer(Arc::clone(offer)))
        });
        let below = category.categories.iter().flat_map(|below| {
            let at = Ref::Category(environment.clone(), below.name.clone());
            alone(at, Entity::Category(Arc::clone(below))).one_by_one()
        });
        let inside: Vec<Self> = offers.chain(below).collect();
        let bare = Category { offers: Vec::new(), categories: Vec::new(), ..Category::clone(&category) };
        let own = Self { value: Entity::Category(Arc::new(bare)), ..self };
        std::iter::once(own).chain(inside).collect()
    }
}

fn in_category(category: &Category) -> usize {
    1 + category.offers.len() + category.categories.iter().map(|it| in_category(it)).sum::<usize>()
}

/// What makes `new` of `old`, in the order of the file.
pub fn difference(old: &Arc<Catalog>, new: &Arc<Catalog>) -> Vec<Difference> {
    if Arc::ptr_eq(old, new) {
        return Vec::new();
    }
    let renamed = renames::renamed(old, new);
    let renames::Renamed { old, names, declared } = &renamed;
    let mut finder = Finder { old, names, declared, found: Vec::new() };
    finder.catalog(new);
    finder.found
}

/// The kind of entities of a list that is compared as a whole, because a name in it is not of one entity only.
fn whole_list(holder: EntityKind, change: &FieldChange) -> Option<EntityKind> {
    let [PathStep::Field(list)] = change.path.as_slice() else { return None };
    match holder.declaration(list)?.holds {
        FieldKind::Entities(kind) => Some(kind),
        _ => None,
    }
}

struct Finder<'a> {
    /// The old catalog under the names of the new one.
    old: &'a Arc<Catalog>,
    /// The old names of what has another one.
    names: &'a HashMap<Ref, String>,
    /// The names in which what is declared inside entities differs.
    declared: &'a [(Ref, FieldChange)],
    found: Vec<Difference>,
}

/// Two lists of entities with names, and where they stand.
struct Lists<'a, 'h, T> {
    holder: &'h Ref,
    name: &'static str,
    old: &'a [Arc<T>],
    new: &'a [Arc<T>],
}

impl<'a> Finder<'a> {
    fn catalog(&mut self, new: &'a Arc<Catalog>) {
        let old = self.old;
        self.own(&Ref::Catalog, &Entity::Catalog(Arc::clone(old)), &Entity::Catalog(Arc::clone(new)));
        macro_rules! list {
            ($field:ident, $kind:ident, $same:expr) => {
                let (old, new) = (old.$field.as_slice(), new.$field.as_slice());
                let lists = Lists { holder: &Ref::Catalog, name: stringify!($field), old, new };
                self.list(
                    &lists,
                    |it| &it.name,
                    |it| (Ref::$kind(it.name.clone()), Entity::$kind(it.clone())),
                    $same,
                );
            };
            ($field:ident, $kind:ident) => {
                list!($field, $kind, |finder: &mut Self, at: &Ref, old: &'a Arc<_>, new: &'a Arc<_>| {
                    finder.own(at, &Entity::$kind(Arc::clone(old)), &Entity::$kind(Arc::clone(new)));
                });
            };
        }
        list!(dimensions, Dimension);
        list!(folders, Folder);
        list!(presentation_rules, PresentationRule);
        list!(typologies, Typology);
        list!(environments, Environment, |finder: &mut Self, at: &Ref, old: &'a Arc<Environment>, new| {
            finder.environment(at, old, new);
        });
        list!(templates, Template);
        self.contacts(&new.contacts);
        list!(scenarios, Scenario);
    }

    /// Notes in which fields an entity differs.
    fn own(&mut self, at: &Ref, old: &Entity, new: &Entity) {
        let names = self.declared.iter().filter(|(holder, _)| holder == at).map(|(_, name)| name.clone());
        let fields: Vec<FieldChange> = names.chain(fields::compare(old, new)).collect();
        if !fields.is_empty() {
            self.change(at, at, new).fields.extend(fields);
        }
    }

    /// What is known of an entity that is there in both.
    fn change(&mut self, at: &Ref, before: &Ref, value: &Entity) -> &mut Difference {
        let known = self.found.iter().rposition(|it| it.entity == *at && it.sign == Sign::Changed);
        let index = known.unwrap_or_else(|| {
            self.push(at.clone(), before.clone(), Sign::Changed, value.clone());
            self.found.len() - 1
        });
        &mut self.found[index]
    }

    fn push(&mut self, entity: Ref, before: Ref, sign: Sign, value: Entity) {
        let (renamed, moved, fields) = (None, None, Vec::new());
        self.found.push(Difference { entity, before, sign, value, renamed, moved, fields });
    }

    /// Compares two lists by the names in them.
    fn list<T: PartialEq>(
        &mut self,
        lists: &Lists<'a, '_, T>,
        name: impl Fn(&'a Arc<T>) -> &'a String,
        entity: impl Fn(&Arc<T>) -> (Ref, Entity),
        mut both: impl FnMut(&mut Self, &Ref, &'a Arc<T>, &'a Arc<T>),
    ) {
        let Lists { old, new, .. } = *lists;
        if shares(old, new) {
            return;
        }
        let (Some(before), Some(after)) = (by_name(old, &name), by_name(new, &name)) else {
            let names = |list: &'a [Arc<T>]| list.iter().map(&name).cloned().collect::<Vec<_>>();
            if old != new {
                self.whole(lists.holder, lists.name, &names(old), &names(new));
            }
            return;
        };
        let common: Vec<usize> = new.iter().filter_map(|it| before.get(name(it)).copied()).collect();
        let mut stays = order::rising(&common).into_iter();
        for item in new {
            let (at, value) = entity(item);
            let Some(was) = before.get(name(item)).map(|index| &old[*index]) else {
                self.push(at.clone(), at, Sign::Added, value);
                continue;
            };
            if stays.next() == Some(false) {
                let moved = Moved { from: lists.holder.clone(), to: lists.holder.clone() };
                self.change(&at, &at, &value).moved = Some(moved);
            }
            if let Some(name) = self.names.get(&at) {
                self.change(&at, &at, &value).renamed = Some(name.clone());
            }
            if !Arc::ptr_eq(was, item) {
                both(self, &at, was, item);
            }
        }
        for item in old.iter().filter(|item| !after.contains_key(name(item))) {
            let (at, value) = entity(item);
            self.push(at.clone(), at, Sign::Removed, value);
        }
    }

    /// Notes that a list in which a name stands twice is another one.
    fn whole(&mut self, holder: &Ref, list: &str, old: &[String], new: &[String]) {
        let Some(value) = self.old.entity(holder) else { return };
        let path = vec![PathStep::Field(list.to_owned())];
        let (old, new) = (Some(Value::from(old)), Some(Value::from(new)));
        let change = FieldChange { path, old, new, declared: None };
        self.change(holder, holder, &value).fields.push(change);
    }

    fn contacts(&mut self, new: &'a [Arc<Contact>]) {
        let old = self.old.contacts.as_slice();
        if shares(old, new) {
            return;
        }
        let before = contact_ids(self.old, old);
        let after = contact_ids_like(self.old, new);
        let places: HashMap<&ContactId, usize> = before.iter().enumerate().map(|(at, id)| (id, at)).collect();
        let common: Vec<usize> = after.iter().filter_map(|id| places.get(id).copied()).collect();
        let mut stays = order::rising(&common).into_iter();
        for (index, (item, id)) in new.iter().zip(&after).enumerate() {
            let (at, value) = (Ref::Contact(index), Entity::Contact(Arc::clone(item)));
            let Some(was) = places.get(id).copied() else {
                self.push(at.clone(), at, Sign::Added, value);
                continue;
            };
            let fields = fields::compare(&Entity::Contact(Arc::clone(&old[was])), &value);
            let moved =
                (stays.next() == Some(false)).then_some(Moved { from: Ref::Catalog, to: Ref::Catalog });
            if moved.is_some() || !fields.is_empty() {
                self.push(at, Ref::Contact(was), Sign::Changed, value);
                self.found
                    .last_mut()
                    .into_iter()
                    .for_each(|it| (it.moved, it.fields) = (moved.clone(), fields.clone()));
            }
        }
        let known: HashSet<&ContactId> = after.iter().collect();
        for (index, item) in old.iter().enumerate().filter(|(index, _)| !known.contains(&before[*index])) {
            let at = Ref::Contact(index);
            self.push(at.clone(), at, Sign::Removed, Entity::Contact(Arc::clone(item)));
        }
    }

    fn environment(&mut self, at: &Ref, old: &'a Arc<Environment>, new: &'a Arc<Environment>) {
        self.own(at, &Entity::Environment(Arc::clone(old)), &Entity::Environment(Arc::clone(new)));
        let name = &new.name;
        macro_rules! list {
            ($field:ident, $kind:ident) => {
                let lists =
                    Lists { holder: at, name: stringify!($field), old: &old.$field, new: &new.$field };
                self.list(
                    &lists,
                    |it| &it.name,
                    |it| (Ref::$kind(name.clone(), it.name.clone()), Entity::$kind(it.clone())),
                    |finder, at, old, new| {
                        finder.own(at, &Entity::$kind(Arc::clone(old)), &Entity::$kind(Arc::clone(new)));
                    },
                );
            };
        }
        list!(filters, Filter);
        list!(spaces, Space);
        if shares(&old.categories, &new.categories) {
            return;
        }
        let names = |it: &Environment| it.categories.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        match (nodes(old), nodes(new)) {
            (Some(before), Some(after)) => self.offers(name, &before, &after),
            _ if old.categories == new.categories => {}
            _ => self.whole(at, "categories", &names(old), &names(new)),
        }
    }

    /// Compares the categories and offers of an environment, wherever they stand in it.
    fn offers(&mut self, environment: &str, old: &Nodes<'a>, new: &Nodes<'a>) {
        let moved = moved(old, new);
        for (index, (key, node)) in new.iter().enumerate() {
            let at = key.reference(environment);
            let Some(was) = old.get(key) else {
                // What is inside something new comes with it.
                if node.parent.is_none_or(|parent| old.contains_key(&Key::Category(parent))) {
                    self.push(at.clone(), at, Sign::Added, node.item.entity());
                }
                continue;
            };
            let fields = if was.item.is(&node.item) { Vec::new() } else { node.item.compare(&was.item) };
            let moved = moved
                .contains(&index)
                .then(|| Moved { from: was.holder(environment), to: node.holder(environment) });
            let renamed = self.names.get(&at).cloned();
            if moved.is_some() || renamed.is_some() || !fields.is_empty() {
                let (value, before) = (node.item.entity(), at.clone());
                let sign = Sign::Changed;
                self.found.push(Difference { entity: at, before, sign, value, renamed, moved, fields });
            }
        }
        for (key, node) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
            if node.parent.is_none_or(|parent| new.contains_key(&Key::Category(parent))) {
                let at = key.reference(environment);
                self.push(at.clone(), at, Sign::Removed, node.item.entity());
            }
        }
    }
}

/// Whether two lists hold the very same values.
fn shares<T>(old: &[Arc<T>], new: &[Arc<T>]) -> bool {
    old.len() == new.len() && old.iter().zip(new).all(|(old, new)| Arc::ptr_eq(old, new))
}

/// The place of each name in a list; nothing where one stands there twice.
fn by_name<'a, T>(
    list: &'a [Arc<T>],
    name: &impl Fn(&'a Arc<T>) -> &'a String,
) -> Option<HashMap<&'a String, usize>> {
    let places: HashMap<_, _> = list.iter().enumerate().map(|(index, item)| (name(item), index)).collect();
    (places.len() == list.len()).then_some(places)
}

/// What tells a contact from the others: its dimension, its key, and which of those with the same key it is.
pub(super) type ContactId = (String, Vec<String>, usize);

/// What tells each contact of a list from the others.
pub(super) fn contact_ids(catalog: &Catalog, contacts: &[Arc<Contact>]) -> Vec<ContactId> {
    let mut seen: HashMap<(String, Vec<String>), usize> = HashMap::new();
    let ids = contacts.iter().map(|contact| {
        let key = (contact.dimension.clone(), catalog.contact_key(contact));
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        (key.0, key.1, *count)
    });
    ids.collect()
}

/// What tells other contacts than those of a catalog apart, in its words: one whose key is another one is told by
/// what it holds.
fn contact_ids_like(old: &Catalog, contacts: &[Arc<Contact>]) -> Vec<ContactId> {
    let (before, mut ids) = (contact_ids(old, &old.contacts), contact_ids(old, contacts));
    let lone = |list: &[ContactId], others: &[ContactId]| -> Vec<usize> {
        let others: HashSet<&ContactId> = others.iter().collect();
        (0..list.len()).filter(|index| !others.contains(&list[*index])).collect()
    };
    let of = |list: Vec<usize>, from: &'_ [Arc<Contact>]| -> Vec<(usize, Arc<Contact>)> {
        list.into_iter().map(|index| (index, Arc::clone(&from[index]))).collect()
    };
    let (gone, new) = (of(lone(&before, &ids), &old.contacts), of(lone(&ids, &before), contacts));
    for (was, is) in renames::contacts(&gone, &new) {
        ids[is] = before[was].clone();
    }
    ids
}

/// A category or an offer of an environment, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Key<'a> {
    Category(&'a str),
    Offer(&'a str),
}

impl Key<'_> {
    pub(super) fn reference(&self, environment: &str) -> Ref {
        match self {
            Self::Category(name) => Ref::Category(environment.to_owned(), (*name).to_owned()),
            Self::Offer(name) => Ref::Offer(environment.to_owned(), (*name).to_owned()),
        }
    }
}

/// The categories and offers of an environment, in the order of the file.
pub(super) type Nodes<'a> = IndexMap<Key<'a>, Node<'a>>;

/// One of them, and where it stands.
pub(super) struct Node<'a> {
    /// The category that it stands in.
    pub(super) parent: Option<&'a str>,
    pub(super) item: Item<'a>,
}

impl Node<'_> {
    fn holder(&self, environment: &str) -> Ref {
        match self.parent {
            Some(category) => Ref::Category(environment.to_owned(), category.to_owned()),
            None => Ref::Environment(environment.to_owned()),
        }
    }
}

/// A category or an offer.
pub(super) enum Item<'a> {
    Category(&'a Arc<Category>),
    Offer(&'a Arc<Offer>),
}

impl Item<'_> {
    pub(super) fn entity(&self) -> Entity {
        match self {
            Self::Category(it) => Entity::Category(Arc::clone(it)),
            Self::Offer(it) => Entity::Offer(Arc::clone(it)),
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Category(one), Self::Category(other)) => Arc::ptr_eq(one, other),
            (Self::Offer(one), Self::Offer(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }

    fn compare(&self, old: &Self) -> Vec<FieldChange> {
        fields::compare(&old.entity(), &self.entity())
    }
}

/// The nodes of an environment; nothing where a name is not of one category or offer only.
pub(super) fn nodes(environment: &Environment) -> Option<Nodes<'_>> {
    let mut nodes = Nodes::new();
    add_nodes(&mut nodes, None, &environment.categories).then_some(nodes)
}

/// Adds categories with what is inside them. The nesting is that of a file that was read, which is bounded.
fn add_nodes<'a>(nodes: &mut Nodes<'a>, parent: Option<&'a str>, categories: &'a [Arc<Category>]) -> bool {
    categories.iter().all(|category| {
        let item = Item::Category(category);
        let free = nodes.insert(Key::Category(&category.name), Node { parent, item }).is_none();
        let inside = Some(category.name.as_str());
        free && add_nodes(nodes, inside, &category.categories)
            && category.offers.iter().all(|offer| {
                let node = Node { parent: inside, item: Item::Offer(offer) };
                nodes.insert(Key::Offer(&offer.name), node).is_none()
            })
    })
}

/// The places in `new` of what stands in another category than in `old`, or elsewhere among its like.
fn moved(old: &Nodes<'_>, new: &Nodes<'_>) -> HashSet<usize> {
    let mut moved = HashSet::new();
    let mut lists: IndexMap<_, Vec<(usize, usize)>> = IndexMap::new();
    for (index, (key, node)) in new.iter().enumerate() {
        let Some((before, _, was)) = old.get_full(key) else { continue };
        if was.parent == node.parent {
            let list = (matches!(key, Key::Offer(_)), node.parent);
            lists.entry(list).or_default().push((index, before));
        } else {
            moved.insert(index);
        }
    }
    for list in lists.values() {
        let kept = order::rising(&list.iter().map(|(_, before)| *before).collect::<Vec<_>>());
        moved.extend(list.iter().zip(kept).filter(|(_, kept)| !kept).map(|((index, _), _)| *index));
    }
    moved
}
