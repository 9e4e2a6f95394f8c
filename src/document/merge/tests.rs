//! What two people made of one catalog goes together, whoever is called ours; what does not is said, and can be settled.

use super::*;
use crate::document::difference::{catalog, changed, neobank};
use crate::document::{Edit, difference};
use crate::model::*;
use proptest::prelude::*;

/// A catalog with one environment of three categories.
const SHOP: &str = r#"Catalog(format: 1, name: "c",
    dimensions: [Dimension(name: "d", kind: Recipient, key: ["id"], fields: [
        Field(name: "id", type: Text), Field(name: "age", type: Integer)])],
    environments: [Environment(name: "e", stage: Design(live: "l"), targeting_dimension: "d",
        spaces: [Space(name: "s", channel: InboundWeb, default_themes: ["a", "b"])],
        categories: [
            Category(name: "one", themes: ["x"], offers: [
                Offer(name: "a", label: "A", target: "profile.age > 18", weights: [
                    Weight(label: "Base", value: 5), Weight(label: "Summer", value: 20)]),
                Offer(name: "b", label: "B", content: Content(title: "b", html: "<p>b</p>"))]),
            Category(name: "two", offers: [Offer(name: "c", label: "C")]),
            Category(name: "three", categories: [Category(name: "four", offers: [Offer(name: "f")])])])],
    contacts: [Contact(dimension: "d", values: {"id": "1", "age": 34}), Contact(dimension: "d", values: {"id": "2"})],
    scenarios: [Scenario(name: "x", call: Call(space: "e/s"), expect: Expect(offers: ["e/a", "e/b"]))])"#;

fn shop(replaced: &[(&str, &str)]) -> Arc<Catalog> {
    let text = replaced.iter().fold(SHOP.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    catalog(&text)
}

/// What is disputed, as `e/offer.field`.
fn said(merge: &Merge) -> Vec<String> {
    let all = merge.conflicts().iter().map(|it| {
        let what = match &it.disputed {
            Disputed::Whole => "whole".to_owned(),
            Disputed::Place => "place".to_owned(),
            Disputed::Name(_) => "name".to_owned(),
            Disputed::Declared(_, names) => format!("name of {}", names[0].as_deref().unwrap_or_default()),
            Disputed::List(kind) => format!("list of {kind}"),
            Disputed::Field(path) => path
                .iter()
                .map(|step| match step {
                    PathStep::Field(name) => format!(".{name}"),
                    PathStep::Item(name) => format!("[{name}]"),
                    PathStep::Index(index) => format!("[{index}]"),
                })
                .collect(),
        };
        format!("{} {what}", it.entity.name())
    });
    all.collect()
}

/// Both changes go together, whoever is ours, and come to this.
fn goes_together(ours: &[(&str, &str)], theirs: &[(&str, &str)], both: &[(&str, &str)]) {
    let (base, ours, theirs) = (shop(&[]), shop(ours), shop(theirs));
    for (one, other) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(Some(&base), one, other);
        assert_eq!(said(&merged), [""; 0]);
        assert_eq!(**merged.catalog(), *shop(both));
    }
}

#[test]
fn what_touches_different_things_goes_together() {
    let label = ("label: \"A\"", "label: \"AA\"");
    let target = ("> 18", "> 21");
    let base = ("value: 5", "value: 6");
    let summer = ("value: 20", "value: 30");
    goes_together(&[label], &[target], &[label, target]);
    goes_together(&[base], &[summer], &[base, summer]);
    goes_together(&[label, base], &[label], &[label, base]);
    let title = ("title: \"b\"", "title: \"bb\"");
    let html = ("<p>b</p>", "<p>bb</p>");
    goes_together(&[title, target], &[html], &[title, html, target]);
    goes_together(
        &[("\"x\"", "\"x\", \"y\"")],
        &[("\"x\"", "\"z\", \"x\"")],
        &[("\"x\"", "\"z\", \"x\", \"y\"")],
    );
    goes_together(
        &[("\"age\": 34", "\"age\": 35")],
        &[("{\"id\": \"2\"}", "{\"id\": \"2\", \"age\": 1}")],
        &[("\"age\": 34", "\"age\": 35"), ("{\"id\": \"2\"}", "{\"id\": \"2\", \"age\": 1}")],
    );
}

