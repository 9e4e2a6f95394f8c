//! The live preview pane on the sample catalog: every input, the path, the offers, the reasons.

use crate::support::{Chosen, app, click, find, has, offers, pick, press, says, search, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;
use vitrine::app::{Action, App, Arrival, Command, InnerTab, PreviewChange, Workspace};
use vitrine::engine::run_scenario;
use vitrine::model::{Catalog, Field, FieldType, Offer, Ref, Value};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// High enough for all of the pane to be in sight.
const HIGH: [f32; 2] = [1280.0, 4000.0];

const ANNA: &str = "Anna · 1001";

/// The sample catalog, tried when its scenarios take place.
fn sample(language: Language) -> App {
    let mut app = app(language, Arc::new(Chosen::default()), None);
    app.apply(vec![Action::Preview(PreviewChange::At("2026-11-21T10:00".parse().ok()))]);
    app
}

fn pane() -> Harness<'static, Shell> {
    let mut harness = shell(ThemeChoice::Light, HIGH, sample(Language::En));
    click(&mut harness, Role::Button, "More call options");
    harness
}

#[test]
fn the_path_and_the_ranks_follow_who_comes_and_how() {
    let mut harness = pane();
    assert_eq!(harness.state().app().preview().space(), Some("recipient/web_best"));
    assert!(has(&harness, Role::Label, "Login: nobody is logged in"));
    assert!(has(&harness, Role::Label, "Fallback: Web, best anonymous offer answers"));
    assert!(offers(&harness).iter().all(|offer| offer.starts_with("visitor/")));
    pick(&mut harness, "Who", ANNA);
    assert_eq!(harness.state().app().preview().arrival(), Arrival::LoggedIn);
    assert!(has(&harness, Role::Label, "Login: identified"));
    assert!(has(&harness, Role::Link, "12-month deposit"));
    assert!(has(&harness, Role::Label, "18 × 1.5 = 27"), "weight × multiplier");
    click(&mut harness, Role::RadioButton, "Known cookie");
    assert!(has(&harness, Role::Label, "Cookie: identified"));
    assert!(has(&harness, Role::Label, "Recognised by cookie"));
    click(&mut harness, Role::RadioButton, "Unknown browser");
    assert!(!has(&harness, Role::Link, "12-month deposit"));
    pick(&mut harness, "Who", "Anonymous visitor");
    assert_eq!(harness.state().app().preview().who(), None);
}

#[test]
fn a_way_to_arrive_that_says_nothing_of_the_contact_is_explained() {
    let mut harness = pane();
    let login = find(&harness, Role::RadioButton, "Logged in").accesskit_node().is_disabled();
    assert!(login, "nobody in particular cannot log in");
    search(&mut harness, "Who", "v-7");
    assert!(says(&harness, "contacts of the dimension Recipient"), "a visitor cannot log in");
    click(&mut harness, Role::RadioButton, "Known cookie");
    assert!(!says(&harness, "contacts of the dimension Recipient"));
    assert!(has(&harness, Role::Link, "v-7"), "found after the fallback");
    search(&mut harness, "Where", "visitor web partner");
    click(&mut harness, Role::RadioButton, "Logged in");
    assert!(has(&harness, Role::Label, "Login: identified"));
}

#[test]
fn call_data_changes_the_offers() {
    let mut harness = pane();
    let before = offers(&harness);
    click(&mut harness, Role::TextInput, "Page language");
    type_text(&mut harness, "fr");
    assert_eq!(harness.state().app().preview().data().get("language"), Some(&Value::from("fr")));
    assert_ne!(offers(&harness), before);
    assert!(offers(&harness).contains(&"visitor/ouvrir_compte".to_owned()));
    assert_eq!(find(&harness, Role::ComboBox, "Example").value().as_deref(), Some("French home page"));
    pick(&mut harness, "Example", "English home page");
    assert!(offers(&harness).contains(&"visitor/open_account".to_owned()));
    click(&mut harness, Role::Button, "Send no call data");
    assert!(harness.state().app().preview().data().is_empty());
    assert_eq!(offers(&harness), before);
}

