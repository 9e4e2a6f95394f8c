//! Nothing differs between equals, and taking everything back gives the old catalog.

use super::*;
use crate::document::{Declared, Edit, entities};
use crate::model::*;
use proptest::prelude::*;

pub(in crate::document) fn catalog(text: &str) -> Arc<Catalog> {
    let text = format!("#![enable(implicit_some)]\n{text}");
    Arc::new(ron::from_str(&text).expect("a catalog"))
}

pub(in crate::document) fn neobank() -> Arc<Catalog> {
    catalog(include_str!("../../../catalogs/neobank.catalog.ron"))
}

/// An offer of the sample, changed.
fn with_offer(catalog: &Arc<Catalog>, at: &Ref, change: impl FnOnce(&mut Offer)) -> Arc<Catalog> {
    let Some(Entity::Offer(found)) = catalog.entity(at) else { panic!("{at:?}") };
    let mut changed = Offer::clone(&found);
    change(&mut changed);
    Edit::Put(at.clone(), Entity::Offer(Arc::new(changed))).apply(catalog).expect("changed")
}

fn any_offer(catalog: &Arc<Catalog>) -> Ref {
    let mut all = entities(catalog).into_iter().map(|placed| placed.place.entity);
    all.find(|it| matches!(it, Ref::Offer(..))).expect("an offer")
}

fn path(change: &FieldChange) -> String {
    let steps = change.path.iter().map(|step| match step {
        PathStep::Field(name) => format!(".{name}"),
        PathStep::Item(name) => format!("[{name}]"),
        PathStep::Index(index) => format!("[{index}]"),
    });
    steps.collect()
}

/// Takes differences back, the one at a time that `pick` chooses of so many, until there are none.
fn all_back(old: &Arc<Catalog>, new: &Arc<Catalog>, mut pick: impl FnMut(usize) -> usize) -> Arc<Catalog> {
    let mut current = Arc::clone(new);
    for _ in 0..500 {
        let found = difference(old, &current);
        if found.is_empty() {
            return current;
        }
        let chosen = &found[pick(found.len())];
        let mut parts: Vec<Part> = (0..chosen.fields.len()).map(Part::Field).collect();
        parts.extend(chosen.moved.iter().map(|_| Part::Place));
        parts.extend(chosen.renamed.iter().map(|_| Part::Name));
        parts.push(Part::All);
        let part = parts[pick(parts.len())];
        let edit = revert(old, &current, chosen, part).unwrap_or_else(|| panic!("{part:?} of {chosen:#?}"));
        current = edit.apply(&current).expect("it changes something");
    }
    panic!("it does not end: {:#?}", difference(old, &current));
}

#[test]
fn a_catalog_does_not_differ_from_itself_read_again() {
    let (one, other) = (neobank(), neobank());
    assert_eq!(difference(&one, &other), []);
}

#[test]
fn fields_are_told_apart_and_taken_back_on_their_own() {
    let old = neobank();
    let at = any_offer(&old);
    let weight = |label: &str, value: f64| Weight {
        label: label.to_owned(),
        value: WeightValue::Number(value),
        period: Period::default(),
        space: None,
        target: String::new(),
    };
    let old = with_offer(&old, &at, |offer| {
        offer.weights = vec![weight("Summer", 20.0), weight("Base", 5.0)];
        offer.period = Period::default();
    });
    let new = with_offer(&old, &at, |offer| {
        offer.weights = vec![weight("Base", 6.0), weight("Winter", 1.0)];
        offer.period.from = "2026-07-01".parse().ok();
        offer.enabled = false;
        offer.content.fields.insert("price".to_owned(), crate::model::Value::Decimal(12.5));
    });
    let found = difference(&old, &new);
    let [changed] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&changed.entity, changed.sign), (&at, Sign::Changed));
    let mut paths: Vec<String> = changed.fields.iter().map(path).collect();
    paths.sort();
    let expected = [
        ".content.fields.price",
        ".enabled",
        ".period.from",
        ".weights[Base].value",
        ".weights[Summer]",
        ".weights[Winter]",
    ];
    assert_eq!(paths, expected);
    let index = changed.fields.iter().position(|it| path(it) == ".weights[Summer]").expect("gone");
    let edit = revert(&old, &new, changed, Part::Field(index)).expect("an edit");
    let Some(Entity::Offer(after)) = edit.apply(&new).expect("changed").entity(&at) else { panic!("gone") };
    let labels: Vec<&str> = after.weights.iter().map(|it| it.label.as_str()).collect();
    assert_eq!(labels, ["Summer", "Base", "Winter"]);
    assert_eq!(after.weights[1].value, WeightValue::Number(6.0), "the rest stays");
    let edit = revert(&old, &new, changed, Part::All).expect("an edit");
    assert_eq!(edit.apply(&new).expect("changed"), old);
}