#[test]
fn what_is_put_beside_each_other_goes_together() {
    let after = "Offer(name: \"c\", label: \"C\")";
    let with = |more: &str| format!("{after}, {more}");
    let (one, other) = (with("Offer(name: \"n\")"), with("Offer(name: \"m\")"));
    let both = with("Offer(name: \"m\"), Offer(name: \"n\")");
    goes_together(&[(after, &one)], &[(after, &other)], &[(after, &both)]);
    let summer = "Weight(label: \"Summer\", value: 20)";
    let (one, other) = (
        format!("{summer}, Weight(label: \"W\", value: 1)"),
        format!("{summer}, Weight(label: \"V\", value: 2)"),
    );
    let both = format!("{summer}, Weight(label: \"V\", value: 2), Weight(label: \"W\", value: 1)");
    goes_together(&[(summer, &one)], &[(summer, &other)], &[(summer, &both)]);
}

#[test]
fn new_names_and_places_are_followed() {
    // Renamed by one, changed and referred to by the other.
    let renamed = [("Offer(name: \"a\"", "Offer(name: \"fresh\""), ("\"e/a\"", "\"e/fresh\"")];
    let changed = [("> 18", "> 21"), ("\"e/b\"]", "\"e/b\"], answered_by: \"e/s\"")];
    goes_together(&renamed, &changed, &[renamed[0], renamed[1], changed[0], changed[1]]);
    let field = [
        ("name: \"age\"", "name: \"years\""),
        ("profile.age > 18", "profile.years > 18"),
        ("\"age\": 34", "\"years\": 34"),
    ];
    let rule = [("label: \"C\"", "label: \"C\", target: \"profile.age < 9\"")];
    let followed = ("label: \"C\"", "label: \"C\", target: \"profile.years < 9\"");
    goes_together(&field, &rule, &[field[0], field[1], field[2], followed]);
    let label = [("label: \"Summer\"", "label: \"Autumn\"")];
    goes_together(&label, &[("value: 20", "value: 25")], &[label[0], ("value: 20", "value: 25")]);
    // Moved by one, changed by the other.
    let gone =
        ("Category(name: \"two\", offers: [Offer(name: \"c\", label: \"C\")])", "Category(name: \"two\")");
    let there =
        ("offers: [Offer(name: \"f\")]", "offers: [Offer(name: \"f\"), Offer(name: \"c\", label: \"C\")]");
    let there_changed = (
        "offers: [Offer(name: \"f\")]",
        "offers: [Offer(name: \"f\"), Offer(name: \"c\", label: \"C\", code: \"9\")]",
    );
    goes_together(&[gone, there], &[("label: \"C\"", "label: \"C\", code: \"9\"")], &[gone, there_changed]);
}