#[test]
fn moment_space_and_count_are_those_of_the_call() {
    let mut harness = pane();
    pick(&mut harness, "Who", ANNA);
    click(&mut harness, Role::TextInput, "When");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "2027-01-15T09:00");
    let at = harness.state().app().preview().at().map(ToString::to_string);
    assert_eq!(at.as_deref(), Some("2027-01-15T09:00"));
    assert!(!has(&harness, Role::Label, "18 × 1.5 = 27"), "the campaign is over");
    find(&harness, Role::Slider, "Day").focus();
    press(&mut harness, Key::ArrowRight);
    let at = harness.state().app().preview().at().map(ToString::to_string);
    assert_eq!(at.as_deref(), Some("2027-01-16T09:00"), "another day, the same time");
    click(&mut harness, Role::Button, "Now");
    assert_eq!(harness.state().app().preview().at(), None);
    find(&harness, Role::SpinButton, "Maximum offers").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "4");
    press(&mut harness, Key::Tab);
    assert_eq!(harness.state().app().preview().count(), 4);
    assert_eq!(offers(&harness).len(), 4);
    search(&mut harness, "Where", "app home screen recipient");
    assert_eq!(harness.state().app().preview().space(), Some("recipient/app_home"));
}

#[test]
fn accepted_and_refused_offers_bite_and_can_be_forgotten() {
    let mut harness = pane();
    assert!(harness.query_by_label_contains("Accept ").is_none(), "nobody is there to accept");
    pick(&mut harness, "Who", ANNA);
    let before = offers(&harness);
    assert!(before.contains(&"recipient/term_deposit".to_owned()));
    click(&mut harness, Role::Button, "Accept 12-month deposit");
    assert!(!offers(&harness).contains(&"recipient/term_deposit".to_owned()), "once accepted, not again");
    assert!(has(&harness, Role::Button, "Presentation rule · 1"));
    assert!(says(&harness, "Not again for a year once accepted"));
    click(&mut harness, Role::Button, "Reject Mortgage");
    assert!(!offers(&harness).contains(&"recipient/mortgage".to_owned()));
    click(&mut harness, Role::Button, "Reset accepted and rejected offers");
    assert_eq!(offers(&harness), before);
    assert!(!has(&harness, Role::Button, "Reset accepted and rejected offers"));
}

#[test]
fn what_is_not_proposed_says_why_and_leads_to_the_field() {
    let mut harness = pane();
    pick(&mut harness, "Who", ANNA);
    assert!(has(&harness, Role::Heading, "21 offers not proposed"));
    assert!(says(&harness, "3 offers ranked higher: "));
    click(&mut harness, Role::TextInput, "Search the offers not proposed");
    type_text(&mut harness, "STUDENT pack");
    assert_eq!(harness.query_all_by_label_contains("Show what blocks").count(), 1);
    click(&mut harness, Role::Button, "Show what blocks Student pack");
    let view = &harness.state().app().view();
    let offer = Ref::Offer("recipient".to_owned(), "student_pack".to_owned());
    assert_eq!(view.active_tab(), Some(&offer));
    assert_eq!(view.lead.to.as_ref().map(vitrine::model::Place::field_text).as_deref(), Some("target"));
}

#[test]
fn an_offer_is_shown_as_it_looks_and_as_it_is_written() {
    let mut harness = pane();
    pick(&mut harness, "Who", ANNA);
    assert!(has(&harness, Role::Heading, "Anna, lock in 3.10 % for a year"));
    click(&mut harness, Role::RadioButton, "HTML");
    assert!(says(&harness, "<h3>Anna, lock in 3.10 % for a year</h3>"));
    click(&mut harness, Role::RadioButton, "Text");
    assert!(says(&harness, "Anna, lock in 3.10 % for a year - https://"));
    click(&mut harness, Role::Link, "12-month deposit");
    let offer = Ref::Offer("recipient".to_owned(), "term_deposit".to_owned());
    assert_eq!(harness.state().app().view().active_tab(), Some(&offer));
}

