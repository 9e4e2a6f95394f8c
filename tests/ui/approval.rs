//! Approving offers: decided in the form, for many at once and from the list of what waits; taken back by an edit, in the
//! same step.

use crate::focus::{Window, focused, open};
use crate::support::{click, find, has, press, reading, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::Action;
use vitrine::model::{Approval, ApprovalPart, Catalog, ContentApproval, InnerTab, Ref, Verdict};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");

fn gold() -> Ref {
    Ref::Offer("recipient".into(), "gold_card".into())
}

fn catalog(window: &Window) -> Arc<Catalog> {
    Arc::clone(window.state().app().workspace().catalog())
}

fn approval(window: &Window, environment: &str, offer: &str) -> Approval {
    let catalog = catalog(window);
    let (_, offer) = catalog.environment(environment).expect("there").offer(offer).expect("there");
    offer.approval.clone()
}

fn decided(window: &Window) -> [Option<Verdict>; 2] {
    let approval = approval(window, "recipient", "gold_card");
    ApprovalPart::ALL.map(|part| approval.decided(part))
}

fn name_author(window: &mut Window, name: &str) {
    let field = find(window, Role::TextInput, "Your name");
    field.focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    type_text(window, name);
}

#[test]
fn an_offer_is_approved_in_its_form_with_who_and_why() {
    let mut window = open(STORY, Some((gold(), InnerTab::Approval)), None);
    assert_eq!(window.query_all_by_label("Pending").count(), 2, "both parts");
    assert!(window.query_by_label("No decisions recorded").is_some());
    click(&mut window, Role::Button, "Approve… Content");
    assert_eq!(focused(&window).1, "Comment", "what is written first");
    type_text(&mut window, "Checked by legal");
    name_author(&mut window, "Anna");
    click(&mut window, Role::Button, "Approve");
    assert_eq!(decided(&window), [Some(Verdict::Approved), None]);
    let approval = approval(&window, "recipient", "gold_card");
    assert_eq!(approval.content, ContentApproval::Approved { spaces: vec!["home".into()] });
    let entry = &approval.log[0];
    assert_eq!((entry.author.as_str(), entry.comment.as_str()), ("Anna", "Checked by legal"));
    assert!(window.query_by_label_contains("Checked by legal").is_some(), "the log shows it");
    click(&mut window, Role::Button, "Reject… Eligibility");
    assert_eq!(
        find(&window, Role::TextInput, "Your name").value().as_deref(),
        Some("Anna"),
        "asked once, and remembered"
    );
    click(&mut window, Role::Button, "Reject");
    assert_eq!(decided(&window), [Some(Verdict::Approved), Some(Verdict::Rejected)]);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(decided(&window), [Some(Verdict::Approved), None], "one step");
}

#[test]
fn a_decision_needs_a_part_a_space_and_a_name() {
    let mut window = open(STORY, Some((gold(), InnerTab::Approval)), None);
    click(&mut window, Role::Button, "Approve… Content");
    name_author(&mut window, "Anna");
    let enabled = |window: &Window| !find(window, Role::Button, "Approve").accesskit_node().is_disabled();
    assert!(enabled(&window));
    for name in ["Home page", "Content"] {
        click(&mut window, Role::CheckBox, name);
        assert!(!enabled(&window), "{name}");
        click(&mut window, Role::CheckBox, name);
        assert!(enabled(&window), "{name}");
    }
    name_author(&mut window, " ");
    assert!(!enabled(&window));
    press(&mut window, Key::Escape);
    assert_eq!(decided(&window), [None, None]);
}

#[test]
fn an_edit_of_a_weight_resets_eligibility_and_only_that_and_says_so() {
    let approved = STORY.replace(
        "Weight(label: \"Base\", value: 10.0)])",
        "Weight(label: \"Base\", value: 10.0)], approval: Approval(content: Approved(spaces: [\"home\"]), \
         eligibility: Approved))",
    );
    assert_ne!(approved, STORY);
    let table = (Ref::Environment("recipient".into()), InnerTab::Offers);
    let mut app = reading(Language::En, &approved);
    app.apply(vec![Action::Open(gold()), Action::Open(table.0.clone()), Action::Inner(table.0, table.1)]);
    let mut window = shell(ThemeChoice::Light, [2100.0, 800.0], app);
    let before = catalog(&window);
    click(&mut window, Role::Cell, "Weight, Gold card");
    press(&mut window, Key::Backspace);
    type_text(&mut window, "12");
    press(&mut window, Key::Enter);
    assert_eq!(decided(&window), [Some(Verdict::Approved), None]);
    let told = "The eligibility of Gold card changed and needs approval again.";
    assert!(window.query_by_label_contains(told).is_some(), "it is said");
    click(&mut window, Role::Tab, "Gold card");
    click(&mut window, Role::Tab, "Approval");
    assert!(window.query_by_label("Changed since it was approved").is_some());
    assert!(window.query_all_by_label_contains("− 10").next().is_some(), "what it was");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run();
    assert_eq!(*catalog(&window), *before, "one step with the edit");
}

#[test]
fn what_waits_is_listed_and_decided_from_there() {
    let mut window = open(STORY, None, None);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.run();
    for offer in ["Approve… Gold card", "Approve… Free delivery"] {
        assert!(window.query_by_label(offer).is_some(), "{offer}");
    }
    click(&mut window, Role::Button, "Approve… Gold card");
    name_author(&mut window, "Anna");
    click(&mut window, Role::Button, "Approve");
    assert_eq!(decided(&window), [Some(Verdict::Approved); 2], "both parts");
    assert!(window.query_by_label("Approve… Gold card").is_none(), "it waits no more");
}

#[test]
fn tab_goes_through_the_buttons_of_a_row_as_the_eye_does() {
    let mut window = open(STORY, None, None);
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::R);
    window.run();
    let buttons = ["Reject… Gold card", "Approve… Gold card"];
    let [reject, approve] = buttons.map(|button| find(&window, Role::Button, button).rect().left());
    assert!(reject < approve, "the first stands left of the second");
    for _ in 0..50 {
        press(&mut window, Key::Tab);
        if buttons.contains(&focused(&window).1.as_str()) {
            break;
        }
    }
    assert_eq!(focused(&window).1, buttons[0]);
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window).1, buttons[1]);
}

