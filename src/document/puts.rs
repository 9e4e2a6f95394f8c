//! Putting entities: the own fields of each in place of those that the catalog has. One pass over the catalog,
//! however many are put, so that an edit of thousands of offers stays quick. What is not put stays shared.

use super::approval::Resetting;
use crate::model::{Catalog, Entity, Ref};
use std::collections::{HashMap, HashSet};

/// Puts in order: of several for one entity the last counts. The first of two entities of one name is the one
/// that a reference names. What does not fit its reference, or names a place that is not there, is left out.
pub(super) fn put_all<'e>(
    catalog: &Catalog,
    puts: impl IntoIterator<Item = (&'e Ref, &'e Entity)>,
    by: &mut Resetting<'_>,
) -> Catalog {
    let mut next = catalog.clone();
    let puts = puts.into_iter().filter(|(at, entity)| at.kind() == entity.kind());
    let mut puts: HashMap<&Ref, &Entity> = puts.collect();
    if let Some(Entity::Catalog(own)) = puts.remove(&Ref::Catalog) {
        next = own.with_own_fields(&next);
    }
    if let (1, Some((at, entity))) = (puts.len(), puts.iter().next()) {
        // Most edits put one: it is looked for, and nothing else is looked at.
        next.change_one(at, |old| Some(by.put(at, old, entity.put_over(old)?)));
    } else if !puts.is_empty() {
        let (mut seen, mut is_twin) = (HashSet::new(), false);
        next.change_each(&mut |at, old| {
            if let Ref::Environment(name) = at {
                is_twin = !seen.insert(name.clone());
            }
            // What is inside the second of two environments of one name, no reference names.
            if is_twin && at.environment().is_some() {
                return None;
            }
            Some(by.put(at, old, puts.remove(at)?.put_over(old)?))
        });
    }
    next
}

#[cfg(test)]
mod tests {
    use super::super::Edit;
    use super::*;
    use crate::model::{Category, Environment, Offer, Stage};
    use proptest::prelude::*;
    use std::sync::Arc;

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