#[test]
fn nobody_identified_anywhere_leads_to_identification() {
    let mut harness = pane();
    search(&mut harness, "Where", "newsletter recipient");
    assert_eq!(harness.state().app().preview().space(), Some("recipient/newsletter"));
    assert!(says(&harness, "so nothing is proposed"));
    assert!(says(&harness, "The space does not fall back on an anonymous environment"));
    click(&mut harness, Role::Button, "Open Identification");
    let view = &harness.state().app().view();
    let space = Ref::Space("recipient".to_owned(), "newsletter".to_owned());
    assert_eq!(view.active_tab(), Some(&space));
    assert_eq!(view.inner_tab(&space), InnerTab::Identification);
}

#[test]
fn the_call_and_its_answer_become_a_scenario() {
    let mut harness = pane();
    pick(&mut harness, "Who", ANNA);
    let count = harness.state().app().workspace().catalog().scenarios.len();
    click(&mut harness, Role::Button, "Save as scenario");
    let scenarios = &harness.state().app().workspace().catalog().scenarios;
    assert_eq!(scenarios.len(), count + 1);
    assert_eq!(scenarios[count].expect.offers.as_ref(), Some(&offers(&harness)));
    // As whatever else is made: its label is typed over at once, and its name follows.
    type_text(&mut harness, "Anna sees a card");
    let scenario = &harness.state().app().workspace().catalog().scenarios[count];
    assert_eq!((scenario.label.as_str(), scenario.name.as_str()), ("Anna sees a card", "anna_sees_a_card"));
}

#[test]
fn a_scenario_that_is_saved_after_trials_passes() {
    let mut harness = pane();
    click(&mut harness, Role::Button, "Now");
    pick(&mut harness, "Who", ANNA);
    let untried = offers(&harness);
    click(&mut harness, Role::Button, "Accept 12-month deposit");
    let tried = offers(&harness);
    assert_ne!(tried, untried);
    let count = harness.state().app().workspace().catalog().scenarios.len();
    for _ in 0..3 {
        click(&mut harness, Role::Button, "Save as scenario");
    }
    let saved = harness.state().app().workspace().catalog().scenarios[count..].to_vec();
    let workspace = &harness.state().app().workspace();
    for scenario in &saved {
        assert_eq!(scenario.expect.offers.as_ref(), Some(&tried));
        assert!(scenario.history.iter().any(|past| past.offer == "recipient/term_deposit"));
        let moments = scenario.history.iter().map(|past| &past.at).chain(&scenario.call.at);
        assert!(moments.clone().count() > 1 && moments.clone().all(|at| at.to_string().len() == 16));
        let verdict =
            run_scenario(workspace.plan(), workspace.population(), scenario, jiff::Timestamp::UNIX_EPOCH);
        assert!(verdict.passes(), "{:?}", verdict.differences);
    }
    let shown = |offer: &str| {
        let (_, offer) =
            workspace.catalog().environments[0].offer(offer.split_once('/').expect("two").1).expect("it");
        offer.label.clone()
    };
    let label = format!("Anna · 1001, Web, best offer: {}", shown(&tried[0]));
    let labels: Vec<_> = saved.iter().map(|it| it.label.clone()).collect();
    assert_eq!(labels, [label.clone(), format!("{label} (2)"), format!("{label} (3)")]);
    let names: std::collections::HashSet<_> = saved.iter().map(|it| it.name.clone()).collect();
    assert!(
        names.len() == 3 && names.iter().all(|name| name.starts_with("anna_1001_web_best_offer")),
        "{names:?}"
    );
    // The form shows the history, and gives it to the preview again.
    click(&mut harness, Role::Tab, "History");
    assert!(has(&harness, Role::Label, "Proposition 1"));
    click(&mut harness, Role::Button, "Reset accepted and rejected offers");
    assert_eq!(offers(&harness), untried);
    click(&mut harness, Role::Tab, "General");
    click(&mut harness, Role::Button, "Run in the preview");
    assert_eq!(offers(&harness), tried);
}

#[test]
fn a_catalog_without_a_space_says_so() {
    let mut app = sample(Language::En);
    app.run(Command::New);
    let harness = shell(ThemeChoice::Light, HIGH, app);
    assert!(says(&harness, "No space to preview"));
}

