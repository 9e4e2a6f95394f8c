//! Entities merged: which of them there are, where they stand and in what order. What is in each is merged by [`fields`].

use super::{Conflict, Disputed, fields, order};
use crate::document::difference::{Item, Key, Node, Nodes, nodes};
use crate::model::{Catalog, Category, Entity, EntityKind, Environment, FieldKind, Offer, Ref};
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The kinds that entities of a kind hold lists of, in the order of the file.
fn kinds_in(kind: EntityKind) -> impl Iterator<Item = EntityKind> {
    kind.declarations().iter().filter_map(|it| match it.holds {
        FieldKind::Entities(kind) => Some(kind),
        _ => None,
    })
}

/// The merged catalog, and what is disputed in it, which stands as ours has it.
pub(super) fn merged(
    base: Option<&Arc<Catalog>>,
    ours: &Arc<Catalog>,
    theirs: &Arc<Catalog>,
) -> (Arc<Catalog>, Vec<Conflict>) {
    let mut work = Merger { base, ours, theirs, conflicts: Vec::new() };
    let entity = |it: &Arc<Catalog>| Entity::Catalog(Arc::clone(it));
    let base = base.map(entity);
    let merged = work.with_inside(&Ref::Catalog, base.as_ref(), &entity(ours), &entity(theirs));
    let Entity::Catalog(merged) = merged else { return (Arc::clone(ours), work.conflicts) };
    (merged, work.conflicts)
}

struct Merger<'a> {
    /// What both began with; none where that is not known.
    base: Option<&'a Arc<Catalog>>,
    ours: &'a Arc<Catalog>,
    theirs: &'a Arc<Catalog>,
    conflicts: Vec<Conflict>,
}

