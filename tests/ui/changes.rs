//! What would have to change for an offer that the preview does not propose, and trying it.

use crate::support::{Chosen, app, click, find, has, reading, shell};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;
use vitrine::app::{Action, PreviewChange};
use vitrine::model::Ref;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the preview to be in sight.
const HIGH: [f32; 2] = [1280.0, 4000.0];

/// The sample catalog, with Anna logged in on the web.
fn anna(language: Language) -> Harness<'static, Shell> {
    let mut app = app(language, Arc::new(Chosen::default()), None);
    let who =
        app.workspace().catalog().contacts.iter().position(|it| it.values.get("id") == Some(&"1001".into()));
    app.apply(vec![
        Action::Preview(PreviewChange::At("2026-11-21T10:00".parse().ok())),
        Action::Preview(PreviewChange::Who(who)),
        Action::Preview(PreviewChange::Count(2)),
    ]);
    shell(ThemeChoice::Light, HIGH, app)
}

fn offers(harness: &Harness<'_, Shell>) -> Vec<String> {
    let decision = harness.state().app().preview().decision().expect("a space").as_ref().expect("an answer");
    decision.propositions.iter().map(|proposed| proposed.offer.clone()).collect()
}

/// Opens a gate where its offers are too many to be shown at first.
fn open(harness: &mut Harness<'_, Shell>, offer: &str) {
    let name = format!("What would have to change for {offer}");
    assert!(has(harness, Role::Button, &name), "{name}");
    click(harness, Role::Button, &name);
    harness.run();
}

#[test]
fn a_way_is_tried_by_a_click_and_forgotten_by_another() {
    let mut harness = anna(Language::En);
    let before = harness.state().app().workspace().catalog().clone();
    assert!(!offers(&harness).contains(&"recipient/student_pack".to_owned()));
    open(&mut harness, "Student pack");
    assert!(has(&harness, Role::Label, "What would have to change"));
    click(&mut harness, Role::Link, "Would be shown if age is less than 26 and segment is student");
    assert!(offers(&harness).contains(&"recipient/student_pack".to_owned()), "{:?}", offers(&harness));
    assert!(
        harness.query_all_by_label_contains("Segment: student").next().is_some(),
        "what is tried is in sight"
    );
    assert!(Arc::ptr_eq(&before, harness.state().app().workspace().catalog()), "the contact stays as it is");
    click(&mut harness, Role::Button, "Forget what is tried");
    assert!(!offers(&harness).contains(&"recipient/student_pack".to_owned()));
}

#[test]
fn the_call_is_changed_by_what_is_tried() {
    let mut harness = anna(Language::En);
    open(&mut harness, "Compte joint");
    click(&mut harness, Role::Link, "Would be shown if page language is “fr”");
    assert!(offers(&harness).contains(&"recipient/compte_joint".to_owned()));
    let app = harness.state().app();
    assert_eq!(app.preview().data().get("language"), Some(&"fr".into()));
    open(&mut harness, "Livret Élan");
    click(&mut harness, Role::Link, "Would be shown if the call requests 3 offers");
    assert_eq!(harness.state().app().preview().count(), 3);
    assert!(offers(&harness).contains(&"recipient/livret_elan".to_owned()));
}

#[test]
fn below_one_row_at_a_time_and_the_rows_behind_give_way() {
    let mut harness = anna(Language::En);
    let top = |harness: &Harness<'_, Shell>, offer: &str| {
        find(harness, Role::Button, &format!("What would have to change for {offer}")).rect().top()
    };
    let before = top(&harness, "Round-ups") - top(&harness, "Student pack");
    open(&mut harness, "Student pack");
    let opened = top(&harness, "Round-ups") - top(&harness, "Student pack");
    assert!(opened > before + 20.0, "{before} {opened}");
    open(&mut harness, "Student pack");
    let closed = top(&harness, "Round-ups") - top(&harness, "Student pack");
    assert!((closed - before).abs() < 1.0 && !has(&harness, Role::Label, "What would have to change"));
}

/// A window on an offer for those of forty, and Anna, who is 34.
fn offer_for(target: &str) -> Harness<'static, Shell> {
    let text = format!(
        r#"#![enable(implicit_some)]
        Catalog(format: 1, name: "shop", dimensions: [Dimension(name: "recipient", kind: Recipient, key: ["id"],
                fields: [Field(name: "id", type: Text), Field(name: "age", label: "Age", type: Integer)])],
            environments: [Environment(name: "r", stage: Design(live: "live"), targeting_dimension: "recipient",
                spaces: [Space(name: "web", label: "Web", channel: InboundWeb)],
                categories: [Category(name: "c", offers: [
                    Offer(name: "one", label: "First", target: "{target}", weights: [Weight(value: 9)])])])],
            contacts: [Contact(dimension: "recipient", values: {{"id": "anna", "age": 34}})])"#
    );
    let mut app = reading(Language::En, &text);
    app.apply(vec![Action::go_to(Ref::Offer("r".into(), "one".into()))]);
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    click(&mut harness, Role::Tab, "Eligibility");
    click(&mut harness, Role::Button, "Who gets this offer?");
    harness.run();
    harness
}

#[test]
fn an_invented_contact_that_would_get_an_offer_is_added_and_gets_it() {
    let mut harness = offer_for("profile.age >= 40");
    assert!(says(&harness, "No sample contact gets it."));
    assert!(says(&harness, "A contact would get it with: Age: 40 (rank 1 on Web)"));
    click(&mut harness, Role::Button, "Add as a contact");
    harness.run();
    assert_eq!(harness.state().app().workspace().catalog().contacts.len(), 2);
    click(&mut harness, Role::Link, "new_1: rank 1 on Web");
    assert_eq!(offers(&harness), ["r/one"]);
}

#[test]
fn who_gets_an_offer_is_listed_and_that_nobody_can_is_said() {
    let mut harness = offer_for("profile.age < 40");
    click(&mut harness, Role::Link, "anna: rank 1 on Web");
    assert_eq!(harness.state().app().preview().who(), Some(0));
    let harness = offer_for("profile.age < 40 && profile.age > 50");
    assert!(says(&harness, "Nobody can get it: the rules that must match exclude each other."));
}

fn says(harness: &Harness<'_, Shell>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}
