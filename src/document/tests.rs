//! What holds of every edit: sharing, undo, redo, names that follow.

use super::*;
use crate::model::*;
use crate::rule::RuleTable;
use crate::text::Message;
use proptest::prelude::*;
use std::sync::Arc;
use std::time::{Duration, Instant};

fn folder(name: &str, parent: Option<&str>) -> Arc<Folder> {
    Arc::new(Folder {
        name: name.into(),
        label: String::new(),
        holds: FolderContent::Visitors,
        parent: parent.map(Into::into),
    })
}

pub(super) fn environment(name: &str, dimension: &str) -> Environment {
    Environment {
        name: name.into(),
        label: String::new(),
        stage: Stage::Live,
        anonymous: false,
        targeting_dimension: dimension.into(),
        visitor_folder: None,
        target: String::new(),
        typology: None,
        weights: Vec::new(),
        call_data: Vec::new(),
        call_data_examples: Vec::new(),
        filters: Vec::new(),
        spaces: Vec::new(),
        categories: Vec::new(),
        offer_names: crate::model::OfferNames::default(),
    }
}

fn dimension(name: &str, kind: DimensionKind) -> Arc<Dimension> {
    Arc::new(Dimension { name: name.into(), label: String::new(), kind, key: Vec::new(), fields: Vec::new() })
}

/// Two environments; `one` has the categories `a` (with the offer `x`) and, in it, `b` (with `y`).
fn sample() -> Arc<Catalog> {
    let mut catalog = Catalog::new("sample");
    catalog.dimensions =
        vec![dimension("recipient", DimensionKind::Recipient), dimension("visitor", DimensionKind::Visitor)];
    catalog.folders = vec![folder("visitors", None), folder("brand", Some("visitors"))];
    let mut below = Category::new("b", "B");
    below.offers.push(Arc::new(Offer::new("y", "Y")));
    let mut top = Category::new("a", "A");
    top.offers.push(Arc::new(Offer::new("x", "X")));
    top.categories.push(Arc::new(below));
    let mut one = environment("one", "recipient");
    one.categories.push(Arc::new(top));
    let mut other = environment("two", "visitor");
    other.categories.push(Arc::new(Category::new("c", "C")));
    catalog.environments = vec![Arc::new(one), Arc::new(other)];
    let mut scenario = Scenario {
        name: "s".into(),
        call: Call::new("one/web"),
        expect: Expect { offers: Some(vec!["one/y".into()]), ..Expect::default() },
        history: vec![Proposition {
            offer: "one/y".into(),
            space: "one/web".into(),
            at: "2026-01-01".parse().expect("a date"),
            status: Status::Presented,
            weight: None,
            rank: None,
            stored: Values::new(),
        }],
        ..Scenario::default()
    };
    scenario.call.categories = vec!["b".into()];
    catalog.scenarios.push(Arc::new(scenario));
    Arc::new(catalog)
}

fn offer(name: &str) -> Ref {
    Ref::Offer("one".into(), name.into())
}

fn category(name: &str) -> Ref {
    Ref::Category("one".into(), name.into())
}

#[test]
fn an_edit_shares_what_it_does_not_touch() {
    let before = sample();
    let mut changed = before.environments[0].offer("y").expect("y").1.as_ref().clone();
    changed.label = "Changed".into();
    let after = Edit::Put(offer("y"), Entity::Offer(Arc::new(changed))).apply(&before).expect("changes");
    assert_eq!(after.environments[0].offer("y").expect("y").1.label, "Changed");
    assert!(Arc::ptr_eq(&before.environments[1], &after.environments[1]));
    assert!(Arc::ptr_eq(
        before.environments[0].offer("x").expect("x").1,
        after.environments[0].offer("x").expect("x").1
    ));
}

#[test]
fn a_put_keeps_what_is_inside_and_the_name() {
    let before = sample();
    let stale = Environment { label: "New".into(), name: "ignored".into(), ..environment("one", "visitor") };
    let after = Edit::Put(Ref::Environment("one".into()), Entity::Environment(Arc::new(stale)))
        .apply(&before)
        .expect("changes");
    let one = after.environment("one").expect("kept its name");
    assert_eq!((one.label.as_str(), one.targeting_dimension.as_str()), ("New", "visitor"));
    assert!(one.offer("y").is_some(), "what is inside stays");
}