#[test]
fn the_pane_speaks_french() {
    let mut harness = shell(ThemeChoice::Dark, HIGH, sample(Language::Fr));
    assert!(has(&harness, Role::Heading, "Aperçu en direct"));
    pick(&mut harness, "Qui", ANNA);
    assert!(has(&harness, Role::Label, "18 × 1,5 = 27"));
    assert!(has(&harness, Role::Button, "Accepter 12-month deposit"));
}

/// The sample catalog with so many more offers in the first category of its first environment.
fn crowded(more: usize) -> App {
    let mut app = sample(Language::En);
    let mut catalog = Catalog::clone(app.workspace().catalog());
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    let category = Arc::make_mut(&mut environment.categories[0]);
    let offers =
        (0..more).map(|index| Arc::new(Offer::new(format!("more_{index}"), format!("More {index}"))));
    category.offers.extend(offers);
    app.replace(app.workspace().id(), Workspace::new(Arc::new(catalog)));
    app.apply(vec![Action::Preview(PreviewChange::Who(Some(0)))]);
    app
}

#[test]
fn of_thousands_of_offers_only_those_in_sight_are_drawn() {
    let mut harness = shell(ThemeChoice::Light, HIGH, crowded(10_000));
    assert!(has(&harness, Role::Heading, "10021 offers not proposed"));
    click(&mut harness, Role::Button, "Content missing · 10000");
    let rows = harness.query_all_by_label_contains("Show what blocks More").count();
    assert!((1..100).contains(&rows), "{rows} rows");
    click(&mut harness, Role::TextInput, "Search the offers not proposed");
    type_text(&mut harness, "more 9999");
    assert!(has(&harness, Role::Link, "More 9999"));
    assert_eq!(harness.query_all_by_label_contains("Show what blocks").count(), 1);
}

#[test]
fn call_data_of_each_type_has_its_control() {
    let mut app = sample(Language::En);
    let mut catalog = Catalog::clone(app.workspace().catalog());
    let environment = Arc::make_mut(&mut catalog.environments[0]);
    let choice = FieldType::Choice(vec!["red".to_owned(), "blue".to_owned()]);
    let types = [
        ("Number", FieldType::Integer),
        ("Amount", FieldType::Decimal),
        ("Switch", FieldType::Boolean),
        ("Day of birth", FieldType::Date),
        ("Colour", choice),
        ("Tags", FieldType::List),
    ];
    environment.call_data = types
        .into_iter()
        .map(|(label, field_type)| Field { name: label.to_lowercase(), label: label.to_owned(), field_type })
        .collect();
    app.replace(app.workspace().id(), Workspace::new(Arc::new(catalog)));
    app.apply(vec![Action::Preview(PreviewChange::Count(1))]);
    let mut harness = shell(ThemeChoice::Light, HIGH, app);
    click(&mut harness, Role::Button, "More call options");
    for (field, typed) in [("Number", "7"), ("Amount", "2,5"), ("Day of birth", "2001-02-03")] {
        click(&mut harness, Role::TextInput, field);
        type_text(&mut harness, typed);
    }
    pick(&mut harness, "Switch", "No");
    pick(&mut harness, "Colour", "blue");
    click(&mut harness, Role::MultilineTextInput, "Tags");
    type_text(&mut harness, "one");
    press(&mut harness, Key::Enter);
    type_text(&mut harness, "two");
    let expected = [
        ("number", Value::Integer(7)),
        ("amount", Value::Decimal(2.5)),
        ("switch", Value::Boolean(false)),
        ("day of birth", Value::from("2001-02-03")),
        ("colour", Value::from("blue")),
        ("tags", Value::List(vec!["one".to_owned(), "two".to_owned()])),
    ];
    for (name, value) in expected {
        assert_eq!(harness.state().app().preview().data().get(name), Some(&value), "{name}");
    }
    pick(&mut harness, "Colour", "not sent");
    assert_eq!(harness.state().app().preview().data().get("colour"), None);
}
