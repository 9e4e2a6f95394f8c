//! The forms of categories, offers, templates, presentation rules and typologies: each field is edited by role
//! and label, taken back, done again, saved, and read back.

use crate::support::{Chosen, app, as_cel, click, find, has, shell, type_text};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vitrine::model::{
    Catalog, Category, Channel, Content, Count, CountedOffers, CountedStatus, Entity, Moment, Offer,
    PresentationRule, Ref, Typology, Value, WeightValue,
};
use vitrine::storage;
use vitrine::text::Language;
use vitrine::ui::Shell;
use vitrine::ui::theme::ThemeChoice;

type Window = Harness<'static, Shell>;

/// High enough for every row of a tab.
const HIGH: [f32; 2] = [1280.0, 2600.0];

/// The catalog in a file, open in a window in which the preview does not stand in the way.
struct Desk {
    window: Window,
    path: PathBuf,
    before: Arc<Catalog>,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn open(labels: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shop.catalog.ron");
        std::fs::write(&path, include_str!("offers.catalog.ron")).expect("written");
        let mut app = app(Language::En, Chosen::paths([]), Some(path.clone()));
        app.preferences.preview = false;
        let mut window = shell(ThemeChoice::Light, HIGH, app);
        for (place, label) in labels.iter().enumerate() {
            click(&mut window, Role::TreeItem, label);
            if labels.get(place + 1).is_some_and(|next| !has(&window, Role::TreeItem, next)) {
                keys(&mut window, Modifiers::NONE, Key::ArrowRight);
            }
        }
        let before = Arc::clone(catalog(&window));
        assert_eq!(before.name, "shop");
        Self { window, path, before, _folder: folder }
    }

    fn tab(&mut self, name: &str) {
        click(&mut self.window, Role::Tab, name);
    }

    fn check(&mut self, name: &str) {
        click(&mut self.window, Role::CheckBox, name);
    }

    fn choose(&mut self, picker: &str, item: &str) {
        click(&mut self.window, Role::ComboBox, picker);
        click(&mut self.window, Role::ListBoxOption, item);
    }

    fn press(&mut self, button: &str) {
        click(&mut self.window, Role::Button, button);
    }

    /// Puts a text in place of what a field has.
    fn write(&mut self, role: Role, name: &str, text: &str) {
        self.write_nth(role, name, 0, text);
    }

    /// The same for one of several fields of that name, from the top.
    fn write_nth(&mut self, role: Role, name: &str, index: usize, text: &str) {
        if role == Role::MultilineTextInput {
            as_cel(&mut self.window);
        }
        self.window.query_all_by_role_and_label(role, name).nth(index).expect(name).focus();
        self.window.run();
        keys(&mut self.window, Modifiers::COMMAND, Key::A);
        type_text(&mut self.window, text);
    }

    fn rename(&mut self, name: &str) {
        self.write(Role::TextInput, "Name", name);
        keys(&mut self.window, Modifiers::NONE, Key::Enter);
    }

    fn entity(&self, at: &Ref) -> Entity {
        catalog(&self.window).entity(at).expect("the entity")
    }

    fn offer(&self, at: &Ref) -> Offer {
        match self.entity(at) {
            Entity::Offer(offer) | Entity::Template(offer) => Offer::clone(&offer),
            other => panic!("no offer: {other:?}"),
        }
    }