#[test]
fn what_is_inside_something_new_or_gone_comes_with_it() {
    let old = neobank();
    let Ref::Offer(environment, _) = any_offer(&old) else { panic!("an offer") };
    let holder = old.environment(&environment).expect("there").categories[0].clone();
    let at = Ref::Category(environment.clone(), holder.name.clone());
    let new = Edit::Remove(at.clone()).apply(&old).expect("removed");
    let found = difference(&old, &new);
    let [gone] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((&gone.entity, gone.sign), (&at, Sign::Removed));
    assert!(gone.entities() > 1);
    let back = revert(&old, &new, gone, Part::All).expect("an edit").apply(&new).expect("changed");
    assert_eq!(back, old);
    assert!(matches!(difference(&new, &old).as_slice(), [it] if it.sign == Sign::Added));
}

#[test]
fn an_offer_brings_the_category_back_that_it_stood_in() {
    let old = neobank();
    let at = any_offer(&old);
    let environment = at.environment().expect("in one").to_owned();
    let holder =
        old.environment(&environment).expect("there").offer(at.name()).expect("there").0.name.clone();
    let other = old.environment(&environment).expect("there");
    let other = other.categories.iter().find(|it| it.name != holder).expect("another").name.clone();
    let parent = Ref::Category(environment.clone(), other);
    let moved = Edit::Move { what: at.clone(), parent, index: 0 }.apply(&old).expect("moved");
    let new =
        Edit::Remove(Ref::Category(environment.clone(), holder.clone())).apply(&moved).expect("removed");
    let found = difference(&old, &new);
    let offer = found.iter().find(|it| it.entity == at).expect("moved");
    assert!(offer.moved.is_some());
    let back = revert(&old, &new, offer, Part::Place).expect("an edit").apply(&new).expect("changed");
    assert_eq!(
        back.environment(&environment).expect("there").offer(at.name()).expect("there").0.name,
        holder
    );
    assert_eq!(all_back(&old, &new, |count| count - 1), old);
}

#[test]
fn categories_that_changed_places_go_back_one_by_one() {
    let nested = |outer: &str, inner: &str| {
        let inside = format!("[Category(name: \"{inner}\", offers: [Offer(name: \"x\")])]");
        let categories = format!("[Category(name: \"{outer}\", categories: {inside})]");
        catalog(&format!(
            "Catalog(format: 1, name: \"c\", environments: [Environment(name: \"e\", stage: Live, \
             targeting_dimension: \"d\", categories: {categories})])"
        ))
    };
    let (old, new) = (nested("b", "a"), nested("a", "b"));
    for first in [0, 1] {
        assert_eq!(all_back(&old, &new, |count| first.min(count - 1)), old);
    }
}

#[test]
fn a_list_in_which_a_name_stands_twice_is_compared_as_a_whole() {
    let folders = |labels: [&str; 2]| {
        let folders = labels.map(|it| format!("Folder(name: \"f\", label: \"{it}\", holds: Visitors)"));
        catalog(&format!("Catalog(format: 1, name: \"c\", folders: [{}])", folders.join(", ")))
    };
    let (old, new) = (folders(["One", "Two"]), folders(["One", "Other"]));
    let found = difference(&old, &new);
    let [changed] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(changed.entity, Ref::Catalog);
    let back = revert(&old, &new, changed, Part::Field(0)).expect("an edit").apply(&new).expect("changed");
    assert_eq!(back, old);
    assert_eq!(difference(&old, &folders(["One", "Two"])), []);
}