#[test]
fn an_edit_that_changes_nothing_is_none() {
    let catalog = sample();
    let same = Entity::Environment(Arc::clone(&catalog.environments[0]));
    assert_eq!(Edit::Put(Ref::Environment("one".into()), same).apply(&catalog), None);
    assert_eq!(Edit::Remove(offer("gone")).apply(&catalog), None);
    assert_eq!(Edit::Rename(offer("x"), "y".into()).apply(&catalog), None, "the name is taken");
}

#[test]
fn a_category_cannot_move_into_itself() {
    let catalog = sample();
    let into_itself = Edit::Move { what: category("a"), parent: category("b"), index: 0 };
    assert_eq!(into_itself.apply(&catalog), None);
    let up = Edit::Move { what: category("b"), parent: Ref::Environment("one".into()), index: 0 };
    let after = up.apply(&catalog).expect("moves");
    assert_eq!(after.environments[0].categories[0].name, "b");
    assert!(after.environments[0].offer("y").is_some());
}

#[test]
fn references_follow_a_rename() {
    let catalog = sample();
    let renamed = |at: Ref, name: &str| Edit::Rename(at, name.into()).apply(&catalog).expect("renames");
    let scenario = |catalog: &Catalog| (*catalog.scenarios[0]).clone();
    assert_eq!(scenario(&renamed(offer("y"), "z")).expect.offers, Some(vec!["one/z".to_owned()]));
    assert_eq!(scenario(&renamed(category("b"), "deep")).call.categories, ["deep"]);
    let environment = renamed(Ref::Environment("one".into()), "uno");
    assert_eq!(scenario(&environment).call.space, "uno/web");
    assert_eq!(scenario(&environment).expect.offers, Some(vec!["uno/y".to_owned()]));
    assert_eq!(environment.scenarios[0].history[0].space, "uno/web");
    assert_eq!(scenario(&renamed(offer("y"), "z")).history[0].offer, "one/z");
    assert!(
        uses(&catalog, &RuleTable::default(), &offer("y")).contains(&(Ref::Scenario("s".into()), "history"))
    );
    let folders = renamed(Ref::Folder("visitors".into()), "everyone");
    assert_eq!(folders.folders[1].parent.as_deref(), Some("everyone"));
    let dimensions = renamed(Ref::Dimension("visitor".into()), "guest");
    assert_eq!(dimensions.environments[1].targeting_dimension, "guest");
}

#[test]
fn rules_and_values_follow_what_is_declared() {
    let mut catalog = Catalog::clone(&sample());
    let field = |name: &str| Field { name: name.into(), label: String::new(), field_type: FieldType::Text };
    let example = Example { name: "e".into(), values: [("page".to_owned(), Value::from("x"))].into() };
    catalog.environments[0] = Arc::new(Environment {
        target: "call.page == 'x' && profile.page == 'y'".into(),
        call_data: vec![field("page"), field("other")],
        call_data_examples: vec![example],
        ..(*catalog.environments[0]).clone()
    });
    let top = Arc::make_mut(&mut Arc::make_mut(&mut catalog.environments[0]).categories[0]);
    Arc::make_mut(&mut top.offers[0]).content.html = "{{ call.page }} {{ profile.page }} page".into();
    let catalog = Arc::new(catalog);
    let of = Declared::CallData("one".into());
    let edit = |to: &str| Edit::RenameDeclared { of: of.clone(), from: "page".into(), to: to.into() };
    let after = edit("view").apply(&catalog).expect("renames");
    let one = &after.environments[0];
    assert_eq!(one.categories[0].offers[0].content.html, "{{ call.view }} {{ profile.page }} page");
    assert_eq!(one.target, "call.view == 'x' && profile.page == 'y'");
    assert_eq!(one.call_data[0].name, "view");
    assert_eq!(one.call_data_examples[0].values.keys().collect::<Vec<_>>(), ["view"]);
    assert!(
        Arc::ptr_eq(&catalog.environments[1], &after.environments[1]),
        "what it does not touch is shared"
    );
    assert_eq!(edit("other").apply(&catalog), None, "the name is taken");
    let gone = Edit::RenameDeclared { of: Declared::OfferFields, from: "page".into(), to: "view".into() };
    assert_eq!(gone.apply(&catalog), None);
}

