//! What a rule does, below it: how many contacts it matches, what its parts come to for the previewed contact;
//! where a predefined filter is used, and doing without it.

use crate::support::{Chosen, app, click, has, reading, shell, type_text};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use vitrine::app::{Action, InnerTab, PreviewChange};
use vitrine::model::{Entity, Ref};
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

/// The window on a catalog in a folder of its own, with the first contact previewed and an entity open.
struct Desk {
    window: Harness<'static, Shell>,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn open(language: Language, entity: Ref, who: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.catalog.ron");
        std::fs::write(&path, include_str!("effect.catalog.ron")).expect("written");
        let mut app = app(language, Chosen::paths([]), Some(path));
        app.poll();
        app.apply(vec![Action::Preview(PreviewChange::Who(Some(who))), Action::Open(entity)]);
        let window = shell(ThemeChoice::Light, [1400.0, 1400.0], app);
        Self { window, _folder: folder }
    }

    fn has(&self, text: &str) -> bool {
        self.window.query_by_label(text).is_some() || self.window.query_by_value(text).is_some()
    }

    fn rule_of(&self, name: &str) -> String {
        let catalog = self.window.state().app().workspace().catalog();
        match catalog.entity(&offer(name)) {
            Some(Entity::Offer(offer)) => offer.target.clone(),
            _ => String::new(),
        }
    }
}

fn offer(name: &str) -> Ref {
    Ref::Offer("shop".into(), name.into())
}

#[test]
fn the_contacts_that_match_are_counted_while_a_rule_is_typed() {
    let mut desk = Desk::open(Language::En, offer("loan"), 0);
    click(&mut desk.window, Role::Tab, "Eligibility");
    let before = "1 of 3 sample contacts match; 1 cannot be evaluated";
    assert!(has(&desk.window, Role::Button, before));
    assert!(desk.has("For Anna: true") && desk.has("For Anna: 68"));
    desk.window.get_all_by_role_and_label(Role::RadioButton, "CEL").next().expect("the switch").click();
    desk.window.run();
    let mut rules = desk.window.get_all_by_role_and_label(Role::MultilineTextInput, "Rule");
    rules.next().expect("the rule of the offer").focus();
    drop(rules);
    desk.window.run();
    type_text(&mut desk.window, "");
    desk.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    type_text(&mut desk.window, "profile.age >= 18");
    assert_eq!(desk.rule_of("loan"), "profile.age >= 18");
    assert!(has(&desk.window, Role::Button, "2 of 3 sample contacts match; 1 cannot be evaluated"));
    click(&mut desk.window, Role::Button, "2 of 3 sample contacts match; 1 cannot be evaluated");
    click(&mut desk.window, Role::Button, "Ben");
    assert_eq!(desk.window.state().app().preview().who(), Some(1));
}

#[test]
fn each_part_of_a_rule_has_its_value_and_what_is_missing_is_named() {
    let mut desk = Desk::open(Language::En, offer("card"), 0);
    click(&mut desk.window, Role::Tab, "Eligibility");
    click(&mut desk.window, Role::Button, "For Anna: true");
    assert!(desk.has("Age is less than 40 – true (age is 34)"));
    assert!(desk.has("Any of these – true"), "the filter's rule is looked into");
    let mut desk = Desk::open(Language::En, offer("card"), 2);
    click(&mut desk.window, Role::Tab, "Eligibility");
    click(&mut desk.window, Role::Button, "For Cleo: unknown: age is missing");
    assert!(desk.has("Age is less than 40 – unknown: age is missing"));
}

#[test]
fn each_row_has_its_value_beside_it() {
    let mut desk = Desk::open(Language::En, offer("card"), 0);
    click(&mut desk.window, Role::Tab, "Eligibility");
    assert!(has(&desk.window, Role::Image, "Row 1, for Anna: true"));
    assert!(has(&desk.window, Role::Image, "Row 2, for Anna: true (age is 34)"));
    click(&mut desk.window, Role::Button, "Add a condition");
    let rows = |desk: &Desk| desk.window.query_all_by_role(Role::Image).count();
    assert_eq!(rows(&desk), 2, "an unfinished row has no value");
    let mut desk = Desk::open(Language::En, offer("card"), 2);
    click(&mut desk.window, Role::Tab, "Eligibility");
    assert!(has(&desk.window, Role::Image, "Row 2, for Cleo: unknown: age is missing"));
    let mut desk = Desk::open(Language::En, offer("loan"), 1);
    click(&mut desk.window, Role::Tab, "Eligibility");
    assert!(has(&desk.window, Role::Image, "Row 1, for Ben: false (age is 20)"));
    let desk = Desk::open(Language::En, Ref::Filter("shop".into(), "older".into()), 0);
    let parameter_has_its_default = "Row 1, for Anna: true (age is 34)";
    assert!(has(&desk.window, Role::Image, parameter_has_its_default));
    assert!(has(&desk.window, Role::Image, "Row 2, for Anna: false (premium is no)"));
}