/// Every kind of entity that has a name, one of each from the sample.
fn one_of_each(catalog: &Arc<Catalog>) -> Vec<Ref> {
    let mut kinds = std::collections::HashSet::new();
    let all = entities(catalog).into_iter().map(|placed| placed.place.entity);
    all.filter(|at| !matches!(at, Ref::Catalog | Ref::Contact(_)) && kinds.insert(at.kind())).collect()
}

#[test]
fn a_new_name_is_no_entity_less_and_another_one_more() {
    let old = neobank();
    let all = one_of_each(&old);
    assert!(all.len() >= 8, "{all:?}");
    for at in all {
        let new = Edit::Rename(at.clone(), "quite_another".to_owned()).apply(&old).expect("renamed");
        let found = difference(&old, &new);
        let [changed] = found.as_slice() else { panic!("{at:?}: {found:#?}") };
        assert_eq!(changed.sign, Sign::Changed, "{at:?}");
        assert_eq!(changed.entity.name(), "quite_another", "{at:?}");
        assert_eq!((changed.renamed.as_deref(), changed.fields.len()), (Some(at.name()), 0), "{at:?}");
        for part in [Part::Name, Part::All] {
            let back = revert(&old, &new, changed, part).and_then(|edit| edit.apply(&new)).expect("back");
            assert_eq!(back, old, "{at:?}");
        }
    }
}

#[test]
fn what_else_changed_of_something_renamed_is_shown_and_taken_back_alone() {
    let old = neobank();
    let at = any_offer(&old);
    let renamed = Edit::Rename(at.clone(), "fresh".to_owned()).apply(&old).expect("renamed");
    let Ref::Offer(environment, _) = &at else { panic!("{at:?}") };
    let fresh = Ref::Offer(environment.clone(), "fresh".to_owned());
    let new = with_offer(&renamed, &fresh, |offer| offer.code = "NEW".to_owned());
    let found = difference(&old, &new);
    let [changed] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(changed.fields.iter().map(path).collect::<Vec<_>>(), [".code"]);
    let back = |part| revert(&old, &new, changed, part).and_then(|edit| edit.apply(&new)).expect("back");
    assert_eq!(back(Part::Field(0)), renamed);
    assert_eq!(back(Part::Name), with_offer(&old, &at, |offer| offer.code = "NEW".to_owned()));
    assert_eq!(back(Part::All), old);
}

/// Something that is declared inside an entity of each kind, with what names it.
const DECLARED: &str = r#"Catalog(format: 1, name: "c",
    offer_fields: [Field(name: "price", label: "Price", type: Decimal), Field(name: "note", label: "Note", type: Text)],
    dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", label: "Number", type: Text), Field(name: "age", label: "Age", type: Integer)])],
    environments: [Environment(name: "e", stage: Live, targeting_dimension: "d",
        call_data: [Field(name: "page", label: "Page", type: Text)],
        categories: [Category(name: "k", offers: [Offer(name: "o", target: "profile.age > 18 && call.page == 'x'",
            weights: [Weight(label: "Base", value: 5), Weight(label: "Summer", value: 20)])])])],
    contacts: [Contact(dimension: "d", values: {"id": "1", "age": 34})])"#;

