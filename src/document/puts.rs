//! Putting entities: the own fields of each in place of those that the catalog has. One pass over the catalog,
//! however many are put, so that an edit of thousands of offers stays quick. What is not put stays shared.

use crate::model::{
    Catalog, Category, Dimension, Entity, Environment, Filter, Folder, Offer, PresentationRule, Ref,
    Scenario, Space, Typology,
};
use std::collections::HashMap;
use std::sync::Arc;

/// The entities that are put, by name.
type Named<'e> = HashMap<&'e str, &'e Entity>;

/// The same by kind.
type Kinds<'e> = HashMap<&'static str, Named<'e>>;

/// Puts in order: of several for one entity the last counts. The first of two entities of one name is the one
/// that a reference names. What does not fit its reference, or is put where nothing is, changes nothing.
pub(super) fn put_all<'e>(
    catalog: &Catalog,
    puts: impl IntoIterator<Item = (&'e Ref, &'e Entity)>,
) -> Catalog {
    let mut next = catalog.clone();
    let mut of_catalog = Kinds::new();
    let mut of_environments: HashMap<&str, Kinds<'e>> = HashMap::new();
    for (at, entity) in puts {
        match (at, entity) {
            (Ref::Catalog, Entity::Catalog(own)) => next = own_fields(&next, own),
            (Ref::Contact(index), Entity::Contact(new)) => {
                if let Some(contact) = next.contacts.get_mut(*index) {
                    *contact = Arc::clone(new);
                }
            }
            (at, entity) if fits(at, entity) => {
                let kinds = match at.environment() {
                    Some(environment) => of_environments.entry(environment).or_default(),
                    None => &mut of_catalog,
                };
                kinds.entry(at.kind()).or_default().insert(at.name(), entity);
            }
            _ => {}
        }
    }
    put_in_catalog(&mut next, &mut of_catalog);
    for environment in &mut next.environments {
        if let Some(kinds) = of_environments.remove(environment.name.as_str()) {
            put_in_environment(Arc::make_mut(environment), kinds);
        }
    }
    next
}

/// Whether an entity is of the kind that a reference names.
fn fits(at: &Ref, entity: &Entity) -> bool {
    matches!(
        (at, entity),
        (Ref::Dimension(_), Entity::Dimension(_))
            | (Ref::Folder(_), Entity::Folder(_))
            | (Ref::PresentationRule(_), Entity::PresentationRule(_))
            | (Ref::Typology(_), Entity::Typology(_))
            | (Ref::Environment(_), Entity::Environment(_))
            | (Ref::Filter(..), Entity::Filter(_))
            | (Ref::Space(..), Entity::Space(_))
            | (Ref::Category(..), Entity::Category(_))
            | (Ref::Offer(..), Entity::Offer(_))
            | (Ref::Template(_), Entity::Template(_))
            | (Ref::Scenario(_), Entity::Scenario(_))
    )
}

/// The new entity under the name of the old one; shared where it has that name already.
macro_rules! renamed {
    ($old:expr, $new:expr, $type:ident) => {
        if $new.name == $old.name {
            Arc::clone($new)
        } else {
            Arc::new($type { name: $old.name.clone(), ..(**$new).clone() })
        }
    };
}

/// Puts what is named in a list of one kind.
macro_rules! put_each {
    ($items:expr, $puts:expr, $kind:ident, $type:ident) => {
        if let Some(mut puts) = $puts {
            for item in $items.iter_mut() {
                if let Some(Entity::$kind(new)) = puts.remove(item.name.as_str()) {
                    *item = renamed!(item, new, $type);
                }
            }
        }
    };
}

fn put_in_catalog(next: &mut Catalog, kinds: &mut Kinds<'_>) {
    put_each!(next.dimensions, kinds.remove("dimension"), Dimension, Dimension);
    put_each!(next.folders, kinds.remove("folder"), Folder, Folder);
    put_each!(next.presentation_rules, kinds.remove("presentation_rule"), PresentationRule, PresentationRule);
    put_each!(next.typologies, kinds.remove("typology"), Typology, Typology);
    put_each!(next.templates, kinds.remove("template"), Template, Offer);
    put_each!(next.scenarios, kinds.remove("scenario"), Scenario, Scenario);
}