#[test]
fn many_are_decided_at_once_from_the_explorer() {
    let mut app = reading(Language::En, STORY);
    app.apply(vec![
        Action::Explorer(vitrine::app::ExplorerAction::Choose(vec![
            Ref::Environment("recipient".into()),
            Ref::Environment("site".into()),
        ])),
        Action::Run(vitrine::app::Command::Approve),
    ]);
    let mut window = shell(ThemeChoice::Light, crate::support::WINDOW, app);
    name_author(&mut window, "Anna");
    click(&mut window, Role::Button, "Approve");
    for (environment, offer, space) in
        [("recipient", "gold_card", "home"), ("site", "free_delivery", "home_anonymous")]
    {
        let approval = approval(&window, environment, offer);
        assert!(approval.is_approved(), "{offer}");
        assert_eq!(approval.content, ContentApproval::Approved { spaces: vec![space.into()] });
    }
}

#[test]
fn the_table_is_filtered_by_approval() {
    let table = (Ref::Environment("recipient".into()), InnerTab::Offers);
    let mut window = open(STORY, Some(table), None);
    let shows = |window: &Window| has(window, Role::Cell, "Label, Gold card");
    assert!(shows(&window));
    for (state, shown) in [("Approved", false), ("To review", true), ("Rejected", false)] {
        click(&mut window, Role::ComboBox, "Approval");
        type_text(&mut window, state);
        press(&mut window, Key::Enter);
        window.run();
        assert_eq!(shows(&window), shown, "{state}");
    }
}
