//! What would have to change for an offer that the preview does not propose, and trying it.

use crate::support::{Chosen, app, click, find, has, offers, reading, says, shell};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
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
    click(&mut harness, Role::Button, "Reset the copy");
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

/// The sample's *Teen account* is for all languages but one: it takes a call that says its language.
#[test]
fn what_must_be_sent_with_the_call_is_told_and_sent_by_a_click() {
    let mut app = app(Language::En, Arc::new(Chosen::default()), None);
    app.apply(vec![Action::go_to(Ref::Offer("visitor".into(), "teen_account".into()))]);
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    click(&mut harness, Role::Tab, "Eligibility");
    click(&mut harness, Role::Button, "Who gets this offer?");
    harness.run();
    let line = harness.query_all_by_label_contains("when Page language en is sent with the call").next();
    let line = line.and_then(|line| line.accesskit_node().label()).expect("somebody gets it");
    click(&mut harness, Role::Link, &line);
    assert_eq!(harness.state().app().preview().data().get("language"), Some(&"en".into()));
}

#[test]
fn who_gets_an_offer_is_listed_and_that_nobody_can_is_said() {
    let mut harness = offer_for("profile.age < 40");
    click(&mut harness, Role::Link, "anna: rank 1 on Web");
    assert_eq!(harness.state().app().preview().who(), Some(0));
    let harness = offer_for("profile.age < 40 && profile.age > 50");
    assert!(says(&harness, "Nobody can get it: the rules that must match exclude each other."));
}

/// The story's shop with an approval of its first offer, previewed as approved for its contact.
fn as_approved(offer: &str) -> Harness<'static, Shell> {
    let text = include_str!("story.catalog.ron");
    let weights = "weights: [Weight(label: \"Base\", value: 10.0)]";
    let text = text.replace(weights, &format!("{weights}, {offer}"));
    let mut app = reading(Language::En, &text);
    app.apply(vec![
        Action::Preview(PreviewChange::Who(Some(0))),
        Action::Preview(PreviewChange::Version(vitrine::app::Version::Approved)),
    ]);
    shell(ThemeChoice::Light, HIGH, app)
}

#[test]
fn what_is_disabled_is_enabled_by_a_click() {
    let mut harness = as_approved("enabled: false");
    click(&mut harness, Role::RadioButton, "Edited");
    assert!(offers(&harness).is_empty());
    open(&mut harness, "Gold card");
    click(&mut harness, Role::Link, "Would be shown if the offer is enabled");
    assert_eq!(offers(&harness), ["recipient/gold_card"]);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    harness.run();
    assert!(offers(&harness).is_empty(), "one step");
}

#[test]
fn what_is_not_approved_is_listed_where_that_is_previewed_and_approved_by_a_click() {
    for (approval, changes) in [
        ("", "its content is approved for this space and its eligibility is approved"),
        ("approval: Approval(content: Approved(spaces: [\"home\"]))", "its eligibility is approved"),
        (
            "approval: Approval(content: Rejected, eligibility: Approved)",
            "its content is approved for this space",
        ),
    ] {
        let mut harness = as_approved(approval);
        assert!(says(&harness, "Not published without approval · 1"), "{approval}");
        open(&mut harness, "Gold card");
        click(&mut harness, Role::Link, &format!("Would be shown if {changes}"));
        if find(&harness, Role::TextInput, "Your name").value().is_none_or(|it| it.is_empty()) {
            find(&harness, Role::TextInput, "Your name").focus();
            harness.run();
            crate::support::type_text(&mut harness, "Anna");
        }
        click(&mut harness, Role::Button, "Approve");
        harness.run();
        assert_eq!(offers(&harness), ["live_recipient/gold_card"], "{approval}");
        assert!(!says(&harness, "Not published without approval"));
    }
}