fn put_in_environment(environment: &mut Environment, mut kinds: Kinds<'_>) {
    for own in kinds.remove("environment").unwrap_or_default().into_values() {
        if let Entity::Environment(new) = own {
            *environment = own_environment(environment, new);
        }
    }
    put_each!(environment.filters, kinds.remove("filter"), Filter, Filter);
    put_each!(environment.spaces, kinds.remove("space"), Space, Space);
    let mut inside = Inside {
        categories: kinds.remove("category").unwrap_or_default(),
        offers: kinds.remove("offer").unwrap_or_default(),
    };
    if let Some(categories) = changed(&environment.categories, |category| inside.put(category)) {
        environment.categories = categories;
    }
}

/// What is put below the categories of an environment.
struct Inside<'e> {
    categories: Named<'e>,
    offers: Named<'e>,
}

impl Inside<'_> {
    fn is_empty(&self) -> bool {
        self.categories.is_empty() && self.offers.is_empty()
    }

    /// A category with what is put there and below; none where nothing is.
    fn put(&mut self, category: &Arc<Category>) -> Option<Arc<Category>> {
        if self.is_empty() {
            return None;
        }
        let own = match self.categories.remove(category.name.as_str()) {
            Some(Entity::Category(new)) => Some(own_category(category, new)),
            _ => None,
        };
        let offers = changed(&category.offers, |old| match self.offers.remove(old.name.as_str()) {
            Some(Entity::Offer(new)) => Some(renamed!(old, new, Offer)),
            _ => None,
        });
        let below = changed(&category.categories, |below| self.put(below));
        if own.is_none() && offers.is_none() && below.is_none() {
            return None;
        }
        let mut category = own.unwrap_or_else(|| Category::clone(category));
        category.offers = offers.unwrap_or(category.offers);
        category.categories = below.unwrap_or(category.categories);
        Some(Arc::new(category))
    }
}

/// The items with those that change in their places; none where none does.
fn changed<T>(items: &[Arc<T>], mut change: impl FnMut(&Arc<T>) -> Option<Arc<T>>) -> Option<Vec<Arc<T>>> {
    let mut changed: Option<Vec<Arc<T>>> = None;
    for (index, item) in items.iter().enumerate() {
        if let Some(new) = change(item) {
            changed.get_or_insert_with(|| items.to_vec())[index] = new;
        }
    }
    changed
}

fn own_fields(current: &Catalog, new: &Catalog) -> Catalog {
    Catalog {
        name: new.name.clone(),
        label: new.label.clone(),
        description: new.description.clone(),
        time_zone: new.time_zone.clone(),
        settings: new.settings.clone(),
        channels: new.channels.clone(),
        offer_fields: new.offer_fields.clone(),
        ..current.clone()
    }
}

fn own_environment(current: &Environment, new: &Environment) -> Environment {
    Environment {
        name: current.name.clone(),
        filters: current.filters.clone(),
        spaces: current.spaces.clone(),
        categories: current.categories.clone(),
        ..new.clone()
    }
}