#[test]
fn a_new_name_inside_an_entity_is_no_field_less_and_another_one_more() {
    let old = catalog(DECLARED);
    for (of, at, list, from) in [
        (Declared::Dimension("d".to_owned()), Ref::Dimension("d".to_owned()), "fields", "age"),
        (Declared::Dimension("d".to_owned()), Ref::Dimension("d".to_owned()), "fields", "id"),
        (Declared::CallData("e".to_owned()), Ref::Environment("e".to_owned()), "call_data", "page"),
        (Declared::OfferFields, Ref::Catalog, "offer_fields", "price"),
    ] {
        let edit = Edit::RenameDeclared { of, from: from.to_owned(), to: "fresh".to_owned() };
        let new = edit.apply(&old).expect("renamed");
        let found = difference(&old, &new);
        let [changed] = found.as_slice() else { panic!("{from}: {found:#?}") };
        let [name] = changed.fields.as_slice() else { panic!("{from}: {changed:#?}") };
        assert_eq!((&changed.entity, path(name)), (&at, format!(".{list}[fresh].name")));
        assert_eq!((&name.old, &name.new), (&Some(from.into()), &Some("fresh".into())));
        for part in [Part::Field(0), Part::All] {
            let back = revert(&old, &new, changed, part).and_then(|edit| edit.apply(&new)).expect("back");
            assert_eq!(back, old, "{from}");
        }
    }
}

#[test]
fn what_else_changed_of_what_is_renamed_inside_an_entity_is_shown() {
    let old = catalog(DECLARED);
    let of = Declared::Dimension("d".to_owned());
    let edit = Edit::RenameDeclared { of, from: "age".to_owned(), to: "years".to_owned() };
    let renamed = edit.apply(&old).expect("renamed");
    let mut dimension = Dimension::clone(&renamed.dimensions[0]);
    dimension.fields[1].field_type = FieldType::Decimal;
    let put = Edit::Put(Ref::Dimension("d".to_owned()), Entity::Dimension(Arc::new(dimension)));
    let new = put.apply(&renamed).expect("changed");
    let found = difference(&old, &new);
    let [changed] = found.as_slice() else { panic!("{found:#?}") };
    let paths: Vec<String> = changed.fields.iter().map(path).collect();
    assert_eq!(paths, [".fields[years].name", ".fields[years].type"]);
    let back = |part| revert(&old, &new, changed, part).and_then(|edit| edit.apply(&new)).expect("back");
    assert_eq!(back(Part::Field(1)), renamed);
    assert_eq!(back(Part::All), old);
    assert_eq!(all_back(&old, &new, |_| 0), old);
}

#[test]
fn another_label_of_a_weight_is_no_weight_less_and_another_one_more() {
    let old = catalog(DECLARED);
    let at = Ref::Offer("e".to_owned(), "o".to_owned());
    let new = with_offer(&old, &at, |offer| {
        offer.weights[1].label = "Autumn".to_owned();
        offer.weights[1].space = Some("s".to_owned());
    });
    let found = difference(&old, &new);
    let [changed] = found.as_slice() else { panic!("{found:#?}") };
    let paths: Vec<String> = changed.fields.iter().map(path).collect();
    assert_eq!(paths, [".weights[Autumn].label", ".weights[Autumn].space"]);
    for first in [0, 1, 2] {
        assert_eq!(all_back(&old, &new, |count| first.min(count - 1)), old);
    }
}

#[test]
fn another_offer_in_the_place_of_one_is_not_taken_for_it() {
    let old = neobank();
    let at = any_offer(&old);
    let (parent, index) = crate::document::position(&old, &at).expect("it stands somewhere");
    let offer = Offer { code: "Z".to_owned(), ..Offer::new("other", "Something else") };
    let entity = Entity::Offer(Arc::new(offer));
    let edit = Edit::All(vec![Edit::Remove(at), Edit::Insert { parent, index: Some(index), entity }]);
    let signs: Vec<Sign> =
        difference(&old, &edit.apply(&old).expect("changed")).iter().map(|it| it.sign).collect();
    assert!(signs.contains(&Sign::Added) && signs.contains(&Sign::Removed), "{signs:?}");
}

#[test]
fn a_contact_with_another_key_is_the_same_contact() {
    let old = neobank();
    let Some(Entity::Contact(first)) = old.entity(&Ref::Contact(0)) else { panic!("a contact") };
    let key = old.dimension(&first.dimension).expect("its dimension").key[0].clone();
    let mut changed = Contact::clone(&first);
    changed.values.insert(key, crate::model::Value::from("quite-another"));
    let put = Edit::Put(Ref::Contact(0), Entity::Contact(Arc::new(changed)));
    let new = put.apply(&old).expect("changed");
    let found = difference(&old, &new);
    let [contact] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((contact.sign, contact.fields.len()), (Sign::Changed, 1));
    assert_eq!(all_back(&old, &new, |count| count - 1), old);
}

