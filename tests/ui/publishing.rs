//! From Design to Live in the window: what would change is seen, published in one step, undone, and gone back to; what is
//! pending or rejected never gets there.

use crate::focus::{Window, open};
use crate::support::{WINDOW, click, find, has, press, reading, shell};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, PreviewChange};
use vitrine::model::{Catalog, InnerTab, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

const STORY: &str = include_str!("story.catalog.ron");
const APPROVED: &str = "approval: Approval(content: Approved(spaces: [\"home\"]), eligibility: Approved))";

/// The story with its first offer approved.
fn approved() -> String {
    let text = STORY.replace(
        "Weight(label: \"Base\", value: 10.0)])",
        &format!("Weight(label: \"Base\", value: 10.0)], {APPROVED}"),
    );
    assert_ne!(text, STORY);
    text
}

fn catalog(window: &Window) -> Arc<Catalog> {
    Arc::clone(window.state().app().workspace().catalog())
}

fn gold() -> Ref {
    Ref::Offer("recipient".into(), "gold_card".into())
}

/// The offers of Live that are enabled.
fn live(window: &Window) -> Vec<String> {
    let catalog = catalog(window);
    let mut names = Vec::new();
    for environment in catalog.environments.iter().filter(|it| it.linked_live().is_none()) {
        environment.walk_categories(|_, category| {
            names.extend(category.offers.iter().filter(|it| it.enabled).map(|it| it.name.clone()));
        });
    }
    names
}

fn ctrl(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.run();
}

fn ask(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::L);
    window.run();
}

fn may_publish(window: &Window) -> bool {
    let button = window.query_all_by_label("Publish").find(|it| it.accesskit_node().role() == Role::Button);
    button.is_some_and(|it| !it.accesskit_node().is_disabled())
}

#[test]
fn what_is_approved_is_shown_published_undone_and_published_again() {
    let mut window = open(&approved(), None, None);
    let before = catalog(&window);
    let status = window.query_by_label_contains("unpublished change").expect("always in sight");
    status.click();
    window.run();
    for row in ["Gold card", "Loyalty", "Home page"] {
        assert!(window.query_all_by_label_contains(row).next().is_some(), "{row}");
    }
    if has(&window, Role::CheckBox, "Publish despite these warnings") {
        assert!(!may_publish(&window), "it asks");
        click(&mut window, Role::CheckBox, "Publish despite these warnings");
    }
    click(&mut window, Role::Button, "Publish");
    assert_eq!(live(&window), ["gold_card"], "what is pending does not get there");
    assert!(window.query_by_label_contains("Live is up to date").is_some());
    let published = catalog(&window);
    ctrl(&mut window, Key::Z);
    assert_eq!(*catalog(&window), *before, "one step");
    window.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    window.run();
    assert_eq!(*catalog(&window), *published);
    ask(&mut window);
    assert!(window.query_by_label_contains("Everything that is approved is published").is_some());
    assert!(!may_publish(&window), "again changes nothing");
    press(&mut window, Key::Escape);
    // Back to the empty Live of before.
    ctrl(&mut window, Key::K);
    crate::support::type_text(&mut window, "earlier Live version");
    press(&mut window, Key::Enter);
    click(&mut window, Role::Button, "Go back");
    assert_eq!((live(&window), window.state().app().dialog.is_none()), (Vec::new(), true));
    assert!(window.query_by_label_contains("unpublished change").is_some());
}

#[test]
fn what_stands_in_the_way_is_named_with_the_way_there() {
    let text = approved().replace("stage: Design(live: \"live_site\")", "stage: Design(live: \"nowhere\")");
    let mut window = open(&text, None, None);
    let status = window.query_by_label("Cannot be published").expect("in sight");
    status.click();
    window.run();
    assert!(!may_publish(&window));
    let sentence = "Environment - Site cannot be published because it is not linked to a Live environment.";
    assert!(window.query_all_by_label_contains(sentence).next().is_some());
    click(&mut window, Role::Button, "Go to Environment - Site");
    assert!(window.state().app().dialog.is_none());
    assert_eq!(window.state().app().view().active_tab(), Some(&Ref::Environment("site".into())));
}