impl Merger<'_> {
    fn known(&self) -> bool {
        self.base.is_some()
    }

    fn dispute(&mut self, entity: &Ref, disputed: Disputed) {
        self.conflicts.push(Conflict::of(entity, disputed));
    }

    /// An entity that is in both, with what is inside it.
    fn with_inside(&mut self, at: &Ref, base: Option<&Entity>, ours: &Entity, theirs: &Entity) -> Entity {
        let holders = [base, Some(ours), Some(theirs)];
        match self.own(at, base, ours, theirs) {
            Entity::Catalog(own) => {
                let mut merged = own.with_own_fields(&Catalog::new(""));
                for kind in kinds_in(EntityKind::Catalog) {
                    let list = self.list(at, kind, holders);
                    fill(&mut merged, at, kind, &list);
                }
                Entity::Catalog(Arc::new(merged))
            }
            Entity::Environment(own) => {
                let filters = self.list(at, EntityKind::Filter, holders).into_iter();
                let spaces = self.list(at, EntityKind::Space, holders).into_iter();
                Entity::Environment(Arc::new(Environment {
                    filters: filters
                        .filter_map(|it| if let Entity::Filter(it) = it { Some(it) } else { None })
                        .collect(),
                    spaces: spaces
                        .filter_map(|it| if let Entity::Space(it) = it { Some(it) } else { None })
                        .collect(),
                    categories: self.categories(at, holders.map(environment)),
                    ..Environment::clone(&own)
                }))
            }
            own => own,
        }
    }

    /// The own fields of an entity that is in both.
    fn own(&mut self, at: &Ref, base: Option<&Entity>, ours: &Entity, theirs: &Entity) -> Entity {
        let [ours, theirs] = [ours, theirs].map(Entity::own);
        let base = base.map(Entity::own);
        if ours == theirs || (self.known() && base.as_ref() == Some(&theirs)) {
            return ours;
        }
        if base.as_ref() == Some(&ours) {
            return theirs;
        }
        let Some((merged, disputed)) = fields::merged(base.as_ref(), &ours, &theirs, self.known()) else {
            self.dispute(at, Disputed::Whole);
            return ours;
        };
        for path in disputed {
            self.dispute(at, Disputed::Field(path));
        }
        merged
    }

    /// A list of entities whose names are their own in it.
    fn list(&mut self, holder: &Ref, kind: EntityKind, holders: [Option<&Entity>; 3]) -> Vec<Entity> {
        let lists = holders.map(|holder| -> Vec<Entity> {
            holder.and_then(|it| it.list(kind)).map(|it| it.entities().collect()).unwrap_or_default()
        });
        let [base, ours, theirs] = &lists;
        if ours == theirs || (self.known() && base == theirs) {
            return ours.clone();
        }
        if self.known() && base == ours {
            return theirs.clone();
        }
        let keys = [self.base.unwrap_or(self.ours), self.ours, self.theirs];
        let keys: Vec<Vec<String>> =
            lists.iter().zip(keys).map(|(list, of)| keys_of(of, kind, list)).collect();
        if keys.iter().any(|keys| keys.iter().collect::<HashSet<_>>().len() < keys.len()) {
            self.dispute(holder, Disputed::List(kind));
            return ours.clone();
        }
        let [base, ours, theirs] = [0, 1, 2].map(|side| -> HashMap<&str, (usize, &Entity)> {
            let entities = keys[side].iter().map(String::as_str).zip(lists[side].iter().enumerate());
            entities.collect()
        });
        let mut merged: HashMap<String, Entity> = HashMap::new();
        let only_theirs = keys[2].iter().filter(|key| !ours.contains_key(key.as_str()));
        for key in keys[1].iter().chain(only_theirs) {
            let [base, ours, theirs] = [&base, &ours, &theirs].map(|it| it.get(key.as_str()).copied());
            let place = ours.or(theirs).map(|(place, _)| place).unwrap_or_default();
            let at = Ref::named(kind, holder.environment(), key).unwrap_or(Ref::Contact(place));
            let before = self.conflicts.len();
            let entity = self.decided(&at, [base, ours, theirs].map(|it| it.map(|(_, entity)| entity)));
            if kind == EntityKind::Contact {
                self.conflicts[before..].iter_mut().for_each(|it| it.contact = Some(key.clone()));
            }
            merged.extend(entity.map(|entity| (key.clone(), entity)));
        }
        let kept = merged.keys().cloned().collect();
        let order = order::merged(&keys[0], [&keys[1], &keys[2]], &kept);
        order.iter().filter_map(|key| merged.remove(key)).collect()
    }

    /// What becomes of an entity that is in some of the three.
    fn decided(&mut self, at: &Ref, [base, ours, theirs]: [Option<&Entity>; 3]) -> Option<Entity> {
        match (base, ours, theirs) {
            (None, Some(ours), Some(theirs)) if self.known() && !is_holder(at) && ours != theirs => {
                self.dispute(at, Disputed::Whole);
                Some(ours.clone())
            }
            (base, Some(ours), Some(theirs)) => Some(self.with_inside(at, base, ours, theirs)),
            (None, one, other) => {
                if !self.known() {
                    self.dispute(at, Disputed::Whole);
                    return one.cloned();
                }
                one.or(other).cloned()
            }
            (Some(base), Some(ours), None) => (ours != base).then(|| {
                self.dispute(at, Disputed::Whole);
                ours.clone()
            }),
            (Some(base), None, Some(theirs)) => {
                if theirs != base {
                    self.dispute(at, Disputed::Whole);
                }
                None
            }
            (Some(_), None, None) => None,
        }
    }

    /// The categories of an environment, with what is in them.
    fn categories(
        &mut self,
        at: &Ref,
        [base, ours, theirs]: [Option<&Arc<Environment>>; 3],
    ) -> Vec<Arc<Category>> {
        let list = |it: Option<&Arc<Environment>>| it.map(|it| it.categories.clone()).unwrap_or_default();
        let [was, own, other] = [list(base), list(ours), list(theirs)];
        if own == other || (self.known() && was == other) {
            return own;
        }
        if self.known() && was == own {
            return other;
        }
        let (Some(base), Some(ours), Some(theirs)) = (nodes_of(base), nodes_of(ours), nodes_of(theirs))
        else {
            self.dispute(at, Disputed::List(EntityKind::Category));
            return own;
        };
        let mut tree = Tree { states: [base, ours, theirs], merged: IndexMap::new() };
        tree.decide(self, at.name());
        tree.give_parents(self, at.name());
        tree.built()
    }
}

fn nodes_of(environment: Option<&Arc<Environment>>) -> Option<Nodes<'_>> {
    environment.map_or_else(|| Some(Nodes::new()), |it| nodes(it))
}

fn environment(entity: Option<&Entity>) -> Option<&Arc<Environment>> {
    if let Some(Entity::Environment(it)) = entity { Some(it) } else { None }
}

/// Whether other entities stand in it.
fn is_holder(at: &Ref) -> bool {
    matches!(at, Ref::Catalog | Ref::Environment(_) | Ref::Category(..))
}

fn fill(catalog: &mut Catalog, holder: &Ref, kind: EntityKind, entities: &[Entity]) {
    let Some(mut list) = catalog.list_mut(holder, kind) else { return };
    for entity in entities {
        // The list is of their kind.
        let _ = list.insert(usize::MAX, entity);
    }
}

/// What tells the entities of a list: their names; of contacts what they are known by.
fn keys_of(catalog: &Catalog, kind: EntityKind, list: &[Entity]) -> Vec<String> {
    if kind == EntityKind::Contact {
        contact_keys(catalog)
    } else {
        list.iter().map(|it| it.name().to_owned()).collect()
    }
}