/// What is published stays as it was while the change of it waits.
#[test]
fn what_is_published_may_be_let_out_by_the_contact_or_by_an_approval() {
    let text = include_str!("story.catalog.ron");
    let weights = "weights: [Weight(label: \"Base\", value: 10.0)]";
    let approval = "approval: Approval(content: Approved(spaces: [\"home\"]))";
    let text = text.replace(weights, &format!("{weights}, {approval}"));
    let live = r#"stage: Live, targeting_dimension: "recipient", categories: [Category(name: "loyalty", offers: [
        Offer(name: "gold_card", label: "Gold card", target: "profile.first_name == 'Ben'", live_on: ["home"],
            weights: [Weight(value: 10)])])]"#;
    let text = text.replacen("stage: Live, targeting_dimension: \"recipient\"", live, 1);
    let mut app = reading(Language::En, &text);
    app.apply(vec![
        Action::Preview(PreviewChange::Who(Some(0))),
        Action::Preview(PreviewChange::Version(vitrine::app::Version::Approved)),
    ]);
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    open(&mut harness, "Gold card");
    assert!(has(&harness, Role::Link, "Would be shown if first name is “Ben”"));
    assert!(has(&harness, Role::Link, "Would be shown if its eligibility is approved"));
}

/// Live is read-only, yet to ask it something else is no change of it.
#[test]
fn in_live_what_concerns_the_caller_is_tried_and_of_the_rest_it_is_said_why_not() {
    let text = include_str!("story.catalog.ron");
    let fields = r#"spaces: [Space(name: "home", label: "Home page", channel: InboundWeb, unitary: true, identification_keys: ["email"]),
        Space(name: "mail", label: "Mail", channel: Email)], call_data: [Field(name: "page", label: "Page", type: Text)],"#;
    for (parts, changes) in [
        (r#"target: "profile.first_name == 'Ben'", live_on: ["home"],"#, "first name is “Ben”"),
        (r#"target: "call.page == 'home'", live_on: ["home"],"#, "page is “home”"),
        (r#"period: Period(from: "2030-01-01"), live_on: ["home"],"#, "the date is 1 Jan 2030 or later"),
        (r#"live_on: ["mail"],"#, "the space is Mail"),
    ] {
        let live = format!(
            r#"stage: Live, targeting_dimension: "recipient", {fields} categories: [Category(name: "loyalty",
            offers: [Offer(name: "gold_card", label: "Gold card", {parts} weights: [Weight(value: 10)])])]"#
        );
        let text = text.replacen("stage: Live, targeting_dimension: \"recipient\"", &live, 1);
        let spaces = r#"spaces: [Space(name: "home","#;
        let text = text.replacen(
            spaces,
            &format!("call_data: [Field(name: \"page\", label: \"Page\", type: Text)], {spaces}"),
            1,
        );
        let mail = r#"identification_keys: ["email"])],"#;
        let text = text.replacen(
            mail,
            &mail.replace(")],", "), Space(name: \"mail\", label: \"Mail\", channel: Email)],"),
            1,
        );
        let mut app = reading(Language::En, &text);
        app.apply(vec![
            Action::Preview(PreviewChange::Who(Some(0))),
            Action::Preview(PreviewChange::Version(vitrine::app::Version::Live)),
        ]);
        let mut harness = shell(ThemeChoice::Light, HIGH, app);
        assert!(offers(&harness).is_empty(), "{parts}");
        open(&mut harness, "Gold card");
        click(&mut harness, Role::Link, &format!("Would be shown if {changes}"));
        assert_eq!(offers(&harness), ["live_recipient/gold_card"], "{parts}");
    }
    let live = r#"stage: Live, targeting_dimension: "recipient", spaces: [Space(name: "home", channel: InboundWeb, identification_keys: ["email"])],
        categories: [Category(name: "loyalty", offers: [Offer(name: "gold_card", label: "Gold card", enabled: false,
        live_on: ["home"], weights: [Weight(value: 10)])])]"#;
    let text = text.replacen("stage: Live, targeting_dimension: \"recipient\"", live, 1);
    let mut app = reading(Language::En, &text);
    app.apply(vec![
        Action::Preview(PreviewChange::Who(Some(0))),
        Action::Preview(PreviewChange::Version(vitrine::app::Version::Live)),
    ]);
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    open(&mut harness, "Gold card");
    assert!(says(&harness, "the offer is enabled — change this in Design, then publish (Live is read-only)"));
}
