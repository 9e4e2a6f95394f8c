//! The lists of a catalog's entities: one accessor gives the list that entities of a kind stand in, so that nobody
//! else asks which one it is.

use super::entity::Named;
use super::{
    Catalog, Category, Contact, Dimension, Entity, EntityKind, Environment, Filter, Folder, Offer,
    PresentationRule, Ref, Scenario, Space, Typology,
};
use std::sync::Arc;

/// A list of entities of one kind.
#[derive(Clone, Copy)]
pub struct List<'a> {
    kind: EntityKind,
    items: &'a dyn Items,
}

/// The same, to be changed.
pub struct ListMut<'a> {
    kind: EntityKind,
    items: &'a mut dyn Items,
}

impl<'a> List<'a> {
    /// How many there are.
    pub fn len(self) -> usize {
        self.items.count()
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The names, in order.
    pub fn names(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |index| self.items.name(index))
    }

    /// The place of the first one of that name.
    pub fn position(self, name: &str) -> Option<usize> {
        self.names().position(|own| own == name)
    }

    /// The entity at a place.
    pub fn get(self, index: usize) -> Option<Entity> {
        (index < self.len()).then(|| self.items.entity(self.kind, index))
    }

    /// The entities, in order.
    pub fn entities(self) -> impl Iterator<Item = Entity> + use<'a> {
        (0..self.len()).map(move |index| self.items.entity(self.kind, index))
    }
}

impl ListMut<'_> {
    /// The same, to be looked at.
    pub fn list(&self) -> List<'_> {
        List { kind: self.kind, items: self.items }
    }

    /// Puts an entity in the place of another; `None` where it is of another kind, or there is none.
    pub fn put(&mut self, index: usize, entity: &Entity) -> Option<()> {
        (index < self.items.count() && entity.kind() == self.kind).then_some(())?;
        self.items.put(index, entity)
    }

    /// Adds an entity at a place, or at the end where the list is not that long; `None` where it is of another
    /// kind.
    pub fn insert(&mut self, index: usize, entity: &Entity) -> Option<()> {
        (entity.kind() == self.kind).then_some(())?;
        self.items.insert(index.min(self.items.count()), entity)
    }

    /// Takes the entity at a place away; `None` where there is none.
    pub fn remove(&mut self, index: usize) -> Option<()> {
        (index < self.items.count()).then(|| self.items.remove(index))
    }
}

/// A list whose entities are of a type that is not known.
trait Items {
    fn count(&self) -> usize;
    fn name(&self, index: usize) -> &str;
    fn entity(&self, kind: EntityKind, index: usize) -> Entity;
    fn put(&mut self, index: usize, entity: &Entity) -> Option<()>;
    fn insert(&mut self, index: usize, entity: &Entity) -> Option<()>;
    fn remove(&mut self, index: usize);
}

/// A struct that is an entity.
trait Held: Named + Sized {
    /// The entity, of one of the kinds that the struct stands for.
    fn entity(kind: EntityKind, item: Arc<Self>) -> Entity;
    /// The struct of an entity; `None` for another one.
    fn of(entity: &Entity) -> Option<&Arc<Self>>;
}

impl<T: Held> Items for Vec<Arc<T>> {
    fn count(&self) -> usize {
        self.len()
    }

    fn name(&self, index: usize) -> &str {
        self[index].name()
    }

    fn entity(&self, kind: EntityKind, index: usize) -> Entity {
        T::entity(kind, Arc::clone(&self[index]))
    }

    fn put(&mut self, index: usize, entity: &Entity) -> Option<()> {
        self[index] = Arc::clone(T::of(entity)?);
        Some(())
    }

    fn insert(&mut self, index: usize, entity: &Entity) -> Option<()> {
        Vec::insert(self, index, Arc::clone(T::of(entity)?));
        Some(())
    }

    fn remove(&mut self, index: usize) {
        Vec::remove(self, index);
    }
}

macro_rules! held {
    ($($type:ident),*) => {
        $(impl Held for $type {
            fn entity(_: EntityKind, item: Arc<Self>) -> Entity {
                Entity::$type(item)
            }

            fn of(entity: &Entity) -> Option<&Arc<Self>> {
                if let Entity::$type(item) = entity { Some(item) } else { None }
            }
        })*
    };
}

held!(Dimension, Folder, PresentationRule, Typology, Environment, Filter, Space, Category, Contact, Scenario);

impl Held for Offer {
    fn entity(kind: EntityKind, item: Arc<Self>) -> Entity {
        if kind == EntityKind::Template { Entity::Template(item) } else { Entity::Offer(item) }
    }

    fn of(entity: &Entity) -> Option<&Arc<Self>> {
        if let Entity::Offer(item) | Entity::Template(item) = entity { Some(item) } else { None }
    }
}