#[test]
fn ticking_anonymous_fills_dimension_and_folder() {
    let mut catalog = Catalog::clone(&sample());
    let ticked = make_anonymous(&catalog, &catalog.environments[0], true);
    assert_eq!(
        (ticked.targeting_dimension.as_str(), ticked.visitor_folder.as_deref()),
        ("visitor", Some("visitors"))
    );
    let cleared = make_anonymous(&catalog, &ticked, false);
    assert_eq!((cleared.anonymous, cleared.visitor_folder), (false, None));
    let other = Environment { visitor_folder: Some("visitors".into()), ..(*catalog.environments[1]).clone() };
    catalog.environments[1] = Arc::new(other);
    let second = make_anonymous(&catalog, &catalog.environments[0], true);
    assert_eq!(second.visitor_folder.as_deref(), Some("brand"), "one folder a brand");
}

#[test]
fn typing_is_one_step_until_a_rest() {
    let mut document = Document::new(sample());
    let start = Instant::now();
    let mut label = |text: &str, at: Instant| {
        let offer = Offer { label: text.into(), ..Offer::new("x", "") };
        let edit = Edit::Put(self::offer("x"), Entity::Offer(Arc::new(offer)));
        document
            .apply(
                (&edit, None),
                &RuleTable::default(),
                Message::new("undo-edit"),
                Some((self::offer("x"), "label")),
                at,
            )
            .is_some()
    };
    assert!(label("a", start) && label("ab", start + Duration::from_millis(300)));
    assert!(label("abc", start + Duration::from_secs(5)));
    assert!(!label("abc", start + Duration::from_secs(9)), "the same text is no step");
    let shown =
        |document: &Document| document.catalog().environments[0].offer("x").expect("x").1.label.clone();
    assert!(document.is_dirty());
    document.undo();
    assert_eq!(shown(&document), "ab");
    document.undo();
    assert_eq!((shown(&document), document.is_dirty()), ("X".to_owned(), false));
    assert!(document.undo().is_none());
    document.redo();
    assert_eq!(shown(&document), "ab");
}

#[test]
fn unique_names_count_up() {
    let taken = ["offer", "offer_2", "x9"];
    let taken = |name: &str| taken.contains(&name);
    assert_eq!(unique_name("offer", taken), "offer_3");
    assert_eq!(unique_name("offer_2", taken), "offer_3");
    assert_eq!(unique_name("x9", taken), "x_2");
    assert_eq!(unique_name("free", taken), "free");
}