/// What tells each contact of a catalog from the others.
pub(super) fn contact_keys(catalog: &Catalog) -> Vec<String> {
    let ids = crate::document::difference::contact_ids(catalog, &catalog.contacts);
    ids.into_iter()
        .map(|(dimension, key, which)| format!("{dimension}\0{}\0{which}", key.join("\0")))
        .collect()
}

/// What becomes of a category or an offer.
struct Decided<'a> {
    parent: Option<&'a str>,
    entity: Entity,
}

/// The categories and offers of an environment in the three states, and what they come to.
struct Tree<'a> {
    states: [Nodes<'a>; 3],
    merged: IndexMap<Key<'a>, Decided<'a>>,
}

impl<'a> Tree<'a> {
    /// Decides which categories and offers there are, and what they hold.
    fn decide(&mut self, merger: &mut Merger<'_>, environment: &str) {
        let [_, ours, theirs] = &self.states;
        let only_theirs = theirs.keys().filter(|key| !ours.contains_key(*key));
        let keys: Vec<Key<'a>> = ours.keys().chain(only_theirs).copied().collect();
        // What is disputed as a whole, with what is inside it.
        let mut disputed: HashSet<Key<'a>> = HashSet::new();
        for key in keys {
            let [base, ours, theirs] = [0, 1, 2].map(|side| self.states[side].get(&key));
            let at = key.reference(environment);
            let entity = match (base, ours, theirs) {
                (base, Some(ours), Some(theirs)) => {
                    let [base, ours, theirs] = [base, Some(ours), Some(theirs)].map(|it| it.map(entity_of));
                    let (Some(ours), Some(theirs)) = (ours, theirs) else { continue };
                    if base.is_none() && merger.known() && matches!(key, Key::Offer(_)) && ours != theirs {
                        merger.dispute(&at, Disputed::Whole);
                        Some(ours)
                    } else {
                        Some(merger.own(&at, base.as_ref(), &ours, &theirs))
                    }
                }
                (base, Some(node), None) | (base, None, Some(node)) => {
                    let is_ours = ours.is_some();
                    let side = if is_ours { 1 } else { 2 };
                    let fresh = base.is_none_or(|base| changed(base, node));
                    let is_open = if base.is_none() { !merger.known() } else { fresh };
                    if self.is_within(side, key, &disputed) {
                        is_ours.then(|| entity_of(node).own())
                    } else if is_open {
                        merger.dispute(&at, Disputed::Whole);
                        disputed.insert(key);
                        is_ours.then(|| entity_of(node).own())
                    } else {
                        fresh.then(|| entity_of(node).own())
                    }
                }
                (_, None, None) => None,
            };
            let Some(entity) = entity else { continue };
            let (parent, open) = parent_of(merger.known(), [base, ours, theirs]);
            if open {
                merger.dispute(&at, Disputed::Place);
            }
            self.merged.insert(key, Decided { parent, entity });
        }
    }

    /// Whether something stands inside what is disputed as a whole.
    fn is_within(&self, side: usize, key: Key<'a>, disputed: &HashSet<Key<'a>>) -> bool {
        let mut at = self.states[side].get(&key).and_then(|node| node.parent);
        while let Some(parent) = at {
            if disputed.contains(&Key::Category(parent)) {
                return true;
            }
            at = self.states[side].get(&Key::Category(parent)).and_then(|node| node.parent);
        }
        false
    }

    /// Sees to it that everything stands in something that is there, and nothing in itself.
    fn give_parents(&mut self, merger: &mut Merger<'_>, environment: &str) {
        let mut at = 0;
        while let Some((key, decided)) = self.merged.get_index(at) {
            let (key, parent) = (*key, decided.parent);
            let lost = parent.filter(|parent| !self.merged.contains_key(&Key::Category(parent)));
            if let Some(lost) = lost {
                let own = self.states[1].get(&key).map(|node| node.parent);
                let there =
                    own.filter(|own| own.is_none_or(|own| self.merged.contains_key(&Key::Category(own))));
                match there {
                    Some(own) => self.stay(merger, environment, key, own),
                    None => self.bring_back(lost),
                }
            }
            at += 1;
        }
        while let Some(turning) = self.turning() {
            // What ours has turns in no circle.
            for key in turning {
                if let Some(own) = self.states[1].get(&key).map(|node| node.parent)
                    && self.merged.get(&key).is_some_and(|it| it.parent != own)
                {
                    self.stay(merger, environment, key, own);
                }
            }
        }
    }

    /// Leaves something where ours has it, since where theirs has it is disputed.
    fn stay(&mut self, merger: &mut Merger<'_>, environment: &str, key: Key<'a>, parent: Option<&'a str>) {
        if let Some(decided) = self.merged.get_mut(&key) {
            decided.parent = parent;
        }
        let conflict = Conflict::of(&key.reference(environment), Disputed::Place);
        if !merger.conflicts.contains(&conflict) {
            merger.conflicts.push(conflict);
        }
    }