/// One change as a person or a program could make it, chosen by numbers.
pub(in crate::document) fn changed(catalog: &Arc<Catalog>, [kind, which, other]: [usize; 3]) -> Arc<Catalog> {
    let all: Vec<Ref> = entities(catalog).into_iter().map(|placed| placed.place.entity).collect();
    let (at, onto) = (all[which % all.len()].clone(), all[other % all.len()].clone());
    let edit = match kind % 7 {
        0 => Edit::Remove(at),
        1 => Edit::Move { what: at, parent: onto, index: other % 3 },
        2 => Edit::Move { parent: position(catalog, &at), what: at, index: other },
        3 => Edit::Rename(at, format!("n{other}")),
        4 => {
            let dimension = catalog.dimensions.get(which % catalog.dimensions.len().max(1));
            let (of, fields) = match dimension.filter(|_| which % 2 == 0) {
                Some(dimension) => (Declared::Dimension(dimension.name.clone()), &dimension.fields),
                None => (Declared::OfferFields, &catalog.offer_fields),
            };
            let from = fields.get(other % fields.len().max(1)).map_or_else(String::new, |it| it.name.clone());
            Edit::RenameDeclared { of, from, to: format!("f{other}") }
        }
        5 => {
            let same = all.iter().find(|it| it.kind() == at.kind() && **it != at).unwrap_or(&at);
            Edit::Put(at.clone(), catalog.entity(same).expect("it is there"))
        }
        _ => {
            let entity = catalog.entity(&at).expect("it is there");
            Edit::Insert { parent: position(catalog, &at), index: Some(other % 4), entity }
        }
    };
    edit.apply(catalog).unwrap_or_else(|| Arc::clone(catalog))
}

fn position(catalog: &Arc<Catalog>, at: &Ref) -> Ref {
    crate::document::position(catalog, at).map_or(Ref::Catalog, |(parent, _)| parent)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn taking_everything_back_in_any_order_gives_the_old_catalog(
        changes in prop::collection::vec([0..7usize, 0..200usize, 0..200usize], 1..8),
        picks in prop::collection::vec(0..1000usize, 1..20),
    ) {
        let old = neobank();
        let new = changes.iter().fold(Arc::clone(&old), |catalog, change| changed(&catalog, *change));
        prop_assert_eq!(difference(&old, &new).is_empty(), old == new);
        prop_assert_eq!(crate::model::same_catalog(&old, &new), old == new);
        let mut picks = picks.iter().cycle();
        let back = all_back(&old, &new, |count| picks.next().expect("endless") % count);
        prop_assert_eq!(back, old);
    }

    #[test]
    fn what_differs_taken_over_makes_the_new_catalog(
        changes in prop::collection::vec([0..6usize, 0..200usize, 0..200usize], 1..12),
        others in prop::collection::vec([0..6usize, 0..200usize, 0..200usize], 0..4),
    ) {
        let changed = |catalog: &Arc<Catalog>, changes: &[[usize; 3]]| {
            changes.iter().fold(Arc::clone(catalog), |catalog, change| changed(&catalog, *change))
        };
        let base = neobank();
        let (old, new) = (changed(&base, &others), changed(&base, &changes));
        let patched = patch(&old, &new).map_or_else(|| Arc::clone(&old), |edit| {
            edit.apply(&old).expect("it changes something")
        });
        prop_assert_eq!(patched, new);
    }
}

#[test]
fn contacts_without_a_key_that_changed_places_are_taken_over_too() {
    let base = neobank();
    let changes = [[0, 2, 0], [0, 153, 0], [2, 145, 8]];
    let new = changes.iter().fold(Arc::clone(&base), |catalog, change| changed(&catalog, *change));
    assert!(new.dimensions.len() < base.dimensions.len() && new.contacts.len() < base.contacts.len());
    assert_eq!(patch(&base, &new).and_then(|edit| edit.apply(&base)), Some(new));
}