/// The list of a kind in a catalog, an environment or a category, borrowed one way or the other.
macro_rules! list {
    ($kind:expr, $holder:expr, [$($entities:ident: $list:ident),*]) => {
        match $kind {
            $(EntityKind::$entities => Some(&$holder.$list as &dyn Items),)*
            _ => None,
        }
    };
    ($kind:expr, $holder:expr, [$($entities:ident: $list:ident),*], mut) => {
        match $kind {
            $(EntityKind::$entities => Some(&mut $holder.$list as &mut dyn Items),)*
            _ => None,
        }
    };
}

macro_rules! in_catalog {
    ($kind:expr, $catalog:expr $(, $borrow:tt)?) => {
        list!($kind, $catalog, [
            Dimension: dimensions, Folder: folders, PresentationRule: presentation_rules, Typology: typologies,
            Environment: environments, Template: templates, Contact: contacts, Scenario: scenarios
        ] $(, $borrow)?)
    };
}

macro_rules! in_environment {
    ($kind:expr, $environment:expr $(, $borrow:tt)?) => {
        list!($kind, $environment, [Filter: filters, Space: spaces, Category: categories] $(, $borrow)?)
    };
}

macro_rules! in_category {
    ($kind:expr, $category:expr $(, $borrow:tt)?) => {
        list!($kind, $category, [Category: categories, Offer: offers] $(, $borrow)?)
    };
}

impl Catalog {
    /// The list of entities of a kind that stand in `holder` (the catalog, an environment or a category); `None`
    /// where that kind does not stand there, or the holder is gone.
    pub fn list(&self, holder: &Ref, kind: EntityKind) -> Option<List<'_>> {
        let items = match holder {
            Ref::Catalog => in_catalog!(kind, self),
            Ref::Environment(name) => in_environment!(kind, self.environment(name)?),
            Ref::Category(environment, name) => {
                in_category!(kind, self.environment(environment)?.category(name)?)
            }
            _ => None,
        };
        Some(List { kind, items: items? })
    }

    /// The same, to be changed: its holder becomes this catalog's own.
    pub fn list_mut(&mut self, holder: &Ref, kind: EntityKind) -> Option<ListMut<'_>> {
        let items = match holder {
            Ref::Catalog => in_catalog!(kind, self, mut),
            Ref::Environment(name) => in_environment!(kind, self.environment_mut(name)?, mut),
            Ref::Category(environment, name) => {
                in_category!(
                    kind,
                    category_named(&mut self.environment_mut(environment)?.categories, name)?,
                    mut
                )
            }
            _ => None,
        };
        Some(ListMut { kind, items: items? })
    }

    /// What an entity stands in, and its place in the list of its kind there. Of two of one name the first answers,
    /// depth first.
    pub fn position(&self, at: &Ref) -> Option<(Ref, usize)> {
        let (environment, name) = (at.environment().unwrap_or_default(), at.name());
        let in_environment = || Ref::Environment(environment.to_owned());
        let in_category = |holder: &Category| Ref::Category(environment.to_owned(), holder.name.clone());
        match at {
            Ref::Catalog => None,
            Ref::Contact(index) => (*index < self.contacts.len()).then_some((Ref::Catalog, *index)),
            Ref::Category(..) => self.environment(environment)?.find(|above, category| {
                let (holder, list) = match above.last() {
                    Some(holder) => (in_category(holder), &holder.categories),
                    None => (in_environment(), &self.environment(environment)?.categories),
                };
                let index = list.iter().position(|it| it.name == name)?;
                (category.name == name).then_some((holder, index))
            }),
            Ref::Offer(..) => {
                let (holder, index) = self.environment(environment)?.offer_place(name)?;
                Some((in_category(holder), index))
            }
            _ => {
                let inside = matches!(at, Ref::Filter(..) | Ref::Space(..));
                let holder = if inside { in_environment() } else { Ref::Catalog };
                let index = self.list(&holder, at.kind())?.position(name)?;
                Some((holder, index))
            }
        }
    }

    /// The entity that a reference names.
    pub fn entity(self: &Arc<Self>, reference: &Ref) -> Option<Entity> {
        match reference {
            Ref::Catalog => Some(Entity::Catalog(Arc::clone(self))),
            // Depth first, as names are looked for: not the first one among those of the top.
            Ref::Category(environment, name) => {
                Some(Entity::Category(Arc::clone(self.environment(environment)?.category(name)?)))
            }
            Ref::Offer(environment, name) => {
                Some(Entity::Offer(Arc::clone(self.environment(environment)?.offer(name)?.1)))
            }
            reference => {
                let (holder, index) = self.position(reference)?;
                self.list(&holder, reference.kind())?.get(index)
            }
        }
    }

    /// Puts what `change` makes of the entity that a reference names in its place; `None` where it makes nothing, or
    /// there is no such entity. What holds it becomes this catalog's own; all else stays shared.
    pub fn change_one(&mut self, at: &Ref, change: impl FnOnce(&Entity) -> Option<Entity>) -> Option<()> {
        let (holder, index) = self.position(at)?;
        let mut list = self.list_mut(&holder, at.kind())?;
        let there = list.list().get(index).filter(|it| it.name() == at.name());
        if let Some(entity) = there {
            return list.put(index, &change(&entity)?);
        }
        // Another category has the name of the one that it stands in.
        let (mut change, mut done) = (Some(change), None);
        self.change_each(&mut |own, entity| {
            let changed = change.take_if(|_| own == at)?(entity);
            done = changed.as_ref().map(|_| ());
            changed
        });
        done
    }

    /// Puts what `change` makes of each entity in its place; entities of which it makes nothing stay shared, and so
    /// does all that holds only such. An entity is given with all that is inside it, of which nothing may be changed.
    pub fn change_each(&mut self, change: Changing<'_>) {
        for kind in EntityKind::ALL {
            match self.list_mut(&Ref::Catalog, kind) {
                Some(_) if kind == EntityKind::Environment => {
                    self.environments.iter_mut().for_each(|it| change_environment(it, change));
                }
                Some(list) => change_list(list, None, change),
                None => {}
            }
        }
    }

    /// The environment of that name, made this catalog's own.
    pub fn environment_mut(&mut self, name: &str) -> Option<&mut Environment> {
        self.environments.iter_mut().find(|environment| environment.name == name).map(Arc::make_mut)
    }
}