fn own_category(current: &Category, new: &Category) -> Category {
    Category {
        name: current.name.clone(),
        categories: current.categories.clone(),
        offers: current.offers.clone(),
        ..new.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Edit;
    use super::*;
    use crate::model::Stage;
    use proptest::prelude::*;

    const NAMES: [&str; 4] = ["a", "b", "c", "d"];

    fn environment(name: &str, categories: Vec<Arc<Category>>) -> Arc<Environment> {
        let text = format!(
            "Catalog(format: 1, name: \"c\", environments: [Environment(name: \"{name}\", stage: Live, \
             targeting_dimension: \"d\")])"
        );
        let mut catalog = ron::from_str::<Catalog>(&text).expect("a catalog");
        let mut environment = Environment::clone(&catalog.environments.remove(0));
        environment.categories = categories;
        Arc::new(environment)
    }

    /// Offers and categories in two levels; names may occur twice.
    fn any_catalog() -> impl Strategy<Value = Arc<Catalog>> {
        let name = || prop::sample::select(NAMES.to_vec());
        let offers = || prop::collection::vec(name(), 0..4);
        let inner = (name(), offers()).prop_map(|(name, offers)| category(name, &offers, Vec::new()));
        let outer = (name(), offers(), prop::collection::vec(inner, 0..3));
        let outer = outer.prop_map(|(name, offers, below)| category(name, &offers, below));
        let environments = prop::collection::vec((name(), prop::collection::vec(outer, 0..3)), 0..3);
        environments.prop_map(|environments| {
            let of = |(name, categories): (&str, Vec<Category>)| {
                environment(name, categories.into_iter().map(Arc::new).collect())
            };
            let environments = environments.into_iter().map(of).collect();
            Arc::new(Catalog { environments, ..Catalog::new("c") })
        })
    }

    fn category(name: &str, offers: &[&str], below: Vec<Category>) -> Category {
        Category {
            offers: offers.iter().map(|name| Arc::new(Offer::new(*name, ""))).collect(),
            categories: below.into_iter().map(Arc::new).collect(),
            ..Category::new(name, "")
        }
    }

    fn any_put() -> impl Strategy<Value = Edit> {
        let name = || prop::sample::select(NAMES.to_vec());
        (0..4_usize, name(), name(), "[xyz]").prop_map(|(kind, of, name, label)| {
            let (of, own) = (of.to_owned(), name.to_owned());
            let offer = || Entity::Offer(Arc::new(Offer::new("other", label.clone())));
            match kind {
                0 => Edit::Put(
                    Ref::Environment(of),
                    Entity::Environment(Arc::new(Environment {
                        label: label.clone(),
                        stage: Stage::Live,
                        ..Environment::clone(&environment("other", Vec::new()))
                    })),
                ),
                1 => Edit::Put(
                    Ref::Category(of, own),
                    Entity::Category(Arc::new(Category::new("other", label.clone()))),
                ),
                2 => Edit::Put(Ref::Category(of, own), offer()),
                _ => Edit::Put(Ref::Offer(of, own), offer()),
            }
        })
    }

    proptest! {
        #[test]
        fn many_puts_are_the_same_as_one_by_one(
            catalog in any_catalog(),
            puts in prop::collection::vec(any_put(), 0..12),
        ) {
            let mut one_by_one = Arc::clone(&catalog);
            for put in &puts {
                one_by_one = put.apply(&one_by_one).unwrap_or(one_by_one);
            }
            let together = Edit::All(puts).apply(&catalog).unwrap_or(catalog);
            prop_assert_eq!(together, one_by_one);
        }
    }

    #[test]
    fn what_is_not_put_stays_shared() {
        let below = vec![category("b", &["x"], Vec::new()), category("c", &["y"], Vec::new())];
        let environments = vec![
            environment("one", vec![Arc::new(category("a", &["z"], below))]),
            environment("two", vec![Arc::new(category("a", &["z"], Vec::new()))]),
        ];
        let before = Arc::new(Catalog { environments, ..Catalog::new("c") });
        let offer = Entity::Offer(Arc::new(Offer::new("y", "New")));
        let after = Edit::Put(Ref::Offer("one".into(), "y".into()), offer).apply(&before).expect("changes");
        let of = |catalog: &Catalog| Arc::clone(&catalog.environments[0].categories[0]);
        assert!(Arc::ptr_eq(&before.environments[1], &after.environments[1]));
        assert!(Arc::ptr_eq(&of(&before).offers[0], &of(&after).offers[0]));
        assert!(Arc::ptr_eq(&of(&before).categories[0], &of(&after).categories[0]));
        assert_eq!(of(&after).categories[1].offers[0].label, "New");
    }
}