    /// Brings a category back in which something stands.
    fn bring_back(&mut self, name: &'a str) {
        let key = Key::Category(name);
        let node = [1, 2, 0].into_iter().find_map(|side| self.states[side].get(&key));
        if let Some(node) = node {
            self.merged.insert(key, Decided { parent: node.parent, entity: entity_of(node).own() });
        }
    }

    /// Categories that stand inside each other.
    fn turning(&self) -> Option<Vec<Key<'a>>> {
        self.merged.keys().find_map(|key| {
            let mut seen = vec![*key];
            let mut at = self.merged.get(key)?.parent;
            while let Some(parent) = at {
                let above = Key::Category(parent);
                if above == *key {
                    return Some(seen);
                }
                if seen.contains(&above) {
                    // Another circle, which is found from one of its own.
                    return None;
                }
                seen.push(above);
                at = self.merged.get(&above)?.parent;
            }
            None
        })
    }

    /// The categories at the top, with what is in them.
    fn built(&self) -> Vec<Arc<Category>> {
        let of = |side: usize| grouped(self.states[side].iter().map(|(key, node)| (*key, node.parent)));
        let merged = grouped(self.merged.iter().map(|(key, it)| (*key, it.parent)));
        self.categories(None, &[of(0), of(1), of(2), merged])
    }

    /// The categories in one, with what is in them.
    fn categories(&self, parent: Option<&'a str>, lists: &[Lists<'a>; 4]) -> Vec<Arc<Category>> {
        let category = |key: Key<'a>| {
            let Key::Category(name) = key else { return None };
            let Entity::Category(own) = &self.merged.get(&key)?.entity else { return None };
            let categories = self.categories(Some(name), lists);
            let offers = children(lists, (Some(name), true)).into_iter().filter_map(|key| self.offer(key));
            Some(Arc::new(Category { categories, offers: offers.collect(), ..own.own() }))
        };
        children(lists, (parent, false)).into_iter().filter_map(category).collect()
    }

    fn offer(&self, key: Key<'a>) -> Option<Arc<Offer>> {
        if let Entity::Offer(offer) = &self.merged.get(&key)?.entity { Some(Arc::clone(offer)) } else { None }
    }
}

/// What stands in each category: its categories, or its offers.
type Lists<'a> = HashMap<(Option<&'a str>, bool), Vec<Key<'a>>>;

fn grouped<'a>(all: impl Iterator<Item = (Key<'a>, Option<&'a str>)>) -> Lists<'a> {
    let mut lists = Lists::new();
    for (key, parent) in all {
        lists.entry((parent, matches!(key, Key::Offer(_)))).or_default().push(key);
    }
    lists
}

/// What stands in a category of what three states come to, in its order. The last list is of what is kept.
fn children<'a>(lists: &[Lists<'a>; 4], at: (Option<&'a str>, bool)) -> Vec<Key<'a>> {
    let [base, ours, theirs, merged] =
        lists.each_ref().map(|list| list.get(&at).map(Vec::as_slice).unwrap_or_default());
    let kept: HashSet<Key<'a>> = merged.iter().copied().collect();
    order::merged(base, [ours, theirs], &kept)
}

fn entity_of(node: &Node<'_>) -> Entity {
    node.item.entity()
}

/// The category that something stands in, and whether that is disputed.
fn parent_of<'a>(known: bool, [base, ours, theirs]: [Option<&Node<'a>>; 3]) -> (Option<&'a str>, bool) {
    let [base, ours, theirs] = [base, ours, theirs].map(|it| it.map(|node| node.parent));
    match (base, ours, theirs) {
        (base, Some(ours), Some(theirs)) if ours == theirs || (known && base == Some(theirs)) => {
            (ours, false)
        }
        (base, Some(ours), Some(theirs)) if known && base == Some(ours) => (theirs, false),
        (_, Some(ours), Some(_)) => (ours, true),
        (_, Some(only), None) | (_, None, Some(only)) => (only, false),
        (base, None, None) => (base.flatten(), false),
    }
}

/// Whether something was changed, or put into it: what was only taken out of it is no change of its own.
fn changed(base: &Node<'_>, now: &Node<'_>) -> bool {
    base.parent != now.parent
        || match (&base.item, &now.item) {
            (Item::Category(base), Item::Category(now)) => grown(base, now),
            (Item::Offer(base), Item::Offer(now)) => base != now,
            _ => true,
        }
}

fn grown(base: &Category, now: &Category) -> bool {
    let below = |now: &Arc<Category>| {
        base.categories.iter().find(|it| it.name == now.name).is_none_or(|base| grown(base, now))
    };
    base.own() != now.own()
        || now.offers.iter().any(|it| !base.offers.contains(it))
        || now.categories.iter().any(below)
}