#[test]
fn what_is_disputed_is_said_and_settled_as_either_has_it() {
    let offer_c = "Offer(name: \"c\", label: \"C\")";
    let two = "Category(name: \"two\", offers: [Offer(name: \"c\", label: \"C\")]),";
    for (ours, theirs, expected) in [
        (&[("> 18", "> 20")][..], &[("> 18", "> 21")][..], &["a .target"][..]),
        (
            &[("value: 5", "value: 6")],
            &[("value: 5", "value: 7"), ("label: \"B\"", "label: \"BB\"")],
            &["a .weights[Base].value"],
        ),
        (&[(offer_c, "")], &[("label: \"C\"", "label: \"CC\"")], &["c whole"]),
        (&[("label: \"C\"", "label: \"CC\"")], &[(two, "")], &["two whole"]),
        (&[(two, "")], &[(offer_c, "Offer(name: \"c\", label: \"C\"), Offer(name: \"n\")")], &["two whole"]),
        (
            &[(offer_c, "Offer(name: \"c\", label: \"C\"), Offer(name: \"n\", code: \"1\")")],
            &[(offer_c, "Offer(name: \"c\", label: \"C\"), Offer(name: \"n\", code: \"2\")")],
            &["n whole"],
        ),
        (
            &[("Offer(name: \"c\"", "Offer(name: \"ours\"")],
            &[("Offer(name: \"c\"", "Offer(name: \"theirs\"")],
            &["ours name"],
        ),
        (
            &[
                ("name: \"age\"", "name: \"years\""),
                ("profile.age", "profile.years"),
                ("\"age\":", "\"years\":"),
            ],
            &[
                ("name: \"age\"", "name: \"ages\""),
                ("profile.age", "profile.ages"),
                ("\"age\":", "\"ages\":"),
            ],
            &["d name of years"],
        ),
        (&[("\"age\": 34", "\"age\": 35")], &[("\"age\": 34", "\"age\": 36")], &[" .values.age"]),
        (&[("\"x\"", "\"y\"")], &[("\"x\"", "\"z\"")], &["one .themes"]),
        (
            &[(two, "Category(name: \"two\"),"), ("\"f\")", "\"f\"), Offer(name: \"c\", label: \"C\")")],
            &[
                (two, "Category(name: \"two\"),"),
                ("<p>b</p>\"))", "<p>b</p>\")), Offer(name: \"c\", label: \"C\")"),
            ],
            &["c place"],
        ),
    ] {
        let (base, ours, theirs) = (shop(&[]), shop(ours), shop(theirs));
        let merged = merge(Some(&base), &ours, &theirs);
        assert_eq!(said(&merged), expected);
        let as_ours = merged.settled_as(Side::Ours);
        assert_eq!(as_ours, *merged.catalog(), "{expected:?}");
        // All else that theirs changed is there: settled as theirs, nothing of ours is left.
        let as_theirs = merged.settled_as(Side::Theirs);
        let again = merge(Some(&base), &as_theirs, &theirs);
        assert_eq!(said(&again), [""; 0], "{expected:?}");
        for (as_side, side) in [(&as_theirs, &theirs), (&as_ours, &ours)] {
            let differs = difference(side, as_side);
            let own = difference(&base, if Arc::ptr_eq(side, &theirs) { &ours } else { &theirs });
            assert!(differs.len() <= own.len(), "{expected:?}: {differs:#?}");
        }
        // From theirs back to ours, to the base and to theirs again.
        let conflict = &merged.conflicts()[0];
        let mut current = Arc::clone(&as_theirs);
        for side in [Side::Ours, Side::Base, Side::Theirs] {
            current =
                merged.settle(&current, conflict, side).and_then(|it| it.apply(&current)).unwrap_or(current);
            assert_eq!(current, merged.settled_as(side), "{expected:?} {side:?}");
        }
    }
}

#[test]
fn both_stand_beside_each_other_where_that_means_something() {
    let offer_c = "Offer(name: \"c\", label: \"C\")";
    let with = |code: &str| format!("{offer_c}, Offer(name: \"n\", code: \"{code}\")");
    let (one, other) = (with("1"), with("2"));
    let merged = merge(Some(&shop(&[])), &shop(&[(offer_c, &one)]), &shop(&[(offer_c, &other)]));
    assert!(merged.may_be_both(&merged.conflicts()[0]));
    let both = format!("{one}, Offer(name: \"n_2\", code: \"2\")");
    assert_eq!(merged.settled_as(Side::Both), shop(&[(offer_c, &both)]));
    let merged = merge(Some(&shop(&[])), &shop(&[("\"x\"", "\"y\"")]), &shop(&[("\"x\"", "\"z\"")]));
    assert_eq!(merged.settled_as(Side::Both), shop(&[("\"x\"", "\"y\", \"z\"")]));
    let merged = merge(Some(&shop(&[])), &shop(&[("> 18", "> 20")]), &shop(&[("> 18", "> 21")]));
    assert!(!merged.may_be_both(&merged.conflicts()[0]));
}

#[test]
fn without_a_base_whatever_differs_is_disputed() {
    let (ours, theirs) =
        (shop(&[("> 18", "> 20"), ("Offer(name: \"f\")", "")]), shop(&[("label: \"B\"", "label: \"BB\"")]));
    let merged = merge(None, &ours, &theirs);
    assert_eq!(said(&merged), ["a .target", "b .label", "f whole"]);
    assert_eq!(*merged.catalog(), ours);
    assert_eq!(merged.settled_as(Side::Theirs), theirs);
    assert_eq!(said(&merge(None, &ours, &ours)), [""; 0]);
}

#[test]
fn names_that_are_settled_are_followed_by_what_is_settled_then() {
    let scenario = ("\"e/b\"]", "\"e/b\"], answered_by: \"e/s\"");
    let ours =
        shop(&[("Offer(name: \"a\"", "Offer(name: \"ours\""), ("\"e/a\"", "\"e/ours\""), ("> 18", "> 20")]);
    let theirs = shop(&[
        ("Offer(name: \"a\"", "Offer(name: \"theirs\""),
        ("\"e/a\"", "\"e/theirs\""),
        ("> 18", "> 21"),
        scenario,
    ]);
    let merged = merge(Some(&shop(&[])), &ours, &theirs);
    assert_eq!(said(&merged), ["ours name", "ours .target"]);
    assert_eq!(merged.settled_as(Side::Theirs), theirs);
}

