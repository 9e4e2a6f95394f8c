//! A plan made after another one: what it takes over must not hide an edit.

use crate::support::{ANNA, category, in_words, now, offer, read, shop};
use std::sync::Arc;
use vitrine::contacts::Population;
use vitrine::engine::{Plan, decide};
use vitrine::model::Catalog;

fn decided(plan: &Plan) -> String {
    let population = Population::of(plan.catalog());
    in_words(&decide(plan, &population, &read(ANNA), now()).expect("the space exists"))
}

/// A catalog whose decision depends on each part outside its environments.
fn catalog() -> Catalog {
    let rules = r#"
        presentation_rules: [PresentationRule(name: "cap", within: "2d", at_most: 1,
            applies_to: "offer.name == 'b'"), PresentationRule(name: "none", within: "2d", at_most: 0)],
        typologies: [Typology(name: "pressure", rules: ["cap"])],"#;
    let offers = [
        offer("a", r#"period: Period(from: "2026-06-15T12:00"),"#),
        offer("b", ""),
        offer("c", r#"target: "profile.age == 34","#),
        offer("d", r#"target: "offer.price == 5.0", content: Content(fields: {"price": 5.0}),"#),
    ];
    read(&shop(&[
        ("catalog", rules),
        ("environment", r#"typology: "pressure","#),
        ("categories", &category("all", "", &offers)),
        (
            "history",
            r#"Proposition(offer: "live_r/b", space: "r/web", at: "2026-06-14", status: Presented),"#,
        ),
    ]))
}

#[test]
fn an_edit_outside_the_environments_shows_in_them() {
    type Edit = fn(&mut Catalog);
    let edits: [(&str, Edit); 6] = [
        ("time zone", |it| it.time_zone = "America/New_York".to_owned()),
        ("presentation rule", |it| Arc::make_mut(&mut it.presentation_rules[0]).at_most = 2),
        ("typology", |it| Arc::make_mut(&mut it.typologies[0]).rules.push("none".to_owned())),
        ("offer fields", |it| it.offer_fields.clear()),
        ("dimension", |it| {
            Arc::make_mut(&mut it.dimensions[0]).fields.swap(1, 2);
            Arc::make_mut(&mut it.dimensions[0]).fields.remove(1);
        }),
        ("settings", |it| it.settings.ties = vitrine::model::Ties::Shuffled { seed: 3 }),
    ];
    let before = Plan::new(&Arc::new(catalog()));
    for (what, edit) in edits {
        let mut after = catalog();
        // What is not edited is shared, as after an edit in the editor.
        after.environments.clone_from(&before.catalog().environments);
        edit(&mut after);
        let after = Arc::new(after);
        let reused = decided(&Plan::after(&after, Some(&before)));
        assert_eq!(reused, decided(&Plan::new(&after)), "{what}");
        assert_ne!(reused, decided(&before), "the edit of the {what} changes nothing, and so tests nothing");
    }
}

#[test]
fn an_edit_of_one_environment_shows_in_it() {
    let before = Plan::new(&Arc::new(catalog()));
    let mut after = catalog();
    after.environments.clone_from(&before.catalog().environments);
    Arc::make_mut(&mut after.environments[0]).target = "profile.age > 90".to_owned();
    let after = Plan::after(&Arc::new(after), Some(&before));
    assert!(decided(&after).contains("- r/a: target, environment r: profile.age > 90: profile.age is 34"));
}

/// Two categories, the second with an offer that looks at where it stands.
fn placed() -> Catalog {
    let placed = [
        offer("a", r#"content: Content(title: "A"),"#),
        offer("b", r#"target: "'summer' in offer.themes && offer.category == 'all'","#),
    ];
    let above = format!(
        r#"Category(name: "top", themes: ["summer"], categories: [{}]), {}"#,
        category("all", "", &placed),
        category("other", "", &[offer("c", "")])
    );
    read(&shop(&[("categories", &above)]))
}

#[test]
fn an_edit_around_an_offer_shows_in_it() {
    type Edit = fn(&mut vitrine::model::Environment);
    let edits: [(&str, Edit); 7] = [
        ("theme", |it| Arc::make_mut(&mut it.categories[0]).themes.clear()),
        ("name of the category", |it| {
            let top = Arc::make_mut(&mut it.categories[0]);
            Arc::make_mut(&mut top.categories[0]).name = "some".to_owned();
        }),
        ("order of the categories", |it| it.categories.reverse()),
        ("place of an offer", |it| {
            let top = Arc::make_mut(&mut it.categories[0]);
            let moved = Arc::make_mut(&mut top.categories[0]).offers.remove(1);
            Arc::make_mut(&mut it.categories[1]).offers.push(moved);
        }),
        ("category", |it| drop(it.categories.remove(0))),
        ("offer", |it| {
            let other = Arc::make_mut(&mut it.categories[1]);
            Arc::make_mut(&mut other.offers[0]).target = "profile.age > 90".to_owned();
        }),
        ("content that the space requires", |it| {
            let title = vitrine::model::ContentField { name: "title".into(), required: true };
            Arc::make_mut(&mut it.spaces[0]).content_fields.push(title);
        }),
    ];
    let before = Plan::new(&Arc::new(placed()));
    let unedited = decided(&before);
    for (what, edit) in edits {
        let mut after = Catalog::clone(before.catalog());
        edit(Arc::make_mut(&mut after.environments[0]));
        let after = Arc::new(after);
        let once = Plan::after(&after, Some(&before));
        assert_eq!(decided(&once), decided(&Plan::new(&after)), "{what}");
        assert_ne!(decided(&once), unedited, "the edit of the {what} changes nothing, and so tests nothing");
        let undone = Plan::after(before.catalog(), Some(&once));
        assert_eq!(decided(&undone), unedited, "the edit of the {what}, undone");
    }
}

#[test]
fn presentation_rules_are_compiled_for_the_environment_that_answers() {
    let rules = r#"
        presentation_rules: [PresentationRule(name: "cap", within: "2d", at_most: 1,
            recipients: "profile.age > 90", applies_to: "offer.name == 'b'")],
        typologies: [Typology(name: "pressure", rules: ["cap"])],"#;
    let shop = read(&shop(&[
        ("catalog", rules),
        ("environment", r#"typology: "pressure","#),
        ("categories", &category("all", "", &[offer("b", "")])),
    ]));
    let plan = Plan::new(&Arc::new(shop));
    assert_eq!(plan.rules().work().compiled, 0, "nobody has called");
    for _ in 0..2 {
        assert!(decided(&plan).contains('b'));
        assert_eq!(plan.rules().work().compiled, 2, "once");
    }
}