#[test]
fn a_filter_says_where_it_is_used_and_gives_way_to_its_rule_in_one_step() {
    let mut desk = Desk::open(Language::En, Ref::Filter("shop".into(), "older".into()), 0);
    assert!(has(&desk.window, Role::Button, "2 of 3 sample contacts match; 1 cannot be evaluated"));
    for owner in ["All (Category) – Rule", "Card (Offer) – Rule"] {
        assert!(has(&desk.window, Role::Button, owner), "{owner}");
    }
    let before = desk.window.state().app().workspace().catalog().clone();
    click(&mut desk.window, Role::Button, "Replace its uses with its rule");
    assert_eq!(desk.rule_of("card"), "(profile.age > 30 || profile.premium) && profile.age < 40");
    assert!(desk.has("Not used in any rule"));
    desk.window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    desk.window.run();
    assert_eq!(desk.window.state().app().workspace().catalog(), &before);
    click(&mut desk.window, Role::Button, "Replace its uses and delete it");
    let catalog = desk.window.state().app().workspace().catalog();
    assert!(catalog.entity(&Ref::Filter("shop".into(), "older".into())).is_none());
    assert_eq!(desk.rule_of("card"), "(profile.age > 30 || profile.premium) && profile.age < 40");
}

#[test]
fn a_use_leads_to_its_rule() {
    let mut desk = Desk::open(Language::En, Ref::Filter("shop".into(), "older".into()), 0);
    click(&mut desk.window, Role::Button, "Card (Offer) – Rule");
    assert_eq!(desk.window.state().app().view().active_tab(), Some(&offer("card")));
    assert!(desk.window.query_by_role_and_label(Role::Button, "For Anna: true").is_some());
}

#[test]
fn it_is_said_in_french_too() {
    let mut desk = Desk::open(Language::Fr, offer("card"), 2);
    click(&mut desk.window, Role::Tab, "Éligibilité");
    let count = "2 contacts d’exemple correspondent sur 3\u{202f}; impossible à évaluer pour 1";
    assert!(has(&desk.window, Role::Button, count));
    assert!(has(&desk.window, Role::Button, "Pour Cleo\u{a0}: indéterminé\u{a0}: aucune valeur pour age"));
}

#[test]
fn a_presentation_rule_counts_the_contacts_that_it_is_for() {
    let catalog = r#"#![enable(implicit_some)]
Catalog(
    format: 1,
    name: "trips",
    dimensions: [
        Dimension(name: "traveller", label: "Traveller", kind: Recipient, key: ["id"],
            fields: [Field(name: "id", label: "Number", type: Text), Field(name: "age", label: "Age", type: Integer)]),
        Dimension(name: "visitor", label: "Visitor", kind: Visitor, key: ["id"],
            fields: [Field(name: "id", label: "Number", type: Text)]),
    ],
    folders: [Folder(name: "visitors", label: "Visitors", holds: Visitors)],
    presentation_rules: [PresentationRule(name: "grown_up", label: "Grown up", recipients: "profile.age >= 18",
        within: "90d", at_most: 1, count: Count())],
    typologies: [Typology(name: "pressure", label: "Pressure", rules: ["grown_up"])],
    environments: [
        Environment(name: "web", label: "Web", stage: Design(live: "live_web"), anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "visitors", spaces: [Space(name: "page", label: "Page", channel: InboundWeb)]),
        Environment(name: "live_web", label: "Live web", stage: Live, anonymous: true,
            targeting_dimension: "visitor", visitor_folder: "visitors"),
        Environment(name: "trips", label: "Trips", stage: Design(live: "live_trips"), targeting_dimension: "traveller",
            typology: "pressure", spaces: [Space(name: "app", label: "App", channel: InboundMobile)]),
        Environment(name: "live_trips", label: "Live trips", stage: Live, targeting_dimension: "traveller", typology: "pressure"),
    ],
    contacts: [
        Contact(dimension: "traveller", values: {"id": "1", "age": 40}),
        Contact(dimension: "traveller", values: {"id": "2", "age": 12}),
        Contact(dimension: "visitor", folder: "visitors", values: {"id": "a"}),
    ],
)
"#;
    let mut app = reading(Language::En, catalog);
    // The preview is answered by the environment of visitors, which does not use the rule.
    app.apply(vec![
        Action::Preview(PreviewChange::Space("web/page".into())),
        Action::Open(Ref::PresentationRule("grown_up".into())),
        Action::Inner(Ref::PresentationRule("grown_up".into()), InnerTab::OfferPresentation),
    ]);
    let window = shell(ThemeChoice::Light, [1400.0, 1400.0], app);
    assert!(has(&window, Role::Button, "1 of 2 sample contacts match"));
}