    /// Takes every step back and does it again, saves, and reads back.
    fn round(&mut self, steps: usize) {
        let after = Arc::clone(catalog(&self.window));
        let document = |window: &Window| window.state().app().workspace().document().undo_name().cloned();
        let mut names = Vec::new();
        while let Some(name) = document(&self.window) {
            names.push(Language::En.say(&name));
            keys(&mut self.window, Modifiers::COMMAND, Key::Z);
        }
        assert_eq!(names.len(), steps, "one step a field: {names:#?}");
        assert_eq!(catalog(&self.window), &self.before);
        for _ in 0..steps {
            keys(&mut self.window, Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
        }
        assert_eq!(catalog(&self.window), &after);
        keys(&mut self.window, Modifiers::COMMAND, Key::S);
        assert!(!self.window.state().app().workspace().document().is_dirty());
        assert_eq!(read(&self.path), *after);
    }
}

fn read(path: &Path) -> Catalog {
    Catalog::clone(&storage::load(path).expect("a catalog").catalog)
}

fn keys(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    window.run();
}

fn catalog(window: &Window) -> &Arc<Catalog> {
    window.state().app().workspace().catalog()
}

fn inside(name: &str) -> (String, String) {
    ("web".to_owned(), name.to_owned())
}

fn offer_at(name: &str) -> Ref {
    let (environment, name) = inside(name);
    Ref::Offer(environment, name)
}

#[test]
fn every_field_of_a_category_is_edited() {
    let mut desk = Desk::open(&["Web", "Offer catalog", "Cards"]);
    desk.write(Role::TextInput, "Label", "Bank cards");
    desk.rename("bank_cards");
    desk.check("Enabled");
    desk.choose("Add to Themes", "saving");
    click(&mut desk.window, Role::ComboBox, "Add to Themes");
    type_text(&mut desk.window, " travel ");
    desk.press("Add as a new theme");
    desk.press("Remove daily");
    desk.check("Always recommended");
    desk.tab("Eligibility");
    desk.write(Role::TextInput, "From", "2026-01-01");
    desk.write(Role::TextInput, "Until", "2026-12-31");
    desk.write(Role::MultilineTextInput, "Rule", "profile.age > 18");
    desk.check("Multiply the weights of its offers");
    desk.write(Role::SpinButton, "Multiply by", "1.5");
    desk.write_nth(Role::TextInput, "From", 1, "2026-03-01");
    desk.write_nth(Role::TextInput, "Until", 1, "2026-03-31");
    desk.press("Add a weight");
    desk.write(Role::MultilineTextInput, "Value", "7.5");
    let (environment, name) = inside("bank_cards");
    let Entity::Category(category) = desk.entity(&Ref::Category(environment, name)) else {
        panic!("a category")
    };
    let Category { label, enabled, themes, period, target, multiplier, weights, always_recommended, .. } =
        Category::clone(&category);
    assert_eq!((label.as_str(), enabled, always_recommended), ("Bank cards", false, true));
    assert_eq!(themes, ["saving", "travel"]);
    assert_eq!(
        (moment(period.from.as_ref()), moment(period.until.as_ref())),
        ("2026-01-01".into(), "2026-12-31".into())
    );
    assert_eq!(target, "profile.age > 18");
    let multiplier = multiplier.expect("a multiplier");
    assert_eq!(multiplier.value.to_bits(), 1.5_f64.to_bits());
    assert_eq!(moment(multiplier.period.until.as_ref()), "2026-03-31");
    assert_eq!(weights[0].value, WeightValue::Number(7.5));
    desk.round(16);
}

fn moment(moment: Option<&Moment>) -> String {
    moment.map(ToString::to_string).unwrap_or_default()
}

/// As people type: what stands in the field after each letter is what they go on from.
#[test]
fn a_weight_is_typed_letter_by_letter() {
    let mut desk = Desk::open(&["Web", "Offer catalog", "Cards"]);
    desk.tab("Eligibility");
    desk.press("Add a weight");
    let weight = |desk: &Desk| {
        let (environment, name) = inside("cards");
        let Entity::Category(category) = desk.entity(&Ref::Category(environment, name)) else {
            panic!("a category")
        };
        category.weights[0].value.clone()
    };
    for (typed, value) in [
        ("3.5", WeightValue::Number(3.5)),
        ("0.05", WeightValue::Number(0.05)),
        ("12.50", WeightValue::Number(12.5)),
        ("-1,5", WeightValue::Number(-1.5)),
        ("offer.price", WeightValue::Formula("offer.price".to_owned())),
    ] {
        desk.write(Role::MultilineTextInput, "Value", "");
        keys(&mut desk.window, Modifiers::NONE, Key::Delete);
        for letter in typed.chars() {
            type_text(&mut desk.window, &letter.to_string());
        }
        assert_eq!(weight(&desk), value, "{typed}");
        let mut said = desk.window.query_all_by_label_contains("was not expected here");
        assert!(said.next().is_none(), "{typed} is fine");
    }
}

/// Fills in all that a tab *Content* has for all spaces.
fn write_content(desk: &mut Desk) {
    desk.write(Role::TextInput, "Title", "Gold");
    desk.write(Role::TextInput, "Destination URL", "https://bank.example/gold");
    desk.write(Role::TextInput, "Image URL", "https://bank.example/gold.png");
    desk.write(Role::MultilineTextInput, "HTML", "<b>Gold</b>");
    desk.write(Role::MultilineTextInput, "Text", "Gold for you");
    desk.write(Role::TextInput, "Slogan", "Shine");
    desk.write(Role::TextInput, "Stock", "12");
    desk.write(Role::TextInput, "Price", "9,5");
    desk.choose("For VIP", "Yes");
    desk.choose("Tone", "dry");
    desk.write(Role::TextInput, "Opens", "2026-05-01");
    desk.write(Role::TextInput, "Ends", "2026-05-31T18:00");
    desk.write(Role::MultilineTextInput, "Tags", "card");
    keys(&mut desk.window, Modifiers::NONE, Key::Enter);
    type_text(&mut desk.window, "metal");
}

/// The steps that [`write_content`] makes.
const CONTENT_STEPS: usize = 13;

fn content() -> Content {
    let values = [
        ("slogan", Value::from("Shine")),
        ("stock", Value::Integer(12)),
        ("price", Value::Decimal(9.5)),
        ("vip", Value::Boolean(true)),
        ("tone", Value::from("dry")),
        ("opens", Value::from("2026-05-01")),
        ("ends", Value::from("2026-05-31T18:00")),
        ("tags", Value::List(vec!["card".to_owned(), "metal".to_owned()])),
    ];
    Content {
        title: "Gold".to_owned(),
        destination_url: "https://bank.example/gold".to_owned(),
        image_url: "https://bank.example/gold.png".to_owned(),
        html: "<b>Gold</b>".to_owned(),
        text: "Gold for you".to_owned(),
        fields: values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        ..Content::default()
    }
}

#[test]
fn every_field_of_an_offer_is_edited() {
    let mut desk = Desk::open(&["Web", "Offer catalog", "Cards", "Gold card"]);
    desk.write(Role::TextInput, "Label", "Golden card");
    desk.rename("golden");
    desk.write(Role::TextInput, "Code", "G-1");
    desk.check("Enabled");
    desk.choose("Category", "Loans › Home loans");
    desk.tab("Eligibility");
    desk.write(Role::TextInput, "From", "2026-01-01");
    desk.write(Role::MultilineTextInput, "Rule", "profile.age > 18");
    desk.press("Remove weight 1");
    desk.tab("Content");
    write_content(&mut desk);
    let offer = desk.offer(&offer_at("golden"));
    assert_eq!((offer.label.as_str(), offer.code.as_str(), offer.enabled), ("Golden card", "G-1", false));
    assert_eq!(
        (moment(offer.period.from.as_ref()).as_str(), offer.target.as_str()),
        ("2026-01-01", "profile.age > 18")
    );
    assert!(offer.weights.is_empty());
    assert_eq!(offer.content, content());
    let web = catalog(&desk.window).environment("web").expect("the environment");
    assert_eq!(web.offer("golden").expect("the offer").0.name, "home_loans", "it was moved");
    desk.round(8 + CONTENT_STEPS);
}

#[test]
fn a_template_has_the_form_of_an_offer() {
    let mut desk = Desk::open(&["Offer templates", "Plain offer"]);
    assert!(!has(&desk.window, Role::ComboBox, "Category"), "it is in no category yet");
    desk.write(Role::TextInput, "Code", "P");
    desk.tab("Eligibility");
    desk.write(Role::MultilineTextInput, "Rule", "profile.age > 18");
    assert!(desk.window.query_all_by_label_contains("column").next().is_none(), "any dimension's fields fit");
    desk.tab("Content");
    write_content(&mut desk);
    let at = Ref::Template("plain".to_owned());
    assert_eq!((desk.offer(&at).code.as_str(), desk.offer(&at).content), ("P", content()));
    desk.round(2 + CONTENT_STEPS);
}

#[test]
fn content_of_one_space_is_added_filled_in_cleared_and_removed() {
    let mut desk = Desk::open(&["Web", "Offer catalog", "Cards", "Gold card"]);
    desk.tab("Content");
    let on = |desk: &Desk, space: &str| desk.offer(&offer_at("gold")).content.spaces.get(space).cloned();
    desk.choose("Add content for a space", "Home page");
    assert_eq!(on(&desk, "home"), Some(Content::default()));
    desk.choose("Add content for a space", "Banner");
    desk.write_nth(Role::TextInput, "Title", 2, "Banner title");
    desk.write_nth(Role::TextInput, "Price", 1, "3");
    assert_eq!(on(&desk, "home").expect("content").fields.get("price"), Some(&Value::Decimal(3.0)));
    assert_eq!(on(&desk, "banner").expect("content").title, "Banner title");
    assert_eq!(desk.offer(&offer_at("gold")).content.title, "", "the content of every space is left alone");
    desk.press("Remove the content of Home page");
    assert_eq!(on(&desk, "home"), None);
    desk.round(5);
}

#[test]
fn content_says_who_requires_it_and_what_is_wrong_with_it_as_a_template() {
    let mut desk = Desk::open(&["Web", "Offer catalog", "Cards", "Gold card"]);
    desk.tab("Content");
    let said = |desk: &Desk, role: Role, name: &str| {
        find(&desk.window, role, name).accesskit_node().data().description().unwrap_or_default().to_owned()
    };
    let plain = "Custom field. In templates and rules: slogan.";
    assert!(said(&desk, Role::TextInput, "Title").starts_with("Required on: Home page."));
    assert!(said(&desk, Role::TextInput, "Price").starts_with("Required on: Home page."));
    assert_eq!(said(&desk, Role::TextInput, "Slogan"), plain);
    desk.write(Role::TextInput, "Slogan", "Hello {{ profile.age");
    assert!(said(&desk, Role::TextInput, "Slogan").contains("column"));
    desk.write(Role::TextInput, "Slogan", "Hello {{ profile.age }}");
    assert_eq!(said(&desk, Role::TextInput, "Slogan"), plain);
    desk.write(Role::TextInput, "Slogan", "Hello {{ profile.shoe }}");
    assert!(said(&desk, Role::TextInput, "Slogan").contains("profile.shoe"), "checking says the rest");
}

#[test]
fn a_live_offer_shows_where_it_is_live_and_is_read_only() {
    let mut desk = Desk::open(&["Live - Web"]);
    for label in ["Offer catalog", "Cards, live", "Gold card, live"] {
        keys(&mut desk.window, Modifiers::NONE, Key::ArrowRight);
        desk.window.query_all_by_role_and_label(Role::TreeItem, label).last().expect(label).click();
        desk.window.run();
    }
    assert!(find(&desk.window, Role::TextInput, "Code").accesskit_node().is_disabled());
    assert!(find(&desk.window, Role::Button, "Remove Home page").accesskit_node().is_disabled());
    desk.press("Go to Cards, live");
    let category = Ref::Category("live_web".to_owned(), "cards".to_owned());
    assert_eq!(desk.window.state().app().view().active_tab(), Some(&category), "the way there stays open");
}

#[test]
fn every_field_of_a_presentation_rule_is_edited() {
    let mut desk = Desk::open(&["Presentation rules", "Once a day"]);
    desk.write(Role::TextInput, "Label", "Seldom");
    desk.rename("seldom");
    desk.check("Active");
    desk.choose("Channel", "kiosk");
    desk.tab("Offer presentation");
    desk.write(Role::MultilineTextInput, "Offers", "offer.vip");
    desk.write(Role::MultilineTextInput, "Recipients", "profile.age > 18");
    assert!(desk.window.query_all_by_label_contains("column").next().is_none(), "the dimension's fields fit");
    desk.write(Role::SpinButton, "Propositions at most", "4");
    desk.write(Role::TextInput, "Within", "2d 6h");
    desk.choose("Propositions of", "Offers in the same category");
    desk.choose("Status", "Accepted or rejected");
    desk.check("Only on the channel of the call");
    desk.write(Role::MultilineTextInput, "Additional condition", "proposition.weight > 5.0");
    let Entity::PresentationRule(rule) = desk.entity(&Ref::PresentationRule("seldom".to_owned())) else {
        panic!("a rule")
    };
    let expected = PresentationRule {
        name: "seldom".to_owned(),
        label: "Seldom".to_owned(),
        active: false,
        channel: Some(Channel::Other("kiosk".to_owned())),
        applies_to: "offer.vip".to_owned(),
        recipients: "profile.age > 18".to_owned(),
        within: "2d 6h".parse().expect("a span"),
        at_most: 4,
        count: Count {
            same_channel_only: true,
            offers: CountedOffers::SameCategory,
            status: CountedStatus::AcceptedOrRejected,
            matching: "proposition.weight > 5.0".to_owned(),
        },
    };
    assert_eq!(*rule, expected);
    desk.round(12);
}

#[test]
fn what_is_no_span_is_said_and_not_taken() {
    let mut desk = Desk::open(&["Presentation rules", "Once a day"]);
    desk.tab("Offer presentation");
    desk.write(Role::TextInput, "Within", "two days");
    assert!(desk.window.query_all_by_label_contains("Enter a duration").next().is_some());
    assert_eq!(catalog(&desk.window), &desk.before);
    desk.write(Role::TextInput, "Within", "1w");
    assert!(desk.window.query_all_by_label_contains("Enter a duration").next().is_none());
    assert_eq!(catalog(&desk.window).presentation_rules[0].within.to_string(), "7d");
}

#[test]
fn the_rules_of_a_typology_are_added_ordered_opened_and_removed() {
    let mut desk = Desk::open(&["Presentation rules", "Caps"]);
    let rules = |desk: &Desk| -> Vec<String> {
        let Entity::Typology(typology) = desk.entity(&Ref::Typology("limits".to_owned())) else {
            panic!("a typology")
        };
        Typology::clone(&typology).rules
    };
    desk.write(Role::TextInput, "Label", "Limits");
    desk.rename("limits");
    assert_eq!(catalog(&desk.window).environment("web").expect("it").typology.as_deref(), Some("limits"));
    desk.choose("Add to Presentation rules", "Never again");
    assert_eq!(rules(&desk), ["once", "thrice", "never_again"]);
    desk.press("Move Never again up");
    desk.press("Move Once a day down");
    assert_eq!(rules(&desk), ["never_again", "once", "thrice"]);
    desk.press("Remove Thrice a week");
    assert_eq!(rules(&desk), ["never_again", "once"]);
    desk.round(6);
    // Undoing the new name closed the form of that name.
    click(&mut desk.window, Role::TreeItem, "Limits");
    desk.press("Web");
    let tab = |desk: &Desk| desk.window.state().app().view().active_tab().cloned();
    assert_eq!(tab(&desk), Some(Ref::Environment("web".to_owned())), "where it is used");
    desk.tab("Limits");
    desk.press("Go to Once a day");
    assert_eq!(tab(&desk), Some(Ref::PresentationRule("once".to_owned())));
}
