//! Random walks of edits on a document, of every kind there is: what it holds, what its file holds after a save, and
//! what undo and redo bring back are the same.

use proptest::prelude::*;
use std::sync::Arc;
use std::time::Instant;
use vitrine::document::{
    self, Declared, Document, Edit, Mapping, NewEnvironment, Part, Query, difference, entities,
    new_environment, revert,
};
use vitrine::model::{Catalog, Entity, Ref};
use vitrine::storage;
use vitrine::text::Message;

const SAMPLES: [&str; 2] =
    [include_str!("../../catalogs/neobank.catalog.ron"), include_str!("../../catalogs/travel.catalog.ron")];

/// The edit of a kind, by numbers; none where it does not fit.
fn edit(catalog: &Arc<Catalog>, saved: &Arc<Catalog>, [kind, which, other]: [usize; 3]) -> Option<Edit> {
    let all: Vec<Ref> = entities(catalog).into_iter().map(|placed| placed.place.entity).collect();
    let (at, onto) = (all[which % all.len()].clone(), all[other % all.len()].clone());
    let environment = &catalog.environments.get(other % catalog.environments.len().max(1))?.name;
    Some(match kind % 15 {
        0 => Edit::Rename(at, format!("n{other}")),
        1 => document::drop_on(catalog, &at, &onto)?,
        2 => document::shift(catalog, &at, other.is_multiple_of(2))?,
        3 => document::duplicate(catalog, &at, |label| format!("{label} (copy)"))?.0,
        4 => Edit::Remove(at),
        5 => document::adopt(catalog, &onto, Some(other % 4), &catalog.entity(&at)?)?.0,
        6 => Edit::All(all.iter().filter_map(|at| changed_offer(catalog, at, other)).collect()),
        7 => {
            let mapping = [Mapping::Visitors, Mapping::Recipients, Mapping::NewDimension][which % 3].clone();
            let label = || format!("Made {other}");
            let wanted = NewEnvironment {
                mapping,
                name: document::unique_name("made", |name| catalog.environment(name).is_some()),
                label: label(),
                live_label: label(),
                dimension_label: label(),
                folder_label: label(),
            };
            new_environment(catalog, &wanted).0
        }
        8 => Edit::Inline(all.iter().filter(|at| matches!(at, Ref::Filter(..))).nth(which % 3)?.clone()),
        9 => {
            let field = catalog.offer_fields.get(which % catalog.offer_fields.len().max(1))?.name.clone();
            Edit::RenameDeclared { of: Declared::OfferFields, from: field, to: format!("f{other}") }
        }
        10 => {
            let dimension = catalog.dimensions.get(which % catalog.dimensions.len().max(1))?;
            let from = dimension.fields.first()?.name.clone();
            Edit::RenameDeclared {
                of: Declared::Dimension(dimension.name.clone()),
                from,
                to: format!("k{other}"),
            }
        }
        11 => document::replace_all(
            catalog,
            &Query { text: "an".to_owned(), case: false, whole_words: false },
            ["“é\r\n", "// no comment", "r#\"", ""][other % 4],
        ),
        12 => {
            let kinds = document::kinds_at(catalog, &at);
            let (kind, parent) = kinds.get(other % kinds.len().max(1))?;
            document::create(catalog, *kind, parent, format!("New {other}"))?.0
        }
        13 => {
            let found = difference(saved, catalog);
            let one = found.get(which % found.len().max(1))?;
            revert(saved, catalog, one, Part::All)?
        }
        _ => {
            let call_data = &catalog.environment(environment)?.call_data;
            let from = call_data.get(which % call_data.len().max(1))?.name.clone();
            Edit::RenameDeclared {
                of: Declared::CallData(environment.clone()),
                from,
                to: format!("c{other}"),
            }
        }
    })
}

/// What a change of many does to one offer.
fn changed_offer(catalog: &Arc<Catalog>, at: &Ref, number: usize) -> Option<Edit> {
    let Entity::Offer(offer) = catalog.entity(at)? else { return None };
    let mut offer = vitrine::model::Offer::clone(&offer);
    match number % 4 {
        0 => offer.enabled = !offer.enabled,
        1 => offer.label.push_str(" \\ \" 'ü"),
        2 => offer.period.until = "2027-02-01T08:00".parse().ok(),
        _ => offer.weights.iter_mut().for_each(|weight| weight.label = format!("w\n{number}")),
    }
    Some(Edit::Put(at.clone(), Entity::Offer(Arc::new(offer))))
}

/// What stands in the file after a save, with the comments of the one before.
fn reopened(catalog: &Catalog, previous: &storage::Loaded) -> storage::Loaded {
    let text = storage::write(catalog, Some(&previous.document)).expect("it can be written");
    storage::read(text.as_bytes()).unwrap_or_else(|errors| panic!("{errors:?} in {text}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn what_is_held_what_is_saved_and_what_undo_brings_back_are_the_same(
        sample in 0..SAMPLES.len(),
        walk in prop::collection::vec([0..18usize, 0..400usize, 0..400usize], 1..25),
    ) {
        let mut file = storage::read(SAMPLES[sample].as_bytes()).expect("a catalog");
        let mut document = Document::new(Arc::clone(&file.catalog));
        let mut states = vec![Arc::clone(document.catalog())];
        for step in walk {
            match step[0] {
                15 => {
                    prop_assert_eq!(document.undo().is_some(), states.len() > 1);
                    if states.len() > 1 {
                        let left = states.pop();
                        prop_assert_eq!(Some(document.catalog()), states.last());
                        prop_assert!(document.redo().is_some());
                        states.extend(left);
                    }
                }
                16 => {
                    file = reopened(document.catalog(), &file);
                    prop_assert_eq!(&file.catalog, document.catalog());
                    document.mark_saved(Arc::clone(document.catalog()));
                    prop_assert!(!document.is_dirty());
                }
                _ => {
                    let Some(edit) = edit(document.catalog(), document.saved(), step) else { continue };
                    if document.apply((&edit, None), &vitrine::rule::RuleTable::default(), Message::new("app-command-save"), None, Instant::now()).is_some() {
                        prop_assert_ne!(document.catalog(), states.last().expect("the first"));
                        states.push(Arc::clone(document.catalog()));
                    }
                }
            }
            prop_assert_eq!(document.catalog(), states.last().expect("the first"));
            prop_assert_eq!(document.is_dirty(), document.catalog() != document.saved());
        }
        prop_assert_eq!(&reopened(document.catalog(), &file).catalog, document.catalog());
        for state in states[..states.len() - 1].iter().rev() {
            prop_assert!(document.undo().is_some());
            prop_assert_eq!(document.catalog(), state);
        }
        prop_assert!(document.undo().is_none());
        for state in &states[1..] {
            prop_assert!(document.redo().is_some());
            prop_assert_eq!(document.catalog(), state);
        }
        prop_assert!(document.redo().is_none());
    }
}
