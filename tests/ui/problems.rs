//! The list of problems: what is mended alike is mended together.

use crate::support::{WINDOW, reading, shell};
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};
use vitrine::app::{Action, Command};
use vitrine::model::{Place, Ref};
use vitrine::text::Language;
use vitrine::ui::theme::ThemeChoice;

#[test]
fn all_of_a_kind_are_mended_in_one_step() {
    // Two offers name spaces that are gone, one of them three, and between them one that there is.
    let text = include_str!("offers.catalog.ron").replacen(
        r#"Offer(name: "gold", label: "Gold card", "#,
        r#"Offer(name: "silver", label: "Silver card", live_on: ["gone"]),
           Offer(name: "gold", label: "Gold card", live_on: ["gone", "home", "lost", "off"], "#,
        1,
    );
    let mut window = shell(ThemeChoice::Light, WINDOW, reading(Language::En, &text));
    let spaces = |window: &egui_kittest::Harness<'_, vitrine::ui::Shell>, name: &str| {
        let catalog = window.state().app().workspace().catalog();
        catalog.environment("web").and_then(|web| web.offer(name)).expect("the offer").1.live_on.clone()
    };
    let before = spaces(&window, "gold");
    // Those in sight say how many there are in all.
    assert!(window.query_all_by_role_and_label(Role::Button, "Fix all 4").count() > 1);
    let first = window.query_all_by_role_and_label(Role::Button, "Fix all 4").next().expect("a button");
    assert!(first.accesskit_node().description().is_some_and(|text| text.contains("one step")));
    first.click_accesskit();
    window.run();
    assert_eq!((spaces(&window, "gold"), spaces(&window, "silver")), (vec!["home".to_owned()], Vec::new()));
    assert_eq!(window.query_all_by_role_and_label(Role::Button, "Fix all 4").count(), 0);
    window.state_mut().act(vec![vitrine::app::Action::Run(Command::Undo)]);
    window.run();
    assert_eq!(spaces(&window, "gold"), before, "one undo takes all back");
}

#[test]
fn what_is_said_of_an_empty_list_leads_to_the_button_that_fills_it() {
    let text =
        include_str!("story.catalog.ron").replace(", weights: [Weight(label: \"Base\", value: 10.0)]", "");
    let mut window = shell(ThemeChoice::Light, WINDOW, reading(Language::En, &text));
    let row = window.query_all_by_label_contains("Gold card has no weight").next().expect("a problem");
    row.click();
    window.run();
    let button = window.query_by_role_and_label(Role::Button, "Add a weight").expect("in sight");
    assert!(button.is_focused(), "the keyboard is there, and not in the preview");
}

#[test]
fn where_no_control_takes_what_led_there_the_form_has_the_keyboard() {
    let mut app = reading(Language::En, include_str!("story.catalog.ron"));
    let offer = Ref::Offer("recipient".into(), "gold_card".into());
    app.apply(vec![Action::GoTo(Place::new(offer, Vec::new()).field("approval"))]);
    let window = shell(ThemeChoice::Light, WINDOW, app);
    let who = window.query_by_role_and_label(Role::ComboBox, "Who").expect("in the preview");
    assert!(!who.is_focused());
}