impl Entity {
    /// The list of entities of a kind that stand in it; `None` where that kind does not.
    pub fn list(&self, kind: EntityKind) -> Option<List<'_>> {
        let items = match self {
            Self::Catalog(catalog) => in_catalog!(kind, catalog),
            Self::Environment(environment) => in_environment!(kind, environment),
            Self::Category(category) => in_category!(kind, category),
            _ => None,
        };
        Some(List { kind, items: items? })
    }
}

/// Makes another entity of one that a reference names; `None`: it stays.
pub type Changing<'c> = &'c mut dyn FnMut(&Ref, &Entity) -> Option<Entity>;

fn change_list(mut list: ListMut<'_>, environment: Option<&str>, change: Changing<'_>) {
    for index in 0..list.items.count() {
        let entity = list.items.entity(list.kind, index);
        let at = Ref::named(list.kind, environment, entity.name()).unwrap_or(Ref::Contact(index));
        if let Some(changed) = change(&at, &entity) {
            // What is put is of the kind that was given.
            let _ = list.put(index, &changed);
        }
    }
}

/// An environment, then what is inside it.
fn change_environment(environment: &mut Arc<Environment>, change: Changing<'_>) {
    let at = Ref::Environment(environment.name.clone());
    if let Some(Entity::Environment(changed)) = change(&at, &Entity::Environment(Arc::clone(environment))) {
        *environment = changed;
    }
    let name = environment.name.as_str();
    let mut next = Environment::clone(environment);
    for kind in [EntityKind::Filter, EntityKind::Space] {
        if let Some(items) = in_environment!(kind, next, mut) {
            change_list(ListMut { kind, items }, Some(name), change);
        }
    }
    for category in &mut next.categories {
        if let Some(changed) = change_category(category, name, change) {
            *category = changed;
        }
    }
    let shared = same_items(&next.filters, &environment.filters)
        && same_items(&next.spaces, &environment.spaces)
        && same_items(&next.categories, &environment.categories);
    if !shared {
        *environment = Arc::new(next);
    }
}

/// A category with what becomes of it and of what is inside it. The nesting is that of a file that was read, which
/// is bounded.
fn change_category(
    category: &Arc<Category>,
    environment: &str,
    change: Changing<'_>,
) -> Option<Arc<Category>> {
    let at = Ref::Category(environment.to_owned(), category.name.clone());
    let own = match change(&at, &Entity::Category(Arc::clone(category))) {
        Some(Entity::Category(changed)) => Some(changed),
        _ => None,
    };
    let (mut categories, mut offers) = (category.categories.clone(), category.offers.clone());
    // Offers first: of two of one name, that of the category above is the one that a reference names.
    let items: &mut dyn Items = &mut offers;
    change_list(ListMut { kind: EntityKind::Offer, items }, Some(environment), change);
    for below in &mut categories {
        if let Some(changed) = change_category(below, environment, change) {
            *below = changed;
        }
    }
    let shared = same_items(&categories, &category.categories) && same_items(&offers, &category.offers);
    if shared {
        return own;
    }
    let mut next = own.map_or_else(|| Category::clone(category), Arc::unwrap_or_clone);
    (next.categories, next.offers) = (categories, offers);
    Some(Arc::new(next))
}

fn same_items<T>(one: &[Arc<T>], other: &[Arc<T>]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other))
}

/// The category of that name, depth first, made the catalog's own. It looks before it copies, so that categories on
/// the way that do not lead there stay shared.
pub(super) fn category_named<'a>(
    categories: &'a mut [Arc<Category>],
    name: &str,
) -> Option<&'a mut Category> {
    fn leads_to(category: &Category, name: &str) -> bool {
        category.name == name || category.categories.iter().any(|below| leads_to(below, name))
    }
    let category = categories.iter_mut().find(|category| leads_to(category, name))?;
    let category = Arc::make_mut(category);
    if category.name == name { Some(category) } else { category_named(&mut category.categories, name) }
}