/// Changes as a person or a program could make them.
fn any_changes(most: usize) -> impl Strategy<Value = Vec<[usize; 3]>> {
    prop::collection::vec([0..7usize, 0..200usize, 0..200usize], 0..most)
}

fn after(catalog: &Arc<Catalog>, changes: &[[usize; 3]]) -> Arc<Catalog> {
    changes.iter().fold(Arc::clone(catalog), |catalog, change| changed(&catalog, *change))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn merging_with_what_is_unchanged_is_the_other_one(changes in any_changes(8)) {
        let base = neobank();
        let other = after(&base, &changes);
        for (ours, theirs) in [(&base, &other), (&other, &base), (&other, &other)] {
            let merged = merge(Some(&base), ours, theirs);
            prop_assert_eq!(said(&merged), Vec::<String>::new());
            prop_assert_eq!(merged.catalog(), &other);
        }
    }

    #[test]
    fn it_does_not_matter_who_is_ours(ours in any_changes(5), theirs in any_changes(5)) {
        let base = neobank();
        let (ours, theirs) = (after(&base, &ours), after(&base, &theirs));
        let (one, other) = (merge(Some(&base), &ours, &theirs), merge(Some(&base), &theirs, &ours));
        prop_assert_eq!(one.conflicts().is_empty(), other.conflicts().is_empty(), "{:?} {:?}", said(&one), said(&other));
        if one.conflicts().is_empty() {
            prop_assert_eq!(one.catalog(), other.catalog());
        }
        for merged in [one, other] {
            prop_assert_eq!(&merged.settled_as(Side::Ours), merged.catalog());
            for side in [Side::Base, Side::Theirs, Side::Both] {
                // Settled is settled: once more changes nothing, and nothing is disputed between it and its side.
                let settled = merged.settled_as(side);
                for conflict in merged.conflicts().iter().filter(|_| side != Side::Both) {
                    let more = merged.settle(&settled, conflict, side).and_then(|edit| edit.apply(&settled));
                    prop_assert!(more.is_none() || merged.conflicts().len() > 1, "{:?} {side:?}", conflict);
                }
            }
        }
    }

    #[test]
    fn edits_whose_order_does_not_matter_are_both_there(
        one in [0..7usize, 0..200usize, 0..200usize],
        other in [0..7usize, 0..200usize, 0..200usize],
    ) {
        let base = neobank();
        let (ours, theirs) = (changed(&base, one), changed(&base, other));
        let (both, swapped) = (changed(&ours, other), changed(&theirs, one));
        let merged = merge(Some(&base), &ours, &theirs);
        if both == swapped && merged.conflicts().is_empty() {
            prop_assert_eq!(merged.catalog(), &both);
        }
    }

    #[test]
    fn edits_of_different_offers_never_meet(
        labels in prop::collection::vec((0..200usize, "[a-z]{1,6}"), 1..20),
        others in prop::collection::vec((0..200usize, "[a-z]{1,6}"), 1..20),
    ) {
        let base = neobank();
        let offers: Vec<Ref> = crate::document::entities(&base)
            .into_iter()
            .map(|it| it.place.entity)
            .filter(|it| matches!(it, Ref::Offer(..)))
            .collect();
        let edited = |catalog: &Arc<Catalog>, edits: &[(usize, String)], odd: usize| {
            edits.iter().fold(Arc::clone(catalog), |catalog, (which, label)| {
                let at = &offers[(which * 2 + odd) % (offers.len() / 2 * 2)];
                let entity = catalog.entity(at).expect("it is there").with_label(label.clone());
                Edit::Put(at.clone(), entity).apply(&catalog).unwrap_or(catalog)
            })
        };
        let (ours, theirs) = (edited(&base, &labels, 0), edited(&base, &others, 1));
        let merged = merge(Some(&base), &ours, &theirs);
        prop_assert_eq!(said(&merged), Vec::<String>::new());
        prop_assert_eq!(merged.catalog(), &edited(&ours, &others, 1));
    }
}