#[test]
fn a_rejected_offer_is_switched_off_in_live() {
    let mut window = open(
        &approved(),
        Some((Ref::Offer("recipient".into(), "gold_card".into()), InnerTab::Approval)),
        None,
    );
    let publish = |window: &mut Window| {
        ask(window);
        if has(window, Role::CheckBox, "Publish despite these warnings") {
            click(window, Role::CheckBox, "Publish despite these warnings");
        }
        click(window, Role::Button, "Publish");
    };
    publish(&mut window);
    assert_eq!(live(&window), ["gold_card"]);
    click(&mut window, Role::Button, "Reject… Content");
    if find(&window, Role::TextInput, "Your name").value().is_none_or(|it| it.is_empty()) {
        find(&window, Role::TextInput, "Your name").focus();
        window.run();
        crate::support::type_text(&mut window, "Anna");
    }
    click(&mut window, Role::Button, "Reject");
    assert_eq!(live(&window), ["gold_card"], "until it is published");
    publish(&mut window);
    assert_eq!(live(&window), Vec::<String>::new());
}

#[test]
fn the_preview_asks_design_as_edited_as_approved_and_live() {
    let mut app = reading(Language::En, &approved());
    app.apply(vec![Action::Preview(PreviewChange::Who(Some(0))), Action::Open(gold())]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    let proposed = |window: &Window| {
        let answer = window.state().app().preview().decision().and_then(|it| it.as_ref().ok());
        answer.map(|it| it.propositions.iter().map(|it| it.offer.clone()).collect::<Vec<_>>())
    };
    assert_eq!(proposed(&window), Some(vec!["recipient/gold_card".to_owned()]));
    click(&mut window, Role::RadioButton, "Live");
    assert_eq!(proposed(&window), None);
    assert!(window.query_all_by_label_contains("This space is not published yet").next().is_some());
    click(&mut window, Role::RadioButton, "Approved");
    assert_eq!(proposed(&window), Some(vec!["live_recipient/gold_card".to_owned()]));
    assert!(catalog(&window).environment("live_recipient").expect("there").categories.is_empty());
    ask(&mut window);
    if has(&window, Role::CheckBox, "Publish despite these warnings") {
        click(&mut window, Role::CheckBox, "Publish despite these warnings");
    }
    click(&mut window, Role::Button, "Publish");
    assert!(window.query_by_label("same as Live").is_some());
    click(&mut window, Role::RadioButton, "Edited");
    click(&mut window, Role::CheckBox, "Enabled");
    assert_eq!(proposed(&window), Some(Vec::new()));
    assert!(window.query_by_label("differs from Live").is_some());
    assert!(window.query_by_label("Live also proposes: 1 Gold card").is_some());
    // The eligibility is pending again: what is published stays.
    click(&mut window, Role::RadioButton, "Live");
    assert_eq!(proposed(&window), Some(vec!["live_recipient/gold_card".to_owned()]));
}

/// A shop whose Live environment has other content, weights and offers than Design.
const DIFFERING: &str = r#"#![enable(implicit_some)]
Catalog(format: 1, name: "shop", settings: Settings(ties: CatalogOrder),
    dimensions: [Dimension(name: "visitor", kind: Visitor, key: ["id"], fields: [Field(name: "id", type: Text)])],
    folders: [Folder(name: "all", holds: Visitors)],
    environments: [
        Environment(name: "v", stage: Design(live: "live"), anonymous: true, visitor_folder: "all", targeting_dimension: "visitor",
            spaces: [Space(name: "web", channel: InboundWeb), Space(name: "new", channel: InboundWeb)],
            categories: [Category(name: "c", offers: [
                Offer(name: "fresh", label: "Fresh", weights: [Weight(value: 9)]),
                Offer(name: "moved", label: "Moved", weights: [Weight(value: 8)]),
                Offer(name: "same", label: "Same", weights: [Weight(value: 7)]),
                Offer(name: "worded", label: "Worded", weights: [Weight(value: 6)], content: Content(title: "New words")),
                Offer(name: "heavier", label: "Heavier", weights: [Weight(value: 5)]),
            ])]),
        Environment(name: "live", stage: Live, anonymous: true, visitor_folder: "all", targeting_dimension: "visitor",
            spaces: [Space(name: "web", channel: InboundWeb)],
            categories: [Category(name: "c", offers: [
                Offer(name: "moved", label: "Moved", weights: [Weight(value: 9)], live_on: ["web"]),
                Offer(name: "gone", label: "Gone", weights: [Weight(value: 8)], live_on: ["web"]),
                Offer(name: "same", label: "Same", weights: [Weight(value: 7)], live_on: ["web"]),
                Offer(name: "worded", label: "Worded", weights: [Weight(value: 6)], content: Content(title: "Old words"), live_on: ["web"]),
                Offer(name: "heavier", label: "Heavier", weights: [Weight(value: 1.5)], live_on: ["web"]),
            ])]),
    ])"#;

#[test]
fn each_offer_of_the_preview_says_how_live_differs() {
    let asking = |space: &str| {
        let mut app = reading(Language::En, DIFFERING);
        let asked = [PreviewChange::Space(space.into()), PreviewChange::Count(9)];
        app.apply(asked.map(Action::Preview).to_vec());
        shell(ThemeChoice::Light, [1280.0, 3000.0], app)
    };
    let window = asking("v/web");
    let told = |window: &Window, badge: &str| {
        let badge = window
            .query_by_label(badge)
            .map(|it| it.accesskit_node().data().description().map(str::to_owned));
        badge.flatten()
    };
    let expected = [
        ("not in Live", "Live does not propose this offer for this call."),
        ("rank 1 in Live", "Live proposes it at rank 1. In Live its weight is 9."),
        ("other content in Live", "Live shows it with other content."),
        ("other weight in Live", "In Live its weight is 1.5."),
        ("differs from Live", "Live proposes: 1 Moved, 2 Gone, 3 Same, 4 Worded, 5 Heavier"),
    ];
    for (badge, tip) in expected {
        assert_eq!(told(&window, badge).as_deref(), Some(tip), "{badge}");
    }
    assert!(window.query_by_label("Live also proposes: 2 Gone").is_some());
    // Where no Live space stands for the one that is asked, and where Live is asked, nothing is said.
    for space in ["live/web", "v/new"] {
        let window = asking(space);
        assert!(window.query_all_by_label_contains("in Live").next().is_none());
        assert!(window.query_by_label("differs from Live").is_none());
    }
}

#[test]
fn what_is_published_has_the_keyboard_when_it_is_asked_about() {
    let mut window =
        open(&approved(), Some((Ref::Space("recipient".into(), "home".into()), InnerTab::Properties)), None);
    find(&window, Role::TextInput, "Label").focus();
    window.run();
    let before = crate::focus::owner(&window);
    ask(&mut window);
    assert!(crate::focus::owner(&window).is_some_and(|owner| Some(owner) != before), "the dialog has it");
    press(&mut window, Key::Escape);
    assert_eq!(crate::focus::owner(&window), before);
}

#[test]
fn who_would_get_other_offers_is_seen_before_publishing_and_after_an_edit() {
    let mut app = reading(Language::En, &approved());
    app.apply(vec![
        Action::Bottom(vitrine::app::BottomTab::Impact),
        Action::Open(gold()),
        Action::Run(vitrine::app::Command::TogglePreview),
    ]);
    let mut window = shell(ThemeChoice::Light, WINDOW, app);
    assert!(window.query_by_label("No effect").is_some(), "nothing was changed yet");
    click(&mut window, Role::RadioButton, "Live");
    let row = |window: &Window| {
        window
            .query_all_by_label_contains("Home page")
            .find(|it| {
                it.accesskit_node().role() == Role::Button
                    && it
                        .accesskit_node()
                        .label()
                        .is_some_and(|it| it.contains("− nothing") && it.contains("+ 1 Gold card"))
            })
            .is_some()
    };
    assert!(row(&window), "Anna gets the gold card in Design, and nothing in Live");
    ask(&mut window);
    click(&mut window, Role::RadioButton, "Effect");
    assert!(row(&window), "what publishing would give her");
    press(&mut window, Key::Escape);
    click(&mut window, Role::RadioButton, "Saved file");
    click(&mut window, Role::CheckBox, "Enabled");
    let lost = window.query_all_by_label_contains("− 1 Gold card").next().expect("she loses it");
    lost.click();
    window.run();
    assert_eq!(window.state().app().preview().who(), Some(0), "asked again in the preview");
}
