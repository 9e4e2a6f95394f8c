//! The summary *Schedule and eligibility* of an offer: what it says of inherited dates, rules and weights, in both
//! languages, and where its lines lead.

use crate::support::{Chosen, WINDOW, app, click, has, says, shell};
use egui::accesskit::Role;
use egui_kittest::Harness;
use vitrine::app::{Action, InnerTab, PreviewChange};
use vitrine::model::{Place, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

const DETAILS: &str = "Inherited settings, from the environment down";
/// High enough for all that an offer inherits.
const HIGH: [f32; 2] = [1000.0, 1600.0];

/// The tab *Eligibility* of an offer, with the preview at a moment.
fn open(language: Language, offer: &str, at: Option<&str>, size: [f32; 2]) -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.catalog.ron");
    std::fs::write(&path, include_str!("periods.catalog.ron")).expect("written");
    let mut app = app(language, Chosen::paths([]), Some(path));
    (app.preferences.preview, app.preferences.explorer, app.preferences.problems) = (false, false, false);
    app.poll();
    let offer = Ref::Offer("web".to_owned(), offer.to_owned());
    app.apply(vec![
        Action::Open(offer.clone()),
        Action::Inner(offer, InnerTab::Eligibility),
        Action::Preview(PreviewChange::At(at.and_then(|at| at.parse().ok()))),
    ]);
    shell(ThemeChoice::Light, size, app)
}

#[test]
fn it_says_when_the_offer_runs_and_what_its_weight_is_multiplied_by() {
    let window = open(Language::En, "gold", None, WINDOW);
    assert!(has(&window, Role::Label, "From 21 June 2026 to 31 December 2026"));
    assert!(has(&window, Role::Label, "Running"));
    assert!(says(&window, "Multiplier: 2 × 1.5 = 3 · 3 weights can apply"));
    assert!(!has(&window, Role::Button, "Go to Rule · Bank"), "closed at first: the form is not buried");
    let window = open(Language::En, "gold", Some("2026-03-01T08:00"), WINDOW);
    assert!(has(&window, Role::Label, "Not started on 1 March 2026 at 08:00"));
    assert!(says(&window, "Multiplier: 2 ·"), "the other one is of November");
    let window = open(Language::En, "late", None, WINDOW);
    assert!(has(&window, Role::Label, "Never: the periods do not overlap"));
    assert!(has(&window, Role::Label, "Never"));
}

#[test]
fn it_lists_all_that_is_inherited() {
    let mut window = open(Language::En, "gold", None, HIGH);
    click(&mut window, Role::Button, DETAILS);
    for text in [
        "Age is at least 18",
        "Age is less than 80",
        "1 January 2026 to 31 December 2026",
        "1.5 · 1 November 2026 to 30 November 2026",
        "7 · 1 March 2026 to 31 May 2026 · Never runs",
        "20 · on Home page · 21 September 2026 to 20 December 2026",
        "at most 1 proposition within 1 day",
        "21 June 2026 to 30 June 2027",
    ] {
        assert!(says(&window, text), "{text}");
    }
    for button in [
        "Go to Rule · Web",
        "Go to Weight House · Web",
        "Go to Once a day · Web",
        "Go to Period · Bank",
        "Go to Multiplier · Bank",
        "Go to Weight Spring · Bank",
        "Go to Multiplier · Cards",
        "Go to Period · Gold card",
        "Go to Weight Autumn · Gold card",
    ] {
        assert!(has(&window, Role::Button, button), "{button}");
    }
    assert!(!says(&window, "Not used"), "a rule that is not active caps nothing");
}

#[test]
fn a_line_leads_to_the_very_field() {
    let led = |button: &str| {
        let mut window = open(Language::En, "gold", None, HIGH);
        click(&mut window, Role::Button, DETAILS);
        click(&mut window, Role::Button, button);
        let view = &window.state().app().view();
        let entity = view.active_tab().cloned().expect("something is open");
        let tab = view.inner_tab(&entity);
        (entity, tab, view.lead.to.as_ref().map(Place::field_text).unwrap_or_default())
    };
    let (entity, tab, field) = led("Go to Multiplier · Cards");
    assert_eq!(entity, Ref::Category("web".to_owned(), "cards".to_owned()));
    assert_eq!((tab, field.as_str()), (InnerTab::Eligibility, "multiplier"));
    let (entity, tab, field) = led("Go to Weight House · Web");
    assert_eq!(entity, Ref::Environment("web".to_owned()));
    assert_eq!((tab, field.as_str()), (InnerTab::OfferWeight, "weights[0]"));
    let (entity, _, field) = led("Go to Once a day · Web");
    assert_eq!((entity, field.as_str()), (Ref::PresentationRule("once".to_owned()), "at_most"));
}

#[test]
fn it_speaks_french() {
    let mut window = open(Language::Fr, "gold", None, HIGH);
    assert!(has(&window, Role::Label, "Du 21 juin 2026 au 31 décembre 2026"));
    assert!(has(&window, Role::Label, "En cours"));
    assert!(says(&window, "Multiplicateur\u{a0}: 2 × 1,5 = 3 · 3 poids peuvent s’appliquer"));
    click(&mut window, Role::Button, "Réglages hérités, à partir de l’environnement");
    assert!(says(&window, "du 21 septembre 2026 au 20 décembre 2026"));
    assert!(has(&window, Role::Button, "Aller à Multiplicateur · Cards"));
}