#[test]
fn uses_are_those_of_what_is_inside_too() {
    let catalog = sample();
    let scenario = Ref::Scenario("s".into());
    let by =
        |fields: &[&'static str]| fields.iter().map(|field| (scenario.clone(), *field)).collect::<Vec<_>>();
    assert_eq!(uses(&catalog, &RuleTable::default(), &offer("y")), by(&["expect", "history"]));
    let both = by(&["call", "expect", "history"]);
    assert_eq!(
        uses(&catalog, &RuleTable::default(), &category("b")),
        both,
        "the category and the offer in it"
    );
    assert_eq!(
        uses(&catalog, &RuleTable::default(), &Ref::Dimension("visitor".into())),
        [(Ref::Environment("two".into()), "targeting_dimension")]
    );
    assert_eq!(uses(&catalog, &RuleTable::default(), &offer("x")), []);
}

#[test]
fn an_offer_moved_to_another_environment_is_still_referred_to() {
    let mut catalog = Catalog::clone(&sample());
    let to_live = Ref::Category("two".into(), "c".into());
    assert_eq!(drop_on(&Arc::new(catalog.clone()), &offer("y"), &to_live), None, "Live is read-only");
    for environment in &mut catalog.environments {
        Arc::make_mut(environment).stage = Stage::Design { live: "live".into() };
    }
    let catalog = Arc::new(catalog);
    let to = Ref::Category("two".into(), "c".into());
    let edit = drop_on(&catalog, &offer("y"), &to).expect("can be dropped");
    let after = edit.apply(&catalog).expect("moves");
    assert_eq!(after.scenarios[0].expect.offers, Some(vec!["two/y".to_owned()]));
    assert_eq!(drop_on(&after, &Ref::Offer("two".into(), "y".into()), &to), None, "it is there");
    let copy = adopt(
        &after,
        &category("a"),
        None,
        &after.entity(&Ref::Offer("two".into(), "y".into())).expect("one"),
    );
    let again = copy.expect("has room").0.apply(&after).expect("adds");
    assert_eq!(drop_on(&again, &offer("y"), &to), None, "its name is taken there");
}

#[test]
fn a_new_environment_brings_what_it_needs() {
    let catalog = Catalog::new("empty");
    let wanted = NewEnvironment {
        mapping: Mapping::Visitors,
        name: "site".into(),
        label: "Site".into(),
        live_label: "Site (Live)".into(),
        dimension_label: "Visitor".into(),
        folder_label: "Visitors".into(),
    };
    let (edit, design) = new_environment(&catalog, &wanted);
    let after = edit.apply(&Arc::new(catalog)).expect("changes");
    assert_eq!(design, Ref::Environment("site".into()));
    assert_eq!((after.dimensions.len(), after.folders.len(), after.environments.len()), (1, 1, 2));
    let second = NewEnvironment { name: "shop".into(), ..wanted };
    let last = new_environment(&after, &second).0.apply(&after).expect("changes");
    assert_eq!((last.dimensions.len(), last.folders.len()), (1, 2), "one folder a brand");
}

fn any_edit() -> impl Strategy<Value = Edit> {
    let name = prop::sample::select(vec!["a", "b", "c", "x", "y", "z", "one", "two"]);
    let reference = (0..6usize, name.clone()).prop_map(|(kind, name)| match kind {
        0 => Ref::Environment(name.into()),
        1 => Ref::Folder(name.into()),
        2 | 3 => Ref::Category("one".into(), name.into()),
        _ => Ref::Offer("one".into(), name.into()),
    });
    prop_oneof![
        reference.clone().prop_map(Edit::Remove),
        (reference.clone(), name.clone()).prop_map(|(at, name)| Edit::Rename(at, name.into())),
        (reference.clone(), reference.clone(), 0..3usize).prop_map(|(what, parent, index)| Edit::Move {
            what,
            parent,
            index
        }),
        (reference, name).prop_map(|(parent, name)| Edit::Insert {
            parent,
            index: None,
            entity: Entity::Offer(Arc::new(Offer::new(name, "new"))),
        }),
    ]
}

proptest! {
    #[test]
    fn undo_then_redo_is_identity(edits in prop::collection::vec(any_edit(), 1..20)) {
        let mut document = Document::new(sample());
        let mut states = vec![Arc::clone(document.catalog())];
        for edit in &edits {
            let name = Message::new("undo-edit");
            if document.apply((edit, None), &RuleTable::default(), name, None, Instant::now()).is_some() {
                states.push(Arc::clone(document.catalog()));
            }
        }
        for state in states.iter().rev().skip(1) {
            prop_assert!(document.undo().is_some());
            prop_assert_eq!(document.catalog(), state);
        }
        prop_assert!(!document.is_dirty());
        for state in &states[1..] {
            prop_assert!(document.redo().is_some());
            prop_assert_eq!(document.catalog(), state);
        }
        prop_assert!(document.redo().is_none());
    }
}

#[test]
fn a_copy_of_a_contact_is_somebody_else() {
    let mut catalog = Catalog::clone(&sample());
    let id = Field { name: "id".into(), label: String::new(), field_type: FieldType::Text };
    catalog.dimensions = vec![Arc::new(Dimension {
        key: vec!["id".into()],
        fields: vec![id],
        ..Dimension::clone(&catalog.dimensions[0])
    })];
    let contact = Contact {
        dimension: "recipient".into(),
        folder: None,
        values: [("id".to_owned(), Value::from("7"))].into_iter().collect(),
        cookies: vec!["c".into()],
        history: Vec::new(),
    };
    catalog.contacts = vec![Arc::new(contact)];
    let mut catalog = Arc::new(catalog);
    for _ in 0..2 {
        let (edit, _) = duplicate(&catalog, &Ref::Contact(0), str::to_owned).expect("a copy");
        catalog = edit.apply(&catalog).expect("added");
    }
    let keys: Vec<_> = catalog.contacts.iter().map(|it| catalog.contact_key(it).join("")).collect();
    assert_eq!(keys, ["7", "7-2", "7-3"]);
    assert_eq!(catalog.contacts.iter().map(|it| it.cookies.len()).collect::<Vec<_>>(), [1, 0, 0]);
}
